#ifndef WF_WRITER_H
#define WF_WRITER_H
/*
 * Writers: one const struct a format, listed once. A writer draws the report tree: same
 * tree, same bytes. The target is written whole or not at all.
 */
#include "wayforward/report.h"

typedef struct wf_writer {
    const char *name;              /* "xlsx" */
    const char *const *extensions; /* NULL-terminated, lower case, without the dot */
    wf_status (*write)(const wf_report *report, const char *target, wf_error *err);
} wf_writer;

WF_BEGIN_DECLS

/** All writers, NULL-terminated. */
WF_API const wf_writer *const *wf_writers(void);

/** Write by the writer that fits the target's extension. WF_E_ARGUMENT where none does
 * (the message lists them), WF_E_OUTPUT, WF_E_MEMORY. */
WF_API wf_status wf_report_write(const wf_report *report, const char *target,
                                 wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
