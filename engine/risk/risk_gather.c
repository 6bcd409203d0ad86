/* Evidence from what a trust has: its set-up, the progress of its KPIs, its plans. */
#include "engine/risk/risk_finish.h"
#include "wayforward/risk_evidence.h"

typedef struct gathering {
    const wf_risk_sources *sources;
    const risk_weights *weights;
    wf_arena *arena;
    wf_risk_evidence *items;
    size_t count, cap;
} gathering;

/* Which fact a KPI speaks of, by words in its name; the first that fits. KPIs of a group
 * of pupils, or of training, speak of none. */
static const struct {
    wf_str word, also, fact;
    int sign; /* -1: the KPI falls where the fact rises (absence for attendance) */
} kpi_facts[] = {
    {WF_STR_INIT("disadvantag"), WF_STR_INIT(""), WF_STR_INIT(""), 1},
    {WF_STR_INIT("pupil premium"), WF_STR_INIT(""), WF_STR_INIT(""), 1},
    {WF_STR_INIT("special educational"), WF_STR_INIT(""), WF_STR_INIT(""), 1},
    {WF_STR_INIT("training"), WF_STR_INIT(""), WF_STR_INIT(""), 1},
    {WF_STR_INIT("staff"), WF_STR_INIT(""), WF_STR_INIT(""), 1},
    {WF_STR_INIT("severe"), WF_STR_INIT(""), WF_STR_INIT(""), 1},
    {WF_STR_INIT("persistent"), WF_STR_INIT(""), WF_STR_INIT("persistent-absence"), 1},
    {WF_STR_INIT("attendance"), WF_STR_INIT(""), WF_STR_INIT("attendance"), 1},
    {WF_STR_INIT("absence"), WF_STR_INIT(""), WF_STR_INIT("attendance"), -1},
    {WF_STR_INIT("suspen"), WF_STR_INIT(""), WF_STR_INIT("suspensions"), 1},
    {WF_STR_INIT("exclusion"), WF_STR_INIT(""), WF_STR_INIT("suspensions"), 1},
    {WF_STR_INIT("safeguarding"), WF_STR_INIT("audit"), WF_STR_INIT("safeguarding"), 1},
    {WF_STR_INIT("phonics"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("good level of development"), WF_STR_INIT(""), WF_STR_INIT("outcomes"),
     1},
    {WF_STR_INIT("gld"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("expected standard"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("combined"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("reading"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("writing"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("maths"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("grade 4"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("grade 5"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("9-4"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
    {WF_STR_INIT("9-5"), WF_STR_INIT(""), WF_STR_INIT("outcomes"), 1},
};

/* Judgements of every framework, in the words of the priors; worst first. */
static const struct {
    wf_str word, judgement;
} judgements[] = {
    {WF_STR_INIT("inadequate"), WF_STR_INIT("inadequate")},
    {WF_STR_INIT("special measures"), WF_STR_INIT("inadequate")},
    {WF_STR_INIT("serious weakness"), WF_STR_INIT("inadequate")},
    {WF_STR_INIT("urgent improvement"), WF_STR_INIT("inadequate")},
    {WF_STR_INIT("requires improvement"), WF_STR_INIT("requires-improvement")},
    {WF_STR_INIT("needs attention"), WF_STR_INIT("requires-improvement")},
    {WF_STR_INIT("good"), WF_STR_INIT("good")},
    {WF_STR_INIT("expected"), WF_STR_INIT("good")},
    {WF_STR_INIT("strong"), WF_STR_INIT("good")},
    {WF_STR_INIT("exceptional"), WF_STR_INIT("outstanding")},
    {WF_STR_INIT("outstanding"), WF_STR_INIT("outstanding")},
};

enum {
    JUDGEMENTS = sizeof judgements / sizeof *judgements
};

static bool holds(wf_str text, wf_str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++)
        if (wf_str_eq_nocase(wf_str_sub(text, at, word.n), word))
            return true;
    return false;
}

/* The school's evidence, begun where it is new. NULL when out of memory. */
static wf_risk_evidence *of_school(gathering *g, wf_str school)
{
    for (size_t i = 0; i < g->count; i++)
        if (wf_str_eq_nocase(g->items[i].school, school))
            return &g->items[i];
    wf_risk_evidence *items =
        wf_arena_push_room(g->arena, g->items, g->count, &g->cap, sizeof *items);
    if (items == NULL)
        return NULL;
    g->items = items;
    wf_risk_evidence *e = &items[g->count];
    *e = (wf_risk_evidence){.school = school,
                            .urn = WF_STR_EMPTY,
                            .judgement = WF_STR_EMPTY,
                            .judgement_shown = WF_STR_EMPTY,
                            .at = WF_STR_EMPTY,
                            .fact_count = g->weights->fact_count};
    e->facts = wf_arena_array(g->arena, e->fact_count, sizeof *e->facts);
    if (e->facts == NULL)
        return NULL;
    for (size_t i = 0; i < e->fact_count; i++)
        e->facts[i] = (wf_risk_fact){.name = g->weights->facts[i].name,
                                     .shown = WF_STR_EMPTY,
                                     .at = WF_STR_EMPTY,
                                     .file = WF_STR_EMPTY};
    g->count++;
    return e;
}

static wf_risk_fact *fact_of(wf_risk_evidence *e, wf_str name)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (wf_str_eq(e->facts[i].name, name))
            return &e->facts[i];
    return NULL;
}

static size_t rank_of(wf_str words)
{
    size_t n = sizeof judgements / sizeof *judgements, i = 0;
    while (i < n && !holds(words, judgements[i].word))
        i++;
    return i;
}

/* The inspection that counts: the newest; of its areas the worst. NULL: none. */
static const wf_inspection *last_inspection(const wf_trust_school *s, wf_date as_of)
{
    const wf_inspection *last = NULL;
    size_t worst = JUDGEMENTS;
    for (size_t i = 0; i < s->inspection_count; i++) {
        const wf_inspection *n = &s->inspections[i];
        size_t rank = rank_of(n->judgement);
        bool later = as_of != WF_DATE_NONE && n->on != WF_DATE_NONE && n->on > as_of;
        if (later || rank == JUDGEMENTS || rank >= worst ||
            (last != NULL && n->on != last->on))
            continue;
        worst = rank;
        last = n;
    }
    return last;
}

static wf_status take_inspection(gathering *g, const wf_inspection *n,
                                 wf_risk_evidence *e)
{
    char day[11];
    e->judgement = judgements[rank_of(n->judgement)].judgement;
    if (n->at.n > 0)
        e->at = n->at;
    WF_TRY(wf_arena_printf(g->arena, &e->judgement_shown, "%.*s (%.*s), %s",
                           WF_STR_ARG(n->judgement), WF_STR_ARG(n->area),
                           n->on != WF_DATE_NONE ? wf_date_iso(n->on, day)
                                                 : "day not known"));
    wf_risk_fact *since = fact_of(e, WF_STR("years-since"));
    if (n->on == WF_DATE_NONE || since == NULL || g->sources->as_of == WF_DATE_NONE)
        return WF_OK;
    since->value = (g->sources->as_of - n->on) / 365.25;
    since->present = true;
    since->at = e->at;
    return wf_arena_printf(g->arena, &since->shown, "%.1f years", since->value);
}

/* Where no inspection is listed, the judgement that was typed in. */
static wf_status take_judgement(gathering *g, const wf_trust_school *s,
                                wf_risk_evidence *e)
{
    const wf_inspection *last = last_inspection(s, g->sources->as_of);
    if (last != NULL)
        return take_inspection(g, last, e);
    size_t typed = s->judgement.n > 0 ? rank_of(s->judgement) : JUDGEMENTS;
    if (typed < JUDGEMENTS) {
        e->judgement = judgements[typed].judgement;
        e->judgement_shown = s->judgement;
    }
    return WF_OK;
}

static wf_status take_setup_school(gathering *g, const wf_trust_school *s)
{
    wf_risk_evidence *e = of_school(g, s->name);
    if (e == NULL)
        return WF_E_MEMORY;
    e->phase = s->phase;
    e->urn = s->urn;
    e->at = s->at;
    WF_TRY(take_judgement(g, s, e));
    wf_risk_fact *head = fact_of(e, WF_STR("new-head"));
    if (head == NULL || s->head_since == WF_DATE_NONE ||
        g->sources->as_of == WF_DATE_NONE)
        return WF_OK;
    double years = (g->sources->as_of - s->head_since) / 365.25;
    head->value = years >= 0 && years < 1 ? 1 : 0;
    head->present = true;
    head->at = s->at;
    return wf_arena_printf(g->arena, &head->shown, "%.1f years in post", years);
}

static size_t kpi_fact(wf_str name)
{
    size_t n = sizeof kpi_facts / sizeof *kpi_facts, i = 0;
    while (i < n && !(holds(name, kpi_facts[i].word) && holds(name, kpi_facts[i].also)))
        i++;
    return i < n && kpi_facts[i].fact.n > 0 ? i : n;
}

static wf_status add_to_shown(gathering *g, wf_risk_fact *fact, wf_str words, wf_str at)
{
    WF_TRY(wf_arena_printf(g->arena, &fact->shown, "%.*s; %.*s", WF_STR_ARG(fact->shown),
                           WF_STR_ARG(words)));
    return wf_arena_printf(g->arena, &fact->at, "%.*s, %.*s", WF_STR_ARG(fact->at),
                           WF_STR_ARG(at));
}

/* A KPI in points of per cent against what is given; several of one kind are averaged. */
static wf_status add_points(gathering *g, wf_risk_fact *fact, double points,
                            const wf_kpi_progress *k, const char *against)
{
    char period[WF_PERIOD_TEXT];
    wf_str one = WF_STR_EMPTY;
    WF_TRY(wf_arena_printf(g->arena, &one, "%.*s %.4g in %s, %+.1f %s",
                           WF_STR_ARG(k->kpi), k->latest_value,
                           wf_period_text(k->latest, period), points, against));
    if (fact->present)
        return add_to_shown(g, fact, one, k->latest_at);
    fact->present = true;
    fact->shown = one;
    fact->at = k->latest_at;
    fact->file = k->latest_file;
    return WF_OK;
}

typedef struct mean {
    double sum, count;
} mean;

static wf_status take_mean(gathering *g, wf_risk_fact *fact, mean *m, double points,
                           const wf_kpi_progress *k, const char *against)
{
    if (fact == NULL)
        return WF_OK;
    WF_TRY(add_points(g, fact, points, k, against));
    m->sum += points;
    m->count += 1;
    fact->value = m->sum / m->count;
    return WF_OK;
}

typedef struct school_means {
    mean fact[RISK_MOST_FACTS], trend;
    size_t rated, off_track;
} school_means;

static wf_status take_kpi(gathering *g, wf_risk_evidence *e, const wf_kpi_progress *k,
                          school_means *m)
{
    m->rated += k->rag != WF_RAG_NONE;
    m->off_track += k->status == WF_PROGRESS_OFF_TRACK;
    size_t which = kpi_fact(k->kpi);
    double whole = k->unit == WF_UNIT_RATIO ? 100 : 1;
    if (which >= sizeof kpi_facts / sizeof *kpi_facts || k->latest.number == 0 ||
        (k->unit != WF_UNIT_PERCENT && k->unit != WF_UNIT_RATIO))
        return WF_OK;
    wf_risk_fact *fact = fact_of(e, kpi_facts[which].fact);
    if (fact == NULL)
        return WF_OK;
    mean *own = &m->fact[fact - e->facts];
    if (wf_str_eq(fact->name, WF_STR("safeguarding")))
        return take_mean(g, fact, own, whole * k->latest_value - 100, k, "against all");
    if (k->national.present)
        WF_TRY(take_mean(g, fact, own,
                         kpi_facts[which].sign * whole *
                             (k->latest_value - k->national.value),
                         k, "against the national figure"));
    if (wf_str_eq(fact->name, WF_STR("outcomes")) && k->change_year.present)
        return take_mean(g, fact_of(e, WF_STR("outcomes-trend")), &m->trend,
                         whole * k->change_year.value, k, "on the year before");
    return WF_OK;
}

static wf_status take_progress(gathering *g)
{
    const wf_progress *p = g->sources->progress;
    for (size_t i = 0; p != NULL && i < p->count;) {
        wf_str school = p->items[i].school;
        wf_risk_evidence *e = of_school(g, school);
        school_means m = {0};
        if (e == NULL)
            return WF_E_MEMORY;
        wf_str file = p->items[i].file, at = p->items[i].at;
        for (; i < p->count && wf_str_eq(p->items[i].school, school); i++)
            WF_TRY(take_kpi(g, e, &p->items[i], &m));
        wf_risk_fact *off = fact_of(e, WF_STR("off-track"));
        if (off == NULL || m.rated == 0)
            continue;
        off->value = (double)m.off_track / (double)m.rated;
        off->present = true;
        off->file = file;
        off->at = at;
        WF_TRY(wf_arena_printf(g->arena, &off->shown, "%zu of %zu rated KPIs",
                               m.off_track, m.rated));
    }
    return WF_OK;
}

/* All plans of the school together. */
static wf_status take_plan(gathering *g, const wf_risk_plan_counts *p)
{
    wf_risk_evidence *e = of_school(g, p->school);
    wf_risk_fact *fact = e != NULL ? fact_of(e, WF_STR("overdue")) : NULL;
    if (e == NULL)
        return WF_E_MEMORY;
    if (fact == NULL || fact->present)
        return WF_OK;
    size_t due = 0, overdue = 0;
    for (size_t i = 0; i < g->sources->plan_count; i++) {
        const wf_risk_plan_counts *other = &g->sources->plans[i];
        if (!wf_str_eq_nocase(other->school, p->school) || other->counts.due == 0)
            continue;
        if (due == 0) {
            fact->at = other->at;
            fact->file = other->file;
        }
        due += other->counts.due;
        overdue += other->counts.overdue;
    }
    if (due == 0)
        return WF_OK;
    fact->value = (double)overdue / (double)due;
    fact->present = true;
    return wf_arena_printf(g->arena, &fact->shown, "%zu of %zu due actions", overdue,
                           due);
}

wf_status wf_risk_evidence_gather(const wf_risk_sources *sources, wf_arena *arena,
                                  wf_risk_evidence **out, size_t *count)
{
    risk_weights *weights = wf_arena_alloc(arena, sizeof *weights);
    if (weights == NULL)
        return WF_E_MEMORY;
    WF_TRY(risk_weights_read(arena, weights, NULL));
    gathering g = {.sources = sources, .weights = weights, .arena = arena};
    for (size_t i = 0; sources->trust != NULL && i < sources->trust->school_count; i++)
        WF_TRY(take_setup_school(&g, &sources->trust->schools[i]));
    WF_TRY(take_progress(&g));
    for (size_t i = 0; i < sources->plan_count; i++)
        WF_TRY(take_plan(&g, &sources->plans[i]));
    *out = g.items;
    *count = g.count;
    return WF_OK;
}
