/* What is counted in sessions has no "one pupil more or fewer", and more chances than
 * pupils but far fewer than sessions. */
#include "engine/progress/chances.h"
#include "tests/support/wf_test.h"
#include "wayforward/progress.h"

static void chances__names__sessions_or_pupils(void **state)
{
    (void)state;
    static const struct {
        const char *kpi;
        bool sessions;
    } cases[] = {{"Attendance", true},
                 {"Overall absence (%)", true},
                 {"Unauthorised absence", true},
                 {"Attendance of disadvantaged pupils", true},
                 {"Persistent absence", false},
                 {"Severely absent pupils", false},
                 {"Pupils with attendance below 90%", false},
                 {"Reading, expected standard", false},
                 {"", false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(progress_counts_sessions(wf_str_from(cases[i].kpi)),
                         cases[i].sessions);
    assert_true(progress_chances(WF_STR("Reading"), 20) < 20.5);
    assert_true(progress_chances(WF_STR("Attendance"), 200) > 200);
    assert_true(progress_chances(WF_STR("Attendance"), 76000) < 76000 / 30.0);
    assert_true(progress_chances(WF_STR("Attendance"), 0) < 0.5);
}

/* 210 pupils: three points behind is off track for attendance, and noise for reading. */
static void chances__attendance__judged_by_sessions(void **state)
{
    (void)state;
    wf_panel_target targets[] = {
        {.school = WF_STR("A"), .kpi = WF_STR("Attendance")},
        {.school = WF_STR("A"), .kpi = WF_STR("Reading")},
    };
    wf_panel_row rows[2] = {{.value = 0}};
    for (size_t i = 0; i < 2; i++) {
        targets[i].unit = WF_UNIT_PERCENT;
        targets[i].direction = WF_DIRECTION_UP;
        targets[i].baseline = (wf_number){.value = 94.5, .present = true};
        targets[i].target = (wf_number){.value = 95, .present = true};
        targets[i].at = targets[i].file = WF_STR_EMPTY;
        rows[i] =
            (wf_panel_row){.school = WF_STR("A"),
                           .kpi = targets[i].kpi,
                           .period = {.number = 2026 * 6 + 2, .style = WF_PERIOD_TERM},
                           .value = 91.5,
                           .cohort = 210,
                           .at = WF_STR_EMPTY,
                           .file = WF_STR_EMPTY};
    }
    const wf_panel panel = {
        .rows = rows, .row_count = 2, .targets = targets, .target_count = 2};
    wf_progress *progress = NULL;
    assert_int_equal(wf_progress_measure(&panel, NULL, &progress, NULL), WF_OK);
    assert_int_equal(progress->items[0].status, WF_PROGRESS_OFF_TRACK);
    assert_false(progress->items[0].one_pupil.present);
    assert_false(progress->items[0].one_pupil_moves_status);
    assert_true(progress->items[1].status > WF_PROGRESS_OFF_TRACK);
    assert_true(progress->items[1].one_pupil.present);
    wf_progress_free(progress);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances__names__sessions_or_pupils),
        cmocka_unit_test(chances__attendance__judged_by_sessions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
