#include "engine/statistics/logistic.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_ITERATIONS = 60,
    BINS = 10
};

typedef struct irls {
    const logistic_data *data;
    const unsigned char *use;
    double ridge;
    double *b;
    gsl_matrix *information;
    gsl_vector *gradient, *step;
} irls;

static double linear(const double *x, const double *b, size_t columns)
{
    double sum = 0;
    for (size_t j = 0; j < columns; j++)
        sum += x[j] * b[j];
    return sum;
}

/* log(1 + exp(x)) without overflow. */
static double log1p_exp(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double penalised(const irls *f, const double *b, double *deviance_out)
{
    double log_likelihood = 0, squares = 0;
    size_t columns = f->data->columns;
    for (size_t i = 0; i < f->data->rows; i++) {
        if (f->use != NULL && !f->use[i])
            continue;
        double eta = linear(f->data->x + i * columns, b, columns);
        log_likelihood += f->data->y[i] * eta - log1p_exp(eta);
    }
    for (size_t j = 1; j < columns; j++)
        squares += b[j] * b[j];
    if (deviance_out != NULL)
        *deviance_out = -2 * log_likelihood;
    return log_likelihood - f->ridge / 2 * squares;
}

/* Information and gradient at f->b. */
static void accumulate(irls *f)
{
    size_t columns = f->data->columns;
    gsl_matrix_set_zero(f->information);
    gsl_vector_set_zero(f->gradient);
    for (size_t i = 0; i < f->data->rows; i++) {
        if (f->use != NULL && !f->use[i])
            continue;
        const double *x = f->data->x + i * columns;
        double p = 1 / (1 + exp(-linear(x, f->b, columns)));
        double w = fmax(p * (1 - p), 1e-12), r = f->data->y[i] - p;
        gsl_vector_const_view row = gsl_vector_const_view_array(x, columns);
        gsl_blas_dsyr(CblasLower, w, &row.vector, f->information);
        gsl_blas_daxpy(r, &row.vector, f->gradient);
    }
    for (size_t j = 1; j < columns; j++) {
        *gsl_matrix_ptr(f->information, j, j) += f->ridge;
        *gsl_vector_ptr(f->gradient, j) -= f->ridge * f->b[j];
    }
    *gsl_matrix_ptr(f->information, 0, 0) += 1e-10;
}

/* Go along the Newton step, halving it until it gains. */
static double take_step(irls *f, double before)
{
    size_t columns = f->data->columns;
    double scale = 1, after = before;
    for (int halving = 0; halving < 30; halving++) {
        for (size_t j = 0; j < columns; j++)
            f->b[j] += scale * gsl_vector_get(f->step, j);
        after = penalised(f, f->b, NULL);
        if (after >= before - 1e-12 * fabs(before))
            return after;
        for (size_t j = 0; j < columns; j++)
            f->b[j] -= scale * gsl_vector_get(f->step, j);
        scale /= 2;
    }
    return before;
}

static double largest(const gsl_vector *v)
{
    double most = 0;
    for (size_t j = 0; j < v->size; j++)
        most = fmax(most, fabs(gsl_vector_get(v, j)));
    return most;
}

static wf_status iterate(irls *f, logistic_fit *out)
{
    double value = penalised(f, f->b, NULL);
    for (out->iterations = 1; out->iterations <= MOST_ITERATIONS; out->iterations++) {
        accumulate(f);
        if (gsl_linalg_cholesky_decomp1(f->information) != GSL_SUCCESS ||
            gsl_linalg_cholesky_solve(f->information, f->gradient, f->step) !=
                GSL_SUCCESS)
            return WF_E_NUMERIC;
        value = take_step(f, value);
        if (largest(f->step) < 1e-10)
            break;
    }
    if (out->iterations > MOST_ITERATIONS && largest(f->step) > 1e-6)
        return WF_E_NUMERIC;
    accumulate(f);
    if (gsl_linalg_cholesky_decomp1(f->information) != GSL_SUCCESS ||
        gsl_linalg_cholesky_invert(f->information) != GSL_SUCCESS)
        return WF_E_NUMERIC;
    for (size_t i = 0; i < f->data->columns; i++)
        for (size_t j = 0; j < f->data->columns; j++)
            out->covariance[i * f->data->columns + j] =
                gsl_matrix_get(f->information, i, j);
    (void)penalised(f, f->b, &out->deviance);
    return WF_OK;
}

static bool start(irls *f)
{
    double cases = 0, rows = 0;
    for (size_t i = 0; i < f->data->rows; i++)
        if (f->use == NULL || f->use[i]) {
            cases += f->data->y[i];
            rows++;
        }
    if (!(cases > 0) || !(cases < rows))
        return false;
    f->b[0] = log(cases / (rows - cases));
    return true;
}

wf_status logistic_fit_ridge(const logistic_data *data, const unsigned char *use,
                             double ridge, wf_arena *arena, logistic_fit *out)
{
    statistics_init();
    size_t columns = data->columns;
    *out = (logistic_fit){.coefficient = wf_arena_array(arena, columns, sizeof(double)),
                          .covariance =
                              wf_arena_array(arena, columns * columns, sizeof(double))};
    if (out->coefficient == NULL || out->covariance == NULL)
        return WF_E_MEMORY;
    irls f = {.data = data,
              .use = use,
              .ridge = ridge,
              .b = out->coefficient,
              .information = gsl_matrix_calloc(columns, columns),
              .gradient = gsl_vector_calloc(columns),
              .step = gsl_vector_calloc(columns)};
    wf_status status = WF_E_MEMORY;
    if (f.information != NULL && f.gradient != NULL && f.step != NULL)
        status = start(&f) ? iterate(&f, out) : WF_E_NUMERIC;
    gsl_matrix_free(f.information);
    gsl_vector_free(f.gradient);
    gsl_vector_free(f.step);
    return status;
}

static double cube_above(double x)
{
    return x > 0 ? x * x * x : 0;
}

void spline_restricted(double x, const double *knots, size_t count, double *terms)
{
    double last = knots[count - 1], before = knots[count - 2];
    double span = last - knots[0], gap = last - before;
    terms[0] = x;
    for (size_t j = 0; j + 2 < count; j++)
        terms[j + 1] =
            (cube_above(x - knots[j]) - cube_above(x - before) * (last - knots[j]) / gap +
             cube_above(x - last) * (before - knots[j]) / gap) /
            (span * span);
}

typedef struct ranked {
    double p, y;
    size_t row;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->p < b->p || a->p > b->p)
        return a->p < b->p ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static ranked *rank(const double *probability, const double *y, size_t rows,
                    wf_arena *scratch)
{
    ranked *r = wf_arena_array(scratch, rows, sizeof *r);
    if (r == NULL)
        return NULL;
    for (size_t i = 0; i < rows; i++)
        r[i] = (ranked){probability[i], y[i], i};
    qsort(r, rows, sizeof *r, compare_ranked);
    return r;
}

double classify_auc(const double *probability, const double *y, size_t rows,
                    wf_arena *scratch)
{
    ranked *r = rank(probability, y, rows, scratch);
    double ranks = 0, cases = 0;
    if (r == NULL)
        return (double)NAN;
    for (size_t begin = 0, end; begin < rows; begin = end) {
        double in_tie = 0;
        for (end = begin; end < rows && !(r[end].p > r[begin].p); end++)
            in_tie += r[end].y;
        ranks += in_tie * ((double)(begin + end) + 1) / 2;
        cases += in_tie;
    }
    double others = (double)rows - cases;
    return (ranks - cases * (cases + 1) / 2) / (cases * others);
}

double classify_brier(const double *probability, const double *y, size_t rows)
{
    double sum = 0;
    for (size_t i = 0; i < rows; i++)
        sum += (y[i] - probability[i]) * (y[i] - probability[i]);
    return sum / (double)rows;
}

double classify_calibration_error(const double *probability, const double *y, size_t rows,
                                  wf_arena *scratch)
{
    ranked *r = rank(probability, y, rows, scratch);
    double sum = 0;
    if (r == NULL)
        return (double)NAN;
    for (size_t bin = 0; bin < BINS; bin++) {
        double difference = 0;
        for (size_t i = bin * rows / BINS; i < (bin + 1) * rows / BINS; i++)
            difference += r[i].y - r[i].p;
        sum += fabs(difference);
    }
    return sum / (double)rows;
}
