/* A cell of a row of actions becomes the fields that its column names. */
#include "engine/recognise/recogniser.h"
#include "engine/recognise/term_values.h"
#include "engine/recognise/values.h"
#include "engine/text/lines.h"
#include "engine/text/money.h"

#include <stddef.h>

/* Fields that are one text. */
static const struct text_field {
    wf_field field;
    size_t offset;
    const char *path;
} text_fields[] = {
    {WF_FIELD_ACTION, offsetof(wf_action, action), "action"},
    {WF_FIELD_CODE, offsetof(wf_action, code), "code"},
    {WF_FIELD_RATIONALE, offsetof(wf_action, rationale), "rationale"},
    {WF_FIELD_SUPPORT, offsetof(wf_action, support_required), "support_required"},
    {WF_FIELD_RESOURCES, offsetof(wf_action, resources), "resources"},
    {WF_FIELD_MONITORING, offsetof(wf_action, monitoring.how), "monitoring.how"},
    {WF_FIELD_MONITORING_WHO, offsetof(wf_action, monitoring.who), "monitoring.who"},
    {WF_FIELD_MONITORING_HOW, offsetof(wf_action, monitoring.how), "monitoring.how"},
    {WF_FIELD_DISSEMINATION, offsetof(wf_action, monitoring.dissemination),
     "monitoring.dissemination"},
    {WF_FIELD_KEY_QUESTIONS, offsetof(wf_action, key_questions), "key_questions"},
    {WF_FIELD_EVIDENCE, offsetof(wf_action, evidence), "evidence"},
    {WF_FIELD_EVALUATION, offsetof(wf_action, evaluation), "evaluation"},
    {WF_FIELD_COMMENT, offsetof(wf_action, evaluation), "evaluation"},
    {WF_FIELD_NEXT_STEPS, offsetof(wf_action, next_steps), "next_steps"},
};

typedef struct target {
    int32_t priority, index;
    wf_action *action;
} target;

static void set_when(wf_recogniser *r, wf_when *when, const wf_slot *slot, wf_str value)
{
    if (when->text.n == 0)
        *when = wf_value_when(r, slot, value);
    else
        wf_rec_append(r, &when->text, value);
}

/* From a start to an end, each in a column of its own: one time. */
static void join_times(wf_recogniser *r, wf_when *out, const wf_when *start,
                       const wf_when *end)
{
    wf_when joined = {.start = start->start, .end = end->end, .text = WF_STR_EMPTY};
    if (wf_arena_printf(r->arena, &joined.text, "%.*s \xE2\x80\x93 %.*s",
                        WF_STR_ARG(start->text), WF_STR_ARG(end->text)) != WF_OK)
        r->failed = true;
    if (joined.start == WF_DATE_NONE || joined.end == WF_DATE_NONE ||
        joined.start > joined.end)
        joined.start = joined.end = WF_DATE_NONE; /* resolved from the words */
    *out = joined;
}

static void set_end_or_start(wf_recogniser *r, const target *t, wf_field field,
                             wf_str value, const wf_slot *slot)
{
    wf_when *when = &t->action->when, more = wf_value_when(r, slot, value);
    bool both = wf_region_find(&r->table, WF_FIELD_START) != NULL;
    if (when->text.n == 0 || !both)
        set_when(r, when, slot, value);
    else if (field == WF_FIELD_START)
        join_times(r, when, &more, when);
    else
        join_times(r, when, when, &more);
}

static void set_cost(wf_recogniser *r, wf_money *cost, wf_str value)
{
    wf_money more;
    wf_money_kind kind = wf_money_parse(value, &more);
    bool counts = kind == WF_MONEY_AMOUNT || kind == WF_MONEY_RANGE;
    cost->amount += counts ? more.amount : 0;
    cost->has_amount |= counts;
    wf_rec_append(r, &cost->text, value);
}

static const char *set_rating(wf_recogniser *r, const target *t, wf_field field,
                              const wf_slot *slot)
{
    wf_action *a = t->action;
    wf_rating rating = wf_value_rating(r, slot, true);
    const char *path = NULL;
    bool state_first = field == WF_FIELD_STATUS || field == WF_FIELD_PROGRESS;
    bool colour_word = rating.from == WF_RAG_FROM_TEXT && rating.rag != WF_RAG_NONE;
    if (rating.status != WF_STATUS_NONE && !(colour_word && !state_first)) {
        a->status = rating.status;
        path = "status";
    }
    if (rating.rag != WF_RAG_NONE &&
        (a->rag == WF_RAG_NONE ||
         field == WF_FIELD_RAG)) { /* the latest of several columns */
        a->rag = rating.rag;
        a->rag_from = rating.from;
        path = path == NULL || colour_word ? "rag" : path;
    }
    if (slot->text.n > 0 && rating.rag == WF_RAG_NONE &&
        rating.status == WF_STATUS_NONE) {
        if (field != WF_FIELD_PROGRESS)
            return NULL;
        wf_rec_append(r, &a->evaluation, slot->text); /* prose under "Progress" */
        return "evaluation";
    }
    if (!rating.whole && path != NULL)
        wf_rec_reworded(r, slot->entry);
    return path;
}

static const char *set_text(wf_recogniser *r, const target *t, wf_field field,
                            wf_str value)
{
    for (size_t i = 0; i < sizeof text_fields / sizeof text_fields[0]; i++) {
        if (text_fields[i].field != field)
            continue;
        wf_str *at = (wf_str *)(void *)((char *)t->action + text_fields[i].offset);
        wf_rec_append(r, at, value);
        return text_fields[i].path;
    }
    return NULL;
}

/* The column that a cell begins in. */
static const wf_head_column *column_of(const wf_recogniser *r, const wf_slot *slot)
{
    for (size_t i = 0; i < r->table.count; i++)
        if (r->table.columns[i].first >= slot->column &&
            r->table.columns[i].first <= slot->last_column)
            return &r->table.columns[i];
    return &r->table.columns[0];
}

/* A term's own column: a tick that says when, a rating, a milestone or a review. */
static const char *set_period(wf_recogniser *r, const target *t,
                              const wf_head_column *column, const wf_slot *slot)
{
    if (wf_term_mark(r, t->action, column, slot))
        return "when";
    const char *path = set_rating(r, t, WF_FIELD_RAG, slot);
    if (path == NULL && slot->text.n > 0)
        path = wf_term_prose(r, t->priority, t->action, column, slot);
    return path;
}

/* What is wanted, beside the priority and the actions: the criteria of success where no
 * column is for them, else the reason. It may have named the priority itself. */
static const char *set_objective(wf_recogniser *r, const target *t, wf_str value)
{
    bool named =
        r->priority_by_column && wf_region_find(&r->table, WF_FIELD_PRIORITY) == NULL;
    if (named)
        return NULL;
    if (wf_region_find(&r->table, WF_FIELD_SUCCESS) == NULL) {
        wf_value_items(r, &t->action->success_criteria, value);
        return "success_criteria";
    }
    if (wf_region_find(&r->table, WF_FIELD_RATIONALE) != NULL)
        return NULL;
    wf_rec_append(r, &t->action->rationale, value);
    return "rationale";
}

/* Give a value to a field; returns the path it took, NULL where it has no place. */
static const char *set_value(wf_recogniser *r, const target *t, wf_field field,
                             wf_str value, const wf_slot *slot)
{
    wf_action *a = t->action;
    switch (field) {
    case WF_FIELD_SUCCESS:
    case WF_FIELD_IMPACT:
        wf_value_items(r, &a->success_criteria, value);
        return "success_criteria";
    case WF_FIELD_LEAD:
    case WF_FIELD_ACCOUNTABLE:
        wf_value_people(r, &a->lead, value);
        return "lead";
    case WF_FIELD_WHEN:
    case WF_FIELD_START:
        set_end_or_start(r, t, field, value, slot);
        return "when";
    case WF_FIELD_MONITORING_WHEN:
        set_when(r, &a->monitoring.when, slot, value);
        return "monitoring.when";
    case WF_FIELD_COST:
        set_cost(r, &a->cost, value);
        return "cost";
    case WF_FIELD_RAG:
    case WF_FIELD_STATUS:
    case WF_FIELD_PROGRESS:
        return set_rating(r, t, field, slot);
    case WF_FIELD_PERIOD:
        return set_period(r, t, column_of(r, slot), slot);
    case WF_FIELD_AUTUMN:
    case WF_FIELD_SPRING:
    case WF_FIELD_SUMMER:
        wf_priority_outcome(r, t->priority, (wf_season)(field - WF_FIELD_AUTUMN), slot);
        return NULL;
    case WF_FIELD_OBJECTIVE:
        return set_objective(r, t, value);
    default:
        return set_text(r, t, field, value);
    }
}

/* ---- composite cells ---- */

static bool column_has(const wf_head_column *column, wf_field field)
{
    for (size_t f = 0; f < column->field_count; f++)
        if (column->fields[f] == field)
            return true;
    return false;
}

static bool all_questions(wf_str line)
{
    return wf_str_ends_with(line, WF_STR("?"));
}

/* Where the questions at the end of a line begin: after the last sentence that is none. 0
 * where all of it is questions, line.n where none is. */
static size_t questions_at(wf_str line)
{
    if (!all_questions(line))
        return line.n;
    for (size_t i = line.n; i-- > 1;)
        if (line.p[i] == ' ' && (line.p[i - 1] == '.' || line.p[i - 1] == '!' ||
                                 line.p[i - 1] == ';' || line.p[i - 1] == ':'))
            return i;
    return 0;
}

static bool is_lead_field(wf_field field)
{
    return field == WF_FIELD_LEAD || field == WF_FIELD_ACCOUNTABLE;
}

static wf_field lead_field(const wf_head_column *column)
{
    for (size_t f = 0; f < column->field_count; f++)
        if (is_lead_field(column->fields[f]))
            return column->fields[f];
    return WF_FIELD_NONE;
}

/* The field that takes what is no time, money, question or lead. */
static wf_field rest_field(const wf_head_column *column)
{
    for (size_t f = 0; f < column->field_count; f++) {
        wf_field field = column->fields[f];
        if (field != WF_FIELD_WHEN && field != WF_FIELD_COST &&
            field != WF_FIELD_KEY_QUESTIONS && !is_lead_field(field))
            return field;
    }
    return column->fields[0];
}

/* The line that is the time: the one that says most of a time and least else. SIZE_MAX
 * where the column has no time or no line is one. */
static size_t time_line(const wf_head_column *column, const wf_strs *lines)
{
    size_t best = SIZE_MAX;
    int most = 0;
    for (size_t i = 0; i < lines->n && column_has(column, WF_FIELD_WHEN); i++) {
        int says = wf_value_says_when(lines->items[i]);
        if (says > most) {
            most = says;
            best = i;
        }
    }
    return best;
}

static wf_field field_of_line(const wf_head_column *column, wf_str line, bool last,
                              bool first)
{
    wf_field lead = lead_field(column);
    if (column_has(column, WF_FIELD_COST) && wf_money_is_cost(line))
        return WF_FIELD_COST;
    if (column_has(column, WF_FIELD_KEY_QUESTIONS) && questions_at(line) == 0)
        return WF_FIELD_KEY_QUESTIONS;
    if (lead != WF_FIELD_NONE && last && !first)
        return lead;
    return rest_field(column);
}

/* A label inside the cell must name a field of its column, or one that could stand there.
 */
static wf_field inner_field(const wf_recogniser *r, const wf_head_column *column,
                            wf_str line, wf_str *value)
{
    wf_field field = wf_inner_label(r->templates, line, value);
    if (field == WF_FIELD_NONE)
        return field;
    if (column_has(column, field))
        return field;
    if (is_lead_field(field) && lead_field(column) != WF_FIELD_NONE)
        return lead_field(column);
    return WF_FIELD_NONE;
}

static void set_part(wf_recogniser *r, const target *t, wf_field field, wf_str value,
                     const wf_slot *slot)
{
    const char *path = value.n > 0 ? set_value(r, t, field, value, slot) : NULL;
    if (path != NULL)
        wf_rec_field(r, slot->entry, t->priority, t->index, path);
}

static void set_composite(wf_recogniser *r, const target *t, const wf_head_column *column,
                          const wf_slot *slot)
{
    wf_strs lines;
    if (wf_lines_plain(slot->text, r->arena, &lines) != WF_OK) {
        r->failed = true;
        return;
    }
    wf_field labelled = WF_FIELD_NONE;
    size_t time = time_line(column, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        wf_str value = lines.items[i];
        wf_field inner = inner_field(r, column, lines.items[i], &value);
        wf_field field = inner;
        if (inner != WF_FIELD_NONE)
            labelled = inner;
        else if (labelled != WF_FIELD_NONE)
            field = labelled; /* goes on under the label */
        else
            field = i == time ? WF_FIELD_WHEN
                              : field_of_line(column, value, i + 1 == lines.n, i == 0);
        size_t asks = inner == WF_FIELD_NONE && column_has(column, WF_FIELD_KEY_QUESTIONS)
                          ? questions_at(value)
                          : value.n;
        if (asks > 0 && asks < value.n) { /* a statement with questions after it */
            set_part(r, t, WF_FIELD_KEY_QUESTIONS,
                     wf_str_trim(wf_str_sub(value, asks, SIZE_MAX)), slot);
            value = wf_str_trim(wf_str_sub(value, 0, asks));
        }
        set_part(r, t, field, value, slot);
    }
}

/* ---- a rating by the fill of the action ---- */

/* The fill of the action's or the status cell is a rating where the table has no column
 * for it, and not where the whole row has that fill (a stripe). */
static bool is_stripe(wf_recogniser *r, const wf_slot *slot)
{
    const wf_region *table = &r->table;
    for (size_t i = 0; i < table->count; i++) {
        wf_slot other;
        if (table->columns[i].first == slot->column)
            continue;
        uint32_t fill =
            wf_rec_cell(r, table->grid_index, slot->row, table->columns[i].first, &other)
                ? other.fill
                : WF_COLOR_NONE;
        if (fill != slot->fill)
            return false;
    }
    return true;
}

static void rate_by_fill(wf_recogniser *r, const target *t, const wf_slot *slot)
{
    if (slot->fill == WF_COLOR_NONE || t->action->rag != WF_RAG_NONE ||
        wf_region_find(&r->table, WF_FIELD_RAG) != NULL || is_stripe(r, slot))
        return;
    wf_fill_meaning means = wf_fill_read(r, slot->fill);
    t->action->rag = means.rag;
    if (t->action->status == WF_STATUS_NONE)
        t->action->status = means.status;
    if (t->action->rag != WF_RAG_NONE)
        t->action->rag_from = WF_RAG_FROM_FILL;
}

void wf_action_value(wf_recogniser *r, int32_t priority, int32_t action,
                     const wf_head_column *column, const wf_slot *slot)
{
    target t = {.priority = priority,
                .index = action,
                .action = &r->priorities[priority].p.actions[action]};
    wf_field field = column->fields[0];
    bool rating = field == WF_FIELD_RAG || field == WF_FIELD_STATUS ||
                  field == WF_FIELD_PROGRESS || field == WF_FIELD_PERIOD;
    if (field == WF_FIELD_ACTION)
        rate_by_fill(r, &t, slot);
    wf_fill_meaning means = wf_fill_read(r, slot->fill);
    bool by_fill = means.rag != WF_RAG_NONE || means.status != WF_STATUS_NONE;
    if (slot->text.n == 0 && !(rating && by_fill))
        return;
    if (column->field_count > 1) {
        set_composite(r, &t, column, slot);
        return;
    }
    if (field == WF_FIELD_RAG && slot->text.n == 0 && is_stripe(r, slot))
        return;
    const char *path = set_value(r, &t, field, slot->text, slot);
    if (path != NULL)
        wf_rec_field(r, slot->entry, priority, action, path);
}
