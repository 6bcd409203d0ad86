#ifndef WF_JSON_H
#define WF_JSON_H
/* What is read from a file, as JSON: the plan contract and the cells. */
#include "wayforward/plan.h"
#include "wayforward/recognise.h"
#include "wayforward/sink.h"

WF_BEGIN_DECLS

/** One plan as a `wayforward/plan/1` object, indented, with a line break at its end.
 *  WF_E_OUTPUT where the sink fails. */
WF_API wf_status wf_plan_write_json(const wf_plan *plan, const wf_sink *sink,
                                    wf_error *err) WF_MUST_CHECK;

/** The plans of one file: an object where there is one, an array where there are several.
 */
WF_API wf_status wf_plans_write_json(const wf_plans *plans, const wf_sink *sink,
                                     wf_error *err) WF_MUST_CHECK;

/** A document as NDJSON: a line about the file, then a line a non-empty cell in sheet,
 * row, column order, and a line a paragraph, blocks in reading order. */
WF_API wf_status wf_document_write_cells(const wf_document *doc, const wf_sink *sink,
                                         wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
