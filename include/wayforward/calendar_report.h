#ifndef WF_CALENDAR_REPORT_H
#define WF_CALENDAR_REPORT_H
/* The year's activities as the tree of a workbook. */
#include "wayforward/calendar.h"
#include "wayforward/report.h"

WF_BEGIN_DECLS

/** One table: school (where there are several), term, its dates, kind, activity, state,
 * day done. Caller: wf_report_free. WF_E_MEMORY. */
WF_API wf_status wf_report_calendar(const wf_dated_activity *activities, size_t count,
                                    int year, const wf_report_options *options,
                                    wf_report **out, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
