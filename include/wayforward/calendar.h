#ifndef WF_CALENDAR_H
#define WF_CALENDAR_H
/*
 * The school calendar of England: academic years (1 September to 31 August, named by the
 * year they begin in), six half-terms numbered 1 to 6, three seasons, bank holidays,
 * school days; by rule for any year 2000 to 2100, or with a trust's own dates. And what
 * the time expressions of plans mean in it.
 */
#include "wayforward/plan.h"

enum {
    WF_TERMS = 6,
    WF_YEAR_FIRST = 2000,
    WF_YEAR_LAST = 2100,
    WF_BANK_HOLIDAYS_MAX = 12
};

/* Days from start to end, both included. */
typedef struct wf_span {
    wf_date start, end;
} wf_span;

/* ---- Easter and bank holidays --------------------------------------------------------
 */

typedef struct wf_bank_holiday {
    wf_date date;
    const char *name; /* static */
} wf_bank_holiday;

WF_BEGIN_DECLS

/** Easter Sunday of a year 1583..9999 (Gregorian computus), else WF_DATE_NONE. */
WF_API wf_date wf_easter(int year);

/** The bank holidays of England in a calendar year, in order, with their substitute days
 * and the special ones since 2000; returns how many. */
WF_API size_t wf_bank_holidays(int year, wf_bank_holiday out[WF_BANK_HOLIDAYS_MAX]);
WF_API bool wf_is_bank_holiday(wf_date date);

/* ---- Academic years ------------------------------------------------------
 */

/** The academic year that holds a day: 2026 for 1 September 2026 to 31 August 2027. */
WF_API int wf_academic_year_of(wf_date date);

/** "2026-27" in `buf`; empty for a year that is not 1..9998. */
WF_API const char *wf_academic_year_name(int year, char buf[8]);

/** The academic year that a label or title names: "2020/21", "2020-2021", "20/21",
 * "AY20/21", "September 2020 - July 2021", "School plan 2020–21". 0 where there is none;
 * the first where there are several. */
WF_API int wf_academic_year_find(wf_str text);

/* ---- Term dates ----------------------------------------------------------------------
 */

/** A trust's or school's own dates over the default rule. Every function that takes a
 *  const wf_calendar * takes NULL for the rule alone. */
typedef struct wf_calendar wf_calendar;

typedef struct wf_school_year {
    int year;
    wf_span terms[WF_TERMS];
    uint8_t own; /* bits of the terms with the user's own dates */
} wf_school_year;

/** NULL when out of memory. Caller: wf_calendar_free. */
WF_API wf_calendar *wf_calendar_new(void);
WF_API void wf_calendar_free(wf_calendar *calendar);

/** Set one half-term's dates. WF_E_ARGUMENT where the term is not 1..6, the days are not
 * in order, or not within the academic year and the month beside it; WF_E_LIMIT after 200
 * years; WF_E_MEMORY. */
WF_API wf_status wf_calendar_set_term(wf_calendar *calendar, int year, int term,
                                      wf_span dates, wf_error *err) WF_MUST_CHECK;
/** A day within term on which pupils are not in school (INSET, polling). */
WF_API wf_status wf_calendar_add_closed_day(wf_calendar *calendar, wf_date day,
                                            wf_error *err) WF_MUST_CHECK;
/** WF_E_MODEL where own dates contradict each other or overlap the rule's: names both
 * terms. */
WF_API wf_status wf_calendar_check(const wf_calendar *calendar,
                                   wf_error *err) WF_MUST_CHECK;

/** The term dates of an academic year; years outside 1990..2200 give empty spans. */
WF_API wf_school_year wf_calendar_year(const wf_calendar *calendar, int year);
/** From the first to the last of a set of terms (bits) of a year. */
WF_API wf_span wf_calendar_terms(const wf_calendar *calendar, int year, uint8_t terms);
/** The half-term (1..6) in which a day falls; 0 in a holiday. *year_out may be NULL. */
WF_API int wf_term_at(const wf_calendar *calendar, wf_date date, int *year_out);
/** The half-term that a day falls in or that ended last before it: where observations of
 * a holiday belong. 0 for WF_DATE_NONE. */
WF_API int wf_term_of(const wf_calendar *calendar, wf_date date, int *year_out);

WF_API bool wf_is_school_day(const wf_calendar *calendar, wf_date date);
/** School days from start to end, both included. */
WF_API int wf_school_days(const wf_calendar *calendar, wf_date start, wf_date end);
/** Weeks (Monday to Sunday) with at least one school day. */
WF_API int wf_school_weeks(const wf_calendar *calendar, wf_date start, wf_date end);
/** The last school day on or before (step -1), or the first on or after (step 1), within
 * a year of it; WF_DATE_NONE where there is none. */
WF_API wf_date wf_school_day_near(const wf_calendar *calendar, wf_date date, int step);
/** The n-th school day after a day. */
WF_API wf_date wf_school_days_after(const wf_calendar *calendar, wf_date date, int n);

/* ---- Time expressions ----------------------------------------------------------------
 */

typedef enum wf_when_kind {
    WF_WHEN_UNRESOLVED, /* TBC, empty, or no time at all */
    WF_WHEN_POINT,      /* a day, or a day by which */
    WF_WHEN_INTERVAL,
    WF_WHEN_RECURRING,
    WF_WHEN_ONGOING,
    WF_WHEN_EVENT,    /* a meeting, a test week: see `event` */
    WF_WHEN_DURATION, /* "12 weeks" */
    WF_WHEN_STATUS    /* "complete": not a time */
} wf_when_kind;

typedef enum wf_term_system {
    WF_TERMS_UNKNOWN,
    WF_TERMS_THREE,
    WF_TERMS_SIX
} wf_term_system;

/* What "Sept 20" is in the rest of its column. */
typedef enum wf_month_number {
    WF_MONTH_NUMBER_UNKNOWN,
    WF_MONTH_NUMBER_DAY,
    WF_MONTH_NUMBER_YEAR
} wf_month_number;

enum {                     /* wf_when_reading.flags */
    WF_WHEN_AMBIGUOUS = 1, /* may mean something else: see alternatives */
    WF_WHEN_OUTSIDE =
        2, /* more than a year from the plan: carried over from an older one? */
    WF_WHEN_WEEKDAY = 4, /* the weekday named, or the Monday of "w/c", is another day */
    WF_WHEN_BY = 8,      /* a date by which */
    WF_WHEN_FROM = 16,   /* open at the end */
    WF_WHEN_ASSUMED_YEAR = 32, /* the year comes from the plan */
    WF_WHEN_SEVERAL = 64,      /* several dates: start is the first, end the last */
    WF_WHEN_UNDATED =
        128 /* a day or month whose year is not known, or that there is not */
};

typedef struct wf_when_context {
    int academic_year; /* of the plan; 0: not known */
    wf_term_system terms;
    wf_month_number month_number;
    bool is_trust;               /* years end on 31 August, not on the last school day */
    const wf_calendar *calendar; /* NULL: the rule */
} wf_when_context;

typedef struct wf_when_reading {
    wf_when when; /* text borrows from the input */
    wf_when_kind kind;
    unsigned flags;
    int confidence;     /* 0..100 */
    int year;           /* academic year that `when.terms` belong to; 0: the plan's */
    int times_per_year; /* RECURRING: 3, 6, 38 ...; 0 where it says none */
    int duration_days;  /* DURATION, calendar days, or school days where is_school_days */
    bool is_school_days;
    int event;     /* index for wf_school_event_name, -1: none */
    int anchor;    /* private: what the expression hangs on (Easter, end of year) */
    unsigned mods; /* private: by, end of, early, after ... */
    wf_span alternatives[3];
    int alternative_count;
    int unknown_words; /* words that say nothing about time */
} wf_when_reading;

/** Read a time expression. when.start and when.end hold what the words say: days and
 * months give both, "by" gives only the end, "from" only the start; names of terms give
 * when.terms and no dates. For dates that need a calendar: wf_when_resolve. context may
 * be NULL. */
WF_API wf_when_reading wf_when_parse(wf_str text, const wf_when_context *context);

/** Whether a text is a time expression rather than words with a date in them: which line
 * of a combined cell is the time. */
WF_API bool wf_when_is_time(wf_str text, const wf_when_context *context);

/** What "Sept 20" is in a column, from all of its cells: the majority of what can be only
 * one of them ("20 Sept", "Sept '20", "September 2020"), else a year where the numbers
 * take only one or two neighbouring values. Pass it on as context.month_number. context
 * may be NULL. */
WF_API wf_month_number wf_when_month_number(const wf_str *cells, size_t count,
                                            const wf_when_context *context);
/** Whether a text shows that its document counts six terms ("Term 5", "T6"). */
WF_API bool wf_when_shows_six_terms(wf_str text);

typedef struct wf_resolved {
    wf_date start, end; /* WF_DATE_NONE where open */
    wf_date due;        /* the last day by which it should be done */
} wf_resolved;

/** The days that a reading means by the calendar: terms, holidays and ends of years
 * become dates, the due day of a month or term is its last school day. All WF_DATE_NONE
 * where nothing can be said (unresolved, an inspection), or the year is not known. */
WF_API wf_resolved wf_when_resolve(const wf_when_reading *reading,
                                   const wf_when_context *context);

/** The due days of something that recurs (ends of terms, of weeks ...) in the plan's
 * year, in order; at most `max` are written, the number there are is returned. 0 for what
 * does not recur. */
WF_API size_t wf_when_occurrences(const wf_when_reading *reading,
                                  const wf_when_context *context, wf_date *out,
                                  size_t max);

/** "SATs week"; NULL for no event. Static. */
WF_API const char *wf_school_event_name(int event);
/** The days of an event in an academic year where they go by a rule (test weeks, census,
 * results); WF_DATE_NONE twice for others. */
WF_API wf_span wf_school_event_dates(int event, int year);

/* ---- The year's activities -----------------------------------------------------------
 */

/** The quality assurance and school improvement activities of a year by term: the
 *  trust-review guidance. Static, by term. */
WF_API const wf_activity *wf_default_activities(size_t *count);

typedef enum wf_activity_state {
    WF_ACTIVITY_PLANNED, /* its term has not begun */
    WF_ACTIVITY_DUE,     /* its term has begun and not ended */
    WF_ACTIVITY_DONE,
    WF_ACTIVITY_MISSED,    /* its term has ended, and the records do not have it */
    WF_ACTIVITY_UNRECORDED /* its term has ended, and there are no records to tell */
} wf_activity_state;

/* A record that something was done. */
typedef struct wf_activity_done {
    wf_str school; /* empty: at every school */
    int term;
    wf_str activity; /* in the words of the list, or their beginning */
    wf_date on;
    bool is_known; /* set by wf_activities_date: it is one of the list's */
} wf_activity_done;

typedef struct wf_activities_request {
    wf_strs schools; /* none: one list for all */
    const wf_activity *activities;
    size_t activity_count;
    int year;
    const wf_calendar *calendar; /* NULL: the rule */
    wf_activity_done *done;
    size_t done_count;
    bool has_records; /* `done` is all that was done, even where it is empty */
    wf_date as_of;
} wf_activities_request;

typedef struct wf_dated_activity {
    wf_str school;
    int term;
    wf_activity_kind kind;
    wf_str activity;
    wf_span window; /* its half-term */
    wf_activity_state state;
    wf_date done_on; /* WF_DATE_NONE */
} wf_dated_activity;

/** The activities of a year for each school in order of school and term, with what has
 * become of them by a day. Texts are borrowed. WF_E_ARGUMENT for a term that is not 1..6
 * or a year without dates, WF_E_MEMORY. */
WF_API wf_status wf_activities_date(const wf_activities_request *request, wf_arena *arena,
                                    wf_dated_activity **out, size_t *count,
                                    wf_error *err) WF_MUST_CHECK;
/** "planned", "due", "done", "missed", "no record"; static. */
WF_API const char *wf_activity_state_name(wf_activity_state state);

WF_END_DECLS
#endif
