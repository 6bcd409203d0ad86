#ifndef WF_SYMBOL_FONT_H
#define WF_SYMBOL_FONT_H
/*
 * Fonts whose characters are pictures: Symbol, Wingdings and their like. Word keeps such
 * text as codes 0x20..0xFF, mostly moved to U+F020..U+F0FF; here these become the Unicode
 * characters that look the same. Both Word readers use it.
 */
#include "wayforward/str.h"

typedef enum wf_symbol_font {
    WF_SYMBOL_NONE, /* an ordinary font */
    WF_SYMBOL_SYMBOL,
    WF_SYMBOL_WINGDINGS,
    WF_SYMBOL_WINGDINGS_2,
    WF_SYMBOL_WINGDINGS_3,
    WF_SYMBOL_WEBDINGS
} wf_symbol_font;

/** The kind of a font by its name; letter case does not count. */
wf_symbol_font wf_symbol_font_of(wf_str name);

/** The Unicode character for one of such a font: `c` is 0x20..0xFF or U+F020..U+F0FF.
 *  Others, and all in an ordinary font, stay as they are, save that U+F020..U+F07E of an
 *  ordinary font are the ASCII characters that such a font would show. A picture that
 *  Unicode lacks gives U+25A1 (a box). */
uint32_t wf_symbol_to_unicode(wf_symbol_font font, uint32_t c);

#endif
