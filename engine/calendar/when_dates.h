#ifndef WF_CALENDAR_WHEN_DATES_H
#define WF_CALENDAR_WHEN_DATES_H
/* Pieces of time expressions as dates. Private to engine/calendar. */
#include "engine/calendar/when_pieces.h"

/* What an expression without dates of its own hangs on: wf_when_reading.anchor. */
typedef enum when_anchor {
    WA_NONE,
    WA_HALF_TERM,
    WA_HOLIDAYS,                 /* + a when_holiday: up to it */
    WA_BREAKS = WA_HOLIDAYS + 6, /* + a when_holiday: the holiday itself */
    WA_YEAR_END = WA_BREAKS + 6,
    WA_TERM_END,
    WA_NOW,
    WA_EVENT
} when_anchor;

/** Give days and months without a year the year of a neighbour, else the plan's. Returns
 *  whether the plan's was used. A season takes the year of an academic year beside it,
 * which is then dropped. */
bool when_infer_years(pieces *list, int academic_year);

/** The days of a piece with a year, with "early", "w/c" and the like applied. */
wf_span when_piece_dates(const piece *p);

#endif
