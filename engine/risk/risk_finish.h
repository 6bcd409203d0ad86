#ifndef WF_RISK_FINISH_H
#define WF_RISK_FINISH_H
/* What every rating shares once its log-odds are known, and the weights of evidence.
 * Internal to engine/risk. */
#include "engine/progress/csv_table.h"
#include "wayforward/risk.h"

enum {
    RISK_MOST_FACTS = 24
};

typedef struct risk_weight {
    wf_str name, words;
    double value, sd, typical; /* log-odds a unit, its doubt, spread among schools */
    bool assumed;
} risk_weight;

typedef struct risk_weights {
    csv_table table;
    risk_weight facts[RISK_MOST_FACTS];
    size_t fact_count;
    double cap_each, cap_all;
    double card_shift, card_sd; /* from four grades to the report card, in log-odds */
} risk_weights;

typedef struct risk_prior {
    double log_odds, sd;
    bool assumed;
} risk_prior;

/** The shipped weights; in `arena`. WF_E_FORMAT where the table is not what it should be.
 */
wf_status risk_weights_read(wf_arena *arena, risk_weights *out,
                            wf_error *err) WF_MUST_CHECK;

/** The prior of a phase ("primary") and judgement ("good", "any"): of the phase, else of
 * all. */
risk_prior risk_weights_prior(const risk_weights *weights, wf_str phase,
                              wf_str judgement);

/** The band that a rule asks for at least: the rule's name, and its limit where it has
 * one. WF_RISK_NONE: no such rule. */
wf_risk_rating risk_weights_rule(const risk_weights *weights, wf_str name, double *limit);

/** Both chances, the headline's probability, interval and bands, the reasons in order and
 * what would move the band. score->reasons has room for one more.
 *  @param eta, variance  of the log-odds on the scale of four grades */
void risk_finish(const risk_weights *w, const wf_risk_thresholds *thresholds, double eta,
                 double variance, wf_risk_score *score);

/** WF_E_ARGUMENT where they do not rise between 0 and 1. */
wf_status risk_check_thresholds(const wf_risk_thresholds *thresholds,
                                wf_error *err) WF_MUST_CHECK;

double risk_log_odds(double probability);

#endif
