#include "formats/doc/doc_stories.h"

#include "formats/doc/doc_shapes.h"

#include <stdlib.h>

static const doc_anchor nowhere = {.table = WF_NO_INDEX};

/* A PLC ([MS-DOC] 2.2.2): n + 1 positions, then n records. */
typedef struct doc_plc {
    doc_bytes bytes;
    size_t n, record;
} doc_plc;

static doc_plc plc_of(doc_file *f, doc_part part, size_t record)
{
    doc_plc plc = {.bytes = doc_file_part(f, part), .record = record};
    plc.n = plc.bytes.n < 4 ? 0 : (plc.bytes.n - 4) / (4 + record);
    return plc;
}

static uint32_t plc_cp(const doc_plc *plc, size_t index)
{
    wf_cursor c = wf_cursor_at(plc->bytes.p, plc->bytes.n, index * 4);
    return wf_cursor_u32(&c);
}

static wf_cursor plc_record(const doc_plc *plc, size_t index)
{
    return wf_cursor_at(plc->bytes.p, plc->bytes.n,
                        (plc->n + 1) * 4 + index * plc->record);
}

/* A range of a story, whose positions are counted from its own beginning. */
typedef struct story_range {
    uint32_t cp, cp_end;
} story_range;

static story_range range_of(const doc_file *f, doc_story story, uint32_t from,
                            uint32_t to)
{
    uint32_t n = f->fib.story_length[story], begin = f->fib.story_begin[story];
    to = to < n ? to : n;
    from = from < to ? from : to;
    return (story_range){.cp = begin + from, .cp_end = begin + to};
}

static wf_status walk_range(doc_walk *w, story_range range, wf_area area,
                            const doc_anchor *outer, wf_error *err)
{
    WF_TRY(doc_walk_begin(w, range.cp, range.cp_end, area, outer, err));
    while (!doc_walk_is_done(w))
        WF_TRY(doc_walk_paragraph(w, err));
    return doc_walk_end(w, err);
}

/* ---- text boxes ----------------------------------------------------------------- */

typedef struct text_box {
    uint32_t anchor; /* cp in the main text; UINT32_MAX: not known */
    size_t index;    /* among the texts of boxes */
    story_range range;
} text_box;

typedef struct text_boxes {
    text_box *items;
    size_t n, next;
} text_boxes;

static int by_anchor(const void *a, const void *b)
{
    const text_box *x = a, *y = b;
    if (x->anchor != y->anchor)
        return x->anchor < y->anchor ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

enum {
    FTXBXS_SIZE = 22, /* [MS-DOC] 2.9.101 */
    FTXBXS_LID_AT = 14
};

static wf_status read_boxes(doc_file *f, text_boxes *out, wf_error *err)
{
    doc_plc plc = plc_of(f, DOC_PART_TEXT_BOX_TEXTS, FTXBXS_SIZE);
    doc_shapes shapes = {0};
    if (f->fib.story_length[DOC_STORY_TEXT_BOX] == 0)
        return WF_OK;
    WF_TRY(doc_shapes_read(f, &shapes, err));
    out->items = wf_arena_array(f->scratch, plc.n + 1, sizeof *out->items);
    if (!out->items)
        return wf_fail_memory(err);
    for (size_t i = 0; i < plc.n; i++) {
        wf_cursor ftxbxs = plc_record(&plc, i);
        wf_cursor_skip(&ftxbxs, FTXBXS_LID_AT);
        out->items[i] =
            (text_box){.anchor = doc_shapes_anchor(&shapes, wf_cursor_u32(&ftxbxs)),
                       .index = i,
                       .range = range_of(f, DOC_STORY_TEXT_BOX, plc_cp(&plc, i),
                                         plc_cp(&plc, i + 1))};
    }
    out->n = plc.n;
    if (plc.n == 0) /* no table of texts: all of them as one */
        out->items[out->n++] =
            (text_box){.anchor = UINT32_MAX,
                       .range = range_of(f, DOC_STORY_TEXT_BOX, 0, UINT32_MAX)};
    qsort(out->items, out->n, sizeof *out->items, by_anchor);
    return WF_OK;
}

/* The boxes that are anchored before `cp`. */
static wf_status walk_boxes(text_boxes *boxes, uint32_t cp, const doc_walk *body,
                            doc_walk *box, wf_error *err)
{
    while (boxes->next < boxes->n && boxes->items[boxes->next].anchor < cp) {
        const text_box *b = &boxes->items[boxes->next++];
        const doc_anchor *anchor = doc_tables_anchor(&body->tables, b->anchor);
        WF_TRY(
            walk_range(box, b->range, WF_AREA_TEXT_BOX, anchor ? anchor : &nowhere, err));
    }
    return WF_OK;
}

/* Boxes come before the paragraph that they are anchored in; those of a table behind it,
 * as their address is known only then. */
static wf_status walk_boxes_here(text_boxes *boxes, doc_walk *body, doc_walk *box,
                                 wf_error *err)
{
    if (boxes->next >= boxes->n || boxes->items[boxes->next].anchor == UINT32_MAX)
        return WF_OK;
    doc_walk_next next = doc_walk_peek(body);
    if (next.is_in_table)
        return WF_OK;
    WF_TRY(doc_walk_end(body, err));
    return walk_boxes(boxes, next.cp_end, body, box, err);
}

/* The boxes whose place is not known. */
static wf_status walk_boxes_left(text_boxes *boxes, doc_walk *box, wf_error *err)
{
    for (; boxes->next < boxes->n; boxes->next++)
        WF_TRY(walk_range(box, boxes->items[boxes->next].range, WF_AREA_TEXT_BOX,
                          &nowhere, err));
    return WF_OK;
}

static wf_status read_body(doc_reading *r, doc_walk *body, doc_walk *box, wf_error *err)
{
    text_boxes boxes = {0};
    WF_TRY(read_boxes(&r->file, &boxes, err));
    story_range range = range_of(&r->file, DOC_STORY_MAIN, 0, UINT32_MAX);
    WF_TRY(doc_walk_begin(body, range.cp, range.cp_end, WF_AREA_BODY, &nowhere, err));
    while (!doc_walk_is_done(body)) {
        WF_TRY(walk_boxes_here(&boxes, body, box, err));
        WF_TRY(doc_walk_paragraph(body, err));
    }
    WF_TRY(doc_walk_end(body, err));
    WF_TRY(walk_boxes(&boxes, UINT32_MAX, body, box, err));
    return walk_boxes_left(&boxes, box, err);
}

/* ---- headers and footers -------------------------------------------------------- */

/* [MS-DOC] 2.3.3: six separators of notes, then six stories a section: headers of even,
 * odd pages, footers of even, odd pages, header and footer of the first page. */
static wf_status read_headers(doc_reading *r, doc_walk *w, wf_error *err)
{
    static const wf_area areas[6] = {WF_AREA_HEADER, WF_AREA_HEADER, WF_AREA_FOOTER,
                                     WF_AREA_FOOTER, WF_AREA_HEADER, WF_AREA_FOOTER};
    static const wf_area passes[] = {WF_AREA_HEADER, WF_AREA_FOOTER};
    doc_plc plc = plc_of(&r->file, DOC_PART_HEADERS, 0);
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 6; i < plc.n; i++) {
            uint32_t from = plc_cp(&plc, i), to = plc_cp(&plc, i + 1);
            if (areas[i % 6] != passes[pass] || to <= from)
                continue;
            story_range range = range_of(&r->file, DOC_STORY_HEADER, from, to);
            WF_TRY(walk_range(w, range, passes[pass], &nowhere, err));
        }
    }
    doc_plc boxes = plc_of(&r->file, DOC_PART_HEADER_TEXT_BOX_TEXTS, FTXBXS_SIZE);
    for (size_t i = 0; i < boxes.n; i++) {
        story_range range = range_of(&r->file, DOC_STORY_HEADER_TEXT_BOX,
                                     plc_cp(&boxes, i), plc_cp(&boxes, i + 1));
        WF_TRY(walk_range(w, range, WF_AREA_TEXT_BOX, &nowhere, err));
    }
    return WF_OK;
}

/* ---- notes and comments --------------------------------------------------------- */

static const struct note_kind {
    doc_story story;
    wf_area area;
    doc_part refs, texts;
    size_t ref_size, ref_size_95;
} note_kinds[] = {
    {DOC_STORY_FOOTNOTE, WF_AREA_FOOTNOTE, DOC_PART_FOOTNOTE_REFS,
     DOC_PART_FOOTNOTE_TEXTS, 2, 2},
    {DOC_STORY_ENDNOTE, WF_AREA_ENDNOTE, DOC_PART_ENDNOTE_REFS, DOC_PART_ENDNOTE_TEXTS, 2,
     2},
    {DOC_STORY_COMMENT, WF_AREA_COMMENT, DOC_PART_COMMENT_REFS, DOC_PART_COMMENT_TEXTS,
     30, 20},
};

static wf_status read_notes(doc_reading *r, const struct note_kind *kind,
                            const doc_walk *body, doc_walk *w, wf_error *err)
{
    doc_file *f = &r->file;
    if (f->fib.story_length[kind->story] == 0)
        return WF_OK;
    doc_plc refs =
        plc_of(f, kind->refs, f->fib.word95 ? kind->ref_size_95 : kind->ref_size);
    doc_plc texts = plc_of(f, kind->texts, 0);
    if (texts.n == 0)
        return walk_range(w, range_of(f, kind->story, 0, UINT32_MAX), kind->area,
                          &nowhere, err);
    for (size_t i = 0; i < texts.n; i++) {
        const doc_anchor *anchor =
            i < refs.n ? doc_tables_anchor(&body->tables, plc_cp(&refs, i)) : NULL;
        story_range range =
            range_of(f, kind->story, plc_cp(&texts, i), plc_cp(&texts, i + 1));
        WF_TRY(walk_range(w, range, kind->area, anchor ? anchor : &nowhere, err));
    }
    return WF_OK;
}

wf_status doc_stories_read(doc_reading *r, wf_error *err)
{
    doc_walk *body = wf_arena_array(r->file.scratch, 2, sizeof *body);
    if (!body)
        return wf_fail_memory(err);
    doc_walk *other = &body[1];
    WF_TRY(doc_walk_init(r, body, err));
    WF_TRY(doc_walk_init(r, other, err));
    WF_TRY(read_body(r, body, other, err));
    WF_TRY(read_headers(r, other, err));
    for (size_t i = 0; i < sizeof note_kinds / sizeof note_kinds[0]; i++)
        WF_TRY(read_notes(r, &note_kinds[i], body, other, err));
    return WF_OK;
}
