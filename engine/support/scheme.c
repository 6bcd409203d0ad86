/* Categories and entitlements: the guidance's criteria as a table. What the guidance
 * leaves open is settled in docs/methods.md, "Support days". */
#include "wayforward/support.h"

enum {
    J_ANY = 0,
    J_LOW = 1 << WF_JUDGED_REQUIRES_IMPROVEMENT,
    J_LOWEST = 1 << WF_JUDGED_INADEQUATE,
    C_ANY = 0,
    C_NONE = 1 << WF_CAPACITY_UNKNOWN,
    C_OTHERS = 1 << WF_CAPACITY_OTHERS,
    C_SOME = 1 << WF_CAPACITY_SOME,
    C_OWN = 1 << WF_CAPACITY_OWN,
    C_TOO_LITTLE = 1 << WF_CAPACITY_INSUFFICIENT,
    TIER_A = 0,
    TIER_B,
    TIER_C,
    TIER_D,
    HALF_TERMS = 6
};

/* The first rule whose every condition holds decides. */
static const struct rule {
    unsigned judgements, capacities; /* sets of values; 0: any */
    bool new_head, new_team, high_risk;
    uint32_t tier;
    bool needs_person;
    const char *text;
} rules[] = {
    {J_LOWEST, C_ANY, false, false, false, TIER_D, false,
     "judged Inadequate, or in a category of concern"},
    {J_ANY, C_TOO_LITTLE, false, false, false, TIER_D, false,
     "not enough capacity to improve without executive support, whatever the judgement"},
    {J_ANY, C_ANY, true, false, false, TIER_D, false, "the head is new to the role"},
    {J_LOW, C_OTHERS, false, false, false, TIER_C, false,
     "judged Requires Improvement, with proven capacity: not better than C"},
    {J_LOW, C_SOME, false, false, false, TIER_C, false,
     "judged Requires Improvement, with proven capacity: not better than C"},
    {J_LOW, C_OWN, false, false, false, TIER_C, false,
     "judged Requires Improvement, with proven capacity: not better than C"},
    {J_LOW, C_ANY, false, false, false, TIER_D, true,
     "judged Requires Improvement; capacity is not known"},
    {J_ANY, C_ANY, false, true, false, TIER_C, false, "the leadership team is new"},
    {J_ANY, C_ANY, false, false, true, TIER_C, false,
     "the risk is HIGH: not better than C"},
    {J_ANY, C_OWN, false, false, false, TIER_C, false,
     "enough capacity to improve itself, with some support"},
    {1 << WF_JUDGED_UNKNOWN, C_ANY, false, false, false, TIER_C, true,
     "the last judgement is not known: it could be A or B by capacity"},
    {J_ANY, C_OTHERS, false, false, false, TIER_A, false,
     "judged Good or better, with capacity to improve itself and others"},
    {J_ANY, C_SOME, false, false, false, TIER_B, false,
     "judged Good or better, with capacity to improve itself and some for others"},
    {J_ANY, C_NONE, false, false, false, TIER_C, true,
     "capacity is not known: with some for others it would be B, with more A"},
};

wf_support_policy wf_support_policy_default(void)
{
    return (wf_support_policy){
        .terms = 6,
        .review_term = 4,
        .review_halves = 4,
        .review_counts_within = true,
        .weight_low = 1,
        .weight_medium = 2,
        .weight_high = 4,
        .segment_value = {1, 0.5, 0.1},
        .new_head_terms = 3,
        .travel_per_band = 20,
        .qa_roles = WF_STR("NLE,LLE,Executive"),
        .tier_count = 4,
        .tiers = {
            {WF_STR_INIT("A"), WF_STR_INIT("Improves itself and others"), 2, 2, 24, 24, 0,
             false, WF_STR_INIT("12 days, 2 a term")},
            {WF_STR_INIT("B"), WF_STR_INIT("Improves itself, with some for others"), 2, 2,
             24, 24, 0, true,
             WF_STR_INIT("the guidance gives no total for B: taken as for A")},
            {WF_STR_INIT("C"), WF_STR_INIT("Enough for itself, with some support"), 2, 2,
             24, 30, 0, false, WF_STR_INIT("up to 15 days")},
            {WF_STR_INIT("D"), WF_STR_INIT("Not enough without executive support"), 2, 4,
             38, 76, 0, true,
             WF_STR_INIT(
                 "weekly or fortnightly: 38 visits of half a day, or 19 of a day; "
                 "at most a day a week")},
        }};
}

static bool rule_holds(const struct rule *r, const wf_support_policy *policy,
                       const wf_support_evidence *e)
{
    bool is_new = e->first_headship && e->head_terms >= 0 &&
                  (uint32_t)e->head_terms < policy->new_head_terms;
    return (r->judgements == 0 || (r->judgements >> e->judgement & 1u) != 0) &&
           (r->capacities == 0 || (r->capacities >> e->capacity & 1u) != 0) &&
           (!r->new_head || is_new) && (!r->new_team || e->new_team) &&
           (!r->high_risk || e->risk == WF_RISK_HIGH);
}

wf_support_decision wf_support_categorise(const wf_support_policy *policy,
                                          const wf_support_evidence *evidence)
{
    wf_support_decision d = {.rule = WF_STR_EMPTY,
                             .override_reason = WF_STR_EMPTY,
                             .override_by = WF_STR_EMPTY,
                             .override_on = WF_STR_EMPTY,
                             .last_year = WF_SUPPORT_NONE};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!rule_holds(&rules[i], policy, evidence))
            continue;
        /* A scheme of fewer tiers takes the last for what is beyond it. */
        uint32_t last = policy->tier_count - 1;
        d.tier = d.computed = rules[i].tier < last ? rules[i].tier : last;
        d.rule = wf_str_from(rules[i].text);
        d.needs_person = rules[i].needs_person;
        break;
    }
    if (evidence->first_headship && evidence->head_terms < 0)
        d.needs_person = true; /* a first headship of unknown length: C or D */
    return d;
}

/* The review's days: within the allowance the activities of its term make way for it, the
 * rest moving to the terms beside it; else they come on top. */
static void place_review(const wf_support_policy *policy, wf_support_school *school)
{
    uint32_t term = policy->review_term * policy->terms / HALF_TERMS;
    uint32_t usual = school->qa_floor[term];
    if (policy->review_halves <= usual)
        return;
    uint32_t more = policy->review_halves - usual;
    school->qa_floor[term] += more;
    if (!policy->review_counts_within) {
        school->year_floor += more;
        if (school->year_ceiling > 0)
            school->year_ceiling += more;
        return;
    }
    uint32_t moved = more < school->si_floor[term] ? more : school->si_floor[term];
    school->si_floor[term] -= moved;
    if (policy->terms == 1) {
        school->si_floor[term] += moved;
        return;
    }
    /* Carried to the terms beside it as far as the year's ceiling has room. */
    uint32_t sum = 0;
    for (uint32_t t = 0; t < policy->terms; t++)
        sum += school->qa_floor[t] + school->si_floor[t];
    if (school->year_ceiling > 0 && sum + moved > school->year_ceiling)
        moved = sum < school->year_ceiling ? school->year_ceiling - sum : 0;
    uint32_t before = term > 0 ? term - 1 : term + 1;
    uint32_t after = term + 1 < policy->terms ? term + 1 : term - 1;
    school->si_floor[before] += moved / 2;
    school->si_floor[after] += moved - moved / 2;
}

void wf_support_entitle(const wf_support_policy *policy, wf_support_school *school)
{
    const wf_support_tier *tier = &policy->tiers[school->decision.tier];
    uint32_t scale = HALF_TERMS / policy->terms;
    for (uint32_t t = 0; t < WF_SUPPORT_TERMS; t++) {
        bool is_term = t < policy->terms;
        school->qa_floor[t] = is_term ? tier->qa_halves * scale : 0;
        school->si_floor[t] = is_term ? tier->si_halves * scale : 0;
        school->term_ceiling[t] = is_term ? tier->term_ceiling : 0;
    }
    school->year_floor = tier->year_floor;
    school->year_ceiling = tier->year_ceiling;
    if (tier->qa_halves > 0)
        place_review(policy, school);
}
