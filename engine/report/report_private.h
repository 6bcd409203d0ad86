#ifndef WF_REPORT_PRIVATE_H
#define WF_REPORT_PRIVATE_H
/* Shared by the files that make the tree. */
#include "wayforward/report.h"

/** Remember that memory ran out. */
void report_fail(wf_report *report);
/** Room for one more item; NULL (and the report has failed) when out of memory. */
void *report_push(wf_report *report, void *items, size_t n, size_t *cap, size_t size);
/** The item that takes what has no place. */
wf_item *report_spare_item(wf_report *report);

#endif
