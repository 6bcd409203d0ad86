#include "engine/calendar/terms.h"
#include "engine/text/fold.h"
#include <stdio.h>

enum {
    FOLDED_MAX = 512
};

int wf_academic_year_of(wf_date date)
{
    if (date == WF_DATE_NONE)
        return 0;
    wf_ymd d = wf_date_ymd(date);
    return d.month >= 9 ? d.year : d.year - 1;
}

const char *wf_academic_year_name(int year, char buf[8])
{
    if (year < 1 || year > 9998)
        buf[0] = '\0';
    else
        (void)snprintf(buf, 8, "%04d-%02d", year, (year + 1) % 100);
    return buf;
}

typedef struct number_at {
    int value;
    size_t digits, end;
} number_at;

/* A number that stands on its own; digits 0 where there is none at i. */
static number_at read_number(wf_str s, size_t i)
{
    number_at n = {.end = i};
    if (i > 0 && wf_is_digit(s.p[i - 1]))
        return n;
    while (n.end < s.n && wf_is_digit(s.p[n.end]) && n.digits < 6) {
        n.value = n.value * 10 + (s.p[n.end++] - '0');
        n.digits++;
    }
    return n;
}

static size_t skip_spaces(wf_str s, size_t i)
{
    while (i < s.n && s.p[i] == ' ')
        i++;
    return i;
}

static bool plausible(int year)
{
    return year >= 1990 && year <= 2200;
}

/* "2020/21", "2020-2021", "2020 to 2021", "20/21" at i; 0 where there is none. */
static int year_pair(wf_str s, size_t i)
{
    number_at first = read_number(s, i);
    if (first.digits != 4 && first.digits != 2)
        return 0;
    size_t k = skip_spaces(s, first.end);
    bool to = wf_word_at(s, k, WF_STR("to"));
    if (k >= s.n || (s.p[k] != '/' && s.p[k] != '-' && !to))
        return 0;
    number_at second = read_number(s, skip_spaces(s, k + (to ? 2 : 1)));
    bool ends =
        second.end >= s.n || !(wf_is_digit(s.p[second.end]) || s.p[second.end] == '/');
    bool starts = i == 0 || (s.p[i - 1] != '/' && s.p[i - 1] != '.' && s.p[i - 1] != '-');
    if (!ends || !starts || (second.digits != 2 && second.digits != 4))
        return 0;
    int year = first.digits == 4 ? first.value : 2000 + first.value;
    if (first.digits == 2 &&
        (second.digits == 4 || first.value < 13)) /* "09/10" is a day */
        return 0;
    int next = second.digits == 4 ? second.value : year / 100 * 100 + second.value;
    bool wraps = second.digits == 2 && (year + 1) % 100 == second.value;
    return plausible(year) && (next == year + 1 || wraps) ? year : 0;
}

static int month_number(wf_str s, size_t i)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    bool starts = i == 0 || !wf_is_word_char(s.p[i - 1]);
    for (int m = 0; starts && m < 12; m++)
        if (wf_str_starts_with(wf_str_sub(s, i, 3), wf_str_from(names[m])))
            return m + 1;
    return 0;
}

/* "September 2020 - July 2021": autumn of one year to summer of the next. */
static int month_span(wf_str s, size_t i)
{
    int month = month_number(s, i);
    if (month < 8 || month > 10)
        return 0;
    while (i < s.n && wf_is_letter(s.p[i]))
        i++;
    number_at year = read_number(s, skip_spaces(s, i));
    if (year.digits != 4 || !plausible(year.value))
        return 0;
    size_t k = skip_spaces(s, year.end);
    bool to = wf_word_at(s, k, WF_STR("to"));
    if (k >= s.n || (s.p[k] != '-' && !to))
        return 0;
    k = skip_spaces(s, k + (to ? 2 : 1));
    int last = month_number(s, k);
    while (k < s.n && wf_is_letter(s.p[k]))
        k++;
    number_at next = read_number(s, skip_spaces(s, k));
    return last >= 6 && last <= 9 && next.digits == 4 && next.value == year.value + 1
               ? year.value
               : 0;
}

int wf_academic_year_find(wf_str text)
{
    char buf[FOLDED_MAX];
    wf_str s = wf_fold_into(text, buf, sizeof buf, NULL);
    for (size_t i = 0; i < s.n; i++) {
        int year = wf_is_digit(s.p[i]) ? year_pair(s, i) : 0;
        if (year == 0 && wf_is_letter(s.p[i]))
            year = month_span(s, i);
        if (year != 0)
            return year;
    }
    return 0;
}
