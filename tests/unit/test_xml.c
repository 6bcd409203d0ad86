/* The table machine under both of its drivers: each test runs twice. */
#include "engine/base/strbuf.h"
#include "formats/container/xml.h"
#include "tests/support/zip_make.h"

typedef struct trace {
    wf_strbuf out;
    unsigned again;
} trace;

static wf_status on_start(void *context, const wf_xml_tag *tag, wf_error *err)
{
    trace *t = context;
    (void)err;
    wf_strbuf_printf(&t->out, "<%.*s", WF_STR_ARG(tag->name));
    for (size_t i = 0; i < tag->attribute_count; i++)
        wf_strbuf_printf(&t->out, " %d:%.*s=%.*s", (int)tag->attributes[i].ns,
                         WF_STR_ARG(tag->attributes[i].name),
                         WF_STR_ARG(tag->attributes[i].value));
    wf_strbuf_printf(&t->out, ">");
    return WF_OK;
}

static wf_status on_end(void *context, uint8_t state, wf_error *err)
{
    trace *t = context;
    (void)err;
    wf_strbuf_printf(&t->out, "</%u>", (unsigned)state);
    return WF_OK;
}

static wf_status on_stop(void *context, uint8_t state, wf_error *err)
{
    (void)context, (void)state, (void)err;
    return WF_XML_STOP;
}

static wf_status on_text(void *context, uint8_t state, wf_str piece, wf_error *err)
{
    trace *t = context;
    (void)state, (void)err;
    wf_strbuf_add(&t->out, piece);
    return WF_OK;
}

static void on_again(void *context)
{
    trace *t = context;
    t->again++;
    wf_strbuf_clear(&t->out);
}

enum {
    ROOT = 1,
    ITEM,
    TEXT,
    LAST
};
static const wf_xml_edge edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET, "root", ROOT, on_start, on_end),
    WF_XML_EDGE(WF_XML_START, NONE, "root", ROOT, on_start, on_end),
    WF_XML_EDGE(ROOT, ANY, "item", ITEM, on_start, on_end),
    WF_XML_EDGE(ROOT, ANY, "through", WF_XML_SAME, NULL, NULL),
    WF_XML_EDGE(ROOT, ANY, "stop", LAST, NULL, on_stop),
    WF_XML_TEXT(ITEM, ANY, "t", TEXT, NULL, NULL),
    WF_XML_EDGE(ITEM, ANY, "item", ITEM, on_start, on_end),
};
static const wf_xml_table table = {WF_XML_TABLE_EDGES(edges), .text = on_text};

static wf_status run_driver(const char *xml, wf_xml_driver driver, char *out, size_t room,
                            unsigned *again)
{
    wf_arena *arena = wf_arena_new(0);
    trace t = {.out = wf_strbuf_in(arena, 1 << 20)};
    const wf_xml_options options = {
        .limits = wf_limits_default(), .driver = driver, .again = on_again};
    wf_status status = wf_xml_parse(wf_str_from(xml), &table, &t, &options, NULL);
    wf_str got = wf_strbuf_str(&t.out);
    assert_true(got.n < room);
    memcpy(out, got.p, got.n + 1);
    if (again)
        *again = t.again;
    wf_arena_free(arena);
    return status;
}

static void assert_parse(const char *xml, const char *expected)
{
    static const wf_xml_driver drivers[] = {WF_XML_AUTO, WF_XML_EXPAT};
    for (size_t i = 0; i < COUNT_OF(drivers); i++) {
        char out[4096];
        unsigned again;
        assert_int_equal(run_driver(xml, drivers[i], out, sizeof out, &again), WF_OK);
        assert_string_equal(out, expected);
        assert_int_equal(again, 0); /* the lexer managed it alone */
    }
}

static void assert_refused(const char *xml)
{
    static const wf_xml_driver drivers[] = {WF_XML_AUTO, WF_XML_EXPAT};
    for (size_t i = 0; i < COUNT_OF(drivers); i++) {
        char out[4096];
        assert_int_equal(run_driver(xml, drivers[i], out, sizeof out, NULL), WF_E_FORMAT);
    }
}

static void parse__elements_of_the_table__call_their_handlers(void **state)
{
    (void)state;
    assert_parse("<root><item a='1' b=\"two\"/><other><item/></other></root>",
                 "<root><item 0:a=1 0:b=two></2></1>");
    assert_parse("<?xml version='1.0' encoding='utf-8'?>\n<!-- c --><root>\n<item "
                 "></item\n></root>\n",
                 "<root><item></2></1>");
    assert_parse("\xEF\xBB\xBF<root/>", "<root></1>");
    assert_parse("<root><item><item><item/></item></item></root>",
                 "<root><item><item><item></2></2></2></1>");
    assert_parse("<root><through><through><item/></through></through></root>",
                 "<root><item></2></1>");
}

static void parse__text__is_decoded(void **state)
{
    (void)state;
    assert_parse(
        "<root><item>no<t>a &amp; b &lt;&gt;&quot;&apos; &#65;&#x42;</t>no</item></root>",
        "<root><item>a & b <>\"' AB</2></1>");
    assert_parse("<root><item><t>one\r\ntwo\rthree\nfour</t></item></root>",
                 "<root><item>one\ntwo\nthree\nfour</2></1>");
    assert_parse(
        "<root><item><t>x<![CDATA[<&amp;>]]>y<!-- no --><?pi no?>z</t></item></root>",
        "<root><item>x<&amp;>yz</2></1>");
    assert_parse("<root><item><t>&#x1F600;\xC3\xA9</t></item></root>",
                 "<root><item>\xF0\x9F\x98\x80\xC3\xA9</2></1>");
    assert_parse("<root><item a='x&#10;y\tz\n&amp;'/></root>",
                 "<root><item 0:a=x\ny z &></2></1>");
}

static void parse__namespaces__whatever_the_prefix(void **state)
{
    (void)state;
    assert_parse(
        "<x:root xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        "<x:item/></x:root>",
        "<root><item></2></1>");
    assert_parse("<root xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main' "
                 "xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
                 "<item r:id='rId1' id='2'/></root>",
                 "<root><item 5:id=rId1 0:id=2></2></1>");
    assert_int_equal(WF_NS_RELS, 5);
    /* another namespace's root is not ours, and a default may change inside */
    assert_parse("<root xmlns='urn:other'><item/></root>", "");
    assert_parse("<root><item xmlns='urn:a'><t>x</t></item><item/></root>",
                 "<root><item>x</2><item></2></1>");
}

static void parse__stop__ends_without_an_error(void **state)
{
    (void)state;
    assert_parse("<root><stop/><item/>not even xml", "<root>");
}

static void parse__bytes_behind_the_root__are_nobodys(void **state)
{
    (void)state;
    assert_parse("<root><item/></root>", "<root><item></2></1>");
    char out[64];
    assert_int_equal(run_driver("<root/>rubbish<", WF_XML_AUTO, out, sizeof out, NULL),
                     WF_OK);
    assert_int_equal(run_driver("<root/>rubbish<", WF_XML_EXPAT, out, sizeof out, NULL),
                     WF_OK);
}

static void parse__not_well_formed__is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "x",
                                      "<",
                                      "<root",
                                      "<root>",
                                      "<root><item></root>",
                                      "</root>",
                                      "<root a=1/>",
                                      "<root a='1/>",
                                      "<root><item><t>x",
                                      "<root><!-- ",
                                      "<root><![CDATA[",
                                      "<root><?pi",
                                      "<root a='<'/>",
                                      "<root/ >",
                                      "< root/>",
                                      "<root><item/ x></root>"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_refused(bad[i]);
}

static void parse__document_type__is_refused(void **state)
{
    (void)state;
    assert_refused("<!DOCTYPE root><root/>");
    assert_refused("<!DOCTYPE root [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
                   "<root><item><t>&b;</t></item></root>");
    assert_refused("<!DOCTYPE root [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                   "<root><item><t>&x;</t></item></root>");
}

static void parse__not_plain__goes_to_the_general_parser(void **state)
{
    (void)state;
    char out[256];
    unsigned again;
    assert_int_equal(run_driver("<?xml version='1.0' encoding='ISO-8859-1'?>"
                                "<root><item><t>caf\xE9</t></item></root>",
                                WF_XML_AUTO, out, sizeof out, &again),
                     WF_OK);
    assert_string_equal(out, "<root><item>caf\xC3\xA9</2></1>");
    assert_int_equal(again, 1);
}

static void parse__utf_16__goes_to_the_general_parser(void **state)
{
    (void)state;
    static const char ascii[] = "<root><item/></root>";
    char wide[2 * sizeof ascii + 2] = "\xFF\xFE";
    size_t n = 2;
    for (size_t i = 0; ascii[i]; i++) {
        wide[n++] = ascii[i];
        wide[n++] = '\0';
    }
    wf_arena *arena = wf_arena_new(0);
    trace t = {.out = wf_strbuf_in(arena, 4096)};
    const wf_xml_options options = {.limits = wf_limits_default(), .again = on_again};
    assert_int_equal(
        wf_xml_parse((wf_str){.p = wide, .n = n}, &table, &t, &options, NULL), WF_OK);
    assert_str(wf_strbuf_str(&t.out), "<root><item></2></1>");
    wf_arena_free(arena);
}

static void parse__deep__is_a_limit(void **state)
{
    (void)state;
    static const wf_xml_driver drivers[] = {WF_XML_AUTO, WF_XML_EXPAT};
    enum {
        DEPTH = 100000
    };
    char *deep = malloc(DEPTH * 3 + 1);
    for (size_t i = 0; i < DEPTH; i++)
        memcpy(deep + i * 3, "<a>", 3);
    deep[DEPTH * 3] = '\0';
    for (size_t i = 0; i < COUNT_OF(drivers); i++) {
        char out[64];
        assert_int_equal(run_driver(deep, drivers[i], out, sizeof out, NULL), WF_E_LIMIT);
    }
    free(deep);
}

/* The same part in windows: what is cut in two must come out whole. */
static void parse_member__windows__cut_nothing(void **state)
{
    (void)state;
    enum {
        ITEMS = 60000
    };
    wf_arena *arena = wf_arena_new(0);
    wf_strbuf xml = wf_strbuf_in(arena, 1 << 26);
    wf_strbuf_printf(&xml, "<root>");
    for (unsigned i = 0; i < ITEMS; i++)
        wf_strbuf_printf(&xml, "<item n=\"%u\"><t>text &amp; %u\r\nmore</t></item>", i,
                         i);
    wf_strbuf_printf(&xml, "</root>");
    wf_str whole = wf_strbuf_str(&xml);
    const zip_part parts[] = {{.name = "a", .data = whole.p, .size = whole.n}};
    zip_made z = zip_make(parts, 1);
    wf_input in = wf_input_from_memory(z.p, z.n, "a.zip");
    wf_str outs[2];
    for (int i = 0; i < 2; i++) {
        wf_zip *zip;
        trace t = {.out = wf_strbuf_in(arena, 1 << 26)};
        const wf_xml_options options = {.limits = wf_limits_default(),
                                        .driver = i ? WF_XML_EXPAT : WF_XML_AUTO};
        assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
        assert_int_equal(wf_xml_parse_member(zip, wf_zip_member_at(zip, 0), &table, &t,
                                             &options, NULL),
                         WF_OK);
        outs[i] = wf_strbuf_str(&t.out);
        wf_zip_close(zip);
    }
    assert_int_equal(outs[0].n, outs[1].n);
    assert_memory_equal(outs[0].p, outs[1].p, outs[0].n);
    assert_true(wf_str_find(outs[0], WF_STR("<item 0:n=59999>text & 59999\nmore</2>"),
                            0) != SIZE_MAX);
    free(z.p);
    wf_arena_free(arena);
}

static void parse__every_prefix_and_flip__never_reads_outside(void **state)
{
    (void)state;
    static const char xml[] = "<?xml version='1.0'?><root xmlns='urn:x' "
                              "a='&#1;&bad;'><!-- c --><item b='1'><t>a&lt;"
                              "&#xZ;&;&#;<![CDATA[x]]></t></item></root>";
    char out[4096];
    for (size_t n = 0; n < sizeof xml; n++) {
        char *cut = strndup(xml, n);
        (void)run_driver(cut, WF_XML_AUTO, out, sizeof out, NULL);
        free(cut);
        for (unsigned bit = 0; bit < 7; bit++) {
            char *flipped = strdup(xml);
            flipped[n] = (char)(flipped[n] ^ (1 << bit));
            if (n < sizeof xml - 1)
                (void)run_driver(flipped, WF_XML_AUTO, out, sizeof out, NULL);
            free(flipped);
        }
    }
}

static void values__booleans_and_numbers__read_or_fall_back(void **state)
{
    (void)state;
    assert_true(wf_xml_bool(WF_STR("1"), false));
    assert_true(wf_xml_bool(WF_STR("on"), false));
    assert_false(wf_xml_bool(WF_STR("false"), true));
    assert_true(wf_xml_bool(WF_STR(""), true));
    assert_false(wf_xml_bool(WF_STR("yes"), false));
    assert_int_equal(wf_xml_u32(WF_STR("42"), 100, 7), 42);
    assert_int_equal(wf_xml_u32(WF_STR("101"), 100, 7), 7);
    assert_int_equal(wf_xml_u32(WF_STR("99999999999"), UINT32_MAX, 7), 7);
    assert_int_equal(wf_xml_u32(WF_STR("4294967296"), UINT32_MAX, 7), 7);
    assert_int_equal(wf_xml_u32(WF_STR("-1"), 100, 7), 7);
    assert_int_equal(wf_xml_u32(WF_STR(""), 100, 7), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse__elements_of_the_table__call_their_handlers),
        cmocka_unit_test(parse__text__is_decoded),
        cmocka_unit_test(parse__namespaces__whatever_the_prefix),
        cmocka_unit_test(parse__stop__ends_without_an_error),
        cmocka_unit_test(parse__bytes_behind_the_root__are_nobodys),
        cmocka_unit_test(parse__not_well_formed__is_refused),
        cmocka_unit_test(parse__document_type__is_refused),
        cmocka_unit_test(parse__not_plain__goes_to_the_general_parser),
        cmocka_unit_test(parse__utf_16__goes_to_the_general_parser),
        cmocka_unit_test(parse__deep__is_a_limit),
        cmocka_unit_test(parse_member__windows__cut_nothing),
        cmocka_unit_test(parse__every_prefix_and_flip__never_reads_outside),
        cmocka_unit_test(values__booleans_and_numbers__read_or_fall_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
