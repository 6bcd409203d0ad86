#ifndef WF_CLI_DEMO_H
#define WF_CLI_DEMO_H
/* The parts of the demonstration. */
#include "cli/capture.h"
#include "cli/trust.h"

/** Init and import: a set-up workbook, from the set-up beside `from` ("...-setup") or
 * else what the files tell, and a new store in `folder` with it and all files in it.
 * Caller: capture_close, also after a failure. */
wf_status demo_begin(const cli_trust *files, const char *from, const char *folder,
                     capture_store *out, wf_error *err);

typedef struct demo_round {
    size_t sent, returned, values, updates, refused, doubts;
} demo_round;

/** The capture of one half-term on the demo's store: forms for all schools below
 * `folder`, filled in with invented figures, and loaded. In the term that is said to be
 * the last one school does not answer, one mistypes a figure and one gives a figure that
 * cannot be. */
wf_status demo_capture(capture_store *s, const char *folder, bool is_last,
                       demo_round *out, wf_error *err);

/** The school whose figure was refused sends a corrected form: loaded as well. */
wf_status demo_correction(capture_store *s, const char *folder, demo_round *out,
                          wf_error *err);

/** What a school might answer: the figures of its dashboards where the store has them,
 * else invented ones, the same for the same names. */
wf_status demo_fill(const wf_trust *trust, const wf_panel *panel,
                    const wf_capture_form *form, wf_arena *arena, wf_capture_reply *out);

#endif
