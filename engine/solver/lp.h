#ifndef WF_SOLVER_LP_H
#define WF_SOLVER_LP_H
/*
 * Linear and integer programs that are solved several times over: one objective after the
 * other, each on the optimal face of those before. Columns and rows are numbered from 1,
 * in the order in which they were added. GLPK does the work; nobody else sees it.
 */
#include "wayforward/arena.h"
#include "wayforward/error.h"

typedef struct lp lp;

typedef struct lp_outcome {
    double value;   /* of the best integer solution known */
    double bound;   /* no solution is better */
    double relaxed; /* the linear program's optimum */
    bool is_optimal;
} lp_outcome;

/* Terms of a row or of an objective. */
typedef struct lp_terms {
    int *columns;
    double *values;
    size_t n, cap;
    wf_arena *arena;
} lp_terms;

/** An empty program that minimises; its own notes are in `arena`. NULL when out of
 * memory. Caller: lp_free. */
lp *lp_new(wf_arena *arena);
void lp_free(lp *p);

/** Append a term; false when out of memory. */
bool lp_term(lp_terms *terms, int column, double value);

/** Add a column (upper INFINITY: none) with the value that it has in the solution that
 * is known so far. 0 when out of memory. */
int lp_column(lp *p, const char *name, double upper, bool is_integer, double value);
void lp_name_column(lp *p, int column, const char *name);
/** Add a row, lower <= terms <= upper (either may be infinite). Its number. */
int lp_row(lp *p, const char *name, double lower, double upper, const lp_terms *terms);
/** Let `column` be basic in `row`: for a start that is feasible already. */
void lp_start_basic(lp *p, int column, int row);
/** Room for more in a row: adds `by` to its upper bound. */
void lp_widen_row(lp *p, int row, double by);

/** The objective: these terms, all others 0. */
void lp_objective(lp *p, const char *name, bool maximise, const lp_terms *terms);

/** Solve: the linear program first, and integers only where it leaves fractions. After
 * `seconds` the best that is known stands, with its bound.
 *  @return WF_OK; WF_E_NUMERIC where the program has no solution or the solver fails. */
wf_status lp_solve(lp *p, double seconds, lp_outcome *out, wf_error *err) WF_MUST_CHECK;
/** Only the relaxation, from the present basis: its value. WF_E_NUMERIC. */
wf_status lp_relax(lp *p, double seconds, double *value_out, wf_error *err) WF_MUST_CHECK;

/** A column's value in the best solution, a row's dual value in the last relaxation. */
double lp_value(const lp *p, int column);
double lp_dual(const lp *p, int row);
bool lp_is_fixed(const lp *p, int column);

/** Keep to the optimal face of the relaxation just solved: columns with a reduced cost
 * and rows with a dual value stay where they are. Only where the relaxation's value was
 * reached by integers. */
void lp_hold_face(lp *p);

/** Write in CPLEX LP format. WF_E_OUTPUT. */
wf_status lp_write(lp *p, const char *file, wf_error *err) WF_MUST_CHECK;

#endif
