#ifndef WF_DOC_MAKE_H
#define WF_DOC_MAKE_H
/*
 * Small Word documents made in memory: the streams of a Word 97 (or 6) file with one
 * piece of 8-bit text, one page of paragraph and one of character properties. For unit
 * tests and as fuzz seeds.
 */
#include "formats/doc/doc_reader.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAKE_TEXT_AT = 0x600,
    MAKE_PAPX_PAGE = 16, /* pages of 512 bytes */
    MAKE_CHPX_PAGE = 17,
    MAKE_MAIN_SIZE = 18 * 512,
    MAKE_TABLE_MAX = 16384,
    MAKE_DATA_MAX = 4096
};

typedef struct make_bytes {
    const uint8_t *p;
    size_t n;
} make_bytes;

/* A list of bytes: MAKE(0x16, 0x24, 1). */
#define MAKE(...)                                                                        \
    ((make_bytes){.p = (const uint8_t[]){__VA_ARGS__},                                   \
                  .n = sizeof((const uint8_t[]){__VA_ARGS__})})

typedef struct make_paragraph {
    const char *text; /* without its mark */
    uint8_t mark;     /* 0x0D, 0x07, 0x0C */
    uint16_t istd;
    make_bytes papx, chpx;
} make_paragraph;

#define PARA(what, end)                                                                  \
    {                                                                                    \
        .text = (what), .mark = (end)                                                    \
    }
#define PARA_WITH(what, end, ...)                                                        \
    {                                                                                    \
        .text = (what), .mark = (end), __VA_ARGS__                                       \
    }

typedef struct doc_made {
    uint8_t main[MAKE_MAIN_SIZE], table[MAKE_TABLE_MAX], data[MAKE_DATA_MAX];
    size_t table_n, data_n;
    uint32_t text_n;
    bool word95;
} doc_made;

static inline void make_u16(uint8_t *p, unsigned value)
{
    p[0] = (uint8_t)value;
    p[1] = (uint8_t)(value >> 8);
}

static inline void make_u32(uint8_t *p, uint32_t value)
{
    make_u16(p, value & 0xFFFF);
    make_u16(p + 2, value >> 16);
}

/* Set the fc/lcb pair of a part of the FIB: its index (Word 97) or byte offset (Word 6).
 */
static inline void make_pair(doc_made *m, size_t index, size_t at, size_t n)
{
    uint8_t *p = m->main + (m->word95 ? index : 154 + index * 8);
    make_u32(p, (uint32_t)at);
    make_u32(p + 4, (uint32_t)n);
}

/* A part of the table stream (of the main one's last 4 KiB in Word 6 files, see
 * make_begin). */
static inline void make_part(doc_made *m, size_t index, make_bytes bytes)
{
    if (bytes.n > MAKE_TABLE_MAX - m->table_n)
        abort();
    memcpy(m->table + m->table_n, bytes.p, bytes.n);
    make_pair(m, index, m->table_n, bytes.n);
    m->table_n += bytes.n;
}

/* Add to the Data stream; where it stands. */
static inline uint32_t make_data(doc_made *m, make_bytes bytes)
{
    if (bytes.n > MAKE_DATA_MAX - m->data_n)
        abort();
    memcpy(m->data + m->data_n, bytes.p, bytes.n);
    m->data_n += bytes.n;
    return (uint32_t)(m->data_n - bytes.n);
}

/* Properties into a page, from its end downwards; the half of the offset. */
static inline uint8_t make_props(uint8_t *page, size_t *end, bool is_papx, uint16_t istd,
                                 make_bytes bytes, bool word95)
{
    if (bytes.n == 0 && (!is_papx || istd == 0))
        return 0;
    size_t size = is_papx ? 2 + bytes.n : bytes.n;
    if (word95 && is_papx && size % 2 == 0)
        size++; /* a zero byte fills it up: Word 6 has only the odd form */
    size_t total = (size + (is_papx ? 2 : 1) + 1) & ~(size_t)1;
    *end = (*end - total) & ~(size_t)1;
    uint8_t *p = page + *end;
    if (!is_papx) {
        p[0] = (uint8_t)size;
        memcpy(p + 1, bytes.p, bytes.n);
        return (uint8_t)(*end / 2);
    }
    p[0] = 0;
    p[1] = (uint8_t)((size + 1) / 2);
    if (size % 2 != 0) { /* 2 * n - 1 bytes, told by the first byte alone */
        p[0] = (uint8_t)((size + 1) / 2);
        p -= 1;
    }
    make_u16(p + 2, istd);
    if (bytes.n > 0)
        memcpy(p + 4, bytes.p, bytes.n);
    return (uint8_t)(*end / 2);
}

static inline void make_pages(doc_made *m, const make_paragraph *paragraphs, size_t n)
{
    uint8_t *papx = m->main + MAKE_PAPX_PAGE * 512,
            *chpx = m->main + MAKE_CHPX_PAGE * 512;
    size_t papx_end = 511, chpx_end = 511, entry = m->word95 ? 7 : 13;
    uint32_t fc = MAKE_TEXT_AT;
    for (size_t i = 0; i < n; i++) {
        make_u32(papx + i * 4, fc);
        make_u32(chpx + i * 4, fc);
        papx[(n + 1) * 4 + i * entry] = make_props(
            papx, &papx_end, true, paragraphs[i].istd, paragraphs[i].papx, m->word95);
        chpx[(n + 1) * 4 + i] =
            make_props(chpx, &chpx_end, false, 0, paragraphs[i].chpx, m->word95);
        fc += (uint32_t)strlen(paragraphs[i].text) + 1;
    }
    make_u32(papx + n * 4, fc);
    make_u32(chpx + n * 4, fc);
    papx[511] = chpx[511] = (uint8_t)n;
}

static inline void make_bins(doc_made *m, size_t index, uint32_t page)
{
    uint8_t plc[12];
    make_u32(plc, MAKE_TEXT_AT);
    make_u32(plc + 4, MAKE_TEXT_AT + m->text_n);
    make_u32(plc + 8, page);
    make_part(m, index, (make_bytes){.p = plc, .n = m->word95 ? 10 : 12});
}

static inline void make_text(doc_made *m, const make_paragraph *paragraphs, size_t n)
{
    uint8_t *p = m->main + MAKE_TEXT_AT;
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(paragraphs[i].text);
        memcpy(p, paragraphs[i].text, length);
        p[length] = paragraphs[i].mark;
        p += length + 1;
    }
    m->text_n = (uint32_t)(p - m->main - MAKE_TEXT_AT);
}

/* A Word 97 document; free with free(). The whole text is the main story. */
static inline doc_made *doc_make(const make_paragraph *paragraphs, size_t n)
{
    doc_made *m = calloc(1, sizeof *m);
    if (!m)
        abort();
    make_u16(m->main, 0xA5EC);
    make_u16(m->main + 2, 193);
    make_u16(m->main + 10, 0x1200);
    make_u16(m->main + 32, 14);
    make_u16(m->main + 62, 22);
    make_u16(m->main + 152, 93);
    make_text(m, paragraphs, n);
    make_u32(m->main + 76, m->text_n);
    make_pages(m, paragraphs, n);
    uint8_t clx[21] = {2, 16};
    make_u32(clx + 9, m->text_n);
    make_u32(clx + 15, 0x40000000 | MAKE_TEXT_AT * 2);
    make_part(m, 33, (make_bytes){.p = clx, .n = sizeof clx});
    make_bins(m, 13, MAKE_PAPX_PAGE);
    make_bins(m, 12, MAKE_CHPX_PAGE);
    return m;
}

static inline doc_streams doc_made_streams(const doc_made *m)
{
    doc_streams s = {.main = {.p = m->main, .n = sizeof m->main},
                     .table = {{.p = m->table, .n = 0}, {.p = m->table, .n = m->table_n}},
                     .data = {.p = m->data, .n = m->data_n}};
    return s;
}

/* A Word 6 document: all in one stream, one-byte sprms. Free with free(). */
static inline doc_made *doc_make95(const make_paragraph *paragraphs, size_t n)
{
    enum {
        BINS_AT = 0x1000
    };
    doc_made *m = calloc(1, sizeof *m);
    if (!m)
        abort();
    m->word95 = true;
    make_u16(m->main, 0xA5DC);
    make_u16(m->main + 2, 101);
    make_text(m, paragraphs, n);
    make_u32(m->main + 24, MAKE_TEXT_AT);
    make_u32(m->main + 28, MAKE_TEXT_AT + m->text_n);
    make_u32(m->main + 0x34, m->text_n);
    make_pages(m, paragraphs, n);
    for (size_t i = 0; i < 2; i++) {
        uint8_t *plc = m->main + BINS_AT + i * 16;
        make_u32(plc, MAKE_TEXT_AT);
        make_u32(plc + 4, MAKE_TEXT_AT + m->text_n);
        make_u16(plc + 8, i == 0 ? MAKE_CHPX_PAGE : MAKE_PAPX_PAGE);
        make_pair(m, i == 0 ? 184 : 192, BINS_AT + i * 16, 10);
    }
    return m;
}

#endif
