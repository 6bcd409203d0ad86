/* Stands in until engine/trust is there; its own definitions go before these. */
#include "wayforward/trust.h"

static bool among(wf_strs names, wf_str name)
{
    for (size_t i = 0; i < names.n; i++)
        if (wf_str_eq_nocase(names.items[i], name))
            return true;
    return false;
}

__attribute__((weak)) const wf_trust_school *wf_trust_find_school(const wf_trust *trust,
                                                                  wf_str name, wf_str urn)
{
    for (size_t i = 0; i < trust->school_count; i++)
        if (wf_str_eq_nocase(trust->schools[i].name, name) ||
            (urn.n > 0 && wf_str_eq(urn, trust->schools[i].urn)) ||
            among(trust->schools[i].other_names, name))
            return &trust->schools[i];
    return NULL;
}

__attribute__((weak)) const wf_trust_kpi *wf_trust_find_kpi(const wf_trust *trust,
                                                            wf_str name)
{
    for (size_t i = 0; i < trust->kpi_count; i++)
        if (wf_str_eq_nocase(trust->kpis[i].name, name) ||
            wf_str_eq_nocase(trust->kpis[i].code, name) ||
            among(trust->kpis[i].other_names, name))
            return &trust->kpis[i];
    return NULL;
}

__attribute__((weak)) const char *wf_phase_name(wf_phase phase)
{
    static const char *const names[] = {NULL,          "nursery",     "primary",
                                        "secondary",   "all-through", "special",
                                        "alternative", "sixteen-plus"};
    return names[phase];
}
