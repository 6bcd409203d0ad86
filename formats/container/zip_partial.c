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
    out->packed = (wf_str){.p = (const char *)packed, .n = packed_size};
    out->capacity = (size_t)member->inflated;
    out->bytes = wf_arena_bytes(arena, out->capacity + 1);
    if (!out->bytes)
        return wf_fail_memory(err);
    out->text.p = out->bytes;
    out->is_over = false;
    zip->packed_total += packed_size;
    return WF_OK;
}

/* Inflating whole stretches from the start, without a window to keep, is so much quicker
 * than going on that it is done at most twice: as much as is wanted first, then all. */
wf_status wf_zip_partial_more(wf_zip_partial *part, size_t wanted, wf_error *err)
{
    if (part->is_over)
        return WF_OK;
    wf_zip *zip = part->zip;
    size_t made = 0;
    size_t room =
        part->text.n == 0 ? wf_min_size(wanted, part->capacity) : part->capacity;
    wf_inflate_result result =
        zip->method->once(NULL, part->packed, (uint8_t *)part->bytes, room, &made);
    /* As much as was promised, or less: either way no more is believed. */
    part->is_over = result != WF_INFLATE_MORE || made < room || room == part->capacity;
    part->is_truncated = part->is_over && made < part->capacity;
    if (made > part->text.n) {
        zip->inflated_total += made - part->text.n;
        part->text.n = made;
    }
    if (zip->inflated_total > zip->limits->inflated_bytes)
        return wf_fail_limit(err, NULL, "inflated-bytes", zip->limits->inflated_bytes);
    return WF_OK;
}
