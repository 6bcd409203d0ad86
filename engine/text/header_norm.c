#include "engine/text/header_norm.h"
#include "engine/base/strbuf.h"
#include "engine/text/fold.h"
#include "wayforward/error.h"
#include <string.h>

enum {
    PARTS_MAX = 16,
    KEY_MAX = 96
};

static bool is_trailing_noise(char c)
{
    return c == ':' || c == '?' || c == '*' || c == '.' || c == '-' || c == ' ' ||
           c == ';' || c == ',' || c == '|' || c == '_' || c == '=';
}

/* Bullets and scanning noise before the first word; "#" and "%" mean something. */
static const wf_str leading_noise[] = {
    WF_STR_INIT("•"),
    WF_STR_INIT("◦"),
    WF_STR_INIT("▪"),
    WF_STR_INIT("●"),
    WF_STR_INIT("○"),
    WF_STR_INIT("■"),
    WF_STR_INIT("□"),
    WF_STR_INIT("▶"),
    WF_STR_INIT("►"),
    WF_STR_INIT("➢"),
    WF_STR_INIT("\xEF\x82\xB7"),
    WF_STR_INIT("\xEF\x82\xA7"),
    WF_STR_INIT("·"),
    WF_STR_INIT("-"),
    WF_STR_INIT("*"),
    WF_STR_INIT("|"),
    WF_STR_INIT(">"),
    WF_STR_INIT(":"),
    WF_STR_INIT("."),
    WF_STR_INIT(","),
    WF_STR_INIT(";"),
    WF_STR_INIT("_"),
    WF_STR_INIT("="),
    WF_STR_INIT(" "),
};

static wf_str strip_leading(wf_str s)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t k = 0; k < sizeof leading_noise / sizeof leading_noise[0]; k++)
            if (wf_str_starts_with(s, leading_noise[k])) {
                s = wf_str_sub(s, leading_noise[k].n, s.n);
                again = true;
            }
    }
    return s;
}

static const wf_str trailing_marks[] = {
    WF_STR_INIT("•"), WF_STR_INIT("▪"), WF_STR_INIT("▶"),
    WF_STR_INIT("►"), WF_STR_INIT("†"),
};

static wf_str strip_trailing(wf_str s)
{
    for (bool again = true; again;) {
        again = false;
        while (s.n > 0 && is_trailing_noise(s.p[s.n - 1]))
            s.n--;
        for (size_t k = 0; k < sizeof trailing_marks / sizeof trailing_marks[0]; k++)
            if (wf_str_ends_with(s, trailing_marks[k])) {
                s.n -= trailing_marks[k].n;
                again = true;
            }
    }
    return s;
}

/* "Strand 1 - contd." goes on from a former page. */
static bool drop_continued(wf_str *s)
{
    static const wf_str words[] = {WF_STR_INIT("contd"), WF_STR_INIT("cont'd"),
                                   WF_STR_INIT("cont"), WF_STR_INIT("continued"),
                                   WF_STR_INIT("cntd")};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        if (s->n <= words[k].n || !wf_str_ends_with(*s, words[k]) ||
            !wf_word_at(*s, s->n - words[k].n, words[k]))
            continue;
        *s = strip_trailing(wf_str_sub(*s, 0, s->n - words[k].n));
        return true;
    }
    return false;
}

static bool is_bracket(char c)
{
    return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}';
}

static bool opens(char c)
{
    return c == '(' || c == '[' || c == '{';
}

/* The end (past the closing bracket) of what opens at i; s.n where it does not close. */
static size_t bracket_end(wf_str s, size_t i)
{
    int depth = 0;
    for (; i < s.n; i++) {
        if (!is_bracket(s.p[i]))
            continue;
        depth += opens(s.p[i]) ? 1 : -1;
        if (depth == 0)
            return i + 1;
    }
    return s.n;
}

/* "objective(s)": the bracket is the plural, not help. */
static bool is_plural_bracket(wf_str s, size_t i, size_t end)
{
    return i > 0 && wf_is_letter(s.p[i - 1]) &&
           wf_str_eq(wf_str_sub(s, i, end - i), WF_STR("(s)"));
}

/* The words outside brackets; *help gets what is within the first of them. */
static void take_brackets(wf_str s, wf_strbuf *words, wf_str *help)
{
    *help = WF_STR_EMPTY;
    for (size_t i = 0; i < s.n;) {
        if (!opens(s.p[i])) {
            wf_strbuf_add_char(words, s.p[i++]);
            continue;
        }
        size_t end = bracket_end(s, i);
        if (is_plural_bracket(s, i, end)) {
            wf_strbuf_add_char(words, 's');
        } else {
            bool closed = end > i + 1 && is_bracket(s.p[end - 1]);
            wf_str inner =
                wf_str_trim(wf_str_sub(s, i + 1, end - i - 1 - (closed ? 1u : 0u)));
            if (help->n == 0)
                *help = inner;
            wf_strbuf_add_char(words, ' ');
        }
        i = end;
    }
}

/* "target/s" is "targets". */
static void drop_plural_slashes(wf_str s, wf_strbuf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        bool plural = s.p[i] == '/' && i > 1 && wf_is_letter(s.p[i - 1]) &&
                      wf_is_letter(s.p[i - 2]) && wf_word_at(s, i + 1, WF_STR("s"));
        if (!plural)
            wf_strbuf_add_char(out, s.p[i]);
    }
}

static void without_brackets(wf_str s, wf_strbuf *out)
{
    for (size_t i = 0; i < s.n; i++)
        wf_strbuf_add(out, is_bracket(s.p[i]) ? WF_STR(" ") : wf_str_sub(s, i, 1));
}

/* One pass over folded text; *s is replaced by what remains. */
static wf_status norm_pass(wf_str *s, wf_arena *arena, wf_header *out)
{
    wf_str help;
    wf_strbuf words = wf_strbuf_in(arena, SIZE_MAX / 4);
    take_brackets(*s, &words, &help);
    wf_str bare = strip_trailing(strip_leading(wf_strbuf_str(&words)));
    if (bare.n == 0) { /* all of it in brackets */
        wf_strbuf_clear(&words);
        without_brackets(*s, &words);
        bare = strip_trailing(strip_leading(wf_strbuf_str(&words)));
        help = WF_STR_EMPTY;
    } else if (wf_str_starts_with(help, WF_STR("cont"))) {
        out->continued = true;
    }
    wf_strbuf plain = wf_strbuf_in(arena, SIZE_MAX / 4);
    drop_plural_slashes(bare, &plain);
    if (words.failed || plain.failed)
        return WF_E_MEMORY;
    wf_str folded;
    WF_TRY(wf_fold(wf_strbuf_str(&plain), arena, &folded)); /* closes up the gaps */
    while (drop_continued(&folded))
        out->continued = true;
    *s = strip_trailing(strip_leading(folded));
    return WF_OK;
}

/* The help as written: what the first bracket of the heading holds. */
static wf_str help_as_written(wf_str heading)
{
    for (size_t i = 0; i < heading.n; i++) {
        if (!opens(heading.p[i]))
            continue;
        size_t end = bracket_end(heading, i);
        if (i > 0 && end - i == 3 && (heading.p[i + 1] == 's' || heading.p[i + 1] == 'S'))
            continue;
        bool closed = end > i + 1 && is_bracket(heading.p[end - 1]);
        return wf_str_trim(wf_str_sub(heading, i + 1, end - i - 1 - (closed ? 1u : 0u)));
    }
    return WF_STR_EMPTY;
}

wf_status wf_header_norm(wf_str heading, wf_arena *arena, wf_header *out)
{
    wf_header header = {.text = WF_STR_EMPTY, .help = WF_STR_EMPTY};
    wf_str s;
    WF_TRY(wf_fold(heading, arena, &s));
    /* What is dropped may uncover more to drop; each pass shortens the text or is the
     * last. */
    for (size_t before = SIZE_MAX; s.n < before;) {
        before = s.n;
        WF_TRY(norm_pass(&s, arena, &header));
    }
    header.help = help_as_written(heading);
    WF_TRY(wf_arena_str(arena, s, &header.text));
    *out = header;
    return WF_OK;
}

/* Bytes of the separator at i, 0 where there is none. */
static size_t separator_bytes(wf_str s, size_t i)
{
    char c = s.p[i];
    if (c == '/' || c == '&' || c == '+' || c == ',' || c == '|')
        return 1;
    return i > 0 && s.p[i - 1] == ' ' && wf_word_at(s, i, WF_STR("and")) ? 3 : 0;
}

/* Abbreviations ("m&e", "t & l", "b/r/a/g") and "and/or" are not composite. */
static bool splits_here(wf_str s, size_t i, size_t bytes)
{
    size_t before = i;
    while (before > 0 && s.p[before - 1] == ' ')
        before--;
    size_t after = i + bytes;
    while (after < s.n && s.p[after] == ' ')
        after++;
    if (before == 0 || after >= s.n)
        return false;
    bool and_or = wf_word_at(s, i, WF_STR("and/or")) ||
                  (before >= 3 && wf_word_at(s, before - 3, WF_STR("and/or")));
    if (and_or)
        return false;
    bool one_before = wf_is_letter(s.p[before - 1]) &&
                      (before == 1 || !wf_is_word_char(s.p[before - 2]));
    bool one_after = wf_is_letter(s.p[after]) &&
                     (after + 1 >= s.n || !wf_is_word_char(s.p[after + 1]));
    return !(one_before && one_after);
}

wf_status wf_header_split(wf_str norm, wf_arena *arena, wf_strs *out)
{
    wf_str parts[PARTS_MAX];
    size_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i <= norm.n && count < PARTS_MAX;) {
        size_t bytes = i < norm.n ? separator_bytes(norm, i) : 1;
        bool cut = i == norm.n || count == PARTS_MAX - 1 ||
                   (bytes > 0 && splits_here(norm, i, bytes));
        if (count == PARTS_MAX - 1)
            i = norm.n;
        if (cut) {
            wf_header part;
            WF_TRY(wf_header_norm(wf_str_sub(norm, start, i - start), arena, &part));
            if (part.text.n > 0)
                parts[count++] = part.text;
            start = i + bytes;
        }
        i += bytes > 0 ? bytes : 1;
    }
    wf_str *items = wf_arena_array(arena, count ? count : 1, sizeof *items);
    if (!items)
        return WF_E_MEMORY;
    memcpy(items, parts, count * sizeof *items);
    *out = (wf_strs){.items = items, .n = count};
    return WF_OK;
}

/* Words whose plural is irregular, or that only look like one. */
static const struct {
    wf_str plural, singular;
} plurals[] = {
    {WF_STR_INIT("criteria"), WF_STR_INIT("criterion")},
    {WF_STR_INIT("staff"), WF_STR_INIT("staff")},
    {WF_STR_INIT("analyses"), WF_STR_INIT("analysis")},
    {WF_STR_INIT("people"), WF_STR_INIT("person")},
    {WF_STR_INIT("bodies"), WF_STR_INIT("body")},
    {WF_STR_INIT("series"), WF_STR_INIT("series")},
    {WF_STR_INIT("does"), WF_STR_INIT("does")},
    {WF_STR_INIT("has"), WF_STR_INIT("has")},
    {WF_STR_INIT("was"), WF_STR_INIT("was")},
};

static bool is_article(wf_str word)
{
    return wf_str_eq(word, WF_STR("the")) || wf_str_eq(word, WF_STR("a")) ||
           wf_str_eq(word, WF_STR("an"));
}

static size_t add_singular(wf_str word, char *out)
{
    for (size_t k = 0; k < sizeof plurals / sizeof plurals[0]; k++)
        if (wf_str_eq(word, plurals[k].plural)) {
            memcpy(out, plurals[k].singular.p, plurals[k].singular.n);
            return plurals[k].singular.n;
        }
    memcpy(out, word.p, word.n);
    if (word.n > 4 && wf_str_ends_with(word, WF_STR("ies"))) {
        out[word.n - 3] = 'y';
        return word.n - 2;
    }
    bool plural = word.n > 3 && word.p[word.n - 1] == 's' && word.p[word.n - 2] != 's' &&
                  word.p[word.n - 2] != 'u' && word.p[word.n - 2] != 'i';
    return plural ? word.n - 1 : word.n;
}

/* At most `size` - 1 bytes of key. A singular is never more than one byte longer than its
 * plural, and at least one byte of separator goes with each word but the last. */
static wf_str key_into(wf_str norm, char *buf, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < norm.n;) {
        size_t start = i;
        while (i < norm.n && wf_is_word_char(norm.p[i]))
            i++;
        wf_str word = wf_str_sub(norm, start, i - start);
        if (word.n > 0 && !(is_article(word) && word.n < norm.n)) {
            if (word.n + 2 > size - n)
                break;
            n += add_singular(word, buf + n);
        }
        if (i < norm.n)
            i++;
    }
    buf[n] = '\0';
    return (wf_str){buf, n};
}

wf_str wf_header_key(wf_str norm, char *buf)
{
    return key_into(norm, buf, norm.n + 3);
}

/* Letters to change, add or drop to make a of b; more than `most` counts as most + 1. */
static int edit_distance(wf_str a, wf_str b, int most)
{
    int row[KEY_MAX + 1];
    for (size_t j = 0; j <= b.n; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= a.n; i++) {
        int diagonal = row[0];
        int least = row[0] = (int)i;
        for (size_t j = 1; j <= b.n; j++) {
            int change = diagonal + (a.p[i - 1] != b.p[j - 1]);
            diagonal = row[j];
            int best = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
            row[j] = change < best ? change : best;
            least = row[j] < least ? row[j] : least;
        }
        if (least > most)
            return most + 1;
    }
    return row[b.n];
}

static int common_triples(wf_str a, wf_str b)
{
    bool used[KEY_MAX] = {false};
    int common = 0;
    for (size_t i = 0; i + 3 <= a.n; i++)
        for (size_t j = 0; j + 3 <= b.n; j++)
            if (!used[j] && memcmp(a.p + i, b.p + j, 3) == 0) {
                used[j] = true;
                common++;
                break;
            }
    return common;
}

int wf_header_similarity(wf_str a, wf_str b)
{
    char key_a[KEY_MAX + 2];
    char key_b[KEY_MAX + 2];
    wf_str x = key_into(a, key_a, KEY_MAX);
    wf_str y = key_into(b, key_b, KEY_MAX);
    if (x.n == 0 || y.n == 0)
        return 0;
    if (wf_str_eq(x, y))
        return 100;
    int longer = (int)(x.n > y.n ? x.n : y.n);
    int shorter = (int)(x.n < y.n ? x.n : y.n);
    if (shorter < 6)
        return 0;
    int most = longer / 6;
    int distance = edit_distance(x, y, most);
    if (distance <= most)
        return 99 - 100 * distance / longer;
    return 79 * 2 * common_triples(x, y) / (longer + shorter - 4);
}
