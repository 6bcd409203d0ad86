#include "tests/support/wf_test.h"
#include "wayforward/progress.h"

static const wf_str someone = WF_STR_INIT("HT");

static wf_action action_due(wf_date end, wf_action_status status)
{
    wf_action a = {.status = status,
                   .lead = {.items = &someone, .n = 1},
                   .success_criteria = {.items = &someone, .n = 1},
                   .monitoring = {.who = someone}};
    a.when.end = end;
    return a;
}

static void state_on__table(void **state)
{
    (void)state;
    const wf_date day = wf_date_from_ymd(2027, 3, 1);
    static const struct {
        int end; /* days from the day */
        wf_action_status status;
        unsigned expected;
    } cases[] = {
        {-1, WF_STATUS_IN_PROGRESS, WF_ACTION_DUE | WF_ACTION_OVERDUE},
        {-1, WF_STATUS_COMPLETE, WF_ACTION_DUE | WF_ACTION_COMPLETE},
        {-1, WF_STATUS_CANCELLED, WF_ACTION_DROPPED},
        {-1, WF_STATUS_DEFERRED, WF_ACTION_DROPPED},
        {0, WF_STATUS_NONE, WF_ACTION_DUE | WF_ACTION_DUE_SOON},
        {28, WF_STATUS_NONE, WF_ACTION_DUE_SOON},
        {29, WF_STATUS_NONE, 0},
        {5, WF_STATUS_COMPLETE, WF_ACTION_COMPLETE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_action a = action_due(day + cases[i].end, cases[i].status);
        assert_int_equal(wf_action_state_on(&a, day), cases[i].expected);
    }
}

static void state_on__bare_action__everything_is_missing(void **state)
{
    (void)state;
    wf_action a = {.when = WF_WHEN_INIT};
    assert_int_equal(wf_action_state_on(&a, 0), WF_ACTION_UNDATED | WF_ACTION_UNOWNED |
                                                    WF_ACTION_NO_CRITERIA |
                                                    WF_ACTION_NO_MONITORING);
    a.when.recurrence = WF_RECURRENCE_WEEKLY;
    assert_false(wf_action_state_on(&a, 0) & WF_ACTION_UNDATED);
    a.rag = WF_RAG_BLUE;
    assert_true(wf_action_state_on(&a, 0) & WF_ACTION_COMPLETE);
    a.status = WF_STATUS_IN_PROGRESS; /* the word says more than the colour */
    assert_false(wf_action_state_on(&a, 0) & WF_ACTION_COMPLETE);
}

static void roll_up__rule(void **state)
{
    (void)state;
    static const struct {
        size_t red, amber, green, actions, overdue, complete, due;
        wf_rag expected;
    } cases[] = {
        {0, 0, 0, 0, 0, 0, 0, WF_RAG_NONE},   {0, 0, 0, 9, 0, 0, 0, WF_RAG_NONE},
        {1, 0, 3, 20, 0, 0, 0, WF_RAG_RED},   {1, 0, 4, 20, 0, 0, 0, WF_RAG_GREEN},
        {0, 1, 3, 20, 0, 0, 0, WF_RAG_AMBER}, {0, 0, 4, 20, 1, 0, 4, WF_RAG_AMBER},
        {0, 0, 4, 10, 1, 0, 4, WF_RAG_RED},   {0, 0, 4, 4, 0, 4, 4, WF_RAG_BLUE},
        {0, 0, 0, 5, 0, 2, 2, WF_RAG_GREEN},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_action_counts c = {.actions = cases[i].actions,
                              .overdue = cases[i].overdue,
                              .complete = cases[i].complete,
                              .due = cases[i].due};
        c.by_rag[WF_RAG_RED] = cases[i].red;
        c.by_rag[WF_RAG_AMBER] = cases[i].amber;
        c.by_rag[WF_RAG_GREEN] = cases[i].green;
        c.by_rag[WF_RAG_NONE] =
            cases[i].actions - cases[i].red - cases[i].amber - cases[i].green;
        if (wf_rag_roll_up(&c) != cases[i].expected)
            fail_msg("case %zu", i);
    }
}

static void plan_measure__two_priorities__add_up(void **state)
{
    (void)state;
    const wf_date day = wf_date_from_ymd(2027, 3, 1);
    wf_action first[] = {action_due(day - 9, WF_STATUS_NONE),
                         action_due(day - 9, WF_STATUS_COMPLETE)};
    wf_action second[] = {action_due(WF_DATE_NONE, WF_STATUS_NONE)};
    wf_priority priorities[] = {{.actions = first, .action_count = 2},
                                {.actions = second, .action_count = 1}};
    wf_plan plan = {.priorities = priorities, .priority_count = 2};
    wf_arena *arena = wf_arena_new(0);
    wf_plan_progress p;
    assert_int_equal(wf_plan_progress_measure(&plan, day, arena, &p), WF_OK);
    assert_int_equal(p.total.actions, 3);
    assert_int_equal(p.total.due, 2);
    assert_int_equal(p.total.overdue, 1);
    assert_int_equal(p.total.due_complete, 1);
    assert_int_equal(p.total.undated, 1);
    assert_int_equal(p.priorities[0].overdue, 1);
    assert_int_equal(p.priorities[1].overdue, 0);
    assert_int_equal(p.priority_rags[0], WF_RAG_RED);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(state_on__table),
        cmocka_unit_test(state_on__bare_action__everything_is_missing),
        cmocka_unit_test(roll_up__rule),
        cmocka_unit_test(plan_measure__two_priorities__add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
