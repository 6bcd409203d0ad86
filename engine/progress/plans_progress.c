/* Plans of a trust on a day. */
#include "wayforward/plans_progress.h"
#include "wayforward/results.h"
#include <stdlib.h>

const char *wf_rag_roll_up_rule(void)
{
    return "Red where a quarter or more of the rated actions are red, or a tenth or more "
           "of "
           "all are overdue; amber where a quarter are red or amber, or any is overdue; "
           "blue where all are complete; else green.";
}

static wf_status count_slippage(const wf_plan *before, const wf_plan *after,
                                wf_plan_slippage *out, wf_error *err)
{
    wf_diff *diff = NULL;
    WF_TRY(wf_plans_diff(before, after, &diff, err));
    wf_plan_slippage s = {.is_known = true, .file = before->file};
    for (size_t i = 0; i < diff->count; i++) {
        const wf_change *c = &diff->changes[i];
        if (!wf_str_eq(c->subject, WF_STR("action")))
            continue;
        s.slipped += c->kind == WF_CHANGE_SLIPPED;
        s.brought_forward += c->kind == WF_CHANGE_BROUGHT_FORWARD;
        s.added += c->kind == WF_CHANGE_ADDED;
        s.dropped += c->kind == WF_CHANGE_DROPPED;
        s.moved += c->kind == WF_CHANGE_MOVED;
        if (c->kind != WF_CHANGE_SLIPPED || c->days <= 0)
            continue;
        s.dated_slips++;
        s.days += c->days;
        s.longest = c->days > s.longest ? c->days : s.longest;
    }
    wf_diff_free(diff);
    *out = s;
    return WF_OK;
}

static const wf_plan *version_before(const wf_plan *plan, wf_str school,
                                     wf_plan_list before)
{
    for (size_t i = before.count; i-- > 0;)
        if (before.items[i] != plan && before.items[i]->family == plan->family &&
            wf_str_eq_nocase(wf_results_school_name(before.items[i]), school))
            return before.items[i];
    return NULL;
}

static bool has_actions(const wf_plan *plan)
{
    for (size_t p = 0; p < plan->priority_count; p++)
        if (plan->priorities[p].action_count > 0)
            return true;
    return false;
}

static wf_plans_school *school_of(wf_plans_progress *p, wf_str name)
{
    for (size_t i = 0; i < p->school_count; i++)
        if (wf_str_eq_nocase(p->schools[i].school, name))
            return &p->schools[i];
    wf_plans_school *s = &p->schools[p->school_count++];
    *s = (wf_plans_school){.school = name};
    return s;
}

static wf_status add_due(wf_plans_progress *p, size_t line, size_t *cap)
{
    const wf_plan *plan = p->lines[line].plan;
    for (size_t i = 0; i < plan->priority_count; i++)
        for (size_t a = 0; a < plan->priorities[i].action_count; a++) {
            const wf_action *action = &plan->priorities[i].actions[a];
            if (!(wf_action_state_on(action, p->as_of) & WF_ACTION_DUE_SOON))
                continue;
            wf_due_action *due =
                wf_arena_push_room(p->arena, p->due, p->due_count, cap, sizeof *due);
            if (due == NULL)
                return WF_E_MEMORY;
            p->due = due;
            due[p->due_count++] =
                (wf_due_action){.line = line, .priority = i, .action = action};
        }
    return WF_OK;
}

static int compare_due(const void *left, const void *right)
{
    const wf_due_action *a = left, *b = right;
    if (a->action->when.end != b->action->when.end)
        return a->action->when.end < b->action->when.end ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return wf_str_cmp(a->action->at, b->action->at);
}

static wf_status add_plan(wf_plans_progress *p, const wf_plan *plan, wf_plan_list before,
                          size_t *due_cap, wf_error *err)
{
    size_t at = p->line_count;
    wf_plan_line *line = &p->lines[at];
    *line = (wf_plan_line){.plan = plan, .school = wf_results_school_name(plan)};
    line->slippage.file = WF_STR_EMPTY;
    if (wf_plan_progress_measure(plan, p->as_of, p->arena, &line->progress) != WF_OK)
        return wf_fail_memory(err);
    const wf_plan *last = version_before(plan, line->school, before);
    if (last != NULL)
        WF_TRY(count_slippage(last, plan, &line->slippage, err));
    wf_plans_school *school = school_of(p, line->school);
    school->plans++;
    school->slipped += line->slippage.slipped;
    wf_action_counts_add(&school->counts, &line->progress.total);
    wf_action_counts_add(&p->total, &line->progress.total);
    p->line_count++;
    return add_due(p, at, due_cap) == WF_OK ? WF_OK : wf_fail_memory(err);
}

static wf_status measure(wf_plans_progress *p, wf_plan_list plans, wf_plan_list before,
                         wf_error *err)
{
    size_t due_cap = 0;
    p->lines = wf_arena_array(p->arena, plans.count + 1, sizeof *p->lines);
    p->schools = wf_arena_array(p->arena, plans.count + 1, sizeof *p->schools);
    if (p->lines == NULL || p->schools == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < plans.count; i++)
        if (has_actions(plans.items[i]))
            WF_TRY(add_plan(p, plans.items[i], before, &due_cap, err));
    for (size_t i = 0; i < p->school_count; i++)
        p->schools[i].rag = wf_rag_roll_up(&p->schools[i].counts);
    p->rag = wf_rag_roll_up(&p->total);
    if (p->due_count > 1)
        qsort(p->due, p->due_count, sizeof *p->due, compare_due);
    return WF_OK;
}

wf_status wf_plans_progress_measure(wf_plan_list plans, wf_plan_list before, wf_date day,
                                    wf_plans_progress **out, wf_error *err)
{
    if (day == WF_DATE_NONE)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "plans are measured on a day");
    wf_arena *arena = wf_arena_new(0);
    wf_plans_progress *p = arena != NULL ? wf_arena_alloc(arena, sizeof *p) : NULL;
    if (p == NULL) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    *p = (wf_plans_progress){.arena = arena, .as_of = day};
    wf_status status = measure(p, plans, before, err);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return status;
    }
    *out = p;
    return WF_OK;
}

void wf_plans_progress_free(wf_plans_progress *p)
{
    if (p != NULL)
        wf_arena_free(p->arena);
}
