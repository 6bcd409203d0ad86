#include "engine/model/plan_match.h"
#include "engine/model/plan_schema.h"
#include "wayforward/diff.h"

#include <string.h>

/* One of the matched things of a plan: a priority, an action, a KPI, or the plan itself.
 */
typedef struct thing {
    const void *base;
    wf_str text, at;
    size_t group; /* the priority it stands under */
} thing;

typedef struct things {
    thing *items;
    size_t n;
} things;

typedef struct comparison {
    wf_diff *diff;
    const wf_record *record;
    wf_str subject;
    const char *text_field; /* what is "reworded" when it changes */
    wf_error *err;
} comparison;

const char *wf_change_name(wf_change_kind kind)
{
    static const char *const names[WF_CHANGES] = {
#define CHANGE_NAME(code, name) [code] = name,
        WF_CHANGE_LIST(CHANGE_NAME)
#undef CHANGE_NAME
    };
    return (unsigned)kind < WF_CHANGES ? names[kind] : "unknown";
}

void wf_diff_free(wf_diff *diff)
{
    if (diff)
        wf_arena_free(diff->arena);
}

static wf_status add_change(const comparison *c, const wf_change *change)
{
    wf_diff *diff = c->diff;
    wf_change *room = wf_arena_push_room(diff->arena, diff->changes, diff->count,
                                         &diff->cap, sizeof *room);
    if (!room)
        return wf_fail_memory(c->err);
    diff->changes = room;
    wf_change copy = *change;
    copy.subject = c->subject;
    wf_str *texts[] = {&copy.what,  &copy.field,     &copy.before,
                       &copy.after, &copy.before_at, &copy.after_at};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (wf_arena_str(diff->arena, *texts[i], texts[i]) != WF_OK)
            return wf_fail_memory(c->err);
    room[diff->count++] = copy;
    diff->by_kind[copy.kind]++;
    return WF_OK;
}

/* The last day by which something is due; WF_DATE_NONE where it names no date. */
static wf_date due(const wf_when *when)
{
    return when->end != WF_DATE_NONE ? when->end : when->start;
}

/* A time that moved is said with the days by which it moved. */
static void describe_when(wf_change *change, const wf_when *before, const wf_when *after)
{
    wf_date from = due(before), to = due(after);
    if (from != WF_DATE_NONE && to != WF_DATE_NONE && from != to) {
        change->kind = to > from ? WF_CHANGE_SLIPPED : WF_CHANGE_BROUGHT_FORWARD;
        change->days = to - from;
    } else if (before->terms != 0 && after->terms != 0 && before->terms != after->terms) {
        change->kind =
            after->terms > before->terms ? WF_CHANGE_SLIPPED : WF_CHANGE_BROUGHT_FORWARD;
    }
}

/* The same day in other words is no change: "12.10.20" and "12 October 2020". */
static bool same_when(const wf_when *a, const wf_when *b)
{
    return due(a) != WF_DATE_NONE && a->start == b->start && a->end == b->end;
}

static wf_status compare_field(const comparison *c, const wf_field *field,
                               const thing *before, const thing *after)
{
    wf_change change = {.kind = WF_CHANGE_FIELD,
                        .what = after->text,
                        .field = wf_str_from(field->name),
                        .before_at = before->at,
                        .after_at = after->at};
    if (wf_field_text(field, before->base, c->diff->arena, &change.before) != WF_OK ||
        wf_field_text(field, after->base, c->diff->arena, &change.after) != WF_OK)
        return wf_fail_memory(c->err);
    if (wf_str_eq(change.before, change.after))
        return WF_OK;
    const void *p = (const char *)before->base + field->offset;
    const void *q = (const char *)after->base + field->offset;
    if (field->kind == WF_FIELD_OBJECT && strcmp(field->record->name, "when") == 0) {
        if (same_when(p, q))
            return WF_OK;
        describe_when(&change, p, q);
    }
    if (strcmp(field->name, "rag") == 0)
        change.kind = WF_CHANGE_RAG;
    if (strcmp(field->name, c->text_field) == 0)
        change.kind = WF_CHANGE_REWORDED;
    return add_change(c, &change);
}

/* Where a field says how it was read, not what the plan says. */
static bool is_about_the_source(const wf_field *field)
{
    return strcmp(field->name, "at") == 0 || strcmp(field->name, "rag_from") == 0;
}

static wf_status compare_pair(const comparison *c, const thing *before,
                              const thing *after, bool moved)
{
    size_t had = c->diff->count;
    if (moved)
        WF_TRY(add_change(c, &(wf_change){.kind = WF_CHANGE_MOVED,
                                          .what = after->text,
                                          .field = WF_STR("priority"),
                                          .before_at = before->at,
                                          .after_at = after->at}));
    for (size_t i = 0; i < c->record->field_count; i++) {
        const wf_field *field = &c->record->fields[i];
        if (field->kind != WF_FIELD_LIST && !is_about_the_source(field))
            WF_TRY(compare_field(c, field, before, after));
    }
    if (c->diff->count == had && wf_str_eq(c->subject, WF_STR("action")))
        c->diff->actions_same++;
    return WF_OK;
}

static wf_status texts_and_groups(things list, wf_arena *arena, wf_strs *texts,
                                  size_t **groups)
{
    wf_str *items = wf_arena_array(arena, list.n, sizeof *items);
    size_t *g = wf_arena_array(arena, list.n, sizeof *g);
    if (!items || !g)
        return WF_E_MEMORY;
    for (size_t i = 0; i < list.n; i++) {
        items[i] = list.items[i].text;
        g[i] = list.items[i].group;
    }
    *texts = (wf_strs){.items = items, .n = list.n};
    *groups = g;
    return WF_OK;
}

/* Match two lists and compare them. `group_of` maps the old groups to the new ones (NULL:
 * groups do not matter); *match_out is the match of each new one. */
static wf_status compare_lists(const comparison *c, things before, things after,
                               size_t **match_out)
{
    wf_arena *arena = c->diff->arena;
    wf_strs old_texts, new_texts;
    size_t *old_groups, *new_groups, *match;
    if (texts_and_groups(before, arena, &old_texts, &old_groups) != WF_OK ||
        texts_and_groups(after, arena, &new_texts, &new_groups) != WF_OK ||
        wf_match_texts(old_texts, new_texts, old_groups, new_groups, arena, &match) !=
            WF_OK)
        return wf_fail_memory(c->err);
    bool *kept = wf_arena_array(arena, before.n, sizeof *kept);
    if (!kept)
        return wf_fail_memory(c->err);
    for (size_t i = 0; i < after.n; i++) {
        const thing *now = &after.items[i];
        if (match[i] == SIZE_MAX) {
            WF_TRY(add_change(c, &(wf_change){.kind = WF_CHANGE_ADDED,
                                              .what = now->text,
                                              .after_at = now->at}));
            continue;
        }
        const thing *then = &before.items[match[i]];
        kept[match[i]] = true;
        WF_TRY(compare_pair(c, then, now, then->group != now->group));
    }
    for (size_t i = 0; i < before.n; i++)
        if (!kept[i])
            WF_TRY(add_change(c, &(wf_change){.kind = WF_CHANGE_DROPPED,
                                              .what = before.items[i].text,
                                              .before_at = before.items[i].at}));
    *match_out = match;
    return WF_OK;
}

static wf_status list_priorities(const wf_plan *plan, wf_arena *arena, things *out)
{
    thing *items = wf_arena_array(arena, plan->priority_count, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    for (size_t i = 0; i < plan->priority_count; i++) {
        const wf_priority *p = &plan->priorities[i];
        items[i] =
            (thing){.base = p, .text = p->title.n > 0 ? p->title : p->code, .at = p->at};
    }
    *out = (things){.items = items, .n = plan->priority_count};
    return WF_OK;
}

/* `group_of` gives the number by which a priority is known; NULL: its own index. */
static wf_status list_actions(const wf_plan *plan, const size_t *group_of,
                              wf_arena *arena, things *out)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->priority_count; i++)
        n += plan->priorities[i].action_count;
    thing *items = wf_arena_array(arena, n, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    n = 0;
    for (size_t i = 0; i < plan->priority_count; i++) {
        for (size_t k = 0; k < plan->priorities[i].action_count; k++) {
            const wf_action *a = &plan->priorities[i].actions[k];
            items[n++] = (thing){.base = a,
                                 .text = a->action,
                                 .at = a->at,
                                 .group = group_of ? group_of[i] : i};
        }
    }
    *out = (things){.items = items, .n = n};
    return WF_OK;
}

static wf_status list_kpis(const wf_plan *plan, wf_arena *arena, things *out)
{
    thing *items = wf_arena_array(arena, plan->kpi_count, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    for (size_t i = 0; i < plan->kpi_count; i++)
        items[i] = (thing){
            .base = &plan->kpis[i], .text = plan->kpis[i].name, .at = plan->kpis[i].at};
    *out = (things){.items = items, .n = plan->kpi_count};
    return WF_OK;
}

/* The record of a list among a record's fields. */
static const wf_record *list_record(const wf_record *of, const char *name)
{
    for (size_t i = 0; i < of->field_count; i++)
        if (strcmp(of->fields[i].name, name) == 0)
            return of->fields[i].record;
    return NULL;
}

static wf_status compare_plans(wf_diff *diff, const wf_plan *before, const wf_plan *after,
                               wf_error *err)
{
    wf_arena *arena = diff->arena;
    const wf_record *plan = wf_plan_record();
    const wf_record *priority = list_record(plan, "priorities");
    const wf_record *action = priority ? list_record(priority, "actions") : NULL;
    const wf_record *kpi = list_record(plan, "kpis");
    const comparison whole = {diff, plan, WF_STR("plan"), "title", err};
    const comparison priorities = {diff, priority, WF_STR("priority"), "title", err};
    const comparison actions = {diff, action, WF_STR("action"), "action", err};
    const comparison kpis = {diff, kpi, WF_STR("KPI"), "name", err};
    const thing then = {.base = before, .text = before->title};
    const thing now = {.base = after, .text = after->title};
    things a, b;
    size_t *match = NULL;
    if (!priority || !action || !kpi)
        return wf_fail(err, WF_E_INTERNAL, NULL, "the schema has lost a list");
    WF_TRY(compare_pair(&whole, &then, &now, false));
    if (list_priorities(before, arena, &a) != WF_OK ||
        list_priorities(after, arena, &b) != WF_OK)
        return wf_fail_memory(err);
    WF_TRY(compare_lists(&priorities, a, b, &match));
    /* Actions of a priority that was not there before belong to a group of their own. */
    for (size_t i = 0; match && i < b.n; i++)
        if (match[i] == SIZE_MAX)
            match[i] = a.n + i;
    if (list_actions(before, NULL, arena, &a) != WF_OK ||
        list_actions(after, match, arena, &b) != WF_OK)
        return wf_fail_memory(err);
    WF_TRY(compare_lists(&actions, a, b, &match));
    if (list_kpis(before, arena, &a) != WF_OK || list_kpis(after, arena, &b) != WF_OK)
        return wf_fail_memory(err);
    return compare_lists(&kpis, a, b, &match);
}

wf_status wf_plans_diff(const wf_plan *before, const wf_plan *after, wf_diff **out,
                        wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    wf_diff *diff = arena ? wf_arena_alloc(arena, sizeof *diff) : NULL;
    if (!diff) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    diff->arena = arena;
    wf_status status = compare_plans(diff, before, after, err);
    if (status == WF_OK)
        *out = diff;
    else
        wf_arena_free(arena);
    return status;
}
