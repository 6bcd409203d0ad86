/* Numbers: what parses prints and parses again as the same value. */
#include "engine/text/number.h"
#include "engine/text/percent.h"
#include "tests/fuzz/fuzz_harness.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_str text = {.p = size > 0 ? (const char *)data : "", .n = size};
    double value = 0;
    double back = 0;
    char buf[WF_NUMBER_CHARS];
    if (wf_number_parse(text, &value)) {
        if (!wf_number_parse(wf_number_print_exact(value, buf), &back) || back < value ||
            back > value)
            abort();
        (void)wf_number_print(value, buf);
    }
    if (wf_number_scan(text, &value) > size)
        abort();
    (void)wf_value_parse(text);
    return 0;
}
