/* wayforward __worker: the reading process that a pool starts; not for people. */
#include "cli/commands.h"
#include "cli/sandboxed.h"
#include "wayforward/pipeline.h"

#include <signal.h>

static int run(const cli_command *self, int argc, char **argv)
{
    bool open = false;
    const char *path = NULL;
    const cli_option options[] = {
        {"--no-sandbox", NULL, CLI_FLAG, &open, NULL, "keep all rights (for debugging)"},
        {"--templates", NULL, CLI_TEXT, &path, "PATH", "more families and synonyms"},
    };
    if (cli_options(self, options, 2, argc, argv) != 0)
        return EXIT_USAGE;
    /* Ctrl-C reaches the whole group. It is the parent that stops, and it ends us: a
     * worker that dies of it would look like one that its file has killed. */
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGTERM, SIG_IGN);
    wf_error err = WF_ERROR_INIT;
    wf_templates *templates = NULL;
    /* Once for all files, and before the sandbox closes the door. */
    wf_status status = path ? wf_templates_read(path, &templates, &err)
                            : wf_templates_new(&templates, &err);
    if (status == WF_OK) {
        const wf_pipeline_options pipeline = {.recognise = {.templates = templates}};
        status = wf_worker_serve(&pipeline, CLI_CAN_SANDBOX && !open, NULL, &err);
    }
    wf_templates_free(templates);
    return status == WF_OK ? EXIT_DONE : wf_status_exit(status);
}

const cli_command cmd_worker = {
    .name = "__worker",
    .summary = "Read files for another process",
    .usage = "[--no-sandbox]",
    .run = run,
    .hidden = true,
};
