/* A template file, as a user writes it. */
#include "tests/fuzz/fuzz_harness.h"
#include "wayforward/recognise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_templates *templates = NULL;
    if (wf_templates_new(&templates, NULL) != WF_OK)
        return 0;
    wf_str text = {.p = (const char *)data, .n = size};
    if (wf_templates_add(templates, "fuzz.template", text, NULL) != WF_OK) {
        wf_templates_free(templates);
        return 0;
    }
    wf_templates_free(templates);
    return 0;
}
