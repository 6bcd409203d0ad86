#include "engine/support/tables.h"

enum {
    MOST_TRIPLES = 5000000
};

static wf_status make_room(support_tables *t, wf_arena *arena)
{
    size_t st = (size_t)t->schools * t->terms;
    t->agreed = wf_arena_array(arena, st * t->providers, sizeof *t->agreed);
    t->committed = wf_arena_array(arena, st * t->providers, sizeof *t->committed);
    t->allowed =
        wf_arena_array(arena, (size_t)t->schools * t->providers, sizeof *t->allowed);
    t->known = wf_arena_array(arena, (size_t)t->schools * t->providers, sizeof *t->known);
    t->given_qa = wf_arena_array(arena, st, sizeof *t->given_qa);
    t->given_si = wf_arena_array(arena, st, sizeof *t->given_si);
    t->given_need = wf_arena_array(arena, t->schools, sizeof *t->given_need);
    t->left = wf_arena_array(arena, (size_t)t->providers * t->terms, sizeof *t->left);
    if (!t->agreed || !t->committed || !t->allowed || !t->known || !t->given_qa ||
        !t->given_si || !t->given_need || !t->left)
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

static void know(support_tables *t, const wf_support_pair *pair)
{
    if (pair->halves > 0)
        t->known[(size_t)pair->school * t->providers + pair->provider] = true;
}

static void commit(support_tables *t, const wf_support_pair *c)
{
    t->committed[support_at(t, c->school, c->term, c->provider)] += c->halves;
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

static bool is_own(const wf_support_school *s, const wf_support_provider *p)
{
    return p->base_school.n > 0 && wf_str_eq_nocase(s->name, p->base_school);
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
    if ((uint64_t)t.schools * t.providers > MOST_TRIPLES / t.terms)
        return wf_fail(err, WF_E_LIMIT, NULL,
                       "%u schools and %u providers: more than is allocated at once",
                       t.schools, t.providers);
    if (make_room(&t, arena) != WF_OK)
        return wf_fail_memory(err);
    for (uint32_t s = 0; s < t.schools; s++)
        for (uint32_t p = 0; p < t.providers; p++)
            t.allowed[(size_t)s * t.providers + p] =
                !is_own(&problem->schools[s], &problem->providers[p]);
    for (size_t i = 0; i < problem->forbidden_count; i++)
        t.allowed[(size_t)problem->forbidden[i].school * t.providers +
                  problem->forbidden[i].provider] = false;
    for (uint32_t p = 0; p < t.providers; p++)
        for (uint32_t term = 0; term < t.terms; term++)
            t.left[(size_t)p * t.terms + term] = problem->providers[p].halves[term];
    for (size_t i = 0; i < problem->committed_count; i++) {
        commit(&t, &problem->committed[i]);
        know(&t, &problem->committed[i]);
    }
    for (size_t i = 0; i < problem->agreed_count; i++) {
        const wf_support_pair *a = &problem->agreed[i];
        t.agreed[support_at(&t, a->school, a->term, a->provider)] += a->halves;
        know(&t, a);
    }
    *out = t;
    return WF_OK;
}

void support_segments(uint32_t halves, uint32_t out[WF_SUPPORT_SEGMENTS])
{
    out[0] = (halves + 1) / 2;
    out[1] = halves / 2;
    out[2] = (halves + 1) / 2;
}

double support_half_cost(const wf_support_problem *problem, uint32_t school,
                         uint32_t provider)
{
    const wf_support_provider *p = &problem->providers[provider];
    const wf_support_school *s = &problem->schools[school];
    double day = p->cost_per_day;
    bool near = false;
    for (uint32_t b = 0; b < problem->school_count && p->base_school.n > 0; b++)
        if (wf_str_eq_nocase(problem->schools[b].name, p->base_school))
            near = s->area.n > 0 && wf_str_eq_nocase(problem->schools[b].area, s->area);
    if (!near)
        day += p->travel_band * problem->policy.travel_per_band;
    return day / 2;
}
