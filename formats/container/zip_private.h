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
    const wf_limits *limits;
    wf_zip_member *members;
    size_t count, capacity;
    bool is_rebuilt;
    uint64_t packed_total, inflated_total; /* of all that was streamed so far */
    const wf_inflate_method *method;
    wf_inflate *inflate; /* made when first needed, then reused */
    char *window;
    size_t window_size;
};

/** The packed bytes of a member: from behind its local header, as many as there are. */
bool zip_member_bytes(const uint8_t *data, size_t size, const wf_zip_member *member,
                      const uint8_t **bytes_out, size_t *size_out);

#endif
