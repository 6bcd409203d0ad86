#ifndef WF_DATE_H
#define WF_DATE_H
/*
 * Civil dates as days since 1970-01-01 (Gregorian, proleptic). No time zone, no locale.
 */
#include "wayforward/str.h"

typedef int32_t wf_date;
#define WF_DATE_NONE INT32_MIN

typedef struct wf_ymd {
    int year, month, day; /* month 1..12, day 1..31 */
} wf_ymd;

WF_BEGIN_DECLS

/** WF_DATE_NONE where there is no such day or the year is not 1..9999. */
WF_API wf_date wf_date_from_ymd(int year, int month, int day);
WF_API wf_ymd wf_date_ymd(wf_date date);

/** 0 = Monday .. 6 = Sunday. */
WF_API int wf_date_weekday(wf_date date);

/** Days in a month, 28..31; 0 for no month. */
WF_API int wf_month_days(int year, int month);

/** "2026-09-01", empty for WF_DATE_NONE; buf holds at least 11 bytes. Returns buf. */
WF_API const char *wf_date_iso(wf_date date, char buf[11]);

/** The date of an Excel serial in either date system, with the 1900 system's false
 *  29 February 1900 (serial 60), which gives WF_DATE_NONE, as does a serial out of range
 * or below 1 (a time without a day) (ECMA-376-1 §18.17.4.1). *minutes_out (may be NULL)
 * gets the minute of the day, rounded. */
WF_API wf_date wf_date_from_serial(double serial, bool is_1904, int *minutes_out);

/** The serial of a date in either date system. Below 1 (1900) or 0 (1904) for a date that
 * Excel cannot show there. */
WF_API double wf_date_to_serial(wf_date date, bool is_1904);

WF_END_DECLS
#endif
