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

static const wf_kpi_progress *item_before(const wf_school_result *school, wf_str kpi)
{
    for (size_t i = 0; i < school->kpi_count_before; i++)
        if (wf_str_eq_nocase(school->kpis_before[i].kpi, kpi))
            return &school->kpis_before[i];
    return NULL;
}

/* Better, worse: by the order of the statuses, which goes from off track to achieved. */
static int moved(const wf_school_result *school, const wf_kpi_progress *item)
{
    const wf_kpi_progress *before = item_before(school, item->kpi);
    if (before == NULL || before->status < WF_PROGRESS_OFF_TRACK ||
        item->status < WF_PROGRESS_OFF_TRACK)
        return 0;
    return (int)item->status - (int)before->status;
}

static void tell_moves(governors *g, wf_section *section, int direction)
{
    words *w = &g->base.w;
    wf_str names[32];
    size_t n = 0;
    for (size_t i = 0; i < g->school->kpi_count && n < 32; i++) {
        const wf_kpi_progress *item = &g->school->kpis[i];
        if (moved(g->school, item) * direction <= 0)
            continue;
        names[n++] = words_text(
            w, "%.*s (%s, was %s)", WF_STR_ARG(item->kpi),
            wf_progress_status_name(item->status),
            wf_progress_status_name(item_before(g->school, item->kpi)->status));
    }
    if (n > 0)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(w, "\u2022 %s since %.*s: %.*s.",
                                    direction > 0 ? "Better" : "Worse",
                                    WF_STR_ARG(words_period(w, g->base.r->before)),
                                    WF_STR_ARG(words_list(w, names, n, 6))));
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
}

/* ---- Questions
 * ------------------------------------------------------------------------- */

typedef struct question {
    wf_str ask, about;
    int weight;
} question;

typedef struct questions {
    question items[96];
    size_t count;
} questions;

static void ask(questions *all, int weight, wf_str text, wf_str about)
{
    if (all->count < COUNT_OF(all->items))
        all->items[all->count++] =
            (question){.ask = text, .about = about, .weight = weight};
}

static wf_str value_with_range(words *w, const wf_kpi_progress *item)
{
    wf_str value = words_value(w, item->latest_value, item->unit, item->latest_cohort);
    if (!item->lower95.present || item->latest_cohort >= 200)
        return value;
    return words_text(w, "%.*s (%.0f pupils, range %.*s to %.*s)", WF_STR_ARG(value),
                      item->latest_cohort,
                      WF_STR_ARG(words_value(w, item->lower95.value, item->unit, 1)),
                      WF_STR_ARG(words_value(w, item->upper95.value, item->unit, 1)));
}

/* Questions about what goes less well than it should; false where there is none. */
static bool ask_why_behind(governors *g, questions *all, const wf_kpi_progress *item,
                           wf_str about)
{
    words *w = &g->base.w;
    wf_str value = value_with_range(w, item);
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
        const wf_kpi_progress *before = item_before(g->school, item->kpi);
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
    wf_str value = value_with_range(w, item);
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
    for (size_t i = 0; i < all.count && i < MOST_QUESTIONS; i++) {
        if (i >= LEAST_QUESTIONS && all.items[i].weight < 20)
            break; /* small questions only where there are few others */
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
    G_EXPECTED,
    G_TARGET,
    G_NATIONAL,
    G_RATING
};

static void put_number(wf_report_table *table, size_t row, size_t column,
                       const wf_kpi_progress *item, wf_number number)
{
    if (!number.present) {
        wf_table_text(table, row, column, WF_STR("[x]"))->look = WF_LOOK_FAINT;
        return;
    }
    wf_table_number(table, row, column, value_in_tree(number.value, item->unit))->show =
        (uint8_t)show_of_value(number.value, item->unit, item->latest_cohort);
}

static void fill_kpi(governors *g, wf_report_table *table, const wf_kpi_progress *item)
{
    words *w = &g->base.w;
    size_t row = wf_table_row(table);
    wf_number latest = {.value = item->latest_value, .present = item->latest.number > 0};
    wf_table_text(table, row, G_KPI, item->kpi);
    put_number(table, row, G_LATEST, item, latest);
    put_number(table, row, G_EXPECTED, item, item->expected);
    put_number(table, row, G_TARGET, item, item->target);
    put_number(table, row, G_NATIONAL, item, item->national);
    if (item->lower95.present)
        wf_table_text(
            table, row, G_RANGE,
            words_text(w, "%.*s to %.*s of %.0f",
                       WF_STR_ARG(words_value(w, item->lower95.value, item->unit, 1)),
                       WF_STR_ARG(words_value(w, item->upper95.value, item->unit, 1)),
                       item->latest_cohort));
    else
        wf_table_text(table, row, G_RANGE, WF_STR("[z]"))->look = WF_LOOK_FAINT;
    wf_mark mark = mark_of_status(item->status);
    wf_table_text(table, row, G_RATING,
                  words_text(w, "%s %s%s", wf_mark_symbol(mark),
                             wf_progress_status_name(item->status),
                             item->one_pupil_moves_status ? " \u00B1"
                                                            "1"
                                                          : ""))
        ->mark = (uint8_t)mark;
    if (latest.present)
        trustees_read(&g->base, table, row, G_LATEST,
                      &(wf_report_source){
                          .what = words_text(w, "%.*s, %.*s", WF_STR_ARG(item->kpi),
                                             WF_STR_ARG(words_period(w, item->latest))),
                          .file = item->latest_file,
                          .at = item->latest_at});
}

static void draw_kpis(governors *g)
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
                     .heading = WF_STR_INIT("Range, of how many pupils"),
                     .look = WF_LOOK_CENTRE},
        [G_EXPECTED] = {.id = WF_STR_INIT("expected"),
                        .heading = WF_STR_INIT("Expected by now"),
                        .look = WF_LOOK_NUMBER},
        [G_TARGET] = {.id = WF_STR_INIT("target"),
                      .heading = WF_STR_INIT("Target"),
                      .look = WF_LOOK_NUMBER},
        [G_NATIONAL] = {.id = WF_STR_INIT("national"),
                        .heading = WF_STR_INIT("National"),
                        .look = WF_LOOK_NUMBER},
        [G_RATING] = {.id = WF_STR_INIT("rating"),
                      .heading = WF_STR_INIT("Rating"),
                      .look = WF_LOOK_CENTRE},
    };
    wf_section *section = wf_report_section(
        g->base.report, "kpis", WF_STR("KPIs"), WF_STR("KPIs of the school"),
        WF_STR("Each KPI with its range, expected value, target and rating"));
    section->is_one_page = true;
    trustees_back(section);
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Range: with so many pupils, chance alone could put the "
                            "value anywhere in it (95%). \u00B1"
                            "1: one pupil more or fewer would change the rating. [x] not "
                            "available. [z] does not apply."));
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

static void draw_stalled(governors *g)
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
    wf_section *section = wf_report_section(
        g->base.report, "stalled", WF_STR("Stalled actions"), WF_STR("Stalled actions"),
        WF_STR("Open actions that are overdue, red or without a lead"));
    section->is_one_page = true;
    trustees_back(section);
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Open actions that are overdue, rated red in the plan, or "
                            "without a lead. [x] not given in the plan."));
    wf_report_table *table =
        wf_section_table(section, "stalled", WF_STR("Stalled actions"));
    trustees_columns(table, columns, COUNT_OF(columns));
    each_action(g, visit_stalled, table);
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None"));
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
    section->prose_width = 76;
    wf_section_prose(section, WF_LOOK_SUBTITLE,
                     words_text(w, "%.*s", WF_STR_ARG(words_date(w, g->base.r->as_of))));
    draw_changes(g, section);
    draw_questions(g, section);
    draw_kpis(g);
    draw_stalled(g);
    wf_section *map =
        wf_report_section(report, "source_map", WF_STR("Source map"),
                          WF_STR("Source map"), WF_STR("Where each figure comes from"));
    trustees_back(map);
    wf_report_source_map(report, map);
    trustees_methods(&g->base);
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
