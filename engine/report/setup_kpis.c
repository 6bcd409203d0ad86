/* Sheets KPIs and Targets of the set-up workbook. */
#include "engine/report/setup_sheets.h"

#define S(text) WF_STR_INIT(text)
#define LIST(array)                                                                      \
    {                                                                                    \
        .items = (array), .n = COUNT_OF(array)                                           \
    }
#define INPUT .look = WF_LOOK_INPUT

static const wf_str units[] = {S("%"),      S("count"), S("score"), S("days"),
                               S("\u00A3"), S("ratio"), S("pp")};
static const wf_str unit_words[] = {
    [WF_UNIT_NONE] = S(""),       [WF_UNIT_PERCENT] = S("%"),
    [WF_UNIT_POINTS] = S("pp"),   [WF_UNIT_COUNT] = S("count"),
    [WF_UNIT_DAYS] = S("days"),   [WF_UNIT_GBP] = S("\u00A3"),
    [WF_UNIT_SCORE] = S("score"), [WF_UNIT_RATIO] = S("ratio"),
};
static const wf_str ways[] = {S("Higher"), S("Lower")};
static const wf_str yes_no[] = {S("yes"), S("no")};

enum {
    CODE,
    NAME,
    COLLECT,
    DEFINITION,
    AREA,
    UNIT,
    BETTER,
    PHASES,
    TERMS,
    COHORT,
    NATIONAL,
    NATIONAL_PRIMARY,
    NATIONAL_SECONDARY,
    NATIONAL_SPECIAL,
    YEAR,
    SOURCE,
    TOLERANCE,
    LEAST,
    MOST,
    OTHER_NAMES,
    KPI_COLUMNS
};

static const wf_report_column kpi_columns[KPI_COLUMNS] = {
    [CODE] = {S("code"), S("Code"), INPUT, .least = 8, .is_row_header = true,
              .note = S("Short and unique: dashboards and files refer to it.")},
    [NAME] = {S("kpi"), S("KPI"), INPUT, .least = 30},
    [COLLECT] = {S("collect"), S("Collect"), INPUT, .least = 8,
                 .note = S("no: kept here for later, and asked of nobody."),
                 .rule = {.kind = WF_INPUT_CHOICE,
                          .choices = LIST(yes_no),
                          .refusal = S("Please choose yes or no.")}},
    [DEFINITION] = {S("definition"), S("Definition"), INPUT, .least = 44, .most = 60},
    [AREA] = {S("area"), S("Area"), INPUT, .least = 13},
    [UNIT] = {S("unit"), S("Unit"), INPUT, .least = 7,
              .rule = {.kind = WF_INPUT_CHOICE,
                       .choices = LIST(units),
                       .refusal = S("Please choose a unit from the list.")}},
    [BETTER] = {S("better"), S("Better is"), INPUT, .least = 9,
                .rule = {.kind = WF_INPUT_CHOICE,
                         .choices = LIST(ways),
                         .refusal = S("Please choose Higher or Lower.")}},
    [PHASES] = {S("phases"), S("Phases"), INPUT, .least = 16,
                .note =
                    S("Of which schools it is asked, with semicolons between; all, or "
                      "empty, for every school.")},
    [TERMS] = {S("terms"), S("Terms"), INPUT, .least = 9,
               .note =
                   S("In which terms it is asked: 2, 4, 6. Empty: whenever there is a "
                     "dashboard.")},
    [COHORT] = {S("cohort"), S("Cohort"), INPUT, .least = 8,
                .note =
                    S("yes: the number of pupils (or staff) behind the figure is asked "
                      "for as well. Without it nothing can be said of chance."),
                .rule = {.kind = WF_INPUT_CHOICE,
                         .choices = LIST(yes_no),
                         .refusal = S("Please choose yes or no.")}},
    [NATIONAL] = {S("national"), S("National"), INPUT, .least = 9,
                  .note = S("The figure of all schools in England, in the KPI's unit. It "
                            "needs its year and its source.")},
    [NATIONAL_PRIMARY] = {S("national_primary"), S("National: primary"), INPUT,
                          .least = 9},
    [NATIONAL_SECONDARY] = {S("national_secondary"), S("National: secondary"), INPUT,
                            .least = 10},
    [NATIONAL_SPECIAL] = {S("national_special"), S("National: special"), INPUT,
                          .least = 9},
    [YEAR] = {S("year"), S("Year"), INPUT, .least = 10,
              .note = S("Of the national figure. Look for a newer one each autumn.")},
    [SOURCE] = {S("source"), S("Source"), INPUT, .least = 20, .most = 34},
    [TOLERANCE] = {S("tolerance"), S("Tolerance"), INPUT, .least = 9,
                   .note =
                       S("How far from the expected value still counts as on track, in "
                         "the KPI's unit. Empty: worked out.")},
    [LEAST] = {S("least"), S("Least"), INPUT, .least = 7,
               .note = S("The least that it can be: dashboards refuse less.")},
    [MOST] = {S("most"), S("Most"), INPUT, .least = 7},
    [OTHER_NAMES] = {S("other_names"), S("Other names"), INPUT, .least = 26,
                     .note =
                         S("Names that dashboards give it, with semicolons between.")},
};

static wf_str phase_list(setup *s, uint32_t phases)
{
    wf_str names[WF_PHASES];
    size_t n = 0;
    for (int p = WF_PHASE_NURSERY; p < WF_PHASES; p++)
        if ((phases >> p & 1u) != 0)
            names[n++] = wf_str_from(wf_phase_name((wf_phase)p));
    return n > 0 ? setup_list(s, (wf_strs){names, n}) : WF_STR("all");
}

static wf_str term_list(setup *s, uint8_t terms)
{
    wf_str text = WF_STR_EMPTY;
    for (int t = 1; t <= WF_TERMS; t++)
        if ((terms & 1u << (t - 1)) != 0)
            text = words_text(&s->w, text.n > 0 ? "%.*s, %d" : "%.*s%d", WF_STR_ARG(text),
                              t);
    return text;
}

static void put_kpi(setup *s, wf_report_table *t, const wf_trust_kpi *kpi, bool collect)
{
    size_t row = wf_table_row(t);
    wf_table_text(t, row, CODE, kpi->code);
    wf_table_text(t, row, NAME, kpi->name);
    wf_table_text(t, row, COLLECT, yes_no[collect ? 0 : 1]);
    wf_table_text(t, row, DEFINITION, kpi->definition);
    wf_table_text(t, row, AREA, kpi->area);
    wf_table_text(t, row, UNIT, unit_words[kpi->unit]);
    if (kpi->direction != WF_DIRECTION_NONE)
        wf_table_text(t, row, BETTER, ways[kpi->direction == WF_DIRECTION_UP ? 0 : 1]);
    wf_table_text(t, row, PHASES, phase_list(s, kpi->phases));
    wf_table_text(t, row, TERMS, term_list(s, kpi->terms));
    wf_table_text(t, row, COHORT, yes_no[kpi->needs_cohort ? 0 : 1]);
    setup_number(t, row, NATIONAL, kpi->national);
    setup_number(t, row, NATIONAL_PRIMARY, kpi->national_of[WF_PHASE_PRIMARY]);
    setup_number(t, row, NATIONAL_SECONDARY, kpi->national_of[WF_PHASE_SECONDARY]);
    setup_number(t, row, NATIONAL_SPECIAL, kpi->national_of[WF_PHASE_SPECIAL]);
    wf_table_text(t, row, YEAR, kpi->national_year);
    wf_table_text(t, row, SOURCE, kpi->national_source);
    setup_number(t, row, TOLERANCE, kpi->tolerance);
    setup_number(t, row, LEAST, kpi->minimum);
    setup_number(t, row, MOST, kpi->maximum);
    wf_table_text(t, row, OTHER_NAMES, setup_list(s, kpi->other_names));
}

static bool has_code(const wf_trust *trust, wf_str code)
{
    for (size_t i = 0; i < trust->kpi_count; i++)
        if (wf_str_eq_nocase(trust->kpis[i].code, code))
            return true;
    return false;
}

/* Does any school of the trust need it? Where none is known yet, all do. */
static bool is_for_trust(const wf_trust *trust, const wf_trust_kpi *kpi)
{
    bool applies = trust->school_count == 0;
    for (size_t i = 0; !applies && i < trust->school_count; i++)
        applies = wf_trust_kpi_applies(kpi, trust->schools[i].phase);
    return applies;
}

void setup_kpis(setup *s)
{
    const wf_trust_kpi *catalogue = NULL;
    size_t count = 0;
    wf_kpi_catalogue(&catalogue, &count);
    wf_section *section = setup_section(
        s, "kpis", "KPIs", "What is measured, with definitions and national figures",
        "The KPIs that the trust follows. Write no under Collect for those that it does "
        "not, change what is different, and add its own at the end.");
    wf_report_table *t =
        setup_table(section, "kpis", "KPIs", kpi_columns, KPI_COLUMNS, 20);
    for (size_t i = 0; i < s->trust->kpi_count; i++)
        put_kpi(s, t, &s->trust->kpis[i], true);
    bool has_own = s->trust->kpi_count > 0;
    for (size_t i = 0; i < count; i++)
        if (!has_code(s->trust, catalogue[i].code))
            put_kpi(s, t, &catalogue[i],
                    !has_own && is_for_trust(s->trust, &catalogue[i]));
}

/* ---- Targets */

static const wf_str kpi_name_formula =
    S("IF({@kpi}=\"\",\"\",IFERROR(INDEX({kpis.kpi},MATCH({@kpi},{kpis.code},0)),"
      "\"not in the sheet KPIs\"))");

void setup_targets(setup *s)
{
    static const wf_report_column columns[] = {
        {S("school"), S("School"), INPUT, .least = 30, .is_row_header = true,
         .rule = {.kind = WF_INPUT_CHOICE,
                  .expression = S("{schools.school}"),
                  .refusal = S("Please choose a school of the sheet Schools.")}},
        {S("kpi"), S("KPI code"), INPUT, .least = 10,
         .rule = {.kind = WF_INPUT_CHOICE,
                  .expression = S("{kpis.code}"),
                  .refusal = S("Please choose a code of the sheet KPIs.")}},
        {S("name"), S("Its name"), WF_LOOK_TEXT, .least = 34,
         .spare_formula = S("IF({@kpi}=\"\",\"\",IFERROR(INDEX({kpis.kpi},MATCH({@kpi},"
                            "{kpis.code},0)),\"not in the sheet KPIs\"))")},
        {S("baseline"), S("Baseline"), INPUT, .least = 10,
         .note = S("In the KPI's unit: 93.4 for 93.4%.")},
        {S("from"), S("Baseline term"), INPUT, .least = 13,
         .note = S("When it was so: 2025-26/T6, or 2025-26.")},
        {S("target"), S("Target"), INPUT, .least = 10},
        {S("deadline"), S("Deadline"), INPUT, .least = 13,
         .note = S("By the end of which term: 2026-27/T6.")},
    };
    size_t count = s->trust->target_count;
    wf_section *section = setup_section(
        s, "targets", "Targets", "What each school is to reach, and by when",
        "One row for each school and KPI. A target that stands in a school's plan need "
        "not "
        "be repeated; where both are there, this one counts.");
    wf_report_table *t = setup_table(section, "targets", "Targets", columns,
                                     COUNT_OF(columns), count / 4 + 100);
    for (size_t i = 0; i < count; i++) {
        const wf_trust_target *target = &s->trust->targets[i];
        const wf_trust_kpi *kpi = wf_trust_find_kpi(s->trust, target->kpi);
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, target->school);
        wf_table_text(t, row, 1, target->kpi);
        wf_item *name = wf_table_formula(t, row, 2, kpi_name_formula, 0);
        name->shown_is_text = true;
        name->shown = wf_report_copy(
            s->report, kpi != NULL ? kpi->name : WF_STR("not in the sheet KPIs"));
        setup_number(t, row, 3, target->baseline);
        wf_table_text(t, row, 4, target->baseline_period);
        setup_number(t, row, 5, target->target);
        wf_table_text(t, row, 6, target->deadline);
    }
}
