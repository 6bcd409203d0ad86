#ifndef WF_STORE_PARTS_H
#define WF_STORE_PARTS_H
/* The inside of a store, for the files of this folder. */
#include "engine/store/names.h"
#include "engine/store/tables.h"

/* What the names mean by the set-up that counts: numbers in the order of the texts. */
typedef struct store_meant {
    wf_arena *arena;
    wf_str *schools, *kpis;
    size_t school_count, kpi_count;
    wf_trust setup; /* its schools and KPIs */
} store_meant;

struct wf_store {
    wf_arena *arena;
    wf_arena *scratch; /* for one call */
    store_db *db;
    wf_str trust, by;
    wf_str where; /* for messages: without a password */
    bool read_only;
    bool writing;   /* an import is begun */
    bool claimed;   /* within the claim of a file of the queue */
    int64_t queued; /* that file's number */
    store_load loads[TABLES];
    int loading; /* the table that rows are being loaded into; -1 */
    int64_t import;
    int64_t seq[TABLES]; /* rows of this import */
    store_names names;
    store_meant meant;
};

/** The failure with the store's name in it. */
wf_status store_fail(const wf_store *store, wf_error *err, wf_status status);

/** End the loading that goes on, so that another statement can run. */
wf_status store_settle(wf_store *store, wf_error *err) WF_MUST_CHECK;

/** Begin to read one state of the store; *own_out: store_read_end has to end it. */
wf_status store_read_begin(wf_store *store, bool *own_out, wf_error *err) WF_MUST_CHECK;
/** End reading; returns `status`, or what failed now. */
wf_status store_read_end(wf_store *store, bool own, wf_status status, wf_error *err);

/** Rows of a table in the import that is begun. `items` are the table's structs. */
wf_status store_put_rows(wf_store *store, store_table_id id, const void *items,
                         size_t count, wf_error *err) WF_MUST_CHECK;

/** The rows that a statement gives, as the table's structs. Its columns are those of
 * store_table_list, in that order; names are looked up. */
typedef struct store_statement {
    const char *sql;
    const store_value *params;
    size_t count;
} store_statement;
typedef struct store_rows {
    void *items;
    size_t count;
} store_rows;
wf_status store_read_rows(wf_store *store, store_table_id id,
                          const store_statement *statement, wf_arena *arena,
                          store_rows *out, wf_error *err) WF_MUST_CHECK;

/** The set-up's rows of one table: of the newest set-up that has any. */
wf_status store_read_section(wf_store *store, store_table_id id, wf_arena *arena,
                             void **out, size_t *count, wf_error *err) WF_MUST_CHECK;

/** The statement that gives one import's rows of a table: seq, then its columns; ?1 the
 * trust, ?2 the import. In `arena`. */
wf_status store_rows_of_import(store_table_id id, wf_arena *arena, const char **out,
                               wf_error *err) WF_MUST_CHECK;

/** Within store_read_begin: work out what the names mean, and fill the table `meant`
 * (id, school, kpi) with it. */
wf_status store_meant_make(wf_store *store, wf_error *err) WF_MUST_CHECK;
/** The number of what a school's or KPI's name means; -1 where nothing is known of it. */
int64_t store_meant_school(const wf_store *store, wf_str name);
int64_t store_meant_kpi(const wf_store *store, wf_str name);

/** The columns of an import, in the order that store_import_read takes them. */
#define STORE_IMPORT_COLUMNS                                                             \
    "i.id, i.name, i.sha256, i.size, i.saved, i.kind, i.at, i.by_whom, i.observations,"  \
    " i.plans, i.decisions, i.schools, i.kpis, i.undone, i.undone_by"
enum {
    STORE_IMPORT_COLUMN_COUNT = 15
};
/** The import in the columns from `first` on of the row that a statement gave. */
wf_status store_import_read(wf_store *store, size_t first, wf_arena *arena,
                            wf_store_import *out, wf_error *err) WF_MUST_CHECK;

#endif
