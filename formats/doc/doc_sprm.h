#ifndef WF_DOC_SPRM_H
#define WF_DOC_SPRM_H
/*
 * Sprms: the "single property modifiers" of which all formatting of a binary Word
 * document is made
 * ([MS-DOC] 2.2.5). A grpprl is a list of them.
 */
#include "formats/doc/doc_fib.h"

/* The ones that the reader uses ([MS-DOC] 2.6). */
enum {
    /* characters */
    SPRM_C_RMARK_DEL = 0x0800,
    SPRM_C_RMARK_INS = 0x0801,
    SPRM_C_FLD_VANISH = 0x0802,
    SPRM_C_PIC_LOCATION = 0x6A03,
    SPRM_C_DATA = 0x0806,
    SPRM_C_SYMBOL = 0x6A09,
    SPRM_C_OLE2 = 0x080A,
    SPRM_C_HIGHLIGHT = 0x2A0C,
    SPRM_C_ISTD = 0x4A30,
    SPRM_C_PLAIN = 0x2A33,
    SPRM_C_BOLD = 0x0835,
    SPRM_C_ITALIC = 0x0836,
    SPRM_C_STRIKE = 0x0837,
    SPRM_C_VANISH = 0x083C,
    SPRM_C_UNDERLINE = 0x2A3E,
    SPRM_C_ICO = 0x2A42,
    SPRM_C_FONT_ASCII = 0x4A4F,
    SPRM_C_FONT_OTHER = 0x4A51,
    SPRM_C_FONT_95 = 0x4A3D, /* sprmCFtc of Word 6/95 */
    SPRM_C_DSTRIKE = 0x2A53,
    SPRM_C_SPEC = 0x0855,
    SPRM_C_OBJ = 0x0856,
    SPRM_C_SHD80 = 0x4866,
    SPRM_C_CV = 0x6870,
    SPRM_C_SHD = 0xCA71,
    SPRM_C_CNF = 0xCA85,
    /* paragraphs */
    SPRM_P_ISTD = 0x4600,
    SPRM_P_ILVL = 0x260A,
    SPRM_P_ILFO = 0x460B,
    SPRM_P_CHG_TABS = 0xC615,
    SPRM_P_IN_TABLE = 0x2416,
    SPRM_P_TTP = 0x2417,
    SPRM_P_SHD80 = 0x442D,
    SPRM_P_SHD = 0xC64D,
    SPRM_P_OUT_LVL = 0x2640,
    SPRM_P_INNER_CELL = 0x244B,
    SPRM_P_INNER_TTP = 0x244C,
    SPRM_P_ITAP = 0x6649,
    SPRM_P_DTAP = 0x664A,
    SPRM_P_HUGE_PAPX = 0x6646,
    SPRM_P_HUGE_PAPX_OLD = 0x6645,
    SPRM_P_TABLE_PROPS = 0x646B,
    SPRM_P_ANLD = 0xC63E, /* the automatic number of Word 6/95 */
    /* tables */
    SPRM_T_HEADER = 0x3404,
    SPRM_T_DEF_TABLE = 0xD608,
    SPRM_T_DEF_TABLE_10 = 0xD606,
    SPRM_T_SHD80 = 0xD609,
    SPRM_T_TLP = 0x740A,
    SPRM_T_BIDI = 0x560B,
    SPRM_T_BIDI_90 = 0x5664,
    SPRM_T_SHD_3RD = 0xD60C,
    SPRM_T_SHD = 0xD612,
    SPRM_T_SHD_2ND = 0xD616,
    SPRM_T_SHD_RAW = 0xD670,
    SPRM_T_SHD_RAW_2ND = 0xD671,
    SPRM_T_SHD_RAW_3RD = 0xD672,
    SPRM_T_INSERT = 0x7621,
    SPRM_T_DELETE = 0x5622,
    SPRM_T_DXA_COL = 0x7623,
    SPRM_T_MERGE = 0x5624,
    SPRM_T_SPLIT = 0x5625,
    SPRM_T_SET_SHD80 = 0x7627,
    SPRM_T_SET_SHD_ODD80 = 0x7628,
    SPRM_T_VERT_MERGE = 0xD62B,
    SPRM_T_SET_SHD = 0xD62D,
    SPRM_T_SET_SHD_ODD = 0xD62E,
    SPRM_T_ISTD = 0x563A,
    SPRM_T_SET_SHD_TABLE = 0xD660
};

/* [MS-DOC] 2.2.5.1 Sprm.sgc: what a sprm modifies. */
enum {
    SGC_PARAGRAPH = 1,
    SGC_CHARACTER = 2,
    SGC_TABLE = 5
};

static inline unsigned doc_sprm_group(uint16_t op)
{
    return op >> 10 & 7;
}

typedef struct doc_sprm {
    uint16_t op;
    wf_cursor operand; /* of variable ones without their length */
} doc_sprm;

/** The size of a variable operand; *c moves past the length. */
size_t doc_sprm_variable_size(uint16_t op, wf_cursor *c);

/** The next sprm of a grpprl; false at its end, and where what remains is damaged. */
static inline bool doc_sprm_next(wf_cursor *grpprl, doc_sprm *out)
{
    /* Operand size by spra ([MS-DOC] 2.2.5.1); 0: the first byte tells. */
    static const uint8_t sizes[8] = {1, 1, 2, 4, 2, 2, 0, 3};
    if (grpprl->n < 3)
        return false;
    out->op = wf_cursor_u16(grpprl);
    size_t size = sizes[out->op >> 13];
    if (size == 0)
        size = doc_sprm_variable_size(out->op, grpprl);
    out->operand = wf_cursor_sub(grpprl, size);
    return !grpprl->bad;
}

/** The same for the one-byte sprms of Word 6 and 95: *out is what Word 97 calls it, or op
 * 0 for one that means nothing here. */
bool doc_sprm95_next(wf_cursor *grpprl, doc_sprm *out);

#endif
