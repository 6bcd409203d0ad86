#include "tests/support/wf_test.h"
#include "wayforward/progress.h"
#include <math.h>

static void aggregate__three_schools__pupils_not_schools(void **state)
{
    (void)state;
    /* 9/15, 37/60, 112/180: together 61.96 %, while the mean of percentages is 61.30 % */
    wf_panel_row rows[] = {
        {.kpi = WF_STR("rwm"), .period = {.number = 12}, .value = 60, .cohort = 15},
        {.kpi = WF_STR("rwm"),
         .period = {.number = 12},
         .value = 3700.0 / 60,
         .cohort = 60},
        {.kpi = WF_STR("rwm"),
         .period = {.number = 12},
         .value = 11200.0 / 180,
         .cohort = 180},
        {.kpi = WF_STR("rwm"), .period = {.number = 12}, .suppressed = true, .cohort = 4},
        {.kpi = WF_STR("rwm"), .period = {.number = 18}, .value = 1, .cohort = 999},
        {.kpi = WF_STR("other"), .period = {.number = 12}, .value = 1, .cohort = 999},
    };
    wf_panel panel = {.rows = rows, .row_count = COUNT_OF(rows)};
    wf_aggregate a;
    assert_true(wf_panel_aggregate(&panel, WF_STR("rwm"), (wf_period){.number = 12},
                                   WF_UNIT_PERCENT, &a));
    assert_true(fabs(a.value - 61.9608) < 1e-4);
    assert_int_equal(a.schools, 3);
    assert_int_equal(a.of, 4);
    assert_true(a.lower95 < a.value && a.value < a.upper95);
    assert_false(wf_panel_aggregate(&panel, WF_STR("none"), (wf_period){.number = 12},
                                    WF_UNIT_PERCENT, &a));
}

static void against_national__by_interval__not_by_difference(void **state)
{
    (void)state;
    static const struct {
        double value, cohort;
        wf_against expected;
    } cases[] = {{100.0 * 9 / 15, 15, WF_AGAINST_IN_LINE},
                 {100.0 * 5 / 15, 15, WF_AGAINST_BELOW},
                 {100.0 * 47 / 60, 60, WF_AGAINST_ABOVE},
                 {60, 0, WF_AGAINST_UNKNOWN},
                 {140, 15, WF_AGAINST_UNKNOWN}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_kpi_progress k = {.unit = WF_UNIT_PERCENT,
                             .latest = {.number = 1},
                             .latest_value = cases[i].value,
                             .latest_cohort = cases[i].cohort,
                             .national = {.value = 62, .present = true}};
        assert_int_equal(wf_progress_against_national(&k), cases[i].expected);
    }
}

static void gap__newcombe_example__agrees(void **state)
{
    (void)state;
    wf_gap g;
    assert_true(wf_gap_between(80, 70, 60, 80, &g)); /* 56/70 against 48/80 */
    assert_true(fabs(g.value - 20) < 1e-9);
    assert_true(fabs(g.lower95 - 5.24) < 0.01);
    assert_true(fabs(g.upper95 - 33.39) < 0.01);
    assert_false(wf_gap_between(80, 0, 60, 80, &g));
}

static void small_number__table(void **state)
{
    (void)state;
    assert_true(wf_is_small_number(40, 5, WF_UNIT_PERCENT));
    assert_true(wf_is_small_number(10, 20, WF_UNIT_PERCENT)); /* two pupils */
    assert_false(wf_is_small_number(0, 20, WF_UNIT_PERCENT));
    assert_false(wf_is_small_number(15, 20, WF_UNIT_PERCENT));
    assert_true(wf_is_small_number(2, 0, WF_UNIT_COUNT));
    assert_false(wf_is_small_number(0, 0, WF_UNIT_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aggregate__three_schools__pupils_not_schools),
        cmocka_unit_test(against_national__by_interval__not_by_difference),
        cmocka_unit_test(gap__newcombe_example__agrees),
        cmocka_unit_test(small_number__table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
