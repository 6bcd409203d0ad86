#ifndef WF_CLI_STORE_H
#define WF_CLI_STORE_H
/* The store as the verbs open it: --store, else WAYFORWARD_STORE, else
 * ./trust.wayforward; --trust; --by. */
#include "wayforward/store.h"

typedef struct cli_store {
    const char *store; /* NULL: not given */
    const char *trust, *by;
} cli_store;

/* The lines of a verb's table of options. */
#define CLI_STORE_OPTION(s)                                                              \
    {                                                                                    \
        "--store", NULL, CLI_TEXT, &(s).store, "STORE",                                  \
            "a file, or postgresql://... (./trust.wayforward)"                           \
    }
#define CLI_TRUST_OPTION(s)                                                              \
    {                                                                                    \
        "--trust", NULL, CLI_TEXT, &(s).trust, "KEY",                                    \
            "which trust, in a store of several (default)"                               \
    }
#define CLI_BY_OPTION(s)                                                                 \
    {                                                                                    \
        "--by", NULL, CLI_TEXT, &(s).by, "NAME", "who does this (your login name)"       \
    }

typedef enum cli_store_use {
    CLI_STORE_READ,   /* it has to be there */
    CLI_STORE_CHANGE, /* it has to be there */
    CLI_STORE_MAKE    /* it is made where there is none */
} cli_store_use;

/** Where the store is: an option, the environment, or the default. */
const char *cli_store_where(const cli_store *store);

/** Was a store named by an option or the environment, or is the default one there? */
bool cli_store_is_there(const cli_store *store);

/** Open it. Caller: wf_store_close. */
wf_status cli_store_open(const cli_store *store, cli_store_use use, wf_store **out,
                         wf_error *err);

#endif
