#include "wayforward/str.h"

#include <string.h>

wf_str wf_str_from(const char *text)
{
    return text ? (wf_str){.p = text, .n = strlen(text)} : WF_STR_EMPTY;
}

/* A zeroed wf_str has no pointer: no library function may see it. */
static bool same_bytes(const char *a, const char *b, size_t n)
{
    return n == 0 || memcmp(a, b, n) == 0;
}

bool wf_str_eq(wf_str a, wf_str b)
{
    return a.n == b.n && same_bytes(a.p, b.p, a.n);
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool wf_str_eq_nocase(wf_str a, wf_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

int wf_str_cmp(wf_str a, wf_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n > 0 ? memcmp(a.p, b.p, n) : 0;
    if (order != 0)
        return order;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool wf_str_starts_with(wf_str s, wf_str prefix)
{
    return s.n >= prefix.n && same_bytes(s.p, prefix.p, prefix.n);
}

bool wf_str_ends_with(wf_str s, wf_str suffix)
{
    return s.n >= suffix.n &&
           (suffix.n == 0 || same_bytes(s.p + s.n - suffix.n, suffix.p, suffix.n));
}

size_t wf_str_find(wf_str s, wf_str needle, size_t from)
{
    if (needle.n == 0)
        return from <= s.n ? from : SIZE_MAX;
    while (from < s.n && s.n - from >= needle.n) {
        const char *hit = memchr(s.p + from, needle.p[0], s.n - from - needle.n + 1);
        if (!hit)
            return SIZE_MAX;
        if (memcmp(hit, needle.p, needle.n) == 0)
            return (size_t)(hit - s.p);
        from = (size_t)(hit - s.p) + 1;
    }
    return SIZE_MAX;
}

wf_str wf_str_sub(wf_str s, size_t from, size_t n)
{
    if (from > s.n)
        from = s.n;
    if (n > s.n - from)
        n = s.n - from;
    return n > 0 || from > 0 ? (wf_str){.p = s.p + from, .n = n}
                             : (wf_str){.p = s.p, .n = 0};
}

static const wf_str wide_spaces[] = {
    WF_STR_INIT("\xC2\xA0"),     /* no-break space */
    WF_STR_INIT("\xEF\xBB\xBF"), /* zero-width no-break space (byte order mark) */
};

/* Length of the white space that `s` begins with, 0 if none. */
static size_t leading_space(wf_str s)
{
    if (s.n > 0 && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r')))
        return 1;
    for (size_t i = 0; i < sizeof wide_spaces / sizeof wide_spaces[0]; i++)
        if (wf_str_starts_with(s, wide_spaces[i]))
            return wide_spaces[i].n;
    return 0;
}

static size_t trailing_space(wf_str s)
{
    if (s.n > 0 &&
        (s.p[s.n - 1] == ' ' || (s.p[s.n - 1] >= '\t' && s.p[s.n - 1] <= '\r')))
        return 1;
    for (size_t i = 0; i < sizeof wide_spaces / sizeof wide_spaces[0]; i++)
        if (wf_str_ends_with(s, wide_spaces[i]))
            return wide_spaces[i].n;
    return 0;
}

wf_str wf_str_trim(wf_str s)
{
    for (size_t n = leading_space(s); n > 0; n = leading_space(s))
        s = wf_str_sub(s, n, s.n);
    for (size_t n = trailing_space(s); n > 0; n = trailing_space(s))
        s.n -= n;
    return s;
}
