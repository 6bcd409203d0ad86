/* The answer in all, by school and by provider. */
#include "wayforward/support.h"

static void add_line(const wf_allocation_line *l, wf_support_days *d)
{
    double days = l->halves / 2.0;
    *(l->is_delivered ? &d->delivered : &d->allocated) += days;
    d->by_term[l->term] += days;
}

wf_status wf_allocation_by_school(const wf_support_problem *problem,
                                  const wf_allocation *allocation, wf_arena *arena,
                                  wf_support_days **out)
{
    wf_support_days *days = wf_arena_array(arena, problem->school_count, sizeof *days);
    if (days == NULL)
        return WF_E_MEMORY;
    for (uint32_t s = 0; s < problem->school_count; s++) {
        days[s].school = s;
        days[s].entitlement = problem->schools[s].year_floor / 2.0;
        days[s].most = problem->schools[s].year_ceiling / 2.0;
    }
    for (size_t i = 0; i < allocation->line_count; i++)
        add_line(&allocation->lines[i], &days[allocation->lines[i].school]);
    for (size_t i = 0; i < allocation->short_count; i++)
        days[allocation->shorts[i].school].short_of += allocation->shorts[i].halves / 2.0;
    for (uint32_t s = 0; s < problem->school_count; s++) {
        double all = days[s].delivered + days[s].allocated;
        days[s].utilisation = all > 0 ? days[s].delivered / all : 0;
    }
    *out = days;
    return WF_OK;
}

wf_status wf_allocation_by_provider(const wf_support_problem *problem,
                                    const wf_allocation *allocation, wf_arena *arena,
                                    wf_provider_days **out)
{
    wf_provider_days *days = wf_arena_array(arena, problem->provider_count, sizeof *days);
    /* The school counted last for each: lines come by school. */
    uint32_t *last = wf_arena_array(arena, problem->provider_count, sizeof *last);
    if (days == NULL || last == NULL)
        return WF_E_MEMORY;
    for (uint32_t p = 0; p < problem->provider_count; p++) {
        days[p].provider = p;
        for (uint32_t t = 0; t < problem->policy.terms; t++)
            days[p].available += problem->providers[p].halves[t] / 2.0;
    }
    for (size_t i = 0; i < allocation->line_count; i++) {
        const wf_allocation_line *l = &allocation->lines[i];
        wf_provider_days *d = &days[l->provider];
        d->used += l->halves / 2.0;
        d->delivered += l->is_delivered ? l->halves / 2.0 : 0;
        d->schools += last[l->provider] != l->school + 1;
        last[l->provider] = l->school + 1;
    }
    for (uint32_t p = 0; p < problem->provider_count; p++)
        if (days[p].available > 0)
            days[p].utilisation = days[p].used / days[p].available;
    *out = days;
    return WF_OK;
}
