#ifndef WF_SUPPORT_PROBLEM_H
#define WF_SUPPORT_PROBLEM_H
/* Small questions about a problem, for those who read or change one. */
#include "wayforward/support.h"

/** By name, case aside; WF_SUPPORT_NONE where there is none. */
uint32_t support_school_named(const wf_support_problem *p, wf_str name);
uint32_t support_provider_named(const wf_support_problem *p, wf_str name);
bool support_need_known(const wf_support_school *school, uint32_t focus);
/** A focus by name, added to the problem where it is new; WF_SUPPORT_NONE where there is
 * no room for it. */
uint32_t support_focus_named(wf_support_problem *p, wf_str name);
/** The set of focuses of a role with specialisms; new ones are added to the problem. */
uint64_t support_focuses_of(wf_support_problem *p, wf_str role, wf_str specialisms);
/** Give committed days without a focus the school's greatest need among the provider's
 * specialisms; take away what is fixed beyond a provider's days (reported). */
void support_settle_commitments(wf_support_problem *p, wf_diags *diags);

#endif
