/* The record of a Team Around the School meeting, made ready for the next one: what is
 * known is filled in, open actions are rolled forward, the rest waits in cells to type
 * in. The headings are those of the council's form, so that the record is read back. */
#include "engine/report/trustees.h"
#include <string.h>

#define FACTOR_ROWS 15

typedef struct tas {
    trustees base;
    const wf_school_result *school;
    const wf_plan *last; /* the latest record of the school, or NULL */
} tas;

static const wf_str ratings[] = {WF_STR_INIT("HIGH"), WF_STR_INIT("MEDIUM"),
                                 WF_STR_INIT("LOW")};
static const wf_str rags[] = {WF_STR_INIT("Red"), WF_STR_INIT("Amber"),
                              WF_STR_INIT("Green"), WF_STR_INIT("Blue")};
#define LIST(array)                                                                      \
    {                                                                                    \
        .items = (array), .n = COUNT_OF(array)                                           \
    }

/* The school's record with the latest date; the last read where none is dated. */
static const wf_plan *latest_record(const wf_results *r, wf_str school)
{
    const wf_plan *best = NULL;
    for (size_t i = 0; i < r->plan_count; i++) {
        const wf_plan *plan = r->plans[i];
        if (plan->family != WF_FAMILY_TEAM_AROUND_SCHOOL ||
            !wf_str_eq_nocase(wf_results_school_name(plan), school))
            continue;
        if (best == NULL || plan->meeting.date.start >= best->meeting.date.start)
            best = plan;
    }
    return best;
}

/* The first of the school's files that says it. */
static wf_str said(const tas *t, size_t offset)
{
    for (size_t i = 0; i < t->base.r->plan_count; i++) {
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
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Filled in from the school's files where they say it. Please "
                            "check, and complete the yellow cells."));
    wf_report_table *table =
        wf_section_table(section, "tas_record", WF_STR("Record of meeting"));
    trustees_columns(table, columns, COUNT_OF(columns));
    form_row(table, "Name of School:", t->school->name, WF_STR_EMPTY);
    form_row(table, "Head Teacher:", said(t, offsetof(wf_plan, headteacher)),
             WF_STR_EMPTY);
    form_row(table, "Chair of TAS:", t->last != NULL ? t->last->chair : WF_STR_EMPTY,
             WF_STR("The designated chair of the Team Around the School"));
    form_row(table, "Date of TAS:", WF_STR_EMPTY,
             WF_STR("Day, month and year of this meeting"));
    form_row(table, "Meeting Number:",
             words_text(w, "%d", last != NULL ? number_of(last->number) + 1 : 1),
             WF_STR_EMPTY);
    form_row(table, "Supporting School (where applicable):",
             last != NULL ? last->supporting_school : WF_STR_EMPTY, WF_STR_EMPTY);
    form_row(table, "Context (Key background information):",
             last != NULL ? last->context : WF_STR_EMPTY,
             WF_STR("As at the last meeting: please bring up to date"));
    form_row(table,
             "Present:", last != NULL ? words_people(w, last->present) : WF_STR_EMPTY,
             WF_STR("As at the last meeting: please change"));
    form_row(table, "Apologies:", WF_STR_EMPTY, WF_STR_EMPTY);
}

static void draw_risk(tas *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("what"),
         .heading = WF_STR_INIT("Risk of not being judged to take effective action, or "
                                "good, at the next visit or inspection"),
         .look = WF_LOOK_STRONG,
         .least = 60,
         .most = 60,
         .is_row_header = true},
        {.id = WF_STR_INIT("rating"),
         .heading = WF_STR_INIT("Rating"),
         .look = WF_LOOK_INPUT,
         .least = 20,
         .rule = {.kind = WF_INPUT_CHOICE,
                  .choices = LIST(ratings),
                  .prompt = WF_STR_INIT("HIGH, MEDIUM or LOW"),
                  .refusal = WF_STR_INIT("Please choose HIGH, MEDIUM or LOW.")}},
    };
    words *w = &t->base.w;
    wf_section *section = wf_report_section(
        t->base.report, "risk", WF_STR("Risk"), WF_STR("Risk rating"),
        WF_STR("Section B: the rating, last time and now, and what the figures say"));
    section->is_one_page = true;
    wf_report_table *table = wf_section_table(section, "tas_risk", WF_STR("Risk rating"));
    trustees_columns(table, columns, COUNT_OF(columns));
    size_t row = wf_table_row(table);
    const char *before =
        t->last != NULL ? wf_risk_rating_name(t->last->risk_rating) : NULL;
    wf_table_text(table, row, 0,
                  t->last != NULL && t->last->meeting.date.text.n > 0
                      ? words_text(w, "At the meeting of %.*s",
                                   WF_STR_ARG(t->last->meeting.date.text))
                      : WF_STR("At the last meeting"));
    wf_table_text(table, row, 1,
                  before != NULL ? wf_str_from(before) : WF_STR("not known"))
        ->look = WF_LOOK_TEXT;
    row = wf_table_row(table);
    wf_table_text(table, row, 0, WF_STR("At this meeting"));
    wf_section_heading(section, WF_STR("What the figures say"));
    const size_t *by = t->school->by_status;
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
    wf_section *section = wf_report_section(
        t->base.report, "factors", WF_STR("Factors"), WF_STR("Factors and actions"),
        WF_STR("What stands in the way, as at the last meeting, with room for more"));
    wf_report_table *table =
        wf_section_table(section, "tas_factors", WF_STR("Factors and actions"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < FACTOR_ROWS || i < known; i++) {
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

enum {
    A_PRIORITY,
    A_ACTION,
    A_CRITERIA,
    A_RESOURCES,
    A_WHEN,
    A_LEAD,
    A_RAG,
    A_SINCE
};

static const wf_report_column action_columns[] = {
    [A_PRIORITY] = {.id = WF_STR_INIT("priority"),
                    .heading = WF_STR_INIT("Priority"),
                    .look = WF_LOOK_INPUT,
                    .most = 26,
                    .is_row_header = true},
    [A_ACTION] = {.id = WF_STR_INIT("action"),
                  .heading = WF_STR_INIT("SCHOOL/LA actions"),
                  .look = WF_LOOK_INPUT,
                  .most = 44},
    [A_CRITERIA] = {.id = WF_STR_INIT("criteria"),
                    .heading = WF_STR_INIT("Success Criteria"),
                    .look = WF_LOOK_INPUT,
                    .most = 38},
    [A_RESOURCES] = {.id = WF_STR_INIT("resources"),
                     .heading = WF_STR_INIT("Resources"),
                     .look = WF_LOOK_INPUT,
                     .most = 24},
    [A_WHEN] = {.id = WF_STR_INIT("when"),
                .heading = WF_STR_INIT("Time Frame"),
                .look = WF_LOOK_INPUT,
                .most = 18},
    [A_LEAD] = {.id = WF_STR_INIT("lead"),
                .heading = WF_STR_INIT("Lead"),
                .look = WF_LOOK_INPUT,
                .most = 22},
    [A_RAG] = {.id = WF_STR_INIT("rag"),
               .heading = WF_STR_INIT("RAG"),
               .look = WF_LOOK_INPUT,
               .rates_words = true,
               .rule = {.kind = WF_INPUT_CHOICE,
                        .choices = LIST(rags),
                        .prompt = WF_STR_INIT("Red, Amber, Green or Blue (complete)"),
                        .refusal =
                            WF_STR_INIT("Please choose Red, Amber, Green or Blue.")}},
    [A_SINCE] = {.id = WF_STR_INIT("since"),
                 .heading = WF_STR_INIT("Progress since"),
                 .look = WF_LOOK_INPUT,
                 .least = 26},
};

static wf_str joined(words *w, wf_strs lines)
{
    wf_str out = lines.n == 1 ? lines.items[0] : WF_STR_EMPTY;
    for (size_t i = 0; i < lines.n && lines.n > 1; i++)
        out = i == 0 ? words_text(w, "\u2022 %.*s", WF_STR_ARG(lines.items[0]))
                     : words_text(w, "%.*s\n\u2022 %.*s", WF_STR_ARG(out),
                                  WF_STR_ARG(lines.items[i]));
    return out;
}

static void roll_forward(tas *t, wf_report_table *table, const wf_plan *plan,
                         const wf_priority *priority, const wf_action *action)
{
    words *w = &t->base.w;
    if (wf_action_state_on(action, t->base.r->as_of) &
        (WF_ACTION_COMPLETE | WF_ACTION_DROPPED))
        return;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, A_PRIORITY, priority->title);
    wf_table_text(table, row, A_ACTION, action->action);
    wf_table_text(table, row, A_CRITERIA, joined(w, action->success_criteria));
    wf_table_text(table, row, A_RESOURCES, action->resources);
    wf_table_text(table, row, A_WHEN, action->when.text);
    wf_table_text(table, row, A_LEAD, words_people(w, action->lead));
    if (action->rag != WF_RAG_NONE)
        wf_table_text(table, row, A_RAG, rags[action->rag - WF_RAG_RED]);
    trustees_read(&t->base, table, row, A_ACTION,
                  &(wf_report_source){.what = WF_STR("Action, rolled forward"),
                                      .file = plan->file,
                                      .at = action->at});
}

static size_t count_rag(const wf_report_table *table, wf_str rag)
{
    size_t n = 0;
    for (size_t row = 0; row < table->row_count; row++)
        n += wf_str_eq(wf_table_item(table, row, A_RAG)->text, rag);
    return n;
}

static void draw_counts(tas *t, wf_section *section, const wf_report_table *actions)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("rag"),
         .heading = WF_STR_INIT("Rating now"),
         .look = WF_LOOK_STRONG,
         .is_row_header = true},
        {.id = WF_STR_INIT("count"),
         .heading = WF_STR_INIT("Actions"),
         .show = WF_SHOW_INTEGER},
    };
    wf_report_table *table = wf_section_table(
        section, "tas_counts", WF_STR("Actions by rating: follows what is typed above"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(rags); i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, rags[i]);
        wf_table_formula(
            table, row, 1,
            words_text(&t->base.w, "COUNTIF({tas_actions.rag},\"%s\")", rags[i].p),
            (double)count_rag(actions, rags[i]));
    }
}

static void draw_actions(tas *t)
{
    wf_section *section = wf_report_section(
        t->base.report, "recovery_plan", WF_STR("Recovery plan"),
        WF_STR("Rapid Recovery Plan: open actions"),
        WF_STR("The open actions of the school's plans, rolled forward to this meeting"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("Actions that were not complete when the files were read. Please note the "
               "progress since the last meeting and rate each."));
    wf_report_table *table =
        wf_section_table(section, "tas_actions", WF_STR("Rapid Recovery Plan"));
    trustees_columns(table, action_columns, COUNT_OF(action_columns));
    table->is_open = true;
    table->spare_rows = 6;
    for (size_t p = 0; p < t->school->plan_count; p++) {
        const wf_plan *plan = t->base.r->plans[t->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++)
                roll_forward(t, table, plan, &plan->priorities[i],
                             &plan->priorities[i].actions[a]);
    }
    wf_section *counts = wf_report_section(
        t->base.report, "ratings", WF_STR("Ratings"), WF_STR("Actions by rating"),
        WF_STR("Counts that follow the ratings on the recovery plan"));
    draw_counts(t, counts, table);
}

static wf_status build(tas *t, wf_error *err)
{
    WF_TRY(places_index(t->base.r, t->base.report->arena, &t->base.places));
    draw_record(t);
    draw_risk(t);
    draw_factors(t);
    draw_actions(t);
    wf_section *map =
        wf_report_section(t->base.report, "source_map", WF_STR("Source map"),
                          WF_STR("Source map"), WF_STR("Where each text comes from"));
    wf_report_source_map(t->base.report, map);
    if (t->base.w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return wf_report_status(t->base.report, err);
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
    t.last = latest_record(results, t.school->name);
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
