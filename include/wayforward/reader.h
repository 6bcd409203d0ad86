#ifndef WF_READER_H
#define WF_READER_H
/*
 * Readers: one const struct a format, listed once in formats/registry.c. A reader is a
 * pure function of the input's bytes.
 */
#include "wayforward/document.h"

/* Receives the cells of a file that is too large to hold: in batches, in the order of the
 * file, which is nearly always that of rows. `doc` has the styles; `grid` the name, not
 * the cells. Texts are valid during the call. MERGED and COVERED are not set: the merges
 * of a sheet stand behind its cells. Blank cells with a fill are among them. */
typedef struct wf_cell_sink {
    wf_status (*cells)(void *context, const wf_document *doc, uint32_t grid,
                       const wf_cell *cells, size_t count, wf_error *err);
    void *context;
} wf_cell_sink;

typedef struct wf_reader {
    const char *name;              /* "xlsx" */
    const char *const *extensions; /* NULL-terminated, lower case, without the dot */
    /* How sure the content makes us, 0..100; does not allocate; never looks at the name.
     */
    int (*probe)(const wf_input *in);
    wf_status (*read)(const wf_input *in, const wf_read_options *options,
                      wf_document **out, wf_error *err);
    /* As read, but the cells go to the sink. NULL: the reader must hold them. */
    wf_status (*stream)(const wf_input *in, const wf_read_options *options,
                        const wf_cell_sink *sink, wf_document **out, wf_error *err);
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

/** The same of what is already in memory. */
WF_API wf_status wf_document_from_input(const wf_input *in,
                                        const wf_read_options *options, wf_document **out,
                                        wf_error *err) WF_MUST_CHECK;

/** As wf_document_from_input, but each cell goes to `sink` as it is read, in bounded
 * memory where the format allows it (.xlsx), and *out has everything else: the sheets
 * with their extent, merges and hidden flags, styles, paragraphs and diagnostics, but no
 * cells. Large sheets are inflated by a second thread. What the sink returns ends the
 * reading.
 */
WF_API wf_status wf_document_stream(const wf_input *in, const wf_read_options *options,
                                    const wf_cell_sink *sink, wf_document **out,
                                    wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
