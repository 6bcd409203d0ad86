#ifndef WF_TRUST_POLICY_H
#define WF_TRUST_POLICY_H
/* What the values of the Policy sheet can be. */
#include "wayforward/trust.h"

typedef enum policy_kind {
    POLICY_TEXT,
    POLICY_NUMBER,
    POLICY_WHOLE,
    POLICY_HALVES, /* whole half-days */
    POLICY_YES_NO,
    POLICY_TERMS /* "2, 4, 6" */
} policy_kind;

typedef struct policy_rule {
    policy_kind kind;
    double least, most;
} policy_rule;

/** NULL where there is no such setting. */
const policy_rule *policy_rule_of(wf_str name);

#endif
