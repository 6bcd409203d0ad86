#include "engine/text/lines.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void join(wf_strs items, char *out, size_t size)
{
    size_t n = 0;
    for (size_t k = 0; k < items.n && n + items.items[k].n + 2 < size; k++) {
        if (k)
            out[n++] = '|';
        memcpy(out + n, items.items[k].p, items.items[k].n);
        n += items.items[k].n;
    }
    out[n] = '\0';
}

static void lines_items__cells__one_item_each(void **state)
{
    (void)state;
    static const struct {
        const char *text, *items;
    } rows[] = {
        {"", ""},
        {"One thing only", "One thing only"},
        {"• First\n• Second", "First|Second"},
        {"•First\n•\tSecond\n\n•", "First|Second"},
        {"- First\n– Second\n— Third", "First|Second|Third"},
        {"-First\n-3 points", "First|-3 points"},
        {"1. First\n2. Second\n10) Tenth", "First|Second|Tenth"},
        {"(1) First\n(2) Second", "First|Second"},
        {"1.1 First\n1.2 Second", "First|Second"},
        {"a) First\nb) Second\niv) Fourth", "First|Second|Fourth"},
        {"a. First\nb. Second", "First|Second"},
        {"A. Smith\nB. Jones", "A. Smith|B. Jones"},
        {"3 staff trained\n90% at standard", "3 staff trained|90% at standard"},
        {"1.5 days\n2020.", "1.5 days|2020."},
        {"• First part\n  of a sentence\n• Second", "First part of a sentence|Second"},
        {"Attendance is at\nor above 96%\nFewer late",
         "Attendance is at or above 96%|Fewer late"},
        {"Three\nlines of\none sentence", "Three lines of one sentence"},
        {"attendance up\npunctuality up", "attendance up|punctuality up"},
        {"Ends here.\nnext begins", "Ends here.|next begins"},
        {"• One • Two • Three", "One|Two|Three"},
        {"1. One 2. Two 3. Three", "One|Two|Three"},
        {"1. From 3. to 5. only", "From 3. to 5. only"},
        {"\xEF\x82\xB7 First\r\n\xEF\x82\xA7 Second\vThird", "First|Second|Third"},
        {"o\tHollow\no\tBullet", "Hollow|Bullet"},
        {"o dear", "o dear"},
        {"✓ Done\n☐ Open", "Done|Open"},
        {"KS1-KS2", "KS1-KS2"},
        {"--", "--"},
    };
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_strs items;
        char joined[400];
        assert_int_equal(wf_lines_items(wf_str_from(rows[i].text), arena, &items), WF_OK);
        join(items, joined, sizeof joined);
        assert_string_equal(joined, rows[i].items);
    }
    wf_arena_free(arena);
}

static void lines_scan__marks_and_lead_ins__told(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_lines lines;
    assert_int_equal(wf_lines_scan(WF_STR("Raise standards by:\n\t• phonics daily\n\t• "
                                          "books home\nNote:\n☑ HIGH\n2.1 Area"),
                                   arena, &lines),
                     WF_OK);
    assert_int_equal(lines.n, 6);
    assert_true(lines.items[0].lead_in);
    assert_int_equal(lines.items[1].marker, WF_MARKER_BULLET);
    assert_int_equal(lines.items[1].indent, 4);
    assert_true(lines.items[3].lead_in);
    assert_int_equal(lines.items[4].marker, WF_MARKER_TICK);
    assert_true(wf_str_eq(lines.items[4].text, WF_STR("HIGH")));
    assert_int_equal(lines.items[5].marker, WF_MARKER_NUMBER);
    assert_true(wf_str_eq(lines.items[5].mark, WF_STR("2.1")));
    wf_arena_free(arena);
}

static void lines_plain__text__markers_kept(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_strs lines;
    char joined[100];
    assert_int_equal(wf_lines_plain(WF_STR(" • a\n\n b \r\nc"), arena, &lines), WF_OK);
    join(lines, joined, sizeof joined);
    assert_string_equal(joined, "• a|b|c");
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_items__cells__one_item_each),
        cmocka_unit_test(lines_scan__marks_and_lead_ins__told),
        cmocka_unit_test(lines_plain__text__markers_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
