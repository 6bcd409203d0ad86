/* The families other than tables of actions: a row a behaviour. */
#include "tests/support/plan_text.h"

static void dashboard__percent_formats__give_units(void **state)
{
    (void)state;
    check_plan("[Plan]\nHill Academy Performance Dashboard | < | <\nURN | 138742\n"
               "Academic year | 2020-21\n-\n"
               "Ref | Indicator | Baseline 2019-20 | Target | National | Cohort | Term 1 "
               "| Term 2 | Term 3 | RAG\n"
               "K1 | Attendance | #0.931% | #0.96% | #0.952% | #412 | #0.946% | n/a | | "
               "{FFC000}\n"
               "K2 | Suspensions | #18 | #9 | | | #4 | #6 | | Red\n"
               "c = suppressed | < | < | < | < | < | < | < | < | <\n",
               "family=dashboard\nurn=138742\nschool=Hill Academy\n"
               "K K1 Attendance unit=% baseline=93.1 target=96 national=95.2 rag=amber "
               "2020-21/T1=94.6(412)\n"
               "K K2 Suspensions baseline=18 target=9 rag=red 2020-21/T1=4 2020-21/T2=6\n"
               "U c = suppressed\n");
}

static void dashboard__few_pupils_and_unknown_columns__lose_nothing(void **state)
{
    (void)state;
    check_plan("[Plan]\nHill Academy KPI Dashboard 2022-23 | <\n"
               "KPI | Baseline | Target | T1 22-23 | T2 22-23 | DC1 | AP2\n"
               "Attendance | 93.1% | 95% | <5 | 94.1% | 3 | 4\n",
               "family=dashboard\nK Attendance unit=% baseline=93.1 target=95 "
               "2022-23/T2=94.1\nU <5\nU 3\nW value-suppressed Plan!D3\n"
               "W column-unknown Plan!F2\n");
}

static void dashboard__two_header_rows__take_the_year_above(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nHigh School KPI Dashboard | <\n"
        "Indicator | Unit | Better is | Target | 2021-22 actual | < | <\n"
        "^ | ^ | ^ | ^ | Autumn | Spring | Summer\n"
        "Achievement | < | < | < | < | < | <\n"
        "Progress 8 | score | Higher | #0.1 | #-0.3 | #-0.2 | \n"
        "Days lost | days | Lower | #90 | #37 | | \n",
        "K Progress 8 unit=score better=up target=0.1 2021-22/autumn=-0.3 "
        "2021-22/spring=-0.2\n"
        "K Days lost unit=days better=down target=90 2021-22/autumn=37\nU Achievement\n");
}

static void dashboard__values_filled__the_latest_rates(void **state)
{
    (void)state;
    check_plan("[Data]\nData dashboard 2020-21 | <\nMeasure | Target | Aut 1 | Aut 2\n"
               "Attendance | 96% | 94.6% {00B050} | 93% {FF0000}\n",
               "K Attendance unit=% target=96 rag=red 2020-21/T1=94.6 2020-21/T2=93\n");
}

static void dashboard__a_sheet_a_term__joins_indicators(void **state)
{
    (void)state;
    check_plan("[Autumn]\nData dashboard 2020-21 | <\nIndicator | Target | "
               "Actual\nAttendance | 96% | 94%\n"
               "[Spring]\nData dashboard 2020-21 | <\nIndicator | Target | "
               "Actual\nAttendance | 96% | 95%\n",
               "K Attendance unit=% target=96 2020-21/autumn=94 2020-21/spring=95\n");
}

static void meeting_record__as_a_form__is_read(void **state)
{
    (void)state;
    check_plan(
        "T Team Around the School - Record of Meeting\n[table]\nSection A: Key "
        "Information | <\n"
        "Name of School: Hill Primary | <\nHead Teacher: Mrs A | Chair of TAS: Mr B\n"
        "Date of TAS: 15th October 2020 | Meeting Number: 2\n"
        "Context (Key background information) | <\nA small school. | <\n"
        "Present: Head~SEND Adviser | <\nApologies: HR | <\n"
        "[table]\nSection B: Risk Assessment and Key Factors Towards Securing Good | < | "
        "< | <\n"
        "What is the risk of the school not being judged as GOOD at the next inspection? "
        "| < | < | <\n"
        "\xE2\x98\x90 HIGH   \xE2\x98\x92 MEDIUM   \xE2\x98\x90 LOW | < | < | <\n"
        "What are the key factors preventing this? | What are the actions towards "
        "achieving good? | By whom? | By when?\n"
        "1. Low attendance. | Appoint a worker. | HT / LA | 09.11.20\n2. | | | \n",
        "family=team-around-school\nschool=Hill Primary\nheadteacher=Mrs A\nchair=Mr "
        "B\nmeeting=2\n"
        "context=A small school.\npresent=Head\npresent=SEND "
        "Adviser\napologies=HR\nrisk=medium\n"
        "F Low attendance. | action=Appoint a worker. | by=HT;LA | when=09.11.20 "
        "start=2020-11-09 end=2020-11-09\n");
}

static void meeting_record__as_paragraphs__is_read(void **state)
{
    (void)state;
    check_plan(
        "T Team Around the School: record of meeting\nP Name of School: Hill Primary\n"
        "P Head Teacher: Mrs A\tChair of TAS: Mr B\nP Supporting School (where "
        "applicable): Vale Academy\n"
        "H Present:\nL Head\nL Governor\nH Apologies:\nL HR\n"
        "[table]\nKey factors | By whom | By when\nLow attendance | HT | Spring 1\n",
        "headteacher=Mrs A\nchair=Mr B\nsupporting=Vale "
        "Academy\npresent=Head\npresent=Governor\n"
        "apologies=HR\nF Low attendance | by=HT | when=Spring 1 terms=3\n");
}

/* The choice stands below its question in one cell; a line that only speaks of risk is no
 * question. */
static void meeting_record__risk_below_its_question__is_read(void **state)
{
    (void)state;
    check_plan("T Team Around the School: record of meeting\n[table]\n"
               "Name of School: Hill Primary | <\n[table]\n"
               "What is the risk of the school not being judged GOOD at its next "
               "inspection? (please identify)~\xE2\x98\x92 HIGH   \xE2\x98\x90 LOW | "
               "<\n",
               "family=team-around-school\nrisk=high\n");
    check_plan("T Team Around the School: record of meeting\n[table]\n"
               "Name of School: Hill Primary | <\n[table]\n"
               "The budget is a risk~Low numbers in Reception | <\n",
               "family=team-around-school\n!risk=low\n");
}

static void strands__side_by_side__and_continued(void **state)
{
    (void)state;
    check_plan("T Recovery and Improvement Plan\nP Aim: To help.\nH Overarching Key "
               "Performance Indicators (KPI):\n"
               "L Results improve.\n[table]\nStrand 1~Reading | Strand 2~Writing\n"
               "Strand 1 - KPI | Strand 2 - KPI\nBooks~Tests | Marking\n"
               "[table]\nStrand 1- contd | Strand 2 \xE2\x80\x93 contd.\n"
               "Leaders are helped by:~\xE2\x80\xA2 Buying books~\xE2\x80\xA2 Training | "
               "- Coaching\n",
               "family=strands\nP 1 Reading\nA Buying books\nA Training\nP 2 Writing\nA "
               "Coaching\n"
               "K Results improve.\nK Books of=1\nK Tests of=1\nK Marking of=2\n");
}

static void strategic__areas_and_statements__meet(void **state)
{
    (void)state;
    check_plan(
        "H Three Rivers Academy Trust\nT Strategic Plan 2020-2024\n"
        "H STRATEGIC AREAS AND LINKS TO MAT EXCELLENCE FRAMEWORK\n"
        "[table]\n1.1 | Raising Attainment | 1\n1.2 | Inclusion | 1/9\n"
        "H 1.1 Raising Attainment\nP We teach well.\nH KPI 1.1\n"
        "P By August 2024 every school will be above national.\n"
        "P KPI 1.2: Pupils attend.\n",
        "family=strategic\norganisation=Three Rivers Academy Trust\n"
        "P 1.1 Raising Attainment | frameworks=1\nP 1.2 Inclusion | frameworks=1;9\n"
        "K 1.1 By August 2024 every school will be above national. of=1.1 | by=By August "
        "2024 end=2024-08-31\n"
        "K 1.2 Pupils attend. of=1.2\n!year=2020-21\n");
}

static void review__criteria_calendar_support__are_read(void **state)
{
    (void)state;
    check_plan(
        "T Trust Review Guidance\n[table]\nCategory | Capacity | Total Support\nA | High "
        "| 12 days~2 per term\n"
        "D | Some | ^\nC | Less | Up to 15 days\n"
        "[table]\nTerm | Quality Assurance Activities | School Improvement Activities\n"
        "Term 1 | Review day~Report | Targets\n2 | Audit | \n"
        "[table]\n | NLE | NSS | NSS\nKey focus area of support: | Reading | Maths | \n"
        "Agreed outcomes: | Better | | \n",
        "family=trust-review\nC A | total=12 days~2 per term days=12 per term=2\n"
        "C D | total=12 days~2 per term days=12 per term=2\nC C | total=Up to 15 days "
        "days=15\n"
        "T1 quality-assurance Review day\nT1 quality-assurance Report\nT1 "
        "school-improvement Targets\n"
        "T2 quality-assurance Audit\nS NLE | focus=Reading | outcomes=Better\nS NSS | "
        "focus=Maths\n");
}

static void next_steps__blue_prompts__belong_to_the_priority(void **state)
{
    (void)state;
    check_plan("T Next steps: recovery planning 2020-21\nH Hill Primary School\n"
               "H Priority 1: Reading\nB Is practice consistent?\nB Who gains?\n"
               "[table]\nRationale | Action | Success criteria/measure | "
               "Timescale/resources/cost\n"
               "Low | Train | Books | T1\n"
               "H Priority 2: Maths\n[table]\nKey prompts and considerations\n- Are "
               "leaders acting?\n"
               "[table]\nRationale | Action | Success criteria/measure | "
               "Timescale/resources/cost\n"
               "Low | Coach | Tests | T2\n",
               "family=next-steps\nschool=Hill Primary School\n"
               "P 1 Reading | prompts=Is practice consistent?;Who gains?\n"
               "P 2 Maths | prompts=Are leaders acting?\n");
}

static void details__labels_above_values__are_found(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nSchool Improvement Plan | < | <\nSchool | Headteacher | Academic year\n"
        "Hill Primary | Mrs A | 2021/22\n-\nPriority 1: Writing | < | <\nAction | Lead | "
        "When\nTrain | HT | May\n",
        "school=Hill Primary\nheadteacher=Mrs A\nyear=2021-22\n"
        "A Train | lead=HT | when=May start=2022-05-01 end=2022-05-31\n");
}

static void details__two_pairs_in_a_line__are_parted(void **state)
{
    (void)state;
    check_plan(
        "T Rapid Recovery Plan\nP School name: Hill Primary     Head teacher: Mrs A\n"
        "P Chair of TAS: Mr B     Academic year: September 2020 \xE2\x80\x93 July 2021\n",
        "school=Hill Primary\nheadteacher=Mrs A\nchair=Mr B\nyear=2020-21\n");
}

static void organisation__above_the_title__is_told_from_schools(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nEastmere Multi-Academy Trust | <\nHill Academy - Way Forward Action "
        "Plan 2020/21 | <\n",
        "organisation=Eastmere Multi-Academy Trust\nschool=Hill Academy\nyear=2020-21\n"
        "title=Hill Academy - Way Forward Action Plan 2020/21\n");
}

static void schools__in_sheets__give_a_plan_each(void **state)
{
    (void)state;
    wf_plans plans;
    wf_document *doc = document_of_text(
        "[A]\nImprovement Plan | <\nSchool: | Hill Primary\nAction | Lead\nTrain | HT\n"
        "[B]\nImprovement Plan | <\nSchool: | Vale Primary\nAction | Lead\nCoach | DHT\n"
        "[C]\nImprovement Plan | <\nSchool: | Hill Primary\nAction | Lead\nVisit | "
        "SLT\n");
    assert_int_equal(wf_recognise(doc, NULL, &plans, NULL), WF_OK);
    assert_int_equal(plans.n, 2);
    assert_str(plans.items[0]->school, "Hill Primary");
    assert_str(plans.items[1]->school, "Vale Primary");
    assert_int_equal(plans.items[0]->ledger.count + plans.items[1]->ledger.count,
                     wf_document_content_count(doc));
    wf_plans_free(&plans);
    wf_document_free(doc);
}

/* "SCHOOL:" before an action says who acts; it names no other school. */
static void schools__before_actions__are_no_other_school(void **state)
{
    (void)state;
    wf_plans plans;
    wf_document *doc =
        document_of_text("T Rapid Recovery Plan\n[table]\nSchool name: Hill Primary | <\n"
                         "[table]\nPRIORITY 1: Reading | <\nSCHOOL/LA actions | Lead\n"
                         "SCHOOL: Hear readers | HT\nLA: Visit lessons | Adviser\n"
                         "[table]\nPRIORITY 2: Maths | <\nSCHOOL/LA actions | Lead\n"
                         "SCHOOL: Coach teachers | DHT\n");
    assert_int_equal(wf_recognise(doc, NULL, &plans, NULL), WF_OK);
    assert_int_equal(plans.n, 1);
    assert_str(plans.items[0]->school, "Hill Primary");
    assert_int_equal(plans.items[0]->priority_count, 2);
    wf_plans_free(&plans);
    wf_document_free(doc);
}

static void nothing_known__everything_is_kept(void **state)
{
    (void)state;
    check_plan(
        "P Dear all,\nP please bring cake on Friday.\n[table]\nEggs | 6\nFlour | 200 g\n",
        "family=unknown\nU Dear all,\nU Eggs\nU 200 g\n");
    check_plan("", "family=unknown\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dashboard__percent_formats__give_units),
        cmocka_unit_test(dashboard__few_pupils_and_unknown_columns__lose_nothing),
        cmocka_unit_test(dashboard__two_header_rows__take_the_year_above),
        cmocka_unit_test(dashboard__values_filled__the_latest_rates),
        cmocka_unit_test(dashboard__a_sheet_a_term__joins_indicators),
        cmocka_unit_test(meeting_record__as_a_form__is_read),
        cmocka_unit_test(meeting_record__as_paragraphs__is_read),
        cmocka_unit_test(meeting_record__risk_below_its_question__is_read),
        cmocka_unit_test(strands__side_by_side__and_continued),
        cmocka_unit_test(strategic__areas_and_statements__meet),
        cmocka_unit_test(review__criteria_calendar_support__are_read),
        cmocka_unit_test(next_steps__blue_prompts__belong_to_the_priority),
        cmocka_unit_test(details__labels_above_values__are_found),
        cmocka_unit_test(details__two_pairs_in_a_line__are_parted),
        cmocka_unit_test(organisation__above_the_title__is_told_from_schools),
        cmocka_unit_test(schools__in_sheets__give_a_plan_each),
        cmocka_unit_test(schools__before_actions__are_no_other_school),
        cmocka_unit_test(nothing_known__everything_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
