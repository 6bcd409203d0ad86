#ifndef WF_PROGRESS_FORECAST_H
#define WF_PROGRESS_FORECAST_H
/* Forecasts for the measured KPIs of a panel. Internal to engine/progress. */
#include "engine/progress/lines.h"

/** Fit every series of `lines` and fill in the forecasts and probabilities of
 * progress->items (item i is line i) and progress->series. Results in progress->arena. */
wf_status progress_forecast(const progress_lines *lines,
                            const wf_progress_options *options,
                            wf_progress *progress) WF_MUST_CHECK;

#endif
