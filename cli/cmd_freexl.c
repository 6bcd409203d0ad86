/* wayforward __freexl: the second reader of .xls files, as a process of its own; not for
 * people. */
#include "cli/commands.h"
#include "wayforward/verify.h"

#include <signal.h>

static int run(const cli_command *self, int argc, char **argv)
{
    (void)self, (void)argv;
    (void)signal(SIGINT, SIG_IGN); /* as in a worker: the parent stops, and ends us */
    return argc == 1 ? wf_second_reader_serve() : EXIT_USAGE;
}

const cli_command cmd_freexl = {
    .name = "__freexl",
    .summary = "Read the .xls on standard input once more, for another process",
    .usage = "<PLAN.xls",
    .run = run,
    .hidden = true,
};
