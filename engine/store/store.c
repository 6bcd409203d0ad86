/* Opening a store, and imports: begun, committed, taken back. */
#include "engine/base/platform_who.h"
#include "engine/store/schema.h"
#include "engine/store/store_parts.h"

#include <string.h>

wf_status store_fail(const wf_store *store, wf_error *err, wf_status status)
{
    if (status != WF_OK) {
        (void)wf_error_complete(err, status);
        wf_error_set_file(err, store->where.p);
    }
    return status;
}

/* ---- which database */

static bool is_postgres(const char *where)
{
    wf_str text = wf_str_from(where);
    return wf_str_starts_with(text, WF_STR("postgresql://")) ||
           wf_str_starts_with(text, WF_STR("postgres://"));
}

static wf_status driver_for(const char *where, const store_driver **out, wf_error *err)
{
    if (!is_postgres(where)) {
        *out = &store_sqlite;
        return WF_OK;
    }
#ifdef WF_HAVE_POSTGRES
    (void)err;
    *out = &store_postgres;
    return WF_OK;
#else
    return wf_fail(err, WF_E_UNSUPPORTED, NULL,
                   "this build knows no PostgreSQL (it was built with WF_POSTGRES off)");
#endif
}

/* A message must not show a password: "postgresql://user:secret@host/db?...". */
static wf_status name_of(const char *where, wf_arena *arena, wf_str *out)
{
    wf_str text = wf_str_from(where);
    size_t slashes = wf_str_find(text, WF_STR("://"), 0);
    if (!is_postgres(where) || slashes == SIZE_MAX)
        return wf_arena_str(arena, text, out);
    wf_str rest = wf_str_sub(text, slashes + 3, text.n);
    size_t at = wf_str_find(rest, WF_STR("@"), 0);
    size_t query = wf_str_find(rest, WF_STR("?"), 0);
    size_t from = at != SIZE_MAX && at < query ? at + 1 : 0;
    wf_str host = wf_str_sub(rest, from, query == SIZE_MAX ? rest.n : query - from);
    return wf_arena_printf(arena, out, "postgresql://%.*s", WF_STR_ARG(host));
}

/* ---- opening and closing */

void wf_store_close(wf_store *store)
{
    if (store == NULL)
        return;
    wf_store_abandon(store);
    if (store->db != NULL)
        store->db->driver->close(store->db);
    store_names_clear(&store->names);
    wf_arena_free(store->meant.arena);
    wf_arena_free(store->scratch);
    wf_arena_free(store->arena);
}

static wf_status copy_options(wf_store *store, const char *where,
                              const wf_store_options *options, wf_error *err)
{
    char user[WF_WHO_CHARS];
    const char *trust = options->trust != NULL ? options->trust : "default";
    const char *by = options->by != NULL ? options->by : wf_platform_user(user);
    if (trust[0] == '\0')
        return wf_fail(err, WF_E_ARGUMENT, NULL, "the trust's key is empty");
    if (wf_arena_str(store->arena, wf_str_from(trust), &store->trust) != WF_OK ||
        wf_arena_str(store->arena, wf_str_from(by), &store->by) != WF_OK ||
        name_of(where, store->arena, &store->where) != WF_OK)
        return wf_fail_memory(err);
    store->read_only = options->read_only;
    for (int i = 0; i < TABLES; i++)
        WF_TRY(store_table_load((store_table_id)i, store->arena, &store->loads[i], err));
    return WF_OK;
}

static wf_status connect_to(wf_store *store, const char *where,
                            const wf_store_options *options, wf_error *err)
{
    const store_driver *driver = NULL;
    wf_store_options own = *options;
    WF_TRY(copy_options(store, where, options, err));
    own.by = store->by.p;
    WF_TRY(driver_for(where, &driver, err));
    wf_status status = driver->open(where, &own, store->arena, &store->db, err);
    if (status == WF_OK)
        status = store_schema_update(store->db, &own, err);
    return status;
}

wf_status wf_store_open(const char *where, const wf_store_options *options,
                        wf_store **out, wf_error *err)
{
    static const wf_store_options plain;
    wf_arena *arena = wf_arena_new(0);
    wf_store *store = arena != NULL ? wf_arena_alloc(arena, sizeof *store) : NULL;
    if (store == NULL) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    *store = (wf_store){.arena = arena, .scratch = wf_arena_new(0), .loading = -1};
    store->where = wf_str_from(where != NULL ? where : WF_STORE_DEFAULT);
    wf_status status = store->scratch != NULL ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK)
        status = connect_to(store, where != NULL ? where : WF_STORE_DEFAULT,
                            options != NULL ? options : &plain, err);
    if (status != WF_OK) {
        (void)store_fail(store, err, status);
        wf_store_close(store);
        return status;
    }
    *out = store;
    return WF_OK;
}

/* ---- an import */

static wf_status known_already(wf_store *store, const wf_store_source *source, bool *out,
                               wf_error *err)
{
    const store_value params[] = {store_text(store->trust),
                                  store_text(wf_str_from(source->sha256)),
                                  store_int(source->saved)};
    int64_t count = 0;
    WF_TRY(store_db_number(store->db,
                           "SELECT count(*) FROM imports WHERE trust = ?1 AND"
                           " sha256 = ?2 AND undone = 0 AND saved <= ?3",
                           params, 3, &count, err));
    *out = count > 0;
    return WF_OK;
}

/* The row of the import. Where another process has stored the same bytes in the meantime
 * nothing comes back. */
static wf_status insert_import(wf_store *store, const wf_store_source *source,
                               wf_error *err)
{
    const store_value params[] = {store_text(store->trust),
                                  store_text(source->name),
                                  store_text(wf_str_from(source->sha256)),
                                  store_int((int64_t)source->size),
                                  store_int(source->saved),
                                  store_text(source->kind),
                                  store_int(wf_platform_seconds()),
                                  store_text(store->by)};
    store->import = 0;
    return store_db_number(
        store->db,
        "INSERT INTO imports (trust, id, name, sha256, size, saved, kind, at, by_whom)"
        " VALUES (?1, {next_import}, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        " ON CONFLICT (trust, sha256) WHERE undone = 0 DO NOTHING RETURNING id",
        params, sizeof params / sizeof *params, &store->import, err);
}

/* The same bytes under an earlier time: a copy made later says less about when they were
 * saved. So the order in which copies are imported does not matter. */
static wf_status take_earlier_time(wf_store *store, const wf_store_source *source,
                                   wf_error *err)
{
    const store_value params[] = {store_text(store->trust),
                                  store_text(wf_str_from(source->sha256)),
                                  store_int(source->saved)};
    WF_TRY(store_db_run(store->db,
                        "UPDATE imports SET saved = ?3 WHERE trust = ?1 AND"
                        " sha256 = ?2 AND undone = 0 AND saved > ?3",
                        params, 3, err));
    return store->claimed ? WF_OK : store->db->driver->commit(store->db, err);
}

static wf_status check_may_write(const wf_store *store, wf_error *err)
{
    if (store->read_only)
        return wf_fail(err, WF_E_STORE, NULL, "the store was opened for reading only");
    if (store->writing)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "an import is already begun");
    return WF_OK;
}

static wf_status begin(wf_store *store, const wf_store_source *source, bool *is_known,
                       wf_error *err)
{
    WF_TRY(check_may_write(store, err));
    if (strlen(source->sha256) != 64)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "a source needs its SHA-256");
    WF_TRY(known_already(store, source, is_known, err));
    if (*is_known)
        return WF_OK;
    if (!store->claimed)
        WF_TRY(store->db->driver->begin(store->db, true, err));
    wf_status status = insert_import(store, source, err);
    *is_known = status == WF_OK && store->import == 0;
    if (*is_known)
        status = take_earlier_time(store, source, err);
    if (status != WF_OK && !store->claimed)
        store->db->driver->rollback(store->db);
    store->writing = status == WF_OK && !*is_known;
    memset(store->seq, 0, sizeof store->seq);
    return status;
}

wf_status wf_store_begin(wf_store *store, const wf_store_source *source, bool *is_known,
                         wf_error *err)
{
    return store_fail(store, err, begin(store, source, is_known, err));
}

wf_status store_settle(wf_store *store, wf_error *err)
{
    if (store->loading < 0)
        return WF_OK;
    store->loading = -1;
    return store->db->driver->load_finish(store->db, err);
}

static wf_status write_counts(wf_store *store, wf_error *err)
{
    const store_value params[] = {store_text(store->trust),
                                  store_int(store->import),
                                  store_int(store->seq[TABLE_OBSERVATIONS]),
                                  store_int(store->seq[TABLE_PLANS]),
                                  store_int(store->seq[TABLE_DECISIONS]),
                                  store_int(store->seq[TABLE_SCHOOLS]),
                                  store_int(store->seq[TABLE_KPIS])};
    return store_db_run(store->db,
                        "UPDATE imports SET observations = ?3, plans = ?4,"
                        " decisions = ?5, schools = ?6, kpis = ?7"
                        " WHERE trust = ?1 AND id = ?2",
                        params, sizeof params / sizeof *params, err);
}

wf_status wf_store_commit(wf_store *store, wf_error *err)
{
    if (!store->writing)
        return store_fail(
            store, err,
            wf_fail(err, WF_E_ARGUMENT, NULL, "no import is begun to commit"));
    wf_status status = store_settle(store, err);
    if (status == WF_OK)
        status = write_counts(store, err);
    if (status == WF_OK && !store->claimed)
        status = store->db->driver->commit(store->db, err);
    if (status != WF_OK)
        wf_store_abandon(store);
    store->writing = false;
    return store_fail(store, err, status);
}

void wf_store_abandon(wf_store *store)
{
    if (!store->writing && !store->claimed)
        return;
    store->loading = -1;
    store->db->driver->rollback(store->db);
    store_names_clear(&store->names);
    store->writing = store->claimed = false;
}

/* ---- taking back, and the list of imports */

wf_status store_import_read(wf_store *store, size_t first, wf_arena *arena,
                            wf_store_import *out, wf_error *err)
{
    store_value v[STORE_IMPORT_COLUMN_COUNT];
    wf_store_import read = {0};
    for (size_t i = 0; i < STORE_IMPORT_COLUMN_COUNT; i++)
        v[i] = store->db->driver->column(store->db, first + i);
    read.id = v[0].i;
    read.source.size = (uint64_t)v[3].i;
    read.source.saved = v[4].i;
    read.at = v[6].i;
    read.observations = (size_t)v[8].i;
    read.plans = (size_t)v[9].i;
    read.decisions = (size_t)v[10].i;
    read.schools = (size_t)v[11].i;
    read.kpis = (size_t)v[12].i;
    read.undone = v[13].i != 0;
    read.undone_at = v[13].i;
    if (v[2].t.n < sizeof read.source.sha256)
        memcpy(read.source.sha256, v[2].t.p, v[2].t.n);
    if (wf_arena_str(arena, v[1].t, &read.source.name) != WF_OK ||
        wf_arena_str(arena, v[5].t, &read.source.kind) != WF_OK ||
        wf_arena_str(arena, v[7].t, &read.by) != WF_OK ||
        wf_arena_str(arena, v[14].t, &read.undone_by) != WF_OK)
        return wf_fail_memory(err);
    *out = read;
    return WF_OK;
}

static wf_status read_one_import(wf_store *store, int64_t id, wf_arena *arena,
                                 wf_store_import *out, wf_error *err)
{
    const store_value params[] = {store_text(store->trust), store_int(id)};
    bool has_row = false;
    WF_TRY(store_db_query(store->db,
                          "SELECT " STORE_IMPORT_COLUMNS
                          " FROM imports i WHERE i.trust = ?1 AND i.id = ?2",
                          params, 2, err));
    WF_TRY(store_db_step(store->db, &has_row, err));
    wf_status status = has_row ? store_import_read(store, 0, arena, out, err)
                               : wf_fail(err, WF_E_INTERNAL, NULL, "an import is gone");
    store_db_end(store->db);
    return status;
}

static wf_status undo_last(wf_store *store, wf_arena *arena, wf_store_import *out,
                           wf_error *err)
{
    int64_t id = 0;
    int64_t marked = 0;
    /* Where another process takes the same import back at this moment, it is theirs, and
     * the one before it is next. */
    while (marked == 0) {
        const store_value about[] = {store_text(store->trust)};
        WF_TRY(store_db_number(store->db,
                               "SELECT coalesce(max(id), 0) FROM imports"
                               " WHERE trust = ?1 AND undone = 0",
                               about, 1, &id, err));
        if (id == 0)
            return wf_fail(err, WF_E_STORE, NULL, "there is no import to take back");
        const store_value params[] = {store_text(store->trust),
                                      store_int(wf_platform_seconds()),
                                      store_text(store->by), store_int(id)};
        WF_TRY(store_db_number(store->db,
                               "UPDATE imports SET undone = ?2, undone_by = ?3 WHERE"
                               " trust = ?1 AND id = ?4 AND undone = 0 RETURNING id",
                               params, 4, &marked, err));
    }
    return read_one_import(store, id, arena, out, err);
}

wf_status wf_store_undo(wf_store *store, wf_arena *arena, wf_store_import *out,
                        wf_error *err)
{
    wf_status status = check_may_write(store, err);
    if (status == WF_OK)
        status = store->db->driver->begin(store->db, true, err);
    if (status != WF_OK)
        return store_fail(store, err, status);
    status = undo_last(store, arena, out, err);
    if (status == WF_OK)
        status = store->db->driver->commit(store->db, err);
    if (status != WF_OK)
        store->db->driver->rollback(store->db);
    return store_fail(store, err, status);
}

static wf_status list_imports(wf_store *store, wf_arena *arena, wf_store_import **out,
                              size_t *count, wf_error *err)
{
    const store_value params[] = {store_text(store->trust)};
    wf_store_import *items = NULL;
    size_t n = 0;
    size_t cap = 0;
    bool has_row = false;
    WF_TRY(store_db_query(store->db,
                          "SELECT " STORE_IMPORT_COLUMNS
                          " FROM imports i WHERE i.trust = ?1 ORDER BY i.id DESC",
                          params, 1, err));
    WF_TRY(store_db_step(store->db, &has_row, err));
    while (has_row) {
        wf_store_import *more = wf_arena_push_room(arena, items, n, &cap, sizeof *items);
        wf_status status = more != NULL
                               ? store_import_read(store, 0, arena, &more[n], err)
                               : wf_fail_memory(err);
        if (status != WF_OK) {
            store_db_end(store->db);
            return status;
        }
        items = more;
        n++;
        WF_TRY(store_db_step(store->db, &has_row, err));
    }
    *out = items;
    *count = n;
    return WF_OK;
}

wf_status wf_store_imports(wf_store *store, wf_arena *arena, wf_store_import **out,
                           size_t *count, wf_error *err)
{
    wf_status status = store_settle(store, err);
    if (status == WF_OK)
        status = list_imports(store, arena, out, count, err);
    return store_fail(store, err, status);
}

/* ---- reading one state */

wf_status store_read_begin(wf_store *store, bool *own_out, wf_error *err)
{
    *own_out = false;
    WF_TRY(store_settle(store, err));
    if (store->writing || store->claimed)
        return WF_OK;
    WF_TRY(store->db->driver->begin(store->db, false, err));
    *own_out = true;
    return WF_OK;
}

wf_status store_read_end(wf_store *store, bool own, wf_status status, wf_error *err)
{
    store_db_end(store->db);
    if (own && status == WF_OK)
        status = store->db->driver->commit(store->db, err);
    if (own && status != WF_OK)
        store->db->driver->rollback(store->db);
    return store_fail(store, err, status);
}

wf_status wf_store_check(wf_store *store, wf_error *err)
{
    wf_status status = store_settle(store, err);
    if (status == WF_OK)
        status = store->db->driver->check(store->db, err);
    return store_fail(store, err, status);
}
