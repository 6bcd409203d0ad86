#ifndef WF_CLI_TRUST_SOURCES_H
#define WF_CLI_TRUST_SOURCES_H
/* Where a trust's facts beside its plans come from. */
#include "cli/trust.h"

/** Take the set-up workbook and the workbook of schools and providers out of the files
 * that were read, and read them as such. */
wf_status cli_trust_take_setup(cli_trust *trust, const cli_trust_options *options,
                               wf_error *err);
/** Everything from the store. */
wf_status cli_trust_from_store(cli_trust *trust, const cli_trust_options *options,
                               wf_error *err);

#endif
