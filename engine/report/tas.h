#ifndef WF_TAS_H
#define WF_TAS_H
/* Shared by the files that make the Team Around the School record. */
#include "engine/report/forms.h"

enum {
    TAS_MOST_RECORDS = 40
};

typedef struct tas {
    trustees base;                            /* base.r is NULL on a blank form */
    const wf_school_result *school;           /* NULL on a blank form */
    const wf_plan *records[TAS_MOST_RECORDS]; /* of its meetings, oldest first */
    size_t record_count;
    const wf_plan *last; /* the latest of them, or NULL */
} tas;

/** The recovery plan: open actions rolled forward, and counts that follow its ratings. */
void tas_actions(tas *t);
/** What has changed since the last meeting: risk, KPIs, actions that are complete. */
void tas_progress(tas *t);

#endif
