#ifndef WF_PLACES_H
#define WF_PLACES_H
/* What stood where: the ledgers of all plans, found by address and by field. */
#include "wayforward/results.h"

typedef struct place_key {
    const wf_plan *plan;
    wf_str name; /* an address, or the path of a field */
    const wf_ledger_entry *entry;
} place_key;

typedef struct places {
    place_key *by_at, *by_field;
    size_t at_count, field_count;
} places;

/** Index all ledgers in `arena`; entries are borrowed from the plans. WF_E_MEMORY. */
wf_status places_index(const wf_results *results, wf_arena *arena, places *out);

/** The text at an address of a file, as it was written there; "" where there is none. */
wf_str places_text(const places *all, const wf_results *results, wf_str file, wf_str at);

/** The entry that became a plan's field ("kpis[3].target"); NULL where there is none. */
const wf_ledger_entry *places_field(const places *all, const wf_plan *plan, wf_str field);

/** The plan of a file that has a KPI at an address, and its index; NULL where there is
 * none. */
const wf_plan *places_kpi(const wf_results *results, wf_str file, wf_str at,
                          size_t *index);

#endif
