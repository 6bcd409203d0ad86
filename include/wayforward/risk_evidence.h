#ifndef WF_RISK_EVIDENCE_H
#define WF_RISK_EVIDENCE_H
/*
 * A rating of the risk from what a trust knows itself: the last judgement, results and
 * their trend, attendance, suspensions, leadership, safeguarding, the plan. Each fact
 * adds named log-odds by a table of weights (data: engine/risk/models/evidence.csv) that
 * says of each whether it was fitted, published or assumed. Method: docs/methods.md,
 * "Risk".
 */
#include "wayforward/progress.h"
#include "wayforward/risk.h"
#include "wayforward/trust.h"

typedef struct wf_risk_fact {
    wf_str name;  /* of the table: "attendance" */
    double value; /* in the table's unit */
    bool present; /* false: looked for and not found */
    wf_str shown; /* for people: "91.2 in 2026-27/autumn, national 92.9" */
    wf_str at, file;
} wf_risk_fact;

/* What is known of one school. */
typedef struct wf_risk_evidence {
    wf_str school, urn;
    wf_phase phase;
    wf_str judgement; /* of the table's priors: "good"; empty: none is known */
    wf_str judgement_shown;
    wf_str at; /* of the judgement, or of the school */
    bool no_head;
    wf_risk_fact *facts; /* one a fact of the table, in its order */
    size_t fact_count;
} wf_risk_evidence;

typedef struct wf_risk_plan_counts { /* what a school's plans say, added up */
    wf_str school, at, file;
    wf_action_counts counts;
} wf_risk_plan_counts;

typedef struct wf_risk_sources {
    const wf_trust *trust;       /* may be NULL */
    const wf_progress *progress; /* may be NULL */
    const wf_risk_plan_counts *plans;
    size_t plan_count;
    wf_date as_of;
} wf_risk_sources;

WF_BEGIN_DECLS

/** The evidence of every school of the set-up, of the progress and of the plans, in order
 * of first appearance. Everything in `arena`; strings are borrowed. WF_E_MEMORY. */
WF_API wf_status wf_risk_evidence_gather(const wf_risk_sources *sources, wf_arena *arena,
                                         wf_risk_evidence **out,
                                         size_t *count) WF_MUST_CHECK;

/** Rate schools by their evidence.
 *  @param thresholds  NULL: defaults
 *  @param out         caller frees with wf_risk_scores_free; strings are copied
 *  @return WF_OK; WF_E_ARGUMENT (thresholds); WF_E_MEMORY. */
WF_API wf_status wf_risk_rate(const wf_risk_evidence *evidence, size_t count,
                              const wf_risk_thresholds *thresholds, wf_risk_scores **out,
                              wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
