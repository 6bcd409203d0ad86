#include "engine/text/number.h"
#include "engine/text/number_format_parts.h"
#include <math.h>

enum {
    SIGNIFICANT = 15,
    FRACTION_DIGITS = 7
};

/* How a section lays out a number. */
typedef struct layout {
    int whole, places;  /* digit places before and after the point */
    int least_whole;    /* places from the first 0 on: always shown */
    int exponent;       /* digit places of the exponent; 0: none */
    bool exponent_sign; /* E+ shows a plus */
    bool grouped;       /* a comma between digits: thousands separators */
    int percents;
    int thousands; /* commas after the last digit: each divides by 1,000 */
} layout;

static layout layout_of(const format_section *s)
{
    layout l = {0};
    bool after_point = false;
    int commas = 0;
    for (size_t k = 0; k < s->count; k++) {
        const format_token *t = &s->tokens[k];
        if (t->kind == FT_DIGIT && l.exponent_sign)
            l.exponent++;
        else if (t->kind == FT_DIGIT && after_point)
            l.places++;
        else if (t->kind == FT_DIGIT) {
            l.grouped = l.grouped || (commas > 0 && l.whole > 0);
            commas = 0;
            l.whole++;
            if (t->text.p[0] == '0' || l.least_whole > 0)
                l.least_whole++;
        } else if (t->kind == FT_COMMA && !after_point)
            commas++;
        else if (t->kind == FT_COMMA)
            l.thousands++;
        else if (t->kind == FT_POINT)
            after_point = true;
        else if (t->kind == FT_PERCENT)
            l.percents++;
        else if (t->kind == FT_EXPONENT)
            l.exponent_sign = true;
    }
    l.thousands += commas;
    return l;
}

/* Digit at a power of ten: 0 is the ones, -1 the first after the point. */
static char digit_at(const wf_decimal *d, int power)
{
    int i = d->point - 1 - power;
    if (i < 0 || i >= d->count)
        return '0';
    return d->digits[i];
}

/* A digit place that the number does not fill. */
static void add_empty_place(wf_strbuf *b, char place)
{
    if (place == '0')
        wf_strbuf_add_char(b, '0');
    else if (place == '?')
        wf_strbuf_add_char(b, ' ');
}

typedef struct number_writer {
    const format_section *s;
    const wf_decimal *d;
    layout l;
    wf_strbuf *b;
    int power; /* of the next digit */
    bool after_point, in_exponent;
    int exponent;
} number_writer;

static void add_whole_digit(number_writer *w, int power)
{
    wf_strbuf_add_char(w->b, digit_at(w->d, power));
    if (w->l.grouped && power > 0 && power % 3 == 0)
        wf_strbuf_add_char(w->b, ',');
}

static void write_whole_place(number_writer *w, char place)
{
    int highest = w->d->count > 0 ? w->d->point - 1 : -1;
    if (w->power == w->l.whole - 1) /* the first place takes all digits that are over */
        for (int power = highest; power >= w->l.whole; power--)
            add_whole_digit(w, power);
    if (w->power <= highest || w->power < w->l.least_whole)
        add_whole_digit(w, w->power);
    else
        add_empty_place(w->b, place);
    w->power--;
}

static void write_decimal_place(number_writer *w, char place)
{
    int lowest = w->d->point - w->d->count; /* power of the last digit that is not 0 */
    if (w->d->count > 0 && w->power >= lowest)
        wf_strbuf_add_char(w->b, digit_at(w->d, w->power));
    else
        add_empty_place(w->b, place);
    w->power--;
}

static void write_exponent(number_writer *w, wf_str sign)
{
    wf_strbuf_add_char(w->b, 'E');
    if (w->exponent < 0)
        wf_strbuf_add_char(w->b, '-');
    else if (sign.n > 1 && sign.p[1] == '+')
        wf_strbuf_add_char(w->b, '+');
    wf_strbuf_printf(w->b, "%0*d", w->l.exponent,
                     w->exponent < 0 ? -w->exponent : w->exponent);
    w->in_exponent = true;
}

static void write_digit(number_writer *w, char place)
{
    if (w->in_exponent)
        return;
    if (w->after_point)
        write_decimal_place(w, place);
    else
        write_whole_place(w, place);
}

static void write_point(number_writer *w)
{
    /* ".5" has no place before the point; what is there must show all the same. */
    if (w->l.whole == 0)
        for (int power = w->d->point - 1; power >= 0 && w->d->count > 0; power--)
            add_whole_digit(w, power);
    w->after_point = true;
    w->power = -1;
    wf_strbuf_add_char(w->b, '.');
}

static void write_tokens(number_writer *w)
{
    for (size_t k = 0; k < w->s->count; k++) {
        const format_token *t = &w->s->tokens[k];
        if (t->kind == FT_DIGIT)
            write_digit(w, t->text.p[0]);
        else if (t->kind == FT_POINT && !w->after_point && !w->in_exponent)
            write_point(w);
        else if (t->kind == FT_EXPONENT && !w->in_exponent)
            write_exponent(w, t->text);
        else if (t->kind != FT_COMMA && t->kind != FT_TEXT)
            wf_strbuf_add(w->b, t->text);
    }
}

/* Make d a number with l->whole places before its point (one as a rule, three for
 * ##0.0E+0) and return the power of ten taken out. */
static int take_exponent(wf_decimal *d, const layout *l)
{
    if (d->count == 0)
        return 0;
    int step = l->whole > 1 ? l->whole : 1;
    int exponent = 0;
    for (int turn = 0; turn < 2; turn++) { /* rounding may carry into one more digit */
        int highest = d->point - 1 + exponent;
        exponent =
            highest >= 0 ? highest / step * step : -((-highest + step - 1) / step * step);
        d->point = highest - exponent + 1;
        wf_decimal_round(d, l->places);
    }
    return exponent;
}

void format_render_number(const format_section *s, double value, wf_strbuf *b)
{
    wf_decimal d = wf_decimal_from(value, SIGNIFICANT);
    number_writer w = {.s = s, .d = &d, .l = layout_of(s), .b = b};
    d.point += 2 * w.l.percents - 3 * w.l.thousands;
    if (w.l.exponent > 0)
        w.exponent = take_exponent(&d, &w.l);
    else
        wf_decimal_round(&d, w.l.places);
    w.power = w.l.whole - 1;
    if (d.negative && d.count > 0)
        wf_strbuf_add_char(b, '-');
    write_tokens(&w);
}

/* The fraction nearest to x in [0, 1) with a denominator up to `most`: the last
 * convergent of its continued fraction, or the one between it and the next, whichever is
 * nearer. */
static void nearest_fraction(double x, int64_t most, int64_t *numerator,
                             int64_t *denominator)
{
    int64_t p0 = 0, q0 = 1, p1 = 1, q1 = 0;
    double rest = x;
    for (int i = 0; i < 32; i++) {
        int64_t whole = (int64_t)floor(rest);
        if (q1 > 0 && whole > (most - q0) / q1) {
            int64_t steps = (most - q0) / q1;
            int64_t p = steps * p1 + p0;
            int64_t q = steps * q1 + q0;
            if (fabs(x - (double)p / (double)q) < fabs(x - (double)p1 / (double)q1)) {
                p1 = p;
                q1 = q;
            }
            break;
        }
        int64_t p2 = whole * p1 + p0;
        int64_t q2 = whole * q1 + q0;
        p0 = p1;
        q0 = q1;
        p1 = p2;
        q1 = q2;
        double fraction = rest - (double)whole;
        if (fraction < 1e-9 || fabs(x - (double)p1 / (double)q1) < 1e-10)
            break;
        rest = 1.0 / fraction;
    }
    *numerator = p1;
    *denominator = q1;
}

typedef struct fraction_layout {
    bool has_whole;
    unsigned denominator_places;
    int64_t fixed; /* "# ?/8": the denominator as written, else 0 */
} fraction_layout;

static fraction_layout fraction_layout_of(const format_section *s)
{
    fraction_layout l = {0};
    int runs = 0;
    bool in_run = false;
    bool after = false;
    for (size_t k = 0; k < s->count; k++) {
        const format_token *t = &s->tokens[k];
        bool is_digit = t->kind == FT_DIGIT;
        if (t->kind == FT_SLASH)
            after = true;
        else if (is_digit && !after)
            runs += !in_run;
        else if (is_digit && l.denominator_places < FRACTION_DIGITS)
            l.denominator_places++;
        if (after && (is_digit || t->kind == FT_LITERAL) && t->text.n == 1 &&
            t->text.p[0] >= '0' && t->text.p[0] <= '9' && l.fixed < 100000)
            l.fixed = l.fixed * 10 + (t->text.p[0] - '0');
        in_run = is_digit;
    }
    l.has_whole = runs > 1;
    return l;
}

void format_render_fraction(const format_section *s, double value, wf_strbuf *b)
{
    fraction_layout l = fraction_layout_of(s);
    double x = fabs(value);
    if (x > 1e9) {
        char buf[WF_NUMBER_CHARS];
        wf_strbuf_add(b, wf_number_print(value, buf));
        return;
    }
    int64_t whole = l.has_whole ? (int64_t)floor(x) : 0;
    double part = x - (double)whole;
    int64_t top, bottom;
    if (l.fixed > 0) {
        bottom = l.fixed;
        top = (int64_t)floor(part * (double)bottom + 0.5);
    } else {
        int64_t most = 1;
        for (unsigned i = 0; i < l.denominator_places; i++)
            most *= 10;
        nearest_fraction(part, most - 1 > 0 ? most - 1 : 1, &top, &bottom);
    }
    if (l.has_whole && top >= bottom) {
        whole += top / bottom;
        top %= bottom;
    }
    if (value < 0.0 && (whole > 0 || top > 0))
        wf_strbuf_add_char(b, '-');
    if (l.has_whole && (whole > 0 || top == 0))
        wf_strbuf_printf(b, "%lld", (long long)whole);
    if (top > 0 || !l.has_whole)
        wf_strbuf_printf(b, "%s%lld/%lld", l.has_whole && whole > 0 ? " " : "",
                         (long long)top, (long long)bottom);
}
