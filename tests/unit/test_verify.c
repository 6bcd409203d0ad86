/* The second reading: agreement, differences with their addresses, and helpers that fail.
 */
#include "wayforward/reader.h"
#include "wayforward/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PLAN  WF_FIXTURES_DIR "/xls/wf-kingsmead.xls"
#define OTHER WF_FIXTURES_DIR "/xls/sip-fenwick.xls"

static const char *const command[] = {WF_COMMAND, "__freexl", NULL};
static const char *const fails[] = {"/bin/false", NULL};
static const char *const sleeps[] = {"/bin/sleep", "60", NULL};
static const char *const crashes[] = {"/bin/sh", "-c", "kill -SEGV $$", NULL};
static const char *const missing[] = {"/nowhere/wayforward", NULL};

struct outcome {
    wf_status status;
    wf_verify_result result;
    size_t diags;
    char first[512]; /* address and message of the first diagnostic */
};

static wf_document *must_open(const char *file)
{
    wf_document *doc = NULL;
    assert_int_equal(wf_document_read(file, NULL, &doc, NULL), WF_OK);
    return doc;
}

static struct outcome verify(const char *file, const char *with,
                             const char *const *helper, unsigned seconds)
{
    struct outcome o = {0};
    wf_document *doc = must_open(file);
    wf_diags diags = {.arena = wf_arena_new(0)};
    wf_verify_options options = {.helper = helper, .seconds = seconds};
    o.status = wf_document_verify(doc, with, &options, &diags, &o.result, NULL);
    o.diags = diags.n;
    if (diags.n > 0)
        (void)snprintf(o.first, sizeof o.first, "%.*s: %.*s",
                       WF_STR_ARG(diags.items[0].at), WF_STR_ARG(diags.items[0].message));
    for (size_t i = 0; i < diags.n; i++)
        assert_int_equal(diags.items[i].code, WF_D_READERS_DIFFER);
    wf_arena_free(diags.arena);
    wf_document_free(doc);
    return o;
}

static void document_verify__same_file__agrees(void **state)
{
    (void)state;
    struct outcome o = verify(PLAN, PLAN, command, 0);
    assert_int_equal(o.status, WF_OK);
    assert_true(o.result.is_done);
    assert_int_equal(o.result.compared, 150);
    assert_int_equal(o.result.differ, 0);
    assert_int_equal(o.diags, 0);
}

static void document_verify__other_file__tells_each_difference(void **state)
{
    (void)state;
    struct outcome o = verify(PLAN, OTHER, command, 0);
    assert_int_equal(o.status, WF_OK);
    assert_true(o.result.differ > 50);
    assert_int_equal(o.diags, o.result.differ);
    assert_non_null(strstr(o.first, "Plan!A1: read as \"KINGSMEAD ACADEMY"));
    assert_non_null(strstr(o.first, "second reader reads \""));
}

static void document_verify__helper_gives_up__says_so(void **state)
{
    (void)state;
    struct outcome o = verify(PLAN, PLAN, fails, 0);
    assert_int_equal(o.status, WF_OK);
    assert_false(o.result.is_done);
    assert_int_equal(o.diags, 1);
    assert_non_null(strstr(o.first, "cannot read this file"));
}

static void document_verify__helper_crashes__says_so(void **state)
{
    (void)state;
    struct outcome o = verify(PLAN, PLAN, crashes, 0);
    assert_int_equal(o.status, WF_OK);
    assert_non_null(strstr(o.first, "broke down (signal 11)"));
}

static void document_verify__helper_hangs__is_ended(void **state)
{
    (void)state;
    struct outcome o = verify(PLAN, PLAN, sleeps, 1);
    assert_int_equal(o.status, WF_OK);
    assert_false(o.result.is_done);
    assert_non_null(strstr(o.first, "not done after 1 s"));
}

static void document_verify__no_helper__is_an_error(void **state)
{
    (void)state;
    assert_int_equal(verify(PLAN, PLAN, missing, 0).status, WF_E_IO);
    assert_int_equal(verify(PLAN, PLAN, NULL, 0).status, WF_E_ARGUMENT);
}

static void document_verify__other_formats__are_left_alone(void **state)
{
    (void)state;
    struct outcome o = verify(WF_FIXTURES_DIR "/csv/autumn-data.csv", PLAN, missing, 0);
    assert_int_equal(o.status, WF_OK);
    assert_false(o.result.is_done);
    assert_int_equal(o.diags, 0);
}

/* A helper that FreeXL's faults have turned against us. */
static void document_verify_from__hostile_frames__never_fail_badly(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } streams[] = {
        {"", 0},
        {"\x01", 1},
        {"\xFF\xFF\xFF\xFF"
         "x",
         5},
        {"\0\0\0\0\0\0\0\0", 8},
        {"\x01\0\0\0E", 5},
        {"\x05\0\0\0SPlan\x02\0\0\0Cn", 15},
        {"\x05\0\0\0SPlan\x0C\0\0\0Cn\xFF\xFF\xFF\xFF\xFF\xFF"
         "1234",
         25},
        {"\x05\0\0\0SPlan\x08\0\0\0Ct\0\0\0\0\0\0\x09\0\0\0Cu\0\0\0\0\0\0x", 34},
        {"\x05\0\0\0SPlan\x0A\0\0\0Ct\0\0\0\0\0\0\xFF\xFE\x01\0\0\0E", 28},
    };
    wf_document *doc = must_open(PLAN);
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        int ends[2];
        wf_diags diags = {.arena = wf_arena_new(0)};
        wf_verify_options options = {.seconds = 5};
        wf_verify_result result;
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], streams[i].bytes, streams[i].n),
                         (long)streams[i].n);
        assert_int_equal(close(ends[1]), 0);
        assert_int_equal(
            wf_document_verify_from(doc, ends[0], &options, &diags, &result, NULL),
            WF_OK);
        assert_true(diags.n > 0);
        assert_int_equal(close(ends[0]), 0);
        wf_arena_free(diags.arena);
    }
    wf_document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(document_verify__same_file__agrees),
        cmocka_unit_test(document_verify__other_file__tells_each_difference),
        cmocka_unit_test(document_verify__helper_gives_up__says_so),
        cmocka_unit_test(document_verify__helper_crashes__says_so),
        cmocka_unit_test(document_verify__helper_hangs__is_ended),
        cmocka_unit_test(document_verify__no_helper__is_an_error),
        cmocka_unit_test(document_verify__other_formats__are_left_alone),
        cmocka_unit_test(document_verify_from__hostile_frames__never_fail_badly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
