/* Tables of actions: a row a behaviour. */
#include "tests/support/plan_text.h"

static void priorities__stand_in_banners__open_at_each(void **state)
{
    (void)state;
    check_plan("[Plan]\n"
               "Hill Primary School - Improvement Plan 2021-22 | < | <\n"
               "No. | Actions | Lead\n"
               "PRIORITY 1: Writing | < | <\n"
               "1.1 | Train staff | HT/SENCo\n"
               "PRIORITY 2 - Maths | < | <\n"
               "2.1 | Buy books | DHT & Maths Lead\n",
               "school=Hill Primary School\nyear=2021-22\nfamily=action-plan\n"
               "P 1 Writing\nA 1.1 Train staff | lead=HT;SENCo\n"
               "P 2 Maths\nA 2.1 Buy books | lead=DHT;Maths Lead\n");
}

static void priorities__are_listed_first__are_no_second_set(void **state)
{
    (void)state;
    check_plan(
        "T School Improvement Plan 2021-22\n"
        "H Contents\nP Priority 1: Writing\nP Priority 2: Maths\n"
        "H Priority 1: Writing\n[table]\nAction | Lead | When\nTrain staff | HT | Autumn "
        "1\n"
        "H Priority 2: Maths\n[table]\nAction | Lead | When\nBuy books | DHT | T4\n",
        "P 1 Writing\nA Train staff | lead=HT | when=Autumn 1 terms=1\n"
        "P 2 Maths\nA Buy books | lead=DHT | when=T4 terms=4\n");
}

static void priorities__without_words__come_from_headings(void **state)
{
    (void)state;
    check_plan("T School Development Plan\n"
               "H 1. Writing\n[table]\nAction | Who | By when\nTrain staff | HT | July\n"
               "H 2. Maths\n[table]\nAction | Who | By when\nBuy books | DHT | July\n",
               "P 1 Writing\nA Train staff | lead=HT | when=July\nP 2 Maths\n");
}

static void priority_column__merged_or_repeated__groups(void **state)
{
    (void)state;
    check_plan("[Plan]\nDevelopment Plan 2020/21 | <\n"
               "Priority | Action | Responsibility\n"
               "1. Writing | Train staff | HT\n"
               "^ | Buy books | DHT\n"
               "2. Maths | Coach | SLT\n"
               "2. Maths | Survey | SLT\n",
               "P 1 Writing\nA Train staff | lead=HT\nA Buy books | lead=DHT\n"
               "P 2 Maths\nA Coach | lead=SLT\nA Survey | lead=SLT\n");
}

static void sheets__named_by_priority__give_it(void **state)
{
    (void)state;
    check_plan(
        "[1. Writing]\nImprovement Plan | <\nAction | Lead\nTrain staff | HT\n"
        "[2. Maths]\nImprovement Plan | <\nAction | Lead\nBuy books | DHT\n",
        "P 1 Writing\nA Train staff | lead=HT\nP 2 Maths\nA Buy books | lead=DHT\n");
}

static void rows__without_action__add_criteria(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
        "Action | Success criteria | Lead\n"
        "Train staff | All trained | HT\n"
        " | Books show impact | \n"
        "Total | | \n",
        "A Train staff | success=All trained;Books show impact | lead=HT\n!A Total\n");
}

static void action_cell__merged_down__holds_its_rows(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Success criteria | Lead\n"
               "Train staff | All trained | HT\n"
               "^ | Books show impact | ^\n"
               "Coach | Seen in lessons | ^\n",
               "A Train staff | success=All trained;Books show impact | lead=HT\n"
               "A Coach | success=Seen in lessons | lead=HT\n");
}

static void codes__before_the_text__are_taken_off(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | <\n"
               "Action | Lead\n1.1 Train staff | HT\n1.2. Coach | HT\n"
               "1. Visit a school~2. Write it up | HT\n",
               "A 1.1 Train staff | lead=HT\nA 1.2 Coach | lead=HT\n");
}

static void header__twice__is_no_action(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | <\nAction | Lead\n"
               "Train | HT\nAction | Lead\nCoach | HT\n",
               "A Train | lead=HT\nA Coach | lead=HT\n!A Action | lead=Lead\n");
}

static void header__in_two_rows__names_monitoring(void **state)
{
    (void)state;
    check_plan(
        "[table]\nKey Actions | Lead | Monitoring | < | < | Impact Statement~Next Steps\n"
        "^ | ^ | Who | How | When | ^\n"
        "Train | HT | Governor | Visits | Termly | Good start\n",
        "A Train | lead=HT | who=Governor | how=Visits | checked=Termly termly | "
        "evaluation=Good start\n");
    check_plan(
        "[table]\nKey Actions | Support | Monitoring St ategy | | Lead\n"
        " | Required | Who | Dissemination | \n"
        "Train | LA adviser | Governor | SLT minutes | HT\n",
        "A Train | support=LA adviser | lead=HT | who=Governor | told=SLT minutes\n");
}

static void ratings__by_term__the_latest_counts(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | < | <\n"
               "Action | RAG Autumn | RAG Spring | RAG Summer\n"
               "Train | {FF0000} | {FFC000} | \n"
               "Coach | R | A | G\n",
               "A Train | rag=amber/fill\nA Coach | rag=green/text\n");
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | < | <\n"
               "Action | Lead | RAG | < | <\n^ | ^ | Autumn | Spring | Summer\n"
               "Train | HT | {FF0000} | {00B050} | \n",
               "A Train | lead=HT | rag=green/fill\n");
}

static void ratings__in_words__beat_fills(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Status | RAG\n"
               "Train | In progress | Red {00B050}\n"
               "Coach | Not started | \xF0\x9F\x9F\xA2\n"
               "Visit | On hold | \n",
               "A Train | rag=red/text | status=in-progress\n"
               "A Coach | rag=green/text | status=not-started\n"
               "A Visit | status=deferred\nW rag-contradiction Plan!C4\n");
}

static void ratings__that_say_what_gave_them__keep_it(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Lead | RAG\n"
               "Train | HT | \xE2\x96\xB2 Amber (by fill) {FFEB9C}\n"
               "Coach | HT | \xE2\x97\x8F Green (by font) {C6EFCE}\n"
               "Visit | HT | \xE2\x97\x8F Green (by fill) {FF0000}\n",
               "A Train | lead=HT | rag=amber/fill\nA Coach | lead=HT | rag=green/font\n"
               "A Visit | lead=HT | rag=green/fill\nW rag-contradiction Plan!C6\n");
}

static void table__turned__is_read_by_columns(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nImprovement Plan 2023-24 | <\nSchool: | Hill Academy\n-\n"
        "Priority | 1. Writing | 2. Maths\nAction | Train staff | Coach\n"
        "Lead | HT | DHT\nTimescale | Autumn 1 | Spring 1\nRAG | {FF0000} | Green\n"
        "-\nNotes: agreed in July.\n",
        "school=Hill Academy\nP 1 Writing\n"
        "A Train staff | lead=HT | when=Autumn 1 terms=1 | rag=red/fill\n"
        "P 2 Maths\nA Coach | lead=DHT | when=Spring 1 terms=3 | rag=green/text\n"
        "U Notes: agreed in July.\n");
    /* a form for each action: "HT" is no label with its value below */
    check_plan("H Priority 1: Writing\n[table]\nAction | Train staff\nLead | HT\n"
               "Timescale | Autumn 1\n[table]\nAction | Coach\nLead | DHT\n"
               "Timescale | July\n",
               "P 1 Writing\nA Train staff | lead=HT | when=Autumn 1 terms=1\n"
               "A Coach | lead=DHT | when=July\n!headteacher=Autumn 1\n");
    /* beside a real table it explains the headings */
    check_plan("[table]\nAction | What the school will do\nLead | Who leads\n"
               "Timescale | By when it is done\nH Priority 1: Writing\n[table]\n"
               "Action | Lead | When\nTrain | HT | July\n",
               "P 1 Writing\nA Train | lead=HT | when=July\n!A What the school will do | "
               "lead=Who leads | when=By when it is done\n");
}

static void actions__in_a_list__are_read(void **state)
{
    (void)state;
    check_plan("T Improvement Plan 2023-24\nH Priority 1: Writing\nP Actions:\n"
               "P \xE2\x80\xA2 Train staff\nP \xE2\x80\xA2 Buy books\n"
               "P Success criteria:\nP \xE2\x80\xA2 Outcomes rise\n"
               "H Priority 2: Maths\nP Key actions\nP \xE2\x80\xA2 Coach\n",
               "P 1 Writing\nA Train staff\nA Buy books\nP 2 Maths\nA Coach\n"
               "!A Outcomes rise\nU \xE2\x80\xA2 Outcomes rise\n");
}

static void header__in_two_rows_unmerged__names_both(void **state)
{
    (void)state;
    check_plan("[Plan]\nDevelopment Plan 2022/23 | <\nPriority 1: Writing | < | <\n"
               "Action | Who? | Timescale | | Monitoring | | RAG\n"
               " | | Start | End | Who | How | \n"
               "Train | HT | Jan 2023 | Mar 2023 | DHT | Visits | Green\n",
               "A Train | lead=HT | when=Jan 2023 \xE2\x80\x93 Mar 2023 start=2023-01-01 "
               "end=2023-03-31 | who=DHT | how=Visits | rag=green/text\n");
}

static void headings__above_each_header__are_no_actions(void **state)
{
    (void)state;
    check_plan("[Plan]\nPupil premium strategy statement 2023-24 | <\n"
               "Activity | Evidence base\nBuy a scheme | Phonics works\n"
               "Targeted academic support\nActivity | Evidence base\nTutoring | Small "
               "groups work\nNotes: costs are in the appendix.\n",
               "P Targeted academic support\nA Tutoring | why=Small groups work\n"
               "!A Targeted academic support\nU Notes: costs are in the appendix.\n"
               "family=action-plan\n");
}

static void year__on_a_line_of_its_own__is_the_plans(void **state)
{
    (void)state;
    check_plan("T School Improvement Plan\nP Hill Academy\nP 2023 - 2024\n"
               "H Priority 1: Writing\n[table]\nAction | Lead\nTrain | HT\n",
               "year=2023-24\nschool=Hill Academy\nA Train | lead=HT\n");
}

static void objective__beside_priority__has_its_place(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\n"
               "Priority | Objective | Action | Lead\n"
               "1. Writing | All plan from the map | Train staff | HT\n"
               "^ | ^ | Buy books | DHT\n",
               "P 1 Writing\nA Train staff | success=All plan from the map | lead=HT\n"
               "A Buy books | success=All plan from the map | lead=DHT\n");
    check_plan(
        "[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | < | <\n"
        "Objective | Action | Success criteria | Lead\n"
        "Better endings | Train staff | Books show it | HT\n",
        "P 1 Writing\nA Train staff | why=Better endings | success=Books show it | "
        "lead=HT\n");
}

static void accountable__beside_lead__holds_to_account(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Lead | Accountable | When\nTrain | English lead | HT | July\n",
               "A Train | lead=English lead | when=July | who=HT\n");
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Accountable | When\nTrain | HT | July\n",
               "A Train | lead=HT | when=July\n");
}

static void term_columns__of_prose__are_milestones_or_reviews(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | < | <\n"
               "Action | Lead | Autumn | Spring | Summer term\n"
               "Train | HT | Staff trained. | Books show it. | Outcomes rise.\n"
               "Coach | HT | Pairs agreed. | | \n",
               "P 1 Writing | autumn=Staff trained. | spring=Books show it. | "
               "summer=Outcomes rise. | autumn=Pairs agreed.\n"
               "A Train | lead=HT\nA Coach | lead=HT\n");
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | < | <\n"
               "Action | Lead | Autumn update | Spring update\n"
               "Train | HT | Begun in Year 3. | All classes now.\n",
               "A Train | lead=HT | evaluation=Autumn update: Begun in Year 3.~Spring "
               "update: All classes now.\n");
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\n"
               "Priority | Autumn milestone | Spring milestone | Summer milestone\n"
               "1. Writing | Map agreed. | In use. | Secure.\n"
               "2. Maths | Audit done. | Coaching begun. | Secure.\n",
               "P 1 Writing | autumn=Map agreed. | spring=In use. | summer=Secure.\n"
               "P 2 Maths | autumn=Audit done. | spring=Coaching begun. | "
               "summer=Secure.\n");
}

static void term_columns__of_ticks__say_when(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | < | <\n"
               "Action | Lead | Autumn | Spring | Summer\n"
               "Train | HT | \xE2\x9C\x93 | \xE2\x9C\x93 | \n"
               "Coach | HT | | | x\n",
               "A Train | lead=HT | when=Autumn, Spring terms=1,2,3,4\n"
               "A Coach | lead=HT | when=Summer terms=5,6\n");
}

static void dates__before_the_plan__are_told(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | <\n"
               "Action | Lead | When\nTrain | HT | 12.06.20\nCoach | HT | 03.05.2015\n"
               "Visit | HT | 12.10.20\n",
               "W date-before-plan Plan!C4\nW date-outside-plan Plan!C5\n"
               "!W date-before-plan Plan!C6\n");
}

static void warnings__of_a_plan__name_their_cells(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nImprovement Plan 2020-21 | <\nPriority 1: Writing | < | < | < | <\n"
        "Action | Lead | When | Cost | RAG | Mood\n"
        "Train | HT | Monday 13.10.20 | \xC2\xA3"
        "100 | Red {00B050} | ok\n"
        "Coach | | By 2021 | \xC2\xA3"
        "200 | | \n"
        "Visit | HT | When the moon is full | \xC2\xA3"
        "50 | | \n"
        "Total | | | \xC2\xA3"
        "400 | | \n",
        "W date-weekday Plan!C4\nW rag-contradiction Plan!E4\nW no-lead Plan!A5\n"
        "W date-ambiguous Plan!C5\nW when-unresolved Plan!C6\n"
        "W sum-mismatch Plan!D7\nW column-unknown Plan!F3\n");
}

static void colour_key__in_a_line__says_what_fills_mean(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Lead | RAG\n"
               "Train | HT | {FF99CC}\n"
               "Coach | HT | {FFFF00}\n"
               "Visit | HT | {FF0000}\n"
               "Read | HT | {00B0F0}\n"
               "Write | HT | Red {FF99CC}\n-\n"
               "Key: pink = completed; yellow = started and ongoing; "
               "blue = timeline reconsidered | < | <\n",
               "A Train | lead=HT | rag=blue/fill\nA Coach | lead=HT | rag=amber/fill\n"
               "A Visit | lead=HT | rag=red/fill\nA Read | lead=HT | status=deferred\n"
               "A Write | lead=HT | rag=red/text\nW rag-contradiction Plan!C8\n");
    check_plan("[Plan]\nImprovement Plan | <\n"
               "Key: purple = complete, green = in progress\n"
               "Priority 1: Writing | < | <\nAction | Lead | RAG\n"
               "Train | HT | {7030A0}\nCoach | HT | {00B050}\n",
               "A Train | lead=HT | rag=blue/fill\nA Coach | lead=HT | rag=amber/fill\n");
}

static void colour_key__of_samples__says_what_fills_mean(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | < | < | | RAG key\n"
               "School: | Hill Academy | | | Achieved {92D050}\n"
               " | | | | Not yet started {D9D9D9}\n"
               " | | | | Under way {7030A0}\n-\n"
               "Priority 1: Writing | < | <\nAction | Lead | RAG\n"
               "Train | HT | {92D050}\nCoach | HT | {7030A0}\nVisit | HT | {D9D9D9}\n",
               "A Train | lead=HT | rag=green/fill | status=complete\n"
               "A Coach | lead=HT | rag=amber/fill\nA Visit | lead=HT | "
               "status=not-started\n");
    check_plan("H Key to colours\n[table]\n{FF66CC} | Completed\n{00B050} | On track\n"
               "H Priority 1: Writing\n[table]\nAction | Lead | RAG\n"
               "Train | HT | {FF66CC}\nCoach | HT | {00B050}\n",
               "A Train | lead=HT | rag=blue/fill\nA Coach | lead=HT | rag=green/fill\n");
    check_plan("T Improvement Plan\nP RAG key:\nP Light green: on track\n"
               "P Dark green - complete\nP Purple - behind schedule\n"
               "H Priority 1: Writing\n[table]\nAction | Lead | RAG\n"
               "Train | HT | {92D050}\nCoach | HT | {00B050}\nVisit | HT | {7030A0}\n",
               "A Train | lead=HT | rag=green/fill\n"
               "A Coach | lead=HT | rag=green/fill | status=complete\n"
               "A Visit | lead=HT | rag=red/fill\n");
}

static void colour_key__that_is_none__changes_nothing(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing | < | <\n"
               "Action | Lead | RAG | Status\n"
               "Train | HT | {FF0000} | Completed\nCoach | HT | RAG: Amber - complete by "
               "July {FFC000} | Started\nVisit | HT | {FFC000} | Not started\n-\n"
               "Red = not started or off track; Amber = under way; Green = on track\n",
               "A Train | lead=HT | rag=red/fill | status=complete\n"
               "A Coach | lead=HT | rag=amber/text | status=in-progress\n"
               "A Visit | lead=HT | rag=amber/fill | status=not-started\n");
}

static void ratings__stripes_and_headers__do_not_rate(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nPriority 1: Writing {FFC000} | < | <\n"
               "Action {92D050} | Lead {92D050} | When {92D050}\n"
               "Train {E2EFDA} | HT {E2EFDA} | July {E2EFDA}\n"
               "Coach {FF0000} | HT | July\n",
               "A Coach | lead=HT | when=July | rag=red/fill\n!A Train | lead=HT | "
               "when=July | rag=green/fill\n");
}

static void composite_cells__fall_apart(void **state)
{
    (void)state;
    check_plan(
        "[table]\nRationale | Action | Success criteria/measure | "
        "Timescale/resources/cost | "
        "Monitoring/Key questions/Accountable lead | Evaluation\n"
        "Low | Train | Good | Autumn 1~Books~\xC2\xA3"
        "500 + \xC2\xA3"
        "250 cover | "
        "Book looks. Is it consistent?~HT / SLT | \n"
        "Low | Coach | Good | Timescale: Spring 2~Resources: Time~Cost: Nil | "
        "Monitoring: Visits~Key questions: Who gains?~Accountable lead: DHT | \n",
        "A Train | why=Low | success=Good | resources=Books | cost=\xC2\xA3"
        "500 + \xC2\xA3"
        "250 cover "
        "(750.00) | lead=HT;SLT | when=Autumn 1 terms=1 | how=Book looks. | asks=Is it "
        "consistent?\n"
        "A Coach | why=Low | success=Good | resources=Time | cost=Nil | lead=DHT | "
        "when=Spring 2 terms=4 | how=Visits | asks=Who gains?\n");
}

static void impact__alone__holds_the_criteria(void **state)
{
    (void)state;
    check_plan("[Plan]\nImprovement Plan | <\nAction | Lead | Impact\nTrain | HT | "
               "Better books\n",
               "A Train | success=Better books | lead=HT\n");
    check_plan("[Plan]\nImprovement Plan | <\nAction | Success criteria | Impact\n"
               "Train | Books | Better\n",
               "A Train | success=Books | evaluation=Better\n");
}

static void tables__one_under_another__are_read_both(void **state)
{
    (void)state;
    check_plan("[Plan]\nAction Plan 2020-21 | < | <\n-\n"
               "School: | Hill Academy | \nKey Priority 1 | Writing | <\n"
               "Key Actions | Lead | When\nTrain | HT | T1\n-\n-\n"
               "School: | Hill Academy | \nKey Priority 2 | Maths | <\n"
               "Key Actions | Lead | When\nCoach | DHT | T2\n",
               "school=Hill Academy\nP 1 Writing\nA Train | lead=HT | when=T1 terms=1\n"
               "P 2 Maths\nA Coach | lead=DHT | when=T2 terms=2\n!A School: | lead=Hill "
               "Academy\n");
}

static void tables__side_by_side__are_read_both(void **state)
{
    (void)state;
    check_plan("[Plan]\nAction Plan 2020-21 | <\n"
               "Priority 1: Writing | < | < | | Priority 2: Maths | < | <\n"
               "Action | Lead | When | | Action | Lead | When\n"
               "Train | HT | T1 | | Coach | DHT | T2\n"
               "Visit | HT | T1 | | Survey | DHT | T3\n",
               "P 1 Writing\nA Train | lead=HT | when=T1 terms=1\nA Visit | lead=HT | "
               "when=T1 terms=1\n"
               "P 2 Maths\nA Coach | lead=DHT | when=T2 terms=2\nA Survey | lead=DHT | "
               "when=T3 terms=3\n");
}

static void table__goes_on_without_header__is_joined(void **state)
{
    (void)state;
    check_plan("H Priority 1: Writing\n[table]\nAction | Lead | When\nTrain | HT | T1\n"
               "[table]\nCoach | DHT | T2\nVisit | SLT | T3\n",
               "P 1 Writing\nA Train | lead=HT | when=T1 terms=1\nA Coach | lead=DHT | "
               "when=T2 terms=2\n"
               "A Visit | lead=SLT | when=T3 terms=3\n");
}

static void notes_and_keys__below_or_beside__are_kept(void **state)
{
    (void)state;
    check_plan("[Plan]\nAction Plan | < | <\nPriority 1: Writing | < | <\nAction | Lead "
               "| RAG\nTrain | HT | G\n-\n"
               "Notes: rated at each meeting. | < | <\n"
               "Red = off track; Amber = under way | < | <\n",
               "A Train | lead=HT | rag=green/text\nU Notes: rated at each meeting.\n"
               "U Red = off track; Amber = under way\n");
}

static void hidden__sheets_are_left_out__rows_are_not(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nAction Plan | <\nPriority 1: Writing | <\nAction | Lead\nTrain | HT\n"
        "![Lists]\nAction | Lead\nNone | Nobody\n",
        "A Train | lead=HT\n!A None | lead=Nobody\nU Nobody\n");
}

static void outcomes__over_the_table__belong_to_the_priority(void **state)
{
    (void)state;
    check_plan(
        "[table]\nSchool | Hill Academy | <\nKey Priorities | 2. Maths | <\n"
        "By the end of t | By the end of the Autumn Term | By the end of the Spring Term "
        "| So that by the end of the Summer Term\n"
        " | Begun | Under way | Done\nKey Actions | Rationale | Support Required | Lead\n"
        "Train | Low | None | HT\n",
        "P 2 Maths | autumn=Begun | spring=Under way | summer=Done\n"
        "A Train | why=Low | support=None | lead=HT\nfamily=way-forward\n");
}

static void blank_form__has_no_priorities(void **state)
{
    (void)state;
    check_plan(
        "T Rapid Recovery Plan\n[table]\nSchool name:\nHead teacher:\nChair of TAS:\n"
        "[table]\nPRIORITY 1: | < | <\nSCHOOL/LA actions | Success Criteria | Lead\n | | "
        "\n"
        "[table]\nPRIORITY 2: | < | <\nSCHOOL/LA actions | Success Criteria | Lead\n | | "
        "\n",
        "family=rapid-recovery\n!P 1 Priority 1\n!P 1 \n!school=Head teacher:\n");
}

static void unknown_columns__are_kept_and_told(void **state)
{
    (void)state;
    check_plan(
        "[Plan]\nAction Plan | < | <\nPriority 1: Writing | < | <\n"
        "Action | Lead | Wibble factor | When\nTrain | HT | seven | T1\n",
        "A Train | lead=HT | when=T1 terms=1\nU seven\nW column-unknown Plan!C3\n");
}

static void start_and_end__make_one_time(void **state)
{
    (void)state;
    check_plan("[Plan]\nAction Plan | < | <\nPriority 1: Writing | < | <\n"
               "Action | Start date | End date\nTrain | @2021-09-06 | @2021-12-10\n",
               "A Train | when=06/09/2021 \xE2\x80\x93 10/12/2021 start=2021-09-06 "
               "end=2021-12-10\n");
}

static void plan__without_priority__still_has_its_actions(void **state)
{
    (void)state;
    check_plan("[Sheet1]\nAction | Lead | When\nTrain | HT | T1\n",
               "A Train | lead=HT | when=T1 terms=1\nfamily=action-plan\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(priorities__stand_in_banners__open_at_each),
        cmocka_unit_test(priorities__are_listed_first__are_no_second_set),
        cmocka_unit_test(priorities__without_words__come_from_headings),
        cmocka_unit_test(priority_column__merged_or_repeated__groups),
        cmocka_unit_test(sheets__named_by_priority__give_it),
        cmocka_unit_test(rows__without_action__add_criteria),
        cmocka_unit_test(action_cell__merged_down__holds_its_rows),
        cmocka_unit_test(codes__before_the_text__are_taken_off),
        cmocka_unit_test(header__twice__is_no_action),
        cmocka_unit_test(header__in_two_rows__names_monitoring),
        cmocka_unit_test(ratings__by_term__the_latest_counts),
        cmocka_unit_test(ratings__in_words__beat_fills),
        cmocka_unit_test(actions__in_a_list__are_read),
        cmocka_unit_test(warnings__of_a_plan__name_their_cells),
        cmocka_unit_test(table__turned__is_read_by_columns),
        cmocka_unit_test(header__in_two_rows_unmerged__names_both),
        cmocka_unit_test(headings__above_each_header__are_no_actions),
        cmocka_unit_test(year__on_a_line_of_its_own__is_the_plans),
        cmocka_unit_test(objective__beside_priority__has_its_place),
        cmocka_unit_test(accountable__beside_lead__holds_to_account),
        cmocka_unit_test(term_columns__of_prose__are_milestones_or_reviews),
        cmocka_unit_test(term_columns__of_ticks__say_when),
        cmocka_unit_test(dates__before_the_plan__are_told),
        cmocka_unit_test(colour_key__in_a_line__says_what_fills_mean),
        cmocka_unit_test(colour_key__of_samples__says_what_fills_mean),
        cmocka_unit_test(colour_key__that_is_none__changes_nothing),
        cmocka_unit_test(ratings__that_say_what_gave_them__keep_it),
        cmocka_unit_test(ratings__stripes_and_headers__do_not_rate),
        cmocka_unit_test(composite_cells__fall_apart),
        cmocka_unit_test(impact__alone__holds_the_criteria),
        cmocka_unit_test(tables__one_under_another__are_read_both),
        cmocka_unit_test(tables__side_by_side__are_read_both),
        cmocka_unit_test(table__goes_on_without_header__is_joined),
        cmocka_unit_test(notes_and_keys__below_or_beside__are_kept),
        cmocka_unit_test(hidden__sheets_are_left_out__rows_are_not),
        cmocka_unit_test(outcomes__over_the_table__belong_to_the_priority),
        cmocka_unit_test(blank_form__has_no_priorities),
        cmocka_unit_test(unknown_columns__are_kept_and_told),
        cmocka_unit_test(start_and_end__make_one_time),
        cmocka_unit_test(plan__without_priority__still_has_its_actions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
