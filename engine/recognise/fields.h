#ifndef WF_FIELDS_H
#define WF_FIELDS_H
/*
 * The vocabulary of recognition: what a column, a label or a row of a form can mean. The
 * names are those that template files use (docs/templates.md).
 */

/* X(enum, name in template files) */
#define WF_FIELD_LIST(X)                                                                 \
    X(WF_FIELD_NONE, "none")                                                             \
    /* columns of a table of actions */                                                  \
    X(WF_FIELD_PRIORITY, "priority")                                                     \
    X(WF_FIELD_OBJECTIVE, "objective")                                                   \
    X(WF_FIELD_ACTION, "action")                                                         \
    X(WF_FIELD_CODE, "code")                                                             \
    X(WF_FIELD_RATIONALE, "rationale")                                                   \
    X(WF_FIELD_SUCCESS, "success-criteria")                                              \
    X(WF_FIELD_IMPACT, "impact")                                                         \
    X(WF_FIELD_LEAD, "lead")                                                             \
    X(WF_FIELD_ACCOUNTABLE, "accountable")                                               \
    X(WF_FIELD_RESOURCES, "resources")                                                   \
    X(WF_FIELD_COST, "cost")                                                             \
    X(WF_FIELD_SUPPORT, "support-required")                                              \
    X(WF_FIELD_WHEN, "when")                                                             \
    X(WF_FIELD_START, "start")                                                           \
    X(WF_FIELD_MONITORING, "monitoring")                                                 \
    X(WF_FIELD_MONITORING_WHO, "monitoring-who")                                         \
    X(WF_FIELD_MONITORING_HOW, "monitoring-how")                                         \
    X(WF_FIELD_MONITORING_WHEN, "monitoring-when")                                       \
    X(WF_FIELD_DISSEMINATION, "dissemination")                                           \
    X(WF_FIELD_KEY_QUESTIONS, "key-questions")                                           \
    X(WF_FIELD_EVIDENCE, "evidence")                                                     \
    X(WF_FIELD_EVALUATION, "evaluation")                                                 \
    X(WF_FIELD_NEXT_STEPS, "next-steps")                                                 \
    X(WF_FIELD_RAG, "rag")                                                               \
    X(WF_FIELD_STATUS, "status")                                                         \
    X(WF_FIELD_PROGRESS, "progress")                                                     \
    X(WF_FIELD_PERIOD, "period")                                                         \
    X(WF_FIELD_OTHER, "other")                                                           \
    /* columns of a dashboard */                                                         \
    X(WF_FIELD_INDICATOR, "indicator")                                                   \
    X(WF_FIELD_BASELINE, "baseline")                                                     \
    X(WF_FIELD_TARGET, "target")                                                         \
    X(WF_FIELD_NATIONAL, "national")                                                     \
    X(WF_FIELD_ACTUAL, "actual")                                                         \
    X(WF_FIELD_COHORT, "cohort")                                                         \
    X(WF_FIELD_UNIT, "unit")                                                             \
    X(WF_FIELD_DIRECTION, "direction")                                                   \
    X(WF_FIELD_COMMENT, "comment")                                                       \
    /* columns of a strategic plan, a meeting record and support criteria */             \
    X(WF_FIELD_AREA, "area")                                                             \
    X(WF_FIELD_FRAMEWORKS, "frameworks")                                                 \
    X(WF_FIELD_FACTOR, "factor")                                                         \
    X(WF_FIELD_CATEGORY, "category")                                                     \
    X(WF_FIELD_CAPACITY, "capacity")                                                     \
    X(WF_FIELD_QUALITY_ASSURANCE, "quality-assurance")                                   \
    X(WF_FIELD_SCHOOL_IMPROVEMENT, "school-improvement")                                 \
    X(WF_FIELD_TOTAL_SUPPORT, "total-support")                                           \
    X(WF_FIELD_TERM, "term")                                                             \
    /* rows of the support record */                                                     \
    X(WF_FIELD_SUPPORT_FOCUS, "support-focus")                                           \
    X(WF_FIELD_SUPPORT_OUTCOMES, "support-outcomes")                                     \
    X(WF_FIELD_SUPPORT_TASKS, "support-tasks")                                           \
    X(WF_FIELD_SUPPORT_EVIDENCE, "support-evidence")                                     \
    /* milestones */                                                                     \
    X(WF_FIELD_AUTUMN, "autumn")                                                         \
    X(WF_FIELD_SPRING, "spring")                                                         \
    X(WF_FIELD_SUMMER, "summer")                                                         \
    /* labels of a form */                                                               \
    X(WF_FIELD_SCHOOL, "school")                                                         \
    X(WF_FIELD_URN, "urn")                                                               \
    X(WF_FIELD_ACADEMIC_YEAR, "academic-year")                                           \
    X(WF_FIELD_HEADTEACHER, "headteacher")                                               \
    X(WF_FIELD_CHAIR, "chair")                                                           \
    X(WF_FIELD_CHAIR_GOVERNORS, "chair-of-governors")                                    \
    X(WF_FIELD_ORGANISATION, "organisation")                                             \
    X(WF_FIELD_MEETING_DATE, "meeting-date")                                             \
    X(WF_FIELD_MEETING_NUMBER, "meeting-number")                                         \
    X(WF_FIELD_SUPPORTING_SCHOOL, "supporting-school")                                   \
    X(WF_FIELD_CONTEXT, "context")                                                       \
    X(WF_FIELD_PRESENT, "present")                                                       \
    X(WF_FIELD_APOLOGIES, "apologies")                                                   \
    X(WF_FIELD_RISK_RATING, "risk-rating")                                               \
    X(WF_FIELD_RISK_QUESTION, "risk-question")                                           \
    X(WF_FIELD_PRIORITY_LEAD, "priority-lead")                                           \
    X(WF_FIELD_PROMPTS, "prompts")                                                       \
    X(WF_FIELD_OVERARCHING_KPI, "overarching-kpi")

typedef enum wf_field {
#define WF_FIELD_ENUM(id, name) id,
    WF_FIELD_LIST(WF_FIELD_ENUM)
#undef WF_FIELD_ENUM
    WF_FIELDS
} wf_field;

#endif
