#ifndef WF_VERSION_H
#define WF_VERSION_H
#include "wayforward/status.h"

WF_BEGIN_DECLS

/** "0.1.0"; static. */
WF_API const char *wf_version(void);

WF_END_DECLS
#endif
