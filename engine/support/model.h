#ifndef WF_SUPPORT_MODEL_H
#define WF_SUPPORT_MODEL_H
/* The linear program of an allocation: docs/methods.md, "Support days". */
#include "engine/solver/lp.h"
#include "engine/support/tables.h"

typedef struct support_cell { /* a column: half-days that may be given */
    uint32_t school, term, provider, focus;
    int column;
} support_cell;

typedef struct support_model {
    const support_tables *tables;
    wf_arena *arena;
    lp *lp;
    uint32_t *school_order, *provider_order; /* by what they are, then by name */
    support_cell *cells;                     /* by school, term, provider in that order */
    size_t cell_count, cell_cap;
    size_t *first; /* [school][term]: where its cells begin; cells of one term adjoin */
    size_t *count; /* [school][term] */
    const bool *capped; /* [provider][term]: the cap of schools is written as integers */
    int *capacity_row;  /* [provider][term], 0: none */
    lp_terms objective[WF_SUPPORT_LEVELS];
    bool whole; /* columns also where nothing is left to give: for one day more */
    bool failed;
} support_model;

extern const char *const support_level_names[WF_SUPPORT_LEVELS];
extern const bool support_level_maximises[WF_SUPPORT_LEVELS];

/** Columns, limits, floors and needs; objectives of levels 1, 2 and 5. `capped` says for
 * which provider and term the cap of schools is part of it. Caller: lp_free(out->lp). */
wf_status support_model_make(const support_tables *tables, const bool *capped, bool whole,
                             wf_arena *arena, support_model *out,
                             wf_error *err) WF_MUST_CHECK;
/** Rows and objectives of level 3 (change) and 4 (continuity). */
void support_model_add_change(support_model *m);
void support_model_add_continuity(support_model *m);

/** Halves that a column has now. */
uint32_t support_cell_halves(const support_model *m, const support_cell *cell);

#endif
