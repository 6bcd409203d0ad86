/* What a school needs, from its plan: priorities, actions that ask for support, KPIs that
 * are behind their targets. Each need keeps the cells that it comes from. */
#include "engine/support/problem.h"
#include <math.h>
#include <string.h>

enum {
    PRIORITY_HALVES = 4, /* two days for a priority of the plan */
    ACTION_HALVES = 1,   /* half a day for an action that asks for support, */
    ACTIONS_MOST = 4,    /* two days at most in one focus */
    KPI_HALVES = 2,      /* a day for a KPI behind its target */
    WHY_BYTES = 1000
};

/* Words of priorities, indicators and requests, and the focus that they speak of. A word
 * counts where it begins a word of the text; a text may speak of several focuses. Words
 * of one focus stand together. */
static const struct {
    const char *focus, *word;
} vocabulary[] = {
    {"Maths", "maths"},
    {"Maths", "mathematic"},
    {"Maths", "numeracy"},
    {"Maths", "arithmetic"},
    {"English", "english"},
    {"English", "reading"},
    {"English", "writing"},
    {"English", "phonics"},
    {"English", "literacy"},
    {"English", "spelling"},
    {"EYFS", "eyfs"},
    {"EYFS", "early years"},
    {"EYFS", "reception"},
    {"EYFS", "nursery"},
    {"EYFS", "foundation st"},
    {"SEND", "send"},
    {"SEND", "sen support"},
    {"SEND", "inclusion"},
    {"SEND", "ehcp"},
    {"Leadership", "leadership"},
    {"Leadership", "leaders"},
    {"Leadership", "management"},
    {"Governance", "governance"},
    {"Governance", "governor"},
    {"Finance", "finance"},
    {"Finance", "budget"},
    {"Finance", "deficit"},
    {"Safeguarding", "safeguarding"},
    {"Attendance", "attendance"},
    {"Attendance", "absence"},
    {"Behaviour", "behaviour"},
    {"Behaviour", "suspension"},
    {"Behaviour", "exclusion"},
    {"Teaching", "teaching"},
    {"Teaching", "pedagogy"},
    {"Curriculum", "curriculum"},
    {"Assessment", "assessment"},
};

typedef struct gathering {
    const wf_plan *plan;
    wf_arena *arena;
    wf_support_asked *items;
    size_t n, cap;
    bool failed;
} gathering;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does a word of the text begin so? */
static bool speaks_of(wf_str text, wf_str word)
{
    for (size_t i = 0; i + word.n <= text.n; i++)
        if ((i == 0 || !is_letter(text.p[i - 1])) &&
            wf_str_eq_nocase(wf_str_sub(text, i, word.n), word))
            return true;
    return false;
}

static wf_support_asked *item_of(gathering *g, const char *focus)
{
    for (size_t i = 0; i < g->n; i++)
        if (wf_str_eq(g->items[i].focus, wf_str_from(focus)))
            return &g->items[i];
    wf_support_asked *items =
        wf_arena_push_room(g->arena, g->items, g->n, &g->cap, sizeof *items);
    if (items == NULL) {
        g->failed = true;
        return NULL;
    }
    g->items = items;
    items[g->n] =
        (wf_support_asked){.focus = wf_str_from(focus), .weight = 1, .why = WF_STR_EMPTY};
    return &items[g->n++];
}

typedef struct evidence {
    wf_str text, at;
    const char *what;
    uint32_t halves;
    bool is_action;
    double weight;
} evidence;

static void give_reason(gathering *g, wf_support_asked *item, const evidence *e)
{
    wf_str why = WF_STR_EMPTY;
    if (item->why.n > WHY_BYTES)
        return;
    if (wf_arena_printf(g->arena, &why, "%.*s%s%s at %.*s", WF_STR_ARG(item->why),
                        item->why.n > 0 ? "; " : "", e->what, WF_STR_ARG(e->at)) != WF_OK)
        g->failed = true;
    else
        item->why = why;
}

/* Every focus of which a text speaks, each once. */
static void gather(gathering *g, const evidence *e)
{
    const char *last = NULL;
    for (size_t i = 0; i < sizeof vocabulary / sizeof vocabulary[0]; i++) {
        if ((last != NULL && strcmp(last, vocabulary[i].focus) == 0) ||
            !speaks_of(e->text, wf_str_from(vocabulary[i].word)))
            continue;
        last = vocabulary[i].focus;
        wf_support_asked *item = item_of(g, vocabulary[i].focus);
        if (item == NULL || (e->is_action && item->from_actions >= ACTIONS_MOST))
            continue;
        item->from_actions += e->is_action ? e->halves : 0;
        item->halves += e->halves;
        item->weight += e->weight;
        give_reason(g, item, e);
    }
}

static void gather_priority(gathering *g, const wf_priority *p)
{
    gather(g, &(evidence){.text = p->title,
                          .at = p->at,
                          .what = "priority",
                          .halves = PRIORITY_HALVES});
    for (size_t i = 0; i < p->action_count; i++) {
        const wf_action *a = &p->actions[i];
        if (a->support_required.n == 0)
            continue;
        gather(g, &(evidence){.text = a->support_required,
                              .at = a->at,
                              .what = "support asked for",
                              .halves = ACTION_HALVES,
                              .is_action = true});
    }
}

/* How far behind its target, as a share of it; 0 where it is not, or not known. */
static double gap_of(const wf_kpi *k)
{
    if (!k->target.present || k->observation_count == 0 ||
        k->direction == WF_DIRECTION_NONE)
        return 0;
    double value = k->observations[k->observation_count - 1].value;
    double behind = k->direction == WF_DIRECTION_UP ? k->target.value - value
                                                    : value - k->target.value;
    return behind > 0 ? fmin(1, behind / fmax(1e-9, fabs(k->target.value))) : 0;
}

wf_status wf_support_needs(const wf_plan *plan, wf_arena *arena, wf_support_asked **out,
                           size_t *count)
{
    gathering g = {.plan = plan, .arena = arena};
    for (size_t i = 0; i < plan->priority_count; i++)
        gather_priority(&g, &plan->priorities[i]);
    for (size_t i = 0; i < plan->kpi_count; i++) {
        const wf_kpi *k = &plan->kpis[i];
        double gap = gap_of(k);
        if (gap > 0)
            gather(&g, &(evidence){.text = k->name,
                                   .at = k->at,
                                   .what = "KPI behind its target",
                                   .halves = KPI_HALVES,
                                   .weight = gap});
    }
    if (g.failed)
        return WF_E_MEMORY;
    *out = g.items;
    *count = g.n;
    return WF_OK;
}

/* A school whose sheet names a need of its own keeps to that. */
static bool names_needs(const wf_support_school *s)
{
    for (uint32_t k = 0; k < s->need_count; k++)
        if (s->needs[k].focus != WF_FOCUS_QA && s->needs[k].focus != WF_FOCUS_GENERAL)
            return true;
    return false;
}

wf_status wf_support_take_plan(wf_support_problem *problem, const wf_plan *plan,
                               wf_arena *arena, bool *taken_out)
{
    uint32_t s = support_school_named(problem, wf_str_trim(plan->school));
    wf_support_asked *asked = NULL;
    size_t count = 0;
    *taken_out = false;
    if (s == WF_SUPPORT_NONE || names_needs(&problem->schools[s]))
        return WF_OK;
    WF_TRY(wf_support_needs(plan, arena, &asked, &count));
    if (count == 0)
        return WF_OK;
    wf_support_school *school = &problem->schools[s];
    wf_support_need *needs =
        wf_arena_array(arena, count + school->need_count, sizeof *needs);
    if (needs == NULL)
        return WF_E_MEMORY;
    uint32_t n = 0;
    for (uint32_t k = 0; k < school->need_count; k++)
        if (school->needs[k].focus == WF_FOCUS_QA)
            needs[n++] = school->needs[k];
    for (size_t i = 0; i < count; i++) {
        uint32_t focus = support_focus_named(problem, asked[i].focus);
        if (focus != WF_SUPPORT_NONE && asked[i].halves > 0)
            needs[n++] = (wf_support_need){
                .focus = focus, .halves = asked[i].halves, .weight = asked[i].weight};
    }
    school->needs = needs;
    school->need_count = n;
    *taken_out = true;
    return WF_OK;
}
