#ifndef WF_CLI_IMPORT_H
#define WF_CLI_IMPORT_H
/* Importing: what the verb and its parts share. */
#include "cli/pool.h"
#include "cli/store.h"

typedef struct import_options {
    cli_store store;
    wf_limits limits;
    long jobs;
    const char *kind; /* --kind, or NULL: found from the content */
    const char *templates, *verify;
    bool json, quiet, enqueue, work;
} import_options;

typedef struct import_run {
    const import_options *options;
    wf_store *store;
    wf_arena *arena;
    size_t found, stored, known, failed; /* files */
    size_t setups, plans, forms, observations;
    size_t damaged;        /* files of which a part is lost */
    size_t problems;       /* cells that were refused or doubted */
    wf_strs forms_to_read; /* after all others: they need the set-up */
    size_t form_cap;
    wf_str *form_items;
} import_run;

/** Import files; a failure of one is told and counted, one of the store stops. */
wf_status import_files(import_run *run, const char *const *paths, size_t count,
                       wf_error *err);

/** Put the files below the paths into the store's queue. */
wf_status import_enqueue(import_run *run, const char *const *paths, size_t count,
                         wf_error *err);
/** Import files of the queue until none waits. */
wf_status import_work(import_run *run, wf_error *err);

/** One file in this process: a set-up, a form, a table of observations. */
wf_status import_setup(import_run *run, const char *file, wf_error *err);
wf_status import_form(import_run *run, const char *file, wf_error *err);
wf_status import_table(import_run *run, const char *file, wf_error *err);

/** Tell of a file that could not be used; the status where it is the store's, else WF_OK.
 */
wf_status import_give_up(import_run *run, const char *file, wf_status status,
                         wf_error *failure, wf_error *err);

#endif
