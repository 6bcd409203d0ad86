#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "engine/text/lines.h"

#include <string.h>

/* What a cell at the head of a strand says. */
typedef enum strand_kind {
    STRAND_NO,
    STRAND_TITLE,   /* "Strand 1", a title after or under it */
    STRAND_KPI,     /* "Strand 1 - KPI" */
    STRAND_ACTIONS, /* "Strand 1 - Actions", "Strand 1 - contd" */
} strand_kind;

typedef struct strand {
    strand_kind kind;
    wf_str code, title;
} strand;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(wf_str text, const char *const *words)
{
    char bytes[WF_LABEL_MAX];
    wf_str key = {.p = bytes, .n = wf_label_key(text, bytes)};
    for (size_t i = 0; words[i] != NULL; i++)
        if (wf_str_eq(key, wf_str_from(words[i])))
            return true;
    return false;
}

/* Without the spaces, dashes, colons and points it begins with. */
static wf_str past_marks(wf_str text)
{
    size_t before = text.n + 1;
    while (text.n < before) {
        before = text.n;
        text = wf_str_trim(text);
        if (wf_str_starts_with(text, WF_STR("\xE2\x80\x93")) ||
            wf_str_starts_with(text, WF_STR("\xE2\x80\x94")))
            text = wf_str_sub(text, 3, SIZE_MAX);
        else if (text.n > 0 && strchr("-:.", text.p[0]) != NULL)
            text = wf_str_sub(text, 1, SIZE_MAX);
    }
    return text;
}

static strand read_strand(wf_str text)
{
    static const char *const kpi_words[] = {"kpi",       "keyperformanceindicator",
                                            "indicator", "successmeasure",
                                            "measure",   "outcome",
                                            "target",    "keyperformanceindicatorkpi",
                                            NULL};
    static const char *const action_words[] = {"action",     "activity",  "activitie",
                                               "workstream", "keyaction", "whatwewilldo",
                                               "task",       NULL};
    strand s = {.kind = STRAND_NO, .code = WF_STR_EMPTY, .title = WF_STR_EMPTY};
    bool continued;
    text = wf_strip_continued(wf_str_trim(text), &continued);
    if (text.n < 8 || text.n > 400 ||
        !wf_str_eq_nocase(wf_str_sub(text, 0, 6), WF_STR("strand")))
        return s;
    size_t i = 6, n = 0;
    while (i < text.n && text.p[i] == ' ')
        i++;
    while (i + n < text.n && is_digit(text.p[i + n]))
        n++;
    if (n == 0 && i < text.n && text.p[i] >= 'A' && text.p[i] <= 'F' &&
        (i + 1 == text.n || text.p[i + 1] == ' ' || text.p[i + 1] == ':' ||
         text.p[i + 1] == '\n'))
        n = 1;
    if (n == 0)
        return s;
    s.code = wf_str_sub(text, i, n);
    wf_str rest = wf_str_sub(text, i + n, SIZE_MAX);
    rest = past_marks(rest);
    s.title = rest;
    s.kind = continued && rest.n == 0      ? STRAND_ACTIONS
             : is_word(rest, kpi_words)    ? STRAND_KPI
             : is_word(rest, action_words) ? STRAND_ACTIONS
                                           : STRAND_TITLE;
    return s;
}

/* ---- items ---- */

static int32_t find_strand(const wf_recogniser *r, wf_str code)
{
    for (size_t i = 0; i < r->priority_count; i++)
        if (wf_str_eq(r->priorities[i].p.code, code))
            return (int32_t)i;
    return -1;
}

static void add_kpi(wf_recogniser *r, wf_str code, wf_str text, const wf_slot *slot)
{
    wf_plan *plan = r->plan;
    wf_kpi *kpis = wf_rec_grow(r, plan->kpis, plan->kpi_count, sizeof *kpis);
    if (kpis == NULL)
        return;
    plan->kpis = kpis;
    wf_rec_item_field(r, slot->entry, "kpis", plan->kpi_count, "name");
    kpis[plan->kpi_count++] = (wf_kpi){.code = WF_STR_EMPTY,
                                       .name = text,
                                       .priority = code,
                                       .deadline = WF_WHEN_INIT,
                                       .at = plan->ledger.entries[slot->entry].at};
    int32_t index = code.n > 0 ? find_strand(r, code) : -1;
    if (index >= 0)
        r->priorities[index].has_content = true;
}

static void add_kpis(wf_recogniser *r, wf_str code, const wf_slot *slot)
{
    wf_strs items = {0};
    wf_value_items(r, &items, slot->text);
    for (size_t i = 0; i < items.n; i++)
        add_kpi(r, code, items.items[i], slot);
}

static void add_action(wf_recogniser *r, int32_t p, wf_str text, const wf_slot *slot)
{
    wf_priority *priority = &r->priorities[p].p;
    wf_action *actions =
        wf_rec_grow(r, priority->actions, priority->action_count, sizeof *actions);
    if (actions == NULL)
        return;
    priority->actions = actions;
    wf_rec_field(r, slot->entry, p, (int32_t)priority->action_count, "action");
    wf_action *action = &actions[priority->action_count++];
    *action = (wf_action)WF_ACTION_INIT;
    action->action = text;
    action->at = r->plan->ledger.entries[slot->entry].at;
    r->priorities[p].has_content = true;
}

/* Bullets are actions; a line that leads in to bullets is none, and its text is kept. */
static void add_actions(wf_recogniser *r, wf_str code, const wf_slot *slot)
{
    wf_lines lines;
    int32_t p = find_strand(r, code);
    if (p < 0 || wf_lines_scan(slot->text, r->arena, &lines) != WF_OK)
        return;
    bool kept = false, markers = false, any = false;
    for (size_t i = 0; i < lines.n; i++)
        markers |= lines.items[i].marker != WF_MARKER_NONE;
    for (size_t i = 0; i < lines.n; i++) {
        const wf_line *line = &lines.items[i];
        bool lead_in = line->lead_in || (line->marker == WF_MARKER_NONE &&
                                         wf_str_ends_with(line->text, WF_STR(":")));
        if (lead_in) {
            kept = true;
            continue;
        }
        add_action(r, p, line->text, slot);
        any = true;
    }
    (void)markers;
    if (kept && any) /* the lead-in has no field: the cell's text is listed as well */
        r->roles[slot->entry] = WF_ROLE_UNMAPPED;
}

/* ---- a strand's cell ---- */

static void open_strand(wf_recogniser *r, const strand *s, const wf_slot *slot)
{
    r->evidence[WF_SEEN_STRANDS]++;
    if (s->kind != STRAND_TITLE || (s->title.n == 0 && find_strand(r, s->code) >= 0)) {
        wf_rec_mark(r, slot->entry, WF_ROLE_LABEL);
        return;
    }
    wf_banner banner = {
        .code = s->code, .title = s->title, .has_word = true, .weight = 100};
    wf_priority_open(r, &banner, slot);
    if (r->priority >= 0 && s->title.n > 0) /* "Strand 3:" alone is a form's */
        r->priorities[r->priority].has_content = true;
}

static wf_section section_of(const strand *s)
{
    return s->kind == STRAND_KPI ? WF_SECTION_STRAND_KPIS : WF_SECTION_STRAND_ACTIONS;
}

/* Strands side by side: a row whose cells all name a strand is a header; the cells below
 * go to their column's strand. */
bool wf_strand_row(wf_recogniser *r, const wf_row *row)
{
    size_t named = 0;
    if (row->n > 24)
        return false;
    for (size_t i = 0; i < row->n; i++)
        named += read_strand(row->slots[i].text).kind != STRAND_NO;
    if (named >= 2 && named == row->n) {
        wf_head_column *columns = wf_arena_array(r->scratch, row->n, sizeof *columns);
        if (columns == NULL) {
            r->failed = true;
            return true;
        }
        for (size_t i = 0; i < row->n; i++) {
            strand s = read_strand(row->slots[i].text);
            open_strand(r, &s, &row->slots[i]);
            columns[i] = (wf_head_column){
                .first = row->slots[i].column,
                .last = row->slots[i].last_column,
                .header = s.code,
                .fields = {section_of(&s) == WF_SECTION_STRAND_KPIS ? WF_FIELD_INDICATOR
                                                                    : WF_FIELD_ACTION},
                .field_count = 1,
                .sub_entry = WF_NO_INDEX};
        }
        r->table = (wf_region){.kind = WF_REGION_STRANDS,
                               .grid_index = row->grid_index,
                               .header_row = row->row,
                               .last_header_row = row->row,
                               .columns = columns,
                               .count = row->n};
        r->last_table = r->table;
        return true;
    }
    if (r->table.kind != WF_REGION_STRANDS)
        return false;
    for (size_t i = 0; i < row->n; i++)
        for (size_t c = 0; c < r->table.count; c++) {
            const wf_head_column *column = &r->table.columns[c];
            if (row->slots[i].column < column->first ||
                row->slots[i].column > column->last)
                continue;
            if (column->fields[0] == WF_FIELD_INDICATOR)
                add_kpis(r, column->header, &row->slots[i]);
            else
                add_actions(r, column->header, &row->slots[i]);
        }
    return true;
}

/* Strands one under another, and the lines below each label. */
bool wf_strand_text(wf_recogniser *r, const wf_slot *slot)
{
    strand s = read_strand(slot->text);
    if (s.kind != STRAND_NO) {
        open_strand(r, &s, slot);
        r->section = section_of(&s);
        r->open_code = s.code;
        return true;
    }
    bool inside =
        r->section == WF_SECTION_STRAND_KPIS || r->section == WF_SECTION_STRAND_ACTIONS;
    wf_pair pair;
    if (!inside)
        return false;
    bool heading = slot->paragraph != NULL && slot->paragraph->heading_level > 0;
    if (heading || wf_label_of(r->templates, slot->text) != WF_FIELD_NONE ||
        wf_pairs_of(r->templates, slot->text, &pair, 1) > 0 ||
        wf_is_heading(r->templates, slot->text) ||
        (slot->paragraph != NULL && slot->paragraph->list_level < 0 &&
         !wf_str_starts_with(slot->text, WF_STR("\xE2\x80\xA2")) &&
         !wf_str_starts_with(slot->text, WF_STR("-")))) {
        r->section = WF_SECTION_NONE;
        return false;
    }
    if (wf_str_starts_with(slot->text, WF_STR("Key:"))) {
        r->section = WF_SECTION_NONE;
        return false;
    }
    if (r->section == WF_SECTION_STRAND_KPIS)
        add_kpis(r, r->open_code, slot);
    else
        add_actions(r, r->open_code, slot);
    return true;
}
