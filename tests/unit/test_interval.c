/* The Wilson vectors are those of the field (percent, two decimals); the others were
 * computed once with scipy 1.10.1: from scipy.stats import binomtest, norm
 *   binomtest(9,15,.62).pvalue; binomtest(13,30,.62).pvalue; norm.ppf(.9)
 * and Newcombe's method 10 from his paper's table II (56/70 against 48/80). */
#include "engine/statistics/interval.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const double z95 = 1.959963984540054;

static void near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= relative * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static void wilson__field_vectors__agree(void **state)
{
    (void)state;
    static const struct {
        double x, n, lower, upper;
    } cases[] = {
        {0, 5, 0.00, 43.45},    {3, 5, 23.07, 88.24},     {9, 15, 35.75, 80.18},
        {10, 15, 41.71, 84.82}, {19, 30, 45.51, 78.13},   {37, 60, 49.02, 72.91},
        {56, 90, 51.90, 71.54}, {112, 180, 54.95, 68.98}, {30, 30, 88.65, 100},
        {0, 30, 0, 11.35},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wf_interval w = statistics_wilson(cases[i].x, cases[i].n, z95);
        assert_true(fabs(100 * w.lower - cases[i].lower) < 0.00501);
        assert_true(fabs(100 * w.upper - cases[i].upper) < 0.00501);
    }
}

static void wilson__scipy_reference__agrees_to_1e_8(void **state)
{
    (void)state;
    /* binomtest(9, 15).proportion_ci(.95, 'wilson') */
    wf_interval w = statistics_wilson(9, 15, z95);
    near(w.lower, 0.35746830120624595, 1e-8);
    near(w.upper, 0.8017550385865843, 1e-8);
}

static void newcombe__paper_example__agrees(void **state)
{
    (void)state;
    wf_interval d = statistics_newcombe(56, 70, 48, 80, z95);
    assert_true(fabs(d.lower - 0.0524) < 5e-5);
    assert_true(fabs(d.upper - 0.3339) < 5e-5);
}

static void binomial_test__scipy_reference__agrees_to_1e_8(void **state)
{
    (void)state;
    static const struct {
        double x, n, p, value;
    } cases[] = {
        {9, 15, 0.62, 1.0},
        {5, 15, 0.62, 0.031056927712095152},
        {13, 30, 0.62, 0.03938287322534903},
        {12, 30, 0.62, 0.022175112864378},
        {46, 60, 0.62, 0.02293499590194181},
        {47, 60, 0.62, 0.01083453227148466},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        near(statistics_binomial_test(cases[i].x, cases[i].n, cases[i].p), cases[i].value,
             1e-8);
}

static void normal_quantile__reference__agrees(void **state)
{
    (void)state;
    near(statistics_normal_quantile(0.9), 1.2815515655446004, 1e-12);
    near(statistics_normal_quantile(0.975), z95, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson__field_vectors__agree),
        cmocka_unit_test(wilson__scipy_reference__agrees_to_1e_8),
        cmocka_unit_test(newcombe__paper_example__agrees),
        cmocka_unit_test(binomial_test__scipy_reference__agrees_to_1e_8),
        cmocka_unit_test(normal_quantile__reference__agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
