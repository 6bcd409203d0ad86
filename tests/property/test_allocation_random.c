/* Allocations of small random problems against brute force, on every level of the
 * objective; and what must hold of any allocation. */
#include "tests/support/random.h"
#include "tests/support/wf_test.h"
#include "wayforward/support.h"
#include <math.h>

enum {
    INSTANCES = 500,
    MOST_COLUMNS = 10,
    MOST_STATES = 30000,
    SCHOOLS = 4,
    TERMS = 3,
    PROVIDERS = 4,
    FOCUSES = 4
};

typedef struct instance {
    wf_support_problem p;
    wf_support_school schools[SCHOOLS];
    wf_support_provider providers[PROVIDERS];
    wf_support_need needs[SCHOOLS][2];
    wf_support_pair agreed[4], committed[2], forbidden[2];
} instance;

static const char *const school_names[] = {"Ashby", "Birch", "Cedar", "Dale"};
static const char *const provider_names[] = {"Ali", "Bo", "Cy", "Di"};
static const char *const roles[] = {"NLE", "SLE", "LLE"};

static void random_school(wf_random *r, instance *x, uint32_t s)
{
    wf_support_school *school = &x->schools[s];
    *school = (wf_support_school){.name = wf_str_from(school_names[s]),
                                  .area = wf_random_below(r, 2) ? WF_STR("north")
                                                                : WF_STR_EMPTY,
                                  .at = WF_STR_EMPTY,
                                  .risk_weight = 1 << wf_random_below(r, 3),
                                  .needs = x->needs[s],
                                  .need_count = wf_random_below(r, 3)};
    for (uint32_t k = 0; k < school->need_count; k++)
        x->needs[s][k] = (wf_support_need){.focus = 1 + k + wf_random_below(r, 2),
                                           .halves = 1 + wf_random_below(r, 4),
                                           .weight = 1 + wf_random_below(r, 2)};
    if (school->need_count == 2 && x->needs[s][0].focus == x->needs[s][1].focus)
        school->need_count = 1;
    for (uint32_t t = 0; t < TERMS; t++) {
        school->qa_floor[t] = wf_random_below(r, 2);
        school->si_floor[t] = wf_random_below(r, 2);
        school->term_ceiling[t] = wf_random_below(r, 3) == 0 ? 1 : 0;
    }
    school->year_floor = wf_random_below(r, 5);
    school->year_ceiling = wf_random_below(r, 3) == 0 ? 2 + wf_random_below(r, 3) : 0;
}

static void random_provider(wf_random *r, instance *x, uint32_t p)
{
    x->providers[p] =
        (wf_support_provider){.name = wf_str_from(provider_names[p]),
                              .role = wf_str_from(roles[wf_random_below(r, 3)]),
                              .base_school = WF_STR_EMPTY,
                              .at = WF_STR_EMPTY,
                              .focuses = wf_random_below(r, 1u << FOCUSES),
                              .cost_per_day = 100 * (1 + wf_random_below(r, 4)),
                              .travel_band = wf_random_below(r, 3)};
    if (wf_random_below(r, 3) == 0)
        x->providers[p].base_school =
            wf_str_from(school_names[wf_random_below(r, SCHOOLS)]);
    for (uint32_t t = 0; t < TERMS; t++)
        x->providers[p].halves[t] =
            wf_random_below(r, 2) == 0 ? 1 + wf_random_below(r, 2) : 0;
}

static wf_support_pair random_pair(wf_random *r, const instance *x, uint32_t halves)
{
    return (wf_support_pair){.school = wf_random_below(r, x->p.school_count),
                             .provider = wf_random_below(r, x->p.provider_count),
                             .term = wf_random_below(r, TERMS),
                             .focus = wf_random_below(r, FOCUSES),
                             .halves = halves,
                             .at = WF_STR_EMPTY};
}

static void random_instance(wf_random *r, instance *x)
{
    *x = (instance){.p = {.policy = wf_support_policy_default(),
                          .focus_count = FOCUSES,
                          .schools = x->schools,
                          .providers = x->providers,
                          .agreed = x->agreed,
                          .committed = x->committed,
                          .forbidden = x->forbidden,
                          .school_count = 1 + wf_random_below(r, SCHOOLS),
                          .provider_count = 1 + wf_random_below(r, PROVIDERS),
                          .agreed_count = wf_random_below(r, 5),
                          .committed_count = wf_random_below(r, 3),
                          .forbidden_count = wf_random_below(r, 3)}};
    x->p.policy.terms = TERMS;
    x->p.policy.from_term = wf_random_below(r, 2);
    x->p.policy.most_schools = wf_random_below(r, 2) ? 1 : 0;
    for (uint32_t f = 0; f < FOCUSES; f++)
        x->p.focuses[f] = WF_STR("focus");
    for (uint32_t s = 0; s < SCHOOLS; s++)
        random_school(r, x, s);
    for (uint32_t p = 0; p < PROVIDERS; p++)
        random_provider(r, x, p);
    for (int i = 0; i < 4; i++)
        x->agreed[i] = random_pair(r, x, 1 + wf_random_below(r, 2));
    for (int i = 0; i < 2; i++) {
        x->committed[i] = random_pair(r, x, 1);
        x->committed[i].is_delivered = true;
        x->forbidden[i] = random_pair(r, x, 0);
    }
}

/* ---- Brute force */
typedef struct brute {
    wf_allocation_line lines[MOST_COLUMNS + 2];
    uint32_t most[MOST_COLUMNS];
    size_t columns, fixed;
} brute;

/* Every line that might be given; whether there are few enough to try them all. */
static bool list_columns(const instance *x, brute *b)
{
    *b = (brute){0};
    size_t states = 1;
    for (uint32_t s = 0; s < x->p.school_count; s++)
        for (uint32_t t = x->p.policy.from_term; t < TERMS; t++)
            for (uint32_t p = 0; p < x->p.provider_count; p++)
                for (uint32_t f = 0; f < FOCUSES; f++) {
                    uint32_t most = x->providers[p].halves[t];
                    bool is_need = f == 0 && x->schools[s].qa_floor[t] > 0;
                    for (uint32_t k = 0; k < x->schools[s].need_count; k++)
                        is_need = is_need || x->needs[s][k].focus == f;
                    if (!is_need || most == 0 || (x->providers[p].focuses >> f & 1) == 0)
                        continue;
                    states *= most + 1;
                    if (b->columns == MOST_COLUMNS || states > MOST_STATES)
                        return false;
                    b->most[b->columns] = most;
                    b->lines[b->columns++] = (wf_allocation_line){
                        .school = s, .term = t, .provider = p, .focus = f};
                }
    for (size_t i = 0; i < x->p.committed_count; i++)
        b->lines[b->columns + b->fixed++] =
            (wf_allocation_line){.school = x->committed[i].school,
                                 .term = x->committed[i].term,
                                 .provider = x->committed[i].provider,
                                 .focus = x->committed[i].focus,
                                 .halves = x->committed[i].halves,
                                 .is_delivered = true};
    return true;
}

static bool is_better(const double a[WF_SUPPORT_LEVELS],
                      const double b[WF_SUPPORT_LEVELS])
{
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
        if (fabs(a[k] - b[k]) > 1e-7)
            return k == 1 ? a[k] > b[k] : a[k] < b[k];
    return false;
}

static bool next_state(brute *b)
{
    for (size_t i = 0; i < b->columns; i++) {
        if (b->lines[i].halves < b->most[i]) {
            b->lines[i].halves++;
            return true;
        }
        b->lines[i].halves = 0;
    }
    return false;
}

static bool try_all(const instance *x, brute *b, double best[WF_SUPPORT_LEVELS])
{
    bool found = false;
    do {
        double values[WF_SUPPORT_LEVELS];
        if (wf_allocation_verify(&x->p, b->lines, b->columns + b->fixed, values, NULL) ==
                WF_OK &&
            (!found || is_better(values, best))) {
            memcpy(best, values, sizeof values);
            found = true;
        }
    } while (next_state(b));
    return found;
}

static wf_allocation *solve(const wf_support_problem *p)
{
    wf_allocation *a = NULL;
    wf_error err = WF_ERROR_INIT;
    wf_allocate_options options = WF_ALLOCATE_OPTIONS_INIT;
    options.worths = false;
    if (wf_support_allocate(p, &options, &a, &err) != WF_OK)
        fail_msg("%s", err.message);
    return a;
}

/* The verifier finds no fault, and the levels' values are those of the lines. */
static void assert_sound(const wf_support_problem *p, const wf_allocation *a)
{
    double values[WF_SUPPORT_LEVELS];
    wf_error err = WF_ERROR_INIT;
    if (wf_allocation_verify(p, a->lines, a->line_count, values, &err) != WF_OK)
        fail_msg("%s", err.message);
    assert_true(a->is_optimal);
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
        if (fabs(values[k] - a->levels[k].value) > 1e-6)
            fail_msg("level %d: the lines give %.9g, the answer says %.9g", k + 1,
                     values[k], a->levels[k].value);
}

static void allocate__small_random__equals_brute_force(void **state)
{
    (void)state;
    wf_random r = wf_random_seeded();
    size_t tried = 0, skipped = 0, states = 0;
    while (tried < INSTANCES) {
        instance x;
        brute b;
        double best[WF_SUPPORT_LEVELS] = {0};
        random_instance(&r, &x);
        if (!list_columns(&x, &b) || b.columns < 2) {
            skipped++;
            continue;
        }
        assert_true(try_all(&x, &b, best));
        wf_allocation *a = solve(&x.p);
        assert_sound(&x.p, a);
        for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
            if (fabs(a->levels[k].value - best[k]) > 1e-6)
                fail_msg("instance %zu, level %d: %g, brute force %g", tried, k + 1,
                         a->levels[k].value, best[k]);
        wf_allocation_free(a);
        tried++;
        states += b.columns;
    }
    print_message("%zu instances, %.1f columns on average; %zu too large to try\n", tried,
                  (double)states / (double)tried, skipped);
}

static uint32_t first_level_halves(const wf_support_problem *p, const wf_allocation *a,
                                   uint32_t s)
{
    uint32_t floors = p->schools[s].year_floor, shorts = 0;
    uint32_t terms = 0;
    for (uint32_t t = 0; t < p->policy.terms; t++)
        terms += p->schools[s].qa_floor[t] + p->schools[s].si_floor[t];
    for (size_t i = 0; i < a->short_count; i++)
        if (a->shorts[i].school == s)
            shorts += a->shorts[i].halves;
    (void)floors;
    return 1000 + terms - shorts;
}

static void allocate__one_more_day__first_level_no_worse(void **state)
{
    (void)state;
    wf_random r = wf_random_seeded();
    for (int i = 0; i < 200; i++) {
        instance x;
        random_instance(&r, &x);
        wf_allocation *before = solve(&x.p);
        x.providers[wf_random_below(&r, x.p.provider_count)]
            .halves[wf_random_below(&r, TERMS)] += 2;
        wf_allocation *after = solve(&x.p);
        assert_sound(&x.p, after);
        assert_true(after->levels[0].value <= before->levels[0].value + 1e-6);
        wf_allocation_free(before);
        wf_allocation_free(after);
    }
}

static void allocate__higher_risk__no_fewer_first_level_days(void **state)
{
    (void)state;
    wf_random r = wf_random_seeded();
    for (int i = 0; i < 200; i++) {
        instance x;
        random_instance(&r, &x);
        uint32_t s = wf_random_below(&r, x.p.school_count);
        wf_allocation *before = solve(&x.p);
        x.schools[s].risk_weight *= 3;
        wf_allocation *after = solve(&x.p);
        assert_true(first_level_halves(&x.p, after, s) >=
                    first_level_halves(&x.p, before, s));
        wf_allocation_free(before);
        wf_allocation_free(after);
    }
}

/* Swap two schools and two providers, and with them every pair. */
static void swap_ends(instance *x)
{
    uint32_t last_s = x->p.school_count - 1, last_p = x->p.provider_count - 1;
    wf_support_school s = x->schools[0];
    x->schools[0] = x->schools[last_s];
    x->schools[last_s] = s;
    wf_support_provider p = x->providers[0];
    x->providers[0] = x->providers[last_p];
    x->providers[last_p] = p;
    wf_support_pair *const pairs[] = {x->agreed, x->committed, x->forbidden};
    const size_t counts[] = {4, 2, 2};
    for (int k = 0; k < 3; k++)
        for (size_t i = 0; i < counts[k]; i++) {
            wf_support_pair *q = &pairs[k][i];
            q->school = q->school == 0 ? last_s : q->school == last_s ? 0 : q->school;
            q->provider = q->provider == 0        ? last_p
                          : q->provider == last_p ? 0
                                                  : q->provider;
        }
}

static void allocate__reordered__same_answer(void **state)
{
    (void)state;
    wf_random r = wf_random_seeded();
    for (int i = 0; i < 200; i++) {
        instance x;
        random_instance(&r, &x);
        wf_allocation *before = solve(&x.p);
        swap_ends(&x);
        wf_allocation *after = solve(&x.p);
        for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
            assert_true(fabs(before->levels[k].value - after->levels[k].value) < 1e-6);
        wf_allocation_free(before);
        wf_allocation_free(after);
    }
}

static void allocate__renamed__same_values(void **state)
{
    static const char *const renamed[] = {"Zinnia", "Yew", "Xylo", "Willow"};
    (void)state;
    wf_random r = wf_random_seeded();
    for (int i = 0; i < 200; i++) {
        instance x;
        random_instance(&r, &x);
        wf_allocation *before = solve(&x.p);
        for (uint32_t p = 0; p < PROVIDERS; p++)
            for (uint32_t s = 0; s < SCHOOLS; s++)
                if (wf_str_eq(x.providers[p].base_school, wf_str_from(school_names[s]))) {
                    x.providers[p].base_school = wf_str_from(renamed[s]);
                    break;
                }
        for (uint32_t s = 0; s < SCHOOLS; s++)
            x.schools[s].name = wf_str_from(renamed[s]);
        wf_allocation *after = solve(&x.p);
        for (int k = 0; k < WF_SUPPORT_LEVELS; k++)
            assert_true(fabs(before->levels[k].value - after->levels[k].value) < 1e-6);
        wf_allocation_free(before);
        wf_allocation_free(after);
    }
}

/* The decomposition: sound lines, and bounds that the exact optimum keeps to. A level's
 * bound holds for answers whose earlier levels are no worse, so it is held against the
 * exact optimum where those are equal. */
static void allocate__decomposed__bounds_hold(void **state)
{
    (void)state;
    wf_random r = wf_random_seeded();
    size_t equal[WF_SUPPORT_LEVELS] = {0}, tried = 0;
    for (; tried < 300; tried++) {
        instance x;
        random_instance(&r, &x);
        wf_allocation *exact = solve(&x.p), *a = NULL;
        wf_error err = WF_ERROR_INIT;
        wf_allocate_options options = WF_ALLOCATE_OPTIONS_INIT;
        options.decompose = true;
        options.seconds = 20;
        if (wf_support_allocate(&x.p, &options, &a, &err) != WF_OK)
            fail_msg("%s", err.message);
        double values[WF_SUPPORT_LEVELS];
        if (wf_allocation_verify(&x.p, a->lines, a->line_count, values, &err) != WF_OK)
            fail_msg("instance %zu: %s", tried, err.message);
        bool same = true;
        for (int k = 0; k < WF_SUPPORT_LEVELS; k++) {
            double best = exact->levels[k].value, sign = k == 1 ? -1 : 1;
            if (fabs(values[k] - a->levels[k].value) > 1e-6)
                fail_msg("instance %zu, level %d: the lines give %.9g, the answer says "
                         "%.9g",
                         tried, k + 1, values[k], a->levels[k].value);
            if (same && (sign * a->levels[k].bound > sign * best + 1e-4 ||
                         sign * a->levels[k].value < sign * best - 1e-4))
                fail_msg("instance %zu, level %d: %g, bound %g, exact %g", tried, k + 1,
                         a->levels[k].value, a->levels[k].bound, best);
            same = same && fabs(a->levels[k].value - best) < 1e-6;
            equal[k] += same;
        }
        wf_allocation_free(exact);
        wf_allocation_free(a);
    }
    print_message(
        "of %zu, equal to the exact optimum up to level 1: %zu, 2: %zu, 3: %zu, "
        "4: %zu, 5: %zu\n",
        tried, equal[0], equal[1], equal[2], equal[3], equal[4]);
    assert_true(equal[0] * 100 >= tried * 95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocate__small_random__equals_brute_force),
        cmocka_unit_test(allocate__one_more_day__first_level_no_worse),
        cmocka_unit_test(allocate__higher_risk__no_fewer_first_level_days),
        cmocka_unit_test(allocate__reordered__same_answer),
        cmocka_unit_test(allocate__renamed__same_values),
        cmocka_unit_test(allocate__decomposed__bounds_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
