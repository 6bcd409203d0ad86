/* The trustees' summary: its sheets in order. */
#include "engine/report/trustees.h"

void trustees_columns(wf_report_table *table, const wf_report_column *columns,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        wf_table_column(table, &columns[i]);
}

void trustees_back(wf_section *section)
{
    const wf_section *first = section->report->sections[0];
    bool is_summary = wf_str_eq(first->id, WF_STR("summary"));
    wf_section_link(section,
                    is_summary ? WF_STR("Back to the summary")
                               : WF_STR("Back to the first sheet"),
                    wf_report_text(section->report, "#%.*s", WF_STR_ARG(first->id)));
}

size_t trustees_rated(const size_t *by_status)
{
    return by_status[WF_PROGRESS_OFF_TRACK] + by_status[WF_PROGRESS_AT_RISK] +
           by_status[WF_PROGRESS_ON_TRACK] + by_status[WF_PROGRESS_ACHIEVED];
}

void trustees_counted(wf_report_table *table, size_t row, size_t column, wf_str what,
                      wf_str how)
{
    wf_table_source(table, row, column,
                    &(wf_report_source){.what = what, .written = how});
}

void trustees_read(trustees *t, wf_report_table *table, size_t row, size_t column,
                   const wf_report_source *source)
{
    wf_report_source full = *source;
    if (full.written.p == NULL || full.written.n == 0)
        full.written = words_one_line(
            &t->w, places_text(&t->places, t->r, source->file, source->at), 400);
    full.file = wf_results_short_file(t->r, full.file);
    wf_table_source(table, row, column, &full);
}

void trustees_omit(trustees *t, wf_str what, wf_str why)
{
    if (t->omitted_count < MOST_OMITTED)
        t->omitted[t->omitted_count++] = (omission){.what = what, .why = why};
}

void trustees_missing(wf_report_table *table, size_t row, size_t column)
{
    wf_table_text(table, row, column, WF_STR("[x]"))->look = WF_LOOK_FAINT;
}

void trustees_no_such(wf_report_table *table, size_t row, size_t column)
{
    wf_table_text(table, row, column, WF_STR("[z]"))->look = WF_LOOK_FAINT;
}

void trustees_text(wf_report_table *table, size_t row, size_t column, wf_str text)
{
    if (text.n > 0)
        wf_table_text(table, row, column, text);
    else
        trustees_missing(table, row, column);
}

wf_str trustees_heading(const wf_report_table *table, size_t column)
{
    return column < table->column_count ? table->columns[column].heading : WF_STR_EMPTY;
}

void trustees_sum(trustees *t, wf_report_table *table, size_t row, size_t column,
                  double value)
{
    wf_str expression =
        words_text(&t->w, "SUM({%.*s.%.*s})", WF_STR_ARG(table->id),
                   WF_STR_ARG(column < table->column_count ? table->columns[column].id
                                                           : WF_STR_EMPTY));
    wf_table_formula(table, row, column, expression, value);
}

void trustees_value(wf_report_table *table, size_t row, size_t column,
                    const wf_kpi_progress *item, wf_number number)
{
    if (!number.present) {
        trustees_missing(table, row, column);
        return;
    }
    wf_table_number(table, row, column, value_in_tree(number.value, item->unit))->show =
        (uint8_t)show_of_value(number.value, item->unit, item->latest_cohort);
}

void trustees_for_screen(trustees *t, wf_section *section, size_t rows, size_t most)
{
    if (rows <= most || t->is_page)
        return;
    section->is_for_screen = true;
    wf_section_prose(
        section, WF_LOOK_NOTE,
        words_text(
            &t->w,
            "For the screen: the %zu lines below are not printed with the rest. To "
            "print them, clear the sheet's print area.",
            rows));
}

/* The sheets that are left out, each with the reason in a line. */
static void list_omitted(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN_NAME("why", "Why", 90),
        COLUMN_TEXT("what", "Left out", 30),
    };
    if (t->omitted_count == 0)
        return;
    wf_section_heading(section, WF_STR("Not in this workbook"));
    wf_report_table *table =
        wf_section_table(section, "left_out", WF_STR("Not in this workbook"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < t->omitted_count; i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, t->omitted[i].why);
        wf_table_text(table, row, 1, t->omitted[i].what);
    }
}

/* The source map comes last: it is long, and for looking things up. */
void trustees_sources(trustees *t)
{
    wf_section *map = wf_report_section(
        t->report, "source_map", WF_STR("Source map"), WF_STR("Source map"),
        WF_STR("Where each figure comes from: file, sheet and cell"));
    wf_section_prose(
        map, WF_LOOK_PROSE,
        WF_STR("Each line leads from a figure in this workbook to the cell "
               "that it was read from, with the text as it stands there. [z] "
               "means that the figure was worked out; the last column says "
               "how."));
    trustees_for_screen(t, map, t->report->source_count, MOST_REFERENCE);
    trustees_back(map);
    wf_report_source_map(t->report, map);
}

static wf_status build(trustees *t, wf_error *err)
{
    wf_report *report = t->report;
    WF_TRY(places_index(t->r, report->arena, &t->places));
    wf_section *summary =
        wf_report_section(report, "summary", WF_STR("Summary"), report->title,
                          WF_STR("Headlines and decisions to consider"));
    trustees_summary(t, summary);
    wf_section *contents = wf_report_section(
        report, "contents", WF_STR("Contents"), WF_STR("Contents"),
        WF_STR("The sheets of this workbook, and what its words and signs mean"));
    trustees_back(contents);
    contents->is_one_page = true;
    trustees_standing(t);
    trustees_schools(t);
    trustees_movement(t);
    trustees_kpi_charts(t);
    trustees_kpis(t);
    trustees_risk(t);
    trustees_support(t);
    trustees_plans(t);
    trustees_exceptions(t);
    trustees_quality(t);
    trustees_leads(t);
    trustees_activities(t);
    trustees_strategy(t);
    trustees_data(t);
    trustees_files(t);
    trustees_unmapped(t);
    trustees_methods(t);
    trustees_history(t);
    trustees_sources(t);
    wf_report_contents(report, contents);
    list_omitted(t, contents);
    trustees_key(t, contents);
    if (t->w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return wf_report_status(report, err);
}

wf_status wf_report_trustees(const wf_results *results, const wf_report_options *options,
                             wf_report **out, wf_error *err)
{
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    trustees t = {.r = results, .report = report, .w = {.arena = report->arena}};
    if (report->title.n == 0)
        report->title = WF_STR("Trustee summary");
    wf_status status = build(&t, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
