#include "engine/report/school_facts.h"
#include <math.h>

wf_str school_said(const wf_results *r, const wf_school_result *school, size_t offset)
{
    for (size_t i = 0; i < r->plan_count; i++) {
        const wf_plan *plan = r->plans[i];
        const wf_str *field = (const wf_str *)(const void *)((const char *)plan + offset);
        if (wf_str_eq_nocase(wf_results_school_name(plan), school->name) && field->n > 0)
            return *field;
    }
    return WF_STR_EMPTY;
}

int school_term(wf_date day, int *year)
{
    return wf_term_of(NULL, day, year);
}

wf_str school_value(words *w, const wf_kpi_progress *kpi)
{
    wf_str value = words_value(w, kpi->latest_value, kpi->unit, kpi->latest_cohort);
    if (!kpi->lower95.present || kpi->unit != WF_UNIT_PERCENT || kpi->latest_cohort < 1 ||
        kpi->latest_cohort >= 200)
        return value;
    return words_text(
        w, "%.*s (%.0f of %.0f pupils, range %.*s to %.*s)", WF_STR_ARG(value),
        round(kpi->latest_value / 100 * kpi->latest_cohort), kpi->latest_cohort,
        WF_STR_ARG(words_value(w, kpi->lower95.value, kpi->unit, 1)),
        WF_STR_ARG(words_value(w, kpi->upper95.value, kpi->unit, 1)));
}

wf_str school_stand(words *w, const wf_kpi_progress *kpi)
{
    wf_str expected = WF_STR_EMPTY;
    wf_str national = WF_STR_EMPTY;
    if (kpi->expected.present)
        expected = words_text(w, "; %.*s expected by then",
                              WF_STR_ARG(words_value(w, kpi->expected.value, kpi->unit,
                                                     kpi->latest_cohort)));
    if (kpi->national.present)
        national = words_text(w, "%s%.*s nationally", expected.n > 0 ? ", " : "; ",
                              WF_STR_ARG(words_value(w, kpi->national.value, kpi->unit,
                                                     kpi->latest_cohort)));
    return words_text(w, "%.*s: %s. %.*s in %.*s%.*s%.*s", WF_STR_ARG(kpi->kpi),
                      wf_progress_status_name(kpi->status),
                      WF_STR_ARG(school_value(w, kpi)),
                      WF_STR_ARG(words_period(w, kpi->latest)), WF_STR_ARG(expected),
                      WF_STR_ARG(national));
}

/* ---- KPIs ----------------------------------------------------------------------------
 */

enum {
    K_NAME,
    K_BASELINE,
    K_TARGET,
    K_LATEST,
    K_PERIOD,
    K_EXPECTED,
    K_NATIONAL,
    K_STANDS,
    K_FORECAST
};

static const wf_report_column kpi_columns[] = {
    [K_NAME] = {.id = WF_STR_INIT("kpi"),
                .heading = WF_STR_INIT("KPI"),
                .look = WF_LOOK_STRONG,
                .least = 26,
                .most = 36,
                .is_row_header = true},
    [K_BASELINE] = {.id = WF_STR_INIT("baseline"), .heading = WF_STR_INIT("Baseline")},
    [K_TARGET] = {.id = WF_STR_INIT("target"), .heading = WF_STR_INIT("Target")},
    [K_LATEST] = {.id = WF_STR_INIT("latest"),
                  .heading = WF_STR_INIT("Latest, with its range"),
                  .look = WF_LOOK_TEXT,
                  .least = 22,
                  .most = 30},
    [K_PERIOD] = {.id = WF_STR_INIT("period"),
                  .heading = WF_STR_INIT("Measured in"),
                  .look = WF_LOOK_TEXT,
                  .least = 12},
    [K_EXPECTED] = {.id = WF_STR_INIT("expected"),
                    .heading = WF_STR_INIT("Expected by then")},
    [K_NATIONAL] = {.id = WF_STR_INIT("national"), .heading = WF_STR_INIT("National")},
    [K_STANDS] = {.id = WF_STR_INIT("stands"),
                  .heading = WF_STR_INIT("Standing"),
                  .look = WF_LOOK_CENTRE,
                  .least = 12},
    [K_FORECAST] = {.id = WF_STR_INIT("forecast"),
                    .heading = WF_STR_INIT("Forecast, 8 times in 10"),
                    .look = WF_LOOK_TEXT,
                    .least = 24,
                    .most = 34},
};

static void put_value(wf_report_table *table, size_t row, size_t column,
                      const wf_kpi_progress *kpi, wf_number number)
{
    if (!number.present) {
        wf_table_text(table, row, column, WF_STR("[x]"))->look = WF_LOOK_FAINT;
        return;
    }
    wf_table_number(table, row, column, value_in_tree(number.value, kpi->unit))->show =
        (uint8_t)show_of_value(number.value, kpi->unit, kpi->latest_cohort);
}

/* The forecast furthest ahead: "94.1% to 95.3% in Term 6 of 2025-26". */
static wf_str forecast_text(words *w, const wf_kpi_progress *kpi)
{
    if (kpi->forecast_count == 0)
        return WF_STR_EMPTY;
    const wf_forecast *f = &kpi->forecasts[kpi->forecast_count - 1];
    return words_text(
        w, "%.*s to %.*s in %.*s",
        WF_STR_ARG(words_value(w, f->lower80, kpi->unit, kpi->latest_cohort)),
        WF_STR_ARG(words_value(w, f->upper80, kpi->unit, kpi->latest_cohort)),
        WF_STR_ARG(words_period_short(w, f->period)));
}

static void kpi_row(trustees *t, wf_report_table *table, const wf_kpi_progress *kpi)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, K_NAME, kpi->kpi);
    put_value(table, row, K_BASELINE, kpi, kpi->baseline);
    put_value(table, row, K_TARGET, kpi, kpi->target);
    put_value(table, row, K_EXPECTED, kpi, kpi->expected);
    put_value(table, row, K_NATIONAL, kpi, kpi->national);
    wf_table_mark(table, row, K_STANDS, mark_of_status(kpi->status));
    if (kpi->latest.number == 0) {
        wf_table_text(table, row, K_LATEST, WF_STR("[x]"))->look = WF_LOOK_FAINT;
        return;
    }
    wf_table_text(table, row, K_LATEST, school_value(&t->w, kpi));
    wf_table_text(table, row, K_PERIOD, words_period_short(&t->w, kpi->latest));
    wf_table_text(table, row, K_FORECAST, forecast_text(&t->w, kpi));
    trustees_read(t, table, row, K_LATEST,
                  &(wf_report_source){
                      .what = kpi->kpi, .file = kpi->latest_file, .at = kpi->latest_at});
}

void school_kpis(trustees *t, wf_section *section, const wf_school_result *school,
                 const char *id)
{
    wf_report_table *table =
        wf_section_table(section, id, WF_STR("KPIs with their ranges"));
    trustees_columns(table, kpi_columns, COUNT_OF(kpi_columns));
    for (size_t i = 0; i < school->kpi_count; i++)
        kpi_row(t, table, &school->kpis[i]);
}

void school_sources(trustees *t)
{
    trustees_sources(t);
    wf_section *contents =
        wf_report_section(t->report, "contents", WF_STR("Contents"), WF_STR("Contents"),
                          WF_STR("What is on which sheet"));
    wf_report_contents(t->report, contents);
}
