#ifndef WF_CURSOR_H
#define WF_CURSOR_H
/*
 * The only way that parsers read bytes: a pointer, what remains, and a flag that stays
 * set once anything was read past the end. Read all fields of a record, then test `bad`
 * once; a read past the end gives zeros. Little-endian, as all formats here are.
 */
#include "wayforward/str.h"
#include <string.h>

typedef struct wf_cursor {
    const uint8_t *p;
    size_t n; /* bytes that remain */
    bool bad;
} wf_cursor;

static inline wf_cursor wf_cursor_over(const void *data, size_t size)
{
    return (wf_cursor){.p = data, .n = size};
}

/** The next `n` bytes, NULL (and bad) where there are fewer. */
static inline const uint8_t *wf_cursor_bytes(wf_cursor *c, size_t n)
{
    if (c->bad || n > c->n) {
        c->bad = true;
        return NULL;
    }
    const uint8_t *p = c->p;
    c->p += n;
    c->n -= n;
    return p;
}

static inline void wf_cursor_skip(wf_cursor *c, size_t n)
{
    (void)wf_cursor_bytes(c, n);
}

static inline uint8_t wf_cursor_u8(wf_cursor *c)
{
    const uint8_t *p = wf_cursor_bytes(c, 1);
    return p ? p[0] : 0;
}

static inline uint16_t wf_cursor_u16(wf_cursor *c)
{
    const uint8_t *p = wf_cursor_bytes(c, 2);
    return p ? (uint16_t)(p[0] | (unsigned)p[1] << 8) : 0;
}

static inline uint32_t wf_cursor_u32(wf_cursor *c)
{
    const uint8_t *p = wf_cursor_bytes(c, 4);
    return p ? (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
                   (uint32_t)p[3] << 24
             : 0;
}

static inline uint64_t wf_cursor_u64(wf_cursor *c)
{
    uint64_t low = wf_cursor_u32(c);
    return low | (uint64_t)wf_cursor_u32(c) << 32;
}

static inline int16_t wf_cursor_i16(wf_cursor *c)
{
    return (int16_t)wf_cursor_u16(c);
}

static inline int32_t wf_cursor_i32(wf_cursor *c)
{
    return (int32_t)wf_cursor_u32(c);
}

/** IEEE 754 double. */
static inline double wf_cursor_f64(wf_cursor *c)
{
    uint64_t bits = wf_cursor_u64(c);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/** A cursor over the next `n` bytes, which are skipped here; empty and bad where fewer.
 */
static inline wf_cursor wf_cursor_sub(wf_cursor *c, size_t n)
{
    const uint8_t *p = wf_cursor_bytes(c, n);
    return p ? wf_cursor_over(p, n) : (wf_cursor){.p = c->p, .n = 0, .bad = true};
}

/** A cursor at `offset` bytes from the start of a buffer. */
static inline wf_cursor wf_cursor_at(const void *data, size_t size, size_t offset)
{
    if (offset > size)
        return (wf_cursor){.p = data, .n = 0, .bad = true};
    return wf_cursor_over((const uint8_t *)data + offset, size - offset);
}

#endif
