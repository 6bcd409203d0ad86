/* Forecasts of the level model: the filtered level moves on, the common movement's doubt
 * is added, and the counts follow from both. */
#include "engine/statistics/level_parts.h"
#include <math.h>
#include <string.h>

/* Spread the level by a normal of this variance, on the grid; small spreads keep the
 * variance by giving each neighbour its share. */
static void blur(const level_model *m, double variance, double *state)
{
    double spacing = m->state[1] - m->state[0], weight[LEVEL_STATES],
           out[LEVEL_STATES] = {0};
    bool fine = variance > 2.25 * spacing * spacing;
    for (size_t d = 0; d < LEVEL_STATES; d++) {
        double x = spacing * (double)d;
        weight[d] = fine ? exp(-0.5 * x * x / variance) : 0;
    }
    if (!fine) {
        weight[1] = variance / (2 * spacing * spacing);
        weight[0] = 1 - 2 * weight[1];
        if (weight[0] < weight[1])
            weight[0] = weight[1] = 1;
    }
    double total = 0;
    for (size_t i = 0; i < LEVEL_STATES; i++)
        for (size_t j = 0; state[i] > 1e-12 && j < LEVEL_STATES; j++) {
            double w = state[i] * weight[i > j ? i - j : j - i];
            out[j] += w;
            total += w;
        }
    for (size_t k = 0; k < LEVEL_STATES; k++)
        state[k] = out[k] / total;
}

static void filter(const level_model *m, const stat_panel *p, size_t unit, double *state)
{
    size_t class = level_class(m, level_unit_size(p, unit));
    double next[LEVEL_STATES], log_p[LEVEL_STATES];
    memcpy(state, m->population, LEVEL_STATES * sizeof *state);
    size_t begin = p->first[unit], end = p->first[unit + 1];
    uint32_t now = begin < end ? p->obs[begin].time : (uint32_t)p->times - 1;
    for (size_t r = begin; r < end; r++) {
        for (; now < p->obs[r].time; now++) {
            level_move(m, class, state, next);
            memcpy(state, next, sizeof next);
        }
        level_emission(m, &m->tables[p->obs[r].time], &p->obs[r], log_p);
        (void)level_update(state, log_p);
    }
    for (; now + 1 < p->times; now++) {
        level_move(m, class, state, next);
        memcpy(state, next, sizeof next);
    }
}

/* How many counts to allow for: the cohort, or for rates well beyond what the grid
 * reaches. */
static size_t room_for(const level_model *m, const level_table *table,
                       const double *state, double cohort)
{
    if (m->options.kind == LEVEL_BETA_BINOMIAL)
        return (size_t)cohort + 1;
    double most = 0;
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        double mu = table->mean[k] * cohort;
        if (state[k] > 1e-7)
            most = fmax(most, mu + 12 * sqrt(mu * (1 + cohort / m->concentration)) + 30);
    }
    return (size_t)fmin(most, 2e5) + 1;
}

static void normalise(const level_model *m, double *p, size_t n)
{
    double sum = 0;
    for (size_t y = 1; y < n && y <= m->options.hidden_up_to; y++)
        p[y] = 0; /* what will be published is never one of these */
    for (size_t y = 0; y < n; y++)
        sum += p[y];
    for (size_t y = 0; y < n; y++)
        p[y] /= sum;
}

static wf_status forecast_step(const level_model *m, const double *level, double variance,
                               const level_table *table, wf_arena *arena,
                               level_forecast *out)
{
    const double negligible = 1e-6;
    double state[LEVEL_STATES];
    memcpy(state, level, sizeof state);
    blur(m, variance, state);
    out->n = room_for(m, table, state, out->cohort);
    out->probability = wf_arena_array(arena, out->n, sizeof *out->probability);
    if (out->probability == NULL)
        return WF_E_MEMORY;
    for (size_t k = 0; k < LEVEL_STATES; k++)
        if (state[k] > negligible)
            level_add_counts(m, table, k, state[k], out);
    normalise(m, out->probability, out->n);
    return WF_OK;
}

wf_status level_model_forecast(const level_model *model, const stat_panel *panel,
                               size_t unit, size_t steps, wf_arena *arena,
                               level_forecast *out)
{
    double cohort = out->cohort;
    level_table *table = wf_arena_alloc(arena, sizeof *table);
    if (table == NULL)
        return WF_E_MEMORY;
    size_t class = level_class(model, level_unit_size(panel, unit));
    double state[LEVEL_STATES], next[LEVEL_STATES];
    filter(model, panel, unit, state);
    for (size_t h = 0; h < steps; h++) {
        level_move(model, class, state, next);
        memcpy(state, next, sizeof state);
        level_table_fill(model, model->common.mean[h], table);
        out[h] = (level_forecast){.cohort = fmax(1, floor(cohort + 0.5))};
        WF_TRY(forecast_step(model, state, model->common.variance[h], table, arena,
                             &out[h]));
    }
    return WF_OK;
}
