/* What the store knows: files, and names that the set-up does not. */
#include "engine/store/store_parts.h"

wf_status wf_store_knows(wf_store *store, const char *sha256, bool *out, wf_error *err)
{
    const store_value params[] = {store_text(store->trust),
                                  store_text(wf_str_from(sha256))};
    int64_t count = 0;
    wf_status status = store_settle(store, err);
    if (status == WF_OK)
        status = store_db_number(store->db,
                                 "SELECT count(*) FROM imports WHERE trust = ?1 AND"
                                 " sha256 = ?2 AND undone = 0",
                                 params, 2, &count, err);
    *out = count > 0;
    return store_fail(store, err, status);
}

/* A list of names, each once: they come in the order of their numbers. */
typedef struct name_list {
    wf_str *items;
    size_t n, cap;
} name_list;

static wf_status add_name(name_list *list, wf_str name, wf_arena *arena, wf_error *err)
{
    wf_str *items =
        wf_arena_push_room(arena, list->items, list->n, &list->cap, sizeof *items);
    if (items == NULL || wf_arena_str(arena, name, &items[list->n]) != WF_OK)
        return wf_fail_memory(err);
    list->items = items;
    list->n++;
    return WF_OK;
}

static bool school_is_known(const wf_store *store, wf_str name)
{
    return name.n == 0 ||
           wf_trust_find_school(&store->meant.setup,
                                store->meant.schools[store_meant_school(store, name)],
                                WF_STR_EMPTY) != NULL;
}

static bool kpi_is_known(const wf_store *store, wf_str name)
{
    return name.n == 0 || wf_trust_find_kpi(&store->meant.setup, name) != NULL;
}

static wf_status list_unknown(wf_store *store, const char *sql,
                              bool (*is_known)(const wf_store *, wf_str), wf_arena *arena,
                              wf_strs *out, wf_error *err)
{
    const store_value params[] = {store_text(store->trust)};
    name_list list = {0};
    bool has_row = false;
    WF_TRY(store_db_query(store->db, sql, params, 1, err));
    WF_TRY(store_db_step(store->db, &has_row, err));
    while (has_row) {
        wf_str name = store_names_text(&store->names, store_db_int(store->db, 0));
        if (!is_known(store, name))
            WF_TRY(add_name(&list, name, arena, err));
        WF_TRY(store_db_step(store->db, &has_row, err));
    }
    *out = (wf_strs){.items = list.items, .n = list.n};
    return WF_OK;
}

static wf_status list_both(wf_store *store, wf_arena *arena, wf_strs *schools,
                           wf_strs *kpis, wf_error *err)
{
    WF_TRY(store_meant_make(store, err));
    if (store->meant.setup.school_count > 0)
        WF_TRY(list_unknown(store,
                            "SELECT school FROM observations WHERE trust = ?1 UNION"
                            " SELECT school FROM plans WHERE trust = ?1 UNION"
                            " SELECT school FROM targets WHERE trust = ?1 ORDER BY 1",
                            school_is_known, arena, schools, err));
    if (store->meant.setup.kpi_count > 0)
        WF_TRY(list_unknown(store,
                            "SELECT kpi FROM observations WHERE trust = ?1 UNION"
                            " SELECT kpi FROM targets WHERE trust = ?1 ORDER BY 1",
                            kpi_is_known, arena, kpis, err));
    return WF_OK;
}

wf_status wf_store_unknown_names(wf_store *store, wf_arena *arena, wf_strs *schools,
                                 wf_strs *kpis, wf_error *err)
{
    bool own = false;
    *schools = *kpis = (wf_strs){0};
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = list_both(store, arena, schools, kpis, err);
    return store_read_end(store, own, status, err);
}
