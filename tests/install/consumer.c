/* The library from outside, in ten lines: what is in this plan? (Also docs/library.md.)
 */
#include <stdio.h>
#include <wayforward/wayforward.h>

int main(int argc, char **argv)
{
    wf_error err = WF_ERROR_INIT;
    wf_plans plans = {0};
    char line[1024];
    if (wf_plans_read(argc > 1 ? argv[1] : "plan.xlsx", NULL, &plans, &err) != WF_OK)
        return fprintf(stderr, "%s\n", wf_error_describe(&err, line, sizeof line)), 1;
    for (size_t i = 0; i < plans.n; i++)
        printf("%s: %zu priorities\n", wf_family_name(plans.items[i]->family),
               plans.items[i]->priority_count);
    wf_plans_free(&plans);
    return 0;
}
