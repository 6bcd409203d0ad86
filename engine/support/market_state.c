/* A school as it stands in a market, and half-days changing hands. */
#include "engine/support/market_moves.h"
#include <math.h>
#include <time.h>

double support_market_clock(void)
{
    struct timespec now = {0};
    (void)timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- What one more unit is worth to a school */
int market_kind(const market_school *x, uint32_t column)
{
    return x->has_qa && column == 0 ? 0 : 1;
}

void market_look(const support_market *m, uint32_t s, market_view *v)
{
    const market_school *x = &m->schools[s];
    uint32_t terms = m->tables->terms;
    const uint32_t *given = &m->given[x->column_first * terms];
    *v = (market_view){.total = 0};
    for (uint32_t c = 0; c < x->column_count; c++)
        for (uint32_t t = m->tables->from; t < terms; t++) {
            uint32_t n = given[c * terms + t];
            v->column[c] += n;
            v->n[market_kind(x, c)][t] += n;
            v->term[t] += n;
            v->total += n;
        }
    for (int k = 0; k < 2; k++)
        for (uint32_t t = m->tables->from; t < terms; t++)
            v->excess += v->n[k][t] > x->floor[k][t] ? v->n[k][t] - x->floor[k][t] : 0;
}

double market_segment_gain(const market_column *c, uint32_t n)
{
    for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
        if (n < c->size[i])
            return c->value[i];
        n -= c->size[i];
    }
    return 0;
}

/* Weighted gain of levels 1 and 2. */
double market_gain(const support_market *m, uint32_t s, const market_view *v, uint32_t t,
                   uint32_t column)
{
    const market_school *x = &m->schools[s];
    int kind = market_kind(x, column);
    if (v->total >= x->most || v->term[t] >= x->term_most[t] ||
        (kind == 0 && !x->qa_open[t]))
        return MARKET_UNAFFORDABLE;
    bool meets = v->n[kind][t] < x->floor[kind][t] || v->excess < x->pool;
    return (meets ? m->weights.level[0] * x->weight : 0) +
           m->weights.level[1] *
               market_segment_gain(&m->columns[x->column_first + column],
                                   v->column[column]);
}

void market_take_away(const support_market *m, uint32_t s, market_view *v, uint32_t t,
                      uint32_t column)
{
    const market_school *x = &m->schools[s];
    int kind = market_kind(x, column);
    v->excess -= v->n[kind][t] > x->floor[kind][t];
    v->n[kind][t]--;
    v->term[t]--;
    v->total--;
    v->column[column]--;
}

/* ---- What a unit of a provider costs a school beside its price */
static const market_known *known_of(const support_market *m, uint32_t s, uint32_t p)
{
    const market_school *x = &m->schools[s];
    for (uint32_t i = 0; i < x->known_count; i++)
        if (m->known[x->known_first + i].provider == p)
            return &m->known[x->known_first + i];
    return NULL;
}

/* Units that a school holds of a provider in a term. */
uint32_t market_units(const support_market *m, uint32_t s, uint32_t pair)
{
    uint32_t n = 0;
    for (uint32_t i = m->first_slot[s]; i != WF_SUPPORT_NONE; i = m->slots[i].next)
        n += m->slots[i].pair == pair;
    return n;
}

static double usual_cost(const support_market *m, const market_weights *w)
{
    return w->level[3] + (m->tables->has_agreed ? w->level[2] : 0);
}

double support_market_pair_cost(const support_market *m, const market_weights *w,
                                uint32_t s, uint32_t p, uint32_t term, uint32_t units)
{
    const market_known *k = known_of(m, s, p);
    double cost = w->level[4] * support_half_cost(m->tables, s, p);
    if (k == NULL)
        return cost + usual_cost(m, w);
    if (m->tables->has_agreed)
        cost += units < k->agreed[term] ? -w->level[2] : w->level[2];
    return cost;
}

#include <stdlib.h>
/* ---- Offers: the cheapest slots of two providers for a cell */
static void consider(offers *o, offer x)
{
    if (x.pair == o->best.pair) {
        if (x.cost < o->best.cost)
            o->best = x;
    } else if (x.cost < o->best.cost) {
        o->second = o->best;
        o->best = x;
    } else if (x.cost < o->second.cost) {
        o->second = x;
    }
}

/* Would the provider have too many schools in the term? A chain is held against the cap
 * as it stands; one that only passes it for a moment is not looked for. */
bool market_passes_cap(const support_market *m, uint32_t s, uint32_t pair)
{
    uint32_t terms = m->tables->terms;
    return m->most_schools > 0 && m->visits[pair] >= m->most_schools &&
           market_units(m, s, pair) == 0 &&
           support_committed(m->tables, s, pair % terms, pair / terms) == 0;
}

static void consider_provider(const support_market *m, uint32_t s, uint32_t p, uint32_t t,
                              double cost, offers *o)
{
    uint32_t pair = p * m->tables->terms + t;
    if (m->price[pair] + cost < o->second.cost && support_allowed(m->tables, s, p) &&
        !market_passes_cap(m, s, pair))
        consider(o, (offer){m->price[pair] + cost, pair});
}

void market_find_offers(const support_market *m, uint32_t s, uint32_t t, uint32_t column,
                        offers *o)
{
    const market_school *x = &m->schools[s];
    uint32_t focus = m->columns[x->column_first + column].focus;
    double usual = usual_cost(m, &m->weights);
    const offer none = {(double)INFINITY, WF_SUPPORT_NONE};
    *o = (offers){none, none};
    size_t lists[2] = {focus, x->area == WF_SUPPORT_NONE
                                  ? focus
                                  : ((size_t)x->area + 1) * m->focuses + focus};
    for (int k = 0; k < (x->area == WF_SUPPORT_NONE ? 1 : 2); k++) {
        const market_list *l = &m->lists[lists[k]];
        for (size_t i = 0; i < l->n; i++)
            consider_provider(m, s, l->providers[i], t,
                              usual + m->weights.level[4] * l->cost[i], o);
    }
    for (uint32_t i = 0; i < x->known_count; i++) {
        uint32_t p = m->known[x->known_first + i].provider;
        if ((m->tables->problem->providers[p].focuses >> focus & 1u) == 0)
            continue;
        uint32_t units = market_units(m, s, p * m->tables->terms + t);
        consider_provider(m, s, p, t,
                          support_market_pair_cost(m, &m->weights, s, p, t, units), o);
    }
}

/* ---- Slots change hands */
static bool counts_as_visit(const support_market *m, uint32_t s, uint32_t pair)
{
    uint32_t terms = m->tables->terms;
    return m->most_schools > 0 && market_units(m, s, pair) == 0 &&
           support_committed(m->tables, s, pair % terms, pair / terms) == 0;
}

void market_let_go(support_market *m, uint32_t slot)
{
    market_slot *x = &m->slots[slot];
    uint32_t s = x->school, terms = m->tables->terms;
    if (x->before != WF_SUPPORT_NONE)
        m->slots[x->before].next = x->next;
    else
        m->first_slot[s] = x->next;
    if (x->next != WF_SUPPORT_NONE)
        m->slots[x->next].before = x->before;
    m->given[(m->schools[s].column_first + x->column) * terms + x->pair % terms]--;
    m->free[x->pair]++;
    x->school = x->next = x->before = WF_SUPPORT_NONE;
    m->visits[x->pair] -= counts_as_visit(m, s, x->pair);
}

void market_hold(support_market *m, uint32_t s, uint32_t column, uint32_t slot)
{
    market_slot *x = &m->slots[slot];
    uint32_t terms = m->tables->terms;
    m->visits[x->pair] += counts_as_visit(m, s, x->pair);
    x->school = s;
    x->column = column;
    x->next = m->first_slot[s];
    x->before = WF_SUPPORT_NONE;
    if (x->next != WF_SUPPORT_NONE)
        m->slots[x->next].before = slot;
    m->first_slot[s] = slot;
    m->given[(m->schools[s].column_first + column) * terms + x->pair % terms]++;
    m->free[x->pair]--;
}

uint32_t market_free_slot(const support_market *m, uint32_t pair)
{
    for (size_t i = m->slot_first[pair]; i < m->slot_first[pair + 1]; i++)
        if (m->slots[i].school == WF_SUPPORT_NONE)
            return (uint32_t)i;
    return WF_SUPPORT_NONE;
}

/* ---- What a school has, in all, as it stands */
double market_utility(const support_market *m, uint32_t s)
{
    const market_school *x = &m->schools[s];
    market_view v;
    market_look(m, s, &v);
    double met = v.excess < x->pool ? v.excess : x->pool, sum = 0;
    for (int k = 0; k < 2; k++)
        for (uint32_t t = m->tables->from; t < m->tables->terms; t++) {
            met += v.n[k][t] < x->floor[k][t] ? v.n[k][t] : x->floor[k][t];
            if (v.term[t] > x->term_most[t])
                return MARKET_UNAFFORDABLE;
        }
    if (v.total > x->most)
        return MARKET_UNAFFORDABLE;
    for (uint32_t c = 0; c < x->column_count; c++) {
        const market_column *column = &m->columns[x->column_first + c];
        uint32_t rest = v.column[c];
        for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
            uint32_t filled = rest < column->size[i] ? rest : column->size[i];
            rest -= filled;
            sum += filled * column->value[i];
        }
    }
    sum = m->weights.level[0] * x->weight * met + m->weights.level[1] * sum;
    for (uint32_t i = m->first_slot[s]; i != WF_SUPPORT_NONE; i = m->slots[i].next) {
        uint32_t pair = m->slots[i].pair, before = 0;
        for (uint32_t j = x->known_count > 0 ? m->first_slot[s] : i; j != i;
             j = m->slots[j].next)
            before += m->slots[j].pair == pair;
        sum -= support_market_pair_cost(m, &m->weights, s, pair / m->tables->terms,
                                        pair % m->tables->terms, before);
    }
    return sum;
}

/* ---- Values */
static double unmet_of(const support_market *m, uint32_t s, const market_view *v)
{
    const market_school *x = &m->schools[s];
    double met = v->excess < x->pool ? v->excess : x->pool;
    for (int k = 0; k < 2; k++)
        for (uint32_t t = m->tables->from; t < m->tables->terms; t++)
            met += v->n[k][t] < x->floor[k][t] ? v->n[k][t] : x->floor[k][t];
    return -x->weight * met;
}

void support_market_values(const support_market *m, double out[WF_SUPPORT_LEVELS])
{
    static const market_weights one[] = {
        {{0, 0, 1, 0, 0}},
        {{0, 0, 0, 1, 0}},
        {{0, 0, 0, 0, 1}},
    };
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
        out[k] = m->constant[k];
    for (uint32_t s = 0; s < m->tables->schools; s++) {
        const market_school *x = &m->schools[s];
        market_view v;
        market_look(m, s, &v);
        out[0] += unmet_of(m, s, &v);
        for (uint32_t c = 0; c < x->column_count; c++)
            for (uint32_t n = 0; n < v.column[c]; n++)
                out[1] += market_segment_gain(&m->columns[x->column_first + c], n);
        for (uint32_t i = m->first_slot[s]; i != WF_SUPPORT_NONE; i = m->slots[i].next) {
            uint32_t pt = m->slots[i].pair;
            uint32_t p = pt / m->tables->terms;
            uint32_t t = pt % m->tables->terms, before = 0;
            for (uint32_t j = m->first_slot[s]; j != i; j = m->slots[j].next)
                before += m->slots[j].pair == pt;
            for (int k = 0; k < 3; k++)
                out[2 + k] += support_market_pair_cost(m, &one[k], s, p, t, before);
        }
    }
}
