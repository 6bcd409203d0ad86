/* Sums of money: an amount is a finite number where there is one. */
#include "engine/text/money.h"
#include "tests/fuzz/fuzz_harness.h"

#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_str text = {.p = size > 0 ? (const char *)data : "", .n = size};
    wf_money money;
    wf_money_kind kind = wf_money_parse(text, &money);
    bool amount = kind == WF_MONEY_AMOUNT || kind == WF_MONEY_RANGE;
    if (amount != money.has_amount || !isfinite(money.amount))
        abort();
    (void)wf_money_is_cost(text);
    return 0;
}
