#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "engine/text/lines.h"

/* ---- the rating: the word given, ticked or marked ---- */

static const struct rating_word {
    const char *word;
    wf_risk_rating rating;
} rating_words[] = {
    {"HIGH", WF_RISK_HIGH}, {"MEDIUM", WF_RISK_MEDIUM}, {"LOW", WF_RISK_LOW}};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t find_word(wf_str text, size_t from, wf_str word)
{
    for (size_t i = from; i + word.n <= text.n; i++)
        if ((i == 0 || !is_letter(text.p[i - 1])) &&
            (i + word.n == text.n || !is_letter(text.p[i + word.n])) &&
            wf_str_eq_nocase(wf_str_sub(text, i, word.n), word))
            return i;
    return SIZE_MAX;
}

/* The mark before (or right after) the word at `at`, not past the words beside it. */
static wf_marker mark_beside(wf_str text, size_t from, size_t at)
{
    static const struct {
        const char *mark;
        wf_marker marker;
    } marks[] = {
        {"\xE2\x98\x92", WF_MARKER_TICK}, /* the crossed box of a form is its tick */
        {"\xE2\x98\x91", WF_MARKER_TICK}, {"\xE2\x9C\x93", WF_MARKER_TICK},
        {"\xE2\x9C\x94", WF_MARKER_TICK}, {"[x]", WF_MARKER_TICK},
        {"[X]", WF_MARKER_TICK},          {"(x)", WF_MARKER_TICK},
        {"\xE2\x96\xA0", WF_MARKER_TICK}, {"\xE2\x9C\x97", WF_MARKER_TICK},
        {"\xE2\x96\xA1", WF_MARKER_BOX},  {"\xE2\x98\x90", WF_MARKER_BOX},
        {"[ ]", WF_MARKER_BOX},           {"[]", WF_MARKER_BOX},
        {"( )", WF_MARKER_BOX},
    };
    wf_marker found = WF_MARKER_NONE;
    size_t best = 0;
    wf_str before = wf_str_sub(text, from, at - from);
    for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++)
        for (size_t i = 0;
             (i = wf_str_find(before, wf_str_from(marks[m].mark), i)) != SIZE_MAX; i++)
            if (i + 1 > best) {
                best = i + 1;
                found = marks[m].marker;
            }
    return found;
}

/* Is the word set apart by its runs: bold, underlined, highlighted, where others are not?
 * Or, where others are struck out, is it not? */
static int run_weight(const wf_recogniser *r, const wf_slot *slot, size_t at,
                      size_t length)
{
    size_t count = 0;
    const wf_run *runs = NULL;
    if (slot->paragraph != NULL) {
        runs = slot->paragraph->runs;
        count = slot->paragraph->run_count;
    } else if (slot->cell != NULL && (slot->cell->flags & WF_CELL_RUNS) != 0) {
        runs = wf_grid_runs(r->doc, slot->grid, slot->cell, &count);
    }
    for (size_t i = 0; i < count; i++) {
        if (runs[i].start > at || runs[i].start + runs[i].length < at + length)
            continue;
        if ((runs[i].flags & WF_RUN_STRIKE) != 0)
            return -2;
        return ((runs[i].flags & WF_RUN_BOLD) != 0) +
               ((runs[i].flags & WF_RUN_UNDERLINE) != 0) +
               2 * (runs[i].fill != WF_COLOR_NONE);
    }
    return 0;
}

/* Where the answer begins that stands on a line below the question about risk, in one
 * cell; 0 where the text is no such pair. */
static size_t answer_below(const wf_templates *templates, wf_str text)
{
    size_t asked = wf_str_find(text, WF_STR("?"), 0), from = text.n;
    while (from > 0 && text.p[from - 1] != '\n')
        from--;
    if (asked >= from ||
        wf_label_of(templates, wf_str_sub(text, 0, asked + 1)) != WF_FIELD_RISK_QUESTION)
        return 0;
    return from;
}

static wf_risk_rating read_rating(const wf_recogniser *r, const wf_slot *slot,
                                  size_t from, bool *plain_out)
{
    wf_risk_rating named = WF_RISK_NONE, ticked = WF_RISK_NONE, heavy = WF_RISK_NONE;
    int count = 0, most = 0, least_weight = 9, ties = 0;
    const size_t start = from;
    for (size_t w = 0; w < 3; w++) {
        wf_str word = wf_str_from(rating_words[w].word);
        size_t at = find_word(slot->text, start, word);
        if (at == SIZE_MAX)
            continue;
        count++;
        named = rating_words[w].rating;
        if (mark_beside(slot->text, from <= at ? from : start, at) == WF_MARKER_TICK)
            ticked = named;
        int weight = run_weight(r, slot, at, word.n);
        ties += weight == most;
        if (weight > most || heavy == WF_RISK_NONE) {
            ties = weight > most ? 1 : ties;
            most = weight;
            heavy = named;
        }
        least_weight = weight < least_weight ? weight : least_weight;
        from = at + word.n;
    }
    *plain_out = count == 1;
    if (count == 1)
        return named;
    if (ticked != WF_RISK_NONE)
        return ticked;
    return count > 1 && most > least_weight && ties == 1 ? heavy : WF_RISK_NONE;
}

bool wf_risk_text(wf_recogniser *r, const wf_slot *slot)
{
    bool plain;
    size_t from = answer_below(r->templates, slot->text);
    if (slot->text.n - from > 80 || r->plan->risk_rating != WF_RISK_NONE)
        return false;
    bool asked = from > 0 || r->evidence[WF_SEEN_RISK] > 0;
    wf_risk_rating rating = read_rating(r, slot, from, &plain);
    wf_pair pair;
    bool labelled = wf_pairs_of(r->templates, slot->text, &pair, 1) == 1 &&
                    pair.field == WF_FIELD_RISK_RATING;
    if (wf_label_of(r->templates, slot->text) == WF_FIELD_RISK_QUESTION)
        return false;
    if (rating == WF_RISK_NONE ||
        (!asked && !labelled && r->open_field != WF_FIELD_RISK_RATING))
        return false;
    r->plan->risk_rating = rating;
    wf_rec_field(r, slot->entry, -1, -1, "risk.rating");
    wf_rec_reworded(r, slot->entry);
    r->evidence[WF_SEEN_RISK]++;
    r->section = WF_SECTION_NONE;
    return true;
}

/* ---- the table of factors ---- */

static wf_risk_factor *new_factor(wf_recogniser *r)
{
    wf_plan *plan = r->plan;
    wf_risk_factor *list =
        wf_rec_grow(r, plan->risk_factors, plan->risk_factor_count, sizeof *list);
    if (list == NULL)
        return NULL;
    plan->risk_factors = list;
    list[plan->risk_factor_count] = (wf_risk_factor){.factor = WF_STR_EMPTY,
                                                     .action = WF_STR_EMPTY,
                                                     .by_when = WF_WHEN_INIT,
                                                     .at = WF_STR_EMPTY};
    r->evidence[WF_SEEN_FACTORS]++;
    return &list[plan->risk_factor_count++];
}

static wf_str without_number(wf_str text)
{
    size_t bytes = 0;
    wf_marker marker = wf_line_marker(text, &bytes);
    if (marker == WF_MARKER_NUMBER || marker == WF_MARKER_LETTER ||
        marker == WF_MARKER_BULLET)
        return wf_str_trim(wf_str_sub(text, bytes, SIZE_MAX));
    return text;
}

/* "6." alone: an empty row of a form. */
static bool is_number_alone(wf_str text)
{
    size_t i = 0;
    while (i < text.n && text.p[i] >= '0' && text.p[i] <= '9')
        i++;
    return i > 0 && text.n - i <= 1;
}

static void factor_value(wf_recogniser *r, wf_risk_factor *factor, wf_field field,
                         const wf_slot *slot)
{
    size_t index = r->plan->risk_factor_count - 1;
    const char *name = "action";
    switch (field) {
    case WF_FIELD_ACTION:
        wf_rec_append(r, &factor->action, slot->text);
        break;
    case WF_FIELD_LEAD:
        wf_value_people(r, &factor->by_whom, slot->text);
        name = "by_whom";
        break;
    case WF_FIELD_WHEN:
        factor->by_when = wf_value_when(r, slot, slot->text);
        name = "by_when";
        break;
    default:
        return;
    }
    wf_rec_item_field(r, slot->entry, "risk.factors", index, name);
}

bool wf_factor_row(wf_recogniser *r, const wf_row *row)
{
    wf_slot slot;
    const wf_head_column *column = wf_region_find(&r->table, WF_FIELD_FACTOR);
    bool first = wf_rec_cell(r, row->grid_index, row->row, column->first, &slot);
    if (first && is_number_alone(slot.text)) {
        wf_rec_mark(r, slot.entry, WF_ROLE_LABEL);
        return true;
    }
    wf_str text = first ? without_number(slot.text) : WF_STR_EMPTY;
    bool apart =
        r->gap > 0 && text.n == slot.text.n; /* no number of the list before it */
    if (text.n == 0 || (row->n == 1 && (apart || slot.last_column > slot.column)))
        return false;
    wf_risk_factor *factor = new_factor(r);
    if (factor == NULL)
        return true;
    factor->factor = text;
    factor->at = r->plan->ledger.entries[slot.entry].at;
    wf_rec_item_field(r, slot.entry, "risk.factors", r->plan->risk_factor_count - 1,
                      "factor");
    for (size_t i = 0; i < r->table.count; i++) {
        column = &r->table.columns[i];
        if (column->field_count > 0 && column->fields[0] != WF_FIELD_FACTOR &&
            wf_rec_cell(r, row->grid_index, row->row, column->first, &slot) &&
            slot.row > r->table.last_header_row && slot.entry != WF_NO_INDEX &&
            slot.text.n > 0)
            factor_value(r, factor, column->fields[0], &slot);
    }
    return true;
}
