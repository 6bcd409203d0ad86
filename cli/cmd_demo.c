/* wayforward demo: the whole journey on an invented trust of twelve schools. */
#include "cli/commands.h"
#include "cli/demo.h"
#include "wayforward/limits.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEMO_TRUST "Harrowmere Learning Trust"

/* Where the demo's files may be: here, above the program (in its build folder),
 * installed. */
static const char *const places_of_files[] = {
    "fixtures/demo-trust", "%s/../../fixtures/demo-trust", "%s/../fixtures/demo-trust",
    "%s/../share/wayforward/demo-trust"};

/* What the demonstration holds. */
typedef struct demo_run {
    cli_trust files;
    capture_store store;
} demo_run;

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool find_files(char *out, size_t size)
{
    char self[3000];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    self[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    for (size_t i = 0; i < sizeof places_of_files / sizeof places_of_files[0]; i++) {
        const char *mark = strstr(places_of_files[i], "%s");
        (void)snprintf(out, size, "%s%s", mark != NULL ? self : "",
                       mark != NULL ? mark + 2 : places_of_files[i]);
        if (is_folder(out))
            return true;
    }
    return false;
}

static void print_files(const cli_trust *trust)
{
    size_t by_family[WF_FAMILIES] = {0};
    for (size_t i = 0; i < trust->plan_count; i++)
        by_family[trust->plans[i]->family]++;
    printf("Read %zu of %zu files:\n", trust->file_count, trust->found);
    for (int family = WF_FAMILIES - 1; family >= 0; family--)
        if (by_family[family] > 0)
            printf("  %3zu %s\n", by_family[family], wf_family_name((wf_family)family));
    const wf_results *r = trust->results;
    printf("  %3zu schools, %zu actions, %zu KPIs, %zu warnings\n", r->school_count,
           r->actions.actions, r->now->count, r->warnings);
}

static void print_ledger(const wf_results *r)
{
    printf("\nEvery cell and paragraph is accounted for: %zu =", r->cells);
    for (int role = WF_ROLES - 1; role >= 0; role--)
        printf(" %zu %s%s", r->by_role[role], wf_role_name((wf_role)role),
               role > 0 ? " +" : "\n");
}

static wf_status print_headlines(const cli_trust *trust, wf_error *err)
{
    wf_strs lines = {0};
    WF_TRY(wf_results_headlines(trust->results, trust->arena, &lines, err));
    char day[11];
    printf("\nHeadlines on %s:\n", wf_date_iso(trust->results->as_of, day));
    for (size_t i = 0; i < lines.n; i++)
        printf("  - %.*s\n", WF_STR_ARG(lines.items[i]));
    return WF_OK;
}

static wf_status make_folder(const char *folder, wf_error *err)
{
    if (mkdir(folder, 0777) == 0 || (errno == EEXIST && is_folder(folder)))
        return WF_OK;
    return wf_fail(err, WF_E_OUTPUT, &(wf_where){.file = folder},
                   "the folder cannot be made");
}

typedef wf_status (*build_for_school)(const wf_results *results, size_t school,
                                      const wf_report_options *options, wf_report **out,
                                      wf_error *err);

/* What the demo writes: for the trust, and for each school. */
static const struct {
    const char *name;
    wf_status (*build)(const wf_results *results, const wf_report_options *options,
                       wf_report **out, wf_error *err);
} trust_outputs[] = {
    {"trustee-summary.xlsx", wf_report_trustees},
    {"dashboard.html", wf_report_dashboard},
};
static const struct {
    const char *folder, *extension;
    build_for_school build;
} school_outputs[] = {
    {"governors", "xlsx", wf_report_governors},
    {"parents", "html", wf_report_parents},
    {"school-packs", "xlsx", wf_report_school},
};

static wf_report_options demo_look(void)
{
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    look.organisation = WF_STR(DEMO_TRUST);
    return look;
}

/* Write a report that may not have been made, and free it. */
static wf_status finish(wf_status made, wf_report *report, const char *target,
                        wf_error *err)
{
    if (made == WF_OK)
        made = wf_report_write(report, target, err);
    wf_report_free(report);
    return made;
}

static wf_status write_for_trust(const cli_trust *trust, const char *folder,
                                 wf_error *err)
{
    wf_report_options look = demo_look();
    for (size_t i = 0; i < sizeof trust_outputs / sizeof trust_outputs[0]; i++) {
        char target[4096];
        wf_report *report = NULL;
        (void)snprintf(target, sizeof target, "%s/%s", folder, trust_outputs[i].name);
        wf_status made = trust_outputs[i].build(trust->results, &look, &report, err);
        WF_TRY(finish(made, report, target, err));
        printf("  %s\n", target);
    }
    return WF_OK;
}

static wf_status write_for_schools(const cli_trust *trust, const char *folder,
                                   wf_error *err)
{
    wf_report_options look = demo_look();
    for (size_t i = 0; i < sizeof school_outputs / sizeof school_outputs[0]; i++) {
        char below[3000];
        (void)snprintf(below, sizeof below, "%s/%s", folder, school_outputs[i].folder);
        WF_TRY(make_folder(below, err));
        for (size_t s = 0; s < trust->results->school_count; s++) {
            char target[4096];
            char name[CLI_FILE_NAME];
            wf_report *report = NULL;
            cli_file_name(trust->results->schools[s].name, name);
            (void)snprintf(target, sizeof target, "%s/%s.%s", below, name,
                           school_outputs[i].extension);
            wf_status made =
                school_outputs[i].build(trust->results, s, &look, &report, err);
            WF_TRY(finish(made, report, target, err));
        }
        printf("  %s/ (%zu files, one a school)\n", below, trust->results->school_count);
    }
    return WF_OK;
}

/* The six half-terms whose dashboards are captured, 2024-25/T5 to 2025-26/T4. */
#define FIRST_CAPTURE (6 * 2024 + 5)
#define CAPTURES      6

static void print_round(wf_period period, const demo_round *round)
{
    char text[WF_PERIOD_TEXT];
    printf("  %s: %zu forms out, %zu back, %zu values, %zu actions",
           wf_period_text(period, text), round->sent, round->returned, round->values,
           round->updates);
    if (round->refused + round->doubts > 0)
        printf("; %zu refused, %zu in doubt", round->refused, round->doubts);
    printf("\n");
}

static wf_status show_captures(capture_store *s, const char *folder, wf_error *err)
{
    demo_round round;
    capture_options status = {.quiet = true};
    printf(
        "\nSix half-terms of dashboards (forms filled in by this program, with invented "
        "figures):\n");
    for (int i = 0; i < CAPTURES; i++) {
        s->period = (wf_period){.number = FIRST_CAPTURE + i, .style = WF_PERIOD_HALF};
        WF_TRY(demo_capture(s, folder, i == CAPTURES - 1, &round, err));
        print_round(s->period, &round);
    }
    WF_TRY(demo_correction(s, folder, &round, err));
    printf("  A corrected form came back: %zu values, %zu refused. Where it stands:\n",
           round.values, round.refused);
    s->today = wf_date_from_ymd(2026, 3, 27);
    return capture_status(s, &status, err);
}

/* The results anew, from the store alone: what a trust does every term. */
static wf_status read_store(const char *folder, const cli_trust_options *options,
                            cli_trust *trust, wf_error *err)
{
    char path[4000];
    cli_trust_options from_store = *options;
    (void)snprintf(path, sizeof path, "%s/demo.wayforward", folder);
    from_store.store.store = path;
    from_store.has_day = true;
    cli_trust_free(trust);
    return cli_trust_read(NULL, 0, &from_store, trust, err);
}

static wf_status demonstrate(const char *from, const char *folder,
                             const cli_trust_options *options, demo_run *run,
                             wf_error *err)
{
    cli_trust *trust = &run->files;
    WF_TRY(cli_trust_read(&from, 1, options, trust, err));
    print_files(trust);
    print_ledger(trust->results);
    WF_TRY(make_folder(folder, err));
    WF_TRY(demo_begin(trust, from, folder, &run->store, err));
    printf(
        "\nThe set-up of the trust, %zu schools and %zu KPIs, is %s/trust-setup.xlsx;\n"
        "it and the %zu files are in a store, %s/demo.wayforward.\n",
        run->store.trust.school_count, run->store.trust.kpi_count, folder,
        trust->file_count, folder);
    WF_TRY(show_captures(&run->store, folder, err));
    capture_close(&run->store);
    WF_TRY(read_store(folder, options, trust, err));
    WF_TRY(print_headlines(trust, err));
    printf("\nWritten:\n");
    WF_TRY(write_for_trust(trust, folder, err));
    return write_for_schools(trust, folder, err);
}

static int run(const cli_command *self, int argc, char **argv)
{
    const char *folder = "wayforward-demo";
    char found[4096];
    cli_trust_options read = {.limits = *wf_limits_default(),
                              .as_of = wf_date_from_ymd(2026, 3, 27)};
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &folder, "FOLDER",
         "where to write (wayforward-demo)"},
        {"--jobs", "-j", CLI_NUMBER, &read.jobs, "N",
         "files read at a time (one a processor)"},
        {"--quiet", "-q", CLI_FLAG, &read.quiet, NULL, "no progress bar"},
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words == 0 && !find_files(found, sizeof found)) {
        cli_warn("the demo's files were not found; name their folder: wayforward demo "
                 "fixtures/demo-trust");
        return EXIT_INPUT;
    }
    const char *from = words > 0 ? argv[0] : found;
    wf_error err = WF_ERROR_INIT;
    demo_run demo = {0};
    printf("The plans and dashboards of an invented trust, in %s\n\n", from);
    wf_status status = demonstrate(from, folder, &read, &demo, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    int result = cli_trust_result(&demo.files, status);
    cli_trust_free(&demo.files);
    capture_close(&demo.store);
    return cli_finish(result);
}

const cli_command cmd_demo = {
    .name = "demo",
    .summary = "Show the whole journey on an invented trust of twelve schools",
    .usage = "[-o FOLDER] [FOLDER]",
    .example = "wayforward demo",
    .run = run,
};
