/*
 * The store, on SQLite and, where WF_TEST_STORE names one ("postgresql://..."), on
 * PostgreSQL: the same tests. Each test has a trust of its own, so that one database
 * serves all.
 */
#include "tests/support/wf_test.h"

#include "wayforward/store.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct bench {
    char where[512];
    char trust[96];
    bool postgres;
    wf_store *store;
    wf_arena *arena;
} bench;

static unsigned made;

static wf_store *open_again(bench *b)
{
    wf_store_options options = {
        .trust = b->trust, .by = "tester", .create = true, .wait = 20};
    wf_error err = WF_ERROR_INIT;
    wf_store *store = NULL;
    if (wf_store_open(b->where, &options, &store, &err) != WF_OK)
        fail_msg("%s: %s", err.file, err.message);
    return store;
}

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    const char *url = getenv("WF_TEST_STORE");
    made++;
    b->postgres = url != NULL;
    (void)snprintf(b->trust, sizeof b->trust, "t%ld-%u", (long)getpid(), made);
    if (url != NULL)
        (void)snprintf(b->where, sizeof b->where, "%s", url);
    else
        (void)snprintf(b->where, sizeof b->where, "/tmp/wf-store-%ld-%u.wayforward",
                       (long)getpid(), made);
    b->arena = wf_arena_new(0);
    b->store = open_again(b);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    wf_store_close(b->store);
    wf_arena_free(b->arena);
    if (!b->postgres)
        (void)unlink(b->where);
    free(b);
    return 0;
}

#define ok(call)                                                                         \
    do {                                                                                 \
        wf_error err = WF_ERROR_INIT;                                                    \
        wf_error *e = &err;                                                              \
        if ((call) != WF_OK)                                                             \
            fail_msg("%s: %s", err.file, err.message);                                   \
    } while (0)

static wf_store_source source_of(const char *name, char digit, int64_t saved)
{
    wf_store_source s = {.name = wf_str_from(name),
                         .size = 100,
                         .saved = saved,
                         .kind = WF_STR("observations")};
    memset(s.sha256, digit, 64);
    return s;
}

static wf_store_observation value_of(const char *school, const char *kpi,
                                     const char *period, double value)
{
    return (wf_store_observation){.school = wf_str_from(school),
                                  .kpi = wf_str_from(kpi),
                                  .period = wf_str_from(period),
                                  .value = {.value = value, .present = true},
                                  .cohort = 60,
                                  .comment = WF_STR_EMPTY,
                                  .at = WF_STR("D2")};
}

static bool put(bench *b, wf_store_source source, const wf_store_observation *items,
                size_t n)
{
    bool is_known = false;
    ok(wf_store_begin(b->store, &source, &is_known, e));
    if (is_known)
        return false;
    ok(wf_store_put_observations(b->store, items, n, e));
    ok(wf_store_commit(b->store, e));
    return true;
}

static bool put_one(bench *b, char digit, int64_t saved, double value)
{
    const wf_store_observation o = value_of("Oak", "Attendance", "2026-27/T1", value);
    return put(b, source_of("a.csv", digit, saved), &o, 1);
}

static wf_panel panel_of(bench *b)
{
    wf_panel panel = {0};
    ok(wf_store_panel(b->store, NULL, b->arena, &panel, e));
    return panel;
}

static double only_value(bench *b)
{
    wf_panel panel = panel_of(b);
    assert_int_equal(panel.row_count, 1);
    return panel.rows[0].value;
}

static void store_begin__same_bytes_twice__is_once(void **state)
{
    bench *b = *state;
    assert_true(put_one(b, 'a', 1000, 90));
    assert_false(put_one(b, 'a', 1000, 90));
    assert_float_equal(only_value(b), 90, 0);
}

static void store_panel__newer_source__supersedes_in_any_order(void **state)
{
    bench *b = *state;
    put_one(b, 'b', 2000, 92);
    put_one(b, 'a', 1000, 90);
    assert_float_equal(only_value(b), 92, 0);
    put_one(b, 'c', 3000, 94);
    assert_float_equal(only_value(b), 94, 0);
}

static void store_begin__copy_saved_earlier__has_the_earlier_time(void **state)
{
    bench *b = *state;
    put_one(b, 'b', 2000, 92);
    put_one(b, 'a', 3000, 90);
    assert_float_equal(only_value(b), 90, 0);
    assert_false(put_one(b, 'a', 1000, 90));
    assert_float_equal(only_value(b), 92, 0);
}

static void store_panel__same_file_twice_the_same__last_row_counts(void **state)
{
    bench *b = *state;
    const wf_store_observation rows[] = {
        value_of("Oak", "Attendance", "2026-27/T1", 1),
        value_of("Oak", "Attendance", "2026-27/3", 5),
        value_of("Oak", "Attendance", "2026-27/T1", 2),
        value_of("Ash", "Reading", "2025-26/autumn", 3.25),
    };
    put(b, source_of("rows.csv", 'd', 5), rows, COUNT_OF(rows));
    wf_panel panel = panel_of(b);
    assert_int_equal(panel.row_count, 3);
    assert_str(panel.rows[0].school, "Ash");
    assert_str(panel.rows[0].file, "rows.csv");
    assert_str(panel.rows[0].at, "D2");
    assert_float_equal(panel.rows[0].value, 3.25, 0);
    assert_float_equal(panel.rows[0].cohort, 60, 0);
    assert_float_equal(panel.rows[1].value, 2, 0);
    assert_int_equal(panel.rows[2].period.number, 6 * 2026 + 3);
}

static void store_panel__query__bounds_by_name_and_period(void **state)
{
    bench *b = *state;
    const wf_store_observation rows[] = {
        value_of("Oak", "Attendance", "2026-27/T1", 1),
        value_of("Oak", "Attendance", "2026-27/T3", 5),
        value_of("Oak", "Reading", "2026-27/T2", 2),
        value_of("Ash", "Attendance", "2026-27/T2", 3),
    };
    wf_panel panel = {0};
    put(b, source_of("rows.csv", 'd', 5), rows, COUNT_OF(rows));
    wf_store_query query = {.school = WF_STR("Oak"),
                            .kpi = WF_STR("attendance"),
                            .from = WF_STR("2026-27/T2"),
                            .to = WF_STR("2026-27/T4")};
    ok(wf_store_panel(b->store, &query, b->arena, &panel, e));
    assert_int_equal(panel.row_count, 1);
    assert_float_equal(panel.rows[0].value, 5, 0);
    query = (wf_store_query){.school = WF_STR("Elm")};
    ok(wf_store_panel(b->store, &query, b->arena, &panel, e));
    assert_int_equal(panel.row_count, 0);
}

static void store_panel__suppressed_value__stays_suppressed(void **state)
{
    bench *b = *state;
    wf_store_observation o = value_of("Oak", "Exclusions", "2026-27/T1", 0);
    o.value.present = false;
    put(b, source_of("x.csv", 'e', 5), &o, 1);
    wf_panel panel = panel_of(b);
    assert_int_equal(panel.row_count, 1);
    assert_true(panel.rows[0].suppressed);
}

static void store_undo__last_import__former_value_counts_again(void **state)
{
    bench *b = *state;
    wf_store_import undone;
    put_one(b, 'a', 1000, 90);
    put_one(b, 'b', 2000, 92);
    ok(wf_store_undo(b->store, b->arena, &undone, e));
    assert_int_equal(undone.source.sha256[0], 'b');
    assert_int_equal(undone.observations, 1);
    assert_float_equal(only_value(b), 90, 0);
    assert_true(put_one(b, 'b', 2000, 92)); /* and it can be imported again */
    assert_float_equal(only_value(b), 92, 0);
    ok(wf_store_undo(b->store, b->arena, &undone, e));
    ok(wf_store_undo(b->store, b->arena, &undone, e));
    assert_int_equal(panel_of(b).row_count, 0);
    assert_int_equal(wf_store_undo(b->store, b->arena, &undone, NULL), WF_E_STORE);
}

static void store_abandon__after_puts__leaves_nothing(void **state)
{
    bench *b = *state;
    bool is_known = false;
    wf_store_source source = source_of("a.csv", 'a', 1);
    wf_store_observation o = value_of("New school", "New KPI", "2026-27/T1", 1);
    ok(wf_store_begin(b->store, &source, &is_known, e));
    ok(wf_store_put_observations(b->store, &o, 1, e));
    wf_store_abandon(b->store);
    wf_store_abandon(b->store);
    assert_int_equal(panel_of(b).row_count, 0);
    assert_true(put(b, source, &o, 1));
    assert_int_equal(panel_of(b).row_count, 1);
}

static void store_put__wrong_value__is_refused_and_nothing_kept(void **state)
{
    bench *b = *state;
    bool is_known = false;
    wf_store_source source = source_of("a.csv", 'a', 1);
    wf_store_observation o = value_of("Oak", "Attendance", "one day", 1);
    assert_int_equal(wf_store_put_observations(b->store, &o, 1, NULL), WF_E_ARGUMENT);
    ok(wf_store_begin(b->store, &source, &is_known, e));
    assert_int_equal(wf_store_put_observations(b->store, &o, 1, NULL), WF_E_ARGUMENT);
    wf_store_abandon(b->store);
    assert_int_equal(wf_store_commit(b->store, NULL), WF_E_ARGUMENT);
}

static void store_history__corrections__shows_all_and_which_counts(void **state)
{
    bench *b = *state;
    wf_store_fact *facts = NULL;
    size_t n = 0;
    put_one(b, 'b', 2000, 92);
    put_one(b, 'a', 1000, 90);
    put_one(b, 'c', 3000, 99);
    wf_store_import undone;
    ok(wf_store_undo(b->store, b->arena, &undone, e));
    ok(wf_store_history(b->store, WF_STR("oak"), WF_STR("Attendance"), b->arena, &facts,
                        &n, e));
    assert_int_equal(n, 3);
    assert_float_equal(facts[0].observation.value.value, 90, 0);
    assert_false(facts[0].counts);
    assert_true(facts[1].counts);
    assert_float_equal(facts[1].observation.value.value, 92, 0);
    assert_str(facts[1].import.by, "tester");
    assert_true(facts[2].import.undone);
    assert_false(facts[2].counts);
    assert_str(facts[2].observation.period, "2026-27/T1");
    ok(wf_store_history(b->store, WF_STR("oak"), WF_STR("nothing"), b->arena, &facts, &n,
                        e));
    assert_int_equal(n, 0);
}

static void put_decision(bench *b, char digit, int64_t saved, const char *value,
                         bool dropped)
{
    bool is_known = false;
    wf_store_source source = source_of("decision", digit, saved);
    wf_store_decision d = {.kind = WF_STR("risk-band"),
                           .school = WF_STR("Oak"),
                           .key = WF_STR_EMPTY,
                           .value = wf_str_from(value),
                           .details = WF_STR("{\"computed\": \"LOW\"}"),
                           .reason = WF_STR("new head"),
                           .by = WF_STR("A. Lead"),
                           .on = wf_date_from_ymd(2026, 11, 2),
                           .review = WF_DATE_NONE,
                           .dropped = dropped,
                           .at = WF_STR_EMPTY};
    ok(wf_store_begin(b->store, &source, &is_known, e));
    ok(wf_store_put_decision(b->store, &d, e));
    ok(wf_store_commit(b->store, e));
}

static void store_decisions__later_and_dropped__count_as_said(void **state)
{
    bench *b = *state;
    wf_store_decision *items = NULL;
    size_t n = 0;
    put_decision(b, 'b', 2000, "HIGH", false);
    put_decision(b, 'a', 1000, "MEDIUM", false);
    ok(wf_store_decisions(b->store, WF_STR("risk-band"), WF_STR("oak"), false, b->arena,
                          &items, &n, e));
    assert_int_equal(n, 1);
    assert_str(items[0].value, "HIGH");
    assert_str(items[0].school, "Oak");
    assert_str(items[0].details, "{\"computed\": \"LOW\"}");
    assert_int_equal(items[0].on, wf_date_from_ymd(2026, 11, 2));
    assert_int_equal(items[0].review, WF_DATE_NONE);
    put_decision(b, 'c', 3000, "", true);
    ok(wf_store_decisions(b->store, WF_STR_EMPTY, WF_STR_EMPTY, false, b->arena, &items,
                          &n, e));
    assert_int_equal(n, 0);
    ok(wf_store_decisions(b->store, WF_STR_EMPTY, WF_STR_EMPTY, true, b->arena, &items,
                          &n, e));
    assert_int_equal(n, 3);
    assert_str(items[0].value, "MEDIUM");
    assert_true(items[2].dropped);
}

static wf_plan *plan_of(const char *title, const char *school, double value)
{
    wf_plan *plan = wf_plan_new();
    plan->family = WF_FAMILY_DASHBOARD;
    plan->file = WF_STR("plan.xlsx");
    plan->title = wf_str_from(title);
    plan->school = wf_str_from(school);
    plan->urn = WF_STR("123456");
    plan->academic_year = WF_STR("2026-27");
    plan->kpis = wf_arena_array(plan->arena, 1, sizeof *plan->kpis);
    plan->kpi_count = 1;
    wf_kpi *k = plan->kpis;
    *k = (wf_kpi){.name = WF_STR("Attendance"),
                  .unit = WF_UNIT_PERCENT,
                  .direction = WF_DIRECTION_UP,
                  .target = {.value = 96, .present = true},
                  .deadline = WF_WHEN_INIT,
                  .at = WF_STR("Data!A3")};
    k->deadline.terms = 1u << 4;
    k->observations = wf_arena_array(plan->arena, 2, sizeof *k->observations);
    k->observation_count = 2;
    k->observations[0] = (wf_observation){
        .period = WF_STR("2026-27/T1"), .value = value, .at = WF_STR("Data!B3")};
    k->observations[1] =
        (wf_observation){.period = WF_STR("once"), .value = 1, .at = WF_STR("Data!C3")};
    return plan;
}

static void put_plan(bench *b, char digit, int64_t saved, const char *title, double value)
{
    bool is_known = false;
    wf_store_source source = source_of("plan.xlsx", digit, saved);
    wf_plan *plan = plan_of(title, "Oak Primary", value);
    ok(wf_store_begin(b->store, &source, &is_known, e));
    ok(wf_store_put_plan(b->store, plan, plan->school, e));
    ok(wf_store_commit(b->store, e));
    wf_plan_free(plan);
}

static void store_plans__two_versions__newest_unless_all_are_asked_for(void **state)
{
    bench *b = *state;
    wf_plans plans = {0};
    put_plan(b, 'b', 2000, "second", 95);
    put_plan(b, 'a', 1000, "first", 93);
    ok(wf_store_plans(b->store, WF_STR_EMPTY, false, &plans, e));
    assert_int_equal(plans.n, 1);
    assert_str(plans.items[0]->title, "second");
    assert_str(plans.items[0]->kpis[0].observations[1].period, "once");
    wf_plans_free(&plans);
    ok(wf_store_plans(b->store, WF_STR("oak primary"), true, &plans, e));
    assert_int_equal(plans.n, 2);
    assert_str(plans.items[0]->title, "first");
    wf_plans_free(&plans);
    ok(wf_store_plans(b->store, WF_STR("Elm"), true, &plans, e));
    assert_int_equal(plans.n, 0);
    wf_plans_free(&plans);
    wf_panel panel = panel_of(b);
    assert_int_equal(panel.row_count, 1);
    assert_float_equal(panel.rows[0].value, 95, 0);
    assert_int_equal(panel.target_count, 1);
    assert_float_equal(panel.targets[0].target.value, 96, 0);
    assert_int_equal(panel.targets[0].deadline.number, 6 * 2026 + 5);
    assert_int_equal(panel.targets[0].unit, WF_UNIT_PERCENT);
    assert_str(panel.targets[0].at, "Data!A3");
}

static void put_setup(bench *b, char digit, int64_t saved, const char *provider)
{
    static const wf_str others[] = {WF_STR_INIT("St. Oak's"), WF_STR_INIT("The Oak")};
    static const wf_str kpi_others[] = {WF_STR_INIT("Att %")};
    wf_inspection inspections[] = {{.on = wf_date_from_ymd(2024, 3, 5),
                                    .framework = WF_STR("four-grade"),
                                    .area = WF_STR("overall"),
                                    .judgement = WF_STR("Good"),
                                    .at = WF_STR("Schools!H2")}};
    wf_trust_school schools[] = {{.name = WF_STR("Oak Primary"),
                                  .urn = WF_STR("123456"),
                                  .phase = WF_PHASE_PRIMARY,
                                  .pupils = 210,
                                  .head_since = wf_date_from_ymd(2020, 9, 1),
                                  .category_on = WF_DATE_NONE,
                                  .inspections = inspections,
                                  .inspection_count = 1,
                                  .other_names = {.items = others, .n = 2},
                                  .at = WF_STR("Schools!A2")}};
    wf_trust_kpi kpis[] = {{.code = WF_STR("ATT01"),
                            .name = WF_STR("Attendance"),
                            .unit = WF_UNIT_PERCENT,
                            .direction = WF_DIRECTION_UP,
                            .national = {.value = 93.1, .present = true},
                            .needs_cohort = true,
                            .terms = 0x2a,
                            .other_names = {.items = kpi_others, .n = 1},
                            .at = WF_STR("KPIs!A2")}};
    wf_trust_target targets[] = {{.school = WF_STR("Oak Primary"),
                                  .kpi = WF_STR("ATT01"),
                                  .target = {.value = 97, .present = true},
                                  .deadline = WF_STR("2026-27/T6")}};
    wf_trust_provider providers[] = {{.name = wf_str_from(provider),
                                      .role = WF_STR("NLE"),
                                      .days = {{2.5, true}, {0, false}, {3, true}}}};
    wf_trust_term terms[] = {
        {.year = 2026, .term = 1, .dates = {20000, 20050}, .at = WF_STR("Terms!B2")}};
    wf_trust_setting settings[] = {
        {.name = WF_STR("small numbers"), .value = WF_STR("6"), .note = WF_STR("why")}};
    wf_date closed[] = {20010};
    wf_trust trust = {.name = WF_STR("A Trust"),
                      .logo = WF_STR_EMPTY,
                      .theme = {0x112233, 0x445566},
                      .schools = schools,
                      .school_count = 1,
                      .kpis = kpis,
                      .kpi_count = 1,
                      .targets = targets,
                      .target_count = 1,
                      .providers = providers,
                      .provider_count = 1,
                      .terms = terms,
                      .term_count = 1,
                      .closed_days = closed,
                      .closed_day_count = 1,
                      .settings = settings,
                      .setting_count = 1};
    bool is_known = false;
    wf_store_source source = source_of("setup.xlsx", digit, saved);
    ok(wf_store_begin(b->store, &source, &is_known, e));
    ok(wf_store_put_trust(b->store, &trust, e));
    ok(wf_store_commit(b->store, e));
}

static void store_trust__as_put__comes_back_whole(void **state)
{
    bench *b = *state;
    wf_trust trust;
    ok(wf_store_trust(b->store, b->arena, &trust, e));
    assert_int_equal(trust.school_count, 0);
    put_setup(b, 'b', 2000, "Bea");
    put_setup(b, 'a', 1000, "Abe");
    ok(wf_store_trust(b->store, b->arena, &trust, e));
    assert_str(trust.name, "A Trust");
    assert_int_equal(trust.theme.second, 0x445566);
    assert_int_equal(trust.school_count, 1);
    const wf_trust_school *s = &trust.schools[0];
    assert_str(s->urn, "123456");
    assert_int_equal(s->phase, WF_PHASE_PRIMARY);
    assert_int_equal(s->pupils, 210);
    assert_int_equal(s->head_since, wf_date_from_ymd(2020, 9, 1));
    assert_int_equal(s->category_on, WF_DATE_NONE);
    assert_int_equal(s->other_names.n, 2);
    assert_str(s->other_names.items[1], "The Oak");
    assert_int_equal(s->inspection_count, 1);
    assert_str(s->inspections[0].judgement, "Good");
    assert_int_equal(trust.kpi_count, 1);
    assert_true(trust.kpis[0].needs_cohort);
    assert_int_equal(trust.kpis[0].terms, 0x2a);
    assert_int_equal(trust.kpis[0].unit, WF_UNIT_PERCENT);
    assert_false(trust.kpis[0].tolerance.present);
    assert_int_equal(trust.target_count, 1);
    assert_str(trust.targets[0].deadline, "2026-27/T6");
    assert_int_equal(trust.provider_count, 1);
    assert_str(trust.providers[0].name, "Bea");
    assert_float_equal(trust.providers[0].days[0].value, 2.5, 0);
    assert_false(trust.providers[0].days[1].present);
    assert_int_equal(trust.terms[0].dates.end, 20050);
    assert_int_equal(trust.closed_days[0], 20010);
    assert_str(trust.settings[0].note, "why");
}

static void store_panel__other_names__mean_the_same_in_any_order(void **state)
{
    bench *b = *state;
    const wf_store_observation before = value_of("The Oak", "Att %", "2026-27/T1", 91);
    const wf_store_observation after = value_of("oak primary", "ATT01", "2026-27/T1", 92);
    put(b, source_of("before.csv", 'a', 1), &before, 1);
    put_setup(b, 'b', 2, "Bea");
    put(b, source_of("after.csv", 'c', 3), &after, 1);
    wf_panel panel = panel_of(b);
    assert_int_equal(panel.row_count, 1);
    assert_str(panel.rows[0].school, "Oak Primary");
    assert_str(panel.rows[0].kpi, "Attendance");
    assert_float_equal(panel.rows[0].value, 92, 0);
    assert_int_equal(panel.target_count, 1);
    assert_float_equal(panel.targets[0].national.value, 93.1, 0);
    assert_float_equal(panel.targets[0].target.value, 97, 0);
    wf_store_fact *facts = NULL;
    size_t n = 0;
    ok(wf_store_history(b->store, WF_STR("St. Oak's"), WF_STR("ATT01"), b->arena, &facts,
                        &n, e));
    assert_int_equal(n, 2);
    assert_true(facts[1].counts);
}

static void store_imports__list__newest_first_with_counts(void **state)
{
    bench *b = *state;
    wf_store_import *imports = NULL;
    size_t n = 0;
    put_one(b, 'a', 1000, 90);
    put_plan(b, 'b', 2000, "p", 95);
    ok(wf_store_imports(b->store, b->arena, &imports, &n, e));
    assert_int_equal(n, 2);
    assert_int_equal(imports[0].plans, 1);
    assert_int_equal(imports[0].observations, 1);
    assert_int_equal(imports[1].source.saved, 1000);
    assert_str(imports[1].source.name, "a.csv");
    assert_str(imports[1].by, "tester");
}

static void store_open__second_connection__sees_what_was_committed(void **state)
{
    bench *b = *state;
    put_one(b, 'a', 1000, 90);
    wf_store_close(b->store);
    b->store = open_again(b);
    assert_float_equal(only_value(b), 90, 0);
}

static void store_open__another_trust__sees_nothing_of_it(void **state)
{
    bench *b = *state;
    bench other = *b;
    put_one(b, 'a', 1000, 90);
    (void)snprintf(other.trust, sizeof other.trust, "other-%.60s", b->trust);
    other.store = open_again(&other);
    assert_int_equal(panel_of(&other).row_count, 0);
    assert_true(put_one(&other, 'a', 1000, 80));
    assert_float_equal(only_value(&other), 80, 0);
    assert_float_equal(only_value(b), 90, 0);
    wf_store_close(other.store);
}

#define store_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(store_begin__same_bytes_twice__is_once),
        store_test(store_panel__newer_source__supersedes_in_any_order),
        store_test(store_begin__copy_saved_earlier__has_the_earlier_time),
        store_test(store_panel__same_file_twice_the_same__last_row_counts),
        store_test(store_panel__query__bounds_by_name_and_period),
        store_test(store_panel__suppressed_value__stays_suppressed),
        store_test(store_undo__last_import__former_value_counts_again),
        store_test(store_abandon__after_puts__leaves_nothing),
        store_test(store_put__wrong_value__is_refused_and_nothing_kept),
        store_test(store_history__corrections__shows_all_and_which_counts),
        store_test(store_decisions__later_and_dropped__count_as_said),
        store_test(store_plans__two_versions__newest_unless_all_are_asked_for),
        store_test(store_trust__as_put__comes_back_whole),
        store_test(store_panel__other_names__mean_the_same_in_any_order),
        store_test(store_imports__list__newest_first_with_counts),
        store_test(store_open__second_connection__sees_what_was_committed),
        store_test(store_open__another_trust__sees_nothing_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
