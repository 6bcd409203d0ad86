/* A form that came back: which one it is, whatever its file is called and whatever was
 * sorted, moved or added; and its cells by their headings. */
#include "engine/capture/capture_private.h"

#include "engine/capture/rating_words.h"

#include <string.h>

#define NO_COLUMN UINT16_MAX

/* ---- identity -------------------------------------------------------------------- */

typedef struct identity {
    wf_capture_issue record, line; /* id empty: not found */
    wf_str record_at, line_at;
    bool conflict; /* two records, or two lines, that differ */
} identity;

static bool same_issue(const wf_capture_issue *a, const wf_capture_issue *b)
{
    return wf_str_eq(a->id, b->id) && wf_str_eq(a->school, b->school) &&
           wf_str_eq(a->urn, b->urn) && wf_str_eq(a->period, b->period);
}

static void note_issue(wf_capture_issue *kept, const wf_capture_issue *found,
                       bool *conflict)
{
    if (kept->id.n == 0)
        *kept = *found;
    else if (!same_issue(kept, found))
        *conflict = true;
}

static void find_identity(const wf_document *doc, wf_arena *arena, identity *out)
{
    *out = (identity){0};
    for (size_t g = 0; g < wf_document_grid_count(doc); g++) {
        const wf_grid *grid = wf_document_grid(doc, g);
        for (size_t i = 0; i < grid->cell_count; i++) {
            const wf_cell *cell = &grid->cells[i];
            wf_capture_issue found;
            if (cell->kind != WF_CELL_TEXT || cell->length < 12)
                continue;
            wf_str text = {.p = cell->as.text, .n = cell->length};
            if (capture_read_record(text, &found))
                note_issue(&out->record, &found, &out->conflict);
            else if (capture_read_line(text, arena, &found))
                note_issue(&out->line, &found, &out->conflict);
        }
    }
}

bool wf_capture_is_form(const wf_document *doc)
{
    wf_arena *arena = wf_arena_new(0);
    identity who = {0};
    if (arena == NULL)
        return false;
    find_identity(doc, arena, &who);
    bool is_form = who.record.id.n > 0 || who.line.id.n > 0;
    wf_arena_free(arena);
    return is_form;
}

static wf_status keep_issue(wf_capture_issue *issue, wf_arena *arena)
{
    WF_TRY(wf_arena_str(arena, issue->id, &issue->id));
    WF_TRY(wf_arena_str(arena, issue->trust, &issue->trust));
    WF_TRY(wf_arena_str(arena, issue->school, &issue->school));
    WF_TRY(wf_arena_str(arena, issue->urn, &issue->urn));
    return wf_arena_str(arena, issue->period, &issue->period);
}

/* ---- tables ---------------------------------------------------------------------- */

typedef struct heading_map {
    const wf_str *headings;
    size_t count;
    size_t needed[2]; /* without these it is not the table */
    uint16_t *columns;
} heading_map;

static bool is_whole(const heading_map *map)
{
    return map->columns[map->needed[0]] != NO_COLUMN &&
           map->columns[map->needed[1]] != NO_COLUMN;
}

static void forget(const heading_map *map)
{
    for (size_t i = 0; i < map->count; i++)
        map->columns[i] = NO_COLUMN;
}

/* Take one row as headings; false where it is none. Leaves the columns as they were
 * then. */
static bool read_headings(const wf_grid *grid, size_t first, size_t end,
                          const heading_map *map)
{
    uint16_t found[CAPTURE_COLUMNS];
    heading_map tried = *map;
    tried.columns = found;
    forget(&tried);
    for (size_t i = first; i < end; i++) {
        const wf_cell *cell = &grid->cells[i];
        wf_str text = {.p = "", .n = 0};
        if (cell->kind == WF_CELL_TEXT)
            text = wf_str_trim((wf_str){.p = cell->as.text, .n = cell->length});
        for (size_t h = 0; h < map->count && text.n > 0; h++)
            if (found[h] == NO_COLUMN && wf_str_eq_nocase(text, map->headings[h]))
                found[h] = cell->column;
    }
    if (!is_whole(&tried))
        return false;
    memcpy(map->columns, found, map->count * sizeof *found);
    return true;
}

typedef struct reading {
    const wf_document *doc;
    const wf_trust *trust;
    const wf_trust_school *school;
    wf_arena *arena;
    wf_capture_reply *reply;
    size_t tables; /* of KPIs */
} reading;

/* One row of a table. */
typedef struct row_of {
    const wf_grid *grid;
    uint32_t row;
    const uint16_t *columns;
} row_of;

static const wf_cell *cell_in(const row_of *row, size_t column)
{
    return row->columns[column] == NO_COLUMN
               ? NULL
               : wf_grid_cell(row->grid, row->row, row->columns[column]);
}

static wf_str text_in(const reading *r, const row_of *row, size_t column)
{
    const wf_cell *cell = cell_in(row, column);
    wf_str text = WF_STR_EMPTY, kept = WF_STR_EMPTY;
    if (cell == NULL || wf_cell_text(r->doc, cell, r->arena, &text) != WF_OK ||
        wf_arena_str(r->arena, wf_str_trim(text), &kept) != WF_OK)
        return WF_STR_EMPTY;
    return kept;
}

static wf_status address_in(const reading *r, const row_of *row, size_t column,
                            wf_str *out)
{
    uint16_t at = row->columns[column] == NO_COLUMN ? 0 : row->columns[column];
    return wf_grid_address(row->grid, row->row, at, r->arena, out);
}

static bool has_content(const wf_cell *cell)
{
    return cell != NULL && cell->kind != WF_CELL_BLANK;
}

static wf_status read_kpi_row(reading *r, const row_of *row)
{
    wf_str code = text_in(r, row, CAPTURE_CODE);
    wf_str name = text_in(r, row, CAPTURE_INDICATOR);
    const wf_trust_kpi *kpi = code.n > 0 ? wf_trust_find_kpi(r->trust, code) : NULL;
    capture_cell cell = {.doc = r->doc,
                         .value = cell_in(row, CAPTURE_VALUE),
                         .cohort = cell_in(row, CAPTURE_COHORT),
                         .comment = text_in(r, row, CAPTURE_COMMENT),
                         .school = r->school->name,
                         .period = r->reply->issue.period};
    WF_TRY(address_in(r, row, CAPTURE_VALUE, &cell.at));
    WF_TRY(address_in(r, row, CAPTURE_COHORT, &cell.cohort_at));
    if (kpi == NULL && code.n == 0 && name.n > 0)
        kpi = wf_trust_find_kpi(r->trust, name);
    if (kpi != NULL)
        return capture_take(r->reply, kpi, &cell, r->arena);
    if (!has_content(cell.value))
        return WF_OK;
    wf_capture_finding finding = {
        .level = WF_CAPTURE_REFUSED, .code = "unknown-kpi", .at = cell.at};
    wf_str shown = code.n > 0 ? code : name;
    bool told = shown.n > 0 ? capture_find(r->reply, r->arena, &finding,
                                           "\"%.*s\" is no indicator of the set-up",
                                           WF_STR_ARG(shown))
                            : capture_find(r->reply, r->arena, &finding,
                                           "a value without an indicator in its row");
    return told ? WF_OK : WF_E_MEMORY;
}

static wf_status read_action_row(reading *r, const row_of *row)
{
    wf_capture_reply *reply = r->reply;
    wf_capture_update update = {.ref = text_in(r, row, CAPTURE_REF),
                                .action = text_in(r, row, CAPTURE_ACTION),
                                .evidence = text_in(r, row, CAPTURE_EVIDENCE)};
    wf_str status = text_in(r, row, CAPTURE_STATUS), rag = text_in(r, row, CAPTURE_RAG);
    if (!wf_str_starts_with(update.ref, WF_STR("A-")) ||
        (status.n == 0 && rag.n == 0 && update.evidence.n == 0))
        return WF_OK;
    WF_TRY(address_in(r, row, CAPTURE_STATUS, &update.at));
    update.status = capture_read_status(status);
    update.rag = capture_read_rag(rag);
    wf_capture_finding finding = {
        .level = WF_CAPTURE_REFUSED, .code = "not-a-rating", .at = update.at};
    if (status.n > 0 && update.status == WF_STATUS_NONE &&
        !capture_find(reply, r->arena, &finding, "\"%.*s\" is no status",
                      WF_STR_ARG(status)))
        return WF_E_MEMORY;
    WF_TRY(address_in(r, row, CAPTURE_RAG, &finding.at));
    if (rag.n > 0 && update.rag == WF_RAG_NONE &&
        !capture_find(reply, r->arena, &finding, "\"%.*s\" is no rating",
                      WF_STR_ARG(rag)))
        return WF_E_MEMORY;
    if (update.status == WF_STATUS_NONE && update.rag == WF_RAG_NONE &&
        update.evidence.n == 0)
        return WF_OK;
    wf_capture_update *items = wf_arena_push_room(
        r->arena, reply->updates, reply->update_count, &reply->update_cap, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    reply->updates = items;
    items[reply->update_count++] = update;
    return WF_OK;
}

/* Walk a sheet's rows: below the headings of a table its rows, until other headings. */
static wf_status read_grid(reading *r, const wf_grid *grid)
{
    uint16_t kpi_columns[CAPTURE_COLUMNS], plan_columns[CAPTURE_PLAN_COLUMNS];
    const heading_map kpis = {
        capture_headings, CAPTURE_COLUMNS, {CAPTURE_CODE, CAPTURE_VALUE}, kpi_columns};
    const heading_map plans = {capture_plan_headings,
                               CAPTURE_PLAN_COLUMNS,
                               {CAPTURE_REF, CAPTURE_STATUS},
                               plan_columns};
    forget(&kpis);
    forget(&plans);
    for (size_t i = 0, end = 0; i < grid->cell_count; i = end) {
        const row_of row = {.grid = grid, .row = grid->cells[i].row};
        for (end = i; end < grid->cell_count && grid->cells[end].row == row.row;)
            end++;
        row_of now = row;
        if (read_headings(grid, i, end, &kpis)) {
            forget(&plans);
            r->tables++;
        } else if (read_headings(grid, i, end, &plans)) {
            forget(&kpis);
        } else if (is_whole(&kpis)) {
            now.columns = kpi_columns;
            WF_TRY(read_kpi_row(r, &now));
        } else if (is_whole(&plans)) {
            now.columns = plan_columns;
            WF_TRY(read_action_row(r, &now));
        }
    }
    return WF_OK;
}

/* ---- the file as a whole --------------------------------------------------------- */

static wf_status refuse_file(reading *r, const char *code, const char *message,
                             wf_str first, wf_str second)
{
    r->reply->refused = true;
    wf_capture_finding finding = {.level = WF_CAPTURE_REFUSED, .code = code};
    return capture_find(r->reply, r->arena, &finding, "%s (\"%.*s\", \"%.*s\")", message,
                        WF_STR_ARG(first), WF_STR_ARG(second))
               ? WF_OK
               : WF_E_MEMORY;
}

static wf_status check_identity(reading *r, const identity *who)
{
    const wf_capture_issue *a = &who->record, *b = &who->line;
    bool both = a->id.n > 0 && b->id.n > 0;
    if (who->conflict)
        return refuse_file(r, "two-forms", "two forms stand in one file", a->id, b->id);
    if (both && !wf_str_eq(a->period, b->period))
        return refuse_file(r, "wrong-term",
                           "the form was issued for another term than the one it shows",
                           a->period, b->period);
    if (both && !same_issue(a, b))
        return refuse_file(r, "wrong-school",
                           "the form was issued to another school than the one it shows",
                           a->school, b->school);
    if (r->trust->name.n > 0 && r->reply->issue.trust.n > 0 &&
        !wf_str_eq(r->trust->name, r->reply->issue.trust))
        return refuse_file(r, "wrong-trust", "the form is another trust's",
                           r->reply->issue.trust, r->trust->name);
    if (r->school == NULL)
        return refuse_file(r, "unknown-school", "no school of the set-up has this name",
                           r->reply->issue.school, r->reply->issue.urn);
    return WF_OK;
}

wf_status wf_capture_read(const wf_document *doc, const wf_trust *trust, wf_arena *arena,
                          wf_capture_reply *out, wf_error *err)
{
    identity who;
    find_identity(doc, arena, &who);
    if (who.record.id.n == 0 && who.line.id.n == 0)
        return wf_fail(err, WF_E_NOT_RECOGNIZED, NULL,
                       "this is none of our forms: it carries no number of an issue");
    wf_capture_reply reply = {.kind = WF_CAPTURE_FORM,
                              .issue = who.record.id.n > 0 ? who.record : who.line};
    reading r = {.doc = doc, .trust = trust, .arena = arena, .reply = &reply};
    wf_status status = keep_issue(&reply.issue, arena);
    if (status == WF_OK) {
        r.school = wf_trust_find_school(trust, reply.issue.school, reply.issue.urn);
        status = check_identity(&r, &who);
    }
    for (size_t g = 0;
         status == WF_OK && !reply.refused && g < wf_document_grid_count(doc); g++)
        status = read_grid(&r, wf_document_grid(doc, g));
    if (status == WF_OK && !reply.refused && r.tables == 0)
        status =
            refuse_file(&r, "no-table", "its table of indicators was not found",
                        capture_headings[CAPTURE_CODE], capture_headings[CAPTURE_VALUE]);
    if (status == WF_OK)
        status = capture_refuse_twice(&reply, arena);
    if (status != WF_OK)
        return wf_fail_memory(err);
    if (r.school != NULL)
        reply.issue.school = r.school->name;
    *out = reply;
    return WF_OK;
}
