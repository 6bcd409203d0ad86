/* wayforward capture: dashboards out to schools, and back. */
#include "cli/capture.h"
#include "cli/commands.h"
#include "cli/trust.h"

#include <string.h>

static wf_status settle_term(const char *given, capture_store *s, wf_error *err)
{
    int year = 0, term = wf_term_of(s->calendar, s->today, &year);
    s->period = (wf_period){.number = 6 * year + term, .style = WF_PERIOD_HALF};
    if (given == NULL && term > 0)
        return WF_OK;
    if (given != NULL && wf_period_parse(wf_str_from(given), &s->period) &&
        s->period.style == WF_PERIOD_HALF)
        return WF_OK;
    return wf_fail(err, WF_E_ARGUMENT, NULL,
                   "--term \"%s\" is no half-term: give it as 2026-27/T2",
                   given != NULL ? given : "");
}

wf_status capture_begin(const capture_options *o, cli_store_use use, capture_store *out,
                        wf_error *err)
{
    *out = (capture_store){.today = cli_today()};
    if (o->as_of != NULL && !cli_parse_day(o->as_of, &out->today))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--as-of \"%s\" is no day: give it as 2026-12-11", o->as_of);
    out->arena = wf_arena_new(0);
    if (out->arena == NULL)
        return wf_fail_memory(err);
    WF_TRY(cli_store_open(&o->store, use, &out->store, err));
    WF_TRY(wf_store_trust(out->store, out->arena, &out->trust, err));
    if (out->trust.school_count == 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "the store has no set-up yet: fill in the workbook of wayforward "
                       "init, then wayforward import it");
    WF_TRY(wf_trust_calendar(&out->trust, &out->calendar, err));
    return settle_term(o->term, out, err);
}

void capture_close(capture_store *s)
{
    wf_calendar_free(s->calendar);
    wf_store_close(s->store);
    wf_arena_free(s->arena);
    *s = (capture_store){0};
}

static wf_status run_new(const capture_options *o, int *result, wf_error *err)
{
    capture_store s = {0};
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    size_t problems = 0;
    wf_status status = o->output == NULL ? wf_fail(err, WF_E_ARGUMENT, NULL,
                                                   "say where the forms go: -o FOLDER")
                                         : capture_begin(o, CLI_STORE_CHANGE, &s, err);
    if (status == WF_OK) {
        if (s.trust.theme.main != 0 || s.trust.theme.second != 0)
            look.theme = s.trust.theme;
        status = capture_new(&s, o, &look, &problems, err);
    }
    capture_close(&s);
    if (problems > 0)
        *result = EXIT_PROBLEMS;
    return status;
}

static wf_status run_load(const capture_options *o, const char *const *paths,
                          size_t count, int *result, wf_error *err)
{
    capture_store s = {0};
    wf_status status =
        count == 0
            ? wf_fail(err, WF_E_ARGUMENT, NULL,
                      "which files? wayforward capture "
                      "load returned/")
            : capture_begin(o, o->dry_run ? CLI_STORE_READ : CLI_STORE_CHANGE, &s, err);
    if (status == WF_OK)
        status = capture_load(&s, o, paths, count, result, err);
    capture_close(&s);
    return status;
}

static wf_status run_status(const capture_options *o, wf_error *err)
{
    capture_store s = {0};
    wf_status status = capture_begin(o, CLI_STORE_READ, &s, err);
    if (status == WF_OK)
        status = capture_status(&s, o, err);
    capture_close(&s);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    capture_options o = {.limits = *wf_limits_default()};
    const cli_option options[] = {
        {"--term", NULL, CLI_TEXT, &o.term, "TERM",
         "the half-term, as 2026-27/T2 (that of today)"},
        {"--output", "-o", CLI_TEXT, &o.output, "FOLDER", "new: where the forms go"},
        {"--school", NULL, CLI_TEXT, &o.school, "NAME", "new: one school alone"},
        {"--deadline", NULL, CLI_TEXT, &o.deadline, "DATE",
         "new: the day to return it by (a week before the term ends)"},
        {"--dry-run", NULL, CLI_FLAG, &o.dry_run, NULL, "load: check, store nothing"},
        {"--json", NULL, CLI_FLAG, &o.json, NULL,
         "load, status: print JSON; load: a line a file"},
        {"--as-of", NULL, CLI_TEXT, &o.as_of, "DATE", "the day that is today (today)"},
        CLI_STORE_OPTION(o.store),
        CLI_TRUST_OPTION(o.store),
        CLI_BY_OPTION(o.store),
        {"--limit", NULL, CLI_LIMIT, &o.limits, "NAME=N", "raise or lower a limit"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    const char *verb = words > 0 ? argv[0] : "";
    const char *const *rest = (const char *const *)argv + 1;
    wf_error err = WF_ERROR_INIT;
    wf_status status = WF_OK;
    int result = EXIT_DONE;
    if (strcmp(verb, "new") == 0 && words == 1)
        status = run_new(&o, &result, &err);
    else if (strcmp(verb, "load") == 0)
        status = run_load(&o, rest, (size_t)words - 1, &result, &err);
    else if (strcmp(verb, "status") == 0 && words == 1)
        status = run_status(&o, &err);
    else
        status = wf_fail(&err, WF_E_ARGUMENT, NULL,
                         "use: wayforward capture new -o FOLDER, capture load FILES, or "
                         "capture status");
    if (status != WF_OK)
        cli_print_error(&err);
    return cli_finish(status != WF_OK ? wf_status_exit(status) : result);
}

const cli_command cmd_capture = {
    .name = "capture",
    .summary = "Send dashboards to schools, and load what comes back",
    .usage = "new --term TERM -o FOLDER | load FILE...|FOLDER [--dry-run] | status",
    .example = "wayforward capture new --term 2026-27/T2 -o forms",
    .run = run,
};
