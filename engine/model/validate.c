#include "engine/model/validate.h"
#include <math.h>

static bool when_is_valid(const wf_when *when)
{
    bool has_value = when->start != WF_DATE_NONE || when->end != WF_DATE_NONE ||
                     when->terms != 0 || when->recurrence != WF_RECURRENCE_NONE;
    if (when->text.n == 0 && has_value)
        return false;
    if (when->start != WF_DATE_NONE && when->end != WF_DATE_NONE &&
        when->start > when->end)
        return false;
    return when->terms < 64;
}

static bool strings_are_full(wf_strs list)
{
    for (size_t i = 0; i < list.n; i++)
        if (list.items[i].n == 0)
            return false;
    return true;
}

static bool all_digits(wf_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* "2026-27", the second year being the next. */
static bool is_academic_year(wf_str s)
{
    if (s.n != 7 || s.p[4] != '-' || !all_digits(wf_str_sub(s, 0, 4)) ||
        !all_digits(wf_str_sub(s, 5, 2)))
        return false;
    int first = (s.p[2] - '0') * 10 + (s.p[3] - '0');
    int second = (s.p[5] - '0') * 10 + (s.p[6] - '0');
    return second == (first + 1) % 100;
}

static wf_status check_action(const wf_action *action, wf_error *err)
{
    if (action->action.n == 0 || action->at.n == 0)
        return wf_fail(err, WF_E_MODEL, NULL, "an action lacks its text or its address");
    if ((action->rag == WF_RAG_NONE) != (action->rag_from == WF_RAG_FROM_NONE))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s: a rating without its source",
                       WF_STR_ARG(action->at));
    if (!when_is_valid(&action->when) || !when_is_valid(&action->monitoring.when))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s: a time that cannot be",
                       WF_STR_ARG(action->at));
    if (!strings_are_full(action->lead) || !strings_are_full(action->success_criteria))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s: an empty item in a list",
                       WF_STR_ARG(action->at));
    if (action->cost.has_amount && !isfinite(action->cost.amount))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s: a cost that is no number",
                       WF_STR_ARG(action->at));
    return WF_OK;
}

static wf_status check_priority(const wf_priority *priority, wf_error *err)
{
    if (priority->title.n == 0)
        return wf_fail(err, WF_E_MODEL, NULL, "a priority lacks its title");
    if (!strings_are_full(priority->lead) || !strings_are_full(priority->prompts) ||
        !strings_are_full(priority->frameworks))
        return wf_fail(err, WF_E_MODEL, NULL, "%.*s: an empty item in a list",
                       WF_STR_ARG(priority->at));
    for (size_t i = 0; i < priority->action_count; i++)
        WF_TRY(check_action(&priority->actions[i], err));
    return WF_OK;
}

static bool number_is_valid(wf_number number)
{
    return !number.present || isfinite(number.value);
}

static wf_status check_kpi(const wf_kpi *kpi, wf_error *err)
{
    if (kpi->name.n == 0)
        return wf_fail(err, WF_E_MODEL, NULL, "an indicator lacks its name");
    bool ok = number_is_valid(kpi->baseline) && number_is_valid(kpi->target) &&
              number_is_valid(kpi->national) && when_is_valid(&kpi->deadline);
    for (size_t i = 0; ok && i < kpi->observation_count; i++) {
        const wf_observation *seen = &kpi->observations[i];
        ok = isfinite(seen->value) && seen->cohort >= 0 &&
             is_academic_year(wf_str_sub(seen->period, 0, 7));
    }
    return ok ? WF_OK
              : wf_fail(err, WF_E_MODEL, NULL, "%.*s: a value or period that cannot be",
                        WF_STR_ARG(kpi->at));
}

wf_status wf_plan_validate(const wf_plan *plan, wf_error *err)
{
    if (plan->urn.n != 0 && (plan->urn.n != 6 || !all_digits(plan->urn)))
        return wf_fail(err, WF_E_MODEL, NULL, "a URN has six digits");
    if (plan->academic_year.n != 0 && !is_academic_year(plan->academic_year))
        return wf_fail(err, WF_E_MODEL, NULL, "an academic year is written 2026-27");
    for (size_t i = 0; i < plan->priority_count; i++)
        WF_TRY(check_priority(&plan->priorities[i], err));
    for (size_t i = 0; i < plan->kpi_count; i++)
        WF_TRY(check_kpi(&plan->kpis[i], err));
    for (size_t i = 0; i < plan->activity_count; i++)
        if (plan->activities[i].term < 1 || plan->activities[i].term > 6 ||
            plan->activities[i].activity.n == 0)
            return wf_fail(err, WF_E_MODEL, NULL, "an activity lacks its term or text");
    for (size_t i = 0; i < plan->risk_factor_count; i++)
        if (plan->risk_factors[i].factor.n == 0)
            return wf_fail(err, WF_E_MODEL, NULL, "a risk factor lacks its text");
    return WF_OK;
}
