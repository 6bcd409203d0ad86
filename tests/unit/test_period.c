#include "tests/support/wf_test.h"
#include "wayforward/progress.h"

static void parse__forms_people_use__half_term_it_ends_with(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t number;
        wf_period_style style;
        const char *printed;
    } cases[] = {
        {"2026-27", 6 * 2026 + 6, WF_PERIOD_YEAR, "2026-27"},
        {"2026/27", 6 * 2026 + 6, WF_PERIOD_YEAR, "2026-27"},
        {"2026-2027", 6 * 2026 + 6, WF_PERIOD_YEAR, "2026-27"},
        {" 2099-00 ", 6 * 2099 + 6, WF_PERIOD_YEAR, "2099-00"},
        {"2026-27/autumn", 6 * 2026 + 2, WF_PERIOD_TERM, "2026-27/autumn"},
        {"2026-27 Spring", 6 * 2026 + 4, WF_PERIOD_TERM, "2026-27/spring"},
        {"2026-27/SUMMER", 6 * 2026 + 6, WF_PERIOD_TERM, "2026-27/summer"},
        {"2026-27/T3", 6 * 2026 + 3, WF_PERIOD_HALF, "2026-27/T3"},
        {"2026-27 Term 5", 6 * 2026 + 5, WF_PERIOD_HALF, "2026-27/T5"},
        {"2026-27/1", 6 * 2026 + 1, WF_PERIOD_HALF, "2026-27/T1"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_period p;
        char text[WF_PERIOD_TEXT];
        assert_true(wf_period_parse(wf_str_from(cases[i].text), &p));
        assert_int_equal(p.number, cases[i].number);
        assert_int_equal(p.style, cases[i].style);
        assert_string_equal(wf_period_text(p, text), cases[i].printed);
    }
}

static void parse__anything_else__refused_and_untouched(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",      "2026",           "2026-28",  "2026-27/T7", "2026-27/",  "2026-27/T0",
        "26-27", "2026-27/winter", "2026-27x", "autumn",     "2026-27/T", "1026-27"};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_period p = {.number = 77};
        if (wf_period_parse(wf_str_from(cases[i]), &p))
            fail_msg("\"%s\" was taken for a period", cases[i]);
        assert_int_equal(p.number, 77);
    }
}

static void of_date__by_month__half_term(void **state)
{
    (void)state;
    static const struct {
        int year, month, day, number;
    } cases[] = {{2026, 9, 1, 6 * 2026 + 1},  {2026, 10, 31, 6 * 2026 + 1},
                 {2026, 11, 1, 6 * 2026 + 2}, {2026, 12, 31, 6 * 2026 + 2},
                 {2027, 1, 1, 6 * 2026 + 3},  {2027, 2, 15, 6 * 2026 + 4},
                 {2027, 4, 11, 6 * 2026 + 5}, {2027, 7, 20, 6 * 2026 + 6},
                 {2027, 8, 31, 6 * 2026 + 6}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(wf_period_of_date(wf_date_from_ymd(cases[i].year, cases[i].month,
                                                            cases[i].day))
                             .number,
                         cases[i].number);
    assert_int_equal(wf_period_of_date(WF_DATE_NONE).number, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse__forms_people_use__half_term_it_ends_with),
        cmocka_unit_test(parse__anything_else__refused_and_untouched),
        cmocka_unit_test(of_date__by_month__half_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
