#ifndef WF_DOC_FONTS_H
#define WF_DOC_FONTS_H
/* The font table ([MS-DOC] 2.9.286 SttbfFfn): which fonts show pictures in place of
 * letters. */
#include "formats/container/symbol_font.h"
#include "formats/doc/doc_file.h"

typedef struct doc_font {
    uint8_t kind;    /* wf_symbol_font */
    uint8_t charset; /* of its 8-bit text in Word 6/95 */
} doc_font;

typedef struct doc_fonts {
    doc_font *items;
    size_t n;
} doc_fonts;

/** Read the font table; a damaged one gives what came before. WF_E_MEMORY. */
wf_status doc_fonts_read(doc_file *f, doc_fonts *out, wf_error *err) WF_MUST_CHECK;

static inline wf_symbol_font doc_fonts_kind(const doc_fonts *fonts, uint16_t font)
{
    return font < fonts->n ? (wf_symbol_font)fonts->items[font].kind : WF_SYMBOL_NONE;
}

#endif
