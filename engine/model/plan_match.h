#ifndef WF_PLAN_MATCH_H
#define WF_PLAN_MATCH_H
/* Which text of one list is which of another, by their words. */
#include "wayforward/plan.h"

/** Match each of `after` with at most one of `before`: equal texts first, then the pair
 * with the most words in common (Dice's coefficient of their sets of words, at least 0.5;
 * Dice, Ecology 26, 1945). Among equals one of the same group wins, then the earlier one.
 *  @param groups_*  a number an item, equal where the items stand together; NULL: all
 * equal
 *  @param out  for each of `after` the index in `before`, or SIZE_MAX; in `arena`
 *  WF_E_MEMORY. O(before x after). */
wf_status wf_match_texts(wf_strs before, wf_strs after, const size_t *groups_before,
                         const size_t *groups_after, wf_arena *arena,
                         size_t **out) WF_MUST_CHECK;

#endif
