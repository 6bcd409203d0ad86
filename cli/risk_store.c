/* Ratings of the schools in the store, and a person's judgement beside them. */
#include "cli/risk_verbs.h"
#include "cli/trust.h"
#include "wayforward/pipeline.h"
#include "wayforward/risk_evidence.h"

#include <stdio.h>
#include <string.h>

static const char *const band_kind = "risk-band";

/* What the store says, and what follows. */
typedef struct rating {
    wf_arena *arena;
    wf_trust trust;
    wf_panel panel;
    wf_plans plans;
    wf_progress *progress;
    wf_risk_scores *scores;
    wf_store_decision *decisions;
    size_t decision_count;
    wf_date as_of;
} rating;

static wf_status read_store(const risk_options *o, rating *r, wf_error *err)
{
    wf_store *store = NULL;
    WF_TRY(cli_store_open(&o->store, CLI_STORE_READ, &store, err));
    wf_status status = wf_store_trust(store, r->arena, &r->trust, err);
    if (status == WF_OK)
        status = wf_store_panel(store, NULL, r->arena, &r->panel, err);
    if (status == WF_OK)
        status = wf_store_plans(store, WF_STR_EMPTY, false, &r->plans, err);
    if (status == WF_OK)
        status = wf_store_decisions(store, wf_str_from(band_kind), WF_STR_EMPTY, false,
                                    r->arena, &r->decisions, &r->decision_count, err);
    wf_store_close(store);
    return status;
}

/* Targets of the set-up carry no national figure: the catalogue's or the trust's own. */
static void add_nationals(rating *r)
{
    for (size_t i = 0; i < r->progress->count; i++) {
        wf_kpi_progress *k = &r->progress->items[i];
        const wf_trust_kpi *kpi = wf_trust_find_kpi(&r->trust, k->kpi);
        const wf_trust_school *s =
            wf_trust_find_school(&r->trust, k->school, WF_STR_EMPTY);
        if (kpi == NULL)
            continue;
        if (k->unit == WF_UNIT_NONE)
            k->unit = kpi->unit;
        if (!k->national.present)
            k->national =
                wf_trust_kpi_national(kpi, s != NULL ? s->phase : WF_PHASE_NONE);
    }
}

static wf_status count_plans(rating *r, wf_risk_plan_counts **out, size_t *count,
                             wf_error *err)
{
    wf_risk_plan_counts *counts =
        wf_arena_array(r->arena, r->plans.n + 1, sizeof *counts);
    if (counts == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < r->plans.n; i++) {
        wf_plan *plan = r->plans.items[i];
        wf_plan_progress p;
        wf_plan_resolve_terms(plan, NULL, r->as_of);
        if (wf_plan_progress_measure(plan, r->as_of, r->arena, &p) != WF_OK)
            return wf_fail_memory(err);
        counts[i] = (wf_risk_plan_counts){.school = wf_results_school_name(plan),
                                          .at = WF_STR_EMPTY,
                                          .file = plan->file,
                                          .counts = p.total};
        if (plan->priority_count > 0)
            counts[i].at = plan->priorities[0].at;
    }
    *out = counts;
    *count = r->plans.n;
    return WF_OK;
}

static wf_risk_thresholds thresholds_of(const risk_options *o, const wf_trust *trust)
{
    wf_risk_thresholds t = WF_RISK_THRESHOLDS_INIT;
    t.medium = wf_trust_setting_number(trust, "Low risk below", t.medium);
    t.high = wf_trust_setting_number(trust, "High risk above", t.high);
    if (o->medium > 0)
        t.medium = (double)o->medium / 100;
    if (o->high > 0)
        t.high = (double)o->high / 100;
    t.framework = o->framework != NULL && strcmp(o->framework, "four-grade") == 0
                      ? WF_RISK_FOUR_GRADE
                      : WF_RISK_REPORT_CARD;
    return t;
}

static wf_status rate(const risk_options *o, rating *r, wf_error *err)
{
    wf_progress_options options = WF_PROGRESS_OPTIONS_INIT;
    options.forecast = false;
    WF_TRY(wf_progress_measure(&r->panel, &options, &r->progress, err));
    add_nationals(r);
    wf_risk_sources sources = {
        .trust = &r->trust, .progress = r->progress, .as_of = r->as_of};
    wf_risk_plan_counts *counts = NULL;
    wf_risk_evidence *evidence = NULL;
    size_t count = 0;
    WF_TRY(count_plans(r, &counts, &sources.plan_count, err));
    sources.plans = counts;
    if (wf_risk_evidence_gather(&sources, r->arena, &evidence, &count) != WF_OK)
        return wf_fail_memory(err);
    if (count == 0)
        return wf_fail(err, WF_E_STORE, NULL,
                       "no school in it yet: import a set-up, plans or dashboards");
    wf_risk_thresholds t = thresholds_of(o, &r->trust);
    return wf_risk_rate(evidence, count, &t, &r->scores, err);
}

/* Both bands stay visible. */
static void print_overrides(const rating *r)
{
    char day[11];
    for (size_t i = 0; i < r->decision_count; i++) {
        const wf_store_decision *d = &r->decisions[i];
        wf_risk_rating computed = WF_RISK_NONE;
        for (size_t s = 0; s < r->scores->count; s++)
            if (wf_str_eq_nocase(r->scores->items[s].school, d->school))
                computed = r->scores->items[s].band;
        printf("%s%.*s: %.*s by %.*s on %s, computed %s: %.*s\n",
               i == 0 ? "\nSet by a person\n" : "", WF_STR_ARG(d->school),
               WF_STR_ARG(d->value), WF_STR_ARG(d->by), wf_date_iso(d->on, day),
               computed != WF_RISK_NONE ? wf_risk_band_name(computed) : "not",
               WF_STR_ARG(d->reason));
    }
}

/* The override of each score, NULL where none: for the JSON. */
static wf_status take_overrides(rating *r, wf_error *err)
{
    for (size_t s = 0; s < r->scores->count; s++) {
        wf_risk_score *score = &r->scores->items[s];
        for (size_t i = 0; i < r->decision_count; i++) {
            const wf_store_decision *d = &r->decisions[i];
            if (!wf_str_eq_nocase(score->school, d->school))
                continue;
            score->set_by_person = (wf_risk_person){.on = d->on};
            if (wf_arena_str(r->scores->arena, d->value, &score->set_by_person.band) !=
                    WF_OK ||
                wf_arena_str(r->scores->arena, d->by, &score->set_by_person.by) !=
                    WF_OK ||
                wf_arena_str(r->scores->arena, d->reason, &score->set_by_person.reason) !=
                    WF_OK)
                return wf_fail_memory(err);
        }
    }
    return WF_OK;
}

wf_status risk_rate_store(const risk_options *o, wf_error *err)
{
    rating r = {.arena = wf_arena_new(0), .as_of = cli_today()};
    wf_sink out = cli_stdout();
    wf_status status = r.arena != NULL ? WF_OK : wf_fail_memory(err);
    if (status == WF_OK && o->as_of != NULL && !cli_parse_day(o->as_of, &r.as_of))
        status = wf_fail(err, WF_E_ARGUMENT, NULL,
                         "--as-of \"%s\": expected a day such as 2026-03-27", o->as_of);
    if (status == WF_OK)
        status = read_store(o, &r, err);
    if (status == WF_OK)
        status = rate(o, &r, err);
    if (status == WF_OK)
        status = take_overrides(&r, err);
    if (status == WF_OK && o->json)
        status = wf_risk_scores_write_json(r.scores, &out, err);
    if (status == WF_OK && !o->json) {
        risk_print_scores(r.scores);
        print_overrides(&r);
    }
    wf_risk_scores_free(r.scores);
    wf_progress_free(r.progress);
    wf_plans_free(&r.plans);
    wf_arena_free(r.arena);
    return status;
}

/* The text of a decision, by which the store knows it again. */
static wf_status digest_of(const wf_store_decision *items, size_t count, wf_arena *arena,
                           wf_store_source *source, wf_error *err)
{
    wf_str text = WF_STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        const wf_store_decision *d = &items[i];
        if (wf_arena_printf(
                arena, &text, "%.*s\n%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%d\t%d\t%d",
                WF_STR_ARG(text), WF_STR_ARG(d->kind), WF_STR_ARG(d->school),
                WF_STR_ARG(d->key), WF_STR_ARG(d->value), WF_STR_ARG(d->details),
                WF_STR_ARG(d->reason), d->on, d->review, d->dropped) != WF_OK)
            return wf_fail_memory(err);
    }
    if (wf_arena_printf(arena, &text, "%.*s\n%lld", WF_STR_ARG(text),
                        (long long)source->saved) != WF_OK)
        return wf_fail_memory(err);
    wf_input in = wf_input_from_memory(text.p, text.n, "decision");
    wf_input_digest(&in, source->sha256);
    source->size = text.n;
    return WF_OK;
}

static wf_status put_all(wf_store *store, const wf_store_source *source,
                         const wf_store_decision *items, size_t count, wf_error *err)
{
    bool is_known = false;
    WF_TRY(wf_store_begin(store, source, &is_known, err));
    if (is_known)
        return WF_OK;
    wf_status status = WF_OK;
    for (size_t i = 0; status == WF_OK && i < count; i++)
        status = wf_store_put_decision(store, &items[i], err);
    if (status == WF_OK)
        return wf_store_commit(store, err);
    wf_store_abandon(store);
    return status;
}

/* Now, but after every decision that the store has: of two in one second the later one
 * counts. */
static wf_status time_of(wf_store *store, wf_arena *arena, int64_t *out, wf_error *err)
{
    wf_store_import *imports = NULL;
    size_t count = 0;
    WF_TRY(wf_store_imports(store, arena, &imports, &count, err));
    *out = cli_now();
    for (size_t i = 0; i < count; i++)
        if (wf_str_eq(imports[i].source.kind, WF_STR("decision")) &&
            imports[i].source.saved >= *out)
            *out = imports[i].source.saved + 1;
    return WF_OK;
}

wf_status risk_put_decisions(const risk_options *o, const char *name,
                             const wf_store_decision *items, size_t count, wf_error *err)
{
    wf_store *store = NULL;
    wf_store_source source = {.name = wf_str_from(name), .kind = WF_STR("decision")};
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return wf_fail_memory(err);
    wf_status status = cli_store_open(&o->store, CLI_STORE_MAKE, &store, err);
    if (status == WF_OK)
        status = time_of(store, arena, &source.saved, err);
    if (status == WF_OK)
        status = digest_of(items, count, arena, &source, err);
    if (status == WF_OK)
        status = put_all(store, &source, items, count, err);
    wf_store_close(store);
    wf_arena_free(arena);
    return status;
}

static bool is_band(const char *text)
{
    static const wf_risk_rating bands[] = {WF_RISK_HIGH, WF_RISK_MEDIUM, WF_RISK_LOW};
    for (size_t i = 0; text != NULL && i < sizeof bands / sizeof *bands; i++)
        if (strcmp(text, wf_risk_band_name(bands[i])) == 0)
            return true;
    return false;
}

wf_status risk_override(const risk_options *o, const char *school, wf_error *err)
{
    wf_date review = WF_DATE_NONE, on = cli_today();
    if (!o->close && !is_band(o->band))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--band \"%s\": expected HIGH, MEDIUM or LOW",
                       o->band != NULL ? o->band : "");
    if (o->reason == NULL || o->reason[0] == '\0' || o->store.by == NULL ||
        o->store.by[0] == '\0')
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "a band that a person sets needs --reason and --by");
    if ((o->review != NULL && !cli_parse_day(o->review, &review)) ||
        (o->as_of != NULL && !cli_parse_day(o->as_of, &on)))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--review, --as-of: expected a day such as 2026-03-27");
    wf_store_decision d = {.kind = wf_str_from(band_kind),
                           .school = wf_str_from(school),
                           .key = WF_STR_EMPTY,
                           .value = wf_str_from(o->close ? "" : o->band),
                           .details = WF_STR_EMPTY,
                           .reason = wf_str_from(o->reason),
                           .by = wf_str_from(o->store.by),
                           .on = on,
                           .review = review,
                           .dropped = o->close,
                           .at = WF_STR_EMPTY};
    WF_TRY(risk_put_decisions(o, "risk override", &d, 1, err));
    if (o->close)
        printf("%s: the band is the computed one again\n", school);
    else
        printf("%s: %s by %s; the computed band stays beside it\n", school, o->band,
               o->store.by);
    return WF_OK;
}
