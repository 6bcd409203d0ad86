#ifndef WF_KPI_CATALOGUE_H
#define WF_KPI_CATALOGUE_H
/* The KPIs that are shipped: made from catalogue/kpis.tsv when the library is built. */
#include "wayforward/trust.h"

extern const wf_trust_kpi kpi_catalogue[];
extern const size_t kpi_catalogue_count;

/** The shipped KPI of a code or name; NULL where none or more than one fits. */
const wf_trust_kpi *kpi_catalogue_find(wf_str name);

#endif
