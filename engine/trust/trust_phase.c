/* Phases of schools: their names, and what people call them. */
#include "engine/text/fold.h"
#include "wayforward/trust.h"

static const char *const names[WF_PHASES] = {
    [WF_PHASE_NURSERY] = "nursery",      [WF_PHASE_PRIMARY] = "primary",
    [WF_PHASE_SECONDARY] = "secondary",  [WF_PHASE_ALL_THROUGH] = "all-through",
    [WF_PHASE_SPECIAL] = "special",      [WF_PHASE_ALTERNATIVE] = "alternative provision",
    [WF_PHASE_SIXTEEN_PLUS] = "16 plus",
};

/* Words that tell a phase; the first that stands in a text decides. */
static const struct phase_word {
    const char *word;
    wf_phase phase;
} phase_words[] = {
    {"all through", WF_PHASE_ALL_THROUGH},
    {"all-through", WF_PHASE_ALL_THROUGH},
    {"special", WF_PHASE_SPECIAL},
    {"alternative", WF_PHASE_ALTERNATIVE},
    {"pupil referral", WF_PHASE_ALTERNATIVE},
    {"referral", WF_PHASE_ALTERNATIVE},
    {"pru", WF_PHASE_ALTERNATIVE},
    {"ap", WF_PHASE_ALTERNATIVE},
    {"16 plus", WF_PHASE_SIXTEEN_PLUS},
    {"16+", WF_PHASE_SIXTEEN_PLUS},
    {"16", WF_PHASE_SIXTEEN_PLUS},
    {"post-16", WF_PHASE_SIXTEEN_PLUS},
    {"sixth form", WF_PHASE_SIXTEEN_PLUS},
    {"sixth", WF_PHASE_SIXTEEN_PLUS},
    {"primary", WF_PHASE_PRIMARY},
    {"infant", WF_PHASE_PRIMARY},
    {"infants", WF_PHASE_PRIMARY},
    {"junior", WF_PHASE_PRIMARY},
    {"juniors", WF_PHASE_PRIMARY},
    {"first", WF_PHASE_PRIMARY},
    {"middle deemed secondary", WF_PHASE_SECONDARY},
    {"middle", WF_PHASE_PRIMARY},
    {"secondary", WF_PHASE_SECONDARY},
    {"high", WF_PHASE_SECONDARY},
    {"upper", WF_PHASE_SECONDARY},
    {"grammar", WF_PHASE_SECONDARY},
    {"comprehensive", WF_PHASE_SECONDARY},
    {"nursery", WF_PHASE_NURSERY},
    {"early years", WF_PHASE_NURSERY},
};

const char *wf_phase_name(wf_phase phase)
{
    return (size_t)phase < WF_PHASES ? names[phase] : NULL;
}

wf_phase wf_phase_from_name(wf_str name)
{
    char buf[128];
    wf_str folded = wf_fold_into(name, buf, sizeof buf, NULL);
    for (size_t i = 0; i < sizeof phase_words / sizeof *phase_words; i++)
        if (wf_word_find(folded, wf_str_from(phase_words[i].word), 0) != SIZE_MAX)
            return phase_words[i].phase;
    return WF_PHASE_NONE;
}
