/* What plans and dashboards tell of a trust: its schools, what is measured there, and
 * where each stands. */
#include "engine/trust/kpi_catalogue.h"
#include "engine/trust/trust_names.h"
#include "wayforward/progress.h"
#include <stdlib.h>
#include <string.h>

typedef struct gathering {
    wf_trust *trust;
    wf_arena *arena;
    wf_diags *diags;
    int year;
    size_t school_cap, kpi_cap, target_cap;
    wf_period *latest; /* of each target that was made here: when its baseline was */
    size_t first_target;
    bool failed;
} gathering;

static wf_str keep(gathering *g, wf_str text)
{
    wf_str copy = WF_STR_EMPTY;
    if (text.n > 0 && wf_arena_str(g->arena, text, &copy) != WF_OK)
        g->failed = true;
    return copy;
}

/* An array of the trust with room for `more` items. */
static void *with_room(gathering *g, const void *items, size_t count, size_t more,
                       size_t size)
{
    void *made = wf_arena_array(g->arena, count + more + 1, size);
    if (made == NULL) {
        g->failed = true;
        return NULL;
    }
    if (count > 0)
        memcpy(made, items, count * size);
    return made;
}

/* ---- schools */

typedef struct told {
    wf_str name, urn;
    size_t plan; /* the first that tells it */
} told;

/* The fullest names first: "Ottermere Junior School" before "Ottermere". */
static int by_length(const void *a, const void *b)
{
    const told *x = a, *y = b;
    if (x->name.n != y->name.n)
        return x->name.n > y->name.n ? -1 : 1;
    int order = wf_str_cmp(x->name, y->name);
    if (order == 0)
        order = wf_str_cmp(y->urn, x->urn);
    return order != 0 ? order : x->plan < y->plan ? -1 : x->plan > y->plan;
}

/* Schools that are new, with where their files first name them. */
typedef struct placed {
    wf_trust_school school;
    size_t plan;
} placed;

static int by_plan(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    return x->plan < y->plan ? -1 : x->plan > y->plan;
}

static bool is_same(const told *a, const told *b)
{
    return wf_str_eq(a->name, b->name) && wf_str_eq(a->urn, b->urn);
}

static bool could_be_known(const wf_trust *trust, wf_str name)
{
    trust_name wanted, own;
    trust_name_make(name, &wanted);
    for (size_t i = 0; i < trust->school_count; i++) {
        trust_name_make(trust->schools[i].name, &own);
        if (trust_name_fit(&wanted, &own, trust->schools[i].phase) > 0)
            return true;
    }
    return false;
}

static void add_other_name(gathering *g, wf_trust_school *school, wf_str name)
{
    wf_str *items =
        with_room(g, school->other_names.items, school->other_names.n, 1, sizeof *items);
    if (items == NULL)
        return;
    items[school->other_names.n] = keep(g, name);
    school->other_names = (wf_strs){items, school->other_names.n + 1};
}

static bool is_urn(wf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.n == 6;
}

static void take_school(gathering *g, const told *it)
{
    wf_trust *t = g->trust;
    wf_str urn = is_urn(it->urn) ? it->urn : WF_STR_EMPTY;
    const wf_trust_school *known = wf_trust_find_school(t, it->name, urn);
    if (known != NULL) {
        wf_trust_school *school = &t->schools[known - t->schools];
        if (school->urn.n == 0)
            school->urn = keep(g, urn);
        if (wf_trust_find_school(t, it->name, WF_STR_EMPTY) != known &&
            !could_be_known(t, it->name))
            add_other_name(g, school, it->name);
        return;
    }
    if (urn.n == 0 && could_be_known(t, it->name)) {
        wf_diag_add(g->diags, WF_D_NAME_UNKNOWN, WF_STR_EMPTY,
                    "\"%.*s\" could be more than one school: its files were not used. "
                    "Write the name beside the right one, under Other names",
                    WF_STR_ARG(it->name));
        return;
    }
    t->schools[t->school_count++] =
        (wf_trust_school){.name = keep(g, it->name),
                          .urn = keep(g, urn),
                          .phase = wf_phase_from_name(it->name),
                          .region = WF_STR_EMPTY,
                          .area = WF_STR_EMPTY,
                          .head_since = WF_DATE_NONE,
                          .category_on = WF_DATE_NONE};
}

static void gather_schools(gathering *g, const wf_plan *const *plans, size_t count)
{
    told *all = wf_arena_array(g->arena, count + 1, sizeof *all);
    size_t n = 0;
    g->trust->schools = with_room(g, g->trust->schools, g->trust->school_count, count,
                                  sizeof *g->trust->schools);
    if (all == NULL || g->failed) {
        g->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (plans[i]->school.n > 0)
            all[n++] =
                (told){wf_str_trim(plans[i]->school), wf_str_trim(plans[i]->urn), i};
    if (n > 0)
        qsort(all, n, sizeof *all, by_length);
    for (size_t i = 0; i < n && !g->failed; i++)
        if (i == 0 || !is_same(&all[i], &all[i - 1]))
            take_school(g, &all[i]);
}

/* New schools stand in the order of their files. */
static void order_schools(gathering *g, const wf_plan *const *plans, size_t count,
                          size_t known)
{
    wf_trust *t = g->trust;
    size_t n = t->school_count - known;
    placed *all = wf_arena_array(g->arena, n + 1, sizeof *all);
    if (all == NULL) {
        g->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        all[i] = (placed){t->schools[known + i], SIZE_MAX};
    for (size_t p = 0; p < count; p++) {
        const wf_trust_school *school =
            wf_trust_find_school(t, plans[p]->school, plans[p]->urn);
        size_t at = school != NULL ? (size_t)(school - t->schools) : 0;
        if (school != NULL && at >= known && all[at - known].plan == SIZE_MAX)
            all[at - known].plan = p;
    }
    if (n > 0)
        qsort(all, n, sizeof *all, by_plan);
    for (size_t i = 0; i < n; i++)
        t->schools[known + i] = all[i].school;
}

/* ---- KPIs */

static const wf_trust_kpi *in_catalogue(const wf_kpi *kpi)
{
    const wf_trust_kpi *found = kpi->code.n > 0 ? kpi_catalogue_find(kpi->code) : NULL;
    return found != NULL ? found : kpi_catalogue_find(kpi->name);
}

static const wf_trust_kpi *known_kpi(const wf_trust *t, const wf_kpi *kpi)
{
    const wf_trust_kpi *found = kpi->code.n > 0 ? wf_trust_find_kpi(t, kpi->code) : NULL;
    return found != NULL ? found : wf_trust_find_kpi(t, kpi->name);
}

/* The catalogue's entry where a dashboard means it, in the dashboard's own name and unit;
 * else a KPI of the trust's own. */
static wf_trust_kpi kpi_of(gathering *g, const wf_kpi *kpi)
{
    const wf_trust_kpi *usual = in_catalogue(kpi);
    bool is_usual =
        usual != NULL && (kpi->unit == WF_UNIT_NONE || kpi->unit == usual->unit);
    wf_trust_kpi made = is_usual ? *usual
                                 : (wf_trust_kpi){.definition = WF_STR_EMPTY,
                                                  .area = WF_STR_EMPTY,
                                                  .unit = kpi->unit,
                                                  .direction = kpi->direction,
                                                  .national_year = WF_STR_EMPTY,
                                                  .national_source = WF_STR_EMPTY};
    made.code = keep(g, kpi->code.n > 0 ? kpi->code : made.code);
    if (kpi->name.n > 0 && !wf_str_eq_nocase(kpi->name, made.name))
        made.name = keep(g, kpi->name);
    made.at = WF_STR_EMPTY;
    if (!is_usual && made.unit == WF_UNIT_PERCENT) {
        made.minimum = (wf_number){0, true};
        made.maximum = (wf_number){100, true};
    }
    for (size_t i = 0; i < kpi->observation_count; i++)
        made.needs_cohort = made.needs_cohort || kpi->observations[i].cohort > 0;
    return made;
}

static void gather_kpis(gathering *g, const wf_plan *plan)
{
    enum {
        MOST_KPIS = 500
    };
    wf_trust *t = g->trust;
    for (size_t i = 0; i < plan->kpi_count && !g->failed; i++) {
        const wf_kpi *kpi = &plan->kpis[i];
        bool is_measured = kpi->observation_count > 0 && kpi->unit != WF_UNIT_NONE;
        if (!is_measured || known_kpi(t, kpi) != NULL || t->kpi_count >= MOST_KPIS)
            continue;
        wf_trust_kpi made = kpi_of(g, kpi);
        if (made.code.n == 0 || made.name.n == 0)
            continue;
        t->kpis = with_room(g, t->kpis, t->kpi_count, 1, sizeof *t->kpis);
        if (t->kpis != NULL)
            t->kpis[t->kpi_count++] = made;
    }
}

/* A school whose name does not tell its phase: by what is measured there. */
static void tell_phase(gathering *g, const wf_plan *plan)
{
    const wf_trust_school *known =
        wf_trust_find_school(g->trust, plan->school, plan->urn);
    uint32_t common = UINT32_MAX;
    size_t told_by = 0;
    if (known == NULL || known->phase != WF_PHASE_NONE)
        return;
    for (size_t i = 0; i < plan->kpi_count; i++) {
        const wf_trust_kpi *kpi =
            plan->kpis[i].observation_count > 0 ? in_catalogue(&plan->kpis[i]) : NULL;
        if (kpi == NULL || kpi->phases == 0)
            continue;
        common &= kpi->phases;
        told_by++;
    }
    wf_trust_school *school = &g->trust->schools[known - g->trust->schools];
    if (told_by > 0 && (common >> WF_PHASE_PRIMARY & 1u) != 0)
        school->phase = WF_PHASE_PRIMARY;
    else if (told_by > 0 && (common >> WF_PHASE_SECONDARY & 1u) != 0)
        school->phase = WF_PHASE_SECONDARY;
}

/* ---- where each school stands */

static wf_trust_target *target_of(gathering *g, wf_str school, wf_str kpi)
{
    wf_trust *t = g->trust;
    for (size_t i = 0; i < t->target_count; i++)
        if (wf_str_eq(t->targets[i].school, school) && wf_str_eq(t->targets[i].kpi, kpi))
            return i >= g->first_target ? &t->targets[i] : NULL; /* the set-up's stands */
    wf_trust_target *more = wf_arena_push_room(g->arena, t->targets, t->target_count,
                                               &g->target_cap, sizeof *more);
    size_t made = t->target_count - g->first_target;
    if (more == NULL) {
        g->failed = true;
        return NULL;
    }
    t->targets = more;
    g->latest[made] = (wf_period){0};
    more[t->target_count] = (wf_trust_target){.school = school,
                                              .kpi = kpi,
                                              .baseline_period = WF_STR_EMPTY,
                                              .deadline = WF_STR_EMPTY,
                                              .at = WF_STR_EMPTY};
    return &more[t->target_count++];
}

static const wf_observation *last_observation(const wf_kpi *kpi, int year, wf_period *at)
{
    const wf_observation *last = NULL;
    *at = (wf_period){0};
    for (size_t i = 0; i < kpi->observation_count; i++) {
        wf_period p;
        /* Only what was before the year that is set up can be its baseline. */
        if (wf_period_parse(kpi->observations[i].period, &p) && p.number >= at->number &&
            p.number <= 6 * year) {
            *at = p;
            last = &kpi->observations[i];
        }
    }
    return last;
}

static void gather_standing(gathering *g, const wf_plan *plan)
{
    char buf[WF_PERIOD_TEXT];
    const wf_trust_school *school =
        wf_trust_find_school(g->trust, plan->school, plan->urn);
    for (size_t i = 0; school != NULL && i < plan->kpi_count && !g->failed; i++) {
        wf_period at;
        const wf_observation *last = last_observation(&plan->kpis[i], g->year, &at);
        const wf_trust_kpi *kpi =
            last != NULL ? known_kpi(g->trust, &plan->kpis[i]) : NULL;
        if (kpi == NULL ||
            (plan->kpis[i].unit != WF_UNIT_NONE && plan->kpis[i].unit != kpi->unit))
            continue;
        wf_trust_target *target = target_of(g, school->name, kpi->code);
        size_t index =
            target != NULL ? (size_t)(target - g->trust->targets) - g->first_target : 0;
        if (target == NULL || g->latest[index].number > at.number)
            continue;
        g->latest[index] = at;
        target->baseline = (wf_number){last->value, true};
        target->baseline_period = keep(g, wf_str_from(wf_period_text(at, buf)));
        wf_period end = {6 * g->year + WF_TERMS, WF_PERIOD_HALF};
        target->deadline = keep(g, wf_str_from(wf_period_text(end, buf)));
    }
}

wf_status wf_trust_add_plans(wf_trust *trust, const wf_plan *const *plans, size_t count,
                             int academic_year, wf_arena *arena, wf_diags *diags)
{
    gathering g = {.trust = trust, .arena = arena, .diags = diags, .year = academic_year};
    size_t kpis = 0;
    size_t known = trust->school_count;
    gather_schools(&g, plans, count);
    if (!g.failed)
        order_schools(&g, plans, count, known);
    for (size_t i = 0; i < count && !g.failed; i++)
        gather_kpis(&g, plans[i]);
    for (size_t i = 0; i < count && !g.failed; i++) {
        tell_phase(&g, plans[i]);
        kpis += plans[i]->kpi_count;
    }
    g.latest = wf_arena_array(arena, kpis + 1, sizeof *g.latest);
    g.first_target = trust->target_count;
    g.target_cap = trust->target_count + 1;
    trust->targets =
        with_room(&g, trust->targets, trust->target_count, 0, sizeof *trust->targets);
    if (g.latest == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < count && !g.failed; i++)
        gather_standing(&g, plans[i]);
    return g.failed ? WF_E_MEMORY : WF_OK;
}
