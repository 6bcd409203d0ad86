#include "formats/docx/docx_vocabulary.h"

static const wf_xscan_word words[] = {
#define DOCX_ROW(number, name_space, text) {WF_STR_INIT(text), name_space, number},
    DOCX_WORDS(DOCX_ROW)
#undef DOCX_ROW
};

const wf_xscan_vocabulary docx_vocabulary = {words, sizeof words / sizeof words[0]};

bool docx_on(wf_str value)
{
    static const wf_str off[] = {WF_STR_INIT("0"), WF_STR_INIT("false"),
                                 WF_STR_INIT("off")};
    for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
        if (wf_str_eq(value, off[i]))
            return false;
    return true;
}

int32_t docx_int(wf_str value, int32_t fallback)
{
    bool negative = value.n > 0 && value.p[0] == '-';
    size_t i = negative || (value.n > 0 && value.p[0] == '+') ? 1 : 0;
    if (i >= value.n)
        return fallback;
    int32_t number = 0;
    for (; i < value.n; i++) {
        int digit = value.p[i] - '0';
        if (digit < 0 || digit > 9)
            break; /* "5.0" and "5pt" count as 5 */
        if (number > 100000000)
            break; /* far past anything that is counted here */
        number = number * 10 + digit;
    }
    if (i == (negative ? 1u : 0u))
        return fallback;
    return negative ? -number : number;
}

bool docx_hex(wf_str value, uint32_t *out)
{
    uint32_t number = 0;
    if (value.n == 0 || value.n > 8)
        return false;
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i], lower = c | 0x20;
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = c - 0x30u;
        else if (lower >= 'a' && lower <= 'f')
            digit = lower - 0x57u;
        else
            return false;
        number = number << 4 | digit;
    }
    *out = number;
    return true;
}
