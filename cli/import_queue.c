/* A queue of files in the store, imported by any number of processes and machines. */
#include "cli/cli.h"
#include "cli/import.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* The path as every process that sees the same drive knows it. */
static wf_status full_path(wf_arena *arena, const char *name, wf_str *out, wf_error *err)
{
    char folder[4096];
    wf_status status = WF_OK;
    if (name[0] == '/')
        status = wf_arena_str(arena, wf_str_from(name), out);
    else if (getcwd(folder, sizeof folder) == NULL)
        return wf_fail(err, WF_E_IO, NULL, "the folder that you are in has no name");
    else
        status = wf_arena_printf(arena, out, "%s/%s", folder, name);
    return status == WF_OK ? WF_OK : wf_fail_memory(err);
}

wf_status import_enqueue(import_run *run, const char *const *paths, size_t count,
                         wf_error *err)
{
    wf_strs files = {0};
    size_t added = 0;
    WF_TRY(wf_files_below(paths, count, run->arena, &files, err));
    wf_str *full = wf_arena_array(run->arena, files.n + 1, sizeof *full);
    if (full == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < files.n; i++)
        WF_TRY(full_path(run->arena, files.items[i].p, &full[i], err));
    files.items = full;
    WF_TRY(wf_store_enqueue(run->store, files, &added, err));
    if (!run->options->quiet)
        printf("%zu of %zu files put into the queue; wayforward import --work imports "
               "them\n",
               added, files.n);
    return WF_OK;
}

static wf_status import_claimed(import_run *run, wf_str path, wf_error *err)
{
    const char *const paths[] = {path.p};
    wf_error failure = WF_ERROR_INIT;
    size_t failed = run->failed;
    wf_status status = import_files(run, paths, 1, &failure);
    if (status == WF_E_STORE || status == WF_E_MEMORY || status == WF_E_CANCELLED) {
        wf_store_abandon(run->store);
        *err = failure;
        return status;
    }
    if (status != WF_OK) { /* such as a file that is gone */
        cli_print_error(&failure);
        run->found++;
        run->failed++;
    }
    bool has_failed = run->failed > failed;
    return wf_store_claim_done(run->store, has_failed,
                               has_failed ? WF_STR("could not be used") : WF_STR_EMPTY,
                               err);
}

/* Where only one can write at a time, the others get their turn between two files. */
static void let_others_in(void)
{
    const struct timespec moment = {.tv_nsec = 10L * 1000 * 1000};
    (void)nanosleep(&moment, NULL);
}

wf_status import_work(import_run *run, wf_error *err)
{
    wf_str path = WF_STR_EMPTY;
    WF_TRY(wf_store_claim(run->store, run->arena, &path, err));
    while (path.n > 0) {
        WF_TRY(import_claimed(run, path, err));
        let_others_in();
        WF_TRY(wf_store_claim(run->store, run->arena, &path, err));
    }
    return WF_OK;
}
