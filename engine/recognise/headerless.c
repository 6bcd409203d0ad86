/* A table that is turned: its headers stand in the first column, each further column is
 * an action; or a form for each action. Only where no table of the document has its
 * headers in a row: beside one, such a table explains the headings. */
#include "engine/recognise/recogniser.h"
#include "engine/text/lines.h"

enum {
    MOST_LABELS = 30,
    LEAST_LABELS = 3,
    MOST_ACTIONS = 64
};

typedef struct turned {
    wf_head_column columns[MOST_LABELS]; /* the label's field; `first` is its column */
    uint32_t rows[MOST_LABELS];
    size_t count;
    uint16_t last; /* the last column that holds a value */
    size_t values, questions;
} turned;

static void count_values(turned *t, const wf_row *row)
{
    for (size_t i = 1; i < row->n; i++) {
        t->values++;
        t->questions += wf_str_ends_with(row->slots[i].text, WF_STR("?"));
        t->last =
            row->slots[i].last_column > t->last ? row->slots[i].last_column : t->last;
    }
}

/* The labels one under another, from this row on. */
static void read_labels(wf_recogniser *r, const wf_row *first, turned *t)
{
    bool taken[WF_FIELDS] = {false};
    wf_row row = {0};
    uint32_t number = first->row;
    uint16_t column = first->slots[0].column;
    while (t->count < MOST_LABELS && wf_rec_row(r, first->grid_index, number, &row)) {
        const wf_slot *label = &row.slots[0];
        wf_field field = label->column == column && label->cell->kind == WF_CELL_TEXT
                             ? wf_action_field(r, label->text, taken)
                             : WF_FIELD_NONE;
        if (field == WF_FIELD_NONE || taken[field])
            return;
        taken[field] = true;
        t->columns[t->count] = (wf_head_column){.first = column,
                                                .last = label->last_column,
                                                .fields = {field},
                                                .field_count = 1,
                                                .similarity = 1.0,
                                                .header = label->text,
                                                .entry = label->entry,
                                                .sub_entry = WF_NO_INDEX};
        t->rows[t->count++] = number;
        count_values(t, &row);
        number = label->last_row + 1;
    }
}

static bool has_field(const turned *t, wf_field field)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->columns[i].fields[0] == field)
            return true;
    return false;
}

/* Does some table of the document have its headers in a row? */
static bool has_action_header(wf_recogniser *r)
{
    wf_row row = {0};
    wf_region table;
    for (size_t b = 0; b < r->block_count; b++) {
        if (r->blocks[b].kind != WF_BLOCK_GRID)
            continue;
        uint32_t index = r->blocks[b].index;
        const wf_grid *grid = wf_document_grid(r->doc, index);
        for (size_t i = 0; i < grid->cell_count && !r->failed;) {
            uint32_t number = grid->cells[i].row;
            if (wf_rec_row(r, index, number, &row) && wf_header_read(r, &row, &table) &&
                table.kind == WF_REGION_ACTIONS)
                return true;
            i = wf_grid_row_start(grid, number + 1);
        }
    }
    return false;
}

static bool headers_only_in_columns(wf_recogniser *r)
{
    if (r->header_rows == 0)
        r->header_rows = has_action_header(r) ? 1 : -1;
    return r->header_rows < 0;
}

static void read_action(wf_recogniser *r, const wf_row *row, const turned *t, uint16_t c)
{
    wf_slot slot;
    for (size_t i = 0; i < t->count; i++)
        if (t->columns[i].fields[0] == WF_FIELD_PRIORITY &&
            wf_rec_cell(r, row->grid_index, t->rows[i], c, &slot))
            wf_priority_value(r, &slot);
    int32_t action = -1;
    for (size_t i = 0; i < t->count && action < 0; i++)
        if (t->columns[i].fields[0] == WF_FIELD_ACTION &&
            wf_rec_cell(r, row->grid_index, t->rows[i], c, &slot) && slot.text.n > 0 &&
            slot.column > t->columns[i].last)
            action = wf_action_new(r, &slot);
    for (size_t i = 0; i < t->count && action >= 0; i++)
        if (t->columns[i].fields[0] != WF_FIELD_PRIORITY &&
            wf_rec_cell(r, row->grid_index, t->rows[i], c, &slot) &&
            slot.row == t->rows[i] && slot.column > t->columns[i].last)
            wf_action_value(r, r->priority, action, &t->columns[i], &slot);
    if (action >= 0)
        wf_action_made(r);
}

bool wf_turned_table(wf_recogniser *r, const wf_row *row)
{
    turned t = {.count = 0};
    if (row->n < 2 || row->slots[0].cell->kind != WF_CELL_TEXT ||
        row->slots[0].text.n > 60)
        return false;
    read_labels(r, row, &t);
    if (t.count < LEAST_LABELS || !has_field(&t, WF_FIELD_ACTION) || t.values < t.count ||
        3 * t.questions > t.values || r->section == WF_SECTION_GUIDANCE ||
        !headers_only_in_columns(r))
        return false;
    wf_rec_explain(r, "%.*s, rows %u to %u: headers in the first column",
                   WF_STR_ARG(row->grid->name), row->row + 1, t.rows[t.count - 1] + 1);
    wf_region table = {.kind = WF_REGION_ACTIONS,
                       .grid_index = row->grid_index,
                       .header_row = row->row,
                       .last_header_row = t.rows[t.count - 1],
                       .columns = t.columns,
                       .count = t.count};
    wf_region_settle(&table);
    wf_header_mark(r, &table);
    r->table = table;
    for (uint32_t c = t.columns[0].last + 1u;
         c <= t.last && c < (uint32_t)t.columns[0].last + MOST_ACTIONS; c++)
        read_action(r, row, &t, (uint16_t)c);
    r->action = -1;
    r->table = (wf_region){.kind = WF_REGION_NONE};
    r->taken_to = t.rows[t.count - 1] + 1;
    return true;
}

/* ---- lists ---- */

static bool is_item(const wf_slot *slot, size_t *bytes_out)
{
    *bytes_out = 0;
    wf_marker marker = wf_line_marker(slot->text, bytes_out);
    return marker != WF_MARKER_NONE ||
           (slot->paragraph != NULL && slot->paragraph->list_level >= 0);
}

bool wf_listed_action(wf_recogniser *r, const wf_slot *slot)
{
    bool none[WF_FIELDS] = {false};
    size_t bytes;
    bool item = is_item(slot, &bytes);
    if (r->section == WF_SECTION_ACTIONS && item) {
        if (wf_action_new(r, slot) < 0)
            return true;
        wf_action *action = &r->priorities[r->priority].p.actions[r->action];
        action->action = wf_str_trim(wf_str_sub(slot->text, bytes, SIZE_MAX));
        wf_rec_field(r, slot->entry, r->priority, r->action, "action");
        return true;
    }
    if (r->section == WF_SECTION_ACTIONS)
        r->section = WF_SECTION_NONE;
    if (item || r->priority < 0 || slot->text.n > 40 ||
        wf_action_field(r, slot->text, none) != WF_FIELD_ACTION ||
        !headers_only_in_columns(r))
        return false;
    wf_rec_mark(r, slot->entry, WF_ROLE_LABEL);
    r->section = WF_SECTION_ACTIONS;
    return true;
}
