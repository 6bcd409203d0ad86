/* The trust dashboard: one page for trustees who look rather than read. The same sheets
 * as the summary's, without those that are for checking. */
#include "engine/report/dashboard.h"

static wf_status build(trustees *t, wf_error *err)
{
    WF_TRY(places_index(t->r, t->report->arena, &t->places));
    wf_section *summary =
        wf_report_section(t->report, "summary", WF_STR("Summary"),
                          WF_STR("Headlines and decisions"), WF_STR("Headlines"));
    trustees_summary(t, summary);
    dashboard_schools(t);
    trustees_standing(t);
    trustees_schools(t);
    trustees_movement(t);
    trustees_risk(t);
    trustees_support(t);
    trustees_kpis(t);
    trustees_kpi_charts(t);
    dashboard_lines(t);
    trustees_plans(t);
    trustees_exceptions(t);
    trustees_methods(t);
    if (t->w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return wf_report_status(t->report, err);
}

wf_status wf_report_dashboard(const wf_results *results, const wf_report_options *options,
                              wf_report **out, wf_error *err)
{
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    trustees t = {
        .r = results, .report = report, .w = {.arena = report->arena}, .is_page = true};
    if (report->title.n == 0)
        report->title = WF_STR("Trust dashboard");
    if (report->subject.n == 0)
        report->subject = WF_STR("For trustees. Every figure's source is in the trustee "
                                 "summary workbook, on its sheet Source map.");
    wf_status status = build(&t, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
