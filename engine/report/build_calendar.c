#include "wayforward/calendar_report.h"

static const struct {
    const char *id, *heading;
    wf_show show;
    uint16_t least, most;
} columns[] = {
    {"school", "School", WF_SHOW_DEFAULT, 16, 32},
    {"term", "Term", WF_SHOW_INTEGER, 6, 8},
    {"from", "From", WF_SHOW_DATE, 12, 14},
    {"to", "To", WF_SHOW_DATE, 12, 14},
    {"kind", "Kind", WF_SHOW_DEFAULT, 18, 22},
    {"activity", "Activity", WF_SHOW_DEFAULT, 40, 70},
    {"state", "State", WF_SHOW_DEFAULT, 10, 12},
    {"done", "Done on", WF_SHOW_DATE, 12, 14},
};

static const wf_look state_looks[] = {WF_LOOK_GREY, WF_LOOK_AMBER, WF_LOOK_GREEN,
                                      WF_LOOK_RED, WF_LOOK_GREY};

static void add_columns(wf_report_table *table, bool has_schools)
{
    for (size_t c = has_schools ? 0 : 1; c < sizeof columns / sizeof columns[0]; c++) {
        wf_report_column column = {
            .id = wf_str_from(columns[c].id),
            .heading = wf_str_from(columns[c].heading),
            .look = columns[c].show == WF_SHOW_INTEGER ? WF_LOOK_CENTRE : WF_LOOK_TEXT,
            .show = columns[c].show,
            .least = columns[c].least,
            .most = columns[c].most};
        (void)wf_table_column(table, &column);
    }
}

static void add_row(wf_report_table *table, const wf_dated_activity *a, bool has_schools)
{
    size_t row = wf_table_row(table);
    size_t c = 0;
    if (has_schools)
        (void)wf_table_text(table, row, c++, a->school);
    (void)wf_table_number(table, row, c++, a->term);
    (void)wf_table_date(table, row, c++, a->window.start);
    (void)wf_table_date(table, row, c++, a->window.end);
    (void)wf_table_text(table, row, c++,
                        a->kind == WF_ACTIVITY_QUALITY_ASSURANCE
                            ? WF_STR("Quality assurance")
                            : WF_STR("School improvement"));
    (void)wf_table_text(table, row, c++, a->activity);
    wf_item *state =
        wf_table_text(table, row, c++, wf_str_from(wf_activity_state_name(a->state)));
    state->look = (uint8_t)state_looks[a->state];
    (void)wf_table_date(table, row, c, a->done_on);
}

wf_status wf_report_calendar(const wf_dated_activity *activities, size_t count, int year,
                             const wf_report_options *options, wf_report **out,
                             wf_error *err)
{
    wf_report *report = wf_report_new(options);
    if (!report)
        return wf_fail_memory(err);
    char name[8];
    wf_str title =
        wf_report_text(report, "Activities of %s", wf_academic_year_name(year, name));
    if (report->title.n == 0)
        report->title = title;
    wf_section *section =
        wf_report_section(report, "activities", WF_STR("Activities"), title,
                          WF_STR("Quality assurance and school improvement by term"));
    bool has_schools = count > 0 && activities[0].school.n > 0;
    wf_report_table *table =
        wf_section_table(section, "activities", WF_STR("Activities by term"));
    table->has_filter = true;
    add_columns(table, has_schools);
    for (size_t i = 0; i < count; i++)
        add_row(table, &activities[i], has_schools);
    wf_status status = wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
