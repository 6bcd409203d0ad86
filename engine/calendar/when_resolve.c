#include "engine/calendar/school_events.h"
#include "engine/calendar/when_dates.h"

/* "Start of term" is its first two weeks; "at once" is the first school week of the plan.
 */
enum {
    EARLY_DAYS = 14,
    NOW_SCHOOL_DAYS = 5
};

typedef struct resolver {
    const wf_when_reading *r;
    const wf_when_context *context;
    const wf_calendar *calendar;
    int year;       /* of the expression, else of the plan */
    wf_span plan;   /* the plan's academic year */
    wf_span school; /* its first and last school day */
} resolver;

static const wf_resolved nothing = {WF_DATE_NONE, WF_DATE_NONE, WF_DATE_NONE};

/* The last school day of a span; its last day where it has none (August). */
static wf_date due_in(const resolver *v, wf_span span)
{
    wf_date day = wf_school_day_near(v->calendar, span.end, -1);
    bool inside =
        day != WF_DATE_NONE && (span.start == WF_DATE_NONE || day >= span.start);
    return inside ? day : span.end;
}

static wf_resolved from_span(wf_span span)
{
    return (wf_resolved){.start = span.start, .end = span.end, .due = span.end};
}

/* A month's work is due on its last school day; a day, a week or "by" a day on that day.
 */
static wf_resolved resolve_dates(const resolver *v)
{
    const wf_when *w = &v->r->when;
    wf_resolved out = {.start = w->start, .end = w->end, .due = w->end};
    bool by = (v->r->flags & WF_WHEN_BY) != 0;
    if (w->start == WF_DATE_NONE && by && w->end != WF_DATE_NONE) {
        if (v->plan.start != WF_DATE_NONE && v->plan.start <= w->end)
            out.start = v->plan.start;
    } else if (w->end == WF_DATE_NONE) { /* from: to the end of the plan */
        if (v->plan.end != WF_DATE_NONE && v->plan.end >= w->start)
            out.end = out.due = v->school.end >= w->start ? v->school.end : v->plan.end;
    } else if (w->end - w->start >= 27) {
        bool year_of = w->end - w->start > 300;
        out.due = year_of ? w->end : due_in(v, (wf_span){w->start, w->end});
    }
    return out;
}

static wf_resolved resolve_terms(const resolver *v)
{
    wf_span span = wf_calendar_terms(v->calendar, v->year, v->r->when.terms);
    wf_resolved out = from_span(span);
    if (span.start == WF_DATE_NONE)
        return nothing;
    unsigned mods = v->r->mods;
    if (mods & (WM_START | WM_EARLY)) {
        out.end = out.due = span.start + EARLY_DAYS;
    } else if (mods & (WM_BY | WM_UNTIL | WM_END | WM_LATE)) {
        out.start = wf_calendar_year(v->calendar, v->year).terms[0].start;
    } else if (mods & WM_MID) {
        out.end = out.due =
            wf_calendar_terms(v->calendar, v->year, v->r->when.terms & 0x15).end;
    } else if (mods & WM_AFTER) {
        out = (wf_resolved){
            .start = span.end + 1, .end = v->school.end, .due = v->school.end};
    } else if (v->r->flags & WF_WHEN_FROM) {
        out.end = out.due = wf_calendar_year(v->calendar, v->year).terms[5].end;
    }
    return out;
}

/* The half-term that ends where a holiday begins. */
static int term_before(when_holiday holiday)
{
    return (int)holiday; /* the holidays are in the order of the terms */
}

static wf_span break_span(const resolver *v, when_holiday holiday)
{
    wf_school_year y = wf_calendar_year(v->calendar, v->year);
    int t = term_before(holiday);
    wf_date end = t + 1 < WF_TERMS ? y.terms[t + 1].start - 1
                                   : wf_date_from_ymd(v->year + 1, 8, 31);
    return (wf_span){y.terms[t].end + 1, end};
}

/* "By Easter": the last school day before; "after Easter": from the first school day on.
 */
static wf_resolved resolve_holiday(const resolver *v, when_holiday holiday, bool itself)
{
    wf_school_year y = wf_calendar_year(v->calendar, v->year);
    wf_span days = break_span(v, holiday);
    if (y.terms[0].start == WF_DATE_NONE)
        return nothing;
    if (v->r->mods & (WM_AFTER | WM_FROM)) {
        wf_date last = y.terms[5].end;
        return (wf_resolved){.start = days.end + 1, .end = last, .due = last};
    }
    if (itself && !(v->r->mods & (WM_BY | WM_UNTIL)))
        return from_span(days);
    wf_date due = days.start - 1;
    return (wf_resolved){.start = y.terms[0].start, .end = due, .due = due};
}

static wf_resolved resolve_until(const resolver *v, wf_date due)
{
    return (wf_resolved){.start = wf_calendar_year(v->calendar, v->year).terms[0].start,
                         .end = due,
                         .due = due};
}

static wf_resolved resolve_anchor(const resolver *v)
{
    int anchor = v->r->anchor;
    wf_school_year y = wf_calendar_year(v->calendar, v->year);
    if (y.terms[0].start == WF_DATE_NONE)
        return nothing;
    if (anchor >= WA_HOLIDAYS && anchor < WA_BREAKS)
        return resolve_holiday(v, (when_holiday)(anchor - WA_HOLIDAYS), false);
    if (anchor >= WA_BREAKS && anchor < WA_YEAR_END)
        return resolve_holiday(v, (when_holiday)(anchor - WA_BREAKS), true);
    switch ((when_anchor)anchor) {
    case WA_YEAR_END:
        return resolve_until(v, v->context->is_trust
                                    ? wf_date_from_ymd(v->year + 1, 8, 31)
                                    : y.terms[5].end);
    case WA_HALF_TERM: /* the first of the year, as nothing tells which */
        return resolve_until(v, y.terms[0].end);
    case WA_TERM_END:
        return resolve_until(v, y.terms[1].end);
    case WA_NOW: {
        wf_date due =
            wf_school_days_after(v->calendar, y.terms[0].start, NOW_SCHOOL_DAYS);
        return (wf_resolved){.start = y.terms[0].start, .end = due, .due = due};
    }
    case WA_EVENT: {
        wf_span span = wf_school_event_dates(v->r->event, v->year);
        return v->r->mods & WM_BY && span.start != WF_DATE_NONE
                   ? resolve_until(v, span.start)
                   : from_span(span);
    }
    case WA_NONE:
    case WA_HOLIDAYS:
    case WA_BREAKS:
        break;
    }
    return nothing;
}

static wf_resolved resolve_duration(const resolver *v)
{
    wf_date start = v->school.start;
    if (start == WF_DATE_NONE)
        return nothing;
    wf_date due = v->r->is_school_days
                      ? wf_school_days_after(v->calendar, start, v->r->duration_days)
                      : start + v->r->duration_days;
    return (wf_resolved){.start = start, .end = due, .due = due};
}

static resolver resolver_for(const wf_when_reading *reading,
                             const wf_when_context *context)
{
    static const wf_when_context no_context = {.academic_year = 0};
    resolver v = {.r = reading, .context = context ? context : &no_context};
    v.calendar = v.context->calendar;
    v.plan = v.school = (wf_span){WF_DATE_NONE, WF_DATE_NONE};
    int plan = v.context->academic_year;
    v.year = reading->year != 0 ? reading->year : plan;
    if (plan != 0) {
        v.plan =
            (wf_span){wf_date_from_ymd(plan, 9, 1), wf_date_from_ymd(plan + 1, 8, 31)};
        v.school = wf_calendar_terms(v.calendar, plan, TERMS_ALL);
    }
    return v;
}

wf_resolved wf_when_resolve(const wf_when_reading *reading,
                            const wf_when_context *context)
{
    resolver v = resolver_for(reading, context);
    if (reading->when.start != WF_DATE_NONE || reading->when.end != WF_DATE_NONE)
        return resolve_dates(&v);
    if (reading->when.terms != 0 && v.year != 0)
        return resolve_terms(&v);
    if (reading->kind == WF_WHEN_RECURRING || reading->kind == WF_WHEN_ONGOING)
        return (wf_resolved){
            .start = v.plan.start, .end = v.plan.end, .due = WF_DATE_NONE};
    if (reading->anchor != WA_NONE && v.year != 0)
        return resolve_anchor(&v);
    if (reading->kind == WF_WHEN_DURATION)
        return resolve_duration(&v);
    return nothing;
}

typedef struct date_list {
    wf_date *out;
    size_t n, max;
    wf_span within;
} date_list;

static void add(date_list *list, wf_date date)
{
    if (date == WF_DATE_NONE || date < list->within.start || date > list->within.end)
        return;
    if (list->n < list->max)
        list->out[list->n] = date;
    list->n++;
}

static void add_term_ends(date_list *list, const wf_school_year *y, uint8_t terms)
{
    for (int t = 0; t < WF_TERMS; t++)
        if (terms & (1u << t))
            add(list, y->terms[t].end);
}

/* The last school day of each week, or of each second week, that has three or more: a
 * single day at the end of a term is no week. */
static void add_weeks(date_list *list, const resolver *v, const wf_school_year *y,
                      int step)
{
    int week = 0;
    wf_date monday = y->terms[0].start - wf_date_weekday(y->terms[0].start);
    for (; monday <= y->terms[5].end; monday += 7) {
        wf_date last = WF_DATE_NONE;
        int days = 0;
        for (wf_date day = monday; day < monday + 5; day++)
            if (wf_is_school_day(v->calendar, day)) {
                last = day;
                days++;
            }
        if (days < 3)
            continue;
        if (++week % step == 0)
            add(list, last);
    }
}

static void add_months(date_list *list, const resolver *v, int year)
{
    for (int k = 0; k < 10; k++) { /* September to June */
        int month = 9 + k > 12 ? k - 3 : 9 + k;
        int in_year = month >= 9 ? year : year + 1;
        wf_date last = wf_date_from_ymd(in_year, month, wf_month_days(in_year, month));
        add(list, due_in(v, (wf_span){wf_date_from_ymd(in_year, month, 1), last}));
    }
}

static void add_days(date_list *list, const resolver *v, const wf_school_year *y)
{
    for (wf_date day = y->terms[0].start; day <= y->terms[5].end; day++)
        if (wf_is_school_day(v->calendar, day))
            add(list, day);
}

/* "Twice a year", "quarterly": the ends of terms that divide the year best. */
static uint8_t terms_for_times(int times)
{
    static const uint8_t terms[7] = {0, 0x20, 0x24, 0x2A, 0x36, 0x3E, 0x3F};
    return times >= 1 && times <= 6 ? terms[times] : 0;
}

/* NOLINTBEGIN(readability-non-const-parameter): `out` is written through the list */
size_t wf_when_occurrences(const wf_when_reading *reading, const wf_when_context *context,
                           wf_date *out, size_t max)
{
    resolver v = resolver_for(reading, context);
    if (reading->kind != WF_WHEN_RECURRING || v.year == 0)
        return 0;
    wf_school_year y = wf_calendar_year(v.calendar, v.year);
    wf_resolved window = wf_when_resolve(reading, context);
    date_list list = {
        .out = out, .max = max, .within = {y.terms[0].start, y.terms[5].end}};
    if (window.start != WF_DATE_NONE && window.start > list.within.start)
        list.within.start = window.start;
    if (window.end != WF_DATE_NONE && window.end < list.within.end)
        list.within.end = window.end;
    switch (reading->when.recurrence) {
    case WF_RECURRENCE_DAILY:
        add_days(&list, &v, &y);
        break;
    case WF_RECURRENCE_WEEKLY:
        add_weeks(&list, &v, &y, 1);
        break;
    case WF_RECURRENCE_FORTNIGHTLY:
        add_weeks(&list, &v, &y, 2);
        break;
    case WF_RECURRENCE_MONTHLY:
        add_months(&list, &v, v.year);
        break;
    case WF_RECURRENCE_HALF_TERMLY:
        add_term_ends(&list, &y, TERMS_ALL);
        break;
    case WF_RECURRENCE_TERMLY: /* three a year are said outright, or a school may count
                                  six */
        add_term_ends(&list, &y,
                      v.context->terms == WF_TERMS_SIX && reading->times_per_year != 3
                          ? TERMS_ALL
                          : 0x2A);
        break;
    case WF_RECURRENCE_ANNUALLY:
        add_term_ends(&list, &y, 0x20);
        break;
    case WF_RECURRENCE_NONE:
        add_term_ends(&list, &y, terms_for_times(reading->times_per_year));
        break;
    case WF_RECURRENCE_ONGOING:
        break;
    }
    return list.n;
}
/* NOLINTEND(readability-non-const-parameter) */
