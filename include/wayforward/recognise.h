#ifndef WF_RECOGNISE_H
#define WF_RECOGNISE_H
/*
 * Recognition: a document becomes a plan (or several: a sheet a school). Knows no file
 * format.
 */
#include "wayforward/plan.h"

typedef struct wf_templates wf_templates; /* families, labels and synonyms as data */

typedef struct wf_recognise_options {
    const wf_templates *templates; /* NULL: those that ship with the library */
    bool explain;                  /* fill wf_plan.explanation: why it was read so */
} wf_recognise_options;

/* A header that no template knows, and the field that its column's contents suggest. */
typedef struct wf_proposal {
    wf_str header, at;
    const char *field; /* its name in template files; NULL: the contents do not tell */
    bool is_sure;      /* four cells in five say so; else a person should confirm it */
    wf_str evidence;   /* "11 of 12 cells are times" */
    wf_str sample;     /* the first cell of the column */
} wf_proposal;

typedef struct wf_proposals {
    wf_arena *arena;
    wf_proposal *items;
    size_t n;
    size_t known; /* headers that need no proposal */
} wf_proposals;

WF_BEGIN_DECLS

/** The templates that ship with the library, to which more may be added. Caller frees
 * with wf_templates_free. WF_E_MEMORY. */
WF_API wf_status wf_templates_new(wf_templates **out, wf_error *err) WF_MUST_CHECK;

/** Add the lines of a template file (docs/templates.md). `name` is used in messages.
 *  WF_E_FORMAT names the line that cannot be read; those before it have been added. */
WF_API wf_status wf_templates_add(wf_templates *templates, const char *name, wf_str text,
                                  wf_error *err) WF_MUST_CHECK;
/** The shipped templates and those of a file, or of every *.template file in a folder in
 * the order of their names. Caller: wf_templates_free. WF_E_IO, WF_E_FORMAT, WF_E_MEMORY.
 */
WF_API wf_status wf_templates_read(const char *path, wf_templates **out,
                                   wf_error *err) WF_MUST_CHECK;
WF_API void wf_templates_free(wf_templates *templates);

/** What the tables of a filled document suggest about headers that `templates` do not
 * know: for a new template file. Caller: wf_proposals_free. WF_E_MEMORY. */
WF_API wf_status wf_templates_propose(const wf_document *doc,
                                      const wf_templates *templates, wf_proposals **out,
                                      wf_error *err) WF_MUST_CHECK;
WF_API void wf_proposals_free(wf_proposals *proposals);

/** Make the plan or plans of a document. Every non-empty cell and paragraph of the
 * document is in the ledger of exactly one of them. At least one plan on success (family
 * UNKNOWN with all unmapped where nothing fits). Caller: wf_plans_free. WF_E_MEMORY,
 * WF_E_LIMIT. */
WF_API wf_status wf_recognise(const wf_document *doc, const wf_recognise_options *options,
                              wf_plans *out, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
