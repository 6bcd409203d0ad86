/* The report of a trust review day: what is known of the school before the day is filled
 * in (lines of enquiry, support, first findings from the figures), the rest waits in
 * cells to type in. The headings are those of the guidance, so that it is read back. */
#include "engine/report/school_facts.h"

enum {
    MOST_ENQUIRIES = 10,
    MOST_FINDINGS = 6,
    ROOM = 3 /* rows to fill in beside what is known */
};

typedef struct review {
    trustees base;
    blank b;
    const wf_school_result *school;
} review;

static const wf_str no_text = WF_STR_INIT("");

static void draw_head(review *v)
{
    static const char *const labels[] = {"School", "Headteacher", "Chair of Governors"};
    const wf_str values[] = {
        v->school->name,
        school_said(v->base.r, v->school, offsetof(wf_plan, headteacher)),
        school_said(v->base.r, v->school, offsetof(wf_plan, chair))};
    words *w = &v->base.w;
    char year[8];
    wf_section *section = wf_report_section(
        v->base.report, "review", WF_STR("Review"),
        words_text(w, "Trust review %s", wf_academic_year_name(v->b.year, year)),
        WF_STR("The school, who reviews it when, and the lines of enquiry"));
    section->keeps_together = true;
    form_details(&v->b, section, labels, values, COUNT_OF(labels));
    form_review_day(section);
    if (v->school->support.category.n > 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         wf_report_text(v->base.report,
                                        "Category by the trust's data: "
                                        "%.*s (%.*s).",
                                        WF_STR_ARG(v->school->support.category),
                                        WF_STR_ARG(v->school->support.why)));
    }
}

/* ---- Lines of enquiry ----------------------------------------------------------------
 */

static void enquiry(wf_report_table *table, wf_str question, wf_str because)
{
    if (table->row_count >= MOST_ENQUIRIES)
        return;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, question);
    wf_table_text(table, row, 1, because);
}

static void enquire_kpis(review *v, wf_report_table *table, wf_progress_status status)
{
    words *w = &v->base.w;
    for (size_t i = 0; i < v->school->kpi_count; i++) {
        const wf_kpi_progress *kpi = &v->school->kpis[i];
        if (kpi->status != status || table->row_count >= MOST_ENQUIRIES)
            continue;
        enquiry(table,
                words_text(w,
                           "What lies behind %.*s, and does what is done reach the "
                           "pupils concerned?",
                           WF_STR_ARG(kpi->kpi)),
                school_stand(w, kpi));
        trustees_read(&v->base, table, table->row_count - 1, 1,
                      &(wf_report_source){.what = kpi->kpi,
                                          .file = kpi->latest_file,
                                          .at = kpi->latest_at});
    }
}

static void enquire_actions(review *v, wf_report_table *table)
{
    words *w = &v->base.w;
    for (size_t p = 0; p < v->school->plan_count; p++) {
        const wf_plan *plan = v->base.r->plans[v->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++) {
                const wf_action *action = &plan->priorities[i].actions[a];
                unsigned state = wf_action_state_on(action, v->base.r->as_of);
                if (!(state & WF_ACTION_OVERDUE) || table->row_count >= MOST_ENQUIRIES)
                    continue;
                enquiry(table,
                        words_text(w, "What stands in the way of: %.*s?",
                                   WF_STR_ARG(words_one_line(w, action->action, 300))),
                        words_text(w, "Due on %.*s and not complete",
                                   WF_STR_ARG(words_date(w, action->when.end))));
                trustees_read(&v->base, table, table->row_count - 1, 0,
                              &(wf_report_source){.what = WF_STR("Action overdue"),
                                                  .file = plan->file,
                                                  .at = action->at});
            }
    }
}

static void draw_enquiries(review *v)
{
    wf_report_column columns[] = {
        form_input("question", "Line of enquiry", 60,
                   "What the reviewers ask or look at."),
        form_input("because", "What the figures and plans say", 60, ""),
        form_input("seen", "What was seen", 40, "Fill in on the day."),
    };
    wf_section *section = wf_report_section(
        v->base.report, "enquiries", WF_STR("Lines of enquiry"),
        WF_STR("Lines of enquiry"),
        WF_STR(
            "Questions from the figures and plans: what is off track, what is overdue"));
    wf_report_table *table =
        wf_section_table(section, "enquiries", WF_STR("Lines of enquiry"));
    columns[0].is_row_header = true;
    trustees_columns(table, columns, COUNT_OF(columns));
    enquire_kpis(v, table, WF_PROGRESS_OFF_TRACK);
    enquire_kpis(v, table, WF_PROGRESS_AT_RISK);
    enquire_actions(v, table);
    for (size_t i = 0; i < ROOM; i++)
        wf_table_row(table);
}

/* ---- Support and findings ------------------------------------------------------------
 */

/* The support that the school's documents record. */
static void draw_support(review *v)
{
    const wf_plan *with = NULL;
    for (size_t i = 0; i < v->base.r->plan_count; i++) {
        const wf_plan *plan = v->base.r->plans[i];
        if (plan->support_count > 0 &&
            wf_str_eq_nocase(wf_results_school_name(plan), v->school->name))
            with = plan;
    }
    form_support(&v->b, with != NULL ? with->support : NULL,
                 with != NULL ? with->support_count : 0);
}

static void find_kpis(review *v, wf_report_table *table, size_t kind, bool good)
{
    size_t n = 0;
    for (size_t i = 0; i < v->school->kpi_count && n < MOST_FINDINGS; i++) {
        const wf_kpi_progress *kpi = &v->school->kpis[i];
        bool is_good = kpi->status == WF_PROGRESS_ACHIEVED;
        bool is_bad =
            kpi->status == WF_PROGRESS_OFF_TRACK || kpi->status == WF_PROGRESS_AT_RISK;
        if (good ? !is_good : !is_bad)
            continue;
        form_finding(table, kind, school_stand(&v->base.w, kpi),
                     WF_STR("The school's figures: to be confirmed on the day"));
        trustees_read(&v->base, table, table->row_count - 1, 1,
                      &(wf_report_source){.what = kpi->kpi,
                                          .file = kpi->latest_file,
                                          .at = kpi->latest_at});
        n++;
    }
}

static void find_risk(review *v, wf_report_table *table)
{
    static const wf_str basis[] = {WF_STR_INIT(""),
                                   WF_STR_INIT("The last record that rates it"),
                                   WF_STR_INIT("Computed: see the trustee summary"),
                                   WF_STR_INIT("A leader's rating, with a reason")};
    const wf_school_risk *risk = &v->school->risk;
    if (risk->band != WF_RISK_NONE)
        form_finding(
            table, FORM_RISK,
            wf_report_text(v->base.report, "Inspection risk: %.*s",
                           WF_STR_ARG(form_rating_words[risk->band - WF_RISK_HIGH])),
            basis[risk->basis]);
    const wf_plan *record = risk->record;
    for (size_t i = 0; record != NULL && i < record->risk_factor_count; i++) {
        form_finding(table, FORM_RISK, record->risk_factors[i].factor,
                     WF_STR("Team Around the School record"));
        trustees_read(&v->base, table, table->row_count - 1, 1,
                      &(wf_report_source){.what = WF_STR("Risk factor"),
                                          .file = record->file,
                                          .at = record->risk_factors[i].at});
    }
}

static void find_support(review *v, wf_report_table *table)
{
    size_t n = 0;
    for (size_t p = 0; p < v->school->plan_count; p++) {
        const wf_plan *plan = v->base.r->plans[v->school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++) {
                const wf_action *action = &plan->priorities[i].actions[a];
                if (action->support_required.n == 0 || n >= MOST_FINDINGS)
                    continue;
                form_finding(table, FORM_SUPPORT, action->support_required,
                             action->action);
                trustees_read(&v->base, table, table->row_count - 1, 1,
                              &(wf_report_source){.what = WF_STR("Support required"),
                                                  .file = plan->file,
                                                  .at = action->at});
                n++;
            }
    }
}

static void draw_findings(review *v)
{
    wf_report_table *table = form_findings(&v->b);
    find_kpis(v, table, FORM_STRENGTH, true);
    for (size_t i = 0; i < ROOM; i++)
        form_finding(table, FORM_STRENGTH, no_text, no_text);
    find_kpis(v, table, FORM_DEVELOP, false);
    for (size_t i = 0; i < ROOM; i++)
        form_finding(table, FORM_DEVELOP, no_text, no_text);
    find_risk(v, table);
    for (size_t i = 0; i < ROOM; i++)
        form_finding(table, FORM_RISK, no_text, no_text);
    find_support(v, table);
    for (size_t i = 0; i < ROOM; i++)
        form_finding(table, FORM_SUPPORT, no_text, no_text);
}

static wf_status build(review *v, wf_error *err)
{
    WF_TRY(places_index(v->base.r, v->base.report->arena, &v->base.places));
    draw_head(v);
    draw_enquiries(v);
    form_criteria(&v->b);
    form_activities(&v->b);
    draw_support(v);
    draw_findings(v);
    form_terms(&v->b);
    school_sources(&v->base);
    if (v->base.w.failed || v->b.w.failed)
        return wf_fail_memory(err);
    return wf_report_status(v->base.report, err);
}

wf_status wf_report_review(const wf_results *results, size_t school,
                           const wf_report_options *options, wf_report **out,
                           wf_error *err)
{
    if (school >= results->school_count)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no such school");
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    review v = {.base = {.r = results, .report = report, .w = {.arena = report->arena}},
                .b = {.report = report, .w = {.arena = report->arena}},
                .school = &results->schools[school]};
    v.b.year = wf_academic_year_of(results->as_of);
    if (report->title.n == 0)
        report->title =
            words_text(&v.base.w, "Trust review: %.*s", WF_STR_ARG(v.school->name));
    wf_status status = build(&v, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
