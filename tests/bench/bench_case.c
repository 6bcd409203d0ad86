/* bench_case KIND ARGUMENTS: does one thing, then prints what it took and how much it
 * was: "files cells bytes cpu_seconds wall_seconds". */
#include "bench_case.h"

#include "wayforward/pipeline.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec t = {0};
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool read_file(const char *file, bench_count *count)
{
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    if (wf_document_read(file, NULL, &doc, &err) != WF_OK) {
        (void)fprintf(stderr, "%s: %s\n", file, err.message);
        return false;
    }
    for (size_t g = 0; g < wf_document_grid_count(doc); g++)
        count->cells += wf_document_grid(doc, g)->cell_count;
    count->cells += wf_document_paragraph_count(doc);
    wf_document_free(doc);
    return true;
}

static wf_status take_cells(void *context, const wf_document *doc, uint32_t grid,
                            const wf_cell *cells, size_t n, wf_error *err)
{
    bench_count *count = context;
    (void)doc;
    (void)grid;
    (void)cells;
    (void)err;
    count->cells += n;
    return WF_OK;
}

static bool stream_file(const char *file, bench_count *count)
{
    wf_cell_sink sink = {take_cells, count};
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    wf_limits limits = *wf_limits_default();
    wf_read_options options = {.limits = &limits};
    wf_input in = {0};
    wf_status status = wf_input_open(file, &limits, &in, &err);
    if (status == WF_OK)
        status = wf_document_stream(&in, &options, &sink, &doc, &err);
    if (status != WF_OK)
        (void)fprintf(stderr, "%s: %s\n", file, err.message);
    wf_document_free(doc);
    wf_input_close(&in);
    return status == WF_OK;
}

/* Read and recognise as a worker does, which makes the templates once. */
static bool plan_file(const char *file, bench_count *count)
{
    wf_plans plans = {0};
    wf_error err = WF_ERROR_INIT;
    wf_pipeline_options options = {.recognise = {.templates = count->templates}};
    if (wf_plans_read(file, &options, &plans, &err) != WF_OK) {
        (void)fprintf(stderr, "%s: %s\n", file, err.message);
        return false;
    }
    for (size_t i = 0; i < plans.n; i++)
        count->cells += plans.items[i]->ledger.count;
    wf_plans_free(&plans);
    return true;
}

static bool inflate_file(const char *file, bench_count *count)
{
    return bench_floor(file, FLOOR_INFLATE, count);
}

static bool touch_file(const char *file, bench_count *count)
{
    return bench_floor(file, FLOOR_TOUCH, count);
}

static bool scan_file(const char *file, bench_count *count)
{
    return bench_floor(file, FLOOR_SCAN, count);
}

static const struct file_case {
    const char *name;
    bool (*run)(const char *file, bench_count *count);
} file_cases[] = {
    {"read", read_file},       {"stream", stream_file}, {"plan", plan_file},
    {"inflate", inflate_file}, {"touch", touch_file},   {"scan", scan_file},
};

static bool run_files(int argc, char **argv, bench_count *count)
{
    for (size_t k = 0; k < sizeof file_cases / sizeof file_cases[0]; k++) {
        if (strcmp(file_cases[k].name, argv[1]) != 0)
            continue;
        for (int i = 2; i < argc; i++, count->files++)
            if (!file_cases[k].run(argv[i], count))
                return false;
        return true;
    }
    return false;
}

static bool run_other(int argc, char **argv, bench_count *count)
{
    if (argc == 4 && strcmp(argv[1], "report") == 0)
        return bench_report(argv[2], argv[3], count);
    if (argc == 6 && strcmp(argv[1], "trust") == 0) {
        const unsigned size[3] = {(unsigned)strtoul(argv[3], NULL, 10),
                                  (unsigned)strtoul(argv[4], NULL, 10),
                                  (unsigned)strtoul(argv[5], NULL, 10)};
        count->files = 1;
        return bench_trust(argv[2], size, count);
    }
    if (argc != 5)
        return run_files(argc, argv, count);
    uint32_t rows = (uint32_t)strtoul(argv[3], NULL, 10);
    uint16_t columns = (uint16_t)strtoul(argv[4], NULL, 10);
    count->files = 1;
    if (strcmp(argv[1], "write") == 0)
        return bench_write(argv[2], rows, columns, false, count);
    if (strcmp(argv[1], "write-links") == 0)
        return bench_write(argv[2], rows, columns, true, count);
    if (strcmp(argv[1], "bare") == 0)
        return bench_write_bare(argv[2], rows, columns, false, count);
    if (strcmp(argv[1], "bare-links") == 0)
        return bench_write_bare(argv[2], rows, columns, true, count);
    count->files = 0;
    return run_files(argc, argv, count);
}

/* As the command does (cli/main.c): memory that one file gave back serves the next. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
    (void)mallopt(M_MMAP_THRESHOLD, 64 << 20);
#endif
}

int main(int argc, char **argv)
{
    keep_memory();
    bench_count count = {0};
    wf_templates *templates = NULL;
    if (wf_templates_new(&templates, NULL) != WF_OK)
        return 1;
    count.templates = templates;
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    if (argc < 3 || !run_other(argc, argv, &count))
        return 1;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = seconds(CLOCK_MONOTONIC) - wall;
    printf("%llu %llu %llu %.6f %.6f\n", (unsigned long long)count.files,
           (unsigned long long)count.cells, (unsigned long long)count.bytes, cpu, wall);
    wf_templates_free(templates);
    return 0;
}
