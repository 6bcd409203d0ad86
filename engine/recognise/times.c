/* Times are resolved last, when the plan's academic year is known. */
#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "wayforward/calendar.h"
#include <string.h>

/* The time of one place in the plan. */
typedef struct time_place {
    wf_when *when;
    wf_action *action; /* NULL: none */
    wf_str at;
    bool is_due; /* something is to be done by then */
} time_place;

typedef struct time_entries {
    uint32_t when, monitoring;
} time_entries;

typedef struct times {
    wf_recogniser *r;
    void (*each)(struct times *t, const time_place *place);
    wf_when_context context;
    int votes[3], years[3]; /* of academic years that dates name */
    int total;
    size_t *base; /* of a priority's actions in `entries` */
    time_entries *entries;
    wf_strs texts; /* all of them: what "Sept 20" is shows in the others */
} times;

/* ---- where times stand ---- */

/* Which entry of the ledger each action's time and time of monitoring came from. */
static void find_entries(times *t)
{
    wf_recogniser *r = t->r;
    size_t n = 0;
    t->base = wf_arena_array(r->scratch, r->priority_count + 1, sizeof *t->base);
    for (size_t p = 0; t->base != NULL && p < r->priority_count; p++) {
        t->base[p] = n;
        n += r->priorities[p].p.action_count;
    }
    t->entries = wf_arena_array(r->scratch, n + 1, sizeof *t->entries);
    if (t->base == NULL || t->entries == NULL) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i <= n; i++)
        t->entries[i] = (time_entries){WF_NO_INDEX, WF_NO_INDEX};
    for (size_t i = 0; i < r->ref_count; i++) {
        const wf_field_ref *ref = &r->refs[i];
        if (ref->action < 0 || ref->priority < 0)
            continue;
        time_entries *e = &t->entries[t->base[ref->priority] + (size_t)ref->action];
        if (strcmp(ref->name, "when") == 0)
            e->when = ref->entry;
        else if (strcmp(ref->name, "monitoring.when") == 0)
            e->monitoring = ref->entry;
    }
}

static wf_str address(const times *t, uint32_t entry, wf_str other)
{
    return entry == WF_NO_INDEX ? other : t->r->plan->ledger.entries[entry].at;
}

static void visit(times *t, wf_when *when, wf_action *action, wf_str at, bool is_due)
{
    time_place place = {.when = when, .action = action, .at = at, .is_due = is_due};
    if (when->text.n > 0)
        t->each(t, &place);
}

static void visit_all(times *t)
{
    wf_plan *plan = t->r->plan;
    visit(t, &plan->meeting.date, NULL, WF_STR_EMPTY, false);
    for (size_t p = 0; p < t->r->priority_count; p++) {
        wf_priority *priority = &t->r->priorities[p].p;
        for (size_t a = 0; a < priority->action_count; a++) {
            wf_action *action = &priority->actions[a];
            const time_entries *e = &t->entries[t->base[p] + a];
            visit(t, &action->when, action, address(t, e->when, action->at), true);
            visit(t, &action->monitoring.when, NULL,
                  address(t, e->monitoring, action->at), true);
        }
    }
    for (size_t k = 0; k < plan->kpi_count; k++)
        visit(t, &plan->kpis[k].deadline, NULL, plan->kpis[k].at, false);
    for (size_t f = 0; f < plan->risk_factor_count; f++)
        visit(t, &plan->risk_factors[f].by_when, NULL, plan->risk_factors[f].at, true);
}

/* ---- what the document's own times tell ---- */

static void vote(times *t, int year)
{
    t->total++;
    for (size_t i = 0; i < 3; i++) {
        if (t->years[i] == 0)
            t->years[i] = year;
        if (t->years[i] == year) {
            t->votes[i]++;
            return;
        }
    }
}

static void survey(times *t, const time_place *place)
{
    const wf_when *when = place->when;
    if (when->start != WF_DATE_NONE) {
        vote(t, wf_academic_year_of(when->start));
        return;
    }
    if (wf_when_shows_six_terms(when->text))
        t->context.terms = WF_TERMS_SIX;
    wf_rec_push(t->r, &t->texts, when->text);
    wf_when_reading reading = wf_when_parse(when->text, NULL);
    wf_date day =
        reading.when.start != WF_DATE_NONE ? reading.when.start : reading.when.end;
    if (day != WF_DATE_NONE &&
        (reading.flags & (WF_WHEN_ASSUMED_YEAR | WF_WHEN_AMBIGUOUS | WF_WHEN_OUTSIDE)) ==
            0)
        vote(t, wf_academic_year_of(day));
}

/* The year most dates fall in: three dates at least, and three in four of them. */
static int year_by_dates(const times *t)
{
    int best = 0;
    for (int i = 1; i < 3; i++)
        if (t->votes[i] > t->votes[best])
            best = i;
    return t->votes[best] >= 3 && 4 * t->votes[best] >= 3 * t->total ? t->years[best] : 0;
}

static wf_str file_name(wf_str path)
{
    size_t name = path.n;
    while (name > 0 && path.p[name - 1] != '/')
        name--;
    return wf_str_sub(path, name, SIZE_MAX);
}

static int year_of_plan(wf_recogniser *r, const times *t)
{
    wf_plan *plan = r->plan;
    int year = wf_academic_year_find(plan->academic_year);
    if (year > 0)
        return year;
    if (plan->meeting.date.text.n > 0) {
        wf_when date = plan->meeting.date;
        if (date.start == WF_DATE_NONE)
            date = wf_when_parse(date.text, NULL).when;
        if (date.start != WF_DATE_NONE)
            year = wf_academic_year_of(date.start);
    }
    if (year == 0)
        year = year_by_dates(t);
    if (year == 0)
        year = wf_academic_year_find(file_name(plan->file));
    char name[8];
    if (year > 0)
        plan->academic_year =
            wf_rec_copy(r, wf_str_from(wf_academic_year_name(year, name)));
    return year;
}

/* ---- resolving ---- */

static void warn(const times *t, const time_place *place, wf_diag_code code,
                 const char *what)
{
    wf_diag_add(&t->r->plan->warnings, code, place->at, "%s: %.*s", what,
                WF_STR_ARG(wf_str_sub(place->when->text, 0, 80)));
}

static void warn_of_flags(const times *t, const time_place *place,
                          const wf_when_reading *g)
{
    if ((g->flags & WF_WHEN_AMBIGUOUS) != 0)
        warn(t, place, WF_D_DATE_AMBIGUOUS, "can be read in more than one way");
    if ((g->flags & WF_WHEN_OUTSIDE) != 0)
        warn(t, place, WF_D_DATE_OUTSIDE, "more than a year from the plan");
    if ((g->flags & WF_WHEN_WEEKDAY) != 0)
        warn(t, place, WF_D_DATE_WEEKDAY, "the date is another day of the week");
    if (g->kind == WF_WHEN_UNRESOLVED)
        warn(t, place, WF_D_WHEN_UNRESOLVED, "not understood as a time");
}

/* A day before the plan begins, or in another year altogether: carried over? Of actions
 * and factors, which are to be done. */
static void warn_of_date(const times *t, const time_place *place)
{
    wf_date day =
        place->when->end != WF_DATE_NONE ? place->when->end : place->when->start;
    if (day == WF_DATE_NONE || t->context.academic_year == 0 || !place->is_due)
        return;
    int year = wf_academic_year_of(day);
    if (year < t->context.academic_year - 1 || year > t->context.academic_year + 2)
        warn(t, place, WF_D_DATE_OUTSIDE, "more than a year from the plan");
    else if (year < t->context.academic_year)
        warn(t, place, WF_D_DATE_BEFORE, "before the plan begins");
}

static void resolve(times *t, const time_place *place)
{
    wf_when *when = place->when;
    if (when->start != WF_DATE_NONE) { /* a date cell */
        warn_of_date(t, place);
        return;
    }
    wf_when_reading reading = wf_when_parse(when->text, &t->context);
    when->terms = reading.when.terms;
    when->recurrence = reading.when.recurrence;
    when->start = reading.when.start;
    when->end = reading.when.end;
    if (when->start != WF_DATE_NONE && when->end != WF_DATE_NONE &&
        when->start > when->end) {
        warn(t, place, WF_D_DATE_AMBIGUOUS, "ends before it begins");
        when->start = WF_DATE_NONE;
    }
    if (reading.kind == WF_WHEN_STATUS && place->action != NULL &&
        place->action->status == WF_STATUS_NONE)
        place->action->status = WF_STATUS_COMPLETE;
    warn_of_flags(t, place, &reading);
    if ((reading.flags & WF_WHEN_OUTSIDE) == 0)
        warn_of_date(t, place);
}

/* Observations under "T3" alone are of the plan's year. Without one they cannot be named:
 * they go back to the cells that are kept. */
static void name_periods(wf_recogniser *r)
{
    wf_str year = r->plan->academic_year;
    for (size_t k = 0; k < r->plan->kpi_count; k++) {
        wf_kpi *kpi = &r->plan->kpis[k];
        size_t kept = 0;
        for (size_t o = 0; o < kpi->observation_count; o++) {
            wf_observation *seen = &kpi->observations[o];
            bool named = seen->period.n > 0 && seen->period.p[0] != '/';
            if (!named && year.n > 0 &&
                wf_arena_printf(r->arena, &seen->period, "%.*s%.*s", WF_STR_ARG(year),
                                WF_STR_ARG(seen->period)) != WF_OK)
                r->failed = true;
            if (named || year.n > 0)
                kpi->observations[kept++] = *seen;
        }
        kpi->observation_count = kept;
    }
    if (year.n > 0)
        return;
    for (size_t i = 0; i < r->ref_count; i++)
        if (wf_str_ends_with(wf_str_from(r->refs[i].name), WF_STR("].observations")))
            r->roles[r->refs[i].entry] = WF_ROLE_UNMAPPED;
}

int wf_value_says_when(wf_str text)
{
    if (!wf_when_is_time(text, NULL))
        return 0;
    wf_when_reading reading = wf_when_parse(text, NULL);
    bool named = reading.when.terms != 0 || reading.when.start != WF_DATE_NONE ||
                 reading.when.end != WF_DATE_NONE;
    return 1 + named + (reading.unknown_words == 0);
}

void wf_values_finish(wf_recogniser *r)
{
    times t = {.r = r, .each = survey};
    find_entries(&t);
    if (r->failed)
        return;
    visit_all(&t);
    t.context.academic_year = year_of_plan(r, &t);
    t.context.is_trust = r->plan->school.n == 0 && r->plan->organisation.n > 0;
    t.context.month_number = wf_when_month_number(t.texts.items, t.texts.n, &t.context);
    t.each = resolve;
    visit_all(&t);
    name_periods(r);
}
