#ifndef WF_JSON_H
#define WF_JSON_H
/* What is read from a file, as JSON: the plan contract and the cells. */
#include "wayforward/plan.h"
#include "wayforward/recognise.h"
#include "wayforward/sink.h"

typedef struct wf_plan_json_options {
    bool compact;      /* one line, no indentation */
    bool ledger;       /* add "ledger": what became of every cell */
    bool always_array; /* an array even for one plan */
} wf_plan_json_options;

WF_BEGIN_DECLS

/** The plans of one file, each a `wayforward/plan/1` object: an object where there is
 * one, an array where there are several. `options` may be NULL. WF_E_OUTPUT where the
 * sink fails. */
WF_API wf_status wf_plans_write_json(const wf_plans *plans,
                                     const wf_plan_json_options *options,
                                     const wf_sink *sink, wf_error *err) WF_MUST_CHECK;

/** Read back what wf_plans_write_json wrote (one object or an array). With the ledger in
 * it the plans are the same in every field; without, the ledger holds what was unmapped.
 *  WF_E_FORMAT says where. Caller: wf_plans_free. */
WF_API wf_status wf_plans_read_json(const void *json, size_t size, wf_plans *out,
                                    wf_error *err) WF_MUST_CHECK;

/** A document as NDJSON: a line about the file, then a line a non-empty cell in sheet,
 * row, column order, and a line a paragraph, blocks in reading order. */
WF_API wf_status wf_document_write_cells(const wf_document *doc, const wf_sink *sink,
                                         wf_error *err) WF_MUST_CHECK;

/** The same of an input. A large one is read twice and never held; then cells stand in
 * the order of the file, colours of conditional formats are left out, and paragraphs
 * stand at the end. */
WF_API wf_status wf_input_write_cells(const wf_input *in, const wf_read_options *options,
                                      const wf_sink *sink, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
