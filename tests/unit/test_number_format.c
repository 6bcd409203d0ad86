#include "engine/text/number_format.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void number_format_render__codes__what_excel_shows(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        double value;
        const char *shown;
    } rows[] = {
        /* general and text */
        {"General", 1234.5, "1234.5"},
        {"", 0.1, "0.1"},
        {"@", 12.5, "12.5"},
        {"General\" days\"", 12, "12 days"},
        /* whole and decimal numbers */
        {"0", 3.5, "4"},
        {"0", -0.4, "0"},
        {"0.00", 1.005, "1.01"},
        {"0.00", -2.345, "-2.35"},
        {"000", 7, "007"},
        {"0.0#", 1.5, "1.5"},
        {"0.0#", 1.25, "1.25"},
        {"#.##", 0.5, ".5"},
        {"#.##", 12.5, "12.5"},
        {".00", 12.5, "12.50"},
        {"0.?", 3, "3."},
        {"#,##0", 1234567, "1,234,567"},
        {"#,##0", 123, "123"},
        {"#,##0.00", -1234.5, "-1,234.50"},
        {"0,000", 12, "0,012"},
        {"#,##0,", 1234567, "1,235"},
        {"0.0,,\"m\"", 1234567, "1.2m"},
        {"000-00-0000", 123456789, "123-45-6789"},
        {"00000 000000", 1632123456.0, "01632 123456"},
        {"0\" pupils\"", 12, "12 pupils"},
        {"0\\p", 12, "12p"},
        {"+0.00;-0.00;0", 0.31, "+0.31"},
        {"+0.00;-0.00;0", -0.31, "-0.31"},
        {"+0.00;-0.00;0", 0, "0"},
        {"0;(0)", -12, "(12)"},
        {"0;(0);\"none\"", 0, "none"},
        {"#", 0, "0"},
        {";;;", 12, "12"},
        {"[Red][<50]0;[Green]0", 12, "12"},
        {"[<50]\"low\";[>=90]\"high\";0", 12, "low"},
        {"[<50]\"low\";[>=90]\"high\";0", 95, "high"},
        {"[<50]\"low\";[>=90]\"high\";0", 60, "60"},
        {"[=1]\"Yes\";[=0]\"No\";General", 1, "Yes"},
        {"[=1]\"Yes\";[=0]\"No\";General", 7, "7"},
        {"\"Yes\";\"Yes\";\"No\"", 0, "No"},
        {"[Color 3]0.0", 2.25, "2.3"},
        {"0_)", 5, "5"},
        {"* 0", 5, "5"},
        /* per cent */
        {"0.0%", 0.934, "93.4%"},
        {"0%", 0.935, "94%"},
        {"0.00%", -0.0312, "-3.12%"},
        {"0 %", 1, "100 %"},
        {"0.0%", 0.29, "29.0%"},
        /* money */
        {"\"£\"#,##0.00", 1200, "£1,200.00"},
        {"£#,##0", 1200.4, "£1,200"},
        {"[$£-809]#,##0.00", 1200, "£1,200.00"},
        {"[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", -1200, "-£1,200.00"},
        {"[$€-2] #,##0", 12, "€ 12"},
        {"_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"?\?_-;_-@_-", 1200,
         "£1,200.00"},
        {"_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"?\?_-;_-@_-", -12.5,
         "-£12.50"},
        {"_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"?\?_-;_-@_-", 0, "£-"},
        /* scientific and fractions */
        {"0.00E+00", 12345, "1.23E+04"},
        {"0.00E+00", 0.00012345, "1.23E-04"},
        {"0.0E-0", 99960, "1.0E5"},
        {"##0.0E+0", 12345, "12.3E+3"},
        {"##0.0E+0", 0.012, "12.0E-3"},
        {"0E+0", 0, "0E+0"},
        {"# ?/?", 1.5, "1 1/2"},
        {"# ?/?", 0.75, "3/4"},
        {"# ?/?", -2.25, "-2 1/4"},
        {"# ?/?", 3, "3"},
        {"# ?\?/?\?", 3.14159, "3 14/99"},
        {"# ?/?", 3.14159, "3 1/7"},
        {"# ?\?/?\?", 0.3333, "1/3"},
        {"# ?\?\?/?\?\?", 0.0004, "0"},
        {"# ?/?", 0.96, "1"},
        {"?/?", 2.5, "5/2"},
        {"# ?/8", 0.5, "4/8"},
        {"# ?\?/16", 1.99, "2"},
        /* dates */
        {"dd/mm/yyyy", 44085, "11/09/2020"},
        {"d.m.yy", 44082, "8.9.20"},
        {"yyyy-mm-dd", 44085, "2020-09-11"},
        {"mmm-yy", 44085, "Sep-20"},
        {"mmmm yyyy", 44085, "September 2020"},
        {"ddd d mmm", 44085, "Fri 11 Sep"},
        {"dddd, dd mmmm yyyy", 44085, "Friday, 11 September 2020"},
        {"mmmmm", 44085, "S"},
        {"[$-809]dd mmmm yyyy;@", 44085, "11 September 2020"},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44085, "11 September 2020"},
        {"\"w/c\" dd/mm/yy", 44081, "w/c 07/09/20"},
        {"dd/mm/yyyy", 60, "29/02/1900"},
        {"dd/mm/yyyy", -3, "-3"},
        {"dd/mm/yyyy", 5000000, "5000000"},
        /* times */
        {"hh:mm", 0.75, "18:00"},
        {"h:mm AM/PM", 0.75, "6:00 PM"},
        {"h:mm AM/PM", 0, "12:00 AM"},
        {"h:mm a/p", 0.25, "6:00 a"},
        {"dd/mm/yyyy hh:mm", 44085.99999, "11/09/2020 23:59"},
        {"dd/mm/yyyy hh:mm", 44085.9999999, "12/09/2020 00:00"},
        {"[h]:mm", 1.5, "36:00"},
        {"[h]:mm:ss", 0.5, "12:00:00"},
        {"[mm]:ss", 0.0625, "90:00"},
        {"[s]", 0.001, "86"},
        {"mm:ss.0", 0.00123, "01:46.3"},
        {"h:mm:ss", 0.123456, "2:57:47"},
        {"d/m/yyyy h:mm", 44085.5, "11/9/2020 12:00"},
        {"[$-F400]h:mm:ss AM/PM", 0.75, "18:00:00"},
    };
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_str out;
        assert_int_equal(wf_number_format_render(wf_str_from(rows[i].code), rows[i].value,
                                                 false, arena, &out),
                         WF_OK);
        if (strcmp(out.p, rows[i].shown) != 0)
            fail_msg("%s of %.12g: \"%s\", not \"%s\"", rows[i].code, rows[i].value,
                     out.p, rows[i].shown);
    }
    wf_str out;
    assert_int_equal(
        wf_number_format_render(WF_STR("yyyy-mm-dd"), 42623, true, arena, &out), WF_OK);
    assert_string_equal(out.p, "2020-09-11");
    assert_int_equal(
        wf_number_format_render(WF_STR("0"), (double)NAN, false, arena, &out), WF_OK);
    assert_string_equal(out.p, "#NUM!");
    wf_arena_free(arena);
}

static void number_format_class__codes__kind(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        wf_number_class class;
    } rows[] = {
        {"General", WF_NUMBER_GENERAL},
        {"", WF_NUMBER_GENERAL},
        {"0.00", WF_NUMBER_NUMBER},
        {"#,##0;[Red]-#,##0", WF_NUMBER_NUMBER},
        {"0\" days\"", WF_NUMBER_NUMBER},
        {"\"dd\"0", WF_NUMBER_NUMBER},
        {"0.0%", WF_NUMBER_PERCENT},
        {"\"£\"#,##0", WF_NUMBER_CURRENCY},
        {"[$£-809]#,##0.00", WF_NUMBER_CURRENCY},
        {"[$-809]0", WF_NUMBER_NUMBER},
        {"0.0E+00", WF_NUMBER_SCIENTIFIC},
        {"# ?/?", WF_NUMBER_FRACTION},
        {"@", WF_NUMBER_TEXT},
        {"dd/mm/yyyy", WF_NUMBER_DATE},
        {"[$-809]d mmmm yyyy;@", WF_NUMBER_DATE},
        {"[Red]mmm-yy", WF_NUMBER_DATE},
        {"dd/mm/yyyy hh:mm", WF_NUMBER_DATE_TIME},
        {"[$-F800]dddd, mmmm dd, yyyy", WF_NUMBER_DATE},
        {"hh:mm", WF_NUMBER_TIME},
        {"mm:ss", WF_NUMBER_TIME},
        {"h AM/PM", WF_NUMBER_TIME},
        {"[h]:mm", WF_NUMBER_DURATION},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (wf_number_format_class(wf_str_from(rows[i].code)) != rows[i].class)
            fail_msg("%s: class %d", rows[i].code,
                     (int)wf_number_format_class(wf_str_from(rows[i].code)));
}

static void number_format_builtin__ids__uk_codes(void **state)
{
    (void)state;
    assert_string_equal(wf_number_format_builtin(0).p, "General");
    assert_string_equal(wf_number_format_builtin(10).p, "0.00%");
    assert_string_equal(wf_number_format_builtin(13).p, "# ?\?/?\?");
    assert_string_equal(wf_number_format_builtin(14).p, "dd/mm/yyyy");
    assert_string_equal(wf_number_format_builtin(49).p, "@");
    assert_string_equal(wf_number_format_builtin(163).p, "General");
    for (unsigned id = 0; id < 60; id++) {
        bool is_date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) ||
                       id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58;
        assert_int_equal(wf_number_format_is_date(wf_number_format_builtin(id)), is_date);
    }
}

static void number_format_render__broken_codes__something(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "\"open",
        "[Red",
        "\\",
        "_",
        "*",
        "[$",
        "[<]0",
        "0.0.0",
        "E+",
        "0E+",
        "/",
        "0/0",
        "[]",
        "[h]m",
        ";",
        "0;;",
        "y\"",
        "@@@@",
        "%%%",
        ",,,,0",
        "?",
        "0.000000000000000000",
        "########################################################0",
        "[<1e999]0"};
    wf_arena *arena = wf_arena_new(0);
    static const double values[] = {0,        1,     -1,      0.5,
                                    44085.25, 1e300, -1e-300, 99999999999.0};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        for (size_t j = 0; j < sizeof values / sizeof values[0]; j++) {
            wf_str out;
            assert_int_equal(wf_number_format_render(wf_str_from(codes[i]), values[j],
                                                     false, arena, &out),
                             WF_OK);
            assert_true(out.n > 0);
        }
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_format_render__codes__what_excel_shows),
        cmocka_unit_test(number_format_class__codes__kind),
        cmocka_unit_test(number_format_builtin__ids__uk_codes),
        cmocka_unit_test(number_format_render__broken_codes__something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
