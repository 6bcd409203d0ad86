/* Fonts, formats, XF records and the palette: what a cell looks like. */
#include "formats/xls/biff_book.h"

#include "engine/base/ckd.h"
#include "engine/text/number_format.h"
#include "formats/container/color.h"

enum {
    PATTERN_SOLID = 1,
    FORMATS_MAX = 4096, /* Excel allows a few hundred; the search is linear */
    COLOR_AUTOMATIC = 0x7FFF,
    WEIGHT_BOLD = 600
};

static const biff_font plain_font = {.color = COLOR_AUTOMATIC};

/* Stands for an XF that the file does not have: style 0 of the document. */
static const biff_xf plain_xf = {.is_resolved = true};

void biff_styles_begin(biff_book *book)
{
    for (uint32_t i = 0; i < WF_PALETTE_SIZE; i++)
        book->palette[i] = wf_color_indexed(i);
}

uint32_t biff_color(const biff_book *book, uint32_t index)
{
    if (index < WF_PALETTE_SIZE)
        return book->palette[index];
    if (index == WF_PALETTE_TEXT)
        return 0x000000;
    return index == WF_PALETTE_BACK ? 0xFFFFFF : WF_COLOR_NONE;
}

const biff_font *biff_font_at(const biff_book *book, size_t number)
{
    if (number > 4)
        number--;
    return number < book->font_count ? &book->fonts[number] : &plain_font;
}

/* [MS-XLS] 2.4.122 Font; BIFF2 to 4 give bold and underline as flags, BIFF2 no colour. */
static wf_status read_font(biff_book *book, wf_cursor c, wf_error *err)
{
    biff_font *fonts = wf_arena_push_room(book->scratch, book->fonts, book->font_count,
                                          &book->font_cap, sizeof *fonts);
    if (!fonts)
        return wf_fail_memory(err);
    book->fonts = fonts;
    wf_cursor_skip(&c, 2);
    unsigned bits = wf_cursor_u16(&c);
    biff_font font = {.color = COLOR_AUTOMATIC};
    if (book->version >= 3)
        font.color = wf_cursor_u16(&c);
    font.flags =
        (uint8_t)((bits & 2 ? WF_RUN_ITALIC : 0) | (bits & 8 ? WF_RUN_STRIKE : 0));
    if (book->version >= 5) {
        unsigned weight = wf_cursor_u16(&c);
        wf_cursor_skip(&c, 2);
        unsigned underline = wf_cursor_u8(&c);
        font.flags |= (uint8_t)((weight >= WEIGHT_BOLD ? WF_RUN_BOLD : 0) |
                                (underline ? WF_RUN_UNDERLINE : 0));
    } else {
        font.flags |=
            (uint8_t)((bits & 1 ? WF_RUN_BOLD : 0) | (bits & 4 ? WF_RUN_UNDERLINE : 0));
    }
    fonts[book->font_count++] = font;
    return WF_OK;
}

/* [MS-XLS] 2.4.126 Format. Before BIFF5 formats have no number: they are counted. */
static wf_status read_format(biff_book *book, wf_cursor c, wf_error *err)
{
    if (book->format_count >= FORMATS_MAX)
        return WF_OK;
    biff_format *formats =
        wf_arena_push_room(book->scratch, book->formats, book->format_count,
                           &book->format_cap, sizeof *formats);
    if (!formats)
        return wf_fail_memory(err);
    book->formats = formats;
    biff_walk none = {0};
    biff_chunks chunks = {.walk = &none, .c = c};
    biff_format format = {.id = (uint16_t)book->format_count};
    if (book->version >= 5)
        format.id = biff_chunk_u16(&chunks);
    else if (book->version == 4)
        (void)biff_chunk_u16(&chunks);
    biff_text text;
    if (biff_read_text(&book->texts, &chunks, !book->texts.is_unicode, &text) != WF_OK)
        return wf_fail_memory(err);
    format.code = text.text;
    if (!chunks.bad)
        formats[book->format_count++] = format;
    return WF_OK;
}

/* [MS-XLS] 2.4.353 XF, and as BIFF2, 3, 4 and 5 lay it out. */
static biff_xf parse_xf(unsigned version, wf_cursor c)
{
    biff_xf xf = {0};
    if (version == 2) {
        xf.font = wf_cursor_u8(&c);
        wf_cursor_skip(&c, 1);
        xf.format = wf_cursor_u8(&c) & 0x3F;
    } else if (version <= 4) {
        xf.font = wf_cursor_u8(&c);
        xf.format = wf_cursor_u8(&c);
        wf_cursor_skip(&c, version == 3 ? 2 : 4);
        unsigned area = wf_cursor_u16(&c);
        xf.pattern = area & 0x3F;
        xf.fore = area >> 6 & 0x1F;
        xf.back = area >> 11 & 0x1F;
    } else if (version == 5) {
        xf.font = wf_cursor_u16(&c);
        xf.format = wf_cursor_u16(&c);
        wf_cursor_skip(&c, 4);
        uint32_t area = wf_cursor_u32(&c);
        xf.fore = area & 0x7F;
        xf.back = area >> 7 & 0x7F;
        xf.pattern = area >> 16 & 0x3F;
    } else {
        xf.font = wf_cursor_u16(&c);
        xf.format = wf_cursor_u16(&c);
        wf_cursor_skip(&c, 10);
        xf.pattern = wf_cursor_u32(&c) >> 26 & 0x3F;
        unsigned area = wf_cursor_u16(&c);
        xf.fore = area & 0x7F;
        xf.back = area >> 7 & 0x7F;
    }
    if (c.bad)
        xf.pattern = 0;
    return xf;
}

static wf_status read_xf(biff_book *book, wf_cursor c, wf_error *err)
{
    biff_xf *xfs = wf_arena_push_room(book->scratch, book->xfs, book->xf_count,
                                      &book->xf_cap, sizeof *xfs);
    if (!xfs)
        return wf_fail_memory(err);
    book->xfs = xfs;
    xfs[book->xf_count++] = parse_xf(book->version, c);
    return WF_OK;
}

/* [MS-XLS] 2.4.188 Palette: the colours from number 8 on, as bytes R G B 0. */
static void read_palette(biff_book *book, wf_cursor c)
{
    size_t count = wf_cursor_u16(&c);
    for (size_t i = 8; i < WF_PALETTE_SIZE && i - 8 < count && c.n >= 4; i++) {
        uint32_t rgb = wf_cursor_u32(&c);
        book->palette[i] = (rgb & 0xFF) << 16 | (rgb & 0xFF00) | (rgb >> 16 & 0xFF);
    }
}

/* [MS-XLS] 2.4.52 CodePage; two numbers of old Excels stand for others. */
static void read_code_page(biff_book *book, wf_cursor c)
{
    unsigned page = wf_cursor_u16(&c);
    if (page == 0x8000)
        page = WF_CODE_PAGE_MAC;
    else if (page == 0x8001)
        page = WF_CODE_PAGE_WINDOWS;
    if (book->texts.is_unicode || page == book->texts.decoder.code_page)
        return;
    wf_decoder_close(&book->texts.decoder);
    if (!wf_decoder_open(page, &book->texts.decoder))
        wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_TEXT_ENCODING,
                    WF_STR_EMPTY,
                    "code page %u is not known; texts were read as Windows-1252", page);
}

wf_status biff_read_style_record(biff_book *book, const biff_record *record,
                                 wf_error *err)
{
    switch (record->type) {
    case BIFF_FONT:
    case BIFF_FONT3:
        return read_font(book, record->body, err);
    case BIFF_FORMAT2:
    case BIFF_FORMAT:
        return read_format(book, record->body, err);
    case BIFF_XF2:
    case BIFF_XF3:
    case BIFF_XF4:
    case BIFF_XF:
        return read_xf(book, record->body, err);
    case BIFF_PALETTE:
        read_palette(book, record->body);
        return WF_OK;
    case BIFF_CODEPAGE:
        read_code_page(book, record->body);
        return WF_OK;
    case BIFF_DATE1904: {
        wf_cursor c = record->body;
        wf_document_set_1904(book->doc, wf_cursor_u16(&c) == 1);
        return WF_OK;
    }
    default:
        return WF_OK;
    }
}

static wf_str format_code(const biff_book *book, unsigned id)
{
    for (size_t i = 0; i < book->format_count; i++)
        if (book->formats[i].id == id)
            return book->formats[i].code;
    return wf_number_format_builtin(id);
}

/* What a pattern shows from afar: a solid one its foreground, others a mixture. */
static uint32_t fill_color(const biff_book *book, const biff_xf *xf)
{
    uint32_t fore = biff_color(book, xf->fore), back = biff_color(book, xf->back);
    if (xf->pattern == 0)
        return WF_COLOR_NONE;
    if (xf->pattern == PATTERN_SOLID)
        return fore != WF_COLOR_NONE ? fore : back;
    return wf_color_mix(fore != WF_COLOR_NONE ? fore : 0x000000,
                        back != WF_COLOR_NONE ? back : 0xFFFFFF,
                        wf_pattern_share(xf->pattern));
}

wf_status biff_resolve_xf(biff_book *book, size_t index, const biff_xf **out,
                          wf_error *err)
{
    if (index >= book->xf_count) {
        *out = &plain_xf;
        return WF_OK;
    }
    biff_xf *xf = &book->xfs[index];
    *out = xf;
    if (xf->is_resolved)
        return WF_OK;
    wf_str code = format_code(book, xf->format);
    const biff_font *font = biff_font_at(book, xf->font);
    wf_style style = {.fill = fill_color(book, xf),
                      .font = biff_color(book, font->color),
                      .bold = font->flags & WF_RUN_BOLD,
                      .italic = font->flags & WF_RUN_ITALIC,
                      .underline = font->flags & WF_RUN_UNDERLINE,
                      .strike = font->flags & WF_RUN_STRIKE};
    WF_TRY(wf_document_add_number_format(book->doc, code, &style.number_format, err));
    WF_TRY(wf_document_add_style(book->doc, &style, &xf->style, err));
    xf->is_date = wf_number_format_is_date(code);
    xf->is_resolved = true;
    return WF_OK;
}
