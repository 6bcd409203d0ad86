/*
 * Memory that runs out in the analyses: a register read, reported and stored; schools
 * rated by evidence and by table; KPIs measured, forecast and back-tested; plans
 * measured. The n-th allocation fails and every one after it, as in test_out_of_memory.c.
 */
#ifndef WF_FAULT_INJECTION
#error "this test needs the allocator that can be told to fail: a Debug build"
#endif
#include "engine/base/alloc.h"
#include "tests/support/wf_test.h"
#include "wayforward/plans_progress.h"
#include "wayforward/reader.h"
#include "wayforward/risk_evidence.h"
#include "wayforward/risk_register.h"

enum {
    DENSE = 60,
    MOST = 100000
};

typedef wf_status (*journey)(wf_error *err);

static wf_status discard(void *context, const void *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return WF_OK;
}

static wf_status use_register(wf_risk_register *reg, wf_arena *arena, wf_error *err)
{
    size_t bytes = 0;
    const wf_sink sink = {.write = discard, .context = &bytes};
    const wf_report_options options = WF_REPORT_OPTIONS_INIT;
    wf_store_decision d;
    wf_report *report = NULL;
    if (wf_risk_entry_to_decision(&reg->entries[0], arena, &d) != WF_OK ||
        wf_risk_register_add_decision(reg, &d) != WF_OK)
        return wf_fail_memory(err);
    WF_TRY(wf_risk_register_write_json(reg, 20500, &sink, err));
    WF_TRY(wf_risk_register_report(reg, 20500, &options, &report, err));
    wf_report_free(report);
    return WF_OK;
}

static wf_status register_journey(wf_error *err)
{
    static const char csv[] = "Ref,Risk,Likelihood,Impact,Mitigation,Owner,Review\n"
                              "R1,Roof \"leaks\",4,5,Survey,J. Shaw,01/03/2026\n"
                              "R2,Flood,2,9,,,termly\n";
    wf_input in = wf_input_from_memory(csv, sizeof csv - 1, "register.csv");
    wf_document *doc = NULL;
    wf_arena *arena = wf_arena_new(0);
    wf_risk_register *reg = wf_risk_register_new();
    wf_diags diags = {.arena = arena};
    wf_status status = arena != NULL && reg != NULL ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK)
        status = wf_document_from_input(&in, NULL, &doc, err);
    if (status == WF_OK)
        status = wf_risk_register_read(doc, &diags, reg, err);
    if (status == WF_OK)
        status = use_register(reg, arena, err);
    wf_document_free(doc);
    wf_risk_register_free(reg);
    wf_arena_free(arena);
    return status;
}

static wf_status scores_journey(wf_error *err)
{
    static const char csv[] =
        "urn,school_type,pupils,fsm_percent,sen_support_percent,ehcp_percent,eal_percent,"
        "progress8,attainment8,basics95_percent\n"
        "100001,Academy,900,45,15,3,10,-0.6,38,28%\n100002,Academy,900,45,15,3,10,,,\n";
    size_t bytes = 0;
    const wf_sink sink = {.write = discard, .context = &bytes};
    wf_input in = wf_input_from_memory(csv, sizeof csv - 1, "schools.csv");
    wf_risk_thresholds t = WF_RISK_THRESHOLDS_INIT;
    wf_risk_scores *scores = NULL;
    t.framework = WF_RISK_REPORT_CARD;
    WF_TRY(wf_risk_score_table(NULL, &in, &t, &scores, err));
    wf_status status = wf_risk_scores_write_json(scores, &sink, err);
    wf_risk_scores_free(scores);
    return status;
}

static wf_status rate(const wf_panel *panel, wf_arena *arena, const wf_sink *sink,
                      wf_error *err)
{
    wf_progress *progress = NULL;
    wf_risk_scores *scores = NULL;
    wf_risk_evidence *evidence = NULL;
    size_t count = 0;
    WF_TRY(wf_progress_measure(panel, NULL, &progress, err));
    const wf_risk_sources sources = {.progress = progress, .as_of = 20500};
    wf_status status = wf_progress_write_json(progress, sink, err);
    if (status == WF_OK &&
        wf_risk_evidence_gather(&sources, arena, &evidence, &count) != WF_OK)
        status = wf_fail_memory(err);
    if (status == WF_OK)
        status = wf_risk_rate(evidence, count, NULL, &scores, err);
    if (status == WF_OK)
        status = wf_risk_scores_write_json(scores, sink, err);
    wf_risk_scores_free(scores);
    wf_progress_free(progress);
    return status;
}

static wf_status progress_journey(wf_error *err)
{
    static const char csv[] =
        "school,kpi,period,value,cohort,unit,national\n"
        "Oak,Attendance,2021-22,91,200,%,93\nOak,Attendance,2022-23,92,200,%,93\n"
        "Oak,Attendance,2023-24,93,200,%,93\nElm,Attendance,2021-22,95,100,%,93\n"
        "Elm,Attendance,2022-23,94,100,%,93\nElm,Attendance,2023-24,93,100,%,93\n"
        "Oak,Phonics: disadvantaged,2023-24,60,20,%,80\n"
        "Oak,Phonics: other pupils,2023-24,80,40,%,80\n";
    size_t bytes = 0;
    const wf_sink sink = {.write = discard, .context = &bytes};
    wf_input in = wf_input_from_memory(csv, sizeof csv - 1, "observations.csv");
    wf_arena *arena = wf_arena_new(0);
    wf_diags diags = {.arena = arena};
    wf_panel panel = {0};
    wf_backtest *backtest = NULL;
    if (arena == NULL)
        return wf_fail_memory(err);
    wf_status status = wf_panel_from_csv(&in, arena, &diags, &panel, err);
    if (status == WF_OK)
        status = rate(&panel, arena, &sink, err);
    if (status == WF_OK)
        status = wf_progress_backtest(&panel, 1, 1, &backtest, err);
    if (status == WF_OK)
        status = wf_backtest_write_json(backtest, &sink, err);
    wf_backtest_free(backtest);
    wf_arena_free(arena);
    return status;
}

static wf_status plans_journey(wf_error *err)
{
    wf_action actions[] = {
        {.action = WF_STR("Read every day"),
         .when = {.text = WF_STR("7 February 2026"), .start = WF_DATE_NONE, .end = 20490},
         .at = WF_STR("Plan!B2")}};
    wf_action earlier = actions[0];
    wf_priority now = {.title = WF_STR("Reading"), .actions = actions, .action_count = 1};
    wf_priority then = now;
    size_t bytes = 0;
    const wf_sink sink = {.write = discard, .context = &bytes};
    earlier.when.text = WF_STR("8 January 2026");
    earlier.when.end = 20460;
    then.actions = &earlier;
    wf_plan *plans[] = {wf_plan_new(), wf_plan_new()};
    wf_plans_progress *p = NULL;
    wf_status status = plans[0] != NULL && plans[1] != NULL ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK) {
        plans[0]->priorities = &now;
        plans[1]->priorities = &then;
        plans[0]->priority_count = plans[1]->priority_count = 1;
        plans[0]->school = plans[1]->school = WF_STR("Oak");
        status = wf_plans_progress_measure(
            (wf_plan_list){(const wf_plan *const *)&plans[0], 1},
            (wf_plan_list){(const wf_plan *const *)&plans[1], 1}, 20480, &p, err);
    }
    if (status == WF_OK) {
        assert_int_equal(p->due_count, 1);
        assert_int_equal(p->lines[0].slippage.slipped, 1);
        assert_int_equal(p->lines[0].slippage.longest, 30);
        status = wf_plans_progress_write_json(p, &sink, err);
    }
    wf_plans_progress_free(p);
    wf_plan_free(plans[0]);
    wf_plan_free(plans[1]);
    return status;
}

static void exhaust(journey go)
{
    wf_error err = WF_ERROR_INIT;
    long failures = 0, n = 0;
    wf_alloc_fail_after(-1);
    assert_int_equal(go(&err), WF_OK);
    for (; n < MOST; n += n < DENSE ? 1 : n / 20 + 1) {
        err = (wf_error)WF_ERROR_INIT;
        wf_alloc_fail_after(n);
        wf_status status = go(&err);
        bool whole = wf_alloc_count() <= n;
        wf_alloc_fail_after(-1);
        if (whole) {
            assert_int_equal(status, WF_OK);
            break;
        }
        failures++;
        if (status != WF_OK) /* else only a diagnostic or a forecast was lost */
            assert_int_equal(status, WF_E_MEMORY);
    }
    assert_true(n < MOST);
    assert_true(failures > 1);
}

static void register__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(register_journey);
}

static void scores__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(scores_journey);
}

static void progress__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(progress_journey);
}

static void plans__any_allocation_fails__is_a_clean_error(void **state)
{
    (void)state;
    exhaust(plans_journey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(register__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(scores__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(progress__any_allocation_fails__is_a_clean_error),
        cmocka_unit_test(plans__any_allocation_fails__is_a_clean_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
