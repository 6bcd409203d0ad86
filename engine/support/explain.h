#ifndef WF_SUPPORT_EXPLAIN_H
#define WF_SUPPORT_EXPLAIN_H
/* Why a line is there, and why something is short. */
#include "engine/support/tables.h"

/** Gives every line its reason and makes the list of what is short. */
wf_status support_explain(const support_tables *tables, wf_allocation *a) WF_MUST_CHECK;

#endif
