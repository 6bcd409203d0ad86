/* Ratings by evidence: what raises, what is missing, rules, the report card. Expected
 * log-odds: log(p / (1 - p)) of the table's priors, e.g. log(.12 / .88) = -1.99243. */
#include "tests/support/wf_test.h"
#include "wayforward/risk_evidence.h"
#include <math.h>

typedef struct bench {
    wf_arena *arena;
    wf_inspection inspection;
    wf_trust_school school;
    wf_trust trust;
    wf_kpi_progress kpis[3];
    wf_progress progress;
    wf_risk_plan_counts plan;
    wf_risk_sources sources;
} bench;

static wf_kpi_progress kpi(const char *name, double value, double national)
{
    return (wf_kpi_progress){.school = WF_STR("Oak"),
                             .kpi = wf_str_from(name),
                             .unit = WF_UNIT_PERCENT,
                             .latest = {.number = 12156, .style = WF_PERIOD_YEAR},
                             .latest_value = value,
                             .latest_at = WF_STR("Data!F7"),
                             .latest_file = WF_STR("oak.xlsx"),
                             .at = WF_STR("Data!A7"),
                             .file = WF_STR("oak.xlsx"),
                             .national = {.value = national, .present = true},
                             .rag = WF_RAG_GREEN};
}

static void fill(bench *b, const char *judgement)
{
    *b = (bench){.arena = wf_arena_new(0)};
    b->inspection = (wf_inspection){.on = wf_date_from_ymd(2023, 11, 22),
                                    .framework = WF_STR("four-grade"),
                                    .area = WF_STR("overall"),
                                    .judgement = wf_str_from(judgement),
                                    .at = WF_STR("Inspections!D4")};
    b->school = (wf_trust_school){.name = WF_STR("Oak"),
                                  .urn = WF_STR("123456"),
                                  .phase = WF_PHASE_PRIMARY,
                                  .head_since = wf_date_from_ymd(2026, 9, 1),
                                  .inspections = &b->inspection,
                                  .inspection_count = 1,
                                  .judgement = WF_STR_EMPTY,
                                  .at = WF_STR("Schools!A4")};
    b->trust = (wf_trust){.schools = &b->school, .school_count = 1};
    b->kpis[0] = kpi("Attendance", 91, 94);
    b->kpis[1] = kpi("Reading at the expected standard", 50, 75);
    b->kpis[2] = kpi("Maths at the expected standard", 60, 73);
    b->progress = (wf_progress){.items = b->kpis, .count = 3};
    b->plan = (wf_risk_plan_counts){.school = WF_STR("Oak"),
                                    .at = WF_STR("Plan!A1"),
                                    .file = WF_STR("plan.docx"),
                                    .counts = {.actions = 10, .due = 4, .overdue = 1}};
    b->sources = (wf_risk_sources){.trust = &b->trust,
                                   .progress = &b->progress,
                                   .plans = &b->plan,
                                   .plan_count = 1,
                                   .as_of = wf_date_from_ymd(2026, 11, 22)};
}

static void near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static wf_risk_scores *rate(bench *b, wf_risk_framework framework)
{
    wf_risk_evidence *evidence = NULL;
    size_t count = 0;
    wf_risk_scores *scores = NULL;
    wf_risk_thresholds t = WF_RISK_THRESHOLDS_INIT;
    t.framework = framework;
    assert_int_equal(wf_risk_evidence_gather(&b->sources, b->arena, &evidence, &count),
                     WF_OK);
    assert_int_equal(count, 1);
    assert_int_equal(wf_risk_rate(evidence, count, &t, &scores, NULL), WF_OK);
    return scores;
}

static const wf_risk_reason *reason(const wf_risk_score *s, const char *words)
{
    for (size_t i = 0; i < s->reason_count; i++)
        if (wf_str_starts_with(s->reasons[i].name, wf_str_from(words)))
            return &s->reasons[i];
    fail_msg("no reason \"%s\"", words);
    return NULL;
}

static void rate__good_primary_with_trouble__adds_up_with_its_cells(void **state)
{
    (void)state;
    bench b;
    fill(&b, "Good");
    wf_risk_scores *scores = rate(&b, WF_RISK_FOUR_GRADE);
    const wf_risk_score *s = &scores->items[0];
    const wf_risk_reason *attendance = reason(s, "Attendance");
    near(attendance->log_odds, 0.75); /* -3 points * -0.25 */
    assert_true(wf_str_eq(attendance->at, WF_STR("Data!F7")));
    assert_true(wf_str_eq(attendance->file, WF_STR("oak.xlsx")));
    assert_true(attendance->assumed);
    near(reason(s, "Results against the national")->log_odds, 0.76);
    near(reason(s, "Head")->log_odds, 0.35);
    near(reason(s, "Share of due")->log_odds, 0.3);
    assert_true(reason(s, "Safeguarding")->missing);
    assert_true(reason(s, "Safeguarding")->could_move > 0);
    double sum = log(0.12 / 0.88) + 0.75 + 0.76 + 0.35 + 0.3 +
                 0.05 * (b.sources.as_of - b.inspection.on) / 365.25;
    near(log(s->probability / (1 - s->probability)), sum);
    assert_true(s->lower80 < s->probability && s->probability < s->upper80);
    for (size_t i = 1; i < s->reason_count; i++) {
        const wf_risk_reason *r = &s->reasons[i - 1], *next = &s->reasons[i];
        assert_true(!r->missing || next->missing);
        if (r->missing == next->missing && !r->missing)
            assert_true(fabs(r->log_odds) >= fabs(next->log_odds));
    }
    assert_int_equal(s->band, WF_RISK_HIGH);
    assert_true(s->change.n > 0);
    assert_int_equal(s->change_count, 1);
    wf_risk_scores_free(scores);
    wf_arena_free(b.arena);
}

static void rate__everything_wrong__bounded_and_still_adds_up(void **state)
{
    (void)state;
    bench b;
    fill(&b, "Good");
    b.kpis[0] = kpi("Attendance", 80, 94);
    b.kpis[1] = kpi("Reading at the expected standard", 10, 75);
    b.plan.counts.overdue = 4;
    wf_risk_scores *scores = rate(&b, WF_RISK_FOUR_GRADE);
    const wf_risk_score *s = &scores->items[0];
    double sum = log(0.13 / 0.87), eta = log(s->probability / (1 - s->probability));
    for (size_t i = 0; i < s->reason_count; i++)
        sum += s->reasons[i].log_odds;
    near(eta, log(0.12 / 0.88) + 2.5);
    near(eta, sum);
    wf_risk_scores_free(scores);
    wf_arena_free(b.arena);
}

static void rate__report_card__is_surer_of_nothing(void **state)
{
    (void)state;
    bench b;
    fill(&b, "Good");
    wf_risk_scores *scores = rate(&b, WF_RISK_REPORT_CARD);
    const wf_risk_score *s = &scores->items[0];
    const wf_risk_chance *card = &s->report_card, *grades = &s->four_grade;
    near(s->probability, card->probability);
    assert_true(card->upper80 - card->lower80 > grades->upper80 - grades->lower80);
    assert_true(reason(s, "Report card")->assumed);
    wf_risk_scores_free(scores);
    wf_arena_free(b.arena);
}

static void rate__category_of_concern__high_by_rule(void **state)
{
    (void)state;
    bench b;
    fill(&b, "Special measures");
    b.progress.count = 0;
    b.sources.plan_count = 0;
    b.school.head_since = wf_date_from_ymd(2015, 9, 1);
    wf_risk_scores *scores = rate(&b, WF_RISK_FOUR_GRADE);
    assert_int_equal(scores->items[0].band, WF_RISK_HIGH);
    wf_risk_scores_free(scores);
    wf_arena_free(b.arena);
}

static void rate__needs_attention_and_fine_otherwise__medium_by_rule(void **state)
{
    (void)state;
    bench b;
    fill(&b, "Needs attention");
    b.kpis[0] = kpi("Attendance", 98, 94);
    b.kpis[1] = kpi("Reading at the expected standard", 95, 75);
    b.kpis[2] = kpi("Maths at the expected standard", 95, 73);
    b.school.head_since = wf_date_from_ymd(2015, 9, 1);
    b.sources.plan_count = 0;
    wf_risk_scores *scores = rate(&b, WF_RISK_FOUR_GRADE);
    const wf_risk_score *s = &scores->items[0];
    assert_int_equal(s->four_grade.band, WF_RISK_LOW);
    assert_int_equal(s->band, WF_RISK_MEDIUM);
    assert_true(s->rule.n > 0);
    wf_risk_scores_free(scores);
    wf_arena_free(b.arena);
}

static void rate__nothing_known__prior_and_wide(void **state)
{
    (void)state;
    bench known, unknown;
    fill(&known, "Good");
    fill(&unknown, "Good");
    unknown.progress.count = 0;
    unknown.sources.plan_count = 0;
    unknown.school.inspection_count = 0;
    unknown.school.head_since = WF_DATE_NONE;
    wf_risk_scores *a = rate(&known, WF_RISK_FOUR_GRADE);
    wf_risk_scores *b = rate(&unknown, WF_RISK_FOUR_GRADE);
    const wf_risk_score *s = &b->items[0];
    near(s->probability, 0.13);
    for (size_t i = 0; i < s->reason_count; i++)
        assert_true(s->reasons[i].missing && s->reasons[i].could_move > 0);
    double width =
        log(s->upper80 / (1 - s->upper80)) - log(s->lower80 / (1 - s->lower80));
    assert_true(width > 1.5);
    wf_risk_scores_free(a);
    wf_risk_scores_free(b);
    wf_arena_free(known.arena);
    wf_arena_free(unknown.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rate__good_primary_with_trouble__adds_up_with_its_cells),
        cmocka_unit_test(rate__everything_wrong__bounded_and_still_adds_up),
        cmocka_unit_test(rate__report_card__is_surer_of_nothing),
        cmocka_unit_test(rate__category_of_concern__high_by_rule),
        cmocka_unit_test(rate__needs_attention_and_fine_otherwise__medium_by_rule),
        cmocka_unit_test(rate__nothing_known__prior_and_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
