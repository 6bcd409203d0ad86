#ifndef WF_STYLES_H
#define WF_STYLES_H
/* What each look of the report tree is: one table for all writers. */
#include "wayforward/report.h"

typedef enum look_align {
    LOOK_LEFT,
    LOOK_RIGHT,
    LOOK_CENTRE
} look_align;
typedef enum look_edge {
    LOOK_NO_EDGE,
    LOOK_EDGE_ALL,
    LOOK_EDGE_TOP
} look_edge;

/* Colours that follow the theme; anything else is 0xRRGGBB. */
#define LOOK_NO_COLOUR  UINT32_MAX
#define LOOK_THEME_MAIN 0xFF000001u
#define LOOK_THEME_INK                                                                   \
    0xFF000002u /* black or white, whichever shows on the main colour */
#define LOOK_THEME_TITLE                                                                 \
    0xFF000003u /* the main colour where it shows on white, else black */

typedef struct look_def {
    uint8_t size; /* points */
    bool is_bold, is_italic, is_underlined, wraps, is_unlocked;
    uint8_t indent; /* steps of about a digit and a half */
    look_align align;
    look_edge edge;
    uint32_t ink, fill;
} look_def;

extern const look_def look_defs[WF_LOOKS];

#define LOOK_FONT "Arial"

/** A theme colour as 0xRRGGBB; others as they are. */
uint32_t look_colour(uint32_t colour, const wf_theme *theme);

/** The colour of a chart's series. */
uint32_t look_paint(wf_paint paint, const wf_theme *theme);

/** The look of a rated cell. */
wf_look look_of_mark(wf_mark mark);

/** WCAG 2.2 contrast ratio of two colours, 1..21. */
double look_contrast(uint32_t a, uint32_t b);

/** The look an item has: its own, else its rating's, else its column's, else by its kind.
 */
wf_look look_of_item(const wf_item *item, const wf_report_column *column);
/** How an item's number is shown: its own, else its column's. */
wf_show show_of_item(const wf_item *item, const wf_report_column *column);

#endif
