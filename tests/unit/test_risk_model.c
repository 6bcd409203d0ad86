/* Fit, file and score of the risk model on schools drawn from a known rule. */
#include "tests/support/wf_test.h"
#include "wayforward/risk.h"
#include <math.h>

enum {
    SCHOOLS = 1500
};

typedef struct text {
    char *p;
    size_t n, cap;
} text;

/* A fixed linear congruential generator (Knuth's MMIX): the same schools every time. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static void add_line(text *t, const char *line)
{
    size_t n = strlen(line);
    assert_true(t->n + n < t->cap);
    memcpy(t->p + t->n, line, n + 1);
    t->n += n;
}

/* Schools whose log-odds of a poor judgement are -2 + 1.5 z; z is hidden for one in ten.
 */
static text draw_schools(wf_arena *arena, bool with_outcome)
{
    text t = {.cap = SCHOOLS * 64};
    uint64_t state = 20261122;
    char line[96];
    t.p = wf_arena_bytes(arena, t.cap);
    add_line(&t,
             with_outcome ? "urn,z,kind,inspection_date,judgement\n" : "urn,z,kind\n");
    for (int i = 0; i < SCHOOLS; i++) {
        double z = 2 * (draw(&state) + draw(&state) + draw(&state)) - 3;
        bool poor = draw(&state) < 1 / (1 + exp(2 - 1.5 * z));
        bool hidden = draw(&state) < 0.1;
        char value[32];
        (void)snprintf(value, sizeof value, "%.3f", z);
        (void)snprintf(line, sizeof line,
                       with_outcome ? "%d,%s,%s,%d,%s\n" : "%d,%s,%s\n", 100000 + i,
                       hidden ? "SUPP" : value, i % 3 ? "academy" : "maintained",
                       poor ? 20200101 : 20100101, poor ? "Inadequate" : "Good");
        add_line(&t, line);
    }
    return t;
}

static wf_risk_model *fit(wf_arena *arena)
{
    text t = draw_schools(arena, true);
    wf_input in = wf_input_from_memory(t.p, t.n, "schools.csv");
    wf_risk_fit_options options = WF_RISK_FIT_OPTIONS_INIT;
    options.title = "drawn\tschools";
    wf_risk_model *model = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_risk_fit(&in, &options, &model, &err), WF_OK);
    return model;
}

static void fit__known_rule__validation_finds_it(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_risk_model *model = fit(arena);
    wf_risk_validation v = wf_risk_model_validation(model);
    assert_int_equal(v.schools, SCHOOLS);
    /* the date gives the answer away: had it been used, this would be 1 */
    assert_true(v.auc > 0.74 && v.auc < 0.9);
    assert_true(v.calibration < 0.04);
    assert_true(v.skill > 0.08);
    wf_risk_model_free(model);
    wf_arena_free(arena);
}

static wf_status keep(void *context, const void *data, size_t size)
{
    text *t = context;
    assert_true(t->n + size < t->cap);
    memcpy(t->p + t->n, data, size);
    t->n += size;
    return WF_OK;
}

static text written(const wf_risk_model *model, wf_arena *arena)
{
    text t = {.cap = 1 << 20};
    t.p = wf_arena_bytes(arena, t.cap);
    wf_sink sink = {.write = keep, .context = &t};
    assert_int_equal(wf_risk_model_write(model, &sink, NULL), WF_OK);
    return t;
}

static void read__what_was_written__same_bytes_again(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_risk_model *model = fit(arena), *back = NULL;
    text first = written(model, arena);
    wf_input in = wf_input_from_memory(first.p, first.n, "m");
    assert_int_equal(wf_risk_model_read(&in, &back, NULL), WF_OK);
    text second = written(back, arena);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    assert_str(wf_risk_model_title(back), "drawn\tschools");
    wf_risk_model_free(model);
    wf_risk_model_free(back);
    wf_arena_free(arena);
}

static void read__cut_short_anywhere__refused_or_whole(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_risk_model *model = fit(arena);
    text t = written(model, arena);
    for (size_t n = 0; n + 1 < t.n; n += 7) {
        wf_risk_model *back = NULL;
        wf_error err = WF_ERROR_INIT;
        char *cut = wf_arena_bytes(arena, n + 1); /* its own block: over-reads show */
        memcpy(cut, t.p, n);
        wf_input in = wf_input_from_memory(cut, n, "m");
        if (wf_risk_model_read(&in, &back, &err) == WF_OK)
            assert_true(n + 24 > t.n); /* only the last number lost digits */
        wf_risk_model_free(back);
    }
    wf_risk_model_free(model);
    wf_arena_free(arena);
}

static const wf_risk_reason *reason_named(const wf_risk_score *s, const char *name)
{
    for (size_t i = 0; i < s->reason_count; i++)
        if (wf_str_eq(s->reasons[i].name, wf_str_from(name)))
            return &s->reasons[i];
    fail_msg("no reason \"%s\"", name);
    return NULL;
}

static void score__high_low_and_missing__ordered_and_explained(void **state)
{
    (void)state;
    static const char csv[] = "urn,z,kind\n1,2.5,academy\n2,-2.5,academy\n3,,academy\n"
                              "4,0,unheard of\n";
    wf_arena *arena = wf_arena_new(0);
    wf_risk_model *model = fit(arena);
    wf_risk_scores *scores = NULL;
    wf_input in = wf_input_from_memory(csv, sizeof csv - 1, "s.csv");
    assert_int_equal(wf_risk_score_table(model, &in, NULL, &scores, NULL), WF_OK);
    assert_int_equal(scores->count, 4);
    const wf_risk_score *high = &scores->items[0], *low = &scores->items[1];
    assert_int_equal(high->band, WF_RISK_HIGH);
    assert_int_equal(low->band, WF_RISK_LOW);
    assert_str(high->reasons[0].name, "z");
    assert_true(high->reasons[0].log_odds > 1);
    assert_str(high->change, "z"); /* at the average it would not be HIGH */
    for (size_t i = 0; i < scores->count; i++) {
        const wf_risk_score *s = &scores->items[i];
        assert_true(0 < s->lower80 && s->lower80 < s->probability);
        assert_true(s->probability < s->upper80 && s->upper80 < 1);
    }
    const wf_risk_reason *missing = reason_named(&scores->items[2], "z");
    assert_true(missing->missing && missing->could_move > 0.8);
    /* missing evidence widens the interval: on the log-odds scale */
    double wide = log(scores->items[2].upper80 / (1 - scores->items[2].upper80)) -
                  log(scores->items[2].lower80 / (1 - scores->items[2].lower80));
    double narrow = log(scores->items[3].upper80 / (1 - scores->items[3].upper80)) -
                    log(scores->items[3].lower80 / (1 - scores->items[3].lower80));
    assert_true(wide > 1.5 * narrow);
    wf_risk_scores_free(scores);
    wf_risk_model_free(model);
    wf_arena_free(arena);
}

static void score__log_odds_of_reasons__add_up_to_the_probability(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_risk_model *model = fit(arena);
    text t = draw_schools(arena, false);
    wf_risk_scores *scores = NULL;
    wf_input in = wf_input_from_memory(t.p, t.n, "s.csv");
    assert_int_equal(wf_risk_score_table(model, &in, NULL, &scores, NULL), WF_OK);
    double intercept = 0;
    for (size_t i = 0; i < scores->count; i++) {
        const wf_risk_score *s = &scores->items[i];
        double eta = log(s->probability / (1 - s->probability));
        for (size_t k = 0; k < s->reason_count; k++)
            eta -= s->reasons[k].log_odds;
        if (i == 0)
            intercept = eta;
        assert_true(fabs(eta - intercept) < 1e-9);
    }
    wf_risk_scores_free(scores);
    wf_risk_model_free(model);
    wf_arena_free(arena);
}

static void shipped__both_phases__complete_and_as_good_as_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        double auc, skill, calibration;
    } cases[] = {{"primary", 0.76, 0.09, 0.015}, {"secondary", 0.77, 0.12, 0.03}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_risk_model *m = NULL;
        assert_int_equal(wf_risk_model_shipped(cases[i].title, &m, NULL), WF_OK);
        wf_risk_validation v = wf_risk_model_validation(m);
        assert_true(v.auc >= cases[i].auc && v.skill >= cases[i].skill);
        assert_true(v.calibration <= cases[i].calibration);
        wf_risk_model_free(m);
    }
    wf_risk_model *none = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_risk_model_shipped("tertiary", &none, &err), WF_E_ARGUMENT);
}

static void fit__unfit_data__says_why(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "urn,z\n1,2\n",                        /* no outcome */
        "urn,z,judgement\n1,2,Good\n2,3,RI\n", /* too few */
        "",
    };
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        wf_risk_model *m = NULL;
        wf_error err = WF_ERROR_INIT;
        wf_input in = wf_input_from_memory(tables[i], strlen(tables[i]), "t.csv");
        assert_int_equal(wf_risk_fit(&in, NULL, &m, &err), WF_E_FORMAT);
        assert_true(strlen(err.message) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fit__known_rule__validation_finds_it),
        cmocka_unit_test(read__what_was_written__same_bytes_again),
        cmocka_unit_test(read__cut_short_anywhere__refused_or_whole),
        cmocka_unit_test(score__high_low_and_missing__ordered_and_explained),
        cmocka_unit_test(score__log_odds_of_reasons__add_up_to_the_probability),
        cmocka_unit_test(shipped__both_phases__complete_and_as_good_as_they_say),
        cmocka_unit_test(fit__unfit_data__says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
