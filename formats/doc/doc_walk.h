#ifndef WF_DOC_WALK_H
#define WF_DOC_WALK_H
/*
 * The walk over a text, paragraph by paragraph: where each ends, what properties it and
 * its characters have, and what of them is shown.
 */
#include "formats/doc/doc_codepage.h"
#include "formats/doc/doc_fields.h"
#include "formats/doc/doc_fkp.h"
#include "formats/doc/doc_lists.h"
#include "formats/doc/doc_pieces.h"
#include "formats/doc/doc_styles.h"
#include "formats/doc/doc_table.h"

/* What all walks over one document share. */
typedef struct doc_reading {
    doc_file file;
    doc_styles styles;
    doc_fonts fonts;
    doc_lists lists;
    doc_pieces pieces;
    doc_code_pages code_pages;
    wf_strbuf marker;
    size_t hidden, insertions, deletions, truncated; /* for the diagnostics */
} doc_reading;

typedef struct doc_walk {
    doc_reading *r;
    doc_fkps papx, chpx, marks; /* of paragraphs; of text; of paragraph marks */
    doc_tables tables;
    doc_fields fields;
    doc_text text; /* of a paragraph outside of tables */
    uint32_t cp, cp_end;

    /* the paragraph in hand */
    doc_pap pap;
    doc_bytes props[3]; /* its sprms: PAPX, what that refers to, the piece's */
    doc_text *into;
    size_t begin,
        marker_end; /* bytes of *into where it begins; where its marker ends, 0: none */
    bool is_bullet;
    uint16_t high_surrogate;

    /* the characters in hand */
    doc_chp chp;
    const uint8_t *chp_of; /* the CHPX they come from */
    uint16_t chp_style;
    size_t chp_piece;
} doc_walk;

/** Make ready; once for any number of texts. WF_E_MEMORY. */
wf_status doc_walk_init(doc_reading *r, doc_walk *out, wf_error *err) WF_MUST_CHECK;

/** Begin with the text of cp..cp_end (clipped to the text there is), of an area; `outer`
 * is the cell it belongs to (table WF_NO_INDEX: none). WF_E_MEMORY. */
wf_status doc_walk_begin(doc_walk *w, uint32_t cp, uint32_t cp_end, wf_area area,
                         const doc_anchor *outer, wf_error *err) WF_MUST_CHECK;

static inline bool doc_walk_is_done(const doc_walk *w)
{
    return w->cp >= w->cp_end;
}

typedef struct doc_walk_next {
    uint32_t cp_end;
    bool is_in_table;
} doc_walk_next;

/** The paragraph that comes next. */
doc_walk_next doc_walk_peek(doc_walk *w);

/** The sprms that the piece table has for a piece; empty for none. */
static inline doc_bytes doc_walk_piece_props(const doc_walk *w, size_t piece)
{
    return piece < w->r->pieces.n ? doc_piece_props(&w->r->pieces.items[piece])
                                  : DOC_NO_BYTES;
}

/** Read one paragraph. WF_E_LIMIT, WF_E_MEMORY. */
wf_status doc_walk_paragraph(doc_walk *w, wf_error *err) WF_MUST_CHECK;

/** End the tables that are open. */
wf_status doc_walk_end(doc_walk *w, wf_error *err) WF_MUST_CHECK;

#endif
