#ifndef WF_TRUST_H
#define WF_TRUST_H
/*
 * The set-up of a trust: its schools, the KPIs it follows, who can give support, its own
 * term dates, its policy and its house style. Data only: it is filled in from the set-up
 * workbook (wf_trust_read) or from a store, and its memory belongs to the arena that was
 * given. `at` is the address in the set-up workbook ("Schools!B4"); empty where a fact
 * comes from elsewhere.
 */
#include "wayforward/calendar.h"
#include "wayforward/report.h"

typedef enum wf_phase {
    WF_PHASE_NONE, /* any, or not said */
    WF_PHASE_NURSERY,
    WF_PHASE_PRIMARY, /* infant, junior and first schools too */
    WF_PHASE_SECONDARY,
    WF_PHASE_ALL_THROUGH,
    WF_PHASE_SPECIAL,
    WF_PHASE_ALTERNATIVE,
    WF_PHASE_SIXTEEN_PLUS,
    WF_PHASES
} wf_phase;

/* One inspection, under whichever framework. */
typedef struct wf_inspection {
    wf_date on;
    wf_str framework; /* "four-grade", "no-overall-grade", "report-card" */
    wf_str area;      /* "overall", or the area that was judged */
    wf_str judgement; /* the words of the framework: "Good", "Expected standard" */
    wf_str at;
} wf_inspection;

typedef struct wf_trust_school {
    wf_str name, urn; /* urn: six digits as text; may be empty */
    wf_phase phase;
    wf_str region, area;
    int64_t pupils; /* 0: not said */
    wf_date head_since;
    wf_inspection *inspections; /* newest first */
    size_t inspection_count;
    wf_str category; /* a tier's code, where a leader set it; else empty */
    wf_str category_reason, category_by;
    wf_date category_on;
    wf_str last_year;    /* the category of the year before; may be empty */
    wf_strs other_names; /* under which its files know it */
    wf_str contact;      /* who answers for it; never in anything public */
    /* As engine/support reads them (docs/allocation.md), in the words of the sheet. */
    wf_str judgement; /* where it was typed in; else by the inspections */
    wf_str capacity, first_headship, new_team, risk, needs;
    wf_str at;
} wf_trust_school;

typedef struct wf_trust_kpi {
    wf_str code, name, definition, area; /* code: "ATT01", unique */
    wf_unit unit;
    wf_direction direction;
    uint32_t phases;                       /* bit p: wf_phase p; 0: all */
    wf_number national;                    /* of all schools */
    wf_number national_of[WF_PHASES];      /* where it is published by phase */
    wf_str national_year, national_source; /* "2023/24", who publishes it */
    wf_number tolerance;                   /* in the KPI's unit */
    wf_number minimum, maximum;            /* what a value can be */
    bool needs_cohort;
    uint8_t terms; /* bit 0 = Term 1: in which it is collected; 0: all */
    wf_strs other_names;
    wf_str at;
} wf_trust_kpi;

/* What one school is to reach in one KPI; from the set-up or its plan. */
typedef struct wf_trust_target {
    wf_str school, kpi;
    wf_number baseline, target;
    wf_str baseline_period, deadline; /* "2026-27/T6" */
    wf_str at;
} wf_trust_target;

typedef struct wf_trust_provider {
    wf_str name, role, base_school, area;
    wf_strs specialisms;
    wf_number days[WF_TERMS];
    wf_number cost_per_day, travel_band;
    wf_str at;
} wf_trust_provider;

/* A category of support: days of six terms; engine/support's scheme. */
typedef struct wf_trust_category {
    wf_str code, label;
    wf_number assurance_days, improvement_days;    /* at least, a term */
    wf_number days_least, days_most, most_in_term; /* a year, a year, a term */
    wf_str note;
    wf_str at;
} wf_trust_category;

/* The policy as it stands in its sheet: name, value, what it means, which part of the
 * program looks at it. engine/support knows the rows it uses; other rows are kept. */
typedef struct wf_trust_setting {
    wf_str name, value, note, used_for;
    wf_str at;
} wf_trust_setting;

typedef struct wf_trust_term {
    int year, term;
    wf_span dates;
    wf_str at;
} wf_trust_term;

typedef struct wf_trust {
    wf_str name;
    wf_str logo; /* path of a PNG or JPEG beside the set-up workbook; empty: none */
    wf_theme theme;
    wf_trust_school *schools;
    size_t school_count;
    wf_trust_kpi *kpis;
    size_t kpi_count;
    wf_trust_target *targets;
    size_t target_count;
    wf_trust_provider *providers;
    size_t provider_count;
    wf_trust_term *terms;
    size_t term_count;
    wf_date *closed_days;
    size_t closed_day_count;
    wf_trust_setting *settings;
    size_t setting_count;
    wf_trust_category *categories; /* none: the guidance's A to D */
    size_t category_count;
} wf_trust;

WF_BEGIN_DECLS

/** The areas that inspections judge, in the words of their frameworks; static. */
WF_API const wf_str *wf_inspection_areas(size_t *count);

WF_API const char *wf_phase_name(wf_phase phase); /* "primary"; NULL for NONE */
WF_API wf_phase wf_phase_from_name(wf_str name);  /* "Junior school": PRIMARY */

/** The KPIs that ship with the library, with their definitions and national figures (each
 * with year and source): static data, copied by nobody. */
WF_API void wf_kpi_catalogue(const wf_trust_kpi **out, size_t *count);

/** Does this document look like a set-up workbook (its sheets' names and headers)? */
WF_API bool wf_trust_is_setup(const wf_document *doc);

/** Read a set-up workbook. Each mistake is a diagnostic with its cell; a row with a
 * mistake in what identifies it is left out, others keep what is right.
 *  @return WF_OK also with mistakes; WF_E_FORMAT where it has no Schools sheet or no
 *  school; WF_E_MEMORY. */
WF_API wf_status wf_trust_read(const wf_document *doc, wf_arena *arena, wf_diags *diags,
                               wf_trust *out, wf_error *err) WF_MUST_CHECK;

/** The same from sheets in several documents: a folder of .csv files, one a sheet. */
WF_API wf_status wf_trust_read_sheets(const wf_document *const *docs, size_t count,
                                      wf_arena *arena, wf_diags *diags, wf_trust *out,
                                      wf_error *err) WF_MUST_CHECK;

/** Add to a trust what plans and dashboards tell: schools that it does not know yet, the
 * KPIs that are measured there, and for each the last value before the academic year as
 * its baseline. What the trust says already stands. A name that could be several schools
 * is told in diags and left out. Texts are copied into `arena`. WF_E_MEMORY. */
WF_API wf_status wf_trust_add_plans(wf_trust *trust, const wf_plan *const *plans,
                                    size_t count, int academic_year, wf_arena *arena,
                                    wf_diags *diags) WF_MUST_CHECK;

/** The set-up workbook as a report tree: filled from `trust`, or with the catalogue, the
 * default policy and rows to fill in where NULL. Caller: wf_report_free. */
WF_API wf_status wf_trust_workbook(const wf_trust *trust, int academic_year,
                                   const wf_report_options *options, wf_report **out,
                                   wf_error *err) WF_MUST_CHECK;

/** The school that a file means: by URN, else by name or one of its other names, letters'
 * case, spaces and words such as "Primary School" aside. NULL where none or more than one
 * fits, and where the name's school has another URN. Goes through all schools: ask once a
 * name, not once a row. */
WF_API const wf_trust_school *wf_trust_find_school(const wf_trust *trust, wf_str name,
                                                   wf_str urn);
/** The KPI of that code, name or other name (also those of the catalogue's KPI of its
 * code); NULL where none or more than one fits. Goes through all KPIs. */
WF_API const wf_trust_kpi *wf_trust_find_kpi(const wf_trust *trust, wf_str name);
/** Its national figure for a phase: the phase's, else that of all schools. */
WF_API wf_number wf_trust_kpi_national(const wf_trust_kpi *kpi, wf_phase phase);
/** Is the KPI followed in schools of this phase, and collected in this term (1..6)? */
WF_API bool wf_trust_kpi_applies(const wf_trust_kpi *kpi, wf_phase phase);
WF_API bool wf_trust_kpi_in_term(const wf_trust_kpi *kpi, int term);

/* A word of a scale of inspection, and what it counts as where a school needs one word.
 */
typedef struct wf_judgement_word {
    wf_str word, scale, counts_as;
} wf_judgement_word;
/** The words of both scales from the best to the worst: static. */
WF_API void wf_judgement_words(const wf_judgement_word **out, size_t *count);
/** What the last inspection of a school came to: its overall grade, else its worst area,
 * in the words of its own scale; empty where none is known. *on_out (may be NULL): its
 * day, else WF_DATE_NONE. */
WF_API wf_str wf_trust_standing(const wf_trust_school *school, wf_date *on_out);

/** The settings of the Policy sheet with their defaults: static. */
WF_API void wf_trust_default_settings(const wf_trust_setting **out, size_t *count);
/** A policy value by name; its default where it is not there; empty where there is no
 * such setting. trust may be NULL. */
WF_API wf_str wf_trust_setting_value(const wf_trust *trust, const char *name);
/** The same as a number; `otherwise` where it is none. */
WF_API double wf_trust_setting_number(const wf_trust *trust, const char *name,
                                      double otherwise);

/** A calendar with the trust's own dates over the rule. Caller: wf_calendar_free.
 * WF_E_MODEL where the dates contradict each other; WF_E_MEMORY. */
WF_API wf_status wf_trust_calendar(const wf_trust *trust, wf_calendar **out,
                                   wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
