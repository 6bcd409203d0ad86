#ifndef WF_SUPPORT_H
#define WF_SUPPORT_H
/*
 * Support days: the category of a school, what that entitles it to, and who gives it
 * which days in which term. The scheme is data. All amounts are whole half-days
 * ("halves"); only writers show days. The allocation is optimal, level after level of its
 * objective, or says how far from that it may be. Methods: docs/methods.md, "Support
 * days".
 */
#include "wayforward/document.h"
#include "wayforward/plan.h"
#include "wayforward/sink.h"

struct wf_report;

enum {
    WF_SUPPORT_TERMS = 6,    /* at most, in a year */
    WF_SUPPORT_TIERS = 12,   /* at most, in a scheme */
    WF_SUPPORT_FOCUSES = 64, /* at most, in a problem */
    WF_SUPPORT_SEGMENTS = 3,
    WF_SUPPORT_LEVELS = 5,
    WF_FOCUS_QA = 0,     /* quality assurance: the kind of activity that is no need */
    WF_FOCUS_GENERAL = 1 /* improvement of a school that names no need */
};
#define WF_SUPPORT_NONE UINT32_MAX

/* ---- The scheme */
typedef enum wf_judgement { /* X ordered from best */
    WF_JUDGED_UNKNOWN,
    WF_JUDGED_OUTSTANDING,
    WF_JUDGED_GOOD, /* or every area at the expected standard */
    WF_JUDGED_REQUIRES_IMPROVEMENT,
    WF_JUDGED_INADEQUATE /* or in a category of concern */
} wf_judgement;

typedef enum wf_capacity {
    WF_CAPACITY_UNKNOWN,
    WF_CAPACITY_OTHERS, /* improves itself and others */
    WF_CAPACITY_SOME,   /* improves itself, and has some for others */
    WF_CAPACITY_OWN,    /* enough for itself, with some support */
    WF_CAPACITY_INSUFFICIENT
} wf_capacity;

typedef struct wf_support_evidence {
    wf_judgement judgement;
    wf_capacity capacity;
    int32_t head_terms; /* half-terms that the head has been in post; negative: unknown */
    bool first_headship, new_team;
    wf_risk_rating risk;
} wf_support_evidence;

typedef struct wf_support_tier {
    wf_str code, label;
    uint32_t qa_halves, si_halves; /* floors in each of six terms, by kind of activity */
    uint32_t year_floor, year_ceiling, term_ceiling; /* ceilings: 0 is none */
    bool is_assumed;                                 /* the guidance does not say it */
    wf_str note;
} wf_support_tier;

typedef struct wf_support_decision {
    uint32_t tier;     /* what counts: the override where there is one */
    uint32_t computed; /* by the rules, or WF_SUPPORT_NONE */
    wf_str rule;       /* what decided, in a sentence; static or in the problem's arena */
    bool needs_person; /* evidence is missing: the rule's answer is provisional */
    wf_str override_reason, override_by, override_on;
    uint32_t last_year; /* or WF_SUPPORT_NONE */
} wf_support_decision;

/* ---- The problem */
typedef struct wf_support_policy {
    uint32_t terms;     /* 1, 2, 3 or 6 */
    uint32_t from_term; /* 0-based: earlier terms are closed */
    uint32_t review_term;
    uint32_t review_halves;                        /* the review's length: 4 */
    bool review_counts_within;                     /* an allowance covers the review */
    double weight_low, weight_medium, weight_high; /* of risk */
    double segment_value[WF_SUPPORT_SEGMENTS]; /* of a day: first half of a need, second
                                                  half, beyond it (half as much again) */
    uint32_t new_head_terms; /* a first headship is new for so many half-terms */
    uint32_t most_schools;   /* a provider in a term; 0: any number */
    double travel_per_band;  /* pounds a day */
    wf_str qa_roles;         /* separated by commas: may assure quality */
    wf_support_tier tiers[WF_SUPPORT_TIERS];
    uint32_t tier_count;
} wf_support_policy;

typedef struct wf_support_need {
    uint32_t focus, halves;
    double weight;
} wf_support_need;

typedef struct wf_support_school {
    wf_str name, area, at;
    wf_support_decision decision;
    wf_risk_rating risk;
    double risk_weight;
    wf_support_need *needs;
    uint32_t need_count;
    /* from the tier; halves */
    uint32_t qa_floor[WF_SUPPORT_TERMS], si_floor[WF_SUPPORT_TERMS];
    uint32_t term_ceiling[WF_SUPPORT_TERMS], year_floor, year_ceiling; /* 0: none */
} wf_support_school;

typedef struct wf_support_provider {
    wf_str name, role, base_school, at;
    wf_str area;      /* its home, where it has no base school */
    wf_str areas;     /* to which it goes, separated by semicolons; empty: everywhere */
    uint64_t focuses; /* bit f: focus f */
    uint32_t halves[WF_SUPPORT_TERMS];
    double cost_per_day, travel_band;
} wf_support_provider;

typedef struct wf_support_pair {
    uint32_t school, provider, term, focus; /* focus WF_SUPPORT_NONE: not said */
    uint32_t halves;
    bool is_delivered; /* committed: delivered, else fixed */
    wf_str at;
} wf_support_pair;

typedef struct wf_support_outcome { /* a row of a support record, as it came back */
    uint32_t school, provider, term, focus; /* focus: WF_SUPPORT_NONE where not said */
    uint32_t agreed, delivered;             /* halves */
    wf_str outcomes, tasks, evidence, impact;
    wf_str at;
} wf_support_outcome;

typedef struct wf_support_problem {
    wf_support_policy policy;
    wf_str focuses[WF_SUPPORT_FOCUSES];
    uint32_t focus_count;
    wf_support_school *schools;
    wf_support_provider *providers;
    uint32_t school_count, provider_count;
    wf_support_pair *agreed, *committed, *forbidden; /* forbidden: term and days unused */
    size_t agreed_count, committed_count, forbidden_count;
    wf_support_outcome *outcomes; /* of support records among the input */
    size_t outcome_count;
} wf_support_problem;

/* ---- The answer */
typedef struct wf_allocation_line {
    uint32_t school, term, provider, focus, halves;
    bool is_delivered, is_fixed;
    wf_str reason;
} wf_allocation_line;

typedef struct wf_allocation_level {
    const char *name;  /* static */
    double value, gap; /* gap: |value - bound| / max(1, |value|) */
    double bound;
} wf_allocation_level;

typedef struct wf_allocation_short { /* what a school does not get */
    uint32_t school, term;           /* term WF_SUPPORT_NONE: of the year */
    bool is_qa;
    uint32_t halves;
    wf_str cause;
} wf_allocation_short;

typedef struct wf_allocation_worth { /* one day more of a role in a term */
    wf_str role;
    uint32_t first_provider; /* index of the first provider of the role */
    uint32_t term;
    wf_str provider; /* of the role, whose day is worth most */
    double unmet;    /* by how much the first level falls */
    double benefit;  /* by how much the second rises, where the first does not fall */
} wf_allocation_worth;

typedef struct wf_allocation {
    wf_arena *arena;
    wf_allocation_level levels[WF_SUPPORT_LEVELS];
    wf_allocation_line *lines; /* by school, term, provider, focus */
    size_t line_count;
    wf_allocation_short *shorts;
    size_t short_count;
    wf_allocation_worth *worths;
    size_t worth_count;
    bool is_optimal;
} wf_allocation;

typedef struct wf_support_asked { /* what a plan says that its school needs */
    wf_str focus;
    uint32_t halves, from_actions;
    double weight; /* 1, and more for each KPI behind its target, by how far */
    wf_str why; /* with the cells: "priority at Plan!B4; KPI behind its target at ..." */
} wf_support_asked;

/* A school's days in all, for reports: days, not half-days. */
typedef struct wf_support_days {
    uint32_t school;
    double entitlement; /* the year's floor */
    double most;        /* the year's ceiling; 0: none */
    double allocated;   /* still to give, fixed days included */
    double delivered, short_of;
    double utilisation; /* delivered / (delivered + allocated); 0 where there are none */
    double by_term[WF_SUPPORT_TERMS]; /* delivered and allocated */
} wf_support_days;

typedef struct wf_provider_days {
    uint32_t provider, schools; /* how many schools it goes to */
    double available, used, delivered;
    double utilisation; /* used / available; 0 where none are available */
} wf_provider_days;

typedef struct wf_allocate_options {
    double seconds;       /* for all levels together; then the best known answer stands */
    const char *write_lp; /* a folder that exists, or NULL */
    bool worths;          /* work out what one more day is worth */
    bool decompose;       /* a decomposition over schools also where a program would do */
} wf_allocate_options;
#define WF_ALLOCATE_OPTIONS_INIT                                                         \
    {                                                                                    \
        .seconds = 120, .write_lp = NULL, .worths = true, .decompose = false             \
    }

WF_BEGIN_DECLS

/** The scheme of the guidance (A to D) and the weights as they ship. */
WF_API wf_support_policy wf_support_policy_default(void);

/** The category by the rules, and the rule that decided. */
WF_API wf_support_decision wf_support_categorise(const wf_support_policy *policy,
                                                 const wf_support_evidence *evidence);

/** Floors and ceilings of a school from its tier, by term, the review's days included. */
WF_API void wf_support_entitle(const wf_support_policy *policy,
                               wf_support_school *school);

/** Read a problem from sheets named Schools, Providers, Policy, Agreed, Fixed, Delivered,
 * Forbidden of one or more documents (a .csv file is a sheet of its name).
 *  docs/allocation.md is the form. Each mistake is a diagnostic with its cell.
 *  @return WF_OK; WF_E_FORMAT without schools or providers; WF_E_MEMORY. */
WF_API wf_status wf_support_read(const wf_document *const *docs, size_t count,
                                 wf_arena *arena, wf_diags *diags,
                                 wf_support_problem *out, wf_error *err) WF_MUST_CHECK;

/** What a plan's school needs by focus: two days for a priority, half a day for an action
 * that asks for support (two days at most), a day for a KPI behind its target. Which
 * words speak of which focus is a table. WF_E_MEMORY. */
WF_API wf_status wf_support_needs(const wf_plan *plan, wf_arena *arena,
                                  wf_support_asked **out, size_t *count) WF_MUST_CHECK;
/** Give the plan's school those needs, where the problem knows the school and its sheet
 * names none; *taken_out says whether. WF_E_MEMORY. */
WF_API wf_status wf_support_take_plan(wf_support_problem *problem, const wf_plan *plan,
                                      wf_arena *arena, bool *taken_out) WF_MUST_CHECK;

/** Add what somebody might buy: "add SLE maths 6 days T3" becomes one more provider.
 *  WF_E_ARGUMENT where the words do not say that. */
WF_API wf_status wf_support_what_if(const wf_support_problem *problem, wf_str words,
                                    wf_arena *arena, wf_support_problem *out,
                                    wf_error *err) WF_MUST_CHECK;

/** Allocate: exactly, by linear and integer programs, up to 60,000 schools x providers x
 * terms; beyond that by a decomposition over schools, with a proven bound for each level.
 * The problem is borrowed and must outlive the answer.
 *  @param options  NULL: defaults
 *  @param out      caller frees with wf_allocation_free
 *  @return WF_OK, also where floors cannot be met; WF_E_LIMIT where programs are to
 *  be written of a problem that is too large for them; WF_E_OUTPUT; WF_E_NUMERIC;
 * WF_E_MEMORY. */
WF_API wf_status wf_support_allocate(const wf_support_problem *problem,
                                     const wf_allocate_options *options,
                                     wf_allocation **out, wf_error *err) WF_MUST_CHECK;
WF_API void wf_allocation_free(wf_allocation *allocation);

/** Check lines against every constraint and work out each level's value from them alone,
 * by other code than the one that allocates.
 *  @param values  the levels' values
 *  @return WF_OK; WF_E_MODEL names the first constraint that is violated; WF_E_MEMORY. */
WF_API wf_status wf_allocation_verify(const wf_support_problem *problem,
                                      const wf_allocation_line *lines, size_t count,
                                      double values[WF_SUPPORT_LEVELS],
                                      wf_error *err) WF_MUST_CHECK;

/** Each school's days in all, in the order of the problem's schools, and each provider's.
 *  @param out  an array of as many as there are schools (providers), in `arena`
 *  @return WF_OK or WF_E_MEMORY. O(schools + lines). */
WF_API wf_status wf_allocation_by_school(const wf_support_problem *problem,
                                         const wf_allocation *allocation, wf_arena *arena,
                                         wf_support_days **out) WF_MUST_CHECK;
WF_API wf_status wf_allocation_by_provider(const wf_support_problem *problem,
                                           const wf_allocation *allocation,
                                           wf_arena *arena,
                                           wf_provider_days **out) WF_MUST_CHECK;

/** As JSON, "wayforward/allocation/1"; `with` (may be NULL) is a what-if's answer to
 * `with_problem`. */
WF_API wf_status wf_allocation_write_json(const wf_support_problem *problem,
                                          const wf_allocation *allocation,
                                          const wf_support_problem *with_problem,
                                          const wf_allocation *with, const wf_sink *sink,
                                          wf_error *err) WF_MUST_CHECK;

/** The support record of the guidance, a sheet a school: role, focus, agreed outcomes,
 * key tasks, evidence; days agreed, and room for days delivered and their impact. Read
 * with the next problem (wf_support_read), its delivered days count and its other cells
 * are `outcomes`. `from` and `count` choose schools. NULL when out of memory. */
WF_API struct wf_report *wf_support_records(const wf_support_problem *problem,
                                            const wf_allocation *allocation,
                                            uint32_t from, uint32_t count);

/** A report tree for the writers. NULL when out of memory; caller: wf_report_free. */
WF_API struct wf_report *wf_allocation_report(const wf_support_problem *problem,
                                              const wf_allocation *allocation);
/** The same with a what-if's answer beside it: by school, and level by level. */
WF_API struct wf_report *wf_allocation_report_beside(
    const wf_support_problem *problem, const wf_allocation *allocation,
    const wf_support_problem *with_problem, const wf_allocation *with);

WF_END_DECLS
#endif
