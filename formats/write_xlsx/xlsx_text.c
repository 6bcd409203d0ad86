#include "formats/write_xlsx/xlsx_text.h"
#include "engine/base/strbuf.h"
#include "engine/base/utf8.h"
#include <string.h>

static size_t units_of(uint32_t code_point)
{
    return code_point > 0xFFFF ? 2 : 1;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* "_x" and four hexadecimal digits and "_" at i. */
static bool is_escape(wf_str s, size_t i)
{
    return s.n - i >= 7 && s.p[i] == '_' && s.p[i + 1] == 'x' && is_hex(s.p[i + 2]) &&
           is_hex(s.p[i + 3]) && is_hex(s.p[i + 4]) && is_hex(s.p[i + 5]) &&
           s.p[i + 6] == '_';
}

static bool is_forbidden(uint32_t code_point)
{
    return (code_point < 32 && code_point != '\n' && code_point != '\t') ||
           code_point == 127 || code_point == 0xFFFE || code_point == 0xFFFF;
}

/* Nothing to be done, as a rule: told by a look at the bytes. */
static bool is_plain(wf_str s, size_t units)
{
    if (s.n > units)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < 32 && c != '\n' && c != '\t') || c == 127 || c == 0xEF ||
            (c == '_' && is_escape(s, i)))
            return false;
    }
    return true;
}

static void add_clean(wf_strbuf *out, wf_str text, size_t *i)
{
    size_t at = *i;
    uint32_t code_point = wf_utf8_next(text, i);
    if (code_point == '_' && is_escape(text, at)) {
        wf_strbuf_add(out, WF_STR("_x005F_"));
    } else if (code_point == '\r') {
        if (*i >= text.n || text.p[*i] != '\n')
            wf_strbuf_add_char(out, '\n');
    } else if (is_forbidden(code_point)) {
        wf_strbuf_add_char(out, ' ');
    } else {
        wf_strbuf_add(out, wf_str_sub(text, at, *i - at));
    }
}

const char *xlsx_text(wf_arena *arena, wf_str text, size_t units)
{
    if (is_plain(text, units))
        return text.p;
    size_t total = 0;
    for (size_t i = 0; i < text.n;)
        total += units_of(wf_utf8_next(text, &i));
    size_t room = total <= units ? units : (units > 80 ? units - 60 : units);
    wf_strbuf out = wf_strbuf_in(arena, text.n * 8 + 128);
    size_t used = 0;
    for (size_t i = 0; i < text.n;) {
        size_t ahead = i;
        size_t n = units_of(wf_utf8_next(text, &ahead));
        if (used + n > room)
            break;
        used += n;
        add_clean(&out, text, &i);
    }
    if (used < total && room < units)
        wf_strbuf_printf(&out, " [... %zu more characters in the source]", total - used);
    wf_str made = wf_strbuf_str(&out);
    return out.failed ? NULL : made.p;
}

const char *xlsx_sheet_name(wf_arena *arena, wf_str name)
{
    wf_strbuf out = wf_strbuf_in(arena, 256);
    size_t used = 0;
    name = wf_str_trim(name);
    for (size_t i = 0; i < name.n;) {
        size_t at = i;
        uint32_t code_point = wf_utf8_next(name, &i);
        used += units_of(code_point);
        if (used > 31)
            break;
        bool is_edge = at == 0 || i >= name.n || used == 31;
        if (is_forbidden(code_point) || code_point == '\n' || code_point == '\t' ||
            (code_point < 128 && strchr("[]:*?/\\", (int)code_point) != NULL) ||
            (code_point == '\'' && is_edge))
            wf_strbuf_add_char(&out, '-');
        else
            wf_strbuf_add(&out, wf_str_sub(name, at, i - at));
    }
    if (out.n == 0)
        wf_strbuf_add(&out, WF_STR("Sheet"));
    wf_str made = wf_strbuf_str(&out);
    return out.failed ? NULL : made.p;
}

const char *xlsx_quoted_sheet(wf_arena *arena, const char *name)
{
    wf_strbuf out = wf_strbuf_in(arena, 512);
    wf_strbuf_add_char(&out, '\'');
    for (; *name != '\0'; name++) {
        if (*name == '\'')
            wf_strbuf_add_char(&out, '\'');
        wf_strbuf_add_char(&out, *name);
    }
    wf_strbuf_add_char(&out, '\'');
    wf_str made = wf_strbuf_str(&out);
    return out.failed ? NULL : made.p;
}

const char *xlsx_identifier(wf_arena *arena, const char *prefix, wf_str id)
{
    wf_strbuf out = wf_strbuf_in(arena, 200);
    wf_strbuf_printf(&out, "%s", prefix);
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        bool is_word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word)
            wf_strbuf_add_char(&out, c);
        else
            wf_strbuf_add_char(&out, '_');
    }
    wf_str made = wf_strbuf_str(&out);
    return out.failed ? NULL : made.p;
}

const char *xlsx_page_text(wf_arena *arena, wf_str text, size_t units)
{
    wf_strbuf out = wf_strbuf_in(arena, 1024);
    size_t used = 0;
    for (size_t i = 0; i < text.n && used < units; used++) {
        size_t at = i;
        uint32_t code_point = wf_utf8_next(text, &i);
        if (is_forbidden(code_point) || code_point == '\n' || code_point == '\t')
            wf_strbuf_add_char(&out, ' ');
        else
            wf_strbuf_add(&out, wf_str_sub(text, at, i - at));
        if (code_point == '&')
            wf_strbuf_add_char(&out, '&');
    }
    wf_str made = wf_strbuf_str(&out);
    return out.failed ? NULL : made.p;
}
