#ifndef WF_TESTS_RANDOM_H
#define WF_TESTS_RANDOM_H
/* Repeatable numbers for property tests. WF_SEED=<number> sets the seed; it is printed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct wf_random {
    uint64_t state; /* never 0 */
} wf_random;

/* xorshift64* (Marsaglia; Vigna's multiplier) */
static inline uint64_t wf_random_next(wf_random *r)
{
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return r->state * UINT64_C(2685821657736338717);
}

/* 0 .. n - 1; n is not 0 */
static inline uint32_t wf_random_below(wf_random *r, size_t n)
{
    return (uint32_t)((wf_random_next(r) >> 33) % n);
}

static inline wf_random wf_random_seeded(void)
{
    uint64_t seed = 20260901;
    const char *text = getenv("WF_SEED");
    if (text && *text)
        for (seed = 0; *text >= '0' && *text <= '9'; text++)
            seed = seed * 10 + (uint64_t)(*text - '0');
    printf("WF_SEED=%llu\n", (unsigned long long)seed);
    return (wf_random){.state = seed * 2 + 1};
}

#endif
