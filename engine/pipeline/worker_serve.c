/* A worker: for each request, read the file that came open with it and answer. */
#include "engine/base/encoding.h"
#include "engine/base/platform.h"
#include "engine/base/platform_worker.h"
#include "engine/base/strbuf.h"
#include "engine/pipeline/exchange.h"
#include "engine/pipeline/sandbox.h"
#include "wayforward/json.h"

#include <string.h>

static wf_status append(void *context, const void *data, size_t size)
{
    wf_strbuf *b = context;
    wf_strbuf_add(b, (wf_str){.p = data, .n = size});
    return b->failed || b->truncated ? WF_E_OUTPUT : WF_OK;
}

static wf_status read_request(const exchange_request *request, wf_handed handed,
                              const wf_pipeline_options *options, wf_plans *out,
                              wf_file_facts *facts, wf_error *err)
{
    wf_input in = {.name = request->name};
    void *data = NULL;
    WF_TRY(wf_platform_map_descriptor(handed.descriptors[0], request->limits.file_bytes,
                                      &data, &in.size, &in.mapped, err));
    in.data = data;
    in.owner = data;
    wf_pipeline_options with_limits = *options;
    with_limits.read.limits = &request->limits;
    wf_status status =
        wf_plans_verified(&in, &with_limits, handed.descriptors[1], out, facts, err);
    wf_input_close(&in);
    return wf_error_complete(err, status);
}

static wf_status send_error(wf_error *failure, wf_error *err)
{
    char answer[1 + sizeof *failure];
    answer[0] = ANSWER_ERROR;
    memcpy(answer + 1, failure, sizeof *failure);
    return wf_worker_send(WF_WORKER_DESCRIPTOR, answer, sizeof answer, wf_handed_none(),
                          err);
}

static wf_status send_plans(const wf_plans *plans, const wf_file_facts *facts,
                            wf_arena *scratch, wf_error *err)
{
    const wf_plan_json_options form = {
        .compact = true, .ledger = true, .always_array = true};
    wf_strbuf answer = wf_strbuf_in(scratch, MOST_ANSWER);
    wf_sink sink = {.write = append, .context = &answer};
    wf_error failure = WF_ERROR_INIT;
    wf_strbuf_add_char(&answer, ANSWER_PLANS);
    wf_strbuf_add(&answer, (wf_str){.p = (const char *)facts, .n = sizeof *facts});
    if (wf_plans_write_json(plans, &form, &sink, &failure) != WF_OK) {
        failure = (wf_error)WF_ERROR_INIT;
        (void)wf_fail_memory(&failure);
        return send_error(&failure, err);
    }
    return wf_worker_send(WF_WORKER_DESCRIPTOR, answer.p, (uint32_t)answer.n,
                          wf_handed_none(), err);
}

static wf_status answer_request(const exchange_request *request, wf_handed handed,
                                const wf_pipeline_options *options, wf_error *err)
{
    wf_plans plans = {0};
    wf_file_facts facts;
    memset(&facts, 0, sizeof facts); /* its padding goes over the socket, too */
    wf_error failure = WF_ERROR_INIT;
    wf_arena *scratch = wf_arena_new(0);
    wf_status status = scratch ? WF_OK : wf_fail_memory(&failure);
    if (status == WF_OK)
        status = read_request(request, handed, options, &plans, &facts, &failure);
    status = status == WF_OK ? send_plans(&plans, &facts, scratch, err)
                             : send_error(&failure, err);
    wf_plans_free(&plans);
    wf_arena_free(scratch);
    return status;
}

static wf_status serve(const wf_pipeline_options *options, wf_error *err)
{
    for (;;) {
        exchange_request request;
        uint32_t size = 0;
        wf_handed handed = wf_handed_none();
        memset(&request, 0, sizeof request);
        WF_TRY(wf_worker_receive(WF_WORKER_DESCRIPTOR, &request, sizeof request - 1,
                                 &size, &handed, err));
        if (size == 0)
            return WF_OK;
        if (size < exchange_request_size(0) || handed.descriptors[0] < 0)
            return wf_fail(err, WF_E_INTERNAL, NULL, "a request came without its file");
        wf_status status = answer_request(&request, handed, options, err);
        wf_platform_close(handed.descriptors[0]);
        wf_platform_close(handed.descriptors[1]);
        WF_TRY(status);
    }
}

wf_status wf_worker_serve(const wf_pipeline_options *options, bool sandbox,
                          bool *sandboxed_out, wf_error *err)
{
    wf_pipeline_options chosen = *options;
    wf_templates *shipped = NULL;
    /* Open handles keep the modules loaded. */
    wf_encodings encodings;
    wf_status status = WF_OK;
    wf_encodings_open(&encodings);
    bool sandboxed = sandbox && wf_sandbox_enter(WF_SANDBOX_ONE_THREAD);
    if (sandboxed_out)
        *sandboxed_out = sandboxed;
    if (!chosen.recognise.templates) { /* made once, not for each file */
        status = wf_templates_new(&shipped, err);
        chosen.recognise.templates = shipped;
    }
    if (status == WF_OK)
        status = serve(&chosen, err);
    wf_templates_free(shipped);
    wf_encodings_close(&encodings);
    return status;
}
