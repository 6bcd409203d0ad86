/* Charts as SVG: bars side by side or stacked, lines; with ranges where a series has
 * them. The numbers are in the table beside each chart; the picture has its text as an
 * alternative. */
#include "formats/write_html/html_page.h"
#include <math.h>

#define WIDTH       760.0
#define NAMES_WIDTH 250.0
#define RIGHT       70.0
#define BAR         14.0
#define GAP         10.0
#define TOP         8.0
#define LINE_HEIGHT 260.0
#define SMALL_WIDTH 440.0
#define SMALL_RIGHT 58.0
#define SMALL_LINE  170.0
#define LABEL_WIDTH 74.0 /* of a period's name and a gap */

typedef struct plot {
    html_page *page;
    const wf_report_chart *chart;
    double minimum, maximum; /* of the value axis */
    size_t count;            /* categories */
    double width, right, line_height;
} plot;

static bool value_of(const wf_report_series *series, size_t i, size_t column, double *out)
{
    const wf_item *item = wf_table_item(series->table, series->first + i, column);
    *out = item->number;
    return i < series->count &&
           (item->kind == WF_ITEM_NUMBER || item->kind == WF_ITEM_FORMULA);
}

/* 1, 2 or 5 times a power of ten: about five steps on the axis. */
static double nice_step(double range)
{
    double rough = range / 5;
    double power = pow(10, floor(log10(rough > 0 ? rough : 1)));
    double share = rough / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

static void widen(plot *p, double value)
{
    if (value < p->minimum)
        p->minimum = value;
    if (value > p->maximum)
        p->maximum = value;
}

static void find_range(plot *p)
{
    const wf_report_chart *chart = p->chart;
    bool is_line = chart->kind == WF_CHART_LINE;
    double value = 0;
    p->minimum = is_line ? HUGE_VAL : 0;
    p->maximum = is_line ? -HUGE_VAL : 0;
    for (size_t i = 0; i < p->count; i++) {
        double sum = 0;
        for (size_t s = 0; s < chart->series_count; s++) {
            const wf_report_series *series = &chart->series[s];
            if (!value_of(series, i, series->value, &value))
                continue;
            sum += value;
            widen(p, chart->kind == WF_CHART_BAR_STACKED ? sum : value);
            if (series->has_range && value_of(series, i, series->lower, &value))
                widen(p, value);
            if (series->has_range && value_of(series, i, series->upper, &value))
                widen(p, value);
        }
    }
    if (!(p->maximum > p->minimum)) {
        p->minimum = isfinite(p->minimum) ? p->minimum : 0;
        p->maximum = p->minimum + 1;
    }
    double step = nice_step(p->maximum - p->minimum);
    p->minimum = floor(p->minimum / step + 1e-9) * step;
    p->maximum = ceil(p->maximum / step - 1e-9) * step;
}

static void add_value_text(plot *p, double value)
{
    const wf_item item = {.kind = WF_ITEM_NUMBER, .number = value};
    const wf_report_column column = {.show = p->chart->show};
    wf_str text = WF_STR_EMPTY;
    if (wf_item_text(&item, &column, p->page->arena, &text) != WF_OK)
        p->page->status = WF_E_MEMORY;
    html_text(p->page, text);
}

static double across(const plot *p, double value)
{
    return NAMES_WIDTH + (value - p->minimum) / (p->maximum - p->minimum) *
                             (WIDTH - NAMES_WIDTH - RIGHT);
}

/* How many steps the value axis has. */
static int steps_of(const plot *p, double step)
{
    double steps = (p->maximum - p->minimum) / step + 0.5;
    return steps < 100 ? (int)steps : 100;
}

static void draw_grid(plot *p, double height)
{
    double step = nice_step(p->maximum - p->minimum);
    for (int i = 0; i <= steps_of(p, step); i++) {
        double at = p->minimum + i * step;
        html_printf(
            p->page,
            "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            across(p, at), TOP, across(p, at), height);
        html_printf(p->page, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">",
                    across(p, at), height + 16);
        add_value_text(p, fabs(at) < step / 1e6 ? 0 : at);
        html_raw(p->page, "</text>\n");
    }
}

static void draw_range(plot *p, const wf_report_series *series, size_t i, double middle)
{
    double lower = 0;
    double upper = 0;
    if (!series->has_range || !value_of(series, i, series->lower, &lower) ||
        !value_of(series, i, series->upper, &upper))
        return;
    html_printf(
        p->page,
        "<path class=\"range\" d=\"M%.1f %.1fH%.1fM%.1f %.1fV%.1fM%.1f %.1fV%.1f\"/>",
        across(p, lower), middle, across(p, upper), across(p, lower), middle - 4,
        middle + 4, across(p, upper), middle - 4, middle + 4);
}

/* One bar, its range and its label. */
static void draw_bar(plot *p, const wf_report_series *series, size_t i, double from,
                     double to, double top)
{
    double left = across(p, from < to ? from : to);
    double right = across(p, from < to ? to : from);
    double upper = 0;
    html_printf(
        p->page,
        "<rect class=\"p%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        (int)series->paint, left, top, right - left > 0.5 ? right - left : 0.5, BAR - 1);
    draw_range(p, series, i, top + BAR / 2);
    if (!series->has_labels)
        return;
    if (series->has_range && value_of(series, i, series->upper, &upper) &&
        across(p, upper) > right)
        right = across(p, upper);
    html_printf(p->page, "<text x=\"%.1f\" y=\"%.1f\">", right + 4, top + BAR - 3);
    add_value_text(p, to);
    html_raw(p->page, "</text>");
}

static void draw_bars(plot *p, size_t i, double y)
{
    const wf_report_chart *chart = p->chart;
    double sum = 0;
    double value = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        const wf_report_series *series = &chart->series[s];
        if (!value_of(series, i, series->value, &value))
            continue;
        if (chart->kind == WF_CHART_BAR_STACKED) {
            draw_bar(p, series, i, sum, sum + value, y);
            sum += value;
        } else {
            draw_bar(p, series, i, 0, value, y + (double)s * BAR);
        }
    }
}

static void draw_bar_chart(plot *p)
{
    const wf_report_chart *chart = p->chart;
    double each =
        (chart->kind == WF_CHART_BAR_STACKED ? BAR + 4
                                             : BAR * (double)chart->series_count) +
        GAP;
    draw_grid(p, TOP + each * (double)p->count);
    for (size_t i = 0; i < p->count; i++) {
        const wf_report_series *first = &chart->series[0];
        const wf_item *name =
            wf_table_item(first->table, first->first + i, first->category);
        double y = TOP + GAP / 2 + each * (double)i;
        html_raw(p->page, "<g data-school=\"");
        html_text(p->page, name->text);
        html_printf(p->page, "\"><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">",
                    NAMES_WIDTH - 8, y + (each - GAP) / 2 + 4);
        html_text(p->page, name->text);
        html_raw(p->page, "</text>");
        draw_bars(p, i, y);
        html_raw(p->page, "</g>\n");
    }
}

static double down(const plot *p, double value)
{
    return TOP + (p->maximum - value) / (p->maximum - p->minimum) * p->line_height;
}

static double along(const plot *p, size_t i)
{
    double room = p->width - 2 * p->right;
    return p->right +
           (p->count > 1 ? room * (double)i / (double)(p->count - 1) : room / 2);
}

/* The range around a line: out along its upper ends, back along the lower. */
static void draw_band(plot *p, const wf_report_series *series)
{
    double value = 0;
    size_t first = SIZE_MAX, last = 0;
    for (size_t i = 0; i < p->count; i++)
        if (value_of(series, i, series->lower, &value) &&
            value_of(series, i, series->upper, &value)) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    if (first == SIZE_MAX || last == first)
        return;
    html_printf(p->page, "<path class=\"band%d\" d=\"", (int)series->paint);
    for (size_t i = first; i <= last; i++)
        if (value_of(series, i, series->upper, &value))
            html_printf(p->page, "%c%.1f %.1f", i == first ? 'M' : 'L', along(p, i),
                        down(p, value));
    for (size_t i = last + 1; i-- > first;)
        if (value_of(series, i, series->lower, &value))
            html_printf(p->page, "L%.1f %.1f", along(p, i), down(p, value));
    html_raw(p->page, "Z\"/>\n");
}

static void draw_line(plot *p, const wf_report_series *series)
{
    double value = 0;
    bool is_open = false;
    if (series->has_range)
        draw_band(p, series);
    html_printf(p->page, "<path class=\"l%d%s\" d=\"", (int)series->paint,
                series->is_dashed ? " dash"
                : series->is_thin ? " thin"
                                  : "");
    for (size_t i = 0; i < p->count; i++) {
        bool has = value_of(series, i, series->value, &value);
        if (has)
            html_printf(p->page, "%s%.1f %.1f", is_open ? "L" : "M", along(p, i),
                        down(p, value));
        is_open = has;
    }
    html_raw(p->page, "\"/>\n");
    for (size_t i = 0; i < p->count && !series->is_dashed && !series->is_thin; i++)
        if (value_of(series, i, series->value, &value))
            html_printf(p->page,
                        "<circle class=\"p%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
                        (int)series->paint, along(p, i), down(p, value));
}

/* Names below the axis: as many as there is room for, the last always. */
static void draw_names(plot *p)
{
    const wf_report_series *first = &p->chart->series[0];
    double room = p->width - 2 * p->right;
    size_t most = (size_t)(room / LABEL_WIDTH) + 1;
    size_t step = (p->count + most - 1) / most;
    for (size_t i = 0; i < p->count; i++) {
        if ((p->count - 1 - i) % step != 0)
            continue;
        html_printf(p->page, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">",
                    along(p, i) + (i + 1 == p->count ? p->right - 6 : 0),
                    TOP + p->line_height + 18, i + 1 == p->count ? "end" : "middle");
        html_text(p->page,
                  wf_table_item(first->table, first->first + i, first->category)->text);
        html_raw(p->page, "</text>");
    }
}

static void draw_line_chart(plot *p)
{
    double step = nice_step(p->maximum - p->minimum);
    for (int i = 0; i <= steps_of(p, step); i++) {
        double at = p->minimum + i * step;
        html_printf(p->page,
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
                    "y2=\"%.1f\"/><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">",
                    p->right, down(p, at), p->width - p->right, down(p, at), p->right - 6,
                    down(p, at) + 4);
        add_value_text(p, fabs(at) < step / 1e6 ? 0 : at);
        html_raw(p->page, "</text>\n");
    }
    draw_names(p);
    for (size_t s = 0; s < p->chart->series_count; s++)
        draw_line(p, &p->chart->series[s]);
}

static void draw_legend(plot *p)
{
    bool has_range = false;
    html_raw(p->page, "<ul class=\"legend\">");
    for (size_t s = 0; s < p->chart->series_count; s++) {
        has_range = has_range ||
                    (p->chart->series[s].has_range && p->chart->kind != WF_CHART_LINE);
        html_printf(p->page,
                    "<li><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect "
                    "class=\"p%d\" width=\"12\" height=\"12\"/></svg> ",
                    (int)p->chart->series[s].paint);
        html_text(p->page, p->chart->series[s].name);
        if (p->chart->series[s].has_range && p->chart->kind == WF_CHART_LINE)
            html_raw(p->page, " (in the band four times in five)");
        html_raw(p->page, "</li>");
    }
    if (has_range)
        html_raw(p->page,
                 "<li><svg width=\"22\" height=\"12\" aria-hidden=\"true\"><path "
                 "class=\"range\" d=\"M1 6H21M1 2V10M21 2V10\"/></svg> range that chance "
                 "alone allows (95%)</li>");
    html_raw(p->page, "</ul>\n");
}

bool html_has_detail(const wf_report_chart *chart)
{
    return chart->series_count > 0 && chart->series[0].table->is_detail;
}

static double height_of(const plot *p)
{
    const wf_report_chart *chart = p->chart;
    double each =
        (chart->kind == WF_CHART_BAR_STACKED ? BAR + 4
                                             : BAR * (double)chart->series_count) +
        GAP;
    return chart->kind == WF_CHART_LINE ? TOP + p->line_height + 30
                                        : TOP + each * (double)p->count + 26;
}

/* The figure's own element, with what the filters go by. */
static void open_figure(html_page *page, const wf_report_chart *chart)
{
    html_printf(page, "<figure class=\"scroll%s\" tabindex=\"0\" role=\"group\"",
                html_has_detail(chart) ? " small" : "");
    if (chart->school.n > 0) {
        html_raw(page, " data-school=\"");
        html_text(page, chart->school);
        html_raw(page, "\" data-kpi=\"");
        html_text(page, chart->kpi);
        html_printf(page, "\" data-rating=\"%s\"",
                    wf_look_name(look_of_mark(chart->mark)));
    }
    html_raw(page, " aria-label=\"");
    html_text(page, chart->title);
    html_raw(page, "\"><figcaption>");
    html_text(page, chart->title);
    html_raw(page, "</figcaption>\n");
}

void html_chart(html_page *page, const wf_report_chart *chart, size_t number)
{
    bool is_small = html_has_detail(chart);
    plot p = {.page = page,
              .chart = chart,
              .width = is_small ? SMALL_WIDTH : WIDTH,
              .right = is_small ? SMALL_RIGHT : RIGHT,
              .line_height = is_small ? SMALL_LINE : LINE_HEIGHT};
    for (size_t s = 0; s < chart->series_count; s++)
        if (chart->series[s].count > p.count)
            p.count = chart->series[s].count;
    if (p.count == 0)
        return;
    find_range(&p);
    open_figure(page, chart);
    html_printf(page,
                "<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" "
                "role=\"img\" aria-labelledby=\"ct%zu\"><title id=\"ct%zu\">",
                p.width, height_of(&p), number, number);
    html_text(page, chart->alt.n > 0 ? chart->alt : chart->title);
    html_raw(page, "</title>\n");
    if (chart->kind == WF_CHART_LINE)
        draw_line_chart(&p);
    else
        draw_bar_chart(&p);
    html_raw(page, "</svg>\n");
    draw_legend(&p);
    if (is_small) {
        html_raw(page, "<details><summary>The numbers</summary>\n");
        html_table(page, chart->series[0].table);
        html_raw(page, "</details>\n");
    }
    html_raw(page, "</figure>\n");
}
