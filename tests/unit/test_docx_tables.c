#include "tests/support/docx_scene.h"

#define P(text)  "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text) "<w:tc>" P(text) "</w:tc>"
#define SPAN(n, text)                                                                    \
    "<w:tc><w:tcPr><w:gridSpan w:val=\"" n "\"/></w:tcPr>" P(text) "</w:tc>"
#define VMERGE(value, text)                                                              \
    "<w:tc><w:tcPr><w:vMerge" value "/></w:tcPr>" P(text) "</w:tc>"
#define RESTART " w:val=\"restart\""
#define GRID3   "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"

static void test_cells_stand_in_the_grid(void **state)
{
    (void)state;
    assert_docx(
        P("Before") "<w:tbl>" GRID3 "<w:tr>" TC("a") TC("b")
            TC("c") "</w:tr>"
                    "<w:tr>" SPAN("2", "wide")
                        TC("d") "</w:tr>"
                                "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter "
                                "w:val=\"1\"/></w:trPr>" TC("e") "</w:tr></w:tbl>" P(
                                    "After"),
        NULL,
        "P1 \"Before\"\nTable1 3x3\nA1 \"a\"\nB1 \"b\"\nC1 \"c\"\nA2 \"wide\"\n"
        "C2 \"d\"\nB3 \"e\"\nA2:B2\nP2 \"After\"\n");
}

static void test_vertical_merges(void **state)
{
    (void)state;
    assert_docx(
        "<w:tbl>" GRID3 "<w:tr>" VMERGE(RESTART, "x") TC("1")
            VMERGE(RESTART, "p") "</w:tr><w:tr>" VMERGE("", "") TC("2")
                VMERGE("", "kept") "</w:tr>"
                                   "<w:tr>" VMERGE("", "") TC("3") VMERGE(
                                       RESTART, "q") "</w:tr>"
                                                     "<w:tr>" TC("y") TC("4")
                                                         VMERGE("", "") "</w:tr></w:tbl>",
        NULL,
        "Table1 4x3\nA1 \"x\"\nB1 \"1\"\nC1 \"p\"\nB2 \"2\"\nC2 covered \"kept\"\n"
        "B3 \"3\"\nC3 \"q\"\nA4 \"y\"\nB4 \"4\"\nA1:A3\nC1:C2\nC3:C4\n");
}

/* A cell that goes on where nothing began, and one whose span is another. */
static void test_merges_that_do_not_fit(void **state)
{
    (void)state;
    assert_docx(
        "<w:tbl>" GRID3 "<w:tr>" VMERGE("", "a")
            TC("b") "</w:tr><w:tr>"
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr></w:tc>"
                    "</w:tr><w:tr>" TC("c") VMERGE("", "d") "</w:tr></w:tbl>",
        NULL, "Table1 3x3\nA1 \"a\"\nB1 \"b\"\nA3 \"c\"\nB3 \"d\"\nA1:A2\n");
}

static void test_horizontal_merges_of_old(void **state)
{
    (void)state;
    assert_docx(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:hMerge w:val=\"restart\"/></w:tcPr>" P(
            "a") "</w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr>"
                 "<w:hMerge/></w:tcPr><w:p/></w:tc>" TC("b") "</w:tr></w:tbl>",
        NULL, "Table1 1x4\nA1 \"a\"\nD1 \"b\"\nA1:C1\n");
}

static void test_nested_tables_know_their_cell(void **state)
{
    (void)state;
    assert_docx("<w:tbl><w:tr>" TC("out") "<w:tc>" P("before") "<w:tbl><w:tr>" TC(
                    "in") "</w:tr></w:tbl>" P("after") "</w:tc></w:tr>"
                                                       "</w:tbl>",
                NULL,
                "Table1 1x2\nA1 \"out\"\nB1 \"before\\nafter\"\n"
                "Table2 1x1 in=Table1!B1\nA1 \"in\"\n");
}

static void test_wrappers_around_rows_and_cells(void **state)
{
    (void)state;
    assert_docx("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:tbl>"
                "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>" TC(
                    "a") "</w:sdtContent></"
                         "w:sdt><w:customXml><"
                         "w:customXmlPr/>" TC(
                             "b") "</"
                                  "w:customXml>"
                                  "</w:tr></"
                                  "w:"
                                  "sdtContent><"
                                  "/w:sdt><w:"
                                  "tr>" TC("c") "</w:tr></w:tbl></w:sdtContent></w:sdt>",
                NULL, "Table1 2x2\nA1 \"a\"\nB1 \"b\"\nA2 \"c\"\n");
}

static void test_tracked_rows_and_cells(void **state)
{
    (void)state;
    assert_docx(
        "<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" TC(
            "gone") "</w:tr><w:tr>"
                    "<w:trPr><w:ins w:id=\"2\"/></w:trPr>" TC(
                        "new") "<w:tc><w:tcPr><w:cellDel/>"
                               "</w:tcPr>" P("gone") "</w:tc>" TC(
                                   "stays") "</w:tr></w:tbl>"
                                            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" TC(
                                                "no table") "</w:tr></w:tbl>",
        NULL, "Table1 1x2\nA1 \"new\"\nB1 \"stays\"\n! tracked-changes\n");
    assert_docx(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:cellMerge w:vMerge=\"rest\"/></w:tcPr>" P(
            "a") "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:cellMerge w:vMerge=\"cont\"/>"
                 "</w:tcPr></w:tc></w:tr></w:tbl>",
        NULL, "Table1 2x1\nA1 \"a\"\nA1:A2\n");
    assert_docx("<w:tbl><w:tblGrid><w:gridCol/><w:tblGridChange><w:tblGrid><w:gridCol/>"
                "<w:gridCol/></w:tblGrid></w:tblGridChange></w:tblGrid><w:tr>" TC(
                    "a") "</w:tr></w:tbl>",
                NULL, "Table1 1x1\nA1 \"a\"\n");
}

static void test_header_and_hidden_rows(void **state)
{
    (void)state;
    assert_docx("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" TC(
                    "h") "</w:tr><w:tr>"
                         "<w:trPr><w:hidden/></w:trPr>" TC(
                             "x") "</w:tr><w:tr><w:trPr>"
                                  "<w:tblHeader/></w:trPr>" TC("late") "</w:tr></w:tbl>",
                NULL, "Table1 3x1 header=1\nA1 \"h\"\nA2 hidden \"x\"\nA3 \"late\"\n");
}

/* Elements where they do not belong cost their structure, not their text. */
static void test_misplaced_elements(void **state)
{
    (void)state;
    assert_docx(
        "<w:tr>" TC("loose row") "</w:tr>" TC("loose cell") "<w:tbl>" TC(
            "cell without row") "<w:tr>" P("between cells")
            TC("a") "</w:tr></w:tbl><w:p><w:tbl><w:tr>" TC(
                "in a paragraph") "</w:tr></w:tbl></w:p><w:r><w:t>bare run</w:t></w:r>",
        NULL,
        "P1 \"loose row\"\nP2 \"loose cell\"\nP3 \"cell without row\"\n"
        "P4 \"between cells\"\nTable1 1x1\nA1 \"a\"\nTable2 1x1\n"
        "A1 \"in a paragraph\"\nP5 \"bare run\"\n");
}

static void test_spans_and_depth_have_limits(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_limits limits = *wf_limits_default();
    docx_part parts[SCENE_PARTS_MAX];
    wf_str shown = WF_STR_EMPTY;
    size_t n = scene_parts(
        arena, "<w:tbl><w:tr>" SPAN("99999999", "a") TC("b") "</w:tr></w:tbl>", NULL,
        parts);
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(read_parts(arena, parts, n, &limits, &shown, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "columns"));

    wf_strbuf b = wf_strbuf_in(arena, 100000);
    for (int i = 0; i < 17; i++)
        wf_strbuf_add(&b, WF_STR("<w:tbl><w:tr><w:tc>"));
    for (int i = 0; i < 17; i++)
        wf_strbuf_add(&b, WF_STR("</w:tc></w:tr></w:tbl>"));
    n = scene_parts(arena, wf_strbuf_str(&b).p, NULL, parts);
    err = (wf_error)WF_ERROR_INIT;
    assert_int_equal(read_parts(arena, parts, n, &limits, &shown, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "table-depth"));
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells_stand_in_the_grid),
        cmocka_unit_test(test_vertical_merges),
        cmocka_unit_test(test_merges_that_do_not_fit),
        cmocka_unit_test(test_horizontal_merges_of_old),
        cmocka_unit_test(test_nested_tables_know_their_cell),
        cmocka_unit_test(test_wrappers_around_rows_and_cells),
        cmocka_unit_test(test_tracked_rows_and_cells),
        cmocka_unit_test(test_header_and_hidden_rows),
        cmocka_unit_test(test_misplaced_elements),
        cmocka_unit_test(test_spans_and_depth_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
