#include "formats/doc/doc_table.h"

#include "engine/base/ckd.h"
#include "engine/document/document_build.h"
#include "formats/doc/doc_columns.h"

#include <string.h>

void doc_tables_init(doc_tables *t, doc_file *f)
{
    *t = (doc_tables){.f = f, .outer = {.table = WF_NO_INDEX}};
    for (size_t i = 0; i < DOC_TABLE_DEPTH; i++)
        t->levels[i].text = doc_text_in(f->scratch, f->limits);
}

static wf_status open_table(doc_tables *t, wf_error *err)
{
    doc_table *all =
        wf_arena_push_room(t->f->scratch, t->all, t->count, &t->cap, sizeof *all);
    if (!all)
        return wf_fail_memory(err);
    t->all = all;
    doc_table *table = &all[t->count];
    *table = (doc_table){.parent = WF_NO_INDEX, .grid = WF_NO_INDEX};
    if (t->depth > 0) {
        const doc_table_level *outer = doc_tables_level(t);
        table->parent = outer->table;
        table->parent_row = (uint32_t)all[outer->table].n;
        table->parent_cell = (uint32_t)outer->n;
    }
    doc_table_level *level = &t->levels[t->depth++];
    level->table = (uint32_t)t->count++;
    level->n = 0;
    level->is_empty = true;
    doc_text_clear(&level->text);
    return WF_OK;
}

/* ---- out of the stack, into the document ---------------------------------------- */

/* Does a merge that begins at `cell` go on in this row? Word asks for equal edges on both
 * sides; the left one is enough to tell. */
static bool goes_on(const doc_row *below, const doc_cell *cell)
{
    for (size_t i = 0; i < below->n && below->cells[i].left <= cell->left; i++)
        if (below->cells[i].left == cell->left &&
            below->cells[i].down == DOC_MERGE_REST) {
            below->cells[i].down = DOC_MERGE_NONE; /* it is part of this one */
            below->cells[i].is_covered = true;
            return true;
        }
    return false;
}

/* The merge that begins at a cell, if one does: across, downwards or both. */
static wf_status emit_merge(doc_tables *t, const doc_table *table, size_t row,
                            size_t column, wf_error *err)
{
    const doc_row *r = &table->rows[row];
    const doc_cell *cell = &r->cells[column];
    if (cell->is_covered)
        return WF_OK;
    int32_t right = cell->right;
    for (size_t i = column + 1; i < r->n && r->cells[i].is_rest; i++)
        right = r->cells[i].right;
    size_t last = row;
    while (cell->down != DOC_MERGE_NONE && last + 1 < table->n &&
           goes_on(&table->rows[last + 1], cell))
        last++;
    wf_merge merge = {.row = (uint32_t)row,
                      .last_row = (uint32_t)last,
                      .column = (uint16_t)cell->left,
                      .last_column = (uint16_t)(right - 1)};
    return wf_document_add_merge(t->f->doc, table->grid, &merge, err);
}

static wf_status emit_cell(doc_tables *t, const doc_table *table, size_t row,
                           const doc_cell *cell, wf_error *err)
{
    const doc_text_done *done = &cell->done;
    wf_style style = done->look;
    /* The runs say what the cell's style cannot: text with a fill of its own on a filled
     * cell. */
    bool own_fill = cell->fill != WF_COLOR_NONE && style.fill != WF_COLOR_NONE &&
                    style.fill != cell->fill && done->run_count == 0 && done->text.n > 0;
    wf_run whole = {.length = (uint32_t)done->text.n,
                    .font = style.font,
                    .fill = style.fill,
                    .flags = (uint8_t)((style.bold ? WF_RUN_BOLD : 0) |
                                       (style.italic ? WF_RUN_ITALIC : 0) |
                                       (style.underline ? WF_RUN_UNDERLINE : 0) |
                                       (style.strike ? WF_RUN_STRIKE : 0))};
    if (cell->fill != WF_COLOR_NONE)
        style.fill = cell->fill;
    wf_cell out = {.row = (uint32_t)row,
                   .column = (uint16_t)cell->left,
                   .length = (uint32_t)done->text.n,
                   .kind = done->text.n > 0 ? WF_CELL_TEXT : WF_CELL_BLANK};
    out.as.text = done->text.p;
    WF_TRY(wf_document_add_style(t->f->doc, &style, &out.style, err));
    WF_TRY(wf_document_add_cell(t->f->doc, table->grid, &out, err));
    if (own_fill)
        return wf_document_add_cell_runs(t->f->doc, table->grid, &whole, 1, err);
    if (done->run_count > 0)
        return wf_document_add_cell_runs(t->f->doc, table->grid, done->runs,
                                         done->run_count, err);
    return WF_OK;
}

static uint16_t column_of_cell(const doc_table *table, uint32_t row, uint32_t cell)
{
    if (row >= table->n || cell >= table->rows[row].n)
        return 0;
    return (uint16_t)table->rows[row].cells[cell].left;
}

static wf_status begin_grid(doc_tables *t, doc_table *table, wf_error *err)
{
    wf_grid_options options = {.name = WF_STR_EMPTY,
                               .kind = WF_GRID_TABLE,
                               .area = t->area,
                               .parent = t->outer.table,
                               .parent_row = t->outer.row,
                               .parent_column = (uint16_t)t->outer.column};
    if (table->parent != WF_NO_INDEX) {
        const doc_table *outer = &t->all[table->parent];
        options.parent = outer->grid;
        options.parent_row = table->parent_row;
        options.parent_column =
            column_of_cell(outer, table->parent_row, table->parent_cell);
    }
    return wf_document_grid_begin(t->f->doc, &options, &table->grid, err);
}

static wf_status emit_row(doc_tables *t, const doc_table *table, size_t row,
                          wf_error *err)
{
    const doc_row *r = &table->rows[row];
    for (size_t i = 0; i < r->n; i++)
        WF_TRY(emit_cell(t, table, row, &r->cells[i], err));
    for (size_t i = 0; i < r->n; i++)
        WF_TRY(emit_merge(t, table, row, i, err));
    return WF_OK;
}

static uint16_t header_rows(const doc_table *table)
{
    size_t n = 0;
    while (n < table->n && n < UINT16_MAX && table->rows[n].is_header)
        n++;
    return (uint16_t)n;
}

static wf_status emit_table(doc_tables *t, doc_table *table, wf_error *err)
{
    uint32_t columns = 0;
    WF_TRY(doc_columns_assign(table, t->f->scratch, &columns, err));
    if (columns > t->f->limits->columns)
        return wf_fail_limit(err, NULL, "columns", t->f->limits->columns);
    WF_TRY(begin_grid(t, table, err));
    for (size_t row = 0; row < table->n; row++)
        WF_TRY(emit_row(t, table, row, err));
    wf_document_set_extent(t->f->doc, table->grid, (uint32_t)table->n, columns);
    wf_document_set_header_rows(t->f->doc, table->grid, header_rows(table));
    return wf_document_grid_end(t->f->doc, table->grid, err);
}

/* The anchors in the tables that were emitted, as addresses of the document. */
static void settle_anchors(doc_tables *t)
{
    for (; t->anchors_done < t->anchor_n; t->anchors_done++) {
        doc_anchor *anchor = &t->anchors[t->anchors_done];
        const doc_table *table = &t->all[anchor->table];
        anchor->column = column_of_cell(table, anchor->row, anchor->column);
        anchor->table = table->grid;
    }
}

static wf_status emit_all(doc_tables *t, wf_error *err)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->all[i].n > 0 && !t->all[i].is_dropped)
            WF_TRY(emit_table(t, &t->all[i], err));
    settle_anchors(t);
    t->count = 0;
    return WF_OK;
}

wf_status doc_tables_add_anchor(doc_tables *t, uint32_t cp, wf_error *err)
{
    if (t->depth == 0)
        return WF_OK;
    const doc_table_level *level = doc_tables_level(t);
    doc_anchor *anchors = wf_arena_push_room(t->f->scratch, t->anchors, t->anchor_n,
                                             &t->anchor_cap, sizeof *anchors);
    if (!anchors)
        return wf_fail_memory(err);
    t->anchors = anchors;
    anchors[t->anchor_n++] = (doc_anchor){.cp = cp,
                                          .table = level->table,
                                          .row = (uint32_t)t->all[level->table].n,
                                          .column = (uint32_t)level->n};
    return WF_OK;
}

const doc_anchor *doc_tables_anchor(const doc_tables *t, uint32_t cp)
{
    size_t low = 0, high = t->anchors_done;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->anchors[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < t->anchors_done && t->anchors[low].cp == cp &&
                 t->anchors[low].table != WF_NO_INDEX;
    return found ? &t->anchors[low] : NULL;
}

/* ---- cells and rows ------------------------------------------------------------- */

wf_status doc_tables_end_cell(doc_tables *t, wf_error *err)
{
    doc_table_level *level = doc_tables_level(t);
    doc_cell *cells = wf_arena_push_room(t->f->scratch, level->cells, level->n,
                                         &level->cap, sizeof *cells);
    if (!cells)
        return wf_fail_memory(err);
    level->cells = cells;
    doc_cell *cell = &cells[level->n];
    *cell = (doc_cell){.fill = WF_COLOR_NONE};
    WF_TRY(doc_text_finish(&level->text, t->f->arena, t->f->scratch, &cell->done, err));
    level->n++;
    level->is_empty = true;
    return WF_OK;
}

/* Where a cell stands for which the row says nothing: behind the others. */
static void place_cell(const doc_tap *tap, size_t i, doc_cell *cell)
{
    enum {
        USUAL_WIDTH = 1440
    };
    if (i < tap->n) {
        cell->left = tap->edges[i];
        cell->right = tap->edges[i + 1];
        cell->fill = tap->fill[i] != WF_COLOR_NONE ? tap->fill[i] : tap->table_fill;
        cell->down = tap->down[i];
        return;
    }
    int32_t end = tap->n > 0 ? tap->edges[tap->n] : 0;
    int32_t extra = (int32_t)(i - tap->n < 4096 ? i - tap->n : 4096);
    cell->left = end + extra * USUAL_WIDTH;
    cell->right = cell->left + USUAL_WIDTH;
}

/* The cells of a row; cells that the row promises but does not have are empty. What a
 * merge across takes in keeps its place, but the first cell spans it. */
static wf_status make_row(doc_tables *t, doc_table_level *level, const doc_tap *tap,
                          doc_row *row, wf_error *err)
{
    static const doc_cell empty = {
        .done = {.text = {"", 0},
                 .look = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE}}};
    size_t n = level->n > tap->n ? level->n : tap->n;
    row->cells = wf_arena_array(t->f->scratch, n, sizeof *row->cells);
    if (!row->cells)
        return wf_fail_memory(err);
    row->n = n;
    row->is_header = tap->is_header;
    for (size_t i = 0; i < n; i++) {
        doc_cell *cell = &row->cells[i];
        *cell = i < level->n ? level->cells[i] : empty;
        cell->fill = WF_COLOR_NONE;
        cell->is_rest = i > 0 && i < tap->n && tap->across[i] == DOC_MERGE_REST;
        cell->is_covered = cell->is_rest;
        place_cell(tap, i, cell);
    }
    return WF_OK;
}

/* The tables in a row that goes, and the tables in these: the last ones, as a table comes
 * before those in it. */
static void drop_nested(doc_tables *t, uint32_t table, uint32_t row)
{
    for (size_t i = t->count; i-- > (size_t)table + 1;) {
        doc_table *inner = &t->all[i];
        if (inner->parent == table && inner->parent_row != row)
            break;
        inner->is_dropped = true;
    }
}

wf_status doc_tables_end_row(doc_tables *t, const doc_tap *tap, bool is_deleted,
                             wf_error *err)
{
    doc_table_level *level = doc_tables_level(t);
    if (!level->is_empty)
        WF_TRY(doc_tables_end_cell(t, err));
    if (level->n == 0 && tap->n == 0)
        return WF_OK;
    doc_table *table = &t->all[level->table];
    if (is_deleted) {
        drop_nested(t, level->table, (uint32_t)table->n);
        level->n = 0;
        return WF_OK;
    }
    if (table->n >= t->f->limits->rows)
        return wf_fail_limit(err, NULL, "rows", t->f->limits->rows);
    doc_row *rows = wf_arena_push_room(t->f->scratch, table->rows, table->n, &table->cap,
                                       sizeof *rows);
    if (!rows)
        return wf_fail_memory(err);
    table->rows = rows;
    rows[table->n] = (doc_row){0};
    WF_TRY(make_row(t, level, tap, &rows[table->n], err));
    table->n++;
    level->n = 0;
    return WF_OK;
}

/* A row that has no end is one all the same. */
static wf_status close_table(doc_tables *t, wf_error *err)
{
    const doc_table_level *level = doc_tables_level(t);
    if (level->n > 0 || !level->is_empty) {
        doc_tap tap;
        doc_tap_init(&tap);
        doc_file_damaged(t->f, "a row of a table has no end");
        WF_TRY(doc_tables_end_row(t, &tap, false, err));
    }
    t->depth--;
    return WF_OK;
}

wf_status doc_tables_enter(doc_tables *t, size_t depth, wf_error *err)
{
    if (depth > DOC_TABLE_DEPTH || depth > t->f->limits->table_depth) {
        doc_file_damaged(t->f, "tables are nested too deep and were laid flat");
        depth = wf_min_size(DOC_TABLE_DEPTH, (size_t)t->f->limits->table_depth);
    }
    if (depth == t->depth)
        return WF_OK;
    while (t->depth > depth)
        WF_TRY(close_table(t, err));
    while (t->depth < depth)
        WF_TRY(open_table(t, err));
    return depth == 0 ? emit_all(t, err) : WF_OK;
}
