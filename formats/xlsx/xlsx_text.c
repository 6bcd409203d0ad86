#include "engine/base/utf8.h"
#include "formats/xlsx/xlsx_parts.h"

#include <string.h>

enum {
    RUNS_MAX = 4096
}; /* of one text; more are taken as one */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "_x000D_": a UTF-16 unit that XML cannot hold (ECMA-376-1 §22.9.2.19). -1 where it is
 * none. */
static int32_t escaped_unit(const char *p, size_t n)
{
    int32_t unit = 0;
    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_value(p[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_surrogate(int32_t unit, int32_t from)
{
    return unit >= from && unit < from + 0x400;
}

/* One escape at p, or a pair that makes one character; *used tells how many bytes. */
static int64_t escaped_character(const char *p, size_t n, size_t *used)
{
    int32_t unit = escaped_unit(p, n);
    *used = 7;
    if (is_surrogate(unit, 0xD800) && n >= 14) {
        int32_t low = escaped_unit(p + 7, n - 7);
        if (is_surrogate(low, 0xDC00)) {
            *used = 14;
            return 0x10000 + ((int64_t)(unit - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return unit;
}

/* What a control character becomes: 0 for nothing. */
static char control_as(char c)
{
    if (c == '\t' || c == '\n')
        return c;
    return c == '\v' || c == '\f' ? '\n' : 0;
}

size_t xlsx_text_unescape(char *p, size_t n)
{
    size_t in = 0;
    while (in < n && (unsigned char)p[in] >= ' ' && p[in] != '_')
        in++;
    size_t out = in;
    while (in < n) {
        size_t used = 1;
        int64_t value = p[in] == '_' ? escaped_character(p + in, n - in, &used) : -1;
        if (value < 0) {
            used = 1;
            value = (unsigned char)p[in];
        } else if (value >= ' ') {
            out += wf_utf8_put(p + out, (uint32_t)value);
            in += used;
            continue;
        }
        in += used;
        char c = (char)value;
        bool is_carriage = c == '\r';
        /* CR LF is one line end, whether the LF is written out or escaped */
        if (is_carriage && in < n &&
            (p[in] == '\n' || escaped_unit(p + in, n - in) == '\n'))
            continue;
        if ((unsigned char)c < ' ') {
            if (is_carriage)
                c = '\n';
            c = control_as(c);
        }
        if (c != 0)
            p[out++] = c;
    }
    return out;
}

wf_status xlsx_text_keep(xlsx_book *book, wf_str text, wf_str *out, size_t *lead_out,
                         wf_error *err)
{
    wf_str trimmed = wf_str_trim(text);
    if (lead_out)
        *lead_out = trimmed.n > 0 ? (size_t)(trimmed.p - text.p) : 0;
    if (trimmed.n > book->limits->string_bytes)
        return wf_fail_limit(err, NULL, "string-bytes", book->limits->string_bytes);
    book->text_bytes += trimmed.n;
    if (book->text_bytes > book->limits->text_bytes)
        return wf_fail_limit(err, NULL, "text-bytes", book->limits->text_bytes);
    size_t replaced = 0;
    wf_str clean = trimmed;
    if (wf_utf8_valid_prefix(trimmed) != trimmed.n) {
        if (wf_utf8_clean(book->scratch, trimmed, &clean, &replaced) != WF_OK)
            return wf_fail_memory(err);
        wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_TEXT_ENCODING,
                    WF_STR_EMPTY, "%zu bytes of a text are not UTF-8", replaced);
    }
    return wf_arena_str(book->arena, clean, out) == WF_OK ? WF_OK : wf_fail_memory(err);
}

/* Which bytes of a text need a closer look: 16 at a time, by the compiler's vectors. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

typedef struct look {
    bool is_special; /* '&', '_' or a control character stands in it */
    bool is_wide;    /* not all ASCII */
} look;

/* Reads up to 15 bytes behind the text: WF_ZIP_PADDING makes them readable, and what is
 * not text can only make us look closer. */
static look look_at(const char *p, size_t n)
{
    bytes16 special = {0}, wide = {0};
    for (size_t i = 0; i < n; i += 16) {
        bytes16 v;
        memcpy(&v, p + i, 16);
        special |= (bytes16)(v < 0x20) | (bytes16)(v == '&') | (bytes16)(v == '_');
        wide |= v;
    }
    words2 s = (words2)special;
    words2 w = (words2)wide;
    return (look){.is_special = (s[0] | s[1]) != 0,
                  .is_wide = ((w[0] | w[1]) & 0x8080808080808080u) != 0};
}

static bool is_blank(char c)
{
    return c == ' ' || (unsigned char)(c - '\t') < 5;
}

wf_status xlsx_text_keep_raw(xlsx_book *book, char *p, size_t n, wf_str *out,
                             wf_error *err)
{
    const look seen = n > 0 ? look_at(p, n) : (look){0};
    if (seen.is_special) {
        n = wf_xml_decode(p, n, false);
        n = xlsx_text_unescape(p, n);
    }
    if (seen.is_wide || seen.is_special || n > book->limits->string_bytes ||
        book->text_bytes + n > book->limits->text_bytes)
        return xlsx_text_keep(book, (wf_str){.p = p, .n = n}, out, NULL, err);
    while (n > 0 && is_blank(p[n - 1]))
        n--;
    while (n > 0 && is_blank(*p)) {
        p++;
        n--;
    }
    book->text_bytes += n;
    return wf_arena_str(book->arena, (wf_str){.p = p, .n = n}, out) == WF_OK
               ? WF_OK
               : wf_fail_memory(err);
}

void xlsx_text_init(xlsx_text *t, xlsx_book *book)
{
    *t = (xlsx_text){
        .book = book,
        .chars = wf_strbuf_in(book->scratch, (size_t)book->limits->string_bytes * 4)};
    xlsx_text_clear(t);
}

void xlsx_text_clear(xlsx_text *t)
{
    wf_strbuf_clear(&t->chars);
    t->run_count = 0;
    t->is_own = t->in_run = t->is_rich = false;
    t->font = (xlsx_font){.color = WF_COLOR_NONE};
}

wf_status xlsx_text_add(xlsx_text *t, wf_str piece, wf_error *err)
{
    wf_strbuf_add(&t->chars, piece);
    if (t->chars.truncated)
        return wf_fail_limit(err, NULL, "string-bytes", t->book->limits->string_bytes);
    return t->chars.failed ? wf_fail_memory(err) : WF_OK;
}

void xlsx_text_begin_piece(xlsx_text *t)
{
    t->piece = t->chars.n;
}

wf_status xlsx_text_end_piece(xlsx_text *t, wf_error *err)
{
    if (t->chars.n > t->piece)
        t->chars.n =
            t->piece + xlsx_text_unescape(t->chars.p + t->piece, t->chars.n - t->piece);
    if (!t->in_run || t->chars.n == t->piece || t->run_count >= RUNS_MAX)
        return WF_OK;
    xlsx_run *runs = wf_arena_push_room(t->book->scratch, t->runs, t->run_count,
                                        &t->run_capacity, sizeof *runs);
    if (!runs)
        return wf_fail_memory(err);
    t->runs = runs;
    runs[t->run_count++] = (xlsx_run){.start = (uint32_t)t->piece,
                                      .length = (uint32_t)(t->chars.n - t->piece),
                                      .font = t->font,
                                      .is_own = t->is_own};
    return WF_OK;
}

/* Runs against the text without `lead` bytes at the front, `length` long: none that is
 * empty, gaps filled with the cell's own formatting. */
static wf_status clip_runs(const xlsx_text *t, size_t lead, size_t length, xlsx_rich *out,
                           wf_error *err)
{
    xlsx_run *kept = wf_arena_array(t->book->scratch, t->run_count * 2 + 1, sizeof *kept);
    if (!kept)
        return wf_fail_memory(err);
    size_t n = 0, at = 0;
    for (size_t i = 0; i < t->run_count; i++) {
        size_t from = t->runs[i].start, to = from + t->runs[i].length;
        from = from > lead ? from - lead : 0;
        to = to > lead ? to - lead : 0;
        if (to > length)
            to = length;
        if (from < at)
            from = at;
        if (to <= from)
            continue;
        if (from > at)
            kept[n++] =
                (xlsx_run){.start = (uint32_t)at, .length = (uint32_t)(from - at)};
        kept[n] = t->runs[i];
        kept[n].start = (uint32_t)from;
        kept[n++].length = (uint32_t)(to - from);
        at = to;
    }
    if (at < length)
        kept[n++] = (xlsx_run){.start = (uint32_t)at, .length = (uint32_t)(length - at)};
    *out = (xlsx_rich){.runs = kept, .count = n};
    return WF_OK;
}

wf_status xlsx_text_finish(xlsx_text *t, wf_str *out, xlsx_rich *rich_out, wf_error *err)
{
    size_t lead = 0;
    wf_str raw = {.p = t->chars.n > 0 ? t->chars.p : "", .n = t->chars.n};
    *rich_out = (xlsx_rich){0};
    WF_TRY(xlsx_text_keep(t->book, raw, out, &lead, err));
    bool any = false;
    for (size_t i = 0; i < t->run_count && !any; i++)
        any = t->runs[i].is_own;
    if (!any || out->n == 0)
        return WF_OK;
    /* Bad bytes were replaced, so the runs' places no longer hold: better none than
     * wrong. */
    if (wf_utf8_valid_prefix(raw) != raw.n)
        return WF_OK;
    return clip_runs(t, lead, out->n, rich_out, err);
}

void xlsx_font_property(xlsx_book *book, xlsx_font *font, const wf_xml_tag *tag)
{
    static const struct {
        const char *name;
        uint8_t flag;
    } flags[] = {{"b", WF_RUN_BOLD},
                 {"i", WF_RUN_ITALIC},
                 {"u", WF_RUN_UNDERLINE},
                 {"strike", WF_RUN_STRIKE}};
    if (wf_str_eq(tag->name, WF_STR("color"))) {
        xlsx_color color = xlsx_color_of(tag);
        font->color = xlsx_color_resolve(book, &color);
        /* The theme's own text colour and the system's are what "automatic" shows. */
        bool is_text = (color.kind == XLSX_COLOR_THEME && color.value == 1) ||
                       (color.kind == XLSX_COLOR_INDEXED && color.value >= 64);
        if (is_text && font->color == 0)
            font->color = WF_COLOR_NONE;
        return;
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (!wf_str_eq(tag->name, wf_str_from(flags[i].name)))
            continue;
        wf_str value = wf_xml_attr(tag, "val");
        bool on = wf_xml_bool(value, true) && !wf_str_eq(value, WF_STR("none"));
        font->flags = (uint8_t)(on ? font->flags | flags[i].flag
                                   : font->flags & (uint8_t)~flags[i].flag);
    }
}

static xlsx_font font_of_style(const wf_style *style)
{
    return (xlsx_font){.color = style->font,
                       .flags = (uint8_t)((style->bold ? WF_RUN_BOLD : 0) |
                                          (style->italic ? WF_RUN_ITALIC : 0) |
                                          (style->underline ? WF_RUN_UNDERLINE : 0) |
                                          (style->strike ? WF_RUN_STRIKE : 0))};
}

wf_status xlsx_runs_over(xlsx_book *book, const xlsx_rich *rich, const wf_style *style,
                         wf_run **out, size_t *count_out, wf_error *err)
{
    *count_out = 0;
    xlsx_font base = font_of_style(style);
    wf_run *runs = wf_arena_array(book->scratch, rich->count, sizeof *runs);
    if (!runs)
        return wf_fail_memory(err);
    size_t n = 0;
    bool differs = false;
    for (size_t i = 0; i < rich->count; i++) {
        xlsx_font font = rich->runs[i].is_own ? rich->runs[i].font : base;
        differs |= font.color != base.color || font.flags != base.flags;
        wf_run *last = n > 0 ? &runs[n - 1] : NULL;
        if (last && last->font == font.color && last->flags == font.flags) {
            last->length += rich->runs[i].length;
            continue;
        }
        runs[n++] = (wf_run){.start = rich->runs[i].start,
                             .length = rich->runs[i].length,
                             .font = font.color,
                             .fill = WF_COLOR_NONE,
                             .flags = font.flags};
    }
    *out = runs;
    *count_out = differs ? n : 0;
    return WF_OK;
}
