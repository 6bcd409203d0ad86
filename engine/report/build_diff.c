/* What changed between two versions of a plan, as a workbook. */
#include "engine/report/words.h"
#include "wayforward/reports.h"

enum {
    D_KIND,
    D_SUBJECT,
    D_WHAT,
    D_FIELD,
    D_BEFORE,
    D_AFTER,
    D_DAYS,
    D_WAS_AT,
    D_IS_AT,
    D_COLUMNS
};

static const wf_report_column columns[D_COLUMNS] = {
    [D_KIND] = {.id = WF_STR_INIT("kind"),
                .heading = WF_STR_INIT("Change"),
                .look = WF_LOOK_STRONG,
                .least = 12,
                .is_row_header = true},
    [D_SUBJECT] = {.id = WF_STR_INIT("subject"),
                   .heading = WF_STR_INIT("Of"),
                   .look = WF_LOOK_TEXT,
                   .least = 9},
    [D_WHAT] = {.id = WF_STR_INIT("what"),
                .heading = WF_STR_INIT("Text"),
                .look = WF_LOOK_TEXT,
                .least = 36,
                .most = 50},
    [D_FIELD] = {.id = WF_STR_INIT("field"),
                 .heading = WF_STR_INIT("Field"),
                 .look = WF_LOOK_TEXT,
                 .least = 12},
    [D_BEFORE] = {.id = WF_STR_INIT("before"),
                  .heading = WF_STR_INIT("Before"),
                  .look = WF_LOOK_TEXT,
                  .least = 20,
                  .most = 40},
    [D_AFTER] = {.id = WF_STR_INIT("after"),
                 .heading = WF_STR_INIT("After"),
                 .look = WF_LOOK_TEXT,
                 .least = 20,
                 .most = 40},
    [D_DAYS] = {.id = WF_STR_INIT("days"),
                .heading = WF_STR_INIT("Days later"),
                .look = WF_LOOK_NUMBER,
                .show = WF_SHOW_INTEGER},
    [D_WAS_AT] = {.id = WF_STR_INIT("was_at"),
                  .heading = WF_STR_INIT("Stood at"),
                  .look = WF_LOOK_TEXT},
    [D_IS_AT] = {.id = WF_STR_INIT("is_at"),
                 .heading = WF_STR_INIT("Stands at"),
                 .look = WF_LOOK_TEXT},
};

static void put_text(wf_report_table *table, size_t row, size_t column, wf_str text)
{
    if (text.n > 0)
        wf_table_text(table, row, column, text);
}

/* A rating is shown as everywhere: symbol, word and colour. */
static void put_value(wf_report_table *table, size_t row, size_t column,
                      const wf_change *change, wf_str text)
{
    wf_rag rag = WF_RAG_NONE;
    for (int r = WF_RAG_NONE + 1; change->kind == WF_CHANGE_RAG && r <= WF_RAG_BLUE; r++)
        if (wf_rag_name((wf_rag)r) != NULL &&
            wf_str_eq_nocase(wf_str_from(wf_rag_name((wf_rag)r)), text))
            rag = (wf_rag)r;
    if (rag != WF_RAG_NONE)
        wf_table_mark(table, row, column, mark_of_rag(rag));
    else
        put_text(table, row, column, text);
}

static void draw_change(wf_report_table *table, const wf_change *change)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, D_KIND, wf_str_from(wf_change_name(change->kind)));
    put_text(table, row, D_SUBJECT, change->subject);
    put_text(table, row, D_WHAT, change->what);
    put_text(table, row, D_FIELD, change->field);
    put_value(table, row, D_BEFORE, change, change->before);
    put_value(table, row, D_AFTER, change, change->after);
    if (change->days != 0)
        wf_table_number(table, row, D_DAYS, change->days);
    put_text(table, row, D_WAS_AT, change->before_at);
    put_text(table, row, D_IS_AT, change->after_at);
}

static void draw_counts(wf_report *report, wf_section *section, const wf_diff *diff)
{
    if (diff->count == 0) {
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         WF_STR("No change: both versions hold the same plan."));
        return;
    }
    wf_str line =
        wf_report_text(report, "%zu change%s:", diff->count, diff->count == 1 ? "" : "s");
    const char *between = " ";
    for (int kind = 0; kind < WF_CHANGES; kind++) {
        if (diff->by_kind[kind] == 0)
            continue;
        line = wf_report_text(report, "%.*s%s%zu %s", WF_STR_ARG(line), between,
                              diff->by_kind[kind], wf_change_name((wf_change_kind)kind));
        between = ", ";
    }
    wf_section_prose(section, WF_LOOK_HEADLINE,
                     wf_report_text(report, "%.*s. %zu action%s as before.",
                                    WF_STR_ARG(line), diff->actions_same,
                                    diff->actions_same == 1 ? "" : "s"));
}

static void draw_diff(wf_report *report, const wf_diff *diff, const wf_plan *before,
                      const wf_plan *after)
{
    wf_section *section = wf_report_section(
        report, "changes", WF_STR("Changes"),
        after->title.n > 0
            ? wf_report_text(report, "What changed: %.*s", WF_STR_ARG(after->title))
            : WF_STR("What changed"),
        WF_STR("What changed between the two versions, action by action"));
    section->spans_prose = true;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        wf_report_text(report, "Old version: %.*s", WF_STR_ARG(before->file)));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        wf_report_text(report, "New version: %.*s", WF_STR_ARG(after->file)));
    draw_counts(report, section, diff);
    if (diff->count == 0)
        return;
    wf_report_table *table = wf_section_table(section, "changes", WF_STR("Changes"));
    for (size_t i = 0; i < D_COLUMNS; i++)
        wf_table_column(table, &columns[i]);
    table->has_filter = true;
    for (size_t i = 0; i < diff->count; i++)
        draw_change(table, &diff->changes[i]);
}

wf_status wf_report_diff(const wf_diff *diff, const wf_plan *before, const wf_plan *after,
                         const wf_report_options *options, wf_report **out, wf_error *err)
{
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    draw_diff(report, diff, before, after);
    wf_status status = wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
