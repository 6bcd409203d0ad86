/* A page a KPI: the trust over the terms as a line, with what is expected, the forecast
 * with its range, the national figure; and the schools that are furthest behind. */
#include "engine/report/trustees.h"
#include <math.h>

enum {
    L_KPI,
    L_TERM,
    L_VALUE,
    L_EXPECTED,
    L_NATIONAL,
    L_FORECAST,
    L_LOWER,
    L_UPPER,
    L_SCHOOLS
};

static const wf_report_column line_columns[] = {
    [L_KPI] = COLUMN_NAME("kpi", "KPI", 50),
    [L_TERM] = COLUMN_TEXT("term", "Term", 14),
    [L_VALUE] = COLUMN_NUMBER("value", "Value", WF_SHOW_DEFAULT),
    [L_EXPECTED] = COLUMN_NUMBER("expected", "Expected", WF_SHOW_DEFAULT),
    [L_NATIONAL] = COLUMN_NUMBER("national", "National", WF_SHOW_DEFAULT),
    [L_FORECAST] = COLUMN_NUMBER("forecast", "Forecast", WF_SHOW_DEFAULT),
    [L_LOWER] = COLUMN_NUMBER("lower", "Range from", WF_SHOW_DEFAULT),
    [L_UPPER] = COLUMN_NUMBER("upper", "Range to", WF_SHOW_DEFAULT),
    [L_SCHOOLS] = COLUMN_CENTRE("schools", "Schools"),
};

static const struct {
    size_t column;
    wf_str name;
    wf_paint paint;
    bool is_dashed, is_thin;
} line_series[] = {
    {L_VALUE, WF_STR_INIT("Value"), WF_PAINT_MAIN, false, false},
    {L_EXPECTED, WF_STR_INIT("Expected"), WF_PAINT_GREEN, true, false},
    {L_NATIONAL, WF_STR_INIT("National"), WF_PAINT_GREY, false, true},
    {L_FORECAST, WF_STR_INIT("Forecast"), WF_PAINT_SECOND, true, false},
    {L_LOWER, WF_STR_INIT("Range from"), WF_PAINT_SECOND, true, true},
    {L_UPPER, WF_STR_INIT("Range to"), WF_PAINT_SECOND, true, true},
};

/* A cell is left empty where there is nothing: a chart would draw "[x]" as nought. */
static void put(wf_report_table *table, size_t row, size_t column, wf_number number,
                const line_page *page)
{
    if (number.present)
        wf_table_number(table, row, column, value_in_tree(number.value, page->unit))
            ->show = (uint8_t)page->show;
}

/* The last point with a value: the forecast starts from there. */
static size_t last_value(const wf_point *points, size_t count)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        if (points[i].value.present)
            last = i;
    return last;
}

static void fill_points(words *w, wf_report_table *table, const line_page *page)
{
    size_t last = last_value(page->points, page->count);
    bool has_forecast = page->count > 0 && page->points[page->count - 1].forecast.present;
    for (size_t i = 0; i < page->count; i++) {
        const wf_point *p = &page->points[i];
        bool joins = i == last && has_forecast;
        size_t row = wf_table_row(table);
        wf_table_text(table, row, L_KPI, page->name);
        wf_table_text(table, row, L_TERM, words_period_short(w, p->period));
        put(table, row, L_VALUE, p->value, page);
        put(table, row, L_EXPECTED, p->expected, page);
        put(table, row, L_NATIONAL, p->national, page);
        put(table, row, L_FORECAST, joins ? p->value : p->forecast, page);
        put(table, row, L_LOWER, joins ? p->value : p->lower80, page);
        put(table, row, L_UPPER, joins ? p->value : p->upper80, page);
        if (page->of_many)
            wf_table_text(table, row, L_SCHOOLS,
                          words_text(w, "%zu of %zu", p->schools, p->of));
        else
            trustees_no_such(table, row, L_SCHOOLS);
        trustees_counted(table, row, L_TERM,
                         words_text(w, "%.*s, %.*s", WF_STR_ARG(page->name),
                                    WF_STR_ARG(words_period(w, p->period))),
                         page->how);
    }
}

static bool is_empty(const wf_report_table *table, size_t first, size_t column)
{
    for (size_t row = first; row < table->row_count; row++)
        if (wf_table_item(table, row, column)->kind == WF_ITEM_NUMBER)
            return false;
    return true;
}

/* 1, 2 or 5 times a power of ten: about six steps. */
static double nice_step(double range)
{
    double rough = range / 6, power = pow(10, floor(log10(rough)));
    double share = rough / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

/* Lines need not start at nought: the axis is drawn where the values are. */
static void set_range(wf_report_chart *chart, const wf_report_table *table, size_t first)
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t row = first; row < table->row_count; row++)
        for (size_t c = L_VALUE; c <= L_UPPER; c++)
            if (wf_table_item(table, row, c)->kind == WF_ITEM_NUMBER) {
                low = fmin(low, wf_table_item(table, row, c)->number);
                high = fmax(high, wf_table_item(table, row, c)->number);
            }
    if (!(high > low))
        return;
    double step = nice_step(high - low);
    chart->has_minimum = chart->has_maximum = true;
    chart->minimum = floor(low / step + 1e-9) * step;
    chart->maximum = ceil(high / step - 1e-9) * step;
}

/* What the line did, for those who cannot see it. */
static wf_str describe(words *w, const line_page *page)
{
    size_t last = last_value(page->points, page->count), first = 0;
    while (first < page->count && !page->points[first].value.present)
        first++;
    if (last == SIZE_MAX)
        return WF_STR("No value");
    const wf_point *end = &page->points[page->count - 1];
    wf_str text = words_text(
        w, "Line of %.*s from %.*s at %.*s to %.*s at %.*s", WF_STR_ARG(page->name),
        WF_STR_ARG(words_value(w, page->points[first].value.value, page->unit, 0)),
        WF_STR_ARG(words_period(w, page->points[first].period)),
        WF_STR_ARG(words_value(w, page->points[last].value.value, page->unit, 0)),
        WF_STR_ARG(words_period(w, page->points[last].period)));
    if (end->forecast.present)
        text = words_text(w, "%.*s; forecast %.*s, range %.*s to %.*s, at %.*s",
                          WF_STR_ARG(text),
                          WF_STR_ARG(words_value(w, end->forecast.value, page->unit, 0)),
                          WF_STR_ARG(words_value(w, end->lower80.value, page->unit, 0)),
                          WF_STR_ARG(words_value(w, end->upper80.value, page->unit, 0)),
                          WF_STR_ARG(words_period(w, end->period)));
    return words_text(w, "%.*s. The numbers are in the table of KPI data.",
                      WF_STR_ARG(text));
}

wf_report_table *lines_table(wf_section *section, const char *id, wf_str name)
{
    wf_report_table *table = wf_section_table(section, id, name);
    trustees_columns(table, line_columns, COUNT_OF(line_columns));
    table->has_filter = true;
    return table;
}

void lines_draw(words *w, wf_section *section, wf_report_table *table,
                const line_page *page)
{
    size_t first = table->row_count;
    fill_points(w, table, page);
    wf_report_chart *chart =
        wf_section_chart(section, WF_CHART_LINE, page->name, describe(w, page));
    chart->show = page->show;
    chart->lines = page->lines;
    set_range(chart, table, first);
    for (size_t i = 0; i < COUNT_OF(line_series); i++) {
        if (is_empty(table, first, line_series[i].column))
            continue;
        wf_report_series series = {.name = line_series[i].name,
                                   .table = table,
                                   .category = L_TERM,
                                   .value = line_series[i].column,
                                   .first = first,
                                   .count = table->row_count - first,
                                   .paint = line_series[i].paint,
                                   .is_dashed = line_series[i].is_dashed,
                                   .is_thin = line_series[i].is_thin,
                                   .lower = L_LOWER,
                                   .upper = L_UPPER};
        series.has_range = line_series[i].column == L_FORECAST &&
                           !is_empty(table, first, L_LOWER) &&
                           !is_empty(table, first, L_UPPER);
        wf_chart_series(chart, &series);
    }
}

/* ---- Of the trust ----------------------------------------------------------------- */

enum {
    B_SCHOOL,
    B_LATEST,
    B_EXPECTED,
    B_TARGET,
    B_NATIONAL,
    B_RANGE,
    B_RATING
};

static const wf_report_column behind_columns[] = {
    [B_SCHOOL] = {.id = WF_STR_INIT("school"),
                  .heading = WF_STR_INIT("School"),
                  .look = WF_LOOK_TEXT,
                  .least = 34,
                  .is_row_header = true},
    [B_LATEST] = COLUMN_NUMBER("latest", "Latest", WF_SHOW_DEFAULT),
    [B_EXPECTED] = COLUMN_NUMBER("expected", "Expected", WF_SHOW_DEFAULT),
    [B_TARGET] = COLUMN_NUMBER("target", "Target", WF_SHOW_DEFAULT),
    [B_NATIONAL] = COLUMN_NUMBER("national", "National", WF_SHOW_DEFAULT),
    [B_RANGE] = COLUMN_CENTRE("range", "Range by chance (95%)"),
    [B_RATING] = COLUMN_CENTRE("rating", "Rating"),
};

static void fill_behind(trustees *t, wf_report_table *table, const wf_kpi_progress *item)
{
    words *w = &t->w;
    size_t row = wf_table_row(table);
    wf_mark mark = mark_of_status(item->status);
    wf_table_text(table, row, B_SCHOOL, item->school);
    trustees_value(table, row, B_LATEST, item,
                   (wf_number){.value = item->latest_value, .present = true});
    trustees_value(table, row, B_EXPECTED, item, item->expected);
    trustees_value(table, row, B_TARGET, item, item->target);
    trustees_value(table, row, B_NATIONAL, item, item->national);
    if (item->lower95.present)
        wf_table_text(table, row, B_RANGE,
                      words_range(w, item->lower95.value, item->upper95.value, item));
    else
        trustees_no_such(table, row, B_RANGE);
    wf_table_text(table, row, B_RATING, words_rating(w, item))->mark = (uint8_t)mark;
    trustees_read(t, table, row, B_LATEST,
                  &(wf_report_source){
                      .what = words_text(w, "%.*s: %.*s, %.*s", WF_STR_ARG(item->school),
                                         WF_STR_ARG(item->kpi),
                                         WF_STR_ARG(words_period(w, item->latest))),
                      .file = item->latest_file,
                      .at = item->latest_at});
}

/* How far behind the line, in tolerances: what is compared over schools. */
static double behind(const wf_kpi_progress *item)
{
    if (!item->gap.present || !item->tolerance.present || !(item->tolerance.value > 0))
        return -HUGE_VAL;
    return -item->gap.value / item->tolerance.value;
}

/* The schools' items of a KPI, those furthest behind first. */
static size_t find_behind(const wf_results *r, wf_str kpi, const wf_kpi_progress **out)
{
    size_t count = 0;
    for (size_t s = 0; s < r->school_count; s++) {
        const wf_kpi_progress *item = wf_school_kpi(&r->schools[s], kpi);
        size_t at = count;
        if (item == NULL || item->latest.number == 0)
            continue;
        for (; at > 0 && behind(out[at - 1]) < behind(item); at--)
            out[at] = out[at - 1];
        out[at] = item;
        count++;
    }
    return count;
}

enum {
    MOST_BEHIND = 5
};

/* The schools' items of one KPI. */
typedef struct kpi_items {
    const wf_kpi_progress **items;
    size_t count, number; /* number: of the KPI in the sheet */
} kpi_items;

static void draw_behind(trustees *t, wf_section *section, const kpi_items *all)
{
    size_t count = all->count;
    size_t shown = count < MOST_BEHIND ? count : MOST_BEHIND;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        shown < count
            ? words_text(&t->w,
                         "The %zu of %zu schools that are furthest behind what is "
                         "expected; all are on the sheet KPIs.",
                         shown, count)
            : WF_STR("The schools, those furthest behind what is expected first."));
    wf_report_table *table =
        wf_section_table(section, words_text(&t->w, "behind_%zu", all->number).p,
                         words_text(&t->w, "%.*s: schools furthest behind",
                                    WF_STR_ARG(all->items[0]->kpi)));
    trustees_columns(table, behind_columns, COUNT_OF(behind_columns));
    for (size_t i = 0; i < shown; i++)
        fill_behind(t, table, all->items[i]);
}

/* The trust's line; or, where schools cannot be added up, that of the school furthest
 * behind. */
static void draw_kpi(trustees *t, wf_section *section, wf_report_table *table,
                     const wf_kpi_result *kpi, const kpi_items *all)
{
    const wf_kpi_progress *const *items = all->items;
    words *w = &t->w;
    line_page page = {
        .name = kpi->name,
        .unit = kpi->unit,
        .points = kpi->points,
        .count = kpi->point_count,
        .of_many = true,
        .lines = 13,
        .how = WF_STR("All schools' pupils together, weighed by their "
                      "numbers; sums for counts and pounds (see Values by term)")};
    if (page.count == 0) {
        page.of_many = false;
        page.name = words_text(w, "%.*s: %.*s", WF_STR_ARG(kpi->name),
                               WF_STR_ARG(items[0]->school));
        page.how = WF_STR("The school's own figures (see Values by term)");
        if (wf_results_points(t->r, items[0], t->report->arena, &page.points,
                              &page.count) != WF_OK)
            w->failed = true;
    }
    page.show = show_of_value(items[0]->latest_value, kpi->unit, 0);
    wf_section_heading(section, kpi->name);
    if (!page.of_many)
        wf_section_prose(section, WF_LOOK_PROSE,
                         words_text(w,
                                    "The schools cannot be added up, since numbers of "
                                    "pupils are not given: the line is that of %.*s.",
                                    WF_STR_ARG(items[0]->school)));
    lines_draw(w, section, table, &page);
    draw_behind(t, section, all);
}

static wf_section *open_charts(trustees *t)
{
    wf_section *section = wf_report_section(
        t->report, "kpi_charts", WF_STR("KPI charts"), WF_STR("KPIs over the terms"),
        WF_STR("Each KPI that two or more schools have, as lines over the terms"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("All schools together: the value, the line that the schools' targets add "
               "up to, the forecast with the range that holds it at least four times in "
               "five, and the national figure."));
    trustees_back(section);
    section->is_portrait = true;
    return section;
}

wf_report_table *trustees_line_data(trustees *t, size_t rows)
{
    wf_section *section = wf_report_section(
        t->report, "kpi_data", WF_STR("KPI data"),
        WF_STR("The numbers of the KPI charts"),
        WF_STR("The numbers that the KPI charts are drawn from, term by term"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("An empty cell: nothing to show for that term. The forecast "
                            "starts from the last value. Schools: how many are in the "
                            "value. [z] does not apply."));
    trustees_for_screen(t, section, rows, MOST_REFERENCE);
    trustees_back(section);
    return lines_table(section, "kpi_data", WF_STR("The numbers of the KPI charts"));
}

enum {
    KPIS_A_PAGE = 2
};

static size_t count_points(const wf_results *r)
{
    size_t n = 0;
    for (size_t k = 0; k < r->kpi_count; k++)
        n += r->kpis[k].point_count;
    return n;
}

void trustees_kpi_charts(trustees *t)
{
    wf_section *section = NULL;
    wf_report_table *table = NULL;
    kpi_items all = {.items = wf_arena_array(t->report->arena, t->r->school_count + 1,
                                             sizeof(const void *))};
    if (all.items == NULL) {
        t->w.failed = true;
        return;
    }
    for (size_t k = 0; k < t->r->kpi_count; k++) {
        all.count = find_behind(t->r, t->r->kpis[k].name, all.items);
        if (all.count < 2)
            continue;
        if (section == NULL) {
            section = open_charts(t);
            table = trustees_line_data(t, count_points(t->r));
        } else if (all.number % KPIS_A_PAGE == 0) {
            wf_section_page_break(section);
        }
        all.number++;
        draw_kpi(t, section, table, &t->r->kpis[k], &all);
    }
    if (section == NULL)
        trustees_omit(t, WF_STR("KPI charts"),
                      WF_STR("No KPI is followed by two or more schools"));
}
