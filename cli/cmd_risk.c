/* wayforward risk: fit a model of inspection outcomes, and score schools with one. */
#include "cli/commands.h"
#include "wayforward/risk.h"

#include <stdio.h>
#include <string.h>

typedef struct risk_options {
    bool json;
    const char *outcome, *output, *model, *title, *source, *date, *without;
    long folds, medium, high; /* per cent */
    wf_limits limits;
} risk_options;

enum {
    MOST_LEFT_OUT = 32
};

static void print_validation(const wf_risk_validation *v)
{
    printf("%zu schools, %zu not judged Good; cross-validated in %zu parts, ridge %g:\n",
           v->schools, v->cases, v->folds, v->ridge);
    printf(
        "  AUC %.4f   Brier %.4f, %.1f%% better than the base rate   calibration error "
        "%.4f\n",
        v->auc, v->brier, 100 * v->skill, v->calibration);
}

/* "a,b,c" cut in place into a NULL-terminated list. */
static void cut_names(char *text, const char **out)
{
    size_t n = 0;
    while (text != NULL && *text != '\0' && n + 1 < MOST_LEFT_OUT) {
        out[n++] = text;
        text = strchr(text, ',');
        if (text != NULL)
            *text++ = '\0';
    }
    out[n] = NULL;
}

static wf_status fit(const risk_options *o, const char *file, wf_error *err)
{
    char without[1024] = "";
    const char *left_out[MOST_LEFT_OUT];
    if (o->without != NULL)
        (void)snprintf(without, sizeof without, "%s", o->without);
    cut_names(without, left_out);
    wf_risk_fit_options options = WF_RISK_FIT_OPTIONS_INIT;
    options.outcome = o->outcome;
    options.title = o->title;
    options.source = o->source != NULL ? o->source : file;
    options.date = o->date;
    options.leave_out = left_out;
    options.folds = (size_t)o->folds;
    wf_input in = {0};
    wf_risk_model *model = NULL;
    WF_TRY(wf_input_open(file, &o->limits, &in, err));
    wf_status status = wf_risk_fit(&in, &options, &model, err);
    wf_input_close(&in);
    if (status != WF_OK)
        return status;
    wf_risk_validation v = wf_risk_model_validation(model);
    print_validation(&v);
    if (o->output != NULL)
        status = wf_risk_model_save(model, o->output, err);
    wf_risk_model_free(model);
    return status;
}

static const char *band_name(wf_risk_rating band)
{
    static const char *const names[] = {[WF_RISK_NONE] = "-",
                                        [WF_RISK_HIGH] = "HIGH",
                                        [WF_RISK_MEDIUM] = "MEDIUM",
                                        [WF_RISK_LOW] = "LOW"};
    return names[band];
}

static void print_score(const wf_risk_score *s)
{
    enum {
        SHOWN = 3
    };
    printf("%.*s  %s  %.0f%% (%.0f%% to %.0f%%)", WF_STR_ARG(s->school),
           band_name(s->band), 100 * s->probability, 100 * s->lower80, 100 * s->upper80);
    if (s->highest != s->band)
        printf(", could be %s", band_name(s->highest));
    for (size_t i = 0; i < s->reason_count && i < SHOWN; i++)
        if (!s->reasons[i].missing)
            printf("%s %.*s %.*s (%+.2f)", i == 0 ? ":" : ";",
                   WF_STR_ARG(s->reasons[i].name), WF_STR_ARG(s->reasons[i].value),
                   s->reasons[i].log_odds);
    printf("\n");
}

static wf_status print_scores(const wf_risk_scores *scores, bool json, wf_error *err)
{
    wf_sink out = cli_stdout();
    if (json)
        return wf_risk_scores_write_json(scores, &out, err);
    for (size_t i = 0; i < scores->count; i++)
        print_score(&scores->items[i]);
    return WF_OK;
}

static wf_status open_model(const risk_options *o, wf_risk_model **out, wf_error *err)
{
    wf_input in = {0};
    if (o->model == NULL)
        return WF_OK;
    if (strcmp(o->model, "primary") == 0 || strcmp(o->model, "secondary") == 0)
        return wf_risk_model_shipped(o->model, out, err);
    WF_TRY(wf_input_open(o->model, &o->limits, &in, err));
    wf_status status = wf_risk_model_read(&in, out, err);
    wf_input_close(&in);
    return status;
}

static wf_status score(const risk_options *o, const char *file, wf_error *err)
{
    wf_input in = {0};
    wf_risk_model *model = NULL;
    wf_risk_scores *scores = NULL;
    const wf_risk_thresholds thresholds = {.medium = (double)o->medium / 100,
                                           .high = (double)o->high / 100};
    WF_TRY(open_model(o, &model, err));
    wf_status status = wf_input_open(file, &o->limits, &in, err);
    if (status == WF_OK) {
        status = wf_risk_score_table(model, &in, &thresholds, &scores, err);
        wf_input_close(&in);
    }
    if (status == WF_OK)
        status = print_scores(scores, o->json, err);
    wf_risk_scores_free(scores);
    wf_risk_model_free(model);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    risk_options o = {.outcome = "judgement",
                      .folds = 10,
                      .medium = 15,
                      .high = 40,
                      .limits = *wf_limits_default()};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &o.json, NULL, "score: print JSON"},
        {"--model", NULL, CLI_TEXT, &o.model, "FILE",
         "score: with this model, not the one that ships"},
        {"--medium", NULL, CLI_NUMBER, &o.medium, "N",
         "score: MEDIUM from N per cent (15)"},
        {"--high", NULL, CLI_NUMBER, &o.high, "N", "score: HIGH from N per cent (40)"},
        {"--outcome", NULL, CLI_TEXT, &o.outcome, "COLUMN",
         "fit: the judgement, or 1 for not Good (judgement)"},
        {"--output", "-o", CLI_TEXT, &o.output, "FILE", "fit: where the model goes"},
        {"--folds", NULL, CLI_NUMBER, &o.folds, "N", "fit: parts to validate by (10)"},
        {"--without", NULL, CLI_TEXT, &o.without, "A,B", "fit: columns not to use"},
        {"--title", NULL, CLI_TEXT, &o.title, "TEXT", "fit: the phase, for the record"},
        {"--source", NULL, CLI_TEXT, &o.source, "TEXT", "fit: where the data comes from"},
        {"--date", NULL, CLI_TEXT, &o.date, "DATE", "fit: the day, for the record"},
    };
    int operands =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (operands < 0)
        return operands == -2 ? EXIT_DONE : EXIT_USAGE;
    bool fits = operands == 2 && strcmp(argv[0], "fit") == 0;
    if (!fits && !(operands == 2 && strcmp(argv[0], "score") == 0)) {
        cli_warn("use: wayforward risk fit DATA.csv -o risk.model, or wayforward risk "
                 "score DATA.csv");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_status status = fits ? fit(&o, argv[1], &err) : score(&o, argv[1], &err);
    if (status != WF_OK)
        cli_print_error(&err);
    return wf_status_exit(status);
}

const cli_command cmd_risk = {
    .name = "risk",
    .summary = "Rate the risk of the next inspection, with reasons",
    .usage = "fit DATA.csv [--outcome COLUMN] -o FILE | score DATA.csv [--model FILE] "
             "[--json]",
    .example = "wayforward risk score schools.csv --json",
    .run = run,
};
