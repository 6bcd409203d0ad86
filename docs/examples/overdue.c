/* What is overdue in one plan, each with the cell it stands in. Use: overdue DAY FILE */
#include <stdio.h>
#include <wayforward/wayforward.h>

static void list(const wf_plan *plan, wf_date day)
{
    for (size_t p = 0; p < plan->priority_count; p++)
        for (size_t a = 0; a < plan->priorities[p].action_count; a++) {
            const wf_action *action = &plan->priorities[p].actions[a];
            char due[11];
            if (wf_action_state_on(action, day) & WF_ACTION_OVERDUE)
                printf("%s  %.*s  (%.*s)\n", wf_date_iso(action->when.end, due),
                       WF_STR_ARG(action->action), WF_STR_ARG(action->at));
        }
}

int main(int argc, char **argv)
{
    wf_error err = WF_ERROR_INIT;
    wf_plans plans = {0};
    char line[1024];
    wf_date day =
        argc == 3 ? wf_when_parse(wf_str_from(argv[1]), NULL).when.end : WF_DATE_NONE;
    if (day == WF_DATE_NONE)
        return fprintf(stderr, "use: overdue DAY FILE\n"), 2;
    if (wf_plans_read(argv[2], NULL, &plans, &err) != WF_OK)
        return fprintf(stderr, "%s\n", wf_error_describe(&err, line, sizeof line)), 1;
    for (size_t i = 0; i < plans.n; i++) {
        wf_plan_resolve_terms(plans.items[i], NULL, day); /* "Autumn 2" becomes days */
        list(plans.items[i], day);
    }
    wf_plans_free(&plans);
    return 0;
}
