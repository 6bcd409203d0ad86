/* Tables that stand side by side in a sheet: rows that are to be read one column window
 * after another. */
#include "engine/recognise/recogniser.h"

static bool is_anchor(const wf_recogniser *r, wf_str text)
{
    char bytes[WF_LABEL_MAX];
    wf_str key = {.p = bytes, .n = text.n <= 60 ? wf_label_key(text, bytes) : 0};
    const wf_synonym *s = wf_templates_find(r->templates, WF_SCOPE_COLUMN, key);
    for (; s != NULL; s = s->next)
        if (s->field == WF_FIELD_ACTION || s->field == WF_FIELD_INDICATOR ||
            s->field == WF_FIELD_FACTOR)
            return true;
    return false;
}

static bool begins_after_gap(const wf_row *row, size_t i)
{
    return i > 0 && row->slots[i].column > row->slots[i - 1].last_column + 1;
}

/* Where the second of two headers in one row begins: at the empty column before a
 * repeated header such as "Action". 0: there is none. */
static uint16_t find_cut(const wf_recogniser *r, const wf_row *row, uint16_t after)
{
    for (size_t i = 0; i < row->n && row->n <= 64; i++) {
        if (row->slots[i].column < after || !is_anchor(r, row->slots[i].text))
            continue;
        for (size_t j = i + 1; j < row->n; j++) {
            if (!wf_str_eq_nocase(row->slots[i].text, row->slots[j].text))
                continue;
            for (size_t k = j; k > i; k--)
                if (begins_after_gap(row, k))
                    return row->slots[k].column;
        }
        return 0;
    }
    return 0;
}

/* Does no cell of the row cross the cut? *beyond_out: one begins after it. */
static bool respects(const wf_row *row, uint16_t cut, bool *beyond_out)
{
    *beyond_out = false;
    for (size_t i = 0; i < row->n; i++) {
        if (row->slots[i].column < cut && row->slots[i].last_column >= cut)
            return false;
        *beyond_out |= row->slots[i].column >= cut;
    }
    return true;
}

static uint32_t band_first(wf_recogniser *r, const wf_row *header, uint16_t cut)
{
    wf_row above = {0};
    bool beyond;
    uint32_t first = header->row;
    while (first > 0 && header->row - first < 6 &&
           wf_rec_row(r, header->grid_index, first - 1, &above) &&
           respects(&above, cut, &beyond) && beyond)
        first--;
    return first;
}

static uint32_t band_last(wf_recogniser *r, const wf_row *header, uint16_t cut)
{
    wf_row below = {0};
    bool beyond;
    uint32_t last = header->row;
    for (uint32_t row = header->row + 1; row < header->grid->rows && row <= last + 2;
         row++) {
        if (!wf_rec_row(r, header->grid_index, row, &below))
            continue;
        if (!respects(&below, cut, &beyond))
            break;
        last = row;
    }
    return last;
}

bool wf_band_at(wf_recogniser *r, const wf_row *row, wf_band *out)
{
    wf_row header = {0};
    *out = (wf_band){.first = row->row};
    for (uint32_t ahead = 0; ahead < 6; ahead++) {
        if (!wf_rec_row(r, row->grid_index, row->row + ahead, &header) || header.n < 4)
            continue;
        uint16_t cut = find_cut(r, &header, 0);
        if (cut == 0)
            continue;
        if (band_first(r, &header, cut) > row->row)
            return false;
        while (cut != 0 && out->cut_count < WF_BAND_CUTS) {
            out->cuts[out->cut_count++] = cut;
            cut = find_cut(r, &header, cut);
        }
        out->last = band_last(r, &header, out->cuts[0]);
        return true;
    }
    return false;
}
