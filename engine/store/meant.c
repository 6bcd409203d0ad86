/*
 * What a name means: the school or KPI of the set-up that knows it, else itself. It is
 * worked out when reading, never stored, so that a set-up which is imported after the
 * dashboards gives the same as one before. Numbers follow the order of the texts: what
 * is sorted by number is sorted by name.
 */
#include "engine/store/store_parts.h"

#include <stdlib.h>

/* A name and the text it means. */
typedef struct meaning {
    wf_str text;
    size_t name; /* index into the names */
} meaning;

typedef struct meanings {
    meaning *items;
    int64_t *number; /* by name */
    wf_str *texts;   /* by number */
    size_t count;
} meanings;

static int by_text(const void *a, const void *b)
{
    const meaning *left = a;
    const meaning *right = b;
    int order = wf_str_cmp(left->text, right->text);
    if (order != 0)
        return order;
    return left->name < right->name ? -1 : left->name > right->name;
}

static wf_str school_text(const wf_trust *setup, wf_str name, wf_str urn)
{
    const wf_trust_school *school =
        name.n > 0 || urn.n > 0 ? wf_trust_find_school(setup, name, urn) : NULL;
    return school != NULL ? school->name : name;
}

static wf_str kpi_text(const wf_trust *setup, wf_str name)
{
    const wf_trust_kpi *kpi = name.n > 0 ? wf_trust_find_kpi(setup, name) : NULL;
    return kpi != NULL && kpi->name.n > 0 ? kpi->name : name;
}

static wf_status make_lists(wf_arena *arena, size_t n, meanings *out, wf_error *err)
{
    *out = (meanings){.items = wf_arena_array(arena, n, sizeof(meaning)),
                      .number = wf_arena_array(arena, n, sizeof(int64_t)),
                      .texts = wf_arena_array(arena, n, sizeof(wf_str))};
    if (out->items == NULL || out->number == NULL || out->texts == NULL)
        return wf_fail_memory(err);
    return WF_OK;
}

static wf_status number_all(meanings *m, size_t n, wf_arena *arena, wf_error *err)
{
    if (n > 0)
        qsort(m->items, n, sizeof *m->items, by_text);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !wf_str_eq(m->items[i].text, m->items[i - 1].text)) {
            if (wf_arena_str(arena, m->items[i].text, &m->texts[m->count]) != WF_OK)
                return wf_fail_memory(err);
            m->count++;
        }
        m->number[m->items[i].name] = (int64_t)m->count - 1;
    }
    return WF_OK;
}

/* The URN that plans give with a school's name, by name; empty where none does. */
static wf_status read_urns(wf_store *store, wf_arena *arena, wf_str **out, wf_error *err)
{
    const store_value params[] = {store_text(store->trust)};
    bool has_row = false;
    wf_str *urns = wf_arena_array(arena, store->names.count, sizeof *urns);
    if (urns == NULL)
        return wf_fail_memory(err);
    WF_TRY(store_db_query(store->db,
                          "SELECT p.school, max(p.urn) FROM plans p JOIN imports i ON"
                          " i.trust = p.trust AND i.id = p.import AND i.undone = 0"
                          " WHERE p.trust = ?1 AND p.urn <> ''"
                          " GROUP BY p.school HAVING max(p.urn) = min(p.urn)",
                          params, 1, err));
    WF_TRY(store_db_step(store->db, &has_row, err));
    while (has_row) {
        int64_t id = store_db_int(store->db, 0);
        for (size_t i = 0; i < store->names.count; i++)
            if (store->names.items[i].id == id &&
                wf_arena_str(arena, store->db->driver->column(store->db, 1).t,
                             &urns[i]) != WF_OK)
                return wf_fail_memory(err);
        WF_TRY(store_db_step(store->db, &has_row, err));
    }
    *out = urns;
    return WF_OK;
}

/* Into the temporary table that statements join. */
static wf_status fill_table(wf_store *store, const meanings *schools,
                            const meanings *kpis, wf_error *err)
{
    static const char *const columns[] = {"id", "school", "kpi"};
    static const store_load load = {.table = "meant", .columns = columns, .count = 3};
    WF_TRY(store_db_script(store->db,
                           "CREATE TEMP TABLE IF NOT EXISTS meant (id BIGINT NOT NULL"
                           " PRIMARY KEY, school BIGINT NOT NULL, kpi BIGINT NOT NULL)",
                           err));
    WF_TRY(store_db_script(store->db, "DELETE FROM meant", err));
    WF_TRY(store->db->driver->load_start(store->db, &load, err));
    for (size_t i = 0; i < store->names.count; i++) {
        const store_value row[] = {store_int(store->names.items[i].id),
                                   store_int(schools->number[i]),
                                   store_int(kpis->number[i])};
        WF_TRY(store->db->driver->load_row(store->db, row, err));
    }
    WF_TRY(store->db->driver->load_finish(store->db, err));
    return store_db_script(store->db, "{analyse_meant}", err);
}

static wf_status work_out(wf_store *store, meanings *schools, meanings *kpis,
                          wf_error *err)
{
    wf_arena *arena = store->meant.arena;
    const store_names *names = &store->names;
    wf_str *urns = NULL;
    WF_TRY(read_urns(store, arena, &urns, err));
    WF_TRY(make_lists(arena, names->count, schools, err));
    WF_TRY(make_lists(arena, names->count, kpis, err));
    for (size_t i = 0; i < names->count; i++) {
        wf_str name = names->items[i].text;
        wf_str urn = urns != NULL && urns[i].n > 0 ? urns[i] : WF_STR_EMPTY;
        schools->items[i] =
            (meaning){.text = school_text(&store->meant.setup, name, urn), .name = i};
        kpis->items[i] =
            (meaning){.text = kpi_text(&store->meant.setup, name), .name = i};
    }
    WF_TRY(number_all(schools, names->count, arena, err));
    return number_all(kpis, names->count, arena, err);
}

static wf_status read_setup(wf_store *store, wf_error *err)
{
    wf_trust *setup = &store->meant.setup;
    void *items = NULL;
    WF_TRY(store_read_section(store, TABLE_SCHOOLS, store->meant.arena, &items,
                              &setup->school_count, err));
    setup->schools = items;
    WF_TRY(store_read_section(store, TABLE_KPIS, store->meant.arena, &items,
                              &setup->kpi_count, err));
    setup->kpis = items;
    return WF_OK;
}

wf_status store_meant_make(wf_store *store, wf_error *err)
{
    meanings schools = {0};
    meanings kpis = {0};
    wf_arena_free(store->meant.arena);
    store->meant = (store_meant){.arena = wf_arena_new(0)};
    if (store->meant.arena == NULL)
        return wf_fail_memory(err);
    WF_TRY(store_names_read(&store->names, store->db, store->trust, err));
    WF_TRY(read_setup(store, err));
    WF_TRY(work_out(store, &schools, &kpis, err));
    store->meant.schools = schools.texts;
    store->meant.school_count = schools.count;
    store->meant.kpis = kpis.texts;
    store->meant.kpi_count = kpis.count;
    return fill_table(store, &schools, &kpis, err);
}

static int text_and_key(const void *key, const void *item)
{
    return wf_str_cmp(*(const wf_str *)key, *(const wf_str *)item);
}

static int64_t number_of(const wf_str *texts, size_t count, wf_str text)
{
    const wf_str *found =
        count > 0 ? bsearch(&text, texts, count, sizeof *texts, text_and_key) : NULL;
    if (found != NULL)
        return found - texts;
    for (size_t i = 0; i < count; i++)
        if (wf_str_eq_nocase(texts[i], text))
            return (int64_t)i;
    return -1;
}

int64_t store_meant_school(const wf_store *store, wf_str name)
{
    return number_of(store->meant.schools, store->meant.school_count,
                     school_text(&store->meant.setup, name, WF_STR_EMPTY));
}

int64_t store_meant_kpi(const wf_store *store, wf_str name)
{
    return number_of(store->meant.kpis, store->meant.kpi_count,
                     kpi_text(&store->meant.setup, name));
}
