/* wayforward history: every value that was ever given for a KPI, and where it came from;
 * without one, the imports. */
#include "cli/commands.h"
#include "cli/store.h"

#include <stdio.h>

typedef struct history_options {
    cli_store store;
    bool json;
} history_options;

static void print_time(int64_t seconds)
{
    char day[11];
    int minutes = (int)(seconds / 60 % 1440);
    printf("%s %02d:%02d", wf_date_iso((wf_date)(seconds / 86400), day), minutes / 60,
           minutes % 60);
}

static const char *state_of(const wf_store_fact *fact)
{
    if (fact->import.undone)
        return "taken back";
    return fact->counts ? "counts" : "superseded";
}

static void print_fact(const wf_store_fact *f)
{
    const wf_store_observation *o = &f->observation;
    printf("%-16.*s ", WF_STR_ARG(o->period));
    if (o->value.present)
        printf("%10.6g", o->value.value);
    else
        printf("%10s", "suppressed");
    if (o->cohort > 0)
        printf(" of %-6.6g", o->cohort);
    else
        printf("%10s", "");
    printf("  %-10s  %.*s %.*s, saved ", state_of(f), WF_STR_ARG(f->import.source.name),
           WF_STR_ARG(o->at));
    print_time(f->import.source.saved);
    printf(", imported ");
    print_time(f->import.at);
    printf(" by %.*s%s%.*s\n", WF_STR_ARG(f->import.by), o->comment.n > 0 ? ": " : "",
           WF_STR_ARG(o->comment));
}

static void print_import(const wf_store_import *i)
{
    printf("%6lld  ", (long long)i->id);
    print_time(i->at);
    printf("  %-12.*s  %.*s  %.*s", WF_STR_ARG(i->by), WF_STR_ARG(i->source.kind),
           WF_STR_ARG(i->source.name));
    printf(" (%zu values, %zu plans, %zu decisions)%s\n", i->observations, i->plans,
           i->decisions, i->undone ? "  taken back" : "");
}

static void print_text(const char *key, wf_str text)
{
    printf("\"%s\": \"", key);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x20)
            printf("\\u%04x", c);
        else
            printf("%s%c", c == '"' || c == '\\' ? "\\" : "", c);
    }
    (void)putchar('"');
}

static void print_import_json(const wf_store_import *i)
{
    printf("{\"import\": %lld, ", (long long)i->id);
    print_text("file", i->source.name);
    printf(", ");
    print_text("sha256", wf_str_from(i->source.sha256));
    printf(", ");
    print_text("kind", i->source.kind);
    printf(", \"saved\": %lld, \"imported\": %lld, ", (long long)i->source.saved,
           (long long)i->at);
    print_text("by", i->by);
    printf(", \"undone\": %s, \"observations\": %zu, \"plans\": %zu, \"decisions\": %zu}",
           i->undone ? "true" : "false", i->observations, i->plans, i->decisions);
}

static void print_fact_json(const wf_store_fact *f)
{
    const wf_store_observation *o = &f->observation;
    printf("{");
    print_text("school", o->school);
    printf(", ");
    print_text("kpi", o->kpi);
    printf(", ");
    print_text("period", o->period);
    if (o->value.present)
        printf(", \"value\": %.17g", o->value.value);
    else
        printf(", \"value\": null");
    printf(", \"cohort\": %.17g, ", o->cohort);
    print_text("comment", o->comment);
    printf(", ");
    print_text("at", o->at);
    printf(", \"counts\": %s, \"source\": ", f->counts ? "true" : "false");
    print_import_json(&f->import);
    printf("}");
}

static wf_status show_imports(wf_store *store, const history_options *o, wf_arena *arena,
                              wf_error *err)
{
    wf_store_import *imports = NULL;
    size_t n = 0;
    WF_TRY(wf_store_imports(store, arena, &imports, &n, err));
    for (size_t i = 0; i < n && !o->json; i++)
        print_import(&imports[i]);
    if (!o->json)
        return WF_OK;
    printf("{\"schema\": \"wayforward/imports/1\", \"imports\": [");
    for (size_t i = 0; i < n; i++) {
        printf("%s\n  ", i > 0 ? "," : "");
        print_import_json(&imports[i]);
    }
    printf("]}\n");
    return WF_OK;
}

static wf_status show_facts(wf_store *store, const history_options *o, char **words,
                            wf_arena *arena, wf_error *err)
{
    wf_store_fact *facts = NULL;
    size_t n = 0;
    WF_TRY(wf_store_history(store, wf_str_from(words[0]), wf_str_from(words[1]), arena,
                            &facts, &n, err));
    if (n == 0)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "the store has no value of \"%s\" for \"%s\"", words[1], words[0]);
    if (!o->json)
        printf("%.*s, %.*s\n", WF_STR_ARG(facts[0].observation.school),
               WF_STR_ARG(facts[0].observation.kpi));
    for (size_t i = 0; i < n && !o->json; i++)
        print_fact(&facts[i]);
    if (!o->json)
        return WF_OK;
    printf("{\"schema\": \"wayforward/history/1\", \"facts\": [");
    for (size_t i = 0; i < n; i++) {
        printf("%s\n  ", i > 0 ? "," : "");
        print_fact_json(&facts[i]);
    }
    printf("]}\n");
    return WF_OK;
}

static int run(const cli_command *self, int argc, char **argv)
{
    history_options o = {.json = false};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &o.json, NULL, "print JSON"},
        CLI_STORE_OPTION(o.store),
        CLI_TRUST_OPTION(o.store),
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words != 0 && words != 2) {
        cli_warn("history takes a school and a KPI, or nothing for the list of imports");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_store *store = NULL;
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(&err);
    if (status == WF_OK)
        status = cli_store_open(&o.store, CLI_STORE_READ, &store, &err);
    if (status == WF_OK)
        status = words == 0 ? show_imports(store, &o, arena, &err)
                            : show_facts(store, &o, argv, arena, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    wf_store_close(store);
    wf_arena_free(arena);
    return wf_status_exit(status);
}

const cli_command cmd_history = {
    .name = "history",
    .summary = "Every value given for a KPI and its source; or the list of imports",
    .usage = "[--json] [SCHOOL KPI]",
    .example = "wayforward history",
    .run = run,
};
