#ifndef WF_CLI_TRUST_H
#define WF_CLI_TRUST_H
/* A trust's files, or its store, read and measured: what the verbs that write reports
 * share. */
#include "cli/pool.h"
#include "cli/setup.h"
#include "cli/store.h"
#include "wayforward/report.h"
#include "wayforward/results.h"

typedef struct cli_trust {
    wf_arena *arena;
    wf_plans *files; /* of each file that was read */
    size_t file_count, file_cap;
    wf_file_failure *failures;
    size_t failure_count, failure_cap;
    size_t found;   /* files, read or not */
    size_t damaged; /* files of which a part is lost */
    const wf_plan **plans;
    const wf_plan **before; /* of each plan the version before it, or NULL; NULL: none */
    size_t plan_count;
    wf_results *results;
    cli_setup found_setup; /* among the files */
    wf_trust setup;        /* that, or the store's */
    bool has_setup;
    wf_calendar *calendar; /* NULL: the rule */
    wf_support_problem problem;
    wf_allocation *allocation; /* NULL: none */
    wf_document **documents;   /* that the problem was read from */
    size_t document_count, document_cap;
    wf_panel panel;
    bool has_panel; /* observations come from a store */
    wf_store_decision *decisions;
    size_t decision_count;
    wf_activity_done *done;
    size_t done_count;
    bool has_done;
    bool from_store;
} cli_trust;

typedef struct cli_trust_options {
    wf_limits limits;
    long jobs;
    wf_date as_of;
    const char *term;      /* "2026-27/T2": nothing later is looked at, and the day is its
                              last unless has_day; NULL: all */
    bool has_day;          /* as_of was asked for */
    bool quiet;            /* no progress bar */
    const char *templates; /* more families and synonyms, or NULL */
    const char *verify;    /* "off": no second reading of .xls files */
    const char *done;      /* a .csv file of what was done in the year, or NULL */
    cli_store store;
} cli_trust_options;

/** Read all files below the paths, or the store where there are none, and measure them. A
 * set-up workbook and one of schools and providers among the files are taken as such.
 * Files that could not be read are told on standard error and kept in the results.
 * Caller: cli_trust_free, also after a failure. WF_E_IO where no file could be read,
 * WF_E_STORE, WF_E_ARGUMENT (the term). */
wf_status cli_trust_read(const char *const *paths, size_t count,
                         const cli_trust_options *options, cli_trust *out, wf_error *err);
/** The exit status of a verb that came to `status`: not all well where a file could not
 * be read, or not whole. */
int cli_trust_result(const cli_trust *trust, wf_status status);
void cli_trust_free(cli_trust *trust);

/** "2026-03-27" or "27/03/2026"; false where it is no day. */
bool cli_parse_day(const char *text, wf_date *out);
/** Now, seconds since 1970, by SOURCE_DATE_EPOCH where it is set. */
int64_t cli_now(void);
/** Today, by SOURCE_DATE_EPOCH where it is set. */
wf_date cli_today(void);

enum {
    CLI_FILE_NAME = 96
};
/** A school's name as a file's: letters and digits, the rest as one "-". */
void cli_file_name(wf_str school, char out[CLI_FILE_NAME]);

/** The name of the trust: as given, else the set-up's, else the organisation that most
 * files name. */
wf_str cli_trust_name(const cli_trust *trust, const char *given);

#endif
