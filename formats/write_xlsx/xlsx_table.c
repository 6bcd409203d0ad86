/* Tables: real Excel tables with header, formats, rules for what may be typed. */
#include "engine/base/strbuf.h"
#include "formats/write_xlsx/xlsx_measure.h"
#include "formats/write_xlsx/xlsx_sheet.h"
#include "formats/write_xlsx/xlsx_text.h"
#include <string.h>

/* Excel takes 65,530 links on a sheet. */
#define MOST_LINKS 60000u

static void write_note(xlsx_book *book, lxw_worksheet *sheet, uint32_t row,
                       uint16_t column, wf_str note)
{
    if (note.n == 0)
        return;
    uint32_t lines = measure_lines(note, 9, false, 220);
    lxw_comment_options options = {.author = book_chars(book, WF_STR("Wayforward"), 40),
                                   .font_name = book_chars(book, WF_STR(LOOK_FONT), 40),
                                   .font_size = 9,
                                   .width = 240,
                                   .height =
                                       (uint16_t)(lines < 40 ? 24 + lines * 17 : 700)};
    book_check(book, worksheet_write_comment_opt(sheet, row, column,
                                                 book_text(book, note), &options));
}

/* Where a cell is written, and how. */
typedef struct cell_spot {
    sheet_layout *sheet;
    uint32_t row;
    uint16_t column;
    lxw_format *format;
} cell_spot;

static void write_link(xlsx_book *book, cell_spot at, const char *url, const char *text)
{
    lxw_worksheet *out = at.sheet->sheet;
    if (url == NULL || *text == '\0' || at.sheet->links >= MOST_LINKS) {
        book_check(book, worksheet_write_string(out, at.row, at.column, text, at.format));
        return;
    }
    at.sheet->links++;
    book_check(book, worksheet_write_url_opt(out, at.row, at.column, url, at.format, text,
                                             NULL));
}

static void write_formula(xlsx_book *book, cell_spot at, const wf_report_table *table,
                          size_t index)
{
    const wf_item *item = &table->items[index * table->column_count + at.column];
    const char *formula = formula_expand(book, table, index, item->text);
    lxw_worksheet *out = at.sheet->sheet;
    if (formula == NULL) {
        if (book->status == WF_OK)
            book->status =
                wf_fail(book->err, WF_E_INTERNAL, NULL,
                        "formula \"%.*s\" names a table or column that is not there",
                        WF_STR_ARG(item->text));
        return;
    }
    if (item->shown_is_text)
        book_check(book,
                   worksheet_write_formula_str(out, at.row, at.column, formula, at.format,
                                               book_text(book, item->shown)));
    else
        book_check(book, worksheet_write_formula_num(out, at.row, at.column, formula,
                                                     at.format, item->number));
}

static void write_mark(xlsx_book *book, cell_spot at, const wf_item *item)
{
    static const wf_report_column any = {.show = WF_SHOW_GENERAL};
    wf_str text = WF_STR_EMPTY;
    if (wf_item_text(item, &any, book->arena, &text) != WF_OK)
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        book_check(book, worksheet_write_string(at.sheet->sheet, at.row, at.column,
                                                text.p, at.format));
}

static lxw_format *format_of(xlsx_book *book, const wf_report_table *table, size_t index,
                             size_t column)
{
    const wf_item *item = &table->items[index * table->column_count + column];
    const wf_report_column *spec = &table->columns[column];
    wf_look look = look_of_item(item, spec);
    if (table->last_row_is_total && index + 1 == table->row_count &&
        item->mark == WF_MARK_NONE)
        look = item->kind == WF_ITEM_NUMBER || item->kind == WF_ITEM_FORMULA
                   ? WF_LOOK_TOTAL_NUMBER
                   : WF_LOOK_TOTAL;
    bool has_number = item->kind == WF_ITEM_NUMBER || item->kind == WF_ITEM_DATE ||
                      item->kind == WF_ITEM_FORMULA || look == WF_LOOK_INPUT ||
                      look == WF_LOOK_INPUT_NUMBER;
    cell_face face = plain_face(look);
    if (has_number)
        face = (cell_face){.look = look,
                           .show = show_of_item(item, spec),
                           .mark = (wf_mark)item->mark,
                           .move = (wf_move)item->move,
                           .is_edge = item->is_edge};
    return book_format(book, face);
}

static void write_item(xlsx_book *book, sheet_layout *sheet, const wf_report_table *table,
                       size_t index, uint16_t column, uint32_t row)
{
    const wf_item *item = &table->items[index * table->column_count + column];
    lxw_worksheet *out = sheet->sheet;
    cell_spot at = {.sheet = sheet,
                    .row = row,
                    .column = column,
                    .format = format_of(book, table, index, column)};
    switch ((wf_item_kind)item->kind) {
    case WF_ITEM_EMPTY:
        book_check(book, worksheet_write_blank(out, row, column, at.format));
        break;
    case WF_ITEM_TEXT:
        write_link(book, at, item->link.n > 0 ? link_url(book, item->link) : NULL,
                   book_text(book, item->text));
        break;
    case WF_ITEM_NUMBER:
        book_check(book,
                   worksheet_write_number(out, row, column, item->number, at.format));
        break;
    case WF_ITEM_DATE:
        book_check(book, worksheet_write_number(
                             out, row, column,
                             wf_date_to_serial((wf_date)item->number, false), at.format));
        break;
    case WF_ITEM_MARK:
        write_mark(book, at, item);
        break;
    case WF_ITEM_FORMULA:
        write_formula(book, at, table, index);
        break;
    case WF_ITEM_PLACE:
        write_link(book, at, place_address(book, item, true),
                   place_address(book, item, false));
        break;
    }
    write_note(book, out, row, column, item->note);
}

/* The choices of a drop-down. Excel keeps at most 255 characters of them in the rule
 * itself. */
static char **choice_list(xlsx_book *book, wf_strs choices)
{
    char **list = wf_arena_array(book->arena, choices.n + 1, sizeof(char *));
    size_t used = 0;
    if (list == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    for (size_t i = 0, kept = 0; i < choices.n; i++) {
        used += choices.items[i].n + 1;
        if (used <= 250)
            list[kept++] = book_chars(book, choices.items[i], 240);
    }
    return list[0] == NULL ? NULL : list;
}

static const uint8_t rule_types[] = {
    [WF_INPUT_FREE] = LXW_VALIDATION_TYPE_ANY,
    [WF_INPUT_CHOICE] = LXW_VALIDATION_TYPE_LIST,
    [WF_INPUT_NUMBER] = LXW_VALIDATION_TYPE_DECIMAL,
    [WF_INPUT_DATE] = LXW_VALIDATION_TYPE_DATE_NUMBER,
    [WF_INPUT_WHOLE] = LXW_VALIDATION_TYPE_INTEGER,
    [WF_INPUT_FORMULA] = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
};

/* Rows of one column. */
typedef struct cell_range {
    uint32_t first, last;
    uint16_t column;
} cell_range;

/* What a rule allows; false where there is nothing to say. A list that stands in cells
 * has empty ones: with "ignore blank" Excel would then take any text. */
static bool set_criteria(xlsx_book *book, const wf_report_table *table, size_t row,
                         const wf_input_rule *rule, lxw_data_validation *out)
{
    out->validate = rule_types[rule->kind];
    if (rule->expression.n > 0) {
        const char *formula = formula_expand(book, table, row, rule->expression);
        out->value_formula =
            formula != NULL ? book_chars(book, wf_str_from(formula), 8000) : NULL;
        if (rule->kind == WF_INPUT_CHOICE) {
            out->validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA; /* see make_list */
            out->ignore_blank = LXW_VALIDATION_OFF;
        }
        return out->value_formula != NULL;
    }
    if (rule->kind == WF_INPUT_CHOICE) {
        out->value_list = choice_list(book, rule->choices);
        return out->value_list != NULL;
    }
    if (rule->kind != WF_INPUT_FREE) {
        out->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        out->minimum_number = rule->minimum;
        out->maximum_number = rule->maximum;
    }
    return true;
}

/* libxlsxwriter 1.1.4 copies the formula of a list twice and frees one of the copies: so
 * a list from cells goes in as a formula, which it copies once, and becomes a list here.
 */
static void make_list(const sheet_layout *sheet)
{
    lxw_data_val_obj *last = NULL, *each;
    STAILQ_FOREACH(each, sheet->sheet->data_validations, list_pointers)
    last = each;
    if (last != NULL)
        last->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

/* A drop-down, or bounds, for cells that a reader fills in; the first of them is that of
 * `row`. */
static void add_rule(xlsx_book *book, sheet_layout *sheet, const wf_report_table *table,
                     size_t row, const wf_input_rule *rule, cell_range at)
{
    const wf_report_column *column = &table->columns[at.column];
    lxw_data_validation validation = {.ignore_blank = LXW_VALIDATION_ON,
                                      .show_input = LXW_VALIDATION_ON,
                                      .show_error = LXW_VALIDATION_ON,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                                      .dropdown = LXW_VALIDATION_ON};
    if (rule->kind == WF_INPUT_FREE && rule->prompt.n == 0)
        return;
    if (!set_criteria(book, table, row, rule, &validation))
        return;
    validation.input_message = book_chars(book, rule->prompt, 250);
    validation.error_message = book_chars(book, rule->refusal, 220);
    if (validation.input_message != NULL)
        validation.input_title = book_chars(book, column->heading, 31);
    book_check(book, worksheet_data_validation_range(sheet->sheet, at.first, at.column,
                                                     at.last, at.column, &validation));
    if (rule->kind == WF_INPUT_CHOICE && rule->expression.n > 0)
        make_list(sheet);
}

/* The rules of a column: its own, or those of single cells. */
static void add_rules(xlsx_book *book, sheet_layout *sheet, const wf_report_table *table,
                      uint16_t column, cell_range all)
{
    const wf_report_column *spec = &table->columns[column];
    bool by_cell = false;
    for (size_t r = 0; r < table->row_count; r++) {
        const wf_item *item = &table->items[r * table->column_count + column];
        if (item->rule == NULL)
            continue;
        uint32_t row = all.first + (uint32_t)r;
        add_rule(book, sheet, table, r, item->rule, (cell_range){row, row, column});
        by_cell = true;
    }
    if (!by_cell)
        add_rule(book, sheet, table, 0, &spec->rule, all);
}

/* The colour of a rating follows the word that a reader types or picks. */
static void add_rating_rules(xlsx_book *book, sheet_layout *sheet, uint16_t column,
                             uint32_t first, uint32_t last)
{
    for (int mark = WF_MARK_RED; mark < WF_MARKS; mark++) {
        lxw_format *format = workbook_add_format(book->book);
        const look_def *def = &look_defs[look_of_mark((wf_mark)mark)];
        if (format == NULL) {
            book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        format_set_font_color(format, def->ink);
        format_set_bg_color(format, def->fill);
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_TEXT,
            .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING,
            .value_string =
                book_chars(book, wf_str_from(wf_mark_word((wf_mark)mark)), 20),
            .format = format};
        book_check(book, worksheet_conditional_format_range(sheet->sheet, first, column,
                                                            last, column, &rule));
    }
}

/* The header, and with it the real table: its name, its filter buttons. */
static void add_excel_table(xlsx_book *book, sheet_layout *sheet,
                            const wf_report_table *table, uint32_t row, uint32_t last)
{
    size_t count = table->column_count;
    lxw_table_column *columns = wf_arena_array(book->arena, count, sizeof *columns);
    lxw_table_column **list = wf_arena_array(book->arena, count + 1, sizeof(void *));
    const char *name = xlsx_identifier(book->arena, "", table->id);
    if (columns == NULL || list == NULL || name == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        columns[i].header = book_chars(book, table->columns[i].heading, 250);
        columns[i].header_format = book_format(book, plain_face(WF_LOOK_HEADER));
        list[i] = &columns[i];
    }
    lxw_table_options options = {.name = book_chars(book, wf_str_from(name), 200),
                                 .no_autofilter = !table->has_filter,
                                 .no_banded_rows = LXW_TRUE,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 0,
                                 .columns = list};
    book_check(book, worksheet_add_table(sheet->sheet, row, 0, last,
                                         (lxw_col_t)(count - 1), &options));
}

/* Rows that a reader may still fill in. */
static void draw_spare_rows(xlsx_book *book, const sheet_layout *sheet,
                            const wf_report_table *table, uint32_t header, uint32_t last)
{
    for (uint32_t at = header + 1 + (uint32_t)table->row_count; at <= last; at++)
        for (uint16_t i = 0; i < table->column_count; i++) {
            const wf_report_column *column = &table->columns[i];
            lxw_format *format = book_format(
                book, (cell_face){.look = column->look, .show = column->show});
            const char *formula =
                column->spare_formula.n > 0
                    ? formula_expand(book, table, at - header - 1, column->spare_formula)
                    : NULL;
            if (formula != NULL)
                book_check(book, worksheet_write_formula_str(sheet->sheet, at, i, formula,
                                                             format, ""));
            else
                book_check(book, worksheet_write_blank(sheet->sheet, at, i, format));
        }
}

/* A row of an outline group: it begins with the same text as the row above. */
static bool is_folded(const wf_report_table *table, size_t row)
{
    return table->has_groups && row > 0 &&
           wf_str_eq(wf_table_item(table, row, 0)->text,
                     wf_table_item(table, row - 1, 0)->text);
}

void draw_table(xlsx_book *book, sheet_layout *sheet, const wf_report_table *table,
                uint32_t row)
{
    lxw_worksheet *out = sheet->sheet;
    size_t rows = table->row_count + table->spare_rows;
    uint32_t last = row + (uint32_t)(rows > 0 ? rows : 1);
    if (table->column_count == 0)
        return;
    add_excel_table(book, sheet, table, row, last);
    if (table->has_groups) /* the row that stays is the one above its group */
        worksheet_outline_settings(out, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
    book_check(book,
               worksheet_set_row(out, row, layout_header_height(sheet, table), NULL));
    for (uint16_t i = 0; i < table->column_count; i++)
        write_note(book, out, row, i, table->columns[i].note);
    for (size_t r = 0; r < table->row_count && book->status == WF_OK; r++) {
        uint32_t at = row + 1 + (uint32_t)r;
        lxw_row_col_options group = {.level = is_folded(table, r) ? 1 : 0};
        book_check(book, worksheet_set_row_opt(out, at,
                                               layout_row_height(book, sheet, table, r),
                                               NULL, &group));
        for (uint16_t i = 0; i < table->column_count; i++)
            write_item(book, sheet, table, r, i, at);
    }
    draw_spare_rows(book, sheet, table, row, last);
    for (uint16_t i = 0; i < table->column_count; i++) {
        add_rules(book, sheet, table, i, (cell_range){row + 1, last, i});
        if (table->columns[i].rates_words)
            add_rating_rules(book, sheet, i, row + 1, last);
    }
}
