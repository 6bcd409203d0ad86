#ifndef WF_PROGRESS_H
#define WF_PROGRESS_H
/*
 * Progress: what the observations of a KPI and the actions of a plan say, and how surely.
 * Input is a panel (school, KPI, period, value, cohort) and the targets that belong to
 * it; the module knows no cells, `at` is only carried through. Results hold numbers,
 * never prose. Method and references: docs/methods.md.
 */
#include "wayforward/plan.h"
#include "wayforward/sink.h"

/* ---- Periods
 * ------------------------------------------------------------------------------ A period
 * is the half-term (1..6 of an academic year) in which it ends, counted from a fixed
 * origin, so that years, terms and half-terms stand on one scale: number = 6 * year + h,
 * where `year` is that in which the academic year begins and h = 1..6. Autumn ends with
 * 2, spring with 4, summer and the whole year with 6. */
typedef enum wf_period_style {
    WF_PERIOD_YEAR, /* 2026-27 */
    WF_PERIOD_TERM, /* 2026-27/autumn */
    WF_PERIOD_HALF  /* 2026-27/T3 */
} wf_period_style;

typedef struct wf_period {
    int32_t number; /* 0: none */
    wf_period_style style;
} wf_period;

/* ---- Input
 * --------------------------------------------------------------------------------*/
typedef struct wf_panel_row {
    wf_str school, kpi;
    wf_period period;
    double value;    /* in the KPI's unit; never NaN */
    double cohort;   /* pupils, sessions or answers behind the value; 0: not given */
    bool suppressed; /* a small number that the source hides: value says nothing */
    wf_str at;       /* source address or line, carried through */
    wf_str file;
} wf_panel_row;

typedef struct wf_milestone {
    wf_period period;
    double value;
} wf_milestone;

typedef struct wf_panel_target {
    wf_str school, kpi;
    wf_unit unit;
    wf_direction
        direction; /* NONE: from baseline and target where they differ, else up */
    wf_number baseline, target, national;
    wf_period
        baseline_period; /* none: the first observation's, or the start of the year */
    wf_period deadline;  /* none: summer of the last observation's year */
    const wf_milestone
        *milestones; /* in order of period, between baseline and deadline */
    size_t milestone_count;
    wf_str at, file; /* where the KPI itself stands */
} wf_panel_target;

typedef struct wf_panel {
    wf_panel_row *rows;
    size_t row_count;
    wf_panel_target *targets;
    size_t target_count;
} wf_panel;

/* ---- Results
 * ------------------------------------------------------------------------------*/
typedef enum wf_progress_status {
    WF_PROGRESS_NO_DATA,   /* no observation up to now */
    WF_PROGRESS_NO_TARGET, /* observed, but nothing to hold it against */
    WF_PROGRESS_STALE,     /* the last observation is too old to judge by */
    WF_PROGRESS_OFF_TRACK, /* behind the expected value by more than twice the tolerance
                            */
    WF_PROGRESS_AT_RISK,   /* behind by more than the tolerance */
    WF_PROGRESS_ON_TRACK,
    WF_PROGRESS_ACHIEVED /* the last value meets the target */
} wf_progress_status;

typedef struct wf_forecast {
    wf_period period;
    double
        mean; /* the point forecast: mean of the middle nine tenths (docs/methods.md) */
    double median;
    double lower50, upper50, lower80, upper80;
    double average; /* the predictive expectation, pulled up by a long tail */
} wf_forecast;

typedef struct wf_kpi_progress {
    wf_str school, kpi;
    wf_unit unit;
    wf_direction direction;
    wf_number baseline, target, national;
    wf_period line_from; /* where the line to the target starts; number 0: nowhere */
    wf_period deadline;
    const wf_milestone *milestones; /* that the line goes through, in order of period */
    size_t milestone_count;

    wf_period latest; /* number 0: none */
    double latest_value, latest_cohort;
    wf_str latest_at, latest_file;
    wf_str at, file; /* the KPI's own place */

    wf_number previous, change;         /* last observed period before the latest */
    wf_number year_before, change_year; /* the same term of the year before */
    bool change_is_signal; /* change_year (else change) is larger than chance */
    wf_number expected;    /* now, on the line or through the milestones */
    wf_number gap;         /* value - expected, signed so that positive is better */
    wf_number
        fraction; /* of the way from baseline to target: 0 at baseline, 1 at target */
    wf_number tolerance; /* in KPI units, as used for the status */
    wf_number one_pupil; /* what one pupil more or less changes, in KPI units */
    bool one_pupil_moves_status;
    wf_number lower95, upper95; /* Wilson's 95 % interval of the latest value, where it is
                                   a proportion of a cohort; KPI units */
    wf_progress_status status;
    wf_rag rag;

    wf_forecast *forecasts; /* in order of period */
    size_t forecast_count;
    wf_number probability; /* that the target is met at the deadline */
    size_t observation_count;
    bool suppressed; /* by wf_progress_suppress: nothing above that is a figure is left */
} wf_kpi_progress;

typedef struct wf_progress_series { /* what was estimated from all schools of one KPI */
    wf_str kpi;
    const char *scale; /* "logit", "log", "identity"; static */
    const char *model; /* static: which of the models of docs/methods.md */
    size_t schools, observations;
} wf_progress_series;

typedef struct wf_progress {
    wf_arena *arena; /* owns everything below */
    wf_period as_of;
    wf_kpi_progress *items; /* by school, then KPI, in order of first appearance */
    size_t count;
    wf_progress_series *series;
    size_t series_count;
} wf_progress;

typedef struct wf_progress_options {
    wf_period as_of;  /* none: the latest period observed; later rows are not looked at */
    uint32_t horizon; /* forecasts beyond the latest period where no deadline is given */
    uint32_t stale_after;   /* half-terms; termly KPIs. Yearly ones: a year more */
    double tolerance_share; /* least tolerance as a share of the way from baseline to
                               target */
    bool forecast;          /* false: only what needs no model */
} wf_progress_options;
#define WF_PROGRESS_OPTIONS_INIT                                                         \
    {                                                                                    \
        .horizon = 4, .stale_after = 4, .tolerance_share = 0.1, .forecast = true         \
    }

/* ---- Comparisons and aggregates
 * -------------------------------------------------------*/
typedef enum wf_against {
    WF_AGAINST_UNKNOWN, /* no cohort, no national figure, or not a proportion */
    WF_AGAINST_BELOW,
    WF_AGAINST_IN_LINE, /* the 95 % interval holds the national figure */
    WF_AGAINST_ABOVE
} wf_against;

typedef struct wf_aggregate { /* of one KPI over schools, at one period */
    size_t schools, of;       /* k of m schools have a value and a cohort then */
    double value;             /* weighted by cohort */
    double lower95, upper95;  /* of a proportion: Wilson's; else equal to value */
    double cohort;
} wf_aggregate;

typedef struct wf_gap { /* one group's proportion less another's */
    double value, lower95, upper95;
} wf_gap;

/* One group of pupils against the others in the same KPI, school and period: less is
 * below the others. Found by names: "Reading: disadvantaged", "Reading: other pupils". */
typedef struct wf_progress_gap {
    const wf_kpi_progress *group, *other; /* of the progress */
    wf_gap gap; /* in points; a gap whose interval holds 0 is not shown to be one */
} wf_progress_gap;

/* ---- Back-test
 * ------------------------------------------------------------------------*/
typedef struct wf_backtest_simple { /* a simple forecast, on the outcomes that it can
                                       forecast */
    const char *name;               /* static */
    size_t outcomes;
    double error, crps; /* mean absolute error; with its own best constant spread */
    double our_error, our_crps; /* ours on the same outcomes */
} wf_backtest_simple;

typedef struct wf_backtest_held { /* how much of what came the intervals held, 0..1 */
    size_t outcomes;
    double held50, held80; /* of equal tails, a count at the end by its share */
    double inside80;       /* of the range that is printed, from end to end */
    double none;           /* share of the outcomes that are 0 */
} wf_backtest_held;

enum {
    WF_BACKTEST_SIMPLE = 5
};

typedef struct wf_backtest_series {
    wf_str kpi;
    const char *scale, *model; /* static */
    size_t schools;
    double error, error_average; /* mean absolute error of `mean`, and of `average` */
    double crps, crps_quantiles; /* of the distribution; of the five numbers we print */
    wf_backtest_held all, thirds[3]; /* thirds by cohort, the smallest first */
    wf_backtest_simple simple[WF_BACKTEST_SIMPLE];
} wf_backtest_series;

typedef struct wf_backtest {
    wf_arena *arena;
    wf_backtest_series *series;
    size_t count;
    wf_backtest_held all, thirds[3]; /* of all series together, thirds by cohort */
    size_t holdout, folds;
} wf_backtest;

/* ---- Plans
 * --------------------------------------------------------------------------------*/
/* What is true of one action on a day: bits, several may hold. */
typedef enum wf_action_state {
    WF_ACTION_COMPLETE = 1,     /* status complete, or RAG blue */
    WF_ACTION_DROPPED = 2,      /* cancelled or deferred: not counted as due or overdue */
    WF_ACTION_DUE = 4,          /* its end is on or before the day */
    WF_ACTION_OVERDUE = 8,      /* due before the day and neither complete nor dropped */
    WF_ACTION_UNOWNED = 16,     /* nobody is named */
    WF_ACTION_UNDATED = 32,     /* no end date and no recurrence */
    WF_ACTION_NO_CRITERIA = 64, /* no success criterion */
    WF_ACTION_NO_MONITORING = 128, /* not said who monitors, how or when */
    WF_ACTION_DUE_SOON = 256       /* ends within four weeks from the day, not complete */
} wf_action_state;

typedef struct wf_action_counts {
    size_t actions; /* all */
    size_t complete, dropped, due, overdue, unowned, undated, no_criteria, no_monitoring,
        due_soon;
    size_t due_complete; /* complete among the due: the share "done on time" */
    size_t by_rag[WF_RAG_BLUE + 1];
} wf_action_counts;

typedef struct wf_plan_progress {
    wf_date as_of;
    wf_action_counts total;
    wf_action_counts *priorities; /* one a priority of the plan */
    wf_rag *priority_rags;        /* rolled up: wf_rag_roll_up */
    size_t priority_count;
    wf_rag rag;
} wf_plan_progress;

WF_BEGIN_DECLS

/** Read "2026-27", "2026/27", "2026-27/autumn", "2026-27 Spring", "2026-27/T3",
 * "2026-27/3". false where it is none of these or the two years do not follow. */
WF_API bool wf_period_parse(wf_str text, wf_period *out);

/** "2026-27/autumn" in the period's own style; buf holds at least WF_PERIOD_TEXT bytes.
 */
#define WF_PERIOD_TEXT 24
WF_API const char *wf_period_text(wf_period period, char buf[WF_PERIOD_TEXT]);

/** The half-term that a day falls in, by month where no calendar is at hand: Sep-Oct 1,
 * Nov-Dec 2, Jan to 14 Feb 3, to 10 Apr 4, to 31 May 5, Jun-Aug 6. Number 0 for
 * WF_DATE_NONE. */
WF_API wf_period wf_period_of_date(wf_date date);

/** Gather the KPIs of plans and dashboards into one panel in `arena`; strings are
 * borrowed from the plans. Observations whose period cannot be read are left out and
 * counted in *skipped_out (may be NULL). Values of unit ratio stay ratios. WF_E_MEMORY.
 */
WF_API wf_status wf_panel_from_plans(const wf_plan *const *plans, size_t plan_count,
                                     wf_arena *arena, wf_panel *out,
                                     size_t *skipped_out) WF_MUST_CHECK;

/** A value as tables of figures write it: a number, a percentage with its sign, or one of
 * the marks for what is hidden ("c", "[low]", "<5": *suppressed) or not there ("", "n/a":
 * *missing); *value is set only by a number. false where it is none of these. */
WF_API bool wf_value_read(wf_str text, double *value, bool *suppressed, bool *missing);

/** Read a table of observations (CSV; comma, semicolon or tab): columns school, kpi,
 * period, value, and where there are any cohort, unit, target, baseline, direction,
 * deadline, national. A value such as "x", "c", "SUPP" or "[c]" is suppressed, an empty
 * one missing; "43%" is 43. All in `arena`, which must outlive the panel.
 *  @param diags  rows that cannot be used are reported there and left out; may be NULL
 *  @return WF_OK; WF_E_FORMAT where a needed column is missing; WF_E_MEMORY. */
WF_API wf_status wf_panel_from_csv(const wf_input *in, wf_arena *arena, wf_diags *diags,
                                   wf_panel *out, wf_error *err) WF_MUST_CHECK;

/** Measure and forecast every school and KPI of a panel. Of two rows for the same school,
 * KPI and period the later one counts. Strings are copied: the panel may be freed.
 *  @param options  NULL: defaults
 *  @param out      caller frees with wf_progress_free
 *  @return WF_OK; WF_E_MEMORY; WF_E_NUMERIC. Complexity O(rows log rows) without
 * forecasts. */
WF_API wf_status wf_progress_measure(const wf_panel *panel,
                                     const wf_progress_options *options,
                                     wf_progress **out, wf_error *err) WF_MUST_CHECK;
WF_API void wf_progress_free(wf_progress *progress);

/** Forecast the last `holdout` periods of each KPI from those before, and compare. With
 * folds of 2 or more the model of a school's forecast was fitted without that school.
 *  @param out  caller frees with wf_backtest_free. WF_E_ARGUMENT, WF_E_MEMORY,
 * WF_E_NUMERIC. */
WF_API wf_status wf_progress_backtest(const wf_panel *panel, size_t holdout, size_t folds,
                                      wf_backtest **out, wf_error *err) WF_MUST_CHECK;
WF_API void wf_backtest_free(wf_backtest *backtest);

/** As JSON: "wayforward/progress/1" and "wayforward/backtest/1". A member that is not
 * known is not written. WF_E_OUTPUT where the sink fails. */
WF_API wf_status wf_progress_write_json(const wf_progress *progress, const wf_sink *sink,
                                        wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_backtest_write_json(const wf_backtest *backtest, const wf_sink *sink,
                                        wf_error *err) WF_MUST_CHECK;

/** "achieved", "on track", "at risk", "off track", "no target", "stale", "no data";
 * static. */
WF_API const char *wf_progress_status_name(wf_progress_status status);

/** Blue achieved, green on track, amber at risk, red off track, else none. */
WF_API wf_rag wf_progress_status_rag(wf_progress_status status);

/** What is expected in a period: on the line from baseline to target, or through the
 * milestones. Absent before the line starts, after the deadline and where there is none.
 */
WF_API wf_number wf_progress_expected_at(const wf_kpi_progress *item, wf_period period);

/** Where the latest value stands against the national figure: by its interval, never by
 * the bare difference. "Above" is a larger number, good or bad. */
WF_API wf_against wf_progress_against_national(const wf_kpi_progress *item);
/** "above", "in line", "below", "unknown"; static. */
WF_API const char *wf_against_name(wf_against against);

/** One KPI over all schools at `period`, from the rows of a panel: never an average of
 * averages.
 *  @param unit  PERCENT or RATIO: a proportion, with an interval
 *  @return false where no school has a value with a cohort then; *out untouched. */
WF_API bool wf_panel_aggregate(const wf_panel *panel, wf_str kpi, wf_period period,
                               wf_unit unit, wf_aggregate *out);

/** A gap such as others less disadvantaged: values in per cent, cohorts > 0, with
 * Newcombe's 95 % interval. false where either is not a percentage or has no cohort. */
WF_API bool wf_gap_between(double value, double cohort, double other, double other_cohort,
                           wf_gap *out);

/** The gaps between groups of pupils that the KPIs' names tell. In `arena`. WF_E_MEMORY.
 */
WF_API wf_status wf_progress_gaps(const wf_progress *progress, wf_arena *arena,
                                  wf_progress_gap **out, size_t *count) WF_MUST_CHECK;

/** Take every figure of small numbers out, for anything public. */
WF_API void wf_progress_suppress(wf_progress *progress);

/** The method in two plain sentences, for every workbook and page: static, in English. */
WF_API const char *const *wf_progress_method_sentences(size_t *count);

/** Must a number be left out of anything public? Percentages and counts of fewer than six
 * pupils, and counts of one or two. */
WF_API bool wf_is_small_number(double value, double cohort, wf_unit unit);

/** The WF_ACTION_* bits that hold for one action on a day. */
WF_API unsigned wf_action_state_on(const wf_action *action, wf_date day);

/** Count a plan's actions by state, in all and by priority.
 *  @param out  its arrays are in `arena`. WF_E_MEMORY. */
WF_API wf_status wf_plan_progress_measure(const wf_plan *plan, wf_date day,
                                          wf_arena *arena,
                                          wf_plan_progress *out) WF_MUST_CHECK;

/** sum += counts. */
WF_API void wf_action_counts_add(wf_action_counts *sum, const wf_action_counts *counts);

/** The rule of every roll-up: red where a quarter or more of the rated are red or one in
 * ten of all is overdue (and at least one); amber where a quarter or more are red or
 * amber or any is overdue; blue where all are complete; else green; none where nothing is
 * rated or due. */
WF_API wf_rag wf_rag_roll_up(const wf_action_counts *counts);

WF_END_DECLS
#endif
