#include "formats/docx/docx_reading.h"

#include <string.h>

/* Style toggles change over from the table style to the others (17.7.3); what the
 * document defaults turn on stays on; direct formatting is final. */
static uint8_t flags_of(const docx_look *look, const docx_run_props *base,
                        const docx_table_look *table)
{
    unsigned by_table = table ? table->run.set & table->run.on : 0;
    unsigned bits = (by_table ^ look->style_bits) & DOCX_TOGGLES;
    bits |= (by_table | look->style_bits) & DOCX_UNDERLINE;
    bits |= base->set & base->on;
    bits = (bits & ~(unsigned)look->direct_set) | (look->direct & look->direct_set);
    if (bits & DOCX_DOUBLE_STRIKE)
        bits |= DOCX_STRIKE;
    return bits & (DOCX_BOLD | DOCX_ITALIC | DOCX_UNDERLINE | DOCX_STRIKE);
}

static uint32_t first_color(uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t color = a != DOCX_UNSET ? a : b != DOCX_UNSET ? b : c;
    return color == DOCX_UNSET ? WF_COLOR_NONE : color;
}

static wf_run run_of(const docx_reading *r, const docx_piece *piece, size_t lead,
                     const docx_table_look *table)
{
    const docx_look *look = &piece->look;
    uint32_t table_font = table ? table->run.color : DOCX_UNSET;
    uint32_t table_fill = table ? table->run.shading : DOCX_UNSET;
    wf_run run = {.start = piece->start,
                  .length = piece->length,
                  .font = first_color(look->font, table_font, r->styles.base.color),
                  .fill = first_color(look->fill, table_fill, DOCX_UNSET),
                  .flags = flags_of(look, &r->styles.base, table)};
    if (look->marker > 0) {
        run.flags |= WF_RUN_MARKER;
        run.list_level = (uint8_t)(look->marker - 1);
    }
    /* What was trimmed off the front belongs to the first pieces. */
    size_t cut = run.start < lead ? lead - run.start : 0;
    cut = cut < run.length ? cut : run.length;
    run.length -= (uint32_t)cut;
    run.start = (uint32_t)(run.start + cut - lead);
    return run;
}

static bool is_blank(wf_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != '\t')
            return false;
    return true;
}

static bool same_look(const wf_run *a, const wf_run *b)
{
    return a->font == b->font && a->fill == b->fill && a->flags == b->flags &&
           a->list_level == b->list_level && !(a->flags & WF_RUN_MARKER);
}

/* Add a run to those before it. Blanks look as the text beside them does: a space that is
 * not bold between two bold words is nothing that a reader sees. */
static size_t add_run(wf_run *runs, size_t n, wf_run run, bool blank)
{
    wf_run *last = n > 0 ? &runs[n - 1] : NULL;
    bool after_text = last && !(last->flags & WF_RUN_MARKER);
    if (after_text && (blank || same_look(last, &run))) {
        last->length += run.length;
        return n;
    }
    if (blank && !(run.flags & WF_RUN_MARKER)) {
        run.list_level = UINT8_MAX; /* blank: the next text joins it */
        runs[n] = run;
        return n + 1;
    }
    if (after_text && last->list_level == UINT8_MAX && !(run.flags & WF_RUN_MARKER)) {
        run.length += last->length;
        run.start = last->start;
        *last = run;
        return n;
    }
    runs[n] = run;
    return n + 1;
}

static void summarise(docx_shown *out, wf_run *runs, size_t n)
{
    const wf_run *first = NULL;
    bool alike = true, markers = false;
    for (size_t i = 0; i < n; i++) {
        if (runs[i].list_level == UINT8_MAX)
            runs[i].list_level = 0;
        if (runs[i].flags & WF_RUN_MARKER) {
            markers = true;
            continue;
        }
        if (!first) {
            *out = (docx_shown){
                .font = runs[i].font, .fill = runs[i].fill, .flags = runs[i].flags};
            first = &runs[i];
            continue;
        }
        alike = alike && same_look(first, &runs[i]);
        out->flags &= runs[i].flags;
        if (out->font != runs[i].font)
            out->font = WF_COLOR_NONE;
        if (out->fill != runs[i].fill)
            out->fill = WF_COLOR_NONE;
    }
    if (!first && n > 0) /* nothing but a number */
        *out = (docx_shown){.font = runs[0].font,
                            .fill = runs[0].fill,
                            .flags = (uint8_t)(runs[0].flags & ~WF_RUN_MARKER)};
    if (!alike || markers) {
        out->runs = runs;
        out->run_count = n;
    }
}

wf_status docx_show(docx_reading *r, const docx_stretch *stretch,
                    const docx_table_look *table, docx_shown *out)
{
    wf_str text = stretch->text;
    size_t count = stretch->count;
    if (count > r->run_cap) {
        wf_run *runs = wf_arena_array(r->scratch, count * 2, sizeof *runs);
        if (!runs)
            return wf_fail_memory(r->err);
        r->runs = runs;
        r->run_cap = count * 2;
    }
    *out = (docx_shown){.font = WF_COLOR_NONE, .fill = WF_COLOR_NONE};
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        wf_run run = run_of(r, &stretch->pieces[i], stretch->lead, table);
        if (run.length == 0)
            continue;
        if (run.start >= text.n)
            break; /* trimmed off the end */
        if (run.length > text.n - run.start)
            run.length = (uint32_t)(text.n - run.start);
        bool blank = is_blank(wf_str_sub(text, run.start, run.length));
        n = add_run(r->runs, n, run, blank);
    }
    summarise(out, r->runs, n);
    return WF_OK;
}

wf_status docx_add_style(docx_reading *r, const wf_style *style, uint16_t *out)
{
    const wf_style *last = &r->style;
    bool same = last->fill == style->fill && last->font == style->font &&
                last->bold == style->bold && last->italic == style->italic &&
                last->underline == style->underline && last->strike == style->strike;
    if (!same || r->style_index == 0) {
        WF_TRY(wf_document_add_style(r->doc, style, &r->style_index, r->err));
        r->style = *style;
    }
    *out = r->style_index;
    return WF_OK;
}
