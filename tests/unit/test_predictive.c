/* Reference values: scipy 1.10.1, e.g. t.ppf(.9, 7), t.sf(1.3, 7); the CRPS of a normal
 * by s * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / sqrt(pi)) at z = (3 - 1) / 2.
 */
#include "engine/statistics/predictive.h"
#include "tests/support/wf_test.h"
#include <math.h>

static void near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= relative * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static void of_student__scipy__agrees(void **state)
{
    (void)state;
    predictive p = predictive_of_student(2, 3, 7);
    near(p.median, 2, 1e-12);
    near(p.upper80, 2 + 3 * 1.4149239276488585, 1e-9);
    near(p.lower80, 2 - 3 * 1.4149239276488585, 1e-9);
    near(predictive_student_at_least(0, 1, 7, 1.3), 0.11738391769618858, 1e-9);
}

static void normal_crps__scipy__agrees(void **state)
{
    (void)state;
    near(predictive_normal_crps(1, 2, 3), 1.2048827152552326, 1e-9);
}

static void of_counts__even_spread__equal_tails(void **state)
{
    (void)state;
    double p[100];
    for (size_t i = 0; i < 100; i++)
        p[i] = 0.01;
    predictive q = predictive_of_counts(p, 100, 99, predictive_levels_plain);
    near(q.median, 49, 1e-9);
    near(q.average, 49.5, 1e-9);
    near(q.lower80, 9.5, 1e-9);
    near(q.upper80, 89.5, 1e-9);
    assert_true(q.lower50 > q.lower80 && q.upper50 < q.upper80);
}

static void of_counts__nearly_all_none__the_interval_is_none(void **state)
{
    (void)state;
    const double p[] = {0.97, 0.02, 0.01};
    predictive q = predictive_of_counts(p, 3, (double)INFINITY, predictive_levels_plain);
    near(q.median, 0, 1e-12);
    near(q.lower80, 0, 1e-12);
    near(q.upper80, 0, 1e-12);
    near(q.average, 0.04, 1e-12);
}

static void counts_at_least__limit_on_a_count__includes_it(void **state)
{
    (void)state;
    const double p[] = {0.5, 0.3, 0.2};
    near(predictive_counts_at_least(p, 3, 1), 0.5, 1e-12);
    near(predictive_counts_at_least(p, 3, 1.0000000001), 0.5, 1e-12);
    near(predictive_counts_at_least(p, 3, 1.1), 0.2, 1e-12);
    near(predictive_counts_at_least(p, 3, -1), 1, 1e-12);
    near(predictive_counts_at_least(p, 3, 3), 0, 1e-12);
}

/* Sum over outcomes of P(y) * held(y) is the share itself, whatever the distribution. */
static void counts_held__right_model__holds_its_share(void **state)
{
    (void)state;
    static const double shapes[][5] = {{0.9, 0.05, 0.03, 0.01, 0.01},
                                       {0.2, 0.2, 0.2, 0.2, 0.2},
                                       {0.01, 0.04, 0.9, 0.03, 0.02},
                                       {0.5, 0, 0, 0.3, 0.2}};
    for (size_t s = 0; s < COUNT_OF(shapes); s++)
        for (int k = 1; k < 10; k++) {
            double share = k / 10.0, sum = 0;
            for (int y = 0; y < 5; y++)
                sum += shapes[s][y] * predictive_counts_held(shapes[s], 5, share, y);
            near(sum, share, 1e-12);
        }
}

/* CRPS = E|X - y| - E|X - X'| / 2. */
static void counts_crps__definition__agrees(void **state)
{
    (void)state;
    const double p[] = {0.4, 0.1, 0.3, 0.15, 0.05};
    for (int k = 0; k <= 14; k++) {
        double y = 0.5 * k, to = 0, apart = 0;
        for (int i = 0; i < 5; i++) {
            to += p[i] * fabs(i - y);
            for (int j = 0; j < 5; j++)
                apart += p[i] * p[j] * fabs((double)(i - j));
        }
        near(predictive_counts_crps(p, 5, y), to - apart / 2, 1e-12);
    }
}

static void quantile_crps__many_quantiles_of_a_normal__near_its_crps(void **state)
{
    (void)state;
    double probability[999], value[999];
    for (int i = 0; i < 999; i++) {
        probability[i] = (i + 0.5) / 999;
        value[i] = predictive_student_quantile(1, 2, 1e7, probability[i]);
    }
    near(predictive_quantile_crps(probability, value, 999, 3), 1.2048827152552326, 2e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_student__scipy__agrees),
        cmocka_unit_test(normal_crps__scipy__agrees),
        cmocka_unit_test(of_counts__even_spread__equal_tails),
        cmocka_unit_test(of_counts__nearly_all_none__the_interval_is_none),
        cmocka_unit_test(counts_at_least__limit_on_a_count__includes_it),
        cmocka_unit_test(counts_held__right_model__holds_its_share),
        cmocka_unit_test(counts_crps__definition__agrees),
        cmocka_unit_test(quantile_crps__many_quantiles_of_a_normal__near_its_crps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
