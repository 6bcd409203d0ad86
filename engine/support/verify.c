/* A second opinion: the lines against the problem, by counting and nothing else. */
#include "engine/support/tables.h"
#include <math.h>

typedef struct checking {
    const wf_support_problem *problem;
    support_tables tables;
    uint32_t *given; /* [school][term][provider], everything */
    uint32_t *new_days;
    uint32_t *qa, *si; /* [school][term] */
    uint32_t **need;
    double cost;
} checking;

static wf_status make_room(checking *c, wf_arena *arena, wf_error *err)
{
    WF_TRY(support_tables_make(c->problem, arena, &c->tables, err));
    size_t st = (size_t)c->tables.schools * c->tables.terms;
    c->given = wf_arena_array(arena, st * c->tables.providers, sizeof *c->given);
    c->new_days = wf_arena_array(arena, st * c->tables.providers, sizeof *c->new_days);
    c->qa = wf_arena_array(arena, st, sizeof *c->qa);
    c->si = wf_arena_array(arena, st, sizeof *c->si);
    c->need = wf_arena_array(arena, c->tables.schools, sizeof *c->need);
    bool ok = c->given && c->new_days && c->qa && c->si && c->need;
    for (uint32_t s = 0; ok && s < c->tables.schools; s++) {
        c->need[s] =
            wf_arena_array(arena, c->problem->schools[s].need_count, sizeof **c->need);
        ok = c->need[s] != NULL;
    }
    return ok ? WF_OK : wf_fail_memory(err);
}

static wf_status check_line(const checking *c, const wf_allocation_line *l, wf_error *err)
{
    const wf_support_school *s = &c->problem->schools[l->school];
    const wf_support_provider *p = &c->problem->providers[l->provider];
    if (l->is_delivered || l->is_fixed || l->halves == 0)
        return WF_OK;
    if (p->base_school.n > 0 && wf_str_eq_nocase(p->base_school, s->name))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s supports its own school",
                       WF_STR_ARG(p->name));
    for (size_t i = 0; i < c->problem->forbidden_count; i++)
        if (c->problem->forbidden[i].school == l->school &&
            c->problem->forbidden[i].provider == l->provider)
            return wf_fail(err, WF_E_MODEL, NULL, "%.*s and %.*s: a forbidden pair",
                           WF_STR_ARG(p->name), WF_STR_ARG(s->name));
    if (l->term < c->problem->policy.from_term)
        return wf_fail(err, WF_E_MODEL, NULL, "term %u is closed", l->term + 1);
    if (l->focus >= WF_SUPPORT_FOCUSES || ((p->focuses >> l->focus) & 1u) == 0)
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s has not the specialism that it gives",
                       WF_STR_ARG(p->name));
    return WF_OK;
}

static void count_line(checking *c, const wf_allocation_line *l)
{
    const support_tables *t = &c->tables;
    size_t st = (size_t)l->school * t->terms + l->term;
    c->given[support_at(t, l->school, l->term, l->provider)] += l->halves;
    *(l->focus == WF_FOCUS_QA ? &c->qa[st] : &c->si[st]) += l->halves;
    uint32_t need = support_need_of(&c->problem->schools[l->school], l->focus);
    if (need != WF_SUPPORT_NONE)
        c->need[l->school][need] += l->halves;
    if (l->is_delivered || l->is_fixed)
        return;
    c->new_days[support_at(t, l->school, l->term, l->provider)] += l->halves;
    c->cost += l->halves * support_half_cost(c->problem, l->school, l->provider);
}

/* New days of a provider in a term fit what is left; new schools fit the cap. */
static wf_status check_provider(const checking *c, uint32_t p, uint32_t term,
                                wf_error *err)
{
    const support_tables *t = &c->tables;
    uint32_t days = 0, schools = 0, committed = 0;
    uint32_t most = c->problem->policy.most_schools;
    for (uint32_t s = 0; s < t->schools; s++) {
        size_t at = support_at(t, s, term, p);
        days += c->new_days[at];
        schools += c->given[at] > 0;
        committed += t->committed[at] > 0;
    }
    if (days > t->left[(size_t)p * t->terms + term])
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s gives more than there is in term %u",
                       WF_STR_ARG(c->problem->providers[p].name), term + 1);
    if (most > 0 && schools > most && schools > committed)
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s has too many schools in term %u",
                       WF_STR_ARG(c->problem->providers[p].name), term + 1);
    return WF_OK;
}

static wf_status check_school(const checking *c, uint32_t s, double *unmet, wf_error *err)
{
    const support_tables *t = &c->tables;
    const wf_support_school *school = &c->problem->schools[s];
    double year = 0, added = 0, short_terms = 0;
    for (uint32_t term = 0; term < t->terms; term++) {
        size_t st = (size_t)s * t->terms + term;
        double all = c->qa[st] + c->si[st];
        double before = t->given_qa[st] + t->given_si[st];
        year += all;
        added += all - before;
        short_terms += fmax(0, (double)school->qa_floor[term] - c->qa[st]) +
                       fmax(0, (double)school->si_floor[term] - c->si[st]);
        if (school->term_ceiling[term] > 0 && all > before &&
            all > school->term_ceiling[term])
            return wf_fail(err, WF_E_MODEL, NULL, "%.*s has too much in term %u",
                           WF_STR_ARG(school->name), term + 1);
    }
    if (school->year_ceiling > 0 && added > 0 && year > school->year_ceiling)
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s has too much in the year",
                       WF_STR_ARG(school->name));
    *unmet += school->risk_weight *
              (short_terms + fmax(0, school->year_floor - year - short_terms));
    return WF_OK;
}

static double benefit_of(const checking *c, uint32_t s)
{
    const wf_support_school *school = &c->problem->schools[s];
    double sum = 0;
    for (uint32_t k = 0; k < school->need_count; k++) {
        uint32_t sizes[WF_SUPPORT_SEGMENTS];
        double rest = c->need[s][k];
        support_segments(school->needs[k].halves, sizes);
        for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
            double filled = fmin(rest, sizes[i]);
            rest -= filled;
            sum += filled / 2 * c->problem->policy.segment_value[i] *
                   school->needs[k].weight * school->risk_weight;
        }
    }
    return sum;
}

static bool is_known(const checking *c, uint32_t s, uint32_t p)
{
    const wf_support_problem *all = c->problem;
    for (size_t i = 0; i < all->agreed_count + all->committed_count; i++) {
        const wf_support_pair *pair = i < all->agreed_count
                                          ? &all->agreed[i]
                                          : &all->committed[i - all->agreed_count];
        if (pair->school == s && pair->provider == p && pair->halves > 0)
            return true;
    }
    return false;
}

static void add_differences(const checking *c, uint32_t s, double *change,
                            double *strange)
{
    const support_tables *t = &c->tables;
    for (uint32_t p = 0; p < t->providers; p++)
        for (uint32_t term = t->from; term < t->terms; term++) {
            double now = c->given[support_at(t, s, term, p)];
            if (t->has_agreed && (t->agreed[support_at(t, s, term, p)] > 0 ||
                                  c->new_days[support_at(t, s, term, p)] > 0 ||
                                  t->committed[support_at(t, s, term, p)] > 0))
                *change += fabs(now - t->agreed[support_at(t, s, term, p)]);
            if (!is_known(c, s, p))
                *strange += c->new_days[support_at(t, s, term, p)];
        }
}

static wf_status check_all(checking *c, double values[WF_SUPPORT_LEVELS], wf_error *err)
{
    const support_tables *t = &c->tables;
    for (uint32_t p = 0; p < t->providers; p++)
        for (uint32_t term = 0; term < t->terms; term++)
            WF_TRY(check_provider(c, p, term, err));
    for (uint32_t s = 0; s < t->schools; s++) {
        WF_TRY(check_school(c, s, &values[0], err));
        values[1] += benefit_of(c, s);
        add_differences(c, s, &values[2], &values[3]);
    }
    values[4] = c->cost;
    return WF_OK;
}

wf_status wf_allocation_verify(const wf_support_problem *problem,
                               const wf_allocation_line *lines, size_t count,
                               double values[WF_SUPPORT_LEVELS], wf_error *err)
{
    checking c = {.problem = problem};
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return wf_fail_memory(err);
    double found[WF_SUPPORT_LEVELS] = {0};
    wf_status status = make_room(&c, arena, err);
    for (size_t i = 0; status == WF_OK && i < count; i++) {
        status = check_line(&c, &lines[i], err);
        count_line(&c, &lines[i]);
    }
    if (status == WF_OK)
        status = check_all(&c, found, err);
    for (int k = 0; status == WF_OK && k < WF_SUPPORT_LEVELS; k++)
        values[k] = found[k];
    wf_arena_free(arena);
    return status;
}
