#ifndef WF_SUPPORT_DECOMPOSE_H
#define WF_SUPPORT_DECOMPOSE_H
/* Allocation beyond the size of an exact program: a decomposition over schools. */
#include "engine/support/tables.h"

/** Allocate by exchange between schools (market.h), level after level; lines, levels with
 * their bounds and (where asked) worths go into `out`.
 *  @param seconds  for all levels together
 *  @return WF_OK; WF_E_LIMIT; WF_E_MEMORY. */
wf_status support_decompose(const support_tables *tables, double seconds, bool worths,
                            wf_allocation *out, wf_error *err) WF_MUST_CHECK;

#endif
