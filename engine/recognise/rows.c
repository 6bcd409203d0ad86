#include "engine/recognise/recogniser.h"
#include "engine/recognise/term_values.h"
#include "engine/recognise/values.h"
#include "engine/text/money.h"
#include <math.h>

/* ---- where rows stand in their table ---- */

static uint16_t table_first(const wf_region *table)
{
    return table->count > 0 ? table->columns[0].first : 0;
}

static uint16_t table_last(const wf_region *table)
{
    uint16_t last = 0;
    for (size_t i = 0; i < table->count; i++)
        last = table->columns[i].last > last ? table->columns[i].last : last;
    return last;
}

/* One text alone over most of the table's columns. */
static bool is_wide(const wf_region *table, const wf_slot *slot)
{
    unsigned width = (unsigned)(table_last(table) - table_first(table)) + 1;
    unsigned covers = (unsigned)(slot->last_column - slot->column) + 1;
    return covers > 1 && 2 * covers >= width;
}

static bool is_note(const wf_recogniser *r, wf_str text)
{
    static const char *const starts[] = {
        "note", "key", "nb", "n.b", "red =", "red:", "rag", "*", "source", "page "};
    (void)r;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        wf_str start = wf_str_from(starts[i]);
        if (text.n >= start.n && wf_str_eq_nocase(wf_str_sub(text, 0, start.n), start))
            return true;
    }
    return wf_str_find(text, WF_STR(" = "), 0) != SIZE_MAX;
}

/* "Notes: ...", said at length: not an action that begins with "Key". */
static bool begins_like_note(wf_str text)
{
    static const wf_str starts[] = {WF_STR_INIT("notes:"), WF_STR_INIT("note:"),
                                    WF_STR_INIT("nb:"),    WF_STR_INIT("n.b."),
                                    WF_STR_INIT("key:"),   WF_STR_INIT("rag key"),
                                    WF_STR_INIT("*")};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (text.n > starts[i].n &&
            wf_str_eq_nocase(wf_str_sub(text, 0, starts[i].n), starts[i]))
            return true;
    return false;
}

/* A row that names a priority across the table. */
static bool banner_row(wf_recogniser *r, const wf_row *row)
{
    const wf_slot *slot = &row->slots[0];
    const wf_region *table = &r->table;
    wf_banner banner;
    bool wide = is_wide(table, slot);
    bool filled = slot->fill != WF_COLOR_NONE || slot->bold;
    if (row->n != 1 || is_note(r, slot->text))
        return false;
    bool parsed = wf_banner_parse(r, slot->text, wide || filled, &banner);
    const wf_head_column *column = wf_region_find(table, WF_FIELD_PRIORITY);
    if (column != NULL && column->first == slot->column && !wide)
        return false;
    if (parsed && (wide || slot->column == table_first(table)) &&
        (banner.has_word || wide || filled)) {
        wf_priority_open(r, &banner, slot);
        return true;
    }
    if (!wide || slot->text.n > 160 ||
        wf_str_find(slot->text, WF_STR("\n"), 0) != SIZE_MAX ||
        wf_str_ends_with(slot->text, WF_STR("?")) ||
        wf_label_of(r->templates, slot->text) != WF_FIELD_NONE ||
        wf_str_ends_with(slot->text, WF_STR(".")) || r->gap > 0)
        return false;
    banner = (wf_banner){.code = WF_STR_EMPTY, .title = slot->text, .weight = 60};
    wf_priority_open(r, &banner, slot);
    return true;
}

/* "Priority lead: ...", "Key prompts" or a prompt alone under a banner: the priority
 * begins like a form, and the table before it has ended. */
static bool form_follows(wf_recogniser *r, const wf_row *row)
{
    wf_row below = {0};
    wf_pair pair;
    if (!wf_rec_next_row(r, row->grid_index, row->row, &below) || below.n != 1)
        return false;
    return wf_looks_like_prompt(r, &below.slots[0]) ||
           wf_label_of(r->templates, below.slots[0].text) != WF_FIELD_NONE ||
           wf_pairs_of(r->templates, below.slots[0].text, &pair, 1) > 0;
}

/* A text alone right above another header is the heading of what follows. */
static bool heading_row(wf_recogniser *r, const wf_row *row)
{
    wf_row below = {0};
    wf_region next;
    const wf_slot *slot = &row->slots[0];
    if (slot->column > table_first(&r->table) || slot->text.n > 160 ||
        !wf_rec_row(r, row->grid_index, slot->last_row + 1, &below) ||
        !wf_header_read(r, &below, &next) || next.kind != WF_REGION_ACTIONS)
        return false;
    wf_banner banner;
    if (!wf_banner_parse(r, slot->text, true, &banner))
        banner = (wf_banner){.code = WF_STR_EMPTY, .title = slot->text, .weight = 60};
    wf_priority_open(r, &banner, slot);
    return true;
}

static double cost_of(const wf_priority_build *b)
{
    double sum = 0;
    for (size_t i = 0; i < b->p.action_count; i++)
        sum += b->p.actions[i].cost.has_amount ? b->p.actions[i].cost.amount : 0;
    return sum;
}

/* A total is that of the priority it closes, or of the whole plan so far. */
static void check_total(wf_recogniser *r, const wf_slot *slot, double total)
{
    static const double a_penny = 0.005;
    double whole = 0, closing = 0;
    for (size_t i = 0; i < r->priority_count; i++) {
        double sum = cost_of(&r->priorities[i]);
        whole += sum;
        if ((int32_t)i == r->priority)
            closing = sum;
    }
    if (fabs(total - whole) < a_penny || fabs(total - closing) < a_penny)
        return;
    wf_diag_add(
        &r->plan->warnings, WF_D_SUM_MISMATCH, r->plan->ledger.entries[slot->entry].at,
        "the total says \xC2\xA3%.2f; its parts come to \xC2\xA3%.2f", total, whole);
}

static bool total_row(wf_recogniser *r, const wf_row *row)
{
    wf_money money;
    const wf_head_column *cost = wf_region_find(&r->table, WF_FIELD_COST);
    if (!wf_is_total(r->templates, row->slots[0].text))
        return false;
    wf_rec_mark(r, row->slots[0].entry, WF_ROLE_LABEL);
    for (size_t i = 1; cost != NULL && i < row->n; i++) {
        const wf_slot *slot = &row->slots[i];
        if (slot->column >= cost->first && slot->column <= cost->last &&
            slot->entry != WF_NO_INDEX &&
            wf_money_parse(slot->text, &money) == WF_MONEY_AMOUNT)
            check_total(r, slot, money.amount);
    }
    return true;
}

/* ---- the priority column ---- */

void wf_priority_value(wf_recogniser *r, const wf_slot *slot)
{
    wf_banner banner;
    if (slot->entry == WF_NO_INDEX || slot->text.n == 0)
        return;
    if (!wf_banner_parse(r, slot->text, true, &banner))
        banner = (wf_banner){.title = slot->text, .code = WF_STR_EMPTY, .weight = 100};
    else if (banner.title.n == 0 && !banner.has_word)
        banner.title = slot->text;
    wf_priority_open(r, &banner, slot);
    r->priority_by_column = true;
}

/* ---- actions ---- */

int32_t wf_action_new(wf_recogniser *r, const wf_slot *slot)
{
    int32_t p = wf_priority_need(r);
    if (p < 0)
        return -1;
    wf_priority *priority = &r->priorities[p].p;
    wf_action *actions =
        wf_rec_grow(r, priority->actions, priority->action_count, sizeof *actions);
    if (actions == NULL)
        return -1;
    priority->actions = actions;
    actions[priority->action_count] = (wf_action)WF_ACTION_INIT;
    actions[priority->action_count].at = r->plan->ledger.entries[slot->entry].at;
    r->action = (int32_t)priority->action_count++;
    r->evidence[WF_SEEN_ACTIONS]++;
    return r->action;
}

static bool has_code_column(const wf_region *table)
{
    return wf_region_find(table, WF_FIELD_CODE) != NULL;
}

/* The number in front of an action's text is its code: "1.1 Review the policy". Not where
 * the text is a numbered list itself, or the table has a column for numbers. */
static void split_code(const wf_region *table, wf_action *action)
{
    wf_str s = action->action;
    size_t n = 0;
    bool dotted = false;
    while (n < s.n && n < 8 && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '.')) {
        dotted |= s.p[n] == '.' && n + 1 < s.n && s.p[n + 1] >= '0' && s.p[n + 1] <= '9';
        n++;
    }
    size_t code = n;
    while (code > 0 && s.p[code - 1] == '.')
        code--;
    bool marked = n > code || (n < s.n && s.p[n] == ')');
    size_t rest = n + (n < s.n && s.p[n] == ')');
    if (code == 0 || rest >= s.n ||
        (s.p[rest] != ' ' && s.p[rest] != '\n' && s.p[rest] != '\t'))
        return;
    wf_str text = wf_str_trim(wf_str_sub(s, rest, SIZE_MAX));
    if ((!dotted && !marked) || text.n == 0 || (text.p[0] >= 'a' && text.p[0] <= 'z'))
        return;
    if (!dotted &&
        (wf_str_find(text, WF_STR("\n2"), 0) != SIZE_MAX || has_code_column(table)))
        return;
    if (action->code.n == 0)
        action->code = wf_str_sub(s, 0, code);
    action->action = text;
}

static bool has_field(const wf_head_column *column, wf_field field)
{
    for (size_t f = 0; f < column->field_count; f++)
        if (column->fields[f] == field)
            return true;
    return false;
}

/* Give each column's cell of a row to the action; cells merged from above hold as well,
 * but only where a new action begins. */
static void take_values(wf_recogniser *r, uint32_t row, int32_t action, bool begins)
{
    const wf_region *table = &r->table;
    for (size_t i = 0; i < table->count; i++) {
        wf_slot slot;
        const wf_head_column *column = &table->columns[i];
        if (has_field(column, WF_FIELD_PRIORITY) || column->field_count == 0 ||
            !wf_rec_cell(r, table->grid_index, row, column->first, &slot))
            continue;
        bool starts = slot.row == row;
        if ((!starts && (!begins || slot.row <= table->last_header_row)) ||
            (!begins && has_field(column, WF_FIELD_ACTION)))
            continue;
        wf_action_value(r, r->priority, action, column, &slot);
    }
}

/* "Objective" beside "Action": it groups the actions where it is merged or repeated and
 * nothing else names the priority. */
static const wf_head_column *grouping_column(const wf_recogniser *r)
{
    const wf_head_column *column = wf_region_find(&r->table, WF_FIELD_PRIORITY);
    bool open = r->priority < 0 || r->priority_by_column ||
                !r->priorities[r->priority].is_numbered;
    if (column == NULL && open)
        column = wf_region_find(&r->table, WF_FIELD_OBJECTIVE);
    return column;
}

/* A label with its value, or a numbered priority with its title beside it: a form that
 * begins under the table. */
static bool is_form_row(const wf_recogniser *r, const wf_row *row)
{
    wf_banner banner;
    const wf_slot *first = &row->slots[0];
    if (row->n > 4 || first->cell->kind != WF_CELL_TEXT || first->text.n > 60)
        return false;
    if (wf_banner_parse(r, first->text, false, &banner) && banner.code.n > 0 &&
        banner.title.n == 0)
        return true;
    return wf_label_of(r->templates, first->text) != WF_FIELD_NONE &&
           (r->gap > 0 || row->n == 2 || wf_str_ends_with(first->text, WF_STR(":")));
}

/* A heading or a note would begin in the first column of the table or in that of the
 * actions. */
static bool could_begin_note(const wf_region *table, const wf_slot *slot)
{
    const wf_head_column *action = wf_region_find(table, WF_FIELD_ACTION);
    return slot->column <= table_first(table) ||
           (action != NULL && slot->column == action->first);
}

static bool belongs_to_table(const wf_recogniser *r, const wf_row *row,
                             const wf_slot *action)
{
    size_t inside = 0;
    for (size_t i = 0; i < row->n; i++) {
        size_t covered = wf_region_covers(&r->table, &row->slots[i]);
        if (covered > 1)
            return false; /* a cell over several columns is no cell of one */
        inside += covered;
    }
    if (inside == 0 || is_form_row(r, row))
        return false;
    if (r->gap == 0)
        return true;
    /* after empty rows, what goes on with the table fills more than one of its columns,
     * or one that no note or heading would begin in */
    bool wide = action != NULL && action->last_column > action->column;
    if (r->gap <= 2 && row->n == 1 && action == NULL && r->action >= 0 &&
        !could_begin_note(&r->table, &row->slots[0]))
        return true;
    return !wide && (inside >= 2 || (r->gap < 2 && r->table.count <= 3));
}

static void warn_no_lead(wf_recogniser *r)
{
    if (r->priority < 0 || r->action < 0 ||
        wf_region_find(&r->table, WF_FIELD_LEAD) == NULL)
        return;
    const wf_action *a = &r->priorities[r->priority].p.actions[r->action];
    if (a->lead.n == 0)
        wf_diag_add(&r->plan->warnings, WF_D_NO_LEAD, a->at, "no lead for: %.*s",
                    WF_STR_ARG(wf_str_sub(a->action, 0, 80)));
}

void wf_action_made(wf_recogniser *r)
{
    split_code(&r->table, &r->priorities[r->priority].p.actions[r->action]);
    warn_no_lead(r);
}

bool wf_action_row(wf_recogniser *r, const wf_row *row)
{
    const wf_region *table = &r->table;
    const wf_head_column *column = wf_region_find(table, WF_FIELD_ACTION);
    if (column == NULL)
        return false;
    if (row->n == 1 && is_wide(table, &row->slots[0]) &&
        wf_prompt_text(r, &row->slots[0]))
        return true;
    if (banner_row(r, row)) {
        if (form_follows(r, row))
            wf_rec_close_table(r);
        return true;
    }
    if (total_row(r, row))
        return true;
    if (row->n == 1 && row->slots[0].column <= table_first(table) &&
        begins_like_note(row->slots[0].text))
        return false;
    if (row->n == 1 && heading_row(r, row))
        return true;
    wf_slot action = {.entry = WF_NO_INDEX, .text = WF_STR_EMPTY}, group;
    bool found = wf_rec_cell(r, table->grid_index, row->row, column->first, &action);
    bool begins = found && action.row == row->row && action.text.n > 0;
    if (!belongs_to_table(r, row, begins ? &action : NULL))
        return false;
    const wf_head_column *grouping = grouping_column(r);
    if (grouping != NULL &&
        wf_rec_cell(r, table->grid_index, row->row, grouping->first, &group) &&
        group.row > table->last_header_row && (begins || group.row == row->row))
        wf_priority_value(r, &group);
    if (!begins) {
        if (r->action >= 0)
            take_values(r, row->row, r->action, false);
        return true;
    }
    if (wf_action_new(r, &action) < 0)
        return true;
    take_values(r, row->row, r->action, true);
    wf_action_made(r);
    return true;
}

void wf_priority_lead(wf_recogniser *r, wf_str value, uint32_t entry)
{
    if (r->priority < 0)
        return;
    wf_priority_build *b = &r->priorities[r->priority];
    if (b->p.lead.n == 0)
        wf_value_people(r, &b->p.lead, value);
    wf_rec_field(r, entry, r->priority, -1, "lead");
}

/* ---- outcomes by term ---- */

bool wf_outcome_row(wf_recogniser *r, const wf_row *row)
{
    bool any = false;
    const wf_head_column *named = wf_region_find(&r->table, WF_FIELD_PRIORITY);
    wf_slot name;
    if (named != NULL && wf_rec_cell(r, row->grid_index, row->row, named->first, &name) &&
        name.row > r->table.last_header_row)
        wf_priority_value(r, &name);
    for (size_t i = 0; i < row->n; i++) {
        const wf_slot *slot = &row->slots[i];
        for (size_t c = 0; c < r->table.count; c++) {
            const wf_head_column *column = &r->table.columns[c];
            if (column->field_count == 0 || slot->column < column->first ||
                slot->column > column->last)
                continue;
            if (column->fields[0] == WF_FIELD_PRIORITY)
                continue;
            int32_t p = wf_priority_need(r);
            if (p < 0)
                return any;
            wf_priority_outcome(r, p, (wf_season)(column->fields[0] - WF_FIELD_AUTUMN),
                                slot);
            r->evidence[WF_SEEN_MILESTONES]++;
            any = true;
            break;
        }
    }
    return any;
}
