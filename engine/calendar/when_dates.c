#include "engine/calendar/when_dates.h"

static bool needs_year(const piece *p)
{
    return (p->kind == PK_DAY || p->kind == PK_MONTH) && p->year == 0;
}

static bool has_calendar_year(const piece *p)
{
    return (p->kind == PK_DAY || p->kind == PK_MONTH) && p->year != 0;
}

/* "12-16 October": the month stands with the last day. */
static void infer_months(pieces *list)
{
    for (size_t i = list->n; i-- > 1;) {
        piece *p = &list->items[i - 1];
        const piece *next = &list->items[i];
        if (p->kind == PK_DAY_ONLY && next->kind == PK_DAY) {
            p->kind = PK_DAY;
            p->month = next->month;
            p->year = next->year;
        }
    }
}

/* "Nov - Feb 2021": the year stands with the last month. */
static void infer_backwards(pieces *list)
{
    for (size_t i = list->n; i-- > 1;) {
        piece *p = &list->items[i - 1];
        const piece *next = &list->items[i];
        if (needs_year(p) && has_calendar_year(next))
            p->year = p->month <= next->month ? next->year : next->year - 1;
        else if (needs_year(p) && next->kind == PK_YEAR && !next->range_before)
            p->year = next->year;
    }
}

/* "Nov 2020 - Feb": the year stands with the first. */
static void infer_forwards(pieces *list)
{
    for (size_t i = 1; i < list->n; i++) {
        piece *p = &list->items[i];
        const piece *before = &list->items[i - 1];
        if (needs_year(p) && has_calendar_year(before))
            p->year = p->month >= before->month ? before->year : before->year + 1;
    }
}

static void drop(pieces *list, size_t i)
{
    for (list->n--; i < list->n; i++)
        list->items[i] = list->items[i + 1];
}

/* "Autumn 2020/21", "July 2020-21", "end of year 2021": the year belongs to what it
 * stands beside. */
static void attach_years(pieces *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const piece *y = &list->items[i];
        bool academic = y->kind == PK_ACADEMIC && y->last_year == y->year + 1;
        if (!academic)
            continue;
        bool attached = false;
        for (size_t j = 0; j < list->n; j++) {
            piece *p = &list->items[j];
            bool without =
                p->year == 0 &&
                (p->kind == PK_TERMS || p->kind == PK_YEAR_END || p->kind == PK_HOLIDAY ||
                 p->kind == PK_HALF_TERM || needs_year(p));
            if (j == i || !without || y->range_before)
                continue;
            p->year = needs_year(p) && p->month < 9 ? y->year + 1 : y->year;
            attached = true;
        }
        if (attached)
            drop(list, i--);
    }
}

/* "Easter 2026", "Christmas 2025", "end of year 2021": a calendar year after the name. */
static void attach_calendar_years(pieces *list)
{
    for (size_t i = 1; i < list->n; i++) {
        const piece *y = &list->items[i];
        piece *p = &list->items[i - 1];
        bool named = p->kind == PK_HOLIDAY || p->kind == PK_YEAR_END ||
                     p->kind == PK_EVENT || p->kind == PK_HALF_TERM;
        bool of_month =
            p->kind == PK_MONTH && p->year == y->year; /* the year went to the month */
        if (y->kind != PK_YEAR || y->range_before || (!named && !of_month))
            continue;
        bool first_half =
            p->kind == PK_HOLIDAY && (p->value == WH_OCTOBER || p->value == WH_CHRISTMAS);
        if (named)
            p->year = first_half ? y->year : y->year - 1;
        drop(list, i--);
    }
}

bool when_infer_years(pieces *list, int academic_year)
{
    bool assumed = false;
    infer_months(list);
    attach_years(list);
    infer_backwards(list);
    infer_forwards(list);
    attach_calendar_years(list);
    for (size_t i = 0; i < list->n; i++) {
        piece *p = &list->items[i];
        if (!needs_year(p) || academic_year == 0)
            continue;
        p->year = academic_year + (p->month < 9);
        assumed = true;
    }
    return assumed;
}

/* A third of a month: "early", "mid", "late". */
static wf_span part_of_month(wf_span month, unsigned mods)
{
    if (mods & (WM_EARLY | WM_START))
        return (wf_span){month.start, month.start + 9};
    if (mods & WM_MID)
        return (wf_span){month.start + 10, month.start + 19};
    if (mods & WM_LATE)
        return (wf_span){month.start + 20, month.end};
    return month;
}

static wf_span week_of(wf_date day, unsigned mods)
{
    wf_date monday = day - wf_date_weekday(day);
    if (mods & WM_WEEK_OF)
        return (wf_span){monday, monday + 4};
    if (mods & WM_WEEK_END) {
        wf_date friday = monday + 4;
        return (wf_span){monday, day < friday ? day : friday};
    }
    return (wf_span){day, day};
}

wf_span when_piece_dates(const piece *p)
{
    wf_span none = {WF_DATE_NONE, WF_DATE_NONE};
    if (p->year == 0)
        return none;
    wf_date first;
    switch (p->kind) {
    case PK_DAY:
        first = wf_date_from_ymd(p->year, p->month, p->day);
        return first == WF_DATE_NONE ? none : week_of(first, p->mods);
    case PK_MONTH:
        first = wf_date_from_ymd(p->year, p->month, 1);
        return part_of_month(
            (wf_span){first, first + wf_month_days(p->year, p->month) - 1}, p->mods);
    case PK_YEAR:
        return (wf_span){wf_date_from_ymd(p->year, 1, 1),
                         wf_date_from_ymd(p->year, 12, 31)};
    case PK_ACADEMIC:
        return (wf_span){wf_date_from_ymd(p->year, 9, 1),
                         wf_date_from_ymd(p->last_year, 8, 31)};
    case PK_FINANCIAL:
        return (wf_span){wf_date_from_ymd(p->year, 4, 1),
                         wf_date_from_ymd(p->last_year, 3, 31)};
    case PK_DAY_ONLY:
    case PK_TERMS:
    case PK_HALF_TERM:
    case PK_HOLIDAY:
    case PK_YEAR_END:
    case PK_TERM_END:
    case PK_EVENT:
    case PK_RECUR:
    case PK_THROUGHOUT:
    case PK_DURATION:
    case PK_NOW:
    case PK_STATUS:
    case PK_NONE:
        break;
    }
    return none;
}
