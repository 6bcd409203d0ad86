#include "engine/trust/trust_sheet.h"
#include "engine/text/header_norm.h"
#include "engine/text/percent.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    HEADER_ROWS = 20, /* the header is among the first of so many rows */
    HEADING_BYTES = 120,
    LIST_ITEMS = 64,
    LONGEST_TEXT = 4000
};

static wf_str cell_text(const trust_sheet *sheet, uint32_t row, uint32_t column)
{
    const wf_cell *cell = wf_grid_cell(sheet->grid, row, column);
    wf_str text = WF_STR_EMPTY;
    if (cell == NULL || (cell->flags & WF_CELL_COVERED) != 0 ||
        wf_cell_text(sheet->doc, cell, sheet->arena, &text) != WF_OK)
        return WF_STR_EMPTY;
    return wf_str_trim(text);
}

/* ---- headings */

typedef struct heading_key {
    char text[HEADING_BYTES + 8];
    wf_str key;
} heading_key;

static bool make_key(wf_str text, wf_arena *arena, heading_key *out)
{
    wf_header norm;
    if (text.n == 0 || text.n > HEADING_BYTES ||
        wf_header_norm(text, arena, &norm) != WF_OK || norm.text.n > HEADING_BYTES)
        return false;
    out->key = wf_header_key(norm.text, out->text);
    return out->key.n > 0;
}

static wf_str next_name(const char **names)
{
    size_t n = strcspn(*names, "|");
    wf_str name = {*names, n};
    *names += n + ((*names)[n] == '|');
    return name;
}

/* Which of the headings it is; TRUST_NO_COLUMN: none. */
static int heading_of(const trust_sheet *sheet, wf_str text)
{
    heading_key wanted, own;
    if (!make_key(text, sheet->arena, &wanted))
        return TRUST_NO_COLUMN;
    for (int i = 0; sheet->headings[i] != NULL; i++)
        for (const char *names = sheet->headings[i]; *names != '\0';)
            if (make_key(next_name(&names), sheet->arena, &own) &&
                wf_str_eq(own.key, wanted.key))
                return i;
    return TRUST_NO_COLUMN;
}

/* The columns of a row by their headings; how many are known. */
static int read_header(trust_sheet *sheet, uint32_t row, int columns[TRUST_COLUMNS])
{
    int known = 0;
    for (int i = 0; i < TRUST_COLUMNS; i++)
        columns[i] = TRUST_NO_COLUMN;
    for (size_t i = wf_grid_row_start(sheet->grid, row);
         i < sheet->grid->cell_count && sheet->grid->cells[i].row == row; i++) {
        const wf_cell *cell = &sheet->grid->cells[i];
        int heading = heading_of(sheet, cell_text(sheet, row, cell->column));
        if (heading == TRUST_NO_COLUMN || columns[heading] != TRUST_NO_COLUMN)
            continue;
        columns[heading] = cell->column;
        known++;
    }
    return known;
}

static bool find_header(trust_sheet *sheet)
{
    int columns[TRUST_COLUMNS];
    int best = 0;
    uint32_t rows = sheet->grid->rows < HEADER_ROWS ? sheet->grid->rows : HEADER_ROWS;
    for (uint32_t row = 0; row < rows; row++) {
        int known = read_header(sheet, row, columns);
        if (known <= best)
            continue;
        best = known;
        sheet->header = row;
        memcpy(sheet->columns, columns, sizeof columns);
    }
    /* The first column is what the rows are about. */
    return best > 0 && sheet->columns[0] != TRUST_NO_COLUMN;
}

/* ---- finding */

static bool is_called(const wf_grid *grid, const char *names)
{
    while (*names != '\0')
        if (wf_str_eq_nocase(wf_str_trim(grid->name), next_name(&names)))
            return true;
    return false;
}

static bool take_grid(trust_sheet *sheet, const wf_document *doc, const wf_grid *grid)
{
    wf_arena_mark mark = wf_arena_mark_here(sheet->arena);
    sheet->doc = doc;
    sheet->grid = grid;
    bool found = grid->cell_count > 0 && find_header(sheet);
    wf_arena_reset(sheet->arena, mark);
    if (found) {
        sheet->row = sheet->header;
        sheet->next = wf_grid_row_start(grid, sheet->header + 1);
        return true;
    }
    if (grid->cell_count > 0)
        wf_diag_add(sheet->diags, WF_D_COLUMN_UNKNOWN, grid->name,
                    "there is no column \"%.*s\" in this sheet: it was left out",
                    (int)strcspn(sheet->headings[0], "|"), sheet->headings[0]);
    sheet->grid = NULL;
    return false;
}

wf_status trust_sheet_find(const wf_document *const *docs, size_t count,
                           const trust_sheet_def *def, wf_arena *arena, wf_diags *diags,
                           trust_sheet *out)
{
    *out = (trust_sheet){.headings = def->headings, .arena = arena, .diags = diags};
    for (size_t d = 0; d < count; d++)
        for (size_t g = 0; g < wf_document_grid_count(docs[d]); g++) {
            const wf_grid *grid = wf_document_grid(docs[d], g);
            if (is_called(grid, def->names) && take_grid(out, docs[d], grid))
                return WF_OK;
        }
    return WF_OK;
}

bool trust_sheet_next(trust_sheet *sheet)
{
    const wf_grid *grid = sheet->grid;
    if (grid == NULL || sheet->next >= grid->cell_count)
        return false;
    sheet->row = grid->cells[sheet->next].row;
    sheet->next = wf_grid_row_start(grid, sheet->row + 1);
    return true;
}

bool trust_sheet_has(const trust_sheet *sheet, int column)
{
    return sheet->grid != NULL && sheet->columns[column] != TRUST_NO_COLUMN;
}

/* ---- cells */

wf_str trust_text(const trust_sheet *sheet, int column)
{
    wf_str copy = WF_STR_EMPTY;
    if (!trust_sheet_has(sheet, column))
        return copy;
    wf_str text = cell_text(sheet, sheet->row, (uint32_t)sheet->columns[column]);
    if (text.n > LONGEST_TEXT)
        text = wf_str_sub(text, 0, LONGEST_TEXT);
    if (text.n == 0 || wf_arena_str(sheet->arena, text, &copy) != WF_OK)
        return WF_STR_EMPTY;
    return copy;
}

wf_str trust_at(const trust_sheet *sheet, int column)
{
    wf_str at = WF_STR_EMPTY;
    uint32_t c = trust_sheet_has(sheet, column) ? (uint32_t)sheet->columns[column] : 0;
    if (wf_grid_address(sheet->grid, sheet->row, c, sheet->arena, &at) != WF_OK)
        return WF_STR_EMPTY;
    return at;
}

void trust_say(const trust_sheet *sheet, int column, wf_diag_code code, const char *fmt,
               ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    wf_diag_add(sheet->diags, code, trust_at(sheet, column), "%s", text);
}

static void refuse(const trust_sheet *sheet, int column, const char *expected)
{
    wf_str text = trust_text(sheet, column);
    trust_say(sheet, column, WF_D_VALUE_BAD, "\"%.*s\" is not %s",
              (int)(text.n < 100 ? text.n : 100), text.p, expected);
}

wf_number trust_number(const trust_sheet *sheet, int column, const trust_range *range)
{
    wf_str text = trust_text(sheet, column);
    if (text.n == 0)
        return (wf_number){0};
    wf_value value = wf_value_parse(text);
    if (value.kind == WF_VALUE_MISSING)
        return (wf_number){0};
    if (value.kind == WF_VALUE_NUMBER && !value.bound && value.value >= range->least &&
        value.value <= range->most)
        return (wf_number){value.value, true};
    char expected[160];
    (void)snprintf(expected, sizeof expected, "%s (%g to %g)", range->what, range->least,
                   range->most);
    refuse(sheet, column, expected);
    return (wf_number){0};
}

wf_date trust_date(const trust_sheet *sheet, int column)
{
    if (!trust_sheet_has(sheet, column))
        return WF_DATE_NONE;
    const wf_cell *cell =
        wf_grid_cell(sheet->grid, sheet->row, (uint32_t)sheet->columns[column]);
    if (cell == NULL || cell->kind == WF_CELL_BLANK)
        return WF_DATE_NONE;
    wf_date day = wf_cell_date(sheet->doc, cell, NULL);
    wf_str text = day == WF_DATE_NONE ? trust_text(sheet, column) : WF_STR_EMPTY;
    if (day != WF_DATE_NONE || text.n == 0)
        return day;
    wf_when_reading r = wf_when_parse(text, NULL);
    bool is_day = r.kind == WF_WHEN_POINT && r.unknown_words == 0 &&
                  r.when.end != WF_DATE_NONE &&
                  (r.when.start == WF_DATE_NONE || r.when.start == r.when.end);
    if (is_day && (r.flags & (WF_WHEN_ASSUMED_YEAR | WF_WHEN_UNDATED)) == 0)
        return r.when.end;
    refuse(sheet, column, "a day such as 27/03/2026");
    return WF_DATE_NONE;
}

int trust_yes(const trust_sheet *sheet, int column, int otherwise)
{
    static const char *const words[2][5] = {{"no", "n", "false", "0", NULL},
                                            {"yes", "y", "true", "1", NULL}};
    wf_str text = trust_text(sheet, column);
    if (text.n == 0)
        return otherwise;
    for (int answer = 0; answer < 2; answer++)
        for (int i = 0; words[answer][i] != NULL; i++)
            if (wf_str_eq_nocase(text, wf_str_from(words[answer][i])))
                return answer;
    refuse(sheet, column, "yes or no");
    return otherwise;
}

uint8_t trust_terms(const trust_sheet *sheet, int column)
{
    wf_str text = trust_text(sheet, column);
    unsigned bits = 0;
    if (text.n == 0 || wf_str_eq_nocase(text, WF_STR("all")))
        return 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool is_term = c >= '1' && c <= '6' &&
                       (i + 1 == text.n || text.p[i + 1] < '0' || text.p[i + 1] > '9');
        if (is_term)
            bits |= 1u << (c - '1');
        else if (strchr(" ,;/&+.Ttermsand", c) == NULL) {
            refuse(sheet, column, "terms such as 2, 4, 6");
            return 0;
        }
    }
    return bits == 0x3F ? 0 : (uint8_t)bits;
}

wf_strs trust_list(const trust_sheet *sheet, int column)
{
    wf_str text = trust_text(sheet, column);
    wf_str *items =
        text.n > 0 ? wf_arena_array(sheet->arena, LIST_ITEMS, sizeof *items) : NULL;
    size_t n = 0;
    while (items != NULL && text.n > 0) {
        size_t end = 0;
        while (end < text.n && strchr(";|\n", text.p[end]) == NULL)
            end++;
        wf_str item = wf_str_trim(wf_str_sub(text, 0, end));
        text = wf_str_sub(text, end + 1, text.n);
        if (item.n == 0)
            continue;
        if (n == LIST_ITEMS) {
            trust_say(sheet, column, WF_D_TRUNCATED,
                      "more than %d names: the rest was left out", LIST_ITEMS);
            break;
        }
        if (wf_arena_str(sheet->arena, item, &items[n]) == WF_OK)
            n++;
    }
    return (wf_strs){items, n};
}
