#include "engine/support/tables.h"
#include "engine/support/names.h"
#include "engine/support/sheets.h"
#include <stdlib.h>

enum {
    MOST_AREA_CELLS = 500000000
};

/* ---- Sorted pairs */
typedef struct keyed {
    uint64_t key;
    uint32_t halves;
} keyed;

static int compare_keys(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static wf_status sort_pairs(keyed *items, size_t n, wf_arena *arena, support_pairs *out)
{
    out->keys = wf_arena_array(arena, n, sizeof *out->keys);
    out->halves = wf_arena_array(arena, n, sizeof *out->halves);
    if (out->keys == NULL || out->halves == NULL)
        return WF_E_MEMORY;
    if (n > 0)
        qsort(items, n, sizeof *items, compare_keys);
    for (size_t i = 0; i < n; i++) {
        if (out->n == 0 || out->keys[out->n - 1] != items[i].key)
            out->keys[out->n++] = items[i].key;
        out->halves[out->n - 1] += items[i].halves;
    }
    return WF_OK;
}

/* The first place whose key is not less. */
static size_t place_of(const support_pairs *list, uint64_t key)
{
    size_t low = 0, high = list->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t halves_of(const support_pairs *list, uint64_t key)
{
    size_t at = place_of(list, key);
    return at < list->n && list->keys[at] == key ? list->halves[at] : 0;
}

static bool is_in(const support_pairs *list, uint64_t key)
{
    size_t at = place_of(list, key);
    return at < list->n && list->keys[at] == key;
}

static uint64_t triple_key(const support_tables *t, uint32_t s, uint32_t term, uint32_t p)
{
    return ((uint64_t)s * t->terms + term) * t->providers + p;
}

static uint64_t pair_key(const support_tables *t, uint32_t s, uint32_t p)
{
    return (uint64_t)s * t->providers + p;
}

uint32_t support_agreed(const support_tables *t, uint32_t s, uint32_t term, uint32_t p)
{
    return t->agreed.n > 0 ? halves_of(&t->agreed, triple_key(t, s, term, p)) : 0;
}

uint32_t support_committed(const support_tables *t, uint32_t s, uint32_t term, uint32_t p)
{
    return t->committed.n > 0 ? halves_of(&t->committed, triple_key(t, s, term, p)) : 0;
}

bool support_knows(const support_tables *t, uint32_t s, uint32_t p)
{
    return t->known.n > 0 && is_in(&t->known, pair_key(t, s, p));
}

bool support_allowed(const support_tables *t, uint32_t s, uint32_t p)
{
    if (t->base[p] == s)
        return false;
    if (t->serves != NULL && t->problem->providers[p].areas.n > 0 &&
        (t->area[s] == WF_SUPPORT_NONE ||
         t->serves[(size_t)t->area[s] * t->providers + p] == 0))
        return false;
    return t->forbidden.n == 0 || !is_in(&t->forbidden, pair_key(t, s, p));
}

size_t support_pairs_from(const support_tables *t, const support_pairs *list, uint32_t s)
{
    return place_of(list, triple_key(t, s, 0, 0));
}

/* ---- Where schools lie and providers come from */

/* Which areas each provider goes to, where some say that they do not go to all. */
static wf_status find_areas(support_tables *t, const support_names *areas,
                            wf_arena *arena)
{
    if ((uint64_t)t->areas * t->providers > MOST_AREA_CELLS)
        return t->areas > 0 ? WF_E_LIMIT : WF_OK;
    t->serves = wf_arena_array(arena, (size_t)t->areas * t->providers + 1, 1);
    if (t->serves == NULL)
        return WF_E_MEMORY;
    for (uint32_t p = 0; p < t->providers; p++) {
        wf_str list = t->problem->providers[p].areas;
        while (list.n > 0) {
            uint32_t area = support_names_find(areas, support_next_item(&list, ";,\n"));
            if (area != WF_SUPPORT_NONE)
                t->serves[(size_t)area * t->providers + p] = 1;
        }
    }
    return WF_OK;
}

static wf_status find_places(support_tables *t, wf_arena *arena)
{
    const wf_support_problem *problem = t->problem;
    support_names names = {0}, areas = {0};
    WF_TRY(support_names_make(&names, t->schools, arena));
    WF_TRY(support_names_make(&areas, t->schools, arena));
    for (uint32_t s = 0; s < t->schools; s++) {
        (void)support_names_add(&names, problem->schools[s].name, s);
        t->area[s] = problem->schools[s].area.n == 0
                         ? WF_SUPPORT_NONE
                         : support_names_add(&areas, problem->schools[s].area, t->areas);
        t->areas += t->area[s] == t->areas;
    }
    bool limited = false;
    for (uint32_t p = 0; p < t->providers; p++) {
        wf_str base = problem->providers[p].base_school;
        t->base[p] = base.n > 0 ? support_names_find(&names, base) : WF_SUPPORT_NONE;
        t->home[p] = t->base[p] != WF_SUPPORT_NONE
                         ? t->area[t->base[p]]
                         : support_names_find(&areas, problem->providers[p].area);
        limited = limited || problem->providers[p].areas.n > 0;
    }
    return limited ? find_areas(t, &areas, arena) : WF_OK;
}

static wf_status make_room(support_tables *t, wf_arena *arena)
{
    size_t st = (size_t)t->schools * t->terms;
    t->given_qa = wf_arena_array(arena, st, sizeof *t->given_qa);
    t->given_si = wf_arena_array(arena, st, sizeof *t->given_si);
    t->given_need = wf_arena_array(arena, t->schools, sizeof *t->given_need);
    t->left = wf_arena_array(arena, (size_t)t->providers * t->terms, sizeof *t->left);
    t->area = wf_arena_array(arena, t->schools, sizeof *t->area);
    t->base = wf_arena_array(arena, t->providers, sizeof *t->base);
    t->home = wf_arena_array(arena, t->providers, sizeof *t->home);
    if (!t->given_qa || !t->given_si || !t->given_need || !t->left || !t->area ||
        !t->base || !t->home)
        return WF_E_MEMORY;
    for (uint32_t s = 0; s < t->schools; s++) {
        uint32_t needs = t->problem->schools[s].need_count;
        t->given_need[s] = wf_arena_array(arena, needs, sizeof **t->given_need);
        if (t->given_need[s] == NULL)
            return WF_E_MEMORY;
    }
    return WF_OK;
}

uint32_t support_need_of(const wf_support_school *school, uint32_t focus)
{
    for (uint32_t k = 0; k < school->need_count; k++)
        if (school->needs[k].focus == focus)
            return k;
    return WF_SUPPORT_NONE;
}

static void commit(support_tables *t, const wf_support_pair *c)
{
    size_t st = (size_t)c->school * t->terms + c->term;
    if (c->focus == WF_FOCUS_QA)
        t->given_qa[st] += c->halves;
    else
        t->given_si[st] += c->halves;
    uint32_t need = support_need_of(&t->problem->schools[c->school], c->focus);
    if (need != WF_SUPPORT_NONE)
        t->given_need[c->school][need] += c->halves;
    uint32_t *left = &t->left[(size_t)c->provider * t->terms + c->term];
    *left -= c->halves < *left ? c->halves : *left;
}

static void take_triples(const support_tables *t, const wf_support_pair *pairs,
                         size_t count, keyed *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (keyed){
            .key = triple_key(t, pairs[i].school, pairs[i].term, pairs[i].provider),
            .halves = pairs[i].halves};
}

static wf_status list_pairs(support_tables *t, wf_arena *arena)
{
    const wf_support_problem *p = t->problem;
    size_t most = p->agreed_count + p->committed_count + p->forbidden_count, n = 0;
    keyed *items = wf_arena_array(arena, most, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    take_triples(t, p->agreed, p->agreed_count, items);
    WF_TRY(sort_pairs(items, p->agreed_count, arena, &t->agreed));
    take_triples(t, p->committed, p->committed_count, items);
    WF_TRY(sort_pairs(items, p->committed_count, arena, &t->committed));
    for (size_t i = 0; i < p->forbidden_count; i++)
        items[i] =
            (keyed){.key = pair_key(t, p->forbidden[i].school, p->forbidden[i].provider)};
    WF_TRY(sort_pairs(items, p->forbidden_count, arena, &t->forbidden));
    for (size_t i = 0; i < p->agreed_count + p->committed_count; i++) {
        const wf_support_pair *pair =
            i < p->agreed_count ? &p->agreed[i] : &p->committed[i - p->agreed_count];
        if (pair->halves > 0)
            items[n++] = (keyed){.key = pair_key(t, pair->school, pair->provider),
                                 .halves = pair->halves};
    }
    return sort_pairs(items, n, arena, &t->known);
}

wf_status support_tables_make(const wf_support_problem *problem, wf_arena *arena,
                              support_tables *out, wf_error *err)
{
    support_tables t = {.problem = problem,
                        .schools = problem->school_count,
                        .terms = problem->policy.terms,
                        .providers = problem->provider_count,
                        .from = problem->policy.from_term,
                        .has_agreed = problem->agreed_count > 0};
    wf_status status = make_room(&t, arena);
    if (status == WF_OK)
        status = find_places(&t, arena);
    if (status == WF_OK)
        status = list_pairs(&t, arena);
    if (status == WF_E_LIMIT)
        return wf_fail(err, WF_E_LIMIT, NULL, "%u areas and %u providers: too many",
                       t.areas, t.providers);
    if (status != WF_OK)
        return wf_fail_memory(err);
    for (uint32_t p = 0; p < t.providers; p++)
        for (uint32_t term = 0; term < t.terms; term++)
            t.left[(size_t)p * t.terms + term] = problem->providers[p].halves[term];
    for (size_t i = 0; i < problem->committed_count; i++)
        commit(&t, &problem->committed[i]);
    *out = t;
    return WF_OK;
}

void support_segments(uint32_t halves, uint32_t out[WF_SUPPORT_SEGMENTS])
{
    out[0] = (halves + 1) / 2;
    out[1] = halves / 2;
    out[2] = (halves + 1) / 2;
}

double support_half_cost(const support_tables *t, uint32_t school, uint32_t provider)
{
    const wf_support_provider *p = &t->problem->providers[provider];
    bool near =
        t->home[provider] != WF_SUPPORT_NONE && t->home[provider] == t->area[school];
    double travel = near ? 0 : p->travel_band * t->problem->policy.travel_per_band;
    return (p->cost_per_day + travel) / 2;
}
