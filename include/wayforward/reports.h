#ifndef WF_REPORTS_H
#define WF_REPORTS_H
/* Builders: results become the tree of what a reader is shown. */
#include "wayforward/diff.h"
#include "wayforward/report.h"
#include "wayforward/results.h"

WF_BEGIN_DECLS

/** The trustees' summary: headlines, schools by KPI, KPIs, plans, what to chase, what was
 * not mapped, sources, methods. Caller: wf_report_free. WF_E_MEMORY. */
WF_API wf_status wf_report_trustees(const wf_results *results,
                                    const wf_report_options *options, wf_report **out,
                                    wf_error *err) WF_MUST_CHECK;

/** The governors' report of one school (an index of results->schools): what changed, five
 * to eight questions each tied to a KPI or an action, KPIs with their ranges, stalled
 * actions. WF_E_ARGUMENT, WF_E_MEMORY. */
WF_API wf_status wf_report_governors(const wf_results *results, size_t school,
                                     const wf_report_options *options, wf_report **out,
                                     wf_error *err) WF_MUST_CHECK;

/** The trust dashboard, best written as a web page: headlines, schools, KPIs with charts
 * and ranges, plans, methods. WF_E_MEMORY. */
WF_API wf_status wf_report_dashboard(const wf_results *results,
                                     const wf_report_options *options, wf_report **out,
                                     wf_error *err) WF_MUST_CHECK;

/** The summary of one school for parents, for its web site: plain words, nobody named,
 * small groups left out. WF_E_ARGUMENT, WF_E_MEMORY. */
WF_API wf_status wf_report_parents(const wf_results *results, size_t school,
                                   const wf_report_options *options, wf_report **out,
                                   wf_error *err) WF_MUST_CHECK;

/** The record of a Team Around the School meeting, ready for the next one: what the last
 *  record and the plans say is filled in, open actions are rolled forward. WF_E_ARGUMENT,
 *  WF_E_MEMORY. */
WF_API wf_status wf_report_tas(const wf_results *results, size_t school,
                               const wf_report_options *options, wf_report **out,
                               wf_error *err) WF_MUST_CHECK;

/** The school pack: this term's milestones, open actions by when they are due, KPIs with
 * their ranges, notes, what is complete. WF_E_ARGUMENT, WF_E_MEMORY. */
WF_API wf_status wf_report_school(const wf_results *results, size_t school,
                                  const wf_report_options *options, wf_report **out,
                                  wf_error *err) WF_MUST_CHECK;

/** The report of a trust review day at one school, prefilled: lines of enquiry from the
 *  figures and plans, the criteria, the year's activities by term, the support grid,
 * findings and recommendations to fill in. WF_E_ARGUMENT, WF_E_MEMORY. */
WF_API wf_status wf_report_review(const wf_results *results, size_t school,
                                  const wf_report_options *options, wf_report **out,
                                  wf_error *err) WF_MUST_CHECK;

/** The headlines of the results as sentences, in `arena`: what the summary begins with.
 *  WF_E_MEMORY. */
WF_API wf_status wf_results_headlines(const wf_results *results, wf_arena *arena,
                                      wf_strs *out, wf_error *err) WF_MUST_CHECK;

/** A plan as a workbook in the layout of a family (UNKNOWN: its own): its details, a
 * table a priority, what the layout has no place for under "More", what was not mapped,
 * and where each entry stood. The plan is read only. Caller: wf_report_free. WF_E_MEMORY.
 */
WF_API wf_status wf_report_plan(const wf_plan *plan, wf_family family,
                                const wf_report_options *options, wf_report **out,
                                wf_error *err) WF_MUST_CHECK;

/** What changed between two versions of a plan (wf_plans_diff), as a workbook sheet: each
 * change with what was, what is, by how many days, and both cells. Caller:
 * wf_report_free. WF_E_MEMORY. */
WF_API wf_status wf_report_diff(const wf_diff *diff, const wf_plan *before,
                                const wf_plan *after, const wf_report_options *options,
                                wf_report **out, wf_error *err) WF_MUST_CHECK;

/** A blank form of any family (not UNKNOWN) for an academic year (2026 for 2026-27):
 * drop-downs, notes, the term dates of `calendar` (NULL: the rule). What is filled in is
 * read back as that family. Caller: wf_report_free. WF_E_ARGUMENT for no family,
 * WF_E_MEMORY. */
WF_API wf_status wf_report_template(wf_family family, int academic_year,
                                    const wf_calendar *calendar,
                                    const wf_report_options *options, wf_report **out,
                                    wf_error *err) WF_MUST_CHECK;

typedef struct wf_rollover {
    int academic_year;           /* the new one: 2026 for 2026-27 */
    const wf_calendar *calendar; /* NULL: the rule */
    size_t carried;              /* out: actions that were not finished */
    size_t left_behind; /* out: actions that were, and last year's milestones: listed */
    size_t baselines;   /* out: KPIs whose last value is the new baseline */
} wf_rollover;

/** Why a plan is not rolled over, in a few words; NULL: it is. Static. */
WF_API const char *wf_rollover_refusal(const wf_plan *plan);

/** Next year's form of a plan's family with its unfinished actions, or of a dashboard
 * with its latest values as baselines. No date is moved: what it was stands beside an
 * empty cell. What is complete is listed. The counts are written on success. Caller:
 * wf_report_free. WF_E_ARGUMENT (wf_rollover_refusal says why), WF_E_MEMORY. */
WF_API wf_status wf_report_rollover(const wf_plan *plan, wf_rollover *rollover,
                                    const wf_report_options *options, wf_report **out,
                                    wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
