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

static void put_school(json_out *j, const wf_support_problem *p, const wf_allocation *a,
                       uint32_t s)
{
    const wf_support_school *school = &p->schools[s];
    uint32_t planned = 0, delivered = 0, missing = 0;
    for (size_t i = 0; i < a->line_count; i++)
        if (a->lines[i].school == s)
            *(a->lines[i].is_delivered ? &delivered : &planned) += a->lines[i].halves;
    for (size_t i = 0; i < a->short_count; i++)
        if (a->shorts[i].school == s)
            missing += a->shorts[i].halves;
    json_open_object(j, NULL);
    json_str(j, "school", school->name);
    put_decision(j, p, &school->decision);
    json_number(j, "riskWeight", school->risk_weight);
    json_number(j, "entitlement", school->year_floor / 2.0);
    if (school->year_ceiling > 0)
        json_number(j, "most", school->year_ceiling / 2.0);
    json_number(j, "allocated", planned / 2.0);
    json_number(j, "delivered", delivered / 2.0);
    json_number(j, "short", missing / 2.0);
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
                            const wf_allocation *a)
{
    json_open_array(j, "utilisation");
    for (uint32_t v = 0; v < p->provider_count; v++) {
        uint32_t there = 0, used = 0;
        for (uint32_t t = 0; t < p->policy.terms; t++)
            there += p->providers[v].halves[t];
        for (size_t i = 0; i < a->line_count; i++)
            if (a->lines[i].provider == v)
                used += a->lines[i].halves;
        json_open_object(j, NULL);
        json_str(j, "provider", p->providers[v].name);
        json_str(j, "role", p->providers[v].role);
        json_number(j, "available", there / 2.0);
        json_number(j, "used", used / 2.0);
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

static void put_answer(json_out *j, const wf_support_problem *p, const wf_allocation *a)
{
    json_boolean(j, "optimal", a->is_optimal);
    put_levels(j, a);
    json_open_array(j, "schools");
    for (uint32_t s = 0; s < p->school_count; s++)
        put_school(j, p, a, s);
    json_close_array(j);
    put_lines(j, "allocations", p, a, false);
    put_lines(j, "delivered", p, a, true);
    put_shorts(j, p, a);
    put_utilisation(j, p, a);
    put_worths(j, a);
}

wf_status wf_allocation_write_json(const wf_support_problem *problem,
                                   const wf_allocation *allocation,
                                   const wf_support_problem *with_problem,
                                   const wf_allocation *with, const wf_sink *sink,
                                   wf_error *err)
{
    json_out j;
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/allocation/1");
    put_answer(&j, problem, allocation);
    if (with != NULL) {
        json_open_object(&j, "whatIf");
        put_answer(&j, with_problem, with);
        json_close_object(&j);
    }
    json_close_object(&j);
    return json_end(&j, err);
}
