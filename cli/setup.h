#ifndef WF_CLI_SETUP_H
#define WF_CLI_SETUP_H
/* A trust's set-up from its workbook, or from .csv files of the same names as its sheets:
 * what --setup and --from take. */
#include "wayforward/limits.h"
#include "wayforward/trust.h"

typedef struct cli_setup {
    wf_arena *arena;
    wf_diags diags; /* each with its cell */
    wf_limits limits;
    wf_trust trust;
    wf_str file;  /* the set-up's own; empty: there is none */
    wf_str logo;  /* a path that was checked; empty: none */
    wf_strs own;  /* its files; several where it is a folder of .csv files */
    wf_strs rest; /* what of the paths was no set-up */
} cli_setup;

/** Begin an empty one. Caller: cli_setup_free, also after a failure. */
wf_status cli_setup_open(cli_setup *setup, const wf_limits *limits, wf_error *err);
void cli_setup_free(cli_setup *setup);

/** Read the set-up in one file or folder. WF_E_FORMAT where it is none. */
wf_status cli_setup_read(const char *path, cli_setup *setup, wf_error *err);

/** Of paths to anything: files that are a set-up (by name: "...setup...", or .csv files
 * named as its sheets; a workbook that is named itself also by its sheets) are read, the
 * others are listed in setup->rest. */
wf_status cli_setup_find(const char *const *paths, size_t count, cli_setup *setup,
                         wf_error *err);

/** Print what was found wrong with it, on standard error. */
void cli_setup_tell(const cli_setup *setup);

#endif
