#ifndef WF_EXCHANGE_H
#define WF_EXCHANGE_H
/*
 * What passes between a pool and its workers, over the frames of platform_worker.h. Both
 * ends are the same program, so structs travel as they are. request: exchange_request
 * with the file's name after it, and the open file answer:  one byte, ANSWER_PLANS then
 * wf_file_facts and JSON with the ledger, or ANSWER_ERROR then a wf_error
 */
#include "wayforward/pipeline.h"

enum {
    ANSWER_PLANS = 'P',
    ANSWER_ERROR = 'E',
    MOST_NAME = 4096
};
#define MOST_ANSWER (512u << 20)

typedef struct exchange_request {
    wf_limits limits;
    uint32_t name_bytes;
    char name[MOST_NAME];
} exchange_request;

/** wf_plans_from_input with a second reading beside it: `second_reader` is an open
 * descriptor with the cells of FreeXL, or -1. */
wf_status wf_plans_verified(const wf_input *in, const wf_pipeline_options *options,
                            int second_reader, wf_plans *out, wf_file_facts *facts_out,
                            wf_error *err) WF_MUST_CHECK;

/** wf_plans_read, with what else is known of the file. */
wf_status wf_plans_read_with_facts(const char *file, const wf_pipeline_options *options,
                                   wf_plans *out, wf_file_facts *facts_out,
                                   wf_error *err) WF_MUST_CHECK;

/** The size of a request with a name of `n` bytes. */
static inline uint32_t exchange_request_size(size_t n)
{
    return (uint32_t)(offsetof(exchange_request, name) + n);
}

#endif
