#include "formats/docx/docx_table.h"

#include "formats/docx/docx_reading.h"

#include <limits.h>

docx_table *docx_table_here(docx_reading *r)
{
    if (r->table_count == 0 || docx_flow_here(r)->tables == r->table_count)
        return NULL;
    return r->tables[r->table_count - 1];
}

/* ---- giving a row on ------------------------------------------------------------ */

static unsigned bit_if(bool holds, docx_condition condition)
{
    return holds ? 1u << condition : 0;
}

/* The band that row or column i falls into; the first one does not count where it is
 * treated apart. */
static bool is_second_band(uint32_t i, bool first_apart, uint32_t size)
{
    if (first_apart && i > 0)
        i--;
    return i / (size > 0 ? size : 1) % 2 != 0;
}

/* Which parts of the table style hold for a cell (17.7.6). */
static unsigned conditions_of(const docx_table *t, const docx_row *row,
                              const docx_pending *cell, bool is_last_row)
{
    uint32_t look = t->props.look;
    bool top_apart = look & DOCX_LOOK_FIRST_ROW,
         side_apart = look & DOCX_LOOK_FIRST_COLUMN;
    bool top = top_apart && row->index == 0;
    bool bottom = (look & DOCX_LOOK_LAST_ROW) && is_last_row && !top;
    bool left = side_apart && cell == row->cells;
    bool right =
        (look & DOCX_LOOK_LAST_COLUMN) && cell == row->cells + row->n - 1 && !left;
    unsigned out = bit_if(top, DOCX_FIRST_ROW) | bit_if(bottom, DOCX_LAST_ROW) |
                   bit_if(left, DOCX_FIRST_COLUMN) | bit_if(right, DOCX_LAST_COLUMN) |
                   bit_if(top && left, DOCX_NORTH_WEST) |
                   bit_if(top && right, DOCX_NORTH_EAST) |
                   bit_if(bottom && left, DOCX_SOUTH_WEST) |
                   bit_if(bottom && right, DOCX_SOUTH_EAST);
    if (!(look & DOCX_LOOK_NO_ROW_BANDS) && !top && !bottom)
        out |= 1u << (is_second_band(row->index, top_apart, t->style->row_band)
                          ? DOCX_BAND_2_ROW
                          : DOCX_BAND_1_ROW);
    if (!(look & DOCX_LOOK_NO_COLUMN_BANDS) && !left && !right)
        out |= 1u << (is_second_band(cell->column, side_apart, t->style->column_band)
                          ? DOCX_BAND_2_COLUMN
                          : DOCX_BAND_1_COLUMN);
    return out;
}

/* Direct shading, then the row's, the table style's, the table's. */
static uint32_t fill_of(const docx_table *t, const docx_row *row,
                        const docx_pending *cell, const docx_table_look *look)
{
    uint32_t layers[] = {cell->shading, row->shading, look ? look->shading : DOCX_UNSET,
                         t->props.shading};
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++)
        if (layers[i] != DOCX_UNSET)
            return layers[i];
    return WF_COLOR_NONE;
}

/* The runs say what the cell's style cannot: text with a fill of its own on a filled
 * cell. */
static void give_fill(docx_shown *shown, uint32_t fill, wf_run *whole, uint32_t length)
{
    if (fill == WF_COLOR_NONE)
        return;
    if (shown->run_count == 0 && shown->fill != WF_COLOR_NONE && shown->fill != fill) {
        *whole = (wf_run){.length = length,
                          .font = shown->font,
                          .fill = shown->fill,
                          .flags = shown->flags};
        shown->runs = whole;
        shown->run_count = 1;
    }
    shown->fill = fill;
}

/* What the table style says of a cell: neighbours mostly have the same. */
static const docx_table_look *look_of(docx_table *t, const docx_row *row,
                                      const docx_pending *cell, bool is_last_row)
{
    if (!t->style)
        return NULL;
    unsigned conditions =
        t->style->given == 0 ? 0 : conditions_of(t, row, cell, is_last_row);
    if (conditions != t->look_conditions) {
        t->look = docx_table_style_look(t->style, conditions);
        t->look_conditions = conditions;
    }
    return &t->look;
}

static wf_status give_cell(docx_reading *r, docx_table *t, const docx_row *row,
                           const docx_pending *cell, bool is_last_row)
{
    const docx_table_look *by_style = look_of(t, row, cell, is_last_row);
    wf_str text = {.p = cell->text, .n = cell->length};
    docx_stretch stretch = {.text = text,
                            .pieces = row->pieces.items + cell->first_piece,
                            .count = cell->piece_count};
    docx_shown shown;
    WF_TRY(docx_show(r, &stretch, by_style, &shown));
    wf_run whole;
    give_fill(&shown, fill_of(t, row, cell, by_style), &whole, cell->length);
    wf_style style = {.fill = shown.fill,
                      .font = text.n > 0 ? shown.font : WF_COLOR_NONE,
                      .bold = shown.flags & WF_RUN_BOLD,
                      .italic = shown.flags & WF_RUN_ITALIC,
                      .underline = shown.flags & WF_RUN_UNDERLINE,
                      .strike = shown.flags & WF_RUN_STRIKE};
    wf_cell out = {.row = row->index,
                   .column = (uint16_t)cell->column,
                   .length = cell->length,
                   .kind = text.n > 0 ? WF_CELL_TEXT : WF_CELL_BLANK,
                   .as.text = cell->text};
    WF_TRY(docx_add_style(r, &style, &out.style));
    WF_TRY(wf_document_add_cell(r->doc, t->grid, &out, r->err));
    if (text.n == 0 || shown.run_count == 0)
        return WF_OK;
    return wf_document_add_cell_runs(r->doc, t->grid, shown.runs, shown.run_count,
                                     r->err);
}

static wf_status give_merge(docx_reading *r, const docx_table *t,
                            const docx_open_merge *m)
{
    if (m->span == 1 && m->row == m->last_row)
        return WF_OK;
    wf_merge merge = {.row = m->row,
                      .last_row = m->last_row,
                      .column = (uint16_t)m->column,
                      .last_column = (uint16_t)(m->column + m->span - 1)};
    return wf_document_add_merge(r->doc, t->grid, &merge, r->err);
}

static bool push_merge(docx_reading *r, docx_open_merges *merges, docx_open_merge merge)
{
    docx_open_merge *items = wf_arena_push_room(r->scratch, merges->items, merges->n,
                                                &merges->cap, sizeof *items);
    if (!items)
        return false;
    merges->items = items;
    items[merges->n++] = merge;
    return true;
}

/* Give on the old merges before `column`, from the i-th on. */
static wf_status close_merges(docx_reading *r, const docx_table *t, size_t *i,
                              uint32_t column)
{
    const docx_open_merges *old = &t->merges[0];
    for (; *i < old->n && old->items[*i].column < column; (*i)++)
        WF_TRY(give_merge(r, t, &old->items[*i]));
    return WF_OK;
}

/* One cell of a row: begins a merge, goes on with the old one that stands there, or is
 * one by its span alone. */
static wf_status merge_cell(docx_reading *r, docx_table *t, const docx_row *row,
                            const docx_pending *cell, size_t *i)
{
    const docx_open_merges *old = &t->merges[0];
    docx_open_merge m = {.column = cell->column,
                         .span = cell->span,
                         .row = row->index,
                         .last_row = row->index};
    if (cell->vertical == DOCX_MERGE_NONE)
        return give_merge(r, t, &m);
    if (cell->vertical == DOCX_MERGE_GO_ON && *i < old->n &&
        old->items[*i].column == cell->column) {
        m = old->items[(*i)++];
        m.last_row = row->index;
    }
    return push_merge(r, &t->merges[1], m) ? WF_OK : wf_fail_memory(r->err);
}

/* Cells and open merges both run from left to right: one walk joins them. */
static wf_status merge_row(docx_reading *r, docx_table *t, const docx_row *row)
{
    size_t i = 0;
    t->merges[1].n = 0;
    for (size_t c = 0; c < row->n; c++) {
        const docx_pending *cell = &row->cells[c];
        if (cell->is_covered || (cell->vertical == DOCX_MERGE_NONE && cell->span == 1))
            continue;
        WF_TRY(close_merges(r, t, &i, cell->column));
        WF_TRY(merge_cell(r, t, row, cell, &i));
    }
    WF_TRY(close_merges(r, t, &i, UINT32_MAX));
    docx_open_merges swap = t->merges[0];
    t->merges[0] = t->merges[1];
    t->merges[1] = swap;
    return WF_OK;
}

static wf_status give_row(docx_reading *r, docx_table *t, docx_row *row, bool is_last)
{
    if (!row->is_used)
        return WF_OK;
    row->is_used = false;
    for (size_t c = 0; c < row->n; c++)
        WF_TRY(give_cell(r, t, row, &row->cells[c], is_last));
    return merge_row(r, t, row);
}

/* ---- tables --------------------------------------------------------------------- */

wf_status docx_table_begin(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (f->in_paragraph)
        WF_TRY(docx_paragraph_end(r));
    uint64_t max = r->limits->table_depth;
    if (r->table_count >= max || r->table_count >= DOCX_TABLES_MAX)
        return wf_fail_limit(r->err, &(wf_where){.part = r->part}, "table-depth",
                             max < DOCX_TABLES_MAX ? max : DOCX_TABLES_MAX);
    docx_table *t = r->tables[r->table_count];
    if (!t) {
        t = wf_arena_alloc(r->scratch, sizeof *t);
        if (!t)
            return wf_fail_memory(r->err);
        r->tables[r->table_count] = t;
    }
    r->table_count++;
    docx_row rows[2] = {t->rows[0], t->rows[1]}; /* their room is used again */
    docx_open_merges merges[2] = {t->merges[0], t->merges[1]};
    *t = (docx_table){.depth = r->scan->depth, .props = DOCX_TABLE_PROPS_INIT};
    for (size_t i = 0; i < 2; i++) {
        t->rows[i] = rows[i];
        t->rows[i].is_used = false;
        t->merges[i] = merges[i];
        t->merges[i].n = 0;
    }
    return WF_OK;
}

/* The first row that is not deleted: now the table is there. */
static wf_status begin_grid(docx_reading *r, docx_table *t)
{
    const docx_flow *f = docx_flow_here(r);
    wf_grid_options options = {.name = WF_STR_EMPTY,
                               .kind = WF_GRID_TABLE,
                               .area = f->at.area,
                               .parent = f->at.grid,
                               .parent_row = f->at.row,
                               .parent_column = f->at.column};
    const docx_style *style =
        t->props.style.n > 0 ? docx_style_of(&r->styles, DOCX_STYLE_TABLE, t->props.style)
                             : NULL;
    if (!style)
        style = docx_style_default(&r->styles, DOCX_STYLE_TABLE);
    t->style = style ? style->table : NULL;
    t->look_conditions = UINT_MAX; /* none asked for yet */
    t->is_begun = true;
    return wf_document_grid_begin(r->doc, &options, &t->grid, r->err);
}

wf_status docx_table_end(docx_reading *r)
{
    docx_table *t = r->tables[r->table_count - 1];
    if (t->in_row)
        WF_TRY(docx_row_end(r));
    r->table_count--;
    if (!t->is_begun)
        return WF_OK;
    WF_TRY(give_row(r, t, &t->rows[1 - t->current], true));
    for (size_t i = 0; i < t->merges[0].n; i++)
        WF_TRY(give_merge(r, t, &t->merges[0].items[i]));
    uint32_t columns = t->columns > t->grid_columns ? t->columns : t->grid_columns;
    wf_document_set_extent(r->doc, t->grid, t->row, columns);
    wf_document_set_header_rows(r->doc, t->grid, t->header_rows);
    return wf_document_grid_end(r->doc, t->grid, r->err);
}

/* ---- rows ----------------------------------------------------------------------- */

wf_status docx_row_begin(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    if (!t || t->in_row)
        return WF_OK;
    docx_row *row = &t->rows[t->current];
    row->n = 0;
    row->pieces.n = 0;
    row->index = t->row;
    t->in_row = true;
    t->row_depth = r->scan->depth;
    t->row_shading = DOCX_UNSET;
    t->row_props = (docx_row_props){0};
    t->column = 0;
    return WF_OK;
}

wf_status docx_row_end(docx_reading *r)
{
    docx_table *t = r->tables[r->table_count - 1];
    docx_row *row = &t->rows[t->current];
    t->in_row = false;
    if (!t->is_begun)
        WF_TRY(begin_grid(r, t));
    WF_TRY(give_row(r, t, &t->rows[1 - t->current], false));
    if (t->row >= r->limits->rows)
        return wf_fail_limit(r->err, &(wf_where){.part = r->part}, "rows",
                             r->limits->rows);
    uint64_t width = (uint64_t)t->column + t->row_props.after;
    if (width > r->limits->columns)
        width = t->column;
    if (width > t->columns)
        t->columns = (uint32_t)width;
    row->is_used = true;
    row->shading = t->row_shading;
    if (t->row_props.is_hidden)
        WF_TRY(wf_document_hide_rows(r->doc, t->grid, t->row, t->row, r->err));
    if (!t->row_props.is_header)
        t->is_past_header = true;
    else if (!t->is_past_header && t->header_rows < UINT16_MAX)
        t->header_rows++;
    t->row++;
    t->current = 1 - t->current;
    return WF_OK;
}

/* ---- cells ---------------------------------------------------------------------- */

wf_status docx_cell_begin(docx_reading *r)
{
    static const docx_cell_props plain = DOCX_CELL_PROPS_INIT;
    docx_table *t = docx_table_here(r);
    if (!t || !t->in_row || t->in_cell)
        return WF_OK;
    if (!t->is_begun)
        WF_TRY(begin_grid(r, t));
    if (t->column == 0)
        t->column = t->row_props.before;
    if (t->column >= r->limits->columns || t->column >= UINT16_MAX)
        return wf_fail_limit(r->err, &(wf_where){.part = r->part, .row = t->row + 1},
                             "columns", r->limits->columns);
    t->in_cell = true;
    t->cell = plain;
    const docx_flow *outer = docx_flow_here(r);
    docx_place place = {.area = outer->at.area,
                        .is_cell = true,
                        .depth = r->scan->depth,
                        .grid = t->grid,
                        .row = t->row,
                        .column = (uint16_t)t->column};
    return docx_flow_open(r, &place);
}

/* The cell's text, trimmed, into the document, and its pieces into the row. */
static wf_status keep_text(docx_reading *r, docx_row *row, docx_flow *f,
                           docx_pending *cell)
{
    wf_str whole = wf_strbuf_str(&f->text);
    if (f->text.failed)
        return wf_fail_memory(r->err);
    wf_str text = wf_str_trim(whole), kept;
    cell->text = "";
    cell->first_piece = row->pieces.n;
    if (text.n == 0)
        return WF_OK;
    if (wf_arena_str(r->arena, text, &kept) != WF_OK)
        return wf_fail_memory(r->err);
    cell->text = kept.p;
    cell->length = (uint32_t)kept.n;
    size_t lead = (size_t)(text.p - whole.p);
    for (size_t i = 0; i < f->pieces.n; i++) {
        docx_piece piece = f->pieces.items[i];
        size_t cut = piece.start < lead ? lead - piece.start : 0;
        if (cut >= piece.length)
            continue;
        piece.length -= (uint32_t)cut;
        piece.start = (uint32_t)(piece.start + cut - lead);
        docx_piece *items =
            wf_arena_push_room(r->scratch, row->pieces.items, row->pieces.n,
                               &row->pieces.cap, sizeof *items);
        if (!items)
            return wf_fail_memory(r->err);
        row->pieces.items = items;
        items[row->pieces.n++] = piece;
    }
    cell->piece_count = row->pieces.n - cell->first_piece;
    return WF_OK;
}

wf_status docx_cell_end(docx_reading *r)
{
    docx_table *t = r->tables[r->table_count - 1];
    docx_flow *f = docx_flow_here(r);
    WF_TRY(docx_flow_close(r));
    t->in_cell = false;
    if (t->cell.is_deleted) {
        r->deletions++;
        return WF_OK;
    }
    docx_row *row = &t->rows[t->current];
    uint64_t room = r->limits->columns - t->column;
    uint32_t span = t->cell.span < room ? t->cell.span : (uint32_t)room;
    docx_pending cell = {.column = t->column,
                         .span = span,
                         .shading = t->cell.shading,
                         .vertical = t->cell.vertical};
    WF_TRY(keep_text(r, row, f, &cell));
    t->column += span;
    if (t->cell.horizontal == DOCX_MERGE_GO_ON && row->n > 0) {
        size_t first = row->n - 1;
        while (first > 0 && row->cells[first].is_covered)
            first--;
        row->cells[first].span += span;
        cell.is_covered = true;
    }
    docx_pending *cells =
        wf_arena_push_room(r->scratch, row->cells, row->n, &row->cap, sizeof *cells);
    if (!cells)
        return wf_fail_memory(r->err);
    row->cells = cells;
    cells[row->n++] = cell;
    return WF_OK;
}
