/* The form as a report tree: what is asked, with what is known beside it; ratings and
 * checks are formulas, so that they follow what is typed. */
#include "engine/capture/capture_private.h"

#include "engine/text/number.h"

#include <stdio.h>

typedef struct drawing {
    wf_report *report;
    const wf_capture_form *form;
    const wf_capture_reply *filled;
} drawing;

/* The states of the column Check, as its formula writes them. */
enum {
    CHECK_OK,
    CHECK_NOT_COLLECTED,
    CHECK_TO_FILL_IN,
    CHECK_PUPILS,
    CHECK_NOT_A_NUMBER,
    CHECK_OUT_OF_RANGE,
    CHECK_STATES
};
static const struct {
    wf_str word, what;
} check_states[CHECK_STATES] = {
    [CHECK_OK] = {WF_STR_INIT("OK"), WF_STR_INIT("Filled in")},
    [CHECK_NOT_COLLECTED] = {WF_STR_INIT("Not collected"),
                             WF_STR_INIT("Not collected this term (comment begins n/a)")},
    [CHECK_TO_FILL_IN] = {WF_STR_INIT("To fill in"), WF_STR_INIT("Still to fill in")},
    [CHECK_PUPILS] = {WF_STR_INIT("Pupils missing"),
                      WF_STR_INIT("Number of pupils missing")},
    [CHECK_NOT_A_NUMBER] = {WF_STR_INIT("Not a number"), WF_STR_INIT("Not a number")},
    [CHECK_OUT_OF_RANGE] = {WF_STR_INIT("Out of range"), WF_STR_INIT("Out of range")},
};

static wf_show show_of(wf_unit unit)
{
    static const wf_show shows[] = {
        [WF_UNIT_NONE] = WF_SHOW_GENERAL,    [WF_UNIT_PERCENT] = WF_SHOW_DECIMAL1,
        [WF_UNIT_POINTS] = WF_SHOW_DECIMAL1, [WF_UNIT_COUNT] = WF_SHOW_GENERAL,
        [WF_UNIT_DAYS] = WF_SHOW_DECIMAL1,   [WF_UNIT_GBP] = WF_SHOW_GBP,
        [WF_UNIT_SCORE] = WF_SHOW_DECIMAL2,  [WF_UNIT_RATIO] = WF_SHOW_DECIMAL2,
    };
    return (size_t)unit < COUNT_OF(shows) ? shows[unit] : WF_SHOW_GENERAL;
}

/* ---- the table of KPIs ----------------------------------------------------------- */

static void add_columns(wf_report_table *table)
{
    static const struct {
        const char *id;
        wf_look look;
        uint16_t least, most;
    } looks[CAPTURE_COLUMNS] = {
        [CAPTURE_CODE] = {"code", WF_LOOK_TEXT, 8, 0},
        [CAPTURE_INDICATOR] = {"indicator", WF_LOOK_STRONG, 20, 26},
        [CAPTURE_DEFINITION] = {"definition", WF_LOOK_TEXT, 24, 34},
        [CAPTURE_UNIT] = {"unit", WF_LOOK_TEXT, 8, 12},
        [CAPTURE_LAST] = {"last", WF_LOOK_DEFAULT, 7, 0},
        [CAPTURE_YEAR_AGO] = {"year_ago", WF_LOOK_DEFAULT, 7, 0},
        [CAPTURE_TARGET] = {"target", WF_LOOK_DEFAULT, 7, 0},
        [CAPTURE_EXPECTED] = {"expected", WF_LOOK_DEFAULT, 8, 0},
        [CAPTURE_TOLERANCE] = {"tolerance", WF_LOOK_DEFAULT, 8, 0},
        [CAPTURE_VALUE] = {"value", WF_LOOK_INPUT_NUMBER, 9, 0},
        [CAPTURE_COHORT] = {"cohort", WF_LOOK_INPUT_NUMBER, 8, 0},
        [CAPTURE_RATING] = {"rating", WF_LOOK_CENTRE, 18, 0},
        [CAPTURE_CHECK] = {"check", WF_LOOK_CENTRE, 14, 0},
        [CAPTURE_COMMENT] = {"comment", WF_LOOK_INPUT, 22, 30},
    };
    static const wf_str notes[CAPTURE_COLUMNS] = {
        [CAPTURE_EXPECTED] =
            WF_STR_INIT("On the way from the baseline to the target, this "
                        "is where the value should be now."),
        [CAPTURE_TOLERANCE] = WF_STR_INIT("Up to this much behind the expected value is "
                                          "Green; up to twice as much is Amber."),
        [CAPTURE_COHORT] = WF_STR_INIT("How many pupils stand behind the value."),
        [CAPTURE_COMMENT] = WF_STR_INIT(
            "Where an indicator is not collected this term: leave the value empty and "
            "begin the comment with n/a."),
    };
    for (int c = 0; c < CAPTURE_COLUMNS; c++)
        wf_table_column(table, &(wf_report_column){
                                   .id = wf_str_from(looks[c].id),
                                   .heading = capture_headings[c],
                                   .look = looks[c].look,
                                   .least = looks[c].least,
                                   .most = looks[c].most,
                                   .is_row_header = c == CAPTURE_CODE,
                                   .rates_words = c == CAPTURE_RATING,
                                   .note = notes[c].p != NULL ? notes[c] : WF_STR_EMPTY});
}

/* Column by column to the index of the enumeration: they are added in its order. */
static void put_number(wf_report_table *table, size_t row, capture_column column,
                       wf_number n, wf_show show)
{
    if (!n.present) {
        wf_table_text(table, row, column, WF_STR("[x]"))->look = WF_LOOK_FAINT;
        return;
    }
    wf_table_number(table, row, column, n.value)->show = (uint8_t)show;
}

static wf_str rating_formula(drawing *d, const wf_capture_line *line)
{
    const char *more = line->kpi->direction == WF_DIRECTION_DOWN ? "-" : "";
    if (!line->target.present)
        return wf_report_text(d->report, "=IF(ISNUMBER({@value}),\"\u25CB Grey \u2013 no "
                                         "target\",\"\u25CB Grey \u2013 to fill in\")");
    /* signed so that more is better; rounded, for 93.4 is not 93.9 - 0.5 in binary */
    return wf_report_text(
        d->report,
        "=IF(NOT(ISNUMBER({@value})),\"\u25CB Grey \u2013 to fill in\","
        "IF(ROUND(%s({@value}-{@target}),6)>=0,\"\u2714 Blue \u2013 achieved\","
        "IF(ROUND(%s({@value}-{@expected})+{@tolerance},6)>=0,\"\u25CF Green \u2013 on "
        "track\","
        "IF(ROUND(%s({@value}-{@expected})+2*{@tolerance},6)>=0,\"\u25B2 Amber \u2013 at "
        "risk\",\"\u25A0 Red \u2013 off track\"))))",
        more, more, more);
}

static wf_str rating_words(drawing *d, const wf_capture_line *line,
                           const wf_capture_value *value)
{
    if (value == NULL || !value->value.present)
        return WF_STR("\u25CB Grey \u2013 to fill in");
    if (!line->target.present)
        return WF_STR("\u25CB Grey \u2013 no target");
    wf_mark mark = capture_rating(line, value->value.value);
    return wf_report_text(d->report, "%s %s \u2013 %s", wf_mark_symbol(mark),
                          wf_mark_word(mark), wf_mark_meaning(mark));
}

static wf_str check_formula(drawing *d, const wf_trust_kpi *kpi)
{
    char least[WF_NUMBER_CHARS], most[WF_NUMBER_CHARS];
    wf_str low = wf_number_print(capture_least(kpi).value, least);
    wf_str high = wf_number_print(capture_most(kpi).value, most);
    return wf_report_text(
        d->report,
        "=IF({@value}=\"\",IF(LOWER(LEFT({@comment},3))=\"n/a\",\"Not collected\",\"To "
        "fill in\"),"
        "IF(NOT(ISNUMBER({@value})),\"Not a number\","
        "IF(OR({@value}<%.*s,{@value}>%.*s),\"Out of range\",%s\"OK\"%s)))",
        WF_STR_ARG(low), WF_STR_ARG(high),
        kpi->needs_cohort ? "IF({@cohort}=\"\",\"Pupils missing\"," : "",
        kpi->needs_cohort ? ")" : "");
}

static int check_now(const wf_trust_kpi *kpi, const wf_capture_value *value)
{
    if (value == NULL)
        return CHECK_TO_FILL_IN;
    if (value->not_collected)
        return CHECK_NOT_COLLECTED;
    if (!value->value.present)
        return CHECK_TO_FILL_IN;
    if (value->value.value < capture_least(kpi).value ||
        value->value.value > capture_most(kpi).value)
        return CHECK_OUT_OF_RANGE;
    return kpi->needs_cohort && value->cohort <= 0 ? CHECK_PUPILS : CHECK_OK;
}

static const wf_capture_value *filled_value(const drawing *d, const wf_trust_kpi *kpi)
{
    for (size_t i = 0; d->filled != NULL && i < d->filled->value_count; i++)
        if (d->filled->values[i].kpi == kpi)
            return &d->filled->values[i];
    return NULL;
}

static void add_rules(drawing *d, wf_report_table *table, size_t row,
                      const wf_trust_kpi *kpi)
{
    char least[WF_NUMBER_CHARS], most[WF_NUMBER_CHARS];
    double low = capture_least(kpi).value, high = capture_most(kpi).value;
    wf_str from = wf_number_print(low, least), to = wf_number_print(high, most);
    wf_str unit = capture_unit_word(kpi);
    wf_input_rule rule = {.kind = WF_INPUT_NUMBER, .minimum = low, .maximum = high};
    if (kpi->unit == WF_UNIT_PERCENT)
        rule.prompt = wf_report_text(d->report,
                                     "A percentage from %.*s to %.*s, without the %% "
                                     "sign: 93.4",
                                     WF_STR_ARG(from), WF_STR_ARG(to));
    else
        rule.prompt = wf_report_text(d->report, "In %.*s, from %.*s to %.*s",
                                     WF_STR_ARG(unit), WF_STR_ARG(from), WF_STR_ARG(to));
    rule.refusal = wf_report_text(d->report, "Please type a number from %.*s to %.*s.",
                                  WF_STR_ARG(from), WF_STR_ARG(to));
    wf_table_rule(table, row, CAPTURE_VALUE, &rule);
    wf_table_rule(
        table, row, CAPTURE_COHORT,
        &(wf_input_rule){.kind = WF_INPUT_WHOLE,
                         .minimum = 1,
                         .maximum = 100000,
                         .prompt = kpi->needs_cohort
                                       ? WF_STR("How many pupils stand behind the value: "
                                                "needed")
                                       : WF_STR("How many pupils stand behind the value, "
                                                "where it is known"),
                         .refusal = WF_STR("Please type a whole number of pupils.")});
}

static void draw_line(drawing *d, wf_report_table *table, const wf_capture_line *line,
                      size_t tally[CHECK_STATES])
{
    const wf_trust_kpi *kpi = line->kpi;
    const wf_capture_value *value = filled_value(d, kpi);
    wf_show show = show_of(kpi->unit);
    size_t row = wf_table_row(table);
    wf_str unit = capture_unit_word(kpi);
    wf_table_text(table, row, CAPTURE_CODE, kpi->code);
    wf_table_text(table, row, CAPTURE_INDICATOR, kpi->name);
    wf_table_text(table, row, CAPTURE_DEFINITION, kpi->definition);
    wf_table_text(table, row, CAPTURE_UNIT,
                  wf_report_text(d->report, "%.*s%s", WF_STR_ARG(unit),
                                 kpi->direction == WF_DIRECTION_DOWN ? "; lower is better"
                                 : kpi->direction == WF_DIRECTION_UP
                                     ? "; higher is better"
                                     : ""));
    put_number(table, row, CAPTURE_LAST, line->last, show);
    put_number(table, row, CAPTURE_YEAR_AGO, line->year_ago, show);
    put_number(table, row, CAPTURE_TARGET, line->target, show);
    put_number(table, row, CAPTURE_EXPECTED, line->expected, show);
    put_number(table, row, CAPTURE_TOLERANCE, line->tolerance,
               kpi->unit == WF_UNIT_GBP ? WF_SHOW_GBP : WF_SHOW_DECIMAL2);
    if (line->last_period.n > 0)
        wf_table_item(table, row, CAPTURE_LAST)->note =
            wf_report_copy(d->report, line->last_period);
    wf_table_item(table, row, CAPTURE_VALUE)->show = (uint8_t)show;
    if (value != NULL && value->value.present)
        wf_table_number(table, row, CAPTURE_VALUE, value->value.value)->show =
            (uint8_t)show;
    if (value != NULL && value->cohort > 0)
        wf_table_number(table, row, CAPTURE_COHORT, value->cohort);
    if (value != NULL)
        wf_table_text(table, row, CAPTURE_COMMENT, value->comment);
    add_rules(d, table, row, kpi);
    wf_item *rating =
        wf_table_formula(table, row, CAPTURE_RATING, rating_formula(d, line), 0);
    rating->shown_is_text = true;
    rating->shown = rating_words(d, line, value);
    int state = check_now(kpi, value);
    wf_item *check =
        wf_table_formula(table, row, CAPTURE_CHECK, check_formula(d, kpi), 0);
    check->shown_is_text = true;
    check->shown = check_states[state].word;
    tally[state]++;
}

static wf_str people_date(drawing *d, wf_date date)
{
    wf_str out = WF_STR_EMPTY;
    if (date == WF_DATE_NONE)
        return out;
    static const wf_report_column any = {.show = WF_SHOW_DATE_LONG};
    wf_item item = {.kind = WF_ITEM_DATE, .number = date, .show = WF_SHOW_DATE_LONG};
    if (wf_item_text(&item, &any, d->report->arena, &out) != WF_OK)
        return WF_STR_EMPTY;
    return out;
}

static void draw_head(drawing *d, wf_section *section)
{
    wf_str line = WF_STR_EMPTY;
    const wf_capture_issue *issue = &d->form->issue;
    if (issue->deadline != WF_DATE_NONE) {
        wf_str day = people_date(d, issue->deadline);
        wf_section_prose(
            section, WF_LOOK_HEADLINE,
            wf_report_text(d->report, "Please return by %.*s.", WF_STR_ARG(day)));
    }
    if (capture_line_for_people(issue, d->report->arena, &line) == WF_OK)
        wf_section_prose(section, WF_LOOK_SUBTITLE, line);
    wf_str issued = people_date(d, issue->issued);
    wf_section_prose(section, WF_LOOK_SUBTITLE,
                     wf_report_text(d->report, "%.*s%s%.*s", WF_STR_ARG(issue->trust),
                                    issued.n > 0 ? ", issued " : "", WF_STR_ARG(issued)));
    if (d->filled != NULL)
        wf_section_prose(section, WF_LOOK_NOTE,
                         WF_STR("Filled in by a program with invented figures, for a "
                                "demonstration or a test."));
}

static void draw_dashboard(drawing *d, size_t tally[CHECK_STATES])
{
    const wf_capture_form *form = d->form;
    wf_section *section = wf_report_section(
        d->report, "dashboard", WF_STR("Dashboard"),
        wf_report_text(d->report, "%.*s: data dashboard, %.*s",
                       WF_STR_ARG(form->issue.school), WF_STR_ARG(form->issue.period)),
        WF_STR("The indicators to fill in"));
    section->is_protected = true;
    draw_head(d, section);
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("Fill in the yellow cells: the value, the pupils behind it, a comment. "
               "[x] means not known. The sheet Check counts what is missing."));
    if (form->line_count == 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("No indicator is collected from this school this term."));
        return;
    }
    wf_report_table *table =
        wf_section_table(section, "kpis", WF_STR("Indicators to fill in"));
    add_columns(table);
    for (size_t i = 0; i < form->line_count; i++)
        draw_line(d, table, &form->lines[i], tally);
}

/* ---- plan progress --------------------------------------------------------------- */

static const wf_capture_update *filled_update(const drawing *d, wf_str ref)
{
    for (size_t i = 0; d->filled != NULL && i < d->filled->update_count; i++)
        if (wf_str_eq(d->filled->updates[i].ref, ref))
            return &d->filled->updates[i];
    return NULL;
}

static void add_plan_columns(wf_report_table *table)
{
    static const struct {
        const char *id;
        wf_look look;
        uint16_t least, most;
    } looks[CAPTURE_PLAN_COLUMNS] = {
        [CAPTURE_REF] = {"ref", WF_LOOK_TEXT, 11, 0},
        [CAPTURE_PRIORITY] = {"priority", WF_LOOK_TEXT, 16, 26},
        [CAPTURE_ACTION] = {"action", WF_LOOK_TEXT, 30, 44},
        [CAPTURE_LEAD] = {"lead", WF_LOOK_TEXT, 10, 16},
        [CAPTURE_DUE] = {"due", WF_LOOK_TEXT, 10, 14},
        [CAPTURE_BEFORE] = {"before", WF_LOOK_TEXT, 12, 18},
        [CAPTURE_STATUS] = {"status", WF_LOOK_INPUT, 12, 0},
        [CAPTURE_RAG] = {"rag", WF_LOOK_INPUT, 9, 0},
        [CAPTURE_EVIDENCE] = {"evidence", WF_LOOK_INPUT, 30, 40},
    };
    for (int c = 0; c < CAPTURE_PLAN_COLUMNS; c++) {
        wf_report_column column = {.id = wf_str_from(looks[c].id),
                                   .heading = capture_plan_headings[c],
                                   .look = looks[c].look,
                                   .least = looks[c].least,
                                   .most = looks[c].most,
                                   .is_row_header = c == CAPTURE_REF,
                                   .rates_words = c == CAPTURE_RAG};
        if (c == CAPTURE_STATUS)
            column.rule = (wf_input_rule){
                .kind = WF_INPUT_CHOICE,
                .choices = {capture_status_words + 1, COUNT_OF(capture_status_words) - 1},
                .refusal = WF_STR("Please choose a status from the list.")};
        if (c == CAPTURE_RAG)
            column.rule = (wf_input_rule){
                .kind = WF_INPUT_CHOICE,
                .choices = {capture_rag_words + 1, COUNT_OF(capture_rag_words) - 1},
                .prompt = WF_STR("Red: needs a decision. Amber: behind. Green: as "
                                 "planned. Blue: complete."),
                .refusal = WF_STR("Please choose Red, Amber, Green or Blue.")};
        wf_table_column(table, &column);
    }
}

static void draw_action(drawing *d, wf_report_table *table,
                        const wf_capture_action *action)
{
    const wf_capture_update *update = filled_update(d, action->ref);
    wf_str status = capture_status_words[action->status];
    wf_str rag = capture_rag_words[action->rag];
    size_t row = wf_table_row(table);
    wf_table_text(table, row, CAPTURE_REF, action->ref);
    wf_table_text(table, row, CAPTURE_PRIORITY, action->priority);
    wf_table_text(table, row, CAPTURE_ACTION, action->action);
    wf_table_text(table, row, CAPTURE_LEAD, action->lead);
    wf_table_text(table, row, CAPTURE_DUE, action->due);
    wf_table_text(table, row, CAPTURE_BEFORE,
                  wf_report_text(d->report, "%.*s%s%.*s", WF_STR_ARG(status),
                                 status.n > 0 && rag.n > 0 ? ", " : "", WF_STR_ARG(rag)));
    if (update == NULL)
        return;
    wf_table_text(table, row, CAPTURE_STATUS, capture_status_words[update->status]);
    wf_table_text(table, row, CAPTURE_RAG, capture_rag_words[update->rag]);
    wf_table_text(table, row, CAPTURE_EVIDENCE, update->evidence);
}

static void draw_plan(drawing *d)
{
    const wf_capture_form *form = d->form;
    if (form->action_count == 0)
        return;
    wf_section *section = wf_report_section(
        d->report, "plan", WF_STR("Plan progress"),
        wf_report_text(d->report, "%.*s: plan progress, %.*s",
                       WF_STR_ARG(form->issue.school), WF_STR_ARG(form->issue.period)),
        WF_STR("The open actions of the plan"));
    section->is_protected = true;
    draw_head(d, section);
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("For each open action: its status and rating now, and what "
                            "shows it. Leave empty what has not changed."));
    wf_report_table *table =
        wf_section_table(section, "actions", WF_STR("Open actions of the plan"));
    add_plan_columns(table);
    for (size_t i = 0; i < form->action_count; i++)
        draw_action(d, table, &form->actions[i]);
}

/* ---- the check ------------------------------------------------------------------- */

static void add_count(wf_report_table *table, wf_str what, wf_str formula, size_t now)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, what);
    wf_table_formula(table, row, 1, formula, (double)now);
}

static void add_verdict(drawing *d, wf_report_table *table,
                        const size_t tally[CHECK_STATES])
{
    size_t open = d->form->line_count - tally[CHECK_OK] - tally[CHECK_NOT_COLLECTED];
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, WF_STR("Is the dashboard complete?"));
    wf_item *item = wf_table_formula(
        table, row, 1,
        WF_STR("=IF(COUNTIF({kpis.check},\"OK\")+COUNTIF({kpis.check},\"Not "
               "collected\")=ROWS({kpis.check}),\"Yes: please send it back\",\"No: "
               "\"&(ROWS({kpis.check})-COUNTIF({kpis.check},\"OK\")-COUNTIF({kpis.check},"
               "\"Not collected\"))&\" to look at\")"),
        0);
    item->shown_is_text = true;
    item->shown = open == 0 ? WF_STR("Yes: please send it back")
                            : wf_report_text(d->report, "No: %zu to look at", open);
    item->look = WF_LOOK_STRONG;
}

static void draw_check(drawing *d, const size_t tally[CHECK_STATES])
{
    wf_section *section =
        wf_report_section(d->report, "check", WF_STR("Check"),
                          wf_report_text(d->report, "%.*s: what is missing",
                                         WF_STR_ARG(d->form->issue.school)),
                          WF_STR("What is still missing"));
    section->is_protected = true;
    section->is_portrait = true;
    draw_head(d, section);
    wf_report_table *table =
        wf_section_table(section, "check", WF_STR("What is missing"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("what"),
                                               .heading = WF_STR("What"),
                                               .look = WF_LOOK_STRONG,
                                               .least = 44,
                                               .is_row_header = true});
    wf_table_column(
        table,
        &(wf_report_column){.id = WF_STR("now"), .heading = WF_STR("Now"), .least = 26});
    if (d->form->line_count > 0) {
        add_verdict(d, table, tally);
        add_count(table, WF_STR("Indicators asked for"), WF_STR("=ROWS({kpis.check})"),
                  d->form->line_count);
        for (int s = 0; s < CHECK_STATES; s++)
            add_count(table, check_states[s].what,
                      wf_report_text(d->report, "=COUNTIF({kpis.check},\"%.*s\")",
                                     WF_STR_ARG(check_states[s].word)),
                      tally[s]);
    }
    if (d->form->action_count > 0) {
        size_t told = 0;
        for (size_t i = 0; i < d->form->action_count; i++) {
            const wf_capture_update *u = filled_update(d, d->form->actions[i].ref);
            told += u != NULL && (u->status != WF_STATUS_NONE || u->rag != WF_RAG_NONE);
        }
        add_count(table, WF_STR("Open actions of the plan"),
                  WF_STR("=ROWS({actions.ref})"), d->form->action_count);
        add_count(table, WF_STR("Actions with a status or rating now"),
                  WF_STR("=SUMPRODUCT(1-({actions.status}=\"\")*({actions.rag}=\"\"))"),
                  told);
    }
}

/* ---- what the form carries ------------------------------------------------------- */

static void draw_record(drawing *d)
{
    wf_str record = WF_STR_EMPTY;
    wf_section *section = wf_report_section(d->report, "issue", WF_STR("Issue"),
                                            WF_STR("What this form was issued for"),
                                            WF_STR("For the program that reads it back"));
    section->is_hidden = true;
    section->is_protected = true;
    if (capture_record(&d->form->issue, d->report->arena, &record) != WF_OK)
        record = WF_STR_EMPTY;
    wf_report_table *table = wf_section_table(section, "issued", WF_STR("As issued"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("record"),
                                               .heading = WF_STR("Record"),
                                               .least = 20,
                                               .most = 60,
                                               .is_row_header = true});
    wf_table_column(table,
                    &(wf_report_column){.id = WF_STR("last"),
                                        .heading = WF_STR("As issued: last term")});
    wf_table_text(table, wf_table_row(table), 0, record);
    for (size_t i = 0; i < d->form->line_count; i++) {
        const wf_capture_line *line = &d->form->lines[i];
        if (!line->last.present)
            continue;
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0,
                      wf_report_text(d->report, CAPTURE_RECORD "/last|%.*s|%.*s",
                                     WF_STR_ARG(line->kpi->code),
                                     WF_STR_ARG(line->last_period)));
        wf_table_number(table, row, 1, line->last.value);
    }
}

wf_status wf_capture_workbook(const wf_capture_form *form, const wf_capture_reply *filled,
                              const wf_report_options *options, wf_report **out,
                              wf_error *err)
{
    size_t tally[CHECK_STATES] = {0};
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    drawing d = {.report = report, .form = form, .filled = filled};
    report->title =
        wf_report_text(report, "%.*s: data dashboard %.*s",
                       WF_STR_ARG(form->issue.school), WF_STR_ARG(form->issue.period));
    report->subject = wf_report_text(report, "Form %.*s", WF_STR_ARG(form->issue.id));
    if (report->organisation.n == 0)
        report->organisation = wf_report_copy(report, form->issue.trust);
    draw_dashboard(&d, tally);
    draw_plan(&d);
    draw_check(&d, tally);
    draw_record(&d);
    wf_status status = wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
