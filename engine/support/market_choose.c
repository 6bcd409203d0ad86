/* What a school would take, let go or exchange at the present prices. */
#include "engine/support/market_moves.h"
#include <math.h>

enum {
    ADDS_A_VISIT = 80,
    FAILURES = 6
};

/* ---- A school's choices at the present prices */
/* Half-days of a column may make room by going over to another need that their provider
 * can serve, directly or one after the other. */
static void find_reach(choosing *x)
{
    const support_market *m = x->m;
    const market_school *school = &m->schools[x->s];
    for (uint32_t c = 0; c < school->column_count; c++)
        x->reach[c] = 0;
    for (uint32_t i = m->first_slot[x->s]; i != WF_SUPPORT_NONE; i = m->slots[i].next)
        if (market_kind(school, m->slots[i].column) == 1)
            x->reach[m->slots[i].column] |=
                market_columns(m, x->s, m->slots[i].pair / m->tables->terms);
    for (uint32_t k = 0; k < school->column_count && k < 64; k++)
        for (uint32_t c = 0; c < school->column_count; c++)
            if ((x->reach[c] >> k & 1u) != 0)
                x->reach[c] |= x->reach[k];
}

/* The gain of a unit in a cell, where its column may make room. */
static double gain_with_room(const choosing *x, const market_view *v, uint32_t t,
                             uint32_t column)
{
    const support_market *m = x->m;
    const market_school *school = &m->schools[x->s];
    double direct = market_gain(m, x->s, v, t, column);
    if (x->reach[column] == 0 || direct <= MARKET_UNAFFORDABLE)
        return direct;
    const market_column *columns = &m->columns[school->column_first];
    double here = market_segment_gain(&columns[column], v->column[column]), best = here;
    for (uint32_t c = 0; c < school->column_count && c < 64; c++)
        if ((x->reach[column] >> c & 1u) != 0)
            best = fmax(best, market_segment_gain(&columns[c], v->column[c]));
    return direct + m->weights.level[1] * (best - here);
}

static void find_cells(choosing *x)
{
    const support_market *m = x->m;
    uint32_t terms = m->tables->terms;
    find_reach(x);
    for (uint32_t c = 0; c < m->schools[x->s].column_count; c++)
        for (uint32_t t = m->tables->from; t < terms; t++)
            market_find_offers(m, x->s, t, c, &x->cells[c * terms + t]);
}

static void propose(move out[2], move x)
{
    if (x.pair == out[0].pair) {
        out[0] = x.gain > out[0].gain ? x : out[0];
    } else if (x.gain > out[0].gain) {
        out[1] = out[0];
        out[0] = x;
    } else if (x.gain > out[1].gain) {
        out[1] = x;
    }
}

/* The two best things to take, of different pairs; nothing at all is among them. */
static void best_moves(const choosing *x, const market_view *v, move out[2])
{
    const support_market *m = x->m;
    uint32_t terms = m->tables->terms;
    out[0] = (move){0, 0, WF_SUPPORT_NONE};
    out[1] = (move){MARKET_UNAFFORDABLE, 0, WF_SUPPORT_NONE - 1};
    for (uint32_t c = 0; c < m->schools[x->s].column_count; c++)
        for (uint32_t t = m->tables->from; t < terms; t++) {
            const offers *o = &x->cells[c * terms + t];
            if (o->best.pair == WF_SUPPORT_NONE)
                continue;
            double gain = gain_with_room(x, v, t, c);
            propose(out, (move){gain - o->best.cost, c, o->best.pair});
            if (o->second.pair != WF_SUPPORT_NONE)
                propose(out, (move){gain - o->second.cost, c, o->second.pair});
        }
}

/* The price of a half-day of a pair as its holders would let it go now. */
static void price_again(choosing *x, uint32_t pair)
{
    support_market *m = x->m;
    uint32_t terms = m->tables->terms, last = WF_SUPPORT_NONE;
    double best = (double)INFINITY;
    for (size_t i = m->slot_first[pair]; i < m->slot_first[pair + 1]; i++) {
        const market_slot *slot = &m->slots[i];
        move instead[2];
        market_view v;
        if (slot->school == WF_SUPPORT_NONE)
            continue;
        x->s = slot->school;
        market_look(m, x->s, &v);
        if (x->s != last)
            find_cells(x);
        last = x->s;
        market_take_away(m, x->s, &v, pair % terms, slot->column);
        best_moves(x, &v, instead);
        const move *a = &instead[instead[0].pair == pair];
        uint32_t units =
            m->schools[x->s].known_count > 0 ? market_units(m, x->s, pair) - 1 : 0;
        double cost = m->hop + market_gain(m, x->s, &v, pair % terms, slot->column) -
                      a->gain -
                      support_market_pair_cost(m, &m->weights, x->s, pair / terms,
                                               pair % terms, units);
        if (cost < best) {
            best = cost;
            m->steps[pair] = (market_step){(uint32_t)i, x->s, a->pair, a->column};
        }
    }
    m->price[pair] = fmax(best, 0);
}

/* Follow the cheapest way of freeing a half-day of a pair. False where it costs more by
 * now than its price said, or is too long. */
bool market_follow(choosing *x, chain *c, uint32_t pair)
{
    support_market *m = x->m;
    while (pair != WF_SUPPORT_NONE && m->free[pair] == 0) {
        for (int i = 0; i < c->n; i++)
            if (c->links[i].slot != WF_SUPPORT_NONE &&
                m->slots[c->links[i].slot].pair == pair) {
                /* Back at one that is let go already: the part from there is a cycle. */
                c->n -= c->whole ? 0 : i;
                for (int k = 0; k < c->n && !c->whole; k++)
                    c->links[k] = c->links[k + i];
                return true;
            }
        double before = m->price[pair];
        price_again(x->deep, pair);
        if (c->n == CHAIN || m->price[pair] > before + m->hop / 2)
            return false;
        const market_step *step = &m->steps[pair];
        c->links[c->n++] = (link){.school = step->school,
                                  .slot = step->slot,
                                  .to = step->to,
                                  .column = step->column};
        pair = step->to;
    }
    return true;
}

void market_forget_price(support_market *m, uint32_t pair)
{
    m->price[pair] = m->free[pair] > 0 ? 0 : (double)INFINITY;
}

/* After a chain the prices along it are of another time; they still lead to other chains,
 * and every chain is measured. */
void market_note_chain(choosing *x, const chain *c)
{
    for (int k = 0; k < c->n; k++) {
        const link *l = &c->links[k];
        if (l->slot != WF_SUPPORT_NONE && x->m->free[x->m->slots[l->slot].pair] > 0)
            market_forget_price(x->m, x->m->slots[l->slot].pair);
        x->restless[x->block[l->school]] = true;
    }
    x->done++;
}

/* Take what gains most, with the chain that frees it, while something gains. */
void market_add_units(choosing *x, double least)
{
    support_market *m = x->m;
    for (int i = 0, failures = 0; i < ADDS_A_VISIT && failures < FAILURES; i++) {
        market_view now;
        move best[2];
        market_look(m, x->s, &now);
        find_cells(x);
        best_moves(x, &now, best);
        if (best[0].pair == WF_SUPPORT_NONE || best[0].gain <= least)
            return;
        chain c = {.n = 1};
        c.links[0] = (link){.school = x->s,
                            .slot = WF_SUPPORT_NONE,
                            .to = best[0].pair,
                            .column = best[0].column};
        double price = m->price[best[0].pair];
        if (!market_follow(x, &c, best[0].pair) || !market_carry_out(m, &c)) {
            /* The price is of another time: where it stays, it is not believed. */
            if (m->price[best[0].pair] <= price)
                m->price[best[0].pair] = (double)INFINITY;
            failures++;
            continue;
        }
        market_note_chain(x, &c);
    }
}

/* What it costs to free a half-day that the school holds; whether any got cheaper. A cost
 * below 0 is a gain by itself: it is carried out at once. */
static bool relax_slot(choosing *x, uint32_t slot, double loss,
                       const move alternatives[2])
{
    support_market *m = x->m;
    uint32_t pair = m->slots[slot].pair, terms = m->tables->terms;
    uint32_t units =
        m->schools[x->s].known_count > 0 ? market_units(m, x->s, pair) - 1 : 0;
    const move *a = &alternatives[alternatives[0].pair == pair];
    double cost =
        m->hop + loss - a->gain -
        support_market_pair_cost(m, &m->weights, x->s, pair / terms, pair % terms, units);
    if (m->free[pair] > 0 && cost > -m->tolerance)
        return false;
    if (cost >= m->price[pair] - fmax(m->hop / 2, m->tolerance / 1000))
        return false;
    if (cost > -m->tolerance) {
        m->steps[pair] = (market_step){slot, x->s, a->pair, a->column};
        m->price[pair] = cost;
        return true;
    }
    chain c = {.n = 1};
    c.links[0] = (link){.school = x->s, .slot = slot, .to = a->pair, .column = a->column};
    if (market_follow(x, &c, a->pair) && market_carry_out(m, &c)) {
        market_note_chain(x, &c);
        return true;
    }
    /* Not to be had that way: at what it costs to let it go for nothing. */
    cost += a->gain;
    if (cost < 0 || cost >= m->price[pair] - m->tolerance)
        return false;
    m->steps[pair] = (market_step){slot, x->s, WF_SUPPORT_NONE, 0};
    m->price[pair] = cost;
    return true;
}

static const letting_go *look_at_cell(choosing *x, const market_view *now, uint32_t slot)
{
    const support_market *m = x->m;
    uint32_t terms = m->tables->terms > 0 ? m->tables->terms : 1;
    uint32_t t = m->slots[slot].pair % terms, column = m->slots[slot].column;
    letting_go *h = &x->held[column * terms + t];
    if (!h->known) {
        market_view without = *now;
        market_take_away(m, x->s, &without, t, column);
        best_moves(x, &without, h->instead);
        h->loss = market_gain(m, x->s, &without, t, column);
        h->known = true;
    }
    return h;
}

bool market_relax_school(choosing *x)
{
    support_market *m = x->m;
    bool changed = false;
    market_view now;
    market_look(m, x->s, &now);
    find_cells(x);
    for (uint32_t i = 0; i < m->schools[x->s].column_count * m->tables->terms; i++)
        x->held[i].known = false;
    uint32_t next = WF_SUPPORT_NONE;
    size_t done = x->done;
    for (uint32_t i = m->first_slot[x->s]; i != WF_SUPPORT_NONE; i = next) {
        next = m->slots[i].next;
        const letting_go *h = look_at_cell(x, &now, i);
        changed = relax_slot(x, i, h->loss, h->instead) || changed;
        if (x->done != done)
            return true; /* the school is another now */
    }
    return changed;
}
