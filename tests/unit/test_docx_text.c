#include "tests/support/docx_scene.h"

#define T(text)         "<w:t xml:space=\"preserve\">" text "</w:t>"
#define R(text)         "<w:r>" T(text) "</w:r>"
#define P(inner)        "<w:p>" inner "</w:p>"
#define RP(props, text) "<w:r><w:rPr>" props "</w:rPr>" T(text) "</w:r>"
#define FIELD(kind)     "<w:r><w:fldChar w:fldCharType=\"" kind "\"/></w:r>"
#define CODE(text)      "<w:r><w:instrText>" text "</w:instrText></w:r>"

static void test_runs_are_joined(void **state)
{
    (void)state;
    assert_docx(P("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" R(
                    "Goal ") "<w:proofErr/>" R("1: ") "<w:r><w:tab/>" T("read &amp; "
                                                                        "write") "</"
                                                                                 "w:r>"),
                NULL, "P1 \"Goal 1: \\tread & write\"\n");
    assert_docx(P("<w:r>" T("a") "<w:br/>" T("b") "<w:cr/>" T("c") "<w:noBreakHyphen/>" T(
                    "d") "<w:softHyphen/>" T("e") "<w:br w:type=\"page\"/></w:r>"),
                NULL, "P1 \"a\\nb\\nc-de\"\n");
    assert_docx(
        P("<w:r><w:t>\n   laid\n   out\n  </w:t></w:r><w:r><w:t> kept </w:t></w:r>" R(
            "x")),
        NULL, "P1 \"laid    out kept x\"\n");
    assert_docx(P(R("  ")) "<w:p/>" P(R("\xC2\xA0 only \xC2\xA0")), NULL,
                "P1 \"only\"\n");
    assert_docx(P("<w:r><w:t>a<![CDATA[<b>]]>&#x2019;<!-- c -->&bogus;</w:t></w:r>"),
                NULL, "P1 \"a<b>\xE2\x80\x99&bogus;\"\n");
}

static void test_symbols(void **state)
{
    (void)state;
    assert_docx(P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym "
                  "w:font=\"Symbol\" w:char=\"00B7\"/><w:sym w:font=\"Arial\" "
                  "w:char=\"00E9\"/><w:sym w:font=\"Arial\" w:char=\"zz\"/></w:r>"),
                NULL, "P1 \"\xE2\x9C\x93\xE2\x80\xA2\xC3\xA9\"\n");
    assert_docx(P(RP("<w:rFonts w:ascii=\"Wingdings\"/>", "\xC3\xBC") R(" done ")
                      RP("<w:rFonts w:hAnsi=\"Symbol\"/>", "\xEF\x82\xB7")),
                NULL, "P1 \"\xE2\x9C\x93 done \xE2\x80\xA2\"\n");
}

static void test_fields_show_their_result(void **state)
{
    (void)state;
    assert_docx(P(FIELD("begin") CODE("PAGE ") R("not this") FIELD("separate") R("7")
                      FIELD("end") R(" of 9")),
                NULL, "P1 \"7 of 9\"\n");
    assert_docx(P(FIELD("begin") CODE("IF ") FIELD("begin") CODE("X") FIELD("separate")
                      R("inner") FIELD("end") CODE("= 1") FIELD("separate") R("outer")
                          FIELD("end")),
                NULL, "P1 \"outer\"\n");
    assert_docx(P(FIELD("begin") CODE("TOC") FIELD("separate") R("one"))
                    P(R("two") FIELD("end") FIELD("end") R("!")),
                NULL, "P1 \"one\"\nP2 \"two!\"\n");
    assert_docx(P("<w:fldSimple w:instr=\" DATE \">" R(
                    "1 May") "</w:fldSimple>"
                             "<w:hyperlink r:id=\"x\">" R(
                                 " link") "</w:hyperlink>"
                                          "<w:smartTag><w:smartTagPr/>" R(
                                              " tag") "</w:smartTag>"),
                NULL, "P1 \"1 May link tag\"\n");
    /* One that never ends hides nothing. */
    assert_docx(P(FIELD("begin") R("kept")), NULL, "P1 \"kept\"\n");
}

static void test_form_fields(void **state)
{
    (void)state;
#define BOX(inner)                                                                       \
    "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>" inner               \
    "</w:checkBox></w:ffData></w:fldChar></w:r>" CODE("FORMCHECKBOX") FIELD("end")
    assert_docx(P(BOX("<w:default w:val=\"0\"/><w:checked/>") R(" yes ")
                      BOX("<w:default w:val=\"0\"/>") R(" no")),
                NULL, "P1 \"\xE2\x98\x92 yes \xE2\x98\x90 no\"\n");
    assert_docx(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result "
                  "w:val=\"1\"/><w:listEntry w:val=\"Red\"/><w:listEntry w:val=\"Amber "
                  "&amp; up\"/></w:ddList></w:ffData></w:fldChar></w:r>" CODE(
                      "FORMDROPDOWN") FIELD("separate") FIELD("end")),
                NULL, "P1 \"Amber & up\"\n");
}

static void test_content_controls_show_their_content(void **state)
{
    (void)state;
    assert_docx(
        P("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/>"
          "</w14:checkbox></w:sdtPr><w:sdtContent>" R(
              "\xE2\x98\x92") "</w:sdtContent></w:sdt>" R(" done")) "<w:sdt><w:sdtPr><w:"
                                                                    "dropDownList><w:"
                                                                    "listItem "
                                                                    "w:displayText="
                                                                    "\"no\"/>"
                                                                    "</w:dropDownList></"
                                                                    "w:sdtPr><w:"
                                                                    "sdtContent>" P(R(
                                                                        "Green")) "</"
                                                                                  "w:"
                                                                                  "sdtCon"
                                                                                  "tent><"
                                                                                  "/w:"
                                                                                  "sdt>",
        NULL, "P1 \"\xE2\x98\x92 done\"\nP2 \"Green\"\n");
}

static void test_tracked_changes_are_accepted(void **state)
{
    (void)state;
    assert_docx(
        P(R("a") "<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:ins>" R(
            "b") "</w:ins><w:moveFrom>" R("y") "</w:moveFrom><w:moveTo>" R("c") "</"
                                                                                "w:"
                                                                                "moveTo"
                                                                                ">" RP(
                                                                                    "<"
                                                                                    "w"
                                                                                    ":"
                                                                                    "r"
                                                                                    "P"
                                                                                    "r"
                                                                                    "C"
                                                                                    "h"
                                                                                    "a"
                                                                                    "n"
                                                                                    "g"
                                                                                    "e"
                                                                                    ">"
                                                                                    "<"
                                                                                    "w"
                                                                                    ":"
                                                                                    "r"
                                                                                    "P"
                                                                                    "r"
                                                                                    ">"
                                                                                    "<"
                                                                                    "w"
                                                                                    ":"
                                                                                    "b"
                                                                                    "/"
                                                                                    ">"
                                                                                    "<"
                                                                                    "/"
                                                                                    "w"
                                                                                    ":"
                                                                                    "r"
                                                                                    "P"
                                                                                    "r"
                                                                                    ">"
                                                                                    "<"
                                                                                    "/"
                                                                                    "w"
                                                                                    ":"
                                                                                    "r"
                                                                                    "P"
                                                                                    "r"
                                                                                    "C"
                                                                                    "h"
                                                                                    "a"
                                                                                    "n"
                                                                                    "g"
                                                                                    "e"
                                                                                    ">",
                                                                                    "d")),
        NULL, "P1 \"abcd\"\n! tracked-changes\n");
    /* A deleted paragraph mark joins two paragraphs; the second's properties count. */
    assert_docx(P("<w:pPr><w:outlineLvl w:val=\"0\"/><w:rPr><w:del/></w:rPr></w:pPr>" R(
                    "one ")) P("<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" R("two"))
                    P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("last")),
                NULL, "P1 heading=2 \"one two\"\nP2 \"last\"\n! tracked-changes\n");
}

static void test_hidden_text_is_left_out(void **state)
{
    (void)state;
    assert_docx(
        P(R("seen ") RP("<w:vanish/>", "secret") RP("<w:vanish w:val=\"0\"/>", "too")),
        NULL, "P1 \"seen too\"\n! hidden-text\n");
}

static void test_alternatives_are_read_once(void **state)
{
    (void)state;
#define BOXED(text) "<w:txbxContent>" P(R(text)) "</w:txbxContent>"
    assert_docx(
        P(R("host") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
                    "<w:drawing>" BOXED(
                        "boxed") "</w:drawing></mc:Choice><mc:Fallback>"
                                 "<w:pict><v:textbox>" BOXED(
                                     "boxed") "</v:textbox></w:pict>"
                                              "</mc:Fallback></mc:AlternateContent></"
                                              "w:r>" R(" goes on")),
        NULL, "P1 text-box \"boxed\"\nP2 \"host goes on\"\n");
    assert_docx(P("<w:r><mc:AlternateContent><mc:Fallback>" T(
                    "only") "</mc:Fallback></mc:AlternateContent></w:r>"),
                NULL, "P1 \"only\"\n");
    assert_docx(P("<w:r><w:pict><v:shape><v:textpath string=\"DRAFT &amp; more\"/>"
                  "</v:shape></w:pict></w:r>" R("x")),
                NULL, "P1 text-box \"DRAFT & more\"\nP2 \"x\"\n");
    /* In a cell: the box is a block of its own that knows the cell. */
    assert_docx("<w:tbl><w:tr><w:tc>" P(R("cell") "<w:r><w:pict><v:textbox>" BOXED(
                    "boxed") "</v:textbox></w:pict></w:r>") "</w:tc></w:tr></w:tbl>",
                NULL, "Table1 1x1\nA1 \"cell\"\nP1 text-box at=Table1!A1 \"boxed\"\n");
}

static void test_math_and_ruby(void **state)
{
    (void)state;
    assert_docx(P("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"
                  "<w:r><w:ruby><w:rt>" R("reading") "</w:rt><w:rubyBase>" R(
                      " base") "</w:rubyBase></w:ruby></w:r>"),
                NULL, "P1 \"E=mc base\"\n");
}

static void test_other_stories_follow_the_body(void **state)
{
    (void)state;
    static const docx_part extra[] = {
        {"word/header1.xml", "<w:hdr" DOCX_NS ">" P(R("The header")) "</w:hdr>"},
        {"word/footer1.xml",
         "<w:ftr" DOCX_NS "><w:tbl><w:tr><w:tc>" P(R("page")) "</w:tc></w:tr></w:tbl>"
                                                              "</w:ftr>"},
        {"word/footnotes.xml",
         "<w:footnotes" DOCX_NS "><w:footnote w:type=\"separator\" w:id=\"0\">" P(R(
             "--")) "</w:footnote><w:footnote w:id=\"2\">" P(R("a note")) "</w:footnote>"
                                                                          "</"
                                                                          "w:footnotes>"},
        {"word/comments.xml",
         "<w:comments" DOCX_NS "><w:comment w:id=\"5\">" P(R(
             "why?")) "</w:comment>"
                      "<w:comment w:id=\"6\">" P(R("loose")) "</w:comment></w:comments>"},
        {NULL, NULL}};
    assert_docx(
        "<w:tbl><w:tr><w:tc>" P(R(
            "cell") "<w:r><w:commentReference w:id=\"5\"/>"
                    "<w:footnoteReference w:id=\"2\"/></w:r>") "</w:tc></w:tr></"
                                                               "w:tbl>" P(R(
                                                                   "body") "<w"
                                                                           ":r"
                                                                           "><"
                                                                           "w:"
                                                                           "co"
                                                                           "mm"
                                                                           "en"
                                                                           "tR"
                                                                           "ef"
                                                                           "er"
                                                                           "en"
                                                                           "ce"
                                                                           " w"
                                                                           ":i"
                                                                           "d="
                                                                           "\""
                                                                           "6"
                                                                           "\""
                                                                           "/>"
                                                                           "</"
                                                                           "w:"
                                                                           "r"
                                                                           ">") "<w:"
                                                                                "sectPr><"
                                                                                "w:"
                                                                                "footerRe"
                                                                                "ference "
                                                                                "r:id="
                                                                                "\"footer"
                                                                                "\"/"
                                                                                "><w:"
                                                                                "headerRe"
                                                                                "ference "
                                                                                "r:id="
                                                                                "\"header"
                                                                                "\"/"
                                                                                "><w:"
                                                                                "headerRe"
                                                                                "ference "
                                                                                "r:id="
                                                                                "\"header"
                                                                                "\"/></"
                                                                                "w:"
                                                                                "sectPr>",
        extra,
        "Table1 1x1\nA1 \"cell\"\nP1 \"body\"\nP2 header \"The header\"\n"
        "Table2 1x1 footer\nA1 \"page\"\nP3 footnote at=Table1!A1 \"a note\"\n"
        "P4 comment at=Table1!A1 \"why?\"\nP5 comment \"loose\"\n");
}

static void test_embedded_documents_are_told(void **state)
{
    (void)state;
    assert_docx(P(R("x")) "<w:altChunk r:id=\"c\"/>", NULL, "P1 \"x\"\n");
    wf_arena *arena = wf_arena_new(0);
    docx_part parts[SCENE_PARTS_MAX];
    size_t n = scene_parts(arena, P(R("x")) "<w:altChunk r:id=\"c\"/>", NULL, parts);
    wf_str shown = WF_STR_EMPTY;
    assert_int_equal(read_parts(arena, parts, n, NULL, &shown, NULL), WF_OK);
    assert_true(wf_str_find(shown, WF_STR("part-missing"), 0) != SIZE_MAX);
    wf_arena_free(arena);
}

static void test_long_texts_are_cut_with_a_warning(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_limits limits = *wf_limits_default();
    limits.string_bytes = 10;
    docx_part parts[SCENE_PARTS_MAX];
    size_t n =
        scene_parts(arena, P(R("123456789\xC3\xA9xyz")) P(R("short")), NULL, parts);
    wf_str shown = WF_STR_EMPTY;
    assert_int_equal(read_parts(arena, parts, n, &limits, &shown, NULL), WF_OK);
    assert_true(wf_str_starts_with(shown, WF_STR("P1 \"123456789\"\nP2 \"short\"\n")));
    assert_true(wf_str_find(shown, WF_STR("! truncated"), 0) != SIZE_MAX);
    wf_arena_free(arena);
}

static void test_damage_costs_what_it_must(void **state)
{
    (void)state;
    static const docx_part bad_styles[] = {
        {"word/styles.xml", "<w:styles" DOCX_NS
                            "><w:style w:type=\"paragraph\" w:styleId=\"S\"></w:styles>"},
        {NULL, NULL}};
    assert_docx(P("<w:pPr><w:pStyle w:val=\"S\"/></w:pPr>" R("kept")), bad_styles,
                "P1 \"kept\"\n! part-damaged\n");
    /* Bad XML in the body: what came before, with every open table ended. */
    assert_docx("<w:tbl><w:tr><w:tc>" P(R("a")) "</w:tc><w:tc>" P(R("b")) "</w:p>", NULL,
                "Table1 1x2\nA1 \"a\"\nB1 \"b\"\n! truncated\n");
    wf_arena *arena = wf_arena_new(0);
    docx_part parts[SCENE_PARTS_MAX];
    wf_str shown = WF_STR_EMPTY;
    wf_error err = WF_ERROR_INIT;
    size_t n = scene_parts(arena, "<", NULL, parts);
    assert_int_equal(read_parts(arena, parts, n, NULL, &shown, &err), WF_E_FORMAT);
    assert_string_equal(err.part, "word/document.xml");
    err = (wf_error)WF_ERROR_INIT;
    n = scene_parts(arena, "", NULL, parts);
    parts[1].text = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
    assert_int_equal(read_parts(arena, parts, n, NULL, &shown, &err), WF_E_FORMAT);
    err = (wf_error)WF_ERROR_INIT;
    parts[1].name = "word/elsewhere.xml";
    assert_int_equal(read_parts(arena, parts, n, NULL, &shown, &err), WF_E_FORMAT);
    wf_arena_free(arena);
}

static void test_strict_documents(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    docx_part parts[SCENE_PARTS_MAX];
    wf_str shown = WF_STR_EMPTY;
    size_t n = scene_parts(arena, "", NULL, parts);
    parts[1].text =
        "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" "
        "xmlns:q=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body>"
        "<tbl><tr><tc><tcPr><shd q:val=\"clear\" q:fill=\"FFC000\"/></tcPr>"
        "<p><r><t>x</t></r></p></tc></tr></tbl></body></document>";
    assert_int_equal(read_parts(arena, parts, n, NULL, &shown, NULL), WF_OK);
    assert_true(wf_str_starts_with(shown, WF_STR("Table1 1x1\nA1 fill=FFC000 \"x\"\n")));
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs_are_joined),
        cmocka_unit_test(test_symbols),
        cmocka_unit_test(test_fields_show_their_result),
        cmocka_unit_test(test_form_fields),
        cmocka_unit_test(test_content_controls_show_their_content),
        cmocka_unit_test(test_tracked_changes_are_accepted),
        cmocka_unit_test(test_hidden_text_is_left_out),
        cmocka_unit_test(test_alternatives_are_read_once),
        cmocka_unit_test(test_math_and_ruby),
        cmocka_unit_test(test_other_stories_follow_the_body),
        cmocka_unit_test(test_embedded_documents_are_told),
        cmocka_unit_test(test_long_texts_are_cut_with_a_warning),
        cmocka_unit_test(test_damage_costs_what_it_must),
        cmocka_unit_test(test_strict_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
