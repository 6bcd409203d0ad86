/* wayforward init: a trust's set-up workbook, blank or filled in from what there is. */
#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/trust.h"
#include "wayforward/limits.h"
#include "wayforward/writer.h"

#include <stdio.h>

typedef struct init {
    const char *output, *from, *year_text, *trust_name;
    int year;
    cli_trust_options read;
    char **more; /* paths behind --from and its own */
    size_t more_count;
    cli_setup setup; /* of last year, where there is one among the paths */
    cli_trust files;
    size_t known; /* schools that the set-up named */
} init;

static wf_status gather(init *o, wf_error *err)
{
    wf_trust *trust = &o->setup.trust;
    const char **paths = wf_arena_array(o->setup.arena, o->more_count + 1, sizeof *paths);
    if (paths == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    paths[0] = o->from;
    for (size_t i = 0; i < o->more_count; i++)
        paths[i + 1] = o->more[i];
    WF_TRY(cli_setup_find(paths, o->more_count + 1, &o->setup, err));
    o->known = trust->school_count;
    if (o->setup.rest.n == 0)
        return WF_OK;
    const char **rest =
        wf_arena_array(o->setup.arena, o->setup.rest.n, sizeof(const char *));
    if (rest == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    for (size_t i = 0; i < o->setup.rest.n; i++)
        rest[i] = o->setup.rest.items[i].p;
    WF_TRY(cli_trust_read(rest, o->setup.rest.n, &o->read, &o->files, err));
    if (trust->name.n == 0)
        trust->name = cli_trust_name(&o->files, NULL);
    if (wf_trust_add_plans(trust, o->files.plans, o->files.plan_count, o->year,
                           o->setup.arena, &o->setup.diags) != WF_OK)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return WF_OK;
}

static wf_status write_workbook(init *o, wf_error *err)
{
    wf_report *report = NULL;
    wf_trust *trust = &o->setup.trust;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    if (o->from != NULL)
        WF_TRY(gather(o, err));
    if (o->trust_name != NULL)
        trust->name = wf_str_from(o->trust_name);
    look.organisation = trust->name;
    look.theme = trust->theme;
    look.logo = o->setup.logo;
    WF_TRY(wf_trust_workbook(trust, o->year, &look, &report, err));
    wf_status status = wf_report_write(report, o->output, err);
    wf_report_free(report);
    return status;
}

static void tell(const init *o)
{
    const wf_trust *t = &o->setup.trust;
    printf("%s", o->output);
    if (o->from != NULL) {
        printf(": %zu schools", t->school_count);
        if (t->school_count > o->known)
            printf(" (%zu found in plans and dashboards)", t->school_count - o->known);
        printf(", %zu KPIs, %zu baselines or targets, %zu providers", t->kpi_count,
               t->target_count, t->provider_count);
    }
    printf("\n");
}

static int run(const cli_command *self, int argc, char **argv)
{
    init o = {.output = "trust-setup.xlsx",
              .read = {.limits = *wf_limits_default(), .as_of = cli_today()}};
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &o.output, "FILE",
         "where to write it (trust-setup.xlsx)"},
        {"--from", NULL, CLI_TEXT, &o.from, "PATH",
         "fill it in from plans, dashboards or an older set-up; more may follow"},
        {"--year", NULL, CLI_TEXT, &o.year_text, "YEAR",
         "the academic year: 2026-27 (this one)"},
        {"--trust", NULL, CLI_TEXT, &o.trust_name, "NAME", "the name of the trust"},
        {"--jobs", "-j", CLI_NUMBER, &o.read.jobs, "N",
         "files read at a time (one a processor)"},
        {"--templates", NULL, CLI_TEXT, &o.read.templates, "PATH",
         "more families and synonyms"},
        {"--verify", NULL, CLI_TEXT, &o.read.verify, "off",
         "leave out the second reading of .xls files"},
        {"--quiet", "-q", CLI_FLAG, &o.read.quiet, NULL, "no progress bar"},
        {"--limit", NULL, CLI_LIMIT, &o.read.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words > 0 && o.from == NULL) {
        cli_warn("init \"%s\": to fill the set-up in from it, write --from before it",
                 argv[0]);
        return EXIT_USAGE;
    }
    o.more = argv;
    o.more_count = (size_t)words;
    o.year = o.year_text != NULL ? wf_academic_year_find(wf_str_from(o.year_text))
                                 : wf_academic_year_of(cli_today());
    if (o.year == 0) {
        cli_warn("--year \"%s\": expected an academic year such as 2026-27", o.year_text);
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_status status = cli_setup_open(&o.setup, &o.read.limits, &err);
    if (status == WF_OK)
        status = write_workbook(&o, &err);
    cli_setup_tell(&o.setup);
    if (status == WF_OK)
        tell(&o);
    else
        cli_print_error(&err);
    bool has_problems =
        o.setup.diags.total > 0 || o.files.failure_count + o.files.damaged > 0;
    cli_trust_free(&o.files);
    cli_setup_free(&o.setup);
    return status == WF_OK ? cli_finish(has_problems ? EXIT_PROBLEMS : EXIT_DONE)
                           : wf_status_exit(status);
}

const cli_command cmd_init = {
    .name = "init",
    .summary = "Write a trust's set-up workbook, filled in from its plans and dashboards",
    .usage = "[-o FILE] [--year YEAR] [--from PATH...]",
    .example = "wayforward init --from fixtures/demo-trust -o trust-setup.xlsx",
    .run = run,
};
