#ifndef WF_CALENDAR_SCHOOL_EVENTS_H
#define WF_CALENDAR_SCHOOL_EVENTS_H
/* Events that plans name instead of a date. Private to engine/calendar. */
#include "engine/calendar/terms.h"

/* Rules for the day or week of an event, by the year in which the academic year ends
 * unless said. */
typedef enum event_rule {
    ER_NONE,       /* the school decides */
    ER_NEVER,      /* nobody knows: an inspection */
    ER_WEEK,       /* Monday to Friday of the week of the n-th Monday of a month */
    ER_TWO_WEEKS,  /* the same and the week after */
    ER_FOUR_DAYS,  /* Monday to Thursday of that week */
    ER_WEEKDAY,    /* the n-th weekday of a month */
    ER_ON_OR_AFTER /* the first such weekday on or after a day of a month */
} event_rule;

typedef struct school_event {
    wf_str name; /* as printed */
    event_rule rule;
    int month, nth, weekday; /* nth: which one, or the day of the month */
} school_event;

typedef struct event_phrase {
    wf_str text;  /* folded */
    wf_str event; /* name of a school_event */
} event_phrase;

const school_event *school_event_at(int event);
int school_event_find(wf_str name);
const event_phrase *school_event_phrases(size_t *count);

#endif
