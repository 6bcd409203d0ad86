#include "engine/calendar/school_events.h"

/* Sources: DfE assessment and census timetables (key stage 2 tests from the second Monday
 * of May, phonics check in the second week of June, multiplication check from the first
 * Monday of June; census on the first Thursday of October and the third of January and
 * May); JCQ results days, checked for 2022 to 2026. */
static const school_event events[] = {
    {WF_STR_INIT("SATs week"), ER_FOUR_DAYS, 5, 2, 0},
    {WF_STR_INIT("phonics screening check week"), ER_WEEK, 6, 2, 0},
    {WF_STR_INIT("multiplication tables check window"), ER_TWO_WEEKS, 6, 1, 0},
    {WF_STR_INIT("autumn census day"), ER_WEEKDAY, 10, 1, 3},
    {WF_STR_INIT("spring census day"), ER_WEEKDAY, 1, 3, 3},
    {WF_STR_INIT("summer census day"), ER_WEEKDAY, 5, 3, 3},
    {WF_STR_INIT("A level results day"), ER_ON_OR_AFTER, 8, 13, 3},
    {WF_STR_INIT("GCSE results day"), ER_ON_OR_AFTER, 8, 20, 3},
    {WF_STR_INIT("key stage 2 results day"), ER_ON_OR_AFTER, 7, 8, 1},
    {WF_STR_INIT("census day"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("results day"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("INSET day"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("staff meeting"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("twilight"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("transition day"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("pupil progress meeting"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("parents' evening"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("governors' meeting"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("committee meeting"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("trust board"), ER_NONE, 0, 0, 0},
    {WF_STR_INIT("inspection"), ER_NEVER, 0, 0, 0},
    {WF_STR_INIT("monitoring visit"), ER_NEVER, 0, 0, 0},
};

static const event_phrase event_phrases[] = {
    {WF_STR_INIT("sats week"), WF_STR_INIT("SATs week")},
    {WF_STR_INIT("sats"), WF_STR_INIT("SATs week")},
    {WF_STR_INIT("ks2 sats"), WF_STR_INIT("SATs week")},
    {WF_STR_INIT("phonics check week"), WF_STR_INIT("phonics screening check week")},
    {WF_STR_INIT("phonics check"), WF_STR_INIT("phonics screening check week")},
    {WF_STR_INIT("phonics screening check"), WF_STR_INIT("phonics screening check week")},
    {WF_STR_INIT("phonics screening"), WF_STR_INIT("phonics screening check week")},
    {WF_STR_INIT("mtc window"), WF_STR_INIT("multiplication tables check window")},
    {WF_STR_INIT("mtc"), WF_STR_INIT("multiplication tables check window")},
    {WF_STR_INIT("multiplication tables check"),
     WF_STR_INIT("multiplication tables check window")},
    {WF_STR_INIT("autumn census"), WF_STR_INIT("autumn census day")},
    {WF_STR_INIT("october census"), WF_STR_INIT("autumn census day")},
    {WF_STR_INIT("spring census"), WF_STR_INIT("spring census day")},
    {WF_STR_INIT("january census"), WF_STR_INIT("spring census day")},
    {WF_STR_INIT("summer census"), WF_STR_INIT("summer census day")},
    {WF_STR_INIT("may census"), WF_STR_INIT("summer census day")},
    {WF_STR_INIT("census day"), WF_STR_INIT("census day")},
    {WF_STR_INIT("census"), WF_STR_INIT("census day")},
    {WF_STR_INIT("a level results day"), WF_STR_INIT("A level results day")},
    {WF_STR_INIT("a level results"), WF_STR_INIT("A level results day")},
    {WF_STR_INIT("gcse results day"), WF_STR_INIT("GCSE results day")},
    {WF_STR_INIT("gcse results"), WF_STR_INIT("GCSE results day")},
    {WF_STR_INIT("ks2 results day"), WF_STR_INIT("key stage 2 results day")},
    {WF_STR_INIT("ks2 results"), WF_STR_INIT("key stage 2 results day")},
    {WF_STR_INIT("sats results"), WF_STR_INIT("key stage 2 results day")},
    {WF_STR_INIT("results day"), WF_STR_INIT("results day")},
    {WF_STR_INIT("inset"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("inset day"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("inset days"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("td day"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("td days"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("pd day"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("pd days"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("training day"), WF_STR_INIT("INSET day")},
    {WF_STR_INIT("staff meeting"), WF_STR_INIT("staff meeting")},
    {WF_STR_INIT("staff meetings"), WF_STR_INIT("staff meeting")},
    {WF_STR_INIT("twilight"), WF_STR_INIT("twilight")},
    {WF_STR_INIT("twilights"), WF_STR_INIT("twilight")},
    {WF_STR_INIT("transition day"), WF_STR_INIT("transition day")},
    {WF_STR_INIT("pupil progress meeting"), WF_STR_INIT("pupil progress meeting")},
    {WF_STR_INIT("pupil progress meetings"), WF_STR_INIT("pupil progress meeting")},
    {WF_STR_INIT("ppm"), WF_STR_INIT("pupil progress meeting")},
    {WF_STR_INIT("ppms"), WF_STR_INIT("pupil progress meeting")},
    {WF_STR_INIT("parents' evening"), WF_STR_INIT("parents' evening")},
    {WF_STR_INIT("parents evening"), WF_STR_INIT("parents' evening")},
    {WF_STR_INIT("parent's evening"), WF_STR_INIT("parents' evening")},
    {WF_STR_INIT("parents' evenings"), WF_STR_INIT("parents' evening")},
    {WF_STR_INIT("governors meeting"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("governors' meeting"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("governor meeting"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("governors meetings"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("next governors"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("governors"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("fgb"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("lgb"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("lgc"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("gb"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("governing body"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("full governing body"), WF_STR_INIT("governors' meeting")},
    {WF_STR_INIT("committee"), WF_STR_INIT("committee meeting")},
    {WF_STR_INIT("standards committee"), WF_STR_INIT("committee meeting")},
    {WF_STR_INIT("finance committee"), WF_STR_INIT("committee meeting")},
    {WF_STR_INIT("resources committee"), WF_STR_INIT("committee meeting")},
    {WF_STR_INIT("board"), WF_STR_INIT("trust board")},
    {WF_STR_INIT("board meeting"), WF_STR_INIT("trust board")},
    {WF_STR_INIT("trust board"), WF_STR_INIT("trust board")},
    {WF_STR_INIT("inspection"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("next inspection"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("ofsted"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("pre ofsted"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("next ofsted"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("ofsted inspection"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("next ofsted inspection"), WF_STR_INIT("inspection")},
    {WF_STR_INIT("monitoring visit"), WF_STR_INIT("monitoring visit")},
    {WF_STR_INIT("next monitoring visit"), WF_STR_INIT("monitoring visit")},
};

enum {
    EVENTS = sizeof events / sizeof events[0]
};

const school_event *school_event_at(int event)
{
    return event >= 0 && event < EVENTS ? &events[event] : NULL;
}

int school_event_find(wf_str name)
{
    for (int k = 0; k < EVENTS; k++)
        if (wf_str_eq(events[k].name, name))
            return k;
    return -1;
}

const event_phrase *school_event_phrases(size_t *count)
{
    *count = sizeof event_phrases / sizeof event_phrases[0];
    return event_phrases;
}

const char *wf_school_event_name(int event)
{
    const school_event *e = school_event_at(event);
    return e ? e->name.p : NULL;
}

static wf_date first_weekday_from(wf_date day, int weekday)
{
    return day + (weekday - wf_date_weekday(day) + 7) % 7;
}

wf_span wf_school_event_dates(int event, int year)
{
    wf_span none = {WF_DATE_NONE, WF_DATE_NONE};
    const school_event *e = school_event_at(event);
    if (!e || e->rule == ER_NONE || e->rule == ER_NEVER || year < 1 || year > 9998)
        return none;
    int calendar_year = e->month >= 9 ? year : year + 1;
    bool from_day = e->rule == ER_ON_OR_AFTER;
    wf_date day = wf_date_from_ymd(calendar_year, e->month, from_day ? e->nth : 1);
    day = first_weekday_from(day, e->weekday) + (from_day ? 0 : 7 * (e->nth - 1));
    switch (e->rule) {
    case ER_WEEK:
        return (wf_span){day, day + 4};
    case ER_TWO_WEEKS:
        return (wf_span){day, day + 11};
    case ER_FOUR_DAYS:
        return (wf_span){day, day + 3};
    case ER_WEEKDAY:
    case ER_ON_OR_AFTER:
    case ER_NONE:
    case ER_NEVER:
        break;
    }
    return (wf_span){day, day};
}
