#include "engine/statistics/statistics.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <pthread.h>

static void switch_handler_off(void)
{
    (void)gsl_set_error_handler_off();
}

void statistics_init(void)
{
    /* The one write to GSL's global handler, made once however many threads come by. */
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, switch_handler_off);
}

double statistics_log_gamma(double x)
{
    /* Stirling's series after shifting the argument above 10: Abramowitz and
     * Stegun 6.1.41. */
    static const double half_log_two_pi = 0.91893853320467274178;
    double shift = 0;
    if (x < 10) {
        double product = 1;
        while (x < 10) {
            product *= x;
            x += 1;
        }
        shift = log(product);
    }
    double r = 1 / x, r2 = r * r;
    double series =
        r *
        (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 * (1.0 / 1680 - r2 / 1188))));
    return (x - 0.5) * log(x) - x + half_log_two_pi + series - shift;
}

typedef struct minimand {
    statistics_function f;
    void *context;
} minimand;

static double call_minimand(const gsl_vector *x, void *params)
{
    const minimand *m = params;
    double value = m->f(x->data, m->context);
    return isfinite(value) ? value : 1e300;
}

static void iterate(gsl_multimin_fminimizer *s, size_t evaluations)
{
    const double small_enough = 1e-3;
    for (size_t i = 0; i < evaluations; i++)
        if (gsl_multimin_fminimizer_iterate(s) != GSL_SUCCESS ||
            gsl_multimin_fminimizer_size(s) < small_enough)
            return;
}

wf_status statistics_minimise(statistics_function f, void *context, size_t n, double *x,
                              const double *step, size_t evaluations)
{
    statistics_init();
    wf_status status = WF_E_MEMORY;
    minimand m = {f, context};
    gsl_multimin_function function = {.f = call_minimand, .n = n, .params = &m};
    gsl_vector_view start = gsl_vector_view_array(x, n);
    gsl_vector_const_view steps = gsl_vector_const_view_array(step, n);
    gsl_multimin_fminimizer *s =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    if (s == NULL)
        return WF_E_MEMORY;
    status = WF_E_NUMERIC;
    if (gsl_multimin_fminimizer_set(s, &function, &start.vector, &steps.vector) ==
        GSL_SUCCESS) {
        iterate(s, evaluations);
        const gsl_vector *best = gsl_multimin_fminimizer_x(s);
        for (size_t i = 0; i < n; i++)
            x[i] = gsl_vector_get(best, i);
        status = WF_OK;
    }
    gsl_multimin_fminimizer_free(s);
    return status;
}
