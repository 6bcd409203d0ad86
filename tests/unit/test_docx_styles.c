#include "tests/support/docx_scene.h"

#include "formats/docx/docx_color.h"

#define R(text)         "<w:r><w:t>" text "</w:t></w:r>"
#define RP(props, text) "<w:r><w:rPr>" props "</w:rPr><w:t>" text "</w:t></w:r>"
#define P(inner)        "<w:p>" inner "</w:p>"
#define PS(style, inner)                                                                 \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" inner "</w:p>"
#define TC(inner)        "<w:tc>" P(inner) "</w:tc>"
#define TCP(props, text) "<w:tc><w:tcPr>" props "</w:tcPr>" P(R(text)) "</w:tc>"
#define SHD(attributes)  "<w:shd w:val=\"clear\" " attributes "/>"
#define STYLES(inner)                                                                    \
    {                                                                                    \
        "word/styles.xml", "<w:styles" DOCX_NS ">" inner "</w:styles>"                   \
    }

static void test_vocabulary_is_in_order(void **state)
{
    (void)state;
    for (size_t i = 1; i < docx_vocabulary.word_count; i++)
        assert_true(wf_xscan_word_cmp(&docx_vocabulary.words[i - 1],
                                      &docx_vocabulary.words[i]) < 0);
    assert_int_equal(docx_vocabulary.word_count, DX_WORDS - 1);
}

static void test_numbers_and_switches(void **state)
{
    (void)state;
    assert_int_equal(docx_int(WF_STR("42"), 7), 42);
    assert_int_equal(docx_int(WF_STR("-3"), 7), -3);
    assert_int_equal(docx_int(WF_STR("5pt"), 7), 5);
    assert_int_equal(docx_int(WF_STR("x"), 7), 7);
    assert_int_equal(docx_int(WF_STR("-"), 7), 7);
    assert_int_equal(docx_int(WF_STR("+"), 7), 7);
    assert_int_equal(docx_int(WF_STR_EMPTY, 7), 7);
    assert_true(docx_int(WF_STR("99999999999999999999"), 7) > 100000000);
    uint32_t value;
    assert_true(docx_hex(WF_STR("F0fc"), &value));
    assert_int_equal(value, 0xF0FC);
    assert_false(docx_hex(WF_STR("123456789"), &value));
    assert_false(docx_hex(WF_STR("G"), &value));
    assert_false(docx_hex(WF_STR_EMPTY, &value));
    assert_true(docx_on(WF_STR_EMPTY));
    assert_false(docx_on(WF_STR("off")));
}

static void test_runs_tell_what_differs(void **state)
{
    (void)state;
    assert_docx(P(RP("<w:b/>", "all ") RP("<w:b/>", "bold")), NULL,
                "P1 bold \"all bold\"\n");
    assert_docx(P(RP("<w:b/><w:color w:val=\"FF0000\"/>", "R") RP("<w:b/>", "ed")), NULL,
                "P1 bold \"Red\" [0+1 bold font=FF0000] [1+2 bold]\n");
    /* A blank between does not count, nor one before or behind. */
    assert_docx(
        P(R(" ") RP("<w:i/>", "a") "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>" RP(
            "<w:i/>", "b") R(" ")),
        NULL, "P1 italic \"a b\"\n");
    assert_docx(P(RP("<w:highlight w:val=\"green\"/>", "G") R("o")), NULL,
                "P1 \"Go\" [0+1 fill=00FF00] [1+1]\n");
    assert_docx(P(RP("<w:dstrike/>", "x") RP("<w:strike/>", "y")), NULL,
                "P1 strike \"xy\"\n");
    assert_docx(P(RP("<w:u w:val=\"single\"/>", "x") RP("<w:u w:val=\"none\"/>", "y")),
                NULL, "P1 \"xy\" [0+1 underline] [1+1]\n");
}

static void test_cells_have_fill_and_font(void **state)
{
    (void)state;
    assert_docx(
        "<w:tbl><w:tr>" TCP(SHD("w:fill=\"FFC000\""), "Amber") TCP(SHD("w:fill=\"auto\""),
                                                                   "none")
            TCP(SHD("w:fill=\"00b050\""), "") "</w:tr><w:tr>" TCP(
                "<w:shd w:val=\"pct50\" w:color=\"auto\" w:fill=\"FFFFFF\"/>", "half")
                TCP("<w:shd w:val=\"solid\" w:color=\"FF0000\" w:fill=\"auto\"/>",
                    "solid")
                    TC(RP("<w:highlight w:val=\"yellow\"/>", "marked")) "</w:tr></w:tbl>",
        NULL,
        "Table1 2x3\nA1 fill=FFC000 \"Amber\"\nB1 \"none\"\nC1 fill=00B050\n"
        "A2 fill=808080 \"half\"\nB2 fill=FF0000 \"solid\"\nC2 fill=FFFF00 \"marked\"\n");
    /* A highlight on a filled cell stays in the runs. */
    assert_docx("<w:tbl><w:tr><w:tc><w:tcPr>" SHD("w:fill=\"DDDDDD\"") "</w:tcPr>" P(
                    RP("<w:highlight w:val=\"red\"/>", "R")) "</w:tc></w:tr></w:tbl>",
                NULL, "Table1 1x1\nA1 fill=DDDDDD \"R\" [0+1 fill=FF0000]\n");
}

static void test_theme_colours(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        {"word/theme1.xml",
         "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
         "<a:themeElements><a:clrScheme><a:dk1><a:sysClr val=\"windowText\" "
         "lastClr=\"101010\"/></a:dk1><a:accent1><a:srgbClr val=\"4F81BD\"/></a:accent1>"
         "</a:clrScheme></a:themeElements></a:theme>"},
        {"word/settings.xml", "<w:settings" DOCX_NS "><w:clrSchemeMapping w:t1=\"dark1\" "
                              "w:bg1=\"accent1\"/></w:settings>"},
        {NULL, NULL}};
    assert_docx(P(RP("<w:color w:val=\"365F91\" w:themeColor=\"accent1\" "
                     "w:themeShade=\"BF\"/>",
                     "a")) P(RP("<w:color w:themeColor=\"text1\"/>", "b"))
                    P(RP("<w:color w:val=\"auto\"/>", "c")) "<w:tbl><w:tr>" TCP(
                        SHD("w:themeFill=\"background1\" w:fill=\"FFFFFF\""), "d")
                        TCP(SHD("w:themeFill=\"accent1\" w:themeFillTint=\"33\""),
                            "e") "</w:tr></w:tbl>",
                extra,
                "P1 font=365F91 \"a\"\nP2 font=101010 \"b\"\nP3 \"c\"\nTable1 1x2\n"
                "A1 fill=4F81BD \"d\"\nB1 fill=DBE5F1 \"e\"\n");
}

static void test_tints_and_shades(void **state)
{
    (void)state;
    assert_int_equal(docx_highlight(WF_STR("darkYellow")), 0x808000);
    assert_int_equal(docx_highlight(WF_STR("none")), WF_COLOR_NONE);
    assert_int_equal(docx_highlight(WF_STR("nonsense")), WF_COLOR_NONE);
}

static void test_paragraph_styles_inherit(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        STYLES(
            "<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val=\"111111\"/></w:rPr>"
            "</w:rPrDefault></w:docDefaults><w:latentStyles><w:lsdException/>"
            "</w:latentStyles>"
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name "
            "w:val=\"Normal\"/></w:style>"
            "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/>"
            "<w:basedOn w:val=\"N\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr>"
            "<w:b/></w:rPr></w:style>"
            "<w:style w:type=\"paragraph\" w:styleId=\"H1x\"><w:basedOn w:val=\"H1\"/>"
            "<w:rPr><w:color w:val=\"0070C0\"/></w:rPr></w:style>"
            "<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/>"
            "</w:style><w:style w:type=\"paragraph\" w:styleId=\"Tx\"><w:basedOn "
            "w:val=\"T\"/></w:style>"
            "<w:style w:type=\"character\" w:styleId=\"C\"><w:rPr><w:b/><w:i/></w:rPr>"
            "</w:style>"
            "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/>"
            "<w:rPr><w:i/></w:rPr></w:style>"
            "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/>"
            "<w:rPr><w:b/></w:rPr></w:style>"),
        {NULL, NULL}};
    assert_docx(
        PS("H1x", R("One")) PS("H1", RP("<w:rStyle w:val=\"C\"/>", "toggled"))
            PS("H1", RP("<w:b w:val=\"0\"/>",
                        "direct")) "<w:p><w:pPr><w:pStyle w:val=\"H1\"/><w:outlineLvl "
                                   "w:val=\"9\"/></w:pPr>" R("no heading") "</w:p>" PS(
                                       "Tx", R("Plan")) PS("A", R("circle"))
                                       PS("missing", R("plain")),
        extra,
        "P1 heading=1 font=0070C0 bold \"One\"\n"
        "P2 heading=1 font=111111 italic \"toggled\"\n"
        "P3 heading=1 font=111111 \"direct\"\n"
        "P4 font=111111 bold \"no heading\"\n"
        "P5 title font=111111 \"Plan\"\n"
        "P6 font=111111 bold italic \"circle\"\n"
        "P7 font=111111 \"plain\"\n");
}

/* The same styles, once so that the fast search may leap and once with a comment in the
 * way: both ways must give the same. */
static void test_styles_are_found_both_ways(void **state)
{
    (void)state;
#define TWO(between)                                                                     \
    STYLES(                                                                              \
        "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:rPr><w:b/></w:rPr>"            \
        "</w:style>" between                                                             \
        "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:rPr><w:i/></w:rPr></w:style>")
    static const docx_part fast[] = {TWO(""), {NULL, NULL}};
    static const docx_part slow[] = {
        TWO("<!-- <w:style w:type=\"paragraph\" w:styleId=\"b\"/> -->"), {NULL, NULL}};
    const docx_part *const both[] = {fast, slow};
    for (size_t i = 0; i < 2; i++)
        assert_docx(PS("a", R("x")) PS("b", R("y")), both[i],
                    "P1 bold \"x\"\nP2 italic \"y\"\n");
}

static void test_table_styles(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        STYLES("<w:style w:type=\"table\" w:styleId=\"base\"><w:tcPr>" SHD(
            "w:fill=\"EEEEEE\"") "</w:tcPr></w:style>"
                                 "<w:style w:type=\"table\" "
                                 "w:styleId=\"grid\"><w:basedOn w:val=\"base\"/>"
                                 "<w:tblPr><w:tblStyleRowBandSize "
                                 "w:val=\"1\"/></w:tblPr>"
                                 "<w:tblStylePr "
                                 "w:type=\"firstRow\"><w:rPr><w:b/><w:color "
                                 "w:val=\"FFFFFF\"/>"
                                 "</w:rPr><w:tcPr>" SHD(
                                     "w:fill=\"4472C4\"") "</w:tcPr></w:tblStylePr>"
                                                          "<w:tblStylePr "
                                                          "w:type=\"lastRow\"><w:rPr>"
                                                          "<w:i/></w:rPr></"
                                                          "w:tblStylePr>"
                                                          "<w:tblStylePr "
                                                          "w:type=\"firstCol\"><w:"
                                                          "rPr><w:b/></w:rPr></"
                                                          "w:tblStylePr>"
                                                          "<w:tblStylePr "
                                                          "w:type=\"band1Horz\"><w:"
                                                          "tcPr>" SHD(
                                                              "w:fill="
                                                              "\"D9E2F3\"") "</"
                                                                            "w:tcPr><"
                                                                            "/w:"
                                                                            "tblStyle"
                                                                            "Pr><w:"
                                                                            "tblStyle"
                                                                            "Pr "
                                                                            "w:type="
                                                                            "\"nwCell"
                                                                            "\"><w:"
                                                                            "tcPr"
                                                                            ">" SHD(
                                                                                "w:fill="
                                                                                "\"000001"
                                                                                "\"") "<"
                                                                                      "/"
                                                                                      "w"
                                                                                      ":"
                                                                                      "t"
                                                                                      "c"
                                                                                      "P"
                                                                                      "r"
                                                                                      ">"
                                                                                      "<"
                                                                                      "/"
                                                                                      "w"
                                                                                      ":"
                                                                                      "t"
                                                                                      "b"
                                                                                      "l"
                                                                                      "S"
                                                                                      "t"
                                                                                      "y"
                                                                                      "l"
                                                                                      "e"
                                                                                      "P"
                                                                                      "r"
                                                                                      ">"
                                                                                      "<"
                                                                                      "/"
                                                                                      "w"
                                                                                      ":"
                                                                                      "s"
                                                                                      "t"
                                                                                      "y"
                                                                                      "l"
                                                                                      "e"
                                                                                      ">"),
        {NULL, NULL}};
#define ROW(a, b) "<w:tr>" TC(R(a)) TC(R(b)) "</w:tr>"
    assert_docx("<w:tbl><w:tblPr><w:tblStyle w:val=\"grid\"/><w:tblLook w:val=\"04E0\"/>"
                "</w:tblPr>" ROW("h", "i") ROW("a", "b") ROW("c", "d") "<w:tr>" TC(R("e"))
                    TCP(SHD("w:fill=\"auto\""), "f") "</w:tr></w:tbl>",
                extra,
                "Table1 4x2\nA1 fill=000001 font=FFFFFF bold \"h\"\n"
                "B1 fill=4472C4 font=FFFFFF bold \"i\"\n"
                "A2 fill=D9E2F3 bold \"a\"\nB2 fill=D9E2F3 \"b\"\n"
                "A3 fill=EEEEEE bold \"c\"\nB3 fill=EEEEEE \"d\"\n"
                "A4 fill=EEEEEE bold italic \"e\"\nB4 italic \"f\"\n");
    /* Newer files say it in attributes; nothing said is nothing shown. */
    assert_docx("<w:tbl><w:tblPr><w:tblStyle w:val=\"grid\"/><w:tblLook w:firstRow=\"1\" "
                "w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr>" ROW("h", "i")
                    ROW("a", "b") "</w:tbl><w:tbl><w:tblPr><w:tblStyle "
                                  "w:val=\"grid\"/></w:tblPr>" ROW("a", "b") "</w:tbl>",
                extra,
                "Table1 2x2\nA1 fill=4472C4 font=FFFFFF bold \"h\"\n"
                "B1 fill=4472C4 font=FFFFFF bold \"i\"\nA2 fill=EEEEEE \"a\"\n"
                "B2 fill=EEEEEE \"b\"\nTable2 1x2\nA1 fill=EEEEEE \"a\"\n"
                "B1 fill=EEEEEE \"b\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocabulary_is_in_order),
        cmocka_unit_test(test_numbers_and_switches),
        cmocka_unit_test(test_runs_tell_what_differs),
        cmocka_unit_test(test_cells_have_fill_and_font),
        cmocka_unit_test(test_theme_colours),
        cmocka_unit_test(test_tints_and_shades),
        cmocka_unit_test(test_paragraph_styles_inherit),
        cmocka_unit_test(test_styles_are_found_both_ways),
        cmocka_unit_test(test_table_styles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
