/* `wayforward read --cells`: what the reader found, one line a cell. */
#include "engine/base/cell_name.h"
#include "formats/write_json/json_out.h"
#include "wayforward/json.h"
#include "wayforward/reader.h"

#include <stdio.h>

static const char *const cell_kinds[] = {
    [WF_CELL_BLANK] = "blank", [WF_CELL_TEXT] = "text",       [WF_CELL_NUMBER] = "number",
    [WF_CELL_DATE] = "date",   [WF_CELL_BOOLEAN] = "boolean", [WF_CELL_ERROR] = "error",
};

static const char *const areas[] = {
    [WF_AREA_BODY] = NULL,           [WF_AREA_HEADER] = "header",
    [WF_AREA_FOOTER] = "footer",     [WF_AREA_FOOTNOTE] = "footnote",
    [WF_AREA_ENDNOTE] = "endnote",   [WF_AREA_COMMENT] = "comment",
    [WF_AREA_TEXT_BOX] = "text-box",
};

static void write_color(json_out *j, const char *key, uint32_t color)
{
    if (color == WF_COLOR_NONE)
        return;
    char text[8];
    (void)snprintf(text, sizeof text, "%06X", (unsigned)(color & 0xFFFFFF));
    json_text(j, key, text);
}

static void write_style(json_out *j, const wf_style *style)
{
    write_color(j, "fill", style->fill);
    write_color(j, "font", style->font);
    if (style->bold)
        json_boolean(j, "bold", true);
    if (style->strike)
        json_boolean(j, "strike", true);
}

/* Stretches of a text with their own look; "at" and "length" count bytes. */
static void write_runs(json_out *j, const wf_run *runs, size_t count)
{
    if (count == 0)
        return;
    json_open_array(j, "runs");
    for (size_t i = 0; i < count; i++) {
        json_open_object(j, NULL);
        json_integer(j, "at", runs[i].start);
        json_integer(j, "length", runs[i].length);
        if (runs[i].flags & WF_RUN_MARKER)
            json_integer(j, "marker", runs[i].list_level);
        write_color(j, "fill", runs[i].fill);
        write_color(j, "font", runs[i].font);
        if (runs[i].flags & WF_RUN_BOLD)
            json_boolean(j, "bold", true);
        if (runs[i].flags & WF_RUN_STRIKE)
            json_boolean(j, "strike", true);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_date(json_out *j, const wf_document *doc, const wf_cell *cell)
{
    int minutes = 0;
    wf_date date = wf_cell_date(doc, cell, &minutes);
    char text[32];
    if (date == WF_DATE_NONE)
        return;
    (void)wf_date_iso(date, text);
    if (minutes > 0)
        (void)snprintf(text + 10, sizeof text - 10, "T%02d:%02d", minutes / 60,
                       minutes % 60);
    json_text(j, "date", text);
}

static wf_status write_cell(json_out *j, const wf_document *doc, const wf_grid *grid,
                            const wf_cell *cell, wf_arena *scratch)
{
    wf_str at, text;
    WF_TRY(wf_grid_address(grid, cell->row, cell->column, scratch, &at));
    WF_TRY(wf_cell_text(doc, cell, scratch, &text));
    json_open_object(j, NULL);
    json_str(j, "at", at);
    json_text(j, "kind", cell_kinds[cell->kind]);
    json_str(j, "text", text);
    if (cell->kind == WF_CELL_NUMBER || cell->kind == WF_CELL_DATE)
        json_number(j, "value", cell->as.number);
    if (cell->kind == WF_CELL_DATE)
        write_date(j, doc, cell);
    write_style(j, wf_document_style(doc, cell->style));
    const wf_merge *merge = NULL;
    if (cell->flags & WF_CELL_MERGED)
        merge = wf_grid_merge(grid, cell->row, cell->column);
    if (merge && merge->last_row > merge->row)
        json_integer(j, "rows", (int64_t)merge->last_row - merge->row + 1);
    if (merge && merge->last_column > merge->column)
        json_integer(j, "columns", (int64_t)merge->last_column - merge->column + 1);
    if (cell->flags & WF_CELL_HIDDEN)
        json_boolean(j, "hidden", true);
    size_t run_count;
    const wf_run *runs = wf_grid_runs(doc, grid, cell, &run_count);
    write_runs(j, runs, run_count);
    json_close_object(j);
    json_line(j);
    return WF_OK;
}

static wf_status write_grid(json_out *j, const wf_document *doc, const wf_grid *grid,
                            wf_arena *scratch)
{
    for (size_t i = 0; i < grid->cell_count; i++) {
        if (grid->cells[i].kind == WF_CELL_BLANK)
            continue;
        wf_arena_mark mark = wf_arena_mark_here(scratch);
        WF_TRY(write_cell(j, doc, grid, &grid->cells[i], scratch));
        wf_arena_reset(scratch, mark);
    }
    return WF_OK;
}

static void write_paragraph(json_out *j, const wf_document *doc, const wf_paragraph *p)
{
    char at[24];
    (void)snprintf(at, sizeof at, "Para%u", p->number);
    json_open_object(j, NULL);
    json_text(j, "at", at);
    json_text(j, "kind", "paragraph");
    json_str(j, "text", p->text);
    json_text_present(j, "area", areas[p->area]);
    if (p->heading_level > 0)
        json_integer(j, "heading", p->heading_level);
    if (p->list_level >= 0)
        json_integer(j, "list", p->list_level);
    if (p->title)
        json_boolean(j, "title", true);
    write_style(j, wf_document_style(doc, p->style));
    write_runs(j, p->runs, p->run_count);
    json_close_object(j);
    json_line(j);
}

/* Where a table stands, when it is not in the body of its document. */
static wf_status write_place(json_out *j, const wf_document *doc, const wf_grid *grid,
                             wf_arena *scratch)
{
    json_text_present(j, "area", areas[grid->area]);
    if (grid->parent == WF_NO_INDEX)
        return WF_OK;
    wf_str at;
    WF_TRY(wf_grid_address(wf_document_grid(doc, grid->parent), grid->parent_row,
                           grid->parent_column, scratch, &at));
    json_str(j, "in", at);
    return WF_OK;
}

static wf_status write_head(json_out *j, const wf_document *doc, wf_arena *scratch)
{
    json_open_object(j, NULL);
    json_str(j, "file", wf_document_file(doc));
    json_text(j, "format", wf_format_name(wf_document_format(doc)));
    json_open_array(j, "sheets");
    for (size_t i = 0; i < wf_document_grid_count(doc); i++) {
        const wf_grid *grid = wf_document_grid(doc, i);
        json_open_object(j, NULL);
        json_str(j, "name", grid->name);
        json_boolean(j, "hidden", grid->hidden);
        json_integer(j, "rows", grid->rows);
        json_integer(j, "columns", grid->columns);
        WF_TRY(write_place(j, doc, grid, scratch));
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
    json_line(j);
    return WF_OK;
}

wf_status wf_document_write_cells(const wf_document *doc, const wf_sink *sink,
                                  wf_error *err)
{
    wf_arena *scratch = wf_arena_new(0);
    json_out *j = scratch ? wf_arena_alloc(scratch, sizeof *j) : NULL;
    if (!j) {
        wf_arena_free(scratch);
        return wf_fail_memory(err);
    }
    json_begin(j, sink, false);
    wf_status status = write_head(j, doc, scratch);
    for (size_t i = 0; status == WF_OK && i < wf_document_block_count(doc); i++) {
        wf_block block = wf_document_block(doc, i);
        if (block.kind == WF_BLOCK_GRID)
            status = write_grid(j, doc, wf_document_grid(doc, block.index), scratch);
        else
            write_paragraph(j, doc, wf_document_paragraph(doc, block.index));
        if (j->status != WF_OK)
            break;
    }
    if (status == WF_OK)
        status = json_end(j, err);
    wf_arena_free(scratch);
    return status;
}

/* ---- files too large to hold: twice through, first for what the head says of the sheets
 * and for their merges, then for the cells */

enum {
    STREAM_FROM = 24 << 20 /* bytes of a file: below, it is held */
};

typedef struct cell_stream {
    json_out *j;
    const wf_document *survey;
    wf_arena *scratch;
} cell_stream;

static wf_status ignore_cells(void *context, const wf_document *doc, uint32_t grid,
                              const wf_cell *cells, size_t count, wf_error *err)
{
    (void)context, (void)doc, (void)grid, (void)cells, (void)count, (void)err;
    return WF_OK;
}

static wf_status stream_cells(void *context, const wf_document *doc, uint32_t index,
                              const wf_cell *cells, size_t count, wf_error *err)
{
    cell_stream *s = context;
    const wf_grid *grid = wf_document_grid(s->survey, index);
    for (size_t i = 0; grid && i < count; i++) {
        if (cells[i].kind == WF_CELL_BLANK)
            continue;
        wf_cell cell = cells[i];
        const wf_merge *merge =
            grid->merge_count > 0 ? wf_grid_merge(grid, cell.row, cell.column) : NULL;
        if (merge && merge->row == cell.row && merge->column == cell.column)
            cell.flags |= WF_CELL_MERGED;
        wf_arena_mark mark = wf_arena_mark_here(s->scratch);
        if (write_cell(s->j, doc, grid, &cell, s->scratch) != WF_OK)
            return wf_fail_memory(err);
        wf_arena_reset(s->scratch, mark);
    }
    return s->j->status == WF_OK ? WF_OK : json_end(s->j, err);
}

static wf_status write_streamed(const wf_input *in, const wf_read_options *options,
                                cell_stream *s, wf_error *err)
{
    wf_document *survey = NULL, *rest = NULL;
    const wf_cell_sink ignore = {.cells = ignore_cells};
    const wf_cell_sink write = {.cells = stream_cells, .context = s};
    WF_TRY(wf_document_stream(in, options, &ignore, &survey, err));
    s->survey = survey;
    wf_status status = write_head(s->j, survey, s->scratch);
    if (status == WF_OK)
        status = wf_document_stream(in, options, &write, &rest, err);
    for (size_t i = 0; status == WF_OK && i < wf_document_paragraph_count(rest); i++)
        write_paragraph(s->j, rest, wf_document_paragraph(rest, i));
    if (status == WF_OK)
        status = json_end(s->j, err);
    wf_document_free(rest);
    wf_document_free(survey);
    return status;
}

static wf_status write_held(const wf_input *in, const wf_read_options *options,
                            const wf_sink *sink, wf_error *err)
{
    wf_document *doc = NULL;
    WF_TRY(wf_document_from_input(in, options, &doc, err));
    wf_status status = wf_document_write_cells(doc, sink, err);
    wf_document_free(doc);
    return status;
}

wf_status wf_input_write_cells(const wf_input *in, const wf_read_options *options,
                               const wf_sink *sink, wf_error *err)
{
    if (in->size < STREAM_FROM)
        return write_held(in, options, sink, err);
    cell_stream s = {.scratch = wf_arena_new(0)};
    s.j = s.scratch ? wf_arena_alloc(s.scratch, sizeof *s.j) : NULL;
    wf_status status = s.j ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK) {
        json_begin(s.j, sink, false);
        status = write_streamed(in, options, &s, err);
    }
    wf_arena_free(s.scratch);
    return status;
}
