#include "wayforward/document.h"

#include "engine/base/cell_name.h"
#include "engine/document/document_parts.h"
#include "engine/text/number_format.h"

void wf_document_free(wf_document *doc)
{
    if (doc)
        wf_arena_free(doc->arena);
}

wf_format wf_document_format(const wf_document *doc)
{
    return doc->format;
}

const char *wf_format_name(wf_format format)
{
    static const char *const names[] = {
        [WF_FORMAT_UNKNOWN] = "unknown", [WF_FORMAT_XLSX] = "xlsx",
        [WF_FORMAT_XLS] = "xls",         [WF_FORMAT_DOCX] = "docx",
        [WF_FORMAT_DOC] = "doc",         [WF_FORMAT_CSV] = "csv",
    };
    return (size_t)format < sizeof names / sizeof names[0] ? names[format] : "unknown";
}

wf_str wf_document_file(const wf_document *doc)
{
    return doc->file;
}

size_t wf_document_grid_count(const wf_document *doc)
{
    return doc->grid_count;
}

const wf_grid *wf_document_grid(const wf_document *doc, size_t index)
{
    return index < doc->grid_count ? &doc->grids[index].grid : NULL;
}

size_t wf_document_paragraph_count(const wf_document *doc)
{
    return doc->paragraph_count;
}

const wf_paragraph *wf_document_paragraph(const wf_document *doc, size_t index)
{
    return index < doc->paragraph_count ? &doc->paragraphs[index] : NULL;
}

size_t wf_document_block_count(const wf_document *doc)
{
    return doc->block_count;
}

wf_block wf_document_block(const wf_document *doc, size_t index)
{
    return doc->blocks[index];
}

const wf_style *wf_document_style(const wf_document *doc, uint32_t index)
{
    return &doc->styles[index < doc->style_count ? index : 0];
}

wf_str wf_document_number_format(const wf_document *doc, uint16_t index)
{
    return doc->formats[index < doc->format_count ? index : 0].code;
}

bool wf_document_is_1904(const wf_document *doc)
{
    return doc->is_1904;
}

int64_t wf_document_saved(const wf_document *doc)
{
    return doc->saved;
}

const wf_diags *wf_document_diags(const wf_document *doc)
{
    return &doc->diags;
}

size_t wf_document_content_count(const wf_document *doc)
{
    return doc->content_total;
}

/* Index of the first cell at or after (row, column). */
static size_t lower_bound(const wf_grid *grid, uint32_t row, uint32_t column)
{
    size_t low = 0, high = grid->cell_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const wf_cell *c = &grid->cells[middle];
        if (c->row < row || (c->row == row && c->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const wf_cell *wf_grid_cell(const wf_grid *grid, uint32_t row, uint32_t column)
{
    size_t i = lower_bound(grid, row, column);
    if (i >= grid->cell_count || grid->cells[i].row != row ||
        grid->cells[i].column != column)
        return NULL;
    return &grid->cells[i];
}

size_t wf_grid_row_start(const wf_grid *grid, uint32_t row)
{
    return lower_bound(grid, row, 0);
}

const wf_merge *wf_grid_merge(const wf_grid *grid, uint32_t row, uint32_t column)
{
    /* Merges are sorted by their first row: those that begin below cannot cover the
     * address. */
    size_t low = 0, high = grid->merge_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (grid->merges[middle].row <= row)
            low = middle + 1;
        else
            high = middle;
    }
    while (low > 0) {
        const wf_merge *m = &grid->merges[--low];
        if (grid->merge_reach && grid->merge_reach[low] < row)
            return NULL; /* neither this one nor any before it comes down so far */
        if (m->last_row >= row && m->column <= column && m->last_column >= column)
            return m;
    }
    return NULL;
}

const wf_run *wf_grid_runs(const wf_document *doc, const wf_grid *grid,
                           const wf_cell *cell, size_t *count)
{
    *count = 0;
    if (!(cell->flags & WF_CELL_RUNS))
        return NULL;
    uint32_t index = (uint32_t)(cell - grid->cells);
    size_t low = 0, high = grid->runs_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (grid->runs[middle].cell < index)
            low = middle + 1;
        else
            high = middle;
    }
    if (low >= grid->runs_count || grid->runs[low].cell != index)
        return NULL;
    *count = grid->runs[low].count;
    return &doc->runs[grid->runs[low].first];
}

wf_status wf_cell_text(const wf_document *doc, const wf_cell *cell, wf_arena *scratch,
                       wf_str *out)
{
    switch ((wf_cell_kind)cell->kind) {
    case WF_CELL_BLANK:
        *out = WF_STR_EMPTY;
        return WF_OK;
    case WF_CELL_TEXT:
    case WF_CELL_ERROR:
        *out = (wf_str){.p = cell->as.text, .n = cell->length};
        return WF_OK;
    case WF_CELL_BOOLEAN:
        *out = cell->as.number > 0 ? WF_STR("TRUE") : WF_STR("FALSE");
        return WF_OK;
    case WF_CELL_NUMBER:
    case WF_CELL_DATE:
        break;
    }
    const wf_style *style = wf_document_style(doc, cell->style);
    return wf_number_format_render(wf_document_number_format(doc, style->number_format),
                                   cell->as.number, doc->is_1904, scratch, out);
}

wf_date wf_cell_date(const wf_document *doc, const wf_cell *cell, int *minutes_out)
{
    if (minutes_out)
        *minutes_out = 0;
    if (cell->kind != WF_CELL_DATE)
        return WF_DATE_NONE;
    return wf_date_from_serial(cell->as.number, doc->is_1904, minutes_out);
}

wf_status wf_grid_address(const wf_grid *grid, uint32_t row, uint32_t column,
                          wf_arena *arena, wf_str *out)
{
    char name[WF_CELL_NAME_MAX];
    wf_cell_name(row, column, name);
    return wf_arena_printf(arena, out, "%.*s!%s", WF_STR_ARG(grid->name), name);
}
