/* From a table of observations to measured and forecast KPIs. */
#include "tests/support/wf_test.h"
#include "wayforward/progress.h"
#include <math.h>

typedef struct measured {
    wf_arena *arena;
    wf_diags diags;
    wf_progress *progress;
} measured;

static measured measure(const char *csv, const wf_progress_options *options)
{
    measured m = {.arena = wf_arena_new(0)};
    m.diags.arena = m.arena;
    wf_panel panel;
    wf_error err = WF_ERROR_INIT;
    wf_input in = wf_input_from_memory(csv, strlen(csv), "t.csv");
    assert_int_equal(wf_panel_from_csv(&in, m.arena, &m.diags, &panel, &err), WF_OK);
    assert_int_equal(wf_progress_measure(&panel, options, &m.progress, &err), WF_OK);
    return m;
}

static void end(measured *m)
{
    wf_progress_free(m->progress);
    wf_arena_free(m->arena);
}

static void near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

#define HEAD "school,kpi,period,value,cohort,unit,baseline,target,direction,deadline\n"

static void measure__line_from_baseline__expected_gap_fraction(void **state)
{
    (void)state;
    measured m = measure(HEAD "A,rwm,2025-26/summer,50,200,%,50,70,up,2026-27/summer\n"
                              "A,rwm,2026-27/spring,58,200,%,50,70,up,2026-27/summer\n",
                         NULL);
    const wf_kpi_progress *k = &m.progress->items[0];
    assert_int_equal(m.progress->count, 1);
    near(k->latest_value, 58);
    near(k->expected.value, 50 + 20.0 * 4 / 6);
    near(k->gap.value, 58 - (50 + 20.0 * 4 / 6));
    near(k->fraction.value, 0.4);
    near(k->change.value, 8);
    near(k->one_pupil.value, 0.5);
    assert_false(k->year_before.present);
    assert_true(k->tolerance.value > 2); /* chance at 200 pupils */
    assert_int_equal(k->status, WF_PROGRESS_AT_RISK);
    assert_int_equal(k->rag, WF_RAG_AMBER);
    end(&m);
}

/* Two years' dashboards in any order: the target of the year that is measured counts. */
static void measure__targets_of_two_years__the_years_own(void **state)
{
    (void)state;
    const wf_panel_target last = {.school = WF_STR("A"),
                                  .kpi = WF_STR("k"),
                                  .unit = WF_UNIT_PERCENT,
                                  .baseline = {.value = 40, .present = true},
                                  .target = {.value = 50, .present = true},
                                  .baseline_period = {.number = 12006},
                                  .at = WF_STR(""),
                                  .file = WF_STR("")};
    wf_panel_target this = last;
    this.baseline_period.number = 12012;
    this.target.value = 70;
    wf_panel_row rows[] = {{.period = {.number = 12010}, .value = 45},
                           {.period = {.number = 12016}, .value = 55}};
    for (size_t i = 0; i < 2; i++) {
        rows[i].school = WF_STR("A");
        rows[i].kpi = WF_STR("k");
        rows[i].at = rows[i].file = WF_STR("");
    }
    for (int order = 0; order < 2; order++) {
        wf_panel_target targets[] = {order ? this : last, order ? last : this};
        const wf_panel panel = {
            .rows = rows, .row_count = 2, .targets = targets, .target_count = 2};
        wf_progress_options options = WF_PROGRESS_OPTIONS_INIT;
        for (int year = 0; year < 2; year++) {
            wf_progress *progress = NULL;
            options.forecast = false;
            options.as_of.number = year == 0 ? 12010 : 12016;
            assert_int_equal(wf_progress_measure(&panel, &options, &progress, NULL),
                             WF_OK);
            near(progress->items[0].target.value, year == 0 ? 50 : 70);
            wf_progress_free(progress);
        }
    }
}

static void measure__status__table(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        wf_progress_status status;
    } cases[] = {
        {"A,k,2026-27/autumn,90,5000,%,60,80,up,2026-27/summer\n", WF_PROGRESS_ACHIEVED},
        {"A,k,2026-27/autumn,66,5000,%,60,80,up,2026-27/summer\n", WF_PROGRESS_ON_TRACK},
        {"A,k,2026-27/autumn,40,5000,%,60,80,up,2026-27/summer\n", WF_PROGRESS_OFF_TRACK},
        {"A,k,2026-27/autumn,5,5000,%,12,8,,2026-27/summer\n", WF_PROGRESS_ACHIEVED},
        {"A,k,2026-27/autumn,20,5000,%,12,8,down,2026-27/summer\n",
         WF_PROGRESS_OFF_TRACK},
        {"A,k,2026-27/autumn,20,5000,%,,,,\n", WF_PROGRESS_NO_TARGET},
        {"A,k,2026-27/autumn,x,5000,%,60,80,up,2026-27/summer\n", WF_PROGRESS_NO_DATA},
        {"A,k,2024-25/autumn,66,5000,%,60,80,up,2026-27/summer\n"
         "B,k,2026-27/autumn,66,5000,%,60,80,up,2026-27/summer\n",
         WF_PROGRESS_STALE},
        /* 3 of 10: far from the line, but chance alone goes that far */
        {"A,k,2026-27/autumn,50,10,%,60,80,up,2026-27/summer\n", WF_PROGRESS_ON_TRACK},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char csv[512];
        (void)snprintf(csv, sizeof csv, HEAD "%s", cases[i].rows);
        measured m = measure(csv, NULL);
        if (m.progress->items[0].status != cases[i].status)
            fail_msg("case %zu: %s", i,
                     wf_progress_status_name(m.progress->items[0].status));
        end(&m);
    }
}

static void measure__as_of__looks_no_further(void **state)
{
    (void)state;
    wf_progress_options options = WF_PROGRESS_OPTIONS_INIT;
    assert_true(wf_period_parse(WF_STR("2025-26"), &options.as_of));
    measured m = measure("school,kpi,period,value,cohort\n"
                         "A,k,2023-24,10,100\nA,k,2024-25,12,100\nA,k,2025-26,13,100\n"
                         "A,k,2026-27,99,100\n",
                         &options);
    const wf_kpi_progress *k = &m.progress->items[0];
    near(k->latest_value, 13);
    assert_int_equal(k->forecast_count, 4);
    for (size_t i = 0; i < k->forecast_count; i++)
        assert_true(k->forecasts[i].upper80 < 60);
    end(&m);
}

static void measure__two_values_for_one_period__the_later_row_counts(void **state)
{
    (void)state;
    measured m = measure("school;kpi;period;value;cohort\n"
                         "A;k;2026-27;10;100\nA;k;2026-27;12;100\n",
                         NULL);
    near(m.progress->items[0].latest_value, 12);
    assert_int_equal(m.progress->items[0].observation_count, 1);
    end(&m);
}

static void measure__change__signal_only_beyond_chance(void **state)
{
    (void)state;
    measured m = measure("school,kpi,period,value,cohort,unit\n"
                         "A,k,2025-26,60,15,%\nA,k,2026-27,80,15,%\n"
                         "B,k,2025-26,60,900,%\nB,k,2026-27,80,900,%\n",
                         NULL);
    assert_false(m.progress->items[0].change_is_signal);
    assert_true(m.progress->items[1].change_is_signal);
    end(&m);
}

static void measure__forecasts__ordered_and_within_bounds(void **state)
{
    (void)state;
    char csv[8192];
    size_t n = (size_t)snprintf(csv, sizeof csv, "school,kpi,period,value,cohort,unit\n");
    for (int s = 0; s < 12; s++)
        for (int y = 0; y < 5; y++)
            n += (size_t)snprintf(csv + n, sizeof csv - n, "S%d,k,%d-%02d,%.6f,%d,%%\n",
                                  s, 2020 + y, 21 + y,
                                  100.0 * ((s * 3 + y * 2) % 21) / 20, 20);
    measured m = measure(csv, NULL);
    assert_int_equal(m.progress->count, 12);
    assert_int_equal(m.progress->series_count, 1);
    assert_string_equal(m.progress->series[0].scale, "logit");
    for (size_t i = 0; i < m.progress->count; i++) {
        const wf_kpi_progress *k = &m.progress->items[i];
        assert_int_equal(k->forecast_count, 4);
        for (size_t h = 0; h < 4; h++) {
            const wf_forecast *f = &k->forecasts[h];
            assert_true(0 <= f->lower80 && f->lower80 <= f->lower50);
            assert_true(f->lower50 <= f->mean && f->mean <= f->upper50);
            assert_true(f->upper50 <= f->upper80 && f->upper80 <= 100);
            assert_int_equal(f->period.number, 6 * (2025 + (int)h) + 6);
        }
    }
    end(&m);
}

static void from_csv__bad_rows__reported_and_left_out(void **state)
{
    (void)state;
    measured m = measure("school,kpi,period,value,cohort\n"
                         "A,k,2026-27,43%,100\nA,k,next year,10,100\n,k,2026-27,10,1\n"
                         "B,k,2026-27,many,100\nC,k,2026-27,,100\n",
                         NULL);
    near(m.progress->items[0].latest_value, 43);
    assert_int_equal(m.progress->count, 1);
    assert_int_equal(m.diags.total, 3); /* an empty value is missing, not wrong */
    end(&m);
}

static void from_csv__no_value_column__says_so(void **state)
{
    (void)state;
    const char csv[] = "school,kpi,period\nA,k,2026-27\n";
    wf_arena *arena = wf_arena_new(0);
    wf_panel panel;
    wf_error err = WF_ERROR_INIT;
    wf_input in = wf_input_from_memory(csv, sizeof csv - 1, "t.csv");
    assert_int_equal(wf_panel_from_csv(&in, arena, NULL, &panel, &err), WF_E_FORMAT);
    assert_non_null(strstr(err.message, "value"));
    wf_arena_free(arena);
}

static void backtest__too_many_periods__refused(void **state)
{
    (void)state;
    wf_panel panel = {0};
    wf_backtest *b = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_progress_backtest(&panel, 0, 2, &b, &err), WF_E_ARGUMENT);
    err = (wf_error)WF_ERROR_INIT;
    assert_int_equal(wf_progress_backtest(&panel, 99, 2, &b, &err), WF_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measure__line_from_baseline__expected_gap_fraction),
        cmocka_unit_test(measure__targets_of_two_years__the_years_own),
        cmocka_unit_test(measure__status__table),
        cmocka_unit_test(measure__as_of__looks_no_further),
        cmocka_unit_test(measure__two_values_for_one_period__the_later_row_counts),
        cmocka_unit_test(measure__change__signal_only_beyond_chance),
        cmocka_unit_test(measure__forecasts__ordered_and_within_bounds),
        cmocka_unit_test(from_csv__bad_rows__reported_and_left_out),
        cmocka_unit_test(from_csv__no_value_column__says_so),
        cmocka_unit_test(backtest__too_many_periods__refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
