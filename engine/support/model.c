#include "engine/support/model.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const support_level_names[WF_SUPPORT_LEVELS] = {
    "unmet entitlement, weighted by risk (half-days)",
    "benefit to needs, with diminishing returns (days)",
    "change from what is agreed (half-days)",
    "days from providers new to the school this year (half-days)",
    "cost and travel of the days to give (pounds)",
};
const bool support_level_maximises[WF_SUPPORT_LEVELS] = {false, true, false, false,
                                                         false};

enum {
    NAME_SIZE = 96
};

static void add_term(support_model *m, lp_terms *terms, int column, double value)
{
    if (column == 0 || !lp_term(terms, column, value))
        m->failed = true;
}

static int add_column(support_model *m, const char *name, double upper, bool is_integer,
                      double value)
{
    int column = lp_column(m->lp, name, upper, is_integer, value);
    if (column == 0)
        m->failed = true;
    return column;
}

/* ---- The order of schools and providers: by what they are, so that neither the order
 * of the rows nor, but for twins, their names decide between equal answers. */
static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_schools(const wf_support_school *a, const wf_support_school *b)
{
    int by = compare_numbers(b->risk_weight, a->risk_weight);
    if (by == 0)
        by = compare_numbers(b->year_floor, a->year_floor);
    if (by == 0)
        by = compare_numbers(b->need_count, a->need_count);
    for (uint32_t k = 0; by == 0 && k < a->need_count; k++) {
        by = compare_numbers(b->needs[k].halves, a->needs[k].halves);
        if (by == 0)
            by = compare_numbers(b->needs[k].weight, a->needs[k].weight);
    }
    return by != 0 ? by : wf_str_cmp(a->name, b->name);
}

static int compare_providers(const wf_support_provider *a, const wf_support_provider *b)
{
    int by = compare_numbers(a->cost_per_day, b->cost_per_day);
    for (uint32_t t = 0; by == 0 && t < WF_SUPPORT_TERMS; t++)
        by = compare_numbers(b->halves[t], a->halves[t]);
    if (by == 0)
        by = wf_str_cmp(a->role, b->role);
    return by != 0 ? by : wf_str_cmp(a->name, b->name);
}

/* Insertion by halves would do; shell sort keeps thousands quick. */
static void sort_order(const support_model *m, uint32_t *order, uint32_t n, bool schools)
{
    const wf_support_problem *problem = m->tables->problem;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t gap = n / 2; gap > 0; gap /= 2)
        for (uint32_t i = gap; i < n; i++) {
            uint32_t x = order[i], j = i;
            for (; j >= gap; j -= gap) {
                uint32_t y = order[j - gap];
                int by = schools
                             ? compare_schools(&problem->schools[x], &problem->schools[y])
                             : compare_providers(&problem->providers[x],
                                                 &problem->providers[y]);
                if (by >= 0)
                    break;
                order[j] = y;
            }
            order[j] = x;
        }
}

/* ---- Columns */
static void add_cell(support_model *m, support_cell cell)
{
    const support_tables *t = m->tables;
    uint32_t left = t->left[(size_t)cell.provider * t->terms + cell.term];
    char name[NAME_SIZE];
    (void)snprintf(name, sizeof name, "x_s%u_t%u_p%u_f%u", cell.school + 1, cell.term + 1,
                   cell.provider + 1, cell.focus);
    cell.column =
        add_column(m, name, m->whole ? (double)INFINITY : (double)left, true, 0);
    support_cell *cells = wf_arena_push_room(m->arena, m->cells, m->cell_count,
                                             &m->cell_cap, sizeof *cells);
    if (cells == NULL) {
        m->failed = true;
        return;
    }
    m->cells = cells;
    cells[m->cell_count++] = cell;
    add_term(m, &m->objective[4], cell.column,
             support_half_cost(t, cell.school, cell.provider));
}

static void add_cells_of_pair(support_model *m, uint32_t s, uint32_t term, uint32_t p)
{
    const support_tables *t = m->tables;
    const wf_support_school *school = &t->problem->schools[s];
    uint64_t focuses = t->problem->providers[p].focuses;
    bool qa_need = support_need_of(school, WF_FOCUS_QA) != WF_SUPPORT_NONE;
    if ((focuses & 1u) != 0 && (qa_need || school->qa_floor[term] > 0))
        add_cell(m, (support_cell){s, term, p, WF_FOCUS_QA, 0});
    for (uint32_t k = 0; k < school->need_count; k++) {
        uint32_t focus = school->needs[k].focus;
        if (focus != WF_FOCUS_QA && ((focuses >> focus) & 1u) != 0)
            add_cell(m, (support_cell){s, term, p, focus, 0});
    }
}

static void add_cells(support_model *m)
{
    const support_tables *t = m->tables;
    for (uint32_t i = 0; i < t->schools; i++)
        for (uint32_t term = 0; term < t->terms; term++) {
            uint32_t s = m->school_order[i];
            size_t st = (size_t)s * t->terms + term;
            m->first[st] = m->cell_count;
            for (uint32_t j = 0; term >= t->from && j < t->providers; j++) {
                uint32_t p = m->provider_order[j];
                if (support_allowed(t, s, p) &&
                    (m->whole || t->left[(size_t)p * t->terms + term] > 0))
                    add_cells_of_pair(m, s, term, p);
            }
            m->count[st] = m->cell_count - m->first[st];
        }
}

/* ---- Rows */
typedef struct row_range {
    double lower, upper;
} row_range;

static row_range at_most(double upper)
{
    return (row_range){.lower = -(double)INFINITY, .upper = upper};
}

static row_range at_least(double lower)
{
    return (row_range){.lower = lower, .upper = (double)INFINITY};
}

static int add_row(support_model *m, const char *kind, uint32_t a, uint32_t b,
                   row_range range, const lp_terms *terms)
{
    char name[NAME_SIZE];
    (void)snprintf(name, sizeof name, "%.40s_%u_%u", kind, a + 1, b + 1);
    return lp_row(m->lp, name, range.lower, range.upper, terms);
}

static void add_capacity_rows(support_model *m)
{
    const support_tables *t = m->tables;
    size_t pairs = (size_t)t->providers * t->terms;
    lp_terms *rows = wf_arena_array(m->arena, pairs, sizeof *rows);
    if (rows == NULL) {
        m->failed = true;
        return;
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        const support_cell *c = &m->cells[i];
        lp_terms *row = &rows[(size_t)c->provider * t->terms + c->term];
        row->arena = m->arena;
        add_term(m, row, c->column, 1);
    }
    for (uint32_t p = 0; p < t->providers; p++)
        for (uint32_t term = 0; term < t->terms; term++) {
            size_t i = (size_t)p * t->terms + term;
            if (rows[i].n > 0)
                m->capacity_row[i] =
                    add_row(m, "days_p_t", p, term, at_most(t->left[i]), &rows[i]);
        }
}

/* The columns of a school's term, of one kind of activity or (kind < 0) of both. */
static void cells_of_term(support_model *m, size_t st, int kind, lp_terms *out)
{
    for (size_t i = 0; i < m->count[st]; i++) {
        const support_cell *c = &m->cells[m->first[st] + i];
        bool is_qa = c->focus == WF_FOCUS_QA;
        if (kind < 0 || is_qa == (kind == 0))
            add_term(m, out, c->column, 1);
    }
}

static double remaining(uint32_t floor, uint32_t given)
{
    return floor > given ? (double)(floor - given) : 0;
}

/* A floor with its shortfall, which starts as all of it. Returns the shortfall's column,
 * 0 where nothing is left of the floor. */
static int add_floor(support_model *m, const char *name, uint32_t s, uint32_t term,
                     double floor, lp_terms *terms)
{
    char column_name[NAME_SIZE];
    if (floor <= 0)
        return 0;
    (void)snprintf(column_name, sizeof column_name, "short_%.40s_%u_%u", name, s + 1,
                   term + 1);
    int column = add_column(m, column_name, floor, false, floor);
    add_term(m, terms, column, 1);
    int row = add_row(m, name, s, term, at_least(floor), terms);
    lp_start_basic(m->lp, column, row);
    add_term(m, &m->objective[0], column, m->tables->problem->schools[s].risk_weight);
    return column;
}

static void add_floors_of_term(support_model *m, uint32_t s, uint32_t term,
                               lp_terms *year)
{
    static const char *const names[] = {"qa", "improvement"};
    const support_tables *t = m->tables;
    const wf_support_school *school = &t->problem->schools[s];
    size_t st = (size_t)s * t->terms + term;
    for (int kind = 0; kind < 2; kind++) {
        uint32_t floor = kind == 0 ? school->qa_floor[term] : school->si_floor[term];
        uint32_t given = kind == 0 ? t->given_qa[st] : t->given_si[st];
        lp_terms terms = {.arena = m->arena};
        cells_of_term(m, st, kind, &terms);
        int column = add_floor(m, names[kind], s, term, remaining(floor, given), &terms);
        if (column != 0)
            add_term(m, year, column, 1);
    }
}

/* What is short of the year's floor beyond what is short in the terms: each half-day that
 * is missing counts once. */
static void add_school_rows(support_model *m, uint32_t s)
{
    const support_tables *t = m->tables;
    const wf_support_school *school = &t->problem->schools[s];
    lp_terms all = {.arena = m->arena}, year = {.arena = m->arena};
    uint32_t given_year = 0;
    double starts_short = 0;
    for (uint32_t term = 0; term < t->terms; term++) {
        size_t st = (size_t)s * t->terms + term;
        uint32_t given = t->given_qa[st] + t->given_si[st];
        given_year += given;
        starts_short += remaining(school->qa_floor[term], t->given_qa[st]) +
                        remaining(school->si_floor[term], t->given_si[st]);
        add_floors_of_term(m, s, term, &year);
        lp_terms terms = {.arena = m->arena};
        cells_of_term(m, st, -1, &terms);
        cells_of_term(m, st, -1, &all);
        if (school->term_ceiling[term] > 0 && terms.n > 0)
            add_row(m, "term_most", s, term,
                    at_most(remaining(school->term_ceiling[term], given)), &terms);
    }
    if (school->year_ceiling > 0 && all.n > 0)
        add_row(m, "year_most", s, 0,
                at_most(remaining(school->year_ceiling, given_year)), &all);
    for (size_t i = 0; i < all.n; i++)
        add_term(m, &year, all.columns[i], 1);
    double floor = remaining(school->year_floor, given_year);
    if (floor <= 0)
        return;
    int column = add_column(m, "", floor, false, fmax(0, floor - starts_short));
    char name[NAME_SIZE];
    (void)snprintf(name, sizeof name, "short_year_%u", s + 1);
    lp_name_column(m->lp, column, name);
    add_term(m, &year, column, 1);
    int row = add_row(m, "year_least", s, 0, at_least(floor), &year);
    if (floor > starts_short)
        lp_start_basic(m->lp, column, row);
    add_term(m, &m->objective[0], column, school->risk_weight);
}

static void add_need_row(support_model *m, uint32_t s, uint32_t k)
{
    const support_tables *t = m->tables;
    const wf_support_school *school = &t->problem->schools[s];
    const wf_support_need *need = &school->needs[k];
    uint32_t sizes[WF_SUPPORT_SEGMENTS], given = t->given_need[s][k];
    double before = given;
    lp_terms terms = {.arena = m->arena};
    support_segments(need->halves, sizes);
    for (int i = 0; i < WF_SUPPORT_SEGMENTS; i++) {
        char name[NAME_SIZE];
        double filled = fmin(before, sizes[i]);
        before -= filled;
        (void)snprintf(name, sizeof name, "benefit_s%u_n%u_%d", s + 1, k + 1, i + 1);
        int column = add_column(m, name, sizes[i], false, filled);
        add_term(m, &terms, column, 1);
        add_term(m, &m->objective[1], column,
                 t->problem->policy.segment_value[i] * need->weight *
                     school->risk_weight / 2);
    }
    for (uint32_t term = t->from; term < t->terms; term++) {
        size_t st = (size_t)s * t->terms + term;
        for (size_t i = 0; i < m->count[st]; i++)
            if (m->cells[m->first[st] + i].focus == need->focus)
                add_term(m, &terms, m->cells[m->first[st] + i].column, -1);
    }
    add_row(m, "need", s, k, at_most(given), &terms);
}

/* ---- The cap of schools that a provider has in a term */
static void add_cap(support_model *m, uint32_t p, uint32_t term)
{
    const support_tables *t = m->tables;
    uint32_t most = t->problem->policy.most_schools, used = 0;
    double left = t->left[(size_t)p * t->terms + term];
    lp_terms all = {.arena = m->arena};
    for (uint32_t s = 0; s < t->schools; s++) {
        size_t st = (size_t)s * t->terms + term;
        lp_terms terms = {.arena = m->arena};
        if (support_committed(t, s, term, p) > 0) {
            used++;
            continue;
        }
        for (size_t i = 0; i < m->count[st]; i++)
            if (m->cells[m->first[st] + i].provider == p)
                add_term(m, &terms, m->cells[m->first[st] + i].column, 1);
        if (terms.n == 0)
            continue;
        char name[NAME_SIZE];
        (void)snprintf(name, sizeof name, "visits_s%u_t%u_p%u", s + 1, term + 1, p + 1);
        int column = add_column(m, name, 1, true, 0);
        add_term(m, &terms, column, -left);
        add_term(m, &all, column, 1);
        add_row(m, name, s, p, at_most(0), &terms);
    }
    if (all.n > 0)
        add_row(m, "schools_p_t", p, term, at_most(remaining(most, used)), &all);
}

static wf_status make_room(support_model *m)
{
    const support_tables *t = m->tables;
    size_t st = (size_t)t->schools * t->terms, pt = (size_t)t->providers * t->terms;
    m->school_order = wf_arena_array(m->arena, t->schools, sizeof *m->school_order);
    m->provider_order = wf_arena_array(m->arena, t->providers, sizeof *m->provider_order);
    m->first = wf_arena_array(m->arena, st, sizeof *m->first);
    m->count = wf_arena_array(m->arena, st, sizeof *m->count);
    m->capacity_row = wf_arena_array(m->arena, pt, sizeof *m->capacity_row);
    m->lp = lp_new(m->arena);
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
        m->objective[k].arena = m->arena;
    return m->school_order && m->provider_order && m->first && m->count &&
                   m->capacity_row && m->lp
               ? WF_OK
               : WF_E_MEMORY;
}

wf_status support_model_make(const support_tables *tables, const bool *capped, bool whole,
                             wf_arena *arena, support_model *out, wf_error *err)
{
    support_model m = {
        .tables = tables, .arena = arena, .capped = capped, .whole = whole};
    if (make_room(&m) != WF_OK) {
        lp_free(m.lp);
        return wf_fail_memory(err);
    }
    sort_order(&m, m.school_order, tables->schools, true);
    sort_order(&m, m.provider_order, tables->providers, false);
    add_cells(&m);
    add_capacity_rows(&m);
    for (uint32_t i = 0; i < tables->schools; i++) {
        uint32_t s = m.school_order[i];
        add_school_rows(&m, s);
        for (uint32_t k = 0; k < tables->problem->schools[s].need_count; k++)
            add_need_row(&m, s, k);
    }
    for (uint32_t p = 0; p < tables->providers; p++)
        for (uint32_t term = tables->from; term < tables->terms; term++)
            if (capped[(size_t)p * tables->terms + term])
                add_cap(&m, p, term);
    if (m.failed) {
        lp_free(m.lp);
        return wf_fail_memory(err);
    }
    *out = m;
    return WF_OK;
}

/* ---- Levels 3 and 4: the sizes of differences */
typedef struct difference {
    lp_terms terms;
    double value; /* of the terms now */
} difference;

static void add_pair(support_model *m, difference *d, const uint32_t pair[3], double sign)
{
    size_t st = (size_t)pair[0] * m->tables->terms + pair[1];
    for (size_t i = 0; i < m->count[st]; i++) {
        const support_cell *c = &m->cells[m->first[st] + i];
        if (c->provider != pair[2])
            continue;
        add_term(m, &d->terms, c->column, sign);
        d->value += sign * lp_value(m->lp, c->column);
    }
}

/* |terms + constant| as two columns, the right one of which is basic from the start. */
static void add_size(support_model *m, const char *kind, const uint32_t pair[3],
                     difference *d, double constant, lp_terms *objective)
{
    char name[NAME_SIZE];
    double value = d->value + constant;
    (void)snprintf(name, sizeof name, "%.40s_s%u_t%u_p%u", kind, pair[0] + 1, pair[1] + 1,
                   pair[2] + 1);
    int columns[2];
    for (int i = 0; i < 2; i++) {
        char column_name[NAME_SIZE + 8];
        (void)snprintf(column_name, sizeof column_name, "%.80s_%s", name,
                       i == 0 ? "up" : "down");
        columns[i] = add_column(m, column_name, (double)INFINITY, false,
                                fmax(0, i == 0 ? value : -value));
        add_term(m, &d->terms, columns[i], i == 0 ? -1 : 1);
        add_term(m, objective, columns[i], 1);
    }
    int row = lp_row(m->lp, name, -constant, -constant, &d->terms);
    lp_start_basic(m->lp, columns[value >= 0 ? 0 : 1], row);
}

static void add_change(support_model *m, const uint32_t pair[3])
{
    const support_tables *t = m->tables;
    uint32_t agreed = support_agreed(t, pair[0], pair[1], pair[2]);
    uint32_t committed = support_committed(t, pair[0], pair[1], pair[2]);
    difference d = {.terms = {.arena = m->arena}};
    add_pair(m, &d, pair, 1);
    double constant = (double)committed - agreed;
    if (agreed == 0 && committed == 0)
        for (size_t i = 0; i < d.terms.n; i++)
            add_term(m, &m->objective[2], d.terms.columns[i], 1);
    else
        add_size(m, "change", pair, &d, constant, &m->objective[2]);
}

void support_model_add_change(support_model *m)
{
    const support_tables *t = m->tables;
    if (!t->has_agreed)
        return;
    for (uint32_t s = 0; s < t->schools; s++)
        for (uint32_t term = t->from; term < t->terms; term++)
            for (uint32_t p = 0; p < t->providers; p++)
                add_change(m, (uint32_t[]){s, term, p});
}

/* Every half-day from somebody whom the school does not know yet this year. It is linear,
 * so that the levels stay integral; smoothness from term to term was tried instead, and
 * left gaps that no search closed (docs/methods.md). */
void support_model_add_continuity(support_model *m)
{
    const support_tables *t = m->tables;
    for (size_t i = 0; i < m->cell_count; i++) {
        const support_cell *c = &m->cells[i];
        if (!support_knows(t, c->school, c->provider))
            add_term(m, &m->objective[3], c->column, 1);
    }
}

uint32_t support_cell_halves(const support_model *m, const support_cell *cell)
{
    double x = lp_value(m->lp, cell->column);
    return x > 0.5 ? (uint32_t)(x + 0.5) : 0;
}
