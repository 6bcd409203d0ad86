#include "formats/doc/doc_text.h"

#include <string.h>

doc_text doc_text_in(wf_arena *arena, const wf_limits *limits)
{
    return (doc_text){.bytes = wf_strbuf_in(arena, limits->string_bytes)};
}

void doc_text_clear(doc_text *t)
{
    wf_strbuf_clear(&t->bytes);
    t->bytes.truncated = false;
    t->n = 0;
}

void doc_text_cut(doc_text *t, size_t n)
{
    t->bytes.n = n;
    while (t->n > 0 && t->runs[t->n - 1].start >= n)
        t->n--;
}

static bool looks_alike(const wf_run *a, const wf_run *b)
{
    return a->font == b->font && a->fill == b->fill && a->flags == b->flags &&
           a->list_level == b->list_level;
}

static void begin_run(doc_text *t, wf_run run)
{
    if (t->n > 0) {
        wf_run *last = &t->runs[t->n - 1];
        if (looks_alike(last, &run))
            return;
        if (last->start == run.start) { /* nothing was added in that look */
            *last = run;
            if (t->n > 1 && looks_alike(&t->runs[t->n - 2], last))
                t->n--;
            return;
        }
    }
    wf_run *room =
        wf_arena_push_room(t->bytes.arena, t->runs, t->n, &t->cap, sizeof *room);
    if (!room) {
        t->failed = true;
        return;
    }
    t->runs = room;
    room[t->n++] = run;
}

static wf_run run_of(const doc_text *t, const doc_chp *chp)
{
    enum {
        SHARED = CHP_BOLD | CHP_ITALIC | CHP_UNDERLINE | CHP_STRIKE
    };
    wf_run run = {.start = (uint32_t)t->bytes.n,
                  .font = chp->color,
                  .fill = chp->highlight != WF_COLOR_NONE ? chp->highlight : chp->shading,
                  .flags = (uint8_t)(chp->on & SHARED)};
    if (chp->on & CHP_DOUBLE_STRIKE)
        run.flags |= WF_RUN_STRIKE;
    return run;
}

void doc_text_look(doc_text *t, const doc_chp *chp)
{
    begin_run(t, run_of(t, chp));
}

void doc_text_marker(doc_text *t, uint8_t level, const doc_chp *chp)
{
    wf_run run = run_of(t, chp);
    run.flags |= WF_RUN_MARKER;
    run.list_level = level;
    begin_run(t, run);
}

static bool is_blank(wf_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != '\t')
            return false;
    return true;
}

/* list_level of a run of white space that the next text is to join. */
#define JOINS_NEXT UINT8_MAX

/* Add a run to the `n` before it. Blanks look as the text beside them does: a space that
 * is not bold between two bold words is nothing that a reader sees. */
static size_t join_run(wf_run *runs, size_t n, wf_run run, bool blank)
{
    wf_run *last = n > 0 ? &runs[n - 1] : NULL;
    bool is_marker = (run.flags & WF_RUN_MARKER) != 0;
    bool after_text = last && !(last->flags & WF_RUN_MARKER);
    if (after_text && !is_marker && (blank || looks_alike(last, &run))) {
        last->length += run.length;
        return n;
    }
    if (after_text && !is_marker && last->list_level == JOINS_NEXT) {
        run.length += last->length;
        run.start = last->start;
        *last = run;
        return n;
    }
    if (blank && !is_marker)
        run.list_level = JOINS_NEXT;
    runs[n] = run;
    return n + 1;
}

/* Clip the runs to the trimmed text, which begins at `from`, and join what looks alike.
 */
static void settle_runs(doc_text *t, size_t from, wf_str text)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->n; i++) {
        wf_run run = t->runs[i];
        size_t start = run.start, end = i + 1 < t->n ? t->runs[i + 1].start : t->bytes.n;
        start = start < from ? 0 : start - from;
        end = end < from ? 0 : end - from;
        if (end > text.n)
            end = text.n;
        if (start >= end)
            continue;
        run.start = (uint32_t)start;
        run.length = (uint32_t)(end - start);
        kept =
            join_run(t->runs, kept, run, is_blank(wf_str_sub(text, start, end - start)));
    }
    t->n = kept;
}

static wf_style style_of(const wf_run *run)
{
    return (wf_style){.fill = run->fill,
                      .font = run->font,
                      .bold = (run->flags & WF_RUN_BOLD) != 0,
                      .italic = (run->flags & WF_RUN_ITALIC) != 0,
                      .underline = (run->flags & WF_RUN_UNDERLINE) != 0,
                      .strike = (run->flags & WF_RUN_STRIKE) != 0};
}

/* What all of the text shares; markers have no say unless there is nothing else. Returns
 * whether the runs tell more than that. */
static bool sum_up(doc_text *t, wf_style *look)
{
    const wf_run *first = NULL;
    bool alike = true, markers = false;
    for (size_t i = 0; i < t->n; i++) {
        wf_run *run = &t->runs[i];
        if (run->list_level == JOINS_NEXT)
            run->list_level = 0;
        if (run->flags & WF_RUN_MARKER) {
            markers = true;
            continue;
        }
        wf_style own = style_of(run);
        if (!first) {
            *look = own;
            first = run;
            continue;
        }
        alike = alike && looks_alike(first, run);
        look->fill = own.fill == look->fill ? own.fill : WF_COLOR_NONE;
        look->font = own.font == look->font ? own.font : WF_COLOR_NONE;
        look->bold = look->bold && own.bold;
        look->italic = look->italic && own.italic;
        look->underline = look->underline && own.underline;
        look->strike = look->strike && own.strike;
    }
    if (!first && t->n > 0)
        *look = style_of(&t->runs[0]);
    return !alike || markers;
}

wf_status doc_text_finish(doc_text *t, wf_arena *arena, wf_arena *scratch,
                          doc_text_done *out, wf_error *err)
{
    *out = (doc_text_done){.text = WF_STR_EMPTY,
                           .look = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE}};
    wf_str all = wf_strbuf_str(&t->bytes);
    if (t->failed || t->bytes.failed)
        return wf_fail_memory(err);
    wf_str text = wf_str_trim(all);
    if (text.n > 0) {
        settle_runs(t, (size_t)(text.p - all.p), text);
        if (wf_arena_str(arena, text, &out->text) != WF_OK)
            return wf_fail_memory(err);
        if (sum_up(t, &out->look)) {
            wf_run *runs = wf_arena_array(scratch, t->n, sizeof *runs);
            if (!runs)
                return wf_fail_memory(err);
            memcpy(runs, t->runs, t->n * sizeof *runs);
            out->runs = runs;
            out->run_count = t->n;
        }
    }
    doc_text_clear(t);
    return WF_OK;
}
