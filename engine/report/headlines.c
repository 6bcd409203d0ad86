/* The headlines: sentences made from results, the same in every output. */
#include "engine/report/words.h"
#include "wayforward/reports.h"

#define MOST_HEADLINES  14
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

typedef struct teller {
    const wf_results *r;
    words w;
    wf_str *lines;
    size_t count;
} teller;

static void tell(teller *t, wf_str line)
{
    if (line.n > 0 && t->count < MOST_HEADLINES)
        t->lines[t->count++] = line;
}

static size_t rated(const size_t *by_status)
{
    return by_status[WF_PROGRESS_OFF_TRACK] + by_status[WF_PROGRESS_AT_RISK] +
           by_status[WF_PROGRESS_ON_TRACK] + by_status[WF_PROGRESS_ACHIEVED];
}

static size_t going_well(const size_t *by_status)
{
    return by_status[WF_PROGRESS_ON_TRACK] + by_status[WF_PROGRESS_ACHIEVED];
}

/* "3 of 18 schools are rated HIGH risk, 2 last term: A, B and C." */
static void tell_risk(teller *t)
{
    const wf_results *r = t->r;
    words *w = &t->w;
    wf_str *names = wf_arena_array(w->arena, r->school_count, sizeof *names);
    size_t n = 0, high = r->by_risk[WF_RISK_HIGH];
    size_t rated = high + r->by_risk[WF_RISK_MEDIUM] + r->by_risk[WF_RISK_LOW];
    if (!r->has_risk || names == NULL)
        return;
    for (size_t i = 0; i < r->school_count; i++)
        if (r->schools[i].risk.band == WF_RISK_HIGH)
            names[n++] = r->schools[i].name;
    wf_str before = r->has_risk_before ? words_text(w, ", %zu last term",
                                                    r->by_risk_before[WF_RISK_HIGH])
                                       : WF_STR_EMPTY;
    wf_str of = rated < r->school_count
                    ? words_text(w, "; %zu have no rating", r->school_count - rated)
                    : WF_STR_EMPTY;
    tell(t, words_text(w, "%zu of %zu schools %s rated HIGH risk%.*s%s%.*s%.*s.", high,
                       r->school_count, high == 1 ? "is" : "are", WF_STR_ARG(before),
                       high > 0 ? ": " : "", WF_STR_ARG(words_list(w, names, n, 5)),
                       WF_STR_ARG(of)));
}

static void tell_support(teller *t)
{
    const wf_school_support *s = &t->r->support;
    words *w = &t->w;
    wf_str *names = wf_arena_array(w->arena, t->r->school_count, sizeof *names);
    size_t n = 0;
    if (!t->r->has_support || names == NULL)
        return;
    for (size_t i = 0; i < t->r->school_count; i++)
        if (t->r->schools[i].support.missing > 0)
            names[n++] = t->r->schools[i].name;
    tell(t, words_text(w,
                       "Support days: %.0f entitled, %.0f allocated, %.0f delivered so "
                       "far%s%.*s.",
                       s->entitled, s->allocated, s->delivered,
                       n > 0 ? words_text(w, "; %.1f short, at ", s->missing).p : "",
                       WF_STR_ARG(words_list(w, names, n, 4))));
}

static void tell_strategy(teller *t)
{
    size_t kpis = 0, passed = 0, uncovered = 0;
    const wf_results *r = t->r;
    if (r->area_count == 0)
        return;
    for (size_t a = 0; a < r->area_count; a++) {
        kpis += r->areas[a].kpi_count;
        for (size_t k = 0; k < r->areas[a].kpi_count; k++)
            passed += r->areas[a].kpis[k]->deadline.end != WF_DATE_NONE &&
                      r->areas[a].kpis[k]->deadline.end < r->as_of;
    }
    for (size_t f = 0; f < WF_FRAMEWORKS; f++)
        uncovered += r->by_framework[f] == 0;
    tell(t, words_text(&t->w,
                       "Of %zu strategic KPIs %zu are past their deadline; %zu of the 14 "
                       "framework headings have no area of the strategy.",
                       kpis, passed, uncovered));
}

/* The lead who carries the largest share of a school's plan, where that is much. */
static void tell_load(teller *t)
{
    const wf_school_result *school = NULL;
    double most = 0.4;
    for (size_t i = 0; i < t->r->school_count; i++) {
        const wf_school_result *s = &t->r->schools[i];
        double share = s->lead_count == 0 || s->health.actions < 8
                           ? 0
                           : (double)s->leads[0].actions / (double)s->health.actions;
        if (share > most) {
            most = share;
            school = s;
        }
    }
    if (school != NULL)
        tell(t, words_text(&t->w, "%.*s leads %zu of %zu actions at %.*s.",
                           WF_STR_ARG(school->leads[0].name), school->leads[0].actions,
                           school->health.actions, WF_STR_ARG(school->name)));
}

static void tell_kpis(teller *t)
{
    const wf_results *r = t->r;
    words *w = &t->w;
    size_t all = rated(r->by_status);
    if (all == 0)
        return;
    wf_str line = words_text(w,
                             "%.*s: of %zu rated KPIs, %zu on track or achieved, %zu "
                             "at risk and %zu off track",
                             WF_STR_ARG(words_period(w, r->period)), all,
                             going_well(r->by_status), r->by_status[WF_PROGRESS_AT_RISK],
                             r->by_status[WF_PROGRESS_OFF_TRACK]);
    size_t before = rated(r->by_status_before);
    if (r->then == NULL || before == 0)
        tell(t, words_text(w, "%.*s.", WF_STR_ARG(line)));
    else
        tell(t, words_text(w, "%.*s; at %.*s it was %zu, %zu and %zu of %zu.",
                           WF_STR_ARG(line), WF_STR_ARG(words_period(w, r->before)),
                           going_well(r->by_status_before),
                           r->by_status_before[WF_PROGRESS_AT_RISK],
                           r->by_status_before[WF_PROGRESS_OFF_TRACK], before));
}

/* The schools with the largest share of KPIs off track, at most three. */
static void tell_schools(teller *t)
{
    words *w = &t->w;
    wf_str names[3];
    size_t chosen[3] = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    size_t n = 0;
    for (; n < 3; n++) {
        double best = 0.32;
        size_t found = SIZE_MAX;
        for (size_t i = 0; i < t->r->school_count; i++) {
            const size_t *by = t->r->schools[i].by_status;
            bool taken = (n > 0 && chosen[0] == i) || (n > 1 && chosen[1] == i);
            double share =
                rated(by) < 3 ? 0 : (double)by[WF_PROGRESS_OFF_TRACK] / (double)rated(by);
            if (!taken && share > best) {
                best = share;
                found = i;
            }
        }
        if (found == SIZE_MAX)
            break;
        const wf_school_result *s = &t->r->schools[found];
        chosen[n] = found;
        names[n] = words_text(w, "%.*s (%zu of %zu)", WF_STR_ARG(s->name),
                              s->by_status[WF_PROGRESS_OFF_TRACK], rated(s->by_status));
    }
    if (n > 0)
        tell(t, words_text(w, "Most KPIs off track: %.*s.",
                           WF_STR_ARG(words_list(w, names, n, 3))));
}

static bool got_worse(const wf_kpi_progress *item)
{
    wf_number change = item->change_year.present ? item->change_year : item->change;
    if (!change.present || item->direction == WF_DIRECTION_NONE)
        return false;
    return item->direction == WF_DIRECTION_DOWN ? change.value > 0 : change.value < 0;
}

static wf_str name_change(words *w, const wf_kpi_progress *item)
{
    double from =
        item->change_year.present ? item->year_before.value : item->previous.value;
    return words_text(
        w, "%.*s at %.*s (%.*s to %.*s)", WF_STR_ARG(item->kpi), WF_STR_ARG(item->school),
        WF_STR_ARG(words_value(w, from, item->unit, item->latest_cohort)),
        WF_STR_ARG(words_value(w, item->latest_value, item->unit, item->latest_cohort)));
}

#define CHANGES_NAMED 3

typedef struct named_changes {
    wf_str names[CHANGES_NAMED];
    size_t count; /* all of them */
} named_changes;

static void add_change(words *w, named_changes *to, const wf_kpi_progress *item)
{
    if (to->count < CHANGES_NAMED)
        to->names[to->count] = name_change(w, item);
    to->count++;
}

static void tell_named(teller *t, const named_changes *changes, const char *which)
{
    words *w = &t->w;
    size_t named = changes->count < CHANGES_NAMED ? changes->count : CHANGES_NAMED;
    if (named > 0)
        tell(t, words_text(
                    w, "%s than a year before by more than chance would explain: %.*s%s.",
                    which, WF_STR_ARG(words_list(w, changes->names, named, named)),
                    changes->count > named ? ", among others" : ""));
}

/* Changes that are larger than chance; said even where there are none. */
static void tell_changes(teller *t)
{
    named_changes worse = {.count = 0};
    named_changes better = {.count = 0};
    const wf_progress *now = t->r->now;
    for (size_t i = 0; i < now->count; i++) {
        const wf_kpi_progress *item = &now->items[i];
        if (item->change_is_signal && item->direction != WF_DIRECTION_NONE)
            add_change(&t->w, got_worse(item) ? &worse : &better, item);
    }
    if (now->count > 0 && worse.count + better.count == 0)
        tell(t, WF_STR("No KPI of any school has moved by more than chance alone would "
                       "explain."));
    tell_named(t, &worse, "Worse");
    tell_named(t, &better, "Better");
}

static void tell_doubt(teller *t)
{
    size_t edge = 0;
    size_t unlikely = 0;
    size_t forecast = 0;
    for (size_t i = 0; i < t->r->now->count; i++) {
        const wf_kpi_progress *item = &t->r->now->items[i];
        edge += item->one_pupil_moves_status;
        forecast += item->probability.present;
        unlikely += item->probability.present && item->probability.value < 0.25;
    }
    if (forecast > 0)
        tell(t, words_text(&t->w,
                           "On present form %zu of %zu targets have less than one chance "
                           "in four of being met.",
                           unlikely, forecast));
    if (edge > 0)
        tell(t, words_text(
                    &t->w,
                    "%.*s on so few pupils that one pupil more or fewer would change %s "
                    "(marked ±1).",
                    WF_STR_ARG(words_count(&t->w, edge, "rating rests", "ratings rest")),
                    edge == 1 ? "it" : "them"));
}

static void tell_actions(teller *t)
{
    words *w = &t->w;
    const wf_action_counts *a = &t->r->actions;
    size_t plans = 0;
    for (size_t i = 0; i < t->r->school_count; i++)
        plans += t->r->schools[i].plan_count;
    if (a->actions == 0)
        return;
    tell(t, words_text(w,
                       "Of %zu actions in %.*s, %zu are complete, %zu overdue and %zu "
                       "due in the next four weeks.",
                       a->actions, WF_STR_ARG(words_count(w, plans, "plan", "plans")),
                       a->complete, a->overdue, a->due_soon));
    if (a->unowned > 0)
        tell(t,
             words_text(
                 w, "%.*s nobody to lead %s%s.",
                 WF_STR_ARG(words_count(w, a->unowned, "action names", "actions name")),
                 a->unowned == 1 ? "it" : "them",
                 a->undated > 0 ? words_text(w, " and %zu %s no date", a->undated,
                                             a->undated == 1 ? "has" : "have")
                                      .p
                                : ""));
    else if (a->undated > 0)
        tell(t, words_text(w, "%.*s no date.",
                           WF_STR_ARG(words_count(w, a->undated, "action has",
                                                  "actions have"))));
}

static void tell_data(teller *t)
{
    words *w = &t->w;
    const wf_results *r = t->r;
    wf_str *late = wf_arena_array(w->arena, r->school_count, sizeof *late);
    size_t n = 0;
    for (size_t i = 0; late != NULL && i < r->school_count; i++)
        if (r->schools[i].latest.number < r->period.number)
            late[n++] = r->schools[i].name;
    if (n > 0 && r->period.number > 0)
        tell(t, words_text(w, "No figures for %.*s from %.*s.",
                           WF_STR_ARG(words_period(w, r->period)),
                           WF_STR_ARG(words_list(w, late, n, 6))));
    if (r->failure_count > 0)
        tell(t,
             words_text(w, "%.*s could not be read: see Files.",
                        WF_STR_ARG(words_count(w, r->failure_count, "file", "files"))));
    if (r->cells > 0)
        tell(t, words_text(w,
                           "Of %zu cells and paragraphs in the files, %zu were placed "
                           "and %zu are listed as not mapped: none is left out.",
                           r->cells, r->cells - r->by_role[WF_ROLE_UNMAPPED],
                           r->by_role[WF_ROLE_UNMAPPED]));
}

wf_status wf_results_headlines(const wf_results *results, wf_arena *arena, wf_strs *out,
                               wf_error *err)
{
    teller t = {.r = results, .w = {.arena = arena}};
    t.lines = wf_arena_array(arena, MOST_HEADLINES, sizeof *t.lines);
    if (t.lines == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    tell_risk(&t);
    tell_kpis(&t);
    tell_schools(&t);
    tell_changes(&t);
    tell_doubt(&t);
    tell_support(&t);
    tell_actions(&t);
    tell_load(&t);
    tell_strategy(&t);
    tell_data(&t);
    if (t.w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    *out = (wf_strs){.items = t.lines, .n = t.count};
    return WF_OK;
}
