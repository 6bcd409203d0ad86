#ifndef WF_DOCX_STYLES_H
#define WF_DOCX_STYLES_H
/*
 * The style sheet (ECMA-376-1, 17.7). A style part is often ten times the document, and
 * few of its styles are used: it is inflated and searched only as far as the styles that
 * are asked for, and a style is read when it is first used.
 */
#include "formats/container/zip_partial.h"
#include "formats/docx/docx_props.h"

typedef enum docx_style_kind {
    DOCX_STYLE_PARAGRAPH,
    DOCX_STYLE_CHARACTER,
    DOCX_STYLE_TABLE,
    DOCX_STYLE_NUMBERING,
    DOCX_STYLE_KINDS
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
    bool is_default;
    bool is_title;      /* "Title" or based on it */
    docx_run_props run; /* with what it is based on */
    docx_paragraph_props paragraph;
    docx_table_style *table; /* table styles only */
    wf_str based_on;
} docx_style;

typedef struct docx_styles {
    wf_arena *arena;
    docx_palette *palette;
    const wf_limits *limits;
    docx_run_props base; /* w:docDefaults */
    docx_style **items;
    size_t count, cap;
    uint32_t *index; /* by id and kind, open addressing: item + 1 */
    size_t index_size;
    docx_style *defaults[DOCX_STYLE_KINDS];

    /* where the search stands */
    wf_zip_partial part;
    wf_xscan *scan;   /* NULL without a style part */
    wf_str qname;     /* "w:style" as the part writes it */
    const char *next; /* the next style, not yet in `items`; NULL: there is none */
    wf_status status; /* of the part, once something went wrong */
    wf_error error;
} docx_styles;

/** No styles at all; all that is given stays borrowed. */
void docx_styles_init(docx_styles *styles, wf_arena *arena, docx_palette *palette,
                      const wf_limits *limits);

/** Begin the search in a part of which nothing has been inflated; it is taken over.
 *  Trouble, now or further on, ends the search and stands in styles->status and error. */
void docx_styles_open(docx_styles *styles, wf_zip_partial *part);

/** A style with all that it inherits; NULL where there is none of that kind. */
const docx_style *docx_style_of(docx_styles *styles, docx_style_kind kind, wf_str id);

/** The style of paragraphs and of tables that name none; may be NULL. */
const docx_style *docx_style_default(docx_styles *styles, docx_style_kind kind);

/** What a table style says of a cell for which the parts in `conditions` (bits by
 *  docx_condition) hold. */
docx_table_look docx_table_style_look(const docx_table_style *style, unsigned conditions);

#endif
