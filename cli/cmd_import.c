/* wayforward import: files into the store; twice is once. */
#include "cli/commands.h"
#include "cli/import.h"

#include <stdio.h>
#include <string.h>

enum {
    NAMED = 10
};

static void print_json_text(wf_str text)
{
    (void)putchar('"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            (void)putchar(c);
    }
    (void)putchar('"');
}

static void print_json_names(const char *key, wf_strs names)
{
    printf("  \"%s\": [", key);
    for (size_t i = 0; i < names.n; i++) {
        printf("%s", i > 0 ? ", " : "");
        print_json_text(names.items[i]);
    }
    printf("]");
}

static void print_json(const import_run *r, const char *where, wf_strs schools,
                       wf_strs kpis)
{
    printf("{\n  \"schema\": \"wayforward/import/1\",\n  \"store\": ");
    print_json_text(wf_str_from(where));
    printf(
        ",\n  \"files\": %zu,\n  \"imported\": %zu,\n  \"known\": %zu,\n"
        "  \"failed\": %zu,\n  \"damaged\": %zu,\n  \"setups\": %zu,\n  \"plans\": %zu,\n"
        "  \"forms\": %zu,\n  \"observations\": %zu,\n  \"problems\": %zu,\n",
        r->found, r->stored, r->known, r->failed, r->damaged, r->setups, r->plans,
        r->forms, r->observations, r->problems);
    print_json_names("unknown_schools", schools);
    printf(",\n");
    print_json_names("unknown_kpis", kpis);
    printf("\n}\n");
}

static void print_count(size_t n, const char *one, const char *many)
{
    if (n > 0)
        printf("; %zu %s", n, n == 1 ? one : many);
}

static void print_names(const char *what, wf_strs names)
{
    if (names.n == 0)
        return;
    printf("Not in the set-up, and kept under the name as written: %zu %s:", names.n,
           what);
    for (size_t i = 0; i < names.n && i < NAMED; i++)
        printf("%s \"%.*s\"", i > 0 ? "," : "", WF_STR_ARG(names.items[i]));
    printf("%s\n", names.n > NAMED ? ", ..." : "");
}

static void print_summary(const import_run *r, const char *where, wf_strs schools,
                          wf_strs kpis)
{
    printf("%s: %zu of %zu files imported", where, r->stored, r->found);
    print_count(r->known, "was there already", "were there already");
    print_count(r->failed, "could not be used", "could not be used");
    print_count(r->damaged, "is damaged", "are damaged");
    print_count(r->setups, "set-up", "set-ups");
    print_count(r->plans, "plan", "plans");
    print_count(r->forms, "form", "forms");
    print_count(r->observations, "value", "values");
    print_count(r->problems, "cell or row left out or in doubt",
                "cells or rows left out or in doubt");
    printf("\n");
    print_names("schools", schools);
    print_names("KPIs", kpis);
}

static wf_status tell(import_run *r, wf_error *err)
{
    wf_strs schools = {0};
    wf_strs kpis = {0};
    const char *where = cli_store_where(&r->options->store);
    WF_TRY(wf_store_unknown_names(r->store, r->arena, &schools, &kpis, err));
    if (r->options->json)
        print_json(r, where, schools, kpis);
    else if (!r->options->quiet)
        print_summary(r, where, schools, kpis);
    return WF_OK;
}

static int result_of(const import_run *r, wf_status status)
{
    if (status != WF_OK)
        return wf_status_exit(status);
    if (r->failed > 0 && r->failed == r->found && !r->options->work)
        return EXIT_INPUT;
    return r->failed + r->damaged + r->problems > 0 ? EXIT_PROBLEMS : EXIT_DONE;
}

static wf_status work(import_run *r, const char *const *paths, size_t count,
                      wf_error *err)
{
    r->arena = wf_arena_new(0);
    if (r->arena == NULL)
        return wf_fail_memory(err);
    WF_TRY(cli_store_open(&r->options->store, CLI_STORE_MAKE, &r->store, err));
    if (r->options->enqueue)
        return import_enqueue(r, paths, count, err);
    if (r->options->work) {
        WF_TRY(import_work(r, err));
        return tell(r, err);
    }
    WF_TRY(import_files(r, paths, count, err));
    if (r->found == 0)
        return wf_fail(err, WF_E_IO, &(wf_where){.file = paths[0]},
                       "there is no file here that can be read (.xlsx, .xls, .docx, "
                       ".doc, .csv)");
    return tell(r, err);
}

static int run(const cli_command *self, int argc, char **argv)
{
    import_options o = {.limits = *wf_limits_default()};
    const cli_option options[] = {
        {"--kind", NULL, CLI_TEXT, &o.kind, "KIND",
         "setup, plan, dashboard, capture or observations (found from the content)"},
        CLI_STORE_OPTION(o.store),
        CLI_TRUST_OPTION(o.store),
        CLI_BY_OPTION(o.store),
        {"--enqueue", NULL, CLI_FLAG, &o.enqueue, NULL,
         "put the files into the store's queue; others import them"},
        {"--work", NULL, CLI_FLAG, &o.work, NULL,
         "import files of the queue until none waits; on any number of machines"},
        {"--jobs", "-j", CLI_NUMBER, &o.jobs, "N", "worker processes (one a processor)"},
        {"--json", NULL, CLI_FLAG, &o.json, NULL, "print the summary as JSON"},
        {"--quiet", "-q", CLI_FLAG, &o.quiet, NULL, "no progress bar, no summary"},
        {"--templates", NULL, CLI_TEXT, &o.templates, "FILE",
         "more template families and synonyms"},
        {"--verify", NULL, CLI_TEXT, &o.verify, "on|off",
         "second reading of .xls files (on)"},
        {"--limit", NULL, CLI_LIMIT, &o.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int paths =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (paths < 0)
        return paths == -2 ? EXIT_DONE : EXIT_USAGE;
    if ((paths == 0) != o.work || (o.work && o.enqueue)) {
        cli_warn(o.work ? "--work takes its files from the queue, not by name"
                        : "import what? Name files or folders");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    import_run r = {.options = &o};
    wf_status status = work(&r, (const char *const *)argv, (size_t)paths, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    wf_store_close(r.store);
    wf_arena_free(r.arena);
    return result_of(&r, status);
}

const cli_command cmd_import = {
    .name = "import",
    .summary = "Put plans, dashboards, set-ups and tables into the store; twice is once",
    .usage = "[--kind KIND] [--store STORE] FILE...|FOLDER\n"
             "     wayforward import --enqueue FILE...|FOLDER | --work",
    .example = "wayforward import fixtures/demo-trust",
    .run = run,
};
