#ifndef WF_SUPPORT_TABLES_H
#define WF_SUPPORT_TABLES_H
/* A problem laid out by index: what is agreed, already committed, and left to give. */
#include "wayforward/support.h"

typedef struct support_tables {
    const wf_support_problem *problem;
    uint32_t schools, terms, providers, from;
    uint32_t *agreed, *committed; /* [school][term][provider], halves */
    bool *allowed;                /* [school][provider] */
    bool *known; /* [school][provider]: agreed, delivered or fixed in some term */
    uint32_t *given_qa, *given_si; /* [school][term]: committed, by kind */
    uint32_t **given_need;         /* [school][need]: committed */
    uint32_t *left;                /* [provider][term]: after what is committed */
    bool has_agreed;
} support_tables;

wf_status support_tables_make(const wf_support_problem *problem, wf_arena *arena,
                              support_tables *out, wf_error *err) WF_MUST_CHECK;

static inline size_t support_at(const support_tables *t, uint32_t school, uint32_t term,
                                uint32_t provider)
{
    return ((size_t)school * t->terms + term) * t->providers + provider;
}

/** Half-days of the segments of a need: half of it, the other half, half as much again.
 */
void support_segments(uint32_t halves, uint32_t out[WF_SUPPORT_SEGMENTS]);

/** The need of a school in a focus, or WF_SUPPORT_NONE. */
uint32_t support_need_of(const wf_support_school *school, uint32_t focus);

/** What a half-day costs, travel included: none where provider and school share an area.
 */
double support_half_cost(const wf_support_problem *problem, uint32_t school,
                         uint32_t provider);

#endif
