#include "wayforward/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void academic_year_find__labels__start_year(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int year;
    } rows[] = {
        {"2020-21", 2020},
        {"2020/21", 2020},
        {"2020–2021", 2020},
        {"2020 - 2021", 2020},
        {"2020 to 2021", 2020},
        {"20/21", 2020},
        {"AY20/21", 2020},
        {"1999/00", 1999},
        {"2099-00", 2099},
        {"School Improvement Plan 2025–26", 2025},
        {"September 2020 – July 2021", 2020},
        {"Sept 2020 to Aug 2021", 2020},
        {"Academic year: 2021/2022 (draft)", 2021},
        {"2020-22", 0},
        {"2020-2023", 0},
        {"12/10/2020", 0},
        {"09/10", 0},
        {"Version 2020", 0},
        {"01-02-2021", 0},
        {"January 2020 - December 2020", 0},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (wf_academic_year_find(wf_str_from(rows[i].text)) != rows[i].year)
            fail_msg("%s: %d", rows[i].text,
                     wf_academic_year_find(wf_str_from(rows[i].text)));
}

static void academic_year_of__days__september_begins(void **state)
{
    (void)state;
    assert_int_equal(wf_academic_year_of(wf_date_from_ymd(2026, 9, 1)), 2026);
    assert_int_equal(wf_academic_year_of(wf_date_from_ymd(2027, 8, 31)), 2026);
    assert_int_equal(wf_academic_year_of(WF_DATE_NONE), 0);
    char buf[8];
    assert_string_equal(wf_academic_year_name(2099, buf), "2099-00");
    assert_string_equal(wf_academic_year_name(0, buf), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(academic_year_find__labels__start_year),
        cmocka_unit_test(academic_year_of__days__september_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
