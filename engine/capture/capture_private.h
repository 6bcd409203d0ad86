#ifndef WF_CAPTURE_PRIVATE_H
#define WF_CAPTURE_PRIVATE_H
/* Private to this folder: names that stand in a form and are looked for again. */
#include "wayforward/capture.h"

/* Headings of the form's tables. What is looked for when a form is read. */
typedef enum capture_column {
    CAPTURE_CODE,
    CAPTURE_INDICATOR,
    CAPTURE_DEFINITION,
    CAPTURE_UNIT,
    CAPTURE_LAST,
    CAPTURE_YEAR_AGO,
    CAPTURE_TARGET,
    CAPTURE_EXPECTED,
    CAPTURE_TOLERANCE,
    CAPTURE_VALUE,
    CAPTURE_COHORT,
    CAPTURE_RATING,
    CAPTURE_CHECK,
    CAPTURE_COMMENT,
    CAPTURE_COLUMNS
} capture_column;

typedef enum capture_plan_column {
    CAPTURE_REF,
    CAPTURE_PRIORITY,
    CAPTURE_ACTION,
    CAPTURE_LEAD,
    CAPTURE_DUE,
    CAPTURE_BEFORE,
    CAPTURE_STATUS,
    CAPTURE_RAG,
    CAPTURE_EVIDENCE,
    CAPTURE_PLAN_COLUMNS
} capture_plan_column;

extern const wf_str capture_headings[CAPTURE_COLUMNS];
extern const wf_str capture_plan_headings[CAPTURE_PLAN_COLUMNS];
extern const wf_str capture_status_words[WF_STATUS_CANCELLED + 1]; /* [0] is empty */
extern const wf_str capture_rag_words[WF_RAG_BLUE + 1];

#define CAPTURE_RECORD "wayforward-capture/1"

/** The name under which a KPI's values are kept: that of the set-up, as in the plans. */
static inline wf_str capture_kpi_key(const wf_trust_kpi *kpi)
{
    return kpi->name;
}

/** What a value of this unit can be, where the set-up does not say. */
wf_number capture_least(const wf_trust_kpi *kpi);
wf_number capture_most(const wf_trust_kpi *kpi);
/** "%", "days", "\u00A3"; static. */
wf_str capture_unit_word(const wf_trust_kpi *kpi);

/** FNV-1a over bytes: names things by what they are made of; no protection. */
uint64_t capture_hash(uint64_t seed, wf_str text);
#define CAPTURE_HASH_SEED 14695981039346656037u

/** The rating of a value, as the form's own formula gives it. */
wf_mark capture_rating(const wf_capture_line *line, double value);

/** The two texts that carry the issue, and back: false where a text is none. */
wf_status capture_record(const wf_capture_issue *issue, wf_arena *arena, wf_str *out);
wf_status capture_line_for_people(const wf_capture_issue *issue, wf_arena *arena,
                                  wf_str *out);
bool capture_read_record(wf_str text, wf_capture_issue *out);
bool capture_read_line(wf_str text, wf_arena *arena, wf_capture_issue *out);

/** The key under which an action's progress in a period is kept. */
wf_status capture_action_key(wf_str period, wf_str ref, wf_arena *arena, wf_str *out);

/** Add a finding; false when out of memory. `at` may be empty. */
bool capture_find(wf_capture_reply *reply, wf_arena *arena,
                  const wf_capture_finding *finding, const char *fmt, ...)
    WF_PRINTF(4, 5);

/** A value as a cell or text gives it, judged by what the KPI can be. Adds to the reply
 * unless the cell says nothing. WF_E_MEMORY. */
typedef struct capture_cell {
    const wf_document *doc; /* NULL: value is known */
    const wf_cell *value, *cohort;
    wf_number known;
    double known_cohort;
    bool suppressed;
    wf_str comment, at, cohort_at;
    wf_str school, period;
} capture_cell;
wf_status capture_take(wf_capture_reply *reply, const wf_trust_kpi *kpi,
                       const capture_cell *cell, wf_arena *arena);
/** Refuse KPIs that one file gives twice with different values. */
wf_status capture_refuse_twice(wf_capture_reply *reply, wf_arena *arena);

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#endif
