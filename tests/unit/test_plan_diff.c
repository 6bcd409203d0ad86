#include "tests/support/wf_test.h"
#include "wayforward/diff.h"

/* A plan of one or two priorities, in a row an action. */
typedef struct row {
    int priority;
    const char *text;
    wf_rag rag;
    const char *due; /* text of the time */
    wf_date end;
    const char *lead;
} row;

static wf_plan *make_plan(const row *rows, size_t n)
{
    static const char *const titles[] = {"Improve reading", "Raise attendance"};
    wf_plan *plan = wf_plan_new();
    plan->priorities = wf_arena_array(plan->arena, 2, sizeof *plan->priorities);
    plan->priority_count = 2;
    for (size_t p = 0; p < 2; p++) {
        plan->priorities[p].title = wf_str_from(titles[p]);
        plan->priorities[p].actions = wf_arena_array(plan->arena, n, sizeof(wf_action));
    }
    for (size_t i = 0; i < n; i++) {
        wf_priority *p = &plan->priorities[rows[i].priority];
        wf_action *a = &p->actions[p->action_count++];
        wf_str *lead = wf_arena_array(plan->arena, 1, sizeof *lead);
        *lead = wf_str_from(rows[i].lead);
        a->action = wf_str_from(rows[i].text);
        a->rag = rows[i].rag;
        a->when = (wf_when)WF_WHEN_INIT;
        a->monitoring.when = a->when;
        a->when.text = wf_str_from(rows[i].due);
        a->when.end = rows[i].end;
        a->lead = (wf_strs){.items = lead, .n = 1};
    }
    return plan;
}

static const row old_rows[] = {
    {0, "Train all staff in the phonics scheme", WF_RAG_AMBER, "By 01.12.25", 20423,
     "HT"},
    {0, "Buy decodable books for Year 1", WF_RAG_GREEN, "Autumn", WF_DATE_NONE, "SLE"},
    {1, "Meet the parents of pupils below 90%", WF_RAG_RED, "Spring", WF_DATE_NONE,
     "DHT"},
    {1, "Publish a weekly attendance league", WF_RAG_NONE, "", WF_DATE_NONE, "DHT"},
};
static const row new_rows[] = {
    {0, "Train all new staff in the phonics scheme", WF_RAG_GREEN, "By 15.12.25", 20437,
     "HT"},
    {1, "Buy decodable books for Year 1.", WF_RAG_GREEN, "Autumn", WF_DATE_NONE, "SLE"},
    {1, "Meet the parents of pupils below 90%", WF_RAG_RED, "Spring", WF_DATE_NONE,
     "DHT"},
    {1, "Open a breakfast club", WF_RAG_NONE, "", WF_DATE_NONE, "PSA"},
};

static const wf_change *find(const wf_diff *diff, wf_change_kind kind)
{
    for (size_t i = 0; i < diff->count; i++)
        if (diff->changes[i].kind == kind)
            return &diff->changes[i];
    return NULL;
}

static void plans_diff__each_kind_of_change__is_named(void **state)
{
    (void)state;
    wf_plan *before = make_plan(old_rows, COUNT_OF(old_rows));
    wf_plan *after = make_plan(new_rows, COUNT_OF(new_rows));
    wf_diff *diff = NULL;
    assert_int_equal(wf_plans_diff(before, after, &diff, NULL), WF_OK);
    static const size_t expected[WF_CHANGES] = {
        [WF_CHANGE_ADDED] = 1,    [WF_CHANGE_DROPPED] = 1, [WF_CHANGE_MOVED] = 1,
        [WF_CHANGE_REWORDED] = 2, [WF_CHANGE_SLIPPED] = 1, [WF_CHANGE_RAG] = 1,
    };
    for (int kind = 0; kind < WF_CHANGES; kind++)
        assert_int_equal(diff->by_kind[kind], expected[kind]);
    assert_int_equal(diff->actions_same, 1);
    assert_str(find(diff, WF_CHANGE_ADDED)->what, "Open a breakfast club");
    assert_str(find(diff, WF_CHANGE_DROPPED)->what, "Publish a weekly attendance league");
    assert_str(find(diff, WF_CHANGE_MOVED)->what, "Buy decodable books for Year 1.");
    assert_int_equal(find(diff, WF_CHANGE_SLIPPED)->days, 14);
    assert_str(find(diff, WF_CHANGE_RAG)->before, "amber");
    assert_str(find(diff, WF_CHANGE_RAG)->after, "green");
    wf_diff_free(diff);
    wf_plan_free(before);
    wf_plan_free(after);
}

static void plans_diff__a_plan_with_itself__has_no_change(void **state)
{
    (void)state;
    wf_plan *before = make_plan(old_rows, COUNT_OF(old_rows));
    wf_plan *after = make_plan(old_rows, COUNT_OF(old_rows));
    wf_diff *diff = NULL;
    assert_int_equal(wf_plans_diff(before, after, &diff, NULL), WF_OK);
    assert_int_equal(diff->count, 0);
    assert_int_equal(diff->actions_same, COUNT_OF(old_rows));
    wf_diff_free(diff);
    wf_plan_free(before);
    wf_plan_free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_diff__each_kind_of_change__is_named),
        cmocka_unit_test(plans_diff__a_plan_with_itself__has_no_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
