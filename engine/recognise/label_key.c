#include "engine/base/utf8.h"
#include "engine/recognise/templates.h"
#include <string.h>

/* Latin letters with a mark, and signs that noise puts in their place, as plain letters.
 */
static const struct fold {
    uint16_t first, last;
    char letter;
} folds[] = {
    {0x00C0, 0x00C5, 'a'}, {0x00C7, 0x00C7, 'c'}, {0x00C8, 0x00CB, 'e'},
    {0x00CC, 0x00CF, 'i'}, {0x00D1, 0x00D1, 'n'}, {0x00D2, 0x00D6, 'o'},
    {0x00D8, 0x00D8, 'o'}, {0x00D9, 0x00DC, 'u'}, {0x00DD, 0x00DD, 'y'},
    {0x00E0, 0x00E5, 'a'}, {0x00E7, 0x00E7, 'c'}, {0x00E8, 0x00EB, 'e'},
    {0x00EC, 0x00EF, 'i'}, {0x00F1, 0x00F1, 'n'}, {0x00F2, 0x00F6, 'o'},
    {0x00F8, 0x00F8, 'o'}, {0x00F9, 0x00FC, 'u'}, {0x00FD, 0x00FD, 'y'},
    {0x00FF, 0x00FF, 'y'}, {0x0100, 0x0105, 'a'}, {0x0106, 0x010D, 'c'},
    {0x0112, 0x011B, 'e'}, {0x0128, 0x0131, 'i'}, {0x0141, 0x0142, 'l'},
    {0x0143, 0x0148, 'n'}, {0x014C, 0x0151, 'o'}, {0x0158, 0x0159, 'r'},
    {0x015A, 0x0161, 's'}, {0x0168, 0x0173, 'u'}, {0x0179, 0x017E, 'z'},
    {0x0410, 0x0410, 'a'}, {0x0412, 0x0412, 'b'}, {0x0415, 0x0415, 'e'},
    {0x0421, 0x0421, 'c'},
};

static char fold_letter(uint32_t c)
{
    if (c >= 0xFF10 && c <= 0xFF5A) /* full width forms */
        c -= 0xFEE0;
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#' || c == '%')
        return (char)c;
    if (c < 0xA3)
        return 0; /* spaces and stops: every other character of most labels */
    if (c == 0xA3)
        return '$'; /* the pound sign, in one byte */
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++)
        if (c >= folds[i].first && c <= folds[i].last)
            return folds[i].letter;
    return 0;
}

/* End a word: drop an article or a plural s. Returns the key's new length. */
static size_t end_word(char *out, size_t start, size_t n)
{
    size_t length = n - start;
    if ((length == 3 && memcmp(out + start, "the", 3) == 0) ||
        (length == 2 && memcmp(out + start, "an", 2) == 0) ||
        (length == 1 && (out[start] == 'a' || out[start] == 's') &&
         start > 0)) /* target/s */
        return start;
    if (length > 3 && out[n - 1] == 's' && out[n - 2] != 's')
        return n - 1;
    return n;
}

static size_t make_key(wf_str text, bool keep_brackets, char out[WF_LABEL_MAX])
{
    size_t n = 0, word = 0;
    int depth = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t c = (unsigned char)text.p[i];
        if (c < 0x80)
            i++;
        else
            c = wf_utf8_next(text, &i);
        if (c == '(' || c == '[')
            depth++;
        if ((c == ')' || c == ']') && depth > 0)
            depth--;
        if (depth > 0 && !keep_brackets)
            continue;
        if (c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xAD)
            continue; /* governors' */
        char letter = fold_letter(c);
        if (letter == 0) {
            n = end_word(out, word, n);
            word = n;
            continue;
        }
        if (n == WF_LABEL_MAX)
            return 0;
        out[n++] = letter;
    }
    return end_word(out, word, n);
}

size_t wf_label_key(wf_str text, char out[WF_LABEL_MAX])
{
    if (text.n > (size_t)3 * WF_LABEL_MAX)
        return 0;
    size_t n = make_key(text, false, out);
    return n > 0 ? n : make_key(text, true, out);
}
