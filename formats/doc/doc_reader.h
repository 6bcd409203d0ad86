#ifndef WF_DOC_READER_H
#define WF_DOC_READER_H
/* The reader of .doc, from the streams of its container: for tests and fuzzers, which
 * have none. */
#include "formats/doc/doc_file.h"

/** Read a document from its streams. Caller frees *out with wf_document_free. */
wf_status doc_read_streams(const doc_streams *streams, const char *name,
                           const wf_limits *limits, wf_document **out,
                           wf_error *err) WF_MUST_CHECK;

#endif
