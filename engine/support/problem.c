#include "engine/support/problem.h"
#include "engine/support/sheets.h"
#include "engine/support/tables.h"
#include "engine/text/number.h"
#include <math.h>
#include <string.h>

uint32_t support_school_named(const wf_support_problem *p, wf_str name)
{
    for (uint32_t s = 0; s < p->school_count; s++)
        if (wf_str_eq_nocase(p->schools[s].name, name))
            return s;
    return WF_SUPPORT_NONE;
}

uint32_t support_provider_named(const wf_support_problem *p, wf_str name)
{
    for (uint32_t i = 0; i < p->provider_count; i++)
        if (wf_str_eq_nocase(p->providers[i].name, name))
            return i;
    return WF_SUPPORT_NONE;
}

bool support_need_known(const wf_support_school *school, uint32_t focus)
{
    return support_need_of(school, focus) != WF_SUPPORT_NONE;
}

static uint32_t likely_focus(const wf_support_problem *p, const wf_support_pair *c)
{
    const wf_support_school *school = &p->schools[c->school];
    uint64_t focuses = p->providers[c->provider].focuses;
    uint32_t best = WF_SUPPORT_NONE;
    double most = 0;
    for (uint32_t k = 0; k < school->need_count; k++) {
        const wf_support_need *need = &school->needs[k];
        double size = need->halves * need->weight;
        if ((focuses >> need->focus & 1u) != 0 && size > most) {
            most = size;
            best = need->focus;
        }
    }
    return best;
}

void support_settle_commitments(wf_support_problem *p, wf_diags *diags)
{
    for (size_t i = 0; i < p->committed_count; i++) {
        wf_support_pair *c = &p->committed[i];
        uint32_t used = 0, there = p->providers[c->provider].halves[c->term];
        if (c->focus == WF_SUPPORT_NONE)
            c->focus = likely_focus(p, c);
        for (size_t j = 0; j < i; j++)
            if (p->committed[j].provider == c->provider &&
                p->committed[j].term == c->term)
                used += p->committed[j].halves;
        uint32_t left = used < there ? there - used : 0;
        if (c->is_delivered || c->halves <= left)
            continue;
        wf_diag_add(diags, WF_D_VALUE_BAD, c->at,
                    "%g days are fixed, but %.*s has only %g left in term %u",
                    c->halves / 2.0, WF_STR_ARG(p->providers[c->provider].name),
                    left / 2.0, c->term + 1);
        c->halves = left;
    }
}

/* ---- "add SLE maths 6 days T3" */
static wf_str next_word(wf_str *text)
{
    *text = wf_str_trim(*text);
    return support_next_item(text, " ");
}

wf_status wf_support_what_if(const wf_support_problem *problem, wf_str words,
                             wf_arena *arena, wf_support_problem *out, wf_error *err)
{
    wf_str rest = words, all[16];
    size_t n = 0;
    while (wf_str_trim(rest).n > 0 && n < 16)
        all[n++] = next_word(&rest);
    double days = 0, term = 0;
    bool fits = n >= 5 && n < 16 && wf_str_eq_nocase(all[0], WF_STR("add")) &&
                wf_number_parse(all[n - 3], &days) && days >= 0.5 && days <= 400 &&
                wf_str_starts_with(all[n - 2], WF_STR("day")) && all[n - 1].n > 1 &&
                wf_number_parse(wf_str_sub(all[n - 1], 1, 8), &term) && term >= 1 &&
                term <= problem->policy.terms;
    if (!fits)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "\"%.*s\": expected such as \"add SLE maths 6 days T3\"",
                       WF_STR_ARG(words));
    *out = *problem;
    /* Between the role and the days stands the specialism, of one word or more. */
    size_t from = (size_t)(all[1].p - words.p) + all[1].n;
    size_t to = (size_t)(all[n - 3].p - words.p);
    wf_str focus = wf_str_trim(wf_str_sub(words, from, to - from));
    wf_support_provider *providers =
        wf_arena_array(arena, (size_t)problem->provider_count + 1, sizeof *providers);
    wf_support_provider more = {.role = all[1],
                                .base_school = WF_STR_EMPTY,
                                .areas = WF_STR_EMPTY,
                                .area = WF_STR_EMPTY,
                                .at = WF_STR_EMPTY,
                                .focuses = support_focuses_of(out, all[1], focus)};
    if (providers == NULL ||
        wf_arena_printf(arena, &more.name, "what if: %.*s", WF_STR_ARG(words)) != WF_OK)
        return wf_fail_memory(err);
    more.halves[(uint32_t)term - 1] = (uint32_t)round(days * 2);
    memcpy(providers, problem->providers, problem->provider_count * sizeof *providers);
    providers[out->provider_count++] = more;
    out->providers = providers;
    return WF_OK;
}
