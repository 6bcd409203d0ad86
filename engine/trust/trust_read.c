/* The set-up workbook: docs/setup.md. */
#include "engine/trust/trust_reader.h"

wf_status reader_sheet(trust_reader *r, const trust_sheet_def *def, trust_sheet *out)
{
    return trust_sheet_find(r->docs, r->count, def, r->arena, r->diags, out);
}

bool reader_room(const trust_sheet *sheet, void **items, size_t count,
                 reader_space *space, size_t item_size, size_t most)
{
    if (count >= most) {
        if (count == most)
            trust_say(sheet, 0, WF_D_TRUNCATED,
                      "more than %zu rows: this one and the rest were left out", most);
        return false;
    }
    void *more = wf_arena_push_room(sheet->arena, *items, count, &space->cap, item_size);
    if (more == NULL) {
        space->status = WF_E_MEMORY;
        return false;
    }
    *items = more;
    return true;
}

const wf_trust_school *reader_school(trust_reader *r, const trust_sheet *sheet,
                                     int column)
{
    wf_str name = trust_text(sheet, column);
    if (name.n == 0) {
        trust_say(sheet, column, WF_D_NAME_MISSING,
                  "this row does not say which school it is about");
        return NULL;
    }
    const wf_trust_school *school = trust_index_find(r->schools, name);
    if (school == NULL)
        trust_say(sheet, column, WF_D_NAME_UNKNOWN,
                  "\"%.*s\" is no school of the sheet Schools, or could be several",
                  (int)(name.n < 100 ? name.n : 100), name.p);
    return school;
}

static wf_status read_all(trust_reader *r)
{
    static wf_status (*const steps[])(trust_reader *) = {
        read_inspections, read_kpis,  read_targets, read_providers,
        read_categories,  read_terms, read_policy,  read_style,
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        WF_TRY(steps[i](r));
    return WF_OK;
}

wf_status wf_trust_read_sheets(const wf_document *const *docs, size_t count,
                               wf_arena *arena, wf_diags *diags, wf_trust *out,
                               wf_error *err)
{
    wf_report_options usual = WF_REPORT_OPTIONS_INIT;
    wf_trust trust = {.name = WF_STR_EMPTY, .logo = WF_STR_EMPTY, .theme = usual.theme};
    trust_reader r = {
        .docs = docs, .count = count, .arena = arena, .diags = diags, .out = &trust};
    trust_sheet schools;
    if (reader_sheet(&r, &schools_def, &schools) != WF_OK)
        return wf_fail_memory(err);
    if (schools.grid == NULL)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "there is no sheet \"Schools\" with a column \"School\"");
    if (read_schools(&r) != WF_OK)
        return wf_fail_memory(err);
    if (trust.school_count == 0)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "the sheet \"Schools\" names no school: fill in one row a school");
    trust_index *index = NULL;
    if (trust_index_make(trust.schools, trust.school_count, arena, &index) != WF_OK)
        return wf_fail_memory(err);
    r.schools = index;
    if (read_all(&r) != WF_OK)
        return wf_fail_memory(err);
    *out = trust;
    return WF_OK;
}

wf_status wf_trust_read(const wf_document *doc, wf_arena *arena, wf_diags *diags,
                        wf_trust *out, wf_error *err)
{
    const wf_document *const docs[] = {doc};
    return wf_trust_read_sheets(docs, 1, arena, diags, out, err);
}

bool wf_trust_is_setup(const wf_document *doc)
{
    static const trust_sheet_def *const others[] = {
        &kpis_def,   &targets_def, &providers_def,   &terms_def,
        &policy_def, &style_def,   &inspections_def, NULL};
    wf_arena *arena = wf_arena_new(0);
    const wf_document *const docs[] = {doc};
    trust_sheet sheet;
    bool is_setup =
        arena != NULL &&
        trust_sheet_find(docs, 1, &schools_def, arena, NULL, &sheet) == WF_OK &&
        sheet.grid != NULL;
    size_t known = 0;
    for (size_t i = 0; is_setup && others[i] != NULL; i++)
        if (trust_sheet_find(docs, 1, others[i], arena, NULL, &sheet) == WF_OK &&
            sheet.grid != NULL)
            known++;
    wf_arena_free(arena);
    return is_setup && known >= 2;
}
