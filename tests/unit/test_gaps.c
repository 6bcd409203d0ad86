/* Gaps between groups by the names of KPIs, and figures of small numbers taken out. */
#include "tests/support/wf_test.h"
#include "wayforward/progress.h"
#include <math.h>

static wf_kpi_progress kpi(const char *school, const char *name, double value,
                           double cohort)
{
    return (wf_kpi_progress){.school = wf_str_from(school),
                             .kpi = wf_str_from(name),
                             .unit = WF_UNIT_PERCENT,
                             .latest = {.number = 12156, .style = WF_PERIOD_YEAR},
                             .latest_value = value,
                             .latest_cohort = cohort,
                             .forecast_count = 2,
                             .status = WF_PROGRESS_ON_TRACK};
}

static void gaps__names_of_two_groups__their_interval(void **state)
{
    (void)state;
    wf_kpi_progress items[] = {
        kpi("Oak", "Reading (disadvantaged pupils)", 50, 20),
        kpi("Oak", "Reading (other pupils)", 75, 40),
        kpi("Oak", "Writing: other", 75, 40),
        kpi("Oak", "Attendance", 95, 60),
        kpi("Elm", "Phonics, Pupil Premium", 60, 10),
        kpi("Elm", "Phonics, non-pupil premium", 80, 30),
        kpi("Elm", "Another KPI", 80, 30),
    };
    wf_progress p = {.items = items, .count = COUNT_OF(items)};
    wf_arena *arena = wf_arena_new(0);
    wf_progress_gap *gaps = NULL;
    size_t count = 0;
    assert_int_equal(wf_progress_gaps(&p, arena, &gaps, &count), WF_OK);
    assert_int_equal(count, 2);
    assert_ptr_equal(gaps[0].group, &items[0]);
    assert_ptr_equal(gaps[0].other, &items[1]);
    assert_true(fabs(gaps[0].gap.value + 25) < 1e-12);
    assert_true(gaps[0].gap.lower95 < -25 && gaps[0].gap.upper95 > -25);
    assert_ptr_equal(gaps[1].group, &items[4]);
    wf_arena_free(arena);
}

static void gaps__other_period_or_suppressed__none(void **state)
{
    (void)state;
    wf_kpi_progress items[] = {kpi("Oak", "Reading: disadvantaged", 50, 20),
                               kpi("Oak", "Reading: other pupils", 75, 40)};
    wf_progress p = {.items = items, .count = COUNT_OF(items)};
    wf_arena *arena = wf_arena_new(0);
    wf_progress_gap *gaps = NULL;
    size_t count = 0;
    items[1].latest.number = 12150;
    assert_int_equal(wf_progress_gaps(&p, arena, &gaps, &count), WF_OK);
    assert_int_equal(count, 0);
    items[1].latest.number = items[0].latest.number;
    items[0].latest_cohort = 4;
    wf_progress_suppress(&p);
    assert_int_equal(wf_progress_gaps(&p, arena, &gaps, &count), WF_OK);
    assert_int_equal(count, 0);
    wf_arena_free(arena);
}

static void suppress__small_numbers__no_figure_is_left(void **state)
{
    (void)state;
    wf_kpi_progress items[] = {kpi("Oak", "Suspended", 20, 5),
                               kpi("Oak", "Suspended pupils", 2, 100),
                               kpi("Oak", "Phonics", 80, 60)};
    items[0].change = (wf_number){.value = 20, .present = true};
    items[0].probability = items[0].change;
    wf_progress p = {.items = items, .count = COUNT_OF(items)};
    wf_progress_suppress(&p);
    assert_true(items[0].suppressed && items[1].suppressed && !items[2].suppressed);
    assert_true(fabs(items[0].latest_value) < 1e-12);
    assert_false(items[0].change.present);
    assert_false(items[0].probability.present);
    assert_int_equal(items[0].forecast_count, 0);
    assert_int_equal(items[2].forecast_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps__names_of_two_groups__their_interval),
        cmocka_unit_test(gaps__other_period_or_suppressed__none),
        cmocka_unit_test(suppress__small_numbers__no_figure_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
