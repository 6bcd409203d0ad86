/* wayforward convert: legacy plans become formatted workbooks in any family's layout. */
#include "cli/commands.h"
#include "cli/pool.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct conversion {
    const char *target; /* file, or folder */
    bool into_folder;
    wf_family family; /* UNKNOWN: each plan's own */
    size_t files, failed, plans, cells, unmapped, warnings;
    size_t by_family[WF_FAMILIES];
    size_t by_warning[WF_DIAG_CODES];
    wf_error *err;
} conversion;

static wf_str stem_of(wf_str file)
{
    size_t start = file.n, end = file.n;
    while (start > 0 && file.p[start - 1] != '/')
        start--;
    for (size_t i = end; i > start; i--)
        if (file.p[i - 1] == '.') {
            end = i - 1;
            break;
        }
    return wf_str_sub(file, start, end - start);
}

/* "autumn.docx" becomes OUT/autumn.xlsx; its second plan OUT/autumn-2.xlsx. Two sources
 * of one name ("plan.doc", "plan.docx") must not overwrite each other: the format then
 * comes in. */
static bool name_target(const conversion *c, const wf_plan *plan, size_t index,
                        size_t count, char *out, size_t size)
{
    char number[24] = "";
    if (count > 1)
        (void)snprintf(number, sizeof number, "-%zu", index + 1);
    int n;
    if (!c->into_folder)
        n = snprintf(out, size, "%s", c->target);
    else
        n = snprintf(out, size, "%s/%.*s-%s%s.xlsx", c->target,
                     WF_STR_ARG(stem_of(plan->file)), wf_format_name(plan->format),
                     number);
    return n > 0 && (size_t)n < size;
}

static void count_plan(conversion *c, const wf_plan *plan)
{
    c->plans++;
    c->by_family[plan->family]++;
    c->cells += plan->ledger.count;
    c->unmapped += plan->ledger.by_role[WF_ROLE_UNMAPPED];
    c->warnings += plan->warnings.total;
    for (size_t i = 0; i < plan->warnings.n; i++)
        c->by_warning[plan->warnings.items[i].code]++;
}

static wf_status write_plan(conversion *c, const wf_plan *plan, size_t index,
                            size_t count)
{
    char target[4096];
    wf_report *report = NULL;
    /* The same input gives the same bytes: no clock in the workbook. */
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = plan->title;
    options.organisation = plan->organisation;
    options.created = 0;
    /* In a plan, blue print is guidance to whoever writes it: headings are not blue. */
    options.theme = (wf_theme){0x14514B, 0x2A7F77};
    if (!name_target(c, plan, index, count, target, sizeof target)) {
        (void)wf_fail(c->err, WF_E_ARGUMENT, NULL, "the name of the output is too long");
        return WF_E_ARGUMENT;
    }
    WF_TRY(wf_report_plan(plan, c->family, &options, &report, c->err));
    wf_status status = wf_report_write(report, target, c->err);
    wf_report_free(report);
    return status;
}

static wf_status visit(void *context, wf_file_result *result)
{
    conversion *c = context;
    c->files++;
    if (result->error) {
        cli_print_error(result->error);
        c->failed++;
        return WF_OK;
    }
    for (size_t i = 0; i < result->plans->n; i++) {
        count_plan(c, result->plans->items[i]);
        WF_TRY(write_plan(c, result->plans->items[i], i, result->plans->n));
    }
    return WF_OK;
}

static void print_summary(const conversion *c)
{
    printf("%zu files, %zu plans:", c->files, c->plans);
    for (int f = 0; f < WF_FAMILIES; f++)
        if (c->by_family[f] > 0)
            printf(" %zu %s;", c->by_family[f], wf_family_name((wf_family)f));
    printf("\n%zu cells and paragraphs: %zu mapped, %zu kept as not mapped\n", c->cells,
           c->cells - c->unmapped, c->unmapped);
    if (c->warnings > 0)
        printf("%zu warnings:", c->warnings);
    for (int w = 0; w < WF_DIAG_CODES; w++)
        if (c->by_warning[w] > 0)
            printf(" %zu %s;", c->by_warning[w], wf_diag_name((wf_diag_code)w));
    printf("%s%zu files could not be read\n", c->warnings > 0 ? "\n" : "", c->failed);
}

static bool is_folder(const char *name)
{
    struct stat st;
    return stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A target that ends in .xlsx is a file; anything else is a folder, made where it is not
 * there. */
static bool prepare_target(conversion *c, int inputs, const char *first)
{
    size_t n = strlen(c->target);
    bool is_file =
        n > 5 && strcmp(c->target + n - 5, ".xlsx") == 0 && !is_folder(c->target);
    c->into_folder = !is_file;
    if (is_file && (inputs > 1 || is_folder(first))) {
        cli_warn("several plans go into a folder; name one with -o, not \"%s\"",
                 c->target);
        return false;
    }
    if (c->into_folder && mkdir(c->target, 0777) != 0 && errno != EEXIST) {
        cli_warn("the folder \"%s\" cannot be made", c->target);
        return false;
    }
    return true;
}

static int run(const cli_command *self, int argc, char **argv)
{
    wf_error err = WF_ERROR_INIT;
    conversion c = {.err = &err};
    cli_pool pool = {0};
    wf_limits limits = *wf_limits_default();
    const char *family = NULL;
    const cli_option options[] = {
        {"--output", "-o", CLI_TEXT, &c.target, "OUT",
         "the workbook, or the folder for several"},
        {"--to", NULL, CLI_TEXT, &family, "FAMILY",
         "the layout: way-forward, rapid-recovery, team-around-school, next-steps, "
         "strands, "
         "strategic, action-plan (default: the plan's own)"},
        {"--templates", NULL, CLI_TEXT, &pool.templates, "PATH",
         "more families and synonyms: a template file, or a folder of them"},
        {"--verify", NULL, CLI_TEXT, &pool.verify, "on|off",
         "read every .xls a second time, by FreeXL, and report differences (on)"},
        {"--sandbox", NULL, CLI_TEXT, &pool.sandbox, "on|off",
         "readers give up all rights but to read what is open (on where the system can)"},
        {"--jobs", "-j", CLI_NUMBER, &pool.jobs, "N",
         "files at once (default: the processors)"},
        {"--quiet", "-q", CLI_FLAG, &pool.quiet, NULL, "no progress bar"},
        {"--limit", NULL, CLI_LIMIT, &limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int inputs =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (inputs < 0)
        return inputs == -2 ? EXIT_DONE : EXIT_USAGE;
    if (inputs == 0 || !c.target) {
        cli_warn("convert what, to where? wayforward convert PLAN.docx -o PLAN.xlsx");
        return EXIT_USAGE;
    }
    c.family = family ? wf_family_from_name(wf_str_from(family)) : WF_FAMILY_UNKNOWN;
    if (family && c.family == WF_FAMILY_UNKNOWN) {
        const char *names[WF_FAMILIES];
        for (int f = 0; f < WF_FAMILIES; f++)
            names[f] = wf_family_name((wf_family)f);
        const char *nearest = cli_nearest(family, names, WF_FAMILIES);
        cli_warn("there is no family \"%s\"%s%s", family,
                 nearest ? "; did you mean " : "", nearest ? nearest : "");
        return EXIT_USAGE;
    }
    if (!prepare_target(&c, inputs, argv[0]))
        return EXIT_USAGE;
    pool.options.pipeline.read.limits = &limits;
    wf_status status =
        cli_pool_read(&pool, (const char *const *)argv, (size_t)inputs, visit, &c, &err);
    if (status != WF_OK && err.code != WF_OK)
        cli_print_error(&err);
    print_summary(&c);
    if (status != WF_OK)
        return wf_status_exit(status);
    if (c.failed > 0)
        return c.failed < c.files ? EXIT_PROBLEMS : EXIT_INPUT;
    return pool.damaged > 0 ? EXIT_PROBLEMS : EXIT_DONE;
}

const cli_command cmd_convert = {
    .name = "convert",
    .summary = "Write plans as formatted workbooks, in their own layout or another's",
    .usage = "FILE...|FOLDER -o OUT [--to FAMILY]",
    .example = "wayforward convert old-plan.docx -o new-plan.xlsx --to way-forward",
    .run = run,
};
