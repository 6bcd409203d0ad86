#include "engine/store/tables.h"

#include "engine/base/strbuf.h"
#include "engine/text/number.h"

#include <stdio.h>
#include <string.h>

#define COLUMN(type, member, as, column_kind)                                            \
    {                                                                                    \
        .name = as, .kind = column_kind, .offset = offsetof(type, member)                \
    }

#define O store_observation_row
static const store_column observation_columns[] = {
    COLUMN(O, school, "school", COLUMN_NAME),
    COLUMN(O, kpi, "kpi", COLUMN_NAME),
    COLUMN(O, period, "period", COLUMN_PERIOD),
    COLUMN(O, value, "value", COLUMN_NUMBER),
    COLUMN(O, cohort, "cohort", COLUMN_REAL),
    COLUMN(O, comment, "comment", COLUMN_TEXT),
    COLUMN(O, at, "at", COLUMN_TEXT),
};
#define P store_plan_row
static const store_column plan_columns[] = {
    COLUMN(P, school, "school", COLUMN_NAME),
    COLUMN(P, urn, "urn", COLUMN_TEXT),
    COLUMN(P, family, "family", COLUMN_TEXT),
    COLUMN(P, academic_year, "academic_year", COLUMN_TEXT),
    COLUMN(P, title, "title", COLUMN_TEXT),
    COLUMN(P, json, "json", COLUMN_TEXT),
};
#define D wf_store_decision
static const store_column decision_columns[] = {
    COLUMN(D, kind, "kind", COLUMN_TEXT),
    COLUMN(D, school, "school", COLUMN_NAME),
    COLUMN(D, key, "key", COLUMN_TEXT),
    COLUMN(D, value, "value", COLUMN_TEXT),
    COLUMN(D, details, "details", COLUMN_TEXT),
    COLUMN(D, reason, "reason", COLUMN_TEXT),
    COLUMN(D, by, "by_whom", COLUMN_TEXT),
    COLUMN(D, on, "day", COLUMN_DATE),
    COLUMN(D, review, "review", COLUMN_DATE),
    COLUMN(D, dropped, "dropped", COLUMN_BOOL),
    COLUMN(D, at, "at", COLUMN_TEXT),
};
static const store_column setup_columns[] = {
    COLUMN(store_setup_row, name, "name", COLUMN_TEXT),
    COLUMN(store_setup_row, logo, "logo", COLUMN_TEXT),
    COLUMN(store_setup_row, main_colour, "main_colour", COLUMN_INT32),
    COLUMN(store_setup_row, second_colour, "second_colour", COLUMN_INT32),
};
#define S wf_trust_school
static const store_column school_columns[] = {
    COLUMN(S, name, "name", COLUMN_TEXT),
    COLUMN(S, urn, "urn", COLUMN_TEXT),
    COLUMN(S, phase, "phase", COLUMN_PHASE),
    COLUMN(S, region, "region", COLUMN_TEXT),
    COLUMN(S, area, "area", COLUMN_TEXT),
    COLUMN(S, pupils, "pupils", COLUMN_INT64),
    COLUMN(S, head_since, "head_since", COLUMN_DATE),
    COLUMN(S, category, "category", COLUMN_TEXT),
    COLUMN(S, category_reason, "category_reason", COLUMN_TEXT),
    COLUMN(S, category_by, "category_by", COLUMN_TEXT),
    COLUMN(S, category_on, "category_on", COLUMN_DATE),
    COLUMN(S, last_year, "last_year", COLUMN_TEXT),
    COLUMN(S, other_names, "other_names", COLUMN_TEXTS),
    COLUMN(S, contact, "contact", COLUMN_TEXT),
    COLUMN(S, at, "at", COLUMN_TEXT),
};
#define I store_inspection_row
static const store_column inspection_columns[] = {
    COLUMN(I, school, "school", COLUMN_TEXT),
    COLUMN(I, inspection.on, "day", COLUMN_DATE),
    COLUMN(I, inspection.framework, "framework", COLUMN_TEXT),
    COLUMN(I, inspection.area, "area", COLUMN_TEXT),
    COLUMN(I, inspection.judgement, "judgement", COLUMN_TEXT),
    COLUMN(I, inspection.at, "at", COLUMN_TEXT),
};
#define K wf_trust_kpi
static const store_column kpi_columns[] = {
    COLUMN(K, code, "code", COLUMN_TEXT),
    COLUMN(K, name, "name", COLUMN_TEXT),
    COLUMN(K, definition, "definition", COLUMN_TEXT),
    COLUMN(K, area, "area", COLUMN_TEXT),
    COLUMN(K, unit, "unit", COLUMN_UNIT),
    COLUMN(K, direction, "direction", COLUMN_DIRECTION),
    COLUMN(K, phases, "phases", COLUMN_INT32),
    COLUMN(K, national, "national", COLUMN_NUMBER),
    COLUMN(K, national_year, "national_year", COLUMN_TEXT),
    COLUMN(K, national_source, "national_source", COLUMN_TEXT),
    COLUMN(K, tolerance, "tolerance", COLUMN_NUMBER),
    COLUMN(K, minimum, "minimum", COLUMN_NUMBER),
    COLUMN(K, maximum, "maximum", COLUMN_NUMBER),
    COLUMN(K, needs_cohort, "needs_cohort", COLUMN_BOOL),
    COLUMN(K, terms, "terms", COLUMN_BYTE),
    COLUMN(K, other_names, "other_names", COLUMN_TEXTS),
    COLUMN(K, at, "at", COLUMN_TEXT),
};
#define T store_target_row
static const store_column target_columns[] = {
    COLUMN(T, school, "school", COLUMN_NAME),
    COLUMN(T, kpi, "kpi", COLUMN_NAME),
    COLUMN(T, unit, "unit", COLUMN_UNIT),
    COLUMN(T, direction, "direction", COLUMN_DIRECTION),
    COLUMN(T, baseline, "baseline", COLUMN_NUMBER),
    COLUMN(T, target, "target", COLUMN_NUMBER),
    COLUMN(T, national, "national", COLUMN_NUMBER),
    COLUMN(T, baseline_period, "baseline_period", COLUMN_PERIOD),
    COLUMN(T, deadline, "deadline", COLUMN_PERIOD),
    COLUMN(T, at, "at", COLUMN_TEXT),
};
#define R wf_trust_provider
static const store_column provider_columns[] = {
    COLUMN(R, name, "name", COLUMN_TEXT),
    COLUMN(R, role, "role", COLUMN_TEXT),
    COLUMN(R, base_school, "base_school", COLUMN_TEXT),
    COLUMN(R, area, "area", COLUMN_TEXT),
    COLUMN(R, specialisms, "specialisms", COLUMN_TEXTS),
    COLUMN(R, days[0], "days_1", COLUMN_NUMBER),
    COLUMN(R, days[1], "days_2", COLUMN_NUMBER),
    COLUMN(R, days[2], "days_3", COLUMN_NUMBER),
    COLUMN(R, days[3], "days_4", COLUMN_NUMBER),
    COLUMN(R, days[4], "days_5", COLUMN_NUMBER),
    COLUMN(R, days[5], "days_6", COLUMN_NUMBER),
    COLUMN(R, cost_per_day, "cost_per_day", COLUMN_NUMBER),
    COLUMN(R, travel_band, "travel_band", COLUMN_NUMBER),
    COLUMN(R, at, "at", COLUMN_TEXT),
};
static const store_column term_columns[] = {
    COLUMN(wf_trust_term, year, "year", COLUMN_INT32),
    COLUMN(wf_trust_term, term, "term", COLUMN_INT32),
    COLUMN(wf_trust_term, dates.start, "starts", COLUMN_DATE),
    COLUMN(wf_trust_term, dates.end, "ends", COLUMN_DATE),
    COLUMN(wf_trust_term, at, "at", COLUMN_TEXT),
};
static const store_column closed_day_columns[] = {
    COLUMN(store_day_row, day, "day", COLUMN_DATE),
};
static const store_column setting_columns[] = {
    COLUMN(wf_trust_setting, name, "name", COLUMN_TEXT),
    COLUMN(wf_trust_setting, value, "value", COLUMN_TEXT),
    COLUMN(wf_trust_setting, note, "note", COLUMN_TEXT),
    COLUMN(wf_trust_setting, at, "at", COLUMN_TEXT),
};

#define TABLE(text, list, type)                                                          \
    {                                                                                    \
        .name = text, .columns = list, .count = sizeof(list) / sizeof *(list),           \
        .item_size = sizeof(type)                                                        \
    }
static const store_table tables[TABLES] = {
    [TABLE_OBSERVATIONS] = TABLE("observations", observation_columns, O),
    [TABLE_PLANS] = TABLE("plans", plan_columns, P),
    [TABLE_DECISIONS] = TABLE("decisions", decision_columns, D),
    [TABLE_SETUPS] = TABLE("setups", setup_columns, store_setup_row),
    [TABLE_SCHOOLS] = TABLE("schools", school_columns, S),
    [TABLE_INSPECTIONS] = TABLE("inspections", inspection_columns, I),
    [TABLE_KPIS] = TABLE("kpis", kpi_columns, K),
    [TABLE_TARGETS] = TABLE("targets", target_columns, T),
    [TABLE_PROVIDERS] = TABLE("providers", provider_columns, R),
    [TABLE_TERMS] = TABLE("terms", term_columns, wf_trust_term),
    [TABLE_CLOSED_DAYS] = TABLE("closed_days", closed_day_columns, store_day_row),
    [TABLE_SETTINGS] = TABLE("settings", setting_columns, wf_trust_setting),
};

const store_table *store_table_at(store_table_id id)
{
    return &tables[id];
}

wf_status store_table_load(store_table_id id, wf_arena *arena, store_load *out,
                           wf_error *err)
{
    static const char *const first[] = {"trust", "import", "seq"};
    enum {
        FIRST = sizeof first / sizeof *first
    };
    const store_table *table = &tables[id];
    const char **columns = wf_arena_array(arena, table->count + FIRST, sizeof *columns);
    if (columns == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < FIRST; i++)
        columns[i] = first[i];
    for (size_t i = 0; i < table->count; i++)
        columns[FIRST + i] = table->columns[i].name;
    *out = (store_load){
        .table = table->name, .columns = columns, .count = table->count + FIRST};
    return WF_OK;
}

wf_status store_table_list(store_table_id id, const char *prefix, wf_arena *arena,
                           const char **out, wf_error *err)
{
    wf_strbuf b = wf_strbuf_in(arena, 4096);
    for (size_t i = 0; i < tables[id].count; i++)
        wf_strbuf_printf(&b, "%s%s%s", i > 0 ? ", " : "", prefix,
                         tables[id].columns[i].name);
    wf_str text = wf_strbuf_str(&b);
    if (b.failed || b.truncated)
        return wf_fail_memory(err);
    *out = text.p;
    return WF_OK;
}

/* ---- periods: number * 4 + style, so that a year stands before its last half-term */

int64_t store_period_code(wf_period period)
{
    return period.number <= 0 ? 0 : (int64_t)period.number * 4 + (int64_t)period.style;
}

wf_period store_period_from_code(int64_t code)
{
    int64_t style = code % 4;
    if (code <= 0 || code > INT32_MAX || style > WF_PERIOD_HALF)
        return (wf_period){0};
    return (wf_period){.number = (int32_t)(code / 4), .style = (wf_period_style)style};
}

/* ---- enums by name */

static const char *unit_name(int value)
{
    return wf_unit_name((wf_unit)value);
}

static const char *direction_name(int value)
{
    return wf_direction_name((wf_direction)value);
}

static const char *phase_name(int value)
{
    return wf_phase_name((wf_phase)value);
}

static const struct {
    const char *(*name)(int value);
    int count;
} enums[] = {
    [COLUMN_UNIT] = {unit_name, WF_UNIT_RATIO + 1},
    [COLUMN_DIRECTION] = {direction_name, WF_DIRECTION_DOWN + 1},
    [COLUMN_PHASE] = {phase_name, WF_PHASES},
};

static int enum_from_name(store_column_kind kind, wf_str name)
{
    for (int i = 0; i < enums[kind].count; i++) {
        const char *text = enums[kind].name(i);
        if (text != NULL && wf_str_eq(wf_str_from(text), name))
            return i;
    }
    return 0;
}

/* ---- dates as text, which sorts and which people can read */

static wf_status date_value(wf_date date, wf_arena *arena, store_value *out)
{
    char buf[11];
    out->kind = STORE_TEXT;
    return wf_arena_str(arena, wf_str_from(wf_date_iso(date, buf)), &out->t);
}

static int digits(wf_str text, size_t from, size_t n)
{
    int value = 0;
    for (size_t i = from; i < from + n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return 0;
        value = value * 10 + (text.p[i] - '0');
    }
    return value;
}

static wf_date date_from_text(wf_str text)
{
    if (text.n != 10)
        return WF_DATE_NONE;
    return wf_date_from_ymd(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

/* ---- several texts as lines */

static wf_status texts_value(const wf_strs *texts, wf_arena *arena, store_value *out)
{
    wf_strbuf b = wf_strbuf_in(arena, 1 << 20);
    for (size_t i = 0; i < texts->n; i++) {
        if (i > 0)
            wf_strbuf_add_char(&b, '\n');
        wf_strbuf_add(&b, texts->items[i]);
    }
    *out = store_text(wf_strbuf_str(&b));
    return b.failed || b.truncated ? WF_E_MEMORY : WF_OK;
}

static wf_status texts_member(wf_str text, wf_arena *arena, wf_strs *out)
{
    size_t n = text.n > 0 ? 1 : 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    wf_str *items = wf_arena_array(arena, n, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < n; i++) {
        size_t end = wf_str_find(text, WF_STR("\n"), 0);
        WF_TRY(wf_arena_str(arena, wf_str_sub(text, 0, end), &items[i]));
        text = wf_str_sub(text, end == SIZE_MAX ? text.n : end + 1, text.n);
    }
    *out = (wf_strs){.items = items, .n = n};
    return WF_OK;
}

/* ---- members to values and back */

static const void *member_of(const store_column *column, const void *item)
{
    return (const char *)item + column->offset;
}

static store_value number_value(wf_number n)
{
    return n.present ? store_real(n.value) : store_null();
}

static int int_of(const void *member)
{
    int value = 0;
    memcpy(&value, member, sizeof value);
    return value;
}

wf_status store_column_value(const store_column *column, const void *item,
                             wf_arena *arena, store_value *out)
{
    const void *m = member_of(column, item);
    switch (column->kind) {
    case COLUMN_TEXT:
    case COLUMN_NAME:
        *out = store_text(*(const wf_str *)m);
        if (out->t.p == NULL)
            out->t = WF_STR_EMPTY;
        return WF_OK;
    case COLUMN_TEXTS:
        return texts_value(m, arena, out);
    case COLUMN_PERIOD:
        *out = store_int(store_period_code(*(const wf_period *)m));
        return WF_OK;
    case COLUMN_NUMBER:
        *out = number_value(*(const wf_number *)m);
        return WF_OK;
    case COLUMN_REAL:
        *out = store_real(*(const double *)m);
        return WF_OK;
    case COLUMN_INT64:
        *out = store_int(*(const int64_t *)m);
        return WF_OK;
    case COLUMN_INT32:
        *out = store_int(int_of(m));
        return WF_OK;
    case COLUMN_BYTE:
        *out = store_int(*(const uint8_t *)m);
        return WF_OK;
    case COLUMN_BOOL:
        *out = store_int(*(const bool *)m ? 1 : 0);
        return WF_OK;
    case COLUMN_DATE:
        return date_value(*(const wf_date *)m, arena, out);
    case COLUMN_UNIT:
    case COLUMN_DIRECTION:
    case COLUMN_PHASE:
        break;
    }
    const char *name = enums[column->kind].name(int_of(m));
    *out = store_text(wf_str_from(name));
    return WF_OK;
}

wf_status store_column_member(const store_column *column, store_value value,
                              wf_arena *arena, void *item)
{
    void *m = (char *)item + column->offset;
    double real = value.kind == STORE_INT ? (double)value.i : value.r;
    int whole = (int)value.i;
    switch (column->kind) {
    case COLUMN_TEXT:
    case COLUMN_NAME:
        return wf_arena_str(arena, value.t, m);
    case COLUMN_TEXTS:
        return texts_member(value.t, arena, m);
    case COLUMN_PERIOD:
        *(wf_period *)m = store_period_from_code(value.i);
        return WF_OK;
    case COLUMN_NUMBER:
        *(wf_number *)m = (wf_number){.value = value.kind == STORE_NULL ? 0 : real,
                                      .present = value.kind != STORE_NULL};
        return WF_OK;
    case COLUMN_REAL:
        *(double *)m = real;
        return WF_OK;
    case COLUMN_INT64:
        *(int64_t *)m = value.i;
        return WF_OK;
    case COLUMN_INT32:
        memcpy(m, &whole, sizeof whole);
        return WF_OK;
    case COLUMN_BYTE:
        *(uint8_t *)m = (uint8_t)value.i;
        return WF_OK;
    case COLUMN_BOOL:
        *(bool *)m = value.i != 0;
        return WF_OK;
    case COLUMN_DATE:
        *(wf_date *)m = date_from_text(value.t);
        return WF_OK;
    case COLUMN_UNIT:
    case COLUMN_DIRECTION:
    case COLUMN_PHASE:
        break;
    }
    whole = enum_from_name(column->kind, value.t);
    memcpy(m, &whole, sizeof whole);
    return WF_OK;
}

wf_str store_column_text(const store_column *column, store_value value, char buf[64])
{
    if (value.kind == STORE_TEXT)
        return value.t;
    if (value.kind == STORE_NULL)
        return WF_STR_EMPTY;
    if (column->kind == COLUMN_PERIOD)
        return wf_str_from(wf_period_text(store_period_from_code(value.i), buf));
    if (value.kind == STORE_REAL || column->kind == COLUMN_REAL ||
        column->kind == COLUMN_NUMBER)
        return wf_number_print_exact(value.kind == STORE_INT ? (double)value.i : value.r,
                                     buf);
    int n = snprintf(buf, 64, "%lld", (long long)value.i);
    return (wf_str){.p = buf, .n = n > 0 ? (size_t)n : 0};
}
