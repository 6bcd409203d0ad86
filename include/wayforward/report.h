#ifndef WF_REPORT_H
#define WF_REPORT_H
/*
 * The report tree: what a reader is shown, before any file format. A report has sections
 * (a sheet or a web page's part each); a section has headings, prose, tables and charts;
 * a table has typed cells with the NAME of a look. Builders make the tree from results;
 * writers draw it and compute nothing. The tree keeps copies of all texts: nothing in it
 * is borrowed.
 *
 * Making a tree cannot fail step by step: once memory runs out the report remembers it,
 * every function goes on harmlessly, and wf_report_status tells at the end.
 */
#include "wayforward/arena.h"
#include "wayforward/date.h"
#include "wayforward/error.h"

typedef struct wf_report wf_report;

/* X(enum, name): looks; what each is stands in engine/report/styles.c. */
#define WF_LOOK_LIST(X)                                                                  \
    X(WF_LOOK_DEFAULT, "default") /* the column's look */                                \
    X(WF_LOOK_TEXT, "text")                                                              \
    X(WF_LOOK_STRONG, "strong")                                                          \
    X(WF_LOOK_NUMBER, "number")                                                          \
    X(WF_LOOK_CENTRE, "centre")                                                          \
    X(WF_LOOK_FAINT, "faint") /* shorthand for what is missing */                        \
    X(WF_LOOK_TOTAL, "total")                                                            \
    X(WF_LOOK_TOTAL_NUMBER, "total-number")                                              \
    X(WF_LOOK_LINK, "link")                                                              \
    X(WF_LOOK_INPUT, "input")               /* where a reader types */                   \
    X(WF_LOOK_INPUT_NUMBER, "input-number") /* numbers */                                \
    X(WF_LOOK_PROMPT, "prompt")                                                          \
    X(WF_LOOK_HEADER, "header")                                                          \
    X(WF_LOOK_TITLE, "title")                                                            \
    X(WF_LOOK_SUBTITLE, "subtitle")                                                      \
    X(WF_LOOK_HEADING, "heading")                                                        \
    X(WF_LOOK_PROSE, "prose")                                                            \
    X(WF_LOOK_HEADLINE, "headline")                                                      \
    X(WF_LOOK_NOTE, "note")                                                              \
    X(WF_LOOK_RED, "red")                                                                \
    X(WF_LOOK_AMBER, "amber")                                                            \
    X(WF_LOOK_GREEN, "green")                                                            \
    X(WF_LOOK_BLUE, "blue")                                                              \
    X(WF_LOOK_GREY, "grey")

typedef enum wf_look {
#define WF_LOOK_ENUM(code, name) code,
    WF_LOOK_LIST(WF_LOOK_ENUM)
#undef WF_LOOK_ENUM
    WF_LOOKS
} wf_look;

/* X(enum, spreadsheet number format): how a number is shown. Ratios are 0..1. */
#define WF_SHOW_LIST(X)                                                                  \
    X(WF_SHOW_DEFAULT, "General") /* the column's */                                     \
    X(WF_SHOW_GENERAL, "General")                                                        \
    X(WF_SHOW_INTEGER, "#,##0")                                                          \
    X(WF_SHOW_DECIMAL1, "#,##0.0")                                                       \
    X(WF_SHOW_DECIMAL2, "#,##0.00")                                                      \
    X(WF_SHOW_SIGNED1, "+#,##0.0;-#,##0.0;0.0")                                          \
    X(WF_SHOW_SIGNED2, "+#,##0.00;-#,##0.00;0.00")                                       \
    X(WF_SHOW_PERCENT0, "0%")                                                            \
    X(WF_SHOW_PERCENT1, "0.0%")                                                          \
    X(WF_SHOW_GBP, "\"£\"#,##0;-\"£\"#,##0")                                             \
    X(WF_SHOW_GBP2, "\"£\"#,##0.00;-\"£\"#,##0.00")                                      \
    X(WF_SHOW_DATE, "dd mmm yyyy")                                                       \
    X(WF_SHOW_DATE_SLASHES, "dd/mm/yyyy")                                                \
    X(WF_SHOW_DATE_SLASHES2, "dd/mm/yy")                                                 \
    X(WF_SHOW_DATE_DOTS, "dd.mm.yyyy")                                                   \
    X(WF_SHOW_DATE_DOTS2, "dd.mm.yy")                                                    \
    X(WF_SHOW_DATE_DASHES, "dd-mm-yyyy")                                                 \
    X(WF_SHOW_DATE_LONG, "d mmmm yyyy")                                                  \
    X(WF_SHOW_DATE_SHORT, "d mmm yyyy")

typedef enum wf_show {
#define WF_SHOW_ENUM(code, format) code,
    WF_SHOW_LIST(WF_SHOW_ENUM)
#undef WF_SHOW_ENUM
    WF_SHOWS
} wf_show;

/* X(enum, symbol, word, what it says): a rating is always word + symbol + colour. */
#define WF_MARK_LIST(X)                                                                  \
    X(WF_MARK_NONE, "", "", "")                                                          \
    X(WF_MARK_RED, "\u25A0", "Red", "off track")                                         \
    X(WF_MARK_AMBER, "\u25B2", "Amber", "at risk")                                       \
    X(WF_MARK_GREEN, "\u25CF", "Green", "on track")                                      \
    X(WF_MARK_BLUE, "\u2714", "Blue", "achieved")                                        \
    X(WF_MARK_GREY, "\u25CB", "Grey", "not rated")

typedef enum wf_mark {
#define WF_MARK_ENUM(code, symbol, word, meaning) code,
    WF_MARK_LIST(WF_MARK_ENUM)
#undef WF_MARK_ENUM
    WF_MARKS
} wf_mark;

typedef enum wf_move {
    WF_MOVE_NONE,
    WF_MOVE_UP,
    WF_MOVE_DOWN,
    WF_MOVE_LEVEL
} wf_move;

typedef enum wf_paint { /* colours of a chart's series; values in styles.c */
    WF_PAINT_MAIN,
    WF_PAINT_SECOND,
    WF_PAINT_RED,
    WF_PAINT_AMBER,
    WF_PAINT_GREEN,
    WF_PAINT_BLUE,
    WF_PAINT_GREY,
    WF_PAINTS
} wf_paint;

typedef enum wf_item_kind {
    WF_ITEM_EMPTY,
    WF_ITEM_TEXT,
    WF_ITEM_NUMBER,
    WF_ITEM_DATE,    /* number holds a wf_date */
    WF_ITEM_MARK,    /* a rating without a value */
    WF_ITEM_FORMULA, /* text is an expression; number or shown is its value now */
    WF_ITEM_PLACE    /* the address, in the output, of another item */
} wf_item_kind;

struct wf_report_table;
typedef struct wf_report_spare wf_report_spare; /* private */

typedef enum wf_input_kind {
    WF_INPUT_FREE,
    WF_INPUT_CHOICE,
    WF_INPUT_NUMBER,
    WF_INPUT_DATE,
    WF_INPUT_WHOLE,  /* a number without fraction */
    WF_INPUT_FORMULA /* whatever makes `expression` true */
} wf_input_kind;

/* What a reader may type into a column, and what is said to who types something else. */
typedef struct wf_input_rule {
    wf_input_kind kind;
    double minimum, maximum;
    wf_strs choices;
    wf_str expression; /* CHOICE: "{table.column}", where the choices stand, instead */
    wf_str prompt, refusal;
} wf_input_rule;

/* One cell of a table. */
typedef struct wf_item {
    uint8_t kind, look, show, mark, move;
    bool shown_is_text; /* FORMULA: its value is `shown`, not `number` */
    bool is_edge;       /* one pupil would change the rating: "\u00B11" behind it */
    uint32_t place_row, place_column;
    double number;
    wf_str text;
    wf_str shown;
    wf_str
        link; /* "#section-id", "https://...", "mailto:..."; others are not made links */
    wf_str note; /* a comment to the cell */
    const struct wf_report_table *place;
    const wf_input_rule *rule; /* of this cell alone; NULL: the column's */
} wf_item;

typedef struct wf_report_column {
    wf_str id;      /* for formulas: "due" */
    wf_str heading; /* unique in the table, one line */
    wf_look look;
    wf_show show;
    uint16_t least, most; /* width in characters; 0: by content */
    bool is_row_header;
    bool rates_words; /* colour cells by the rating word they begin with, live */
    wf_str note;
    wf_input_rule rule;
    wf_str spare_formula; /* what stands in the spare rows: an expression over {@column}
                             that is the empty text while they are empty */
} wf_report_column;

typedef struct wf_report_table {
    wf_str id;   /* unique in the report: "plans_exceptions" */
    wf_str name; /* said to screen readers */
    wf_report_column *columns;
    size_t column_count, column_cap;
    wf_item *items; /* row-major */
    size_t row_count, item_cap;
    bool has_filter; /* a real table with filter buttons */
    bool has_groups; /* rows that begin like the one above can be folded away under it */
    bool last_row_is_total;
    bool is_open; /* a reader may type: room for `spare_rows` more is made */
    uint16_t spare_rows;
    bool is_detail; /* a web page folds it below the chart that is drawn from it */
    wf_report *report;
} wf_report_table;

typedef enum wf_chart_kind {
    WF_CHART_COLUMN,
    WF_CHART_BAR,
    WF_CHART_BAR_STACKED,
    WF_CHART_LINE
} wf_chart_kind;

typedef struct wf_report_series {
    wf_str name;
    const wf_report_table *table;
    size_t category, value; /* columns */
    size_t first, count;    /* rows */
    wf_paint paint;
    bool is_dashed;
    bool is_thin;
    bool has_labels; /* the values beside the marks */
    bool has_range;  /* columns that hold the ends of a range around each value: of bars
                        by chance (95%), of a line the forecast's */
    size_t lower, upper;
} wf_report_series;

typedef struct wf_report_chart {
    wf_chart_kind kind;
    wf_str title, alt; /* alt: what the chart says, in a sentence */
    wf_str x_name, y_name;
    wf_show show;
    bool has_minimum, has_maximum; /* of the value axis; else by the values */
    double minimum, maximum;
    wf_report_series *series;
    size_t series_count, series_cap;
    uint16_t lines;     /* height in lines of text; 0: 18 */
    wf_str school, kpi; /* what a web page's filters go by; may be empty */
    wf_mark mark;       /* the same: the rating of what it shows */
    wf_report *report;
} wf_report_chart;

typedef enum wf_part_kind {
    WF_PART_PROSE,
    WF_PART_HEADING,
    WF_PART_TABLE,
    WF_PART_CHART
} wf_part_kind;

typedef struct wf_part {
    wf_part_kind kind;
    wf_look look; /* PROSE, HEADING */
    wf_str text;
    wf_str link;
    bool page_break; /* a new page before it */
    wf_report_table *table;
    wf_report_chart *chart;
} wf_part;

typedef struct wf_section {
    wf_str id;    /* unique: "schools" */
    wf_str name;  /* of the sheet: at most 31 characters */
    wf_str title; /* its first line */
    wf_str about; /* for the contents */
    wf_part *parts;
    size_t part_count, part_cap;
    uint16_t
        prose_width;  /* characters of the first column kept for prose; 0: by tables */
    bool spans_prose; /* each line in one cell over all columns: no line is cut into rows
                       */
    bool keeps_together; /* a heading is not parted from its table by the end of a page */
    bool is_portrait;
    bool is_one_page;   /* shrunk a little where that keeps it on one page */
    bool is_for_screen; /* not printed with the rest: only what stands above its tables */
    bool is_protected;  /* only INPUT cells may be changed */
    bool is_hidden;     /* kept for machines: no sheet is shown for it; never the first */
    wf_report *report;
} wf_section;

/* Where a figure of the report came from. */
typedef struct wf_report_source {
    const wf_report_table *table; /* the figure's place in the report */
    uint32_t row, column;
    wf_str what;    /* "Hillcrest: Attendance, Term 2" */
    wf_str file;    /* empty: worked out from figures that are listed themselves */
    wf_str at;      /* "Data!F7" */
    wf_str written; /* the text as it was there; or how the figure was worked out */
} wf_report_source;

/* House style: two colours 0xRRGGBB and a name. Text on a colour is white or black,
 * whichever contrasts more. */
typedef struct wf_theme {
    uint32_t main, second;
} wf_theme;

typedef struct wf_report_options {
    wf_str title, subject, organisation;
    wf_theme theme;
    int64_t created; /* seconds since 1970; < 0: SOURCE_DATE_EPOCH, else the clock */
    wf_str logo;     /* path of a picture as wayforward/logo.h accepts; empty: none */
} wf_report_options;

#define WF_REPORT_OPTIONS_INIT                                                           \
    {                                                                                    \
        .title = WF_STR_INIT(""), .subject = WF_STR_INIT(""),                            \
        .organisation = WF_STR_INIT(""), .theme = {0x1F3864, 0x2E75B6}, .created = -1,   \
        .logo = WF_STR_INIT("")                                                          \
    }

struct wf_report {
    wf_arena *arena;
    wf_str title, subject, organisation;
    wf_theme theme;
    int64_t created;
    wf_str logo; /* path; empty: none */
    wf_section **sections;
    size_t section_count, section_cap;
    wf_report_source *sources;
    size_t source_count, source_cap;
    wf_status status; /* the first failure, or WF_OK */
    wf_report_spare *spare;
};

WF_BEGIN_DECLS

/** An empty report with an arena of its own; texts of the options are copied. NULL when
 * out of memory. Caller: wf_report_free. */
WF_API wf_report *wf_report_new(const wf_report_options *options);
WF_API void wf_report_free(wf_report *report);

/** WF_OK when everything asked for is in the tree; else what stopped it. */
WF_API wf_status wf_report_status(const wf_report *report, wf_error *err) WF_MUST_CHECK;

/** A copy in the report's arena; the empty string when out of memory. */
WF_API wf_str wf_report_copy(wf_report *report, wf_str text);
/** A formatted text in the report's arena; the empty string when out of memory. */
WF_API wf_str wf_report_text(wf_report *report, const char *fmt, ...) WF_PRINTF(2, 3);

/** Sections are drawn in order. The pointers live as long as the report; they are never
 * NULL: when out of memory a spare one takes what comes. */
WF_API wf_section *wf_report_section(wf_report *report, const char *id, wf_str name,
                                     wf_str title, wf_str about);

WF_API void wf_section_prose(wf_section *section, wf_look look, wf_str text);
/** A line that leads elsewhere: "#schools". */
WF_API void wf_section_link(wf_section *section, wf_str text, wf_str link);
WF_API void wf_section_heading(wf_section *section, wf_str text);
WF_API void wf_section_page_break(wf_section *section); /* before what comes next */
WF_API wf_report_table *wf_section_table(wf_section *section, const char *id,
                                         wf_str name);
WF_API wf_report_chart *wf_section_chart(wf_section *section, wf_chart_kind kind,
                                         wf_str title, wf_str alt);

/** Add a column; all columns come before the first row. Returns its index. */
WF_API size_t wf_table_column(wf_report_table *table, const wf_report_column *column);
/** Add a row of empty items; returns its index. */
WF_API size_t wf_table_row(wf_report_table *table);
/** Borrow an item; valid until the next row is added. Never NULL. */
WF_API wf_item *wf_table_item(const wf_report_table *table, size_t row, size_t column);

WF_API wf_item *wf_table_text(wf_report_table *table, size_t row, size_t column,
                              wf_str text);
WF_API wf_item *wf_table_number(wf_report_table *table, size_t row, size_t column,
                                double number);
/** Empty for WF_DATE_NONE. */
WF_API wf_item *wf_table_date(wf_report_table *table, size_t row, size_t column,
                              wf_date date);
WF_API wf_item *wf_table_mark(wf_report_table *table, size_t row, size_t column,
                              wf_mark mark);
/** An expression over `{@column}` (this row) and `{table.column}` (all rows), with the
 * value that it has now. Never made from a source's text. */
WF_API wf_item *wf_table_formula(wf_report_table *table, size_t row, size_t column,
                                 wf_str expression, double value);
WF_API wf_item *wf_table_place(wf_report_table *table, size_t row, size_t column,
                               const wf_report_table *target, size_t target_row,
                               size_t target_column);

/** What may be typed into this cell, where that differs from row to row. Texts are
 * copied. */
WF_API void wf_table_rule(wf_report_table *table, size_t row, size_t column,
                          const wf_input_rule *rule);

/** Say where the figure at (row, column) comes from; any number of times for one figure.
 * Of `source` only the texts are read; they are copied. */
WF_API void wf_table_source(wf_report_table *table, size_t row, size_t column,
                            const wf_report_source *source);

WF_API void wf_chart_series(wf_report_chart *chart, const wf_report_series *series);

/** A table of all sections with links, for the first section; call it last. */
WF_API void wf_report_contents(wf_report *report, wf_section *section);
/** A table of all sources with links to the figures; call it last but for the contents.
 */
WF_API void wf_report_source_map(wf_report *report, wf_section *section);

/** The text that an item shows: "93.4 % ..." as "93.4% \u2191 \u25B2 Amber". In `arena`.
 *  PLACE items are the writer's business and give an empty text. WF_E_MEMORY. */
WF_API wf_status wf_item_text(const wf_item *item, const wf_report_column *column,
                              wf_arena *arena, wf_str *out) WF_MUST_CHECK;

/** WCAG 2.2 contrast ratio of two colours 0xRRGGBB, 1..21. */
WF_API double wf_colour_contrast(uint32_t a, uint32_t b);

WF_API const char *wf_look_name(wf_look look);
WF_API const char *wf_show_format(wf_show show);
WF_API const char *wf_mark_symbol(wf_mark mark);
WF_API const char *wf_mark_word(wf_mark mark);
WF_API const char *wf_mark_meaning(wf_mark mark);
WF_API const char *wf_move_symbol(wf_move move);

WF_END_DECLS
#endif
