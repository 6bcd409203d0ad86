/* A trust of so many schools, KPIs and terms: its trustee workbook beside the same cells
 * written by libxlsxwriter alone, each part in one thread. */
#include "bench_case.h"

#include "wayforward/reports.h"
#include "wayforward/writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

typedef struct trust_case {
    unsigned schools, kpis, terms;
    wf_plans plans;
    wf_results *results;
    wf_report *report;
    wf_error err;
} trust_case;

static double processor_seconds(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A number in 0..1 that is always the same for the same place. */
static double noise(unsigned school, unsigned kpi, unsigned term)
{
    uint32_t x = school * 2654435761u + kpi * 40503u + term * 97u + 12345u;
    x ^= x >> 13;
    x *= 2246822519u;
    x ^= x >> 16;
    return x / 4294967296.0;
}

static wf_str copy(wf_arena *arena, const char *text)
{
    wf_str out = WF_STR_EMPTY;
    return wf_arena_str(arena, wf_str_from(text), &out) == WF_OK ? out : WF_STR_EMPTY;
}

static wf_status fill_kpi(trust_case *c, wf_plan *plan, unsigned school, unsigned k)
{
    wf_kpi *kpi = &plan->kpis[k];
    double base = 40 + 50 * noise(school, k, 999);
    kpi->code = kpi->priority = WF_STR_EMPTY;
    char name[64];
    (void)snprintf(name, sizeof name, "Indicator %u", k + 1);
    kpi->name = copy(plan->arena, name);
    kpi->unit = WF_UNIT_PERCENT;
    kpi->direction = WF_DIRECTION_UP;
    kpi->baseline = (wf_number){.value = base, .present = true};
    kpi->target = (wf_number){.value = fmin(base + 6, 99), .present = true};
    kpi->national = (wf_number){.value = 65, .present = true};
    kpi->deadline = (wf_when)WF_WHEN_INIT;
    (void)snprintf(name, sizeof name, "Data!A%u", k + 2);
    kpi->at = copy(plan->arena, name);
    kpi->observations = wf_arena_array(plan->arena, c->terms, sizeof *kpi->observations);
    if (kpi->observations == NULL)
        return WF_E_MEMORY;
    for (unsigned t = 0; t < c->terms; t++) {
        wf_observation *o = &kpi->observations[kpi->observation_count++];
        wf_ledger_entry *entry = &plan->ledger.entries[plan->ledger.count++];
        char buffer[64];
        (void)snprintf(buffer, sizeof buffer, "%u-%02u/T%u", 2022 + (t + 5) / 6,
                       (23 + (t + 5) / 6) % 100, (t + 5) % 6 + 1);
        o->period = copy(plan->arena, buffer);
        o->value = round(10 * (base + 8 * (noise(school, k, t) - 0.5))) / 10;
        o->cohort = 60 + school;
        (void)snprintf(buffer, sizeof buffer, "Data!%c%u", 'D' + (int)t, k + 2);
        o->at = copy(plan->arena, buffer);
        (void)snprintf(buffer, sizeof buffer, "%.1f%%", o->value);
        *entry = (wf_ledger_entry){
            .at = o->at, .text = copy(plan->arena, buffer), .role = WF_ROLE_FIELD};
        plan->ledger.by_role[WF_ROLE_FIELD]++;
    }
    return WF_OK;
}

static wf_status fill_school(trust_case *c, unsigned school)
{
    wf_plan *plan = c->plans.items[school];
    plan->family = WF_FAMILY_DASHBOARD;
    char name[64];
    (void)snprintf(name, sizeof name, "trust/school-%03u/dashboard.xlsx", school);
    plan->file = copy(plan->arena, name);
    (void)snprintf(name, sizeof name, "School %u Primary Academy", school + 1);
    plan->school = copy(plan->arena, name);
    plan->academic_year = WF_STR("2025-26");
    plan->kpis = wf_arena_array(plan->arena, c->kpis, sizeof *plan->kpis);
    plan->ledger.entries = wf_arena_array(plan->arena, (size_t)c->kpis * c->terms,
                                          sizeof *plan->ledger.entries);
    if (plan->kpis == NULL || plan->ledger.entries == NULL)
        return WF_E_MEMORY;
    plan->kpi_count = c->kpis;
    for (unsigned k = 0; k < c->kpis; k++)
        if (fill_kpi(c, plan, school, k) != WF_OK)
            return WF_E_MEMORY;
    return WF_OK;
}

/* One cell as it is, with one of three formats. */
static void write_cell(lxw_worksheet *sheet, lxw_format *const formats[2], uint32_t row,
                       uint16_t column, const wf_item *item)
{
    char link[64];
    switch ((wf_item_kind)item->kind) {
    case WF_ITEM_NUMBER:
    case WF_ITEM_DATE:
        (void)worksheet_write_number(sheet, row, column, item->number, formats[1]);
        break;
    case WF_ITEM_FORMULA:
        (void)worksheet_write_formula_num(sheet, row, column, "=1", formats[1],
                                          item->number);
        break;
    case WF_ITEM_PLACE:
        lxw_rowcol_to_cell(link + 15, item->place_row + 5, (lxw_col_t)item->place_column);
        memcpy(link, "internal:Data1!", 15);
        if (row < 60000)
            (void)worksheet_write_url_opt(sheet, row, column, link, formats[0], link + 9,
                                          NULL);
        else
            (void)worksheet_write_string(sheet, row, column, link + 9, formats[0]);
        break;
    case WF_ITEM_EMPTY:
        (void)worksheet_write_blank(sheet, row, column, formats[0]);
        break;
    case WF_ITEM_TEXT:
    case WF_ITEM_MARK:
        (void)worksheet_write_string(sheet, row, column, item->text.p, formats[0]);
        break;
    }
}

static uint32_t write_table(lxw_worksheet *sheet, lxw_format *const formats[2],
                            uint32_t row, const wf_report_table *table)
{
    for (uint16_t c = 0; c < table->column_count; c++)
        (void)worksheet_write_string(sheet, row, c, table->columns[c].heading.p,
                                     formats[0]);
    for (size_t r = 0; r < table->row_count; r++)
        for (uint16_t c = 0; c < table->column_count; c++)
            write_cell(sheet, formats, row + 1 + (uint32_t)r, c,
                       wf_table_item(table, r, c));
    return row + (uint32_t)table->row_count + 2;
}

/* The report's cells by the library alone: no widths, no heights, no charts. */
static bool write_bare(const wf_report *report, const char *target, uint64_t *cells)
{
    lxw_workbook *book = workbook_new(target);
    lxw_format *const formats[2] = {workbook_add_format(book), workbook_add_format(book)};
    format_set_border(formats[0], LXW_BORDER_THIN);
    format_set_text_wrap(formats[0]);
    format_set_border(formats[1], LXW_BORDER_THIN);
    format_set_num_format(formats[1], "0.0%");
    for (size_t s = 0; s < report->section_count; s++) {
        char name[32];
        uint32_t row = 1;
        (void)snprintf(name, sizeof name, "Data%zu", s + 1);
        lxw_worksheet *sheet = workbook_add_worksheet(book, name);
        for (size_t p = 0; p < report->sections[s]->part_count; p++) {
            const wf_part *part = &report->sections[s]->parts[p];
            if (part->kind != WF_PART_TABLE)
                continue;
            row = write_table(sheet, formats, row, part->table);
            *cells += part->table->row_count * part->table->column_count;
        }
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

static wf_status run(trust_case *c, const char *target, uint64_t *cells)
{
    double at[6] = {processor_seconds()};
    char bare[4096];
    wf_results_options options = {.as_of = wf_date_from_ymd(2026, 5, 22),
                                  .forecast = true};
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    look.created = 0;
    for (unsigned s = 0; s < c->schools; s++)
        if (fill_school(c, s) != WF_OK)
            return WF_E_MEMORY;
    at[0] = processor_seconds();
    wf_status status = wf_results_measure((const wf_plan *const *)c->plans.items,
                                          c->plans.n, &options, &c->results, &c->err);
    at[1] = processor_seconds();
    if (status == WF_OK)
        status = wf_report_trustees(c->results, &look, &c->report, &c->err);
    at[2] = processor_seconds();
    if (status == WF_OK)
        status = wf_report_write(c->report, target, &c->err);
    at[3] = processor_seconds();
    (void)snprintf(bare, sizeof bare, "%s.bare.xlsx", target);
    if (status == WF_OK && !write_bare(c->report, bare, cells))
        status = WF_E_OUTPUT;
    at[4] = processor_seconds();
    (void)fprintf(stderr,
                  "  measure and forecast %.3f s, build %.3f s, write %.3f s; the same "
                  "%llu cells bare %.3f s: build and write are %.2f times that\n",
                  at[1] - at[0], at[2] - at[1], at[3] - at[2], (unsigned long long)*cells,
                  at[4] - at[3], (at[3] - at[1]) / (at[4] - at[3]));
    return status;
}

bool bench_trust(const char *target, const unsigned size[3], bench_count *count)
{
    trust_case c = {
        .schools = size[0], .kpis = size[1], .terms = size[2], .err = WF_ERROR_INIT};
    wf_status status = wf_plans_new(c.schools, &c.plans, &c.err);
    if (status == WF_OK)
        status = run(&c, target, &count->cells);
    if (status != WF_OK)
        (void)fprintf(stderr, "%s\n", c.err.message);
    wf_report_free(c.report);
    wf_results_free(c.results);
    wf_plans_free(&c.plans);
    return status == WF_OK;
}
