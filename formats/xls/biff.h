#ifndef WF_BIFF_H
#define WF_BIFF_H
/*
 * BIFF, the record stream of .xls files ([MS-XLS]; BIFF5 and older as the OpenOffice.org
 * documentation of the Excel file format has them): records and how to walk them. Each
 * has a type, a length and a body of at most 65,535 bytes; a body that is too long goes
 * on in CONTINUE records.
 */
#include "engine/base/cursor.h"

/* [MS-XLS] 2.3.2, record numbers; those with a version in the name are from older ones.
 */
enum {
    BIFF_BLANK2 = 0x0001,
    BIFF_INTEGER2 = 0x0002,
    BIFF_NUMBER2 = 0x0003,
    BIFF_LABEL2 = 0x0004,
    BIFF_BOOLERR2 = 0x0005,
    BIFF_FORMULA = 0x0006,
    BIFF_STRING2 = 0x0007,
    BIFF_ROW2 = 0x0008,
    BIFF_BOF2 = 0x0009,
    BIFF_EOF = 0x000A,
    BIFF_NOTE = 0x001C,
    BIFF_FORMAT2 = 0x001E,
    BIFF_DATE1904 = 0x0022,
    BIFF_FILEPASS = 0x002F,
    BIFF_FONT = 0x0031,
    BIFF_CONTINUE = 0x003C,
    BIFF_CODEPAGE = 0x0042,
    BIFF_XF2 = 0x0043,
    BIFF_IXFE2 = 0x0044,
    BIFF_FONTCOLOR2 = 0x0045,
    BIFF_OBJ = 0x005D,
    BIFF_COLINFO = 0x007D,
    BIFF_BOUNDSHEET = 0x0085,
    BIFF_SHEETSOFFSET4 = 0x008E,
    BIFF_SHEETHEADER4 = 0x008F,
    BIFF_PALETTE = 0x0092,
    BIFF_MULRK = 0x00BD,
    BIFF_MULBLANK = 0x00BE,
    BIFF_RSTRING = 0x00D6,
    BIFF_XF = 0x00E0,
    BIFF_MERGEDCELLS = 0x00E5,
    BIFF_MSODRAWING = 0x00EC,
    BIFF_SST = 0x00FC,
    BIFF_LABELSST = 0x00FD,
    BIFF_CONDFMT = 0x01B0,
    BIFF_CF = 0x01B1,
    BIFF_TXO = 0x01B6,
    BIFF_BLANK = 0x0201,
    BIFF_NUMBER = 0x0203,
    BIFF_LABEL = 0x0204,
    BIFF_BOOLERR = 0x0205,
    BIFF_FORMULA3 = 0x0206,
    BIFF_STRING = 0x0207,
    BIFF_ROW = 0x0208,
    BIFF_BOF3 = 0x0209,
    BIFF_ARRAY = 0x0221,
    BIFF_FONT3 = 0x0231,
    BIFF_TABLE = 0x0236,
    BIFF_XF3 = 0x0243,
    BIFF_RK = 0x027E,
    BIFF_FORMULA4 = 0x0406,
    BIFF_BOF4 = 0x0409,
    BIFF_FORMAT = 0x041E,
    BIFF_XF4 = 0x0443,
    BIFF_SHRFMLA = 0x04BC,
    BIFF_BOF = 0x0809
};

typedef struct biff_record {
    uint16_t type;
    wf_cursor body;
    size_t offset; /* of the record in the stream */
} biff_record;

typedef struct biff_walk {
    const uint8_t *data;
    size_t size, at;
    bool truncated; /* a record was cut off by the end of the stream */
} biff_walk;

/** The next record; false at the end of the stream. One that is cut off is given as far
 * as it goes. */
static inline bool biff_next(biff_walk *walk, biff_record *out)
{
    size_t left = walk->size - walk->at;
    if (left < 4) {
        walk->truncated |= left > 0;
        return false;
    }
    const uint8_t *p = walk->data + walk->at;
    size_t length = (size_t)(p[2] | (unsigned)p[3] << 8);
    if (length > left - 4) {
        walk->truncated = true;
        length = left - 4;
    }
    out->type = (uint16_t)(p[0] | (unsigned)p[1] << 8);
    out->body = wf_cursor_over(p + 4, length);
    out->offset = walk->at;
    walk->at += 4 + length;
    return true;
}

/** The type of the next record, 0 at the end; moves nothing. */
static inline uint16_t biff_peek(const biff_walk *walk)
{
    if (walk->size - walk->at < 4)
        return 0;
    const uint8_t *p = walk->data + walk->at;
    return (uint16_t)(p[0] | (unsigned)p[1] << 8);
}

/* The body of a record and of the CONTINUE records that follow it, as one run of bytes
 * with seams, since text tells its width anew behind each. */
typedef struct biff_chunks {
    biff_walk *walk;
    wf_cursor c; /* what remains of the part read now */
    bool bad;    /* something was read past the last part */
} biff_chunks;

/** Step over a seam when this part is used up; false where nothing follows. */
static inline bool biff_refill(biff_chunks *chunks)
{
    biff_record next;
    while (chunks->c.n == 0) {
        if (biff_peek(chunks->walk) != BIFF_CONTINUE || !biff_next(chunks->walk, &next))
            return false;
        chunks->c = next.body;
    }
    return true;
}

static inline uint8_t biff_chunk_u8(biff_chunks *chunks)
{
    if (chunks->c.n == 0 && !biff_refill(chunks)) {
        chunks->bad = true;
        return 0;
    }
    return wf_cursor_u8(&chunks->c);
}

static inline uint16_t biff_chunk_u16(biff_chunks *chunks)
{
    if (chunks->c.n >= 2)
        return wf_cursor_u16(&chunks->c);
    unsigned low = biff_chunk_u8(chunks);
    return (uint16_t)(low | (unsigned)biff_chunk_u8(chunks) << 8);
}

static inline uint32_t biff_chunk_u32(biff_chunks *chunks)
{
    uint32_t low = biff_chunk_u16(chunks);
    return low | (uint32_t)biff_chunk_u16(chunks) << 16;
}

static inline void biff_chunk_skip(biff_chunks *chunks, size_t n)
{
    while (n > 0) {
        if (!biff_refill(chunks)) {
            chunks->bad = true;
            return;
        }
        size_t step = n < chunks->c.n ? n : chunks->c.n;
        wf_cursor_skip(&chunks->c, step);
        n -= step;
    }
}

#endif
