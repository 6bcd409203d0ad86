/* Questions about KPIs, and the ones that are shipped. */
#include "engine/trust/kpi_catalogue.h"

void wf_kpi_catalogue(const wf_trust_kpi **out, size_t *count)
{
    *out = kpi_catalogue;
    *count = kpi_catalogue_count;
}

wf_number wf_trust_kpi_national(const wf_trust_kpi *kpi, wf_phase phase)
{
    bool has_own = (size_t)phase < WF_PHASES && kpi->national_of[phase].present;
    return has_own ? kpi->national_of[phase] : kpi->national;
}

bool wf_trust_kpi_applies(const wf_trust_kpi *kpi, wf_phase phase)
{
    return kpi->phases == 0 || phase == WF_PHASE_NONE || (kpi->phases >> phase & 1u) != 0;
}

bool wf_trust_kpi_in_term(const wf_trust_kpi *kpi, int term)
{
    return kpi->terms == 0 ||
           (term >= 1 && term <= WF_TERMS && (kpi->terms >> (term - 1) & 1u) != 0);
}
