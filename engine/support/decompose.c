#include "engine/support/decompose.h"
#include "engine/support/market.h"
#include "engine/support/model.h"
#include <math.h>
#include <string.h>

/* Each level adds its weight, so large that no half-day's loss at it is made good by all
 * that one half-day can gain at the levels below. */
typedef struct ladder {
    double weight[WF_SUPPORT_LEVELS];
    double unit[WF_SUPPORT_LEVELS]; /* about the smallest difference that matters */
} ladder;

static ladder make_ladder(const support_market *m)
{
    const support_tables *t = m->tables;
    double cost = 1, least = (double)INFINITY, most = 0, risk = (double)INFINITY;
    for (uint32_t p = 0; p < t->providers; p++) {
        const wf_support_provider *v = &t->problem->providers[p];
        cost = fmax(cost, v->cost_per_day / 2 +
                              v->travel_band * t->problem->policy.travel_per_band / 2);
    }
    for (uint32_t s = 0; s < t->schools; s++) {
        const market_school *x = &m->schools[s];
        if (x->weight > 0)
            risk = fmin(risk, x->weight);
        for (uint32_t c = 0; c < x->column_count; c++)
            for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
                double value = m->columns[x->column_first + c].value[i];
                most = fmax(most, value);
                if (value > 0 && m->columns[x->column_first + c].size[i] > 0)
                    least = fmin(least, value);
            }
    }
    least = isfinite(least) ? least : 1;
    risk = isfinite(risk) ? risk : 1;
    ladder l = {.weight = {[4] = 1}};
    l.weight[3] = 4 * cost;
    l.weight[2] = t->has_agreed ? 4 * (l.weight[3] + cost) : 0;
    l.weight[1] = 2 * (cost + l.weight[3] + 2 * l.weight[2]) / least;
    l.weight[0] = 4 * (l.weight[1] * fmax(most, least) + cost + l.weight[3]) / risk;
    l.unit[0] = l.weight[0] * risk;
    l.unit[1] = l.weight[1] * least;
    l.unit[2] = l.weight[2];
    l.unit[3] = l.weight[3];
    l.unit[4] = cost / 10;
    return l;
}

typedef struct decomposing {
    const support_tables *tables;
    wf_arena *scratch;
    support_market market;
    double started, seconds;
    double *day[2]; /* [pair]: what a half-day more is worth at levels 1 and 2 */
    wf_allocation *out;
} decomposing;

/* Bounds are of a level whose earlier levels stand as they did when it was computed. */
static wf_status solve_level(decomposing *d, const ladder *l, int level, wf_error *err)
{
    static const double share[WF_SUPPORT_LEVELS] = {0.12, 0.6, 0.75, 0.85, 1};
    double values[WF_SUPPORT_LEVELS], bound = 0;
    market_weights weights = {{0}};
    support_market *m = &d->market;
    /* The first level alone has weights as they are: its prices are then half-days. */
    for (int k = 0; k <= level; k++)
        weights.level[k] = l->weight[k];
    m->tolerance = l->unit[level] / 2500;
    double end = d->started + d->seconds * share[level];
    if (support_market_clear(m, &weights, end) != WF_OK)
        return wf_fail_memory(err);
    support_market_values(m, values);
    if (support_market_bound(m, level, values, end, &bound) != WF_OK)
        return wf_fail_memory(err);
    size_t pairs = (size_t)d->tables->providers * d->tables->terms;
    for (size_t i = 0; level < 2 && i < pairs; i++)
        d->day[level][i] = m->price[i] / l->weight[level];
    d->out->levels[level].bound = bound;
    return WF_OK;
}

static void finish_levels(decomposing *d)
{
    double values[WF_SUPPORT_LEVELS];
    wf_allocation *a = d->out;
    support_market_values(&d->market, values);
    a->is_optimal = true;
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++) {
        wf_allocation_level *level = &a->levels[k];
        level->name = support_level_names[k];
        level->value = values[k];
        if (k == 2 && !d->tables->has_agreed)
            level->bound = values[k];
        /* A later level may have moved this one by less than its bound knows. */
        bool passed = support_level_maximises[k] ? level->value > level->bound
                                                 : level->value < level->bound;
        if (passed)
            level->bound = level->value;
        level->gap = fabs(level->value - level->bound) / fmax(1, fabs(level->value));
        if (level->gap < 1e-6)
            level->gap = 0;
        a->is_optimal = a->is_optimal && level->gap <= 0;
    }
}

/* ---- Lines */
static int compare_slots(const market_slot *a, const market_slot *b, uint32_t terms)
{
    uint32_t x[] = {a->school, a->pair % terms, a->pair / terms, a->column};
    uint32_t y[] = {b->school, b->pair % terms, b->pair / terms, b->column};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* The slots of a school in the order of lines; there are some tens. */
static size_t sort_slots(const support_market *m, uint32_t s, uint32_t *out)
{
    size_t n = 0;
    for (uint32_t i = m->first_slot[s]; i != WF_SUPPORT_NONE; i = m->slots[i].next) {
        size_t at = n++;
        for (; at > 0 &&
               compare_slots(&m->slots[i], &m->slots[out[at - 1]], m->tables->terms) < 0;
             at--)
            out[at] = out[at - 1];
        out[at] = i;
    }
    return n;
}

static wf_status push_line(wf_allocation *a, size_t *cap, wf_allocation_line line)
{
    wf_allocation_line *lines =
        wf_arena_push_room(a->arena, a->lines, a->line_count, cap, sizeof *lines);
    if (lines == NULL)
        return WF_E_MEMORY;
    a->lines = lines;
    lines[a->line_count++] = line;
    return WF_OK;
}

static wf_status take_school(decomposing *d, uint32_t s, uint32_t *order, size_t *cap)
{
    const support_market *m = &d->market;
    uint32_t terms = m->tables->terms;
    size_t n = sort_slots(m, s, order);
    for (size_t i = 0; i < n; i++) {
        const market_slot *x = &m->slots[order[i]];
        wf_allocation_line line = {
            .school = s,
            .term = x->pair % terms,
            .provider = x->pair / terms,
            .focus = m->columns[m->schools[s].column_first + x->column].focus,
            .halves = 1};
        while (i + 1 < n && compare_slots(x, &m->slots[order[i + 1]], terms) == 0) {
            line.halves++;
            i++;
        }
        WF_TRY(push_line(d->out, cap, line));
    }
    return WF_OK;
}

static wf_status take_lines(decomposing *d)
{
    size_t cap = 0, most = 0;
    const support_tables *t = d->tables;
    for (uint32_t s = 0; s < t->schools; s++) {
        size_t n = 0;
        for (uint32_t i = d->market.first_slot[s]; i != WF_SUPPORT_NONE;
             i = d->market.slots[i].next)
            n++;
        most = n > most ? n : most;
    }
    uint32_t *order = wf_arena_array(d->scratch, most, sizeof *order);
    if (order == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < t->problem->committed_count; i++) {
        const wf_support_pair *c = &t->problem->committed[i];
        if (c->halves > 0)
            WF_TRY(push_line(d->out, &cap,
                             (wf_allocation_line){.school = c->school,
                                                  .term = c->term,
                                                  .provider = c->provider,
                                                  .focus = c->focus,
                                                  .halves = c->halves,
                                                  .is_delivered = c->is_delivered,
                                                  .is_fixed = !c->is_delivered}));
    }
    for (uint32_t s = 0; s < t->schools; s++)
        WF_TRY(take_school(d, s, order, &cap));
    return WF_OK;
}

/* ---- What one more day is worth: the prices of levels 1 and 2 */
static void add_worth(decomposing *d, uint32_t p, uint32_t term)
{
    const support_tables *t = d->tables;
    const wf_support_provider *all = t->problem->providers;
    wf_allocation *a = d->out;
    size_t at = 0;
    while (at < a->worth_count && !(a->worths[at].term == term &&
                                    wf_str_eq_nocase(a->worths[at].role, all[p].role)))
        at++;
    wf_allocation_worth *w = &a->worths[at];
    if (at == a->worth_count) {
        *w = (wf_allocation_worth){.role = all[p].role,
                                   .first_provider = p,
                                   .term = term,
                                   .provider = WF_STR_EMPTY};
        a->worth_count++;
    }
    size_t pair = (size_t)p * t->terms + term;
    double unmet = 2 * d->day[0][pair], benefit = unmet > 0 ? 0 : 2 * d->day[1][pair];
    if (unmet > w->unmet || (unmet >= w->unmet && benefit > w->benefit)) {
        w->unmet = unmet;
        w->benefit = benefit;
        w->provider = all[p].name;
    }
}

static wf_status find_worths(decomposing *d)
{
    const support_tables *t = d->tables;
    size_t roles = 0;
    for (uint32_t p = 0; p < t->providers && roles < 64; p++) {
        bool is_new = true;
        for (uint32_t q = 0; q < p && is_new; q++)
            is_new = !wf_str_eq_nocase(t->problem->providers[q].role,
                                       t->problem->providers[p].role);
        roles += is_new;
    }
    wf_allocation *a = d->out;
    a->worths = wf_arena_array(a->arena, roles * t->terms, sizeof *a->worths);
    if (a->worths == NULL)
        return WF_E_MEMORY;
    for (uint32_t p = 0; p < t->providers && roles < 64; p++)
        for (uint32_t term = t->from; term < t->terms; term++)
            add_worth(d, p, term);
    return WF_OK;
}

static wf_status run(decomposing *d, bool worths, wf_error *err)
{
    size_t pairs = (size_t)d->tables->providers * d->tables->terms;
    WF_TRY(support_market_make(d->tables, d->scratch, &d->market, err));
    ladder l = make_ladder(&d->market);
    for (int k = 0; k < 2; k++) {
        d->day[k] = wf_arena_array(d->scratch, pairs, sizeof *d->day[k]);
        if (d->day[k] == NULL)
            return wf_fail_memory(err);
    }
    for (int level = 0; level < WF_SUPPORT_LEVELS; level++)
        if (level != 2 || d->tables->has_agreed)
            WF_TRY(solve_level(d, &l, level, err));
    finish_levels(d);
    if (take_lines(d) != WF_OK || (worths && find_worths(d) != WF_OK))
        return wf_fail_memory(err);
    return WF_OK;
}

wf_status support_decompose(const support_tables *tables, double seconds, bool worths,
                            wf_allocation *out, wf_error *err)
{
    decomposing d = {.tables = tables,
                     .scratch = wf_arena_new(0),
                     .started = support_market_clock(),
                     .seconds = seconds,
                     .out = out};
    if (d.scratch == NULL)
        return wf_fail_memory(err);
    wf_status status = run(&d, worths, err);
    wf_arena_free(d.scratch);
    return status;
}
