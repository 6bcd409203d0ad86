#ifndef WF_DOC_FONTS_H
#define WF_DOC_FONTS_H
/* The font table ([MS-DOC] 2.9.286 SttbfFfn): which fonts show pictures in place of
 * letters. */
#include "formats/container/symbol_font.h"
#include "formats/doc/doc_file.h"

typedef struct doc_fonts {
    uint8_t *kinds; /* wf_symbol_font */
    size_t n;
} doc_fonts;

/** Read the font table; a damaged one gives what came before. WF_E_MEMORY. */
wf_status doc_fonts_read(doc_file *f, doc_fonts *out, wf_error *err) WF_MUST_CHECK;

static inline wf_symbol_font doc_fonts_kind(const doc_fonts *fonts, uint16_t font)
{
    return font < fonts->n ? (wf_symbol_font)fonts->kinds[font] : WF_SYMBOL_NONE;
}

#endif
