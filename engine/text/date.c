#include "wayforward/date.h"
#include <math.h>

/* Days from 0001-01-01 to 1970-01-01 in the proleptic Gregorian calendar. */
enum {
    EPOCH_DAYS = 719162,
    DAYS_400 = 146097,
    DAYS_100 = 36524,
    DAYS_4 = 1461
};
/* Excel's last day, 9999-12-31, in either date system (ECMA-376-1 §18.17.4.1). */
enum {
    LAST_SERIAL_1900 = 2958465,
    LAST_SERIAL_1904 = 2957003,
    FALSE_LEAP_DAY = 60
};
/* 1900-01-01 is serial 1, 1904-01-01 is serial 0 of the other system. */
enum {
    BASE_1900 = -25567,
    BASE_1904 = -24107
};

static const int days_before_month[13] = {0,   31,  59,  90,  120, 151, 181,
                                          212, 243, 273, 304, 334, 365};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int wf_month_days(int year, int month)
{
    if (month < 1 || month > 12)
        return 0;
    return days_before_month[month] - days_before_month[month - 1] +
           (month == 2 && is_leap(year));
}

wf_date wf_date_from_ymd(int year, int month, int day)
{
    if (year < 1 || year > 9999 || day < 1 || day > wf_month_days(year, month))
        return WF_DATE_NONE;
    int before = year - 1;
    int days = before * 365 + before / 4 - before / 100 + before / 400;
    days += days_before_month[month - 1] + (month > 2 && is_leap(year)) + day - 1;
    return days - EPOCH_DAYS;
}

/* Year and 0-based day of the year of a day counted from 0001-01-01. */
static int year_of(int64_t days, int *day_of_year)
{
    int64_t cycles = days / DAYS_400;
    int64_t rest = days % DAYS_400;
    if (rest < 0) {
        rest += DAYS_400;
        cycles--;
    }
    int64_t centuries = rest / DAYS_100 < 4 ? rest / DAYS_100 : 3;
    rest -= centuries * DAYS_100;
    int64_t fours = rest / DAYS_4;
    rest -= fours * DAYS_4;
    int64_t years = rest / 365 < 4 ? rest / 365 : 3;
    *day_of_year = (int)(rest - years * 365);
    return (int)(cycles * 400 + centuries * 100 + fours * 4 + years + 1);
}

wf_ymd wf_date_ymd(wf_date date)
{
    if (date == WF_DATE_NONE)
        return (wf_ymd){0};
    int rest;
    int year = year_of((int64_t)date + EPOCH_DAYS, &rest);
    int month = 1;
    while (rest >= wf_month_days(year, month)) {
        rest -= wf_month_days(year, month);
        month++;
    }
    return (wf_ymd){.year = year, .month = month, .day = rest + 1};
}

int wf_date_weekday(wf_date date)
{
    /* 1970-01-01 was a Thursday. */
    int64_t day = ((int64_t)date + 3) % 7;
    return (int)(day < 0 ? day + 7 : day);
}

static void put_digits(char *out, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

const char *wf_date_iso(wf_date date, char buf[11])
{
    wf_ymd d = wf_date_ymd(date);
    if (d.year < 1 || d.year > 9999) { /* none, or past what ISO's four digits hold */
        buf[0] = '\0';
        return buf;
    }
    put_digits(buf, d.year, 4);
    buf[4] = '-';
    put_digits(buf + 5, d.month, 2);
    buf[7] = '-';
    put_digits(buf + 8, d.day, 2);
    buf[10] = '\0';
    return buf;
}

/* The whole day and the minute of it. Half a second before midnight is the day's end in
 * the arithmetic of spreadsheets and belongs to the next day. */
static double split_serial(double serial, int *minutes)
{
    double day = floor(serial);
    double fraction = serial - day;
    if (fraction * 86400.0 >= 86399.5) {
        day += 1.0;
        fraction = 0.0;
    }
    int rounded = (int)floor(fraction * 1440.0 + 0.5);
    *minutes = rounded < 1440 ? rounded : 1439;
    return day;
}

wf_date wf_date_from_serial(double serial, bool is_1904, int *minutes_out)
{
    int minutes = 0;
    int last = is_1904 ? LAST_SERIAL_1904 : LAST_SERIAL_1900;
    wf_date date = WF_DATE_NONE;
    if (serial >= 0.0 && serial < last + 1.0) { /* false for NaN */
        int day = (int)split_serial(serial, &minutes);
        if (day > last)
            date = WF_DATE_NONE;
        else if (is_1904)
            date = BASE_1904 + day;
        else if (day >= 1 && day != FALSE_LEAP_DAY)
            date = BASE_1900 + day - 1 - (day > FALSE_LEAP_DAY);
    }
    if (minutes_out)
        *minutes_out = minutes;
    return date;
}

double wf_date_to_serial(wf_date date, bool is_1904)
{
    int64_t day = is_1904 ? (int64_t)date - BASE_1904 : (int64_t)date - BASE_1900 + 1;
    if (!is_1904 && day >= FALSE_LEAP_DAY)
        day++;
    return (double)day;
}
