#ifndef WF_ZIP_PARTIAL_H
#define WF_ZIP_PARTIAL_H
/*
 * A part of a package that is inflated as far as it is needed, while other parts are
 * read. For parts of which the beginning as a rule is enough.
 */
#include "formats/container/zip.h"

typedef struct wf_zip_partial {
    wf_str text;  /* what is there; grows, does not move */
    bool is_over; /* nothing more comes */
    bool is_truncated;
    /* private */
    wf_zip *zip;
    wf_str packed;
    char *bytes;
    size_t capacity;
} wf_zip_partial;

/** Begin a part, nothing inflated yet. The room for the size that the directory tells is
 *  taken from `arena`; it is only touched as far as it is filled. Where the directory is
 * not to be believed, the part is read whole (and is_over) at once. Nothing to close.
 * Errors as wf_zip_read. */
wf_status wf_zip_partial_open(wf_zip *zip, const wf_zip_member *member, wf_arena *arena,
                              wf_zip_partial *out, wf_error *err) WF_MUST_CHECK;

/** The first time, the first `wanted` bytes; then all the rest. WF_E_LIMIT. */
wf_status wf_zip_partial_more(wf_zip_partial *part, size_t wanted,
                              wf_error *err) WF_MUST_CHECK;

#endif
