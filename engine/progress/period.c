#include "wayforward/progress.h"
#include <stdio.h>

enum {
    HALF_TERMS = 6,
    FIRST_YEAR = 1900,
    LAST_YEAR = 2200
};

static const struct {
    const char *word;
    int half;
} season_words[] = {
    /* lower case; the half-term in which the term ends */
    {"autumn", 2}, {"aut", 2}, {"spring", 4}, {"spr", 4}, {"summer", 6}, {"sum", 6},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at the start of *s (at most `most` of them) as a number; -1 where there are
 * none. */
static int take_number(wf_str *s, size_t most)
{
    int value = 0;
    size_t n = 0;
    while (n < s->n && n < most && is_digit(s->p[n]))
        value = value * 10 + (s->p[n++] - '0');
    *s = wf_str_sub(*s, n, s->n);
    return n ? value : -1;
}

static bool take_separator(wf_str *s)
{
    if (s->n > 0 && (s->p[0] == '-' || s->p[0] == '/')) {
        *s = wf_str_sub(*s, 1, s->n);
        return true;
    }
    wf_str dash = WF_STR("\xe2\x80\x93"); /* en dash */
    if (wf_str_starts_with(*s, dash)) {
        *s = wf_str_sub(*s, dash.n, s->n);
        return true;
    }
    return false;
}

/* "2026-27", "2026/2027": the first of the two, or 0. */
static int take_year(wf_str *s)
{
    int first = take_number(s, 4);
    if (first < FIRST_YEAR || first > LAST_YEAR || !take_separator(s))
        return 0;
    size_t before = s->n;
    int second = take_number(s, 4);
    size_t digits = before - s->n;
    if (digits == 2 && second == (first + 1) % 100)
        return first;
    return digits == 4 && second == first + 1 ? first : 0;
}

static bool half_from_word(wf_str rest, int *half)
{
    for (size_t i = 0; i < sizeof season_words / sizeof *season_words; i++)
        if (wf_str_eq_nocase(rest, wf_str_from(season_words[i].word))) {
            *half = season_words[i].half;
            return true;
        }
    return false;
}

static bool half_from_number(wf_str rest, int *half)
{
    if (rest.n > 5 && wf_str_eq_nocase(wf_str_sub(rest, 0, 4), WF_STR("term")))
        rest = wf_str_trim(wf_str_sub(rest, 4, rest.n));
    else if (rest.n > 1 && (rest.p[0] == 'T' || rest.p[0] == 't'))
        rest = wf_str_sub(rest, 1, rest.n);
    *half = take_number(&rest, 1);
    return rest.n == 0 && *half >= 1 && *half <= HALF_TERMS;
}

bool wf_period_parse(wf_str text, wf_period *out)
{
    wf_str rest = wf_str_trim(text);
    int year = take_year(&rest);
    if (year == 0)
        return false;
    int half = HALF_TERMS;
    wf_period_style style = WF_PERIOD_YEAR;
    if (rest.n > 0) {
        if (rest.p[0] != '/' && rest.p[0] != ' ')
            return false;
        rest = wf_str_trim(wf_str_sub(rest, 1, rest.n));
        if (half_from_word(rest, &half))
            style = WF_PERIOD_TERM;
        else if (half_from_number(rest, &half))
            style = WF_PERIOD_HALF;
        else
            return false;
    }
    *out = (wf_period){.number = HALF_TERMS * year + half, .style = style};
    return true;
}

const char *wf_period_text(wf_period period, char buf[WF_PERIOD_TEXT])
{
    static const char *const terms[] = {"autumn", "autumn", "spring",
                                        "spring", "summer", "summer"};
    int year = (period.number - 1) / HALF_TERMS;
    int half = (period.number - 1) % HALF_TERMS;
    if (period.number <= 0) {
        buf[0] = '\0';
        return buf;
    }
    int next = (year + 1) % 100;
    if (period.style == WF_PERIOD_YEAR)
        (void)snprintf(buf, WF_PERIOD_TEXT, "%d-%02d", year, next);
    else if (period.style == WF_PERIOD_TERM)
        (void)snprintf(buf, WF_PERIOD_TEXT, "%d-%02d/%s", year, next, terms[half]);
    else
        (void)snprintf(buf, WF_PERIOD_TEXT, "%d-%02d/T%d", year, next, half + 1);
    return buf;
}

wf_period wf_period_of_date(wf_date date)
{
    /* The last day (month * 100 + day) of each half-term in a calendar year, from
     * January. */
    static const struct {
        int last, half;
    } ends[] = {{214, 3}, {410, 4}, {531, 5}, {831, 6}, {1031, 1}, {1231, 2}};
    if (date == WF_DATE_NONE)
        return (wf_period){0};
    wf_ymd day = wf_date_ymd(date);
    size_t i = 0;
    while (i + 1 < sizeof ends / sizeof *ends && day.month * 100 + day.day > ends[i].last)
        i++;
    int year = day.month >= 9 ? day.year : day.year - 1;
    return (wf_period){.number = HALF_TERMS * year + ends[i].half,
                       .style = WF_PERIOD_HALF};
}
