/* Reading the rules of conditional formats; xlsx_conditions_apply.c applies them. */
#include "formats/xlsx/xlsx_conditions.h"

#include "engine/base/cell_name.h"
#include "engine/text/number.h"

enum {
    RULES_MAX = 2000,
    RANGES_MAX = 4096,
    FORMULA_MAX = 8192
};

static const struct {
    const char *name;
    wf_condition_kind kind;
} rule_types[] = {
    {"cellIs", WF_COND_COMPARE},
    {"expression", WF_COND_COMPARE},
    {"containsText", WF_COND_CONTAINS},
    {"notContainsText", WF_COND_NOT_CONTAINS},
    {"beginsWith", WF_COND_BEGINS},
    {"endsWith", WF_COND_ENDS},
    {"containsErrors", WF_COND_HAS_ERROR},
    {"notContainsErrors", WF_COND_NO_ERROR},
    {"notContainsBlanks", WF_COND_HAS_CONTENT},
};

static const struct {
    const char *name;
    const char *sign; /* in a formula; NULL where it has none */
    wf_operator op;
} operators[] = {
    /* two-character signs first */
    {"notEqual", "<>", WF_OP_NOT_EQUAL},
    {"lessThanOrEqual", "<=", WF_OP_LESS_EQUAL},
    {"greaterThanOrEqual", ">=", WF_OP_GREATER_EQUAL},
    {"equal", "=", WF_OP_EQUAL},
    {"lessThan", "<", WF_OP_LESS},
    {"greaterThan", ">", WF_OP_GREATER},
    {"between", NULL, WF_OP_BETWEEN},
    {"notBetween", NULL, WF_OP_NOT_BETWEEN},
};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* "A1:B4 D1": the ranges that the rules after it have. */
wf_status xlsx_on_conditions(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    wf_str rest = wf_xml_attr(tag, "sqref");
    size_t capacity = 0;
    wf_merge *ranges = NULL;
    sheet->range_count = 0;
    while (rest.n > 0 && sheet->range_count < RANGES_MAX) {
        size_t space = wf_str_find(rest, WF_STR(" "), 0);
        wf_merge range;
        if (xlsx_range_parse(wf_str_sub(rest, 0, space), &range)) {
            wf_merge *room =
                wf_arena_push_room(sheet->book->scratch, ranges, sheet->range_count,
                                   &capacity, sizeof *room);
            if (!room)
                return wf_fail_memory(err);
            ranges = room;
            ranges[sheet->range_count++] = range;
        }
        rest = space == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(rest, space + 1, rest.n);
    }
    sheet->ranges = ranges;
    return WF_OK;
}

wf_status xlsx_on_rule(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    xlsx_book *book = sheet->book;
    wf_str type = wf_xml_attr(tag, "type"), op = wf_xml_attr(tag, "operator");
    wf_condition *c = &sheet->rule;
    *c = (wf_condition){.ranges = sheet->ranges,
                        .range_count = sheet->range_count,
                        .kind = WF_COND_UNKNOWN,
                        .fill = WF_COLOR_NONE,
                        .op = WF_OP_EQUAL};
    for (size_t i = 0; i < COUNT(rule_types); i++)
        if (wf_str_eq(type, wf_str_from(rule_types[i].name)))
            c->kind = rule_types[i].kind;
    for (size_t i = 0; i < COUNT(operators); i++)
        if (wf_str_eq(op, wf_str_from(operators[i].name)))
            c->op = operators[i].op;
    uint32_t dxf = wf_xml_u32(wf_xml_attr(tag, "dxfId"), UINT32_MAX - 1, UINT32_MAX);
    if (dxf < book->styles.dxf_count)
        c->fill = book->styles.dxf_fills[dxf];
    c->priority = wf_xml_u32(wf_xml_attr(tag, "priority"), INT32_MAX, INT32_MAX);
    c->stops = wf_xml_bool(wf_xml_attr(tag, "stopIfTrue"), false);
    xlsx_text_clear(&sheet->text);
    if (wf_arena_str(book->scratch, wf_xml_attr(tag, "text"), &c->text) != WF_OK ||
        wf_arena_str(book->scratch, type, &c->type) != WF_OK)
        return wf_fail_memory(err);
    return WF_OK;
}

wf_status xlsx_on_rule_formula(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    xlsx_text_clear(&sheet->text);
    return WF_OK;
}

wf_status xlsx_on_rule_formula_end(void *context, uint8_t state, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)state;
    wf_str text = {.p = sheet->text.chars.n > 0 ? sheet->text.chars.p : "",
                   .n = sheet->text.chars.n};
    if (text.n > FORMULA_MAX || sheet->formula_count >= 2)
        return WF_OK;
    if (wf_arena_str(sheet->book->scratch, wf_str_trim(text),
                     &sheet->formulas[sheet->formula_count]) != WF_OK)
        return wf_fail_memory(err);
    sheet->formula_count++;
    return WF_OK;
}

/* ---- formulas: a constant, a cell, or two of these with a comparison between */

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '$' || c == '_';
}

/* "..." with "" for a quote; *used tells how long. */
static bool parse_quoted(xlsx_sheet *sheet, wf_str s, wf_operand *out, size_t *used)
{
    wf_strbuf text = wf_strbuf_in(sheet->book->scratch, FORMULA_MAX);
    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] == '"' && (i + 1 == s.n || s.p[i + 1] != '"')) {
            *used = i + 1;
            out->kind = WF_OPERAND_TEXT;
            return wf_arena_str(sheet->book->scratch, wf_strbuf_str(&text), &out->text) ==
                   WF_OK;
        }
        i += s.p[i] == '"';
        wf_strbuf_add_char(&text, s.p[i]);
    }
    return false;
}

static bool parse_cell(wf_str word, wf_operand *out)
{
    if (!wf_cell_name_parse(word, &out->row, &out->column))
        return false;
    out->kind = WF_OPERAND_CELL;
    out->column_fixed = word.p[0] == '$';
    out->row_fixed = wf_str_find(word, WF_STR("$"), 1) != SIZE_MAX;
    return true;
}

static bool parse_operand(xlsx_sheet *sheet, wf_str s, wf_operand *out, size_t *used)
{
    *out = (wf_operand){.kind = WF_OPERAND_NONE};
    if (s.n > 0 && s.p[0] == '"')
        return parse_quoted(sheet, s, out, used);
    size_t n = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
    while (n < s.n && is_word(s.p[n]))
        n++;
    bool is_percent = n < s.n && s.p[n] == '%';
    wf_str word = wf_str_sub(s, 0, n);
    *used = n + is_percent;
    if (wf_number_parse(word, &out->number)) {
        out->kind = WF_OPERAND_NUMBER;
        out->number = is_percent ? out->number / 100 : out->number;
        return true;
    }
    if (wf_str_eq_nocase(word, WF_STR("TRUE")) ||
        wf_str_eq_nocase(word, WF_STR("FALSE"))) {
        out->kind = WF_OPERAND_BOOLEAN;
        out->number = word.n == 4;
        return true;
    }
    return !is_percent && parse_cell(word, out);
}

static bool parse_whole(xlsx_sheet *sheet, wf_str s, wf_operand *out)
{
    size_t used = 0;
    if (s.n > 0 && s.p[0] == '=')
        s = wf_str_sub(s, 1, s.n);
    return parse_operand(sheet, wf_str_trim(s), out, &used) && used == wf_str_trim(s).n;
}

/* $C3="Red" */
static bool parse_comparison(xlsx_sheet *sheet, wf_str s, wf_condition *c)
{
    size_t used = 0;
    s = wf_str_trim(s);
    if (!parse_operand(sheet, s, &c->left, &used))
        return false;
    s = wf_str_trim(wf_str_sub(s, used, s.n));
    for (size_t i = 0; i < COUNT(operators); i++) {
        wf_str sign = wf_str_from(operators[i].sign);
        if (sign.n == 0 || !wf_str_starts_with(s, sign))
            continue;
        c->op = operators[i].op;
        s = wf_str_trim(wf_str_sub(s, sign.n, s.n));
        return parse_operand(sheet, s, &c->right, &used) && used == s.n;
    }
    return false;
}

static bool understand(xlsx_sheet *sheet, wf_condition *c)
{
    switch (c->kind) {
    case WF_COND_COMPARE:
        break;
    case WF_COND_CONTAINS:
    case WF_COND_NOT_CONTAINS:
    case WF_COND_BEGINS:
    case WF_COND_ENDS:
        return c->text.n > 0;
    case WF_COND_HAS_ERROR:
    case WF_COND_NO_ERROR:
    case WF_COND_HAS_CONTENT:
        return true;
    case WF_COND_UNKNOWN:
        return false;
    }
    if (wf_str_eq(c->type, WF_STR("expression")))
        return sheet->formula_count > 0 && parse_comparison(sheet, sheet->formulas[0], c);
    c->left.kind = WF_OPERAND_SELF;
    if (sheet->formula_count == 0 || !parse_whole(sheet, sheet->formulas[0], &c->right))
        return false;
    bool has_two = c->op == WF_OP_BETWEEN || c->op == WF_OP_NOT_BETWEEN;
    return !has_two || (sheet->formula_count > 1 &&
                        parse_whole(sheet, sheet->formulas[1], &c->upper));
}

/* Rules that change no fill and stop nothing are not needed; scales, bars and icons
 * change the look of a cell but have no formatting of their own. */
static bool matters(const wf_condition *c)
{
    return c->fill != WF_COLOR_NONE || c->stops ||
           wf_str_eq(c->type, WF_STR("colorScale"));
}

wf_status xlsx_on_rule_end(void *context, uint8_t state, wf_error *err)
{
    xlsx_sheet *sheet = context;
    xlsx_book *book = sheet->book;
    wf_condition *c = &sheet->rule;
    (void)state;
    bool is_understood = understand(sheet, c);
    sheet->formula_count = 0;
    if (!matters(c) || c->range_count == 0)
        return WF_OK;
    if (!is_understood || sheet->condition_count >= RULES_MAX) {
        xlsx_sheet_diag(
            sheet, WF_D_CF_UNEVALUATED, c->ranges[0].row, c->ranges[0].column,
            "a conditional format that is not evaluated: the colour shown may differ");
        return WF_OK;
    }
    wf_condition *all =
        wf_arena_push_room(book->scratch, sheet->conditions, sheet->condition_count,
                           &sheet->condition_capacity, sizeof *all);
    if (!all)
        return wf_fail_memory(err);
    sheet->conditions = all;
    all[sheet->condition_count++] = *c;
    return WF_OK;
}
