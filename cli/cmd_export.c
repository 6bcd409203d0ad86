/* wayforward export: everything in the store as CSV files and JSON. */
#include "cli/commands.h"
#include "cli/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static wf_status make_folder(const char *folder, wf_error *err)
{
    struct stat st;
    if (mkdir(folder, 0777) == 0 ||
        (errno == EEXIST && stat(folder, &st) == 0 && S_ISDIR(st.st_mode)))
        return WF_OK;
    return wf_fail(err, WF_E_OUTPUT, &(wf_where){.file = folder},
                   "the folder cannot be made");
}

static int run(const cli_command *self, int argc, char **argv)
{
    cli_store where = {0};
    const char *folder = NULL;
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &folder, "FOLDER", "where the files go"},
        CLI_STORE_OPTION(where),
        CLI_TRUST_OPTION(where),
    };
    int words =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (words < 0)
        return words == -2 ? EXIT_DONE : EXIT_USAGE;
    if (words > 0 || folder == NULL) {
        cli_warn("export where? wayforward export -o FOLDER");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_store *store = NULL;
    wf_status status = cli_store_open(&where, CLI_STORE_READ, &store, &err);
    if (status == WF_OK)
        status = make_folder(folder, &err);
    if (status == WF_OK)
        status = wf_store_export(store, folder, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    wf_store_close(store);
    return wf_status_exit(status);
}

const cli_command cmd_export = {
    .name = "export",
    .summary = "Write everything in the store as CSV files and JSON",
    .usage = "[--store STORE] -o FOLDER",
    .example = "wayforward export -o exported",
    .run = run,
};
