#include "wayforward/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static wf_date day(int year, int month, int d)
{
    return wf_date_from_ymd(year, month, d);
}

static void calendar_year__ten_years__default_dates(void **state)
{
    (void)state;
    /* month and day of the start and end of each term; the first two terms are in `year`
     */
    static const struct {
        int year;
        int dates[12][2];
    } rows[] = {
        {2019,
         {{9, 2},
          {10, 25},
          {11, 4},
          {12, 20},
          {1, 6},
          {2, 14},
          {2, 24},
          {4, 3},
          {4, 20},
          {5, 22},
          {6, 1},
          {7, 20}}},
        {2020,
         {{9, 1},
          {10, 23},
          {11, 2},
          {12, 18},
          {1, 4},
          {2, 12},
          {2, 22},
          {4, 1},
          {4, 19},
          {5, 28},
          {6, 7},
          {7, 21}}},
        {2021,
         {{9, 1},
          {10, 22},
          {11, 1},
          {12, 17},
          {1, 4},
          {2, 11},
          {2, 21},
          {4, 1},
          {4, 19},
          {5, 27},
          {6, 6},
          {7, 22}}},
        {2022,
         {{9, 1},
          {10, 21},
          {10, 31},
          {12, 16},
          {1, 3},
          {2, 10},
          {2, 20},
          {3, 31},
          {4, 17},
          {5, 26},
          {6, 5},
          {7, 24}}},
        {2023,
         {{9, 4},
          {10, 20},
          {10, 30},
          {12, 22},
          {1, 8},
          {2, 9},
          {2, 19},
          {3, 28},
          {4, 15},
          {5, 24},
          {6, 3},
          {7, 23}}},
        {2024,
         {{9, 2},
          {10, 25},
          {11, 4},
          {12, 20},
          {1, 6},
          {2, 14},
          {2, 24},
          {4, 4},
          {4, 22},
          {5, 23},
          {6, 2},
          {7, 22}}},
        {2025,
         {{9, 1},
          {10, 24},
          {11, 3},
          {12, 19},
          {1, 5},
          {2, 13},
          {2, 23},
          {3, 27},
          {4, 13},
          {5, 22},
          {6, 1},
          {7, 20}}},
        {2026,
         {{9, 1},
          {10, 23},
          {11, 2},
          {12, 18},
          {1, 4},
          {2, 12},
          {2, 22},
          {3, 25},
          {4, 12},
          {5, 28},
          {6, 7},
          {7, 21}}},
        {2027,
         {{9, 1},
          {10, 22},
          {11, 1},
          {12, 17},
          {1, 4},
          {2, 11},
          {2, 21},
          {3, 31},
          {4, 18},
          {5, 26},
          {6, 5},
          {7, 21}}},
        {2028,
         {{9, 4},
          {10, 20},
          {10, 30},
          {12, 22},
          {1, 8},
          {2, 9},
          {2, 19},
          {3, 29},
          {4, 16},
          {5, 25},
          {6, 4},
          {7, 24}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_school_year y = wf_calendar_year(NULL, rows[i].year);
        for (int k = 0; k < 12; k++) {
            wf_date got = k % 2 ? y.terms[k / 2].end : y.terms[k / 2].start;
            char buf[11];
            if (got !=
                day(rows[i].year + (k >= 4), rows[i].dates[k][0], rows[i].dates[k][1]))
                fail_msg("%d term %d: %s", rows[i].year, k / 2 + 1,
                         wf_date_iso(got, buf));
        }
    }
}

static void calendar_year__every_year__terms_in_order(void **state)
{
    (void)state;
    for (int year = WF_YEAR_FIRST; year <= WF_YEAR_LAST; year++) {
        wf_school_year y = wf_calendar_year(NULL, year);
        for (int t = 0; t < WF_TERMS; t++) {
            assert_true(y.terms[t].start < y.terms[t].end);
            assert_true(wf_date_weekday(y.terms[t].start) < 5 &&
                        wf_date_weekday(y.terms[t].end) < 5);
            assert_true(wf_is_school_day(NULL, y.terms[t].start));
            assert_true(wf_is_school_day(NULL, y.terms[t].end));
            if (t > 0)
                assert_true(y.terms[t].start - y.terms[t - 1].end >= 9);
            int weeks = wf_school_weeks(NULL, y.terms[t].start, y.terms[t].end);
            assert_true(weeks >= 4 && weeks <= 9);
        }
        int days = wf_school_days(NULL, day(year, 9, 1), day(year + 1, 8, 31));
        assert_true(days >= 185 && days <= 195);
        int weeks = wf_school_weeks(NULL, day(year, 9, 1), day(year + 1, 8, 31));
        assert_true(weeks >= 38 && weeks <= 41);
    }
    assert_int_equal(wf_calendar_year(NULL, 1800).terms[0].start, WF_DATE_NONE);
}

static void calendar_set_term__own_dates__override(void **state)
{
    (void)state;
    wf_calendar *c = wf_calendar_new();
    assert_non_null(c);
    wf_span own = {day(2026, 10, 26), day(2026, 12, 16)};
    assert_int_equal(wf_calendar_set_term(c, 2026, 2, own, NULL), WF_OK);
    wf_school_year y = wf_calendar_year(c, 2026);
    assert_int_equal(y.terms[1].start, own.start);
    assert_int_equal(y.terms[1].end, own.end);
    assert_int_equal(y.own, 2);
    assert_int_equal(y.terms[0].end, day(2026, 10, 23));
    assert_int_equal(wf_term_at(c, day(2026, 10, 27), NULL), 2);
    assert_int_equal(wf_term_at(NULL, day(2026, 10, 27), NULL), 0);
    assert_int_equal(wf_calendar_check(c, NULL), WF_OK);
    /* a closed day in term */
    assert_true(wf_is_school_day(c, day(2026, 11, 2)));
    assert_int_equal(wf_calendar_add_closed_day(c, day(2026, 11, 2), NULL), WF_OK);
    assert_int_equal(wf_calendar_add_closed_day(c, day(2026, 11, 2), NULL), WF_OK);
    assert_false(wf_is_school_day(c, day(2026, 11, 2)));
    assert_int_equal(wf_school_days(c, day(2026, 11, 2), day(2026, 11, 6)), 4);
    /* what cannot be */
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_calendar_set_term(c, 2026, 7, own, NULL), WF_E_ARGUMENT);
    assert_int_equal(wf_calendar_set_term(c, 2027, 2, own, NULL), WF_E_ARGUMENT);
    wf_span wrong = {own.end, own.start};
    assert_int_equal(wf_calendar_set_term(c, 2026, 3, wrong, &err), WF_E_ARGUMENT);
    assert_non_null(strstr(err.message, "term 3 of 2026-27"));
    wf_span overlap = {day(2026, 12, 10), day(2027, 2, 12)};
    assert_int_equal(wf_calendar_set_term(c, 2026, 3, overlap, NULL), WF_OK);
    wf_error model = WF_ERROR_INIT;
    assert_int_equal(wf_calendar_check(c, &model), WF_E_MODEL);
    assert_non_null(strstr(model.message, "term 3 of 2026-27 begins before term 2"));
    wf_calendar_free(c);
    wf_calendar_free(NULL);
}

static void term_at__days__term_or_holiday(void **state)
{
    (void)state;
    int year = 0;
    assert_int_equal(wf_term_at(NULL, day(2026, 9, 1), &year), 1);
    assert_int_equal(year, 2026);
    assert_int_equal(wf_term_at(NULL, day(2027, 7, 21), &year), 6);
    assert_int_equal(year, 2026);
    assert_int_equal(wf_term_at(NULL, day(2026, 12, 25), NULL), 0);
    assert_int_equal(wf_term_of(NULL, day(2026, 12, 25), &year), 2);
    assert_int_equal(year, 2026);
    assert_int_equal(wf_term_of(NULL, day(2026, 8, 20), &year), 6);
    assert_int_equal(year, 2025);
    assert_int_equal(wf_term_of(NULL, day(2026, 9, 1), NULL), 1);
    assert_int_equal(wf_term_of(NULL, WF_DATE_NONE, NULL), 0);
}

static void school_days__steps__found(void **state)
{
    (void)state;
    assert_int_equal(wf_school_day_near(NULL, day(2026, 7, 31), -1), day(2026, 7, 20));
    assert_int_equal(wf_school_day_near(NULL, day(2026, 7, 31), 1), day(2026, 9, 1));
    assert_int_equal(wf_school_days_after(NULL, day(2025, 9, 1), 5), day(2025, 9, 8));
    assert_int_equal(wf_school_days_after(NULL, day(2025, 10, 24), 1), day(2025, 11, 3));
    assert_int_equal(wf_school_days_after(NULL, day(2025, 9, 1), 0), day(2025, 9, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_year__ten_years__default_dates),
        cmocka_unit_test(calendar_year__every_year__terms_in_order),
        cmocka_unit_test(calendar_set_term__own_dates__override),
        cmocka_unit_test(term_at__days__term_or_holiday),
        cmocka_unit_test(school_days__steps__found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
