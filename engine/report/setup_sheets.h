#ifndef WF_SETUP_SHEETS_H
#define WF_SETUP_SHEETS_H
/* Shared by the files that build the set-up workbook: docs/setup.md. */
#include "engine/report/trustees.h"
#include "wayforward/trust.h"

typedef struct setup {
    const wf_trust *trust; /* never NULL: an empty one where there is none */
    wf_report *report;
    words w;
    int year; /* the academic year that it is for */
} setup;

void setup_schools(setup *s);
void setup_inspections(setup *s);
void setup_kpis(setup *s);
void setup_targets(setup *s);
void setup_providers(setup *s);
void setup_terms(setup *s);
void setup_policy(setup *s);
void setup_categories(setup *s);
void setup_style(setup *s);
void setup_lists(setup *s);
/** What is still missing, counted by live formulas; after all other sheets' tables. */
void setup_checks(setup *s, wf_section *section);

/** A protected section with a line that says what belongs into it. */
wf_section *setup_section(setup *s, const char *id, const char *name, const char *about,
                          const char *how);
/** A table of input columns with `spare` empty rows. */
wf_report_table *setup_table(wf_section *section, const char *id, const char *name,
                             const wf_report_column *columns, size_t count, size_t spare);
/** Nothing where the number is absent. */
void setup_number(wf_report_table *table, size_t row, size_t column, wf_number number);
/** "A; B; C". */
wf_str setup_list(setup *s, wf_strs list);
/** A number where the text is one, else the text. */
void setup_value(wf_report_table *table, size_t row, size_t column, wf_str text);

#endif
