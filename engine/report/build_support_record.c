/* The support record of the trust review's guidance, a sheet a school. The matrix of the
 * paper form (roles across, what they are to do down) becomes a row for each provider,
 * term and focus, so that days delivered and their impact have a place to be written. */
#include "wayforward/report.h"
#include "wayforward/support.h"

enum {
    SCHOOL,
    ROLE,
    PROVIDER,
    TERM,
    FOCUS,
    AGREED,
    DELIVERED,
    OUTCOMES,
    TASKS,
    EVIDENCE,
    IMPACT
};

/* Headings as engine/support/records.c reads them. */
static const struct column {
    const char *id, *heading, *note;
    wf_show show;
    uint16_t least, most;
    bool is_input;
} columns[] = {
    {"school", "School", "", WF_SHOW_DEFAULT, 16, 24, false},
    {"role", "Role", "", WF_SHOW_DEFAULT, 10, 16, false},
    {"provider", "Provider", "", WF_SHOW_DEFAULT, 14, 22, false},
    {"term", "Term", "", WF_SHOW_INTEGER, 6, 6, false},
    {"focus", "Key focus area of support", "", WF_SHOW_DEFAULT, 14, 20, false},
    {"agreed", "Agreed days", "", WF_SHOW_DECIMAL1, 8, 8, false},
    {"delivered", "Delivered days", "Days that were given, in whole half-days.",
     WF_SHOW_DECIMAL1, 10, 10, true},
    {"outcomes", "Agreed outcomes", "What will be different in the school by the end.",
     WF_SHOW_DEFAULT, 24, 30, true},
    {"tasks", "Key tasks to be completed: how?",
     "What the provider and the school will do.", WF_SHOW_DEFAULT, 24, 30, true},
    {"evidence", "Type of evidence of impact",
     "What will be gathered to show the difference: lessons, books, data, pupils' views.",
     WF_SHOW_DEFAULT, 24, 30, true},
    {"impact", "Impact", "What difference it made: filled in at the end of the term.",
     WF_SHOW_DEFAULT, 24, 30, true},
};

typedef struct building {
    wf_report *report;
    const wf_support_problem *p;
    const wf_allocation *a;
} building;

static wf_report_table *add_table(const building *b, wf_section *section, uint32_t s)
{
    wf_str id = wf_report_text(b->report, "record_%u_t", s + 1);
    wf_report_table *table = wf_section_table(section, id.p, b->p->schools[s].name);
    table->is_open = true;
    table->spare_rows = 4;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        wf_report_column column = {
            .id = wf_str_from(columns[i].id),
            .heading = wf_str_from(columns[i].heading),
            .look = columns[i].is_input                  ? WF_LOOK_INPUT
                    : columns[i].show == WF_SHOW_DEFAULT ? WF_LOOK_TEXT
                                                         : WF_LOOK_NUMBER,
            .show = columns[i].show,
            .least = columns[i].least,
            .most = columns[i].most,
            .note = wf_str_from(columns[i].note),
            .rule = {.prompt = WF_STR_EMPTY, .refusal = WF_STR_EMPTY},
            .spare_formula = WF_STR_EMPTY};
        wf_table_column(table, &column);
    }
    return table;
}

/* What came back in an earlier record of the same school, provider, term and focus. */
static const wf_support_outcome *outcome_of(const building *b,
                                            const wf_allocation_line *l)
{
    for (size_t i = 0; i < b->p->outcome_count; i++) {
        const wf_support_outcome *o = &b->p->outcomes[i];
        if (o->school == l->school && o->provider == l->provider && o->term == l->term &&
            o->focus == l->focus)
            return o;
    }
    return NULL;
}

static void put_text(wf_report_table *t, size_t row, size_t column, wf_str text)
{
    if (text.n > 0)
        wf_table_text(t, row, column, text);
}

static void add_line(const building *b, wf_report_table *t, const wf_allocation_line *l)
{
    const wf_support_provider *v = &b->p->providers[l->provider];
    const wf_support_outcome *o = outcome_of(b, l);
    size_t row = wf_table_row(t);
    wf_table_text(t, row, SCHOOL, b->p->schools[l->school].name);
    wf_table_text(t, row, ROLE, v->role);
    wf_table_text(t, row, PROVIDER, v->name);
    wf_table_number(t, row, TERM, l->term + 1.0);
    if (l->focus < b->p->focus_count)
        wf_table_text(t, row, FOCUS, b->p->focuses[l->focus]);
    wf_table_number(t, row, AGREED,
                    o != NULL && o->agreed > 0 ? o->agreed / 2.0 : l->halves / 2.0);
    if (l->is_delivered)
        wf_table_number(t, row, DELIVERED, l->halves / 2.0);
    if (o == NULL)
        return;
    put_text(t, row, OUTCOMES, o->outcomes);
    put_text(t, row, TASKS, o->tasks);
    put_text(t, row, EVIDENCE, o->evidence);
    put_text(t, row, IMPACT, o->impact);
}

static void add_school(const building *b, uint32_t s, size_t *at)
{
    const wf_support_school *school = &b->p->schools[s];
    wf_str id = wf_report_text(b->report, "record_%u", s + 1);
    wf_section *section = wf_report_section(
        b->report, id.p, school->name, school->name,
        wf_report_text(b->report, "Support record: %.*s", WF_STR_ARG(school->name)));
    wf_section_prose(
        section, WF_LOOK_TEXT,
        wf_report_text(b->report,
                       "Category %.*s: %.*s. At least %g days this year. Fill "
                       "in the coloured cells and send the sheet back.",
                       WF_STR_ARG(b->p->policy.tiers[school->decision.tier].code),
                       WF_STR_ARG(school->decision.rule), school->year_floor / 2.0));
    wf_report_table *table = add_table(b, section, s);
    for (; *at < b->a->line_count && b->a->lines[*at].school == s; (*at)++)
        add_line(b, table, &b->a->lines[*at]);
}

wf_report *wf_support_records(const wf_support_problem *problem,
                              const wf_allocation *allocation, uint32_t from,
                              uint32_t count)
{
    wf_report_options options = WF_REPORT_OPTIONS_INIT;
    options.title = WF_STR("Support record");
    options.subject = WF_STR("Who supports the school, with what, to which end");
    wf_report *report = wf_report_new(&options);
    if (report == NULL)
        return NULL;
    building b = {.report = report, .p = problem, .a = allocation};
    size_t at = 0;
    for (uint32_t s = from; s < problem->school_count && s - from < count; s++) {
        while (at < allocation->line_count && allocation->lines[at].school < s)
            at++;
        add_school(&b, s, &at);
    }
    return report;
}
