/* wayforward risk: fit a model of inspection outcomes, and score schools with one. */
#include "cli/commands.h"
#include "cli/risk_verbs.h"

#include <stdio.h>
#include <string.h>

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

static wf_status print_scores(const wf_risk_scores *scores, bool json, wf_error *err)
{
    wf_sink out = cli_stdout();
    if (json)
        return wf_risk_scores_write_json(scores, &out, err);
    risk_print_scores(scores);
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
    wf_risk_thresholds thresholds = WF_RISK_THRESHOLDS_INIT;
    if (o->medium > 0)
        thresholds.medium = (double)o->medium / 100;
    if (o->high > 0)
        thresholds.high = (double)o->high / 100;
    if (o->framework != NULL && strcmp(o->framework, "report-card") == 0)
        thresholds.framework = WF_RISK_REPORT_CARD;
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

typedef wf_status (*risk_verb)(const risk_options *o, char **operands, int count,
                               wf_error *err);

static wf_status run_fit(const risk_options *o, char **operands, int count, wf_error *err)
{
    (void)count;
    return fit(o, operands[0], err);
}

static wf_status run_score(const risk_options *o, char **operands, int count,
                           wf_error *err)
{
    (void)count;
    return score(o, operands[0], err);
}

static wf_status run_override(const risk_options *o, char **operands, int count,
                              wf_error *err)
{
    (void)count;
    return risk_override(o, operands[0], err);
}

static const struct {
    const char *name;
    int least, most; /* operands after it */
    risk_verb run;
} verbs[] = {
    {"fit", 1, 1, run_fit},
    {"score", 1, 1, run_score},
    {"override", 1, 1, run_override},
    {"register", 0, 1000, risk_register},
};

static wf_status run_verb(const risk_options *o, char **operands, int count,
                          bool *is_usage, wf_error *err)
{
    if (count == 0)
        return risk_rate_store(o, err);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(operands[0], verbs[i].name) == 0 && count - 1 >= verbs[i].least &&
            count - 1 <= verbs[i].most)
            return verbs[i].run(o, operands + 1, count - 1, err);
    *is_usage = true;
    return WF_OK;
}

static bool is_framework(const char *text)
{
    return text == NULL || strcmp(text, "four-grade") == 0 ||
           strcmp(text, "report-card") == 0;
}

static int run_options(const risk_options *o, char **operands, int count)
{
    wf_error err = WF_ERROR_INIT;
    bool is_usage = false;
    if (!is_framework(o->framework)) {
        cli_warn("--framework %s: expected four-grade or report-card", o->framework);
        return EXIT_USAGE;
    }
    wf_status status = run_verb(o, operands, count, &is_usage, &err);
    if (is_usage) {
        cli_warn("use: wayforward risk, risk fit DATA.csv -o risk.model, risk score "
                 "DATA.csv, risk override SCHOOL --band HIGH --reason TEXT --by NAME, or "
                 "risk register [FILE...]");
        return EXIT_USAGE;
    }
    if (status != WF_OK)
        cli_print_error(&err);
    return wf_status_exit(status);
}

static int run(const cli_command *self, int argc, char **argv)
{
    risk_options o = {
        .outcome = "judgement", .folds = 10, .limits = *wf_limits_default()};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &o.json, NULL, "print JSON"},
        {"--model", NULL, CLI_TEXT, &o.model, "FILE",
         "score: with this model, not the one that ships"},
        {"--medium", NULL, CLI_NUMBER, &o.medium, "N", "MEDIUM from N per cent (15)"},
        {"--high", NULL, CLI_NUMBER, &o.high, "N", "HIGH from N per cent (40)"},
        {"--framework", NULL, CLI_TEXT, &o.framework, "NAME",
         "four-grade (score) or report-card (the store's schools)"},
        {"--outcome", NULL, CLI_TEXT, &o.outcome, "COLUMN",
         "fit: the judgement, or 1 for not Good (judgement)"},
        {"--output", "-o", CLI_TEXT, &o.output, "FILE",
         "fit: where the model goes; register: a workbook or page of it"},
        {"--folds", NULL, CLI_NUMBER, &o.folds, "N", "fit: parts to validate by (10)"},
        {"--without", NULL, CLI_TEXT, &o.without, "A,B", "fit: columns not to use"},
        {"--title", NULL, CLI_TEXT, &o.title, "TEXT", "fit: the phase, for the record"},
        {"--source", NULL, CLI_TEXT, &o.source, "TEXT", "fit: where the data comes from"},
        {"--date", NULL, CLI_TEXT, &o.date, "DATE", "fit: the day, for the record"},
        {"--as-of", NULL, CLI_TEXT, &o.as_of, "DAY", "the day to judge by (today)"},
        {"--band", NULL, CLI_TEXT, &o.band, "BAND", "override: HIGH, MEDIUM or LOW"},
        {"--reason", NULL, CLI_TEXT, &o.reason, "TEXT", "override: why"},
        {"--review", NULL, CLI_TEXT, &o.review, "DAY", "override: when to look again"},
        {"--withdraw", NULL, CLI_FLAG, &o.close, NULL, "override: take it back"},
        {"--import", NULL, CLI_FLAG, &o.import, NULL, "register: into the store"},
        CLI_STORE_OPTION(o.store),
        CLI_TRUST_OPTION(o.store),
        CLI_BY_OPTION(o.store),
        {"--limit", NULL, CLI_LIMIT, &o.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int operands =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (operands < 0)
        return operands == -2 ? EXIT_DONE : EXIT_USAGE;
    return run_options(&o, argv, operands);
}

const cli_command cmd_risk = {
    .name = "risk",
    .summary = "Rate the risk of the next inspection, with reasons",
    .usage = "[--json] | fit DATA.csv -o FILE | score DATA.csv [--model FILE] | override "
             "SCHOOL --band BAND --reason TEXT --by NAME | register [FILE...] [-o FILE]",
    .example = "wayforward risk score schools.csv --json",
    .run = run,
};
