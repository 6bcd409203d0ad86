/* What is true of a plan's actions on a day, counted and rolled up. */
#include "wayforward/progress.h"

enum {
    SOON_DAYS = 28
};

static bool is_complete(const wf_action *action)
{
    return action->status == WF_STATUS_COMPLETE ||
           (action->status == WF_STATUS_NONE && action->rag == WF_RAG_BLUE);
}

static bool has_monitoring(const wf_monitoring *m)
{
    return m->who.n > 0 || m->how.n > 0 || m->when.text.n > 0;
}

static unsigned timing(const wf_action *action, wf_date day, bool open)
{
    wf_date end = action->when.end;
    if (end == WF_DATE_NONE)
        return action->when.recurrence == WF_RECURRENCE_NONE ? WF_ACTION_UNDATED : 0;
    unsigned state = end <= day ? WF_ACTION_DUE : 0;
    if (open && end < day)
        state |= WF_ACTION_OVERDUE;
    if (open && end >= day && end - day <= SOON_DAYS)
        state |= WF_ACTION_DUE_SOON;
    return state;
}

unsigned wf_action_state_on(const wf_action *action, wf_date day)
{
    unsigned state = 0;
    bool complete = is_complete(action);
    bool dropped =
        action->status == WF_STATUS_CANCELLED || action->status == WF_STATUS_DEFERRED;
    if (complete)
        state |= WF_ACTION_COMPLETE;
    if (dropped)
        state |= WF_ACTION_DROPPED;
    state |= timing(action, day, !complete && !dropped);
    if (dropped)
        state &= ~(unsigned)WF_ACTION_DUE;
    if (action->lead.n == 0)
        state |= WF_ACTION_UNOWNED;
    if (action->success_criteria.n == 0)
        state |= WF_ACTION_NO_CRITERIA;
    if (!has_monitoring(&action->monitoring))
        state |= WF_ACTION_NO_MONITORING;
    return state;
}

static void count_action(wf_action_counts *c, const wf_action *action, unsigned state)
{
    const struct {
        unsigned bit;
        size_t *count;
    } counters[] = {
        {WF_ACTION_COMPLETE, &c->complete},
        {WF_ACTION_DROPPED, &c->dropped},
        {WF_ACTION_DUE, &c->due},
        {WF_ACTION_OVERDUE, &c->overdue},
        {WF_ACTION_UNOWNED, &c->unowned},
        {WF_ACTION_UNDATED, &c->undated},
        {WF_ACTION_NO_CRITERIA, &c->no_criteria},
        {WF_ACTION_NO_MONITORING, &c->no_monitoring},
        {WF_ACTION_DUE_SOON, &c->due_soon},
    };
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        *counters[i].count += (state & counters[i].bit) != 0;
    const unsigned done = WF_ACTION_DUE | WF_ACTION_COMPLETE;
    c->due_complete += (state & done) == done;
    c->by_rag[action->rag]++;
    c->actions++;
}

wf_rag wf_rag_roll_up(const wf_action_counts *c)
{
    size_t red = c->by_rag[WF_RAG_RED], amber = c->by_rag[WF_RAG_AMBER];
    size_t rated = c->actions - c->by_rag[WF_RAG_NONE];
    if (c->actions == 0)
        return WF_RAG_NONE;
    if ((red > 0 && red * 4 >= rated) ||
        (c->overdue > 0 && c->overdue * 10 >= c->actions))
        return WF_RAG_RED;
    if ((red + amber > 0 && (red + amber) * 4 >= rated) || c->overdue > 0)
        return WF_RAG_AMBER;
    if (c->complete + c->dropped == c->actions && c->complete > 0)
        return WF_RAG_BLUE;
    return rated > 0 || c->due > 0 ? WF_RAG_GREEN : WF_RAG_NONE;
}

void wf_action_counts_add(wf_action_counts *sum, const wf_action_counts *c)
{
    sum->actions += c->actions;
    sum->complete += c->complete;
    sum->dropped += c->dropped;
    sum->due += c->due;
    sum->overdue += c->overdue;
    sum->unowned += c->unowned;
    sum->undated += c->undated;
    sum->no_criteria += c->no_criteria;
    sum->no_monitoring += c->no_monitoring;
    sum->due_soon += c->due_soon;
    sum->due_complete += c->due_complete;
    for (size_t i = 0; i < sizeof sum->by_rag / sizeof *sum->by_rag; i++)
        sum->by_rag[i] += c->by_rag[i];
}

wf_status wf_plan_progress_measure(const wf_plan *plan, wf_date day, wf_arena *arena,
                                   wf_plan_progress *out)
{
    size_t n = plan->priority_count;
    wf_plan_progress result = {.as_of = day, .priority_count = n};
    result.priorities = wf_arena_array(arena, n, sizeof *result.priorities);
    result.priority_rags = wf_arena_array(arena, n, sizeof *result.priority_rags);
    if (result.priorities == NULL || result.priority_rags == NULL)
        return WF_E_MEMORY;
    for (size_t p = 0; p < n; p++) {
        const wf_priority *priority = &plan->priorities[p];
        wf_action_counts *counts = &result.priorities[p];
        for (size_t a = 0; a < priority->action_count; a++)
            count_action(counts, &priority->actions[a],
                         wf_action_state_on(&priority->actions[a], day));
        result.priority_rags[p] = wf_rag_roll_up(counts);
        wf_action_counts_add(&result.total, counts);
    }
    result.rag = wf_rag_roll_up(&result.total);
    *out = result;
    return WF_OK;
}
