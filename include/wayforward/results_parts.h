#ifndef WF_RESULTS_PARTS_H
#define WF_RESULTS_PARTS_H
/* The parts of results: risk, support, data quality, health of plans, load, costs, the
 * trust's strategy. Numbers and names, never prose. */
#include "wayforward/calendar.h"
#include "wayforward/progress.h"
#include "wayforward/risk.h"
#include "wayforward/store.h"
#include "wayforward/support.h"
#include "wayforward/trust.h"

enum {
    WF_FRAMEWORKS = 14
};

/* One KPI in one period: of a school, or of all schools together. */
typedef struct wf_point {
    wf_period period;
    wf_number value, expected, national;
    wf_number forecast, lower80, upper80; /* of all schools: the ends are those of the
                                             schools, added up: never too narrow */
    double cohort;
    size_t schools, of; /* all together: k of m schools are in it */
} wf_point;

typedef enum wf_risk_basis {
    WF_RISK_BY_NOTHING,
    WF_RISK_BY_RECORD, /* of a Team Around the School or recovery plan */
    WF_RISK_BY_MODEL,
    WF_RISK_BY_PERSON /* who has overridden it, with a reason */
} wf_risk_basis;

typedef struct wf_school_risk {
    wf_risk_rating band, band_before; /* what counts */
    wf_risk_basis basis;
    const wf_risk_score *score, *score_before; /* NULL: not computed */
    const wf_plan *record;                     /* the last that rates it; NULL: none */
    const wf_store_decision *decision;         /* the override; NULL: none */
} wf_school_risk;

/* Days, not half-days. */
typedef struct wf_school_support {
    wf_str category, why; /* empty: none */
    bool needs_person;
    double entitled, allocated, delivered, missing; /* allocated: the delivered too */
    double by_term[WF_TERMS];                       /* allocated in each */
    wf_str cause;                                   /* of what is missing */
} wf_school_support;

typedef struct wf_data_quality {
    size_t kpis, given; /* that the school follows; with a value for the latest period */
    size_t late;        /* periods between its last and the latest */
    size_t missing;     /* of its KPIs without a value now that had one a year ago */
    size_t stale, suppressed, no_cohort, no_target;
    bool is_issued; /* a capture form was sent for the period */
    wf_date issued_on;
} wf_data_quality;

/* Of the actions that are not dropped, how many are ...: advice, never a grade. */
typedef struct wf_plan_health {
    size_t actions;
    size_t measurable; /* have a success criterion with a number or a date in it */
    size_t dated, owned, costed, monitored;
} wf_plan_health;

typedef struct wf_lead_load {
    wf_str name;
    size_t actions, open, overdue;
} wf_lead_load;

typedef struct wf_costs {
    double planned;   /* pounds, of the actions that name an amount */
    size_t costed;    /* these actions */
    wf_number budget; /* of the set-up's policy: "Budget", "Budget: SCHOOL" */
} wf_costs;

/* An area of the trust's strategy: a priority of a strategic plan. */
typedef struct wf_strategic_area {
    const wf_plan *plan;
    const wf_priority *priority;
    uint32_t frameworks; /* bit f: heading f + 1 */
    const wf_kpi **kpis;
    size_t kpi_count;
} wf_strategic_area;

#endif
