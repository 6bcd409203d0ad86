/* An allocation as JSON: wayforward/allocation/1. Days, not half-days. */
#include "formats/write_json/json_out.h"
#include "wayforward/support.h"

static void put_levels(json_out *j, const wf_allocation *a)
{
    json_open_array(j, "objectives");
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++) {
        json_open_object(j, NULL);
        json_integer(j, "level", k + 1);
        json_text(j, "name", a->levels[k].name);
        json_number(j, "value", a->levels[k].value);
        json_number(j, "bound", a->levels[k].bound);
        json_number(j, "gap", a->levels[k].gap);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_line(json_out *j, const wf_support_problem *p,
                     const wf_allocation_line *l)
{
    json_open_object(j, NULL);
    json_str(j, "school", p->schools[l->school].name);
    json_integer(j, "term", (int64_t)l->term + 1);
    json_str(j, "provider", p->providers[l->provider].name);
    json_str(j, "role", p->providers[l->provider].role);
    if (l->focus < p->focus_count)
        json_str(j, "focus", p->focuses[l->focus]);
    json_number(j, "days", l->halves / 2.0);
    json_text(j, "kind",
              l->is_delivered ? "delivered"
              : l->is_fixed   ? "fixed"
                              : "planned");
    json_str(j, "reason", l->reason);
    json_close_object(j);
}

static void put_lines(json_out *j, const char *key, const wf_support_problem *p,
                      const wf_allocation *a, bool delivered)
{
    json_open_array(j, key);
    for (size_t i = 0; i < a->line_count; i++)
        if (a->lines[i].is_delivered == delivered)
            put_line(j, p, &a->lines[i]);
    json_close_array(j);
}

static void put_decision(json_out *j, const wf_support_problem *p,
                         const wf_support_decision *d)
{
    const wf_support_policy *policy = &p->policy;
    json_str(j, "category", policy->tiers[d->tier].code);
    json_str(j, "rule", d->rule);
    if (policy->tiers[d->tier].is_assumed)
        json_str(j, "assumed", policy->tiers[d->tier].note);
    if (d->needs_person)
        json_boolean(j, "needsPerson", true);
    if (d->computed != WF_SUPPORT_NONE && d->computed != d->tier) {
        json_str(j, "computedCategory", policy->tiers[d->computed].code);
        json_str_present(j, "overrideReason", d->override_reason);
        json_str_present(j, "overrideBy", d->override_by);
        json_str_present(j, "overrideOn", d->override_on);
    }
    if (d->last_year != WF_SUPPORT_NONE)
        json_str(j, "categoryLastYear", policy->tiers[d->last_year].code);
}

static void put_school(json_out *j, const wf_support_problem *p, const wf_support_days *d)
{
    const wf_support_school *school = &p->schools[d->school];
    json_open_object(j, NULL);
    json_str(j, "school", school->name);
    put_decision(j, p, &school->decision);
    json_number(j, "riskWeight", school->risk_weight);
    json_number(j, "entitlement", d->entitlement);
    if (school->year_ceiling > 0)
        json_number(j, "most", d->most);
    json_number(j, "allocated", d->allocated);
    json_number(j, "delivered", d->delivered);
    json_number(j, "short", d->short_of);
    json_close_object(j);
}

static void put_shorts(json_out *j, const wf_support_problem *p, const wf_allocation *a)
{
    json_open_array(j, "shortfalls");
    for (size_t i = 0; i < a->short_count; i++) {
        const wf_allocation_short *s = &a->shorts[i];
        json_open_object(j, NULL);
        json_str(j, "school", p->schools[s->school].name);
        if (s->term != WF_SUPPORT_NONE) {
            json_integer(j, "term", (int64_t)s->term + 1);
            json_text(j, "kind", s->is_qa ? "quality assurance" : "improvement");
        } else {
            json_text(j, "kind", "year");
        }
        json_number(j, "days", s->halves / 2.0);
        json_str(j, "cause", s->cause);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_utilisation(json_out *j, const wf_support_problem *p,
                            const wf_provider_days *days)
{
    json_open_array(j, "utilisation");
    for (uint32_t v = 0; v < p->provider_count; v++) {
        json_open_object(j, NULL);
        json_str(j, "provider", p->providers[v].name);
        json_str(j, "role", p->providers[v].role);
        json_number(j, "available", days[v].available);
        json_number(j, "used", days[v].used);
        json_integer(j, "schools", days[v].schools);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_worths(json_out *j, const wf_allocation *a)
{
    json_open_array(j, "oneMoreDay");
    for (size_t i = 0; i < a->worth_count; i++) {
        const wf_allocation_worth *w = &a->worths[i];
        json_open_object(j, NULL);
        json_str(j, "role", w->role);
        json_integer(j, "term", (int64_t)w->term + 1);
        json_str_present(j, "provider", w->provider);
        json_number(j, "unmetFallsBy", w->unmet);
        json_number(j, "benefitRisesBy", w->benefit);
        json_close_object(j);
    }
    json_close_array(j);
}

static wf_status put_answer(json_out *j, const wf_support_problem *p,
                            const wf_allocation *a, wf_arena *arena)
{
    wf_support_days *schools = NULL;
    wf_provider_days *providers = NULL;
    WF_TRY(wf_allocation_by_school(p, a, arena, &schools));
    WF_TRY(wf_allocation_by_provider(p, a, arena, &providers));
    json_boolean(j, "optimal", a->is_optimal);
    put_levels(j, a);
    json_open_array(j, "schools");
    for (uint32_t s = 0; s < p->school_count; s++)
        put_school(j, p, &schools[s]);
    json_close_array(j);
    put_lines(j, "allocations", p, a, false);
    put_lines(j, "delivered", p, a, true);
    put_shorts(j, p, a);
    put_utilisation(j, p, providers);
    put_worths(j, a);
    return WF_OK;
}

wf_status wf_allocation_write_json(const wf_support_problem *problem,
                                   const wf_allocation *allocation,
                                   const wf_support_problem *with_problem,
                                   const wf_allocation *with, const wf_sink *sink,
                                   wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    json_out j;
    if (arena == NULL)
        return wf_fail_memory(err);
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/allocation/1");
    wf_status status = put_answer(&j, problem, allocation, arena);
    if (status == WF_OK && with != NULL) {
        json_open_object(&j, "whatIf");
        status = put_answer(&j, with_problem, with, arena);
        json_close_object(&j);
    }
    json_close_object(&j);
    wf_status written = json_end(&j, err);
    wf_arena_free(arena);
    return status != WF_OK ? wf_fail_memory(err) : written;
}
