#ifndef WF_DOCX_FLOW_H
#define WF_DOCX_FLOW_H
/*
 * A flow is a place that takes paragraphs: the body, a cell, a text box, a header, a
 * note. Flows stand on a stack, as cells and text boxes do inside one another. A flow
 * gathers text with how it looks; at its end a cell keeps the whole, others give each
 * paragraph on.
 */
#include "formats/docx/docx_numbering.h"

struct docx_reading;

/* How a stretch of text looks, save what the table style will say of its cell. */
typedef struct docx_look {
    uint32_t font, fill;        /* DOCX_UNSET: nothing said so far */
    uint8_t style_bits;         /* toggles by paragraph and character style */
    uint8_t direct_set, direct; /* by direct formatting, which is final */
    uint8_t marker;             /* 0: text; else 1 + the list level of a marker */
} docx_look;

typedef struct docx_piece {
    uint32_t start, length; /* bytes of the flow's text */
    docx_look look;
} docx_piece;

/* How a run looks, and what follows from it. */
typedef struct docx_run_look {
    docx_look look;
    bool is_hidden;
    uint8_t symbol; /* wf_symbol_font */
} docx_run_look;

/* Pieces of text, growing in the scratch arena. */
typedef struct docx_pieces {
    docx_piece *items;
    size_t n, cap;
} docx_pieces;

enum {
    DOCX_FIELDS_MAX = 32 /* fields in fields; deeper ones show nothing */
};

/* A field (17.16.18): between "begin" and "separate" stands its code, which is not shown,
 * then up to "end" its result. */
typedef struct docx_field {
    bool in_result;
    size_t result_start; /* text.n where the result began */
    wf_str entry;        /* a drop-down's choice, for a field without result */
} docx_field;

/* Where a flow stands. */
typedef struct docx_place {
    wf_area area;
    bool is_cell;
    size_t depth; /* XML depth of its element */
    /* the cell itself, or the cell that a text box or note belongs to */
    uint32_t grid, row;
    uint16_t column;
} docx_place;

typedef struct docx_flow {
    docx_place at;
    size_t tables; /* open tables when it began */
    wf_strbuf text;
    docx_pieces pieces;

    /* the paragraph */
    bool in_paragraph, is_prepared;
    bool is_carried; /* an earlier paragraph goes on here: its mark was deleted */
    bool has_paragraphs;
    size_t paragraph_depth;
    size_t start, start_piece; /* of the paragraph in text and pieces */
    size_t marker_end;         /* text.n after the list marker, 0 without one */
    bool is_bullet;
    int8_t list_level; /* -1: not in a list */
    docx_paragraph_props props;
    const docx_style *style;

    /* the run */
    docx_run_props run;
    bool is_plain;             /* nothing in `run` */
    const docx_run_look *look; /* NULL until it is worked out */
    docx_run_look own;         /* of a run that is not plain */

    docx_field fields[DOCX_FIELDS_MAX];
    size_t field_depth; /* may be past DOCX_FIELDS_MAX */
} docx_flow;

/** Open a flow on the stack. WF_E_LIMIT where too many nest. */
wf_status docx_flow_open(struct docx_reading *r, const docx_place *place) WF_MUST_CHECK;
/** End its last paragraph and take it off the stack. A cell's text stays readable until
 *  the next flow opens. */
wf_status docx_flow_close(struct docx_reading *r) WF_MUST_CHECK;

wf_status docx_paragraph_begin(struct docx_reading *r) WF_MUST_CHECK;
wf_status docx_paragraph_end(struct docx_reading *r) WF_MUST_CHECK;
/** A run begins: its direct formatting is empty again. */
void docx_run_begin(docx_flow *f);

/** Append text of the current run: UTF-8. Text that is hidden or belongs to a field's
 * code is left out. */
wf_status docx_flow_add(struct docx_reading *r, wf_str text) WF_MUST_CHECK;

/** Field characters (17.16.18), just started. */
wf_status docx_field_char(struct docx_reading *r) WF_MUST_CHECK;
bool docx_in_field_code(const docx_flow *f);

/** One more piece of text, joined with the last where it looks the same and that is piece
 *  `first` or later: paragraphs do not share pieces, as a marker may yet come between. */
bool docx_pieces_add(wf_arena *arena, docx_pieces *pieces, const docx_piece *piece,
                     size_t first);

#endif
