#include "wayforward/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void easter__years__sundays(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
    } rows[] = {
        {2000, 4, 23}, {2008, 3, 23}, {2011, 4, 24}, {2019, 4, 21}, {2020, 4, 12},
        {2021, 4, 4},  {2022, 4, 17}, {2023, 4, 9},  {2024, 3, 31}, {2025, 4, 20},
        {2026, 4, 5},  {2027, 3, 28}, {2028, 4, 16}, {2029, 4, 1},  {2030, 4, 21},
        {2031, 4, 13}, {2032, 3, 28}, {2038, 4, 25}, {2076, 4, 19}, {1981, 4, 19},
        {1954, 4, 18}, {1818, 3, 22}, {2100, 3, 28},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char buf[11];
        if (wf_easter(rows[i].year) !=
            wf_date_from_ymd(rows[i].year, rows[i].month, rows[i].day))
            fail_msg("Easter %d: %s", rows[i].year,
                     wf_date_iso(wf_easter(rows[i].year), buf));
    }
    for (int year = 1583; year < 3000; year++) {
        wf_ymd d = wf_date_ymd(wf_easter(year));
        assert_int_equal(wf_date_weekday(wf_easter(year)), 6);
        assert_true((d.month == 3 && d.day >= 22) || (d.month == 4 && d.day <= 25));
    }
    assert_int_equal(wf_easter(1582), WF_DATE_NONE);
}

static void bank_holidays__years__all_of_them(void **state)
{
    (void)state;
    static const struct {
        int year;
        const char *days; /* month-day */
    } rows[] = {
        {2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"},
        {2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"},
        {2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
        {2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"},
        {2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
        {2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"},
        {2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
        {2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"},
        {2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"},
        {2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_bank_holiday holidays[WF_BANK_HOLIDAYS_MAX];
        size_t n = wf_bank_holidays(rows[i].year, holidays);
        char text[100];
        size_t length = 0;
        for (size_t k = 0; k < n; k++) {
            char iso[11];
            (void)wf_date_iso(holidays[k].date, iso);
            if (k)
                text[length++] = ' ';
            for (int c = 5; c < 10; c++)
                text[length++] = iso[c];
            assert_true(wf_is_bank_holiday(holidays[k].date));
            assert_true(wf_date_weekday(holidays[k].date) < 5);
        }
        text[length] = '\0';
        assert_string_equal(text, rows[i].days);
    }
    assert_false(wf_is_bank_holiday(wf_date_from_ymd(2020, 5, 4)));
    assert_false(wf_is_bank_holiday(WF_DATE_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easter__years__sundays),
        cmocka_unit_test(bank_holidays__years__all_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
