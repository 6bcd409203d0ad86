#ifndef WF_PLANS_PROGRESS_H
#define WF_PLANS_PROGRESS_H
/*
 * How far the plans of a trust are on a day: shares of actions, RAG rolled up by
 * priority, school and trust (wf_rag_roll_up has the rule), what slipped since the
 * version before, and what is due in the next four weeks.
 */
#include "wayforward/progress.h"

typedef struct wf_plan_slippage { /* against the version before */
    bool is_known;                /* there is one */
    wf_str file;                  /* of the version before */
    size_t slipped, brought_forward, added, dropped, moved;
    size_t dated_slips; /* of the slipped, those whose two dates are known */
    int days, longest;  /* these together, and the longest of them */
} wf_plan_slippage;

typedef struct wf_plan_line {
    const wf_plan *plan; /* borrowed */
    wf_str school;
    wf_plan_progress progress;
    wf_plan_slippage slippage;
} wf_plan_line;

typedef struct wf_plans_school {
    wf_str school;
    size_t plans, slipped;
    wf_action_counts counts;
    wf_rag rag;
} wf_plans_school;

typedef struct wf_due_action { /* due in the next four weeks and not done */
    size_t line, priority;
    const wf_action *action; /* borrowed */
} wf_due_action;

typedef struct wf_plans_progress {
    wf_arena *arena; /* owns everything below but the plans */
    wf_date as_of;
    wf_plan_line *lines; /* plans with actions, in order */
    size_t line_count;
    wf_plans_school *schools; /* in order of first appearance */
    size_t school_count;
    wf_due_action *due; /* by date */
    size_t due_count;
    wf_action_counts total;
    wf_rag rag;
} wf_plans_progress;

typedef struct wf_plan_list {
    const wf_plan *const *items;
    size_t count;
} wf_plan_list;

WF_BEGIN_DECLS

/** Measure plans on a day. Terms become dates beforehand: wf_plan_resolve_terms.
 *  @param before  versions from before, any number: of each plan the last one of the same
 *                 school and family is compared
 *  @param out     caller frees with wf_plans_progress_free, before the plans
 *  @return WF_OK; WF_E_ARGUMENT (no day); WF_E_MEMORY. */
WF_API wf_status wf_plans_progress_measure(wf_plan_list plans, wf_plan_list before,
                                           wf_date day, wf_plans_progress **out,
                                           wf_error *err) WF_MUST_CHECK;
WF_API void wf_plans_progress_free(wf_plans_progress *progress);

/** "wayforward/plans-progress/1". WF_E_OUTPUT where the sink fails. */
WF_API wf_status wf_plans_progress_write_json(const wf_plans_progress *progress,
                                              const wf_sink *sink,
                                              wf_error *err) WF_MUST_CHECK;

/** The rule of every roll-up in one sentence; static. */
WF_API const char *wf_rag_roll_up_rule(void);

WF_END_DECLS
#endif
