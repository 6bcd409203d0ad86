/* Plans: how far each plan is, and the actions that need someone to look at them. */
#include "engine/report/trustees.h"

typedef struct count_column {
    wf_report_column column;
    size_t offset; /* in wf_action_counts */
} count_column;

#define COUNT(id_text, heading_text, field)                                              \
    {                                                                                    \
        {.id = WF_STR_INIT(id_text),                                                     \
         .heading = WF_STR_INIT(heading_text),                                           \
         .show = WF_SHOW_INTEGER},                                                       \
            offsetof(wf_action_counts, field)                                            \
    }

static const count_column counts[] = {
    COUNT("actions", "Actions", actions),
    COUNT("complete", "Complete", complete),
    COUNT("due", "Due by now", due),
    COUNT("overdue", "Overdue", overdue),
    COUNT("soon", "Due in 4 weeks", due_soon),
    COUNT("unowned", "No lead", unowned),
    COUNT("undated", "No date", undated),
    COUNT("criteria", "No success criteria", no_criteria),
};

static double count_at(const wf_action_counts *c, size_t offset)
{
    return (double)*(const size_t *)(const void *)((const char *)c + offset);
}

static void fill_counts(trustees *t, wf_report_table *table, size_t row,
                        const wf_action_counts *c, wf_str name)
{
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        wf_table_number(table, row, 3 + i, count_at(c, counts[i].offset));
        trustees_counted(table, row, 3 + i,
                         words_text(&t->w, "%.*s: %.*s", WF_STR_ARG(name),
                                    WF_STR_ARG(counts[i].column.heading)),
                         WF_STR("Counted from the actions of this plan"));
    }
    if (c->actions > 0)
        wf_table_number(table, row, 3 + COUNT_OF(counts),
                        (double)c->complete / (double)c->actions);
}

static void draw_plan_chart(trustees *t, wf_section *section,
                            const wf_report_table *table, size_t rows)
{
    wf_report_chart *chart = wf_section_chart(
        section, WF_CHART_BAR, WF_STR("Actions due by now, complete and overdue"),
        words_text(&t->w,
                   "Bars for each plan: actions complete and actions overdue. In all %zu "
                   "complete and %zu overdue of %zu. The numbers are in the table above.",
                   t->r->actions.complete, t->r->actions.overdue, t->r->actions.actions));
    chart->show = WF_SHOW_INTEGER;
    chart->y_name = WF_STR("Number of actions");
    size_t lines = 6 + rows * 3 / 4; /* so that a trust of a dozen schools has one page */
    chart->lines = (uint16_t)(lines < 60 ? lines : 60);
    wf_chart_series(chart, &(wf_report_series){.name = WF_STR("Complete"),
                                               .table = table,
                                               .category = 0,
                                               .value = 4,
                                               .count = rows,
                                               .paint = WF_PAINT_BLUE});
    wf_chart_series(chart, &(wf_report_series){.name = WF_STR("Overdue"),
                                               .table = table,
                                               .category = 0,
                                               .value = 6,
                                               .count = rows,
                                               .paint = WF_PAINT_RED});
}

void trustees_plans(trustees *t)
{
    wf_section *section = wf_report_section(
        t->report, "plans", WF_STR("Plans"), WF_STR("Progress of the plans"),
        WF_STR("How many actions of each plan are complete, due, overdue, without lead "
               "or date"));
    words *w = &t->w;
    wf_section_prose(section, WF_LOOK_PROSE,
                     words_text(w,
                                "On %.*s. Overdue: the day has passed and the action is "
                                "neither complete nor put off. The rating follows from "
                                "the share of red and overdue actions (see Methods).",
                                WF_STR_ARG(words_date(w, t->r->as_of))));
    trustees_back(section);
    if (t->r->actions.actions == 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("No plan with actions was found in the files."));
        return;
    }
    section->is_one_page = true;
    wf_report_table *table =
        wf_section_table(section, "plans", WF_STR("Progress of the plans"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("school"),
                                               .heading = WF_STR("School"),
                                               .look = WF_LOOK_TEXT,
                                               .most = 26,
                                               .is_row_header = true});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("plan"),
                                               .heading = WF_STR("Plan"),
                                               .look = WF_LOOK_TEXT,
                                               .most = 34});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("rag"),
                                               .heading = WF_STR("Rating"),
                                               .look = WF_LOOK_CENTRE});
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        wf_table_column(table, &counts[i].column);
    wf_table_column(table, &(wf_report_column){.id = WF_STR("share"),
                                               .heading = WF_STR("Complete, of all"),
                                               .show = WF_SHOW_PERCENT0});
    for (size_t s = 0; s < t->r->school_count; s++)
        for (size_t p = 0; p < t->r->schools[s].plan_count; p++) {
            size_t index = t->r->schools[s].plans[p];
            const wf_plan *plan = t->r->plans[index];
            const wf_plan_progress *progress = &t->r->plan_progress[index];
            size_t row = wf_table_row(table);
            wf_table_text(table, row, 0, t->r->schools[s].name);
            wf_table_text(table, row, 1,
                          plan->title.n > 0 ? plan->title
                                            : words_family(w, plan->family));
            wf_table_mark(table, row, 2,
                          progress->rag == WF_RAG_NONE ? WF_MARK_GREY
                                                       : mark_of_rag(progress->rag));
            fill_counts(t, table, row, &progress->total, t->r->schools[s].name);
        }
    size_t rows = table->row_count;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, WF_STR("All plans"));
    fill_counts(t, table, row, &t->r->actions, WF_STR("All plans"));
    table->last_row_is_total = true;
    draw_plan_chart(t, section, table, rows);
}

typedef enum exception_field {
    X_SCHOOL,
    X_WHY,
    X_ACTION,
    X_PRIORITY,
    X_LEAD,
    X_DUE,
    X_RAG
} exception_field;

static const wf_report_column exception_columns[] = {
    [X_SCHOOL] = {.id = WF_STR_INIT("school"),
                  .heading = WF_STR_INIT("School"),
                  .look = WF_LOOK_TEXT,
                  .most = 24,
                  .is_row_header = true},
    [X_WHY] = {.id = WF_STR_INIT("why"),
               .heading = WF_STR_INIT("Why listed"),
               .look = WF_LOOK_TEXT,
               .most = 20},
    [X_ACTION] = {.id = WF_STR_INIT("action"),
                  .heading = WF_STR_INIT("Action"),
                  .look = WF_LOOK_TEXT,
                  .most = 56},
    [X_PRIORITY] = {.id = WF_STR_INIT("priority"),
                    .heading = WF_STR_INIT("Priority"),
                    .look = WF_LOOK_TEXT,
                    .most = 34},
    [X_LEAD] = {.id = WF_STR_INIT("lead"),
                .heading = WF_STR_INIT("Lead"),
                .look = WF_LOOK_TEXT,
                .most = 22},
    [X_DUE] = {.id = WF_STR_INIT("due"),
               .heading = WF_STR_INIT("Due"),
               .look = WF_LOOK_TEXT,
               .most = 20},
    [X_RAG] = {.id = WF_STR_INIT("rag"),
               .heading = WF_STR_INIT("RAG in the plan"),
               .look = WF_LOOK_CENTRE},
};

/* Why an action needs a look, in order of weight. */
static const struct {
    unsigned state;
    const char *why;
} reasons[] = {
    {WF_ACTION_OVERDUE, "Overdue"},
    {0, "Red"},
    {WF_ACTION_UNOWNED, "No lead"},
    {WF_ACTION_UNDATED, "No date"},
};

static wf_str why_listed(trustees *t, const wf_action *action)
{
    unsigned state = wf_action_state_on(action, t->r->as_of);
    wf_str found[COUNT_OF(reasons)];
    size_t n = 0;
    if (state & (WF_ACTION_COMPLETE | WF_ACTION_DROPPED))
        return WF_STR_EMPTY;
    for (size_t i = 0; i < COUNT_OF(reasons); i++)
        if (reasons[i].state == 0 ? action->rag == WF_RAG_RED
                                  : (state & reasons[i].state) != 0)
            found[n++] = wf_str_from(reasons[i].why);
    return n == 0 ? WF_STR_EMPTY : words_list(&t->w, found, n, n);
}

static void fill_exception(trustees *t, wf_report_table *table, size_t index,
                           const wf_priority *priority, const wf_action *action)
{
    words *w = &t->w;
    wf_str why = why_listed(t, action);
    const wf_plan *plan = t->r->plans[index];
    wf_str school = t->r->plan_schools[index];
    if (why.n == 0)
        return;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, X_SCHOOL, school);
    wf_table_text(table, row, X_WHY, why);
    wf_table_text(table, row, X_ACTION, action->action);
    wf_table_text(table, row, X_PRIORITY, priority->title);
    wf_str lead = words_people(w, action->lead);
    if (lead.n > 0)
        wf_table_text(table, row, X_LEAD, lead);
    else
        wf_table_text(table, row, X_LEAD, WF_STR("[x]"))->look = WF_LOOK_FAINT;
    if (action->when.end != WF_DATE_NONE)
        wf_table_date(table, row, X_DUE, action->when.end);
    else if (action->when.text.n > 0)
        wf_table_text(table, row, X_DUE, action->when.text);
    else
        wf_table_text(table, row, X_DUE, WF_STR("[x]"))->look = WF_LOOK_FAINT;
    wf_table_mark(table, row, X_RAG,
                  action->rag == WF_RAG_NONE ? WF_MARK_GREY : mark_of_rag(action->rag));
    trustees_read(
        t, table, row, X_ACTION,
        &(wf_report_source){.what = words_text(w, "%.*s: action (%.*s)",
                                               WF_STR_ARG(school), WF_STR_ARG(why)),
                            .file = plan->file,
                            .at = action->at});
}

/* About as many as there will be: an action may be there for several reasons. */
static size_t count_exceptions(const trustees *t)
{
    const wf_action_counts *a = &t->r->actions;
    return a->overdue + a->by_rag[WF_RAG_RED] + a->unowned + a->undated;
}

void trustees_exceptions(trustees *t)
{
    wf_section *section = wf_report_section(
        t->report, "exceptions", WF_STR("Exceptions"), WF_STR("Actions that need a look"),
        WF_STR("Each action that is overdue, red, or without lead or date"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        words_text(&t->w,
                   "Open actions that on %.*s are overdue, rated red in the plan, or "
                   "without a lead or date. [x] not given in the plan.",
                   WF_STR_ARG(words_date(&t->w, t->r->as_of))));
    trustees_for_screen(t, section, count_exceptions(t), MOST_PRINTED);
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "exceptions", WF_STR("Actions that need a look"));
    trustees_columns(table, exception_columns, COUNT_OF(exception_columns));
    table->has_filter = true;
    for (size_t s = 0; s < t->r->school_count; s++)
        for (size_t p = 0; p < t->r->schools[s].plan_count; p++) {
            size_t index = t->r->schools[s].plans[p];
            const wf_plan *plan = t->r->plans[index];
            for (size_t i = 0; i < plan->priority_count; i++)
                for (size_t a = 0; a < plan->priorities[i].action_count; a++)
                    fill_exception(t, table, index, &plan->priorities[i],
                                   &plan->priorities[i].actions[a]);
        }
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None"));
}
