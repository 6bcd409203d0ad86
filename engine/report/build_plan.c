/* A plan as a workbook in the layout of a template family: what `convert` writes. */
#include "engine/report/plan_draw.h"

/* Names of details as they stand before their values: "School: Fenwick Junior School". */
static void draw_detail(plan_draw *d, wf_section *section, const char *label,
                        wf_str value, const char *field)
{
    if (value.n == 0)
        return;
    (void)field;
    wf_section_prose(section, WF_LOOK_PROSE,
                     wf_report_text(d->report, "%s: %.*s", label, WF_STR_ARG(value)));
}

static void draw_details(plan_draw *d, wf_section *section)
{
    const wf_plan *p = d->plan;
    draw_detail(d, section, "School", p->school, "school");
    draw_detail(d, section, "URN", p->urn, "urn");
    draw_detail(d, section, "Academic year", p->academic_year, "academic_year");
    draw_detail(d, section, "Trust", p->organisation, "organisation");
    draw_detail(d, section, "Headteacher", p->headteacher, "headteacher");
    draw_detail(d, section,
                d->layout->parts & PART_MEETING ? "Chair of TAS" : "Chair of governors",
                p->chair, "chair");
}

static bool needs_field(const wf_plan *plan, const char *field)
{
    for (size_t p = 0; p < plan->priority_count; p++)
        for (size_t a = 0; a < plan->priorities[p].action_count; a++)
            if (plan_field_present(&plan->priorities[p].actions[a], field))
                return true;
    return false;
}

static bool has_column(const layout_column *columns, size_t count, const char *field)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].field, field) == 0)
            return true;
    return false;
}

/* The columns of the family, after the actions' numbers; before its last one, the rating,
 * those that the plan needs and the family has no place for. The same for all priorities,
 * so that they stand in line. Columns of the family that the plan leaves empty are kept
 * narrow. */
static size_t choose_columns(const plan_draw *d, layout_column *out)
{
    const plan_layout *layout = d->layout;
    size_t n = 0, count;
    const layout_column *all = plan_layout_all(&count);
    for (size_t i = 0; i < count; i++) /* numbers stand first, as they do in print */
        if (strcmp(all[i].field, "code") == 0 && needs_field(d->plan, "code"))
            out[n++] = all[i];
    for (size_t i = 0; i + 1 < layout->column_count; i++)
        out[n++] = layout->columns[i];
    for (size_t i = 0; i < count; i++)
        if (!has_column(out, n, all[i].field) &&
            !has_column(layout->columns, layout->column_count, all[i].field) &&
            needs_field(d->plan, all[i].field))
            out[n++] = all[i];
    out[n++] = layout->columns[layout->column_count - 1];
    for (size_t i = 0; i < n; i++)
        if (!needs_field(d->plan, out[i].field))
            out[i].least = 0;
    return n;
}

static void add_columns(plan_draw *d, wf_report_table *table,
                        const layout_column *columns, size_t count)
{
    static const wf_str rag_words[] = {WF_STR_INIT("Red"), WF_STR_INIT("Amber"),
                                       WF_STR_INIT("Green"), WF_STR_INIT("Blue")};
    static const wf_str status_words[] = {
        WF_STR_INIT("Not started"), WF_STR_INIT("In progress"), WF_STR_INIT("Complete"),
        WF_STR_INIT("Deferred"), WF_STR_INIT("Cancelled")};
    (void)d;
    for (size_t i = 0; i < count; i++) {
        wf_report_column column = {.id = wf_str_from(columns[i].field),
                                   .heading = columns[i].heading,
                                   .look = WF_LOOK_TEXT,
                                   .least = columns[i].least,
                                   .most = columns[i].most,
                                   .is_row_header = i == 0};
        if (strcmp(columns[i].field, "rag") == 0) {
            column.rates_words = true;
            column.rule =
                (wf_input_rule){.kind = WF_INPUT_CHOICE,
                                .choices = {rag_words, 4},
                                .refusal = WF_STR("Choose Red, Amber, Green or Blue.")};
        }
        if (strcmp(columns[i].field, "status") == 0)
            column.rule =
                (wf_input_rule){.kind = WF_INPUT_CHOICE,
                                .choices = {status_words, 5},
                                .refusal = WF_STR("Choose a status from the list.")};
        wf_table_column(table, &column);
    }
}

static void draw_actions(plan_draw *d, wf_section *section, size_t index)
{
    const wf_priority *priority = &d->plan->priorities[index];
    layout_column columns[PLAN_MOST_COLUMNS];
    if (priority->action_count == 0)
        return;
    size_t count = choose_columns(d, columns);
    wf_report_table *table =
        wf_section_table(section, wf_report_text(d->report, "actions_%zu", index + 1).p,
                         wf_report_text(d->report, "Actions of priority %zu", index + 1));
    table->is_open = true;
    add_columns(d, table, columns, count);
    for (size_t a = 0; a < priority->action_count; a++) {
        size_t row = wf_table_row(table);
        for (size_t c = 0; c < count; c++) {
            plan_put_field(d, table, row, c, &priority->actions[a], columns[c].field);
            plan_put_source(d, table, row, c,
                            wf_report_text(d->report, "priorities[%zu].actions[%zu].%s",
                                           index, a, columns[c].field));
        }
    }
}

static void draw_outcomes(plan_draw *d, wf_section *section, size_t index)
{
    static const wf_report_column columns[] = {
        [WF_AUTUMN] = {.id = WF_STR_INIT("autumn"),
                       .heading = WF_STR_INIT("By the end of the Autumn Term"),
                       .look = WF_LOOK_TEXT},
        [WF_SPRING] = {.id = WF_STR_INIT("spring"),
                       .heading = WF_STR_INIT("By the end of the Spring Term"),
                       .look = WF_LOOK_TEXT},
        [WF_SUMMER] = {.id = WF_STR_INIT("summer"),
                       .heading = WF_STR_INIT("So that by the end of the Summer Term"),
                       .look = WF_LOOK_TEXT},
    };
    const wf_priority *priority = &d->plan->priorities[index];
    if (priority->outcome_count == 0)
        return;
    wf_report_table *table = wf_section_table(
        section, wf_report_text(d->report, "outcomes_%zu", index + 1).p,
        wf_report_text(d->report, "Outcomes of priority %zu by term", index + 1));
    for (size_t i = 0; i < 3; i++)
        wf_table_column(table, &columns[i]);
    size_t row = wf_table_row(table);
    for (size_t i = 0; i < 3; i++) {
        wf_str all = WF_STR_EMPTY;
        for (size_t k = 0; k < priority->outcome_count; k++) {
            const wf_outcome *o = &priority->outcomes[k];
            if ((size_t)o->by == i)
                all = all.n == 0 ? wf_report_copy(d->report, o->text)
                                 : wf_report_text(d->report, "%.*s\n%.*s",
                                                  WF_STR_ARG(all), WF_STR_ARG(o->text));
        }
        if (all.n > 0)
            wf_table_text(table, row, i, all);
    }
}

static void draw_prompts(plan_draw *d, wf_section *section, size_t index)
{
    const wf_priority *priority = &d->plan->priorities[index];
    if (priority->prompts.n == 0)
        return;
    wf_section_prose(section, WF_LOOK_STRONG, WF_STR("Key prompts and considerations"));
    for (size_t i = 0; i < priority->prompts.n; i++)
        wf_section_prose(section, WF_LOOK_PROMPT, priority->prompts.items[i]);
}

/* A plan of strands calls its priorities so, where they have a number or a letter. */
static const char *word_of_priority(const plan_draw *d, wf_str code)
{
    bool numbered = code.n > 0;
    for (size_t i = 0; i < code.n; i++)
        numbered &= code.p[i] >= '0' && code.p[i] <= '9';
    bool lettered = code.n == 1 && code.p[0] >= 'A' && code.p[0] <= 'F';
    return d->layout->family == WF_FAMILY_STRANDS && (numbered || lettered) ? "Strand"
                                                                            : "Priority";
}

static void draw_priority(plan_draw *d, wf_section *section, size_t index)
{
    const wf_priority *p = &d->plan->priorities[index];
    wf_str title =
        p->code.n > 0
            ? wf_report_text(d->report, "%s %.*s: %.*s", word_of_priority(d, p->code),
                             WF_STR_ARG(p->code), WF_STR_ARG(p->title))
            : wf_report_text(d->report, "Priority: %.*s", WF_STR_ARG(p->title));
    wf_section_heading(section, title);
    if (p->lead.n > 0)
        wf_section_prose(section, WF_LOOK_PROSE,
                         wf_report_text(d->report, "Priority lead: %.*s",
                                        WF_STR_ARG(plan_joined(d, p->lead, ", "))));
    if (p->frameworks.n > 0)
        wf_section_prose(section, WF_LOOK_PROSE,
                         wf_report_text(d->report, "MAT framework: %.*s",
                                        WF_STR_ARG(plan_joined(d, p->frameworks, ", "))));
    draw_outcomes(d, section, index);
    draw_prompts(d, section, index);
    draw_actions(d, section, index);
}

/* Priorities that are a title with its lead and links, and nothing below. */
static bool are_areas(const wf_plan *plan)
{
    for (size_t i = 0; i < plan->priority_count; i++) {
        const wf_priority *p = &plan->priorities[i];
        if (p->action_count + p->outcome_count + p->prompts.n > 0)
            return false;
    }
    return plan->priority_count > 0;
}

static void draw_areas(plan_draw *d, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("area"),
         .heading = WF_STR_INIT("Strategic area"),
         .look = WF_LOOK_STRONG,
         .least = 30,
         .most = 60,
         .is_row_header = true},
        {.id = WF_STR_INIT("code"), .heading = WF_STR_INIT("No."), .least = 6},
        {.id = WF_STR_INIT("frameworks"),
         .heading = WF_STR_INIT("MAT framework"),
         .least = 16},
        {.id = WF_STR_INIT("lead"), .heading = WF_STR_INIT("Lead"), .least = 24},
    };
    wf_report_table *table =
        wf_section_table(section, "areas", WF_STR("Strategic areas"));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        wf_table_column(table, &columns[i]);
    for (size_t i = 0; i < d->plan->priority_count; i++) {
        const wf_priority *p = &d->plan->priorities[i];
        size_t row = wf_table_row(table);
        const wf_str texts[] = {p->title, p->code, plan_joined(d, p->frameworks, ", "),
                                plan_joined(d, p->lead, ", ")};
        for (size_t c = 0; c < sizeof texts / sizeof texts[0]; c++)
            if (texts[c].n > 0)
                wf_table_text(table, row, c, texts[c]);
        plan_put_source(d, table, row, 0,
                        wf_report_text(d->report, "priorities[%zu].title", i));
    }
}

static wf_section *draw_priorities(plan_draw *d)
{
    wf_section *section =
        wf_report_section(d->report, "plan", d->layout->sheet, d->plan->title,
                          WF_STR("The plan: its details, priorities and actions"));
    section->spans_prose = section->keeps_together = true;
    draw_details(d, section);
    if (are_areas(d->plan))
        draw_areas(d, section);
    for (size_t i = 0; i < d->plan->priority_count && !are_areas(d->plan); i++)
        draw_priority(d, section, i);
    return section;
}

static void draw_unmapped(plan_draw *d)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("at"),
         .heading = WF_STR_INIT("Source cell"),
         .look = WF_LOOK_TEXT,
         .least = 16,
         .is_row_header = true},
        {.id = WF_STR_INIT("text"),
         .heading = WF_STR_INIT("Text as it was"),
         .look = WF_LOOK_TEXT,
         .least = 60,
         .most = 110},
    };
    const wf_ledger *ledger = &d->plan->ledger;
    wf_section *section = wf_report_section(
        d->report, "not_mapped", WF_STR("Not mapped"), WF_STR("Not mapped"),
        WF_STR("What stands in the source and became no field"));
    if (ledger->by_role[WF_ROLE_UNMAPPED] == 0) {
        wf_section_prose(
            section, WF_LOOK_PROSE,
            WF_STR("Every cell and paragraph of the source has its place in the plan."));
        return;
    }
    wf_report_table *table =
        wf_section_table(section, "not_mapped", WF_STR("Not mapped"));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        wf_table_column(table, &columns[i]);
    table->has_filter = true;
    for (size_t i = 0; i < ledger->count; i++) {
        if (ledger->entries[i].role != WF_ROLE_UNMAPPED)
            continue;
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, ledger->entries[i].at);
        wf_table_text(table, row, 1, ledger->entries[i].text);
    }
}

static void draw_all(plan_draw *d)
{
    wf_section *section = draw_priorities(d);
    /* A plan without actions, such as a dashboard or a record, is one sheet. */
    bool one_sheet = d->plan->priority_count == 0 || are_areas(d->plan);
    plan_draw_parts(d, one_sheet ? section : NULL);
    draw_unmapped(d);
    wf_section *sources = wf_report_section(
        d->report, "source_map", WF_STR("Source map"), WF_STR("Source map"),
        WF_STR("Where each entry stood in the source, as it was written"));
    wf_report_source_map(d->report, sources);
}

wf_status wf_report_plan(const wf_plan *plan, wf_family family,
                         const wf_report_options *options, wf_report **out, wf_error *err)
{
    wf_report *report = wf_report_new(options);
    if (!report)
        return wf_fail_memory(err);
    const wf_results only = {.plans = &plan, .plan_count = 1};
    plan_draw d = {
        .report = report,
        .plan = plan,
        .layout = plan_layout_of(family == WF_FAMILY_UNKNOWN ? plan->family : family)};
    wf_status status = places_index(&only, report->arena, &d.places);
    if (status == WF_OK)
        draw_all(&d);
    if (status == WF_OK)
        status = wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status == WF_E_MEMORY ? wf_fail_memory(err) : status;
    }
    *out = report;
    return WF_OK;
}
