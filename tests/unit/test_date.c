#include "wayforward/date.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void date_from_ymd__known_days__days_since_epoch(void **state)
{
    (void)state;
    static const struct {
        int y, m, d;
        wf_date days;
    } rows[] = {
        {1970, 1, 1, 0},
        {1969, 12, 31, -1},
        {2000, 2, 29, 11016},
        {2000, 3, 1, 11017},
        {2020, 9, 11, 18516},
        {1, 1, 1, -719162},
        {9999, 12, 31, 2932896},
        {1900, 2, 29, WF_DATE_NONE},
        {2023, 2, 29, WF_DATE_NONE},
        {2023, 4, 31, WF_DATE_NONE},
        {2023, 13, 1, WF_DATE_NONE},
        {2023, 0, 1, WF_DATE_NONE},
        {2023, 1, 0, WF_DATE_NONE},
        {0, 1, 1, WF_DATE_NONE},
        {10000, 1, 1, WF_DATE_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(wf_date_from_ymd(rows[i].y, rows[i].m, rows[i].d), rows[i].days);
}

static void date_ymd__every_day_of_eight_centuries__round_trip(void **state)
{
    (void)state;
    wf_date date = wf_date_from_ymd(1600, 1, 1);
    wf_date last = wf_date_from_ymd(2400, 12, 31);
    int y = 1600, m = 1, d = 1, weekday = 5; /* 1600-01-01 was a Saturday */
    for (; date <= last; date++) {
        wf_ymd got = wf_date_ymd(date);
        assert_true(got.year == y && got.month == m && got.day == d);
        assert_int_equal(wf_date_from_ymd(y, m, d), date);
        assert_int_equal(wf_date_weekday(date), weekday);
        weekday = (weekday + 1) % 7;
        if (++d > wf_month_days(y, m)) {
            d = 1;
            if (++m > 12) {
                m = 1;
                y++;
            }
        }
    }
    assert_int_equal(wf_date_ymd(WF_DATE_NONE).year, 0);
}

static void date_iso__dates__text(void **state)
{
    (void)state;
    char buf[11];
    assert_string_equal(wf_date_iso(wf_date_from_ymd(2026, 9, 1), buf), "2026-09-01");
    assert_string_equal(wf_date_iso(wf_date_from_ymd(7, 1, 31), buf), "0007-01-31");
    assert_string_equal(wf_date_iso(WF_DATE_NONE, buf), "");
    assert_string_equal(wf_date_iso(INT32_MAX, buf), "");
}

static void date_from_serial__both_systems__day_and_minute(void **state)
{
    (void)state;
    static const struct {
        double serial;
        bool is_1904;
        const char *iso;
        int minutes;
    } rows[] = {
        {1, false, "1900-01-01", 0},
        {59, false, "1900-02-28", 0},
        {60, false, "", 0},
        {60.5, false, "", 720},
        {61, false, "1900-03-01", 0},
        {0, false, "", 0},
        {0.5, false, "", 720},
        {44085, false, "2020-09-11", 0},
        {44085.75, false, "2020-09-11", 1080},
        {44085.99999, false, "2020-09-11", 1439},
        {44085.999999, false, "2020-09-12", 0},
        {2958465, false, "9999-12-31", 0},
        {2958465.999999, false, "", 0},
        {2958466, false, "", 0},
        {-1, false, "", 0},
        {0, true, "1904-01-01", 0},
        {42623, true, "2020-09-11", 0},
        {2957003, true, "9999-12-31", 0},
        {2957004, true, "", 0},
        {1e300, true, "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char buf[11];
        int minutes = -1;
        wf_date date = wf_date_from_serial(rows[i].serial, rows[i].is_1904, &minutes);
        assert_string_equal(wf_date_iso(date, buf), rows[i].iso);
        assert_int_equal(minutes, rows[i].minutes);
    }
    assert_int_equal(wf_date_from_serial((double)NAN, false, NULL), WF_DATE_NONE);
    assert_int_equal(wf_date_from_serial((double)INFINITY, false, NULL), WF_DATE_NONE);
}

static void date_to_serial__every_serial__round_trip(void **state)
{
    (void)state;
    for (int is_1904 = 0; is_1904 < 2; is_1904++) {
        int last = is_1904 ? 2957003 : 2958465;
        for (int serial = !is_1904; serial <= last; serial += serial < 80000 ? 1 : 997) {
            wf_date date = wf_date_from_serial(serial, is_1904, NULL);
            if (!is_1904 && serial == 60)
                continue;
            assert_int_not_equal(date, WF_DATE_NONE);
            assert_int_equal((int)wf_date_to_serial(date, is_1904), serial);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date_from_ymd__known_days__days_since_epoch),
        cmocka_unit_test(date_ymd__every_day_of_eight_centuries__round_trip),
        cmocka_unit_test(date_iso__dates__text),
        cmocka_unit_test(date_from_serial__both_systems__day_and_minute),
        cmocka_unit_test(date_to_serial__every_serial__round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
