#ifndef WF_STATISTICS_COMMON_MOVEMENT_H
#define WF_STATISTICS_COMMON_MOVEMENT_H
/*
 * What all units share: a level that moves as a random walk with Student-t steps, a
 * seasonal shape, and an irregular part. Estimated from one value a time with known
 * variance, by maximum likelihood under weak priors, averaged over the steps' and the
 * irregular's spread. Equations: docs/methods.md, "Common movement".
 */
#include "engine/statistics/statistics.h"

typedef struct common_prior {
    double step_sd;      /* median of the prior of the steps' scale, a time */
    double irregular_sd; /* likewise of the irregular part */
    double log_sd;       /* of both priors */
    double season_sd;    /* of the seasonal shape; 0: none */
} common_prior;

/** Fit and forecast.
 *  @param estimate  [times] on the model's scale
 *  @param variance  [times] of each estimate; INFINITY where a time was not observed
 *  @param out       its arrays, already set aside, are filled in
 *  @return WF_OK, WF_E_MEMORY, WF_E_NUMERIC. O(grid * times^3); times beyond the last 40
 * do not enter the fit (they keep their estimate). */
wf_status common_movement_fit(const double *estimate, const double *variance,
                              uint32_t season, const common_prior *prior,
                              stat_common *out) WF_MUST_CHECK;

/** Only smooth `estimate` with the prior's medians: what an EM step needs. */
wf_status common_movement_smooth(double *estimate, const double *variance, size_t times,
                                 uint32_t season,
                                 const common_prior *prior) WF_MUST_CHECK;

#endif
