#include "formats/doc/doc_sprm.h"

/* [MS-DOC] 2.9.182 PChgTabsOperand: a length byte of 255 says that the size follows from
 * the two counts within. */
static size_t tabs_size(wf_cursor c)
{
    size_t deleted = wf_cursor_u8(&c);
    wf_cursor_skip(&c, deleted * 4);
    size_t added = wf_cursor_u8(&c);
    return c.bad ? 255 : 1 + deleted * 4 + 1 + added * 3;
}

size_t doc_sprm_variable_size(uint16_t op, wf_cursor *c)
{
    if (op == SPRM_T_DEF_TABLE || op == SPRM_T_DEF_TABLE_10) {
        /* [MS-DOC] 2.9.316 TDefTableOperand: two bytes of length, which count one too
         * many. */
        size_t n = wf_cursor_u16(c);
        return n > 0 ? n - 1 : 0;
    }
    size_t n = wf_cursor_u8(c);
    return op == SPRM_P_CHG_TABS && n == 255 ? tabs_size(*c) : n;
}

enum {
    VARIABLE = 0xFE,
    DEF_TABLE = 0xFD,
    TABS = 0xFC
};

/* The sprms of Word 6 ("Microsoft Word 6.0 Binary File Format", table of sprms): operand
 * size, and the Word 97 sprm that has the same operand, or 0. Opcodes not listed have no
 * operand of their own that could be skipped; the list is complete for 2..207. */
static const struct sprm95 {
    uint8_t op, size;
    uint16_t op97;
} sprms95[] = {
    {2, 2, SPRM_P_ISTD},
    {3, VARIABLE, 0},
    {4, 1, 0},
    {5, 1, 0},
    {6, 1, 0},
    {7, 1, 0},
    {8, 1, 0},
    {9, 1, 0},
    {10, 1, 0},
    {11, 1, 0},
    {12, VARIABLE, SPRM_P_ANLD},
    {13, 1, 0}, /* sprmPNLvlAnm */
    {14, 1, 0},
    {15, VARIABLE, 0},
    {16, 2, 0},
    {17, 2, 0},
    {18, 2, 0},
    {19, 2, 0},
    {20, 4, 0},
    {21, 2, 0},
    {22, 2, 0},
    {23, TABS, 0},
    {24, 1, SPRM_P_IN_TABLE},
    {25, 1, SPRM_P_TTP},
    {26, 2, 0},
    {27, 2, 0},
    {28, 2, 0},
    {29, 1, 0},
    {30, 2, 0},
    {31, 2, 0},
    {32, 2, 0},
    {33, 2, 0},
    {34, 2, 0},
    {35, 2, 0},
    {36, 2, 0},
    {37, 1, 0},
    {38, 2, 0},
    {39, 2, 0},
    {40, 2, 0},
    {41, 2, 0},
    {42, 2, 0},
    {43, 2, 0},
    {44, 1, 0},
    {45, 2, 0},
    {46, 2, 0},
    {47, 2, SPRM_P_SHD80},
    {48, 2, 0},
    {49, 2, 0},
    {50, 1, 0},
    {51, 1, 0},
    {52, VARIABLE, 0},
    {65, 1, SPRM_C_RMARK_DEL},
    {66, 1, SPRM_C_RMARK_INS},
    {67, 1, SPRM_C_FLD_VANISH},
    {68, VARIABLE, 0},
    {69, 2, 0},
    {70, 4, 0},
    {71, 1, SPRM_C_DATA},
    {72, 2, 0},
    {73, 3, 0},
    {74, VARIABLE, 0}, /* sprmCSymbol: font number and 8-bit character */
    {75, 1, SPRM_C_OLE2},
    {77, 1, SPRM_C_HIGHLIGHT},
    {78, 4, 0},
    {79, VARIABLE, 0},
    {80, 2, SPRM_C_ISTD},
    {81, VARIABLE, 0},
    {82, VARIABLE, 0},
    {83, 0, SPRM_C_PLAIN},
    {85, 1, SPRM_C_BOLD},
    {86, 1, SPRM_C_ITALIC},
    {87, 1, SPRM_C_STRIKE},
    {88, 1, 0},
    {89, 1, 0},
    {90, 1, 0},
    {91, 1, 0},
    {92, 1, SPRM_C_VANISH},
    {93, 2, SPRM_C_FONT_95},
    {94, 1, SPRM_C_UNDERLINE},
    {95, 3, 0},
    {96, 2, 0},
    {97, 2, 0},
    {98, 1, SPRM_C_ICO},
    {99, 2, 0},
    {100, 1, 0},
    {101, 1, 0},
    {102, 1, 0},
    {103, VARIABLE, 0},
    {104, 1, 0},
    {105, VARIABLE, 0},
    {106, VARIABLE, 0},
    {107, 2, 0},
    {108, VARIABLE, 0},
    {109, 2, 0},
    {110, 2, 0},
    {117, 1, SPRM_C_SPEC},
    {118, 1, SPRM_C_OBJ},
    {119, 1, 0},
    {120, VARIABLE, 0},
    {121, VARIABLE, 0},
    {122, VARIABLE, 0},
    {123, VARIABLE, 0},
    {124, VARIABLE, 0},
    {131, 1, 0},
    {132, 1, 0},
    {133, VARIABLE, 0},
    {136, 3, 0},
    {137, 3, 0},
    {138, 1, 0},
    {139, 1, 0},
    {140, 2, 0},
    {141, 2, 0},
    {142, 1, 0},
    {143, 1, 0},
    {144, 2, 0},
    {145, 2, 0},
    {146, 1, 0},
    {147, 1, 0},
    {148, 2, 0},
    {149, 2, 0},
    {150, 1, 0},
    {151, 1, 0},
    {152, 1, 0},
    {153, 2, 0},
    {154, 2, 0},
    {155, 2, 0},
    {156, 2, 0},
    {157, 1, 0},
    {158, 1, 0},
    {159, 1, 0},
    {160, 2, 0},
    {161, 2, 0},
    {162, 1, 0},
    {163, 1, 0},
    {164, 2, 0},
    {165, 2, 0},
    {166, 2, 0},
    {167, 2, 0},
    {168, 2, 0},
    {169, 2, 0},
    {170, 2, 0},
    {171, 2, 0},
    {182, 2, 0},
    {183, 2, 0},
    {184, 2, 0},
    {185, 1, 0},
    {186, 1, SPRM_T_HEADER},
    {187, 12, 0},
    {188, DEF_TABLE, 0},
    {189, 2, 0},
    {190, DEF_TABLE, SPRM_T_DEF_TABLE},
    {191, VARIABLE, SPRM_T_SHD80},
    {192, 4, 0},
    {193, 5, 0},
    {194, 4, SPRM_T_INSERT},
    {195, 2, SPRM_T_DELETE},
    {196, 4, SPRM_T_DXA_COL},
    {197, 2, SPRM_T_MERGE},
    {198, 2, SPRM_T_SPLIT},
    {199, 5, 0},
    {200, 4, SPRM_T_SET_SHD80},
};

static const struct sprm95 *find95(uint8_t op)
{
    size_t low = 0, high = sizeof sprms95 / sizeof sprms95[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sprms95[middle].op == op)
            return &sprms95[middle];
        if (sprms95[middle].op < op)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool doc_sprm95_next(wf_cursor *grpprl, doc_sprm *out)
{
    /* Zero bytes fill a grpprl up to an even length. */
    uint8_t op = 0;
    while (op == 0 && grpprl->n > 0)
        op = wf_cursor_u8(grpprl);
    const struct sprm95 *known = find95(op);
    if (!known)
        return false;
    size_t size = known->size;
    if (size == DEF_TABLE)
        size = doc_sprm_variable_size(SPRM_T_DEF_TABLE, grpprl);
    else if (size == TABS)
        size = doc_sprm_variable_size(SPRM_P_CHG_TABS, grpprl);
    else if (size == VARIABLE)
        size = wf_cursor_u8(grpprl);
    out->op = known->op97;
    out->operand = wf_cursor_sub(grpprl, size);
    return !grpprl->bad;
}
