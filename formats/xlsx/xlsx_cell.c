/* From what a file says of a cell to a cell of the document. */
#include "engine/base/cell_name.h"
#include "engine/base/ckd.h"
#include "engine/text/number.h"
#include "formats/xlsx/xlsx_sheet.h"

#include <math.h>
#include <string.h>

xlsx_type xlsx_type_of(wf_str text)
{
    static const struct {
        wf_str name;
        xlsx_type type;
    } types[] = {
        {WF_STR_INIT("s"), XLSX_SHARED},  {WF_STR_INIT("n"), XLSX_NUMBER},
        {WF_STR_INIT(""), XLSX_NUMBER},   {WF_STR_INIT("str"), XLSX_FORMULA_TEXT},
        {WF_STR_INIT("b"), XLSX_BOOLEAN}, {WF_STR_INIT("inlineStr"), XLSX_INLINE},
        {WF_STR_INIT("e"), XLSX_ERROR},   {WF_STR_INIT("d"), XLSX_DATE}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (wf_str_eq(text, types[i].name))
            return types[i].type;
    return XLSX_TYPE_UNKNOWN;
}

bool xlsx_range_parse(wf_str text, wf_merge *out)
{
    size_t colon = wf_str_find(text, WF_STR(":"), 0);
    wf_str first = wf_str_sub(text, 0, colon);
    wf_str last = colon == SIZE_MAX ? first : wf_str_sub(text, colon + 1, text.n);
    uint32_t row, column, last_row, last_column;
    if (!wf_cell_name_parse(first, &row, &column) ||
        !wf_cell_name_parse(last, &last_row, &last_column))
        return false;
    *out = (wf_merge){.row = row < last_row ? row : last_row,
                      .last_row = row < last_row ? last_row : row,
                      .column = (uint16_t)(column < last_column ? column : last_column),
                      .last_column =
                          (uint16_t)(column < last_column ? last_column : column)};
    return true;
}

void xlsx_sheet_diag(xlsx_sheet *sheet, wf_diag_code code, uint32_t row, uint32_t column,
                     const char *message)
{
    char name[WF_CELL_NAME_MAX];
    wf_str at = WF_STR_EMPTY;
    wf_diags *diags = wf_document_diags_mutable(sheet->book->doc);
    wf_cell_name(row, column, name);
    if (diags->n >= WF_DIAGS_KEPT ||
        wf_arena_printf(sheet->book->scratch, &at, "%.*s!%s",
                        WF_STR_ARG(sheet->entry->name), name) == WF_OK)
        wf_diag_add(diags, code, at, "%s", message);
}

wf_status xlsx_sheet_flush(xlsx_sheet *sheet, wf_error *err)
{
    size_t n = sheet->batch_count;
    sheet->batch_count = 0;
    return n > 0 ? sheet->sink.cells(sheet->sink.context, sheet->batch, n, err) : WF_OK;
}

/* Runs belong to the cell last added: it must leave the batch first. */
static wf_status add_runs(xlsx_sheet *sheet, const wf_cell *cell, const xlsx_rich *rich,
                          wf_error *err)
{
    wf_run *runs;
    size_t count;
    if (cell->length == 0)
        return WF_OK;
    const wf_style *style = wf_document_style(sheet->book->doc, cell->style);
    WF_TRY(xlsx_runs_over(sheet->book, rich, style, &runs, &count, err));
    if (count == 0)
        return WF_OK;
    WF_TRY(xlsx_sheet_flush(sheet, err));
    return sheet->sink.runs(sheet->sink.context, runs, count, err);
}

static wf_status add(xlsx_sheet *sheet, const wf_cell *cell, const xlsx_rich *rich,
                     wf_error *err)
{
    if (sheet->batch_count == XLSX_BATCH)
        WF_TRY(xlsx_sheet_flush(sheet, err));
    sheet->batch[sheet->batch_count++] = *cell;
    return rich && rich->count > 0 ? add_runs(sheet, cell, rich, err) : WF_OK;
}

static wf_status set_text(xlsx_sheet *sheet, wf_cell *cell, wf_cell_kind kind,
                          char *value, size_t n, wf_error *err)
{
    wf_str text;
    n = xlsx_text_unescape(value, n);
    WF_TRY(xlsx_text_keep(sheet->book, (wf_str){.p = value, .n = n}, &text, NULL, err));
    cell->kind = (uint8_t)kind;
    cell->as.text = text.p;
    cell->length = (uint32_t)text.n;
    return WF_OK;
}

/* Serials that are days in either date system; 60 is the 29 February 1900 that never was.
 */
static bool is_day(const xlsx_book *book, double serial)
{
    if (serial >= 61 && serial < 2900000)
        return true;
    return wf_date_from_serial(serial, book->is_1904, NULL) != WF_DATE_NONE;
}

static wf_status number(xlsx_sheet *sheet, wf_cell *cell, bool is_date, char *value,
                        size_t n, wf_error *err)
{
    const wf_str text = {.p = value, .n = n};
    if (!wf_number_parse(text, &cell->as.number) &&
        !wf_number_parse(wf_str_trim(text), &cell->as.number)) {
        if (wf_str_trim(text).n == 0)
            return WF_OK;
        xlsx_sheet_diag(sheet, WF_D_CELL_BAD, cell->row, cell->column,
                        "not a number, though the cell says so: kept as text");
        return set_text(sheet, cell, WF_CELL_TEXT, value, n, err);
    }
    cell->kind =
        is_date && is_day(sheet->book, cell->as.number) ? WF_CELL_DATE : WF_CELL_NUMBER;
    return WF_OK;
}

static wf_status shared(xlsx_sheet *sheet, wf_cell *cell, const xlsx_rich **rich,
                        wf_str value)
{
    const xlsx_book *book = sheet->book;
    uint32_t index = wf_xml_u32(value, UINT32_MAX - 1, UINT32_MAX);
    if (index == UINT32_MAX)
        index = wf_xml_u32(wf_str_trim(value), UINT32_MAX - 1, UINT32_MAX);
    if (index >= book->string_count) {
        xlsx_sheet_diag(sheet, WF_D_CELL_BAD, cell->row, cell->column,
                        "its text is missing from the file's list of texts");
        return WF_OK;
    }
    const xlsx_string *s = &book->strings[index];
    cell->kind = s->length > 0 ? WF_CELL_TEXT : WF_CELL_BLANK;
    cell->as.text = s->text;
    cell->length = s->length;
    if (s->rich > 0)
        *rich = &book->rich[s->rich - 1];
    return WF_OK;
}

/* ---- t="d": an ISO 8601 date, time or both (§18.18.11; strict files) */

static bool digits(wf_str s, size_t at, size_t n, int *out)
{
    if (at + n > s.n)
        return false;
    *out = 0;
    for (size_t i = at; i < at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *out = *out * 10 + (s.p[i] - '0');
    }
    return true;
}

/* "hh:mm[:ss[.fff]]" as a fraction of a day. */
static bool parse_time(wf_str s, double *out)
{
    int hour, minute, second = 0;
    if (!digits(s, 0, 2, &hour) || !digits(s, 3, 2, &minute) || s.p[2] != ':')
        return false;
    double fraction = 0;
    if (s.n > 5 && s.p[5] == ':') {
        if (!digits(s, 6, 2, &second))
            return false;
        size_t end = 8;
        while (end < s.n && (s.p[end] == '.' || (s.p[end] >= '0' && s.p[end] <= '9')))
            end++;
        if (end > 9 && !wf_number_parse(wf_str_sub(s, 8, end - 8), &fraction))
            fraction = 0;
    }
    *out = (hour * 3600 + minute * 60 + second + fraction) / 86400;
    return hour <= 24 && minute < 60 && second <= 60;
}

static bool parse_iso(wf_str s, bool is_1904, double *serial_out, bool *has_time)
{
    int year, month, day;
    double time = 0;
    *has_time = false;
    if (!digits(s, 0, 4, &year) || s.n < 10) {
        *has_time = true;
        return parse_time(s, serial_out);
    }
    if (!digits(s, 5, 2, &month) || !digits(s, 8, 2, &day) || s.p[4] != '-' ||
        s.p[7] != '-')
        return false;
    wf_date date = wf_date_from_ymd(year, month, day);
    if (date == WF_DATE_NONE)
        return false;
    if (s.n > 11 && s.p[10] == 'T') {
        if (!parse_time(wf_str_sub(s, 11, s.n), &time))
            return false;
        *has_time = time > 0;
    }
    *serial_out = wf_date_to_serial(date, is_1904) + time;
    return true;
}

/* The number in such a cell may have any format: one that shows the date stands in. */
static wf_status iso_date(xlsx_sheet *sheet, wf_cell *cell, bool is_date, char *value,
                          size_t n, wf_error *err)
{
    xlsx_book *book = sheet->book;
    double serial;
    bool has_time;
    wf_str text = wf_str_trim((wf_str){.p = value, .n = n});
    if (!parse_iso(text, book->is_1904, &serial, &has_time)) {
        xlsx_sheet_diag(sheet, WF_D_CELL_BAD, cell->row, cell->column,
                        "not a date, though the cell says so: kept as text");
        return set_text(sheet, cell, WF_CELL_TEXT, value, n, err);
    }
    cell->as.number = serial;
    bool is_time_alone = text.n < 10;
    cell->kind = is_time_alone ? WF_CELL_NUMBER : WF_CELL_DATE;
    if (is_date || (is_time_alone && cell->style != 0))
        return WF_OK;
    wf_style style = *wf_document_style(book->doc, cell->style);
    wf_str code = is_time_alone ? WF_STR("hh:mm")
                  : has_time    ? WF_STR("dd/mm/yyyy hh:mm")
                                : WF_STR("dd/mm/yyyy");
    WF_TRY(wf_document_add_number_format(book->doc, code, &style.number_format, err));
    return wf_document_add_style(book->doc, &style, &cell->style, err);
}

static wf_status unknown_type(xlsx_sheet *sheet, wf_cell *cell, char *value, size_t n,
                              wf_error *err)
{
    xlsx_sheet_diag(sheet, WF_D_CELL_BAD, cell->row, cell->column,
                    "a type of cell that is not known: kept as text");
    return set_text(sheet, cell, WF_CELL_TEXT, value, n, err);
}

/* The characters of a <v>. */
typedef struct characters {
    char *p;
    size_t n;
} characters;

static wf_status fill_in(xlsx_sheet *sheet, xlsx_type type, wf_cell *cell, bool is_date,
                         characters v, wf_error *err)
{
    char *value = v.p;
    const size_t n = v.n;
    switch (type) {
    case XLSX_NUMBER:
        return number(sheet, cell, is_date, value, n, err);
    case XLSX_BOOLEAN:
        cell->kind = WF_CELL_BOOLEAN;
        cell->as.number =
            wf_xml_bool(wf_str_trim((wf_str){.p = value, .n = n}), false) ? 1 : 0;
        return WF_OK;
    case XLSX_ERROR:
        return set_text(sheet, cell, WF_CELL_ERROR, value, n, err);
    case XLSX_FORMULA_TEXT:
    case XLSX_INLINE: /* its text in <v>: not by the book, but seen */
        return set_text(sheet, cell, WF_CELL_TEXT, value, n, err);
    case XLSX_DATE:
        return iso_date(sheet, cell, is_date, value, n, err);
    case XLSX_SHARED: /* see xlsx_sheet_cell */
    case XLSX_TYPE_UNKNOWN:
        return unknown_type(sheet, cell, value, n, err);
    }
    return WF_OK;
}

static uint8_t cell_flags(const xlsx_sheet *sheet, const xlsx_raw_cell *raw)
{
    return (uint8_t)((raw->is_formula ? WF_CELL_FORMULA : 0) | sheet->row_flags);
}

wf_status xlsx_sheet_cell(xlsx_sheet *sheet, const xlsx_raw_cell *raw, char *value,
                          size_t n, wf_error *err)
{
    const xlsx_rich *rich = NULL;
    bool is_date;
    wf_cell cell = {.row = raw->row,
                    .column = (uint16_t)raw->column,
                    .flags = cell_flags(sheet, raw),
                    .as.text = ""};
    WF_TRY(xlsx_cell_style(sheet->book, raw->xf, &cell.style, &is_date, err));
    if (raw->is_formula && !raw->has_value)
        xlsx_sheet_diag(
            sheet, WF_D_FORMULA_NO_VALUE, raw->row, raw->column,
            "a formula whose result the file does not hold; open the file in a "
            "spreadsheet program and save it");
    if (raw->type == XLSX_SHARED && raw->has_value)
        WF_TRY(shared(sheet, &cell, &rich, (wf_str){.p = value, .n = n}));
    else if (raw->has_value)
        WF_TRY(fill_in(sheet, raw->type, &cell, is_date, (characters){value, n}, err));
    return add(sheet, &cell, rich, err);
}

wf_status xlsx_sheet_rich_cell(xlsx_sheet *sheet, const xlsx_raw_cell *raw, wf_error *err)
{
    wf_str text;
    xlsx_rich rich;
    bool is_date;
    wf_cell cell = {.row = raw->row,
                    .column = (uint16_t)raw->column,
                    .kind = WF_CELL_TEXT,
                    .flags = cell_flags(sheet, raw)};
    WF_TRY(xlsx_cell_style(sheet->book, raw->xf, &cell.style, &is_date, err));
    WF_TRY(xlsx_text_finish(&sheet->text, &text, &rich, err));
    cell.as.text = text.p;
    cell.length = (uint32_t)text.n;
    return add(sheet, &cell, &rich, err);
}
