/* How well the plans are made: advice, never a grade. Who leads how much; what it costs.
 */
#include "engine/report/trustees.h"

typedef struct aspect {
    wf_report_column column;
    size_t offset; /* in wf_plan_health */
    const char *lacking, *advice;
} aspect;

#define ASPECT(id_text, heading_text, field, lacking_text, advice_text)                  \
    {                                                                                    \
        COLUMN_NUMBER(id_text, heading_text, WF_SHOW_INTEGER),                           \
            offsetof(wf_plan_health, field), lacking_text, advice_text                   \
    }

static const aspect aspects[] = {
    ASPECT("measurable", "Measurable", measurable, "success criteria to measure by",
           "say how much, or how many, will show that it worked"),
    ASPECT("dated", "Dated", dated, "a date", "say by when"),
    ASPECT("owned", "Owned", owned, "a lead", "name who leads"),
    ASPECT("costed", "Costed", costed, "a cost", "say what it costs, also where nothing"),
    ASPECT("monitored", "Monitored", monitored, "monitoring",
           "say who checks, how and when"),
};

enum {
    FIRST_ASPECT = 2,
    ADVICE = FIRST_ASPECT + COUNT_OF(aspects)
};

static size_t count_at(const wf_plan_health *h, size_t offset)
{
    return *(const size_t *)(const void *)((const char *)h + offset);
}

/* The one thing that would help most. */
static wf_str advise(trustees *t, const wf_plan_health *h)
{
    size_t worst = 0, least = h->actions;
    for (size_t i = 0; i < COUNT_OF(aspects); i++)
        if (count_at(h, aspects[i].offset) < least) {
            least = count_at(h, aspects[i].offset);
            worst = i;
        }
    if (least == h->actions)
        return WF_STR("Nothing: every action has all five");
    return words_text(&t->w, "%zu of %zu actions have no %s: %s", h->actions - least,
                      h->actions,
                      aspects[worst].lacking[0] == 'a' && aspects[worst].lacking[1] == ' '
                          ? aspects[worst].lacking + 2
                          : aspects[worst].lacking,
                      aspects[worst].advice);
}

static void fill_health(trustees *t, wf_report_table *table, wf_str name,
                        const wf_plan_health *h)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, name);
    wf_table_number(table, row, 1, (double)h->actions);
    for (size_t i = 0; i < COUNT_OF(aspects); i++)
        wf_table_number(table, row, FIRST_ASPECT + i,
                        (double)count_at(h, aspects[i].offset));
    for (size_t c = 1; c < ADVICE; c++)
        trustees_counted(table, row, c,
                         words_text(&t->w, "%.*s: actions, %.*s", WF_STR_ARG(name),
                                    WF_STR_ARG(trustees_heading(table, c))),
                         WF_STR("Counted from the actions of the school's plans"));
    wf_table_text(table, row, ADVICE, advise(t, h));
}

void trustees_quality(trustees *t)
{
    static const wf_report_column first[] = {
        COLUMN_NAME("school", "School", 30),
        COLUMN_NUMBER("actions", "Actions", WF_SHOW_INTEGER),
    };
    static const wf_report_column advice =
        COLUMN_TEXT("advice", "What would help most", 70);
    if (t->r->health.actions == 0)
        return; /* the sheet Plans says so */
    wf_section *section = wf_report_section(
        t->report, "quality", WF_STR("Plan health"),
        WF_STR("How well the plans are made"),
        WF_STR(
            "Actions that are measurable, dated, owned, costed and monitored: advice"));
    section->is_one_page = true;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR(
            "How many actions say how success is measured, by when, who leads, what it "
            "costs and how it is monitored. This is advice for the next version of a "
            "plan, not a grade: a short plan that is carried out is better than a "
            "full one that is not."));
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "health", WF_STR("How well the plans are made"));
    trustees_columns(table, first, COUNT_OF(first));
    for (size_t i = 0; i < COUNT_OF(aspects); i++)
        wf_table_column(table, &aspects[i].column);
    wf_table_column(table, &advice);
    for (size_t s = 0; s < t->r->school_count; s++)
        if (t->r->schools[s].health.actions > 0)
            fill_health(t, table, t->r->schools[s].name, &t->r->schools[s].health);
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, WF_STR("All schools"));
    trustees_sum(t, table, row, 1, (double)t->r->health.actions);
    for (size_t i = 0; i < COUNT_OF(aspects); i++)
        trustees_sum(t, table, row, FIRST_ASPECT + i,
                     (double)count_at(&t->r->health, aspects[i].offset));
    wf_table_text(table, row, ADVICE, advise(t, &t->r->health));
    table->last_row_is_total = true;
}

/* ---- Leads and costs -------------------------------------------------------------- */

static void fill_lead(trustees *t, wf_report_table *table, const wf_school_result *school,
                      const wf_lead_load *lead)
{
    size_t row = wf_table_row(table);
    const double figures[] = {(double)lead->actions, (double)school->health.actions,
                              (double)lead->open, (double)lead->overdue};
    wf_table_text(table, row, 0, school->name);
    wf_table_text(table, row, 1, lead->name);
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        wf_table_number(table, row, 2 + i, figures[i]);
        trustees_counted(table, row, 2 + i,
                         words_text(&t->w, "%.*s, %.*s: %.*s", WF_STR_ARG(school->name),
                                    WF_STR_ARG(lead->name),
                                    WF_STR_ARG(trustees_heading(table, 2 + i))),
                         WF_STR("Counted from the leads named in the school's plans"));
    }
    wf_table_formula(table, row, 6, WF_STR("{@own}/{@all}"), figures[0] / figures[1]);
}

static void draw_leads(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN_NAME("school", "School", 34),
        COLUMN_TEXT("lead", "Lead", 40),
        COLUMN_NUMBER("own", "Leads actions", WF_SHOW_INTEGER),
        COLUMN_NUMBER("all", "Of all actions", WF_SHOW_INTEGER),
        COLUMN_NUMBER("open", "Still open", WF_SHOW_INTEGER),
        COLUMN_NUMBER("overdue", "Overdue", WF_SHOW_INTEGER),
        COLUMN_NUMBER("share", "Share", WF_SHOW_PERCENT0),
    };
    enum {
        SHOWN = 3 /* a school */
    };
    wf_section_heading(section, WF_STR("Who leads most"));
    wf_report_table *table = wf_section_table(
        section, "leads",
        WF_STR("The three people or roles of each school that lead most"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t s = 0; s < t->r->school_count; s++) {
        const wf_school_result *school = &t->r->schools[s];
        for (size_t i = 0; i < school->lead_count && i < SHOWN; i++)
            if (i == 0 || school->leads[i].actions > 1)
                fill_lead(t, table, school, &school->leads[i]);
    }
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None named"));
}

static void fill_costs(trustees *t, wf_report_table *table, wf_str name,
                       const wf_costs *costs, bool is_total)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, name);
    wf_table_number(table, row, 1, (double)costs->costed);
    if (is_total) {
        trustees_sum(t, table, row, 1, (double)costs->costed);
        trustees_sum(t, table, row, 2, costs->planned);
    } else {
        wf_table_number(table, row, 2, costs->planned);
        trustees_counted(
            table, row, 2, words_text(&t->w, "%.*s: planned cost", WF_STR_ARG(name)),
            WF_STR(
                "Added up from the actions of the school's plans that name an amount"));
    }
    if (!costs->budget.present) {
        trustees_missing(table, row, 3);
        trustees_no_such(table, row, 4);
        return;
    }
    wf_table_number(table, row, 3, costs->budget.value);
    trustees_counted(table, row, 3, words_text(&t->w, "%.*s: budget", WF_STR_ARG(name)),
                     WF_STR("As the set-up workbook's policy gives it"));
    wf_table_formula(table, row, 4, WF_STR("{@budget}-{@planned}"),
                     costs->budget.value - costs->planned);
}

static void draw_costs(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN_NAME("school", "School", 34),
        COLUMN_NUMBER("costed", "Actions with an amount", WF_SHOW_INTEGER),
        COLUMN_NUMBER("planned", "Planned cost", WF_SHOW_GBP),
        COLUMN_NUMBER("budget", "Budget", WF_SHOW_GBP),
        COLUMN_NUMBER("left", "Left of it", WF_SHOW_GBP),
    };
    wf_section_heading(section, WF_STR("What the plans cost"));
    wf_report_table *table =
        wf_section_table(section, "costs", WF_STR("Planned costs against budgets"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t s = 0; s < t->r->school_count; s++)
        if (t->r->schools[s].health.actions > 0)
            fill_costs(t, table, t->r->schools[s].name, &t->r->schools[s].costs, false);
    fill_costs(t, table, WF_STR("All schools"), &t->r->costs, true);
    table->last_row_is_total = true;
}

void trustees_leads(trustees *t)
{
    if (t->r->health.actions == 0)
        return;
    wf_section *section = wf_report_section(
        t->report, "leads", WF_STR("Leads and costs"), WF_STR("Who leads, what it costs"),
        WF_STR("How many actions each lead has; planned costs against budgets"));
    section->is_one_page = true;
    section->is_portrait = true;
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("An action with two leads counts for both. Costs are the "
                            "amounts that actions name; an action without one is not "
                            "free. Budgets are rows \"Budget: SCHOOL\" of the set-up's "
                            "policy. [x] not available. [z] does not apply."));
    trustees_back(section);
    draw_leads(t, section);
    draw_costs(t, section);
}
