/* wayforward report: files of a trust become what people read. */
#include "cli/commands.h"
#include "cli/trust.h"
#include "wayforward/limits.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <string.h>

/* What can be made: one line each. */
static const struct {
    const char *name, *target, *what;
    wf_status (*build)(const wf_results *results, const wf_report_options *options,
                       wf_report **out, wf_error *err);
} kinds[] = {
    {"trustees", "trustee-summary.xlsx", "a summary workbook for trustees",
     wf_report_trustees},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

typedef struct report_options {
    const char *output, *as_of, *trust;
    cli_trust_options read;
} report_options;

static int wrong_kind(const char *given)
{
    const char *names[KIND_COUNT];
    for (size_t i = 0; i < KIND_COUNT; i++)
        names[i] = kinds[i].name;
    const char *nearest = given != NULL ? cli_nearest(given, names, KIND_COUNT) : NULL;
    if (given == NULL)
        cli_warn("report what, from where? For example: wayforward report trustees "
                 "plans/ -o trustee-summary.xlsx");
    else
        cli_warn("there is no report \"%s\"%s%s%s", given,
                 nearest != NULL ? "; did you mean \"" : "",
                 nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    (void)fprintf(stderr, "Reports:\n");
    for (size_t i = 0; i < KIND_COUNT; i++)
        (void)fprintf(stderr, "  %-12s %s\n", kinds[i].name, kinds[i].what);
    return EXIT_USAGE;
}

static wf_status write_report(size_t kind, const cli_trust *trust,
                              const report_options *o, const char *target, wf_error *err)
{
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_report *report = NULL;
    look.organisation = cli_trust_name(trust, o->trust);
    WF_TRY(kinds[kind].build(trust->results, &look, &report, err));
    wf_status status = wf_report_write(report, target, err);
    wf_report_free(report);
    return status;
}

static int make_report(size_t kind, char **paths, int count, const report_options *o)
{
    wf_error err = WF_ERROR_INIT;
    cli_trust trust = {0};
    const char *target = o->output != NULL ? o->output : kinds[kind].target;
    const char *from[256];
    size_t n = 0;
    for (; n < (size_t)count && n < 256; n++)
        from[n] = paths[n];
    wf_status status = cli_trust_read(from, n, &o->read, &trust, &err);
    if (status == WF_OK)
        status = write_report(kind, &trust, o, target, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    else
        printf("%s: %zu schools from %zu of %zu files\n", target,
               trust.results->school_count, trust.file_count, trust.found);
    int result = status == WF_OK && trust.failure_count > 0 ? EXIT_PROBLEMS
                                                            : wf_status_exit(status);
    cli_trust_free(&trust);
    return result;
}

static int run(const cli_command *self, int argc, char **argv)
{
    report_options o = {
        .read = {.limits = *wf_limits_default(), .as_of = cli_today()}
    };
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT,   &o.output,      "FILE",   "where to write it"},
        {"--as-of",  NULL, CLI_TEXT,   &o.as_of,       "DAY",
         "the day to report for: 2026-03-27 (today)"                                },
        {"--trust",  NULL, CLI_TEXT,   &o.trust,       "NAME",
         "the name of the trust (else as the files say)"                            },
        {"--jobs",   "-j", CLI_NUMBER, &o.read.jobs,   "N",
         "files read at a time (one a processor)"                                   },
        {"--quiet",  "-q", CLI_FLAG,   &o.read.quiet,  NULL,     "no progress bar"  },
        {"--limit",  NULL, CLI_LIMIT,  &o.read.limits, "NAME=N",
         "raise or lower a limit of reading"                                        },
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (o.as_of != NULL && !cli_parse_day(o.as_of, &o.read.as_of)) {
        cli_warn("--as-of \"%s\": expected a day such as 2026-03-27 or 27/03/2026",
                 o.as_of);
        return EXIT_USAGE;
    }
    if (words == 0)
        return wrong_kind(NULL);
    size_t kind = 0;
    while (kind < KIND_COUNT && strcmp(argv[0], kinds[kind].name) != 0)
        kind++;
    if (kind == KIND_COUNT)
        return wrong_kind(argv[0]);
    if (words == 1) {
        cli_warn("report %s from which files? Name a folder or files", argv[0]);
        return EXIT_USAGE;
    }
    return make_report(kind, argv + 1, words - 1, &o);
}

const cli_command cmd_report = {
    .name = "report",
    .summary = "Write what people read from the plans and dashboards of a trust",
    .usage = "trustees [--as-of DAY] [-o FILE] FOLDER|FILE...",
    .example = "wayforward report trustees fixtures/demo-trust --as-of 2026-03-27 -o "
               "trustee-summary.xlsx",
    .run = run,
};
