#ifndef WF_LEDGER_H
#define WF_LEDGER_H
/*
 * The ledger: every non-empty cell and paragraph of the source, exactly once, with the
 * role it was given and the fields it became. wf_ledger_check is the promise "nothing is
 * lost": it is called for every plan before it leaves recognition.
 */
#include "wayforward/plan.h"

/** Room for `count` entries, all UNMAPPED and empty. WF_E_MEMORY. */
wf_status wf_ledger_init(wf_ledger *ledger, wf_arena *arena, size_t count) WF_MUST_CHECK;

/** Give entry `index` a role. FIELD wins over every other role, any role wins over
 * UNMAPPED; otherwise the first stays. An index out of range is ignored. */
void wf_ledger_mark(wf_ledger *ledger, size_t index, wf_role role);

/** Mark as FIELD and add a field path such as "priorities[0].actions[2].lead"; a path
 * that is there already is not added twice. `path` must live as long as the ledger.
 * WF_E_MEMORY. */
wf_status wf_ledger_add_field(wf_ledger *ledger, wf_arena *arena, size_t index,
                              wf_str path) WF_MUST_CHECK;

/** Take a field back: the entry keeps its paths but is UNMAPPED, so that its text is
 * listed. For cells whose text says more than the field holds. */
void wf_ledger_keep_text(wf_ledger *ledger, size_t index);

/** The invariant: `expected` entries, the counts by role add up to it, every FIELD entry
 * has a path, every entry has an address and a text. WF_E_INTERNAL says which it breaks.
 */
wf_status wf_ledger_check(const wf_ledger *ledger, size_t expected,
                          wf_error *err) WF_MUST_CHECK;

#endif
