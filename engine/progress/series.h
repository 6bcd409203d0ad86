#ifndef WF_PROGRESS_SERIES_H
#define WF_PROGRESS_SERIES_H
/*
 * All lines of one KPI, put on a common scale and time axis and handed to a model; and
 * what the model says, back in the KPI's unit. Internal to engine/progress.
 */
#include "engine/progress/lines.h"
#include "engine/statistics/gaussian_model.h"
#include "engine/statistics/level_model.h"
#include "engine/statistics/predictive.h"

typedef enum series_scale {
    SERIES_COUNTS,   /* beta-binomial counts out of a cohort, logit */
    SERIES_RATES,    /* gamma-Poisson counts per cohort, log */
    SERIES_LOGIT,    /* proportions of many, or of an unknown number */
    SERIES_LOG,      /* amounts that are all above zero and differ by multiples */
    SERIES_IDENTITY, /* everything else */
    SERIES_SCALES
} series_scale;

enum {
    SERIES_CLASSES = 3
};

typedef struct series_panel { /* what a model sees; unit u is line lines[u] */
    stat_panel panel;
    double *sampling, *size,
        *cohort; /* one an observation; one a unit; the unit's last */
} series_panel;

typedef struct progress_series {
    wf_str kpi;
    const progress_line **lines;
    size_t line_count, observations;
    int32_t first, spacing; /* period number of time 0, and between times */
    size_t times;
    uint32_t season;
    wf_period_style style;
    series_scale scale;
    double whole; /* 100 for percentages, 1 for ratios and counts */
    level_options level;
    series_panel seen;
    level_model counts;
    gaussian_model values;
    double class_cohort[SERIES_CLASSES]; /* that ends each class of size; the last: any */
    predictive_levels levels[SERIES_CLASSES]; /* of the ranges of counts, by class */
    bool never_negative; /* no observation of any school is below zero */
} progress_series;

/* One line at one time ahead. */
typedef struct series_forecast {
    const progress_series *series;
    level_forecast counts;
    gaussian_forecast value;
} series_forecast;

/** Group the lines by KPI, in order of first appearance. In `arena`. */
wf_status series_collect(const progress_lines *lines, wf_arena *arena,
                         progress_series **out, size_t *count_out) WF_MUST_CHECK;

/** Choose the scale and lay out the observations up to `as_of`; the series keeps its last
 * time at the latest period any line shows. WF_E_NUMERIC where no line shows a value. */
wf_status series_prepare(progress_series *series, wf_arena *arena) WF_MUST_CHECK;

/* Which units a fit may look at: all but every folds-th, beginning with `fold`. */
typedef struct series_folds {
    size_t fold, folds; /* folds 0 or 1: all */
} series_folds;

/** Fit the model for `horizon` times ahead (1..64). */
wf_status series_fit(progress_series *series, size_t horizon, series_folds folds,
                     wf_arena *arena) WF_MUST_CHECK;

/** Choose the levels of the ranges of counts: series->levels, by forecasts of the units
 * in `chosen` up to `horizon` times ahead (docs/methods.md, "Ranges of counts"). */
wf_status series_balance(progress_series *series, const series_panel *chosen,
                         size_t horizon, wf_arena *arena) WF_MUST_CHECK;

/** Forecast one unit for the times 1..steps ahead. */
wf_status series_forecast_unit(const progress_series *series, size_t unit, size_t steps,
                               wf_arena *arena, series_forecast *out) WF_MUST_CHECK;

/** The period `steps` times after the last. */
wf_period series_period(const progress_series *series, size_t steps);

/** In the KPI's unit. */
predictive series_summary(const series_forecast *f);
double series_at_least(const series_forecast *f, double limit);
double series_at_most(const series_forecast *f, double limit);
double series_crps(const series_forecast *f, double observed);
/** How much of `observed` the 50 or 80 % interval holds, a count at its end by its share:
 *  1, 0 or between, so that a right model holds exactly its share on average. */
double series_held(const series_forecast *f, double share, double observed);

/** "logit", "log", "identity"; static. */
const char *series_scale_name(series_scale scale);
/** "counts, beta-binomial" and so on; static. */
const char *series_model_name(series_scale scale);

#endif
