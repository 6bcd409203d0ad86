#include "formats/doc/doc_walk.h"

#include "engine/base/ckd.h"
#include "engine/document/document_build.h"
#include "formats/doc/doc_chars.h"

wf_status doc_walk_init(doc_reading *r, doc_walk *out, wf_error *err)
{
    *out = (doc_walk){.r = r, .text = doc_text_in(r->file.scratch, r->file.limits)};
    doc_tables_init(&out->tables, &r->file);
    WF_TRY(doc_fkps_open(&r->file, true, &out->papx, err));
    WF_TRY(doc_fkps_open(&r->file, false, &out->chpx, err));
    out->marks = out->chpx;
    return WF_OK;
}

wf_status doc_walk_begin(doc_walk *w, uint32_t cp, uint32_t cp_end, wf_area area,
                         const doc_anchor *outer, wf_error *err)
{
    uint32_t end = w->r->pieces.cp_end;
    w->cp = cp < end ? cp : end;
    w->cp_end = cp_end < end ? cp_end : end;
    w->tables.area = area;
    w->tables.outer = *outer;
    w->high_surrogate = 0;
    w->chp_of = NULL;
    doc_text_clear(&w->text);
    return doc_fields_begin(&w->r->file, &w->r->pieces, w->cp, w->cp_end, &w->fields,
                            err);
}

/* ---- where a paragraph ends ----------------------------------------------------- */

/* The mark that ends a paragraph. */
typedef struct end_mark {
    uint32_t cp; /* of the mark; cp_end of the walk where there is none */
    uint32_t c;  /* 0: none */
    size_t piece;
    uint32_t fc;
} end_mark;

/* The next cp in the piece, before `to`, that may end a paragraph; `to` where none does.
 */
static uint32_t next_mark(const doc_file *f, const doc_piece *piece, uint32_t cp,
                          uint32_t to, uint32_t *c)
{
    const uint8_t *p = f->main.p + doc_piece_fc(piece, cp);
    size_t unit = piece->is_wide ? 2 : 1;
    for (; cp < to; cp++, p += unit) {
        if (p[0] > CHAR_PARAGRAPH_END || (piece->is_wide && p[1] != 0))
            continue;
        if (p[0] == CHAR_PARAGRAPH_END || p[0] == CHAR_CELL_END ||
            p[0] == CHAR_PAGE_BREAK) {
            *c = p[0];
            return cp;
        }
    }
    return to;
}

/* A page break ends a paragraph where its properties end there too: then it is a
 * section's. */
static bool ends_section(doc_walk *w, const doc_piece *piece, uint32_t cp)
{
    uint32_t fc = doc_piece_fc(piece, cp);
    return doc_fkps_at(&w->papx, fc)->to == fc + (piece->is_wide ? 2u : 1u);
}

static end_mark find_mark(doc_walk *w, uint32_t cp)
{
    const doc_pieces *pieces = &w->r->pieces;
    end_mark mark = {.cp = w->cp_end, .piece = pieces->n};
    for (size_t i = doc_pieces_find(pieces, cp); i < pieces->n && cp < w->cp_end; i++) {
        const doc_piece *piece = &pieces->items[i];
        uint32_t to = piece->cp_end < w->cp_end ? piece->cp_end : w->cp_end;
        cp = cp < piece->cp ? piece->cp : cp;
        while (cp < to) {
            cp = next_mark(&w->r->file, piece, cp, to, &mark.c);
            if (cp < to && (mark.c != CHAR_PAGE_BREAK || ends_section(w, piece, cp))) {
                mark.cp = cp;
                mark.piece = i;
                mark.fc = doc_piece_fc(piece, cp);
                return mark;
            }
            cp += cp < to;
        }
    }
    /* No mark: the last character stands for it. */
    mark.c = 0;
    mark.piece = w->cp_end > 0 ? doc_pieces_find(pieces, w->cp_end - 1) : pieces->n;
    if (mark.piece < pieces->n)
        mark.fc = doc_piece_fc(&pieces->items[mark.piece], w->cp_end - 1);
    return mark;
}

static void mark_chp(doc_walk *w, const end_mark *mark, uint16_t style, doc_chp *out)
{
    doc_styles_chp(&w->r->styles, style, doc_fkps_at(&w->marks, mark->fc)->grpprl,
                   doc_walk_piece_props(w, mark->piece), out);
}

/* Most marks can be told not to be deleted without a look at all their properties: the
 * bytes of sprmCFRMarkDel do not even occur. */
static bool is_deleted(doc_walk *w, const end_mark *mark)
{
    doc_bytes own = doc_fkps_at(&w->marks, mark->fc)->grpprl;
    bool may_be = w->r->file.fib.word95 || doc_walk_piece_props(w, mark->piece).n > 0;
    for (size_t i = 0; !may_be && i + 1 < own.n; i++)
        may_be = own.p[i] == (SPRM_C_RMARK_DEL & 0xFF) &&
                 own.p[i + 1] == SPRM_C_RMARK_DEL >> 8;
    if (!may_be)
        return false;
    doc_chp chp;
    mark_chp(w, mark, DOC_NO_STYLE, &chp);
    return (chp.on & CHP_DELETED) != 0;
}

/* A mark that a tracked change deletes joins its paragraph to the next one, whose
 * properties then count for both. */
static end_mark find_end(doc_walk *w, uint32_t cp)
{
    end_mark mark = find_mark(w, cp);
    while (mark.c == CHAR_PARAGRAPH_END && mark.cp + 1 < w->cp_end) {
        if (!is_deleted(w, &mark))
            break;
        w->r->deletions++;
        end_mark next = find_mark(w, mark.cp + 1);
        if (next.c == 0)
            break;
        mark = next;
    }
    return mark;
}

/* ---- properties of the paragraph ------------------------------------------------ */

/* [MS-DOC] 2.6.2 sprmPHugePapx, sprmPTableProps: the place in the Data stream of a
 * PrcData. */
static doc_bytes prc_data(const doc_file *f, wf_cursor at)
{
    bool cut = false;
    doc_bytes rest = doc_bytes_sub(f->data, wf_cursor_u32(&at), f->data.n, &cut);
    wf_cursor c = wf_cursor_over(rest.p, rest.n);
    size_t size = wf_cursor_u16(&c);
    return (doc_bytes){.p = c.p, .n = wf_min_size(size, c.n)};
}

static void apply_props(doc_walk *w, doc_bytes grpprl, doc_bytes *more)
{
    wf_cursor c = wf_cursor_over(grpprl.p, grpprl.n);
    doc_sprm sprm;
    while (doc_props_next(&w->r->file, &c, &sprm)) {
        bool refers = sprm.op == SPRM_P_HUGE_PAPX || sprm.op == SPRM_P_HUGE_PAPX_OLD ||
                      sprm.op == SPRM_P_TABLE_PROPS;
        if (refers && more)
            *more = prc_data(&w->r->file, sprm.operand);
        else if (doc_sprm_group(sprm.op) == SGC_PARAGRAPH)
            doc_pap_apply(&w->pap, &sprm);
    }
}

static void read_pap(doc_walk *w, const end_mark *mark)
{
    static const doc_pap plain = DOC_PAP_INIT;
    const doc_fkp_run *run = doc_fkps_at(&w->papx, mark->fc);
    const doc_style *style = doc_styles_at(&w->r->styles, run->istd, DOC_STYLE_PARAGRAPH);
    w->pap = style ? style->pap : plain;
    w->pap.style = run->istd;
    w->props[0] = run->grpprl;
    w->props[1] = DOC_NO_BYTES;
    w->props[2] = doc_walk_piece_props(w, mark->piece);
    apply_props(w, w->props[0], &w->props[1]);
    apply_props(w, w->props[1], NULL);
    apply_props(w, w->props[2], NULL);
}

static void read_tap(const doc_walk *w, doc_tap *tap)
{
    doc_tap_init(tap);
    for (size_t i = 0; i < 3; i++) {
        wf_cursor c = wf_cursor_over(w->props[i].p, w->props[i].n);
        doc_sprm sprm;
        while (doc_props_next(&w->r->file, &c, &sprm))
            if (doc_sprm_group(sprm.op) == SGC_TABLE)
                doc_tap_apply(tap, &sprm, w->r->file.fib.word95);
    }
}

/* How deep in tables the paragraph stands. Word 97 knew no nested tables, and no itap. */
static size_t depth_of(const doc_walk *w, uint32_t mark)
{
    if (w->pap.on & PAP_IN_TABLE)
        return w->pap.depth > 0 ? w->pap.depth : 1;
    /* A cell mark without properties, in a table: the properties are what is damaged. */
    return mark == CHAR_CELL_END && w->tables.depth > 0 ? w->tables.depth : 0;
}

doc_walk_next doc_walk_peek(doc_walk *w)
{
    size_t deletions = w->r->deletions;
    end_mark mark = find_end(w, w->cp);
    w->r->deletions = deletions;
    read_pap(w, &mark);
    return (doc_walk_next){.cp_end = mark.c != 0 ? mark.cp + 1 : w->cp_end,
                           .is_in_table = depth_of(w, mark.c) > 0};
}

/* ---- list markers --------------------------------------------------------------- */

static wf_status add_marker(doc_walk *w, const end_mark *mark, wf_error *err)
{
    const doc_level *level = doc_lists_level(&w->r->lists, w->pap.list, w->pap.level);
    w->marker_end = 0;
    w->is_bullet = level && doc_level_is_bullet(level);
    if (!level)
        return WF_OK;
    if (!doc_file_spend(&w->r->file, level->text.n + level->chpx.n))
        return wf_fail_limit(err, NULL, "steps", w->r->file.limits->steps);
    doc_chp chp, base;
    doc_styles_chp(&w->r->styles, w->pap.style, DOC_NO_BYTES, DOC_NO_BYTES, &base);
    mark_chp(w, mark, w->pap.style, &chp);
    if (chp.shading == WF_COLOR_NONE)
        chp.shading = w->pap.shading;
    chp.font = UINT16_MAX;
    wf_cursor c = wf_cursor_over(level->chpx.p, level->chpx.n);
    doc_sprm sprm;
    while (doc_sprm_next(&c, &sprm))
        doc_chp_apply(&chp, &base, &sprm);
    wf_strbuf *marker = &w->r->marker;
    wf_strbuf_clear(marker);
    doc_lists_count(&w->r->lists, w->pap.list, w->pap.level, chp.font, marker);
    if (marker->failed)
        return wf_fail_memory(err);
    if (marker->n == 0 || (chp.on & CHP_VANISH))
        return WF_OK;
    wf_strbuf_add_char(marker, ' ');
    doc_text_marker(w->into, w->pap.level, &chp);
    wf_strbuf_add(&w->into->bytes, wf_strbuf_str(marker));
    w->marker_end = w->into->bytes.n;
    return WF_OK;
}

/* A bullet with nothing behind it is no content; a number in a cell may be all there is
 * in a column of numbers. */
static void drop_empty_marker(doc_walk *w, bool is_cell)
{
    if (w->marker_end == 0 || (is_cell && !w->is_bullet))
        return;
    for (size_t i = w->marker_end; i < w->into->bytes.n; i++) {
        char c = w->into->bytes.p[i];
        if (c != ' ' && c != '\t' && c != '\n')
            return;
    }
    doc_text_cut(w->into, w->begin);
}

/* ---- paragraphs ----------------------------------------------------------------- */

static wf_status fill_paragraph(doc_walk *w, const end_mark *mark, uint32_t cp,
                                bool is_cell, wf_error *err)
{
    if (is_cell && w->into->bytes.n > 0)
        doc_text_char(w->into, '\n');
    w->begin = w->into->bytes.n;
    WF_TRY(add_marker(w, mark, err));
    WF_TRY(doc_chars_add(w, cp, mark->cp, err));
    drop_empty_marker(w, is_cell);
    if (w->into->bytes.truncated) {
        w->r->truncated++;
        w->into->bytes.truncated = false;
    }
    return WF_OK;
}

static wf_status give_paragraph(doc_walk *w, wf_error *err)
{
    doc_file *f = &w->r->file;
    doc_text_done done;
    WF_TRY(doc_text_finish(&w->text, f->arena, f->scratch, &done, err));
    if (done.text.n == 0)
        return WF_OK;
    const doc_style *style =
        doc_styles_at(&w->r->styles, w->pap.style, DOC_STYLE_PARAGRAPH);
    bool is_list = doc_lists_level(&w->r->lists, w->pap.list, w->pap.level) != NULL;
    wf_paragraph p = {.area = w->tables.area,
                      .heading_level =
                          w->pap.outline < 9 ? (uint8_t)(w->pap.outline + 1) : 0,
                      .title = style && style->sti == DOC_STI_TITLE,
                      .list_level = (int8_t)(is_list ? w->pap.level : -1),
                      .text = done.text,
                      .runs = done.runs,
                      .run_count = done.run_count,
                      .anchor = w->tables.outer.table,
                      .anchor_row = w->tables.outer.row,
                      .anchor_column = (uint16_t)w->tables.outer.column};
    uint16_t look;
    WF_TRY(wf_document_add_style(f->doc, &done.look, &look, err));
    p.style = look;
    return wf_document_add_paragraph(f->doc, &p, err);
}

static wf_status in_table(doc_walk *w, const end_mark *mark, uint32_t cp, size_t depth,
                          wf_error *err)
{
    WF_TRY(doc_tables_enter(&w->tables, depth, err));
    bool is_cell_mark = mark->c == CHAR_CELL_END;
    bool ends_row = is_cell_mark ? (w->pap.on & PAP_ROW_END) != 0
                                 : depth > 1 && (w->pap.on & PAP_INNER_ROW_END) != 0;
    bool ends_cell = is_cell_mark || (depth > 1 && (w->pap.on & PAP_INNER_CELL_END) != 0);
    doc_table_level *level = doc_tables_level(&w->tables);
    if (!ends_row || mark->cp > cp) {
        w->into = &level->text;
        WF_TRY(fill_paragraph(w, mark, cp, true, err));
        level->is_empty = false;
    }
    if (ends_row) {
        doc_tap tap;
        doc_chp chp;
        read_tap(w, &tap);
        mark_chp(w, mark, w->pap.style, &chp);
        if (chp.on & CHP_DELETED)
            w->r->deletions++;
        else if (chp.on & CHP_INSERTED)
            w->r->insertions++;
        return doc_tables_end_row(&w->tables, &tap, (chp.on & CHP_DELETED) != 0, err);
    }
    return ends_cell ? doc_tables_end_cell(&w->tables, err) : WF_OK;
}

wf_status doc_walk_paragraph(doc_walk *w, wf_error *err)
{
    uint32_t cp = w->cp;
    end_mark mark = find_end(w, cp);
    w->cp = mark.c != 0 ? mark.cp + 1 : w->cp_end;
    read_pap(w, &mark);
    uint64_t steps = (uint64_t)(w->cp - cp) + w->props[0].n + w->props[1].n +
                     2 * (uint64_t)w->props[2].n + 16;
    if (!doc_file_spend(&w->r->file, steps))
        return wf_fail_limit(err, NULL, "steps", w->r->file.limits->steps);
    size_t depth = depth_of(w, mark.c);
    if (depth > 0)
        return in_table(w, &mark, cp, depth, err);
    WF_TRY(doc_tables_enter(&w->tables, 0, err));
    w->into = &w->text;
    WF_TRY(fill_paragraph(w, &mark, cp, false, err));
    return give_paragraph(w, err);
}

wf_status doc_walk_end(doc_walk *w, wf_error *err)
{
    return doc_tables_enter(&w->tables, 0, err);
}
