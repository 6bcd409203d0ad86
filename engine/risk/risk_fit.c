/* Fitting: the ridge is chosen, and the figures of validation made, by cross-validation
 * over schools; everything that looks at the data, the knots too, is done again in each
 * fold. */
#include "engine/risk/risk_model.h"
#include "engine/statistics/logistic.h"
#include <math.h>
#include <string.h>

enum {
    LEAST_CASES = 20
};

static const double ridges[] = {0.3, 1, 3, 10, 30};
enum {
    RIDGES = sizeof ridges / sizeof *ridges
};

/* Values of an outcome column that mean "not judged Good"; lower case. */
static const char *const case_words[] = {
    "requires improvement",
    "ri",
    "inadequate",
    "3",
    "4",
    "serious weaknesses",
    "special measures",
    "needs attention",
    "urgent improvement",
    "not met",
    "yes",
    "true",
    "y",
    "not good",
};

typedef struct fitting {
    const csv_table *table;
    const wf_risk_fit_options *options;
    double *y;
    unsigned char *has_outcome, *use;
    size_t rows, cases;
    wf_arena *scratch;
} fitting;

static bool is_case(wf_str text, bool binary)
{
    if (binary)
        return wf_str_eq(text, WF_STR("1"));
    for (size_t i = 0; i < sizeof case_words / sizeof *case_words; i++)
        if (wf_str_eq_nocase(text, wf_str_from(case_words[i])))
            return true;
    return false;
}

/* A column of nothing but 0 and 1 says itself which is which. */
static bool is_binary(const csv_table *table, size_t column)
{
    for (size_t r = 0; r < table->rows; r++) {
        wf_str cell = csv_table_cell(table, r, column);
        if (cell.n > 0 && !wf_str_eq(cell, WF_STR("0")) && !wf_str_eq(cell, WF_STR("1")))
            return false;
    }
    return true;
}

static wf_status read_outcome(fitting *f, wf_error *err)
{
    size_t rows = f->table->rows;
    f->y = wf_arena_array(f->scratch, rows, sizeof *f->y);
    f->has_outcome = wf_arena_array(f->scratch, rows, 1);
    f->use = wf_arena_array(f->scratch, rows, 1);
    if (f->y == NULL || f->has_outcome == NULL || f->use == NULL) {
        (void)wf_fail_memory(err);
        return WF_E_MEMORY;
    }
    size_t column = csv_table_column(f->table, wf_str_from(f->options->outcome));
    if (column == SIZE_MAX)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "there is no column \"%s\" for the outcome", f->options->outcome);
    bool binary = is_binary(f->table, column);
    for (size_t r = 0; r < rows; r++) {
        wf_str cell = csv_table_cell(f->table, r, column);
        f->has_outcome[r] = cell.n > 0;
        f->y[r] = cell.n > 0 && is_case(cell, binary) ? 1 : 0;
        f->rows += cell.n > 0;
        f->cases += f->y[r] > 0;
    }
    if (f->cases < LEAST_CASES || f->rows - f->cases < LEAST_CASES)
        return wf_fail(
            err, WF_E_FORMAT, NULL,
            "%zu of %zu schools were not judged Good; a model needs at least %d "
            "of either kind",
            f->cases, f->rows, (int)LEAST_CASES);
    return WF_OK;
}

static size_t column_of(const csv_table *table, const risk_feature *feature)
{
    return csv_table_column(table, feature->name);
}

static double *design_matrix(const csv_table *table, const wf_risk_model *m,
                             wf_arena *arena)
{
    size_t columns = m->term_count + 1;
    double *x = wf_arena_array(arena, table->rows * columns, sizeof *x);
    for (size_t r = 0; x != NULL && r < table->rows; r++) {
        double *row = x + r * columns;
        row[0] = 1;
        for (size_t i = 0; i < m->feature_count; i++) {
            const risk_feature *feature = &m->features[i];
            wf_str cell = csv_table_cell(table, r, column_of(table, feature));
            (void)risk_feature_values(m, feature, cell, row + 1 + feature->first);
        }
    }
    return x;
}

/* Fold of a row: by its place among the cases and among the others, so that every fold
 * has its part of both, in the file's order. */
static void deal_folds(const fitting *f, size_t *fold)
{
    size_t seen[2] = {0};
    for (size_t r = 0; r < f->table->rows; r++)
        fold[r] = seen[f->y[r] > 0]++ % f->options->folds;
}

/* Predict the rows of one fold from the others, with each ridge. */
static wf_status predict_fold(fitting *f, const size_t *fold, size_t which, double *p,
                              wf_error *err)
{
    size_t rows = f->table->rows;
    for (size_t r = 0; r < rows; r++)
        f->use[r] = f->has_outcome[r] && fold[r] != which;
    wf_risk_model *m = risk_model_new();
    if (m == NULL)
        return wf_fail_memory(err);
    wf_arena_mark mark = wf_arena_mark_here(f->scratch);
    wf_status status = risk_features_choose(f->table, f->options, f->use, m, err);
    double *x = status == WF_OK ? design_matrix(f->table, m, f->scratch) : NULL;
    if (status == WF_OK && x == NULL)
        status = WF_E_MEMORY;
    logistic_data data = {.x = x, .y = f->y, .rows = rows, .columns = m->term_count + 1};
    for (size_t k = 0; status == WF_OK && k < RIDGES; k++) {
        logistic_fit fit;
        status = logistic_fit_ridge(&data, f->use, ridges[k], f->scratch, &fit);
        for (size_t r = 0; status == WF_OK && r < rows; r++) {
            double eta = 0;
            for (size_t j = 0; fold[r] == which && j < data.columns; j++)
                eta += x[r * data.columns + j] * fit.coefficient[j];
            if (fold[r] == which)
                p[k * rows + r] = 1 / (1 + exp(-eta));
        }
    }
    wf_arena_reset(f->scratch, mark);
    wf_risk_model_free(m);
    return status;
}

static double deviance(const fitting *f, const double *p)
{
    double sum = 0;
    for (size_t r = 0; r < f->table->rows; r++)
        if (f->has_outcome[r])
            sum -= 2 * log(fmax(f->y[r] > 0 ? p[r] : 1 - p[r], 1e-12));
    return sum;
}

static wf_risk_validation measure(const fitting *f, const double *p, wf_arena *scratch)
{
    wf_risk_validation v = {
        .schools = f->rows, .cases = f->cases, .folds = f->options->folds};
    double *q = wf_arena_array(scratch, f->rows, sizeof *q);
    double *y = wf_arena_array(scratch, f->rows, sizeof *y);
    size_t n = 0;
    if (q == NULL || y == NULL)
        return v;
    for (size_t r = 0; r < f->table->rows; r++)
        if (f->has_outcome[r]) {
            q[n] = p[r];
            y[n++] = f->y[r];
        }
    double base = (double)f->cases / (double)f->rows;
    v.auc = classify_auc(q, y, n, scratch);
    v.brier = classify_brier(q, y, n);
    v.skill = 1 - v.brier / (base * (1 - base));
    v.calibration = classify_calibration_error(q, y, n, scratch);
    return v;
}

static wf_status cross_validate(fitting *f, wf_risk_validation *out, wf_error *err)
{
    size_t rows = f->table->rows;
    size_t *fold = wf_arena_array(f->scratch, rows, sizeof *fold);
    double *p = wf_arena_array(f->scratch, rows * RIDGES, sizeof *p);
    if (fold == NULL || p == NULL)
        return wf_fail_memory(err);
    deal_folds(f, fold);
    for (size_t k = 0; k < f->options->folds; k++)
        WF_TRY(predict_fold(f, fold, k, p, err));
    size_t best = 0;
    for (size_t k = 1; k < RIDGES; k++)
        if (deviance(f, p + k * rows) < deviance(f, p + best * rows))
            best = k;
    *out = measure(f, p + best * rows, f->scratch);
    out->ridge = ridges[best];
    return WF_OK;
}

/* How much each feature's contribution differs between the schools that have it. */
static void measure_spreads(const fitting *f, const double *x, wf_risk_model *m)
{
    size_t columns = m->term_count + 1;
    for (size_t i = 0; i < m->feature_count; i++) {
        risk_feature *feature = &m->features[i];
        double n = 0, sum = 0, square = 0;
        for (size_t r = 0; r < f->table->rows; r++) {
            double ignored, c = 0;
            wf_str cell = csv_table_cell(f->table, r, column_of(f->table, feature));
            if (!f->has_outcome[r] ||
                (feature->is_number && !risk_number(cell, &ignored)))
                continue;
            for (size_t t = feature->first; t < feature->first + feature->count; t++)
                c += x[r * columns + 1 + t] * m->terms[t].coefficient;
            n++;
            sum += c;
            square += c * c;
        }
        double mean = n > 0 ? sum / n : 0;
        feature->spread = n > 1 ? sqrt(fmax(0, square / n - mean * mean)) : 0;
    }
}

static wf_status fit_all(fitting *f, wf_risk_model *m, wf_error *err)
{
    WF_TRY(risk_features_choose(f->table, f->options, f->has_outcome, m, err));
    double *x = design_matrix(f->table, m, f->scratch);
    if (x == NULL)
        return wf_fail_memory(err);
    size_t columns = m->term_count + 1;
    logistic_data data = {.x = x, .y = f->y, .rows = f->table->rows, .columns = columns};
    logistic_fit fit;
    wf_status status =
        logistic_fit_ridge(&data, f->has_outcome, m->validation.ridge, f->scratch, &fit);
    if (status != WF_OK)
        return wf_fail(err, status, NULL, "the regression does not settle");
    m->covariance = wf_arena_array(m->arena, columns * columns, sizeof(double));
    if (m->covariance == NULL)
        return wf_fail_memory(err);
    memcpy(m->covariance, fit.covariance, columns * columns * sizeof(double));
    m->intercept = fit.coefficient[0];
    m->intercept_error = sqrt(fit.covariance[0]);
    for (size_t t = 0; t < m->term_count; t++) {
        m->terms[t].coefficient = fit.coefficient[t + 1];
        m->terms[t].error = sqrt(fit.covariance[(t + 1) * columns + t + 1]);
    }
    measure_spreads(f, x, m);
    return WF_OK;
}

static wf_status describe(const wf_risk_fit_options *o, wf_risk_model *m, wf_error *err)
{
    const struct {
        const char *text;
        wf_str *out;
    } texts[] = {{o->title, &m->title},
                 {o->date, &m->date},
                 {o->source, &m->source},
                 {o->outcome, &m->outcome}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].text != NULL &&
            wf_arena_str(m->arena, wf_str_from(texts[i].text), texts[i].out) != WF_OK)
            return wf_fail_memory(err);
    return WF_OK;
}

static wf_status fit_table(fitting *f, const wf_input *csv, wf_risk_model *m,
                           wf_error *err)
{
    csv_table *table = wf_arena_alloc(f->scratch, sizeof *table);
    if (table == NULL)
        return wf_fail_memory(err);
    WF_TRY(csv_table_read(csv, f->scratch, table, err));
    f->table = table;
    WF_TRY(read_outcome(f, err));
    WF_TRY(cross_validate(f, &m->validation, err));
    WF_TRY(fit_all(f, m, err));
    return describe(f->options, m, err);
}

wf_status wf_risk_fit(const wf_input *csv, const wf_risk_fit_options *options,
                      wf_risk_model **out, wf_error *err)
{
    const wf_risk_fit_options defaults = WF_RISK_FIT_OPTIONS_INIT;
    if (options == NULL)
        options = &defaults;
    if (options->folds < 2 || options->folds > 50)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "%zu folds; expected 2 to 50",
                       options->folds);
    wf_risk_model *model = risk_model_new();
    fitting f = {.options = options, .scratch = wf_arena_new(0)};
    wf_status status = WF_E_MEMORY;
    if (model != NULL && f.scratch != NULL)
        status = fit_table(&f, csv, model, err);
    wf_arena_free(f.scratch);
    if (status != WF_OK) {
        wf_risk_model_free(model);
        wf_error_set_file(err, csv->name);
        return wf_fail(err, status, NULL, "%s", wf_status_text(status));
    }
    *out = model;
    return WF_OK;
}

wf_risk_validation wf_risk_model_validation(const wf_risk_model *model)
{
    return model->validation;
}

wf_str wf_risk_model_title(const wf_risk_model *model)
{
    return model->title;
}
