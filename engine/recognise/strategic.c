#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"

/* ---- codes such as 1.1 ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of "1.1" or "2.3.4" at the start; 0 where there is no dotted number. */
static size_t area_code(wf_str text)
{
    size_t n = 0, dots = 0;
    while (n < text.n && n < 10 &&
           (is_digit(text.p[n]) ||
            (n > 0 && text.p[n] == '.' && n + 1 < text.n && is_digit(text.p[n + 1])))) {
        dots += text.p[n] == '.';
        n++;
    }
    return dots > 0 && (n == text.n || text.p[n] == ' ' || text.p[n] == '\t' ||
                        text.p[n] == ':' || text.p[n] == '.' || text.p[n] == '\n')
               ? n
               : 0;
}

/* "1", "1/9", "3 / 4", "6, 8": numbers only. */
static bool is_number_list(wf_str text)
{
    bool any = false;
    for (size_t i = 0; i < text.n; i++) {
        any |= is_digit(text.p[i]);
        if (!is_digit(text.p[i]) && text.p[i] != '/' && text.p[i] != ' ' &&
            text.p[i] != ',' && text.p[i] != '&' && text.p[i] != ';')
            return false;
    }
    return any;
}

static void add_frameworks(wf_recogniser *r, wf_priority *area, wf_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t n = 0;
        while (i + n < text.n && is_digit(text.p[i + n]))
            n++;
        if (n > 0)
            wf_rec_push(r, &area->frameworks, wf_str_sub(text, i, n));
        i += n > 0 ? n : 1;
    }
    r->evidence[WF_SEEN_FRAMEWORKS]++;
}

void wf_priority_frameworks(wf_recogniser *r, wf_str value, uint32_t entry)
{
    if (r->priority < 0 || !is_number_list(value))
        return;
    wf_priority_build *b = &r->priorities[r->priority];
    if (b->p.frameworks.n == 0)
        add_frameworks(r, &b->p, value);
    b->has_content = true;
    wf_rec_field(r, entry, r->priority, -1, "frameworks");
}

static int32_t find_area(const wf_recogniser *r, wf_str code)
{
    for (size_t i = 0; i < r->priority_count; i++)
        if (wf_str_eq(r->priorities[i].p.code, code))
            return (int32_t)i;
    return -1;
}

/* The area of a code: one that is there, or a new one. */
static int32_t open_area(wf_recogniser *r, wf_str code, wf_str title, const wf_slot *slot)
{
    int32_t index = find_area(r, code);
    if (index < 0) {
        wf_banner banner = {
            .code = code, .title = title, .has_word = true, .weight = 100};
        wf_priority_open(r, &banner, slot);
        index = r->priority;
    }
    if (index < 0)
        return -1;
    r->priority = index;
    r->priorities[index].has_content = true;
    r->evidence[WF_SEEN_AREAS]++;
    return index;
}

/* ---- KPI statements ---- */

/* A statement begins with its deadline: "By August 2024 every school ...". The words up
 * to a year are the deadline. */
static wf_str deadline_in(wf_str text)
{
    if (text.n < 7 || !wf_str_eq_nocase(wf_str_sub(text, 0, 3), WF_STR("by ")))
        return WF_STR_EMPTY;
    for (size_t i = 3; i + 4 <= text.n && i < 40; i++)
        if (is_digit(text.p[i]) && is_digit(text.p[i + 1]) && is_digit(text.p[i + 2]) &&
            is_digit(text.p[i + 3]) && (i + 4 == text.n || !is_digit(text.p[i + 4]))) {
            size_t end = i + 4; /* 2021/22 and 2021-22 belong together */
            while (end < text.n && end < i + 9 &&
                   (is_digit(text.p[end]) || text.p[end] == '/' || text.p[end] == '-'))
                end++;
            return wf_str_sub(text, 0, end);
        }
    return WF_STR_EMPTY;
}

static wf_kpi *add_statement(wf_recogniser *r, wf_str code, wf_str text,
                             const wf_slot *slot)
{
    wf_plan *plan = r->plan;
    wf_kpi *kpis = wf_rec_grow(r, plan->kpis, plan->kpi_count, sizeof *kpis);
    if (kpis == NULL || text.n == 0)
        return NULL;
    plan->kpis = kpis;
    size_t index = plan->kpi_count++;
    kpis[index] = (wf_kpi){.code = code,
                           .name = text,
                           .priority = code,
                           .deadline = WF_WHEN_INIT,
                           .at = r->plan->ledger.entries[slot->entry].at};
    kpis[index].deadline.text = deadline_in(text);
    wf_rec_item_field(r, slot->entry, "kpis", index, "name");
    return &kpis[index];
}

/* "KPI 1.1" or "KPI 1.1: By August ...". */
static bool kpi_text(wf_recogniser *r, const wf_slot *slot)
{
    wf_str text = slot->text;
    if (text.n < 5 || !wf_str_eq_nocase(wf_str_sub(text, 0, 3), WF_STR("KPI")))
        return false;
    wf_str rest = wf_str_trim(wf_str_sub(text, 3, SIZE_MAX));
    size_t n = area_code(rest);
    if (n == 0)
        return false;
    wf_str code = wf_str_sub(rest, 0, n);
    rest = wf_str_sub(rest, n, SIZE_MAX);
    while (rest.n > 0 && (rest.p[0] == ':' || rest.p[0] == ' ' || rest.p[0] == '\t' ||
                          rest.p[0] == '-' || rest.p[0] == '\n' || rest.p[0] == '.'))
        rest = wf_str_sub(rest, 1, SIZE_MAX);
    while (wf_str_starts_with(rest, WF_STR("\xE2\x80\x93")) ||
           wf_str_starts_with(rest, WF_STR(" ")))
        rest = wf_str_sub(rest, rest.p[0] == ' ' ? 1 : 3, SIZE_MAX);
    r->evidence[WF_SEEN_AREAS]++;
    if (rest.n > 0) {
        add_statement(r, code, rest, slot);
        r->section = WF_SECTION_NONE;
        return true;
    }
    wf_rec_mark(r, slot->entry, WF_ROLE_LABEL);
    r->section = WF_SECTION_STATEMENT;
    r->open_code = code;
    return true;
}

/* "1.1<tab>Raising Attainment<tab>1 / 9" in one line. */
static bool area_line(wf_recogniser *r, const wf_slot *slot)
{
    size_t n = area_code(slot->text);
    size_t tab = wf_str_find(slot->text, WF_STR("\t"), 0);
    if (n == 0 || tab != n)
        return false;
    wf_str rest = wf_str_trim(wf_str_sub(slot->text, tab, SIZE_MAX));
    size_t second = wf_str_find(rest, WF_STR("\t"), 0);
    wf_str numbers = second == SIZE_MAX ? WF_STR_EMPTY
                                        : wf_str_trim(wf_str_sub(rest, second, SIZE_MAX));
    if (rest.n == 0 || (numbers.n > 0 && !is_number_list(numbers)))
        return false;
    int32_t index = open_area(r, wf_str_sub(slot->text, 0, n),
                              wf_str_trim(wf_str_sub(rest, 0, second)), slot);
    if (index >= 0 && numbers.n > 0 && r->priorities[index].p.frameworks.n == 0)
        add_frameworks(r, &r->priorities[index].p, numbers);
    return true;
}

/* The heading of an area that is known: "1.1 Raising Attainment"; or of a new one. */
static bool area_heading(wf_recogniser *r, const wf_slot *slot)
{
    size_t n = area_code(slot->text);
    bool heading =
        slot->bold || (slot->paragraph != NULL && slot->paragraph->heading_level > 0);
    if (n == 0 || slot->text.n > 200)
        return false;
    wf_str code = wf_str_sub(slot->text, 0, n);
    wf_str title = wf_str_trim(wf_str_sub(slot->text, n, SIZE_MAX));
    int32_t known = find_area(r, code);
    if (title.n == 0 || (known < 0 && !heading) || (known < 0 && slot->paragraph == NULL))
        return false;
    if (known >= 0) {
        r->priority = known;
        wf_rec_field(r, slot->entry, known, -1, "title");
        if (!wf_str_eq_nocase(r->priorities[known].p.title, title))
            r->roles[slot->entry] = WF_ROLE_UNMAPPED; /* its own wording is kept */
        return true;
    }
    open_area(r, code, title, slot);
    return true;
}

bool wf_strategic_text(wf_recogniser *r, const wf_slot *slot)
{
    if (r->section == WF_SECTION_STATEMENT && slot->text.n > 0) {
        r->section = WF_SECTION_NONE;
        if (slot->paragraph == NULL || slot->paragraph->heading_level == 0) {
            add_statement(r, r->open_code, slot->text, slot);
            return true;
        }
    }
    return kpi_text(r, slot) || area_line(r, slot) || area_heading(r, slot);
}

/* ---- tables ---- */

/* A row without a header: code | title | numbers of the framework. */
bool wf_strategic_row(wf_recogniser *r, const wf_row *row)
{
    if (row->n < 2 || row->n > 3 || r->table.kind != WF_REGION_NONE)
        return false;
    const wf_slot *code = &row->slots[0], *title = &row->slots[1];
    size_t n = area_code(code->text);
    if (n == 0 || n != code->text.n || title->text.n > 160 ||
        (row->n == 3 && !is_number_list(row->slots[2].text)) ||
        (row->n == 2 && r->evidence[WF_SEEN_AREAS] == 0))
        return false;
    int32_t index = open_area(r, code->text, title->text, title);
    if (index < 0)
        return true;
    r->priorities[index].p.at = r->plan->ledger.entries[code->entry].at;
    wf_rec_field(r, code->entry, index, -1, "code");
    if (row->n == 3) {
        if (r->priorities[index].p.frameworks.n == 0)
            add_frameworks(r, &r->priorities[index].p, row->slots[2].text);
        wf_rec_field(r, row->slots[2].entry, index, -1, "frameworks");
    }
    return true;
}

static bool cell_of(wf_recogniser *r, const wf_row *row, wf_field field, wf_slot *out)
{
    const wf_head_column *column = wf_region_find(&r->table, field);
    return column != NULL &&
           wf_rec_cell(r, row->grid_index, row->row, column->first, out) &&
           out->row > r->table.last_header_row && out->entry != WF_NO_INDEX &&
           out->text.n > 0;
}

bool wf_area_row(wf_recogniser *r, const wf_row *row)
{
    wf_slot slot, code, title;
    if (row->n < 2 || !cell_of(r, row, WF_FIELD_AREA, &title))
        return false;
    bool has_code = cell_of(r, row, WF_FIELD_CODE, &code);
    wf_str code_text = has_code ? code.text : WF_STR_EMPTY, title_text = title.text;
    size_t n = area_code(title_text);
    if (!has_code && n > 0) {
        code_text = wf_str_sub(title_text, 0, n);
        title_text = wf_str_trim(wf_str_sub(title_text, n, SIZE_MAX));
    }
    wf_banner banner = {
        .code = code_text, .title = title_text, .has_word = true, .weight = 100};
    wf_priority_open(r, &banner, &title);
    if (r->priority < 0)
        return true;
    int32_t index = r->priority;
    wf_priority_build *area = &r->priorities[index];
    bool is_new = !area->has_content;
    area->has_content = true;
    r->evidence[WF_SEEN_AREAS]++;
    if (has_code) {
        wf_rec_field(r, code.entry, index, -1, "code");
        if (is_new)
            area->p.at = r->plan->ledger.entries[code.entry].at;
    }
    if (cell_of(r, row, WF_FIELD_FRAMEWORKS, &slot)) {
        if (is_new)
            add_frameworks(r, &area->p, slot.text);
        wf_rec_field(r, slot.entry, index, -1, "frameworks");
    }
    if (cell_of(r, row, WF_FIELD_LEAD, &slot))
        wf_priority_lead(r, slot.text, slot.entry);
    if (!cell_of(r, row, WF_FIELD_INDICATOR, &slot))
        return true;
    wf_kpi *kpi = add_statement(r, code_text, slot.text, &slot);
    if (kpi != NULL && cell_of(r, row, WF_FIELD_WHEN, &slot)) {
        kpi->deadline = wf_value_when(r, &slot, slot.text);
        wf_rec_item_field(r, slot.entry, "kpis", r->plan->kpi_count - 1, "deadline");
    }
    return true;
}
