#include "engine/base/ckd.h"
#include "engine/text/fold.h"
#include "wayforward/calendar.h"

#define QA WF_ACTIVITY_QUALITY_ASSURANCE
#define SI WF_ACTIVITY_SCHOOL_IMPROVEMENT

/* The trust-review guidance's yearly calendar, one row an activity, by term. */
static const wf_activity activities[] = {
    {1, QA,
     WF_STR_INIT(
         "Trust Review Day: lines of enquiry from summer data and self-evaluation")},
    {1, QA, WF_STR_INIT("Review report to headteacher and governors")},
    {1, SI, WF_STR_INIT("FFT target setting")},
    {1, SI, WF_STR_INIT("Review of the school's Way Forward Action Plan")},
    {1, SI, WF_STR_INIT("Pupil premium report")},
    {1, SI, WF_STR_INIT("Sports premium report")},
    {2, QA,
     WF_STR_INIT("Trust Way Forward Action Plan discussion: data dashboard capture")},
    {2, QA, WF_STR_INIT("Headteacher appraisal")},
    {2, SI, WF_STR_INIT("Data analysis: reports for governors and dashboards")},
    {2, SI, WF_STR_INIT("Moderation and validation")},
    {3, QA, WF_STR_INIT("Trust Review Day: early years foundation stage")},
    {3, QA, WF_STR_INIT("Review report to headteacher and governors")},
    {3, SI, WF_STR_INIT("Review of the school's Way Forward Action Plan")},
    {4, QA,
     WF_STR_INIT("Trust Way Forward Action Plan discussion: data dashboard capture")},
    {4, QA, WF_STR_INIT("SEND and pupil premium audit")},
    {4, SI, WF_STR_INIT("Governor review: skills audit and self-evaluation")},
    {4, SI, WF_STR_INIT("Moderation and validation")},
    {5, QA, WF_STR_INIT("Trust Review: two days")},
    {5, QA, WF_STR_INIT("Pupil attitude survey")},
    {5, SI, WF_STR_INIT("School's Way Forward Action Plan and self-evaluation")},
    {6, QA,
     WF_STR_INIT("Trust Way Forward Action Plan discussion: data dashboard capture")},
    {6, QA, WF_STR_INIT("Safeguarding audit")},
    {6, QA, WF_STR_INIT("Trust parent survey")},
    {6, QA, WF_STR_INIT("Staff wellbeing survey (Q12)")},
    {6, SI,
     WF_STR_INIT("Initial data analysis and dashboards for trustees and governors")},
};

const wf_activity *wf_default_activities(size_t *count)
{
    *count = sizeof activities / sizeof activities[0];
    return activities;
}

const char *wf_activity_state_name(wf_activity_state state)
{
    static const char *const names[] = {"planned", "due", "done", "missed", "no record"};
    return names[state];
}

/* Whether two texts name one activity: the shorter begins the longer, whatever the case.
 */
static bool same_activity(wf_str a, wf_str b)
{
    char fold_a[256];
    char fold_b[256];
    wf_str x = wf_fold_into(a, fold_a, sizeof fold_a, NULL);
    wf_str y = wf_fold_into(b, fold_b, sizeof fold_b, NULL);
    if (x.n == 0 || y.n == 0)
        return false;
    return x.n <= y.n ? wf_str_starts_with(y, x) : wf_str_starts_with(x, y);
}

static bool same_school(wf_str record, wf_str school)
{
    char fold_a[256];
    char fold_b[256];
    return record.n == 0 || wf_str_eq(wf_fold_into(record, fold_a, sizeof fold_a, NULL),
                                      wf_fold_into(school, fold_b, sizeof fold_b, NULL));
}

static wf_date find_done(const wf_activities_request *request, const wf_dated_activity *d)
{
    wf_date on = WF_DATE_NONE;
    for (size_t i = 0; i < request->done_count; i++) {
        wf_activity_done *record = &request->done[i];
        if (record->term != d->term || !same_school(record->school, d->school) ||
            !same_activity(record->activity, d->activity))
            continue;
        record->is_known = true;
        if (on == WF_DATE_NONE && record->on <= request->as_of)
            on = record->on;
    }
    return on;
}

static wf_activity_state state_of(const wf_dated_activity *d,
                                  const wf_activities_request *request)
{
    if (d->done_on != WF_DATE_NONE)
        return WF_ACTIVITY_DONE;
    if (request->as_of < d->window.start)
        return WF_ACTIVITY_PLANNED;
    if (request->as_of <= d->window.end)
        return WF_ACTIVITY_DUE;
    return request->has_records ? WF_ACTIVITY_MISSED : WF_ACTIVITY_UNRECORDED;
}

wf_status wf_activities_date(const wf_activities_request *request, wf_arena *arena,
                             wf_dated_activity **out, size_t *count, wf_error *err)
{
    wf_school_year year = wf_calendar_year(request->calendar, request->year);
    if (year.terms[0].start == WF_DATE_NONE)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "there are no term dates for the year %d", request->year);
    size_t schools = request->schools.n > 0 ? request->schools.n : 1;
    size_t total = 0;
    wf_dated_activity *items =
        wf_ckd_mul(&total, schools, request->activity_count)
            ? NULL
            : wf_arena_array(arena, total ? total : 1, sizeof *items);
    if (!items)
        return wf_fail_memory(err);
    size_t n = 0;
    for (size_t s = 0; s < schools; s++)
        for (size_t k = 0; k < request->activity_count; k++) {
            const wf_activity *a = &request->activities[k];
            if (a->term < 1 || a->term > WF_TERMS)
                return wf_fail(err, WF_E_ARGUMENT, NULL,
                               "\"%.*s\" is in term %d: terms are 1 to 6",
                               WF_STR_ARG(a->activity), a->term);
            wf_dated_activity *d = &items[n++];
            *d = (wf_dated_activity){.school = request->schools.n > 0
                                                   ? request->schools.items[s]
                                                   : WF_STR_EMPTY,
                                     .term = a->term,
                                     .kind = a->kind,
                                     .activity = a->activity,
                                     .window = year.terms[a->term - 1]};
            d->done_on = find_done(request, d);
            d->state = state_of(d, request);
        }
    *out = items;
    *count = n;
    return WF_OK;
}
