/* Many files at once: a worker process each, results in the order of the files. */
#include "engine/base/alloc.h"
#include "engine/base/platform.h"
#include "engine/base/platform_spawn.h"
#include "engine/base/platform_worker.h"
#include "engine/base/strbuf.h"
#include "engine/pipeline/exchange.h"
#include "wayforward/json.h"

#include <string.h>

enum {
    MOST_JOBS = 64,
    SLOTS_PER_JOB = 8,
    NO_FILE = -1,
    DEFAULT_SECONDS = 20
};

typedef struct job {
    wf_worker worker;
    wf_child second; /* the second reader of the file; pid 0: none */
    int64_t file;    /* index of the file it works on, NO_FILE */
    int64_t deadline;
    wf_arena *arena;
    wf_strbuf answer; /* with its 4 bytes of length */
} job;

/* A result that waits for its turn. */
typedef struct slot {
    bool done, failed;
    wf_plans plans;
    wf_error error;
    wf_file_facts facts;
} slot;

typedef struct pool {
    wf_strs files;
    const wf_pool_options *options;
    wf_file_visit visit;
    void *context;
    job jobs[MOST_JOBS];
    size_t job_count;
    slot *slots; /* ring: file i waits in slot i % slot_count */
    size_t slot_count;
    size_t next_file;   /* the next to hand out */
    size_t next_result; /* the next to give to the visitor */
    exchange_request request;
} pool;

static slot *slot_of(pool *p, size_t file)
{
    return &p->slots[file % p->slot_count];
}

static void fail_slot(slot *s, const wf_error *error, const char *file)
{
    s->done = s->failed = true;
    s->error = *error;
    wf_error_set_file(&s->error, file);
}

static void clear_answer(job *j)
{
    if (j->second.pid > 0)
        (void)wf_child_end(&j->second, true);
    j->second = (wf_child){0};
    wf_arena_free(j->arena);
    j->arena = NULL;
    j->answer = (wf_strbuf){0};
    j->file = NO_FILE;
}

static void lose_worker(pool *p, job *j, bool too_slow)
{
    wf_error failure = WF_ERROR_INIT;
    int signal = wf_worker_end(&j->worker, too_slow);
    if (j->file == NO_FILE)
        return;
    const char *name = p->files.items[j->file].p;
    if (too_slow)
        (void)wf_fail(&failure, WF_E_LIMIT, NULL,
                      "took longer than the time allowed for one file and was given up");
    else
        (void)wf_fail(
            &failure, WF_E_INTERNAL, NULL,
            "the reader stopped while reading it (signal %d); please report this "
            "file",
            signal);
    fail_slot(slot_of(p, (size_t)j->file), &failure, name);
    clear_answer(j);
}

/* --- handing out
 * ------------------------------------------------------------------------- */

static wf_status ensure_worker(pool *p, job *j, wf_error *err)
{
    if (j->worker.socket >= 0)
        return WF_OK;
    return wf_worker_start(p->options->worker, &j->worker, err);
}

static wf_status fill_request(pool *p, wf_str name, wf_error *failure)
{
    if (name.n >= MOST_NAME)
        return wf_fail(failure, WF_E_ARGUMENT, NULL, "the name is too long");
    const wf_limits *limits = p->options->pipeline.read.limits;
    p->request.limits = *(limits ? limits : wf_limits_default());
    p->request.name_bytes = (uint32_t)name.n;
    memcpy(p->request.name, name.p, name.n + 1);
    return WF_OK;
}

/* The compound files that FreeXL may know: those that are no Word document by name. Only
 * the cost hangs on the name; what the file is, its reader finds out from the content. */
static bool may_be_xls(int descriptor, wf_str name)
{
    static const uint8_t compound[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    uint8_t first[sizeof compound];
    size_t tail = name.n > 4 ? name.n - 4 : 0;
    return !wf_str_eq_nocase(wf_str_sub(name, tail, 4), WF_STR(".doc")) &&
           wf_platform_peek(descriptor, first, sizeof first) == sizeof first &&
           memcmp(first, compound, sizeof first) == 0;
}

static void give_up_file(pool *p, size_t file, const wf_error *failure)
{
    fail_slot(slot_of(p, file), failure, p->files.items[file].p);
}

/* Hand a file to a worker. A file that cannot be opened is done at once. */
static wf_status hand_out(pool *p, job *j, size_t file, wf_error *err)
{
    wf_error failure = WF_ERROR_INIT;
    wf_str name = p->files.items[file];
    wf_handed handed = wf_handed_none();
    *slot_of(p, file) = (slot){0};
    if (fill_request(p, name, &failure) == WF_OK)
        handed.descriptors[0] = wf_platform_open(name.p, &failure);
    if (handed.descriptors[0] < 0) {
        give_up_file(p, file, &failure);
        return WF_OK;
    }
    wf_status status = ensure_worker(p, j, err);
    if (status == WF_OK && p->options->second_reader &&
        may_be_xls(handed.descriptors[0], name)) {
        status = wf_child_start(p->options->second_reader, name.p, &j->second, err);
        handed.descriptors[1] = status == WF_OK ? j->second.output : -1;
    }
    if (status != WF_OK) {
        wf_platform_close(handed.descriptors[0]);
        return status;
    }
    unsigned seconds = p->options->seconds > 0 ? p->options->seconds : DEFAULT_SECONDS;
    j->file = (int64_t)file;
    j->deadline = wf_platform_milliseconds() + (int64_t)seconds * 1000;
    status = wf_worker_send(j->worker.socket, &p->request,
                            exchange_request_size(name.n + 1), handed, &failure);
    wf_platform_close(handed.descriptors[0]);
    if (status != WF_OK) /* it ended before it could be asked */
        lose_worker(p, j, false);
    return WF_OK;
}

static wf_status hand_out_all(pool *p, wf_error *err)
{
    for (size_t i = 0; i < p->job_count; i++)
        while (p->jobs[i].file == NO_FILE && p->next_file < p->files.n &&
               p->next_file < p->next_result + p->slot_count)
            WF_TRY(hand_out(p, &p->jobs[i], p->next_file++, err));
    return WF_OK;
}

/* --- taking in
 * --------------------------------------------------------------------------- */

static bool take_plans(slot *s, const char *body, size_t n, wf_error *failure)
{
    size_t head = 1 + sizeof s->facts;
    if (n < head || body[0] != ANSWER_PLANS)
        return false;
    memcpy(&s->facts, body + 1, sizeof s->facts);
    return wf_plans_read_json(body + head, n - head, &s->plans, failure) == WF_OK;
}

static void finish_job(pool *p, job *j)
{
    slot *s = slot_of(p, (size_t)j->file);
    const char *name = p->files.items[j->file].p;
    const char *body = j->answer.p + sizeof(uint32_t);
    size_t n = j->answer.n - sizeof(uint32_t);
    wf_error failure = WF_ERROR_INIT;
    s->done = true;
    if (n == 1 + sizeof failure && body[0] == ANSWER_ERROR) {
        memcpy(&failure, body + 1, sizeof failure);
        fail_slot(s, &failure, name);
    } else if (!take_plans(s, body, n, &failure)) {
        failure.code = WF_OK;
        (void)wf_fail(&failure, WF_E_INTERNAL, NULL, "the reader's answer made no sense");
        fail_slot(s, &failure, name);
    }
    clear_answer(j);
}

static bool answer_is_whole(const job *j)
{
    uint32_t length = 0;
    if (j->answer.n < sizeof length)
        return false;
    memcpy(&length, j->answer.p, sizeof length);
    return j->answer.n >= sizeof length + length;
}

static wf_status take_in(pool *p, job *j, wf_error *err)
{
    char bytes[65536];
    if (!j->arena) {
        j->arena = wf_arena_new(0);
        if (!j->arena)
            return wf_fail_memory(err);
        j->answer = wf_strbuf_in(j->arena, (size_t)MOST_ANSWER + 8);
    }
    long n = wf_worker_read_some(j->worker.socket, bytes, sizeof bytes);
    if (n < 0)
        return WF_OK;
    if (n == 0) {
        lose_worker(p, j, false);
        return WF_OK;
    }
    wf_strbuf_add(&j->answer, (wf_str){.p = bytes, .n = (size_t)n});
    if (j->answer.failed || j->answer.truncated)
        return wf_fail_memory(err);
    if (j->file != NO_FILE && answer_is_whole(j))
        finish_job(p, j);
    return WF_OK;
}

static wf_status wait_and_take(pool *p, wf_error *err)
{
    int sockets[MOST_JOBS];
    bool ready[MOST_JOBS];
    bool any = false;
    for (size_t i = 0; i < p->job_count; i++) {
        sockets[i] = p->jobs[i].file != NO_FILE ? p->jobs[i].worker.socket : -1;
        any = any || sockets[i] >= 0;
    }
    if (!any)
        return WF_OK;
    WF_TRY(wf_worker_wait(sockets, ready, p->job_count, 200, err));
    int64_t now = wf_platform_milliseconds();
    for (size_t i = 0; i < p->job_count; i++) {
        job *j = &p->jobs[i];
        if (ready[i])
            WF_TRY(take_in(p, j, err));
        else if (j->file != NO_FILE && now > j->deadline)
            lose_worker(p, j, true);
    }
    return WF_OK;
}

/* --- giving results
 * ---------------------------------------------------------------------- */

static wf_status give(const pool *p, size_t file, slot *s, wf_error *err)
{
    wf_file_result result = {.index = file,
                             .file = p->files.items[file],
                             .plans = &s->plans,
                             .error = s->failed ? &s->error : NULL,
                             .facts = s->facts};
    wf_status status = p->visit(p->context, &result);
    wf_plans_free(&s->plans);
    if (status != WF_OK)
        return wf_fail(err, status, NULL, "stopped at this file");
    if (p->options->progress &&
        !p->options->progress(p->options->progress_context, file + 1, p->files.n))
        return wf_fail(err, WF_E_CANCELLED, NULL, "stopped on request");
    return WF_OK;
}

static wf_status run(pool *p, wf_error *err)
{
    while (p->next_result < p->files.n) {
        WF_TRY(hand_out_all(p, err));
        WF_TRY(wait_and_take(p, err));
        while (p->next_result < p->next_file && slot_of(p, p->next_result)->done) {
            size_t file = p->next_result++;
            wf_status status = give(p, file, slot_of(p, file), err);
            slot_of(p, file)->done = false;
            WF_TRY(status);
        }
    }
    return WF_OK;
}

static void end_pool(pool *p, bool by_force)
{
    for (size_t i = 0; i < p->job_count; i++) {
        (void)wf_worker_end(&p->jobs[i].worker, by_force);
        clear_answer(&p->jobs[i]);
    }
    for (size_t i = 0; i < p->slot_count; i++)
        wf_plans_free(&p->slots[i].plans);
    wf_alloc_free(p->slots);
    wf_alloc_free(p);
}

static size_t how_many_jobs(wf_strs files, const wf_pool_options *options)
{
    size_t jobs = options->jobs > 0 ? options->jobs : wf_platform_processors();
    if (jobs > MOST_JOBS)
        jobs = MOST_JOBS;
    if (jobs > files.n)
        jobs = files.n;
    return jobs > 0 ? jobs : 1;
}

static wf_status run_workers(wf_strs files, const wf_pool_options *options,
                             wf_file_visit visit, void *context, wf_error *err)
{
    size_t jobs = how_many_jobs(files, options);
    pool *p = wf_alloc_zeroed(sizeof *p);
    slot *slots = wf_alloc_zeroed(jobs * SLOTS_PER_JOB * sizeof *slots);
    if (!p || !slots) {
        wf_alloc_free(p);
        wf_alloc_free(slots);
        return wf_fail_memory(err);
    }
    *p = (pool){.files = files,
                .options = options,
                .visit = visit,
                .context = context,
                .job_count = jobs,
                .slots = slots,
                .slot_count = jobs * SLOTS_PER_JOB};
    for (size_t i = 0; i < jobs; i++)
        p->jobs[i] = (job){.worker = {.socket = -1}, .file = NO_FILE};
    wf_status status = run(p, err);
    end_pool(p, status != WF_OK);
    return status;
}

static wf_status run_here(wf_strs files, const wf_pool_options *options,
                          wf_file_visit visit, void *context, wf_error *err)
{
    const pool p = {
        .files = files, .options = options, .visit = visit, .context = context};
    for (size_t i = 0; i < files.n; i++) {
        slot s = {.done = true};
        s.failed = wf_plans_read_with_facts(files.items[i].p, &options->pipeline,
                                            &s.plans, &s.facts, &s.error) != WF_OK;
        WF_TRY(give(&p, i, &s, err));
    }
    return WF_OK;
}

wf_status wf_pool_read(wf_strs files, const wf_pool_options *options, wf_file_visit visit,
                       void *context, wf_error *err)
{
    static const wf_pool_options plain;
    if (!options)
        options = &plain;
    if (!options->worker)
        return run_here(files, options, visit, context, err);
    return run_workers(files, options, visit, context, err);
}
