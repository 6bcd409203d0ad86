#ifndef WF_DOCUMENT_H
#define WF_DOCUMENT_H
/*
 * A document: what a reader makes of a file, whatever its format. Grids (sheets, Word
 * tables) of cells with their address, kind, text, number, colours, merges and hidden
 * flag; paragraphs; and the blocks that put grids and paragraphs in reading order.
 * Immutable once read, and may then be shared between threads. All pointers are owned by
 * the document.
 */
#include "wayforward/date.h"
#include "wayforward/diag.h"
#include "wayforward/input.h"

typedef struct wf_document wf_document;

typedef enum wf_format {
    WF_FORMAT_UNKNOWN,
    WF_FORMAT_XLSX,
    WF_FORMAT_XLS,
    WF_FORMAT_DOCX,
    WF_FORMAT_DOC,
    WF_FORMAT_CSV
} wf_format;

typedef enum wf_cell_kind {
    WF_CELL_BLANK, /* no content; kept only for its fill */
    WF_CELL_TEXT,
    WF_CELL_NUMBER,
    WF_CELL_DATE, /* a number whose format shows a date: as.number is the serial */
    WF_CELL_BOOLEAN,
    WF_CELL_ERROR /* as.text is "#DIV/0!" and the like */
} wf_cell_kind;

enum {
    WF_CELL_HIDDEN = 1,  /* its row, column or sheet is hidden */
    WF_CELL_COVERED = 2, /* inside a merged range but not its top-left cell */
    WF_CELL_MERGED = 4,  /* the top-left cell of a merged range */
    WF_CELL_RUNS = 8,    /* has runs: see wf_grid_runs */
    WF_CELL_FORMULA = 16 /* the value is a formula's cached result */
};

/* 24 bytes: a plan has hundreds, a capture file millions. */
typedef struct wf_cell {
    uint32_t row;    /* 0-based */
    uint16_t column; /* 0-based */
    uint16_t style;  /* index for wf_document_style */
    uint32_t length; /* bytes of as.text for TEXT and ERROR */
    uint8_t kind;    /* wf_cell_kind */
    uint8_t flags;
    uint16_t reserved;
    union {
        const char *text; /* TEXT, ERROR: UTF-8, NUL-terminated */
        double number;    /* NUMBER, DATE (serial), BOOLEAN (0 or 1) */
    } as;
} wf_cell;

#define WF_COLOR_NONE UINT32_MAX /* otherwise 0xRRGGBB */

typedef struct wf_style {
    uint32_t fill; /* solid or pattern fill or shading as it shows, else WF_COLOR_NONE */
    uint32_t font; /* font colour, WF_COLOR_NONE for automatic */
    uint16_t number_format; /* index for wf_document_number_format; 0 = General */
    bool bold, italic, underline, strike;
    bool fill_conditional; /* the fill comes from a conditional format that applies */
} wf_style;

/* Part of a text with its own formatting: given only where a cell's or paragraph's text
 * is not all alike, or holds list markers. Runs are in order, do not overlap and cover
 * the text. */
enum {
    WF_RUN_BOLD = 1,
    WF_RUN_ITALIC = 2,
    WF_RUN_UNDERLINE = 4,
    WF_RUN_STRIKE = 8,
    WF_RUN_MARKER = 16 /* a list's bullet or number with the space after it, as Word shows
                          it; it is part of the text */
};
typedef struct wf_run {
    uint32_t start, length; /* bytes of the text */
    uint32_t font, fill;    /* colour, highlight or shading; WF_COLOR_NONE */
    uint8_t flags;
    uint8_t list_level; /* of a MARKER run: 0-based */
} wf_run;

typedef struct wf_merge { /* inclusive, 0-based */
    uint32_t row, last_row;
    uint16_t column, last_column;
} wf_merge;

typedef enum wf_grid_kind {
    WF_GRID_SHEET,
    WF_GRID_TABLE
} wf_grid_kind;

typedef enum wf_area { /* where in a Word document (or beside a sheet) a block stands */
    WF_AREA_BODY,
    WF_AREA_HEADER,
    WF_AREA_FOOTER,
    WF_AREA_FOOTNOTE,
    WF_AREA_ENDNOTE,
    WF_AREA_COMMENT,
    WF_AREA_TEXT_BOX
} wf_area;

#define WF_NO_INDEX UINT32_MAX

typedef struct wf_cell_runs { /* private to the document: use wf_grid_runs */
    uint32_t cell, first, count;
} wf_cell_runs;

typedef struct wf_grid {
    wf_str name; /* sheet name, or "Table3" (1-based in reading order) */
    wf_grid_kind kind;
    wf_area area;
    bool hidden;            /* hidden or very hidden sheet */
    uint32_t rows, columns; /* extent of what is used: highest index + 1 */
    const wf_cell *cells;   /* by row, then column; no two with the same address */
    size_t cell_count;
    const wf_merge *merges; /* by row, then column; none overlaps another */
    size_t merge_count;
    const uint32_t *merge_reach; /* private: the last row that merges up to each reach */
    uint32_t parent; /* the grid that holds this (nested) table, or WF_NO_INDEX */
    uint32_t parent_row;
    uint16_t parent_column;
    uint16_t header_rows; /* rows marked to repeat as header (Word), else 0 */
    const wf_cell_runs *runs;
    size_t runs_count;
} wf_grid;

typedef struct wf_paragraph {
    uint32_t number; /* 1-based among the non-empty paragraphs: "Para17" */
    uint32_t style;
    wf_area area;
    uint8_t heading_level; /* 1..9 by style or outline level; 0: body text */
    bool title;            /* style Title */
    int8_t list_level;     /* 0-based; -1: not in a list */
    wf_str text;           /* with its list marker, tabs and line breaks (\n) */
    const wf_run *runs;    /* NULL where all alike */
    size_t run_count;
    uint32_t anchor; /* the grid a comment or text box belongs to, or WF_NO_INDEX */
    uint32_t anchor_row;
    uint16_t anchor_column;
} wf_paragraph;

typedef enum wf_block_kind {
    WF_BLOCK_GRID,
    WF_BLOCK_PARAGRAPH
} wf_block_kind;
typedef struct wf_block {
    wf_block_kind kind;
    uint32_t index; /* for wf_document_grid or wf_document_paragraph */
} wf_block;

typedef struct wf_read_options {
    const wf_limits *limits; /* NULL: defaults */
} wf_read_options;

WF_BEGIN_DECLS

WF_API void wf_document_free(wf_document *doc);

WF_API wf_format wf_document_format(const wf_document *doc);
/** "xlsx", "xls", "docx", "doc", "csv"; static. */
WF_API const char *wf_format_name(wf_format format);
WF_API wf_str wf_document_file(const wf_document *doc);

WF_API size_t wf_document_grid_count(const wf_document *doc);
WF_API const wf_grid *wf_document_grid(const wf_document *doc, size_t index);
WF_API size_t wf_document_paragraph_count(const wf_document *doc);
WF_API const wf_paragraph *wf_document_paragraph(const wf_document *doc, size_t index);
/** Blocks in reading order: a nested table follows the table that holds it. */
WF_API size_t wf_document_block_count(const wf_document *doc);
WF_API wf_block wf_document_block(const wf_document *doc, size_t index);

WF_API const wf_style *wf_document_style(const wf_document *doc, uint32_t index);
/** The format code ("dd/mm/yyyy") of a style's number_format; "General" for 0. */
WF_API wf_str wf_document_number_format(const wf_document *doc, uint16_t index);
WF_API bool wf_document_is_1904(const wf_document *doc);
/** When it was last saved, by the document's own properties: seconds since 1970; 0 where
 * it does not say (CSV, bare .xls, properties taken out). */
WF_API int64_t wf_document_saved(const wf_document *doc);
WF_API const wf_diags *wf_document_diags(const wf_document *doc);

/** Non-empty cells and paragraphs: what the ledger must account for. */
WF_API size_t wf_document_content_count(const wf_document *doc);

/** The cell at an address, NULL where there is none. O(log cells). */
WF_API const wf_cell *wf_grid_cell(const wf_grid *grid, uint32_t row, uint32_t column);
/** The merged range that covers an address, NULL where none does. O(log merges) as a
 * rule. */
WF_API const wf_merge *wf_grid_merge(const wf_grid *grid, uint32_t row, uint32_t column);
/** The index of the first cell at or after a row: for walking rows. O(log cells). */
WF_API size_t wf_grid_row_start(const wf_grid *grid, uint32_t row);
/** A cell's runs; NULL and *count = 0 where its text is all alike. */
WF_API const wf_run *wf_grid_runs(const wf_document *doc, const wf_grid *grid,
                                  const wf_cell *cell, size_t *count);

/** The text as the document shows it: a number in its format, a date in UK order.
 *  TEXT and ERROR borrow from the document; others are written into `scratch`.
 *  Empty for BLANK. WF_E_MEMORY. */
WF_API wf_status wf_cell_text(const wf_document *doc, const wf_cell *cell,
                              wf_arena *scratch, wf_str *out) WF_MUST_CHECK;

/** The day of a DATE cell, and the minute of the day; WF_DATE_NONE for other kinds. */
WF_API wf_date wf_cell_date(const wf_document *doc, const wf_cell *cell,
                            int *minutes_out);

/** "Plan!B12" or "Table3!B12"; in `arena`. Row and column 0-based. */
WF_API wf_status wf_grid_address(const wf_grid *grid, uint32_t row, uint32_t column,
                                 wf_arena *arena, wf_str *out) WF_MUST_CHECK;

WF_END_DECLS
#endif
