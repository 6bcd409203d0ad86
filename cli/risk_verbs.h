#ifndef WF_CLI_RISK_VERBS_H
#define WF_CLI_RISK_VERBS_H
/* What `wayforward risk` is made of: ratings of a store's schools, overrides, the
 * register. */
#include "cli/cli.h"
#include "cli/store.h"
#include "wayforward/limits.h"
#include "wayforward/risk.h"

typedef struct risk_options {
    bool json, import, close;
    const char *outcome, *output, *model, *title, *source, *date, *without;
    const char *framework, *as_of, *band, *reason, *review;
    long folds, medium, high; /* per cent; medium and high 0: not given */
    cli_store store;
    wf_limits limits;
} risk_options;

/** Scores on screen: each school with its reasons in order, their cells, what is missing
 * and what would change the band. */
void risk_print_scores(const wf_risk_scores *scores);

/** Rate the schools of the store. */
wf_status risk_rate_store(const risk_options *options, wf_error *err);

/** Set one school's band by a person's judgement, or take that back. */
wf_status risk_override(const risk_options *options, const char *school, wf_error *err);

/** Show, import or write a register: of files, else of the store. */
wf_status risk_register(const risk_options *options, char **files, int count,
                        wf_error *err);

/** Put decisions into the store as one import, whose source is their own text. */
wf_status risk_put_decisions(const risk_options *o, const char *name,
                             const wf_store_decision *items, size_t count, wf_error *err);

#endif
