#include "engine/recognise/recogniser.h"
#include <stdio.h>
#include <string.h>

/* What kinds of tables there are. A header is of a kind when each group of `needs` has
 * one of its fields; `allows` are the fields that it may hold besides. */
enum {
    KIND_NEEDS = 2,
    KIND_FIELDS = 40
};
typedef struct kind_rule {
    wf_region_kind kind;
    wf_field needs[KIND_NEEDS][20];
    wf_field allows[KIND_FIELDS];
} kind_rule;

#define COMMON_ACTION_FIELDS                                                             \
    WF_FIELD_LEAD, WF_FIELD_WHEN, WF_FIELD_SUCCESS, WF_FIELD_RESOURCES, WF_FIELD_COST,   \
        WF_FIELD_RAG, WF_FIELD_STATUS, WF_FIELD_MONITORING, WF_FIELD_EVALUATION,         \
        WF_FIELD_RATIONALE, WF_FIELD_SUPPORT, WF_FIELD_PROGRESS, WF_FIELD_IMPACT,        \
        WF_FIELD_START, WF_FIELD_EVIDENCE, WF_FIELD_MONITORING_WHO, WF_FIELD_NEXT_STEPS, \
        WF_FIELD_ACCOUNTABLE, WF_FIELD_PERIOD

static const kind_rule kinds[] = {
    {.kind = WF_REGION_FACTORS,
     .needs = {{WF_FIELD_FACTOR}, {WF_FIELD_LEAD, WF_FIELD_WHEN, WF_FIELD_ACTION}},
     .allows = {WF_FIELD_CODE, WF_FIELD_ACTION, WF_FIELD_LEAD, WF_FIELD_WHEN,
                WF_FIELD_OTHER}},
    {.kind = WF_REGION_CATEGORIES,
     .needs = {{WF_FIELD_CATEGORY},
               {WF_FIELD_CAPACITY, WF_FIELD_TOTAL_SUPPORT, WF_FIELD_QUALITY_ASSURANCE,
                WF_FIELD_SCHOOL_IMPROVEMENT}},
     .allows = {WF_FIELD_CAPACITY, WF_FIELD_TOTAL_SUPPORT, WF_FIELD_QUALITY_ASSURANCE,
                WF_FIELD_SCHOOL_IMPROVEMENT, WF_FIELD_OTHER}},
    {.kind = WF_REGION_CALENDAR,
     .needs = {{WF_FIELD_TERM},
               {WF_FIELD_QUALITY_ASSURANCE, WF_FIELD_SCHOOL_IMPROVEMENT}},
     .allows = {WF_FIELD_QUALITY_ASSURANCE, WF_FIELD_SCHOOL_IMPROVEMENT, WF_FIELD_OTHER}},
    {.kind = WF_REGION_AREAS,
     .needs = {{WF_FIELD_AREA}, {WF_FIELD_FRAMEWORKS}},
     .allows = {WF_FIELD_CODE, WF_FIELD_INDICATOR, WF_FIELD_WHEN, WF_FIELD_LEAD,
                WF_FIELD_OTHER}},
    {.kind = WF_REGION_AREAS,
     .needs = {{WF_FIELD_AREA}, {WF_FIELD_INDICATOR}},
     .allows = {WF_FIELD_CODE, WF_FIELD_FRAMEWORKS, WF_FIELD_WHEN, WF_FIELD_LEAD,
                WF_FIELD_OTHER}},
    {.kind = WF_REGION_INDICATORS,
     .needs = {{WF_FIELD_INDICATOR},
               {WF_FIELD_TARGET, WF_FIELD_BASELINE, WF_FIELD_NATIONAL, WF_FIELD_ACTUAL,
                WF_FIELD_PERIOD, WF_FIELD_COHORT, WF_FIELD_UNIT, WF_FIELD_DIRECTION}},
     .allows = {WF_FIELD_CODE, WF_FIELD_TARGET, WF_FIELD_BASELINE, WF_FIELD_NATIONAL,
                WF_FIELD_ACTUAL, WF_FIELD_PERIOD, WF_FIELD_COHORT, WF_FIELD_UNIT,
                WF_FIELD_DIRECTION, WF_FIELD_RAG, WF_FIELD_STATUS, WF_FIELD_COMMENT,
                WF_FIELD_WHEN, WF_FIELD_LEAD, WF_FIELD_PRIORITY, WF_FIELD_OTHER}},
    {.kind = WF_REGION_ACTIONS,
     .needs = {{WF_FIELD_ACTION}, {COMMON_ACTION_FIELDS}},
     .allows = {COMMON_ACTION_FIELDS, WF_FIELD_PRIORITY, WF_FIELD_OBJECTIVE,
                WF_FIELD_CODE, WF_FIELD_MONITORING_HOW, WF_FIELD_MONITORING_WHEN,
                WF_FIELD_DISSEMINATION, WF_FIELD_KEY_QUESTIONS, WF_FIELD_PERIOD,
                WF_FIELD_OTHER}},
    {.kind = WF_REGION_ACTIONS, /* the actions stand under "Objective" or "Target" */
     .needs = {{WF_FIELD_OBJECTIVE}, {COMMON_ACTION_FIELDS}},
     .allows = {COMMON_ACTION_FIELDS, WF_FIELD_PRIORITY, WF_FIELD_CODE,
                WF_FIELD_MONITORING_HOW, WF_FIELD_MONITORING_WHEN, WF_FIELD_DISSEMINATION,
                WF_FIELD_KEY_QUESTIONS, WF_FIELD_PERIOD, WF_FIELD_OTHER}},
    {.kind = WF_REGION_OUTCOMES,
     .needs = {{WF_FIELD_AUTUMN, WF_FIELD_SPRING}, {WF_FIELD_SPRING, WF_FIELD_SUMMER}},
     .allows = {WF_FIELD_AUTUMN, WF_FIELD_SPRING, WF_FIELD_SUMMER}},
};

/* What one header cell may mean. */
typedef struct candidate {
    const wf_synonym *parts[WF_COMPOSITE_MAX]; /* each a list by `next` */
    size_t part_count;
    const wf_synonym *milestone;
    double similarity;
    wf_term_head period;
} candidate;

typedef struct header_try {
    wf_field fields[WF_COMPOSITE_MAX];
    size_t count;
} header_try;

enum {
    HEADER_MAX = 256
};

/* ---- one cell ---- */

static const wf_synonym *look_up(const wf_recogniser *r, wf_scope scope, wf_str text,
                                 bool similar, double *similarity)
{
    char bytes[WF_LABEL_MAX];
    wf_str key = {.p = bytes, .n = wf_label_key(text, bytes)};
    const wf_synonym *s = wf_templates_find(r->templates, scope, key);
    *similarity = 1.0;
    if (s == NULL && similar)
        s = wf_templates_find_similar(r->templates, scope, key, similarity);
    return s;
}

/* The next part of a composite header: parted by / & + , | ; a line break or "and". */
static wf_str take_part(wf_str *rest)
{
    size_t i = 0, skip = 1;
    for (; i < rest->n; i++) {
        char c = rest->p[i];
        if (c == '/' || c == '&' || c == '+' || c == ',' || c == '|' || c == '\n' ||
            c == ';')
            break;
        if (c == ' ' && wf_str_eq_nocase(wf_str_sub(*rest, i, 5), WF_STR(" and "))) {
            skip = 5;
            break;
        }
    }
    wf_str part = wf_str_trim(wf_str_sub(*rest, 0, i));
    *rest = wf_str_sub(*rest, i + skip, SIZE_MAX);
    return part;
}

static void look_up_parts(const wf_recogniser *r, wf_str text, bool similar, candidate *c)
{
    double worst = 1.0;
    c->part_count = 0;
    while (text.n > 0) {
        wf_str part = take_part(&text);
        if (part.n == 0)
            continue;
        double similarity;
        const wf_synonym *s = look_up(r, WF_SCOPE_COLUMN, part, similar, &similarity);
        if (s == NULL || c->part_count == WF_COMPOSITE_MAX) {
            c->part_count = 0;
            return;
        }
        worst = similarity < worst ? similarity : worst;
        c->parts[c->part_count++] = s;
    }
    c->similarity = worst * 0.98;
}

/* The words of a header without the years in it: "Baseline 2019-20". Empty where that
 * changes nothing. */
static wf_str without_years(wf_str text, char out[WF_LABEL_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        size_t digits = 0;
        while (i + digits < text.n && text.p[i + digits] >= '0' &&
               text.p[i + digits] <= '9')
            digits++;
        bool after_year = n > 0 && n < i && digits == 2;
        if (digits == 4 || after_year) {
            i += digits;
            continue;
        }
        size_t take = digits > 0 ? digits : 1;
        memcpy(out + n, text.p + i, take);
        n += take;
        i += take;
    }
    return n < text.n ? (wf_str){.p = out, .n = n} : WF_STR_EMPTY;
}

static candidate look_at(const wf_recogniser *r, wf_str text, bool similar)
{
    candidate c = {.similarity = 0};
    char plain[WF_LABEL_MAX];
    if (text.n > WF_LABEL_MAX)
        return c;
    c.period = wf_term_head_parse(text);
    double similarity;
    c.milestone = look_up(r, WF_SCOPE_MILESTONE, text, similar, &similarity);
    c.parts[0] = look_up(r, WF_SCOPE_COLUMN, text, false, &c.similarity);
    c.part_count = c.parts[0] != NULL;
    if (c.part_count == 0)
        look_up_parts(r, text, similar, &c);
    wf_str bare = c.part_count == 0 ? without_years(text, plain) : WF_STR_EMPTY;
    if (bare.n > 0) {
        c.parts[0] = look_up(r, WF_SCOPE_COLUMN, bare, false, &c.similarity);
        c.part_count = c.parts[0] != NULL;
    }
    if (c.part_count == 0 && similar) {
        c.parts[0] = look_up(r, WF_SCOPE_COLUMN, text, true, &c.similarity);
        c.part_count = c.parts[0] != NULL;
    }
    if (c.milestone != NULL && c.similarity < similarity)
        c.similarity = similarity;
    return c;
}

static bool is_known(const candidate *c)
{
    return c->part_count > 0 || c->milestone != NULL || c->period.kind != WF_PERIOD_NONE;
}

/* ---- one kind ---- */

static bool in_fields(wf_field field, const wf_field *list, size_t n)
{
    for (size_t i = 0; i < n && list[i] != WF_FIELD_NONE; i++)
        if (list[i] == field)
            return true;
    return false;
}

static bool kind_takes(const kind_rule *k, wf_field field)
{
    for (size_t g = 0; g < KIND_NEEDS; g++)
        if (in_fields(field, k->needs[g], 20))
            return true;
    return in_fields(field, k->allows, KIND_FIELDS);
}

/* The heaviest field of a list that the kind takes and that is not taken yet, else the
 * heaviest; NONE where it takes none. */
static wf_field choose(const kind_rule *k, const wf_synonym *list, const bool *taken,
                       int *weight)
{
    wf_field best = WF_FIELD_NONE;
    int best_weight = 0;
    for (const wf_synonym *s = list; s != NULL; s = s->next) {
        if (!kind_takes(k, s->field))
            continue;
        int w = s->weight - (taken[s->field] ? 45 : 0);
        if (best == WF_FIELD_NONE || w > best_weight) {
            best = s->field;
            best_weight = w;
        }
    }
    *weight = best_weight;
    return best;
}

static double try_cell(const kind_rule *k, const candidate *c, bool *taken,
                       header_try *out)
{
    out->count = 0;
    if (k->kind == WF_REGION_OUTCOMES) {
        bool names = c->part_count == 1 && c->parts[0]->field == WF_FIELD_PRIORITY &&
                     !taken[WF_FIELD_PRIORITY];
        if (names) { /* a priority in each row */
            out->fields[out->count++] = WF_FIELD_PRIORITY;
            taken[WF_FIELD_PRIORITY] = true;
            return 100;
        }
        if (c->milestone == NULL)
            return 0;
        out->fields[out->count++] = c->milestone->field;
        taken[c->milestone->field] = true;
        return 100;
    }
    double sum = 0;
    for (size_t p = 0; p < c->part_count; p++) {
        int weight;
        wf_field field = choose(k, c->parts[p], taken, &weight);
        if (field == WF_FIELD_NONE) {
            out->count = 0;
            break;
        }
        if (!in_fields(field, out->fields, out->count))
            out->fields[out->count++] = field;
        sum += weight;
    }
    if (out->count > 0) {
        for (size_t i = 0; i < out->count; i++)
            taken[out->fields[i]] = true;
        return c->similarity * sum / (double)c->part_count;
    }
    wf_field term = c->period.rated ? WF_FIELD_RAG : WF_FIELD_PERIOD;
    if (c->period.kind != WF_PERIOD_NONE && kind_takes(k, term)) {
        out->fields[out->count++] = term;
        taken[term] = true;
        return 90;
    }
    if (c->milestone != NULL && k->kind == WF_REGION_ACTIONS) {
        out->fields[out->count++] = c->milestone->field;
        return 60;
    }
    return 0;
}

/* How well a row fits a kind; 0 where it does not. */
static double try_kind(const kind_rule *k, const candidate *cells, size_t n,
                       header_try *out)
{
    bool taken[WF_FIELDS] = {false};
    double score = 0;
    size_t matched = 0, terms = 0;
    for (size_t i = 0; i < n; i++) {
        double cell = try_cell(k, &cells[i], taken, &out[i]);
        matched += out[i].count > 0;
        terms += out[i].count > 0 && out[i].fields[0] == WF_FIELD_PERIOD;
        score += cell;
    }
    bool most = matched * 5 >= n * 3;
    bool several = matched >= 4 && matched * 3 >= n; /* beside columns of its own */
    if (matched < 2 || (!most && !several))
        return 0;
    if (k->kind == WF_REGION_ACTIONS && terms < 2)
        taken[WF_FIELD_PERIOD] = false; /* "Term 1" alone heads no table of actions */
    for (size_t g = 0; g < KIND_NEEDS; g++) {
        bool found = false;
        for (int f = 1; f < WF_FIELDS && !found; f++)
            found = taken[f] && in_fields((wf_field)f, k->needs[g], 20);
        if (!found)
            return 0;
    }
    return score;
}

/* ---- the rows below the first ---- */

static wf_head_column *column_over(const wf_region *table, const wf_slot *slot)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].first <= slot->column &&
            table->columns[i].last >= slot->column)
            return &table->columns[i];
    return NULL;
}

/* The column whose header stands to the left where the cell above is empty. */
static wf_head_column *column_left(const wf_region *table, const wf_slot *slot)
{
    wf_head_column *best = NULL;
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].last < slot->column &&
            (best == NULL || table->columns[i].first > best->first))
            best = &table->columns[i];
    return best;
}

static wf_field under(wf_field parent, wf_field field)
{
    static const struct {
        wf_field field, becomes;
    } monitoring[] = {
        {WF_FIELD_LEAD, WF_FIELD_MONITORING_WHO},
        {WF_FIELD_MONITORING_WHO, WF_FIELD_MONITORING_WHO},
        {WF_FIELD_ACTION, WF_FIELD_MONITORING_HOW},
        {WF_FIELD_MONITORING_HOW, WF_FIELD_MONITORING_HOW},
        {WF_FIELD_WHEN, WF_FIELD_MONITORING_WHEN},
        {WF_FIELD_MONITORING_WHEN, WF_FIELD_MONITORING_WHEN},
        {WF_FIELD_DISSEMINATION, WF_FIELD_DISSEMINATION},
        {WF_FIELD_EVIDENCE, WF_FIELD_EVIDENCE},
    };
    if (parent != WF_FIELD_MONITORING)
        return field;
    for (size_t i = 0; i < sizeof monitoring / sizeof monitoring[0]; i++)
        if (monitoring[i].field == field)
            return monitoring[i].becomes;
    return WF_FIELD_NONE;
}

static wf_field sub_field(const wf_recogniser *r, const wf_head_column *parent,
                          const wf_slot *slot, wf_term_head *period_out)
{
    double similarity;
    wf_field parent_field = parent == NULL                   ? WF_FIELD_NONE
                            : parent->under != WF_FIELD_NONE ? parent->under
                                                             : parent->fields[0];
    *period_out = wf_term_head_parse(slot->text);
    if (period_out->kind != WF_PERIOD_NONE && parent_field != WF_FIELD_MONITORING)
        return parent_field == WF_FIELD_RAG || parent_field == WF_FIELD_STATUS
                   ? parent_field
                   : WF_FIELD_PERIOD;
    const wf_synonym *s = look_up(r, WF_SCOPE_COLUMN, slot->text, true, &similarity);
    for (; s != NULL; s = s->next) {
        wf_field field = under(parent_field, s->field);
        if (field != WF_FIELD_NONE)
            return field;
    }
    return WF_FIELD_NONE;
}

/* "Support" over "Required": the two together are the header. NONE where they are not. */
static wf_field joined_field(wf_recogniser *r, const wf_head_column *parent,
                             const wf_slot *slot, double *similarity)
{
    wf_str joined;
    if (wf_arena_printf(r->scratch, &joined, "%.*s %.*s", WF_STR_ARG(parent->header),
                        WF_STR_ARG(slot->text)) != WF_OK)
        return WF_FIELD_NONE;
    const wf_synonym *s = look_up(r, WF_SCOPE_COLUMN, joined, true, similarity);
    bool known = parent->field_count > 0 && parent->fields[0] != WF_FIELD_OTHER;
    if (s == NULL ||
        (known && *similarity < parent->similarity && parent->fields[0] != s->field))
        return WF_FIELD_NONE;
    return s->field;
}

static bool add_column(wf_recogniser *r, wf_region *table, wf_head_column column)
{
    if (table->count >= HEADER_MAX)
        return false;
    wf_head_column *columns =
        wf_arena_array(r->scratch, table->count + 1, sizeof *columns);
    if (columns == NULL) {
        r->failed = true;
        return false;
    }
    size_t at = 0;
    while (at < table->count && table->columns[at].first < column.first)
        at++;
    if (at > 0)
        memcpy(columns, table->columns, at * sizeof *columns);
    columns[at] = column;
    if (at < table->count)
        memcpy(columns + at + 1, table->columns + at,
               (table->count - at) * sizeof *columns);
    table->columns = columns;
    table->count++;
    return true;
}

/* Give a column that spans several the part that the cell below it covers. */
static void split_column(wf_recogniser *r, wf_region *table, const wf_slot *slot,
                         wf_field field, wf_term_head period)
{
    wf_head_column *over = column_over(table, slot);
    wf_head_column made = {.first = slot->column,
                           .last = slot->last_column,
                           .fields = {field},
                           .field_count = 1,
                           .period = period,
                           .similarity = 1.0,
                           .header = slot->text,
                           .entry = slot->entry,
                           .sub_entry = WF_NO_INDEX};
    wf_head_column *parent = over != NULL ? over : column_left(table, slot);
    if (parent != NULL)
        made.under = parent->under != WF_FIELD_NONE ? parent->under : parent->fields[0];
    if (parent != NULL && made.period.kind != WF_PERIOD_NONE && made.period.year == 0)
        made.period.year = wf_term_head_parse(parent->header).year;
    if (over != NULL && over->first >= made.first && over->last <= made.last) {
        uint32_t above = over->entry;
        *over = made;
        over->sub_entry = above;
        return;
    }
    if (over != NULL)
        over->is_rest = true;
    if (over != NULL && over->first < made.first) /* what is left of the parent */
        over->last = (uint16_t)(made.first - 1);
    else if (over != NULL && made.last < UINT16_MAX)
        over->first = (uint16_t)(made.last + 1);
    add_column(r, table, made);
}

static bool spans_or_lacks(const wf_region *table, const wf_slot *slot)
{
    const wf_head_column *over = column_over(table, slot);
    return over == NULL || over->last > over->first || over->is_rest ||
           over->fields[0] == WF_FIELD_MONITORING;
}

typedef struct sub_cell {
    wf_field field;
    bool is_fragment;
    double similarity;
    wf_term_head period;
} sub_cell;

/* "Start" below "Timescale", "Autumn" below "RAG", where the header is not merged over
 * its parts: a part of the same kind. NONE where it is none. */
static wf_field narrower_field(const wf_recogniser *r, const wf_head_column *over,
                               const wf_slot *slot, wf_term_head *period_out)
{
    double similarity;
    wf_field parent = over->field_count == 1 ? over->fields[0] : WF_FIELD_NONE;
    if (parent == WF_FIELD_RAG || parent == WF_FIELD_STATUS) {
        *period_out = wf_term_head_parse(slot->text);
        return period_out->kind != WF_PERIOD_NONE ? parent : WF_FIELD_NONE;
    }
    const wf_synonym *s = look_up(r, WF_SCOPE_COLUMN, slot->text, false, &similarity);
    for (; parent == WF_FIELD_WHEN && s != NULL; s = s->next)
        if (s->field == WF_FIELD_START || s->field == WF_FIELD_WHEN)
            return s->field;
    return WF_FIELD_NONE;
}

static sub_cell look_below(wf_recogniser *r, wf_region *table, const wf_slot *slot)
{
    sub_cell sub = {.similarity = 1.0};
    wf_head_column *over = column_over(table, slot);
    bool is_text = slot->cell->kind == WF_CELL_TEXT;
    if (slot->text.n > 60 ||
        (!is_text && wf_term_head_parse(slot->text).kind == WF_PERIOD_NONE))
        return sub;
    sub.is_fragment = !spans_or_lacks(table, slot);
    if (sub.is_fragment)
        sub.field = joined_field(r, over, slot, &sub.similarity);
    if (sub.is_fragment && sub.field == WF_FIELD_NONE) {
        sub.field = narrower_field(r, over, slot, &sub.period);
        sub.is_fragment = sub.field == WF_FIELD_NONE;
    } else if (!sub.is_fragment) {
        sub.field = sub_field(r, over != NULL ? over : column_left(table, slot), slot,
                              &sub.period);
    }
    return sub;
}

/* Is the row a second row of headers? All its texts must be known under their parents. */
static bool read_sub_header(wf_recogniser *r, wf_region *table, const wf_row *row)
{
    if (row->n == 0 || row->n > HEADER_MAX || table->kind == WF_REGION_OUTCOMES)
        return false;
    for (size_t i = 0; i < row->n; i++)
        if (look_below(r, table, &row->slots[i]).field == WF_FIELD_NONE)
            return false;
    for (size_t i = 0; i < row->n; i++) {
        const wf_slot *slot = &row->slots[i];
        sub_cell sub = look_below(r, table, slot);
        wf_head_column *over = column_over(table, slot);
        if (sub.is_fragment && over != NULL) {
            over->fields[0] = sub.field;
            over->field_count = 1;
            over->similarity = sub.similarity;
            over->sub_entry = slot->entry;
        } else if (sub.field != WF_FIELD_NONE) {
            split_column(r, table, slot, sub.field, sub.period);
        }
    }
    return true;
}

/* ---- choices that need all columns ---- */

const wf_head_column *wf_region_find(const wf_region *table, wf_field field)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t f = 0; f < table->columns[i].field_count; f++)
            if (table->columns[i].fields[f] == field)
                return &table->columns[i];
    return NULL;
}

size_t wf_region_covers(const wf_region *table, const wf_slot *slot)
{
    size_t covered = 0;
    for (size_t c = 0; c < table->count; c++)
        covered += table->columns[c].first >= slot->column &&
                   table->columns[c].first <= slot->last_column;
    return covered;
}

static void rename_field(wf_region *table, wf_field from, wf_field to)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t f = 0; f < table->columns[i].field_count; f++)
            if (table->columns[i].fields[f] == from)
                table->columns[i].fields[f] = to;
}

/* "Impact" alone holds the success criteria; "Accountable" the lead where there is no
 * other, else who holds to account; "Objective" the action or, beside one, the priority.
 */
void wf_region_settle(wf_region *table)
{
    static const struct {
        wf_field field, first, second;
    } choices[] = {
        {WF_FIELD_IMPACT, WF_FIELD_SUCCESS, WF_FIELD_EVALUATION},
        {WF_FIELD_ACCOUNTABLE, WF_FIELD_LEAD, WF_FIELD_MONITORING_WHO},
        {WF_FIELD_OBJECTIVE, WF_FIELD_ACTION, WF_FIELD_OBJECTIVE},
        {WF_FIELD_START, WF_FIELD_WHEN, WF_FIELD_START},
        {WF_FIELD_PROGRESS, WF_FIELD_PROGRESS, WF_FIELD_PROGRESS},
    };
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (wf_region_find(table, choices[i].field) != NULL)
            rename_field(table, choices[i].field,
                         wf_region_find(table, choices[i].first) == NULL
                             ? choices[i].first
                             : choices[i].second);
}

wf_field wf_action_field(const wf_recogniser *r, wf_str text, const bool *taken)
{
    double similarity;
    int weight;
    if (text.n > 60)
        return WF_FIELD_NONE;
    const wf_synonym *s = look_up(r, WF_SCOPE_COLUMN, text, false, &similarity);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        if (kinds[k].kind == WF_REGION_ACTIONS)
            return choose(&kinds[k], s, taken, &weight);
    return WF_FIELD_NONE;
}

/* ---- the whole header ---- */

static void keep_header_keys(wf_recogniser *r, const wf_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        char bytes[WF_LABEL_MAX];
        size_t n = wf_label_key(row->slots[i].text, bytes);
        if (n == 0 || r->header_key_count >= 64)
            return;
        wf_str copy;
        if (wf_arena_str(r->scratch, (wf_str){bytes, n}, &copy) == WF_OK)
            r->header_keys[r->header_key_count++] = copy;
    }
}

/* A cell that is cut off copies the one to its right: "By the end of t". */
static bool is_cut_off(const wf_row *row, size_t i)
{
    if (i + 1 >= row->n)
        return false;
    wf_str a = row->slots[i].text, b = row->slots[i + 1].text;
    return a.n >= 10 && a.n < b.n && wf_str_starts_with(b, a);
}

static bool make_table(wf_recogniser *r, const wf_row *row, const candidate *cells,
                       const header_try *tries, wf_region *out)
{
    out->grid_index = row->grid_index;
    out->header_row = out->last_header_row = row->row;
    out->columns = wf_arena_array(r->scratch, row->n, sizeof *out->columns);
    if (out->columns == NULL) {
        r->failed = true;
        return false;
    }
    out->count = 0;
    for (size_t i = 0; i < row->n; i++) {
        const wf_slot *slot = &row->slots[i];
        wf_head_column *c = &out->columns[out->count++];
        *c = (wf_head_column){.first = slot->column,
                              .last = slot->last_column,
                              .field_count = (uint8_t)tries[i].count,
                              .similarity = cells[i].similarity,
                              .period = cells[i].period,
                              .header = slot->text,
                              .entry = slot->entry,
                              .sub_entry = WF_NO_INDEX};
        memcpy(c->fields, tries[i].fields, sizeof c->fields);
        if (c->field_count == 0 && !is_cut_off(row, i)) {
            c->fields[0] = WF_FIELD_OTHER;
            c->field_count = 1;
            c->similarity = 0;
        }
        if (slot->last_row > out->last_header_row)
            out->last_header_row = slot->last_row;
    }
    return true;
}

static bool enough_known(const candidate *cells, size_t n)
{
    size_t known = 0;
    for (size_t i = 0; i < n; i++)
        known += is_known(&cells[i]);
    return known >= 2 && (known * 5 >= n * 3 || (known >= 4 && known * 3 >= n));
}

/* Rows below that are still header: those its merged cells reach, and one more that is
 * all sub-headers. */
static void read_lower_rows(wf_recogniser *r, wf_region *table)
{
    wf_row below = {0};
    uint32_t reach = table->last_header_row;
    for (uint32_t row = table->header_row + 1;
         row <= reach + 1 && row < table->header_row + 4; row++) {
        if (!wf_rec_row(r, table->grid_index, row, &below))
            continue;
        if (!read_sub_header(r, table, &below))
            break;
        keep_header_keys(r, &below);
        if (row > table->last_header_row)
            table->last_header_row = row;
    }
}

static bool is_styled(const wf_row *row)
{
    size_t styled = 0;
    for (size_t i = 0; i < row->n; i++)
        styled += row->slots[i].bold || row->slots[i].fill != WF_COLOR_NONE;
    return 2 * styled >= row->n;
}

/* Find what each cell may mean: exactly first, by similarity where a neighbour is known.
 */
static bool look_at_all(const wf_recogniser *r, const wf_row *row, candidate *cells)
{
    size_t exact = 0;
    for (size_t i = 0; i < row->n; i++) {
        bool text = row->slots[i].cell->kind == WF_CELL_TEXT;
        wf_str s = row->slots[i].text;
        cells[i] = text || wf_term_head_parse(s).kind == WF_PERIOD_YEAR
                       ? look_at(r, s, false)
                       : (candidate){0};
        exact += is_known(&cells[i]);
    }
    if (exact == 0)
        return false;
    if (exact < 2 && row->n > 3 && !is_styled(row))
        return false; /* a row of the body that says "Autumn 1" */
    for (size_t i = 0; i < row->n; i++)
        if (!is_known(&cells[i]) && row->slots[i].cell->kind == WF_CELL_TEXT)
            cells[i] = look_at(r, row->slots[i].text, true);
    return enough_known(cells, row->n);
}

static bool read_header(wf_recogniser *r, const wf_row *row, wf_region *out)
{
    candidate *cells = wf_arena_array(r->scratch, row->n, sizeof *cells);
    header_try *tries = wf_arena_array(r->scratch, 2 * row->n, sizeof *tries);
    if (cells == NULL || tries == NULL) {
        r->failed = true;
        return false;
    }
    if (!look_at_all(r, row, cells))
        return false;
    double best = 0;
    header_try *best_tries = tries + row->n;
    *out = (wf_region){.kind = WF_REGION_NONE};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        double score = try_kind(&kinds[k], cells, row->n, tries);
        if (score > best) {
            best = score;
            out->kind = kinds[k].kind;
            memcpy(best_tries, tries, row->n * sizeof *tries);
        }
    }
    if (out->kind == WF_REGION_NONE || !make_table(r, row, cells, best_tries, out))
        return false;
    keep_header_keys(r, row);
    read_lower_rows(r, out);
    if (out->kind == WF_REGION_ACTIONS)
        wf_region_settle(out);
    return true;
}

bool wf_header_read(wf_recogniser *r, const wf_row *row, wf_region *out)
{
    if (row->n < 2 || row->n > HEADER_MAX)
        return false;
    wf_arena_mark mark = wf_arena_mark_here(r->scratch);
    if (read_header(r, row, out))
        return true;
    wf_arena_reset(r->scratch, mark);
    return false;
}

static void explain_column(wf_recogniser *r, const wf_head_column *column)
{
    char fields[160] = "";
    size_t used = 0;
    for (size_t f = 0; f < column->field_count && used < sizeof fields - 40; f++)
        used += (size_t)snprintf(fields + used, sizeof fields - used, "%s%s",
                                 f > 0 ? " + " : "", wf_field_name(column->fields[f]));
    wf_rec_explain(r, "column %.*s \"%.*s\" -> %s (%.0f%% alike)",
                   WF_STR_ARG(r->plan->ledger.entries[column->entry].at),
                   WF_STR_ARG(wf_str_sub(column->header, 0, 60)), fields,
                   100 * column->similarity);
}

void wf_header_mark(wf_recogniser *r, const wf_region *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const wf_head_column *c = &table->columns[i];
        bool unknown = c->similarity <= 0;
        if (r->explain && c->field_count > 0)
            explain_column(r, c);
        if (unknown && c->field_count > 0)
            wf_rec_warn(r, WF_D_COLUMN_UNKNOWN, c->entry, "no field for the column",
                        c->header);
        if (!unknown)
            wf_rec_mark(r, c->entry, WF_ROLE_LABEL);
        wf_rec_mark(r, c->sub_entry, WF_ROLE_LABEL);
        if (table->kind == WF_REGION_ACTIONS)
            for (size_t f = 0; f < c->field_count; f++)
                r->column_seen[c->fields[f]] = true;
    }
}
