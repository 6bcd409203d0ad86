/* The record of a Team Around the School meeting, made ready for the next one: what is
 * known is filled in, open actions are rolled forward, the rest waits in cells to type
 * in. The headings are those of the council's form, so that the record is read back. */
#include "engine/report/tas.h"
#include <string.h>

#define FACTOR_ROWS 15

/* The school's records in order of date; those without one first, as they were read. */
static void find_records(tas *t)
{
    const wf_results *r = t->base.r;
    for (size_t i = 0; i < r->plan_count; i++) {
        const wf_plan *plan = r->plans[i];
        if (plan->family != WF_FAMILY_TEAM_AROUND_SCHOOL ||
            !wf_str_eq_nocase(wf_results_school_name(plan), t->school->name))
            continue;
        if (t->record_count == TAS_MOST_RECORDS) /* the oldest makes room */
            memmove(t->records, t->records + 1,
                    --t->record_count * sizeof(const wf_plan *));
        size_t at = t->record_count++;
        for (;
             at > 0 && t->records[at - 1]->meeting.date.start > plan->meeting.date.start;
             at--)
            t->records[at] = t->records[at - 1];
        t->records[at] = plan;
    }
    t->last = t->record_count > 0 ? t->records[t->record_count - 1] : NULL;
}

/* The first of the school's files that says it. */
static wf_str said(const tas *t, size_t offset)
{
    for (size_t i = 0; t->school != NULL && i < t->base.r->plan_count; i++) {
        const wf_plan *plan = t->base.r->plans[i];
        const wf_str *field = (const wf_str *)(const void *)((const char *)plan + offset);
        if (wf_str_eq_nocase(wf_results_school_name(plan), t->school->name) &&
            field->n > 0)
            return *field;
    }
    return WF_STR_EMPTY;
}

static int number_of(wf_str text)
{
    int value = 0;
    for (size_t i = 0; i < text.n && value < 1000; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9')
            value = value * 10 + (text.p[i] - '0');
    return value;
}

static void form_row(wf_report_table *table, const char *label, wf_str value, wf_str note)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, wf_str_from(label));
    wf_item *item = wf_table_text(table, row, 1, value);
    item->note = wf_report_copy(table->report, note);
}

static void draw_record(tas *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("label"),
         .heading = WF_STR_INIT("Record of meeting"),
         .look = WF_LOOK_STRONG,
         .least = 34,
         .is_row_header = true},
        {.id = WF_STR_INIT("value"),
         .heading = WF_STR_INIT("Please fill in"),
         .look = WF_LOOK_INPUT,
         .least = 80,
         .most = 90},
    };
    words *w = &t->base.w;
    const wf_meeting *last = t->last != NULL ? &t->last->meeting : NULL;
    wf_section *section =
        wf_report_section(t->base.report, "record", WF_STR("Record of meeting"),
                          WF_STR("Team Around the School: record of meeting"),
                          WF_STR("Section A: the school, the meeting and who was there"));
    section->is_one_page = true;
    if (t->school != NULL)
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("Filled in from the school's files where they say it. "
                                "Please check, and complete the yellow cells."));
    wf_report_table *table =
        wf_section_table(section, "tas_record", WF_STR("Record of meeting"));
    trustees_columns(table, columns, COUNT_OF(columns));
    form_row(table, "Name of School:", t->school != NULL ? t->school->name : WF_STR_EMPTY,
             WF_STR_EMPTY);
    form_row(table, "Head Teacher:", said(t, offsetof(wf_plan, headteacher)),
             WF_STR_EMPTY);
    form_row(table, "Chair of TAS:", t->last != NULL ? t->last->chair : WF_STR_EMPTY,
             WF_STR("The designated chair of the Team Around the School"));
    form_row(table, "Date of TAS:", WF_STR_EMPTY,
             WF_STR("Day, month and year of this meeting"));
    form_row(table, "Meeting Number:",
             t->school == NULL
                 ? WF_STR_EMPTY
                 : words_text(w, "%d", last != NULL ? number_of(last->number) + 1 : 1),
             WF_STR_EMPTY);
    form_row(table, "Supporting School (where applicable):",
             last != NULL ? last->supporting_school : WF_STR_EMPTY, WF_STR_EMPTY);
    form_row(table, "Context (Key background information):",
             last != NULL ? last->context : WF_STR_EMPTY,
             last != NULL ? WF_STR("As at the last meeting: please bring up to date")
                          : WF_STR("What those who meet should know of the school"));
    form_row(table,
             "Present:", last != NULL ? words_people(w, last->present) : WF_STR_EMPTY,
             last != NULL ? WF_STR("As at the last meeting: please change")
                          : WF_STR("Roles, separated by semicolons"));
    form_row(table, "Apologies:", WF_STR_EMPTY, WF_STR_EMPTY);
}

static void draw_figures(tas *t, wf_section *section)
{
    words *w = &t->base.w;
    const size_t *by = t->school->by_status;
    wf_section_heading(section, WF_STR("What the figures say"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        words_text(
            w,
            "Of %zu rated KPIs, %zu off track, %zu at risk and %zu on track or achieved.",
            trustees_rated(by), by[WF_PROGRESS_OFF_TRACK], by[WF_PROGRESS_AT_RISK],
            by[WF_PROGRESS_ON_TRACK] + by[WF_PROGRESS_ACHIEVED]));
    wf_section_prose(section, WF_LOOK_PROSE,
                     words_text(w,
                                "Of %zu actions, %zu complete and %zu overdue on %.*s.",
                                t->school->actions.actions, t->school->actions.complete,
                                t->school->actions.overdue,
                                WF_STR_ARG(words_date(w, t->base.r->as_of))));
}

/* The rating of one meeting as a row. */
static void risk_row(tas *t, wf_report_table *table, const wf_plan *record)
{
    const char *rating = wf_risk_rating_name(record->risk_rating);
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0,
                  record->meeting.date.text.n > 0
                      ? wf_report_text(table->report, "At the meeting of %.*s",
                                       WF_STR_ARG(record->meeting.date.text))
                      : WF_STR("At a meeting without a date"));
    wf_table_text(table, row, 1,
                  record->risk_rating != WF_RISK_NONE
                      ? form_rating_words[record->risk_rating - WF_RISK_HIGH]
                      : WF_STR("not rated"))
        ->look = WF_LOOK_TEXT;
    if (rating != NULL)
        trustees_read(&t->base, table, row, 1,
                      &(wf_report_source){.what = WF_STR("Risk rating"),
                                          .file = record->file,
                                          .at = WF_STR_EMPTY,
                                          .written = wf_str_from(rating)});
}

static void draw_risk(tas *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("what"),
         .heading = WF_STR_INIT("Risk of not being judged as taking effective action, or "
                                "good, at the next visit or inspection"),
         .look = WF_LOOK_STRONG,
         .least = 60,
         .most = 60,
         .is_row_header = true},
        {.id = WF_STR_INIT("rating"),
         .heading = WF_STR_INIT("Rating"),
         .look = WF_LOOK_INPUT,
         .least = 22,
         .rule = {.kind = WF_INPUT_CHOICE,
                  .choices = FORM_LIST(form_rating_words),
                  .prompt = WF_STR_INIT("HIGH, MEDIUM or LOW"),
                  .refusal = WF_STR_INIT("Please choose HIGH, MEDIUM or LOW.")}},
    };
    wf_section *section = wf_report_section(
        t->base.report, "risk", WF_STR("Risk"), WF_STR("Risk assessment"),
        WF_STR("Section B: the risk of not being judged good, meeting by meeting"));
    section->is_one_page = true;
    wf_report_table *table =
        wf_section_table(section, "tas_risk", WF_STR("Risk assessment"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < t->record_count; i++)
        risk_row(t, table, t->records[i]);
    wf_table_text(table, wf_table_row(table), 0, WF_STR("Risk rating"));
    if (t->school != NULL)
        draw_figures(t, section);
}

/* A KPI that is not where it should be, as a factor; others are none. */
static void factor_of_kpi(tas *t, wf_report_table *table, const wf_kpi_progress *kpi)
{
    words *w = &t->base.w;
    if (kpi->status != WF_PROGRESS_OFF_TRACK && kpi->status != WF_PROGRESS_AT_RISK)
        return;
    size_t row = wf_table_row(table);
    wf_str expected =
        kpi->expected.present
            ? words_text(w, "; %.*s expected by then",
                         WF_STR_ARG(words_value(w, kpi->expected.value, kpi->unit,
                                                kpi->latest_cohort)))
            : WF_STR_EMPTY;
    wf_table_number(table, row, 0, (double)table->row_count)->show = WF_SHOW_INTEGER;
    wf_table_text(
        table, row, 1,
        words_text(
            w, "%.*s is %s: %.*s in %.*s%.*s", WF_STR_ARG(kpi->kpi),
            wf_progress_status_name(kpi->status),
            WF_STR_ARG(words_value(w, kpi->latest_value, kpi->unit, kpi->latest_cohort)),
            WF_STR_ARG(words_period(w, kpi->latest)), WF_STR_ARG(expected)));
    trustees_read(&t->base, table, row, 1,
                  &(wf_report_source){
                      .what = kpi->kpi, .file = kpi->latest_file, .at = kpi->latest_at});
}

static void draw_factors(tas *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("no"), .heading = WF_STR_INIT("No."), .look = WF_LOOK_CENTRE},
        {.id = WF_STR_INIT("factor"),
         .heading = WF_STR_INIT("What are the key factors preventing this?"),
         .look = WF_LOOK_INPUT,
         .least = 44,
         .most = 50,
         .is_row_header = true},
        {.id = WF_STR_INIT("action"),
         .heading = WF_STR_INIT("What are the actions towards achieving good?"),
         .look = WF_LOOK_INPUT,
         .least = 44,
         .most = 50},
        {.id = WF_STR_INIT("who"),
         .heading = WF_STR_INIT("By whom?"),
         .look = WF_LOOK_INPUT,
         .least = 20},
        {.id = WF_STR_INIT("when"),
         .heading = WF_STR_INIT("By when?"),
         .look = WF_LOOK_INPUT,
         .least = 16},
    };
    words *w = &t->base.w;
    size_t known = t->last != NULL ? t->last->risk_factor_count : 0;
    bool is_first = t->school != NULL && t->record_count == 0;
    wf_section *section = wf_report_section(
        t->base.report, "factors", WF_STR("Factors"), WF_STR("Factors and actions"),
        is_first ? WF_STR("What stands in the way: the KPIs that are off track or at "
                          "risk, with room for more")
        : known > 0
            ? WF_STR("What stands in the way, as at the last meeting, with room for more")
            : WF_STR("What stands in the way, and what is done about it"));
    wf_report_table *table =
        wf_section_table(section, "tas_factors", WF_STR("Factors and actions"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; is_first && i < t->school->kpi_count; i++)
        factor_of_kpi(t, table, &t->school->kpis[i]);
    for (size_t i = table->row_count; i < FACTOR_ROWS || i < known; i++) {
        size_t row = wf_table_row(table);
        wf_table_number(table, row, 0, (double)(i + 1))->show = WF_SHOW_INTEGER;
        if (i >= known)
            continue;
        const wf_risk_factor *factor = &t->last->risk_factors[i];
        wf_table_text(table, row, 1, factor->factor);
        wf_table_text(table, row, 2, factor->action);
        wf_table_text(table, row, 3, words_people(w, factor->by_whom));
        wf_table_text(table, row, 4, factor->by_when.text);
        trustees_read(&t->base, table, row, 1,
                      &(wf_report_source){.what = WF_STR("Factor"),
                                          .file = t->last->file,
                                          .at = factor->at});
    }
}

static wf_status build(tas *t, wf_error *err)
{
    WF_TRY(places_index(t->base.r, t->base.report->arena, &t->base.places));
    draw_record(t);
    draw_risk(t);
    draw_factors(t);
    tas_actions(t);
    tas_progress(t);
    trustees_sources(&t->base);
    wf_section *contents =
        wf_report_section(t->base.report, "contents", WF_STR("Contents"),
                          WF_STR("Contents"), WF_STR("What is on which sheet"));
    wf_report_contents(t->base.report, contents);
    if (t->base.w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return wf_report_status(t->base.report, err);
}

void form_meeting(blank *b)
{
    tas t = {.base = {.report = b->report, .w = b->w}};
    draw_record(&t);
    draw_risk(&t);
    draw_factors(&t);
    tas_actions(&t);
    b->w.failed = b->w.failed || t.base.w.failed;
}

wf_status wf_report_tas(const wf_results *results, size_t school,
                        const wf_report_options *options, wf_report **out, wf_error *err)
{
    if (school >= results->school_count)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no such school");
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    tas t = {.base = {.r = results, .report = report, .w = {.arena = report->arena}},
             .school = &results->schools[school]};
    find_records(&t);
    if (report->title.n == 0)
        report->title = words_text(&t.base.w, "Team Around the School: %.*s",
                                   WF_STR_ARG(t.school->name));
    wf_status status = build(&t, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
