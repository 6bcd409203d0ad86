#ifndef WF_SUPPORT_TABLES_H
#define WF_SUPPORT_TABLES_H
/* A problem laid out by index: what is agreed, already committed, and left to give. Pairs
 * are few beside schools x providers, so they are kept as sorted lists. */
#include "wayforward/support.h"

typedef struct support_pairs { /* half-days by school, term and provider */
    uint64_t *keys;            /* sorted, each once */
    uint32_t *halves;
    size_t n;
} support_pairs;

typedef struct support_tables {
    const wf_support_problem *problem;
    uint32_t schools, terms, providers, from;
    support_pairs agreed, committed; /* by school, term, provider */
    support_pairs known, forbidden;  /* by school, provider: in some term */
    uint32_t *area, *base, *home;  /* [school], [provider]: its school, that one's area */
    uint32_t areas;                /* how many; WF_SUPPORT_NONE is no area */
    uint8_t *serves;               /* [area][provider]; NULL: everybody goes everywhere */
    uint32_t *given_qa, *given_si; /* [school][term]: committed, by kind */
    uint32_t **given_need;         /* [school][need]: committed */
    uint32_t *left;                /* [provider][term]: after what is committed */
    bool has_agreed;
} support_tables;

wf_status support_tables_make(const wf_support_problem *problem, wf_arena *arena,
                              support_tables *out, wf_error *err) WF_MUST_CHECK;

/** Half-days of a triple: agreed before; committed. */
uint32_t support_agreed(const support_tables *t, uint32_t school, uint32_t term,
                        uint32_t provider);
uint32_t support_committed(const support_tables *t, uint32_t school, uint32_t term,
                           uint32_t provider);
/** May they meet: not its own school, not forbidden, within the areas it goes to. */
bool support_allowed(const support_tables *t, uint32_t school, uint32_t provider);
/** Agreed, delivered or fixed in some term of the year. */
bool support_knows(const support_tables *t, uint32_t school, uint32_t provider);
/** Where the triples of a school begin in a list by school, term and provider. */
size_t support_pairs_from(const support_tables *t, const support_pairs *list,
                          uint32_t school);

/** Half-days of the segments of a need: half of it, the other half, half as much again.
 */
void support_segments(uint32_t halves, uint32_t out[WF_SUPPORT_SEGMENTS]);

/** The need of a school in a focus, or WF_SUPPORT_NONE. */
uint32_t support_need_of(const wf_support_school *school, uint32_t focus);

/** What a half-day costs, travel included: none where provider and school share an area.
 */
double support_half_cost(const support_tables *t, uint32_t school, uint32_t provider);

#endif
