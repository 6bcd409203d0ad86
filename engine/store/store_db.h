#ifndef WF_STORE_DB_H
#define WF_STORE_DB_H
/*
 * What the store needs of a database: a table of functions, one for SQLite and one for
 * PostgreSQL. Statements are the same text for both; parameters are ?1, ?2, ... and what
 * the two cannot say alike stands in braces and is looked up in the driver's words.
 * One statement runs at a time on a connection; its rows are read to the end, or ended,
 * before the next.
 */
#include "wayforward/arena.h"
#include "wayforward/store.h"

typedef enum store_kind {
    STORE_NULL,
    STORE_INT,
    STORE_REAL,
    STORE_TEXT
} store_kind;

typedef struct store_value {
    store_kind kind;
    int64_t i;
    double r;
    wf_str t; /* of a column: valid until the next step */
} store_value;

static inline store_value store_int(int64_t i)
{
    return (store_value){.kind = STORE_INT, .i = i};
}
static inline store_value store_real(double r)
{
    return (store_value){.kind = STORE_REAL, .r = r};
}
static inline store_value store_text(wf_str t)
{
    return (store_value){.kind = STORE_TEXT, .t = t};
}
static inline store_value store_null(void)
{
    return (store_value){.kind = STORE_NULL};
}

typedef struct store_word {
    const char *name, *text;
} store_word;

/* A table and its columns, for loading many rows. */
typedef struct store_load {
    const char *table;
    const char *const *columns;
    size_t count;
} store_load;

enum {
    STORE_MOST_COLUMNS = 40
};

typedef struct store_db store_db;

typedef struct store_driver {
    const char *name;
    const store_word *words; /* ends with a NULL name */
    /** Connect; the database's own settings, no schema yet. `arena` outlives the
     * connection. */
    wf_status (*open)(const char *where, const wf_store_options *options, wf_arena *arena,
                      store_db **out, wf_error *err);
    void (*close)(store_db *db);
    /** Is there nothing in it yet? WF_E_STORE where it belongs to something else. */
    wf_status (*is_new)(store_db *db, bool *out, wf_error *err);
    /** After the schema is made: marks that tell whose file it is. */
    wf_status (*claim)(store_db *db, wf_error *err);
    /** Statements without parameters or results, one after the other. */
    wf_status (*script)(store_db *db, const char *sql, wf_error *err);
    /** Begin a transaction that writes, or one that reads and sees one state. */
    wf_status (*begin)(store_db *db, bool write, wf_error *err);
    wf_status (*commit)(store_db *db, wf_error *err);
    void (*rollback)(store_db *db);
    wf_status (*query)(store_db *db, const char *sql, const store_value *params,
                       size_t count, wf_error *err);
    wf_status (*step)(store_db *db, bool *has_row, wf_error *err);
    store_value (*column)(store_db *db, size_t i);
    /** End a statement early; harmless where none runs. */
    void (*end)(store_db *db);
    /** Load rows: start, any number of rows, finish. No other statement in between,
     * except on the side connection. */
    wf_status (*load_start)(store_db *db, const store_load *load, wf_error *err);
    wf_status (*load_row)(store_db *db, const store_value *values, wf_error *err);
    wf_status (*load_finish)(store_db *db, wf_error *err);
    /** The connection for what is settled at once, apart from the transaction: the same
     * one where there can only be one. */
    wf_status (*side)(store_db *db, store_db **out, wf_error *err);
    /** What the database itself finds wrong with its content. */
    wf_status (*check)(store_db *db, wf_error *err);
} store_driver;

/* Each driver's connection begins with this. */
struct store_db {
    const store_driver *driver;
    wf_arena *scratch; /* for statement texts: reset after each use */
};

extern const store_driver store_sqlite;
#ifdef WF_HAVE_POSTGRES
extern const store_driver store_postgres;
#endif

/** The text with the driver's words for what stands in braces. In `arena`. */
wf_status store_db_words(const store_driver *driver, wf_arena *arena, const char *sql,
                         const char **out, wf_error *err) WF_MUST_CHECK;

/** Words, then the driver's function. */
wf_status store_db_script(store_db *db, const char *sql, wf_error *err) WF_MUST_CHECK;
wf_status store_db_query(store_db *db, const char *sql, const store_value *params,
                         size_t count, wf_error *err) WF_MUST_CHECK;
/** A statement without rows. */
wf_status store_db_run(store_db *db, const char *sql, const store_value *params,
                       size_t count, wf_error *err) WF_MUST_CHECK;
/** The first column of the first row as a number; `otherwise` where there is no row. */
wf_status store_db_number(store_db *db, const char *sql, const store_value *params,
                          size_t count, int64_t *out, wf_error *err) WF_MUST_CHECK;

static inline wf_status store_db_step(store_db *db, bool *has_row, wf_error *err)
{
    return db->driver->step(db, has_row, err);
}
static inline int64_t store_db_int(store_db *db, size_t i)
{
    return db->driver->column(db, i).i;
}
static inline void store_db_end(store_db *db)
{
    db->driver->end(db);
}

#endif
