/* Reference values: scipy 1.10.1, scipy.special.gammaln. */
#include "engine/statistics/statistics.h"
#include "tests/support/wf_test.h"
#include <math.h>

static void log_gamma__scipy__agrees(void **state)
{
    (void)state;
    static const struct {
        double x, value;
    } cases[] = {{1e-3, 6.907178885383853},   {0.5, 0.5723649429247},
                 {1.5, -0.12078223763524526}, {7.25, 7.0521854507385395},
                 {42, 114.03421178146169},    {12345.6, 103959.18506616844}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double got = statistics_log_gamma(cases[i].x);
        if (!(fabs(got - cases[i].value) <= 1e-12 * fmax(1, fabs(cases[i].value))))
            fail_msg("%.17g at %g, expected %.17g", got, cases[i].x, cases[i].value);
    }
}

static double bowl(const double *x, void *context)
{
    const double *centre = context;
    return (x[0] - centre[0]) * (x[0] - centre[0]) +
           3 * (x[1] - centre[1]) * (x[1] - centre[1]) + x[0] * x[1] * 0.1;
}

static void minimise__bowl__finds_its_floor(void **state)
{
    (void)state;
    double centre[] = {2, -1}, x[] = {0, 0};
    const double step[] = {1, 1};
    assert_int_equal(statistics_minimise(bowl, centre, 2, x, step, 300), WF_OK);
    /* 2 (x - 2) + 0.1 y = 0 and 6 (y + 1) + 0.1 x = 0 */
    assert_true(fabs(x[0] - 2.0517097581) < 1e-2);
    assert_true(fabs(x[1] + 1.0341951626) < 1e-2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_gamma__scipy__agrees),
        cmocka_unit_test(minimise__bowl__finds_its_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
