/* One value as a cell gives it: what can be told by the cell and the set-up alone. */
#include "engine/capture/capture_private.h"

#include "engine/base/strbuf.h"
#include "engine/text/number.h"
#include "engine/text/percent.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum {
    MESSAGE_MOST = 400
};
#define MOST_PUPILS 1e6

static bool push_finding(wf_capture_findings *list, wf_arena *arena,
                         const wf_capture_finding *finding)
{
    wf_capture_finding *items =
        wf_arena_push_room(arena, list->items, list->n, &list->cap, sizeof *items);
    if (items == NULL)
        return false;
    list->items = items;
    items[list->n++] = *finding;
    return true;
}

bool capture_find(wf_capture_reply *reply, wf_arena *arena,
                  const wf_capture_finding *finding, const char *fmt, ...)
{
    char message[MESSAGE_MOST];
    wf_capture_finding made = *finding;
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    if (n < 0)
        return false;
    if (made.at.p == NULL)
        made.at = WF_STR_EMPTY;
    if (made.kpi.p == NULL)
        made.kpi = WF_STR_EMPTY;
    if (wf_arena_str(arena, made.at, &made.at) != WF_OK ||
        wf_arena_str(arena, wf_str_from(message), &made.message) != WF_OK)
        return false;
    return push_finding(&reply->findings, arena, &made);
}

/* What a cell turned out to be. */
typedef struct outcome {
    enum {
        NOTHING,
        NUMBER,
        HIDDEN,
        NOT_COLLECTED,
        WRONG
    } kind;
    double number;
    const char *code; /* WRONG: which finding */
    wf_str shown;     /* its text, for the message */
    bool was_text;
    int64_t cohort; /* "13/21" gives one */
} outcome;

/* Does a number format show per cent: "0.0%", not "0.0\"%\""? */
static bool shows_percent(wf_str format)
{
    bool quoted = false;
    for (size_t i = 0; i < format.n; i++) {
        if (format.p[i] == '"')
            quoted = !quoted;
        else if (format.p[i] == '\\')
            i++;
        else if (format.p[i] == '%' && !quoted)
            return true;
    }
    return false;
}

static outcome text_outcome(wf_str text, wf_unit unit)
{
    wf_value value = wf_value_parse(text);
    outcome out = {
        .kind = WRONG, .code = "not-a-number", .shown = text, .was_text = true};
    bool unit_fits = value.unit == WF_UNIT_NONE || value.unit == unit ||
                     (value.unit == WF_UNIT_PERCENT && unit == WF_UNIT_POINTS);
    switch (value.kind) {
    case WF_VALUE_TEXT:
        break;
    case WF_VALUE_MISSING:
        out.kind = NOT_COLLECTED;
        break;
    case WF_VALUE_SUPPRESSED:
        out.kind = HIDDEN;
        break;
    case WF_VALUE_NUMBER:
        if (value.bound || value.approximate || !unit_fits)
            break;
        out.kind = NUMBER;
        out.number = value.value;
        out.cohort = value.cohort;
        break;
    }
    return out;
}

static outcome cell_outcome(const wf_document *doc, const wf_cell *cell, wf_unit unit,
                            wf_arena *arena)
{
    outcome out = {.kind = NOTHING, .shown = WF_STR_EMPTY};
    if (cell == NULL || cell->kind == WF_CELL_BLANK)
        return out;
    if (wf_cell_text(doc, cell, arena, &out.shown) != WF_OK)
        out.shown = WF_STR_EMPTY;
    out.kind = WRONG;
    if ((cell->flags & WF_CELL_FORMULA) != 0) {
        out.code = "formula";
        return out;
    }
    switch ((wf_cell_kind)cell->kind) {
    case WF_CELL_BLANK:
        break;
    case WF_CELL_TEXT:
        return text_outcome(wf_str_trim(out.shown), unit);
    case WF_CELL_NUMBER: {
        const wf_style *style = wf_document_style(doc, cell->style);
        bool percent =
            shows_percent(wf_document_number_format(doc, style->number_format));
        out.kind = NUMBER;
        out.number = cell->as.number * (percent && unit != WF_UNIT_RATIO ? 100 : 1);
        break;
    }
    case WF_CELL_DATE:
        out.code = "date";
        break;
    case WF_CELL_BOOLEAN:
        out.code = "not-a-number";
        break;
    case WF_CELL_ERROR:
        out.code = "error-value";
        break;
    }
    return out;
}

/* What is said of a wrong cell. */
static const struct {
    wf_str code;
    const char *message;
} wrong_words[] = {
    {WF_STR_INIT("formula"),
     "holds a formula (its value was %.*s): type the value itself"},
    {WF_STR_INIT("date"), "%.*s is a date: a number was expected"},
    {WF_STR_INIT("error-value"), "shows %.*s: a number was expected"},
    {WF_STR_INIT("not-a-number"), "\"%.*s\" is not a number"},
};

static const char *words_of(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(wrong_words); i++)
        if (wf_str_eq(wrong_words[i].code, wf_str_from(code)))
            return wrong_words[i].message;
    return "\"%.*s\" cannot be used";
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the table above */
#endif
static bool refuse_wrong(wf_capture_reply *reply, wf_arena *arena,
                         const wf_trust_kpi *kpi, wf_str at, const outcome *o)
{
    wf_str shown = wf_str_sub(o->shown, 0, 80);
    return capture_find(
        reply, arena,
        &(wf_capture_finding){
            .level = WF_CAPTURE_REFUSED, .code = o->code, .kpi = kpi->code, .at = at},
        words_of(o->code), WF_STR_ARG(shown));
}
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

static bool refuse_range(wf_capture_reply *reply, wf_arena *arena,
                         const wf_trust_kpi *kpi, wf_str at, double value)
{
    char v[WF_NUMBER_CHARS], low[WF_NUMBER_CHARS], high[WF_NUMBER_CHARS];
    wf_str is = wf_number_print(value, v);
    wf_str from = wf_number_print(capture_least(kpi).value, low);
    wf_str to = wf_number_print(capture_most(kpi).value, high);
    return capture_find(reply, arena,
                        &(wf_capture_finding){.level = WF_CAPTURE_REFUSED,
                                              .code = "out-of-range",
                                              .kpi = kpi->code,
                                              .at = at},
                        kpi->unit == WF_UNIT_PERCENT
                            ? "%.*s is not a percentage (%.*s\u2013%.*s)"
                            : "%.*s is outside what can be (%.*s\u2013%.*s)",
                        WF_STR_ARG(is), WF_STR_ARG(from), WF_STR_ARG(to));
}

/* The pupils behind a value: a whole number, or refused by itself. */
static bool take_cohort(wf_capture_reply *reply, const wf_trust_kpi *kpi,
                        const capture_cell *cell, wf_capture_value *value,
                        wf_arena *arena)
{
    outcome o = {.kind = NOTHING};
    if (cell->doc != NULL)
        o = cell_outcome(cell->doc, cell->cohort, WF_UNIT_COUNT, arena);
    else if (cell->known_cohort > 0)
        o = (outcome){.kind = NUMBER, .number = cell->known_cohort};
    if (o.kind == WRONG)
        return refuse_wrong(reply, arena, kpi, cell->cohort_at, &o);
    if (o.kind != NUMBER)
        return true;
    if (o.number < 1 || o.number > MOST_PUPILS ||
        fabs(o.number - round(o.number)) > 1e-9) {
        char text[WF_NUMBER_CHARS];
        wf_str shown = wf_number_print(o.number, text);
        return capture_find(reply, arena,
                            &(wf_capture_finding){.level = WF_CAPTURE_REFUSED,
                                                  .code = "cohort",
                                                  .kpi = kpi->code,
                                                  .at = cell->cohort_at},
                            "%.*s is not a number of pupils: the value is kept without "
                            "it",
                            WF_STR_ARG(shown));
    }
    value->cohort = round(o.number);
    return true;
}

static bool begins_not_collected(wf_str comment)
{
    comment = wf_str_trim(comment);
    return wf_str_eq_nocase(wf_str_sub(comment, 0, 3), WF_STR("n/a"));
}

static bool push_value(wf_capture_reply *reply, wf_arena *arena,
                       const wf_capture_value *value)
{
    wf_capture_value *items = wf_arena_push_room(arena, reply->values, reply->value_count,
                                                 &reply->value_cap, sizeof *items);
    if (items == NULL)
        return false;
    reply->values = items;
    items[reply->value_count++] = *value;
    return true;
}

static outcome outcome_of(const wf_trust_kpi *kpi, const capture_cell *cell,
                          wf_arena *arena)
{
    if (cell->doc != NULL)
        return cell_outcome(cell->doc, cell->value, kpi->unit, arena);
    if (cell->suppressed)
        return (outcome){.kind = HIDDEN};
    if (!cell->known.present)
        return (outcome){.kind = NOTHING};
    return (outcome){.kind = NUMBER, .number = cell->known.value};
}

/* A number that can be: with its pupils, and what is odd about it. */
static bool take_number(wf_capture_reply *reply, const wf_trust_kpi *kpi,
                        const capture_cell *cell, const outcome *o,
                        wf_capture_value *value, wf_arena *arena)
{
    if (!(o->number >= capture_least(kpi).value && o->number <= capture_most(kpi).value))
        return refuse_range(reply, arena, kpi, cell->at, o->number);
    value->value = (wf_number){o->number, true};
    value->cohort = o->cohort > 0 ? (double)o->cohort : 0;
    if (!take_cohort(reply, kpi, cell, value, arena))
        return false;
    wf_capture_finding odd = {.level = WF_CAPTURE_NOTE,
                              .code = "text-number",
                              .kpi = kpi->code,
                              .at = cell->at};
    char text[WF_NUMBER_CHARS];
    wf_str read = wf_number_print(o->number, text);
    if (o->was_text && reply->kind == WF_CAPTURE_FORM &&
        !capture_find(reply, arena, &odd, "the text \"%.*s\" was read as %.*s",
                      WF_STR_ARG(o->shown), WF_STR_ARG(read)))
        return false;
    odd.code = "no-cohort";
    odd.level = WF_CAPTURE_DOUBT;
    if (kpi->needs_cohort && value->cohort <= 0 &&
        !capture_find(reply, arena, &odd, "the number of pupils behind it is missing"))
        return false;
    return push_value(reply, arena, value);
}

wf_status capture_take(wf_capture_reply *reply, const wf_trust_kpi *kpi,
                       const capture_cell *cell, wf_arena *arena)
{
    outcome o = outcome_of(kpi, cell, arena);
    wf_capture_value value = {.kpi = kpi,
                              .school = cell->school,
                              .period = cell->period,
                              .comment = cell->comment};
    bool done = true;
    WF_TRY(wf_arena_str(arena, cell->at, &value.at));
    if (o.kind == NOTHING && begins_not_collected(cell->comment))
        o.kind = NOT_COLLECTED;
    switch (o.kind) {
    case NOTHING:
        break;
    case NUMBER:
        done = take_number(reply, kpi, cell, &o, &value, arena);
        break;
    case HIDDEN:
        done = push_value(reply, arena, &value);
        break;
    case NOT_COLLECTED:
        value.not_collected = true;
        done = push_value(reply, arena, &value);
        break;
    case WRONG:
        done = refuse_wrong(reply, arena, kpi, cell->at, &o);
        break;
    }
    return done ? WF_OK : WF_E_MEMORY;
}

/* ---- the same KPI twice ---------------------------------------------------------- */

static bool same_thing(const wf_capture_value *a, const wf_capture_value *b)
{
    return a->kpi == b->kpi && wf_str_eq(a->school, b->school) &&
           wf_str_eq(a->period, b->period);
}

static bool same_value(const wf_capture_value *a, const wf_capture_value *b)
{
    return a->value.present == b->value.present && a->not_collected == b->not_collected &&
           fabs(a->value.value - b->value.value) < 1e-12 &&
           fabs(a->cohort - b->cohort) < 0.5;
}

/* An open table from (school, KPI, period) to the first value of it. */
typedef struct firsts {
    size_t *slots; /* index + 1; 0 is free */
    size_t size;   /* a power of two */
} firsts;

static size_t slot_of(const firsts *table, const wf_capture_reply *reply, size_t index)
{
    const wf_capture_value *v = &reply->values[index];
    uint64_t hash = capture_hash(CAPTURE_HASH_SEED, v->school);
    hash = capture_hash(capture_hash(hash, v->period), v->kpi->code);
    size_t at = (size_t)(hash ^ hash >> 29) & (table->size - 1);
    while (table->slots[at] != 0 && !same_thing(&reply->values[table->slots[at] - 1], v))
        at = (at + 1) & (table->size - 1);
    return at;
}

static bool tell_twice(wf_capture_reply *reply, const wf_capture_value *a,
                       const wf_capture_value *b, bool equal, wf_arena *arena)
{
    wf_capture_finding finding = {.level = equal ? WF_CAPTURE_NOTE : WF_CAPTURE_REFUSED,
                                  .code = "twice",
                                  .kpi = b->kpi->code,
                                  .at = b->at};
    if (equal)
        return capture_find(reply, arena, &finding,
                            "stands at %.*s too, with the same "
                            "value",
                            WF_STR_ARG(a->at));
    return capture_find(reply, arena, &finding,
                        "stands at %.*s too, with another value: neither is kept",
                        WF_STR_ARG(a->at));
}

wf_status capture_refuse_twice(wf_capture_reply *reply, wf_arena *arena)
{
    size_t n = reply->value_count, kept = 0;
    firsts table = {.size = 16};
    while (table.size < 2 * n)
        table.size *= 2;
    table.slots = wf_arena_array(arena, table.size, sizeof *table.slots);
    bool *drop = wf_arena_array(arena, n, sizeof *drop);
    if (table.slots == NULL || drop == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < n; i++) {
        size_t at = slot_of(&table, reply, i);
        if (table.slots[at] == 0) {
            table.slots[at] = i + 1;
            continue;
        }
        size_t first = table.slots[at] - 1;
        bool equal = same_value(&reply->values[first], &reply->values[i]);
        drop[i] = true;
        drop[first] = drop[first] || !equal;
        if (!tell_twice(reply, &reply->values[first], &reply->values[i], equal, arena))
            return WF_E_MEMORY;
    }
    for (size_t i = 0; i < n; i++)
        if (!drop[i])
            reply->values[kept++] = reply->values[i];
    reply->value_count = kept;
    return WF_OK;
}
