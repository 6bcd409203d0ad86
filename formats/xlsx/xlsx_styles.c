/* styles.xml (ECMA-376-1 §18.8): fonts, fills, number formats, and the cell formats made
 * of them. Differential formats give the fills of conditional formatting. */
#include "engine/text/number_format.h"
#include "formats/container/color.h"
#include "formats/xlsx/xlsx_parts.h"

/* Names in the order of [MS-XLS] FillPattern, as wf_pattern_share counts. */
static const char *const pattern_names[] = {
    "none",           "solid",           "mediumGray",    "darkGray",  "lightGray",
    "darkHorizontal", "darkVertical",    "darkDown",      "darkUp",    "darkGrid",
    "darkTrellis",    "lightHorizontal", "lightVertical", "lightDown", "lightUp",
    "lightGrid",      "lightTrellis",    "gray125",       "gray0625",
};
enum {
    PATTERN_SOLID = 1,
    PATTERN_COUNT = sizeof pattern_names / sizeof pattern_names[0]
};

typedef struct styles_reader {
    xlsx_book *book;
    xlsx_styles *styles;
    xlsx_font font;
    unsigned pattern;
    bool has_pattern, is_dxf, is_palette_known;
    xlsx_color fore, back;
    uint32_t stops[2]; /* first and last of a gradient */
    size_t stop_count;
    uint32_t fill;
} styles_reader;

/* Grow one of the arrays of xlsx_styles by one. */
#define ROOM(reader, array, count, capacity)                                             \
    wf_arena_push_room((reader)->book->scratch, (reader)->styles->array,                 \
                       (reader)->styles->count, &(reader)->styles->capacity,             \
                       sizeof *(reader)->styles->array)

static wf_status check_count(const styles_reader *r, size_t count, wf_error *err)
{
    return count < r->book->limits->styles
               ? WF_OK
               : wf_fail_limit(err, NULL, "styles", r->book->limits->styles);
}

static wf_status on_format(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    WF_TRY(check_count(r, r->styles->format_count, err));
    struct xlsx_format *formats = ROOM(r, formats, format_count, format_capacity);
    if (!formats)
        return wf_fail_memory(err);
    r->styles->formats = formats;
    struct xlsx_format *f = &formats[r->styles->format_count];
    f->id = wf_xml_u32(wf_xml_attr(tag, "numFmtId"), UINT32_MAX - 1, UINT32_MAX);
    WF_TRY(xlsx_text_keep(r->book, wf_xml_attr(tag, "formatCode"), &f->code, NULL, err));
    r->styles->format_count++;
    return WF_OK;
}

static wf_status on_font(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    (void)tag, (void)err;
    r->font = (xlsx_font){.color = WF_COLOR_NONE};
    return WF_OK;
}

static wf_status on_font_property(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    (void)err;
    xlsx_font_property(r->book, &r->font, tag);
    return WF_OK;
}

static wf_status on_font_end(void *context, uint8_t state, wf_error *err)
{
    styles_reader *r = context;
    (void)state;
    WF_TRY(check_count(r, r->styles->font_count, err));
    xlsx_font *fonts = ROOM(r, fonts, font_count, font_capacity);
    if (!fonts)
        return wf_fail_memory(err);
    r->styles->fonts = fonts;
    fonts[r->styles->font_count++] = r->font;
    return WF_OK;
}

static wf_status on_fill(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    (void)tag, (void)err;
    r->pattern = 0;
    r->has_pattern = false;
    r->fore = r->back = (xlsx_color){.kind = XLSX_COLOR_NONE};
    r->stop_count = 0;
    return WF_OK;
}

static wf_status on_pattern(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    wf_str type = wf_xml_attr(tag, "patternType");
    (void)err;
    r->has_pattern = type.n > 0;
    r->pattern = 0;
    for (unsigned i = 0; i < PATTERN_COUNT; i++)
        if (wf_str_eq(type, wf_str_from(pattern_names[i])))
            r->pattern = i;
    return WF_OK;
}

static wf_status on_fore(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    (void)err;
    r->fore = xlsx_color_of(tag);
    return WF_OK;
}

static wf_status on_back(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    (void)err;
    r->back = xlsx_color_of(tag);
    return WF_OK;
}

static wf_status on_stop_color(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    xlsx_color color = xlsx_color_of(tag);
    (void)err;
    r->stops[r->stop_count > 0] = xlsx_color_resolve(r->book, &color);
    r->stop_count++;
    return WF_OK;
}

/* In a cell format a solid fill shows its foreground, in a differential one its
 * background. */
static uint32_t fill_shown(styles_reader *r)
{
    uint32_t fore = xlsx_color_resolve(r->book, &r->fore);
    uint32_t back = xlsx_color_resolve(r->book, &r->back);
    if (r->stop_count > 1 && r->stops[0] != WF_COLOR_NONE && r->stops[1] != WF_COLOR_NONE)
        return wf_color_mix(r->stops[0], r->stops[1], 0.5);
    if (r->is_dxf && (!r->has_pattern || r->pattern == PATTERN_SOLID))
        return back != WF_COLOR_NONE ? back : fore;
    if (r->pattern == 0)
        return WF_COLOR_NONE;
    if (r->pattern == PATTERN_SOLID)
        return fore != WF_COLOR_NONE ? fore : back;
    return wf_color_mix(fore != WF_COLOR_NONE ? fore : 0x000000,
                        back != WF_COLOR_NONE ? back : 0xFFFFFF,
                        wf_pattern_share(r->pattern));
}

static wf_status on_fill_end(void *context, uint8_t state, wf_error *err)
{
    styles_reader *r = context;
    (void)state;
    WF_TRY(check_count(r, r->styles->fill_count, err));
    uint32_t *fills = ROOM(r, fills, fill_count, fill_capacity);
    if (!fills)
        return wf_fail_memory(err);
    r->styles->fills = fills;
    fills[r->styles->fill_count++] = fill_shown(r);
    return WF_OK;
}

static wf_status on_xf(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    WF_TRY(check_count(r, r->styles->xf_count, err));
    xlsx_xf *xfs = ROOM(r, xfs, xf_count, xf_capacity);
    if (!xfs)
        return wf_fail_memory(err);
    r->styles->xfs = xfs;
    xfs[r->styles->xf_count++] = (xlsx_xf){
        .format_id = wf_xml_u32(wf_xml_attr(tag, "numFmtId"), UINT32_MAX - 1, 0),
        .font = wf_xml_u32(wf_xml_attr(tag, "fontId"), UINT32_MAX - 1, UINT32_MAX),
        .fill = wf_xml_u32(wf_xml_attr(tag, "fillId"), UINT32_MAX - 1, UINT32_MAX)};
    return WF_OK;
}

static wf_status on_dxf(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    (void)tag, (void)err;
    r->is_dxf = true;
    r->fill = WF_COLOR_NONE;
    return WF_OK;
}

static wf_status on_dxf_fill_end(void *context, uint8_t state, wf_error *err)
{
    styles_reader *r = context;
    (void)state, (void)err;
    r->fill = fill_shown(r);
    return WF_OK;
}

static wf_status on_dxf_end(void *context, uint8_t state, wf_error *err)
{
    styles_reader *r = context;
    (void)state;
    r->is_dxf = false;
    WF_TRY(check_count(r, r->styles->dxf_count, err));
    uint32_t *fills = ROOM(r, dxf_fills, dxf_count, dxf_capacity);
    if (!fills)
        return wf_fail_memory(err);
    r->styles->dxf_fills = fills;
    fills[r->styles->dxf_count++] = r->fill;
    return WF_OK;
}

/* The file's own palette stands at its end, behind the colours that mean it by index: the
 * part is read again with it. */
static wf_status on_palette_color(void *context, const wf_xml_tag *tag, wf_error *err)
{
    styles_reader *r = context;
    xlsx_color color = xlsx_color_of(tag);
    (void)err;
    if (color.kind == XLSX_COLOR_RGB && !r->is_palette_known &&
        r->styles->palette_count < WF_PALETTE_SIZE)
        r->styles->palette[r->styles->palette_count++] = color.value;
    return WF_OK;
}

enum {
    SHEET = 1,
    FORMATS,
    FORMAT,
    FONTS,
    FONT,
    FONT_PROPERTY,
    FILLS,
    FILL,
    PATTERN,
    GRADIENT,
    STOP,
    COLOR,
    XFS,
    XF,
    DXFS,
    DXF,
    COLORS,
    PALETTE
};
static const wf_xml_edge styles_edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET, "styleSheet", SHEET, NULL, NULL),
    WF_XML_EDGE(SHEET, SHEET, "cellXfs", XFS, NULL, NULL),
    WF_XML_EDGE(SHEET, SHEET, "numFmts", FORMATS, NULL, NULL),
    WF_XML_EDGE(SHEET, SHEET, "fonts", FONTS, NULL, NULL),
    WF_XML_EDGE(SHEET, SHEET, "fills", FILLS, NULL, NULL),
    WF_XML_EDGE(SHEET, SHEET, "dxfs", DXFS, NULL, NULL),
    WF_XML_EDGE(SHEET, SHEET, "colors", COLORS, NULL, NULL),
    WF_XML_EDGE(FORMATS, SHEET, "numFmt", FORMAT, on_format, NULL),
    WF_XML_EDGE(FONTS, SHEET, "font", FONT, on_font, on_font_end),
    WF_XML_EDGE(FONT, SHEET, NULL, FONT_PROPERTY, on_font_property, NULL),
    WF_XML_EDGE(FILLS, SHEET, "fill", FILL, on_fill, on_fill_end),
    WF_XML_EDGE(FILL, SHEET, "patternFill", PATTERN, on_pattern, NULL),
    WF_XML_EDGE(FILL, SHEET, "gradientFill", GRADIENT, NULL, NULL),
    WF_XML_EDGE(PATTERN, SHEET, "fgColor", COLOR, on_fore, NULL),
    WF_XML_EDGE(PATTERN, SHEET, "bgColor", COLOR, on_back, NULL),
    WF_XML_EDGE(GRADIENT, SHEET, "stop", STOP, NULL, NULL),
    WF_XML_EDGE(STOP, SHEET, "color", COLOR, on_stop_color, NULL),
    WF_XML_EDGE(XFS, SHEET, "xf", XF, on_xf, NULL),
    WF_XML_EDGE(DXFS, SHEET, "dxf", DXF, on_dxf, on_dxf_end),
    WF_XML_EDGE(DXF, SHEET, "fill", FILL, on_fill, on_dxf_fill_end),
    WF_XML_EDGE(COLORS, SHEET, "indexedColors", PALETTE, NULL, NULL),
    WF_XML_EDGE(PALETTE, SHEET, "rgbColor", COLOR, on_palette_color, NULL),
};
static const wf_xml_table styles_table = {WF_XML_TABLE_EDGES(styles_edges)};

static void forget_styles(void *context)
{
    styles_reader *r = context;
    r->styles->format_count = r->styles->font_count = r->styles->fill_count = 0;
    r->styles->xf_count = r->styles->dxf_count = 0;
    r->is_dxf = false;
    if (!r->is_palette_known)
        r->styles->palette_count = 0;
}

static wf_status parse_styles(styles_reader *r, const wf_zip_member *member,
                              wf_error *err)
{
    wf_zip *zip = r->book->zip;
    wf_xml_options options = r->book->xml;
    options.again = forget_styles;
    WF_TRY(wf_xml_parse_member(zip, member, &styles_table, r, &options, err));
    if (r->styles->palette_count == 0)
        return WF_OK;
    r->is_palette_known = true;
    forget_styles(r);
    return wf_xml_parse_member(zip, member, &styles_table, r, &options, err);
}

wf_status xlsx_read_styles(xlsx_book *book, wf_error *err)
{
    const wf_rel *rel = wf_rels_first(&book->rels, WF_REL_STYLES);
    wf_str part = rel ? rel->target : WF_STR("xl/styles.xml");
    const wf_zip_member *member = wf_zip_find(book->zip, part);
    if (!member)
        return WF_OK;
    styles_reader r = {.book = book, .styles = &book->styles};
    wf_error cause = WF_ERROR_INIT;
    wf_status status = parse_styles(&r, member, &cause);
    status = xlsx_tolerate(book, status, WF_D_PART_DAMAGED, part, &cause);
    if (status != WF_OK && err)
        *err = cause;
    return status;
}

static wf_str format_code(const xlsx_styles *styles, uint32_t id)
{
    for (size_t i = styles->format_count; i-- > 0;)
        if (styles->formats[i].id == id)
            return styles->formats[i].code;
    return wf_number_format_builtin(id);
}

static wf_status resolve(xlsx_book *book, xlsx_xf *xf, wf_error *err)
{
    const xlsx_styles *styles = &book->styles;
    wf_style style = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE};
    wf_str code = format_code(styles, xf->format_id);
    if (xf->fill < styles->fill_count)
        style.fill = styles->fills[xf->fill];
    if (xf->font < styles->font_count) {
        const xlsx_font *font = &styles->fonts[xf->font];
        style.font = font->color;
        style.bold = font->flags & WF_RUN_BOLD;
        style.italic = font->flags & WF_RUN_ITALIC;
        style.underline = font->flags & WF_RUN_UNDERLINE;
        style.strike = font->flags & WF_RUN_STRIKE;
    }
    if (code.n > 0)
        WF_TRY(wf_document_add_number_format(book->doc, code, &style.number_format, err));
    WF_TRY(wf_document_add_style(book->doc, &style, &xf->style, err));
    xf->is_date = wf_number_format_is_date(code);
    xf->is_resolved = true;
    return WF_OK;
}

wf_status xlsx_cell_style(xlsx_book *book, uint32_t index, uint16_t *style_out,
                          bool *is_date_out, wf_error *err)
{
    *style_out = 0;
    *is_date_out = false;
    if (index >= book->styles.xf_count)
        return WF_OK;
    xlsx_xf *xf = &book->styles.xfs[index];
    if (!xf->is_resolved)
        WF_TRY(resolve(book, xf, err));
    *style_out = xf->style;
    *is_date_out = xf->is_date;
    return WF_OK;
}
