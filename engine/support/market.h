#ifndef WF_SUPPORT_MARKET_H
#define WF_SUPPORT_MARKET_H
/*
 * Allocation at the size of a country: a decomposition over schools. Schools take
 * half-days from providers' terms along chains of exchanges that gain most; what it costs
 * to free a half-day is its price, and the prices are the multipliers of a Lagrangian
 * relaxation of the providers' days, which splits into one small flow a school and bounds
 * what any answer can reach. Methods: docs/methods.md, "Support days"; R. K. Ahuja,
 * T. L. Magnanti and J. B. Orlin, Network Flows (1993), chapters 9 and 16; M. L. Fisher,
 * "The Lagrangian relaxation method for solving integer programming problems", Management
 * Science 27 (1981).
 */
#include "engine/support/tables.h"

enum {
    MARKET_COLUMNS = WF_SUPPORT_FOCUSES + 1
};

/* What a level counts for in a bid; 0: not yet. Everything is a gain to be maximised. */
typedef struct market_weights {
    double level[WF_SUPPORT_LEVELS];
} market_weights;

typedef struct market_column { /* what a school can be given: a need, or assurance */
    uint32_t focus;
    uint32_t size[WF_SUPPORT_SEGMENTS]; /* halves left of each segment */
    double value[WF_SUPPORT_SEGMENTS];  /* benefit of a half */
} market_column;

typedef struct market_school {
    size_t column_first;
    uint32_t column_count;
    bool has_qa;                         /* the first column is quality assurance */
    uint32_t floor[2][WF_SUPPORT_TERMS]; /* by kind: quality assurance, improvement */
    bool qa_open[WF_SUPPORT_TERMS];
    uint32_t pool;                              /* year's floor beyond the terms' */
    uint32_t most, term_most[WF_SUPPORT_TERMS]; /* UINT32_MAX: none */
    double weight;
    double unmet_fixed; /* half-days short whatever is given: in closed terms */
    size_t known_first;
    uint32_t known_count;
    uint32_t area;
} market_school;

typedef struct market_known { /* a provider whom the school knows, or has agreed with */
    uint32_t provider;
    bool is_known;
    uint32_t agreed[WF_SUPPORT_TERMS]; /* less what is committed; 0 where that is more */
} market_known;

typedef struct market_slot { /* a half-day of a provider's term */
    uint32_t pair;           /* provider * terms + term */
    uint32_t school, column; /* school: WF_SUPPORT_NONE where it is free */
    uint32_t next, before;   /* of the same school; WF_SUPPORT_NONE */
} market_slot;

typedef struct market_step { /* how a half-day is freed most cheaply */
    uint32_t slot, school;   /* its holder lets this one go, */
    uint32_t to, column;     /* for one of this pair; WF_SUPPORT_NONE: for nothing */
} market_step;

typedef struct market_list { /* providers of one area and focus */
    const uint32_t *providers;
    const double *cost; /* of a half-day in pounds, travel included */
    size_t n;
} market_list;

typedef struct support_market {
    const support_tables *tables;
    wf_arena *arena;
    market_school *schools;
    market_column *columns;
    market_known *known;
    market_list *lists; /* [area + 1][focus]; the first area is none */
    uint32_t focuses;
    /* slots, by provider and term: pair = provider * terms + term */
    size_t *slot_first; /* [pair], and one beyond */
    market_slot *slots;
    uint32_t *free;     /* [pair]: how many slots nobody holds */
    double *price;      /* [pair]: what it costs to free one; 0 where one is free */
    market_step *steps; /* [pair]: how, where none is free */
    uint32_t *visits;   /* [pair]: schools served, where that has a cap */
    /* what schools hold */
    uint32_t *first_slot; /* [school] */
    uint32_t *given;      /* [column * terms + term] */
    uint32_t most_schools;
    double constant[WF_SUPPORT_LEVELS]; /* of each level, whatever is given */
    market_weights weights;
    double tolerance; /* less than this is no gain */
    double hop;       /* what each link of a chain costs: of equal chains the shorter */
} support_market;

/** Lay out a market with every slot free. WF_E_MEMORY; WF_E_LIMIT past 2^31 slots. */
wf_status support_market_make(const support_tables *tables, wf_arena *arena,
                              support_market *out, wf_error *err) WF_MUST_CHECK;

/** Exchange until no chain gains, or `deadline` (seconds, as of support_market_clock)
 * has passed; prices are then those of the answer. WF_E_MEMORY. */
wf_status support_market_clear(support_market *m, const market_weights *weights,
                               double deadline) WF_MUST_CHECK;
double support_market_clock(void);

/** Each level's value of what schools hold now. */
void support_market_values(const support_market *m, double out[WF_SUPPORT_LEVELS]);

/** Costs and gains of one unit, shared by the auction and the bound. */
double support_market_pair_cost(const support_market *m, const market_weights *w,
                                uint32_t school, uint32_t provider, uint32_t term,
                                uint32_t units);

/** The bound of a level, the last that the weights count: no answer whose earlier levels
 * are no worse than `values` has a better value. Begins with the market's
 * prices and leaves it with better ones. WF_E_MEMORY. */
wf_status support_market_bound(support_market *m, int level,
                               const double values[WF_SUPPORT_LEVELS], double deadline,
                               double *bound_out) WF_MUST_CHECK;

#endif
