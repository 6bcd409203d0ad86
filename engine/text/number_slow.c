#include "engine/text/number_slow.h"
#include <math.h>
#include <string.h>

/*
 * Conversion through a decimal that is halved and doubled until it is a whole number of
 * 53 bits ("simple decimal conversion"). 800 digits hold every double and every halfway
 * point between two of them (767 are needed); what is cut off beyond only decides ties.
 */
enum {
    DIGITS = 800,
    SHIFT_MAX = 56,
    MANTISSA_BITS = 53,
    EXPONENT_MIN = -1022
};

typedef struct big_decimal { /* 0.d0d1d2... * 10^point */
    int n, point;
    bool more; /* digits other than 0 were cut off */
    uint8_t d[DIGITS];
} big_decimal;

static void trim_zeros(big_decimal *b)
{
    while (b->n > 0 && b->d[b->n - 1] == 0)
        b->n--;
}

static void load(big_decimal *b, wf_str digits, int exponent)
{
    int64_t point = 0;
    bool after_point = false;
    for (size_t i = 0; i < digits.n; i++) {
        char c = digits.p[i];
        if (c == '.') {
            after_point = true;
            continue;
        }
        bool leading = b->n == 0 && c == '0';
        if (leading)
            point -= after_point;
        else if (!after_point)
            point++;
        if (!leading && b->n < DIGITS)
            b->d[b->n++] = (uint8_t)(c - '0');
        else if (!leading && c != '0')
            b->more = true;
    }
    point += exponent;
    if (point > 400)
        point = 400;
    if (point < -400)
        point = -400;
    b->point = (int)point;
    trim_zeros(b);
}

/* Divide by 2^k. */
static void halve(big_decimal *b, int k)
{
    uint64_t rest = 0;
    int out = 0;
    int in = 0;
    while (rest >> k == 0) { /* leading digits that give nothing */
        if (in >= b->n && rest == 0)
            break;
        rest = rest * 10 + (in < b->n ? b->d[in] : 0);
        in++;
    }
    b->point -= in - 1;
    uint64_t mask = ((uint64_t)1 << k) - 1;
    while (rest > 0 || in < b->n) {
        uint8_t digit = (uint8_t)(rest >> k);
        rest &= mask;
        if (out < DIGITS)
            b->d[out++] = digit;
        else if (digit > 0 || rest > 0)
            b->more = true;
        if (in >= b->n && out >= DIGITS) {
            b->more = b->more || rest > 0;
            break;
        }
        rest = rest * 10 + (in < b->n ? b->d[in] : 0);
        in++;
    }
    b->n = out;
    trim_zeros(b);
}

/* Multiply by 2^k. */
static void twice(big_decimal *b, int k)
{
    uint8_t product[DIGITS + 20] = {0};
    int first = DIGITS + 20;
    uint64_t carry = 0;
    for (int i = b->n - 1; i >= 0; i--) {
        carry += (uint64_t)b->d[i] << k;
        product[--first] = (uint8_t)(carry % 10);
        carry /= 10;
    }
    int grown = 0;
    for (; carry > 0; carry /= 10, grown++)
        product[--first] = (uint8_t)(carry % 10);
    int n = b->n + grown;
    for (int i = DIGITS; i < n; i++)
        b->more = b->more || product[first + i] != 0;
    b->n = n < DIGITS ? n : DIGITS;
    memcpy(b->d, product + first, (size_t)b->n);
    b->point += grown;
    trim_zeros(b);
}

/* The largest k with 2^k <= 10^digits: how far one step may go without passing the mark.
 */
static int bits_for(int digits)
{
    static const int bits[] = {0,  3,  6,  9,  13, 16, 19, 23, 26,
                               29, 33, 36, 39, 43, 46, 49, 53};
    return digits < (int)(sizeof bits / sizeof bits[0]) ? bits[digits] : SHIFT_MAX;
}

/* The whole part, rounded half to even; at most 2^53. */
static uint64_t rounded(const big_decimal *b)
{
    uint64_t whole = 0;
    for (int i = 0; i < b->point; i++)
        whole = whole * 10 + (i < b->n ? b->d[i] : 0);
    if (b->point < 0 || b->point >= b->n)
        return whole;
    uint8_t next = b->d[b->point];
    bool exactly_half = next == 5 && b->point + 1 == b->n && !b->more;
    bool up = exactly_half ? (whole & 1) != 0 : next >= 5;
    return whole + up;
}

double wf_number_slow(wf_str digits, int exponent)
{
    big_decimal b = {.n = 0};
    load(&b, digits, exponent);
    if (b.n == 0 || b.point < -330)
        return 0.0;
    if (b.point > 310)
        return (double)INFINITY;
    int binary = 0; /* the value is b * 2^binary */
    while (b.point > 0) {
        int k = bits_for(b.point);
        halve(&b, k);
        binary += k;
    }
    while (b.point < 0 || (b.point == 0 && b.d[0] < 5)) {
        int k = b.point < 0 ? bits_for(-b.point) : 1;
        twice(&b, k);
        binary -= k;
    }
    /* b is in [1/2, 1). Below the least exponent a double has fewer bits. */
    while (binary - 1 < EXPONENT_MIN) {
        int k = EXPONENT_MIN - (binary - 1);
        k = k < SHIFT_MAX ? k : SHIFT_MAX;
        halve(&b, k);
        binary += k;
    }
    twice(&b, MANTISSA_BITS);
    return ldexp((double)rounded(&b), binary - MANTISSA_BITS);
}
