#ifndef WF_RISK_H
#define WF_RISK_H
/*
 * The risk of the next inspection: the probability that a school is not judged Good, with
 * an interval, a band, and the evidence as named contributions in log-odds. The model is
 * data: coefficients with standard errors, date, source and validation, in a text file
 * that `fit` writes and anyone can read. Method: docs/methods.md, "Risk".
 */
#include "wayforward/input.h"
#include "wayforward/plan.h"
#include "wayforward/sink.h"

typedef struct wf_risk_model wf_risk_model;

typedef struct wf_risk_fit_options {
    const char
        *outcome;      /* column; values such as Requires improvement, 3, yes are cases */
    const char *title; /* of the model: the phase, for instance; may be NULL */
    const char *source; /* of the data, for the model's own record; may be NULL */
    const char *date;   /* "2026-11-22": when it was fitted; may be NULL */
    const char *const *leave_out; /* columns not to use; NULL-terminated; may be NULL */
    size_t folds;                 /* of the cross-validation, by school: 2..50 */
} wf_risk_fit_options;
#define WF_RISK_FIT_OPTIONS_INIT                                                         \
    {                                                                                    \
        .outcome = "judgement", .folds = 10                                              \
    }

/* How good the probabilities are for schools the model did not see (cross-validated). */
typedef struct wf_risk_validation {
    size_t schools, cases, folds;
    double auc;         /* chance that a case is ranked above a non-case */
    double brier;       /* mean squared error */
    double skill;       /* 1 - brier / that of the base rate for all */
    double calibration; /* mean |predicted - observed| over ten equal bins */
    double ridge;
} wf_risk_validation;

/* Whose words the probability is of: not judged Good on the scale of four grades, or,
 * from November 2025, not at the expected standard or better in every area of the report
 * card. No outcomes of the latter are known yet: it is mapped from the former, with
 * doubt. */
typedef enum wf_risk_framework {
    WF_RISK_FOUR_GRADE,
    WF_RISK_REPORT_CARD
} wf_risk_framework;

typedef struct wf_risk_thresholds {
    double medium, high;         /* from these probabilities on */
    wf_risk_framework framework; /* whose probability is the headline; both are given */
} wf_risk_thresholds;
#define WF_RISK_THRESHOLDS_INIT                                                          \
    {                                                                                    \
        .medium = 0.15, .high = 0.40                                                     \
    }

typedef struct wf_risk_reason {
    wf_str name, value; /* the evidence and what it is for this school; empty: missing */
    double log_odds;    /* what it adds, against the average school */
    bool missing;
    double could_move; /* where missing: log-odds that knowing it may add or take, 80 % */
    wf_str at, file;   /* where it stands: "C7" of a table, "Schools!F4" */
    bool assumed;      /* its weight is an assumption, not fitted on outcomes */
    bool is_mapping;   /* from one framework to the other: no evidence */
} wf_risk_reason;

typedef struct wf_risk_chance {
    double probability, lower80, upper80;
    wf_risk_rating band;
} wf_risk_chance;

/* A band that a person set; both stay visible. band empty: nobody did. */
typedef struct wf_risk_person {
    wf_str band, by, reason;
    wf_date on;
} wf_risk_person;

typedef struct wf_risk_score {
    wf_str school;   /* urn, or the first column that names it */
    wf_str urn;      /* where `school` is a name and the number is known; else empty */
    wf_str at, file; /* where its evidence stands */
    double probability, lower80, upper80;
    wf_risk_rating band;
    wf_risk_rating lowest, highest; /* bands that the interval reaches */
    wf_risk_reason *reasons;        /* by size of contribution, missing ones last */
    size_t reason_count;
    double to_lower, to_higher; /* log-odds to the next band; 0 where there is none */
    wf_str change;       /* the evidence that, at the average, alone moves it down */
    size_t change_count; /* how many of the largest reasons that raise it, all at the
                            average, move it down together; 0: none do */
    wf_risk_framework framework;            /* of probability and band */
    wf_risk_chance four_grade, report_card; /* both, whichever is the headline */
    wf_risk_person set_by_person;
    wf_str rule; /* what raised the band beyond the probability's; empty: nothing */
} wf_risk_score;

typedef struct wf_risk_scores {
    wf_arena *arena;      /* owns everything below */
    wf_risk_score *items; /* in order of the file */
    size_t count;
    wf_str model; /* title of the model, or of the shipped ones used */
} wf_risk_scores;

WF_BEGIN_DECLS

/** Fit a model on a table with one school a row. Columns that name the school (urn,
 * school, name) or a date (a school is re-inspected sooner after a poor judgement: its
 * date gives the answer away) are not evidence. Missing and suppressed values are terms
 * of their own.
 *  @param out  caller frees with wf_risk_model_free
 *  @return WF_OK; WF_E_FORMAT (no such column, too few cases); WF_E_NUMERIC; WF_E_MEMORY.
 */
WF_API wf_status wf_risk_fit(const wf_input *csv, const wf_risk_fit_options *options,
                             wf_risk_model **out, wf_error *err) WF_MUST_CHECK;
WF_API void wf_risk_model_free(wf_risk_model *model);

/** The model's file, and back. Reading what was written gives the same model to the last
 * bit. */
WF_API wf_status wf_risk_model_write(const wf_risk_model *model, const wf_sink *sink,
                                     wf_error *err) WF_MUST_CHECK;
/** Write it to a file, whole or not at all. WF_E_OUTPUT, WF_E_MEMORY. */
WF_API wf_status wf_risk_model_save(const wf_risk_model *model, const char *target,
                                    wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_risk_model_read(const wf_input *in, wf_risk_model **out,
                                    wf_error *err) WF_MUST_CHECK;

/** A model that ships with the library: "primary" or "secondary". WF_E_ARGUMENT: no such.
 */
WF_API wf_status wf_risk_model_shipped(const char *title, wf_risk_model **out,
                                       wf_error *err) WF_MUST_CHECK;
WF_API wf_risk_validation wf_risk_model_validation(const wf_risk_model *model);
WF_API wf_str wf_risk_model_title(const wf_risk_model *model);

/** Score a table with one school a row.
 *  @param model       NULL: the shipped model that knows most of the table's columns
 *  @param thresholds  NULL: defaults
 *  @param out         caller frees with wf_risk_scores_free
 *  @return WF_OK; WF_E_FORMAT where no column is known to the model; WF_E_MEMORY. */
WF_API wf_status wf_risk_score_table(const wf_risk_model *model, const wf_input *csv,
                                     const wf_risk_thresholds *thresholds,
                                     wf_risk_scores **out, wf_error *err) WF_MUST_CHECK;
WF_API void wf_risk_scores_free(wf_risk_scores *scores);

/** A JSON list, one object a school. WF_E_OUTPUT where the sink fails. */
WF_API wf_status wf_risk_scores_write_json(const wf_risk_scores *scores,
                                           const wf_sink *sink,
                                           wf_error *err) WF_MUST_CHECK;

/** "four grades", "report card"; static. */
WF_API const char *wf_risk_framework_name(wf_risk_framework framework);
/** "HIGH", "MEDIUM", "LOW", "" for none; static. */
WF_API const char *wf_risk_band_name(wf_risk_rating band);

/** The band of a probability. */
WF_API wf_risk_rating wf_risk_band(double probability,
                                   const wf_risk_thresholds *thresholds);

WF_END_DECLS
#endif
