#ifndef WF_SANDBOX_PUBLIC_H
#define WF_SANDBOX_PUBLIC_H
/*
 * A process that reads what strangers sent needs few rights. Open the files first
 * (wf_input_from_descriptor reads them later), load templates, then give the rest up.
 */
#include "wayforward/error.h"

typedef struct wf_sandbox wf_sandbox;

WF_BEGIN_DECLS

/** Give up, for the rest of this process, every right but to read and write what is
 * already open, to use memory, to start threads of its own and to end. It can then not
 * open, rename or remove a file, make or reach a socket, start a program, or signal
 * another process; each such call fails with EPERM (seccomp filter).
 *  @param entered_out  may be NULL; false where the kernel does not allow a filter: then
 *                      nothing has changed
 *  @param out          caller: wf_sandbox_free, which gives back memory and no rights
 *  @return WF_OK, also where the kernel refused; WF_E_MEMORY. */
WF_API wf_status wf_sandbox_start(wf_sandbox **out, bool *entered_out,
                                  wf_error *err) WF_MUST_CHECK;
WF_API void wf_sandbox_free(wf_sandbox *sandbox);

WF_END_DECLS
#endif
