/*
 * The store in one SQLite file. A rollback journal, not a write-ahead log: at rest the
 * store is the one file that was promised, can be copied with any tool, and works on a
 * shared drive; the journal and the note of who writes stand beside it only during an
 * import. SQLite manual, "Atomic Commit In SQLite", "PRAGMA synchronous" (EXTRA: the
 * journal's removal is on the disk, too, before a commit is told).
 */
#include "engine/base/platform.h"
#include "engine/base/platform_who.h"
#include "engine/base/platform_worker.h"
#include "engine/store/store_db.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* "WFst": PRAGMA application_id, so that other programs and we know whose file it is. */
#define APPLICATION_ID 0x57467374
enum {
    LOADS = 16,
    DEFAULT_WAIT = 10,
    NOTE_CHARS = 1024
};

typedef struct sqlite_load {
    const store_load *load;
    sqlite3_stmt *statement;
} sqlite_load;

typedef struct sqlite_db {
    store_db base;
    sqlite3 *handle;
    sqlite3_stmt *running;
    bool writing;
    sqlite_load loads[LOADS];
    size_t load_count;
    sqlite_load *loading;
    int64_t wait, waiting_since; /* milliseconds */
    const char *by;
    const char *note; /* the file that says who writes */
} sqlite_db;

static sqlite_db *of(store_db *db)
{
    return (sqlite_db *)(void *)db;
}

/* ---- failures */

static wf_status fail_busy(const sqlite_db *db, wf_error *err)
{
    char note[NOTE_CHARS];
    size_t n = db->note != NULL ? wf_platform_read_note(db->note, note, sizeof note) : 0;
    if (n == 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "another program holds the store; try again when it is done");
    return wf_fail(err, WF_E_STORE, NULL,
                   "the store is held by %s; try again when it is "
                   "done",
                   note);
}

static wf_status fail_sqlite(const sqlite_db *db, int code, wf_error *err)
{
    int exactly = db->handle != NULL ? sqlite3_extended_errcode(db->handle) : code;
    const char *said =
        db->handle != NULL ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code);
    if (code == SQLITE_FULL || exactly == SQLITE_IOERR_WRITE ||
        exactly == SQLITE_IOERR_FSYNC)
        return wf_fail(err, WF_E_STORE, NULL,
                       "the disk is full or cannot be written: nothing of this was "
                       "stored, and what was stored before is unharmed");
    switch (code) {
    case SQLITE_NOMEM:
        return wf_fail_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_busy(db, err);
    case SQLITE_NOTADB:
        return wf_fail(err, WF_E_STORE, NULL,
                       "the file is not a store of Wayforward (not an SQLite file)");
    case SQLITE_CORRUPT:
        return wf_fail(err, WF_E_STORE, NULL,
                       "the store is damaged (%s): take the last "
                       "copy of it",
                       said);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return wf_fail(err, WF_E_STORE, NULL,
                       "the store cannot be written: you may only read it");
    case SQLITE_CANTOPEN:
        return wf_fail(err, WF_E_STORE, NULL,
                       "the store cannot be opened: is there such a file, in a folder "
                       "that you may write to?");
    default:
        return wf_fail(err, WF_E_STORE, NULL, "the store failed: %s", said);
    }
}

static wf_status check(const sqlite_db *db, int code, wf_error *err)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return WF_OK;
    return fail_sqlite(db, code & 0xff, err);
}

/* ---- connecting */

/* SQLite's own waiting grows to a tenth of a second: who imports many files one after
 * the other would hold the store against all others. Short steps find the gaps. */
static int wait_a_little(void *context, int times)
{
    sqlite_db *db = context;
    int64_t now = wf_platform_milliseconds();
    if (times == 0)
        db->waiting_since = now;
    if (now - db->waiting_since >= db->wait)
        return 0;
    (void)sqlite3_sleep(times < 5 ? 1 : 3);
    return 1;
}

static wf_status set_up(sqlite_db *db, const wf_store_options *options, wf_error *err)
{
    double wait = options->wait > 0 ? options->wait : DEFAULT_WAIT;
    if (wait > 86400)
        wait = 86400;
    sqlite3 *h = db->handle;
    db->wait = (int64_t)(wait * 1000);
    (void)sqlite3_busy_handler(h, wait_a_little, db);
    /* A file may come from anybody: nothing in it may call functions of ours. */
    (void)sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    (void)sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    return check(db,
                 sqlite3_exec(h,
                              "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
                              "PRAGMA synchronous = EXTRA; PRAGMA cache_size = -65536;",
                              NULL, NULL, NULL),
                 err);
}

static wf_status open_handle(sqlite_db *db, const char *where,
                             const wf_store_options *options, wf_error *err)
{
    /* Also for reading the file is opened for writing where that is allowed: what an
     * interrupted import left is rolled back by the next who opens it. */
    int flags = SQLITE_OPEN_READWRITE | (options->create ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(where, &db->handle, flags, NULL);
    if (code == SQLITE_CANTOPEN && options->read_only && !options->create) {
        (void)sqlite3_close_v2(db->handle);
        db->handle = NULL;
        code = sqlite3_open_v2(where, &db->handle, SQLITE_OPEN_READONLY, NULL);
    }
    if (code == SQLITE_CANTOPEN && wf_platform_file_kind(where) == WF_FILE_ABSENT &&
        !options->create)
        return wf_fail(err, WF_E_STORE, NULL,
                       "there is no store here yet; wayforward import makes one");
    return check(db, code, err);
}

static void sqlite_close(store_db *base)
{
    sqlite_db *db = of(base);
    for (size_t i = 0; i < db->load_count; i++)
        (void)sqlite3_finalize(db->loads[i].statement);
    (void)sqlite3_finalize(db->running);
    (void)sqlite3_close_v2(db->handle);
    if (db->writing)
        wf_platform_remove(db->note);
    db->handle = NULL;
    db->running = NULL;
    db->load_count = 0;
    db->writing = false;
}

static wf_status sqlite_open(const char *where, const wf_store_options *options,
                             wf_arena *arena, store_db **out, wf_error *err)
{
    sqlite_db *db = wf_arena_alloc(arena, sizeof *db);
    wf_str by = WF_STR_EMPTY;
    wf_str note = WF_STR_EMPTY;
    if (db == NULL || wf_arena_printf(arena, &note, "%s-held", where) != WF_OK ||
        wf_arena_str(arena, wf_str_from(options->by), &by) != WF_OK)
        return wf_fail_memory(err);
    *db = (sqlite_db){
        .base = {.driver = &store_sqlite, .scratch = arena}, .by = by.p, .note = note.p};
    wf_status status = open_handle(db, where, options, err);
    if (status == WF_OK)
        status = set_up(db, options, err);
    if (status != WF_OK) {
        sqlite_close(&db->base);
        return status;
    }
    *out = &db->base;
    return WF_OK;
}

/* ---- statements */

static void sqlite_end(store_db *base)
{
    sqlite_db *db = of(base);
    (void)sqlite3_finalize(db->running);
    db->running = NULL;
}

static int bind_all(sqlite3_stmt *statement, const store_value *values, size_t count,
                    sqlite3_destructor_type keep)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
        const store_value *v = &values[i];
        int at = (int)i + 1;
        switch (v->kind) {
        case STORE_NULL:
            code = sqlite3_bind_null(statement, at);
            break;
        case STORE_INT:
            code = sqlite3_bind_int64(statement, at, v->i);
            break;
        case STORE_REAL:
            code = sqlite3_bind_double(statement, at, v->r);
            break;
        case STORE_TEXT:
            code = sqlite3_bind_text64(statement, at, v->t.p, v->t.n, keep, SQLITE_UTF8);
            break;
        }
    }
    return code;
}

static wf_status sqlite_query(store_db *base, const char *sql, const store_value *params,
                              size_t count, wf_error *err)
{
    sqlite_db *db = of(base);
    sqlite_end(base);
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &db->running, NULL);
    if (code == SQLITE_OK)
        code = bind_all(db->running, params, count, SQLITE_TRANSIENT);
    wf_status status = check(db, code, err);
    if (status != WF_OK)
        sqlite_end(base);
    return status;
}

static wf_status sqlite_step(store_db *base, bool *has_row, wf_error *err)
{
    sqlite_db *db = of(base);
    int code = sqlite3_step(db->running);
    *has_row = code == SQLITE_ROW;
    wf_status status = check(db, code, err);
    if (!*has_row)
        sqlite_end(base);
    return status;
}

static store_value sqlite_column(store_db *base, size_t i)
{
    sqlite3_stmt *statement = of(base)->running;
    int at = (int)i;
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
        return (store_value){.kind = STORE_INT,
                             .i = sqlite3_column_int64(statement, at),
                             .r = sqlite3_column_double(statement, at),
                             .t = WF_STR_EMPTY};
    case SQLITE_FLOAT:
        return (store_value){.kind = STORE_REAL,
                             .r = sqlite3_column_double(statement, at),
                             .t = WF_STR_EMPTY};
    case SQLITE_NULL:
        return (store_value){.kind = STORE_NULL, .t = WF_STR_EMPTY};
    default:
        break;
    }
    const unsigned char *text = sqlite3_column_text(statement, at);
    int n = sqlite3_column_bytes(statement, at);
    wf_str t = {.p = text != NULL ? (const char *)text : "", .n = (size_t)n};
    return (store_value){.kind = STORE_TEXT, .t = t};
}

static wf_status sqlite_script(store_db *base, const char *sql, wf_error *err)
{
    sqlite_db *db = of(base);
    return check(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL), err);
}

static wf_status pragma_number(store_db *base, const char *sql, int64_t *out,
                               wf_error *err)
{
    *out = 0;
    return store_db_number(base, sql, NULL, 0, out, err);
}

static wf_status sqlite_is_new(store_db *base, bool *out, wf_error *err)
{
    int64_t id = 0;
    int64_t tables = 0;
    WF_TRY(pragma_number(base, "PRAGMA application_id", &id, err));
    WF_TRY(pragma_number(base, "SELECT count(*) FROM sqlite_schema", &tables, err));
    if (id != APPLICATION_ID && (id != 0 || tables != 0))
        return wf_fail(err, WF_E_STORE, NULL,
                       "the file is an SQLite database of another program, not a store "
                       "of Wayforward");
    *out = tables == 0;
    return WF_OK;
}

static wf_status sqlite_claim(store_db *base, wf_error *err)
{
    char sql[64];
    (void)snprintf(sql, sizeof sql, "PRAGMA application_id = %d", APPLICATION_ID);
    return sqlite_script(base, sql, err);
}

/* ---- transactions */

static void say_who(const sqlite_db *db)
{
    char host[WF_WHO_CHARS];
    char note[NOTE_CHARS];
    int64_t seconds = wf_platform_seconds();
    char day[11];
    int64_t minutes = seconds / 60 % 1440;
    int n = snprintf(note, sizeof note,
                     "process %llu on %s (%s, since %s %02d:%02d:%02d UTC)",
                     (unsigned long long)wf_platform_process(), wf_platform_host(host),
                     db->by, wf_date_iso((wf_date)(seconds / 86400), day),
                     (int)(minutes / 60), (int)(minutes % 60), (int)(seconds % 60));
    if (n > 0)
        (void)wf_platform_leave_note(
            db->note, (wf_str){.p = note, .n = (size_t)n < sizeof note ? (size_t)n : 0});
}

static wf_status sqlite_begin(store_db *base, bool write, wf_error *err)
{
    sqlite_db *db = of(base);
    WF_TRY(sqlite_script(base, write ? "BEGIN IMMEDIATE" : "BEGIN", err));
    db->writing = write;
    if (write)
        say_who(db);
    return WF_OK;
}

/* The note goes before the lock does: it must not take away the next writer's. */
static void forget_who(sqlite_db *db)
{
    if (db->writing)
        wf_platform_remove(db->note);
    db->writing = false;
}

static wf_status sqlite_commit(store_db *base, wf_error *err)
{
    sqlite_db *db = of(base);
    sqlite_end(base);
    forget_who(db);
    return sqlite_script(base, "COMMIT", err);
}

static void sqlite_rollback(store_db *base)
{
    sqlite_db *db = of(base);
    sqlite_end(base);
    forget_who(db);
    if (!sqlite3_get_autocommit(db->handle))
        (void)sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- loading rows */

static wf_status prepare_load(sqlite_db *db, sqlite_load *slot, const store_load *load,
                              wf_error *err)
{
    char sql[2048];
    size_t n = (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s (", load->table);
    for (size_t i = 0; i < load->count && n < sizeof sql; i++)
        n += (size_t)snprintf(sql + n, sizeof sql - n, "%s%s", i > 0 ? ", " : "",
                              load->columns[i]);
    for (size_t i = 0; i < load->count && n < sizeof sql; i++)
        n += (size_t)snprintf(sql + n, sizeof sql - n, "%s",
                              i > 0 ? ", ?" : ") VALUES (?");
    if (n + 2 > sizeof sql)
        return wf_fail(err, WF_E_INTERNAL, NULL, "too many columns in %s", load->table);
    sql[n] = ')';
    sql[n + 1] = '\0';
    slot->load = load;
    return check(db,
                 sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                    &slot->statement, NULL),
                 err);
}

static wf_status sqlite_load_start(store_db *base, const store_load *load, wf_error *err)
{
    sqlite_db *db = of(base);
    for (size_t i = 0; i < db->load_count; i++)
        if (db->loads[i].load == load) {
            db->loading = &db->loads[i];
            return WF_OK;
        }
    if (db->load_count == LOADS)
        return wf_fail(err, WF_E_INTERNAL, NULL, "too many tables are being loaded");
    WF_TRY(prepare_load(db, &db->loads[db->load_count], load, err));
    db->loading = &db->loads[db->load_count++];
    return WF_OK;
}

static wf_status sqlite_load_row(store_db *base, const store_value *values, wf_error *err)
{
    sqlite_db *db = of(base);
    sqlite3_stmt *statement = db->loading->statement;
    int code = bind_all(statement, values, db->loading->load->count, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    wf_status status = check(db, code, err);
    (void)sqlite3_reset(statement);
    return status;
}

static wf_status sqlite_load_finish(store_db *base, wf_error *err)
{
    (void)err;
    of(base)->loading = NULL;
    return WF_OK;
}

static wf_status sqlite_side(store_db *base, store_db **out, wf_error *err)
{
    (void)err;
    *out = base;
    return WF_OK;
}

static wf_status sqlite_check(store_db *base, wf_error *err)
{
    bool has_row = false;
    WF_TRY(sqlite_query(base, "PRAGMA integrity_check(1)", NULL, 0, err));
    WF_TRY(sqlite_step(base, &has_row, err));
    wf_str said = has_row ? sqlite_column(base, 0).t : WF_STR_EMPTY;
    wf_status status = WF_OK;
    if (!wf_str_eq(said, WF_STR("ok")))
        status = wf_fail(err, WF_E_STORE, NULL, "the store is damaged: %.*s",
                         WF_STR_ARG(said));
    sqlite_end(base);
    WF_TRY(status);
    WF_TRY(sqlite_query(base, "PRAGMA foreign_key_check", NULL, 0, err));
    WF_TRY(sqlite_step(base, &has_row, err));
    sqlite_end(base);
    if (has_row)
        return wf_fail(err, WF_E_STORE, NULL, "the store has facts without their import");
    return WF_OK;
}

static const store_word words[] = {
    {"clustered", " WITHOUT ROWID"},
    {"own_schema", ""},
    {"numbers", ""},
    {"queue_numbers", ""},
    {"next_import", "(SELECT coalesce(max(id), 0) + 1 FROM imports WHERE trust = ?1)"},
    {"next_name", "(SELECT coalesce(max(id), 0) + 1 FROM names WHERE trust = ?1)"},
    {"next_queued", "(SELECT coalesce(max(id), 0) + 1 FROM queue WHERE trust = ?1)"},
    {"skip_locked", ""},
    {"analyse_meant", ""},
    {NULL, NULL},
};

const store_driver store_sqlite = {
    .name = "SQLite",
    .words = words,
    .open = sqlite_open,
    .close = sqlite_close,
    .is_new = sqlite_is_new,
    .claim = sqlite_claim,
    .script = sqlite_script,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .query = sqlite_query,
    .step = sqlite_step,
    .column = sqlite_column,
    .end = sqlite_end,
    .load_start = sqlite_load_start,
    .load_row = sqlite_load_row,
    .load_finish = sqlite_load_finish,
    .side = sqlite_side,
    .check = sqlite_check,
};
