/* Columns become features: numbers a smooth curve each, texts a level each, and what
 * stands in the place of a number (suppressed, not entered, empty) a term of its own. */
#include "engine/risk/risk_model.h"
#include "engine/statistics/logistic.h"
#include "engine/text/number.h"
#include <math.h>
#include <stdlib.h>

enum {
    LEAST_LEVEL = 15,
    MOST_LEVELS = 60,
    LEAST_DISTINCT = 8
};

static const double knot_shares[RISK_KNOTS] = {0.05, 0.35, 0.65, 0.95};
/* Beyond this many standard deviations a value says no more than the end does. */
static const double farthest = 4;

static const char *const naming_columns[] = {
    "urn", "school", "name", "school_name", "laestab", "la", "establishment"};

static bool contains_nocase(wf_str text, wf_str part)
{
    for (size_t i = 0; i + part.n <= text.n; i++)
        if (wf_str_eq_nocase(wf_str_sub(text, i, part.n), part))
            return true;
    return false;
}

bool risk_column_is_name(wf_str header)
{
    for (size_t i = 0; i < sizeof naming_columns / sizeof *naming_columns; i++)
        if (wf_str_eq_nocase(header, wf_str_from(naming_columns[i])))
            return true;
    return contains_nocase(header, WF_STR("date"));
}

bool risk_number(wf_str cell, double *out)
{
    if (wf_str_ends_with(cell, WF_STR("%")))
        cell = wf_str_trim(wf_str_sub(cell, 0, cell.n - 1));
    return wf_number_parse(cell, out);
}

wf_str risk_cell_text(wf_str cell)
{
    return cell.n > 0 ? cell : WF_STR("(empty)");
}

wf_risk_model *risk_model_new(void)
{
    wf_arena *arena = wf_arena_new(0);
    wf_risk_model *model = arena != NULL ? wf_arena_alloc(arena, sizeof *model) : NULL;
    if (model == NULL) {
        wf_arena_free(arena);
        return NULL;
    }
    *model = (wf_risk_model){.arena = arena,
                             .title = WF_STR_EMPTY,
                             .date = WF_STR_EMPTY,
                             .source = WF_STR_EMPTY,
                             .outcome = WF_STR_EMPTY};
    return model;
}

void wf_risk_model_free(wf_risk_model *model)
{
    if (model != NULL)
        wf_arena_free(model->arena);
}

static double standardised(const risk_feature *f, double x)
{
    return fmin(fmax((x - f->mean) / f->sd, -farthest), farthest);
}

/* Spline terms of a number, before centring; how many. */
static size_t spline_terms(const risk_feature *f, double x, double *terms)
{
    double z = standardised(f, x);
    if (f->knot_count < 3) {
        terms[0] = z;
        return 1;
    }
    spline_restricted(z, f->knots, f->knot_count, terms);
    return f->knot_count - 1;
}

bool risk_feature_values(const wf_risk_model *model, const risk_feature *f, wf_str cell,
                         double *values)
{
    double x = 0, terms[RISK_KNOTS] = {0};
    bool number = f->is_number && risk_number(cell, &x), known = number;
    if (number)
        (void)spline_terms(f, x, terms);
    wf_str text = risk_cell_text(cell);
    for (size_t i = 0; i < f->count; i++) {
        const risk_term *t = &model->terms[f->first + i];
        if (t->kind == RISK_SPLINE) {
            values[i] = number ? (terms[t->part] - t->centre) / t->scale : 0;
            continue;
        }
        bool is = !number && wf_str_eq(text, t->text);
        values[i] = ((is ? 1 : 0) - t->centre) / t->scale;
        known = known || (is && !f->is_number);
    }
    /* A text that the model has not seen is neither of its levels, but it is not missing.
     */
    return known || (!f->is_number && cell.n > 0);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef struct chooser {
    const csv_table *table;
    const unsigned char *use;
    wf_risk_model *model;
    wf_arena *scratch;
    size_t term_cap, feature_cap, column;
    double *numbers; /* those of the column, rising */
    size_t number_count, used_rows;
} chooser;

static bool is_used(const chooser *c, size_t row)
{
    return c->use == NULL || c->use[row];
}

static void collect_numbers(chooser *c)
{
    c->number_count = c->used_rows = 0;
    for (size_t r = 0; r < c->table->rows; r++) {
        double x;
        if (!is_used(c, r))
            continue;
        c->used_rows++;
        if (risk_number(csv_table_cell(c->table, r, c->column), &x))
            c->numbers[c->number_count++] = x;
    }
    qsort(c->numbers, c->number_count, sizeof *c->numbers, compare_doubles);
}

static size_t distinct_numbers(const chooser *c)
{
    size_t n = c->number_count > 0;
    for (size_t i = 1; i < c->number_count; i++)
        n += c->numbers[i] > c->numbers[i - 1];
    return n;
}

static double quantile_of(const chooser *c, double share)
{
    double at = share * (double)(c->number_count - 1);
    size_t i = (size_t)at;
    double next = c->numbers[i + 1 < c->number_count ? i + 1 : i];
    return c->numbers[i] + (at - (double)i) * (next - c->numbers[i]);
}

static risk_feature *add_feature(chooser *c)
{
    wf_risk_model *m = c->model;
    risk_feature *features = wf_arena_push_room(m->arena, m->features, m->feature_count,
                                                &c->feature_cap, sizeof *features);
    if (features == NULL)
        return NULL;
    m->features = features;
    risk_feature *f = &features[m->feature_count++];
    *f = (risk_feature){.first = m->term_count};
    if (wf_arena_str(m->arena, c->table->header[c->column], &f->name) != WF_OK)
        return NULL;
    return f;
}

static wf_status add_term(chooser *c, risk_term term)
{
    wf_risk_model *m = c->model;
    risk_term *terms = wf_arena_push_room(m->arena, m->terms, m->term_count, &c->term_cap,
                                          sizeof *terms);
    if (terms == NULL)
        return WF_E_MEMORY;
    m->terms = terms;
    term.feature = m->feature_count - 1;
    WF_TRY(wf_arena_str(m->arena, term.text.n ? term.text : WF_STR_EMPTY, &term.text));
    terms[m->term_count++] = term;
    m->features[term.feature].count++;
    return WF_OK;
}

static void choose_knots(const chooser *c, risk_feature *f)
{
    double sum = 0, square = 0, n = (double)c->number_count;
    for (size_t i = 0; i < c->number_count; i++)
        sum += c->numbers[i];
    f->mean = sum / n;
    for (size_t i = 0; i < c->number_count; i++)
        square += (c->numbers[i] - f->mean) * (c->numbers[i] - f->mean);
    f->sd = sqrt(square / n);
    for (size_t k = 0; k < RISK_KNOTS; k++) {
        double knot = standardised(f, quantile_of(c, knot_shares[k]));
        if (f->knot_count == 0 || knot > f->knots[f->knot_count - 1] + 1e-6)
            f->knots[f->knot_count++] = knot;
    }
    if (f->knot_count < 3)
        f->knot_count = 0;
}

static wf_status add_spline(chooser *c, risk_feature *f)
{
    size_t parts = f->knot_count < 3 ? 1 : f->knot_count - 1;
    double sum[RISK_KNOTS] = {0}, square[RISK_KNOTS] = {0}, terms[RISK_KNOTS];
    double n = (double)c->number_count;
    for (size_t i = 0; i < c->number_count; i++) {
        (void)spline_terms(f, c->numbers[i], terms);
        for (size_t p = 0; p < parts; p++) {
            sum[p] += terms[p];
            square[p] += terms[p] * terms[p];
        }
    }
    for (size_t p = 0; p < parts; p++) {
        double mean = sum[p] / n, variance = square[p] / n - mean * mean;
        WF_TRY(add_term(c, (risk_term){.kind = RISK_SPLINE,
                                       .part = p,
                                       .text = WF_STR_EMPTY,
                                       .centre = mean,
                                       .scale = sqrt(fmax(variance, 1e-12))}));
    }
    return WF_OK;
}

typedef struct tally {
    wf_str text;
    size_t count;
} tally;

static int compare_tallies(const void *a, const void *b)
{
    return wf_str_cmp(((const tally *)a)->text, ((const tally *)b)->text);
}

/* A term for each text (or mark) that stands in enough rows. */
static wf_status add_texts(chooser *c, risk_term_kind kind)
{
    tally *all = wf_arena_array(c->scratch, c->used_rows, sizeof *all);
    size_t n = 0;
    if (all == NULL)
        return WF_E_MEMORY;
    for (size_t r = 0; r < c->table->rows; r++) {
        double x;
        wf_str cell = csv_table_cell(c->table, r, c->column);
        if (is_used(c, r) && !(kind == RISK_MARK && risk_number(cell, &x)))
            all[n++] = (tally){.text = risk_cell_text(cell)};
    }
    qsort(all, n, sizeof *all, compare_tallies);
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin; end < n && wf_str_eq(all[end].text, all[begin].text);)
            end++;
        /* a level that every school has says nothing */
        if (end - begin < LEAST_LEVEL || end - begin == c->used_rows)
            continue;
        WF_TRY(add_term(
            c, (risk_term){.kind = kind,
                           .text = all[begin].text,
                           .centre = (double)(end - begin) / (double)c->used_rows,
                           .scale = 1}));
    }
    return WF_OK;
}

static size_t distinct_texts(chooser *c)
{
    size_t n = 0;
    wf_str seen[MOST_LEVELS];
    for (size_t r = 0; r < c->table->rows; r++) {
        wf_str cell = csv_table_cell(c->table, r, c->column);
        size_t i = 0;
        while (i < n && !wf_str_eq(seen[i], cell))
            i++;
        if (i < n || !is_used(c, r))
            continue;
        if (n == MOST_LEVELS)
            return MOST_LEVELS + 1;
        seen[n++] = cell;
    }
    return n;
}

static wf_status choose_column(chooser *c)
{
    collect_numbers(c);
    bool number =
        c->number_count * 10 >= c->used_rows * 3 && distinct_numbers(c) >= LEAST_DISTINCT;
    if (!number && distinct_texts(c) > MOST_LEVELS)
        return WF_OK; /* free text: not evidence */
    risk_feature *f = add_feature(c);
    if (f == NULL)
        return WF_E_MEMORY;
    f->is_number = number;
    if (number) {
        choose_knots(c, f);
        WF_TRY(add_spline(c, f));
    }
    WF_TRY(add_texts(c, number ? RISK_MARK : RISK_LEVEL));
    if (c->model->features[c->model->feature_count - 1].count == 0)
        c->model->feature_count--;
    return WF_OK;
}

static bool is_evidence(const wf_risk_fit_options *options, wf_str header)
{
    if (wf_str_eq_nocase(header, wf_str_from(options->outcome)) ||
        risk_column_is_name(header))
        return false;
    for (const char *const *out = options->leave_out; out != NULL && *out != NULL; out++)
        if (wf_str_eq_nocase(header, wf_str_from(*out)))
            return false;
    return header.n > 0;
}

wf_status risk_features_choose(const csv_table *table, const wf_risk_fit_options *options,
                               const unsigned char *use, wf_risk_model *model,
                               wf_error *err)
{
    wf_arena *scratch = wf_arena_new(0);
    chooser c = {.table = table, .use = use, .model = model, .scratch = scratch};
    wf_status status = WF_E_MEMORY;
    if (scratch != NULL)
        c.numbers = wf_arena_array(scratch, table->rows, sizeof *c.numbers);
    if (c.numbers != NULL)
        status = WF_OK;
    for (c.column = 0; status == WF_OK && c.column < table->columns; c.column++)
        if (is_evidence(options, table->header[c.column]))
            status = choose_column(&c);
    wf_arena_free(scratch);
    if (status != WF_OK)
        return wf_fail_memory(err);
    if (model->feature_count == 0)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "no column can be used as evidence beside \"%s\"",
                       options->outcome);
    return WF_OK;
}
