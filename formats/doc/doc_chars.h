#ifndef WF_DOC_CHARS_H
#define WF_DOC_CHARS_H
/* The characters of a paragraph: their properties, and what of them is shown. */
#include "formats/doc/doc_walk.h"

enum { /* [MS-DOC] 2.4.1: characters with a meaning of their own */
    CHAR_PICTURE = 0x01,
    CHAR_NOTE = 0x02,
    CHAR_COMMENT = 0x05,
    CHAR_CELL_END = 0x07,
    CHAR_SHAPE = 0x08,
    CHAR_TAB = 0x09,
    CHAR_LINE_FEED = 0x0A,
    CHAR_LINE_BREAK = 0x0B,
    CHAR_PAGE_BREAK = 0x0C,
    CHAR_PARAGRAPH_END = 0x0D,
    CHAR_COLUMN_BREAK = 0x0E,
    CHAR_FIELD_BEGIN = 0x13,
    CHAR_FIELD_SEPARATE = 0x14,
    CHAR_FIELD_END = 0x15,
    CHAR_NO_BREAK_HYPHEN = 0x1E,
    CHAR_SDT_BEGIN = 0x3C, /* special ones only */
    CHAR_SDT_END = 0x3E
};

/** Append what Word shows of cp..to to the text of the paragraph in hand. WF_E_MEMORY. */
wf_status doc_chars_add(doc_walk *w, uint32_t cp, uint32_t to,
                        wf_error *err) WF_MUST_CHECK;

#endif
