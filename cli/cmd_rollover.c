/* wayforward rollover: last year's plans and dashboards become next year's forms. */
#include "cli/calendar_files.h"
#include "cli/commands.h"
#include "cli/trust.h"
#include "wayforward/limits.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct rollover {
    const char *folder, *year_text, *terms, *trust_name;
    int year; /* 0: the one after each plan's own */
    cli_trust_options read;
    cli_trust trust;
    wf_calendar *calendar;
    size_t written, problems;
} rollover;

static int year_of(const wf_plan *plan)
{
    return wf_academic_year_find(plan->academic_year);
}

static bool same_line(const wf_plan *a, const wf_plan *b)
{
    return a->family == b->family &&
           wf_str_eq_nocase(wf_results_school_name(a), wf_results_school_name(b));
}

/* A school's older plan of the same family: its newer one is rolled over. */
static bool has_newer(const rollover *o, size_t index)
{
    const wf_plan *plan = o->trust.plans[index];
    for (size_t i = 0; i < o->trust.plan_count; i++)
        if (same_line(o->trust.plans[i], plan) &&
            year_of(o->trust.plans[i]) > year_of(plan))
            return true;
    return false;
}

/* How many before it have the same name. */
static size_t same_before(const rollover *o, size_t index)
{
    size_t n = 0;
    for (size_t i = 0; i < index; i++)
        n += same_line(o->trust.plans[i], o->trust.plans[index]) &&
             year_of(o->trust.plans[i]) == year_of(o->trust.plans[index]);
    return n;
}

static bool name_target(const rollover *o, size_t index, int year, char *out, size_t size)
{
    const wf_plan *plan = o->trust.plans[index];
    char school[CLI_FILE_NAME];
    char number[24] = "";
    char name[8];
    size_t before = same_before(o, index);
    cli_file_name(wf_results_school_name(plan), school);
    if (before > 0)
        (void)snprintf(number, sizeof number, "-%zu", before + 1);
    int n =
        snprintf(out, size, "%s/%s-%s-%s%s.xlsx", o->folder, school,
                 wf_family_name(plan->family), wf_academic_year_name(year, name), number);
    return n > 0 && (size_t)n < size;
}

/* Why this plan is left alone; NULL: it is rolled over. */
static const char *reason_against(const rollover *o, size_t index, int year)
{
    const wf_plan *plan = o->trust.plans[index];
    const char *refusal = wf_rollover_refusal(plan);
    if (refusal != NULL)
        return refusal;
    if (has_newer(o, index))
        return "there is a newer one of the same school";
    if (year == 0)
        return "its year is not known: name the new one with --year";
    if (year_of(plan) >= year)
        return "it is of that year already, or a later one";
    return NULL;
}

static wf_status roll_one(rollover *o, size_t index, wf_error *err)
{
    const wf_plan *plan = o->trust.plans[index];
    int year = o->year;
    if (year == 0 && year_of(plan) > 0)
        year = year_of(plan) + 1;
    const char *against = reason_against(o, index, year);
    if (against != NULL) {
        printf("  left alone: %.*s: %s\n", WF_STR_ARG(plan->file), against);
        return WF_OK;
    }
    char target[4096];
    if (!name_target(o, index, year, target, sizeof target))
        return wf_fail(err, WF_E_ARGUMENT, NULL, "the name of the output is too long");
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_rollover counts = {.academic_year = year, .calendar = o->calendar};
    wf_report *report = NULL;
    look.organisation = cli_trust_name(&o->trust, o->trust_name);
    WF_TRY(wf_report_rollover(plan, &counts, &look, &report, err));
    wf_status status = wf_report_write(report, target, err);
    wf_report_free(report);
    if (status != WF_OK)
        return status;
    printf("  %s: %zu actions carried, %zu left behind, %zu baselines\n", target,
           counts.carried, counts.left_behind, counts.baselines);
    o->written++;
    return WF_OK;
}

static wf_status roll_all(rollover *o, char **paths, int count, wf_error *err)
{
    if (o->terms != NULL) {
        if ((o->calendar = wf_calendar_new()) == NULL)
            return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
        WF_TRY(cli_read_term_dates(o->terms, o->year, o->calendar, err));
    }
    WF_TRY(cli_trust_read((const char *const *)paths, (size_t)count, &o->read, &o->trust,
                          err));
    if (mkdir(o->folder, 0777) != 0 && errno != EEXIST)
        return wf_fail(err, WF_E_OUTPUT, &(wf_where){.file = o->folder},
                       "the folder cannot be made");
    for (size_t i = 0; i < o->trust.plan_count; i++)
        WF_TRY(roll_one(o, i, err));
    printf("%zu forms for next year from %zu of %zu files\n", o->written,
           o->trust.file_count, o->trust.found);
    return WF_OK;
}

static int run(const cli_command *self, int argc, char **argv)
{
    rollover o = {.read = {.limits = *wf_limits_default(), .as_of = cli_today()}};
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &o.folder, "FOLDER", "where to write the forms"},
        {"--year", NULL, CLI_TEXT, &o.year_text, "YEAR",
         "the new academic year: 2026-27 (the one after each plan's)"},
        {"--terms", NULL, CLI_TEXT, &o.terms, "FILE",
         "the trust's own term dates: .csv with term, start, end; needs --year"},
        {"--trust", NULL, CLI_TEXT, &o.trust_name, "NAME", "the name of the trust"},
        {"--jobs", "-j", CLI_NUMBER, &o.read.jobs, "N",
         "files read at a time (one a processor)"},
        {"--templates", NULL, CLI_TEXT, &o.read.templates, "PATH",
         "more families and synonyms: a template file, or a folder of them"},
        {"--quiet", "-q", CLI_FLAG, &o.read.quiet, NULL, "no progress bar"},
        {"--limit", NULL, CLI_LIMIT, &o.read.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words == 0 || o.folder == NULL) {
        cli_warn("rollover needs this year's files and a folder for next year's. For "
                 "example: %s",
                 self->example);
        return EXIT_USAGE;
    }
    if (o.year_text != NULL &&
        (o.year = wf_academic_year_find(wf_str_from(o.year_text))) == 0) {
        cli_warn("--year \"%s\": expected an academic year such as 2026-27", o.year_text);
        return EXIT_USAGE;
    }
    if (o.terms != NULL && o.year == 0) {
        cli_warn("--terms needs --year: which year's dates are they?");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_status status = roll_all(&o, argv, words, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    int result = cli_trust_result(&o.trust, status);
    cli_trust_free(&o.trust);
    wf_calendar_free(o.calendar);
    return result;
}

const cli_command cmd_rollover = {
    .name = "rollover",
    .summary = "Carry unfinished actions and latest values into next year's forms",
    .usage = "[--year YEAR] [--terms FILE] -o FOLDER FILE|FOLDER...",
    .example = "wayforward rollover fixtures/demo-trust --year 2026-27 -o next-year",
    .run = run,
};
