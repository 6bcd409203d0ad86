#ifndef WF_PLATFORM_THREAD_H
#define WF_PLATFORM_THREAD_H
/* A second thread for work inside one call, and the gate through which two threads agree.
 */
#include <stdbool.h>

typedef struct wf_thread wf_thread;
typedef struct wf_gate wf_gate;

/** Run `run(context)` beside this thread; NULL where no thread can be had, and then
 * nothing was started. Caller: wf_thread_join, which waits for its end. */
wf_thread *wf_thread_start(void (*run)(void *context), void *context);
void wf_thread_join(wf_thread *thread);

/** A lock with a bell. NULL when out of memory. */
wf_gate *wf_gate_new(void);
void wf_gate_free(wf_gate *gate);
void wf_gate_lock(wf_gate *gate);
void wf_gate_unlock(wf_gate *gate);
/** Wait for the bell with the lock held; it may ring without a cause. */
void wf_gate_wait(wf_gate *gate);
/** Ring; the lock must be held. */
void wf_gate_ring(wf_gate *gate);

#endif
