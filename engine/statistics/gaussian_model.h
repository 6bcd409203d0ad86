#ifndef WF_STATISTICS_GAUSSIAN_MODEL_H
#define WF_STATISTICS_GAUSSIAN_MODEL_H
/*
 * Values on a scale where steps add up (logit of a proportion of many, log of money, a
 * score as it is): each unit has a constant level, a slow stationary movement, its own
 * seasonal shape and an irregular part, all four as large as its size lets them be; its
 * variance as a whole is its own, so that the unit's values are jointly Student-t; all
 * share a common movement. Estimated by maximum likelihood over all units under weak
 * priors: docs/methods.md, "Values".
 */
#include "engine/statistics/statistics.h"

enum {
    GAUSSIAN_MOST_TIMES = 48
}; /* later observations of a unit count, up to this many */

typedef struct gaussian_options {
    double years_per_time;
    const double
        *sampling; /* one an observation: variance of y by chance alone; NULL: none */
    const double *size; /* one a unit, > 0, on any scale; NULL: all alike */
} gaussian_options;

typedef struct gaussian_model {
    gaussian_options options;
    double level, slow, season, irregular; /* variances */
    double persistence;                    /* of the slow movement, a time; 0..1 */
    double design; /* what the sampling variance is to be multiplied by */
    double
        size_power; /* variances but the level's go with size to the power -size_power */
    double df;      /* of the Student-t: how much units differ in their variance */
    double spread_level, spread_slope; /* of the units' own ranges, calibrated: log, and
                                          by log of size */
    double *restless; /* [times]: how irregular each time was, geometric mean 1 */
    stat_common common;
    double log_likelihood;
    double typical_log_size;
} gaussian_model;

/** Estimate from all units; everything in `arena`; the options' arrays stay borrowed.
 *  @return WF_OK, WF_E_MEMORY, WF_E_NUMERIC. O(evaluations * observations * times^2). */
wf_status gaussian_model_fit(const stat_panel *panel, const gaussian_options *options,
                             size_t horizon, wf_arena *arena,
                             gaussian_model *out) WF_MUST_CHECK;

/* A Student-t on the model's scale. */
typedef struct gaussian_forecast {
    double centre, scale, df;
} gaussian_forecast;

/** Forecast one unit for the steps 1..steps after the panel's last time. */
wf_status gaussian_model_forecast(const gaussian_model *model, const stat_panel *panel,
                                  size_t unit, size_t steps,
                                  gaussian_forecast *out) WF_MUST_CHECK;

#endif
