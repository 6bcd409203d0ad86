/* Addresses, formulas and links. */
#include "engine/base/strbuf.h"
#include "formats/write_xlsx/xlsx_sheet.h"
#include <stdio.h>
#include <string.h>

/* "C7", or "$C$7". Row and column 0-based; out holds 16 bytes. */
static void cell_name(uint32_t row, uint32_t column, bool is_fixed, char out[24])
{
    char letters[4];
    size_t n = 0;
    char name[4];
    for (uint32_t c = column + 1; c > 0 && n < 3; c = (c - 1) / 26)
        letters[n++] = (char)('A' + (c - 1) % 26);
    for (size_t i = 0; i < n; i++)
        name[i] = letters[n - 1 - i];
    name[n] = '\0';
    (void)snprintf(out, 24, is_fixed ? "$%s$%u" : "%s%u", name, row + 1);
}

const char *place_address(xlsx_book *book, const wf_item *item, bool for_link)
{
    const sheet_layout *sheet = NULL;
    uint32_t header = 0;
    char cell[24];
    wf_str out = WF_STR_EMPTY;
    if (!layout_find(book, item->place, &sheet, &header))
        return "";
    cell_name(header + 1 + item->place_row, item->place_column, false, cell);
    if (wf_arena_printf(book->arena, &out, "%s%s!%s", for_link ? "internal:" : "",
                        for_link ? sheet->quoted : sheet->name, cell) != WF_OK) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return "";
    }
    return out.p;
}

static bool column_of(const wf_report_table *table, wf_str id, uint32_t *column)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (wf_str_eq(table->columns[i].id, id)) {
            *column = (uint32_t)i;
            return true;
        }
    return false;
}

/* {@column}: this row; {table.column}: all its rows. */
static bool add_reference(xlsx_book *book, wf_strbuf *out, const wf_report_table *table,
                          size_t row, wf_str name)
{
    const sheet_layout *sheet = NULL;
    uint32_t header = 0;
    uint32_t column = 0;
    char first[24];
    char last[24];
    if (name.n > 1 && name.p[0] == '@') {
        if (!layout_find(book, table, &sheet, &header) ||
            !column_of(table, wf_str_sub(name, 1, name.n), &column))
            return false;
        cell_name(header + 1 + (uint32_t)row, column, false, first);
        wf_strbuf_printf(out, "%s", first);
        return true;
    }
    size_t dot = wf_str_find(name, WF_STR("."), 0);
    const wf_report_table *other = NULL;
    if (dot == SIZE_MAX ||
        !layout_find_id(book, wf_str_sub(name, 0, dot), &other, &sheet, &header) ||
        !column_of(other, wf_str_sub(name, dot + 1, name.n), &column))
        return false;
    size_t rows =
        other->row_count - (other->last_row_is_total && other->row_count > 0 ? 1 : 0);
    rows += other->spare_rows;
    if (rows == 0)
        rows = 1;
    cell_name(header + 1, column, true, first);
    cell_name(header + (uint32_t)rows, column, true, last);
    wf_strbuf_printf(out, "%s!%s:%s", sheet->quoted, first, last);
    return true;
}

const char *formula_expand(xlsx_book *book, const wf_report_table *table, size_t row,
                           wf_str expression)
{
    wf_strbuf out = wf_strbuf_in(book->arena, 8000);
    if (expression.n == 0 || expression.p[0] != '=')
        wf_strbuf_add_char(&out, '=');
    for (size_t i = 0; i < expression.n; i++) {
        if (expression.p[i] != '{') {
            wf_strbuf_add_char(&out, expression.p[i]);
            continue;
        }
        size_t end = wf_str_find(expression, WF_STR("}"), i);
        if (end == SIZE_MAX || !add_reference(book, &out, table, row,
                                              wf_str_sub(expression, i + 1, end - i - 1)))
            return NULL;
        i = end;
    }
    wf_str made = wf_strbuf_str(&out);
    return out.failed || out.truncated ? NULL : made.p;
}

const char *link_url(xlsx_book *book, wf_str link)
{
    static const wf_str kinds[] = {WF_STR_INIT("https://"), WF_STR_INIT("http://"),
                                   WF_STR_INIT("mailto:")};
    wf_str out = WF_STR_EMPTY;
    if (link.n > 1 && link.p[0] == '#') {
        for (size_t i = 0; i < book->sheet_count; i++)
            if (wf_str_eq(book->sheets[i].section->id, wf_str_sub(link, 1, link.n)) &&
                wf_arena_printf(book->arena, &out, "internal:%s!A1",
                                book->sheets[i].quoted) == WF_OK)
                return out.p;
        return NULL;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (link.n < 2000 && link.n > kinds[i].n &&
            wf_str_eq_nocase(wf_str_sub(link, 0, kinds[i].n), kinds[i]))
            return book_text(book, link);
    return NULL;
}
