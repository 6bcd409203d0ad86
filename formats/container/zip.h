#ifndef WF_ZIP_H
#define WF_ZIP_H
/*
 * A zip package over bytes in memory (APPNOTE.TXT 6.3): the central directory, zip64,
 * stored and deflated members, streamed through one reused window. Nothing that a header
 * says is believed before it is checked; sizes in local headers are not read at all.
 * Members' names are keys to look up, never paths on disk.
 */
#include "wayforward/arena.h"
#include "wayforward/input.h"

typedef struct wf_zip wf_zip;

typedef struct wf_zip_member {
    wf_str name;       /* borrowed from the input; may have '\\' for '/' */
    uint64_t header;   /* offset of the local header */
    uint64_t packed;   /* bytes in the file */
    uint64_t inflated; /* bytes as the directory says: only a hint */
    uint32_t crc;
    uint16_t method; /* 0 stored, 8 deflated */
    bool is_encrypted;
} wf_zip_member;

/** Receives a part in windows. Use as much of data[0..n) as makes whole tokens and tell
 * how much in taken->used; what is left comes again at the front of the next window with
 * more behind it. The bytes may be changed in place; at least WF_ZIP_PADDING NUL bytes
 * that may be read follow data[n - 1]. `final`: nothing comes after. To stop early
 * without an error, set taken->done. */
typedef struct wf_zip_taken {
    size_t used;
    bool done;
} wf_zip_taken;

typedef struct wf_zip_sink {
    wf_status (*take)(void *context, char *data, size_t n, bool final,
                      wf_zip_taken *taken, wf_error *err);
    void *context;
} wf_zip_sink;

enum {
    WF_ZIP_PADDING = 64
};

/** How a streamed part ended, when it did not fail. */
typedef struct wf_zip_outcome {
    bool is_truncated; /* the packed bytes ended or broke before the end of the part */
    bool is_crc_wrong;
    uint64_t bytes; /* inflated */
} wf_zip_outcome;

/** True where the bytes begin as a zip file does (an empty one included). */
bool wf_zip_is_zip(const wf_input *in);

/** Read the directory. A file whose directory is missing or broken is read from its local
 *  headers instead: see wf_zip_is_rebuilt. The input must outlive the zip. `limits` too.
 *  Caller: wf_zip_close. WF_E_FORMAT where it is not a zip or has no member; WF_E_LIMIT.
 */
wf_status wf_zip_open(const wf_input *in, const wf_limits *limits, wf_zip **out,
                      wf_error *err) WF_MUST_CHECK;
void wf_zip_close(wf_zip *zip);

/** The directory was made from local headers because the file is damaged. */
bool wf_zip_is_rebuilt(const wf_zip *zip);

size_t wf_zip_count(const wf_zip *zip);
const wf_zip_member *wf_zip_member_at(const wf_zip *zip, size_t index);

/** By name: ASCII case does not count, '\\' equals '/', a leading '/' is skipped, as part
 * names of packages compare (ECMA-376-2 §9.1.1). NULL where there is none. The last of
 * equal names. */
const wf_zip_member *wf_zip_find(const wf_zip *zip, wf_str name);

/** Stream one part into a sink. A part that breaks off gives what there was, then says so
 * in *outcome (may be NULL). WF_E_UNSUPPORTED for other methods and encrypted members,
 * WF_E_LIMIT past member-bytes, inflated-bytes or expansion-ratio, or what the sink
 * returned. */
wf_status wf_zip_stream(wf_zip *zip, const wf_zip_member *member, const wf_zip_sink *sink,
                        wf_zip_outcome *outcome, wf_error *err) WF_MUST_CHECK;

/** As wf_zip_stream, but inflated by a second thread while the sink works in this one.
 * Falls back to one thread where none can be started. */
wf_status wf_zip_stream_threaded(wf_zip *zip, const wf_zip_member *member,
                                 const wf_zip_sink *sink, wf_zip_outcome *outcome,
                                 wf_error *err) WF_MUST_CHECK;

/** A whole part, NUL-terminated, in `arena`. As wf_zip_stream. */
wf_status wf_zip_read(wf_zip *zip, const wf_zip_member *member, wf_arena *arena,
                      wf_str *out, wf_zip_outcome *outcome, wf_error *err) WF_MUST_CHECK;

/** The first bytes of a part, at most `room`, into `buffer`: cheaper than the whole part,
 * where its head is usually enough. Returns how many; 0 where it cannot be read. */
size_t wf_zip_head(wf_zip *zip, const wf_zip_member *member, char *buffer, size_t room);

/** The first bytes of a part, at most `room`, into `buffer`, without allocation; for
 * probes. Returns how many. `in` need not be opened; 0 where the part cannot be found or
 * read. */
size_t wf_zip_peek(const wf_input *in, wf_str name, char *buffer, size_t room);

/** Which of up to 32 names the directory lists: bit i for names[i]. 0 also where the
 * directory is broken. Nothing is inflated. */
uint32_t wf_zip_has(const wf_input *in, const char *const *names, size_t count);

#endif
