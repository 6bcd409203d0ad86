#include "wayforward/recognise.h"
#include "engine/model/ledger.h"
#include "engine/model/validate.h"
#include "engine/recognise/parts.h"
#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"

/* Make the plan of some blocks of a document. */
static wf_status recognise_part(const wf_document *doc,
                                const wf_recognise_options *options, const wf_part *part,
                                wf_plan *plan, wf_error *err)
{
    wf_recogniser r = {.doc = doc,
                       .templates = options->templates,
                       .explain = options->explain,
                       .plan = plan,
                       .arena = plan->arena,
                       .scratch = wf_arena_new(0),
                       .blocks = part->blocks,
                       .block_count = part->count};
    if (r.scratch == NULL)
        return wf_fail_memory(err);
    plan->format = wf_document_format(doc);
    wf_status status = wf_arena_str(plan->arena, wf_document_file(doc), &plan->file);
    if (status == WF_OK)
        status = wf_rec_begin(&r);
    if (status != WF_OK) {
        status = wf_fail(err, status, NULL, "%s", wf_status_text(status));
    } else {
        wf_rec_walk(&r);
        wf_head_finish(&r);
        wf_values_finish(&r);
        status = wf_rec_finish(&r, err);
        if (status == WF_OK)
            wf_rec_family(&r);
        if (status == WF_OK)
            status = wf_plan_validate(plan, err);
    }
    wf_arena_free(r.scratch);
    return status;
}

static wf_status recognise_all(const wf_document *doc,
                               const wf_recognise_options *options, wf_plans *out,
                               wf_error *err)
{
    wf_parts parts;
    wf_plans plans = {0};
    wf_arena *scratch = wf_arena_new(0);
    if (scratch == NULL)
        return wf_fail_memory(err);
    wf_status status = wf_parts_find(doc, options->templates, scratch, &parts);
    if (status != WF_OK)
        (void)wf_fail(err, status, NULL, "%s", wf_status_text(status));
    if (status == WF_OK)
        status = wf_plans_new(parts.n, &plans, err);
    for (size_t i = 0; status == WF_OK && i < parts.n; i++)
        status = recognise_part(doc, options, &parts.items[i], plans.items[i], err);
    wf_arena_free(scratch);
    if (status != WF_OK) {
        wf_plans_free(&plans);
        return status;
    }
    *out = plans;
    return WF_OK;
}

wf_status wf_recognise(const wf_document *doc, const wf_recognise_options *options,
                       wf_plans *out, wf_error *err)
{
    wf_recognise_options chosen = options != NULL ? *options : (wf_recognise_options){0};
    if (chosen.templates != NULL)
        return recognise_all(doc, &chosen, out, err);
    wf_templates *shipped;
    WF_TRY(wf_templates_new(&shipped, err));
    chosen.templates = shipped;
    wf_status status = recognise_all(doc, &chosen, out, err);
    wf_templates_free(shipped);
    return status;
}
