/* wayforward undo: the last import is taken back; its facts stay, marked. */
#include "cli/commands.h"
#include "cli/store.h"

#include <stdio.h>

static int run(const cli_command *self, int argc, char **argv)
{
    cli_store where = {0};
    const cli_option options[] = {
        CLI_STORE_OPTION(where),
        CLI_TRUST_OPTION(where),
        CLI_BY_OPTION(where),
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words > 0) {
        cli_warn("undo takes back the last import; it takes no name");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_store *store = NULL;
    wf_store_import undone;
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(&err);
    if (status == WF_OK)
        status = cli_store_open(&where, CLI_STORE_CHANGE, &store, &err);
    if (status == WF_OK)
        status = wf_store_undo(store, arena, &undone, &err);
    if (status == WF_OK)
        printf("taken back: %.*s (%zu values, %zu plans, %zu decisions), imported by "
               "%.*s; importing the file again brings it back\n",
               WF_STR_ARG(undone.source.name), undone.observations, undone.plans,
               undone.decisions, WF_STR_ARG(undone.by));
    else
        cli_print_error(&err);
    wf_store_close(store);
    wf_arena_free(arena);
    return wf_status_exit(status);
}

const cli_command cmd_undo = {
    .name = "undo",
    .summary = "Take back the last import; what counted before counts again",
    .usage = "[--store STORE]",
    .example = "wayforward undo",
    .run = run,
};
