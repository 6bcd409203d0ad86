/* wayforward calendar: the year's activities by term, what became of them, and when. */
#include "cli/calendar_files.h"
#include "cli/commands.h"
#include "cli/trust.h"
#include "wayforward/calendar_report.h"
#include "wayforward/ics.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <string.h>

typedef struct calendar_options {
    const char *output, *year, *school, *terms, *done, *as_of;
    bool dates;
    cli_trust_options read;
} calendar_options;

typedef struct calendar_work {
    wf_arena *arena;
    wf_calendar *calendar;
    cli_trust trust;
    wf_activities_request request;
    wf_dated_activity *items;
    size_t count;
} calendar_work;

static bool ends_with(const char *name, const char *extension)
{
    wf_str s = wf_str_from(name);
    wf_str e = wf_str_from(extension);
    return s.n > e.n && wf_str_eq_nocase(wf_str_sub(s, s.n - e.n, e.n), e);
}

/* The schools that the files name, each once, in the order of the files. */
static wf_status take_schools(calendar_work *w, wf_error *err)
{
    wf_str *schools = wf_arena_array(w->arena, w->trust.plan_count + 1, sizeof *schools);
    size_t n = 0;
    if (!schools)
        return wf_fail_memory(err);
    for (size_t i = 0; i < w->trust.plan_count; i++) {
        wf_str name = w->trust.plans[i]->school;
        bool known = name.n == 0;
        for (size_t k = 0; k < n && !known; k++)
            known = wf_str_eq_nocase(schools[k], name);
        if (!known)
            schools[n++] = name;
    }
    w->request.schools = (wf_strs){.items = schools, .n = n};
    return WF_OK;
}

/* A trust's own yearly calendar, where one of the files holds it, goes before the
 * guidance. */
static void take_activities(calendar_work *w)
{
    w->request.activities = wf_default_activities(&w->request.activity_count);
    for (size_t i = 0; i < w->trust.plan_count; i++)
        if (w->trust.plans[i]->activity_count > 0) {
            w->request.activities = w->trust.plans[i]->activities;
            w->request.activity_count = w->trust.plans[i]->activity_count;
            return;
        }
}

static wf_status read_all(calendar_work *w, char **paths, int count,
                          const calendar_options *o, wf_error *err)
{
    if (count > 0)
        WF_TRY(cli_trust_read((const char *const *)paths, (size_t)count, &o->read,
                              &w->trust, err));
    take_activities(w);
    WF_TRY(take_schools(w, err));
    if (o->school != NULL) {
        wf_str *one = wf_arena_array(w->arena, 1, sizeof *one);
        if (!one)
            return wf_fail_memory(err);
        *one = wf_str_from(o->school);
        w->request.schools = (wf_strs){.items = one, .n = 1};
    }
    if (o->terms != NULL)
        WF_TRY(cli_read_term_dates(o->terms, w->request.year, w->calendar, err));
    w->request.has_records = o->done != NULL;
    if (o->done != NULL)
        WF_TRY(cli_read_done(o->done, w->arena, &w->request.done, &w->request.done_count,
                             err));
    return wf_activities_date(&w->request, w->arena, &w->items, &w->count, err);
}

static void print_term_dates(const calendar_work *w)
{
    wf_school_year y = wf_calendar_year(w->calendar, w->request.year);
    for (int t = 0; t < WF_TERMS; t++) {
        char start[11], end[11];
        printf("Term %d  %s to %s  %3d school days%s\n", t + 1,
               wf_date_iso(y.terms[t].start, start), wf_date_iso(y.terms[t].end, end),
               wf_school_days(w->calendar, y.terms[t].start, y.terms[t].end),
               y.own & (1u << t) ? "" : "  (by rule)");
    }
}

static void print_activities(const calendar_work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const wf_dated_activity *a = &w->items[i];
        char start[11], end[11], on[11];
        if (i == 0 || !wf_str_eq(a->school, w->items[i - 1].school))
            if (a->school.n > 0)
                printf("%s%.*s\n", i > 0 ? "\n" : "", WF_STR_ARG(a->school));
        if (i == 0 || a->term != w->items[i - 1].term ||
            !wf_str_eq(a->school, w->items[i - 1].school))
            printf("Term %d  %s to %s\n", a->term, wf_date_iso(a->window.start, start),
                   wf_date_iso(a->window.end, end));
        printf("  %-9s %s  %.*s%s%s\n", wf_activity_state_name(a->state),
               a->kind == WF_ACTIVITY_QUALITY_ASSURANCE ? "QA" : "SI",
               WF_STR_ARG(a->activity), a->done_on != WF_DATE_NONE ? ", done " : "",
               wf_date_iso(a->done_on, on));
    }
}

/* Records that fit no activity are likely mistyped: nothing is passed over in silence. */
static int warn_unknown_records(const calendar_work *w)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < w->request.done_count; i++) {
        const wf_activity_done *d = &w->request.done[i];
        if (d->is_known)
            continue;
        cli_warn("done: term %d \"%.*s\"%s%.*s is not in the list of activities", d->term,
                 WF_STR_ARG(d->activity), d->school.n > 0 ? " at " : "",
                 WF_STR_ARG(d->school));
        status = EXIT_PROBLEMS;
    }
    return status;
}

/* FNV-1a, for names that are the same each time. */
static uint64_t hash_text(uint64_t hash, wf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * UINT64_C(1099511628211);
    return hash;
}

/* A calendar updates an event that comes again under the same name: the name hangs on
 * year, term, school and activity, and on how often that has stood before it. */
static wf_status event_uid(const calendar_work *w, size_t index, wf_str *out)
{
    const wf_dated_activity *a = &w->items[index];
    unsigned again = 0;
    for (size_t i = index; i-- > 0 && w->items[i].term == a->term &&
                           wf_str_eq(w->items[i].school, a->school);)
        again += wf_str_eq(w->items[i].activity, a->activity);
    uint64_t hash = hash_text(UINT64_C(14695981039346656037), a->school);
    hash = hash_text(hash * 31 + again, a->activity);
    return wf_arena_printf(w->arena, out, "%d-T%d-%016llx@wayforward", w->request.year,
                           a->term, (unsigned long long)hash);
}

static wf_status make_event(const calendar_work *w, size_t index, wf_ics_event *out)
{
    const wf_dated_activity *a = &w->items[index];
    bool is_done = a->state == WF_ACTIVITY_DONE;
    bool is_qa = a->kind == WF_ACTIVITY_QUALITY_ASSURANCE;
    *out = (wf_ics_event){.uid = WF_STR_EMPTY,
                          .summary = a->activity,
                          .location = a->school,
                          .category = is_qa ? WF_STR("Quality assurance")
                                            : WF_STR("School improvement"),
                          .start = is_done ? a->done_on : a->window.start,
                          .end = is_done ? a->done_on : a->window.end};
    WF_TRY(event_uid(w, index, &out->uid));
    return wf_arena_printf(w->arena, &out->description, "Term %d: %s", a->term,
                           wf_activity_state_name(a->state));
}

static wf_status write_ics(const calendar_work *w, const char *target, wf_error *err)
{
    wf_ics_event *events = wf_arena_array(w->arena, w->count + 1, sizeof *events);
    if (!events)
        return wf_fail_memory(err);
    for (size_t i = 0; i < w->count; i++)
        if (make_event(w, i, &events[i]) != WF_OK)
            return wf_fail_memory(err);
    char year[8];
    char name[64];
    (void)snprintf(name, sizeof name, "School year %s",
                   wf_academic_year_name(w->request.year, year));
    wf_ics_options options = {.name = wf_str_from(name), .stamp = cli_today()};
    return wf_ics_write_file(events, w->count, &options, target, err);
}

static wf_status write_workbook(const calendar_work *w, const char *target, wf_error *err)
{
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_report *report = NULL;
    if (w->trust.plan_count > 0)
        look.organisation = cli_trust_name(&w->trust, NULL);
    WF_TRY(wf_report_calendar(w->items, w->count, w->request.year, &look, &report, err));
    wf_status status = wf_report_write(report, target, err);
    wf_report_free(report);
    return status;
}

static wf_status give(const calendar_work *w, const calendar_options *o, wf_error *err)
{
    if (o->output == NULL) {
        if (o->dates)
            print_term_dates(w);
        else
            print_activities(w);
        return WF_OK;
    }
    wf_status status = ends_with(o->output, ".ics") ? write_ics(w, o->output, err)
                                                    : write_workbook(w, o->output, err);
    if (status == WF_OK)
        printf("%s: %zu activities\n", o->output, w->count);
    return status;
}

static int make_calendar(char **paths, int count, const calendar_options *o)
{
    wf_error err = WF_ERROR_INIT;
    calendar_work w = {.arena = wf_arena_new(0), .calendar = wf_calendar_new()};
    wf_status status = WF_OK;
    int result = EXIT_FAULT;
    w.request.as_of = o->read.as_of;
    w.request.calendar = w.calendar;
    w.request.year = o->year ? wf_academic_year_find(wf_str_from(o->year))
                             : wf_academic_year_of(o->read.as_of);
    if (!w.arena || !w.calendar)
        status = wf_fail_memory(&err);
    else if (w.request.year == 0)
        status = wf_fail(&err, WF_E_ARGUMENT, NULL,
                         "--year \"%s\" is not a year such as 2026-27", o->year);
    else
        status = read_all(&w, paths, count, o, &err);
    if (status == WF_OK)
        status = give(&w, o, &err);
    result = cli_trust_result(&w.trust, status);
    if (status != WF_OK)
        cli_print_error(&err);
    if (status == WF_OK)
        result = cli_worse(result, warn_unknown_records(&w));
    cli_trust_free(&w.trust);
    wf_calendar_free(w.calendar);
    wf_arena_free(w.arena);
    return cli_finish(result);
}

static int run(const cli_command *self, int argc, char **argv)
{
    calendar_options o = {.read = {.limits = *wf_limits_default(), .as_of = cli_today()}};
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &o.output, "FILE",
         "a calendar (.ics) or a workbook (.xlsx); else the screen"},
        {"--year", NULL, CLI_TEXT, &o.year, "YEAR",
         "the school year: 2026-27 (the present one)"},
        {"--dates", NULL, CLI_FLAG, &o.dates, NULL, "show the dates of the six terms"},
        {"--terms", NULL, CLI_TEXT, &o.terms, "FILE",
         "own term dates: a .csv with year, term, start, end"},
        {"--done", NULL, CLI_TEXT, &o.done, "FILE",
         "what was done: a .csv with school, term, activity, date"},
        {"--school", NULL, CLI_TEXT, &o.school, "NAME",
         "one school, instead of those that the files name"},
        {"--as-of", NULL, CLI_TEXT, &o.as_of, "DAY",
         "the day to tell due from missed: 2026-03-27 (today)"},
        {"--jobs", "-j", CLI_NUMBER, &o.read.jobs, "N",
         "files read at a time (one a processor)"},
        {"--quiet", "-q", CLI_FLAG, &o.read.quiet, NULL, "no progress bar"},
        {"--limit", NULL, CLI_LIMIT, &o.read.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (o.as_of != NULL && !cli_parse_day(o.as_of, &o.read.as_of)) {
        cli_warn("--as-of \"%s\" is not a day such as 2026-03-27", o.as_of);
        return EXIT_USAGE;
    }
    return make_calendar(argv, words, &o);
}

const cli_command cmd_calendar = {
    .name = "calendar",
    .summary = "The year's quality assurance and school improvement activities by term",
    .usage = "[FILE|FOLDER...] [--year 2026-27] [--done FILE.csv] [-o FILE.ics]",
    .example = "wayforward calendar --year 2026-27 -o calendar.ics",
    .run = run,
};
