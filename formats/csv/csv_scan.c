#include "formats/csv/csv_scan.h"

#include "engine/base/ckd.h"
#include "engine/base/utf8.h"

#include <string.h>

enum {
    SAMPLE_ROWS = 100,
    COUNTS = 256,
    SAMPLE_FIELD = 32768
};

csv_bytes csv_bytes_of(const uint8_t *data, size_t size, size_t *bom_out)
{
    *bom_out = 2;
    if (size >= 2 && data[0] == 0xFF && data[1] == 0xFE)
        return CSV_BYTES_UTF16_LE;
    if (size >= 2 && data[0] == 0xFE && data[1] == 0xFF)
        return CSV_BYTES_UTF16_BE;
    bool has_bom = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0;
    *bom_out = has_bom ? 3 : 0;
    wf_str text = {.p = (const char *)data + *bom_out, .n = size - *bom_out};
    if (wf_utf8_valid_prefix(text) == text.n)
        return CSV_BYTES_UTF8;
    return has_bom ? CSV_BYTES_UTF8_DAMAGED : CSV_BYTES_WINDOWS;
}

/* Eight bytes, the first in the lowest place whatever the processor. */
static uint64_t eight_bytes(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* True in the high bit of each byte of `word` that equals that of `pattern`. */
static uint64_t bytes_equal(uint64_t word, uint64_t pattern)
{
    uint64_t x = word ^ pattern;
    return (x - 0x0101010101010101u) & ~x & 0x8080808080808080u;
}

/* The end of a field without quotes: the next delimiter or line end. The lowest bit that
 * bytes_equal sets is always a true one. */
static size_t plain_end(wf_str text, size_t at, char delimiter)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t d = ones * (uint8_t)delimiter, lf = ones * '\n', cr = ones * '\r', word;
    for (; text.n - at >= 8; at += 8) {
        word = eight_bytes(text.p + at);
        uint64_t found =
            bytes_equal(word, d) | bytes_equal(word, lf) | bytes_equal(word, cr);
        if (found)
            return at + (size_t)__builtin_ctzll(found) / 8;
    }
    while (at < text.n && text.p[at] != delimiter && text.p[at] != '\n' &&
           text.p[at] != '\r')
        at++;
    return at;
}

static csv_field quoted_field(wf_str text, size_t at, char delimiter, size_t max)
{
    size_t start = at + 1, from = start;
    csv_field f = {0};
    size_t stop = text.n - start > max ? start + max : text.n;
    for (;;) {
        const char *quote = from < stop ? memchr(text.p + from, '"', stop - from) : NULL;
        if (!quote) {
            f.is_unclosed = true;
            return f;
        }
        from = (size_t)(quote - text.p) + 1;
        if (from >= text.n || text.p[from] != '"')
            break;
        f.has_escapes = true;
        from++;
    }
    f.next = plain_end(text, from, delimiter);
    f.raw = wf_str_sub(text, start, from - 1 - start);
    if (f.next > from) { /* "text" more: as Excel reads it, both parts */
        f.has_escapes = true;
        f.raw = wf_str_sub(text, start, f.next - start);
    }
    return f;
}

csv_field csv_field_at(wf_str text, size_t at, char delimiter, bool has_quotes,
                       size_t max)
{
    bool is_unclosed = false;
    if (has_quotes && at < text.n && text.p[at] == '"') {
        csv_field f = quoted_field(text, at, delimiter, max);
        if (!f.is_unclosed)
            return f;
        is_unclosed = true;
    }
    size_t next = plain_end(text, at, delimiter);
    return (csv_field){.raw = {.p = text.p + at, .n = next - at},
                       .next = next,
                       .is_unclosed = is_unclosed};
}

size_t csv_unquote(wf_str raw, char *out)
{
    size_t n = 0;
    bool is_quoted = true;
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] == '"' && is_quoted) {
            if (i + 1 < raw.n && raw.p[i + 1] == '"')
                i++;
            else {
                is_quoted = false; /* the closing quote; what follows is as it stands */
                continue;
            }
        }
        out[n++] = raw.p[i];
    }
    return n;
}

/* Fields of the row at *at, which moves behind its line end; 0 for an empty row. */
static size_t count_fields(wf_str text, size_t *at, char delimiter, bool *is_cut)
{
    size_t count = 0, begin = *at;
    for (;;) {
        csv_field f = csv_field_at(text, *at, delimiter, true, SAMPLE_FIELD);
        count++;
        *at = f.next;
        if (f.next >= text.n) {
            *is_cut = true;
            break;
        }
        *at = f.next + 1;
        if (text.p[f.next] == delimiter)
            continue;
        if (text.p[f.next] == '\r' && *at < text.n && text.p[*at] == '\n')
            ++*at;
        if (count == 1 && f.next == begin)
            return 0;
        break;
    }
    return count;
}

static csv_guess try_delimiter(wf_str sample, char delimiter, bool is_cut)
{
    uint16_t by_count[COUNTS] = {0};
    csv_guess g = {.delimiter = delimiter, .columns = 1};
    size_t at = 0;
    while (at < sample.n && g.rows < SAMPLE_ROWS) {
        bool ends_early = false;
        size_t n = count_fields(sample, &at, delimiter, &ends_early);
        if (n == 0 || (ends_early && is_cut && g.rows > 0))
            continue;
        g.rows++;
        by_count[wf_min_size(n, COUNTS - 1)]++;
    }
    for (size_t n = 2; n < COUNTS; n++) {
        if (by_count[n] > g.alike) {
            g.alike = by_count[n];
            g.columns = n;
        }
    }
    return g;
}

/* The one whose rows are most alike; where two are as good, the one that is rarer in
 * running text and in numbers. */
csv_guess csv_find_delimiter(wf_str sample, bool is_cut)
{
    static const char delimiters[] = {'\t', ';', ','};
    csv_guess best = {.delimiter = ',', .columns = 1};
    for (size_t i = 0; i < sizeof delimiters; i++) {
        csv_guess g = try_delimiter(sample, delimiters[i], is_cut);
        size_t ours = g.alike * wf_max_size(best.rows, 1);
        size_t theirs = best.alike * wf_max_size(g.rows, 1);
        if (ours > theirs ||
            (ours == theirs && ours > 0 && g.rows == 1 && g.columns > best.columns))
            best = g;
        else if (best.rows == 0)
            best.rows = g.rows;
    }
    return best;
}
