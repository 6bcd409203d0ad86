/* Hold the last periods out, forecast them from what came before, and compare: our
 * forecasts with what came, and with the forecasts that cost nothing. */
#include "engine/progress/series.h"
#include <math.h>
#include <stdlib.h>

enum {
    YEAR = 6,
    MOST_HOLDOUT = 24,
    MOST_PERIODS = 4096
};

typedef enum simple {
    LAST,
    SAME_TERM,
    MEAN_OF_3,
    MEAN_OF_TERM,
    LINE
} simple;

static const char *const simple_names[WF_BACKTEST_SIMPLE] = {
    [LAST] = "last value",          [SAME_TERM] = "same term last year",
    [MEAN_OF_3] = "mean of last 3", [MEAN_OF_TERM] = "mean of the same term in all years",
    [LINE] = "straight line",
};

/* One outcome, what we said of it, and what the simple forecasts say (NAN: nothing). */
typedef struct outcome {
    double observed, cohort, centre, average, crps, crps_quantiles, held50, held80,
        inside80;
    double simple[WF_BACKTEST_SIMPLE];
} outcome;

typedef struct trial {
    progress_series series; /* cut */
    progress_line *lines;
    const progress_line **line_pointers;
    const progress_series *whole;
    outcome *outcomes;
    size_t count, schools;
} trial;

/* The last period kept: the holdout-th distinct from the end, less one; 0 where too few.
 */
static int32_t cut_of(const progress_series *s, size_t holdout)
{
    bool seen[MOST_PERIODS] = {false};
    int32_t first = INT32_MAX;
    for (size_t i = 0; i < s->line_count; i++)
        for (size_t r = 0; r < s->lines[i]->row_count; r++)
            if (s->lines[i]->rows[r]->period.number < first)
                first = s->lines[i]->rows[r]->period.number;
    for (size_t i = 0; i < s->line_count; i++)
        for (size_t r = 0; r < s->lines[i]->row_count; r++) {
            int32_t at = s->lines[i]->rows[r]->period.number - first;
            if (at < MOST_PERIODS)
                seen[at] = true;
        }
    for (int32_t p = MOST_PERIODS; p-- > 0;)
        if (seen[p] && holdout-- == 0)
            return first + p;
    return 0;
}

static wf_status cut_lines(trial *t, int32_t last, wf_arena *arena)
{
    const progress_series *s = t->whole;
    t->lines = wf_arena_array(arena, s->line_count, sizeof *t->lines);
    t->line_pointers =
        wf_arena_array(arena, s->line_count, sizeof(const progress_line *));
    if (t->lines == NULL || t->line_pointers == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < s->line_count; i++) {
        t->lines[i] = *s->lines[i];
        t->line_pointers[i] = &t->lines[i];
        while (t->lines[i].row_count > 0 &&
               t->lines[i].rows[t->lines[i].row_count - 1]->period.number > last)
            t->lines[i].row_count--;
    }
    t->series = (progress_series){
        .kpi = s->kpi, .lines = t->line_pointers, .line_count = s->line_count};
    return WF_OK;
}

/* Sums over the rows of a line, for the simple forecasts of one period. */
typedef struct sums {
    double last, same, recent, recent_count, term, term_count;
    double n, t, y, tt, ty;
} sums;

static sums sum_rows(const progress_line *line, int32_t period)
{
    sums s = {.last = (double)NAN, .same = (double)NAN};
    for (size_t i = line->row_count; i-- > 0;) {
        const wf_panel_row *row = line->rows[i];
        if (row->suppressed)
            continue;
        double t = row->period.number, y = row->value;
        if (isnan(s.last))
            s.last = y;
        if (s.recent_count < 3) {
            s.recent += y;
            s.recent_count++;
        }
        if ((period - row->period.number) % YEAR == 0) {
            if (isnan(s.same))
                s.same = y;
            s.term += y;
            s.term_count++;
        }
        t -= period;
        s.n++;
        s.t += t;
        s.y += y;
        s.tt += t * t;
        s.ty += t * y;
    }
    return s;
}

static void forecast_simply(const progress_line *line, int32_t period, bool seasonal,
                            double *out)
{
    sums s = sum_rows(line, period);
    double across = s.n * s.tt - s.t * s.t;
    out[LAST] = s.last;
    out[SAME_TERM] = seasonal ? s.same : (double)NAN;
    out[MEAN_OF_3] = s.recent_count > 0 ? s.recent / s.recent_count : (double)NAN;
    out[MEAN_OF_TERM] =
        seasonal && s.term_count > 0 ? s.term / s.term_count : (double)NAN;
    /* time is counted from the period to forecast, so the line's value there is its
     * intercept */
    out[LINE] = across > 1e-9 ? (s.y * s.tt - s.t * s.ty) / across : (double)NAN;
}

static double crps_of_printed(const predictive *p, double observed)
{
    static const double probability[] = {0.1, 0.25, 0.5, 0.75, 0.9};
    const double value[] = {p->lower80, p->lower50, p->median, p->upper50, p->upper80};
    return predictive_quantile_crps(probability, value, 5, observed);
}

static outcome judge(const series_forecast *f, const wf_panel_row *row,
                     const progress_line *seen, double cohort)
{
    predictive p = series_summary(f);
    double y = row->value;
    outcome o = {.observed = y,
                 .cohort = cohort,
                 .centre = p.centre,
                 .average = p.average,
                 .crps = series_crps(f, y),
                 .crps_quantiles = crps_of_printed(&p, y),
                 .held50 = series_held(f, 0.5, y),
                 .held80 = series_held(f, 0.8, y),
                 .inside80 = y >= p.lower80 - 1e-9 && y <= p.upper80 + 1e-9 ? 1 : 0};
    forecast_simply(seen, row->period.number, f->series->season > 1, o.simple);
    return o;
}

static wf_status judge_unit(trial *t, size_t unit, wf_arena *scratch)
{
    const progress_series *s = &t->series;
    const stat_panel *panel = &s->seen.panel;
    const progress_line *all = t->whole->lines[unit], *seen = &t->lines[unit];
    series_forecast f[MOST_HOLDOUT];
    if (panel->first[unit] == panel->first[unit + 1] || all->row_count == seen->row_count)
        return WF_OK;
    bool counts = s->scale == SERIES_COUNTS || s->scale == SERIES_RATES;
    size_t steps = counts ? s->counts.common.horizon : s->values.common.horizon;
    WF_TRY(series_forecast_unit(s, unit, steps, scratch, f));
    bool any = false;
    for (size_t r = seen->row_count; r < all->row_count; r++) {
        const wf_panel_row *row = all->rows[r];
        int32_t ahead = row->period.number - series_period(s, 0).number;
        if (row->suppressed || ahead % s->spacing != 0)
            continue;
        size_t h = (size_t)(ahead / s->spacing);
        if (h < 1 || h > steps)
            continue;
        double cohort = s->seen.cohort[unit] > 0 ? s->seen.cohort[unit] : row->cohort;
        t->outcomes[t->count++] = judge(&f[h - 1], row, seen, cohort);
        any = true;
    }
    t->schools += any;
    return WF_OK;
}

static wf_status run_folds(trial *t, size_t horizon, size_t folds, wf_arena *arena)
{
    for (size_t fold = 0; fold < folds; fold++) {
        wf_arena_mark mark = wf_arena_mark_here(arena);
        WF_TRY(series_fit(&t->series, horizon, (series_folds){fold, folds}, arena));
        for (size_t u = 0; u < t->series.line_count; u++) {
            if (folds > 1 && u % folds != fold)
                continue;
            wf_arena_mark unit_mark = wf_arena_mark_here(arena);
            WF_TRY(judge_unit(t, u, arena));
            wf_arena_reset(arena, unit_mark);
        }
        wf_arena_reset(arena, mark);
    }
    return WF_OK;
}

static int compare_cohorts(const void *left, const void *right)
{
    double a = ((const outcome *)left)->cohort, b = ((const outcome *)right)->cohort;
    return (a > b) - (a < b);
}

static wf_backtest_held held_of(const outcome *o, size_t n)
{
    wf_backtest_held h = {.outcomes = n};
    for (size_t i = 0; i < n; i++) {
        h.held50 += o[i].held50 / (double)n;
        h.held80 += o[i].held80 / (double)n;
        h.inside80 += o[i].inside80 / (double)n;
        h.none += fabs(o[i].observed) < 1e-12 ? 1 / (double)n : 0;
    }
    return h;
}

static double crps_with_spread(const outcome *o, size_t n, int method, double sd)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(o[i].simple[method])) {
            sum += predictive_normal_crps(o[i].simple[method], sd, o[i].observed);
            count++;
        }
    return sum / count;
}

/* The least CRPS any one spread gives, by golden section on its logarithm. */
static double best_crps(const outcome *o, size_t n, int method, double error)
{
    const double golden = 0.61803398874989484820;
    double a = log(fmax(error, 1e-9)) - 4, b = log(fmax(error, 1e-9)) + 3;
    for (int i = 0; i < 40; i++) {
        double c = b - golden * (b - a), d = a + golden * (b - a);
        if (crps_with_spread(o, n, method, exp(c)) <
            crps_with_spread(o, n, method, exp(d)))
            b = d;
        else
            a = c;
    }
    return crps_with_spread(o, n, method, exp((a + b) / 2));
}

static wf_backtest_simple score_simple(const outcome *o, size_t n, int method)
{
    wf_backtest_simple s = {.name = simple_names[method]};
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(o[i].simple[method]))
            continue;
        s.outcomes++;
        s.error += fabs(o[i].observed - o[i].simple[method]);
        s.our_error += fabs(o[i].observed - o[i].centre);
        s.our_crps += o[i].crps;
    }
    if (s.outcomes == 0)
        return s;
    s.error /= (double)s.outcomes;
    s.our_error /= (double)s.outcomes;
    s.our_crps /= (double)s.outcomes;
    s.crps = best_crps(o, n, method, s.error);
    return s;
}

static void score(const trial *t, wf_backtest_series *out)
{
    outcome *o = t->outcomes;
    size_t n = t->count;
    qsort(o, n, sizeof *o, compare_cohorts);
    for (size_t i = 0; i < n; i++) {
        out->error += fabs(o[i].observed - o[i].centre) / (double)n;
        out->error_average += fabs(o[i].observed - o[i].average) / (double)n;
        out->crps += o[i].crps / (double)n;
        out->crps_quantiles += o[i].crps_quantiles / (double)n;
    }
    out->schools = t->schools;
    out->scale = series_scale_name(t->series.scale);
    out->model = series_model_name(t->series.scale);
    out->all = held_of(o, n);
    for (size_t k = 0; k < 3; k++)
        out->thirds[k] = held_of(o + k * n / 3, (k + 1) * n / 3 - k * n / 3);
    for (int m = 0; m < WF_BACKTEST_SIMPLE; m++)
        out->simple[m] = score_simple(o, n, m);
}

/* The outcomes of all series, kept to be looked at together. */
typedef struct outcomes {
    outcome *items;
    size_t count, cap;
} outcomes;

static wf_status keep(outcomes *all, const trial *t, wf_arena *arena)
{
    for (size_t i = 0; i < t->count; i++) {
        outcome *items =
            wf_arena_push_room(arena, all->items, all->count, &all->cap, sizeof *items);
        if (items == NULL)
            return WF_E_MEMORY;
        all->items = items;
        items[all->count++] = t->outcomes[i];
    }
    return WF_OK;
}

static void score_together(outcomes *all, wf_backtest *b)
{
    size_t n = all->count;
    if (n == 0)
        return;
    qsort(all->items, n, sizeof *all->items, compare_cohorts);
    b->all = held_of(all->items, n);
    for (size_t k = 0; k < 3; k++)
        b->thirds[k] = held_of(all->items + k * n / 3, (k + 1) * n / 3 - k * n / 3);
}

static wf_status test_series(progress_series *whole, const wf_backtest *b,
                             wf_arena *scratch, trial *t, wf_backtest_series *out)
{
    *t = (trial){.whole = whole};
    int32_t cut = cut_of(whole, b->holdout);
    if (cut == 0)
        return WF_E_NUMERIC;
    WF_TRY(series_prepare(whole, scratch)); /* for its last period */
    int32_t last = series_period(whole, 0).number;
    WF_TRY(cut_lines(t, cut, scratch));
    WF_TRY(series_prepare(&t->series, scratch));
    size_t horizon =
        (size_t)((last - series_period(&t->series, 0).number) / t->series.spacing);
    if (horizon < 1)
        return WF_E_NUMERIC;
    if (horizon > MOST_HOLDOUT)
        horizon = MOST_HOLDOUT;
    t->outcomes = wf_arena_array(scratch, whole->observations, sizeof *t->outcomes);
    if (t->outcomes == NULL)
        return WF_E_MEMORY;
    WF_TRY(run_folds(t, horizon, b->folds, scratch));
    if (t->count == 0)
        return WF_E_NUMERIC;
    score(t, out);
    return WF_OK;
}

static wf_status test_all(const wf_panel *panel, wf_arena *scratch, wf_arena *kept,
                          wf_backtest *b)
{
    outcomes all = {0};
    progress_lines lines;
    progress_series *series = NULL;
    size_t count = 0;
    WF_TRY(progress_lines_build(panel, (wf_period){0}, scratch, &lines));
    WF_TRY(series_collect(&lines, scratch, &series, &count));
    b->series = wf_arena_array(b->arena, count, sizeof *b->series);
    if (b->series == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < count; i++) {
        wf_arena_mark mark = wf_arena_mark_here(scratch);
        wf_backtest_series *out = &b->series[b->count];
        *out = (wf_backtest_series){0};
        trial t;
        wf_status status = test_series(&series[i], b, scratch, &t, out);
        if (status == WF_OK) {
            WF_TRY(keep(&all, &t, kept));
            WF_TRY(wf_arena_str(b->arena, series[i].kpi, &out->kpi));
            b->count++;
        } else if (status != WF_E_NUMERIC) {
            return status;
        }
        wf_arena_reset(scratch, mark);
    }
    score_together(&all, b);
    return WF_OK;
}

wf_status wf_progress_backtest(const wf_panel *panel, size_t holdout, size_t folds,
                               wf_backtest **out, wf_error *err)
{
    if (holdout < 1 || holdout > MOST_HOLDOUT)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "%zu periods to hold out; expected 1 to %d", holdout,
                       (int)MOST_HOLDOUT);
    wf_status status = WF_E_MEMORY;
    wf_arena *arena = wf_arena_new(0), *scratch = wf_arena_new(0);
    wf_arena *kept = wf_arena_new(0);
    wf_backtest *b = arena != NULL ? wf_arena_alloc(arena, sizeof *b) : NULL;
    if (b != NULL && scratch != NULL && kept != NULL) {
        *b = (wf_backtest){
            .arena = arena, .holdout = holdout, .folds = folds > 1 ? folds : 1};
        status = test_all(panel, scratch, kept, b);
    }
    wf_arena_free(kept);
    wf_arena_free(scratch);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return wf_fail(err, status, NULL, "%s", wf_status_text(status));
    }
    *out = b;
    return WF_OK;
}

void wf_backtest_free(wf_backtest *backtest)
{
    if (backtest != NULL)
        wf_arena_free(backtest->arena);
}
