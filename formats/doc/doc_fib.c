#include "formats/doc/doc_fib.h"

#include "engine/base/ckd.h"

doc_bytes doc_bytes_sub(doc_bytes all, uint64_t at, uint64_t n, bool *cut)
{
    if (at > all.n) {
        *cut = *cut || n > 0;
        return DOC_NO_BYTES;
    }
    size_t rest = all.n - (size_t)at;
    if (n > rest) {
        *cut = true;
        n = rest;
    }
    return (doc_bytes){.p = all.p + at, .n = (size_t)n};
}

/* [MS-DOC] 2.5.2 FibBase.wIdent; Word 6 and 95 wrote 0xA5DC, Word 2 0xA5DB. */
enum {
    IDENT_97 = 0xA5EC,
    IDENT_95 = 0xA5DC,
    NFIB_WORD_6 = 101, /* the first version with this layout */
    NFIB_WORD_97 = 193
};
enum {
    FLAG_COMPLEX = 0x0004,
    FLAG_ENCRYPTED = 0x0100,
    FLAG_TABLE1 = 0x0200,
    FLAG_EXT_CHAR = 0x1000
};

/* Index of the fc/lcb pair in FibRgFcLcb97 ([MS-DOC] 2.5.6). */
static const uint8_t pairs97[DOC_PARTS] = {
    [DOC_PART_STSH] = 1,
    [DOC_PART_FOOTNOTE_REFS] = 2,
    [DOC_PART_FOOTNOTE_TEXTS] = 3,
    [DOC_PART_COMMENT_REFS] = 4,
    [DOC_PART_COMMENT_TEXTS] = 5,
    [DOC_PART_HEADERS] = 11,
    [DOC_PART_CHPX_BINS] = 12,
    [DOC_PART_PAPX_BINS] = 13,
    [DOC_PART_FONTS] = 15,
    [DOC_PART_CLX] = 33,
    [DOC_PART_SHAPES] = 40,
    [DOC_PART_ENDNOTE_REFS] = 46,
    [DOC_PART_ENDNOTE_TEXTS] = 47,
    [DOC_PART_DRAWINGS] = 50,
    [DOC_PART_TEXT_BOX_TEXTS] = 56,
    [DOC_PART_HEADER_TEXT_BOX_TEXTS] = 58,
    [DOC_PART_LISTS] = 73,
    [DOC_PART_LIST_OVERRIDES] = 74,
};

/* Byte offset of the fc/lcb pair in the FIB of Word 6 and 95; 0: not there. The layout is
 * that of the "Microsoft Word 6.0 Binary File Format" document: fcStshfOrig at 88, 8
 * bytes a pair up to fcDop, then fcSttbfAssoc, fcClx at 352. */
static const uint16_t offsets95[DOC_PARTS] = {
    [DOC_PART_STSH] = 96,
    [DOC_PART_FOOTNOTE_REFS] = 104,
    [DOC_PART_FOOTNOTE_TEXTS] = 112,
    [DOC_PART_COMMENT_REFS] = 120,
    [DOC_PART_COMMENT_TEXTS] = 128,
    [DOC_PART_HEADERS] = 176,
    [DOC_PART_CHPX_BINS] = 184,
    [DOC_PART_PAPX_BINS] = 192,
    [DOC_PART_FONTS] = 208,
    [DOC_PART_CLX] = 352,
    [DOC_PART_ENDNOTE_REFS] = 0x1D2,
    [DOC_PART_ENDNOTE_TEXTS] = 0x1DA,
};

static void sum_stories(doc_fib *fib)
{
    uint32_t at = 0;
    for (size_t i = 0; i < DOC_STORIES; i++) {
        fib->story_begin[i] = at;
        uint32_t end;
        if (wf_ckd_add(&end, at, fib->story_length[i]) || end > INT32_MAX) {
            fib->story_length[i] = INT32_MAX - at;
            end = INT32_MAX;
        }
        at = end;
    }
}

/* Lengths of the stories: eight 32-bit counts in the order of doc_story. */
static void read_stories(wf_cursor c, doc_fib *fib)
{
    for (size_t i = 0; i < DOC_STORIES; i++) {
        int32_t n = wf_cursor_i32(&c);
        fib->story_length[i] = n > 0 ? (uint32_t)n : 0;
    }
    sum_stories(fib);
}

static doc_range read_pair(doc_bytes main, size_t at)
{
    wf_cursor c = wf_cursor_at(main.p, main.n, at);
    doc_range range = {.at = wf_cursor_u32(&c)};
    range.n = wf_cursor_u32(&c);
    if (c.bad || range.n > INT32_MAX)
        range = (doc_range){0};
    return range;
}

static wf_status read_95(doc_bytes main, doc_fib *fib, wf_error *err)
{
    wf_cursor c = wf_cursor_at(main.p, main.n, 0x34);
    read_stories(c, fib);
    for (size_t i = 0; i < DOC_PARTS; i++)
        if (offsets95[i] != 0)
            fib->part[i] = read_pair(main, offsets95[i]);
    c = wf_cursor_at(main.p, main.n, 0x18A);
    fib->chpx_first_page = wf_cursor_u16(&c);
    fib->papx_first_page = wf_cursor_u16(&c);
    fib->chpx_pages = wf_cursor_u16(&c);
    fib->papx_pages = wf_cursor_u16(&c);
    if (c.bad)
        return wf_fail(
            err, WF_E_FORMAT, NULL,
            "the file ends within its first block; a Word 6/95 document was expected");
    return WF_OK;
}

/* [MS-DOC] 2.5.1: csw 16-bit values, cslw 32-bit values and cbRgFcLcb pairs follow each
 * other, each with its count, so that newer files are read by their own counts. */
static wf_status read_97(doc_bytes main, doc_fib *fib, wf_error *err)
{
    wf_cursor c = wf_cursor_at(main.p, main.n, 32);
    wf_cursor_skip(&c, (size_t)wf_cursor_u16(&c) * 2);
    size_t longs = wf_cursor_u16(&c);
    wf_cursor rg_lw = wf_cursor_sub(&c, longs * 4);
    size_t pairs = wf_cursor_u16(&c);
    if (c.bad || longs < 11)
        return wf_fail(
            err, WF_E_FORMAT, NULL,
            "the file ends within its first block; a Word document was expected");
    wf_cursor_skip(&rg_lw, 12); /* cbMac and two product versions */
    read_stories(rg_lw, fib);
    size_t pairs_at = main.n - c.n;
    for (size_t i = 0; i < DOC_PARTS; i++)
        if (pairs97[i] < pairs)
            fib->part[i] = read_pair(main, pairs_at + (size_t)pairs97[i] * 8);
    return WF_OK;
}

wf_status doc_fib_read(doc_bytes main, doc_fib *out, wf_error *err)
{
    doc_fib fib = {0};
    wf_cursor c = wf_cursor_over(main.p, main.n);
    uint16_t ident = wf_cursor_u16(&c);
    fib.nfib = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 2);
    fib.language = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 2);
    uint16_t flags = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 12);
    fib.text_begin = wf_cursor_u32(&c);
    fib.text_end = wf_cursor_u32(&c);
    if (c.bad)
        return wf_fail(
            err, WF_E_FORMAT, NULL,
            "the file has only %zu bytes of Word data; at least 32 were expected",
            main.n);
    fib.complex = (flags & FLAG_COMPLEX) != 0;
    fib.table1 = (flags & FLAG_TABLE1) != 0;
    fib.word95 = ident == IDENT_95 || fib.nfib < NFIB_WORD_97;
    fib.wide95 = fib.word95 && (flags & FLAG_EXT_CHAR) != 0;
    if (fib.nfib < NFIB_WORD_6)
        return wf_fail(
            err, WF_E_UNSUPPORTED, NULL,
            "this is a document of Word 2 or older (version %u); open it in Word and "
            "save it as .docx",
            (unsigned)fib.nfib);
    if (flags & FLAG_ENCRYPTED)
        return wf_fail(
            err, WF_E_UNSUPPORTED, NULL,
            "the document is protected by a password; open it in Word and save it "
            "without one");
    WF_TRY(fib.word95 ? read_95(main, &fib, err) : read_97(main, &fib, err));
    *out = fib;
    return WF_OK;
}
