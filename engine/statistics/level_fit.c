/* Estimation of the level model: the population of levels and the common movement by EM,
 * the movement's spreads by maximum likelihood under weak priors, in turns. */
#include "engine/statistics/common_movement.h"
#include "engine/statistics/level_parts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_UNITS = 1500, /* estimate from all of so many units */
    SAMPLE = 800,      /* of more, from every k-th, so many at most */
    ROUNDS = 3,
    EM_STEPS = 6,
    MOVEMENT_PARAMETERS = 4,
    MOVEMENT_EVALUATIONS = 70,
    CONCENTRATION_EVALUATIONS = 14
};

typedef struct fitter {
    const stat_panel *panel;
    level_model *model;
    size_t *units;
    size_t unit_count, row_count, most_rows;
    double *emission;    /* [rows of the chosen units][LEVEL_STATES] */
    double *forward;     /* [most_rows][LEVEL_STATES], scratch of one unit */
    level_table *tables; /* [times] */
    double *gradient,
        *curvature; /* [times] of the log likelihood in the common movement */
    double prior_population[LEVEL_STATES];
    double typical_size;
} fitter;

double level_unit_size(const stat_panel *panel, size_t unit)
{
    double sum = 0;
    size_t count = 0;
    for (size_t r = panel->first[unit]; r < panel->first[unit + 1]; r++)
        if (panel->obs[r].n > 0) {
            sum += panel->obs[r].n;
            count++;
        }
    return count ? sum / (double)count : 1;
}

double level_update(double *state, const double *log_p)
{
    double top = -(double)INFINITY, sum = 0;
    for (size_t k = 0; k < LEVEL_STATES; k++)
        if (log_p[k] > top)
            top = log_p[k];
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        state[k] *= exp(log_p[k] - top);
        sum += state[k];
    }
    if (!(sum > 1e-290)) { /* beyond what the grid can explain: take the emission alone */
        sum = 0;
        for (size_t k = 0; k < LEVEL_STATES; k++) {
            state[k] = exp(log_p[k] - top);
            sum += state[k];
        }
        top -= 600;
    }
    for (size_t k = 0; k < LEVEL_STATES; k++)
        state[k] /= sum;
    return top + log(sum);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Divide the units into classes of size, and find the typical size. */
static wf_status set_classes(fitter *f, wf_arena *scratch)
{
    size_t units = f->panel->units;
    double *size = wf_arena_array(scratch, units, sizeof *size);
    if (size == NULL)
        return WF_E_MEMORY;
    for (size_t u = 0; u < units; u++)
        size[u] = level_unit_size(f->panel, u);
    qsort(size, units, sizeof *size, compare_doubles);
    for (size_t c = 0; c < LEVEL_CLASSES; c++)
        f->model->class_size[c] =
            size[(c + 1) * units / LEVEL_CLASSES > 0 ? (c + 1) * units / LEVEL_CLASSES - 1
                                                     : 0];
    f->typical_size = size[units / 2];
    return WF_OK;
}

static void set_scales(fitter *f)
{
    level_model *m = f->model;
    double before = m->class_size[0] / 2;
    for (size_t c = 0; c < LEVEL_CLASSES; c++) {
        double middle = sqrt(before * m->class_size[c]);
        double scale = pow(middle / f->typical_size, -m->size_power);
        m->class_scale[c] = fmin(fmax(scale, 0.4), 2.5);
        before = m->class_size[c];
    }
}

/* What a count says of the level by itself, kept off the ends. */
static double own_level(const level_model *m, const stat_obs *o)
{
    if (m->options.kind == LEVEL_GAMMA_POISSON)
        return log((o->y + 0.1) / (o->n + 0.2));
    double y = fmin(o->y, o->n);
    return log((y + 0.1) / (o->n - y + 0.1));
}

static void set_grid(fitter *f)
{
    level_model *m = f->model;
    double low = (double)INFINITY, high = -(double)INFINITY, sum = 0, square = 0;
    size_t count = 0;
    for (size_t r = 0; r < f->panel->first[f->panel->units]; r++) {
        const stat_obs *o = &f->panel->obs[r];
        if (o->suppressed || !(o->n > 0))
            continue;
        double x = own_level(m, o);
        low = fmin(low, x);
        high = fmax(high, x);
        sum += x;
        square += x * x;
        count++;
    }
    if (count == 0) {
        low = -4;
        high = -1;
        count = 1;
    }
    /* Rates have no ceiling: leave room for a unit beyond all that the fit saw. */
    high += m->options.kind == LEVEL_GAMMA_POISSON ? 3 : 1.2;
    low -= 1.2;
    for (size_t k = 0; k < LEVEL_STATES; k++)
        m->state[k] = low + (high - low) * (double)k / (LEVEL_STATES - 1);
    /* The prior of the population: around the pooled level, as wide as the levels are. */
    double mean = sum / (double)count;
    double sd = sqrt(fmax(0.25, square / (double)count - mean * mean)), total = 0;
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        double z = (m->state[k] - mean) / sd;
        f->prior_population[k] = exp(-0.5 * z * z) + 1e-4;
        total += f->prior_population[k];
    }
    for (size_t k = 0; k < LEVEL_STATES; k++)
        m->population[k] = f->prior_population[k] /= total;
}

static void fill_emissions(fitter *f)
{
    for (size_t t = 0; t < f->panel->times; t++)
        level_table_fill(f->model, f->model->common.level[t], &f->tables[t]);
    double *row = f->emission;
    for (size_t i = 0; i < f->unit_count; i++) {
        size_t u = f->units[i];
        for (size_t r = f->panel->first[u]; r < f->panel->first[u + 1]; r++) {
            const stat_obs *o = &f->panel->obs[r];
            level_emission(f->model, &f->tables[o->time], o, row);
            row += LEVEL_STATES;
        }
    }
}

static void move_steps(const level_model *m, size_t class, uint32_t steps, double *state)
{
    double next[LEVEL_STATES];
    for (uint32_t s = 0; s < steps; s++) {
        level_move(m, class, state, next);
        memcpy(state, next, sizeof next);
    }
}

/* Filter one unit through its rows; keep the state after each in f->forward. */
static double filter_unit(fitter *f, size_t unit, const double *emission)
{
    const stat_panel *p = f->panel;
    size_t class = level_class(f->model, level_unit_size(p, unit));
    double state[LEVEL_STATES], log_likelihood = 0;
    memcpy(state, f->model->population, sizeof state);
    uint32_t before = p->obs[p->first[unit]].time;
    for (size_t r = p->first[unit], i = 0; r < p->first[unit + 1]; r++, i++) {
        move_steps(f->model, class, p->obs[r].time - before, state);
        before = p->obs[r].time;
        log_likelihood += level_update(state, emission + i * LEVEL_STATES);
        memcpy(f->forward + i * LEVEL_STATES, state, sizeof state);
    }
    return log_likelihood;
}

static double log_likelihood(fitter *f)
{
    double sum = 0;
    const double *emission = f->emission;
    level_kernel_fill(f->model);
    for (size_t i = 0; i < f->unit_count; i++) {
        size_t u = f->units[i];
        sum += filter_unit(f, u, emission);
        emission += (f->panel->first[u + 1] - f->panel->first[u]) * LEVEL_STATES;
    }
    return sum;
}

static double log_normal_prior(double x, double mean, double sd)
{
    double z = (x - mean) / sd;
    return -0.5 * z * z;
}

static void take_movement(fitter *f, const double *x)
{
    level_model *m = f->model;
    m->step = exp(fmin(x[0], 2));
    m->jump = exp(fmin(x[1], 2.5));
    m->jump_share = 0.9 / (1 + exp(-x[2]));
    m->size_power = x[3];
    set_scales(f);
}

static double movement_objective(const double *x, void *context)
{
    fitter *f = context;
    double years = f->model->options.years_per_time;
    take_movement(f, x);
    return -(log_likelihood(f) + log_normal_prior(x[0], log(0.25 * sqrt(years)), 1) +
             log_normal_prior(x[1], log(1.2), 0.5) + log_normal_prior(x[2], -3, 1) +
             log_normal_prior(x[3], 0.1, 0.2));
}

static wf_status fit_movement(fitter *f)
{
    const level_model *m = f->model;
    double x[MOVEMENT_PARAMETERS] = {log(m->step), log(m->jump),
                                     log(m->jump_share / (0.9 - m->jump_share)),
                                     m->size_power};
    const double step[MOVEMENT_PARAMETERS] = {0.4, 0.4, 0.5, 0.1};
    WF_TRY(statistics_minimise(movement_objective, f, MOVEMENT_PARAMETERS, x, step,
                               MOVEMENT_EVALUATIONS));
    take_movement(f, x);
    return WF_OK;
}

static double concentration_objective(const double *x, void *context)
{
    fitter *f = context;
    f->model->concentration = exp(fmin(fmax(x[0], 0), 12));
    fill_emissions(f);
    return -(log_likelihood(f) + log_normal_prior(x[0], log(150), 1.5));
}

static wf_status fit_concentration(fitter *f)
{
    double x = log(f->model->concentration);
    const double step = 0.5;
    WF_TRY(statistics_minimise(concentration_objective, f, 1, &x, &step,
                               CONCENTRATION_EVALUATIONS));
    f->model->concentration = exp(fmin(fmax(x, 0), 12));
    fill_emissions(f);
    return WF_OK;
}

/* Slope and curvature of E[log p] in the common movement at one row: a shift of the
 * movement is a shift of the state, so differences along the grid give both. */
static void add_derivatives(fitter *f, uint32_t time, const double *posterior,
                            const double *log_p)
{
    double spacing = f->model->state[1] - f->model->state[0], slope = 0, curve = 0;
    for (size_t k = 1; k + 1 < LEVEL_STATES; k++) {
        slope += posterior[k] * (log_p[k + 1] - log_p[k - 1]);
        curve += posterior[k] * (log_p[k + 1] - 2 * log_p[k] + log_p[k - 1]);
    }
    f->gradient[time] += slope / (2 * spacing);
    f->curvature[time] += curve / (spacing * spacing);
}

/* Smooth one filtered unit backwards, adding its posteriors to `population`. */
static void smooth_unit(fitter *f, size_t unit, const double *emission,
                        double *population)
{
    const stat_panel *p = f->panel;
    size_t rows = p->first[unit + 1] - p->first[unit];
    size_t class = level_class(f->model, level_unit_size(p, unit));
    double back[LEVEL_STATES], next[LEVEL_STATES], posterior[LEVEL_STATES];
    for (size_t k = 0; k < LEVEL_STATES; k++)
        back[k] = 1;
    for (size_t i = rows; i-- > 0;) {
        const stat_obs *o = &p->obs[p->first[unit] + i];
        const double *forward = f->forward + i * LEVEL_STATES;
        double sum = 0;
        for (size_t k = 0; k < LEVEL_STATES; k++)
            sum += posterior[k] = forward[k] * back[k];
        for (size_t k = 0; k < LEVEL_STATES; k++) {
            posterior[k] /= sum;
            population[k] += posterior[k] / (double)rows;
        }
        add_derivatives(f, o->time, posterior, emission + i * LEVEL_STATES);
        if (i == 0)
            return;
        (void)level_update(back, emission + i * LEVEL_STATES);
        for (uint32_t s = p->obs[p->first[unit] + i - 1].time; s < o->time; s++) {
            level_move_back(f->model, class, back, next);
            memcpy(back, next, sizeof back);
        }
    }
}

/* New population: the average posterior, smoothed, with the prior worth three units. */
static void take_population(fitter *f, const double *sum)
{
    const double prior_units = 3, width = 0.15, floor_share = 1e-7;
    level_model *m = f->model;
    double spacing = m->state[1] - m->state[0], total = 0;
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        double mass = 0, weights = 0;
        for (size_t j = 0; j < LEVEL_STATES; j++) {
            double z = spacing * ((double)j - (double)k) / fmax(width, spacing);
            double w = exp(-0.5 * z * z);
            weights += w;
            mass += w * (sum[j] + prior_units * f->prior_population[j]);
        }
        m->population[k] = mass / weights;
        total += m->population[k];
    }
    for (size_t k = 0; k < LEVEL_STATES; k++)
        m->population[k] = m->population[k] / total + floor_share;
}

static common_prior movement_prior(const level_model *m)
{
    double root = sqrt(m->options.years_per_time);
    return (common_prior){.step_sd = 0.05 * root,
                          .irregular_sd = 0.02,
                          .log_sd = 0.7,
                          .season_sd = m->options.years_per_time < 1 ? 0.3 : 0};
}

/* One Newton step of the common movement, smoothed by its prior where the data are few.
 * The first time is the anchor: the movement averages zero, the population holds the
 * level. */
static wf_status take_common(fitter *f, double *variance)
{
    stat_common *c = &f->model->common;
    double mean = 0;
    for (size_t t = 0; t < c->times; t++) {
        double curvature = -f->curvature[t];
        bool seen = curvature > 1e-6;
        variance[t] = seen ? 1 / curvature : (double)INFINITY;
        double move = seen ? f->gradient[t] / curvature : 0;
        c->level[t] += fmin(fmax(move, -0.5), 0.5);
    }
    common_prior prior = movement_prior(f->model);
    prior.step_sd *= 2;
    WF_TRY(
        common_movement_smooth(c->level, variance, c->times, f->panel->season, &prior));
    for (size_t t = 0; t < c->times; t++)
        mean += c->level[t] / (double)c->times;
    for (size_t t = 0; t < c->times; t++)
        c->level[t] -= mean;
    return WF_OK;
}

static wf_status em_step(fitter *f, double *variance)
{
    double population[LEVEL_STATES] = {0};
    memset(f->gradient, 0, f->panel->times * sizeof *f->gradient);
    memset(f->curvature, 0, f->panel->times * sizeof *f->curvature);
    level_kernel_fill(f->model);
    const double *emission = f->emission;
    for (size_t i = 0; i < f->unit_count; i++) {
        size_t u = f->units[i];
        (void)filter_unit(f, u, emission);
        smooth_unit(f, u, emission, population);
        emission += (f->panel->first[u + 1] - f->panel->first[u]) * LEVEL_STATES;
    }
    take_population(f, population);
    WF_TRY(take_common(f, variance));
    fill_emissions(f);
    return WF_OK;
}

static void choose_units(fitter *f)
{
    size_t units = f->panel->units;
    size_t stride = units > MOST_UNITS ? (units + SAMPLE - 1) / SAMPLE : 1;
    for (size_t u = 0; u < f->panel->units; u += stride) {
        size_t rows = f->panel->first[u + 1] - f->panel->first[u];
        if (rows == 0)
            continue;
        f->units[f->unit_count++] = u;
        f->row_count += rows;
        if (rows > f->most_rows)
            f->most_rows = rows;
    }
}

static wf_status fitter_init(fitter *f, wf_arena *scratch)
{
    size_t times = f->panel->times;
    f->units = wf_arena_array(scratch, f->panel->units, sizeof *f->units);
    if (f->units == NULL)
        return WF_E_MEMORY;
    choose_units(f);
    f->emission = wf_arena_array(scratch, f->row_count * LEVEL_STATES, sizeof(double));
    f->forward = wf_arena_array(scratch, f->most_rows * LEVEL_STATES, sizeof(double));
    f->tables = wf_arena_array(scratch, times, sizeof *f->tables);
    f->gradient = wf_arena_array(scratch, times, sizeof(double));
    f->curvature = wf_arena_array(scratch, times, sizeof(double));
    if (f->emission == NULL || f->forward == NULL || f->tables == NULL ||
        f->gradient == NULL || f->curvature == NULL)
        return WF_E_MEMORY;
    WF_TRY(set_classes(f, scratch));
    set_scales(f);
    set_grid(f);
    return WF_OK;
}

static wf_status model_init(const stat_panel *panel, const level_options *options,
                            size_t horizon, wf_arena *arena, level_model *m)
{
    *m = (level_model){.options = *options,
                       .step = 0.25 * sqrt(options->years_per_time),
                       .jump = 1.2,
                       .jump_share = 0.05,
                       .size_power = 0.1,
                       .concentration = 300};
    m->kernel = wf_arena_array(arena, (size_t)LEVEL_CLASSES * LEVEL_STATES * LEVEL_STATES,
                               sizeof(double));
    m->tables = wf_arena_array(arena, panel->times, sizeof *m->tables);
    m->common =
        (stat_common){.times = panel->times,
                      .horizon = horizon,
                      .level = wf_arena_array(arena, panel->times, sizeof(double)),
                      .mean = wf_arena_array(arena, horizon, sizeof(double)),
                      .variance = wf_arena_array(arena, horizon, sizeof(double))};
    bool ok = m->kernel != NULL && m->tables != NULL && m->common.level != NULL &&
              m->common.mean != NULL && m->common.variance != NULL;
    m->units = panel->units;
    m->observations = panel->first[panel->units];
    return ok ? WF_OK : WF_E_MEMORY;
}

static wf_status em_steps(fitter *f, double *variance)
{
    for (int e = 0; e < EM_STEPS; e++)
        WF_TRY(em_step(f, variance));
    return WF_OK;
}

static wf_status estimate(fitter *f, double *variance)
{
    fill_emissions(f);
    WF_TRY(em_steps(f, variance));
    for (int round = 0; round < ROUNDS; round++) {
        WF_TRY(fit_movement(f));
        WF_TRY(fit_concentration(f));
        WF_TRY(em_steps(f, variance));
    }
    f->model->log_likelihood = log_likelihood(f);
    return WF_OK;
}

wf_status level_model_fit(const stat_panel *panel, const level_options *options,
                          size_t horizon, wf_arena *arena, level_model *out)
{
    level_model model;
    WF_TRY(model_init(panel, options, horizon, arena, &model));
    fitter f = {.panel = panel, .model = &model};
    wf_arena *scratch = wf_arena_new(0);
    if (scratch == NULL)
        return WF_E_MEMORY;
    wf_status status = fitter_init(&f, scratch);
    double *variance = wf_arena_array(scratch, panel->times, sizeof *variance);
    double *estimates = wf_arena_array(scratch, panel->times, sizeof *estimates);
    if (status == WF_OK && (variance == NULL || estimates == NULL))
        status = WF_E_MEMORY;
    if (status == WF_OK)
        status = estimate(&f, variance);
    if (status == WF_OK) {
        common_prior prior = movement_prior(&model);
        memcpy(estimates, model.common.level, panel->times * sizeof *estimates);
        status = common_movement_fit(estimates, variance, panel->season, &prior,
                                     &model.common);
        /* The states were fitted to these levels, not to the smoother ones. */
        memcpy(model.common.level, estimates, panel->times * sizeof *estimates);
        for (size_t t = 0; t < panel->times; t++)
            level_table_fill(&model, model.common.level[t], &model.tables[t]);
    }
    wf_arena_free(scratch);
    if (status == WF_OK)
        *out = model;
    return status;
}
