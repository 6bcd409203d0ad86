/* The plan contract: one `wayforward/plan/1` object a plan, written by walking the schema
 * table. A field that is absent is left out. */
#include "engine/model/plan_schema.h"
#include "formats/write_json/json_out.h"
#include "wayforward/json.h"

/* A record that is being written: its next field, and its place in the list that holds
 * it. */
typedef struct frame {
    const wf_record *record;
    const char *base;
    size_t field;
    size_t left; /* further records of the same list */
    bool in_list;
} frame;

static void write_terms(json_out *j, const char *name, uint8_t terms)
{
    json_open_array(j, name);
    for (int term = 1; term <= 6; term++)
        if (terms & 1u << (term - 1))
            json_integer(j, NULL, term);
    json_close_array(j);
}

static void write_simple(json_out *j, const wf_field *field, const void *p)
{
    char date[16];
    switch (field->kind) {
    case WF_FIELD_STR:
        json_str(j, field->name, *(const wf_str *)p);
        return;
    case WF_FIELD_STRS:
        json_strs_present(j, field->name, *(const wf_strs *)p);
        return;
    case WF_FIELD_DATE:
        json_text(j, field->name, wf_date_iso(*(const wf_date *)p, date));
        return;
    case WF_FIELD_TERMS:
        write_terms(j, field->name, *(const uint8_t *)p);
        return;
    case WF_FIELD_ENUM:
        json_text(j, field->name, field->name_of(*(const int *)p));
        return;
    case WF_FIELD_NUMBER:
    case WF_FIELD_AMOUNT:
    case WF_FIELD_DOUBLE: /* the number comes first in wf_number and wf_money's amount */
        json_number(j, field->name, *(const double *)p);
        return;
    case WF_FIELD_INTEGER:
        json_integer(j, field->name, *(const int *)p);
        return;
    case WF_FIELD_COUNT:
        json_integer(j, field->name, *(const int64_t *)p);
        return;
    case WF_FIELD_OBJECT:
    case WF_FIELD_LIST:
        return;
    }
}

/* Begin the object or list of a field as a new frame on top of `stack`. */
static frame open_field(json_out *j, const wf_field *field, const char *base)
{
    frame f = {.record = field->record, .base = base + field->offset};
    if (field->kind == WF_FIELD_LIST) {
        f.in_list = true;
        f.left = *(const size_t *)(const void *)(base + field->count) - 1;
        f.base = *(const char *const *)(const void *)(base + field->offset);
        json_open_array(j, field->name);
        json_open_object(j, NULL);
    } else {
        json_open_object(j, field->name);
    }
    return f;
}

/* The record's fields are done: go to the next of its list, or close. True: more to
 * write. */
static bool next_record(json_out *j, frame *f)
{
    json_close_object(j);
    if (f->left > 0) {
        f->left--;
        f->base += f->record->size;
        f->field = 0;
        json_open_object(j, NULL);
        return true;
    }
    if (f->in_list)
        json_close_array(j);
    return false;
}

static void write_record(json_out *j, const char *name, const wf_record *record,
                         const void *base)
{
    frame stack[WF_SCHEMA_DEPTH];
    size_t depth = 0;
    json_open_object(j, name);
    stack[depth++] = (frame){.record = record, .base = base};
    while (depth > 0) {
        frame *f = &stack[depth - 1];
        if (f->field == f->record->field_count) {
            if (!next_record(j, f))
                depth--;
            continue;
        }
        const wf_field *field = &f->record->fields[f->field++];
        if (!field->always && !wf_field_present(field, f->base))
            continue;
        if (field->kind == WF_FIELD_OBJECT || field->kind == WF_FIELD_LIST) {
            if (depth < WF_SCHEMA_DEPTH)
                stack[depth++] = open_field(j, field, f->base);
        } else {
            write_simple(j, field, f->base + field->offset);
        }
    }
}

static void write_source(json_out *j, const wf_plan *plan)
{
    size_t unmapped = plan->ledger.by_role[WF_ROLE_UNMAPPED];
    json_open_object(j, "source");
    json_str(j, "file", plan->file);
    json_text(j, "format", wf_format_name(plan->format));
    json_text(j, "sha256", plan->sha256);
    json_integer(j, "cells", (int64_t)plan->ledger.count);
    json_integer(j, "mapped", (int64_t)(plan->ledger.count - unmapped));
    json_integer(j, "unmapped", (int64_t)unmapped);
    json_close_object(j);
}

static void write_unmapped(json_out *j, const wf_ledger *ledger)
{
    json_open_array(j, "unmapped");
    for (size_t i = 0; i < ledger->count; i++) {
        const wf_ledger_entry *e = &ledger->entries[i];
        if (e->role != WF_ROLE_UNMAPPED)
            continue;
        json_open_object(j, NULL);
        json_str(j, "at", e->at);
        json_str(j, "text", e->text);
        json_close_object(j);
    }
    json_close_array(j);
}

/* Only where the whole ledger is asked for: what became of every cell. */
static void write_ledger(json_out *j, const wf_ledger *ledger)
{
    json_open_array(j, "ledger");
    for (size_t i = 0; i < ledger->count; i++) {
        const wf_ledger_entry *e = &ledger->entries[i];
        json_open_object(j, NULL);
        json_str(j, "at", e->at);
        json_text(j, "role", wf_role_name(e->role));
        json_str(j, "text", e->text);
        json_strs_present(j, "fields", e->fields);
        if (e->hidden)
            json_boolean(j, "hidden", true);
        json_close_object(j);
    }
    json_close_array(j);
}

/* Cells whose field says it in other words: a number, a year, a rating. */
static void write_as_written(json_out *j, const wf_ledger *ledger)
{
    bool open = false;
    for (size_t i = 0; i < ledger->count; i++) {
        const wf_ledger_entry *e = &ledger->entries[i];
        if (!e->reworded || e->role == WF_ROLE_UNMAPPED)
            continue;
        if (!open)
            json_open_array(j, "as_written");
        open = true;
        json_open_object(j, NULL);
        json_str(j, "at", e->at);
        json_str(j, "text", e->text);
        json_close_object(j);
    }
    if (open)
        json_close_array(j);
}

static void write_warnings(json_out *j, const wf_diags *diags)
{
    json_open_array(j, "warnings");
    for (size_t i = 0; i < diags->n; i++) {
        json_open_object(j, NULL);
        json_text(j, "code", wf_diag_name(diags->items[i].code));
        json_str(j, "message", diags->items[i].message);
        json_str_present(j, "at", diags->items[i].at);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_object(json_out *j, const wf_plan *plan, bool with_ledger)
{
    json_open_object(j, NULL);
    json_text(j, "schema", "wayforward/plan/1");
    write_source(j, plan);
    json_text(j, "family", wf_family_name(plan->family));
    json_number(j, "confidence", plan->confidence);
    write_record(j, "plan", wf_plan_record(), plan);
    if (with_ledger)
        write_ledger(j, &plan->ledger);
    write_unmapped(j, &plan->ledger);
    write_as_written(j, &plan->ledger);
    write_warnings(j, &plan->warnings);
    json_strs_present(j, "explanation", plan->explanation);
    json_close_object(j);
}

wf_status wf_plans_write_json(const wf_plans *plans, const wf_plan_json_options *options,
                              const wf_sink *sink, wf_error *err)
{
    static const wf_plan_json_options plain;
    wf_arena *arena = wf_arena_new(0);
    json_out *j = arena ? wf_arena_alloc(arena, sizeof *j) : NULL;
    if (!j) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    if (!options)
        options = &plain;
    bool as_array = plans->n != 1 || options->always_array;
    json_begin(j, sink, !options->compact);
    if (as_array)
        json_open_array(j, NULL);
    for (size_t i = 0; i < plans->n; i++)
        write_object(j, plans->items[i], options->ledger);
    if (as_array)
        json_close_array(j);
    json_line(j);
    wf_status status = json_end(j, err);
    wf_arena_free(arena);
    return status;
}
