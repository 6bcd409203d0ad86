/* The parts of a plan that only some families have. */
#include "engine/report/plan_draw.h"
#include "engine/report/words.h"

typedef void (*draw_part)(plan_draw *d, wf_section *section);

static void put_text(wf_report_table *table, size_t row, size_t column, wf_str text)
{
    if (text.n > 0)
        wf_table_text(table, row, column, text);
}

static wf_report_table *table_with(wf_section *section, const char *id, wf_str name,
                                   const wf_report_column *columns, size_t count)
{
    wf_report_table *table = wf_section_table(section, id, name);
    for (size_t i = 0; i < count; i++)
        wf_table_column(table, &columns[i]);
    return table;
}

#define COLUMN(name, text, low, high)                                                    \
    {                                                                                    \
        .id = WF_STR_INIT(name), .heading = WF_STR_INIT(text), .look = WF_LOOK_TEXT,     \
        .least = (low), .most = (high)                                                   \
    }
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- meeting
 * ------------------------------------------------------------------------------ */

static void detail_row(wf_report_table *table, const char *label, wf_str value)
{
    if (value.n == 0)
        return;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, wf_str_from(label));
    wf_table_text(table, row, 1, value);
}

static void draw_meeting(plan_draw *d, wf_section *section)
{
    static const wf_report_column columns[] = {COLUMN("label", "Key information", 20, 30),
                                               COLUMN("value", "Record", 50, 90)};
    const wf_meeting *m = &d->plan->meeting;
    wf_report_table *table = table_with(section, "meeting", WF_STR("Key information"),
                                        columns, COUNT(columns));
    if (m->date.text.n > 0) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, WF_STR("Date of TAS"));
        plan_put_when(d, table, row, 1, &m->date);
    }
    detail_row(table, "Meeting number", m->number);
    detail_row(table, "Supporting school", m->supporting_school);
    detail_row(table, "Context", m->context);
    detail_row(table, "Present", plan_joined(d, m->present, "\n"));
    detail_row(table, "Apologies", plan_joined(d, m->apologies, "\n"));
}

/* --- risk
 * --------------------------------------------------------------------------------- */

static void draw_risk(plan_draw *d, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN("factor", "Key factors preventing this", 30, 45),
        COLUMN("action", "What are the actions towards achieving good?", 30, 45),
        COLUMN("whom", "By whom?", 12, 24), COLUMN("when", "By when?", 12, 18)};
    static const char *const ratings[] = {NULL, "HIGH", "MEDIUM", "LOW"};
    const wf_plan *p = d->plan;
    if (p->risk_rating != WF_RISK_NONE)
        wf_section_prose(
            section, WF_LOOK_PROSE,
            wf_report_text(d->report, "Risk rating: %s", ratings[p->risk_rating]));
    if (p->risk_factor_count == 0)
        return;
    wf_report_table *table =
        table_with(section, "factors", WF_STR("Key factors"), columns, COUNT(columns));
    for (size_t i = 0; i < p->risk_factor_count; i++) {
        const wf_risk_factor *f = &p->risk_factors[i];
        size_t row = wf_table_row(table);
        put_text(table, row, 0, f->factor);
        put_text(table, row, 1, f->action);
        put_text(table, row, 2, plan_joined(d, f->by_whom, ", "));
        plan_put_when(d, table, row, 3, &f->by_when);
        plan_put_source(d, table, row, 0,
                        wf_report_text(d->report, "risk.factors[%zu].factor", i));
    }
}

/* --- KPIs
 * --------------------------------------------------------------------------------- */

/* All periods that any KPI was observed in, in order. */
static wf_strs periods_of(plan_draw *d)
{
    size_t n = 0, cap = 0;
    wf_str *periods = NULL;
    for (size_t k = 0; k < d->plan->kpi_count; k++) {
        const wf_kpi *kpi = &d->plan->kpis[k];
        for (size_t i = 0; i < kpi->observation_count; i++) {
            wf_str period = kpi->observations[i].period;
            size_t at = 0;
            while (at < n && wf_str_cmp(periods[at], period) < 0)
                at++;
            if (at < n && wf_str_eq(periods[at], period))
                continue;
            wf_str *room =
                wf_arena_push_room(d->report->arena, periods, n, &cap, sizeof *room);
            if (!room)
                return (wf_strs){0};
            periods = room;
            memmove(periods + at + 1, periods + at, (n - at) * sizeof *periods);
            periods[at] = period;
            n++;
        }
    }
    return (wf_strs){.items = periods, .n = n};
}

/* "2026-27/T3" as a heading: "2026-27 Term 3"; "2026-27/autumn": "2026-27 Autumn". */
static wf_str period_heading(plan_draw *d, wf_str period)
{
    size_t slash = wf_str_find(period, WF_STR("/"), 0);
    if (slash == SIZE_MAX)
        return period;
    wf_str year = wf_str_sub(period, 0, slash),
           term = wf_str_sub(period, slash + 1, period.n);
    if (term.n == 2 && term.p[0] == 'T')
        return wf_report_text(d->report, "%.*s Term %c", WF_STR_ARG(year), term.p[1]);
    return wf_report_text(d->report, "%.*s %c%.*s", WF_STR_ARG(year),
                          term.p[0] - 'a' + 'A', WF_STR_ARG(wf_str_sub(term, 1, term.n)));
}

enum {
    K_NAME,
    K_CODE,
    K_PRIORITY,
    K_UNIT,
    K_DIRECTION,
    K_COHORT,
    K_BASELINE,
    K_TARGET,
    K_NATIONAL,
    K_DEADLINE,
    K_FIXED
};

static void put_number(wf_report_table *table, size_t row, size_t column,
                       wf_number number)
{
    if (number.present)
        wf_table_number(table, row, column, number.value);
}

/* No value in the source, or none that was to be shown: said, so that the row is not
 * taken for a heading. */
static bool has_no_value(const wf_kpi *kpi)
{
    return kpi->priority.n + kpi->deadline.text.n == 0 && kpi->unit == WF_UNIT_NONE &&
           !kpi->baseline.present && !kpi->target.present && !kpi->national.present &&
           kpi->observation_count == 0;
}

static void draw_kpi(plan_draw *d, wf_report_table *table, const wf_kpi *kpi,
                     wf_strs periods)
{
    static const char *const directions[] = {NULL, "Higher is better", "Lower is better"};
    size_t row = wf_table_row(table);
    put_text(table, row, K_NAME, kpi->name);
    put_text(table, row, K_CODE, kpi->code);
    put_text(table, row, K_PRIORITY, kpi->priority);
    put_text(table, row, K_UNIT, wf_str_from(wf_unit_name(kpi->unit)));
    put_text(table, row, K_DIRECTION, wf_str_from(directions[kpi->direction]));
    put_number(table, row, K_BASELINE, kpi->baseline);
    put_number(table, row, K_TARGET, kpi->target);
    if (has_no_value(kpi))
        put_text(table, row, K_BASELINE, WF_STR("n/a"));
    put_number(table, row, K_NATIONAL, kpi->national);
    plan_put_when(d, table, row, K_DEADLINE, &kpi->deadline);
    for (size_t i = 0; i < kpi->observation_count; i++) {
        const wf_observation *o = &kpi->observations[i];
        if (o->cohort > 0)
            wf_table_number(table, row, K_COHORT, (double)o->cohort);
        for (size_t p = 0; p < periods.n; p++)
            if (wf_str_eq(periods.items[p], o->period)) {
                wf_table_number(table, row, K_FIXED + p, o->value);
                wf_table_source(table, row, K_FIXED + p,
                                &(wf_report_source){.what = kpi->name,
                                                    .file = d->plan->file,
                                                    .at = o->at});
            }
    }
    if (kpi->rag != WF_RAG_NONE)
        wf_table_mark(table, row, K_FIXED + periods.n, mark_of_rag(kpi->rag));
}

/* An indicator of which only the name is known: a statement. */
static bool is_statement(const wf_kpi *kpi)
{
    return kpi->code.n + kpi->priority.n + kpi->deadline.text.n == 0 &&
           kpi->unit == WF_UNIT_NONE && kpi->direction == WF_DIRECTION_NONE &&
           !kpi->baseline.present && !kpi->target.present && !kpi->national.present &&
           kpi->observation_count == 0 && kpi->rag == WF_RAG_NONE;
}

/* Statements that come first are overarching: a list above the table. How many. */
static size_t draw_statements(const plan_draw *d, wf_section *section)
{
    size_t n = 0;
    while (n < d->plan->kpi_count && is_statement(&d->plan->kpis[n]))
        n++;
    if (n > 0)
        wf_section_prose(section, WF_LOOK_STRONG,
                         WF_STR("Overarching key performance indicators"));
    for (size_t i = 0; i < n; i++)
        wf_section_prose(section, WF_LOOK_PROSE, d->plan->kpis[i].name);
    return n;
}

static void draw_kpis(plan_draw *d, wf_section *section)
{
    static const wf_report_column columns[K_FIXED] = {
        [K_NAME] = COLUMN("name", "Indicator", 30, 60),
        [K_CODE] = COLUMN("code", "No.", 5, 8),
        [K_PRIORITY] = COLUMN("priority", "Priority", 8, 10),
        [K_UNIT] = COLUMN("unit", "Unit", 6, 8),
        [K_DIRECTION] = COLUMN("direction", "Polarity", 10, 16),
        [K_COHORT] = COLUMN("cohort", "Cohort", 7, 9),
        [K_BASELINE] = COLUMN("baseline", "Baseline", 9, 10),
        [K_TARGET] = COLUMN("target", "Target", 8, 10),
        [K_NATIONAL] = COLUMN("national", "National", 9, 10),
        [K_DEADLINE] = COLUMN("deadline", "Deadline", 12, 18),
    };
    size_t first = draw_statements(d, section);
    if (first == d->plan->kpi_count)
        return;
    wf_strs periods = periods_of(d);
    wf_report_table *table =
        table_with(section, "kpis", WF_STR("Indicators"), columns, COUNT(columns));
    for (size_t i = 0; i < periods.n; i++)
        wf_table_column(
            table, &(wf_report_column){.id = wf_report_text(d->report, "p%zu", i),
                                       .heading = period_heading(d, periods.items[i]),
                                       .least = 10});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("rag"),
                                               .heading = WF_STR("RAG"),
                                               .look = WF_LOOK_TEXT,
                                               .least = 9,
                                               .rates_words = true});
    for (size_t i = first; i < d->plan->kpi_count; i++)
        draw_kpi(d, table, &d->plan->kpis[i], periods);
}

/* --- support, categories, activities
 * --------------------------------------------------------- */

static void draw_support(plan_draw *d, wf_section *section)
{
    static const wf_str heads[] = {
        WF_STR_INIT("Key focus area of support"), WF_STR_INIT("Agreed outcomes"),
        WF_STR_INIT("Key tasks to be completed: How?"),
        WF_STR_INIT("Type of evidence to be gathered to demonstrate impact")};
    wf_report_table *table =
        wf_section_table(section, "support", WF_STR("Support record"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("what"),
                                               .heading = WF_STR("Support"),
                                               .look = WF_LOOK_STRONG,
                                               .least = 24,
                                               .most = 30});
    for (size_t i = 0; i < d->plan->support_count; i++)
        wf_table_column(table,
                        &(wf_report_column){.id = wf_report_text(d->report, "role%zu", i),
                                            .heading = d->plan->support[i].role,
                                            .look = WF_LOOK_TEXT,
                                            .least = 16,
                                            .most = 30});
    for (size_t r = 0; r < COUNT(heads); r++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, heads[r]);
        for (size_t i = 0; i < d->plan->support_count; i++) {
            const wf_support_record *s = &d->plan->support[i];
            const wf_str *texts[] = {&s->focus, &s->outcomes, &s->tasks, &s->evidence};
            put_text(table, row, i + 1, *texts[r]);
        }
    }
}

static void draw_categories(plan_draw *d, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN("category", "Category", 9, 12),
        COLUMN("capacity", "School improvement capacity", 30, 45),
        COLUMN("qa", "Quality assurance activities", 20, 35),
        COLUMN("si", "School improvement activities", 20, 35),
        COLUMN("total", "Total support", 16, 30)};
    wf_report_table *table = table_with(
        section, "categories", WF_STR("Support categories"), columns, COUNT(columns));
    for (size_t i = 0; i < d->plan->category_count; i++) {
        const wf_support_category *c = &d->plan->categories[i];
        size_t row = wf_table_row(table);
        put_text(table, row, 0, c->category);
        put_text(table, row, 1, c->capacity);
        put_text(table, row, 2, c->quality_assurance);
        put_text(table, row, 3, c->school_improvement);
        put_text(table, row, 4, c->total);
    }
}

static void draw_activities(plan_draw *d, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN("term", "Term", 6, 8), COLUMN("qa", "Quality assurance", 40, 60),
        COLUMN("si", "School improvement", 40, 60)};
    wf_report_table *table = table_with(
        section, "activities", WF_STR("Activities by term"), columns, COUNT(columns));
    for (int term = 1; term <= 6; term++) {
        wf_str cells[2] = {WF_STR_EMPTY, WF_STR_EMPTY};
        for (size_t i = 0; i < d->plan->activity_count; i++) {
            const wf_activity *a = &d->plan->activities[i];
            wf_str *cell = &cells[a->kind == WF_ACTIVITY_SCHOOL_IMPROVEMENT];
            if (a->term == term)
                *cell = wf_report_text(d->report, "%.*s%s\u2022 %.*s", WF_STR_ARG(*cell),
                                       cell->n > 0 ? "\n" : "", WF_STR_ARG(a->activity));
        }
        if (cells[0].n + cells[1].n == 0)
            continue;
        size_t row = wf_table_row(table);
        wf_table_number(table, row, 0, term);
        put_text(table, row, 1, cells[0]);
        put_text(table, row, 2, cells[1]);
    }
}

/* --- where each goes
 * ------------------------------------------------------------------------- */

static bool has_meeting(const wf_plan *p)
{
    const wf_meeting *m = &p->meeting;
    return m->date.text.n + m->number.n + m->supporting_school.n + m->context.n +
               m->present.n + m->apologies.n >
           0;
}

void plan_draw_parts(plan_draw *d, wf_section *first)
{
    const wf_plan *p = d->plan;
    const struct {
        unsigned part;
        bool has;
        const char *id;
        wf_str name;
        draw_part draw;
    } parts[] = {
        {PART_MEETING, has_meeting(p), "meeting", WF_STR("Key information"),
         draw_meeting},
        {PART_RISK, p->risk_rating != WF_RISK_NONE || p->risk_factor_count > 0, "risk",
         WF_STR("Risk assessment"), draw_risk},
        {PART_KPIS, p->kpi_count > 0, "kpis", WF_STR("KPIs"), draw_kpis},
        {PART_CATEGORIES, p->category_count > 0, "categories", WF_STR("Support criteria"),
         draw_categories},
        {PART_ACTIVITIES, p->activity_count > 0, "activities", WF_STR("Activities"),
         draw_activities},
        {PART_SUPPORT, p->support_count > 0, "support", WF_STR("Support record"),
         draw_support},
    };
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!parts[i].has)
            continue;
        bool own = (d->layout->parts & parts[i].part) != 0;
        if (first != NULL && (own || d->plan->priority_count == 0)) {
            if (p->title.n > 0) /* else the first heading would become the title */
                wf_section_heading(first, parts[i].name);
            parts[i].draw(d, first);
            continue;
        }
        wf_str name =
            own ? parts[i].name
                : wf_report_text(d->report, "More - %.*s", WF_STR_ARG(parts[i].name));
        wf_section *section = wf_report_section(
            d->report, parts[i].id, name, parts[i].name,
            own ? parts[i].name
                : WF_STR("Kept from the source: this layout has no place for it"));
        section->spans_prose = section->keeps_together = true;
        parts[i].draw(d, section);
    }
}
