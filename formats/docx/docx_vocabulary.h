#ifndef WF_DOCX_VOCABULARY_H
#define WF_DOCX_VOCABULARY_H
/*
 * The names of WordprocessingML (ECMA-376-1, 17; strict and transitional alike) that the
 * reader knows, with those of the theme, of markup compatibility, math and VML that it
 * meets inside. Anything else is passed through: its content counts, it does not.
 */
#include "formats/container/xml_scan.h"

/* X(number, namespace, local name): ordered by length, bytes, namespace; a test checks.
 */
#define DOCX_WORDS(X)                                                                    \
    X(DX_B, WF_NS_WORD, "b")                                                             \
    X(DX_I, WF_NS_WORD, "i")                                                             \
    X(DX_P, WF_NS_WORD, "p")                                                             \
    X(DX_R, WF_NS_WORD, "r")                                                             \
    X(DX_T, WF_NS_WORD, "t")                                                             \
    X(DX_MATH_T, WF_NS_MATH, "t")                                                        \
    X(DX_U, WF_NS_WORD, "u")                                                             \
    X(DX_BR, WF_NS_WORD, "br")                                                           \
    X(DX_CR, WF_NS_WORD, "cr")                                                           \
    X(DX_REL_ID, WF_NS_RELS, "id")                                                       \
    X(DX_ID, WF_NS_WORD, "id")                                                           \
    X(DX_RT, WF_NS_WORD, "rt")                                                           \
    X(DX_T1, WF_NS_WORD, "t1")                                                           \
    X(DX_T2, WF_NS_WORD, "t2")                                                           \
    X(DX_TC, WF_NS_WORD, "tc")                                                           \
    X(DX_TR, WF_NS_WORD, "tr")                                                           \
    X(DX_BG1, WF_NS_WORD, "bg1")                                                         \
    X(DX_BG2, WF_NS_WORD, "bg2")                                                         \
    X(DX_DEL, WF_NS_WORD, "del")                                                         \
    X(DX_A_DK1, WF_NS_DRAWING, "dk1")                                                    \
    X(DX_A_DK2, WF_NS_DRAWING, "dk2")                                                    \
    X(DX_FTR, WF_NS_WORD, "ftr")                                                         \
    X(DX_HDR, WF_NS_WORD, "hdr")                                                         \
    X(DX_INS, WF_NS_WORD, "ins")                                                         \
    X(DX_A_LT1, WF_NS_DRAWING, "lt1")                                                    \
    X(DX_A_LT2, WF_NS_DRAWING, "lt2")                                                    \
    X(DX_LVL, WF_NS_WORD, "lvl")                                                         \
    X(DX_NUM, WF_NS_WORD, "num")                                                         \
    X(DX_P_PR, WF_NS_WORD, "pPr")                                                        \
    X(DX_R_PR, WF_NS_WORD, "rPr")                                                        \
    X(DX_SDT, WF_NS_WORD, "sdt")                                                         \
    X(DX_SHD, WF_NS_WORD, "shd")                                                         \
    X(DX_SYM, WF_NS_WORD, "sym")                                                         \
    X(DX_TAB, WF_NS_WORD, "tab")                                                         \
    X(DX_TBL, WF_NS_WORD, "tbl")                                                         \
    X(DX_NO_VAL, WF_NS_NONE, "val")                                                      \
    X(DX_VAL, WF_NS_WORD, "val")                                                         \
    X(DX_W14_VAL, WF_NS_WORD_2010, "val")                                                \
    X(DX_BODY, WF_NS_WORD, "body")                                                       \
    X(DX_CHAR, WF_NS_WORD, "char")                                                       \
    X(DX_FILL, WF_NS_WORD, "fill")                                                       \
    X(DX_FONT, WF_NS_WORD, "font")                                                       \
    X(DX_ILVL, WF_NS_WORD, "ilvl")                                                       \
    X(DX_NAME, WF_NS_WORD, "name")                                                       \
    X(DX_PTAB, WF_NS_WORD, "ptab")                                                       \
    X(DX_TC_PR, WF_NS_WORD, "tcPr")                                                      \
    X(DX_TR_PR, WF_NS_WORD, "trPr")                                                      \
    X(DX_TYPE, WF_NS_WORD, "type")                                                       \
    X(DX_ASCII, WF_NS_WORD, "ascii")                                                     \
    X(DX_COLOR, WF_NS_WORD, "color")                                                     \
    X(DX_H_ANSI, WF_NS_WORD, "hAnsi")                                                    \
    X(DX_A_HLINK, WF_NS_DRAWING, "hlink")                                                \
    X(DX_IS_LGL, WF_NS_WORD, "isLgl")                                                    \
    X(DX_NUM_ID, WF_NS_WORD, "numId")                                                    \
    X(DX_NUM_PR, WF_NS_WORD, "numPr")                                                    \
    X(DX_SDT_PR, WF_NS_WORD, "sdtPr")                                                    \
    X(DX_SPACE, WF_NS_XML, "space")                                                      \
    X(DX_START, WF_NS_WORD, "start")                                                     \
    X(DX_STYLE, WF_NS_WORD, "style")                                                     \
    X(DX_TBL_PR, WF_NS_WORD, "tblPr")                                                    \
    X(DX_A_THEME, WF_NS_DRAWING, "theme")                                                \
    X(DX_CHOICE, WF_NS_COMPATIBILITY, "Choice")                                          \
    X(DX_DD_LIST, WF_NS_WORD, "ddList")                                                  \
    X(DX_FF_DATA, WF_NS_WORD, "ffData")                                                  \
    X(DX_H_MERGE, WF_NS_WORD, "hMerge")                                                  \
    X(DX_HIDDEN, WF_NS_WORD, "hidden")                                                   \
    X(DX_MOVE_TO, WF_NS_WORD, "moveTo")                                                  \
    X(DX_NUM_FMT, WF_NS_WORD, "numFmt")                                                  \
    X(DX_P_STYLE, WF_NS_WORD, "pStyle")                                                  \
    X(DX_R_FONTS, WF_NS_WORD, "rFonts")                                                  \
    X(DX_R_STYLE, WF_NS_WORD, "rStyle")                                                  \
    X(DX_RESULT, WF_NS_WORD, "result")                                                   \
    X(DX_SECT_PR, WF_NS_WORD, "sectPr")                                                  \
    X(DX_STRIKE, WF_NS_WORD, "strike")                                                   \
    X(DX_NO_STRING, WF_NS_NONE, "string")                                                \
    X(DX_STYLES, WF_NS_WORD, "styles")                                                   \
    X(DX_A_SYS_CLR, WF_NS_DRAWING, "sysClr")                                             \
    X(DX_V_MERGE, WF_NS_WORD, "vMerge")                                                  \
    X(DX_VANISH, WF_NS_WORD, "vanish")                                                   \
    X(DX_A_ACCENT1, WF_NS_DRAWING, "accent1")                                            \
    X(DX_A_ACCENT2, WF_NS_DRAWING, "accent2")                                            \
    X(DX_A_ACCENT3, WF_NS_DRAWING, "accent3")                                            \
    X(DX_A_ACCENT4, WF_NS_DRAWING, "accent4")                                            \
    X(DX_A_ACCENT5, WF_NS_DRAWING, "accent5")                                            \
    X(DX_A_ACCENT6, WF_NS_DRAWING, "accent6")                                            \
    X(DX_BASED_ON, WF_NS_WORD, "basedOn")                                                \
    X(DX_CELL_DEL, WF_NS_WORD, "cellDel")                                                \
    X(DX_CHECKED, WF_NS_WORD, "checked")                                                 \
    X(DX_W14_CHECKED, WF_NS_WORD_2010, "checked")                                        \
    X(DX_COMMENT, WF_NS_WORD, "comment")                                                 \
    X(DX_DEFAULT, WF_NS_WORD, "default")                                                 \
    X(DX_DEL_TEXT, WF_NS_WORD, "delText")                                                \
    X(DX_DSTRIKE, WF_NS_WORD, "dstrike")                                                 \
    X(DX_ENDNOTE, WF_NS_WORD, "endnote")                                                 \
    X(DX_FLD_CHAR, WF_NS_WORD, "fldChar")                                                \
    X(DX_GRID_COL, WF_NS_WORD, "gridCol")                                                \
    X(DX_NO_LAST_CLR, WF_NS_NONE, "lastClr")                                             \
    X(DX_LAST_ROW, WF_NS_WORD, "lastRow")                                                \
    X(DX_LVL_TEXT, WF_NS_WORD, "lvlText")                                                \
    X(DX_NO_HBAND, WF_NS_WORD, "noHBand")                                                \
    X(DX_NO_VBAND, WF_NS_WORD, "noVBand")                                                \
    X(DX_A_SRGB_CLR, WF_NS_DRAWING, "srgbClr")                                           \
    X(DX_STYLE_ID, WF_NS_WORD, "styleId")                                                \
    X(DX_TBL_GRID, WF_NS_WORD, "tblGrid")                                                \
    X(DX_TBL_LOOK, WF_NS_WORD, "tblLook")                                                \
    X(DX_TBL_PR_EX, WF_NS_WORD, "tblPrEx")                                               \
    X(DX_FALLBACK, WF_NS_COMPATIBILITY, "Fallback")                                      \
    X(DX_ALT_CHUNK, WF_NS_WORD, "altChunk")                                              \
    X(DX_CHECK_BOX, WF_NS_WORD, "checkBox")                                              \
    X(DX_W14_CHECKBOX, WF_NS_WORD_2010, "checkbox")                                      \
    X(DX_COMMENTS, WF_NS_WORD, "comments")                                               \
    X(DX_DOCUMENT, WF_NS_WORD, "document")                                               \
    X(DX_ENDNOTES, WF_NS_WORD, "endnotes")                                               \
    X(DX_FIRST_ROW, WF_NS_WORD, "firstRow")                                              \
    X(DX_A_FOL_HLINK, WF_NS_DRAWING, "folHlink")                                         \
    X(DX_FOOTNOTE, WF_NS_WORD, "footnote")                                               \
    X(DX_GRID_SPAN, WF_NS_WORD, "gridSpan")                                              \
    X(DX_MOVE_FROM, WF_NS_WORD, "moveFrom")                                              \
    X(DX_SETTINGS, WF_NS_WORD, "settings")                                               \
    X(DX_TBL_STYLE, WF_NS_WORD, "tblStyle")                                              \
    X(DX_TEXTPATH, WF_NS_VML, "textpath")                                                \
    X(DX_CELL_MERGE, WF_NS_WORD, "cellMerge")                                            \
    X(DX_A_CLR_SCHEME, WF_NS_DRAWING, "clrScheme")                                       \
    X(DX_FLD_SIMPLE, WF_NS_WORD, "fldSimple")                                            \
    X(DX_FOOTNOTES, WF_NS_WORD, "footnotes")                                             \
    X(DX_GRID_AFTER, WF_NS_WORD, "gridAfter")                                            \
    X(DX_HIGHLIGHT, WF_NS_WORD, "highlight")                                             \
    X(DX_INSTR_TEXT, WF_NS_WORD, "instrText")                                            \
    X(DX_LIST_ENTRY, WF_NS_WORD, "listEntry")                                            \
    X(DX_NUMBERING, WF_NS_WORD, "numbering")                                             \
    X(DX_STYLE_LINK, WF_NS_WORD, "styleLink")                                            \
    X(DX_TBL_HEADER, WF_NS_WORD, "tblHeader")                                            \
    X(DX_THEME_FILL, WF_NS_WORD, "themeFill")                                            \
    X(DX_THEME_TINT, WF_NS_WORD, "themeTint")                                            \
    X(DX_GRID_BEFORE, WF_NS_WORD, "gridBefore")                                          \
    X(DX_LAST_COLUMN, WF_NS_WORD, "lastColumn")                                          \
    X(DX_LVL_RESTART, WF_NS_WORD, "lvlRestart")                                          \
    X(DX_OUTLINE_LVL, WF_NS_WORD, "outlineLvl")                                          \
    X(DX_P_PR_DEFAULT, WF_NS_WORD, "pPrDefault")                                         \
    X(DX_R_PR_DEFAULT, WF_NS_WORD, "rPrDefault")                                         \
    X(DX_SDT_CONTENT, WF_NS_WORD, "sdtContent")                                          \
    X(DX_SMART_TAG_PR, WF_NS_WORD, "smartTagPr")                                         \
    X(DX_SOFT_HYPHEN, WF_NS_WORD, "softHyphen")                                          \
    X(DX_TBL_STYLE_PR, WF_NS_WORD, "tblStylePr")                                         \
    X(DX_THEME_COLOR, WF_NS_WORD, "themeColor")                                          \
    X(DX_THEME_SHADE, WF_NS_WORD, "themeShade")                                          \
    X(DX_ABSTRACT_NUM, WF_NS_WORD, "abstractNum")                                        \
    X(DX_CUSTOM_XML_PR, WF_NS_WORD, "customXmlPr")                                       \
    X(DX_DOC_DEFAULTS, WF_NS_WORD, "docDefaults")                                        \
    X(DX_FIRST_COLUMN, WF_NS_WORD, "firstColumn")                                        \
    X(DX_FLD_CHAR_TYPE, WF_NS_WORD, "fldCharType")                                       \
    X(DX_LVL_OVERRIDE, WF_NS_WORD, "lvlOverride")                                        \
    X(DX_TXBX_CONTENT, WF_NS_WORD, "txbxContent")                                        \
    X(DX_DEL_INSTR_TEXT, WF_NS_WORD, "delInstrText")                                     \
    X(DX_LATENT_STYLES, WF_NS_WORD, "latentStyles")                                      \
    X(DX_NUM_STYLE_LINK, WF_NS_WORD, "numStyleLink")                                     \
    X(DX_ABSTRACT_NUM_ID, WF_NS_WORD, "abstractNumId")                                   \
    X(DX_NO_BREAK_HYPHEN, WF_NS_WORD, "noBreakHyphen")                                   \
    X(DX_START_OVERRIDE, WF_NS_WORD, "startOverride")                                    \
    X(DX_A_THEME_ELEMENTS, WF_NS_DRAWING, "themeElements")                               \
    X(DX_THEME_FILL_TINT, WF_NS_WORD, "themeFillTint")                                   \
    X(DX_LVL_PIC_BULLET_ID, WF_NS_WORD, "lvlPicBulletId")                                \
    X(DX_THEME_FILL_SHADE, WF_NS_WORD, "themeFillShade")                                 \
    X(DX_FOOTER_REFERENCE, WF_NS_WORD, "footerReference")                                \
    X(DX_HEADER_REFERENCE, WF_NS_WORD, "headerReference")                                \
    X(DX_ALTERNATE_CONTENT, WF_NS_COMPATIBILITY, "AlternateContent")                     \
    X(DX_CLR_SCHEME_MAPPING, WF_NS_WORD, "clrSchemeMapping")                             \
    X(DX_COMMENT_REFERENCE, WF_NS_WORD, "commentReference")                              \
    X(DX_ENDNOTE_REFERENCE, WF_NS_WORD, "endnoteReference")                              \
    X(DX_COMMENT_RANGE_START, WF_NS_WORD, "commentRangeStart")                           \
    X(DX_FOOTNOTE_REFERENCE, WF_NS_WORD, "footnoteReference")                            \
    X(DX_TBL_STYLE_COL_BAND_SIZE, WF_NS_WORD, "tblStyleColBandSize")                     \
    X(DX_TBL_STYLE_ROW_BAND_SIZE, WF_NS_WORD, "tblStyleRowBandSize")

typedef enum docx_word {
    DX_UNKNOWN,
#define DOCX_ENUM(number, ns, local) number,
    DOCX_WORDS(DOCX_ENUM)
#undef DOCX_ENUM
    DX_WORDS
} docx_word;

extern const wf_xscan_vocabulary docx_vocabulary;

/** w:val of the element that just started, as it stands. */
static inline wf_str docx_val(wf_xscan *s)
{
    return wf_xscan_value(s, DX_VAL);
}

/** ST_OnOff: true where the attribute is absent, as in <w:b/>. */
bool docx_on(wf_str value);

/** A decimal number with an optional sign, clamped; `fallback` where it is none. */
int32_t docx_int(wf_str value, int32_t fallback);

/** Hexadecimal digits; false where there are none, or too many. */
bool docx_hex(wf_str value, uint32_t *out);

#endif
