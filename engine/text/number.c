#include "engine/text/number.h"
#include "engine/text/number_slow.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum {
    MANTISSA_DIGITS = 19,
    EXACT_POWER = 22,
    WIDE_POWER = 27,
    EXPONENT_CAP = 100000
};

/* Powers of ten that a double holds exactly. */
static const double powers_of_ten[EXACT_POWER + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* A number as written: mantissa * 10^exponent, where `exact` tells that no digit was left
 * out. */
typedef struct scanned {
    bool negative, exact;
    uint64_t mantissa;
    int exponent;
    wf_str digits; /* with the point in it */
    int written_exponent;
} scanned;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One more digit for the mantissa; leading zeros do not count. */
static void take_digit(scanned *n, char c, int *kept, bool after_point)
{
    if (*kept < MANTISSA_DIGITS) {
        n->mantissa = n->mantissa * 10 + (uint64_t)(c - '0');
        if (n->mantissa != 0)
            ++*kept;
        n->exponent -= after_point;
    } else {
        n->exact = n->exact && c == '0';
        n->exponent += !after_point;
    }
}

/* Digits with at most one point from s.p[*i] on; false where there is no digit. */
static bool scan_digits(wf_str s, size_t *i, scanned *n)
{
    size_t start = *i;
    int kept = 0;
    size_t digits = 0;
    bool after_point = false;
    for (; *i < s.n; ++*i) {
        char c = s.p[*i];
        if (is_digit(c)) {
            digits++;
            take_digit(n, c, &kept, after_point);
        } else if (c == '.' && !after_point) {
            after_point = true;
        } else {
            break;
        }
    }
    n->digits = wf_str_sub(s, start, *i - start);
    return digits > 0;
}

static bool scan_exponent(wf_str s, size_t *i, scanned *n)
{
    if (*i >= s.n || (s.p[*i] != 'e' && s.p[*i] != 'E'))
        return true;
    ++*i;
    bool negative = *i < s.n && s.p[*i] == '-';
    if (*i < s.n && (s.p[*i] == '-' || s.p[*i] == '+'))
        ++*i;
    if (*i >= s.n || !is_digit(s.p[*i]))
        return false;
    int value = 0;
    for (; *i < s.n && is_digit(s.p[*i]); ++*i)
        if (value < EXPONENT_CAP)
            value = value * 10 + (s.p[*i] - '0');
    n->written_exponent = negative ? -value : value;
    return true;
}

static int bit_length(wide w)
{
    uint64_t high = (uint64_t)(w >> 64);
    uint64_t low = (uint64_t)w;
    if (high)
        return 128 - __builtin_clzll(high);
    return low ? 64 - __builtin_clzll(low) : 0;
}

/* w * 2^exponent, and a little more where `sticky`, rounded half to even to 53 bits. */
static double round_wide(wide w, int exponent, bool sticky)
{
    int drop = bit_length(w) - 53;
    if (drop <= 0)
        return ldexp((double)(uint64_t)w, exponent); /* only where nothing is sticky */
    wide half = (wide)1 << (drop - 1);
    wide rest = w & ((half << 1) - 1);
    uint64_t kept = (uint64_t)(w >> drop);
    if (rest > half || (rest == half && (sticky || (kept & 1))))
        kept++;
    return ldexp((double)kept, exponent + drop);
}

static wide power_of_five(int n)
{
    wide power = 1;
    while (n-- > 0)
        power *= 5;
    return power;
}

/* Exact in 128 bits: 5^27 has 63 of them. */
static double scale_wide(uint64_t mantissa, int exponent)
{
    if (exponent >= 0)
        return round_wide(mantissa * power_of_five(exponent), exponent, false);
    wide divisor = power_of_five(-exponent);
    int shift = 128 - bit_length(mantissa);
    wide dividend = (wide)mantissa << shift;
    wide quotient = dividend / divisor;
    return round_wide(quotient, exponent - shift, dividend != quotient * divisor);
}

static double magnitude(const scanned *n)
{
    int64_t exponent = (int64_t)n->exponent + n->written_exponent;
    if (n->mantissa == 0)
        return 0.0;
    if (n->exact && exponent >= -EXACT_POWER && exponent <= EXACT_POWER &&
        n->mantissa <= (uint64_t)1 << 53 && FLT_EVAL_METHOD == 0) {
        double value = (double)n->mantissa;
        return exponent < 0 ? value / powers_of_ten[-exponent]
                            : value * powers_of_ten[exponent];
    }
    if (n->exact && exponent >= -WIDE_POWER && exponent <= WIDE_POWER)
        return scale_wide(n->mantissa, (int)exponent);
    return wf_number_slow(n->digits, n->written_exponent);
}

bool wf_number_parse(wf_str s, double *out)
{
    scanned n = {.exact = true};
    size_t i = 0;
    if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+')) {
        n.negative = s.p[0] == '-';
        i = 1;
    }
    if (s.n > INT32_MAX / 2 || !scan_digits(s, &i, &n) || !scan_exponent(s, &i, &n) ||
        i != s.n)
        return false;
    double value = magnitude(&n);
    if (!isfinite(value))
        return false;
    *out = n.negative ? -value : value;
    return true;
}

/* Bytes of a whole number with or without commas; *grouped gets the digits without them.
 */
static size_t scan_grouped(wf_str s, char *plain, size_t room, size_t *count)
{
    size_t i = 0;
    while (i < s.n && is_digit(s.p[i]) && *count < room)
        plain[(*count)++] = s.p[i++];
    bool may_group = i >= 1 && i <= 3;
    while (may_group && i + 3 < s.n && s.p[i] == ',' && is_digit(s.p[i + 1]) &&
           is_digit(s.p[i + 2]) && is_digit(s.p[i + 3]) &&
           (i + 4 >= s.n || !is_digit(s.p[i + 4])) && *count + 3 <= room) {
        memcpy(plain + *count, s.p + i + 1, 3);
        *count += 3;
        i += 4;
    }
    return i;
}

size_t wf_number_scan(wf_str s, double *out)
{
    char plain[64];
    size_t count = 0;
    size_t i = scan_grouped(s, plain, sizeof plain / 2, &count);
    if (i < s.n && is_digit(s.p[i])) /* longer than any number that means something */
        return 0;
    if (i + 1 < s.n && s.p[i] == '.' && is_digit(s.p[i + 1])) {
        plain[count++] = '.';
        for (i++; i < s.n && is_digit(s.p[i]); i++)
            if (count < sizeof plain)
                plain[count++] = s.p[i];
    }
    if (count == 0 || !wf_number_parse((wf_str){plain, count}, out))
        return 0;
    return i;
}

wf_decimal wf_decimal_from(double value, int significant)
{
    wf_decimal d = {.negative = signbit(value) != 0};
    if (!isfinite(value) || fpclassify(value) == FP_ZERO)
        return d;
    char text[WF_NUMBER_CHARS];
    int length = snprintf(text, sizeof text, "%.*e", significant - 1, fabs(value));
    /* Only the digits are taken, so that the locale's decimal point does not matter. */
    int i = 0;
    for (; i < length && text[i] != 'e'; i++)
        if (is_digit(text[i]) && d.count < (int)sizeof d.digits - 1)
            d.digits[d.count++] = text[i];
    int exponent = 0;
    for (int j = i + 2; j < length; j++)
        exponent = exponent * 10 + (text[j] - '0');
    d.point = (i + 1 < length && text[i + 1] == '-' ? -exponent : exponent) + 1;
    while (d.count > 0 && d.digits[d.count - 1] == '0')
        d.count--;
    return d;
}

void wf_decimal_round(wf_decimal *d, int places)
{
    int keep = d->point + places;
    if (keep >= d->count)
        return;
    bool up = keep >= 0 && d->digits[keep] >= '5';
    d->count = keep > 0 ? keep : 0;
    if (up) {
        while (d->count > 0 && d->digits[d->count - 1] == '9')
            d->count--;
        if (d->count > 0) {
            d->digits[d->count - 1]++;
        } else { /* all nines: 9.99 -> 10 */
            d->digits[0] = '1';
            d->count = 1;
            d->point = keep > 0 ? d->point + 1 : 1 - places;
        }
    }
    while (d->count > 0 && d->digits[d->count - 1] == '0')
        d->count--;
}

static size_t print_scientific(const wf_decimal *d, char *out)
{
    size_t n = 0;
    out[n++] = d->digits[0];
    if (d->count > 1) {
        out[n++] = '.';
        memcpy(out + n, d->digits + 1, (size_t)d->count - 1);
        n += (size_t)d->count - 1;
    }
    int exponent = d->point - 1;
    out[n++] = 'E';
    out[n++] = exponent < 0 ? '-' : '+';
    unsigned e = (unsigned)(exponent < 0 ? -exponent : exponent);
    if (e >= 100)
        out[n++] = (char)('0' + e / 100);
    out[n++] = (char)('0' + e / 10 % 10);
    out[n++] = (char)('0' + e % 10);
    return n;
}

static size_t print_plain(const wf_decimal *d, char *out)
{
    size_t n = 0;
    if (d->point <= 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = d->point; i < 0; i++)
            out[n++] = '0';
    }
    for (int i = 0; i < d->count; i++) {
        if (i == d->point && i > 0)
            out[n++] = '.';
        out[n++] = d->digits[i];
    }
    for (int i = d->count; i < d->point; i++)
        out[n++] = '0';
    return n;
}

static wf_str print_decimal(const wf_decimal *d, char buf[WF_NUMBER_CHARS])
{
    size_t n = 0;
    if (d->count == 0) {
        buf[n++] = '0';
    } else {
        if (d->negative)
            buf[n++] = '-';
        bool plain = d->point > -9 && d->point <= 21;
        n += plain ? print_plain(d, buf + n) : print_scientific(d, buf + n);
    }
    buf[n] = '\0';
    return (wf_str){buf, n};
}

wf_str wf_number_print(double value, char buf[WF_NUMBER_CHARS])
{
    buf[0] = '\0';
    if (!isfinite(value))
        return (wf_str){buf, 0};
    wf_decimal d = wf_decimal_from(value, 15);
    return print_decimal(&d, buf);
}

wf_str wf_number_print_exact(double value, char buf[WF_NUMBER_CHARS])
{
    buf[0] = '\0';
    if (!isfinite(value))
        return (wf_str){buf, 0};
    wf_str text = {buf, 0};
    for (int significant = 15; significant <= 17; significant++) {
        wf_decimal d = wf_decimal_from(value, significant);
        text = print_decimal(&d, buf);
        double back = 0;
        if (wf_number_parse(text, &back) && !(back < value) && !(back > value))
            break;
    }
    return text;
}
