#include "engine/support/school_flow.h"
#include <math.h>

enum {
    SOURCE,
    POOL,
    SINK,
    ROWS,
    COLUMNS = ROWS + 2 * WF_SUPPORT_TERMS,
    NO_ARC = UINT16_MAX,
    PLENTY = 1 << 28
};

static void add_arc(school_flow *f, int from, int to, uint32_t cap, double gain)
{
    for (int k = 0; k < 2; k++) {
        int at = f->arcs++;
        f->to[at] = (uint16_t)(k == 0 ? to : from);
        f->cap[at] = k == 0 ? (int32_t)(cap < PLENTY ? cap : PLENTY) : 0;
        f->gain[at] = k == 0 ? gain : -gain;
        f->pair[at] = WF_SUPPORT_NONE;
        uint16_t *first = &f->first[k == 0 ? from : to];
        f->next[at] = *first;
        *first = (uint16_t)at;
    }
}

/* ---- What a half-day costs in a cell */
typedef struct tier {
    double cost;
    uint32_t pair, cap;
} tier;

typedef struct pricing {
    const support_market *m;
    const market_weights *w;
    const double *price;
    uint32_t s;
    double prefer; /* 0: whatever it holds */
} pricing;

/* The cheapest of everybody, at what strangers cost. */
static tier cheapest(const pricing *x, uint32_t t, uint32_t focus)
{
    const support_market *m = x->m;
    const market_school *school = &m->schools[x->s];
    tier best = {(double)INFINITY, WF_SUPPORT_NONE, PLENTY};
    double usual = x->w->level[3] + (m->tables->has_agreed ? x->w->level[2] : 0);
    size_t lists[2] = {focus, school->area == WF_SUPPORT_NONE
                                  ? focus
                                  : ((size_t)school->area + 1) * m->focuses + focus};
    for (int k = 0; k < (school->area == WF_SUPPORT_NONE ? 1 : 2); k++) {
        const market_list *l = &m->lists[lists[k]];
        for (size_t i = 0; i < l->n; i++) {
            uint32_t pair = l->providers[i] * m->tables->terms + t;
            double cost = x->price[pair] + usual + x->w->level[4] * l->cost[i];
            if (cost < best.cost && m->slot_first[pair] < m->slot_first[pair + 1] &&
                support_allowed(m->tables, x->s, l->providers[i])) {
                best.cost = cost;
                best.pair = pair;
            }
        }
    }
    return best;
}

static void put_tier(tier tiers[FLOW_TIERS], int *n, tier x)
{
    int at = *n < FLOW_TIERS - 1 ? (*n)++ : FLOW_TIERS - 2;
    if (at == FLOW_TIERS - 2 && *n == FLOW_TIERS - 1 &&
        tiers[at].pair != WF_SUPPORT_NONE && tiers[at].cost <= x.cost) {
        /* No room: counted at the cheaper price, which a bound may. */
        tiers[at].cap += x.cap;
        return;
    }
    if (tiers[at].pair != WF_SUPPORT_NONE)
        x.cap += tiers[at].cap;
    tiers[at] = x;
}

/* Costs of a cell: without end from the cheapest; days agreed before come cheaper, each
 * column on its own, which a bound may assume. */
static void put_held(const pricing *x, uint32_t t, uint32_t column,
                     tier tiers[FLOW_TIERS], int *n)
{
    const support_market *m = x->m;
    for (uint32_t i = m->first_slot[x->s]; i != WF_SUPPORT_NONE; i = m->slots[i].next) {
        uint32_t pair = m->slots[i].pair, terms = m->tables->terms;
        if (pair % terms != t || m->slots[i].column != column)
            continue;
        int at = 0;
        while (at < *n && tiers[at].pair != pair)
            at++;
        if (at < *n) {
            tiers[at].cap++;
            continue;
        }
        double cost = x->price[pair] - x->prefer +
                      support_market_pair_cost(m, x->w, x->s, pair / terms, t, 0);
        put_tier(tiers, n, (tier){cost, pair, 1});
    }
}

static int find_tiers(const pricing *x, uint32_t t, uint32_t column,
                      tier tiers[FLOW_TIERS])
{
    const support_market *m = x->m;
    const market_school *school = &m->schools[x->s];
    uint32_t focus = m->columns[school->column_first + column].focus;
    tier best = cheapest(x, t, focus);
    int n = 0;
    for (int i = 0; i < FLOW_TIERS; i++)
        tiers[i] = (tier){(double)INFINITY, WF_SUPPORT_NONE, 0};
    if (x->prefer > 0)
        put_held(x, t, column, tiers, &n);
    for (uint32_t i = 0; i < school->known_count; i++) {
        const market_known *k = &m->known[school->known_first + i];
        uint32_t pair = k->provider * m->tables->terms + t;
        if ((m->tables->problem->providers[k->provider].focuses >> focus & 1u) == 0 ||
            m->slot_first[pair] == m->slot_first[pair + 1] ||
            !support_allowed(m->tables, x->s, k->provider))
            continue;
        double own = x->price[pair] +
                     x->w->level[4] * support_half_cost(m->tables, x->s, k->provider);
        double change = m->tables->has_agreed ? x->w->level[2] : 0;
        if (own + change < best.cost)
            best = (tier){own + change, pair, PLENTY};
        if (k->agreed[t] > 0 && change > 0)
            put_tier(tiers, &n, (tier){own - change, pair, k->agreed[t]});
    }
    if (best.pair != WF_SUPPORT_NONE)
        tiers[n++] = best;
    return n;
}

/* ---- The network */
static int add_cell_arcs(const pricing *x, school_flow *f, uint32_t t, uint32_t column)
{
    const market_school *school = &x->m->schools[x->s];
    int kind = school->has_qa && column == 0 ? 0 : 1;
    tier tiers[FLOW_TIERS];
    if (kind == 0 && !school->qa_open[t])
        return 0;
    int n = find_tiers(x, t, column, tiers);
    for (int i = 0; i < n; i++) {
        add_arc(f, ROWS + kind * WF_SUPPORT_TERMS + (int)t, COLUMNS + (int)column,
                tiers[i].cap, -tiers[i].cost);
        f->pair[f->arcs - 2] = tiers[i].pair;
    }
    return n;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void build(const pricing *x, school_flow *f)
{
    const market_school *school = &x->m->schools[x->s];
    double met = x->w->level[0] * school->weight;
    f->arcs = 0;
    for (int i = 0; i < FLOW_NODES; i++)
        f->first[i] = NO_ARC;
    add_arc(f, SOURCE, POOL, school->pool, met);
    add_arc(f, SOURCE, POOL, PLENTY, 0);
    for (uint32_t t = x->m->tables->from; t < x->m->tables->terms; t++)
        for (int kind = 0; kind < 2; kind++) {
            int row = ROWS + kind * WF_SUPPORT_TERMS + (int)t, cells = 0;
            for (uint32_t c = 0; c < school->column_count; c++)
                if ((kind == 0) == (school->has_qa && c == 0))
                    cells += add_cell_arcs(x, f, t, c);
            if (cells == 0)
                continue;
            add_arc(f, SOURCE, row, least(school->floor[kind][t], school->term_most[t]),
                    met);
            add_arc(f, POOL, row, school->term_most[t], 0);
        }
    for (uint32_t c = 0; c < school->column_count; c++) {
        const market_column *column = &x->m->columns[school->column_first + c];
        for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++)
            if (column->size[i] > 0)
                add_arc(f, COLUMNS + (int)c, SINK, column->size[i],
                        x->w->level[1] * column->value[i]);
        add_arc(f, COLUMNS + (int)c, SINK, PLENTY, 0);
    }
}

/* ---- Paths of largest gain (Bellman and Ford, with a queue), in whole numbers: with
 * rounding, a path that is not quite the best leaves a cycle that gains. */
static void make_whole(school_flow *f)
{
    double most = 1;
    for (int a = 0; a < f->arcs; a++)
        most = fmax(most, fabs(f->gain[a]));
    f->unit = ldexp(1, ilogb(most) - 43);
    for (int a = 0; a < f->arcs; a += 2) {
        f->whole[a] = (int64_t)llround(f->gain[a] / f->unit);
        f->whole[a + 1] = -f->whole[a];
    }
}

static bool find_path(const school_flow *f, uint16_t by[FLOW_NODES], int64_t *gain_out)
{
    int64_t best[FLOW_NODES];
    uint16_t queue[FLOW_NODES];
    bool waits[FLOW_NODES] = {false};
    unsigned head = 0, n = 1;
    for (int i = 0; i < FLOW_NODES; i++)
        best[i] = INT64_MIN / 2;
    best[SOURCE] = 0;
    queue[0] = SOURCE;
    while (n > 0) {
        int node = queue[head];
        head = (head + 1) % FLOW_NODES;
        n--;
        waits[node] = false;
        for (uint16_t a = f->first[node]; a != NO_ARC; a = f->next[a]) {
            int to = f->to[a];
            int64_t gain = best[node] + f->whole[a];
            if (f->cap[a] == 0 || gain <= best[to])
                continue;
            best[to] = gain;
            by[to] = a;
            if (!waits[to] && to != SINK && to != SOURCE) {
                waits[to] = true;
                queue[(head + n++) % FLOW_NODES] = (uint16_t)to;
            }
        }
    }
    *gain_out = best[SINK];
    return best[SINK] > 0;
}

static void push(school_flow *f, const uint16_t by[FLOW_NODES], uint32_t *left,
                 int64_t gain)
{
    int32_t amount = *left < PLENTY ? (int32_t)*left : PLENTY;
    for (int node = SINK; node != SOURCE; node = f->to[by[node] ^ 1])
        amount = f->cap[by[node]] < amount ? f->cap[by[node]] : amount;
    for (int node = SINK; node != SOURCE; node = f->to[by[node] ^ 1]) {
        f->cap[by[node]] -= amount;
        f->cap[by[node] ^ 1] += amount;
    }
    *left -= (uint32_t)amount;
    /* Three arcs are rounded on every way from the source: never too little. */
    f->value += amount * ((double)gain + 2) * f->unit;
}

static void take_wants(const pricing *x, school_flow *f)
{
    const market_school *school = &x->m->schools[x->s];
    for (int a = 0; a < f->arcs; a += 2) {
        int32_t units = f->cap[a ^ 1];
        int from = f->to[a ^ 1];
        if (units == 0)
            continue;
        if (f->to[a] == SINK && x->w->level[1] > 0)
            f->gains[1] += units * f->gain[a] / x->w->level[1];
        if (from == SOURCE && f->gain[a] > 0)
            f->gains[0] += units * school->weight;
        if (f->pair[a] == WF_SUPPORT_NONE || f->want_count == FLOW_WANTS)
            continue;
        f->wants[f->want_count++] =
            (flow_want){f->pair[a], (uint32_t)(f->to[a] - COLUMNS), (uint32_t)units};
        f->gains[4] -= units * support_half_cost(x->m->tables, x->s,
                                                 f->pair[a] / x->m->tables->terms);
        if (!support_knows(x->m->tables, x->s, f->pair[a] / x->m->tables->terms))
            f->gains[3] -= units;
    }
}

void support_school_flow(const support_market *m, const market_weights *w,
                         const double *price, uint32_t school, school_flow *f)
{
    support_school_flow_near(m, w, price, school, 0, f);
}

void support_school_flow_near(const support_market *m, const market_weights *w,
                              const double *price, uint32_t school, double prefer,
                              school_flow *f)
{
    pricing x = {.m = m, .w = w, .price = price, .s = school, .prefer = prefer};
    uint16_t by[FLOW_NODES] = {0};
    uint32_t left = m->schools[school].most;
    int64_t gain = 0;
    f->value = 0;
    f->want_count = 0;
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
        f->gains[k] = 0;
    build(&x, f);
    make_whole(f);
    while (left > 0 && find_path(f, by, &gain))
        push(f, by, &left, gain);
    take_wants(&x, f);
}
