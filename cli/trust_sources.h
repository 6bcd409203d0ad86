#ifndef WF_CLI_TRUST_SOURCES_H
#define WF_CLI_TRUST_SOURCES_H
/* Where a trust's facts beside its plans come from. */
#include "cli/trust.h"

typedef struct cli_paths {
    const char *const *items;
    size_t n;
} cli_paths;

/** Read the set-up among the paths, and share out the support days of its schools and
 * providers; *paths becomes what else there is. */
wf_status cli_trust_take_setup(cli_paths *paths, const cli_trust_options *options,
                               cli_trust *trust, wf_error *err);
/** Everything from the store. */
wf_status cli_trust_from_store(cli_trust *trust, const cli_trust_options *options,
                               wf_error *err);

#endif
