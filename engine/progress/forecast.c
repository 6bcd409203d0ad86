#include "engine/progress/forecast.h"
#include "engine/progress/series.h"
#include <math.h>

enum {
    MOST_STEPS = 24,
    FEWEST_OBSERVATIONS = 3
};

/* How many times ahead an item asks for. */
static size_t steps_of(const progress_series *s, const wf_kpi_progress *item,
                       const wf_progress_options *options)
{
    size_t steps = options->horizon;
    int32_t last = series_period(s, 0).number;
    if (item->target.present && item->deadline.number > 0) {
        if (item->deadline.number <= last)
            return 0;
        steps = (size_t)((item->deadline.number - last + s->spacing - 1) / s->spacing);
    }
    return steps < MOST_STEPS ? steps : MOST_STEPS;
}

static void take_forecast(const series_forecast *f, wf_period period, wf_forecast *out)
{
    predictive p = series_summary(f);
    *out = (wf_forecast){.period = period,
                         .mean = p.centre,
                         .median = p.median,
                         .average = p.average,
                         .lower50 = p.lower50,
                         .upper50 = p.upper50,
                         .lower80 = p.lower80,
                         .upper80 = p.upper80};
}

/* What a unit can be at all: no share over 100 %, no fewer than no days. */
static double within_unit(double value, wf_unit unit)
{
    if (unit == WF_UNIT_PERCENT)
        return fmin(fmax(value, 0), 100);
    return unit == WF_UNIT_COUNT || unit == WF_UNIT_DAYS ? fmax(value, 0) : value;
}

static bool was_never_negative(const progress_series *s)
{
    const stat_panel *panel = &s->seen.panel;
    for (size_t i = 0; i < panel->first[panel->units]; i++)
        if (panel->obs[i].y < 0)
            return false;
    return true;
}

/* A KPI without a unit that was below zero in no school is taken for a count. */
static wf_unit unit_of(const progress_series *s, const wf_kpi_progress *item)
{
    bool guess = item->unit == WF_UNIT_NONE && s->scale == SERIES_IDENTITY;
    return guess && s->never_negative ? WF_UNIT_COUNT : item->unit;
}

static void keep_within_unit(wf_forecast *f, wf_unit unit)
{
    double *values[] = {&f->mean,    &f->median,  &f->average, &f->lower50,
                        &f->upper50, &f->lower80, &f->upper80};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        *values[i] = within_unit(*values[i], unit);
}

static wf_number probability_of(const wf_kpi_progress *item, const series_forecast *last)
{
    if (!item->target.present)
        return (wf_number){0};
    double p = item->direction == WF_DIRECTION_DOWN
                   ? series_at_most(last, item->target.value)
                   : series_at_least(last, item->target.value);
    return (wf_number){.value = p, .present = true};
}

static wf_status forecast_item(const progress_series *s, size_t unit, size_t steps,
                               wf_arena *scratch, wf_arena *arena, wf_kpi_progress *item)
{
    const stat_panel *panel = &s->seen.panel;
    if (steps == 0 || panel->first[unit] == panel->first[unit + 1])
        return WF_OK;
    series_forecast *f = wf_arena_array(scratch, steps, sizeof *f);
    wf_forecast *out = wf_arena_array(arena, steps, sizeof *out);
    if (f == NULL || out == NULL)
        return WF_E_MEMORY;
    WF_TRY(series_forecast_unit(s, unit, steps, scratch, f));
    wf_unit shown = unit_of(s, item);
    for (size_t h = 0; h < steps; h++) {
        take_forecast(&f[h], series_period(s, h + 1), &out[h]);
        keep_within_unit(&out[h], shown);
    }
    item->forecasts = out;
    item->forecast_count = steps;
    item->probability = probability_of(item, &f[steps - 1]);
    return WF_OK;
}

/* Past the deadline nothing is left to chance: met or not. */
static void settle_past(wf_kpi_progress *item)
{
    if (item->target.present && item->latest.number > 0 &&
        item->latest.number >= item->deadline.number)
        item->probability = (wf_number){
            .value = item->status == WF_PROGRESS_ACHIEVED ? 1 : 0, .present = true};
}

static wf_status forecast_series(progress_series *s, const progress_lines *lines,
                                 const wf_progress_options *options, wf_arena *scratch,
                                 wf_progress *progress)
{
    size_t horizon = 0;
    for (size_t u = 0; u < s->line_count; u++) {
        size_t steps = steps_of(s, &progress->items[s->lines[u] - lines->items], options);
        horizon = steps > horizon ? steps : horizon;
    }
    if (horizon == 0)
        return WF_OK;
    WF_TRY(series_fit(s, horizon, (series_folds){0}, scratch));
    s->never_negative = was_never_negative(s);
    for (size_t u = 0; u < s->line_count; u++) {
        wf_kpi_progress *item = &progress->items[s->lines[u] - lines->items];
        wf_arena_mark mark = wf_arena_mark_here(scratch);
        WF_TRY(forecast_item(s, u, steps_of(s, item, options), scratch, progress->arena,
                             item));
        wf_arena_reset(scratch, mark);
    }
    return WF_OK;
}

static wf_status describe(const progress_series *s, wf_progress *progress)
{
    wf_progress_series *out = &progress->series[progress->series_count];
    *out = (wf_progress_series){.scale = series_scale_name(s->scale),
                                .model = series_model_name(s->scale),
                                .schools = s->line_count,
                                .observations = s->observations};
    WF_TRY(wf_arena_str(progress->arena, s->kpi, &out->kpi));
    progress->series_count++;
    return WF_OK;
}

/* One series; E_NUMERIC leaves it without forecasts rather than failing the rest. */
static wf_status try_series(progress_series *s, const progress_lines *lines,
                            const wf_progress_options *options, wf_arena *scratch,
                            wf_progress *progress)
{
    wf_status status = series_prepare(s, scratch);
    if (status == WF_OK && s->observations >= FEWEST_OBSERVATIONS) {
        status = forecast_series(s, lines, options, scratch, progress);
        if (status == WF_OK)
            status = describe(s, progress);
    }
    return status == WF_E_NUMERIC ? WF_OK : status;
}

wf_status progress_forecast(const progress_lines *lines,
                            const wf_progress_options *options, wf_progress *progress)
{
    progress_series *series = NULL;
    size_t count = 0;
    wf_arena *scratch = wf_arena_new(0);
    if (scratch == NULL)
        return WF_E_MEMORY;
    wf_status status = series_collect(lines, scratch, &series, &count);
    if (status == WF_OK) {
        progress->series =
            wf_arena_array(progress->arena, count, sizeof *progress->series);
        status = progress->series != NULL ? WF_OK : WF_E_MEMORY;
    }
    for (size_t i = 0; status == WF_OK && i < count; i++) {
        wf_arena_mark mark = wf_arena_mark_here(scratch);
        status = try_series(&series[i], lines, options, scratch, progress);
        wf_arena_reset(scratch, mark);
    }
    wf_arena_free(scratch);
    for (size_t i = 0; i < progress->count; i++)
        settle_past(&progress->items[i]);
    return status;
}
