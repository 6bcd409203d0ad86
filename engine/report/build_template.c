/* Blank forms of the families that schools fill in: the same headings that are read back,
 * with drop-downs, notes that say what belongs where, and the year's term dates. */
#include "engine/report/forms.h"

#define PRIORITIES  3
#define ACTION_ROWS 6
#define INDICATORS  20

const wf_str form_rag_words[4] = {WF_STR_INIT("Red"), WF_STR_INIT("Amber"),
                                  WF_STR_INIT("Green"), WF_STR_INIT("Blue")};
const wf_str form_rating_words[3] = {WF_STR_INIT("HIGH"), WF_STR_INIT("MEDIUM"),
                                     WF_STR_INIT("LOW")};
static const wf_str units[] = {WF_STR_INIT("%"), WF_STR_INIT("count"),
                               WF_STR_INIT("score"), WF_STR_INIT("days"),
                               WF_STR_INIT("\u00A3")};
static const wf_str ways[] = {WF_STR_INIT("Higher"), WF_STR_INIT("Lower")};
/* What belongs into a column, by the field it becomes. */
static const struct {
    const char *field;
    wf_str hint;
} hints[] = {
    {"action",
     WF_STR_INIT("What will be done: one action a row, beginning with a verb.")},
    {"rationale", WF_STR_INIT("Why: what the evidence shows.")},
    {"success_criteria",
     WF_STR_INIT("How you will know that it worked: something that can be seen or "
                 "counted, with a number where there is one.")},
    {"support_required",
     WF_STR_INIT("Who from outside the school helps, and for how many days.")},
    {"lead", WF_STR_INIT("Who answers for it: a role or initials. More than one: "
                         "separate with a comma.")},
    {"when", WF_STR_INIT("A date (17/10/2026), a term (Autumn 2) or how often (termly). "
                         "Term dates are on the sheet Term dates.")},
    {"resources", WF_STR_INIT("Time, training, books, people.")},
    {"cost", WF_STR_INIT("In pounds: £450. Nil where it costs nothing.")},
    {"monitoring.when",
     WF_STR_INIT("When it is looked at: a date, a term, or how often.")},
    {"monitoring.who", WF_STR_INIT("Who looks at it.")},
    {"monitoring.how",
     WF_STR_INIT("What they look at: lessons, books, data, pupils' views.")},
    {"monitoring.dissemination", WF_STR_INIT("Who is told of the findings.")},
    {"key_questions", WF_STR_INIT("Questions to ask when it is reviewed.")},
    {"evaluation", WF_STR_INIT("What difference it made: fill in when it is reviewed.")},
    {"next_steps", WF_STR_INIT("What follows from that.")},
    {"rag",
     WF_STR_INIT(
         "Red: needs a decision. Amber: behind. Green: as planned. Blue: complete.")},
};

wf_str form_hint(const char *field)
{
    for (size_t i = 0; i < COUNT_OF(hints); i++)
        if (wf_str_eq(wf_str_from(hints[i].field), wf_str_from(field)))
            return hints[i].hint;
    return WF_STR_EMPTY;
}

wf_str form_bullets(wf_report *report, wf_strs texts)
{
    wf_str out = texts.n == 1 ? texts.items[0] : WF_STR_EMPTY;
    for (size_t i = 0; i < texts.n && texts.n > 1; i++)
        out = wf_report_text(report, "%.*s%s\u2022 %.*s", WF_STR_ARG(out),
                             i > 0 ? "\n" : "", WF_STR_ARG(texts.items[i]));
    return out;
}

wf_report_column form_input(const char *id, const char *heading, uint16_t least,
                            const char *note)
{
    return (wf_report_column){.id = wf_str_from(id),
                              .heading = wf_str_from(heading),
                              .look = WF_LOOK_INPUT,
                              .least = least,
                              .note = wf_str_from(note)};
}

void form_details(blank *b, wf_section *section, const char *const *labels,
                  const wf_str *values, size_t count)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("label"),
         .heading = WF_STR_INIT("Details"),
         .look = WF_LOOK_STRONG,
         .is_row_header = true},
        {.id = WF_STR_INIT("value"),
         .heading = WF_STR_INIT("Please fill in"),
         .look = WF_LOOK_INPUT,
         .least = 24},
    };
    char year[8];
    wf_report_table *table = wf_section_table(section, "details", WF_STR("Details"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < count; i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, wf_str_from(labels[i]));
        if (values != NULL && values[i].n > 0)
            wf_table_text(table, row, 1, values[i]);
    }
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, WF_STR("Academic year"));
    wf_table_text(table, row, 1, wf_str_from(wf_academic_year_name(b->year, year)));
}

wf_report_table *form_actions(blank *b, wf_section *section, const char *id, wf_str name,
                              const plan_layout *layout, size_t rows)
{
    (void)b;
    wf_report_table *table = wf_section_table(section, id, name);
    for (size_t i = 0; i < layout->column_count; i++) {
        const layout_column *from = &layout->columns[i];
        bool is_rag = wf_str_eq(wf_str_from(from->field), WF_STR("rag"));
        wf_report_column column = {.id = wf_str_from(from->field),
                                   .heading = from->heading,
                                   .look = WF_LOOK_INPUT,
                                   .least = from->least,
                                   .most = from->most,
                                   .is_row_header = i == 0,
                                   .note = form_hint(from->field),
                                   .rates_words = is_rag};
        if (is_rag)
            column.rule = (wf_input_rule){
                .kind = WF_INPUT_CHOICE,
                .choices = FORM_LIST(form_rag_words),
                .prompt = form_hint("rag"),
                .refusal = WF_STR("Please choose Red, Amber, Green or Blue.")};
        wf_table_column(table, &column);
    }
    for (size_t row = 0; row < rows; row++)
        wf_table_row(table);
    return table;
}

static const char *const school_labels[] = {"School", "Headteacher",
                                            "Chair of Governors"};

static void draw_plan(blank *b, wf_family family)
{
    const plan_layout *layout = plan_layout_of(family);
    char year[8];
    wf_section *section =
        wf_report_section(b->report, "plan", layout->sheet,
                          words_text(&b->w, "%.*s %s", WF_STR_ARG(layout->sheet),
                                     wf_academic_year_name(b->year, year)),
                          WF_STR("The plan, to be filled in"));
    form_details(b, section, school_labels, NULL, COUNT_OF(school_labels));
    for (int number = 1; number <= PRIORITIES; number++) {
        wf_section_heading(section, words_text(&b->w, "Priority %d:", number));
        form_actions(b, section, words_text(&b->w, "priority_%d", number).p,
                     words_text(&b->w, "Actions of priority %d", number), layout,
                     ACTION_ROWS);
    }
}

wf_report_table *form_dashboard(blank *b, const char *const *labels, const wf_str *values,
                                size_t count, size_t rows)
{
    static const wf_report_column columns[] = {
        [FORM_KPI_REF] = {.id = WF_STR_INIT("ref"),
                          .heading = WF_STR_INIT("Ref"),
                          .look = WF_LOOK_INPUT,
                          .least = 8},
        [FORM_KPI_NAME] = {.id = WF_STR_INIT("kpi"),
                           .heading = WF_STR_INIT("Indicator"),
                           .look = WF_LOOK_INPUT,
                           .least = 36,
                           .is_row_header = true},
        [FORM_KPI_UNIT] = {.id = WF_STR_INIT("unit"),
                           .heading = WF_STR_INIT("Unit"),
                           .look = WF_LOOK_INPUT,
                           .rule = {.kind = WF_INPUT_CHOICE,
                                    .choices = FORM_LIST(units),
                                    .refusal = WF_STR_INIT(
                                        "Please choose a unit from the list.")}},
        [FORM_KPI_BETTER] = {.id = WF_STR_INIT("better"),
                             .heading = WF_STR_INIT("Better is"),
                             .look = WF_LOOK_INPUT,
                             .rule = {.kind = WF_INPUT_CHOICE,
                                      .choices = FORM_LIST(ways),
                                      .refusal =
                                          WF_STR_INIT("Please choose Higher or Lower.")}},
        [FORM_KPI_BASELINE] = {.id = WF_STR_INIT("baseline"),
                               .heading = WF_STR_INIT("Baseline"),
                               .look = WF_LOOK_INPUT,
                               .note = WF_STR_INIT("The value at the end of last year.")},
        [FORM_KPI_TARGET] = {.id = WF_STR_INIT("target"),
                             .heading = WF_STR_INIT("Target"),
                             .look = WF_LOOK_INPUT,
                             .note = WF_STR_INIT(
                                 "The value to reach by the end of this year.")},
        [FORM_KPI_NATIONAL] = {.id = WF_STR_INIT("national"),
                               .heading = WF_STR_INIT("National"),
                               .look = WF_LOOK_INPUT},
        [FORM_KPI_COHORT] = {.id = WF_STR_INIT("cohort"),
                             .heading = WF_STR_INIT("Cohort"),
                             .look = WF_LOOK_INPUT,
                             .note =
                                 WF_STR_INIT("How many pupils stand behind the figure."),
                             .rule = {.kind = WF_INPUT_NUMBER,
                                      .minimum = 0,
                                      .maximum = 100000,
                                      .refusal = WF_STR_INIT(
                                          "Please give a number of pupils.")}},
    };
    char year[8];
    wf_section *section = wf_report_section(
        b->report, "dashboard", WF_STR("Dashboard"),
        words_text(&b->w, "Data dashboard %s", wf_academic_year_name(b->year, year)),
        WF_STR("The figures of the year, term by term"));
    form_details(b, section, labels, values, count);
    wf_report_table *table =
        wf_section_table(section, "indicators", WF_STR("Indicators"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (int term = 1; term <= 6; term++)
        wf_table_column(table,
                        &(wf_report_column){
                            .id = words_text(&b->w, "t%d", term),
                            .heading = words_text(&b->w, "Term %d", term),
                            .look = WF_LOOK_INPUT,
                            .note = WF_STR("n/a where it is not measured; c where fewer "
                                           "than six pupils stand behind it.")});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("comment"),
                                               .heading = WF_STR("Comment"),
                                               .look = WF_LOOK_INPUT,
                                               .least = 24});
    for (size_t row = 0; row < rows; row++)
        wf_table_row(table);
    return table;
}

static void draw_dashboard(blank *b)
{
    form_dashboard(b, school_labels, NULL, COUNT_OF(school_labels), INDICATORS);
}

void form_terms(blank *b)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("term"),
         .heading = WF_STR_INIT("Half-term"),
         .look = WF_LOOK_STRONG,
         .is_row_header = true},
        {.id = WF_STR_INIT("first"),
         .heading = WF_STR_INIT("First day"),
         .show = WF_SHOW_DATE},
        {.id = WF_STR_INIT("last"),
         .heading = WF_STR_INIT("Last day"),
         .show = WF_SHOW_DATE},
    };
    static const char *const names[] = {"Term 1 (Autumn 1)", "Term 2 (Autumn 2)",
                                        "Term 3 (Spring 1)", "Term 4 (Spring 2)",
                                        "Term 5 (Summer 1)", "Term 6 (Summer 2)"};
    wf_school_year dates = wf_calendar_year(b->calendar, b->year);
    wf_section *section =
        wf_report_section(b->report, "terms", WF_STR("Term dates"), WF_STR("Term dates"),
                          WF_STR("When each half-term begins and ends"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        b->calendar == NULL
            ? WF_STR("Usual dates in England; your school's own may differ by some days.")
            : WF_STR("The trust's own dates."));
    wf_report_table *table =
        wf_section_table(section, "term_dates", WF_STR("Term dates"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, wf_str_from(names[i]));
        wf_table_date(table, row, 1, dates.terms[i].start);
        wf_table_date(table, row, 2, dates.terms[i].end);
    }
}

void form_contents(blank *b)
{
    wf_section *section =
        wf_report_section(b->report, "contents", WF_STR("Contents"), WF_STR("Contents"),
                          WF_STR("What is on which sheet"));
    wf_report_contents(b->report, section);
}

/* Which form a family has: one row each. */
static const struct {
    wf_family family;
    void (*draw)(blank *b); /* NULL: a plan of priorities and actions */
} forms[] = {
    {WF_FAMILY_WAY_FORWARD, NULL},
    {WF_FAMILY_RAPID_RECOVERY, NULL},
    {WF_FAMILY_TEAM_AROUND_SCHOOL, form_meeting},
    {WF_FAMILY_NEXT_STEPS, NULL},
    {WF_FAMILY_STRANDS, form_strands},
    {WF_FAMILY_STRATEGIC, form_strategic},
    {WF_FAMILY_TRUST_REVIEW, form_trust_review},
    {WF_FAMILY_DASHBOARD, draw_dashboard},
    {WF_FAMILY_ACTION_PLAN, NULL},
};

wf_status wf_report_template(wf_family family, int academic_year,
                             const wf_calendar *calendar,
                             const wf_report_options *options, wf_report **out,
                             wf_error *err)
{
    size_t i = 0;
    while (i < COUNT_OF(forms) && forms[i].family != family)
        i++;
    if (i == COUNT_OF(forms))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "there is no blank form of the family \"%s\"",
                       wf_family_name(family));
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    blank b = {.report = report,
               .w = {.arena = report->arena},
               .year = academic_year,
               .calendar = calendar};
    if (report->title.n == 0)
        report->title =
            words_text(&b.w, "%.*s: blank form", WF_STR_ARG(words_family(&b.w, family)));
    if (forms[i].draw != NULL)
        forms[i].draw(&b);
    else
        draw_plan(&b, family);
    form_terms(&b);
    form_contents(&b);
    wf_status status = b.w.failed ? wf_fail_memory(err) : wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
