/* One unit under the model of values: its covariance, what it has shown, what follows. */
#include "engine/statistics/gaussian_parts.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

double gaussian_relative_size(const gaussian_model *m, size_t unit)
{
    if (m->options.size == NULL)
        return 0;
    return fmin(fmax(log(m->options.size[unit]) - m->typical_log_size, -4), 4);
}

/* Covariance of the unit's own movement between two times. */
static double movement(const gaussian_model *m, uint32_t season, double factor,
                       uint32_t a, uint32_t b)
{
    uint32_t apart = a > b ? a - b : b - a;
    double own = m->slow * pow(m->persistence, apart);
    if (season > 1 && apart % season == 0)
        own += m->season;
    return m->level + factor * own;
}

static double own_noise(const gaussian_model *m, const stat_panel *p, size_t row,
                        double factor)
{
    double chance =
        m->options.sampling != NULL ? m->options.sampling[row] * m->design : 0;
    return factor * m->irregular * m->restless[p->obs[row].time] + chance;
}

static void take_rows(const stat_panel *p, size_t unit, uint32_t before, gaussian_unit *w)
{
    size_t begin = p->first[unit], end = p->first[unit + 1];
    while (end > begin && p->obs[end - 1].time >= before)
        end--;
    w->begin =
        end - begin > GAUSSIAN_MOST_TIMES ? end - (size_t)GAUSSIAN_MOST_TIMES : begin;
    w->n = end - w->begin;
}

bool gaussian_unit_solve(const gaussian_model *m, const stat_panel *p, size_t unit,
                         uint32_t before, gaussian_unit *w)
{
    take_rows(p, unit, before, w);
    w->factor = exp(-m->size_power * gaussian_relative_size(m, unit));
    if (w->n == 0)
        return false;
    w->covariance = gsl_matrix_view_array(w->storage, w->n, w->n);
    gsl_matrix *c = &w->covariance.matrix;
    for (size_t i = 0; i < w->n; i++) {
        const stat_obs *a = &p->obs[w->begin + i];
        for (size_t j = 0; j < i; j++) {
            double v =
                movement(m, p->season, w->factor, a->time, p->obs[w->begin + j].time);
            gsl_matrix_set(c, i, j, v);
            gsl_matrix_set(c, j, i, v);
        }
        gsl_matrix_set(c, i, i,
                       movement(m, p->season, w->factor, a->time, a->time) +
                           own_noise(m, p, w->begin + i, w->factor) + 1e-12);
        w->residual[i] = a->y - m->common.level[a->time];
    }
    if (gsl_linalg_cholesky_decomp1(c) != GSL_SUCCESS)
        return false;
    gsl_vector_const_view r = gsl_vector_const_view_array(w->residual, w->n);
    gsl_vector_view s = gsl_vector_view_array(w->solved, w->n);
    if (gsl_linalg_cholesky_solve(c, &r.vector, &s.vector) != GSL_SUCCESS)
        return false;
    gsl_blas_ddot(&r.vector, &s.vector, &w->quadratic);
    w->log_det = 0;
    for (size_t i = 0; i < w->n; i++)
        w->log_det += log(gsl_matrix_get(c, i, i));
    return true;
}

double gaussian_unit_unrest(const gaussian_model *m, const gaussian_unit *w)
{
    return w->n > 0 ? (m->df + w->quadratic) / (m->df + (double)w->n) : 1;
}

void gaussian_unit_look(const gaussian_model *m, const stat_panel *p,
                        const gaussian_unit *w, uint32_t then, double *centre,
                        double *variance)
{
    double column[GAUSSIAN_MOST_TIMES], explained = 0;
    *centre = 0;
    *variance = movement(m, p->season, w->factor, then, then) + w->factor * m->irregular;
    if (w->n == 0)
        return;
    for (size_t i = 0; i < w->n; i++) {
        column[i] = movement(m, p->season, w->factor, then, p->obs[w->begin + i].time);
        *centre += column[i] * w->solved[i];
    }
    gsl_vector_view c = gsl_vector_view_array(column, w->n);
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, &w->covariance.matrix,
                   &c.vector);
    gsl_blas_ddot(&c.vector, &c.vector, &explained);
    *variance -= explained;
}

/* Sampling variance to expect ahead: the unit's last. */
static double last_sampling(const gaussian_model *m, const gaussian_unit *w)
{
    if (m->options.sampling == NULL || w->n == 0)
        return 0;
    return m->options.sampling[w->begin + w->n - 1] * m->design;
}

wf_status gaussian_model_forecast(const gaussian_model *m, const stat_panel *p,
                                  size_t unit, size_t steps, gaussian_forecast *out)
{
    gaussian_unit w = {0};
    if (!gaussian_unit_solve(m, p, unit, (uint32_t)p->times, &w) && w.n > 0)
        return WF_E_NUMERIC;
    double own = gaussian_unit_unrest(m, &w);
    double spread =
        exp(m->spread_level + m->spread_slope * gaussian_relative_size(m, unit));
    for (size_t h = 0; h < steps; h++) {
        double centre = 0, variance = 0;
        gaussian_unit_look(m, p, &w, (uint32_t)(p->times + h), &centre, &variance);
        variance = fmax(variance + last_sampling(m, &w), 1e-12) * own * spread * spread;
        out[h] = (gaussian_forecast){.centre = m->common.mean[h] + centre,
                                     .scale = sqrt(variance + m->common.variance[h]),
                                     .df = m->df + (double)w.n};
    }
    return WF_OK;
}
