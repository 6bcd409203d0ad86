/* An OLE2 compound file: its directory and every stream. */
#include "formats/container/ole.h"
#include "tests/fuzz/fuzz_harness.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_input in = wf_input_from_memory(data, size, "fuzz.xls");
    wf_ole *ole = NULL;
    (void)wf_ole_describe(wf_ole_probe(&in));
    if (wf_ole_open(&in, NULL, &ole, NULL) != WF_OK)
        return 0;
    size_t budget = 200; /* streams; each takes up to the size of the file */
    for (uint32_t i = 0; i < wf_ole_entry_count(ole) && budget > 0; i++) {
        const wf_ole_entry *e = wf_ole_entry_at(ole, i);
        wf_ole_stream stream;
        unsigned sum = 0;
        (void)wf_ole_find(ole, 0, e->name.p);
        if (!e->is_stream || wf_ole_read(ole, i, &stream, NULL) != WF_OK)
            continue;
        budget--;
        if (stream.n > size || stream.n > e->size)
            abort();
        for (size_t k = 0; k < stream.n; k++)
            sum += stream.p[k];
        if (sum == UINT32_MAX)
            abort(); /* never: keeps the loop */
    }
    wf_ole_free(ole);
    return 0;
}
