/* A table of observations becomes a panel. */
#include "engine/progress/csv_table.h"
#include "engine/text/number.h"
#include "wayforward/progress.h"

typedef enum column {
    SCHOOL,
    KPI,
    PERIOD,
    VALUE,
    COHORT,
    UNIT,
    BASELINE,
    TARGET,
    NATIONAL,
    DIRECTION,
    DEADLINE,
    COLUMNS
} column;

enum {
    NEEDED = COHORT
};

static const char *const column_names[COLUMNS] = {
    [SCHOOL] = "school",       [KPI] = "kpi",           [PERIOD] = "period",
    [VALUE] = "value",         [COHORT] = "cohort",     [UNIT] = "unit",
    [BASELINE] = "baseline",   [TARGET] = "target",     [NATIONAL] = "national",
    [DIRECTION] = "direction", [DEADLINE] = "deadline",
};

/* How publishers of school statistics write what they hide or do not have; lower case. */
static const struct {
    const char *mark;
    bool suppressed; /* else simply not there */
} marks[] = {
    {"x", true},    {"c", true},   {"supp", true}, {"[c]", true},  {"[low]", true},
    {"low", true},  {"<5", true},  {"<6", true},   {"<3", true},   {"*", true},
    {"[x]", false}, {"z", false},  {"[z]", false}, {"n/a", false}, {"na", false},
    {"ne", false},  {"np", false}, {"-", false},   {":", false},   {"..", false},
    {"", false},
};

static const struct {
    const char *word;
    wf_unit unit;
} units[] = {
    {"%", WF_UNIT_PERCENT}, {"percent", WF_UNIT_PERCENT}, {"per cent", WF_UNIT_PERCENT},
    {"pp", WF_UNIT_POINTS}, {"count", WF_UNIT_COUNT},     {"days", WF_UNIT_DAYS},
    {"GBP", WF_UNIT_GBP},   {"score", WF_UNIT_SCORE},     {"ratio", WF_UNIT_RATIO},
};

typedef struct reading {
    const csv_table *table;
    size_t column[COLUMNS];
    wf_arena *arena;
    wf_diags *diags;
    wf_panel panel;
    wf_str file;
} reading;

static wf_str cell(const reading *r, size_t row, column c)
{
    return csv_table_cell(r->table, row, r->column[c]);
}

bool wf_value_read(wf_str text, double *value, bool *suppressed, bool *missing)
{
    bool is_number = text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9';
    *suppressed = *missing = false;
    for (size_t i = 0; !is_number && i < sizeof marks / sizeof *marks; i++)
        if (wf_str_eq_nocase(text, wf_str_from(marks[i].mark))) {
            *suppressed = marks[i].suppressed;
            *missing = !marks[i].suppressed;
            return true;
        }
    if (wf_str_ends_with(text, WF_STR("%")))
        text = wf_str_trim(wf_str_sub(text, 0, text.n - 1));
    return wf_number_parse(text, value);
}

static wf_number read_number(wf_str text)
{
    wf_number n = {0};
    bool suppressed, missing;
    n.present =
        wf_value_read(text, &n.value, &suppressed, &missing) && !suppressed && !missing;
    return n;
}

static void complain(const reading *r, size_t row, wf_str what, const char *expected)
{
    wf_str at = WF_STR_EMPTY;
    if (wf_arena_printf(r->arena, &at, "line %u", (unsigned)r->table->lines[row]) !=
        WF_OK)
        at = WF_STR_EMPTY;
    wf_diag_add(r->diags, WF_D_VALUE_BAD, at, "\"%.*s\" is not %s: the row is left out",
                WF_STR_ARG(what), expected);
}

/* Whether the row holds an observation; fills it in. */
static bool read_row(const reading *r, size_t row, wf_panel_row *out)
{
    bool missing = false, unused_flag = false, cohort_missing = false;
    *out = (wf_panel_row){.school = cell(r, row, SCHOOL), .kpi = cell(r, row, KPI)};
    if (out->school.n == 0) {
        complain(r, row, cell(r, row, SCHOOL), "a school");
        return false;
    }
    if (!wf_period_parse(cell(r, row, PERIOD), &out->period)) {
        complain(r, row, cell(r, row, PERIOD), "a period such as 2026-27/autumn");
        return false;
    }
    if (!wf_value_read(cell(r, row, VALUE), &out->value, &out->suppressed, &missing)) {
        complain(r, row, cell(r, row, VALUE), "a number");
        return false;
    }
    if (!wf_value_read(cell(r, row, COHORT), &out->cohort, &unused_flag,
                       &cohort_missing) ||
        out->cohort < 0) {
        complain(r, row, cell(r, row, COHORT), "a number of pupils");
        out->cohort = 0;
    }
    out->file = r->file;
    return !missing;
}

static wf_unit read_unit(wf_str text)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (wf_str_eq_nocase(text, wf_str_from(units[i].word)))
            return units[i].unit;
    return WF_UNIT_NONE;
}

static bool has_target_columns(const reading *r)
{
    for (int c = UNIT; c < COLUMNS; c++)
        if (r->column[c] != SIZE_MAX)
            return true;
    return false;
}

static wf_panel_target read_target(const reading *r, size_t row, const wf_panel_row *of)
{
    wf_panel_target t = {.school = of->school,
                         .kpi = of->kpi,
                         .unit = read_unit(cell(r, row, UNIT)),
                         .baseline = read_number(cell(r, row, BASELINE)),
                         .target = read_number(cell(r, row, TARGET)),
                         .national = read_number(cell(r, row, NATIONAL)),
                         .at = WF_STR_EMPTY,
                         .file = r->file};
    if (wf_str_eq_nocase(cell(r, row, DIRECTION), WF_STR("up")))
        t.direction = WF_DIRECTION_UP;
    else if (wf_str_eq_nocase(cell(r, row, DIRECTION), WF_STR("down")))
        t.direction = WF_DIRECTION_DOWN;
    (void)wf_period_parse(cell(r, row, DEADLINE), &t.deadline);
    return t;
}

static wf_status read_rows(reading *r)
{
    size_t rows = r->table->rows;
    bool targets = has_target_columns(r);
    r->panel.rows = wf_arena_array(r->arena, rows, sizeof *r->panel.rows);
    if (targets)
        r->panel.targets = wf_arena_array(r->arena, rows, sizeof *r->panel.targets);
    if (r->panel.rows == NULL || (targets && r->panel.targets == NULL))
        return WF_E_MEMORY;
    for (size_t i = 0; i < rows; i++) {
        wf_panel_row row;
        if (!read_row(r, i, &row))
            continue;
        WF_TRY(
            wf_arena_printf(r->arena, &row.at, "line %u", (unsigned)r->table->lines[i]));
        r->panel.rows[r->panel.row_count++] = row;
        if (targets)
            r->panel.targets[r->panel.target_count++] = read_target(r, i, &row);
    }
    return WF_OK;
}

wf_status wf_panel_from_csv(const wf_input *in, wf_arena *arena, wf_diags *diags,
                            wf_panel *out, wf_error *err)
{
    csv_table table;
    WF_TRY(csv_table_read(in, arena, &table, err));
    reading r = {.table = &table, .arena = arena, .diags = diags};
    r.file = wf_str_from(in->name);
    for (int c = 0; c < COLUMNS; c++) {
        r.column[c] = csv_table_column(&table, wf_str_from(column_names[c]));
        if (c < NEEDED && r.column[c] == SIZE_MAX)
            return wf_fail(err, WF_E_FORMAT, &(wf_where){.file = in->name},
                           "there is no column \"%s\"; observations have school, kpi, "
                           "period, value and cohort",
                           column_names[c]);
    }
    if (read_rows(&r) != WF_OK)
        return wf_fail_memory(err);
    *out = r.panel;
    return WF_OK;
}
