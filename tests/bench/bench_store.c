/*
 * A million observations from a CSV file into a store, beside a bare prepared insert
 * (SQLite) or a bare COPY (PostgreSQL) of the same rows into the same tables:
 *   bench_store make FILE ROWS
 *   bench_store load FILE STORE      the store's own way, from the bytes of the file
 *   bench_store bare FILE STORE      the rows are parsed beforehand and not timed
 * Prints rows a second by the clock, with the processor time of this process.
 */
#include "wayforward/csv.h"
#include "wayforward/pipeline.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct row {
    long long school, kpi, period;
    double value, cohort;
    char at[16];
} row;

static const char *const kpi_names[] = {
    "Attendance",        "Persistent absence",        "Suspensions",
    "Reading expected",  "Writing expected",          "Mathematics expected",
    "Phonics year 1",    "Good level of development", "Pupils with a plan on time",
    "Staff absence days"};
enum {
    KPIS = 10,
    PERIODS = 50
};

static double now(clockid_t clock)
{
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int fail(const char *what)
{
    (void)fprintf(stderr, "bench_store: %s\n", what);
    return 1;
}

static int fail_error(const wf_error *err)
{
    char text[1024];
    return fail(wf_error_describe(err, text, sizeof text));
}

/* Period by period, school by school: how a trust's or council's export stands. */
static int make(const char *file, long rows)
{
    FILE *out = fopen(file, "w");
    long schools = (rows + PERIODS * KPIS - 1) / (PERIODS * KPIS);
    unsigned seed = 1;
    if (out == NULL)
        return fail("the file cannot be made");
    (void)fprintf(out, "school,kpi,period,value,cohort\n");
    for (long i = 0; i < rows; i++) {
        long period = i / (schools * KPIS);
        long school = i / KPIS % schools;
        seed = seed * 1664525u + 1013904223u;
        (void)fprintf(
            out, "Primary School of Saint Number %ld,%s,20%02ld-%02ld/T%ld,%u.%u,%u\n",
            school, kpi_names[i % KPIS], 18 + period / 6, 19 + period / 6, period % 6 + 1,
            20 + (seed >> 8) % 80, (seed >> 16) % 10, 5 + (seed >> 20) % 400);
    }
    return fclose(out) == 0 ? 0 : fail("the file cannot be written");
}

static void say(const char *what, size_t rows, double wall, double cpu)
{
    printf("%-28s %9zu rows  %7.3f s  %9.0f rows/s  processor %.3f s\n", what, rows, wall,
           (double)rows / wall, cpu);
}

static int load(const char *file, const char *where)
{
    wf_error err = WF_ERROR_INIT;
    wf_store_options options = {.by = "bench", .create = true};
    wf_store *store = NULL;
    wf_input in = {0};
    bool is_known = false;
    size_t stored = 0;
    double wall = now(CLOCK_MONOTONIC);
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    if (wf_store_open(where, &options, &store, &err) != WF_OK ||
        wf_input_open(file, NULL, &in, &err) != WF_OK)
        return fail_error(&err);
    wf_store_source source = wf_source_of(&in, WF_STR("observations"));
    wf_status status = wf_store_begin(store, &source, &is_known, &err);
    if (status == WF_OK && is_known)
        return fail("the store has this file already");
    if (status == WF_OK)
        status = wf_store_put_csv(store, &in, NULL, &stored, &err);
    if (status == WF_OK)
        status = wf_store_commit(store, &err);
    wf_input_close(&in);
    wf_store_close(store);
    if (status != WF_OK)
        return fail_error(&err);
    say("wayforward", stored, now(CLOCK_MONOTONIC) - wall,
        now(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    return 0;
}

/* ---- the floors */

typedef struct rows_read {
    row *items;
    size_t count, cap;
} rows_read;

static wf_status take_row(void *context, uint64_t line, const wf_str *fields,
                          size_t count, wf_error *err)
{
    rows_read *r = context;
    wf_period period = {0};
    bool hidden, missing;
    (void)err;
    if (line == 0 || count < 5)
        return WF_OK;
    if (r->count == r->cap) {
        r->cap = r->cap > 0 ? 2 * r->cap : 1024;
        r->items = realloc(r->items, r->cap * sizeof *r->items);
        if (r->items == NULL)
            return WF_E_MEMORY;
    }
    row *o = &r->items[r->count++];
    *o = (row){.kpi = 1};
    o->school = 0;
    for (size_t i = 0; i < fields[0].n; i++)
        if (fields[0].p[i] >= '0' && fields[0].p[i] <= '9')
            o->school = 10 * o->school + fields[0].p[i] - '0';
    while (o->kpi < KPIS && !wf_str_eq(fields[1], wf_str_from(kpi_names[o->kpi - 1])))
        o->kpi++;
    (void)wf_period_parse(fields[2], &period);
    o->period = (long long)period.number * 4 + period.style;
    (void)wf_value_read(fields[3], &o->value, &hidden, &missing);
    (void)wf_value_read(fields[4], &o->cohort, &hidden, &missing);
    (void)snprintf(o->at, sizeof o->at, "D%llu", (unsigned long long)line + 1);
    return WF_OK;
}

/* SQLite manual, "C-language Interface": prepare once, bind, step, reset. */
static int bare_sqlite(const rows_read *r, const char *where)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    if (sqlite3_open(where, &db) != SQLITE_OK)
        return fail("the store cannot be opened");
    double wall = now(CLOCK_MONOTONIC);
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    int code = sqlite3_exec(db,
                            "PRAGMA synchronous = EXTRA; PRAGMA cache_size = -65536;"
                            "BEGIN IMMEDIATE",
                            NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db,
                                  "INSERT INTO observations VALUES (?,?,?,?,?,?,?,?,?,?)",
                                  -1, &insert, NULL);
    for (size_t i = 0; i < r->count && (code == SQLITE_OK || code == SQLITE_DONE); i++) {
        const row *o = &r->items[i];
        (void)sqlite3_bind_text(insert, 1, "default", 7, SQLITE_STATIC);
        (void)sqlite3_bind_int64(insert, 2, 1);
        (void)sqlite3_bind_int64(insert, 3, (sqlite3_int64)i + 1);
        (void)sqlite3_bind_int64(insert, 4, o->school);
        (void)sqlite3_bind_int64(insert, 5, o->kpi);
        (void)sqlite3_bind_int64(insert, 6, o->period);
        (void)sqlite3_bind_double(insert, 7, o->value);
        (void)sqlite3_bind_double(insert, 8, o->cohort);
        (void)sqlite3_bind_text(insert, 9, "", 0, SQLITE_STATIC);
        (void)sqlite3_bind_text(insert, 10, o->at, -1, SQLITE_STATIC);
        code = sqlite3_step(insert);
        (void)sqlite3_reset(insert);
    }
    (void)sqlite3_finalize(insert);
    if (code == SQLITE_DONE)
        code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    wall = now(CLOCK_MONOTONIC) - wall;
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    (void)sqlite3_close(db);
    if (code != SQLITE_OK)
        return fail("the insert failed");
    say("bare prepared insert", r->count, wall, cpu);
    return 0;
}

static size_t copy_lines(const rows_read *r, char *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < r->count && n + 128 < room; i++) {
        const row *o = &r->items[i];
        n += (size_t)snprintf(
            out + n, room - n, "bare\t1\t%zu\t%lld\t%lld\t%lld\t%.15g\t%.15g\t\t%s\n",
            i + 1, o->school, o->kpi, o->period, o->value, o->cohort, o->at);
    }
    return n;
}

/* PostgreSQL manual, "COPY" and "Functions Associated with the COPY Command". */
static int bare_postgres(const rows_read *r, const char *where)
{
    enum {
        PIECE = 1 << 16
    };
    size_t room = r->count * 128 + 256;
    char *lines = malloc(room);
    size_t n = lines != NULL ? copy_lines(r, lines, room) : 0;
    PGconn *db = PQconnectdb(where);
    if (n == 0 || PQstatus(db) != CONNECTION_OK)
        return fail(PQerrorMessage(db));
    PQclear(PQexec(db, "SET search_path TO wayforward"));
    PQclear(PQexec(db, "DELETE FROM observations WHERE trust = 'bare'; "));
    PQclear(PQexec(db, "VACUUM observations; CHECKPOINT"));
    double wall = now(CLOCK_MONOTONIC);
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    PQclear(PQexec(db, "BEGIN"));
    PQclear(PQexec(db, "COPY observations FROM STDIN"));
    for (size_t at = 0; at < n; at += PIECE)
        if (PQputCopyData(db, lines + at, (int)(n - at < PIECE ? n - at : PIECE)) != 1)
            return fail(PQerrorMessage(db));
    if (PQputCopyEnd(db, NULL) != 1)
        return fail(PQerrorMessage(db));
    PGresult *result = PQgetResult(db);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        return fail(PQerrorMessage(db));
    PQclear(result);
    PQclear(PQgetResult(db));
    PQclear(PQexec(db, "COMMIT"));
    say("bare COPY", r->count, now(CLOCK_MONOTONIC) - wall,
        now(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    PQfinish(db);
    free(lines);
    return 0;
}

static int bare(const char *file, const char *where)
{
    wf_error err = WF_ERROR_INIT;
    wf_store_options options = {.by = "bench", .create = true};
    wf_store *store = NULL;
    wf_input in = {0};
    rows_read r = {0};
    if (wf_store_open(where, &options, &store, &err) != WF_OK)
        return fail_error(&err);
    wf_store_close(store);
    if (wf_input_open(file, NULL, &in, &err) != WF_OK ||
        wf_csv_rows(&in, NULL, take_row, &r, NULL, &err) != WF_OK)
        return fail_error(&err);
    int result = strncmp(where, "postgres", 8) == 0 ? bare_postgres(&r, where)
                                                    : bare_sqlite(&r, where);
    wf_input_close(&in);
    free(r.items);
    return result;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "make") == 0)
        return make(argv[2], strtol(argv[3], NULL, 10));
    if (argc == 4 && strcmp(argv[1], "load") == 0)
        return load(argv[2], argv[3]);
    if (argc == 4 && strcmp(argv[1], "bare") == 0)
        return bare(argv[2], argv[3]);
    return fail("bench_store make FILE ROWS | load FILE STORE | bare FILE STORE");
}
