/* Whatever a document holds: recognition ends, every cell and paragraph is accounted for
 * exactly once, and the plan keeps the model's rules. */
#include "tests/support/random_document.h"
#include "tests/support/wf_test.h"

#include "engine/model/ledger.h"
#include "engine/model/validate.h"
#include "wayforward/recognise.h"

#include <stdlib.h>

enum {
    DOCUMENTS = 500,
    BYTES = 1400
};

static uint64_t seed = 20260901;

static uint8_t random_byte(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint8_t)(*state >> 24);
}

static void check(const wf_document *doc, uint64_t number)
{
    wf_plans plans;
    wf_error err = WF_ERROR_INIT;
    if (wf_recognise(doc, NULL, &plans, &err) != WF_OK)
        fail_msg("document %llu: %s", (unsigned long long)number, err.message);
    size_t entries = 0;
    for (size_t i = 0; i < plans.n; i++) {
        const wf_plan *plan = plans.items[i];
        entries += plan->ledger.count;
        if (wf_ledger_check(&plan->ledger, plan->ledger.count, &err) != WF_OK ||
            wf_plan_validate(plan, &err) != WF_OK)
            fail_msg("document %llu: %s", (unsigned long long)number, err.message);
    }
    assert_int_equal(entries, wf_document_content_count(doc));
    wf_plans_free(&plans);
}

static void recognise__any_document__accounts_for_each_cell_once(void **state)
{
    (void)state;
    size_t made = 0;
    static uint8_t bytes[BYTES];
    for (uint64_t i = 0; i < DOCUMENTS; i++) {
        uint64_t stream = (seed + i) * 0x9E3779B97F4A7C15u;
        for (size_t b = 0; b < BYTES; b++)
            bytes[b] = random_byte(&stream);
        wf_document *doc = document_of_bytes(bytes, BYTES);
        if (doc == NULL)
            continue;
        made++;
        check(doc, i);
        wf_document_free(doc);
    }
    assert_true(made > DOCUMENTS / 2);
}

int main(void)
{
    const char *given = getenv("WF_SEED");
    if (given != NULL)
        seed = strtoull(given, NULL, 10);
    print_message("seed %llu\n", (unsigned long long)seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recognise__any_document__accounts_for_each_cell_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
