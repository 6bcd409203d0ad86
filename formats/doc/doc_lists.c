#include "formats/doc/doc_lists.h"

#include "engine/base/ckd.h"
#include "formats/container/list_number.h"

enum {
    LSTF_SIZE = 28,
    LFO_SIZE = 16,
    LVLF_SIZE = 28,
    LFO_MAX = 0x7FE /* [MS-DOC] 2.6.2 sprmPIlfo: the highest that a paragraph can name */
};

/* [MS-DOC] 2.9.150 LVL: an LVLF, two grpprls, the text of the number. */
static doc_level read_level(wf_cursor *c)
{
    doc_level level = {.restart = -1, .text = DOC_NO_BYTES, .chpx = DOC_NO_BYTES};
    wf_cursor lvlf = wf_cursor_sub(c, LVLF_SIZE);
    int32_t start = wf_cursor_i32(&lvlf);
    level.start = start > 0 ? (uint32_t)start : 0;
    level.nfc = wf_cursor_u8(&lvlf);
    uint8_t flags = wf_cursor_u8(&lvlf);
    level.is_legal = (flags & 4) != 0;
    wf_cursor_skip(&lvlf, 18); /* places of the numbers, what follows, indents */
    size_t chpx = wf_cursor_u8(&lvlf), papx = wf_cursor_u8(&lvlf);
    uint8_t restart = wf_cursor_u8(&lvlf);
    if (flags & 8)
        level.restart = (int8_t)(restart <= DOC_LEVELS ? restart : -1);
    wf_cursor_skip(c, papx);
    wf_cursor chars = wf_cursor_sub(c, chpx);
    level.chpx = (doc_bytes){.p = chars.p, .n = chars.n};
    size_t units = wf_cursor_u16(c);
    wf_cursor text = wf_cursor_sub(c, units * 2);
    level.text = (doc_bytes){.p = text.p, .n = text.n};
    return level;
}

/* [MS-DOC] 2.9.191 PlfLst; the levels stand behind it, outside of its size. */
static wf_status read_lists(doc_file *f, doc_lists *out, wf_error *err)
{
    doc_bytes part = doc_file_part(f, DOC_PART_LISTS);
    bool cut = false;
    doc_bytes all =
        doc_bytes_sub(f->table, f->fib.part[DOC_PART_LISTS].at, f->table.n, &cut);
    wf_cursor c = wf_cursor_over(all.p, part.n < 2 ? 0 : all.n);
    size_t n = wf_cursor_u16(&c);
    if (n > c.n / LSTF_SIZE)
        n = c.n / LSTF_SIZE;
    out->items = wf_arena_array(f->scratch, n, sizeof *out->items);
    if (!out->items)
        return wf_fail_memory(err);
    wf_cursor lstfs = wf_cursor_sub(&c, n * LSTF_SIZE);
    for (size_t i = 0; i < n; i++) {
        doc_list *list = &out->items[i];
        wf_cursor lstf = wf_cursor_sub(&lstfs, LSTF_SIZE);
        list->id = wf_cursor_i32(&lstf);
        wf_cursor_skip(&lstf, 4 + 2 * DOC_LEVELS);
        list->n = wf_cursor_u8(&lstf) & 1 ? 1 : DOC_LEVELS;
        for (size_t j = 0; j < list->n; j++)
            list->levels[j] = read_level(&c);
        if (c.bad) {
            doc_file_damaged(f, "the definitions of the lists are cut short");
            break;
        }
        out->n++;
    }
    return WF_OK;
}

static doc_list *find_list(const doc_lists *lists, int32_t id)
{
    for (size_t i = 0; i < lists->n; i++)
        if (lists->items[i].id == id)
            return &lists->items[i];
    return NULL;
}

/* [MS-DOC] 2.9.133 LFOLVL: a new start, or a level of its own. */
static wf_status read_override(doc_file *f, wf_cursor *c, doc_override *override,
                               wf_error *err)
{
    int32_t start = wf_cursor_i32(c);
    uint32_t flags = wf_cursor_u32(c);
    unsigned level = flags & 0xF;
    bool has_start = (flags & 0x10) != 0, has_level = (flags & 0x20) != 0;
    doc_level own = {0};
    if (has_level)
        own = read_level(c);
    if (level >= DOC_LEVELS || c->bad)
        return WF_OK;
    if (has_start)
        override->starts[level] = has_level ? (int64_t)own.start : start > 0 ? start : 0;
    if (!has_level)
        return WF_OK;
    doc_level *kept = wf_arena_alloc(f->scratch, sizeof *kept);
    if (!kept)
        return wf_fail_memory(err);
    *kept = own;
    override->levels[level] = kept;
    return WF_OK;
}

/* [MS-DOC] 2.9.190 PlfLfo: all LFOs, then the overrides of each. */
static wf_status read_overrides(doc_file *f, doc_lists *out, wf_error *err)
{
    doc_bytes part = doc_file_part(f, DOC_PART_LIST_OVERRIDES);
    wf_cursor c = wf_cursor_over(part.p, part.n);
    size_t n = wf_cursor_u32(&c);
    n = wf_min_size(wf_min_size(n, c.n / LFO_SIZE), LFO_MAX);
    wf_cursor lfos = wf_cursor_sub(&c, n * LFO_SIZE);
    out->overrides = wf_arena_array(f->scratch, n, sizeof *out->overrides);
    if (!out->overrides)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        doc_override *override = &out->overrides[i];
        wf_cursor lfo = wf_cursor_sub(&lfos, LFO_SIZE);
        override->list = find_list(out, wf_cursor_i32(&lfo));
        wf_cursor_skip(&lfo, 8);
        size_t levels = wf_cursor_u8(&lfo);
        for (size_t j = 0; j < DOC_LEVELS; j++)
            override->starts[j] = -1;
        wf_cursor_skip(&c, c.n >= 4 ? 4 : 0); /* [MS-DOC] 2.9.132 LFOData.cp */
        for (size_t j = 0; j < levels && c.n > 0 && !c.bad; j++)
            WF_TRY(read_override(f, &c, override, err));
    }
    out->override_n = n;
    return WF_OK;
}

wf_status doc_lists_read(doc_file *f, const doc_fonts *fonts, doc_lists *out,
                         wf_error *err)
{
    *out = (doc_lists){.f = f, .fonts = fonts};
    if (f->fib.word95)
        return WF_OK; /* lists came with Word 97 */
    WF_TRY(read_lists(f, out, err));
    return read_overrides(f, out, err);
}

static const doc_level *level_of(const doc_override *override, size_t level)
{
    if (override->levels[level])
        return override->levels[level];
    return level < override->list->n ? &override->list->levels[level] : NULL;
}

const doc_level *doc_lists_level(const doc_lists *lists, uint16_t ilfo, uint8_t level)
{
    if (ilfo == 0 || ilfo > lists->override_n || level >= DOC_LEVELS)
        return NULL;
    const doc_override *override = &lists->overrides[ilfo - 1];
    return override->list ? level_of(override, level) : NULL;
}

/* A level that has not been used shows its start. */
static uint32_t shown_count(const doc_override *override, size_t level)
{
    const doc_level *own = level_of(override, level);
    if (override->list->counting[level])
        return override->list->counts[level];
    if (override->starts[level] >= 0)
        return (uint32_t) override->starts[level];
    return own ? own->start : 0;
}

/* One step of the counter, and a new start for the levels below it. */
static void step(doc_override *override, size_t level)
{
    doc_list *list = override->list;
    uint32_t start = level_of(override, level)->start;
    bool restart = override->starts[level] >= 0 && !override->started[level];
    if (restart) {
        override->started[level] = true;
        start = (uint32_t) override->starts[level];
    }
    if (restart || !list->counting[level])
        list->counts[level] = start;
    else if (list->counts[level] < UINT32_MAX)
        list->counts[level]++;
    list->counting[level] = true;
    /* A level that was left out counts as begun: "2.a.I" is followed by "2.b". */
    for (size_t i = 0; i < level; i++) {
        if (list->counting[i])
            continue;
        list->counts[i] = shown_count(override, i);
        list->counting[i] = true;
    }
    for (size_t i = level + 1; i < DOC_LEVELS; i++) {
        const doc_level *below = level_of(override, i);
        int after = below ? below->restart : -1;
        if (after < 0 || (after > 0 && level < (size_t)after))
            list->counting[i] = false;
    }
}

static void add_number(const doc_override *override, const doc_level *level, size_t other,
                       wf_strbuf *out)
{
    const doc_level *shown = level_of(override, other);
    wf_list_format format = shown ? wf_list_format_of_code(shown->nfc) : WF_LIST_DECIMAL;
    if (level->is_legal && format != WF_LIST_NONE)
        format = WF_LIST_DECIMAL;
    wf_list_number(out, format, shown_count(override, other));
}

void doc_lists_count(doc_lists *lists, uint16_t ilfo, uint8_t level, uint16_t font,
                     wf_strbuf *out)
{
    doc_override *override = &lists->overrides[ilfo - 1];
    const doc_level *own = level_of(override, level);
    step(override, level);
    wf_symbol_font kind = doc_fonts_kind(lists->fonts, font);
    wf_cursor c = wf_cursor_over(own->text.p, own->text.n);
    /* Word's own second bullet is the letter o of Courier New, for its round shape. */
    if (doc_level_is_bullet(own) && c.n == 2 && c.p[0] == 'o' && c.p[1] == 0) {
        wf_strbuf_add_code_point(out, 0x25E6);
        return;
    }
    while (c.n >= 2) {
        uint16_t unit = wf_cursor_u16(&c);
        if (unit < DOC_LEVELS && !doc_level_is_bullet(own))
            add_number(override, own, unit, out);
        else if (unit >= 0x20)
            wf_strbuf_add_code_point(out, wf_symbol_to_unicode(kind, unit));
    }
}
