/* wayforward __freexl: the second reader of .xls files, as a process of its own; not for
 * people. */
#include "cli/commands.h"
#include "wayforward/verify.h"

static int run(const cli_command *self, int argc, char **argv)
{
    (void)self, (void)argv;
    return argc == 1 ? wf_second_reader_serve() : EXIT_USAGE;
}

const cli_command cmd_freexl = {
    .name = "__freexl",
    .summary = "Read the .xls on standard input once more, for another process",
    .usage = "<PLAN.xls",
    .run = run,
    .hidden = true,
};
