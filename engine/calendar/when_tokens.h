#ifndef WF_CALENDAR_WHEN_TOKENS_H
#define WF_CALENDAR_WHEN_TOKENS_H
/* The words and numbers of a time expression. Private to engine/calendar. */
#include "engine/calendar/terms.h"

typedef enum when_token_kind {
    WT_NUMBER,
    WT_MONTH,   /* value 1..12 */
    WT_WEEKDAY, /* value 0..6, Monday first */
    WT_SEASON,  /* value: a wf_season; 3: "S", spring or summer */
    WT_TERM,
    WT_HALF_TERM,
    WT_HALF, /* "first half" */
    WT_DASH,
    WT_SLASH,
    WT_DOT,
    WT_COLON,
    WT_LIST, /* , ; & + and ( ) */
    WT_TO,
    WT_MOD,        /* value: a when_mod */
    WT_RECUR,      /* value: a wf_recurrence; extra: times a year */
    WT_THROUGHOUT, /* ongoing, where nothing else tells when */
    WT_TIMES,      /* x, times */
    WT_PER_YEAR,
    WT_EVERY,
    WT_HOLIDAY,  /* value: a when_holiday; extra: the holiday itself is meant */
    WT_YEAR_END, /* end of year */
    WT_NOW,
    WT_STATUS,
    WT_NONE,   /* TBC, n/a */
    WT_UNIT,   /* value: a when_unit */
    WT_SCHOOL, /* "school days", "working days" */
    WT_ACADEMIC,
    WT_FINANCIAL,
    WT_EVENT, /* value: index of school_events */
    WT_CLOCK, /* am, pm */
    WT_NOISE,
    WT_WORD
} when_token_kind;

typedef enum when_mod {
    WM_BY = 1,
    WM_END = 2,
    WM_START = 4,
    WM_EARLY = 8,
    WM_MID = 16,
    WM_LATE = 32,
    WM_FROM = 64,
    WM_ONWARDS = 128,
    WM_UNTIL = 256,
    WM_AFTER = 512,
    WM_WEEK_OF = 1024,
    WM_WEEK_END = 2048
} when_mod;

typedef enum when_unit {
    WU_HOUR,
    WU_DAY,
    WU_WEEK,
    WU_MONTH,
    WU_YEAR
} when_unit;

typedef enum when_holiday {
    WH_OCTOBER,
    WH_CHRISTMAS,
    WH_FEBRUARY,
    WH_EASTER,
    WH_MAY,
    WH_SUMMER
} when_holiday;

typedef struct when_token {
    when_token_kind kind;
    int value, extra;
    int digits;      /* NUMBER */
    bool ordinal;    /* 12th */
    bool apostrophe; /* '20 */
    bool glued;      /* no space before it */
    wf_str text;
} when_token;

enum {
    WHEN_TOKENS = 96,
    WHEN_TEXT = 480
};

typedef struct when_tokens {
    when_token items[WHEN_TOKENS];
    size_t n;
    bool too_long;
    int unknown_words;
    char text[WHEN_TEXT];
} when_tokens;

/** Tokens of a text; noise words are left out, words that say nothing about time counted.
 */
void when_tokenise(wf_str text, when_tokens *out);

#endif
