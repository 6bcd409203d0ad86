/*
 * The quick way through a row: cells in the form that all usual programs write,
 *     <c r="B7" s="3" t="s"><f>…</f><v>12</v></c>   and   <c r="B7" s="3"/>
 * in any order of these attributes. At the first thing of any other form it stops before
 * the cell, and the table takes over. Bytes end in NULs (WF_ZIP_PADDING of them), which
 * no comparison here lets pass; searches are bounded by `end`.
 */
#include "formats/xlsx/xlsx_sheet.h"

#include <string.h>

typedef struct scanner {
    char *p;
    const char *end;
    xlsx_raw_cell raw;
    char *value;
    size_t value_size;
    bool has_row;
} scanner;

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

static inline bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* B7" -> row and column. */
static inline bool scan_address(scanner *s)
{
    uint32_t column = 0, row = 0;
    char *p = s->p;
    char *start = p;
    for (; (unsigned char)(*p - 'A') < 26 && p - start < 3; p++)
        column = column * 26 + (uint32_t)(*p - 'A') + 1;
    start = p;
    for (; is_digit(*p) && p - start < 7; p++)
        row = row * 10 + (uint32_t)(*p - '0');
    if (*p != '"' || column - 1 >= 16384 || row - 1 >= 1048576)
        return false;
    s->raw.column = column - 1;
    s->raw.row = row - 1;
    s->has_row = true;
    s->p = p + 1;
    return true;
}

static inline bool scan_style(scanner *s)
{
    uint32_t xf = 0;
    char *p = s->p;
    for (; is_digit(*p) && xf < 1000000; p++)
        xf = xf * 10 + (uint32_t)(*p - '0');
    if (*p != '"')
        return false;
    s->raw.xf = xf;
    s->p = p + 1;
    return true;
}

static inline bool scan_type(scanner *s)
{
    const char *p = s->p;
    if (p[0] == 's' && p[1] == '"') {
        s->raw.type = XLSX_SHARED;
        s->p += 2;
        return true;
    }
    const char *quote = memchr(p, '"', 10); /* the padding makes ten bytes readable */
    if (!quote)
        return false;
    s->raw.type = xlsx_type_of((wf_str){.p = p, .n = (size_t)(quote - p)});
    s->p += quote - p + 1;
    return s->raw.type != XLSX_TYPE_UNKNOWN && s->raw.type != XLSX_DATE;
}

/* From behind "<c": all attributes, and *p at '>' or '/'. */
static inline bool scan_attributes(scanner *s)
{
    while (*s->p == ' ') {
        char name = s->p[1];
        if (name == '\0' || s->p[2] != '=' || s->p[3] != '"')
            break;
        s->p += 4;
        bool good = name == 'r'   ? scan_address(s)
                    : name == 's' ? scan_style(s)
                    : name == 't' ? scan_type(s)
                                  : false;
        if (!good)
            return false;
    }
    return *s->p == '>' || *s->p == '/';
}

/* Equal bytes; n is a constant, so that this becomes a few loads and no call. The padding
 * behind the window makes them safe. */
static inline bool is_same(const char *p, const char *text, size_t n)
{
    uint64_t a = 0, b = 0;
    for (; n >= 8; p += 8, text += 8, n -= 8) {
        memcpy(&a, p, 8);
        memcpy(&b, text, 8);
        if (a != b)
            return false;
    }
    a = b = 0;
    if (n >= 4) {
        memcpy(&a, p, 4);
        memcpy(&b, text, 4);
        if (a != b)
            return false;
        p += 4;
        text += 4;
        n -= 4;
    }
    for (size_t i = 0; i < n; i++)
        if (p[i] != text[i])
            return false;
    return true;
}
#define IS(p, literal) is_same((p), literal, sizeof(literal) - 1)

static inline bool skip_text(scanner *s, const char *text, size_t n)
{
    if (!is_same(s->p, text, n))
        return false;
    s->p += n;
    return true;
}
#define SKIP(s, literal) skip_text((s), literal, sizeof(literal) - 1)

/* "<f…>…</f>" or "<f…/>" */
static bool scan_formula(scanner *s)
{
    char *close = memchr(s->p, '>', (size_t)(s->end - s->p));
    if (!close)
        return false;
    s->raw.is_formula = true;
    s->p = close + 1;
    if (close[-1] == '/')
        return true;
    char *open = memchr(s->p, '<', (size_t)(s->end - s->p));
    if (!open)
        return false;
    s->p = open;
    return SKIP(s, "</f>");
}

/* The characters up to the next tag, which must be `closing`. */
static inline bool scan_value(scanner *s)
{
    char *open = memchr(s->p, '<', (size_t)(s->end - s->p));
    if (!open)
        return false;
    s->value = s->p;
    s->value_size = (size_t)(open - s->p);
    s->raw.has_value = true;
    s->p = open;
    return true;
}

static bool scan_content(scanner *s)
{
    if (s->p[0] == '<' && s->p[1] == 'f' && (s->p[2] == '>' || s->p[2] == ' ') &&
        !scan_formula(s))
        return false;
    if (SKIP(s, "<v>"))
        return s->raw.type != XLSX_INLINE && scan_value(s) && SKIP(s, "</v></c>");
    if (s->raw.type == XLSX_INLINE && SKIP(s, "<is><t")) {
        if (!SKIP(s, ">") && !SKIP(s, " xml:space=\"preserve\">"))
            return false;
        return scan_value(s) && SKIP(s, "</t></is></c>");
    }
    return SKIP(s, "</c>");
}

static bool scan_cell(scanner *s)
{
    s->p += 2;
    if (!scan_attributes(s))
        return false;
    if (*s->p == '/')
        return SKIP(s, "/>");
    s->p++;
    return scan_content(s);
}

static wf_status take(xlsx_sheet *sheet, scanner *s, wf_error *err)
{
    if (!s->has_row)
        s->raw.column = sheet->next_column;
    sheet->next_column = s->raw.column + 1;
    if (s->value_size > 0 && s->raw.type != XLSX_SHARED && s->raw.type != XLSX_NUMBER)
        s->value_size = wf_xml_decode(s->value, s->value_size, false);
    return xlsx_sheet_cell(sheet, &s->raw, s->value, s->value_size, err);
}

/* ---- from row to row: </row><row r="8" …> */

typedef struct row_tag {
    uint32_t number;
    bool is_hidden;
} row_tag;

static bool is_one_of(const char *p, size_t n, const char *a, const char *b)
{
    return (n == strlen(a) && memcmp(p, a, n) == 0) ||
           (b && n == strlen(b) && memcmp(p, b, n) == 0);
}

/* name="value" at p, which stands behind the space; NULL where it is anything special. */
static char *scan_row_attribute(char *p, const char *end, row_tag *row)
{
    char *name = p;
    while ((unsigned char)(*p - 'A') < 58 ||
           *p == ':') /* letters, and a few that are not */
        p++;
    size_t n = (size_t)(p - name);
    if (n == 0 || !IS(p, "=\"") || IS(name, "xmlns"))
        return NULL;
    char *value = p + 2;
    char *quote = memchr(value, '"', (size_t)(end - value));
    if (!quote)
        return NULL;
    wf_str text = {.p = value, .n = (size_t)(quote - value)};
    if (n == 1 && *name == 'r') {
        row->number = wf_xml_u32(text, 1048576, 0);
        if (row->number == 0)
            return NULL;
    } else if (is_one_of(name, n, "hidden", NULL)) {
        row->is_hidden |= wf_xml_bool(text, false);
    } else if (is_one_of(name, n, "ht", NULL)) {
        row->is_hidden |= is_one_of(value, text.n, "0", NULL);
    }
    return quote + 1;
}

/* p at "</row>"; behind the next "<row …>", or NULL where that is not what follows. */
static char *scan_next_row(char *p, const char *end, row_tag *row)
{
    p += 6;
    while (is_white(*p))
        p++;
    if (!IS(p, "<row"))
        return NULL;
    p += 4;
    *row = (row_tag){0};
    while (*p == ' ') {
        p = scan_row_attribute(p + 1, end, row);
        if (!p)
            return NULL;
    }
    return *p == '>' ? p + 1 : NULL;
}

/* One cell at p; *next_out behind it, or NULL where it is not plain. */
static wf_status step_cell(xlsx_sheet *sheet, char *p, const char *end, char **next_out,
                           wf_error *err)
{
    static char nothing[1] = "";
    *next_out = NULL;
    if (p[0] != '<' || p[1] != 'c' || (p[2] != ' ' && p[2] != '>'))
        return WF_OK;
    scanner s = {.end = end, .value = nothing};
    s.p = p;
    s.raw.row = sheet->row;
    if (!scan_cell(&s) || (!s.has_row && sheet->next_column >= 16384))
        return WF_OK;
    *next_out = s.p;
    return take(sheet, &s, err);
}

static wf_status step_row(xlsx_sheet *sheet, char *p, const char *end, char **next_out,
                          wf_error *err)
{
    row_tag row;
    *next_out = scan_next_row(p, end, &row);
    return *next_out ? xlsx_sheet_row(sheet, row.number, row.is_hidden, err) : WF_OK;
}

wf_status xlsx_scan_row(void *context, char *data, size_t n, size_t *used_out,
                        wf_error *err)
{
    xlsx_sheet *sheet = context;
    char *p = data;
    const char *end = data + n;
    while (p < end) {
        char *next;
        while (is_white(*p))
            p++;
        WF_TRY(IS(p, "</row>") ? step_row(sheet, p, end, &next, err)
                               : step_cell(sheet, p, end, &next, err));
        if (!next)
            break;
        p = next;
        *used_out = (size_t)(p - data);
    }
    return WF_OK;
}
