#include "tests/support/docx_scene.h"

#define LVL(i, format, text, more)                                                       \
    "<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format            \
    "\"/><w:lvlText w:val=\"" text "\"/>" more "</w:lvl>"
#define ABSTRACT(id, levels)                                                             \
    "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define NUM(id, abstract, more)                                                          \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" more "</"      \
    "w:num>"
#define NUMBERING(inner)                                                                 \
    {                                                                                    \
        "word/numbering.xml", "<w:numbering" DOCX_NS ">" inner "</w:numbering>"          \
    }
#define ITEM(num, level, text)                                                           \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" num            \
    "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define EMPTY(num)                                                                       \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" num                    \
    "\"/></w:numPr></w:pPr></w:p>"
#define PS(style, text)                                                                  \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text                 \
    "</w:t></w:r></w:p>"

static void test_levels_count_and_restart(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(ABSTRACT(
            "0", LVL("0", "decimal", "%1.", "") LVL("1", "lowerLetter", "%1.%2)", "")
                     LVL("2", "lowerRoman", "(%3)", "")) NUM("1", "0", "")),
        {NULL, NULL}};
    assert_docx(ITEM("1", "0", "a") ITEM("1", "1", "b") ITEM("1", "1", "c")
                    ITEM("1", "2", "d") ITEM("1", "0", "e") ITEM("1", "1", "f")
                        ITEM("9", "0", "no list") ITEM("0", "0", "off"),
                extra,
                "P1 list=0 \"1. a\" [0+3 marker0] [3+1]\n"
                "P2 list=1 \"1.a) b\" [0+5 marker1] [5+1]\n"
                "P3 list=1 \"1.b) c\" [0+5 marker1] [5+1]\n"
                "P4 list=2 \"(i) d\" [0+4 marker2] [4+1]\n"
                "P5 list=0 \"2. e\" [0+3 marker0] [3+1]\n"
                "P6 list=1 \"2.a) f\" [0+5 marker1] [5+1]\n"
                "P7 \"no list\"\nP8 \"off\"\n");
}

static void test_restart_rules(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(ABSTRACT(
            "0", LVL("0", "upperRoman", "%1.", "")
                     LVL("1", "decimal", "%2.", "<w:lvlRestart w:val=\"0\"/>")
                         LVL("2", "decimal", "%1.%3", "<w:isLgl/>")) NUM("1", "0", "")),
        {NULL, NULL}};
    assert_docx(ITEM("1", "0", "a") ITEM("1", "1", "b") ITEM("1", "0", "c")
                    ITEM("1", "1", "d") ITEM("1", "2", "e"),
                extra,
                "P1 list=0 \"I. a\" [0+3 marker0] [3+1]\n"
                "P2 list=1 \"1. b\" [0+3 marker1] [3+1]\n"
                "P3 list=0 \"II. c\" [0+4 marker0] [4+1]\n"
                "P4 list=1 \"2. d\" [0+3 marker1] [3+1]\n"
                "P5 list=2 \"2.1 e\" [0+4 marker2] [4+1]\n");
}

static void test_instances_share_and_override(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(ABSTRACT("7", LVL("0", "decimal", "%1.", "")) NUM("1", "7", "") NUM(
            "2", "7", "") NUM("3", "7",
                              "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/>"
                              "</w:lvlOverride>")
                      NUM("4", "7",
                          "<w:lvlOverride w:ilvl=\"0\">" LVL("0", "upperLetter", "%1)",
                                                             "") "</w:lvlOverride>")),
        {NULL, NULL}};
    assert_docx(ITEM("1", "0", "a") ITEM("2", "0", "b") ITEM("3", "0", "c")
                    ITEM("3", "0", "d") ITEM("1", "0", "e") ITEM("4", "0", "f"),
                extra,
                "P1 list=0 \"1. a\" [0+3 marker0] [3+1]\n"
                "P2 list=0 \"2. b\" [0+3 marker0] [3+1]\n"
                "P3 list=0 \"5. c\" [0+3 marker0] [3+1]\n"
                "P4 list=0 \"6. d\" [0+3 marker0] [3+1]\n"
                "P5 list=0 \"7. e\" [0+3 marker0] [3+1]\n"
                "P6 list=0 \"H) f\" [0+3 marker0] [3+1]\n");
}

static void test_bullets_in_cells(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(
            ABSTRACT("0", LVL("0", "bullet", "\xEF\x82\xB7",
                              "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>")
                              LVL("1", "bullet", "\xEF\x82\xA7",
                                  "<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>"))
                ABSTRACT("1", LVL("0", "decimal", "%1", "")) NUM("1", "0", "")
                    NUM("2", "1", "")),
        {NULL, NULL}};
    assert_docx("<w:tbl><w:tr><w:tc>" ITEM("1", "0", "one") ITEM("1", "1", "two")
                    EMPTY("1") "</w:tc><w:tc>" EMPTY("1") "</w:tc><w:tc>" EMPTY(
                        "2") "</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></"
                             "w:tc><w:tc>" EMPTY("2") "</w:tc></w:tr></w:tbl>" EMPTY("2")
                                 ITEM("2", "0", "x"),
                extra,
                "Table1 2x3\nA1 \"\xE2\x80\xA2 one\\n\xE2\x96\xAA two\" [0+4 marker0] "
                "[4+4] [8+4 marker1] [12+3]\nC1 \"1\" [0+1 marker0]\n"
                "C2 \"2\" [0+1 marker0]\nP1 list=0 \"4 x\" [0+2 marker0] [2+1]\n");
}

static void test_styles_carry_lists(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        {"word/styles.xml",
         "<w:styles" DOCX_NS
         "><w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:pPr><w:numPr><w:numId "
         "w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" "
         "w:styleId=\"H2\"><w:basedOn w:val=\"H1\"/></w:style>"
         "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId "
         "w:val=\"2\"/></w:numPr></w:pPr></w:style></w:styles>"},
        NUMBERING(ABSTRACT("0", LVL("0", "decimal", "%1", "<w:pStyle w:val=\"H1\"/>") LVL(
                                    "1", "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>"))
                      ABSTRACT("1", LVL("0", "upperLetter", "%1.", ""))
                          ABSTRACT("2", "<w:numStyleLink w:val=\"L\"/>") NUM("1", "0", "")
                              NUM("2", "1", "") NUM("3", "2", "")),
        {NULL, NULL}};
    assert_docx(
        PS("H1", "a") PS("H2", "b") PS("H2", "c")
            ITEM("3", "0", "linked") "<w:p><w:pPr><w:pStyle "
                                     "w:val=\"H1\"/><w:numPr><w:numId w:val=\"0\"/>"
                                     "</w:numPr></w:pPr><w:r><w:t>off</w:t></w:r></w:p>",
        extra,
        "P1 list=0 \"1 a\" [0+2 marker0] [2+1]\n"
        "P2 list=1 \"1.1 b\" [0+4 marker1] [4+1]\n"
        "P3 list=1 \"1.2 c\" [0+4 marker1] [4+1]\n"
        "P4 list=0 \"A. linked\" [0+3 marker0] [3+6]\nP5 \"off\"\n");
}

/* The marker of a paragraph that text was carried into, and a deleted item not counted.
 */
static void test_lists_and_tracked_changes(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(ABSTRACT("0", LVL("0", "decimal", "%1.", "")) NUM("1", "0", "")),
        {NULL, NULL}};
#define GONE                                                                             \
    "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr>"       \
    "</w:pPr><w:r><w:t>kept </w:t></w:r></w:p>"
    assert_docx(ITEM("1", "0", "a") GONE ITEM("1", "0", "b"), extra,
                "P1 list=0 \"1. a\" [0+3 marker0] [3+1]\n"
                "P2 list=0 \"2. kept b\" [0+3 marker0] [3+6]\n! tracked-changes\n");
    assert_docx("<w:tbl><w:tr><w:tc>" ITEM("1", "0", "a")
                    GONE ITEM("1", "0", "b") "</w:tc></w:tr></w:tbl>",
                extra,
                "Table1 1x1\nA1 \"1. a\\n2. kept b\" [0+3 marker0] [3+2] [5+3 marker0] "
                "[8+6]\n! tracked-changes\n");
}

static void test_markers_have_their_look(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(ABSTRACT("0", LVL("0", "decimal", "%1.",
                                    "<w:rPr><w:b/><w:color w:val=\"FF0000\"/></w:rPr>"))
                      NUM("1", "0", "")),
        {NULL, NULL}};
    assert_docx(ITEM("1", "0", "a"), extra,
                "P1 list=0 \"1. a\" [0+3 marker0 bold font=FF0000] [3+1]\n");
}

static void test_round_bullets(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(ABSTRACT("0", LVL("0", "bullet", "o", "") LVL(
                                    "1", "bullet", "", "<w:lvlPicBulletId w:val=\"0\"/>"))
                      NUM("1", "0", "")),
        {NULL, NULL}};
    assert_docx(ITEM("1", "0", "a") ITEM("1", "1", "b"), extra,
                "P1 list=0 \"\xE2\x97\xA6 a\" [0+4 marker0] [4+1]\n"
                "P2 list=1 \"\xE2\x80\xA2 b\" [0+4 marker1] [4+1]\n");
}

static void test_bad_numbering(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        NUMBERING(
            ABSTRACT("0", LVL("99", "decimal", "%1.", "") LVL("0", "decimal", "%9%", ""))
                NUM("1", "0", "<w:lvlOverride w:ilvl=\"-1\"/>") NUM("2", "5", "")
                    ABSTRACT("x", "<w:numStyleLink w:val=\"none\"/>") NUM("3", "x", "")
                        NUM("x", "y", "")),
        {NULL, NULL}};
    assert_docx(ITEM("1", "0", "a") ITEM("2", "0", "b") ITEM("3", "0", "c")
                    ITEM("1", "77", "d") ITEM("x", "0", "e"),
                extra,
                "P1 list=0 \"0% a\" [0+3 marker0] [3+1]\nP2 \"b\"\nP3 list=0 \"c\"\n"
                "P4 list=0 \"0% d\" [0+3 marker0] [3+1]\nP5 \"e\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_count_and_restart),
        cmocka_unit_test(test_restart_rules),
        cmocka_unit_test(test_instances_share_and_override),
        cmocka_unit_test(test_bullets_in_cells),
        cmocka_unit_test(test_styles_carry_lists),
        cmocka_unit_test(test_lists_and_tracked_changes),
        cmocka_unit_test(test_markers_have_their_look),
        cmocka_unit_test(test_round_bullets),
        cmocka_unit_test(test_bad_numbering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
