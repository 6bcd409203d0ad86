#ifndef WF_CLI_CALENDAR_FILES_H
#define WF_CLI_CALENDAR_FILES_H
/* Term dates and records of what was done, from .csv files. */
#include "wayforward/calendar.h"

/** Term dates: columns term, start, end, and year where they are not of `year`; a row
 * whose term is "closed" closes the days from start to end. WF_E_FORMAT names the row and
 * what is wrong. */
wf_status cli_read_term_dates(const char *file, int year, wf_calendar *calendar,
                              wf_error *err);

/** What was done: columns term, activity, date, and school. Texts live in `arena`. */
wf_status cli_read_done(const char *file, wf_arena *arena, wf_activity_done **out,
                        size_t *count, wf_error *err);

#endif
