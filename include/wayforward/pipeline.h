#ifndef WF_PIPELINE_H
#define WF_PIPELINE_H
/* The stages strung together: a file becomes its plans; a folder becomes many files'
 * plans. */
#include "wayforward/reader.h"
#include "wayforward/recognise.h"

typedef struct wf_pipeline_options {
    wf_read_options read;
    wf_recognise_options recognise;
} wf_pipeline_options;

WF_BEGIN_DECLS

/** Read one file and recognise its plans, each with the file's SHA-256 and with the
 * reader's diagnostics before its own. Caller: wf_plans_free. `options` may be NULL. */
WF_API wf_status wf_plans_read(const char *file, const wf_pipeline_options *options,
                               wf_plans *out, wf_error *err) WF_MUST_CHECK;

/** The files below each path: a file is itself; a folder gives the files in it and in its
 *  folders, in the order of their names, without hidden files, temporary files of Office
 *  ("~$plan.docx") and files whose extension no reader knows. Strings live in `arena`. */
WF_API wf_status wf_files_below(const char *const *paths, size_t count, wf_arena *arena,
                                wf_strs *out, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
