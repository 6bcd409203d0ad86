#include "engine/statistics/predictive_runs.h"
#include <math.h>
#include <stdbool.h>

/* A run that grows, with what lies on either side of it. */
typedef struct growing {
    const double *p;
    size_t n, from, to;
    double below, above, inside;
} growing;

static const double nothing = 1e-9; /* counts less likely than this end no run */

static growing start_at_median(const double *p, size_t n)
{
    growing g = {.p = p, .n = n};
    double sum = 0;
    size_t y = 0;
    for (; y + 1 < n; y++) {
        if (p[y] > nothing && sum + p[y] >= 0.5 - 1e-12)
            break;
        sum += p[y];
    }
    g.from = g.to = y;
    g.below = sum;
    g.inside = p[y];
    g.above = fmax(0, 1 - sum - p[y]);
    return g;
}

/* The next count on one side that is at all likely; false where there is none. */
static bool next_below(const growing *g, size_t *out)
{
    for (size_t y = g->from; y-- > 0;)
        if (g->p[y] > nothing) {
            *out = y;
            return true;
        }
    return false;
}

static bool next_above(const growing *g, size_t *out)
{
    for (size_t y = g->to + 1; y < g->n; y++)
        if (g->p[y] > nothing) {
            *out = y;
            return true;
        }
    return false;
}

static bool grow(growing *g)
{
    size_t below = 0, above = 0;
    bool can_fall = g->below > nothing && next_below(g, &below);
    bool can_rise = g->above > nothing && next_above(g, &above);
    if (!can_fall && !can_rise)
        return false;
    if (can_fall && (!can_rise || g->below >= g->above)) {
        g->from = below;
        g->below -= g->p[below];
        g->inside += g->p[below];
    } else {
        g->to = above;
        g->above -= g->p[above];
        g->inside += g->p[above];
    }
    return true;
}

void predictive_runs(const double *p, size_t n, const double *levels, size_t count,
                     double least, predictive_run *out)
{
    growing g = start_at_median(p, n);
    for (size_t i = 0; i < count; i++)
        out[i] = (predictive_run){g.from, g.to, g.inside};
    while (grow(&g)) {
        bool wanted = false;
        for (size_t i = 0; i < count; i++) {
            double now = fabs(g.inside - levels[i]);
            if (out[i].probability < least || now < fabs(out[i].probability - levels[i]))
                out[i] = (predictive_run){g.from, g.to, g.inside};
            wanted = wanted || g.inside < levels[i];
        }
        if (!wanted && g.inside >= least)
            return;
    }
}

double predictive_least(double share)
{
    return share * 0.625;
}

static double tried_level(double share, size_t i)
{
    return share - 0.2 + 0.01 * (double)i;
}

void predictive_balance_add(predictive_balance *b, const double *p, size_t n)
{
    double levels[PREDICTIVE_TRIED];
    predictive_run runs[PREDICTIVE_TRIED];
    for (size_t i = 0; i < PREDICTIVE_TRIED; i++)
        levels[i] = tried_level(b->share, i);
    predictive_runs(p, n, levels, PREDICTIVE_TRIED, predictive_least(b->share), runs);
    for (size_t i = 0; i < PREDICTIVE_TRIED; i++)
        b->held[i] += runs[i].probability;
    b->weight += 1;
}

double predictive_balance_level(const predictive_balance *b)
{
    double best = b->share, nearest = (double)INFINITY;
    if (!(b->weight > 0))
        return best;
    for (size_t i = 0; i < PREDICTIVE_TRIED; i++) { /* of two as near the higher one */
        double off = fabs(b->held[i] / b->weight - b->share);
        if (off < nearest + 1e-9) {
            nearest = off;
            best = tried_level(b->share, i);
        }
    }
    return best;
}
