#ifndef WF_STORE_H
#define WF_STORE_H
/*
 * The store: what a trust knows over the terms, in one SQLite file or a PostgreSQL
 * database, with one schema in both. Facts are only ever added. Every fact carries its
 * import (when, by whom) and the import its source (name, SHA-256, and when the source
 * itself was last saved). What counts now is worked out, not overwritten: of the facts
 * about one thing in imports that were not taken back, the one whose source was saved
 * last (then by hash and address). So the order of loading never matters, importing twice
 * is once, a correction supersedes without erasing, and undo only marks an import.
 *
 * Of the set-up the thing is a sheet: the newest set-up that has providers says all of
 * them, so that whoever is no longer on the list has left. Facts are kept under the names
 * that files write; which school or KPI of the set-up they mean is worked out when
 * reading (wf_trust_find_school, wf_trust_find_kpi), so a set-up imported later changes
 * nothing.
 *
 * An import is one transaction: all of a file or nothing of it. Every row carries the
 * trust's key, so that many trusts can share a database and it can be distributed by it.
 * A store is used by one thread at a time.
 */
#include "wayforward/input.h"
#include "wayforward/progress.h"
#include "wayforward/trust.h"

typedef struct wf_store wf_store;

#define WF_STORE_DEFAULT "./trust.wayforward"

typedef struct wf_store_options {
    const char *trust; /* the trust's key; NULL: "default" */
    const char *by;    /* who imports; NULL: the user's login name */
    bool create;       /* make it where there is none (SQLite file, schema) */
    bool read_only;
    double wait; /* seconds to wait for another writer; 0: 10 */
} wf_store_options;

/* What an import comes from. */
typedef struct wf_store_source {
    wf_str name;     /* path as given */
    char sha256[65]; /* of its bytes */
    uint64_t size;
    int64_t saved; /* seconds since 1970: when it was last saved, by its own properties;
                      else by the file's time */
    wf_str kind;   /* "setup", "plan", "dashboard", "capture", "observations", "register",
                      "decision" */
} wf_store_source;

/* A value of a KPI. Of the newest facts about (school, kpi, period) one counts. */
typedef struct wf_store_observation {
    wf_str school, kpi, period; /* "2026-27/T3" */
    wf_number value;            /* absent: suppressed at the source */
    double cohort;              /* 0: not given */
    wf_str comment, at;
} wf_store_observation;

/* A decision or record that a person stands for: kind, school and key say what about. */
typedef struct wf_store_decision {
    wf_str kind;   /* "risk-band", "category", "risk", "support", "capture-issued", ... */
    wf_str school; /* may be empty: of the trust */
    wf_str key;    /* within kind and school: "2026-27/T3"; may be empty */
    wf_str value;  /* "HIGH" */
    wf_str details; /* a JSON object, or empty */
    wf_str reason, by;
    wf_date on, review;
    bool dropped; /* a later decision took it back */
    wf_str at;
} wf_store_decision;

/* An import, for people. */
typedef struct wf_store_import {
    int64_t id;
    wf_store_source source;
    int64_t at; /* seconds since 1970 */
    wf_str by;
    size_t observations, plans, decisions, schools, kpis;
    bool undone;
    int64_t undone_at; /* seconds since 1970; 0: not undone */
    wf_str undone_by;
} wf_store_import;

/* A fact with where it came from: for history. */
typedef struct wf_store_fact {
    wf_store_observation observation;
    wf_store_import import;
    bool counts; /* it is the one that counts now */
} wf_store_fact;

typedef struct wf_store_query {
    wf_str school, kpi; /* empty: all */
    wf_str from, to;    /* periods, both included; empty: no bound */
} wf_store_query;

WF_BEGIN_DECLS

/** Open a store and bring its schema up to date.
 *  @param where    a path, or "postgresql://..."; NULL: WAYFORWARD_STORE is the
 *                  command's business, the library takes WF_STORE_DEFAULT
 *  @param options  NULL: defaults (no creating)
 *  @return WF_OK; WF_E_STORE: not there, not ours, newer than this program, held by
 *  another process (named where known), disk full; WF_E_MEMORY. */
WF_API wf_status wf_store_open(const char *where, const wf_store_options *options,
                               wf_store **out, wf_error *err) WF_MUST_CHECK;
WF_API void wf_store_close(wf_store *store);

/* ---- Writing: begin, put any number of facts, commit. ---- */

/** Begin an import. *is_known: these bytes were imported before and not undone: nothing
 * is begun and the caller goes on to the next file; where they come with an earlier time
 * of saving, that is taken. Readings in the course of an import see its own facts. After
 * a failed put: wf_store_abandon. */
WF_API wf_status wf_store_begin(wf_store *store, const wf_store_source *source,
                                bool *is_known, wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_store_put_trust(wf_store *store, const wf_trust *trust,
                                    wf_error *err) WF_MUST_CHECK;
/** WF_E_ARGUMENT where a period cannot be read or a value is not finite. */
WF_API wf_status wf_store_put_observations(wf_store *store,
                                           const wf_store_observation *items,
                                           size_t count, wf_error *err) WF_MUST_CHECK;
/** The rows of a CSV file (columns school, kpi, period, value and where there are any
 * cohort and comment, in any order; values as wf_value_read takes them) as observations,
 * in constant memory. Rows that cannot be used are reported in diags with their cell and
 * left out; so are those without a value.
 *  @param stored  may be NULL: how many were put
 *  @return WF_OK; WF_E_FORMAT where a needed column is missing. */
WF_API wf_status wf_store_put_csv(wf_store *store, const wf_input *in, wf_diags *diags,
                                  size_t *stored, wf_error *err) WF_MUST_CHECK;
/** Does the first row name the columns that wf_store_put_csv needs? */
WF_API bool wf_store_is_csv(const wf_input *in);
/** The plan whole, as its JSON; and its KPIs' observations and targets as facts. */
WF_API wf_status wf_store_put_plan(wf_store *store, const wf_plan *plan, wf_str school,
                                   wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_store_put_decision(wf_store *store, const wf_store_decision *decision,
                                       wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_store_commit(wf_store *store, wf_error *err) WF_MUST_CHECK;
/** Take back what was put since wf_store_begin; harmless where nothing was begun. */
WF_API void wf_store_abandon(wf_store *store);

/* ---- A queue of files, for several machines at one store. ---- */

/** Add paths that do not wait already; *added: how many. */
WF_API wf_status wf_store_enqueue(wf_store *store, wf_strs paths, size_t *added,
                                  wf_error *err) WF_MUST_CHECK;
/** Take the next waiting file that nobody else holds; *out is empty where there is none.
 * One import may follow; wf_store_claim_done ends the claim, with its facts, in one
 * transaction. */
WF_API wf_status wf_store_claim(wf_store *store, wf_arena *arena, wf_str *out,
                                wf_error *err) WF_MUST_CHECK;
WF_API wf_status wf_store_claim_done(wf_store *store, bool failed, wf_str message,
                                     wf_error *err) WF_MUST_CHECK;
/** How many files wait, are done, have failed. */
WF_API wf_status wf_store_queue_counts(wf_store *store, size_t out[3],
                                       wf_error *err) WF_MUST_CHECK;

/** Take back the last import that is not undone; *out says which. WF_E_STORE: none. */
WF_API wf_status wf_store_undo(wf_store *store, wf_arena *arena, wf_store_import *out,
                               wf_error *err) WF_MUST_CHECK;

/* ---- Reading: what counts now. Memory is the arena's. ---- */

/** The set-up, newest of each thing. An empty trust where no set-up was imported. */
WF_API wf_status wf_store_trust(wf_store *store, wf_arena *arena, wf_trust *out,
                                wf_error *err) WF_MUST_CHECK;
/** Observations and targets as a panel, ordered by school, kpi, period; each row with its
 * source's name and address. query NULL: all. */
WF_API wf_status wf_store_panel(wf_store *store, const wf_store_query *query,
                                wf_arena *arena, wf_panel *out,
                                wf_error *err) WF_MUST_CHECK;
/** The newest version of each plan (by school, family, academic year), or with
 * `versions` all of them, oldest first. Caller: wf_plans_free. */
WF_API wf_status wf_store_plans(wf_store *store, wf_str school, bool versions,
                                wf_plans *out, wf_error *err) WF_MUST_CHECK;
/** Decisions of a kind (empty: all); those that count, or with `history` all. */
WF_API wf_status wf_store_decisions(wf_store *store, wf_str kind, wf_str school,
                                    bool history, wf_arena *arena,
                                    wf_store_decision **out, size_t *count,
                                    wf_error *err) WF_MUST_CHECK;
/** All facts about one school and KPI, in order of period, then of saving. */
WF_API wf_status wf_store_history(wf_store *store, wf_str school, wf_str kpi,
                                  wf_arena *arena, wf_store_fact **out, size_t *count,
                                  wf_error *err) WF_MUST_CHECK;
/** Imports, newest first. */
WF_API wf_status wf_store_imports(wf_store *store, wf_arena *arena, wf_store_import **out,
                                  size_t *count, wf_error *err) WF_MUST_CHECK;

/** Are these bytes in an import that was not taken back? Asked before a file is read. */
WF_API wf_status wf_store_knows(wf_store *store, const char *sha256, bool *out,
                                wf_error *err) WF_MUST_CHECK;
/** Names that facts use and the set-up does not know: other spellings, other schools.
 * Empty where there is no set-up. */
WF_API wf_status wf_store_unknown_names(wf_store *store, wf_arena *arena,
                                        wf_strs *schools, wf_strs *kpis,
                                        wf_error *err) WF_MUST_CHECK;
/** What the database finds wrong with its own content: WF_E_STORE; else WF_OK. */
WF_API wf_status wf_store_check(wf_store *store, wf_error *err) WF_MUST_CHECK;

/** Everything as CSV files (one a table) and store.json in a folder that exists. */
WF_API wf_status wf_store_export(wf_store *store, const char *folder,
                                 wf_error *err) WF_MUST_CHECK;
/** Copy all imports with their facts into another, empty store. */
WF_API wf_status wf_store_copy(wf_store *from, wf_store *to, wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
