/* What the plans say of themselves: health, load by lead, costs, what moved since the
 * version before. */
#include "engine/pipeline/results_private.h"
#include "engine/text/people.h"
#include <string.h>

static bool is_dropped(const wf_action *action)
{
    return action->status == WF_STATUS_CANCELLED || action->status == WF_STATUS_DEFERRED;
}

/* A criterion can be measured where it says how much, how many or by when. */
static bool is_measurable(const wf_action *action)
{
    static const wf_str words[] = {WF_STR_INIT("all "),  WF_STR_INIT("every "),
                                   WF_STR_INIT("each "), WF_STR_INIT("no more than"),
                                   WF_STR_INIT("none "), WF_STR_INIT("national")};
    for (size_t c = 0; c < action->success_criteria.n; c++) {
        wf_str text = action->success_criteria.items[c];
        for (size_t i = 0; i < text.n; i++) {
            if (text.p[i] >= '0' && text.p[i] <= '9')
                return true;
            for (size_t w = 0; w < sizeof words / sizeof *words; w++)
                if (wf_str_eq_nocase(wf_str_sub(text, i, words[w].n), words[w]))
                    return true;
        }
    }
    return false;
}

static void add_health(wf_plan_health *health, const wf_action *action, unsigned state)
{
    health->actions++;
    health->measurable += is_measurable(action);
    health->dated += (state & WF_ACTION_UNDATED) == 0;
    health->owned += (state & WF_ACTION_UNOWNED) == 0;
    health->costed += action->cost.text.n > 0 || action->cost.has_amount;
    health->monitored += (state & WF_ACTION_NO_MONITORING) == 0;
}

/* "HT" and "Headteacher" are one. */
static bool same_lead(wf_str a, wf_str b)
{
    wf_str full_a = wf_role_meaning(a);
    wf_str full_b = wf_role_meaning(b);
    return wf_str_eq_nocase(full_a.n > 0 ? full_a : a, full_b.n > 0 ? full_b : b);
}

static void add_lead(wf_school_result *school, wf_str name, unsigned state)
{
    size_t i = 0;
    while (i < school->lead_count && !same_lead(school->leads[i].name, name))
        i++;
    if (i == school->lead_count)
        school->leads[school->lead_count++] = (wf_lead_load){.name = name};
    bool open = (state & (WF_ACTION_COMPLETE | WF_ACTION_DROPPED)) == 0;
    school->leads[i].actions++;
    school->leads[i].open += open;
    school->leads[i].overdue += (state & WF_ACTION_OVERDUE) != 0;
}

static void sort_leads(wf_school_result *school)
{
    for (size_t i = 1; i < school->lead_count; i++) {
        wf_lead_load moving = school->leads[i];
        size_t at = i;
        for (; at > 0 && school->leads[at - 1].actions < moving.actions; at--)
            school->leads[at] = school->leads[at - 1];
        school->leads[at] = moving;
    }
}

typedef void (*action_visit)(wf_results *r, wf_school_result *school,
                             const wf_action *action);

static void each_action(wf_results *r, wf_school_result *school, action_visit visit)
{
    for (size_t p = 0; p < school->plan_count; p++) {
        const wf_plan *plan = r->plans[school->plans[p]];
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t a = 0; a < plan->priorities[i].action_count; a++)
                visit(r, school, &plan->priorities[i].actions[a]);
    }
}

static void count_leads(wf_results *r, wf_school_result *school, const wf_action *action)
{
    (void)r;
    school->lead_count += action->lead.n; /* at most: room for all */
}

static void visit_action(wf_results *r, wf_school_result *school, const wf_action *action)
{
    unsigned state = wf_action_state_on(action, r->as_of);
    if (is_dropped(action))
        return;
    add_health(&school->health, action, state);
    for (size_t i = 0; i < action->lead.n; i++)
        add_lead(school, action->lead.items[i], state);
    if (action->cost.has_amount) {
        school->costs.planned += action->cost.amount;
        school->costs.costed++;
    }
}

static void add_up(wf_results *r, const wf_school_result *school)
{
    const wf_plan_health *from = &school->health;
    wf_plan_health *to = &r->health;
    to->actions += from->actions;
    to->measurable += from->measurable;
    to->dated += from->dated;
    to->owned += from->owned;
    to->costed += from->costed;
    to->monitored += from->monitored;
    r->costs.planned += school->costs.planned;
    r->costs.costed += school->costs.costed;
}

/* "12,500", "£12500.50": pounds; absent where it is no amount. */
static wf_number pounds(wf_str text)
{
    double value = 0, unit = 1;
    bool any = false, decimals = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c >= '0' && c <= '9') {
            any = true;
            unit = decimals ? unit / 10 : 1;
            value = decimals ? value + unit * (c - '0') : value * 10 + (c - '0');
        } else if (c == '.' && any && !decimals) {
            decimals = true;
        } else if (c != ',' && c != ' ' && any) {
            return (wf_number){0};
        }
    }
    return (wf_number){.value = value, .present = any};
}

/* The policy's rows "Budget" and "Budget: SCHOOL". */
static wf_number budget_of(const wf_trust *trust, wf_str school)
{
    static const wf_str word = WF_STR_INIT("budget");
    for (size_t i = 0; trust != NULL && i < trust->setting_count; i++) {
        wf_str name = trust->settings[i].name;
        if (!wf_str_eq_nocase(wf_str_sub(name, 0, word.n), word))
            continue;
        wf_str rest = wf_str_trim(wf_str_sub(name, word.n, name.n));
        if (rest.n > 0 && rest.p[0] == ':')
            rest = wf_str_trim(wf_str_sub(rest, 1, rest.n));
        if (wf_str_eq_nocase(rest, school))
            return pounds(trust->settings[i].value);
    }
    return (wf_number){0};
}

static wf_status find_changes(wf_results *r, const wf_results_options *options,
                              wf_error *err)
{
    if (options->before == NULL)
        return WF_OK;
    r->changes = wf_arena_array(r->arena, r->plan_count, sizeof(wf_diff *));
    if (r->changes == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < r->plan_count; i++)
        if (options->before[i] != NULL)
            WF_TRY(wf_plans_diff(options->before[i], r->plans[i], &r->changes[i], err));
    return WF_OK;
}

wf_status results_plans(wf_results *r, const wf_results_options *options, wf_error *err)
{
    for (size_t s = 0; s < r->school_count; s++) {
        wf_school_result *school = &r->schools[s];
        each_action(r, school, count_leads);
        school->leads =
            wf_arena_array(r->arena, school->lead_count, sizeof *school->leads);
        school->lead_count = 0;
        if (school->leads == NULL)
            return WF_E_MEMORY;
        each_action(r, school, visit_action);
        sort_leads(school);
        school->costs.budget = budget_of(r->trust, school->name);
        add_up(r, school);
    }
    r->costs.budget = budget_of(r->trust, WF_STR_EMPTY);
    return find_changes(r, options, err);
}
