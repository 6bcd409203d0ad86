/*
 * Everything as CSV files and one JSON file, for any other program. Facts name their
 * source by its hash and stand in the order of the hashes: two stores with the same
 * facts give the same files, whatever the order in which they were imported, but for the
 * imports' numbers, times and people.
 */
#include "engine/store/out_file.h"
#include "engine/store/store_parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct exporting {
    wf_store *store;
    const char *folder;
    wf_store_import *imports;
    size_t import_count;
    out_file json;
    out_file csv;
} exporting;

static int by_hash(const void *a, const void *b)
{
    const wf_store_import *left = a;
    const wf_store_import *right = b;
    int order =
        memcmp(left->source.sha256, right->source.sha256, sizeof left->source.sha256);
    if (order == 0)
        order = (int)left->undone - (int)right->undone;
    if (order != 0)
        return order;
    return left->id < right->id ? -1 : left->id > right->id;
}

/* ---- one value in both files */

static bool is_number(const store_column *column, store_value value)
{
    return value.kind != STORE_TEXT && column->kind != COLUMN_PERIOD;
}

static void put_value(exporting *e, const store_column *column, store_value value)
{
    char buf[64];
    bool is_plan = strcmp(column->name, "json") == 0;
    if (column->kind == COLUMN_NAME)
        value = store_text(store_names_text(&e->store->names, value.i));
    wf_str text = store_column_text(column, value, buf);
    out_file_text(&e->csv, WF_STR(","));
    out_file_csv(&e->csv, text);
    out_file_text(&e->json, WF_STR(", "));
    out_file_json(&e->json, wf_str_from(column->name));
    out_file_text(&e->json, WF_STR(": "));
    if (value.kind == STORE_NULL)
        out_file_text(&e->json, WF_STR("null"));
    else if (is_plan || is_number(column, value))
        out_file_text(&e->json, text);
    else
        out_file_json(&e->json, text);
}

static void put_number(out_file *f, int64_t number)
{
    char buf[32];
    (void)snprintf(buf, sizeof buf, "%lld", (long long)number);
    out_file_text(f, wf_str_from(buf));
}

/* ---- facts */

static void put_row(exporting *e, const store_table *table, const wf_store_import *import,
                    bool *is_first)
{
    wf_str hash = wf_str_from(import->source.sha256);
    store_db *db = e->store->db;
    out_file_text(&e->json, *is_first ? WF_STR("\n    {\"source\": ")
                                      : WF_STR(",\n    {\"source\": "));
    *is_first = false;
    out_file_json(&e->json, hash);
    out_file_text(&e->json, WF_STR(", \"seq\": "));
    put_number(&e->json, store_db_int(db, 0));
    out_file_text(&e->csv, hash);
    out_file_text(&e->csv, WF_STR(","));
    put_number(&e->csv, store_db_int(db, 0));
    for (size_t i = 0; i < table->count; i++)
        put_value(e, &table->columns[i], db->driver->column(db, i + 1));
    out_file_text(&e->csv, WF_STR("\r\n"));
    out_file_text(&e->json, WF_STR("}"));
}

static wf_status export_rows(exporting *e, store_table_id id, const char *sql,
                             wf_error *err)
{
    bool is_first = true;
    for (size_t i = 0; i < e->import_count; i++) {
        const store_value params[] = {store_text(e->store->trust),
                                      store_int(e->imports[i].id)};
        bool has_row = false;
        WF_TRY(store_db_query(e->store->db, sql, params, 2, err));
        WF_TRY(store_db_step(e->store->db, &has_row, err));
        while (has_row) {
            put_row(e, store_table_at(id), &e->imports[i], &is_first);
            WF_TRY(store_db_step(e->store->db, &has_row, err));
        }
    }
    return WF_OK;
}

wf_status store_rows_of_import(store_table_id id, wf_arena *arena, const char **out,
                               wf_error *err)
{
    const char *list = NULL;
    wf_str sql = WF_STR_EMPTY;
    WF_TRY(store_table_list(id, "", arena, &list, err));
    if (wf_arena_printf(arena, &sql,
                        "SELECT seq, %s FROM %s WHERE trust = ?1 AND import = ?2"
                        " ORDER BY seq",
                        list, store_table_at(id)->name) != WF_OK)
        return wf_fail_memory(err);
    *out = sql.p;
    return WF_OK;
}

static wf_status export_table(exporting *e, store_table_id id, wf_error *err)
{
    const store_table *table = store_table_at(id);
    char name[64];
    const char *sql = NULL;
    (void)snprintf(name, sizeof name, "%s.csv", table->name);
    WF_TRY(store_rows_of_import(id, e->store->scratch, &sql, err));
    WF_TRY(out_file_open(&e->csv, e->folder, name, err));
    out_file_text(&e->csv, WF_STR("source,seq"));
    for (size_t i = 0; i < table->count; i++) {
        out_file_text(&e->csv, WF_STR(","));
        out_file_text(&e->csv, wf_str_from(table->columns[i].name));
    }
    out_file_text(&e->csv, WF_STR("\r\n"));
    out_file_text(&e->json, WF_STR(",\n  "));
    out_file_json(&e->json, wf_str_from(table->name));
    out_file_text(&e->json, WF_STR(": ["));
    wf_status status = export_rows(e, id, sql, err);
    out_file_text(&e->json, WF_STR("]"));
    return out_file_close(&e->csv, status, err);
}

/* ---- imports */

static wf_str time_text(int64_t seconds, char buf[32])
{
    char day[11];
    int64_t days = seconds / 86400;
    int64_t rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    (void)snprintf(buf, 32, "%sT%02d:%02d:%02dZ", wf_date_iso((wf_date)days, day),
                   (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
    return wf_str_from(buf);
}

typedef struct import_field {
    const char *name;
    wf_str text; /* where it is one; else the number */
    int64_t number;
    bool is_text;
} import_field;

enum {
    IMPORT_FIELDS = 14
};

static void fields_of(const wf_store_import *i, char saved[32], char at[32],
                      import_field out[IMPORT_FIELDS])
{
    const wf_store_source *s = &i->source;
    const import_field fields[IMPORT_FIELDS] = {
        {"source", wf_str_from(s->sha256), 0, true},
        {"name", s->name, 0, true},
        {"kind", s->kind, 0, true},
        {"size", WF_STR_EMPTY, (int64_t)s->size, false},
        {"saved", time_text(s->saved, saved), 0, true},
        {"undone", WF_STR_EMPTY, i->undone, false},
        {"observations", WF_STR_EMPTY, (int64_t)i->observations, false},
        {"plans", WF_STR_EMPTY, (int64_t)i->plans, false},
        {"decisions", WF_STR_EMPTY, (int64_t)i->decisions, false},
        {"schools", WF_STR_EMPTY, (int64_t)i->schools, false},
        {"kpis", WF_STR_EMPTY, (int64_t)i->kpis, false},
        {"import", WF_STR_EMPTY, i->id, false},
        {"imported_at", time_text(i->at, at), 0, true},
        {"imported_by", i->by, 0, true},
    };
    memcpy(out, fields, sizeof fields);
}

static void put_import(exporting *e, const wf_store_import *import, bool is_first)
{
    char saved[32];
    char at[32];
    import_field fields[IMPORT_FIELDS];
    fields_of(import, saved, at, fields);
    out_file_text(&e->json, is_first ? WF_STR("\n    {") : WF_STR(",\n    {"));
    for (size_t i = 0; i < IMPORT_FIELDS; i++) {
        const import_field *f = &fields[i];
        if (i > 0) {
            out_file_text(&e->json, WF_STR(", "));
            out_file_text(&e->csv, WF_STR(","));
        }
        out_file_json(&e->json, wf_str_from(f->name));
        out_file_text(&e->json, WF_STR(": "));
        if (f->is_text) {
            out_file_json(&e->json, f->text);
            out_file_csv(&e->csv, f->text);
        } else {
            put_number(&e->json, f->number);
            put_number(&e->csv, f->number);
        }
    }
    out_file_text(&e->json, WF_STR("}"));
    out_file_text(&e->csv, WF_STR("\r\n"));
}

static wf_status export_imports(exporting *e, wf_error *err)
{
    WF_TRY(out_file_open(&e->csv, e->folder, "imports.csv", err));
    out_file_text(&e->csv,
                  WF_STR("source,name,kind,size,saved,undone,observations,plans,"
                         "decisions,schools,kpis,import,imported_at,imported_by\r\n"));
    out_file_text(&e->json, WF_STR("{\n  \"schema\": \"wayforward/store/1\",\n"
                                   "  \"trust\": "));
    out_file_json(&e->json, e->store->trust);
    out_file_text(&e->json, WF_STR(",\n  \"imports\": ["));
    for (size_t i = 0; i < e->import_count; i++)
        put_import(e, &e->imports[i], i == 0);
    out_file_text(&e->json, WF_STR("]"));
    return out_file_close(&e->csv, WF_OK, err);
}

static wf_status export_all(exporting *e, wf_error *err)
{
    wf_store *store = e->store;
    WF_TRY(store_names_read(&store->names, store->db, store->trust, err));
    WF_TRY(wf_store_imports(store, store->scratch, &e->imports, &e->import_count, err));
    if (e->import_count > 0)
        qsort(e->imports, e->import_count, sizeof *e->imports, by_hash);
    WF_TRY(out_file_open(&e->json, e->folder, "store.json", err));
    wf_status status = export_imports(e, err);
    for (int id = 0; id < TABLES && status == WF_OK; id++)
        status = export_table(e, (store_table_id)id, err);
    out_file_text(&e->json, WF_STR("\n}\n"));
    return out_file_close(&e->json, status, err);
}

wf_status wf_store_export(wf_store *store, const char *folder, wf_error *err)
{
    bool own = false;
    exporting *e = wf_arena_alloc(store->scratch, sizeof *e);
    if (e == NULL)
        return wf_fail_memory(err);
    *e = (exporting){.store = store, .folder = folder};
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = export_all(e, err);
    return store_read_end(store, own, status, err);
}
