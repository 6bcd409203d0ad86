/* wayforward risk register: from files or the store, on screen, as JSON or a workbook. */
#include "wayforward/risk_register.h"
#include "cli/risk_verbs.h"
#include "cli/trust.h"
#include "wayforward/reader.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <string.h>

static void print_diags(const wf_diags *diags, const char *file)
{
    enum {
        SHOWN = 10
    };
    for (size_t i = 0; i < diags->n && i < SHOWN; i++)
        cli_warn("%s: %.*s: %.*s", file, WF_STR_ARG(diags->items[i].at),
                 WF_STR_ARG(diags->items[i].message));
    if (diags->total > SHOWN)
        cli_warn("%s: and %zu more like these", file, diags->total - SHOWN);
}

static wf_status read_file(const risk_options *o, const char *file, wf_risk_register *reg,
                           wf_error *err)
{
    wf_document *doc = NULL;
    const wf_read_options options = {.limits = &o->limits};
    WF_TRY(wf_document_read(file, &options, &doc, err));
    wf_diags diags = {.arena = reg->arena};
    wf_status status = wf_risk_register_read(doc, &diags, reg, err);
    wf_error_set_file(err, file);
    print_diags(&diags, file);
    wf_document_free(doc);
    return status;
}

static wf_status read_store(const risk_options *o, wf_risk_register *reg, wf_error *err)
{
    wf_store *store = NULL;
    wf_store_decision *items = NULL;
    size_t count = 0;
    WF_TRY(cli_store_open(&o->store, CLI_STORE_READ, &store, err));
    wf_status status = wf_store_decisions(store, WF_STR(WF_RISK_DECISION), WF_STR_EMPTY,
                                          false, reg->arena, &items, &count, err);
    wf_store_close(store);
    for (size_t i = 0; status == WF_OK && i < count; i++)
        if (wf_risk_register_add_decision(reg, &items[i]) != WF_OK)
            status = wf_fail_memory(err);
    return status;
}

/* Of entries that are in the files, whoever owns them decides: into the store. */
static wf_status import_all(const risk_options *o, const wf_risk_register *reg,
                            wf_date on, wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    wf_store_decision *items =
        arena != NULL ? wf_arena_array(arena, reg->count + 1, sizeof *items) : NULL;
    wf_status status = WF_OK;
    if (items == NULL) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    for (size_t i = 0; status == WF_OK && i < reg->count; i++) {
        if (wf_risk_entry_to_decision(&reg->entries[i], arena, &items[i]) != WF_OK)
            status = wf_fail_memory(err);
        items[i].on = on;
    }
    if (status == WF_OK)
        status = risk_put_decisions(o, "risk register", items, reg->count, err);
    if (status == WF_OK)
        printf("%zu risks in the store\n", reg->count);
    wf_arena_free(arena);
    return status;
}

static void print_entry(const wf_risk_entry *e, wf_date as_of)
{
    char day[11];
    printf("%3d %-6s %.*s%s%.*s", e->now.score, wf_risk_band_name(e->now.band),
           WF_STR_ARG(e->school), e->school.n > 0 ? ": " : "", WF_STR_ARG(e->risk));
    if (e->after.score > 0)
        printf("  (after mitigation %d %s)", e->after.score,
               wf_risk_band_name(e->after.band));
    printf("\n      %.*s%s", WF_STR_ARG(e->owner), e->owner.n > 0 ? "" : "no owner");
    if (e->review != WF_DATE_NONE)
        printf(", review %s%s", wf_date_iso(e->review, day),
               !e->is_closed && e->review < as_of ? " (overdue)" : "");
    else
        printf(", review %.*s",
               WF_STR_ARG(e->review_words.n > 0 ? e->review_words : WF_STR("not set")));
    printf("%s  [%.*s]\n", e->is_closed ? ", closed" : "", WF_STR_ARG(e->at));
}

static void print_register(const wf_risk_register *reg, wf_date as_of)
{
    wf_risk_register_counts c = wf_risk_register_count(reg, as_of);
    for (size_t i = 0; i < reg->count; i++)
        print_entry(&reg->entries[i], as_of);
    printf(
        "%zu open: %zu HIGH, %zu MEDIUM, %zu LOW, %zu not scored; %zu reviews overdue, "
        "%zu without an owner, %zu without a mitigation; %zu closed\n",
        c.open, c.by_band[WF_RISK_HIGH], c.by_band[WF_RISK_MEDIUM],
        c.by_band[WF_RISK_LOW], c.by_band[WF_RISK_NONE], c.review_overdue, c.unowned,
        c.without_mitigation, c.closed);
}

static wf_status write_report(const risk_options *o, const wf_risk_register *reg,
                              wf_date as_of, wf_error *err)
{
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_report *report = NULL;
    look.title = WF_STR("Risk register");
    WF_TRY(wf_risk_register_report(reg, as_of, &look, &report, err));
    wf_status status = wf_report_write(report, o->output, err);
    wf_report_free(report);
    if (status == WF_OK)
        printf("%s: %zu risks\n", o->output, reg->count);
    return status;
}

static wf_status show(const risk_options *o, wf_risk_register *reg, wf_date as_of,
                      wf_error *err)
{
    wf_sink out = cli_stdout();
    wf_risk_register_sort(reg);
    if (o->import)
        return import_all(o, reg, as_of, err);
    if (o->output != NULL)
        return write_report(o, reg, as_of, err);
    if (o->json)
        return wf_risk_register_write_json(reg, as_of, &out, err);
    print_register(reg, as_of);
    return WF_OK;
}

wf_status risk_register(const risk_options *o, char **files, int count, wf_error *err)
{
    wf_date as_of = cli_today();
    if (o->as_of != NULL && !cli_parse_day(o->as_of, &as_of))
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "--as-of \"%s\": expected a day such as 2026-03-27", o->as_of);
    if (o->import && count == 0)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "--import of which files?");
    wf_risk_register *reg = wf_risk_register_new();
    wf_status status = WF_OK;
    if (reg == NULL)
        return wf_fail_memory(err);
    for (int i = 0; status == WF_OK && i < count; i++)
        status = read_file(o, files[i], reg, err);
    if (status == WF_OK && count == 0)
        status = read_store(o, reg, err);
    if (status == WF_OK)
        status = show(o, reg, as_of, err);
    wf_risk_register_free(reg);
    return status;
}
