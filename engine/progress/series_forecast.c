/* What a model says of one line at one time, in the KPI's unit. */
#include "engine/progress/series.h"
#include <math.h>

static bool is_counts(const series_forecast *f)
{
    return f->series->scale == SERIES_COUNTS || f->series->scale == SERIES_RATES;
}

/* KPI units a count is worth. */
static double unit_of_count(const series_forecast *f)
{
    return f->series->whole / f->counts.cohort;
}

static double from_scale(const series_forecast *f, double x)
{
    if (f->series->scale == SERIES_LOGIT)
        return f->series->whole / (1 + exp(-x));
    return f->series->scale == SERIES_LOG ? exp(x) : x;
}

/* A KPI value on the model's scale; the ends of a proportion lie at infinity. */
static double on_scale(const series_forecast *f, double value)
{
    if (f->series->scale == SERIES_LOG)
        return value > 0 ? log(value) : -(double)INFINITY;
    if (f->series->scale != SERIES_LOGIT)
        return value;
    double p = value / f->series->whole;
    if (p <= 0)
        return -(double)INFINITY;
    return p >= 1 ? (double)INFINITY : log(p / (1 - p));
}

enum {
    QUANTILES = 99
};

static void quantiles(const series_forecast *f, double *probability, double *value)
{
    for (int i = 0; i < QUANTILES; i++) {
        probability[i] = (i + 0.5) / QUANTILES;
        value[i] =
            from_scale(f, predictive_student_quantile(f->value.centre, f->value.scale,
                                                      f->value.df, probability[i]));
    }
}

/* Mean of the quantiles between two shares, back on the KPI's scale. */
static double mean_between(const series_forecast *f, double from, double to)
{
    double probability[QUANTILES], value[QUANTILES], sum = 0, count = 0;
    if (f->series->scale == SERIES_IDENTITY)
        return f->value.centre;
    quantiles(f, probability, value);
    for (int i = 0; i < QUANTILES; i++)
        if (probability[i] > from && probability[i] < to) {
            sum += value[i];
            count++;
        }
    return sum / count;
}

/* The levels of the class of size that a cohort belongs to. */
static predictive_levels series_levels(const progress_series *s, double cohort)
{
    size_t class = 0;
    while (class + 1 < SERIES_CLASSES && cohort > s->class_cohort[class])
        class ++;
    return s->levels[class];
}

predictive series_summary(const series_forecast *f)
{
    predictive p;
    if (is_counts(f)) {
        bool bounded = f->series->scale == SERIES_COUNTS;
        p = predictive_of_counts(f->counts.probability, f->counts.n,
                                 bounded ? f->counts.cohort : (double)INFINITY,
                                 series_levels(f->series, f->counts.cohort));
        double *numbers[] = {&p.median,  &p.average, &p.centre, &p.lower50,
                             &p.upper50, &p.lower80, &p.upper80};
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
            *numbers[i] *= unit_of_count(f);
        return p;
    }
    p = predictive_of_student(f->value.centre, f->value.scale, f->value.df);
    return (predictive){.median = from_scale(f, p.median),
                        .average = mean_between(f, 0, 1),
                        .centre = mean_between(f, 0.05, 0.95),
                        .lower50 = from_scale(f, p.lower50),
                        .upper50 = from_scale(f, p.upper50),
                        .lower80 = from_scale(f, p.lower80),
                        .upper80 = from_scale(f, p.upper80)};
}

double series_at_least(const series_forecast *f, double limit)
{
    if (is_counts(f))
        return predictive_counts_at_least(f->counts.probability, f->counts.n,
                                          limit / unit_of_count(f));
    double x = on_scale(f, limit);
    if (!isfinite(x))
        return x < 0 ? 1 : 0;
    return predictive_student_at_least(f->value.centre, f->value.scale, f->value.df, x);
}

double series_at_most(const series_forecast *f, double limit)
{
    if (!is_counts(f))
        return 1 - series_at_least(f, limit);
    double most = floor(limit / unit_of_count(f) + 1e-6);
    return fmax(0, 1 - predictive_counts_at_least(f->counts.probability, f->counts.n,
                                                  most + 0.5));
}

double series_crps(const series_forecast *f, double observed)
{
    if (is_counts(f))
        return unit_of_count(f) * predictive_counts_crps(f->counts.probability,
                                                         f->counts.n,
                                                         observed / unit_of_count(f));
    double probability[QUANTILES], value[QUANTILES];
    quantiles(f, probability, value);
    return predictive_quantile_crps(probability, value, QUANTILES, observed);
}

double series_held(const series_forecast *f, double share, double observed)
{
    if (is_counts(f))
        return predictive_counts_held(f->counts.probability, f->counts.n, share,
                                      round(observed / unit_of_count(f)));
    double tail = (1 - share) / 2;
    double cdf = 1 - series_at_least(f, observed);
    return cdf >= tail && cdf <= 1 - tail ? 1 : 0;
}
