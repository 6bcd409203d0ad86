#include "engine/base/strbuf.h"

#include "engine/base/ckd.h"
#include "engine/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

wf_strbuf wf_strbuf_in(wf_arena *arena, size_t max)
{
    return (wf_strbuf){.arena = arena, .max = max};
}

/* Room for n more bytes and the NUL. */
static bool reserve(wf_strbuf *b, size_t n)
{
    if (b->cap > b->n && n < b->cap - b->n)
        return true;
    size_t wanted = wf_max_size(b->n + n + 1, b->cap * 2);
    wanted = wf_max_size(wanted, 64);
    char *p = wf_arena_grow(b->arena, b->p, b->cap, wanted);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->cap = wanted;
    return true;
}

void wf_strbuf_add(wf_strbuf *b, wf_str s)
{
    if (b->failed || b->truncated || s.n == 0)
        return;
    size_t n = s.n;
    if (n > b->max - b->n) {
        b->truncated = true;
        n = b->max - b->n;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
            n--;
    }
    if (!reserve(b, n))
        return;
    memcpy(b->p + b->n, s.p, n);
    b->n += n;
}

void wf_strbuf_add_char(wf_strbuf *b, char c)
{
    if (!b->failed && !b->truncated && b->n + 1 < b->cap && b->n < b->max) {
        b->p[b->n++] = c;
        return;
    }
    wf_strbuf_add(b, (wf_str){.p = &c, .n = 1});
}

void wf_strbuf_add_code_point(wf_strbuf *b, uint32_t code_point)
{
    char bytes[4];
    size_t n = wf_utf8_put(bytes, code_point);
    wf_strbuf_add(b, (wf_str){.p = bytes, .n = n});
}

void wf_strbuf_printf(wf_strbuf *b, const char *fmt, ...)
{
    if (b->failed || b->truncated)
        return;
    va_list args;
    va_start(args, fmt);
    char small[256];
    int n = vsnprintf(small, sizeof small, fmt, args);
    va_end(args);
    if (n < 0) {
        b->failed = true;
        return;
    }
    if ((size_t)n < sizeof small) {
        wf_strbuf_add(b, (wf_str){.p = small, .n = (size_t)n});
        return;
    }
    if ((size_t)n > b->max - b->n) {
        b->truncated = true;
        return;
    }
    if (!reserve(b, (size_t)n))
        return;
    va_start(args, fmt);
    (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
    va_end(args);
    b->n += (size_t)n;
}

wf_str wf_strbuf_str(wf_strbuf *b)
{
    if (b->failed || !reserve(b, 0))
        return WF_STR_EMPTY;
    b->p[b->n] = '\0';
    return (wf_str){.p = b->p, .n = b->n};
}
