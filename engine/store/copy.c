/* All of a store into another, empty one: whole or not at all. */
#include "engine/store/store_parts.h"

typedef struct copying {
    wf_store *from, *to;
    wf_arena *arena;
    const char *sql[TABLES];
} copying;

static wf_status check_empty(wf_store *to, wf_error *err)
{
    const store_value params[] = {store_text(to->trust)};
    int64_t count = 0;
    WF_TRY(store_db_number(to->db, "SELECT count(*) FROM imports WHERE trust = ?1",
                           params, 1, &count, err));
    if (count > 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "the store to copy to is not empty: it has %lld imports",
                       (long long)count);
    return WF_OK;
}

static wf_status copy_row(copying *c, store_table_id id, wf_error *err)
{
    store_value values[STORE_MOST_COLUMNS];
    const store_table *table = store_table_at(id);
    store_db *from = c->from->db;
    values[0] = store_text(c->to->trust);
    values[1] = store_int(c->to->import);
    for (size_t i = 0; i <= table->count; i++) {
        store_value *v = &values[2 + i];
        *v = from->driver->column(from, i);
        if (i == 0 || table->columns[i - 1].kind != COLUMN_NAME)
            continue;
        int64_t number = 0;
        WF_TRY(store_names_number(&c->to->names, c->to->db, c->to->trust,
                                  store_names_text(&c->from->names, v->i), &number, err));
        *v = store_int(number);
    }
    return c->to->db->driver->load_row(c->to->db, values, err);
}

static wf_status copy_table(copying *c, store_table_id id, int64_t import, wf_error *err)
{
    const store_value params[] = {store_text(c->from->trust), store_int(import)};
    store_db *to = c->to->db;
    bool has_row = false;
    WF_TRY(store_db_query(c->from->db, c->sql[id], params, 2, err));
    WF_TRY(store_db_step(c->from->db, &has_row, err));
    if (!has_row)
        return WF_OK;
    WF_TRY(to->driver->load_start(to, &c->to->loads[id], err));
    while (has_row) {
        WF_TRY(copy_row(c, id, err));
        WF_TRY(store_db_step(c->from->db, &has_row, err));
    }
    return to->driver->load_finish(to, err);
}

/* The import as it was, with its time, its people, and whether it was taken back. */
static wf_status copy_import(copying *c, const wf_store_import *i, wf_error *err)
{
    const store_value params[] = {store_text(c->to->trust),
                                  store_text(i->source.name),
                                  store_text(wf_str_from(i->source.sha256)),
                                  store_int((int64_t)i->source.size),
                                  store_int(i->source.saved),
                                  store_text(i->source.kind),
                                  store_int(i->at),
                                  store_text(i->by),
                                  store_int((int64_t)i->observations),
                                  store_int((int64_t)i->plans),
                                  store_int((int64_t)i->decisions),
                                  store_int((int64_t)i->schools),
                                  store_int((int64_t)i->kpis),
                                  store_int(i->undone_at),
                                  store_text(i->undone_by)};
    WF_TRY(store_db_number(
        c->to->db,
        "INSERT INTO imports (trust, id, name, sha256, size, saved, kind, at, by_whom,"
        " observations, plans, decisions, schools, kpis, undone, undone_by)"
        " VALUES (?1, {next_import}, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
        " ?14, ?15) RETURNING id",
        params, sizeof params / sizeof *params, &c->to->import, err));
    for (int id = 0; id < TABLES; id++)
        WF_TRY(copy_table(c, (store_table_id)id, i->id, err));
    return WF_OK;
}

static wf_status copy_all(copying *c, wf_error *err)
{
    wf_store_import *imports = NULL;
    size_t n = 0;
    WF_TRY(check_empty(c->to, err));
    WF_TRY(store_names_read(&c->from->names, c->from->db, c->from->trust, err));
    WF_TRY(wf_store_imports(c->from, c->arena, &imports, &n, err));
    for (int id = 0; id < TABLES; id++)
        WF_TRY(store_rows_of_import((store_table_id)id, c->arena, &c->sql[id], err));
    for (size_t i = n; i-- > 0;) /* the oldest first, so that "the last" stays the last */
        WF_TRY(copy_import(c, &imports[i], err));
    return WF_OK;
}

static wf_status copy_within(copying *c, wf_error *err)
{
    const store_driver *driver = c->to->db->driver;
    WF_TRY(driver->begin(c->to->db, true, err));
    wf_status status = copy_all(c, err);
    if (status == WF_OK)
        return driver->commit(c->to->db, err);
    driver->rollback(c->to->db);
    store_names_clear(&c->to->names);
    return status;
}

wf_status wf_store_copy(wf_store *from, wf_store *to, wf_error *err)
{
    copying c = {.from = from, .to = to, .arena = wf_arena_new(0)};
    bool own = false;
    wf_status status = c.arena != NULL ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK && (to->writing || to->claimed || to->read_only))
        status = wf_fail(err, WF_E_ARGUMENT, NULL, "the store to copy to is in use");
    if (status == WF_OK)
        status = store_read_begin(from, &own, err);
    if (status == WF_OK)
        status = store_fail(to, err, copy_within(&c, err));
    status = store_read_end(from, own, status, err);
    wf_arena_free(c.arena);
    return status;
}
