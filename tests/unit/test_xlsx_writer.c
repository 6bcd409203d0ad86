/* A tree made by hand, written, unpacked and looked at. */
#include "wayforward/writer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka needs the four above */
#include <cmocka.h>
#include <zlib.h>

static char folder[] = "/tmp/wf-xlsx-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static size_t load(const char *path, unsigned char *out, size_t room)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(out, 1, room, file);
    assert_int_equal(fclose(file), 0);
    return n;
}

static uint32_t le(const unsigned char *p, int bytes)
{
    uint32_t value = 0;
    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | p[i];
    return value;
}

/* The text of a zip member, by the central directory (APPNOTE 4.3.12). */
static char *member(const unsigned char *zip, size_t n, const char *name)
{
    static char text[2000000];
    size_t at = n - 22;
    assert_int_equal(le(zip + at, 4), 0x06054b50);
    size_t entries = le(zip + at + 10, 2);
    at = le(zip + at + 16, 4);
    for (size_t i = 0; i < entries; i++) {
        size_t name_size = le(zip + at + 28, 2);
        if (name_size == strlen(name) && memcmp(zip + at + 46, name, name_size) == 0) {
            size_t local = le(zip + at + 42, 4);
            size_t data = local + 30 + le(zip + local + 26, 2) + le(zip + local + 28, 2);
            z_stream z = {.next_in = (Bytef *)(uintptr_t)(zip + data),
                          .avail_in = le(zip + at + 20, 4),
                          .next_out = (Bytef *)text,
                          .avail_out = sizeof text - 1};
            assert_int_equal(inflateInit2(&z, -15), Z_OK);
            assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
            text[z.total_out] = '\0';
            assert_int_equal(inflateEnd(&z), Z_OK);
            return text;
        }
        at += 46 + name_size + le(zip + at + 30, 2) + le(zip + at + 32, 2);
    }
    fail_msg("no member %s", name);
    return NULL;
}

static const char long_text[] =
    "The school will carry out a joint review of reading with the trust and set out what "
    "is to "
    "change, by whom and by when, and report to governors at each meeting of the year.";

static wf_report *hand_made(void)
{
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = WF_STR("Trust <summary> & more");
    options.organisation = WF_STR("Elm & Ash Trust");
    options.created = 1700000000;
    wf_report *report = wf_report_new(&options);
    assert_non_null(report);
    wf_section *first = wf_report_section(report, "summary", WF_STR("Summary"),
                                          WF_STR("Summary"), WF_STR("Headlines"));
    first->prose_width = 90;
    wf_section_prose(first, WF_LOOK_HEADLINE, WF_STR("=1+1 is not a formula"));
    wf_section *section = wf_report_section(report, "schools", WF_STR("Schools: A/B"),
                                            WF_STR("Schools"), WF_STR("Values"));
    wf_section_prose(section, WF_LOOK_PROSE, wf_str_from(long_text));
    wf_report_table *table = wf_section_table(section, "schools", WF_STR("Schools"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("school"),
                                               .heading = WF_STR("School"),
                                               .look = WF_LOOK_TEXT,
                                               .is_row_header = true});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("att"),
                                               .heading = WF_STR("Attendance"),
                                               .show = WF_SHOW_PERCENT1,
                                               .note = WF_STR("All pupils")});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("double"),
                                               .heading = WF_STR("Twice"),
                                               .show = WF_SHOW_PERCENT0});
    wf_table_column(
        table, &(wf_report_column){
                   .id = WF_STR("rag"),
                   .heading = WF_STR("RAG"),
                   .look = WF_LOOK_INPUT,
                   .rates_words = true,
                   .rule = {.kind = WF_INPUT_CHOICE,
                            .choices = {.items = (const wf_str[]){WF_STR_INIT("Red"),
                                                                  WF_STR_INIT("Green")},
                                        .n = 2}}});
    table->has_filter = true;
    static const wf_str names[] = {WF_STR_INIT("=HYPERLINK(\"http://evil\",\"x\")"),
                                   WF_STR_INIT("@SUM(A1)"),
                                   WF_STR_INIT("a\x01"
                                               "b_x0041_c")};
    for (size_t i = 0; i < 3; i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, names[i]);
        wf_item *item = wf_table_number(table, row, 1, 0.9 + 0.01 * (double)i);
        item->mark = WF_MARK_AMBER;
        item->move = WF_MOVE_UP;
        wf_table_formula(table, row, 2, WF_STR("2*{@att}+0*SUM({schools.att})"),
                         2 * (0.9 + 0.01 * (double)i));
        wf_table_text(table, row, 3, WF_STR("Green"));
        wf_table_source(table, row, 1,
                        &(wf_report_source){.what = WF_STR("Attendance"),
                                            .file = WF_STR("a.xlsx"),
                                            .at = WF_STR("Data!C7"),
                                            .written = WF_STR("90%")});
    }
    wf_table_item(table, 0, 0)->link = WF_STR("javascript:alert(1)");
    wf_table_item(table, 1, 0)->link = WF_STR("https://example.org/?a=1&b=2");
    wf_table_item(table, 2, 0)->note = WF_STR("A note");
    wf_report_chart *chart =
        wf_section_chart(section, WF_CHART_BAR, WF_STR("Attendance"),
                         WF_STR("Attendance by school: all near 90%"));
    wf_chart_series(chart, &(wf_report_series){.name = WF_STR("Now"),
                                               .table = table,
                                               .category = 0,
                                               .value = 1,
                                               .count = 3});
    wf_section *map = wf_report_section(report, "map", WF_STR("Source map"),
                                        WF_STR("Source map"), WF_STR("Sources"));
    wf_report_source_map(report, map);
    wf_report_contents(report, first);
    assert_int_equal(wf_report_status(report, NULL), WF_OK);
    return report;
}

static size_t write_and_load(const char *name, unsigned char *out, size_t room)
{
    wf_report *report = hand_made();
    wf_error err = WF_ERROR_INIT;
    wf_status status = wf_report_write(report, path_of(name), &err);
    if (status != WF_OK)
        print_message("%s\n", err.message);
    assert_int_equal(status, WF_OK);
    wf_report_free(report);
    return load(path_of(name), out, room);
}

static unsigned char one[400000];
static unsigned char two[400000];

static void xlsx_write__same_tree__same_bytes(void **state)
{
    (void)state;
    size_t n = write_and_load("one.xlsx", one, sizeof one);
    size_t m = write_and_load("two.xlsx", two, sizeof two);
    assert_int_equal(n, m);
    assert_memory_equal(one, two, n);
    assert_non_null(strstr(member(one, n, "docProps/core.xml"), "2023-11-14T22:13:20Z"));
}

static void xlsx_write__texts__never_formulas(void **state)
{
    (void)state;
    size_t n = write_and_load("one.xlsx", one, sizeof one);
    const char *sheet = member(one, n, "xl/worksheets/sheet2.xml");
    const char *at = sheet;
    int formulas = 0;
    for (; (at = strstr(at, "<f>")) != NULL; at++)
        formulas++;
    assert_int_equal(formulas, 3); /* the three that the tree asked for */
    assert_non_null(strstr(sheet, "<f>2*B6+0*SUM('Schools- A-B'!$B$6:$B$8)</f><v>1.8"));
    assert_null(
        strstr(member(one, n, "xl/worksheets/_rels/sheet2.xml.rels"), "javascript"));
    assert_non_null(strstr(member(one, n, "xl/worksheets/_rels/sheet2.xml.rels"),
                           "https://example.org/"));
    const char *strings = member(one, n, "xl/sharedStrings.xml");
    assert_non_null(strstr(strings, "=HYPERLINK("));
    assert_non_null(strstr(strings, "a b_x005F_x0041_c"));
}

static void xlsx_write__page_and_table__as_a_reader_needs(void **state)
{
    (void)state;
    size_t n = write_and_load("one.xlsx", one, sizeof one);
    const char *sheet = member(one, n, "xl/worksheets/sheet2.xml");
    assert_non_null(strstr(sheet, "orientation=\"landscape\""));
    assert_non_null(strstr(sheet, "fitToHeight=\"0\""));
    assert_non_null(strstr(sheet, "state=\"frozen\""));
    assert_non_null(strstr(sheet, "Page &amp;P of &amp;N"));
    assert_non_null(strstr(sheet, "Elm &amp;&amp; Ash"));
    assert_non_null(strstr(sheet, "<dataValidation type=\"list\""));
    assert_non_null(strstr(sheet, "containsText"));
    assert_null(strstr(sheet, "<mergeCell "));
    assert_non_null(strstr(member(one, n, "xl/workbook.xml"), "_xlnm.Print_Titles"));
    assert_non_null(strstr(member(one, n, "xl/workbook.xml"), "data_schools"));
    assert_non_null(strstr(member(one, n, "xl/tables/table1.xml"), "<table "));
    assert_non_null(strstr(member(one, n, "xl/drawings/drawing1.xml"),
                           "descr=\"Attendance by school"));
    assert_non_null(
        strstr(member(one, n, "xl/styles.xml"), "0.0%&quot; \u2191 \u25B2 Amber&quot;"));
}

static void xlsx_write__source_map__leads_to_the_figure(void **state)
{
    (void)state;
    size_t n = write_and_load("one.xlsx", one, sizeof one);
    assert_non_null(strstr(member(one, n, "xl/sharedStrings.xml"), "Schools- A-B!B6"));
    assert_non_null(strstr(member(one, n, "xl/worksheets/sheet3.xml"),
                           "location=\"'Schools- A-B'!B6\""));
}

static void xlsx_write__text_too_long__cut_and_said(void **state)
{
    (void)state;
    static char big[40001];
    memset(big, 'a', sizeof big - 1);
    wf_report *report = wf_report_new(NULL);
    wf_section *section =
        wf_report_section(report, "s", WF_STR("S"), WF_STR("S"), WF_STR("s"));
    wf_report_table *table = wf_section_table(section, "t", WF_STR("T"));
    wf_table_column(table,
                    &(wf_report_column){.id = WF_STR("a"), .heading = WF_STR("A")});
    wf_table_text(table, wf_table_row(table), 0, wf_str_from(big));
    assert_int_equal(wf_report_write(report, path_of("long.xlsx"), NULL), WF_OK);
    wf_report_free(report);
    size_t n = load(path_of("long.xlsx"), one, sizeof one);
    assert_non_null(strstr(member(one, n, "xl/sharedStrings.xml"),
                           "[... 7293 more characters in the source]"));
}

static void xlsx_write__no_such_folder__error_and_no_file(void **state)
{
    (void)state;
    wf_report *report = hand_made();
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_report_write(report, "/nonexistent/folder/x.xlsx", &err),
                     WF_E_OUTPUT);
    assert_int_equal(wf_report_write(report, path_of("x.pages"), NULL), WF_E_ARGUMENT);
    wf_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xlsx_write__same_tree__same_bytes),
        cmocka_unit_test(xlsx_write__texts__never_formulas),
        cmocka_unit_test(xlsx_write__page_and_table__as_a_reader_needs),
        cmocka_unit_test(xlsx_write__source_map__leads_to_the_figure),
        cmocka_unit_test(xlsx_write__text_too_long__cut_and_said),
        cmocka_unit_test(xlsx_write__no_such_folder__error_and_no_file),
    };
    return cmocka_run_group_tests(tests, make_folder, NULL);
}
