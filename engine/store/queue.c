/*
 * Files that wait to be imported. Who takes one holds its row locked within the very
 * transaction that stores its facts, and skips rows that others hold: a file is done when
 * its facts are there, and a process that dies gives its file back by dying.
 */
#include "engine/base/platform_who.h"
#include "engine/store/store_parts.h"

static wf_status check_may_write(const wf_store *store, wf_error *err)
{
    if (store->read_only)
        return wf_fail(err, WF_E_STORE, NULL, "the store was opened for reading only");
    if (store->writing || store->claimed)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "an import is already begun");
    return WF_OK;
}

static wf_status add_all(wf_store *store, wf_strs paths, size_t *added, wf_error *err)
{
    for (size_t i = 0; i < paths.n; i++) {
        const store_value params[] = {
            store_text(store->trust), store_text(paths.items[i]),
            store_int(wf_platform_seconds()), store_text(store->by)};
        int64_t id = 0;
        WF_TRY(store_db_number(
            store->db,
            "INSERT INTO queue (trust, id, path, state, added, added_by) VALUES"
            " (?1, {next_queued}, ?2, 'waiting', ?3, ?4)"
            " ON CONFLICT (trust, path) WHERE state = 'waiting' DO NOTHING RETURNING id",
            params, 4, &id, err));
        *added += id != 0;
    }
    return store->db->driver->commit(store->db, err);
}

wf_status wf_store_enqueue(wf_store *store, wf_strs paths, size_t *added, wf_error *err)
{
    *added = 0;
    wf_status status = check_may_write(store, err);
    if (status == WF_OK)
        status = store->db->driver->begin(store->db, true, err);
    if (status != WF_OK)
        return store_fail(store, err, status);
    status = add_all(store, paths, added, err);
    if (status != WF_OK)
        store->db->driver->rollback(store->db);
    return store_fail(store, err, status);
}

static wf_status claim(wf_store *store, wf_arena *arena, wf_str *out, wf_error *err)
{
    const store_value params[] = {store_text(store->trust)};
    bool has_row = false;
    *out = WF_STR_EMPTY;
    WF_TRY(store_db_query(store->db,
                          "SELECT id, path FROM queue WHERE trust = ?1 AND"
                          " state = 'waiting' ORDER BY id LIMIT 1{skip_locked}",
                          params, 1, err));
    WF_TRY(store_db_step(store->db, &has_row, err));
    wf_status status = WF_OK;
    if (has_row) {
        store->queued = store_db_int(store->db, 0);
        if (wf_arena_str(arena, store->db->driver->column(store->db, 1).t, out) != WF_OK)
            status = wf_fail_memory(err);
    }
    store_db_end(store->db);
    store->claimed = has_row && status == WF_OK;
    return status;
}

wf_status wf_store_claim(wf_store *store, wf_arena *arena, wf_str *out, wf_error *err)
{
    wf_status status = check_may_write(store, err);
    if (status == WF_OK)
        status = store->db->driver->begin(store->db, true, err);
    if (status != WF_OK)
        return store_fail(store, err, status);
    status = claim(store, arena, out, err);
    if (!store->claimed)
        store->db->driver->rollback(store->db);
    return store_fail(store, err, status);
}

static wf_status mark(wf_store *store, const char *state, wf_str message, wf_error *err)
{
    const store_value params[] = {
        store_text(store->trust),       store_int(store->queued),
        store_text(wf_str_from(state)), store_int(wf_platform_seconds()),
        store_text(store->by),          store_text(message)};
    WF_TRY(store_settle(store, err));
    WF_TRY(store_db_run(store->db,
                        "UPDATE queue SET state = ?3, done = ?4, done_by = ?5,"
                        " message = ?6 WHERE trust = ?1 AND id = ?2 AND"
                        " state = 'waiting'",
                        params, 6, err));
    return store->db->driver->commit(store->db, err);
}

wf_status wf_store_claim_done(wf_store *store, bool failed, wf_str message, wf_error *err)
{
    wf_status status = WF_OK;
    if (store->writing)
        wf_store_abandon(store); /* neither committed nor given up: it failed */
    if (!store->claimed)         /* the import was taken back, and the claim with it */
        status = store->db->driver->begin(store->db, true, err);
    if (status == WF_OK)
        status = mark(store, failed ? "failed" : "done", message, err);
    if (status != WF_OK)
        store->db->driver->rollback(store->db);
    store->claimed = false;
    return store_fail(store, err, status);
}

wf_status wf_store_queue_counts(wf_store *store, size_t out[3], wf_error *err)
{
    static const char *const states[] = {"waiting", "done", "failed"};
    wf_status status = store_settle(store, err);
    for (size_t i = 0; i < 3 && status == WF_OK; i++) {
        const store_value params[] = {store_text(store->trust),
                                      store_text(wf_str_from(states[i]))};
        int64_t n = 0;
        status = store_db_number(
            store->db, "SELECT count(*) FROM queue WHERE trust = ?1 AND state = ?2",
            params, 2, &n, err);
        out[i] = (size_t)n;
    }
    return store_fail(store, err, status);
}
