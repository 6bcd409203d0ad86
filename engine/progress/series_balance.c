/* At which level ranges of counts are cut, so that the ranges of schools of alike size
 * hold their share together. */
#include "engine/progress/series.h"
#include <stdlib.h>

enum {
    MOST_UNITS = 600, /* look at every k-th unit where there are more */
    FEWEST_UNITS = 60,
    MOST_STEPS = 3
};

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The cohorts that divide the units into classes; how many units have one. */
static wf_status divide(progress_series *s, const series_panel *chosen, wf_arena *scratch,
                        size_t *count)
{
    double *cohort = wf_arena_array(scratch, chosen->panel.units + 1, sizeof *cohort);
    size_t n = 0;
    if (cohort == NULL)
        return WF_E_MEMORY;
    for (size_t u = 0; u < chosen->panel.units; u++)
        if (chosen->cohort[u] >= 1)
            cohort[n++] = chosen->cohort[u];
    qsort(cohort, n, sizeof *cohort, compare_doubles);
    for (size_t c = 0; n > 0 && c < SERIES_CLASSES; c++)
        s->class_cohort[c] =
            cohort[(c + 1) * n / SERIES_CLASSES > 0 ? (c + 1) * n / SERIES_CLASSES - 1
                                                    : 0];
    *count = n;
    return WF_OK;
}

typedef struct balances {
    predictive_balance half[SERIES_CLASSES], wide[SERIES_CLASSES];
} balances;

static wf_status add_unit(const progress_series *s, const series_panel *chosen,
                          size_t unit, size_t steps, wf_arena *scratch, balances *b)
{
    level_forecast f[MOST_STEPS] = {{.cohort = chosen->cohort[unit]}};
    WF_TRY(level_model_forecast(&s->counts, &chosen->panel, unit, steps, scratch, f));
    size_t class = 0;
    while (class + 1 < SERIES_CLASSES && f[0].cohort > s->class_cohort[class])
        class ++;
    for (size_t h = 0; h < steps; h++) {
        predictive_balance_add(&b->half[class], f[h].probability, f[h].n);
        predictive_balance_add(&b->wide[class], f[h].probability, f[h].n);
    }
    return WF_OK;
}

wf_status series_balance(progress_series *s, const series_panel *chosen, size_t horizon,
                         wf_arena *arena)
{
    wf_arena_mark mark = wf_arena_mark_here(arena);
    size_t count = 0, steps = horizon < MOST_STEPS ? horizon : MOST_STEPS;
    size_t stride = (chosen->panel.units + MOST_UNITS - 1) / MOST_UNITS;
    balances b = {0};
    for (size_t c = 0; c < SERIES_CLASSES; c++) {
        s->levels[c] = predictive_levels_plain;
        b.half[c].share = predictive_levels_plain.half;
        b.wide[c].share = predictive_levels_plain.wide;
    }
    WF_TRY(divide(s, chosen, arena, &count));
    for (size_t u = 0; count >= FEWEST_UNITS && u < chosen->panel.units; u += stride) {
        wf_arena_mark unit_mark = wf_arena_mark_here(arena);
        if (chosen->cohort[u] >= 1)
            WF_TRY(add_unit(s, chosen, u, steps, arena, &b));
        wf_arena_reset(arena, unit_mark);
    }
    for (size_t c = 0; c < SERIES_CLASSES; c++)
        s->levels[c] = (predictive_levels){predictive_balance_level(&b.half[c]),
                                           predictive_balance_level(&b.wide[c])};
    wf_arena_reset(arena, mark);
    return WF_OK;
}
