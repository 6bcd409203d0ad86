#ifndef WF_PLAN_LAYOUTS_H
#define WF_PLAN_LAYOUTS_H
/* The layout of each template family, as data: which columns its tables have, under which
 * headings, and which parts of a plan have a place of their own in it. */
#include "wayforward/plan.h"

/* One of the fields that an action has, by its path in the contract. */
typedef struct layout_column {
    const char *field; /* "lead", "monitoring.who" */
    wf_str heading;
    uint16_t least, most; /* width in characters */
} layout_column;

/* Parts of a plan that some families have and others do not. */
enum {
    PART_KPIS = 1,
    PART_MEETING = 2,
    PART_RISK = 4,
    PART_SUPPORT = 8,
    PART_CATEGORIES = 16,
    PART_ACTIVITIES = 32
};

typedef struct plan_layout {
    wf_family family;
    wf_str sheet; /* name of the sheet with the priorities */
    const layout_column *columns;
    size_t column_count;
    unsigned parts; /* those that are the family's own; others go to the sheet "More" */
} plan_layout;

/** The layout of a family; action-plan's for those without one. */
const plan_layout *plan_layout_of(wf_family family);

/** Every field that an action can have, in the order of columns, under its common
 * heading. */
const layout_column *plan_layout_all(size_t *count);

#endif
