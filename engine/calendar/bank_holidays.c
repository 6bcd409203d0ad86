#include "wayforward/calendar.h"

/* The Gregorian computus: the Sunday after the first ecclesiastical full moon on or after
 * 21 March. Golden number, century corrections, epact; the two least cases are moved. */
wf_date wf_easter(int year)
{
    if (year < 1583 || year > 9999)
        return WF_DATE_NONE;
    int golden = year % 19;
    int century = year / 100;
    int skipped_leap_days = century - century / 4;
    int moon_correction = (8 * century + 13) / 25;
    int epact = (19 * golden + skipped_leap_days - moon_correction + 15) % 30;
    if (epact == 29 || (epact == 28 && golden > 10))
        epact--;
    wf_date moon = wf_date_from_ymd(year, 3, 21) + epact;
    int to_sunday = 6 - wf_date_weekday(moon);
    return moon + (to_sunday == 0 ? 7 : to_sunday);
}

/* Holidays moved or added by proclamation: day 0 cancels the usual day of that name. */
static const struct {
    int year, month, day;
    const char *name;
    int moved_month, moved_day; /* the usual day that it replaces; 0: it is extra */
} special_holidays[] = {
    {2002, 6, 3, "Golden Jubilee", 0, 0},
    {2002, 6, 4, "Spring bank holiday", 5, 27},
    {2011, 4, 29, "Royal Wedding", 0, 0},
    {2012, 6, 4, "Spring bank holiday", 5, 28},
    {2012, 6, 5, "Diamond Jubilee", 0, 0},
    {2020, 5, 8, "Early May bank holiday (VE day)", 5, 4},
    {2022, 6, 2, "Spring bank holiday", 5, 30},
    {2022, 6, 3, "Platinum Jubilee", 0, 0},
    {2022, 9, 19, "State Funeral of Queen Elizabeth II", 0, 0},
    {2023, 5, 8, "Coronation of King Charles III", 0, 0},
};

typedef struct holiday_list {
    wf_bank_holiday *items;
    size_t n;
} holiday_list;

/* Insert in order of date. */
static void add(holiday_list *list, wf_date date, const char *name)
{
    if (list->n == WF_BANK_HOLIDAYS_MAX)
        return;
    size_t i = list->n++;
    for (; i > 0 && list->items[i - 1].date > date; i--)
        list->items[i] = list->items[i - 1];
    list->items[i] = (wf_bank_holiday){.date = date, .name = name};
}

static wf_date first_monday(int year, int month)
{
    wf_date first = wf_date_from_ymd(year, month, 1);
    return first + (7 - wf_date_weekday(first)) % 7;
}

static wf_date last_monday(int year, int month)
{
    wf_date last = wf_date_from_ymd(year, month, wf_month_days(year, month));
    return last - wf_date_weekday(last);
}

/* A fixed day, or the next free weekday where it falls on a weekend: "substitute day". */
static wf_date substitute(wf_date day)
{
    int weekday = wf_date_weekday(day);
    return weekday < 5 ? day : day + (7 - weekday);
}

static void add_christmas(holiday_list *list, int year)
{
    wf_date christmas = wf_date_from_ymd(year, 12, 25);
    switch (wf_date_weekday(christmas)) {
    case 4: /* Boxing Day on a Saturday */
        add(list, christmas, "Christmas Day");
        add(list, christmas + 3, "Boxing Day (substitute)");
        break;
    case 5:
        add(list, christmas + 2, "Christmas Day (substitute)");
        add(list, christmas + 3, "Boxing Day (substitute)");
        break;
    case 6:
        add(list, christmas + 1, "Boxing Day");
        add(list, christmas + 2, "Christmas Day (substitute)");
        break;
    default:
        add(list, christmas, "Christmas Day");
        add(list, christmas + 1, "Boxing Day");
        break;
    }
}

static void apply_specials(holiday_list *list, int year)
{
    for (size_t k = 0; k < sizeof special_holidays / sizeof special_holidays[0]; k++) {
        if (special_holidays[k].year != year)
            continue;
        wf_date moved = wf_date_from_ymd(year, special_holidays[k].moved_month,
                                         special_holidays[k].moved_day);
        for (size_t i = 0; moved != WF_DATE_NONE && i < list->n; i++)
            if (list->items[i].date == moved) {
                for (list->n--; i < list->n; i++)
                    list->items[i] = list->items[i + 1];
                break;
            }
        add(list,
            wf_date_from_ymd(year, special_holidays[k].month, special_holidays[k].day),
            special_holidays[k].name);
    }
}

size_t wf_bank_holidays(int year, wf_bank_holiday out[WF_BANK_HOLIDAYS_MAX])
{
    wf_date easter = wf_easter(year);
    if (easter == WF_DATE_NONE)
        return 0;
    holiday_list list = {.items = out};
    add(&list, substitute(wf_date_from_ymd(year, 1, 1)), "New Year's Day");
    add(&list, easter - 2, "Good Friday");
    add(&list, easter + 1, "Easter Monday");
    add(&list, first_monday(year, 5), "Early May bank holiday");
    add(&list, last_monday(year, 5), "Spring bank holiday");
    add(&list, last_monday(year, 8), "Summer bank holiday");
    add_christmas(&list, year);
    apply_specials(&list, year);
    return list.n;
}

bool wf_is_bank_holiday(wf_date date)
{
    if (date == WF_DATE_NONE)
        return false;
    wf_bank_holiday holidays[WF_BANK_HOLIDAYS_MAX];
    size_t n = wf_bank_holidays(wf_date_ymd(date).year, holidays);
    for (size_t i = 0; i < n; i++)
        if (holidays[i].date == date)
            return true;
    return false;
}
