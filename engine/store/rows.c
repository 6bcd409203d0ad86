/* Rows of a table as its structs, and the sections of the set-up. */
#include "engine/base/strbuf.h"
#include "engine/store/store_parts.h"

static wf_status member_from(const wf_store *store, const store_column *column,
                             store_value value, wf_arena *arena, void *item)
{
    if (column->kind == COLUMN_NAME)
        value = store_text(store_names_text(&store->names, value.i));
    return store_column_member(column, value, arena, item);
}

static wf_status read_row(const wf_store *store, const store_table *table,
                          wf_arena *arena, void *item, wf_error *err)
{
    for (size_t i = 0; i < table->count; i++) {
        store_value value = store->db->driver->column(store->db, i);
        if (member_from(store, &table->columns[i], value, arena, item) != WF_OK)
            return wf_fail_memory(err);
    }
    return WF_OK;
}

static wf_status read_all(wf_store *store, const store_table *table, wf_arena *arena,
                          void **out, size_t *count, wf_error *err)
{
    char *items = wf_arena_array(arena, 0, table->item_size);
    size_t n = 0;
    size_t cap = 0;
    bool has_row = false;
    WF_TRY(store_db_step(store->db, &has_row, err));
    while (has_row) {
        char *more =
            wf_arena_push_room(arena, n > 0 ? items : NULL, n, &cap, table->item_size);
        if (more == NULL)
            return wf_fail_memory(err);
        items = more;
        WF_TRY(read_row(store, table, arena, items + n * table->item_size, err));
        n++;
        WF_TRY(store_db_step(store->db, &has_row, err));
    }
    *out = items;
    *count = n;
    return WF_OK;
}

wf_status store_read_rows(wf_store *store, store_table_id id,
                          const store_statement *statement, wf_arena *arena,
                          store_rows *out, wf_error *err)
{
    WF_TRY(store_db_query(store->db, statement->sql, statement->params, statement->count,
                          err));
    wf_status status =
        read_all(store, store_table_at(id), arena, &out->items, &out->count, err);
    if (status != WF_OK)
        store_db_end(store->db);
    return status;
}

/*
 * A sheet of the set-up is one statement: whoever is no longer in the newest Providers
 * sheet has left. So of each table the rows count that the newest set-up with any has.
 */
wf_status store_read_section(wf_store *store, store_table_id id, wf_arena *arena,
                             void **out, size_t *count, wf_error *err)
{
    const store_value params[] = {store_text(store->trust)};
    const char *table = store_table_at(id)->name;
    const char *list = NULL;
    wf_arena_mark mark = wf_arena_mark_here(store->scratch);
    wf_status status = store_table_list(id, "t.", store->scratch, &list, err);
    wf_strbuf b = wf_strbuf_in(store->scratch, 8192);
    if (status == WF_OK)
        wf_strbuf_printf(
            &b,
            "SELECT %s FROM %s t WHERE t.trust = ?1 AND t.import ="
            " (SELECT i.id FROM imports i WHERE i.trust = ?1 AND i.undone = 0"
            " AND EXISTS (SELECT 1 FROM setups u WHERE u.trust = ?1 AND u.import = i.id)"
            " AND EXISTS (SELECT 1 FROM %s s WHERE s.trust = ?1 AND s.import = i.id)"
            " ORDER BY i.saved DESC, i.sha256 DESC LIMIT 1) ORDER BY t.seq",
            list, table, table);
    wf_str sql = wf_strbuf_str(&b);
    if (status == WF_OK && (b.failed || b.truncated))
        status = wf_fail_memory(err);
    const store_statement statement = {.sql = sql.p, .params = params, .count = 1};
    store_rows rows = {0};
    if (status == WF_OK)
        status = store_read_rows(store, id, &statement, arena, &rows, err);
    *out = rows.items;
    *count = rows.count;
    wf_arena_reset(store->scratch, mark);
    return status;
}
