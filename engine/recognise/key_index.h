#ifndef WF_KEY_INDEX_H
#define WF_KEY_INDEX_H
/* From a text to the number of the thing that has it: the last one put. Texts are
 * compared by a 64-bit hash without regard to case; who finds a number checks its text.
 */
#include "wayforward/arena.h"
#include "wayforward/error.h"

typedef struct wf_key_index {
    uint64_t *hashes; /* 0: free */
    int32_t *numbers;
    size_t count, used; /* count: a power of two */
} wf_key_index;

uint64_t wf_key_hash(wf_str first, wf_str second);
/** -1 where there is none. */
int32_t wf_key_find(const wf_key_index *index, uint64_t hash);
/** Put a number; one of the same hash is replaced. WF_E_MEMORY. */
wf_status wf_key_put(wf_key_index *index, wf_arena *arena, uint64_t hash,
                     int32_t number) WF_MUST_CHECK;

#endif
