#ifndef WF_XLSX_SHEET_H
#define WF_XLSX_SHEET_H
/*
 * One sheet while it is read. Two ways lead through its rows: the table of xlsx_sheet.c,
 * which knows the whole grammar, and the scanner of xlsx_scan.c, which knows the plain
 * form of cells only and leaves all else to the table. Both end in xlsx_sheet_cell.
 */
#include "engine/document/conditions.h"
#include "formats/xlsx/xlsx_parts.h"

enum {
    XLSX_BATCH = 128
};

/* Where cells go: a document, or whoever reads a large sheet as a stream. */
typedef struct xlsx_cell_sink {
    wf_status (*cells)(void *context, const wf_cell *cells, size_t n, wf_error *err);
    /* of the cell last given */
    wf_status (*runs)(void *context, const wf_run *runs, size_t n, wf_error *err);
    void *context;
} xlsx_cell_sink;

/* ST_CellType (§18.18.11) */
typedef enum xlsx_type {
    XLSX_NUMBER,
    XLSX_SHARED,
    XLSX_FORMULA_TEXT,
    XLSX_INLINE,
    XLSX_BOOLEAN,
    XLSX_ERROR,
    XLSX_DATE,
    XLSX_TYPE_UNKNOWN
} xlsx_type;

/* A cell as the file has it. */
typedef struct xlsx_raw_cell {
    uint32_t row, column; /* 0-based */
    uint32_t xf;
    xlsx_type type;
    bool is_formula, has_value;
} xlsx_raw_cell;

/* ---- conditional formats: see xlsx_conditions.h */

struct xlsx_sheet {
    xlsx_book *book;
    const xlsx_sheet_entry *entry;
    uint32_t grid;
    xlsx_cell_sink sink;
    uint32_t row;         /* of the <row> at hand; cells without an address stand in it */
    uint32_t next_row;    /* of a <row> without a number */
    uint32_t next_column; /* of a cell without an address */
    xlsx_raw_cell raw;    /* of the <c> at hand, on the table's way */
    xlsx_text text;       /* its value */
    bool is_rich;         /* it is an <is> */
    const wf_merge *ranges; /* of the <conditionalFormatting> at hand */
    size_t range_count;
    wf_condition rule; /* the <cfRule> at hand */
    wf_str formulas[2];
    size_t formula_count;
    wf_condition *conditions;
    size_t condition_count, condition_capacity;
    /* when cells are streamed: what the document would have known */
    uint8_t row_flags;                 /* WF_CELL_HIDDEN in a hidden row */
    uint8_t hidden_columns[16384 / 8]; /* a bit each */
    bool has_hidden_columns;
    uint32_t rows, columns; /* extent so far */
    size_t batch_count;
    wf_cell batch[XLSX_BATCH];
};

/** A row begins; number 0: the next one. */
wf_status xlsx_sheet_row(xlsx_sheet *sheet, uint32_t number, bool is_row_hidden,
                         wf_error *err) WF_MUST_CHECK;

/** Add the cell that `raw` and the characters of its <v> make; the bytes may be changed.
 */
wf_status xlsx_sheet_cell(xlsx_sheet *sheet, const xlsx_raw_cell *raw, char *value,
                          size_t n, wf_error *err) WF_MUST_CHECK;

/** Add the cell whose <is> stands in sheet->text. */
wf_status xlsx_sheet_rich_cell(xlsx_sheet *sheet, const xlsx_raw_cell *raw,
                               wf_error *err) WF_MUST_CHECK;

/** Give the cells at hand to the sink. */
wf_status xlsx_sheet_flush(xlsx_sheet *sheet, wf_error *err) WF_MUST_CHECK;

/** Trouble with one cell. */
void xlsx_sheet_diag(xlsx_sheet *sheet, wf_diag_code code, uint32_t row, uint32_t column,
                     const char *message);

xlsx_type xlsx_type_of(wf_str text);

/** "A1:C3" or "A1", "$" allowed; false where it is none. */
bool xlsx_range_parse(wf_str text, wf_merge *out);

/** Comments and text boxes of the sheet whose part is named; the grid must have begun. */
wf_status xlsx_read_beside(xlsx_sheet *sheet, wf_str part, wf_error *err) WF_MUST_CHECK;

/** Plain cells inside a <row>, and from its end into the next: see wf_xml_table.scan. */
wf_status xlsx_scan_row(void *context, char *data, size_t n, size_t *used_out,
                        wf_error *err);

#endif
