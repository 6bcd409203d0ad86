#include "formats/xls/biff_text.h"

#include "engine/base/ckd.h"
#include "engine/base/utf8.h"

/* [MS-XLS] 2.5.293: bits of the flags byte. */
enum {
    TEXT_WIDE = 1,
    TEXT_PHONETIC = 4,
    TEXT_RICH = 8
};

/* UTF-8 being written to the scratch; at most three bytes a UTF-16 code unit. */
struct writer {
    biff_texts *texts;
    size_t n;
    uint32_t high; /* a high surrogate that waits for its other half */
};

static bool reserve(biff_texts *texts, size_t used, size_t more)
{
    biff_scratch *s = &texts->scratch;
    if (s->cap - used >= more)
        return true;
    size_t cap = wf_max_size(used + more, s->cap * 2);
    char *grown = wf_arena_bytes(s->arena, cap);
    if (!grown)
        return false;
    if (used > 0)
        memcpy(grown, s->p, used);
    s->p = grown;
    s->cap = cap;
    return true;
}

/* Control characters say nothing that a document keeps: as the .xlsx reader does. */
static size_t put(char *out, uint32_t c)
{
    if (c >= 0x80)
        return wf_utf8_put(out, c);
    if (c == '\v' || c == '\f')
        c = '\n';
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        return 0;
    *out = (char)c;
    return 1;
}

/* [MS-XLS] 2.5.294: the low bytes of code units whose high bytes are all 0. */
static void write_narrow(struct writer *w, const uint8_t *p, size_t n)
{
    char *out = w->texts->scratch.p + w->n;
    if (w->high)
        out += wf_utf8_put(out, WF_REPLACEMENT);
    w->high = 0;
    size_t i = 0;
    while (i < n) {
        uint64_t word;
        for (; n - i >= 8; i += 8, out += 8) {
            memcpy(&word, p + i, 8);
            /* any byte below 0x20 or above 0x7F */
            if ((word | ((word - 0x2020202020202020u) & ~word)) & 0x8080808080808080u)
                break;
            memcpy(out, &word, 8);
        }
        size_t stop = wf_min_size(n, i + 8);
        for (; i < stop; i++)
            out += put(out, p[i]);
    }
    w->n = (size_t)(out - w->texts->scratch.p);
}

static void write_wide(struct writer *w, const uint8_t *p, size_t units)
{
    char *out = w->texts->scratch.p + w->n;
    for (size_t i = 0; i < units; i++) {
        uint32_t c = (uint32_t)p[2 * i] | (uint32_t)p[2 * i + 1] << 8;
        if (c < 0xD800 && !w->high) {
            out += put(out, c);
            continue;
        }
        if (w->high && c >= 0xDC00 && c < 0xE000) {
            out += wf_utf8_put(out, 0x10000 + ((w->high - 0xD800) << 10) + (c - 0xDC00));
            w->high = 0;
            continue;
        }
        if (w->high) {
            out += wf_utf8_put(out, WF_REPLACEMENT);
            w->texts->replaced++;
        }
        w->high = c >= 0xD800 && c < 0xDC00 ? c : 0;
        if (!w->high) {
            w->texts->replaced += c >= 0xDC00 && c < 0xE000;
            out += put(out, c);
        }
    }
    w->n = (size_t)(out - w->texts->scratch.p);
}

/* Characters over seams: behind each, a flags byte tells the width anew. */
static wf_status write_characters(struct writer *w, biff_chunks *chunks, size_t count,
                                  bool is_wide)
{
    while (count > 0) {
        if (chunks->c.n == 0) {
            if (!biff_refill(chunks)) {
                chunks->bad = true;
                break;
            }
            is_wide = wf_cursor_u8(&chunks->c) & TEXT_WIDE;
            continue;
        }
        size_t units = wf_min_size(count, is_wide ? chunks->c.n / 2 : chunks->c.n);
        if (units == 0) { /* half a code unit before a seam: no writer does that */
            wf_cursor_skip(&chunks->c, chunks->c.n);
            chunks->bad = true;
            continue;
        }
        if (!reserve(w->texts, w->n, units * 3 + 3))
            return WF_E_MEMORY;
        const uint8_t *p = wf_cursor_bytes(&chunks->c, is_wide ? units * 2 : units);
        if (is_wide)
            write_wide(w, p, units);
        else
            write_narrow(w, p, units);
        count -= units;
    }
    if (w->high) {
        if (!reserve(w->texts, w->n, 3))
            return WF_E_MEMORY;
        w->n += wf_utf8_put(w->texts->scratch.p + w->n, WF_REPLACEMENT);
        w->texts->replaced++;
    }
    return WF_OK;
}

/* Line ends as \n, in place: Excel writes \n, others \r\n or \r. */
static size_t unify_line_ends(char *p, size_t n)
{
    char *from = n > 0 ? memchr(p, '\r', n) : NULL;
    if (!from)
        return n;
    const char *end = p + n;
    char *to = from;
    for (; from < end; from++) {
        if (*from == '\r' && from + 1 < end && from[1] == '\n')
            continue;
        *to++ = (char)(*from == '\r' ? '\n' : *from);
    }
    return (size_t)(to - p);
}

static wf_status keep(biff_texts *texts, size_t n, biff_text *out, size_t *trimmed_out)
{
    wf_str all = {.p = texts->scratch.p ? texts->scratch.p : "", .n = n};
    wf_str text = wf_str_trim(all);
    *trimmed_out = text.n > 0 ? (size_t)(text.p - all.p) : 0;
    return wf_arena_str(texts->keep, text, &out->text);
}

/* Where code units begin in the text of the scratch once its line ends are unified: runs
 * come in order, so that one pass over the text serves all. */
struct unit_walk {
    wf_str text;
    size_t byte, unit;
    size_t dropped; /* \r before \n, up to here */
};

static size_t byte_of_unit(struct unit_walk *walk, size_t unit)
{
    while (walk->unit < unit && walk->byte < walk->text.n) {
        uint32_t c = wf_utf8_next(walk->text, &walk->byte);
        walk->unit += c > 0xFFFF ? 2 : 1;
        walk->dropped +=
            c == '\r' && walk->byte < walk->text.n && walk->text.p[walk->byte] == '\n';
    }
    return walk->byte - walk->dropped;
}

/* FormatRun, [MS-XLS] 2.5.132, each with `padding` bytes behind it. Runs that begin
 * before the one before them are dropped. */
static wf_status read_runs(biff_texts *texts, biff_chunks *chunks, size_t count,
                           size_t padding, wf_str text, biff_text *out)
{
    /* Each takes 4 bytes of the stream: memory cannot outgrow the file. */
    size_t room =
        wf_min_size(count, (chunks->c.n + chunks->walk->size - chunks->walk->at) / 4 + 1);
    biff_run *runs = wf_arena_array(texts->keep, room, sizeof *runs);
    if (!runs)
        return WF_E_MEMORY;
    struct unit_walk walk = {.text = text};
    size_t kept = 0;
    for (size_t i = 0; i < count && !chunks->bad; i++) {
        size_t unit = biff_chunk_u16(chunks);
        uint16_t font = biff_chunk_u16(chunks);
        biff_chunk_skip(chunks, padding);
        if (unit < walk.unit || chunks->bad || kept == room)
            continue;
        uint32_t start = (uint32_t)byte_of_unit(&walk, unit);
        if (kept > 0 && runs[kept - 1].start == start)
            kept--;
        runs[kept++] = (biff_run){.start = start, .font = font};
    }
    out->runs = runs;
    out->run_count = (uint32_t)kept;
    return WF_OK;
}

wf_status biff_cut_runs(wf_arena *arena, const biff_text *text, size_t start,
                        biff_text *line)
{
    biff_run *runs = wf_arena_array(arena, text->run_count, sizeof *runs);
    uint32_t kept = 0;
    if (!runs)
        return WF_E_MEMORY;
    for (uint32_t i = 0; i < text->run_count; i++) {
        size_t from = text->runs[i].start > start ? text->runs[i].start - start : 0;
        if (from >= line->text.n)
            break;
        if (kept > 0 && runs[kept - 1].start == from)
            kept--;
        runs[kept++] = (biff_run){.start = (uint32_t)from, .font = text->runs[i].font};
    }
    line->runs = runs;
    line->run_count = kept;
    return WF_OK;
}

/* What was written, with its runs, trimmed and kept. */
static wf_status keep_text(biff_texts *texts, size_t n, biff_text *out)
{
    size_t trimmed;
    if (n > 0)
        n = unify_line_ends(texts->scratch.p, n);
    WF_TRY(keep(texts, n, out, &trimmed));
    if (out->run_count == 0)
        return WF_OK;
    biff_text raw = *out;
    return biff_cut_runs(texts->keep, &raw, trimmed, out);
}

wf_status biff_read_unicode(biff_texts *texts, biff_chunks *chunks, size_t count,
                            biff_text *out)
{
    *out = (biff_text){.text = WF_STR_EMPTY};
    unsigned flags = biff_chunk_u8(chunks);
    size_t runs = flags & TEXT_RICH ? biff_chunk_u16(chunks) : 0;
    size_t phonetic = flags & TEXT_PHONETIC ? biff_chunk_u32(chunks) : 0;
    struct writer w = {.texts = texts};
    WF_TRY(write_characters(&w, chunks, count, flags & TEXT_WIDE));
    wf_str raw = {.p = texts->scratch.p ? texts->scratch.p : "", .n = w.n};
    if (runs > 0)
        WF_TRY(read_runs(texts, chunks, runs, 0, raw, out));
    if (phonetic > 0)
        biff_chunk_skip(chunks, phonetic);
    return keep_text(texts, w.n, out);
}

wf_status biff_read_shape_text(biff_texts *texts, biff_chunks *chunks, size_t count,
                               size_t runs, biff_text *out)
{
    struct writer w = {.texts = texts};
    *out = (biff_text){.text = WF_STR_EMPTY};
    WF_TRY(write_characters(&w, chunks, count, false));
    wf_str raw = {.p = texts->scratch.p ? texts->scratch.p : "", .n = w.n};
    if (runs > 0 && !chunks->bad)
        WF_TRY(read_runs(texts, chunks, runs, 4, raw, out));
    return keep_text(texts, w.n, out);
}

wf_status biff_read_bytes(biff_texts *texts, biff_chunks *chunks, size_t count,
                          biff_text *out)
{
    *out = (biff_text){.text = WF_STR_EMPTY};
    size_t n = 0, bad = 0;
    if (!reserve(texts, 0, count))
        return WF_E_MEMORY;
    while (n < count && biff_refill(chunks)) {
        size_t step = wf_min_size(count - n, chunks->c.n);
        memcpy(texts->scratch.p + n, wf_cursor_bytes(&chunks->c, step), step);
        n += step;
    }
    chunks->bad |= n < count;
    n = texts->scratch.p ? unify_line_ends(texts->scratch.p, n) : 0;
    WF_TRY(
        wf_decode(&texts->decoder, texts->scratch.p, n, texts->keep, &out->text, &bad));
    texts->replaced += bad;
    wf_str text = wf_str_trim(out->text);
    if (text.n < out->text.n)
        return wf_arena_str(texts->keep, text, &out->text);
    return WF_OK;
}

wf_status biff_read_text(biff_texts *texts, biff_chunks *chunks, bool is_short,
                         biff_text *out)
{
    size_t count = is_short ? biff_chunk_u8(chunks) : biff_chunk_u16(chunks);
    if (texts->is_unicode)
        return biff_read_unicode(texts, chunks, count, out);
    return biff_read_bytes(texts, chunks, count, out);
}
