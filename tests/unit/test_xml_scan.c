#include "formats/container/xml_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
    N_ROOT = 1,
    N_A,
    N_B,
    N_VAL,
    N_ID
};

/* Ordered: length, bytes, namespace. */
static const wf_xscan_word words[] = {
    {WF_STR_INIT("a"), WF_NS_WORD, N_A},       {WF_STR_INIT("b"), WF_NS_WORD, N_B},
    {WF_STR_INIT("id"), WF_NS_RELS, N_ID},     {WF_STR_INIT("val"), WF_NS_NONE, N_VAL},
    {WF_STR_INIT("root"), WF_NS_WORD, N_ROOT},
};
static const wf_xscan_vocabulary vocabulary = {words, sizeof words / sizeof words[0]};

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R                                                                                \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

/* Each test has an arena and a scanner over a copy of exactly n bytes, so that a read
 * past the end shows under AddressSanitizer. */
struct scene {
    wf_arena *arena;
    wf_xscan scan;
};

static struct scene open_bytes(const char *xml, size_t n)
{
    struct scene t = {.arena = wf_arena_new(0)};
    assert_non_null(t.arena);
    char *copy = wf_arena_bytes(t.arena, n);
    assert_non_null(copy);
    memcpy(copy, xml, n);
    size_t replaced;
    assert_int_equal(wf_xscan_open(&t.scan, &vocabulary, t.arena,
                                   (wf_str){.p = copy, .n = n}, wf_limits_default(),
                                   &replaced),
                     WF_OK);
    return t;
}

static struct scene open_text(const char *xml)
{
    return open_bytes(xml, strlen(xml));
}

static void close_scene(struct scene *t)
{
    wf_arena_free(t->arena);
}

static void test_names_are_told_by_namespace(void **state)
{
    (void)state;
    struct scene t = open_text(
        "<?xml version=\"1.0\"?><!-- c --><x:root xmlns:x=\"http://purl.oclc.org/ooxml/"
        "wordprocessingml/main\" " R " r:id='7' val=\"&lt;\"><w:a " W "/>"
        "<w:a/><root/><x:a></x:a></x:root>");
    assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_START);
    assert_int_equal(t.scan.id, N_ROOT);
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_ID), WF_STR("7")));
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_VAL), WF_STR("&lt;")));
    assert_null(wf_xscan_attribute_of(&t.scan, N_A));
    uint16_t expected[] = {N_A, 0, 0, N_A}; /* the second w: is not declared */
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_START);
        assert_int_equal(t.scan.id, expected[i]);
        assert_int_equal(t.scan.depth, 2);
        assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_END);
        assert_int_equal(t.scan.id, expected[i]);
    }
    assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_END);
    assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_FINISHED);
    assert_int_equal(wf_xscan_status(&t.scan, WF_STR("p"), NULL), WF_OK);
    close_scene(&t);
}

static void test_children_skip_what_is_not_read(void **state)
{
    (void)state;
    struct scene t =
        open_text("<w:root " W "><w:a x='>'><w:b/><w:b>1<w:b></w:b></w:b></w:a>"
                  "<w:b/><w:a>t<!-- </w:a> --></w:a></w:root>");
    assert_true(wf_xscan_child(&t.scan, 0));
    uint16_t expected[] = {N_A, N_B, N_A};
    size_t n = 0;
    while (wf_xscan_child(&t.scan, 1))
        assert_int_equal(t.scan.id, expected[n++]);
    assert_int_equal(n, 3);
    assert_int_equal(t.scan.depth, 0);
    assert_false(wf_xscan_child(&t.scan, 0));
    assert_int_equal(wf_xscan_status(&t.scan, WF_STR("p"), NULL), WF_OK);
    close_scene(&t);
}

static void test_text_resolves_entities_and_lines(void **state)
{
    (void)state;
    struct scene t =
        open_text("<w:root " W "><w:a>x &amp; &#xE9;&#8364;&lt;&bogus;\r\ny<w:b>no</w:b>"
                  "<![CDATA[<&z]]>\rq&#0;</w:a><w:b>plain "
                  "\xC3\xA9</w:b><w:b/><w:b>a&gt;</w:b></w:root>");
    wf_strbuf b = wf_strbuf_in(t.arena, 1000);
    assert_true(wf_xscan_child(&t.scan, 0));
    assert_true(wf_xscan_child(&t.scan, 1));
    wf_xscan_text(&t.scan, &b);
    assert_string_equal(wf_strbuf_str(&b).p,
                        "x & \xC3\xA9\xE2\x82\xAC<&bogus;\ny<&z\nq&#0;");
    wf_str plain;
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_true(wf_xscan_plain_text(&t.scan, &plain));
    assert_true(wf_str_eq(plain, WF_STR("plain \xC3\xA9")));
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_true(wf_xscan_plain_text(&t.scan, &plain));
    assert_int_equal(plain.n, 0);
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_false(wf_xscan_plain_text(&t.scan, &plain));
    assert_int_equal(t.scan.id, N_B);
    assert_false(wf_xscan_child(&t.scan, 1));
    assert_int_equal(wf_xscan_status(&t.scan, WF_STR("p"), NULL), WF_OK);
    close_scene(&t);
}

static void test_bad_xml_is_an_error_with_a_place(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "<w:root " W "><w:a></w:b></w:root>",
        "<w:root " W "><w:a>",
        "<w:root " W "><w:a",
        "<w:root " W "><w:a b",
        "<w:root " W "><w:a b=c/></w:root>",
        "<w:root " W "><w:a b='c></w:root>",
        "<w:root " W "><w:a/ ></w:root>",
        "<w:root " W "><></w:root>",
        "<w:root " W "><!-- x </w:root>",
        "<w:root " W "></w:root></w:root>",
        "<!DOCTYPE x [<!ENTITY e 'y'>]><w:root " W ">&e;</w:root>",
        "<w:root " W "><![CDATA[ </w:root>",
        "<",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct scene t = open_text(bad[i]);
        while (wf_xscan_next(&t.scan) != WF_XSCAN_FINISHED)
            (void)wf_xscan_value(&t.scan, N_VAL);
        wf_error err = WF_ERROR_INIT;
        assert_int_equal(wf_xscan_status(&t.scan, WF_STR("word/x.xml"), &err),
                         WF_E_FORMAT);
        assert_string_equal(err.part, "word/x.xml");
        assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_FINISHED);
        assert_false(wf_xscan_child(&t.scan, 1));
        wf_xscan_skip(&t.scan);
        close_scene(&t);
    }
}

/* Whatever the end of the part cuts off, reading stops with an error or the end. */
/* Found by fuzzing: the attribute behind the last that is kept was written behind the
 * array, where the tag also declares a namespace. */
static void test_more_attributes_than_are_kept(void **state)
{
    (void)state;
    char xml[8192] = "<w:root " W " val=\"first\"";
    size_t n = strlen(xml);
    for (unsigned i = 0; i < 3 * WF_XSCAN_ATTRIBUTES_MAX; i++)
        n += (size_t)snprintf(xml + n, sizeof xml - n, " a%u=\"%u\"", i, i);
    (void)snprintf(xml + n, sizeof xml - n, "/>");
    struct scene t = open_text(xml);
    assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_START);
    assert_int_equal(t.scan.attribute_count, WF_XSCAN_ATTRIBUTES_MAX);
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_VAL), WF_STR("first")));
    assert_int_equal(wf_xscan_next(&t.scan), WF_XSCAN_END);
    close_scene(&t);
}

static void test_every_prefix_ends(void **state)
{
    (void)state;
    static const char xml[] =
        "<?xml version=\"1.0\" encoding='UTF-8'?><w:root " W " " R "><w:a val='1'>"
        "t&amp;<w:b r:id=\"x\" /></w:a><!-- c --><w:b><![CDATA[x]]></w:b></w:root>";
    for (size_t n = 0; n < sizeof xml; n++) {
        for (int way = 0; way < 3; way++) {
            struct scene t = open_bytes(xml, n);
            wf_strbuf b = wf_strbuf_in(t.arena, 100);
            if (way == 0) {
                while (wf_xscan_next(&t.scan) != WF_XSCAN_FINISHED)
                    (void)wf_xscan_value(&t.scan, N_VAL);
            }
            while (way > 0 && wf_xscan_child(&t.scan, 0))
                while (wf_xscan_child(&t.scan, 1))
                    if (way == 2)
                        wf_xscan_text(&t.scan, &b);
            close_scene(&t);
        }
    }
}

static void test_depth_has_a_limit(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_strbuf b = wf_strbuf_in(arena, 100000);
    for (int i = 0; i < 1000; i++)
        wf_strbuf_add(&b, WF_STR("<a>"));
    wf_xscan s;
    assert_int_equal(wf_xscan_open(&s, &vocabulary, arena, wf_strbuf_str(&b),
                                   wf_limits_default(), NULL),
                     WF_OK);
    while (wf_xscan_next(&s) != WF_XSCAN_FINISHED) {
    }
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_xscan_status(&s, WF_STR("p"), &err), WF_E_LIMIT);
    wf_arena_free(arena);
}

static void test_encodings(void **state)
{
    (void)state;
    static const char utf16[] =
        "\xFF\xFE<\0w\0:\0a\0>\0\xE9\0=\xD8\x00\xDE\x00\xDC<\0/\0w\0:\0"
        "a\0>\0";
    struct scene t = open_bytes(utf16, sizeof utf16 - 1);
    wf_strbuf b = wf_strbuf_in(t.arena, 100);
    assert_true(wf_xscan_child(&t.scan, 0));
    wf_xscan_text(&t.scan, &b);
    assert_string_equal(wf_strbuf_str(&b).p, "\xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBD");
    close_scene(&t);
    t = open_text("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>");
    b = wf_strbuf_in(t.arena, 100);
    assert_true(wf_xscan_child(&t.scan, 0));
    wf_xscan_text(&t.scan, &b);
    assert_string_equal(wf_strbuf_str(&b).p, "\xC3\xA9");
    wf_xscan s;
    size_t replaced = 0;
    assert_int_equal(wf_xscan_open(&s, &vocabulary, t.arena, WF_STR("<a>\xFF</a>"),
                                   wf_limits_default(), &replaced),
                     WF_OK);
    assert_int_equal(replaced, 1);
    assert_int_equal(wf_xscan_open(&s, &vocabulary, t.arena,
                                   WF_STR("<?xml version='1.0' encoding='EBCDIC'?><a/>"),
                                   wf_limits_default(), NULL),
                     WF_E_ENCODING);
    close_scene(&t);
}

static void test_find_and_go(void **state)
{
    (void)state;
    struct scene t =
        open_text("<w:root " W "><w:b><w:ab/></w:b><w:aa/><w:a val='1'><w:b/>"
                  "</w:a><w:b>xxxxxxxxxxxxxxxxxxxxxxxxx</w:b><w:a val='2'/>"
                  "<!-- <w:a val='3'/> --><w:a val='4'/></w:root>");
    assert_true(wf_xscan_child(&t.scan, 0));
    assert_true(wf_str_eq(wf_xscan_qname(&t.scan), WF_STR("w:root")));
    bool unsure;
    const char *at = wf_xscan_find(&t.scan, t.scan.p, WF_STR("w:a"), &unsure);
    assert_non_null(at);
    wf_xscan_place first = {at};
    wf_xscan_go(&t.scan, first);
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_VAL), WF_STR("1")));
    assert_ptr_equal(wf_xscan_place_here(&t.scan).p, at);
    at = wf_xscan_find(&t.scan, at + 1, WF_STR("w:a"), &unsure);
    assert_non_null(at);
    wf_xscan_go(&t.scan, (wf_xscan_place){at});
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_VAL), WF_STR("2")));
    assert_null(wf_xscan_find(&t.scan, at + 1, WF_STR("w:a"), &unsure));
    assert_true(unsure);
    assert_null(wf_xscan_find(&t.scan, at + 1, WF_STR("w:absent"), &unsure));
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_VAL), WF_STR("4")));
    assert_false(wf_xscan_child(&t.scan, 1)); /* the root has ended */
    wf_xscan_go(&t.scan, first);
    assert_true(wf_xscan_child(&t.scan, 1));
    assert_true(wf_str_eq(wf_xscan_value(&t.scan, N_VAL), WF_STR("1")));
    assert_int_equal(t.scan.id, N_A);
    close_scene(&t);
}

static void test_parts_may_grow(void **state)
{
    (void)state;
    static const char xml[] = "<w:root " W "><w:a val='1'/><w:a val='2'/></w:root>";
    wf_xscan s;
    size_t half = strlen(xml) - 20;
    assert_true(wf_xscan_is_plain(WF_STR("\xEF\xBB\xBF<?xml version='1.0'?>")));
    assert_true(wf_xscan_is_plain(WF_STR("<?xml version='1.0' encoding=\"UTF-8\"?>")));
    assert_false(wf_xscan_is_plain(WF_STR("<?xml version='1.0' encoding=\"utf-16\"?>")));
    assert_false(wf_xscan_is_plain(WF_STR("\xFF\xFE")));
    wf_xscan_open_growing(&s, &vocabulary, (wf_str){.p = xml, .n = half},
                          wf_limits_default());
    assert_true(wf_xscan_child(&s, 0));
    assert_true(wf_xscan_child(&s, 1));
    wf_xscan_extend(&s, (wf_str){.p = xml, .n = strlen(xml)});
    assert_true(wf_xscan_child(&s, 1));
    assert_true(wf_str_eq(wf_xscan_value(&s, N_VAL), WF_STR("2")));
    assert_false(wf_xscan_child(&s, 1));
    assert_int_equal(wf_xscan_status(&s, WF_STR("p"), NULL), WF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_told_by_namespace),
        cmocka_unit_test(test_children_skip_what_is_not_read),
        cmocka_unit_test(test_text_resolves_entities_and_lines),
        cmocka_unit_test(test_bad_xml_is_an_error_with_a_place),
        cmocka_unit_test(test_more_attributes_than_are_kept),
        cmocka_unit_test(test_every_prefix_ends),
        cmocka_unit_test(test_depth_has_a_limit),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_find_and_go),
        cmocka_unit_test(test_parts_may_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
