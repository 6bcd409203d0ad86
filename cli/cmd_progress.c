/* wayforward progress: where each KPI stands, where it is going, and how sure that is. */
#include "cli/commands.h"
#include "cli/pool.h"
#include "cli/progress_plans.h"
#include "cli/store.h"
#include "wayforward/input.h"
#include "wayforward/pipeline.h"
#include "wayforward/progress.h"

#include <stdio.h>

typedef struct progress_options {
    bool json, backtest, plans, is_public;
    const char *observations, *as_of, *before;
    cli_store store;
    long holdout, folds, horizon;
    wf_limits limits;
    size_t *not_whole; /* counts files that could not be read, or not whole */
} progress_options;

static void print_diags(const wf_diags *diags, const char *file)
{
    enum {
        SHOWN = 10
    };
    for (size_t i = 0; i < diags->n && i < SHOWN; i++)
        cli_warn("%s: %.*s: %.*s", file, WF_STR_ARG(diags->items[i].at),
                 WF_STR_ARG(diags->items[i].message));
    if (diags->total > SHOWN)
        cli_warn("%s: and %zu more rows like these", file, diags->total - SHOWN);
}

static void print_number(const char *label, wf_number n)
{
    if (n.present)
        printf("  %s %.4g", label, n.value);
}

static void print_change(const wf_kpi_progress *k)
{
    wf_number change = k->change_year.present ? k->change_year : k->change;
    if (change.present)
        printf(" (%+.3g on %s, %s)", change.value,
               k->change_year.present ? "the year before" : "the value before",
               k->change_is_signal ? "a change" : "no more than chance");
}

static void print_kpi(const wf_kpi_progress *k)
{
    char period[WF_PERIOD_TEXT];
    printf("  %.*s: %s", WF_STR_ARG(k->kpi), wf_progress_status_name(k->status));
    if (k->suppressed)
        printf("; a small number, left out");
    else if (k->latest.number > 0)
        printf("; %.4g in %s", k->latest_value, wf_period_text(k->latest, period));
    print_change(k);
    print_number("expected", k->expected);
    print_number("target", k->target);
    if (!k->suppressed && wf_progress_against_national(k) != WF_AGAINST_UNKNOWN)
        printf("  national %.4g: %s", k->national.value,
               wf_against_name(wf_progress_against_national(k)));
    if (k->one_pupil_moves_status)
        printf("  one pupil (%.2g) would move the status", k->one_pupil.value);
    if (k->probability.present)
        printf("  chance of the target %.0f%%", 100 * k->probability.value);
    printf("\n");
    for (size_t i = 0; i < k->forecast_count; i++) {
        const wf_forecast *f = &k->forecasts[i];
        printf("    %-16s %8.4g   half the time %.4g to %.4g, four times in five %.4g to "
               "%.4g\n",
               wf_period_text(f->period, period), f->mean, f->lower50, f->upper50,
               f->lower80, f->upper80);
    }
}

static void print_gaps(const wf_progress_gap *gaps, size_t count, wf_str school)
{
    for (size_t i = 0; i < count; i++) {
        const wf_gap *g = &gaps[i].gap;
        if (wf_str_eq(gaps[i].group->school, school))
            printf("  gap, %.*s less %.*s: %+.1f points, between %+.1f and %+.1f%s\n",
                   WF_STR_ARG(gaps[i].group->kpi), WF_STR_ARG(gaps[i].other->kpi),
                   g->value, g->lower95, g->upper95,
                   g->lower95 <= 0 && g->upper95 >= 0 ? ": not shown to be one" : "");
    }
}

static void print_progress(const wf_progress *p, const wf_progress_gap *gaps,
                           size_t gap_count)
{
    for (size_t i = 0; i < p->count; i++) {
        const wf_kpi_progress *k = &p->items[i];
        if (i == 0 || !wf_str_eq(k->school, p->items[i - 1].school))
            printf("%.*s\n", WF_STR_ARG(k->school));
        print_kpi(k);
        if (i + 1 == p->count || !wf_str_eq(k->school, p->items[i + 1].school))
            print_gaps(gaps, gap_count, k->school);
    }
}

static void print_held(const char *label, const wf_backtest_held *h)
{
    printf("    %-22s %7zu outcomes   80%% range held %5.1f%%   exact tails: 50%% held "
           "%.1f%%, 80%% held %.1f%%\n",
           label, h->outcomes, 100 * h->inside80, 100 * h->held50, 100 * h->held80);
}

static void print_intervals(const wf_backtest_held *all, const wf_backtest_held *thirds)
{
    static const char *const names[] = {"smallest third", "middle third",
                                        "largest third"};
    print_held("ranges", all);
    for (size_t k = 0; k < 3; k++)
        print_held(names[k], &thirds[k]);
}

static void print_series(const wf_backtest_series *s)
{
    printf("%.*s: %zu schools, %s scale, %s\n", WF_STR_ARG(s->kpi), s->schools, s->scale,
           s->model);
    print_intervals(&s->all, s->thirds);
    printf("    %-34s %9s %9s %22s\n", "forecast", "error", "CRPS", "ours over it");
    printf("    %-34s %9.4f %9.4f   (of the numbers printed: %.4f)\n", "wayforward",
           s->error, s->crps, s->crps_quantiles);
    for (size_t m = 0; m < WF_BACKTEST_SIMPLE; m++) {
        const wf_backtest_simple *b = &s->simple[m];
        if (b->outcomes > 0)
            printf("    %-34s %9.4f %9.4f       %.3f and %.3f\n", b->name, b->error,
                   b->crps, b->our_error / b->error, b->our_crps / b->crps);
    }
}

static wf_status run_backtest(const wf_panel *panel, const progress_options *o,
                              wf_error *err)
{
    wf_backtest *b = NULL;
    wf_sink out = cli_stdout();
    WF_TRY(wf_progress_backtest(panel, (size_t)o->holdout, (size_t)o->folds, &b, err));
    wf_status status = WF_OK;
    if (o->json)
        status = wf_backtest_write_json(b, &out, err);
    else
        for (size_t i = 0; i < b->count; i++)
            print_series(&b->series[i]);
    if (!o->json && b->count > 1) {
        printf("all %zu together\n", b->count);
        print_intervals(&b->all, b->thirds);
    }
    if (b->count == 0)
        cli_warn("no KPI has more than %ld periods: nothing could be held out",
                 o->holdout);
    wf_backtest_free(b);
    return status;
}

static wf_status run_measure(const wf_panel *panel, const progress_options *o,
                             wf_arena *arena, wf_error *err)
{
    wf_progress_options options = WF_PROGRESS_OPTIONS_INIT;
    options.horizon = (uint32_t)o->horizon;
    if (o->as_of != NULL && !wf_period_parse(wf_str_from(o->as_of), &options.as_of))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--as-of \"%s\": expected a period such as 2026-27/autumn",
                       o->as_of);
    wf_progress *progress = NULL;
    wf_sink out = cli_stdout();
    WF_TRY(wf_progress_measure(panel, &options, &progress, err));
    if (o->is_public)
        wf_progress_suppress(progress);
    wf_progress_gap *gaps = NULL;
    size_t gap_count = 0;
    wf_status status = wf_progress_gaps(progress, arena, &gaps, &gap_count) == WF_OK
                           ? WF_OK
                           : wf_fail_memory(err);
    if (status == WF_OK && o->json)
        status = wf_progress_write_json(progress, &out, err);
    else if (status == WF_OK)
        print_progress(progress, gaps, gap_count);
    wf_progress_free(progress);
    return status;
}

static wf_status run_panel(const wf_panel *panel, const progress_options *o,
                           wf_arena *arena, wf_error *err)
{
    return o->backtest ? run_backtest(panel, o, err) : run_measure(panel, o, arena, err);
}

static wf_status run_observations(const progress_options *o, wf_arena *arena,
                                  wf_diags *diags, wf_error *err)
{
    wf_input in = {0};
    wf_panel panel = {0};
    WF_TRY(wf_input_open(o->observations, &o->limits, &in, err));
    wf_status status = wf_panel_from_csv(&in, arena, diags, &panel, err);
    if (status == WF_OK)
        status = run_panel(&panel, o, arena, err);
    wf_input_close(&in);
    return status;
}

/* The plans of all files, in order. */
typedef struct plan_list {
    wf_arena *arena;
    const wf_plan **items;
    size_t count, cap;
    wf_plans *files; /* own the plans */
    size_t file_count, file_cap;
    size_t failed;
} plan_list;

static wf_status add_plan(plan_list *list, const wf_plan *plan)
{
    const wf_plan **items = wf_arena_push_room(list->arena, list->items, list->count,
                                               &list->cap, sizeof(const wf_plan *));
    if (items == NULL)
        return WF_E_MEMORY;
    list->items = items;
    items[list->count++] = plan;
    return WF_OK;
}

/* Called for each file: take its plans. */
static wf_status take_file(void *context, wf_file_result *result)
{
    plan_list *list = context;
    if (result->error != NULL) {
        cli_print_error(result->error);
        list->failed++;
        return WF_OK;
    }
    wf_plans *files = wf_arena_push_room(list->arena, list->files, list->file_count,
                                         &list->file_cap, sizeof *files);
    if (files == NULL)
        return WF_E_MEMORY;
    list->files = files;
    files[list->file_count++] = *result->plans;
    for (size_t p = 0; p < result->plans->n; p++)
        WF_TRY(add_plan(list, result->plans->items[p]));
    *result->plans = (wf_plans){0};
    return WF_OK;
}

static wf_status run_plans(const progress_options *o, const plan_list *list,
                           wf_arena *arena, wf_error *err)
{
    wf_panel panel = {0};
    size_t skipped = 0;
    if (wf_panel_from_plans(list->items, list->count, arena, &panel, &skipped) != WF_OK)
        return wf_fail_memory(err);
    if (skipped > 0)
        cli_warn("%zu values have a period that could not be read", skipped);
    return run_panel(&panel, o, arena, err);
}

/* Plans and dashboards named on the command line, and folders of them. */
static wf_status run_files(const progress_options *o, char **files, int count,
                           wf_arena *arena, wf_error *err)
{
    plan_list list = {.arena = arena};
    cli_pool pool = {.quiet = o->json};
    pool.options.pipeline.read.limits = &o->limits;
    wf_status status = cli_pool_read(&pool, (const char *const *)files, (size_t)count,
                                     take_file, &list, err);
    if (status == WF_OK && list.file_count == 0)
        status = wf_fail(err, WF_E_IO, NULL, "none of the %zu files could be read",
                         pool.found);
    if (status == WF_OK)
        status = run_plans(o, &list, arena, err);
    *o->not_whole += list.failed + pool.damaged;
    for (size_t i = 0; i < list.file_count; i++)
        wf_plans_free(&list.files[i]);
    return status;
}

static wf_status run_store(const progress_options *o, wf_arena *arena, wf_error *err)
{
    wf_store *store = NULL;
    wf_panel panel = {0};
    WF_TRY(cli_store_open(&o->store, CLI_STORE_READ, &store, err));
    wf_status status = wf_store_panel(store, NULL, arena, &panel, err);
    wf_store_close(store);
    return status == WF_OK ? run_panel(&panel, o, arena, err) : status;
}

static wf_status run_sources(const progress_options *o, char **files, int count,
                             wf_arena *arena, wf_diags *diags, wf_error *err)
{
    if (o->plans) {
        const progress_plans plans = {.json = o->json,
                                      .as_of = o->as_of,
                                      .before = o->before,
                                      .store = &o->store,
                                      .limits = &o->limits,
                                      .not_whole = o->not_whole};
        return progress_plans_run(&plans, files, count, err);
    }
    if (o->observations != NULL)
        return run_observations(o, arena, diags, err);
    return count > 0 ? run_files(o, files, count, arena, err) : run_store(o, arena, err);
}

static int run_options(const progress_options *o, char **files, int count)
{
    wf_arena *arena = wf_arena_new(0);
    wf_diags diags = {.arena = arena};
    wf_error err = WF_ERROR_INIT;
    wf_status status = arena != NULL ? WF_OK : wf_fail_memory(&err);
    if (status == WF_OK)
        status = run_sources(o, files, count, arena, &diags, &err);
    if (status != WF_OK)
        cli_print_error(&err);
    if (diags.total > 0)
        print_diags(&diags, o->observations);
    int result = status == WF_OK && diags.total + *o->not_whole > 0
                     ? EXIT_PROBLEMS
                     : wf_status_exit(status);
    wf_arena_free(arena);
    return result;
}

static int run(const cli_command *self, int argc, char **argv)
{
    size_t not_whole = 0;
    progress_options o = {.holdout = 3,
                          .folds = 2,
                          .horizon = 4,
                          .limits = *wf_limits_default(),
                          .not_whole = &not_whole};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &o.json, NULL, "print JSON (wayforward/progress/1)"},
        {"--observations", NULL, CLI_TEXT, &o.observations, "FILE",
         "CSV: school, kpi, period, value, cohort[, unit, baseline, target]"},
        {"--as-of", NULL, CLI_TEXT, &o.as_of, "PERIOD", "use only what was known then"},
        {"--horizon", NULL, CLI_NUMBER, &o.horizon, "N",
         "periods to forecast where there is no deadline (4)"},
        {"--backtest", NULL, CLI_FLAG, &o.backtest, NULL,
         "forecast what has already come, and compare"},
        {"--holdout", NULL, CLI_NUMBER, &o.holdout, "N", "periods to hold out (3)"},
        {"--folds", NULL, CLI_NUMBER, &o.folds, "N",
         "parts the schools are split into, none forecast by its own (2)"},
        {"--public", NULL, CLI_FLAG, &o.is_public, NULL,
         "leave out figures of small numbers of pupils"},
        {"--plans", NULL, CLI_FLAG, &o.plans, NULL,
         "the plans' actions, not KPIs: shares, RAG, slippage, what is due"},
        {"--before", NULL, CLI_TEXT, &o.before, "PATH",
         "plans: the versions before, to see what slipped"},
        CLI_STORE_OPTION(o.store),
        CLI_TRUST_OPTION(o.store),
        {"--limit", NULL, CLI_LIMIT, &o.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int files =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (files < 0)
        return files == -2 ? EXIT_DONE : EXIT_USAGE;
    if (files == 0 && o.observations == NULL && !cli_store_is_there(&o.store)) {
        cli_warn(
            "progress of what? Name dashboards or plans, --observations FILE.csv, or "
            "a --store");
        return EXIT_USAGE;
    }
    if (o.horizon < 1 || o.horizon > 24) {
        cli_warn("--horizon %ld: expected 1 to 24", o.horizon);
        return EXIT_USAGE;
    }
    return run_options(&o, argv, files);
}

const cli_command cmd_progress = {
    .name = "progress",
    .summary = "Follow KPIs: where they stand, where they are going, how sure that is",
    .usage = "[--json] [--as-of PERIOD] [--backtest] [--plans [--before PATH]] "
             "[--observations FILE.csv | FILE...]",
    .example = "wayforward progress --observations observations.csv --json",
    .run = run,
};
