#ifndef WF_CLI_POOL_H
#define WF_CLI_POOL_H
/* The pool as the verbs use it: this program's own workers, a progress bar on a terminal,
 * and an orderly stop at Ctrl-C. */
#include "wayforward/pipeline.h"

typedef struct cli_pool {
    wf_pool_options options; /* set pipeline, jobs and seconds; the rest is filled in */
    long jobs;               /* 0: one a processor */
    bool quiet;
    const char *templates; /* --templates: more families and synonyms, or NULL */
    const char *verify;  /* --verify: "off" leaves out the second reading of .xls files */
    const char *sandbox; /* --sandbox: "off" leaves the readers their rights */
    size_t found;        /* set by reading: how many files there were */
    size_t damaged;      /* set by reading: those of which a part is lost; each is told */
} cli_pool;

/** Read all files below the paths. */
wf_status cli_pool_read(cli_pool *pool, const char *const *paths, size_t count,
                        wf_file_visit visit, void *context, wf_error *err);

#endif
