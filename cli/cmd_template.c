/* wayforward template: a blank form of a family, to be filled in and read back. */
#include "cli/commands.h"
#include "cli/trust.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <stdio.h>

static int run(const cli_command *self, int argc, char **argv)
{
    const char *output = NULL;
    const char *year_text = NULL;
    const char *trust = NULL;
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &output, "FILE", "where to write it (FAMILY.xlsx)"},
        {"--year", NULL, CLI_TEXT, &year_text, "YEAR",
         "the academic year: 2026-27 (this one)"},
        {"--trust", NULL, CLI_TEXT, &trust, "NAME", "the name of the trust"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words != 1) {
        cli_warn("template of which family? way-forward, rapid-recovery, next-steps, "
                 "action-plan or dashboard");
        return EXIT_USAGE;
    }
    int year = year_text != NULL ? wf_academic_year_find(wf_str_from(year_text))
                                 : wf_academic_year_of(cli_today());
    if (year == 0) {
        cli_warn("--year \"%s\": expected an academic year such as 2026-27", year_text);
        return EXIT_USAGE;
    }
    char target[256];
    (void)snprintf(target, sizeof target, "%.200s.xlsx", argv[0]);
    wf_error err = WF_ERROR_INIT;
    wf_report *report = NULL;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    look.organisation = wf_str_from(trust);
    wf_family family = wf_family_from_name(wf_str_from(argv[0]));
    wf_status status = wf_report_template(family, year, &look, &report, &err);
    if (status == WF_OK)
        status = wf_report_write(report, output != NULL ? output : target, &err);
    wf_report_free(report);
    if (status != WF_OK)
        cli_print_error(&err);
    else
        printf("%s\n", output != NULL ? output : target);
    return wf_status_exit(status);
}

const cli_command cmd_template = {
    .name = "template",
    .summary = "Write a blank form of a family, with drop-downs, notes and term dates",
    .usage = "FAMILY [--year YEAR] [-o FILE]",
    .example = "wayforward template way-forward --year 2026-27 -o plan.xlsx",
    .run = run,
};
