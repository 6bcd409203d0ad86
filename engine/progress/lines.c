#include "engine/progress/lines.h"
#include <stdlib.h>

/* One row or target of the panel on its way to its line. */
typedef struct entry {
    wf_str school, kpi;
    int32_t period;
    size_t order;
    const wf_panel_row *row; /* NULL: a target */
    const wf_panel_target *target;
} entry;

static int compare_size(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_line(const entry *a, const entry *b)
{
    int by_school = wf_str_cmp(a->school, b->school);
    return by_school ? by_school : wf_str_cmp(a->kpi, b->kpi);
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int by_line = compare_line(a, b);
    if (by_line != 0)
        return by_line;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return compare_size(a->order, b->order);
}

static int compare_lines(const void *left, const void *right)
{
    const progress_line *a = left, *b = right;
    int by_school = compare_size(a->school_order, b->school_order);
    return by_school ? by_school : compare_size(a->order, b->order);
}

static wf_period latest_period(const wf_panel *panel)
{
    wf_period latest = {0};
    for (size_t i = 0; i < panel->row_count; i++)
        if (panel->rows[i].period.number > latest.number)
            latest = panel->rows[i].period;
    return latest;
}

static size_t fill_entries(const wf_panel *panel, wf_period as_of, entry *entries)
{
    size_t n = 0;
    for (size_t i = 0; i < panel->row_count; i++) {
        const wf_panel_row *row = &panel->rows[i];
        bool later = row->period.number > as_of.number;
        entries[n++] = (entry){.school = row->school,
                               .kpi = row->kpi,
                               .period = later ? 0 : row->period.number,
                               .order = i,
                               .row = later ? NULL : row};
    }
    for (size_t i = 0; i < panel->target_count; i++) {
        const wf_panel_target *target = &panel->targets[i];
        entries[n++] = (entry){.school = target->school,
                               .kpi = target->kpi,
                               .order = panel->row_count + i,
                               .target = target};
    }
    return n;
}

/* The period that a target's line ends with: where none is said, the year's last. */
static int32_t end_of(const wf_panel_target *t)
{
    enum {
        YEAR = 6
    };
    if (t->deadline.number > 0)
        return t->deadline.number;
    return t->baseline_period.number > 0 ? t->baseline_period.number + YEAR : INT32_MAX;
}

static bool covers(const wf_panel_target *t, int32_t period)
{
    return period > t->baseline_period.number && period <= end_of(t);
}

/* Of targets of several years the one counts whose line the period lies on; else the one
 * that ends last. Of two for the same years the later counts. */
static bool is_better(const wf_panel_target *t, const wf_panel_target *than,
                      int32_t period)
{
    if (than == NULL)
        return true;
    if (covers(t, period) != covers(than, period))
        return covers(t, period);
    return end_of(t) >= end_of(than) || covers(t, period);
}

/* Make one line of entries[0..n), which share school and KPI and are in order of period.
 */
static void make_line(const entry *entries, size_t n, wf_period as_of,
                      const wf_panel_row **rows, progress_line *line)
{
    *line = (progress_line){
        .school = entries->school, .kpi = entries->kpi, .rows = rows, .order = SIZE_MAX};
    for (size_t i = 0; i < n; i++) {
        const entry *e = &entries[i];
        if (e->order < line->order)
            line->order = e->order;
        if (e->target != NULL && is_better(e->target, line->target, as_of.number))
            line->target = e->target;
        if (e->row == NULL)
            continue;
        /* Of two values for one period the later row corrects the earlier. */
        size_t last = line->row_count;
        if (last > 0 && rows[last - 1]->period.number == e->period)
            rows[last - 1] = e->row;
        else
            rows[line->row_count++] = e->row;
    }
}

static void number_schools(progress_line *lines, size_t count)
{
    for (size_t start = 0, end; start < count; start = end) {
        size_t first = SIZE_MAX;
        for (end = start;
             end < count && wf_str_eq(lines[end].school, lines[start].school); end++)
            if (lines[end].order < first)
                first = lines[end].order;
        for (size_t i = start; i < end; i++)
            lines[i].school_order = first;
    }
}

wf_status progress_lines_build(const wf_panel *panel, wf_period as_of, wf_arena *arena,
                               progress_lines *out)
{
    size_t n = panel->row_count + panel->target_count;
    entry *entries = wf_arena_array(arena, n, sizeof *entries);
    const wf_panel_row **rows = wf_arena_array(arena, n, sizeof(const wf_panel_row *));
    progress_line *lines = wf_arena_array(arena, n, sizeof *lines);
    if (entries == NULL || rows == NULL || lines == NULL)
        return WF_E_MEMORY;
    if (as_of.number == 0)
        as_of = latest_period(panel);
    n = fill_entries(panel, as_of, entries);
    qsort(entries, n, sizeof *entries, compare_entries);
    size_t count = 0;
    for (size_t start = 0, end; start < n; start = end) {
        for (end = start + 1;
             end < n && compare_line(&entries[start], &entries[end]) == 0;)
            end++;
        make_line(&entries[start], end - start, as_of, &rows[start], &lines[count++]);
    }
    number_schools(lines, count);
    qsort(lines, count, sizeof *lines, compare_lines);
    *out = (progress_lines){.items = lines, .count = count, .as_of = as_of};
    return WF_OK;
}
