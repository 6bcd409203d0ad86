#include "engine/support/sheets.h"
#include "engine/text/number.h"
#include <math.h>
#include <string.h>

enum {
    MOST_DAYS = 1000
};

/* Is this one of "School|School name"? */
static bool is_one_of(wf_str text, const char *names)
{
    wf_str list = wf_str_from(names);
    while (list.n > 0)
        if (wf_str_eq_nocase(support_next_item(&list, "|"), text))
            return true;
    return false;
}

static const wf_grid *grid_named(const wf_document *const *docs, size_t count,
                                 const char *name, const wf_document **doc_out)
{
    for (size_t d = 0; d < count; d++)
        for (size_t g = 0; g < wf_document_grid_count(docs[d]); g++) {
            const wf_grid *grid = wf_document_grid(docs[d], g);
            if (is_one_of(wf_str_trim(grid->name), name)) {
                *doc_out = docs[d];
                return grid;
            }
        }
    return NULL;
}

static wf_str cell_text(const support_sheet *sheet, uint32_t row, uint32_t column)
{
    const wf_cell *cell = wf_grid_cell(sheet->grid, row, column);
    wf_str text = WF_STR_EMPTY;
    if (cell == NULL || wf_cell_text(sheet->doc, cell, sheet->arena, &text) != WF_OK)
        return WF_STR_EMPTY;
    return wf_str_trim(text);
}

/* How many headings a row has; into `columns` where it is not NULL. */
static int headings_in(const support_sheet *sheet, uint32_t row,
                       const char *const *headings, uint32_t *columns)
{
    int found = 0;
    for (uint32_t c = 0; c < sheet->grid->columns; c++) {
        wf_str text = cell_text(sheet, row, c);
        for (int i = 0; text.n > 0 && i < SHEET_COLUMNS && headings[i] != NULL; i++)
            if (is_one_of(text, headings[i])) {
                found++;
                if (columns != NULL && columns[i] == WF_SUPPORT_NONE)
                    columns[i] = c;
            }
    }
    return found;
}

int support_sheet_open(const wf_document *doc, const wf_grid *grid,
                       const char *const *headings, support_sheet *out)
{
    enum {
        ROWS_ABOVE = 30 /* titles, a summary */
    };
    int most = 0;
    out->doc = doc;
    out->grid = grid;
    for (int c = 0; c < SHEET_COLUMNS; c++)
        out->columns[c] = WF_SUPPORT_NONE;
    if (grid == NULL || grid->cell_count == 0)
        return 0;
    uint32_t first = grid->cells[0].row;
    out->header = first;
    for (uint32_t row = first; row < grid->rows && row < first + ROWS_ABOVE; row++) {
        int found = headings_in(out, row, headings, NULL);
        if (found > most) {
            most = found;
            out->header = row;
        }
    }
    return headings_in(out, out->header, headings, out->columns);
}

wf_status support_sheet_find(const wf_document *const *docs, size_t count,
                             const char *name, const char *const *headings,
                             support_sheet *out)
{
    const wf_document *doc = NULL;
    const wf_grid *grid = grid_named(docs, count, name, &doc);
    (void)support_sheet_open(doc, grid, headings, out);
    return WF_OK;
}

wf_str support_sheet_text(const support_sheet *sheet, uint32_t row, uint32_t column)
{
    wf_str copy = WF_STR_EMPTY;
    if (sheet->grid == NULL || sheet->columns[column] == WF_SUPPORT_NONE)
        return copy;
    wf_str text = cell_text(sheet, row, sheet->columns[column]);
    if (text.n == 0 || wf_arena_str(sheet->arena, text, &copy) != WF_OK)
        return WF_STR_EMPTY;
    return copy;
}

wf_str support_sheet_at(const support_sheet *sheet, uint32_t row, uint32_t column)
{
    wf_str at = WF_STR_EMPTY;
    uint32_t c = sheet->columns[column];
    if (wf_grid_address(sheet->grid, row, c == WF_SUPPORT_NONE ? 0 : c, sheet->arena,
                        &at) != WF_OK)
        return WF_STR_EMPTY;
    return at;
}

void support_sheet_complain(const support_sheet *sheet, uint32_t row, uint32_t column,
                            const char *expected)
{
    wf_str text = support_sheet_text(sheet, row, column);
    wf_diag_add(sheet->diags, WF_D_VALUE_BAD, support_sheet_at(sheet, row, column),
                "\"%.*s\" is not %s", WF_STR_ARG(text), expected);
}

double support_sheet_number(const support_sheet *sheet, uint32_t row, uint32_t column,
                            const double range[2], double otherwise)
{
    wf_str text = support_sheet_text(sheet, row, column);
    double value = 0;
    if (text.n == 0)
        return otherwise;
    /* What a currency format shows: "£450", "1,200.00". */
    if (wf_str_starts_with(text, WF_STR("£")))
        text = wf_str_trim(wf_str_sub(text, 2, text.n));
    if (wf_number_scan(text, &value) == text.n && value >= range[0] && value <= range[1])
        return value;
    support_sheet_complain(sheet, row, column, "a number in range");
    return otherwise;
}

uint32_t support_sheet_halves(const support_sheet *sheet, uint32_t row, uint32_t column)
{
    static const double range[2] = {0, MOST_DAYS};
    double days = support_sheet_number(sheet, row, column, range, 0);
    if (fabs(days * 2 - round(days * 2)) > 1e-9) {
        support_sheet_complain(sheet, row, column, "a number of whole half-days");
        return 0;
    }
    return (uint32_t)(days * 2 + 0.5);
}

wf_str support_next_item(wf_str *list, const char *separators)
{
    size_t n = 0;
    while (n < list->n && strchr(separators, list->p[n]) == NULL)
        n++;
    wf_str item = wf_str_trim(wf_str_sub(*list, 0, n));
    *list = wf_str_sub(*list, n < list->n ? n + 1 : n, list->n);
    return item;
}
