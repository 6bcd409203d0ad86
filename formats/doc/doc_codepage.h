#ifndef WF_DOC_CODEPAGE_H
#define WF_DOC_CODEPAGE_H
/*
 * What the bytes 0x80..0xFF of 8-bit text mean. In Word 97 and later that is always
 * Windows-1252; in Word 6 and 95 the font's character set tells, and where that says
 * nothing the language.
 */
#include "formats/doc/doc_fonts.h"

enum {
    DOC_CODE_PAGES = 16
};

typedef struct doc_code_pages {
    uint16_t numbers[DOC_CODE_PAGES];
    uint16_t high[DOC_CODE_PAGES][128]; /* code points; [0] is that of the document */
    size_t n;
    uint8_t by_charset[256]; /* index of `high` */
} doc_code_pages;

/** Make the tables that the document's fonts need. WF_E_MEMORY. */
wf_status doc_code_pages_make(const doc_file *f, const doc_fonts *fonts,
                              doc_code_pages *out, wf_error *err) WF_MUST_CHECK;

/** The table for text in a font. */
static inline const uint16_t *doc_code_pages_of(const doc_code_pages *pages,
                                                const doc_fonts *fonts, uint16_t font)
{
    return pages
        ->high[font < fonts->n ? pages->by_charset[fonts->items[font].charset] : 0];
}

#endif
