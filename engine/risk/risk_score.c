/* Scoring: the probability of each school with its interval, its band and its reasons. */
#include "engine/risk/risk_finish.h"
#include "engine/risk/risk_model.h"
#include "engine/risk/risk_shipped.h"
#include <math.h>
#include <stdlib.h>

static const double z80 = 1.2815515655446004;

wf_status wf_risk_model_shipped(const char *title, wf_risk_model **out, wf_error *err)
{
    for (const risk_shipped_model *m = risk_shipped_models; m->title != NULL; m++)
        if (wf_str_eq(wf_str_from(m->title), wf_str_from(title))) {
            wf_input in = wf_input_from_memory(m->bytes, m->size, m->title);
            return wf_risk_model_read(&in, out, err);
        }
    return wf_fail(err, WF_E_ARGUMENT, NULL, "no risk model ships for \"%s\"", title);
}

typedef struct scoring {
    const wf_risk_model *model;
    const csv_table *table;
    const risk_weights *weights;
    wf_risk_thresholds thresholds;
    size_t *columns; /* of each feature in the table; SIZE_MAX: not there */
    double *x;       /* of one school: 1 and the terms */
    wf_arena *arena; /* of the results */
    wf_str file;
} scoring;

/* "C7": the cell of a table as a spreadsheet names it. */
static wf_status address_of(scoring *s, size_t row, size_t column, wf_str *out)
{
    char letters[8];
    size_t at = sizeof letters, rest = column + 1;
    if (column == SIZE_MAX) {
        *out = WF_STR_EMPTY;
        return WF_OK;
    }
    for (; rest > 0 && at > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return wf_arena_printf(s->arena, out, "%.*s%u", (int)(sizeof letters - at),
                           letters + at, (unsigned)s->table->lines[row]);
}

static wf_status take_reason(scoring *s, size_t row, size_t i, wf_risk_score *score,
                             double *eta)
{
    const risk_feature *f = &s->model->features[i];
    wf_str cell = csv_table_cell(s->table, row, s->columns[i]);
    double *values = s->x + 1 + f->first, sum = 0;
    bool known = risk_feature_values(s->model, f, cell, values);
    for (size_t t = 0; t < f->count; t++) {
        /* a column the table does not have says nothing: not even that the cell is empty
         */
        if (s->columns[i] == SIZE_MAX)
            values[t] = 0;
        sum += values[t] * s->model->terms[f->first + t].coefficient;
    }
    *eta += sum;
    wf_risk_reason *reason = &score->reasons[score->reason_count++];
    *reason = (wf_risk_reason){
        .log_odds = sum, .missing = !known, .could_move = known ? 0 : z80 * f->spread};
    reason->file = score->file;
    WF_TRY(address_of(s, row, s->columns[i], &reason->at));
    WF_TRY(wf_arena_str(s->arena, f->name, &reason->name));
    return wf_arena_str(s->arena, cell, &reason->value);
}

/* Variance of the log-odds: of the coefficients, and of what is missing. */
static double variance_of(const scoring *s, const wf_risk_score *score)
{
    size_t n = s->model->term_count + 1;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            sum += s->x[i] * s->x[j] * s->model->covariance[i * n + j];
    for (size_t i = 0; i < score->reason_count; i++) {
        double sd = score->reasons[i].could_move / z80;
        sum += sd * sd;
    }
    return sum;
}

static size_t naming_column(const csv_table *table)
{
    static const char *const names[] = {"urn", "school", "name"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t c = csv_table_column(table, wf_str_from(names[i]));
        if (c != SIZE_MAX)
            return c;
    }
    return 0;
}

static wf_status score_row(scoring *s, size_t row, wf_risk_score *score)
{
    double eta = s->model->intercept;
    size_t features = s->model->feature_count;
    *score = (wf_risk_score){
        .at = WF_STR_EMPTY,
        .urn = WF_STR_EMPTY,
        .rule = WF_STR_EMPTY,
        .set_by_person = {WF_STR_EMPTY, WF_STR_EMPTY, WF_STR_EMPTY, WF_DATE_NONE}};
    score->reasons = wf_arena_array(s->arena, features + 1, sizeof *score->reasons);
    if (score->reasons == NULL)
        return WF_E_MEMORY;
    wf_str name = csv_table_cell(s->table, row, naming_column(s->table));
    WF_TRY(wf_arena_str(s->arena, name, &score->school));
    WF_TRY(
        wf_arena_printf(s->arena, &score->at, "line %u", (unsigned)s->table->lines[row]));
    WF_TRY(wf_arena_str(s->arena, s->file, &score->file));
    s->x[0] = 1;
    for (size_t i = 0; i < features; i++)
        WF_TRY(take_reason(s, row, i, score, &eta));
    risk_finish(s->weights, &s->thresholds, eta, variance_of(s, score), score);
    return WF_OK;
}

static size_t known_columns(const wf_risk_model *model, const csv_table *table)
{
    size_t n = 0;
    for (size_t i = 0; i < model->feature_count; i++)
        n += csv_table_column(table, model->features[i].name) != SIZE_MAX;
    return n;
}

/* The shipped model that knows most of the table's columns; the first where two know as
 * many. */
static wf_status choose_shipped(const csv_table *table, wf_risk_model **out,
                                wf_error *err)
{
    wf_risk_model *best = NULL;
    size_t most = 0;
    for (const risk_shipped_model *m = risk_shipped_models; m->title != NULL; m++) {
        wf_risk_model *model = NULL;
        wf_status status = wf_risk_model_shipped(m->title, &model, err);
        if (status != WF_OK || model == NULL) {
            wf_risk_model_free(best);
            return status;
        }
        size_t known = known_columns(model, table);
        if (known > most) {
            wf_risk_model_free(best);
            best = model;
            most = known;
        } else {
            wf_risk_model_free(model);
        }
    }
    if (best == NULL)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "none of its columns is evidence that a shipped model knows");
    *out = best;
    return WF_OK;
}

static wf_status score_rows(scoring *s, wf_risk_scores *out, wf_arena *scratch,
                            wf_error *err)
{
    const wf_risk_model *m = s->model;
    s->columns = wf_arena_array(scratch, m->feature_count, sizeof *s->columns);
    s->x = wf_arena_array(scratch, m->term_count + 1, sizeof *s->x);
    out->items = wf_arena_array(out->arena, s->table->rows, sizeof *out->items);
    if (s->columns == NULL || s->x == NULL || out->items == NULL)
        return wf_fail_memory(err);
    if (known_columns(m, s->table) == 0)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "none of its columns is known to the model");
    for (size_t i = 0; i < m->feature_count; i++)
        s->columns[i] = csv_table_column(s->table, m->features[i].name);
    for (size_t r = 0; r < s->table->rows; r++) {
        if (score_row(s, r, &out->items[r]) != WF_OK)
            return wf_fail_memory(err);
        out->count++;
    }
    return wf_arena_str(out->arena, m->title, &out->model) == WF_OK ? WF_OK
                                                                    : wf_fail_memory(err);
}

static wf_status score_table(const wf_risk_model *model, const wf_input *csv, scoring *s,
                             wf_risk_scores *out, wf_error *err)
{
    csv_table table;
    risk_weights weights;
    wf_risk_model *shipped = NULL;
    wf_arena *scratch = wf_arena_new(0);
    if (scratch == NULL)
        return wf_fail_memory(err);
    wf_status status = risk_weights_read(scratch, &weights, err);
    if (status == WF_OK)
        status = csv_table_read(csv, scratch, &table, err);
    if (status == WF_OK && model == NULL) {
        status = choose_shipped(&table, &shipped, err);
        model = shipped;
    }
    if (status == WF_OK && model != NULL) {
        s->model = model;
        s->weights = &weights; /* both until the rows are scored: cleared below */
        s->table = &table;
        s->arena = out->arena;
        s->file = wf_str_from(csv->name);
        status = score_rows(s, out, scratch, err);
        s->table = NULL;
        s->weights = NULL;
    }
    wf_risk_model_free(shipped);
    wf_arena_free(scratch);
    wf_error_set_file(err, csv->name);
    return status;
}

wf_status wf_risk_score_table(const wf_risk_model *model, const wf_input *csv,
                              const wf_risk_thresholds *thresholds, wf_risk_scores **out,
                              wf_error *err)
{
    const wf_risk_thresholds defaults = WF_RISK_THRESHOLDS_INIT;
    scoring s = {.thresholds = thresholds != NULL ? *thresholds : defaults};
    WF_TRY(risk_check_thresholds(&s.thresholds, err));
    wf_arena *arena = wf_arena_new(0);
    wf_risk_scores *scores = arena != NULL ? wf_arena_alloc(arena, sizeof *scores) : NULL;
    if (scores == NULL) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    *scores = (wf_risk_scores){.arena = arena};
    wf_status status = score_table(model, csv, &s, scores, err);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return status;
    }
    *out = scores;
    return WF_OK;
}

void wf_risk_scores_free(wf_risk_scores *scores)
{
    if (scores != NULL)
        wf_arena_free(scores->arena);
}
