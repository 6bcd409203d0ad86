#ifndef WF_CLI_PROGRESS_PLANS_H
#define WF_CLI_PROGRESS_PLANS_H
/* wayforward progress --plans: how far the plans themselves are. */
#include "cli/store.h"
#include "wayforward/limits.h"

typedef struct progress_plans {
    bool json;
    const char *as_of;  /* a day; NULL: today */
    const char *before; /* file or folder of the versions before; NULL: none */
    const cli_store *store;
    const wf_limits *limits;
    size_t *not_whole; /* counts files that could not be read, or not whole */
} progress_plans;

/** Of the files and folders, or of the store where none is named. */
wf_status progress_plans_run(const progress_plans *options, char **paths, int count,
                             wf_error *err);

#endif
