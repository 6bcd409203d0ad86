/* Code pages to UTF-8. */
#include "engine/base/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    unsigned code_page;
    const char *bytes, *text;
    size_t replaced;
} cases[] = {
    {1252, "caf\xE9 \x80\x35 \x93q\x94",
     "caf\xC3\xA9 \xE2\x82\xAC\x35 \xE2\x80\x9Cq\xE2\x80\x9D", 0},
    {1252, "\x81", "\xC2\x81", 0},
    {1250, "\x8C", "\xC5\x9A", 0},
    {1251, "\xCF\xEB\xE0\xED", "\xD0\x9F\xD0\xBB\xD0\xB0\xD0\xBD", 0},
    {1253, "\xD2", "\xEF\xBF\xBD", 1},
    {437, "\x9C", "\xC2\xA3", 0},
    {850, "\x82", "\xC3\xA9", 0},
    {10000, "\x8E\xA3", "\xC3\xA9\xC2\xA3", 0},
    {10029, "\x80", "\xC3\x84", 0},
    {932, "\x93\xFA\x96{", "\xE6\x97\xA5\xE6\x9C\xAC", 0},
    {932,
     "a\xFD"
     "b",
     "a\xEF\xBF\xBD"
     "b",
     1},
    {936, "\xD6\xD0", "\xE4\xB8\xAD", 0},
    {65001, "\xC3\xA9\xFF", "\xC3\xA9\xEF\xBF\xBD", 1},
};

static void decode__cases__give_this_text(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wf_decoder decoder;
        wf_str text;
        size_t replaced = 99;
        assert_true(wf_decoder_open(cases[i].code_page, &decoder));
        assert_int_equal(wf_decode(&decoder, cases[i].bytes, strlen(cases[i].bytes),
                                   arena, &text, &replaced),
                         WF_OK);
        if (strcmp(text.p, cases[i].text) != 0)
            fail_msg("case %zu: %s, expected %s", i, text.p, cases[i].text);
        assert_int_equal(replaced, cases[i].replaced);
        wf_decoder_close(&decoder);
        wf_decoder_close(&decoder);
    }
    wf_arena_free(arena);
}

static void decoder_open__unknown_page__is_read_as_windows(void **state)
{
    (void)state;
    wf_decoder decoder;
    assert_false(wf_decoder_open(64123, &decoder));
    assert_int_equal(decoder.code_page, WF_CODE_PAGE_WINDOWS);
    wf_decoder_close(&decoder);
}

static void decode__nothing_and_nul__are_no_text(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_decoder decoder;
    wf_str text;
    (void)wf_decoder_open(1252, &decoder);
    assert_int_equal(wf_decode(&decoder, NULL, 0, arena, &text, NULL), WF_OK);
    assert_int_equal(text.n, 0);
    assert_int_equal(wf_decode(&decoder, "a\0b", 3, arena, &text, NULL), WF_OK);
    assert_string_equal(text.p, "ab");
    wf_decoder_close(&decoder);
    wf_arena_free(arena);
}

static void decode_utf16__pairs_and_lone_halves(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_str text;
    size_t replaced;
    static const char le[] = "a\0\xAC\x20\x3D\xD8\x00\xDE\x00\xDCz\0q";
    assert_int_equal(wf_decode_utf16(le, sizeof le - 1, false, arena, &text, &replaced),
                     WF_OK);
    assert_string_equal(text.p, "a\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBDz");
    assert_int_equal(replaced, 1);
    assert_int_equal(wf_decode_utf16("\x20\xAC", 2, true, arena, &text, &replaced),
                     WF_OK);
    assert_string_equal(text.p, "\xE2\x82\xAC");
    wf_arena_free(arena);
}

static void decode__no_memory__says_so(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(8);
    wf_decoder decoder;
    wf_str text;
    (void)wf_decoder_open(1252, &decoder);
    assert_int_equal(wf_decode(&decoder, "0123456789", 10, arena, &text, NULL),
                     WF_E_MEMORY);
    assert_int_equal(wf_decode_utf16("0123456789", 10, false, arena, &text, NULL),
                     WF_E_MEMORY);
    wf_decoder_close(&decoder);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decode__cases__give_this_text),
        cmocka_unit_test(decoder_open__unknown_page__is_read_as_windows),
        cmocka_unit_test(decode__nothing_and_nul__are_no_text),
        cmocka_unit_test(decode_utf16__pairs_and_lone_halves),
        cmocka_unit_test(decode__no_memory__says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
