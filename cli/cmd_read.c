/* wayforward read: what is in a file - its family, its fields, its ledger, or its cells.
 */
#include "cli/commands.h"
#include "wayforward/json.h"
#include "wayforward/pipeline.h"

#include <stdio.h>

typedef struct read_options {
    bool json, cells, explain;
    const char *templates_path;
    wf_templates *templates;
    wf_limits limits;
} read_options;

static void print_counts(const wf_plan *plan)
{
    size_t actions = 0;
    for (size_t i = 0; i < plan->priority_count; i++)
        actions += plan->priorities[i].action_count;
    printf("  %zu priorities, %zu actions, %zu KPIs\n", plan->priority_count, actions,
           plan->kpi_count);
    const wf_ledger *ledger = &plan->ledger;
    printf("  ledger: %zu cells and paragraphs =", ledger->count);
    for (int role = WF_ROLES - 1; role >= 0; role--)
        printf(" %zu %s%s", ledger->by_role[role], wf_role_name((wf_role)role),
               role > 0 ? " +" : "\n");
}

static void print_plan(const wf_plan *plan)
{
    printf("%.*s: %s (%.0f%% sure)\n", WF_STR_ARG(plan->file),
           wf_family_name(plan->family), plan->confidence * 100);
    if (plan->title.n > 0)
        printf("  %.*s\n", WF_STR_ARG(plan->title));
    if (plan->school.n > 0 || plan->academic_year.n > 0)
        printf("  %.*s%s%.*s\n", WF_STR_ARG(plan->school),
               plan->school.n > 0 && plan->academic_year.n > 0 ? ", " : "",
               WF_STR_ARG(plan->academic_year));
    print_counts(plan);
    for (size_t i = 0; i < plan->warnings.n; i++) {
        const wf_diag *d = &plan->warnings.items[i];
        printf("  %s: %.*s%s%.*s\n", wf_diag_name(d->code), WF_STR_ARG(d->at),
               d->at.n > 0 ? ": " : "", WF_STR_ARG(d->message));
    }
    for (size_t i = 0; i < plan->explanation.n; i++)
        printf("  why: %.*s\n", WF_STR_ARG(plan->explanation.items[i]));
    if (plan->warnings.total > plan->warnings.n)
        printf("  and %zu more warnings\n", plan->warnings.total - plan->warnings.n);
}

static wf_status read_cells(const char *file, const read_options *o, wf_error *err)
{
    wf_sink out = cli_stdout();
    wf_read_options options = {.limits = &o->limits};
    return wf_file_write_cells(file, &options, &out, err);
}

static wf_status read_plans(const char *file, const read_options *o, wf_error *err)
{
    wf_plans plans = {0};
    wf_sink out = cli_stdout();
    wf_pipeline_options options = {
        .read = {.limits = &o->limits},
        .recognise = {.templates = o->templates, .explain = o->explain}};
    WF_TRY(wf_plans_read(file, &options, &plans, err));
    wf_status status = WF_OK;
    if (o->json)
        status = wf_plans_write_json(&plans, NULL, &out, err);
    else
        for (size_t i = 0; i < plans.n; i++)
            print_plan(plans.items[i]);
    wf_plans_free(&plans);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    read_options o = {.limits = *wf_limits_default()};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &o.json, NULL,
         "print the plan as JSON (wayforward/plan/1)"},
        {"--cells", NULL, CLI_FLAG, &o.cells, NULL,
         "print every cell, one JSON object a line"},
        {"--explain", NULL, CLI_FLAG, &o.explain, NULL,
         "say why: columns, families and what was joined"},
        {"--templates", NULL, CLI_TEXT, &o.templates_path, "PATH",
         "add template files: one, or a folder of *.template"},
        {"--limit", NULL, CLI_LIMIT, &o.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int files =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (files < 0)
        return files == -2 ? EXIT_DONE : EXIT_USAGE;
    if (files == 0) {
        cli_warn("read what? Name a file: wayforward read PLAN.xlsx");
        return EXIT_USAGE;
    }
    int result = EXIT_DONE, failed = 0;
    wf_error template_err = WF_ERROR_INIT;
    if (o.templates_path != NULL &&
        wf_templates_read(o.templates_path, &o.templates, &template_err) != WF_OK) {
        cli_print_error(&template_err);
        return wf_status_exit(template_err.code);
    }
    for (int i = 0; i < files; i++) {
        wf_error err = WF_ERROR_INIT;
        wf_status status =
            o.cells ? read_cells(argv[i], &o, &err) : read_plans(argv[i], &o, &err);
        if (status == WF_OK)
            continue;
        cli_print_error(&err);
        failed++;
        result = cli_worse(result, wf_status_exit(status));
    }
    wf_templates_free(o.templates);
    if (result == EXIT_INPUT && failed < files)
        return EXIT_PROBLEMS; /* done, but not all */
    return result;
}

const cli_command cmd_read = {
    .name = "read",
    .summary = "Show what is in a plan: its family, its fields and its ledger",
    .usage = "[--json | --cells] FILE...",
    .example = "wayforward read fixtures/xlsx/rrp-fenwick.xlsx",
    .run = run,
};
