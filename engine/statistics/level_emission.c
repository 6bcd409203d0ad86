/* Probabilities of counts given the level. */
#include "engine/statistics/level_parts.h"
#include <math.h>

void level_table_fill(const level_model *model, double shift, level_table *table)
{
    double m = model->concentration;
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        double eta = model->state[k] + shift;
        bool rate = model->options.kind == LEVEL_GAMMA_POISSON;
        double mean = rate ? exp(eta) : 1 / (1 + exp(-eta));
        table->mean[k] = mean;
        table->shape[k] = fmax(mean * m, 1e-8);
        table->other[k] = rate ? 1 : fmax((1 - mean) * m, 1e-8);
        table->lg_shape[k] = statistics_log_gamma(table->shape[k]);
        table->lg_other[k] = statistics_log_gamma(table->other[k]);
    }
}

/* log [Gamma(a + y) / Gamma(a)]: a product where y is small, as it mostly is. */
static double log_rising(double a, double lg_a, double y)
{
    if (y < 0.5)
        return 0;
    if (y < 8.5) {
        double product = a;
        for (int j = 1; j < (int)(y + 0.5); j++)
            product *= a + j;
        return log(product);
    }
    return statistics_log_gamma(a + y) - lg_a;
}

/* The parts of log P(y) that do not depend on the state. */
static double constant_part(const level_model *model, double y, double n)
{
    double m = model->concentration;
    if (model->options.kind == LEVEL_GAMMA_POISSON)
        return y * log(n / (m + n)) - statistics_log_gamma(y + 1);
    double choose = statistics_log_gamma(n + 1) - statistics_log_gamma(y + 1) -
                    statistics_log_gamma(n - y + 1);
    return choose + statistics_log_gamma(m) - statistics_log_gamma(m + n);
}

static double state_part(const level_model *model, const level_table *table, size_t k,
                         double y, double n)
{
    double first = log_rising(table->shape[k], table->lg_shape[k], y);
    if (model->options.kind == LEVEL_GAMMA_POISSON) {
        double m = model->concentration;
        return first + table->shape[k] * log(m / (m + n));
    }
    return first + log_rising(table->other[k], table->lg_other[k], n - y);
}

static double log_count(const level_model *model, const level_table *table, size_t k,
                        double y, double n)
{
    return constant_part(model, y, n) + state_part(model, table, k, y, n);
}

/* P(y + 1) / P(y) at state k. */
static double next_ratio(const level_model *model, const level_table *table, size_t k,
                         double y, double n)
{
    double up = (y + table->shape[k]) / (y + 1);
    if (model->options.kind == LEVEL_GAMMA_POISSON)
        return up * n / (model->concentration + n);
    return up * (n - y) / (n - y - 1 + table->other[k]);
}

/* P(1 <= count <= hidden_up_to | state k). */
static double hidden_probability(const level_model *model, const level_table *table,
                                 size_t k, double n)
{
    double p = exp(log_count(model, table, k, 0, n)), sum = 0;
    for (unsigned y = 0; y < model->options.hidden_up_to && y + 1 <= n; y++) {
        p *= next_ratio(model, table, k, y, n);
        sum += p;
    }
    return fmin(fmax(sum, 1e-12), 1 - 1e-12);
}

void level_emission(const level_model *model, const level_table *table,
                    const stat_obs *obs, double *log_p)
{
    double n = fmax(1, obs->n), y = obs->y;
    unsigned hidden = model->options.hidden_up_to;
    if (model->options.kind == LEVEL_BETA_BINOMIAL)
        y = fmin(y, n);
    double constant = obs->suppressed ? 0 : constant_part(model, y, n);
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        if (obs->suppressed)
            log_p[k] = hidden ? log(hidden_probability(model, table, k, n)) : 0;
        else
            log_p[k] = constant + state_part(model, table, k, y, n);
        if (!obs->suppressed && hidden && !model->options.hidden_rows)
            log_p[k] -= log1p(-hidden_probability(model, table, k, n));
    }
}

void level_add_counts(const level_model *model, const level_table *table, size_t k,
                      double weight, level_forecast *f)
{
    double cohort = f->cohort, *p = f->probability;
    size_t n = f->n;
    const double negligible = 1e-9;
    double centre = floor(table->mean[k] * cohort);
    if (centre > (double)(n - 1))
        centre = (double)(n - 1);
    size_t mode = (size_t)centre;
    double at_mode = exp(log_count(model, table, k, centre, cohort));
    double q = at_mode;
    for (size_t y = mode;; y++) {
        p[y] += weight * q;
        if (y + 1 >= n)
            break;
        q *= next_ratio(model, table, k, (double)y, cohort);
        if (!(q > negligible * at_mode) && y > mode + 2)
            break;
    }
    q = at_mode;
    for (size_t y = mode; y-- > 0;) {
        q /= next_ratio(model, table, k, (double)y, cohort);
        p[y] += weight * q;
        if (!(q > negligible * at_mode) && y + 2 < mode)
            break;
    }
}
