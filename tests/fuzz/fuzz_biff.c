/* The record stream of a workbook without its container. The input is a list of records
 * (type, length, body); lengths that run past the end are cut by the reader itself. A
 * bare globals substream is put before inputs that do not begin with one, its one sheet
 * pointing behind it, so that mutations need not find that out. */
#include "formats/registry.h"
#include "tests/fuzz/fuzz_harness.h"
#include "tests/fuzz/fuzz_visit.h"

#include <string.h>

static const uint8_t globals[] = {
    0x09, 0x08, 16,   0, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0,   0,    0,    0, 0, 0,
    0,    0x85, 0x00, 9, 0,    37,   0,    0,    0, 0, 0, 1, 0, 'S', 0x0A, 0x00, 0, 0,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_limits limits = *wf_limits_default();
    limits.memory_bytes = 256u << 20;
    limits.cells = 100000;
    wf_read_options options = {.limits = &limits};
    bool is_whole = size >= 4 && (data[0] == 0x09) && data[1] <= 0x08;
    uint8_t *bytes = malloc(sizeof globals + size);
    size_t n = 0;
    if (!bytes)
        return 0;
    if (!is_whole) {
        memcpy(bytes, globals, sizeof globals);
        n = sizeof globals;
    }
    if (size > 0)
        memcpy(bytes + n, data, size);
    wf_input in = wf_input_from_memory(bytes, n + size, "fuzz.xls");
    wf_document *doc = NULL;
    if (wf_reader_xls.read(&in, &options, &doc, NULL) == WF_OK)
        fuzz_visit(doc);
    wf_document_free(doc);
    free(bytes);
    return 0;
}
