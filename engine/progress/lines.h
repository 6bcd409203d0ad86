#ifndef WF_PROGRESS_LINES_H
#define WF_PROGRESS_LINES_H
/*
 * A panel sorted into lines: one line a school and KPI, with its observations in order of
 * time. Internal to engine/progress.
 */
#include "wayforward/progress.h"

typedef struct progress_line {
    wf_str school, kpi;
    const wf_panel_row *
        *rows; /* by period, one each, none after as_of; suppressed ones too */
    size_t row_count;
    const wf_panel_target *target; /* NULL: none; of several the last counts */
    size_t order;                  /* where it first appears in the panel */
    size_t school_order;
} progress_line;

typedef struct progress_lines {
    progress_line *items; /* by school, then KPI, in order of first appearance */
    size_t count;
    wf_period as_of; /* as given, or the latest observed */
} progress_lines;

/** Sort `panel` into lines; everything borrowed from the panel or in `arena`. */
wf_status progress_lines_build(const wf_panel *panel, wf_period as_of, wf_arena *arena,
                               progress_lines *out) WF_MUST_CHECK;

#endif
