#ifndef WF_PROGRESS_KPI_STATUS_H
#define WF_PROGRESS_KPI_STATUS_H
/* What one line of observations says without a model: changes, expectation, status. */
#include "engine/progress/lines.h"

/** Fill in everything of `item` but its forecasts and probability. Strings are borrowed.
 */
void progress_status_measure(const progress_line *line, wf_period as_of,
                             const wf_progress_options *options, wf_kpi_progress *item);

#endif
