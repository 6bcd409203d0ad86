#ifndef WF_STATISTICS_GAUSSIAN_PARTS_H
#define WF_STATISTICS_GAUSSIAN_PARTS_H
/* The pieces of the model of values. Internal to engine/statistics. */
#include "engine/statistics/gaussian_model.h"
#include <gsl/gsl_matrix.h>

/* One unit's covariance and what follows from it. */
typedef struct gaussian_unit {
    size_t begin, n;
    double factor;              /* of its variances but the level's, by its size */
    gsl_matrix_view covariance; /* then its Cholesky factor */
    double residual[GAUSSIAN_MOST_TIMES], solved[GAUSSIAN_MOST_TIMES];
    double log_det, quadratic;
    double storage[GAUSSIAN_MOST_TIMES * GAUSSIAN_MOST_TIMES];
} gaussian_unit;

/** Factor one unit's covariance at the times before `before`, and solve for its residuals
 * against the common movement. false where it has no such time, or by a matrix that is
 * none: then w->n tells which. */
bool gaussian_unit_solve(const gaussian_model *m, const stat_panel *p, size_t unit,
                         uint32_t before, gaussian_unit *w);

/** A solved unit's own movement at a later time, without what all share: its expectation,
 * and its variance with the irregular part and without chance. */
void gaussian_unit_look(const gaussian_model *m, const stat_panel *p,
                        const gaussian_unit *w, uint32_t then, double *centre,
                        double *variance);

/** What the Student-t's unit variance is, after what the unit showed. */
double gaussian_unit_unrest(const gaussian_model *m, const gaussian_unit *w);

/** log of the unit's size against the typical one, bounded; 0 where sizes are unknown. */
double gaussian_relative_size(const gaussian_model *m, size_t unit);

/** Estimate m->spread_level and spread_slope from forecasts of what the units have
 * shown in the last two years, each from what came before, the common movement known. */
wf_status gaussian_calibrate(gaussian_model *m, const stat_panel *p,
                             wf_arena *scratch) WF_MUST_CHECK;

#endif
