#include "engine/report/report_private.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void report_fail(wf_report *report)
{
    if (report->status == WF_OK)
        report->status = WF_E_MEMORY;
}

/* Reproducible builds: SOURCE_DATE_EPOCH stands for the clock (reproducible-builds.org).
 */
static int64_t created_now(void)
{
    const char *epoch =
        getenv("SOURCE_DATE_EPOCH"); // NOLINT(concurrency-mt-unsafe): read only
    int64_t seconds = 0;
    size_t i = 0;
    if (epoch == NULL || epoch[0] == '\0')
        return (int64_t)time(NULL);
    for (; epoch[i] >= '0' && epoch[i] <= '9' && i < 12; i++)
        seconds = seconds * 10 + (epoch[i] - '0');
    return epoch[i] == '\0' ? seconds : (int64_t)time(NULL);
}

/* What takes the rest once memory has run out: made first, never drawn. */
struct wf_report_spare {
    wf_section section;
    wf_report_table table;
    wf_report_chart chart;
    wf_item item;
};

static bool spare_make(wf_report *report)
{
    wf_report_spare *spare = wf_arena_alloc(report->arena, sizeof *spare);
    if (spare == NULL)
        return false;
    spare->section.report = report;
    spare->section.id = spare->section.name = spare->section.title = WF_STR_EMPTY;
    spare->section.about = WF_STR_EMPTY;
    spare->table.report = report;
    spare->table.id = spare->table.name = WF_STR_EMPTY;
    spare->chart.report = report;
    spare->item.text = spare->item.shown = spare->item.link = spare->item.note =
        WF_STR_EMPTY;
    report->spare = spare;
    return true;
}

wf_report *wf_report_new(const wf_report_options *options)
{
    static const wf_report_options defaults = WF_REPORT_OPTIONS_INIT;
    if (options == NULL)
        options = &defaults;
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return NULL;
    wf_report *report = wf_arena_alloc(arena, sizeof *report);
    if (report == NULL) {
        wf_arena_free(arena);
        return NULL;
    }
    report->arena = arena;
    report->theme = options->theme;
    report->created = options->created >= 0 ? options->created : created_now();
    report->title = wf_report_copy(report, options->title);
    report->subject = wf_report_copy(report, options->subject);
    report->organisation = wf_report_copy(report, options->organisation);
    report->logo = wf_report_copy(report, options->logo);
    if (report->status != WF_OK || !spare_make(report)) {
        wf_arena_free(arena);
        return NULL;
    }
    return report;
}

void wf_report_free(wf_report *report)
{
    if (report != NULL)
        wf_arena_free(report->arena);
}

wf_status wf_report_status(const wf_report *report, wf_error *err)
{
    if (report->status == WF_OK)
        return WF_OK;
    return wf_fail(err, report->status, NULL, "the report does not fit in memory");
}

wf_str wf_report_copy(wf_report *report, wf_str text)
{
    wf_str out = WF_STR_EMPTY;
    if (text.n > 0 && wf_arena_str(report->arena, text, &out) != WF_OK)
        report_fail(report);
    return out;
}

wf_str wf_report_text(wf_report *report, const char *fmt, ...)
{
    va_list args;
    wf_str out = WF_STR_EMPTY;
    va_start(args, fmt);
    // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_start is above
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *bytes = n < 0 ? NULL : wf_arena_bytes(report->arena, (size_t)n + 1);
    if (bytes == NULL) {
        report_fail(report);
    } else {
        va_start(args, fmt);
        (void)vsnprintf(bytes, (size_t)n + 1, fmt, args);
        va_end(args);
        out = (wf_str){.p = bytes, .n = (size_t)n};
    }
    return out;
}

/* Room for one more; NULL (and the report has failed) when out of memory. */
void *report_push(wf_report *report, void *items, size_t n, size_t *cap, size_t size)
{
    void *grown = wf_arena_push_room(report->arena, items, n, cap, size);
    if (grown == NULL)
        report_fail(report);
    return grown;
}

wf_section *wf_report_section(wf_report *report, const char *id, wf_str name,
                              wf_str title, wf_str about)
{
    wf_section *section = wf_arena_alloc(report->arena, sizeof *section);
    wf_section **grown = report_push(report, report->sections, report->section_count,
                                     &report->section_cap, sizeof(wf_section *));
    if (grown != NULL)
        report->sections = grown;
    if (section == NULL || grown == NULL) {
        report_fail(report);
        return &report->spare->section;
    }
    section->report = report;
    section->id = wf_report_copy(report, wf_str_from(id));
    section->name = wf_report_copy(report, name);
    section->title = wf_report_copy(report, title);
    section->about = wf_report_copy(report, about);
    report->sections[report->section_count++] = section;
    return section;
}

/* A new part at the section's end. The spare section takes it when memory is out. */
static wf_part *part_new(wf_section *section, wf_part_kind kind)
{
    wf_part *grown = report_push(section->report, section->parts, section->part_count,
                                 &section->part_cap, sizeof *grown);
    if (grown == NULL)
        return NULL;
    section->parts = grown;
    wf_part *part = &section->parts[section->part_count++];
    bool page_break = part->page_break; /* set ahead by wf_section_page_break */
    *part = (wf_part){.kind = kind, .page_break = page_break};
    part->text = part->link = WF_STR_EMPTY;
    return part;
}

void wf_section_prose(wf_section *section, wf_look look, wf_str text)
{
    wf_part *part = part_new(section, WF_PART_PROSE);
    if (part == NULL)
        return;
    part->look = look;
    part->text = wf_report_copy(section->report, text);
}

void wf_section_link(wf_section *section, wf_str text, wf_str link)
{
    wf_part *part = part_new(section, WF_PART_PROSE);
    if (part == NULL)
        return;
    part->look = WF_LOOK_LINK;
    part->text = wf_report_copy(section->report, text);
    part->link = wf_report_copy(section->report, link);
}

void wf_section_heading(wf_section *section, wf_str text)
{
    wf_part *part = part_new(section, WF_PART_HEADING);
    if (part == NULL)
        return;
    part->look = WF_LOOK_HEADING;
    part->text = wf_report_copy(section->report, text);
}

void wf_section_page_break(wf_section *section)
{
    wf_part *grown = report_push(section->report, section->parts, section->part_count,
                                 &section->part_cap, sizeof *grown);
    if (grown == NULL)
        return;
    section->parts = grown;
    section->parts[section->part_count].page_break = true;
}

wf_report_table *wf_section_table(wf_section *section, const char *id, wf_str name)
{
    wf_report *report = section->report;
    wf_report_table *table = wf_arena_alloc(report->arena, sizeof *table);
    wf_part *part = part_new(section, WF_PART_TABLE);
    if (table == NULL || part == NULL) {
        report_fail(report);
        if (part != NULL)
            part->table = &report->spare->table;
        return &report->spare->table;
    }
    table->report = report;
    table->id = wf_report_copy(report, wf_str_from(id));
    table->name = wf_report_copy(report, name);
    part->table = table;
    return table;
}

wf_report_chart *wf_section_chart(wf_section *section, wf_chart_kind kind, wf_str title,
                                  wf_str alt)
{
    wf_report *report = section->report;
    wf_report_chart *chart = wf_arena_alloc(report->arena, sizeof *chart);
    wf_part *part = part_new(section, WF_PART_CHART);
    if (chart == NULL || part == NULL) {
        report_fail(report);
        if (part != NULL)
            part->chart = &report->spare->chart;
        return &report->spare->chart;
    }
    chart->report = report;
    chart->kind = kind;
    chart->title = wf_report_copy(report, title);
    chart->alt = wf_report_copy(report, alt);
    chart->x_name = chart->y_name = chart->school = chart->kpi = WF_STR_EMPTY;
    part->chart = chart;
    return chart;
}

void wf_chart_series(wf_report_chart *chart, const wf_report_series *series)
{
    wf_report_series *grown =
        report_push(chart->report, chart->series, chart->series_count, &chart->series_cap,
                    sizeof *grown);
    if (grown == NULL)
        return;
    chart->series = grown;
    chart->series[chart->series_count] = *series;
    chart->series[chart->series_count].name = wf_report_copy(chart->report, series->name);
    chart->series_count++;
}

wf_item *report_spare_item(wf_report *report)
{
    return &report->spare->item;
}
