#include "formats/docx/docx_props.h"

static void give(docx_run_props *out, uint8_t bit, bool on)
{
    out->set |= bit;
    out->on = (uint8_t)(on ? out->on | bit : out->on & ~bit);
}

/* w:u: any line but "none" (17.18.99). */
static bool underlined(wf_xscan *s)
{
    wf_str kind = docx_val(s);
    return kind.n > 0 && !wf_str_eq(kind, WF_STR("none"));
}

static void read_fonts(wf_xscan *s, docx_run_props *out)
{
    wf_str name = wf_xscan_value(s, DX_ASCII);
    if (name.n == 0)
        name = wf_xscan_value(s, DX_H_ANSI);
    if (name.n == 0)
        return;
    out->set |= DOCX_FONT_SET;
    out->symbol = (uint8_t)wf_symbol_font_of(name);
}

void docx_read_run_props(wf_xscan *s, docx_palette *palette, docx_run_props *out)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        switch (s->id) {
        case DX_B:
            give(out, DOCX_BOLD, docx_on(docx_val(s)));
            break;
        case DX_I:
            give(out, DOCX_ITALIC, docx_on(docx_val(s)));
            break;
        case DX_U:
            give(out, DOCX_UNDERLINE, underlined(s));
            break;
        case DX_STRIKE:
            give(out, DOCX_STRIKE, docx_on(docx_val(s)));
            break;
        case DX_DSTRIKE:
            give(out, DOCX_DOUBLE_STRIKE, docx_on(docx_val(s)));
            break;
        case DX_VANISH:
            give(out, DOCX_VANISH, docx_on(docx_val(s)));
            break;
        case DX_COLOR:
            out->color = docx_color(palette, s);
            break;
        case DX_HIGHLIGHT:
            out->highlight = docx_highlight(docx_val(s));
            break;
        case DX_SHD:
            out->shading = docx_shading(palette, s);
            break;
        case DX_R_FONTS:
            read_fonts(s, out);
            break;
        case DX_R_STYLE:
            out->style = docx_val(s);
            break;
        case DX_DEL:
        case DX_MOVE_FROM:
            out->is_deleted = true;
            break;
        default:
            break;
        }
    }
}

static int8_t small(wf_str value, int32_t max)
{
    int32_t number = docx_int(value, -1);
    return (int8_t)(number < 0 || number > max ? -1 : number);
}

static void read_numbering(wf_xscan *s, docx_paragraph_props *out)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        if (s->id == DX_NUM_ID)
            out->number = docx_int(docx_val(s), 0);
        else if (s->id == DX_ILVL)
            out->level = small(docx_val(s), 8);
    }
}

void docx_read_paragraph_props(wf_xscan *s, docx_palette *palette,
                               docx_paragraph_props *out)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        switch (s->id) {
        case DX_P_STYLE:
            out->style = docx_val(s);
            break;
        case DX_NUM_PR:
            read_numbering(s, out);
            break;
        case DX_OUTLINE_LVL:
            out->outline = small(docx_val(s), 9);
            break;
        case DX_SHD:
            out->shading = docx_shading(palette, s);
            break;
        case DX_R_PR:
            docx_read_run_props(s, palette, &out->mark);
            break;
        default:
            break;
        }
    }
}

static uint32_t count_of(wf_xscan *s)
{
    int32_t number = docx_int(docx_val(s), 0);
    return number < 0 ? 0 : (uint32_t)number;
}

/* w:vMerge and w:hMerge: without a value they go on (17.4.84). */
static uint8_t merge_of(wf_str value)
{
    return wf_str_starts_with(value, WF_STR("rest")) ? DOCX_MERGE_BEGIN
                                                     : DOCX_MERGE_GO_ON;
}

void docx_read_cell_props(wf_xscan *s, docx_palette *palette, docx_cell_props *out)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        switch (s->id) {
        case DX_GRID_SPAN:
            out->span = count_of(s) > 0 ? count_of(s) : 1;
            break;
        case DX_V_MERGE:
            out->vertical = merge_of(docx_val(s));
            break;
        case DX_H_MERGE:
            out->horizontal = merge_of(docx_val(s));
            break;
        case DX_CELL_MERGE: /* tracked: 17.13.5.3, the state after acceptance */
            out->vertical = wf_xscan_value(s, DX_V_MERGE).n > 0
                                ? merge_of(wf_xscan_value(s, DX_V_MERGE))
                                : (uint8_t)DOCX_MERGE_NONE;
            break;
        case DX_SHD:
            out->shading = docx_shading(palette, s);
            break;
        case DX_CELL_DEL:
            out->is_deleted = true;
            break;
        default:
            break;
        }
    }
}

void docx_read_row_props(wf_xscan *s, docx_row_props *out)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        switch (s->id) {
        case DX_GRID_BEFORE:
            out->before = count_of(s);
            break;
        case DX_GRID_AFTER:
            out->after = count_of(s);
            break;
        case DX_TBL_HEADER:
            out->is_header = docx_on(docx_val(s));
            break;
        case DX_HIDDEN:
            out->is_hidden = docx_on(docx_val(s));
            break;
        case DX_DEL:
            out->is_deleted = true;
            break;
        case DX_INS:
            out->is_inserted = true;
            break;
        default:
            break;
        }
    }
}

/* As bits in w:val (before 2010), or one attribute for each (since, and strict). */
static uint32_t read_look(wf_xscan *s)
{
    static const struct {
        uint16_t attribute;
        uint32_t bit;
    } bits[] = {
        {DX_FIRST_ROW, DOCX_LOOK_FIRST_ROW},
        {DX_LAST_ROW, DOCX_LOOK_LAST_ROW},
        {DX_FIRST_COLUMN, DOCX_LOOK_FIRST_COLUMN},
        {DX_LAST_COLUMN, DOCX_LOOK_LAST_COLUMN},
        {DX_NO_HBAND, DOCX_LOOK_NO_ROW_BANDS},
        {DX_NO_VBAND, DOCX_LOOK_NO_COLUMN_BANDS},
    };
    uint32_t look = 0;
    (void)docx_hex(docx_val(s), &look);
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        const wf_xscan_attribute *a = wf_xscan_attribute_of(s, bits[i].attribute);
        if (a)
            look = docx_on(a->value) ? look | bits[i].bit : look & ~bits[i].bit;
    }
    return look;
}

void docx_read_table_props(wf_xscan *s, docx_palette *palette, docx_table_props *out)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        switch (s->id) {
        case DX_TBL_STYLE:
            out->style = docx_val(s);
            break;
        case DX_TBL_LOOK:
            out->look = read_look(s);
            break;
        case DX_SHD:
            out->shading = docx_shading(palette, s);
            break;
        case DX_TBL_STYLE_ROW_BAND_SIZE:
            out->row_band = count_of(s);
            break;
        case DX_TBL_STYLE_COL_BAND_SIZE:
            out->column_band = count_of(s);
            break;
        default:
            break;
        }
    }
}

static void inherit_color(uint32_t *over, uint32_t under)
{
    if (*over == DOCX_UNSET)
        *over = under;
}

void docx_run_props_inherit(docx_run_props *over, const docx_run_props *under)
{
    if (!(over->set & DOCX_FONT_SET))
        over->symbol = under->symbol;
    uint8_t more = (uint8_t)(under->set & ~over->set);
    over->on = (uint8_t)((over->on & over->set) | (under->on & more));
    over->set |= more;
    inherit_color(&over->color, under->color);
    inherit_color(&over->highlight, under->highlight);
    inherit_color(&over->shading, under->shading);
}

void docx_paragraph_props_inherit(docx_paragraph_props *over,
                                  const docx_paragraph_props *under)
{
    if (over->number < 0) {
        over->number = under->number;
        if (over->level < 0)
            over->level = under->level;
    }
    if (over->outline < 0)
        over->outline = under->outline;
    inherit_color(&over->shading, under->shading);
}
