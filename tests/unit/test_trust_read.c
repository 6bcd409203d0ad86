/* The set-up as people fill it in: what is read, and each mistake by its cell. */
#include "tests/support/document_text.h"
#include "wayforward/trust.h"

typedef struct setup {
    wf_document *doc;
    wf_arena *arena;
    wf_diags diags;
    wf_trust trust;
    wf_status status;
} setup;

static setup read_text(const char *text)
{
    setup s = {.doc = document_of_text(text), .arena = wf_arena_new(0)};
    assert_non_null(s.arena);
    s.diags.arena = s.arena;
    s.status = wf_trust_read(s.doc, s.arena, &s.diags, &s.trust, NULL);
    return s;
}

static void drop(setup *s)
{
    wf_document_free(s->doc);
    wf_arena_free(s->arena);
}

static void print_diags(const wf_diags *diags)
{
    for (size_t i = 0; i < diags->n; i++)
        print_error("  %s %.*s: %.*s\n", wf_diag_name(diags->items[i].code),
                    WF_STR_ARG(diags->items[i].at), WF_STR_ARG(diags->items[i].message));
}

#define TWO_SCHOOLS                                                                      \
    "[Schools]\n"                                                                        \
    "School | URN | Phase\n"                                                             \
    "Hill Primary School | 900001 | Primary\n"                                           \
    "Dale Academy | 900002 | Secondary\n"

static void read__whole_setup__everything_is_there(void **state)
{
    (void)state;
    setup s = read_text(
        "[Read me first]\n"
        "Set-up of the trust\n"
        "[Schools]\n"
        "Schools of the trust\n"
        "One row a school\n"
        "Phase | URN | School | Number on roll | Headteacher since | Also known as | "
        "Capacity | Category | Reason | By | On | Needs | Remarks\n"
        "Primary | #900001 | Hill Primary School | #210 | @2021-09-01 | Hill; HPS | "
        "Others | C | New head | A Lead | @2026-07-10 | Maths 6; SEND 3 | none\n"
        "secondary | 900002 | Dale Academy | 1,050 | 1 January 2020 | - | | | | | | |\n"
        "[Inspections]\n"
        "School | Date | Framework | Area | Judgement\n"
        "Hill | @2022-05-11 | Four grades | Overall | 2\n"
        "Hill | @2026-01-14 | | Inclusion | Strong\n"
        "Hill | @2026-01-14 | Report card | Safeguarding | Met\n"
        "Dale | @2025-02-11 | | Quality of education | Good\n"
        "[KPIs]\n"
        "Code | KPI | Unit | Better is | Phases | National | National: primary | Year | "
        "Source | Tolerance | Least | Most | Cohort | Terms | Other names | Collect\n"
        "ATT01 | Attendance | % | Higher | all | #92.9 | 94.5% | 2023/24 | DfE | 0.5 | 0 "
        "| 100 | yes | all | Whole-school attendance | yes\n"
        "KS401 | Attainment 8 | score | Higher | secondary; all-through | 46.2 | | "
        "2022/23 | DfE | | 0 | 90 | yes | 2, 4, 6 | | yes\n"
        "WF04 | Vacancies | count | Lower | all | | | | | | 0 | 50 | no | T6 | | no\n"
        "[Targets]\n"
        "School | KPI | Baseline | Baseline term | Target | Deadline\n"
        "Hill Primary | ATT01 | #93.1 | 2025-26/T6 | #95 | 2026-27/T6\n"
        "Dale Academy | Attainment 8 | 41 | 2025-26 | 44 | 2026-27\n"
        "[Providers]\n"
        "Provider | Role | Specialisms | Base school | Cost a day | Travel band | T1 | "
        "T2 "
        "| T6\n"
        "R. Adeyemi | NLE | Leadership; Maths | Hill | \xC2\xA3#420 | 1 | 6 | 4.5 | 2\n"
        "[Term dates]\n"
        "Year | Term | First day | Last day\n"
        "2026-27 | Term 1 | @2026-09-02 | @2026-10-16\n"
        "2026-27 | INSET day | @2026-11-02 | \n"
        "[Policy]\n"
        "Setting | Value | What it means | Used for\n"
        "Small number limit | 11 | Not shown | Reports\n"
        "[Categories]\n"
        "Category | Label | Assurance days a term | Improvement days a term | Days least "
        "| Days most\n"
        "C | Some | 1 | 1.5 | 12 | 15\n"
        "[House style]\n"
        "Setting | Value\n"
        "Trust | Harrowmere Learning Trust\n"
        "Logo | logo.png\n"
        "Main colour | 4A1F63\n"
        "Second colour | 8A5A00\n");
    if (s.diags.total > 0)
        print_diags(&s.diags);
    assert_int_equal(s.status, WF_OK);
    assert_int_equal(s.diags.total, 0);
    const wf_trust *t = &s.trust;
    assert_int_equal(t->school_count, 2);
    const wf_trust_school *hill = &t->schools[0];
    assert_str(hill->name, "Hill Primary School");
    assert_str(hill->urn, "900001");
    assert_str(hill->at, "Schools!C4");
    assert_int_equal(hill->phase, WF_PHASE_PRIMARY);
    assert_int_equal(hill->pupils, 210);
    assert_int_equal(hill->head_since, wf_date_from_ymd(2021, 9, 1));
    assert_int_equal(hill->other_names.n, 2);
    assert_str(hill->other_names.items[1], "HPS");
    assert_str(hill->capacity, "others");
    assert_str(hill->category, "C");
    assert_int_equal(hill->category_on, wf_date_from_ymd(2026, 7, 10));
    assert_str(hill->needs, "Maths 6; SEND 3");
    assert_int_equal(t->schools[1].pupils, 1050);
    assert_int_equal(t->schools[1].head_since, wf_date_from_ymd(2020, 1, 1));
    assert_int_equal(hill->inspection_count, 3);
    assert_str(hill->inspections[0].judgement, "Strong standard");
    assert_str(hill->inspections[0].framework, "report-card");
    assert_str(hill->inspections[2].judgement, "Good");
    assert_str(hill->inspections[2].area, "Overall effectiveness");
    assert_str(hill->inspections[2].framework, "four-grade");
    assert_str(t->schools[1].inspections[0].framework, "no-overall-grade");
    assert_int_equal(t->kpi_count, 2);
    assert_float_equal(t->kpis[0].national_of[WF_PHASE_PRIMARY].value, 94.5, 1e-9);
    assert_int_equal(t->kpis[0].terms, 0);
    assert_int_equal(t->kpis[1].terms, 1 << 1 | 1 << 3 | 1 << 5);
    assert_int_equal(t->kpis[1].phases,
                     1 << WF_PHASE_SECONDARY | 1 << WF_PHASE_ALL_THROUGH);
    assert_int_equal(t->target_count, 2);
    assert_str(t->targets[0].school, "Hill Primary School");
    assert_str(t->targets[0].deadline, "2026-27/T6");
    assert_str(t->targets[1].kpi, "KS401");
    assert_int_equal(t->provider_count, 1);
    assert_float_equal(t->providers[0].days[1].value, 4.5, 1e-9);
    assert_float_equal(t->providers[0].cost_per_day.value, 420, 1e-9);
    assert_str(t->providers[0].base_school, "Hill Primary School");
    assert_false(t->providers[0].days[2].present);
    assert_int_equal(t->term_count, 1);
    assert_int_equal(t->closed_day_count, 1);
    assert_int_equal(t->category_count, 1);
    assert_str(t->name, "Harrowmere Learning Trust");
    assert_str(t->logo, "logo.png");
    assert_int_equal(t->theme.main, 0x4A1F63);
    assert_int_equal(t->theme.second, 0x8A5A00);
    assert_true(wf_trust_is_setup(s.doc));
    wf_calendar *calendar = NULL;
    assert_int_equal(wf_trust_calendar(t, &calendar, NULL), WF_OK);
    assert_int_equal(wf_calendar_year(calendar, 2026).terms[0].end,
                     wf_date_from_ymd(2026, 10, 16));
    assert_false(wf_is_school_day(calendar, wf_date_from_ymd(2026, 11, 2)));
    wf_calendar_free(calendar);
    drop(&s);
}

/* One mistake each: the code and the cell that it is told of. */
static void read__each_mistake__is_named_by_its_cell(void **state)
{
    static const struct {
        const char *text;
        wf_diag_code code;
        const char *at;
    } rows[] = {
        {"[Schools]\nSchool | URN\nHill | 12345\n", WF_D_VALUE_BAD, "Schools!B2"},
        {"[Schools]\nSchool | URN\nHill | 900001\nDale | 900001\n", WF_D_NAME_TWICE,
         "Schools!A3"},
        {"[Schools]\nSchool | URN\nHill |\nhill |\n", WF_D_NAME_TWICE, "Schools!A3"},
        {"[Schools]\nSchool | URN\nHill |\n | 900002\n", WF_D_NAME_MISSING, "Schools!A3"},
        {"[Schools]\nSchool | Phase\nHill | Castle\n", WF_D_VALUE_BAD, "Schools!B2"},
        {"[Schools]\nSchool | Pupils\nHill | -4\n", WF_D_VALUE_BAD, "Schools!B2"},
        {"[Schools]\nSchool | Pupils\nHill | many\n", WF_D_VALUE_BAD, "Schools!B2"},
        {"[Schools]\nSchool | Headteacher since\nHill | last year\n", WF_D_VALUE_BAD,
         "Schools!B2"},
        {"[Schools]\nSchool | Headteacher since\nHill | 31/02/2024\n", WF_D_VALUE_BAD,
         "Schools!B2"},
        {"[Schools]\nSchool | Capacity\nHill | lots\n", WF_D_VALUE_BAD, "Schools!B2"},
        {"[Schools]\nSchool | First headship\nHill | maybe\n", WF_D_VALUE_BAD,
         "Schools!B2"},
        {"[Schools]\nSchool | Risk\nHill | grave\n", WF_D_VALUE_BAD, "Schools!B2"},
        {"[Schools]\nSchool | Category | Reason\nHill | C | new head\n",
         WF_D_REASON_MISSING, "Schools!B2"},
        {"[Schools]\nSchool | Category last year\nHill | Z\n[Categories]\nCategory | "
         "Label\nA | Best\n",
         WF_D_NAME_UNKNOWN, "Schools!A2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Judgement\nDell | @2022-01-01 | "
                     "Good\n",
         WF_D_NAME_UNKNOWN, "Inspections!A2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Judgement\n | @2022-01-01 | Good\n",
         WF_D_NAME_MISSING, "Inspections!A2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Judgement\nHill | | Good\n",
         WF_D_VALUE_BAD, "Inspections!B2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Judgement\nHill | @2022-01-01 | "
                     "Splendid\n",
         WF_D_VALUE_BAD, "Inspections!C2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Framework | Judgement\nHill | "
                     "@2022-01-01 | Stars | Good\n",
         WF_D_VALUE_BAD, "Inspections!C2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Area | Judgement\nHill | "
                     "@2022-01-01 | Cooking | Good\n",
         WF_D_VALUE_BAD, "Inspections!C2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Framework | Area | Judgement\nHill "
                     "| @2026-01-01 | Report card | Inclusion | Good\n",
         WF_D_VALUE_BAD, "Inspections!E2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Area | Judgement\nHill | "
                     "@2025-01-01 | Inclusion | Strong standard\n",
         WF_D_DATES_CONTRADICT, "Inspections!B2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Area | Judgement\nHill | "
                     "@2026-01-01 | Overall | Strong standard\n",
         WF_D_VALUE_BAD, "Inspections!C2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Area | Judgement\nHill | "
                     "@2025-01-01 | Overall | Good\n",
         WF_D_DATES_CONTRADICT, "Inspections!B2"},
        {TWO_SCHOOLS "[Inspections]\nSchool | Date | Area | Judgement\nHill | "
                     "@2022-01-01 | Overall | Good\nHill | @2022-01-01 | overall | RI\n",
         WF_D_NAME_TWICE, "Inspections!A3"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | Pace | furlongs\n", WF_D_VALUE_BAD,
         "KPIs!C2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | | %\n", WF_D_NAME_MISSING,
         "KPIs!B2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | One | %\na1 | Two | %\n",
         WF_D_NAME_TWICE, "KPIs!A3"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Better is\nA1 | One | % | sideways\n",
         WF_D_VALUE_BAD, "KPIs!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Phases\nA1 | One | % | primary, moon\n",
         WF_D_VALUE_BAD, "KPIs!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | National\nA1 | One | % | 62\n",
         WF_D_REASON_MISSING, "KPIs!A2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | National | Year | Source | Most\nA1 | "
                     "One | % | 162 | 2025 | DfE | 100\n",
         WF_D_VALUE_BAD, "KPIs!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Least | Most\nA1 | One | % | 9 | 3\n",
         WF_D_VALUE_BAD, "KPIs!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Terms\nA1 | One | % | 2, 7\n",
         WF_D_VALUE_BAD, "KPIs!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | One | %\n[Targets]\nSchool | KPI | "
                     "Target\nHill | A2 | 50\n",
         WF_D_NAME_UNKNOWN, "Targets!B2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | One | %\n[Targets]\nSchool | KPI | "
                     "Target\nHill | | 50\n",
         WF_D_NAME_MISSING, "Targets!B2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Most\nA1 | One | % | 100\n[Targets]\n"
                     "School | KPI | Target\nHill | A1 | 150\n",
         WF_D_VALUE_BAD, "Targets!C2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Better is\nA1 | One | % | Higher\n"
                     "[Targets]\nSchool | KPI | Baseline | Target\nHill | A1 | 50 | 40\n",
         WF_D_VALUE_BAD, "Targets!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | One | %\n[Targets]\nSchool | KPI | "
                     "Target | Deadline\nHill | A1 | 50 | some day\n",
         WF_D_VALUE_BAD, "Targets!D2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | One | %\n[Targets]\nSchool | KPI | "
                     "Target | Baseline term | Deadline\nHill | A1 | 50 | 2026-27/T6 | "
                     "2026-27/T2\n",
         WF_D_DATES_CONTRADICT, "Targets!E2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit | Phases\nA1 | One | % | secondary\n"
                     "[Targets]\nSchool | KPI | Target\nHill | A1 | 50\n",
         WF_D_VALUE_BAD, "Targets!B2"},
        {TWO_SCHOOLS "[KPIs]\nCode | KPI | Unit\nA1 | One | %\n[Targets]\nSchool | KPI | "
                     "Target\nHill | A1 | 50\nHill | A1 | 60\n",
         WF_D_NAME_TWICE, "Targets!A3"},
        {TWO_SCHOOLS "[Providers]\nProvider | Role\n | NLE\n", WF_D_NAME_MISSING,
         "Providers!A2"},
        {TWO_SCHOOLS "[Providers]\nProvider | Role\nA | \n", WF_D_NAME_MISSING,
         "Providers!B2"},
        {TWO_SCHOOLS "[Providers]\nProvider | Role\nA | NLE\na | SLE\n", WF_D_NAME_TWICE,
         "Providers!A3"},
        {TWO_SCHOOLS "[Providers]\nProvider | Role | Base school\nA | NLE | Dell\n",
         WF_D_NAME_UNKNOWN, "Providers!C2"},
        {TWO_SCHOOLS "[Providers]\nProvider | Role | T1\nA | NLE | 2.3\n", WF_D_VALUE_BAD,
         "Providers!C2"},
        {TWO_SCHOOLS "[Providers]\nProvider | Role | Cost a day\nA | NLE | lots\n",
         WF_D_VALUE_BAD, "Providers!C2"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 9 | "
                     "@2026-09-01 | @2026-10-20\n",
         WF_D_VALUE_BAD, "Term dates!B2"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\nsoon | Term 1 | "
                     "@2026-09-01 | @2026-10-20\n",
         WF_D_VALUE_BAD, "Term dates!A2"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 1 | "
                     "@2026-10-20 | @2026-09-01\n",
         WF_D_DATES_CONTRADICT, "Term dates!C2"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 1 | "
                     "@2026-09-01 | \n",
         WF_D_DATES_CONTRADICT, "Term dates!D2"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 1 | "
                     "@2024-09-01 | @2024-10-20\n",
         WF_D_DATES_CONTRADICT, "Term dates!C2"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 1 | "
                     "@2026-09-01 | @2026-10-20\n2026-27 | T1 | @2026-09-01 | "
                     "@2026-10-20\n",
         WF_D_NAME_TWICE, "Term dates!B3"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 1 | "
                     "@2026-09-01 | @2026-10-20\n2026-27 | T2 | @2026-10-15 | "
                     "@2026-12-18\n",
         WF_D_DATES_CONTRADICT, "Term dates!B3"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n2026-27 | Term 1 | "
                     "@2026-09-01 | @2026-11-20\n",
         WF_D_DATES_CONTRADICT, "Term dates!B2"},
        {TWO_SCHOOLS "[Term dates]\nTerm | Start | End\nINSET | | \n",
         WF_D_COLUMN_UNKNOWN, "Term dates"},
        {TWO_SCHOOLS "[Term dates]\nYear | Term | Start | End\n | INSET | | \n",
         WF_D_DATES_CONTRADICT, "Term dates!C2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nReview term | 9\n", WF_D_VALUE_BAD,
         "Policy!B2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nReview term | 2.5\n", WF_D_VALUE_BAD,
         "Policy!B2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nReview days | 1.3\n", WF_D_VALUE_BAD,
         "Policy!B2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nReview counts within allowance | "
                     "perhaps\n",
         WF_D_VALUE_BAD, "Policy!B2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nDashboard terms | 2, 8\n",
         WF_D_VALUE_BAD, "Policy!B2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nPhase of the moon | full\n",
         WF_D_SETTING_UNKNOWN, "Policy!A2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\n | full\n", WF_D_NAME_MISSING,
         "Policy!A2"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nReview days | 2\nreview days | 3\n",
         WF_D_NAME_TWICE, "Policy!A3"},
        {TWO_SCHOOLS "[Policy]\nSetting | Value\nLow risk below | 0.5\nHigh risk above | "
                     "0.3\n",
         WF_D_VALUE_BAD, "Policy"},
        {TWO_SCHOOLS "[Categories]\nCategory | Days least\nA | 2.2\n", WF_D_VALUE_BAD,
         "Categories!B2"},
        {TWO_SCHOOLS "[Categories]\nCategory | Label\nA | x\nA | y\n", WF_D_NAME_TWICE,
         "Categories!A3"},
        {TWO_SCHOOLS "[Categories]\nCategory | Days least | Days most\nA | 9 | 3\n",
         WF_D_VALUE_BAD, "Categories!B2"},
        {TWO_SCHOOLS "[House style]\nSetting | Value\nMain colour | blue\n",
         WF_D_VALUE_BAD, "House style!B2"},
        {TWO_SCHOOLS "[House style]\nSetting | Value\nMain colour | FFEE88\n",
         WF_D_COLOUR_WEAK, "House style!B2"},
        {TWO_SCHOOLS "[House style]\nSetting | Value\nSecond colour | FFFFFF\n",
         WF_D_COLOUR_WEAK, "House style!B2"},
        {TWO_SCHOOLS "[House style]\nSetting | Value\nFont | Comic\n",
         WF_D_SETTING_UNKNOWN, "House style!A2"},
        {TWO_SCHOOLS "[House style]\nSetting | Value\nTrust | A\nName | B\n",
         WF_D_NAME_TWICE, "House style!A3"},
        {TWO_SCHOOLS "[KPIs]\nNothing | here\nthat | is known\n", WF_D_COLUMN_UNKNOWN,
         "KPIs"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        setup s = read_text(rows[i].text);
        bool is_told = s.status == WF_OK && s.diags.total == 1 &&
                       s.diags.items[0].code == rows[i].code &&
                       wf_str_eq(s.diags.items[0].at, wf_str_from(rows[i].at));
        if (!is_told) {
            print_error("row %zu, status %d, expected %s at %s, found:\n%s\n", i,
                        (int)s.status, wf_diag_name(rows[i].code), rows[i].at,
                        rows[i].text);
            print_diags(&s.diags);
        }
        assert_true(is_told);
        drop(&s);
    }
}

static void read__no_schools__fails_with_what_is_missing(void **state)
{
    static const char *const texts[] = {
        "[Plan]\nSchool | URN\nHill | 900001\n",
        "[Schools]\nSchool | URN\n",
        "[Schools]\nNothing | here\nHill | 900001\n",
        "P A letter\n",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        setup s = read_text(texts[i]);
        assert_int_equal(s.status, WF_E_FORMAT);
        drop(&s);
    }
}

static void is_setup__plans_and_dashboards__are_none(void **state)
{
    static const struct {
        const char *text;
        bool is_setup;
    } rows[] = {
        {TWO_SCHOOLS "[Providers]\nProvider | Role\nA | NLE\n[Policy]\nSetting | "
                     "Value\nTerms | 6\n",
         true},
        {TWO_SCHOOLS, false},
        {"[Schools]\nNotes\nsomething\n[KPIs]\nCode | KPI\n[Targets]\nSchool | KPI\n",
         false},
        {"[Dashboard]\nCode | KPI | Unit\nATT01 | Attendance | %\n", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        wf_document *doc = document_of_text(rows[i].text);
        assert_int_equal(wf_trust_is_setup(doc), rows[i].is_setup);
        wf_document_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read__whole_setup__everything_is_there),
        cmocka_unit_test(read__each_mistake__is_named_by_its_cell),
        cmocka_unit_test(read__no_schools__fails_with_what_is_missing),
        cmocka_unit_test(is_setup__plans_and_dashboards__are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
