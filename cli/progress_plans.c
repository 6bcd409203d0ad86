#include "cli/progress_plans.h"
#include "cli/cli.h"
#include "cli/trust.h"
#include "wayforward/plans_progress.h"

#include <stdio.h>

static size_t percent(size_t part, size_t whole)
{
    return whole > 0 ? (100 * part + whole / 2) / whole : 0;
}

static void print_counts(const wf_action_counts *c, wf_rag rag)
{
    const char *word = wf_rag_name(rag);
    printf("%s; %zu actions: %zu%% complete, %zu%% due (%zu of %zu done), %zu%% overdue, "
           "%zu%% without an owner, %zu%% undated, %zu%% without success criteria, "
           "%zu%% without monitoring\n",
           word != NULL ? word : "not rated", c->actions,
           percent(c->complete, c->actions), percent(c->due, c->actions), c->due_complete,
           c->due, percent(c->overdue, c->actions), percent(c->unowned, c->actions),
           percent(c->undated, c->actions), percent(c->no_criteria, c->actions),
           percent(c->no_monitoring, c->actions));
}

static void print_slippage(const wf_plan_slippage *s)
{
    if (!s->is_known)
        return;
    printf("    since %.*s: %zu slipped", WF_STR_ARG(s->file), s->slipped);
    if (s->dated_slips > 0)
        printf(" (by %zu days on average, at most %d)", (size_t)s->days / s->dated_slips,
               s->longest);
    printf(", %zu brought forward, %zu added, %zu dropped, %zu moved\n",
           s->brought_forward, s->added, s->dropped, s->moved);
}

static void print_line(const wf_plan_line *l)
{
    printf("  %.*s: ", WF_STR_ARG(l->plan->file));
    print_counts(&l->progress.total, l->progress.rag);
    print_slippage(&l->slippage);
    for (size_t i = 0; i < l->progress.priority_count; i++) {
        const wf_priority *p = &l->plan->priorities[i];
        if (l->progress.priorities[i].actions == 0)
            continue;
        printf("    %.*s%s%.*s [%.*s]: ", WF_STR_ARG(p->code),
               p->code.n > 0 && p->title.n > 0 ? " " : "", WF_STR_ARG(p->title),
               WF_STR_ARG(p->at));
        print_counts(&l->progress.priorities[i], l->progress.priority_rags[i]);
    }
}

static void print_due(const wf_plans_progress *p)
{
    char day[11];
    if (p->due_count > 0)
        printf("\nDue in the next four weeks\n");
    for (size_t i = 0; i < p->due_count; i++) {
        const wf_due_action *d = &p->due[i];
        wf_str lead =
            d->action->lead.n > 0 ? d->action->lead.items[0] : WF_STR("nobody named");
        printf("  %s  %.*s: %.*s (%.*s) [%.*s]\n", wf_date_iso(d->action->when.end, day),
               WF_STR_ARG(p->lines[d->line].school), WF_STR_ARG(d->action->action),
               WF_STR_ARG(lead), WF_STR_ARG(d->action->at));
    }
}

static void print_progress(const wf_plans_progress *p)
{
    printf("All %zu plans: ", p->line_count);
    print_counts(&p->total, p->rag);
    printf("%s\n", wf_rag_roll_up_rule());
    for (size_t s = 0; s < p->school_count; s++) {
        printf("\n%.*s: ", WF_STR_ARG(p->schools[s].school));
        print_counts(&p->schools[s].counts, p->schools[s].rag);
        for (size_t i = 0; i < p->line_count; i++)
            if (wf_str_eq_nocase(p->lines[i].school, p->schools[s].school))
                print_line(&p->lines[i]);
    }
    print_due(p);
}

static wf_status show(const progress_plans *o, wf_plans_progress *p, wf_error *err)
{
    wf_sink out = cli_stdout();
    if (o->json)
        return wf_plans_progress_write_json(p, &out, err);
    print_progress(p);
    return WF_OK;
}

static wf_status of_files(const progress_plans *o, wf_date day, char **paths, int count,
                          wf_error *err)
{
    const char *before[] = {o->before};
    cli_trust_options read = {.limits = *o->limits, .as_of = day, .quiet = true};
    cli_trust now = {0}, then = {0};
    wf_plans_progress *p = NULL;
    wf_status status =
        cli_trust_read((const char *const *)paths, (size_t)count, &read, &now, err);
    if (status == WF_OK && o->before != NULL)
        status = cli_trust_read(before, 1, &read, &then, err);
    if (status == WF_OK)
        status = wf_plans_progress_measure((wf_plan_list){now.plans, now.plan_count},
                                           (wf_plan_list){then.plans, then.plan_count},
                                           day, &p, err);
    if (status == WF_OK)
        status = show(o, p, err);
    *o->not_whole += now.failure_count + now.damaged + then.failure_count + then.damaged;
    wf_plans_progress_free(p);
    cli_trust_free(&then);
    cli_trust_free(&now);
    return status;
}

static bool is_among(const wf_plan *plan, const wf_plans *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (plan->sha256[0] != '\0' &&
            wf_str_eq(wf_str_from(plan->sha256), wf_str_from(list->items[i]->sha256)))
            return true;
    return false;
}

/* The plans that are not among `but`, with the days of their terms. */
static wf_status list_plans(const wf_plans *plans, const wf_plans *but, wf_date day,
                            wf_arena *arena, wf_plan_list *out)
{
    const wf_plan **items = wf_arena_array(arena, plans->n + 1, sizeof(const wf_plan *));
    size_t n = 0;
    if (items == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < plans->n; i++)
        if (but == NULL || !is_among(plans->items[i], but)) {
            wf_plan_resolve_terms(plans->items[i], NULL, day);
            items[n++] = plans->items[i];
        }
    *out = (wf_plan_list){items, n};
    return WF_OK;
}

static wf_status read_versions(const progress_plans *o, wf_plans *newest, wf_plans *all,
                               wf_error *err)
{
    wf_store *store = NULL;
    WF_TRY(cli_store_open(o->store, CLI_STORE_READ, &store, err));
    wf_status status = wf_store_plans(store, WF_STR_EMPTY, false, newest, err);
    if (status == WF_OK)
        status = wf_store_plans(store, WF_STR_EMPTY, true, all, err);
    wf_store_close(store);
    return status;
}

/* The newest of each plan; the versions before them are all that is left. */
static wf_status of_store(const progress_plans *o, wf_date day, wf_error *err)
{
    wf_plans newest = {0}, all = {0};
    wf_plan_list now = {0}, before = {0};
    wf_plans_progress *p = NULL;
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return wf_fail_memory(err);
    wf_status status = read_versions(o, &newest, &all, err);
    if (status == WF_OK && (list_plans(&newest, NULL, day, arena, &now) != WF_OK ||
                            list_plans(&all, &newest, day, arena, &before) != WF_OK))
        status = wf_fail_memory(err);
    if (status == WF_OK)
        status = wf_plans_progress_measure(now, before, day, &p, err);
    if (status == WF_OK)
        status = show(o, p, err);
    wf_plans_progress_free(p);
    wf_arena_free(arena);
    wf_plans_free(&all);
    wf_plans_free(&newest);
    return status;
}

wf_status progress_plans_run(const progress_plans *o, char **paths, int count,
                             wf_error *err)
{
    wf_date day = cli_today();
    if (o->as_of != NULL && !cli_parse_day(o->as_of, &day))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--as-of \"%s\": for plans a day such as 2026-03-27", o->as_of);
    return count > 0 ? of_files(o, day, paths, count, err) : of_store(o, day, err);
}
