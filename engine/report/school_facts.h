#ifndef WF_SCHOOL_FACTS_H
#define WF_SCHOOL_FACTS_H
/* What several reports of one school say in the same words. */
#include "engine/report/forms.h"

/** The first of the school's files that fills in a text of wf_plan at `offset`; "" where
 * none does. */
wf_str school_said(const wf_results *r, const wf_school_result *school, size_t offset);

/** "47% (7 of 15 pupils, range 25% to 70%)": a value with what chance allows, where that
 * is wide enough to matter. */
wf_str school_value(words *w, const wf_kpi_progress *kpi);

/** "Attendance is off track: 91.2% in Term 4 of 2025-26; 94.0% expected by then,
 * 93.2% nationally." */
wf_str school_stand(words *w, const wf_kpi_progress *kpi);

/** A table of the school's KPIs: baseline, target, latest with its range, expected,
 * national, standing, forecast. */
void school_kpis(trustees *t, wf_section *section, const wf_school_result *school,
                 const char *id);

/** The half-term of a day (1..6) and its academic year. */
int school_term(wf_date day, int *year);

/** A sheet that lists the sheets; last, or the sources and it. */
void school_sources(trustees *t);

#endif
