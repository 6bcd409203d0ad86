#ifndef WF_BIFF_MAKE_H
#define WF_BIFF_MAKE_H
/* Record streams of workbooks, made record by record, for tests of the .xls reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
    ROOM = 65536,
    FORMAT_DATE = 14,
    FORMAT_PERCENT = 9
};

/* A stream being written. */
struct stream {
    uint8_t bytes[ROOM];
    size_t n, record; /* record: where the open one begins */
};

static inline void u8(struct stream *s, unsigned v)
{
    assert_true(s->n < ROOM);
    s->bytes[s->n++] = (uint8_t)v;
}

static inline void u16(struct stream *s, unsigned v)
{
    u8(s, v & 0xFF);
    u8(s, v >> 8 & 0xFF);
}

static inline void u32(struct stream *s, uint32_t v)
{
    u16(s, v & 0xFFFF);
    u16(s, v >> 16);
}

static inline void f64(struct stream *s, double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    u32(s, (uint32_t)bits);
    u32(s, (uint32_t)(bits >> 32));
}

static inline void text(struct stream *s, const char *t)
{
    while (*t)
        u8(s, (unsigned char)*t++);
}

static inline void begin(struct stream *s, unsigned type)
{
    s->record = s->n;
    u16(s, type);
    u16(s, 0);
}

static inline void end(struct stream *s)
{
    size_t length = s->n - s->record - 4;
    s->bytes[s->record + 2] = (uint8_t)length;
    s->bytes[s->record + 3] = (uint8_t)(length >> 8);
}

static inline void bof(struct stream *s, unsigned version, unsigned kind)
{
    begin(s, 0x0809);
    u16(s, version);
    u16(s, kind);
    u32(s, 0);
    u32(s, 0);
    u32(s, 0);
    end(s);
}

static inline void empty(struct stream *s, unsigned type)
{
    begin(s, type);
    end(s);
}

static inline void font(struct stream *s, unsigned color, unsigned weight, unsigned flags)
{
    begin(s, 0x31);
    u16(s, 200);
    u16(s, flags);
    u16(s, color);
    u16(s, weight);
    u16(s, 0);
    u8(s, 0);
    u8(s, 0);
    u8(s, 0);
    u8(s, 0);
    u8(s, 5);
    u8(s, 0);
    text(s, "Arial");
    end(s);
}

static inline void xf(struct stream *s, unsigned font_index, unsigned format,
                      unsigned pattern, unsigned fore)
{
    begin(s, 0xE0);
    u16(s, font_index);
    u16(s, format);
    for (int i = 0; i < 5; i++)
        u16(s, 0);
    u32(s, (uint32_t)pattern << 26);
    u16(s, fore | 65u << 7);
    end(s);
}

/* Cell formats of the workbooks below. */
enum {
    XF_PLAIN,
    XF_DATE,
    XF_PERCENT,
    XF_RED_BOLD,
    XF_GREEN_FILL,
    XF_MONEY
};

static inline void looks(struct stream *s)
{
    font(s, 0x7FFF, 400, 0); /* 0 */
    font(s, 10, 700, 8);     /* 1: red, bold, struck */
    font(s, 12, 400, 2);     /* 2: blue, italic */
    font(s, 0x7FFF, 400, 0); /* 3 */
    font(s, 17, 700, 0);     /* 5: there is no 4 */
    begin(s, 0x41E);
    u16(s, 164);
    u16(s, 8);
    u8(s, 0);
    u8(s, 0xA3);
    text(s, "#,##0.0");
    end(s);
    xf(s, 0, 0, 0, 64);
    xf(s, 0, FORMAT_DATE, 0, 64);
    xf(s, 0, FORMAT_PERCENT, 0, 64);
    xf(s, 1, 0, 0, 64);
    xf(s, 0, 0, 1, 11);
    xf(s, 0, 164, 0, 64);
}

static inline size_t bound_sheet(struct stream *s, const char *name, unsigned state,
                                 unsigned type)
{
    begin(s, 0x85);
    size_t at = s->n;
    u32(s, 0);
    u8(s, state);
    u8(s, type);
    u8(s, (unsigned)strlen(name));
    u8(s, 0);
    text(s, name);
    end(s);
    return at;
}

static inline void point_to_here(struct stream *s, size_t at)
{
    for (int i = 0; i < 4; i++)
        s->bytes[at + (size_t)i] = (uint8_t)(s->n >> 8 * i);
}

static inline void cell(struct stream *s, unsigned type, unsigned row, unsigned column,
                        unsigned format)
{
    begin(s, type);
    u16(s, row);
    u16(s, column);
    u16(s, format);
}

static inline void label_sst(struct stream *s, unsigned row, unsigned column,
                             unsigned format, unsigned index)
{
    cell(s, 0xFD, row, column, format);
    u32(s, index);
    end(s);
}

static inline void number(struct stream *s, unsigned row, unsigned column,
                          unsigned format, double value)
{
    cell(s, 0x203, row, column, format);
    f64(s, value);
    end(s);
}

static inline void rk(struct stream *s, unsigned row, unsigned column, uint32_t bits)
{
    cell(s, 0x27E, row, column, XF_PLAIN);
    u32(s, bits);
    end(s);
}

static inline void formula(struct stream *s, unsigned row, unsigned column, unsigned kind,
                           unsigned value)
{
    cell(s, 0x06, row, column, XF_PLAIN);
    u8(s, kind);
    u8(s, 0);
    u8(s, value);
    u8(s, 0);
    u16(s, 0);
    u16(s, 0xFFFF);
    u16(s, 0);
    u32(s, 0);
    u16(s, 0);
    end(s);
}

#endif
