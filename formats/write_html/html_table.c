/* Tables: caption, header cells with scope, ratings as word, symbol and colour. */
#include "formats/write_html/html_page.h"

const char *html_class(wf_look look)
{
    static const char *const classes[WF_LOOKS] = {
        [WF_LOOK_NUMBER] = "n",         [WF_LOOK_CENTRE] = "c",
        [WF_LOOK_FAINT] = "faint c",    [WF_LOOK_STRONG] = "b",
        [WF_LOOK_TOTAL] = "b",          [WF_LOOK_TOTAL_NUMBER] = "n b",
        [WF_LOOK_RED] = "rate red",     [WF_LOOK_AMBER] = "rate amber",
        [WF_LOOK_GREEN] = "rate green", [WF_LOOK_BLUE] = "rate blue",
        [WF_LOOK_GREY] = "rate grey",   [WF_LOOK_NOTE] = "note",
    };
    return look < WF_LOOKS && classes[look] != NULL ? classes[look] : "";
}

static bool column_named(const wf_report_table *table, const char *id, size_t *out)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (wf_str_eq(table->columns[i].id, wf_str_from(id))) {
            *out = i;
            return true;
        }
    return false;
}

/* What the filters go by: the row's school and KPI, where the table has such columns. */
static void add_row_data(html_page *page, const wf_report_table *table, size_t row)
{
    static const char *const keys[] = {"school", "kpi", "phase"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        size_t column = 0;
        if (!column_named(table, keys[k], &column))
            continue;
        html_printf(page, " data-%s=\"", keys[k]);
        html_text(page, wf_table_item(table, row, column)->text);
        html_raw(page, "\"");
    }
}

static void add_item(html_page *page, const wf_report_table *table, size_t row,
                     size_t column)
{
    const wf_item *item = wf_table_item(table, row, column);
    const wf_report_column *spec = &table->columns[column];
    wf_look look = look_of_item(item, spec);
    const char *tag = spec->is_row_header ? "th scope=\"row\"" : "td";
    const char *class_name = html_class(look);
    wf_str text = WF_STR_EMPTY;
    if (wf_item_text(item, spec, page->arena, &text) != WF_OK)
        page->status = WF_E_MEMORY;
    html_printf(page, "<%s", tag);
    if (class_name[0] != '\0')
        html_printf(page, " class=\"%s\"", class_name);
    if (item->kind == WF_ITEM_NUMBER || item->kind == WF_ITEM_DATE)
        html_printf(page, " data-v=\"%.10g\"", item->number);
    html_raw(page, ">");
    bool is_link = html_is_link(item->link);
    if (is_link) {
        html_raw(page, "<a href=\"");
        html_text(page, item->link);
        html_raw(page, "\">");
    }
    html_lines(page, item->kind == WF_ITEM_PLACE && item->place != NULL
                         ? item->place->name
                         : text);
    html_raw(page, is_link ? "</a>" : "");
    html_raw(page, spec->is_row_header ? "</th>" : "</td>");
}

void html_table(html_page *page, const wf_report_table *table)
{
    html_raw(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"");
    html_id(page, "cap-", table->id);
    html_printf(page, "\">\n<table%s><caption id=\"",
                table->is_detail    ? " class=\"detail\""
                : table->has_filter ? " class=\"long\""
                                    : "");
    html_id(page, "cap-", table->id);
    html_raw(page, wf_str_eq(page->heading, table->name) ? "\" class=\"vh\">" : "\">");
    html_text(page, table->name);
    html_raw(page, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        html_raw(page, "<th scope=\"col\">");
        html_text(page, table->columns[i].heading);
        html_raw(page, "</th>");
    }
    html_raw(page, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < table->row_count; row++) {
        bool is_total = table->last_row_is_total && row + 1 == table->row_count;
        html_raw(page, is_total ? "<tr class=\"total\"" : "<tr");
        if (!is_total)
            add_row_data(page, table, row);
        html_raw(page, ">");
        for (size_t i = 0; i < table->column_count; i++)
            add_item(page, table, row, i);
        html_raw(page, "</tr>\n");
    }
    html_raw(page, "</tbody></table></div>\n");
}
