/* Format codes: eight bytes of a value, then the code. Something always shows. */
#include "engine/text/number_format.h"
#include "tests/fuzz/fuzz_harness.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    double value = 0;
    if (size < sizeof value)
        return 0;
    memcpy(&value, data, sizeof value);
    wf_str code = {.p = (const char *)data + sizeof value, .n = size - sizeof value};
    wf_arena *arena = wf_arena_new(0);
    if (!arena)
        return 0;
    wf_str out = WF_STR_EMPTY;
    for (int is_1904 = 0; is_1904 < 2; is_1904++)
        if (wf_number_format_render(code, value, is_1904 != 0, arena, &out) == WF_OK &&
            out.n == 0)
            abort();
    (void)wf_number_format_class(code);
    wf_arena_free(arena);
    return 0;
}
