/* One file, through all stages of reading. */
#include "engine/pipeline/digest.h"
#include "engine/pipeline/exchange.h"
#include "wayforward/capture.h"
#include "wayforward/pipeline.h"
#include "wayforward/verify.h"

#include <string.h>

static void add_all(wf_diags *to, const wf_diags *from)
{
    for (size_t i = 0; i < from->n; i++)
        wf_diag_add(to, from->items[i].code, from->items[i].at, "%.*s",
                    WF_STR_ARG(from->items[i].message));
    to->total += from->total - from->n;
}

/* The diagnostics of both readers belong to each plan of the file, before its own. */
static void add_reader_diags(wf_plan *plan, const wf_diags *reader,
                             const wf_diags *second)
{
    wf_diags own = plan->warnings;
    plan->warnings = (wf_diags){.arena = plan->arena};
    add_all(&plan->warnings, reader);
    add_all(&plan->warnings, second);
    add_all(&plan->warnings, &own);
}

static wf_status recognise(const wf_document *doc, const wf_pipeline_options *options,
                           int second_reader, wf_plans *out, wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    wf_diags second = {.arena = arena};
    wf_verify_result verified = {0};
    const wf_verify_options verify = {0};
    wf_status status = arena ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK && second_reader >= 0)
        status =
            wf_document_verify_from(doc, second_reader, &verify, &second, &verified, err);
    if (status == WF_OK)
        status = wf_recognise(doc, &options->recognise, out, err);
    for (size_t i = 0; status == WF_OK && i < out->n; i++)
        add_reader_diags(out->items[i], wf_document_diags(doc), &second);
    wf_arena_free(arena);
    return status;
}

static bool has_extension(const wf_reader *reader, wf_str name)
{
    for (const char *const *e = reader->extensions; *e; e++) {
        wf_str ext = wf_str_from(*e);
        if (name.n > ext.n && name.p[name.n - ext.n - 1] == '.' &&
            wf_str_eq_nocase(wf_str_sub(name, name.n - ext.n, ext.n), ext))
            return true;
    }
    return false;
}

/* A file whose name belongs to another reader: worth a word, for the sender may be
 * confused. */
static void note_name(const wf_input *in, const wf_reader *reader, const wf_plans *plans)
{
    wf_str name = wf_str_from(in->name);
    bool other = false;
    for (const wf_reader *const *r = wf_readers(); *r; r++)
        other = other || (*r != reader && has_extension(*r, name));
    if (!other || has_extension(reader, name))
        return;
    for (size_t i = 0; i < plans->n; i++)
        wf_diag_add(&plans->items[i]->warnings, WF_D_NAME_MISMATCH, WF_STR_EMPTY,
                    "the file is of kind .%s, whatever its name says", reader->name);
}

static void note_facts(const wf_document *doc, wf_file_facts *out)
{
    out->saved = wf_document_saved(doc);
    out->is_setup = wf_trust_is_setup(doc);
    out->is_form = wf_capture_is_form(doc);
}

wf_status wf_plans_verified(const wf_input *in, const wf_pipeline_options *options,
                            int second_reader, wf_plans *out, wf_file_facts *facts_out,
                            wf_error *err)
{
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    char digest[WF_DIGEST_TEXT];
    WF_TRY(wf_reader_for(in, &reader, err));
    wf_digest(in->data, in->size, digest);
    WF_TRY(reader->read(in, &options->read, &doc, err));
    wf_status status = recognise(doc, options, second_reader, out, err);
    for (size_t i = 0; status == WF_OK && i < out->n; i++)
        memcpy(out->items[i]->sha256, digest, sizeof digest);
    if (status == WF_OK)
        note_name(in, reader, out);
    if (status == WF_OK)
        note_facts(doc, facts_out);
    wf_document_free(doc);
    return status;
}

static wf_status read_input(const wf_input *in, const wf_pipeline_options *options,
                            wf_plans *out, wf_file_facts *facts_out, wf_error *err)
{
    static const wf_pipeline_options none;
    wf_status status =
        wf_plans_verified(in, options ? options : &none, -1, out, facts_out, err);
    (void)wf_error_complete(err, status);
    wf_error_set_file(err, in->name);
    return status;
}

wf_status wf_plans_from_input(const wf_input *in, const wf_pipeline_options *options,
                              wf_plans *out, wf_error *err)
{
    wf_file_facts unused;
    return read_input(in, options, out, &unused, err);
}

wf_status wf_plans_read_with_facts(const char *file, const wf_pipeline_options *options,
                                   wf_plans *out, wf_file_facts *facts_out, wf_error *err)
{
    wf_input in = {0};
    wf_status status =
        wf_input_open(file, options ? options->read.limits : NULL, &in, err);
    if (status == WF_OK)
        status = read_input(&in, options, out, facts_out, err);
    wf_input_close(&in);
    (void)wf_error_complete(err, status);
    wf_error_set_file(err, file);
    return status;
}

wf_status wf_plans_read(const char *file, const wf_pipeline_options *options,
                        wf_plans *out, wf_error *err)
{
    wf_file_facts unused;
    return wf_plans_read_with_facts(file, options, out, &unused, err);
}
