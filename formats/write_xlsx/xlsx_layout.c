/* Where everything goes: sheet names, column widths, rows. Nothing is written here. */
#include "formats/write_xlsx/xlsx_measure.h"
#include "formats/write_xlsx/xlsx_sheet.h"
#include "formats/write_xlsx/xlsx_text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A4 with margins of half an inch is 1,026 by 698 pixels; a sheet may be shrunk to four
 * fifths to fit the page's width and still be read. */
#define LANDSCAPE_PIXELS 1240u
#define PORTRAIT_PIXELS  860u
#define CELL_PADDING     12u
#define INDENT_PIXELS    9u
#define FILTER_BUTTON    20u
#define LEAST_COLUMN     46u
#define LEAST_WRAPPED    120u
#define WIDE_TABLE       8u /* columns */
#define MOST_CHARACTERS  44u
#define CHARACTER_PIXELS 8u
#define TALLEST_ROW      405.0 /* Excel's limit is 409.5 points */
#define WIDEST_COLUMN    1700u /* Excel's limit is 255 characters */

static const look_def *def_of(const wf_item *item, const wf_report_column *column)
{
    return &look_defs[look_of_item(item, column)];
}

static wf_str shown_text(xlsx_book *book, const wf_item *item,
                         const wf_report_column *column)
{
    wf_str text = WF_STR_EMPTY;
    if (item->kind == WF_ITEM_PLACE)
        return wf_str_from(place_address(book, item, false));
    if (wf_item_text(item, column, book->arena, &text) != WF_OK)
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return text;
}

/* No text of so many bytes is wider than this: a character is at most an em. */
static uint32_t widest_possible(size_t bytes, const look_def *def)
{
    size_t n = bytes < 4000 ? bytes : 4000;
    return (uint32_t)(n * def->size * 146 / 100) + 1;
}

typedef struct column_need {
    uint32_t wanted; /* all on one line, or the column's most */
    uint32_t least;  /* the longest word, or all where nothing wraps */
    bool wraps;
} column_need;

static void need_item(xlsx_book *book, column_need *need, const wf_item *item,
                      const wf_report_column *column, uint32_t most)
{
    if (item->kind == WF_ITEM_EMPTY)
        return;
    const look_def *def = def_of(item, column);
    if (item->kind == WF_ITEM_TEXT &&
        widest_possible(item->text.n, def) + CELL_PADDING + def->indent * INDENT_PIXELS <=
            need->least) {
        need->wraps = need->wraps || def->wraps; /* wide enough already */
        return;
    }
    wf_arena_mark mark = wf_arena_mark_here(book->arena);
    wf_str text = shown_text(book, item, column);
    bool is_text = item->kind == WF_ITEM_TEXT || item->kind == WF_ITEM_PLACE ||
                   (item->kind == WF_ITEM_FORMULA && item->shown_is_text);
    uint32_t width = measure_widest_line(text, def->size, def->is_bold) + CELL_PADDING +
                     def->indent * INDENT_PIXELS;
    if (is_text && def->wraps) {
        need->wraps = true;
        uint32_t word =
            measure_longest_word(text, def->size, def->is_bold) + CELL_PADDING;
        if (width > most)
            width = most;
        if (word > most) /* a very long word may be broken */
            word = most;
        if (word > need->least)
            need->least = word;
    } else if (width > need->least) {
        need->least = width;
    }
    if (width > need->wanted)
        need->wanted = width;
    wf_arena_reset(book->arena, mark);
}

static column_need need_column(xlsx_book *book, const wf_report_table *table,
                               size_t index, bool keeps_asked)
{
    const wf_report_column *column = &table->columns[index];
    const look_def *header = &look_defs[WF_LOOK_HEADER];
    uint32_t button = table->has_filter ? FILTER_BUTTON : 0;
    uint32_t most =
        (column->most > 0 ? column->most : MOST_CHARACTERS) * CHARACTER_PIXELS;
    column_need need = {.least = LEAST_COLUMN};
    uint32_t word = measure_longest_word(column->heading, header->size, true);
    need.least = word + CELL_PADDING + button;
    if (need.least < LEAST_COLUMN)
        need.least = LEAST_COLUMN;
    need.wanted = need.least;
    for (size_t row = 0; row < table->row_count; row++)
        need_item(book, &need, &table->items[row * table->column_count + index], column,
                  most);
    if (need.wanted < need.least)
        need.wanted = need.least;
    uint32_t asked = column->least * CHARACTER_PIXELS;
    if (need.wanted < asked)
        need.wanted = asked;
    if (keeps_asked && need.wraps && need.least < asked * 3 / 4)
        need.least = asked * 3 / 4;
    return need;
}

/* Take from the columns that can wrap what does not fit the page, in proportion to what
 * each can give. */
static void fit_page(column_need *needs, uint16_t count, uint32_t page)
{
    uint64_t total = 0;
    uint64_t spare = 0;
    for (uint16_t i = 0; i < count; i++) {
        column_need *need = &needs[i];
        uint32_t floor = need->least > LEAST_WRAPPED ? need->least : LEAST_WRAPPED;
        if (!need->wraps || floor > need->wanted)
            floor = need->wanted;
        need->least = floor;
        total += need->wanted;
        spare += need->wanted - floor;
    }
    if (total <= page || spare == 0)
        return;
    uint64_t excess = total - page;
    for (uint16_t i = 0; i < count; i++) {
        uint64_t give = (needs[i].wanted - needs[i].least) * excess / spare;
        uint32_t width = needs[i].wanted - (uint32_t)give;
        needs[i].wanted =
            excess >= spare || width < needs[i].least ? needs[i].least : width;
    }
}

double layout_row_height(xlsx_book *book, const sheet_layout *sheet,
                         const wf_report_table *table, size_t row)
{
    double tallest = measure_height(1, 10);
    for (size_t i = 0; i < table->column_count; i++) {
        const wf_item *item = &table->items[row * table->column_count + i];
        if (item->kind != WF_ITEM_TEXT && item->shown.n == 0)
            continue; /* an address is one word: it does not wrap */
        const look_def *def = def_of(item, &table->columns[i]);
        if (!def->wraps)
            continue;
        if (item->kind == WF_ITEM_TEXT &&
            widest_possible(item->text.n, def) + CELL_PADDING <= sheet->widths[i] &&
            memchr(item->text.p, '\n', item->text.n) == NULL)
            continue;
        wf_arena_mark mark = wf_arena_mark_here(book->arena);
        wf_str text = shown_text(book, item, &table->columns[i]);
        uint32_t room =
            sheet->widths[i] > CELL_PADDING ? sheet->widths[i] - CELL_PADDING + 4 : 8;
        double height =
            measure_height(measure_lines(text, def->size, def->is_bold, room), def->size);
        wf_arena_reset(book->arena, mark);
        if (height > tallest)
            tallest = height;
    }
    return tallest < TALLEST_ROW ? tallest : TALLEST_ROW;
}

/* Lines of a heading; the filter button must not cover its last word. */
static uint32_t heading_lines(wf_str heading, uint32_t room, bool has_button)
{
    uint32_t lines = measure_lines(heading, look_defs[WF_LOOK_HEADER].size, true, room);
    if (!has_button || room <= FILTER_BUTTON)
        return lines;
    uint32_t beside = measure_lines(heading, look_defs[WF_LOOK_HEADER].size, true,
                                    room - FILTER_BUTTON);
    return beside > lines ? lines + 1 : lines;
}

double layout_header_height(const sheet_layout *sheet, const wf_report_table *table)
{
    uint32_t most = 1;
    uint32_t taken = CELL_PADDING - 4;
    for (size_t i = 0; i < table->column_count; i++) {
        uint32_t room = sheet->widths[i] > taken ? sheet->widths[i] - taken : 8;
        uint32_t lines =
            heading_lines(table->columns[i].heading, room, table->has_filter);
        if (lines > most)
            most = lines;
    }
    return measure_height(most, look_defs[WF_LOOK_HEADER].size);
}

/* A row taller than Excel can show: give the column of its tallest text more room. */
static void widen_for_tall_rows(xlsx_book *book, sheet_layout *sheet,
                                const wf_report_table *table)
{
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            const wf_item *item = &table->items[row * table->column_count + i];
            const look_def *def = def_of(item, &table->columns[i]);
            if (item->kind != WF_ITEM_TEXT || item->text.n < 400 || !def->wraps)
                continue;
            while (sheet->widths[i] < WIDEST_COLUMN &&
                   measure_height(measure_lines(item->text, def->size, def->is_bold,
                                                sheet->widths[i] - CELL_PADDING),
                                  def->size) > TALLEST_ROW)
                sheet->widths[i] += sheet->widths[i] / 4;
        }
    }
    (void)book;
}

static uint16_t count_columns(const wf_section *section)
{
    uint16_t columns = 1;
    for (size_t i = 0; i < section->part_count; i++) {
        const wf_part *part = &section->parts[i];
        if (part->kind == WF_PART_TABLE && part->table->column_count > columns)
            columns = (uint16_t)part->table->column_count;
    }
    return columns;
}

static wf_status layout_columns(xlsx_book *book, sheet_layout *sheet)
{
    const wf_section *section = sheet->section;
    uint16_t columns = count_columns(section);
    column_need *needs = wf_arena_array(book->arena, columns, sizeof *needs);
    sheet->widths = wf_arena_array(book->arena, columns, sizeof *sheet->widths);
    if (needs == NULL || sheet->widths == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    needs[0].wanted = section->prose_width * CHARACTER_PIXELS;
    needs[0].least = needs[0].wanted;
    for (size_t p = 0; p < section->part_count; p++) {
        const wf_part *part = &section->parts[p];
        for (size_t i = 0; part->kind == WF_PART_TABLE && i < part->table->column_count;
             i++) {
            column_need need = need_column(book, part->table, i, section->spans_prose);
            needs[i].wraps = needs[i].wraps || need.wraps;
            if (need.wanted > needs[i].wanted)
                needs[i].wanted = need.wanted;
            if (need.least > needs[i].least)
                needs[i].least = need.least;
        }
    }
    uint32_t page = section->is_portrait ? PORTRAIT_PIXELS : LANDSCAPE_PIXELS;
    /* Many columns of text: better a smaller print than columns of a word each. */
    if (section->spans_prose && columns > WIDE_TABLE)
        page += page / 4;
    fit_page(needs, columns, page);
    sheet->column_count = columns;
    for (uint16_t i = 0; i < columns; i++)
        sheet->widths[i] =
            needs[i].wanted < LEAST_COLUMN ? LEAST_COLUMN : needs[i].wanted;
    for (size_t p = 0; p < section->part_count; p++)
        if (section->parts[p].kind == WF_PART_TABLE)
            widen_for_tall_rows(book, sheet, section->parts[p].table);
    for (uint16_t i = 0; i < columns; i++)
        sheet->total_width += sheet->widths[i];
    return WF_OK;
}

/* Prose runs on over the next cells: at least so far, whatever the tables take. */
#define NARROWEST_PROSE 560u
#define DEFAULT_COLUMN  64u

uint32_t layout_prose_width(const sheet_layout *sheet)
{
    if (sheet->section->prose_width > 0)
        return sheet->widths[0] - 8;
    return sheet->total_width > NARROWEST_PROSE ? sheet->total_width : NARROWEST_PROSE;
}

uint16_t layout_last_column(const sheet_layout *sheet)
{
    uint32_t missing =
        sheet->total_width < NARROWEST_PROSE ? NARROWEST_PROSE - sheet->total_width : 0;
    if (sheet->section->prose_width > 0)
        missing = 0;
    return (uint16_t)(sheet->column_count - 1 +
                      (missing + DEFAULT_COLUMN - 1) / DEFAULT_COLUMN);
}

/* A4 between the margins, in points. */
#define LANDSCAPE_POINTS_WIDE 770.0
#define LANDSCAPE_POINTS_TALL 490.0
#define PORTRAIT_POINTS_WIDE  523.0
#define PORTRAIT_POINTS_TALL  737.0
#define SMALLEST_SCALE        0.6

bool layout_fits_page(const sheet_layout *sheet)
{
    bool portrait = sheet->section->is_portrait;
    double wide = portrait ? PORTRAIT_POINTS_WIDE : LANDSCAPE_POINTS_WIDE;
    double tall = portrait ? PORTRAIT_POINTS_TALL : LANDSCAPE_POINTS_TALL;
    return sheet->section->is_one_page &&
           wide / (sheet->total_width * 0.75) > SMALLEST_SCALE &&
           tall / sheet->total_height > SMALLEST_SCALE;
}

/* Rows that a part takes, with the empty row that sets it off. */
static uint32_t part_rows(const sheet_layout *sheet, const wf_part *part)
{
    const look_def *def = &look_defs[part->look];
    switch (part->kind) {
    case WF_PART_PROSE:
        if (sheet->section->prose_width > 0 || sheet->section->spans_prose)
            return 1;
        return measure_lines(part->text, def->size, def->is_bold,
                             layout_prose_width(sheet));
    case WF_PART_HEADING:
        return 1;
    case WF_PART_TABLE: {
        size_t rows = part->table->row_count > 0 ? part->table->row_count : 1;
        return (uint32_t)(1 + rows + part->table->spare_rows + 1);
    }
    case WF_PART_CHART:
        return chart_rows(part->chart) + 1;
    }
    return 1;
}

uint16_t layout_print_scale(const sheet_layout *sheet)
{
    double wide =
        sheet->section->is_portrait ? PORTRAIT_POINTS_WIDE : LANDSCAPE_POINTS_WIDE;
    /* programs draw columns up to a twelfth wider than Excel: leave room for it */
    double scale = 91.0 * wide / (sheet->total_width * 0.75);
    if (scale > 100)
        return 100;
    return scale < 10 ? 10 : (uint16_t)scale;
}

/* About how tall a part is: enough to tell whether a sheet fits a page. */
static double part_height(xlsx_book *book, const sheet_layout *sheet, const wf_part *part)
{
    const look_def *def = &look_defs[part->look];
    double height = 0;
    if (part->kind == WF_PART_CHART)
        return (chart_rows(part->chart) + 1) * 15.0;
    if (part->kind != WF_PART_TABLE)
        return measure_height(
            measure_lines(part->text, def->size, def->is_bold, layout_prose_width(sheet)),
            def->size);
    height =
        layout_header_height(sheet, part->table) + 15.0 * (part->table->spare_rows + 1);
    for (size_t row = 0; row < part->table->row_count; row++)
        height += layout_row_height(book, sheet, part->table, row);
    return height;
}

static wf_status layout_rows(xlsx_book *book, sheet_layout *sheet)
{
    const wf_section *section = sheet->section;
    uint32_t row = 1; /* the title has the first */
    wf_part_kind before = WF_PART_PROSE;
    sheet->first_rows =
        wf_arena_array(book->arena, section->part_count, sizeof(uint32_t));
    if (sheet->first_rows == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    for (size_t i = 0; i < section->part_count; i++) {
        const wf_part *part = &section->parts[i];
        bool set_off = before == WF_PART_PROSE && part->kind != WF_PART_PROSE;
        row += set_off ? 1 : 0;
        if (section->is_one_page)
            sheet->total_height +=
                part_height(book, sheet, part) + (set_off ? 15.0 : 0.0);
        sheet->first_rows[i] = row;
        row += part_rows(sheet, part);
        if (part->kind == WF_PART_TABLE && sheet->table_count++ == 0)
            sheet->first_table = i;
        before = part->kind;
    }
    sheet->row_count = row;
    return WF_OK;
}

/* Rows of a table that stay with what is above it: its header and its first row. */
static double head_height(xlsx_book *book, const sheet_layout *sheet,
                          const wf_report_table *table)
{
    double height = layout_header_height(sheet, table);
    return height + (table->row_count > 0 ? layout_row_height(book, sheet, table, 0) : 0);
}

/* The height that the parts from `i` take up to and with the head of the next table:
 * *end_out is that table, or the last part. */
static double block_height(xlsx_book *book, const sheet_layout *sheet, size_t i,
                           size_t *end_out)
{
    const wf_section *section = sheet->section;
    double height = 0;
    for (; i < section->part_count; i++) {
        *end_out = i;
        if (section->parts[i].kind == WF_PART_TABLE)
            return height + 15.0 + head_height(book, sheet, section->parts[i].table);
        height += part_height(book, sheet, &section->parts[i]);
    }
    return height;
}

/* What is left of a page after a table's rows, when it began with `used` on the page. */
static double after_table(xlsx_book *book, const sheet_layout *sheet,
                          const wf_report_table *table, double used, double page)
{
    used += layout_header_height(sheet, table);
    for (size_t row = 0; row < table->row_count; row++) {
        double height = layout_row_height(book, sheet, table, row);
        used = used + height > page ? height : used + height;
    }
    return used + 15.0 * (table->spare_rows + 1);
}

/* Breaks before headings whose table would begin on the next page. */
static wf_status layout_breaks(xlsx_book *book, sheet_layout *sheet)
{
    const wf_section *section = sheet->section;
    sheet->breaks = wf_arena_array(book->arena, section->part_count + 1, sizeof(bool));
    if (sheet->breaks == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    for (size_t i = 0; i < section->part_count; i++)
        sheet->breaks[i] = section->parts[i].page_break;
    if (!section->keeps_together)
        return WF_OK;
    double tall = section->is_portrait ? PORTRAIT_POINTS_TALL : LANDSCAPE_POINTS_TALL;
    double page = tall * 100.0 / layout_print_scale(sheet), used = 32;
    for (size_t i = 0, end = 0; i < section->part_count; i = end + 1) {
        double height = block_height(book, sheet, i, &end);
        if (i > 0 && used + height > page) {
            sheet->breaks[i] = true;
            used = 0;
        }
        const wf_part *last = &section->parts[end];
        if (last->kind == WF_PART_TABLE)
            used =
                after_table(book, sheet, last->table,
                            used + height - head_height(book, sheet, last->table), page);
        else
            used += height;
    }
    return WF_OK;
}

static bool name_taken(const xlsx_book *book, size_t before, const char *name)
{
    for (size_t i = 0; i < before; i++)
        if (wf_str_eq_nocase(wf_str_from(book->sheets[i].name), wf_str_from(name)))
            return true;
    return wf_str_eq_nocase(wf_str_from(name), WF_STR("History"));
}

/* A name of its own for each sheet: "Schools", "Schools (2)". */
static wf_status layout_name(xlsx_book *book, size_t index)
{
    sheet_layout *sheet = &book->sheets[index];
    sheet->name = xlsx_sheet_name(book->arena, sheet->section->name);
    const char *base = sheet->name;
    for (unsigned n = 2;
         base != NULL && sheet->name != NULL && name_taken(book, index, sheet->name);
         n++) {
        wf_str made = WF_STR_EMPTY;
        wf_str cut = wf_str_from(base);
        size_t keep = cut.n > 24 ? 24 : cut.n;
        while (keep > 0 && keep < cut.n && ((unsigned char)cut.p[keep] & 0xC0) == 0x80)
            keep--;
        cut.n = keep;
        WF_TRY(wf_arena_printf(book->arena, &made, "%.*s (%u)", WF_STR_ARG(cut), n));
        sheet->name = made.p;
    }
    sheet->quoted =
        sheet->name == NULL ? NULL : xlsx_quoted_sheet(book->arena, sheet->name);
    if (sheet->quoted == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    return WF_OK;
}

static wf_status layout_sheet(xlsx_book *book, sheet_layout *sheet)
{
    sheet->total_width = 0;
    sheet->total_height = 32;
    sheet->table_count = 0;
    WF_TRY(layout_columns(book, sheet));
    WF_TRY(layout_rows(book, sheet));
    return layout_breaks(book, sheet);
}

static bool shows_places(const wf_section *section)
{
    for (size_t p = 0; p < section->part_count; p++) {
        const wf_part *part = &section->parts[p];
        for (size_t i = 0; part->kind == WF_PART_TABLE && part->table->row_count > 0 &&
                           i < part->table->column_count;
             i++)
            if (part->table->items[i].kind == WF_ITEM_PLACE)
                return true;
    }
    return false;
}

static int by_table(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const table_spot *)a)->table;
    uintptr_t y = (uintptr_t)((const table_spot *)b)->table;
    return (x > y) - (x < y);
}

/* Where each table stands, to be found by its address. */
static wf_status index_tables(xlsx_book *book)
{
    size_t count = 0;
    for (size_t s = 0; s < book->sheet_count; s++)
        count += book->sheets[s].section->part_count;
    book->spots = wf_arena_array(book->arena, count, sizeof *book->spots);
    if (book->spots == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    for (size_t s = 0; s < book->sheet_count; s++)
        for (size_t i = 0; i < book->sheets[s].section->part_count; i++)
            if (book->sheets[s].section->parts[i].kind == WF_PART_TABLE)
                book->spots[book->spot_count++] =
                    (table_spot){.table = book->sheets[s].section->parts[i].table,
                                 .sheet = &book->sheets[s],
                                 .part = i};
    qsort(book->spots, book->spot_count, sizeof *book->spots, by_table);
    return WF_OK;
}

wf_status layout_all(xlsx_book *book)
{
    const wf_report *report = book->report;
    book->sheet_count = report->section_count;
    book->sheets =
        wf_arena_array(book->arena, report->section_count, sizeof *book->sheets);
    if (book->sheets == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    for (size_t i = 0; i < report->section_count; i++) {
        book->sheets[i].section = report->sections[i];
        WF_TRY(layout_name(book, i));
    }
    WF_TRY(index_tables(book));
    for (size_t i = 0; i < report->section_count; i++)
        if (!shows_places(report->sections[i]))
            WF_TRY(layout_sheet(book, &book->sheets[i]));
    /* Last where addresses are shown: their widths need the rows of the other tables. */
    for (size_t i = 0; i < report->section_count; i++)
        if (shows_places(report->sections[i]))
            WF_TRY(layout_sheet(book, &book->sheets[i]));
    return book->status;
}

bool layout_find(const xlsx_book *book, const wf_report_table *table,
                 const sheet_layout **sheet, uint32_t *header_row)
{
    size_t low = 0, high = book->spot_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)book->spots[middle].table < (uintptr_t)table)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == book->spot_count || book->spots[low].table != table ||
        book->spots[low].sheet->first_rows == NULL)
        return false;
    *sheet = book->spots[low].sheet;
    *header_row = book->spots[low].sheet->first_rows[book->spots[low].part];
    return true;
}

bool layout_find_id(const xlsx_book *book, wf_str id, const wf_report_table **table,
                    const sheet_layout **sheet, uint32_t *header_row)
{
    for (size_t s = 0; s < book->sheet_count; s++) {
        const sheet_layout *at = &book->sheets[s];
        for (size_t i = 0; i < at->section->part_count; i++) {
            const wf_part *part = &at->section->parts[i];
            if (part->kind == WF_PART_TABLE && wf_str_eq(part->table->id, id)) {
                *table = part->table;
                *sheet = at;
                *header_row = at->first_rows[i];
                return true;
            }
        }
    }
    return false;
}
