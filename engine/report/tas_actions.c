/* The recovery plan of a Team Around the School record, and what has changed since the
 * last meeting. */
#include "engine/report/tas.h"

#define BLANK_ROWS 12

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
                  .heading = WF_STR_INIT("Actions"),
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
                        .choices = FORM_LIST(form_rag_words),
                        .prompt = WF_STR_INIT("Red, Amber, Green or Blue (complete)"),
                        .refusal =
                            WF_STR_INIT("Please choose Red, Amber, Green or Blue.")}},
    [A_SINCE] = {.id = WF_STR_INIT("since"),
                 .heading = WF_STR_INIT("Progress to date"),
                 .look = WF_LOOK_INPUT,
                 .least = 26},
};

/* An action as a row; its place in the source is remembered. */
static void action_row(tas *t, wf_report_table *table, const wf_plan *plan,
                       const wf_priority *priority, const wf_action *action)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, A_PRIORITY, priority->title);
    wf_table_text(table, row, A_ACTION, action->action);
    wf_table_text(table, row, A_CRITERIA,
                  form_bullets(t->base.report, action->success_criteria));
    wf_table_text(table, row, A_RESOURCES, action->resources);
    wf_table_text(table, row, A_WHEN, action->when.text);
    wf_table_text(table, row, A_LEAD, words_people(&t->base.w, action->lead));
    if (action->rag != WF_RAG_NONE)
        wf_table_text(table, row, A_RAG, form_rag_words[action->rag - WF_RAG_RED]);
    wf_table_text(table, row, A_SINCE, action->evaluation);
    trustees_read(&t->base, table, row, A_ACTION,
                  &(wf_report_source){.what = WF_STR("Action, rolled forward"),
                                      .file = plan->file,
                                      .at = action->at});
}

/* All actions of the school's plans that are open, or those that are not. Those from a
 * record of a meeting too. */
static void action_rows(tas *t, wf_report_table *table, bool open)
{
    const unsigned closed = WF_ACTION_COMPLETE | WF_ACTION_DROPPED;
    for (size_t p = 0; t->school != NULL && p < t->school->plan_count; p++) {
        const wf_plan *plan = t->base.r->plans[t->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++) {
                const wf_action *action = &plan->priorities[i].actions[a];
                bool is_closed =
                    (wf_action_state_on(action, t->base.r->as_of) & closed) != 0;
                if (is_closed != open)
                    action_row(t, table, plan, &plan->priorities[i], action);
            }
    }
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
         .heading = WF_STR_INIT("Number"),
         .show = WF_SHOW_INTEGER},
    };
    wf_report_table *table =
        wf_section_table(section, "tas_counts",
                         WF_STR("Actions by rating: follows what is typed on the plan"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(form_rag_words); i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, form_rag_words[i]);
        wf_table_formula(table, row, 1,
                         words_text(&t->base.w, "COUNTIF({tas_actions.rag},\"%s\")",
                                    form_rag_words[i].p),
                         (double)count_rag(actions, form_rag_words[i]));
    }
}

void tas_actions(tas *t)
{
    bool is_blank = t->school == NULL;
    wf_section *section = wf_report_section(
        t->base.report, "recovery_plan", WF_STR("Recovery plan"),
        WF_STR("Rapid Recovery Plan"),
        is_blank ? WF_STR("What the school and the council do: actions, who and by when")
                 : WF_STR("The open actions of the school's plans, rolled forward to "
                          "this meeting"));
    if (!is_blank)
        wf_section_prose(
            section, WF_LOOK_PROSE,
            WF_STR("Actions that were not complete when the files were read. Please note "
                   "the progress since the last meeting and rate each."));
    wf_report_table *table =
        wf_section_table(section, "tas_actions", WF_STR("Rapid Recovery Plan"));
    trustees_columns(table, action_columns, COUNT_OF(action_columns));
    table->is_open = !is_blank;
    table->spare_rows = 6;
    action_rows(t, table, true);
    for (size_t i = 0; is_blank && i < BLANK_ROWS; i++)
        wf_table_row(table);
    if (is_blank)
        return;
    wf_section *counts = wf_report_section(
        t->base.report, "ratings", WF_STR("Ratings"), WF_STR("Actions by rating"),
        WF_STR("Counts that follow the ratings on the recovery plan"));
    draw_counts(t, counts, table);
}

/* ---- Since the last meeting ----------------------------------------------------------
 */

enum {
    P_KPI,
    P_BEFORE,
    P_NOW,
    P_PERIOD,
    P_STANDS
};

static const wf_report_column progress_columns[] = {
    [P_KPI] = {.id = WF_STR_INIT("kpi"),
               .heading = WF_STR_INIT("KPI"),
               .look = WF_LOOK_STRONG,
               .least = 34,
               .most = 50,
               .is_row_header = true},
    [P_BEFORE] = {.id = WF_STR_INIT("before"), .heading = WF_STR_INIT("Value before")},
    [P_NOW] = {.id = WF_STR_INIT("now"), .heading = WF_STR_INIT("Value now")},
    [P_PERIOD] = {.id = WF_STR_INIT("period"),
                  .heading = WF_STR_INIT("Measured in"),
                  .look = WF_LOOK_TEXT,
                  .least = 18},
    [P_STANDS] = {.id = WF_STR_INIT("stands"),
                  .heading = WF_STR_INIT("Standing"),
                  .look = WF_LOOK_CENTRE,
                  .least = 14},
};

static void progress_row(tas *t, wf_report_table *table, const wf_kpi_progress *kpi)
{
    if (kpi->latest.number == 0)
        return;
    size_t row = wf_table_row(table);
    wf_show show = show_of_value(kpi->latest_value, kpi->unit, kpi->latest_cohort);
    wf_table_text(table, row, P_KPI, kpi->kpi);
    if (kpi->previous.present)
        wf_table_number(table, row, P_BEFORE,
                        value_in_tree(kpi->previous.value, kpi->unit))
            ->show = (uint8_t)show;
    else
        wf_table_text(table, row, P_BEFORE, WF_STR("[x]"))->look = WF_LOOK_FAINT;
    wf_table_number(table, row, P_NOW, value_in_tree(kpi->latest_value, kpi->unit))
        ->show = (uint8_t)show;
    wf_table_text(table, row, P_PERIOD, words_period(&t->base.w, kpi->latest));
    wf_table_mark(table, row, P_STANDS, mark_of_status(kpi->status));
    trustees_read(&t->base, table, row, P_NOW,
                  &(wf_report_source){
                      .what = kpi->kpi, .file = kpi->latest_file, .at = kpi->latest_at});
}

/* "HIGH, HIGH, MEDIUM: falling". */
static void tell_risk(tas *t, wf_section *section)
{
    static const char *const trends[] = {"rising", "unchanged", "falling"};
    wf_str names[TAS_MOST_RECORDS];
    wf_risk_rating rated[TAS_MOST_RECORDS];
    size_t n = 0;
    for (size_t i = 0; i < t->record_count; i++)
        if (t->records[i]->risk_rating != WF_RISK_NONE) {
            rated[n] = t->records[i]->risk_rating;
            names[n] = form_rating_words[rated[n] - WF_RISK_HIGH];
            n++;
        }
    if (n == 0)
        return;
    wf_str list = words_list(&t->base.w, names, n, n);
    if (n == 1)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(&t->base.w,
                                    "\u2022 Risk: rated %.*s once; a trend needs two "
                                    "meetings.",
                                    WF_STR_ARG(list)));
    else /* the ratings go from HIGH to LOW */
        wf_section_prose(
            section, WF_LOOK_HEADLINE,
            words_text(
                &t->base.w, "\u2022 Risk over %zu meetings: %.*s: %s.", n,
                WF_STR_ARG(list),
                trends[(rated[n - 1] >= rated[n - 2]) + (rated[n - 1] > rated[n - 2])]));
}

static void tell_changes(tas *t, wf_section *section)
{
    size_t better = 0, worse = 0;
    for (size_t i = 0; i < t->school->kpi_count; i++) {
        const wf_kpi_progress *kpi = &t->school->kpis[i];
        double sign = kpi->direction == WF_DIRECTION_DOWN ? -1 : 1;
        better += kpi->change.present && kpi->change.value * sign > 0;
        worse += kpi->change.present && kpi->change.value * sign < 0;
    }
    wf_section_prose(section, WF_LOOK_HEADLINE,
                     words_text(&t->base.w,
                                "\u2022 Against the value before: %s better, %s worse. "
                                "Small moves may be chance.",
                                words_count(&t->base.w, better, "KPI", "KPIs").p,
                                words_count(&t->base.w, worse, "KPI", "KPIs").p));
}

void tas_progress(tas *t)
{
    wf_section *section = wf_report_section(
        t->base.report, "since", WF_STR("Since last time"),
        WF_STR("Since the last meeting"),
        WF_STR("Risk from meeting to meeting, KPIs before and now, actions complete"));
    section->keeps_together = true;
    tell_risk(t, section);
    tell_changes(t, section);
    wf_report_table *table =
        wf_section_table(section, "tas_kpis", WF_STR("KPIs before and now"));
    trustees_columns(table, progress_columns, COUNT_OF(progress_columns));
    for (size_t i = 0; i < t->school->kpi_count; i++)
        progress_row(t, table, &t->school->kpis[i]);
    wf_section_heading(section, WF_STR("Complete or dropped: not rolled forward"));
    wf_report_table *closed =
        wf_section_table(section, "tas_closed", WF_STR("Actions complete or dropped"));
    for (size_t i = 0; i < COUNT_OF(action_columns); i++) {
        wf_report_column column = action_columns[i];
        column.look = WF_LOOK_TEXT;
        column.rule = (wf_input_rule){0};
        wf_table_column(closed, &column);
    }
    action_rows(t, closed, false);
    if (closed->row_count == 0)
        wf_table_text(closed, wf_table_row(closed), A_ACTION, WF_STR("None yet"));
}
