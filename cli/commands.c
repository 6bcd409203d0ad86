/* The one list of verbs, in the order in which a user meets them. */
#include "cli/commands.h"

static const cli_command *const commands[] = {
    &cmd_init,   &cmd_read,     &cmd_import,  &cmd_history,  &cmd_export,
    &cmd_move,   &cmd_undo,     &cmd_convert, &cmd_diff,     &cmd_progress,
    &cmd_risk,   &cmd_allocate, &cmd_report,  &cmd_template, &cmd_rollover,
    &cmd_teach,  &cmd_calendar, &cmd_capture, &cmd_demo,     &cmd_worker,
    &cmd_freexl, NULL,
};

const cli_command *const *cli_commands(void)
{
    return commands;
}
