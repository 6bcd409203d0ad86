/* A tree made by hand, written as a web page: nothing in a text becomes markup. */
#include "wayforward/writer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
/* cmocka needs the four above */
#include <cmocka.h>

static char page[200000];

static const char *write_page(const char *evil)
{
    char path[256];
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = wf_str_from(evil);
    options.organisation = wf_str_from(evil);
    wf_report *report = wf_report_new(&options);
    wf_section *section = wf_report_section(report, "a\"b", wf_str_from(evil),
                                            wf_str_from(evil), wf_str_from(evil));
    wf_report_section(report, "second", WF_STR("Second"), WF_STR("Second"), WF_STR("x"));
    wf_section_prose(section, WF_LOOK_HEADLINE, WF_STR("\u2022 first"));
    wf_section_prose(section, WF_LOOK_PROSE, wf_str_from(evil));
    wf_report_table *table = wf_section_table(section, "t", wf_str_from(evil));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("school"),
                                               .heading = wf_str_from(evil),
                                               .is_row_header = true});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("v"),
                                               .heading = WF_STR("Value"),
                                               .show = WF_SHOW_PERCENT0});
    table->has_filter = true;
    for (size_t i = 0; i < 2; i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, wf_str_from(evil))->link =
            i == 0 ? WF_STR("javascript:alert(1)") : WF_STR("https://example.org/\"x");
        wf_table_number(table, row, 1, 0.25)->mark = WF_MARK_RED;
    }
    wf_report_chart *chart =
        wf_section_chart(section, WF_CHART_BAR, wf_str_from(evil), wf_str_from(evil));
    wf_chart_series(chart, &(wf_report_series){.name = wf_str_from(evil),
                                               .table = table,
                                               .category = 0,
                                               .value = 1,
                                               .count = 2});
    (void)snprintf(path, sizeof path, "/tmp/wf-page-%ld.html", (long)getpid());
    assert_int_equal(wf_report_write(report, path, NULL), WF_OK);
    wf_report_free(report);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(page, 1, sizeof page - 1, file);
    page[n] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_int_equal(unlink(path), 0);
    return page;
}

static size_t count_of(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
        n++;
    return n;
}

static void html_write__hostile_texts__shown_as_such(void **state)
{
    (void)state;
    const char *text = write_page("<script>alert('x')</script>\"><img src=x onerror=y>");
    assert_int_equal(count_of(text, "<script>"), 1); /* our own */
    assert_int_equal(count_of(text, "<img"), 0);
    assert_int_equal(count_of(text, "javascript:"), 0);
    assert_true(count_of(text, "&lt;script&gt;alert(&#39;x&#39;)") >= 8);
    assert_non_null(strstr(text, "href=\"https://example.org/&quot;x\""));
}

static void html_write__page__can_be_used_by_all(void **state)
{
    (void)state;
    const char *text = write_page("Elm School");
    assert_non_null(strstr(text, "<html lang=\"en-GB\">"));
    assert_non_null(strstr(text, "<th scope=\"col\">"));
    assert_non_null(strstr(text, "<th scope=\"row\""));
    assert_non_null(strstr(text, "<caption"));
    assert_non_null(strstr(text, "role=\"img\""));
    assert_non_null(strstr(text, "25% \u25A0 Red"));
    assert_non_null(strstr(text, "default-src 'none'"));
    assert_int_equal(count_of(text, "http://"), 0);
    assert_int_equal(count_of(text, "<ul class=\"points\">"), 1);
    assert_int_equal(count_of(text, "<h1>"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_write__hostile_texts__shown_as_such),
        cmocka_unit_test(html_write__page__can_be_used_by_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
