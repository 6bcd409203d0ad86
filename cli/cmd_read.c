/* wayforward read: what is in a file - its family, its fields, its ledger, or its cells.
 */
#include "cli/commands.h"
#include "cli/sandboxed.h"
#include "wayforward/json.h"
#include "wayforward/pipeline.h"
#include "wayforward/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct read_options {
    bool json, cells, explain;
    const char *templates_path;
    const char *sandbox; /* "on", "off"; NULL: where the kernel allows it */
    wf_templates *templates;
    wf_limits limits;
} read_options;

enum {
    SPARE_DESCRIPTORS = 16 /* beside the files: the standard three, libraries */
};

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

static wf_status read_cells(const wf_input *in, const read_options *o, wf_error *err)
{
    wf_sink out = cli_stdout();
    wf_read_options options = {.limits = &o->limits};
    return wf_input_write_cells(in, &options, &out, err);
}

/* *damaged: a part of the file is lost; the warnings say which. */
static wf_status read_plans(const wf_input *in, const read_options *o, bool *damaged,
                            wf_error *err)
{
    wf_plans plans = {0};
    wf_sink out = cli_stdout();
    wf_pipeline_options options = {
        .read = {.limits = &o->limits},
        .recognise = {.templates = o->templates, .explain = o->explain}};
    WF_TRY(wf_plans_from_input(in, &options, &plans, err));
    wf_status status = WF_OK;
    for (size_t i = 0; i < plans.n; i++)
        *damaged = *damaged || wf_diags_first_severe(&plans.items[i]->warnings) != NULL;
    if (o->json)
        status = wf_plans_write_json(&plans, NULL, &out, err);
    else
        for (size_t i = 0; i < plans.n; i++)
            print_plan(plans.items[i]);
    wf_plans_free(&plans);
    return status;
}

static wf_status read_file(int descriptor, const char *name, const read_options *o,
                           bool *damaged, wf_error *err)
{
    wf_input in = {0};
    WF_TRY(wf_input_from_descriptor(descriptor, name, &o->limits, &in, err));
    wf_status status =
        o->cells ? read_cells(&in, o, err) : read_plans(&in, o, damaged, err);
    wf_input_close(&in);
    return status;
}

/* All files are opened first, for afterwards the sandbox opens none. */
static bool make_room(size_t files)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return true;
    if (files + SPARE_DESCRIPTORS > limit.rlim_cur) {
        limit.rlim_cur = limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
    return files + SPARE_DESCRIPTORS <= limit.rlim_cur;
}

static int open_file(const char *name)
{
    char reason[128];
    int descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0 && strerror_r(errno, reason, sizeof reason) == 0)
        cli_warn("%s: cannot be opened: %s", name, reason);
    else if (descriptor < 0)
        cli_warn("%s: cannot be opened", name);
    return descriptor;
}

/* Read each file that could be opened; returns how many failed. */
static int read_files(const int *descriptors, char **names, int count,
                      const read_options *o, int *result)
{
    int failed = 0;
    for (int i = 0; i < count; i++) {
        wf_error err = WF_ERROR_INIT;
        wf_status status = WF_E_IO; /* told when it was opened */
        bool damaged = false;
        if (descriptors[i] >= 0) {
            status = read_file(descriptors[i], names[i], o, &damaged, &err);
            if (status != WF_OK)
                cli_print_error(&err);
        }
        if (damaged)
            *result = cli_worse(*result, EXIT_PROBLEMS);
        if (status == WF_OK)
            continue;
        failed++;
        *result = cli_worse(*result, wf_status_exit(status));
    }
    return failed;
}

static wf_status enter_sandbox(const read_options *o, wf_sandbox **out, wf_error *err)
{
    bool entered = false;
    if (!CLI_CAN_SANDBOX || (o->sandbox && strcmp(o->sandbox, "on") != 0))
        return WF_OK;
    WF_TRY(wf_sandbox_start(out, &entered, err));
    if (o->sandbox && !entered)
        return wf_fail(err, WF_E_UNSUPPORTED, NULL,
                       "this system has no sandbox for programs; --sandbox off reads "
                       "without one");
    return WF_OK;
}

/* Open, give up all rights, read. */
static int read_all(char **names, int count, const read_options *o)
{
    wf_error err = WF_ERROR_INIT;
    wf_sandbox *sandbox = NULL;
    int result = EXIT_DONE;
    int *descriptors = calloc((size_t)count, sizeof *descriptors);
    if (!descriptors || !make_room((size_t)count)) {
        cli_warn("%d files are too many for one reading: name fewer at a time", count);
        free(descriptors);
        return EXIT_USAGE;
    }
    for (int i = 0; i < count; i++)
        descriptors[i] = open_file(names[i]);
    wf_status status = enter_sandbox(o, &sandbox, &err);
    if (status == WF_OK) {
        int failed = read_files(descriptors, names, count, o, &result);
        if (result == EXIT_INPUT && failed < count)
            result = EXIT_PROBLEMS; /* done, but not all */
    } else {
        cli_print_error(&err);
        result = wf_status_exit(status);
    }
    for (int i = 0; i < count; i++)
        if (descriptors[i] >= 0)
            (void)close(descriptors[i]);
    wf_sandbox_free(sandbox);
    free(descriptors);
    return result;
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
        {"--sandbox", NULL, CLI_TEXT, &o.sandbox, "on|off",
         "give up all rights but to read what is open (on where the system can)"},
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
    if (o.sandbox && strcmp(o.sandbox, "on") != 0 && strcmp(o.sandbox, "off") != 0) {
        cli_warn("--sandbox is on or off, not \"%s\"", o.sandbox);
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_status status = o.templates_path
                           ? wf_templates_read(o.templates_path, &o.templates, &err)
                           : wf_templates_new(&o.templates, &err);
    if (status != WF_OK) {
        cli_print_error(&err);
        return wf_status_exit(status);
    }
    int result = read_all(argv, files, &o);
    wf_templates_free(o.templates);
    return result;
}

const cli_command cmd_read = {
    .name = "read",
    .summary = "Show what is in a plan: its family, its fields and its ledger",
    .usage = "[--json | --cells] FILE...",
    .example = "wayforward read fixtures/xlsx/rrp-fenwick.xlsx",
    .run = run,
};
