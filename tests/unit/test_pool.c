#include "tests/support/wf_test.h"
#include "wayforward/pipeline.h"

/* What the visitor saw, in the order in which it saw it. */
typedef struct seen {
    size_t n, failed, plans;
    wf_status codes[64];
    char message[512];
    size_t stop_at;
} seen;

static wf_status visit(void *context, wf_file_result *result)
{
    seen *s = context;
    assert_int_equal(result->index, s->n);
    s->codes[s->n++] = result->error ? result->error->code : WF_OK;
    s->plans += result->plans->n;
    if (result->error) {
        s->failed++;
        memcpy(s->message, result->error->message, sizeof s->message);
        assert_string_equal(result->error->file, result->file.p);
    }
    return s->stop_at > 0 && s->n == s->stop_at ? WF_E_CANCELLED : WF_OK;
}

static const char *const our_worker[] = {WF_COMMAND, "__worker", NULL};

static wf_strs fixtures_and_trouble(wf_arena *arena)
{
    static const char *const paths[] = {
        WF_FIXTURES_DIR "/xlsx/rrp-fenwick.xlsx",
        WF_FIXTURES_DIR "/absent.xlsx",
        WF_FIXTURES_DIR "/MANIFEST.tsv",
        WF_FIXTURES_DIR "/xlsx/sip-lourdes.xlsx",
        WF_FIXTURES_DIR "/xlsx/dash-thornley.xlsx",
    };
    wf_strs files = {0};
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_files_below(paths, COUNT_OF(paths), arena, &files, &err), WF_OK);
    return files;
}

static void check_results(const char *const *worker, unsigned jobs)
{
    wf_arena *arena = wf_arena_new(0);
    seen s = {0};
    wf_error err = WF_ERROR_INIT;
    const wf_pool_options options = {.worker = worker, .jobs = jobs};
    assert_int_equal(wf_pool_read(fixtures_and_trouble(arena), &options, visit, &s, &err),
                     WF_OK);
    assert_int_equal(s.n, 5);
    assert_int_equal(s.codes[0], WF_OK);
    assert_int_equal(s.codes[1], WF_E_IO);
    assert_int_equal(s.codes[3], WF_OK);
    assert_int_equal(s.codes[4], WF_OK);
    assert_int_equal(s.plans, 5 - s.failed);
    wf_arena_free(arena);
}

static void
pool_read__with_and_without_workers__gives_the_same_in_file_order(void **state)
{
    (void)state;
    check_results(NULL, 0);
    check_results(our_worker, 1);
    check_results(our_worker, 4);
}

static void pool_read__a_worker_that_dies__costs_only_its_file(void **state)
{
    (void)state;
    static const char *const dies[] = {"/bin/false", NULL};
    wf_arena *arena = wf_arena_new(0);
    seen s = {0};
    wf_error err = WF_ERROR_INIT;
    const wf_pool_options options = {.worker = dies, .jobs = 2};
    wf_status status =
        wf_pool_read(fixtures_and_trouble(arena), &options, visit, &s, &err);
    /* Whether the request or the answer meets the dead worker is a race; neither may lose
     * a file or stop the pool. */
    assert_int_equal(status, WF_OK);
    assert_int_equal(s.n, 5);
    assert_int_equal(s.failed, 5);
    wf_arena_free(arena);
}

static void pool_read__a_worker_that_hangs__is_given_up(void **state)
{
    (void)state;
    static const char *const hangs[] = {"/bin/sleep", "60", NULL};
    static const char *const paths[] = {WF_FIXTURES_DIR "/xlsx/rrp-fenwick.xlsx"};
    wf_arena *arena = wf_arena_new(0);
    wf_strs files = {0};
    seen s = {0};
    wf_error err = WF_ERROR_INIT;
    const wf_pool_options options = {.worker = hangs, .jobs = 1, .seconds = 1};
    assert_int_equal(wf_files_below(paths, 1, arena, &files, &err), WF_OK);
    assert_int_equal(wf_pool_read(files, &options, visit, &s, &err), WF_OK);
    assert_int_equal(s.codes[0], WF_E_LIMIT);
    assert_non_null(strstr(s.message, "longer than the time allowed"));
    wf_arena_free(arena);
}

static void pool_read__a_visitor_that_stops__stops_all(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    seen s = {.stop_at = 2};
    wf_error err = WF_ERROR_INIT;
    const wf_pool_options options = {.worker = our_worker, .jobs = 2};
    assert_int_equal(wf_pool_read(fixtures_and_trouble(arena), &options, visit, &s, &err),
                     WF_E_CANCELLED);
    assert_int_equal(s.n, 2);
    wf_arena_free(arena);
}

static void files_below__a_folder__gives_its_documents_sorted(void **state)
{
    (void)state;
    static const char *const paths[] = {WF_FIXTURES_DIR "/xlsx"};
    wf_arena *arena = wf_arena_new(0);
    wf_strs files = {0};
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_files_below(paths, 1, arena, &files, &err), WF_OK);
    assert_true(files.n >= 14);
    for (size_t i = 1; i < files.n; i++)
        assert_true(wf_str_cmp(files.items[i - 1], files.items[i]) < 0);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            pool_read__with_and_without_workers__gives_the_same_in_file_order),
        cmocka_unit_test(pool_read__a_worker_that_dies__costs_only_its_file),
        cmocka_unit_test(pool_read__a_worker_that_hangs__is_given_up),
        cmocka_unit_test(pool_read__a_visitor_that_stops__stops_all),
        cmocka_unit_test(files_below__a_folder__gives_its_documents_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
