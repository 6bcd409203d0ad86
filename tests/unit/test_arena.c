#include "engine/base/strbuf.h"
#include "tests/support/wf_test.h"

static void arena_alloc__memory__is_zeroed_and_aligned(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    for (size_t size = 0; size < 300; size++) {
        unsigned char *p = wf_arena_alloc(arena, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAB, size);
    }
    wf_arena_free(arena);
}

static void arena_alloc__past_its_bound__refuses_and_stays_usable(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(1000);
    assert_non_null(wf_arena_alloc(arena, 600));
    assert_null(wf_arena_alloc(arena, 600));
    assert_null(wf_arena_array(arena, SIZE_MAX / 2, 4)); /* overflow of n * size */
    assert_non_null(wf_arena_alloc(arena, 400));
    assert_int_equal(wf_arena_used(arena), 1000);
    wf_arena_free(arena);
}

static void arena_grow__keeps_what_was_there(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    char *p = wf_arena_alloc(arena, 4);
    memcpy(p, "abcd", 4);
    p = wf_arena_grow(arena, p, 4, 100);
    assert_memory_equal(p, "abcd\0\0", 6);
    (void)wf_arena_alloc(arena, 8); /* no longer the last: must move */
    char *q = wf_arena_grow(arena, p, 100, 200000);
    assert_memory_equal(q, "abcd\0\0", 6);
    wf_arena_free(arena);
}

static void arena_reset__gives_back_what_came_after_the_mark(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    char *kept = wf_arena_alloc(arena, 10);
    memcpy(kept, "kept", 5);
    wf_arena_mark mark = wf_arena_mark_here(arena);
    for (int i = 0; i < 1000; i++)
        (void)wf_arena_alloc(arena, 1000);
    wf_arena_reset(arena, mark);
    assert_int_equal(wf_arena_used(arena), 10);
    assert_string_equal(kept, "kept");
    assert_non_null(wf_arena_alloc(arena, 10));
    wf_arena_free(arena);
}

static void arena_push_room__a_thousand_items__all_stay(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    size_t cap = 0;
    int *items = NULL;
    for (int i = 0; i < 1000; i++) {
        items = wf_arena_push_room(arena, items, (size_t)i, &cap, sizeof *items);
        assert_non_null(items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    wf_arena_free(arena);
}

static void arena_printf__longer_than_its_buffer__is_whole(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_str s;
    assert_int_equal(wf_arena_printf(arena, &s, "%0*d", 2000, 7), WF_OK);
    assert_int_equal(s.n, 2000);
    assert_int_equal(s.p[1999], '7');
    assert_int_equal(s.p[2000], '\0');
    wf_arena_free(arena);
}

static void strbuf__past_its_maximum__is_cut_at_a_character(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_strbuf b = wf_strbuf_in(arena, 6);
    wf_strbuf_add(&b, WF_STR("abcde"));
    wf_strbuf_add(&b, WF_STR("\xC2\xA3"));
    assert_true(b.truncated);
    assert_str(wf_strbuf_str(&b), "abcde");
    wf_strbuf_add_char(&b, 'x'); /* nothing may follow what was cut */
    assert_str(wf_strbuf_str(&b), "abcde");
    wf_arena_free(arena);
}

static void strbuf__all_ways_to_append__add_up(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_strbuf b = wf_strbuf_in(arena, 100000);
    assert_str(wf_strbuf_str(&b), "");
    wf_strbuf_add_char(&b, 'a');
    wf_strbuf_add_code_point(&b, 0x20AC);
    wf_strbuf_printf(&b, "%d-%s", 5, "x");
    wf_strbuf_printf(&b, "%*s", 500, "y");
    assert_int_equal(wf_strbuf_str(&b).n, 1 + 3 + 3 + 500);
    assert_false(b.failed || b.truncated);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_alloc__memory__is_zeroed_and_aligned),
        cmocka_unit_test(arena_alloc__past_its_bound__refuses_and_stays_usable),
        cmocka_unit_test(arena_grow__keeps_what_was_there),
        cmocka_unit_test(arena_reset__gives_back_what_came_after_the_mark),
        cmocka_unit_test(arena_push_room__a_thousand_items__all_stay),
        cmocka_unit_test(arena_printf__longer_than_its_buffer__is_whole),
        cmocka_unit_test(strbuf__past_its_maximum__is_cut_at_a_character),
        cmocka_unit_test(strbuf__all_ways_to_append__add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
