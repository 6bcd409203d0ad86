/* Categories from evidence, entitlements from categories, what-ifs from words. */
#include "tests/support/wf_test.h"
#include "wayforward/support.h"

static void support_categorise__each_rule__tier_and_doubt(void **state)
{
    (void)state;
    static const struct {
        wf_support_evidence evidence;
        const char *code;
        bool needs_person;
    } cases[] = {
        {{WF_JUDGED_GOOD, WF_CAPACITY_OTHERS, 30, false, false, WF_RISK_LOW}, "A", false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_SOME, 30, false, false, WF_RISK_LOW}, "B", false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_OWN, 30, false, false, WF_RISK_LOW}, "C", false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_INSUFFICIENT, 30, false, false, WF_RISK_LOW},
         "D",
         false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_OTHERS, 2, true, false, WF_RISK_LOW}, "D", false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_OTHERS, 3, true, false, WF_RISK_LOW}, "A", false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_OTHERS, -1, true, false, WF_RISK_LOW}, "A", true},
        {{WF_JUDGED_GOOD, WF_CAPACITY_OTHERS, 30, false, true, WF_RISK_LOW}, "C", false},
        {{WF_JUDGED_GOOD, WF_CAPACITY_OTHERS, 30, false, false, WF_RISK_HIGH},
         "C",
         false},
        {{WF_JUDGED_REQUIRES_IMPROVEMENT, WF_CAPACITY_OTHERS, 30, false, false,
          WF_RISK_LOW},
         "C",
         false},
        {{WF_JUDGED_REQUIRES_IMPROVEMENT, WF_CAPACITY_UNKNOWN, 30, false, false,
          WF_RISK_LOW},
         "D",
         true},
        {{WF_JUDGED_INADEQUATE, WF_CAPACITY_OTHERS, 30, false, false, WF_RISK_LOW},
         "D",
         false},
        {{WF_JUDGED_UNKNOWN, WF_CAPACITY_OTHERS, 30, false, false, WF_RISK_LOW},
         "C",
         true},
        {{WF_JUDGED_GOOD, WF_CAPACITY_UNKNOWN, 30, false, false, WF_RISK_LOW}, "C", true},
    };
    const wf_support_policy policy = wf_support_policy_default();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_support_decision d = wf_support_categorise(&policy, &cases[i].evidence);
        assert_str(policy.tiers[d.tier].code, cases[i].code);
        assert_int_equal(d.needs_person, cases[i].needs_person);
        assert_true(d.rule.n > 0);
    }
}

static uint32_t floors_of(const wf_support_school *s)
{
    uint32_t sum = 0;
    for (uint32_t t = 0; t < WF_SUPPORT_TERMS; t++)
        sum += s->qa_floor[t] + s->si_floor[t];
    return sum;
}

static void support_entitle__guidance__days_of_the_year(void **state)
{
    (void)state;
    static const uint32_t floors[] = {24, 24, 24, 36}, most[] = {24, 24, 30, 76};
    static const uint32_t with_review[] = {24, 24, 26, 38};
    wf_support_policy policy = wf_support_policy_default();
    for (uint32_t terms = 1; terms <= 6; terms++) {
        policy.terms = terms;
        for (uint32_t tier = 0; tier < 4 && 6 % terms == 0; tier++) {
            wf_support_school s = {.decision = {.tier = tier}};
            wf_support_entitle(&policy, &s);
            assert_int_equal(floors_of(&s),
                             terms == 6 ? with_review[tier] : floors[tier]);
            assert_int_equal(s.year_ceiling, most[tier]);
        }
    }
    policy.terms = 6;
    wf_support_school a = {.decision = {.tier = 0}};
    wf_support_entitle(&policy, &a);
    assert_int_equal(a.qa_floor[4], 4); /* the review of two days */
    assert_int_equal(a.si_floor[4], 0);
    assert_int_equal(a.si_floor[3], 2); /* no room to carry: 12 days */
    assert_int_equal(a.si_floor[5], 2);
    policy.review_counts_within = false;
    wf_support_entitle(&policy, &a);
    assert_int_equal(a.year_floor, 26);
    assert_int_equal(floors_of(&a), 26); /* on top */
}

static void support_what_if__words__one_more_provider(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_support_problem p = {.policy = wf_support_policy_default(),
                            .focuses = {WF_STR("QA"), WF_STR("General"), WF_STR("Maths")},
                            .focus_count = 3},
                       with;
    wf_support_provider nobody[1] = {0};
    p.providers = nobody;
    assert_int_equal(
        wf_support_what_if(&p, WF_STR("add SLE maths 6 days T3"), arena, &with, NULL),
        WF_OK);
    assert_int_equal(with.provider_count, 1);
    assert_str(with.providers[0].role, "SLE");
    assert_int_equal(with.providers[0].halves[2], 12);
    assert_true(with.providers[0].focuses >> 2 & 1);
    static const char *const wrong[] = {"",
                                        "add",
                                        "add SLE maths six days T3",
                                        "add SLE maths 6 days T7",
                                        "add SLE maths 6 days",
                                        "take SLE maths 6 days T3"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_int_equal(
            wf_support_what_if(&p, wf_str_from(wrong[i]), arena, &with, NULL),
            WF_E_ARGUMENT);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(support_categorise__each_rule__tier_and_doubt),
        cmocka_unit_test(support_entitle__guidance__days_of_the_year),
        cmocka_unit_test(support_what_if__words__one_more_provider),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
