#include "engine/text/number.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static void number_parse__hard_cases__exactly_rounded(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value; /* hexadecimal: exact */
    } rows[] = {
        {"0", 0.0},
        {"-0", -0.0},
        {"+1.5", 0x1.8p0},
        {".5", 0x1p-1},
        {"5.", 0x1.4p2},
        {"0.1", 0x1.999999999999ap-4},
        {"0.93400000000000005", 0x1.de353f7ced917p-1},
        {"1e22", 0x1.0f0cf064dd592p+73},
        {"1e23", 0x1.52d02c7e14af6p+76},
        {"8.5e22", 0x1.1ffdbf6b2b2ebp+76},
        {"9007199254740993", 0x1p53},
        {"9007199254740993.0000000000000000000000000001", 0x1.0000000000001p53},
        {"9007199254740995", 0x1.0000000000002p53},
        {"1.7976931348623157e308", 0x1.fffffffffffffp1023},
        {"2.2250738585072014e-308", 0x1p-1022},
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"4.9e-324", 0x0.0000000000001p-1022},
        {"2.4703282292062327e-324", 0.0},
        {"2.4703282292062328e-324", 0x0.0000000000001p-1022},
        {"1e-400", 0.0},
        {"0.000000000000000000000000000001e30", 0x1p0},
        {"123456789012345678901234567890", 0x1.8ee90ff6c373ep+96},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = -7;
        assert_true(wf_number_parse(wf_str_from(rows[i].text), &value));
        if (bits_of(value) != bits_of(rows[i].value))
            fail_msg("%s: %a, not %a", rows[i].text, value, rows[i].value);
    }
}

static void number_parse__not_a_number__refused(void **state)
{
    (void)state;
    static const char *const rows[] = {"",
                                       "+",
                                       "-",
                                       ".",
                                       "e5",
                                       "1e",
                                       "1e+",
                                       "1 ",
                                       " 1",
                                       "0x1",
                                       "inf",
                                       "nan",
                                       "1,000",
                                       "--1",
                                       "1.2.3",
                                       "1e309",
                                       "1e99999999999",
                                       "1.7976931348623159e308"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = -7;
        assert_false(wf_number_parse(wf_str_from(rows[i]), &value));
        assert_true(value < -6.5);
    }
}

static void number_scan__as_people_write__value_and_length(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        double value;
    } rows[] = {
        {"1,200", 5, 1200},
        {"1,234,567.5 and", 11, 1234567.5},
        {"1,20", 1, 1},
        {"12,3456", 2, 12},
        {"1234,567", 4, 1234},
        {"3.5%", 3, 3.5},
        {".5", 2, 0.5},
        {"7.", 1, 7},
        {"5, 6", 1, 5},
        {"x", 0, 0},
        {"", 0, 0},
        {"-3", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = 0;
        assert_int_equal(wf_number_scan(wf_str_from(rows[i].text), &value),
                         rows[i].length);
        assert_true(fabs(value - rows[i].value) < 1e-12);
    }
}

static void number_print__values__as_a_general_cell(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0.1 + 0.2, "0.3"},
        {1.0 / 3, "0.333333333333333"},
        {-0.0, "0"},
        {-5, "-5"},
        {100, "100"},
        {1.005, "1.005"},
        {123456789012, "123456789012"},
        {12345678901234567890.0, "12345678901234600000"},
        {1e20, "100000000000000000000"},
        {1e21, "1E+21"},
        {1.5e-300, "1.5E-300"},
        {0.00001, "0.00001"},
        {1e-10, "1E-10"},
        {(double)NAN, ""},
        {(double)-INFINITY, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char buf[WF_NUMBER_CHARS];
        wf_str text = wf_number_print(rows[i].value, buf);
        assert_string_equal(text.p, rows[i].text);
        assert_int_equal(text.n, strlen(rows[i].text));
    }
}

static void decimal_round__half__away_from_zero(void **state)
{
    (void)state;
    static const struct {
        double value;
        int places;
        const char *digits;
        int point;
    } rows[] = {
        {1.005, 2, "101", 1}, {9.99, 1, "1", 2}, {0.5, 0, "1", 1},
        {0.49, 0, "", 0},     {99.5, 0, "1", 3}, {0.05, 1, "1", 0},
        {1250, -2, "13", 4},  {50, -2, "1", 3},  {12.5, 3, "125", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_decimal d = wf_decimal_from(rows[i].value, 15);
        wf_decimal_round(&d, rows[i].places);
        assert_int_equal(d.count, strlen(rows[i].digits));
        assert_memory_equal(d.digits, rows[i].digits, strlen(rows[i].digits));
        if (d.count > 0)
            assert_int_equal(d.point, rows[i].point);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_parse__hard_cases__exactly_rounded),
        cmocka_unit_test(number_parse__not_a_number__refused),
        cmocka_unit_test(number_scan__as_people_write__value_and_length),
        cmocka_unit_test(number_print__values__as_a_general_cell),
        cmocka_unit_test(decimal_round__half__away_from_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
