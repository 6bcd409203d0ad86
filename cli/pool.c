#include "cli/pool.h"

#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Set by a signal: the one thing that a handler may do. */
static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

static void draw_bar(size_t done, size_t total)
{
    enum {
        WIDTH = 40
    };
    char bar[WIDTH + 1];
    size_t full = total > 0 ? done * WIDTH / total : WIDTH;
    for (size_t i = 0; i < WIDTH; i++)
        bar[i] = i < full ? '#' : '.';
    bar[WIDTH] = '\0';
    (void)fprintf(stderr, "\r[%s] %zu of %zu files%s", bar, done, total,
                  done == total ? "\n" : "");
}

static bool show_progress(void *context, size_t done, size_t total)
{
    const cli_pool *pool = context;
    if (!pool->quiet && total > 1 && isatty(STDERR_FILENO))
        draw_bar(done, total);
    return stop_asked == 0;
}

/* A faulty template file is said once, here, and not by every worker. */
static wf_status check_templates(const char *path, wf_error *err)
{
    wf_templates *templates = NULL;
    if (!path)
        return WF_OK;
    wf_status status = wf_templates_read(path, &templates, err);
    wf_templates_free(templates);
    return status;
}

/* A switch as given; NULL leaves *out. */
static wf_status is_on(const char *option, const char *value, bool *out, wf_error *err)
{
    if (value && strcmp(value, "on") != 0 && strcmp(value, "off") != 0)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "%s is on or off, not \"%s\"", option,
                       value);
    if (value)
        *out = strcmp(value, "on") == 0;
    return WF_OK;
}

typedef struct visiting {
    cli_pool *pool;
    wf_file_visit visit;
    void *context;
} visiting;

/* A file of which a part is lost is read as far as it goes, and that is said. */
static wf_status tell_damage(void *context, wf_file_result *result)
{
    const visiting *v = context;
    const wf_diag *lost = NULL;
    for (size_t i = 0; !result->error && !lost && i < result->plans->n; i++)
        lost = wf_diags_first_severe(&result->plans->items[i]->warnings);
    if (lost) {
        cli_warn("%.*s: damaged, read as far as it goes: %.*s%s%.*s",
                 WF_STR_ARG(result->file), WF_STR_ARG(lost->at),
                 lost->at.n > 0 ? ": " : "", WF_STR_ARG(lost->message));
        v->pool->damaged++;
    }
    return v->visit(v->context, result);
}

wf_status cli_pool_read(cli_pool *pool, const char *const *paths, size_t count,
                        wf_file_visit visit, void *context, wf_error *err)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    const char *worker[6] = {self, "__worker"};
    size_t words = 2;
    const char *const second[] = {self, "__freexl", NULL};
    visiting v = {.pool = pool, .visit = visit, .context = context};
    bool verify = true, sandbox = true;
    WF_TRY(is_on("--verify", pool->verify, &verify, err));
    WF_TRY(is_on("--sandbox", pool->sandbox, &sandbox, err));
    WF_TRY(check_templates(pool->templates, err));
    if (!sandbox)
        worker[words++] = "--no-sandbox";
    if (pool->templates) {
        worker[words++] = "--templates";
        worker[words] = pool->templates;
    }
    if (n > 0) {
        self[n] = '\0';
        pool->options.worker = worker;
        if (verify)
            pool->options.second_reader = second;
    }
    pool->options.jobs = (unsigned)pool->jobs;
    pool->options.progress = show_progress;
    pool->options.progress_context = pool;
    (void)signal(SIGINT, ask_to_stop);
    (void)signal(SIGTERM, ask_to_stop);
    wf_arena *arena = wf_arena_new(0);
    wf_strs files = {0};
    wf_status status = arena ? WF_OK : wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    if (status == WF_OK)
        status = wf_files_below(paths, count, arena, &files, err);
    pool->found = files.n;
    if (status == WF_OK)
        status = wf_pool_read(files, &pool->options, tell_damage, &v, err);
    wf_arena_free(arena);
    pool->options.worker = NULL;
    pool->options.second_reader = NULL;
    return status;
}
