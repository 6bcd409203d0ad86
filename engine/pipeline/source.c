/* What an import comes from. */
#include "engine/base/platform.h"
#include "engine/pipeline/digest.h"
#include "wayforward/pipeline.h"

wf_store_source wf_source_of(const wf_input *in, wf_str kind)
{
    wf_store_source source = {.name = wf_str_from(in->name),
                              .size = in->size,
                              .saved = wf_platform_file_time(in->name),
                              .kind = kind};
    wf_digest(in->data, in->size, source.sha256);
    return source;
}
