#include "cli/store.h"

#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *from_environment(const char *name)
{
    const char *value = getenv(name); // NOLINT(concurrency-mt-unsafe): read only
    return value != NULL && value[0] != '\0' ? value : NULL;
}

const char *cli_store_where(const cli_store *store)
{
    if (store->store != NULL)
        return store->store;
    const char *named = from_environment("WAYFORWARD_STORE");
    return named != NULL ? named : WF_STORE_DEFAULT;
}

bool cli_store_is_there(const cli_store *store)
{
    if (store->store != NULL || from_environment("WAYFORWARD_STORE") != NULL)
        return true;
    return access(WF_STORE_DEFAULT, F_OK) == 0;
}

wf_status cli_store_open(const cli_store *store, cli_store_use use, wf_store **out,
                         wf_error *err)
{
    wf_store_options options = {.trust = store->trust,
                                .by = store->by,
                                .create = use == CLI_STORE_MAKE,
                                .read_only = use == CLI_STORE_READ};
    if (options.trust == NULL)
        options.trust = from_environment("WAYFORWARD_TRUST");
#ifdef SIGXFSZ
    /* A file at the limit of its size is a failed write, said as such, not a silent end.
     */
    (void)signal(SIGXFSZ, SIG_IGN);
#endif
    return wf_store_open(cli_store_where(store), &options, out, err);
}
