#ifndef WF_DIFF_H
#define WF_DIFF_H
/*
 * What changed between two versions of a plan, action by action. Actions are matched by
 * their words, not by their place, so that a new column, a new layout or another format
 * is no change.
 */
#include "wayforward/plan.h"
#include "wayforward/sink.h"

/* X(enum, name as printed) */
#define WF_CHANGE_LIST(X)                                                                \
    X(WF_CHANGE_ADDED, "added")                                                          \
    X(WF_CHANGE_DROPPED, "dropped")                                                      \
    X(WF_CHANGE_MOVED, "moved") /* to another priority */                                \
    X(WF_CHANGE_REWORDED, "reworded")                                                    \
    X(WF_CHANGE_SLIPPED, "slipped") /* due later */                                      \
    X(WF_CHANGE_BROUGHT_FORWARD, "brought forward")                                      \
    X(WF_CHANGE_RAG, "RAG")                                                              \
    X(WF_CHANGE_FIELD, "changed") /* any other field */

typedef enum wf_change_kind {
#define WF_CHANGE_ENUM(code, name) code,
    WF_CHANGE_LIST(WF_CHANGE_ENUM)
#undef WF_CHANGE_ENUM
    WF_CHANGES
} wf_change_kind;

typedef struct wf_change {
    wf_change_kind kind;
    wf_str subject; /* "priority", "action", "KPI", "plan" */
    wf_str what;    /* its text: as it is now, or as it was where it was dropped */
    wf_str field;   /* "lead", "cost", ...; empty for added and dropped */
    wf_str before, after;
    int days; /* SLIPPED and BROUGHT_FORWARD: by how many, where both are dates; else 0 */
    wf_str before_at, after_at;
} wf_change;

typedef struct wf_diff {
    wf_arena *arena;
    wf_change *changes; /* plan, then priorities, actions and KPIs in the order of the new
                           plan, each before what was dropped */
    size_t count, cap;
    size_t by_kind[WF_CHANGES];
    size_t actions_same; /* matched and unchanged */
} wf_diff;

WF_BEGIN_DECLS

/** Compare two plans. Caller: wf_diff_free. WF_E_MEMORY.
 *  O(actions of one x actions of the other). */
WF_API wf_status wf_plans_diff(const wf_plan *before, const wf_plan *after, wf_diff **out,
                               wf_error *err) WF_MUST_CHECK;
WF_API void wf_diff_free(wf_diff *diff);

/** "slipped"; static. */
WF_API const char *wf_change_name(wf_change_kind kind);

/** As a `wayforward/diff/1` object. */
WF_API wf_status wf_diff_write_json(const wf_diff *diff, const wf_plan *before,
                                    const wf_plan *after, const wf_sink *sink,
                                    wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
