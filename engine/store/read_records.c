/* What counts now of plans, decisions and the set-up. */
#include "engine/store/store_parts.h"
#include "wayforward/json.h"

#include <stdlib.h>

/* ---- the set-up */

static wf_status read_setup(wf_store *store, wf_arena *arena, wf_trust *out,
                            wf_error *err)
{
    void *items = NULL;
    size_t n = 0;
    WF_TRY(store_read_section(store, TABLE_SETUPS, arena, &items, &n, err));
    if (n == 0)
        return WF_OK;
    const store_setup_row *setup = items;
    out->name = setup->name;
    out->logo = setup->logo;
    out->theme = (wf_theme){setup->main_colour, setup->second_colour};
    return WF_OK;
}

static wf_status read_inspections(wf_store *store, wf_arena *arena, wf_trust *trust,
                                  wf_error *err)
{
    void *items = NULL;
    size_t n = 0;
    WF_TRY(store_read_section(store, TABLE_INSPECTIONS, arena, &items, &n, err));
    const store_inspection_row *rows = items;
    wf_inspection *all = wf_arena_array(arena, n, sizeof *all);
    if (all == NULL)
        return wf_fail_memory(err);
    size_t used = 0;
    for (size_t s = 0; s < trust->school_count; s++) {
        wf_trust_school *school = &trust->schools[s];
        school->inspections = all + used;
        for (size_t i = 0; i < n && used < n; i++)
            if (wf_str_eq(rows[i].school, school->name))
                all[used++] = rows[i].inspection;
        school->inspection_count = (size_t)(all + used - school->inspections);
    }
    return WF_OK;
}

static wf_status period_text(wf_period period, wf_arena *arena, wf_str *out)
{
    char buf[WF_PERIOD_TEXT];
    return wf_arena_str(arena, wf_str_from(wf_period_text(period, buf)), out);
}

static wf_status read_targets(wf_store *store, wf_arena *arena, wf_trust *trust,
                              wf_error *err)
{
    void *items = NULL;
    size_t n = 0;
    WF_TRY(store_read_section(store, TABLE_TARGETS, arena, &items, &n, err));
    const store_target_row *rows = items;
    trust->targets = wf_arena_array(arena, n, sizeof *trust->targets);
    if (trust->targets == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        wf_trust_target *t = &trust->targets[i];
        *t = (wf_trust_target){.school = rows[i].school,
                               .kpi = rows[i].kpi,
                               .baseline = rows[i].baseline,
                               .target = rows[i].target,
                               .at = rows[i].at};
        if (period_text(rows[i].baseline_period, arena, &t->baseline_period) != WF_OK ||
            period_text(rows[i].deadline, arena, &t->deadline) != WF_OK)
            return wf_fail_memory(err);
    }
    trust->target_count = n;
    return WF_OK;
}

static wf_status read_days(wf_store *store, wf_arena *arena, wf_trust *trust,
                           wf_error *err)
{
    void *items = NULL;
    size_t n = 0;
    WF_TRY(store_read_section(store, TABLE_CLOSED_DAYS, arena, &items, &n, err));
    const store_day_row *rows = items;
    trust->closed_days = wf_arena_array(arena, n, sizeof *trust->closed_days);
    if (trust->closed_days == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        trust->closed_days[i] = rows[i].day;
    trust->closed_day_count = n;
    return WF_OK;
}

/* The tables whose structs are the set-up's own. */
static const struct {
    store_table_id table;
    size_t items, count; /* offsets in wf_trust */
} sections[] = {
    {TABLE_SCHOOLS, offsetof(wf_trust, schools), offsetof(wf_trust, school_count)},
    {TABLE_KPIS, offsetof(wf_trust, kpis), offsetof(wf_trust, kpi_count)},
    {TABLE_PROVIDERS, offsetof(wf_trust, providers), offsetof(wf_trust, provider_count)},
    {TABLE_TERMS, offsetof(wf_trust, terms), offsetof(wf_trust, term_count)},
    {TABLE_SETTINGS, offsetof(wf_trust, settings), offsetof(wf_trust, setting_count)},
};

static wf_status read_trust(wf_store *store, wf_arena *arena, wf_trust *out,
                            wf_error *err)
{
    WF_TRY(store_names_read(&store->names, store->db, store->trust, err));
    WF_TRY(read_setup(store, arena, out, err));
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char *base = (char *)out;
        void *items = NULL;
        size_t n = 0;
        WF_TRY(store_read_section(store, sections[i].table, arena, &items, &n, err));
        *(void **)(void *)(base + sections[i].items) = items;
        *(size_t *)(void *)(base + sections[i].count) = n;
    }
    WF_TRY(read_inspections(store, arena, out, err));
    WF_TRY(read_targets(store, arena, out, err));
    return read_days(store, arena, out, err);
}

wf_status wf_store_trust(wf_store *store, wf_arena *arena, wf_trust *out, wf_error *err)
{
    static const wf_report_options plain = WF_REPORT_OPTIONS_INIT;
    wf_trust trust = {.name = WF_STR_EMPTY, .logo = WF_STR_EMPTY, .theme = plain.theme};
    bool own = false;
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = read_trust(store, arena, &trust, err);
    status = store_read_end(store, own, status, err);
    if (status == WF_OK)
        *out = trust;
    return status;
}

/* ---- plans */

static wf_status take_plan(wf_store *store, wf_plans *list, size_t *cap, wf_arena *arena,
                           wf_error *err)
{
    wf_plans read = {0};
    wf_str json = store->db->driver->column(store->db, 0).t;
    WF_TRY(wf_plans_read_json(json.p, json.n, &read, err));
    for (size_t i = 0; i < read.n; i++) {
        wf_plan **items =
            wf_arena_push_room(arena, list->items, list->n, cap, sizeof(wf_plan *));
        if (items == NULL) {
            wf_plans_free(&read);
            return wf_fail_memory(err);
        }
        list->items = items;
        items[list->n++] = read.items[i];
        read.items[i] = NULL;
    }
    wf_plans_free(&read);
    return WF_OK;
}

static wf_status take_plans(wf_store *store, wf_plans *list, wf_arena *arena,
                            wf_error *err)
{
    size_t cap = 0;
    bool has_row = false;
    WF_TRY(store_db_step(store->db, &has_row, err));
    while (has_row) {
        WF_TRY(take_plan(store, list, &cap, arena, err));
        WF_TRY(store_db_step(store->db, &has_row, err));
    }
    return WF_OK;
}

/* Of one file's plans all count: the newest import that has this kind of plan, whole. */
static wf_status query_plans(wf_store *store, wf_str school, bool versions, wf_error *err)
{
    int64_t number = store_meant_school(store, school);
    bool all = school.n == 0;
    const store_value params[] = {store_text(store->trust), store_int(all ? 0 : number),
                                  store_int(all ? INT64_MAX : number),
                                  store_int(versions ? INT64_MAX : 1)};
    return store_db_query(
        store->db,
        "SELECT c.json FROM (SELECT p.json AS json, s.school AS school,"
        " p.family AS family, p.academic_year AS academic_year, i.saved AS saved,"
        " i.sha256 AS sha256, p.seq AS seq, rank() OVER (PARTITION BY s.school,"
        " p.family, p.academic_year ORDER BY i.saved DESC, i.sha256 DESC) AS place"
        " FROM plans p JOIN imports i ON i.trust = p.trust AND i.id = p.import"
        " AND i.undone = 0 JOIN meant s ON s.id = p.school"
        " WHERE p.trust = ?1 AND s.school BETWEEN ?2 AND ?3) c WHERE c.place <= ?4"
        " ORDER BY c.school, c.family, c.academic_year, c.saved, c.sha256, c.seq",
        params, 4, err);
}

/* The list that wf_plans_free frees is allocated as wf_plans_new does it. */
static wf_status hand_over(wf_plans *list, wf_plans *out, wf_error *err)
{
    wf_plans made = {0};
    wf_status status = wf_plans_new(list->n, &made, err);
    for (size_t i = 0; status == WF_OK && i < list->n; i++) {
        wf_plan_free(made.items[i]);
        made.items[i] = list->items[i];
        list->items[i] = NULL;
    }
    if (status == WF_OK)
        *out = made;
    return status;
}

static wf_status read_plans(wf_store *store, wf_str school, bool versions, wf_plans *out,
                            wf_error *err)
{
    wf_plans list = {0};
    wf_arena *arena = wf_arena_new(0);
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK)
        status = store_meant_make(store, err);
    if (status == WF_OK)
        status = query_plans(store, school, versions, err);
    if (status == WF_OK)
        status = take_plans(store, &list, arena, err);
    if (status == WF_OK)
        status = hand_over(&list, out, err);
    for (size_t i = 0; i < list.n; i++)
        wf_plan_free(list.items[i]);
    wf_arena_free(arena);
    return status;
}

wf_status wf_store_plans(wf_store *store, wf_str school, bool versions, wf_plans *out,
                         wf_error *err)
{
    bool own = false;
    wf_plans plans = {0};
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = read_plans(store, school, versions, &plans, err);
    status = store_read_end(store, own, status, err);
    if (status == WF_OK)
        *out = plans;
    else
        wf_plans_free(&plans);
    return status;
}

/* ---- decisions */

typedef struct decision_query {
    wf_str kind, school;
    bool history;
} decision_query;

static wf_status read_decisions(wf_store *store, const decision_query *q, wf_arena *arena,
                                store_rows *out, wf_error *err)
{
    WF_TRY(store_meant_make(store, err));
    int64_t number = store_meant_school(store, q->school);
    bool all = q->school.n == 0;
    const store_value params[] = {store_text(store->trust),
                                  store_int(all ? 0 : number),
                                  store_int(all ? INT64_MAX : number),
                                  store_text(q->kind),
                                  store_int(q->history ? INT64_MAX : 1),
                                  store_int(q->history ? 1 : 0)};
    const store_statement statement = {
        .params = params,
        .count = sizeof params / sizeof *params,
        .sql =
            "SELECT c.kind, c.school, c.key, c.value, c.details, c.reason, c.by_whom, "
            "c.day,"
            " c.review, c.dropped, c.at FROM (SELECT d.kind, d.school, d.key, d.value,"
            " d.details, d.reason, d.by_whom, d.day, d.review, d.dropped, d.at,"
            " s.school AS meant, i.saved, i.sha256, d.seq, row_number() OVER (PARTITION "
            "BY"
            " d.kind, s.school, d.key ORDER BY i.saved DESC, i.sha256 DESC, d.seq DESC)"
            " AS place FROM decisions d JOIN imports i ON i.trust = d.trust"
            " AND i.id = d.import AND i.undone = 0 JOIN meant s ON s.id = d.school"
            " WHERE d.trust = ?1 AND s.school BETWEEN ?2 AND ?3 AND (?4 = '' OR d.kind = "
            "?4)"
            ") c WHERE c.place <= ?5 AND c.dropped <= ?6"
            " ORDER BY c.kind, c.meant, c.key, c.saved, c.sha256, c.seq"};
    return store_read_rows(store, TABLE_DECISIONS, &statement, arena, out, err);
}

/* A decision stands under the name that its school goes by now. */
static wf_status rename_schools(const wf_store *store, wf_store_decision *items, size_t n,
                                wf_arena *arena, wf_error *err)
{
    for (size_t i = 0; i < n; i++) {
        int64_t number = store_meant_school(store, items[i].school);
        if (number >= 0 &&
            wf_arena_str(arena, store->meant.schools[number], &items[i].school) != WF_OK)
            return wf_fail_memory(err);
    }
    return WF_OK;
}

// NOLINTNEXTLINE(readability-function-size): the public contract
wf_status wf_store_decisions(wf_store *store, wf_str kind, wf_str school, bool history,
                             wf_arena *arena, wf_store_decision **out, size_t *count,
                             wf_error *err)
{
    bool own = false;
    const decision_query query = {.kind = kind, .school = school, .history = history};
    store_rows rows = {0};
    wf_status status = store_read_begin(store, &own, err);
    if (status == WF_OK)
        status = read_decisions(store, &query, arena, &rows, err);
    if (status == WF_OK)
        status = rename_schools(store, rows.items, rows.count, arena, err);
    status = store_read_end(store, own, status, err);
    if (status == WF_OK) {
        *out = rows.items;
        *count = rows.count;
    }
    return status;
}
