/* The table of looks: complete, and every pair of colours can be read. */
#include "engine/report/styles.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka needs the four above */
#include <cmocka.h>

static const wf_theme themes[] = {{0x1F3864, 0x2E75B6},
                                  {0xFFD200, 0x333333},
                                  {0x777777, 0xFFFFFF},
                                  {0x000000, 0x111111},
                                  {0xFFFFFF, 0}};

static void styles__every_look__contrast_enough(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof themes / sizeof themes[0]; t++)
        for (int look = 0; look < WF_LOOKS; look++) {
            const look_def *def = &look_defs[look];
            uint32_t ink = look_colour(def->ink, &themes[t]);
            uint32_t fill = def->fill == LOOK_NO_COLOUR
                                ? 0xFFFFFF
                                : look_colour(def->fill, &themes[t]);
            if (look_contrast(ink, fill) < 4.5)
                fail_msg("%s, theme %zu: %.2f", wf_look_name((wf_look)look), t,
                         look_contrast(ink, fill));
            assert_true(def->size >= 10);
        }
}

static void styles__contrast__known_pairs(void **state)
{
    (void)state;
    assert_true(look_contrast(0x006100, 0xC6EFCE) > 6.13 &&
                look_contrast(0x006100, 0xC6EFCE) < 6.15);
    assert_true(look_contrast(0, 0xFFFFFF) > 20.99);
}

static void styles__names__unique(void **state)
{
    (void)state;
    for (int a = 0; a < WF_LOOKS; a++)
        for (int b = a + 1; b < WF_LOOKS; b++)
            assert_string_not_equal(wf_look_name((wf_look)a), wf_look_name((wf_look)b));
}

static void item_text__numbers__as_shown(void **state)
{
    (void)state;
    static const struct {
        double number;
        wf_show show;
        const char *text;
    } cases[] = {
        {0.934, WF_SHOW_PERCENT1, "93.4%"},
        {0.934, WF_SHOW_PERCENT0, "93%"},
        {1234567, WF_SHOW_INTEGER, "1,234,567"},
        {-1234, WF_SHOW_GBP, "-£1,234"},
        {0.04, WF_SHOW_SIGNED1, "+0.0"},
        {2, WF_SHOW_SIGNED1, "+2.0"},
        {-2, WF_SHOW_SIGNED2, "-2.00"},
        {999, WF_SHOW_INTEGER, "999"},
        {0, WF_SHOW_INTEGER, "0"},
        {20000, WF_SHOW_DATE, "04 Oct 2024"},
    };
    wf_arena *arena = wf_arena_new(0);
    const wf_report_column column = {.show = WF_SHOW_GENERAL};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wf_item item = {.kind =
                            cases[i].show == WF_SHOW_DATE ? WF_ITEM_DATE : WF_ITEM_NUMBER,
                        .show = (uint8_t)cases[i].show,
                        .number = cases[i].number};
        wf_str text = WF_STR_EMPTY;
        assert_int_equal(wf_item_text(&item, &column, arena, &text), WF_OK);
        assert_string_equal(text.p, cases[i].text);
    }
    wf_item rated = {.kind = WF_ITEM_NUMBER,
                     .show = WF_SHOW_PERCENT1,
                     .number = 0.5,
                     .mark = WF_MARK_RED,
                     .move = WF_MOVE_DOWN};
    wf_str text = WF_STR_EMPTY;
    assert_int_equal(wf_item_text(&rated, &column, arena, &text), WF_OK);
    assert_string_equal(text.p, "50.0% \u2193 \u25A0 Red");
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles__every_look__contrast_enough),
        cmocka_unit_test(styles__contrast__known_pairs),
        cmocka_unit_test(styles__names__unique),
        cmocka_unit_test(item_text__numbers__as_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
