/* How wide the units' own ranges should be: what the model says of the last two years
 * from what came before them, against what came. The common movement is taken as known
 * there, for its few draws would decide everything; its doubt is its own model's. */
#include "engine/statistics/gaussian_parts.h"
#include <math.h>

enum {
    YEARS = 2,
    FEWEST_BEFORE = 3, /* times to forecast from */
    FEWEST_UNITS = 8
};

/* A surprise: how far off, in the model's own spreads. */
typedef struct surprise {
    double z, df, size, weight;
} surprise;

typedef struct calibration {
    surprise *items;
    size_t count;
} calibration;

/* One unit's surprises over a year from `origin`. One year's go together: each counts in
 * part, and those of the year before by half. */
static void add_unit(calibration *c, const gaussian_model *m, const stat_panel *p,
                     size_t unit, uint32_t origin, double weight)
{
    gaussian_unit w = {0};
    if (!gaussian_unit_solve(m, p, unit, origin, &w))
        return;
    double own = gaussian_unit_unrest(m, &w);
    uint32_t year = p->season > 1 ? p->season : 1;
    for (size_t r = w.begin + w.n; r < p->first[unit + 1]; r++) {
        const stat_obs *o = &p->obs[r];
        if (o->time >= origin + year)
            break;
        double centre = 0, variance = 0;
        gaussian_unit_look(m, p, &w, o->time, &centre, &variance);
        if (m->options.sampling != NULL)
            variance += m->options.sampling[r] * m->design;
        c->items[c->count++] =
            (surprise){.z = (o->y - m->common.level[o->time] - centre) /
                            sqrt(fmax(variance, 1e-12) * own),
                       .df = m->df + (double)w.n,
                       .size = gaussian_relative_size(m, unit),
                       .weight = weight};
    }
}

/* Minus the log density of the surprises with the spread exp(x[0] + x[1] * size), under
 * priors that hold it near 1. */
static double objective(const double *x, void *context)
{
    const calibration *c = context;
    double sum = 0.5 * (x[0] / 0.2) * (x[0] / 0.2) + 0.5 * (x[1] / 0.1) * (x[1] / 0.1);
    for (size_t i = 0; i < c->count; i++) {
        const surprise *s = &c->items[i];
        double log_spread = x[0] + x[1] * s->size, z = s->z * exp(-log_spread);
        sum += s->weight * (log_spread + (s->df + 1) / 2 * log1p(z * z / s->df));
    }
    return sum;
}

wf_status gaussian_calibrate(gaussian_model *m, const stat_panel *p, wf_arena *scratch)
{
    uint32_t year = p->season > 1 ? p->season : 1;
    calibration c = {0};
    c.items = wf_arena_array(scratch, p->first[p->units] + 1, sizeof *c.items);
    if (c.items == NULL)
        return WF_E_MEMORY;
    m->spread_level = m->spread_slope = 0;
    for (uint32_t back = 1; back <= YEARS; back++) {
        if (p->times < (size_t)back * year + FEWEST_BEFORE)
            break;
        uint32_t origin = (uint32_t)p->times - back * year;
        double weight = 2 / (1 + (double)year) / back;
        for (size_t u = 0; u < p->units; u++)
            add_unit(&c, m, p, u, origin, weight);
    }
    if (p->units < FEWEST_UNITS || c.count < FEWEST_UNITS)
        return WF_OK;
    double x[2] = {0, 0};
    const double step[2] = {0.1, 0.05};
    WF_TRY(statistics_minimise(objective, &c, 2, x, step, 200));
    m->spread_level = x[0];
    m->spread_slope = x[1];
    return WF_OK;
}
