#include "engine/report/places.h"
#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
    const place_key *x = a;
    const place_key *y = b;
    if (x->plan != y->plan)
        return (uintptr_t)x->plan < (uintptr_t)y->plan ? -1 : 1;
    return wf_str_cmp(x->name, y->name);
}

static void count_keys(const wf_results *results, places *all)
{
    for (size_t p = 0; p < results->plan_count; p++) {
        const wf_ledger *ledger = &results->plans[p]->ledger;
        all->at_count += ledger->count;
        for (size_t i = 0; i < ledger->count; i++)
            all->field_count += ledger->entries[i].fields.n;
    }
}

wf_status places_index(const wf_results *results, wf_arena *arena, places *out)
{
    places all = {0};
    count_keys(results, &all);
    all.by_at = wf_arena_array(arena, all.at_count, sizeof *all.by_at);
    all.by_field = wf_arena_array(arena, all.field_count, sizeof *all.by_field);
    if (all.by_at == NULL || all.by_field == NULL)
        return WF_E_MEMORY;
    size_t at = 0;
    size_t field = 0;
    for (size_t p = 0; p < results->plan_count; p++) {
        const wf_plan *plan = results->plans[p];
        for (size_t i = 0; i < plan->ledger.count; i++) {
            const wf_ledger_entry *entry = &plan->ledger.entries[i];
            all.by_at[at++] =
                (place_key){.plan = plan, .name = entry->at, .entry = entry};
            for (size_t f = 0; f < entry->fields.n; f++)
                all.by_field[field++] = (place_key){
                    .plan = plan, .name = entry->fields.items[f], .entry = entry};
        }
    }
    qsort(all.by_at, all.at_count, sizeof *all.by_at, by_name);
    qsort(all.by_field, all.field_count, sizeof *all.by_field, by_name);
    *out = all;
    return WF_OK;
}

static const wf_ledger_entry *find(const place_key *keys, size_t count,
                                   const wf_plan *plan, wf_str name)
{
    const place_key wanted = {.plan = plan, .name = name};
    const place_key *found =
        count == 0 ? NULL : bsearch(&wanted, keys, count, sizeof *keys, by_name);
    return found == NULL ? NULL : found->entry;
}

wf_str places_text(const places *all, const wf_results *results, wf_str file, wf_str at)
{
    for (size_t p = 0; p < results->plan_count; p++) {
        if (!wf_str_eq(results->plans[p]->file, file))
            continue;
        const wf_ledger_entry *entry =
            find(all->by_at, all->at_count, results->plans[p], at);
        if (entry != NULL)
            return entry->text;
    }
    return WF_STR_EMPTY;
}

const wf_ledger_entry *places_field(const places *all, const wf_plan *plan, wf_str field)
{
    return find(all->by_field, all->field_count, plan, field);
}

const wf_plan *places_kpi(const wf_results *results, wf_str file, wf_str at,
                          size_t *index)
{
    for (size_t p = 0; p < results->plan_count; p++) {
        const wf_plan *plan = results->plans[p];
        if (!wf_str_eq(plan->file, file))
            continue;
        for (size_t i = 0; i < plan->kpi_count; i++)
            if (wf_str_eq(plan->kpis[i].at, at)) {
                *index = i;
                return plan;
            }
    }
    return NULL;
}
