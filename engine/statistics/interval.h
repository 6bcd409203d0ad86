#ifndef WF_STATISTICS_INTERVAL_H
#define WF_STATISTICS_INTERVAL_H
/*
 * Intervals and tests for proportions. Proportions are 0..1, cohorts are counts and may
 * be fractional where they come back from a rounded percentage.
 */
#include <stdbool.h>

typedef struct wf_interval {
    double lower, upper;
} wf_interval;

/** Wilson's score interval of x successes in n > 0. Source: Wilson, JASA 22 (1927),
 * 209-212. */
wf_interval statistics_wilson(double x, double n, double z);

/** Newcombe's interval (method 10) of p1 - p2 from the two Wilson intervals.
 *  Source: Newcombe, Statistics in Medicine 17 (1998), 873-890. */
wf_interval statistics_newcombe(double x1, double n1, double x2, double n2, double z);

/** Two-sided exact binomial p-value of x in n against p: the probability of all outcomes
 * not likelier than x, as in R's binom.test. x and n whole numbers, 0 <= x <= n. */
double statistics_binomial_test(double x, double n, double p);

/** The standard normal quantile, 0 < probability < 1. */
double statistics_normal_quantile(double probability);

#endif
