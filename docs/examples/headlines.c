/* The plans of a trust measured on a day: headlines on the screen, a summary for trustees
 * as a workbook. Use: headlines 2026-03-27 summary.xlsx FILE... */
#include <stdio.h>
#include <wayforward/wayforward.h>

enum {
    MOST = 1000
};

static wf_status measure(const wf_plan **plans, size_t count, wf_date day,
                         const char *target, wf_error *err)
{
    wf_results_options options = {.as_of = day, .forecast = true};
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_results *results = NULL;
    wf_report *report = NULL;
    wf_strs lines = {0};
    wf_arena *arena = wf_arena_new(0); /* the headlines live here */
    wf_status status = arena != NULL ? WF_OK : WF_E_MEMORY;
    if (status == WF_OK)
        status = wf_results_measure(plans, count, &options, &results, err);
    if (status == WF_OK)
        status = wf_results_headlines(results, arena, &lines, err);
    for (size_t i = 0; i < lines.n; i++)
        printf("- %.*s\n", WF_STR_ARG(lines.items[i]));
    if (status == WF_OK)
        status = wf_report_trustees(results, &look, &report, err);
    if (status == WF_OK)
        status = wf_report_write(report, target, err); /* .html makes a page of it */
    wf_report_free(report);
    wf_results_free(results);
    wf_arena_free(arena);
    return status;
}

int main(int argc, char **argv)
{
    static wf_plans files[MOST];
    static const wf_plan *plans[MOST];
    size_t count = 0;
    wf_error err = WF_ERROR_INIT;
    char line[1024];
    wf_date day =
        argc > 3 ? wf_when_parse(wf_str_from(argv[1]), NULL).when.end : WF_DATE_NONE;
    if (day == WF_DATE_NONE)
        return fprintf(stderr, "use: headlines DAY OUT.xlsx FILE...\n"), 2;
    for (int i = 3; i < argc && i < MOST; i++) {
        wf_error bad = WF_ERROR_INIT; /* one bad file does not stop the rest */
        if (wf_plans_read(argv[i], NULL, &files[i], &bad) != WF_OK)
            (void)fprintf(stderr, "%s\n", wf_error_describe(&bad, line, sizeof line));
        for (size_t p = 0; p < files[i].n && count < MOST; p++) {
            wf_plan_resolve_terms(files[i].items[p], NULL, day);
            plans[count++] = files[i].items[p];
        }
    }
    wf_status status = measure(plans, count, day, argv[2], &err);
    if (status != WF_OK)
        (void)fprintf(stderr, "%s\n", wf_error_describe(&err, line, sizeof line));
    for (int i = 3; i < argc && i < MOST; i++)
        wf_plans_free(&files[i]); /* after the results, which borrow them */
    return status == WF_OK ? 0 : 1;
}
