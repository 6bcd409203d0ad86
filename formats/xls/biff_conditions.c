#include "formats/xls/biff_conditions.h"

#include "engine/base/ckd.h"

enum {
    RULES_MAX = 2000,
    RULE_VALUE = 1,
    RULE_FORMULA = 2,
    PATTERN_SOLID = 1,
    FONT_BYTES = 118,
    ALIGNMENT_BYTES = 8,
    BORDER_BYTES = 8
};

/* [MS-XLS] 2.5.97 DXFN: what a differential format says, and in which order. */
#define HAS_NUMBER     (1u << 25)
#define HAS_FONT       (1u << 26)
#define HAS_ALIGNMENT  (1u << 27)
#define HAS_BORDER     (1u << 28)
#define HAS_PATTERN    (1u << 29)
#define SAME_PATTERN   (1u << 16)
#define SAME_FORE      (1u << 17)
#define SAME_BACK      (1u << 18)
#define HAS_PROTECTION (1u << 30)

/* [MS-XLS] 2.5.198: tokens of formulas that we understand; references and functions in
 * any of their three classes. */
enum {
    TOKEN_LESS = 0x09,
    TOKEN_NOT_EQUAL = 0x0E,
    TOKEN_MINUS = 0x13,
    TOKEN_PERCENT = 0x14,
    TOKEN_TEXT = 0x17,
    TOKEN_BOOLEAN = 0x1D,
    TOKEN_INTEGER = 0x1E,
    TOKEN_NUMBER = 0x1F,
    TOKEN_FUNCTION = 0x21,
    TOKEN_FUNCTION_VAR = 0x22,
    TOKEN_CELL = 0x24,
    TOKEN_CELL_RELATIVE = 0x2C,
    FUNCTION_IS_ERROR = 3,
    FUNCTION_NOT = 38,
    FUNCTION_SEARCH = 82
};

/* CF.cp, from 1 on. */
static const wf_operator operators[] = {
    WF_OP_BETWEEN, WF_OP_NOT_BETWEEN, WF_OP_EQUAL,         WF_OP_NOT_EQUAL,
    WF_OP_GREATER, WF_OP_LESS,        WF_OP_GREATER_EQUAL, WF_OP_LESS_EQUAL,
};

/* The comparison tokens, from TOKEN_LESS on. */
static const wf_operator token_operators[] = {
    WF_OP_LESS,          WF_OP_LESS_EQUAL, WF_OP_EQUAL,
    WF_OP_GREATER_EQUAL, WF_OP_GREATER,    WF_OP_NOT_EQUAL,
};

static wf_status read_ranges(biff_book *book, biff_conditions *list, wf_cursor c,
                             wf_error *err)
{
    wf_cursor_skip(&c, 12);
    size_t count = wf_min_size(wf_cursor_u16(&c), c.n / 8);
    wf_merge *ranges = wf_arena_array(book->scratch, count, sizeof *ranges);
    if (!ranges)
        return wf_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        ranges[i].row = wf_cursor_u16(&c);
        ranges[i].last_row = wf_cursor_u16(&c);
        ranges[i].column = wf_cursor_u16(&c);
        ranges[i].last_column = wf_cursor_u16(&c);
    }
    list->ranges = ranges;
    list->range_count = count;
    return WF_OK;
}

/* Bytes of the number format at the front of a differential format's parts. */
static size_t number_bytes(uint32_t flags, bool is_own, wf_cursor c)
{
    if (!(flags & HAS_NUMBER))
        return 0;
    return is_own ? wf_cursor_u16(&c) : 2;
}

static uint32_t pattern_fill(const biff_book *book, uint32_t flags, uint32_t bits)
{
    unsigned pattern = flags & SAME_PATTERN ? PATTERN_SOLID : bits >> 10 & 0x3F;
    uint32_t fore =
        flags & SAME_FORE ? WF_COLOR_NONE : biff_color(book, bits >> 16 & 0x7F);
    uint32_t back =
        flags & SAME_BACK ? WF_COLOR_NONE : biff_color(book, bits >> 23 & 0x7F);
    if (pattern == 0)
        return WF_COLOR_NONE;
    if (pattern == PATTERN_SOLID) /* the other way round than in a cell's format */
        return back != WF_COLOR_NONE ? back : fore;
    return wf_color_mix(fore != WF_COLOR_NONE ? fore : 0x000000,
                        back != WF_COLOR_NONE ? back : 0xFFFFFF,
                        wf_pattern_share(pattern));
}

/* The fill of a differential format; c moves behind the format. */
static uint32_t read_fill(const biff_book *book, wf_cursor *c)
{
    static const struct {
        uint32_t flag;
        size_t bytes;
    } before[] = {
        {HAS_FONT, FONT_BYTES},
        {HAS_ALIGNMENT, ALIGNMENT_BYTES},
        {HAS_BORDER, BORDER_BYTES},
    };
    uint32_t fill = WF_COLOR_NONE, flags = wf_cursor_u32(c);
    bool is_own_number = wf_cursor_u16(c) & 1;
    wf_cursor_skip(c, number_bytes(flags, is_own_number, *c));
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (flags & before[i].flag)
            wf_cursor_skip(c, before[i].bytes);
    if (flags & HAS_PATTERN)
        fill = pattern_fill(book, flags, wf_cursor_u32(c));
    if (flags & HAS_PROTECTION)
        wf_cursor_skip(c, 2);
    return c->bad ? WF_COLOR_NONE : fill;
}

/* A reference as if written for the first cell of the ranges. */
static wf_operand cell_operand(const wf_merge *first, bool is_relative, wf_cursor *c)
{
    unsigned row = wf_cursor_u16(c), column = wf_cursor_u16(c);
    wf_operand o = {.kind = WF_OPERAND_CELL,
                    .row_fixed = !(column & 0x8000),
                    .column_fixed = !(column & 0x4000),
                    .row = row,
                    .column = column & 0xFF};
    if (is_relative && !o.row_fixed)
        o.row = (first->row + row) & 0xFFFF;
    if (is_relative && !o.column_fixed)
        o.column = (first->column + column) & 0xFF;
    if (!o.row_fixed && !o.column_fixed && o.row == first->row &&
        o.column == first->column)
        o.kind = WF_OPERAND_SELF;
    return o;
}

/* A constant or a reference at the front of a formula; NONE where it is something else.
 */
static wf_status take_operand(biff_book *book, const wf_merge *first, wf_cursor *c,
                              wf_operand *out)
{
    *out = (wf_operand){.kind = WF_OPERAND_NONE};
    unsigned token = wf_cursor_u8(c);
    unsigned base = token >= 0x40 ? (token & 0x1F) | 0x20 : token;
    if (token == TOKEN_INTEGER || token == TOKEN_NUMBER) {
        out->kind = WF_OPERAND_NUMBER;
        out->number = token == TOKEN_INTEGER ? wf_cursor_u16(c) : wf_cursor_f64(c);
        for (; c->n > 0 && (*c->p == TOKEN_MINUS || *c->p == TOKEN_PERCENT);
             wf_cursor_skip(c, 1))
            out->number = *c->p == TOKEN_MINUS ? -out->number : out->number / 100;
    } else if (token == TOKEN_BOOLEAN) {
        out->kind = WF_OPERAND_BOOLEAN;
        out->number = wf_cursor_u8(c) != 0;
    } else if (token == TOKEN_TEXT) {
        biff_walk none = {0};
        biff_chunks chunks = {.walk = &none, .c = *c};
        biff_text text;
        WF_TRY(biff_read_text(&book->texts, &chunks, true, &text));
        *c = chunks.c;
        c->bad |= chunks.bad;
        out->kind = WF_OPERAND_TEXT;
        out->text = text.text;
    } else if (base == TOKEN_CELL || base == TOKEN_CELL_RELATIVE) {
        *out = cell_operand(first, base == TOKEN_CELL_RELATIVE, c);
    }
    if (c->bad)
        out->kind = WF_OPERAND_NONE;
    return WF_OK;
}

/* What Excel 2007 writes for "contains": NOT(ISERROR(SEARCH("text",cell))). */
static bool is_search(wf_cursor c)
{
    static const struct {
        unsigned base, arguments, function;
    } steps[] = {
        {TOKEN_FUNCTION_VAR, 2, FUNCTION_SEARCH},
        {TOKEN_FUNCTION, 0, FUNCTION_IS_ERROR},
        {TOKEN_FUNCTION, 0, FUNCTION_NOT},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        unsigned token = wf_cursor_u8(&c);
        if (((token & 0x1F) | 0x20) != steps[i].base ||
            (steps[i].arguments > 0 && wf_cursor_u8(&c) != steps[i].arguments) ||
            wf_cursor_u16(&c) != steps[i].function)
            return false;
    }
    return !c.bad && c.n == 0;
}

/* "left operator right", or a search; all else stays UNKNOWN. */
static wf_status read_expression(biff_book *book, wf_condition *rule, wf_cursor c)
{
    WF_TRY(take_operand(book, rule->ranges, &c, &rule->left));
    WF_TRY(take_operand(book, rule->ranges, &c, &rule->right));
    if (rule->left.kind == WF_OPERAND_TEXT && rule->right.kind == WF_OPERAND_SELF &&
        is_search(c)) {
        rule->kind = WF_COND_CONTAINS;
        rule->text = rule->left.text;
        return WF_OK;
    }
    unsigned token = wf_cursor_u8(&c);
    if (c.bad || c.n > 0 || token < TOKEN_LESS || token > TOKEN_NOT_EQUAL ||
        rule->left.kind == WF_OPERAND_NONE || rule->right.kind == WF_OPERAND_NONE)
        return WF_OK;
    rule->kind = WF_COND_COMPARE;
    rule->op = token_operators[token - TOKEN_LESS];
    return WF_OK;
}

static wf_status read_comparison(biff_book *book, wf_condition *rule, unsigned op,
                                 wf_cursor first, wf_cursor second)
{
    if (op < 1 || op > sizeof operators / sizeof operators[0])
        return WF_OK;
    rule->op = operators[op - 1];
    rule->left.kind = WF_OPERAND_SELF;
    WF_TRY(take_operand(book, rule->ranges, &first, &rule->right));
    bool is_known = rule->right.kind != WF_OPERAND_NONE && first.n == 0;
    if (rule->op == WF_OP_BETWEEN || rule->op == WF_OP_NOT_BETWEEN) {
        WF_TRY(take_operand(book, rule->ranges, &second, &rule->upper));
        is_known = is_known && rule->upper.kind != WF_OPERAND_NONE && second.n == 0;
    }
    if (is_known)
        rule->kind = WF_COND_COMPARE;
    return WF_OK;
}

/* [MS-XLS] 2.4.42 CF. The first of a cell's rules that holds ends the search. */
static wf_status read_rule(biff_book *book, biff_conditions *list, wf_cursor c,
                           wf_error *err)
{
    if (list->range_count == 0 || list->count >= RULES_MAX)
        return WF_OK;
    wf_condition rule = {.ranges = list->ranges,
                         .range_count = list->range_count,
                         .kind = WF_COND_UNKNOWN,
                         .priority = (uint32_t)list->count,
                         .stops = true};
    unsigned type = wf_cursor_u8(&c), op = wf_cursor_u8(&c);
    size_t first_size = wf_cursor_u16(&c), second_size = wf_cursor_u16(&c);
    rule.fill = read_fill(book, &c);
    wf_cursor first = wf_cursor_sub(&c, first_size);
    wf_cursor second = wf_cursor_sub(&c, second_size);
    wf_status status = WF_OK;
    if (type == RULE_VALUE && !c.bad)
        status = read_comparison(book, &rule, op, first, second);
    else if (type == RULE_FORMULA && !c.bad)
        status = read_expression(book, &rule, first);
    wf_condition *rules = wf_arena_push_room(book->scratch, list->rules, list->count,
                                             &list->cap, sizeof *rules);
    if (status != WF_OK || !rules)
        return wf_fail_memory(err);
    list->rules = rules;
    list->left_out += rule.kind == WF_COND_UNKNOWN && rule.fill != WF_COLOR_NONE;
    rules[list->count++] = rule;
    return WF_OK;
}

wf_status biff_read_condition(biff_book *book, biff_conditions *conditions,
                              const biff_record *record, wf_error *err)
{
    if (record->type == BIFF_CONDFMT)
        return read_ranges(book, conditions, record->body, err);
    if (record->type == BIFF_CF)
        return read_rule(book, conditions, record->body, err);
    return WF_OK;
}

wf_status biff_apply_conditions(biff_book *book, biff_conditions *conditions,
                                uint32_t grid, wf_error *err)
{
    if (conditions->left_out > 0)
        wf_diag_add(
            wf_document_diags_mutable(book->doc), WF_D_CF_UNEVALUATED,
            wf_document_grid(book->doc, grid)->name,
            "%zu conditional formats could not be evaluated: the colours shown may "
            "differ",
            conditions->left_out);
    return wf_document_apply_conditions(book->doc, grid, conditions->rules,
                                        conditions->count, book->scratch, err);
}
