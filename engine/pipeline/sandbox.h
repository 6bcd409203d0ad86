#ifndef WF_SANDBOX_H
#define WF_SANDBOX_H
#include <stdbool.h>

/** Give up, for the rest of this process, every right but to read and write what is
 * already open, to use memory and to end (seccomp filter, libseccomp). A forbidden call
 * fails with EPERM. False where the kernel does not allow a filter: nothing has changed
 * then. */
bool wf_sandbox_enter(void);

#endif
