#include "engine/base/utf8.h"
#include "tests/support/wf_test.h"

/* The Unicode Standard, table 3-7 and section 3.9: what is well formed, and how far. */
static void utf8_valid_prefix__rows(void **state)
{
    static const struct {
        wf_str s;
        size_t valid;
    } rows[] = {
        {WF_STR_INIT("plain"), 5},
        {WF_STR_INIT("caf\xC3\xA9"), 5},
        {WF_STR_INIT("\xE2\x82\xAC\xF0\x9F\x9F\xA2"), 7},
        {WF_STR_INIT("a\x80z"), 1},             /* a continuation byte alone */
        {WF_STR_INIT("\xC0\xAF"), 0},           /* overlong */
        {WF_STR_INIT("\xE0\x80\xAF"), 0},       /* overlong */
        {WF_STR_INIT("\xED\xA0\x80"), 0},       /* a surrogate */
        {WF_STR_INIT("\xF4\x90\x80\x80"), 0},   /* past U+10FFFF */
        {WF_STR_INIT("ab\xE2\x82"), 2},         /* cut short */
        {WF_STR_INIT("12345678\0abcdefgh"), 8}, /* NUL, in the eight-byte path */
        {WF_STR_INIT("abcdefghijklmno\xFF"), 15},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(wf_utf8_valid_prefix(rows[i].s), rows[i].valid);
}

static void utf8_clean__bad_bytes__become_replacement_characters(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_str out;
    size_t replaced = 9;
    assert_int_equal(wf_utf8_clean(arena,
                                   WF_STR("a\xFF\xFE"
                                          "b\0c"),
                                   &out, &replaced),
                     WF_OK);
    assert_str(out, "a\xEF\xBF\xBD\xEF\xBF\xBD"
                    "bc");
    assert_int_equal(replaced, 3);
    wf_str good = WF_STR("good \xC2\xA3");
    assert_int_equal(wf_utf8_clean(arena, good, &out, &replaced), WF_OK);
    assert_ptr_equal(out.p, good.p); /* not copied */
    assert_int_equal(replaced, 0);
    wf_arena_free(arena);
}

static void utf8_next__every_code_point__comes_back_from_put(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[4];
        size_t i = 0, n = wf_utf8_put(bytes, c);
        assert_int_equal(wf_utf8_next((wf_str){.p = bytes, .n = n}, &i), c);
        assert_int_equal(i, n);
    }
    char bytes[4];
    assert_int_equal(wf_utf8_put(bytes, 0xD800), 3); /* U+FFFD */
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_valid_prefix__rows),
        cmocka_unit_test(utf8_clean__bad_bytes__become_replacement_characters),
        cmocka_unit_test(utf8_next__every_code_point__comes_back_from_put),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
