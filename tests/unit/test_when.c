#include "wayforward/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NONE        WF_RECURRENCE_NONE
#define ONGOING     WF_RECURRENCE_ONGOING
#define DAILY       WF_RECURRENCE_DAILY
#define WEEKLY      WF_RECURRENCE_WEEKLY
#define FORTNIGHTLY WF_RECURRENCE_FORTNIGHTLY
#define MONTHLY     WF_RECURRENCE_MONTHLY
#define HALF_TERMLY WF_RECURRENCE_HALF_TERMLY
#define TERMLY      WF_RECURRENCE_TERMLY
#define ANNUALLY    WF_RECURRENCE_ANNUALLY

struct when_row {
    const char *text, *start, *end;
    const char *terms; /* "12" */
    wf_recurrence recurrence;
    wf_when_kind kind;
};

static void terms_text(uint8_t terms, char out[8])
{
    size_t n = 0;
    for (int t = 0; t < 6; t++)
        if (terms & (1u << t))
            out[n++] = (char)('1' + t);
    out[n] = '\0';
}

static void check_rows(const struct when_row *rows, size_t n,
                       const wf_when_context *context)
{
    for (size_t i = 0; i < n; i++) {
        wf_when_reading r = wf_when_parse(wf_str_from(rows[i].text), context);
        char start[11], end[11], terms[8];
        (void)wf_date_iso(r.when.start, start);
        (void)wf_date_iso(r.when.end, end);
        terms_text(r.when.terms, terms);
        if (strcmp(start, rows[i].start) != 0 || strcmp(end, rows[i].end) != 0 ||
            strcmp(terms, rows[i].terms) != 0 ||
            r.when.recurrence != rows[i].recurrence || r.kind != rows[i].kind)
            fail_msg("\"%s\": %s..%s terms %s recurrence %d kind %d", rows[i].text, start,
                     end, terms, (int)r.when.recurrence, (int)r.kind);
    }
}
#define CHECK_ROWS(rows, context)                                                        \
    check_rows(rows, sizeof(rows) / sizeof((rows)[0]), context)

#define INTERVAL   WF_WHEN_INTERVAL
#define POINT      WF_WHEN_POINT
#define RECURRING  WF_WHEN_RECURRING
#define UNRESOLVED WF_WHEN_UNRESOLVED

static void when_parse__terms__numbers_and_no_dates(void **state)
{
    (void)state;
    static const struct when_row rows[] = {
        {"Autumn 1", "", "", "1", NONE, INTERVAL},
        {"Aut 1", "", "", "1", NONE, INTERVAL},
        {"Aut1", "", "", "1", NONE, INTERVAL},
        {"AUT1", "", "", "1", NONE, INTERVAL},
        {"Au1", "", "", "1", NONE, INTERVAL},
        {"A1", "", "", "1", NONE, INTERVAL},
        {"Autumn (1st half)", "", "", "1", NONE, INTERVAL},
        {"First half of the Autumn term", "", "", "1", NONE, INTERVAL},
        {"Autumn half term 2", "", "", "2", NONE, INTERVAL},
        {"HT1", "", "", "1", NONE, INTERVAL},
        {"Half term 1", "", "", "1", NONE, INTERVAL},
        {"Half-Term 5", "", "", "5", NONE, INTERVAL},
        {"Term 1", "", "", "1", NONE, INTERVAL},
        {"T1", "", "", "1", NONE, INTERVAL},
        {"Autumn 2", "", "", "2", NONE, INTERVAL},
        {"HT2", "", "", "2", NONE, INTERVAL},
        {"T2", "", "", "2", NONE, INTERVAL},
        {"Spring 1", "", "", "3", NONE, INTERVAL},
        {"Spr 1", "", "", "3", NONE, INTERVAL},
        {"Sp1", "", "", "3", NONE, INTERVAL},
        {"HT3", "", "", "3", NONE, INTERVAL},
        {"Spring 2", "", "", "4", NONE, INTERVAL},
        {"Summer 1", "", "", "5", NONE, INTERVAL},
        {"Sum 1", "", "", "5", NONE, INTERVAL},
        {"Su1", "", "", "5", NONE, INTERVAL},
        {"Summer 2", "", "", "6", NONE, INTERVAL},
        {"HT6", "", "", "6", NONE, INTERVAL},
        {"Term 5", "", "", "5", NONE, INTERVAL},
        {"3rd term", "", "", "3", NONE, INTERVAL},
        {"Autumn", "", "", "12", NONE, INTERVAL},
        {"Autumn term", "", "", "12", NONE, INTERVAL},
        {"Aut", "", "", "12", NONE, INTERVAL},
        {"Autumn 2025", "", "", "12", NONE, INTERVAL},
        {"Autumn '25", "", "", "12", NONE, INTERVAL},
        {"Autumn 25", "", "", "12", NONE, INTERVAL},
        {"Autumn Term (2025)", "", "", "12", NONE, INTERVAL},
        {"Autumn term 2025/26", "", "", "12", NONE, INTERVAL},
        {"Spring 2 2026", "", "", "4", NONE, INTERVAL},
        {"Spring", "", "", "34", NONE, INTERVAL},
        {"Summer Term", "", "", "56", NONE, INTERVAL},
        {"by end of Spring Term", "", "", "34", NONE, POINT},
        {"end Spring", "", "", "34", NONE, POINT},
        {"EOT Spring", "", "", "34", NONE, POINT},
        {"By the end of the Spring Term", "", "", "34", NONE, POINT},
        {"So that by the end of the Summer Term", "", "", "56", NONE, POINT},
        {"End of Autumn 2", "", "", "2", NONE, POINT},
        {"start of Autumn", "", "", "12", NONE, INTERVAL},
        {"Autumn 1 – Spring 2", "", "", "1234", NONE, INTERVAL},
        {"Autumn–Spring", "", "", "1234", NONE, INTERVAL},
        {"Aut1-Spr2", "", "", "1234", NONE, INTERVAL},
        {"Autumn to Summer", "", "", "123456", NONE, INTERVAL},
        {"Autumn and Spring terms", "", "", "1234", NONE, INTERVAL},
        {"Autumn / Summer", "", "", "1256", NONE, INTERVAL},
        {"T2 & T3", "", "", "23", NONE, INTERVAL},
        {"Terms 1-3", "", "", "123", NONE, INTERVAL},
        {"Terms 4 and 5", "", "", "45", NONE, INTERVAL},
        {"Terms 1, 3 and 5", "", "", "135", NONE, INTERVAL},
        {"Autumn 1 & 2", "", "", "12", NONE, INTERVAL},
        {"Spring 1/2", "", "", "34", NONE, INTERVAL},
        {"throughout Autumn", "", "", "12", NONE, INTERVAL},
        {"Autumn 1 onwards", "", "", "1", NONE, INTERVAL},
    };
    CHECK_ROWS(rows, &((wf_when_context){.academic_year = 2025}));
    static const struct when_row three[] = {
        {"Term 1", "", "", "12", NONE, INTERVAL},
        {"Terms 1 and 2", "", "", "1234", NONE, INTERVAL},
        {"T3", "", "", "56", NONE, INTERVAL},
        {"HT3", "", "", "3", NONE, INTERVAL},
        {"Term 5", "", "", "5", NONE, INTERVAL},
    };
    CHECK_ROWS(three,
               &((wf_when_context){.academic_year = 2025, .terms = WF_TERMS_THREE}));
}

static void when_parse__days_and_months__start_and_end(void **state)
{
    (void)state;
    static const struct when_row rows[] = {
        {"July", "2021-07-01", "2021-07-31", "", NONE, INTERVAL},
        {"December", "2020-12-01", "2020-12-31", "", NONE, INTERVAL},
        {"August", "2021-08-01", "2021-08-31", "", NONE, INTERVAL},
        {"September 2020", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"Sept 2020", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"Sept. 2020", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"Sep-20", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"Sept '20", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"09/20", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"09/2020", "2020-09-01", "2020-09-30", "", NONE, INTERVAL},
        {"Feb 2024", "2024-02-01", "2024-02-29", "", NONE, INTERVAL},
        {"12.10.20", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"12/10/20", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"12-10-2020", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"2020-10-12", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"12th October", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"12th of October 2020", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"Monday 12th October 2020", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"Mon 12/10/20 at 3.30pm", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"12-Oct-20", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"October 12th 2020", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"October 12, 2020", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"12/10", "2020-10-12", "2020-10-12", "", NONE, POINT},
        {"w/c 12.10.20", "2020-10-12", "2020-10-16", "", NONE, INTERVAL},
        {"wc 12/10/20", "2020-10-12", "2020-10-16", "", NONE, INTERVAL},
        {"w/b 12 October", "2020-10-12", "2020-10-16", "", NONE, INTERVAL},
        {"Week commencing 14.10.20", "2020-10-12", "2020-10-16", "", NONE, INTERVAL},
        {"w/e 16.10.20", "2020-10-12", "2020-10-16", "", NONE, INTERVAL},
        {"week ending 14th October 2020", "2020-10-12", "2020-10-14", "", NONE, INTERVAL},
        {"44085", "2020-09-11", "2020-09-11", "", NONE, POINT},
        {"by August 2021", "", "2021-08-31", "", NONE, POINT},
        {"By 06.01.21", "", "2021-01-06", "", NONE, POINT},
        {"by end of March 2021", "", "2021-03-31", "", NONE, POINT},
        {"end of March", "", "2021-03-31", "", NONE, POINT},
        {"before 12th October", "", "2020-10-12", "", NONE, POINT},
        {"until July 2021", "", "2021-07-31", "", NONE, POINT},
        {"by 2022", "", "2022-12-31", "", NONE, POINT},
        {"2021", "2021-01-01", "2021-12-31", "", NONE, INTERVAL},
        {"2020-21", "2020-09-01", "2021-08-31", "", NONE, INTERVAL},
        {"2020/21", "2020-09-01", "2021-08-31", "", NONE, INTERVAL},
        {"20/21", "2020-09-01", "2021-08-31", "", NONE, INTERVAL},
        {"2020–2021", "2020-09-01", "2021-08-31", "", NONE, INTERVAL},
        {"AY20/21", "2020-09-01", "2021-08-31", "", NONE, INTERVAL},
        {"Academic year 2020-2021", "2020-09-01", "2021-08-31", "", NONE, INTERVAL},
        {"FY20/21", "2020-04-01", "2021-03-31", "", NONE, INTERVAL},
        {"2020-2023", "2020-09-01", "2023-08-31", "", NONE, INTERVAL},
        {"Sept–Dec", "2020-09-01", "2020-12-31", "", NONE, INTERVAL},
        {"Sept to July", "2020-09-01", "2021-07-31", "", NONE, INTERVAL},
        {"Sept 2020 – Dec 2020", "2020-09-01", "2020-12-31", "", NONE, INTERVAL},
        {"Nov - Feb 2021", "2020-11-01", "2021-02-28", "", NONE, INTERVAL},
        {"Nov 2019 - Feb", "2019-11-01", "2020-02-29", "", NONE, INTERVAL},
        {"from Sept 2020", "2020-09-01", "", "", NONE, INTERVAL},
        {"from Jan", "2021-01-01", "", "", NONE, INTERVAL},
        {"September 2020 onwards", "2020-09-01", "", "", NONE, INTERVAL},
        {"12-16 October 2020", "2020-10-12", "2020-10-16", "", NONE, INTERVAL},
        {"12th and 19th October", "2020-10-12", "2020-10-19", "", NONE, INTERVAL},
        {"12.10.20, 14.12.20", "2020-10-12", "2020-12-14", "", NONE, INTERVAL},
        {"12 Oct – 3 Nov 2020", "2020-10-12", "2020-11-03", "", NONE, INTERVAL},
        {"Sept/Oct 2020", "2020-09-01", "2020-10-31", "", NONE, INTERVAL},
        {"Start Sept 2020, complete by Dec 2020", "2020-09-01", "2020-12-31", "", NONE,
         INTERVAL},
        {"Autumn Term (Sept 2020)", "2020-09-01", "2020-09-30", "12", NONE, INTERVAL},
        {"31/02/2021", "", "", "", NONE, POINT},
        {"31 June 2021", "", "", "", NONE, POINT},
    };
    CHECK_ROWS(rows, &((wf_when_context){.academic_year = 2020}));
    static const struct when_row no_year[] = {
        {"July", "", "", "", NONE, INTERVAL},
        {"12th October", "", "", "", NONE, POINT},
        {"Mar 20", "2020-03-01", "2020-03-31", "", NONE, INTERVAL},
        {"12.10.20", "2020-10-12", "2020-10-12", "", NONE, POINT},
    };
    CHECK_ROWS(no_year, NULL);
}

static void when_parse__recurring_and_other__kinds(void **state)
{
    (void)state;
    static const struct when_row rows[] = {
        {"ongoing", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"On-going", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"on going", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"continuous", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"throughout", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"Throughout the year", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"all year", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"as required", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"ad hoc", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"rolling", "", "", "", ONGOING, WF_WHEN_ONGOING},
        {"termly", "", "", "", TERMLY, RECURRING},
        {"each term", "", "", "", TERMLY, RECURRING},
        {"every term", "", "", "", TERMLY, RECURRING},
        {"x3", "", "", "", TERMLY, RECURRING},
        {"3x per year", "", "", "", TERMLY, RECURRING},
        {"3 × year", "", "", "", TERMLY, RECURRING},
        {"half-termly", "", "", "", HALF_TERMLY, RECURRING},
        {"Half termly", "", "", "", HALF_TERMLY, RECURRING},
        {"every half term", "", "", "", HALF_TERMLY, RECURRING},
        {"1/2 termly", "", "", "", HALF_TERMLY, RECURRING},
        {"½ termly", "", "", "", HALF_TERMLY, RECURRING},
        {"x6", "", "", "", HALF_TERMLY, RECURRING},
        {"weekly", "", "", "", WEEKLY, RECURRING},
        {"every Monday", "", "", "", WEEKLY, RECURRING},
        {"Weekly staff meetings", "", "", "", WEEKLY, RECURRING},
        {"fortnightly", "", "", "", FORTNIGHTLY, RECURRING},
        {"monthly", "", "", "", MONTHLY, RECURRING},
        {"daily", "", "", "", DAILY, RECURRING},
        {"annually", "", "", "", ANNUALLY, RECURRING},
        {"yearly", "", "", "", ANNUALLY, RECURRING},
        {"once a year", "", "", "", ANNUALLY, RECURRING},
        {"twice a year", "", "", "", NONE, RECURRING},
        {"bi-annual", "", "", "", NONE, RECURRING},
        {"biannually", "", "", "", NONE, RECURRING},
        {"6-monthly", "", "", "", NONE, RECURRING},
        {"Weekly from Sept 2025", "2025-09-01", "", "", WEEKLY, RECURRING},
        {"mid-term", "", "", "", NONE, POINT},
        {"half term", "", "", "", NONE, POINT},
        {"October half-term", "", "", "", NONE, POINT},
        {"Easter", "", "", "", NONE, POINT},
        {"by Easter", "", "", "", NONE, POINT},
        {"Easter 2026", "", "", "", NONE, POINT},
        {"Xmas", "", "", "", NONE, POINT},
        {"summer holidays", "", "", "", NONE, INTERVAL},
        {"EOY", "", "", "", NONE, POINT},
        {"by end of academic year", "", "", "", NONE, POINT},
        {"immediately", "", "", "", NONE, POINT},
        {"ASAP", "", "", "", NONE, POINT},
        {"July LGB", "2026-07-01", "2026-07-31", "", NONE, WF_WHEN_EVENT},
        {"Autumn FGB", "", "", "12", NONE, WF_WHEN_EVENT},
        {"Nov board", "2025-11-01", "2025-11-30", "", NONE, WF_WHEN_EVENT},
        {"next governors", "", "", "", NONE, WF_WHEN_EVENT},
        {"Spring 1 Standards Committee", "", "", "3", NONE, WF_WHEN_EVENT},
        {"before the next inspection", "", "", "", NONE, WF_WHEN_EVENT},
        {"by next monitoring visit", "", "", "", NONE, WF_WHEN_EVENT},
        {"pre-Ofsted", "", "", "", NONE, WF_WHEN_EVENT},
        {"INSET 1", "", "", "", NONE, WF_WHEN_EVENT},
        {"TD day 1 September", "2025-09-01", "2025-09-01", "", NONE, WF_WHEN_EVENT},
        {"PD day", "", "", "", NONE, WF_WHEN_EVENT},
        {"staff meeting 3", "", "", "", NONE, WF_WHEN_EVENT},
        {"twilight", "", "", "", NONE, WF_WHEN_EVENT},
        {"transition day", "", "", "", NONE, WF_WHEN_EVENT},
        {"SATs week", "", "", "", NONE, WF_WHEN_EVENT},
        {"phonics check week", "", "", "", NONE, WF_WHEN_EVENT},
        {"MTC window", "", "", "", NONE, WF_WHEN_EVENT},
        {"census day", "", "", "", NONE, WF_WHEN_EVENT},
        {"results day", "", "", "", NONE, WF_WHEN_EVENT},
        {"pupil progress meetings (x6)", "", "", "", HALF_TERMLY, RECURRING},
        {"parents' evening", "", "", "", NONE, WF_WHEN_EVENT},
        {"complete", "", "", "", NONE, WF_WHEN_STATUS},
        {"completed", "", "", "", NONE, WF_WHEN_STATUS},
        {"done ✓", "", "", "", NONE, WF_WHEN_STATUS},
        {"12 weeks", "", "", "", NONE, WF_WHEN_DURATION},
        {"6 weeks", "", "", "", NONE, WF_WHEN_DURATION},
        {"within 10 school days", "", "", "", NONE, WF_WHEN_DURATION},
        {"3-5 year plan", "", "", "", NONE, WF_WHEN_DURATION},
        {"Year 1", "", "", "", NONE, UNRESOLVED},
        {"TBC", "", "", "", NONE, UNRESOLVED},
        {"n/a", "", "", "", NONE, UNRESOLVED},
        {"-", "", "", "", NONE, UNRESOLVED},
        {"", "", "", "", NONE, UNRESOLVED},
        {"Improve the teaching of early reading", "", "", "", NONE, UNRESOLVED},
    };
    CHECK_ROWS(rows, &((wf_when_context){.academic_year = 2025}));
}

/* The rule for month and number, case by case. */
static void when_parse__sept_20__day_or_year(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int academic_year;
        wf_month_number column;
        const char *start, *end;
        bool alternative;
    } rows[] = {
        {"20 Sept", 2020, WF_MONTH_NUMBER_YEAR, "2020-09-20", "2020-09-20", false},
        {"Sept 20th", 2020, WF_MONTH_NUMBER_YEAR, "2020-09-20", "2020-09-20", false},
        {"Sept '20", 2023, WF_MONTH_NUMBER_DAY, "2020-09-01", "2020-09-30", false},
        {"Sept 35", 2023, WF_MONTH_NUMBER_DAY, "2035-09-01", "2035-09-30", false},
        {"Sept 20", 2020, WF_MONTH_NUMBER_DAY, "2020-09-01", "2020-09-30", true},
        {"July 21", 2020, WF_MONTH_NUMBER_UNKNOWN, "2021-07-01", "2021-07-31", true},
        {"Sept 20", 2023, WF_MONTH_NUMBER_YEAR, "2020-09-01", "2020-09-30", true},
        {"Sept 20", 2023, WF_MONTH_NUMBER_DAY, "2023-09-20", "2023-09-20", true},
        {"Sept 20", 2023, WF_MONTH_NUMBER_UNKNOWN, "2023-09-20", "2023-09-20", true},
        {"Sept 5", 2020, WF_MONTH_NUMBER_YEAR, "2020-09-05", "2020-09-05", false},
        {"Feb 30", 2020, WF_MONTH_NUMBER_DAY, "2021-02-01", "2021-02-28", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_when_context context = {.academic_year = rows[i].academic_year,
                                   .month_number = rows[i].column};
        wf_when_reading r = wf_when_parse(wf_str_from(rows[i].text), &context);
        char start[11], end[11];
        if (strcmp(wf_date_iso(r.when.start, start), rows[i].start) != 0 ||
            strcmp(wf_date_iso(r.when.end, end), rows[i].end) != 0 ||
            (r.alternative_count > 0) != rows[i].alternative)
            fail_msg("%s in %d: %s..%s, %d alternatives", rows[i].text,
                     rows[i].academic_year, start, wf_date_iso(r.when.end, end),
                     r.alternative_count);
    }
}

static void when_month_number__columns__majority(void **state)
{
    (void)state;
    static const struct {
        const char *cells[5];
        int year;
        wf_month_number kind;
    } rows[] = {
        {{"Sept 20", "Jan 21", "July 21"}, 0, WF_MONTH_NUMBER_YEAR},
        {{"Sept 20", "Jan 21"}, 2020, WF_MONTH_NUMBER_YEAR},
        {{"Sept 20", "Oct 12", "Nov 30"}, 0, WF_MONTH_NUMBER_UNKNOWN},
        {{"Sept 20", "12 Oct", "3rd Nov"}, 0, WF_MONTH_NUMBER_DAY},
        {{"Sept 20", "Sept '20", "Jan-21"}, 0, WF_MONTH_NUMBER_YEAR},
        {{"Termly", "Ongoing"}, 2020, WF_MONTH_NUMBER_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_str cells[5];
        size_t n = 0;
        for (; n < 5 && rows[i].cells[n]; n++)
            cells[n] = wf_str_from(rows[i].cells[n]);
        wf_when_context context = {.academic_year = rows[i].year};
        assert_int_equal(wf_when_month_number(cells, n, &context), rows[i].kind);
    }
    assert_int_equal(wf_when_month_number(NULL, 0, NULL), WF_MONTH_NUMBER_UNKNOWN);
}

static void when_parse__doubts__flags(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned has, has_not;
    } rows[] = {
        {"Tuesday 12th October 2020", WF_WHEN_WEEKDAY, 0},
        {"Monday 12th October 2020", 0, WF_WHEN_WEEKDAY},
        {"Monday 17 July 2026", WF_WHEN_WEEKDAY, 0},
        {"w/c 14.10.20", WF_WHEN_WEEKDAY, 0},
        {"w/c 12.10.20", 0, WF_WHEN_WEEKDAY},
        {"w/e 16.10.20", 0, WF_WHEN_WEEKDAY},
        {"September 2017", WF_WHEN_OUTSIDE, 0},
        {"September 2019", 0, WF_WHEN_OUTSIDE},
        {"July 2022", 0, WF_WHEN_OUTSIDE},
        {"September 2023", WF_WHEN_OUTSIDE, 0},
        {"July", WF_WHEN_ASSUMED_YEAR, WF_WHEN_AMBIGUOUS},
        {"Sept 20", WF_WHEN_AMBIGUOUS, 0},
        {"by 2022", WF_WHEN_AMBIGUOUS | WF_WHEN_BY, 0},
        {"44085", WF_WHEN_AMBIGUOUS, 0},
        {"10/25/2020", WF_WHEN_AMBIGUOUS, 0},
        {"S1", WF_WHEN_AMBIGUOUS, 0},
        {"biannual", WF_WHEN_AMBIGUOUS, 0},
        {"12.10.20, 14.12.20", WF_WHEN_SEVERAL, 0},
        {"12.10.20 - 14.12.20", 0, WF_WHEN_SEVERAL},
        {"from Sept 2020", WF_WHEN_FROM, 0},
    };
    wf_when_context context = {.academic_year = 2020};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_when_reading r = wf_when_parse(wf_str_from(rows[i].text), &context);
        if ((r.flags & rows[i].has) != rows[i].has || (r.flags & rows[i].has_not) != 0)
            fail_msg("%s: flags %u", rows[i].text, r.flags);
        assert_true(r.confidence > 0 && r.confidence <= 100);
    }
    wf_when_reading by = wf_when_parse(WF_STR("by 2022"), &context);
    assert_int_equal(by.alternative_count, 2);
    assert_int_equal(by.alternatives[0].end, wf_date_from_ymd(2022, 8, 31));
    assert_int_equal(by.alternatives[1].end, wf_date_from_ymd(2021, 12, 31));
    assert_true(by.confidence < 50);
}

static void when_is_time__lines__told_from_prose(void **state)
{
    (void)state;
    static const char *const times[] = {"September 2020",
                                        "w/c 12.10.20",
                                        "Termly",
                                        "Autumn 1",
                                        "By Easter",
                                        "Sept 2020 staff meeting",
                                        "Timescale: Autumn term",
                                        "6 weeks",
                                        "July LGB"};
    static const char *const others[] = {
        "£350",
        "Staff meeting time",
        "Class teachers",
        "TBC",
        "",
        "SLT",
        "Supply cover for 3 days",
        "Release time for subject leaders",
        "Phonics training for all teaching assistants in September 2020 with the hub"};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        if (!wf_when_is_time(wf_str_from(times[i]), NULL))
            fail_msg("%s is a time", times[i]);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (wf_when_is_time(wf_str_from(others[i]), NULL))
            fail_msg("%s is no time", others[i]);
    assert_true(wf_when_shows_six_terms(WF_STR("Term 5")));
    assert_true(wf_when_shows_six_terms(WF_STR("T4-T6")));
    assert_false(wf_when_shows_six_terms(WF_STR("Term 3")));
    assert_false(wf_when_shows_six_terms(WF_STR("HT5")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(when_parse__terms__numbers_and_no_dates),
        cmocka_unit_test(when_parse__days_and_months__start_and_end),
        cmocka_unit_test(when_parse__recurring_and_other__kinds),
        cmocka_unit_test(when_parse__sept_20__day_or_year),
        cmocka_unit_test(when_month_number__columns__majority),
        cmocka_unit_test(when_parse__doubts__flags),
        cmocka_unit_test(when_is_time__lines__told_from_prose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
