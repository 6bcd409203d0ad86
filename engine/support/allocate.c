/* The levels of the objective, one after the other: docs/methods.md, "Support days". */
#include "engine/support/decompose.h"
#include "engine/support/explain.h"
#include "engine/support/model.h"
#include <math.h>
#include <stdio.h>
#include <time.h>

static const double value_tolerance = 1e-6;
enum {
    PATH_SIZE = 4096,
    RESTARTS = 8,
    EXACT_TRIPLES = 60000
};

typedef struct allocating {
    const wf_support_problem *problem;
    const wf_allocate_options *options;
    support_tables tables;
    wf_arena *scratch;
    bool *capped;
    double started;
    wf_allocation *out;
} allocating;

static double now_seconds(void)
{
    struct timespec now = {0};
    (void)timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double seconds_left(const allocating *a)
{
    return fmax(0.05, a->options->seconds - (now_seconds() - a->started));
}

static bool same_value(double a, double b)
{
    return fabs(a - b) <= value_tolerance * fmax(1, fabs(a));
}

/* Schools that a provider has in a term, by what the model says now. */
static uint32_t schools_of(const support_model *m, uint32_t p, uint32_t term)
{
    const support_tables *t = m->tables;
    uint32_t n = 0;
    for (uint32_t s = 0; s < t->schools; s++) {
        size_t st = (size_t)s * t->terms + term;
        bool visits = support_committed(t, s, term, p) > 0;
        for (size_t i = 0; !visits && i < m->count[st]; i++) {
            const support_cell *c = &m->cells[m->first[st] + i];
            visits = c->provider == p && support_cell_halves(m, c) > 0;
        }
        n += visits;
    }
    return n;
}

static uint32_t committed_schools(const support_tables *t, uint32_t p, uint32_t term)
{
    uint32_t n = 0;
    for (uint32_t s = 0; s < t->schools; s++)
        n += support_committed(t, s, term, p) > 0;
    return n;
}

/* Write the cap into the model wherever it was passed; whether anywhere. */
static bool cap_more(allocating *a, const support_model *m)
{
    const support_tables *t = m->tables;
    uint32_t most = a->problem->policy.most_schools;
    bool more = false;
    for (uint32_t p = 0; most > 0 && p < t->providers; p++)
        for (uint32_t term = t->from; term < t->terms; term++) {
            size_t pt = (size_t)p * t->terms + term;
            uint32_t visited = a->capped[pt] ? 0 : schools_of(m, p, term);
            if (visited > most && visited > committed_schools(t, p, term))
                a->capped[pt] = more = true;
        }
    return more;
}

static void cap_all(allocating *a)
{
    size_t pairs = (size_t)a->tables.providers * a->tables.terms;
    for (size_t i = 0; i < pairs; i++)
        a->capped[i] = a->problem->policy.most_schools > 0;
}

/* Keep this level's value in all that follow. */
static void hold(support_model *m, int level, double value)
{
    char name[32];
    double slack = 1e-9 * fmax(1, fabs(value));
    (void)snprintf(name, sizeof name, "held_level_%d", level + 1);
    bool maximise = support_level_maximises[level];
    (void)lp_row(m->lp, name, maximise ? value - slack : (double)-INFINITY,
                 maximise ? (double)INFINITY : value + slack, &m->objective[level]);
}

static void add_level_rows(support_model *m, int level)
{
    if (level == 2)
        support_model_add_change(m);
    if (level == 3)
        support_model_add_continuity(m);
}

static wf_status solve_level(allocating *a, support_model *m, int level, wf_error *err)
{
    wf_allocation_level *l = &a->out->levels[level];
    lp_outcome outcome = {.is_optimal = true};
    l->name = support_level_names[level];
    add_level_rows(m, level);
    if (m->failed)
        return wf_fail_memory(err);
    lp_objective(m->lp, "objective", support_level_maximises[level],
                 &m->objective[level]);
    if (m->objective[level].n > 0)
        WF_TRY(lp_solve(m->lp, seconds_left(a) / (WF_SUPPORT_LEVELS - level), &outcome,
                        err));
    l->value = outcome.value;
    l->bound = outcome.bound;
    l->gap = fabs(l->value - l->bound) / fmax(1, fabs(l->value));
    if (same_value(l->value, l->bound))
        l->gap = 0;
    if (m->objective[level].n == 0)
        return WF_OK;
    if (outcome.is_optimal && same_value(outcome.value, outcome.relaxed))
        lp_hold_face(m->lp);
    else
        hold(m, level, l->value);
    return WF_OK;
}

static wf_status take_line(allocating *a, wf_allocation_line line, size_t *cap)
{
    wf_allocation_line *lines = wf_arena_push_room(
        a->out->arena, a->out->lines, a->out->line_count, cap, sizeof *lines);
    if (lines == NULL)
        return WF_E_MEMORY;
    a->out->lines = lines;
    lines[a->out->line_count++] = line;
    return WF_OK;
}

static bool comes_before(const wf_allocation_line *a, const wf_allocation_line *b)
{
    const uint32_t x[] = {a->school, a->term, a->provider, a->focus};
    const uint32_t y[] = {b->school, b->term, b->provider, b->focus};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i];
    return false;
}

static void sort_lines(wf_allocation_line *lines, size_t n)
{
    for (size_t gap = n / 2; gap > 0; gap /= 2)
        for (size_t i = gap; i < n; i++) {
            wf_allocation_line x = lines[i];
            size_t j = i;
            for (; j >= gap && comes_before(&x, &lines[j - gap]); j -= gap)
                lines[j] = lines[j - gap];
            lines[j] = x;
        }
}

static wf_status take_lines(allocating *a, const support_model *m)
{
    size_t cap = 0;
    a->out->line_count = 0;
    for (size_t i = 0; i < a->problem->committed_count; i++) {
        const wf_support_pair *c = &a->problem->committed[i];
        wf_allocation_line line = {.school = c->school,
                                   .term = c->term,
                                   .provider = c->provider,
                                   .focus = c->focus,
                                   .halves = c->halves,
                                   .is_delivered = c->is_delivered,
                                   .is_fixed = !c->is_delivered};
        if (c->halves > 0)
            WF_TRY(take_line(a, line, &cap));
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        const support_cell *c = &m->cells[i];
        wf_allocation_line line = {.school = c->school,
                                   .term = c->term,
                                   .provider = c->provider,
                                   .focus = c->focus,
                                   .halves = support_cell_halves(m, c)};
        if (line.halves > 0)
            WF_TRY(take_line(a, line, &cap));
    }
    sort_lines(a->out->lines, a->out->line_count);
    return WF_OK;
}

static wf_status solve_levels(allocating *a, support_model *m, bool *again, wf_error *err)
{
    *again = false;
    for (int level = 0; level < WF_SUPPORT_LEVELS; level++) {
        WF_TRY(solve_level(a, m, level, err));
        if (cap_more(a, m)) {
            *again = true;
            return WF_OK;
        }
    }
    return take_lines(a, m) == WF_OK ? WF_OK : wf_fail_memory(err);
}

/* The cap of schools is left out where the answer keeps to it anyway: then it is an
 * optimum of the smaller problem that is feasible in the larger one. */
static wf_status solve(allocating *a, wf_error *err)
{
    bool again = true;
    for (int round = 0; again; round++) {
        support_model m;
        if (round >= RESTARTS)
            cap_all(a);
        wf_arena_mark mark = wf_arena_mark_here(a->scratch);
        WF_TRY(support_model_make(&a->tables, a->capped, false, a->scratch, &m, err));
        wf_status status = solve_levels(a, &m, &again, err);
        lp_free(m.lp);
        wf_arena_reset(a->scratch, mark);
        WF_TRY(status);
    }
    a->out->is_optimal = true;
    for (int level = 0; level < WF_SUPPORT_LEVELS; level++)
        if (a->out->levels[level].gap > 0)
            a->out->is_optimal = false;
    return WF_OK;
}

/* ---- The levels as files, every row in them and earlier levels held by a row each */
static wf_status write_levels(allocating *a, wf_error *err)
{
    support_model m;
    cap_all(a);
    WF_TRY(support_model_make(&a->tables, a->capped, true, a->scratch, &m, err));
    support_model_add_change(&m);
    support_model_add_continuity(&m);
    wf_status status = m.failed ? wf_fail_memory(err) : WF_OK;
    for (int level = 0; status == WF_OK && level < WF_SUPPORT_LEVELS; level++) {
        char file[PATH_SIZE];
        int n = snprintf(file, sizeof file, "%s/level-%d.lp", a->options->write_lp,
                         level + 1);
        if (n < 0 || n >= PATH_SIZE)
            status = wf_fail(err, WF_E_OUTPUT, NULL, "the folder's name is too long");
        lp_objective(m.lp, "objective", support_level_maximises[level],
                     &m.objective[level]);
        if (status == WF_OK)
            status = lp_write(m.lp, file, err);
        if (m.objective[level].n > 0)
            hold(&m, level, a->out->levels[level].value);
    }
    lp_free(m.lp);
    return status;
}

/* ---- What one more day is worth */
static bool is_first_of_role(const wf_support_problem *problem, uint32_t p)
{
    for (uint32_t q = 0; q < p; q++)
        if (wf_str_eq_nocase(problem->providers[q].role, problem->providers[p].role))
            return false;
    return true;
}

/* The provider of a role whose capacity has the largest dual value in a term. */
static uint32_t dearest(const support_model *m, uint32_t role, uint32_t term)
{
    const support_tables *t = m->tables;
    const wf_support_provider *all = t->problem->providers;
    uint32_t best = WF_SUPPORT_NONE;
    double most = -1;
    for (uint32_t p = role; p < t->providers; p++) {
        int row = m->capacity_row[(size_t)p * t->terms + term];
        if (row == 0 || !wf_str_eq_nocase(all[p].role, all[role].role))
            continue;
        double dual = fabs(lp_dual(m->lp, row));
        if (dual > most) {
            most = dual;
            best = p;
        }
    }
    return best;
}

/* By how much the relaxation's value moves with one day more. */
static wf_status worth_of_day(allocating *a, support_model *m, int row, double value,
                              double *out, wf_error *err)
{
    double with = 0, back = 0;
    lp_widen_row(m->lp, row, 2);
    WF_TRY(lp_relax(m->lp, seconds_left(a), &with, err));
    lp_widen_row(m->lp, row, -2);
    WF_TRY(lp_relax(m->lp, seconds_left(a), &back, err));
    *out = fabs(with - value);
    return WF_OK;
}

/* One more day can only be worth something where the capacity binds. */
static wf_status worth_of_row(allocating *a, support_model *m, int row, double value,
                              double *out, wf_error *err)
{
    *out = 0;
    if (fabs(lp_dual(m->lp, row)) <= value_tolerance)
        return WF_OK;
    return worth_of_day(a, m, row, value, out, err);
}

/* What one more day of a role in a term is worth at this level, by its dearest provider.
 */
static wf_status find_worth(allocating *a, support_model *m, int level, double value,
                            wf_allocation_worth *w, wf_error *err)
{
    const support_tables *t = m->tables;
    double worth = 0;
    uint32_t p = dearest(m, w->first_provider, w->term);
    if (p == WF_SUPPORT_NONE || (level == 1 && w->unmet > value_tolerance))
        return WF_OK;
    WF_TRY(worth_of_row(a, m, m->capacity_row[(size_t)p * t->terms + w->term], value,
                        &worth, err));
    if (worth > value_tolerance)
        w->provider = t->problem->providers[p].name;
    double *to = level == 0 ? &w->unmet : &w->benefit;
    *to = worth;
    return WF_OK;
}

static wf_status worths_of_level(allocating *a, support_model *m, int level,
                                 wf_error *err)
{
    double value = 0;
    lp_objective(m->lp, "objective", support_level_maximises[level],
                 &m->objective[level]);
    WF_TRY(lp_relax(m->lp, seconds_left(a), &value, err));
    for (size_t i = 0; i < a->out->worth_count; i++)
        WF_TRY(find_worth(a, m, level, value, &a->out->worths[i], err));
    return WF_OK;
}

static wf_status find_worths(allocating *a, wf_error *err)
{
    const support_tables *t = &a->tables;
    support_model m;
    size_t roles = 0;
    for (uint32_t p = 0; p < t->providers; p++)
        roles += is_first_of_role(t->problem, p);
    a->out->worths =
        wf_arena_array(a->out->arena, roles * t->terms, sizeof *a->out->worths);
    if (a->out->worths == NULL)
        return wf_fail_memory(err);
    for (uint32_t p = 0; p < t->providers; p++)
        for (uint32_t term = t->from; term < t->terms; term++)
            if (is_first_of_role(t->problem, p))
                a->out->worths[a->out->worth_count++] =
                    (wf_allocation_worth){.role = t->problem->providers[p].role,
                                          .first_provider = p,
                                          .term = term,
                                          .provider = WF_STR_EMPTY};
    for (size_t i = 0; i < (size_t)t->providers * t->terms; i++)
        a->capped[i] = false;
    WF_TRY(support_model_make(t, a->capped, true, a->scratch, &m, err));
    wf_status status = worths_of_level(a, &m, 0, err);
    if (status == WF_OK) {
        lp_hold_face(m.lp);
        status = worths_of_level(a, &m, 1, err);
    }
    lp_free(m.lp);
    return status;
}

/* Too large for a program of every school, provider and term at once. */
static wf_status run_decomposed(allocating *a, wf_error *err)
{
    if (a->options->write_lp != NULL)
        return wf_fail(err, WF_E_LIMIT, NULL,
                       "%u schools and %u providers: too many to write as programs",
                       a->tables.schools, a->tables.providers);
    WF_TRY(support_decompose(&a->tables, a->options->seconds, a->options->worths, a->out,
                             err));
    sort_lines(a->out->lines, a->out->line_count);
    return support_explain(&a->tables, a->out) == WF_OK ? WF_OK : wf_fail_memory(err);
}

static wf_status run(allocating *a, wf_error *err)
{
    WF_TRY(support_tables_make(a->problem, a->scratch, &a->tables, err));
    if (a->options->decompose || (uint64_t)a->tables.schools * a->tables.providers >
                                     EXACT_TRIPLES / a->tables.terms)
        return run_decomposed(a, err);
    size_t pairs = (size_t)a->tables.providers * a->tables.terms;
    a->capped = wf_arena_array(a->scratch, pairs, sizeof *a->capped);
    if (a->capped == NULL)
        return wf_fail_memory(err);
    WF_TRY(solve(a, err));
    if (support_explain(&a->tables, a->out) != WF_OK)
        return wf_fail_memory(err);
    if (a->options->write_lp != NULL)
        WF_TRY(write_levels(a, err));
    /* A bonus: without it the answer still stands. */
    wf_error trouble = WF_ERROR_INIT;
    if (a->options->worths && find_worths(a, &trouble) == WF_E_MEMORY)
        return wf_fail_memory(err);
    return WF_OK;
}

wf_status wf_support_allocate(const wf_support_problem *problem,
                              const wf_allocate_options *options, wf_allocation **out,
                              wf_error *err)
{
    static const wf_allocate_options defaults = WF_ALLOCATE_OPTIONS_INIT;
    allocating a = {.problem = problem,
                    .options = options != NULL ? options : &defaults,
                    .started = now_seconds()};
    wf_arena *arena = wf_arena_new(0);
    a.scratch = wf_arena_new(0);
    a.out = arena != NULL ? wf_arena_alloc(arena, sizeof *a.out) : NULL;
    wf_status status = WF_OK;
    if (a.out == NULL || a.scratch == NULL) {
        status = wf_fail_memory(err);
        goto cleanup;
    }
    a.out->arena = arena;
    status = run(&a, err);
cleanup:
    wf_arena_free(a.scratch);
    if (status == WF_OK)
        *out = a.out;
    else
        wf_arena_free(arena);
    return status;
}

void wf_allocation_free(wf_allocation *allocation)
{
    if (allocation != NULL)
        wf_arena_free(allocation->arena);
}
