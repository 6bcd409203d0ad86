/* Sheets Schools, Inspections and Lists of the set-up workbook. */
#include "engine/report/setup_sheets.h"
#include <math.h>

#define S(text) WF_STR_INIT(text)
#define LIST(array)                                                                      \
    {                                                                                    \
        .items = (array), .n = COUNT_OF(array)                                           \
    }

static const wf_str yes_no[] = {S("yes"), S("no")};
static const wf_str capacities[] = {S("others"), S("some"), S("own"), S("insufficient")};
static const wf_str phases[] = {S("primary"), S("secondary"), S("all-through"),
                                S("special"), S("nursery"),   S("alternative provision"),
                                S("16 plus")};
static const wf_str frameworks[] = {S("four-grade"), S("no-overall-grade"),
                                    S("report-card")};

/* ---- Schools */

enum {
    SCHOOL,
    URN,
    PHASE,
    PUPILS,
    AREA,
    REGION,
    HEAD_SINCE,
    OTHER_NAMES,
    CONTACT,
    LAST_INSPECTION,
    JUDGEMENT,
    CAPACITY,
    HEAD_TERMS,
    FIRST_HEADSHIP,
    NEW_TEAM,
    RISK,
    CATEGORY,
    REASON,
    BY,
    ON,
    LAST_YEAR,
    NEEDS,
    SCHOOL_COLUMNS
};

#define WORST(more)                                                                      \
    "INDEX({judgements.counts},SUMPRODUCT(MAX((COUNTIFS({inspections.school},{@school}," \
    "{inspections.date},{@last}," more                                                   \
    "{inspections.judgement},{judgements.word})>0)*{judgements.rank})))"
#define OVERALL "{inspections.area},\"Overall effectiveness\","
static const wf_str last_formula =
    S("IF({@school}=\"\",\"\",IFERROR(1/(1/SUMPRODUCT(MAX(({inspections.school}={@school}"
      ")*(COUNTIF({judgements.word},{inspections.judgement})>0)*{inspections.date}))),"
      "\"\"))");
static const wf_str judgement_formula =
    S("IF({@last}=\"\",\"\",IFERROR(IF(COUNTIFS({inspections.school},{@school},"
      "{inspections.date},{@last}," OVERALL
      "{inspections.judgement},\"?*\")>0," WORST(OVERALL) "," WORST("") ")&\"\",\"\"))");

#define INPUT .look = WF_LOOK_INPUT
static const wf_report_column school_columns[SCHOOL_COLUMNS] = {
    [SCHOOL] = {S("school"), S("School"), INPUT, .least = 30, .is_row_header = true,
                .note = S("The name by which reports call it. One row a school.")},
    [URN] = {S("urn"), S("URN"), INPUT, .least = 9,
             .note = S("Unique reference number: six digits."),
             .rule = {.kind = WF_INPUT_WHOLE,
                      .minimum = 100000,
                      .maximum = 999999,
                      .refusal = S("A URN has six digits.")}},
    [PHASE] = {S("phase"), S("Phase"), INPUT, .least = 13,
               .rule = {.kind = WF_INPUT_CHOICE,
                        .choices = LIST(phases),
                        .refusal = S("Please choose a phase from the list.")}},
    [PUPILS] = {S("pupils"), S("Pupils"), INPUT, .show = WF_SHOW_INTEGER, .least = 9,
                .note = S("Pupils on roll."),
                .rule = {.kind = WF_INPUT_WHOLE,
                         .minimum = 0,
                         .maximum = 20000,
                         .refusal = S("Please type a whole number of pupils.")}},
    [AREA] = {S("area"), S("Area"), INPUT, .least = 12,
              .note =
                  S("The part of the trust that it belongs to: providers who are based "
                    "there need no travel.")},
    [REGION] = {S("region"), S("Region"), INPUT, .least = 12},
    [HEAD_SINCE] = {S("head_since"), S("Headteacher since"), INPUT,
                    .show = WF_SHOW_DATE_SLASHES, .least = 13,
                    .rule = {.kind = WF_INPUT_DATE,
                             .minimum = 18264,
                             .maximum = 73415,
                             .refusal = S("Please type a day such as 01/09/2024.")}},
    [OTHER_NAMES] = {S("other_names"), S("Other names"), INPUT, .least = 18,
                     .note =
                         S("Names under which its files know it, with semicolons "
                           "between. \"Academy\", \"Primary School\" and the like need "
                           "not be repeated.")},
    [CONTACT] = {S("contact"), S("Contact"), INPUT, .least = 18,
                 .note = S("Who answers for its figures. Never in anything public.")},
    [LAST_INSPECTION] = {S("last"), S("Last inspection"), WF_LOOK_TEXT,
                         .show = WF_SHOW_DATE_SLASHES, .least = 12,
                         .note = S("Worked out from the sheet Inspections.")},
    [JUDGEMENT] = {S("judgement"), S("Judgement"), WF_LOOK_TEXT, .least = 15,
                   .note =
                       S("Worked out from the sheet Inspections: the overall grade of "
                         "the last inspection, else its lowest area. Old grades and "
                         "report cards are not the same; each keeps its own words.")},
    [CAPACITY] = {S("capacity"), S("Capacity"), INPUT, .least = 12,
                  .note =
                      S("Whom the school can improve. others: itself and others; some: "
                        "itself, and some for others; own: itself, with some support; "
                        "insufficient: not without executive support."),
                  .rule = {.kind = WF_INPUT_CHOICE,
                           .choices = LIST(capacities),
                           .refusal = S("Please choose from the list.")}},
    [HEAD_TERMS] = {S("head_terms"), S("Head half-terms"), WF_LOOK_NUMBER, .least = 10,
                    .note = S("Half-terms in post when the academic year begins; worked "
                              "out.")},
    [FIRST_HEADSHIP] = {S("first"), S("First headship"), INPUT, .least = 10,
                        .rule = {.kind = WF_INPUT_CHOICE,
                                 .choices = LIST(yes_no),
                                 .refusal = S("Please choose yes or no.")}},
    [NEW_TEAM] = {S("new_team"), S("New team"), INPUT, .least = 8,
                  .rule = {.kind = WF_INPUT_CHOICE,
                           .choices = LIST(yes_no),
                           .refusal = S("Please choose yes or no.")}},
    [RISK] = {S("risk"), S("Risk"), INPUT, .least = 10,
              .note = S("LOW, MEDIUM, HIGH, or a chance such as 35%. `wayforward risk` "
                        "works one out.")},
    [CATEGORY] = {S("category"), S("Category"), INPUT, .least = 9,
                  .note = S("Leave empty: it is worked out. Where a leader sets it, the "
                            "reason, the name and the day belong to it."),
                  .rule = {.kind = WF_INPUT_CHOICE,
                           .expression = S("{categories.category}"),
                           .refusal = S("Please choose a category of the sheet "
                                        "Categories.")}},
    [REASON] = {S("reason"), S("Reason"), INPUT, .least = 22},
    [BY] = {S("by"), S("By"), INPUT, .least = 12},
    [ON] = {S("on"), S("On"), INPUT, .show = WF_SHOW_DATE_SLASHES, .least = 11,
            .rule = {.kind = WF_INPUT_DATE,
                     .minimum = 36526,
                     .maximum = 73415,
                     .refusal = S("Please type a day such as 10/07/2026.")}},
    [LAST_YEAR] = {S("last_year"), S("Category last year"), INPUT, .least = 10,
                   .rule = {.kind = WF_INPUT_CHOICE,
                            .expression = S("{categories.category}"),
                            .refusal = S("Please choose a category of the sheet "
                                         "Categories.")}},
    [NEEDS] = {S("needs"), S("Needs"), INPUT, .least = 26,
               .note = S("What support is for, with days: Maths 6; SEND 3. A weight may "
                         "follow: Maths 6 x2.")},
};

static wf_str head_terms_formula(setup *s)
{
    return words_text(
        &s->w,
        "IF({@head_since}=\"\",\"\",MAX(0,ROUND((DATE(%d,9,1)-{@head_since})"
        "/60.875,0)))",
        s->year);
}

/* A formula whose value is a text, or a number where `value` is not NAN. */
static void put_formula(wf_report_table *table, size_t row, size_t column, wf_str formula,
                        double value, wf_str shown)
{
    wf_item *item =
        wf_table_formula(table, row, column, formula, isnan(value) ? 0 : value);
    item->shown_is_text = isnan(value);
    item->shown = wf_report_copy(table->report, shown);
}

static void put_worked_out(setup *s, wf_report_table *t, size_t row,
                           const wf_trust_school *school)
{
    wf_date last = WF_DATE_NONE;
    wf_str standing = wf_trust_standing(school, &last);
    wf_date start = wf_date_from_ymd(s->year, 9, 1);
    double since = school->head_since != WF_DATE_NONE
                       ? fmax(0, round((start - school->head_since) / 60.875))
                       : (double)NAN;
    put_formula(t, row, LAST_INSPECTION, last_formula,
                last != WF_DATE_NONE ? wf_date_to_serial(last, false) : (double)NAN,
                WF_STR_EMPTY);
    put_formula(t, row, HEAD_TERMS, head_terms_formula(s), since, WF_STR_EMPTY);
    if (school->inspection_count == 0 && school->judgement.n > 0)
        wf_table_text(t, row, JUDGEMENT, school->judgement)->look = WF_LOOK_INPUT;
    else
        put_formula(t, row, JUDGEMENT, judgement_formula, (double)NAN, standing);
}

static void put_school(setup *s, wf_report_table *t, const wf_trust_school *school)
{
    size_t row = wf_table_row(t);
    wf_table_text(t, row, SCHOOL, school->name);
    setup_value(t, row, URN, school->urn);
    if (school->phase != WF_PHASE_NONE)
        wf_table_text(t, row, PHASE, wf_str_from(wf_phase_name(school->phase)));
    if (school->pupils > 0)
        wf_table_number(t, row, PUPILS, (double)school->pupils);
    wf_table_text(t, row, AREA, school->area);
    wf_table_text(t, row, REGION, school->region);
    wf_table_date(t, row, HEAD_SINCE, school->head_since)->show = WF_SHOW_DATE_SLASHES;
    wf_table_text(t, row, OTHER_NAMES, setup_list(s, school->other_names));
    wf_table_text(t, row, CONTACT, school->contact);
    put_worked_out(s, t, row, school);
    wf_table_text(t, row, CAPACITY, school->capacity);
    wf_table_text(t, row, FIRST_HEADSHIP, school->first_headship);
    wf_table_text(t, row, NEW_TEAM, school->new_team);
    wf_table_text(t, row, RISK, school->risk);
    wf_table_text(t, row, CATEGORY, school->category);
    wf_table_text(t, row, REASON, school->category_reason);
    wf_table_text(t, row, BY, school->category_by);
    wf_table_date(t, row, ON, school->category_on)->show = WF_SHOW_DATE_SLASHES;
    wf_table_text(t, row, LAST_YEAR, school->last_year);
    wf_table_text(t, row, NEEDS, school->needs);
}

void setup_schools(setup *s)
{
    wf_report_column columns[SCHOOL_COLUMNS];
    size_t count = s->trust->school_count;
    wf_section *section = setup_section(
        s, "schools", "Schools", "The trust's schools: one row each",
        "Fill in the yellow cells; white ones are worked out. Notes on the headings say "
        "what belongs where.");
    for (size_t i = 0; i < SCHOOL_COLUMNS; i++)
        columns[i] = school_columns[i];
    columns[LAST_INSPECTION].spare_formula = last_formula;
    columns[JUDGEMENT].spare_formula = judgement_formula;
    columns[HEAD_TERMS].spare_formula = head_terms_formula(s);
    wf_report_table *t =
        setup_table(section, "schools", "Schools", columns, SCHOOL_COLUMNS,
                    count > 20 ? count / 4 + 5 : 25 - count);
    for (size_t i = 0; i < count; i++)
        put_school(s, t, &s->trust->schools[i]);
}

/* ---- Inspections */

void setup_inspections(setup *s)
{
    static const wf_report_column columns[] = {
        {S("school"), S("School"), INPUT, .least = 30, .is_row_header = true,
         .rule = {.kind = WF_INPUT_CHOICE,
                  .expression = S("{schools.school}"),
                  .refusal = S("Please choose a school of the sheet Schools.")}},
        {S("date"), S("Date"), INPUT, .show = WF_SHOW_DATE_SLASHES, .least = 12,
         .note = S("The first day of the inspection."),
         .rule = {.kind = WF_INPUT_DATE,
                  .minimum = 33604,
                  .maximum = 73415,
                  .refusal = S("Please type a day such as 14/01/2026.")}},
        {S("framework"), S("Framework"), INPUT, .least = 17,
         .note =
             S("four-grade: with an overall grade, until August 2024. "
               "no-overall-grade: key judgements only, September 2024 to October 2025. "
               "report-card: from November 2025. May be left empty."),
         .rule = {.kind = WF_INPUT_CHOICE,
                  .choices = LIST(frameworks),
                  .refusal = S("Please choose a framework from the list.")}},
        {S("area"), S("Area"), INPUT, .least = 30,
         .note =
             S("Overall effectiveness, or the area that was judged. One row an area."),
         .rule = {.kind = WF_INPUT_CHOICE,
                  .expression = S("{areas.area}"),
                  .refusal = S("Please choose an area from the list.")}},
        {S("judgement"), S("Judgement"), INPUT, .least = 22,
         .rule = {.kind = WF_INPUT_CHOICE,
                  .expression = S("{judgements.word}"),
                  .refusal = S("Please choose a judgement from the list.")}},
    };
    size_t used = 0;
    wf_section *section = setup_section(
        s, "inspections", "Inspections", "What inspections found, under either scale",
        "One row for each area that an inspection judged: an old grade is one row, a "
        "report card one row an area. Any number of inspections can stand here, so none "
        "is "
        "overwritten by the next.");
    for (size_t i = 0; i < s->trust->school_count; i++)
        used += s->trust->schools[i].inspection_count;
    wf_report_table *t = setup_table(section, "inspections", "Inspections", columns,
                                     COUNT_OF(columns), used / 4 + 60);
    for (size_t i = 0; i < s->trust->school_count; i++) {
        const wf_trust_school *school = &s->trust->schools[i];
        for (size_t k = 0; k < school->inspection_count; k++) {
            const wf_inspection *in = &school->inspections[k];
            size_t row = wf_table_row(t);
            wf_table_text(t, row, 0, school->name);
            wf_table_date(t, row, 1, in->on)->show = WF_SHOW_DATE_SLASHES;
            wf_table_text(t, row, 2, in->framework);
            wf_table_text(t, row, 3, in->area);
            wf_table_text(t, row, 4, in->judgement);
        }
    }
}

/* ---- Lists */

void setup_lists(setup *s)
{
    static const wf_report_column columns[] = {
        {S("word"), S("Judgement"), WF_LOOK_TEXT, .least = 22, .is_row_header = true},
        {S("scale"), S("Scale"), WF_LOOK_TEXT, .least = 14},
        {S("counts"), S("Counts as"), WF_LOOK_TEXT, .least = 22},
        {S("rank"), S("Place, from the best"), WF_LOOK_NUMBER, .show = WF_SHOW_INTEGER},
    };
    static const wf_report_column area_columns[] = {
        {S("area"), S("Area of inspection"), WF_LOOK_TEXT, .least = 34,
         .is_row_header = true},
    };
    const wf_judgement_word *scale = NULL;
    size_t count = 0;
    wf_judgement_words(&scale, &count);
    wf_section *section = setup_section(
        s, "lists", "Lists", "What the drop-down lists offer",
        "The words of both scales of inspection, from the best to the worst. Where one "
        "judgement is needed for a school without an overall grade, its worst area "
        "counts. Nothing is to be filled in here.");
    wf_report_table *t =
        setup_table(section, "judgements", "Judgements", columns, COUNT_OF(columns), 0);
    for (size_t i = 0; i < count; i++) {
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, scale[i].word);
        wf_table_text(t, row, 1, scale[i].scale);
        wf_table_text(t, row, 2, scale[i].counts_as);
        wf_table_number(t, row, 3, (double)(i + 1));
    }
    wf_section_heading(section, WF_STR("Areas"));
    t = setup_table(section, "areas", "Areas of inspection", area_columns,
                    COUNT_OF(area_columns), 0);
    size_t area_count = 0;
    const wf_str *areas = wf_inspection_areas(&area_count);
    for (size_t i = 0; i < area_count; i++)
        wf_table_text(t, wf_table_row(t), 0, areas[i]);
}
