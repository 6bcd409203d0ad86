#include "engine/text/number_format_scan.h"
#include "engine/text/number.h"
#include <string.h>

typedef struct scanner {
    wf_str s;
    size_t i;
    format_section *out;
} scanner;

static char lower(char c)
{
    if (c < 'A' || c > 'Z')
        return c;
    return (char)(c - 'A' + 'a');
}

/* Bytes of the UTF-8 character at i. */
static size_t char_bytes(wf_str s, size_t i)
{
    size_t n = 1;
    while (i + n < s.n && ((unsigned char)s.p[i + n] & 0xC0u) == 0x80u)
        n++;
    return n;
}

/* Bytes that the quoted, escaped or bracketed thing at i takes, 0 where there is none. */
static size_t protected_bytes(wf_str s, size_t i)
{
    size_t end = i + 1;
    switch (s.p[i]) {
    case '"':
    case '[': {
        char close = s.p[i] == '"' ? '"' : ']';
        while (end < s.n && s.p[end] != close)
            end++;
        return (end < s.n ? end + 1 : end) - i;
    }
    case '\\':
    case '_':
    case '*':
        return end < s.n ? 1 + char_bytes(s, end) : 1;
    default:
        return 0;
    }
}

size_t format_split(wf_str code, wf_str sections[FORMAT_SECTIONS])
{
    size_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i < code.n;) {
        size_t skip = protected_bytes(code, i);
        if (skip == 0 && code.p[i] == ';') {
            sections[count++] = wf_str_sub(code, start, i - start);
            start = i + 1;
            if (count == FORMAT_SECTIONS)
                return count;
        }
        i += skip ? skip : 1;
    }
    sections[count++] = wf_str_sub(code, start, code.n - start);
    return count;
}

static void push(scanner *sc, format_token_kind kind, wf_str text, unsigned count)
{
    format_section *out = sc->out;
    if (out->count == FORMAT_TOKENS) {
        out->too_long = true;
        return;
    }
    out->tokens[out->count++] =
        (format_token){.kind = kind, .text = text, .count = count};
}

static bool is_currency(wf_str s)
{
    static const char *const signs[] = {"£", "$", "€", "¥", "GBP", "EUR", "USD"};
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
        if (wf_str_find(s, wf_str_from(signs[k]), 0) != SIZE_MAX)
            return true;
    return false;
}

static void push_literal(scanner *sc, wf_str text)
{
    if (text.n == 0)
        return;
    sc->out->has_currency = sc->out->has_currency || is_currency(text);
    push(sc, FT_LITERAL, text, 0);
}

/* [<=100] */
static bool scan_condition(wf_str inner, format_section *out)
{
    static const struct {
        wf_str sign;
        format_condition condition;
    } signs[] = {
        {WF_STR_INIT("<="), FC_LESS_EQUAL}, {WF_STR_INIT(">="), FC_GREATER_EQUAL},
        {WF_STR_INIT("<>"), FC_NOT_EQUAL},  {WF_STR_INIT("<"), FC_LESS},
        {WF_STR_INIT(">"), FC_GREATER},     {WF_STR_INIT("="), FC_EQUAL},
    };
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++) {
        if (!wf_str_starts_with(inner, signs[k].sign))
            continue;
        if (wf_number_parse(wf_str_trim(wf_str_sub(inner, signs[k].sign.n, inner.n)),
                            &out->limit))
            out->condition = signs[k].condition;
        return true;
    }
    return false;
}

/* [h] [mm] [s] */
static bool scan_elapsed(scanner *sc, wf_str inner)
{
    if (inner.n == 0)
        return false;
    char c = lower(inner.p[0]);
    for (size_t k = 1; k < inner.n; k++)
        if (lower(inner.p[k]) != c)
            return false;
    format_token_kind kind = FT_ELAPSED_HOUR;
    if (c == 'm')
        kind = FT_ELAPSED_MINUTE;
    else if (c == 's')
        kind = FT_ELAPSED_SECOND;
    else if (c != 'h')
        return false;
    sc->out->has_elapsed = sc->out->has_time = true;
    push(sc, kind, inner, (unsigned)inner.n);
    return true;
}

/* [$£-809]: a currency sign and a locale; [Red], [Color 3], [DBNum1] show nothing. */
static void scan_bracket(scanner *sc, wf_str inner)
{
    if (scan_condition(inner, sc->out) || scan_elapsed(sc, inner))
        return;
    if (inner.n == 0 || inner.p[0] != '$')
        return;
    size_t dash = wf_str_find(inner, WF_STR("-"), 1);
    wf_str locale =
        dash == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(inner, dash + 1, inner.n);
    sc->out->system_date =
        sc->out->system_date || wf_str_eq_nocase(locale, WF_STR("F800"));
    sc->out->system_time =
        sc->out->system_time || wf_str_eq_nocase(locale, WF_STR("F400"));
    push_literal(sc, wf_str_sub(inner, 1, dash == SIZE_MAX ? inner.n : dash - 1));
}

static void scan_protected(scanner *sc, size_t bytes)
{
    wf_str all = wf_str_sub(sc->s, sc->i, bytes);
    bool closed = bytes >= 2 && (all.p[bytes - 1] == '"' || all.p[bytes - 1] == ']');
    wf_str inner = wf_str_sub(all, 1, bytes - 1 - (closed ? 1u : 0u));
    switch (all.p[0]) {
    case '"':
        push_literal(sc, inner);
        break;
    case '[':
        scan_bracket(sc, inner);
        break;
    case '\\':
        push_literal(sc, wf_str_sub(all, 1, bytes));
        break;
    case '_':
        push(sc, FT_SPACE, WF_STR(" "), 1);
        break;
    default: /* '*': fills the width of the column */
        break;
    }
    sc->i += bytes;
}

/* The letters of dates and times; a run of one letter is one part. */
static bool scan_date_letter(scanner *sc)
{
    static const struct {
        char letter;
        format_token_kind kind;
        bool is_time;
    } letters[] = {
        {'y', FT_YEAR, false}, {'e', FT_YEAR, false}, {'m', FT_MONTH, false},
        {'d', FT_DAY, false},  {'h', FT_HOUR, true},  {'s', FT_SECOND, true},
    };
    char c = lower(sc->s.p[sc->i]);
    for (size_t k = 0; k < sizeof letters / sizeof letters[0]; k++) {
        if (letters[k].letter != c)
            continue;
        size_t n = 1;
        while (sc->i + n < sc->s.n && lower(sc->s.p[sc->i + n]) == c)
            n++;
        push(sc, letters[k].kind, wf_str_sub(sc->s, sc->i, n), (unsigned)n);
        sc->i += n;
        sc->out->has_time = sc->out->has_time || letters[k].is_time;
        sc->out->has_date = sc->out->has_date || !letters[k].is_time;
        return true;
    }
    return false;
}

static bool scan_word(scanner *sc)
{
    static const struct {
        wf_str word;
        format_token_kind kind;
    } words[] = {
        {WF_STR_INIT("General"), FT_GENERAL}, {WF_STR_INIT("AM/PM"), FT_AM_PM},
        {WF_STR_INIT("A/P"), FT_AM_PM},       {WF_STR_INIT("E+"), FT_EXPONENT},
        {WF_STR_INIT("E-"), FT_EXPONENT},
    };
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        wf_str here = wf_str_sub(sc->s, sc->i, words[k].word.n);
        if (!wf_str_eq_nocase(here, words[k].word))
            continue;
        push(sc, words[k].kind, here, 0);
        sc->i += here.n;
        sc->out->has_general = sc->out->has_general || words[k].kind == FT_GENERAL;
        sc->out->has_time = sc->out->has_time || words[k].kind == FT_AM_PM;
        sc->out->has_exponent = sc->out->has_exponent || words[k].kind == FT_EXPONENT;
        return true;
    }
    return false;
}

static void scan_plain(scanner *sc)
{
    size_t n = char_bytes(sc->s, sc->i);
    wf_str text = wf_str_sub(sc->s, sc->i, n);
    switch (text.p[0]) {
    case '0':
    case '#':
    case '?':
        sc->out->has_digits = true;
        push(sc, FT_DIGIT, text, 1);
        break;
    case '.':
        push(sc, FT_POINT, text, 1);
        break;
    case ',':
        push(sc, FT_COMMA, text, 1);
        break;
    case '%':
        push(sc, FT_PERCENT, text, 1);
        break;
    case '/':
        push(sc, FT_SLASH, text, 1);
        break;
    case '@':
        sc->out->has_text = true;
        push(sc, FT_TEXT, text, 1);
        break;
    default:
        push_literal(sc, text);
        break;
    }
    sc->i += n;
}

static bool is_part_of_time(format_token_kind kind)
{
    return kind >= FT_YEAR;
}

/* The date or time part before (step -1) or after (1) token k; -1 where there is none. */
static int neighbour(const format_section *s, size_t k, int step)
{
    for (int i = (int)k + step; i >= 0 && i < (int)s->count; i += step)
        if (is_part_of_time(s->tokens[i].kind))
            return (int)s->tokens[i].kind;
    return -1;
}

/* 'm' is the minute after an hour or before a second, else the month. */
static void tell_minutes(format_section *s)
{
    bool months = false;
    bool others = false;
    for (size_t k = 0; k < s->count; k++) {
        format_token *t = &s->tokens[k];
        if (t->kind == FT_MONTH && t->count <= 2) {
            int before = neighbour(s, k, -1);
            int after = neighbour(s, k, 1);
            if (before == FT_HOUR || before == FT_ELAPSED_HOUR || after == FT_SECOND ||
                after == FT_ELAPSED_SECOND) {
                t->kind = FT_MINUTE;
                s->has_time = true;
            }
        }
        months = months || t->kind == FT_MONTH;
        others = others || t->kind == FT_YEAR || t->kind == FT_DAY;
    }
    s->has_date = months || others;
}

/* "ss.00": the point and its zeros are parts of a second. */
static void tell_second_fractions(format_section *s)
{
    for (size_t k = 0; k + 2 < s->count; k++) {
        bool after_seconds =
            s->tokens[k].kind == FT_SECOND || s->tokens[k].kind == FT_ELAPSED_SECOND;
        if (!after_seconds || s->tokens[k + 1].kind != FT_POINT)
            continue;
        size_t zeros = 0;
        while (k + 2 + zeros < s->count && s->tokens[k + 2 + zeros].kind == FT_DIGIT)
            zeros++;
        if (zeros == 0)
            continue;
        s->tokens[k + 1].kind = FT_SECOND_FRACTION;
        s->tokens[k + 1].count = (unsigned)zeros;
        memmove(&s->tokens[k + 2], &s->tokens[k + 2 + zeros],
                (s->count - (k + 2 + zeros)) * sizeof s->tokens[0]);
        s->count -= zeros;
    }
}

/* A slash is a fraction's only between digits. */
static void tell_fractions(format_section *s)
{
    bool digits = false;
    for (size_t k = 0; k < s->count; k++) {
        if (s->tokens[k].kind == FT_DIGIT)
            digits = true;
        if (s->tokens[k].kind == FT_SLASH && digits && !s->has_date && !s->has_time)
            s->has_slash = true;
    }
}

void format_scan(wf_str text, format_section *out)
{
    *out = (format_section){.condition = FC_NONE};
    scanner sc = {.s = text, .out = out};
    while (sc.i < text.n) {
        size_t bytes = protected_bytes(text, sc.i);
        if (bytes > 0)
            scan_protected(&sc, bytes);
        else if (!scan_word(&sc) && !scan_date_letter(&sc))
            scan_plain(&sc);
    }
    tell_minutes(out);
    tell_second_fractions(out);
    tell_fractions(out);
}
