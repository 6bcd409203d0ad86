/*
 * The store in a PostgreSQL database. Values travel in binary, rows come one at a time
 * (PostgreSQL manual, "libpq": Command Execution Functions, Retrieving Query Results
 * Row-by-Row, Functions Associated with the COPY Command; "COPY", binary format).
 */
#include "engine/store/store_db.h"

#ifdef WF_HAVE_POSTGRES

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

enum {
    OID_INT8 = 20,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_FLOAT8 = 701,
    MOST_PARAMS = 16,
    DEFAULT_WAIT = 10,
    COPY_BUFFER = 1 << 16,
    COPY_HEADER = 19,
    MOST_SQL = 8192
};

typedef struct postgres_db {
    store_db base;
    PGconn *connection;
    PGresult *row; /* the row that was given last */
    bool running;  /* a statement whose rows are not all read */
    const char *where;
    const wf_store_options *options;
    wf_arena *arena;
    double wait;
    struct postgres_db *side;
    const store_load *loading;
    size_t used;
    char buffer[COPY_BUFFER];
} postgres_db;

static postgres_db *of(store_db *db)
{
    return (postgres_db *)(void *)db;
}

/* ---- failures */

static wf_status fail_text(wf_error *err, const char *said)
{
    wf_str text = wf_str_trim(wf_str_from(said));
    return wf_fail(err, WF_E_STORE, NULL, "the database failed: %.*s", WF_STR_ARG(text));
}

/* SQLSTATE codes: PostgreSQL manual, appendix "Error Codes". */
static wf_status fail_result(const postgres_db *db, const PGresult *result, wf_error *err)
{
    const char *state =
        result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    if (state != NULL && strcmp(state, "55P03") == 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "another program holds what is to be written; waited %.0f "
                       "seconds: try again when it is done",
                       db->wait);
    if (state != NULL && strncmp(state, "53", 2) == 0 && strcmp(state, "53300") != 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "the database's disk or memory is full: nothing of this was "
                       "stored, and what was stored before is unharmed");
    if (state != NULL && strcmp(state, "42501") == 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "the database does not let this user do that: %s",
                       PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    const char *said =
        result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    return fail_text(err, said != NULL ? said : PQerrorMessage(db->connection));
}

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

/* ---- statements */

static void postgres_end(store_db *base)
{
    postgres_db *db = of(base);
    PQclear(db->row);
    db->row = NULL;
    if (!db->running)
        return;
    for (PGresult *r = PQgetResult(db->connection); r != NULL;
         r = PQgetResult(db->connection))
        PQclear(r);
    db->running = false;
}

static wf_status run_plain(postgres_db *db, const char *sql, ExecStatusType wanted,
                           wf_error *err)
{
    postgres_end(&db->base);
    PGresult *result = PQexec(db->connection, sql);
    wf_status status = WF_OK;
    ExecStatusType got = PQresultStatus(result);
    if (got != wanted && !(wanted == PGRES_COMMAND_OK && got == PGRES_TUPLES_OK) &&
        !(wanted == PGRES_COMMAND_OK && got == PGRES_EMPTY_QUERY))
        status = fail_result(db, result, err);
    PQclear(result);
    return status;
}

static wf_status postgres_script(store_db *base, const char *sql, wf_error *err)
{
    return run_plain(of(base), sql, PGRES_COMMAND_OK, err);
}

static void put_u64(char *out, uint64_t value)
{
    for (int i = 7; i >= 0; i--, value >>= 8)
        out[i] = (char)(value & 0xff);
}

static void put_u32(char *out, uint32_t value)
{
    for (int i = 3; i >= 0; i--, value >>= 8)
        out[i] = (char)(value & 0xff);
}

static uint64_t take_u64(const char *in, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | (unsigned char)in[i];
    return value;
}

typedef struct param_list {
    Oid types[MOST_PARAMS];
    const char *values[MOST_PARAMS];
    int lengths[MOST_PARAMS], formats[MOST_PARAMS];
    char numbers[MOST_PARAMS][8];
} param_list;

static void fill_params(param_list *p, const store_value *params, size_t count)
{
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < count; i++) {
        const store_value *v = &params[i];
        uint64_t bits = (uint64_t)v->i;
        p->formats[i] = 1;
        p->values[i] = p->numbers[i];
        p->lengths[i] = 8;
        switch (v->kind) {
        case STORE_NULL:
            p->values[i] = NULL;
            break;
        case STORE_REAL:
            memcpy(&bits, &v->r, sizeof bits);
            p->types[i] = OID_FLOAT8;
            break;
        case STORE_INT:
            p->types[i] = OID_INT8;
            break;
        case STORE_TEXT:
            p->types[i] = OID_TEXT;
            p->values[i] = v->t.p != NULL ? v->t.p : "";
            p->lengths[i] = (int)v->t.n;
            break;
        }
        put_u64(p->numbers[i], bits);
    }
}

/* ?1 is $1 here. */
static bool with_dollars(const char *sql, char out[MOST_SQL])
{
    size_t n = strlen(sql);
    if (n >= MOST_SQL)
        return false;
    for (size_t i = 0; i <= n; i++)
        if (sql[i] == '?')
            out[i] = '$';
        else
            out[i] = sql[i];
    return true;
}

static wf_status postgres_query(store_db *base, const char *sql,
                                const store_value *params, size_t count, wf_error *err)
{
    postgres_db *db = of(base);
    char text[MOST_SQL];
    param_list p;
    if (count > MOST_PARAMS || !with_dollars(sql, text))
        return wf_fail(err, WF_E_INTERNAL, NULL, "a statement is too long");
    for (size_t i = 0; i < count; i++)
        if (params[i].kind == STORE_TEXT && params[i].t.n > INT32_MAX / 2)
            return wf_fail(err, WF_E_LIMIT, NULL, "a text is too long for the database");
    postgres_end(base);
    fill_params(&p, params, count);
    if (PQsendQueryParams(db->connection, text, (int)count, p.types, p.values, p.lengths,
                          p.formats, 1) != 1)
        return fail_text(err, PQerrorMessage(db->connection));
    db->running = true;
    if (PQsetSingleRowMode(db->connection) != 1)
        return fail_text(err, PQerrorMessage(db->connection));
    return WF_OK;
}

static wf_status postgres_step(store_db *base, bool *has_row, wf_error *err)
{
    postgres_db *db = of(base);
    wf_status status = WF_OK;
    *has_row = false;
    PQclear(db->row);
    db->row = PQgetResult(db->connection);
    if (db->row == NULL) {
        db->running = false;
        return WF_OK;
    }
    ExecStatusType got = PQresultStatus(db->row);
    if (got == PGRES_SINGLE_TUPLE) {
        *has_row = true;
        return WF_OK;
    }
    if (got != PGRES_TUPLES_OK && got != PGRES_COMMAND_OK)
        status = fail_result(db, db->row, err);
    postgres_end(base);
    return status;
}

static store_value postgres_column(store_db *base, size_t i)
{
    const PGresult *row = of(base)->row;
    int at = (int)i;
    store_value out = {.kind = STORE_NULL, .t = WF_STR_EMPTY};
    if (PQgetisnull(row, 0, at))
        return out;
    const char *data = PQgetvalue(row, 0, at);
    size_t n = (size_t)PQgetlength(row, 0, at);
    uint64_t bits = n <= 8 ? take_u64(data, n) : 0;
    switch (PQftype(row, at)) {
    case OID_INT8:
        out.kind = STORE_INT;
        out.i = (int64_t)bits;
        break;
    case OID_INT4:
        out.kind = STORE_INT;
        out.i = (int32_t)(uint32_t)bits;
        break;
    case OID_FLOAT8:
        out.kind = STORE_REAL;
        memcpy(&out.r, &bits, sizeof out.r);
        return out;
    default:
        out.kind = STORE_TEXT;
        out.t = (wf_str){.p = data, .n = n};
        return out;
    }
    out.r = (double)out.i;
    return out;
}

/* ---- connecting */

static void end_connection(postgres_db *db)
{
    PQclear(db->row);
    db->row = NULL;
    PQfinish(db->connection);
    db->connection = NULL;
}

static void postgres_close(store_db *base)
{
    postgres_db *db = of(base);
    if (db->side != NULL)
        end_connection(db->side); /* a side has none of its own */
    db->side = NULL;
    end_connection(db);
}

/* Our tables stand in a schema of their own, unless the address names another
 * (?options=-csearch_path%3Dmine). */
static wf_status choose_schema(postgres_db *db, wf_error *err)
{
    int64_t is_default = 0;
    WF_TRY(store_db_number(
        &db->base,
        "SELECT CASE WHEN current_setting('search_path') = '\"$user\", public'"
        " THEN 1 ELSE 0 END",
        NULL, 0, &is_default, err));
    if (is_default == 0)
        return WF_OK;
    return run_plain(db, "SET search_path TO wayforward", PGRES_COMMAND_OK, err);
}

static wf_status connect_to(postgres_db *db, wf_error *err)
{
    static const char *const names[] = {"dbname", "fallback_application_name",
                                        "client_encoding", "connect_timeout", NULL};
    const char *const values[] = {db->where, "wayforward", "UTF8", "20", NULL};
    db->connection = PQconnectdbParams(names, values, 1);
    if (db->connection == NULL)
        return wf_fail_memory(err);
    if (PQstatus(db->connection) != CONNECTION_OK)
        return wf_fail(
            err, WF_E_STORE, NULL, "the database cannot be reached: %.*s",
            WF_STR_ARG(wf_str_trim(wf_str_from(PQerrorMessage(db->connection)))));
    (void)PQsetNoticeReceiver(db->connection, ignore_notice, NULL);
    return choose_schema(db, err);
}

static wf_status postgres_open(const char *where, const wf_store_options *options,
                               wf_arena *arena, store_db **out, wf_error *err)
{
    postgres_db *db = wf_arena_alloc(arena, sizeof *db);
    wf_str copy = WF_STR_EMPTY;
    if (db == NULL || wf_arena_str(arena, wf_str_from(where), &copy) != WF_OK)
        return wf_fail_memory(err);
    db->base = (store_db){.driver = &store_postgres, .scratch = arena};
    db->arena = arena;
    db->where = copy.p;
    db->wait = options->wait > 0 && options->wait < 86400 ? options->wait : DEFAULT_WAIT;
    wf_status status = connect_to(db, err);
    if (status != WF_OK) {
        postgres_close(&db->base);
        return status;
    }
    *out = &db->base;
    return WF_OK;
}

static wf_status postgres_side(store_db *base, store_db **out, wf_error *err)
{
    postgres_db *db = of(base);
    const wf_store_options options = {.wait = db->wait};
    store_db *side = NULL;
    if (db->side == NULL) {
        WF_TRY(postgres_open(db->where, &options, db->arena, &side, err));
        db->side = of(side);
    }
    *out = &db->side->base;
    return WF_OK;
}

static wf_status postgres_is_new(store_db *base, bool *out, wf_error *err)
{
    int64_t found = 0;
    WF_TRY(store_db_number(base,
                           "SELECT CASE WHEN to_regclass('schema_version') IS NULL THEN 0"
                           " ELSE 1 END",
                           NULL, 0, &found, err));
    *out = found == 0;
    return WF_OK;
}

static wf_status postgres_claim(store_db *base, wf_error *err)
{
    (void)base;
    (void)err;
    return WF_OK;
}

/* ---- transactions */

static wf_status postgres_begin(store_db *base, bool write, wf_error *err)
{
    postgres_db *db = of(base);
    char sql[96];
    if (!write)
        return run_plain(db, "BEGIN ISOLATION LEVEL REPEATABLE READ", PGRES_COMMAND_OK,
                         err);
    (void)snprintf(sql, sizeof sql, "BEGIN; SET LOCAL lock_timeout = %ld",
                   (long)(db->wait * 1000));
    return run_plain(db, sql, PGRES_COMMAND_OK, err);
}

static wf_status postgres_commit(store_db *base, wf_error *err)
{
    postgres_db *db = of(base);
    postgres_end(base);
    /* COMMIT of a transaction that has failed is a rollback, and says so only in its tag.
     */
    PGresult *result = PQexec(db->connection, "COMMIT");
    wf_status status = WF_OK;
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        status = fail_result(db, result, err);
    else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
        status = wf_fail(err, WF_E_STORE, NULL, "the database took the import back");
    PQclear(result);
    return status;
}

static void end_copy(postgres_db *db, const char *why)
{
    if (db->loading == NULL)
        return;
    (void)PQputCopyEnd(db->connection, why);
    db->loading = NULL;
    db->running = true;
    postgres_end(&db->base);
}

static void postgres_rollback(store_db *base)
{
    postgres_db *db = of(base);
    end_copy(db, "given up");
    postgres_end(base);
    PQclear(PQexec(db->connection, "ROLLBACK"));
}

/* ---- loading rows: COPY in binary */

static wf_status flush(postgres_db *db, wf_error *err)
{
    if (db->used > 0 && PQputCopyData(db->connection, db->buffer, (int)db->used) != 1)
        return fail_text(err, PQerrorMessage(db->connection));
    db->used = 0;
    return WF_OK;
}

static wf_status put_bytes(postgres_db *db, const char *data, size_t n, wf_error *err)
{
    if (n > sizeof db->buffer - db->used)
        WF_TRY(flush(db, err));
    if (n > sizeof db->buffer) {
        if (n > INT32_MAX || PQputCopyData(db->connection, data, (int)n) != 1)
            return fail_text(err, PQerrorMessage(db->connection));
        return WF_OK;
    }
    memcpy(db->buffer + db->used, data, n);
    db->used += n;
    return WF_OK;
}

static wf_status postgres_load_start(store_db *base, const store_load *load,
                                     wf_error *err)
{
    static const char header[COPY_HEADER + 1] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";
    postgres_db *db = of(base);
    char sql[2048];
    size_t n = (size_t)snprintf(sql, sizeof sql, "COPY %s (", load->table);
    for (size_t i = 0; i < load->count && n < sizeof sql; i++)
        n += (size_t)snprintf(sql + n, sizeof sql - n, "%s%s", i > 0 ? ", " : "",
                              load->columns[i]);
    if (n < sizeof sql)
        n += (size_t)snprintf(sql + n, sizeof sql - n, ") FROM STDIN (FORMAT binary)");
    if (n >= sizeof sql)
        return wf_fail(err, WF_E_INTERNAL, NULL, "too many columns in %s", load->table);
    WF_TRY(run_plain(db, sql, PGRES_COPY_IN, err));
    db->loading = load;
    db->used = 0;
    return put_bytes(db, header, COPY_HEADER, err);
}

static wf_status put_value(postgres_db *db, const store_value *v, wf_error *err)
{
    char bytes[12];
    uint64_t bits = (uint64_t)v->i;
    switch (v->kind) {
    case STORE_NULL:
        put_u32(bytes, UINT32_MAX);
        return put_bytes(db, bytes, 4, err);
    case STORE_TEXT:
        if (v->t.n > INT32_MAX / 2)
            return wf_fail(err, WF_E_LIMIT, NULL, "a text is too long for the database");
        put_u32(bytes, (uint32_t)v->t.n);
        WF_TRY(put_bytes(db, bytes, 4, err));
        return put_bytes(db, v->t.p, v->t.n, err);
    case STORE_REAL:
        memcpy(&bits, &v->r, sizeof bits);
        break;
    case STORE_INT:
        break;
    }
    put_u32(bytes, 8);
    put_u64(bytes + 4, bits);
    return put_bytes(db, bytes, sizeof bytes, err);
}

static wf_status postgres_load_row(store_db *base, const store_value *values,
                                   wf_error *err)
{
    postgres_db *db = of(base);
    size_t count = db->loading->count;
    const char head[2] = {(char)(count >> 8), (char)(count & 0xff)};
    WF_TRY(put_bytes(db, head, sizeof head, err));
    for (size_t i = 0; i < count; i++)
        WF_TRY(put_value(db, &values[i], err));
    return WF_OK;
}

static wf_status postgres_load_finish(store_db *base, wf_error *err)
{
    static const char trailer[2] = {(char)0xff, (char)0xff};
    postgres_db *db = of(base);
    if (db->loading == NULL)
        return WF_OK;
    wf_status status = put_bytes(db, trailer, sizeof trailer, err);
    if (status == WF_OK)
        status = flush(db, err);
    if (status != WF_OK) {
        end_copy(db, "given up");
        return status;
    }
    db->loading = NULL;
    if (PQputCopyEnd(db->connection, NULL) != 1)
        return fail_text(err, PQerrorMessage(db->connection));
    PGresult *result = PQgetResult(db->connection);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        status = fail_result(db, result, err);
    PQclear(result);
    db->running = true;
    postgres_end(base);
    return status;
}

static wf_status postgres_check(store_db *base, wf_error *err)
{
    int64_t lost = 0;
    WF_TRY(store_db_number(base,
                           "SELECT count(*) FROM (SELECT DISTINCT trust, import FROM"
                           " observations) o WHERE NOT EXISTS (SELECT 1 FROM imports i"
                           " WHERE i.trust = o.trust AND i.id = o.import)",
                           NULL, 0, &lost, err));
    if (lost > 0)
        return wf_fail(err, WF_E_STORE, NULL, "the store has facts without their import");
    return WF_OK;
}

static const store_word words[] = {
    {"clustered", ""},
    {"own_schema", "SELECT pg_advisory_xact_lock(8246736);"
                   "CREATE SCHEMA IF NOT EXISTS wayforward"},
    {"numbers", "CREATE SEQUENCE import_numbers; CREATE SEQUENCE name_numbers"},
    {"queue_numbers", "CREATE SEQUENCE queue_numbers"},
    {"next_import", "nextval('import_numbers')"},
    {"next_name", "nextval('name_numbers')"},
    {"next_queued", "nextval('queue_numbers')"},
    {"skip_locked", " FOR UPDATE SKIP LOCKED"},
    {"analyse_meant", "ANALYZE meant"},
    {NULL, NULL},
};

const store_driver store_postgres = {
    .name = "PostgreSQL",
    .words = words,
    .open = postgres_open,
    .close = postgres_close,
    .is_new = postgres_is_new,
    .claim = postgres_claim,
    .script = postgres_script,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .query = postgres_query,
    .step = postgres_step,
    .column = postgres_column,
    .end = postgres_end,
    .load_start = postgres_load_start,
    .load_row = postgres_load_row,
    .load_finish = postgres_load_finish,
    .side = postgres_side,
    .check = postgres_check,
};
#else
typedef int store_without_postgres; /* a file is never empty */
#endif
