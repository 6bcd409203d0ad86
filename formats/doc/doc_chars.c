#include "formats/doc/doc_chars.h"

static wf_status add_shown(doc_walk *w, wf_str shown)
{
    if (shown.n == 0 || doc_fields_hide(&w->fields))
        return WF_OK;
    doc_text_look(w->into, &w->chp);
    wf_strbuf_add(&w->into->bytes, shown);
    doc_fields_shown(&w->fields);
    return WF_OK;
}

/* A character below U+0020. */
static wf_status add_control(doc_walk *w, uint32_t c, uint32_t cp, bool is_out,
                             wf_error *err)
{
    wf_str shown;
    switch (c) {
    case CHAR_FIELD_BEGIN:
    case CHAR_FIELD_SEPARATE:
    case CHAR_FIELD_END:
        WF_TRY(doc_fields_mark(&w->r->file, &w->fields, c, cp, &shown, err));
        return is_out ? WF_OK : add_shown(w, shown);
    case CHAR_PICTURE:
        if (w->chp.on & CHP_DATA)
            doc_fields_data(&w->fields, w->chp.data_at);
        return WF_OK;
    case CHAR_NOTE:
    case CHAR_COMMENT:
    case CHAR_SHAPE:
        return doc_tables_add_anchor(&w->tables, cp, err);
    case CHAR_TAB:
        return is_out ? WF_OK : add_shown(w, WF_STR("\t"));
    case CHAR_LINE_FEED:
    case CHAR_LINE_BREAK:
    case CHAR_PAGE_BREAK:
    case CHAR_COLUMN_BREAK:
        return is_out ? WF_OK : add_shown(w, WF_STR("\n"));
    case CHAR_NO_BREAK_HYPHEN: /* looks like the hyphen of dates, codes and compounds */
        return is_out ? WF_OK : add_shown(w, WF_STR("-"));
    default:
        return WF_OK;
    }
}

/* Two halves of UTF-16 to one code point; 0 where the other half is still to come. */
static uint32_t join_surrogates(doc_walk *w, uint32_t unit)
{
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        w->high_surrogate = (uint16_t)unit;
        return 0;
    }
    uint32_t high = w->high_surrogate;
    w->high_surrogate = 0;
    if (unit >= 0xDC00 && unit <= 0xDFFF)
        return high != 0 ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
    return unit == 0xFFFE || unit == 0xFFFF ? 0 : unit;
}

static void add_character(doc_walk *w, uint32_t c, wf_symbol_font font)
{
    if (w->chp.on & CHP_SPECIAL) {
        if (w->chp.on & CHP_SYMBOL)
            c = wf_symbol_to_unicode(doc_fonts_kind(&w->r->fonts, w->chp.symbol_font),
                                     w->chp.symbol_char);
        else if (c == CHAR_SDT_BEGIN || c == CHAR_SDT_END)
            return;
    } else if (font != WF_SYMBOL_NONE || (c >= 0xF020 && c <= 0xF0FF)) {
        c = wf_symbol_to_unicode(font, c);
    }
    doc_text_code_point(w->into, c);
}

/* Plain letters, the most of all text, are taken in one go: how many of the next
 * characters they are. */
static size_t add_plain(doc_walk *w, const uint8_t *p, size_t n, bool is_wide)
{
    char plain[128];
    size_t i = 0, step = is_wide ? 2 : 1;
    if (n > sizeof plain)
        n = sizeof plain;
    for (; i < n; i++, p += step) {
        if (p[0] < 0x20 || p[0] >= 0x80 || (is_wide && p[1] != 0))
            break;
        plain[i] = (char)p[0];
    }
    wf_strbuf_add(&w->into->bytes, (wf_str){.p = plain, .n = i});
    return i;
}

/* A stretch of one piece in which all characters have the same properties. */
typedef struct stretch {
    const doc_piece *piece;
    const uint8_t *p; /* the next character */
    uint32_t cp, to;
    const uint16_t *high; /* of 8-bit text */
    wf_symbol_font font;
    bool is_out;   /* hidden or deleted: nothing is shown, but fields begin and end */
    bool is_plain; /* letters stand for themselves */
} stretch;

static void count_stretch(doc_walk *w)
{
    if (w->chp.on & CHP_DELETED)
        w->r->deletions++;
    else if ((w->chp.on & CHP_VANISH) && !doc_fields_hide(&w->fields))
        w->r->hidden++;
    else if (w->chp.on & CHP_INSERTED)
        w->r->insertions++;
}

static uint32_t next_unit(stretch *s)
{
    uint32_t c = *s->p++;
    if (s->piece->is_wide)
        c |= (uint32_t)*s->p++ << 8;
    else if (c >= 0x80)
        c = s->high[c - 0x80];
    s->cp++;
    return c;
}

/* Take plain letters in one go; false where the next character is not one. */
static bool take_plain(doc_walk *w, stretch *s)
{
    size_t n = add_plain(w, s->p, s->to - s->cp, s->piece->is_wide);
    if (n == 0)
        return false;
    s->p += s->piece->is_wide ? n * 2 : n;
    s->cp += (uint32_t)n;
    doc_fields_shown(&w->fields);
    return true;
}

static void take_character(doc_walk *w, const stretch *s, uint32_t c)
{
    if (doc_fields_hide(&w->fields)) {
        doc_fields_code(&w->fields, c);
        return;
    }
    if (s->is_out)
        return;
    if (c >= 0xD800 || w->high_surrogate != 0)
        c = join_surrogates(w, c);
    if (c == 0)
        return;
    add_character(w, c, s->font);
    doc_fields_shown(&w->fields);
}

static wf_status add_stretch(doc_walk *w, stretch *s, wf_error *err)
{
    count_stretch(w);
    doc_text_look(w->into, &w->chp);
    while (s->cp < s->to) {
        bool may_be_plain = s->is_plain && !s->is_out && w->high_surrogate == 0;
        if (may_be_plain && !doc_fields_hide(&w->fields) && take_plain(w, s))
            continue;
        uint32_t cp = s->cp, c = next_unit(s);
        if (c < 0x20)
            WF_TRY(add_control(w, c, cp, s->is_out, err));
        else
            take_character(w, s, c);
    }
    return WF_OK;
}

static stretch stretch_of(const doc_walk *w, const doc_piece *piece, uint32_t cp,
                          uint32_t to)
{
    wf_symbol_font font = doc_fonts_kind(&w->r->fonts, w->chp.font);
    return (stretch){.piece = piece,
                     .p = w->r->file.main.p + doc_piece_fc(piece, cp),
                     .cp = cp,
                     .to = to,
                     .high =
                         doc_code_pages_of(&w->r->code_pages, &w->r->fonts, w->chp.font),
                     .font = font,
                     .is_out = (w->chp.on & (CHP_VANISH | CHP_DELETED)) != 0,
                     .is_plain = font == WF_SYMBOL_NONE && !(w->chp.on & CHP_SPECIAL)};
}

/* The properties of the characters at fc; most often the same as before. */
static wf_status set_chp(doc_walk *w, size_t piece, const doc_fkp_run *run, wf_error *err)
{
    if (w->chp_of == run->grpprl.p && w->chp_style == w->pap.style &&
        w->chp_piece == piece)
        return WF_OK;
    doc_file *f = &w->r->file;
    if (!doc_file_spend(f, run->grpprl.n + doc_walk_piece_props(w, piece).n))
        return wf_fail_limit(err, NULL, "steps", f->limits->steps);
    doc_styles_chp(&w->r->styles, w->pap.style, run->grpprl,
                   doc_walk_piece_props(w, piece), &w->chp);
    if (w->chp.shading == WF_COLOR_NONE)
        w->chp.shading = w->pap.shading;
    w->chp_of = run->grpprl.p;
    w->chp_style = w->pap.style;
    w->chp_piece = piece;
    return WF_OK;
}

/* The characters cp..to, all of one piece. */
static wf_status add_piece(doc_walk *w, size_t index, uint32_t cp, uint32_t to,
                           wf_error *err)
{
    const doc_piece *piece = &w->r->pieces.items[index];
    while (cp < to) {
        uint32_t fc = doc_piece_fc(piece, cp);
        const doc_fkp_run *run = doc_fkps_at(&w->chpx, fc);
        uint32_t n = (run->to - fc) / (piece->is_wide ? 2 : 1);
        n = n > 0 ? n : 1;
        uint32_t stretch_to = n < to - cp ? cp + n : to;
        WF_TRY(set_chp(w, index, run, err));
        stretch s = stretch_of(w, piece, cp, stretch_to);
        WF_TRY(add_stretch(w, &s, err));
        cp = stretch_to;
    }
    return WF_OK;
}

wf_status doc_chars_add(doc_walk *w, uint32_t cp, uint32_t to, wf_error *err)
{
    const doc_pieces *pieces = &w->r->pieces;
    w->chp_of = NULL; /* the paragraph's own shading may differ */
    for (size_t i = doc_pieces_find(pieces, cp); i < pieces->n && cp < to; i++) {
        const doc_piece *piece = &pieces->items[i];
        uint32_t piece_to = piece->cp_end < to ? piece->cp_end : to;
        uint32_t from = cp < piece->cp ? piece->cp : cp;
        if (from < piece_to)
            WF_TRY(add_piece(w, i, from, piece_to, err));
        cp = piece_to > from ? piece_to : from;
    }
    return WF_OK;
}
