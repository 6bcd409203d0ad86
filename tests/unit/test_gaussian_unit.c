/* One unit under the model of values against numpy 1.24: with k(a, b) = 0.3 + 0.2 *
 * 0.8^|a-b| + 0.05 [|a-b| divisible by 3], C = k(t, t) + diag(0.1 * restless), t = 0, 1,
 * 3: c @ solve(C, y), k(4, 4) + 0.1 - c @ solve(C, c), y @ solve(C, y). And the
 * calibration: it finds how much wider or narrower the units were than the model says. */
#include "engine/statistics/gaussian_parts.h"
#include "tests/support/wf_test.h"
#include <math.h>

enum {
    TIMES = 6,
    UNITS = 60
};

static void near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-8 * fabs(expected)))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static gaussian_model model_with(double *restless, double *common)
{
    return (gaussian_model){.level = 0.3,
                            .slow = 0.2,
                            .season = 0.05,
                            .irregular = 0.1,
                            .persistence = 0.8,
                            .df = 7,
                            .restless = restless,
                            .common = {.level = common, .times = TIMES}};
}

static void unit__three_values__numpy_agrees(void **state)
{
    (void)state;
    double restless[TIMES] = {1, 1.5, 1, 0.5, 1, 1}, common[TIMES] = {0};
    gaussian_model m = model_with(restless, common);
    const stat_obs obs[] = {{.time = 0, .y = 0.5},
                            {.time = 1, .y = 0.2},
                            {.time = 3, .y = -0.1},
                            {.time = 5, .y = 9}};
    const size_t first[] = {0, 4};
    const stat_panel p = {
        .obs = obs, .first = first, .units = 1, .times = TIMES, .season = 3};
    gaussian_unit w = {0};
    double centre = 0, variance = 0;
    assert_true(gaussian_unit_solve(&m, &p, 0, 4, &w));
    assert_int_equal(w.n, 3); /* what came at 5 is not looked at */
    near(w.quadratic, 1.089248599055369);
    near(w.log_det, -1.3915911826215448);
    near(gaussian_unit_unrest(&m, &w), 0.8089248599055369);
    gaussian_unit_look(&m, &p, &w, 4, &centre, &variance);
    near(centre, -0.00624101863590909);
    near(variance, 0.257954769711941);
}

static double draw_normal(uint64_t *state)
{
    double u[2];
    for (int i = 0; i < 2; i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        u[i] = ((double)(*state >> 11) + 0.5) / 9007199254740992.0;
    }
    return sqrt(-2 * log(u[0])) * cos(6.28318530717958647693 * u[1]);
}

/* Units that are `spread` times as restless as the model says. */
static double calibrated(double spread)
{
    static stat_obs obs[UNITS * TIMES];
    size_t first[UNITS + 1];
    double restless[TIMES] = {1, 1, 1, 1, 1, 1}, common[TIMES] = {0};
    gaussian_model m = model_with(restless, common);
    m.level = 1e-6;
    m.slow = 1e-6;
    m.season = 0;
    m.df = 200;
    uint64_t state = 99991;
    for (size_t u = 0; u < UNITS; u++) {
        first[u] = u * TIMES;
        for (uint32_t t = 0; t < TIMES; t++)
            obs[u * TIMES + t] = (stat_obs){
                .time = t, .y = spread * sqrt(m.irregular) * draw_normal(&state)};
    }
    first[UNITS] = (size_t)UNITS * TIMES;
    const stat_panel p = {
        .obs = obs, .first = first, .units = UNITS, .times = TIMES, .season = 1};
    wf_arena *arena = wf_arena_new(0);
    assert_int_equal(gaussian_calibrate(&m, &p, arena), WF_OK);
    wf_arena_free(arena);
    assert_true(fabs(m.spread_slope) < 1e-3); /* sizes are not known */
    return exp(m.spread_level);
}

static void calibrate__units_wider_and_narrower__finds_it(void **state)
{
    (void)state;
    double right = calibrated(1);
    double narrow = calibrated(0.6), wide = calibrated(1.6);
    print_message("spread found: %.3f of 0.6, %.3f of 1, %.3f of 1.6\n", narrow, right,
                  wide);
    assert_true(fabs(right - 1) < 0.2); /* two and a half standard errors */
    assert_true(narrow < 0.8 && narrow > 0.5);
    assert_true(wide > 1.25 && wide < 1.7);
}

static void calibrate__few_units_or_times__left_alone(void **state)
{
    (void)state;
    double restless[TIMES] = {1, 1, 1, 1, 1, 1}, common[TIMES] = {0};
    gaussian_model m = model_with(restless, common);
    const stat_obs obs[] = {{.time = 0, .y = 5}, {.time = 4, .y = -5}};
    const size_t first[] = {0, 1, 2};
    const stat_panel p = {
        .obs = obs, .first = first, .units = 2, .times = TIMES, .season = 1};
    wf_arena *arena = wf_arena_new(0);
    assert_int_equal(gaussian_calibrate(&m, &p, arena), WF_OK);
    assert_true(fabs(m.spread_level) < 1e-12);
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unit__three_values__numpy_agrees),
        cmocka_unit_test(calibrate__units_wider_and_narrower__finds_it),
        cmocka_unit_test(calibrate__few_units_or_times__left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
