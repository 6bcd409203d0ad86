/* What the inspections of a school come to. */
#include "wayforward/trust.h"

#define S(text) WF_STR_INIT(text)

/* Scales and what counts as what: domain facts, 7.1 and 7.2. Safeguarding that is not met
 * puts a school into a category of concern. */
static const wf_judgement_word words[] = {
    {S("Met"), S("report-card"), S("unknown")},
    {S("Effective"), S("four grades"), S("unknown")},
    {S("Exceptional"), S("report-card"), S("Exceptional")},
    {S("Outstanding"), S("four grades"), S("Outstanding")},
    {S("Strong standard"), S("report-card"), S("Strong standard")},
    {S("Good"), S("four grades"), S("Good")},
    {S("Expected standard"), S("report-card"), S("Expected standard")},
    {S("Needs attention"), S("report-card"), S("Needs attention")},
    {S("Requires improvement"), S("four grades"), S("Requires improvement")},
    {S("Urgent improvement"), S("report-card"), S("Urgent improvement")},
    {S("Inadequate"), S("four grades"), S("Inadequate")},
    {S("Not effective"), S("four grades"), S("Inadequate")},
    {S("Not met"), S("report-card"), S("Category of concern")},
    {S("Serious weaknesses"), S("four grades"), S("Serious weaknesses")},
    {S("Special measures"), S("four grades"), S("Special measures")},
};

enum {
    WORDS = sizeof words / sizeof words[0]
};

void wf_judgement_words(const wf_judgement_word **out, size_t *count)
{
    *out = words;
    *count = WORDS;
}

/* Its place in the list, from 1; 0: no judgement. */
static size_t rank_of(wf_str judgement)
{
    for (size_t i = 0; i < WORDS; i++)
        if (wf_str_eq_nocase(words[i].word, judgement))
            return i + 1;
    return 0;
}

static wf_date last_judged(const wf_trust_school *school)
{
    wf_date last = WF_DATE_NONE;
    for (size_t i = 0; i < school->inspection_count; i++)
        if (school->inspections[i].on > last &&
            rank_of(school->inspections[i].judgement) > 0)
            last = school->inspections[i].on;
    return last;
}

wf_str wf_trust_standing(const wf_trust_school *school, wf_date *on_out)
{
    wf_date last = last_judged(school);
    size_t worst = 0, worst_overall = 0;
    for (size_t i = 0; i < school->inspection_count; i++) {
        const wf_inspection *in = &school->inspections[i];
        size_t rank = in->on == last ? rank_of(in->judgement) : 0;
        worst = rank > worst ? rank : worst;
        if (rank > worst_overall &&
            wf_str_eq_nocase(in->area, WF_STR("Overall effectiveness")))
            worst_overall = rank;
    }
    size_t rank = worst_overall > 0 ? worst_overall : worst;
    if (on_out != NULL)
        *on_out = last;
    return rank > 0 ? words[rank - 1].counts_as : WF_STR_EMPTY;
}
