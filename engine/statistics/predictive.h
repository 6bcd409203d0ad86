#ifndef WF_STATISTICS_PREDICTIVE_H
#define WF_STATISTICS_PREDICTIVE_H
/*
 * A predictive distribution in a few numbers, and how good it was.
 */
#include "engine/statistics/predictive_runs.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct predictive {
    double median, average;
    double centre; /* mean of the middle nine tenths, within the 50 % interval */
    double lower50, upper50, lower80, upper80;
} predictive;

/** Of counts: p[y] for y = 0 .. n - 1, adding up to 1. All results are counts.
 *  An interval is the run of counts that comes nearest to its level (predictive_runs). It
 * ends half a count beyond the last that it holds, so that a slightly different cohort
 * does not move it; never below 0 or above `most` (INFINITY: no such end). */
predictive predictive_of_counts(const double *p, size_t n, double most,
                                predictive_levels levels);

/** P(count >= limit), with the probability of counts within 1e-6 of it counted as met. */
double predictive_counts_at_least(const double *p, size_t n, double limit);

/** Of a Student-t with centre, scale and degrees of freedom > 2 on the model's scale. */
predictive predictive_of_student(double centre, double scale, double df);

/** The quantile of the same, 0 < probability < 1. */
double predictive_student_quantile(double centre, double scale, double df,
                                   double probability);

/** P(X >= limit) for the same. */
double predictive_student_at_least(double centre, double scale, double df, double limit);

/** How much of an observed count the central interval of this share holds when the counts
 * at its ends belong to it by just the part that makes its probability exact: the length
 * of the overlap of [F(y - 1), F(y)] with [tail, 1 - tail], relative to P(y). On average
 * a right model holds exactly its share, heaps of zeros or not. A count the model calls
 * impossible is held not at all. Source: Czado, Gneiting and Held, Biometrics 65 (2009),
 * 1254-1261. */
double predictive_counts_held(const double *p, size_t n, double share, double observed);

/** Continuous ranked probability score of counts against an observed value, per count.
 *  Source: Gneiting and Raftery, JASA 102 (2007), 359-378. */
double predictive_counts_crps(const double *p, size_t n, double observed);

/** The same of a normal with mean and sd > 0 (their equation 21). */
double predictive_normal_crps(double mean, double sd, double observed);

/** The same from quantiles: probability[i] increasing in (0, 1), by twice the mean check
 * loss. */
double predictive_quantile_crps(const double *probability, const double *quantile,
                                size_t n, double observed);

#endif
