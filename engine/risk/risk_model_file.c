/* The model's file: lines of fields parted by tabs, in an order anyone can read.
 *   wayforward-risk-model 1
 *   title | date | source | outcome, then its text
 *   validation  schools cases folds auc brier skill calibration ridge
 *   intercept   coefficient error
 *   feature     name number|category mean sd spread knots...
 *   term        spline|mark|level part text centre scale coefficient error
 *   covariance  one line a row of the lower triangle, the intercept first
 * Tab, line feed and backslash within a text are \t, \n and \\. */
#include "engine/base/platform.h"
#include "engine/base/strbuf.h"
#include "engine/risk/risk_model.h"
#include "engine/text/number.h"

enum {
    MOST_FIELDS = 512,
    FILE_BYTES = 64 << 20
};

static const char first_line[] = "wayforward-risk-model";
static const char *const kind_names[] = {
    [RISK_SPLINE] = "spline", [RISK_MARK] = "mark", [RISK_LEVEL] = "level"};

static void put_text(wf_strbuf *b, wf_str text)
{
    wf_strbuf_add_char(b, '\t');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        const char *escape = c == '\t'   ? "\\t"
                             : c == '\n' ? "\\n"
                             : c == '\\' ? "\\\\"
                                         : NULL;
        if (escape != NULL)
            wf_strbuf_add(b, wf_str_from(escape));
        else
            wf_strbuf_add_char(b, c);
    }
}

static void put_number(wf_strbuf *b, double value)
{
    char text[WF_NUMBER_CHARS];
    wf_strbuf_add_char(b, '\t');
    wf_strbuf_add(b, wf_number_print_exact(value, text));
}

static void put_line(wf_strbuf *b, const char *name, const double *numbers, size_t count)
{
    wf_strbuf_add(b, wf_str_from(name));
    for (size_t i = 0; i < count; i++)
        put_number(b, numbers[i]);
    wf_strbuf_add_char(b, '\n');
}

static void put_named(wf_strbuf *b, const char *name, wf_str text)
{
    wf_strbuf_add(b, wf_str_from(name));
    put_text(b, text);
    wf_strbuf_add_char(b, '\n');
}

static void put_feature(wf_strbuf *b, const wf_risk_model *m, const risk_feature *f)
{
    wf_strbuf_add(b, WF_STR("feature"));
    put_text(b, f->name);
    wf_strbuf_add(b, f->is_number ? WF_STR("\tnumber") : WF_STR("\tcategory"));
    put_number(b, f->mean);
    put_number(b, f->sd);
    put_number(b, f->spread);
    put_line(b, "", f->knots, f->knot_count);
    for (size_t i = f->first; i < f->first + f->count; i++) {
        const risk_term *t = &m->terms[i];
        const double numbers[] = {t->centre, t->scale, t->coefficient, t->error};
        wf_strbuf_printf(b, "term\t%s\t%zu", kind_names[t->kind], t->part);
        put_text(b, t->text);
        put_line(b, "", numbers, 4);
    }
}

static void put_model(wf_strbuf *b, const wf_risk_model *m)
{
    const wf_risk_validation *v = &m->validation;
    const double validation[] = {
        (double)v->schools, (double)v->cases, (double)v->folds, v->auc,
        v->brier,           v->skill,         v->calibration,   v->ridge};
    const double intercept[] = {m->intercept, m->intercept_error};
    wf_strbuf_printf(b, "%s\t1\n", first_line);
    put_named(b, "title", m->title);
    put_named(b, "date", m->date);
    put_named(b, "source", m->source);
    put_named(b, "outcome", m->outcome);
    put_line(b, "validation", validation, 8);
    put_line(b, "intercept", intercept, 2);
    for (size_t i = 0; i < m->feature_count; i++)
        put_feature(b, m, &m->features[i]);
    size_t n = m->term_count + 1;
    for (size_t i = 0; i < n; i++)
        put_line(b, "covariance", m->covariance + i * n, i + 1);
}

/* The whole file as text in `arena`. */
static wf_status model_text(const wf_risk_model *model, wf_arena *arena, wf_str *out)
{
    wf_strbuf b = wf_strbuf_in(arena, FILE_BYTES);
    put_model(&b, model);
    if (b.failed || b.truncated)
        return WF_E_MEMORY;
    *out = wf_strbuf_str(&b);
    return WF_OK;
}

wf_status wf_risk_model_write(const wf_risk_model *model, const wf_sink *sink,
                              wf_error *err)
{
    wf_str text = WF_STR_EMPTY;
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? model_text(model, arena, &text) : WF_E_MEMORY;
    if (status == WF_OK)
        status = sink->write(sink->context, text.p, text.n);
    wf_arena_free(arena);
    if (status == WF_OK)
        return WF_OK;
    return wf_fail(err, status, NULL, "the model could not be written");
}

wf_status wf_risk_model_save(const wf_risk_model *model, const char *target,
                             wf_error *err)
{
    wf_str text = WF_STR_EMPTY;
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? model_text(model, arena, &text) : WF_E_MEMORY;
    if (status == WF_OK)
        status = wf_platform_write_file(target, text.p, text.n, err);
    wf_arena_free(arena);
    return status == WF_E_MEMORY ? wf_fail_memory(err) : status;
}

/* One line of the file, cut into its fields. */
typedef struct reading {
    wf_str rest;
    uint32_t line;
    wf_str fields[MOST_FIELDS];
    size_t count;
    wf_risk_model *model;
    size_t feature_cap, term_cap, covariance_row;
    bool bad, no_memory;
} reading;

static bool next_line(reading *r)
{
    if (r->rest.n == 0)
        return false;
    size_t end = wf_str_find(r->rest, WF_STR("\n"), 0);
    wf_str line = wf_str_sub(r->rest, 0, end < r->rest.n ? end : r->rest.n);
    r->rest = wf_str_sub(r->rest, line.n + 1, r->rest.n);
    r->line++;
    if (wf_str_ends_with(line, WF_STR("\r")))
        line.n--;
    r->count = 0;
    for (;;) {
        size_t tab = wf_str_find(line, WF_STR("\t"), 0);
        if (r->count == MOST_FIELDS) {
            r->bad = true;
            return true;
        }
        r->fields[r->count++] = wf_str_sub(line, 0, tab < line.n ? tab : line.n);
        if (tab >= line.n)
            return true;
        line = wf_str_sub(line, tab + 1, line.n);
    }
}

static wf_str field(const reading *r, size_t i)
{
    return i < r->count ? r->fields[i] : WF_STR_EMPTY;
}

static double take_number(reading *r, size_t i)
{
    double value = 0;
    if (!wf_number_parse(field(r, i), &value))
        r->bad = true;
    return value;
}

static size_t take_size(reading *r, size_t i)
{
    double value = take_number(r, i);
    if (!(value >= 0) || value > 1e9)
        r->bad = true;
    return r->bad ? 0 : (size_t)value;
}

static wf_str take_text(reading *r, size_t i)
{
    wf_str text = field(r, i);
    char *out = wf_arena_bytes(r->model->arena, text.n + 1);
    size_t n = 0;
    if (out == NULL) {
        r->no_memory = r->bad = true;
        return WF_STR_EMPTY;
    }
    for (size_t k = 0; k < text.n; k++) {
        char c = text.p[k];
        if (c == '\\' && k + 1 < text.n) {
            c = text.p[++k];
            if (c == 't')
                c = '\t';
            else if (c == 'n')
                c = '\n';
        }
        out[n++] = c;
    }
    out[n] = '\0';
    return (wf_str){.p = out, .n = n};
}

static void take_title(reading *r)
{
    r->model->title = take_text(r, 1);
}

static void take_date(reading *r)
{
    r->model->date = take_text(r, 1);
}

static void take_source(reading *r)
{
    r->model->source = take_text(r, 1);
}

static void take_outcome(reading *r)
{
    r->model->outcome = take_text(r, 1);
}

static void take_validation(reading *r)
{
    r->model->validation = (wf_risk_validation){.schools = take_size(r, 1),
                                                .cases = take_size(r, 2),
                                                .folds = take_size(r, 3),
                                                .auc = take_number(r, 4),
                                                .brier = take_number(r, 5),
                                                .skill = take_number(r, 6),
                                                .calibration = take_number(r, 7),
                                                .ridge = take_number(r, 8)};
}

static void take_intercept(reading *r)
{
    r->model->intercept = take_number(r, 1);
    r->model->intercept_error = take_number(r, 2);
}

static void take_feature(reading *r)
{
    wf_risk_model *m = r->model;
    risk_feature *features = wf_arena_push_room(m->arena, m->features, m->feature_count,
                                                &r->feature_cap, sizeof *features);
    r->no_memory = r->no_memory || features == NULL;
    if (features == NULL || r->count < 6 || r->count > 6 + RISK_KNOTS + 1) {
        r->bad = true;
        return;
    }
    m->features = features;
    risk_feature *f = &features[m->feature_count++];
    *f = (risk_feature){.name = take_text(r, 1),
                        .is_number = wf_str_eq(field(r, 2), WF_STR("number")),
                        .mean = take_number(r, 3),
                        .sd = take_number(r, 4),
                        .spread = take_number(r, 5),
                        .first = m->term_count};
    for (size_t i = 6; i < r->count && field(r, i).n > 0; i++) {
        if (f->knot_count == RISK_KNOTS) {
            r->bad = true;
            return;
        }
        f->knots[f->knot_count++] = take_number(r, i);
    }
    bool rising = true;
    for (size_t k = 1; k < f->knot_count; k++)
        rising = rising && f->knots[k] > f->knots[k - 1];
    r->bad = r->bad || !rising || (f->is_number && !(f->sd > 0));
}

static void take_term(reading *r)
{
    wf_risk_model *m = r->model;
    risk_term *terms = wf_arena_push_room(m->arena, m->terms, m->term_count, &r->term_cap,
                                          sizeof *terms);
    r->no_memory = r->no_memory || terms == NULL;
    if (terms == NULL || m->feature_count == 0 || r->count != 8) {
        r->bad = true;
        return;
    }
    m->terms = terms;
    risk_term t = {.feature = m->feature_count - 1,
                   .part = take_size(r, 2),
                   .text = take_text(r, 3),
                   .centre = take_number(r, 4),
                   .scale = take_number(r, 5),
                   .coefficient = take_number(r, 6),
                   .error = take_number(r, 7)};
    while (t.kind <= RISK_LEVEL &&
           !wf_str_eq(field(r, 1), wf_str_from(kind_names[t.kind]))) {
        if (t.kind == RISK_LEVEL) {
            r->bad = true;
            return;
        }
        t.kind++;
    }
    r->bad = r->bad || t.part >= RISK_KNOTS || !(t.scale > 0);
    terms[m->term_count++] = t;
    m->features[t.feature].count++;
}

static void take_covariance(reading *r)
{
    wf_risk_model *m = r->model;
    size_t n = m->term_count + 1, row = r->covariance_row++;
    if (m->covariance == NULL)
        m->covariance = wf_arena_array(m->arena, n * n, sizeof(double));
    r->no_memory = r->no_memory || m->covariance == NULL;
    if (m->covariance == NULL || row >= n || r->count != row + 2) {
        r->bad = true;
        return;
    }
    for (size_t j = 0; j <= row; j++)
        m->covariance[row * n + j] = m->covariance[j * n + row] = take_number(r, j + 1);
}

static const struct {
    const char *name;
    void (*take)(reading *r);
} line_kinds[] = {
    {"title", take_title},           {"date", take_date},
    {"source", take_source},         {"outcome", take_outcome},
    {"feature", take_feature},       {"term", take_term},
    {"validation", take_validation}, {"intercept", take_intercept},
    {"covariance", take_covariance},
};

static void take_line(reading *r)
{
    for (size_t i = 0; i < sizeof line_kinds / sizeof *line_kinds; i++)
        if (wf_str_eq(field(r, 0), wf_str_from(line_kinds[i].name))) {
            line_kinds[i].take(r);
            return;
        }
    r->bad = r->bad || field(r, 0).n > 0;
}

static wf_status read_lines(reading *r, const wf_input *in, wf_error *err)
{
    wf_where where = {.file = in->name};
    if (!next_line(r) || !wf_str_eq(field(r, 0), wf_str_from(first_line)) ||
        !wf_str_eq(field(r, 1), WF_STR("1")))
        return wf_fail(err, WF_E_FORMAT, &where,
                       "not a risk model; its first line is \"%s 1\"", first_line);
    while (next_line(r)) {
        take_line(r);
        if (r->no_memory)
            return wf_fail_memory(err);
        if (r->bad)
            return wf_fail(err, WF_E_FORMAT, &where,
                           "line %u of the model is not what it should be",
                           (unsigned)r->line);
    }
    if (r->model->feature_count == 0 || r->covariance_row != r->model->term_count + 1)
        return wf_fail(err, WF_E_FORMAT, &where, "the model is not complete");
    return WF_OK;
}

wf_status wf_risk_model_read(const wf_input *in, wf_risk_model **out, wf_error *err)
{
    wf_risk_model *model = risk_model_new();
    reading *r = model != NULL ? wf_arena_alloc(model->arena, sizeof *r) : NULL;
    if (r == NULL) {
        wf_risk_model_free(model);
        return wf_fail_memory(err);
    }
    r->model = model;
    r->rest = (wf_str){.p = (const char *)in->data, .n = in->size};
    wf_status status = read_lines(r, in, err);
    if (status != WF_OK) {
        wf_risk_model_free(model);
        return status;
    }
    *out = model;
    return WF_OK;
}
