#include "cli/trust_sources.h"

#include "cli/cli.h"
#include "wayforward/reader.h"

/* ---- The set-up ----------------------------------------------------------------- */

static wf_str base_name(wf_str path)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return wf_str_sub(path, at, path.n);
}

/* Sheets of an allocation that lie as .csv files beside its schools and providers. */
static bool is_of_allocation(wf_str path)
{
    static const wf_str names[] = {WF_STR_INIT("agreed.csv"), WF_STR_INIT("fixed.csv"),
                                   WF_STR_INIT("delivered.csv"),
                                   WF_STR_INIT("forbidden.csv")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (wf_str_eq_nocase(base_name(path), names[i]))
            return true;
    return false;
}

static wf_status keep_document(cli_trust *trust, wf_str path, const wf_limits *limits,
                               wf_error *err)
{
    wf_read_options read = {.limits = limits};
    wf_document **more =
        wf_arena_push_room(trust->arena, trust->documents, trust->document_count,
                           &trust->document_cap, sizeof(void *));
    if (more == NULL)
        return wf_fail_memory(err);
    trust->documents = more;
    WF_TRY(wf_document_read(path.p, &read, &more[trust->document_count], err));
    trust->document_count++;
    return WF_OK;
}

/* Schools and providers: their days are shared out, within half a minute. */
static wf_status allocate(cli_trust *trust, wf_error *err)
{
    wf_diags diags = {.arena = trust->arena}; /* told when the set-up was read */
    wf_allocate_options options = WF_ALLOCATE_OPTIONS_INIT;
    options.seconds = 30;
    options.worths = false;
    wf_status status = wf_support_read((const wf_document *const *)trust->documents,
                                       trust->document_count, trust->arena, &diags,
                                       &trust->problem, NULL);
    if (status == WF_E_FORMAT)
        return WF_OK; /* no providers: nothing to share out */
    if (status != WF_OK)
        return wf_fail(err, status, NULL, "%s", wf_status_text(status));
    return wf_support_allocate(&trust->problem, &options, &trust->allocation, err);
}

/* The set-up's paths as they were given, less its own and the allocation's. */
static wf_status list_rest(cli_trust *trust, cli_paths *rest, wf_error *err)
{
    const wf_strs *all = &trust->found_setup.rest;
    const char **paths = wf_arena_array(trust->arena, all->n + 1, sizeof *paths);
    size_t n = 0;
    if (paths == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < all->n; i++)
        if (!is_of_allocation(all->items[i]))
            paths[n++] = all->items[i].p;
    *rest = (cli_paths){.items = paths, .n = n};
    return WF_OK;
}

/* The set-up counts; its documents are kept for the allocation. */
static wf_status keep_setup(cli_trust *trust, const cli_trust_options *options,
                            wf_error *err)
{
    const cli_setup *found = &trust->found_setup;
    cli_setup_tell(found);
    trust->setup = found->trust;
    trust->has_setup = true;
    for (size_t i = 0; i < found->own.n; i++)
        WF_TRY(keep_document(trust, found->own.items[i], &options->limits, err));
    for (size_t i = 0; i < found->rest.n; i++)
        if (is_of_allocation(found->rest.items[i]))
            WF_TRY(keep_document(trust, found->rest.items[i], &options->limits, err));
    return WF_OK;
}

wf_status cli_trust_take_setup(cli_paths *paths, const cli_trust_options *options,
                               cli_trust *trust, wf_error *err)
{
    wf_error failure = WF_ERROR_INIT;
    cli_setup *found = &trust->found_setup;
    WF_TRY(cli_setup_open(found, &options->limits, err));
    wf_status status = cli_setup_find(paths->items, paths->n, found, &failure);
    if (status == WF_E_MEMORY)
        return wf_fail_memory(err);
    if (status != WF_OK) { /* named like one, but none: it is read as any other file */
        cli_print_error(&failure);
        return WF_OK;
    }
    if (found->own.n == 0)
        return WF_OK;
    WF_TRY(keep_setup(trust, options, err));
    WF_TRY(list_rest(trust, paths, err));
    return allocate(trust, err);
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
