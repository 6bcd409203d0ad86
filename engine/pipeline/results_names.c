/* Files call schools and KPIs by many names; the set-up says which is which. */
#include "engine/pipeline/results_private.h"

/* A name looked up once: looking goes through all that there are. */
typedef struct known_name {
    wf_str from, to;
    const wf_trust_school *school;
    const wf_trust_kpi *kpi;
} known_name;

typedef struct name_book {
    const wf_trust *trust;
    wf_arena *arena;
    known_name *items;
    size_t count, cap;
    bool is_of_kpis;
} name_book;

static known_name look_up(const name_book *book, wf_str name)
{
    known_name known = {.from = name, .to = name};
    if (book->is_of_kpis) {
        known.kpi = wf_trust_find_kpi(book->trust, name);
        known.to = known.kpi != NULL ? known.kpi->name : name;
    } else {
        known.school = wf_trust_find_school(book->trust, name, WF_STR_EMPTY);
        known.to = known.school != NULL ? known.school->name : name;
    }
    return known;
}

/* The name's entry; NULL when out of memory. The last ones are looked at first: rows of
 * one school or file stand together. */
static const known_name *find(name_book *book, wf_str name)
{
    for (size_t i = book->count; i-- > 0;)
        if (wf_str_eq(book->items[i].from, name))
            return &book->items[i];
    known_name *more = wf_arena_push_room(book->arena, book->items, book->count,
                                          &book->cap, sizeof *more);
    if (more == NULL)
        return NULL;
    book->items = more;
    more[book->count] = look_up(book, name);
    return &more[book->count++];
}

static wf_status rename_one(name_book *schools, name_book *kpis, wf_str *school,
                            wf_str *kpi, wf_number *national)
{
    const known_name *s = find(schools, *school);
    const known_name *k = find(kpis, *kpi);
    if (s == NULL || k == NULL)
        return WF_E_MEMORY;
    *school = s->to;
    *kpi = k->to;
    if (national != NULL && !national->present && k->kpi != NULL)
        *national = wf_trust_kpi_national(k->kpi, s->school != NULL ? s->school->phase
                                                                    : WF_PHASE_NONE);
    return WF_OK;
}

wf_status results_rename(const wf_results *r, wf_panel *panel)
{
    name_book schools = {.trust = r->trust, .arena = r->arena};
    name_book kpis = {.trust = r->trust, .arena = r->arena, .is_of_kpis = true};
    for (size_t i = 0; i < panel->row_count; i++)
        WF_TRY(rename_one(&schools, &kpis, &panel->rows[i].school, &panel->rows[i].kpi,
                          NULL));
    for (size_t i = 0; i < panel->target_count; i++)
        WF_TRY(rename_one(&schools, &kpis, &panel->targets[i].school,
                          &panel->targets[i].kpi, &panel->targets[i].national));
    return WF_OK;
}
