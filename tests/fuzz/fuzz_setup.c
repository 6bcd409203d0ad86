/* A set-up of any contents: "[Schools]" on a line of its own begins a sheet, "|" parts
 * cells, "#" begins a number and "@" a day's serial. What is read must hold together. */
#include "engine/document/document_build.h"
#include "engine/text/number.h"
#include "tests/fuzz/fuzz_harness.h"
#include "wayforward/trust.h"

#include <stdlib.h>

enum {
    MOST_BYTES = 1 << 16,
    MOST_COLUMNS = 40
};

typedef struct making {
    wf_document *doc;
    uint32_t grid, row;
    uint16_t day_style;
    bool in_grid;
} making;

static bool add_cell(making *m, wf_str text, uint16_t column)
{
    wf_cell cell = {.row = m->row, .column = column, .kind = WF_CELL_TEXT};
    double number = 0;
    wf_str copy = WF_STR_EMPTY;
    text = wf_str_trim(text);
    if (text.n > 1 && (text.p[0] == '#' || text.p[0] == '@') &&
        wf_number_parse(wf_str_sub(text, 1, text.n), &number)) {
        cell.kind = text.p[0] == '#' ? WF_CELL_NUMBER : WF_CELL_DATE;
        cell.style = text.p[0] == '#' ? 0 : m->day_style;
        cell.as.number = number;
    } else {
        for (size_t i = 0; i < text.n; i++)
            if ((unsigned char)text.p[i] >= 0x80 || text.p[i] == '\0')
                return true; /* readers give valid UTF-8 only */
        if (wf_arena_str(wf_document_arena(m->doc), text, &copy) != WF_OK)
            return false;
        cell.as.text = copy.p;
        cell.length = (uint32_t)copy.n;
    }
    return wf_document_add_cell(m->doc, m->grid, &cell, NULL) == WF_OK;
}

static bool add_line(making *m, wf_str line)
{
    if (line.n > 2 && line.p[0] == '[' && line.p[line.n - 1] == ']') {
        wf_grid_options options = {.name = wf_str_sub(line, 1, line.n - 2),
                                   .kind = WF_GRID_SHEET,
                                   .parent = WF_NO_INDEX};
        for (size_t i = 0; i < options.name.n; i++)
            if ((unsigned char)options.name.p[i] >= 0x80 || options.name.p[i] == '\0')
                return true;
        if (m->in_grid && wf_document_grid_end(m->doc, m->grid, NULL) != WF_OK)
            return false;
        m->row = 0;
        m->in_grid = true;
        return wf_document_grid_begin(m->doc, &options, &m->grid, NULL) == WF_OK;
    }
    for (uint16_t c = 0; m->in_grid && c < MOST_COLUMNS; c++) {
        size_t bar = wf_str_find(line, WF_STR("|"), 0);
        if (!add_cell(m, wf_str_sub(line, 0, bar), c))
            return false;
        if (bar == SIZE_MAX)
            break;
        line = wf_str_sub(line, bar + 1, line.n);
    }
    m->row++;
    return true;
}

static wf_document *document_of(wf_str text)
{
    making m = {0};
    wf_style day = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE};
    if (wf_document_new(WF_FORMAT_XLSX, "fuzz.xlsx", NULL, &m.doc, NULL) != WF_OK)
        return NULL;
    bool is_good = wf_document_add_number_format(m.doc, WF_STR("dd/mm/yyyy"),
                                                 &day.number_format, NULL) == WF_OK &&
                   wf_document_add_style(m.doc, &day, &m.day_style, NULL) == WF_OK;
    while (is_good && text.n > 0) {
        size_t end = wf_str_find(text, WF_STR("\n"), 0);
        is_good = add_line(&m, wf_str_sub(text, 0, end));
        text = end == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(text, end + 1, text.n);
    }
    if (is_good && m.in_grid)
        is_good = wf_document_grid_end(m.doc, m.grid, NULL) == WF_OK;
    if (is_good && wf_document_finish(m.doc, NULL) == WF_OK)
        return m.doc;
    wf_document_free(m.doc);
    return NULL;
}

/* Whatever a sheet says, what was taken from it fits together. */
static void check(const wf_trust *t, bool is_drawn)
{
    wf_calendar *calendar = NULL;
    wf_report *report = NULL;
    if (t->school_count == 0)
        abort();
    for (size_t i = 0; i < t->target_count; i++)
        if (wf_trust_find_kpi(t, t->targets[i].kpi) == NULL)
            abort();
    for (size_t i = 0; i < t->school_count; i++) {
        const wf_trust_school *found =
            wf_trust_find_school(t, t->schools[i].name, t->schools[i].urn);
        /* Another school may claim the name among its other names: then it is nobody's.
         */
        if (t->schools[i].urn.n > 0 && found != &t->schools[i])
            abort();
        (void)wf_trust_standing(&t->schools[i], NULL);
    }
    if (wf_trust_calendar(t, &calendar, NULL) == WF_E_MODEL)
        abort();
    wf_calendar_free(calendar);
    if (!is_drawn)
        return;
    if (wf_trust_workbook(t, 2026, NULL, &report, NULL) != WF_OK)
        abort();
    wf_report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_trust trust;
    if (size > MOST_BYTES)
        return 0;
    wf_document *doc = document_of((wf_str){(const char *)data, size});
    wf_arena *arena = wf_arena_new(256u << 20);
    wf_diags diags = {.arena = arena};
    if (doc != NULL && arena != NULL) {
        (void)wf_trust_is_setup(doc);
        if (wf_trust_read(doc, arena, &diags, &trust, NULL) == WF_OK)
            check(&trust, size % 16 == 0); /* drawing takes longest */
    }
    wf_arena_free(arena);
    wf_document_free(doc);
    return 0;
}
