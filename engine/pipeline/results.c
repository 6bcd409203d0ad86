/* Plans become results: the analyses are run once, and their results ordered by school.
 */
#include "engine/pipeline/results_private.h"

wf_str wf_results_school_name(const wf_plan *plan)
{
    if (plan->school.n > 0)
        return plan->school;
    if (plan->organisation.n > 0)
        return plan->organisation;
    return plan->urn.n > 0 ? plan->urn : plan->file;
}

static const wf_kpi_progress *find_kpi(const wf_kpi_progress *items, size_t count,
                                       wf_str kpi)
{
    for (size_t i = 0; i < count; i++)
        if (wf_str_eq_nocase(items[i].kpi, kpi))
            return &items[i];
    return NULL;
}

const wf_kpi_progress *wf_school_kpi(const wf_school_result *school, wf_str kpi)
{
    return find_kpi(school->kpis, school->kpi_count, kpi);
}

const wf_kpi_progress *wf_school_kpi_before(const wf_school_result *school, wf_str kpi)
{
    return find_kpi(school->kpis_before, school->kpi_count_before, kpi);
}

wf_str wf_results_short_file(const wf_results *results, wf_str file)
{
    bool is_below = results->folder.n > 0 && wf_str_starts_with(file, results->folder);
    return is_below ? wf_str_sub(file, results->folder.n, file.n) : file;
}

/* The longest folder that all files are below. */
static wf_str common_folder(const wf_results *r)
{
    if (r->plan_count == 0)
        return WF_STR_EMPTY;
    wf_str common = r->plans[0]->file;
    for (size_t i = 0; i < r->plan_count; i++) {
        wf_str file = r->plans[i]->file;
        size_t n = 0;
        while (n < common.n && n < file.n && common.p[n] == file.p[n])
            n++;
        common.n = n;
    }
    while (common.n > 0 && common.p[common.n - 1] != '/')
        common.n--;
    return common;
}

size_t wf_results_doubts(const wf_plan *plan)
{
    size_t n =
        plan->warnings.total - plan->warnings.n; /* not kept: counted all the same */
    for (size_t i = 0; i < plan->warnings.n; i++)
        n += wf_diag_severity(plan->warnings.items[i].code) != WF_NOTE;
    return n;
}

wf_school_result *results_school(wf_results *r, wf_str name)
{
    for (size_t i = 0; i < r->school_count; i++)
        if (wf_str_eq_nocase(r->schools[i].name, name))
            return &r->schools[i];
    return NULL;
}

wf_str results_school_name(const wf_trust *trust, wf_str name, wf_str urn)
{
    const wf_trust_school *known =
        trust != NULL ? wf_trust_find_school(trust, name, urn) : NULL;
    return known != NULL ? known->name : name;
}

void results_add_counts(wf_action_counts *sum, const wf_action_counts *part)
{
    const struct {
        size_t *to;
        size_t from;
    } fields[] = {
        {&sum->actions, part->actions},
        {&sum->complete, part->complete},
        {&sum->dropped, part->dropped},
        {&sum->due, part->due},
        {&sum->overdue, part->overdue},
        {&sum->unowned, part->unowned},
        {&sum->undated, part->undated},
        {&sum->no_criteria, part->no_criteria},
        {&sum->no_monitoring, part->no_monitoring},
        {&sum->due_soon, part->due_soon},
        {&sum->due_complete, part->due_complete},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        *fields[i].to += fields[i].from;
    for (size_t i = 0; i <= WF_RAG_BLUE; i++)
        sum->by_rag[i] += part->by_rag[i];
}

static bool has_actions(const wf_plan *plan)
{
    for (size_t i = 0; i < plan->priority_count; i++)
        if (plan->priorities[i].action_count > 0)
            return true;
    return false;
}

/* A file in which nothing of a school was recognised is no school; nor is the trust. */
static bool counts_as_school(const wf_plan *plan)
{
    if (plan->family == WF_FAMILY_STRATEGIC)
        return false;
    return plan->school.n > 0 || plan->kpi_count > 0 || has_actions(plan);
}

/* The school of that name, added where it is new. NULL when out of memory. */
static wf_school_result *add_school(wf_results *r, wf_str name)
{
    wf_school_result *school = results_school(r, name);
    if (school != NULL)
        return school;
    school = &r->schools[r->school_count]; /* room for all that can be named */
    *school = (wf_school_result){.name = name};
    school->support.category = school->support.why = WF_STR_EMPTY;
    school->support.cause = WF_STR_EMPTY;
    school->plans = wf_arena_array(r->arena, r->plan_count, sizeof(size_t));
    if (school->plans == NULL)
        return NULL;
    if (r->trust != NULL)
        school->setup = wf_trust_find_school(r->trust, name, WF_STR_EMPTY);
    r->school_count++;
    return school;
}

static wf_status add_plan(wf_results *r, size_t index)
{
    const wf_plan *plan = r->plans[index];
    wf_plan_progress *progress = &r->plan_progress[index];
    WF_TRY(wf_plan_progress_measure(plan, r->as_of, r->arena, progress));
    for (size_t i = 0; i < WF_ROLES; i++)
        r->by_role[i] += plan->ledger.by_role[i];
    r->cells += plan->ledger.count;
    r->warnings += wf_results_doubts(plan);
    wf_str name = results_school_name(r->trust, wf_results_school_name(plan), plan->urn);
    r->plan_schools[index] = name;
    if (!counts_as_school(plan))
        return WF_OK;
    wf_school_result *school = add_school(r, name);
    if (school == NULL)
        return WF_E_MEMORY;
    school->file_count++;
    if (has_actions(plan)) {
        school->plans[school->plan_count++] = index;
        results_add_counts(&school->actions, &progress->total);
        results_add_counts(&r->actions, &progress->total);
    }
    return WF_OK;
}

/* The observed periods: the latest, and the one before it. */
static void find_periods(wf_results *r, const wf_panel *panel)
{
    for (size_t i = 0; i < panel->row_count; i++)
        if (!panel->rows[i].suppressed && panel->rows[i].period.number > r->period.number)
            r->period = panel->rows[i].period;
    for (size_t i = 0; i < panel->row_count; i++) {
        wf_period at = panel->rows[i].period;
        if (!panel->rows[i].suppressed && at.number < r->period.number &&
            at.number > r->before.number)
            r->before = at;
    }
}

static void count_statuses(const wf_kpi_progress *items, size_t count, size_t *by_status)
{
    for (size_t i = 0; i < count; i++)
        by_status[items[i].status]++;
}

/* The school's items: they stand together. */
static void find_items(const wf_progress *progress, wf_str school,
                       const wf_kpi_progress **items, size_t *count)
{
    for (size_t i = 0; progress != NULL && i < progress->count; i++) {
        if (!wf_str_eq_nocase(progress->items[i].school, school))
            continue;
        if (*count == 0)
            *items = &progress->items[i];
        (*count)++;
    }
}

static void fill_school(wf_results *r, wf_school_result *school)
{
    find_items(r->now, school->name, &school->kpis, &school->kpi_count);
    find_items(r->then, school->name, &school->kpis_before, &school->kpi_count_before);
    count_statuses(school->kpis, school->kpi_count, school->by_status);
    count_statuses(school->kpis_before, school->kpi_count_before,
                   school->by_status_before);
    for (size_t i = 0; i < school->kpi_count; i++)
        if (school->kpis[i].latest.number > school->latest.number)
            school->latest = school->kpis[i].latest;
    for (size_t i = 0; i < WF_STATUSES; i++) {
        r->by_status[i] += school->by_status[i];
        r->by_status_before[i] += school->by_status_before[i];
    }
}

static void list_kpis(wf_results *r)
{
    for (size_t i = 0; i < r->now->count; i++) {
        const wf_kpi_progress *item = &r->now->items[i];
        size_t k = 0;
        while (k < r->kpi_count && !wf_str_eq_nocase(r->kpis[k].name, item->kpi))
            k++;
        if (k == r->kpi_count)
            r->kpis[r->kpi_count++].name = item->kpi;
        if (r->kpis[k].schools++ == 0) {
            r->kpis[k].unit = item->unit;
            r->kpis[k].direction = item->direction;
        }
    }
}

/* The plans' observations, those of the trust's own strategy left out. */
static wf_status panel_of_plans(wf_results *r, wf_panel *panel)
{
    const wf_plan **plans = wf_arena_array(r->arena, r->plan_count, sizeof(void *));
    size_t count = 0;
    if (plans == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < r->plan_count; i++)
        if (r->plans[i]->family != WF_FAMILY_STRATEGIC)
            plans[count++] = r->plans[i];
    WF_TRY(wf_panel_from_plans(plans, count, r->arena, panel, &r->skipped));
    return r->trust != NULL ? results_rename(r, panel) : WF_OK;
}

/* The panel without what came after the day that is reported for. */
static wf_status take_panel(wf_results *r, const wf_results_options *options)
{
    wf_panel panel = {0};
    if (options->observations != NULL)
        panel = *options->observations; /* a store knows the names already */
    else
        WF_TRY(panel_of_plans(r, &panel));
    wf_panel_row *rows = wf_arena_array(r->arena, panel.row_count, sizeof *rows);
    size_t kept = 0;
    if (rows == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < panel.row_count; i++)
        if (options->until.number == 0 ||
            panel.rows[i].period.number <= options->until.number)
            rows[kept++] = panel.rows[i];
    r->panel = panel;
    r->panel.rows = rows;
    r->panel.row_count = kept;
    return WF_OK;
}

static wf_status measure_kpis(wf_results *r, bool forecast, wf_error *err)
{
    wf_progress_options options = WF_PROGRESS_OPTIONS_INIT;
    options.as_of = r->period;
    options.forecast = forecast;
    WF_TRY(wf_progress_measure(&r->panel, &options, &r->now, err));
    if (r->before.number > 0) {
        options.as_of = r->before;
        options.forecast = false;
        WF_TRY(wf_progress_measure(&r->panel, &options, &r->then, err));
    }
    r->kpis = wf_arena_array(r->arena, r->now->count, sizeof *r->kpis);
    if (r->kpis == NULL)
        return WF_E_MEMORY;
    list_kpis(r);
    for (size_t i = 0; i < r->school_count; i++)
        fill_school(r, &r->schools[i]);
    return WF_OK;
}

static wf_status copy_failures(wf_results *r, const wf_results_options *options)
{
    r->failures = wf_arena_array(r->arena, options->failure_count, sizeof *r->failures);
    if (r->failures == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < options->failure_count; i++) {
        WF_TRY(wf_arena_str(r->arena, options->failures[i].file, &r->failures[i].file));
        WF_TRY(wf_arena_str(r->arena, options->failures[i].message,
                            &r->failures[i].message));
    }
    r->failure_count = options->failure_count;
    return WF_OK;
}

/* Schools that only the observations or the set-up name. */
static wf_status add_other_schools(wf_results *r, const wf_results_options *options)
{
    wf_str last = WF_STR_EMPTY;
    for (size_t i = 0; options->observations != NULL && i < r->panel.row_count; i++) {
        if (wf_str_eq(last, r->panel.rows[i].school))
            continue;
        last = r->panel.rows[i].school;
        if (add_school(r, last) == NULL)
            return WF_E_MEMORY;
    }
    for (size_t i = 0; r->trust != NULL && i < r->trust->school_count; i++)
        if (add_school(r, r->trust->schools[i].name) == NULL)
            return WF_E_MEMORY;
    return WF_OK;
}

static size_t most_schools(const wf_results *r, const wf_results_options *options)
{
    return r->plan_count + (r->trust != NULL ? r->trust->school_count : 0) +
           (options->observations != NULL ? options->observations->row_count : 0);
}

/* What follows from plans and KPIs. */
static wf_status measure_rest(wf_results *r, const wf_results_options *options,
                              wf_error *err)
{
    WF_TRY(results_history(r));
    WF_TRY(results_pool(r));
    WF_TRY(results_plans(r, options, err));
    WF_TRY(results_data(r));
    WF_TRY(results_risk(r, options, err));
    WF_TRY(results_support(r, options));
    WF_TRY(results_strategy(r));
    return results_activities(r, options, err);
}

static wf_status measure(wf_results *r, const wf_results_options *options, wf_error *err)
{
    r->plan_progress = wf_arena_array(r->arena, r->plan_count, sizeof *r->plan_progress);
    r->plan_schools = wf_arena_array(r->arena, r->plan_count, sizeof(wf_str));
    r->schools = wf_arena_array(r->arena, most_schools(r, options), sizeof *r->schools);
    if (r->plan_progress == NULL || r->schools == NULL || r->plan_schools == NULL)
        return WF_E_MEMORY;
    r->folder = common_folder(r);
    WF_TRY(copy_failures(r, options));
    for (size_t i = 0; i < r->plan_count; i++)
        WF_TRY(add_plan(r, i));
    WF_TRY(take_panel(r, options));
    WF_TRY(add_other_schools(r, options));
    find_periods(r, &r->panel);
    WF_TRY(measure_kpis(r, options->forecast, err));
    return measure_rest(r, options, err);
}

wf_status wf_results_measure(const wf_plan *const *plans, size_t count,
                             const wf_results_options *options, wf_results **out,
                             wf_error *err)
{
    if (options == NULL || options->as_of == WF_DATE_NONE)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "results need the day that they are for");
    wf_arena *arena = wf_arena_new(0);
    wf_results *r = arena == NULL ? NULL : wf_arena_alloc(arena, sizeof *r);
    if (r == NULL) {
        wf_arena_free(arena);
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    }
    r->arena = arena;
    r->as_of = options->as_of;
    r->plans = plans;
    r->plan_count = count;
    r->trust = options->trust;
    r->decisions = options->decisions;
    r->decision_count = options->decision_count;
    r->risk_model = WF_STR_EMPTY;
    wf_status status = measure(r, options, err);
    if (status != WF_OK) {
        wf_results_free(r);
        return wf_fail(err, status, NULL, "%s", wf_status_text(status));
    }
    *out = r;
    return WF_OK;
}

void wf_results_free(wf_results *results)
{
    if (results == NULL)
        return;
    for (size_t i = 0; results->changes != NULL && i < results->plan_count; i++)
        wf_diff_free(results->changes[i]);
    wf_risk_scores_free(results->risk);
    wf_risk_scores_free(results->risk_before);
    wf_progress_free(results->now);
    wf_progress_free(results->then);
    wf_arena_free(results->arena);
}
