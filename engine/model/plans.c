#include "engine/base/alloc.h"
#include "engine/base/ckd.h"
#include "wayforward/plan.h"

wf_status wf_plans_new(size_t n, wf_plans *out, wf_error *err)
{
    size_t bytes;
    wf_plans plans = {0};
    if (wf_ckd_mul(&bytes, n, sizeof(wf_plan *)))
        return wf_fail_memory(err);
    plans.items = wf_alloc_zeroed(bytes);
    if (!plans.items)
        return wf_fail_memory(err);
    for (; plans.n < n; plans.n++) {
        plans.items[plans.n] = wf_plan_new();
        if (!plans.items[plans.n]) {
            wf_plans_free(&plans);
            return wf_fail_memory(err);
        }
    }
    *out = plans;
    return WF_OK;
}

void wf_plans_free(wf_plans *plans)
{
    if (!plans)
        return;
    for (size_t i = 0; i < plans->n; i++)
        wf_plan_free(plans->items[i]);
    wf_alloc_free(plans->items);
    *plans = (wf_plans){0};
}
