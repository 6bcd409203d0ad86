/* Captures that are no forms of ours: a dashboard in a school's own layout, as it was
 * recognised, and a plain table of values. */
#include "engine/capture/capture_private.h"

#include "engine/text/fold.h"

enum {
    HEADING_BYTES = 64
};
#define NO_COLUMN UINT16_MAX

/* ---- a recognised dashboard ------------------------------------------------------ */

static bool tell_unknown(wf_capture_reply *reply, wf_arena *arena, const char *code,
                         wf_str at, wf_str what)
{
    return capture_find(
        reply, arena,
        &(wf_capture_finding){.level = WF_CAPTURE_REFUSED, .code = code, .at = at},
        wf_str_eq(wf_str_from(code), WF_STR("unknown-kpi"))
            ? "\"%.*s\" is no indicator of the set-up"
        : wf_str_eq(wf_str_from(code), WF_STR("unknown-school"))
            ? "\"%.*s\" is no school of the set-up"
            : "\"%.*s\" is no period such as 2026-27/T3",
        WF_STR_ARG(what));
}

static wf_status read_observations(wf_capture_reply *reply, const wf_kpi *from,
                                   const wf_trust_kpi *kpi, wf_str school,
                                   wf_arena *arena)
{
    for (size_t i = 0; i < from->observation_count; i++) {
        const wf_observation *o = &from->observations[i];
        wf_period period;
        if (!wf_period_parse(o->period, &period)) {
            if (!tell_unknown(reply, arena, "unknown-period", o->at, o->period))
                return WF_E_MEMORY;
            continue;
        }
        capture_cell cell = {.known = {o->value, true},
                             .known_cohort = (double)o->cohort,
                             .comment = WF_STR_EMPTY,
                             .at = o->at,
                             .cohort_at = o->at,
                             .school = school};
        WF_TRY(wf_arena_str(arena, o->period, &cell.period));
        WF_TRY(capture_take(reply, kpi, &cell, arena));
    }
    return WF_OK;
}

static wf_status read_plan(const wf_plan *plan, const wf_trust *trust, wf_arena *arena,
                           wf_capture_reply *reply)
{
    const wf_trust_school *school = wf_trust_find_school(trust, plan->school, plan->urn);
    if (school == NULL) {
        reply->refused = true;
        return tell_unknown(reply, arena, "unknown-school", WF_STR_EMPTY, plan->school)
                   ? WF_OK
                   : WF_E_MEMORY;
    }
    reply->issue.school = school->name;
    reply->issue.urn = school->urn;
    for (size_t i = 0; i < plan->kpi_count; i++) {
        const wf_kpi *from = &plan->kpis[i];
        const wf_trust_kpi *kpi = wf_trust_find_kpi(trust, from->name);
        if (kpi == NULL && from->code.n > 0)
            kpi = wf_trust_find_kpi(trust, from->code);
        if (kpi != NULL)
            WF_TRY(read_observations(reply, from, kpi, school->name, arena));
        else if (from->observation_count > 0 &&
                 !tell_unknown(reply, arena, "unknown-kpi", from->at, from->name))
            return WF_E_MEMORY;
    }
    return capture_refuse_twice(reply, arena);
}

static wf_capture_reply empty_reply(wf_capture_kind kind)
{
    wf_capture_reply reply = {.kind = kind};
    reply.issue.id = reply.issue.trust = reply.issue.school = WF_STR_EMPTY;
    reply.issue.urn = reply.issue.period = WF_STR_EMPTY;
    reply.issue.issued = reply.issue.deadline = WF_DATE_NONE;
    return reply;
}

wf_status wf_capture_read_plan(const wf_plan *plan, const wf_trust *trust,
                               wf_arena *arena, wf_capture_reply *out, wf_error *err)
{
    wf_capture_reply reply = empty_reply(WF_CAPTURE_DASHBOARD);
    if (read_plan(plan, trust, arena, &reply) != WF_OK)
        return wf_fail_memory(err);
    *out = reply;
    return WF_OK;
}

/* ---- a table of values ----------------------------------------------------------- */

typedef enum table_column {
    TABLE_SCHOOL,
    TABLE_URN,
    TABLE_KPI,
    TABLE_PERIOD,
    TABLE_VALUE,
    TABLE_COHORT,
    TABLE_COMMENT,
    TABLE_COLUMNS
} table_column;

/* Folded headings; sorted by column, the usual one first. */
static const struct {
    wf_str text;
    table_column column;
} table_headings[] = {
    {WF_STR_INIT("school"), TABLE_SCHOOL},   {WF_STR_INIT("school name"), TABLE_SCHOOL},
    {WF_STR_INIT("urn"), TABLE_URN},         {WF_STR_INIT("kpi"), TABLE_KPI},
    {WF_STR_INIT("indicator"), TABLE_KPI},   {WF_STR_INIT("measure"), TABLE_KPI},
    {WF_STR_INIT("period"), TABLE_PERIOD},   {WF_STR_INIT("term"), TABLE_PERIOD},
    {WF_STR_INIT("value"), TABLE_VALUE},     {WF_STR_INIT("actual"), TABLE_VALUE},
    {WF_STR_INIT("cohort"), TABLE_COHORT},   {WF_STR_INIT("pupils"), TABLE_COHORT},
    {WF_STR_INIT("comment"), TABLE_COMMENT}, {WF_STR_INIT("comments"), TABLE_COMMENT},
};

/* Headings of what belongs to single pupils: never taken in. */
static const wf_str pupil_headings[] = {
    WF_STR_INIT("upn"),        WF_STR_INIT("uln"),           WF_STR_INIT("surname"),
    WF_STR_INIT("forename"),   WF_STR_INIT("dob"),           WF_STR_INIT("date of birth"),
    WF_STR_INIT("pupil name"), WF_STR_INIT("legal surname"),
};

typedef struct table_map {
    uint16_t columns[TABLE_COLUMNS];
    uint32_t row;
    bool has_pupils;
    wf_str pupil_heading;
} table_map;

static void map_heading(table_map *map, const wf_cell *cell)
{
    char folded[HEADING_BYTES];
    wf_str text = {.p = "", .n = 0};
    if (cell->kind == WF_CELL_TEXT)
        text = (wf_str){.p = cell->as.text, .n = cell->length};
    wf_str heading = wf_fold_into(text, folded, sizeof folded, NULL);
    for (size_t i = 0; i < COUNT_OF(table_headings); i++)
        if (wf_str_eq(heading, table_headings[i].text) &&
            map->columns[table_headings[i].column] == NO_COLUMN)
            map->columns[table_headings[i].column] = cell->column;
    for (size_t i = 0; i < COUNT_OF(pupil_headings); i++)
        if (wf_str_eq(heading, pupil_headings[i])) {
            map->has_pupils = true;
            map->pupil_heading = pupil_headings[i];
        }
}

/* The headings of a table of values are its first row that says anything. */
static bool find_table(const wf_document *doc, const wf_grid **grid, table_map *map)
{
    *grid = wf_document_grid(doc, 0);
    *map = (table_map){.pupil_heading = WF_STR("")};
    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        map->columns[i] = NO_COLUMN;
    if (*grid == NULL || (*grid)->cell_count == 0)
        return false;
    map->row = (*grid)->cells[0].row;
    for (size_t i = 0; i < (*grid)->cell_count && (*grid)->cells[i].row == map->row; i++)
        map_heading(map, &(*grid)->cells[i]);
    return (map->columns[TABLE_SCHOOL] != NO_COLUMN ||
            map->columns[TABLE_URN] != NO_COLUMN) &&
           map->columns[TABLE_KPI] != NO_COLUMN &&
           map->columns[TABLE_PERIOD] != NO_COLUMN &&
           map->columns[TABLE_VALUE] != NO_COLUMN;
}

bool wf_capture_is_table(const wf_document *doc)
{
    const wf_grid *grid;
    table_map map;
    return find_table(doc, &grid, &map);
}

typedef struct table_reading {
    const wf_document *doc;
    const wf_grid *grid;
    const wf_trust *trust;
    const table_map *map;
    wf_arena *arena;
    wf_capture_reply *reply;
    /* rows stand together by school and KPI as a rule */
    wf_str school_text, urn_text, kpi_text;
    const wf_trust_school *school;
    const wf_trust_kpi *kpi;
} table_reading;

static const wf_cell *cell_at(const table_reading *r, uint32_t row, table_column column)
{
    return r->map->columns[column] == NO_COLUMN
               ? NULL
               : wf_grid_cell(r->grid, row, r->map->columns[column]);
}

static wf_str text_at(const table_reading *r, uint32_t row, table_column column)
{
    const wf_cell *cell = cell_at(r, row, column);
    wf_str text = WF_STR_EMPTY;
    if (cell == NULL || wf_cell_text(r->doc, cell, r->arena, &text) != WF_OK)
        return WF_STR_EMPTY;
    return wf_str_trim(text);
}

static wf_str address_at(const table_reading *r, uint32_t row, table_column column)
{
    wf_str out = WF_STR_EMPTY;
    uint16_t at = r->map->columns[column] == NO_COLUMN ? 0 : r->map->columns[column];
    return wf_grid_address(r->grid, row, at, r->arena, &out) == WF_OK ? out
                                                                      : WF_STR_EMPTY;
}

static void look_up(table_reading *r, wf_str school, wf_str urn, wf_str kpi)
{
    if (r->school == NULL || !wf_str_eq(school, r->school_text) ||
        !wf_str_eq(urn, r->urn_text))
        r->school = wf_trust_find_school(r->trust, school, urn);
    if (r->school == NULL && urn.n == 0) /* a number where the name should be */
        r->school = wf_trust_find_school(r->trust, WF_STR_EMPTY, school);
    if (r->kpi == NULL || !wf_str_eq(kpi, r->kpi_text))
        r->kpi = wf_trust_find_kpi(r->trust, kpi);
    r->school_text = school;
    r->urn_text = urn;
    r->kpi_text = kpi;
}

/* What of a row is in no list: its finding, and the column that says it. */
typedef struct row_fault {
    const char *code; /* NULL: none */
    table_column column;
    wf_str what;
} row_fault;

static row_fault fault_of(const table_reading *r, wf_str period, bool has_period)
{
    wf_str named = r->school_text.n > 0 ? r->school_text : r->urn_text;
    if (r->school == NULL)
        return (row_fault){"unknown-school", TABLE_SCHOOL, named};
    if (r->kpi == NULL)
        return (row_fault){"unknown-kpi", TABLE_KPI, r->kpi_text};
    if (!has_period)
        return (row_fault){"unknown-period", TABLE_PERIOD, period};
    return (row_fault){.what = WF_STR_EMPTY};
}

static wf_status read_row(table_reading *r, uint32_t row)
{
    wf_str period = text_at(r, row, TABLE_PERIOD);
    wf_period parsed = {0};
    char name[WF_PERIOD_TEXT];
    look_up(r, text_at(r, row, TABLE_SCHOOL), text_at(r, row, TABLE_URN),
            text_at(r, row, TABLE_KPI));
    if (r->school_text.n + r->urn_text.n + r->kpi_text.n == 0)
        return WF_OK;
    row_fault fault = fault_of(r, period, wf_period_parse(period, &parsed));
    if (fault.code != NULL)
        return tell_unknown(r->reply, r->arena, fault.code,
                            address_at(r, row, fault.column), fault.what)
                   ? WF_OK
                   : WF_E_MEMORY;
    capture_cell cell = {.doc = r->doc,
                         .value = cell_at(r, row, TABLE_VALUE),
                         .cohort = cell_at(r, row, TABLE_COHORT),
                         .comment = text_at(r, row, TABLE_COMMENT),
                         .at = address_at(r, row, TABLE_VALUE),
                         .cohort_at = address_at(r, row, TABLE_COHORT),
                         .school = r->school->name};
    WF_TRY(
        wf_arena_str(r->arena, wf_str_from(wf_period_text(parsed, name)), &cell.period));
    WF_TRY(wf_arena_str(r->arena, cell.comment, &cell.comment));
    return capture_take(r->reply, r->kpi, &cell, r->arena);
}

static wf_status read_rows(table_reading *r)
{
    if (r->map->has_pupils) {
        r->reply->refused = true;
        return capture_find(
                   r->reply, r->arena,
                   &(wf_capture_finding){.level = WF_CAPTURE_REFUSED, .code = "pupils"},
                   "the table has a column \"%.*s\": figures of single pupils "
                   "are not taken in, only those of a school",
                   WF_STR_ARG(r->map->pupil_heading))
                   ? WF_OK
                   : WF_E_MEMORY;
    }
    uint32_t last = r->map->row;
    for (size_t i = 0; i < r->grid->cell_count; i++) {
        uint32_t row = r->grid->cells[i].row;
        if (row == last)
            continue;
        last = row;
        WF_TRY(read_row(r, row));
    }
    return capture_refuse_twice(r->reply, r->arena);
}

wf_status wf_capture_read_table(const wf_document *doc, const wf_trust *trust,
                                wf_arena *arena, wf_capture_reply *out, wf_error *err)
{
    const wf_grid *grid;
    table_map map;
    if (!find_table(doc, &grid, &map))
        return wf_fail(err, WF_E_NOT_RECOGNIZED, NULL,
                       "its first row has no headings school, kpi, period and value");
    wf_capture_reply reply = empty_reply(WF_CAPTURE_TABLE);
    table_reading r = {.doc = doc,
                       .grid = grid,
                       .trust = trust,
                       .map = &map,
                       .arena = arena,
                       .reply = &reply,
                       .school_text = WF_STR_EMPTY,
                       .urn_text = WF_STR_EMPTY,
                       .kpi_text = WF_STR_EMPTY};
    if (read_rows(&r) != WF_OK)
        return wf_fail_memory(err);
    *out = reply;
    return WF_OK;
}
