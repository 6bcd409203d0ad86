/* Formats of libxlsxwriter from the table of looks, each made once. */
#include "engine/base/strbuf.h"
#include "formats/write_xlsx/xlsx_sheet.h"
#include <string.h>

static const uint8_t aligns[] = {[LOOK_LEFT] = LXW_ALIGN_LEFT,
                                 [LOOK_RIGHT] = LXW_ALIGN_RIGHT,
                                 [LOOK_CENTRE] = LXW_ALIGN_CENTER};

/* "0.0%" with an arrow and a rating behind it: 0.0%" ↑ ▲ Amber". In each part of the
 * code. */
static const char *number_format(xlsx_book *book, cell_face face)
{
    wf_strbuf out = wf_strbuf_in(book->arena, 512);
    bool has_tail = face.mark != WF_MARK_NONE || face.move != WF_MOVE_NONE;
    for (const char *p = wf_show_format(face.show);; p++) {
        if ((*p == ';' || *p == '\0') && has_tail) {
            const char *arrow = wf_move_symbol(face.move);
            wf_strbuf_printf(&out, "\"%s%s", *arrow ? " " : "", arrow);
            if (face.mark != WF_MARK_NONE)
                wf_strbuf_printf(&out, " %s %s", wf_mark_symbol(face.mark),
                                 wf_mark_word(face.mark));
            wf_strbuf_printf(&out, "%s\"",
                             face.is_edge ? " \u00B1"
                                            "1"
                                          : "");
        }
        if (*p == '\0')
            break;
        wf_strbuf_add_char(&out, *p);
    }
    wf_str made = wf_strbuf_str(&out);
    return out.failed ? "General" : made.p;
}

static void set_look(lxw_format *format, wf_look look, const wf_theme *theme, bool wraps)
{
    const look_def *def = &look_defs[look];
    format_set_font_name(format, LOOK_FONT);
    format_set_font_size(format, def->size);
    format_set_font_color(format, look_colour(def->ink, theme));
    format_set_align(format, aligns[def->align]);
    format_set_align(format, def->edge == LOOK_NO_EDGE && !wraps
                                 ? LXW_ALIGN_VERTICAL_CENTER
                                 : LXW_ALIGN_VERTICAL_TOP);
    if (def->indent > 0)
        format_set_indent(format, def->indent);
    if (def->is_bold)
        format_set_bold(format);
    if (def->is_italic)
        format_set_italic(format);
    if (def->is_underlined)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (wraps)
        format_set_text_wrap(format);
    if (def->is_unlocked)
        format_set_unlocked(format);
    if (def->fill != LOOK_NO_COLOUR) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, look_colour(def->fill, theme));
    }
    if (def->edge == LOOK_EDGE_ALL) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0xBFBFBF);
    }
}

lxw_format *book_format(xlsx_book *book, cell_face face)
{
    size_t key = (((size_t)face.look * WF_SHOWS + (size_t)face.show) * WF_MARKS +
                  (size_t)face.mark) *
                     8 +
                 (size_t)face.move * 2 + (face.is_edge ? 1 : 0);
    if (key >= FORMAT_KEYS)
        return NULL;
    if (book->formats[key] != NULL)
        return book->formats[key];
    lxw_format *format = workbook_add_format(book->book);
    if (format == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    set_look(format, face.look, &book->report->theme, look_defs[face.look].wraps);
    const char *code = number_format(book, face);
    if (strcmp(code, "General") != 0)
        format_set_num_format(format, code);
    book->formats[key] = format;
    return format;
}

/* The format of a line outside tables, made once; it has no frame. */
static lxw_format *line_format(xlsx_book *book, lxw_format **made, wf_look look,
                               bool wraps)
{
    if (*made != NULL)
        return *made;
    lxw_format *format = workbook_add_format(book->book);
    if (format == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    set_look(format, look, &book->report->theme, wraps);
    if (look == WF_LOOK_LINK || wraps)
        format_set_border(format, LXW_BORDER_NONE);
    *made = format;
    return format;
}

lxw_format *book_running_format(xlsx_book *book, wf_look look)
{
    return line_format(book, &book->running[look], look, false);
}

lxw_format *book_spanning_format(xlsx_book *book, wf_look look)
{
    return line_format(book, &book->spanning[look], look, true);
}
