/* One file, through all stages of reading. */
#include "engine/pipeline/digest.h"
#include "engine/pipeline/exchange.h"
#include "wayforward/pipeline.h"

#include <string.h>

/* A reader's diagnostics belong to each plan of the file, before its own. */
static void add_reader_diags(wf_plan *plan, const wf_diags *from)
{
    wf_diags own = plan->warnings;
    plan->warnings = (wf_diags){.arena = plan->arena};
    for (size_t i = 0; i < from->n; i++)
        wf_diag_add(&plan->warnings, from->items[i].code, from->items[i].at, "%.*s",
                    WF_STR_ARG(from->items[i].message));
    for (size_t i = 0; i < own.n; i++)
        wf_diag_add(&plan->warnings, own.items[i].code, own.items[i].at, "%.*s",
                    WF_STR_ARG(own.items[i].message));
    plan->warnings.total = from->total + own.total;
}

wf_status wf_plans_from_input(const wf_input *in, const wf_pipeline_options *options,
                              wf_plans *out, wf_error *err)
{
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    char digest[WF_DIGEST_TEXT];
    WF_TRY(wf_reader_for(in, &reader, err));
    wf_digest(in->data, in->size, digest);
    WF_TRY(reader->read(in, &options->read, &doc, err));
    wf_status status = wf_recognise(doc, &options->recognise, out, err);
    for (size_t i = 0; status == WF_OK && i < out->n; i++) {
        memcpy(out->items[i]->sha256, digest, sizeof digest);
        add_reader_diags(out->items[i], wf_document_diags(doc));
    }
    wf_document_free(doc);
    return status;
}

wf_status wf_plans_read(const char *file, const wf_pipeline_options *options,
                        wf_plans *out, wf_error *err)
{
    static const wf_pipeline_options none;
    wf_input in = {0};
    if (!options)
        options = &none;
    wf_status status = wf_input_open(file, options->read.limits, &in, err);
    if (status == WF_OK)
        status = wf_plans_from_input(&in, options, out, err);
    wf_input_close(&in);
    wf_error_set_file(err, file);
    return status;
}
