#include "tests/support/wf_test.h"

#include "formats/doc/doc_sprm.h"

/* Lengths of operands ([MS-DOC] 2.2.5.1): every sprm is followed by sprmCFBold, which
 * must be met. */
static void sprm_next__each_kind_of_operand__is_skipped(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[16];
        size_t n, operand;
    } rows[] = {
        {{0x16, 0x24, 1}, 3, 1},             /* one byte */
        {{0x0B, 0x46, 1, 0}, 4, 2},          /* two */
        {{0x49, 0x66, 1, 0, 0, 0}, 6, 4},    /* four */
        {{0x00, 0xF4, 1, 2, 3}, 5, 3},       /* three */
        {{0x71, 0xCA, 3, 9, 9, 9}, 6, 3},    /* told by a byte */
        {{0x08, 0xD6, 4, 0, 1, 2, 3}, 7, 3}, /* sprmTDefTable: by two, one too many */
        {{0x15, 0xC6, 255, 1, 9, 9, 9, 9, 1, 8, 8, 8},
         12,
         9}, /* sprmPChgTabs: by its counts */
        {{0x15, 0xC6, 2, 0, 0}, 5, 2},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint8_t list[32];
        memcpy(list, rows[i].bytes, rows[i].n);
        memcpy(list + rows[i].n, "\x35\x08\x01", 3);
        wf_cursor c = wf_cursor_over(list, rows[i].n + 3);
        doc_sprm sprm;
        assert_true(doc_sprm_next(&c, &sprm));
        assert_int_equal(sprm.operand.n, rows[i].operand);
        assert_true(doc_sprm_next(&c, &sprm));
        assert_int_equal(sprm.op, SPRM_C_BOLD);
        assert_false(doc_sprm_next(&c, &sprm));
    }
}

static void sprm_next__operand_past_the_end__ends_the_list(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[8];
        size_t n;
    } rows[] = {
        {{0x08}, 1},
        {{0x35, 0x08}, 2},
        {{0x49, 0x66, 1, 0}, 4},
        {{0x71, 0xCA, 200, 1}, 4},
        {{0x08, 0xD6, 0xFF, 0xFF, 1}, 5},
        {{0x15, 0xC6, 255, 200, 1}, 5},
        {{0x15, 0xC6, 255}, 3},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        wf_cursor c = wf_cursor_over(rows[i].bytes, rows[i].n);
        doc_sprm sprm;
        assert_false(doc_sprm_next(&c, &sprm));
    }
}

static void sprm95_next__old_codes__become_new_ones(void **state)
{
    (void)state;
    static const uint8_t list[] = {0,   24,  1,             /* fill, in a table */
                                   2,   3,   0,             /* style */
                                   23,  255, 0, 1, 8, 8, 8, /* tabs by counts */
                                   190, 4,   0, 1, 2, 3,    /* a row of the table */
                                   83,                      /* plain: no operand */
                                   85,  1};
    static const uint16_t ops[] = {SPRM_P_IN_TABLE,  SPRM_P_ISTD,  0,
                                   SPRM_T_DEF_TABLE, SPRM_C_PLAIN, SPRM_C_BOLD};
    static const size_t operands[] = {1, 2, 5, 3, 0, 1};
    wf_cursor c = wf_cursor_over(list, sizeof list);
    doc_sprm sprm;
    for (size_t i = 0; i < COUNT_OF(ops); i++) {
        assert_true(doc_sprm95_next(&c, &sprm));
        assert_int_equal(sprm.op, ops[i]);
        assert_int_equal(sprm.operand.n, operands[i]);
    }
    assert_false(doc_sprm95_next(&c, &sprm));
    static const uint8_t unknown[] = {250, 1, 2};
    c = wf_cursor_over(unknown, sizeof unknown);
    assert_false(doc_sprm95_next(&c, &sprm));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sprm_next__each_kind_of_operand__is_skipped),
        cmocka_unit_test(sprm_next__operand_past_the_end__ends_the_list),
        cmocka_unit_test(sprm95_next__old_codes__become_new_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
