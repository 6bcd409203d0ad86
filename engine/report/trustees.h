#ifndef WF_TRUSTEES_H
#define WF_TRUSTEES_H
/* Shared by the files that build the trustees' summary: one a sheet. */
#include "engine/report/places.h"
#include "engine/report/words.h"
#include "wayforward/reports.h"

/* A sheet that is left out, and why. */
typedef struct omission {
    wf_str what, why;
} omission;

enum {
    MOST_OMITTED = 12,
    MOST_PRINTED = 160, /* rows of a list that is printed with the rest */
    MOST_REFERENCE = 40 /* the same of a table for looking things up */
};

typedef struct trustees {
    const wf_results *r;
    wf_report *report;
    words w;
    places places;
    bool is_page; /* a web page: the browser has its own contents */
    omission omitted[MOST_OMITTED];
    size_t omitted_count;
} trustees;

void trustees_summary(trustees *t, wf_section *section);
void trustees_key(trustees *t, wf_section *section);
void trustees_standing(trustees *t);
void trustees_schools(trustees *t);
void trustees_kpis(trustees *t);
void trustees_kpi_charts(trustees *t);
void trustees_plans(trustees *t);
void trustees_exceptions(trustees *t);
void trustees_movement(trustees *t);
void trustees_risk(trustees *t);
void trustees_support(trustees *t);
void trustees_quality(trustees *t);
void trustees_leads(trustees *t);
void trustees_activities(trustees *t);
void trustees_strategy(trustees *t);
void trustees_data(trustees *t);
void trustees_history(trustees *t);
void trustees_files(trustees *t);
void trustees_unmapped(trustees *t);
void trustees_methods(trustees *t);

/** Add columns to a table from an array. */
void trustees_columns(wf_report_table *table, const wf_report_column *columns,
                      size_t count);
/** Link back to the summary. */
void trustees_back(wf_section *section);
/** The rated KPIs of a school or trust. */
size_t trustees_rated(const size_t *by_status);
/** A figure that was counted, and from what. */
void trustees_counted(wf_report_table *table, size_t row, size_t column, wf_str what,
                      wf_str how);
/** A figure that stands in a file; what was written there is looked up. */
void trustees_read(trustees *t, wf_report_table *table, size_t row, size_t column,
                   const wf_report_source *source);

/* What a chart of one KPI over the terms shows. */
typedef struct line_page {
    wf_str name;
    wf_unit unit;
    wf_show show;
    wf_point *points;
    size_t count;
    bool of_many; /* several schools together */
    uint16_t lines;
    wf_str how; /* for the source map */
} line_page;

/** A table for the points of charts: a row a KPI and term. */
wf_report_table *lines_table(wf_section *section, const char *id, wf_str name);
/** Add the points to the table, and the chart of them to the section. */
void lines_draw(words *w, wf_section *section, wf_report_table *table,
                const line_page *page);

/** The sheet of the numbers of charts, with the table to fill. */
wf_report_table *trustees_line_data(trustees *t, size_t rows);
/** The source map, last. */
void trustees_sources(trustees *t);

/** "HIGH"; "not rated". */
wf_str words_band(wf_risk_rating band);

/** Remember that a sheet is left out, for the contents. */
void trustees_omit(trustees *t, wf_str what, wf_str why);
/** [x] or [z] in grey. */
void trustees_missing(wf_report_table *table, size_t row, size_t column);
void trustees_no_such(wf_report_table *table, size_t row, size_t column);
/** A text, or [x]. */
void trustees_text(wf_report_table *table, size_t row, size_t column, wf_str text);
/** A column's heading; empty where memory ran out before it was made. */
wf_str trustees_heading(const wf_report_table *table, size_t column);
/** A live total of a column. */
void trustees_sum(trustees *t, wf_report_table *table, size_t row, size_t column,
                  double value);
/** A KPI's number in its unit, or [x]. */
void trustees_value(wf_report_table *table, size_t row, size_t column,
                    const wf_kpi_progress *item, wf_number number);
/** A sheet's first line for what is kept for the screen where it is long. */
void trustees_for_screen(trustees *t, wf_section *section, size_t rows, size_t most);

#define COLUMN_TEXT(id_text, heading_text, most_width)                                   \
    {                                                                                    \
        .id = WF_STR_INIT(id_text), .heading = WF_STR_INIT(heading_text),                \
        .look = WF_LOOK_TEXT, .most = (most_width)                                       \
    }
#define COLUMN_NAME(id_text, heading_text, most_width)                                   \
    {                                                                                    \
        .id = WF_STR_INIT(id_text), .heading = WF_STR_INIT(heading_text),                \
        .look = WF_LOOK_TEXT, .most = (most_width), .is_row_header = true                \
    }
#define COLUMN_NUMBER(id_text, heading_text, shown)                                      \
    {                                                                                    \
        .id = WF_STR_INIT(id_text), .heading = WF_STR_INIT(heading_text),                \
        .look = WF_LOOK_NUMBER, .show = (shown)                                          \
    }
#define COLUMN_CENTRE(id_text, heading_text)                                             \
    {                                                                                    \
        .id = WF_STR_INIT(id_text), .heading = WF_STR_INIT(heading_text),                \
        .look = WF_LOOK_CENTRE                                                           \
    }

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
