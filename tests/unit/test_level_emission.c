/* Reference values: scipy 1.10.1, betabinom.pmf(y, 20, .3 * 50, .7 * 50) and
 * nbinom.pmf(y, 40 * .25, 40 / (40 + 30)). */
#include "engine/statistics/level_parts.h"
#include "tests/support/wf_test.h"
#include <math.h>

static void near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= relative * fmax(1e-300, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static double emission_at(const level_model *m, double shift, double y, double n)
{
    level_table table;
    double log_p[LEVEL_STATES];
    stat_obs o = {.y = y, .n = n};
    level_table_fill(m, shift, &table);
    level_emission(m, &table, &o, log_p);
    return exp(log_p[0]);
}

static void beta_binomial__scipy__agrees(void **state)
{
    (void)state;
    level_model m = {.options = {.kind = LEVEL_BETA_BINOMIAL}, .concentration = 50};
    m.state[0] = log(0.3 / 0.7) - 0.4;
    near(emission_at(&m, 0.4, 0, 20), 0.002779401516237008, 1e-8);
    near(emission_at(&m, 0.4, 6, 20), 0.16167470968415995, 1e-8);
    near(emission_at(&m, 0.4, 20, 20), 1.2037994051991056e-08, 1e-8);
}

static void gamma_poisson__scipy__agrees(void **state)
{
    (void)state;
    level_model m = {.options = {.kind = LEVEL_GAMMA_POISSON}, .concentration = 40};
    m.state[0] = log(0.25);
    near(emission_at(&m, 0, 0, 30), 0.0037120986837328347, 1e-8);
    near(emission_at(&m, 0, 7, 30), 0.11277375480811917, 1e-8);
    near(emission_at(&m, 0, 30, 30), 7.185846293351355e-06, 1e-8);
}

static void emission__hidden_counts__the_rest_add_up_to_one(void **state)
{
    (void)state;
    level_model m = {.options = {.kind = LEVEL_BETA_BINOMIAL, .hidden_up_to = 2},
                     .concentration = 50};
    m.state[0] = log(0.1 / 0.9);
    double shown = emission_at(&m, 0, 0, 20);
    for (int y = 3; y <= 20; y++)
        shown += emission_at(&m, 0, y, 20);
    near(shown, 1, 1e-9);
    /* where each hidden count has a row of its own, that row has the hidden ones' chance
     */
    m.options.hidden_rows = true;
    level_table table;
    double log_p[LEVEL_STATES];
    stat_obs hidden = {.suppressed = true, .n = 20};
    level_table_fill(&m, 0, &table);
    level_emission(&m, &table, &hidden, log_p);
    near(exp(log_p[0]), emission_at(&m, 0, 1, 20) + emission_at(&m, 0, 2, 20), 1e-9);
}

static void add_counts__both_kinds__probabilities_as_the_emission(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        level_model m = {.options = {.kind = (level_kind)kind}, .concentration = 60};
        m.state[0] = kind == 0 ? -2 : -1.5;
        double p[200] = {0}, sum = 0;
        level_forecast f = {.probability = p, .n = kind == 0 ? 41 : 200, .cohort = 40};
        level_table table;
        level_table_fill(&m, 0, &table);
        level_add_counts(&m, &table, 0, 1, &f);
        for (int y = 0; y < 200; y++)
            sum += p[y];
        near(sum, 1, 1e-7);
        for (int y = 0; y <= 12; y++)
            near(p[y], emission_at(&m, 0, y, 40), 1e-7);
    }
}

static void kernel__any_population__is_what_it_settles_to(void **state)
{
    (void)state;
    static level_model m = {
        .step = 0.3, .jump = 1.5, .jump_share = 0.1, .class_scale = {1, 1, 1, 1, 0.5, 2}};
    static double kernel[LEVEL_CLASSES * LEVEL_STATES * LEVEL_STATES];
    double next[LEVEL_STATES], total = 0;
    for (size_t k = 0; k < LEVEL_STATES; k++) {
        m.state[k] = -6 + 0.1 * (double)k;
        m.population[k] = 0.2 + fabs(sin((double)k * 0.3)) + (k < 5 ? 4 : 0);
        total += m.population[k];
    }
    for (size_t k = 0; k < LEVEL_STATES; k++)
        m.population[k] /= total;
    m.kernel = kernel;
    level_kernel_fill(&m);
    for (size_t c = 0; c < LEVEL_CLASSES; c++) {
        level_move(&m, c, m.population, next);
        for (size_t k = 0; k < LEVEL_STATES; k++)
            near(next[k], m.population[k], 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beta_binomial__scipy__agrees),
        cmocka_unit_test(gamma_poisson__scipy__agrees),
        cmocka_unit_test(emission__hidden_counts__the_rest_add_up_to_one),
        cmocka_unit_test(add_counts__both_kinds__probabilities_as_the_emission),
        cmocka_unit_test(kernel__any_population__is_what_it_settles_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
