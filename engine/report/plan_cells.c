/* A plan's fields as cells. */
#include "engine/model/plan_schema.h"
#include "engine/report/plan_draw.h"
#include "engine/report/words.h"
#include "engine/text/number_format.h"

static const wf_record *list_record(const wf_record *of, const char *name)
{
    for (size_t i = 0; i < of->field_count; i++)
        if (strcmp(of->fields[i].name, name) == 0)
            return of->fields[i].record;
    return NULL;
}

/* The field of a path below an action, and the record that it stands in. */
static const wf_field *find_field(const wf_action *action, const char *path,
                                  const void **base)
{
    const wf_record *record =
        list_record(list_record(wf_plan_record(), "priorities"), "actions");
    *base = action;
    while (record) {
        const char *dot = strchr(path, '.');
        size_t n = dot ? (size_t)(dot - path) : strlen(path);
        const wf_field *found = NULL;
        for (size_t i = 0; i < record->field_count && !found; i++)
            if (strlen(record->fields[i].name) == n &&
                memcmp(record->fields[i].name, path, n) == 0)
                found = &record->fields[i];
        if (!found || !dot)
            return found;
        *base = (const char *)*base + found->offset;
        record = found->record;
        path = dot + 1;
    }
    return NULL;
}

bool plan_field_present(const wf_action *action, const char *path)
{
    const void *base;
    const wf_field *field = find_field(action, path, &base);
    return field && wf_field_present(field, base);
}

wf_str plan_joined(plan_draw *d, wf_strs texts, const char *between)
{
    wf_str all = texts.n > 0 ? wf_report_copy(d->report, texts.items[0]) : WF_STR_EMPTY;
    for (size_t i = 1; i < texts.n; i++)
        all = wf_report_text(d->report, "%.*s%s%.*s", WF_STR_ARG(all), between,
                             WF_STR_ARG(texts.items[i]));
    return all;
}

/* Several success criteria are a bulleted list; a single one is its text. */
static wf_str bulleted(plan_draw *d, wf_strs texts)
{
    if (texts.n < 2)
        return plan_joined(d, texts, "");
    return wf_report_text(d->report, "\u2022 %.*s",
                          WF_STR_ARG(plan_joined(d, texts, "\n\u2022 ")));
}

/* The first of the shows whose format writes the number as the text has it. */
static bool find_show(plan_draw *d, const wf_show *shows, size_t count, double number,
                      wf_str text, wf_show *out)
{
    for (size_t i = 0; i < count; i++) {
        wf_str shown;
        if (wf_number_format_render(wf_str_from(wf_show_format(shows[i])), number, false,
                                    d->report->arena, &shown) == WF_OK &&
            wf_str_eq(shown, text)) {
            *out = shows[i];
            return true;
        }
    }
    return false;
}

void plan_put_when(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                   const wf_when *when)
{
    static const wf_show shows[] = {WF_SHOW_DATE,          WF_SHOW_DATE_SLASHES,
                                    WF_SHOW_DATE_SLASHES2, WF_SHOW_DATE_DOTS,
                                    WF_SHOW_DATE_DOTS2,    WF_SHOW_DATE_DASHES,
                                    WF_SHOW_DATE_LONG,     WF_SHOW_DATE_SHORT};
    wf_show show;
    if (when->text.n == 0)
        return;
    if (when->start != WF_DATE_NONE && when->start == when->end &&
        find_show(d, shows, sizeof shows / sizeof shows[0],
                  wf_date_to_serial(when->start, false), when->text, &show)) {
        wf_table_date(table, row, column, when->start)->show = (uint8_t)show;
        return;
    }
    wf_table_text(table, row, column, when->text);
}

static void put_money(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                      const wf_money *money)
{
    static const wf_show shows[] = {WF_SHOW_GBP, WF_SHOW_GBP2, WF_SHOW_GENERAL};
    wf_show show;
    if (money->text.n == 0)
        return;
    if (money->has_amount && find_show(d, shows, sizeof shows / sizeof shows[0],
                                       money->amount, money->text, &show))
        wf_table_number(table, row, column, money->amount)->show = (uint8_t)show;
    else
        wf_table_text(table, row, column, money->text);
}

static const wf_str status_texts[] = {
    [WF_STATUS_NOT_STARTED] = WF_STR_INIT("Not started"),
    [WF_STATUS_IN_PROGRESS] = WF_STR_INIT("In progress"),
    [WF_STATUS_COMPLETE] = WF_STR_INIT("Complete"),
    [WF_STATUS_DEFERRED] = WF_STR_INIT("Deferred"),
    [WF_STATUS_CANCELLED] = WF_STR_INIT("Cancelled"),
};

/* A rating that the source gave by a colour alone says so beside its word: it is surer of
 * its place there, and reads back as what it was. A word that is picked from the list in
 * its stead is a word. */
static void put_rag(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                    const wf_action *action)
{
    wf_mark mark = mark_of_rag(action->rag);
    if (action->rag_from != WF_RAG_FROM_FILL && action->rag_from != WF_RAG_FROM_FONT) {
        wf_table_mark(table, row, column, mark);
        return;
    }
    wf_item *item = wf_table_text(table, row, column,
                                  wf_report_text(d->report, "%s %s (by %s)",
                                                 wf_mark_symbol(mark), wf_mark_word(mark),
                                                 wf_rag_from_name(action->rag_from)));
    item->mark = (uint8_t)mark;
}

void plan_put_field(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                    const wf_action *action, const char *path)
{
    const void *base;
    wf_str text;
    const wf_field *field = find_field(action, path, &base);
    if (!field || !wf_field_present(field, base))
        return;
    const void *p = (const char *)base + field->offset;
    if (field->kind == WF_FIELD_OBJECT && strcmp(field->record->name, "when") == 0)
        plan_put_when(d, table, row, column, p);
    else if (field->kind == WF_FIELD_OBJECT)
        put_money(d, table, row, column, p);
    else if (strcmp(path, "rag") == 0)
        put_rag(d, table, row, column, action);
    else if (strcmp(path, "status") == 0)
        wf_table_text(table, row, column, status_texts[action->status]);
    else if (strcmp(path, "success_criteria") == 0)
        wf_table_text(table, row, column, bulleted(d, action->success_criteria));
    else if (field->kind == WF_FIELD_STRS)
        wf_table_text(table, row, column, plan_joined(d, *(const wf_strs *)p, ", "));
    else if (wf_field_text(field, base, d->report->arena, &text) == WF_OK)
        wf_table_text(table, row, column, text);
}

void plan_put_source(plan_draw *d, wf_report_table *table, size_t row, size_t column,
                     wf_str path)
{
    const wf_ledger_entry *entry = places_field(&d->places, d->plan, path);
    if (!entry)
        return;
    wf_table_source(table, row, column,
                    &(wf_report_source){.what = path,
                                        .file = d->plan->file,
                                        .at = entry->at,
                                        .written = entry->text});
}
