#ifndef WF_RESULTS_H
#define WF_RESULTS_H
/*
 * The one set of results behind every output: what the plans, captures and decisions of a
 * trust say on a day, school by school. Builders of reports read it and compute nothing,
 * so that two outputs never disagree.
 */
#include "wayforward/diff.h"
#include "wayforward/results_parts.h"

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
    wf_period latest;             /* of its observations; number 0: none */
    const wf_trust_school *setup; /* NULL: no set-up, or not in it */
    wf_school_risk risk;
    wf_school_support support;
    wf_data_quality data;
    wf_plan_health health;
    wf_lead_load *leads; /* most actions first */
    size_t lead_count;
    wf_costs costs;
} wf_school_result;

typedef struct wf_kpi_result {
    wf_str name;
    size_t schools; /* that have it */
    wf_unit unit;
    wf_direction direction;
    wf_point *points;   /* of all schools together, in order of period; forecasts last */
    size_t point_count; /* 0: they cannot be added up (no cohorts) */
} wf_kpi_result;

typedef struct wf_file_failure {
    wf_str file, message;
} wf_file_failure;

typedef struct wf_results {
    wf_arena *arena; /* owns everything below but what was given */
    wf_date as_of;
    wf_str folder; /* that all files are below, with its last "/"; may be empty */
    wf_period period, before;    /* the latest observed, and the one observed before it */
    const wf_plan *const *plans; /* borrowed: must live as long as the results */
    size_t plan_count;
    wf_str *plan_schools;            /* one a plan: the name under which it is listed */
    wf_diff **changes;               /* one a plan, NULL: no version before it is known;
                                        the array NULL: of none */
    wf_plan_progress *plan_progress; /* one a plan */
    wf_panel panel; /* the observations behind it all, none after options->until */
    const wf_panel_row **history; /* of each line together, in order of period */
    size_t history_count;
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
    const wf_trust *trust; /* NULL: none */
    wf_plan_health health;
    wf_costs costs;
    size_t by_risk[WF_RISK_LOW + 1], by_risk_before[WF_RISK_LOW + 1];
    bool has_risk, has_risk_before, has_support;
    wf_risk_scores *risk, *risk_before; /* rated here; NULL: given, or no set-up */
    wf_str risk_model;                  /* what computed the bands; empty: nothing did */
    wf_school_support support;          /* of all schools */
    wf_dated_activity *activities;      /* of the year of as_of, by school, term */
    size_t activity_count;
    const wf_store_decision *decisions; /* borrowed */
    size_t decision_count;
    wf_strategic_area *areas;
    size_t area_count;
    size_t by_framework[WF_FRAMEWORKS]; /* areas under each heading */
} wf_results;

typedef struct wf_results_options {
    wf_date as_of; /* WF_DATE_NONE: the last day of the files' latest period has no
                      meaning for actions, so the caller names a day */
    const wf_file_failure *failures;
    size_t failure_count;
    bool forecast;
    wf_period until;              /* nothing observed later is looked at; number 0: all */
    const wf_panel *observations; /* in place of those in the plans; NULL: the plans' */
    const wf_trust *trust;        /* the set-up; its schools are listed, its names used */
    const wf_calendar *calendar;  /* NULL: the rule */
    const wf_plan *const *before; /* of each plan the version before it, or NULL */
    const wf_risk_scores *risk, *risk_before; /* NULL: by the set-up and the results */
    const wf_support_problem *problem;        /* with its allocation */
    const wf_allocation *allocation;
    const wf_store_decision *decisions;
    size_t decision_count;
    const wf_activity_done *done; /* records of the year's activities */
    size_t done_count;
    bool has_done; /* `done` is all that was done, even where it is empty */
} wf_results_options;

WF_BEGIN_DECLS

/** Give actions whose time names only terms the days of these terms: those of the plan's
 * year, or of the year of `as_of` where the plan names none. calendar NULL: the default
 * one. */
WF_API void wf_plan_resolve_terms(wf_plan *plan, const wf_calendar *calendar,
                                  wf_date as_of);

/** Measure what the plans and what else is given say on options->as_of. Everything given
 * is borrowed and must outlive the results; each part may be left out. Caller:
 *  wf_results_free. WF_E_MEMORY, WF_E_NUMERIC, WF_E_ARGUMENT (no day). */
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
/** The same at the period before. */
WF_API const wf_kpi_progress *wf_school_kpi_before(const wf_school_result *school,
                                                   wf_str kpi);

/** The observations of one KPI of a school in order of period: borrowed. */
WF_API const wf_panel_row *const *
wf_results_history(const wf_results *results, const wf_kpi_progress *item, size_t *count);
/** The same with the line and the forecasts: what a chart of it shows. In `arena`.
 * WF_E_MEMORY. */
WF_API wf_status wf_results_points(const wf_results *results, const wf_kpi_progress *item,
                                   wf_arena *arena, wf_point **out,
                                   size_t *count) WF_MUST_CHECK;

/** The fourteen headings of the trust framework, 1 to 14; static. */
WF_API wf_str wf_framework_heading(size_t number);

WF_END_DECLS
#endif
