/* One file that a school sent, through all stages: read, known for what it is, checked.
 */
#include "engine/base/platform.h"
#include "engine/pipeline/digest.h"
#include "wayforward/capture.h"
#include "wayforward/pipeline.h"

#include <string.h>

static const char *const source_kinds[] = {[WF_CAPTURE_FORM] = "capture",
                                           [WF_CAPTURE_DASHBOARD] = "dashboard",
                                           [WF_CAPTURE_TABLE] = "observations"};

static void describe(const wf_input *in, const char *kind, int64_t saved,
                     wf_store_source *out)
{
    *out = (wf_store_source){.name = wf_str_from(in->name),
                             .size = in->size,
                             .saved = saved > 0 ? saved : wf_platform_file_time(in->name),
                             .kind = wf_str_from(kind)};
    wf_digest(in->data, in->size, out->sha256);
}

wf_status wf_capture_source(const char *name, const char *kind, wf_store_source *out,
                            wf_error *err)
{
    wf_input in = {0};
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    WF_TRY(wf_input_open(name, NULL, &in, err));
    wf_status status = wf_reader_for(&in, &reader, err);
    if (status == WF_OK)
        status = reader->read(&in, NULL, &doc, err);
    if (status == WF_OK)
        describe(&in, kind, wf_document_saved(doc), out);
    wf_document_free(doc);
    wf_input_close(&in);
    return status;
}

/* The dashboards among the plans of a file: a reply each. */
static wf_status take_plans(const wf_plans *plans, const wf_trust *trust, wf_arena *arena,
                            wf_capture_file *out, wf_error *err)
{
    out->replies = wf_arena_array(arena, plans->n, sizeof *out->replies);
    if (out->replies == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < plans->n; i++) {
        bool has_values = false;
        for (size_t k = 0; k < plans->items[i]->kpi_count; k++)
            has_values = has_values || plans->items[i]->kpis[k].observation_count > 0;
        if (has_values)
            WF_TRY(wf_capture_read_plan(plans->items[i], trust, arena,
                                        &out->replies[out->reply_count++], err));
    }
    if (out->reply_count > 0)
        return WF_OK;
    return wf_fail(err, WF_E_NOT_RECOGNIZED, NULL,
                   "neither a form of ours nor a dashboard or table with values of KPIs");
}

static wf_status take_document(const wf_document *doc, const wf_trust *trust,
                               wf_arena *arena, wf_capture_file *out, wf_error *err)
{
    wf_plans plans = {0};
    out->replies = wf_arena_alloc(arena, sizeof *out->replies);
    if (out->replies == NULL)
        return wf_fail_memory(err);
    out->reply_count = 1;
    if (wf_capture_is_form(doc))
        return wf_capture_read(doc, trust, arena, out->replies, err);
    if (wf_capture_is_table(doc))
        return wf_capture_read_table(doc, trust, arena, out->replies, err);
    out->reply_count = 0;
    WF_TRY(wf_recognise(doc, NULL, &plans, err));
    wf_status status = take_plans(&plans, trust, arena, out, err);
    wf_plans_free(&plans);
    return status;
}

/* The first part that a damaged file has lost. */
static wf_status note_loss(const wf_document *doc, wf_arena *arena, wf_str *out)
{
    const wf_diag *lost = wf_diags_first_severe(wf_document_diags(doc));
    return lost == NULL
               ? WF_OK
               : wf_arena_printf(arena, out, "%.*s%s%.*s", WF_STR_ARG(lost->at),
                                 lost->at.n > 0 ? ": " : "", WF_STR_ARG(lost->message));
}

wf_status wf_capture_open(const char *name, const wf_read_options *options,
                          const wf_trust *trust, wf_arena *arena, wf_capture_file *out,
                          wf_error *err)
{
    wf_input in = {0};
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    wf_capture_file made = {0};
    wf_status status =
        wf_input_open(name, options != NULL ? options->limits : NULL, &in, err);
    if (status == WF_OK)
        status = wf_reader_for(&in, &reader, err);
    if (status == WF_OK)
        status = reader->read(&in, options, &doc, err);
    if (status == WF_OK)
        status = take_document(doc, trust, arena, &made, err);
    if (status == WF_OK)
        status = note_loss(doc, arena, &made.lost);
    if (status == WF_OK) {
        describe(&in, source_kinds[made.replies[0].kind], wf_document_saved(doc),
                 &made.source);
        made.source.name = wf_str_from(name);
        *out = made;
    }
    wf_document_free(doc);
    wf_input_close(&in);
    (void)wf_error_complete(err, status);
    if (status != WF_OK)
        wf_error_set_file(err, name);
    return status;
}
