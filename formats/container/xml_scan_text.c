/* Encodings, entities, line ends: what becomes of the bytes between tags. */
#include "engine/base/ckd.h"
#include "engine/base/utf8.h"
#include "formats/container/xml_scan_private.h"

/* ---- encoding ------------------------------------------------------------------- */

static wf_status from_utf16(wf_arena *arena, wf_str part, bool big, wf_str *out)
{
    size_t max;
    if (wf_ckd_mul(&max, part.n, (size_t)2))
        return WF_E_MEMORY;
    wf_strbuf b = wf_strbuf_in(arena, max + 8);
    uint32_t high = 0;
    for (size_t i = 0; i + 1 < part.n; i += 2) {
        uint32_t first = (unsigned char)part.p[i], second = (unsigned char)part.p[i + 1];
        uint32_t unit = big ? first << 8 | second : second << 8 | first;
        if (unit >= 0xDC00 && unit < 0xE000 && high != 0) {
            wf_strbuf_add_code_point(&b,
                                     0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            high = 0;
            continue;
        }
        if (high != 0)
            wf_strbuf_add_code_point(&b, WF_REPLACEMENT);
        high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
        if (high == 0 && unit != 0xFEFF && unit != 0)
            wf_strbuf_add_code_point(&b, unit);
    }
    *out = wf_strbuf_str(&b);
    return b.failed ? WF_E_MEMORY : WF_OK;
}

static wf_status from_latin1(wf_arena *arena, wf_str part, wf_str *out)
{
    size_t max;
    if (wf_ckd_mul(&max, part.n, (size_t)2))
        return WF_E_MEMORY;
    wf_strbuf b = wf_strbuf_in(arena, max + 8);
    for (size_t i = 0; i < part.n; i++)
        wf_strbuf_add_code_point(&b, (unsigned char)part.p[i]);
    *out = wf_strbuf_str(&b);
    return b.failed ? WF_E_MEMORY : WF_OK;
}

/* The value of encoding="..." in the XML declaration; empty where it says nothing. */
static wf_str declared_encoding(wf_str part)
{
    if (!xscan_begins(part, "<?xml", 5))
        return WF_STR_EMPTY;
    size_t end = wf_str_find(wf_str_sub(part, 0, 200), WF_STR("?>"), 0);
    wf_str head = wf_str_sub(part, 0, end == SIZE_MAX ? 0 : end);
    size_t at = wf_str_find(head, WF_STR("encoding"), 0);
    if (at == SIZE_MAX)
        return WF_STR_EMPTY;
    const char *p = head.p + at + 8, *stop = head.p + head.n;
    while (p < stop && (xscan_is_space(*p) || *p == '='))
        p++;
    if (p >= stop || (*p != '"' && *p != '\''))
        return WF_STR_EMPTY;
    const char *close = xscan_seek(p + 1, stop, *p);
    return (wf_str){.p = p + 1, .n = (size_t)(close - p - 1)};
}

/* XML 1.0, appendix F: by byte order mark, first bytes, declaration. */
wf_status xscan_to_utf8(wf_arena *arena, wf_str part, wf_str *out)
{
    static const struct {
        const char *name;
        bool latin1;
    } known[] = {{"utf-8", false},    {"us-ascii", false},  {"ascii", false},
                 {"utf8", false},     {"iso-8859-1", true}, {"latin1", true},
                 {"iso8859-1", true}, {"utf-16", false}};
    if (xscan_begins(part, "\xFF\xFE", 2) || xscan_begins(part, "<\0", 2))
        return from_utf16(arena, part, false, out);
    if (xscan_begins(part, "\xFE\xFF", 2) || xscan_begins(part, "\0<", 2))
        return from_utf16(arena, part, true, out);
    *out = xscan_begins(part, "\xEF\xBB\xBF", 3) ? wf_str_sub(part, 3, part.n) : part;
    wf_str name = declared_encoding(*out);
    if (name.n == 0)
        return WF_OK;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (wf_str_eq_nocase(name, wf_str_from(known[i].name)))
            return known[i].latin1 ? from_latin1(arena, *out, out) : WF_OK;
    return WF_E_ENCODING;
}

bool wf_xscan_is_plain(wf_str head)
{
    if (xscan_begins(head, "\xFF\xFE", 2) || xscan_begins(head, "\xFE\xFF", 2) ||
        xscan_begins(head, "<\0", 2) || xscan_begins(head, "\0<", 2))
        return false;
    wf_str text =
        xscan_begins(head, "\xEF\xBB\xBF", 3) ? wf_str_sub(head, 3, head.n) : head;
    wf_str name = declared_encoding(text);
    return name.n == 0 || wf_str_eq_nocase(name, WF_STR("utf-8"));
}

/* ---- text ----------------------------------------------------------------------- */

/* The code point of "#10" or "#xA", 0 where it is bad or not a character of XML. */
static uint32_t character_reference(wf_str s)
{
    bool hex = s.n > 1 && (s.p[1] == 'x' || s.p[1] == 'X');
    size_t i = hex ? 2 : 1;
    uint32_t value = 0;
    if (i >= s.n || s.n > 12)
        return 0;
    for (; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], lower = c | 0x20;
        uint32_t digit = c >= '0' && c <= '9'                  ? c - 0x30u
                         : hex && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10u
                                                               : 16;
        if (digit >= (hex ? 16u : 10u) || value > 0x10FFFF)
            return 0;
        value = value * (hex ? 16 : 10) + digit;
    }
    if (value < 0x20 && value != '\t' && value != '\n' && value != '\r')
        return 0;
    return value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? 0 : value;
}

/* What stands between & and ; as a code point, 0 where it is bad. */
static uint32_t entity(wf_str s)
{
    static const struct {
        wf_str name;
        uint32_t value;
    } entities[] = {{WF_STR_INIT("amp"), '&'},
                    {WF_STR_INIT("lt"), '<'},
                    {WF_STR_INIT("gt"), '>'},
                    {WF_STR_INIT("quot"), '"'},
                    {WF_STR_INIT("apos"), '\''}};
    if (s.n > 0 && s.p[0] == '#')
        return character_reference(s);
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (wf_str_eq(s, entities[i].name))
            return entities[i].value;
    return 0;
}

/* Line ends as \n (XML 1.0, 2.11). */
void xscan_add_lines(wf_strbuf *out, wf_str s)
{
    const char *p = s.p, *end = s.p + s.n;
    while (p < end) {
        const char *cr = xscan_seek(p, end, '\r');
        wf_strbuf_add(out, (wf_str){.p = p, .n = (size_t)(cr - p)});
        if (cr >= end)
            return;
        wf_strbuf_add_char(out, '\n');
        p = cr + 1;
        if (p < end && *p == '\n')
            p++;
    }
}

bool wf_xscan_decode(wf_strbuf *out, wf_str raw)
{
    const char *p = raw.p, *end = raw.p + raw.n;
    bool good = true;
    while (p < end) {
        const char *amp = xscan_seek(p, end, '&');
        xscan_add_lines(out, (wf_str){.p = p, .n = (size_t)(amp - p)});
        if (amp >= end)
            break;
        const char *limit = end - amp > 14 ? amp + 14 : end;
        const char *semicolon = xscan_seek(amp, limit, ';');
        uint32_t c =
            semicolon < limit
                ? entity((wf_str){.p = amp + 1, .n = (size_t)(semicolon - amp - 1)})
                : 0;
        if (c != 0) {
            wf_strbuf_add_code_point(out, c);
            p = semicolon + 1;
        } else {
            wf_strbuf_add_char(out, '&');
            good = false;
            p = amp + 1;
        }
    }
    return good;
}
