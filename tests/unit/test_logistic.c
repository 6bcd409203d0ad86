/* Reference values: numpy 1.24.2 and scipy 1.10.1, run once. The regression is Newton's
 * method on x = 1..8, columns 1, x, (x - 3)^2, y = 0 0 1 0 1 1 0 1, 200 steps from zero,
 * penalty lambda / 2 on all but the first coefficient; errors from the inverse of the
 * information. */
#include "engine/statistics/logistic.h"
#include "tests/support/wf_test.h"
#include <math.h>

static void near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= relative * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static const double y8[8] = {0, 0, 1, 0, 1, 1, 0, 1};

static void fill(double *x)
{
    for (int i = 0; i < 8; i++) {
        x[3 * i] = 1;
        x[3 * i + 1] = i + 1;
        x[3 * i + 2] = (i - 2) * (i - 2);
    }
}

static void fit_ridge__numpy__agrees_to_1e_8(void **state)
{
    (void)state;
    static const struct {
        double ridge, b[3], error[3];
    } cases[] = {
        {0,
         {-3.2348553469347094, 0.9274500021700517, -0.14398373986891996},
         {3.099561130114964, 0.8826944604789438, 0.20527053330128608}},
        {2,
         {-1.7026816309156605, 0.4368740089943801, -0.03763900507385179},
         {1.7344872910657394, 0.47091629049215017, 0.13797221396115766}},
    };
    double x[24];
    fill(x);
    logistic_data data = {.x = x, .y = y8, .rows = 8, .columns = 3};
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        logistic_fit fit;
        assert_int_equal(logistic_fit_ridge(&data, NULL, cases[i].ridge, arena, &fit),
                         WF_OK);
        for (size_t j = 0; j < 3; j++) {
            near(fit.coefficient[j], cases[i].b[j], 1e-8);
            near(sqrt(fit.covariance[j * 3 + j]), cases[i].error[j], 1e-8);
        }
    }
    wf_arena_free(arena);
}

static void fit_ridge__outcome_never_varies__refused(void **state)
{
    (void)state;
    double x[24];
    const double none[8] = {0};
    const unsigned char use[8] = {1, 1, 0, 1, 0, 0, 1, 0};
    fill(x);
    wf_arena *arena = wf_arena_new(0);
    logistic_fit fit;
    logistic_data data = {.x = x, .y = none, .rows = 8, .columns = 3};
    assert_int_equal(logistic_fit_ridge(&data, NULL, 1, arena, &fit), WF_E_NUMERIC);
    data.y = y8; /* varies, but not among the rows in use */
    assert_int_equal(logistic_fit_ridge(&data, use, 1, arena, &fit), WF_E_NUMERIC);
    wf_arena_free(arena);
}

static void fit_ridge__separated_data__the_ridge_keeps_it_finite(void **state)
{
    (void)state;
    double x[24];
    const double split[8] = {0, 0, 0, 0, 1, 1, 1, 1};
    fill(x);
    wf_arena *arena = wf_arena_new(0);
    logistic_fit fit;
    logistic_data data = {.x = x, .y = split, .rows = 8, .columns = 3};
    assert_int_equal(logistic_fit_ridge(&data, NULL, 0.5, arena, &fit), WF_OK);
    assert_true(isfinite(fit.coefficient[1]) && fit.coefficient[1] > 0);
    wf_arena_free(arena);
}

static void spline__numpy__agrees(void **state)
{
    (void)state;
    const double knots[] = {0, 1, 2, 4};
    double terms[3];
    spline_restricted(2.5, knots, 4, terms);
    near(terms[1], 0.9609375, 1e-12);
    near(terms[2], 0.19921875, 1e-12);
    spline_restricted(6, knots, 4, terms);
    near(terms[1], 6, 1e-12);
    near(terms[2], 2.0625, 1e-12);
}

static void spline__beyond_the_outer_knots__straight(void **state)
{
    (void)state;
    const double knots[] = {-1, 0, 1.5, 3};
    double a[3], b[3], c[3];
    spline_restricted(4, knots, 4, a);
    spline_restricted(5, knots, 4, b);
    spline_restricted(6, knots, 4, c);
    for (size_t i = 0; i < 3; i++)
        near(c[i] - b[i], b[i] - a[i], 1e-12);
}

static void auc__by_hand__agrees(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    const double p[] = {0.1, 0.4, 0.35, 0.8, 0.4}, y[] = {0, 0, 1, 1, 1};
    /* pairs: 0.35 beats 0.1 only; 0.8 both; 0.4 beats 0.1 and ties 0.4: (1 + 2 + 1.5) / 6
     */
    near(classify_auc(p, y, 5, arena), 4.5 / 6, 1e-12);
    near(classify_brier(p, y, 5), (0.01 + 0.16 + 0.4225 + 0.04 + 0.36) / 5, 1e-12);
    wf_arena_free(arena);
}

static void calibration_error__one_bin_off__its_share(void **state)
{
    (void)state;
    double p[100], y[100];
    for (int i = 0; i < 100; i++) {
        p[i] = 0.05 + 0.1 * (i / 10) + 1e-6 * i;
        y[i] = i % 10 < i / 10 ? 1 : 0; /* shares 0, 0.1 ... 0.9 */
    }
    wf_arena *arena = wf_arena_new(0);
    near(classify_calibration_error(p, y, 100, arena), 0.05, 1e-3);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fit_ridge__numpy__agrees_to_1e_8),
        cmocka_unit_test(fit_ridge__outcome_never_varies__refused),
        cmocka_unit_test(fit_ridge__separated_data__the_ridge_keeps_it_finite),
        cmocka_unit_test(spline__numpy__agrees),
        cmocka_unit_test(spline__beyond_the_outer_knots__straight),
        cmocka_unit_test(auc__by_hand__agrees),
        cmocka_unit_test(calibration_error__one_bin_off__its_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
