/* How good the data are: what is late, missing, too old or hidden, school by school. */
#include "engine/report/trustees.h"

typedef struct quality_column {
    wf_report_column column;
    size_t offset; /* in wf_data_quality */
} quality_column;

#define QUALITY(id_text, heading_text, field)                                            \
    {                                                                                    \
        COLUMN_NUMBER(id_text, heading_text, WF_SHOW_INTEGER),                           \
            offsetof(wf_data_quality, field)                                             \
    }

static const quality_column counts[] = {
    QUALITY("kpis", "KPIs followed", kpis),
    QUALITY("given", "Given for the latest term", given),
    QUALITY("missing", "Missing, given a year ago", missing),
    QUALITY("late", "Terms late", late),
    QUALITY("stale", "Too old to rate", stale),
    QUALITY("suppressed", "Hidden (small numbers)", suppressed),
    QUALITY("no_cohort", "Without number of pupils", no_cohort),
    QUALITY("no_target", "Without target", no_target),
};

enum {
    FIRST_COUNT = 2,
    LATE = 3, /* of counts: terms do not add up over schools */
    WHAT = FIRST_COUNT + COUNT_OF(counts)
};

static double count_at(const wf_data_quality *d, size_t i)
{
    return (double)*(const size_t *)(const void *)((const char *)d + counts[i].offset);
}

static wf_str ask_for(trustees *t, const wf_school_result *school)
{
    const wf_data_quality *d = &school->data;
    if (school->latest.number == 0)
        return WF_STR("No figures at all: ask for the dashboard");
    if (d->late > 0 && d->is_issued)
        return words_text(&t->w, "The form was sent on %.*s and has not come back",
                          WF_STR_ARG(words_date(&t->w, d->issued_on)));
    if (d->late > 0)
        return WF_STR("Ask for the latest dashboard");
    if (d->missing > 0)
        return words_text(&t->w, "Ask for %.*s",
                          WF_STR_ARG(words_count(&t->w, d->missing, "missing figure",
                                                 "missing figures")));
    if (d->no_cohort > 0)
        return WF_STR("Ask how many pupils are behind the percentages");
    return WF_STR("Nothing");
}

static void fill_school(trustees *t, wf_report_table *table,
                        const wf_school_result *school)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, school->name);
    trustees_text(table, row, 1, words_period(&t->w, school->latest));
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        wf_item *cell =
            wf_table_number(table, row, FIRST_COUNT + i, count_at(&school->data, i));
        if (i >= 2 && cell->number > 0)
            cell->look = WF_LOOK_TOTAL_NUMBER;
        trustees_counted(
            table, row, FIRST_COUNT + i,
            words_text(&t->w, "%.*s: %.*s", WF_STR_ARG(school->name),
                       WF_STR_ARG(counts[i].column.heading)),
            WF_STR("Counted from the school's observations (see Values by term)"));
    }
    wf_table_text(table, row, WHAT, ask_for(t, school));
}

void trustees_data(trustees *t)
{
    static const wf_report_column first[] = {
        COLUMN_NAME("school", "School", 34),
        COLUMN_TEXT("latest", "Figures up to", 24),
    };
    static const wf_report_column what = COLUMN_TEXT("what", "What to ask for", 40);
    double sums[COUNT_OF(counts)] = {0};
    wf_section *section = wf_report_section(
        t->report, "data", WF_STR("Data quality"), WF_STR("How good the data are"),
        WF_STR("What is late, missing, too old to rate or hidden, school by school"));
    section->is_one_page = true;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        words_text(
            &t->w,
            "The latest term with figures is %.*s. Terms late: terms since for "
            "which other schools have figures. [x] none.%s",
            WF_STR_ARG(words_period(&t->w, t->r->period)),
            t->r->skipped > 0
                ? words_text(&t->w,
                             " %zu figures are left out since their term could not "
                             "be read: see Warnings.",
                             t->r->skipped)
                      .p
                : ""));
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "data", WF_STR("Quality of the data by school"));
    trustees_columns(table, first, COUNT_OF(first));
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        wf_table_column(table, &counts[i].column);
    wf_table_column(table, &what);
    for (size_t s = 0; s < t->r->school_count; s++) {
        fill_school(t, table, &t->r->schools[s]);
        for (size_t i = 0; i < COUNT_OF(counts); i++)
            sums[i] += count_at(&t->r->schools[s].data, i);
    }
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, WF_STR("All schools"));
    wf_table_text(table, row, 1, words_period(&t->w, t->r->period));
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        if (i == LATE)
            trustees_no_such(table, row, FIRST_COUNT + i);
        else
            trustees_sum(t, table, row, FIRST_COUNT + i, sums[i]);
    trustees_no_such(table, row, WHAT);
    table->last_row_is_total = true;
}
