/* wayforward template: a blank form of a family, to be filled in and read back. */
#include "cli/calendar_files.h"
#include "cli/commands.h"
#include "cli/trust.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <stdio.h>

typedef struct template_options {
    const char *output, *year, *terms, *trust;
} template_options;

/* What each family is for: the list that help and mistakes show. */
static const struct {
    wf_family family;
    const char *what;
} families[] = {
    {WF_FAMILY_WAY_FORWARD, "the trust's yearly plan for one school (WFAP)"},
    {WF_FAMILY_RAPID_RECOVERY, "a rapid recovery plan: priorities, actions, who, when"},
    {WF_FAMILY_TEAM_AROUND_SCHOOL,
     "a Team Around the School meeting: record, risk, plan"},
    {WF_FAMILY_NEXT_STEPS, "next steps: rationale, success criteria, monitoring, cost"},
    {WF_FAMILY_STRANDS, "a partnership's plan by strand, each with its KPIs"},
    {WF_FAMILY_STRATEGIC, "a trust's strategic areas with KPIs and deadlines"},
    {WF_FAMILY_TRUST_REVIEW, "a trust review: criteria, activities, support, findings"},
    {WF_FAMILY_DASHBOARD, "a school's figures, term by term"},
    {WF_FAMILY_ACTION_PLAN, "any other improvement plan"},
};
#define FAMILY_COUNT (sizeof families / sizeof families[0])

static int wrong_family(const char *given)
{
    const char *names[FAMILY_COUNT];
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        names[i] = wf_family_name(families[i].family);
    const char *nearest = given != NULL ? cli_nearest(given, names, FAMILY_COUNT) : NULL;
    if (given == NULL)
        cli_warn("template of which family? For example: wayforward template way-forward "
                 "-o plan.xlsx");
    else
        cli_warn("there is no family \"%s\"%s%s%s", given,
                 nearest != NULL ? "; did you mean \"" : "",
                 nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    (void)fprintf(stderr, "Families:\n");
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        (void)fprintf(stderr, "  %-18s %s\n", names[i], families[i].what);
    return EXIT_USAGE;
}

static wf_status write_form(wf_family family, int year, const template_options *o,
                            const char *target, wf_error *err)
{
    wf_calendar *calendar = NULL;
    wf_report *report = NULL;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    look.organisation = wf_str_from(o->trust);
    if (o->terms != NULL && (calendar = wf_calendar_new()) == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    wf_status status =
        calendar != NULL ? cli_read_term_dates(o->terms, year, calendar, err) : WF_OK;
    if (status == WF_OK)
        status = wf_report_template(family, year, calendar, &look, &report, err);
    if (status == WF_OK)
        status = wf_report_write(report, target, err);
    wf_report_free(report);
    wf_calendar_free(calendar);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    template_options o = {0};
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &o.output, "FILE",
         "where to write it (FAMILY.xlsx)"},
        {"--year", NULL, CLI_TEXT, &o.year, "YEAR",
         "the academic year: 2026-27 (this one)"},
        {"--terms", NULL, CLI_TEXT, &o.terms, "FILE",
         "the trust's own term dates: .csv with term, start, end"},
        {"--trust", NULL, CLI_TEXT, &o.trust, "NAME", "the name of the trust"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words == 0)
        return wrong_family(NULL);
    if (words > 1) {
        cli_warn("one family at a time: template %s", argv[0]);
        return EXIT_USAGE;
    }
    wf_family family = wf_family_from_name(wf_str_from(argv[0]));
    if (family == WF_FAMILY_UNKNOWN)
        return wrong_family(argv[0]);
    int year = o.year != NULL ? wf_academic_year_find(wf_str_from(o.year))
                              : wf_academic_year_of(cli_today());
    if (year == 0) {
        cli_warn("--year \"%s\": expected an academic year such as 2026-27", o.year);
        return EXIT_USAGE;
    }
    char target[256];
    (void)snprintf(target, sizeof target, "%.200s.xlsx", argv[0]);
    const char *to = o.output != NULL ? o.output : target;
    wf_error err = WF_ERROR_INIT;
    wf_status status = write_form(family, year, &o, to, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    else
        printf("%s\n", to);
    return wf_status_exit(status);
}

const cli_command cmd_template = {
    .name = "template",
    .summary = "Write a blank form of a family, with drop-downs, notes and term dates",
    .usage = "FAMILY [--year YEAR] [--terms FILE] [-o FILE]",
    .example = "wayforward template way-forward --year 2026-27 -o plan.xlsx",
    .run = run,
};
