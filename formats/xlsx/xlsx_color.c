/* Colours of a workbook: by value, by index, by theme with a tint (ECMA-376-1 §18.8.19).
 */
#include "engine/base/compiler.h"
#include "engine/text/number.h"
#include "formats/container/color.h"
#include "formats/xlsx/xlsx_parts.h"

#include <string.h>

/* Office 2007 to 2010: what a workbook without a theme part looks like. */
static const uint32_t default_theme[XLSX_THEME_COLORS] = {
    0xFFFFFF, 0x000000, 0xEEECE1, 0x1F497D, 0x4F81BD, 0xC0504D,
    0x9BBB59, 0x8064A2, 0x4BACC6, 0xF79646, 0x0000FF, 0x800080,
};

static bool parse_hex(wf_str text, uint32_t *out)
{
    uint32_t value = 0;
    if (text.n != 6 && text.n != 8)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 16;
        if (digit > 15)
            return false;
        value = value << 4 | digit;
    }
    *out =
        value & 0xFFFFFF; /* the first byte of eight is alpha, which Excel does not use */
    return true;
}

xlsx_color xlsx_color_of(const wf_xml_tag *tag)
{
    xlsx_color color = {.kind = XLSX_COLOR_NONE};
    double tint = 0;
    if (wf_number_parse(wf_xml_attr(tag, "tint"), &tint))
        color.tint = tint;
    if (parse_hex(wf_xml_attr(tag, "rgb"), &color.value)) {
        color.kind = XLSX_COLOR_RGB;
    } else if (wf_xml_attr_find(tag, WF_NS_NONE, "theme")) {
        color.kind = XLSX_COLOR_THEME;
        color.value = wf_xml_u32(wf_xml_attr(tag, "theme"), XLSX_THEME_COLORS - 1, 1);
    } else if (wf_xml_attr_find(tag, WF_NS_NONE, "indexed")) {
        color.kind = XLSX_COLOR_INDEXED;
        color.value =
            wf_xml_u32(wf_xml_attr(tag, "indexed"), UINT16_MAX, WF_PALETTE_TEXT);
    }
    return color;
}

/* ---- the theme part: only its colour scheme is read, and reading stops behind it */

static const char *const scheme_names[XLSX_THEME_COLORS] = {
    "lt1",     "dk1",     "lt2",     "dk2",     "accent1", "accent2",
    "accent3", "accent4", "accent5", "accent6", "hlink",   "folHlink"};

typedef struct theme_reader {
    xlsx_book *book;
    bool is_done;
    size_t slot;
} theme_reader;

static wf_status on_slot(void *context, const wf_xml_tag *tag, wf_error *err)
{
    theme_reader *r = context;
    (void)err;
    r->slot = XLSX_THEME_COLORS;
    for (size_t i = 0; i < XLSX_THEME_COLORS; i++)
        if (wf_str_eq(tag->name, wf_str_from(scheme_names[i])))
            r->slot = i;
    return WF_OK;
}

static wf_status on_slot_color(void *context, const wf_xml_tag *tag, wf_error *err)
{
    theme_reader *r = context;
    uint32_t value;
    (void)err;
    bool is_system = wf_str_eq(tag->name, WF_STR("sysClr"));
    if (r->slot < XLSX_THEME_COLORS &&
        parse_hex(wf_xml_attr(tag, is_system ? "lastClr" : "val"), &value))
        r->book->theme[r->slot] = value;
    return WF_OK;
}

static wf_status on_scheme_end(void *context, uint8_t state, wf_error *err)
{
    theme_reader *r = context;
    (void)state, (void)err;
    r->is_done = true;
    return WF_XML_STOP;
}

static void forget_theme(void *context)
{
    theme_reader *r = context;
    memcpy(r->book->theme, default_theme, sizeof default_theme);
}

enum {
    THEME = 1,
    ELEMENTS,
    SCHEME,
    SLOT,
    COLOR
};
static const wf_xml_edge theme_edges[] = {
    WF_XML_EDGE(WF_XML_START, DRAWING, "theme", THEME, NULL, NULL),
    WF_XML_EDGE(THEME, DRAWING, "themeElements", ELEMENTS, NULL, NULL),
    WF_XML_EDGE(ELEMENTS, DRAWING, "clrScheme", SCHEME, NULL, on_scheme_end),
    WF_XML_EDGE(SCHEME, DRAWING, NULL, SLOT, on_slot, NULL),
    WF_XML_EDGE(SLOT, DRAWING, "srgbClr", COLOR, on_slot_color, NULL),
    WF_XML_EDGE(SLOT, DRAWING, "sysClr", COLOR, on_slot_color, NULL),
};
static const wf_xml_table theme_table = {WF_XML_TABLE_EDGES(theme_edges)};

enum {
    THEME_HEAD = 4096
}; /* where the colour scheme nearly always ends */

static wf_status parse_theme(theme_reader *r, const wf_zip_member *member, wf_error *err)
{
    WF_UNINITIALIZED char head[THEME_HEAD];
    wf_xml_options options = r->book->xml;
    options.again = forget_theme;
    wf_str xml = {.p = head, .n = wf_zip_head(r->book->zip, member, head, sizeof head)};
    if (xml.n > 0 && wf_xml_parse(xml, &theme_table, r, &options, NULL) == WF_OK &&
        r->is_done)
        return WF_OK;
    forget_theme(r);
    return wf_xml_parse_member(r->book->zip, member, &theme_table, r, &options, err);
}

wf_status xlsx_read_theme(xlsx_book *book, wf_error *err)
{
    theme_reader r = {.book = book, .slot = XLSX_THEME_COLORS};
    forget_theme(&r);
    const wf_rel *rel = wf_rels_first(&book->rels, WF_REL_THEME);
    const wf_zip_member *member = rel ? wf_zip_find(book->zip, rel->target) : NULL;
    if (!member)
        return WF_OK;
    wf_error cause = WF_ERROR_INIT;
    wf_status status = parse_theme(&r, member, &cause);
    status = xlsx_tolerate(book, status, WF_D_STYLE_BAD, rel->target, &cause);
    if (status != WF_OK && err)
        *err = cause;
    return status;
}

uint32_t xlsx_color_resolve(xlsx_book *book, const xlsx_color *color)
{
    uint32_t rgb = WF_COLOR_NONE;
    switch (color->kind) {
    case XLSX_COLOR_NONE:
        return WF_COLOR_NONE;
    case XLSX_COLOR_RGB:
        rgb = color->value;
        break;
    case XLSX_COLOR_INDEXED:
        if (color->value < book->styles.palette_count)
            rgb = book->styles.palette[color->value];
        else if (color->value >= WF_PALETTE_SIZE)
            rgb = color->value == WF_PALETTE_BACK ? 0xFFFFFF : 0x000000;
        else
            rgb = wf_color_indexed(color->value);
        break;
    case XLSX_COLOR_THEME:
        rgb = book->theme[color->value];
        break;
    }
    return wf_color_tint(rgb, color->tint);
}
