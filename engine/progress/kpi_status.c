#include "engine/progress/kpi_status.h"
#include "engine/progress/chances.h"
#include "engine/statistics/interval.h"
#include <math.h>

enum {
    YEAR = 6
};

/* Two-sided 95 % for a change, 80 % for the tolerance around the line. */
static const double z95 = 1.959963984540054, z80 = 1.2815515655446004;
/* Least tolerance where there is no way to go, as a share of the target itself. */
static const double tolerance_of_target = 0.02;

static const struct {
    const char *name;
    wf_rag rag;
} statuses[] = {
    [WF_PROGRESS_NO_DATA] = {"no data", WF_RAG_NONE},
    [WF_PROGRESS_NO_TARGET] = {"no target", WF_RAG_NONE},
    [WF_PROGRESS_STALE] = {"stale", WF_RAG_NONE},
    [WF_PROGRESS_OFF_TRACK] = {"off track", WF_RAG_RED},
    [WF_PROGRESS_AT_RISK] = {"at risk", WF_RAG_AMBER},
    [WF_PROGRESS_ON_TRACK] = {"on track", WF_RAG_GREEN},
    [WF_PROGRESS_ACHIEVED] = {"achieved", WF_RAG_BLUE},
};

const char *wf_progress_status_name(wf_progress_status status)
{
    return statuses[status].name;
}

wf_rag wf_progress_status_rag(wf_progress_status status)
{
    return statuses[status].rag;
}

static wf_number number(double value)
{
    return (wf_number){.value = value, .present = isfinite(value)};
}

static double sign_of(wf_direction direction)
{
    return direction == WF_DIRECTION_DOWN ? -1 : 1;
}

/* What turns a value into a proportion: 100, 1, or 0 where it is none. */
static double whole_of(wf_unit unit)
{
    if (unit == WF_UNIT_PERCENT)
        return 100;
    return unit == WF_UNIT_RATIO ? 1 : 0;
}

static const wf_panel_row *row_at(const progress_line *line, int32_t period)
{
    for (size_t i = line->row_count; i-- > 0;)
        if (line->rows[i]->period.number == period && !line->rows[i]->suppressed)
            return line->rows[i];
    return NULL;
}

/* The last row that shows a value before row `end`; NULL where there is none. */
static const wf_panel_row *shown_before(const progress_line *line, size_t end,
                                        size_t *index)
{
    for (size_t i = end; i-- > 0;)
        if (!line->rows[i]->suppressed) {
            *index = i;
            return line->rows[i];
        }
    return NULL;
}

static wf_direction direction_of(const wf_panel_target *t)
{
    if (t == NULL)
        return WF_DIRECTION_NONE;
    if (t->direction != WF_DIRECTION_NONE || !t->baseline.present || !t->target.present)
        return t->direction;
    if (t->target.value < t->baseline.value)
        return WF_DIRECTION_DOWN;
    return t->target.value > t->baseline.value ? WF_DIRECTION_UP : WF_DIRECTION_NONE;
}

static bool is_signal(const wf_panel_row *now, const wf_panel_row *then, double whole)
{
    double p1 = now->value / whole, p2 = then->value / whole;
    if (!(whole > 0) || now->cohort <= 0 || then->cohort <= 0 || p1 < 0 || p1 > 1 ||
        p2 < 0 || p2 > 1)
        return false;
    double n1 = progress_chances(now->kpi, now->cohort);
    double n2 = progress_chances(then->kpi, then->cohort);
    wf_interval change = statistics_newcombe(p1 * n1, n1, p2 * n2, n2, z95);
    return change.lower > 0 || change.upper < 0;
}

static void measure_change(const progress_line *line, size_t latest_index,
                           wf_kpi_progress *item)
{
    const wf_panel_row *now = line->rows[latest_index];
    double whole = whole_of(item->unit);
    size_t index = 0;
    const wf_panel_row *previous = shown_before(line, latest_index, &index);
    const wf_panel_row *year = row_at(line, now->period.number - YEAR);
    if (previous != NULL) {
        item->previous = number(previous->value);
        item->change = number(now->value - previous->value);
    }
    if (year != NULL) {
        item->year_before = number(year->value);
        item->change_year = number(now->value - year->value);
    }
    const wf_panel_row *then = year != NULL ? year : previous;
    item->change_is_signal = then != NULL && is_signal(now, then, whole);
    /* a pupil is one of many sessions there: one more or fewer means nothing */
    if (whole > 0 && now->cohort > 0 && !progress_counts_sessions(now->kpi))
        item->one_pupil = number(whole / now->cohort);
    double p = whole > 0 ? now->value / whole : -1;
    if (now->cohort > 0 && p >= 0 && p <= 1) {
        double n = progress_chances(now->kpi, now->cohort);
        wf_interval range = statistics_wilson(p * n, n, z95);
        item->lower95 = number(range.lower * whole);
        item->upper95 = number(range.upper * whole);
    }
}

/* The line to hold the value against: knots in order of period. */
typedef struct knot {
    double period, value;
} knot;

static double between(knot a, knot b, double period)
{
    if (period <= a.period || b.period <= a.period)
        return period >= b.period ? b.value : a.value;
    if (period >= b.period)
        return b.value;
    return a.value + (b.value - a.value) * (period - a.period) / (b.period - a.period);
}

/* Where the line starts: the baseline, or the first value shown where there are two. */
static bool start_of_line(const progress_line *line, wf_kpi_progress *item, knot *start)
{
    const wf_panel_target *t = line->target;
    const wf_panel_row *first = NULL;
    size_t shown = 0;
    for (size_t i = 0; i < line->row_count; i++)
        if (!line->rows[i]->suppressed && shown++ == 0)
            first = line->rows[i];
    if (t->baseline.present) {
        double period = t->baseline_period.number;
        if (t->baseline_period.number == 0)
            period = first != NULL ? first->period.number : item->deadline.number;
        *start = (knot){.period = period, .value = t->baseline.value};
        return true;
    }
    if (shown < 2)
        return false;
    *start = (knot){.period = first->period.number, .value = first->value};
    item->baseline = number(first->value);
    return true;
}

static wf_number expected_at(const wf_kpi_progress *item, knot start, knot end,
                             double period)
{
    knot from = start;
    for (size_t i = 0; i < item->milestone_count; i++) {
        knot to = {item->milestones[i].period.number, item->milestones[i].value};
        if (period <= to.period)
            return number(between(from, to, period));
        from = to;
    }
    return number(between(from, end, period));
}

wf_number wf_progress_expected_at(const wf_kpi_progress *item, wf_period period)
{
    if (item->line_from.number == 0 || !item->target.present || !item->baseline.present ||
        period.number < item->line_from.number || period.number > item->deadline.number)
        return (wf_number){0};
    return expected_at(item, (knot){item->line_from.number, item->baseline.value},
                       (knot){item->deadline.number, item->target.value}, period.number);
}

/* How far from the line chance alone goes: half of Wilson's 80 % interval. */
static double chance(const wf_kpi_progress *item, double value)
{
    double whole = whole_of(item->unit);
    double p = whole > 0 ? value / whole : -1;
    double n = progress_chances(item->kpi, item->latest_cohort);
    if (p < 0 || p > 1 || n <= 0)
        return 0;
    wf_interval w = statistics_wilson(p * n, n, z80);
    return (w.upper - w.lower) / 2 * whole;
}

static wf_progress_status judge(const wf_kpi_progress *item, double value)
{
    double sign = sign_of(item->direction);
    if (sign * (value - item->target.value) >= 0)
        return WF_PROGRESS_ACHIEVED;
    double gap = sign * (value - item->expected.value);
    if (gap >= -item->tolerance.value)
        return WF_PROGRESS_ON_TRACK;
    return gap >= -2 * item->tolerance.value ? WF_PROGRESS_AT_RISK
                                             : WF_PROGRESS_OFF_TRACK;
}

static void measure_target(const progress_line *line, const wf_progress_options *options,
                           wf_kpi_progress *item)
{
    knot start, end = {item->deadline.number, item->target.value};
    double way = 0;
    item->expected = item->target;
    if (start_of_line(line, item, &start)) {
        item->line_from =
            (wf_period){.number = (int32_t)start.period, .style = item->latest.style};
        item->expected = expected_at(item, start, end, item->latest.number);
        way = item->target.value - start.value;
        if (fabs(way) > 0)
            item->fraction = number((item->latest_value - start.value) / way);
    }
    double stated = fabs(way) > 0 ? options->tolerance_share * fabs(way)
                                  : tolerance_of_target * fabs(item->target.value);
    item->tolerance = number(fmax(stated, chance(item, item->latest_value)));
    double sign = sign_of(item->direction);
    item->gap = number(sign * (item->latest_value - item->expected.value));
    item->status = judge(item, item->latest_value);
    if (item->one_pupil.present) { /* no pupil can be added to all, nor taken from none */
        double step = item->one_pupil.value, whole = whole_of(item->unit);
        double more = item->latest_value + step, fewer = item->latest_value - step;
        item->one_pupil_moves_status =
            (more < whole + step / 2 && judge(item, more) != item->status) ||
            (fewer > -step / 2 && judge(item, fewer) != item->status);
    }
}

static bool is_stale(const progress_line *line, const wf_panel_row *latest,
                     wf_period as_of, const wf_progress_options *options)
{
    int32_t allowed = (int32_t)options->stale_after;
    bool yearly = latest->period.style == WF_PERIOD_YEAR;
    for (size_t i = 0; !yearly && i + 1 < line->row_count && line->row_count >= 2; i++) {
        if (line->rows[i + 1]->period.number - line->rows[i]->period.number < YEAR)
            break;
        yearly = i + 2 == line->row_count;
    }
    return as_of.number - latest->period.number > allowed + (yearly ? YEAR : 0);
}

static void take_target(const wf_panel_target *t, wf_kpi_progress *item)
{
    if (t == NULL)
        return;
    item->unit = t->unit;
    item->direction = direction_of(t);
    item->baseline = t->baseline;
    item->target = t->target;
    item->national = t->national;
    item->deadline = t->deadline;
    item->milestones = t->milestones;
    item->milestone_count = t->milestone_count;
    item->at = t->at;
    item->file = t->file;
}

void progress_status_measure(const progress_line *line, wf_period as_of,
                             const wf_progress_options *options, wf_kpi_progress *item)
{
    *item = (wf_kpi_progress){.school = line->school,
                              .kpi = line->kpi,
                              .latest_at = WF_STR_EMPTY,
                              .latest_file = WF_STR_EMPTY,
                              .at = WF_STR_EMPTY,
                              .file = WF_STR_EMPTY,
                              .status = WF_PROGRESS_NO_DATA};
    take_target(line->target, item);
    size_t index = 0;
    const wf_panel_row *latest = shown_before(line, line->row_count, &index);
    item->observation_count = line->row_count;
    if (latest == NULL)
        return;
    item->latest = latest->period;
    item->latest_value = latest->value;
    item->latest_cohort = latest->cohort;
    item->latest_at = latest->at;
    item->latest_file = latest->file;
    measure_change(line, index, item);
    if (item->deadline.number == 0) /* the summer of the year of the last observation */
        item->deadline =
            (wf_period){.number = (latest->period.number + YEAR - 1) / YEAR * YEAR,
                        .style = latest->period.style};
    item->status = WF_PROGRESS_NO_TARGET;
    if (item->target.present)
        measure_target(line, options, item);
    if (is_stale(line, latest, as_of, options))
        item->status = WF_PROGRESS_STALE;
    item->rag = wf_progress_status_rag(item->status);
}
