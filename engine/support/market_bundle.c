/* The bundle that a school would rather have at the present prices, all at once. */
#include "engine/support/market_moves.h"
#include <math.h>

static uint32_t held_like(const choosing *x, const bool *kept, const flow_want *w,
                          const uint32_t *slots, int n)
{
    for (int i = 0; i < n; i++)
        if (!kept[i] && x->m->slots[slots[i]].pair == w->pair)
            return (uint32_t)i;
    return WF_SUPPORT_NONE;
}

/* Its half-days, and which of them are in the bundle. False where there are too many. */
static bool match_bundle(choosing *x, uint32_t slots[CHAIN], bool kept[CHAIN], int *n)
{
    support_market *m = x->m;
    *n = 0;
    for (uint32_t i = m->first_slot[x->s]; i != WF_SUPPORT_NONE; i = m->slots[i].next) {
        if (*n == CHAIN)
            return false;
        kept[*n] = false;
        slots[(*n)++] = i;
    }
    for (int k = 0; k < x->flow->want_count; k++) {
        flow_want *w = &x->flow->wants[k];
        for (uint32_t at = 0; w->units > 0 && at != WF_SUPPORT_NONE;) {
            at = held_like(x, kept, w, slots, *n);
            if (at != WF_SUPPORT_NONE) {
                kept[at] = true;
                w->units--;
            }
        }
    }
    return true;
}

/* Take what is wanted and not held, for what is held and not wanted. */
static bool add_links(choosing *x, const uint32_t slots[CHAIN], const bool kept[CHAIN],
                      int n, chain *c)
{
    int give = 0;
    for (int k = 0; k < x->flow->want_count; k++) {
        flow_want *w = &x->flow->wants[k];
        for (; w->units > 0; w->units--) {
            while (give < n && kept[give])
                give++;
            if (c->n == CHAIN)
                return false;
            c->links[c->n++] = (link){.school = x->s,
                                      .slot = give < n ? slots[give] : WF_SUPPORT_NONE,
                                      .to = w->pair,
                                      .column = w->column};
            give += give < n;
        }
    }
    for (; give < n; give++) {
        if (kept[give])
            continue;
        if (c->n == CHAIN)
            return false;
        c->links[c->n++] =
            (link){.school = x->s, .slot = slots[give], .to = WF_SUPPORT_NONE};
    }
    return true;
}

/* Who gains most by a half-day of a pair, were one free: a school and its column. */
typedef struct taker {
    double gain;
    uint32_t school, column;
} taker;

static bool is_in_chain(const chain *c, uint32_t school)
{
    for (int i = 0; i < c->n; i++)
        if (c->links[i].school == school)
            return true;
    return false;
}

static void try_taker(const support_market *m, uint32_t s, uint32_t pair, taker *best)
{
    const market_school *x = &m->schools[s];
    uint32_t terms = m->tables->terms, p = pair / terms, t = pair % terms;
    uint64_t focuses = m->tables->problem->providers[p].focuses;
    if (!support_allowed(m->tables, s, p) || market_passes_cap(m, s, pair))
        return;
    market_view v;
    market_look(m, s, &v);
    for (uint32_t c = 0; c < x->column_count; c++) {
        if ((focuses >> m->columns[x->column_first + c].focus & 1u) == 0)
            continue;
        double gain = market_gain(m, s, &v, t, c);
        if (gain > best->gain)
            gain -= support_market_pair_cost(m, &m->weights, s, p, t,
                                             market_units(m, s, pair));
        if (gain > best->gain)
            *best = (taker){gain, s, c};
    }
}

static taker best_taker(const choosing *x, const chain *c, uint32_t pair)
{
    const support_tables *t = x->m->tables;
    uint32_t p = pair / t->terms;
    taker best = {x->m->tolerance, WF_SUPPORT_NONE, 0};
    for (uint32_t b = 0; b < x->blocks; b++) {
        uint32_t area = x->m->schools[x->order[x->block_first[b]]].area;
        if (t->serves != NULL && t->problem->providers[p].areas.n > 0 &&
            (area == WF_SUPPORT_NONE || t->serves[(size_t)area * t->providers + p] == 0))
            continue;
        for (uint32_t i = x->block_first[b]; i < x->block_first[b + 1]; i++)
            if (!is_in_chain(c, x->order[i]))
                try_taker(x->m, x->order[i], pair, &best);
    }
    return best;
}

/* What a bundle leaves, to those who gain most by it. */
static void pass_on(choosing *x, chain *c)
{
    for (int i = 0, n = c->n; i < n; i++) {
        if (c->links[i].slot == WF_SUPPORT_NONE || c->n == CHAIN)
            continue;
        uint32_t pair = x->m->slots[c->links[i].slot].pair, left = 0, wanted = 0;
        for (int k = 0; k < c->n; k++) {
            left += c->links[k].slot != WF_SUPPORT_NONE &&
                    x->m->slots[c->links[k].slot].pair == pair;
            wanted += c->links[k].to == pair;
        }
        if (wanted >= left)
            continue;
        taker best = best_taker(x, c, pair);
        if (best.school != WF_SUPPORT_NONE)
            c->links[c->n++] = (link){.school = best.school,
                                      .slot = WF_SUPPORT_NONE,
                                      .to = pair,
                                      .column = best.column};
    }
}

/* Whether it got what it would rather have. */
bool market_respond(choosing *x)
{
    support_market *m = x->m;
    uint32_t slots[CHAIN];
    bool kept[CHAIN];
    int n = 0;
    double now = market_utility(m, x->s);
    for (uint32_t i = m->first_slot[x->s]; i != WF_SUPPORT_NONE; i = m->slots[i].next)
        now -= m->price[m->slots[i].pair];
    support_school_flow(m, &m->weights, m->price, x->s, x->flow);
    if (x->flow->value <= now + m->tolerance)
        return false;
    support_school_flow_near(m, &m->weights, m->price, x->s, m->tolerance / 100, x->flow);
    if (x->flow->value <= now + m->tolerance || !match_bundle(x, slots, kept, &n))
        return false;
    chain c = {.whole = true};
    if (!add_links(x, slots, kept, n, &c) || c.n == 0)
        return false;
    for (int i = 0, own = c.n; i < own; i++)
        if (c.links[i].to != WF_SUPPORT_NONE && !market_follow(x, &c, c.links[i].to))
            return false;
    pass_on(x, &c);
    if (!market_carry_out(m, &c))
        return false;
    market_note_chain(x, &c);
    return true;
}
