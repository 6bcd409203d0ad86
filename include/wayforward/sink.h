#ifndef WF_SINK_H
#define WF_SINK_H
/* Where a writer's bytes go: a function and its context. The library never prints by
 * itself. */
#include "wayforward/error.h"

typedef struct wf_sink {
    /* Take all bytes or return WF_E_OUTPUT. */
    wf_status (*write)(void *context, const void *data, size_t size);
    void *context;
} wf_sink;

#endif
