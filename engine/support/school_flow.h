#ifndef WF_SUPPORT_SCHOOL_FLOW_H
#define WF_SUPPORT_SCHOOL_FLOW_H
/*
 * What one school would take at given prices: a flow of half-days from terms and kinds of
 * activity (floors) to needs (segments of benefit), of largest gain. Both sides are
 * convex, so successive shortest paths give a whole optimum (Ahuja, Magnanti and Orlin,
 * Network Flows, 1993, section 9.7). Limits on what a provider has are left to the
 * prices.
 */
#include "engine/support/market.h"

enum {
    FLOW_TIERS = 10, /* costs of a cell: days agreed before come cheaper */
    FLOW_NODES = 3 + 2 * WF_SUPPORT_TERMS + MARKET_COLUMNS,
    FLOW_ARCS = 2 * (2 + 4 * WF_SUPPORT_TERMS +
                     MARKET_COLUMNS * (FLOW_TIERS * WF_SUPPORT_TERMS + 4)),
    FLOW_WANTS = 256
};

typedef struct flow_want { /* units of one pair for one column */
    uint32_t pair, column, units;
} flow_want;

typedef struct school_flow {
    uint16_t to[FLOW_ARCS];
    int32_t cap[FLOW_ARCS];
    double gain[FLOW_ARCS];
    int64_t whole[FLOW_ARCS]; /* gains in units so small that their sums are exact */
    double unit;
    uint16_t next[FLOW_ARCS], first[FLOW_NODES];
    uint32_t pair[FLOW_ARCS]; /* of an arc from a row to a column */
    int arcs;
    flow_want wants[FLOW_WANTS];
    int want_count;
    double value;
    double gains[WF_SUPPORT_LEVELS]; /* of what is wanted, level by level, unweighted */
} school_flow;

/** The same, with `prefer` in favour of each half-day that the school holds: of equal
 * bundles the one nearest to what it has. */
void support_school_flow_near(const support_market *m, const market_weights *w,
                              const double *price, uint32_t school, double prefer,
                              school_flow *f);

/** The bundle of largest gain for a school at weights `w` and prices by pair: an upper
 * bound of what the school can gain, and exact where its terms have no ceiling. */
void support_school_flow(const support_market *m, const market_weights *w,
                         const double *price, uint32_t school, school_flow *f);

#endif
