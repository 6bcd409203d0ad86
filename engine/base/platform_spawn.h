#ifndef WF_PLATFORM_SPAWN_H
#define WF_PLATFORM_SPAWN_H
/* A child process that reads a file on its standard input and writes to a pipe. */
#include "wayforward/error.h"

typedef struct wf_child {
    long pid;
    int output; /* where the child's standard output arrives */
} wf_child;

/** Start `argv` (argv[0] is the program's path) with `input_file` open as its standard
 *  input, a pipe as its output and nothing as its error output. Caller: wf_child_end.
 *  WF_E_IO. */
wf_status wf_child_start(const char *const *argv, const char *input_file, wf_child *out,
                         wf_error *err) WF_MUST_CHECK;

/** Close the pipe, kill the child where `kill_it`, and collect it. Returns its exit
 * status, or 1000 + the signal that ended it. */
int wf_child_end(wf_child *child, bool kill_it);

typedef enum wf_child_read_result {
    WF_CHILD_DATA,
    WF_CHILD_END,
    WF_CHILD_LATE /* nothing came until the deadline */
} wf_child_read_result;

/** What has arrived, at most `size` bytes, waiting until `deadline` (by
 *  wf_platform_milliseconds) at most. */
wf_child_read_result wf_child_read(int descriptor, void *data, size_t size,
                                   int64_t deadline, size_t *size_out);

/** Write all of it to a descriptor; false where that fails. */
bool wf_platform_write_all(int descriptor, const void *data, size_t size);

/** Limit this process: address space (not where a sanitizer needs it), processor time, no
 * new files, no core. */
void wf_platform_limit_self(uint64_t memory_bytes, unsigned seconds);

#endif
