#ifndef WF_REPORT_HEADINGS_H
#define WF_REPORT_HEADINGS_H
/* Plain columns of a table that nobody types into, by their headings alone. */
#include "wayforward/report.h"

typedef struct wf_heading {
    const char *id, *text; /* static */
    wf_show show;          /* DEFAULT: text; else a number shown so */
    uint16_t most;         /* width in characters; 0: by content */
} wf_heading;

WF_BEGIN_DECLS

/** Add the columns; the first names the row. They come before the first row. */
WF_API void wf_table_headings(wf_report_table *table, const wf_heading *headings,
                              size_t count);

WF_END_DECLS
#endif
