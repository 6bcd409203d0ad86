/* wayforward move: a store's content into another, such as a council's database. */
#include "cli/commands.h"
#include "cli/store.h"

#include <stdio.h>

static wf_status copy_to(const cli_store *from_where, const cli_store *to_where,
                         wf_store **from, wf_store **to, wf_error *err)
{
    WF_TRY(cli_store_open(from_where, CLI_STORE_READ, from, err));
    WF_TRY(cli_store_open(to_where, CLI_STORE_MAKE, to, err));
    return wf_store_copy(*from, *to, err);
}

static int run(const cli_command *self, int argc, char **argv)
{
    cli_store from_where = {0};
    cli_store to_where = {0};
    const cli_option options[] = {
        {"--to", NULL, CLI_TEXT, &to_where.store, "STORE",
         "a file, or postgresql://...: made where there is none"},
        CLI_STORE_OPTION(from_where),
        CLI_TRUST_OPTION(from_where),
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words > 0 || to_where.store == NULL) {
        cli_warn("move where? wayforward move --to STORE");
        return EXIT_USAGE;
    }
    to_where.trust = from_where.trust;
    wf_error err = WF_ERROR_INIT;
    wf_store *from = NULL;
    wf_store *to = NULL;
    wf_status status = copy_to(&from_where, &to_where, &from, &to, &err);
    if (status == WF_OK)
        printf("all imports are in the new store; %s is as it was\n",
               cli_store_where(&from_where));
    else
        cli_print_error(&err);
    wf_store_close(to);
    wf_store_close(from);
    return wf_status_exit(status);
}

const cli_command cmd_move = {
    .name = "move",
    .summary = "Copy the store into another: a file, or a PostgreSQL database",
    .usage = "--to STORE [--store STORE]",
    .example = "wayforward move --to copy.wayforward",
    .run = run,
};
