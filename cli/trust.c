#include "cli/trust.h"

#include "cli/calendar_files.h"
#include "cli/trust_sources.h"

#include "cli/cli.h"
#include "wayforward/limits.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static wf_status keep_failure(cli_trust *trust, const wf_file_result *result)
{
    wf_file_failure *more =
        wf_arena_push_room(trust->arena, trust->failures, trust->failure_count,
                           &trust->failure_cap, sizeof *more);
    if (more == NULL)
        return WF_E_MEMORY;
    trust->failures = more;
    wf_file_failure *failure = &more[trust->failure_count];
    WF_TRY(wf_arena_str(trust->arena, result->file, &failure->file));
    WF_TRY(wf_arena_str(trust->arena, wf_str_from(result->error->message),
                        &failure->message));
    trust->failure_count++;
    cli_print_error(result->error);
    return WF_OK;
}

/* Called for each file, in order: take its plans. */
static wf_status take_file(void *context, wf_file_result *result)
{
    cli_trust *trust = context;
    if (result->error != NULL)
        return keep_failure(trust, result);
    wf_plans *more = wf_arena_push_room(trust->arena, trust->files, trust->file_count,
                                        &trust->file_cap, sizeof *more);
    if (more == NULL)
        return WF_E_MEMORY;
    trust->files = more;
    trust->files[trust->file_count++] = *result->plans;
    *result->plans = (wf_plans){0};
    return WF_OK;
}

static wf_status list_plans(cli_trust *trust, wf_date as_of, wf_error *err)
{
    for (size_t i = 0; i < trust->file_count; i++)
        trust->plan_count += trust->files[i].n;
    trust->plans = wf_arena_array(trust->arena, trust->plan_count, sizeof(const void *));
    if (trust->plans == NULL)
        return wf_fail_memory(err);
    size_t n = 0;
    for (size_t i = 0; i < trust->file_count; i++)
        for (size_t p = 0; p < trust->files[i].n; p++) {
            wf_plan_resolve_terms(trust->files[i].items[p], trust->calendar, as_of);
            trust->plans[n++] = trust->files[i].items[p];
        }
    return WF_OK;
}

static wf_status read_files(const char *const *paths, size_t count,
                            const cli_trust_options *options, cli_trust *out,
                            wf_error *err)
{
    cli_pool pool = {.jobs = options->jobs,
                     .quiet = options->quiet,
                     .templates = options->templates,
                     .verify = options->verify};
    cli_paths rest = {.items = paths, .n = count};
    pool.options.pipeline.read.limits = &options->limits;
    WF_TRY(cli_trust_take_setup(&rest, options, out, err));
    WF_TRY(cli_pool_read(&pool, rest.items, rest.n, take_file, out, err));
    out->found = pool.found;
    out->damaged = pool.damaged;
    if (out->found == 0)
        return wf_fail(
            err, WF_E_IO, &(wf_where){.file = paths[0]},
            "there is no file here that can be read (.xlsx, .xls, .docx, .doc, .csv)");
    if (out->file_count == 0)
        return wf_fail(err, WF_E_IO, NULL, "none of the %zu files could be read",
                       out->found);
    return WF_OK;
}

/* The term that is reported for: its number, and its last day where none was asked for.
 */
static wf_status find_term(const cli_trust *trust, const cli_trust_options *options,
                           wf_period *until, wf_date *as_of, wf_error *err)
{
    *as_of = options->as_of;
    if (options->term == NULL)
        return WF_OK;
    if (!wf_period_parse(wf_str_from(options->term), until))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--term \"%s\": expected a term such as 2026-27/T2",
                       options->term);
    wf_school_year year =
        wf_calendar_year(trust->calendar, (until->number - 1) / WF_TERMS);
    if (!options->has_day)
        *as_of = year.terms[(until->number - 1) % WF_TERMS].end;
    return WF_OK;
}

static wf_status measure(cli_trust *out, const cli_trust_options *options, wf_error *err)
{
    wf_results_options measure = {.failures = out->failures,
                                  .failure_count = out->failure_count,
                                  .forecast = true,
                                  .trust = out->has_setup ? &out->setup : NULL,
                                  .calendar = out->calendar,
                                  .observations = out->has_panel ? &out->panel : NULL,
                                  .before = out->before,
                                  .problem =
                                      out->allocation != NULL ? &out->problem : NULL,
                                  .allocation = out->allocation,
                                  .decisions = out->decisions,
                                  .decision_count = out->decision_count};
    WF_TRY(find_term(out, options, &measure.until, &measure.as_of, err));
    if (!out->from_store)
        WF_TRY(list_plans(out, measure.as_of, err));
    if (options->done != NULL) {
        WF_TRY(
            cli_read_done(options->done, out->arena, &out->done, &out->done_count, err));
        measure.has_done = true;
    }
    measure.done = out->done;
    measure.done_count = out->done_count;
    return wf_results_measure(out->plans, out->plan_count, &measure, &out->results, err);
}

wf_status cli_trust_read(const char *const *paths, size_t count,
                         const cli_trust_options *options, cli_trust *out, wf_error *err)
{
    *out = (cli_trust){.arena = wf_arena_new(0)};
    if (out->arena == NULL)
        return wf_fail_memory(err);
    if (count > 0)
        WF_TRY(read_files(paths, count, options, out, err));
    else
        WF_TRY(cli_trust_from_store(out, options, err));
    if (out->has_setup && out->calendar == NULL)
        WF_TRY(wf_trust_calendar(&out->setup, &out->calendar, err));
    return measure(out, options, err);
}

int cli_trust_result(const cli_trust *trust, wf_status status)
{
    if (status != WF_OK)
        return wf_status_exit(status);
    return trust->failure_count + trust->damaged > 0 ? EXIT_PROBLEMS : EXIT_DONE;
}

void cli_trust_free(cli_trust *trust)
{
    wf_results_free(trust->results);
    wf_allocation_free(trust->allocation);
    wf_calendar_free(trust->calendar);
    cli_setup_free(&trust->found_setup);
    for (size_t i = 0; i < trust->document_count; i++)
        wf_document_free(trust->documents[i]);
    for (size_t i = 0; i < trust->file_count; i++)
        wf_plans_free(&trust->files[i]);
    wf_arena_free(trust->arena);
    *trust = (cli_trust){0};
}

static bool take_number(const char **p, char separator, int *out)
{
    char *end = NULL;
    if (**p < '0' || **p > '9')
        return false;
    long value = strtol(*p, &end, 10);
    if (*end != separator || value > 9999)
        return false;
    *out = (int)value;
    *p = *end == '\0' ? end : end + 1;
    return true;
}

bool cli_parse_day(const char *text, wf_date *out)
{
    int first = 0;
    int month = 0;
    int last = 0;
    char separator = strchr(text, '-') != NULL ? '-' : '/';
    const char *p = text;
    if (!take_number(&p, separator, &first) || !take_number(&p, separator, &month) ||
        !take_number(&p, '\0', &last))
        return false;
    *out = separator == '-' ? wf_date_from_ymd(first, month, last)
                            : wf_date_from_ymd(last, month, first);
    return *out != WF_DATE_NONE;
}

int64_t cli_now(void)
{
    const char *epoch =
        getenv("SOURCE_DATE_EPOCH"); // NOLINT(concurrency-mt-unsafe): read only
    char *end = NULL;
    long long seconds = epoch != NULL ? strtoll(epoch, &end, 10) : 0;
    if (epoch == NULL || end == epoch || *end != '\0')
        seconds = (long long)time(NULL);
    return seconds;
}

wf_date cli_today(void)
{
    return (wf_date)(cli_now() / 86400);
}

/* An organisation that files name, and how many do. */
typedef struct named {
    wf_str name;
    size_t times;
} named;

wf_str cli_trust_name(const cli_trust *trust, const char *given)
{
    named best = {.name = WF_STR_EMPTY};
    size_t count = 0;
    if (given != NULL)
        return wf_str_from(given);
    if (trust->has_setup && trust->setup.name.n > 0)
        return trust->setup.name;
    named *all = wf_arena_array(trust->arena, trust->plan_count, sizeof *all);
    for (size_t i = 0; all != NULL && i < trust->plan_count; i++) {
        wf_str name = trust->plans[i]->organisation;
        size_t k = 0;
        if (name.n == 0)
            continue;
        while (k < count && !wf_str_eq_nocase(all[k].name, name))
            k++;
        if (k == count)
            all[count++] = (named){.name = name};
        all[k].times++;
    }
    for (size_t k = 0; k < count; k++)
        if (all[k].times > best.times)
            best = all[k];
    return best.name;
}

void cli_file_name(wf_str school, char out[CLI_FILE_NAME])
{
    size_t n = 0;
    for (size_t i = 0; i < school.n && n < CLI_FILE_NAME - 16; i++) {
        char c = school.p[i];
        bool is_word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word)
            out[n++] = c;
        else if (n > 0 && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n > 0 && out[n - 1] == '-')
        n--;
    out[n] = '\0';
}
