#ifndef WF_PLAN_H
#define WF_PLAN_H
/*
 * The plan: one model for every template family, as in the JSON contract
 * wayforward/plan/1. A field that the document does not have is empty (n == 0), never a
 * guess. Every `at` is a source address: "Plan!B12", "Table3!B12", "Para17". All memory
 * belongs to the plan's arena.
 */
#include "wayforward/document.h"

typedef enum wf_family {
    WF_FAMILY_UNKNOWN,
    WF_FAMILY_WAY_FORWARD,
    WF_FAMILY_RAPID_RECOVERY,
    WF_FAMILY_TEAM_AROUND_SCHOOL,
    WF_FAMILY_NEXT_STEPS,
    WF_FAMILY_STRANDS,
    WF_FAMILY_STRATEGIC,
    WF_FAMILY_TRUST_REVIEW,
    WF_FAMILY_DASHBOARD,
    WF_FAMILY_ACTION_PLAN,
    WF_FAMILIES
} wf_family;

typedef enum wf_recurrence {
    WF_RECURRENCE_NONE,
    WF_RECURRENCE_ONGOING,
    WF_RECURRENCE_DAILY,
    WF_RECURRENCE_WEEKLY,
    WF_RECURRENCE_FORTNIGHTLY,
    WF_RECURRENCE_MONTHLY,
    WF_RECURRENCE_HALF_TERMLY,
    WF_RECURRENCE_TERMLY,
    WF_RECURRENCE_ANNUALLY
} wf_recurrence;

/* A time expression as written, and what it resolves to in the plan's academic year. */
typedef struct wf_when {
    wf_str text;        /* empty: absent */
    wf_date start, end; /* WF_DATE_NONE where it names none */
    uint8_t terms;      /* bit 0 = Term 1 ... bit 5 = Term 6 */
    wf_recurrence recurrence;
} wf_when;
#define WF_WHEN_INIT                                                                     \
    {                                                                                    \
        .text = {.p = "", .n = 0}, .start = WF_DATE_NONE, .end = WF_DATE_NONE            \
    }

typedef struct wf_money {
    wf_str text;   /* empty: absent */
    double amount; /* GBP: the sum where several amounts are named */
    bool has_amount;
} wf_money;

typedef enum wf_rag {
    WF_RAG_NONE,
    WF_RAG_RED,
    WF_RAG_AMBER,
    WF_RAG_GREEN,
    WF_RAG_BLUE
} wf_rag;
typedef enum wf_rag_from {
    WF_RAG_FROM_NONE,
    WF_RAG_FROM_TEXT,
    WF_RAG_FROM_FILL,
    WF_RAG_FROM_FONT
} wf_rag_from;
typedef enum wf_action_status {
    WF_STATUS_NONE,
    WF_STATUS_NOT_STARTED,
    WF_STATUS_IN_PROGRESS,
    WF_STATUS_COMPLETE,
    WF_STATUS_DEFERRED,
    WF_STATUS_CANCELLED
} wf_action_status;

typedef struct wf_monitoring {
    wf_str who, how, dissemination;
    wf_when when;
} wf_monitoring;

typedef struct wf_action {
    wf_str action, code, rationale;
    wf_strs success_criteria;
    wf_str support_required, resources;
    wf_money cost;
    wf_strs lead;
    wf_when when;
    wf_monitoring monitoring;
    wf_str key_questions, evidence, evaluation, next_steps;
    wf_rag rag;
    wf_rag_from rag_from;
    wf_action_status status;
    wf_str at;
} wf_action;

/* Nothing but where it stands. */
#define WF_ACTION_INIT                                                                   \
    {                                                                                    \
        .action = WF_STR_INIT(""), .code = WF_STR_INIT(""),                              \
        .rationale = WF_STR_INIT(""), .support_required = WF_STR_INIT(""),               \
        .resources = WF_STR_INIT(""), .cost = {.text = WF_STR_INIT("")},                 \
        .when = WF_WHEN_INIT,                                                            \
        .monitoring = {.who = WF_STR_INIT(""),                                           \
                       .how = WF_STR_INIT(""),                                           \
                       .dissemination = WF_STR_INIT(""),                                 \
                       .when = WF_WHEN_INIT},                                            \
        .key_questions = WF_STR_INIT(""), .evidence = WF_STR_INIT(""),                   \
        .evaluation = WF_STR_INIT(""), .next_steps = WF_STR_INIT(""),                    \
        .at = WF_STR_INIT("")                                                            \
    }

typedef enum wf_season {
    WF_AUTUMN,
    WF_SPRING,
    WF_SUMMER
} wf_season;

typedef struct wf_outcome {
    wf_season by;
    wf_str text;
} wf_outcome;

typedef struct wf_priority {
    wf_str code, title;
    wf_strs lead;
    wf_outcome *outcomes;
    size_t outcome_count;
    wf_strs prompts, frameworks;
    wf_action *actions;
    size_t action_count;
    wf_str at;
} wf_priority;

typedef struct wf_observation {
    wf_str period; /* 2026-27/T3, 2026-27/autumn, 2026-27 */
    double value;
    int64_t cohort; /* pupils; 0: not given */
    wf_str at;
} wf_observation;

typedef enum wf_unit {
    WF_UNIT_NONE,
    WF_UNIT_PERCENT,
    WF_UNIT_POINTS, /* percentage points */
    WF_UNIT_COUNT,
    WF_UNIT_DAYS,
    WF_UNIT_GBP,
    WF_UNIT_SCORE,
    WF_UNIT_RATIO
} wf_unit;
typedef enum wf_direction {
    WF_DIRECTION_NONE,
    WF_DIRECTION_UP,
    WF_DIRECTION_DOWN
} wf_direction;

typedef struct wf_number { /* a number that may be absent */
    double value;
    bool present;
} wf_number;

typedef struct wf_kpi {
    wf_str code, name, priority; /* priority: the code of the priority, strand or area */
    wf_unit unit;
    wf_direction direction;
    wf_number baseline, target, national;
    wf_when deadline;
    wf_observation *observations;
    size_t observation_count;
    wf_rag rag;
    wf_str at;
} wf_kpi;

typedef struct wf_meeting {
    wf_when date;
    wf_str number, supporting_school, context;
    wf_strs present, apologies;
} wf_meeting;

typedef enum wf_risk_rating {
    WF_RISK_NONE,
    WF_RISK_HIGH,
    WF_RISK_MEDIUM,
    WF_RISK_LOW
} wf_risk_rating;

typedef struct wf_risk_factor {
    wf_str factor, action;
    wf_strs by_whom;
    wf_when by_when;
    wf_str at;
} wf_risk_factor;

typedef struct wf_support_record {
    wf_str role, focus, outcomes, tasks, evidence;
} wf_support_record;

typedef struct wf_support_category {
    wf_str category, capacity, quality_assurance, school_improvement, total;
    wf_number days, days_per_term;
} wf_support_category;

typedef enum wf_activity_kind {
    WF_ACTIVITY_QUALITY_ASSURANCE,
    WF_ACTIVITY_SCHOOL_IMPROVEMENT
} wf_activity_kind;
typedef struct wf_activity {
    int term; /* 1..6 */
    wf_activity_kind kind;
    wf_str activity;
} wf_activity;

/* The ledger: every non-empty cell and paragraph of the source, exactly once. */
typedef enum wf_role {
    WF_ROLE_UNMAPPED,
    WF_ROLE_FIELD,
    WF_ROLE_LABEL,
    WF_ROLE_HEADING,
    WF_ROLE_PROMPT,
    WF_ROLES
} wf_role;

typedef struct wf_ledger_entry {
    wf_str at;
    wf_str text; /* as shown */
    wf_role role;
    wf_strs fields; /* paths of the fields it became: "priorities[0].actions[2].lead" */
    bool hidden;
    bool reworded; /* the fields say it in other words: a number, a year, a rating */
} wf_ledger_entry;

typedef struct wf_ledger {
    wf_ledger_entry *entries; /* in reading order */
    size_t count;
    size_t by_role[WF_ROLES]; /* adds up to count */
} wf_ledger;

typedef struct wf_plan {
    wf_arena *arena; /* owns everything below */

    wf_str file; /* as given */
    wf_format format;
    char sha256[65]; /* hex; empty until the pipeline fills it in */
    wf_family family;
    double confidence; /* 0..1 */

    wf_str title, organisation, school, urn, academic_year, headteacher, chair;
    wf_meeting meeting;
    wf_priority *priorities;
    size_t priority_count;
    wf_kpi *kpis;
    size_t kpi_count;
    wf_risk_rating risk_rating;
    wf_risk_factor *risk_factors;
    size_t risk_factor_count;
    wf_support_record *support;
    size_t support_count;
    wf_support_category *categories;
    size_t category_count;
    wf_activity *activities;
    size_t activity_count;

    wf_ledger ledger;
    wf_diags warnings;
    wf_strs explanation; /* lines for people, where recognition was asked to explain */
} wf_plan;

/* The plans of one file. */
typedef struct wf_plans {
    wf_plan **items;
    size_t n;
} wf_plans;

WF_BEGIN_DECLS

/** An empty plan with an arena of its own; NULL when out of memory. */
WF_API wf_plan *wf_plan_new(void);
WF_API void wf_plan_free(wf_plan *plan);

/** `n` empty plans. WF_E_MEMORY. Caller: wf_plans_free. */
WF_API wf_status wf_plans_new(size_t n, wf_plans *out, wf_error *err) WF_MUST_CHECK;
/** Free the plans and empty the list; NULL is fine. */
WF_API void wf_plans_free(wf_plans *plans);

/** "way-forward" ...; static. */
WF_API const char *wf_family_name(wf_family family);
/** WF_FAMILY_UNKNOWN where there is none of that name. */
WF_API wf_family wf_family_from_name(wf_str name);
/** NULL for the NONE of each. */
WF_API const char *wf_rag_name(wf_rag rag);            /* red amber green blue */
WF_API const char *wf_rag_from_name(wf_rag_from from); /* text fill font */
WF_API const char *wf_action_status_name(wf_action_status status);
WF_API const char *wf_recurrence_name(wf_recurrence recurrence);
WF_API const char *wf_season_name(wf_season season);
WF_API const char *wf_unit_name(wf_unit unit);
WF_API const char *wf_direction_name(wf_direction direction);
WF_API const char *wf_risk_rating_name(wf_risk_rating rating);
WF_API const char *wf_activity_kind_name(wf_activity_kind kind);
WF_API const char *wf_role_name(wf_role role);

WF_END_DECLS
#endif
