#include "formats/container/list_number.h"

static const struct {
    wf_str name;
    wf_list_format format;
} format_names[] = {
    {WF_STR_INIT("decimal"), WF_LIST_DECIMAL},
    {WF_STR_INIT("upperRoman"), WF_LIST_UPPER_ROMAN},
    {WF_STR_INIT("lowerRoman"), WF_LIST_LOWER_ROMAN},
    {WF_STR_INIT("upperLetter"), WF_LIST_UPPER_LETTER},
    {WF_STR_INIT("lowerLetter"), WF_LIST_LOWER_LETTER},
    {WF_STR_INIT("ordinal"), WF_LIST_ORDINAL},
    {WF_STR_INIT("cardinalText"), WF_LIST_CARDINAL_TEXT},
    {WF_STR_INIT("ordinalText"), WF_LIST_ORDINAL_TEXT},
    {WF_STR_INIT("hex"), WF_LIST_HEX},
    {WF_STR_INIT("chicago"), WF_LIST_CHICAGO},
    {WF_STR_INIT("numberInDash"), WF_LIST_NUMBER_IN_DASH},
    {WF_STR_INIT("decimalZero"), WF_LIST_DECIMAL_ZERO},
    {WF_STR_INIT("bullet"), WF_LIST_BULLET},
    {WF_STR_INIT("none"), WF_LIST_NONE},
};

wf_list_format wf_list_format_of(wf_str name)
{
    for (size_t i = 0; i < sizeof format_names / sizeof format_names[0]; i++)
        if (wf_str_eq(name, format_names[i].name))
            return format_names[i].format;
    return WF_LIST_DECIMAL;
}

/* [MS-OSHARED] 2.2.1.3 MSONFC: 0..9 in the order of the enum, then these. */
wf_list_format wf_list_format_of_code(uint8_t nfc)
{
    if (nfc <= 9)
        return (wf_list_format)nfc;
    switch (nfc) {
    case 22:
        return WF_LIST_DECIMAL_ZERO;
    case 23:
        return WF_LIST_BULLET;
    case 57:
        return WF_LIST_NUMBER_IN_DASH;
    case 255:
        return WF_LIST_NONE;
    default:
        return WF_LIST_DECIMAL;
    }
}

/* Letters repeat: z, aa, bb ... (17.18.59, lowerLetter). */
static void add_letters(wf_strbuf *out, uint32_t value, char first)
{
    if (value == 0)
        return;
    uint32_t repeat = (value - 1) / 26 + 1;
    char c = (char)(first + (char)((value - 1) % 26));
    for (uint32_t i = 0; i < repeat && i < 30; i++)
        wf_strbuf_add_char(out, c);
}

static void add_roman(wf_strbuf *out, uint32_t value, bool upper)
{
    static const struct {
        uint32_t value;
        wf_str upper, lower;
    } digits[] = {
        {1000, WF_STR_INIT("M"), WF_STR_INIT("m")},
        {900, WF_STR_INIT("CM"), WF_STR_INIT("cm")},
        {500, WF_STR_INIT("D"), WF_STR_INIT("d")},
        {400, WF_STR_INIT("CD"), WF_STR_INIT("cd")},
        {100, WF_STR_INIT("C"), WF_STR_INIT("c")},
        {90, WF_STR_INIT("XC"), WF_STR_INIT("xc")},
        {50, WF_STR_INIT("L"), WF_STR_INIT("l")},
        {40, WF_STR_INIT("XL"), WF_STR_INIT("xl")},
        {10, WF_STR_INIT("X"), WF_STR_INIT("x")},
        {9, WF_STR_INIT("IX"), WF_STR_INIT("ix")},
        {5, WF_STR_INIT("V"), WF_STR_INIT("v")},
        {4, WF_STR_INIT("IV"), WF_STR_INIT("iv")},
        {1, WF_STR_INIT("I"), WF_STR_INIT("i")},
    };
    if (value > 32767) { /* no more than Word counts */
        wf_strbuf_printf(out, "%u", value);
        return;
    }
    for (size_t i = 0; value > 0; i++)
        for (; value >= digits[i].value; value -= digits[i].value)
            wf_strbuf_add(out, upper ? digits[i].upper : digits[i].lower);
}

static const char *ordinal_ending(uint32_t value)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    uint32_t tens = value % 100, ones = value % 10;
    return tens >= 11 && tens <= 13 ? "th" : endings[ones < 4 ? ones : 0];
}

/* 1..99 in words; larger numbers are given in digits. */
static void add_words(wf_strbuf *out, uint32_t value, bool ordinal)
{
    static const char *const ones[] = {
        "",         "One",     "Two",     "Three",     "Four",     "Five",    "Six",
        "Seven",    "Eight",   "Nine",    "Ten",       "Eleven",   "Twelve",  "Thirteen",
        "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"};
    static const char *const tens[] = {"",      "",      "Twenty",  "Thirty", "Forty",
                                       "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"};
    static const char *const firsts[] = {
        "",          "First",     "Second",      "Third",      "Fourth",
        "Fifth",     "Sixth",     "Seventh",     "Eighth",     "Ninth",
        "Tenth",     "Eleventh",  "Twelfth",     "Thirteenth", "Fourteenth",
        "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth"};
    static const char *const tenths[] = {
        "",         "",         "Twentieth",  "Thirtieth", "Fortieth",
        "Fiftieth", "Sixtieth", "Seventieth", "Eightieth", "Ninetieth"};
    if (value == 0 || value > 99) {
        wf_strbuf_printf(out, "%u%s", value, ordinal ? ordinal_ending(value) : "");
        return;
    }
    const char *const *last = ordinal ? firsts : ones;
    if (value < 20) {
        wf_strbuf_add(out, wf_str_from(last[value]));
        return;
    }
    bool round = value % 10 == 0;
    wf_strbuf_add(out, wf_str_from((round && ordinal ? tenths : tens)[value / 10]));
    if (round)
        return;
    wf_str unit = wf_str_from(last[value % 10]);
    wf_strbuf_add_char(out, '-');
    wf_strbuf_add_char(out, (char)(unit.p[0] | 0x20));
    wf_strbuf_add(out, wf_str_sub(unit, 1, unit.n));
}

static void add_chicago(wf_strbuf *out, uint32_t value)
{
    static const uint32_t signs[] = {'*', 0x2020, 0x2021, 0xA7};
    if (value == 0)
        return;
    for (uint32_t i = 0; i <= (value - 1) / 4 && i < 30; i++)
        wf_strbuf_add_code_point(out, signs[(value - 1) % 4]);
}

void wf_list_number(wf_strbuf *out, wf_list_format format, uint32_t value)
{
    switch (format) {
    case WF_LIST_DECIMAL:
        wf_strbuf_printf(out, "%u", value);
        break;
    case WF_LIST_UPPER_ROMAN:
    case WF_LIST_LOWER_ROMAN:
        add_roman(out, value, format == WF_LIST_UPPER_ROMAN);
        break;
    case WF_LIST_UPPER_LETTER:
    case WF_LIST_LOWER_LETTER:
        add_letters(out, value, format == WF_LIST_UPPER_LETTER ? 'A' : 'a');
        break;
    case WF_LIST_ORDINAL:
        wf_strbuf_printf(out, "%u%s", value, ordinal_ending(value));
        break;
    case WF_LIST_CARDINAL_TEXT:
    case WF_LIST_ORDINAL_TEXT:
        add_words(out, value, format == WF_LIST_ORDINAL_TEXT);
        break;
    case WF_LIST_HEX:
        wf_strbuf_printf(out, "%X", value);
        break;
    case WF_LIST_CHICAGO:
        add_chicago(out, value);
        break;
    case WF_LIST_NUMBER_IN_DASH:
        wf_strbuf_printf(out, "- %u -", value);
        break;
    case WF_LIST_DECIMAL_ZERO:
        wf_strbuf_printf(out, "%02u", value);
        break;
    case WF_LIST_BULLET:
    case WF_LIST_NONE:
        break;
    }
}
