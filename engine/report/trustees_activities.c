/* The year's activities by term: what was done where, and what was not. */
#include "engine/report/trustees.h"

enum {
    A_TERM,
    A_ACTIVITY,
    A_KIND,
    A_FROM,
    A_TO,
    A_STATE,
    A_MISSED
};

static const wf_report_column columns[] = {
    [A_TERM] = COLUMN_CENTRE("term", "Term"),
    [A_ACTIVITY] = COLUMN_NAME("activity", "Activity", 60),
    [A_KIND] = COLUMN_TEXT("kind", "Kind", 22),
    [A_FROM] = {.id = WF_STR_INIT("from"),
                .heading = WF_STR_INIT("From"),
                .show = WF_SHOW_DATE_SHORT},
    [A_TO] = {.id = WF_STR_INIT("to"),
              .heading = WF_STR_INIT("To"),
              .show = WF_SHOW_DATE_SHORT},
    [A_STATE] = COLUMN_TEXT("state", "How it stands", 26),
    [A_MISSED] = COLUMN_TEXT("missed", "Not done at", 50),
};

/* One activity over all schools. */
typedef struct activity_line {
    const wf_dated_activity *first;
    size_t schools, by_state[WF_ACTIVITY_UNRECORDED + 1];
    wf_str missed[8];
    size_t missed_count; /* may be more than the names kept */
} activity_line;

static activity_line *find_line(activity_line *lines, size_t *count,
                                const wf_dated_activity *a)
{
    for (size_t i = 0; i < *count; i++)
        if (lines[i].first->term == a->term && lines[i].first->kind == a->kind &&
            wf_str_eq(lines[i].first->activity, a->activity))
            return &lines[i];
    lines[*count] = (activity_line){.first = a};
    return &lines[(*count)++];
}

static wf_str state_of(trustees *t, const activity_line *line)
{
    if (line->schools == 1)
        return words_text(&t->w, "%s", wf_activity_state_name(line->first->state));
    if (line->by_state[WF_ACTIVITY_DONE] > 0 || line->by_state[WF_ACTIVITY_MISSED] > 0)
        return words_text(&t->w, "done at %zu of %zu schools",
                          line->by_state[WF_ACTIVITY_DONE], line->schools);
    return words_text(&t->w, "%s", wf_activity_state_name(line->first->state));
}

static void fill_line(trustees *t, wf_report_table *table, const activity_line *line)
{
    size_t row = wf_table_row(table);
    const wf_dated_activity *a = line->first;
    size_t named = line->missed_count < COUNT_OF(line->missed) ? line->missed_count
                                                               : COUNT_OF(line->missed);
    wf_table_text(table, row, A_TERM, words_text(&t->w, "Term %d", a->term));
    wf_table_text(table, row, A_ACTIVITY, a->activity);
    wf_table_text(table, row, A_KIND,
                  a->kind == WF_ACTIVITY_QUALITY_ASSURANCE
                      ? WF_STR("Quality assurance")
                      : WF_STR("School improvement"));
    wf_table_date(table, row, A_FROM, a->window.start);
    wf_table_date(table, row, A_TO, a->window.end);
    wf_item *state = wf_table_text(table, row, A_STATE, state_of(t, line));
    if (line->by_state[WF_ACTIVITY_MISSED] > 0)
        state->look = WF_LOOK_RED;
    else if (line->by_state[WF_ACTIVITY_DONE] == line->schools)
        state->look = WF_LOOK_GREEN;
    if (line->missed_count > 0 && a->school.n > 0)
        wf_table_text(
            table, row, A_MISSED,
            words_text(&t->w, "%.*s%s",
                       WF_STR_ARG(words_list(&t->w, line->missed, named, named)),
                       line->missed_count > named ? " and others" : ""));
    else
        trustees_no_such(table, row, A_MISSED);
}

static size_t gather(trustees *t, activity_line *lines)
{
    size_t count = 0;
    for (size_t i = 0; i < t->r->activity_count; i++) {
        const wf_dated_activity *a = &t->r->activities[i];
        activity_line *line = find_line(lines, &count, a);
        line->schools++;
        line->by_state[a->state]++;
        if (a->state != WF_ACTIVITY_MISSED)
            continue;
        if (line->missed_count < COUNT_OF(line->missed))
            line->missed[line->missed_count] = a->school;
        line->missed_count++;
    }
    return count;
}

void trustees_activities(trustees *t)
{
    if (t->r->activity_count == 0)
        return;
    char year[8];
    wf_section *section = wf_report_section(
        t->report, "activities", WF_STR("Activities"),
        words_text(&t->w, "Activities of %s by term",
                   wf_academic_year_name(wf_academic_year_of(t->r->as_of), year)),
        WF_STR("Quality assurance and school improvement of the year, term by term"));
    section->is_one_page = true;
    wf_section_prose(section, WF_LOOK_PROSE,
                     words_text(&t->w,
                                "On %.*s. Planned: its term has not begun. Due: its term "
                                "is now. No record: nobody has recorded what was done "
                                "(wayforward calendar --done FILE). [z] does not apply.",
                                WF_STR_ARG(words_date(&t->w, t->r->as_of))));
    trustees_back(section);
    activity_line *lines =
        wf_arena_array(t->report->arena, t->r->activity_count, sizeof *lines);
    if (lines == NULL) {
        t->w.failed = true;
        return;
    }
    size_t count = gather(t, lines);
    wf_report_table *table =
        wf_section_table(section, "activities", WF_STR("Activities by term"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (int term = 1; term <= WF_TERMS; term++)
        for (size_t i = 0; i < count; i++)
            if (lines[i].first->term == term)
                fill_line(t, table, &lines[i]);
}
