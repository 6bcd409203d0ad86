/* Blank forms that are not tables of actions: strands, the trust's strategic plan and the
 * trust review. Their headings are those of the documents that trusts use, so that what
 * is filled in is read back. */
#include "engine/report/forms.h"

enum {
    STRANDS = 3,
    STRAND_KPIS = 5,
    STRAND_ACTIONS = 8,
    OVERARCHING = 6,
    STRATEGIC_ROWS = 16,
    FINDING_ROWS = 4,
    RECOMMENDATIONS = 8
};

static wf_section *sheet(blank *b, const char *id, wf_str name, const char *title,
                         wf_str about)
{
    char year[8];
    wf_section *section = wf_report_section(
        b->report, id, name,
        words_text(&b->w, "%s %s", title, wf_academic_year_name(b->year, year)), about);
    section->keeps_together = true;
    return section;
}

/* One column to type in, a line a row. */
static void lines(wf_section *section, const char *id, wf_str heading, wf_str note,
                  size_t rows)
{
    wf_report_table *table = wf_section_table(section, id, heading);
    wf_table_column(table, &(wf_report_column){.id = WF_STR("text"),
                                               .heading = heading,
                                               .look = WF_LOOK_INPUT,
                                               .least = 90,
                                               .most = 100,
                                               .note = note,
                                               .is_row_header = true});
    for (size_t i = 0; i < rows; i++)
        wf_table_row(table);
}

void form_strands(blank *b)
{
    static const char *const labels[] = {"Partnership"};
    wf_section *section = sheet(
        b, "plan", WF_STR("Strands"), "Recovery and improvement plan by strand",
        WF_STR("Indicators over all, then the indicators and actions of each strand"));
    section->is_portrait = true;
    form_details(b, section, labels, NULL, COUNT_OF(labels));
    lines(section, "overarching", WF_STR("Overarching key performance indicators"),
          WF_STR("What will be true for all schools: one a row, with a number and a date "
                 "where there is one."),
          OVERARCHING);
    for (int n = 1; n <= STRANDS; n++) {
        wf_section_page_break(section);
        wf_section_heading(section, words_text(&b->w, "Strand %d:", n));
        lines(section, words_text(&b->w, "kpis_%d", n).p,
              words_text(&b->w, "Strand %d \u2013 KPI", n),
              WF_STR("How you will know that this strand worked: one indicator a row. "
                     "Write the strand's title behind its number above."),
              STRAND_KPIS);
        lines(section, words_text(&b->w, "actions_%d", n).p,
              words_text(&b->w, "Strand %d \u2013 Actions", n),
              WF_STR("What will be done: one action a row, beginning with a verb."),
              STRAND_ACTIONS);
    }
}

void form_strategic(blank *b)
{
    static const char *const labels[] = {"Trust"};
    wf_report_column columns[] = {
        form_input("code", "Ref", 8, "1.1, 1.2 \u2026 2.1: area and number"),
        form_input("area", "Strategic area", 30, "What the trust works on: a few words."),
        form_input("frameworks", "MAT framework", 14,
                   "The number, or numbers with a stroke between (3/4), of the MAT "
                   "excellence framework: 1 Pupil progress, 2 Vision and values, "
                   "3 Governance, 4 Accountability, 5 Managing risk, 6 School "
                   "improvement, 7 Quality assurance, 8 School to school support, "
                   "9 Making a wider commitment, 10 Workforce supply and development, "
                   "11 The role of the centre, 12 Growth strategy, 13 Financial strategy "
                   "and control, 14 Communications."),
        form_input("kpi", "KPI", 60,
                   "One statement that can be checked: By August 2027 every school ..."),
        form_input("deadline", "Deadline", 16,
                   "A day, or a month with its year: August 2027."),
        form_input("lead", "Lead", 20, "Who answers for it: a role or initials."),
    };
    wf_section *section =
        sheet(b, "plan", WF_STR("Strategic plan"), "Strategic plan with KPIs",
              WF_STR("The trust's strategic areas, each with its KPI and deadline"));
    form_details(b, section, labels, NULL, COUNT_OF(labels));
    wf_report_table *table =
        wf_section_table(section, "areas", WF_STR("Strategic areas and KPIs"));
    columns[0].is_row_header = true;
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < STRATEGIC_ROWS; i++)
        wf_table_row(table);
}

/* ---- trust review --------------------------------------------------------------------
 */

/* The guidance's four categories, as a trust may change them. */
static const struct {
    wf_str cells[5];
} review_criteria[] = {
    {{WF_STR_INIT("A"),
      WF_STR_INIT("Capacity to improve itself and others (judged Good or better)"),
      WF_STR_INIT("At least 1 per term"), WF_STR_INIT("At least 1 per term"),
      WF_STR_INIT("12 days, 2 per term")}},
    {{WF_STR_INIT("B"),
      WF_STR_INIT("Capacity to improve itself, with some to support others (judged Good "
                  "or better)"),
      WF_STR_INIT("At least 1 per term"), WF_STR_INIT("At least 1 per term"),
      WF_STR_INIT("12 days, 2 per term")}},
    {{WF_STR_INIT("C"),
      WF_STR_INIT("Enough capacity to improve itself, with some support; or a new "
                  "leadership team"),
      WF_STR_INIT("At least 1 per term"), WF_STR_INIT("At least 1 per term"),
      WF_STR_INIT("Up to 15 days")}},
    {{WF_STR_INIT("D"),
      WF_STR_INIT("Not enough capacity to improve without executive support; a head new "
                  "to the role; or judged Requires Improvement or below"),
      WF_STR_INIT("At least 1 per term, and executive support"),
      WF_STR_INIT("At least 2 per term"),
      WF_STR_INIT("Weekly or fortnightly support, by need")}},
};

void form_criteria(blank *b)
{
    wf_report_column columns[] = {
        form_input("category", "Category", 10, ""),
        form_input("capacity", "School improvement capacity", 44,
                   "Which schools are in this category."),
        form_input("qa", "Quality assurance activities", 26, "How many a term."),
        form_input("si", "School improvement activities", 26, "How many a term."),
        form_input("total", "Total support", 30, "Days a year, or how often."),
    };
    wf_section *section = sheet(b, "criteria", WF_STR("Criteria"), "Criteria for support",
                                WF_STR("Which schools get how much support"));
    wf_report_table *table = wf_section_table(
        section, "criteria", WF_STR("Criteria for allocating support to schools"));
    columns[0].is_row_header = true;
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(review_criteria); i++) {
        size_t row = wf_table_row(table);
        for (size_t c = 0; c < COUNT_OF(review_criteria[i].cells); c++)
            wf_table_text(table, row, c, review_criteria[i].cells[c]);
    }
}

/* The activities of one term and kind, a line each. */
static wf_str activities_of(blank *b, int term, wf_activity_kind kind)
{
    size_t count = 0;
    const wf_activity *all = wf_default_activities(&count);
    wf_str out = WF_STR_EMPTY;
    for (size_t i = 0; i < count; i++)
        if (all[i].term == term && all[i].kind == kind)
            out = wf_report_text(b->report, "%.*s%s%.*s", WF_STR_ARG(out),
                                 out.n > 0 ? "\n" : "", WF_STR_ARG(all[i].activity));
    return out;
}

void form_activities(blank *b)
{
    wf_report_column columns[] = {
        form_input("term", "Term", 8, "1 to 6: their dates are on the sheet Term dates"),
        form_input("qa", "Quality assurance activities", 60, "One a line."),
        form_input("si", "School improvement activities", 60, "One a line."),
    };
    wf_section *section =
        sheet(b, "activities", WF_STR("Activities"), "Activities by term",
              WF_STR("The year's visits, audits and captures, term by term"));
    wf_report_table *table =
        wf_section_table(section, "activities", WF_STR("Activities by term"));
    columns[0].is_row_header = true;
    trustees_columns(table, columns, COUNT_OF(columns));
    for (int term = 1; term <= WF_TERMS; term++) {
        size_t row = wf_table_row(table);
        wf_table_number(table, row, 0, term)->show = WF_SHOW_INTEGER;
        wf_table_text(table, row, 1,
                      activities_of(b, term, WF_ACTIVITY_QUALITY_ASSURANCE));
        wf_table_text(table, row, 2,
                      activities_of(b, term, WF_ACTIVITY_SCHOOL_IMPROVEMENT));
    }
}

void form_support(blank *b, const wf_support_record *known, size_t known_count)
{
    static const char *const roles[] = {"NLE", "NSS", "SLE", "Lead Practitioner",
                                        "Other"};
    static const char *const rows[] = {
        "Key focus area of support", "Agreed outcomes", "Key tasks to be completed: How?",
        "Type of evidence to be gathered to demonstrate impact"};
    size_t count = known_count > 0 ? known_count : COUNT_OF(roles);
    wf_section *section =
        sheet(b, "support", WF_STR("Support"), "Support record",
              WF_STR("Who supports the school, in what, and how its effect is shown"));
    wf_report_table *table =
        wf_section_table(section, "support", WF_STR("Support record"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("what"),
                                               .heading = WF_STR("Support"),
                                               .look = WF_LOOK_STRONG,
                                               .least = 28,
                                               .is_row_header = true});
    for (size_t i = 0; i < count; i++) {
        wf_report_column column =
            form_input(words_text(&b->w, "role_%zu", i).p, "", 24, "");
        column.heading = known_count > 0 ? known[i].role : wf_str_from(roles[i]);
        wf_table_column(table, &column);
    }
    for (size_t r = 0; r < COUNT_OF(rows); r++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, wf_str_from(rows[r]));
        for (size_t i = 0; i < known_count; i++) {
            const wf_str cells[] = {known[i].focus, known[i].outcomes, known[i].tasks,
                                    known[i].evidence};
            wf_table_text(table, row, 1 + i, cells[r]);
        }
    }
}

static void draw_review_head(blank *b)
{
    static const char *const labels[] = {"School", "Headteacher"};
    wf_section *section = sheet(b, "review", WF_STR("Review"), "Trust review",
                                WF_STR("The school, and who reviews it when"));
    form_details(b, section, labels, NULL, COUNT_OF(labels));
    form_review_day(section);
}

void form_review_day(wf_section *section)
{
    static const char *const labels[] = {"Category of support", "Day of the review",
                                         "Who reviewed", "Who was spoken to"};
    static const wf_str categories[] = {WF_STR_INIT("A"), WF_STR_INIT("B"),
                                        WF_STR_INIT("C"), WF_STR_INIT("D")};
    wf_report_column columns[] = {
        {.id = WF_STR("what"),
         .heading = WF_STR("Review"),
         .look = WF_LOOK_STRONG,
         .is_row_header = true},
        form_input("entry", "Entry", 30, "The category is A, B, C or D."),
    };
    columns[1].rule = (wf_input_rule){.kind = WF_INPUT_CHOICE,
                                      .choices = FORM_LIST(categories),
                                      .refusal = WF_STR("Please choose A, B, C or D.")};
    wf_report_table *category =
        wf_section_table(section, "review_category", WF_STR("Category of support"));
    trustees_columns(category, columns, COUNT_OF(columns));
    wf_table_text(category, wf_table_row(category), 0, wf_str_from(labels[0]));
    wf_report_column plain[] = {columns[0], form_input("entry", "Entry", 30, "")};
    plain[0].heading = WF_STR("Day and people");
    wf_report_table *table =
        wf_section_table(section, "review_day", WF_STR("Day and people"));
    trustees_columns(table, plain, COUNT_OF(plain));
    for (size_t i = 1; i < COUNT_OF(labels); i++)
        wf_table_text(table, wf_table_row(table), 0, wf_str_from(labels[i]));
}

const char *const form_finding_kinds[FORM_FINDINGS] = {
    "Areas of strength", "Areas to be developed", "Potential challenges or risk",
    "Support required"};

/* What a review ends with, by the guidance: strengths, areas to be developed, challenges
 * or risk, support required; then recommendations with who and when. */
wf_report_table *form_findings(blank *b)
{
    wf_report_column columns[] = {
        form_input("kind", "Finding", 26, ""),
        form_input("found", "What was found", 70,
                   "One finding a row, with what was seen, heard or read."),
        form_input("where", "Evidence seen", 40, "Lessons, books, figures, views."),
    };
    wf_section *section =
        sheet(b, "findings", WF_STR("Findings"), "Findings of the review",
              WF_STR("What the review found, and what it recommends"));
    wf_report_table *table = wf_section_table(section, "findings", WF_STR("Findings"));
    columns[0].is_row_header = true;
    trustees_columns(table, columns, COUNT_OF(columns));
    wf_section_heading(section, WF_STR("Recommendations"));
    form_actions(b, section, "recommendations", WF_STR("Recommendations"),
                 plan_layout_of(WF_FAMILY_ACTION_PLAN), RECOMMENDATIONS);
    return table;
}

void form_finding(wf_report_table *table, size_t kind, wf_str found, wf_str evidence)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, wf_str_from(form_finding_kinds[kind]));
    wf_table_text(table, row, 1, found);
    wf_table_text(table, row, 2, evidence);
}

void form_trust_review(blank *b)
{
    draw_review_head(b);
    form_criteria(b);
    form_activities(b);
    form_support(b, NULL, 0);
    wf_report_table *findings = form_findings(b);
    for (size_t i = 0; i < FORM_FINDINGS; i++)
        for (size_t k = 0; k < FINDING_ROWS; k++)
            form_finding(findings, i, WF_STR_EMPTY, WF_STR_EMPTY);
}
