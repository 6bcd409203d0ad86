#include "formats/doc/doc_fonts.h"

enum {
    NAME_MAX_UNITS = 32,
    NAME_AT_97 = 39, /* [MS-DOC] 2.9.83 FFN: after the size byte */
    NAME_AT_95 = 5
};

/* A name of Latin letters is enough to know a symbol font by. */
static wf_symbol_font kind_of(wf_cursor ffn, bool word95)
{
    char name[NAME_MAX_UNITS];
    size_t n = 0;
    wf_cursor_skip(&ffn, word95 ? NAME_AT_95 : NAME_AT_97);
    while (n < NAME_MAX_UNITS && !ffn.bad) {
        uint16_t unit = word95 ? wf_cursor_u8(&ffn) : wf_cursor_u16(&ffn);
        if (unit == 0 || ffn.bad)
            break;
        name[n++] = (char)(unit < 0x80 ? unit : '?');
    }
    return wf_symbol_font_of((wf_str){.p = name, .n = n});
}

/* [MS-DOC] 2.9.83 FFN.chs: after flags and weight. */
static uint8_t charset_of(wf_cursor ffn)
{
    wf_cursor_skip(&ffn, 3);
    return wf_cursor_u8(&ffn);
}

wf_status doc_fonts_read(doc_file *f, doc_fonts *out, wf_error *err)
{
    *out = (doc_fonts){0};
    doc_bytes part = doc_file_part(f, DOC_PART_FONTS);
    wf_cursor c = wf_cursor_over(part.p, part.n);
    size_t most = part.n; /* Word 6/95 gives the size, not the number */
    if (f->fib.word95) {
        wf_cursor_skip(&c, 2);
    } else {
        most = wf_cursor_u16(&c);
        wf_cursor_skip(&c, 2);
    }
    size_t cap = 0;
    while (c.n > 0 && !c.bad && out->n < most && out->n < UINT16_MAX) {
        size_t size = wf_cursor_u8(&c);
        wf_cursor ffn = wf_cursor_sub(&c, size < c.n ? size : c.n);
        doc_font *items =
            wf_arena_push_room(f->scratch, out->items, out->n, &cap, sizeof *items);
        if (!items)
            return wf_fail_memory(err);
        out->items = items;
        items[out->n++] = (doc_font){.kind = (uint8_t)kind_of(ffn, f->fib.word95),
                                     .charset = charset_of(ffn)};
    }
    return WF_OK;
}
