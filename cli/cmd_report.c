/* wayforward report: files of a trust become what people read. */
#include "cli/commands.h"
#include "cli/trust.h"
#include "wayforward/limits.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <string.h>

typedef wf_status (*build_for_trust)(const wf_results *results,
                                     const wf_report_options *options, wf_report **out,
                                     wf_error *err);
typedef wf_status (*build_for_school)(const wf_results *results, size_t school,
                                      const wf_report_options *options, wf_report **out,
                                      wf_error *err);

/* What can be made: one line each. */
static const struct {
    const char *name, *target, *what;
    build_for_trust trust;   /* one of the two */
    build_for_school school; /* needs --school where there are several */
} kinds[] = {
    {"trustees", "trustee-summary.xlsx", "a summary workbook for trustees",
     wf_report_trustees, NULL},
    {"governors", "governor-report.xlsx", "a report for the governors of one school",
     NULL, wf_report_governors},
    {"parents", "parents.html", "a page for the parents of one school", NULL,
     wf_report_parents},
    {"tas", "tas-record.xlsx",
     "a Team Around the School record, ready for the next meeting", NULL, wf_report_tas},
    {"school", "school-pack.xlsx",
     "the pack of one school: this term's milestones, open actions, KPIs, notes", NULL,
     wf_report_school},
    {"review", "trust-review.xlsx",
     "the report of a trust review day, filled in as far as is known", NULL,
     wf_report_review},
    {"dashboard", "dashboard.html", "a web page for trustees", wf_report_dashboard, NULL},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

typedef struct report_options {
    const char *output, *as_of, *school;
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

/* The school that --school names, in whole or in part; WF_E_ARGUMENT lists them
 * otherwise. */
static wf_status find_school(const wf_results *r, const char *given, size_t *out,
                             wf_error *err)
{
    size_t found = 0;
    if (given == NULL && r->school_count == 1) {
        *out = 0;
        return WF_OK;
    }
    for (size_t i = 0; given != NULL && i < r->school_count; i++) {
        wf_str wanted = wf_str_from(given);
        for (size_t at = 0; at + wanted.n <= r->schools[i].name.n; at++)
            if (wf_str_eq_nocase(wf_str_sub(r->schools[i].name, at, wanted.n), wanted)) {
                *out = i;
                found++;
                break;
            }
    }
    if (found == 1)
        return WF_OK;
    (void)fprintf(stderr, "Schools:\n");
    for (size_t i = 0; i < r->school_count; i++)
        (void)fprintf(stderr, "  %.*s\n", WF_STR_ARG(r->schools[i].name));
    if (given == NULL)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "which school? Name it with --school");
    return wf_fail(err, WF_E_ARGUMENT, NULL,
                   "--school \"%s\" fits %zu of %zu schools: name one", given, found,
                   r->school_count);
}

static wf_status write_report(size_t kind, const cli_trust *trust,
                              const report_options *o, const char *target, wf_error *err)
{
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_report *report = NULL;
    look.organisation =
        cli_trust_name(trust, trust->from_store ? NULL : o->read.store.trust);
    if (trust->has_setup) {
        if (trust->setup.theme.main != trust->setup.theme.second)
            look.theme = trust->setup.theme;
        if (trust->found_setup.logo.n > 0)
            look.logo = trust->found_setup.logo;
    }
    size_t school = 0;
    if (kinds[kind].school != NULL) {
        WF_TRY(find_school(trust->results, o->school, &school, err));
        WF_TRY(kinds[kind].school(trust->results, school, &look, &report, err));
    } else {
        WF_TRY(kinds[kind].trust(trust->results, &look, &report, err));
    }
    wf_status status = wf_report_write(report, target, err);
    wf_report_free(report);
    return status;
}

static void print_made(const char *target, const cli_trust *trust)
{
    if (trust->from_store)
        printf("%s: %zu schools from the store\n", target, trust->results->school_count);
    else
        printf("%s: %zu schools from %zu of %zu files\n", target,
               trust->results->school_count, trust->file_count, trust->found);
}

static int make_report(size_t kind, char **paths, int count, const report_options *o)
{
    wf_error err = WF_ERROR_INIT;
    cli_trust trust = {0};
    const char *target = o->output != NULL ? o->output : kinds[kind].target;
    wf_status status =
        cli_trust_read((const char *const *)paths, (size_t)count, &o->read, &trust, &err);
    if (status == WF_OK)
        status = write_report(kind, &trust, o, target, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    else
        print_made(target, &trust);
    int result = cli_trust_result(&trust, status);
    cli_trust_free(&trust);
    return result;
}

static int run(const cli_command *self, int argc, char **argv)
{
    report_options o = {.read = {.limits = *wf_limits_default(), .as_of = cli_today()}};
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &o.output, "FILE", "where to write it"},
        {"--as-of", NULL, CLI_TEXT, &o.as_of, "DAY",
         "the day to report for: 2026-03-27 (today)"},
        {"--school", NULL, CLI_TEXT, &o.school, "NAME",
         "the school, or part of its name"},
        {"--term", NULL, CLI_TEXT, &o.read.term, "TERM",
         "as it stood at the end of a term: 2025-26/T4"},
        CLI_STORE_OPTION(o.read.store),
        {"--trust", NULL, CLI_TEXT, &o.read.store.trust, "NAME",
         "of files: the trust's name; of a store: which trust"},
        {"--done", NULL, CLI_TEXT, &o.read.done, "FILE",
         "a .csv file of the activities that were done: term, activity, date, school"},
        {"--jobs", "-j", CLI_NUMBER, &o.read.jobs, "N",
         "files read at a time (one a processor)"},
        {"--templates", NULL, CLI_TEXT, &o.read.templates, "PATH",
         "more families and synonyms: a template file, or a folder of them"},
        {"--verify", NULL, CLI_TEXT, &o.read.verify, "on|off",
         "read every .xls a second time, by FreeXL, and report differences (on)"},
        {"--quiet", "-q", CLI_FLAG, &o.read.quiet, NULL, "no progress bar"},
        {"--limit", NULL, CLI_LIMIT, &o.read.limits, "NAME=N",
         "raise or lower a limit of reading"},
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
    o.read.has_day = o.as_of != NULL;
    if (words == 0)
        return wrong_kind(NULL);
    size_t kind = 0;
    while (kind < KIND_COUNT && strcmp(argv[0], kinds[kind].name) != 0)
        kind++;
    if (kind == KIND_COUNT)
        return wrong_kind(argv[0]);
    if (words == 1 && !cli_store_is_there(&o.read.store)) {
        cli_warn("report %s from which files? Name a folder or files, or a --store",
                 argv[0]);
        return EXIT_USAGE;
    }
    if (words > 1 && o.read.store.store != NULL) {
        cli_warn("either --store or files: to report on both, import the files first");
        return EXIT_USAGE;
    }
    return make_report(kind, argv + 1, words - 1, &o);
}

const cli_command cmd_report = {
    .name = "report",
    .summary = "Write what people read from the plans and dashboards of a trust",
    .usage = "trustees|governors|parents|school|tas|review|dashboard [--school NAME] "
             "[--term TERM] [--as-of DAY] [-o "
             "FILE] FOLDER|FILE...",
    .example = "wayforward report trustees fixtures/demo-trust --as-of 2026-03-27 -o "
               "trustee-summary.xlsx",
    .run = run,
};
