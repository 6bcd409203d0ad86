#ifndef WF_RESULTS_PRIVATE_H
#define WF_RESULTS_PRIVATE_H
/* Shared by the files that make results: one a part. */
#include "wayforward/results.h"

/** The school listed under a name; NULL where there is none. */
wf_school_result *results_school(wf_results *r, wf_str name);
/** The name by which the set-up knows a school; else the name itself. */
wf_str results_school_name(const wf_trust *trust, wf_str name, wf_str urn);

/** Give a panel the set-up's names of schools and KPIs, and its national figures where
 * the files give none. */
wf_status results_rename(const wf_results *r, wf_panel *panel) WF_MUST_CHECK;
/** Add one count of actions to another. */
void results_add_counts(wf_action_counts *sum, const wf_action_counts *part);
/** Sort the observations by school, KPI and period. */
wf_status results_history(wf_results *r) WF_MUST_CHECK;
/** Each KPI of all schools together, period by period. */
wf_status results_pool(wf_results *r) WF_MUST_CHECK;
/** Health, load and costs of the plans; what changed since the versions before. */
wf_status results_plans(wf_results *r, const wf_results_options *options,
                        wf_error *err) WF_MUST_CHECK;
/** What is late, missing, stale or hidden. */
wf_status results_data(wf_results *r) WF_MUST_CHECK;
wf_status results_risk(wf_results *r, const wf_results_options *options,
                       wf_error *err) WF_MUST_CHECK;
wf_status results_support(wf_results *r, const wf_results_options *options) WF_MUST_CHECK;
wf_status results_strategy(wf_results *r) WF_MUST_CHECK;
wf_status results_activities(wf_results *r, const wf_results_options *options,
                             wf_error *err) WF_MUST_CHECK;

#endif
