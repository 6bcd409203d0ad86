#ifndef WF_READER_H
#define WF_READER_H
/*
 * Readers: one const struct a format, listed once in formats/registry.c. A reader is a
 * pure function of the input's bytes.
 */
#include "wayforward/document.h"

typedef struct wf_reader {
    const char *name;              /* "xlsx" */
    const char *const *extensions; /* NULL-terminated, lower case, without the dot */
    /* How sure the content makes us, 0..100; does not allocate; never looks at the name.
     */
    int (*probe)(const wf_input *in);
    wf_status (*read)(const wf_input *in, const wf_read_options *options,
                      wf_document **out, wf_error *err);
} wf_reader;

WF_BEGIN_DECLS

/** All readers, NULL-terminated, cheap probes first. */
WF_API const wf_reader *const *wf_readers(void);

/** The reader that fits the content best; the name only breaks ties. WF_E_UNSUPPORTED
 * with a message that says what the file seems to be (empty, encrypted, a picture, a web
 * page ...). */
WF_API wf_status wf_reader_for(const wf_input *in, const wf_reader **out,
                               wf_error *err) WF_MUST_CHECK;

/** Open, choose a reader, read. Caller frees *out with wf_document_free. */
WF_API wf_status wf_document_read(const char *file, const wf_read_options *options,
                                  wf_document **out, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
