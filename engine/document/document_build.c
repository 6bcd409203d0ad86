#include "engine/document/document_build.h"

#include "engine/base/cell_name.h"
#include "engine/base/ckd.h"
#include "engine/document/document_parts.h"
#include "engine/document/grid_freeze.h"

#include <string.h>

wf_status wf_document_new(wf_format format, const char *file, const wf_limits *limits,
                          wf_document **out, wf_error *err)
{
    if (!limits)
        limits = wf_limits_default();
    wf_arena *arena = wf_arena_new((size_t)limits->memory_bytes);
    if (!arena)
        return wf_fail_memory(err);
    wf_document *doc = wf_arena_alloc(arena, sizeof *doc);
    if (!doc || wf_arena_str(arena, wf_str_from(file), &doc->file) != WF_OK) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    doc->arena = arena;
    doc->limits = *limits;
    doc->format = format;
    doc->diags.arena = arena;
    uint16_t plain, general;
    wf_status status =
        wf_document_add_number_format(doc, WF_STR("General"), &general, err);
    if (status == WF_OK)
        status = wf_document_add_style(
            doc, &(wf_style){.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE}, &plain, err);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return status;
    }
    *out = doc;
    return WF_OK;
}

wf_arena *wf_document_arena(wf_document *doc)
{
    return doc->arena;
}

wf_diags *wf_document_diags_mutable(wf_document *doc)
{
    return &doc->diags;
}

const wf_limits *wf_document_limits(const wf_document *doc)
{
    return &doc->limits;
}

void wf_document_set_1904(wf_document *doc, bool is_1904)
{
    doc->is_1904 = is_1904;
}

void wf_document_set_saved(wf_document *doc, int64_t saved)
{
    doc->saved = saved;
}

static bool style_equal(const wf_style *a, const wf_style *b)
{
    return a->fill == b->fill && a->font == b->font &&
           a->number_format == b->number_format && a->bold == b->bold &&
           a->italic == b->italic && a->underline == b->underline &&
           a->strike == b->strike && a->fill_conditional == b->fill_conditional;
}

static size_t style_hash(const wf_style *s)
{
    uint64_t h = s->fill;
    h = h * 0x9E3779B97F4A7C15u + s->font;
    h = h * 0x9E3779B97F4A7C15u + s->number_format;
    h = h * 0x9E3779B97F4A7C15u + (unsigned)(s->bold | s->italic << 1 |
                                             s->underline << 2 | s->strike << 3 |
                                             s->fill_conditional << 4);
    return (size_t)(h ^ h >> 29);
}

static size_t style_slot(const wf_document *doc, const wf_style *style)
{
    size_t mask = doc->style_index_size - 1;
    size_t slot = style_hash(style) & mask;
    while (doc->style_index[slot] != 0 &&
           !style_equal(&doc->styles[doc->style_index[slot] - 1], style))
        slot = (slot + 1) & mask;
    return slot;
}

/* Keep the index at most half full. */
static bool grow_style_index(wf_document *doc)
{
    if (doc->style_count * 2 < doc->style_index_size)
        return true;
    size_t size = wf_max_size(64, doc->style_index_size * 2);
    uint32_t *index = wf_arena_array(doc->arena, size, sizeof *index);
    if (!index)
        return false;
    doc->style_index = index;
    doc->style_index_size = size;
    for (size_t i = 0; i < doc->style_count; i++)
        index[style_slot(doc, &doc->styles[i])] = (uint32_t)i + 1;
    return true;
}

wf_status wf_document_add_style(wf_document *doc, const wf_style *style, uint16_t *out,
                                wf_error *err)
{
    if (!grow_style_index(doc))
        return wf_fail_memory(err);
    size_t slot = style_slot(doc, style);
    if (doc->style_index[slot] != 0) {
        *out = (uint16_t)(doc->style_index[slot] - 1);
        return WF_OK;
    }
    if (doc->style_count >= doc->limits.styles || doc->style_count >= UINT16_MAX)
        return wf_fail_limit(err, NULL, "styles", doc->limits.styles);
    wf_style *styles = wf_arena_push_room(doc->arena, doc->styles, doc->style_count,
                                          &doc->style_cap, sizeof *styles);
    if (!styles)
        return wf_fail_memory(err);
    doc->styles = styles;
    styles[doc->style_count] = *style;
    *out = (uint16_t)doc->style_count++;
    doc->style_index[slot] = (uint32_t)doc->style_count;
    return WF_OK;
}

wf_status wf_document_add_number_format(wf_document *doc, wf_str code, uint16_t *out,
                                        wf_error *err)
{
    for (size_t i = 0; i < doc->format_count; i++) {
        if (wf_str_eq(doc->formats[i].code, code)) {
            *out = (uint16_t)i;
            return WF_OK;
        }
    }
    if (doc->format_count >=
        4096) /* Excel itself allows a few hundred; the search is linear */
        return wf_fail_limit(err, NULL, "styles", 4096);
    format_code *formats = wf_arena_push_room(doc->arena, doc->formats, doc->format_count,
                                              &doc->format_cap, sizeof *formats);
    if (!formats)
        return wf_fail_memory(err);
    doc->formats = formats;
    if (wf_arena_str(doc->arena, code, &formats[doc->format_count].code) != WF_OK)
        return wf_fail_memory(err);
    *out = (uint16_t)doc->format_count++;
    return WF_OK;
}

static wf_status add_block(wf_document *doc, wf_block_kind kind, size_t index,
                           wf_error *err)
{
    wf_block *blocks = wf_arena_push_room(doc->arena, doc->blocks, doc->block_count,
                                          &doc->block_cap, sizeof *blocks);
    if (!blocks)
        return wf_fail_memory(err);
    doc->blocks = blocks;
    blocks[doc->block_count++] = (wf_block){.kind = kind, .index = (uint32_t)index};
    return WF_OK;
}

static wf_status grid_name(wf_document *doc, const wf_grid_options *options, wf_str *out)
{
    if (options->kind == WF_GRID_TABLE && options->name.n == 0)
        return wf_arena_printf(doc->arena, out, "Table%zu", ++doc->table_count);
    return wf_arena_str(doc->arena, options->name, out);
}

wf_status wf_document_grid_begin(wf_document *doc, const wf_grid_options *options,
                                 uint32_t *index_out, wf_error *err)
{
    if (doc->grid_count >= doc->limits.sheets && options->kind == WF_GRID_SHEET)
        return wf_fail_limit(err, NULL, "sheets", doc->limits.sheets);
    if (doc->grid_count >= doc->limits.paragraphs)
        return wf_fail_limit(err, NULL, "paragraphs", doc->limits.paragraphs);
    grid_build *grids = wf_arena_push_room(doc->arena, doc->grids, doc->grid_count,
                                           &doc->grid_cap, sizeof *grids);
    if (!grids)
        return wf_fail_memory(err);
    doc->grids = grids;
    grid_build *g = &grids[doc->grid_count];
    *g = (grid_build){.sorted = true};
    g->grid.kind = options->kind;
    g->grid.area = options->area;
    g->grid.hidden = options->hidden;
    g->grid.parent = options->parent;
    g->grid.parent_row = options->parent_row;
    g->grid.parent_column = options->parent_column;
    if (grid_name(doc, options, &g->grid.name) != WF_OK)
        return wf_fail_memory(err);
    WF_TRY(add_block(doc, WF_BLOCK_GRID, doc->grid_count, err));
    *index_out = (uint32_t)doc->grid_count++;
    return WF_OK;
}

static grid_build *open_grid(wf_document *doc, uint32_t grid)
{
    return grid < doc->grid_count && !doc->grids[grid].ended ? &doc->grids[grid] : NULL;
}

static wf_where place(const grid_build *g, uint32_t row, uint32_t column)
{
    return (wf_where){.part = g->grid.name, .row = row + 1, .col = column + 1};
}

static wf_status check_cell(wf_document *doc, const grid_build *g, const wf_cell *cell,
                            wf_error *err)
{
    if (cell->row < doc->limits.rows && cell->column < doc->limits.columns &&
        doc->cell_total < doc->limits.cells &&
        (cell->kind != WF_CELL_TEXT || cell->length <= doc->limits.string_bytes))
        return WF_OK;
    wf_where where = place(g, cell->row, cell->column);
    if (cell->row >= doc->limits.rows)
        return wf_fail_limit(err, &where, "rows", doc->limits.rows);
    if (cell->column >= doc->limits.columns)
        return wf_fail_limit(err, &where, "columns", doc->limits.columns);
    if (doc->cell_total >= doc->limits.cells)
        return wf_fail_limit(err, &where, "cells", doc->limits.cells);
    return wf_fail_limit(err, &where, "string-bytes", doc->limits.string_bytes);
}

/* Room for `more` cells: at least doubled, so that adding stays linear. */
static wf_status cell_room(wf_document *doc, grid_build *g, size_t more, wf_error *err)
{
    if (g->cell_cap - g->cell_count >= more)
        return WF_OK;
    size_t wanted, bytes;
    if (wf_ckd_add(&wanted, g->cell_count, more))
        return wf_fail_memory(err);
    wanted = wf_max_size(wanted, g->cell_cap * 2);
    if (wf_ckd_mul(&bytes, wanted, sizeof *g->cells))
        return wf_fail_memory(err);
    wf_cell *cells =
        wf_arena_grow(doc->arena, g->cells, g->cell_cap * sizeof *cells, bytes);
    if (!cells)
        return wf_fail_memory(err);
    g->cells = cells;
    g->cell_cap = wanted;
    return WF_OK;
}

static uint64_t cell_order(const wf_cell *c)
{
    return (uint64_t)c->row << 16 | c->column;
}

/* There must be room. */
static wf_status put_cell(wf_document *doc, grid_build *g, const wf_cell *cell,
                          wf_error *err)
{
    if (cell->style >= doc->style_count)
        return wf_fail(err, WF_E_INTERNAL, NULL, "a cell with an unknown style");
    wf_cell *c = &g->cells[g->cell_count];
    *c = *cell;
    c->flags &= WF_CELL_FORMULA;
    c->reserved = 0;
    if (c->kind == WF_CELL_TEXT && c->length == 0)
        c->kind = WF_CELL_BLANK;
    if (c->kind == WF_CELL_BLANK) {
        if (doc->styles[c->style].fill == WF_COLOR_NONE)
            return WF_OK;
        c->length = 0;
        c->as.text = "";
    }
    WF_TRY(check_cell(doc, g, c, err));
    if (g->cell_count > 0 && cell_order(c) <= cell_order(c - 1))
        g->sorted = false;
    g->cell_count++;
    doc->cell_total++;
    return WF_OK;
}

wf_status wf_document_add_cells(wf_document *doc, uint32_t grid, const wf_cell *cells,
                                size_t count, wf_error *err)
{
    grid_build *g = open_grid(doc, grid);
    if (!g)
        return wf_fail(err, WF_E_INTERNAL, NULL, "cell added outside a grid");
    WF_TRY(cell_room(doc, g, count, err));
    for (size_t i = 0; i < count; i++)
        WF_TRY(put_cell(doc, g, &cells[i], err));
    return WF_OK;
}

wf_status wf_document_add_cell(wf_document *doc, uint32_t grid, const wf_cell *cell,
                               wf_error *err)
{
    return wf_document_add_cells(doc, grid, cell, 1, err);
}

static wf_status copy_runs(wf_document *doc, const wf_run *runs, size_t count,
                           size_t *first, wf_error *err)
{
    *first = doc->run_count;
    for (size_t i = 0; i < count; i++) {
        wf_run *room = wf_arena_push_room(doc->arena, doc->runs, doc->run_count,
                                          &doc->run_cap, sizeof *room);
        if (!room || doc->run_count >= UINT32_MAX)
            return wf_fail_memory(err);
        doc->runs = room;
        room[doc->run_count++] = runs[i];
    }
    return WF_OK;
}

wf_status wf_document_add_cell_runs(wf_document *doc, uint32_t grid, const wf_run *runs,
                                    size_t count, wf_error *err)
{
    grid_build *g = open_grid(doc, grid);
    if (!g || g->cell_count == 0)
        return wf_fail(err, WF_E_INTERNAL, NULL, "runs added without a cell");
    wf_cell_runs *all =
        wf_arena_push_room(doc->arena, g->runs, g->runs_count, &g->runs_cap, sizeof *all);
    if (!all)
        return wf_fail_memory(err);
    g->runs = all;
    size_t first;
    WF_TRY(copy_runs(doc, runs, count, &first, err));
    /* Until the grid ends `cell` is the order of adding; grid_freeze makes it the index.
     */
    all[g->runs_count] = (wf_cell_runs){.cell = (uint32_t)(g->cell_count - 1),
                                        .first = (uint32_t)first,
                                        .count = (uint32_t)count};
    g->cells[g->cell_count - 1].flags |= WF_CELL_RUNS;
    g->runs_count++;
    return WF_OK;
}

wf_status wf_document_add_merge(wf_document *doc, uint32_t grid, const wf_merge *merge,
                                wf_error *err)
{
    grid_build *g = open_grid(doc, grid);
    if (!g)
        return wf_fail(err, WF_E_INTERNAL, NULL, "merge added outside a grid");
    wf_where where = {.part = g->grid.name};
    if (merge->last_row < merge->row || merge->last_column < merge->column ||
        merge->last_row >= doc->limits.rows || merge->last_column >= doc->limits.columns)
        return WF_OK; /* no such range: nothing is merged by it */
    if (merge->row == merge->last_row && merge->column == merge->last_column)
        return WF_OK;
    if (g->merge_count >= doc->limits.merges)
        return wf_fail_limit(err, &where, "merges", doc->limits.merges);
    wf_merge *merges = wf_arena_push_room(doc->arena, g->merges, g->merge_count,
                                          &g->merge_cap, sizeof *merges);
    if (!merges)
        return wf_fail_memory(err);
    g->merges = merges;
    merges[g->merge_count++] = *merge;
    return WF_OK;
}

static wf_status add_span(wf_document *doc, hidden_span **spans, size_t *count,
                          size_t *cap, hidden_span span, wf_error *err)
{
    if (span.last < span.first)
        return WF_OK;
    if (*count > 0 && (*spans)[*count - 1].last + 1u == span.first) {
        (*spans)[*count - 1].last = span.last;
        return WF_OK;
    }
    hidden_span *room = wf_arena_push_room(doc->arena, *spans, *count, cap, sizeof *room);
    if (!room)
        return wf_fail_memory(err);
    *spans = room;
    room[(*count)++] = span;
    return WF_OK;
}

wf_status wf_document_hide_rows(wf_document *doc, uint32_t grid, uint32_t first,
                                uint32_t last, wf_error *err)
{
    grid_build *g = open_grid(doc, grid);
    if (!g)
        return wf_fail(err, WF_E_INTERNAL, NULL, "rows hidden outside a grid");
    return add_span(doc, &g->hidden_rows, &g->hidden_row_count, &g->hidden_row_cap,
                    (hidden_span){first, last}, err);
}

wf_status wf_document_hide_columns(wf_document *doc, uint32_t grid, uint32_t first,
                                   uint32_t last, wf_error *err)
{
    grid_build *g = open_grid(doc, grid);
    if (!g)
        return wf_fail(err, WF_E_INTERNAL, NULL, "columns hidden outside a grid");
    return add_span(doc, &g->hidden_columns, &g->hidden_column_count,
                    &g->hidden_column_cap, (hidden_span){first, last}, err);
}

void wf_document_set_extent(wf_document *doc, uint32_t grid, uint32_t rows,
                            uint32_t columns)
{
    grid_build *g = open_grid(doc, grid);
    if (!g)
        return;
    g->grid.rows = rows > g->grid.rows ? rows : g->grid.rows;
    g->grid.columns = columns > g->grid.columns ? columns : g->grid.columns;
}

void wf_document_set_header_rows(wf_document *doc, uint32_t grid, uint16_t rows)
{
    grid_build *g = open_grid(doc, grid);
    if (g)
        g->grid.header_rows = rows;
}

wf_status wf_document_grid_end(wf_document *doc, uint32_t grid, wf_error *err)
{
    grid_build *g = open_grid(doc, grid);
    if (!g)
        return wf_fail(err, WF_E_INTERNAL, NULL, "a grid ended twice");
    WF_TRY(wf_grid_freeze(doc, g, err));
    g->ended = true;
    return WF_OK;
}

wf_cell *wf_document_grid_cells(wf_document *doc, uint32_t grid, size_t *count_out)
{
    bool has_ended = grid < doc->grid_count && doc->grids[grid].ended;
    *count_out = has_ended ? doc->grids[grid].cell_count : 0;
    return has_ended ? doc->grids[grid].cells : NULL;
}

wf_status wf_document_add_paragraph(wf_document *doc, const wf_paragraph *paragraph,
                                    wf_error *err)
{
    if (paragraph->text.n == 0)
        return WF_OK;
    if (paragraph->style >= doc->style_count)
        return wf_fail(err, WF_E_INTERNAL, NULL, "a paragraph with an unknown style");
    if (doc->paragraph_count >= doc->limits.paragraphs)
        return wf_fail_limit(err, NULL, "paragraphs", doc->limits.paragraphs);
    wf_paragraph *room =
        wf_arena_push_room(doc->arena, doc->paragraphs, doc->paragraph_count,
                           &doc->paragraph_cap, sizeof *room);
    if (!room)
        return wf_fail_memory(err);
    doc->paragraphs = room;
    wf_paragraph p = *paragraph;
    p.number = (uint32_t)doc->paragraph_count + 1;
    if (p.run_count > 0) {
        wf_run *runs = wf_arena_array(doc->arena, p.run_count, sizeof *runs);
        if (!runs)
            return wf_fail_memory(err);
        memcpy(runs, paragraph->runs, p.run_count * sizeof *runs);
        p.runs = runs;
    } else {
        p.runs = NULL;
    }
    room[doc->paragraph_count] = p;
    WF_TRY(add_block(doc, WF_BLOCK_PARAGRAPH, doc->paragraph_count, err));
    doc->paragraph_count++;
    doc->content_total++;
    return WF_OK;
}

wf_status wf_document_finish(wf_document *doc, wf_error *err)
{
    for (size_t i = 0; i < doc->grid_count; i++)
        if (!doc->grids[i].ended)
            return wf_fail(err, WF_E_INTERNAL, NULL, "a grid was not ended");
    doc->finished = true;
    return WF_OK;
}
