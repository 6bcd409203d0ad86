#include "formats/container/list_number.h"
#include "formats/container/symbol_font.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_numbers_as_word_shows_them(void **state)
{
    (void)state;
    static const struct {
        const char *format;
        uint32_t value;
        const char *text;
    } cases[] = {
        {"decimal", 12, "12"},
        {"decimalZero", 3, "03"},
        {"decimalZero", 12, "12"},
        {"lowerLetter", 1, "a"},
        {"lowerLetter", 26, "z"},
        {"lowerLetter", 28, "bb"},
        {"upperLetter", 3, "C"},
        {"lowerRoman", 4, "iv"},
        {"upperRoman", 1994, "MCMXCIV"},
        {"ordinal", 1, "1st"},
        {"ordinal", 12, "12th"},
        {"ordinal", 23, "23rd"},
        {"cardinalText", 21, "Twenty-one"},
        {"ordinalText", 20, "Twentieth"},
        {"ordinalText", 45, "Forty-fifth"},
        {"hex", 255, "FF"},
        {"numberInDash", 2, "- 2 -"},
        {"chicago", 6, "\xE2\x80\xA0\xE2\x80\xA0"},
        {"bullet", 6, ""},
        {"none", 6, ""},
        {"thaiCounting", 6, "6"},
        {"lowerLetter", 0, ""},
    };
    wf_arena *arena = wf_arena_new(0);
    wf_strbuf b = wf_strbuf_in(arena, 100);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wf_strbuf_clear(&b);
        wf_list_number(&b, wf_list_format_of(wf_str_from(cases[i].format)),
                       cases[i].value);
        assert_string_equal(wf_strbuf_str(&b).p, cases[i].text);
    }
    wf_strbuf_clear(&b);
    wf_list_number(&b, WF_LIST_UPPER_LETTER, UINT32_MAX);
    wf_list_number(&b, WF_LIST_LOWER_ROMAN, UINT32_MAX);
    wf_list_number(&b, WF_LIST_CHICAGO, UINT32_MAX);
    assert_false(b.failed);
    wf_arena_free(arena);
}

static void test_codes_of_binary_documents(void **state)
{
    (void)state;
    assert_int_equal(wf_list_format_of_code(0), WF_LIST_DECIMAL);
    assert_int_equal(wf_list_format_of_code(2), WF_LIST_LOWER_ROMAN);
    assert_int_equal(wf_list_format_of_code(22), WF_LIST_DECIMAL_ZERO);
    assert_int_equal(wf_list_format_of_code(23), WF_LIST_BULLET);
    assert_int_equal(wf_list_format_of_code(255), WF_LIST_NONE);
    assert_int_equal(wf_list_format_of_code(99), WF_LIST_DECIMAL);
}

static void test_symbols_become_unicode(void **state)
{
    (void)state;
    wf_symbol_font wingdings = wf_symbol_font_of(WF_STR("wingDings"));
    assert_int_equal(wingdings, WF_SYMBOL_WINGDINGS);
    assert_int_equal(wf_symbol_font_of(WF_STR("Arial")), WF_SYMBOL_NONE);
    assert_int_equal(wf_symbol_to_unicode(wingdings, 0xF0FC), 0x2713);
    assert_int_equal(wf_symbol_to_unicode(wingdings, 0xFC), 0x2713);
    assert_int_equal(wf_symbol_to_unicode(wingdings, 0xF0A7), 0x25AA);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_SYMBOL, 0xF0B7), 0x2022);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_SYMBOL, 'a'), 0x3B1);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_NONE, 0xF0B7), 0x2022);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_NONE, 0xF041), 'A');
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_NONE, 0xE9), 0xE9);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_WEBDINGS, 0xF001), 0xF001);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_WEBDINGS, 0xF041), 0x25A1);
    assert_int_equal(wf_symbol_to_unicode(WF_SYMBOL_WINGDINGS_2, 0xF050), 0x2713);
    for (uint32_t c = 0x20; c <= 0xFF; c++)
        for (int font = WF_SYMBOL_SYMBOL; font <= WF_SYMBOL_WEBDINGS; font++)
            assert_true(wf_symbol_to_unicode((wf_symbol_font)font, c) >= 0x20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_as_word_shows_them),
        cmocka_unit_test(test_codes_of_binary_documents),
        cmocka_unit_test(test_symbols_become_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
