#ifndef WF_TRUST_READER_H
#define WF_TRUST_READER_H
/* Private to this folder: what is known while a set-up is read. */
#include "engine/trust/trust_names.h"
#include "engine/trust/trust_sheet.h"

enum { /* more than these are left out, with a diagnostic */
    MOST_SCHOOLS = 30000,
    MOST_KPIS = 2000,
    MOST_ROWS = 200000,
    MOST_NAME_SEARCHES = 5000 /* for KPIs that are not named by code */
};

typedef struct trust_reader {
    const wf_document *const *docs;
    size_t count;
    wf_arena *arena;
    wf_diags *diags;
    wf_trust *out;
    const trust_index *schools;
    size_t name_searches;
} trust_reader;

extern const trust_sheet_def schools_def, inspections_def, kpis_def, targets_def,
    providers_def, terms_def, policy_def, categories_def, style_def;

/** Find one of the sheets. */
wf_status reader_sheet(trust_reader *r, const trust_sheet_def *def,
                       trust_sheet *out) WF_MUST_CHECK;
/* What a growing list has room for, and whether memory ran out. */
typedef struct reader_space {
    size_t cap;
    wf_status status;
} reader_space;
/** Room for one more of `count`; false (reported once) where there are `most` already, or
 * where memory ran out. *items is moved. */
bool reader_room(const trust_sheet *sheet, void **items, size_t count,
                 reader_space *space, size_t item_size, size_t most);
/** The school that a cell names; NULL (reported) where there is none. */
const wf_trust_school *reader_school(trust_reader *r, const trust_sheet *sheet,
                                     int column);

wf_status read_schools(trust_reader *r) WF_MUST_CHECK;
wf_status read_inspections(trust_reader *r) WF_MUST_CHECK;
wf_status read_kpis(trust_reader *r) WF_MUST_CHECK;
wf_status read_targets(trust_reader *r) WF_MUST_CHECK;
wf_status read_providers(trust_reader *r) WF_MUST_CHECK;
wf_status read_categories(trust_reader *r) WF_MUST_CHECK;
wf_status read_terms(trust_reader *r) WF_MUST_CHECK;
wf_status read_policy(trust_reader *r) WF_MUST_CHECK;
wf_status read_style(trust_reader *r) WF_MUST_CHECK;

#endif
