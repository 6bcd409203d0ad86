#ifndef WF_PLAN_DRAW_H
#define WF_PLAN_DRAW_H
/* What the files that draw a plan share. */
#include "engine/report/places.h"
#include "engine/report/plan_layouts.h"
#include "wayforward/reports.h"

#include <string.h>

enum {
    PLAN_MOST_COLUMNS = 40
};

typedef struct plan_draw {
    wf_report *report;
    const wf_plan *plan;
    const plan_layout *layout;
    places places;
} plan_draw;

/** Has an action something in the field of this path ("monitoring.who")? */
bool plan_field_present(const wf_action *action, const char *path);

/** Put an action's field into a cell: text, a real date or amount where that shows the
 * same, a rating with its colour. */
void plan_put_field(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                    const wf_action *action, const char *path);

/** A time as a real date where a date format shows it as written, else as text. */
void plan_put_when(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                   const wf_when *when);

/** Say where the field of this path stood in the source. */
void plan_put_source(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                     wf_str path);

/** The texts with something between them. */
wf_str plan_joined(plan_draw *d, wf_strs texts, const char *between);

/** KPIs, meeting, risk, support, categories and activities: on sheets of their own where
 * the family has them, else on sheets "More". Of a plan without actions all go into
 * `first`, where that is not NULL. */
void plan_draw_parts(plan_draw *d, wf_section *first);

#endif
