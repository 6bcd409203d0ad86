#include "formats/doc/doc_props.h"

#include "formats/doc/doc_color.h"

/* [MS-DOC] 2.9.327 ToggleOperand. */
enum {
    TOGGLE_AS_STYLE = 0x80,
    TOGGLE_NOT_STYLE = 0x81
};

static void toggle(doc_chp *chp, const doc_chp *base, uint16_t bit, const doc_sprm *sprm)
{
    wf_cursor c = sprm->operand;
    uint8_t value = wf_cursor_u8(&c);
    bool in_style = (base->on & bit) != 0;
    bool on = value == TOGGLE_AS_STYLE    ? in_style
              : value == TOGGLE_NOT_STYLE ? !in_style
                                          : value != 0;
    chp->on = (uint16_t)(on ? chp->on | bit : chp->on & ~bit);
}

/* sprmCPlain: back to the styles, but what the character stands for stays. */
static void make_plain(doc_chp *chp, const doc_chp *base)
{
    enum {
        KEPT = CHP_SPECIAL | CHP_DATA | CHP_SYMBOL | CHP_DELETED | CHP_INSERTED
    };
    doc_chp plain = *base;
    plain.on = (uint16_t)((base->on & ~KEPT) | (chp->on & KEPT));
    plain.data_at = chp->data_at;
    plain.style = chp->style;
    plain.symbol_font = chp->symbol_font;
    plain.symbol_char = chp->symbol_char;
    *chp = plain;
}

static void set_symbol(doc_chp *chp, wf_cursor c)
{
    chp->symbol_font = wf_cursor_u16(&c);
    chp->symbol_char = wf_cursor_u16(&c);
    chp->on |= CHP_SYMBOL;
}

/* Which toggle a sprm changes, 0 for others. */
static uint16_t toggle_bit(uint16_t op)
{
    switch (op) {
    case SPRM_C_BOLD:
        return CHP_BOLD;
    case SPRM_C_ITALIC:
        return CHP_ITALIC;
    case SPRM_C_STRIKE:
        return CHP_STRIKE;
    case SPRM_C_DSTRIKE:
        return CHP_DOUBLE_STRIKE;
    case SPRM_C_VANISH:
        return CHP_VANISH;
    case SPRM_C_RMARK_DEL:
        return CHP_DELETED;
    case SPRM_C_RMARK_INS:
        return CHP_INSERTED;
    case SPRM_C_SPEC:
        return CHP_SPECIAL;
    case SPRM_C_DATA:
        return CHP_DATA;
    default:
        return 0;
    }
}

void doc_chp_apply(doc_chp *chp, const doc_chp *base, const doc_sprm *sprm)
{
    wf_cursor c = sprm->operand;
    uint16_t bit = toggle_bit(sprm->op);
    if (bit != 0) {
        toggle(chp, base, bit, sprm);
        return;
    }
    switch (sprm->op) {
    case SPRM_C_PIC_LOCATION:
        chp->data_at = wf_cursor_u32(&c);
        chp->on |= CHP_SPECIAL;
        break;
    case SPRM_C_SYMBOL:
        set_symbol(chp, c);
        break;
    case SPRM_C_HIGHLIGHT:
        chp->highlight = doc_color_ico(wf_cursor_u8(&c));
        break;
    case SPRM_C_ISTD:
        chp->style = wf_cursor_u16(&c);
        break;
    case SPRM_C_PLAIN:
        make_plain(chp, base);
        break;
    case SPRM_C_UNDERLINE: { /* [MS-DOC] 2.9.129 Kul: 0 none, 5 was hidden underlining */
        uint8_t kind = wf_cursor_u8(&c);
        bool on = kind != 0 && kind != 5 && kind != 255;
        chp->on = (uint16_t)(on ? chp->on | CHP_UNDERLINE : chp->on & ~CHP_UNDERLINE);
        break;
    }
    case SPRM_C_ICO:
        chp->color = doc_color_ico(wf_cursor_u8(&c));
        break;
    case SPRM_C_CV:
        chp->color = doc_color_ref(&c);
        break;
    case SPRM_C_FONT_ASCII:
    case SPRM_C_FONT_95:
        chp->font = wf_cursor_u16(&c);
        break;
    case SPRM_C_SHD80:
        chp->shading = doc_color_shd80(wf_cursor_u16(&c));
        break;
    case SPRM_C_SHD:
        chp->shading = doc_color_shd(&c);
        break;
    default:
        break;
    }
}

static void set_flag(doc_pap *pap, uint8_t flag, wf_cursor c)
{
    pap->on = (uint8_t)(wf_cursor_u8(&c) ? pap->on | flag : pap->on & ~flag);
}

void doc_pap_apply(doc_pap *pap, const doc_sprm *sprm)
{
    wf_cursor c = sprm->operand;
    switch (sprm->op) {
    case SPRM_P_ISTD:
        pap->style = wf_cursor_u16(&c);
        break;
    case SPRM_P_ILVL:
        pap->level = wf_cursor_u8(&c);
        break;
    case SPRM_P_ILFO:
        pap->list = wf_cursor_u16(&c);
        break;
    case SPRM_P_IN_TABLE:
        set_flag(pap, PAP_IN_TABLE, c);
        break;
    case SPRM_P_TTP:
        set_flag(pap, PAP_ROW_END, c);
        break;
    case SPRM_P_INNER_CELL:
        set_flag(pap, PAP_INNER_CELL_END, c);
        break;
    case SPRM_P_INNER_TTP:
        set_flag(pap, PAP_INNER_ROW_END, c);
        break;
    case SPRM_P_ITAP: {
        int32_t depth = wf_cursor_i32(&c);
        pap->depth = depth > 0 ? (uint32_t)depth : 0;
        break;
    }
    case SPRM_P_DTAP: {
        int64_t depth = (int64_t)pap->depth + wf_cursor_i32(&c);
        pap->depth = depth > 0 && depth <= INT32_MAX ? (uint32_t)depth : 0;
        break;
    }
    case SPRM_P_OUT_LVL:
        pap->outline = wf_cursor_u8(&c);
        break;
    case SPRM_P_SHD80:
        pap->shading = doc_color_shd80(wf_cursor_u16(&c));
        break;
    case SPRM_P_SHD:
        pap->shading = doc_color_shd(&c);
        break;
    case SPRM_P_ANLD:
        pap->anld = (doc_bytes){.p = c.p, .n = c.n};
        break;
    default:
        break;
    }
}
