#include "engine/statistics/predictive.h"
#include "engine/statistics/statistics.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* What the point forecast is the mean of. */
static const double TRIM = 0.9;

/* The smallest y with P(count <= y) >= q. */
static size_t quantile(const double *p, size_t n, double q)
{
    double sum = 0;
    for (size_t y = 0; y < n; y++) {
        sum += p[y];
        if (sum >= q - 1e-12)
            return y;
    }
    return n - 1;
}

/* Mean of the counts between the tails of (1 - share) / 2, those at its ends in part. */
static double trimmed_mean(const double *p, size_t n, double share)
{
    double tail = (1 - share) / 2, below = 0, sum = 0;
    for (size_t y = 0; y < n; y++) {
        double above = below + p[y];
        double overlap = fmin(above, 1 - tail) - fmax(below, tail);
        if (overlap > 0)
            sum += overlap * (double)y;
        below = above;
    }
    return sum / share;
}

/* Half a count beyond the last one held, for cohorts that differ a little; none is none
 * in any cohort, and all is all. */
static double lower_end(size_t from)
{
    return from > 0 ? (double)from - 0.5 : 0;
}

static double upper_end(size_t to, double most)
{
    return to > 0 ? fmin(most, (double)to + 0.5) : 0;
}

predictive predictive_of_counts(const double *p, size_t n, double most,
                                predictive_levels levels)
{
    predictive result = {.median = (double)quantile(p, n, 0.5)};
    predictive_run half, wide;
    for (size_t y = 0; y < n; y++)
        result.average += p[y] * (double)y;
    predictive_runs(p, n, &levels.half, 1, predictive_least(0.5), &half);
    predictive_runs(p, n, &levels.wide, 1, predictive_least(0.8), &wide);
    if (wide.to - wide.from < half.to - half.from)
        wide = half;
    result.lower50 = lower_end(half.from);
    result.lower80 = lower_end(wide.from);
    result.upper50 = upper_end(half.to, most);
    result.upper80 = upper_end(wide.to, most);
    result.centre = fmin(fmax(trimmed_mean(p, n, TRIM), result.lower50), result.upper50);
    return result;
}

double predictive_counts_at_least(const double *p, size_t n, double limit)
{
    double sum = 0;
    for (size_t y = 0; y < n; y++)
        if ((double)y >= limit - 1e-6)
            sum += p[y];
    return fmin(1, sum);
}

predictive predictive_of_student(double centre, double scale, double df)
{
    double at75 = gsl_cdf_tdist_Pinv(0.75, df), at90 = gsl_cdf_tdist_Pinv(0.9, df);
    return (predictive){.median = centre,
                        .average = centre,
                        .centre = centre,
                        .lower50 = centre - scale * at75,
                        .upper50 = centre + scale * at75,
                        .lower80 = centre - scale * at90,
                        .upper80 = centre + scale * at90};
}

double predictive_student_quantile(double centre, double scale, double df,
                                   double probability)
{
    return centre + scale * gsl_cdf_tdist_Pinv(probability, df);
}

double predictive_student_at_least(double centre, double scale, double df, double limit)
{
    return gsl_cdf_tdist_Q((limit - centre) / scale, df);
}

double predictive_counts_held(const double *p, size_t n, double share, double observed)
{
    double tail = (1 - share) / 2, below = 0;
    if (!(observed >= 0) || observed >= (double)n)
        return 0;
    size_t y = (size_t)observed;
    for (size_t i = 0; i < y; i++)
        below += p[i];
    double above = below + p[y];
    double overlap = fmin(above, 1 - tail) - fmax(below, tail);
    if (!(p[y] > 1e-12))
        return below >= tail && below <= 1 - tail ? 1 : 0;
    return fmin(1, fmax(0, overlap) / p[y]);
}

double predictive_counts_crps(const double *p, size_t n, double observed)
{
    double cumulated = 0, score = 0;
    for (size_t y = 0; y < n; y++) {
        cumulated += p[y];
        /* between y and y + 1, split where the observed value lies between them */
        double below = fmin(fmax(observed - (double)y, 0), 1);
        double end = y + 1 < n ? 1 : below;
        score += below * cumulated * cumulated +
                 fmax(0, end - below) * (1 - cumulated) * (1 - cumulated);
    }
    return score + fmax(0, observed - (double)n);
}

double predictive_normal_crps(double mean, double sd, double observed)
{
    const double inverse_root_pi = 0.56418958354775628695;
    double z = (observed - mean) / sd;
    return sd * (z * (2 * gsl_cdf_ugaussian_P(z) - 1) + 2 * gsl_ran_ugaussian_pdf(z) -
                 inverse_root_pi);
}

double predictive_quantile_crps(const double *probability, const double *quantile_at,
                                size_t n, double observed)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double below = observed < quantile_at[i] ? 1 : 0;
        sum += 2 * (below - probability[i]) * (quantile_at[i] - observed);
    }
    return sum / (double)n;
}
