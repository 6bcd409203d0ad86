#include "engine/report/words.h"
#include "engine/base/strbuf.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

wf_str words_text(words *w, const char *fmt, ...)
{
    char buffer[1200];
    wf_str out = WF_STR_EMPTY;
    va_list args;
    va_start(args, fmt);
    // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_start is above
    int n = vsnprintf(buffer, sizeof buffer, fmt, args);
    va_end(args);
    if (n < 0 || wf_arena_str(w->arena, wf_str_from(buffer), &out) != WF_OK)
        w->failed = true;
    return out;
}

wf_str words_count(words *w, size_t n, const char *one, const char *many)
{
    if (n == 0)
        return words_text(w, "no %s", many);
    return words_text(w, "%zu %s", n, n == 1 ? one : many);
}

wf_str words_list(words *w, const wf_str *names, size_t n, size_t most)
{
    wf_strbuf out = wf_strbuf_in(w->arena, 4000);
    size_t shown = n > most ? most : n;
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            wf_strbuf_add(&out, i + 1 == n ? WF_STR(" and ") : WF_STR(", "));
        wf_strbuf_add(&out, names[i]);
    }
    if (n > shown)
        wf_strbuf_printf(&out, " and %zu %s", n - shown,
                         n - shown == 1 ? "other" : "others");
    w->failed = w->failed || out.failed;
    return out.failed ? WF_STR_EMPTY : wf_strbuf_str(&out);
}

wf_str words_date(words *w, wf_date date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (date == WF_DATE_NONE)
        return WF_STR_EMPTY;
    wf_ymd ymd = wf_date_ymd(date);
    if (ymd.month < 1 || ymd.month > 12)
        return WF_STR_EMPTY;
    return words_text(w, "%d %s %d", ymd.day, months[ymd.month - 1], ymd.year);
}

wf_str words_period(words *w, wf_period period)
{
    static const char *const seasons[] = {"autumn", "spring", "summer"};
    if (period.number <= 0)
        return WF_STR_EMPTY;
    int half = (period.number - 1) % 6; /* 0..5 */
    int year = (period.number - 1) / 6;
    if (period.style == WF_PERIOD_YEAR)
        return words_text(w, "%d-%02d", year, (year + 1) % 100);
    if (period.style == WF_PERIOD_TERM)
        return words_text(w, "%s term of %d-%02d", seasons[half / 2], year,
                          (year + 1) % 100);
    return words_text(w, "Term %d of %d-%02d", half + 1, year, (year + 1) % 100);
}

wf_str words_period_short(words *w, wf_period period)
{
    static const char *const seasons[] = {"Aut", "Spr", "Sum"};
    if (period.number <= 0)
        return WF_STR_EMPTY;
    int half = (period.number - 1) % 6;
    int year = (period.number - 1) / 6;
    if (period.style == WF_PERIOD_YEAR)
        return words_text(w, "%d-%02d", year, (year + 1) % 100);
    if (period.style == WF_PERIOD_TERM)
        return words_text(w, "%s %d-%02d", seasons[half / 2], year, (year + 1) % 100);
    return words_text(w, "T%d %d-%02d", half + 1, year, (year + 1) % 100);
}

wf_show show_of_value(double value, wf_unit unit, double cohort)
{
    switch (unit) {
    case WF_UNIT_PERCENT:
    case WF_UNIT_RATIO:
        return cohort > 0 && cohort < 100 ? WF_SHOW_PERCENT0 : WF_SHOW_PERCENT1;
    case WF_UNIT_GBP:
        return WF_SHOW_GBP;
    case WF_UNIT_SCORE:
    case WF_UNIT_POINTS:
        return WF_SHOW_DECIMAL1;
    case WF_UNIT_COUNT:
    case WF_UNIT_DAYS:
    case WF_UNIT_NONE:
        break;
    }
    return fabs(value - round(value)) < 1e-9 ? WF_SHOW_INTEGER : WF_SHOW_DECIMAL1;
}

double value_in_tree(double value, wf_unit unit)
{
    return unit == WF_UNIT_PERCENT ? value / 100 : value;
}

wf_str words_value(words *w, double value, wf_unit unit, double cohort)
{
    const wf_report_column column = {.show = show_of_value(value, unit, cohort)};
    const wf_item item = {.kind = WF_ITEM_NUMBER, .number = value_in_tree(value, unit)};
    wf_str out = WF_STR_EMPTY;
    if (wf_item_text(&item, &column, w->arena, &out) != WF_OK)
        w->failed = true;
    return out;
}

wf_str words_people(words *w, wf_strs people)
{
    wf_strbuf out = wf_strbuf_in(w->arena, 2000);
    for (size_t i = 0; i < people.n; i++) {
        if (i > 0)
            wf_strbuf_add(&out, WF_STR(", "));
        wf_strbuf_add(&out, people.items[i]);
    }
    w->failed = w->failed || out.failed;
    return out.n == 0 || out.failed ? WF_STR_EMPTY : wf_strbuf_str(&out);
}

wf_str words_family(words *w, wf_family family)
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s", wf_family_name(family));
    for (char *p = name; *p != '\0'; p++)
        if (*p == '-')
            *p = ' ';
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 'a' + 'A');
    return words_text(w, "%s", name);
}

wf_str words_one_line(words *w, wf_str text, size_t most)
{
    wf_strbuf out = wf_strbuf_in(w->arena, most);
    text = wf_str_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n' || text.p[i] == '\r')
            wf_strbuf_add(&out, WF_STR(" / "));
        else
            wf_strbuf_add(&out, wf_str_sub(text, i, 1));
    }
    w->failed = w->failed || out.failed;
    return out.n == 0 || out.failed ? WF_STR_EMPTY : wf_strbuf_str(&out);
}

wf_str words_range(words *w, double lower, double upper, const wf_kpi_progress *item)
{
    /* with hundreds of pupils a whole per cent would hide the range */
    double cohort = upper - lower < 3 ? 0 : 1;
    return words_text(w, "%.*s to %.*s",
                      WF_STR_ARG(words_value(w, lower, item->unit, cohort)),
                      WF_STR_ARG(words_value(w, upper, item->unit, cohort)));
}

wf_str words_rating(words *w, const wf_kpi_progress *item)
{
    return words_text(w, "%s %s%s", wf_mark_symbol(mark_of_status(item->status)),
                      wf_progress_status_name(item->status),
                      item->one_pupil_moves_status ? " \u00B1"
                                                     "1"
                                                   : "");
}

wf_str words_counted(words *w, const wf_kpi_progress *item)
{
    double whole = item->unit == WF_UNIT_PERCENT ? 100 : 1;
    double n = item->latest_cohort;
    double k = item->latest_value / whole * n;
    if (!item->one_pupil.present || n <= 0 || n >= 1000)
        return WF_STR_EMPTY;
    /* the value was rounded, to a tenth or to a whole per cent: which count was it? */
    double off = fabs(k - round(k)) / n * 100, percent = item->latest_value / whole * 100;
    bool is_whole = fabs(percent - round(percent)) < 1e-6;
    if (off > (is_whole && n < 100 ? 0.5 : 0.06))
        return words_text(w, " (%.0f pupils)", n);
    return words_text(w, " (%.0f of %.0f pupils)", round(k), n);
}

wf_str words_standing(words *w, const wf_kpi_progress *item)
{
    wf_against against = wf_progress_against_national(item);
    wf_str text = words_text(
        w, "%.*s%.*s",
        WF_STR_ARG(words_value(w, item->latest_value, item->unit, item->latest_cohort)),
        WF_STR_ARG(words_counted(w, item)));
    if (item->lower95.present)
        text = words_text(
            w, "%.*s, range %.*s", WF_STR_ARG(text),
            WF_STR_ARG(words_range(w, item->lower95.value, item->upper95.value, item)));
    if (against == WF_AGAINST_UNKNOWN)
        return text;
    return words_text(w, "%.*s, %s %.*s nationally", WF_STR_ARG(text),
                      against == WF_AGAINST_IN_LINE ? "in line with"
                                                    : wf_against_name(against),
                      WF_STR_ARG(words_value(w, item->national.value, item->unit, 0)));
}

int words_moved(const wf_kpi_progress *now, const wf_kpi_progress *then)
{
    if (then == NULL || then->status < WF_PROGRESS_OFF_TRACK ||
        now->status < WF_PROGRESS_OFF_TRACK)
        return 0; /* the statuses go from off track to achieved */
    return (int)now->status - (int)then->status;
}

wf_mark mark_of_rag(wf_rag rag)
{
    static const wf_mark marks[] = {
        [WF_RAG_NONE] = WF_MARK_NONE,   [WF_RAG_RED] = WF_MARK_RED,
        [WF_RAG_AMBER] = WF_MARK_AMBER, [WF_RAG_GREEN] = WF_MARK_GREEN,
        [WF_RAG_BLUE] = WF_MARK_BLUE,
    };
    return rag <= WF_RAG_BLUE ? marks[rag] : WF_MARK_NONE;
}

wf_mark mark_of_status(wf_progress_status status)
{
    wf_rag rag = wf_progress_status_rag(status);
    return rag == WF_RAG_NONE ? WF_MARK_GREY : mark_of_rag(rag);
}
