#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "engine/text/number.h"

/* ---- criteria for support ---- */

/* The number before a word that begins with `word`: "12 days" -> 12. */
static bool number_before(wf_str text, wf_str word, double *out)
{
    for (size_t i = 0; i < text.n; i++) {
        size_t n = wf_number_scan(wf_str_sub(text, i, SIZE_MAX), out);
        if (n == 0)
            continue;
        size_t j = i + n;
        while (j < text.n && (text.p[j] == ' ' || text.p[j] == '\n'))
            j++;
        if (wf_str_eq_nocase(wf_str_sub(text, j, word.n), word))
            return true;
        i += n - 1;
    }
    return false;
}

static void read_days(wf_support_category *category)
{
    double value;
    if (number_before(category->total, WF_STR("day"), &value))
        category->days = (wf_number){.value = value, .present = true};
    if (number_before(category->total, WF_STR("per term"), &value) ||
        number_before(category->total, WF_STR("a term"), &value) ||
        number_before(category->total, WF_STR("each term"), &value) ||
        number_before(category->total, WF_STR("days per term"), &value))
        category->days_per_term = (wf_number){.value = value, .present = true};
}

bool wf_category_row(wf_recogniser *r, const wf_row *row)
{
    wf_slot slot;
    wf_plan *plan = r->plan;
    const wf_head_column *column = wf_region_find(&r->table, WF_FIELD_CATEGORY);
    if (!wf_rec_cell(r, row->grid_index, row->row, column->first, &slot) ||
        slot.text.n == 0 || slot.row != row->row || row->n < 2)
        return false;
    wf_support_category *list =
        wf_rec_grow(r, plan->categories, plan->category_count, sizeof *list);
    if (list == NULL)
        return true;
    plan->categories = list;
    size_t index = plan->category_count++;
    wf_str none = WF_STR_EMPTY;
    list[index] = (wf_support_category){.category = none,
                                        .capacity = none,
                                        .quality_assurance = none,
                                        .school_improvement = none,
                                        .total = none};
    for (size_t i = 0; i < r->table.count; i++) {
        static const struct {
            wf_field field;
            size_t offset;
            const char *name;
        } fields[] = {
            {WF_FIELD_CATEGORY, offsetof(wf_support_category, category), "category"},
            {WF_FIELD_CAPACITY, offsetof(wf_support_category, capacity), "capacity"},
            {WF_FIELD_QUALITY_ASSURANCE, offsetof(wf_support_category, quality_assurance),
             "quality_assurance"},
            {WF_FIELD_SCHOOL_IMPROVEMENT,
             offsetof(wf_support_category, school_improvement), "school_improvement"},
            {WF_FIELD_TOTAL_SUPPORT, offsetof(wf_support_category, total), "total"},
        };
        column = &r->table.columns[i];
        if (column->field_count == 0 ||
            !wf_rec_cell(r, row->grid_index, row->row, column->first, &slot) ||
            slot.row <= r->table.last_header_row || slot.text.n == 0)
            continue;
        for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++)
            if (fields[f].field == column->fields[0]) {
                wf_rec_append(r,
                              (wf_str *)(void *)((char *)&list[index] + fields[f].offset),
                              slot.text);
                wf_rec_item_field(r, slot.entry, "categories", index, fields[f].name);
            }
    }
    read_days(&list[index]);
    r->evidence[WF_SEEN_CATEGORIES]++;
    return true;
}

/* ---- the calendar of activities ---- */

static void add_activities(wf_recogniser *r, int term, wf_activity_kind kind,
                           const wf_slot *slot)
{
    wf_strs items = {0};
    wf_value_items(r, &items, slot->text);
    for (size_t i = 0; i < items.n; i++) {
        wf_plan *plan = r->plan;
        wf_activity *list =
            wf_rec_grow(r, plan->activities, plan->activity_count, sizeof *list);
        if (list == NULL)
            return;
        plan->activities = list;
        wf_rec_item_field(r, slot->entry, "activities", plan->activity_count, "activity");
        list[plan->activity_count++] =
            (wf_activity){.term = term, .kind = kind, .activity = items.items[i]};
        r->evidence[WF_SEEN_ACTIVITIES]++;
    }
}

static int term_of(wf_str text)
{
    wf_term_head period = wf_term_head_parse(text);
    if (period.kind == WF_PERIOD_TERM)
        return period.number;
    if (text.n == 1 && text.p[0] >= '1' && text.p[0] <= '6')
        return text.p[0] - '0';
    return 0;
}

bool wf_calendar_row(wf_recogniser *r, const wf_row *row)
{
    wf_slot slot;
    const wf_head_column *column = wf_region_find(&r->table, WF_FIELD_TERM);
    if (!wf_rec_cell(r, row->grid_index, row->row, column->first, &slot) ||
        slot.row <= r->table.last_header_row)
        return false;
    int term = term_of(slot.text);
    if (term == 0) /* what follows the table is not part of it */
        return false;
    wf_rec_field(r, slot.entry, -1, -1, "activities.term");
    if (slot.text.n > 1)
        wf_rec_reworded(r, slot.entry);
    for (size_t i = 0; i < r->table.count; i++) {
        column = &r->table.columns[i];
        if (column->field_count == 0 ||
            !wf_rec_cell(r, row->grid_index, row->row, column->first, &slot) ||
            slot.row <= r->table.last_header_row || slot.text.n == 0)
            continue;
        if (column->fields[0] == WF_FIELD_QUALITY_ASSURANCE)
            add_activities(r, term, WF_ACTIVITY_QUALITY_ASSURANCE, &slot);
        if (column->fields[0] == WF_FIELD_SCHOOL_IMPROVEMENT)
            add_activities(r, term, WF_ACTIVITY_SCHOOL_IMPROVEMENT, &slot);
    }
    return true;
}

/* ---- the record of support: roles across, what down ---- */

static wf_field row_field(const wf_recogniser *r, wf_str text)
{
    char bytes[WF_LABEL_MAX];
    wf_str key = {.p = bytes, .n = wf_label_key(text, bytes)};
    double similarity;
    const wf_synonym *s = wf_templates_find(r->templates, WF_SCOPE_ROW, key);
    if (s == NULL)
        s = wf_templates_find_similar(r->templates, WF_SCOPE_ROW, key, &similarity);
    return s == NULL ? WF_FIELD_NONE : s->field;
}

/* A header of roles has an empty corner or label, and the row below begins with a row
 * label. */
bool wf_support_table(wf_recogniser *r, const wf_row *row)
{
    wf_row below = {0};
    if (row->n < 1 || row->n > 40 || r->table.kind != WF_REGION_NONE ||
        !wf_rec_next_row(r, row->grid_index, row->row, &below))
        return false;
    const wf_slot *corner = &below.slots[0];
    size_t first = row->slots[0].column > corner->column ? 0 : 1;
    if (first >= row->n || row_field(r, corner->text) == WF_FIELD_NONE ||
        (first == 0 && row->n < 2) || (first == 1 && row->n < 3))
        return false;
    for (size_t i = first; i < row->n; i++)
        if (row->slots[i].text.n > 60)
            return false;
    wf_row second = {0};
    if (!wf_rec_next_row(r, row->grid_index, below.row, &second) ||
        row_field(r, second.slots[0].text) == WF_FIELD_NONE)
        return false;
    wf_head_column *columns = wf_arena_array(r->scratch, row->n, sizeof *columns);
    if (columns == NULL) {
        r->failed = true;
        return false;
    }
    r->table = (wf_region){.kind = WF_REGION_SUPPORT,
                           .grid_index = row->grid_index,
                           .header_row = row->row,
                           .last_header_row = row->row,
                           .columns = columns};
    for (size_t i = first; i < row->n; i++)
        columns[r->table.count++] = (wf_head_column){.first = row->slots[i].column,
                                                     .last = row->slots[i].last_column,
                                                     .header = row->slots[i].text,
                                                     .entry = row->slots[i].entry,
                                                     .sub_entry = WF_NO_INDEX};
    for (size_t i = 0; i < row->n; i++)
        wf_rec_mark(r, row->slots[i].entry, WF_ROLE_LABEL);
    return true;
}

/* The record of a role: the column's, once it has a value. Two columns of one role stay
 * two. */
static size_t support_of(wf_recogniser *r, wf_head_column *column)
{
    wf_plan *plan = r->plan;
    if (column->record > 0)
        return column->record - 1;
    wf_support_record *list =
        wf_rec_grow(r, plan->support, plan->support_count, sizeof *list);
    if (list == NULL)
        return SIZE_MAX;
    plan->support = list;
    wf_str none = WF_STR_EMPTY;
    list[plan->support_count] = (wf_support_record){.role = column->header,
                                                    .focus = none,
                                                    .outcomes = none,
                                                    .tasks = none,
                                                    .evidence = none};
    wf_rec_item_field(r, column->entry, "support", plan->support_count, "role");
    column->record = (uint32_t)++plan->support_count;
    return plan->support_count - 1;
}

bool wf_support_row(wf_recogniser *r, const wf_row *row)
{
    wf_field field = row_field(r, row->slots[0].text);
    if (field == WF_FIELD_NONE)
        return false;
    wf_rec_mark(r, row->slots[0].entry, WF_ROLE_LABEL);
    for (size_t i = 1; i < row->n; i++)
        for (size_t c = 0; c < r->table.count; c++) {
            wf_head_column *column = &r->table.columns[c];
            const wf_slot *slot = &row->slots[i];
            if (slot->column < column->first || slot->column > column->last)
                continue;
            size_t index = support_of(r, column);
            if (index == SIZE_MAX)
                return true;
            wf_support_record *record = &r->plan->support[index];
            wf_str *at[] = {&record->focus, &record->outcomes, &record->tasks,
                            &record->evidence};
            static const char *const names[] = {"focus", "outcomes", "tasks", "evidence"};
            wf_rec_append(r, at[field - WF_FIELD_SUPPORT_FOCUS], slot->text);
            wf_rec_item_field(r, slot->entry, "support", index,
                              names[field - WF_FIELD_SUPPORT_FOCUS]);
            r->evidence[WF_SEEN_SUPPORT]++;
        }
    return true;
}
