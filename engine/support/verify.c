/* A second opinion: the lines against the problem, by counting and nothing else. */
#include "engine/support/sheets.h"
#include "engine/support/tables.h"
#include <math.h>
#include <stdlib.h>

typedef struct checking {
    const wf_support_problem *problem;
    support_tables tables;
    const wf_allocation_line **order; /* by school, term, provider */
    size_t count;
    uint32_t *days, *schools, *bound; /* [provider][term]: new days; schools; committed */
    uint32_t *qa, *si;                /* [school][term] */
    uint32_t **need;
    double cost, change, strange;
} checking;

static wf_status make_room(checking *c, wf_arena *arena, wf_error *err)
{
    WF_TRY(support_tables_make(c->problem, arena, &c->tables, err));
    size_t st = (size_t)c->tables.schools * c->tables.terms;
    size_t pt = (size_t)c->tables.providers * c->tables.terms;
    c->order = wf_arena_array(arena, c->count,
                              sizeof *c->order); /* NOLINT(bugprone-sizeof-expression) */
    c->days = wf_arena_array(arena, pt, sizeof *c->days);
    c->schools = wf_arena_array(arena, pt, sizeof *c->schools);
    c->bound = wf_arena_array(arena, pt, sizeof *c->bound);
    c->qa = wf_arena_array(arena, st, sizeof *c->qa);
    c->si = wf_arena_array(arena, st, sizeof *c->si);
    c->need = wf_arena_array(arena, c->tables.schools, sizeof *c->need);
    bool ok = c->order && c->days && c->schools && c->bound && c->qa && c->si && c->need;
    for (uint32_t s = 0; ok && s < c->tables.schools; s++) {
        c->need[s] =
            wf_arena_array(arena, c->problem->schools[s].need_count, sizeof **c->need);
        ok = c->need[s] != NULL;
    }
    return ok ? WF_OK : wf_fail_memory(err);
}

static int compare_triples(const wf_allocation_line *a, const wf_allocation_line *b)
{
    if (a->school != b->school)
        return a->school < b->school ? -1 : 1;
    if (a->term != b->term)
        return a->term < b->term ? -1 : 1;
    return (a->provider > b->provider) - (a->provider < b->provider);
}

static int compare_lines(const void *a, const void *b)
{
    const wf_allocation_line *const *x = a, *const *y = b;
    return compare_triples(*x, *y);
}

static bool goes_there(const wf_support_provider *p, const wf_support_school *s)
{
    wf_str list = p->areas;
    if (list.n == 0)
        return true;
    while (list.n > 0)
        if (wf_str_eq_nocase(support_next_item(&list, ";,\n"), s->area))
            return s->area.n > 0;
    return false;
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
    if (!goes_there(p, s))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s does not go to the area of %.*s",
                       WF_STR_ARG(p->name), WF_STR_ARG(s->name));
    if (l->term < c->problem->policy.from_term)
        return wf_fail(err, WF_E_MODEL, NULL, "term %u is closed", l->term + 1);
    if (l->focus >= WF_SUPPORT_FOCUSES || ((p->focuses >> l->focus) & 1u) == 0)
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s has not the specialism that it gives",
                       WF_STR_ARG(p->name));
    return WF_OK;
}

/* The first line, in order, that does not come before a key. */
static size_t first_line(const checking *c, const wf_allocation_line *key)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_triples(c->order[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Does a line give what is neither delivered nor fixed, from this provider to this school
 * in this term? */
static bool gives(const checking *c, const wf_allocation_line *key)
{
    for (size_t i = first_line(c, key);
         i < c->count && compare_triples(c->order[i], key) == 0; i++)
        if (!c->order[i]->is_delivered && !c->order[i]->is_fixed &&
            c->order[i]->halves > 0)
            return true;
    return false;
}

/* A forbidden pair among the lines that are to give. */
static wf_status check_forbidden(const checking *c, wf_error *err)
{
    for (size_t i = 0; i < c->problem->forbidden_count; i++) {
        const wf_support_pair *f = &c->problem->forbidden[i];
        wf_allocation_line key = {.school = f->school, .provider = f->provider};
        for (; key.term < c->tables.terms; key.term++)
            if (gives(c, &key))
                return wf_fail(err, WF_E_MODEL, NULL, "%.*s and %.*s: a forbidden pair",
                               WF_STR_ARG(c->problem->providers[f->provider].name),
                               WF_STR_ARG(c->problem->schools[f->school].name));
    }
    return WF_OK;
}

static void count_line(checking *c, const wf_allocation_line *l)
{
    const support_tables *t = &c->tables;
    size_t st = (size_t)l->school * t->terms + l->term;
    *(l->focus == WF_FOCUS_QA ? &c->qa[st] : &c->si[st]) += l->halves;
    uint32_t need = support_need_of(&c->problem->schools[l->school], l->focus);
    if (need != WF_SUPPORT_NONE)
        c->need[l->school][need] += l->halves;
    if (!l->is_delivered && !l->is_fixed)
        c->cost += l->halves * support_half_cost(t, l->school, l->provider);
}

/* Every line of one school, term and provider together. */
static void count_triple(checking *c, const wf_allocation_line *l, uint32_t all,
                         uint32_t added)
{
    const support_tables *t = &c->tables;
    size_t pt = (size_t)l->provider * t->terms + l->term;
    uint32_t agreed = support_agreed(t, l->school, l->term, l->provider);
    uint32_t committed = support_committed(t, l->school, l->term, l->provider);
    c->days[pt] += added;
    c->schools[pt] += all > 0;
    if (l->term < t->from)
        return;
    /* What is agreed was counted as if nothing of it were given. */
    if (t->has_agreed && (agreed > 0 || added > 0 || committed > 0))
        c->change += fabs((double)all - agreed) - agreed;
    if (!support_knows(t, l->school, l->provider))
        c->strange += added;
}

static void count_triples(checking *c)
{
    const support_tables *t = &c->tables;
    for (size_t i = 0; i < t->committed.n; i++)
        if (t->committed.halves[i] > 0) {
            uint64_t st = t->committed.keys[i] / t->providers;
            c->bound[t->committed.keys[i] % t->providers * t->terms + st % t->terms]++;
        }
    for (size_t i = 0; i < t->agreed.n; i++)
        if (t->agreed.keys[i] / t->providers % t->terms >= t->from)
            c->change += t->agreed.halves[i];
    for (size_t i = 0, end = 0; i < c->count; i = end) {
        uint32_t all = 0, added = 0;
        for (; end < c->count && compare_triples(c->order[i], c->order[end]) == 0;
             end++) {
            const wf_allocation_line *l = c->order[end];
            all += l->halves;
            added += l->is_delivered || l->is_fixed ? 0 : l->halves;
        }
        count_triple(c, c->order[i], all, added);
    }
}

/* New days of a provider in a term fit what is left; new schools fit the cap. */
static wf_status check_provider(const checking *c, uint32_t p, uint32_t term,
                                wf_error *err)
{
    size_t pt = (size_t)p * c->tables.terms + term;
    uint32_t most = c->problem->policy.most_schools;
    if (c->days[pt] > c->tables.left[pt])
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s gives more than there is in term %u",
                       WF_STR_ARG(c->problem->providers[p].name), term + 1);
    if (most > 0 && c->schools[pt] > most && c->schools[pt] > c->bound[pt])
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

static wf_status check_all(checking *c, double values[WF_SUPPORT_LEVELS], wf_error *err)
{
    const support_tables *t = &c->tables;
    for (uint32_t p = 0; p < t->providers; p++)
        for (uint32_t term = 0; term < t->terms; term++)
            WF_TRY(check_provider(c, p, term, err));
    for (uint32_t s = 0; s < t->schools; s++) {
        WF_TRY(check_school(c, s, &values[0], err));
        values[1] += benefit_of(c, s);
    }
    values[2] = c->change;
    values[3] = c->strange;
    values[4] = c->cost;
    return WF_OK;
}

wf_status wf_allocation_verify(const wf_support_problem *problem,
                               const wf_allocation_line *lines, size_t count,
                               double values[WF_SUPPORT_LEVELS], wf_error *err)
{
    checking c = {.problem = problem, .count = count};
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return wf_fail_memory(err);
    double found[WF_SUPPORT_LEVELS] = {0};
    wf_status status = make_room(&c, arena, err);
    for (size_t i = 0; status == WF_OK && i < count; i++) {
        status = check_line(&c, &lines[i], err);
        count_line(&c, &lines[i]);
        c.order[i] = &lines[i];
    }
    if (status == WF_OK && count > 0)
        qsort(c.order, count, sizeof(const wf_allocation_line *), compare_lines);
    if (status == WF_OK) {
        count_triples(&c);
        status = check_forbidden(&c, err);
    }
    if (status == WF_OK)
        status = check_all(&c, found, err);
    for (int k = 0; status == WF_OK && k < WF_SUPPORT_LEVELS; k++)
        values[k] = found[k];
    wf_arena_free(arena);
    return status;
}
