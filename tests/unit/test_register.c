/* Registers in whatever order their columns stand. */
#include "tests/support/wf_test.h"
#include "wayforward/reader.h"
#include "wayforward/risk_register.h"

static wf_risk_register *read(const char *csv, wf_diags *diags)
{
    wf_input in = wf_input_from_memory(csv, strlen(csv), "register.csv");
    wf_document *doc = NULL;
    wf_risk_register *reg = wf_risk_register_new();
    assert_int_equal(wf_document_from_input(&in, NULL, &doc, NULL), WF_OK);
    assert_int_equal(wf_risk_register_read(doc, diags, reg, NULL), WF_OK);
    wf_document_free(doc);
    return reg;
}

static void read__headings_below_a_title__every_column(void **state)
{
    (void)state;
    wf_risk_register *reg =
        read("Trust risk register,,,,,,,,,,\n"
             ",,,,,,,,,,\n"
             "Ref,Risk description,Likelihood (1-5),Impact (1-5),Score,Controls in place,"
             "Residual likelihood,Residual impact,Residual score,Owner,Next review\n"
             "R1,The roof leaks,4,5,20,Survey,2,5,10,J. Shaw,01/03/2026\n"
             "Finance,,,,,,,,,,\n"
             "R2,Deficit,Likely,Moderate,,,,,,,termly\n",
             NULL);
    assert_int_equal(reg->count, 2);
    const wf_risk_entry *e = &reg->entries[0];
    assert_int_equal(e->now.score, 20);
    assert_int_equal(e->now.band, WF_RISK_HIGH);
    assert_int_equal(e->after.score, 10);
    assert_int_equal(e->after.band, WF_RISK_MEDIUM);
    assert_int_equal(e->review, wf_date_from_ymd(2026, 3, 1));
    assert_true(wf_str_eq(e->owner, WF_STR("J. Shaw")));
    assert_true(wf_str_eq(e->at, WF_STR("register!A4")));
    e = &reg->entries[1];
    assert_int_equal(e->now.likelihood, 4);
    assert_int_equal(e->now.impact, 3);
    assert_int_equal(e->now.score, 12);
    assert_true(wf_str_eq(e->category, WF_STR("Finance")));
    assert_true(wf_str_eq(e->review_words, WF_STR("termly")));
    wf_risk_register_counts c = wf_risk_register_count(reg, wf_date_from_ymd(2026, 3, 2));
    assert_int_equal(c.open, 2);
    assert_int_equal(c.review_overdue, 1);
    assert_int_equal(c.unowned, 1);
    assert_int_equal(c.cells[3][4], 1);
    wf_risk_register_free(reg);
}

static void read__two_groups_of_letters__the_second_is_after(void **state)
{
    (void)state;
    wf_risk_register *reg = read(",,Gross,,,Actions,Net,,,\n"
                                 "No,Risk,L,I,LxI,Mitigating actions,L,I,LxI,Lead\n"
                                 "1,Fire,3,5,15,Drills,1,5,5,Head\n",
                                 NULL);
    assert_int_equal(reg->count, 1);
    assert_int_equal(reg->entries[0].now.score, 15);
    assert_int_equal(reg->entries[0].after.score, 5);
    assert_true(wf_str_eq(reg->entries[0].mitigation, WF_STR("Drills")));
    wf_risk_register_free(reg);
}

static void read__score_that_is_not_the_product__product_and_diagnostic(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_diags diags = {.arena = arena};
    wf_risk_register *reg =
        read("Risk,Likelihood,Impact,Score\nFlood,2,3,7\nTheft,9,3,\n", &diags);
    assert_int_equal(reg->entries[0].now.score, 6);
    assert_int_equal(reg->entries[1].now.score, 0);
    assert_int_equal(reg->entries[1].now.band, WF_RISK_NONE);
    assert_int_equal(diags.total, 2);
    wf_risk_register_free(reg);
    wf_arena_free(arena);
}

static void read__no_register__not_recognised(void **state)
{
    (void)state;
    const char *csv = "School,Pupils\nOak,200\n";
    wf_input in = wf_input_from_memory(csv, strlen(csv), "x.csv");
    wf_document *doc = NULL;
    wf_risk_register *reg = wf_risk_register_new();
    assert_int_equal(wf_document_from_input(&in, NULL, &doc, NULL), WF_OK);
    assert_int_equal(wf_risk_register_read(doc, NULL, reg, NULL), WF_E_NOT_RECOGNIZED);
    wf_document_free(doc);
    wf_risk_register_free(reg);
}

static void decision__there_and_back__the_same_entry(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_risk_register *reg = wf_risk_register_new();
    const wf_risk_entry entry = {.id = WF_STR("R \"1\""),
                                 .school = WF_STR("Oak"),
                                 .risk = WF_STR("a\\b\nnext \u00A35"),
                                 .mitigation = WF_STR("tab\there"),
                                 .owner = WF_STR("J. Shaw"),
                                 .now = {.likelihood = 5, .impact = 4},
                                 .after = {.likelihood = 1, .impact = 4},
                                 .raised = WF_DATE_NONE,
                                 .review = 20500,
                                 .at = WF_STR("R!A1")};
    wf_store_decision d;
    assert_int_equal(wf_risk_register_add(reg, &entry), WF_OK);
    assert_int_equal(wf_risk_entry_to_decision(&reg->entries[0], arena, &d), WF_OK);
    assert_int_equal(wf_risk_register_add_decision(reg, &d), WF_OK);
    const wf_risk_entry *a = &reg->entries[0], *b = &reg->entries[1];
    assert_true(wf_str_eq(a->id, b->id));
    assert_true(wf_str_eq(a->risk, b->risk));
    assert_true(wf_str_eq(a->mitigation, b->mitigation));
    assert_int_equal(a->now.score, b->now.score);
    assert_int_equal(a->after.impact, b->after.impact);
    assert_int_equal(a->review, b->review);
    wf_risk_register_free(reg);
    wf_arena_free(arena);
}

static void decision__hostile_details__no_harm(void **state)
{
    (void)state;
    static const char *const details[] = {"",
                                          "{",
                                          "{\"",
                                          "{\"risk",
                                          "{\"risk\":\"\\",
                                          "{\"risk\":\"\\u12",
                                          "{\"after\":\"9x9=999\"}",
                                          "\"\"\"\"\""};
    wf_risk_register *reg = wf_risk_register_new();
    for (size_t i = 0; i < COUNT_OF(details); i++) {
        const wf_store_decision d = {.kind = WF_STR("risk"),
                                     .school = WF_STR_EMPTY,
                                     .value = WF_STR("99999x1=1"),
                                     .details = wf_str_from(details[i]),
                                     .at = WF_STR_EMPTY};
        assert_int_equal(wf_risk_register_add_decision(reg, &d), WF_OK);
        assert_int_equal(reg->entries[i].now.score, 0);
        assert_int_equal(reg->entries[i].after.score, 0);
    }
    wf_risk_register_free(reg);
}

static void scale__words_and_numbers__one_to_five(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int likelihood, impact;
    } cases[] = {{"4", 4, 4},        {"4 - Likely", 4, 4}, {"Almost certain", 5, 0},
                 {"Unlikely", 2, 0}, {"Major", 0, 4},      {"High", 4, 4},
                 {"6", 0, 0},        {"n/a", 0, 0},        {"99999999999999", 0, 0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_int_equal(wf_risk_scale(wf_str_from(cases[i].text), false),
                         cases[i].likelihood);
        assert_int_equal(wf_risk_scale(wf_str_from(cases[i].text), true),
                         cases[i].impact);
    }
    assert_int_equal(wf_risk_score_band(5), WF_RISK_LOW);
    assert_int_equal(wf_risk_score_band(6), WF_RISK_MEDIUM);
    assert_int_equal(wf_risk_score_band(15), WF_RISK_HIGH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read__headings_below_a_title__every_column),
        cmocka_unit_test(read__two_groups_of_letters__the_second_is_after),
        cmocka_unit_test(read__score_that_is_not_the_product__product_and_diagnostic),
        cmocka_unit_test(read__no_register__not_recognised),
        cmocka_unit_test(decision__there_and_back__the_same_entry),
        cmocka_unit_test(decision__hostile_details__no_harm),
        cmocka_unit_test(scale__words_and_numbers__one_to_five),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
