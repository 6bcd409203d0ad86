#include "cli/trust_sources.h"

#include "cli/cli.h"
#include "wayforward/reader.h"

#include <string.h>

/* ---- Workbooks that are no plans ------------------------------------------------ */

/* Whether a plan was read from a workbook with a sheet of that name: its ledger says. */
static bool has_sheet(const wf_plan *plan, const char *name)
{
    wf_str wanted = wf_str_from(name);
    for (size_t i = 0; i < plan->ledger.count; i++) {
        wf_str at = plan->ledger.entries[i].at;
        if (at.n > wanted.n && at.p[wanted.n] == '!' &&
            wf_str_eq_nocase(wf_str_sub(at, 0, wanted.n), wanted))
            return true;
    }
    return false;
}

static bool any_has_sheet(const wf_plans *plans, const char *name)
{
    for (size_t p = 0; p < plans->n; p++)
        if (has_sheet(plans->items[p], name))
            return true;
    return false;
}

/* By its sheets only: the document itself decides. */
static bool may_be_setup(const wf_plans *plans)
{
    static const char *const beside[] = {"Providers", "KPIs", "Policy", "Terms",
                                         "Targets"};
    if (!any_has_sheet(plans, "Schools"))
        return false;
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        if (any_has_sheet(plans, beside[i]))
            return true;
    return false;
}

static wf_status keep_document(cli_trust *trust, wf_document *doc)
{
    wf_document **more =
        wf_arena_push_room(trust->arena, trust->documents, trust->document_count,
                           &trust->document_cap, sizeof *more);
    if (more == NULL) {
        wf_document_free(doc);
        return WF_E_MEMORY;
    }
    trust->documents = more;
    more[trust->document_count++] = doc;
    return WF_OK;
}

static void tell(const wf_diags *diags)
{
    enum {
        SHOWN = 10
    };
    for (size_t i = 0; i < diags->n && i < SHOWN; i++)
        cli_warn("%.*s: %.*s", WF_STR_ARG(diags->items[i].at),
                 WF_STR_ARG(diags->items[i].message));
}

/* Schools and providers: their days are shared out, within half a minute. */
static wf_status allocate(cli_trust *trust, const wf_document *doc, wf_error *err)
{
    wf_diags diags = {.arena = trust->arena};
    wf_allocate_options options = WF_ALLOCATE_OPTIONS_INIT;
    options.seconds = 30;
    options.worths = false;
    wf_status status =
        wf_support_read(&doc, 1, trust->arena, &diags, &trust->problem, NULL);
    if (status == WF_E_FORMAT)
        return WF_OK; /* no providers, or no schools: nothing to share out */
    if (status != WF_OK)
        return status;
    if (!trust->has_setup) /* a set-up's doubts were told when it was read */
        tell(&diags);
    return wf_support_allocate(&trust->problem, &options, &trust->allocation, err);
}

/* Whether the workbook was taken: as a set-up, a support problem, or both. */
static wf_status take_workbook(cli_trust *trust, const wf_document *doc, bool *taken,
                               wf_error *err)
{
    wf_diags diags = {.arena = trust->arena};
    if (!trust->has_setup && wf_trust_is_setup(doc)) {
        WF_TRY(wf_trust_read(doc, trust->arena, &diags, &trust->setup, err));
        tell(&diags);
        trust->has_setup = true;
        *taken = true;
    }
    if (trust->allocation == NULL)
        WF_TRY(allocate(trust, doc, err));
    *taken = *taken || trust->allocation != NULL;
    return WF_OK;
}

wf_status cli_trust_take_setup(cli_trust *trust, const cli_trust_options *options,
                               wf_error *err)
{
    wf_read_options read = {.limits = &options->limits};
    for (size_t i = 0; i < trust->file_count; i++) {
        wf_document *doc = NULL;
        bool taken = false;
        if (!may_be_setup(&trust->files[i]) ||
            wf_document_read(trust->files[i].items[0]->file.p, &read, &doc, NULL) !=
                WF_OK)
            continue;
        WF_TRY(keep_document(trust, doc));
        WF_TRY(take_workbook(trust, doc, &taken, err));
        if (taken)
            wf_plans_free(&trust->files[i]); /* it is no plan */
    }
    return WF_OK;
}

/* ---- The store ------------------------------------------------------------------ */

static bool same_plan(const wf_plan *a, const wf_plan *b)
{
    return a->family == b->family && wf_str_eq_nocase(a->school, b->school) &&
           wf_str_eq_nocase(a->organisation, b->organisation) &&
           wf_str_eq(a->academic_year, b->academic_year);
}

/* Of all versions, oldest first, the newest of each plan and the one before it. */
static wf_status list_versions(cli_trust *trust, const wf_plans *all, wf_date as_of)
{
    trust->plans = wf_arena_array(trust->arena, all->n, sizeof(const void *));
    trust->before = wf_arena_array(trust->arena, all->n, sizeof(const void *));
    if (trust->plans == NULL || trust->before == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < all->n; i++) {
        wf_plan *plan = all->items[i];
        size_t at = 0;
        wf_plan_resolve_terms(plan, trust->calendar, as_of);
        while (at < trust->plan_count && !same_plan(trust->plans[at], plan))
            at++;
        if (at == trust->plan_count)
            trust->plan_count++;
        else
            trust->before[at] = trust->plans[at];
        trust->plans[at] = plan;
    }
    return WF_OK;
}

static wf_status read_store(cli_trust *trust, wf_store *store, wf_date as_of,
                            wf_error *err)
{
    trust->files = wf_arena_alloc(trust->arena, sizeof *trust->files);
    if (trust->files == NULL)
        return wf_fail_memory(err);
    WF_TRY(wf_store_trust(store, trust->arena, &trust->setup, err));
    trust->has_setup = trust->setup.school_count > 0;
    if (trust->has_setup && trust->calendar == NULL)
        WF_TRY(wf_trust_calendar(&trust->setup, &trust->calendar, err));
    WF_TRY(wf_store_panel(store, NULL, trust->arena, &trust->panel, err));
    trust->has_panel = true;
    WF_TRY(wf_store_decisions(store, WF_STR_EMPTY, WF_STR_EMPTY, false, trust->arena,
                              &trust->decisions, &trust->decision_count, err));
    WF_TRY(wf_store_plans(store, WF_STR_EMPTY, true, &trust->files[0], err));
    trust->file_count = 1;
    WF_TRY(list_versions(trust, &trust->files[0], as_of));
    trust->found = trust->plan_count;
    return WF_OK;
}

wf_status cli_trust_from_store(cli_trust *trust, const cli_trust_options *options,
                               wf_error *err)
{
    wf_store *store = NULL;
    WF_TRY(cli_store_open(&options->store, CLI_STORE_READ, &store, err));
    wf_status status = read_store(trust, store, options->as_of, err);
    wf_store_close(store);
    trust->from_store = true;
    return status;
}
