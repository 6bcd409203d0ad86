#include "engine/base/platform_thread.h"

#include "engine/base/alloc.h"

#include <pthread.h>
#include <stddef.h>

struct wf_thread {
    pthread_t id;
    void (*run)(void *context);
    void *context;
};

struct wf_gate {
    pthread_mutex_t lock;
    pthread_cond_t bell;
};

static void *start_routine(void *p)
{
    wf_thread *thread = p;
    thread->run(thread->context);
    return NULL;
}

wf_thread *wf_thread_start(void (*run)(void *context), void *context)
{
    wf_thread *thread = wf_alloc(sizeof *thread);
    if (!thread)
        return NULL;
    thread->run = run;
    thread->context = context;
    if (pthread_create(&thread->id, NULL, start_routine, thread) != 0) {
        wf_alloc_free(thread);
        return NULL;
    }
    return thread;
}

void wf_thread_join(wf_thread *thread)
{
    if (!thread)
        return;
    (void)pthread_join(thread->id, NULL);
    wf_alloc_free(thread);
}

wf_gate *wf_gate_new(void)
{
    wf_gate *gate = wf_alloc(sizeof *gate);
    if (!gate)
        return NULL;
    if (pthread_mutex_init(&gate->lock, NULL) != 0) {
        wf_alloc_free(gate);
        return NULL;
    }
    if (pthread_cond_init(&gate->bell, NULL) != 0) {
        (void)pthread_mutex_destroy(&gate->lock);
        wf_alloc_free(gate);
        return NULL;
    }
    return gate;
}

void wf_gate_free(wf_gate *gate)
{
    if (!gate)
        return;
    (void)pthread_cond_destroy(&gate->bell);
    (void)pthread_mutex_destroy(&gate->lock);
    wf_alloc_free(gate);
}

void wf_gate_lock(wf_gate *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
}

void wf_gate_unlock(wf_gate *gate)
{
    (void)pthread_mutex_unlock(&gate->lock);
}

void wf_gate_wait(wf_gate *gate)
{
    (void)pthread_cond_wait(&gate->bell, &gate->lock);
}

void wf_gate_ring(wf_gate *gate)
{
    (void)pthread_cond_broadcast(&gate->bell);
}
