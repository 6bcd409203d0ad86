#include "engine/recognise/recogniser.h"

static wf_slot make_slot(const wf_recogniser *r, uint32_t grid_index, const wf_cell *cell)
{
    const wf_grid *grid = wf_document_grid(r->doc, grid_index);
    const wf_style *style = wf_document_style(r->doc, cell->style);
    wf_slot slot = {.row = cell->row,
                    .last_row = cell->row,
                    .column = cell->column,
                    .last_column = cell->column,
                    .cell = cell,
                    .grid = grid,
                    .text = WF_STR_EMPTY,
                    .entry = r->cell_entries[grid_index][cell - grid->cells],
                    .fill = style->fill,
                    .font = style->font,
                    .bold = style->bold};
    if (slot.entry != WF_NO_INDEX)
        slot.text = wf_str_trim(r->plan->ledger.entries[slot.entry].text);
    if ((cell->flags & WF_CELL_MERGED) != 0) {
        const wf_merge *merge = wf_grid_merge(grid, cell->row, cell->column);
        if (merge != NULL) {
            slot.last_row = merge->last_row;
            slot.last_column = merge->last_column;
        }
    }
    return slot;
}

bool wf_rec_row(wf_recogniser *r, uint32_t grid_index, uint32_t row, wf_row *out)
{
    const wf_grid *grid = wf_document_grid(r->doc, grid_index);
    out->grid = grid;
    out->grid_index = grid_index;
    out->row = row;
    out->n = 0;
    for (size_t i = wf_grid_row_start(grid, row);
         i < grid->cell_count && grid->cells[i].row == row; i++) {
        const wf_cell *cell = &grid->cells[i];
        if (cell->kind == WF_CELL_BLANK || (cell->flags & WF_CELL_COVERED) != 0 ||
            cell->column < r->first_column || cell->column > r->last_column)
            continue;
        wf_slot *slots =
            wf_arena_push_room(r->scratch, out->slots, out->n, &out->cap, sizeof *slots);
        if (slots == NULL) {
            r->failed = true;
            return false;
        }
        out->slots = slots;
        slots[out->n] = make_slot(r, grid_index, cell);
        if (slots[out->n].text.n > 0)
            out->n++;
    }
    return out->n > 0;
}

bool wf_rec_next_row(wf_recogniser *r, uint32_t grid_index, uint32_t row, wf_row *out)
{
    for (uint32_t next = row + 1; next <= row + 3; next++)
        if (wf_rec_row(r, grid_index, next, out))
            return true;
    return false;
}

bool wf_rec_cell(wf_recogniser *r, uint32_t grid_index, uint32_t row, uint16_t column,
                 wf_slot *out)
{
    const wf_grid *grid = wf_document_grid(r->doc, grid_index);
    const wf_merge *merge =
        grid->merge_count > 0 ? wf_grid_merge(grid, row, column) : NULL;
    const wf_cell *cell = merge != NULL ? wf_grid_cell(grid, merge->row, merge->column)
                                        : wf_grid_cell(grid, row, column);
    if (cell == NULL)
        return false;
    *out = make_slot(r, grid_index, cell);
    return true;
}

wf_slot wf_rec_paragraph(wf_recogniser *r, uint32_t index)
{
    const wf_paragraph *paragraph = wf_document_paragraph(r->doc, index);
    const wf_style *style = wf_document_style(r->doc, paragraph->style);
    uint32_t entry = r->paragraph_entries[index];
    return (wf_slot){.paragraph = paragraph,
                     .text = wf_str_trim(r->plan->ledger.entries[entry].text),
                     .entry = entry,
                     .fill = style->fill,
                     .font = style->font,
                     .bold = style->bold};
}

uint32_t wf_slot_font(const wf_recogniser *r, const wf_slot *slot)
{
    size_t count = 0;
    const wf_run *runs = NULL;
    if (slot->paragraph != NULL) {
        runs = slot->paragraph->runs;
        count = slot->paragraph->run_count;
    } else if (slot->cell != NULL && (slot->cell->flags & WF_CELL_RUNS) != 0) {
        runs = wf_grid_runs(r->doc, slot->grid, slot->cell, &count);
    }
    uint32_t font = slot->font;
    uint32_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if ((runs[i].flags & WF_RUN_MARKER) == 0 && runs[i].length > longest) {
            longest = runs[i].length;
            font = runs[i].font;
        }
    return font;
}
