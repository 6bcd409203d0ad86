/* Native charts over the cells of the report's tables. */
#include "formats/write_xlsx/xlsx_sheet.h"
#include "formats/write_xlsx/xlsx_text.h"

#define CHART_LINES    18u
#define WIDEST_CHART   980u
#define LIBRARY_WIDTH  480.0 /* libxlsxwriter's chart before scaling, pixels */
#define LIBRARY_HEIGHT 288.0

static const uint8_t chart_types[] = {
    [WF_CHART_COLUMN] = LXW_CHART_COLUMN,
    [WF_CHART_BAR] = LXW_CHART_BAR,
    [WF_CHART_BAR_STACKED] = LXW_CHART_BAR_STACKED,
    [WF_CHART_LINE] = LXW_CHART_LINE,
};

/* A chart without values would be an empty box: its table says as much. */
static bool has_values(const wf_report_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++)
        if (chart->series[i].count > 0)
            return true;
    return false;
}

uint32_t chart_rows(const wf_report_chart *chart)
{
    if (!has_values(chart))
        return 0;
    return chart->lines > 0 ? chart->lines : CHART_LINES;
}

static void style_series(lxw_chart_series *out, const wf_report_series *series,
                         wf_chart_kind kind, const wf_theme *theme)
{
    uint32_t colour = look_paint(series->paint, theme);
    if (series->has_labels) {
        lxw_chart_font font = {.size = 8};
        chart_series_set_labels(out);
        chart_series_set_labels_font(out, &font);
    }
    if (kind != WF_CHART_LINE) {
        lxw_chart_fill fill = {.color = colour};
        lxw_chart_line edge = {.color = 0xFFFFFF, .width = 0.5F};
        chart_series_set_fill(out, &fill);
        chart_series_set_line(out, &edge);
        return;
    }
    lxw_chart_line line = {.color = colour,
                           .width = series->is_thin ? 1.0F : 2.25F,
                           .dash_type = series->is_dashed ? LXW_CHART_LINE_DASH_DASH
                                                          : LXW_CHART_LINE_DASH_SOLID};
    lxw_chart_fill fill = {.color = colour};
    chart_series_set_line(out, &line);
    if (series->is_dashed || series->is_thin) {
        chart_series_set_marker_type(out, LXW_CHART_MARKER_NONE);
        return;
    }
    chart_series_set_marker_type(out, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(out, 6);
    chart_series_set_marker_fill(out, &fill);
    chart_series_set_marker_line(out, &line);
}

static void add_series(xlsx_book *book, lxw_chart *out, const wf_report_chart *chart,
                       const wf_report_series *series)
{
    const sheet_layout *sheet = NULL;
    uint32_t header = 0;
    if (series->count == 0 || series->first + series->count > series->table->row_count ||
        !layout_find(book, series->table, &sheet, &header))
        return;
    lxw_chart_series *made = chart_add_series(out, NULL, NULL);
    if (made == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    uint32_t first = header + 1 + (uint32_t)series->first;
    uint32_t last = first + (uint32_t)series->count - 1;
    lxw_col_t category = (lxw_col_t)series->category;
    lxw_col_t value = (lxw_col_t)series->value;
    chart_series_set_categories(made, sheet->name, first, category, last, category);
    chart_series_set_values(made, sheet->name, first, value, last, value);
    chart_series_set_name(made, book_text(book, series->name));
    style_series(made, series, chart->kind, &book->report->theme);
}

/* Excel draws the first bar at the bottom; people read from the top. */
static void set_axes(xlsx_book *book, lxw_chart *out, const wf_report_chart *chart)
{
    lxw_chart_font small = {.name = book_chars(book, WF_STR(LOOK_FONT), 40), .size = 9};
    lxw_chart_line grid = {.color = 0xD9D9D9, .width = 0.75F};
    bool is_bar = chart->kind == WF_CHART_BAR || chart->kind == WF_CHART_BAR_STACKED;
    /* libxlsxwriter's x axis is the one that lies, whatever it shows. */
    lxw_chart_axis *names = is_bar ? out->y_axis : out->x_axis;
    lxw_chart_axis *values = is_bar ? out->x_axis : out->y_axis;
    chart_axis_set_num_font(names, &small);
    chart_axis_set_num_font(values, &small);
    if (chart->x_name.n > 0)
        chart_axis_set_name(names, book_text(book, chart->x_name));
    if (chart->y_name.n > 0)
        chart_axis_set_name(values, book_text(book, chart->y_name));
    lxw_chart_font name_font = {.name = book_chars(book, WF_STR(LOOK_FONT), 40),
                                .size = 9,
                                .bold = LXW_EXPLICIT_FALSE};
    chart_axis_set_name_font(names, &name_font);
    chart_axis_set_name_font(values, &name_font);
    if (chart->show != WF_SHOW_DEFAULT)
        chart_axis_set_num_format(values, wf_show_format(chart->show));
    if (chart->has_minimum)
        chart_axis_set_min(values, chart->minimum);
    if (chart->has_maximum)
        chart_axis_set_max(values, chart->maximum);
    if (chart->kind ==
        WF_CHART_LINE) /* names stay at the foot where values are negative */
        chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    if (is_bar) {
        chart_axis_set_reverse(names);
        chart_axis_set_crossing_max(names); /* the values' axis stays at the foot */
        chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
    }
}

void draw_chart(xlsx_book *book, const sheet_layout *sheet, const wf_report_chart *chart,
                uint32_t row)
{
    if (!has_values(chart))
        return;
    lxw_chart *out = workbook_add_chart(book->book, chart_types[chart->kind]);
    lxw_chart_font title = {
        .name = book_chars(book, WF_STR(LOOK_FONT), 40), .size = 12, .bold = LXW_TRUE};
    lxw_chart_font small = {.name = book_chars(book, WF_STR(LOOK_FONT), 40), .size = 9};
    if (out == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < chart->series_count; i++)
        add_series(book, out, chart, &chart->series[i]);
    chart_title_set_name(out, book_text(book, chart->title));
    chart_title_set_name_font(out, &title);
    set_axes(book, out, chart);
    if (chart->kind == WF_CHART_BAR_STACKED) {
        chart_set_series_overlap(out, 100);
        chart_set_series_gap(out, 45);
    }
    if (chart->kind == WF_CHART_LINE)
        chart_show_blanks_as(out, LXW_CHART_BLANKS_AS_GAP);
    if (chart->series_count > 1) {
        chart_legend_set_position(out, LXW_CHART_LEGEND_BOTTOM);
        chart_legend_set_font(out, &small);
    } else {
        chart_legend_set_position(out, LXW_CHART_LEGEND_NONE);
    }
    uint32_t width =
        sheet->total_width < WIDEST_CHART ? sheet->total_width : WIDEST_CHART;
    if (width < 480)
        width = 480;
    lxw_chart_options options = {
        .x_offset = 2,
        .y_offset = 2,
        .x_scale = (double)width / LIBRARY_WIDTH,
        .y_scale = (double)(chart_rows(chart) * STANDARD_ROW_PIXELS - 4) / LIBRARY_HEIGHT,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description =
            book_chars(book, chart->alt.n > 0 ? chart->alt : chart->title, 2000)};
    book_check(book, worksheet_insert_chart_opt(sheet->sheet, row, 0, out, &options));
}
