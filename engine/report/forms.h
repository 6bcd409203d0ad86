#ifndef WF_FORMS_H
#define WF_FORMS_H
/* What blank forms share: the details at their head, hints, drop-downs, term dates. */
#include "engine/report/plan_layouts.h"
#include "engine/report/trustees.h"
#include "wayforward/calendar.h"

typedef struct blank {
    wf_report *report;
    words w;
    int year;                    /* academic year: 2026 for 2026-27 */
    const wf_calendar *calendar; /* NULL: the rule */
} blank;

extern const wf_str form_rag_words[4];    /* Red, Amber, Green, Blue */
extern const wf_str form_rating_words[3]; /* HIGH, MEDIUM, LOW */
#define FORM_LIST(array)                                                                 \
    {                                                                                    \
        .items = (array), .n = COUNT_OF(array)                                           \
    }

/** What belongs into a column, by the field of an action that it becomes; "" for none. */
wf_str form_hint(const char *field);

/** Several texts as a bulleted list; one as it is. In the report's arena. */
wf_str form_bullets(wf_report *report, wf_strs texts);

/** A table of labels with cells to type in. `values` may be NULL, and any of it empty;
 * the academic year stands last. */
void form_details(blank *b, wf_section *section, const char *const *labels,
                  const wf_str *values, size_t count);

/** A table for actions with the columns of a layout: hints, drop-downs, `rows` to fill
 * in. */
wf_report_table *form_actions(blank *b, wf_section *section, const char *id, wf_str name,
                              const plan_layout *layout, size_t rows);

/** An input column. */
wf_report_column form_input(const char *id, const char *heading, uint16_t least,
                            const char *note);

/* Columns of a dashboard form. */
enum {
    FORM_KPI_REF,
    FORM_KPI_NAME,
    FORM_KPI_UNIT,
    FORM_KPI_BETTER,
    FORM_KPI_BASELINE,
    FORM_KPI_TARGET,
    FORM_KPI_NATIONAL,
    FORM_KPI_COHORT,
    FORM_KPI_TERM, /* the first of six */
    FORM_KPI_COMMENT = FORM_KPI_TERM + WF_TERMS
};
/** The dashboard's sheet with `rows` to fill in; returns its table. */
wf_report_table *form_dashboard(blank *b, const char *const *labels, const wf_str *values,
                                size_t count, size_t rows);

/** The sheet with the year's term dates, and the list of sheets. */
void form_terms(blank *b);
void form_contents(blank *b);

/** The families whose forms are not tables of actions, or of indicators. */
void form_strands(blank *b);
void form_strategic(blank *b);
void form_trust_review(blank *b);
void form_meeting(blank *b); /* Team Around the School */

/** The parts of a trust review. Criteria A to D and the year's activities are the
 * guidance's, to be changed; the support grid shows what is known. */
void form_review_day(wf_section *section);
void form_criteria(blank *b);
void form_activities(blank *b);
void form_support(blank *b, const wf_support_record *known, size_t known_count);
/** The sheet of findings and recommendations; returns the table for form_finding. */
wf_report_table *form_findings(blank *b);
enum {
    FORM_STRENGTH,
    FORM_DEVELOP,
    FORM_RISK,
    FORM_SUPPORT,
    FORM_FINDINGS
};
extern const char *const form_finding_kinds[FORM_FINDINGS];
/** One finding as a row, FORM_STRENGTH ... */
void form_finding(wf_report_table *table, size_t kind, wf_str found, wf_str evidence);

#endif
