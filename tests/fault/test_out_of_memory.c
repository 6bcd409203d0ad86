/*
 * Memory that runs out: the n-th allocation fails, and every one after it, for n = 0, 1,
 * 2 ... until all goes well. Each time there is a clean error or a whole result, no leak,
 * no crash. To keep the time short n goes up by one to DENSE and by 3 % from there: a
 * sample, and the same each run.
 */
#ifndef WF_FAULT_INJECTION
#error "this test needs the allocator that can be told to fail: a Debug build"
#endif
#include "engine/base/alloc.h"
#include "tests/support/wf_test.h"
#include "wayforward/diff.h"
#include "wayforward/json.h"
#include "wayforward/pipeline.h"
#include "wayforward/reports.h"

#include <stdlib.h>

enum {
    DENSE = 120,
    MOST = 400000
};

static long next_failure(long n)
{
    return n < DENSE ? n + 1 : n + n / 33 + 1;
}

static wf_status discard(void *context, const void *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return WF_OK;
}

/* Read, recognise, print as JSON, build the converted workbook's tree: the whole journey
 * but for the libraries that allocate by themselves. */
static wf_status journey(const char *file, wf_error *err)
{
    size_t bytes = 0;
    wf_plans plans = {0};
    wf_diff *diff = NULL;
    wf_report *report = NULL;
    const wf_sink sink = {.write = discard, .context = &bytes};
    const wf_report_options options = WF_REPORT_OPTIONS_INIT;
    wf_status status = wf_plans_read(file, NULL, &plans, err);
    if (status == WF_OK)
        status = wf_plans_write_json(&plans, NULL, &sink, err);
    if (status == WF_OK)
        status = wf_plans_diff(plans.items[0], plans.items[0], &diff, err);
    if (status == WF_OK)
        status =
            wf_report_plan(plans.items[0], WF_FAMILY_ACTION_PLAN, &options, &report, err);
    wf_report_free(report);
    wf_diff_free(diff);
    wf_plans_free(&plans);
    return status;
}

static void exhaust(const char *file)
{
    wf_error err = WF_ERROR_INIT;
    long failures = 0, n = 0;
    wf_alloc_fail_after(-1);
    assert_int_equal(journey(file, &err), WF_OK); /* caches of libraries, once */
    for (; n < MOST; n = next_failure(n)) {
        err = (wf_error)WF_ERROR_INIT;
        wf_alloc_fail_after(n);
        wf_status status = journey(file, &err);
        bool whole = wf_alloc_count() <= n;
        wf_alloc_fail_after(-1);
        if (whole) {
            assert_int_equal(status, WF_OK);
            break;
        }
        failures++;
        if (status == WF_OK) /* what failed was only a diagnostic: allowed */
            continue;
        if (status != WF_E_MEMORY)
            print_error("%s, allocation %ld: %s: %s\n", file, n, wf_status_text(status),
                        err.message);
        assert_int_equal(status, WF_E_MEMORY);
        assert_int_equal(err.code, WF_E_MEMORY);
    }
    assert_true(n < MOST);
    assert_true(failures > 100);
}

static void reading_xlsx__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(WF_FIXTURES_DIR "/xlsx/sip-brampton.xlsx");
}

static void reading_xls__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(WF_FIXTURES_DIR "/xls/next-marlbrook.xls");
}

static void reading_docx__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(WF_FIXTURES_DIR "/docx/dev-plan-beacon.docx");
}

static void reading_doc__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(WF_FIXTURES_DIR "/doc/tas-thornley.doc");
}

static void reading_csv__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(WF_FIXTURES_DIR "/csv/autumn-data.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_xlsx__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(reading_xls__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(reading_docx__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(reading_doc__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(reading_csv__any_allocation_fails__is_a_clean_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
