/* wayforward teach: a template file proposed from a filled plan. */
#include "cli/commands.h"
#include "wayforward/reader.h"
#include "wayforward/recognise.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    ANSWER_MAX = 80
};

/* A header as one line without the semicolons that part variants. */
static void print_header(FILE *out, wf_str header)
{
    for (size_t i = 0; i < header.n; i++) {
        char c = header.p[i];
        (void)fputc(c == '\n' || c == '\r' || c == '\t' || c == ';' ? ' ' : c, out);
    }
}

/* Would the answer make an entry? The parser of template files decides. */
static bool is_field(const char *answer)
{
    char line[ANSWER_MAX + 32];
    wf_templates *templates = NULL;
    int n = snprintf(line, sizeof line, "column %s: some words\n", answer);
    if (n < 0 || (size_t)n >= sizeof line || wf_templates_new(&templates, NULL) != WF_OK)
        return false;
    bool ok = wf_templates_add(templates, "answer", wf_str_from(line), NULL) == WF_OK;
    wf_templates_free(templates);
    return ok;
}

/* Ask for the field of a column; false where the answer is none. */
static bool ask(const wf_proposal *p, char *answer)
{
    for (;;) {
        (void)fprintf(stderr,
                      "\nColumn \"%.*s\" (%.*s) begins with \"%.*s\".\n"
                      "Which field is it (action, lead, when, cost, success-criteria, "
                      "..., other)? Return leaves it out%s%s%s: ",
                      WF_STR_ARG(p->header), WF_STR_ARG(p->at), WF_STR_ARG(p->sample),
                      p->field ? "; y takes \"" : "", p->field ? p->field : "",
                      p->field ? "\"" : "");
        if (fgets(answer, ANSWER_MAX, stdin) == NULL)
            return false;
        answer[strcspn(answer, "\r\n")] = '\0';
        if (answer[0] == '\0')
            return false;
        if (p->field != NULL && strcmp(answer, "y") == 0)
            (void)snprintf(answer, ANSWER_MAX, "%s", p->field);
        if (is_field(answer))
            return true;
        cli_warn("there is no field \"%s\"; docs/templates.md lists them", answer);
    }
}

static void print_proposal(FILE *out, const wf_proposal *p, bool asks)
{
    char answer[ANSWER_MAX] = "";
    bool answered = !p->is_sure && asks && ask(p, answer);
    const char *field = answered ? answer : p->field;
    bool taken = p->is_sure || answered;
    (void)fprintf(out, "\n# %.*s: %.*s%s\n", WF_STR_ARG(p->at), WF_STR_ARG(p->evidence),
                  answered ? "; you said so"
                  : taken  ? ""
                  : field  ? "; confirm: take away the # if this is so"
                           : "; confirm: put a field for the question mark");
    (void)fprintf(out, "%scolumn %s: ", taken ? "" : "# ", field ? field : "?");
    print_header(out, p->header);
    (void)fputc('\n', out);
}

static void print_file(FILE *out, const wf_proposals *proposals, const char *file,
                       bool asks)
{
    const char *base = strrchr(file, '/');
    (void)fprintf(
        out,
        "# Proposed by \"wayforward teach\" from %s: %zu headers known, %zu new.\n"
        "# Check it, then use it: wayforward read --templates THIS-FILE PLAN\n",
        base ? base + 1 : file, proposals->known, proposals->n);
    for (size_t i = 0; i < proposals->n; i++)
        print_proposal(out, &proposals->items[i], asks);
}

/* "x": a file that someone has corrected is not written over. */
static int write_file(const wf_proposals *proposals, const char *file, const char *target)
{
    bool asks = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    FILE *out = target ? fopen(target, "wx") : stdout;
    if (out == NULL) {
        cli_warn("\"%s\" cannot be made: is it there already?", target);
        return EXIT_OUTPUT;
    }
    print_file(out, proposals, file, asks);
    bool failed = ferror(out) != 0;
    if (target)
        failed |= fclose(out) != 0;
    if (failed)
        cli_warn("\"%s\" could not be written", target ? target : "standard output");
    return failed ? EXIT_OUTPUT : EXIT_DONE;
}

static wf_status propose(const char *file, const char *templates_path, wf_proposals **out,
                         wf_error *err)
{
    wf_templates *templates = NULL;
    wf_document *doc = NULL;
    wf_read_options options = {.limits = wf_limits_default()};
    wf_status status = templates_path ? wf_templates_read(templates_path, &templates, err)
                                      : wf_templates_new(&templates, err);
    if (status == WF_OK)
        status = wf_document_read(file, &options, &doc, err);
    if (status == WF_OK)
        status = wf_templates_propose(doc, templates, out, err);
    wf_document_free(doc);
    wf_templates_free(templates);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    const char *target = NULL, *templates_path = NULL;
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &target, "NEW.template",
         "the file to make (default: standard output)"},
        {"--templates", NULL, CLI_TEXT, &templates_path, "PATH",
         "template files that are known already"},
    };
    int files =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (files < 0)
        return files == -2 ? EXIT_DONE : EXIT_USAGE;
    if (files != 1) {
        cli_warn(
            "teach takes one filled plan: wayforward teach PLAN.xlsx -o NEW.template");
        return EXIT_USAGE;
    }
    wf_error err = WF_ERROR_INIT;
    wf_proposals *proposals = NULL;
    if (propose(argv[0], templates_path, &proposals, &err) != WF_OK) {
        cli_print_error(&err);
        return wf_status_exit(err.code);
    }
    int result = write_file(proposals, argv[0], target);
    wf_proposals_free(proposals);
    return result;
}

const cli_command cmd_teach = {
    .name = "teach",
    .summary = "Propose a template file from a filled plan with unknown headers",
    .usage = "FILE [-o NEW.template]",
    .example = "wayforward teach unknown-plan.xlsx -o ours.template",
    .run = run,
};
