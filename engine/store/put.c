/* Facts into the import that is begun. */
#include "engine/base/strbuf.h"
#include "engine/store/store_parts.h"
#include "wayforward/json.h"

#include <math.h>

enum {
    FIRST_COLUMNS = 3, /* trust, import, seq */
    BATCH = 64
};
#define MOST_JSON (512u << 20)

static wf_status load_into(wf_store *store, store_table_id id, wf_error *err)
{
    if (store->loading == (int)id)
        return WF_OK;
    WF_TRY(store_settle(store, err));
    WF_TRY(store->db->driver->load_start(store->db, &store->loads[id], err));
    store->loading = (int)id;
    return WF_OK;
}

static wf_status row_value(wf_store *store, const store_column *column, const void *item,
                           store_value *out, wf_error *err)
{
    if (store_column_value(column, item, store->scratch, out) != WF_OK)
        return wf_fail_memory(err);
    if (column->kind != COLUMN_NAME)
        return WF_OK;
    int64_t id = 0;
    WF_TRY(store_names_number(&store->names, store->db, store->trust, out->t, &id, err));
    *out = store_int(id);
    return WF_OK;
}

static wf_status put_row(wf_store *store, store_table_id id, const void *item,
                         wf_error *err)
{
    store_value values[STORE_MOST_COLUMNS];
    const store_table *table = store_table_at(id);
    values[0] = store_text(store->trust);
    values[1] = store_int(store->import);
    values[2] = store_int(store->seq[id] + 1);
    for (size_t i = 0; i < table->count; i++)
        WF_TRY(
            row_value(store, &table->columns[i], item, &values[FIRST_COLUMNS + i], err));
    WF_TRY(store->db->driver->load_row(store->db, values, err));
    store->seq[id]++;
    return WF_OK;
}

wf_status store_put_rows(wf_store *store, store_table_id id, const void *items,
                         size_t count, wf_error *err)
{
    if (!store->writing)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "no import is begun");
    if (count == 0)
        return WF_OK;
    const char *item = items;
    WF_TRY(load_into(store, id, err));
    for (size_t i = 0; i < count; i++, item += store_table_at(id)->item_size) {
        wf_arena_mark mark = wf_arena_mark_here(store->scratch);
        wf_status status = put_row(store, id, item, err);
        wf_arena_reset(store->scratch, mark);
        WF_TRY(status);
    }
    return WF_OK;
}

/* ---- observations */

static wf_status observation_row(const wf_store_observation *o,
                                 store_observation_row *out, wf_error *err)
{
    *out = (store_observation_row){.school = o->school,
                                   .kpi = o->kpi,
                                   .value = o->value,
                                   .cohort = o->cohort,
                                   .comment = o->comment,
                                   .at = o->at};
    if (!wf_period_parse(o->period, &out->period))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "\"%.*s\" is not a period such as 2026-27/T3",
                       WF_STR_ARG(o->period));
    if ((o->value.present && !isfinite(o->value.value)) || !isfinite(o->cohort) ||
        o->cohort < 0)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "an observation of \"%.*s\" is not a number", WF_STR_ARG(o->kpi));
    return WF_OK;
}

wf_status wf_store_put_observations(wf_store *store, const wf_store_observation *items,
                                    size_t count, wf_error *err)
{
    store_observation_row rows[BATCH];
    for (size_t i = 0; i < count;) {
        size_t n = 0;
        for (; n < BATCH && i < count; n++, i++) {
            wf_status status = observation_row(&items[i], &rows[n], err);
            if (status != WF_OK)
                return store_fail(store, err, status);
        }
        wf_status status = store_put_rows(store, TABLE_OBSERVATIONS, rows, n, err);
        if (status != WF_OK)
            return store_fail(store, err, status);
    }
    return WF_OK;
}

/* ---- decisions */

wf_status wf_store_put_decision(wf_store *store, const wf_store_decision *decision,
                                wf_error *err)
{
    return store_fail(store, err,
                      store_put_rows(store, TABLE_DECISIONS, decision, 1, err));
}

/* ---- plans */

static wf_status take_json(void *context, const void *data, size_t size)
{
    wf_strbuf *b = context;
    wf_strbuf_add(b, (wf_str){.p = data, .n = size});
    return b->failed || b->truncated ? WF_E_MEMORY : WF_OK;
}

static wf_status put_plan_itself(wf_store *store, const wf_plan *plan, wf_str school,
                                 wf_error *err)
{
    static const wf_plan_json_options whole = {
        .compact = true, .ledger = true, .always_array = true};
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return wf_fail_memory(err);
    wf_strbuf b = wf_strbuf_in(arena, MOST_JSON);
    wf_sink sink = {.write = take_json, .context = &b};
    /* The writer takes a list of plans to read from; it changes nothing. */
    union {
        const wf_plan *given;
        wf_plan *listed;
    } one = {.given = plan};
    wf_plan *items[1];
    items[0] = one.listed;
    wf_plans plans = {.items = items, .n = 1};
    wf_status status = wf_plans_write_json(&plans, &whole, &sink, err);
    store_plan_row row = {.school = school,
                          .urn = plan->urn,
                          .family = wf_str_from(wf_family_name(plan->family)),
                          .academic_year = plan->academic_year,
                          .title = plan->title,
                          .json = wf_strbuf_str(&b)};
    if (status == WF_OK)
        status = store_put_rows(store, TABLE_PLANS, &row, 1, err);
    wf_arena_free(arena);
    return status;
}

static wf_str kpi_name(const wf_kpi *kpi)
{
    return kpi->name.n > 0 ? kpi->name : kpi->code;
}

static wf_status put_plan_observations(wf_store *store, const wf_kpi *kpi, wf_str school,
                                       wf_error *err)
{
    for (size_t i = 0; i < kpi->observation_count; i++) {
        const wf_observation *o = &kpi->observations[i];
        store_observation_row row = {.school = school,
                                     .kpi = kpi_name(kpi),
                                     .value = {.value = o->value, .present = true},
                                     .cohort = o->cohort > 0 ? (double)o->cohort : 0,
                                     .comment = WF_STR_EMPTY,
                                     .at = o->at};
        /* Without a period it is no point in time; the plan itself keeps it. */
        if (wf_period_parse(o->period, &row.period) && isfinite(o->value))
            WF_TRY(store_put_rows(store, TABLE_OBSERVATIONS, &row, 1, err));
    }
    return WF_OK;
}

/* The period that a deadline ends with: its terms in the plan's year, else its date. */
static wf_period deadline_of(const wf_when *when, wf_str academic_year)
{
    wf_period year = {0};
    if (when->terms == 0 || !wf_period_parse(academic_year, &year))
        return wf_period_of_date(when->end);
    int last = WF_TERMS;
    while (last > 1 && (when->terms & (1u << (last - 1))) == 0)
        last--;
    return (wf_period){.number = year.number - WF_TERMS + last, .style = WF_PERIOD_HALF};
}

/* A baseline is what stood at the end of the year before the plan's. */
static wf_period start_of(wf_str academic_year)
{
    wf_period year = {0};
    if (!wf_period_parse(academic_year, &year))
        return year;
    return (wf_period){.number = year.number - WF_TERMS, .style = WF_PERIOD_HALF};
}

static wf_status put_plan_target(wf_store *store, const wf_plan *plan, const wf_kpi *kpi,
                                 wf_str school, wf_error *err)
{
    store_target_row row = {.school = school,
                            .kpi = kpi_name(kpi),
                            .unit = kpi->unit,
                            .direction = kpi->direction,
                            .baseline = kpi->baseline,
                            .target = kpi->target,
                            .national = kpi->national,
                            .baseline_period = start_of(plan->academic_year),
                            .deadline = deadline_of(&kpi->deadline, plan->academic_year),
                            .at = kpi->at};
    return store_put_rows(store, TABLE_TARGETS, &row, 1, err);
}

static wf_status put_plan(wf_store *store, const wf_plan *plan, wf_str school,
                          wf_error *err)
{
    WF_TRY(put_plan_itself(store, plan, school, err));
    for (size_t i = 0; i < plan->kpi_count; i++)
        if (kpi_name(&plan->kpis[i]).n > 0)
            WF_TRY(put_plan_observations(store, &plan->kpis[i], school, err));
    for (size_t i = 0; i < plan->kpi_count; i++)
        if (kpi_name(&plan->kpis[i]).n > 0)
            WF_TRY(put_plan_target(store, plan, &plan->kpis[i], school, err));
    return WF_OK;
}

wf_status wf_store_put_plan(wf_store *store, const wf_plan *plan, wf_str school,
                            wf_error *err)
{
    return store_fail(store, err, put_plan(store, plan, school, err));
}

/* ---- the set-up */

static wf_status put_schools(wf_store *store, const wf_trust *trust, wf_error *err)
{
    WF_TRY(
        store_put_rows(store, TABLE_SCHOOLS, trust->schools, trust->school_count, err));
    for (size_t i = 0; i < trust->school_count; i++)
        for (size_t k = 0; k < trust->schools[i].inspection_count; k++) {
            store_inspection_row row = {.school = trust->schools[i].name,
                                        .inspection = trust->schools[i].inspections[k]};
            WF_TRY(store_put_rows(store, TABLE_INSPECTIONS, &row, 1, err));
        }
    return WF_OK;
}

static wf_status put_targets(wf_store *store, const wf_trust *trust, wf_error *err)
{
    for (size_t i = 0; i < trust->target_count; i++) {
        const wf_trust_target *t = &trust->targets[i];
        store_target_row row = {.school = t->school,
                                .kpi = t->kpi,
                                .baseline = t->baseline,
                                .target = t->target,
                                .at = t->at};
        (void)wf_period_parse(t->baseline_period, &row.baseline_period);
        (void)wf_period_parse(t->deadline, &row.deadline);
        WF_TRY(store_put_rows(store, TABLE_TARGETS, &row, 1, err));
    }
    return WF_OK;
}

static wf_status put_trust(wf_store *store, const wf_trust *trust, wf_error *err)
{
    store_setup_row setup = {.name = trust->name,
                             .logo = trust->logo,
                             .main_colour = trust->theme.main,
                             .second_colour = trust->theme.second};
    WF_TRY(store_put_rows(store, TABLE_SETUPS, &setup, 1, err));
    WF_TRY(put_schools(store, trust, err));
    WF_TRY(store_put_rows(store, TABLE_KPIS, trust->kpis, trust->kpi_count, err));
    WF_TRY(put_targets(store, trust, err));
    WF_TRY(store_put_rows(store, TABLE_PROVIDERS, trust->providers, trust->provider_count,
                          err));
    WF_TRY(store_put_rows(store, TABLE_TERMS, trust->terms, trust->term_count, err));
    for (size_t i = 0; i < trust->closed_day_count; i++) {
        store_day_row row = {.day = trust->closed_days[i]};
        WF_TRY(store_put_rows(store, TABLE_CLOSED_DAYS, &row, 1, err));
    }
    return store_put_rows(store, TABLE_SETTINGS, trust->settings, trust->setting_count,
                          err);
}

wf_status wf_store_put_trust(wf_store *store, const wf_trust *trust, wf_error *err)
{
    return store_fail(store, err, put_trust(store, trust, err));
}
