#include "wayforward/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const wf_activity activities[] = {
    {1, WF_ACTIVITY_QUALITY_ASSURANCE, WF_STR_INIT("Trust review day: lines of enquiry")},
    {2, WF_ACTIVITY_QUALITY_ASSURANCE, WF_STR_INIT("Appraisal")},
    {3, WF_ACTIVITY_SCHOOL_IMPROVEMENT, WF_STR_INIT("Moderation")},
};
static const wf_str schools[] = {WF_STR_INIT("Hillcrest"), WF_STR_INIT("St Aidan's")};

static void activities_date__records__state_a_school(void **state)
{
    (void)state;
    wf_activity_done done[] = {
        {.school = WF_STR("hillcrest"),
         .term = 1,
         .activity = WF_STR("Trust Review Day"),
         .on = wf_date_from_ymd(2026, 9, 14)},
        {.school = WF_STR_EMPTY,
         .term = 3,
         .activity = WF_STR("Moderation"),
         .on = wf_date_from_ymd(2027, 1, 20)},
        {.school = WF_STR_EMPTY,
         .term = 2,
         .activity = WF_STR("Moderation"),
         .on = wf_date_from_ymd(2026, 11, 20)},
    };
    wf_activities_request request = {.schools = {schools, 2},
                                     .activities = activities,
                                     .activity_count = 3,
                                     .year = 2026,
                                     .done = done,
                                     .done_count = 3,
                                     .has_records = true,
                                     .as_of = wf_date_from_ymd(2026, 11, 20)};
    wf_arena *arena = wf_arena_new(0);
    wf_dated_activity *items;
    size_t n;
    assert_int_equal(wf_activities_date(&request, arena, &items, &n, NULL), WF_OK);
    assert_int_equal(n, 6);
    /* a record of tomorrow's does not count yet */
    static const wf_activity_state states[] = {WF_ACTIVITY_DONE,    WF_ACTIVITY_DUE,
                                               WF_ACTIVITY_PLANNED, WF_ACTIVITY_MISSED,
                                               WF_ACTIVITY_DUE,     WF_ACTIVITY_PLANNED};
    for (size_t i = 0; i < n; i++)
        assert_int_equal(items[i].state, states[i]);
    assert_int_equal(items[0].done_on, wf_date_from_ymd(2026, 9, 14));
    assert_true(done[0].is_known && done[1].is_known && !done[2].is_known);
    assert_int_equal(items[1].window.start, wf_date_from_ymd(2026, 11, 2));
    /* without records nothing is called missed */
    request.has_records = false;
    request.done_count = 0;
    request.schools.n = 0;
    assert_int_equal(wf_activities_date(&request, arena, &items, &n, NULL), WF_OK);
    assert_int_equal(n, 3);
    assert_int_equal(items[0].state, WF_ACTIVITY_UNRECORDED);
    assert_int_equal(items[0].school.n, 0);
    request.year = 1;
    assert_int_equal(wf_activities_date(&request, arena, &items, &n, NULL),
                     WF_E_ARGUMENT);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(activities_date__records__state_a_school),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
