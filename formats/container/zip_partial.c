#include "formats/container/zip_partial.h"

#include "engine/base/ckd.h"
#include "formats/container/zip_private.h"

enum {
    BELIEVED = 8 * 1024 * 1024 /* larger parts are read whole, with all limits */
};

/* Deflate makes at most 1032 bytes of one. */
static bool is_believable(const wf_zip *zip, const wf_zip_member *member)
{
    return member->method == ZIP_DEFLATED && !member->is_encrypted && !zip->is_rebuilt &&
           member->inflated > 0 && member->inflated <= BELIEVED &&
           member->inflated <= zip->limits->member_bytes &&
           member->inflated / 1032 <= member->packed;
}

wf_status wf_zip_partial_open(wf_zip *zip, const wf_zip_member *member, wf_arena *arena,
                              wf_zip_partial *out, wf_error *err)
{
    const uint8_t *packed;
    size_t packed_size;
    *out = (wf_zip_partial){.text = WF_STR_EMPTY, .is_over = true};
    if (!is_believable(zip, member) ||
        !zip_member_bytes(zip->data, zip->size, member, &packed, &packed_size)) {
        wf_zip_outcome outcome = {0};
        WF_TRY(wf_zip_read(zip, member, arena, &out->text, &outcome, err));
        out->is_truncated = outcome.is_truncated;
        return WF_OK;
    }
    out->zip = zip;
    out->method = zip->method;
    out->capacity = (size_t)member->inflated;
    out->bytes = wf_arena_bytes(arena, out->capacity);
    out->inflate = zip->method->new ();
    if (!out->bytes || !out->inflate) {
        wf_zip_partial_close(out);
        return wf_fail_memory(err);
    }
    out->method->begin(out->inflate, packed, packed_size);
    out->text.p = out->bytes;
    out->is_over = false;
    zip->packed_total += packed_size;
    return WF_OK;
}

wf_status wf_zip_partial_more(wf_zip_partial *part, size_t wanted, wf_error *err)
{
    if (part->is_over)
        return WF_OK;
    size_t n = part->text.n, made = 0;
    size_t room = wf_min_size(wanted, part->capacity - n);
    wf_inflate_result result =
        part->method->step(part->inflate, (uint8_t *)part->bytes + n, room, &made);
    part->text.n += made;
    part->zip->inflated_total += made;
    if (part->zip->inflated_total > part->zip->limits->inflated_bytes)
        return wf_fail_limit(err, NULL, "inflated-bytes",
                             part->zip->limits->inflated_bytes);
    /* As much as was promised, or less: either way no more is believed. */
    part->is_over =
        result != WF_INFLATE_MORE || made < room || part->text.n == part->capacity;
    part->is_truncated = part->is_over && part->text.n < part->capacity;
    return WF_OK;
}

void wf_zip_partial_close(wf_zip_partial *part)
{
    if (part->method)
        part->method->free(part->inflate);
    part->inflate = NULL;
    part->method = NULL;
    part->is_over = true;
}
