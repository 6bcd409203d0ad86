#include "wayforward/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* The domain facts' table, resolved for the plan year 2025/26 and the default calendar.
 */
static void when_resolve__expressions__dates_of_2025_26(void **state)
{
    (void)state;
    static const struct {
        const char *text, *start, *end, *due;
    } rows[] = {
        {"Autumn 1", "2025-09-01", "2025-10-24", "2025-10-24"},
        {"Term 1", "2025-09-01", "2025-10-24", "2025-10-24"},
        {"T2", "2025-11-03", "2025-12-19", "2025-12-19"},
        {"Sp1", "2026-01-05", "2026-02-13", "2026-02-13"},
        {"HT4", "2026-02-23", "2026-03-27", "2026-03-27"},
        {"Sum 1", "2026-04-13", "2026-05-22", "2026-05-22"},
        {"T6", "2026-06-01", "2026-07-20", "2026-07-20"},
        {"Autumn", "2025-09-01", "2025-12-19", "2025-12-19"},
        {"Autumn '25", "2025-09-01", "2025-12-19", "2025-12-19"},
        {"Autumn 2024", "2024-09-02", "2024-12-20", "2024-12-20"},
        {"Spring 2027", "2027-01-04", "2027-03-25", "2027-03-25"},
        {"Summer term 2024/25", "2025-04-22", "2025-07-22", "2025-07-22"},
        {"Autumn 1 – Spring 2", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"by end of Spring Term", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"EOT Spring", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"start of Autumn", "2025-09-01", "2025-09-15", "2025-09-15"},
        {"early Spring term", "2026-01-05", "2026-01-19", "2026-01-19"},
        {"mid Autumn term", "2025-09-01", "2025-10-24", "2025-10-24"},
        {"from Spring 1", "2026-01-05", "2026-07-20", "2026-07-20"},
        {"half term", "2025-09-01", "2025-10-24", "2025-10-24"},
        {"October half-term", "2025-09-01", "2025-10-24", "2025-10-24"},
        {"February half term", "2025-09-01", "2026-02-13", "2026-02-13"},
        {"Easter", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"by Easter", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"before Easter", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"after Easter", "2026-04-13", "2026-07-20", "2026-07-20"},
        {"Easter 2026", "2025-09-01", "2026-03-27", "2026-03-27"},
        {"Easter 2027", "2026-09-01", "2027-03-25", "2027-03-25"},
        {"Easter holidays", "2026-03-28", "2026-04-12", "2026-04-12"},
        {"Christmas", "2025-09-01", "2025-12-19", "2025-12-19"},
        {"Xmas 2024", "2024-09-02", "2024-12-20", "2024-12-20"},
        {"Whitsun", "2025-09-01", "2026-05-22", "2026-05-22"},
        {"May half-term", "2025-09-01", "2026-05-22", "2026-05-22"},
        {"summer holidays", "2026-07-21", "2026-08-31", "2026-08-31"},
        {"July", "2026-07-01", "2026-07-31", "2026-07-20"},
        {"September 2025", "2025-09-01", "2025-09-30", "2025-09-30"},
        {"August 2026", "2026-08-01", "2026-08-31", "2026-08-31"},
        {"12.10.25", "2025-10-12", "2025-10-12", "2025-10-12"},
        {"w/c 13.10.25", "2025-10-13", "2025-10-17", "2025-10-17"},
        {"by August 2026", "2025-09-01", "2026-08-31", "2026-08-31"},
        {"by 2027", "2025-09-01", "2027-12-31", "2027-12-31"},
        {"2025-26", "2025-09-01", "2026-08-31", "2026-08-31"},
        {"Sept–Dec", "2025-09-01", "2025-12-31", "2025-12-19"},
        {"from Jan", "2026-01-01", "2026-07-20", "2026-07-20"},
        {"ongoing", "2025-09-01", "2026-08-31", ""},
        {"termly", "2025-09-01", "2026-08-31", ""},
        {"immediately", "2025-09-01", "2025-09-08", "2025-09-08"},
        {"EOY", "2025-09-01", "2026-07-20", "2026-07-20"},
        {"by end of academic year", "2025-09-01", "2026-07-20", "2026-07-20"},
        {"end of year 2024/25", "2024-09-02", "2025-07-22", "2025-07-22"},
        {"6 weeks", "2025-09-01", "2025-10-13", "2025-10-13"},
        {"within 10 school days", "2025-09-01", "2025-09-15", "2025-09-15"},
        {"July LGB", "2026-07-01", "2026-07-31", "2026-07-20"},
        {"Spring 1 Standards Committee", "2026-01-05", "2026-02-13", "2026-02-13"},
        {"SATs week", "2026-05-11", "2026-05-14", "2026-05-14"},
        {"phonics check week", "2026-06-08", "2026-06-12", "2026-06-12"},
        {"MTC window", "2026-06-01", "2026-06-12", "2026-06-12"},
        {"October census", "2025-10-02", "2025-10-02", "2025-10-02"},
        {"January census", "2026-01-15", "2026-01-15", "2026-01-15"},
        {"May census", "2026-05-21", "2026-05-21", "2026-05-21"},
        {"A level results", "2026-08-13", "2026-08-13", "2026-08-13"},
        {"GCSE results day", "2026-08-20", "2026-08-20", "2026-08-20"},
        {"TD day 1 September", "2025-09-01", "2025-09-01", "2025-09-01"},
        {"before the next inspection", "", "", ""},
        {"next governors", "", "", ""},
        {"TBC", "", "", ""},
        {"complete", "", "", ""},
        {"", "", "", ""},
    };
    wf_when_context context = {.academic_year = 2025};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_when_reading r = wf_when_parse(wf_str_from(rows[i].text), &context);
        wf_resolved d = wf_when_resolve(&r, &context);
        char start[11], end[11], due[11];
        if (strcmp(wf_date_iso(d.start, start), rows[i].start) != 0 ||
            strcmp(wf_date_iso(d.end, end), rows[i].end) != 0 ||
            strcmp(wf_date_iso(d.due, due), rows[i].due) != 0)
            fail_msg("\"%s\": %s..%s due %s", rows[i].text, start, end, due);
    }
}

static void when_resolve__contexts__trust_and_three_terms(void **state)
{
    (void)state;
    wf_when_context trust = {.academic_year = 2025, .is_trust = true};
    wf_when_reading r = wf_when_parse(WF_STR("EOY"), &trust);
    assert_int_equal(wf_when_resolve(&r, &trust).due, wf_date_from_ymd(2026, 8, 31));
    wf_when_context three = {.academic_year = 2025, .terms = WF_TERMS_THREE};
    r = wf_when_parse(WF_STR("Term 1"), &three);
    assert_int_equal(wf_when_resolve(&r, &three).due, wf_date_from_ymd(2025, 12, 19));
    r = wf_when_parse(WF_STR("Autumn"), NULL);
    assert_int_equal(wf_when_resolve(&r, NULL).due, WF_DATE_NONE);
    /* own term dates */
    wf_calendar *own = wf_calendar_new();
    wf_span dates = {wf_date_from_ymd(2025, 10, 27), wf_date_from_ymd(2025, 12, 17)};
    assert_int_equal(wf_calendar_set_term(own, 2025, 2, dates, NULL), WF_OK);
    wf_when_context with_own = {.academic_year = 2025, .calendar = own};
    r = wf_when_parse(WF_STR("by Christmas"), &with_own);
    assert_int_equal(wf_when_resolve(&r, &with_own).due, wf_date_from_ymd(2025, 12, 17));
    wf_calendar_free(own);
}

static void when_occurrences__recurrences__due_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        wf_term_system terms;
        size_t count;
        const char *first, *last;
    } rows[] = {
        {"termly", WF_TERMS_UNKNOWN, 3, "2025-12-19", "2026-07-20"},
        {"termly", WF_TERMS_THREE, 3, "2025-12-19", "2026-07-20"},
        {"termly", WF_TERMS_SIX, 6, "2025-10-24", "2026-07-20"},
        {"x3", WF_TERMS_SIX, 3, "2025-12-19", "2026-07-20"},
        {"half-termly", WF_TERMS_UNKNOWN, 6, "2025-10-24", "2026-07-20"},
        {"weekly", WF_TERMS_UNKNOWN, 39, "2025-09-05", "2026-07-17"},
        {"fortnightly", WF_TERMS_UNKNOWN, 19, "2025-09-12", "2026-07-10"},
        {"monthly", WF_TERMS_UNKNOWN, 10, "2025-09-30", "2026-06-30"},
        {"daily", WF_TERMS_UNKNOWN, 195, "2025-09-01", "2026-07-20"},
        {"annually", WF_TERMS_UNKNOWN, 1, "2026-07-20", "2026-07-20"},
        {"twice a year", WF_TERMS_UNKNOWN, 2, "2026-02-13", "2026-07-20"},
        {"weekly from January 2026", WF_TERMS_UNKNOWN, 24, "2026-01-09", "2026-07-17"},
        {"ongoing", WF_TERMS_UNKNOWN, 0, "", ""},
        {"Autumn", WF_TERMS_UNKNOWN, 0, "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_when_context context = {.academic_year = 2025, .terms = rows[i].terms};
        wf_when_reading r = wf_when_parse(wf_str_from(rows[i].text), &context);
        wf_date days[200];
        size_t n = wf_when_occurrences(&r, &context, days, 200);
        char first[11] = "", last[11] = "";
        if (n > 0 && n <= 200) {
            (void)wf_date_iso(days[0], first);
            (void)wf_date_iso(days[n - 1], last);
        }
        if (n != rows[i].count || strcmp(first, rows[i].first) != 0 ||
            strcmp(last, rows[i].last) != 0)
            fail_msg("%s: %zu, %s to %s", rows[i].text, n, first, last);
        for (size_t k = 0; k < n; k++) {
            assert_true(wf_is_school_day(NULL, days[k]));
            assert_true(k == 0 || days[k] > days[k - 1]);
        }
        wf_date one = WF_DATE_NONE;
        assert_int_equal(wf_when_occurrences(&r, &context, &one, 1), n);
    }
}

static void school_events__names_and_years__dates(void **state)
{
    (void)state;
    assert_string_equal(wf_school_event_name(0), "SATs week");
    assert_null(wf_school_event_name(-1));
    assert_null(wf_school_event_name(1000));
    /* results days as held */
    static const int a_level[][2] = {{2022, 18}, {2023, 17}, {2024, 15}, {2025, 14}};
    for (size_t i = 0; i < 4; i++) {
        wf_when_context context = {.academic_year = a_level[i][0] - 1};
        wf_when_reading r = wf_when_parse(WF_STR("A level results day"), &context);
        assert_int_equal(wf_when_resolve(&r, &context).due,
                         wf_date_from_ymd(a_level[i][0], 8, a_level[i][1]));
    }
}

static void default_activities__all__in_order_of_terms(void **state)
{
    (void)state;
    size_t n;
    const wf_activity *a = wf_default_activities(&n);
    int captures = 0;
    int per_term[2][7] = {{0}};
    for (size_t i = 0; i < n; i++) {
        assert_true(a[i].term >= 1 && a[i].term <= 6 &&
                    (i == 0 || a[i].term >= a[i - 1].term));
        assert_true(a[i].activity.n > 0);
        per_term[a[i].kind][a[i].term]++;
        captures +=
            wf_str_find(a[i].activity, WF_STR("dashboard capture"), 0) != SIZE_MAX;
    }
    for (int t = 1; t <= 6; t++)
        assert_true(per_term[0][t] >= 1 && per_term[1][t] >= 1);
    assert_int_equal(captures, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(when_resolve__expressions__dates_of_2025_26),
        cmocka_unit_test(when_resolve__contexts__trust_and_three_terms),
        cmocka_unit_test(when_occurrences__recurrences__due_days),
        cmocka_unit_test(school_events__names_and_years__dates),
        cmocka_unit_test(default_activities__all__in_order_of_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
