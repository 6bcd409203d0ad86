#ifndef WF_PLATFORM_WORKER_H
#define WF_PLATFORM_WORKER_H
/*
 * A worker: a child process with one socket to its parent, over which files are handed
 * down as open descriptors and answers come back as frames (4 bytes of length, then that
 * many bytes).
 */
#include "wayforward/error.h"

enum {
    WF_WORKER_DESCRIPTOR = 3
}; /* where a worker finds its socket */

typedef struct wf_worker {
    long pid;
    int socket; /* -1: none */
} wf_worker;

/** Start `argv` (NULL-terminated, argv[0] is the program's path) with its socket at
 * descriptor 3, standard input and output from /dev/null. WF_E_IO. */
wf_status wf_worker_start(const char *const *argv, wf_worker *out,
                          wf_error *err) WF_MUST_CHECK;

/** End a worker, by force if it must be, and collect it. Returns the signal that ended
 * it, or 0. Safe on one that never started. */
int wf_worker_end(wf_worker *worker, bool kill_it);

/* Open files that go with a frame; -1: none. */
typedef struct wf_handed {
    int descriptors[2];
} wf_handed;

static inline wf_handed wf_handed_none(void)
{
    const wf_handed none = {.descriptors = {-1, -1}};
    return none;
}

/** Send a frame and, with it, open descriptors. */
wf_status wf_worker_send(int socket, const void *data, uint32_t size, wf_handed handed,
                         wf_error *err) WF_MUST_CHECK;

/** In the worker: wait for the next frame of at most `size` bytes. *size_out is 0 when
 * the parent has closed the socket. What was handed with it is the caller's to close. */
wf_status wf_worker_receive(int socket, void *data, uint32_t size, uint32_t *size_out,
                            wf_handed *handed_out, wf_error *err) WF_MUST_CHECK;

/** Take what has arrived without waiting: bytes read, 0 at the end, -1 for nothing yet.
 */
long wf_worker_read_some(int socket, void *data, size_t size);

/** Wait until one of the sockets (-1: not waited for) has something to read or
 * `milliseconds` have passed. ready[i] tells which. WF_E_IO. */
wf_status wf_worker_wait(const int *sockets, bool *ready, size_t count, int milliseconds,
                         wf_error *err) WF_MUST_CHECK;

/** Milliseconds of a clock that only goes forward. */
int64_t wf_platform_milliseconds(void);

/** The number by which the system knows this process. */
uint64_t wf_platform_process(void);

/** Processors that this process may use, at least 1. */
unsigned wf_platform_processors(void);

/** The first bytes of an open file, its position unchanged; how many there are. */
size_t wf_platform_peek(int descriptor, void *data, size_t size);

/** Open a file for reading, for handing it down; -1 and *err where that fails. */
int wf_platform_open(const char *name, wf_error *err);
void wf_platform_close(int descriptor);

/** Like wf_platform_map, for a descriptor, which stays open. */
wf_status wf_platform_map_descriptor(int descriptor, uint64_t max_bytes, void **data_out,
                                     size_t *size_out, size_t *mapped_out,
                                     wf_error *err) WF_MUST_CHECK;

#endif
