/* Every figure of every KPI, term by term, and which KPIs changed their rating. */
#include "engine/report/trustees.h"

enum {
    MOST_TERMS = 60
};

/* The periods in which anything was observed, in order. */
static size_t find_terms(const wf_results *r, wf_period out[MOST_TERMS])
{
    size_t count = 0;
    for (size_t i = 0; i < r->panel.row_count; i++) {
        wf_period at = r->panel.rows[i].period;
        size_t to = count;
        while (to > 0 && out[to - 1].number > at.number)
            to--;
        if ((to > 0 && out[to - 1].number == at.number) || count == MOST_TERMS)
            continue;
        for (size_t m = count++; m > to; m--)
            out[m] = out[m - 1];
        out[to] = at;
    }
    return count;
}

static void fill_cell(trustees *t, wf_report_table *table, size_t row, size_t column,
                      const wf_kpi_progress *item, const wf_panel_row *seen)
{
    if (seen->suppressed) {
        wf_table_text(table, row, column, WF_STR("[c]"))->look = WF_LOOK_FAINT;
    } else {
        wf_item *cell =
            wf_table_number(table, row, column, value_in_tree(seen->value, item->unit));
        cell->show = (uint8_t)show_of_value(seen->value, item->unit, seen->cohort);
    }
    if (!t->is_page)
        trustees_read(
            t, table, row, column,
            &(wf_report_source){
                .what = words_text(&t->w, "%.*s: %.*s, %.*s", WF_STR_ARG(item->school),
                                   WF_STR_ARG(item->kpi),
                                   WF_STR_ARG(words_period(&t->w, seen->period))),
                .file = seen->file,
                .at = seen->at});
}

static void fill_line(trustees *t, wf_report_table *table, const wf_period *terms,
                      size_t term_count, const wf_kpi_progress *item)
{
    size_t n = 0, k = 0;
    const wf_panel_row *const *rows = wf_results_history(t->r, item, &n);
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, item->school);
    wf_table_text(table, row, 1, item->kpi);
    for (size_t i = 0; i < term_count; i++) {
        while (k < n && rows[k]->period.number < terms[i].number)
            k++;
        if (k < n && rows[k]->period.number == terms[i].number)
            fill_cell(t, table, row, 2 + i, item, rows[k]);
        else
            trustees_missing(table, row, 2 + i);
    }
}

void trustees_history(trustees *t)
{
    static const wf_report_column first[] = {
        COLUMN_NAME("school", "School", 30),
        COLUMN_TEXT("kpi", "KPI", 34),
    };
    wf_period terms[MOST_TERMS];
    size_t count = find_terms(t->r, terms);
    if (count == 0)
        return;
    wf_section *section = wf_report_section(
        t->report, "history", WF_STR("Values by term"),
        WF_STR("Every figure, term by term"),
        WF_STR("Each KPI of each school in every term, with its source"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("[x] no figure for that term. [c] hidden at the source: so few "
               "pupils that they could be known."));
    trustees_for_screen(t, section, t->r->now->count, MOST_REFERENCE);
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "history", WF_STR("Every figure, term by term"));
    trustees_columns(table, first, COUNT_OF(first));
    for (size_t i = 0; i < count; i++)
        wf_table_column(
            table, &(wf_report_column){.id = words_text(&t->w, "p%d", terms[i].number),
                                       .heading = words_period_short(&t->w, terms[i]),
                                       .look = WF_LOOK_NUMBER});
    table->has_filter = table->has_groups = true;
    for (size_t i = 0; i < t->r->now->count; i++)
        fill_line(t, table, terms, count, &t->r->now->items[i]);
}

/* ---- Movement --------------------------------------------------------------------- */

enum {
    M_SCHOOL,
    M_KPI,
    M_WAS,
    M_NOW,
    M_BEFORE,
    M_VALUE,
    M_CHANCE
};

static const wf_report_column movement_columns[] = {
    [M_SCHOOL] = COLUMN_NAME("school", "School", 34),
    [M_KPI] = COLUMN_TEXT("kpi", "KPI", 40),
    [M_WAS] = COLUMN_CENTRE("was", "Rating then"),
    [M_NOW] = COLUMN_CENTRE("now", "Rating now"),
    [M_BEFORE] = COLUMN_NUMBER("before", "Value then", WF_SHOW_DEFAULT),
    [M_VALUE] = COLUMN_NUMBER("value", "Value now", WF_SHOW_DEFAULT),
    [M_CHANCE] = COLUMN_TEXT("chance", "More than chance?", 30),
};

static void put_rating(trustees *t, wf_report_table *table, size_t row, size_t column,
                       wf_progress_status status)
{
    wf_mark mark = mark_of_status(status);
    wf_table_text(
        table, row, column,
        words_text(&t->w, "%s %s", wf_mark_symbol(mark), wf_progress_status_name(status)))
        ->mark = (uint8_t)mark;
}

static wf_str by_chance(const wf_kpi_progress *item)
{
    if (item->one_pupil_moves_status)
        return WF_STR("One pupil could move it back");
    return item->change_is_signal ? WF_STR("Yes") : WF_STR("Chance could explain it");
}

static void fill_movement(trustees *t, wf_report_table *table, const wf_kpi_progress *now,
                          const wf_kpi_progress *then)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, M_SCHOOL, now->school);
    wf_table_text(table, row, M_KPI, now->kpi);
    put_rating(t, table, row, M_WAS, then->status);
    put_rating(t, table, row, M_NOW, now->status);
    trustees_value(
        table, row, M_BEFORE, then,
        (wf_number){.value = then->latest_value, .present = then->latest.number > 0});
    trustees_value(
        table, row, M_VALUE, now,
        (wf_number){.value = now->latest_value, .present = now->latest.number > 0});
    wf_table_text(table, row, M_CHANCE, by_chance(now));
    if (now->latest.number > 0)
        trustees_read(
            t, table, row, M_VALUE,
            &(wf_report_source){
                .what = words_text(&t->w, "%.*s: %.*s, %.*s", WF_STR_ARG(now->school),
                                   WF_STR_ARG(now->kpi),
                                   WF_STR_ARG(words_period(&t->w, now->latest))),
                .file = now->latest_file,
                .at = now->latest_at});
}

/* The KPIs that went one way; those that are rated now and were then. */
static void draw_moves(trustees *t, wf_report_table *table, int direction)
{
    for (size_t s = 0; s < t->r->school_count; s++) {
        const wf_school_result *school = &t->r->schools[s];
        for (size_t i = 0; i < school->kpi_count; i++) {
            const wf_kpi_progress *now = &school->kpis[i];
            const wf_kpi_progress *then = wf_school_kpi_before(school, now->kpi);
            if (words_moved(now, then) * direction > 0)
                fill_movement(t, table, now, then);
        }
    }
}

void trustees_movement(trustees *t)
{
    if (t->r->then == NULL) {
        trustees_omit(t, WF_STR("Movement"),
                      WF_STR("There are figures for one term only: nothing to compare"));
        return;
    }
    wf_section *section = wf_report_section(
        t->report, "movement", WF_STR("Movement"), WF_STR("What moved since last term"),
        words_text(&t->w, "KPIs whose rating changed since %.*s",
                   WF_STR_ARG(words_period(&t->w, t->r->before))));
    section->is_one_page = true;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        words_text(&t->w,
                   "Ratings at %.*s against %.*s. A rating can change because the value "
                   "moved or because more was expected by now. More than chance: the "
                   "change on a year (else on the term before) is larger than its pupils "
                   "alone would explain.",
                   WF_STR_ARG(words_period(&t->w, t->r->period)),
                   WF_STR_ARG(words_period(&t->w, t->r->before))));
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "movement", WF_STR("KPIs whose rating changed"));
    trustees_columns(table, movement_columns, COUNT_OF(movement_columns));
    draw_moves(t, table, -1);
    draw_moves(t, table, 1);
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None"));
}
