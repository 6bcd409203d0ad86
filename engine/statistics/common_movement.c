#include "engine/statistics/common_movement.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

enum {
    MOST_TIMES = 40,
    GRID = 11,
    REWEIGHTINGS = 8
};

/* Student-t steps: 3 degrees of freedom, so that one exceptional year does not set the
 * scale. */
static const double step_df = 3;
/* Variance that gives a normal the 80 % interval of that Student-t: (1.6377 / 1.2816)^2.
 */
static const double step_spread = 1.633;

typedef struct fit {
    size_t times, horizon, offset; /* offset: times left out at the start */
    const double *estimate, *variance;
    uint32_t season;
    const common_prior *prior;
    double centre;
    gsl_matrix *covariance; /* of the observed times, then its Cholesky factor */
    gsl_vector *residual, *solved, *column;
    double weight[MOST_TIMES]; /* of the step into each time */
    double cumulated[MOST_TIMES + 64];
} fit;

enum {
    MOST_HORIZON = 64
};

/* Prior covariance of the common level between two times, seasonal shape included. */
static double prior_covariance(const fit *f, size_t a, size_t b)
{
    double level = 1 + f->cumulated[a < b ? a : b];
    if (f->season > 1 && (a > b ? a - b : b - a) % f->season == 0)
        level += f->prior->season_sd * f->prior->season_sd;
    return level;
}

static void cumulate(fit *f, double step_variance)
{
    double sum = 0;
    for (size_t t = 0; t < f->times + f->horizon; t++) {
        if (t > 0 && t < f->times)
            sum += step_variance / f->weight[t];
        else if (t >= f->times)
            sum += step_variance * step_spread;
        f->cumulated[t] = sum;
    }
}

/* Factor the covariance of what was observed and solve for the residuals. */
static bool factor(fit *f, double irregular_variance)
{
    for (size_t i = 0; i < f->times; i++) {
        for (size_t j = 0; j <= i; j++) {
            double c = prior_covariance(f, i, j);
            if (i == j)
                c += irregular_variance + fmin(f->variance[f->offset + i], 1e6);
            gsl_matrix_set(f->covariance, i, j, c);
            gsl_matrix_set(f->covariance, j, i, c);
        }
        gsl_vector_set(f->residual, i, f->estimate[f->offset + i] - f->centre);
    }
    if (gsl_linalg_cholesky_decomp1(f->covariance) != GSL_SUCCESS)
        return false;
    return gsl_linalg_cholesky_solve(f->covariance, f->residual, f->solved) ==
           GSL_SUCCESS;
}

/* Posterior mean of the level alone (no season) at each observed time, and reweighting of
 * the steps by it: the EM of Student-t steps with the posterior variance of a step
 * bounded by its prior. */
static void reweight(fit *f, double step_variance)
{
    double before = 0;
    for (size_t t = 0; t < f->times; t++) {
        double mean = 0;
        for (size_t j = 0; j < f->times; j++)
            mean += f->cumulated[t < j ? t : j] * gsl_vector_get(f->solved, j);
        if (t > 0) {
            double step = mean - before;
            double square = (step * step + 0.5 * step_variance) / step_variance;
            f->weight[t] = (step_df + 1) / (step_df + square);
        }
        before = mean;
    }
}

static double log_prior(double value, double median, double log_sd)
{
    double z = log(value / median) / log_sd;
    return -0.5 * z * z;
}

/* Log marginal likelihood at one pair of spreads, weights as they ended, plus priors. */
static double log_posterior(const fit *f, double step_sd, double irregular_sd)
{
    double log_det = 0, quadratic = 0, tails = 0;
    gsl_blas_ddot(f->residual, f->solved, &quadratic);
    for (size_t t = 0; t < f->times; t++) {
        log_det += log(gsl_matrix_get(f->covariance, t, t));
        if (t > 0)
            tails += step_df / 2 * (log(f->weight[t]) - f->weight[t]);
    }
    return tails - 0.5 * quadratic - log_det +
           log_prior(step_sd, f->prior->step_sd, f->prior->log_sd) +
           log_prior(irregular_sd, f->prior->irregular_sd, f->prior->log_sd);
}

static bool fit_spreads(fit *f, double step_sd, double irregular_sd)
{
    for (size_t t = 0; t < f->times; t++)
        f->weight[t] = 1;
    for (int i = 0; i < REWEIGHTINGS; i++) {
        cumulate(f, step_sd * step_sd);
        if (!factor(f, irregular_sd * irregular_sd))
            return false;
        if (i + 1 < REWEIGHTINGS)
            reweight(f, step_sd * step_sd);
    }
    return true;
}

/* Mean and variance at time t (observed or ahead) given everything observed. */
static void predict(fit *f, size_t t, double *mean, double *variance)
{
    double m = f->centre;
    for (size_t j = 0; j < f->times; j++) {
        double c = prior_covariance(f, t, j);
        gsl_vector_set(f->column, j, c);
        m += c * gsl_vector_get(f->solved, j);
    }
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, f->covariance, f->column);
    double explained = 0;
    gsl_blas_ddot(f->column, f->column, &explained);
    *mean = m;
    *variance = fmax(0, prior_covariance(f, t, t) - explained);
}

typedef struct average {
    double top, weight;
    double first[MOST_HORIZON], second[MOST_HORIZON];
    double level[MOST_TIMES];
} average;

/* Add one pair of spreads to the average, rescaling where it is the best so far. */
static void add_to_average(average *a, fit *f, double log_weight,
                           double irregular_variance)
{
    if (log_weight > a->top) {
        double shrink = exp(a->top - log_weight);
        a->weight *= shrink;
        for (size_t h = 0; h < f->horizon; h++) {
            a->first[h] *= shrink;
            a->second[h] *= shrink;
        }
        for (size_t t = 0; t < f->times; t++)
            a->level[t] *= shrink;
        a->top = log_weight;
    }
    double w = exp(log_weight - a->top), mean = 0, variance = 0;
    a->weight += w;
    for (size_t h = 0; h < f->horizon; h++) {
        predict(f, f->times + h, &mean, &variance);
        a->first[h] += w * mean;
        a->second[h] += w * (variance + irregular_variance + mean * mean);
    }
    for (size_t t = 0; t < f->times; t++) {
        predict(f, t, &mean, &variance);
        a->level[t] += w * mean;
    }
}

static wf_status fit_new(fit *f)
{
    statistics_init();
    f->covariance = gsl_matrix_calloc(f->times, f->times);
    f->residual = gsl_vector_calloc(f->times);
    f->solved = gsl_vector_calloc(f->times);
    f->column = gsl_vector_calloc(f->times);
    bool ok = f->covariance != NULL && f->residual != NULL && f->solved != NULL &&
              f->column != NULL;
    double sum = 0, weights = 0;
    for (size_t t = f->offset; t < f->offset + f->times; t++) {
        double w = 1 / (f->variance[t] + 1e-4);
        sum += w * f->estimate[t];
        weights += w;
    }
    f->centre = weights > 0 ? sum / weights : 0;
    return ok ? WF_OK : WF_E_MEMORY;
}

static void fit_free(fit *f)
{
    gsl_matrix_free(f->covariance);
    gsl_vector_free(f->residual);
    gsl_vector_free(f->solved);
    gsl_vector_free(f->column);
}

/* The grid's values of one spread: from an eighth of the prior's median to eight times
 * it. */
static double grid_value(double median, int i)
{
    return median * exp2(-3 + 6.0 * i / (GRID - 1));
}

static wf_status average_over_grid(fit *f, average *a)
{
    for (int i = 0; i < GRID; i++)
        for (int j = 0; j < GRID; j++) {
            double step_sd = grid_value(f->prior->step_sd, i);
            double irregular_sd = grid_value(f->prior->irregular_sd, j);
            if (!fit_spreads(f, step_sd, irregular_sd))
                return WF_E_NUMERIC;
            add_to_average(a, f, log_posterior(f, step_sd, irregular_sd),
                           irregular_sd * irregular_sd);
        }
    return WF_OK;
}

wf_status common_movement_fit(const double *estimate, const double *variance,
                              uint32_t season, const common_prior *prior,
                              stat_common *out)
{
    size_t times = out->times < MOST_TIMES ? out->times : MOST_TIMES;
    fit f = {.times = times,
             .horizon = out->horizon < MOST_HORIZON ? out->horizon : MOST_HORIZON,
             .offset = out->times - times,
             .estimate = estimate,
             .variance = variance,
             .season = season,
             .prior = prior};
    average a = {.top = -(double)INFINITY};
    wf_status status = fit_new(&f);
    if (status == WF_OK)
        status = average_over_grid(&f, &a);
    for (size_t t = 0; status == WF_OK && t < out->times; t++)
        out->level[t] = t < f.offset ? estimate[t] : a.level[t - f.offset] / a.weight;
    for (size_t h = 0; status == WF_OK && h < out->horizon; h++) {
        size_t g = h < f.horizon ? h : f.horizon - 1;
        out->mean[h] = a.first[g] / a.weight;
        out->variance[h] = fmax(0, a.second[g] / a.weight - out->mean[h] * out->mean[h]);
    }
    fit_free(&f);
    return status;
}

wf_status common_movement_smooth(double *estimate, const double *variance, size_t times,
                                 uint32_t season, const common_prior *prior)
{
    size_t used = times < MOST_TIMES ? times : MOST_TIMES;
    fit f = {.times = used,
             .offset = times - used,
             .estimate = estimate,
             .variance = variance,
             .season = season,
             .prior = prior};
    double level[MOST_TIMES], unused = 0;
    wf_status status = fit_new(&f);
    if (status == WF_OK && !fit_spreads(&f, prior->step_sd, prior->irregular_sd))
        status = WF_E_NUMERIC;
    for (size_t t = 0; status == WF_OK && t < used; t++) {
        predict(&f, t, &level[t], &unused);
        /* The irregular part belongs to the estimate: keep its share. */
        double v = variance[f.offset + t], i = prior->irregular_sd * prior->irregular_sd;
        level[t] += (estimate[f.offset + t] - level[t]) * (isfinite(v) ? i / (i + v) : 0);
    }
    for (size_t t = 0; status == WF_OK && t < used; t++)
        estimate[f.offset + t] = level[t];
    fit_free(&f);
    return status;
}
