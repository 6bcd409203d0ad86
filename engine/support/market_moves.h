#ifndef WF_SUPPORT_MARKET_MOVES_H
#define WF_SUPPORT_MARKET_MOVES_H
/* What the parts of a market's exchanges share: a school as it stands, offers, chains. */
#include "engine/support/market.h"
#include "engine/support/school_flow.h"

enum {
    CHAIN = 128,
    TURNS = 64
};
#define MARKET_UNAFFORDABLE (-1e300)

typedef struct market_view { /* a school as it stands */
    uint32_t n[2][WF_SUPPORT_TERMS], term[WF_SUPPORT_TERMS];
    uint32_t total, excess;
    uint32_t column[MARKET_COLUMNS];
} market_view;

typedef struct offer {
    double cost;
    uint32_t pair;
} offer;

typedef struct offers {
    offer best, second; /* of different providers */
} offers;

typedef struct link { /* `school` lets `slot` go and takes one of `to` */
    uint32_t school, slot, to, column;
    uint32_t taken; /* once done */
} link;

typedef struct turn {      /* a half-day that went over to another need */
    uint32_t slot, column; /* where it was */
} turn;

typedef struct chain {
    link links[CHAIN];
    int n, turned;
    bool whole; /* a bundle: no part of it goes alone */
    turn turns[TURNS];
} chain;

typedef struct move {
    double gain;
    uint32_t column, pair; /* pair: WF_SUPPORT_NONE for nothing */
} move;

typedef struct letting_go { /* a half-day of a cell: what is lost, what else to take */
    bool known;
    double loss;
    move instead[2];
} letting_go;

typedef struct choosing choosing;
struct choosing {
    support_market *m;
    choosing *deep; /* for looking at other schools on the way */
    uint32_t s;
    offers *cells;                  /* [column * terms + term] */
    letting_go *held;               /* likewise */
    uint64_t reach[MARKET_COLUMNS]; /* columns to which what is held in one can go */
    school_flow *flow;
    uint32_t *order;         /* schools, block after block: those of an area together */
    uint32_t *block, blocks; /* [school] */
    uint32_t *block_first;   /* [block], and one beyond: in `order` */
    bool *restless;          /* [block]: something changed there since it was at rest */
    size_t done;             /* chains carried out */
};

/* ---- A school as it stands (market_state.c) */
int market_kind(const market_school *x, uint32_t column);
void market_look(const support_market *m, uint32_t s, market_view *v);
double market_segment_gain(const market_column *c, uint32_t n);
/** Weighted gain of levels 1 and 2 by one unit more; MARKET_UNAFFORDABLE where none may
 * be had. */
double market_gain(const support_market *m, uint32_t s, const market_view *v, uint32_t t,
                   uint32_t column);
void market_take_away(const support_market *m, uint32_t s, market_view *v, uint32_t t,
                      uint32_t column);
/** Units that a school holds of a pair. */
uint32_t market_units(const support_market *m, uint32_t s, uint32_t pair);
bool market_passes_cap(const support_market *m, uint32_t s, uint32_t pair);
void market_find_offers(const support_market *m, uint32_t s, uint32_t t, uint32_t column,
                        offers *o);
void market_let_go(support_market *m, uint32_t slot);
void market_hold(support_market *m, uint32_t s, uint32_t column, uint32_t slot);
uint32_t market_free_slot(const support_market *m, uint32_t pair);
/** All that a school has, weighted, less what it costs. */
double market_utility(const support_market *m, uint32_t s);

/* ---- Chains (market_chain.c) */
/** The school's columns that a provider can serve, assurance aside: bits. */
uint64_t market_columns(const support_market *m, uint32_t s, uint32_t p);
/** Carry a chain out, and back again where it does not gain. */
bool market_carry_out(support_market *m, chain *c);

/* ---- Choices (market_choose.c) */
bool market_follow(choosing *x, chain *c, uint32_t pair);
void market_forget_price(support_market *m, uint32_t pair);
void market_note_chain(choosing *x, const chain *c);
/** Take what gains most, with the chain that frees it, while more than `least` is gained.
 */
void market_add_units(choosing *x, double least);
/** Prices of what the school holds, by what it costs to free it; whether any changed. */
bool market_relax_school(choosing *x);
/** Get the bundle that the school would rather have at these prices (market_bundle.c). */
bool market_respond(choosing *x);

#endif
