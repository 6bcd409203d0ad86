/* The files that are imported in this process: a set-up, a form for capture, a table of
 * observations. Plans and dashboards are read by the pool's workers. */
#include "cli/cli.h"
#include "cli/import.h"
#include "wayforward/capture.h"

#include <stdio.h>

enum {
    SHOWN = 20
};

wf_status import_give_up(import_run *run, const char *file, wf_status status,
                         wf_error *failure, wf_error *err)
{
    if (status == WF_OK)
        return WF_OK;
    wf_store_abandon(run->store);
    if (status == WF_E_STORE || status == WF_E_MEMORY || status == WF_E_CANCELLED) {
        *err = *failure;
        return status;
    }
    wf_error_set_file(failure, file);
    cli_print_error(failure);
    run->failed++;
    return WF_OK;
}

static void print_diags(import_run *run, const wf_diags *diags, const char *file)
{
    for (size_t i = 0; i < diags->n && i < SHOWN; i++)
        cli_warn("%s: %.*s: %.*s", file, WF_STR_ARG(diags->items[i].at),
                 WF_STR_ARG(diags->items[i].message));
    if (diags->total > SHOWN)
        cli_warn("%s: and %zu more like these", file, diags->total - SHOWN);
    run->problems += diags->total;
}

/* ---- a set-up workbook */

static wf_status put_setup(import_run *run, const wf_store_source *source,
                           const wf_trust *trust, wf_error *err)
{
    bool is_known = false;
    WF_TRY(wf_store_begin(run->store, source, &is_known, err));
    if (is_known) {
        run->known++;
        return WF_OK;
    }
    WF_TRY(wf_store_put_trust(run->store, trust, err));
    WF_TRY(wf_store_commit(run->store, err));
    run->stored++;
    run->setups++;
    return WF_OK;
}

static wf_status read_setup(import_run *run, const wf_input *in, wf_arena *arena,
                            wf_error *err)
{
    const wf_read_options options = {.limits = &run->options->limits};
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    wf_trust trust = {0};
    wf_diags diags = {.arena = arena};
    wf_store_source source = wf_source_of(in, WF_STR("setup"));
    WF_TRY(wf_reader_for(in, &reader, err));
    WF_TRY(reader->read(in, &options, &doc, err));
    wf_status status = wf_trust_read(doc, arena, &diags, &trust, err);
    if (wf_document_saved(doc) > 0)
        source.saved = wf_document_saved(doc);
    if (status == WF_OK)
        status = put_setup(run, &source, &trust, err);
    print_diags(run, &diags, in->name);
    wf_document_free(doc);
    return status;
}

wf_status import_setup(import_run *run, const char *file, wf_error *err)
{
    wf_error failure = WF_ERROR_INIT;
    wf_input in = {0};
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(&failure);
    if (status == WF_OK)
        status = wf_input_open(file, &run->options->limits, &in, &failure);
    if (status == WF_OK)
        status = read_setup(run, &in, arena, &failure);
    status = import_give_up(run, file, status, &failure, err);
    wf_input_close(&in);
    wf_arena_free(arena);
    return status;
}

/* ---- a form for capture */

/* A form of which a part is lost is kept as far as it goes, and that is said. */
static void tell_loss(import_run *run, const wf_capture_file *file)
{
    if (file->lost.n == 0)
        return;
    run->damaged++;
    cli_warn("%s: damaged, read as far as it goes: %.*s", file->source.name.p,
             WF_STR_ARG(file->lost));
}

static void count_findings(import_run *run, const wf_capture_file *file)
{
    for (size_t i = 0; i < file->reply_count; i++) {
        const wf_capture_reply *reply = &file->replies[i];
        run->observations += reply->refused ? 0 : reply->value_count;
        for (size_t k = 0; k < reply->findings.n; k++) {
            const wf_capture_finding *f = &reply->findings.items[k];
            if (f->level == WF_CAPTURE_REFUSED) {
                run->problems++;
                cli_warn("%s: %.*s: %.*s", file->source.name.p, WF_STR_ARG(f->at),
                         WF_STR_ARG(f->message));
            }
        }
    }
}

static wf_status read_form(import_run *run, const char *file, wf_arena *arena,
                           wf_error *err)
{
    const wf_read_options options = {.limits = &run->options->limits};
    wf_trust trust;
    wf_capture_file read;
    bool is_known = false;
    WF_TRY(wf_store_trust(run->store, arena, &trust, err));
    WF_TRY(wf_capture_open(file, &options, &trust, arena, &read, err));
    WF_TRY(wf_capture_store(run->store, &read, &is_known, err));
    run->known += is_known;
    run->stored += !is_known;
    run->forms += !is_known;
    tell_loss(run, &read);
    if (!is_known)
        count_findings(run, &read);
    return WF_OK;
}

wf_status import_form(import_run *run, const char *file, wf_error *err)
{
    wf_error failure = WF_ERROR_INIT;
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(&failure);
    if (status == WF_OK)
        status = read_form(run, file, arena, &failure);
    status = import_give_up(run, file, status, &failure, err);
    wf_arena_free(arena);
    return status;
}

/* ---- a table of observations */

static wf_status put_table(import_run *run, const wf_input *in, wf_diags *diags,
                           wf_error *err)
{
    bool is_known = false;
    size_t stored = 0;
    wf_store_source source = wf_source_of(in, WF_STR("observations"));
    WF_TRY(wf_store_begin(run->store, &source, &is_known, err));
    if (is_known) {
        run->known++;
        return WF_OK;
    }
    WF_TRY(wf_store_put_csv(run->store, in, diags, &stored, err));
    WF_TRY(wf_store_commit(run->store, err));
    run->stored++;
    run->observations += stored;
    return WF_OK;
}

wf_status import_table(import_run *run, const char *file, wf_error *err)
{
    wf_error failure = WF_ERROR_INIT;
    wf_input in = {0};
    wf_arena *arena = wf_arena_new(0);
    wf_diags diags = {.arena = arena};
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(&failure);
    if (status == WF_OK)
        status = wf_input_open(file, &run->options->limits, &in, &failure);
    if (status == WF_OK)
        status = put_table(run, &in, &diags, &failure);
    print_diags(run, &diags, file);
    status = import_give_up(run, file, status, &failure, err);
    wf_input_close(&in);
    wf_arena_free(arena);
    return status;
}
