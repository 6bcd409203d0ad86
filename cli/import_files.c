/* Which way each file goes, and the plans that the pool's workers read. */
#include "cli/cli.h"
#include "cli/import.h"

#include <string.h>

/* The kinds that --kind names; how a file of each is imported in this process, NULL: by
 * the pool. */
static const struct {
    const char *name;
    wf_status (*import)(import_run *run, const char *file, wf_error *err);
} kinds[] = {
    {"setup", import_setup},  {"observations", import_table},
    {"capture", import_form}, {"plan", NULL},
    {"dashboard", NULL},
};

/* ---- plans */

static wf_str school_of(const wf_plan *plan, wf_str file)
{
    if (plan->school.n > 0)
        return plan->school;
    if (plan->organisation.n > 0)
        return plan->organisation;
    if (plan->urn.n > 0)
        return plan->urn;
    const char *slash = strrchr(file.p, '/');
    return wf_str_from(slash != NULL ? slash + 1 : file.p);
}

static bool is_dashboard(const wf_plans *plans)
{
    for (size_t i = 0; i < plans->n; i++)
        if (plans->items[i]->family != WF_FAMILY_DASHBOARD)
            return false;
    return plans->n > 0;
}

/* No plan of the file has a family, an action or a KPI: it would only put a school into
 * the store that is none. */
static bool says_nothing(const wf_plans *plans)
{
    for (size_t i = 0; i < plans->n; i++) {
        const wf_plan *plan = plans->items[i];
        if (plan->family != WF_FAMILY_UNKNOWN || plan->priority_count > 0 ||
            plan->kpi_count > 0)
            return false;
    }
    return true;
}

static wf_status put_all(import_run *run, const wf_file_result *result, wf_error *err)
{
    const wf_plans *plans = result->plans;
    for (size_t i = 0; i < plans->n; i++) {
        const wf_plan *plan = plans->items[i];
        WF_TRY(wf_store_put_plan(run->store, plan, school_of(plan, result->file), err));
        for (size_t k = 0; k < plan->kpi_count; k++)
            run->observations += plan->kpis[k].observation_count;
    }
    WF_TRY(wf_store_commit(run->store, err));
    run->stored++;
    run->plans += plans->n;
    return WF_OK;
}

static wf_status put_plans(import_run *run, const wf_file_result *result, wf_error *err)
{
    wf_input in = {0};
    bool is_known = false;
    if (says_nothing(result->plans))
        return wf_fail(err, WF_E_NOT_RECOGNIZED, NULL,
                       "no plan, dashboard, set-up, form or table of values was found "
                       "in it: nothing of it is stored");
    WF_TRY(wf_input_open(result->file.p, &run->options->limits, &in, err));
    wf_store_source source = wf_source_of(
        &in, is_dashboard(result->plans) ? WF_STR("dashboard") : WF_STR("plan"));
    wf_input_close(&in);
    if (result->plans->n > 0 &&
        strcmp(source.sha256, result->plans->items[0]->sha256) != 0)
        return wf_fail(err, WF_E_IO, NULL, "the file was changed while it was read");
    if (result->facts.saved > 0)
        source.saved = result->facts.saved;
    WF_TRY(wf_store_begin(run->store, &source, &is_known, err));
    if (!is_known)
        return put_all(run, result, err);
    run->known++;
    return WF_OK;
}

static wf_status keep_form(import_run *run, wf_str file)
{
    wf_str *items = wf_arena_push_room(run->arena, run->form_items, run->forms_to_read.n,
                                       &run->form_cap, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    run->form_items = items;
    WF_TRY(wf_arena_str(run->arena, file, &items[run->forms_to_read.n]));
    run->forms_to_read = (wf_strs){.items = items, .n = run->forms_to_read.n + 1};
    return WF_OK;
}

/* What the pool gave its visitor; a store that fails is kept for the end. */
typedef struct visiting {
    import_run *run;
    wf_error error;
} visiting;

static wf_status take_result(void *context, wf_file_result *result)
{
    visiting *v = context;
    import_run *run = v->run;
    wf_error failure = WF_ERROR_INIT;
    if (result->error != NULL) {
        cli_print_error(result->error);
        run->failed++;
        return WF_OK;
    }
    if (run->options->kind == NULL && result->facts.is_setup)
        return import_setup(run, result->file.p, &v->error);
    if (run->options->kind == NULL && result->facts.is_form)
        return keep_form(run, result->file);
    wf_status status = put_plans(run, result, &failure);
    return import_give_up(run, result->file.p, status, &failure, &v->error);
}

/* ---- all files */

static bool looks_like_table(const import_run *run, const wf_input *in)
{
    wf_str name = wf_str_from(in->name);
    return run->options->kind == NULL && wf_store_is_csv(in) &&
           wf_str_ends_with(name, WF_STR(".csv"));
}

/* Before a file is read: is it in the store, or a table that is streamed? *pooled: it is
 * for the workers. */
static wf_status sort_file(import_run *run, const char *file, bool *pooled, wf_error *err)
{
    wf_input in = {0};
    wf_error failure = WF_ERROR_INIT;
    char digest[65];
    bool is_known = false;
    bool is_table = false;
    *pooled = false;
    wf_status status = wf_input_open(file, &run->options->limits, &in, &failure);
    if (status == WF_OK) {
        wf_input_digest(&in, digest);
        status = wf_store_knows(run->store, digest, &is_known, &failure);
        is_table = looks_like_table(run, &in);
    }
    wf_input_close(&in);
    if (status != WF_OK)
        return import_give_up(run, file, status, &failure, err);
    if (is_table)
        return import_table(run, file, err);
    run->known += is_known;
    *pooled = !is_known;
    return WF_OK;
}

static wf_status read_by_pool(import_run *run, const char *const *files, size_t count,
                              wf_error *err)
{
    visiting v = {.run = run, .error = WF_ERROR_INIT};
    cli_pool pool = {.jobs = run->options->jobs,
                     .quiet = run->options->quiet || run->options->json,
                     .templates = run->options->templates,
                     .verify = run->options->verify};
    pool.options.pipeline.read.limits = &run->options->limits;
    if (count == 0)
        return WF_OK;
    wf_status status = cli_pool_read(&pool, files, count, take_result, &v, err);
    run->damaged += pool.damaged;
    if (v.error.code != WF_OK)
        *err = v.error;
    return status;
}

static wf_status find_import(const import_run *run,
                             wf_status (**out)(import_run *, const char *, wf_error *),
                             wf_error *err)
{
    const char *kind = run->options->kind;
    *out = NULL; /* by content, or by the pool */
    if (kind == NULL)
        return WF_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, kind) == 0) {
            *out = kinds[i].import;
            return WF_OK;
        }
    return wf_fail(err, WF_E_ARGUMENT, NULL,
                   "--kind \"%s\": expected setup, plan, dashboard, capture or "
                   "observations",
                   kind);
}

/* Import what is imported here; what is for the workers is listed. */
static wf_status sort_files(import_run *run, wf_strs files, const char **pooled,
                            size_t *pooled_count, wf_error *err)
{
    wf_status (*import)(import_run *, const char *, wf_error *) = NULL;
    WF_TRY(find_import(run, &import, err));
    for (size_t i = 0; i < files.n; i++) {
        bool for_workers = false;
        wf_status status = import != NULL
                               ? import(run, files.items[i].p, err)
                               : sort_file(run, files.items[i].p, &for_workers, err);
        WF_TRY(status);
        if (for_workers)
            pooled[(*pooled_count)++] = files.items[i].p;
    }
    return WF_OK;
}

/* Forms come after all others: they are read by what the set-up says. */
static wf_status import_forms(import_run *run, wf_error *err)
{
    for (size_t i = 0; i < run->forms_to_read.n; i++)
        WF_TRY(import_form(run, run->forms_to_read.items[i].p, err));
    run->forms_to_read = (wf_strs){0};
    run->form_items = NULL;
    run->form_cap = 0;
    return WF_OK;
}

wf_status import_files(import_run *run, const char *const *paths, size_t count,
                       wf_error *err)
{
    wf_strs files = {0};
    size_t n = 0;
    WF_TRY(wf_files_below(paths, count, run->arena, &files, err));
    run->found += files.n;
    const char **pooled = wf_arena_array(run->arena, files.n + 1, sizeof *pooled);
    if (pooled == NULL)
        return wf_fail_memory(err);
    WF_TRY(sort_files(run, files, pooled, &n, err));
    WF_TRY(read_by_pool(run, pooled, n, err));
    return import_forms(run, err);
}
