#include "engine/text/money.h"
#include "engine/text/fold.h"
#include "engine/text/number.h"
#include <math.h>

/*
 * The text is folded and scanned once into tokens; amounts are then added up. "£" stays a
 * character of two bytes in folded text.
 */
enum {
    FOLDED_MAX = 1024,
    TOKENS_MAX = 64
};

typedef enum token_kind {
    T_AMOUNT, /* a number with a pound sign */
    T_NUMBER,
    T_TIMES,  /* x * @ "at" */
    T_PER,    /* per, a (day), /, each */
    T_FOR,    /* for */
    T_PLUS,   /* + , ; and */
    T_DASH,   /* - to */
    T_EQUALS, /* = */
    T_TOTAL,  /* total, in all */
    T_OPEN,
    T_CLOSE,
    T_WORD /* any other */
} token_kind;

typedef struct token {
    token_kind kind;
    double value;
} token;

typedef struct tokens {
    token items[TOKENS_MAX];
    size_t n;
    bool too_many;
} tokens;

typedef struct word_kind {
    wf_str word;
    token_kind kind;
} word_kind;

static const word_kind word_kinds[] = {
    {WF_STR_INIT("x"), T_TIMES},         {WF_STR_INIT("times"), T_TIMES},
    {WF_STR_INIT("at"), T_TIMES},        {WF_STR_INIT("per"), T_PER},
    {WF_STR_INIT("each"), T_PER},        {WF_STR_INIT("for"), T_FOR},
    {WF_STR_INIT("and"), T_PLUS},        {WF_STR_INIT("plus"), T_PLUS},
    {WF_STR_INIT("to"), T_DASH},         {WF_STR_INIT("total"), T_TOTAL},
    {WF_STR_INIT("totalling"), T_TOTAL}, {WF_STR_INIT("totals"), T_TOTAL},
};

static const struct {
    char sign;
    token_kind kind;
} sign_kinds[] = {
    {'*', T_TIMES}, {'@', T_TIMES}, {'/', T_PER},   {'+', T_PLUS},
    {',', T_PLUS},  {';', T_PLUS},  {'-', T_DASH},  {'=', T_EQUALS},
    {'(', T_OPEN},  {'[', T_OPEN},  {')', T_CLOSE}, {']', T_CLOSE},
};

/* What multiplies a number that stands before it. */
static const struct {
    wf_str word;
    double factor;
} magnitudes[] = {
    {WF_STR_INIT("k"), 1e3},  {WF_STR_INIT("thousand"), 1e3}, {WF_STR_INIT("m"), 1e6},
    {WF_STR_INIT("mn"), 1e6}, {WF_STR_INIT("million"), 1e6},
};

static const wf_str pound_words[] = {WF_STR_INIT("gbp"), WF_STR_INIT("pounds"),
                                     WF_STR_INIT("pound")};

static void push(tokens *t, token_kind kind, double value)
{
    if (t->n == TOKENS_MAX) {
        t->too_many = true;
        return;
    }
    t->items[t->n++] = (token){.kind = kind, .value = value};
}

static size_t skip_spaces(wf_str s, size_t i)
{
    while (i < s.n && s.p[i] == ' ')
        i++;
    return i;
}

/* "£12 000": a space between groups of three digits. */
static size_t spaced_thousands(wf_str s, size_t i, double *value)
{
    while (i + 3 < s.n && s.p[i] == ' ' && wf_is_digit(s.p[i + 1]) &&
           wf_is_digit(s.p[i + 2]) && wf_is_digit(s.p[i + 3]) &&
           (i + 4 >= s.n || !wf_is_digit(s.p[i + 4]))) {
        double group = 0;
        (void)wf_number_scan(wf_str_sub(s, i + 1, 3), &group);
        *value = *value * 1000.0 + group;
        i += 4;
    }
    return i;
}

/* "1.2k", "3 million": moves i past the word. */
static size_t take_magnitude(wf_str s, size_t i, double *value)
{
    size_t at = skip_spaces(s, i);
    for (size_t k = 0; k < sizeof magnitudes / sizeof magnitudes[0]; k++) {
        wf_str word = magnitudes[k].word;
        size_t from = word.n == 1 ? i : at; /* a letter must touch its number */
        size_t end = from + word.n;
        if (wf_str_eq(wf_str_sub(s, from, word.n), word) &&
            (end >= s.n || !wf_is_word_char(s.p[end]))) {
            *value *= magnitudes[k].factor;
            return end;
        }
    }
    return i;
}

static size_t take_pound_word(wf_str s, size_t i, bool *found)
{
    size_t at = skip_spaces(s, i);
    for (size_t k = 0; k < sizeof pound_words / sizeof pound_words[0]; k++)
        if (wf_word_at(s, at, pound_words[k])) {
            *found = true;
            return at + pound_words[k].n;
        }
    return i;
}

/* A number at i; `pounds` where a sign stood before it. Moves i past it; 0 where none. */
static size_t scan_number(wf_str s, size_t i, bool pounds, tokens *t)
{
    double value = 0;
    size_t bytes = wf_number_scan(wf_str_sub(s, i, s.n), &value);
    if (bytes == 0)
        return 0;
    size_t end = i + bytes;
    if (pounds && bytes <= 3)
        end = spaced_thousands(s, end, &value);
    size_t after = take_magnitude(s, end, &value);
    bool has_magnitude = after != end;
    end = take_pound_word(s, after, &pounds);
    bool pence = !pounds && !has_magnitude && end < s.n && s.p[end] == 'p' &&
                 (end + 1 >= s.n || !wf_is_word_char(s.p[end + 1]));
    if (pence) {
        value /= 100.0;
        pounds = true;
        end++;
    }
    push(t, pounds ? T_AMOUNT : T_NUMBER, value);
    return end;
}

/* "Year 3", "Level 2": the number names something and multiplies nothing. */
static const wf_str numbered_things[] = {
    WF_STR_INIT("year"),  WF_STR_INIT("years"),    WF_STR_INIT("yr"),
    WF_STR_INIT("term"),  WF_STR_INIT("stage"),    WF_STR_INIT("phase"),
    WF_STR_INIT("level"), WF_STR_INIT("week"),     WF_STR_INIT("module"),
    WF_STR_INIT("unit"),  WF_STR_INIT("priority"), WF_STR_INIT("ks"),
};

static size_t skip_its_number(wf_str s, wf_str word, size_t end)
{
    for (size_t k = 0; k < sizeof numbered_things / sizeof numbered_things[0]; k++) {
        if (!wf_str_eq(word, numbered_things[k]))
            continue;
        size_t i = skip_spaces(s, end);
        while (i < s.n && wf_is_digit(s.p[i]))
            end = ++i;
    }
    return end;
}

static size_t scan_word(wf_str s, size_t i, tokens *t)
{
    size_t end = i;
    while (end < s.n && wf_is_word_char(s.p[end]) &&
           !wf_str_starts_with(wf_str_sub(s, end, 2), WF_STR("£")))
        end++;
    if (end == i) {
        push(t, T_WORD, 0);
        return i + 1;
    }
    /* "x3" is a factor with its number */
    if (s.p[i] == 'x' && i + 1 < s.n && wf_is_digit(s.p[i + 1])) {
        push(t, T_TIMES, 0);
        return i + 1;
    }
    wf_str word = wf_str_sub(s, i, end - i);
    for (size_t k = 0; k < sizeof word_kinds / sizeof word_kinds[0]; k++)
        if (wf_str_eq(word, word_kinds[k].word)) {
            push(t, word_kinds[k].kind, 0);
            return end;
        }
    push(t, T_WORD, 0);
    return skip_its_number(s, word, end);
}

static size_t scan_sign(wf_str s, size_t i, tokens *t)
{
    for (size_t k = 0; k < sizeof sign_kinds / sizeof sign_kinds[0]; k++)
        if (sign_kinds[k].sign == s.p[i]) {
            push(t, sign_kinds[k].kind, 0);
            return i + 1;
        }
    return 0;
}

static void scan(wf_str s, tokens *t)
{
    for (size_t i = 0; i < s.n;) {
        size_t next = 0;
        if (s.p[i] == ' ') {
            i++;
            continue;
        }
        bool pound = wf_str_starts_with(wf_str_sub(s, i, 2), WF_STR("£"));
        bool gbp = wf_word_at(s, i, WF_STR("gbp"));
        bool starts_number = wf_is_digit(s.p[i]) || s.p[i] == '.';
        if (pound || gbp) {
            next = scan_number(s, skip_spaces(s, i + (pound ? 2 : 3)), true, t);
            if (next == 0)
                next = i + (pound ? 2 : 3);
        } else if (starts_number) {
            next = scan_number(s, i, false, t);
        }
        if (next == 0)
            next = scan_sign(s, i, t);
        i = next ? next : scan_word(s, i, t);
    }
}

/* Where nothing but numbers and signs stands, a number is an amount: a number cell. */
static void promote_bare_numbers(tokens *t)
{
    for (size_t k = 0; k < t->n; k++) {
        token_kind kind = t->items[k].kind;
        if (kind == T_AMOUNT || kind == T_WORD || kind == T_PER || kind == T_FOR ||
            kind == T_DASH)
            return;
    }
    for (size_t k = 0; k < t->n; k++) {
        bool factor = k + 1 < t->n && t->items[k + 1].kind == T_TIMES;
        if (t->items[k].kind == T_NUMBER && !factor)
            t->items[k].kind = T_AMOUNT;
    }
}

/* The number that a factor sign before k belongs to: "3 x", "3 days @"; 1 where none. */
static double factor_before(const tokens *t, size_t k)
{
    double factor = 1;
    while (k > 0 && t->items[k - 1].kind == T_TIMES) {
        size_t n = k - 1;
        while (n > 0 && t->items[n - 1].kind == T_WORD) /* "3 days @", "5 teachers x" */
            n--;
        if (n == 0 || t->items[n - 1].kind != T_NUMBER)
            break;
        factor *= t->items[n - 1].value;
        k = n - 1;
    }
    return factor;
}

/* "x 3", "per day for 3", after the amount at k; moves *next past what was used. */
static double factor_after(const tokens *t, size_t k, size_t *next)
{
    double factor = 1;
    size_t i = k + 1;
    bool per = false;
    while (i < t->n) {
        token_kind kind = t->items[i].kind;
        bool number = i + 1 < t->n && t->items[i + 1].kind == T_NUMBER;
        if (kind == T_PER) {
            per = true;
            i++;
        } else if (number && (kind == T_TIMES || (kind == T_FOR && per))) {
            factor *= t->items[i + 1].value;
            *next = i + 2;
            i += 2;
        } else if (kind == T_WORD) {
            i++;
        } else {
            break;
        }
    }
    return factor;
}

typedef struct adder {
    double sum, last; /* last: the term added last, outside brackets */
    double inner;     /* sum of the bracket that is open */
    double total;
    bool any, has_total, in_bracket, inner_any, inner_rate, range;
} adder;

static void add_term(adder *a, double value)
{
    a->any = true;
    if (a->in_bracket) {
        a->inner += value;
        a->inner_any = true;
        return;
    }
    a->sum += value;
    a->last = value;
}

static bool same_amount(double x, double y)
{
    return fabs(x - y) < 0.005;
}

/* A bracket either breaks down what stands before it or adds to it. */
static void close_bracket(adder *a)
{
    bool breakdown = a->sum > 0 && (a->inner_rate || same_amount(a->inner, a->last) ||
                                    same_amount(a->inner, a->sum));
    if (a->inner_any && !breakdown) {
        a->sum += a->inner;
        a->last = a->inner;
    }
    a->in_bracket = a->inner_any = a->inner_rate = false;
    a->inner = 0;
}

static bool is_total(const tokens *t, size_t k)
{
    if (k > 0 && (t->items[k - 1].kind == T_EQUALS || t->items[k - 1].kind == T_TOTAL))
        return true;
    if (k > 1 && t->items[k - 1].kind == T_WORD &&
        t->items[k - 2].kind == T_TOTAL) /* "total cost £9" */
        return true;
    return k + 1 < t->n && t->items[k + 1].kind == T_TOTAL;
}

/* "£500 - £700", "500 to £700": the lower end before the amount at k does not count. */
static bool is_lower_end(const tokens *t, size_t k)
{
    return k + 2 < t->n && t->items[k + 1].kind == T_DASH &&
           t->items[k + 2].kind == T_AMOUNT;
}

static void add_amounts(const tokens *t, adder *a)
{
    for (size_t k = 0; k < t->n;) {
        size_t next = k + 1;
        const token *item = &t->items[k];
        if (item->kind == T_OPEN) {
            close_bracket(a);
            a->in_bracket = true;
        } else if (item->kind == T_CLOSE) {
            close_bracket(a);
        } else if (item->kind == T_PER && a->in_bracket) {
            a->inner_rate = true;
        } else if (item->kind == T_AMOUNT && is_lower_end(t, k)) {
            a->range = true;
        } else if (item->kind == T_AMOUNT) {
            double value = item->value * factor_before(t, k);
            value *= factor_after(t, k, &next);
            if (is_total(t, k)) {
                a->any = a->has_total = true;
                a->total += value;
            } else {
                add_term(a, value);
            }
        }
        k = next;
    }
    close_bracket(a);
}

/* "950-1200": two bare numbers are a range, not a sum. */
static bool is_bare_range(tokens *t)
{
    if (t->n != 3 || t->items[0].kind != T_NUMBER || t->items[1].kind != T_DASH ||
        t->items[2].kind != T_NUMBER || t->items[0].value > t->items[2].value)
        return false;
    t->items[0].kind = t->items[2].kind = T_AMOUNT;
    return true;
}

static const wf_str nil_phrases[] = {
    WF_STR_INIT("nil"),
    WF_STR_INIT("nil cost"),
    WF_STR_INIT("none"),
    WF_STR_INIT("no cost"),
    WF_STR_INIT("no costs"),
    WF_STR_INIT("no additional cost"),
    WF_STR_INIT("no extra cost"),
    WF_STR_INIT("free"),
    WF_STR_INIT("free of charge"),
    WF_STR_INIT("at no cost"),
    WF_STR_INIT("cost neutral"),
    WF_STR_INIT("zero"),
    WF_STR_INIT("zero cost"),
    WF_STR_INIT("no additional costs"),
    WF_STR_INIT("foc"),
    WF_STR_INIT("no cost implications"),
    WF_STR_INIT("no cost implication"),
};

static bool says_nil(wf_str folded)
{
    while (folded.n > 0 &&
           (folded.p[folded.n - 1] == '.' || folded.p[folded.n - 1] == ' '))
        folded.n--;
    for (size_t k = 0; k < sizeof nil_phrases / sizeof nil_phrases[0]; k++)
        if (wf_str_eq(folded, nil_phrases[k]))
            return true;
    return false;
}

wf_money_kind wf_money_parse(wf_str text, wf_money *out)
{
    *out = (wf_money){.text = wf_str_trim(text)};
    char buf[FOLDED_MAX];
    bool truncated;
    wf_str folded = wf_fold_into(text, buf, sizeof buf, &truncated);
    tokens t = {.n = 0};
    if (truncated)
        return WF_MONEY_NONE;
    if (says_nil(folded))
        return WF_MONEY_NIL;
    scan(folded, &t);
    bool bare_range = is_bare_range(&t);
    if (t.too_many)
        return WF_MONEY_NONE;
    promote_bare_numbers(&t);
    adder a = {0};
    add_amounts(&t, &a);
    if (!a.any || (bare_range && !a.range))
        return WF_MONEY_NONE;
    /* Exact to the penny: 0.1 + 0.2 pounds are 30 pence. */
    out->amount = floor((a.has_total ? a.total : a.sum) * 100.0 + 0.5) / 100.0;
    out->has_amount = true;
    return a.range ? WF_MONEY_RANGE : WF_MONEY_AMOUNT;
}

bool wf_money_is_cost(wf_str line)
{
    wf_money money;
    wf_money_kind kind = wf_money_parse(line, &money);
    if (kind == WF_MONEY_NONE || kind == WF_MONEY_NIL)
        return kind == WF_MONEY_NIL;
    char buf[FOLDED_MAX];
    wf_str folded = wf_fold_into(line, buf, sizeof buf, NULL);
    return wf_str_find(folded, WF_STR("£"), 0) != SIZE_MAX ||
           wf_word_find(folded, WF_STR("gbp"), 0) != SIZE_MAX ||
           wf_word_find(folded, WF_STR("pounds"), 0) != SIZE_MAX;
}
