#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "engine/text/number.h"

#include <stdio.h>

static wf_kpi *new_kpi(wf_recogniser *r)
{
    wf_plan *plan = r->plan;
    wf_kpi *kpis = wf_rec_grow(r, plan->kpis, plan->kpi_count, sizeof *kpis);
    if (kpis == NULL)
        return NULL;
    plan->kpis = kpis;
    wf_str none = WF_STR_EMPTY;
    kpis[plan->kpi_count] = (wf_kpi){.code = none,
                                     .name = none,
                                     .priority = none,
                                     .deadline = WF_WHEN_INIT,
                                     .at = none};
    return &kpis[plan->kpi_count++];
}

/* The indicator of the same code and name in an earlier table: a sheet a term, a table a
 * group. */
static wf_kpi *find_kpi(wf_recogniser *r, wf_str code, wf_str name)
{
    int32_t i = wf_key_find(&r->by_name, wf_key_hash(name, code));
    wf_kpi *kpi = i < 0 ? NULL : &r->plan->kpis[i];
    bool same = kpi != NULL && wf_str_eq_nocase(kpi->name, name) &&
                wf_str_eq_nocase(kpi->code, code);
    return same ? kpi : NULL;
}

static void name_kpi(wf_recogniser *r, wf_kpi *kpi, const wf_slot *name, wf_str code)
{
    kpi->name = name->text;
    kpi->code = code;
    kpi->at = r->plan->ledger.entries[name->entry].at;
    if (wf_key_put(&r->by_name, r->scratch, wf_key_hash(kpi->name, code),
                   (int32_t)(kpi - r->plan->kpis)) != WF_OK)
        r->failed = true;
}

static const struct {
    const char *word;
    wf_unit unit;
} unit_words[] = {
    {"%", WF_UNIT_PERCENT},
    {"percent", WF_UNIT_PERCENT},
    {"percentage", WF_UNIT_PERCENT},
    {"pp", WF_UNIT_POINTS},
    {"percentage point", WF_UNIT_POINTS},
    {"percentage points", WF_UNIT_POINTS},
    {"points", WF_UNIT_SCORE},
    {"% points", WF_UNIT_POINTS},
    {"count", WF_UNIT_COUNT},
    {"number", WF_UNIT_COUNT},
    {"no.", WF_UNIT_COUNT},
    {"no", WF_UNIT_COUNT},
    {"pupils", WF_UNIT_COUNT},
    {"days", WF_UNIT_DAYS},
    {"day", WF_UNIT_DAYS},
    {"\xC2\xA3", WF_UNIT_GBP},
    {"gbp", WF_UNIT_GBP},
    {"pounds", WF_UNIT_GBP},
    {"score", WF_UNIT_SCORE},
    {"scaled score", WF_UNIT_SCORE},
    {"grade", WF_UNIT_SCORE},
    {"ratio", WF_UNIT_RATIO},
    {"per cent", WF_UNIT_PERCENT},
    {"#", WF_UNIT_COUNT},
    {"incidents", WF_UNIT_COUNT},
    {"pts", WF_UNIT_SCORE},
    {"average score", WF_UNIT_SCORE},
};

static wf_unit unit_of_word(wf_str text)
{
    for (size_t i = 0; i < sizeof unit_words / sizeof unit_words[0]; i++)
        if (wf_str_eq_nocase(text, wf_str_from(unit_words[i].word)))
            return unit_words[i].unit;
    return WF_UNIT_NONE;
}

static const struct {
    const char *word;
    wf_direction direction;
} direction_words[] = {
    {"higher", WF_DIRECTION_UP},
    {"high", WF_DIRECTION_UP},
    {"up", WF_DIRECTION_UP},
    {"increase", WF_DIRECTION_UP},
    {"higher is better", WF_DIRECTION_UP},
    {"high is good", WF_DIRECTION_UP},
    {"\xE2\x86\x91", WF_DIRECTION_UP},
    {"+", WF_DIRECTION_UP},
    {"more", WF_DIRECTION_UP},
    {"maximise", WF_DIRECTION_UP},
    {"rise", WF_DIRECTION_UP},
    {"lower", WF_DIRECTION_DOWN},
    {"low", WF_DIRECTION_DOWN},
    {"down", WF_DIRECTION_DOWN},
    {"decrease", WF_DIRECTION_DOWN},
    {"lower is better", WF_DIRECTION_DOWN},
    {"low is good", WF_DIRECTION_DOWN},
    {"\xE2\x86\x93", WF_DIRECTION_DOWN},
    {"-", WF_DIRECTION_DOWN},
    {"less", WF_DIRECTION_DOWN},
    {"fewer", WF_DIRECTION_DOWN},
    {"minimise", WF_DIRECTION_DOWN},
    {"reduce", WF_DIRECTION_DOWN},
    {"fall", WF_DIRECTION_DOWN},
};

static wf_direction direction_of_word(wf_str text)
{
    for (size_t i = 0; i < sizeof direction_words / sizeof direction_words[0]; i++)
        if (wf_str_eq_nocase(text, wf_str_from(direction_words[i].word)))
            return direction_words[i].direction;
    return WF_DIRECTION_NONE;
}

/* "2020-21/T3"; empty where the year is not known yet: it is filled in at the end. */
static wf_str period_name(wf_recogniser *r, wf_term_head period)
{
    char year[16] = "";
    wf_str out = WF_STR_EMPTY;
    if (period.year > 0)
        (void)snprintf(year, sizeof year, "%04d-%02d", period.year % 10000,
                       (period.year + 1) % 100);
    wf_status status = WF_OK;
    switch (period.kind) {
    case WF_PERIOD_TERM:
        status = wf_arena_printf(r->arena, &out, "%s/T%d", year, period.number);
        break;
    case WF_PERIOD_SEASON:
        status = wf_arena_printf(r->arena, &out, "%s/%s", year,
                                 wf_season_name((wf_season)period.number));
        break;
    case WF_PERIOD_YEAR:
    case WF_PERIOD_NONE:
        status = wf_arena_printf(r->arena, &out, "%s", year);
        break;
    }
    if (status != WF_OK)
        r->failed = true;
    return out;
}

static bool is_no_value(wf_str text)
{
    static const char *const marks[] = {"n/a",
                                        "na",
                                        "-",
                                        "c",
                                        "*",
                                        "x",
                                        "z",
                                        ":",
                                        "tbc",
                                        "supp",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        "low",
                                        "..",
                                        "#n/a",
                                        "n.a.",
                                        "suppressed"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (wf_str_eq_nocase(text, wf_str_from(marks[i])))
            return true;
    if (text.n > 1 && text.p[0] == '<') /* "<5": fewer than may be told */
        text = wf_str_sub(text, 1, SIZE_MAX);
    else
        return false;
    double number;
    return wf_number_scan(wf_str_trim(text), &number) > 0;
}

static void add_observation(wf_recogniser *r, size_t index, wf_term_head period,
                            double value, const wf_slot *slot)
{
    wf_kpi *kpi = &r->plan->kpis[index];
    wf_observation *list =
        wf_rec_grow(r, kpi->observations, kpi->observation_count, sizeof *list);
    if (list == NULL)
        return;
    kpi->observations = list;
    list[kpi->observation_count++] =
        (wf_observation){.period = period_name(r, period),
                         .value = value,
                         .at = r->plan->ledger.entries[slot->entry].at};
    wf_rec_item_field(r, slot->entry, "kpis", index, "observations");
    r->evidence[WF_SEEN_OBSERVATIONS]++;
}

static void number_field(wf_recogniser *r, wf_number *field, double value,
                         const wf_slot *slot, size_t index, const char *name)
{
    if (!field->present)
        *field = (wf_number){.value = value, .present = true};
    wf_rec_item_field(r, slot->entry, "kpis", index, name);
}

/* The period of an "Actual" column: its own words, the sheet's name, else the year. */
static wf_term_head actual_period(const wf_recogniser *r, const wf_head_column *column)
{
    wf_term_head period = wf_term_head_parse(column->header);
    if (period.kind == WF_PERIOD_NONE && r->grid_index != WF_NO_INDEX)
        period = wf_term_head_parse(wf_document_grid(r->doc, r->grid_index)->name);
    if (period.kind == WF_PERIOD_NONE)
        period.kind = WF_PERIOD_YEAR;
    return period;
}

typedef struct reading {
    size_t index;
    double cohort;
    uint32_t cohort_entry;
    wf_unit unit;
    wf_rating rating;
    wf_rag latest; /* the fill of the latest value that has one */
} reading;

static void value_cell(wf_recogniser *r, const wf_head_column *column,
                       const wf_slot *slot, reading *g)
{
    double value;
    wf_unit unit;
    wf_kpi *kpi = &r->plan->kpis[g->index];
    if (slot->entry == WF_NO_INDEX || slot->text.n == 0)
        return;
    if (!wf_value_number(r, slot, &value, &unit)) {
        bool none = is_no_value(slot->text);
        wf_rec_warn(r, none ? WF_D_VALUE_SUPPRESSED : WF_D_VALUE_BAD, slot->entry,
                    none ? "no value" : "not a number", slot->text);
        return;
    }
    if (unit != WF_UNIT_NONE && g->unit == WF_UNIT_NONE)
        g->unit = unit;
    if (slot->cell->kind == WF_CELL_TEXT)
        wf_rec_reworded(r, slot->entry);
    switch (column->fields[0]) {
    case WF_FIELD_BASELINE:
        number_field(r, &kpi->baseline, value, slot, g->index, "baseline");
        return;
    case WF_FIELD_TARGET:
        number_field(r, &kpi->target, value, slot, g->index, "target");
        return;
    case WF_FIELD_NATIONAL:
        number_field(r, &kpi->national, value, slot, g->index, "national");
        return;
    case WF_FIELD_COHORT:
        g->cohort = value;
        g->cohort_entry = slot->entry;
        return;
    default:
        break;
    }
    wf_term_head period =
        column->fields[0] == WF_FIELD_ACTUAL ? actual_period(r, column) : column->period;
    add_observation(r, g->index, period, value, slot);
    wf_rag rag = wf_fill_read(r, slot->fill).rag;
    if (rag != WF_RAG_NONE)
        g->latest = rag;
}

static void word_cell(wf_recogniser *r, const wf_head_column *column, const wf_slot *slot,
                      reading *g)
{
    wf_kpi *kpi = &r->plan->kpis[g->index];
    switch (column->fields[0]) {
    case WF_FIELD_UNIT: {
        wf_unit unit = unit_of_word(slot->text);
        if (unit != WF_UNIT_NONE) {
            kpi->unit = unit;
            wf_rec_item_field(r, slot->entry, "kpis", g->index, "unit");
            wf_rec_reworded(r, slot->entry);
        }
        return;
    }
    case WF_FIELD_DIRECTION: {
        kpi->direction = direction_of_word(slot->text);
        if (kpi->direction != WF_DIRECTION_NONE) {
            wf_rec_item_field(r, slot->entry, "kpis", g->index, "direction");
            wf_rec_reworded(r, slot->entry);
        }
        return;
    }
    case WF_FIELD_PRIORITY:
        if (slot->text.n > 0 && kpi->priority.n == 0) {
            kpi->priority = slot->text;
            wf_rec_item_field(r, slot->entry, "kpis", g->index, "priority");
        }
        return;
    case WF_FIELD_WHEN:
        if (slot->text.n > 0) {
            kpi->deadline = wf_value_when(r, slot, slot->text);
            wf_rec_item_field(r, slot->entry, "kpis", g->index, "deadline");
        }
        return;
    case WF_FIELD_RAG:
    case WF_FIELD_STATUS: {
        wf_rating rating = wf_value_rating(r, slot, true);
        if (rating.rag != WF_RAG_NONE) { /* the latest of several */
            g->rating = rating;
            wf_rec_item_field(r, slot->entry, "kpis", g->index, "rag");
            if (!rating.whole)
                wf_rec_reworded(r, slot->entry);
        }
        return;
    }
    default:
        return;
    }
}

static bool is_value_field(wf_field field)
{
    return field == WF_FIELD_BASELINE || field == WF_FIELD_TARGET ||
           field == WF_FIELD_NATIONAL || field == WF_FIELD_COHORT ||
           field == WF_FIELD_PERIOD || field == WF_FIELD_ACTUAL;
}

static bool tells_indicator(wf_field field)
{
    return is_value_field(field) || field == WF_FIELD_PRIORITY ||
           field == WF_FIELD_WHEN || field == WF_FIELD_UNIT;
}

/* Has the row what an indicator has besides its name: a value, or a code, a priority or a
 * deadline? A heading between indicators has nothing. */
static bool has_values(wf_recogniser *r, const wf_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        for (size_t c = 0; c < r->table.count; c++)
            if (r->table.columns[c].first == row->slots[i].column &&
                r->table.columns[c].field_count > 0 &&
                tells_indicator(r->table.columns[c].fields[0]))
                return true;
    return false;
}

static void finish_kpi(wf_recogniser *r, const reading *g, size_t first_observation)
{
    wf_kpi *kpi = &r->plan->kpis[g->index];
    if (kpi->unit == WF_UNIT_NONE)
        kpi->unit = g->unit;
    if (g->rating.rag != WF_RAG_NONE)
        kpi->rag = g->rating.rag;
    else if (g->latest != WF_RAG_NONE)
        kpi->rag = g->latest;
    bool counts = g->cohort > 0 && g->cohort < 1e9;
    if (counts && first_observation < kpi->observation_count)
        wf_rec_item_field(r, g->cohort_entry, "kpis", g->index, "observations.cohort");
    for (size_t i = first_observation; i < kpi->observation_count && counts; i++)
        kpi->observations[i].cohort = (int64_t)(g->cohort + 0.5);
}

bool wf_indicator_row(wf_recogniser *r, const wf_row *row)
{
    wf_slot name, code, slot;
    const wf_region *table = &r->table;
    const wf_head_column *column = wf_region_find(table, WF_FIELD_INDICATOR);
    if (column == NULL || !has_values(r, row) ||
        !wf_rec_cell(r, row->grid_index, row->row, column->first, &name) ||
        name.text.n == 0 || name.row <= table->last_header_row ||
        wf_region_covers(table, &name) > 1)
        return false;
    const wf_head_column *code_column = wf_region_find(table, WF_FIELD_CODE);
    bool has_code =
        code_column != NULL &&
        wf_rec_cell(r, row->grid_index, row->row, code_column->first, &code) &&
        code.text.n > 0 && code.entry != WF_NO_INDEX;
    wf_str code_text = has_code ? code.text : WF_STR_EMPTY;
    wf_kpi *kpi = find_kpi(r, code_text, name.text);
    if (kpi == NULL && (kpi = new_kpi(r)) == NULL)
        return true;
    reading g = {.index = (size_t)(kpi - r->plan->kpis), .cohort_entry = WF_NO_INDEX};
    size_t first = kpi->observation_count;
    if (kpi->name.n == 0)
        name_kpi(r, kpi, &name, code_text);
    wf_rec_item_field(r, name.entry, "kpis", g.index, "name");
    if (has_code)
        wf_rec_item_field(r, code.entry, "kpis", g.index, "code");
    for (size_t i = 0; i < table->count; i++) {
        column = &table->columns[i];
        if (column->field_count == 0 ||
            !wf_rec_cell(r, row->grid_index, row->row, column->first, &slot) ||
            slot.row <= table->last_header_row)
            continue;
        if (is_value_field(column->fields[0]))
            value_cell(r, column, &slot, &g);
        else
            word_cell(r, column, &slot, &g);
    }
    finish_kpi(r, &g, first);
    return true;
}
