#include "wayforward/plan.h"

/* Names as the JSON contract wayforward/plan/1 writes them; index = enum value. */
static const char *const family_names[WF_FAMILIES] = {
    "unknown", "way-forward", "rapid-recovery", "team-around-school", "next-steps",
    "strands", "strategic",   "trust-review",   "dashboard",          "action-plan",
};
static const char *const rag_names[] = {NULL, "red", "amber", "green", "blue"};
static const char *const rag_from_names[] = {NULL, "text", "fill", "font"};
static const char *const status_names[] = {NULL,       "not-started", "in-progress",
                                           "complete", "deferred",    "cancelled"};
static const char *const recurrence_names[] = {
    NULL,      "ongoing",     "daily",  "weekly",   "fortnightly",
    "monthly", "half-termly", "termly", "annually",
};
static const char *const season_names[] = {"autumn", "spring", "summer"};
static const char *const unit_names[] = {NULL,   "%",   "pp",    "count",
                                         "days", "GBP", "score", "ratio"};
static const char *const direction_names[] = {NULL, "up", "down"};
static const char *const rating_names[] = {NULL, "high", "medium", "low"};
static const char *const activity_names[] = {"quality-assurance", "school-improvement"};
static const char *const role_names[WF_ROLES] = {"unmapped", "field", "label", "heading",
                                                 "prompt"};

#define NAME_OF(names, value)                                                            \
    ((size_t)(value) < sizeof(names) / sizeof(names)[0] ? (names)[value] : NULL)

wf_plan *wf_plan_new(void)
{
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return NULL;
    wf_plan *plan = wf_arena_alloc(arena, sizeof *plan);
    if (plan == NULL) {
        wf_arena_free(arena);
        return NULL;
    }
    const wf_str none = WF_STR_EMPTY;
    plan->arena = arena;
    plan->file = plan->title = plan->organisation = plan->school = none;
    plan->urn = plan->academic_year = plan->headteacher = plan->chair = none;
    plan->meeting = (wf_meeting){
        .date = WF_WHEN_INIT, .number = none, .supporting_school = none, .context = none};
    plan->warnings.arena = arena;
    return plan;
}

void wf_plan_free(wf_plan *plan)
{
    if (plan != NULL)
        wf_arena_free(plan->arena);
}

const char *wf_family_name(wf_family family)
{
    const char *name = NAME_OF(family_names, family);
    return name != NULL ? name : family_names[WF_FAMILY_UNKNOWN];
}

wf_family wf_family_from_name(wf_str name)
{
    for (int i = 0; i < WF_FAMILIES; i++)
        if (wf_str_eq_nocase(name, wf_str_from(family_names[i])))
            return (wf_family)i;
    return WF_FAMILY_UNKNOWN;
}

const char *wf_rag_name(wf_rag rag)
{
    return NAME_OF(rag_names, rag);
}

const char *wf_rag_from_name(wf_rag_from from)
{
    return NAME_OF(rag_from_names, from);
}

const char *wf_action_status_name(wf_action_status status)
{
    return NAME_OF(status_names, status);
}

const char *wf_recurrence_name(wf_recurrence recurrence)
{
    return NAME_OF(recurrence_names, recurrence);
}

const char *wf_season_name(wf_season season)
{
    return NAME_OF(season_names, season);
}

const char *wf_unit_name(wf_unit unit)
{
    return NAME_OF(unit_names, unit);
}

const char *wf_direction_name(wf_direction direction)
{
    return NAME_OF(direction_names, direction);
}

const char *wf_risk_rating_name(wf_risk_rating rating)
{
    return NAME_OF(rating_names, rating);
}

const char *wf_activity_kind_name(wf_activity_kind kind)
{
    return NAME_OF(activity_names, kind);
}

const char *wf_role_name(wf_role role)
{
    return NAME_OF(role_names, role);
}
