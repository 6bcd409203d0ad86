/* The school pack: the school's plans as the head works with them this term: milestones,
 * open actions, KPIs, what has been noted, what is done. */
#include "engine/report/school_facts.h"

typedef struct pack {
    trustees base;
    const wf_school_result *school;
    int year, term;   /* of the day: academic year, half-term */
    wf_season season; /* of the half-term */
    wf_span span;     /* its days, from the first half-term to the end of the second */
} pack;

static const char *const seasons[] = {"autumn", "spring", "summer"};
static const wf_str reached[] = {WF_STR_INIT("Yes"), WF_STR_INIT("Partly"),
                                 WF_STR_INIT("Not yet")};

typedef void (*for_action)(pack *k, wf_report_table *table, const wf_plan *plan,
                           const wf_priority *priority, const wf_action *action);

static void each_action(pack *k, wf_report_table *table, for_action draw)
{
    for (size_t p = 0; p < k->school->plan_count; p++) {
        const wf_plan *plan = k->base.r->plans[k->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++)
                draw(k, table, plan, &plan->priorities[i],
                     &plan->priorities[i].actions[a]);
    }
}

static bool is_closed(const pack *k, const wf_action *action)
{
    return (wf_action_state_on(action, k->base.r->as_of) &
            (WF_ACTION_COMPLETE | WF_ACTION_DROPPED)) != 0;
}

static bool is_this_term(const pack *k, const wf_action *action)
{
    return action->when.end != WF_DATE_NONE && action->when.end >= k->span.start &&
           action->when.end <= k->span.end;
}

/* When an action is due, in the order in which the table lists them. */
enum {
    DUE_BEFORE,
    DUE_THIS_TERM,
    DUE_LATER,
    DUE_NEVER
};

static const char *const dues[] = {"Overdue", "This term", "Later", "No date"};

static size_t due_of(const pack *k, const wf_action *action)
{
    unsigned state = wf_action_state_on(action, k->base.r->as_of);
    if (state & WF_ACTION_OVERDUE)
        return DUE_BEFORE;
    if (is_this_term(k, action))
        return DUE_THIS_TERM;
    return state & WF_ACTION_UNDATED ? DUE_NEVER : DUE_LATER;
}

/* ---- This term -----------------------------------------------------------------------
 */

static void draw_headlines(pack *k, wf_section *section)
{
    words *w = &k->base.w;
    const wf_action_counts *a = &k->school->actions;
    const size_t *by = k->school->by_status;
    size_t due = 0;
    for (size_t p = 0; p < k->school->plan_count; p++) {
        const wf_plan *plan = k->base.r->plans[k->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t n = 0; n < plan->priorities[i].action_count; n++) {
                const wf_action *action = &plan->priorities[i].actions[n];
                due += !is_closed(k, action) && due_of(k, action) == DUE_THIS_TERM;
            }
    }
    wf_section_prose(
        section, WF_LOOK_HEADLINE,
        words_text(w,
                   "\u2022 Of %zu actions, %zu are complete and %zu overdue; %zu more "
                   "end this term.",
                   a->actions, a->complete, a->overdue, due));
    wf_section_prose(
        section, WF_LOOK_HEADLINE,
        words_text(w,
                   "\u2022 Of %zu rated KPIs, %zu on track or achieved, %zu at risk, %zu "
                   "off track.",
                   trustees_rated(by),
                   by[WF_PROGRESS_ON_TRACK] + by[WF_PROGRESS_ACHIEVED],
                   by[WF_PROGRESS_AT_RISK], by[WF_PROGRESS_OFF_TRACK]));
    if (a->unowned + a->undated + a->no_criteria > 0)
        wf_section_prose(
            section, WF_LOOK_HEADLINE,
            words_text(
                w,
                "\u2022 To complete in the plans: without a lead %zu, without a date "
                "%zu, without success criteria %zu.",
                a->unowned, a->undated, a->no_criteria));
}

enum {
    M_BY,
    M_PRIORITY,
    M_MILESTONE,
    M_REACHED,
    M_EVIDENCE
};

static const wf_report_column milestone_columns[] = {
    [M_BY] = {.id = WF_STR_INIT("by"),
              .heading = WF_STR_INIT("By the end of"),
              .look = WF_LOOK_STRONG,
              .least = 14,
              .is_row_header = true},
    [M_PRIORITY] = {.id = WF_STR_INIT("priority"),
                    .heading = WF_STR_INIT("Priority"),
                    .look = WF_LOOK_TEXT,
                    .least = 24,
                    .most = 32},
    [M_MILESTONE] = {.id = WF_STR_INIT("milestone"),
                     .heading = WF_STR_INIT("Milestone"),
                     .look = WF_LOOK_TEXT,
                     .least = 50,
                     .most = 60},
    [M_REACHED] = {.id = WF_STR_INIT("reached"),
                   .heading = WF_STR_INIT("Reached?"),
                   .look = WF_LOOK_INPUT,
                   .least = 12,
                   .rule = {.kind = WF_INPUT_CHOICE,
                            .choices = FORM_LIST(reached),
                            .refusal =
                                WF_STR_INIT("Please choose Yes, Partly or Not yet.")}},
    [M_EVIDENCE] = {.id = WF_STR_INIT("evidence"),
                    .heading = WF_STR_INIT("How we know"),
                    .look = WF_LOOK_INPUT,
                    .least = 40},
};

/* The milestones of one season. */
static void milestone_rows(pack *k, wf_report_table *table, wf_season season)
{
    for (size_t p = 0; p < k->school->plan_count; p++) {
        const wf_plan *plan = k->base.r->plans[k->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t o = 0; o < plan->priorities[i].outcome_count; o++) {
                const wf_priority *priority = &plan->priorities[i];
                if (priority->outcomes[o].by != season)
                    continue;
                size_t row = wf_table_row(table);
                wf_table_text(table, row, M_BY,
                              words_text(&k->base.w, "%c%s term",
                                         seasons[season][0] - 'a' + 'A',
                                         seasons[season] + 1));
                wf_table_text(table, row, M_PRIORITY, priority->title);
                wf_table_text(table, row, M_MILESTONE, priority->outcomes[o].text);
                trustees_read(&k->base, table, row, M_MILESTONE,
                              &(wf_report_source){.what = WF_STR("Milestone"),
                                                  .file = plan->file,
                                                  .at = priority->at});
            }
    }
}

static void draw_milestones(pack *k, wf_section *section)
{
    wf_section_heading(
        section, words_text(&k->base.w, "Milestones of the %s term", seasons[k->season]));
    wf_report_table *table =
        wf_section_table(section, "pack_milestones", WF_STR("Milestones of this term"));
    trustees_columns(table, milestone_columns, COUNT_OF(milestone_columns));
    milestone_rows(k, table, k->season);
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), M_MILESTONE,
                      WF_STR("The school's plans name none for this term."));
    wf_section_heading(section, WF_STR("Milestones of the other terms"));
    wf_report_table *others =
        wf_section_table(section, "pack_others", WF_STR("Milestones of the other terms"));
    trustees_columns(others, milestone_columns, COUNT_OF(milestone_columns));
    for (int season = WF_AUTUMN; season <= WF_SUMMER; season++)
        if ((wf_season)season != k->season)
            milestone_rows(k, others, (wf_season)season);
    if (others->row_count == 0)
        wf_table_text(others, wf_table_row(others), M_MILESTONE,
                      WF_STR("The school's plans name none."));
}

static void draw_term(pack *k)
{
    words *w = &k->base.w;
    char year[8];
    wf_section *section = wf_report_section(
        k->base.report, "term", WF_STR("This term"),
        words_text(w, "%.*s: way forward this term", WF_STR_ARG(k->school->name)),
        WF_STR("Where the school stands, and what is to be true by the end of term"));
    section->keeps_together = true;
    wf_section_prose(section, WF_LOOK_SUBTITLE,
                     words_text(w, "Term %d of %s; the %s term ends on %.*s. As on %.*s.",
                                k->term, wf_academic_year_name(k->year, year),
                                seasons[k->season],
                                WF_STR_ARG(words_date(w, k->span.end)),
                                WF_STR_ARG(words_date(w, k->base.r->as_of))));
    draw_headlines(k, section);
    draw_milestones(k, section);
}

/* ---- Actions -------------------------------------------------------------------------
 */

enum {
    A_WHEN_DUE,
    A_ACTION,
    A_PRIORITY,
    A_CRITERIA,
    A_LEAD,
    A_WHEN,
    A_RAG,
    A_NOTE
};

static const wf_report_column action_columns[] = {
    [A_WHEN_DUE] = {.id = WF_STR_INIT("state"),
                    .heading = WF_STR_INIT("Due"),
                    .look = WF_LOOK_STRONG,
                    .least = 12,
                    .is_row_header = true},
    [A_ACTION] = {.id = WF_STR_INIT("action"),
                  .heading = WF_STR_INIT("Action"),
                  .look = WF_LOOK_TEXT,
                  .least = 34,
                  .most = 44},
    [A_PRIORITY] = {.id = WF_STR_INIT("priority"),
                    .heading = WF_STR_INIT("Priority"),
                    .look = WF_LOOK_TEXT,
                    .least = 18,
                    .most = 26},
    [A_CRITERIA] = {.id = WF_STR_INIT("criteria"),
                    .heading = WF_STR_INIT("Success criteria"),
                    .look = WF_LOOK_TEXT,
                    .least = 24,
                    .most = 36},
    [A_LEAD] = {.id = WF_STR_INIT("lead"),
                .heading = WF_STR_INIT("Lead"),
                .look = WF_LOOK_TEXT,
                .least = 12,
                .most = 20},
    [A_WHEN] = {.id = WF_STR_INIT("when"),
                .heading = WF_STR_INIT("Timescale"),
                .look = WF_LOOK_TEXT,
                .least = 12,
                .most = 18},
    [A_RAG] = {.id = WF_STR_INIT("rag"),
               .heading = WF_STR_INIT("RAG"),
               .look = WF_LOOK_INPUT,
               .least = 9,
               .rates_words = true,
               .rule = {.kind = WF_INPUT_CHOICE,
                        .choices = FORM_LIST(form_rag_words),
                        .prompt = WF_STR_INIT("Red, Amber, Green or Blue (complete)"),
                        .refusal =
                            WF_STR_INIT("Please choose Red, Amber, Green or Blue.")}},
    [A_NOTE] = {.id = WF_STR_INIT("note"),
                .heading = WF_STR_INIT("Progress note"),
                .look = WF_LOOK_INPUT,
                .least = 30},
};

static void action_row(pack *k, wf_report_table *table, const wf_plan *plan,
                       const wf_priority *priority, const wf_action *action)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, A_WHEN_DUE,
                  is_closed(k, action) ? WF_STR("Closed")
                                       : wf_str_from(dues[due_of(k, action)]));
    wf_table_text(table, row, A_ACTION, action->action);
    wf_table_text(table, row, A_PRIORITY, priority->title);
    wf_table_text(table, row, A_CRITERIA,
                  form_bullets(k->base.report, action->success_criteria));
    wf_table_text(table, row, A_LEAD, words_people(&k->base.w, action->lead));
    wf_table_text(table, row, A_WHEN, action->when.text);
    if (action->rag != WF_RAG_NONE)
        wf_table_text(table, row, A_RAG, form_rag_words[action->rag - WF_RAG_RED]);
    wf_table_text(table, row, A_NOTE, action->evaluation);
    trustees_read(&k->base, table, row, A_ACTION,
                  &(wf_report_source){
                      .what = WF_STR("Action"), .file = plan->file, .at = action->at});
}

static void closed_row(pack *k, wf_report_table *table, const wf_plan *plan,
                       const wf_priority *priority, const wf_action *action)
{
    if (is_closed(k, action))
        action_row(k, table, plan, priority, action);
}

/* Open actions, the most pressing first; within that in the order of the plans. */
static void open_rows(pack *k, wf_report_table *table)
{
    for (size_t due = 0; due < COUNT_OF(dues); due++)
        for (size_t p = 0; p < k->school->plan_count; p++) {
            const wf_plan *plan = k->base.r->plans[k->school->plans[p]];
            for (size_t i = 0; i < plan->priority_count; i++)
                for (size_t a = 0; a < plan->priorities[i].action_count; a++) {
                    const wf_action *action = &plan->priorities[i].actions[a];
                    if (!is_closed(k, action) && due_of(k, action) == due)
                        action_row(k, table, plan, &plan->priorities[i], action);
                }
        }
}

static void draw_counts(pack *k, wf_section *section, const wf_report_table *actions)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("rating"),
         .heading = WF_STR_INIT("Rating now"),
         .look = WF_LOOK_STRONG,
         .is_row_header = true},
        {.id = WF_STR_INIT("count"),
         .heading = WF_STR_INIT("Open actions"),
         .show = WF_SHOW_INTEGER},
    };
    wf_report_table *table = wf_section_table(
        section, "pack_counts", WF_STR("Open actions by rating: follows what is typed"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(form_rag_words); i++) {
        size_t n = 0;
        for (size_t row = 0; row < actions->row_count; row++)
            n += wf_str_eq(wf_table_item(actions, row, A_RAG)->text, form_rag_words[i]);
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, form_rag_words[i]);
        wf_table_formula(table, row, 1,
                         words_text(&k->base.w, "COUNTIF({pack_actions.rag},\"%s\")",
                                    form_rag_words[i].p),
                         (double)n);
    }
}

static void draw_actions(pack *k)
{
    wf_section *section = wf_report_section(
        k->base.report, "actions", WF_STR("Open actions"), WF_STR("Open actions"),
        WF_STR("What is overdue, due this term, later and without date: rate and note"));
    wf_report_table *table =
        wf_section_table(section, "pack_actions", WF_STR("Open actions"));
    trustees_columns(table, action_columns, COUNT_OF(action_columns));
    table->is_open = true;
    table->spare_rows = 3;
    open_rows(k, table);
    wf_section *counts = wf_report_section(
        k->base.report, "ratings", WF_STR("Ratings"), WF_STR("Open actions by rating"),
        WF_STR("Counts that follow the ratings on the sheet before"));
    draw_counts(k, counts, table);
}

static void draw_closed(pack *k)
{
    wf_section *section = wf_report_section(k->base.report, "closed", WF_STR("Complete"),
                                            WF_STR("Actions complete or dropped"),
                                            WF_STR("What the school has finished"));
    wf_report_table *table =
        wf_section_table(section, "pack_closed", WF_STR("Actions complete or dropped"));
    for (size_t i = 0; i < COUNT_OF(action_columns); i++) {
        wf_report_column column = action_columns[i];
        column.rule = (wf_input_rule){0};
        if (column.look == WF_LOOK_INPUT)
            column.look = WF_LOOK_TEXT;
        wf_table_column(table, &column);
    }
    each_action(k, table, closed_row);
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), A_ACTION, WF_STR("None yet"));
}

/* ---- KPIs and notes ------------------------------------------------------------------
 */

static void draw_kpis(pack *k)
{
    wf_section *section = wf_report_section(
        k->base.report, "kpis", WF_STR("KPIs"), WF_STR("KPIs with their ranges"),
        WF_STR("Each KPI against its expected line, with what chance alone allows"));
    if (k->school->kpi_count == 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("The school's files hold no KPIs with values."));
        return;
    }
    school_kpis(&k->base, section, k->school, "pack_kpis");
}

static void note_row(wf_report_table *table, wf_str kind, wf_str text, wf_str about)
{
    static const char *const nothing[] = {"none", "nil", "n/a", "-"};
    bool says = text.n > 0;
    for (size_t i = 0; i < COUNT_OF(nothing); i++)
        says = says && !wf_str_eq_nocase(text, wf_str_from(nothing[i]));
    if (!says)
        return;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, kind);
    wf_table_text(table, row, 1, text);
    wf_table_text(table, row, 2, about);
}

static void notes_of(pack *k, wf_report_table *table, const wf_plan *plan,
                     const wf_priority *priority, const wf_action *action)
{
    (void)k;
    (void)plan;
    (void)priority;
    note_row(table, WF_STR("Support"), action->support_required, action->action);
    note_row(table, WF_STR("Evidence"), action->evidence, action->action);
    note_row(table, WF_STR("Next step"), action->next_steps, action->action);
    note_row(table, WF_STR("Question"), action->key_questions, action->action);
}

static void draw_notes(pack *k)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("kind"),
         .heading = WF_STR_INIT("Kind"),
         .look = WF_LOOK_STRONG,
         .least = 12,
         .is_row_header = true},
        {.id = WF_STR_INIT("note"),
         .heading = WF_STR_INIT("Note"),
         .look = WF_LOOK_INPUT,
         .least = 60,
         .most = 70},
        {.id = WF_STR_INIT("about"),
         .heading = WF_STR_INIT("About"),
         .look = WF_LOOK_TEXT,
         .least = 40,
         .most = 50},
    };
    wf_section *section = wf_report_section(
        k->base.report, "notes", WF_STR("Notes"), WF_STR("Notes"),
        WF_STR("Support asked for, evidence, next steps and questions in the plans, and "
               "room for more"));
    wf_report_table *table = wf_section_table(section, "pack_notes", WF_STR("Notes"));
    trustees_columns(table, columns, COUNT_OF(columns));
    table->is_open = true;
    table->spare_rows = 6;
    each_action(k, table, notes_of);
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("Note"));
}

static wf_status build(pack *k, wf_error *err)
{
    WF_TRY(places_index(k->base.r, k->base.report->arena, &k->base.places));
    draw_term(k);
    draw_actions(k);
    draw_kpis(k);
    draw_notes(k);
    draw_closed(k);
    school_sources(&k->base);
    if (k->base.w.failed)
        return wf_fail_memory(err);
    return wf_report_status(k->base.report, err);
}

wf_status wf_report_school(const wf_results *results, size_t school,
                           const wf_report_options *options, wf_report **out,
                           wf_error *err)
{
    if (school >= results->school_count)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no such school");
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    pack k = {.base = {.r = results, .report = report, .w = {.arena = report->arena}},
              .school = &results->schools[school]};
    k.term = school_term(results->as_of, &k.year);
    k.term = k.term > 0 ? k.term : 1;
    k.season = (wf_season)((k.term - 1) / 2);
    k.span = wf_calendar_terms(NULL, k.year, (uint8_t)(3u << (2 * k.season)));
    if (report->title.n == 0)
        report->title =
            words_text(&k.base.w, "School pack: %.*s", WF_STR_ARG(k.school->name));
    wf_status status = build(&k, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
