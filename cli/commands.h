#ifndef WF_COMMANDS_H
#define WF_COMMANDS_H
#include "cli/cli.h"

extern const cli_command cmd_allocate;
extern const cli_command cmd_calendar;
extern const cli_command cmd_capture;
extern const cli_command cmd_convert;
extern const cli_command cmd_demo;
extern const cli_command cmd_diff;
extern const cli_command cmd_export;
extern const cli_command cmd_history;
extern const cli_command cmd_import;
extern const cli_command cmd_move;
extern const cli_command cmd_undo;
extern const cli_command cmd_init;
extern const cli_command cmd_read;
extern const cli_command cmd_progress;
extern const cli_command cmd_risk;
extern const cli_command cmd_report;
extern const cli_command cmd_rollover;
extern const cli_command cmd_teach;
extern const cli_command cmd_template;
extern const cli_command cmd_worker;
extern const cli_command cmd_freexl;

#endif
