/* Support days: what each school is entitled to, has been allocated, has had and is short
 * of. */
#include "engine/report/trustees.h"

enum {
    S_SCHOOL,
    S_CATEGORY,
    S_ENTITLED,
    S_ALLOCATED,
    S_DELIVERED,
    S_TO_COME,
    S_MISSING,
    S_TERM,
    S_WHY = S_TERM + WF_TERMS
};

static const wf_report_column columns[] = {
    [S_SCHOOL] = COLUMN_NAME("school", "School", 28),
    [S_CATEGORY] = COLUMN_CENTRE("category", "Category"),
    [S_ENTITLED] = COLUMN_NUMBER("entitled", "Entitled", WF_SHOW_DECIMAL1),
    [S_ALLOCATED] = COLUMN_NUMBER("allocated", "Allocated", WF_SHOW_DECIMAL1),
    [S_DELIVERED] = COLUMN_NUMBER("delivered", "Delivered", WF_SHOW_DECIMAL1),
    [S_TO_COME] = COLUMN_NUMBER("to_come", "To come", WF_SHOW_DECIMAL1),
    [S_MISSING] = COLUMN_NUMBER("missing", "Short", WF_SHOW_DECIMAL1),
    [S_TERM] = COLUMN_NUMBER("t1", "Term 1", WF_SHOW_DECIMAL1),
    [S_TERM + 1] = COLUMN_NUMBER("t2", "Term 2", WF_SHOW_DECIMAL1),
    [S_TERM + 2] = COLUMN_NUMBER("t3", "Term 3", WF_SHOW_DECIMAL1),
    [S_TERM + 3] = COLUMN_NUMBER("t4", "Term 4", WF_SHOW_DECIMAL1),
    [S_TERM + 4] = COLUMN_NUMBER("t5", "Term 5", WF_SHOW_DECIMAL1),
    [S_TERM + 5] = COLUMN_NUMBER("t6", "Term 6", WF_SHOW_DECIMAL1),
    [S_WHY] = COLUMN_TEXT("why", "Why this category, and why short", 60),
};

/* The figures of one row, in the order of the columns. */
static double figure(const wf_school_support *s, size_t column)
{
    const double figures[] = {s->entitled, s->allocated, s->delivered,
                              s->allocated - s->delivered, s->missing};
    return column < S_TERM ? figures[column - S_ENTITLED] : s->by_term[column - S_TERM];
}

static void fill_school(trustees *t, wf_report_table *table,
                        const wf_school_result *school)
{
    static const wf_str how =
        WF_STR_INIT("Added up from the lines of the allocation (wayforward allocate)");
    const wf_school_support *s = &school->support;
    size_t row = wf_table_row(table);
    wf_table_text(table, row, S_SCHOOL, school->name);
    wf_table_text(table, row, S_CATEGORY,
                  words_text(&t->w, "%.*s%s", WF_STR_ARG(s->category),
                             s->needs_person ? " (to decide)" : ""));
    for (size_t c = S_ENTITLED; c < S_WHY; c++) {
        if (c == S_TO_COME)
            wf_table_formula(table, row, c, WF_STR("{@allocated}-{@delivered}"),
                             figure(s, c));
        else
            wf_table_number(table, row, c, figure(s, c));
        trustees_counted(table, row, c,
                         words_text(&t->w, "%.*s: support days, %.*s",
                                    WF_STR_ARG(school->name),
                                    WF_STR_ARG(columns[c].heading)),
                         how);
    }
    trustees_text(table, row, S_WHY,
                  words_text(&t->w, "%.*s%s%.*s", WF_STR_ARG(s->why),
                             s->missing > 0 && s->why.n > 0 ? ". Short: " : "",
                             WF_STR_ARG(s->missing > 0 ? s->cause : WF_STR_EMPTY)));
}

static void draw_chart(trustees *t, wf_section *section, const wf_report_table *table)
{
    static const struct {
        size_t column;
        wf_paint paint;
    } series[] = {{S_DELIVERED, WF_PAINT_BLUE},
                  {S_TO_COME, WF_PAINT_GREY},
                  {S_MISSING, WF_PAINT_RED}};
    const wf_school_support *all = &t->r->support;
    wf_report_chart *chart = wf_section_chart(
        section, WF_CHART_BAR_STACKED, WF_STR("Days delivered, to come and short"),
        words_text(&t->w,
                   "Stacked bars, one a school, of support days delivered, to come and "
                   "short. All schools together: %.1f, %.1f and %.1f. The numbers are in "
                   "the table above.",
                   all->delivered, all->allocated - all->delivered, all->missing));
    size_t lines = 6 + (table->row_count - 1);
    chart->lines = (uint16_t)(lines < 60 ? lines : 60);
    chart->y_name = WF_STR("Days");
    for (size_t i = 0; i < COUNT_OF(series); i++)
        wf_chart_series(chart,
                        &(wf_report_series){.name = columns[series[i].column].heading,
                                            .table = table,
                                            .category = S_SCHOOL,
                                            .value = series[i].column,
                                            .count = table->row_count - 1,
                                            .paint = series[i].paint});
}

void trustees_support(trustees *t)
{
    if (!t->r->has_support) {
        trustees_omit(t, WF_STR("Support days"),
                      WF_STR("No allocation of support days is known: add the workbook "
                             "of schools and providers (wayforward allocate)"));
        return;
    }
    wf_section *section = wf_report_section(
        t->report, "support", WF_STR("Support days"), WF_STR("Support days"),
        WF_STR("Days entitled, allocated, delivered and short, by school and term"));
    section->is_one_page = true;
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Days of the year. Entitled: what the category gives at the "
                            "least. Short: what no provider could be found for. Terms: "
                            "days allocated in each."));
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "support", WF_STR("Support days by school"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t s = 0; s < t->r->school_count; s++)
        if (t->r->schools[s].support.category.n > 0)
            fill_school(t, table, &t->r->schools[s]);
    size_t row = wf_table_row(table);
    wf_table_text(table, row, S_SCHOOL, WF_STR("All schools"));
    for (size_t c = S_ENTITLED; c < S_WHY; c++)
        trustees_sum(t, table, row, c, figure(&t->r->support, c));
    trustees_no_such(table, row, S_CATEGORY);
    trustees_no_such(table, row, S_WHY);
    table->last_row_is_total = true;
    draw_chart(t, section, table);
}
