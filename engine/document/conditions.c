#include "engine/document/conditions.h"

#include <stdlib.h>
#include <string.h>

/* Cells times ranges beyond which a sheet's rules are not worth the time. */
#define STEPS_MAX 100000000ull

/* Rules and what they are applied to. */
typedef struct rule_set {
    wf_document *doc;
    const wf_grid *grid;
    const wf_condition *rules;
    size_t count;
    wf_arena *scratch;
} rule_set;

/* What a cell or constant is in a comparison: numbers < texts < booleans, as Excel has
 * it. */
typedef struct value {
    enum {
        VALUE_NUMBER,
        VALUE_TEXT,
        VALUE_BOOLEAN,
        VALUE_ERROR
    } kind;
    double number;
    wf_str text;
} value;

static value value_of_cell(const wf_cell *cell)
{
    if (!cell || cell->kind == WF_CELL_BLANK)
        return (value){.kind = VALUE_NUMBER};
    wf_str text = {.p = "", .n = 0};
    if (cell->kind == WF_CELL_TEXT || cell->kind == WF_CELL_ERROR)
        text = (wf_str){.p = cell->as.text, .n = cell->length};
    switch ((wf_cell_kind)cell->kind) {
    case WF_CELL_TEXT:
        return (value){.kind = VALUE_TEXT, .text = text};
    case WF_CELL_ERROR:
        return (value){.kind = VALUE_ERROR, .text = text};
    case WF_CELL_BOOLEAN:
        return (value){.kind = VALUE_BOOLEAN, .number = cell->as.number};
    case WF_CELL_NUMBER:
    case WF_CELL_DATE:
    case WF_CELL_BLANK:
        break;
    }
    return (value){.kind = VALUE_NUMBER, .number = cell->as.number};
}

/* A reference that is not fixed moves with the cell, seen from the top left of the
 * ranges. */
static bool shift(uint32_t at, bool fixed, uint32_t from, uint32_t to, uint32_t *out)
{
    int64_t moved = fixed ? at : (int64_t)at + to - from;
    *out = (uint32_t)moved;
    return moved >= 0 && moved <= UINT32_MAX;
}

static value value_of(const wf_grid *grid, const wf_condition *c, const wf_operand *o,
                      const wf_cell *cell)
{
    uint32_t row = 0, column = 0;
    switch (o->kind) {
    case WF_OPERAND_SELF:
        return value_of_cell(cell);
    case WF_OPERAND_TEXT:
        return (value){.kind = VALUE_TEXT, .text = o->text};
    case WF_OPERAND_BOOLEAN:
        return (value){.kind = VALUE_BOOLEAN, .number = o->number};
    case WF_OPERAND_CELL:
        if (!shift(o->row, o->row_fixed, c->ranges[0].row, cell->row, &row) ||
            !shift(o->column, o->column_fixed, c->ranges[0].column, cell->column,
                   &column))
            return (value){.kind = VALUE_ERROR};
        return value_of_cell(wf_grid_cell(grid, row, column));
    case WF_OPERAND_NUMBER:
    case WF_OPERAND_NONE:
        break;
    }
    return (value){.kind = VALUE_NUMBER, .number = o->number};
}

static int lower(char letter)
{
    int c = (unsigned char)letter;
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static int compare_text(wf_str a, wf_str b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        int x = lower(a.p[i]), y = lower(b.p[i]);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.n < b.n ? -1 : a.n > b.n;
}

static int compare(value a, value b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.kind == VALUE_TEXT)
        return compare_text(a.text, b.text);
    return a.number < b.number ? -1 : a.number > b.number;
}

static bool compares(const wf_grid *grid, const wf_condition *c, const wf_cell *cell)
{
    value left = value_of(grid, c, &c->left, cell);
    value right = value_of(grid, c, &c->right, cell);
    value upper = value_of(grid, c, &c->upper, cell);
    if (left.kind == VALUE_ERROR || right.kind == VALUE_ERROR ||
        upper.kind == VALUE_ERROR)
        return false;
    int order = compare(left, right);
    switch (c->op) {
    case WF_OP_EQUAL:
        return order == 0;
    case WF_OP_NOT_EQUAL:
        return order != 0;
    case WF_OP_LESS:
        return order < 0;
    case WF_OP_LESS_EQUAL:
        return order <= 0;
    case WF_OP_GREATER:
        return order > 0;
    case WF_OP_GREATER_EQUAL:
        return order >= 0;
    case WF_OP_BETWEEN:
    case WF_OP_NOT_BETWEEN: {
        /* the limits may stand in either order */
        int other = compare(left, upper);
        bool inside = (order >= 0 && other <= 0) || (order <= 0 && other >= 0);
        return inside == (c->op == WF_OP_BETWEEN);
    }
    }
    return false;
}

static bool contains(wf_str text, wf_str what)
{
    for (size_t i = 0; i + what.n <= text.n; i++)
        if (compare_text(wf_str_sub(text, i, what.n), what) == 0)
            return true;
    return false;
}

static bool has_text(const rule_set *set, const wf_condition *c, const wf_cell *cell)
{
    wf_str text;
    bool found = false;
    size_t n = c->text.n;
    wf_arena_mark mark = wf_arena_mark_here(set->scratch);
    if (wf_cell_text(set->doc, cell, set->scratch, &text) == WF_OK) {
        if (c->kind == WF_COND_BEGINS)
            found = compare_text(wf_str_sub(text, 0, n), c->text) == 0;
        else if (c->kind == WF_COND_ENDS)
            found = text.n >= n &&
                    compare_text(wf_str_sub(text, text.n - n, n), c->text) == 0;
        else
            found = contains(text, c->text);
    }
    wf_arena_reset(set->scratch, mark);
    return found;
}

static bool holds(const rule_set *set, const wf_condition *c, const wf_cell *cell)
{
    switch (c->kind) {
    case WF_COND_COMPARE:
        return compares(set->grid, c, cell);
    case WF_COND_CONTAINS:
    case WF_COND_BEGINS:
    case WF_COND_ENDS:
        return has_text(set, c, cell);
    case WF_COND_NOT_CONTAINS:
        return !has_text(set, c, cell);
    case WF_COND_HAS_ERROR:
        return cell->kind == WF_CELL_ERROR;
    case WF_COND_NO_ERROR:
        return cell->kind != WF_CELL_ERROR;
    case WF_COND_HAS_CONTENT:
        return cell->kind != WF_CELL_BLANK;
    case WF_COND_UNKNOWN:
        break;
    }
    return false;
}

static bool is_in(const wf_condition *c, const wf_cell *cell)
{
    for (size_t i = 0; i < c->range_count; i++) {
        const wf_merge *r = &c->ranges[i];
        if (cell->row >= r->row && cell->row <= r->last_row &&
            cell->column >= r->column && cell->column <= r->last_column)
            return true;
    }
    return false;
}

/* The first rule that holds gives the fill; one that stops ends the search. */
static uint32_t fill_for(const rule_set *set, const wf_cell *cell)
{
    for (size_t i = 0; i < set->count; i++) {
        const wf_condition *c = &set->rules[i];
        if (!is_in(c, cell) || !holds(set, c, cell))
            continue;
        if (c->fill != WF_COLOR_NONE || c->stops)
            return c->fill;
    }
    return WF_COLOR_NONE;
}

static int by_priority(const void *a, const void *b)
{
    const wf_condition *x = a, *y = b;
    return x->priority < y->priority ? -1 : x->priority > y->priority;
}

static bool is_affordable(const rule_set *set, size_t cells)
{
    uint64_t ranges = 0;
    for (size_t i = 0; i < set->count; i++)
        ranges += set->rules[i].range_count;
    return cells == 0 || ranges <= STEPS_MAX / cells;
}

wf_status wf_document_apply_conditions(wf_document *doc, uint32_t grid,
                                       wf_condition *rules, size_t count,
                                       wf_arena *scratch, wf_error *err)
{
    size_t n;
    wf_cell *cells = wf_document_grid_cells(doc, grid, &n);
    rule_set set = {.doc = doc,
                    .grid = wf_document_grid(doc, grid),
                    .rules = rules,
                    .count = count,
                    .scratch = scratch};
    if (count == 0 || n == 0)
        return WF_OK;
    if (!is_affordable(&set, n)) {
        wf_diag_add(
            wf_document_diags_mutable(doc), WF_D_CF_UNEVALUATED, set.grid->name,
            "too many conditional formats to evaluate: the colours shown may differ");
        return WF_OK;
    }
    qsort(rules, count, sizeof *rules, by_priority);
    for (size_t i = 0; i < n; i++) {
        if (cells[i].kind == WF_CELL_BLANK)
            continue;
        uint32_t fill = fill_for(&set, &cells[i]);
        if (fill == WF_COLOR_NONE)
            continue;
        wf_style style = *wf_document_style(doc, cells[i].style);
        style.fill = fill;
        style.fill_conditional = true;
        WF_TRY(wf_document_add_style(doc, &style, &cells[i].style, err));
    }
    return WF_OK;
}
