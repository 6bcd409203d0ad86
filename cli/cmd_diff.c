/* wayforward diff: what changed between two versions of a plan. */
#include "cli/commands.h"
#include "wayforward/diff.h"
#include "wayforward/pipeline.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <stdlib.h>

static wf_str or_nothing(wf_str text)
{
    return text.n > 0 ? text : WF_STR("(nothing)");
}

static void print_values(const wf_change *c)
{
    printf("    %.*s: %.*s -> %.*s", WF_STR_ARG(c->field),
           WF_STR_ARG(or_nothing(c->before)), WF_STR_ARG(or_nothing(c->after)));
    if (c->days != 0)
        printf(" (%d days %s)", abs(c->days), c->days > 0 ? "later" : "earlier");
    printf("\n");
}

static void print_change(const wf_change *c)
{
    printf("%s %.*s: %.*s\n", wf_change_name(c->kind), WF_STR_ARG(c->subject),
           WF_STR_ARG(c->what));
    if (c->before.n > 0 || c->after.n > 0)
        print_values(c);
}

static void print_diff(const wf_diff *diff)
{
    for (size_t i = 0; i < diff->count; i++)
        print_change(&diff->changes[i]);
    if (diff->count == 0)
        printf("No change.\n");
    else
        printf("\n%zu changes:", diff->count);
    for (int kind = 0; kind < WF_CHANGES && diff->count > 0; kind++)
        if (diff->by_kind[kind] > 0)
            printf(" %zu %s;", diff->by_kind[kind], wf_change_name((wf_change_kind)kind));
    printf(" %zu actions as they were.\n", diff->actions_same);
}

/* The one plan that the file is about; of several, the first, with a word about it. */
static wf_status read_one(const char *file, wf_plans *out, wf_error *err)
{
    WF_TRY(wf_plans_read(file, NULL, out, err));
    if (out->n > 1)
        cli_warn("%s holds %zu plans; the first is compared", file, out->n);
    return WF_OK;
}

static wf_status write_workbook(const wf_diff *diff, const wf_plan *before,
                                const wf_plan *after, const char *target, wf_error *err)
{
    wf_report *report = NULL;
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = WF_STR("What changed");
    options.organisation = after->organisation;
    options.created = 0; /* the same files give the same bytes */
    WF_TRY(wf_report_diff(diff, before, after, &options, &report, err));
    wf_status status = wf_report_write(report, target, err);
    wf_report_free(report);
    return status;
}

/* How the changes are told: printed, as JSON, or in a workbook. */
typedef struct telling {
    bool json;
    const char *target;
} telling;

static wf_status compare(const char *before_file, const char *after_file, telling how,
                         wf_error *err)
{
    wf_plans before = {0}, after = {0};
    wf_diff *diff = NULL;
    wf_sink out = cli_stdout();
    wf_status status = read_one(before_file, &before, err);
    if (status == WF_OK)
        status = read_one(after_file, &after, err);
    if (status == WF_OK)
        status = wf_plans_diff(before.items[0], after.items[0], &diff, err);
    if (status == WF_OK && how.target != NULL)
        status = write_workbook(diff, before.items[0], after.items[0], how.target, err);
    if (status == WF_OK && how.json)
        status = wf_diff_write_json(diff, before.items[0], after.items[0], &out, err);
    else if (status == WF_OK)
        print_diff(diff);
    wf_diff_free(diff);
    wf_plans_free(&before);
    wf_plans_free(&after);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    telling how = {0};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &how.json, NULL, "print JSON (wayforward/diff/1)"},
        {"--output", "-o", CLI_TEXT, &how.target, "FILE.xlsx", "and write a workbook"},
    };
    int files =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (files < 0)
        return files == -2 ? EXIT_DONE : EXIT_USAGE;
    if (files != 2) {
        cli_warn("diff takes two files, the old one and the new one");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_status status = compare(argv[0], argv[1], how, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    return wf_status_exit(status);
}

const cli_command cmd_diff = {
    .name = "diff",
    .summary = "Show what changed between two versions of a plan, action by action",
    .usage = "[--json] [-o CHANGES.xlsx] OLD NEW",
    .example = "wayforward diff autumn.docx spring.xlsx",
    .run = run,
};
