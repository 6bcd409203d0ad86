/* Several threads, different documents, no shared state: 50 files read by 4 threads give
 * what one thread gives. `./bootstrap.sh acceptance` runs this under ThreadSanitizer as
 * well. */
#include "tests/support/wf_test.h"
#include "wayforward/pipeline.h"

#include <pthread.h>

enum {
    THREADS = 4,
    MOST_FILES = 50
};

/* What one file came to: enough to notice any difference. */
typedef struct outcome {
    wf_status status;
    wf_family family;
    size_t plans, cells, mapped, warnings;
    char digest[65];
} outcome;

typedef struct share {
    const wf_str *files;
    size_t count, first; /* this thread's: first, first + THREADS, ... */
    outcome *outcomes;
} share;

static outcome read_one(wf_str file)
{
    wf_plans plans = {0};
    wf_error err = WF_ERROR_INIT;
    outcome o = {.status = wf_plans_read(file.p, NULL, &plans, &err)};
    o.plans = plans.n;
    for (size_t i = 0; i < plans.n; i++) {
        const wf_plan *plan = plans.items[i];
        o.family = plan->family;
        o.cells += plan->ledger.count;
        o.mapped += plan->ledger.count - plan->ledger.by_role[WF_ROLE_UNMAPPED];
        o.warnings += plan->warnings.total;
        memcpy(o.digest, plan->sha256, sizeof o.digest);
    }
    wf_plans_free(&plans);
    return o;
}

static void *read_share(void *context)
{
    share *s = context;
    for (size_t i = s->first; i < s->count; i += THREADS)
        s->outcomes[i] = read_one(s->files[i]);
    return NULL;
}

static void reading__from_four_threads__gives_what_one_thread_gives(void **state)
{
    (void)state;
    static const char *const folders[] = {WF_FIXTURES_DIR "/xlsx", WF_FIXTURES_DIR "/xls",
                                          WF_FIXTURES_DIR "/docx", WF_FIXTURES_DIR "/doc",
                                          WF_FIXTURES_DIR "/demo-trust"};
    wf_arena *arena = wf_arena_new(0);
    wf_strs files = {0};
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_files_below(folders, COUNT_OF(folders), arena, &files, &err),
                     WF_OK);
    size_t count = files.n < MOST_FILES ? files.n : MOST_FILES;
    assert_int_equal(count, MOST_FILES);
    static outcome together[MOST_FILES];
    share shares[THREADS];
    pthread_t threads[THREADS];
    for (size_t t = 0; t < THREADS; t++) {
        shares[t] = (share){
            .files = files.items, .count = count, .first = t, .outcomes = together};
        assert_int_equal(pthread_create(&threads[t], NULL, read_share, &shares[t]), 0);
    }
    for (size_t t = 0; t < THREADS; t++)
        assert_int_equal(pthread_join(threads[t], NULL), 0);
    for (size_t i = 0; i < count; i++) {
        outcome alone = read_one(files.items[i]);
        assert_int_equal(together[i].status, alone.status);
        assert_int_equal(together[i].family, alone.family);
        assert_int_equal(together[i].plans, alone.plans);
        assert_int_equal(together[i].cells, alone.cells);
        assert_int_equal(together[i].mapped, alone.mapped);
        assert_int_equal(together[i].warnings, alone.warnings);
        assert_string_equal(together[i].digest, alone.digest);
    }
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading__from_four_threads__gives_what_one_thread_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
