#include "tests/support/wf_test.h"

#include "formats/doc/doc_columns.h"
#include "formats/doc/doc_tap.h"

static void apply(doc_tap *tap, uint16_t op, const void *bytes, size_t n)
{
    doc_sprm sprm = {.op = op, .operand = wf_cursor_over(bytes, n)};
    doc_tap_apply(tap, &sprm, false);
}

#define APPLY(tap, op, ...)                                                              \
    apply((tap), (op), (const uint8_t[]){__VA_ARGS__},                                   \
          sizeof((const uint8_t[]){__VA_ARGS__}))

/* Cells of 100 twips each, TC80s with these flags. */
static void define(doc_tap *tap, size_t n, const uint8_t *flags)
{
    uint8_t bytes[1 + 65 * 2 + 64 * 20] = {(uint8_t)n};
    for (size_t i = 0; i <= n; i++) {
        bytes[1 + i * 2] = (uint8_t)(i * 100);
        bytes[2 + i * 2] = (uint8_t)(i * 100 >> 8);
    }
    for (size_t i = 0; flags && i < n; i++)
        bytes[3 + n * 2 + i * 20] = flags[i];
    doc_tap_init(tap);
    apply(tap, SPRM_T_DEF_TABLE, bytes, 3 + n * 2 + (flags ? n * 20 : 0));
}

static void tap__definition__gives_edges_and_merges(void **state)
{
    (void)state;
    doc_tap tap;
    define(&tap, 5, (const uint8_t[]){1, 2, 2, 0x60, 0x20});
    assert_int_equal(tap.n, 5);
    assert_int_equal(tap.edges[5], 500);
    static const uint8_t across[] = {DOC_MERGE_FIRST, DOC_MERGE_REST, DOC_MERGE_REST,
                                     DOC_MERGE_NONE, DOC_MERGE_NONE};
    static const uint8_t down[] = {DOC_MERGE_NONE, DOC_MERGE_NONE, DOC_MERGE_NONE,
                                   DOC_MERGE_FIRST, DOC_MERGE_REST};
    assert_memory_equal(tap.across, across, 5);
    assert_memory_equal(tap.down, down, 5);
    /* the other way round, as [MS-DOC] has it; two sets side by side */
    define(&tap, 5, (const uint8_t[]){2, 1, 2, 1, 0});
    static const uint8_t sets[] = {DOC_MERGE_FIRST, DOC_MERGE_REST, DOC_MERGE_FIRST,
                                   DOC_MERGE_REST, DOC_MERGE_NONE};
    assert_memory_equal(tap.across, sets, 5);
}

static void tap__too_many_cells__are_refused(void **state)
{
    (void)state;
    doc_tap tap;
    define(&tap, 3, NULL);
    APPLY(&tap, SPRM_T_DEF_TABLE, 200, 0, 0, 1, 0);
    assert_int_equal(tap.n, 3);
    APPLY(&tap, SPRM_T_DEF_TABLE, 4, 0, 0, 1, 0); /* fewer edges than it says */
    assert_int_equal(tap.n, 3);
}

static void tap__changes__move_cells_and_edges(void **state)
{
    (void)state;
    doc_tap tap;
    define(&tap, 3, NULL);
    APPLY(&tap, SPRM_T_SET_SHD, 1, 2, 0, 0, 0, 0xFF, 1, 2, 3, 0, 0, 0);
    assert_int_equal(tap.fill[1], 0x010203);
    APPLY(&tap, SPRM_T_INSERT, 1, 2, 50, 0);
    assert_int_equal(tap.n, 5);
    assert_int_equal(tap.fill[3], 0x010203);
    assert_int_equal(tap.fill[1], WF_COLOR_NONE);
    assert_int_equal(tap.edges[3], 200);
    assert_int_equal(tap.edges[5], 400);
    APPLY(&tap, SPRM_T_DELETE, 0, 3);
    assert_int_equal(tap.n, 2);
    assert_int_equal(tap.fill[0], 0x010203);
    APPLY(&tap, SPRM_T_DXA_COL, 0, 1, 0xE8, 0x03);
    assert_int_equal(tap.edges[1] - tap.edges[0], 1000);
    APPLY(&tap, SPRM_T_MERGE, 0, 2);
    assert_int_equal(tap.across[1], DOC_MERGE_REST);
    APPLY(&tap, SPRM_T_SPLIT, 0, 2);
    assert_int_equal(tap.across[1], DOC_MERGE_NONE);
    APPLY(&tap, SPRM_T_VERT_MERGE, 1, 3);
    assert_int_equal(tap.down[1], DOC_MERGE_FIRST);
}

static void tap__ranges_out_of_bounds__change_nothing(void **state)
{
    (void)state;
    static const uint16_t ops[] = {
        SPRM_T_INSERT, SPRM_T_DELETE,  SPRM_T_DXA_COL,     SPRM_T_MERGE,
        SPRM_T_SPLIT,  SPRM_T_SET_SHD, SPRM_T_SET_SHD_ODD, SPRM_T_SET_SHD80,
        SPRM_T_SHD,    SPRM_T_SHD_2ND, SPRM_T_SHD_3RD,     SPRM_T_VERT_MERGE};
    static const uint8_t operands[][4] = {
        {255, 255, 255, 127}, {0, 255, 255, 127}, {254, 3, 255, 255}, {3, 1, 0, 0}};
    doc_tap tap;
    define(&tap, 63, NULL);
    for (size_t round = 0; round < 100; round++)
        for (size_t i = 0; i < COUNT_OF(ops); i++)
            for (size_t j = 0; j < COUNT_OF(operands); j++)
                for (size_t n = 0; n <= 4; n++)
                    apply(&tap, ops[i], operands[j], n);
    assert_true(tap.n <= DOC_CELLS_MAX);
}

static void tap__newer_shading__wins_over_older(void **state)
{
    (void)state;
    doc_tap tap;
    define(&tap, 2, NULL);
    APPLY(&tap, SPRM_T_SHD, 0, 0, 0, 0xFF, 0x11, 0x22, 0x33, 0, 0, 0);
    APPLY(&tap, SPRM_T_SHD80, 0x06, 0x04);
    APPLY(&tap, SPRM_T_SHD_RAW, 0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0xFF, 0xFF);
    assert_int_equal(tap.fill[0], 0x112233);
}

static void columns__edges_of_ragged_rows__make_one_grid(void **state)
{
    (void)state;
    doc_cell first[] = {{.left = 0, .right = 1000}, {.left = 1000, .right = 3000}};
    doc_cell second[] = {{.left = 0, .right = 2000}, {.left = 2000, .right = 3010}};
    doc_cell third[] = {{.left = 1005, .right = 1005}, {.left = 1005, .right = 3000}};
    doc_row rows[] = {
        {.cells = first, .n = 2}, {.cells = second, .n = 2}, {.cells = third, .n = 2}};
    doc_table table = {.rows = rows, .n = 3};
    wf_arena *arena = wf_arena_new(0);
    uint32_t columns = 0;
    assert_int_equal(doc_columns_assign(&table, arena, &columns, NULL), WF_OK);
    assert_int_equal(columns, 3);
    static const int32_t want[6][2] = {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {1, 2}, {2, 3}};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(rows[i / 2].cells[i % 2].left, want[i][0]);
        assert_int_equal(rows[i / 2].cells[i % 2].right, want[i][1]);
    }
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tap__definition__gives_edges_and_merges),
        cmocka_unit_test(tap__too_many_cells__are_refused),
        cmocka_unit_test(tap__changes__move_cells_and_edges),
        cmocka_unit_test(tap__ranges_out_of_bounds__change_nothing),
        cmocka_unit_test(tap__newer_shading__wins_over_older),
        cmocka_unit_test(columns__edges_of_ragged_rows__make_one_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
