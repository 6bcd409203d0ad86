#include "engine/text/fold.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void fold__latin__made_alike(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"  Key\t\n Actions ", "key actions"},
        {"ﬁnance ofﬁcer – “Café”", "finance officer - \"cafe\""},
        {"cafe\xCC\x81", "cafe"},
        {"ÀÉÎÕÜ ß Æ Œ Ł ı İ", "aeiou ss ae oe l i i"},
        {"½ termly ×3 №4", "1/2 termly x3 no4"},
        {"don’t — stop…", "don't - stop..."},
        {"a\xC2\xA0"
         "b\xE2\x80\x8B"
         "c\xC2\xAD"
         "d",
         "a bcd"},
        {"ＡＢＣ１２％", "abc12%"},
        {"м ✓ 🔴", "м ✓ 🔴"},
        {"", ""},
        {"\xFF", "\xEF\xBF\xBD"},
    };
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_str out, again;
        assert_int_equal(wf_fold(wf_str_from(rows[i].text), arena, &out), WF_OK);
        assert_string_equal(out.p, rows[i].folded);
        assert_int_equal(wf_fold(out, arena, &again), WF_OK);
        assert_string_equal(again.p, out.p);
    }
    wf_arena_free(arena);
}

static void fold_into__small_buffer__truncated_whole_characters(void **state)
{
    (void)state;
    char buf[6];
    bool truncated = false;
    wf_str s = wf_fold_into(WF_STR("abc ✓✓"), buf, sizeof buf, &truncated);
    assert_true(truncated);
    assert_string_equal(s.p, "abc");
    s = wf_fold_into(WF_STR("ABCDE"), buf, sizeof buf, &truncated);
    assert_false(truncated);
    assert_string_equal(s.p, "abcde");
}

static void word_find__words__whole_ones_only(void **state)
{
    (void)state;
    assert_int_equal(wf_word_find(WF_STR("landing and more"), WF_STR("and"), 0), 8);
    assert_int_equal(wf_word_find(WF_STR("landing"), WF_STR("and"), 0), SIZE_MAX);
    assert_int_equal(wf_word_find(WF_STR("t1"), WF_STR("t"), 0), SIZE_MAX);
    assert_true(wf_word_at(WF_STR("and"), 0, WF_STR("and")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fold__latin__made_alike),
        cmocka_unit_test(fold_into__small_buffer__truncated_whole_characters),
        cmocka_unit_test(word_find__words__whole_ones_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
