/* Schools together, and against others. */
#include "engine/progress/chances.h"
#include "engine/statistics/interval.h"
#include "wayforward/progress.h"
#include <math.h>

static const double z95 = 1.959963984540054;
/* The small-number rule of published school statistics: fewer than this many pupils. */
static const double few_pupils = 6, few_counted = 3;

static const char *const against_names[] = {[WF_AGAINST_UNKNOWN] = "unknown",
                                            [WF_AGAINST_BELOW] = "below",
                                            [WF_AGAINST_IN_LINE] = "in line",
                                            [WF_AGAINST_ABOVE] = "above"};

const char *wf_against_name(wf_against against)
{
    return against_names[against];
}

static double whole_of(wf_unit unit)
{
    if (unit == WF_UNIT_PERCENT)
        return 100;
    return unit == WF_UNIT_RATIO ? 1 : 0;
}

wf_against wf_progress_against_national(const wf_kpi_progress *k)
{
    double whole = whole_of(k->unit), n = progress_chances(k->kpi, k->latest_cohort);
    if (k->latest.number == 0 || !k->national.present || !(whole > 0) || n <= 0 ||
        k->latest_value < 0 || k->latest_value > whole)
        return WF_AGAINST_UNKNOWN;
    wf_interval w = statistics_wilson(k->latest_value / whole * n, n, z95);
    double national = k->national.value / whole;
    if (w.lower > national)
        return WF_AGAINST_ABOVE;
    return w.upper < national ? WF_AGAINST_BELOW : WF_AGAINST_IN_LINE;
}

bool wf_panel_aggregate(const wf_panel *panel, wf_str kpi, wf_period period, wf_unit unit,
                        wf_aggregate *out)
{
    wf_aggregate a = {0};
    double sum = 0, chances = 0, whole = whole_of(unit);
    for (size_t i = 0; i < panel->row_count; i++) {
        const wf_panel_row *row = &panel->rows[i];
        if (row->period.number != period.number || !wf_str_eq(row->kpi, kpi))
            continue;
        a.of++;
        if (row->suppressed || row->cohort <= 0)
            continue;
        a.schools++;
        a.cohort += row->cohort;
        chances += progress_chances(kpi, row->cohort);
        sum += row->value * row->cohort;
    }
    if (a.schools == 0)
        return false;
    a.value = a.lower95 = a.upper95 = sum / a.cohort;
    double p = whole > 0 ? a.value / whole : -1;
    if (p >= 0 && p <= 1) {
        wf_interval w = statistics_wilson(p * chances, chances, z95);
        a.lower95 = w.lower * whole;
        a.upper95 = w.upper * whole;
    }
    *out = a;
    return true;
}

bool wf_gap_between(double value, double cohort, double other, double other_cohort,
                    wf_gap *out)
{
    if (!(value >= 0 && value <= 100 && other >= 0 && other <= 100) || cohort <= 0 ||
        other_cohort <= 0)
        return false;
    wf_interval d = statistics_newcombe(value / 100 * cohort, cohort,
                                        other / 100 * other_cohort, other_cohort, z95);
    *out = (wf_gap){
        .value = value - other, .lower95 = 100 * d.lower, .upper95 = 100 * d.upper};
    return true;
}

bool wf_is_small_number(double value, double cohort, wf_unit unit)
{
    double whole = whole_of(unit);
    if (cohort > 0 && cohort < few_pupils)
        return true;
    if (unit == WF_UNIT_COUNT)
        return value > 0 && value < few_counted;
    double counted = whole > 0 && cohort > 0 ? round(value / whole * cohort) : 0;
    return counted > 0 && counted < few_counted;
}

const char *const *wf_progress_method_sentences(size_t *count)
{
    static const char *const sentences[] = {
        "Each forecast starts from the school's own record, leans on all other schools "
        "the more the less a school has shown, and allows for what one pupil more or "
        "less would do.",
        "Over schools of alike size the value lies within the range given four times in "
        "five; a change is called a change only where chance alone would show it less "
        "than once in twenty."};
    *count = sizeof sentences / sizeof *sentences;
    return sentences;
}
