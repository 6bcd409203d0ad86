#ifndef WF_ZIP_PRIVATE_H
#define WF_ZIP_PRIVATE_H
/* What zip.c and zip_stream.c share. */
#include "formats/container/inflate.h"
#include "formats/container/zip.h"

enum {
    ZIP_LOCAL_HEADER = 0x04034b50,
    ZIP_CENTRAL_HEADER = 0x02014b50,
    ZIP_DESCRIPTOR = 0x08074b50,
    ZIP_LOCAL_SIZE = 30,
    ZIP_STORED = 0,
    ZIP_DEFLATED = 8
};

struct wf_zip {
    const uint8_t *data; /* borrowed */
    size_t size;
    bool is_mapped; /* data is a mapping of the file: what was read can be let go */
    const wf_limits *limits;
    wf_zip_member *members;
    size_t count, capacity;
    bool is_rebuilt;
    uint64_t packed_total, inflated_total; /* of all that was streamed so far */
    const wf_inflate_method *method;
    wf_inflate *inflate; /* made when first needed, then reused */
    char *window;
    size_t window_size;
    size_t window_first; /* its size when made: the largest part that is not streamed */
    bool is_streaming;   /* the inflater and the window are taken */
};

/* One part on its way from the file to the sink. */
typedef struct zip_stream {
    wf_zip *zip;
    const wf_zip_member *member;
    const uint8_t *packed;
    const uint8_t *kept; /* from here on the mapping is in memory */
    size_t packed_size;
    uint64_t bytes;
    uint32_t crc;
    bool is_over, is_truncated;
} zip_stream;

enum {
    ZIP_WINDOW_LEAST = 16 * 1024,
    ZIP_WINDOW = 128 * 1024, /* fits the second-level cache with the tables beside it */
    ZIP_TOKEN_MAX = 64 * 1024 * 1024 /* what a sink may leave unused: one token's size */
};

wf_status zip_stream_begin(zip_stream *s, wf_zip *zip, const wf_zip_member *member,
                           wf_error *err) WF_MUST_CHECK;
/** Get ready for zip_stream_step. */
wf_status zip_stream_steps(zip_stream *s, wf_error *err) WF_MUST_CHECK;
/** The next bytes into out[0..room). */
wf_status zip_stream_step(zip_stream *s, char *out, size_t room, size_t *made_out,
                          wf_error *err) WF_MUST_CHECK;
void zip_stream_end(zip_stream *s, wf_zip_outcome *outcome);
/** Make the zip's window hold `have` bytes and have room for half a window more. */
wf_status zip_window_room(wf_zip *zip, size_t have, size_t wanted,
                          wf_error *err) WF_MUST_CHECK;

/** The packed bytes of a member: from behind its local header, as many as there are. */
bool zip_member_bytes(const uint8_t *data, size_t size, const wf_zip_member *member,
                      const uint8_t **bytes_out, size_t *size_out);

#endif
