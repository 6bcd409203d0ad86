#ifndef WF_DOCX_TABLE_H
#define WF_DOCX_TABLE_H
/*
 * Tables (ECMA-376-1, 17.4). Columns are those of the table's grid, counted by spans. One
 * row is held back, as whether it is the last decides how a table style shows it.
 */
#include "formats/docx/docx_flow.h"

/* A cell that has been read and waits for its row to be given on. */
typedef struct docx_pending {
    uint32_t column, span;
    uint32_t shading; /* DOCX_UNSET: the table style decides */
    uint8_t vertical; /* docx_merge */
    bool is_covered;  /* w:hMerge: belongs to the cell before it */
    uint32_t length;
    const char *text; /* trimmed, in the document's arena */
    size_t first_piece, piece_count;
} docx_pending;

typedef struct docx_row {
    bool is_used;
    uint32_t index;
    uint32_t shading; /* of w:tblPrEx */
    docx_pending *cells;
    size_t n, cap;
    docx_pieces pieces;
} docx_row;

/* A vertical merge that may go on in the next row. */
typedef struct docx_open_merge {
    uint32_t column, span, row, last_row;
} docx_open_merge;

typedef struct docx_open_merges {
    docx_open_merge *items;
    size_t n, cap;
} docx_open_merges;

typedef struct docx_table {
    size_t depth; /* XML depth of w:tbl, of its row, of its cell */
    size_t row_depth;
    bool is_begun; /* has a grid in the document */
    bool in_row, in_cell;
    uint32_t grid;
    docx_table_props props;
    const docx_table_style *style; /* may be NULL */
    docx_table_look look;          /* of the style, for `look_conditions` */
    unsigned look_conditions;
    uint32_t grid_columns; /* w:gridCol */
    uint32_t columns, row;
    uint32_t column; /* where the next cell begins */
    uint32_t row_shading;
    docx_row_props row_props;
    docx_cell_props cell;
    uint16_t header_rows;
    bool is_past_header;
    docx_row rows[2]; /* rows[current] is being read, the other is held back */
    size_t current;
    docx_open_merges merges[2]; /* merges[0] as they stand; [1] is being made */
} docx_table;

wf_status docx_table_begin(struct docx_reading *r) WF_MUST_CHECK;
wf_status docx_table_end(struct docx_reading *r) WF_MUST_CHECK;
wf_status docx_row_begin(struct docx_reading *r) WF_MUST_CHECK;
wf_status docx_row_end(struct docx_reading *r) WF_MUST_CHECK;
wf_status docx_cell_begin(struct docx_reading *r) WF_MUST_CHECK;
wf_status docx_cell_end(struct docx_reading *r) WF_MUST_CHECK;

/** The table whose rows or cells may come next in the current flow; NULL outside one. */
docx_table *docx_table_here(struct docx_reading *r);

#endif
