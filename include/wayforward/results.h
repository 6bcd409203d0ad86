#ifndef WF_RESULTS_H
#define WF_RESULTS_H
/*
 * The one set of results behind every output: what the plans and dashboards of a trust
 * say on a day, school by school. Builders of reports read it and compute nothing, so
 * that two outputs never disagree.
 */
#include "wayforward/calendar.h"
#include "wayforward/progress.h"

#define WF_STATUSES (WF_PROGRESS_ACHIEVED + 1)

typedef struct wf_school_result {
    wf_str name;
    size_t *plans; /* indices of results->plans: those with actions */
    size_t plan_count;
    size_t file_count; /* all plans, dashboards too */
    const wf_kpi_progress *kpis;
    size_t kpi_count;
    const wf_kpi_progress *kpis_before; /* the same, at the period before */
    size_t kpi_count_before;
    size_t by_status[WF_STATUSES], by_status_before[WF_STATUSES];
    wf_action_counts actions;
    wf_period latest; /* of its observations; number 0: none */
} wf_school_result;

typedef struct wf_kpi_result {
    wf_str name;
    size_t schools; /* that have it */
} wf_kpi_result;

typedef struct wf_file_failure {
    wf_str file, message;
} wf_file_failure;

typedef struct wf_results {
    wf_arena *arena; /* owns everything below but the plans */
    wf_date as_of;
    wf_str folder; /* that all files are below, with its last "/"; may be empty */
    wf_period period, before;    /* the latest observed, and the one observed before it */
    const wf_plan *const *plans; /* borrowed: must live as long as the results */
    size_t plan_count;
    wf_plan_progress *plan_progress; /* one a plan */
    wf_progress *now, *then; /* then: as it stood at `before`; NULL where there is none */
    wf_school_result *schools; /* in order of first appearance */
    size_t school_count;
    wf_kpi_result *kpis; /* in order of first appearance */
    size_t kpi_count;
    wf_file_failure *failures;
    size_t failure_count;
    size_t skipped; /* observations whose period could not be read */
    size_t by_status[WF_STATUSES], by_status_before[WF_STATUSES];
    wf_action_counts actions;
    size_t by_role[WF_ROLES], cells; /* the ledgers' totals */
    size_t warnings;
} wf_results;

typedef struct wf_results_options {
    wf_date as_of; /* WF_DATE_NONE: the last day of the files' latest period has no
                      meaning for actions, so the caller names a day */
    const wf_file_failure *failures;
    size_t failure_count;
    bool forecast;
} wf_results_options;

WF_BEGIN_DECLS

/** Give actions whose time names only terms the days of these terms: those of the plan's
 * year, or of the year of `as_of` where the plan names none. calendar NULL: the default
 * one. */
WF_API void wf_plan_resolve_terms(wf_plan *plan, const wf_calendar *calendar,
                                  wf_date as_of);

/** Measure what the plans say on options->as_of. The plans are borrowed.
 *  Caller: wf_results_free. WF_E_MEMORY, WF_E_NUMERIC, WF_E_ARGUMENT (no day). */
WF_API wf_status wf_results_measure(const wf_plan *const *plans, size_t count,
                                    const wf_results_options *options, wf_results **out,
                                    wf_error *err) WF_MUST_CHECK;
WF_API void wf_results_free(wf_results *results);

/** The name under which a plan's school is listed: its school, else its organisation, its
 * URN or its file. */
WF_API wf_str wf_results_school_name(const wf_plan *plan);

/** A file's name below results->folder. */
WF_API wf_str wf_results_short_file(const wf_results *results, wf_str file);

/** A plan's warnings that are more than notes. */
WF_API size_t wf_results_doubts(const wf_plan *plan);

/** A school's KPI by name; NULL where it has none of that name. */
WF_API const wf_kpi_progress *wf_school_kpi(const wf_school_result *school, wf_str kpi);

WF_END_DECLS
#endif
