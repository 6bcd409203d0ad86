/* Chains of exchanges, carried out and measured. */
#include "engine/support/market_moves.h"
#include <math.h>

/* ---- Chains */
static double utility_of(const support_market *m, const chain *c)
{
    double sum = 0;
    for (int i = 0; i < c->n; i++) {
        bool again = false;
        for (int k = 0; k < i; k++)
            again = again || c->links[k].school == c->links[i].school;
        if (!again)
            sum += market_utility(m, c->links[i].school);
    }
    return sum;
}

static bool keeps_cap(const support_market *m, const chain *c)
{
    for (int i = 0; m->most_schools > 0 && i < c->n; i++)
        if (c->links[i].to != WF_SUPPORT_NONE &&
            m->visits[c->links[i].to] > m->most_schools)
            return false;
    return true;
}

/* The school's columns that a provider can serve, assurance aside. */
uint64_t market_columns(const support_market *m, uint32_t s, uint32_t p)
{
    const market_school *x = &m->schools[s];
    uint64_t set = 0, focuses = m->tables->problem->providers[p].focuses;
    for (uint32_t c = x->has_qa ? 1 : 0; c < x->column_count && c < 64; c++)
        if ((focuses >> m->columns[x->column_first + c].focus & 1u) != 0)
            set |= UINT64_C(1) << c;
    return set;
}

static void turn_slot(support_market *m, uint32_t slot, uint32_t column)
{
    market_slot *x = &m->slots[slot];
    uint32_t terms = m->tables->terms;
    uint32_t *given = &m->given[m->schools[x->school].column_first * terms];
    given[x->column * terms + x->pair % terms]--;
    given[column * terms + x->pair % terms]++;
    x->column = column;
}

static uint32_t column_total(const support_market *m, uint32_t s, uint32_t column)
{
    uint32_t sum = 0, terms = m->tables->terms;
    for (uint32_t t = m->tables->from; t < terms; t++)
        sum += m->given[(m->schools[s].column_first + column) * terms + t];
    return sum;
}

/* The column of a school where a half-day that it holds is worth most: its own where none
 * is worth more. */
static uint32_t best_column(const support_market *m, uint32_t s, const market_slot *slot)
{
    const market_school *x = &m->schools[s];
    const market_column *columns = &m->columns[x->column_first];
    uint32_t from = slot->column, best = from;
    uint64_t set = market_columns(m, s, slot->pair / m->tables->terms);
    double most = market_segment_gain(&columns[from], column_total(m, s, from) - 1);
    for (uint32_t k = 0; k < x->column_count && k < 64; k++) {
        if ((set >> k & 1u) == 0 || k == from)
            continue;
        double gain = market_segment_gain(&columns[k], column_total(m, s, k));
        if (gain > most + 1e-9) {
            most = gain;
            best = k;
        }
    }
    return best;
}

/* Let half-days of a school go over to needs where they are worth more. */
static void turn_over(support_market *m, uint32_t s, chain *c)
{
    bool changed = m->weights.level[1] > 0;
    while (changed) {
        changed = false;
        for (uint32_t i = m->first_slot[s]; i != WF_SUPPORT_NONE; i = m->slots[i].next) {
            uint32_t from = m->slots[i].column;
            if (market_kind(&m->schools[s], from) == 0 || c->turned == TURNS)
                continue;
            uint32_t to = best_column(m, s, &m->slots[i]);
            if (to == from)
                continue;
            c->turns[c->turned++] = (turn){i, from};
            turn_slot(m, i, to);
            changed = true;
        }
    }
}

/* Carry a chain out, and back again where it does not gain. */
bool market_carry_out(support_market *m, chain *c)
{
    uint32_t columns[CHAIN] = {0};
    double before = utility_of(m, c);
    for (int i = 0; i < c->n; i++)
        if (c->links[i].slot != WF_SUPPORT_NONE) {
            columns[i] = m->slots[c->links[i].slot].column;
            market_let_go(m, c->links[i].slot);
        }
    for (int i = 0; i < c->n; i++) {
        link *l = &c->links[i];
        l->taken =
            l->to == WF_SUPPORT_NONE ? WF_SUPPORT_NONE : market_free_slot(m, l->to);
        if (l->taken != WF_SUPPORT_NONE)
            market_hold(m, l->school, l->column, l->taken);
    }
    for (int i = 0; i < c->n; i++)
        turn_over(m, c->links[i].school, c);
    if (keeps_cap(m, c) && utility_of(m, c) > before + m->tolerance)
        return true;
    while (c->turned > 0) {
        const turn *back = &c->turns[--c->turned];
        turn_slot(m, back->slot, back->column);
    }
    for (int i = 0; i < c->n; i++)
        if (c->links[i].taken != WF_SUPPORT_NONE)
            market_let_go(m, c->links[i].taken);
    for (int i = 0; i < c->n; i++)
        if (c->links[i].slot != WF_SUPPORT_NONE)
            market_hold(m, c->links[i].school, columns[i], c->links[i].slot);
    return false;
}
