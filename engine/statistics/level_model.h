#ifndef WF_STATISTICS_LEVEL_MODEL_H
#define WF_STATISTICS_LEVEL_MODEL_H
/*
 * Counts out of a cohort, for units large and small: each unit has a level on the logit
 * (or log) scale that mostly moves a little and sometimes jumps; all share a common
 * movement; the count is beta-binomial (or gamma-Poisson) around it. The level lives on a
 * grid, so that the filter is exact whatever the counts: zeros, long tails, hidden small
 * numbers. Source: Kitagawa, JASA 82 (1987), 1032-1041; equations in docs/methods.md,
 * "Counts".
 */
#include "engine/statistics/statistics.h"

typedef enum level_kind {
    LEVEL_BETA_BINOMIAL, /* logit scale: a count out of n */
    LEVEL_GAMMA_POISSON  /* log scale: a rate per head that may pass 1 */
} level_kind;

enum {
    LEVEL_STATES = 80,
    LEVEL_CLASSES = 6
};

typedef struct level_options {
    level_kind kind;
    unsigned hidden_up_to; /* counts 1..this are hidden by the source; 0: none */
    bool hidden_rows;      /* the panel has a row (suppressed) for each hidden count */
    double years_per_time; /* 1 for yearly data, 1/3 for termly ones: scales the priors */
} level_options;

typedef struct level_model {
    level_options options;
    double state[LEVEL_STATES];       /* the grid */
    double population[LEVEL_STATES];  /* how the units' levels are spread */
    double class_size[LEVEL_CLASSES]; /* cohort that divides class c from c + 1 */
    double
        class_scale[LEVEL_CLASSES]; /* of the movement: size to the power -size_power */
    double step, jump,
        jump_share; /* spread of a small step, of a jump; how often it jumps */
    double size_power;
    double concentration;       /* of the beta around the level: beta(p m, (1 - p) m) */
    double *kernel;             /* [LEVEL_CLASSES][STATES][STATES], row: from */
    struct level_table *tables; /* [times], of the fitted common movement */
    stat_common common;
    double log_likelihood;
    size_t units, observations;
} level_model;

/** Estimate from all units. Everything in `arena`.
 *  @param horizon  steps ahead that may be forecast, 1..64
 *  @return WF_OK, WF_E_MEMORY, WF_E_NUMERIC. */
wf_status level_model_fit(const stat_panel *panel, const level_options *options,
                          size_t horizon, wf_arena *arena,
                          level_model *out) WF_MUST_CHECK;

/** The probabilities of the counts first .. first + n - 1, which add up to 1. */
typedef struct level_forecast {
    double *probability;
    size_t first, n;
    double cohort;
} level_forecast;

/** Forecast one unit for the steps 1..steps after the panel's last time.
 *  @param unit    index into the panel, the one that was fitted or another of the same
 * times
 *  @param out     [steps]; out[0].cohort is the expected cohort, >= 1; probabilities in
 *  `arena` */
wf_status level_model_forecast(const level_model *model, const stat_panel *panel,
                               size_t unit, size_t steps, wf_arena *arena,
                               level_forecast *out) WF_MUST_CHECK;

#endif
