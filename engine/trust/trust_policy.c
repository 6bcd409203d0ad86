/* The settings of the Policy sheet: name, default, what it means, who looks at it. Those
 * of "Support days" are engine/support's, with its own defaults (docs/allocation.md). */
#include "engine/trust/trust_policy.h"

#define SUPPORT WF_STR_INIT("Support days")
#define CAPTURE WF_STR_INIT("Dashboards")
#define REPORTS WF_STR_INIT("Reports")
#define RISK    WF_STR_INIT("Inspection risk")
#define S(text) WF_STR_INIT(text)

static const wf_trust_setting settings[] = {
    {S("Terms"), S("6"),
     S("In how many terms the year's support is planned: 6, 3, 2 or 1."), SUPPORT, S("")},
    {S("First open term"), S("1"),
     S("Support is planned from this term on; earlier ones are closed."), SUPPORT, S("")},
    {S("Review term"), S("5"), S("The term with the long review of every school."),
     SUPPORT, S("")},
    {S("Review days"), S("2"), S("How long that review is, in days."), SUPPORT, S("")},
    {S("Review counts within allowance"), S("yes"),
     S("Whether the review's days count towards a school's allowance."), SUPPORT, S("")},
    {S("Weight of low risk"), S("1"),
     S("How much a school's needs count where its risk is LOW."), SUPPORT, S("")},
    {S("Weight of medium risk"), S("2"), S("The same where it is MEDIUM."), SUPPORT,
     S("")},
    {S("Weight of high risk"), S("4"), S("The same where it is HIGH."), SUPPORT, S("")},
    {S("Benefit, first half of a need"), S("1"),
     S("What a day is worth in the first half of what a school needs."), SUPPORT, S("")},
    {S("Benefit, second half of a need"), S("0.5"), S("The same in the second half."),
     SUPPORT, S("")},
    {S("Benefit, beyond a need"), S("0.1"), S("The same beyond it."), SUPPORT, S("")},
    {S("Half-terms that a head is new"), S("3"),
     S("A first headship counts as new for so many half-terms."), SUPPORT, S("")},
    {S("Most schools a provider a term"), S("0"),
     S("At how many schools one person works in a term; 0 is any number."), SUPPORT,
     S("")},
    {S("Travel, pounds a band a day"), S("20"),
     S("What travel costs for each band of distance."), SUPPORT, S("")},
    {S("Quality assurance roles"), S("NLE,LLE,Executive"),
     S("Roles that may assure quality, with commas between."), SUPPORT, S("")},
    {S("Dashboard terms"), S("2, 4, 6"),
     S("The terms at whose end schools fill in their dashboards, where a KPI does not "
       "say its own."),
     CAPTURE, S("")},
    {S("Dashboard deadline"), S("5"),
     S("A dashboard is due so many school days before its term ends."), CAPTURE, S("")},
    {S("Largest change"), S("4"),
     S("A change is questioned where it is more than so many times what chance makes in "
       "a cohort of its size."),
     CAPTURE, S("")},
    {S("Small number limit"), S("6"),
     S("Figures about fewer pupils than this are not shown to the public."), REPORTS,
     S("")},
    {S("Low risk below"), S("0.15"),
     S("Where the chance of a judgement below Good (or the expected standard) is less "
       "than this, the risk is LOW."),
     RISK, S("")},
    {S("High risk above"), S("0.4"),
     S("Where it is more than this, the risk is HIGH; between the two it is MEDIUM."),
     RISK, S("")},
    {S("Years until an inspection is old"), S("4"),
     S("An inspection further back than this says less about the next one."), RISK,
     S("")},
};

/* What a value can be, by the order of the settings above. */
static const policy_rule rules[] = {
    {POLICY_WHOLE, 1, 6},     {POLICY_WHOLE, 1, 6},    {POLICY_WHOLE, 1, 6},
    {POLICY_HALVES, 0, 1000}, {POLICY_YES_NO, 0, 1},   {POLICY_NUMBER, 0, 1e6},
    {POLICY_NUMBER, 0, 1e6},  {POLICY_NUMBER, 0, 1e6}, {POLICY_NUMBER, 0, 1e6},
    {POLICY_NUMBER, 0, 1e6},  {POLICY_NUMBER, 0, 1e6}, {POLICY_WHOLE, 0, 1000},
    {POLICY_WHOLE, 0, 1000},  {POLICY_NUMBER, 0, 1e6}, {POLICY_TEXT, 0, 0},
    {POLICY_TERMS, 1, 6},     {POLICY_WHOLE, 0, 30},   {POLICY_NUMBER, 1, 100},
    {POLICY_WHOLE, 1, 100},   {POLICY_NUMBER, 0, 1},   {POLICY_NUMBER, 0, 1},
    {POLICY_NUMBER, 0, 50},
};

enum {
    SETTINGS = sizeof settings / sizeof settings[0]
};
_Static_assert(sizeof rules / sizeof rules[0] == SETTINGS, "one rule a setting");

void wf_trust_default_settings(const wf_trust_setting **out, size_t *count)
{
    *out = settings;
    *count = SETTINGS;
}

const policy_rule *policy_rule_of(wf_str name)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (wf_str_eq_nocase(settings[i].name, name))
            return &rules[i];
    return NULL;
}
