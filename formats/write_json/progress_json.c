/* Progress and back-tests as JSON: wayforward/progress/1 and wayforward/backtest/1. */
#include "formats/write_json/json_out.h"
#include "wayforward/progress.h"

static void put_number(json_out *j, const char *key, wf_number n)
{
    if (n.present)
        json_number(j, key, n.value);
}

static void put_period(json_out *j, const char *key, wf_period period)
{
    char text[WF_PERIOD_TEXT];
    if (period.number > 0)
        json_text(j, key, wf_period_text(period, text));
}

static void put_latest(json_out *j, const wf_kpi_progress *k)
{
    if (k->latest.number == 0)
        return;
    json_open_object(j, "latest");
    put_period(j, "period", k->latest);
    if (k->suppressed)
        json_boolean(j, "suppressed", true);
    else
        json_number(j, "value", k->latest_value);
    if (k->latest_cohort > 0)
        json_number(j, "cohort", k->latest_cohort);
    json_str_present(j, "at", k->latest_at);
    json_close_object(j);
    put_number(j, "change", k->change);
    put_number(j, "changeOnYear", k->change_year);
    if (k->change.present || k->change_year.present)
        json_boolean(j, "changeIsSignal", k->change_is_signal);
    put_number(j, "onePupil", k->one_pupil);
    if (k->one_pupil_moves_status)
        json_boolean(j, "onePupilMovesStatus", true);
}

static void put_national(json_out *j, const wf_kpi_progress *k)
{
    wf_against against =
        k->suppressed ? WF_AGAINST_UNKNOWN : wf_progress_against_national(k);
    put_number(j, "national", k->national);
    if (against != WF_AGAINST_UNKNOWN)
        json_text(j, "againstNational", wf_against_name(against));
}

static void put_forecasts(json_out *j, const wf_kpi_progress *k)
{
    if (k->forecast_count == 0)
        return;
    json_open_array(j, "forecasts");
    for (size_t i = 0; i < k->forecast_count; i++) {
        const wf_forecast *f = &k->forecasts[i];
        json_open_object(j, NULL);
        put_period(j, "period", f->period);
        json_number(j, "mean", f->mean);
        json_number(j, "lower50", f->lower50);
        json_number(j, "upper50", f->upper50);
        json_number(j, "lower80", f->lower80);
        json_number(j, "upper80", f->upper80);
        json_number(j, "median", f->median);
        json_number(j, "average", f->average);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_kpi(json_out *j, const wf_kpi_progress *k)
{
    json_open_object(j, NULL);
    json_str(j, "kpi", k->kpi);
    json_text_present(j, "unit", wf_unit_name(k->unit));
    put_number(j, "baseline", k->baseline);
    put_number(j, "target", k->target);
    if (k->target.present)
        put_period(j, "deadline", k->deadline);
    put_latest(j, k);
    put_number(j, "lower95", k->lower95);
    put_number(j, "upper95", k->upper95);
    put_national(j, k);
    put_number(j, "expected", k->expected);
    put_number(j, "gap", k->gap);
    put_number(j, "fraction", k->fraction);
    json_text(j, "status", wf_progress_status_name(k->status));
    json_text_present(j, "rag", wf_rag_name(k->rag));
    put_number(j, "probability", k->probability);
    put_forecasts(j, k);
    json_close_object(j);
}

static void put_gaps(json_out *j, const wf_progress_gap *gaps, size_t count,
                     wf_str school)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const wf_progress_gap *g = &gaps[i];
        if (!wf_str_eq(g->group->school, school))
            continue;
        if (!any)
            json_open_array(j, "gaps");
        any = true;
        json_open_object(j, NULL);
        json_str(j, "group", g->group->kpi);
        json_str(j, "other", g->other->kpi);
        put_period(j, "period", g->group->latest);
        json_number(j, "value", g->gap.value);
        json_number(j, "lower95", g->gap.lower95);
        json_number(j, "upper95", g->gap.upper95);
        json_close_object(j);
    }
    if (any)
        json_close_array(j);
}

wf_status wf_progress_write_json(const wf_progress *progress, const wf_sink *sink,
                                 wf_error *err)
{
    json_out j;
    wf_arena *arena = wf_arena_new(0);
    wf_progress_gap *gaps = NULL;
    size_t gap_count = 0;
    if (arena == NULL || wf_progress_gaps(progress, arena, &gaps, &gap_count) != WF_OK) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/progress/1");
    put_period(&j, "asOf", progress->as_of);
    json_open_array(&j, "schools");
    for (size_t i = 0; i < progress->count;) {
        wf_str school = progress->items[i].school;
        json_open_object(&j, NULL);
        json_str(&j, "school", school);
        json_open_array(&j, "kpis");
        for (; i < progress->count && wf_str_eq(progress->items[i].school, school); i++)
            put_kpi(&j, &progress->items[i]);
        json_close_array(&j);
        put_gaps(&j, gaps, gap_count, school);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
    wf_arena_free(arena);
    return json_end(&j, err);
}

static void put_held(json_out *j, const char *key, const wf_backtest_held *h)
{
    json_open_object(j, key);
    json_integer(j, "outcomes", (int64_t)h->outcomes);
    json_number(j, "held50", h->held50);
    json_number(j, "held80", h->held80);
    json_number(j, "inside80", h->inside80);
    json_number(j, "none", h->none);
    json_close_object(j);
}

static void put_intervals(json_out *j, const wf_backtest_held *all,
                          const wf_backtest_held *thirds)
{
    put_held(j, "intervals", all);
    json_open_array(j, "byCohort");
    for (size_t k = 0; k < 3; k++)
        put_held(j, NULL, &thirds[k]);
    json_close_array(j);
}

static void put_simple(json_out *j, const wf_backtest_simple *s)
{
    if (s->outcomes == 0)
        return;
    json_open_object(j, NULL);
    json_text(j, "name", s->name);
    json_integer(j, "outcomes", (int64_t)s->outcomes);
    json_number(j, "error", s->error);
    json_number(j, "crps", s->crps);
    json_number(j, "ourError", s->our_error);
    json_number(j, "ourCrps", s->our_crps);
    json_close_object(j);
}

static void put_series(json_out *j, const wf_backtest_series *s)
{
    json_open_object(j, NULL);
    json_str(j, "kpi", s->kpi);
    json_text(j, "scale", s->scale);
    json_text(j, "model", s->model);
    json_integer(j, "schools", (int64_t)s->schools);
    json_number(j, "error", s->error);
    json_number(j, "errorOfAverage", s->error_average);
    json_number(j, "crps", s->crps);
    json_number(j, "crpsOfQuantiles", s->crps_quantiles);
    put_intervals(j, &s->all, s->thirds);
    json_open_array(j, "simple");
    for (size_t m = 0; m < WF_BACKTEST_SIMPLE; m++)
        put_simple(j, &s->simple[m]);
    json_close_array(j);
    json_close_object(j);
}

wf_status wf_backtest_write_json(const wf_backtest *backtest, const wf_sink *sink,
                                 wf_error *err)
{
    json_out j;
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/backtest/1");
    json_integer(&j, "holdout", (int64_t)backtest->holdout);
    json_integer(&j, "folds", (int64_t)backtest->folds);
    put_intervals(&j, &backtest->all, backtest->thirds);
    json_open_array(&j, "series");
    for (size_t i = 0; i < backtest->count; i++)
        put_series(&j, &backtest->series[i]);
    json_close_array(&j);
    json_close_object(&j);
    return json_end(&j, err);
}
