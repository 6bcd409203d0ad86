/* What an import comes from. */
#include "engine/base/platform_who.h"
#include "engine/pipeline/digest.h"
#include "wayforward/pipeline.h"

void wf_sha256(const void *data, size_t size, char out[65])
{
    wf_digest(data, size, out);
}

wf_store_source wf_source_of(const wf_input *in, wf_str kind)
{
    wf_store_source source = {
        .name = wf_str_from(in->name), .size = in->size, .kind = kind};
    uint64_t unused_size = 0;
    if (!wf_platform_file_saved(in->name, &source.saved, &unused_size))
        source.saved = wf_platform_seconds();
    wf_digest(in->data, in->size, source.sha256);
    return source;
}
