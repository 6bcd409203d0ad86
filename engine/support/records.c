#include "engine/support/records.h"
#include "engine/support/problem.h"
#include "engine/text/number.h"
#include <math.h>

enum {
    SCHOOL,
    PROVIDER,
    TERM,
    FOCUS,
    AGREED,
    DELIVERED,
    OUTCOMES,
    TASKS,
    EVIDENCE,
    IMPACT,
    COLUMNS_OF_A_RECORD = 6 /* so many and the delivered days make a sheet a record */
};
static const char *const headings[] = {"School",
                                       "Provider",
                                       "Term",
                                       "Key focus area of support|Focus",
                                       "Agreed days|Days agreed",
                                       "Delivered days|Days delivered",
                                       "Agreed outcomes",
                                       "Key tasks to be completed: how?|Key tasks",
                                       "Type of evidence of impact|Evidence",
                                       "Impact",
                                       NULL};

static bool read_term(const support_sheet *s, uint32_t row, uint32_t terms, uint32_t *out)
{
    wf_str text = support_sheet_text(s, row, TERM);
    double number = 0;
    if (text.n > 0 && (text.p[0] == 'T' || text.p[0] == 't'))
        text = wf_str_sub(text, 1, text.n);
    if (!wf_number_parse(text, &number) || number < 1 || number > terms ||
        fabs(number - round(number)) > 1e-9) {
        support_sheet_complain(s, row, TERM, "a term of the year");
        return false;
    }
    *out = (uint32_t)number - 1;
    return true;
}

static bool read_row(const support_record_reading *r, const support_sheet *s,
                     uint32_t row, wf_support_problem *p, wf_support_outcome *out)
{
    wf_str school = support_sheet_text(s, row, SCHOOL);
    wf_str provider = support_sheet_text(s, row, PROVIDER);
    wf_str focus = support_sheet_text(s, row, FOCUS);
    if (school.n == 0 || provider.n == 0)
        return false;
    *out = (wf_support_outcome){.school = support_names_find(r->schools, school),
                                .provider = support_names_find(r->providers, provider),
                                .focus = focus.n > 0 ? support_focus_named(p, focus)
                                                     : WF_SUPPORT_NONE,
                                .agreed = support_sheet_halves(s, row, AGREED),
                                .delivered = support_sheet_halves(s, row, DELIVERED),
                                .outcomes = support_sheet_text(s, row, OUTCOMES),
                                .tasks = support_sheet_text(s, row, TASKS),
                                .evidence = support_sheet_text(s, row, EVIDENCE),
                                .impact = support_sheet_text(s, row, IMPACT),
                                .at = support_sheet_at(s, row, DELIVERED)};
    if (out->school == WF_SUPPORT_NONE) {
        support_sheet_complain(s, row, SCHOOL, "a school of the sheet Schools");
        return false;
    }
    if (out->provider == WF_SUPPORT_NONE) {
        support_sheet_complain(s, row, PROVIDER, "a provider of the sheet Providers");
        return false;
    }
    return read_term(s, row, p->policy.terms, &out->term);
}

static wf_status push(const support_record_reading *r, wf_support_problem *p,
                      wf_support_outcome outcome, size_t *cap)
{
    wf_support_outcome *items =
        wf_arena_push_room(r->arena, p->outcomes, p->outcome_count, cap, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    p->outcomes = items;
    items[p->outcome_count++] = outcome;
    return WF_OK;
}

/* Delivered days join those of the sheet Delivered. */
static wf_status commit(const support_record_reading *r, wf_support_problem *p)
{
    wf_support_pair *pairs =
        wf_arena_grow(r->arena, p->committed, p->committed_count * sizeof *pairs,
                      (p->committed_count + p->outcome_count) * sizeof *pairs);
    if (pairs == NULL)
        return WF_E_MEMORY;
    p->committed = pairs;
    for (size_t i = 0; i < p->outcome_count; i++) {
        const wf_support_outcome *o = &p->outcomes[i];
        if (o->delivered > 0)
            pairs[p->committed_count++] = (wf_support_pair){.school = o->school,
                                                            .provider = o->provider,
                                                            .term = o->term,
                                                            .focus = o->focus,
                                                            .halves = o->delivered,
                                                            .at = o->at};
    }
    return WF_OK;
}

wf_status support_read_records(const support_record_reading *r, wf_support_problem *p)
{
    size_t cap = 0;
    for (size_t d = 0; d < r->count; d++)
        for (size_t g = 0; g < wf_document_grid_count(r->docs[d]); g++) {
            support_sheet s = {.arena = r->arena, .diags = r->diags};
            int found = support_sheet_open(r->docs[d], wf_document_grid(r->docs[d], g),
                                           headings, &s);
            if (found < COLUMNS_OF_A_RECORD || s.columns[DELIVERED] == WF_SUPPORT_NONE)
                continue;
            for (uint32_t row = s.header + 1; row < s.grid->rows; row++) {
                wf_support_outcome outcome;
                if (read_row(r, &s, row, p, &outcome))
                    WF_TRY(push(r, p, outcome, &cap));
            }
        }
    return commit(r, p);
}
