#ifndef WF_STRBUF_H
#define WF_STRBUF_H
/*
 * A growing string in an arena with a maximum that must be named. Once anything did not
 * fit or memory ran out, `failed` stays set and further appends do nothing: test it once
 * at the end.
 */
#include "wayforward/arena.h"

typedef struct wf_strbuf {
    wf_arena *arena;
    char *p;
    size_t n, cap, max;
    bool failed;    /* out of memory */
    bool truncated; /* past max: the rest was dropped, at a UTF-8 boundary */
} wf_strbuf;

wf_strbuf wf_strbuf_in(wf_arena *arena, size_t max);
void wf_strbuf_add(wf_strbuf *b, wf_str s);
void wf_strbuf_add_char(wf_strbuf *b, char c);
/** Append a code point as UTF-8; surrogates and out of range give U+FFFD. */
void wf_strbuf_add_code_point(wf_strbuf *b, uint32_t code_point);
void wf_strbuf_printf(wf_strbuf *b, const char *fmt, ...) WF_PRINTF(2, 3);
/** What is there, NUL-terminated, valid until the next append. */
wf_str wf_strbuf_str(wf_strbuf *b);
static inline void wf_strbuf_clear(wf_strbuf *b)
{
    b->n = 0;
}

#endif
