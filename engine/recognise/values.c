#include "engine/recognise/values.h"
#include "engine/base/utf8.h"
#include "engine/text/lines.h"
#include "engine/text/number.h"
#include "engine/text/people.h"
#include "engine/text/rag_word.h"
#include <string.h>

void wf_value_items(wf_recogniser *r, wf_strs *list, wf_str text)
{
    wf_strs items;
    if (wf_lines_items(text, r->arena, &items) != WF_OK) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < items.n; i++)
        wf_rec_push(r, list, items.items[i]);
}

static void split_at(wf_recogniser *r, wf_strs *list, wf_str text, const char *marks)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && strchr(marks, text.p[i]) == NULL)
            continue;
        wf_str item = wf_str_trim(wf_str_sub(text, from, i - from));
        size_t bytes = 0;
        if (item.n > 0)
            wf_line_marker(item, &bytes);
        wf_rec_push(r, list, wf_str_trim(wf_str_sub(item, bytes, SIZE_MAX)));
        from = i + 1;
    }
}

void wf_value_list(wf_recogniser *r, wf_strs *list, wf_str text)
{
    split_at(r, list, text, "\n,;");
}

/* ---- times ---- */

wf_when wf_value_when(wf_recogniser *r, const wf_slot *slot, wf_str text)
{
    wf_when when = WF_WHEN_INIT;
    when.text = text;
    if (slot->cell != NULL && slot->cell->kind == WF_CELL_DATE)
        when.start = when.end = wf_cell_date(r->doc, slot->cell, NULL);
    return when;
}

/* ---- numbers ---- */

static wf_unit unit_of_format(wf_str format)
{
    bool quoted = false;
    for (size_t i = 0; i < format.n; i++) {
        if (format.p[i] == '"')
            quoted = !quoted;
        if (!quoted && format.p[i] == '%')
            return WF_UNIT_PERCENT;
        if ((unsigned char)format.p[i] == 0xC2 && i + 1 < format.n &&
            (unsigned char)format.p[i + 1] == 0xA3)
            return WF_UNIT_GBP;
    }
    return WF_UNIT_NONE;
}

/* A double that was 0.934 * 100 is 93.4: fifteen digits are what a sheet keeps. */
static double tidy(double value)
{
    double scaled = value * 1e9;
    if (scaled > 9e15 || scaled < -9e15)
        return value;
    return (double)(long long)(scaled + (scaled < 0 ? -0.5 : 0.5)) / 1e9;
}

static bool text_number(wf_str text, double *out, wf_unit *unit_out)
{
    text = wf_str_trim(text);
    if (wf_str_ends_with(text, WF_STR("%"))) {
        *unit_out = WF_UNIT_PERCENT;
        text = wf_str_trim(wf_str_sub(text, 0, text.n - 1));
    } else if (wf_str_starts_with(text, WF_STR("\xC2\xA3"))) {
        *unit_out = WF_UNIT_GBP;
        text = wf_str_trim(wf_str_sub(text, 2, SIZE_MAX));
    }
    bool minus = wf_str_starts_with(text, WF_STR("-"));
    size_t sign = minus || wf_str_starts_with(text, WF_STR("+")) ? 1 : 0;
    if (wf_str_starts_with(text, WF_STR("\xE2\x88\x92")) ||
        wf_str_starts_with(text, WF_STR("\xE2\x80\x93"))) {
        minus = true; /* a minus sign or a dash in its place */
        sign = 3;
    }
    text = wf_str_sub(text, sign, SIZE_MAX);
    double value;
    if (text.n == 0 || wf_number_scan(text, &value) != text.n)
        return false;
    *out = minus ? -value : value;
    return true;
}

bool wf_value_number(wf_recogniser *r, const wf_slot *slot, double *out,
                     wf_unit *unit_out)
{
    *unit_out = WF_UNIT_NONE;
    if (slot->cell != NULL && slot->cell->kind == WF_CELL_NUMBER) {
        const wf_style *style = wf_document_style(r->doc, slot->cell->style);
        *unit_out =
            unit_of_format(wf_document_number_format(r->doc, style->number_format));
        *out = slot->cell->as.number;
        if (*unit_out == WF_UNIT_PERCENT)
            *out = tidy(*out * 100);
        return true;
    }
    return slot->text.n > 0 && text_number(slot->text, out, unit_out);
}

/* ---- people ---- */

void wf_value_people(wf_recogniser *r, wf_strs *list, wf_str text)
{
    wf_strs people;
    if (wf_people_split(text, r->arena, &people) != WF_OK) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < people.n; i++)
        wf_rec_push(r, list, people.items[i]);
}

/* ---- ratings ---- */

/* A text that is only a dot or a square, whose colour is the rating. */
static bool is_dot(wf_str text)
{
    size_t i = 0, count = 0;
    while (i < text.n) {
        uint32_t c = wf_utf8_next(text, &i);
        bool mark = c == 0x25CF || c == 0x2022 || c == 0x25A0 || c == 0x2B24 ||
                    c == 0x26AB || c == 0x25FC || c == 0x25C9 || c == 0x25CB ||
                    c == 0xF06C || c == 0xF0B7 || c == 0x2588 || c == 0xB7;
        if (!mark && c != ' ')
            return false;
        count += mark;
    }
    return count > 0;
}

/* Does the text say no more than the plan's own name of the rating does? */
static bool says_no_more(wf_str text, wf_rag rag)
{
    const char *name = wf_rag_name(rag);
    return text.n <= 4 || is_dot(text) ||
           (name != NULL && wf_str_eq_nocase(text, wf_str_from(name)));
}

/* "Amber (by fill)": a workbook of ours says where the rating of its source came from. */
static wf_rag_from said_source(wf_str text)
{
    static const struct {
        wf_str end;
        wf_rag_from from;
    } ends[] = {{WF_STR_INIT("(by fill)"), WF_RAG_FROM_FILL},
                {WF_STR_INIT("(by font)"), WF_RAG_FROM_FONT}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (wf_str_ends_with(text, ends[i].end))
            return ends[i].from;
    return WF_RAG_FROM_TEXT;
}

wf_rating wf_value_rating(wf_recogniser *r, const wf_slot *slot, bool fill)
{
    wf_rating out = {.whole = true};
    wf_fill_meaning none = {.rag = WF_RAG_NONE, .status = WF_STATUS_NONE};
    wf_fill_meaning by_fill = fill ? wf_fill_read(r, slot->fill) : none;
    wf_rag_word word;
    if (slot->text.n > 0 && is_dot(slot->text)) {
        wf_fill_meaning dot = wf_fill_read(r, wf_slot_font(r, slot));
        out.rag = dot.rag;
        out.status = dot.status;
        out.from = out.rag != WF_RAG_NONE ? WF_RAG_FROM_FONT : WF_RAG_FROM_NONE;
    } else if (slot->text.n > 0 && wf_rag_word_read(slot->text, true, &word)) {
        out.rag = word.rag;
        out.status = word.status;
        out.from = out.rag != WF_RAG_NONE ? said_source(slot->text) : WF_RAG_FROM_NONE;
        out.whole = says_no_more(slot->text, word.rag);
    } else if (slot->text.n > 0) {
        out.whole = false;
    }
    if (out.rag == WF_RAG_NONE) {
        out.rag = by_fill.rag;
        out.from = by_fill.rag != WF_RAG_NONE ? WF_RAG_FROM_FILL : out.from;
        out.status = out.status == WF_STATUS_NONE ? by_fill.status : out.status;
    } else if (out.rag != WF_RAG_NONE && !is_dot(slot->text) &&
               by_fill.rag != WF_RAG_NONE && by_fill.rag != out.rag) {
        wf_rec_warn(r, WF_D_RAG_CONTRADICTION, slot->entry,
                    "the fill is another colour than", slot->text);
    }
    return out;
}
