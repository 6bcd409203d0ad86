#include "engine/text/lines.h"
#include "engine/base/strbuf.h"
#include "engine/text/fold.h"
#include "wayforward/error.h"

typedef struct marker_sign {
    wf_str sign;
    wf_marker marker;
    bool inline_too; /* begins an item within a line as well */
    bool may_touch;  /* the text may follow without a space */
} marker_sign;

/* With the signs that Word's Symbol and Wingdings bullets become (U+F0A7, U+F0B7, U+F0D8,
 * U+F0FC). */
static const marker_sign marker_signs[] = {
    {WF_STR_INIT("•"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("◦"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("▪"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("▫"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("●"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("○"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("■"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("➢"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("➤"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("►"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("▶"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("❖"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("⁃"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("∙"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("·"), WF_MARKER_BULLET, false, true},
    {WF_STR_INIT("\xEF\x82\xB7"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("\xEF\x82\xA7"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("\xEF\x83\x98"), WF_MARKER_BULLET, true, true},
    {WF_STR_INIT("→"), WF_MARKER_BULLET, false, true},
    {WF_STR_INIT("-"), WF_MARKER_BULLET, false, false},
    {WF_STR_INIT("–"), WF_MARKER_BULLET, false, false},
    {WF_STR_INIT("—"), WF_MARKER_BULLET, false, false},
    {WF_STR_INIT("*"), WF_MARKER_BULLET, false, false},
    {WF_STR_INIT(">"), WF_MARKER_BULLET, false, false},
    {WF_STR_INIT("☐"), WF_MARKER_BOX, false, true},
    {WF_STR_INIT("□"), WF_MARKER_BOX, false, true},
    {WF_STR_INIT("☑"), WF_MARKER_TICK, false, true},
    {WF_STR_INIT("✓"), WF_MARKER_TICK, false, true},
    {WF_STR_INIT("✔"), WF_MARKER_TICK, false, true},
    {WF_STR_INIT("\xEF\x83\xBC"), WF_MARKER_TICK, false, true},
    {WF_STR_INIT("☒"), WF_MARKER_CROSS, false, true},
    {WF_STR_INIT("✗"), WF_MARKER_CROSS, false, true},
    {WF_STR_INIT("✘"), WF_MARKER_CROSS, false, true},
};

/* Bytes of white space at i: ASCII or a no-break space. */
static size_t space_bytes(wf_str s, size_t i)
{
    if (i >= s.n)
        return 0;
    if (s.p[i] == ' ' || s.p[i] == '\t')
        return 1;
    return wf_str_eq(wf_str_sub(s, i, 2), WF_STR("\xC2\xA0")) ? 2 : 0;
}

static size_t skip_spaces(wf_str s, size_t i)
{
    for (size_t bytes = space_bytes(s, i); bytes > 0; bytes = space_bytes(s, i))
        i += bytes;
    return i;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const marker_sign *sign_at(wf_str s, size_t i)
{
    wf_str rest = wf_str_sub(s, i, 4);
    for (size_t k = 0; k < sizeof marker_signs / sizeof marker_signs[0]; k++)
        if (wf_str_starts_with(rest, marker_signs[k].sign))
            return &marker_signs[k];
    return NULL;
}

/* "-text" is a bullet, "-3" a number, "--" a line. */
static size_t sign_marker(wf_str s, wf_marker *marker)
{
    const marker_sign *sign = sign_at(s, 0);
    if (!sign)
        return 0;
    size_t after = sign->sign.n;
    bool spaced = space_bytes(s, after) > 0;
    bool touches_word = after < s.n && (sign->may_touch ? sign_at(s, after) != sign
                                                        : is_alpha(s.p[after]));
    if (!spaced && !touches_word && !(sign->may_touch && after == s.n))
        return 0;
    *marker = sign->marker;
    return skip_spaces(s, after);
}

/* "1", "12", "1.1", "1.2.3"; 0 where there is no such number of at most three digits a
 * part. */
static size_t number_bytes(wf_str s, size_t i, bool *has_point)
{
    size_t start = i;
    *has_point = false;
    for (int parts = 0; parts < 4; parts++) {
        size_t digits = 0;
        while (i + digits < s.n && wf_is_digit(s.p[i + digits]))
            digits++;
        if (digits == 0 || digits > 3)
            return parts > 0 && digits == 0 ? i - 1 - start : 0;
        i += digits;
        *has_point = parts > 0;
        if (i + 1 >= s.n || s.p[i] != '.' || !wf_is_digit(s.p[i + 1]))
            break;
        i++;
    }
    return i - start;
}

/* One letter, or a small roman number. */
static size_t letter_bytes(wf_str s, size_t i)
{
    static const wf_str romans[] = {
        WF_STR_INIT("viii"), WF_STR_INIT("iii"), WF_STR_INIT("vii"), WF_STR_INIT("ii"),
        WF_STR_INIT("iv"),   WF_STR_INIT("vi"),  WF_STR_INIT("ix")};
    for (size_t k = 0; k < sizeof romans / sizeof romans[0]; k++)
        if (wf_str_starts_with(wf_str_sub(s, i, s.n), romans[k]) &&
            (i + romans[k].n >= s.n || !is_alpha(s.p[i + romans[k].n])))
            return romans[k].n;
    bool one = i < s.n && is_alpha(s.p[i]) && (i + 1 >= s.n || !is_alpha(s.p[i + 1]));
    return one ? 1 : 0;
}

/* "1." "1)" "(1)" "1.1" "a)" "(iv)" with white space after it. A letter with a point is
 * an initial as likely as a list ("A. Smith"): only "a." in lower case counts. */
static size_t ordinal_marker(wf_str s, wf_marker *marker)
{
    size_t i = s.n > 0 && s.p[0] == '(' ? 1 : 0;
    bool open = i == 1;
    bool has_point;
    size_t bytes = number_bytes(s, i, &has_point);
    bool is_number = bytes > 0;
    if (!is_number)
        bytes = letter_bytes(s, i);
    if (bytes == 0)
        return 0;
    size_t end = i + bytes;
    char close = '\0';
    if (end < s.n)
        close = s.p[end];
    bool lower = s.p[i] >= 'a' && s.p[i] <= 'z';
    bool closed = close == ')' || (!open && close == '.' && (is_number || lower)) ||
                  (!open && close == ':' && is_number);
    if (closed)
        end++;
    if (open && close != ')')
        return 0;
    bool bare = is_number && has_point && !closed; /* "1.1 Title" */
    if ((!closed && !bare) || (end < s.n && space_bytes(s, end) == 0))
        return 0;
    size_t text = skip_spaces(s, end);
    if (bare && (text >= s.n || s.p[text] < 'A' || s.p[text] > 'Z')) /* "1.5 days" */
        return 0;
    *marker = is_number ? WF_MARKER_NUMBER : WF_MARKER_LETTER;
    return text;
}

wf_marker wf_line_marker(wf_str line, size_t *bytes)
{
    wf_marker marker = WF_MARKER_NONE;
    *bytes = sign_marker(line, &marker);
    if (*bytes == 0)
        *bytes = ordinal_marker(line, &marker);
    /* Word's hollow bullet is a letter o before a tab. */
    if (*bytes == 0 && wf_str_starts_with(line, WF_STR("o\t"))) {
        marker = WF_MARKER_BULLET;
        *bytes = skip_spaces(line, 1);
    }
    return *bytes > 0 ? marker : WF_MARKER_NONE;
}

/* The whole number of a marker "12." or "12)", 0 where it is another. */
static int sequence_number(wf_str s, size_t i)
{
    int value = 0;
    size_t start = i;
    while (i < s.n && wf_is_digit(s.p[i]) && i - start < 3)
        value = value * 10 + (s.p[i++] - '0');
    bool closed = i > start && i < s.n && (s.p[i] == '.' || s.p[i] == ')');
    return closed && space_bytes(s, i + 1) > 0 ? value : 0;
}

/* Where the line's next item begins: an inline bullet, or the next number of a sequence
 * that the line begins with. line.n where it is one item. */
static size_t inline_end(wf_str line, size_t from)
{
    int number = sequence_number(line, 0);
    for (size_t i = from; i < line.n; i++) {
        if (i == 0 || space_bytes(line, i - 1) == 0)
            continue;
        const marker_sign *sign = sign_at(line, i);
        if (sign && sign->inline_too)
            return i;
        if (number > 0 && sequence_number(line, i) == number + 1)
            return i;
    }
    return line.n;
}

typedef struct line_list {
    wf_arena *arena;
    wf_line *items;
    size_t n, cap;
} line_list;

static uint16_t indent_of(wf_str raw, size_t bytes)
{
    unsigned indent = 0;
    for (size_t i = 0; i < bytes && indent < 1000; i++)
        indent += raw.p[i] == '\t' ? 4 : 1;
    return (uint16_t)indent;
}

static wf_status add_line(line_list *list, wf_str raw, bool markers)
{
    size_t start = skip_spaces(raw, 0);
    wf_str line = wf_str_trim(wf_str_sub(raw, start, raw.n));
    if (line.n == 0)
        return WF_OK;
    wf_line *items =
        wf_arena_push_room(list->arena, list->items, list->n, &list->cap, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    list->items = items;
    size_t bytes = 0;
    wf_marker marker = markers ? wf_line_marker(line, &bytes) : WF_MARKER_NONE;
    wf_line *item = &items[list->n];
    *item = (wf_line){.text = wf_str_trim(wf_str_sub(line, bytes, line.n)),
                      .mark = wf_str_trim(wf_str_sub(line, 0, bytes)),
                      .marker = marker,
                      .indent = indent_of(raw, start)};
    if (item->text.n > 0) /* a bullet without text is none */
        list->n++;
    return WF_OK;
}

static wf_status add_line_parts(line_list *list, wf_str raw)
{
    while (raw.n > 0) {
        size_t bytes = 0;
        size_t start = skip_spaces(raw, 0);
        (void)wf_line_marker(wf_str_sub(raw, start, raw.n), &bytes);
        wf_str line = wf_str_sub(raw, start, raw.n);
        size_t end = inline_end(line, bytes > 0 ? bytes : 1);
        WF_TRY(add_line(list, wf_str_sub(raw, 0, start + end), true));
        raw = wf_str_sub(raw, start + end, raw.n);
    }
    return WF_OK;
}

/* The next line from *i on: ends at \n, \r or the line separator U+2028; false at the
 * end. */
static bool next_raw_line(wf_str text, size_t *i, wf_str *line)
{
    if (*i >= text.n)
        return false;
    size_t end = *i;
    size_t skip = 1;
    while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r' &&
           text.p[end] != '\v') {
        if (text.p[end] == '\xE2' &&
            wf_str_eq(wf_str_sub(text, end, 3), WF_STR("\xE2\x80\xA8"))) {
            skip = 3;
            break;
        }
        end++;
    }
    *line = wf_str_sub(text, *i, end - *i);
    *i = end + skip;
    return true;
}

static wf_status scan_lines(wf_str text, wf_arena *arena, bool markers, line_list *list)
{
    *list = (line_list){.arena = arena};
    wf_str raw;
    for (size_t i = 0; next_raw_line(text, &i, &raw);)
        WF_TRY(markers ? add_line_parts(list, raw) : add_line(list, raw, false));
    return WF_OK;
}

wf_status wf_lines_scan(wf_str text, wf_arena *arena, wf_lines *out)
{
    line_list list;
    WF_TRY(scan_lines(text, arena, true, &list));
    for (size_t k = 0; k + 1 < list.n; k++) {
        wf_line *line = &list.items[k];
        bool colon = line->text.p[line->text.n - 1] == ':';
        bool leads =
            list.items[k + 1].marker != WF_MARKER_NONE &&
            (line->marker == WF_MARKER_NONE || list.items[k + 1].indent > line->indent ||
             list.items[k + 1].marker != line->marker);
        line->lead_in = colon && leads;
    }
    *out = (wf_lines){.items = list.items, .n = list.n};
    return WF_OK;
}

static bool starts_lower(const wf_line *line)
{
    return line->text.p[0] >= 'a' && line->text.p[0] <= 'z';
}

/* One past the last line of the item that begins at `first`: it goes on in lines without
 * a marker that start in lower case, while no sentence has ended. In a list that is all
 * in lower case each line is an item. */
static size_t item_end(const wf_lines *lines, size_t first)
{
    size_t end = first + 1;
    bool may_go_on = lines->items[first].marker != WF_MARKER_NONE ||
                     !starts_lower(&lines->items[first]);
    while (may_go_on && end < lines->n) {
        wf_str before = lines->items[end - 1].text;
        char last = before.p[before.n - 1];
        bool ended =
            last == '.' || last == ';' || last == ':' || last == '!' || last == '?';
        if (ended || lines->items[end].marker != WF_MARKER_NONE ||
            !starts_lower(&lines->items[end]))
            break;
        end++;
    }
    return end;
}

static wf_status join_lines(const wf_line *lines, size_t n, wf_arena *arena, wf_str *out)
{
    *out = lines[0].text;
    if (n == 1)
        return WF_OK;
    wf_strbuf b = wf_strbuf_in(arena, SIZE_MAX / 4);
    for (size_t k = 0; k < n; k++) {
        if (k > 0)
            wf_strbuf_add_char(&b, ' ');
        wf_strbuf_add(&b, lines[k].text);
    }
    *out = wf_strbuf_str(&b);
    return b.failed ? WF_E_MEMORY : WF_OK;
}

wf_status wf_lines_items(wf_str text, wf_arena *arena, wf_strs *out)
{
    wf_lines lines;
    WF_TRY(wf_lines_scan(text, arena, &lines));
    wf_str *items = wf_arena_array(arena, lines.n ? lines.n : 1, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    size_t n = 0;
    for (size_t k = 0, end; k < lines.n; k = end) {
        end = item_end(&lines, k);
        WF_TRY(join_lines(lines.items + k, end - k, arena, &items[n++]));
    }
    *out = (wf_strs){.items = items, .n = n};
    return WF_OK;
}

wf_status wf_lines_plain(wf_str text, wf_arena *arena, wf_strs *out)
{
    line_list list;
    WF_TRY(scan_lines(text, arena, false, &list));
    wf_str *items = wf_arena_array(arena, list.n ? list.n : 1, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    for (size_t k = 0; k < list.n; k++)
        items[k] = list.items[k].text;
    *out = (wf_strs){.items = items, .n = list.n};
    return WF_OK;
}
