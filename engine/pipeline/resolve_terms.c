/* Terms become days: "Spring 2" has none of its own until a calendar says when it ends.
 */
#include "wayforward/calendar.h"
#include "wayforward/results.h"

static void resolve(wf_when *when, const wf_calendar *calendar, int year)
{
    if (when->terms == 0 || when->end != WF_DATE_NONE ||
        when->recurrence != WF_RECURRENCE_NONE)
        return;
    wf_span span = wf_calendar_terms(calendar, year, when->terms);
    if (span.start == WF_DATE_NONE || span.end == WF_DATE_NONE)
        return;
    if (when->start == WF_DATE_NONE)
        when->start = span.start;
    when->end = span.end;
}

void wf_plan_resolve_terms(wf_plan *plan, const wf_calendar *calendar, wf_date as_of)
{
    int year = wf_academic_year_find(plan->academic_year);
    if (year == 0)
        year = wf_academic_year_of(as_of);
    for (size_t p = 0; p < plan->priority_count; p++)
        for (size_t a = 0; a < plan->priorities[p].action_count; a++)
            resolve(&plan->priorities[p].actions[a].when, calendar, year);
    for (size_t i = 0; i < plan->risk_factor_count; i++)
        resolve(&plan->risk_factors[i].by_when, calendar, year);
}
