#include "formats/docx/docx_reading.h"

#include <string.h>

typedef wf_status (*docx_handler)(docx_reading *r);

/* ---- runs ----------------------------------------------------------------------- */

static wf_status on_run(docx_reading *r)
{
    docx_run_begin(docx_flow_here(r));
    return WF_OK;
}

static wf_status on_run_props(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    f->is_plain = false;
    docx_read_run_props(r->scan, &r->palette, &f->run);
    f->look = NULL;
    return WF_OK;
}

/* White space in w:t that is not marked to be kept: Word drops it at the ends. Spaces
 * stay here all the same, as programs forget the mark and words would run together; what
 * lays out the XML (line ends and the blanks around them) goes. */
static wf_str without_layout(wf_strbuf *out, wf_str text, bool keep)
{
    if (!memchr(text.p, '\n', text.n))
        return text;
    if (!keep) {
        wf_str bare = wf_str_trim(text);
        bool front = memchr(text.p, '\n', (size_t)(bare.p - text.p)) != NULL;
        const char *end = bare.p + bare.n, *stop = text.p + text.n;
        bool back = memchr(end, '\n', (size_t)(stop - end)) != NULL;
        const char *p = front ? bare.p : text.p;
        text = (wf_str){.p = p, .n = (size_t)((back ? end : stop) - p)};
    }
    out->n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            wf_strbuf_add_char(out, ' ');
        else
            wf_strbuf_add_char(out, text.p[i]);
    return wf_strbuf_str(out);
}

static wf_status on_text(docx_reading *r)
{
    bool keep = wf_str_eq(wf_xscan_value(r->scan, DX_SPACE), WF_STR("preserve"));
    wf_str text;
    if (!wf_xscan_plain_text(r->scan, &text)) {
        r->chars.n = 0;
        wf_xscan_text(r->scan, &r->chars);
        text = wf_strbuf_str(&r->chars);
        if (r->chars.failed)
            return wf_fail_memory(r->err);
        if (r->chars.truncated) {
            r->truncated++;
            r->chars.truncated = false;
        }
        if (text.n > 0 && memchr(text.p, '\n', text.n)) {
            wf_strbuf bare = wf_strbuf_in(r->scratch, r->chars.max);
            text = without_layout(&bare, text, keep);
        }
        return docx_flow_add(r, text);
    }
    r->chars.n = 0;
    return docx_flow_add(r, text.n > 0 ? without_layout(&r->chars, text, keep) : text);
}

static wf_status on_tab(docx_reading *r)
{
    return docx_flow_add(r, WF_STR("\t"));
}

static wf_status on_break(docx_reading *r)
{
    return docx_flow_add(r, WF_STR("\n"));
}

/* U+2011 looks like the hyphen that dates, codes and compounds are written with. */
static wf_status on_hyphen(docx_reading *r)
{
    return docx_flow_add(r, WF_STR("-"));
}

/* w:sym (17.3.3.30): a character of a named font. */
static wf_status on_symbol(docx_reading *r)
{
    uint32_t code;
    wf_symbol_font font = wf_symbol_font_of(wf_xscan_value(r->scan, DX_FONT));
    if (!docx_hex(wf_xscan_value(r->scan, DX_CHAR), &code) || code == 0)
        return WF_OK;
    r->chars.n = 0;
    wf_strbuf_add_code_point(&r->chars, wf_symbol_to_unicode(font, code));
    return docx_flow_add(r, wf_strbuf_str(&r->chars));
}

/* ---- paragraphs ----------------------------------------------------------------- */

static wf_status on_paragraph_props(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (f->in_paragraph && !f->is_prepared)
        docx_read_paragraph_props(r->scan, &r->palette, &f->props);
    return WF_OK;
}

static wf_status end_paragraph(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (!f->in_paragraph || f->paragraph_depth != r->scan->depth + 1)
        return WF_OK;
    return docx_paragraph_end(r);
}

/* ---- tables --------------------------------------------------------------------- */

static wf_status on_table_props(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    if (t && !t->is_begun)
        docx_read_table_props(r->scan, &r->palette, &t->props);
    return WF_OK;
}

static wf_status on_row_exceptions(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    docx_table_props props = DOCX_TABLE_PROPS_INIT;
    docx_read_table_props(r->scan, &r->palette, &props);
    if (t && t->in_row)
        t->row_shading = props.shading;
    return WF_OK;
}

/* w:tblGrid; what it was before a tracked change stands inside it. */
static wf_status on_grid(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    size_t depth = r->scan->depth;
    bool counts = t && !t->is_begun && t->grid_columns == 0;
    while (wf_xscan_child(r->scan, depth))
        if (counts && r->scan->id == DX_GRID_COL && t->grid_columns < r->limits->columns)
            t->grid_columns++;
    return WF_OK;
}

static wf_status on_row_props(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    if (!t || !t->in_row || t->in_cell)
        return WF_OK;
    docx_read_row_props(r->scan, &t->row_props);
    if (t->row_props.is_inserted)
        r->insertions++;
    if (!t->row_props.is_deleted)
        return WF_OK;
    /* 17.13.5.12: the whole row goes. */
    r->deletions++;
    t->in_row = false;
    while (r->scan->depth >= t->row_depth && t->row_depth > 0 &&
           wf_xscan_status(r->scan, r->part, NULL) == WF_OK)
        wf_xscan_skip(r->scan);
    return WF_OK;
}

static wf_status on_cell_props(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (f->at.is_cell && f->at.depth + 1 == r->scan->depth)
        docx_read_cell_props(r->scan, &r->palette, &r->tables[f->tables - 1]->cell);
    return WF_OK;
}

static wf_status end_cell(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (!f->at.is_cell || f->at.depth != r->scan->depth + 1)
        return WF_OK;
    return docx_cell_end(r);
}

static wf_status end_row(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    if (!t || !t->in_row || t->row_depth != r->scan->depth + 1)
        return WF_OK;
    return docx_row_end(r);
}

static wf_status end_table(docx_reading *r)
{
    docx_table *t = docx_table_here(r);
    if (!t || t->depth != r->scan->depth + 1)
        return WF_OK;
    return docx_table_end(r);
}

/* ---- what is left out, what is counted ------------------------------------------ */

static wf_status skip_it(docx_reading *r)
{
    wf_xscan_skip(r->scan);
    return WF_OK;
}

static wf_status on_inserted(docx_reading *r)
{
    r->insertions++;
    return WF_OK;
}

static wf_status on_deleted(docx_reading *r)
{
    r->deletions++;
    wf_xscan_skip(r->scan);
    return WF_OK;
}

static wf_status on_chunk(docx_reading *r)
{
    r->chunks++;
    return WF_OK;
}

/* ---- text boxes, alternatives --------------------------------------------------- */

static wf_status on_text_box(docx_reading *r)
{
    const docx_flow *outer = docx_flow_here(r);
    docx_place place = {.area = WF_AREA_TEXT_BOX,
                        .depth = r->scan->depth,
                        .grid = outer->at.grid,
                        .row = outer->at.row,
                        .column = outer->at.column};
    return docx_flow_open(r, &place);
}

static wf_status end_text_box(docx_reading *r)
{
    const docx_flow *f = docx_flow_here(r);
    if (f->at.is_cell || r->flow_count < 2 || f->at.depth != r->scan->depth + 1)
        return WF_OK;
    return docx_flow_close(r);
}

/* WordArt: its words are an attribute of VML. */
static wf_status on_text_path(docx_reading *r)
{
    wf_str raw = wf_xscan_value(r->scan, DX_NO_STRING);
    if (raw.n == 0)
        return WF_OK;
    r->chars.n = 0;
    (void)wf_xscan_decode(&r->chars, raw);
    wf_str text = wf_strbuf_str(&r->chars);
    WF_TRY(on_text_box(r));
    WF_TRY(docx_flow_add(r, text));
    return docx_flow_close(r);
}

/* One alternative was read (ECMA-376-3, 7.6): the others say the same once more. */
static wf_status end_choice(docx_reading *r)
{
    wf_xscan_skip(r->scan);
    return WF_OK;
}

/* ---- references ----------------------------------------------------------------- */

static wf_status add_anchor(docx_reading *r, wf_area area)
{
    const docx_flow *f = docx_flow_here(r);
    if (f->at.grid == WF_NO_INDEX)
        return WF_OK;
    docx_anchor *anchors = wf_arena_push_room(r->scratch, r->anchors, r->anchor_count,
                                              &r->anchor_cap, sizeof *anchors);
    if (!anchors)
        return wf_fail_memory(r->err);
    r->anchors = anchors;
    anchors[r->anchor_count++] =
        (docx_anchor){.id = docx_int(wf_xscan_value(r->scan, DX_ID), -1),
                      .area = (uint8_t)area,
                      .grid = f->at.grid,
                      .row = f->at.row,
                      .column = f->at.column};
    return WF_OK;
}

static wf_status on_comment_reference(docx_reading *r)
{
    return add_anchor(r, WF_AREA_COMMENT);
}

static wf_status on_footnote_reference(docx_reading *r)
{
    return add_anchor(r, WF_AREA_FOOTNOTE);
}

static wf_status on_endnote_reference(docx_reading *r)
{
    return add_anchor(r, WF_AREA_ENDNOTE);
}

/* w:sectPr: the headers and footers of a section, each part once. */
static wf_status on_section(docx_reading *r)
{
    wf_xscan *s = r->scan;
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        if (s->id != DX_HEADER_REFERENCE && s->id != DX_FOOTER_REFERENCE)
            continue;
        docx_story *stories = wf_arena_push_room(r->scratch, r->stories, r->story_count,
                                                 &r->story_cap, sizeof *stories);
        if (!stories)
            return wf_fail_memory(r->err);
        r->stories = stories;
        stories[r->story_count++] = (docx_story){
            .rel_id = wf_xscan_value(s, DX_REL_ID),
            .area = s->id == DX_HEADER_REFERENCE ? WF_AREA_HEADER : WF_AREA_FOOTER};
    }
    return WF_OK;
}

/* A note or comment: its paragraphs belong to the cell that refers to it. */
static wf_status on_note(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    wf_str type = wf_xscan_value(r->scan, DX_TYPE);
    if (r->flow_count != 1 || r->area == WF_AREA_BODY)
        return WF_OK;
    if (wf_str_starts_with(type, WF_STR("separator")) ||
        wf_str_starts_with(type, WF_STR("continuation"))) {
        wf_xscan_skip(r->scan);
        return WF_OK;
    }
    const docx_anchor *anchor =
        docx_anchor_of(r, r->area, docx_int(wf_xscan_value(r->scan, DX_ID), -1));
    f->at.grid = anchor ? anchor->grid : WF_NO_INDEX;
    f->at.row = anchor ? anchor->row : 0;
    f->at.column = anchor ? anchor->column : 0;
    return WF_OK;
}

/* ---- the walk ------------------------------------------------------------------- */

static const docx_handler starts[DX_WORDS] = {
    [DX_P] = docx_paragraph_begin,
    [DX_P_PR] = on_paragraph_props,
    [DX_R] = on_run,
    [DX_R_PR] = on_run_props,
    [DX_T] = on_text,
    [DX_MATH_T] = on_text,
    [DX_TAB] = on_tab,
    [DX_PTAB] = on_tab,
    [DX_BR] = on_break,
    [DX_CR] = on_break,
    [DX_NO_BREAK_HYPHEN] = on_hyphen,
    [DX_SYM] = on_symbol,
    [DX_FLD_CHAR] = docx_field_char,
    [DX_TBL] = docx_table_begin,
    [DX_TBL_PR] = on_table_props,
    [DX_TBL_PR_EX] = on_row_exceptions,
    [DX_TBL_GRID] = on_grid,
    [DX_TR] = docx_row_begin,
    [DX_TR_PR] = on_row_props,
    [DX_TC] = docx_cell_begin,
    [DX_TC_PR] = on_cell_props,
    [DX_TXBX_CONTENT] = on_text_box,
    [DX_TEXTPATH] = on_text_path,
    [DX_INS] = on_inserted,
    [DX_MOVE_TO] = on_inserted,
    [DX_DEL] = on_deleted,
    [DX_MOVE_FROM] = on_deleted,
    [DX_DEL_TEXT] = skip_it,
    [DX_INSTR_TEXT] = skip_it,
    [DX_DEL_INSTR_TEXT] = skip_it,
    [DX_SDT_PR] = skip_it,
    [DX_RT] = skip_it,
    [DX_SMART_TAG_PR] = skip_it,
    [DX_CUSTOM_XML_PR] = skip_it,
    [DX_SECT_PR] = on_section,
    [DX_COMMENT_REFERENCE] = on_comment_reference,
    [DX_COMMENT_RANGE_START] = on_comment_reference,
    [DX_FOOTNOTE_REFERENCE] = on_footnote_reference,
    [DX_ENDNOTE_REFERENCE] = on_endnote_reference,
    [DX_FOOTNOTE] = on_note,
    [DX_ENDNOTE] = on_note,
    [DX_COMMENT] = on_note,
    [DX_ALT_CHUNK] = on_chunk,
};

static const docx_handler ends[DX_WORDS] = {
    [DX_P] = end_paragraph,
    [DX_TBL] = end_table,
    [DX_TR] = end_row,
    [DX_TC] = end_cell,
    [DX_TXBX_CONTENT] = end_text_box,
    [DX_CHOICE] = end_choice,
};

static wf_status walk_tags(docx_reading *r)
{
    wf_xscan *s = r->scan;
    for (;;) {
        wf_xscan_event event = wf_xscan_next(s);
        if (event == WF_XSCAN_FINISHED)
            return WF_OK;
        docx_handler handler = (event == WF_XSCAN_START ? starts : ends)[s->id];
        if (handler)
            WF_TRY(handler(r));
        if (s->steps > r->limits->steps)
            return wf_fail_limit(r->err, &(wf_where){.part = r->part}, "steps",
                                 r->limits->steps);
    }
}

/* End whatever is still open, from the inside out: after bad XML, or at the end. */
static wf_status end_all(docx_reading *r)
{
    while (r->flow_count > 0) {
        docx_table *t = docx_table_here(r);
        if (t)
            WF_TRY(docx_table_end(r));
        else if (docx_flow_here(r)->at.is_cell)
            WF_TRY(docx_cell_end(r));
        else
            WF_TRY(docx_flow_close(r));
    }
    return WF_OK;
}

wf_status docx_walk(docx_reading *r, wf_str part_name, wf_str part, wf_area area)
{
    r->scan = wf_xscan_new(r->scratch);
    if (!r->scan)
        return wf_fail_memory(r->err);
    r->part = part_name;
    r->area = area;
    size_t replaced = 0;
    wf_status status =
        wf_xscan_open(r->scan, &docx_vocabulary, r->scratch, part, r->limits, &replaced);
    if (status == WF_E_MEMORY)
        return wf_fail_memory(r->err);
    if (status != WF_OK)
        return wf_fail(r->err, status, &(wf_where){.part = part_name},
                       "its encoding is not one that can be read; expected UTF-8");
    if (replaced > 0)
        wf_diag_add(r->diags, WF_D_TEXT_ENCODING, part_name,
                    "%zu bytes are not UTF-8; each is shown as U+FFFD", replaced);
    docx_place place = {.area = area, .grid = WF_NO_INDEX};
    WF_TRY(docx_flow_open(r, &place));
    WF_TRY(walk_tags(r));
    WF_TRY(end_all(r));
    return wf_xscan_status(r->scan, part_name, r->err);
}
