/* Linear and integer programs by GLPK (GLPK Reference Manual 5.0, sections 2.8 to 2.10).
 */
#include "engine/solver/lp.h"

#include <glpk.h>
#include <math.h>

struct lp {
    glp_prob *prob;
    wf_arena *arena;
    double *best; /* [column - 1]: the best integer solution known */
    size_t best_count, best_cap;
    double bound; /* of a search that was stopped */
    bool bounded;
};

enum {
    MILLISECONDS = 1000
};
static const double whole_tolerance = 1e-6;
static const double nearly_whole = 1e-4;
static const double cost_tolerance = 1e-7;

lp *lp_new(wf_arena *arena)
{
    lp *p = wf_arena_alloc(arena, sizeof *p);
    if (p == NULL)
        return NULL;
    (void)glp_term_out(GLP_OFF);
    p->arena = arena;
    p->prob = glp_create_prob();
    return p;
}

void lp_free(lp *p)
{
    if (p != NULL)
        glp_delete_prob(p->prob);
}

bool lp_term(lp_terms *terms, int column, double value)
{
    if (terms->n == terms->cap) {
        size_t cap = terms->cap * 2 + 16;
        int *columns = wf_arena_grow(terms->arena, terms->columns,
                                     terms->n * sizeof *columns, cap * sizeof *columns);
        double *values = wf_arena_grow(terms->arena, terms->values,
                                       terms->n * sizeof *values, cap * sizeof *values);
        if (columns == NULL || values == NULL)
            return false;
        terms->columns = columns;
        terms->values = values;
        terms->cap = cap;
    }
    terms->columns[terms->n] = column;
    terms->values[terms->n++] = value;
    return true;
}

int lp_column(lp *p, const char *name, double upper, bool is_integer, double value)
{
    double *best =
        wf_arena_push_room(p->arena, p->best, p->best_count, &p->best_cap, sizeof *best);
    if (best == NULL)
        return 0;
    p->best = best;
    best[p->best_count++] = value;
    int column = glp_add_cols(p->prob, 1);
    glp_set_col_name(p->prob, column, name);
    if (is_integer)
        glp_set_col_kind(p->prob, column, GLP_IV);
    if (isinf(upper))
        glp_set_col_bnds(p->prob, column, GLP_LO, 0, 0);
    else
        glp_set_col_bnds(p->prob, column, upper > 0 ? GLP_DB : GLP_FX, 0, upper);
    return column;
}

void lp_name_column(lp *p, int column, const char *name)
{
    glp_set_col_name(p->prob, column, name);
}

static void bound_row(glp_prob *prob, int row, double lower, double upper)
{
    if (isinf(lower) && isinf(upper))
        glp_set_row_bnds(prob, row, GLP_FR, 0, 0);
    else if (isinf(lower))
        glp_set_row_bnds(prob, row, GLP_UP, 0, upper);
    else if (isinf(upper))
        glp_set_row_bnds(prob, row, GLP_LO, lower, 0);
    else
        glp_set_row_bnds(prob, row, upper > lower ? GLP_DB : GLP_FX, lower, upper);
}

int lp_row(lp *p, const char *name, double lower, double upper, const lp_terms *terms)
{
    int row = glp_add_rows(p->prob, 1);
    glp_set_row_name(p->prob, row, name);
    bound_row(p->prob, row, lower, upper);
    /* GLPK counts from 1: it never reads the element before the first. */
    if (terms->n > 0)
        glp_set_mat_row(p->prob, row, (int)terms->n, terms->columns - 1,
                        terms->values - 1);
    return row;
}

void lp_start_basic(lp *p, int column, int row)
{
    glp_set_col_stat(p->prob, column, GLP_BS);
    bool at_upper = glp_get_row_type(p->prob, row) == GLP_UP;
    glp_set_row_stat(p->prob, row, at_upper ? GLP_NU : GLP_NL);
}

void lp_widen_row(lp *p, int row, double by)
{
    double upper = glp_get_row_ub(p->prob, row) + by;
    bound_row(p->prob, row, -(double)INFINITY, upper);
}

void lp_objective(lp *p, const char *name, bool maximise, const lp_terms *terms)
{
    glp_set_obj_name(p->prob, name);
    glp_set_obj_dir(p->prob, maximise ? GLP_MAX : GLP_MIN);
    int columns = glp_get_num_cols(p->prob);
    for (int c = 0; c <= columns; c++)
        glp_set_obj_coef(p->prob, c, 0);
    for (size_t i = 0; i < terms->n; i++)
        glp_set_obj_coef(p->prob, terms->columns[i],
                         glp_get_obj_coef(p->prob, terms->columns[i]) + terms->values[i]);
}

static int milliseconds(double seconds)
{
    double ms = seconds * MILLISECONDS;
    return ms < 1 ? 1 : ms > 1e9 ? 1000000000 : (int)ms;
}

wf_status lp_relax(lp *p, double seconds, double *value_out, wf_error *err)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_PRIMAL;
    how.tm_lim = milliseconds(seconds);
    int failed = glp_simplex(p->prob, &how);
    if (failed != 0 && failed != GLP_ETMLIM) {
        /* A basis that went singular: once more from a fresh one. */
        glp_adv_basis(p->prob, 0);
        failed = glp_simplex(p->prob, &how);
    }
    if (failed != 0 || glp_get_status(p->prob) != GLP_OPT)
        return wf_fail(err, WF_E_NUMERIC, NULL,
                       "the solver gave no optimum of \"%s\" (%d, %d)",
                       glp_get_obj_name(p->prob), failed, glp_get_status(p->prob));
    *value_out = glp_get_obj_val(p->prob);
    return WF_OK;
}

/* The integer column that is furthest from whole, 0 where all are. */
static int most_fractional(glp_prob *prob)
{
    double most = whole_tolerance;
    int found = 0, columns = glp_get_num_cols(prob);
    for (int c = 1; c <= columns; c++) {
        double x = glp_get_col_prim(prob, c), away = fabs(x - round(x));
        if (glp_get_col_kind(prob, c) != GLP_CV && away > most) {
            most = away;
            found = c;
        }
    }
    return found;
}

static double known_value(const lp *p)
{
    double sum = 0;
    for (int c = 1; c <= (int)p->best_count; c++)
        sum += glp_get_obj_coef(p->prob, c) * p->best[c - 1];
    return sum;
}

static void keep_bound(glp_tree *tree, void *context)
{
    lp *p = context;
    int node = glp_ios_best_node(tree);
    if (node != 0) {
        p->bound = glp_ios_node_bound(tree, node);
        p->bounded = true;
    }
}

static void keep_solution(lp *p, double (*value)(glp_prob *, int))
{
    for (int c = 1; c <= (int)p->best_count; c++) {
        /* Columns that need not be whole are so, too, in most solutions. */
        double x = value(p->prob, c);
        p->best[c - 1] = fabs(x - round(x)) <= nearly_whole ? round(x) : x;
    }
}

static wf_status solve_integers(lp *p, double seconds, lp_outcome *out, wf_error *err)
{
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.br_tech = GLP_BR_DTH;
    how.bt_tech = GLP_BT_BLB;
    how.mir_cuts = GLP_ON;
    how.gmi_cuts = GLP_ON;
    how.tm_lim = milliseconds(seconds);
    how.cb_func = keep_bound;
    how.cb_info = p;
    p->bound = out->bound;
    p->bounded = false;
    int failed = glp_intopt(p->prob, &how);
    bool maximise = glp_get_obj_dir(p->prob) == GLP_MAX;
    int status = glp_mip_status(p->prob);
    if (failed != 0 && failed != GLP_ETMLIM && failed != GLP_EMIPGAP)
        return wf_fail(err, WF_E_NUMERIC, NULL, "the integer solver failed (%d)", failed);
    double known = known_value(p);
    if (status == GLP_OPT || status == GLP_FEAS) {
        double found = glp_mip_obj_val(p->prob);
        if (status == GLP_OPT || (maximise ? found > known : found < known))
            keep_solution(p, glp_mip_col_val);
    }
    out->value = known_value(p);
    out->is_optimal = status == GLP_OPT;
    if (out->is_optimal)
        out->bound = out->value;
    else if (p->bounded)
        out->bound = p->bound;
    return WF_OK;
}

static double largest_cost(glp_prob *prob)
{
    double most = 1;
    for (int c = 1; c <= glp_get_num_cols(prob); c++)
        most = fmax(most, fabs(glp_get_obj_coef(prob, c)));
    return most;
}

static void hold_face(glp_prob *prob)
{
    double tolerance = cost_tolerance * largest_cost(prob);
    for (int c = 1; c <= glp_get_num_cols(prob); c++) {
        int stat = glp_get_col_stat(prob, c);
        if (stat == GLP_BS || fabs(glp_get_col_dual(prob, c)) <= tolerance)
            continue;
        double at = stat == GLP_NU ? glp_get_col_ub(prob, c) : glp_get_col_lb(prob, c);
        glp_set_col_bnds(prob, c, GLP_FX, at, at);
    }
    int rows = glp_get_num_rows(prob);
    for (int r = 1; r <= rows; r++) {
        int stat = glp_get_row_stat(prob, r);
        if (stat == GLP_BS || fabs(glp_get_row_dual(prob, r)) <= tolerance)
            continue;
        double at = stat == GLP_NU ? glp_get_row_ub(prob, r) : glp_get_row_lb(prob, r);
        glp_set_row_bnds(prob, r, GLP_FX, at, at);
    }
}

/* Fix a fractional column to the whole number on one side and solve again; on the other
 * side where that has no solution. */
static bool dive(glp_prob *prob, int column, const glp_smcp *how)
{
    double x = glp_get_col_prim(prob, column);
    for (int side = 0; side < 2; side++) {
        double at = (side == 0) == (x - floor(x) >= 0.5) ? ceil(x) : floor(x);
        glp_set_col_bnds(prob, column, GLP_FX, at, at);
        if (glp_simplex(prob, how) == 0 && glp_get_status(prob) == GLP_OPT)
            return true;
    }
    return false;
}

/* Look for a whole point by fixing what is fractional, one column after the other. On the
 * relaxation's optimal face, where costs at random single out a corner, every whole point
 * is an optimum; elsewhere the objective leads to a good one. */
static bool find_whole(lp *p, bool on_face)
{
    enum {
        STEPS = 2000,
        COSTS = 1000
    };
    glp_prob *face = glp_create_prob();
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_PRIMAL; /* the point is feasible already */
    how.tm_lim = 10 * MILLISECONDS;
    glp_copy_prob(face, p->prob, GLP_OFF);
    if (on_face)
        hold_face(face);
    uint64_t state = 88172645463325252u; /* xorshift64 (Marsaglia) */
    for (int c = 1; on_face && c <= (int)p->best_count; c++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bool is_free = glp_get_col_kind(face, c) != GLP_CV;
        glp_set_obj_coef(face, c, is_free ? (double)(state % COSTS) + 1 : 0);
    }
    if (on_face)
        glp_set_obj_dir(face, GLP_MIN);
    bool found = glp_simplex(face, &how) == 0 && glp_get_status(face) == GLP_OPT;
    how.meth = GLP_DUALP; /* bounds change, costs do not */
    int column = found ? most_fractional(face) : 0;
    for (int step = 0; found && column != 0 && step < STEPS; step++) {
        found = dive(face, column, &how);
        column = found ? most_fractional(face) : column;
    }
    found = found && column == 0;
    for (int c = 1; found && c <= (int)p->best_count; c++) {
        double x = glp_get_col_prim(face, c);
        p->best[c - 1] = fabs(x - round(x)) <= nearly_whole ? round(x) : x;
    }
    glp_delete_prob(face);
    return found;
}

/* What no solution can pass, from the columns' bounds alone. */
static double trivial_bound(const lp *p)
{
    double sum = 0;
    if (glp_get_obj_dir(p->prob) == GLP_MIN)
        return 0; /* no objective here has a negative coefficient */
    for (int c = 1; c <= (int)p->best_count; c++)
        if (glp_get_col_type(p->prob, c) == GLP_DB)
            sum += glp_get_obj_coef(p->prob, c) * glp_get_col_ub(p->prob, c);
        else
            sum += glp_get_obj_coef(p->prob, c) * glp_get_col_lb(p->prob, c);
    return sum;
}

wf_status lp_solve(lp *p, double seconds, lp_outcome *out, wf_error *err)
{
    double relaxed = 0;
    wf_error trouble = WF_ERROR_INIT;
    if (lp_relax(p, seconds, &relaxed, &trouble) != WF_OK) {
        if (glp_get_status(p->prob) == GLP_NOFEAS)
            return wf_fail(err, trouble.code, NULL, "%s", trouble.message);
        /* No time for the relaxation: what is known stands, with a weak bound. */
        *out = (lp_outcome){.value = known_value(p), .bound = trivial_bound(p)};
        out->relaxed = out->bound;
        return WF_OK;
    }
    *out = (lp_outcome){
        .value = relaxed, .bound = relaxed, .relaxed = relaxed, .is_optimal = true};
    if (most_fractional(p->prob) != 0 && find_whole(p, true)) {
        out->value = known_value(p);
        return WF_OK;
    }
    if (most_fractional(p->prob) != 0) {
        /* No luck there: something good to start from, before the search. */
        (void)find_whole(p, false);
        WF_TRY(solve_integers(p, seconds, out, err));
        /* The search moves the basis: back to the relaxation's, for its duals. */
        return lp_relax(p, seconds, &relaxed, err);
    }
    keep_solution(p, glp_get_col_prim);
    out->value = known_value(p);
    return WF_OK;
}

double lp_value(const lp *p, int column)
{
    return p->best[column - 1];
}

double lp_dual(const lp *p, int row)
{
    return glp_get_row_dual(p->prob, row);
}

bool lp_is_fixed(const lp *p, int column)
{
    return glp_get_col_type(p->prob, column) == GLP_FX;
}

void lp_hold_face(lp *p)
{
    hold_face(p->prob);
}

wf_status lp_write(lp *p, const char *file, wf_error *err)
{
    if (glp_write_lp(p->prob, NULL, file) != 0)
        return wf_fail(err, WF_E_OUTPUT, NULL, "%s could not be written", file);
    return WF_OK;
}
