#ifndef WF_ALLOC_H
#define WF_ALLOC_H
/*
 * The one door to the heap. In builds with WF_FAULT_INJECTION a test can make the n-th
 * allocation fail; in all others these are malloc, calloc and free.
 */
#include <stddef.h>

void *wf_alloc(size_t size);
void *wf_alloc_zeroed(size_t size);
void wf_alloc_free(void *p);

#ifdef WF_FAULT_INJECTION
/** Let the next `count` allocations succeed and every one after fail; negative: never
 * fail. */
void wf_alloc_fail_after(long count);
/** Allocations asked for since the last wf_alloc_fail_after. */
long wf_alloc_count(void);
#endif

#endif
