#include "engine/support/explain.h"
#include "engine/base/strbuf.h"

enum {
    REASON_BYTES = 600
};

typedef struct explaining {
    const support_tables *t;
    wf_allocation *a;
    uint32_t *left;    /* [provider][term]: not given to anybody */
    uint32_t *schools; /* [provider][term]: how many schools it goes to */
    uint32_t *qa, *si; /* [school][term] */
    uint32_t *year;    /* [school] */
    size_t short_cap;
} explaining;

static wf_status count(explaining *e)
{
    const support_tables *t = e->t;
    size_t pt = (size_t)t->providers * t->terms, st = (size_t)t->schools * t->terms;
    wf_arena *arena = e->a->arena;
    e->left = wf_arena_array(arena, pt, sizeof *e->left);
    e->schools = wf_arena_array(arena, pt, sizeof *e->schools);
    e->qa = wf_arena_array(arena, st, sizeof *e->qa);
    e->si = wf_arena_array(arena, st, sizeof *e->si);
    e->year = wf_arena_array(arena, t->schools, sizeof *e->year);
    if (!e->left || !e->schools || !e->qa || !e->si || !e->year)
        return WF_E_MEMORY;
    for (size_t i = 0; i < pt; i++)
        e->left[i] = t->left[i];
    for (size_t i = 0; i < e->a->line_count; i++) {
        const wf_allocation_line *l = &e->a->lines[i];
        const wf_allocation_line *last = i > 0 ? l - 1 : NULL;
        size_t at = (size_t)l->school * t->terms + l->term;
        size_t by = (size_t)l->provider * t->terms + l->term;
        *(l->focus == WF_FOCUS_QA ? &e->qa[at] : &e->si[at]) += l->halves;
        e->year[l->school] += l->halves;
        if (!l->is_delivered && !l->is_fixed)
            e->left[by] -= l->halves;
        if (last == NULL || last->school != l->school || last->term != l->term ||
            last->provider != l->provider)
            e->schools[by]++;
    }
    return WF_OK;
}

static const char *plural(uint32_t halves)
{
    return halves == 2 ? "day" : "days";
}

/* ---- Reasons of lines */
static void say_committed(wf_strbuf *b, const wf_allocation_line *l)
{
    wf_strbuf_add(b, l->is_delivered ? WF_STR("Already delivered.")
                                     : WF_STR("Fixed beforehand."));
}

static void say_purpose(const explaining *e, wf_strbuf *b, const wf_allocation_line *l)
{
    const wf_support_problem *problem = e->t->problem;
    const wf_support_school *s = &problem->schools[l->school];
    const wf_support_provider *p = &problem->providers[l->provider];
    wf_str tier = problem->policy.tiers[s->decision.tier].code;
    uint32_t need = support_need_of(s, l->focus);
    if (l->focus == WF_FOCUS_QA)
        wf_strbuf_printf(b,
                         "Quality assurance: category %.*s has at least %g %s of it in "
                         "this term, and the role %.*s may give it.",
                         WF_STR_ARG(tier), s->qa_floor[l->term] / 2.0,
                         plural(s->qa_floor[l->term]), WF_STR_ARG(p->role));
    else if (need != WF_SUPPORT_NONE && l->focus == WF_FOCUS_GENERAL)
        wf_strbuf_printf(b,
                         "Improvement: category %.*s has at least %g %s of it in this "
                         "term; the school names no need.",
                         WF_STR_ARG(tier), s->si_floor[l->term] / 2.0,
                         plural(s->si_floor[l->term]));
    else if (need != WF_SUPPORT_NONE)
        wf_strbuf_printf(b,
                         "The school needs %g %s of %.*s, and %.*s has that specialism.",
                         s->needs[need].halves / 2.0, plural(s->needs[need].halves),
                         WF_STR_ARG(problem->focuses[l->focus]), WF_STR_ARG(p->name));
}

static void say_agreed(const explaining *e, wf_strbuf *b, const wf_allocation_line *l)
{
    if (!e->t->has_agreed)
        return;
    uint32_t agreed = support_agreed(e->t, l->school, l->term, l->provider);
    if (agreed > 0)
        wf_strbuf_printf(b, " %g %s agreed before.", agreed / 2.0,
                         agreed == 2 ? "day was" : "days were");
    else
        wf_strbuf_add(b, WF_STR(" New: it was not agreed before."));
}

static wf_status explain_line(explaining *e, wf_allocation_line *l)
{
    wf_strbuf b = wf_strbuf_in(e->a->arena, REASON_BYTES);
    if (l->is_delivered || l->is_fixed) {
        say_committed(&b, l);
    } else {
        say_purpose(e, &b, l);
        say_agreed(e, &b, l);
    }
    if (b.failed)
        return WF_E_MEMORY;
    l->reason = wf_strbuf_str(&b);
    return WF_OK;
}

/* ---- Causes of what is short */
typedef struct supply { /* of those who could give what is short */
    uint32_t able, with_days, free, at_cap;
    uint32_t able_forbidden; /* with the specialism, but not for this school */
} supply;

static bool could_serve(const explaining *e, uint32_t s, uint32_t p, int kind)
{
    const wf_support_school *school = &e->t->problem->schools[s];
    uint64_t focuses = e->t->problem->providers[p].focuses;
    if (kind <= 0 && (focuses & 1u) != 0)
        return true;
    for (uint32_t k = 0; kind != 0 && k < school->need_count; k++)
        if (school->needs[k].focus != WF_FOCUS_QA &&
            ((focuses >> school->needs[k].focus) & 1u) != 0)
            return true;
    return false;
}

static void add_supply(const explaining *e, uint32_t s, uint32_t term, int kind,
                       supply *out)
{
    const support_tables *t = e->t;
    uint32_t most = t->problem->policy.most_schools;
    for (uint32_t p = 0; p < t->providers; p++) {
        size_t by = (size_t)p * t->terms + term;
        if (!could_serve(e, s, p, kind))
            continue;
        if (!support_allowed(t, s, p)) {
            out->able_forbidden++;
            continue;
        }
        out->able++;
        out->with_days += t->problem->providers[p].halves[term] > 0;
        out->free += e->left[by] > 0;
        out->at_cap += most > 0 && e->schools[by] >= most && e->left[by] > 0;
    }
}

static void say_cause(const explaining *e, wf_strbuf *b, uint32_t s, uint32_t term,
                      int kind)
{
    const wf_support_school *school = &e->t->problem->schools[s];
    const char *what = kind == 0   ? "may assure quality"
                       : kind == 1 ? "has a specialism that the school needs"
                                   : "may assure quality or has a needed specialism";
    supply all = {0};
    uint32_t first = term == WF_SUPPORT_NONE ? e->t->from : term;
    uint32_t last = term == WF_SUPPORT_NONE ? e->t->terms - 1 : term;
    for (uint32_t t = first; t <= last; t++)
        add_supply(e, s, t, kind, &all);
    if (last < e->t->from)
        wf_strbuf_add(b, WF_STR("The term is over."));
    else if (school->year_ceiling > 0 && e->year[s] >= school->year_ceiling)
        wf_strbuf_add(b, WF_STR("The school has the most that its category allows."));
    else if (all.able == 0 && all.able_forbidden > 0)
        wf_strbuf_printf(b, "Everybody who %s is barred from this school.", what);
    else if (all.able == 0)
        wf_strbuf_printf(b, "No provider %s.", what);
    else if (all.with_days == 0)
        wf_strbuf_printf(b, "Nobody who %s has days then.", what);
    else if (all.free == 0)
        wf_strbuf_printf(b,
                         "All days of everybody who %s are used, where they meet as much "
                         "entitlement or more.",
                         what);
    else if (all.at_cap >= all.free)
        wf_strbuf_printf(b, "Those who %s and have days go to the most schools allowed.",
                         what);
    else
        wf_strbuf_add(b, WF_STR("A ceiling of the school's category in the term."));
}

static wf_status add_short(explaining *e, uint32_t s, uint32_t term, int kind,
                           uint32_t halves)
{
    wf_allocation *a = e->a;
    wf_allocation_short *shorts = wf_arena_push_room(a->arena, a->shorts, a->short_count,
                                                     &e->short_cap, sizeof *shorts);
    if (shorts == NULL)
        return WF_E_MEMORY;
    a->shorts = shorts;
    wf_strbuf b = wf_strbuf_in(a->arena, REASON_BYTES);
    say_cause(e, &b, s, term, kind);
    if (b.failed)
        return WF_E_MEMORY;
    shorts[a->short_count++] = (wf_allocation_short){.school = s,
                                                     .term = term,
                                                     .is_qa = kind == 0,
                                                     .halves = halves,
                                                     .cause = wf_strbuf_str(&b)};
    return WF_OK;
}

static uint32_t below(uint32_t floor, uint32_t given)
{
    return floor > given ? floor - given : 0;
}

static wf_status find_shorts(explaining *e, uint32_t s)
{
    const wf_support_school *school = &e->t->problem->schools[s];
    uint32_t terms = 0;
    for (uint32_t t = 0; t < e->t->terms; t++) {
        size_t at = (size_t)s * e->t->terms + t;
        uint32_t qa = below(school->qa_floor[t], e->qa[at]);
        uint32_t si = below(school->si_floor[t], e->si[at]);
        if (qa > 0)
            WF_TRY(add_short(e, s, t, 0, qa));
        if (si > 0)
            WF_TRY(add_short(e, s, t, 1, si));
        terms += qa + si;
    }
    uint32_t year = below(school->year_floor, e->year[s] + terms);
    return year > 0 ? add_short(e, s, WF_SUPPORT_NONE, -1, year) : WF_OK;
}

wf_status support_explain(const support_tables *tables, wf_allocation *a)
{
    explaining e = {.t = tables, .a = a};
    WF_TRY(count(&e));
    for (size_t i = 0; i < a->line_count; i++)
        WF_TRY(explain_line(&e, &a->lines[i]));
    for (uint32_t s = 0; s < tables->schools; s++)
        WF_TRY(find_shorts(&e, s));
    return WF_OK;
}
