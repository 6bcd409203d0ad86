/* A .csv file. */
#include "formats/registry.h"
#include "tests/fuzz/fuzz_harness.h"
#include "tests/fuzz/fuzz_visit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_limits limits = *wf_limits_default();
    limits.memory_bytes = 256u << 20;
    limits.cells = 100000;
    wf_read_options options = {.limits = &limits};
    wf_input in = wf_input_from_memory(data, size, "fuzz.csv");
    wf_document *doc = NULL;
    (void)wf_reader_csv.probe(&in);
    if (wf_reader_csv.read(&in, &options, &doc, NULL) == WF_OK)
        fuzz_visit(doc);
    wf_document_free(doc);
    return 0;
}
