#ifndef WF_STATISTICS_PREDICTIVE_RUNS_H
#define WF_STATISTICS_PREDICTIVE_RUNS_H
/*
 * Ranges of counts. No range of counts holds 80 %: where nine schools in ten had none,
 * "none" holds 90 % and anything else almost nothing. So a range is the run of counts
 * whose probability comes nearest to a level, and the level is chosen so that the ranges
 * of many units of alike size hold their share together.
 */
#include <stddef.h>

/* How much a range should hold: two shares, 0..1. */
typedef struct predictive_levels {
    double half, wide;
} predictive_levels;

static const predictive_levels predictive_levels_plain = {0.5, 0.8};

typedef struct predictive_run {
    size_t from, to; /* counts, both held */
    double probability;
} predictive_run;

/** For each level the run around the median that comes nearest to it, of those that hold
 * at least `least`. Runs are nested: from the median on, the side whose tail is larger
 * gives the next count; so where counts are many, the tails are equal.
 *  @param p  probabilities of the counts 0 .. n - 1, adding up to 1 */
void predictive_runs(const double *p, size_t n, const double *levels, size_t count,
                     double least, predictive_run *out);

enum {
    PREDICTIVE_TRIED = 27
}; /* levels tried, from share - 0.2 in steps of 0.01 */

/* Sums over units, to choose a level by. */
typedef struct predictive_balance {
    double share, weight, held[PREDICTIVE_TRIED];
} predictive_balance;

/** Add one unit's probabilities. */
void predictive_balance_add(predictive_balance *balance, const double *p, size_t n);

/** The level at which the ranges of all that were added hold nearest to their share on
 * average; the share itself where nothing was added. */
double predictive_balance_level(const predictive_balance *balance);

/** The least that a range for this share is to hold by itself: five eighths of it. */
double predictive_least(double share);

#endif
