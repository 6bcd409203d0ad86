/* wayforward: find the verb and run it. */
#include "cli/cli.h"
#include "wayforward/version.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void print_usage(FILE *to)
{
    (void)fprintf(
        to,
        "wayforward %s: reads school improvement plans, follows them term by term,\n"
        "and writes the workbooks that leaders, governors and trustees read.\n\n",
        wf_version());
    for (const cli_command *const *c = cli_commands(); *c; c++)
        if (!(*c)->hidden)
            (void)fprintf(to, "  %-10s %s\n", (*c)->name, (*c)->summary);
    (void)fprintf(to, "\nNew here? Try: wayforward demo\n"
                      "Then, with a plan of your own: wayforward read PLAN.xlsx\n"
                      "Each verb explains itself: wayforward VERB --help\n");
}

static int unknown_verb(const char *word)
{
    const char *names[64];
    size_t n = 0;
    for (const cli_command *const *c = cli_commands(); *c && n < 64; c++)
        if (!(*c)->hidden)
            names[n++] = (*c)->name;
    const char *nearest = cli_nearest(word, names, n);
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
