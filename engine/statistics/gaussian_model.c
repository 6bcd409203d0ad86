#include "engine/statistics/common_movement.h"
#include "engine/statistics/gaussian_parts.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

enum {
    PARAMETERS = 8,
    EVALUATIONS = 450,
    ROUNDS = 3,
    MOST_UNITS =
        800, /* spreads are estimated from every k-th unit where there are more */
};

typedef struct fitter {
    const stat_panel *panel;
    gaussian_model *model;
    gaussian_unit work;
    double spread; /* variance of the residuals: what the priors are relative to */
    size_t stride;
    gsl_matrix *information, *inverse;
    gsl_vector *right, *solution;
} fitter;

/* log density of the multivariate Student-t, without its power of pi. */
static double log_density(const gaussian_model *m, const gaussian_unit *w)
{
    double n = (double)w->n, half = (m->df + n) / 2;
    return statistics_log_gamma(half) - statistics_log_gamma(m->df / 2) -
           n / 2 * log(m->df) - w->log_det - half * log1p(w->quadratic / m->df);
}

static double log_normal_prior(double x, double mean, double sd)
{
    double z = (x - mean) / sd;
    return -0.5 * z * z;
}

static void take_parameters(fitter *f, const double *x)
{
    gaussian_model *m = f->model;
    m->level = f->spread * exp(fmin(fmax(x[0], -14), 5));
    m->slow = f->spread * exp(fmin(fmax(x[1], -14), 5));
    m->irregular = f->spread * exp(fmin(fmax(x[2], -14), 5));
    m->persistence = 1 / (1 + exp(-x[3]));
    m->df = 3 + exp(fmin(fmax(x[4], -4), 6));
    m->size_power = m->options.size != NULL ? x[5] : 0;
    m->design = m->options.sampling != NULL ? exp(fmin(fmax(x[6], -6), 8)) : 0;
    m->season = f->panel->season > 1 ? f->spread * exp(fmin(fmax(x[7], -14), 5)) : 0;
}

/* Weak priors: shares of the spread about a third, a memory of about three years,
 * variances that differ between units by about a third, sizes that matter a little. */
static double log_priors(const fitter *f, const double *x)
{
    double years = f->panel->season > 0 ? f->model->options.years_per_time : 1;
    double memory = exp(-years / 3);
    return log_normal_prior(x[0], log(0.3), 2) + log_normal_prior(x[1], log(0.3), 2) +
           log_normal_prior(x[2], log(0.2), 2) +
           log_normal_prior(x[3], log(memory / (1 - memory)), 1) +
           log_normal_prior(x[4], 2, 1) + log_normal_prior(x[5], 0.5, 0.3) +
           log_normal_prior(x[6], 0, 2) + log_normal_prior(x[7], log(0.05), 1.5);
}

static double objective(const double *x, void *context)
{
    fitter *f = context;
    take_parameters(f, x);
    double sum = 0;
    for (size_t u = 0; u < f->panel->units; u += f->stride) {
        if (f->panel->first[u] == f->panel->first[u + 1])
            continue;
        if (!gaussian_unit_solve(f->model, f->panel, u, (uint32_t)f->panel->times,
                                 &f->work))
            return (double)INFINITY;
        sum += log_density(f->model, &f->work);
    }
    f->model->log_likelihood = sum;
    return -(sum + log_priors(f, x));
}

/* Add one unit to the normal equations of the common movement (generalised least squares,
 * the unit weighted by how quiet it is: the EM weight of the Student-t). */
static bool add_to_equations(fitter *f, size_t unit)
{
    gaussian_unit *w = &f->work;
    if (!gaussian_unit_solve(f->model, f->panel, unit, (uint32_t)f->panel->times, w))
        return f->panel->first[unit] == f->panel->first[unit + 1];
    if (gsl_linalg_cholesky_invert(&w->covariance.matrix) != GSL_SUCCESS)
        return false;
    double weight = (f->model->df + (double)w->n) / (f->model->df + w->quadratic);
    const stat_obs *obs = f->panel->obs + w->begin;
    for (size_t i = 0; i < w->n; i++) {
        double right = 0;
        for (size_t j = 0; j < w->n; j++) {
            double c = weight * gsl_matrix_get(&w->covariance.matrix, i, j);
            right += c * obs[j].y;
            *gsl_matrix_ptr(f->information, obs[i].time, obs[j].time) += c;
        }
        *gsl_vector_ptr(f->right, obs[i].time) += right;
    }
    return true;
}

/* Estimate the common movement for each time; `variance` of each. Times nobody saw stay
 * at the mean with no weight. */
static wf_status estimate_common(fitter *f, double *variance)
{
    size_t times = f->panel->times;
    gsl_matrix_set_zero(f->information);
    gsl_vector_set_zero(f->right);
    for (size_t u = 0; u < f->panel->units; u++)
        if (!add_to_equations(f, u))
            return WF_E_NUMERIC;
    double mean = 0, seen = 0;
    for (size_t t = 0; t < times; t++) {
        variance[t] = gsl_matrix_get(f->information, t, t) > 0 ? 0 : (double)INFINITY;
        if (variance[t] > 0)
            gsl_matrix_set(f->information, t, t, 1);
    }
    if (gsl_linalg_cholesky_decomp1(f->information) != GSL_SUCCESS ||
        gsl_linalg_cholesky_solve(f->information, f->right, f->solution) != GSL_SUCCESS ||
        gsl_linalg_cholesky_invert(f->information) != GSL_SUCCESS)
        return WF_E_NUMERIC;
    for (size_t t = 0; t < times; t++)
        if (!(variance[t] > 0)) {
            variance[t] = gsl_matrix_get(f->information, t, t);
            mean += gsl_vector_get(f->solution, t);
            seen++;
        }
    for (size_t t = 0; t < times; t++)
        f->model->common.level[t] =
            isfinite(variance[t]) ? gsl_vector_get(f->solution, t) : mean / seen;
    return WF_OK;
}

/* How irregular each time was, by one EM step, drawn towards 1 by five observations'
 * worth. */
static wf_status estimate_restless(fitter *f, wf_arena *scratch)
{
    const double prior_count = 5;
    gaussian_model *m = f->model;
    size_t times = f->panel->times;
    double *sum = wf_arena_array(scratch, times, sizeof *sum);
    double *count = wf_arena_array(scratch, times, sizeof *count);
    if (sum == NULL || count == NULL)
        return WF_E_MEMORY;
    for (size_t u = 0; u < f->panel->units; u += f->stride) {
        gaussian_unit *w = &f->work;
        if (!gaussian_unit_solve(m, f->panel, u, (uint32_t)f->panel->times, w) ||
            gsl_linalg_cholesky_invert(&w->covariance.matrix) != GSL_SUCCESS)
            continue;
        double factor = w->factor;
        double weight = (m->df + (double)w->n) / (m->df + w->quadratic);
        for (size_t i = 0; i < w->n; i++) {
            uint32_t t = f->panel->obs[w->begin + i].time;
            double d = factor * m->irregular * m->restless[t];
            double e = d * w->solved[i];
            double left = d - d * d * gsl_matrix_get(&w->covariance.matrix, i, i);
            sum[t] += (weight * e * e + left) / (factor * m->irregular);
            count[t] += 1;
        }
    }
    double log_sum = 0;
    for (size_t t = 0; t < times; t++) {
        m->restless[t] = (sum[t] + prior_count) / (count[t] + prior_count);
        log_sum += log(m->restless[t]);
    }
    for (size_t t = 0; t < times; t++)
        m->restless[t] *= exp(-log_sum / (double)times);
    return WF_OK;
}

static common_prior common_prior_of(const fitter *f)
{
    /* Relative to how far units lie apart: a common step of a seventh of it a year. */
    double apart = sqrt(f->spread), root = sqrt(f->model->options.years_per_time);
    return (common_prior){.step_sd = apart * root / 10,
                          .irregular_sd = apart / 6,
                          .log_sd = 0.15,
                          .season_sd = f->panel->season > 1 ? apart / 3 : 0};
}

static wf_status fitter_init(fitter *f)
{
    statistics_init();
    size_t times = f->panel->times;
    f->information = gsl_matrix_calloc(times, times);
    f->right = gsl_vector_calloc(times);
    f->solution = gsl_vector_calloc(times);
    f->stride = (f->panel->units + MOST_UNITS - 1) / MOST_UNITS;
    if (f->stride == 0)
        f->stride = 1;
    return f->information != NULL && f->right != NULL && f->solution != NULL
               ? WF_OK
               : WF_E_MEMORY;
}

static void fitter_deinit(fitter *f)
{
    gsl_matrix_free(f->information);
    gsl_vector_free(f->right);
    gsl_vector_free(f->solution);
}

/* Start the common movement at the mean of each time, and measure the spread around it.
 */
static void start_common(fitter *f, double *count)
{
    double *level = f->model->common.level, all = 0, square = 0;
    size_t rows = f->panel->first[f->panel->units], times = f->panel->times;
    for (size_t r = 0; r < rows; r++) {
        level[f->panel->obs[r].time] += f->panel->obs[r].y;
        count[f->panel->obs[r].time] += 1;
        all += f->panel->obs[r].y;
    }
    for (size_t t = 0; t < times; t++)
        level[t] = count[t] > 0 ? level[t] / count[t] : all / (double)(rows ? rows : 1);
    double overall = all / (double)(rows ? rows : 1);
    for (size_t r = 0; r < rows; r++) {
        const stat_obs *o = &f->panel->obs[r];
        double d = o->y - (f->panel->units > 4 ? level[o->time] : overall);
        square += d * d;
    }
    double least = 1e-6 + 1e-6 * overall * overall;
    f->spread = fmax(least, rows > 1 ? square / (double)(rows - 1) : 1);
}

static void start_sizes(fitter *f)
{
    gaussian_model *m = f->model;
    double sum = 0;
    for (size_t u = 0; m->options.size != NULL && u < f->panel->units; u++)
        sum += log(m->options.size[u]);
    m->typical_log_size = f->panel->units ? sum / (double)f->panel->units : 0;
}

static wf_status estimate(fitter *f, double *variance, wf_arena *scratch)
{
    double memory = exp(-f->model->options.years_per_time / 3);
    double x[PARAMETERS] = {log(0.3), log(0.3), log(0.2), log(memory / (1 - memory)),
                            2,        0.2,      0.5,      log(0.05)};
    const double step[PARAMETERS] = {0.7, 0.7, 0.7, 0.7, 0.5, 0.15, 0.7, 0.7};
    start_common(f, variance);
    start_sizes(f);
    common_prior prior = common_prior_of(f);
    for (int round = 0; round < ROUNDS; round++) {
        take_parameters(f, x);
        WF_TRY(estimate_common(f, variance));
        WF_TRY(common_movement_smooth(f->model->common.level, variance, f->panel->times,
                                      f->panel->season, &prior));
        WF_TRY(statistics_minimise(objective, f, PARAMETERS, x, step, EVALUATIONS));
        take_parameters(f, x);
        WF_TRY(estimate_restless(f, scratch));
    }
    return estimate_common(f, variance);
}

static wf_status finish_common(fitter *f, const double *variance, double *estimates)
{
    stat_common *c = &f->model->common;
    common_prior prior = common_prior_of(f);
    memcpy(estimates, c->level, c->times * sizeof *estimates);
    WF_TRY(common_movement_fit(estimates, variance, f->panel->season, &prior, c));
    /* What the units are held against keeps its irregular part, unless few saw it. */
    memcpy(c->level, estimates, c->times * sizeof *estimates);
    return common_movement_smooth(c->level, variance, c->times, f->panel->season, &prior);
}

static bool model_init(const stat_panel *panel, const gaussian_options *options,
                       size_t horizon, wf_arena *arena, gaussian_model *m)
{
    *m = (gaussian_model){.options = *options, .df = 10};
    m->restless = wf_arena_array(arena, panel->times, sizeof(double));
    m->common =
        (stat_common){.times = panel->times,
                      .horizon = horizon,
                      .level = wf_arena_array(arena, panel->times, sizeof(double)),
                      .mean = wf_arena_array(arena, horizon, sizeof(double)),
                      .variance = wf_arena_array(arena, horizon, sizeof(double))};
    for (size_t t = 0; m->restless != NULL && t < panel->times; t++)
        m->restless[t] = 1;
    return m->restless != NULL && m->common.level != NULL && m->common.mean != NULL &&
           m->common.variance != NULL;
}

wf_status gaussian_model_fit(const stat_panel *panel, const gaussian_options *options,
                             size_t horizon, wf_arena *arena, gaussian_model *out)
{
    gaussian_model model = {0};
    wf_arena *scratch = wf_arena_new(0);
    if (scratch == NULL)
        return WF_E_MEMORY;
    wf_status status = WF_E_MEMORY;
    fitter *f = wf_arena_alloc(scratch, sizeof *f);
    double *variance = wf_arena_array(scratch, panel->times, sizeof *variance);
    double *estimates = wf_arena_array(scratch, panel->times, sizeof *estimates);
    if (f != NULL && variance != NULL && estimates != NULL &&
        model_init(panel, options, horizon, arena, &model)) {
        f->panel = panel;
        f->model = &model;
        status = fitter_init(f);
        if (status == WF_OK)
            status = estimate(f, variance, scratch);
        if (status == WF_OK)
            status = gaussian_calibrate(&model, panel, scratch);
        if (status == WF_OK)
            status = finish_common(f, variance, estimates);
        fitter_deinit(f);
    }
    wf_arena_free(scratch);
    if (status == WF_OK)
        *out = model;
    return status;
}
