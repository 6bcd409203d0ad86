#ifndef WF_XLSX_SHEET_H
#define WF_XLSX_SHEET_H
/* Private to this folder: what is known about a workbook while it is drawn. */
#include "engine/report/styles.h"
#include "wayforward/report.h"
#include <xlsxwriter.h>

/* Where a part stands and how a section's columns are cut: all known before the first
 * cell is written, so that charts, formulas and links can point anywhere. */
typedef struct sheet_layout {
    const wf_section *section;
    const char *name;   /* of the sheet, unique */
    const char *quoted; /* for formulas */
    lxw_worksheet *sheet;
    uint32_t *first_rows; /* of each part; a table's is its header row */
    bool *breaks;         /* of each part: it begins a page */
    uint32_t row_count;
    uint32_t *widths; /* pixels of each column */
    uint16_t column_count;
    uint32_t total_width;
    double total_height; /* points */
    size_t table_count;
    size_t first_table; /* part index */
    size_t links;
} sheet_layout;

#define FORMAT_KEYS ((size_t)WF_LOOKS * WF_SHOWS * WF_MARKS * 4 * 2)

/* What a cell looks like: all that makes a format of its own. */
typedef struct cell_face {
    wf_look look;
    wf_show show;
    wf_mark mark;
    wf_move move;
    bool is_edge;
} cell_face;

/* A table, and where it stands. */
typedef struct table_spot {
    const wf_report_table *table;
    const sheet_layout *sheet;
    size_t part;
} table_spot;

typedef struct xlsx_book {
    const wf_report *report;
    wf_arena *arena; /* scratch for this writing */
    lxw_workbook *book;
    sheet_layout *sheets;
    size_t sheet_count;
    table_spot *spots; /* by the table's address */
    size_t spot_count;
    lxw_format *formats[FORMAT_KEYS];
    lxw_format *running[WF_LOOKS];  /* of lines that run on over the next cells */
    lxw_format *spanning[WF_LOOKS]; /* of lines in one cell over all columns */
    wf_error *err;
    wf_status status; /* the first failure */
} xlsx_book;

/** Remember a failure of libxlsxwriter; LXW_NO_ERROR is none. */
void book_check(xlsx_book *book, lxw_error error);
/** `text` ready for a cell; "" (and a failed book) when out of memory. */
const char *book_text(xlsx_book *book, wf_str text);

/** A copy that libxlsxwriter's structures can point at, at most `units` UTF-16 units;
 * NULL for an empty text or (and a failed book) when out of memory. */
char *book_chars(xlsx_book *book, wf_str text, size_t units);

/** Measure all sections: names, column widths, rows of parts. */
wf_status layout_all(xlsx_book *book);
/** Where a table stands; false where it is not in the report. */
bool layout_find(const xlsx_book *book, const wf_report_table *table,
                 const sheet_layout **sheet, uint32_t *header_row);
bool layout_find_id(const xlsx_book *book, wf_str id, const wf_report_table **table,
                    const sheet_layout **sheet, uint32_t *header_row);
/** Height of a table's row in points, by its tallest item. */
double layout_row_height(xlsx_book *book, const sheet_layout *sheet,
                         const wf_report_table *table, size_t row);
double layout_header_height(const sheet_layout *sheet, const wf_report_table *table);
/** Whether a sheet that asks for one page can have it and still be read. */
bool layout_fits_page(const sheet_layout *sheet);
/** The per cent at which the sheet is as wide as the page, 10..100. */
uint16_t layout_print_scale(const sheet_layout *sheet);
/** The last column that is printed: prose may run on past the tables. */
uint16_t layout_last_column(const sheet_layout *sheet);
/** Pixels that a line of prose may take. */
uint32_t layout_prose_width(const sheet_layout *sheet);

/** The format of a face; made once. NULL (and a failed book) when out of memory. */
lxw_format *book_format(xlsx_book *book, cell_face face);
static inline cell_face plain_face(wf_look look)
{
    return (cell_face){.look = look, .show = WF_SHOW_GENERAL};
}

/** The format of a look for a line that runs on over the empty cells to its right. */
lxw_format *book_running_format(xlsx_book *book, wf_look look);
/** The format of a look for a line in one cell merged over the sheet's columns. */
lxw_format *book_spanning_format(xlsx_book *book, wf_look look);

void draw_table(xlsx_book *book, sheet_layout *sheet, const wf_report_table *table,
                uint32_t row);
void draw_chart(xlsx_book *book, const sheet_layout *sheet, const wf_report_chart *chart,
                uint32_t row);
/** Rows of the standard height that a chart takes. */
uint32_t chart_rows(const wf_report_chart *chart);

/** "'Schools'!C7" of an item, or "" where the table is not in the report. */
const char *place_address(xlsx_book *book, const wf_item *item, bool for_link);
/** An expression of the report tree as a spreadsheet formula; NULL where it names a table
 * or column that is not there. */
const char *formula_expand(xlsx_book *book, const wf_report_table *table, size_t row,
                           wf_str expression);
/** The text of a link as libxlsxwriter wants it; NULL where it is no link we make. */
const char *link_url(xlsx_book *book, wf_str link);

#define STANDARD_ROW_PIXELS 20

#endif
