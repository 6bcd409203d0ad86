#ifndef WF_DOC_TABLE_H
#define WF_DOC_TABLE_H
/*
 * Tables while they are read: a stack of those that are open, one in a cell of the other.
 * The rows are kept until the outermost table ends, as its columns follow from the edges
 * of all its rows and a nested table's address from the columns of the one that holds it.
 */
#include "formats/doc/doc_tap.h"
#include "formats/doc/doc_text.h"

enum {
    DOC_TABLE_DEPTH =
        16 /* as limits->table_depth by default; deeper ones are flattened */
};

typedef struct doc_cell {
    doc_text_done done;
    int32_t left, right; /* edges; columns once the grid is known */
    uint32_t fill;
    uint8_t down;    /* DOC_MERGE_ */
    bool is_rest;    /* part of a merge that begins to the left of it */
    bool is_covered; /* of that, or of one that begins above */
} doc_cell;

typedef struct doc_row {
    doc_cell *cells;
    size_t n;
    bool is_header;
} doc_row;

typedef struct doc_table {
    doc_row *rows;
    size_t n, cap;
    uint32_t parent; /* index in doc_tables.all, or WF_NO_INDEX */
    uint32_t parent_row, parent_cell;
    uint32_t grid;   /* once emitted */
    bool is_dropped; /* its row was deleted by a tracked change */
} doc_table;

/* Something in the text that others refer to by its place: a note, a comment, a shape. */
typedef struct doc_anchor {
    uint32_t cp;
    uint32_t table, row,
        column; /* of doc_tables.all and its cells; once emitted, of the document */
} doc_anchor;

/* One open table: its row that is being read, and the cell. */
typedef struct doc_table_level {
    uint32_t table; /* index in doc_tables.all */
    doc_cell *cells;
    size_t n, cap;
    doc_text text;
    bool is_empty; /* no paragraph has gone into the cell yet */
} doc_table_level;

typedef struct doc_tables {
    doc_file *f;
    wf_area area;
    doc_anchor outer; /* of a text box or note: the cell it belongs to; table WF_NO_INDEX:
                         none */
    doc_table *all;   /* in the order in which they begin: a table before those in it */
    size_t count, cap;
    doc_table_level levels[DOC_TABLE_DEPTH];
    size_t depth;        /* open levels */
    doc_anchor *anchors; /* in cells, in order of cp */
    size_t anchor_n, anchor_cap;
    size_t anchors_done; /* the first ones, whose tables have been emitted */
} doc_tables;

void doc_tables_init(doc_tables *t, doc_file *f);

/** Open and close tables until `depth` are open; at 0 what was read goes into the
 * document. */
wf_status doc_tables_enter(doc_tables *t, size_t depth, wf_error *err) WF_MUST_CHECK;

/** Where the text of the innermost cell grows. */
static inline doc_table_level *doc_tables_level(doc_tables *t)
{
    return &t->levels[t->depth - 1];
}

/** What stands at `cp` in the innermost cell may be asked for later. */
wf_status doc_tables_add_anchor(doc_tables *t, uint32_t cp, wf_error *err) WF_MUST_CHECK;

/** The cell that holds `cp`, of a table that has been emitted; NULL where none does. */
const doc_anchor *doc_tables_anchor(const doc_tables *t, uint32_t cp);

/** The innermost cell is complete. */
wf_status doc_tables_end_cell(doc_tables *t, wf_error *err) WF_MUST_CHECK;

/** The innermost row is complete; `is_deleted`: by a tracked change, so that it goes. */
wf_status doc_tables_end_row(doc_tables *t, const doc_tap *tap, bool is_deleted,
                             wf_error *err) WF_MUST_CHECK;

#endif
