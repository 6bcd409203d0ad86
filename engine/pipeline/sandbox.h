#ifndef WF_SANDBOX_H
#define WF_SANDBOX_H
#include <stdbool.h>

typedef enum wf_sandbox_threads {
    WF_SANDBOX_ONE_THREAD,
    WF_SANDBOX_THREADS /* threads of the process's own may be started */
} wf_sandbox_threads;

/** Give up, for the rest of this process, every right but to read and write what is
 * already open, to use memory and to end (seccomp filter, libseccomp). A forbidden call
 * fails with EPERM. False where the kernel does not allow a filter: nothing has changed
 * then. */
bool wf_sandbox_enter(wf_sandbox_threads threads);

#endif
