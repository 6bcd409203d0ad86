/* wayforward __worker: the reading process that a pool starts; not for people. */
#include "cli/commands.h"
#include "wayforward/pipeline.h"

/* LeakSanitizer ends by starting a tracer, which the sandbox forbids. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum {
    CAN_SANDBOX = 0
};
#else
enum {
    CAN_SANDBOX = 1
};
#endif

static int run(const cli_command *self, int argc, char **argv)
{
    bool open = false;
    const cli_option options[] = {
        {"--no-sandbox", NULL, CLI_FLAG, &open, NULL, "keep all rights (for debugging)"},
    };
    if (cli_options(self, options, 1, argc, argv) != 0)
        return EXIT_USAGE;
    wf_error err = WF_ERROR_INIT;
    wf_pipeline_options pipeline = {0};
    wf_status status = wf_worker_serve(&pipeline, CAN_SANDBOX && !open, NULL, &err);
    return status == WF_OK ? EXIT_DONE : wf_status_exit(status);
}

const cli_command cmd_worker = {
    .name = "__worker",
    .summary = "Read files for another process",
    .usage = "[--no-sandbox]",
    .run = run,
    .hidden = true,
};
