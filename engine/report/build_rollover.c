/* Year rollover: a plan's unfinished actions, and a dashboard's latest values as
 * baselines, in next year's form. What is complete is left behind but listed. Dates are
 * never moved by the program: what they were stands beside an empty cell, for a person to
 * decide. */
#include "engine/report/forms.h"
#include "engine/report/plan_draw.h"
#include <string.h>

enum {
    SPARE_ROWS = 3,
    KPI_ROWS = 4
};

typedef struct rollover {
    blank b;
    plan_draw d;
    const wf_plan *plan;
    size_t carried, left, kpis;
} rollover;

/* Fields that belong to the year that ends: they become the words of the last column. */
static const char *const old_fields[] = {
    "when", "monitoring.when", "rag", "status", "evaluation", "evidence", "next_steps"};

static bool is_old(const char *field)
{
    for (size_t i = 0; i < COUNT_OF(old_fields); i++)
        if (strcmp(old_fields[i], field) == 0)
            return true;
    return false;
}

/* Complete by the rule that every report counts by, or cancelled; deferred is not. */
static bool is_finished(const wf_action *action)
{
    return (wf_action_state_on(action, 0) & WF_ACTION_COMPLETE) != 0 ||
           action->status == WF_STATUS_CANCELLED;
}

/* "termly", "weekly": as true next year as this. A term or a day is not. */
static bool recurs(const wf_when *when)
{
    return when->recurrence != WF_RECURRENCE_NONE && when->start == WF_DATE_NONE &&
           when->end == WF_DATE_NONE && when->terms == 0;
}

static wf_str add_was(rollover *o, wf_str all, const char *what, wf_str text)
{
    if (text.n == 0)
        return all;
    return wf_report_text(o->b.report, "%.*s%s%s: %.*s", WF_STR_ARG(all),
                          all.n > 0 ? "\n" : "", what, WF_STR_ARG(text));
}

/* "was: 17/10/2025; rated: Amber ...": what the year that ends said of an action. */
static wf_str what_was(rollover *o, const wf_action *a)
{
    wf_str out = WF_STR_EMPTY;
    if (!recurs(&a->when))
        out = add_was(o, out, "was", a->when.text);
    if (!recurs(&a->monitoring.when))
        out = add_was(o, out, "monitoring was", a->monitoring.when.text);
    if (a->rag != WF_RAG_NONE)
        out = add_was(o, out, "rated", form_rag_words[a->rag - WF_RAG_RED]);
    if (a->status != WF_STATUS_NONE)
        out = add_was(o, out, "status", wf_str_from(wf_action_status_name(a->status)));
    out = add_was(o, out, "evidence", a->evidence);
    out = add_was(o, out, "evaluation", a->evaluation);
    return add_was(o, out, "next steps", a->next_steps);
}

/* ---- Plans of actions ----------------------------------------------------------------
 */

static bool in_layout(const plan_layout *layout, const char *field)
{
    for (size_t i = 0; i < layout->column_count; i++)
        if (strcmp(layout->columns[i].field, field) == 0)
            return true;
    return false;
}

static bool any_has(const wf_plan *plan, const char *field)
{
    for (size_t p = 0; p < plan->priority_count; p++)
        for (size_t a = 0; a < plan->priorities[p].action_count; a++)
            if (!is_finished(&plan->priorities[p].actions[a]) &&
                plan_field_present(&plan->priorities[p].actions[a], field))
                return true;
    return false;
}

/* The layout of next year's table: the family's columns, those that the actions need
 * beside them, and what was. */
static plan_layout next_layout(rollover *o, layout_column *columns, size_t cap)
{
    plan_layout out = *plan_layout_of(o->plan->family);
    const layout_column when = {"when", WF_STR_INIT("Timescale"), 11, 18};
    const layout_column was = {"was", WF_STR_INIT("Carried from last year"), 20, 34};
    size_t n = 0, count;
    const layout_column *all = plan_layout_all(&count);
    for (size_t i = 0; i < out.column_count && n < cap; i++)
        columns[n++] = out.columns[i];
    for (size_t i = 0; i < count && n < cap; i++)
        if (!in_layout(&out, all[i].field) && !is_old(all[i].field) &&
            any_has(o->plan, all[i].field))
            columns[n++] = all[i];
    if (!in_layout(&out, "when") && n < cap && any_has(o->plan, "when"))
        columns[n++] = when;
    if (n < cap)
        columns[n++] = was;
    out.columns = columns;
    out.column_count = n;
    return out;
}

static void carry(rollover *o, wf_report_table *table, const plan_layout *layout,
                  size_t priority, size_t index)
{
    const wf_action *action = &o->plan->priorities[priority].actions[index];
    size_t row = wf_table_row(table);
    for (size_t c = 0; c < layout->column_count; c++) {
        const char *field = layout->columns[c].field;
        if (strcmp(field, "was") == 0)
            wf_table_text(table, row, c, what_was(o, action));
        else if (!is_old(field) ||
                 (strcmp(field, "when") == 0 && recurs(&action->when)) ||
                 (strcmp(field, "monitoring.when") == 0 &&
                  recurs(&action->monitoring.when)))
            plan_put_field(&o->d, table, row, c, action, field);
        else
            continue;
        plan_put_source(&o->d, table, row, c,
                        wf_report_text(o->b.report, "priorities[%zu].actions[%zu].%s",
                                       priority, index,
                                       strcmp(field, "was") == 0 ? "action" : field));
    }
    o->carried++;
}

static size_t open_actions(const wf_priority *priority)
{
    size_t n = 0;
    for (size_t a = 0; a < priority->action_count; a++)
        n += !is_finished(&priority->actions[a]);
    return n;
}

static void draw_priority(rollover *o, wf_section *section, const plan_layout *layout,
                          size_t index)
{
    const wf_priority *p = &o->plan->priorities[index];
    wf_report *report = o->b.report;
    wf_section_heading(
        section, p->code.n > 0
                     ? wf_report_text(report, "Priority %.*s: %.*s", WF_STR_ARG(p->code),
                                      WF_STR_ARG(p->title))
                     : wf_report_text(report, "Priority: %.*s", WF_STR_ARG(p->title)));
    if (p->lead.n > 0)
        wf_section_prose(section, WF_LOOK_PROSE,
                         wf_report_text(report, "Priority lead: %.*s",
                                        WF_STR_ARG(words_people(&o->b.w, p->lead))));
    wf_report_table *table = form_actions(
        &o->b, section, words_text(&o->b.w, "priority_%zu", index + 1).p,
        words_text(&o->b.w, "Actions of priority %zu", index + 1), layout, 0);
    for (size_t a = 0; a < p->action_count; a++)
        if (!is_finished(&p->actions[a]))
            carry(o, table, layout, index, a);
    for (size_t i = 0; i < SPARE_ROWS; i++)
        wf_table_row(table);
}

static void draw_actions(rollover *o)
{
    static const char *const labels[] = {"School", "Headteacher", "Chair of Governors"};
    const wf_str values[] = {o->plan->school, o->plan->headteacher, o->plan->chair};
    layout_column columns[PLAN_MOST_COLUMNS];
    plan_layout layout = next_layout(o, columns, COUNT_OF(columns));
    char year[8];
    wf_section *section = wf_report_section(
        o->b.report, "plan", layout.sheet,
        words_text(&o->b.w, "%.*s %s", WF_STR_ARG(layout.sheet),
                   wf_academic_year_name(o->b.year, year)),
        WF_STR("Next year's plan: unfinished actions carried forward, dates to be set"));
    section->keeps_together = true;
    form_details(&o->b, section, labels, values, COUNT_OF(labels));
    for (size_t i = 0; i < o->plan->priority_count; i++)
        if (open_actions(&o->plan->priorities[i]) > 0)
            draw_priority(o, section, &layout, i);
}

/* ---- Dashboards ----------------------------------------------------------------------
 */

/* The last value of a KPI; NULL where it has none. Periods of one year sort as texts. */
static const wf_observation *last_value(const wf_kpi *kpi)
{
    const wf_observation *last = NULL;
    for (size_t i = 0; i < kpi->observation_count; i++)
        if (last == NULL || wf_str_cmp(kpi->observations[i].period, last->period) >= 0)
            last = &kpi->observations[i];
    return last;
}

static wf_str number_text(rollover *o, const char *what, wf_number number, wf_str all)
{
    if (!number.present)
        return all;
    return wf_report_text(o->b.report, "%.*s%s%s was %.10g", WF_STR_ARG(all),
                          all.n > 0 ? "; " : "", what, number.value);
}

static void kpi_row(rollover *o, wf_report_table *table, const wf_kpi *kpi)
{
    static const wf_str ways[] = {WF_STR_INIT(""), WF_STR_INIT("Higher"),
                                  WF_STR_INIT("Lower")};
    const wf_observation *last = last_value(kpi);
    size_t row = wf_table_row(table);
    wf_table_text(table, row, FORM_KPI_REF, kpi->code);
    wf_table_text(table, row, FORM_KPI_NAME, kpi->name);
    const char *unit = wf_unit_name(kpi->unit);
    wf_table_text(table, row, FORM_KPI_UNIT,
                  kpi->unit == WF_UNIT_GBP ? WF_STR("\u00A3") : wf_str_from(unit));
    wf_table_text(table, row, FORM_KPI_BETTER, ways[kpi->direction]);
    wf_str note;
    if (last != NULL) {
        wf_table_number(table, row, FORM_KPI_BASELINE, last->value);
        wf_table_source(
            table, row, FORM_KPI_BASELINE,
            &(wf_report_source){
                .what = wf_report_text(o->b.report, "%.*s: latest value, %.*s",
                                       WF_STR_ARG(kpi->name), WF_STR_ARG(last->period)),
                .file = o->plan->file,
                .at = last->at});
        note =
            wf_report_text(o->b.report, "baseline is of %.*s", WF_STR_ARG(last->period));
        if (last->cohort > 0)
            note = wf_report_text(o->b.report, "%.*s, %lld pupils", WF_STR_ARG(note),
                                  (long long)last->cohort);
    } else {
        wf_table_text(table, row, FORM_KPI_BASELINE, WF_STR("n/a"));
        note = WF_STR("no value last year: please give a baseline");
    }
    note = number_text(o, "last year's baseline", kpi->baseline, note);
    note = number_text(o, "target", kpi->target, note);
    note = number_text(o, "national", kpi->national, note);
    wf_table_text(table, row, FORM_KPI_COMMENT, note);
    o->kpis++;
}

static void draw_kpis(rollover *o)
{
    static const char *const labels[] = {"School", "Headteacher", "Chair of Governors"};
    const wf_str values[] = {o->plan->school, o->plan->headteacher, o->plan->chair};
    wf_report_table *table = form_dashboard(&o->b, labels, values, COUNT_OF(labels), 0);
    for (size_t i = 0; i < o->plan->kpi_count; i++)
        kpi_row(o, table, &o->plan->kpis[i]);
    for (size_t i = 0; i < KPI_ROWS; i++)
        wf_table_row(table);
}

/* ---- Left behind ---------------------------------------------------------------------
 */

static void left_row(rollover *o, wf_report_table *table, wf_str kind, wf_str priority,
                     wf_str text, wf_str was)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, kind);
    wf_table_text(table, row, 1, text);
    wf_table_text(table, row, 2, priority);
    wf_table_text(table, row, 3, was);
    o->left++;
}

static void left_of_priority(rollover *o, wf_report_table *table, const wf_priority *p)
{
    static const wf_str seasons[] = {WF_STR_INIT("Milestone, autumn"),
                                     WF_STR_INIT("Milestone, spring"),
                                     WF_STR_INIT("Milestone, summer")};
    for (size_t a = 0; a < p->action_count; a++) {
        const wf_action *action = &p->actions[a];
        if (!is_finished(action))
            continue;
        left_row(o, table,
                 action->status == WF_STATUS_CANCELLED ? WF_STR("Cancelled")
                                                       : WF_STR("Complete"),
                 p->title, action->action, what_was(o, action));
        wf_table_source(table, table->row_count - 1, 1,
                        &(wf_report_source){.what = WF_STR("Left behind"),
                                            .file = o->plan->file,
                                            .at = action->at,
                                            .written = action->action});
    }
    for (size_t i = 0; i < p->outcome_count; i++)
        left_row(o, table, seasons[p->outcomes[i].by], p->title, p->outcomes[i].text,
                 WF_STR_EMPTY);
}

static void draw_left(rollover *o)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("kind"),
         .heading = WF_STR_INIT("Why"),
         .look = WF_LOOK_STRONG,
         .least = 18,
         .is_row_header = true},
        {.id = WF_STR_INIT("text"),
         .heading = WF_STR_INIT("What"),
         .look = WF_LOOK_TEXT,
         .least = 50,
         .most = 60},
        {.id = WF_STR_INIT("priority"),
         .heading = WF_STR_INIT("Where it stood"),
         .look = WF_LOOK_TEXT,
         .least = 28,
         .most = 36},
        {.id = WF_STR_INIT("was"),
         .heading = WF_STR_INIT("As it was"),
         .look = WF_LOOK_TEXT,
         .least = 28,
         .most = 40},
    };
    wf_section *section = wf_report_section(
        o->b.report, "left", WF_STR("Left behind"), WF_STR("Left behind"),
        WF_STR("What was complete or cancelled, and last year's milestones"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Not carried into this year. Nothing is deleted: last year's "
                            "file stays as it is."));
    wf_report_table *table = wf_section_table(section, "left", WF_STR("Left behind"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < o->plan->priority_count; i++)
        left_of_priority(o, table, &o->plan->priorities[i]);
    if (o->left == 0)
        wf_table_text(table, wf_table_row(table), 1, WF_STR("Nothing"));
}

static wf_status build(rollover *o, wf_error *err)
{
    const wf_results only = {.plans = &o->plan, .plan_count = 1};
    WF_TRY(places_index(&only, o->b.report->arena, &o->d.places));
    bool has_actions = false;
    for (size_t i = 0; i < o->plan->priority_count; i++)
        has_actions = has_actions || o->plan->priorities[i].action_count > 0;
    if (has_actions)
        draw_actions(o);
    if (o->plan->kpi_count > 0)
        draw_kpis(o);
    form_terms(&o->b);
    draw_left(o);
    trustees t = {.report = o->b.report, .w = o->b.w};
    trustees_sources(&t);
    form_contents(&o->b);
    if (o->b.w.failed)
        return wf_fail_memory(err);
    return wf_report_status(o->b.report, err);
}

const char *wf_rollover_refusal(const wf_plan *plan)
{
    static const struct {
        wf_family family;
        const char *why;
    } others[] = {
        {WF_FAMILY_TEAM_AROUND_SCHOOL,
         "a record of a meeting: `report tas` makes the next one"},
        {WF_FAMILY_TRUST_REVIEW, "a trust review: `report review` begins the next one"},
        {WF_FAMILY_STRATEGIC, "a strategic plan: it runs over several years"},
        {WF_FAMILY_UNKNOWN, "its layout is not known"},
    };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (others[i].family == plan->family)
            return others[i].why;
    bool any = plan->kpi_count > 0;
    for (size_t i = 0; i < plan->priority_count; i++)
        any = any || plan->priorities[i].action_count > 0;
    return any ? NULL : "it has neither actions nor indicators";
}

wf_status wf_report_rollover(const wf_plan *plan, wf_rollover *request,
                             const wf_report_options *options, wf_report **out,
                             wf_error *err)
{
    const char *refusal = wf_rollover_refusal(plan);
    if (refusal != NULL)
        return wf_fail(err, WF_E_ARGUMENT, &(wf_where){.file = plan->file.p},
                       "not rolled over: %s", refusal);
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    rollover o = {
        .b = {.report = report,
              .w = {.arena = report->arena},
              .year = request->academic_year,
              .calendar = request->calendar},
        .d = {.report = report, .plan = plan, .layout = plan_layout_of(plan->family)},
        .plan = plan};
    char year[8];
    if (report->title.n == 0)
        report->title = words_text(&o.b.w, "%.*s %s: carried from last year",
                                   WF_STR_ARG(words_family(&o.b.w, plan->family)),
                                   wf_academic_year_name(request->academic_year, year));
    wf_status status = build(&o, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    request->carried = o.carried;
    request->left_behind = o.left;
    request->baselines = o.kpis;
    *out = report;
    return WF_OK;
}
