/* KPIs over the terms: of one school, and of all schools together. */
#include "engine/pipeline/results_private.h"
#include <stdlib.h>

static int by_line(const void *left, const void *right)
{
    const wf_panel_row *a = *(const wf_panel_row *const *)left;
    const wf_panel_row *b = *(const wf_panel_row *const *)right;
    int by_school = wf_str_cmp(a->school, b->school);
    int by_kpi = by_school != 0 ? by_school : wf_str_cmp(a->kpi, b->kpi);
    if (by_kpi != 0)
        return by_kpi;
    if (a->period.number != b->period.number)
        return a->period.number < b->period.number ? -1 : 1;
    return (a > b) - (a < b); /* of one panel: the later row corrects the earlier */
}

static bool same_time(const wf_panel_row *a, const wf_panel_row *b)
{
    return a->period.number == b->period.number && wf_str_eq(a->kpi, b->kpi) &&
           wf_str_eq(a->school, b->school);
}

wf_status results_history(wf_results *r)
{
    size_t n = r->panel.row_count;
    const wf_panel_row **rows = wf_arena_array(r->arena, n, sizeof(const void *));
    size_t kept = 0;
    if (rows == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < n; i++)
        rows[i] = &r->panel.rows[i];
    qsort(rows, n, sizeof(const void *), by_line);
    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || !same_time(rows[i], rows[i + 1]))
            rows[kept++] = rows[i];
    r->history = rows;
    r->history_count = kept;
    return WF_OK;
}

static int compare_item(const wf_panel_row *row, const wf_kpi_progress *item)
{
    int by_school = wf_str_cmp(row->school, item->school);
    return by_school != 0 ? by_school : wf_str_cmp(row->kpi, item->kpi);
}

const wf_panel_row *const *wf_results_history(const wf_results *r,
                                              const wf_kpi_progress *item, size_t *count)
{
    size_t low = 0, high = r->history_count;
    while (low < high) { /* the first row that is not before the line */
        size_t middle = low + (high - low) / 2;
        if (compare_item(r->history[middle], item) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < r->history_count && compare_item(r->history[end], item) == 0)
        end++;
    *count = end - low;
    return r->history + low;
}

static wf_number some(double value)
{
    return (wf_number){.value = value, .present = true};
}

static void add_forecast(wf_point *point, const wf_forecast *f)
{
    point->period = f->period;
    point->forecast = some(f->mean);
    point->lower80 = some(f->lower80);
    point->upper80 = some(f->upper80);
}

wf_status wf_results_points(const wf_results *r, const wf_kpi_progress *item,
                            wf_arena *arena, wf_point **out, size_t *count)
{
    size_t n = 0, used = 0;
    const wf_panel_row *const *rows = wf_results_history(r, item, &n);
    wf_point *points = wf_arena_array(arena, n + item->forecast_count, sizeof *points);
    if (points == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < n; i++) {
        wf_point *point = &points[used++];
        *point = (wf_point){.period = rows[i]->period, .cohort = rows[i]->cohort};
        if (!rows[i]->suppressed)
            point->value = some(rows[i]->value);
    }
    for (size_t i = 0; i < item->forecast_count; i++)
        if (item->forecasts[i].period.number > item->latest.number) {
            points[used] = (wf_point){.schools = 1};
            add_forecast(&points[used++], &item->forecasts[i]);
        }
    for (size_t i = 0; i < used; i++) {
        points[i].expected = wf_progress_expected_at(item, points[i].period);
        points[i].national = item->national;
        points[i].schools = points[i].of = 1;
    }
    *out = points;
    *count = used;
    return WF_OK;
}

/* ---- All schools together ------------------------------------------------------------
 */

/* What is added up of one KPI. Percentages, scores and rates weigh by their cohorts,
 * never a mean of means; counts and pounds are sums, and only where every school gives
 * one. */
typedef struct pool {
    wf_results *r;
    const wf_kpi_progress **items; /* of the KPI, one a school */
    size_t count;
    bool sums;
} pool;

typedef struct weighted {
    double sum, weight;
    size_t n;
} weighted;

static void add(weighted *to, wf_number number, double weight)
{
    if (!number.present)
        return;
    to->sum += number.value * weight;
    to->weight += weight;
    to->n++;
}

static wf_number level(const weighted *from, bool sums)
{
    if (from->n == 0 || !(from->weight > 0))
        return (wf_number){0};
    return some(sums ? from->sum : from->sum / from->weight);
}

static bool is_sum(wf_unit unit)
{
    return unit == WF_UNIT_COUNT || unit == WF_UNIT_GBP;
}

/* One period of the KPI. */
static wf_point pool_at(const pool *p, wf_period period)
{
    wf_point point = {.period = period};
    weighted value = {0}, expected = {0}, national = {0};
    for (size_t i = 0; i < p->count; i++) {
        size_t n = 0;
        const wf_kpi_progress *item = p->items[i];
        const wf_panel_row *const *rows = wf_results_history(p->r, item, &n);
        for (size_t k = 0; k < n; k++) {
            double weight = p->sums ? 1 : rows[k]->cohort;
            if (rows[k]->period.number != period.number)
                continue;
            point.of++;
            if (rows[k]->suppressed || weight <= 0)
                continue;
            point.schools++;
            point.cohort += rows[k]->cohort;
            add(&value, some(rows[k]->value), weight);
            add(&expected, wf_progress_expected_at(item, period), weight);
            add(&national, item->national, weight);
        }
    }
    bool all = value.n > 0 && (!p->sums || value.n == p->count);
    if (all)
        point.value = level(&value, p->sums);
    if (all && expected.n == value.n)
        point.expected = level(&expected, p->sums);
    if (all && national.n == value.n && !p->sums)
        point.national = level(&national, false);
    return point;
}

/* The forecasts of one period, where all schools have one. The schools' ends are added up
 * as if all erred together: wider than it need be, never narrower. */
static bool pool_forecast(const pool *p, wf_period period, wf_point *out)
{
    wf_point point = {.period = period, .of = p->count};
    weighted mean = {0}, lower = {0}, upper = {0}, expected = {0}, national = {0};
    for (size_t i = 0; i < p->count; i++) {
        const wf_kpi_progress *item = p->items[i];
        double weight = p->sums ? 1 : item->latest_cohort;
        for (size_t k = 0; k < item->forecast_count; k++)
            if (item->forecasts[k].period.number == period.number && weight > 0) {
                add(&mean, some(item->forecasts[k].mean), weight);
                add(&lower, some(item->forecasts[k].lower80), weight);
                add(&upper, some(item->forecasts[k].upper80), weight);
                add(&expected, wf_progress_expected_at(item, period), weight);
                add(&national, item->national, weight);
                point.schools++;
            }
    }
    if (mean.n == 0 || mean.n < p->count)
        return false;
    point.forecast = level(&mean, p->sums);
    point.lower80 = level(&lower, p->sums);
    point.upper80 = level(&upper, p->sums);
    if (expected.n == mean.n)
        point.expected = level(&expected, p->sums);
    if (national.n == mean.n && !p->sums)
        point.national = level(&national, false);
    *out = point;
    return true;
}

/* The periods in which any of the items has a row or, after the latest, a forecast. */
static size_t find_times(const pool *p, bool forecasts, wf_period *out, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < p->count; i++) {
        size_t n = 0;
        const wf_kpi_progress *item = p->items[i];
        const wf_panel_row *const *rows = wf_results_history(p->r, item, &n);
        for (size_t k = 0; k < (forecasts ? item->forecast_count : n); k++) {
            wf_period at = forecasts ? item->forecasts[k].period : rows[k]->period;
            size_t to = count;
            while (to > 0 && out[to - 1].number > at.number)
                to--;
            bool known = to > 0 && out[to - 1].number == at.number;
            if (known || count == most || (forecasts && at.number <= p->r->period.number))
                continue;
            for (size_t m = count++; m > to; m--)
                out[m] = out[m - 1];
            out[to] = at;
        }
    }
    return count;
}

#define MOST_TIMES 200

static wf_status pool_kpi(const pool *p, wf_kpi_result *kpi)
{
    wf_period times[MOST_TIMES];
    wf_period ahead[MOST_TIMES];
    size_t past = find_times(p, false, times, MOST_TIMES);
    size_t future = find_times(p, true, ahead, MOST_TIMES);
    bool has_value = false;
    kpi->points = wf_arena_array(p->r->arena, past + future, sizeof *kpi->points);
    if (kpi->points == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < past; i++) {
        kpi->points[kpi->point_count] = pool_at(p, times[i]);
        has_value = has_value || kpi->points[kpi->point_count].value.present;
        kpi->point_count++;
    }
    for (size_t i = 0; i < future; i++)
        if (pool_forecast(p, ahead[i], &kpi->points[kpi->point_count]))
            kpi->point_count++;
    if (!has_value)
        kpi->point_count = 0;
    return WF_OK;
}

wf_status results_pool(wf_results *r)
{
    pool p = {.r = r};
    p.items = wf_arena_array(r->arena, r->school_count, sizeof(const void *));
    if (p.items == NULL)
        return WF_E_MEMORY;
    for (size_t k = 0; k < r->kpi_count; k++) {
        p.count = 0;
        p.sums = is_sum(r->kpis[k].unit);
        for (size_t s = 0; s < r->school_count; s++) {
            const wf_kpi_progress *item = wf_school_kpi(&r->schools[s], r->kpis[k].name);
            if (item != NULL && item->latest.number > 0)
                p.items[p.count++] = item;
        }
        WF_TRY(pool_kpi(&p, &r->kpis[k]));
    }
    return WF_OK;
}
