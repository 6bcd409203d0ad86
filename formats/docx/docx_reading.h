#ifndef WF_DOCX_READING_H
#define WF_DOCX_READING_H
/* The state of one reading, for the files of this folder. */
#include "engine/document/document_build.h"
#include "formats/docx/docx_table.h"

enum {
    DOCX_FLOWS_MAX = 96,
    DOCX_TABLES_MAX = 64
};

/* Where a note or comment is anchored. */
typedef struct docx_anchor {
    int32_t id;
    uint8_t area; /* wf_area of the note */
    uint32_t grid, row;
    uint16_t column;
} docx_anchor;

/* A header or footer that a section names. */
typedef struct docx_story {
    wf_str rel_id;
    wf_area area;
} docx_story;

typedef struct docx_reading {
    wf_document *doc;
    wf_arena *arena;   /* the document's */
    wf_arena *scratch; /* gone when the reading ends */
    const wf_limits *limits;
    wf_diags *diags;
    wf_error *err;

    const struct docx_package *package;
    docx_palette palette;
    docx_styles styles;
    docx_numbering numbering;
    bool has_numbering;    /* was looked for */
    wf_status late_status; /* of a part that was fetched where none can be returned */

    wf_xscan *scan; /* over the part that is being read */
    wf_str part;
    wf_area area; /* of the part */
    docx_flow *flows[DOCX_FLOWS_MAX];
    size_t flow_count;
    docx_table *tables[DOCX_TABLES_MAX];
    size_t table_count;

    /* how plain runs look in paragraphs of a style without formatting of their own */
    const docx_style *plain_style;
    bool has_plain;
    docx_run_look plain;

    wf_strbuf chars;  /* one text with entities resolved */
    wf_strbuf marker; /* one list marker */
    wf_style style;   /* the last one added, and its index: most are as the one before */
    uint16_t style_index;
    wf_run *runs; /* of one text, while it is given on */
    size_t run_cap;

    docx_anchor *anchors;
    size_t anchor_count, anchor_cap;
    docx_story *stories;
    size_t story_count, story_cap;

    size_t insertions, deletions, hidden_texts, chunks, truncated;
} docx_reading;

/** The innermost flow; there is always one while a part is read. */
static inline docx_flow *docx_flow_here(docx_reading *r)
{
    return r->flows[r->flow_count - 1];
}

/* A text with its look, ready for the document. */
typedef struct docx_shown {
    uint32_t font, fill; /* what all of it shares, else WF_COLOR_NONE */
    uint8_t flags;       /* WF_RUN_BOLD ... that all of it shares */
    const wf_run *runs;  /* in reading->runs, until the next call */
    size_t run_count;    /* 0 where all of it is alike */
} docx_shown;

/* A text as it will be given on, and the pieces that it is made of. */
typedef struct docx_stretch {
    wf_str text; /* trimmed */
    size_t lead; /* bytes of the pieces that were trimmed off the front */
    const docx_piece *pieces;
    size_t count;
} docx_stretch;

/** Work out the look of a text. `table` is what the table style says of its cell, or
 * NULL. */
wf_status docx_show(docx_reading *r, const docx_stretch *stretch,
                    const docx_table_look *table, docx_shown *out) WF_MUST_CHECK;

/** The index of a style in the document. */
wf_status docx_add_style(docx_reading *r, const wf_style *style,
                         uint16_t *out) WF_MUST_CHECK;

/** Give the flow's text on as a paragraph and empty it. */
wf_status docx_give_paragraph(docx_reading *r, docx_flow *f) WF_MUST_CHECK;

/** Read one part: the body, a header, the notes. What is open at bad XML is ended, so
 * that the document stays whole; the status then tells what was wrong. */
wf_status docx_walk(docx_reading *r, wf_str part_name, wf_str part,
                    wf_area area) WF_MUST_CHECK;

/** Read the numbering part, if that has not been done: few documents need it. */
wf_status docx_need_numbering(docx_reading *r) WF_MUST_CHECK;

/** The anchor of a note, NULL where it has none in a cell. Sorts them at first use. */
const docx_anchor *docx_anchor_of(const docx_reading *r, wf_area area, int32_t id);

#endif
