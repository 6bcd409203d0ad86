#ifndef WF_TRUST_WORDS_H
#define WF_TRUST_WORDS_H
/* The words of the drop-downs and what people write instead of them. */
#include "wayforward/trust.h"

typedef enum trust_framework {
    FRAMEWORK_NONE,
    FRAMEWORK_FOUR_GRADE,
    FRAMEWORK_NO_OVERALL, /* key judgements in four grades, September 2024 on */
    FRAMEWORK_REPORT_CARD /* November 2025 on */
} trust_framework;

/** "four-grade"; empty for NONE; static. */
wf_str trust_framework_name(trust_framework framework);
trust_framework trust_framework_from(wf_str text);

/** The framework's own words for a judgement ("Good" for "2", "good"); empty where it is
 * no judgement. *framework_out: the one whose word it is, NONE where several have it. */
wf_str trust_judgement_from(wf_str text, trust_framework *framework_out);

/** The area's usual name; what is written where it is none of them. *is_known_out. */
wf_str trust_area_from(wf_str text, bool *is_known_out);

/** WF_UNIT_NONE, WF_DIRECTION_NONE where the text is none. */
wf_unit trust_unit_from(wf_str text);
wf_direction trust_direction_from(wf_str text);

#endif
