#ifndef WF_DOCX_PROPS_H
#define WF_DOCX_PROPS_H
/*
 * The properties of runs, paragraphs, cells, rows and tables, as far as a document holds
 * them. The same parsers serve direct formatting, styles and numbering. Each is called
 * when its element has just started and leaves the scanner past its end.
 */
#include "formats/container/symbol_font.h"
#include "formats/docx/docx_color.h"

/* The first four as WF_RUN_*. */
enum {
    DOCX_BOLD = WF_RUN_BOLD,
    DOCX_ITALIC = WF_RUN_ITALIC,
    DOCX_UNDERLINE = WF_RUN_UNDERLINE,
    DOCX_STRIKE = WF_RUN_STRIKE,
    DOCX_DOUBLE_STRIKE = 16,
    DOCX_VANISH = 32,
    DOCX_FONT_SET = 64, /* in `set` only: a font is named */
    /* 17.7.3: these change over from style to style rather than replace. */
    DOCX_TOGGLES =
        DOCX_BOLD | DOCX_ITALIC | DOCX_STRIKE | DOCX_DOUBLE_STRIKE | DOCX_VANISH
};

/* w:rPr (17.3.2.28). */
typedef struct docx_run_props {
    uint8_t set, on; /* DOCX_BOLD ...: which are given, and which of these are on */
    uint8_t symbol;  /* wf_symbol_font where DOCX_FONT_SET */
    bool is_deleted; /* of a paragraph mark or a row's: w:del or w:moveFrom */
    uint32_t color;  /* DOCX_UNSET: not given */
    uint32_t highlight, shading;
    wf_str style; /* w:rStyle */
} docx_run_props;

#define DOCX_RUN_PROPS_INIT                                                              \
    {                                                                                    \
        .color = DOCX_UNSET, .highlight = DOCX_UNSET, .shading = DOCX_UNSET, .style = {  \
            "",                                                                          \
            0                                                                            \
        }                                                                                \
    }

/* w:pPr (17.3.1.26). */
typedef struct docx_paragraph_props {
    wf_str style;     /* w:pStyle */
    int32_t number;   /* w:numId; -1: not given; 0: none */
    int8_t level;     /* w:ilvl; -1: not given */
    int8_t outline;   /* w:outlineLvl 0..9; -1: not given */
    uint32_t shading; /* DOCX_UNSET: not given */
    docx_run_props mark;
} docx_paragraph_props;

#define DOCX_PARAGRAPH_PROPS_INIT                                                        \
    {                                                                                    \
        .style = {"", 0}, .number = -1, .level = -1, .outline = -1,                      \
        .shading = DOCX_UNSET, .mark = DOCX_RUN_PROPS_INIT                               \
    }

typedef enum docx_merge {
    DOCX_MERGE_NONE,
    DOCX_MERGE_BEGIN,
    DOCX_MERGE_GO_ON
} docx_merge;

/* w:tcPr (17.4.69). */
typedef struct docx_cell_props {
    uint32_t span; /* w:gridSpan, at least 1 */
    uint32_t shading;
    uint8_t vertical, horizontal; /* docx_merge */
    bool is_deleted;
} docx_cell_props;

#define DOCX_CELL_PROPS_INIT                                                             \
    {                                                                                    \
        .span = 1, .shading = DOCX_UNSET                                                 \
    }

/* w:trPr (17.4.81). */
typedef struct docx_row_props {
    uint32_t before, after; /* w:gridBefore, w:gridAfter */
    bool is_header, is_hidden, is_deleted, is_inserted;
} docx_row_props;

/* w:tblLook (17.4.55), as its bits. */
enum {
    DOCX_LOOK_FIRST_ROW = 0x20,
    DOCX_LOOK_LAST_ROW = 0x40,
    DOCX_LOOK_FIRST_COLUMN = 0x80,
    DOCX_LOOK_LAST_COLUMN = 0x100,
    DOCX_LOOK_NO_ROW_BANDS = 0x200,
    DOCX_LOOK_NO_COLUMN_BANDS = 0x400
};

/* w:tblPr (17.4.59) and w:tblPrEx. */
typedef struct docx_table_props {
    wf_str style; /* w:tblStyle */
    uint32_t shading;
    uint32_t look;                  /* DOCX_LOOK_ bits */
    uint32_t row_band, column_band; /* rows and columns of a band; 0: not given */
} docx_table_props;

#define DOCX_TABLE_PROPS_INIT                                                            \
    {                                                                                    \
        .style = {"", 0}, .shading = DOCX_UNSET,                                         \
        .look = DOCX_LOOK_NO_ROW_BANDS | DOCX_LOOK_NO_COLUMN_BANDS                       \
    }

/** Add to *out what is given; what is not stays as it was. */
void docx_read_run_props(wf_xscan *s, docx_palette *palette, docx_run_props *out);
void docx_read_paragraph_props(wf_xscan *s, docx_palette *palette,
                               docx_paragraph_props *out);
void docx_read_cell_props(wf_xscan *s, docx_palette *palette, docx_cell_props *out);
void docx_read_row_props(wf_xscan *s, docx_row_props *out);
void docx_read_table_props(wf_xscan *s, docx_palette *palette, docx_table_props *out);

/** Lay `over` on `under`: what it gives replaces. For a style and what it is based on. */
void docx_run_props_inherit(docx_run_props *over, const docx_run_props *under);
void docx_paragraph_props_inherit(docx_paragraph_props *over,
                                  const docx_paragraph_props *under);

#endif
