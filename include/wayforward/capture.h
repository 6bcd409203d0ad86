#ifndef WF_CAPTURE_H
#define WF_CAPTURE_H
/*
 * Termly capture: a form a school for the KPIs of one half-term, and what comes back.
 * A form is worked out from the set-up and the store, drawn as a report tree, filled in
 * by a school, read again from whatever office program saved it, checked cell by cell
 * against the set-up and the history, and put into the store. What a file gives depends
 * on the file and the set-up alone: the order of loading never matters. Doubts that rest
 * on the history are told, and change nothing. docs/capture.md.
 */
#include "wayforward/progress.h"
#include "wayforward/store.h"

/* ---- What is asked ------------------------------------------------------------------
 */

/* What a form is issued for. It stands in the form twice: in a line for people, and as a
 * record on a hidden sheet. */
typedef struct wf_capture_issue {
    wf_str id; /* "WF-2026-27-T2-104512-9c31f07a": the last part says what it was made
                  from */
    wf_str trust, school, urn;
    wf_str period; /* "2026-27/T2" */
    wf_date issued, deadline;
} wf_capture_issue;

/* One KPI of a form. Numbers in the KPI's unit. */
typedef struct wf_capture_line {
    const wf_trust_kpi *kpi; /* borrowed from the set-up */
    wf_number last, year_ago, target, expected;
    wf_number
        tolerance; /* within it of the expected value is on track; twice it, at risk */
    double last_cohort; /* 0: not known */
    wf_str last_period; /* empty where there is no last value */
} wf_capture_line;

/* One open action of the school's plans. */
typedef struct wf_capture_action {
    wf_str ref; /* "A-5f21c09b": of the plan's family, year and words */
    wf_str priority, action, lead, due;
    wf_str plan; /* file that it stands in, and cell */
    wf_action_status status;
    wf_rag rag;
    wf_str evidence;
} wf_capture_action;

typedef struct wf_capture_form {
    wf_capture_issue issue;
    wf_capture_line *lines; /* in the order of the set-up */
    size_t line_count;
    wf_capture_action *actions;
    size_t action_count;
} wf_capture_form;

typedef struct wf_capture_request {
    const wf_trust *trust;
    const wf_panel *panel;             /* wf_store_panel; NULL: nothing is known yet */
    const wf_plans *plans;             /* wf_store_plans; NULL: none */
    const wf_store_decision *progress; /* of kind "action-progress"; may be NULL */
    size_t progress_count;
    wf_period period;
    wf_date issued, deadline;
} wf_capture_request;

/* ---- What comes back ----------------------------------------------------------------
 */

typedef enum wf_capture_level {
    WF_CAPTURE_REFUSED, /* the cell (or file) is wrong: not stored */
    WF_CAPTURE_DOUBT,   /* stored, and to be looked at */
    WF_CAPTURE_NOTE
} wf_capture_level;

typedef struct wf_capture_finding {
    wf_capture_level level;
    const char *code; /* "out-of-range", "jump" ...; static; docs/capture.md */
    wf_str kpi;       /* its code; empty: of the file */
    wf_str at;        /* "Dashboard!J14"; may be empty */
    wf_str message;
} wf_capture_finding;

typedef struct wf_capture_findings {
    wf_capture_finding *items;
    size_t n, cap;
} wf_capture_findings;

typedef struct wf_capture_value {
    const wf_trust_kpi *kpi;
    wf_str school, period;
    wf_number value; /* absent: hidden by the school as a small number */
    double cohort;   /* 0: not given, or refused */
    wf_str comment, at;
    bool not_collected; /* answered: there is no value this term */
} wf_capture_value;

typedef struct wf_capture_update {
    wf_str ref, action;
    wf_action_status status;
    wf_rag rag;
    wf_str evidence, at;
} wf_capture_update;

typedef enum wf_capture_kind {
    WF_CAPTURE_FORM,      /* one of ours */
    WF_CAPTURE_DASHBOARD, /* a school's own layout */
    WF_CAPTURE_TABLE      /* school, kpi, period, value, cohort */
} wf_capture_kind;

/* One file, read. Texts live in the arena given, or in the set-up. */
typedef struct wf_capture_reply {
    wf_capture_kind kind;
    wf_capture_issue issue; /* id is empty but for a FORM; school and period where one */
    bool refused;           /* as a whole: nothing is stored */
    wf_capture_value *values;
    size_t value_count, value_cap;
    wf_capture_update *updates;
    size_t update_count, update_cap;
    wf_capture_findings findings;
} wf_capture_reply;

/* A file with all that it gave: one reply, or several where a dashboard has a sheet a
 * school. */
typedef struct wf_capture_file {
    wf_store_source source;
    wf_capture_reply *replies;
    size_t reply_count;
    wf_str lost; /* what is lost of a damaged file; empty where it is whole */
} wf_capture_file;

/* What is known besides the file: for doubts. */
typedef struct wf_capture_known {
    const wf_trust *trust;
    const wf_panel *panel;
    const wf_store_decision *issues; /* of kind "capture-issued" */
    size_t issue_count;
    const wf_store_decision *replies; /* of kind "capture-reply" */
    size_t reply_count;
    wf_date saved; /* when this file was last saved; WF_DATE_NONE */
} wf_capture_known;

/* ---- Where a capture stands ---------------------------------------------------------
 */

typedef enum wf_capture_state {
    WF_CAPTURE_NOT_ISSUED,
    WF_CAPTURE_WAITING, /* issued, not answered, the deadline is to come */
    WF_CAPTURE_LATE,    /* the deadline has passed, and something is missing */
    WF_CAPTURE_PARTLY,  /* answered, something is missing, the deadline is to come */
    WF_CAPTURE_COMPLETE
} wf_capture_state;

typedef struct wf_capture_school {
    const wf_trust_school *school;
    wf_capture_state state;
    wf_str issue;
    wf_date issued, deadline, answered; /* WF_DATE_NONE */
    size_t asked, given, not_collected;
    const wf_trust_kpi **missing;
    size_t missing_count;
    wf_strs refused; /* "Dashboard!J14 ATT04: 104 is not ..." */
    wf_str file;     /* of the newest answer */
} wf_capture_school;

typedef struct wf_capture_schools {
    wf_capture_school *items; /* in the order of the set-up */
    size_t n;
} wf_capture_schools;

/* Which half-term, looked at on which day. */
typedef struct wf_capture_moment {
    wf_period period;
    wf_date as_of;
} wf_capture_moment;

WF_BEGIN_DECLS

/** Is this KPI asked of this school in this half-term (1..6)? By phase and term. */
WF_API bool wf_capture_asks(const wf_trust_kpi *kpi, const wf_trust_school *school,
                            int term);

/** Work out one school's form. WF_E_ARGUMENT where the period is no half-term;
 * WF_E_MEMORY; what measuring says. Memory is the arena's, but for the set-up's. */
WF_API wf_status wf_capture_prepare(const wf_capture_request *request,
                                    const wf_trust_school *school, wf_arena *arena,
                                    wf_capture_form *out, wf_error *err) WF_MUST_CHECK;

/** The form as a report tree: sheets Dashboard, Plan progress, Check and a hidden one.
 * `filled` (may be NULL) puts values into the inputs: for demonstrations and tests, and
 * the form then says so. Caller: wf_report_free. */
WF_API wf_status wf_capture_workbook(const wf_capture_form *form,
                                     const wf_capture_reply *filled,
                                     const wf_report_options *options, wf_report **out,
                                     wf_error *err) WF_MUST_CHECK;

/** Is this one of our forms, by what it carries? */
WF_API bool wf_capture_is_form(const wf_document *doc);

/** Read a form and check each cell by itself. What is wrong is a finding and left out.
 * WF_E_NOT_RECOGNIZED where it is no form; WF_E_MEMORY. */
WF_API wf_status wf_capture_read(const wf_document *doc, const wf_trust *trust,
                                 wf_arena *arena, wf_capture_reply *out,
                                 wf_error *err) WF_MUST_CHECK;

/** The same from a dashboard in any layout, as it was recognised. */
WF_API wf_status wf_capture_read_plan(const wf_plan *plan, const wf_trust *trust,
                                      wf_arena *arena, wf_capture_reply *out,
                                      wf_error *err) WF_MUST_CHECK;

/** Has this document's first sheet a heading row with school, kpi, period and value? */
WF_API bool wf_capture_is_table(const wf_document *doc);
/** The same from such a table (CSV, or a sheet). */
WF_API wf_status wf_capture_read_table(const wf_document *doc, const wf_trust *trust,
                                       wf_arena *arena, wf_capture_reply *out,
                                       wf_error *err) WF_MUST_CHECK;

/** Add doubts: jumps beyond chance, cohorts against the roll, older copies, second files,
 * figures corrected since the form was issued. */
WF_API wf_status wf_capture_doubt(wf_capture_reply *reply, wf_str file,
                                  const wf_capture_known *known, wf_arena *arena,
                                  wf_error *err) WF_MUST_CHECK;

/** Read a file of any kind that a school may send: a form, a dashboard in its own layout
 * (one reply a school), a table of values. What it says of its saving is its own
 * properties' word, else the file's time. `name` is borrowed. WF_E_NOT_RECOGNIZED where
 * it is none of these; what reading says. Texts are the arena's. */
WF_API wf_status wf_capture_open(const char *name, const wf_read_options *options,
                                 const wf_trust *trust, wf_arena *arena,
                                 wf_capture_file *out, wf_error *err) WF_MUST_CHECK;

/** The import that a file stands for: its name, digest, size and time. */
WF_API wf_status wf_capture_source(const char *name, const char *kind,
                                   wf_store_source *out, wf_error *err) WF_MUST_CHECK;

/** Put what a file gave into the store: one import, all or nothing. *is_known: these
 * bytes were loaded before, and nothing is put. */
WF_API wf_status wf_capture_store(wf_store *store, const wf_capture_file *file,
                                  bool *is_known, wf_error *err) WF_MUST_CHECK;

/** Record that a form was issued; `source` is the workbook that was written. */
WF_API wf_status wf_capture_store_issue(wf_store *store, const wf_store_source *source,
                                        const wf_capture_form *form,
                                        wf_error *err) WF_MUST_CHECK;

/** Where each school of the trust stands in one half-term on a day. */
WF_API wf_status wf_capture_measure(wf_store *store, const wf_trust *trust,
                                    const wf_capture_moment *moment, wf_arena *arena,
                                    wf_capture_schools *out, wf_error *err) WF_MUST_CHECK;

/** One line of JSON a file ("wayforward/capture/1"), and one object for all schools
 * ("wayforward/capture-status/1"). WF_E_OUTPUT where the sink fails. */
WF_API wf_status wf_capture_file_write_json(const wf_capture_file *file, bool is_known,
                                            bool is_stored, const wf_sink *sink,
                                            wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_capture_schools_write_json(const wf_capture_schools *schools,
                                               wf_str period, const wf_sink *sink,
                                               wf_error *err) WF_MUST_CHECK;

/** "complete", "late" ...; static. */
WF_API const char *wf_capture_state_name(wf_capture_state state);
WF_API const char *wf_capture_level_name(wf_capture_level level);

WF_END_DECLS
#endif
