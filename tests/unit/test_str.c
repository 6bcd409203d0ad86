#include "tests/support/wf_test.h"

static void str_eq__a_zeroed_string__equals_the_empty_one(void **state)
{
    (void)state;
    wf_str zeroed = {0};
    assert_true(wf_str_eq(zeroed, WF_STR_EMPTY));
    assert_int_equal(wf_str_cmp(zeroed, WF_STR("")), 0);
    assert_true(wf_str_starts_with(zeroed, WF_STR("")));
    assert_true(wf_str_ends_with(WF_STR("x"), zeroed));
}

static void str_cmp__prefix__sorts_first(void **state)
{
    (void)state;
    assert_true(wf_str_cmp(WF_STR("ab"), WF_STR("abc")) < 0);
    assert_true(wf_str_cmp(WF_STR("abd"), WF_STR("abc")) > 0);
    assert_int_equal(wf_str_cmp(WF_STR("abc"), WF_STR("abc")), 0);
}

static void str_find__rows(void **state)
{
    static const struct {
        wf_str s, needle;
        size_t from, found;
    } rows[] = {
        {WF_STR_INIT("abcabc"), WF_STR_INIT("c"), 0, 2},
        {WF_STR_INIT("abcabc"), WF_STR_INIT("c"), 3, 5},
        {WF_STR_INIT("aaab"), WF_STR_INIT("ab"), 0, 2},
        {WF_STR_INIT("abc"), WF_STR_INIT("abcd"), 0, SIZE_MAX},
        {WF_STR_INIT("abc"), WF_STR_INIT("x"), 0, SIZE_MAX},
        {WF_STR_INIT("abc"), WF_STR_INIT(""), 3, 3},
        {WF_STR_INIT("abc"), WF_STR_INIT(""), 4, SIZE_MAX},
        {WF_STR_INIT("abc"), WF_STR_INIT("a"), 9, SIZE_MAX},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(wf_str_find(rows[i].s, rows[i].needle, rows[i].from),
                         rows[i].found);
}

static void str_trim__white_space_of_all_kinds__is_gone(void **state)
{
    (void)state;
    assert_str(wf_str_trim(WF_STR(" \t\r\n a b \v\f")), "a b");
    assert_str(wf_str_trim(WF_STR("\xC2\xA0 x \xC2\xA0")), "x");
    assert_str(wf_str_trim(WF_STR("\xEF\xBB\xBFx")), "x");
    assert_str(wf_str_trim(WF_STR(" \xC2\xA0 ")), "");
}

static void str_sub__out_of_range__gives_what_there_is(void **state)
{
    (void)state;
    assert_str(wf_str_sub(WF_STR("abc"), 1, 1), "b");
    assert_str(wf_str_sub(WF_STR("abc"), 1, 99), "bc");
    assert_str(wf_str_sub(WF_STR("abc"), 9, 1), "");
}

static void str_eq_nocase__only_ascii_letters_fold(void **state)
{
    (void)state;
    assert_true(wf_str_eq_nocase(WF_STR("RAG Z"), WF_STR("rag z")));
    assert_false(wf_str_eq_nocase(WF_STR("["), WF_STR("{")));
    assert_false(wf_str_eq_nocase(WF_STR("\xC3\x89"), WF_STR("\xC3\xA9")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(str_eq__a_zeroed_string__equals_the_empty_one),
        cmocka_unit_test(str_cmp__prefix__sorts_first),
        cmocka_unit_test(str_find__rows),
        cmocka_unit_test(str_trim__white_space_of_all_kinds__is_gone),
        cmocka_unit_test(str_sub__out_of_range__gives_what_there_is),
        cmocka_unit_test(str_eq_nocase__only_ascii_letters_fold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
