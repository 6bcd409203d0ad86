/* The bound: a Lagrangian relaxation of the providers' days, its prices improved by
 * subgradient steps (B. T. Polyak, "Minimization of unsmooth functionals", USSR Comput.
 * Math. Math. Phys. 9, 1969). */
#include "engine/support/market.h"
#include "engine/support/school_flow.h"
#include <math.h>

enum {
    STEPS = 40,
    PATIENCE = 6
};

typedef struct dual {
    support_market *m;
    school_flow *flow;
    double *price, *best_price;
    double *spare; /* [pair]: half-days less what all schools want: the subgradient */
    size_t pairs;
    double best;
} dual;

/* What all schools could gain at most at these prices, with what the days then cost: no
 * answer gains more. Of equal bundles each school's nearest to what it holds is taken,
 * which adds next to nothing and keeps the subgradient short. */
static double dual_value(dual *d)
{
    const support_market *m = d->m;
    double sum = 0;
    for (size_t i = 0; i < d->pairs; i++) {
        d->spare[i] = (double)(m->slot_first[i + 1] - m->slot_first[i]);
        sum += d->price[i] * d->spare[i];
    }
    for (uint32_t s = 0; s < m->tables->schools; s++) {
        support_school_flow_near(m, &m->weights, d->price, s, m->tolerance / 1e6,
                                 d->flow);
        sum += d->flow->value;
        for (int i = 0; i < d->flow->want_count; i++)
            d->spare[d->flow->wants[i].pair] -= d->flow->wants[i].units;
    }
    return sum;
}

/* Levels as gains to be maximised, constants apart. */
static double gain_of_value(const support_market *m, int level, double value)
{
    return level == 1 ? value - m->constant[1] : m->constant[level] - value;
}

/* Prices in the direction in which they clear; 0 where nothing is to be gained. */
static double move_prices(dual *d, double distance)
{
    double norm = 0;
    for (size_t i = 0; i < d->pairs; i++)
        if (d->spare[i] < 0 || d->price[i] > 0)
            norm += d->spare[i] * d->spare[i];
    for (size_t i = 0; norm > 0 && i < d->pairs; i++)
        d->price[i] = fmax(0, d->price[i] - distance / norm * d->spare[i]);
    return norm;
}

static void improve(dual *d, double target, double deadline)
{
    double pace = 1;
    int idle = 0;
    for (int step = 0; step < STEPS; step++) {
        double value = dual_value(d);
        if (step == 0 || value < d->best) {
            for (size_t i = 0; i < d->pairs; i++)
                d->best_price[i] = d->price[i];
            idle = value < d->best - 0.02 * (d->best - target) ? 0 : idle + 1;
            d->best = value;
        } else {
            idle++;
        }
        if (idle >= PATIENCE) {
            pace /= 2;
            idle = 0;
        }
        if (d->best - target <= d->m->tolerance || pace < 0.02 ||
            support_market_clock() > deadline ||
            !(move_prices(d, pace * (value - target)) > 0))
            return;
    }
}

/* The bound at the market's weights, with those of levels 1 to 3 and of level 4 made less
 * by these factors: what is held of earlier levels then weighs less where it is not
 * exact. Any weights give a bound; prices go with them. */
static double bound_at(dual *d, const market_weights *usual, int level,
                       const double factor[WF_SUPPORT_LEVELS],
                       const double values[WF_SUPPORT_LEVELS], double deadline)
{
    support_market *m = d->m;
    double held = 0;
    for (int k = 0; k <= level; k++)
        m->weights.level[k] = usual->level[k] * factor[k];
    for (size_t i = 0; i < d->pairs; i++)
        d->price[i] =
            m->slot_first[i] < m->slot_first[i + 1] ? m->price[i] * factor[0] : 0;
    for (int k = 0; k < level; k++)
        held += m->weights.level[k] * gain_of_value(m, k, values[k]);
    improve(d, held + m->weights.level[level] * gain_of_value(m, level, values[level]),
            deadline);
    double most = (d->best - held) / m->weights.level[level];
    m->weights = *usual;
    return level == 1 ? m->constant[1] + most : m->constant[level] - most;
}

wf_status support_market_bound(support_market *m, int level,
                               const double values[WF_SUPPORT_LEVELS], double deadline,
                               double *bound_out)
{
    static const double factors[][WF_SUPPORT_LEVELS] = {
        {1, 1, 1, 1, 1},
        {1 / 4.0, 1 / 4.0, 1 / 4.0, 1, 1},
        {1 / 16.0, 1 / 16.0, 1 / 16.0, 1, 1},
        {1 / 64.0, 1 / 64.0, 1 / 64.0, 1, 1},
        {1 / 16.0, 1 / 16.0, 1 / 16.0, 0.25, 1},
        {1 / 64.0, 1 / 64.0, 1 / 64.0, 0.25, 1},
        {1 / 256.0, 1 / 256.0, 1 / 256.0, 0.25, 1},
    };
    size_t pairs = (size_t)m->tables->providers * m->tables->terms;
    wf_arena_mark mark = wf_arena_mark_here(m->arena);
    dual d = {.m = m,
              .flow = wf_arena_alloc(m->arena, sizeof *d.flow),
              .price = wf_arena_array(m->arena, pairs, sizeof *d.price),
              .best_price = wf_arena_array(m->arena, pairs, sizeof *d.best_price),
              .spare = wf_arena_array(m->arena, pairs, sizeof *d.spare),
              .pairs = pairs};
    if (!d.flow || !d.price || !d.best_price || !d.spare)
        return WF_E_MEMORY;
    market_weights usual = m->weights;
    size_t tries = level < 2 ? 1 : level < 4 ? 4 : sizeof factors / sizeof factors[0];
    for (size_t i = 0; i < tries; i++) {
        double bound = bound_at(&d, &usual, level, factors[i], values, deadline);
        bool better = level == 1 ? bound < *bound_out : bound > *bound_out;
        if (i == 0 || better)
            *bound_out = bound;
    }
    wf_arena_reset(m->arena, mark);
    return WF_OK;
}
