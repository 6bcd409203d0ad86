/* Rating by evidence: a prior by phase and last judgement, and named log-odds on top. */
#include "engine/risk/risk_finish.h"
#include "wayforward/risk_evidence.h"
#include <math.h>

static const double z80 = 1.2815515655446004;

typedef struct rating {
    const risk_weights *weights;
    const wf_risk_thresholds *thresholds;
    wf_arena *arena;
    const wf_risk_evidence *evidence;
    wf_risk_score *score;
    double log_odds, variance;
} rating;

static wf_risk_reason *add_reason(rating *r, wf_str name, double log_odds)
{
    wf_risk_reason *reason = &r->score->reasons[r->score->reason_count++];
    *reason = (wf_risk_reason){.name = name,
                               .value = WF_STR_EMPTY,
                               .at = WF_STR_EMPTY,
                               .file = WF_STR_EMPTY,
                               .log_odds = log_odds};
    return reason;
}

/* As the priors name them. */
static wf_str phase_name(wf_phase phase)
{
    static const wf_str names[WF_PHASES] = {
        [WF_PHASE_NONE] = WF_STR_INIT("*"),
        [WF_PHASE_NURSERY] = WF_STR_INIT("nursery"),
        [WF_PHASE_PRIMARY] = WF_STR_INIT("primary"),
        [WF_PHASE_SECONDARY] = WF_STR_INIT("secondary"),
        [WF_PHASE_ALL_THROUGH] = WF_STR_INIT("secondary"),
        [WF_PHASE_SPECIAL] = WF_STR_INIT("special"),
        [WF_PHASE_ALTERNATIVE] = WF_STR_INIT("alternative"),
        [WF_PHASE_SIXTEEN_PLUS] = WF_STR_INIT("*")};
    return phase < WF_PHASES ? names[phase] : names[WF_PHASE_NONE];
}

/* The prior, told as what the judgement adds to that of all schools of the phase. */
static wf_status take_prior(rating *r)
{
    const wf_risk_evidence *e = r->evidence;
    wf_str phase = phase_name(e->phase);
    risk_prior any = risk_weights_prior(r->weights, phase, WF_STR("any")), prior = any;
    bool known = e->judgement.n > 0;
    if (known)
        prior = risk_weights_prior(r->weights, phase, e->judgement);
    wf_risk_reason *reason =
        add_reason(r, WF_STR("Last judgement"), prior.log_odds - any.log_odds);
    reason->missing = !known;
    reason->could_move = known ? 0 : z80 * any.sd;
    reason->assumed = prior.assumed;
    r->log_odds = prior.log_odds;
    r->variance = prior.sd * prior.sd;
    if (!known)
        r->variance += any.sd * any.sd;
    WF_TRY(wf_arena_str(r->arena, e->at, &reason->at));
    return wf_arena_str(r->arena, e->judgement_shown, &reason->value);
}

static double bounded(double x, double most)
{
    return fmin(fmax(x, -most), most);
}

/* One fact: what it adds, or, where it is missing, how far it could move the answer. */
static wf_status take_fact(rating *r, const risk_weight *w, const wf_risk_fact *fact,
                           double *sum)
{
    wf_risk_reason *reason = add_reason(r, WF_STR_EMPTY, 0);
    WF_TRY(wf_arena_str(r->arena, w->words, &reason->name));
    reason->assumed = w->assumed;
    if (fact == NULL || !fact->present) {
        double sd = fmin(fabs(w->value) * w->typical, r->weights->cap_each);
        reason->missing = true;
        reason->could_move = z80 * sd;
        r->variance += sd * sd;
        return WF_OK;
    }
    reason->log_odds = bounded(w->value * fact->value, r->weights->cap_each);
    double doubt = bounded(w->sd * fact->value, r->weights->cap_each);
    r->variance += doubt * doubt;
    *sum += reason->log_odds;
    WF_TRY(wf_arena_str(r->arena, fact->shown, &reason->value));
    WF_TRY(wf_arena_str(r->arena, fact->at, &reason->at));
    return wf_arena_str(r->arena, fact->file, &reason->file);
}

static const wf_risk_fact *fact_of(const wf_risk_evidence *e, wf_str name)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (wf_str_eq(e->facts[i].name, name))
            return &e->facts[i];
    return NULL;
}

/* Rules ask for a band at least, whatever the probability. */
static void apply_rule(rating *r, wf_str name, bool holds, wf_str words)
{
    double limit = 0;
    wf_risk_rating least = risk_weights_rule(r->weights, name, &limit);
    /* HIGH comes first in the list of ratings */
    if (!holds || least == WF_RISK_NONE || r->score->band <= least)
        return;
    r->score->band = least;
    if (r->score->lowest > least)
        r->score->lowest = least;
    if (r->score->highest > least)
        r->score->highest = least;
    r->score->rule = words;
    r->score->to_lower = 0;
    r->score->change = WF_STR_EMPTY;
    r->score->change_count = 0;
}

static void apply_rules(rating *r)
{
    const wf_risk_evidence *e = r->evidence;
    const wf_risk_fact *audit = fact_of(e, WF_STR("safeguarding"));
    double limit = 0;
    (void)risk_weights_rule(r->weights, WF_STR("safeguarding"), &limit);
    apply_rule(r, WF_STR("safeguarding"),
               audit != NULL && audit->present && 100 + audit->value < limit,
               WF_STR("the safeguarding audit leaves too many criteria unmet: HIGH"));
    apply_rule(r, WF_STR("inadequate"), wf_str_eq(e->judgement, WF_STR("inadequate")),
               WF_STR("in a category of concern: HIGH"));
    apply_rule(r, WF_STR("requires-improvement"),
               wf_str_eq(e->judgement, WF_STR("requires-improvement")),
               WF_STR("below Good at the last inspection: at least MEDIUM"));
    apply_rule(r, WF_STR("no-head"), e->no_head,
               WF_STR("no substantive head: at least MEDIUM"));
}

static wf_status rate_one(rating *r)
{
    const wf_risk_evidence *e = r->evidence;
    wf_risk_score *score = r->score;
    double sum = 0;
    *score = (wf_risk_score){
        .file = WF_STR_EMPTY,
        .rule = WF_STR_EMPTY,
        .set_by_person = {WF_STR_EMPTY, WF_STR_EMPTY, WF_STR_EMPTY, WF_DATE_NONE}};
    score->reasons =
        wf_arena_array(r->arena, r->weights->fact_count + 2, sizeof *score->reasons);
    if (score->reasons == NULL)
        return WF_E_MEMORY;
    WF_TRY(wf_arena_str(r->arena, e->school, &score->school));
    WF_TRY(wf_arena_str(r->arena, e->urn, &score->urn));
    WF_TRY(wf_arena_str(r->arena, e->at, &score->at));
    WF_TRY(take_prior(r));
    for (size_t i = 0; i < r->weights->fact_count; i++)
        WF_TRY(take_fact(r, &r->weights->facts[i], fact_of(e, r->weights->facts[i].name),
                         &sum));
    r->log_odds += bounded(sum, r->weights->cap_all);
    if (fabs(sum) > r->weights->cap_all) /* what is listed adds up to what is counted */
        for (size_t i = 1; i < score->reason_count; i++)
            score->reasons[i].log_odds *= r->weights->cap_all / fabs(sum);
    risk_finish(r->weights, r->thresholds, r->log_odds, r->variance, score);
    apply_rules(r);
    return WF_OK;
}

static wf_status rate_all(const wf_risk_evidence *evidence, size_t count,
                          const wf_risk_thresholds *thresholds, wf_risk_scores *scores,
                          wf_arena *scratch, wf_error *err)
{
    risk_weights weights;
    WF_TRY(risk_weights_read(scratch, &weights, err));
    scores->items = wf_arena_array(scores->arena, count + 1, sizeof *scores->items);
    if (scores->items == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        rating r = {.weights = &weights,
                    .thresholds = thresholds,
                    .arena = scores->arena,
                    .evidence = &evidence[i],
                    .score = &scores->items[i]};
        if (rate_one(&r) != WF_OK)
            return wf_fail_memory(err);
        scores->count++;
    }
    scores->model = WF_STR("weights of evidence");
    return WF_OK;
}

wf_status wf_risk_rate(const wf_risk_evidence *evidence, size_t count,
                       const wf_risk_thresholds *thresholds, wf_risk_scores **out,
                       wf_error *err)
{
    const wf_risk_thresholds defaults = WF_RISK_THRESHOLDS_INIT;
    const wf_risk_thresholds *t = thresholds != NULL ? thresholds : &defaults;
    WF_TRY(risk_check_thresholds(t, err));
    wf_arena *arena = wf_arena_new(0), *scratch = wf_arena_new(0);
    wf_risk_scores *scores = arena != NULL ? wf_arena_alloc(arena, sizeof *scores) : NULL;
    wf_status status = WF_E_MEMORY;
    if (scores != NULL && scratch != NULL) {
        *scores = (wf_risk_scores){.arena = arena};
        status = rate_all(evidence, count, t, scores, scratch, err);
    }
    wf_arena_free(scratch);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return status == WF_E_MEMORY ? wf_fail_memory(err) : status;
    }
    *out = scores;
    return WF_OK;
}
