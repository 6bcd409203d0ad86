#include "tests/support/wf_test.h"

#include "formats/doc/doc_color.h"

static void color__old_shading__as_it_shows(void **state)
{
    (void)state;
    static const struct {
        unsigned fore, back, pattern;
        uint32_t shown;
    } rows[] = {
        {0, 0, 0, WF_COLOR_NONE},  /* automatic, clear */
        {0, 7, 0, 0xFFFF00},       /* yellow behind */
        {6, 7, 0, 0xFFFF00},       /* no pattern: the front does not show */
        {6, 0, 1, 0xFF0000},       /* solid red */
        {0, 0, 1, 0x000000},       /* solid automatic is black */
        {0, 0, 5, 0xBFBFBF},       /* 25 % of black on white */
        {6, 8, 8, 0xFF8080},       /* half red on white */
        {17, 31, 0, WF_COLOR_NONE} /* no such colours */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(doc_color_shd80((uint16_t)(rows[i].fore | rows[i].back << 5 |
                                                    rows[i].pattern << 10)),
                         rows[i].shown);
    assert_int_equal(doc_color_shd80(0xFFFF), WF_COLOR_NONE);
}

static void color__new_shading__as_it_shows(void **state)
{
    (void)state;
    static const struct {
        uint8_t shd[10];
        size_t n;
        uint32_t shown;
    } rows[] = {
        {{0, 0, 0, 0xFF, 0xBD, 0xD7, 0xEE, 0, 0, 0}, 10, 0xBDD7EE},
        {{0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0, 0}, 10, WF_COLOR_NONE},
        {{0x00, 0xB0, 0x50, 0, 0xFF, 0xC0, 0, 0, 1, 0}, 10, 0x00B050},
        {{0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0xFF, 0xFF}, 10, WF_COLOR_NONE}, /* ipatNil */
        {{0, 0, 0, 0xFF, 0xBD, 0xD7}, 6, WF_COLOR_NONE},                 /* cut short */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        wf_cursor c = wf_cursor_over(rows[i].shd, rows[i].n);
        assert_int_equal(doc_color_shd(&c), rows[i].shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(color__old_shading__as_it_shows),
        cmocka_unit_test(color__new_shading__as_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
