#ifndef WF_CLI_H
#define WF_CLI_H
/*
 * The command: a table of verbs, one file a verb, each with a table of options that also
 * makes its help. Only this folder prints and exits.
 */
#include "wayforward/error.h"
#include "wayforward/sink.h"

/* Exit statuses (docs: README, "Exit statuses"). */
enum {
    EXIT_DONE = 0,
    EXIT_PROBLEMS = 1,
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,
    EXIT_OUTPUT = 4,
    EXIT_FAULT = 5
};

typedef struct cli_command {
    const char *name;
    const char *summary; /* one line */
    const char *usage;   /* what stands after the name */
    const char *example; /* a line that works */
    int (*run)(const struct cli_command *self, int argc, char **argv);
    bool hidden; /* private verbs of the program itself */
} cli_command;

/* One list, in cli/commands.c, NULL-terminated. */
const cli_command *const *cli_commands(void);

typedef enum cli_option_kind {
    CLI_FLAG,
    CLI_TEXT,
    CLI_NUMBER,
    CLI_LIMIT
} cli_option_kind;

typedef struct cli_option {
    const char *name;       /* "--json" */
    const char *short_name; /* "-o" or NULL */
    cli_option_kind kind;
    void *value;       /* bool *, const char **, long *, wf_limits * */
    const char *label; /* what the value is: FILE, N; NULL for a flag */
    const char *help;
} cli_option;

/** Read the options in argv (argv[0] is the verb) into their values and move what is
 * left, the operands, to the front; `--` ends the options. Returns how many operands, -1
 * after wrong use (already explained on standard error) and -2 after --help (already
 * printed). */
int cli_options(const cli_command *self, const cli_option *options, size_t count,
                int argc, char **argv);

/** "wayforward: file: place: message" on standard error. */
void cli_print_error(const wf_error *err);
void cli_warn(const char *fmt, ...) WF_PRINTF(1, 2);

/** Standard output as a sink; the failure of a full disk or closed pipe is WF_E_OUTPUT.
 */
wf_sink cli_stdout(void);

/** Flush standard output; EXIT_OUTPUT where that fails, else `status`. */
int cli_finish(int status);

/** Of two exit statuses the one that says more: any input failure among others is 1. */
int cli_worse(int a, int b);

/** The name among `names` nearest to `wrong`, NULL where none is near. */
const char *cli_nearest(const char *wrong, const char *const *names, size_t count);

#endif
