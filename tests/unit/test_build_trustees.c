/* The trustees' summary of the demo trust, from what a reader should make of its files.
 */
#include "wayforward/json.h"
#include "wayforward/reports.h"
#include "wayforward/writer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka needs the four above */
#include <cmocka.h>

typedef struct demo {
    wf_plans plans;
    wf_results *results;
    wf_report *report;
} demo;

static int make_demo(void **state)
{
    static char json[400000];
    static demo d;
    FILE *file = fopen(WF_FIXTURES_DIR "/demo-trust.truth.json", "rb");
    if (file == NULL)
        return -1;
    size_t n = fread(json, 1, sizeof json, file);
    if (fclose(file) != 0 || n == sizeof json)
        return -1;
    wf_error err = WF_ERROR_INIT;
    wf_results_options options = {.as_of = wf_date_from_ymd(2026, 3, 27),
                                  .forecast = true};
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    look.organisation = WF_STR("Harrowmere Learning Trust");
    look.created = 1774602000;
    if (wf_plans_read_json(json, n, &d.plans, &err) != WF_OK ||
        wf_results_measure((const wf_plan *const *)d.plans.items, d.plans.n, &options,
                           &d.results, &err) != WF_OK ||
        wf_report_trustees(d.results, &look, &d.report, &err) != WF_OK) {
        print_message("%s\n", err.message);
        return -1;
    }
    *state = &d;
    return 0;
}

static int free_demo(void **state)
{
    demo *d = *state;
    wf_report_free(d->report);
    wf_results_free(d->results);
    wf_plans_free(&d->plans);
    return 0;
}

static const wf_report_table *table_of(const wf_report *report, const char *id)
{
    for (size_t s = 0; s < report->section_count; s++)
        for (size_t p = 0; p < report->sections[s]->part_count; p++) {
            const wf_part *part = &report->sections[s]->parts[p];
            if (part->kind == WF_PART_TABLE &&
                wf_str_eq(part->table->id, wf_str_from(id)))
                return part->table;
        }
    fail_msg("no table %s", id);
    return NULL;
}

static void trustees__demo__twelve_schools_and_totals_agree(void **state)
{
    const demo *d = *state;
    assert_int_equal(d->results->school_count, 12);
    const wf_report_table *standing = table_of(d->report, "standing");
    assert_int_equal(standing->row_count, 13);
    for (size_t c = 1; c < standing->column_count; c++) {
        double sum = 0;
        for (size_t row = 0; row < 12; row++)
            sum += wf_table_item(standing, row, c)->number;
        assert_true(sum >= 0 && sum - wf_table_item(standing, 12, c)->number < 0.5 &&
                    wf_table_item(standing, 12, c)->number - sum < 0.5);
    }
    assert_int_equal(table_of(d->report, "kpis")->row_count, d->results->now->count);
}

static bool has_source(const wf_report *report, const wf_report_table *table, size_t row,
                       size_t column)
{
    for (size_t i = 0; i < report->source_count; i++)
        if (report->sources[i].table == table && report->sources[i].row == row &&
            report->sources[i].column == column)
            return true;
    return false;
}

static void trustees__heat_map__every_figure_has_its_cell(void **state)
{
    const demo *d = *state;
    size_t figures = 0;
    for (int group = 1; group <= 4; group++) {
        char id[32];
        (void)snprintf(id, sizeof id, "schools_%d", group);
        const wf_report_table *table = table_of(d->report, id);
        for (size_t row = 0; row < table->row_count; row++)
            for (size_t c = 1; c < table->column_count; c++)
                if (wf_table_item(table, row, c)->kind == WF_ITEM_NUMBER) {
                    figures++;
                    assert_true(wf_table_item(table, row, c)->mark != WF_MARK_NONE);
                    assert_true(has_source(d->report, table, row, c));
                }
    }
    assert_int_equal(figures, d->results->now->count);
}

static void trustees__exceptions__as_many_overdue_as_counted(void **state)
{
    const demo *d = *state;
    const wf_report_table *table = table_of(d->report, "exceptions");
    size_t overdue = 0;
    for (size_t row = 0; row < table->row_count; row++)
        overdue += wf_str_find(wf_table_item(table, row, 1)->text, WF_STR("Overdue"),
                               0) != SIZE_MAX;
    assert_int_equal(overdue, d->results->actions.overdue);
    assert_true(overdue > 0);
}

static size_t column_of(const wf_report_table *table, const char *id)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (wf_str_eq(table->columns[i].id, wf_str_from(id)))
            return i;
    fail_msg("no column %s", id);
    return 0;
}

/* A KPI's value and rating on two sheets of two outputs. */
static void same_kpi(const wf_report_table *a, size_t row, const char *rating_a,
                     const wf_report_table *b, size_t other, const char *rating_b)
{
    assert_true(wf_str_eq(wf_table_item(a, row, column_of(a, "kpi"))->text,
                          wf_table_item(b, other, column_of(b, "kpi"))->text));
    assert_memory_equal(&wf_table_item(a, row, column_of(a, "latest"))->number,
                        &wf_table_item(b, other, column_of(b, "latest"))->number,
                        sizeof(double));
    assert_int_equal(wf_table_item(a, row, column_of(a, rating_a))->mark,
                     wf_table_item(b, other, column_of(b, rating_b))->mark);
}

/* The trustees' workbook and their page are of the same numbers. */
static void reports__workbook_and_dashboard__agree(void **state)
{
    const demo *d = *state;
    wf_report *page = NULL;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    assert_int_equal(wf_report_dashboard(d->results, &look, &page, NULL), WF_OK);
    const wf_report_table *ours = table_of(d->report, "kpis");
    const wf_report_table *theirs = table_of(page, "kpis");
    assert_int_equal(ours->row_count, theirs->row_count);
    for (size_t row = 0; row < ours->row_count; row++)
        same_kpi(ours, row, "status", theirs, row, "status");
    wf_report_free(page);
}

/* Two outputs never disagree: every school's governors and parents see the trustees'
 * numbers. */
static void reports__one_set_of_results__agree(void **state)
{
    const demo *d = *state;
    const wf_report_table *all = table_of(d->report, "kpis");
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    for (size_t s = 0; s < d->results->school_count; s++) {
        wf_report *report = NULL;
        assert_int_equal(wf_report_governors(d->results, s, &look, &report, NULL), WF_OK);
        const wf_report_table *own = table_of(report, "governor_kpis");
        size_t next = 0;
        for (size_t row = 0; row < all->row_count; row++) {
            if (!wf_str_eq(wf_table_item(all, row, 0)->text, d->results->schools[s].name))
                continue;
            same_kpi(all, row, "status", own, next, "rating");
            next++;
        }
        assert_int_equal(next, own->row_count);
        const wf_report_table *questions = table_of(report, "questions");
        assert_true(questions->row_count >= 5 && questions->row_count <= 8);
        wf_report_free(report);
    }
}

/* Nobody's lead is on a public page, and no figure of a small group. */
static void parents__every_school__nobody_named_no_small_group(void **state)
{
    const demo *d = *state;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    for (size_t s = 0; s < d->results->school_count; s++) {
        wf_report *report = NULL;
        const wf_school_result *school = &d->results->schools[s];
        assert_int_equal(wf_report_parents(d->results, s, &look, &report, NULL), WF_OK);
        size_t enough =
            0; /* the page names KPIs in plain words: count what may be shown */
        for (size_t k = 0; k < school->kpi_count; k++)
            enough += school->kpis[k].latest_cohort >= 10;
        for (size_t p = 0; p < report->sections[0]->part_count; p++) {
            const wf_part *part = &report->sections[0]->parts[p];
            if (part->kind == WF_PART_TABLE)
                assert_true(part->table->row_count <= enough);
            assert_true(wf_str_find(part->text, WF_STR("Mrs "), 0) == SIZE_MAX);
        }
        assert_int_equal(report->source_count, 0);
        wf_report_free(report);
    }
}

static void tas__open_actions__rolled_forward_and_counted_live(void **state)
{
    const demo *d = *state;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_report *report = NULL;
    assert_int_equal(wf_report_tas(d->results, 3, &look, &report, NULL), WF_OK);
    const wf_action_counts *a = &d->results->schools[3].actions;
    assert_int_equal(table_of(report, "tas_actions")->row_count,
                     a->actions - a->complete - a->dropped);
    const wf_report_table *counts = table_of(report, "tas_counts");
    assert_int_equal(wf_table_item(counts, 0, 1)->kind, WF_ITEM_FORMULA);
    assert_true(wf_table_item(counts, 0, 1)->number > 0);
    wf_report_free(report);
}

static void trustees__headlines__sentences(void **state)
{
    const demo *d = *state;
    wf_strs lines = {0};
    wf_arena *arena = wf_arena_new(0);
    assert_int_equal(wf_results_headlines(d->results, arena, &lines, NULL), WF_OK);
    assert_true(lines.n >= 4);
    for (size_t i = 0; i < lines.n; i++) {
        print_message("%s\n", lines.items[i].p);
        assert_int_equal(lines.items[i].p[lines.items[i].n - 1], '.');
        assert_null(strstr(lines.items[i].p, "nan"));
        assert_null(strstr(lines.items[i].p, "no actions name"));
    }
    wf_arena_free(arena);
}

static void trustees__written__opens_for_writing(void **state)
{
    const demo *d = *state;
    const char *keep = getenv("WF_KEEP");
    char path[256] = "/tmp/wf-trustees.xlsx";
    if (keep == NULL) {
        (void)snprintf(path, sizeof path, "/tmp/wf-trustees-%ld.xlsx", (long)getpid());
    } else {
        (void)snprintf(path, sizeof path, "%s", keep);
    }
    wf_error err = WF_ERROR_INIT;
    wf_status status = wf_report_write(d->report, path, &err);
    if (status != WF_OK)
        print_message("%s\n", err.message);
    assert_int_equal(status, WF_OK);
    if (keep == NULL)
        assert_int_equal(unlink(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trustees__demo__twelve_schools_and_totals_agree),
        cmocka_unit_test(trustees__heat_map__every_figure_has_its_cell),
        cmocka_unit_test(trustees__exceptions__as_many_overdue_as_counted),
        cmocka_unit_test(reports__workbook_and_dashboard__agree),
        cmocka_unit_test(reports__one_set_of_results__agree),
        cmocka_unit_test(parents__every_school__nobody_named_no_small_group),
        cmocka_unit_test(tas__open_actions__rolled_forward_and_counted_live),
        cmocka_unit_test(trustees__headlines__sentences),
        cmocka_unit_test(trustees__written__opens_for_writing),
    };
    return cmocka_run_group_tests(tests, make_demo, free_demo);
}
