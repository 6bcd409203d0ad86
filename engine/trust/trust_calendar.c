#include "wayforward/trust.h"

static wf_status fill(const wf_trust *trust, wf_calendar *calendar, wf_error *err)
{
    for (size_t i = 0; i < trust->term_count; i++) {
        const wf_trust_term *t = &trust->terms[i];
        WF_TRY(wf_calendar_set_term(calendar, t->year, t->term, t->dates, err));
    }
    for (size_t i = 0; i < trust->closed_day_count; i++)
        WF_TRY(wf_calendar_add_closed_day(calendar, trust->closed_days[i], err));
    return wf_calendar_check(calendar, err);
}

wf_status wf_trust_calendar(const wf_trust *trust, wf_calendar **out, wf_error *err)
{
    wf_calendar *calendar = wf_calendar_new();
    if (calendar == NULL)
        return wf_fail_memory(err);
    wf_status status = fill(trust, calendar, err);
    if (status != WF_OK) {
        wf_calendar_free(calendar);
        /* Dates that make no sense are the set-up's, not the caller's fault. */
        if (status != WF_E_ARGUMENT)
            return status;
        if (err != NULL)
            err->code = WF_E_MODEL;
        return WF_E_MODEL;
    }
    *out = calendar;
    return WF_OK;
}
