#ifndef WF_TERM_VALUES_H
#define WF_TERM_VALUES_H
/* Columns of terms in a table of actions. */
#include "engine/recognise/recogniser.h"

/** What is to be true by the end of a term. */
void wf_priority_outcome(wf_recogniser *r, int32_t p, wf_season by, const wf_slot *slot);
/** A tick under a term, where no other column says when. */
bool wf_term_mark(wf_recogniser *r, wf_action *action, const wf_head_column *column,
                  const wf_slot *slot);
/** Prose: of a review it is evaluation (its path is returned), else a milestone. */
const char *wf_term_prose(wf_recogniser *r, int32_t priority, wf_action *action,
                          const wf_head_column *column, const wf_slot *slot);

#endif
