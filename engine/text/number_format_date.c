#include "engine/text/number_format_parts.h"
#include "wayforward/date.h"
#include <math.h>

/* A moment as the parts of a format show it. */
typedef struct moment {
    wf_ymd day;
    int weekday;
    double seconds;       /* of the day, rounded to what the format shows */
    double total_seconds; /* since the epoch of the date system, for elapsed time */
    bool twelve_hours;
} moment;

static const char *const month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
static const char *const day_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};

/* Seconds are rounded to the finest part that shows; minutes and hours are cut off. */
static double round_seconds(const format_section *s, double seconds)
{
    double unit = 1.0;
    for (size_t k = 0; k < s->count; k++)
        if (s->tokens[k].kind == FT_SECOND_FRACTION)
            for (unsigned i = 0; i < s->tokens[k].count && i < 3; i++)
                unit *= 10.0;
    return floor(seconds * unit + 0.5) / unit;
}

/* The day of a serial, with Excel's own "0 January 1900" and 29 February 1900. */
static bool serial_day(double day, bool is_1904, wf_ymd *out, int *weekday)
{
    if (!is_1904 && day < 1.0) {
        *out = (wf_ymd){.year = 1900, .month = 1, .day = 0};
        *weekday = 5;
        return true;
    }
    if (!is_1904 && day >= 60.0 && day < 61.0) {
        *out = (wf_ymd){.year = 1900, .month = 2, .day = 29};
        *weekday = 2;
        return true;
    }
    wf_date date = wf_date_from_serial(day, is_1904, NULL);
    if (date == WF_DATE_NONE)
        return false;
    *out = wf_date_ymd(date);
    *weekday = wf_date_weekday(date);
    return true;
}

static bool moment_of(const format_section *s, double value, bool is_1904, moment *m)
{
    if (value < 0.0 || value >= 2958466.0)
        return false;
    double day = floor(value);
    double seconds = round_seconds(s, (value - day) * 86400.0);
    if (seconds >= 86400.0) {
        seconds -= 86400.0;
        day += 1.0;
    }
    m->seconds = seconds;
    m->total_seconds = day * 86400.0 + seconds;
    for (size_t k = 0; k < s->count; k++)
        m->twelve_hours = m->twelve_hours || s->tokens[k].kind == FT_AM_PM;
    return serial_day(day, is_1904, &m->day, &m->weekday) || !s->has_date;
}

static void add_padded(wf_strbuf *b, int value, unsigned count)
{
    wf_strbuf_printf(b, "%0*d", count >= 2 ? 2 : 1, value);
}

static void add_name(wf_strbuf *b, const char *name, unsigned count)
{
    wf_str full = wf_str_from(name);
    if (count == 3)
        full = wf_str_sub(full, 0, 3);
    else if (count == 5) /* mmmmm: the first letter */
        full = wf_str_sub(full, 0, 1);
    wf_strbuf_add(b, full);
}

static void add_day_part(wf_strbuf *b, const format_token *t, const moment *m)
{
    if (t->kind == FT_YEAR) {
        if (t->count <= 2 && (t->text.p[0] == 'y' || t->text.p[0] == 'Y'))
            wf_strbuf_printf(b, "%02d", m->day.year % 100);
        else
            wf_strbuf_printf(b, "%04d", m->day.year);
    } else if (t->kind == FT_MONTH) {
        if (t->count <= 2)
            add_padded(b, m->day.month, t->count);
        else
            add_name(b, month_names[(m->day.month - 1) % 12], t->count);
    } else if (t->count <= 2) {
        add_padded(b, m->day.day, t->count);
    } else {
        add_name(b, day_names[m->weekday], t->count == 3 ? 3 : 4);
    }
}

static void add_hour(wf_strbuf *b, const format_token *t, const moment *m)
{
    int hour = (int)(m->seconds / 3600.0);
    if (m->twelve_hours)
        hour = hour % 12 == 0 ? 12 : hour % 12;
    add_padded(b, hour, t->count);
}

static void add_second_fraction(wf_strbuf *b, const format_token *t, const moment *m)
{
    double fraction = m->seconds - floor(m->seconds);
    int thousandths = (int)floor(fraction * 1000.0 + 0.5);
    wf_strbuf_add_char(b, '.');
    int unit = 100;
    for (unsigned i = 0; i < t->count; i++, unit /= 10)
        wf_strbuf_printf(b, "%d", unit ? thousandths / unit % 10 : 0);
}

/* "AM/PM" or, in the case of the code, "A/P". */
static void add_am_pm(wf_strbuf *b, const format_token *t, const moment *m)
{
    bool morning = m->seconds < 43200.0;
    if (t->text.n > 3)
        wf_strbuf_add(b, morning ? WF_STR("AM") : WF_STR("PM"));
    else
        wf_strbuf_add_char(b, t->text.p[morning ? 0 : 2]);
}

static void add_elapsed(wf_strbuf *b, const format_token *t, double units)
{
    wf_strbuf_printf(b, "%0*.0f", (int)(t->count < 9 ? t->count : 9), floor(units));
}

static void add_part(wf_strbuf *b, const format_token *t, const moment *m)
{
    switch (t->kind) {
    case FT_YEAR:
    case FT_MONTH:
    case FT_DAY:
        add_day_part(b, t, m);
        break;
    case FT_HOUR:
        add_hour(b, t, m);
        break;
    case FT_MINUTE:
        add_padded(b, (int)(m->seconds / 60.0) % 60, t->count);
        break;
    case FT_SECOND:
        add_padded(b, (int)m->seconds % 60, t->count);
        break;
    case FT_SECOND_FRACTION:
        add_second_fraction(b, t, m);
        break;
    case FT_AM_PM:
        add_am_pm(b, t, m);
        break;
    case FT_ELAPSED_HOUR:
        add_elapsed(b, t, m->total_seconds / 3600.0);
        break;
    case FT_ELAPSED_MINUTE:
        add_elapsed(b, t, m->total_seconds / 60.0);
        break;
    case FT_ELAPSED_SECOND:
        add_elapsed(b, t, m->total_seconds);
        break;
    case FT_LITERAL:
    case FT_SPACE:
    case FT_DIGIT:
    case FT_POINT:
    case FT_COMMA:
    case FT_PERCENT:
    case FT_EXPONENT:
    case FT_SLASH:
    case FT_GENERAL:
    case FT_TEXT:
        wf_strbuf_add(b, t->kind == FT_TEXT ? WF_STR_EMPTY : t->text);
        break;
    }
}

bool format_render_date(const format_section *s, double value, bool is_1904, wf_strbuf *b)
{
    moment m = {.day = {1900, 1, 1}};
    if (!moment_of(s, value, is_1904, &m))
        return false;
    for (size_t k = 0; k < s->count; k++)
        add_part(b, &s->tokens[k], &m);
    return true;
}
