#include "engine/risk/risk_finish.h"
#include <math.h>
#include <stdlib.h>

static const double z80 = 1.2815515655446004;

const char *wf_risk_framework_name(wf_risk_framework framework)
{
    return framework == WF_RISK_REPORT_CARD ? "report card" : "four grades";
}

const char *wf_risk_band_name(wf_risk_rating band)
{
    static const char *const names[] = {[WF_RISK_NONE] = "",
                                        [WF_RISK_HIGH] = "HIGH",
                                        [WF_RISK_MEDIUM] = "MEDIUM",
                                        [WF_RISK_LOW] = "LOW"};
    return names[band];
}

wf_risk_rating wf_risk_band(double probability, const wf_risk_thresholds *t)
{
    if (probability >= t->high)
        return WF_RISK_HIGH;
    return probability >= t->medium ? WF_RISK_MEDIUM : WF_RISK_LOW;
}

double risk_log_odds(double p)
{
    return log(p / (1 - p));
}

static double probability_of(double eta)
{
    return 1 / (1 + exp(-eta));
}

/* By size, what is missing last. */
static int compare_reasons(const void *left, const void *right)
{
    const wf_risk_reason *a = left, *b = right;
    if (a->missing != b->missing)
        return a->missing ? 1 : -1;
    double x = a->missing ? a->could_move : fabs(a->log_odds);
    double y = b->missing ? b->could_move : fabs(b->log_odds);
    if (x < y || x > y)
        return x < y ? 1 : -1;
    return wf_str_cmp(a->name, b->name);
}

/* How far the next bands are, and which evidence would bring the lower one: one piece
 * alone, and how many of the largest together. */
static void find_changes(const wf_risk_thresholds *t, double eta, wf_risk_score *score)
{
    double medium = risk_log_odds(t->medium), high = risk_log_odds(t->high), sum = 0;
    if (score->band != WF_RISK_LOW)
        score->to_lower = fmax(0, eta - (score->band == WF_RISK_HIGH ? high : medium));
    if (score->band != WF_RISK_HIGH)
        score->to_higher = fmax(0, (score->band == WF_RISK_LOW ? medium : high) - eta);
    score->change = WF_STR_EMPTY;
    score->change_count = 0;
    for (size_t i = 0, raising = 0; i < score->reason_count; i++) {
        const wf_risk_reason *r = &score->reasons[i];
        if (score->band == WF_RISK_LOW || r->missing || r->log_odds <= 0)
            continue;
        if (score->change.n == 0 && r->log_odds > score->to_lower)
            score->change = r->name;
        raising++;
        sum += r->log_odds;
        if (score->change_count == 0 && sum > score->to_lower)
            score->change_count = raising;
    }
}

static wf_risk_chance chance_of(double eta, double variance, const wf_risk_thresholds *t)
{
    double half = z80 * sqrt(fmax(0, variance));
    wf_risk_chance c = {.probability = probability_of(eta),
                        .lower80 = probability_of(eta - half),
                        .upper80 = probability_of(eta + half)};
    c.band = wf_risk_band(c.probability, t);
    return c;
}

/* The step from the one scale to the other is a reason like any other. */
static void add_map(const risk_weights *w, wf_risk_score *score)
{
    score->reasons[score->reason_count++] =
        (wf_risk_reason){.name = WF_STR("Report card in place of four grades"),
                         .is_mapping = true,
                         .value = WF_STR("no outcomes of report cards to fit on yet"),
                         .at = WF_STR_EMPTY,
                         .file = WF_STR_EMPTY,
                         .log_odds = w->card_shift,
                         .assumed = true};
}

void risk_finish(const risk_weights *w, const wf_risk_thresholds *thresholds, double eta,
                 double variance, wf_risk_score *score)
{
    bool card = thresholds->framework == WF_RISK_REPORT_CARD;
    double card_variance = variance + w->card_sd * w->card_sd;
    score->framework = thresholds->framework;
    score->four_grade = chance_of(eta, variance, thresholds);
    score->report_card = chance_of(eta + w->card_shift, card_variance, thresholds);
    wf_risk_chance c = card ? score->report_card : score->four_grade;
    score->probability = c.probability;
    score->lower80 = c.lower80;
    score->upper80 = c.upper80;
    score->band = c.band;
    score->lowest = wf_risk_band(c.lower80, thresholds);
    score->highest = wf_risk_band(c.upper80, thresholds);
    qsort(score->reasons, score->reason_count, sizeof *score->reasons, compare_reasons);
    find_changes(thresholds, card ? eta + w->card_shift : eta, score);
    if (!card)
        return;
    add_map(w, score); /* nothing a school could change */
    qsort(score->reasons, score->reason_count, sizeof *score->reasons, compare_reasons);
}

wf_status risk_check_thresholds(const wf_risk_thresholds *t, wf_error *err)
{
    if (t->medium > 0 && t->medium < t->high && t->high < 1)
        return WF_OK;
    return wf_fail(err, WF_E_ARGUMENT, NULL,
                   "thresholds %g and %g; expected 0 < medium < high < 1", t->medium,
                   t->high);
}
