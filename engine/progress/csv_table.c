#include "engine/progress/csv_table.h"
#include "wayforward/csv.h"

typedef struct filling {
    wf_arena *arena;
    csv_table table;
    size_t cell_cap, line_cap;
} filling;

static wf_status copy_cells(filling *f, wf_str *to, const wf_str *fields, size_t count)
{
    for (size_t c = 0; c < f->table.columns; c++) {
        wf_str text = c < count ? wf_str_trim(fields[c]) : WF_STR_EMPTY;
        if (text.n == 0)
            to[c] = WF_STR_EMPTY;
        else
            WF_TRY(wf_arena_str(f->arena, text, &to[c]));
    }
    return WF_OK;
}

static bool is_empty(const wf_str *fields, size_t count)
{
    for (size_t c = 0; c < count; c++)
        if (wf_str_trim(fields[c]).n > 0)
            return false;
    return true;
}

static wf_status take_header(filling *f, const wf_str *fields, size_t count)
{
    f->table.columns = count;
    f->table.header = wf_arena_array(f->arena, count, sizeof *fields);
    return f->table.header != NULL ? copy_cells(f, f->table.header, fields, count)
                                   : WF_E_MEMORY;
}

/* Room for one more row of cells. */
static wf_status make_room(filling *f)
{
    csv_table *t = &f->table;
    uint32_t *lines =
        wf_arena_push_room(f->arena, t->lines, t->rows, &f->line_cap, sizeof *lines);
    if (lines == NULL)
        return WF_E_MEMORY;
    t->lines = lines;
    size_t used = t->rows * t->columns;
    if (used + t->columns <= f->cell_cap)
        return WF_OK;
    size_t more = f->cell_cap * 2 + 64 * t->columns;
    wf_str *cells =
        wf_arena_grow(f->arena, t->cells, used * sizeof *cells, more * sizeof *cells);
    if (cells == NULL)
        return WF_E_MEMORY;
    t->cells = cells;
    f->cell_cap = more;
    return WF_OK;
}

static wf_status take_row(void *context, uint64_t row, const wf_str *fields, size_t count,
                          wf_error *err)
{
    filling *f = context;
    if (is_empty(fields, count))
        return WF_OK;
    wf_status status;
    if (f->table.header == NULL) {
        status = take_header(f, fields, count);
    } else {
        status = make_room(f);
        if (status == WF_OK)
            status = copy_cells(f, f->table.cells + f->table.rows * f->table.columns,
                                fields, count);
        if (status == WF_OK)
            f->table.lines[f->table.rows++] = (uint32_t)(row + 1);
    }
    return status == WF_OK ? WF_OK : wf_fail_memory(err);
}

wf_status csv_table_read(const wf_input *in, wf_arena *arena, csv_table *out,
                         wf_error *err)
{
    filling f = {.arena = arena};
    const wf_csv_options options = {0};
    WF_TRY(wf_csv_rows(in, &options, take_row, &f, NULL, err));
    if (f.table.header == NULL)
        return wf_fail(err, WF_E_FORMAT, &(wf_where){.file = in->name},
                       "nothing in it; the first line names the columns");
    *out = f.table;
    return WF_OK;
}

size_t csv_table_column(const csv_table *table, wf_str name)
{
    for (size_t c = 0; c < table->columns; c++)
        if (wf_str_eq_nocase(table->header[c], name))
            return c;
    return SIZE_MAX;
}

wf_str csv_table_cell(const csv_table *table, size_t row, size_t column)
{
    return column < table->columns ? table->cells[row * table->columns + column]
                                   : WF_STR_EMPTY;
}
