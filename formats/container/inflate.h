#ifndef WF_INFLATE_H
#define WF_INFLATE_H
/*
 * Raw deflate (RFC 1951) from memory into windows that the caller gives. ISA-L does the
 * work where the build has it, else zlib; both stand behind one table, and a test
 * compares them.
 */
#include "wayforward/str.h"

typedef struct wf_inflate wf_inflate;

typedef enum wf_inflate_result {
    WF_INFLATE_MORE, /* the room is full, or (fewer bytes than room) the input ended too
                        early */
    WF_INFLATE_END,
    WF_INFLATE_BAD
} wf_inflate_result;

typedef struct wf_inflate_method {
    const char *name; /* "isa-l", "zlib" */
    /** NULL when out of memory. Caller: end. */
    wf_inflate *(*new)(void);
    /** Start over on new input, which stays borrowed. */
    void (*begin)(wf_inflate *inflate, const uint8_t *packed, size_t size);
    /** Make up to `room` bytes, at most 1 GiB; *made_out tells how many. `out` may move
     * from call to call: what was made before need not stay. */
    wf_inflate_result (*step)(wf_inflate *inflate, uint8_t *out, size_t room,
                              size_t *made_out);
    /** The first bytes of a whole stream in one go: END where all of it fitted into
     * `room`, MORE where there is more. `scratch` is used and left as new; NULL: on the
     * stack. */
    wf_inflate_result (*once)(wf_inflate *scratch, wf_str packed, uint8_t *out,
                              size_t room, size_t *made_out);
    /** As once, for a stream that is expected to fit: where it does not, time is lost. */
    wf_inflate_result (*all)(wf_inflate *scratch, wf_str packed, uint8_t *out,
                             size_t room, size_t *made_out);
    /** NULL is fine. */
    void (*free)(wf_inflate *inflate);
    /** CRC-32 as zip has it (ISO 3309), continued from `crc`; 0 at first. */
    uint32_t (*crc)(uint32_t crc, const uint8_t *data, size_t size);
} wf_inflate_method;

/** Between steps: the packed bytes before this are read no more. */
const uint8_t *wf_inflate_behind(const wf_inflate *inflate);

/** The methods that the build has, best first, ended by a NULL. */
const wf_inflate_method *const *wf_inflate_methods(void);

#endif
