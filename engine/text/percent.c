#include "engine/text/percent.h"
#include "engine/text/fold.h"
#include "engine/text/number.h"

enum {
    FOLDED_MAX = 128
};

/* Whole texts, folded, that stand for a value that is not there. The bracketed shorthand
 * is that of the Government Analysis Function's guidance on spreadsheets. */
static const struct {
    wf_str text;
    wf_value_kind kind;
} shorthands[] = {
    {WF_STR_INIT(""), WF_VALUE_MISSING},
    {WF_STR_INIT("-"), WF_VALUE_MISSING},
    {WF_STR_INIT("--"), WF_VALUE_MISSING},
    {WF_STR_INIT("n/a"), WF_VALUE_MISSING},
    {WF_STR_INIT("na"), WF_VALUE_MISSING},
    {WF_STR_INIT("n.a."), WF_VALUE_MISSING},
    {WF_STR_INIT("#n/a"), WF_VALUE_MISSING},
    {WF_STR_INIT("not applicable"), WF_VALUE_MISSING},
    {WF_STR_INIT("not available"), WF_VALUE_MISSING},
    {WF_STR_INIT("no data"), WF_VALUE_MISSING},
    {WF_STR_INIT("tbc"), WF_VALUE_MISSING},
    {WF_STR_INIT("tba"), WF_VALUE_MISSING},
    {WF_STR_INIT("pending"), WF_VALUE_MISSING},
    {WF_STR_INIT("awaiting"), WF_VALUE_MISSING},
    {WF_STR_INIT("awaiting data"), WF_VALUE_MISSING},
    {WF_STR_INIT("awaited"), WF_VALUE_MISSING},
    {WF_STR_INIT("unknown"), WF_VALUE_MISSING},
    {WF_STR_INIT("none"), WF_VALUE_MISSING},
    {WF_STR_INIT("not yet known"), WF_VALUE_MISSING},
    {WF_STR_INIT(".."), WF_VALUE_MISSING},
    {WF_STR_INIT("..."), WF_VALUE_MISSING},
    {WF_STR_INIT(":"), WF_VALUE_MISSING},
    {WF_STR_INIT("."), WF_VALUE_MISSING},
    {WF_STR_INIT("x"), WF_VALUE_MISSING},
    {WF_STR_INIT("[x]"), WF_VALUE_MISSING},
    {WF_STR_INIT("z"), WF_VALUE_MISSING},
    {WF_STR_INIT("[z]"), WF_VALUE_MISSING},
    {WF_STR_INIT("no cohort"), WF_VALUE_MISSING},
    {WF_STR_INIT("ne"), WF_VALUE_MISSING},
    {WF_STR_INIT("not collected"), WF_VALUE_MISSING},
    {WF_STR_INIT("c"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("[c]"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("(c)"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("*"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("**"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("supp"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("suppressed"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("confidential"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("[low]"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("small cohort"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("small numbers"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("sc"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("fewer than 5"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("less than 5"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("fewer than 6"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("5 or fewer"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("fewer than 10"), WF_VALUE_SUPPRESSED},
    {WF_STR_INIT("10 or fewer"), WF_VALUE_SUPPRESSED},
};

static const struct {
    wf_str text;
    bool approximate, bound;
} qualifiers[] = {
    {WF_STR_INIT("approximately"), true, false},
    {WF_STR_INIT("approx."), true, false},
    {WF_STR_INIT("approx"), true, false},
    {WF_STR_INIT("about"), true, false},
    {WF_STR_INIT("around"), true, false},
    {WF_STR_INIT("circa"), true, false},
    {WF_STR_INIT("c."), true, false},
    {WF_STR_INIT("~"), true, false},
    {WF_STR_INIT("≈"), true, false},
    {WF_STR_INIT("at least"), false, true},
    {WF_STR_INIT("more than"), false, true},
    {WF_STR_INIT("over"), false, true},
    {WF_STR_INIT("above"), false, true},
    {WF_STR_INIT("below"), false, true},
    {WF_STR_INIT("less than"), false, true},
    {WF_STR_INIT("under"), false, true},
    {WF_STR_INIT("up to"), false, true},
    {WF_STR_INIT(">="), false, true},
    {WF_STR_INIT("<="), false, true},
    {WF_STR_INIT("≥"), false, true},
    {WF_STR_INIT("≤"), false, true},
    {WF_STR_INIT(">"), false, true},
    {WF_STR_INIT("<"), false, true},
};

static const struct {
    wf_str text;
    wf_unit unit;
} units[] = {
    {WF_STR_INIT("%"), WF_UNIT_PERCENT},
    {WF_STR_INIT("per cent"), WF_UNIT_PERCENT},
    {WF_STR_INIT("percent"), WF_UNIT_PERCENT},
    {WF_STR_INIT("percentage points"), WF_UNIT_POINTS},
    {WF_STR_INIT("percentage point"), WF_UNIT_POINTS},
    {WF_STR_INIT("ppts"), WF_UNIT_POINTS},
    {WF_STR_INIT("ppt"), WF_UNIT_POINTS},
    {WF_STR_INIT("pp"), WF_UNIT_POINTS},
    {WF_STR_INIT("%pts"), WF_UNIT_POINTS},
    {WF_STR_INIT("days"), WF_UNIT_DAYS},
    {WF_STR_INIT("day"), WF_UNIT_DAYS},
    {WF_STR_INIT("pupils"), WF_UNIT_COUNT},
    {WF_STR_INIT("pupil"), WF_UNIT_COUNT},
    {WF_STR_INIT("children"), WF_UNIT_COUNT},
    {WF_STR_INIT("incidents"), WF_UNIT_COUNT},
    {WF_STR_INIT("points"), WF_UNIT_SCORE},
    {WF_STR_INIT("pts"), WF_UNIT_SCORE},
};

typedef struct reader {
    wf_str s;
    size_t i;
} reader;

static void skip_spaces(reader *r)
{
    while (r->i < r->s.n && r->s.p[r->i] == ' ')
        r->i++;
}

static wf_str rest(const reader *r)
{
    return wf_str_sub(r->s, r->i, r->s.n);
}

static bool take(reader *r, wf_str text)
{
    if (!wf_str_starts_with(rest(r), text))
        return false;
    /* a word ends at a word's end: "under", not "undergraduates" */
    size_t end = r->i + text.n;
    if (wf_is_letter(text.p[text.n - 1]) && end < r->s.n && wf_is_letter(r->s.p[end]))
        return false;
    r->i = end;
    return true;
}

static void read_qualifiers(reader *r, wf_value *v)
{
    for (size_t k = 0; k < sizeof qualifiers / sizeof qualifiers[0]; k++) {
        skip_spaces(r);
        if (take(r, qualifiers[k].text)) {
            v->approximate = v->approximate || qualifiers[k].approximate;
            v->bound = v->bound || qualifiers[k].bound;
        }
    }
    skip_spaces(r);
}

static bool read_number(reader *r, wf_value *v)
{
    bool negative = false;
    if (take(r, WF_STR("-")))
        negative = true;
    else
        (void)take(r, WF_STR("+"));
    skip_spaces(r);
    if (take(r, WF_STR("£")))
        v->unit = WF_UNIT_GBP;
    double value = 0;
    size_t bytes = wf_number_scan(rest(r), &value);
    if (bytes == 0)
        return false;
    r->i += bytes;
    if (v->unit == WF_UNIT_GBP && take(r, WF_STR("k")))
        value *= 1000.0;
    v->value = negative ? -value : value;
    return true;
}

static void read_unit(reader *r, wf_value *v)
{
    skip_spaces(r);
    size_t longest = 0;
    size_t best = 0;
    for (size_t k = 0; k < sizeof units / sizeof units[0]; k++) {
        reader probe = *r;
        if (take(&probe, units[k].text) && units[k].text.n > longest) {
            longest = units[k].text.n;
            best = k;
        }
    }
    if (longest == 0)
        return;
    r->i += longest;
    v->unit = units[best].unit;
}

static bool read_count(reader *r, int64_t *out)
{
    double value = 0;
    size_t bytes = wf_number_scan(rest(r), &value);
    if (bytes == 0 || value > 1e9 || value < 0)
        return false;
    *out = (int64_t)value;
    if ((double)*out < value)
        return false;
    r->i += bytes;
    return true;
}

/* "13/21", "13 of 21", "13 out of 21": true where one stood there. */
static bool read_denominator(reader *r, int64_t *out)
{
    reader probe = *r;
    skip_spaces(&probe);
    bool joined = take(&probe, WF_STR("/")) || take(&probe, WF_STR("out of")) ||
                  take(&probe, WF_STR("of"));
    skip_spaces(&probe);
    if (!joined || !read_count(&probe, out) || *out == 0)
        return false;
    *r = probe;
    return true;
}

/* "(13/21)", "(n=21)", "(21 pupils)", "(p)" */
static bool read_bracket(reader *r, wf_value *v)
{
    reader probe = *r;
    skip_spaces(&probe);
    if (!take(&probe, WF_STR("(")) && !take(&probe, WF_STR("[")))
        return false;
    skip_spaces(&probe);
    int64_t n = 0;
    if (take(&probe, WF_STR("provisional")) || take(&probe, WF_STR("p"))) {
        v->provisional = true;
    } else {
        bool is_n = take(&probe, WF_STR("n"));
        skip_spaces(&probe);
        (void)(take(&probe, WF_STR("=")) || take(&probe, WF_STR(":")));
        skip_spaces(&probe);
        if (!read_count(&probe, &n))
            return false;
        bool of = read_denominator(&probe, &n);
        skip_spaces(&probe);
        bool pupils = take(&probe, WF_STR("pupils")) || take(&probe, WF_STR("children"));
        if (!is_n && !of && !pupils)
            return false;
        v->cohort = n;
    }
    skip_spaces(&probe);
    if (!take(&probe, WF_STR(")")) && !take(&probe, WF_STR("]")))
        return false;
    *r = probe;
    return true;
}

/* Arrows and stars after a value show its trend or a footnote. */
static void skip_marks(reader *r)
{
    static const wf_str marks[] = {WF_STR_INIT("↑"), WF_STR_INIT("↓"), WF_STR_INIT("→"),
                                   WF_STR_INIT("↔"), WF_STR_INIT("↗"), WF_STR_INIT("↘"),
                                   WF_STR_INIT("▲"), WF_STR_INIT("▼"), WF_STR_INIT("▶"),
                                   WF_STR_INIT("⬆"), WF_STR_INIT("⬇"), WF_STR_INIT("*"),
                                   WF_STR_INIT("†"), WF_STR_INIT("."), WF_STR_INIT(" ")};
    for (size_t k = 0; k < sizeof marks / sizeof marks[0];)
        k = take(r, marks[k]) ? 0 : k + 1;
}

static bool is_shorthand(wf_str folded, wf_value *v)
{
    for (size_t k = 0; k < sizeof shorthands / sizeof shorthands[0]; k++)
        if (wf_str_eq(shorthands[k].text, folded)) {
            v->kind = shorthands[k].kind;
            return true;
        }
    if (wf_str_eq(folded, WF_STR("nil")) || wf_str_eq(folded, WF_STR("zero"))) {
        v->kind = WF_VALUE_NUMBER;
        return true;
    }
    return false;
}

wf_value wf_value_parse(wf_str text)
{
    char buf[FOLDED_MAX];
    bool truncated;
    wf_value none = {.kind = WF_VALUE_TEXT};
    wf_value v = none;
    reader r = {.s = wf_fold_into(text, buf, sizeof buf, &truncated)};
    if (truncated)
        return none;
    if (is_shorthand(r.s, &v))
        return v;
    read_qualifiers(&r, &v);
    if (!read_number(&r, &v))
        return none;
    int64_t of = 0;
    if (v.unit == WF_UNIT_NONE && read_denominator(&r, &of)) {
        if (v.value < 0 || v.value > (double)of)
            return none;
        v.value = v.value * 100.0 / (double)of;
        v.unit = WF_UNIT_PERCENT;
        v.cohort = of;
    }
    read_unit(&r, &v);
    for (int k = 0; k < 2; k++)
        (void)read_bracket(&r, &v);
    skip_marks(&r);
    if (r.i < r.s.n)
        return none;
    v.kind = WF_VALUE_NUMBER;
    /* "<5" of a count hides a small number; "<5%" is a limit. */
    if (v.bound && r.s.p[0] == '<' && v.unit == WF_UNIT_NONE && v.value <= 11.0)
        v.kind = WF_VALUE_SUPPRESSED;
    return v;
}
