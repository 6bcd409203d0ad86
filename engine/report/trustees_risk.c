/* Risk: each school's band, what it was, what drives it and who stands for it. */
#include "engine/report/trustees.h"

enum {
    R_SCHOOL,
    R_BAND,
    R_BEFORE,
    R_DRIVERS,
    R_BASIS,
    R_CHANCE, /* from here on only where risk was computed */
    R_RANGE,
    R_CHANGE
};

static const wf_report_column columns[] = {
    [R_SCHOOL] = COLUMN_NAME("school", "School", 26),
    [R_BAND] = COLUMN_CENTRE("band", "Risk"),
    [R_BEFORE] = COLUMN_CENTRE("before", "Last term, and movement"),
    [R_DRIVERS] = {.id = WF_STR_INIT("drivers"),
                   .heading = WF_STR_INIT("What drives it"),
                   .look = WF_LOOK_TEXT,
                   .least = 40,
                   .most = 70},
    [R_BASIS] = COLUMN_TEXT("basis", "Whose rating", 36),
    [R_CHANCE] = COLUMN_NUMBER("chance", "Chance", WF_SHOW_PERCENT0),
    [R_RANGE] = COLUMN_CENTRE("range", "Likely range (4 in 5)"),
    [R_CHANGE] = {.id = WF_STR_INIT("change"),
                  .heading = WF_STR_INIT("What would lower it"),
                  .look = WF_LOOK_TEXT,
                  .least = 20,
                  .most = 30},
};

wf_str words_band(wf_risk_rating band)
{
    static const wf_str names[] = {[WF_RISK_NONE] = WF_STR_INIT("not rated"),
                                   [WF_RISK_HIGH] = WF_STR_INIT("HIGH"),
                                   [WF_RISK_MEDIUM] = WF_STR_INIT("MEDIUM"),
                                   [WF_RISK_LOW] = WF_STR_INIT("LOW")};
    return band <= WF_RISK_LOW ? names[band] : names[WF_RISK_NONE];
}

static wf_mark mark_of_band(wf_risk_rating band)
{
    static const wf_mark marks[] = {[WF_RISK_NONE] = WF_MARK_GREY,
                                    [WF_RISK_HIGH] = WF_MARK_RED,
                                    [WF_RISK_MEDIUM] = WF_MARK_AMBER,
                                    [WF_RISK_LOW] = WF_MARK_GREEN};
    return band <= WF_RISK_LOW ? marks[band] : WF_MARK_GREY;
}

static void put_band(trustees *t, wf_report_table *table, size_t row,
                     const wf_school_risk *risk)
{
    wf_mark mark = mark_of_band(risk->band);
    wf_str could = WF_STR_EMPTY;
    if (risk->basis == WF_RISK_BY_MODEL && risk->score->highest != risk->score->band)
        could = words_text(&t->w, " (could be %.*s)",
                           WF_STR_ARG(words_band(risk->score->highest)));
    wf_table_text(table, row, R_BAND,
                  words_text(&t->w, "%s %.*s%.*s", wf_mark_symbol(mark),
                             WF_STR_ARG(words_band(risk->band)), WF_STR_ARG(could)))
        ->mark = (uint8_t)mark;
    if (risk->band_before == WF_RISK_NONE) {
        trustees_missing(table, row, R_BEFORE);
        return;
    }
    /* the enumeration goes from HIGH to LOW */
    const char *moved = risk->band < risk->band_before   ? "\u2191 higher now"
                        : risk->band > risk->band_before ? "\u2193 lower now"
                                                         : "\u2192 the same";
    wf_table_text(
        table, row, R_BEFORE,
        words_text(&t->w, "%.*s, %s", WF_STR_ARG(words_band(risk->band_before)), moved));
}

/* "attendance against the national figure": the value, with its source, stands on the
 * sheet Risk reasons. */
static wf_str name_reason(trustees *t, const wf_risk_reason *reason)
{
    size_t bracket = wf_str_find(reason->name, WF_STR(" ("), 0);
    wf_str name =
        bracket == SIZE_MAX ? reason->name : wf_str_sub(reason->name, 0, bracket);
    wf_str out = words_text(&t->w, "%.*s", WF_STR_ARG(name));
    bool is_word = out.n > 1 && out.p[1] >= 'a' && out.p[1] <= 'z';
    if (!is_word || out.p[0] < 'A' || out.p[0] > 'Z')
        return out;
    return words_text(&t->w, "%c%.*s", out.p[0] - 'A' + 'a', (int)out.n - 1, out.p + 1);
}

/* The largest reasons that go one way. */
static wf_str reasons_of(trustees *t, const wf_risk_score *score, bool raising)
{
    enum {
        SHOWN = 3
    };
    wf_str names[SHOWN] = {WF_STR_EMPTY};
    size_t n = 0;
    for (size_t i = 0; i < score->reason_count && n < SHOWN; i++) {
        const wf_risk_reason *reason = &score->reasons[i];
        if (!reason->missing &&
            (raising ? reason->log_odds > 0.05 : reason->log_odds < -0.05))
            names[n++] = name_reason(t, reason);
    }
    return words_list(&t->w, names, n, n);
}

static wf_str drivers_of(trustees *t, const wf_risk_score *score)
{
    words *w = &t->w;
    wf_str up = reasons_of(t, score, true), down = reasons_of(t, score, false);
    size_t missing = 0;
    for (size_t i = 0; i < score->reason_count; i++)
        missing += score->reasons[i].missing;
    wf_str text =
        words_text(w, "%s%.*s%s%s%.*s%s", up.n > 0 ? "Raised by " : "", WF_STR_ARG(up),
                   up.n > 0 ? ". " : "", down.n > 0 ? "Lowered by " : "",
                   WF_STR_ARG(down), down.n > 0 ? ". " : "");
    if (missing > 0)
        text = words_text(w, "%.*sNot known: %.*s.", WF_STR_ARG(text),
                          WF_STR_ARG(words_count(w, missing, "fact", "facts")));
    return score->rule.n > 0
               ? words_text(w, "%.*s %.*s", WF_STR_ARG(text), WF_STR_ARG(score->rule))
               : text;
}

static wf_str factors_of(trustees *t, const wf_plan *record)
{
    enum {
        SHOWN = 4
    };
    wf_str parts[SHOWN];
    size_t n = 0;
    for (; n < record->risk_factor_count && n < SHOWN; n++)
        parts[n] = words_one_line(&t->w, record->risk_factors[n].factor, 120);
    wf_str list = words_list(&t->w, parts, n, n);
    if (record->risk_factor_count <= SHOWN)
        return list;
    return words_text(&t->w, "%.*s (and %zu more)", WF_STR_ARG(list),
                      record->risk_factor_count - SHOWN);
}

static wf_str of_record(trustees *t, const wf_plan *record)
{
    words *w = &t->w;
    wf_str meeting = words_date(w, record->meeting.date.end);
    return words_text(w, "%.*s%s%.*s", WF_STR_ARG(words_family(w, record->family)),
                      meeting.n > 0 ? " of " : "", WF_STR_ARG(meeting));
}

static wf_str of_model(trustees *t, const wf_school_risk *risk)
{
    if (risk->record == NULL || risk->record->risk_rating == risk->band)
        return WF_STR("Computed");
    return words_text(&t->w, "Computed; the last record says %.*s",
                      WF_STR_ARG(words_band(risk->record->risk_rating)));
}

static wf_str of_person(trustees *t, const wf_school_risk *risk)
{
    words *w = &t->w;
    const wf_store_decision *d = risk->decision;
    wf_str text = words_text(w, "%.*s, %.*s: %.*s", WF_STR_ARG(d->by),
                             WF_STR_ARG(words_date(w, d->on)), WF_STR_ARG(d->reason));
    if (risk->score == NULL)
        return text;
    return words_text(w, "%.*s Computed: %.*s", WF_STR_ARG(text),
                      WF_STR_ARG(words_band(risk->score->band)));
}

static wf_str basis_of(trustees *t, const wf_school_risk *risk)
{
    if (risk->basis == WF_RISK_BY_PERSON && risk->decision != NULL)
        return of_person(t, risk);
    if (risk->basis == WF_RISK_BY_MODEL)
        return of_model(t, risk);
    if (risk->basis == WF_RISK_BY_RECORD && risk->record != NULL)
        return of_record(t, risk->record);
    return WF_STR_EMPTY;
}

static void say_source(trustees *t, wf_report_table *table, size_t row,
                       const wf_school_result *school)
{
    const wf_school_risk *risk = &school->risk;
    wf_str what = words_text(&t->w, "%.*s: risk", WF_STR_ARG(school->name));
    if (risk->basis == WF_RISK_BY_MODEL && risk->score != NULL)
        trustees_read(t, table, row, R_BAND,
                      &(wf_report_source){.what = what,
                                          .file = risk->score->file,
                                          .at = risk->score->at,
                                          .written = t->r->risk_model});
    if (risk->basis == WF_RISK_BY_RECORD && risk->record != NULL) {
        const wf_ledger_entry *entry =
            places_field(&t->places, risk->record, WF_STR("risk.rating"));
        trustees_read(t, table, row, R_BAND,
                      &(wf_report_source){.what = what,
                                          .file = risk->record->file,
                                          .at = entry != NULL ? entry->at : WF_STR("")});
    }
    if (risk->basis == WF_RISK_BY_PERSON && risk->decision != NULL)
        trustees_counted(table, row, R_BAND, what,
                         words_text(&t->w, "Decided by %.*s: %.*s",
                                    WF_STR_ARG(risk->decision->by),
                                    WF_STR_ARG(risk->decision->reason)));
}

static void fill_school(trustees *t, wf_report_table *table,
                        const wf_school_result *school)
{
    const wf_school_risk *risk = &school->risk;
    const wf_risk_score *score = risk->score;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, R_SCHOOL, school->name);
    put_band(t, table, row, risk);
    if (table->column_count <= R_CHANCE) {
        /* nothing was computed */
    } else if (score != NULL) {
        wf_table_number(table, row, R_CHANCE, score->probability);
        wf_table_text(table, row, R_RANGE,
                      words_text(&t->w, "%.0f%% to %.0f%%", 100 * score->lower80,
                                 100 * score->upper80));
        trustees_text(table, row, R_CHANGE, score->change);
    } else {
        trustees_missing(table, row, R_CHANCE);
        trustees_missing(table, row, R_RANGE);
        trustees_missing(table, row, R_CHANGE);
    }
    trustees_text(table, row, R_DRIVERS,
                  score != NULL          ? drivers_of(t, score)
                  : risk->record != NULL ? factors_of(t, risk->record)
                                         : WF_STR_EMPTY);
    trustees_text(table, row, R_BASIS, basis_of(t, risk));
    say_source(t, table, row, school);
}

/* ---- Reasons one by one ----------------------------------------------------------- */

static void fill_reason(trustees *t, wf_report_table *table,
                        const wf_school_result *school, const wf_risk_reason *reason)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, school->name);
    wf_table_text(table, row, 1, reason->name);
    trustees_text(table, row, 2, reason->value);
    if (reason->missing) {
        wf_table_text(table, row, 3, WF_STR("not known"));
        wf_table_number(table, row, 4, reason->could_move);
    } else {
        wf_table_text(table, row, 3,
                      reason->log_odds > 0   ? WF_STR("raises it")
                      : reason->log_odds < 0 ? WF_STR("lowers it")
                                             : WF_STR("neither"));
        wf_table_number(table, row, 4, reason->log_odds);
    }
    wf_table_text(table, row, 5,
                  reason->assumed ? WF_STR("assumed")
                                  : WF_STR("from published outcomes"));
    if (reason->at.n > 0)
        trustees_read(t, table, row, 2,
                      &(wf_report_source){.what = words_text(&t->w, "%.*s: %.*s",
                                                             WF_STR_ARG(school->name),
                                                             WF_STR_ARG(reason->name)),
                                          .file = reason->file,
                                          .at = reason->at});
}

static void draw_reasons(trustees *t)
{
    static const wf_report_column reason_columns[] = {
        COLUMN_NAME("school", "School", 34),
        COLUMN_TEXT("evidence", "Evidence", 40),
        COLUMN_TEXT("known", "What is known", 70),
        COLUMN_TEXT("effect", "Effect on the risk", 20),
        COLUMN_NUMBER("log_odds", "Log-odds; not known: could move", WF_SHOW_SIGNED2),
        COLUMN_TEXT("weight", "Its weight is", 24),
    };
    size_t rows = 0;
    for (size_t s = 0; s < t->r->school_count; s++)
        if (t->r->schools[s].risk.score != NULL)
            rows += t->r->schools[s].risk.score->reason_count;
    if (rows == 0)
        return;
    wf_section *section = wf_report_section(
        t->report, "risk_reasons", WF_STR("Risk reasons"),
        WF_STR("What drives each school's risk"),
        WF_STR("Each fact behind each school's computed risk, with its weight"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Log-odds add up: 0.7 about doubles the odds, -0.7 halves "
                            "them. What is not known widens the range. [x] not known."));
    trustees_for_screen(t, section, rows, MOST_REFERENCE);
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "risk_reasons", WF_STR("Reasons of each risk"));
    trustees_columns(table, reason_columns, COUNT_OF(reason_columns));
    table->has_filter = table->has_groups = true;
    for (size_t s = 0; s < t->r->school_count; s++) {
        const wf_school_result *school = &t->r->schools[s];
        for (size_t i = 0;
             school->risk.score != NULL && i < school->risk.score->reason_count; i++)
            fill_reason(t, table, school, &school->risk.score->reasons[i]);
    }
}

static wf_str not_rated(trustees *t)
{
    wf_str *names =
        wf_arena_array(t->report->arena, t->r->school_count + 1, sizeof *names);
    size_t n = 0;
    for (size_t s = 0; names != NULL && s < t->r->school_count; s++)
        if (t->r->schools[s].risk.band == WF_RISK_NONE)
            names[n++] = t->r->schools[s].name;
    return words_text(&t->w, "Not rated: %.*s.",
                      WF_STR_ARG(words_list(&t->w, names, n, 12)));
}

void trustees_risk(trustees *t)
{
    if (!t->r->has_risk) {
        trustees_omit(t, WF_STR("Risk"),
                      WF_STR("No school has a risk rating: score the schools (wayforward "
                             "risk), or give Team Around the School records"));
        return;
    }
    wf_section *section = wf_report_section(
        t->report, "risk", WF_STR("Risk"), WF_STR("Risk of each school"),
        WF_STR("Each school's risk, what drives it, and how it has moved"));
    section->is_one_page = true;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("The risk that a school is not judged Good, or at the expected standard, "
               "when it is next inspected. A leader's rating, with its reason, counts "
               "before the computed one; both are shown. [x] not available."));
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "risk", WF_STR("Risk of each school"));
    trustees_columns(table, columns,
                     t->r->risk_model.n > 0 ? COUNT_OF(columns) : R_CHANCE);
    for (int band = WF_RISK_HIGH; band <= WF_RISK_LOW; band++)
        for (size_t s = 0; s < t->r->school_count; s++)
            if (t->r->schools[s].risk.band == (wf_risk_rating)band)
                fill_school(t, table, &t->r->schools[s]);
    if (t->r->by_risk[WF_RISK_NONE] > 0)
        wf_section_prose(section, WF_LOOK_PROSE, not_rated(t));
    draw_reasons(t);
}
