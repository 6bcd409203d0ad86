#ifndef WF_CALENDAR_WHEN_PIECES_H
#define WF_CALENDAR_WHEN_PIECES_H
/* A time expression as the times that it names, before they become dates. Private. */
#include "engine/calendar/when_tokens.h"

typedef enum piece_kind {
    PK_DAY,      /* day, month; year may be 0 */
    PK_DAY_ONLY, /* "12" of "12-16 October" */
    PK_MONTH,
    PK_YEAR,     /* a calendar year */
    PK_ACADEMIC, /* year to last_year */
    PK_FINANCIAL,
    PK_TERMS,
    PK_HALF_TERM, /* the point, no telling which */
    PK_HOLIDAY,   /* value: a when_holiday; extra as in the token */
    PK_YEAR_END,
    PK_TERM_END, /* "end of term" */
    PK_EVENT,
    PK_RECUR, /* value: a wf_recurrence; extra: times a year */
    PK_THROUGHOUT,
    PK_DURATION, /* value: count; extra: a when_unit */
    PK_NOW,
    PK_STATUS,
    PK_NONE
} piece_kind;

typedef struct piece {
    piece_kind kind;
    int day, month, year, last_year;
    int weekday; /* as stated, else -1 */
    uint8_t terms;
    int value, extra;
    bool school_days;
    bool unsure;      /* an alternative reading exists */
    int month_number; /* of "Sept 20": the number, else 0; read as year where year != 0 */
    bool swapped;     /* month before day: 10/25/2020 */
    bool serial;
    unsigned mods;     /* when_mod */
    bool range_before; /* "-" or "to" joins it to the piece before */
} piece;

enum {
    WHEN_PIECES = 24
};

typedef struct pieces {
    piece items[WHEN_PIECES];
    size_t n;
    bool too_many;
} pieces;

/** The pieces of a tokenised expression. */
void when_take_pieces(const when_tokens *tokens, const wf_when_context *context,
                      pieces *out);

/** What the first month beside a number tells: DAY or YEAR where it can be only one;
 * UNKNOWN with the number (10..31) in *number where it may be both, with 0 where there is
 * none. */
wf_month_number when_month_number_of(const when_tokens *tokens, int *number);

static inline bool piece_has_date(const piece *p)
{
    return p->kind <= PK_FINANCIAL;
}

#endif
