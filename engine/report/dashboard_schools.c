/* The dashboard's own parts: the schools with their phase, and each school's KPIs over
 * the terms as small charts with forecast and range, their numbers folded below. */
#include "engine/report/dashboard.h"

enum {
    MOST_CHARTS = 300 /* a page of more would be slow to open: those behind come first */
};

enum {
    S_SCHOOL,
    S_PHASE,
    S_RED,
    S_AMBER,
    S_RISK,
    S_CATEGORY,
    S_OVERDUE,
    S_LATEST
};

static const wf_report_column school_columns[] = {
    [S_SCHOOL] = COLUMN_NAME("school", "School", 40),
    [S_PHASE] = COLUMN_TEXT("phase", "Phase", 16),
    [S_RED] = COLUMN_NUMBER("red", "KPIs off track", WF_SHOW_INTEGER),
    [S_AMBER] = COLUMN_NUMBER("amber", "KPIs at risk", WF_SHOW_INTEGER),
    [S_RISK] = COLUMN_CENTRE("risk", "Inspection risk"),
    [S_CATEGORY] = COLUMN_CENTRE("category", "Category"),
    [S_OVERDUE] = COLUMN_NUMBER("overdue", "Actions overdue", WF_SHOW_INTEGER),
    [S_LATEST] = COLUMN_TEXT("latest", "Latest figures", 24),
};

/* As the set-up says; else what the school's own name says. */
static wf_phase phase_of(const wf_school_result *school)
{
    if (school->setup != NULL && school->setup->phase != WF_PHASE_NONE)
        return school->setup->phase;
    return wf_phase_from_name(school->name);
}

static void school_row(trustees *t, wf_report_table *table, const wf_school_result *s)
{
    static const wf_mark bands[] = {WF_MARK_GREY, WF_MARK_RED, WF_MARK_AMBER,
                                    WF_MARK_GREEN};
    const char *phase = wf_phase_name(phase_of(s));
    size_t row = wf_table_row(table);
    wf_table_text(table, row, S_SCHOOL, s->name);
    wf_table_text(table, row, S_PHASE,
                  phase != NULL ? wf_str_from(phase) : WF_STR("not known"));
    wf_table_number(table, row, S_RED, (double)s->by_status[WF_PROGRESS_OFF_TRACK]);
    wf_table_number(table, row, S_AMBER, (double)s->by_status[WF_PROGRESS_AT_RISK]);
    if (s->risk.band != WF_RISK_NONE)
        wf_table_text(table, row, S_RISK, words_band(s->risk.band))->mark =
            (uint8_t)bands[s->risk.band];
    else
        trustees_missing(table, row, S_RISK);
    if (s->support.category.n > 0)
        wf_table_text(table, row, S_CATEGORY, s->support.category);
    else
        trustees_missing(table, row, S_CATEGORY);
    wf_table_number(table, row, S_OVERDUE, (double)s->actions.overdue);
    wf_table_text(table, row, S_LATEST, words_period(&t->w, s->latest));
}

void dashboard_schools(trustees *t)
{
    wf_section *section =
        wf_report_section(t->report, "school_list", WF_STR("The schools"),
                          WF_STR("The schools"), WF_STR("Each school with its phase"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Phase: as the set-up says, else by the school's name. [x] "
                            "not available."));
    wf_report_table *table =
        wf_section_table(section, "school_list", WF_STR("The schools"));
    trustees_columns(table, school_columns, COUNT_OF(school_columns));
    table->has_filter = true;
    for (size_t i = 0; i < t->r->school_count; i++)
        school_row(t, table, &t->r->schools[i]);
}

/* ---- Over the terms ------------------------------------------------------------------
 */

/* The ends of the forecast's range are drawn as a band, not as lines of their own. */
static void keep_band(wf_report_chart *chart)
{
    bool has_band = false;
    for (size_t i = 0; i < chart->series_count; i++)
        has_band = has_band || chart->series[i].has_range;
    size_t n = 0;
    for (size_t i = 0; i < chart->series_count; i++)
        if (!has_band || !chart->series[i].is_thin || !chart->series[i].is_dashed)
            chart->series[n++] = chart->series[i];
    chart->series_count = n;
}

static void draw_line(trustees *t, wf_section *section, const wf_kpi_progress *item,
                      size_t number)
{
    words *w = &t->w;
    line_page page = {.name = words_text(w, "%.*s: %.*s", WF_STR_ARG(item->kpi),
                                         WF_STR_ARG(item->school)),
                      .unit = item->unit,
                      .show = show_of_value(item->latest_value, item->unit, 0),
                      .lines = 13,
                      .how = WF_STR("The school's own figures")};
    if (wf_results_points(t->r, item, t->report->arena, &page.points, &page.count) !=
        WF_OK) {
        w->failed = true;
        return;
    }
    wf_report_table *table =
        lines_table(section, words_text(w, "line_%zu", number).p,
                    words_text(w, "Numbers of %.*s", WF_STR_ARG(page.name)));
    table->has_filter = false;
    table->is_detail = true;
    lines_draw(w, section, table, &page);
    wf_report_chart *chart = section->parts[section->part_count - 1].chart;
    if (chart == NULL) /* out of memory: the report's status says so */
        return;
    chart->school = item->school;
    chart->kpi = item->kpi;
    chart->mark = mark_of_status(item->status);
    keep_band(chart);
}

/* Charts of one standing, school by school; returns how many are drawn in all. */
static size_t draw_lines(trustees *t, wf_section *section, wf_progress_status status,
                         size_t drawn)
{
    for (size_t s = 0; s < t->r->school_count; s++)
        for (size_t k = 0; k < t->r->schools[s].kpi_count; k++) {
            const wf_kpi_progress *item = &t->r->schools[s].kpis[k];
            if (item->status == status && item->observation_count > 1 &&
                drawn < MOST_CHARTS)
                draw_line(t, section, item, ++drawn);
        }
    return drawn;
}

static size_t count_lines(const wf_results *r)
{
    size_t n = 0;
    for (size_t s = 0; s < r->school_count; s++)
        for (size_t k = 0; k < r->schools[s].kpi_count; k++)
            n += r->schools[s].kpis[k].observation_count > 1;
    return n;
}

void dashboard_lines(trustees *t)
{
    size_t all = count_lines(t->r);
    size_t drawn = 0;
    if (all == 0)
        return;
    wf_section *section = wf_report_section(
        t->report, "school_lines", WF_STR("Schools over the terms"),
        WF_STR("Each school over the terms"),
        WF_STR("Each KPI of each school as a line, with expected line and forecast"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("Those furthest from where they should be come first. Line with dots: "
               "the value; dashed: what is expected, and the forecast in its band, which "
               "holds it four times in five; thin: the national figure."));
    if (all > MOST_CHARTS)
        wf_section_prose(section, WF_LOOK_NOTE,
                         words_text(&t->w,
                                    "Of %zu lines the first %d are drawn; the others are "
                                    "in the trustee summary workbook.",
                                    all, MOST_CHARTS));
    static const wf_progress_status order[] = {
        WF_PROGRESS_OFF_TRACK, WF_PROGRESS_AT_RISK, WF_PROGRESS_ON_TRACK,
        WF_PROGRESS_ACHIEVED,  WF_PROGRESS_STALE,   WF_PROGRESS_NO_TARGET};
    for (size_t i = 0; i < COUNT_OF(order); i++)
        drawn = draw_lines(t, section, order[i], drawn);
}
