#include "engine/text/number_format.h"
#include "engine/base/strbuf.h"
#include "engine/text/number.h"
#include "engine/text/number_format_parts.h"
#include "engine/text/number_format_scan.h"
#include "wayforward/date.h"
#include <math.h>

typedef struct builtin_format {
    unsigned id;
    wf_str code;
} builtin_format;

/* ECMA-376-1 §18.8.30, with the dates and signs of an English (UK) system. The ids 27-36
 * and 50-58 are dates and times of East Asian systems. Sorted by id. */
static const builtin_format builtin_formats[] = {
    {0, WF_STR_INIT("General")},
    {1, WF_STR_INIT("0")},
    {2, WF_STR_INIT("0.00")},
    {3, WF_STR_INIT("#,##0")},
    {4, WF_STR_INIT("#,##0.00")},
    {5, WF_STR_INIT("\"£\"#,##0;-\"£\"#,##0")},
    {6, WF_STR_INIT("\"£\"#,##0;[Red]-\"£\"#,##0")},
    {7, WF_STR_INIT("\"£\"#,##0.00;-\"£\"#,##0.00")},
    {8, WF_STR_INIT("\"£\"#,##0.00;[Red]-\"£\"#,##0.00")},
    {9, WF_STR_INIT("0%")},
    {10, WF_STR_INIT("0.00%")},
    {11, WF_STR_INIT("0.00E+00")},
    {12, WF_STR_INIT("# ?/?")},
    {13, WF_STR_INIT("# ?\?/?\?")},
    {14, WF_STR_INIT("dd/mm/yyyy")},
    {15, WF_STR_INIT("dd-mmm-yy")},
    {16, WF_STR_INIT("dd-mmm")},
    {17, WF_STR_INIT("mmm-yy")},
    {18, WF_STR_INIT("h:mm AM/PM")},
    {19, WF_STR_INIT("h:mm:ss AM/PM")},
    {20, WF_STR_INIT("hh:mm")},
    {21, WF_STR_INIT("hh:mm:ss")},
    {22, WF_STR_INIT("dd/mm/yyyy hh:mm")},
    {27, WF_STR_INIT("dd/mm/yyyy")},
    {28, WF_STR_INIT("dd/mm/yyyy")},
    {29, WF_STR_INIT("dd/mm/yyyy")},
    {30, WF_STR_INIT("dd/mm/yyyy")},
    {31, WF_STR_INIT("dd/mm/yyyy")},
    {32, WF_STR_INIT("hh:mm")},
    {33, WF_STR_INIT("hh:mm:ss")},
    {34, WF_STR_INIT("hh:mm")},
    {35, WF_STR_INIT("hh:mm:ss")},
    {36, WF_STR_INIT("dd/mm/yyyy")},
    {37, WF_STR_INIT("#,##0;-#,##0")},
    {38, WF_STR_INIT("#,##0;[Red]-#,##0")},
    {39, WF_STR_INIT("#,##0.00;-#,##0.00")},
    {40, WF_STR_INIT("#,##0.00;[Red]-#,##0.00")},
    {41, WF_STR_INIT("_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-")},
    {42, WF_STR_INIT("_-\"£\"* #,##0_-;-\"£\"* #,##0_-;_-\"£\"* \"-\"_-;_-@_-")},
    {43, WF_STR_INIT("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"?\?_-;_-@_-")},
    {44, WF_STR_INIT("_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"?\?_-;_-@_-")},
    {45, WF_STR_INIT("mm:ss")},
    {46, WF_STR_INIT("[h]:mm:ss")},
    {47, WF_STR_INIT("mm:ss.0")},
    {48, WF_STR_INIT("##0.0E+0")},
    {49, WF_STR_INIT("@")},
    {50, WF_STR_INIT("dd/mm/yyyy")},
    {51, WF_STR_INIT("dd/mm/yyyy")},
    {52, WF_STR_INIT("dd/mm/yyyy")},
    {53, WF_STR_INIT("dd/mm/yyyy")},
    {54, WF_STR_INIT("dd/mm/yyyy")},
    {55, WF_STR_INIT("hh:mm")},
    {56, WF_STR_INIT("hh:mm:ss")},
    {57, WF_STR_INIT("dd/mm/yyyy")},
    {58, WF_STR_INIT("dd/mm/yyyy")},
};

/* What the system's long date and time look like in the United Kingdom. */
static const wf_str system_date_code = WF_STR_INIT("dd mmmm yyyy");
static const wf_str system_time_code = WF_STR_INIT("hh:mm:ss");

wf_str wf_number_format_builtin(unsigned id)
{
    for (size_t i = 0; i < sizeof builtin_formats / sizeof builtin_formats[0]; i++)
        if (builtin_formats[i].id == id)
            return builtin_formats[i].code;
    return builtin_formats[0].code;
}

static wf_number_class section_class(const format_section *s)
{
    if (s->has_elapsed)
        return WF_NUMBER_DURATION;
    if (s->has_date || s->system_date)
        return s->has_time ? WF_NUMBER_DATE_TIME : WF_NUMBER_DATE;
    if (s->has_time || s->system_time)
        return WF_NUMBER_TIME;
    for (size_t k = 0; k < s->count; k++)
        if (s->tokens[k].kind == FT_PERCENT)
            return WF_NUMBER_PERCENT;
    if (s->has_currency)
        return WF_NUMBER_CURRENCY;
    if (s->has_exponent)
        return WF_NUMBER_SCIENTIFIC;
    if (s->has_slash)
        return WF_NUMBER_FRACTION;
    if (s->has_digits)
        return WF_NUMBER_NUMBER;
    if (s->has_text)
        return WF_NUMBER_TEXT;
    return s->has_general || s->count == 0 ? WF_NUMBER_GENERAL : WF_NUMBER_NUMBER;
}

wf_number_class wf_number_format_class(wf_str code)
{
    wf_str sections[FORMAT_SECTIONS];
    (void)format_split(code, sections);
    format_section first;
    format_scan(sections[0], &first);
    return section_class(&first);
}

bool wf_number_format_is_date(wf_str code)
{
    wf_number_class class = wf_number_format_class(code);
    return class == WF_NUMBER_DATE || class == WF_NUMBER_DATE_TIME;
}

static bool condition_holds(const format_section *s, double value)
{
    switch (s->condition) {
    case FC_LESS:
        return value < s->limit;
    case FC_LESS_EQUAL:
        return value <= s->limit;
    case FC_GREATER:
        return value > s->limit;
    case FC_GREATER_EQUAL:
        return value >= s->limit;
    case FC_EQUAL:
        return value >= s->limit && value <= s->limit;
    case FC_NOT_EQUAL:
        return value < s->limit || value > s->limit;
    case FC_NONE:
        return true;
    }
    return true;
}

/* Which section shows a value; *hide_sign where that section itself says that it is
 * negative. */
static size_t choose_section(const wf_str *texts, size_t count, double value,
                             bool *hide_sign, format_section *chosen)
{
    *hide_sign = false;
    size_t numeric = count < 3 ? count : 3;
    format_scan(texts[0], chosen);
    bool conditions = chosen->condition != FC_NONE;
    if (!conditions && numeric > 1) {
        format_section second;
        format_scan(texts[1], &second);
        conditions = second.condition != FC_NONE;
    }
    if (!conditions) {
        size_t pick = 0;
        if (value < 0.0 && numeric > 1)
            pick = 1;
        else if (!(value < 0.0 || value > 0.0) && numeric > 2)
            pick = 2;
        *hide_sign = pick == 1;
        if (pick > 0)
            format_scan(texts[pick], chosen);
        return pick;
    }
    for (size_t k = 0; k < numeric; k++) {
        format_scan(texts[k], chosen);
        /* Without one of its own, the second of three sections takes what is negative. */
        bool implied = k == 1 && numeric > 2 && chosen->condition == FC_NONE;
        if (implied ? value < 0.0 : condition_holds(chosen, value)) {
            bool only_negative =
                (chosen->condition == FC_LESS || chosen->condition == FC_LESS_EQUAL) &&
                chosen->limit <= 0.0;
            *hide_sign = implied || only_negative;
            return k;
        }
    }
    return SIZE_MAX;
}

static void add_general(wf_strbuf *b, double value)
{
    char buf[WF_NUMBER_CHARS];
    wf_strbuf_add(b, wf_number_print(value, buf));
}

/* Literals with General or @ among them, or literals alone. */
static void render_words(const format_section *s, double value, wf_strbuf *b)
{
    for (size_t k = 0; k < s->count; k++) {
        const format_token *t = &s->tokens[k];
        if (t->kind == FT_GENERAL || t->kind == FT_TEXT)
            add_general(b, value);
        else
            wf_strbuf_add(b, t->text);
    }
}

/* false where the section cannot show the value. */
static bool render_section(const format_section *s, double value, bool is_1904,
                           wf_strbuf *b)
{
    if (s->too_long)
        return false;
    if (s->system_date || s->system_time) {
        format_section system;
        format_scan(s->system_date ? system_date_code : system_time_code, &system);
        return format_render_date(&system, value, is_1904, b);
    }
    if (s->has_date || s->has_time || s->has_elapsed)
        return format_render_date(s, value, is_1904, b);
    if (s->has_general || !s->has_digits)
        render_words(s, value, b);
    else if (s->has_slash)
        format_render_fraction(s, value, b);
    else
        format_render_number(s, value, b);
    return true;
}

wf_status wf_number_format_render(wf_str code, double value, bool is_1904,
                                  wf_arena *arena, wf_str *out)
{
    wf_strbuf b = wf_strbuf_in(arena, 4096);
    wf_str sections[FORMAT_SECTIONS];
    size_t count = format_split(code, sections);
    bool shown = false;
    if (isfinite(value)) {
        format_section chosen;
        bool hide_sign;
        size_t pick = choose_section(sections, count, value, &hide_sign, &chosen);
        if (pick != SIZE_MAX)
            shown = render_section(&chosen, hide_sign ? fabs(value) : value, is_1904, &b);
        if (!shown || wf_str_trim(wf_strbuf_str(&b)).n == 0) {
            wf_strbuf_clear(&b);
            add_general(&b, value);
        }
    } else {
        wf_strbuf_add(&b, WF_STR("#NUM!"));
    }
    if (b.failed)
        return WF_E_MEMORY;
    return wf_arena_str(arena, wf_str_trim(wf_strbuf_str(&b)), out);
}
