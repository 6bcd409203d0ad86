#include "formats/docx/docx_flow.h"

#include "engine/base/utf8.h"
#include "formats/docx/docx_reading.h"

#include <string.h>

/* ---- pieces --------------------------------------------------------------------- */

static bool look_equal(const docx_look *a, const docx_look *b)
{
    return a->font == b->font && a->fill == b->fill && a->style_bits == b->style_bits &&
           a->direct_set == b->direct_set && a->direct == b->direct &&
           a->marker == b->marker;
}

bool docx_pieces_add(wf_arena *arena, docx_pieces *pieces, const docx_piece *piece,
                     size_t first)
{
    if (pieces->n > first && piece->look.marker == 0) {
        docx_piece *last = &pieces->items[pieces->n - 1];
        if (last->start + last->length == piece->start &&
            look_equal(&last->look, &piece->look)) {
            last->length += piece->length;
            return true;
        }
    }
    docx_piece *items =
        wf_arena_push_room(arena, pieces->items, pieces->n, &pieces->cap, sizeof *items);
    if (!items)
        return false;
    pieces->items = items;
    items[pieces->n++] = *piece;
    return true;
}

/* Text of a run that was just appended: as docx_pieces_add, with nothing copied twice. */
static bool add_run_text(docx_reading *r, docx_flow *f, size_t start, size_t length)
{
    docx_pieces *pieces = &f->pieces;
    const docx_look *look = &f->look->look;
    if (pieces->n > f->start_piece) {
        docx_piece *last = &pieces->items[pieces->n - 1];
        if (last->look.marker == 0 && look_equal(&last->look, look)) {
            last->length += (uint32_t)length;
            return true;
        }
    }
    docx_piece *items = wf_arena_push_room(r->scratch, pieces->items, pieces->n,
                                           &pieces->cap, sizeof *items);
    if (!items)
        return false;
    pieces->items = items;
    docx_piece *piece = &items[pieces->n++];
    piece->start = (uint32_t)start;
    piece->length = (uint32_t)length;
    piece->look = *look;
    return true;
}

/* ---- flows ---------------------------------------------------------------------- */

wf_status docx_flow_open(docx_reading *r, const docx_place *place)
{
    if (r->flow_count >= DOCX_FLOWS_MAX)
        return wf_fail_limit(r->err, &(wf_where){.part = r->part}, "table-depth",
                             DOCX_FLOWS_MAX);
    docx_flow *f = r->flows[r->flow_count];
    if (!f) {
        f = wf_arena_alloc(r->scratch, sizeof *f);
        if (!f)
            return wf_fail_memory(r->err);
        f->text = wf_strbuf_in(r->scratch, (size_t)r->limits->string_bytes);
        r->flows[r->flow_count] = f;
    }
    f->at = *place;
    f->tables = r->table_count;
    f->text.n = 0;
    f->text.truncated = false;
    f->pieces.n = 0;
    f->in_paragraph = f->is_carried = f->has_paragraphs = false;
    f->field_depth = 0;
    r->flow_count++;
    return WF_OK;
}

wf_status docx_flow_close(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (f->in_paragraph)
        WF_TRY(docx_paragraph_end(r));
    if (f->is_carried && !f->at.is_cell)
        WF_TRY(docx_give_paragraph(r, f));
    r->flow_count--;
    return WF_OK;
}

/* ---- looks ---------------------------------------------------------------------- */

/* Add what a style or direct formatting says of colours; the stronger is laid last. */
static void lay_colors(docx_look *look, const docx_run_props *props)
{
    if (props->color != DOCX_UNSET)
        look->font = props->color;
    if (props->shading != DOCX_UNSET)
        look->fill = props->shading;
    if (props->highlight != DOCX_UNSET && props->highlight != WF_COLOR_NONE)
        look->fill = props->highlight;
}

static void lay_style(docx_look *look, const docx_run_props *props)
{
    uint8_t on = props->set & props->on;
    look->style_bits ^= on & DOCX_TOGGLES;
    if (props->set & DOCX_UNDERLINE)
        look->style_bits =
            (uint8_t)((look->style_bits & ~DOCX_UNDERLINE) | (on & DOCX_UNDERLINE));
    lay_colors(look, props);
}

static void lay_direct(docx_look *look, const docx_run_props *props)
{
    uint8_t set = (uint8_t)(props->set & ~DOCX_FONT_SET);
    look->direct = (uint8_t)((look->direct & ~set) | (props->on & set));
    look->direct_set |= set;
    lay_colors(look, props);
}

static docx_look paragraph_look(const docx_flow *f)
{
    docx_look look = {.font = DOCX_UNSET, .fill = DOCX_UNSET};
    uint32_t shading = f->props.shading;
    if (shading == DOCX_UNSET && f->style)
        shading = f->style->paragraph.shading;
    look.fill = shading == WF_COLOR_NONE ? DOCX_UNSET : shading;
    if (f->style)
        lay_style(&look, &f->style->run);
    return look;
}

static bool is_hidden(const docx_reading *r, const docx_look *look)
{
    unsigned bits = look->style_bits | (r->styles.base.set & r->styles.base.on);
    bits = (bits & ~(unsigned)look->direct_set) | (look->direct & look->direct_set);
    return bits & DOCX_VANISH;
}

static void work_out(docx_reading *r, const docx_flow *f, docx_run_look *out)
{
    const docx_style *character =
        f->run.style.n > 0 ? docx_style_of(&r->styles, DOCX_STYLE_CHARACTER, f->run.style)
                           : NULL;
    out->look = paragraph_look(f);
    if (character)
        lay_style(&out->look, &character->run);
    lay_direct(&out->look, &f->run);
    out->is_hidden = is_hidden(r, &out->look);
    out->symbol = r->styles.base.symbol;
    if (f->style && f->style->run.set & DOCX_FONT_SET)
        out->symbol = f->style->run.symbol;
    if (character && character->run.set & DOCX_FONT_SET)
        out->symbol = character->run.symbol;
    if (f->run.set & DOCX_FONT_SET)
        out->symbol = f->run.symbol;
}

/* Most runs have no formatting and stand in paragraphs of the same style. */
static void prepare_run(docx_reading *r, docx_flow *f)
{
    if (!f->is_plain || f->props.shading != DOCX_UNSET) {
        work_out(r, f, &f->own);
        f->look = &f->own;
        return;
    }
    if (!r->has_plain || r->plain_style != f->style) {
        work_out(r, f, &r->plain);
        r->plain_style = f->style;
        r->has_plain = true;
    }
    f->look = &r->plain;
}

void docx_run_begin(docx_flow *f)
{
    static const docx_run_props plain = DOCX_RUN_PROPS_INIT;
    if (!f->is_plain)
        f->run = plain;
    f->is_plain = true;
    f->look = NULL;
}

/* ---- list markers --------------------------------------------------------------- */

/* Put the marker that stands in r->marker at the start of the paragraph: as a rule its
 * end, unless text was carried over from a paragraph whose mark was deleted. */
static wf_status insert_marker(docx_reading *r, docx_flow *f, const docx_look *look)
{
    wf_str marker = wf_strbuf_str(&r->marker);
    size_t old = f->text.n;
    wf_strbuf_add(&f->text, marker);
    if (f->text.failed)
        return wf_fail_memory(r->err);
    if (f->text.n - old != marker.n)
        return WF_OK; /* past the limit of one text */
    docx_piece piece = {
        .start = (uint32_t)f->start, .length = (uint32_t)marker.n, .look = *look};
    docx_pieces *pieces = &f->pieces;
    if (!docx_pieces_add(r->scratch, pieces, &piece, f->start_piece))
        return wf_fail_memory(r->err);
    f->marker_end = f->start + marker.n;
    if (old == f->start)
        return WF_OK;
    memmove(f->text.p + f->marker_end, f->text.p + f->start, old - f->start);
    memcpy(f->text.p + f->start, marker.p, marker.n);
    for (size_t i = pieces->n - 1; i > f->start_piece; i--) {
        pieces->items[i] = pieces->items[i - 1];
        pieces->items[i].start += (uint32_t)marker.n;
    }
    pieces->items[f->start_piece] = piece;
    return WF_OK;
}

/* Which list and level the paragraph belongs to: directly, else by its style. */
static wf_status number_of_paragraph(docx_reading *r, const docx_flow *f, int32_t *number,
                                     int8_t *level)
{
    const docx_paragraph_props *style = f->style ? &f->style->paragraph : NULL;
    *level = f->props.level;
    *number = f->props.number;
    if (*number < 0) {
        *number = style ? style->number : 0;
        if (*level < 0 && style)
            *level = style->level;
    } else if (*level < 0) {
        *level = 0;
    }
    if (*number <= 0)
        return WF_OK;
    WF_TRY(docx_need_numbering(r));
    if (*level < 0)
        *level = docx_numbering_level_of_style(&r->numbering, *number, f->style->id);
    return WF_OK;
}

static wf_status add_marker(docx_reading *r, docx_flow *f)
{
    int8_t level;
    int32_t number;
    WF_TRY(number_of_paragraph(r, f, &number, &level));
    if (number <= 0)
        return WF_OK;
    r->marker.n = 0;
    const docx_level *shown =
        docx_numbering_count(&r->numbering, number, level, &r->marker);
    if (!shown)
        return WF_OK;
    f->list_level = level;
    f->is_bullet = shown->format == WF_LIST_BULLET;
    if (r->marker.n == 0)
        return WF_OK;
    wf_strbuf_add_char(&r->marker, ' ');
    docx_look look = paragraph_look(f);
    lay_direct(&look, &f->props.mark);
    lay_direct(&look, &shown->run);
    if (is_hidden(r, &look))
        return WF_OK;
    look.marker = (uint8_t)(level + 1);
    return insert_marker(r, f, &look);
}

/* ---- paragraphs ----------------------------------------------------------------- */

wf_status docx_paragraph_begin(docx_reading *r)
{
    static const docx_paragraph_props plain = DOCX_PARAGRAPH_PROPS_INIT;
    docx_flow *f = docx_flow_here(r);
    if (f->in_paragraph)
        WF_TRY(docx_paragraph_end(r));
    f->in_paragraph = true;
    f->is_prepared = false;
    f->paragraph_depth = r->scan->depth;
    f->props = plain;
    f->marker_end = 0;
    f->is_bullet = false;
    f->list_level = -1;
    docx_run_begin(f);
    return WF_OK;
}

static bool mark_is_hidden(const docx_flow *f)
{
    const docx_run_props *mark = &f->props.mark;
    return mark->set & mark->on & DOCX_VANISH;
}

/* In a cell, paragraphs are lines. */
static bool add_line_end(docx_reading *r, docx_flow *f)
{
    docx_piece piece = {
        .start = (uint32_t)f->text.n, .length = 1, .look = paragraph_look(f)};
    wf_strbuf_add_char(&f->text, '\n');
    if (f->text.n == piece.start)
        return !f->text.failed;
    docx_piece *last = f->pieces.n > 0 ? &f->pieces.items[f->pieces.n - 1] : NULL;
    if (last && last->look.marker == 0) {
        last->length++;
        return true;
    }
    return docx_pieces_add(r->scratch, &f->pieces, &piece, f->pieces.n);
}

/* The first text of a paragraph, or its end: all its properties are known now. */
static wf_status prepare(docx_reading *r, docx_flow *f)
{
    f->is_prepared = true;
    f->style = f->props.style.n > 0
                   ? docx_style_of(&r->styles, DOCX_STYLE_PARAGRAPH, f->props.style)
                   : NULL;
    if (!f->style)
        f->style = docx_style_default(&r->styles, DOCX_STYLE_PARAGRAPH);
    if (!f->is_carried) {
        if (f->text.n > 0 && !add_line_end(r, f))
            return wf_fail_memory(r->err);
        f->start = f->text.n;
        f->start_piece = f->pieces.n;
    }
    /* A deleted mark joins the paragraph to the next, whose properties count
     * (17.13.5.15); of a hidden one we learn at its end whether anything is shown to
     * count. */
    if (f->props.mark.is_deleted || mark_is_hidden(f))
        return WF_OK;
    return add_marker(r, f);
}

/* A bullet with nothing behind it is no content; a number in a cell may be all there is
 * in a column of numbers. */
static void drop_empty_bullet(docx_flow *f)
{
    if (f->marker_end == 0 || (f->at.is_cell && !f->is_bullet))
        return;
    for (size_t i = f->marker_end; i < f->text.n; i++)
        if (f->text.p[i] != ' ' && f->text.p[i] != '\t' && f->text.p[i] != '\n')
            return;
    f->text.n = f->start;
    f->pieces.n = f->start_piece;
}

wf_status docx_paragraph_end(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    if (!f->is_prepared)
        WF_TRY(prepare(r, f));
    f->in_paragraph = false;
    f->has_paragraphs = true;
    if (f->props.mark.is_deleted) {
        r->deletions++;
        f->is_carried = true;
        return WF_OK;
    }
    if (mark_is_hidden(f) && f->text.n > f->start)
        WF_TRY(add_marker(r, f));
    drop_empty_bullet(f);
    f->is_carried = false;
    if (f->text.truncated) {
        r->truncated++;
        f->text.truncated = false;
    }
    if (f->at.is_cell)
        return WF_OK;
    return docx_give_paragraph(r, f);
}

static uint8_t heading_level(const docx_flow *f)
{
    int8_t outline = f->props.outline;
    if (outline < 0 && f->style)
        outline = f->style->paragraph.outline;
    return outline < 0 || outline > 8 ? 0 : (uint8_t)(outline + 1);
}

wf_status docx_give_paragraph(docx_reading *r, docx_flow *f)
{
    f->is_carried = false;
    wf_str whole = wf_strbuf_str(&f->text);
    if (f->text.failed)
        return wf_fail_memory(r->err);
    wf_str text = wf_str_trim(whole);
    size_t piece_count = f->pieces.n;
    f->text.n = 0;
    f->pieces.n = 0;
    if (text.n == 0)
        return WF_OK;
    docx_stretch stretch = {.text = text,
                            .lead = (size_t)(text.p - whole.p),
                            .pieces = f->pieces.items,
                            .count = piece_count};
    docx_shown shown;
    WF_TRY(docx_show(r, &stretch, NULL, &shown));
    wf_style style = {.fill = shown.fill,
                      .font = shown.font,
                      .bold = shown.flags & WF_RUN_BOLD,
                      .italic = shown.flags & WF_RUN_ITALIC,
                      .underline = shown.flags & WF_RUN_UNDERLINE,
                      .strike = shown.flags & WF_RUN_STRIKE};
    uint16_t style_index;
    WF_TRY(docx_add_style(r, &style, &style_index));
    wf_paragraph p = {.style = style_index,
                      .area = f->at.area,
                      .heading_level = heading_level(f),
                      .title = f->style && f->style->is_title,
                      .list_level = f->list_level,
                      .runs = shown.runs,
                      .run_count = shown.run_count,
                      .anchor = f->at.grid,
                      .anchor_row = f->at.row,
                      .anchor_column = f->at.column};
    if (wf_arena_str(r->arena, text, &p.text) != WF_OK)
        return wf_fail_memory(r->err);
    return wf_document_add_paragraph(r->doc, &p, r->err);
}

/* ---- text ----------------------------------------------------------------------- */

/* Characters of symbol fonts, by their code or from the private area, as Unicode. */
static void add_symbols(docx_flow *f, wf_str text)
{
    for (size_t i = 0; i < text.n;)
        wf_strbuf_add_code_point(&f->text,
                                 wf_symbol_to_unicode((wf_symbol_font)f->look->symbol,
                                                      wf_utf8_next(text, &i)));
}

wf_status docx_flow_add(docx_reading *r, wf_str text)
{
    docx_flow *f = docx_flow_here(r);
    if (text.n == 0 || docx_in_field_code(f))
        return WF_OK;
    if (!f->in_paragraph)
        WF_TRY(docx_paragraph_begin(r));
    if (!f->is_prepared)
        WF_TRY(prepare(r, f));
    if (!f->look)
        prepare_run(r, f);
    if (f->look->is_hidden) {
        r->hidden_texts++;
        return WF_OK;
    }
    size_t start = f->text.n;
    /* U+F020..U+F0FF begin with EF in UTF-8. */
    if (f->look->symbol != WF_SYMBOL_NONE || memchr(text.p, 0xEF, text.n))
        add_symbols(f, text);
    else
        wf_strbuf_add(&f->text, text);
    if (f->text.failed)
        return wf_fail_memory(r->err);
    if (f->text.n == start || add_run_text(r, f, start, f->text.n - start))
        return WF_OK;
    return wf_fail_memory(r->err);
}
