/* Exchanges between schools until none gains: successive shortest chains and the
 * cancelling of gaining cycles, with every chain measured before it stands. */
#include "engine/support/market_moves.h"
#include <math.h>
#include <stdlib.h>

enum {
    LABEL_SWEEPS = 30,
    MOST_ROUNDS = 60,
    PASSES = 12
};

/* ---- Blocks: the schools of an area, or some of them where there are no areas */
static int compare_areas(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static wf_status make_blocks(choosing *x)
{
    enum {
        MOST_SCHOOLS = 250
    };
    const support_market *m = x->m;
    uint32_t n = m->tables->schools;
    uint64_t *keys = wf_arena_array(m->arena, n, sizeof *keys);
    x->order = wf_arena_array(m->arena, n, sizeof *x->order);
    x->block = wf_arena_array(m->arena, n, sizeof *x->block);
    x->block_first = wf_arena_array(m->arena, (size_t)n + 1, sizeof *x->block_first);
    x->restless = wf_arena_array(m->arena, n, sizeof *x->restless);
    if (!keys || !x->order || !x->block || !x->block_first || !x->restless)
        return WF_E_MEMORY;
    for (uint32_t s = 0; s < n; s++)
        keys[s] = (uint64_t)m->schools[s].area << 32 | s;
    qsort(keys, n, sizeof *keys, compare_areas);
    for (uint32_t i = 0; i < n; i++) {
        bool opens = i == 0 || keys[i] >> 32 != keys[i - 1] >> 32 ||
                     i - x->block_first[x->blocks - 1] == MOST_SCHOOLS;
        x->order[i] = (uint32_t)keys[i];
        if (opens)
            x->block_first[x->blocks++] = i;
        x->block[x->order[i]] = x->blocks - 1;
    }
    x->block_first[x->blocks] = n;
    return WF_OK;
}

/* Prices of what a run of schools holds, from nothing: 0 where a half-day is free, else
 * by the cheapest chain. */
static void find_prices(choosing *x, uint32_t first, uint32_t end, double deadline)
{
    support_market *m = x->m;
    for (uint32_t i = first; i < end; i++)
        for (uint32_t k = m->first_slot[x->order[i]]; k != WF_SUPPORT_NONE;
             k = m->slots[k].next)
            market_forget_price(m, m->slots[k].pair);
    bool changed = true;
    for (int sweep = 0; changed && sweep < LABEL_SWEEPS; sweep++) {
        changed = false;
        for (uint32_t i = first; i < end; i++) {
            x->s = x->order[sweep % 2 == 0 ? i : end - 1 - (i - first)];
            changed = market_relax_school(x) || changed;
        }
        if (support_market_clock() > deadline)
            return;
    }
}

/* Exchange among the schools of a run until none gains; how many chains that took. */
static size_t settle(choosing *x, uint32_t first, uint32_t end, double deadline)
{
    size_t all = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        x->done = 0;
        find_prices(x, first, end, deadline);
        for (uint32_t i = first; i < end; i++) {
            x->s = x->order[i];
            market_add_units(x, x->m->tolerance);
        }
        if (x->done == 0)
            for (uint32_t i = first; i < end; i++) {
                x->s = x->order[i];
                (void)market_respond(x);
            }
        all += x->done;
        if (x->done == 0 || support_market_clock() > deadline)
            break;
    }
    return all;
}

static void settle_blocks(choosing *x, double deadline)
{
    for (uint32_t b = 0; b < x->blocks; b++)
        x->restless[b] = true;
    size_t chains = 1;
    for (int pass = 0; pass < PASSES && chains > 0; pass++) {
        chains = 0;
        for (uint32_t b = 0; b < x->blocks && support_market_clock() < deadline; b++) {
            if (!x->restless[b])
                continue;
            size_t n = settle(x, x->block_first[b], x->block_first[b + 1], deadline);
            x->restless[b] = false;
            chains += n;
        }
    }
}

static double largest_gain(const support_market *m, const market_weights *w)
{
    double most = 0;
    for (uint32_t s = 0; s < m->tables->schools; s++) {
        const market_school *x = &m->schools[s];
        double benefit = 0;
        for (uint32_t c = 0; c < x->column_count; c++)
            benefit = fmax(benefit, m->columns[x->column_first + c].value[0]);
        most = fmax(most, w->level[0] * x->weight + w->level[1] * benefit);
    }
    return most;
}

/* What is free, to those who gain most by it first. */
static void give_out(choosing *x)
{
    enum {
        ROUNDS = 12
    };
    support_market *m = x->m;
    double least = largest_gain(m, &m->weights);
    size_t pairs = (size_t)m->tables->providers * m->tables->terms;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < pairs; i++)
            m->price[i] = m->free[i] > 0 ? 0 : (double)INFINITY;
        for (x->s = 0; x->s < m->tables->schools; x->s++)
            market_add_units(x, round == ROUNDS - 1 ? m->tolerance : least);
        least *= 0.6;
    }
}

static wf_status make_room(choosing *x)
{
    wf_arena *arena = x->m->arena;
    size_t cells = (size_t)MARKET_COLUMNS * WF_SUPPORT_TERMS;
    x->cells = wf_arena_array(arena, cells, sizeof *x->cells);
    x->held = wf_arena_array(arena, cells, sizeof *x->held);
    x->flow = wf_arena_alloc(arena, sizeof *x->flow);
    return x->cells && x->held && x->flow ? make_blocks(x) : WF_E_MEMORY;
}

wf_status support_market_clear(support_market *m, const market_weights *weights,
                               double deadline)
{
    wf_arena_mark mark = wf_arena_mark_here(m->arena);
    choosing deep = {.m = m}, x = {.m = m, .deep = &deep};
    WF_TRY(make_room(&deep));
    WF_TRY(make_room(&x));
    m->weights = *weights;
    m->hop = m->tolerance / 64;
    give_out(&x);
    find_prices(&x, 0, m->tables->schools, deadline);
    settle_blocks(&x, deadline);
    (void)settle(&x, 0, m->tables->schools, deadline);
    m->hop = 0;
    /* Also past the deadline: half a set of prices bounds nothing. */
    find_prices(&x, 0, m->tables->schools, (double)INFINITY);
    size_t pairs = (size_t)m->tables->providers * m->tables->terms;
    for (size_t i = 0; i < pairs; i++)
        if (m->price[i] < 0 || m->price[i] > 1e290)
            m->price[i] = 0;
    wf_arena_reset(m->arena, mark);
    return WF_OK;
}
