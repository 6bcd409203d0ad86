#ifndef WF_DOC_STYLES_H
#define WF_DOC_STYLES_H
/*
 * The style sheet ([MS-DOC] 2.9.271 STSH) with inheritance, and what a paragraph and its
 * characters come to look like by style and by direct formatting.
 */
#include "formats/doc/doc_props.h"

typedef enum doc_style_kind { /* [MS-DOC] 2.9.260 StdfBase.stk */
    DOC_STYLE_NONE,
    DOC_STYLE_PARAGRAPH,
    DOC_STYLE_CHARACTER,
    DOC_STYLE_TABLE,
    DOC_STYLE_LIST
} doc_style_kind;

enum { /* built-in styles, [MS-DOC] 2.9.260 StdfBase.sti */
    DOC_STI_HEADING_1 = 1,
    DOC_STI_HEADING_9 = 9,
    DOC_STI_TITLE = 62,
    DOC_STI_USER = 0x0FFE
};

typedef struct doc_style {
    uint8_t kind;
    bool is_resolved;
    uint16_t sti;
    uint16_t base; /* istdBase */
    doc_bytes papx, chpx, tapx;
    doc_pap pap; /* once resolved: a paragraph style's own */
    doc_chp chp;
} doc_style;

typedef struct doc_styles {
    const doc_file *f;
    doc_style *items;
    size_t n;
    doc_chp default_chp;
} doc_styles;

/** Read the style sheet; a damaged one gives what came before the damage. WF_E_MEMORY. */
wf_status doc_styles_read(doc_file *f, doc_styles *out, wf_error *err) WF_MUST_CHECK;

/** The style, with its inheritance applied; NULL where there is none of that kind. */
const doc_style *doc_styles_at(doc_styles *styles, uint16_t istd, doc_style_kind kind);

/** Characters of a paragraph in style `istd` with the sprms of their CHPX and of their
 * piece. Either list may be empty. */
void doc_styles_chp(doc_styles *styles, uint16_t istd, doc_bytes chpx, doc_bytes piece,
                    doc_chp *out);

#endif
