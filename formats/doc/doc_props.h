#ifndef WF_DOC_PROPS_H
#define WF_DOC_PROPS_H
/*
 * Character and paragraph properties ([MS-DOC] 2.4.6, 2.6.1, 2.6.2), as far as a document
 * holds them, and how sprms change them.
 */
#include "formats/doc/doc_file.h"

enum { /* doc_chp.on; the first four as WF_RUN_* */
    CHP_BOLD = WF_RUN_BOLD,
    CHP_ITALIC = WF_RUN_ITALIC,
    CHP_UNDERLINE = WF_RUN_UNDERLINE,
    CHP_STRIKE = WF_RUN_STRIKE,
    CHP_DOUBLE_STRIKE = 0x10,
    CHP_VANISH = 0x20,   /* hidden text */
    CHP_DELETED = 0x40,  /* a tracked deletion */
    CHP_INSERTED = 0x80, /* a tracked insertion */
    CHP_SPECIAL = 0x100, /* sprmCFSpec: the character stands for something else */
    CHP_DATA = 0x200,    /* data_at leads to form field data */
    CHP_SYMBOL = 0x400   /* symbol_font and symbol_char hold */
};

typedef struct doc_chp {
    uint32_t color, highlight, shading;
    uint32_t data_at; /* place in the Data stream */
    uint16_t on;
    uint16_t style; /* character style, DOC_NO_STYLE */
    uint16_t font;  /* index of the font table */
    uint16_t symbol_font, symbol_char;
} doc_chp;

enum {
    PAP_IN_TABLE = 1,
    PAP_ROW_END = 2,        /* fTtp */
    PAP_INNER_CELL_END = 4, /* of a nested table */
    PAP_INNER_ROW_END = 8
};

typedef struct doc_pap {
    uint16_t style;  /* istd */
    uint16_t list;   /* ilfo: 1-based; 0: none */
    uint8_t level;   /* ilvl */
    uint8_t outline; /* 0..8; 9: body text */
    uint8_t on;
    uint32_t depth; /* itap: of nested tables; 0: not in a table */
    uint32_t shading;
    doc_bytes anld; /* Word 6/95: its automatic number */
} doc_pap;

#define DOC_NO_STYLE 0x0FFF

#define DOC_CHP_INIT                                                                     \
    {                                                                                    \
        .color = WF_COLOR_NONE, .highlight = WF_COLOR_NONE, .shading = WF_COLOR_NONE,    \
        .style = DOC_NO_STYLE                                                            \
    }
#define DOC_PAP_INIT                                                                     \
    {                                                                                    \
        .outline = 9, .shading = WF_COLOR_NONE, .anld = {(const uint8_t *)"", 0 }        \
    }

/** Change character properties by one sprm. `base` is what the styles give: toggles may
 * refer to it. sprmCIstd only sets `style`. */
void doc_chp_apply(doc_chp *chp, const doc_chp *base, const doc_sprm *sprm);

/** Change paragraph properties by one sprm; sprmPIstd only sets `style`. */
void doc_pap_apply(doc_pap *pap, const doc_sprm *sprm);

/** Walk a grpprl of the file's version. */
static inline bool doc_props_next(const doc_file *f, wf_cursor *grpprl, doc_sprm *out)
{
    return f->fib.word95 ? doc_sprm95_next(grpprl, out) : doc_sprm_next(grpprl, out);
}

#endif
