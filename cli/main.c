/* wayforward: find the verb and run it. */
#include "cli/cli.h"
#include "wayforward/version.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* What to do first, in order: shown before the list of verbs. */
static const struct {
    const char *command, *what;
} first_steps[] = {
    {"wayforward demo", "an invented trust: its plans read, its reports written"},
    {"wayforward read PLAN.docx", "what is in a plan of your own, and nothing lost"},
    {"wayforward report trustees FOLDER", "a folder of plans as a summary for trustees"},
};

/* Words that people try, and what does it. */
static const struct {
    const char *word, *verb;
} other_words[] = {
    {"trustees", "report trustees"},
    {"governors", "report governors"},
    {"parents", "report parents"},
    {"school", "report school"},
    {"tas", "report tas"},
    {"review", "report review"},
    {"dashboard", "report dashboard"},
    {"summary", "report trustees"},
    {"blank", "template"},
    {"form", "template"},
    {"new", "template"},
    {"compare", "diff"},
    {"changes", "diff"},
    {"open", "read"},
    {"show", "read"},
    {"forecast", "progress"},
    {"kpi", "progress"},
    {"support", "allocate"},
    {"days", "allocate"},
    {"terms", "calendar"},
    {"dates", "calendar"},
    {"next-year", "rollover"},
    {"carry", "rollover"},
    {"learn", "teach"},
    {"example", "demo"},
    {"inspection", "risk"},
};

static void print_usage(FILE *to)
{
    (void)fprintf(
        to,
        "wayforward %s: reads school improvement plans, follows them term by term,\n"
        "and writes the workbooks that leaders, governors and trustees read.\n\n"
        "First:\n",
        wf_version());
    for (size_t i = 0; i < sizeof first_steps / sizeof first_steps[0]; i++)
        (void)fprintf(to, "  %zu. %-34s %s\n", i + 1, first_steps[i].command,
                      first_steps[i].what);
    (void)fprintf(to, "\nVerbs:\n");
    for (const cli_command *const *c = cli_commands(); *c; c++)
        if (!(*c)->hidden)
            (void)fprintf(to, "  %-10s %s\n", (*c)->name, (*c)->summary);
    (void)fprintf(to, "\nEach verb explains itself, with an example that works: "
                      "wayforward VERB --help\n");
}

static int unknown_verb(const char *word)
{
    const char *names[64];
    size_t n = 0;
    for (const cli_command *const *c = cli_commands(); *c && n < 64; c++)
        if (!(*c)->hidden)
            names[n++] = (*c)->name;
    const char *nearest = NULL;
    for (size_t i = 0; i < sizeof other_words / sizeof other_words[0]; i++)
        if (strcmp(other_words[i].word, word) == 0)
            nearest = other_words[i].verb;
    if (!nearest)
        nearest = cli_nearest(word, names, n);
    if (nearest)
        cli_warn("there is no verb \"%s\"; did you mean: wayforward %s", word, nearest);
    else
        cli_warn("there is no verb \"%s\"; run wayforward alone to see them all", word);
    return EXIT_USAGE;
}

/* A document is one burst of allocations, given back whole: memory that the next file
 * needs at once is kept rather than returned to the kernel after each (about a third of
 * the time of small files: docs/performance.md). */
static void keep_memory(void)
{
#ifdef __GLIBC__
    /* Before any thread begins, so what mallopt is not safe against cannot be there. */
    (void)mallopt(M_TRIM_THRESHOLD, 64 << 20); /* NOLINT(concurrency-mt-unsafe) */
    (void)mallopt(M_MMAP_THRESHOLD, 64 << 20); /* NOLINT(concurrency-mt-unsafe) */
#endif
}

int main(int argc, char **argv)
{
    keep_memory();
    /* A closed pipe is a failed write, reported as such, not a silent end. */
    (void)signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        print_usage(stdout);
        return cli_finish(EXIT_DONE);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        print_usage(stdout);
        return cli_finish(EXIT_DONE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("wayforward %s\n", wf_version());
        return cli_finish(EXIT_DONE);
    }
    for (const cli_command *const *c = cli_commands(); *c; c++)
        if (strcmp((*c)->name, argv[1]) == 0)
            return cli_finish((*c)->run(*c, argc - 1, argv + 1));
    return unknown_verb(argv[1]);
}
