#include "engine/text/rag_colour.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define R WF_RAG_RED
#define A WF_RAG_AMBER
#define G WF_RAG_GREEN
#define B WF_RAG_BLUE
#define N WF_RAG_NONE

static void rag_from_colour__listed_colours__rating(void **state)
{
    (void)state;
    static const struct {
        uint32_t rgb;
        wf_rag rag;
    } rows[] = {
        /* Good, Neutral, Bad and their fonts; Input, Calculation */
        {0xC6EFCE, G},
        {0xFFEB9C, A},
        {0xFFC7CE, R},
        {0x006100, G},
        {0x9C5700, A},
        {0x9C6500, A},
        {0x9C0006, R},
        {0xFFCC99, A},
        {0xF2F2F2, N},
        /* standard row */
        {0xC00000, R},
        {0xFF0000, R},
        {0xFFC000, A},
        {0xFFFF00, A},
        {0x92D050, G},
        {0x00B050, G},
        {0x00B0F0, B},
        {0x0070C0, B},
        {0x002060, B},
        {0x7030A0, B},
        /* theme accents */
        {0x4472C4, B},
        {0xED7D31, A},
        {0xA5A5A5, N},
        {0x5B9BD5, B},
        {0x70AD47, G},
        {0x4F81BD, B},
        {0xC0504D, R},
        {0x9BBB59, G},
        {0x8064A2, B},
        {0x4BACC6, B},
        {0xF79646, A},
        {0xE97132, A},
        {0x196B24, G},
        {0x4EA72E, G},
        /* tints and shades */
        {0xE2EFD9, G},
        {0xE2EFDA, G},
        {0xC5E0B3, G},
        {0xA8D08D, G},
        {0x538135, G},
        {0x375623, G},
        {0xFFF2CC, A},
        {0xFFE599, A},
        {0xFFD966, A},
        {0xBF8F00, A},
        {0xFBE4D5, A},
        {0xF7CAAC, A},
        {0xF4B083, A},
        {0xC45911, A},
        {0xFF5050, R},
        {0xFF6666, R},
        {0xFF7C80, R},
        {0xFF9999, R},
        {0xF8696B, R},
        {0xFFEB84, A},
        {0x63BE7B, G},
        {0xEA4335, R},
        {0xF4CCCC, R},
        {0xFF9900, A},
        {0xFCE5CD, A},
        {0x34A853, G},
        {0xB6D7A8, G},
        {0xD9EAD3, G},
        {0xFFBF00, A},
        /* BIFF palette */
        {0x00FF00, G},
        {0x008000, G},
        {0xCCFFCC, G},
        {0xFFFF99, A},
        {0xCC99FF, B},
        {0x99CC00, G},
        {0xFFCC00, A},
        {0xFF6600, A},
        {0x339966, G},
        {0x800080, B},
        {0x0000FF, B},
        {0x3366FF, B},
        /* no colour */
        {0xFFFFFF, N},
        {0x000000, N},
        {0x808080, N},
        {0xD6DCE4, N},
        {0xE7E6E6, N},
        {0x1A1A1A, N},
        {WF_COLOR_NONE, N},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_rag_colour c = wf_rag_from_colour(rows[i].rgb);
        if (c.rag != rows[i].rag)
            fail_msg("%06X: %d", (unsigned)rows[i].rgb, (int)c.rag);
        assert_true(c.rag == N ? c.confidence == 0
                               : c.confidence > 0 && c.confidence <= 100);
    }
    assert_int_equal(wf_rag_from_colour(0xFF66CC).rag, R); /* pink */
    assert_true(wf_rag_from_colour(0xFF66CC).confidence <= 30);
}

static void highlight_colour__names__rgb(void **state)
{
    (void)state;
    assert_int_equal(wf_highlight_colour(WF_STR("yellow")), 0xFFFF00);
    assert_int_equal(wf_highlight_colour(WF_STR("darkGreen")), 0x008000);
    assert_int_equal(wf_highlight_colour(WF_STR("none")), WF_COLOR_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rag_from_colour__listed_colours__rating),
        cmocka_unit_test(highlight_colour__names__rgb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
