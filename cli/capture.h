#ifndef WF_CLI_CAPTURE_H
#define WF_CLI_CAPTURE_H
/* The three verbs of a capture, and what they share. */
#include "cli/store.h"
#include "wayforward/capture.h"
#include "wayforward/limits.h"
#include "wayforward/report.h"

typedef struct capture_options {
    cli_store store;
    const char *term, *school, *deadline, *as_of, *output;
    bool dry_run, json, quiet;
    wf_limits limits;
} capture_options;

/* What the store holds, as long as a verb runs. */
typedef struct capture_store {
    wf_store *store;
    wf_arena *arena;
    wf_trust trust;
    wf_calendar *calendar;
    wf_date today; /* --as-of, else the clock */
    wf_period period;
} capture_store;

/** Open the store, read its set-up, and settle the term: as given, else the one of today.
 * WF_E_STORE where there is no set-up; WF_E_ARGUMENT. Caller: capture_close, also after a
 * failure. */
wf_status capture_begin(const capture_options *o, cli_store_use use, capture_store *out,
                        wf_error *err);
void capture_close(capture_store *s);

/** One form a school into a folder that is made where there is none. *problems counts
 * what was left out. `look` gives colours and the time of making. */
wf_status capture_new(capture_store *s, const capture_options *o,
                      const wf_report_options *look, size_t *problems, wf_error *err);
/** Files and folders into the store. *result: the exit status that the files deserve. */
wf_status capture_load(capture_store *s, const capture_options *o,
                       const char *const *paths, size_t count, int *result,
                       wf_error *err);
wf_status capture_status(capture_store *s, const capture_options *o, wf_error *err);

/** "Marrowby Primary dashboard 2026-27 T2.xlsx" in `folder`. */
wf_status capture_file_name(const char *folder, const wf_capture_issue *issue,
                            wf_arena *arena, wf_str *out);

/** Work out the forms of all schools (or the one named) and give each to `take`. */
typedef wf_status (*capture_take_form)(void *context, const wf_capture_form *form,
                                       wf_error *err);
wf_status capture_each_form(capture_store *s, const char *school, wf_date deadline,
                            capture_take_form take, void *context, wf_error *err);
/** The deadline as given, else the Friday a week before the term ends. */
wf_status capture_deadline(const capture_store *s, const char *given, wf_date *out,
                           wf_error *err);
/** Make a folder where there is none. */
wf_status capture_make_folder(const char *folder, wf_error *err);

#endif
