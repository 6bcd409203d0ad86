/* The layout of a market: what each school can still be given, who could give it, and
 * every half-day that is left as a slot. */
#include "engine/support/market.h"
#include <math.h>

static uint32_t below(uint32_t floor, uint32_t given)
{
    return floor > given ? floor - given : 0;
}

static market_column *push_column(support_market *m, market_school *s, uint32_t focus)
{
    market_column *c = &m->columns[s->column_first + s->column_count++];
    *c = (market_column){.focus = focus};
    return c;
}

/* The segments of a need that what is committed has not filled yet. */
static void lay_need(const support_market *m, uint32_t s, uint32_t k, market_column *c)
{
    const wf_support_school *school = &m->tables->problem->schools[s];
    const wf_support_need *need = &school->needs[k];
    uint32_t before = m->tables->given_need[s][k];
    support_segments(need->halves, c->size);
    for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
        uint32_t filled = before < c->size[i] ? before : c->size[i];
        before -= filled;
        c->size[i] -= filled;
        c->value[i] = m->tables->problem->policy.segment_value[i] * need->weight *
                      school->risk_weight / 2;
    }
}

static void lay_columns(support_market *m, uint32_t s)
{
    const support_tables *t = m->tables;
    const wf_support_school *school = &t->problem->schools[s];
    market_school *x = &m->schools[s];
    uint32_t qa_need = support_need_of(school, WF_FOCUS_QA);
    for (uint32_t term = t->from; term < t->terms; term++) {
        x->qa_open[term] = qa_need != WF_SUPPORT_NONE || school->qa_floor[term] > 0;
        x->has_qa = x->has_qa || x->qa_open[term];
    }
    if (x->has_qa) {
        market_column *c = push_column(m, x, WF_FOCUS_QA);
        if (qa_need != WF_SUPPORT_NONE)
            lay_need(m, s, qa_need, c);
    }
    for (uint32_t k = 0; k < school->need_count; k++)
        if (school->needs[k].focus != WF_FOCUS_QA)
            lay_need(m, s, k, push_column(m, x, school->needs[k].focus));
}

static void lay_floors(support_market *m, uint32_t s)
{
    const support_tables *t = m->tables;
    const wf_support_school *school = &t->problem->schools[s];
    market_school *x = &m->schools[s];
    uint32_t year = 0, floors = 0, closed = 0;
    for (uint32_t term = 0; term < t->terms; term++) {
        size_t st = (size_t)s * t->terms + term;
        uint32_t given = t->given_qa[st] + t->given_si[st];
        uint32_t qa = below(school->qa_floor[term], t->given_qa[st]);
        uint32_t si = below(school->si_floor[term], t->given_si[st]);
        year += given;
        floors += qa + si;
        x->term_most[term] = school->term_ceiling[term] > 0
                                 ? below(school->term_ceiling[term], given)
                                 : UINT32_MAX;
        closed += term < t->from ? qa + si : 0;
        x->floor[0][term] = term < t->from ? 0 : qa;
        x->floor[1][term] = term < t->from ? 0 : si;
    }
    x->pool = below(below(school->year_floor, year), floors);
    x->most = school->year_ceiling > 0 ? below(school->year_ceiling, year) : UINT32_MAX;
    x->weight = school->risk_weight;
    x->area = t->area[s];
    m->constant[0] += x->weight * (floors + x->pool);
    x->unmet_fixed = closed;
}

/* The benefit of what is committed already. */
static double committed_benefit(const support_market *m, uint32_t s)
{
    const wf_support_school *school = &m->tables->problem->schools[s];
    double sum = 0;
    for (uint32_t k = 0; k < school->need_count; k++) {
        uint32_t size[WF_SUPPORT_SEGMENTS], before = m->tables->given_need[s][k];
        support_segments(school->needs[k].halves, size);
        for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
            uint32_t filled = before < size[i] ? before : size[i];
            before -= filled;
            sum += filled * m->tables->problem->policy.segment_value[i] *
                   school->needs[k].weight * school->risk_weight / 2;
        }
    }
    return sum;
}

/* ---- Known providers and what is agreed with them */
static void lay_known(support_market *m)
{
    const support_tables *t = m->tables;
    for (size_t i = 0; i < t->known.n; i++) {
        uint32_t s = (uint32_t)(t->known.keys[i] / t->providers);
        market_known *k = &m->known[i];
        *k = (market_known){.provider = (uint32_t)(t->known.keys[i] % t->providers),
                            .is_known = true};
        for (uint32_t term = t->from; t->has_agreed && term < t->terms; term++)
            k->agreed[term] = below(support_agreed(t, s, term, k->provider),
                                    support_committed(t, s, term, k->provider));
        if (m->schools[s].known_count++ == 0)
            m->schools[s].known_first = i;
    }
}

/* The change that stands before anything is given: agreed and not committed, and the
 * other way round. */
static double starting_change(const support_tables *t)
{
    double sum = 0;
    const support_pairs *lists[] = {&t->agreed, &t->committed};
    for (int k = 0; t->has_agreed && k < 2; k++)
        for (size_t i = 0; i < lists[k]->n; i++) {
            uint64_t st = lists[k]->keys[i] / t->providers;
            uint32_t term = (uint32_t)(st % t->terms), s = (uint32_t)(st / t->terms);
            uint32_t p = (uint32_t)(lists[k]->keys[i] % t->providers);
            uint32_t agreed = support_agreed(t, s, term, p);
            if (term >= t->from && (k == 0 || agreed == 0))
                sum += fabs((double)support_committed(t, s, term, p) - agreed);
        }
    return sum;
}

/* ---- Who could come: those who go everywhere, at the cost of travel, in the lists of no
 * area; in an area's lists those who go there only, or come from there. */
typedef struct listing {
    size_t *counts; /* [area + 1][focus] */
    uint32_t *providers;
    double *costs;
    bool fill;
} listing;

static void list_one(support_market *m, listing *l, uint32_t area, uint32_t p)
{
    const support_tables *t = m->tables;
    const wf_support_provider *v = &t->problem->providers[p];
    double travel = area > 0 && t->home[p] == area - 1
                        ? 0
                        : v->travel_band * t->problem->policy.travel_per_band;
    for (uint32_t f = 0; f < m->focuses; f++) {
        if ((v->focuses >> f & 1u) == 0)
            continue;
        size_t at = (size_t)area * m->focuses + f;
        if (l->fill) {
            size_t place = l->counts[at] + m->lists[at].n++;
            l->providers[place] = p;
            l->costs[place] = (v->cost_per_day + travel) / 2;
        } else {
            l->counts[at]++;
        }
    }
}

static void list_all(support_market *m, listing *l)
{
    const support_tables *t = m->tables;
    for (uint32_t p = 0; p < t->providers; p++) {
        bool everywhere = t->problem->providers[p].areas.n == 0 || t->serves == NULL;
        if (everywhere) {
            list_one(m, l, 0, p);
            if (t->home[p] != WF_SUPPORT_NONE)
                list_one(m, l, t->home[p] + 1, p);
            continue;
        }
        for (uint32_t a = 0; a < t->areas; a++)
            if (t->serves[(size_t)a * t->providers + p] != 0)
                list_one(m, l, a + 1, p);
    }
}

static wf_status lay_lists(support_market *m)
{
    size_t n = ((size_t)m->tables->areas + 1) * m->focuses, all = 0;
    listing l = {.counts = wf_arena_array(m->arena, n, sizeof *l.counts)};
    m->lists = wf_arena_array(m->arena, n, sizeof *m->lists);
    if (l.counts == NULL || m->lists == NULL)
        return WF_E_MEMORY;
    list_all(m, &l);
    for (size_t i = 0; i < n; i++) {
        size_t count = l.counts[i];
        l.counts[i] = all;
        all += count;
    }
    l.providers = wf_arena_array(m->arena, all, sizeof *l.providers);
    l.costs = wf_arena_array(m->arena, all, sizeof *l.costs);
    if (l.providers == NULL || l.costs == NULL)
        return WF_E_MEMORY;
    l.fill = true;
    for (size_t i = 0; i < n; i++) {
        m->lists[i].providers = l.providers + l.counts[i];
        m->lists[i].cost = l.costs + l.counts[i];
    }
    list_all(m, &l);
    return WF_OK;
}

/* ---- Slots */
static wf_status lay_slots(support_market *m)
{
    const support_tables *t = m->tables;
    size_t pt = (size_t)t->providers * t->terms, all = 0;
    m->slot_first = wf_arena_array(m->arena, pt + 1, sizeof *m->slot_first);
    m->price = wf_arena_array(m->arena, pt, sizeof *m->price);
    m->free = wf_arena_array(m->arena, pt, sizeof *m->free);
    m->steps = wf_arena_array(m->arena, pt, sizeof *m->steps);
    m->visits = wf_arena_array(m->arena, pt, sizeof *m->visits);
    if (!m->slot_first || !m->price || !m->free || !m->steps || !m->visits)
        return WF_E_MEMORY;
    for (size_t i = 0; i < pt; i++) {
        uint32_t left = i % t->terms < t->from ? 0 : t->left[i];
        m->slot_first[i] = all;
        m->free[i] = left;
        m->price[i] = left > 0 ? 0 : (double)INFINITY;
        all += left;
        if (all >= WF_SUPPORT_NONE / 2)
            return WF_E_LIMIT;
    }
    m->slot_first[pt] = all;
    m->slots = wf_arena_array(m->arena, all, sizeof *m->slots);
    if (m->slots == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < pt; i++)
        for (size_t k = m->slot_first[i]; k < m->slot_first[i + 1]; k++)
            m->slots[k] = (market_slot){.pair = (uint32_t)i,
                                        .school = WF_SUPPORT_NONE,
                                        .next = WF_SUPPORT_NONE,
                                        .before = WF_SUPPORT_NONE};
    for (size_t i = 0; t->providers > 0 && t->terms > 0 && i < t->committed.n; i++) {
        uint64_t st = t->committed.keys[i] / t->providers;
        m->visits[t->committed.keys[i] % t->providers * t->terms + st % t->terms]++;
    }
    return WF_OK;
}

static wf_status make_schools(support_market *m)
{
    const support_tables *t = m->tables;
    size_t columns = 0;
    m->schools = wf_arena_array(m->arena, t->schools, sizeof *m->schools);
    m->first_slot = wf_arena_array(m->arena, t->schools, sizeof *m->first_slot);
    m->known = wf_arena_array(m->arena, t->known.n, sizeof *m->known);
    for (uint32_t s = 0; s < t->schools; s++)
        columns += t->problem->schools[s].need_count + 1;
    m->columns = wf_arena_array(m->arena, columns, sizeof *m->columns);
    m->given = wf_arena_array(m->arena, columns * t->terms, sizeof *m->given);
    if (!m->schools || !m->first_slot || !m->known || !m->columns || !m->given)
        return WF_E_MEMORY;
    columns = 0;
    for (uint32_t s = 0; s < t->schools; s++) {
        m->schools[s].column_first = columns;
        m->first_slot[s] = WF_SUPPORT_NONE;
        lay_columns(m, s);
        lay_floors(m, s);
        m->constant[1] += committed_benefit(m, s);
        columns += m->schools[s].column_count;
    }
    lay_known(m);
    m->constant[2] = starting_change(t);
    return WF_OK;
}

wf_status support_market_make(const support_tables *tables, wf_arena *arena,
                              support_market *out, wf_error *err)
{
    support_market m = {.tables = tables,
                        .arena = arena,
                        .focuses = tables->problem->focus_count,
                        .most_schools = tables->problem->policy.most_schools};
    wf_status status = make_schools(&m);
    if (status == WF_OK)
        status = lay_lists(&m);
    if (status == WF_OK)
        status = lay_slots(&m);
    if (status == WF_E_LIMIT)
        return wf_fail(err, WF_E_LIMIT, NULL, "more half-days than can be allocated");
    if (status != WF_OK)
        return wf_fail_memory(err);
    *out = m;
    return WF_OK;
}
