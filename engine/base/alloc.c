#include "engine/base/alloc.h"

#include <stdlib.h>

#ifdef WF_FAULT_INJECTION
#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Test builds only: the countdown must be reachable from every thread of the program. */
static atomic_long asked;
static atomic_long allowed = -1;

void wf_alloc_fail_after(long count)
{
    atomic_store(&asked, 0);
    atomic_store(&allowed, count);
}

long wf_alloc_count(void)
{
    return atomic_load(&asked);
}

/* So that a whole command can be starved, its workers too: tests/fault/check_journey.py.
 */
__attribute__((constructor)) static void take_from_environment(void)
{
    const char *digits = getenv("WF_FAIL_ALLOCATION"); /* NOLINT(concurrency-mt-unsafe) */
    long count = 0;
    if (!digits)
        return;
    for (; *digits >= '0' && *digits <= '9' && count < LONG_MAX / 16; digits++)
        count = count * 10 + (*digits - '0');
    atomic_store(&allowed, count);
}

static bool must_fail(void)
{
    long number = atomic_fetch_add(&asked, 1);
    long limit = atomic_load(&allowed);
    return limit >= 0 && number >= limit;
}
#else
#define must_fail() 0
#endif

void *wf_alloc(size_t size)
{
    return must_fail() ? NULL : malloc(size > 0 ? size : 1);
}

void *wf_alloc_zeroed(size_t size)
{
    return must_fail() ? NULL : calloc(1, size > 0 ? size : 1);
}

void wf_alloc_free(void *p)
{
    free(p);
}
