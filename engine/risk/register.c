/* The register itself: entries, scales, scores, counts. */
#include "wayforward/risk_register.h"
#include <stdlib.h>

enum {
    MOST = 5,
    LOW_TO = 5,
    MEDIUM_TO = 12,
    TEXTS = 13 /* of an entry */
};

/* Words of the scales, the longer first where one holds another. */
static const struct {
    wf_str word;
    int likelihood, impact; /* 0: no word of that scale */
} scale_words[] = {
    {WF_STR_INIT("almost certain"), 5, 0},
    {WF_STR_INIT("very unlikely"), 1, 0},
    {WF_STR_INIT("highly unlikely"), 1, 0},
    {WF_STR_INIT("very likely"), 5, 0},
    {WF_STR_INIT("highly likely"), 5, 0},
    {WF_STR_INIT("very low"), 1, 1},
    {WF_STR_INIT("very high"), 5, 5},
    {WF_STR_INIT("insignificant"), 0, 1},
    {WF_STR_INIT("unlikely"), 2, 0},
    {WF_STR_INIT("remote"), 1, 0},
    {WF_STR_INIT("rare"), 1, 0},
    {WF_STR_INIT("possible"), 3, 0},
    {WF_STR_INIT("probable"), 4, 0},
    {WF_STR_INIT("likely"), 4, 0},
    {WF_STR_INIT("certain"), 5, 0},
    {WF_STR_INIT("negligible"), 0, 1},
    {WF_STR_INIT("trivial"), 0, 1},
    {WF_STR_INIT("minor"), 0, 2},
    {WF_STR_INIT("moderate"), 3, 3},
    {WF_STR_INIT("significant"), 0, 3},
    {WF_STR_INIT("major"), 0, 4},
    {WF_STR_INIT("serious"), 0, 4},
    {WF_STR_INIT("severe"), 0, 5},
    {WF_STR_INIT("catastrophic"), 0, 5},
    {WF_STR_INIT("critical"), 0, 5},
    {WF_STR_INIT("extreme"), 0, 5},
    {WF_STR_INIT("low"), 2, 2},
    {WF_STR_INIT("medium"), 3, 3},
    {WF_STR_INIT("high"), 4, 4},
};

static bool holds(wf_str text, wf_str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++)
        if (wf_str_eq_nocase(wf_str_sub(text, at, word.n), word))
            return true;
    return false;
}

/* The number that a text begins with or has in brackets; -1: none. */
static int number_in(wf_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            continue;
        int n = 0;
        for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9' && n < 1000; i++)
            n = 10 * n + (text.p[i] - '0');
        return n;
    }
    return -1;
}

int wf_risk_scale(wf_str text, bool is_impact)
{
    int n = number_in(text);
    if (n >= 0)
        return n >= 1 && n <= MOST ? n : 0;
    for (size_t i = 0; i < sizeof scale_words / sizeof *scale_words; i++) {
        int value = is_impact ? scale_words[i].impact : scale_words[i].likelihood;
        if (value > 0 && holds(text, scale_words[i].word))
            return value;
    }
    return 0;
}

wf_risk_rating wf_risk_score_band(int score)
{
    if (score <= 0)
        return WF_RISK_NONE;
    if (score <= LOW_TO)
        return WF_RISK_LOW;
    return score <= MEDIUM_TO ? WF_RISK_MEDIUM : WF_RISK_HIGH;
}

wf_risk_register *wf_risk_register_new(void)
{
    wf_arena *arena = wf_arena_new(0);
    wf_risk_register *r = arena != NULL ? wf_arena_alloc(arena, sizeof *r) : NULL;
    if (r == NULL) {
        wf_arena_free(arena);
        return NULL;
    }
    *r = (wf_risk_register){.arena = arena};
    return r;
}

void wf_risk_register_free(wf_risk_register *r)
{
    if (r != NULL)
        wf_arena_free(r->arena);
}

static void finish_grade(wf_risk_grade *g)
{
    if (g->likelihood > 0 && g->impact > 0)
        g->score = g->likelihood * g->impact;
    g->band = wf_risk_score_band(g->score);
}

wf_status wf_risk_register_add(wf_risk_register *r, const wf_risk_entry *entry)
{
    wf_risk_entry *entries =
        wf_arena_push_room(r->arena, r->entries, r->count, &r->cap, sizeof *entries);
    if (entries == NULL)
        return WF_E_MEMORY;
    r->entries = entries;
    wf_risk_entry e = *entry;
    wf_str *texts[TEXTS] = {&e.id,    &e.school,      &e.category,     &e.risk,
                            &e.cause, &e.consequence, &e.mitigation,   &e.further,
                            &e.owner, &e.status,      &e.review_words, &e.at,
                            &e.file};
    for (size_t i = 0; i < TEXTS; i++)
        WF_TRY(wf_arena_str(r->arena, texts[i]->p != NULL ? *texts[i] : WF_STR_EMPTY,
                            texts[i]));
    e.is_closed = e.is_closed || holds(e.status, WF_STR("closed")) ||
                  holds(e.status, WF_STR("removed"));
    finish_grade(&e.now);
    finish_grade(&e.after);
    entries[r->count++] = e;
    return WF_OK;
}

static int compare_entries(const void *left, const void *right)
{
    const wf_risk_entry *a = left, *b = right;
    if (a->is_closed != b->is_closed)
        return a->is_closed ? 1 : -1;
    if (a->now.score != b->now.score)
        return b->now.score - a->now.score;
    int by_school = wf_str_cmp(a->school, b->school);
    if (by_school != 0)
        return by_school;
    int by_id = wf_str_cmp(a->id, b->id);
    return by_id != 0 ? by_id : wf_str_cmp(a->at, b->at);
}

void wf_risk_register_sort(wf_risk_register *r)
{
    if (r->count > 1)
        qsort(r->entries, r->count, sizeof *r->entries, compare_entries);
}

wf_risk_register_counts wf_risk_register_count(const wf_risk_register *r, wf_date as_of)
{
    wf_risk_register_counts c = {0};
    for (size_t i = 0; i < r->count; i++) {
        const wf_risk_entry *e = &r->entries[i];
        if (e->is_closed) {
            c.closed++;
            continue;
        }
        c.open++;
        c.by_band[e->now.band]++;
        if (e->now.likelihood > 0 && e->now.impact > 0)
            c.cells[e->now.likelihood - 1][e->now.impact - 1]++;
        c.unowned += e->owner.n == 0;
        c.without_mitigation += e->mitigation.n == 0;
        c.review_overdue += e->review != WF_DATE_NONE && e->review < as_of;
        c.without_review += e->review == WF_DATE_NONE && e->review_words.n == 0;
        c.lowered += e->after.score > 0 && e->after.band > e->now.band;
    }
    return c;
}
