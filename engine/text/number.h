#ifndef WF_TEXT_NUMBER_H
#define WF_TEXT_NUMBER_H
/*
 * Numbers to and from text, without locale: the point is always '.', digits are ASCII.
 */
#include "wayforward/str.h"

/* Room for any number that the functions below print, with its NUL. */
#define WF_NUMBER_CHARS 40

/** Parse all of `s` as [+-]digits[.digits][e[+-]digits], exactly rounded (half to even),
 * as files write numbers. No white space, no grouping, no hex, no "inf".
 *  @return false where `s` is something else or beyond the largest double; *out
 * untouched. */
bool wf_number_parse(wf_str s, double *out);

/** Read a number as people write it at the start of `s`: "1,200", "1200.50", ".5"; no
 * sign. Commas count only between groups of three digits.
 *  @return bytes read, 0 where there is none. */
size_t wf_number_scan(wf_str s, double *out);

/** A decimal: 0.d1d2d3... * 10^point; digits '0'..'9' without leading or trailing zeros.
 */
typedef struct wf_decimal {
    bool negative;
    int count; /* digits; 0 is zero */
    int point;
    char digits[18];
} wf_decimal;

/** The decimal of `significant` (1..17) digits nearest to a finite value. Spreadsheets
 * compute with 15: "1.005" is 1.005 there, not 1.00499999999999989. */
wf_decimal wf_decimal_from(double value, int significant);

/** Round half away from zero to `places` digits after the point (negative: before it). */
void wf_decimal_round(wf_decimal *d, int places);

/** As a General cell shows it: up to 15 significant digits, no trailing zeros, "1E+21"
 * where it would be long. Not finite: empty. Returns a string in `buf`. */
wf_str wf_number_print(double value, char buf[WF_NUMBER_CHARS]);

/** The shortest text that wf_number_parse reads back as the same value (15 to 17 digits).
 */
wf_str wf_number_print_exact(double value, char buf[WF_NUMBER_CHARS]);

#endif
