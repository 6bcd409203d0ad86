#ifndef WF_TEXT_PERCENT_H
#define WF_TEXT_PERCENT_H
/*
 * One value of a dashboard as people write it: "93.4%", "62% (13/21)", "+0.31", "n/a",
 * "c".
 */
#include "wayforward/plan.h"

typedef enum wf_value_kind {
    WF_VALUE_TEXT,      /* words: no value */
    WF_VALUE_NUMBER,    /* value (and, where given, cohort) */
    WF_VALUE_MISSING,   /* "n/a", "-", "TBC", empty */
    WF_VALUE_SUPPRESSED /* "c", "*", "<5": there is a value, which must not be shown */
} wf_value_kind;

typedef struct wf_value {
    wf_value_kind kind;
    double value;     /* a percentage as 93.4, not 0.934 */
    wf_unit unit;     /* as the sign or word says; NONE without one */
    int64_t cohort;   /* pupils: of "13/21", "(n=21)"; 0: not given */
    bool approximate; /* "about", "c.", "~" */
    bool bound;       /* "<", ">", "at least": the value is a limit */
    bool provisional; /* "(p)" */
} wf_value;

/** Read one value. Signs, per cent, pounds, points, days, fractions ("13/21" is 61.9 % of
 * 21) and trailing arrows or notes are understood. Anything else is TEXT. */
wf_value wf_value_parse(wf_str text);

#endif
