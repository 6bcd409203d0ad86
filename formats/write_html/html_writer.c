#include "formats/write_html/html_writer.h"
#include "engine/base/platform.h"
#include "formats/write_html/html_page.h"

#define PAGE_BYTES ((size_t)1 << 30)

static void draw_head(html_page *page)
{
    const wf_report *report = page->report;
    html_raw(page,
             "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; script-src 'unsafe-inline'");
    html_raw(page, html_has_logo(page) ? "; img-src data:\">\n" : "\">\n");
    html_raw(page, "<title>");
    html_text(page, report->title);
    if (report->organisation.n > 0) {
        html_raw(page, " - ");
        html_text(page, report->organisation);
    }
    html_raw(page, "</title>\n");
    html_style(page);
    html_raw(page, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
                   "content</a>\n<header>\n");
    html_logo(page);
    if (report->organisation.n > 0) {
        html_raw(page, "<p class=\"org\">");
        html_text(page, report->organisation);
        html_raw(page, "</p>\n");
    }
    html_raw(page, "<h1>");
    html_text(page, report->title);
    html_raw(page, "</h1>\n</header>\n");
}

static void draw_contents(html_page *page)
{
    const wf_report *report = page->report;
    if (report->section_count < 2)
        return;
    html_raw(page, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < report->section_count; i++) {
        if (report->sections[i]->is_hidden)
            continue;
        html_raw(page, "<li><a href=\"#");
        html_id(page, "", report->sections[i]->id);
        html_raw(page, "\">");
        html_text(page, report->sections[i]->title);
        html_raw(page, "</a></li>\n");
    }
    html_raw(page, "</ul></nav>\n");
}

/* One list to choose from; the script fills in what there is. */
static void draw_filter(html_page *page, const char *key, const char *label,
                        const char *all)
{
    html_printf(page,
                "<p><label for=\"f-%s\">%s</label><select id=\"f-%s\" name=\"%s\">"
                "<option value=\"\">%s</option>",
                key, label, key, key, all);
    for (wf_mark mark = WF_MARK_RED; key[0] == 'r' && mark <= WF_MARK_BLUE; mark++)
        html_printf(page, "<option value=\"%s\">%s</option>",
                    wf_look_name(look_of_mark(mark)), wf_mark_word(mark));
    html_raw(page, "</select></p>\n");
}

static void draw_filters(html_page *page, bool has_phases)
{
    html_raw(page, "<form class=\"filters\" hidden aria-label=\"Filters\">\n");
    draw_filter(page, "school", "School", "All schools");
    if (has_phases)
        draw_filter(page, "phase", "Phase", "All phases");
    draw_filter(page, "kpi", "KPI", "All KPIs");
    draw_filter(page, "rating", "Rating", "All ratings");
    html_raw(page, "<p><button type=\"reset\">Show all</button> <span id=\"shown\" "
                   "role=\"status\"></span></p>\n</form>\n");
}

static const wf_str bullet = WF_STR_INIT("\u2022 ");

static bool is_point(const wf_part *part)
{
    return part->kind == WF_PART_PROSE && wf_str_starts_with(part->text, bullet);
}

static void draw_prose(html_page *page, const wf_part *part)
{
    if (is_point(part)) {
        html_raw(page, "<li>");
        html_text(page, wf_str_sub(part->text, bullet.n, part->text.n));
        html_raw(page, "</li>\n");
        return;
    }
    bool is_link = html_is_link(part->link);
    html_raw(page, part->look == WF_LOOK_NOTE ? "<p class=\"note\">" : "<p>");
    if (is_link) {
        html_raw(page, "<a href=\"");
        html_text(page, part->link);
        html_raw(page, "\">");
    }
    html_lines(page, part->text);
    html_raw(page, is_link ? "</a></p>\n" : "</p>\n");
}

static void draw_part(html_page *page, const wf_part *part, size_t number)
{
    switch (part->kind) {
    case WF_PART_PROSE:
        draw_prose(page, part);
        break;
    case WF_PART_HEADING:
        /* no level is left out: a page of one section has its title as h1 */
        html_raw(page, page->report->section_count == 1 ? "<h2>" : "<h3>");
        html_text(page, part->text);
        html_raw(page, page->report->section_count == 1 ? "</h2>\n" : "</h3>\n");
        page->heading = part->text;
        break;
    case WF_PART_TABLE:
        if (!part->table->is_detail) /* else with its chart */
            html_table(page, part->table);
        break;
    case WF_PART_CHART:
        html_chart(page, part->chart, number);
        break;
    }
}

/* Small charts stand side by side. */
static bool is_small(const wf_part *part)
{
    return part->kind == WF_PART_CHART && html_has_detail(part->chart);
}

static void draw_section(html_page *page, const wf_section *section, size_t *number)
{
    /* a page of one section has its title as the page's heading */
    bool is_only = page->report->section_count == 1;
    bool in_list = false, in_grid = false;
    html_raw(page, "<section id=\"");
    html_id(page, "", section->id);
    html_raw(page, "\">\n");
    if (!is_only) {
        html_raw(page, "<h2>");
        html_text(page, section->title);
        html_raw(page, "</h2>\n");
    }
    for (size_t i = 0; i < section->part_count; i++) {
        const wf_part *part = &section->parts[i];
        if (is_point(part) != in_list) {
            in_list = !in_list;
            html_raw(page, in_list ? "<ul class=\"points\">\n" : "</ul>\n");
        }
        bool is_folded = part->kind == WF_PART_TABLE && part->table->is_detail;
        if (!is_folded && is_small(part) != in_grid) {
            in_grid = !in_grid;
            html_raw(page, in_grid ? "<div class=\"figures\">\n" : "</div>\n");
        }
        draw_part(page, part, (*number)++);
    }
    html_raw(page, in_grid ? "</div>\n" : "");
    html_raw(page, in_list ? "</ul>\n</section>\n" : "</section>\n");
}

static bool is_long(const wf_report_table *table)
{
    return table->has_filter;
}

static bool tells_phases(const wf_report_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (wf_str_eq(table->columns[i].id, WF_STR("phase")))
            return true;
    return false;
}

static bool any_table(const wf_report *report, bool (*holds)(const wf_report_table *))
{
    for (size_t s = 0; s < report->section_count; s++)
        for (size_t p = 0; p < report->sections[s]->part_count; p++)
            if (report->sections[s]->parts[p].kind == WF_PART_TABLE &&
                holds(report->sections[s]->parts[p].table))
                return true;
    return false;
}

static void draw_page(html_page *page)
{
    const wf_report *report = page->report;
    bool is_live = any_table(report, is_long);
    size_t number = 0;
    draw_head(page);
    draw_contents(page);
    html_raw(page, "<main id=\"main\">\n");
    if (is_live)
        draw_filters(page, any_table(report, tells_phases));
    for (size_t i = 0; i < report->section_count; i++)
        if (!report->sections[i]->is_hidden)
            draw_section(page, report->sections[i], &number);
    html_raw(page, "</main>\n");
    if (report->subject.n > 0) {
        html_raw(page, "<footer><p>");
        html_text(page, report->subject);
        html_raw(page, "</p></footer>\n");
    }
    if (is_live)
        html_raw(page, html_script);
    html_raw(page, "</body>\n</html>\n");
}

static wf_status html_write(const wf_report *report, const char *target, wf_error *err)
{
    WF_TRY(wf_report_status(report, err));
    html_page page = {
        .report = report, .arena = wf_arena_new(0), .heading = WF_STR_EMPTY};
    if (page.arena == NULL)
        return wf_fail_memory(err);
    page.out = wf_strbuf_in(page.arena, PAGE_BYTES);
    draw_page(&page);
    wf_status status = page.status;
    if (page.out.failed)
        status = WF_E_MEMORY;
    else if (page.out.truncated)
        status = WF_E_OUTPUT;
    if (status == WF_OK) {
        wf_str text = wf_strbuf_str(&page.out);
        status = wf_platform_write_file(target, text.p, text.n, err);
    } else {
        status = wf_fail(err, status, NULL, "the page could not be made: %s",
                         wf_status_text(status));
    }
    wf_arena_free(page.arena);
    return status;
}

static const char *const extensions[] = {"html", "htm", NULL};

const wf_writer wf_html_writer = {
    .name = "html", .extensions = extensions, .write = html_write};
