#include "engine/progress/series.h"
#include <math.h>
#include <stdlib.h>

enum {
    YEAR = 6,
    MOST_TIMES = 400
};

static const struct {
    const char *scale, *model;
} scales[SERIES_SCALES] = {
    [SERIES_COUNTS] = {"logit", "counts, beta-binomial"},
    [SERIES_RATES] = {"log", "rates, gamma-Poisson"},
    [SERIES_LOGIT] = {"logit", "values, Student-t"},
    [SERIES_LOG] = {"log", "values, Student-t"},
    [SERIES_IDENTITY] = {"identity", "values, Student-t"},
};

const char *series_scale_name(series_scale scale)
{
    return scales[scale].scale;
}

const char *series_model_name(series_scale scale)
{
    return scales[scale].model;
}

static int compare_by_kpi(const void *left, const void *right)
{
    const progress_line *a = *(const progress_line *const *)left;
    const progress_line *b = *(const progress_line *const *)right;
    int by_kpi = wf_str_cmp(a->kpi, b->kpi);
    return by_kpi ? by_kpi : (a->order > b->order) - (a->order < b->order);
}

static int compare_by_order(const void *left, const void *right)
{
    const progress_series *a = left, *b = right;
    size_t x = a->lines[0]->order, y = b->lines[0]->order;
    return (x > y) - (x < y);
}

wf_status series_collect(const progress_lines *lines, wf_arena *arena,
                         progress_series **out, size_t *count_out)
{
    const progress_line **sorted =
        wf_arena_array(arena, lines->count, sizeof(const progress_line *));
    progress_series *series = wf_arena_array(arena, lines->count, sizeof *series);
    if (sorted == NULL || series == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < lines->count; i++)
        sorted[i] = &lines->items[i];
    qsort(sorted, lines->count, sizeof(const progress_line *), compare_by_kpi);
    size_t count = 0;
    for (size_t start = 0, end; start < lines->count; start = end) {
        for (end = start + 1;
             end < lines->count && wf_str_eq(sorted[end]->kpi, sorted[start]->kpi);)
            end++;
        series[count++] = (progress_series){.kpi = sorted[start]->kpi,
                                            .lines = sorted + start,
                                            .line_count = end - start};
    }
    qsort(series, count, sizeof *series, compare_by_order);
    *out = series;
    *count_out = count;
    return WF_OK;
}

static int32_t common_divisor(int32_t a, int32_t b)
{
    while (b != 0) {
        int32_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

/* How far apart times are: the largest step that reaches every period seen. */
static void set_times(progress_series *s)
{
    static const int32_t usual[] = {
        [WF_PERIOD_YEAR] = YEAR, [WF_PERIOD_TERM] = 2, [WF_PERIOD_HALF] = 1};
    int32_t first = INT32_MAX, last = 0, step = 0;
    s->observations = 0;
    for (size_t i = 0; i < s->line_count; i++)
        for (size_t r = 0; r < s->lines[i]->row_count; r++) {
            const wf_panel_row *row = s->lines[i]->rows[r];
            s->observations++;
            if (first == INT32_MAX)
                s->style = row->period.style;
            if (first == INT32_MAX)
                first = row->period.number;
            step = common_divisor(step, abs(row->period.number - first));
            if (row->period.number < first)
                first = row->period.number;
            if (row->period.number > last)
                last = row->period.number;
        }
    s->spacing = step > 0 ? step : usual[s->style];
    s->first = first;
    s->times = s->observations ? (size_t)((last - first) / s->spacing) + 1 : 0;
    bool divides = s->spacing < YEAR && YEAR % s->spacing == 0;
    s->season = divides ? (uint32_t)(YEAR / s->spacing) : 1;
}

/* What the rows of a series look like, to choose its scale by. */
typedef struct look {
    size_t shown, with_cohort, beyond_whole, at_end, positive, whole_counts, undecided,
        hidden;
    double low, high;
    size_t counts[8]; /* how often the count is 0 .. 6; 7: more */
    double counted;   /* sum of the smaller of x and n - x */
    int decimals;     /* most decimals any value has, up to 6 */
} look;

static int decimals_of(double value)
{
    double scaled = fabs(value);
    for (int d = 0; d < 6; d++) {
        if (fabs(scaled - round(scaled)) < 1e-7 * fmax(1, scaled))
            return d;
        scaled *= 10;
    }
    return 6;
}

static void look_at_row(const wf_panel_row *row, double whole, look *l)
{
    if (row->suppressed) {
        l->hidden++;
        return;
    }
    l->shown++;
    l->low = fmin(l->low, row->value);
    l->high = fmax(l->high, row->value);
    l->beyond_whole += row->value > whole;
    l->at_end += row->value <= 0 || row->value >= whole;
    l->positive += row->value > 0;
    int decimals = decimals_of(row->value);
    if (decimals > l->decimals)
        l->decimals = decimals;
    if (row->cohort <= 0)
        return;
    l->with_cohort++;
    double x = row->value / whole * row->cohort, nearest = round(x);
    l->counted += fmin(fmax(x, 0), fmax(row->cohort - x, 0));
    l->counts[nearest < 7 ? (nearest > 0 ? (size_t)nearest : 0) : 7]++;
}

/* Second look, once the decimals are known: is value * cohort a whole number of pupils?
 */
static void look_for_counts(const progress_series *s, look *l)
{
    double rounding = l->decimals >= 6 ? 0 : 0.5 * pow(10, -l->decimals);
    for (size_t i = 0; i < s->line_count; i++)
        for (size_t r = 0; r < s->lines[i]->row_count; r++) {
            const wf_panel_row *row = s->lines[i]->rows[r];
            if (row->suppressed || row->cohort <= 0)
                continue;
            double x = row->value / s->whole * row->cohort;
            double slack = rounding / s->whole * row->cohort + 2e-4 + 1e-6 * x;
            l->whole_counts += fabs(x - round(x)) <= slack;
            l->undecided += slack >= 0.25;
        }
}

static look look_at(const progress_series *s)
{
    look l = {.low = (double)INFINITY, .high = -(double)INFINITY};
    for (size_t i = 0; i < s->line_count; i++)
        for (size_t r = 0; r < s->lines[i]->row_count; r++)
            look_at_row(s->lines[i]->rows[r], s->whole, &l);
    look_for_counts(s, &l);
    return l;
}

static wf_unit unit_of(const progress_series *s)
{
    for (size_t i = 0; i < s->line_count; i++)
        if (s->lines[i]->target != NULL && s->lines[i]->target->unit != WF_UNIT_NONE)
            return s->lines[i]->target->unit;
    return WF_UNIT_NONE;
}

/* The largest count that the source hides, from the gap it leaves between none and more.
 */
static unsigned hidden_up_to(const look *l)
{
    enum {
        ENOUGH = 20
    };
    unsigned k = 0;
    while (k + 1 < 6 && l->counts[k + 1] == 0)
        k++;
    bool gap =
        k >= 1 && k < 5 && l->counts[0] >= ENOUGH && l->counts[k + 1] >= ENOUGH / 2;
    if (gap)
        return k;
    return l->hidden > 0 ? 2 : 0;
}

/* Most pupils counted (or not counted) on average for which counting is worth its while:
 * past it the normal does as well, and knows how far terms differ from binomial. */
static const double few = 300;

static series_scale choose_scale(progress_series *s)
{
    wf_unit unit = unit_of(s);
    s->whole = unit == WF_UNIT_RATIO || unit == WF_UNIT_COUNT ? 1 : 100;
    look l = look_at(s);
    bool with_cohort = l.with_cohort * 5 >= l.shown * 4 && l.shown > 0;
    bool proportion = unit == WF_UNIT_PERCENT || unit == WF_UNIT_RATIO ||
                      (unit == WF_UNIT_NONE && with_cohort && l.low >= 0);
    s->level = (level_options){.hidden_up_to = hidden_up_to(&l),
                               .hidden_rows = l.hidden > 0,
                               .years_per_time = s->spacing / (double)YEAR};
    if (proportion && l.low >= 0) {
        double counted = l.counted / (double)(l.with_cohort ? l.with_cohort : 1);
        bool counts = with_cohort && counted < few &&
                      l.whole_counts * 100 >= l.with_cohort * 97 &&
                      (l.undecided * 2 < l.with_cohort || l.at_end * 100 > l.shown);
        if (counts && l.beyond_whole > 0)
            return SERIES_RATES;
        if (counts)
            return SERIES_COUNTS;
        if (l.beyond_whole == 0)
            return SERIES_LOGIT;
    }
    bool amounts = unit == WF_UNIT_GBP || unit == WF_UNIT_COUNT || unit == WF_UNIT_DAYS;
    if (amounts && l.positive == l.shown && l.high > 2 * l.low)
        return SERIES_LOG;
    return SERIES_IDENTITY;
}

/* On the model's scale; proportions at their ends are drawn in by half a pupil. */
static double to_scale(const progress_series *s, const wf_panel_row *row)
{
    if (s->scale == SERIES_LOG)
        return log(row->value);
    if (s->scale != SERIES_LOGIT)
        return row->value;
    double n = row->cohort > 0 ? row->cohort : 200;
    double p = row->value / s->whole, least = 0.5 / (n + 1);
    p = fmin(fmax(p, least), 1 - least);
    return log(p / (1 - p));
}

static stat_obs to_obs(const progress_series *s, const wf_panel_row *row)
{
    stat_obs o = {.time = (uint32_t)((row->period.number - s->first) / s->spacing),
                  .suppressed = row->suppressed,
                  .n = row->cohort};
    bool counts = s->scale == SERIES_COUNTS || s->scale == SERIES_RATES;
    if (!row->suppressed)
        o.y = counts ? round(row->value / s->whole * row->cohort) : to_scale(s, row);
    return o;
}

static bool can_use(const progress_series *s, const wf_panel_row *row)
{
    if (s->scale == SERIES_COUNTS || s->scale == SERIES_RATES)
        return row->cohort >= 1;
    return !row->suppressed;
}

/* Variance by chance alone, on the logit scale: 1 / (n p (1 - p)); the model multiplies
 * it. */
static double sampling_of(const progress_series *s, const stat_obs *o)
{
    if (s->scale != SERIES_LOGIT || o->n <= 0)
        return 0;
    double p = 1 / (1 + exp(-o->y));
    return 1 / (o->n * p * (1 - p));
}

static bool is_left_out(series_folds folds, size_t unit)
{
    return folds.folds > 1 && unit % folds.folds == folds.fold;
}

static void fill_unit(const progress_series *s, const progress_line *line, stat_obs *obs,
                      series_panel *p, size_t *n)
{
    double sum = 0, seen = 0, last = 0;
    for (size_t r = 0; r < line->row_count; r++) {
        const wf_panel_row *row = line->rows[r];
        if (row->cohort > 0) {
            sum += row->cohort;
            last = row->cohort;
            seen++;
        }
        if (!can_use(s, row))
            continue;
        obs[*n] = to_obs(s, row);
        p->sampling[*n] = sampling_of(s, &obs[*n]);
        (*n)++;
    }
    p->size[p->panel.units] = seen > 0 ? sum / seen : 1;
    p->cohort[p->panel.units] = last;
}

/* Lay the units out that `folds` leaves in. */
static wf_status fill_panel(const progress_series *s, series_folds folds, wf_arena *arena,
                            series_panel *out)
{
    series_panel p = {.panel = {.times = s->times, .season = s->season}};
    stat_obs *obs = wf_arena_array(arena, s->observations + 1, sizeof *obs);
    size_t *first = wf_arena_array(arena, s->line_count + 1, sizeof *first), n = 0;
    p.sampling = wf_arena_array(arena, s->observations + 1, sizeof(double));
    p.size = wf_arena_array(arena, s->line_count + 1, sizeof(double));
    p.cohort = wf_arena_array(arena, s->line_count + 1, sizeof(double));
    if (obs == NULL || first == NULL || p.sampling == NULL || p.size == NULL ||
        p.cohort == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < s->line_count; i++) {
        if (is_left_out(folds, i))
            continue;
        first[p.panel.units] = n;
        fill_unit(s, s->lines[i], obs, &p, &n);
        p.panel.units++;
    }
    first[p.panel.units] = n;
    p.panel.obs = obs;
    p.panel.first = first;
    *out = p;
    return WF_OK;
}

wf_status series_prepare(progress_series *s, wf_arena *arena)
{
    set_times(s);
    if (s->observations == 0 || s->times > MOST_TIMES)
        return WF_E_NUMERIC;
    s->scale = choose_scale(s);
    s->level.kind = s->scale == SERIES_RATES ? LEVEL_GAMMA_POISSON : LEVEL_BETA_BINOMIAL;
    WF_TRY(fill_panel(s, (series_folds){0}, arena, &s->seen));
    return s->seen.panel.first[s->seen.panel.units] > 0 ? WF_OK : WF_E_NUMERIC;
}

static gaussian_options value_options(const progress_series *s, const series_panel *p)
{
    bool known = s->scale == SERIES_LOGIT;
    for (size_t u = 0; known && u < p->panel.units; u++)
        known = p->cohort[u] > 0 || p->panel.first[u] == p->panel.first[u + 1];
    return (gaussian_options){.years_per_time = s->spacing / (double)YEAR,
                              .sampling = known ? p->sampling : NULL,
                              .size = known ? p->size : NULL};
}

wf_status series_fit(progress_series *s, size_t horizon, series_folds folds,
                     wf_arena *arena)
{
    series_panel chosen = s->seen;
    if (folds.folds > 1)
        WF_TRY(fill_panel(s, folds, arena, &chosen));
    if (s->scale == SERIES_COUNTS || s->scale == SERIES_RATES) {
        WF_TRY(level_model_fit(&chosen.panel, &s->level, horizon, arena, &s->counts));
        return series_balance(s, &chosen, horizon, arena);
    }
    gaussian_options options = value_options(s, &chosen);
    gaussian_options all = value_options(s, &s->seen);
    if (all.size == NULL)
        options = (gaussian_options){.years_per_time = options.years_per_time};
    WF_TRY(gaussian_model_fit(&chosen.panel, &options, horizon, arena, &s->values));
    s->values.options = all; /* forecasts are of the units of `seen` */
    return WF_OK;
}

wf_status series_forecast_unit(const progress_series *s, size_t unit, size_t steps,
                               wf_arena *arena, series_forecast *out)
{
    level_forecast *counts = wf_arena_array(arena, steps, sizeof *counts);
    gaussian_forecast *values = wf_arena_array(arena, steps, sizeof *values);
    if (counts == NULL || values == NULL)
        return WF_E_MEMORY;
    counts[0].cohort = s->seen.cohort[unit];
    if (s->scale == SERIES_COUNTS || s->scale == SERIES_RATES)
        WF_TRY(
            level_model_forecast(&s->counts, &s->seen.panel, unit, steps, arena, counts));
    else
        WF_TRY(gaussian_model_forecast(&s->values, &s->seen.panel, unit, steps, values));
    for (size_t h = 0; h < steps; h++)
        out[h] = (series_forecast){.series = s, .counts = counts[h], .value = values[h]};
    return WF_OK;
}

wf_period series_period(const progress_series *s, size_t steps)
{
    int32_t last = s->first + (int32_t)(s->times - 1) * s->spacing;
    return (wf_period){.number = last + (int32_t)steps * s->spacing, .style = s->style};
}
