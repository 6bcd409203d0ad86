#ifndef WF_DOCX_STYLES_H
#define WF_DOCX_STYLES_H
/*
 * The style sheet (ECMA-376-1, 17.7). Styles are found in one fast pass and read when
 * they are first used: a style part is often ten times the document, and few of it are.
 */
#include "formats/docx/docx_props.h"

typedef enum docx_style_kind {
    DOCX_STYLE_PARAGRAPH,
    DOCX_STYLE_CHARACTER,
    DOCX_STYLE_TABLE,
    DOCX_STYLE_NUMBERING
} docx_style_kind;

/* The parts of a table that a style may treat apart (17.18.89), weakest first (17.7.6).
 */
typedef enum docx_condition {
    DOCX_BAND_1_COLUMN,
    DOCX_BAND_2_COLUMN,
    DOCX_BAND_1_ROW,
    DOCX_BAND_2_ROW,
    DOCX_FIRST_COLUMN,
    DOCX_LAST_COLUMN,
    DOCX_FIRST_ROW,
    DOCX_LAST_ROW,
    DOCX_NORTH_EAST,
    DOCX_NORTH_WEST,
    DOCX_SOUTH_EAST,
    DOCX_SOUTH_WEST,
    DOCX_CONDITIONS
} docx_condition;

/* What a table style, or a part of it, says of cells. */
typedef struct docx_table_look {
    docx_run_props run;
    uint32_t shading; /* DOCX_UNSET: not given */
} docx_table_look;

typedef struct docx_table_style {
    docx_table_look whole;
    docx_table_look parts[DOCX_CONDITIONS];
    uint16_t given; /* bit by docx_condition: which parts say anything */
    uint32_t row_band, column_band;
} docx_table_style;

typedef struct docx_style {
    wf_str id;
    wf_xscan_place place;
    uint8_t kind, state; /* private */
    bool is_title;       /* "Title" or based on it */
    docx_run_props run;  /* with what it is based on */
    docx_paragraph_props paragraph;
    docx_table_style *table; /* table styles only */
    wf_str based_on;
} docx_style;

typedef struct docx_styles {
    wf_arena *arena;
    const docx_palette *palette;
    wf_xscan *scan; /* stands in the style part; NULL without one */
    docx_style *items;
    size_t count, cap;
    uint32_t *index; /* by id and kind, open addressing: item + 1 */
    size_t index_size;
    docx_style *default_paragraph; /* NULL where there is none */
    docx_style *default_table;
    docx_run_props base; /* w:docDefaults */
    bool is_damaged;     /* known, and told */
} docx_styles;

/** No styles at all; `palette` and `arena` stay borrowed. */
void docx_styles_init(docx_styles *styles, wf_arena *arena, const docx_palette *palette);

/** Find the styles of a part, which must outlive `styles`. What is well-formed is kept
 *  even where the status is not WF_OK. */
wf_status docx_styles_read(docx_styles *styles, wf_str part,
                           const wf_limits *limits) WF_MUST_CHECK;

/** A style with all that it inherits; NULL where there is none of that kind. */
const docx_style *docx_style_of(docx_styles *styles, docx_style_kind kind, wf_str id);

/** The style of paragraphs and of tables that name none; may be NULL. */
const docx_style *docx_style_default(docx_styles *styles, docx_style_kind kind);

/** What a table style says of a cell for which the parts in `conditions` (bits by
 *  docx_condition) hold. */
docx_table_look docx_table_style_look(const docx_table_style *style, unsigned conditions);

#endif
