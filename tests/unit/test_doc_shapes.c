/* Where text boxes are anchored: single shapes, shapes in groups, drawings that lie. */
#include "tests/support/wf_test.h"

#include "formats/doc/doc_shapes.h"

/* PlcfSpa of shapes 5 (at cp 10) and 7 (at cp 20), then a drawing: shape 5, and group 7
 * with shape 8 and a group 9 with shape 10 in it. */
static const uint8_t table[] = {
    10,   0, 0,    0,    20,   0,    0,    0,  99, 0,    0,    0, /* positions */
    5,    0, 0,    0,    0,    0,    0,    0,  0,  0,    0,    0,    0,    0,    0,
    0,    0, 0,    0,    0,    0,    0,    0,  0,  0,    0, /* Spa */
    7,    0, 0,    0,    0,    0,    0,    0,  0,  0,    0,    0,    0,    0,    0,
    0,    0, 0,    0,    0,    0,    0,    0,  0,  0,    0,    0x0F, 0,    0x00, 0xF0,
    0,    0, 0,    0,                         /* what all share: nothing */
    0,                                        /* the main text's */
    0x0F, 0, 0x02, 0xF0, 136,  0,    0,    0, /* drawing */
    0x0F, 0, 0x03, 0xF0, 128,  0,    0,    0, /* group of all */
    0x0F, 0, 0x04, 0xF0, 16,   0,    0,    0,  2,  0,    0x0A, 0xF0, 8,    0,    0,
    0,    5, 0,    0,    0,    0,    0,    0,  0,  0x0F, 0,    0x03, 0xF0, 96,   0,
    0,    0, /* group 7 */
    0x0F, 0, 0x04, 0xF0, 16,   0,    0,    0,  2,  0,    0x0A, 0xF0, 8,    0,    0,
    0,    7, 0,    0,    0,    0,    0,    0,  0,  0x0F, 0,    0x04, 0xF0, 16,   0,
    0,    0, 2,    0,    0x0A, 0xF0, 8,    0,  0,  0,    8,    0,    0,    0,    0,
    0,    0, 0,    0x0F, 0,    0x03, 0xF0, 40, 0,  0,    0, /* group 9 */
    0x0F, 0, 0x04, 0xF0, 32,   0,    0,    0,  2,  0,    0x0A, 0xF0, 8,    0,    0,
    0,    9, 0,    0,    0,    0,    0,    0,  0,  2,    0,    0x0A, 0xF0, 8,    0,
    0,    0, 10,   0,    0,    0,    0,    0,  0,  0,
};

static doc_shapes read_table(const uint8_t *bytes, size_t n, wf_arena *scratch)
{
    enum {
        DRAWING_AT = 64
    };
    doc_file f = {.table = {.p = bytes, .n = n}, .scratch = scratch};
    f.fib.part[DOC_PART_SHAPES] = (doc_range){.at = 0, .n = DRAWING_AT};
    f.fib.part[DOC_PART_DRAWINGS] =
        (doc_range){.at = DRAWING_AT, .n = sizeof table - DRAWING_AT};
    doc_shapes shapes = {0};
    assert_int_equal(doc_shapes_read(&f, &shapes, NULL), WF_OK);
    return shapes;
}

static void shapes__in_groups__stand_where_the_group_does(void **state)
{
    (void)state;
    static const struct {
        uint32_t id, cp;
    } rows[] = {{5, 10},  {7, 20},         {8, 20},        {9, 20},
                {10, 20}, {6, UINT32_MAX}, {0, UINT32_MAX}};
    wf_arena *scratch = wf_arena_new(0);
    doc_shapes shapes = read_table(table, sizeof table, scratch);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(doc_shapes_anchor(&shapes, rows[i].id), rows[i].cp);
    wf_arena_free(scratch);
}

static void shapes__any_byte_changed_or_cut__end_cleanly(void **state)
{
    (void)state;
    static const uint8_t values[] = {0x00, 0x0F, 0x7F, 0xFF};
    for (size_t i = 0; i < sizeof table; i++)
        for (size_t v = 0; v < COUNT_OF(values); v++) {
            uint8_t copy[sizeof table];
            memcpy(copy, table, sizeof table);
            copy[i] = values[v];
            wf_arena *scratch = wf_arena_new(0);
            doc_shapes shapes = read_table(copy, v == 0 ? i : sizeof table, scratch);
            (void)doc_shapes_anchor(&shapes, 8);
            wf_arena_free(scratch);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes__in_groups__stand_where_the_group_does),
        cmocka_unit_test(shapes__any_byte_changed_or_cut__end_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
