#include "engine/base/utf8.h"

#include "engine/base/ckd.h"
#include "engine/base/strbuf.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Length of the well-formed sequence at p (of n bytes), 0 where there is none.
 * The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing past
 * U+10FFFF. */
static size_t sequence_length(const unsigned char *p, size_t n)
{
    unsigned char a = p[0];
    if (a < 0x80)
        return a != 0;
    if (a < 0xC2 || a > 0xF4)
        return 0;
    size_t length = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
    if (n < length)
        return 0;
    unsigned char low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    unsigned char high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

/* Blocks of bytes while all are ASCII and none is NUL. */
static size_t ascii_prefix(const unsigned char *p, size_t n)
{
    size_t i = 0;
#ifdef __SSE2__
    for (; n - i >= 32; i += 32) {
        __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + i + 16));
        /* As signed bytes, 1..127 are what is greater than 0. */
        __m128i good = _mm_and_si128(_mm_cmpgt_epi8(a, _mm_setzero_si128()),
                                     _mm_cmpgt_epi8(b, _mm_setzero_si128()));
        if (_mm_movemask_epi8(good) != 0xFFFF)
            break;
    }
#endif
    for (; n - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, p + i, 8);
        uint64_t zero = (word - 0x0101010101010101u) & ~word;
        if ((word | zero) & 0x8080808080808080u)
            break;
    }
    return i;
}

size_t wf_utf8_valid_prefix(wf_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = ascii_prefix(p, s.n);
    while (i < s.n) {
        size_t length = sequence_length(p + i, s.n - i);
        if (length == 0)
            return i;
        i += length;
        if (length == 1)
            i += ascii_prefix(p + i, s.n - i);
    }
    return i;
}

uint32_t wf_utf8_next(wf_str s, size_t *i)
{
    const unsigned char *p = (const unsigned char *)s.p + *i;
    size_t length = *i < s.n ? sequence_length(p, s.n - *i) : 0;
    *i += length > 0 ? length : 1;
    switch (length) {
    case 1:
        return p[0];
    case 2:
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    case 3:
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 |
               (p[2] & 0x3F);
    case 4:
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
               (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    default:
        return WF_REPLACEMENT;
    }
}

size_t wf_utf8_put(char out[4], uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = WF_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

wf_status wf_utf8_clean(wf_arena *arena, wf_str s, wf_str *out, size_t *replaced)
{
    size_t bad = 0;
    size_t good = wf_utf8_valid_prefix(s);
    if (replaced)
        *replaced = 0;
    if (good == s.n) {
        *out = s;
        return WF_OK;
    }
    size_t max;
    if (wf_ckd_mul(&max, s.n, (size_t)3))
        return WF_E_MEMORY;
    wf_strbuf b = wf_strbuf_in(arena, max);
    size_t start = 0;
    while (start < s.n) {
        wf_str rest = wf_str_sub(s, start, s.n);
        good = wf_utf8_valid_prefix(rest);
        wf_strbuf_add(&b, wf_str_sub(rest, 0, good));
        start += good;
        if (start >= s.n)
            break;
        if (s.p[start] != '\0')
            wf_strbuf_add_code_point(&b, WF_REPLACEMENT);
        bad++;
        start++;
    }
    if (b.failed)
        return WF_E_MEMORY;
    *out = wf_strbuf_str(&b);
    if (b.failed)
        return WF_E_MEMORY;
    if (replaced)
        *replaced = bad;
    return WF_OK;
}

size_t wf_utf8_length(wf_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++)
        (void)wf_utf8_next(s, &i);
    return n;
}
