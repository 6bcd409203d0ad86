/* What a report on a folder is made of, each part timed alone in one thread. */
#include "bench_case.h"

#include "wayforward/pipeline.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <time.h>

typedef struct parts {
    wf_arena *arena;
    wf_strs files;
    wf_plans *plans;
    const wf_plan **all;
    size_t count;
    wf_date as_of;
    wf_results *results;
    wf_report *report;
    const char *target;
    wf_pipeline_options options;
    wf_error err;
} parts;

static wf_status read_documents(parts *p)
{
    for (size_t i = 0; i < p->files.n; i++) {
        wf_document *doc = NULL;
        if (wf_document_read(p->files.items[i].p, NULL, &doc, &p->err) == WF_OK)
            wf_document_free(doc);
    }
    return WF_OK;
}

/* Reading again, with recognition: its own share is what this takes more. */
static wf_status read_plans(parts *p)
{
    p->plans = wf_arena_array(p->arena, p->files.n, sizeof *p->plans);
    if (!p->plans)
        return WF_E_MEMORY;
    for (size_t i = 0; i < p->files.n; i++) {
        p->plans[i] = (wf_plans){0};
        if (wf_plans_read(p->files.items[i].p, &p->options, &p->plans[i], &p->err) ==
            WF_OK)
            p->count += p->plans[i].n;
    }
    return WF_OK;
}

static wf_status measure(parts *p)
{
    wf_results_options options = {.as_of = p->as_of, .forecast = true};
    p->all = wf_arena_array(p->arena, p->count, sizeof(const void *));
    if (!p->all)
        return WF_E_MEMORY;
    size_t n = 0;
    for (size_t i = 0; i < p->files.n; i++)
        for (size_t k = 0; k < p->plans[i].n; k++) {
            wf_plan_resolve_terms(p->plans[i].items[k], NULL, p->as_of);
            p->all[n++] = p->plans[i].items[k];
        }
    return wf_results_measure(p->all, n, &options, &p->results, &p->err);
}

static wf_status build(parts *p)
{
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = WF_STR("Trustee summary");
    options.created = 0;
    return wf_report_trustees(p->results, &options, &p->report, &p->err);
}

static wf_status write_out(parts *p)
{
    return wf_report_write(p->report, p->target, &p->err);
}

static double processor_seconds(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool bench_report(const char *folder, const char *target, bench_count *count)
{
    static const struct {
        const char *name;
        wf_status (*run)(parts *p);
    } steps[] = {{"read", read_documents},
                 {"read and recognise", read_plans},
                 {"measure", measure},
                 {"build", build},
                 {"write", write_out}};
    parts p = {.arena = wf_arena_new(0), .target = target, .err = WF_ERROR_INIT};
    p.options.recognise.templates = count->templates;
    p.as_of = wf_date_from_ymd(2026, 3, 27);
    wf_status status =
        p.arena ? wf_files_below(&folder, 1, p.arena, &p.files, &p.err) : WF_E_MEMORY;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == WF_OK; i++) {
        double start = processor_seconds();
        status = steps[i].run(&p);
        (void)fprintf(stderr, "  %-20s %.3f s\n", steps[i].name,
                      processor_seconds() - start);
    }
    count->files = p.files.n;
    wf_report_free(p.report);
    wf_results_free(p.results);
    for (size_t i = 0; p.plans && i < p.files.n; i++)
        wf_plans_free(&p.plans[i]);
    wf_arena_free(p.arena);
    return status == WF_OK;
}
