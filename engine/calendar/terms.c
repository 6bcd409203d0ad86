#include "engine/calendar/terms.h"
#include <string.h>

enum {
    OWN_YEARS_MAX = 200,
    CLOSED_DAYS_MAX = 4096,
    STAFF_DAYS = 195,
    YEAR_MIN = 1990,
    YEAR_MAX = 2200
};

struct wf_calendar {
    wf_arena *arena;
    wf_school_year *years; /* only the terms of `own` are set */
    size_t year_count, year_cap;
    wf_date *closed; /* sorted */
    size_t closed_count, closed_cap;
};

wf_calendar *wf_calendar_new(void)
{
    wf_arena *arena = wf_arena_new(0);
    wf_calendar *calendar = arena ? wf_arena_alloc(arena, sizeof *calendar) : NULL;
    if (!calendar) {
        wf_arena_free(arena);
        return NULL;
    }
    *calendar = (wf_calendar){.arena = arena};
    return calendar;
}

void wf_calendar_free(wf_calendar *calendar)
{
    if (calendar)
        wf_arena_free(calendar->arena);
}

static wf_school_year *own_year(const wf_calendar *calendar, int year)
{
    for (size_t i = 0; i < calendar->year_count; i++)
        if (calendar->years[i].year == year)
            return &calendar->years[i];
    return NULL;
}

wf_status wf_calendar_set_term(wf_calendar *calendar, int year, int term, wf_span dates,
                               wf_error *err)
{
    char name[8];
    if (term < 1 || term > WF_TERMS || year < YEAR_MIN || year > YEAR_MAX)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "term %d of %d: terms are 1 to 6 of a year %d to %d", term, year,
                       (int)YEAR_MIN, (int)YEAR_MAX);
    wf_date first = wf_date_from_ymd(year, 8, 1);
    wf_date last = wf_date_from_ymd(year + 1, 9, 30);
    if (dates.start == WF_DATE_NONE || dates.start > dates.end || dates.start < first ||
        dates.end > last)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "the dates of term %d of %s are not in order or not in that year",
                       term, wf_academic_year_name(year, name));
    wf_school_year *own = own_year(calendar, year);
    if (!own) {
        if (calendar->year_count == OWN_YEARS_MAX)
            return wf_fail(err, WF_E_LIMIT, NULL, "term dates for more than %d years",
                           (int)OWN_YEARS_MAX);
        wf_school_year *years =
            wf_arena_push_room(calendar->arena, calendar->years, calendar->year_count,
                               &calendar->year_cap, sizeof *years);
        if (!years)
            return wf_fail_memory(err);
        calendar->years = years;
        own = &years[calendar->year_count++];
        *own = (wf_school_year){.year = year};
    }
    own->terms[term - 1] = dates;
    own->own |= (uint8_t)(1u << (term - 1));
    return WF_OK;
}

wf_status wf_calendar_add_closed_day(wf_calendar *calendar, wf_date day, wf_error *err)
{
    if (day == WF_DATE_NONE)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "a closed day without a date");
    if (calendar->closed_count == CLOSED_DAYS_MAX)
        return wf_fail(err, WF_E_LIMIT, NULL, "more than %d closed days",
                       (int)CLOSED_DAYS_MAX);
    wf_date *closed =
        wf_arena_push_room(calendar->arena, calendar->closed, calendar->closed_count,
                           &calendar->closed_cap, sizeof *closed);
    if (!closed)
        return wf_fail_memory(err);
    calendar->closed = closed;
    size_t i = calendar->closed_count;
    for (; i > 0 && closed[i - 1] >= day; i--)
        if (closed[i - 1] == day)
            return WF_OK;
    i = calendar->closed_count++;
    for (; i > 0 && closed[i - 1] > day; i--)
        closed[i] = closed[i - 1];
    closed[i] = day;
    return WF_OK;
}

static bool is_closed(const wf_calendar *calendar, wf_date day)
{
    size_t low = 0;
    size_t high = calendar ? calendar->closed_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->closed[middle] == day)
            return true;
        if (calendar->closed[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* The Monday on or after a day: the one in day .. day + 6. */
static wf_date monday_from(wf_date day)
{
    return day + (7 - wf_date_weekday(day)) % 7;
}

static wf_date friday_before(wf_date monday)
{
    return monday - 3;
}

static bool is_weekday(wf_date day)
{
    return wf_date_weekday(day) < 5;
}

static void set_easter_break(wf_school_year *y, wf_date easter)
{
    wf_ymd good_friday = wf_date_ymd(easter - 2);
    bool early = good_friday.month == 3 || good_friday.day <= 2;
    if (early) { /* Easter begins the holiday */
        y->terms[3].end = easter - 3;
        y->terms[4].start = easter + 15;
    } else if (wf_date_ymd(easter).day <= 12) { /* Holy Week and the week after */
        y->terms[3].end = easter - 9;
        y->terms[4].start = easter + 8;
    } else { /* Easter Monday ends it */
        y->terms[3].end = easter - 16;
        y->terms[4].start = easter + 2;
    }
}

/* Bank holidays of the two calendar years that an academic year touches. */
typedef struct year_holidays {
    wf_bank_holiday items[2 * WF_BANK_HOLIDAYS_MAX];
    size_t n;
} year_holidays;

static year_holidays holidays_of(int year)
{
    year_holidays h = {.n = 0};
    h.n = wf_bank_holidays(year, h.items);
    h.n += wf_bank_holidays(year + 1, h.items + h.n);
    return h;
}

static bool is_holiday(const year_holidays *h, wf_date day)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->items[i].date == day)
            return true;
    return false;
}

static int working_days(const year_holidays *h, wf_span span)
{
    int days = 0;
    for (wf_date day = span.start; day <= span.end; day++)
        days += is_weekday(day) && !is_holiday(h, day);
    return days;
}

/* The last day of the year: when all staff days are used, at the latest 24 July. */
static wf_date year_end(const year_holidays *h, const wf_school_year *y)
{
    int days = 0;
    for (int t = 0; t < 5; t++)
        days += working_days(h, y->terms[t]);
    wf_date latest = wf_date_from_ymd(y->year + 1, 7, 24);
    wf_date last = y->terms[5].start;
    for (wf_date day = last; day <= latest && days < STAFF_DAYS; day++)
        if (is_weekday(day) && !is_holiday(h, day)) {
            days++;
            last = day;
        }
    return last;
}

/* The default calendar by rule (domain facts, "Default calendar algorithm"). */
static wf_school_year rule_year(int year)
{
    wf_school_year y = {.year = year};
    year_holidays h = holidays_of(year);
    wf_date first = wf_date_from_ymd(year, 9, 1);
    y.terms[0].start = wf_date_weekday(first) < 4 ? first : monday_from(first);
    wf_date october = monday_from(wf_date_from_ymd(year, 10, 22));
    y.terms[0].end = friday_before(october);
    y.terms[1].start = october + 7;
    wf_date december = wf_date_from_ymd(year, 12, 22);
    y.terms[1].end =
        december - (wf_date_weekday(december) + 3) % 7; /* the Friday on or before */
    y.terms[2].start = y.terms[1].end + 17;
    wf_date february = monday_from(wf_date_from_ymd(year + 1, 2, 12));
    y.terms[2].end = friday_before(february);
    y.terms[3].start = february + 7;
    set_easter_break(&y, wf_easter(year + 1));
    wf_date may_31 = wf_date_from_ymd(year + 1, 5, 31);
    wf_date may = may_31 - wf_date_weekday(may_31);
    y.terms[4].end = friday_before(may);
    y.terms[5].start = may + 7;
    for (int t = 0; t < WF_TERMS; t++)
        while (is_holiday(&h, y.terms[t].start)) /* New Year, jubilees */
            y.terms[t].start++;
    y.terms[5].end = year_end(&h, &y);
    return y;
}

wf_school_year wf_calendar_year(const wf_calendar *calendar, int year)
{
    if (year < YEAR_MIN || year > YEAR_MAX) {
        wf_school_year none = {.year = year};
        for (int t = 0; t < WF_TERMS; t++)
            none.terms[t] = (wf_span){WF_DATE_NONE, WF_DATE_NONE};
        return none;
    }
    wf_school_year y = rule_year(year);
    const wf_school_year *own = calendar ? own_year(calendar, year) : NULL;
    if (!own)
        return y;
    y.own = own->own;
    for (int t = 0; t < WF_TERMS; t++)
        if (own->own & (1u << t))
            y.terms[t] = own->terms[t];
    return y;
}

wf_status wf_calendar_check(const wf_calendar *calendar, wf_error *err)
{
    for (size_t i = 0; calendar && i < calendar->year_count; i++) {
        wf_school_year y = wf_calendar_year(calendar, calendar->years[i].year);
        char name[8];
        for (int t = 1; t < WF_TERMS; t++)
            if (y.terms[t].start <= y.terms[t - 1].end)
                return wf_fail(err, WF_E_MODEL, NULL,
                               "term %d of %s begins before term %d has ended", t + 1,
                               wf_academic_year_name(y.year, name), t);
    }
    return WF_OK;
}

wf_span wf_calendar_terms(const wf_calendar *calendar, int year, uint8_t terms)
{
    wf_span span = {WF_DATE_NONE, WF_DATE_NONE};
    wf_school_year y = wf_calendar_year(calendar, year);
    for (int t = 0; t < WF_TERMS; t++) {
        if (!(terms & (1u << t)))
            continue;
        if (span.start == WF_DATE_NONE)
            span.start = y.terms[t].start;
        span.end = y.terms[t].end;
    }
    return span;
}

int wf_term_at(const wf_calendar *calendar, wf_date date, int *year_out)
{
    if (date == WF_DATE_NONE)
        return 0;
    /* Own dates may begin a year in August or end it in September. */
    int year = wf_academic_year_of(date);
    for (int k = 0; k < 3; k++) {
        int candidate = year + (k == 1 ? -1 : k == 2);
        wf_school_year y = wf_calendar_year(calendar, candidate);
        for (int t = 0; t < WF_TERMS; t++)
            if (date >= y.terms[t].start && date <= y.terms[t].end) {
                if (year_out)
                    *year_out = candidate;
                return t + 1;
            }
    }
    return 0;
}

int wf_term_of(const wf_calendar *calendar, wf_date date, int *year_out)
{
    int term = wf_term_at(calendar, date, year_out);
    if (term > 0 || date == WF_DATE_NONE)
        return term;
    for (int back = 0; back < 2; back++) {
        wf_school_year y = wf_calendar_year(calendar, wf_academic_year_of(date) - back);
        for (int t = WF_TERMS; t > 0; t--)
            if (y.terms[t - 1].end < date) {
                if (year_out)
                    *year_out = y.year;
                return t;
            }
    }
    return 0;
}

/* A calendar year by year, so that walking over days does not compute it for each. */
typedef struct walker {
    const wf_calendar *calendar;
    wf_school_year year;
    year_holidays holidays;
} walker;

static bool walker_is_school_day(walker *w, wf_date day)
{
    if (!is_weekday(day) || is_closed(w->calendar, day))
        return false;
    int year = wf_academic_year_of(day);
    if (w->year.year != year) {
        w->year = wf_calendar_year(w->calendar, year);
        w->holidays = holidays_of(year);
    }
    bool in_term = false;
    for (int t = 0; t < WF_TERMS; t++)
        in_term =
            in_term || (day >= w->year.terms[t].start && day <= w->year.terms[t].end);
    if (!in_term && w->calendar && w->calendar->year_count > 0)
        in_term = wf_term_at(w->calendar, day, NULL) > 0;
    return in_term && !is_holiday(&w->holidays, day);
}

bool wf_is_school_day(const wf_calendar *calendar, wf_date date)
{
    walker w = {.calendar = calendar};
    return date != WF_DATE_NONE && walker_is_school_day(&w, date);
}

static bool is_walkable(wf_date start, wf_date end)
{
    enum {
        LONGEST_WALK = 366 * 100
    };
    return start != WF_DATE_NONE && end != WF_DATE_NONE &&
           (int64_t)end - start < LONGEST_WALK;
}

int wf_school_days(const wf_calendar *calendar, wf_date start, wf_date end)
{
    int days = 0;
    walker w = {.calendar = calendar};
    if (!is_walkable(start, end))
        return 0;
    for (wf_date day = start; day <= end; day++)
        days += walker_is_school_day(&w, day);
    return days;
}

int wf_school_weeks(const wf_calendar *calendar, wf_date start, wf_date end)
{
    int weeks = 0;
    walker w = {.calendar = calendar};
    if (!is_walkable(start, end))
        return 0;
    bool counted = false;
    for (wf_date day = start; day <= end; day++) {
        if (wf_date_weekday(day) == 0)
            counted = false;
        if (!counted && walker_is_school_day(&w, day)) {
            counted = true;
            weeks++;
        }
    }
    return weeks;
}

wf_date wf_school_day_near(const wf_calendar *calendar, wf_date date, int step)
{
    walker w = {.calendar = calendar};
    if (date == WF_DATE_NONE)
        return WF_DATE_NONE;
    for (int i = 0; i < 366; i++, date += step < 0 ? -1 : 1)
        if (walker_is_school_day(&w, date))
            return date;
    return WF_DATE_NONE;
}

wf_date wf_school_days_after(const wf_calendar *calendar, wf_date date, int n)
{
    walker w = {.calendar = calendar};
    if (date == WF_DATE_NONE || n < 0 || n > 10000)
        return WF_DATE_NONE;
    wf_date last = date + 366 * 2 + n * 4;
    for (; n > 0 && date < last; n -= walker_is_school_day(&w, date))
        date++;
    return n > 0 ? WF_DATE_NONE : date;
}
