#ifndef WF_ICS_H
#define WF_ICS_H
/*
 * An iCalendar file (RFC 5545) that Outlook, Google and Apple calendars take: all-day
 * events of a school year.
 */
#include "wayforward/date.h"
#include "wayforward/sink.h"

typedef struct wf_ics_event {
    wf_str uid; /* the same for the same event each time it is written, so that a calendar
                   updates it; empty: made from start, summary and place in the list */
    wf_str summary;     /* one line */
    wf_str description; /* lines end in \n; empty: none */
    wf_str location;    /* empty: none */
    wf_str category;    /* empty: none */
    wf_date start, end; /* whole days, both included */
} wf_ics_event;

typedef struct wf_ics_options {
    wf_str name;   /* of the calendar as a program shows it; empty: none */
    wf_date stamp; /* the day it was made (SOURCE_DATE_EPOCH); WF_DATE_NONE: 1970-01-01 */
} wf_ics_options;

WF_BEGIN_DECLS

/** Write the events in the order given. Lines end in CRLF and are folded at 75 octets
 * between characters; texts are escaped; control characters become spaces.
 *  @return WF_E_ARGUMENT for an event without a summary or whose days are not in order
 * (nothing more is written then), WF_E_OUTPUT from the sink. */
WF_API wf_status wf_ics_write(const wf_ics_event *events, size_t count,
                              const wf_ics_options *options, const wf_sink *sink,
                              wf_error *err) WF_MUST_CHECK;

/** The same to a file, whole or not at all. Also WF_E_MEMORY. */
WF_API wf_status wf_ics_write_file(const wf_ics_event *events, size_t count,
                                   const wf_ics_options *options, const char *target,
                                   wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
