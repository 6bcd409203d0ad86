#include "formats/doc/doc_styles.h"

enum {
    CHAIN_MAX = 64 /* Word itself allows 11 styles, each based on the next */
};

/* One of the property lists of a style: its length, then the bytes, up to an even place.
 */
static doc_bytes read_upx(wf_cursor *c, const uint8_t *begin)
{
    if ((size_t)(c->p - begin) % 2 != 0)
        wf_cursor_skip(c, 1);
    size_t size = wf_cursor_u16(c);
    wf_cursor upx = wf_cursor_sub(c, size < c->n ? size : c->n);
    return (doc_bytes){.p = upx.p, .n = upx.n};
}

/* [MS-DOC] 2.9.273 UpxPapx begins with the style's own number. */
static doc_bytes without_istd(doc_bytes papx)
{
    return papx.n < 2 ? DOC_NO_BYTES : (doc_bytes){.p = papx.p + 2, .n = papx.n - 2};
}

/* [MS-DOC] 2.9.261 GrLPUpxSw: which lists there are depends on the kind. */
static void read_lists(doc_style *style, wf_cursor *c, const uint8_t *begin)
{
    if (style->kind == DOC_STYLE_TABLE)
        style->tapx = read_upx(c, begin);
    if (style->kind == DOC_STYLE_TABLE || style->kind == DOC_STYLE_PARAGRAPH ||
        style->kind == DOC_STYLE_LIST)
        style->papx = without_istd(read_upx(c, begin));
    if (style->kind == DOC_STYLE_TABLE || style->kind == DOC_STYLE_PARAGRAPH ||
        style->kind == DOC_STYLE_CHARACTER)
        style->chpx = read_upx(c, begin);
}

/* [MS-DOC] 2.9.258 STD: a base of known size, the name, the property lists. */
static void read_std(const doc_file *f, wf_cursor c, size_t base_size, doc_style *style)
{
    const uint8_t *begin = c.p;
    wf_cursor base = wf_cursor_sub(&c, base_size);
    style->sti = wf_cursor_u16(&base) & 0x0FFF;
    uint16_t kind = wf_cursor_u16(&base);
    style->kind = kind & 0xF;
    style->base = kind >> 4;
    if (f->fib.word95) {
        wf_cursor_skip(&c, (size_t)wf_cursor_u8(&c) + 1); /* 8-bit name, NUL */
    } else {
        wf_cursor_skip(&c, (size_t)wf_cursor_u16(&c) * 2 + 2);
    }
    read_lists(style, &c, begin);
    if (base.bad || style->kind > DOC_STYLE_LIST)
        style->kind = DOC_STYLE_NONE;
}

wf_status doc_styles_read(doc_file *f, doc_styles *out, wf_error *err)
{
    *out = (doc_styles){.f = f, .default_chp = DOC_CHP_INIT};
    doc_bytes stsh = doc_file_part(f, DOC_PART_STSH);
    wf_cursor c = wf_cursor_over(stsh.p, stsh.n);
    wf_cursor info = wf_cursor_sub(&c, wf_cursor_u16(&c));
    size_t n = wf_cursor_u16(&info), base_size = wf_cursor_u16(&info);
    wf_cursor_skip(&info, 8);
    out->default_chp.font = wf_cursor_u16(&info);
    if (c.bad || n > c.n / 2) {
        doc_file_damaged(f, "the style sheet cannot be read");
        n = n > c.n / 2 ? c.n / 2 : n;
    }
    out->items = wf_arena_array(f->scratch, n, sizeof *out->items);
    if (!out->items)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        doc_style *style = &out->items[i];
        *style = (doc_style){.papx = DOC_NO_BYTES,
                             .chpx = DOC_NO_BYTES,
                             .tapx = DOC_NO_BYTES,
                             .base = DOC_NO_STYLE};
        size_t size = wf_cursor_u16(&c);
        if (size == 0)
            continue;
        wf_cursor std = wf_cursor_sub(&c, size < c.n ? size : c.n);
        read_std(f, std, base_size, style);
        if (std.n % 2 != 0)
            wf_cursor_skip(&c, 1);
    }
    out->n = n;
    return WF_OK;
}

static void apply_papx(const doc_file *f, doc_bytes papx, doc_pap *pap)
{
    wf_cursor c = wf_cursor_over(papx.p, papx.n);
    doc_sprm sprm;
    while (doc_props_next(f, &c, &sprm))
        if (sprm.op != SPRM_P_ISTD)
            doc_pap_apply(pap, &sprm);
}

static void apply_chpx(const doc_file *f, doc_bytes chpx, const doc_chp *base,
                       doc_chp *chp)
{
    wf_cursor c = wf_cursor_over(chpx.p, chpx.n);
    doc_sprm sprm;
    while (doc_props_next(f, &c, &sprm))
        if (sprm.op != SPRM_C_ISTD)
            doc_chp_apply(chp, base, &sprm);
}

/* Resolve a style whose base (if it has one) is resolved. */
static void resolve_on(const doc_styles *styles, doc_style *style, const doc_style *base)
{
    static const doc_pap plain_pap = DOC_PAP_INIT;
    doc_pap pap = base ? base->pap : plain_pap;
    doc_chp under = base ? base->chp : styles->default_chp;
    doc_chp chp = under;
    if (style->sti >= DOC_STI_HEADING_1 && style->sti <= DOC_STI_HEADING_9)
        pap.outline = (uint8_t)(style->sti - DOC_STI_HEADING_1);
    apply_papx(styles->f, style->papx, &pap);
    apply_chpx(styles->f, style->chpx, &under, &chp);
    style->pap = pap;
    style->chp = chp;
    style->is_resolved = true;
}

/* From the style down to the first of its ancestors that is resolved or has no base; then
 * back up. A chain that runs in a circle ends where it has its greatest length. */
static void resolve(doc_styles *styles, doc_style *style)
{
    doc_style *chain[CHAIN_MAX];
    size_t n = 0;
    const doc_style *base = NULL;
    for (doc_style *at = style; n < CHAIN_MAX;) {
        if (at->is_resolved) {
            base = at;
            break;
        }
        chain[n++] = at;
        if (at->base >= styles->n || styles->items[at->base].kind != at->kind)
            break;
        at = &styles->items[at->base];
    }
    while (n > 0) {
        resolve_on(styles, chain[--n], base);
        base = chain[n];
    }
}

const doc_style *doc_styles_at(doc_styles *styles, uint16_t istd, doc_style_kind kind)
{
    if (istd >= styles->n || styles->items[istd].kind != kind)
        return NULL;
    doc_style *style = &styles->items[istd];
    if (!style->is_resolved)
        resolve(styles, style);
    return style;
}

/* The sprms of a character style and of those it is based on, over what the paragraph
 * gives. An attribute that both turn on is off ([MS-DOC] 2.4.6.2: toggles are applied to
 * the style beneath). */
static void apply_style(doc_styles *styles, uint16_t istd, doc_chp *base)
{
    enum {
        TOGGLES = CHP_BOLD | CHP_ITALIC | CHP_STRIKE | CHP_DOUBLE_STRIKE | CHP_VANISH
    };
    const doc_style *style = doc_styles_at(styles, istd, DOC_STYLE_CHARACTER);
    if (!style)
        return;
    const doc_chp *own = &style->chp;
    uint16_t toggled = (uint16_t)((base->on ^ own->on) & TOGGLES);
    base->on = (uint16_t)(((base->on | own->on) & ~TOGGLES) | toggled);
    if (own->color != WF_COLOR_NONE)
        base->color = own->color;
    if (own->highlight != WF_COLOR_NONE)
        base->highlight = own->highlight;
    if (own->shading != WF_COLOR_NONE)
        base->shading = own->shading;
    if (own->font != styles->default_chp.font)
        base->font = own->font;
}

void doc_styles_chp(doc_styles *styles, uint16_t istd, doc_bytes chpx, doc_bytes piece,
                    doc_chp *out)
{
    const doc_style *style = doc_styles_at(styles, istd, DOC_STYLE_PARAGRAPH);
    doc_chp base = style ? style->chp : styles->default_chp;
    *out = base;
    if (chpx.n + piece.n == 0)
        return;
    const doc_bytes lists[] = {chpx, piece};
    for (size_t i = 0; i < 2; i++) {
        wf_cursor c = wf_cursor_over(lists[i].p, lists[i].n);
        doc_sprm sprm;
        while (doc_props_next(styles->f, &c, &sprm)) {
            doc_chp_apply(out, &base, &sprm);
            if (sprm.op == SPRM_C_ISTD) {
                apply_style(styles, out->style, &base);
                uint16_t kept = out->on & (CHP_SPECIAL | CHP_DATA | CHP_SYMBOL |
                                           CHP_DELETED | CHP_INSERTED);
                doc_chp before = *out;
                *out = base;
                out->on |= kept;
                out->style = before.style;
                out->data_at = before.data_at;
                out->symbol_font = before.symbol_font;
                out->symbol_char = before.symbol_char;
            }
        }
    }
}
