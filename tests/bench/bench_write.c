/* The same cells by our writer and by libxlsxwriter alone. */
#include "bench_case.h"

#include "wayforward/writer.h"

#include <stdio.h>
#include <xlsxwriter.h>

static const wf_report_source *source_of(uint32_t row, uint16_t column, char text[64])
{
    static wf_report_source source;
    (void)snprintf(text, 64, "School %u: indicator %u", row, column);
    source = (wf_report_source){.what = wf_str_from(text),
                                .file = WF_STR("school.xlsx"),
                                .at = WF_STR("Data!F7"),
                                .written = WF_STR("93.4%")};
    return &source;
}

static void add_columns(wf_report_table *table, uint16_t columns)
{
    char name[32];
    for (uint16_t c = 0; c < columns; c++) {
        (void)snprintf(name, sizeof name, "Column %u", c + 1u);
        wf_report_column column = {.id = wf_str_from(name),
                                   .heading = wf_str_from(name),
                                   .look = c % 4 ? WF_LOOK_NUMBER : WF_LOOK_TEXT,
                                   .show = WF_SHOW_DECIMAL1,
                                   .least = 12,
                                   .most = 12};
        (void)wf_table_column(table, &column);
    }
}

static void add_rows(wf_report_table *table, uint32_t rows, uint16_t columns, bool links)
{
    char text[64];
    for (uint32_t r = 0; r < rows; r++) {
        size_t row = wf_table_row(table);
        for (uint16_t c = 0; c < columns; c++) {
            if (c % 4 == 0) {
                (void)snprintf(text, sizeof text, "School %u", (r + c) % 5000);
                (void)wf_table_text(table, row, c, wf_str_from(text));
                continue;
            }
            (void)wf_table_number(table, row, c, r * 0.1 + c);
            if (links)
                wf_table_source(table, row, c, source_of(r, c, text));
        }
    }
}

bool bench_write(const char *target, uint32_t rows, uint16_t columns, bool links,
                 bench_count *count)
{
    wf_error err = WF_ERROR_INIT;
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = WF_STR("Benchmark");
    options.created = 0;
    wf_report *report = wf_report_new(&options);
    if (!report)
        return false;
    wf_section *section = wf_report_section(report, "data", WF_STR("Data"),
                                            WF_STR("Data"), WF_STR("Figures"));
    wf_report_table *table = wf_section_table(section, "data_all", WF_STR("Figures"));
    add_columns(table, columns);
    add_rows(table, rows, columns, links);
    if (links)
        wf_report_source_map(report,
                             wf_report_section(report, "sources", WF_STR("Sources"),
                                               WF_STR("Sources"), WF_STR("")));
    bool done = wf_report_write(report, target, &err) == WF_OK;
    if (!done)
        (void)fprintf(stderr, "%s\n", err.message);
    wf_report_free(report);
    count->cells = (uint64_t)rows * columns;
    return done;
}

/* A row of the source map as our writer has it: what, address as a link, file, place,
 * text. */
static void write_source(lxw_worksheet *sheet, lxw_format *format, uint32_t at,
                         uint32_t row, uint16_t column)
{
    char text[64], url[64], cell[16];
    const wf_report_source *source = source_of(row, column, text);
    lxw_rowcol_to_cell(cell, row + 2, column);
    (void)snprintf(url, sizeof url, "internal:Data!%s", cell);
    (void)worksheet_write_string(sheet, at, 0, source->what.p, format);
    (void)worksheet_write_url_opt(sheet, at, 1, url, format, url + 9, NULL);
    (void)worksheet_write_string(sheet, at, 2, source->file.p, format);
    (void)worksheet_write_string(sheet, at, 3, source->at.p, format);
    (void)worksheet_write_string(sheet, at, 4, source->written.p, format);
}

bool bench_write_bare(const char *target, uint32_t rows, uint16_t columns, bool links,
                      bench_count *count)
{
    lxw_workbook *book = workbook_new(target);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Data");
    lxw_worksheet *sources = links ? workbook_add_worksheet(book, "Sources") : NULL;
    lxw_format *words = workbook_add_format(book), *numbers = workbook_add_format(book);
    uint32_t at = 0;
    char text[64];
    format_set_border(words, LXW_BORDER_THIN);
    format_set_text_wrap(words);
    format_set_border(numbers, LXW_BORDER_THIN);
    format_set_num_format(numbers, "#,##0.0");
    for (uint32_t r = 0; r < rows; r++)
        for (uint16_t c = 0; c < columns; c++) {
            (void)snprintf(text, sizeof text, "School %u", (r + c) % 5000);
            if (c % 4 == 0)
                (void)worksheet_write_string(sheet, r + 2, c, text, words);
            else
                (void)worksheet_write_number(sheet, r + 2, c, r * 0.1 + c, numbers);
            if (sources && c % 4 && at < 60000)
                write_source(sources, words, at++, r, c);
        }
    count->cells = (uint64_t)rows * columns;
    return workbook_close(book) == LXW_NO_ERROR;
}
