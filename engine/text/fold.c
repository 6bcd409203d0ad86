#include "engine/text/fold.h"
#include "engine/base/utf8.h"
#include <string.h>

/* A range of code points that fold to ASCII, one string each. NULL: dropped. */
typedef struct fold_range {
    uint32_t first, last;
    const char *const *texts;
} fold_range;

/* U+00A0..U+00FF */
static const char *const latin_1[] = {
    " ",   "¡",   "¢",   "£", "¤", "¥", "|",  "§",  "",  "(c)", "a",  "\"", "¬", NULL,
    "(r)", "",    "°",   "±", "2", "3", "'",  "u",  "¶", "·",   "",   "1",  "o", "\"",
    "1/4", "1/2", "3/4", "¿", "a", "a", "a",  "a",  "a", "a",   "ae", "c",  "e", "e",
    "e",   "e",   "i",   "i", "i", "i", "d",  "n",  "o", "o",   "o",  "o",  "o", "x",
    "o",   "u",   "u",   "u", "u", "y", "th", "ss", "a", "a",   "a",  "a",  "a", "a",
    "ae",  "c",   "e",   "e", "e", "e", "i",  "i",  "i", "i",   "d",  "n",  "o", "o",
    "o",   "o",   "o",   "/", "o", "u", "u",  "u",  "u", "y",   "th", "y"};

/* U+0100..U+017F */
static const char *const latin_a[] = {
    "a", "a", "a",  "a",  "a", "a", "c", "c", "c", "c",  "c", "c", "c", "c", "d", "d",
    "d", "d", "e",  "e",  "e", "e", "e", "e", "e", "e",  "e", "e", "g", "g", "g", "g",
    "g", "g", "g",  "g",  "h", "h", "h", "h", "i", "i",  "i", "i", "i", "i", "i", "i",
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l",  "l", "l", "l", "l", "l", "l",
    "l", "l", "l",  "n",  "n", "n", "n", "n", "n", "'n", "n", "n", "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r",  "s", "s", "s", "s", "s", "s",
    "s", "s", "t",  "t",  "t", "t", "t", "t", "u", "u",  "u", "u", "u", "u", "u", "u",
    "u", "u", "u",  "u",  "w", "w", "y", "y", "y", "z",  "z", "z", "z", "z", "z", "s"};

/* U+2010..U+2027 */
static const char *const punctuation[] = {"-", "-", "-", "-", "-",  "-",  "||",  "_",
                                          "'", "'", "'", "'", "\"", "\"", "\"",  "\"",
                                          "†", "‡", "•", "•", ".",  "..", "...", "·"};
/* U+FB00..U+FB06 */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
/* U+2070..U+2079, U+2080..U+2089: superscript and subscript digits (2071-2073: i and
 * none) */
static const char *const small_digits[] = {"0", "i", NULL, NULL, "4",
                                           "5", "6", "7",  "8",  "9"};
static const char *const sub_digits[] = {"0", "1", "2", "3", "4",
                                         "5", "6", "7", "8", "9"};
/* U+2032..U+2036 */
static const char *const primes[] = {"'", "\"", "\"", "'", "\""};

static const fold_range fold_ranges[] = {
    {0x00A0, 0x00FF, latin_1},      {0x0100, 0x017F, latin_a},
    {0x2010, 0x2027, punctuation},  {0x2032, 0x2036, primes},
    {0x2070, 0x2079, small_digits}, {0x2080, 0x2089, sub_digits},
    {0xFB00, 0xFB06, ligatures},
};

typedef struct fold_single {
    uint32_t code;
    const char *text; /* NULL: dropped */
} fold_single;

static const fold_single fold_singles[] = {
    {0x0192, "f"},  {0x01A0, "o"},   {0x01A1, "o"},   {0x0218, "s"},  {0x0219, "s"},
    {0x021A, "t"},  {0x021B, "t"},   {0x0237, "j"},   {0x02BC, "'"},  {0x200B, NULL},
    {0x200C, NULL}, {0x200D, NULL},  {0x200E, NULL},  {0x200F, NULL}, {0x2028, " "},
    {0x2029, " "},  {0x2044, "/"},   {0x205F, " "},   {0x2060, NULL}, {0x2116, "no"},
    {0x2122, "tm"}, {0x2153, "1/3"}, {0x2154, "2/3"}, {0x2212, "-"},  {0x2215, "/"},
    {0x3000, " "},  {0xFE0E, NULL},  {0xFE0F, NULL},  {0xFE58, "-"},  {0xFE63, "-"},
    {0xFEFF, NULL},
};

static bool is_space(uint32_t c)
{
    return c <= 0x20 || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x202F;
}

/* The folded text of a code point; false where it stays as it is. */
static bool fold_other(uint32_t c, const char **out)
{
    if (c >= 0x300 && c <= 0x36F) { /* combining marks */
        *out = NULL;
        return true;
    }
    for (size_t k = 0; k < sizeof fold_ranges / sizeof fold_ranges[0]; k++)
        if (c >= fold_ranges[k].first && c <= fold_ranges[k].last) {
            *out = fold_ranges[k].texts[c - fold_ranges[k].first];
            return true;
        }
    for (size_t k = 0; k < sizeof fold_singles / sizeof fold_singles[0]; k++)
        if (fold_singles[k].code == c) {
            *out = fold_singles[k].text;
            return true;
        }
    return false;
}

typedef struct fold_buffer {
    char *p;
    size_t n, size;
    bool space; /* one is due before the next text */
    bool full;
} fold_buffer;

static void put(fold_buffer *b, const char *text, size_t n)
{
    bool space = b->space && b->n > 0;
    if (b->full || n == 0)
        return;
    if (n + space >= b->size - b->n) {
        b->full = true;
        return;
    }
    if (space)
        b->p[b->n++] = ' ';
    b->space = false;
    memcpy(b->p + b->n, text, n);
    b->n += n;
}

static void put_ascii(fold_buffer *b, uint32_t c)
{
    char lower = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    put(b, &lower, 1);
}

static void fold_code_point(fold_buffer *b, uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width forms */
        c = c - 0xFF01 + '!';
    const char *text = NULL;
    if (is_space(c)) {
        b->space = true;
    } else if (c < 0x80) {
        put_ascii(b, c);
    } else if (fold_other(c, &text)) {
        if (text && text[0] == ' ')
            b->space = true;
        else if (text)
            put(b, text, strlen(text));
    } else {
        char bytes[4];
        put(b, bytes, wf_utf8_put(bytes, c));
    }
}

wf_str wf_fold_into(wf_str s, char *buf, size_t size, bool *truncated)
{
    fold_buffer b = {.p = buf, .size = size};
    for (size_t i = 0; i < s.n && !b.full;)
        fold_code_point(&b, wf_utf8_next(s, &i));
    buf[b.n] = '\0';
    if (truncated)
        *truncated = b.full;
    return (wf_str){buf, b.n};
}

wf_status wf_fold(wf_str s, wf_arena *arena, wf_str *out)
{
    /* No folding makes more than twice the bytes of what it folds; a bad byte becomes
     * three. */
    size_t size = s.n * 3 + 2;
    char *buf = s.n < SIZE_MAX / 4 ? wf_arena_bytes(arena, size) : NULL;
    if (!buf)
        return WF_E_MEMORY;
    *out = wf_fold_into(s, buf, size, NULL);
    return WF_OK;
}

bool wf_word_at(wf_str folded, size_t i, wf_str word)
{
    if (!wf_str_eq(wf_str_sub(folded, i, word.n), word))
        return false;
    bool starts = i == 0 || !wf_is_word_char(folded.p[i - 1]);
    size_t end = i + word.n;
    return starts && (end >= folded.n || !wf_is_word_char(folded.p[end]));
}

size_t wf_word_find(wf_str folded, wf_str word, size_t from)
{
    for (size_t i = wf_str_find(folded, word, from); i != SIZE_MAX;
         i = wf_str_find(folded, word, i + 1))
        if (wf_word_at(folded, i, word))
            return i;
    return SIZE_MAX;
}
