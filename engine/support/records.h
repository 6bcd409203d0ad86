#ifndef WF_SUPPORT_RECORDS_H
#define WF_SUPPORT_RECORDS_H
/* Support records that come back filled in. */
#include "engine/support/names.h"
#include "engine/support/sheets.h"

typedef struct support_record_reading {
    const wf_document *const *docs;
    size_t count;
    wf_arena *arena;
    wf_diags *diags;
    const support_names *schools, *providers;
} support_record_reading;

/** Every sheet with the columns of a support record: its rows become outcomes, its
 * delivered days committed pairs. WF_E_MEMORY. */
wf_status support_read_records(const support_record_reading *r,
                               wf_support_problem *p) WF_MUST_CHECK;

#endif
