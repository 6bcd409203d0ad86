/* The governors' report of one school: two pages to read before the meeting, and what
 * lies behind them. */
#include "engine/report/trustees.h"

#define MOST_QUESTIONS  8
#define LEAST_QUESTIONS 5
#define MOST_STALLED    12

typedef struct governors {
    trustees base;
    const wf_school_result *school;
} governors;

/* ---- What changed
 * ---------------------------------------------------------------------- */

static int moved(const wf_school_result *school, const wf_kpi_progress *item)
{
    return words_moved(item, wf_school_kpi_before(school, item->kpi));
}

static void tell_moves(governors *g, wf_section *section, int direction)
{
    words *w = &g->base.w;
    wf_str *names = wf_arena_array(w->arena, g->school->kpi_count, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < g->school->kpi_count; i++) {
        const wf_kpi_progress *item = &g->school->kpis[i];
        if (moved(g->school, item) * direction <= 0)
            continue;
        names[n++] = words_text(
            w, "%.*s (%s, was %s)", WF_STR_ARG(item->kpi),
            wf_progress_status_name(item->status),
            wf_progress_status_name(wf_school_kpi_before(g->school, item->kpi)->status));
    }
    if (n > 0)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(w, "\u2022 %s since %.*s: %.*s.",
                                    direction > 0 ? "Better" : "Worse",
                                    WF_STR_ARG(words_period(w, g->base.r->before)),
                                    WF_STR_ARG(words_list(w, names, n, 6))));
}

static void tell_risk(governors *g, wf_section *section)
{
    words *w = &g->base.w;
    const wf_school_risk *risk = &g->school->risk;
    if (risk->band == WF_RISK_NONE)
        return;
    wf_str before = risk->band_before == WF_RISK_NONE ? WF_STR_EMPTY
                    : risk->band_before == risk->band
                        ? WF_STR(", as last term")
                        : words_text(w, ", %.*s last term",
                                     WF_STR_ARG(words_band(risk->band_before)));
    wf_str range = WF_STR_EMPTY;
    if (risk->score != NULL && risk->basis == WF_RISK_BY_MODEL)
        range = words_text(w, " (%.0f%%, range %.0f%% to %.0f%%)",
                           100 * risk->score->probability, 100 * risk->score->lower80,
                           100 * risk->score->upper80);
    wf_section_prose(section, WF_LOOK_HEADLINE,
                     words_text(w,
                                "\u2022 The risk that the school is not judged Good when "
                                "next inspected is rated %.*s%.*s%.*s.",
                                WF_STR_ARG(words_band(risk->band)), WF_STR_ARG(range),
                                WF_STR_ARG(before)));
}

static void tell_support(governors *g, wf_section *section)
{
    const wf_school_support *s = &g->school->support;
    if (s->category.n == 0)
        return;
    wf_section_prose(section, WF_LOOK_HEADLINE,
                     words_text(&g->base.w,
                                "\u2022 Support this year (category %.*s): %.1f days "
                                "allocated of %.1f entitled, %.1f delivered so far.",
                                WF_STR_ARG(s->category), s->allocated, s->entitled,
                                s->delivered));
}

/* What moved in the plans since the versions before. */
static void tell_versions(governors *g, wf_section *section)
{
    size_t by_kind[WF_CHANGES] = {0}, known = 0;
    for (size_t p = 0; g->base.r->changes != NULL && p < g->school->plan_count; p++) {
        const wf_diff *diff = g->base.r->changes[g->school->plans[p]];
        known += diff != NULL;
        for (size_t k = 0; diff != NULL && k < WF_CHANGES; k++)
            by_kind[k] += diff->by_kind[k];
    }
    if (known > 0)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(&g->base.w,
                                    "\u2022 Since the last version of the plan %zu "
                                    "actions were put off, %zu changed their rating, %zu "
                                    "were added and %zu dropped.",
                                    by_kind[WF_CHANGE_SLIPPED], by_kind[WF_CHANGE_RAG],
                                    by_kind[WF_CHANGE_ADDED],
                                    by_kind[WF_CHANGE_DROPPED]));
}

static void draw_changes(governors *g, wf_section *section)
{
    words *w = &g->base.w;
    const size_t *by = g->school->by_status;
    const wf_action_counts *a = &g->school->actions;
    wf_section_heading(section, WF_STR("Where the school stands and what changed"));
    if (trustees_rated(by) > 0)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(w,
                                    "\u2022 %.*s: of %zu rated KPIs, %zu are on track or "
                                    "achieved, %zu at risk and %zu off track.",
                                    WF_STR_ARG(words_period(w, g->school->latest)),
                                    trustees_rated(by),
                                    by[WF_PROGRESS_ON_TRACK] + by[WF_PROGRESS_ACHIEVED],
                                    by[WF_PROGRESS_AT_RISK], by[WF_PROGRESS_OFF_TRACK]));
    tell_moves(g, section, 1);
    tell_moves(g, section, -1);
    if (a->actions > 0)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(w,
                                    "\u2022 Of %zu actions, %zu are complete, %zu "
                                    "overdue and %zu due in the next four weeks.",
                                    a->actions, a->complete, a->overdue, a->due_soon));
    tell_versions(g, section);
    tell_risk(g, section);
    tell_support(g, section);
}

/* ---- Questions
 * ------------------------------------------------------------------------- */

typedef struct question {
    wf_str ask, about;
    int weight;
    bool is_of_action;
} question;

typedef struct questions {
    question items[96];
    size_t count;
} questions;

static void ask(questions *all, int weight, wf_str text, wf_str about)
{
    if (all->count < COUNT_OF(all->items))
        all->items[all->count++] =
            (question){.ask = text,
                       .about = about,
                       .weight = weight,
                       .is_of_action = wf_str_starts_with(about, WF_STR("Action"))};
}

/* Questions about what goes less well than it should; false where there is none. */
static bool ask_why_behind(governors *g, questions *all, const wf_kpi_progress *item,
                           wf_str about)
{
    words *w = &g->base.w;
    wf_str value = words_standing(w, item);
    if (item->status == WF_PROGRESS_OFF_TRACK && item->expected.present) {
        wf_str expected =
            words_value(w, item->expected.value, item->unit, item->latest_cohort);
        ask(all, 100,
            words_text(w,
                       "%.*s is %.*s against %.*s expected by now. What has been tried, "
                       "what does it show, and what will change?",
                       WF_STR_ARG(item->kpi), WF_STR_ARG(value), WF_STR_ARG(expected)),
            about);
        return true;
    }
    if (moved(g->school, item) < 0) {
        const wf_kpi_progress *before = wf_school_kpi_before(g->school, item->kpi);
        ask(all, 80,
            words_text(
                w,
                "%.*s has slipped from %s to %s and is now %.*s. What lies behind that?",
                WF_STR_ARG(item->kpi), wf_progress_status_name(before->status),
                wf_progress_status_name(item->status), WF_STR_ARG(value)),
            about);
        return true;
    }
    if (item->status == WF_PROGRESS_AT_RISK)
        ask(all, 50,
            words_text(w,
                       "%.*s is at risk at %.*s. Which pupils would make the difference, "
                       "and what do they get?",
                       WF_STR_ARG(item->kpi), WF_STR_ARG(value)),
            about);
    return item->status == WF_PROGRESS_AT_RISK;
}

static void ask_about_kpi(governors *g, questions *all, const wf_kpi_progress *item)
{
    words *w = &g->base.w;
    wf_str about = words_text(w, "KPI: %.*s", WF_STR_ARG(item->kpi));
    if (ask_why_behind(g, all, item, about))
        return;
    wf_str value = words_standing(w, item);
    if (item->status == WF_PROGRESS_ACHIEVED && item->change_is_signal)
        ask(all, 30,
            words_text(w,
                       "%.*s is %.*s and meets its target. What led to that, and can "
                       "other areas learn from it?",
                       WF_STR_ARG(item->kpi), WF_STR_ARG(value)),
            about);
    else if (item->status == WF_PROGRESS_ACHIEVED || item->status == WF_PROGRESS_ON_TRACK)
        ask(all, 5,
            words_text(w,
                       "%.*s is %s at %.*s. How do leaders make sure that it stays so?",
                       WF_STR_ARG(item->kpi), wf_progress_status_name(item->status),
                       WF_STR_ARG(value)),
            about);
}

static void ask_about_action(governors *g, questions *all, const wf_action *action)
{
    words *w = &g->base.w;
    unsigned state = wf_action_state_on(action, g->base.r->as_of);
    wf_str what = words_one_line(w, action->action, 160);
    wf_str about = words_text(w, "Action: %.*s", WF_STR_ARG(what));
    if (state & (WF_ACTION_COMPLETE | WF_ACTION_DROPPED))
        return;
    if (state & WF_ACTION_OVERDUE)
        ask(all, action->rag == WF_RAG_RED ? 95 : 70,
            words_text(w,
                       "\u201C%.*s\u201D was due on %.*s. What stands in the way, and "
                       "what is the new date?",
                       WF_STR_ARG(what), WF_STR_ARG(words_date(w, action->when.end))),
            about);
    else if (action->rag == WF_RAG_RED)
        ask(all, 75,
            words_text(w, "\u201C%.*s\u201D is rated red. What would turn it round?",
                       WF_STR_ARG(what)),
            about);
    else if (state & WF_ACTION_UNOWNED)
        ask(all, 60,
            words_text(w, "Nobody is named to lead \u201C%.*s\u201D. Who answers for it?",
                       WF_STR_ARG(what)),
            about);
    else if (state & WF_ACTION_UNDATED)
        ask(all, 20,
            words_text(
                w, "\u201C%.*s\u201D has no date. When will governors see its effect?",
                WF_STR_ARG(what)),
            about);
}

typedef void (*action_visit)(governors *g, void *context, const wf_plan *plan,
                             const wf_priority *priority, const wf_action *action);

static void each_action(governors *g, action_visit visit, void *context)
{
    for (size_t p = 0; p < g->school->plan_count; p++) {
        const wf_plan *plan = g->base.r->plans[g->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++)
                visit(g, context, plan, &plan->priorities[i],
                      &plan->priorities[i].actions[a]);
    }
}

static void visit_question(governors *g, void *context, const wf_plan *plan,
                           const wf_priority *priority, const wf_action *action)
{
    (void)plan;
    (void)priority;
    ask_about_action(g, context, action);
}

static void sort_questions(questions *all)
{
    for (size_t i = 1; i < all->count; i++) {
        question moving = all->items[i];
        size_t at = i;
        for (; at > 0 && all->items[at - 1].weight < moving.weight; at--)
            all->items[at] = all->items[at - 1];
        all->items[at] = moving;
    }
}

/* The questions to print come first: the weightiest, but neither only KPIs nor only
 * actions where there are both; small ones only where there are few others. Returns how
 * many. */
static size_t choose_questions(questions *all)
{
    enum {
        MOST_OF_ONE_KIND = 5
    };
    size_t chosen = 0, of_kind[2] = {0};
    for (int round = 0; round < 2; round++) /* then whatever is left */
        for (size_t i = chosen; i < all->count && chosen < MOST_QUESTIONS; i++) {
            question q = all->items[i];
            if ((round == 0 && of_kind[q.is_of_action] >= MOST_OF_ONE_KIND) ||
                (chosen >= LEAST_QUESTIONS && q.weight < 20))
                continue;
            of_kind[q.is_of_action]++;
            for (size_t at = i; at > chosen; at--)
                all->items[at] = all->items[at - 1];
            all->items[chosen++] = q;
        }
    return chosen;
}

static void draw_questions(governors *g, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("question"),
         .heading = WF_STR_INIT("Question"),
         .look = WF_LOOK_TEXT,
         .most = 80,
         .is_row_header = true},
        {.id = WF_STR_INIT("about"),
         .heading = WF_STR_INIT("It is about"),
         .look = WF_LOOK_TEXT,
         .most = 50},
    };
    questions all = {.count = 0};
    for (size_t i = 0; i < g->school->kpi_count; i++)
        ask_about_kpi(g, &all, &g->school->kpis[i]);
    each_action(g, visit_question, &all);
    sort_questions(&all);
    if (all.count == 0)
        return;
    wf_section_heading(section, WF_STR("Questions that governors may want to ask"));
    wf_report_table *table = wf_section_table(
        section, "questions", WF_STR("Questions that governors may want to ask"));
    trustees_columns(table, columns, COUNT_OF(columns));
    size_t shown = choose_questions(&all);
    for (size_t i = 0; i < shown; i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, all.items[i].ask);
        wf_table_text(table, row, 1, all.items[i].about);
    }
}

/* ---- KPIs
 * ------------------------------------------------------------------------------ */

enum {
    G_KPI,
    G_LATEST,
    G_RANGE,
    G_NATIONAL,
    G_CHANGE,
    G_EXPECTED,
    G_TARGET,
    G_RATING
};

/* "in line with 62%"; the figure alone where pupils are not known; [x]. */
static void put_national(governors *g, wf_report_table *table, size_t row,
                         const wf_kpi_progress *item)
{
    words *w = &g->base.w;
    wf_against against = wf_progress_against_national(item);
    wf_str value = item->national.present
                       ? words_value(w, item->national.value, item->unit, 0)
                       : WF_STR_EMPTY;
    if (against == WF_AGAINST_UNKNOWN)
        trustees_text(table, row, G_NATIONAL, value);
    else
        wf_table_text(table, row, G_NATIONAL,
                      words_text(w, "%s %.*s",
                                 against == WF_AGAINST_IN_LINE ? "in line with"
                                                               : wf_against_name(against),
                                 WF_STR_ARG(value)));
}

static void fill_kpi(governors *g, wf_report_table *table, const wf_kpi_progress *item)
{
    words *w = &g->base.w;
    size_t row = wf_table_row(table);
    wf_number latest = {.value = item->latest_value, .present = item->latest.number > 0};
    wf_table_text(table, row, G_KPI, item->kpi);
    trustees_value(table, row, G_LATEST, item, latest);
    trustees_value(table, row, G_EXPECTED, item, item->expected);
    trustees_value(table, row, G_TARGET, item, item->target);
    put_national(g, table, row, item);
    if (item->lower95.present)
        wf_table_text(table, row, G_RANGE,
                      words_text(w, "%.*s%.*s",
                                 WF_STR_ARG(words_range(w, item->lower95.value,
                                                        item->upper95.value, item)),
                                 WF_STR_ARG(words_counted(w, item))));
    else
        trustees_no_such(table, row, G_RANGE);
    if (item->change.present)
        wf_table_number(table, row, G_CHANGE, item->change.value);
    else
        trustees_missing(table, row, G_CHANGE);
    wf_mark mark = mark_of_status(item->status);
    wf_table_text(table, row, G_RATING, words_rating(w, item))->mark = (uint8_t)mark;
    if (latest.present)
        trustees_read(&g->base, table, row, G_LATEST,
                      &(wf_report_source){
                          .what = words_text(w, "%.*s, %.*s", WF_STR_ARG(item->kpi),
                                             WF_STR_ARG(words_period(w, item->latest))),
                          .file = item->latest_file,
                          .at = item->latest_at});
}

static void draw_kpis(governors *g, wf_section *section)
{
    static const wf_report_column columns[] = {
        [G_KPI] = {.id = WF_STR_INIT("kpi"),
                   .heading = WF_STR_INIT("KPI"),
                   .look = WF_LOOK_TEXT,
                   .most = 44,
                   .is_row_header = true},
        [G_LATEST] = {.id = WF_STR_INIT("latest"),
                      .heading = WF_STR_INIT("Latest"),
                      .look = WF_LOOK_NUMBER},
        [G_RANGE] = {.id = WF_STR_INIT("range"),
                     .heading = WF_STR_INIT("Range by chance (pupils)"),
                     .look = WF_LOOK_CENTRE},
        [G_EXPECTED] = {.id = WF_STR_INIT("expected"),
                        .heading = WF_STR_INIT("Expected by now"),
                        .look = WF_LOOK_NUMBER},
        [G_TARGET] = {.id = WF_STR_INIT("target"),
                      .heading = WF_STR_INIT("Target"),
                      .look = WF_LOOK_NUMBER},
        [G_NATIONAL] = COLUMN_CENTRE("national", "Nationally"),
        [G_CHANGE] = COLUMN_NUMBER("change", "Since last", WF_SHOW_SIGNED1),
        [G_RATING] = {.id = WF_STR_INIT("rating"),
                      .heading = WF_STR_INIT("Rating"),
                      .look = WF_LOOK_CENTRE},
    };
    wf_section_heading(section, WF_STR("KPIs"));
    if (g->school->kpi_count == 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("No KPI was found in the school's files."));
        return;
    }
    wf_report_table *table = wf_section_table(section, "governor_kpis", WF_STR("KPIs"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < g->school->kpi_count; i++)
        fill_kpi(g, table, &g->school->kpis[i]);
}

/* ---- Actions
 * --------------------------------------------------------------------------- */

static void visit_stalled(governors *g, void *context, const wf_plan *plan,
                          const wf_priority *priority, const wf_action *action)
{
    wf_report_table *table = context;
    words *w = &g->base.w;
    unsigned state = wf_action_state_on(action, g->base.r->as_of);
    bool is_open = (state & (WF_ACTION_COMPLETE | WF_ACTION_DROPPED)) == 0;
    if (!is_open || table->row_count >= MOST_STALLED ||
        !((state & (WF_ACTION_OVERDUE | WF_ACTION_UNOWNED)) != 0 ||
          action->rag == WF_RAG_RED))
        return;
    size_t row = wf_table_row(table);
    wf_str lead = words_people(w, action->lead);
    wf_table_text(table, row, 0, action->action);
    wf_table_text(table, row, 1,
                  state & WF_ACTION_OVERDUE   ? WF_STR("Overdue")
                  : action->rag == WF_RAG_RED ? WF_STR("Red")
                                              : WF_STR("No lead"));
    wf_table_text(table, row, 2, lead.n > 0 ? lead : WF_STR("[x]"));
    if (action->when.end != WF_DATE_NONE)
        wf_table_date(table, row, 3, action->when.end);
    else
        wf_table_text(table, row, 3,
                      action->when.text.n > 0 ? action->when.text : WF_STR("[x]"));
    wf_table_text(table, row, 4, priority->title);
    trustees_read(&g->base, table, row, 0,
                  &(wf_report_source){
                      .what = WF_STR("Action"), .file = plan->file, .at = action->at});
}

static void draw_stalled(governors *g, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("action"),
         .heading = WF_STR_INIT("Action"),
         .look = WF_LOOK_TEXT,
         .most = 44,
         .is_row_header = true},
        {.id = WF_STR_INIT("why"),
         .heading = WF_STR_INIT("Why listed"),
         .look = WF_LOOK_TEXT},
        {.id = WF_STR_INIT("lead"),
         .heading = WF_STR_INIT("Lead"),
         .look = WF_LOOK_TEXT,
         .most = 26},
        {.id = WF_STR_INIT("due"), .heading = WF_STR_INIT("Due"), .look = WF_LOOK_TEXT},
        {.id = WF_STR_INIT("priority"),
         .heading = WF_STR_INIT("Priority"),
         .look = WF_LOOK_TEXT,
         .most = 40},
    };
    wf_section_heading(section, WF_STR("Stalled actions"));
    wf_report_table *table =
        wf_section_table(section, "stalled", WF_STR("Stalled actions"));
    trustees_columns(table, columns, COUNT_OF(columns));
    each_action(g, visit_stalled, table);
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None"));
}

/* The second page: where each KPI stands, and what does not move. */
static void draw_standing(governors *g)
{
    wf_section *section = wf_report_section(
        g->base.report, "kpis", WF_STR("KPIs and actions"),
        WF_STR("Where each KPI stands, and what does not move"),
        WF_STR("Each KPI with its range, and open actions that are overdue, red or "
               "without a lead"));
    section->is_one_page = true;
    trustees_back(section);
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("Range: with so many pupils, chance alone could put the value anywhere in "
               "it (95%). Nationally: in line where the range holds the national figure. "
               "\u00B1"
               "1: one pupil more or fewer would change the rating. [x] not available. "
               "[z] does not apply."));
    draw_kpis(g, section);
    draw_stalled(g, section);
}

/* Behind the two pages: each KPI of the school as a line over the terms. */
static void draw_lines(governors *g)
{
    wf_section *charts = NULL;
    wf_report_table *table = NULL;
    words *w = &g->base.w;
    size_t number = 0;
    for (size_t i = 0; i < g->school->kpi_count; i++) {
        const wf_kpi_progress *item = &g->school->kpis[i];
        line_page page = {.name = item->kpi,
                          .unit = item->unit,
                          .show = show_of_value(item->latest_value, item->unit, 1),
                          .lines = 14,
                          .how = WF_STR("The school's own figures, with its line and "
                                        "forecast")};
        if (item->latest.number == 0)
            continue;
        if (wf_results_points(g->base.r, item, g->base.report->arena, &page.points,
                              &page.count) != WF_OK)
            w->failed = true;
        if (charts == NULL) {
            charts = wf_report_section(g->base.report, "charts", WF_STR("Charts"),
                                       WF_STR("KPIs over the terms"),
                                       WF_STR("Each KPI of the school as a line"));
            charts->is_portrait = true;
            charts->prose_width = 84;
            wf_section_prose(
                charts, WF_LOOK_PROSE,
                WF_STR("The value, the line to the target, the forecast with "
                       "the range that holds it four times in five, and the "
                       "national figure."));
            trustees_back(charts);
            table = trustees_line_data(&g->base, g->school->kpi_count * 8);
        } else if (number % 3 == 0) {
            wf_section_page_break(charts);
        }
        number++;
        lines_draw(w, charts, table, &page);
    }
}

static wf_status build(governors *g, wf_error *err)
{
    wf_report *report = g->base.report;
    words *w = &g->base.w;
    WF_TRY(places_index(g->base.r, report->arena, &g->base.places));
    wf_section *section = wf_report_section(
        report, "summary", WF_STR("Report"),
        words_text(w, "%.*s: report to governors", WF_STR_ARG(g->school->name)),
        WF_STR("What changed, and questions to ask"));
    section->is_one_page = true;
    section->is_portrait = true;
    section->prose_width = 76;
    wf_section_prose(section, WF_LOOK_SUBTITLE,
                     words_text(w, "%.*s", WF_STR_ARG(words_date(w, g->base.r->as_of))));
    draw_changes(g, section);
    draw_questions(g, section);
    draw_standing(g);
    draw_lines(g);
    trustees_methods(&g->base);
    trustees_sources(&g->base);
    wf_section *contents =
        wf_report_section(report, "contents", WF_STR("Contents"), WF_STR("Contents"),
                          WF_STR("What is on which sheet"));
    wf_report_contents(report, contents);
    if (g->base.w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return wf_report_status(report, err);
}

wf_status wf_report_governors(const wf_results *results, size_t school,
                              const wf_report_options *options, wf_report **out,
                              wf_error *err)
{
    if (school >= results->school_count)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no such school");
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    governors g = {
        .base = {.r = results, .report = report, .w = {.arena = report->arena}},
        .school = &results->schools[school]};
    if (report->title.n == 0)
        report->title = WF_STR("Report to governors");
    wf_status status = build(&g, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
