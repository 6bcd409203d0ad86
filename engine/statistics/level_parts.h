#ifndef WF_STATISTICS_LEVEL_PARTS_H
#define WF_STATISTICS_LEVEL_PARTS_H
/* The pieces of the level model. Internal to engine/statistics. */
#include "engine/statistics/level_model.h"

/* What the emission of a count needs to know of each state, for one time. */
typedef struct level_table {
    double mean[LEVEL_STATES];     /* probability or rate at each state */
    double shape[LEVEL_STATES];    /* of the beta's first side, or of the gamma */
    double other[LEVEL_STATES];    /* of the beta's second side; unused for rates */
    double lg_shape[LEVEL_STATES]; /* log gamma of both */
    double lg_other[LEVEL_STATES];
} level_table;

/** Fill the table for a common movement `shift`. */
void level_table_fill(const level_model *model, double shift, level_table *table);

/** log P(observation | state) for each state, counting hidden counts as the options say.
 */
void level_emission(const level_model *model, const level_table *table,
                    const stat_obs *obs, double *log_p);

/** Add weight * P(count = y | state k) to f->probability for all y that matter. */
void level_add_counts(const level_model *model, const level_table *table, size_t k,
                      double weight, level_forecast *f);

/** Which size class a cohort belongs to. */
size_t level_class(const level_model *model, double cohort);

/** Fill model->kernel from step, jump, jump_share, class_scale and population: a
 * symmetric proposal, thinned so that the population is what it settles to (Metropolis).
 */
void level_kernel_fill(level_model *model);

/** next = now * kernel of the class; both [LEVEL_STATES], not the same. */
void level_move(const level_model *model, size_t class, const double *now, double *next);

/** next = kernel of the class * now: the way back in time. */
void level_move_back(const level_model *model, size_t class, const double *now,
                     double *next);

/** The mean cohort of a unit's observations. */
double level_unit_size(const stat_panel *panel, size_t unit);

/** Multiply `state` by exp(log_p), scale it to sum 1, return the log of the factor. */
double level_update(double *state, const double *log_p);

#endif
