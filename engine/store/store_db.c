#include "engine/store/store_db.h"

#include "engine/base/strbuf.h"

#include <string.h>

enum {
    MOST_SQL = 1 << 20
};

static const char *word_of(const store_driver *driver, wf_str name)
{
    for (const store_word *w = driver->words; w->name != NULL; w++)
        if (wf_str_eq(wf_str_from(w->name), name))
            return w->text;
    return NULL;
}

wf_status store_db_words(const store_driver *driver, wf_arena *arena, const char *sql,
                         const char **out, wf_error *err)
{
    wf_strbuf b = wf_strbuf_in(arena, MOST_SQL);
    wf_str left = wf_str_from(sql);
    while (left.n > 0) {
        size_t open = wf_str_find(left, WF_STR("{"), 0);
        size_t close = wf_str_find(left, WF_STR("}"), open == SIZE_MAX ? left.n : open);
        if (open == SIZE_MAX || close == SIZE_MAX) {
            wf_strbuf_add(&b, left);
            break;
        }
        wf_str name = wf_str_sub(left, open + 1, close - open - 1);
        const char *word = word_of(driver, name);
        if (word == NULL)
            return wf_fail(err, WF_E_INTERNAL, NULL,
                           "the database %s has no word for %.*s", driver->name,
                           WF_STR_ARG(name));
        wf_strbuf_add(&b, wf_str_sub(left, 0, open));
        wf_strbuf_add(&b, wf_str_from(word));
        left = wf_str_sub(left, close + 1, left.n);
    }
    wf_str text = wf_strbuf_str(&b);
    if (b.failed || b.truncated)
        return wf_fail_memory(err);
    *out = text.p;
    return WF_OK;
}

wf_status store_db_script(store_db *db, const char *sql, wf_error *err)
{
    wf_arena_mark mark = wf_arena_mark_here(db->scratch);
    const char *text = NULL;
    wf_status status = store_db_words(db->driver, db->scratch, sql, &text, err);
    if (status == WF_OK)
        status = db->driver->script(db, text, err);
    wf_arena_reset(db->scratch, mark);
    return status;
}

wf_status store_db_query(store_db *db, const char *sql, const store_value *params,
                         size_t count, wf_error *err)
{
    if (strchr(sql, '{') == NULL)
        return db->driver->query(db, sql, params, count, err);
    wf_arena_mark mark = wf_arena_mark_here(db->scratch);
    const char *text = NULL;
    wf_status status = store_db_words(db->driver, db->scratch, sql, &text, err);
    if (status == WF_OK)
        status = db->driver->query(db, text, params, count, err);
    wf_arena_reset(db->scratch, mark);
    return status;
}

wf_status store_db_run(store_db *db, const char *sql, const store_value *params,
                       size_t count, wf_error *err)
{
    bool has_row = true;
    WF_TRY(store_db_query(db, sql, params, count, err));
    while (has_row)
        WF_TRY(store_db_step(db, &has_row, err));
    return WF_OK;
}

wf_status store_db_number(store_db *db, const char *sql, const store_value *params,
                          size_t count, int64_t *out, wf_error *err)
{
    bool has_row = false;
    WF_TRY(store_db_query(db, sql, params, count, err));
    WF_TRY(store_db_step(db, &has_row, err));
    if (has_row)
        *out = store_db_int(db, 0);
    store_db_end(db);
    return WF_OK;
}
