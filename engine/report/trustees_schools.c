/* Schools: schools by KPIs, each value with its rating as word, symbol and colour. */
#include "engine/report/trustees.h"

#define MOST_COLUMNS 8

/* A school's figure for a KPI in the table; [x] where it has the KPI but no value, [z]
 * where it has no such KPI. */
static void fill_figure(trustees *t, wf_report_table *table, size_t row, size_t column,
                        const wf_kpi_progress *item)
{
    if (item == NULL) {
        wf_table_text(table, row, column, WF_STR("[z]"))->look = WF_LOOK_FAINT;
        return;
    }
    if (item->latest.number == 0) {
        wf_table_text(table, row, column, WF_STR("[x]"))->look = WF_LOOK_FAINT;
        return;
    }
    wf_item *cell = wf_table_number(table, row, column,
                                    value_in_tree(item->latest_value, item->unit));
    cell->show =
        (uint8_t)show_of_value(item->latest_value, item->unit, item->latest_cohort);
    cell->mark = (uint8_t)mark_of_status(item->status);
    cell->is_edge = item->one_pupil_moves_status;
    if (item->change.present)
        cell->move = item->change.value > 0   ? WF_MOVE_UP
                     : item->change.value < 0 ? WF_MOVE_DOWN
                                              : WF_MOVE_LEVEL;
    trustees_read(t, table, row, column,
                  &(wf_report_source){
                      .what = words_text(&t->w, "%.*s: %.*s, %.*s",
                                         WF_STR_ARG(item->school), WF_STR_ARG(item->kpi),
                                         WF_STR_ARG(words_period(&t->w, item->latest))),
                      .file = item->latest_file,
                      .at = item->latest_at});
}

/* The KPIs in groups that read well as one table: those that most schools have first, and
 * no KPI beside one that none of its schools has. */
typedef struct kpi_order {
    size_t *index; /* of results->kpis, ordered */
    size_t *group; /* of each in order: a number that grows */
    size_t count;
} kpi_order;

static bool share_a_school(const wf_results *r, wf_str a, wf_str b)
{
    for (size_t i = 0; i < r->school_count; i++)
        if (wf_school_kpi(&r->schools[i], a) != NULL &&
            wf_school_kpi(&r->schools[i], b) != NULL)
            return true;
    return false;
}

/* A KPI without any value says nothing in this table; it stands on the sheet KPIs. */
static bool has_value(const wf_results *r, wf_str kpi)
{
    for (size_t i = 0; i < r->school_count; i++) {
        const wf_kpi_progress *item = wf_school_kpi(&r->schools[i], kpi);
        if (item != NULL && item->latest.number > 0)
            return true;
    }
    return false;
}

static bool order_kpis(const wf_results *r, wf_arena *arena, kpi_order *out)
{
    out->index = wf_arena_array(arena, r->kpi_count, sizeof(size_t));
    out->group = wf_arena_array(arena, r->kpi_count, sizeof(size_t));
    if (out->index == NULL || out->group == NULL)
        return false;
    for (size_t k = 0; k < r->kpi_count;
         k++) { /* by number of schools, else as they came */
        if (!has_value(r, r->kpis[k].name))
            continue;
        size_t at = out->count++;
        for (; at > 0 && r->kpis[out->index[at - 1]].schools < r->kpis[k].schools; at--)
            out->index[at] = out->index[at - 1];
        out->index[at] = k;
    }
    size_t width = 1;
    for (size_t i = 1; i < out->count; i++) {
        const wf_kpi_result *before = &r->kpis[out->index[i - 1]];
        const wf_kpi_result *here = &r->kpis[out->index[i]];
        bool apart = width == MOST_COLUMNS ||
                     !share_a_school(r, before->name, here->name) ||
                     (before->schools == r->school_count &&
                      here->schools < r->school_count && width > 2);
        out->group[i] = out->group[i - 1] + (apart ? 1 : 0);
        width = apart ? 1 : width + 1;
    }
    return true;
}

static bool has_any(const wf_school_result *school, const wf_results *r,
                    const kpi_order *order, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++)
        if (wf_school_kpi(school, r->kpis[order->index[i]].name) != NULL)
            return true;
    return false;
}

static void draw_group(trustees *t, wf_section *section, const kpi_order *order,
                       size_t first, size_t count)
{
    const wf_results *r = t->r;
    wf_str id = words_text(&t->w, "schools_%zu", order->group[first] + 1);
    wf_report_table *table = wf_section_table(
        section, id.p,
        words_text(&t->w, "Schools by KPI, part %zu", order->group[first] + 1));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("school"),
                                               .heading = WF_STR("School"),
                                               .look = WF_LOOK_TEXT,
                                               .least = 26,
                                               .is_row_header = true});
    for (size_t i = first; i < first + count; i++)
        wf_table_column(table,
                        &(wf_report_column){.id = words_text(&t->w, "k%zu", i),
                                            .heading = r->kpis[order->index[i]].name,
                                            .look = WF_LOOK_DEFAULT,
                                            .least = 15});
    for (size_t s = 0; s < r->school_count; s++) {
        const wf_school_result *school = &r->schools[s];
        if (!has_any(school, r, order, first, count))
            continue;
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, school->name);
        for (size_t i = 0; i < count; i++)
            fill_figure(t, table, row, 1 + i,
                        wf_school_kpi(school, r->kpis[order->index[first + i]].name));
    }
}

static wf_section *open_section(trustees *t, size_t number)
{
    wf_str id =
        number == 1 ? WF_STR("schools") : words_text(&t->w, "schools_%zu", number);
    wf_section *section = wf_report_section(
        t->report, id.p,
        number == 1 ? WF_STR("Schools") : words_text(&t->w, "Schools %zu", number),
        WF_STR("Schools by KPI"),
        WF_STR("The latest value of each KPI in each school, rated against its line to "
               "the target"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Latest value, movement since the value before (\u2191 up, "
                            "\u2193 down, \u2192 the same) and rating against the "
                            "straight line from baseline to target."));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("\u25A0 Red: off track. \u25B2 Amber: at risk. \u25CF Green: "
                            "on track. \u2714 Blue: target met. \u25CB Grey: not rated. "
                            "\u00B1"
                            "1: one pupil more or fewer would change the rating. [x] no "
                            "value. [z] does not apply."));
    trustees_back(section);
    section->is_one_page = true;
    return section;
}

/* Small trusts see all groups on one sheet; large ones get a sheet a group, so that the
 * header stays in sight. */
void trustees_schools(trustees *t)
{
    kpi_order order = {0};
    if (!order_kpis(t->r, t->report->arena, &order)) {
        t->w.failed = true;
        return;
    }
    bool one_sheet = t->r->school_count <= 20;
    wf_section *section = open_section(t, 1);
    if (order.count == 0)
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("No KPI was found in the files."));
    for (size_t first = 0; first < order.count;) {
        size_t count = 1;
        while (first + count < order.count &&
               order.group[first + count] == order.group[first])
            count++;
        if (first > 0 && !one_sheet)
            section = open_section(t, order.group[first] + 1);
        draw_group(t, section, &order, first, count);
        first += count;
    }
}
