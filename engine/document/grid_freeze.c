#include "engine/document/grid_freeze.h"

#include "engine/base/cell_name.h"

#include <stdlib.h>
#include <string.h>

/* While sorting, a cell and the order in which it was added. */
typedef struct ordered_cell {
    wf_cell cell;
    uint32_t order;
} ordered_cell;

static int compare_ordered(const void *a, const void *b)
{
    const ordered_cell *x = a, *y = b;
    if (x->cell.row != y->cell.row)
        return x->cell.row < y->cell.row ? -1 : 1;
    if (x->cell.column != y->cell.column)
        return x->cell.column < y->cell.column ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int compare_runs(const void *a, const void *b)
{
    const wf_cell_runs *x = a, *y = b;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* Runs name their cell by the order of adding; after sorting that must be its index. A
 * cell that a later one replaced takes its runs with it. */
static void renumber_runs(grid_build *g, const uint32_t *index_of)
{
    size_t kept = 0;
    for (size_t i = 0; i < g->runs_count; i++) {
        wf_cell_runs r = g->runs[i];
        r.cell = index_of[r.cell];
        if (r.cell != WF_NO_INDEX)
            g->runs[kept++] = r;
    }
    g->runs_count = kept;
    if (kept > 0)
        qsort(g->runs, kept, sizeof *g->runs, compare_runs);
}

static void report_duplicate(wf_document *doc, const grid_build *g, const wf_cell *cell)
{
    char name[WF_CELL_NAME_MAX];
    wf_str at = WF_STR_EMPTY;
    wf_cell_name(cell->row, cell->column, name);
    if (wf_arena_printf(doc->arena, &at, "%.*s!%s", WF_STR_ARG(g->grid.name), name) ==
        WF_OK)
        wf_diag_add(&doc->diags, WF_D_CELL_BAD, at,
                    "the file gives this cell twice; the last one is kept");
}

static wf_status sort_cells(wf_document *doc, grid_build *g, wf_error *err)
{
    if (g->sorted || g->cell_count == 0)
        return WF_OK;
    ordered_cell *all = wf_arena_array(doc->arena, g->cell_count, sizeof *all);
    uint32_t *index_of = wf_arena_array(doc->arena, g->cell_count, sizeof *index_of);
    if (!all || !index_of)
        return wf_fail_memory(err);
    for (size_t i = 0; i < g->cell_count; i++)
        all[i] = (ordered_cell){.cell = g->cells[i], .order = (uint32_t)i};
    qsort(all, g->cell_count, sizeof *all, compare_ordered);
    size_t kept = 0;
    for (size_t i = 0; i < g->cell_count; i++) {
        bool replaced = i + 1 < g->cell_count && all[i].cell.row == all[i + 1].cell.row &&
                        all[i].cell.column == all[i + 1].cell.column;
        if (replaced) {
            report_duplicate(doc, g, &all[i].cell);
            index_of[all[i].order] = WF_NO_INDEX;
            continue;
        }
        index_of[all[i].order] = (uint32_t)kept;
        g->cells[kept++] = all[i].cell;
    }
    g->cell_count = kept;
    renumber_runs(g, index_of);
    return WF_OK;
}

static int compare_merges(const void *a, const void *b)
{
    const wf_merge *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static bool overlap(const wf_merge *a, const wf_merge *b)
{
    return a->row <= b->last_row && b->row <= a->last_row &&
           a->column <= b->last_column && b->column <= a->last_column;
}

/* Keep the first of any that overlap. `live` holds the kept merges that reach down to the
 * row at hand; they cannot overlap one another, so it is never longer than the sheet is
 * wide. */
static wf_status sort_merges(wf_document *doc, grid_build *g, wf_error *err)
{
    if (g->merge_count == 0)
        return WF_OK;
    qsort(g->merges, g->merge_count, sizeof *g->merges, compare_merges);
    uint32_t *live = wf_arena_array(doc->arena, g->merge_count, sizeof *live);
    if (!live)
        return wf_fail_memory(err);
    size_t kept = 0, live_count = 0;
    for (size_t i = 0; i < g->merge_count; i++) {
        wf_merge m = g->merges[i];
        bool clash = false;
        size_t still = 0;
        for (size_t k = 0; k < live_count; k++) {
            if (g->merges[live[k]].last_row < m.row)
                continue;
            clash = clash || overlap(&g->merges[live[k]], &m);
            live[still++] = live[k];
        }
        live_count = still;
        if (clash) {
            wf_diag_add(&doc->diags, WF_D_CELL_BAD, g->grid.name,
                        "two merged ranges overlap at row %u; the first is kept",
                        m.row + 1);
            continue;
        }
        live[live_count++] = (uint32_t)kept;
        g->merges[kept++] = m;
    }
    g->merge_count = kept;
    return WF_OK;
}

static bool in_spans(const hidden_span *spans, size_t count, uint32_t i)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (spans[middle].last < i)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && spans[low].first <= i;
}

static int compare_spans(const void *a, const void *b)
{
    const hidden_span *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* Sorted and disjoint, so that a binary search works. */
static size_t tidy_spans(hidden_span *spans, size_t count)
{
    if (count == 0)
        return 0;
    qsort(spans, count, sizeof *spans, compare_spans);
    size_t kept = 0;
    for (size_t i = 1; i < count; i++) {
        if (spans[i].first <= spans[kept].last) {
            if (spans[i].last > spans[kept].last)
                spans[kept].last = spans[i].last;
        } else {
            spans[++kept] = spans[i];
        }
    }
    return kept + 1;
}

static void flag_cells(wf_document *doc, grid_build *g)
{
    g->hidden_row_count = tidy_spans(g->hidden_rows, g->hidden_row_count);
    g->hidden_column_count = tidy_spans(g->hidden_columns, g->hidden_column_count);
    for (size_t i = 0; i < g->cell_count; i++) {
        wf_cell *c = &g->cells[i];
        if (g->grid.hidden || in_spans(g->hidden_rows, g->hidden_row_count, c->row) ||
            in_spans(g->hidden_columns, g->hidden_column_count, c->column))
            c->flags |= WF_CELL_HIDDEN;
        if (c->row >= g->grid.rows)
            g->grid.rows = c->row + 1;
        if (c->column >= g->grid.columns)
            g->grid.columns = c->column + 1u;
        doc->content_total += c->kind != WF_CELL_BLANK;
    }
}

/* How far down the merges up to each one come: where a search for the merge of an address
 * may stop. */
static wf_status note_reach(wf_document *doc, grid_build *g, wf_error *err)
{
    uint32_t *reach = wf_arena_array(doc->arena, g->merge_count, sizeof *reach);
    if (!reach)
        return wf_fail_memory(err);
    for (size_t i = 0; i < g->merge_count; i++) {
        uint32_t last = g->merges[i].last_row;
        reach[i] = i > 0 && reach[i - 1] > last ? reach[i - 1] : last;
    }
    g->grid.merge_reach = reach;
    return WF_OK;
}

/* The merges that reach down to the row at hand, by column: they cannot overlap. */
typedef struct live_merges {
    uint32_t *items;
    size_t n;
    uint32_t first_end; /* the least last row of them */
} live_merges;

static size_t live_at(const live_merges *live, const wf_merge *merges, uint32_t column)
{
    size_t low = 0, high = live->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (merges[live->items[middle]].last_column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void drop_ended(live_merges *live, const wf_merge *merges, uint32_t row)
{
    size_t kept = 0;
    if (live->first_end >= row)
        return;
    live->first_end = UINT32_MAX;
    for (size_t i = 0; i < live->n; i++) {
        uint32_t last = merges[live->items[i]].last_row;
        if (last < row)
            continue;
        live->items[kept++] = live->items[i];
        live->first_end = last < live->first_end ? last : live->first_end;
    }
    live->n = kept;
}

static void add_live(live_merges *live, const wf_merge *merges, uint32_t index)
{
    size_t at = live_at(live, merges, merges[index].column);
    memmove(live->items + at + 1, live->items + at, (live->n - at) * sizeof *live->items);
    live->items[at] = index;
    live->n++;
    if (merges[index].last_row < live->first_end)
        live->first_end = merges[index].last_row;
}

/* One sweep down the cells, whatever the height of the merges: a column merged from top
 * to bottom, beside thousands of others, costs no more than a heading. */
static wf_status flag_merged(wf_document *doc, grid_build *g, wf_error *err)
{
    const wf_merge *merges = g->merges;
    if (g->merge_count == 0)
        return WF_OK;
    WF_TRY(note_reach(doc, g, err));
    live_merges live = {
        .items = wf_arena_array(doc->arena, g->merge_count + 1, sizeof *live.items),
        .first_end = UINT32_MAX};
    if (!live.items)
        return wf_fail_memory(err);
    uint32_t next = 0, row = UINT32_MAX;
    for (size_t k = 0; k < g->cell_count; k++) {
        wf_cell *c = &g->cells[k];
        if (c->row != row)
            drop_ended(&live, merges, c->row);
        row = c->row;
        for (; next < g->merge_count && merges[next].row <= row; next++)
            if (merges[next].last_row >= row)
                add_live(&live, merges, next);
        size_t at = live_at(&live, merges, c->column);
        if (at == live.n || merges[live.items[at]].column > c->column)
            continue;
        const wf_merge *m = &merges[live.items[at]];
        bool owner = c->row == m->row && c->column == m->column;
        c->flags |= owner ? WF_CELL_MERGED : WF_CELL_COVERED;
    }
    return WF_OK;
}

wf_status wf_grid_freeze(wf_document *doc, grid_build *g, wf_error *err)
{
    WF_TRY(sort_cells(doc, g, err));
    WF_TRY(sort_merges(doc, g, err));
    flag_cells(doc, g);
    g->grid.cells = g->cells;
    g->grid.cell_count = g->cell_count;
    g->grid.merges = g->merges;
    g->grid.merge_count = g->merge_count;
    g->grid.runs = g->runs;
    g->grid.runs_count = g->runs_count;
    return flag_merged(doc, g, err);
}
