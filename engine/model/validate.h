#ifndef WF_VALIDATE_H
#define WF_VALIDATE_H
/* What every plan keeps to, whoever made it: checked before a plan leaves recognition. */
#include "wayforward/plan.h"

/** Check the model's own rules: a priority and an action have a text, a RAG has a source
 * and the other way round, term bits are 1..6, a period and a URN have their form, a
 * number that is there is finite. WF_E_MODEL names the first that is broken. O(fields).
 */
wf_status wf_plan_validate(const wf_plan *plan, wf_error *err) WF_MUST_CHECK;

#endif
