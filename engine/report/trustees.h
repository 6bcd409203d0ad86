#ifndef WF_TRUSTEES_H
#define WF_TRUSTEES_H
/* Shared by the files that build the trustees' summary: one a sheet. */
#include "engine/report/places.h"
#include "engine/report/words.h"
#include "wayforward/reports.h"

typedef struct trustees {
    const wf_results *r;
    wf_report *report;
    words w;
    places places;
    bool is_page; /* a web page: the browser has its own contents */
} trustees;

void trustees_summary(trustees *t, wf_section *section);
void trustees_key(trustees *t, wf_section *section);
void trustees_standing(trustees *t);
void trustees_schools(trustees *t);
void trustees_kpis(trustees *t);
void trustees_kpi_charts(trustees *t);
void trustees_plans(trustees *t);
void trustees_exceptions(trustees *t);
void trustees_files(trustees *t);
void trustees_unmapped(trustees *t);
void trustees_methods(trustees *t);

/** Add columns to a table from an array. */
void trustees_columns(wf_report_table *table, const wf_report_column *columns,
                      size_t count);
/** Link back to the summary. */
void trustees_back(wf_section *section);
/** The rated KPIs of a school or trust. */
size_t trustees_rated(const size_t *by_status);
/** A figure that was counted, and from what. */
void trustees_counted(wf_report_table *table, size_t row, size_t column, wf_str what,
                      wf_str how);
/** A figure that stands in a file; what was written there is looked up. */
void trustees_read(trustees *t, wf_report_table *table, size_t row, size_t column,
                   const wf_report_source *source);

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
