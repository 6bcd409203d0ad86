/* Tables of the report tree, the text that an item shows, and the two tables that every
 * report ends with: contents and sources. */
#include "engine/report/report_private.h"
#include "engine/report/styles.h"
#include "engine/text/number_format.h"
#include "wayforward/report_headings.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static wf_str copy_maybe(wf_report *report, wf_str text)
{
    return text.p == NULL ? WF_STR_EMPTY : wf_report_copy(report, text);
}

static wf_strs copy_list(wf_report *report, wf_strs list)
{
    wf_str *items = wf_arena_array(report->arena, list.n, sizeof *items);
    if (items == NULL) {
        report_fail(report);
        return (wf_strs){0};
    }
    for (size_t i = 0; i < list.n; i++)
        items[i] = wf_report_copy(report, list.items[i]);
    return (wf_strs){.items = items, .n = list.n};
}

size_t wf_table_column(wf_report_table *table, const wf_report_column *column)
{
    wf_report *report = table->report;
    wf_report_column *grown = report_push(report, table->columns, table->column_count,
                                          &table->column_cap, sizeof *grown);
    if (grown == NULL)
        return 0;
    table->columns = grown;
    wf_report_column *made = &table->columns[table->column_count];
    *made = *column;
    made->id = copy_maybe(report, column->id);
    made->heading = copy_maybe(report, column->heading);
    made->note = copy_maybe(report, column->note);
    made->rule.prompt = copy_maybe(report, column->rule.prompt);
    made->rule.refusal = copy_maybe(report, column->rule.refusal);
    made->rule.choices = copy_list(report, column->rule.choices);
    made->rule.expression = copy_maybe(report, column->rule.expression);
    made->spare_formula = copy_maybe(report, column->spare_formula);
    return table->column_count++;
}

void wf_table_headings(wf_report_table *table, const wf_heading *headings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const wf_report_column column = {
            .id = wf_str_from(headings[i].id),
            .heading = wf_str_from(headings[i].text),
            .look = headings[i].show == WF_SHOW_DEFAULT ? WF_LOOK_TEXT : WF_LOOK_NUMBER,
            .show = headings[i].show,
            .most = headings[i].most,
            .is_row_header = i == 0,
            .note = WF_STR_EMPTY,
            .rule = {.prompt = WF_STR_EMPTY, .refusal = WF_STR_EMPTY}};
        wf_table_column(table, &column);
    }
}

size_t wf_table_row(wf_report_table *table)
{
    wf_report *report = table->report;
    size_t columns = table->column_count;
    size_t used = table->row_count * columns;
    if (columns == 0 || report->status != WF_OK)
        return table->row_count;
    if (used + columns > table->item_cap) {
        size_t cap = table->item_cap == 0 ? 16 * columns : table->item_cap * 2;
        wf_item *grown = wf_arena_grow(report->arena, table->items,
                                       used * sizeof(wf_item), cap * sizeof(wf_item));
        if (grown == NULL) {
            report_fail(report);
            return table->row_count;
        }
        table->items = grown;
        table->item_cap = cap;
    }
    for (size_t i = 0; i < columns; i++) {
        wf_item *item = &table->items[used + i];
        *item = (wf_item){0};
        item->text = item->shown = item->link = item->note = WF_STR_EMPTY;
    }
    return table->row_count++;
}

wf_item *wf_table_item(const wf_report_table *table, size_t row, size_t column)
{
    if (row >= table->row_count || column >= table->column_count)
        return report_spare_item(table->report);
    return &table->items[row * table->column_count + column];
}

wf_item *wf_table_text(wf_report_table *table, size_t row, size_t column, wf_str text)
{
    wf_item *item = wf_table_item(table, row, column);
    item->kind = text.n > 0 ? WF_ITEM_TEXT : WF_ITEM_EMPTY;
    item->text = wf_report_copy(table->report, text);
    return item;
}

wf_item *wf_table_number(wf_report_table *table, size_t row, size_t column, double number)
{
    wf_item *item = wf_table_item(table, row, column);
    item->kind = isfinite(number) ? WF_ITEM_NUMBER : WF_ITEM_EMPTY;
    item->number = isfinite(number) ? number : 0;
    return item;
}

wf_item *wf_table_date(wf_report_table *table, size_t row, size_t column, wf_date date)
{
    wf_item *item = wf_table_item(table, row, column);
    item->kind = date == WF_DATE_NONE ? WF_ITEM_EMPTY : WF_ITEM_DATE;
    item->number = date == WF_DATE_NONE ? 0 : (double)date;
    return item;
}

wf_item *wf_table_mark(wf_report_table *table, size_t row, size_t column, wf_mark mark)
{
    wf_item *item = wf_table_item(table, row, column);
    item->kind = mark == WF_MARK_NONE ? WF_ITEM_EMPTY : WF_ITEM_MARK;
    item->mark = (uint8_t)mark;
    return item;
}

wf_item *wf_table_formula(wf_report_table *table, size_t row, size_t column,
                          wf_str expression, double value)
{
    wf_item *item = wf_table_item(table, row, column);
    item->kind = WF_ITEM_FORMULA;
    item->text = wf_report_copy(table->report, expression);
    item->number = isfinite(value) ? value : 0;
    return item;
}

wf_item *wf_table_place(wf_report_table *table, size_t row, size_t column,
                        const wf_report_table *target, size_t target_row,
                        size_t target_column)
{
    wf_item *item = wf_table_item(table, row, column);
    item->kind = WF_ITEM_PLACE;
    item->place = target;
    item->place_row = (uint32_t)target_row;
    item->place_column = (uint32_t)target_column;
    return item;
}

void wf_table_rule(wf_report_table *table, size_t row, size_t column,
                   const wf_input_rule *rule)
{
    wf_report *report = table->report;
    wf_input_rule *made = wf_arena_alloc(report->arena, sizeof *made);
    if (made == NULL) {
        report_fail(report);
        return;
    }
    *made = *rule;
    made->prompt = copy_maybe(report, rule->prompt);
    made->refusal = copy_maybe(report, rule->refusal);
    made->choices = copy_list(report, rule->choices);
    made->expression = copy_maybe(report, rule->expression);
    wf_table_item(table, row, column)->rule = made;
}

void wf_table_source(wf_report_table *table, size_t row, size_t column,
                     const wf_report_source *source)
{
    wf_report *report = table->report;
    if (report->status != WF_OK)
        return;
    wf_report_source *grown = report_push(report, report->sources, report->source_count,
                                          &report->source_cap, sizeof *grown);
    if (grown == NULL)
        return;
    report->sources = grown;
    report->sources[report->source_count++] = (wf_report_source){
        .table = table,
        .row = (uint32_t)row,
        .column = (uint32_t)column,
        .what = copy_maybe(report, source->what),
        .file = copy_maybe(report, source->file),
        .at = copy_maybe(report, source->at),
        .written = copy_maybe(report, source->written),
    };
}

void wf_report_contents(wf_report *report, wf_section *section)
{
    wf_report_table *table = wf_section_table(section, "contents", WF_STR("Contents"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("about"),
                                               .heading = WF_STR("What it holds"),
                                               .most = 90,
                                               .look = WF_LOOK_TEXT,
                                               .is_row_header = true});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("sheet"),
                                               .heading = WF_STR("Sheet"),
                                               .look = WF_LOOK_LINK});
    for (size_t i = 0; i < report->section_count; i++) {
        const wf_section *other = report->sections[i];
        if (other == section || other->is_hidden)
            continue;
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, other->about);
        wf_item *item = wf_table_text(table, row, 1, other->name);
        item->link = wf_report_text(report, "#%.*s", WF_STR_ARG(other->id));
    }
}

void wf_report_source_map(wf_report *report, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("place"),
         .heading = WF_STR_INIT("Figure at"),
         .look = WF_LOOK_LINK,
         .least = 14,
         .is_row_header = true},
        {.id = WF_STR_INIT("what"),
         .heading = WF_STR_INIT("What it is"),
         .look = WF_LOOK_TEXT,
         .most = 46},
        {.id = WF_STR_INIT("file"),
         .heading = WF_STR_INIT("File"),
         .look = WF_LOOK_TEXT,
         .most = 40},
        {.id = WF_STR_INIT("at"),
         .heading = WF_STR_INIT("Sheet and cell"),
         .look = WF_LOOK_TEXT,
         .most = 24},
        {.id = WF_STR_INIT("written"),
         .heading = WF_STR_INIT("As written there, or how worked out"),
         .look = WF_LOOK_TEXT,
         .most = 46},
    };
    wf_report_table *table =
        wf_section_table(section, "source_map", WF_STR("Source map"));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        wf_table_column(table, &columns[i]);
    table->has_filter = true;
    for (size_t i = 0; i < report->source_count; i++) {
        const wf_report_source *source = &report->sources[i];
        size_t row = wf_table_row(table);
        wf_table_place(table, row, 0, source->table, source->row, source->column);
        wf_table_text(table, row, 1, source->what);
        if (source->file.n > 0)
            wf_table_text(table, row, 2, source->file);
        else
            wf_table_text(table, row, 2, WF_STR("[z]"))->look = WF_LOOK_FAINT;
        if (source->at.n > 0)
            wf_table_text(table, row, 3, source->at);
        else
            wf_table_text(table, row, 3, WF_STR("[z]"))->look = WF_LOOK_FAINT;
        wf_table_text(table, row, 4, source->written);
    }
}

/* A number as its show's format writes it. */
static wf_status show_number(const wf_item *item, wf_show show, wf_arena *arena,
                             wf_str *out)
{
    wf_str format = wf_str_from(wf_show_format(show));
    double value = wf_number_format_is_date(format)
                       ? wf_date_to_serial((wf_date)item->number, false)
                       : item->number;
    return wf_number_format_render(format, value, false, arena, out);
}

wf_status wf_item_text(const wf_item *item, const wf_report_column *column,
                       wf_arena *arena, wf_str *out)
{
    wf_str number;
    bool has_number = item->kind == WF_ITEM_NUMBER || item->kind == WF_ITEM_DATE ||
                      (item->kind == WF_ITEM_FORMULA && !item->shown_is_text);
    const char *move = wf_move_symbol((wf_move)item->move);
    wf_mark mark = (wf_mark)item->mark;
    if (item->kind == WF_ITEM_EMPTY || item->kind == WF_ITEM_PLACE) {
        *out = WF_STR_EMPTY;
        return WF_OK;
    }
    if (item->kind == WF_ITEM_MARK)
        return wf_arena_printf(arena, out, "%s%s%s %s", move, *move ? " " : "",
                               wf_mark_symbol(mark), wf_mark_word(mark));
    if (!has_number) {
        *out = item->kind == WF_ITEM_FORMULA ? item->shown : item->text;
        return WF_OK;
    }
    WF_TRY(show_number(item, show_of_item(item, column), arena, &number));
    if (mark == WF_MARK_NONE && *move == '\0')
        return wf_arena_str(arena, number, out);
    return wf_arena_printf(arena, out, "%.*s%s%s%s%s%s%s%s", WF_STR_ARG(number),
                           *move ? " " : "", move, mark != WF_MARK_NONE ? " " : "",
                           wf_mark_symbol(mark), mark != WF_MARK_NONE ? " " : "",
                           wf_mark_word(mark),
                           item->is_edge ? " \u00B1"
                                           "1"
                                         : "");
}
