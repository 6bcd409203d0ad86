/* Observations from a table of figures, row by row. */
#include "engine/base/cell_name.h"
#include "engine/store/store_parts.h"
#include "wayforward/csv.h"

#include <string.h>

typedef enum csv_column {
    SCHOOL,
    KPI,
    PERIOD,
    VALUE,
    COHORT,
    COMMENT,
    CSV_COLUMNS
} csv_column;

enum {
    NEEDED = COHORT,
    BATCH = 64,
    AT_CHARS = 24
};

static const char *const column_names[CSV_COLUMNS] = {
    [SCHOOL] = "school", [KPI] = "kpi",       [PERIOD] = "period",
    [VALUE] = "value",   [COHORT] = "cohort", [COMMENT] = "comment",
};

typedef struct csv_reading {
    wf_store *store;
    wf_diags *diags;
    bool has_header;
    size_t column[CSV_COLUMNS]; /* SIZE_MAX: not there */
    store_observation_row row;
    char at[AT_CHARS];
    size_t stored;
    wf_str last_period; /* of the row before: a file names the same again and again */
    wf_period last;
    char last_text[WF_PERIOD_TEXT];
} csv_reading;

static bool take_header(csv_reading *r, const wf_str *fields, size_t count)
{
    for (int c = 0; c < CSV_COLUMNS; c++) {
        r->column[c] = SIZE_MAX;
        for (size_t i = count; i-- > 0;)
            if (wf_str_eq_nocase(wf_str_trim(fields[i]), wf_str_from(column_names[c])))
                r->column[c] = i;
    }
    r->has_header = true;
    for (int c = 0; c < NEEDED; c++)
        if (r->column[c] == SIZE_MAX)
            return false;
    return true;
}

static wf_status refuse_header(const csv_reading *r, wf_error *err)
{
    for (int c = 0; c < NEEDED; c++)
        if (r->column[c] == SIZE_MAX)
            return wf_fail(err, WF_E_FORMAT, NULL,
                           "there is no column \"%s\"; observations have school, kpi, "
                           "period, value and cohort",
                           column_names[c]);
    return WF_OK;
}

static void name_cell(csv_reading *r, csv_column column, uint64_t row)
{
    size_t index = r->column[column] == SIZE_MAX ? 0 : r->column[column];
    wf_cell_name((uint32_t)row, (uint32_t)index, r->at);
}

static void complain(csv_reading *r, csv_column column, uint64_t row, wf_str what,
                     const char *expected)
{
    name_cell(r, column, row);
    wf_diag_add(r->diags, WF_D_VALUE_BAD, wf_str_from(r->at),
                "\"%.*s\" is not %s: the row is left out", WF_STR_ARG(what), expected);
}

static wf_str field_of(const csv_reading *r, const wf_str *fields, size_t count,
                       csv_column column)
{
    size_t i = r->column[column];
    return i < count ? wf_str_trim(fields[i]) : WF_STR_EMPTY;
}

static bool read_period(csv_reading *r, wf_str text, wf_period *out)
{
    if (r->last_period.n > 0 && wf_str_eq(r->last_period, text)) {
        *out = r->last;
        return true;
    }
    if (!wf_period_parse(text, out))
        return false;
    if (text.n < sizeof r->last_text) {
        memcpy(r->last_text, text.p, text.n);
        r->last_period = (wf_str){.p = r->last_text, .n = text.n};
        r->last = *out;
    }
    return true;
}

/* Whether the row holds an observation. */
static bool read_row(csv_reading *r, uint64_t row, const wf_str *fields, size_t count)
{
    store_observation_row *o = &r->row;
    bool suppressed = false;
    bool missing = false;
    bool no_cohort = false;
    bool unused = false;
    double value = 0;
    double cohort = 0;
    wf_str text = field_of(r, fields, count, VALUE);
    o->school = field_of(r, fields, count, SCHOOL);
    o->kpi = field_of(r, fields, count, KPI);
    o->comment = field_of(r, fields, count, COMMENT);
    if (!wf_value_read(text, &value, &suppressed, &missing)) {
        complain(r, VALUE, row, text, "a number");
        return false;
    }
    if (missing)
        return false;
    if (o->school.n == 0 || o->kpi.n == 0) {
        complain(r, o->school.n == 0 ? SCHOOL : KPI, row, WF_STR_EMPTY,
                 o->school.n == 0 ? "a school" : "a KPI");
        return false;
    }
    text = field_of(r, fields, count, PERIOD);
    if (!read_period(r, text, &o->period)) {
        complain(r, PERIOD, row, text, "a period such as 2026-27/T3");
        return false;
    }
    text = field_of(r, fields, count, COHORT);
    if (!wf_value_read(text, &cohort, &unused, &no_cohort) || cohort < 0) {
        complain(r, COHORT, row, text, "a number of pupils");
        return false;
    }
    o->value = (wf_number){.value = value, .present = !suppressed};
    o->cohort = cohort;
    name_cell(r, VALUE, row);
    o->at = wf_str_from(r->at);
    return true;
}

static wf_status take_row(void *context, uint64_t row, const wf_str *fields, size_t count,
                          wf_error *err)
{
    csv_reading *r = context;
    if (!r->has_header)
        return take_header(r, fields, count) ? WF_OK : refuse_header(r, err);
    if (!read_row(r, row, fields, count))
        return WF_OK;
    r->stored++;
    return store_put_rows(r->store, TABLE_OBSERVATIONS, &r->row, 1, err);
}

wf_status wf_store_put_csv(wf_store *store, const wf_input *in, wf_diags *diags,
                           size_t *stored, wf_error *err)
{
    csv_reading r = {.store = store, .diags = diags};
    wf_status status = wf_csv_rows(in, NULL, take_row, &r, NULL, err);
    if (status == WF_OK && !r.has_header)
        status = wf_fail(err, WF_E_FORMAT, NULL, "the file is empty");
    if (stored != NULL)
        *stored = r.stored;
    return status;
}

/* ---- looking at the first row */

static wf_status look_at_header(void *context, uint64_t row, const wf_str *fields,
                                size_t count, wf_error *err)
{
    (void)row;
    (void)err;
    bool *found = context;
    csv_reading r = {.has_header = false};
    *found = take_header(&r, fields, count);
    return WF_E_CANCELLED; /* seen enough */
}

bool wf_store_is_csv(const wf_input *in)
{
    enum {
        SAMPLE = 65536
    };
    bool found = false;
    wf_input head =
        wf_input_from_memory(in->data, in->size < SAMPLE ? in->size : SAMPLE, in->name);
    if (wf_csv_rows(&head, NULL, look_at_header, &found, NULL, NULL) == WF_OK)
        found = false;
    return found;
}
