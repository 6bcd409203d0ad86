#ifndef WF_SUPPORT_NAMES_H
#define WF_SUPPORT_NAMES_H
/* Names to numbers, letters' case aside: for lists of tens of thousands. */
#include "wayforward/support.h"

typedef struct support_names {
    wf_str *names;
    uint32_t *values;
    size_t slots, n, most; /* slots: a power of two, twice the most names or more */
} support_names;

/** Room for `most` names. WF_E_MEMORY. */
wf_status support_names_make(support_names *names, size_t most,
                             wf_arena *arena) WF_MUST_CHECK;
/** The value of a name: the one it has already, else (where there is room) this one. */
uint32_t support_names_add(support_names *names, wf_str name, uint32_t value);
/** WF_SUPPORT_NONE where it is not there. */
uint32_t support_names_find(const support_names *names, wf_str name);

#endif
