#include "formats/write_xlsx/xlsx_writer.h"
#include "engine/base/platform.h"
#include "formats/write_xlsx/xlsx_measure.h"
#include "formats/write_xlsx/xlsx_sheet.h"
#include "formats/write_xlsx/xlsx_text.h"
#include "wayforward/logo.h"
#include <stdio.h>
#include <string.h>

enum {
    LOGO_PIXELS = 56, /* its height at 96 a inch */
    LOGO_LEAST_PIXELS = 20
};

void book_check(xlsx_book *book, lxw_error error)
{
    if (error == LXW_NO_ERROR || book->status != WF_OK)
        return;
    wf_status code = error == LXW_ERROR_MEMORY_MALLOC_FAILED ? WF_E_MEMORY : WF_E_OUTPUT;
    book->status = wf_fail(book->err, code, NULL, "the workbook could not be made: %s",
                           lxw_strerror(error));
}

const char *book_text(xlsx_book *book, wf_str text)
{
    const char *made = xlsx_text(book->arena, text, XLSX_TEXT_UNITS);
    if (made == NULL)
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return made == NULL ? "" : made;
}

char *book_chars(xlsx_book *book, wf_str text, size_t units)
{
    if (text.n == 0)
        return NULL;
    const char *clean = xlsx_text(book->arena, text, units);
    size_t n = clean == NULL ? 0 : strlen(clean);
    char *out = clean == NULL ? NULL : wf_arena_bytes(book->arena, n + 1);
    if (out == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    memcpy(out, clean, n + 1);
    return out;
}

/* Prose in the column kept for it. */
static void draw_wrapped(xlsx_book *book, const sheet_layout *sheet, const wf_part *part,
                         uint32_t row)
{
    const look_def *def = &look_defs[part->look];
    lxw_format *format = book_format(book, plain_face(part->look));
    uint32_t lines =
        measure_lines(part->text, def->size, def->is_bold, layout_prose_width(sheet));
    book_check(book, worksheet_set_row(sheet->sheet, row,
                                       measure_height(lines, def->size), NULL));
    book_check(book, worksheet_write_string(sheet->sheet, row, 0,
                                            book_text(book, part->text), format));
}

/* A line in one cell merged over all the sheet's columns, as tall as its text needs. */
static void draw_spanning(xlsx_book *book, const sheet_layout *sheet, wf_str text,
                          wf_look look, uint32_t row)
{
    const look_def *def = &look_defs[look];
    lxw_format *format = book_spanning_format(book, look);
    uint16_t last = layout_last_column(sheet);
    uint32_t lines =
        measure_lines(text, def->size, def->is_bold, layout_prose_width(sheet) - 8);
    book_check(book, worksheet_set_row(sheet->sheet, row,
                                       measure_height(lines, def->size), NULL));
    if (last == 0)
        book_check(book, worksheet_write_string(sheet->sheet, row, 0,
                                                book_text(book, text), format));
    else
        book_check(book, worksheet_merge_range(sheet->sheet, row, 0, row, last,
                                               book_text(book, text), format));
}

/* A line of prose. Where the sheet keeps no column for it, it runs on over the empty
 * cells to its right and is cut into rows at the sheet's width. */
static void draw_prose(xlsx_book *book, const sheet_layout *sheet, const wf_part *part,
                       uint32_t row)
{
    const look_def *def = &look_defs[part->look];
    lxw_format *format = book_running_format(book, part->look);
    const char *url = part->link.n > 0 ? link_url(book, part->link) : NULL;
    if (url != NULL) {
        book_check(book, worksheet_write_url_opt(sheet->sheet, row, 0, url, format,
                                                 book_text(book, part->text), NULL));
        return;
    }
    if (sheet->section->spans_prose) {
        draw_spanning(book, sheet, part->text, part->look, row);
        return;
    }
    if (sheet->section->prose_width > 0 && def->wraps) {
        draw_wrapped(book, sheet, part, row);
        return;
    }
    double height = measure_height(1, def->size);
    for (wf_str rest = part->text; rest.n > 0; row++) {
        size_t used =
            measure_fit(rest, def->size, def->is_bold, layout_prose_width(sheet));
        wf_str line = WF_STR_EMPTY;
        if (wf_arena_str(book->arena, wf_str_trim(wf_str_sub(rest, 0, used)), &line) !=
            WF_OK)
            book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        book_check(book, worksheet_set_row(sheet->sheet, row, height, NULL));
        book_check(book, worksheet_write_string(sheet->sheet, row, 0,
                                                book_text(book, line), format));
        rest = wf_str_sub(rest, used, rest.n);
    }
}

static void draw_parts(xlsx_book *book, sheet_layout *sheet)
{
    const wf_section *section = sheet->section;
    lxw_row_t *breaks =
        wf_arena_array(book->arena, section->part_count + 1, sizeof *breaks);
    size_t break_count = 0;
    if (breaks == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < section->part_count && book->status == WF_OK; i++) {
        const wf_part *part = &section->parts[i];
        uint32_t row = sheet->first_rows[i];
        if (sheet->breaks[i])
            breaks[break_count++] = row;
        switch (part->kind) {
        case WF_PART_PROSE:
        case WF_PART_HEADING:
            draw_prose(book, sheet, part, row);
            break;
        case WF_PART_TABLE:
            draw_table(book, sheet, part->table, row);
            break;
        case WF_PART_CHART:
            draw_chart(book, sheet, part->chart, row);
            break;
        }
    }
    if (break_count > 0)
        book_check(book, worksheet_set_h_pagebreaks(sheet->sheet, breaks));
}

static bool has_breaks(const sheet_layout *sheet)
{
    for (size_t i = 0; i < sheet->section->part_count; i++)
        if (sheet->breaks[i])
            return true;
    return false;
}

/* A4, fitted to the page's width, the header row repeated, pages numbered. */
static void set_page(xlsx_book *book, const sheet_layout *sheet)
{
    lxw_worksheet *out = sheet->sheet;
    const wf_section *section = sheet->section;
    wf_str header = WF_STR_EMPTY;
    wf_str footer = WF_STR_EMPTY;
    if (section->is_portrait)
        worksheet_set_portrait(out);
    else
        worksheet_set_landscape(out);
    worksheet_set_paper(out, 9); /* A4 */
    worksheet_set_margins(out, 0.5, 0.5, 0.7, 0.7);
    /* Excel does not look at page breaks on a sheet that it fits to pages. */
    if (has_breaks(sheet))
        worksheet_set_print_scale(out, layout_print_scale(sheet));
    else
        worksheet_fit_to_pages(out, 1, layout_fits_page(sheet) ? 1 : 0);
    const char *name = xlsx_page_text(book->arena, section->title, 90);
    const char *owner = xlsx_page_text(book->arena, book->report->organisation, 60);
    const char *title = xlsx_page_text(book->arena, book->report->title, 90);
    if (name == NULL || owner == NULL || title == NULL ||
        wf_arena_printf(book->arena, &header, "&L&\"Arial\"&9%s&R&\"Arial\"&9%s", owner,
                        name) != WF_OK ||
        wf_arena_printf(book->arena, &footer,
                        "&L&\"Arial\"&9%s&R&\"Arial\"&9Page &P of &N", title) != WF_OK) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    book_check(book, worksheet_set_header(out, header.p));
    book_check(book, worksheet_set_footer(out, footer.p));
    uint32_t last = sheet->row_count > 0 ? sheet->row_count - 1 : 0;
    if (section->is_for_screen && sheet->table_count > 0 && sheet->first_table > 0)
        last = sheet->first_rows[sheet->first_table] - 1;
    book_check(book, worksheet_print_area(out, 0, 0, last, layout_last_column(sheet)));
}

/* Keep the header in sight, on screen and on paper, where the sheet is one table. */
static void set_frozen(xlsx_book *book, const sheet_layout *sheet)
{
    const wf_section *section = sheet->section;
    if (sheet->table_count != 1 || section->prose_width > 0)
        return;
    uint32_t header = sheet->first_rows[sheet->first_table];
    const wf_report_table *table = section->parts[sheet->first_table].table;
    bool keeps_names = table->column_count > 6 && table->columns[0].is_row_header &&
                       sheet->widths[0] < sheet->total_width / 3;
    if (header < 14)
        worksheet_freeze_panes(sheet->sheet, header + 1, keeps_names ? 1 : 0);
    book_check(book, worksheet_repeat_rows(sheet->sheet, header, header));
}

static void define_ranges(xlsx_book *book, const sheet_layout *sheet)
{
    for (size_t i = 0; i < sheet->section->part_count; i++) {
        const wf_part *part = &sheet->section->parts[i];
        if (part->kind != WF_PART_TABLE || part->table->row_count == 0)
            continue;
        const char *name = xlsx_identifier(book->arena, "data_", part->table->id);
        uint32_t row = sheet->first_rows[i] + 2;
        char last[LXW_MAX_CELL_NAME_LENGTH];
        wf_str formula = WF_STR_EMPTY;
        lxw_rowcol_to_cell_abs(last, row + (uint32_t)part->table->row_count - 2,
                               (lxw_col_t)(part->table->column_count - 1), 1, 1);
        if (name == NULL || wf_arena_printf(book->arena, &formula, "=%s!$A$%u:%s",
                                            sheet->quoted, row, last) != WF_OK)
            book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        else
            book_check(book, workbook_define_name(book->book, name, formula.p));
    }
}

static void draw_title(xlsx_book *book, const sheet_layout *sheet)
{
    wf_str title = sheet->section->title;
    if (sheet->section->spans_prose && title.n > 0) {
        draw_spanning(book, sheet, title, WF_LOOK_TITLE, 0);
        return;
    }
    book_check(book, worksheet_set_row(sheet->sheet, 0, 30, NULL));
    book_check(book, worksheet_write_string(sheet->sheet, 0, 0, book_text(book, title),
                                            book_running_format(book, WF_LOOK_TITLE)));
}

/* The logo stands at the right end of the first sheet's title, made smaller where the
 * title leaves little room; where it leaves none there is no logo. A picture that went
 * bad since it was checked is left out too. */
static void draw_logo(xlsx_book *book, const sheet_layout *sheet)
{
    const wf_str title = sheet->section->title;
    const look_def *def = &look_defs[WF_LOOK_TITLE];
    wf_logo logo;
    const wf_report *report = book->report;
    if (report->logo.n == 0 || wf_logo_check(report->logo.p, &logo, NULL) != WF_OK)
        return;
    uint32_t used = measure_width(title, def->size, def->is_bold) + 24;
    uint32_t wide = layout_prose_width(sheet);
    double room = wide > used ? (double)(wide - used) : 0;
    double scale = LOGO_PIXELS / (double)logo.height;
    if (scale * logo.width > room)
        scale = room / (double)logo.width;
    double height = scale * logo.height;
    if (height < LOGO_LEAST_PIXELS)
        return;
    wf_str alt = WF_STR_EMPTY;
    if (wf_arena_printf(book->arena, &alt, "Logo of %.*s",
                        WF_STR_ARG(report->organisation.n > 0 ? report->organisation
                                                              : WF_STR("the trust"))) !=
        WF_OK)
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    /* libxlsxwriter scales the size in inches that the picture gives itself. */
    lxw_image_options options = {
        .x_offset = (int32_t)(wide - scale * logo.width),
        .y_offset = 2,
        .x_scale = scale * logo.dpi_x / 96,
        .y_scale = scale * logo.dpi_y / 96,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = book_chars(book, alt, 200),
    };
    double points = (height + 6) * 0.75;
    book_check(book, worksheet_set_row(sheet->sheet, 0, points > 30 ? points : 30, NULL));
    book_check(book,
               worksheet_insert_image_opt(sheet->sheet, 0, 0, report->logo.p, &options));
}

static void draw_sheet(xlsx_book *book, sheet_layout *sheet)
{
    for (uint16_t i = 0; i < sheet->column_count; i++)
        book_check(book, worksheet_set_column_pixels(sheet->sheet, i, i, sheet->widths[i],
                                                     NULL));
    draw_title(book, sheet);
    if (sheet == book->sheets)
        draw_logo(book, sheet);
    worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
    draw_parts(book, sheet);
    set_page(book, sheet);
    set_frozen(book, sheet);
    define_ranges(book, sheet);
    if (sheet->section->is_protected) {
        /* What does no harm stays allowed: wider columns, sorting, filters. */
        lxw_protection allowed = {.format_columns = LXW_TRUE,
                                  .format_rows = LXW_TRUE,
                                  .sort = LXW_TRUE,
                                  .autofilter = LXW_TRUE};
        worksheet_protect(sheet->sheet, NULL, &allowed);
    }
    if (sheet->section->is_hidden)
        worksheet_hide(sheet->sheet);
}

static void set_properties(xlsx_book *book)
{
    const wf_report *report = book->report;
    lxw_doc_properties properties = {
        .title = book_chars(book, report->title, 200),
        .subject = book_chars(book, report->subject, 200),
        .author = book_chars(book, WF_STR("Wayforward"), 60),
        .company = book_chars(book, report->organisation, 200),
        .created = (time_t)(report->created > 0 ? report->created : 1),
    };
    book_check(book, workbook_set_properties(book->book, &properties));
    book_check(book,
               workbook_set_custom_property_string(book->book, "Language", "en-GB"));
}

/* Column widths are counted in digits of the workbook's default font, which is that of
 * its first format: make it the font that everything is measured in. */
static void set_default_font(xlsx_book *book)
{
    lxw_format *first = STAILQ_FIRST(book->book->formats);
    if (first == NULL)
        return;
    format_set_font_name(first, LOOK_FONT);
    format_set_font_size(first, 10);
}

/* Draw all into the open workbook. */
static void draw_book(xlsx_book *book)
{
    set_properties(book);
    for (size_t i = 0; i < book->sheet_count && book->status == WF_OK; i++) {
        book->sheets[i].sheet = workbook_add_worksheet(book->book, book->sheets[i].name);
        if (book->sheets[i].sheet == NULL)
            book_check(book, LXW_ERROR_SHEETNAME_ALREADY_USED);
    }
    for (size_t i = 0; i < book->sheet_count && book->status == WF_OK; i++)
        draw_sheet(book, &book->sheets[i]);
}

/* Close in any case: it frees. What failed while drawing wins over what close says. */
static void close_book(xlsx_book *book)
{
    if (book->status != WF_OK) {
        lxw_workbook_free(book->book);
        return;
    }
    book_check(book, workbook_close(book->book));
}

/* See that the file can be made before libxlsxwriter tries, which would say so on
 * standard error. */
static wf_status try_file(const char *temporary, const char *target, wf_error *err)
{
    FILE *file = fopen(temporary, "wb");
    wf_where where = {.file = target};
    if (file == NULL)
        return wf_fail(
            err, WF_E_OUTPUT, &where,
            "the file cannot be made: is there such a folder, and may you write to it?");
    if (fclose(file) != 0)
        return wf_fail(err, WF_E_OUTPUT, &where, "the file cannot be written");
    return WF_OK;
}

static wf_status write_to(xlsx_book *book, const char *target)
{
    char temporary[4096];
    WF_TRY(wf_platform_temporary_name(target, temporary, sizeof temporary, book->err));
    WF_TRY(layout_all(book));
    if (book->sheet_count == 0)
        return wf_fail(book->err, WF_E_ARGUMENT, NULL, "the report has no sections");
    WF_TRY(try_file(temporary, target, book->err));
    book->book = workbook_new(temporary);
    if (book->book == NULL)
        return wf_fail(book->err, WF_E_MEMORY, NULL, "out of memory");
    set_default_font(book);
    draw_book(book);
    close_book(book);
    if (book->status != WF_OK) {
        wf_platform_remove(temporary);
        return book->status;
    }
    return wf_platform_commit_file(temporary, target, book->err);
}

static wf_status xlsx_write(const wf_report *report, const char *target, wf_error *err)
{
    WF_TRY(wf_report_status(report, err));
    wf_arena *arena = wf_arena_new(0);
    xlsx_book *book = arena == NULL ? NULL : wf_arena_alloc(arena, sizeof *book);
    if (book == NULL) {
        wf_arena_free(arena);
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    }
    book->report = report;
    book->arena = arena;
    book->err = err;
    wf_status status = write_to(book, target);
    wf_arena_free(arena);
    return status;
}

static const char *const extensions[] = {"xlsx", NULL};

const wf_writer wf_xlsx_writer = {
    .name = "xlsx", .extensions = extensions, .write = xlsx_write};
