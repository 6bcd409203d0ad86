/* The allocation of support days as a report: by school, by line, what is short, who is
 * used how far, what one more day would buy. Days, not half-days. */
#include "wayforward/report_headings.h"
#include "wayforward/support.h"

typedef struct building {
    wf_report *report;
    const wf_support_problem *p;
    const wf_allocation *a;
    wf_support_days *days;
    wf_provider_days *provider_days;
} building;

static wf_report_table *add_table(building *b, const char *id, const char *name,
                                  const wf_heading *headings, size_t count)
{
    wf_section *section = wf_report_section(b->report, id, wf_str_from(name),
                                            wf_str_from(name), wf_str_from(name));
    char table_id[64];
    size_t n = 0;
    for (; id[n] != '\0' && n + 3 < sizeof table_id; n++)
        table_id[n] = id[n];
    table_id[n] = '_';
    table_id[n + 1] = 't';
    table_id[n + 2] = '\0';
    wf_report_table *table = wf_section_table(section, table_id, wf_str_from(name));
    table->has_filter = true;
    wf_table_headings(table, headings, count);
    return table;
}
#define TABLE(b, id, name, headings)                                                     \
    add_table(b, id, name, headings, sizeof(headings) / sizeof(headings)[0])

/* Better or worse than last year, by the order of the scheme. */
static wf_str movement_of(const building *b, const wf_support_decision *d)
{
    if (d->last_year == WF_SUPPORT_NONE)
        return WF_STR_EMPTY;
    wf_str before = b->p->policy.tiers[d->last_year].code;
    const char *way = d->tier == d->last_year  ? "as last year"
                      : d->tier < d->last_year ? "less support than last year"
                                               : "more support than last year";
    return d->tier == d->last_year
               ? wf_str_from(way)
               : wf_report_text(b->report, "%s (%.*s)", way, WF_STR_ARG(before));
}

static wf_str override_of(const building *b, const wf_support_decision *d)
{
    uint32_t computed = d->computed;
    if (computed < WF_SUPPORT_TIERS && computed != d->tier)
        return wf_report_text(b->report, "%.*s by the rules; %.*s (%.*s, %.*s)",
                              WF_STR_ARG(b->p->policy.tiers[computed].code),
                              WF_STR_ARG(d->override_reason), WF_STR_ARG(d->override_by),
                              WF_STR_ARG(d->override_on));
    return d->needs_person ? WF_STR("to be decided by a person") : WF_STR_EMPTY;
}

static void add_schools(building *b)
{
    static const wf_heading headings[] = {
        {"school", "School", WF_SHOW_DEFAULT, 40},
        {"category", "Category", WF_SHOW_DEFAULT, 10},
        {"movement", "Movement", WF_SHOW_DEFAULT, 24},
        {"rule", "Why", WF_SHOW_DEFAULT, 50},
        {"override", "Set by a leader", WF_SHOW_DEFAULT, 40},
        {"weight", "Weight of risk", WF_SHOW_DECIMAL2, 10},
        {"least", "Entitlement days", WF_SHOW_DECIMAL1, 12},
        {"planned", "Allocated days", WF_SHOW_DECIMAL1, 12},
        {"delivered", "Delivered days", WF_SHOW_DECIMAL1, 12},
        {"missing", "Short days", WF_SHOW_DECIMAL1, 12},
    };
    wf_report_table *t = TABLE(b, "schools", "Schools", headings);
    for (uint32_t s = 0; s < b->p->school_count; s++) {
        const wf_support_school *school = &b->p->schools[s];
        const wf_support_days *d = &b->days[s];
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, school->name);
        wf_table_text(t, row, 1, b->p->policy.tiers[school->decision.tier].code);
        wf_table_text(t, row, 2, movement_of(b, &school->decision));
        wf_table_text(t, row, 3, school->decision.rule);
        wf_table_text(t, row, 4, override_of(b, &school->decision));
        wf_table_number(t, row, 5, school->risk_weight);
        wf_table_number(t, row, 6, d->entitlement);
        wf_table_number(t, row, 7, d->allocated);
        wf_table_number(t, row, 8, d->delivered);
        wf_table_number(t, row, 9, d->short_of);
    }
}

static void add_lines(building *b)
{
    static const wf_heading headings[] = {
        {"school", "School", WF_SHOW_DEFAULT, 40},
        {"term", "Term", WF_SHOW_INTEGER, 8},
        {"provider", "Provider", WF_SHOW_DEFAULT, 30},
        {"role", "Role", WF_SHOW_DEFAULT, 20},
        {"focus", "Focus", WF_SHOW_DEFAULT, 20},
        {"days", "Days", WF_SHOW_DECIMAL1, 8},
        {"reason", "Reason", WF_SHOW_DEFAULT, 80},
    };
    wf_report_table *t = TABLE(b, "days", "Days by term", headings);
    for (size_t i = 0; i < b->a->line_count; i++) {
        const wf_allocation_line *l = &b->a->lines[i];
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, b->p->schools[l->school].name);
        wf_table_number(t, row, 1, l->term + 1.0);
        wf_table_text(t, row, 2, b->p->providers[l->provider].name);
        wf_table_text(t, row, 3, b->p->providers[l->provider].role);
        if (l->focus < b->p->focus_count)
            wf_table_text(t, row, 4, b->p->focuses[l->focus]);
        wf_table_number(t, row, 5, l->halves / 2.0);
        wf_table_text(t, row, 6, l->reason);
    }
}

static void add_shorts(building *b)
{
    static const wf_heading headings[] = {
        {"school", "School", WF_SHOW_DEFAULT, 40},
        {"term", "Term", WF_SHOW_DEFAULT, 8},
        {"kind", "What", WF_SHOW_DEFAULT, 20},
        {"days", "Short days", WF_SHOW_DECIMAL1, 12},
        {"cause", "Because", WF_SHOW_DEFAULT, 80},
    };
    wf_report_table *t = TABLE(b, "short", "Short", headings);
    for (size_t i = 0; i < b->a->short_count; i++) {
        const wf_allocation_short *s = &b->a->shorts[i];
        bool is_year = s->term == WF_SUPPORT_NONE;
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, b->p->schools[s->school].name);
        wf_table_text(t, row, 1,
                      is_year ? WF_STR("year")
                              : wf_report_text(b->report, "T%u", s->term + 1));
        wf_table_text(t, row, 2,
                      is_year    ? WF_STR("any")
                      : s->is_qa ? WF_STR("quality assurance")
                                 : WF_STR("improvement"));
        wf_table_number(t, row, 3, s->halves / 2.0);
        wf_table_text(t, row, 4, s->cause);
    }
}

static void add_providers(building *b)
{
    static const wf_heading headings[] = {
        {"provider", "Provider", WF_SHOW_DEFAULT, 30},
        {"role", "Role", WF_SHOW_DEFAULT, 20},
        {"there", "Available days", WF_SHOW_DECIMAL1, 12},
        {"used", "Used days", WF_SHOW_DECIMAL1, 12},
        {"share", "Utilisation", WF_SHOW_PERCENT0, 12},
    };
    wf_report_table *t = TABLE(b, "providers", "Providers", headings);
    for (uint32_t v = 0; v < b->p->provider_count; v++) {
        const wf_provider_days *d = &b->provider_days[v];
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, b->p->providers[v].name);
        wf_table_text(t, row, 1, b->p->providers[v].role);
        wf_table_number(t, row, 2, d->schools);
        wf_table_number(t, row, 3, d->available);
        wf_table_number(t, row, 4, d->used);
        if (d->available > 0)
            wf_table_number(t, row, 5, d->utilisation);
    }
}

static void add_levels(building *b)
{
    static const wf_heading headings[] = {
        {"level", "Level", WF_SHOW_DEFAULT, 70},
        {"value", "Value", WF_SHOW_DECIMAL2, 14},
        {"gap", "Gap", WF_SHOW_PERCENT1, 10},
    };
    static const wf_heading worths[] = {
        {"role", "Role", WF_SHOW_DEFAULT, 30},
        {"term", "Term", WF_SHOW_INTEGER, 8},
        {"provider", "Best from", WF_SHOW_DEFAULT, 30},
        {"unmet", "Unmet falls by (weighted)", WF_SHOW_DECIMAL2, 16},
        {"benefit", "Benefit rises by", WF_SHOW_DECIMAL2, 16},
    };
    wf_report_table *t = TABLE(b, "objective", "Objective", headings);
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++) {
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, wf_str_from(b->a->levels[k].name));
        wf_table_number(t, row, 1, b->a->levels[k].value);
        wf_table_number(t, row, 2, b->a->levels[k].gap);
    }
    t = TABLE(b, "more", "One more day", worths);
    for (size_t i = 0; i < b->a->worth_count; i++) {
        const wf_allocation_worth *w = &b->a->worths[i];
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, w->role);
        wf_table_number(t, row, 1, w->term + 1.0);
        wf_table_text(t, row, 2, w->provider);
        wf_table_number(t, row, 3, w->unmet);
        wf_table_number(t, row, 4, w->benefit);
    }
}

/* ---- Without and with what somebody might buy */
static void add_beside_levels(building *b, const wf_allocation *with)
{
    static const wf_heading headings[] = {
        {"level", "Level", WF_SHOW_DEFAULT, 70},
        {"without", "Without", WF_SHOW_DECIMAL2, 14},
        {"with", "With it", WF_SHOW_DECIMAL2, 14},
        {"change", "Change", WF_SHOW_DECIMAL2, 14},
    };
    wf_report_table *t = TABLE(b, "what_if_levels", "What if: objective", headings);
    for (int k = 0; k < WF_SUPPORT_LEVELS; k++) {
        double before = b->a->levels[k].value, after = with->levels[k].value;
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, wf_str_from(b->a->levels[k].name));
        wf_table_number(t, row, 1, before);
        wf_table_number(t, row, 2, after);
        wf_table_number(t, row, 3, after - before);
    }
}

static wf_status add_beside(building *b, const wf_support_problem *with_problem,
                            const wf_allocation *with, wf_arena *arena)
{
    static const wf_heading headings[] = {
        {"school", "School", WF_SHOW_DEFAULT, 40},
        {"without", "Allocated days without", WF_SHOW_DECIMAL1, 14},
        {"with", "Allocated days with it", WF_SHOW_DECIMAL1, 14},
        {"short_without", "Short days without", WF_SHOW_DECIMAL1, 14},
        {"short_with", "Short days with it", WF_SHOW_DECIMAL1, 14},
    };
    wf_support_days *days = NULL;
    WF_TRY(wf_allocation_by_school(with_problem, with, arena, &days));
    add_beside_levels(b, with);
    wf_report_table *t = TABLE(b, "what_if", "What if: schools", headings);
    for (uint32_t s = 0; s < b->p->school_count; s++) {
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, b->p->schools[s].name);
        wf_table_number(t, row, 1, b->days[s].allocated);
        wf_table_number(t, row, 2, days[s].allocated);
        wf_table_number(t, row, 3, b->days[s].short_of);
        wf_table_number(t, row, 4, days[s].short_of);
    }
    return WF_OK;
}

static wf_status add_all(building *b, const wf_support_problem *with_problem,
                         const wf_allocation *with, wf_arena *arena)
{
    WF_TRY(wf_allocation_by_school(b->p, b->a, arena, &b->days));
    WF_TRY(wf_allocation_by_provider(b->p, b->a, arena, &b->provider_days));
    add_schools(b);
    add_lines(b);
    add_shorts(b);
    add_providers(b);
    add_levels(b);
    return with != NULL ? add_beside(b, with_problem, with, arena) : WF_OK;
}

wf_report *wf_allocation_report_beside(const wf_support_problem *problem,
                                       const wf_allocation *allocation,
                                       const wf_support_problem *with_problem,
                                       const wf_allocation *with)
{
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = WF_STR("Support days");
    options.subject = WF_STR("Who supports which school, in which term, and why");
    wf_report *report = wf_report_new(&options);
    wf_arena *arena = wf_arena_new(0);
    building b = {.report = report, .p = problem, .a = allocation};
    if (report == NULL || arena == NULL ||
        add_all(&b, with_problem, with, arena) != WF_OK) {
        wf_report_free(report);
        report = NULL;
    }
    wf_arena_free(arena);
    return report;
}

wf_report *wf_allocation_report(const wf_support_problem *problem,
                                const wf_allocation *allocation)
{
    return wf_allocation_report_beside(problem, allocation, NULL, NULL);
}
