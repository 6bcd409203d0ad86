#ifndef WF_PROGRESS_CHANCES_H
#define WF_PROGRESS_CHANCES_H
/*
 * How many independent chances stand behind a value. A test result is one a pupil. What
 * is counted in sessions (attendance, absence, lateness) is not: a pupil has hundreds of
 * them a year, which go together. Internal to engine/progress.
 */
#include "wayforward/str.h"

/** Whether a KPI of this name counts sessions rather than pupils: "Attendance", "Overall
 * absence", but not "Persistent absence" nor "Pupils with attendance below 90%". */
bool progress_counts_sessions(wf_str kpi);

/** The independent chances behind a value of this KPI with this cohort; 0 where it is not
 * known. */
double progress_chances(wf_str kpi, double cohort);

#endif
