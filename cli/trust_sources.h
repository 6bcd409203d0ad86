#ifndef WF_CLI_TRUST_SOURCES_H
#define WF_CLI_TRUST_SOURCES_H
/* Where a trust's facts beside its plans come from. */
#include "cli/trust.h"

/** Read the set-up among the paths, and share out the support days of its schools and
 * providers; *rest is what else there is, NULL-terminated. */
wf_status cli_trust_take_setup(const char *const *paths, size_t count,
                               const cli_trust_options *options, cli_trust *trust,
                               const char *const **rest, size_t *rest_count,
                               wf_error *err);
/** Everything from the store. */
wf_status cli_trust_from_store(cli_trust *trust, const cli_trust_options *options,
                               wf_error *err);

#endif
