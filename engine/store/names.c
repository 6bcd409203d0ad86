#include "engine/store/names.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_SLOTS = 1024
};

/* FNV-1a, 64 bit; only for finding: texts are compared. */
static uint64_t hash_of(wf_str text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211u;
    return hash;
}

void store_names_clear(store_names *names)
{
    wf_arena_free(names->arena);
    *names = (store_names){0};
}

static void fill_slots(store_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        size_t at = names->items[i].hash & (names->slot_count - 1);
        while (names->slots[at] != 0)
            at = (at + 1) & (names->slot_count - 1);
        names->slots[at] = (uint32_t)i + 1;
    }
}

static wf_status make_room(store_names *names, wf_error *err)
{
    if (names->arena == NULL)
        names->arena = wf_arena_new(0);
    if (names->arena == NULL)
        return wf_fail_memory(err);
    if (names->count * 2 < names->slot_count)
        return WF_OK;
    size_t slot_count = names->slot_count > 0 ? names->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots = wf_arena_array(names->arena, slot_count, sizeof *slots);
    if (slots == NULL || names->count > UINT32_MAX / 4)
        return wf_fail_memory(err);
    names->slots = slots;
    names->slot_count = slot_count;
    fill_slots(names);
    return WF_OK;
}

static store_name *find(const store_names *names, wf_str text, uint64_t hash)
{
    if (names->slot_count == 0)
        return NULL;
    size_t at = hash & (names->slot_count - 1);
    while (names->slots[at] != 0) {
        store_name *item = &names->items[names->slots[at] - 1];
        if (item->hash == hash && wf_str_eq(item->text, text))
            return item;
        at = (at + 1) & (names->slot_count - 1);
    }
    return NULL;
}

static wf_status add(store_names *names, wf_str text, int64_t id, wf_error *err)
{
    WF_TRY(make_room(names, err));
    store_name *items = wf_arena_push_room(names->arena, names->items, names->count,
                                           &names->cap, sizeof *items);
    if (items == NULL)
        return wf_fail_memory(err);
    names->items = items;
    names->last[0] = names->last[1] = NULL;
    store_name *item = &items[names->count];
    *item = (store_name){.id = id, .hash = hash_of(text)};
    if (wf_arena_str(names->arena, text, &item->text) != WF_OK)
        return wf_fail_memory(err);
    size_t at = item->hash & (names->slot_count - 1);
    while (names->slots[at] != 0)
        at = (at + 1) & (names->slot_count - 1);
    names->slots[at] = (uint32_t)++names->count;
    return WF_OK;
}

wf_status store_names_read(store_names *names, store_db *db, wf_str trust, wf_error *err)
{
    const store_value params[] = {store_text(trust)};
    bool has_row = false;
    store_names_clear(names);
    WF_TRY(make_room(names, err));
    WF_TRY(store_db_query(db, "SELECT id, text FROM names WHERE trust = ?1 ORDER BY id",
                          params, 1, err));
    WF_TRY(store_db_step(db, &has_row, err));
    while (has_row) {
        wf_status status =
            add(names, db->driver->column(db, 1).t, store_db_int(db, 0), err);
        if (status != WF_OK) {
            store_db_end(db);
            return status;
        }
        WF_TRY(store_db_step(db, &has_row, err));
    }
    names->loaded = true;
    return WF_OK;
}

/* Another process may add the same name at the same moment: then nothing comes back and
 * the number is theirs. */
static wf_status number_new(store_db *db, wf_str trust, wf_str text, int64_t *out,
                            wf_error *err)
{
    const store_value params[] = {store_text(trust), store_text(text)};
    *out = 0;
    WF_TRY(store_db_number(db,
                           "INSERT INTO names (trust, id, text) VALUES (?1, {next_name},"
                           " ?2) ON CONFLICT (trust, text) DO NOTHING RETURNING id",
                           params, 2, out, err));
    if (*out != 0)
        return WF_OK;
    return store_db_number(db, "SELECT id FROM names WHERE trust = ?1 AND text = ?2",
                           params, 2, out, err);
}

/* A name that the map does not have: read all, then add it. */
static wf_status find_or_add(store_names *names, store_db *db, wf_str trust, wf_str text,
                             const store_name **out, wf_error *err)
{
    store_db *side = NULL;
    int64_t id = 0;
    WF_TRY(db->driver->side(db, &side, err));
    if (!names->loaded) {
        WF_TRY(store_names_read(names, side, trust, err));
        *out = find(names, text, hash_of(text));
        if (*out != NULL)
            return WF_OK;
    }
    WF_TRY(number_new(side, trust, text, &id, err));
    WF_TRY(add(names, text, id, err));
    *out = &names->items[names->count - 1];
    return WF_OK;
}

wf_status store_names_number(store_names *names, store_db *db, wf_str trust, wf_str text,
                             int64_t *out, wf_error *err)
{
    for (size_t i = 0; i < 2; i++)
        if (names->last[i] != NULL && wf_str_eq(names->last[i]->text, text)) {
            *out = names->last[i]->id;
            return WF_OK;
        }
    const store_name *item = find(names, text, hash_of(text));
    if (item == NULL)
        WF_TRY(find_or_add(names, db, trust, text, &item, err));
    names->last[1] = names->last[0];
    names->last[0] = item;
    *out = item->id;
    return WF_OK;
}

static int by_id(const void *key, const void *item)
{
    int64_t id = *(const int64_t *)key;
    const store_name *name = item;
    return id < name->id ? -1 : id > name->id;
}

wf_str store_names_text(const store_names *names, int64_t id)
{
    const store_name *found = names->count == 0 ? NULL
                                                : bsearch(&id, names->items, names->count,
                                                          sizeof *names->items, by_id);
    return found != NULL ? found->text : WF_STR_EMPTY;
}
