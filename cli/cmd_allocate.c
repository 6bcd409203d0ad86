/* wayforward allocate: who supports which school, in which term, and why. */
#include "cli/commands.h"
#include "wayforward/pipeline.h"
#include "wayforward/support.h"
#include "wayforward/writer.h"

#include <stdio.h>

typedef struct allocate_options {
    bool json, decompose;
    const char *output, *write_lp, *what_if, *records, *plans;
    long seconds;
    wf_limits limits;
} allocate_options;

typedef struct answer {
    wf_support_problem problem;
    wf_allocation *allocation;
} answer;

static void print_diags(const wf_diags *diags)
{
    enum {
        SHOWN = 20
    };
    for (size_t i = 0; i < diags->n && i < SHOWN; i++)
        cli_warn("%.*s: %.*s", WF_STR_ARG(diags->items[i].at),
                 WF_STR_ARG(diags->items[i].message));
    if (diags->total > SHOWN)
        cli_warn("and %zu more cells like these", diags->total - SHOWN);
}

static void print_levels(const answer *a, const answer *with)
{
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++) {
        const wf_allocation_level *l = &a->allocation->levels[k];
        printf("  %d. %-58s %10.2f", k + 1, l->name, l->value);
        if (with != NULL)
            printf("  with it %10.2f", with->allocation->levels[k].value);
        if (l->gap > 0)
            printf("  not proved best: gap %.2g%%", 100 * l->gap);
        printf("\n");
    }
}

static void print_line(const wf_support_problem *p, const wf_allocation_line *l)
{
    printf("  T%u %5.1f  %.*s (%.*s): %.*s\n", l->term + 1, l->halves / 2.0,
           WF_STR_ARG(p->providers[l->provider].name),
           WF_STR_ARG(p->providers[l->provider].role), WF_STR_ARG(l->reason));
}

static void print_short(const wf_allocation_short *x)
{
    if (x->term == WF_SUPPORT_NONE)
        printf("  short in the year: %.1f days. ", x->halves / 2.0);
    else
        printf("  short in T%u: %.1f days of %s. ", x->term + 1, x->halves / 2.0,
               x->is_qa ? "quality assurance" : "improvement");
    printf("%.*s\n", WF_STR_ARG(x->cause));
}

/* Lines and shortfalls come by school: each is printed once, in one walk. */
typedef struct walk {
    size_t line, gap;
} walk;

static void print_school(const answer *a, uint32_t s, walk *at)
{
    const wf_support_problem *p = &a->problem;
    const wf_support_school *school = &p->schools[s];
    printf("%.*s  category %.*s: %.*s%s\n", WF_STR_ARG(school->name),
           WF_STR_ARG(p->policy.tiers[school->decision.tier].code),
           WF_STR_ARG(school->decision.rule),
           school->decision.needs_person ? " (to be decided by a person)" : "");
    const wf_allocation *x = a->allocation;
    for (; at->line < x->line_count && x->lines[at->line].school == s; at->line++)
        print_line(p, &x->lines[at->line]);
    for (; at->gap < x->short_count && x->shorts[at->gap].school == s; at->gap++)
        print_short(&x->shorts[at->gap]);
}

static void print_answer(const answer *a, const answer *with)
{
    walk at = {0, 0};
    for (uint32_t s = 0; s < a->problem.school_count; s++)
        print_school(a, s, &at);
    print_levels(a, with);
    for (size_t i = 0; i < a->allocation->worth_count; i++) {
        const wf_allocation_worth *w = &a->allocation->worths[i];
        if (w->unmet > 0)
            printf("  One more day of %.*s in T%u: unmet entitlement falls by %.2f\n",
                   WF_STR_ARG(w->role), w->term + 1, w->unmet);
    }
}

static wf_status write_report(wf_report *report, const char *target, wf_error *err)
{
    if (report == NULL)
        return wf_fail_memory(err);
    wf_status status = wf_report_status(report, err);
    if (status == WF_OK)
        status = wf_report_write(report, target, err);
    wf_report_free(report);
    return status;
}

static wf_status show(const allocate_options *o, const answer *a, const answer *with,
                      wf_error *err)
{
    wf_sink out = cli_stdout();
    if (o->output != NULL)
        WF_TRY(write_report(
            with != NULL ? wf_allocation_report_beside(&a->problem, a->allocation,
                                                       &with->problem, with->allocation)
                         : wf_allocation_report(&a->problem, a->allocation),
            o->output, err));
    if (o->records != NULL)
        WF_TRY(write_report(
            wf_support_records(&a->problem, a->allocation, 0, a->problem.school_count),
            o->records, err));
    if (o->json)
        return wf_allocation_write_json(
            &a->problem, a->allocation, with != NULL ? &with->problem : NULL,
            with != NULL ? with->allocation : NULL, &out, err);
    print_answer(a, with);
    return WF_OK;
}

/* Needs from the plans of a folder; what is no plan is left alone. */
static wf_status take_plans(const char *folder, wf_support_problem *problem,
                            wf_diags *diags, wf_error *err)
{
    wf_strs files = {0};
    WF_TRY(wf_files_below(&folder, 1, diags->arena, &files, err));
    for (size_t i = 0; i < files.n; i++) {
        wf_plans plans = {0};
        if (wf_plans_read(files.items[i].p, NULL, &plans, NULL) != WF_OK)
            continue;
        wf_status status = WF_OK;
        bool taken = false;
        for (size_t k = 0; status == WF_OK && k < plans.n; k++)
            status = wf_support_take_plan(problem, plans.items[k], diags->arena, &taken);
        wf_plans_free(&plans);
        if (status != WF_OK)
            return wf_fail_memory(err);
    }
    return WF_OK;
}

static wf_status allocate(const allocate_options *o, const wf_document *const *docs,
                          size_t count, wf_diags *diags, wf_error *err)
{
    answer a = {0}, with = {0};
    wf_allocate_options options = WF_ALLOCATE_OPTIONS_INIT;
    options.seconds = (double)o->seconds;
    options.write_lp = o->write_lp;
    options.decompose = o->decompose;
    WF_TRY(wf_support_read(docs, count, diags->arena, diags, &a.problem, err));
    wf_status status =
        o->plans != NULL ? take_plans(o->plans, &a.problem, diags, err) : WF_OK;
    if (status == WF_OK)
        status = wf_support_allocate(&a.problem, &options, &a.allocation, err);
    options.write_lp = NULL;
    if (status == WF_OK && o->what_if != NULL) {
        status = wf_support_what_if(&a.problem, wf_str_from(o->what_if), diags->arena,
                                    &with.problem, err);
        if (status == WF_OK)
            status = wf_support_allocate(&with.problem, &options, &with.allocation, err);
    }
    if (status == WF_OK)
        status = show(o, &a, with.allocation != NULL ? &with : NULL, err);
    wf_allocation_free(a.allocation);
    wf_allocation_free(with.allocation);
    return status;
}

static wf_status read_and_allocate(const allocate_options *o, char **paths, int count,
                                   wf_diags *diags, wf_error *err)
{
    wf_strs files = {0};
    wf_read_options read = {.limits = &o->limits};
    WF_TRY(wf_files_below((const char *const *)paths, (size_t)count, diags->arena, &files,
                          err));
    wf_document **docs = wf_arena_array(diags->arena, files.n + 1, sizeof(wf_document *));
    if (docs == NULL)
        return wf_fail_memory(err);
    wf_status status = WF_OK;
    for (size_t i = 0; status == WF_OK && i < files.n; i++)
        status = wf_document_read(files.items[i].p, &read, &docs[i], err);
    if (status == WF_OK)
        status = allocate(o, (const wf_document *const *)docs, files.n, diags, err);
    for (size_t i = 0; i < files.n; i++)
        wf_document_free(docs[i]);
    return status;
}

static int run(const cli_command *self, int argc, char **argv)
{
    allocate_options o = {.seconds = 120, .limits = *wf_limits_default()};
    const cli_option options[] = {
        {"--json", NULL, CLI_FLAG, &o.json, NULL, "print JSON (wayforward/allocation/1)"},
        {"--output", "-o", CLI_TEXT, &o.output, "FILE", "write a workbook or page"},
        {"--write-lp", NULL, CLI_TEXT, &o.write_lp, "DIR",
         "write level-1.lp ... level-5.lp for another solver into a folder"},
        {"--what-if", NULL, CLI_TEXT, &o.what_if, "WORDS",
         "side by side: \"add SLE maths 6 days T3\""},
        {"--seconds", NULL, CLI_NUMBER, &o.seconds, "N",
         "then the best known answer stands, with its gap (120)"},
        {"--records", NULL, CLI_TEXT, &o.records, "FILE",
         "write support records to fill in, a sheet a school"},
        {"--plans", NULL, CLI_TEXT, &o.plans, "FOLDER",
         "needs of schools that name none, from their plans"},
        {"--decompose", NULL, CLI_FLAG, &o.decompose, NULL,
         "by exchange between schools, with a bound, as beyond 60,000 triples"},
        {"--limit", NULL, CLI_LIMIT, &o.limits, "NAME=N",
         "raise or lower a limit of reading"},
    };
    int files =
        cli_options(self, options, sizeof options / sizeof options[0], argc, argv);
    if (files < 0)
        return files == -2 ? EXIT_DONE : EXIT_USAGE;
    if (files == 0 || o.seconds < 1) {
        cli_warn("allocate what? Name a workbook, or a folder with schools.csv and "
                 "providers.csv");
        return EXIT_USAGE;
    }
    wf_arena *arena = wf_arena_new(0);
    wf_diags diags = {.arena = arena};
    wf_error err = WF_ERROR_INIT;
    wf_status status = arena != NULL ? read_and_allocate(&o, argv, files, &diags, &err)
                                     : wf_fail_memory(&err);
    if (status != WF_OK)
        cli_print_error(&err);
    print_diags(&diags);
    int result =
        status == WF_OK && diags.total > 0 ? EXIT_PROBLEMS : wf_status_exit(status);
    wf_arena_free(arena);
    return result;
}

const cli_command cmd_allocate = {
    .name = "allocate",
    .summary = "Share out support days: optimal, with a reason for every line",
    .usage =
        "[--json] [-o FILE] [--write-lp DIR] [--what-if WORDS] (INPUT.xlsx | FOLDER)",
    .example = "wayforward allocate fixtures/allocation --json",
    .run = run,
};
