/* What counts now: observations, targets, plans, decisions, the set-up; and history. */
#include "engine/store/store_parts.h"
#include "wayforward/json.h"

#include <stdlib.h>

/* The order in which facts count: the source saved last, then by hash, then by place. */
#define NEWEST_FIRST " ORDER BY i.saved DESC, i.sha256 DESC"
#define OF_IMPORT(fact)                                                                  \
    " JOIN imports i ON i.trust = " fact ".trust AND i.id = " fact ".import"

/* ---- what a query asks for, as bounds of numbers */

typedef struct bounds {
    int64_t school[2], kpi[2], period[2];
    bool none; /* a name that nothing is known of */
} bounds;

static void bound_by(int64_t number, int64_t range[2], bool *none)
{
    range[0] = range[1] = number;
    *none = *none || number < 0;
}

static wf_status period_bound(wf_str text, int64_t style, int64_t *out, wf_error *err)
{
    wf_period period = {0};
    if (text.n == 0)
        return WF_OK;
    if (!wf_period_parse(text, &period))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "\"%.*s\" is not a period such as 2026-27/T3", WF_STR_ARG(text));
    *out = (int64_t)period.number * 4 + style;
    return WF_OK;
}

static wf_status bounds_of(const wf_store *store, const wf_store_query *query,
                           bounds *out, wf_error *err)
{
    *out = (bounds){
        .school = {0, INT64_MAX}, .kpi = {0, INT64_MAX}, .period = {0, INT64_MAX}};
    if (query == NULL)
        return WF_OK;
    if (query->school.n > 0)
        bound_by(store_meant_school(store, query->school), out->school, &out->none);
    if (query->kpi.n > 0)
        bound_by(store_meant_kpi(store, query->kpi), out->kpi, &out->none);
    WF_TRY(period_bound(query->from, 0, &out->period[0], err));
    return period_bound(query->to, 3, &out->period[1], err);
}

/* ---- the panel */

typedef struct panel_reading {
    wf_store *store;
    wf_arena *arena;
    wf_panel panel;
    size_t row_cap, target_cap;
    wf_store_import *imports; /* newest first: by number, downwards */
    size_t import_count;
    wf_str *schools, *kpis; /* copies in `arena`, by number */
} panel_reading;

static wf_status copy_texts(const wf_str *texts, size_t n, wf_arena *arena, wf_str **out,
                            wf_error *err)
{
    wf_str *copies = wf_arena_array(arena, n, sizeof *copies);
    if (copies == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        if (wf_arena_str(arena, texts[i], &copies[i]) != WF_OK)
            return wf_fail_memory(err);
    *out = copies;
    return WF_OK;
}

static wf_str file_of(const panel_reading *r, int64_t import)
{
    size_t low = 0;
    size_t high = r->import_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->imports[middle].id > import)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->import_count && r->imports[low].id == import
               ? r->imports[low].source.name
               : WF_STR_EMPTY;
}

static wf_status add_row(panel_reading *r, wf_error *err)
{
    const store_driver *d = r->store->db->driver;
    store_db *db = r->store->db;
    wf_panel_row *rows = wf_arena_push_room(r->arena, r->panel.rows, r->panel.row_count,
                                            &r->row_cap, sizeof *rows);
    if (rows == NULL)
        return wf_fail_memory(err);
    r->panel.rows = rows;
    store_value value = d->column(db, 3);
    wf_panel_row row = {.school = r->schools[d->column(db, 0).i],
                        .kpi = r->kpis[d->column(db, 1).i],
                        .period = store_period_from_code(d->column(db, 2).i),
                        .value = value.r,
                        .cohort = d->column(db, 4).r,
                        .suppressed = value.kind == STORE_NULL,
                        .file = file_of(r, d->column(db, 6).i)};
    if (wf_arena_str(r->arena, d->column(db, 5).t, &row.at) != WF_OK)
        return wf_fail_memory(err);
    rows[r->panel.row_count++] = row;
    return WF_OK;
}

static wf_status add_target(panel_reading *r, wf_error *err)
{
    store_target_row t = {0};
    const store_table *table = store_table_at(TABLE_TARGETS);
    store_db *db = r->store->db;
    wf_panel_target *targets =
        wf_arena_push_room(r->arena, r->panel.targets, r->panel.target_count,
                           &r->target_cap, sizeof *targets);
    if (targets == NULL)
        return wf_fail_memory(err);
    r->panel.targets = targets;
    for (size_t i = 2; i < table->count; i++)
        if (store_column_member(&table->columns[i], db->driver->column(db, i), r->arena,
                                &t) != WF_OK)
            return wf_fail_memory(err);
    targets[r->panel.target_count++] =
        (wf_panel_target){.school = r->schools[store_db_int(db, 0)],
                          .kpi = r->kpis[store_db_int(db, 1)],
                          .unit = t.unit,
                          .direction = t.direction,
                          .baseline = t.baseline,
                          .target = t.target,
                          .national = t.national,
                          .baseline_period = t.baseline_period,
                          .deadline = t.deadline,
                          .at = t.at,
                          .file = file_of(r, store_db_int(db, table->count))};
    return WF_OK;
}

static wf_status for_each_row(panel_reading *r,
                              wf_status (*add)(panel_reading *, wf_error *),
                              wf_error *err)
{
    bool has_row = false;
    WF_TRY(store_db_step(r->store->db, &has_row, err));
    while (has_row) {
        WF_TRY(add(r, err));
        WF_TRY(store_db_step(r->store->db, &has_row, err));
    }
    return WF_OK;
}

static wf_status read_rows(panel_reading *r, const bounds *b, wf_error *err)
{
    const store_value params[] = {store_text(r->store->trust), store_int(b->school[0]),
                                  store_int(b->school[1]),     store_int(b->kpi[0]),
                                  store_int(b->kpi[1]),        store_int(b->period[0]),
                                  store_int(b->period[1])};
    WF_TRY(store_db_query(
        r->store->db,
        "SELECT c.school, c.kpi, c.period, c.value, c.cohort, c.at, c.import FROM"
        " (SELECT s.school AS school, k.kpi AS kpi, o.period AS period, o.value AS value,"
        " o.cohort AS cohort, o.at AS at, o.import AS import, row_number() OVER"
        " (PARTITION BY s.school, k.kpi, o.period" NEWEST_FIRST ", o.seq DESC) AS place"
        " FROM observations o" OF_IMPORT(
            "o") " AND i.undone = 0"
                 " JOIN meant s ON s.id = o.school JOIN meant k ON k.id = o.kpi"
                 " WHERE o.trust = ?1 AND s.school BETWEEN ?2 AND ?3 AND k.kpi BETWEEN "
                 "?4 AND ?5"
                 " AND o.period BETWEEN ?6 AND ?7) c"
                 " WHERE c.place = 1 ORDER BY c.school, c.kpi, c.period",
        params, sizeof params / sizeof *params, err));
    return for_each_row(r, add_row, err);
}

/* Of each year one: the year's are told apart by where their line starts. Which of them
 * counts on a day is the business of who measures. */
static wf_status read_targets(panel_reading *r, const bounds *b, wf_error *err)
{
    const store_value params[] = {store_text(r->store->trust), store_int(b->school[0]),
                                  store_int(b->school[1]), store_int(b->kpi[0]),
                                  store_int(b->kpi[1])};
    WF_TRY(store_db_query(
        r->store->db,
        "SELECT c.school, c.kpi, c.unit, c.direction, c.baseline, c.target, c.national,"
        " c.baseline_period, c.deadline, c.at, c.import FROM"
        " (SELECT s.school AS school, k.kpi AS kpi, t.unit, t.direction, t.baseline,"
        " t.target, t.national, t.baseline_period, t.deadline, t.at, t.import,"
        " row_number() OVER (PARTITION BY s.school, k.kpi,"
        " coalesce(t.baseline_period, 0)" NEWEST_FIRST
        ", t.seq DESC) AS place FROM targets t" OF_IMPORT(
            "t") " AND i.undone = 0"
                 " JOIN meant s ON s.id = t.school JOIN meant k ON k.id = t.kpi"
                 " WHERE t.trust = ?1 AND s.school BETWEEN ?2 AND ?3"
                 " AND k.kpi BETWEEN ?4 AND ?5) c WHERE c.place = 1 ORDER BY c.school, "
                 "c.kpi, coalesce(c.baseline_period, 0)",
        params, sizeof params / sizeof *params, err));
    return for_each_row(r, add_target, err);
}

static bool same_series(const wf_panel_row *row, const wf_panel_target *target)
{
    return wf_str_eq(row->school, target->school) && wf_str_eq(row->kpi, target->kpi);
}

/* A KPI of the set-up has a unit, a direction and a national figure for every school,
 * also where no target says so. Rows and targets are in the same order. */
static wf_status add_from_setup(panel_reading *r, wf_error *err)
{
    const wf_trust *setup = &r->store->meant.setup;
    size_t known = r->panel.target_count;
    size_t t = 0;
    for (size_t i = 0; i < r->panel.row_count; i++) {
        const wf_panel_row *row = &r->panel.rows[i];
        if (i > 0 && wf_str_eq(row->school, row[-1].school) &&
            wf_str_eq(row->kpi, row[-1].kpi))
            continue;
        while (t < known && (wf_str_cmp(r->panel.targets[t].school, row->school) < 0 ||
                             (wf_str_eq(r->panel.targets[t].school, row->school) &&
                              wf_str_cmp(r->panel.targets[t].kpi, row->kpi) < 0)))
            t++;
        if (t < known && same_series(row, &r->panel.targets[t]))
            continue;
        if (wf_trust_find_kpi(setup, row->kpi) == NULL)
            continue;
        wf_panel_target *targets =
            wf_arena_push_room(r->arena, r->panel.targets, r->panel.target_count,
                               &r->target_cap, sizeof *targets);
        if (targets == NULL)
            return wf_fail_memory(err);
        r->panel.targets = targets;
        targets[r->panel.target_count++] = (wf_panel_target){.school = row->school,
                                                             .kpi = row->kpi,
                                                             .at = WF_STR_EMPTY,
                                                             .file = WF_STR_EMPTY};
    }
    return WF_OK;
}

static int by_series(const void *a, const void *b)
{
    const wf_panel_target *left = a;
    const wf_panel_target *right = b;
    int order = wf_str_cmp(left->school, right->school);
    if (order == 0)
        order = wf_str_cmp(left->kpi, right->kpi);
    if (order != 0)
        return order;
    return (left->baseline_period.number > right->baseline_period.number) -
           (left->baseline_period.number < right->baseline_period.number);
}

/* What the set-up says of a KPI goes before what a plan says, where it says anything. */
static void complete_from_setup(panel_reading *r)
{
    for (size_t i = 0; i < r->panel.target_count; i++) {
        wf_panel_target *t = &r->panel.targets[i];
        const wf_trust_kpi *kpi = wf_trust_find_kpi(&r->store->meant.setup, t->kpi);
        if (kpi == NULL)
            continue;
        t->unit = kpi->unit != WF_UNIT_NONE ? kpi->unit : t->unit;
        t->direction =
            kpi->direction != WF_DIRECTION_NONE ? kpi->direction : t->direction;
        t->national = kpi->national.present ? kpi->national : t->national;
    }
}

static wf_status finish_targets(panel_reading *r, wf_error *err)
{
    WF_TRY(add_from_setup(r, err));
    if (r->panel.target_count > 0)
        qsort(r->panel.targets, r->panel.target_count, sizeof *r->panel.targets,
              by_series);
    complete_from_setup(r);
    return WF_OK;
}

static wf_status read_panel(panel_reading *r, const wf_store_query *query, wf_error *err)
{
    bounds b;
    WF_TRY(store_meant_make(r->store, err));
    WF_TRY(bounds_of(r->store, query, &b, err));
    if (b.none)
        return WF_OK;
    WF_TRY(copy_texts(r->store->meant.schools, r->store->meant.school_count, r->arena,
                      &r->schools, err));
    WF_TRY(copy_texts(r->store->meant.kpis, r->store->meant.kpi_count, r->arena, &r->kpis,
                      err));
    WF_TRY(wf_store_imports(r->store, r->arena, &r->imports, &r->import_count, err));
    WF_TRY(read_rows(r, &b, err));
    WF_TRY(read_targets(r, &b, err));
    return finish_targets(r, err);
}

wf_status wf_store_panel(wf_store *store, const wf_store_query *query, wf_arena *arena,
                         wf_panel *out, wf_error *err)
{
    panel_reading r = {.store = store, .arena = arena};
    bool own = false;
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = read_panel(&r, query, err);
    status = store_read_end(store, own, status, err);
    if (status == WF_OK)
        *out = r.panel;
    return status;
}

/* ---- history */

static wf_status read_fact(wf_store *store, wf_str school, wf_str kpi, wf_arena *arena,
                           wf_store_fact *out, wf_error *err)
{
    char period[WF_PERIOD_TEXT];
    store_db *db = store->db;
    store_value value = db->driver->column(db, 1);
    wf_store_fact fact = {.counts = store_db_int(db, 5) == 1};
    wf_store_observation *o = &fact.observation;
    o->value = (wf_number){.value = value.r, .present = value.kind != STORE_NULL};
    o->cohort = db->driver->column(db, 2).r;
    wf_str text =
        wf_str_from(wf_period_text(store_period_from_code(store_db_int(db, 0)), period));
    if (wf_arena_str(arena, text, &o->period) != WF_OK ||
        wf_arena_str(arena, db->driver->column(db, 3).t, &o->comment) != WF_OK ||
        wf_arena_str(arena, db->driver->column(db, 4).t, &o->at) != WF_OK ||
        wf_arena_str(arena, school, &o->school) != WF_OK ||
        wf_arena_str(arena, kpi, &o->kpi) != WF_OK)
        return wf_fail_memory(err);
    WF_TRY(store_import_read(store, 6, arena, &fact.import, err));
    *out = fact;
    return WF_OK;
}

typedef struct fact_list {
    wf_store_fact *items;
    size_t count;
} fact_list;

static wf_status read_history(wf_store *store, int64_t school, int64_t kpi,
                              wf_arena *arena, fact_list *out, wf_error *err)
{
    const store_value params[] = {store_text(store->trust), store_int(school),
                                  store_int(kpi)};
    wf_store_fact *items = wf_arena_array(arena, 0, sizeof *items);
    size_t n = 0;
    size_t cap = 0;
    bool has_row = false;
    WF_TRY(store_db_query(
        store->db,
        "SELECT o.period, o.value, o.cohort, o.comment, o.at, CASE WHEN i.undone = 0 THEN"
        " row_number() OVER (PARTITION BY o.period, CASE WHEN i.undone = 0 THEN 0 ELSE 1"
        " END" NEWEST_FIRST ", o.seq DESC) ELSE 0 END, " STORE_IMPORT_COLUMNS
        " FROM observations o" OF_IMPORT(
            "o") " JOIN meant s ON s.id = o.school JOIN meant k ON k.id = o.kpi"
                 " WHERE o.trust = ?1 AND s.school = ?2 AND k.kpi = ?3"
                 " ORDER BY o.period, i.saved, i.sha256, o.import, o.seq",
        params, 3, err));
    WF_TRY(store_db_step(store->db, &has_row, err));
    while (has_row) {
        wf_store_fact *more =
            wf_arena_push_room(arena, n > 0 ? items : NULL, n, &cap, sizeof *items);
        if (more == NULL)
            return wf_fail_memory(err);
        items = more;
        WF_TRY(read_fact(store, store->meant.schools[school], store->meant.kpis[kpi],
                         arena, &items[n], err));
        n++;
        WF_TRY(store_db_step(store->db, &has_row, err));
    }
    *out = (fact_list){.items = items, .count = n};
    return WF_OK;
}

// NOLINTNEXTLINE(readability-function-size): the public contract
wf_status wf_store_history(wf_store *store, wf_str school, wf_str kpi, wf_arena *arena,
                           wf_store_fact **out, size_t *count, wf_error *err)
{
    bool own = false;
    fact_list facts = {0};
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = store_meant_make(store, err);
    if (status == WF_OK) {
        int64_t s = store_meant_school(store, school);
        int64_t k = store_meant_kpi(store, kpi);
        if (s >= 0 && k >= 0)
            status = read_history(store, s, k, arena, &facts, err);
    }
    *out = facts.items;
    *count = facts.count;
    return store_read_end(store, own, status, err);
}
