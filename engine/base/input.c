#include "wayforward/input.h"

#include "engine/base/platform.h"
#include "engine/base/platform_worker.h"

wf_status wf_input_open(const char *name, const wf_limits *limits, wf_input *out,
                        wf_error *err)
{
    if (!limits)
        limits = wf_limits_default();
    void *data = NULL;
    size_t size = 0, mapped = 0;
    wf_status status =
        wf_platform_map(name, limits->file_bytes, &data, &size, &mapped, err);
    if (status != WF_OK) {
        wf_error_set_file(err, name);
        return status;
    }
    *out = (wf_input){
        .data = data, .size = size, .name = name, .owner = data, .mapped = mapped};
    return WF_OK;
}

wf_status wf_input_from_descriptor(int descriptor, const char *name,
                                   const wf_limits *limits, wf_input *out, wf_error *err)
{
    void *data = NULL;
    size_t size = 0, mapped = 0;
    if (!limits)
        limits = wf_limits_default();
    wf_status status = wf_platform_map_descriptor(descriptor, limits->file_bytes, &data,
                                                  &size, &mapped, err);
    if (status != WF_OK) {
        wf_error_set_file(err, name);
        return status;
    }
    *out = (wf_input){
        .data = data, .size = size, .name = name, .owner = data, .mapped = mapped};
    return WF_OK;
}

wf_input wf_input_from_memory(const void *data, size_t size, const char *name)
{
    static const uint8_t nothing[1] = {0};
    return (wf_input){
        .data = data ? data : nothing, .size = data ? size : 0, .name = name ? name : ""};
}

void wf_input_close(wf_input *in)
{
    if (in->owner)
        wf_platform_unmap(in->owner, in->mapped);
    *in = (wf_input){.data = (const uint8_t *)"", .name = ""};
}
