#include "engine/statistics/predictive_runs.h"
#include "tests/support/wf_test.h"
#include <math.h>

static void runs__heap_of_zeros__none_alone_or_with_more(void **state)
{
    (void)state;
    static const double p[] = {0.7, 0, 0, 0.2, 0.1};
    static const double levels[] = {0.5, 0.72, 0.85, 0.99};
    predictive_run out[4];
    predictive_runs(p, 5, levels, 4, 0.3, out);
    assert_int_equal(out[0].to, 0);
    assert_int_equal(out[1].to, 0); /* 0.70 is nearer to 0.72 than 0.90 is */
    assert_int_equal(out[2].to, 3);
    assert_int_equal(out[3].to, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(out[i].from, 0);
}

static void runs__least_above_what_the_median_holds__grows(void **state)
{
    (void)state;
    static const double p[] = {0.3, 0.3, 0.4};
    const double level = 0.1;
    predictive_run out;
    predictive_runs(p, 3, &level, 1, 0.5, &out);
    assert_true(out.probability >= 0.5);
}

static void runs__sure_count__that_count(void **state)
{
    (void)state;
    static const double p[] = {0, 0, 1, 0};
    const double level = 0.8;
    predictive_run out;
    predictive_runs(p, 4, &level, 1, 0.5, &out);
    assert_int_equal(out.from, 2);
    assert_int_equal(out.to, 2);
    assert_true(fabs(out.probability - 1) < 1e-12);
}

/* Units that are sure and units that are not: together they hold what they should. */
static void balance_level__sure_and_unsure__hold_their_share_together(void **state)
{
    (void)state;
    static const double sure[] = {0.9, 0.1}, unsure[] = {0.7, 0.2, 0.1};
    predictive_balance b = {.share = 0.8};
    assert_true(fabs(predictive_balance_level(&b) - 0.8) < 1e-12);
    for (int i = 0; i < 10; i++) {
        predictive_balance_add(&b, sure, 2);
        predictive_balance_add(&b, unsure, 3);
    }
    double level = predictive_balance_level(&b);
    predictive_run one, other;
    predictive_runs(sure, 2, &level, 1, predictive_least(0.8), &one);
    predictive_runs(unsure, 3, &level, 1, predictive_least(0.8), &other);
    assert_true(fabs((one.probability + other.probability) / 2 - 0.8) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs__heap_of_zeros__none_alone_or_with_more),
        cmocka_unit_test(runs__least_above_what_the_median_holds__grows),
        cmocka_unit_test(runs__sure_count__that_count),
        cmocka_unit_test(balance_level__sure_and_unsure__hold_their_share_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
