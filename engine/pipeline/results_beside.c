/* What stands beside plans and KPIs: quality of the data, risk, support days, activities,
 * the trust's strategy. */
#include "engine/pipeline/results_private.h"
#include "wayforward/risk_evidence.h"

/* ---- Data ------------------------------------------------------------------------- */

/* Whether a line had a value in the same term of the year before and has none now. */
static bool is_missing(const wf_results *r, const wf_kpi_progress *item)
{
    size_t n = 0;
    const wf_panel_row *const *rows = wf_results_history(r, item, &n);
    bool had = false;
    for (size_t i = 0; i < n; i++) {
        if (rows[i]->period.number == r->period.number)
            return false;
        had = had || rows[i]->period.number == r->period.number - WF_TERMS;
    }
    return had;
}

static bool is_suppressed(const wf_results *r, const wf_kpi_progress *item)
{
    size_t n = 0;
    const wf_panel_row *const *rows = wf_results_history(r, item, &n);
    return n > 0 && rows[n - 1]->suppressed;
}

static void add_item(const wf_results *r, wf_data_quality *data,
                     const wf_kpi_progress *item)
{
    bool is_proportion = item->unit == WF_UNIT_PERCENT || item->unit == WF_UNIT_RATIO;
    data->kpis++;
    data->given += item->latest.number > 0 && item->latest.number == r->period.number;
    data->missing += is_missing(r, item);
    data->stale += item->status == WF_PROGRESS_STALE;
    data->no_target += item->status == WF_PROGRESS_NO_TARGET;
    data->suppressed += is_suppressed(r, item);
    data->no_cohort +=
        is_proportion && item->latest.number > 0 && item->latest_cohort <= 0;
}

/* Periods that the trust has figures for and that came after the school's last. */
static size_t periods_late(const wf_results *r, const wf_school_result *school)
{
    size_t late = 0;
    int32_t last = school->latest.number;
    for (;;) {
        int32_t next = INT32_MAX;
        for (size_t i = 0; i < r->panel.row_count; i++)
            if (!r->panel.rows[i].suppressed && r->panel.rows[i].period.number > last &&
                r->panel.rows[i].period.number < next)
                next = r->panel.rows[i].period.number;
        if (next == INT32_MAX || school->latest.number == 0)
            return late;
        late++;
        last = next;
    }
}

/* "2026-27/T3" of a decision is the period of the results. */
static bool is_of_period(wf_str key, wf_period period)
{
    wf_period at = {0};
    return wf_period_parse(key, &at) && at.number == period.number;
}

static void find_issue(const wf_results *r, wf_school_result *school)
{
    for (size_t i = 0; i < r->decision_count; i++) {
        const wf_store_decision *d = &r->decisions[i];
        if (d->dropped || !wf_str_eq(d->kind, WF_STR("capture-issued")) ||
            !wf_str_eq_nocase(d->school, school->name) ||
            !is_of_period(d->key, r->period))
            continue;
        school->data.is_issued = true;
        school->data.issued_on = d->on;
    }
}

wf_status results_data(wf_results *r)
{
    for (size_t s = 0; s < r->school_count; s++) {
        wf_school_result *school = &r->schools[s];
        for (size_t i = 0; i < school->kpi_count; i++)
            add_item(r, &school->data, &school->kpis[i]);
        if (school->latest.number < r->period.number)
            school->data.late = periods_late(r, school);
        school->data.issued_on = WF_DATE_NONE;
        find_issue(r, school);
    }
    return WF_OK;
}

/* ---- Risk ------------------------------------------------------------------------- */

/* Scores name a school by URN or by name. */
static const wf_risk_score *find_score(const wf_risk_scores *scores,
                                       const wf_school_result *school)
{
    for (size_t i = 0; scores != NULL && i < scores->count; i++) {
        wf_str name = scores->items[i].school;
        if (wf_str_eq_nocase(name, school->name) ||
            (school->setup != NULL && school->setup->urn.n > 0 &&
             wf_str_eq(name, school->setup->urn)))
            return &scores->items[i];
    }
    return NULL;
}

/* Of records that rate the school the newest; where none is dated, the last read. */
static const wf_plan *find_record(const wf_results *r, const wf_school_result *school)
{
    const wf_plan *found = NULL;
    for (size_t i = 0; i < r->plan_count; i++) {
        const wf_plan *plan = r->plans[i];
        if (plan->risk_rating == WF_RISK_NONE ||
            !wf_str_eq_nocase(r->plan_schools[i], school->name))
            continue;
        if (found == NULL || plan->meeting.date.end >= found->meeting.date.end)
            found = plan;
    }
    return found;
}

static wf_risk_rating rating_of(wf_str word)
{
    static const wf_risk_rating ratings[] = {WF_RISK_HIGH, WF_RISK_MEDIUM, WF_RISK_LOW};
    for (size_t i = 0; i < sizeof ratings / sizeof *ratings; i++)
        if (wf_str_eq_nocase(word, wf_str_from(wf_risk_rating_name(ratings[i]))))
            return ratings[i];
    return WF_RISK_NONE;
}

/* The last decision of a kind about the school, of this period or before it where
 * `earlier`; a decision without a period counts as of the day it was made. */
static const wf_store_decision *find_decision(const wf_results *r, const char *kind,
                                              wf_str school, bool earlier)
{
    const wf_store_decision *found = NULL;
    for (size_t i = 0; i < r->decision_count; i++) {
        const wf_store_decision *d = &r->decisions[i];
        wf_period at = {0};
        if (d->dropped || !wf_str_eq(d->kind, wf_str_from(kind)) ||
            !wf_str_eq_nocase(d->school, school) ||
            (d->on != WF_DATE_NONE && d->on > r->as_of))
            continue;
        if (!wf_period_parse(d->key, &at))
            at = wf_period_of_date(d->on);
        if (earlier ? at.number >= r->period.number : at.number > r->period.number)
            continue;
        if (found == NULL || d->on >= found->on)
            found = d;
    }
    return found;
}

static void measure_risk(const wf_results *r, wf_school_result *school)
{
    wf_school_risk *risk = &school->risk;
    risk->record = find_record(r, school);
    risk->decision = find_decision(r, "risk-band", school->name, false);
    if (risk->record != NULL) {
        risk->band = risk->record->risk_rating;
        risk->basis = WF_RISK_BY_RECORD;
    }
    if (risk->score != NULL) {
        risk->band = risk->score->band;
        risk->basis = WF_RISK_BY_MODEL;
    }
    if (risk->decision != NULL && rating_of(risk->decision->value) != WF_RISK_NONE) {
        risk->band = rating_of(risk->decision->value);
        risk->basis = WF_RISK_BY_PERSON;
    } else {
        risk->decision = NULL;
    }
    const wf_store_decision *computed = find_decision(r, "risk", school->name, true);
    const wf_store_decision *judged = find_decision(r, "risk-band", school->name, true);
    if (risk->score_before != NULL)
        risk->band_before = risk->score_before->band;
    if (computed != NULL)
        risk->band_before = rating_of(computed->value);
    if (judged != NULL)
        risk->band_before = rating_of(judged->value);
}

/* What the plans say of each school on a day. Status is not known as it was: what is
 * complete now counts as complete then. */
static wf_status count_plans(const wf_results *r, wf_date day, wf_risk_plan_counts **out)
{
    wf_risk_plan_counts *plans = wf_arena_array(r->arena, r->school_count, sizeof *plans);
    if (plans == NULL)
        return WF_E_MEMORY;
    for (size_t s = 0; s < r->school_count; s++) {
        const wf_school_result *school = &r->schools[s];
        plans[s] = (wf_risk_plan_counts){
            .school = school->name, .at = WF_STR_EMPTY, .file = WF_STR_EMPTY};
        for (size_t p = 0; p < school->plan_count; p++) {
            const wf_plan *plan = r->plans[school->plans[p]];
            wf_plan_progress progress = {0};
            WF_TRY(wf_plan_progress_measure(plan, day, r->arena, &progress));
            results_add_counts(&plans[s].counts, &progress.total);
            plans[s].file = plan->file;
        }
    }
    *out = plans;
    return WF_OK;
}

/* Rate the schools by what is known at one of the two periods. */
static wf_status rate(const wf_results *r, const wf_progress *progress, wf_date as_of,
                      wf_risk_scores **out, wf_error *err)
{
    wf_risk_sources sources = {.trust = r->trust,
                               .progress = progress,
                               .plan_count = r->school_count,
                               .as_of = as_of};
    wf_risk_plan_counts *plans = NULL;
    wf_risk_evidence *evidence = NULL;
    size_t count = 0;
    WF_TRY(count_plans(r, as_of, &plans));
    sources.plans = plans;
    WF_TRY(wf_risk_evidence_gather(&sources, r->arena, &evidence, &count));
    wf_risk_thresholds bands = WF_RISK_THRESHOLDS_INIT;
    bands.medium = wf_trust_setting_number(r->trust, "Low risk below", bands.medium);
    bands.high = wf_trust_setting_number(r->trust, "High risk above", bands.high);
    bool crossed = !(bands.medium < bands.high); /* the set-up's reader has said so */
    return wf_risk_rate(evidence, count, crossed ? NULL : &bands, out, err);
}

/* The last day of a period, by month: what stood before it was known then. */
static wf_date end_of(const wf_results *r, const wf_results_options *options)
{
    int year = (r->before.number - 1) / WF_TERMS,
        term = (r->before.number - 1) % WF_TERMS;
    wf_school_year dates = wf_calendar_year(options->calendar, year);
    return dates.terms[term].end;
}

/* With a set-up the inspections are known, and schools can be rated. */
static wf_status rate_all(wf_results *r, const wf_results_options *options, wf_error *err)
{
    if (r->trust == NULL || options->risk != NULL)
        return WF_OK;
    WF_TRY(rate(r, r->now, r->as_of, &r->risk, err));
    if (r->then != NULL)
        WF_TRY(rate(r, r->then, end_of(r, options), &r->risk_before, err));
    return WF_OK;
}

wf_status results_risk(wf_results *r, const wf_results_options *options, wf_error *err)
{
    WF_TRY(rate_all(r, options, err));
    const wf_risk_scores *now = options->risk != NULL ? options->risk : r->risk;
    const wf_risk_scores *then =
        options->risk_before != NULL ? options->risk_before : r->risk_before;
    if (now != NULL)
        r->risk_model = now->model;
    for (size_t s = 0; s < r->school_count; s++) {
        wf_school_result *school = &r->schools[s];
        school->risk.score = find_score(now, school);
        school->risk.score_before = find_score(then, school);
        measure_risk(r, school);
        r->by_risk[school->risk.band]++;
        r->by_risk_before[school->risk.band_before]++;
        r->has_risk = r->has_risk || school->risk.band != WF_RISK_NONE;
        r->has_risk_before =
            r->has_risk_before || school->risk.band_before != WF_RISK_NONE;
    }
    return WF_OK;
}

/* ---- Support days ----------------------------------------------------------------- */

static wf_str cause_of(const wf_allocation *a, uint32_t school)
{
    for (size_t i = 0; i < a->short_count; i++)
        if (a->shorts[i].school == school)
            return a->shorts[i].cause;
    return WF_STR_EMPTY;
}

static wf_school_support support_of(const wf_support_problem *p, const wf_allocation *a,
                                    const wf_support_days *days)
{
    const wf_support_decision *decision = &p->schools[days->school].decision;
    wf_school_support out = {.category = p->policy.tiers[decision->tier].code,
                             .why = decision->override_reason.n > 0
                                        ? decision->override_reason
                                        : decision->rule,
                             .needs_person = decision->needs_person,
                             .entitled = days->entitlement,
                             .allocated = days->allocated + days->delivered,
                             .delivered = days->delivered,
                             .missing = days->short_of,
                             .cause = cause_of(a, days->school)};
    for (size_t t = 0; t < WF_TERMS; t++)
        out.by_term[t] = days->by_term[t];
    return out;
}

static void sum_support(wf_school_support *to, const wf_school_support *from)
{
    to->entitled += from->entitled;
    to->allocated += from->allocated;
    to->delivered += from->delivered;
    to->missing += from->missing;
    for (size_t t = 0; t < WF_TERMS; t++)
        to->by_term[t] += from->by_term[t];
}

wf_status results_support(wf_results *r, const wf_results_options *options)
{
    const wf_support_problem *p = options->problem;
    r->support.category = r->support.why = r->support.cause = WF_STR_EMPTY;
    if (p == NULL || options->allocation == NULL)
        return WF_OK;
    wf_support_days *days = NULL;
    WF_TRY(wf_allocation_by_school(p, options->allocation, r->arena, &days));
    for (uint32_t i = 0; i < p->school_count; i++) {
        const wf_support_school *given = &p->schools[i];
        wf_str name = results_school_name(r->trust, given->name, WF_STR_EMPTY);
        wf_school_result *school = results_school(r, name);
        if (school == NULL || given->decision.tier >= p->policy.tier_count)
            continue;
        school->support = support_of(p, options->allocation, &days[i]);
        sum_support(&r->support, &school->support);
        r->has_support = true;
    }
    return WF_OK;
}

/* ---- Activities ------------------------------------------------------------------- */

/* The activities of a review guidance among the plans, else those of the guidance that
 * ships. */
static const wf_activity *find_activities(const wf_results *r, size_t *count)
{
    for (size_t i = 0; i < r->plan_count; i++)
        if (r->plans[i]->activity_count > 0) {
            *count = r->plans[i]->activity_count;
            return r->plans[i]->activities;
        }
    return wf_default_activities(count);
}

wf_status results_activities(wf_results *r, const wf_results_options *options,
                             wf_error *err)
{
    bool has_records = options->has_done || options->done_count > 0;
    wf_activities_request request = {.year = wf_academic_year_of(r->as_of),
                                     .calendar = options->calendar,
                                     .has_records = has_records,
                                     .as_of = r->as_of};
    request.activities = find_activities(r, &request.activity_count);
    if (has_records) { /* school by school; without records one list serves all */
        wf_str *names = wf_arena_array(r->arena, r->school_count, sizeof *names);
        request.done =
            wf_arena_array(r->arena, options->done_count, sizeof *request.done);
        if (names == NULL || request.done == NULL)
            return WF_E_MEMORY;
        for (size_t s = 0; s < r->school_count; s++)
            names[s] = r->schools[s].name;
        request.schools = (wf_strs){.items = names, .n = r->school_count};
        for (size_t i = 0; i < options->done_count; i++)
            request.done[request.done_count++] = options->done[i];
    }
    return wf_activities_date(&request, r->arena, &r->activities, &r->activity_count,
                              err);
}

/* ---- Strategy --------------------------------------------------------------------- */

static const wf_str framework_headings[WF_FRAMEWORKS] = {
    WF_STR_INIT("Pupil Progress"),
    WF_STR_INIT("Vision and Values"),
    WF_STR_INIT("Governance"),
    WF_STR_INIT("Accountability"),
    WF_STR_INIT("Managing Risk"),
    WF_STR_INIT("School Improvement"),
    WF_STR_INIT("Quality Assurance"),
    WF_STR_INIT("School to School Support"),
    WF_STR_INIT("Making a Wider Commitment"),
    WF_STR_INIT("Workforce Supply & Development"),
    WF_STR_INIT("The Role of the Centre"),
    WF_STR_INIT("Growth Strategy"),
    WF_STR_INIT("Financial Strategy & Control"),
    WF_STR_INIT("Communications"),
};

wf_str wf_framework_heading(size_t number)
{
    return number >= 1 && number <= WF_FRAMEWORKS ? framework_headings[number - 1]
                                                  : WF_STR_EMPTY;
}

static uint32_t frameworks_of(const wf_priority *priority)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < priority->frameworks.n; i++) {
        wf_str text = priority->frameworks.items[i];
        unsigned number = 0;
        for (size_t c = 0; c < text.n && number < 100; c++)
            if (text.p[c] >= '0' && text.p[c] <= '9')
                number = number * 10 + (unsigned)(text.p[c] - '0');
        if (number >= 1 && number <= WF_FRAMEWORKS)
            bits |= 1u << (number - 1);
    }
    return bits;
}

static wf_status add_area(wf_results *r, const wf_plan *plan, const wf_priority *priority)
{
    wf_strategic_area *area = &r->areas[r->area_count];
    *area = (wf_strategic_area){
        .plan = plan, .priority = priority, .frameworks = frameworks_of(priority)};
    area->kpis = wf_arena_array(r->arena, plan->kpi_count, sizeof(const void *));
    if (area->kpis == NULL)
        return WF_E_MEMORY;
    for (size_t k = 0; k < plan->kpi_count; k++)
        if (priority->code.n > 0 && wf_str_eq(plan->kpis[k].priority, priority->code))
            area->kpis[area->kpi_count++] = &plan->kpis[k];
    for (size_t f = 0; f < WF_FRAMEWORKS; f++)
        r->by_framework[f] += (area->frameworks >> f) & 1u;
    r->area_count++;
    return WF_OK;
}

wf_status results_strategy(wf_results *r)
{
    size_t most = 0;
    for (size_t p = 0; p < r->plan_count; p++)
        if (r->plans[p]->family == WF_FAMILY_STRATEGIC)
            most += r->plans[p]->priority_count;
    r->areas = wf_arena_array(r->arena, most, sizeof *r->areas);
    if (r->areas == NULL)
        return WF_E_MEMORY;
    for (size_t p = 0; p < r->plan_count; p++) {
        const wf_plan *plan = r->plans[p];
        for (size_t i = 0;
             plan->family == WF_FAMILY_STRATEGIC && i < plan->priority_count; i++)
            WF_TRY(add_area(r, plan, &plan->priorities[i]));
    }
    return WF_OK;
}
