/* KPIs: every KPI of every school with what it is measured against. */
#include "engine/report/trustees.h"
#include <math.h>

typedef enum kpi_field {
    KPI_SCHOOL,
    KPI_NAME,
    KPI_BASELINE,
    KPI_TARGET,
    KPI_LATEST,
    KPI_TERM,
    KPI_COHORT,
    KPI_EXPECTED,
    KPI_GAP,
    KPI_CHANGE,
    KPI_YEAR,
    KPI_NATIONAL,
    KPI_STATUS,
    KPI_FORECAST,
    KPI_RANGE,
    KPI_CHANCE
} kpi_field;

static const wf_report_column columns[] = {
    [KPI_SCHOOL] = {.id = WF_STR_INIT("school"),
                    .heading = WF_STR_INIT("School"),
                    .look = WF_LOOK_TEXT,
                    .most = 26,
                    .is_row_header = true},
    [KPI_NAME] = {.id = WF_STR_INIT("kpi"),
                  .heading = WF_STR_INIT("KPI"),
                  .look = WF_LOOK_TEXT,
                  .most = 30},
    [KPI_BASELINE] = {.id = WF_STR_INIT("baseline"),
                      .heading = WF_STR_INIT("Baseline"),
                      .look = WF_LOOK_NUMBER},
    [KPI_TARGET] = {.id = WF_STR_INIT("target"),
                    .heading = WF_STR_INIT("Target"),
                    .look = WF_LOOK_NUMBER},
    [KPI_LATEST] = {.id = WF_STR_INIT("latest"),
                    .heading = WF_STR_INIT("Latest"),
                    .look = WF_LOOK_NUMBER},
    [KPI_TERM] = {.id = WF_STR_INIT("term"),
                  .heading = WF_STR_INIT("When"),
                  .look = WF_LOOK_TEXT,
                  .most = 16},
    [KPI_COHORT] = {.id = WF_STR_INIT("cohort"),
                    .heading = WF_STR_INIT("Pupils"),
                    .show = WF_SHOW_INTEGER},
    [KPI_EXPECTED] = {.id = WF_STR_INIT("expected"),
                      .heading = WF_STR_INIT("Expected by then"),
                      .look = WF_LOOK_NUMBER},
    [KPI_GAP] = {.id = WF_STR_INIT("gap"),
                 .heading = WF_STR_INIT("Ahead or behind"),
                 .show = WF_SHOW_SIGNED1},
    [KPI_CHANGE] = {.id = WF_STR_INIT("change"),
                    .heading = WF_STR_INIT("Change since last"),
                    .show = WF_SHOW_SIGNED1},
    [KPI_YEAR] = {.id = WF_STR_INIT("year"),
                  .heading = WF_STR_INIT("Change on a year"),
                  .show = WF_SHOW_SIGNED1},
    [KPI_NATIONAL] = {.id = WF_STR_INIT("national"),
                      .heading = WF_STR_INIT("National"),
                      .look = WF_LOOK_NUMBER},
    [KPI_STATUS] = {.id = WF_STR_INIT("status"),
                    .heading = WF_STR_INIT("Rating"),
                    .look = WF_LOOK_CENTRE},
    [KPI_FORECAST] = {.id = WF_STR_INIT("forecast"),
                      .heading = WF_STR_INIT("Forecast at deadline"),
                      .look = WF_LOOK_NUMBER},
    [KPI_RANGE] = {.id = WF_STR_INIT("range"),
                   .heading = WF_STR_INIT("Likely range (4 in 5)"),
                   .look = WF_LOOK_CENTRE},
    [KPI_CHANCE] = {.id = WF_STR_INIT("chance"),
                    .heading = WF_STR_INIT("Chance of target"),
                    .show = WF_SHOW_PERCENT0},
};

/* Differences of percentages are percentage points: a plain number. */
static void put_difference(wf_report_table *table, size_t row, size_t column,
                           wf_number number)
{
    if (number.present) /* what shows as nought is nought: never "-0.0" */
        wf_table_number(table, row, column, fabs(number.value) < 0.05 ? 0 : number.value);
    else
        trustees_missing(table, row, column);
}

/* Baseline, target and national: the cells that became these fields. */
static void say_fields(trustees *t, wf_report_table *table, size_t row,
                       const wf_kpi_progress *item)
{
    static const struct {
        kpi_field column;
        const char *field, *what;
    } fields[] = {{KPI_BASELINE, "baseline", "baseline"},
                  {KPI_TARGET, "target", "target"},
                  {KPI_NATIONAL, "national", "national figure"}};
    size_t index = 0;
    const wf_plan *plan = places_kpi(t->r, item->file, item->at, &index);
    for (size_t i = 0; plan != NULL && i < COUNT_OF(fields); i++) {
        wf_str path = words_text(&t->w, "kpis[%zu].%s", index, fields[i].field);
        const wf_ledger_entry *entry = places_field(&t->places, plan, path);
        const wf_trust_kpi *known =
            entry == NULL && fields[i].column == KPI_NATIONAL && t->r->trust != NULL
                ? wf_trust_find_kpi(t->r->trust, item->kpi)
                : NULL;
        if (wf_table_item(table, row, fields[i].column)->kind != WF_ITEM_NUMBER)
            continue;
        wf_report_source source = {
            .what = words_text(&t->w, "%.*s: %.*s, %s", WF_STR_ARG(item->school),
                               WF_STR_ARG(item->kpi), fields[i].what),
            .file = plan->file,
            .at = entry != NULL ? entry->at : item->at};
        if (known != NULL) {
            source.file = WF_STR("The set-up");
            source.at = known->at;
            source.written =
                words_text(&t->w, "%.*s, %.*s", WF_STR_ARG(known->national_year),
                           WF_STR_ARG(known->national_source));
        }
        trustees_read(t, table, row, fields[i].column, &source);
    }
}

static const wf_forecast *at_deadline(const wf_kpi_progress *item)
{
    for (size_t i = 0; i < item->forecast_count; i++)
        if (item->forecasts[i].period.number == item->deadline.number)
            return &item->forecasts[i];
    return NULL;
}

static void put_forecast(trustees *t, wf_report_table *table, size_t row,
                         const wf_kpi_progress *item)
{
    const wf_forecast *f = at_deadline(item);
    if (f == NULL) {
        trustees_missing(table, row, KPI_FORECAST);
        trustees_missing(table, row, KPI_RANGE);
    } else {
        words *w = &t->w;
        trustees_value(table, row, KPI_FORECAST, item,
                       (wf_number){.value = f->mean, .present = true});
        wf_table_text(table, row, KPI_RANGE,
                      words_text(w, "%.*s to %.*s",
                                 WF_STR_ARG(words_value(w, f->lower80, item->unit, 1)),
                                 WF_STR_ARG(words_value(w, f->upper80, item->unit, 1))));
    }
    if (item->probability.present)
        wf_table_number(table, row, KPI_CHANCE, item->probability.value);
    else
        trustees_missing(table, row, KPI_CHANCE);
}

static void fill_kpi(trustees *t, wf_report_table *table, const wf_kpi_progress *item)
{
    words *w = &t->w;
    size_t row = wf_table_row(table);
    wf_number latest = {.value = item->latest_value, .present = item->latest.number > 0};
    wf_table_text(table, row, KPI_SCHOOL, item->school);
    wf_table_text(table, row, KPI_NAME, item->kpi);
    trustees_value(table, row, KPI_BASELINE, item, item->baseline);
    trustees_value(table, row, KPI_TARGET, item, item->target);
    trustees_value(table, row, KPI_LATEST, item, latest);
    trustees_value(table, row, KPI_EXPECTED, item, item->expected);
    trustees_value(table, row, KPI_NATIONAL, item, item->national);
    put_difference(table, row, KPI_GAP, item->gap);
    put_difference(table, row, KPI_CHANGE, item->change);
    put_difference(table, row, KPI_YEAR, item->change_year);
    if (latest.present)
        wf_table_text(table, row, KPI_TERM, words_period_short(w, item->latest));
    else
        trustees_missing(table, row, KPI_TERM);
    if (item->latest_cohort > 0)
        wf_table_number(table, row, KPI_COHORT, item->latest_cohort);
    else
        trustees_missing(table, row, KPI_COHORT);
    wf_mark mark = mark_of_status(item->status);
    wf_item *rating = wf_table_text(table, row, KPI_STATUS,
                                    words_text(w, "%s %s%s", wf_mark_symbol(mark),
                                               wf_progress_status_name(item->status),
                                               item->one_pupil_moves_status ? " \u00B1"
                                                                              "1"
                                                                            : ""));
    rating->mark = (uint8_t)mark;
    if (table->column_count > KPI_FORECAST)
        put_forecast(t, table, row, item);
    if (latest.present)
        trustees_read(
            t, table, row, KPI_LATEST,
            &(wf_report_source){
                .what = words_text(w, "%.*s: %.*s, %.*s", WF_STR_ARG(item->school),
                                   WF_STR_ARG(item->kpi),
                                   WF_STR_ARG(words_period(w, item->latest))),
                .file = item->latest_file,
                .at = item->latest_at});
    say_fields(t, table, row, item);
}

static bool has_forecasts(const wf_results *r)
{
    for (size_t i = 0; i < r->now->count; i++)
        if (r->now->items[i].forecast_count > 0)
            return true;
    return false;
}

void trustees_kpis(trustees *t)
{
    wf_section *section = wf_report_section(
        t->report, "kpis", WF_STR("KPIs"), WF_STR("KPIs of each school"),
        WF_STR("Baseline, target, latest value, expected value, change, national figure "
               "and rating"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("Expected by then: the straight line from baseline to target. Ahead (+) "
               "or behind (-) and changes are in percentage "
               "points, or in the KPI's own unit; ahead is always better, whichever way "
               "the KPI should move."));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("[x] not available. \u00B1"
                            "1: one pupil more or fewer would change the rating."));
    trustees_for_screen(t, section, t->r->now->count, MOST_REFERENCE);
    trustees_back(section);
    if (t->r->now->count == 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("No KPI was found in the files."));
        return;
    }
    wf_report_table *table =
        wf_section_table(section, "kpis", WF_STR("KPIs of each school"));
    trustees_columns(table, columns,
                     has_forecasts(t->r) ? COUNT_OF(columns) : KPI_FORECAST);
    table->has_filter = table->has_groups = true;
    for (size_t i = 0; i < t->r->now->count; i++)
        fill_kpi(t, table, &t->r->now->items[i]);
}
