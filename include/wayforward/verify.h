#ifndef WF_VERIFY_H
#define WF_VERIFY_H
/*
 * The second reading of a workbook: every value of an .xls is read again by FreeXL, a
 * reader of other hands, and compared. FreeXL 1.0.6 reads past its buffers on hostile
 * files; so it runs in a helper process, with little memory and time, that has nothing
 * but the open file and a pipe.
 */
#include "wayforward/document.h"

typedef struct wf_verify_options {
    /* Program and arguments of a process that calls wf_second_reader_serve, ended by
     * NULL:
     * {"/usr/bin/wayforward", "__freexl", NULL}. */
    const char *const *helper;
    unsigned seconds; /* of waiting for one file; 0: 20 */
} wf_verify_options;

typedef struct wf_verify_result {
    bool is_done;    /* the second reader came to the end of the file */
    size_t compared; /* cells that both give */
    size_t differ;   /* of them with another value, and cells that only one gives */
} wf_verify_result;

WF_BEGIN_DECLS

/** Let the helper read `file` and compare with `doc`, which was read from it. Each
 * difference becomes a "readers-differ" in `diags` with the cell's address; a helper that
 * crashes, runs out of time or cannot read the file becomes one, too, and is no error.
 *  Formats other than .xls: nothing happens, is_done stays false. WF_E_IO where the
 * helper cannot be started or the file not be opened; WF_E_MEMORY. */
WF_API wf_status wf_document_verify(const wf_document *doc, const char *file,
                                    const wf_verify_options *options, wf_diags *diags,
                                    wf_verify_result *out, wf_error *err) WF_MUST_CHECK;

/** The helper's side: read the workbook that is open as standard input, write its cells
 * to standard output, return the exit status of the process. Lowers the process's limits
 *  first (1 GiB of memory, 20 s of processor time, no files, no core). */
WF_API int wf_second_reader_serve(void);

/** Compare with cells that a helper writes to an open descriptor: for a caller that
 * started it by other means, such as a worker without the right to. As
 * wf_document_verify. */
WF_API wf_status wf_document_verify_from(const wf_document *doc, int descriptor,
                                         const wf_verify_options *options,
                                         wf_diags *diags, wf_verify_result *out,
                                         wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
