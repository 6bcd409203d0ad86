/* The demonstration's set-up and store: what init and import do, on the demo's files. */
#include "cli/cli.h"
#include "cli/demo.h"
#include "cli/setup.h"
#include "wayforward/reader.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DEMO_YEAR = 2025 /* the academic year of the plans, 2025-26 */
};

static const char *const leftovers[] = {"", "-wal", "-shm", "-journal"};

/* The store of an earlier demonstration is begun anew. */
static wf_status open_store(const char *folder, capture_store *s, wf_error *err)
{
    char path[4000];
    const wf_store_options options = {.create = true, .by = "demonstration"};
    for (size_t i = 0; i < sizeof leftovers / sizeof leftovers[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/demo.wayforward%s", folder, leftovers[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/demo.wayforward", folder);
    return wf_store_open(path, &options, &s->store, err);
}

/* The trust as its data manager filled it in, beside the files; else what they tell. */
static wf_status find_set_up(const cli_trust *files, const char *from, cli_setup *setup,
                             wf_error *err)
{
    char path[4200];
    struct stat info;
    const wf_trust_kpi *catalogue;
    wf_trust *trust = &setup->trust;
    size_t n = strlen(from);
    while (n > 1 && from[n - 1] == '/')
        n--;
    (void)snprintf(path, sizeof path, "%.*s-setup", (int)(n < 4000 ? n : 4000), from);
    if (stat(path, &info) == 0)
        return cli_setup_read(path, setup, err);
    wf_kpi_catalogue(&catalogue, &trust->kpi_count);
    trust->kpis = wf_arena_array(setup->arena, trust->kpi_count, sizeof *trust->kpis);
    if (trust->kpis == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    memcpy(trust->kpis, catalogue, trust->kpi_count * sizeof *catalogue);
    trust->name = cli_trust_name(files, NULL);
    if (wf_trust_add_plans(trust, files->plans, files->plan_count, DEMO_YEAR,
                           setup->arena, &setup->diags) != WF_OK)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return WF_OK;
}

/* What init does: the set-up as a workbook. */
static wf_status write_set_up(const cli_trust *files, const char *from, const char *path,
                              wf_error *err)
{
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    const wf_limits *limits = wf_limits_default();
    cli_setup setup = {0};
    wf_report *report = NULL;
    wf_status status = cli_setup_open(&setup, limits, err);
    if (status == WF_OK)
        status = find_set_up(files, from, &setup, err);
    if (status == WF_OK) {
        look.organisation = setup.trust.name;
        look.theme = setup.trust.theme;
        look.logo = setup.logo;
        status = wf_trust_workbook(&setup.trust, DEMO_YEAR, &look, &report, err);
    }
    if (status == WF_OK)
        status = wf_report_write(report, path, err);
    wf_report_free(report);
    cli_setup_free(&setup);
    return status;
}

static wf_status import_set_up(capture_store *s, const char *path, wf_error *err)
{
    wf_store_source source;
    wf_document *doc = NULL;
    wf_diags diags = {.arena = s->arena};
    wf_trust trust = {0};
    bool is_known = false;
    WF_TRY(wf_capture_source(path, "setup", &source, err));
    WF_TRY(wf_document_read(path, NULL, &doc, err));
    wf_status status = wf_trust_read(doc, s->arena, &diags, &trust, err);
    if (status == WF_OK)
        status = wf_store_begin(s->store, &source, &is_known, err);
    if (status == WF_OK && !is_known)
        status = wf_store_put_trust(s->store, &trust, err);
    if (status == WF_OK && !is_known)
        status = wf_store_commit(s->store, err);
    if (status != WF_OK)
        wf_store_abandon(s->store);
    wf_document_free(doc);
    return status;
}

/* One file: all of its plans and dashboards, or nothing of it. */
static wf_status import_file(capture_store *s, const wf_plans *plans, wf_error *err)
{
    wf_store_source source;
    bool is_known = false;
    if (plans->n == 0)
        return WF_OK;
    bool is_dashboard = plans->items[0]->family == WF_FAMILY_DASHBOARD;
    WF_TRY(wf_capture_source(plans->items[0]->file.p, is_dashboard ? "dashboard" : "plan",
                             &source, err));
    WF_TRY(wf_store_begin(s->store, &source, &is_known, err));
    if (is_known)
        return WF_OK;
    wf_status status = WF_OK;
    for (size_t i = 0; status == WF_OK && i < plans->n; i++) {
        const wf_plan *plan = plans->items[i];
        const wf_trust_school *school =
            wf_trust_find_school(&s->trust, plan->school, plan->urn);
        status = wf_store_put_plan(s->store, plan,
                                   school != NULL ? school->name : plan->school, err);
    }
    if (status == WF_OK)
        return wf_store_commit(s->store, err);
    wf_store_abandon(s->store);
    return status;
}

wf_status demo_begin(const cli_trust *files, const char *from, const char *folder,
                     capture_store *out, wf_error *err)
{
    char path[4000];
    *out = (capture_store){.arena = wf_arena_new(0)};
    if (out->arena == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    (void)snprintf(path, sizeof path, "%s/trust-setup.xlsx", folder);
    WF_TRY(open_store(folder, out, err));
    WF_TRY(write_set_up(files, from, path, err));
    WF_TRY(import_set_up(out, path, err));
    WF_TRY(wf_store_trust(out->store, out->arena, &out->trust, err));
    for (size_t i = 0; i < files->file_count; i++)
        WF_TRY(import_file(out, &files->files[i], err));
    return wf_trust_calendar(&out->trust, &out->calendar, err);
}
