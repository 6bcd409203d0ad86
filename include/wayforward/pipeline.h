#ifndef WF_PIPELINE_H
#define WF_PIPELINE_H
/* The stages strung together: a file becomes its plans; a folder becomes many files'
 * plans. */
#include "wayforward/reader.h"
#include "wayforward/recognise.h"
#include "wayforward/store.h"

typedef struct wf_pipeline_options {
    wf_read_options read;
    wf_recognise_options recognise;
} wf_pipeline_options;

/* What is known of a file beside its plans. */
typedef struct wf_file_facts {
    int64_t saved; /* when it was saved, by its own properties; 0: they do not say */
    bool is_setup; /* it looks like a set-up workbook */
    bool is_form;  /* it looks like a form for capture of ours */
} wf_file_facts;

/* What came of one file. */
typedef struct wf_file_result {
    size_t index; /* in the list of files */
    wf_str file;
    wf_plans
        *plans; /* empty after a failure; the visitor may take them by zeroing this */
    const wf_error *error; /* NULL: it was read */
    wf_file_facts facts;
} wf_file_result;

typedef wf_status (*wf_file_visit)(void *context, wf_file_result *result);

typedef struct wf_pool_options {
    wf_pipeline_options pipeline;
    /* Program and arguments of a process that calls wf_worker_serve, NULL-terminated;
     * NULL: all files are read in this process, one after the other. */
    const char *const *worker;
    /* Program and arguments of a process that calls wf_second_reader_serve: each .xls is
     * then read a second time, by FreeXL, and every difference is a warning. NULL: not.
     */
    const char *const *second_reader;
    unsigned jobs;    /* worker processes; 0: as many as there are processors */
    unsigned seconds; /* that one file may take; 0: 20 */
    /* Called after each file; false stops with WF_E_CANCELLED. May be NULL. */
    bool (*progress)(void *context, size_t done, size_t total);
    void *progress_context;
} wf_pool_options;

WF_BEGIN_DECLS

/** Read one file and recognise its plans, each with the file's SHA-256 and with the
 * reader's diagnostics before its own. Caller: wf_plans_free. `options` may be NULL. */
WF_API wf_status wf_plans_read(const char *file, const wf_pipeline_options *options,
                               wf_plans *out, wf_error *err) WF_MUST_CHECK;

/** The same of what is already in memory or open: see sandbox.h. */
WF_API wf_status wf_plans_from_input(const wf_input *in,
                                     const wf_pipeline_options *options, wf_plans *out,
                                     wf_error *err) WF_MUST_CHECK;

/** The identity of a source: the SHA-256 of its bytes, in hexadecimal. */
WF_API void wf_input_digest(const wf_input *in, char out[65]);

/** The files below each path: a file is itself; a folder gives the files in it and in its
 *  folders, in the order of their names, without hidden files, temporary files of Office
 *  ("~$plan.docx") and files whose extension no reader knows. Strings live in `arena`. */
WF_API wf_status wf_files_below(const char *const *paths, size_t count, wf_arena *arena,
                                wf_strs *out, wf_error *err) WF_MUST_CHECK;

/** Read many files, in worker processes where options->worker says how to start one, and
 * give each result to `visit` in the order of the files, whatever the order in which they
 * were done. A file that fails, crashes its reader or takes too long is a result with an
 * error and never stops the rest; a failing visit does. Memory does not grow with the
 * number of files. */
WF_API wf_status wf_pool_read(wf_strs files, const wf_pool_options *options,
                              wf_file_visit visit, void *context,
                              wf_error *err) WF_MUST_CHECK;

/** What an import of an open file comes from: its name, bytes, SHA-256, and when the file
 * was last written; now, where it is no file. A document that knows when it was saved
 * (wf_document_saved) knows better. */
WF_API wf_store_source wf_source_of(const wf_input *in, wf_str kind);

/** The worker's side: serve requests on descriptor 3 until the parent closes it. With
 *  `sandbox` the process first gives up the right to open files, to reach the network and
 * to start programs; *sandboxed_out (may be NULL) tells whether the kernel allowed that.
 */
WF_API wf_status wf_worker_serve(const wf_pipeline_options *options, bool sandbox,
                                 bool *sandboxed_out, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
