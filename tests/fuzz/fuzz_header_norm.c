/* Headings: normalising twice is normalising once; a heading is like itself. */
#include "engine/text/header_norm.h"
#include "tests/fuzz/fuzz_harness.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_str text = {.p = size > 0 ? (const char *)data : "", .n = size};
    wf_arena *arena = wf_arena_new(0);
    if (!arena)
        return 0;
    wf_header once, twice;
    wf_strs parts;
    if (wf_header_norm(text, arena, &once) == WF_OK) {
        if (wf_header_norm(once.text, arena, &twice) == WF_OK &&
            !wf_str_eq(once.text, twice.text))
            abort();
        (void)!wf_header_split(once.text, arena, &parts);
        int alike = wf_header_similarity(once.text, once.text);
        if (alike != 100 && alike != 0)
            abort();
        char *key = wf_arena_bytes(arena, once.text.n + 3);
        if (key)
            (void)wf_header_key(once.text, key);
    }
    wf_arena_free(arena);
    return 0;
}
