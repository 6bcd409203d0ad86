#ifndef WF_DOC_STORIES_H
#define WF_DOC_STORIES_H
/* The texts of a document in reading order: the body with its text boxes, headers and
 * footers, notes, comments. */
#include "formats/doc/doc_walk.h"

/** Read them all into the document. WF_E_LIMIT, WF_E_MEMORY. */
wf_status doc_stories_read(doc_reading *r, wf_error *err) WF_MUST_CHECK;

#endif
