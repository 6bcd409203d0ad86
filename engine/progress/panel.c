/* Plans and dashboards become rows of one panel. */
#include "wayforward/progress.h"

typedef struct builder {
    wf_arena *arena;
    wf_panel panel;
    size_t row_cap, target_cap, skipped;
} builder;

static wf_str school_of(const wf_plan *plan)
{
    if (plan->school.n > 0)
        return plan->school;
    if (plan->organisation.n > 0)
        return plan->organisation;
    return plan->urn.n > 0 ? plan->urn : plan->file;
}

static wf_status push_row(builder *b, wf_panel_row row)
{
    wf_panel_row *rows = wf_arena_push_room(b->arena, b->panel.rows, b->panel.row_count,
                                            &b->row_cap, sizeof *rows);
    if (rows == NULL)
        return WF_E_MEMORY;
    b->panel.rows = rows;
    rows[b->panel.row_count++] = row;
    return WF_OK;
}

static wf_status push_target(builder *b, wf_panel_target target)
{
    wf_panel_target *targets =
        wf_arena_push_room(b->arena, b->panel.targets, b->panel.target_count,
                           &b->target_cap, sizeof *targets);
    if (targets == NULL)
        return WF_E_MEMORY;
    b->panel.targets = targets;
    targets[b->panel.target_count++] = target;
    return WF_OK;
}

/* The period that a time expression ends with: its terms in the plan's year, else its
 * date. */
static wf_period deadline_of(const wf_when *when, wf_str academic_year)
{
    wf_period year = {0};
    if (when->terms != 0 && wf_period_parse(academic_year, &year)) {
        int last = 6;
        while (last > 1 && (when->terms & (1u << (last - 1))) == 0)
            last--;
        return (wf_period){.number = year.number - 6 + last, .style = WF_PERIOD_HALF};
    }
    return wf_period_of_date(when->end);
}

/* A baseline is what stood at the end of the year before the plan's. */
static wf_period start_of(wf_str academic_year)
{
    wf_period year = {0};
    if (!wf_period_parse(academic_year, &year))
        return (wf_period){0};
    return (wf_period){.number = year.number - 6, .style = WF_PERIOD_HALF};
}

static wf_status add_kpi(builder *b, const wf_plan *plan, const wf_kpi *kpi)
{
    wf_str school = school_of(plan);
    for (size_t i = 0; i < kpi->observation_count; i++) {
        const wf_observation *o = &kpi->observations[i];
        wf_panel_row row = {.school = school, .kpi = kpi->name, .value = o->value};
        if (!wf_period_parse(o->period, &row.period)) {
            b->skipped++;
            continue;
        }
        row.cohort = o->cohort > 0 ? (double)o->cohort : 0;
        row.at = o->at;
        row.file = plan->file;
        WF_TRY(push_row(b, row));
    }
    return push_target(b,
                       (wf_panel_target){
                           .school = school,
                           .kpi = kpi->name,
                           .unit = kpi->unit,
                           .direction = kpi->direction,
                           .baseline = kpi->baseline,
                           .target = kpi->target,
                           .national = kpi->national,
                           .baseline_period = start_of(plan->academic_year),
                           .deadline = deadline_of(&kpi->deadline, plan->academic_year),
                           .at = kpi->at,
                           .file = plan->file,
                       });
}

wf_status wf_panel_from_plans(const wf_plan *const *plans, size_t plan_count,
                              wf_arena *arena, wf_panel *out, size_t *skipped_out)
{
    builder b = {.arena = arena};
    for (size_t p = 0; p < plan_count; p++)
        for (size_t k = 0; k < plans[p]->kpi_count; k++)
            WF_TRY(add_kpi(&b, plans[p], &plans[p]->kpis[k]));
    *out = b.panel;
    if (skipped_out != NULL)
        *skipped_out = b.skipped;
    return WF_OK;
}
