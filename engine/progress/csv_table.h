#ifndef WF_PROGRESS_CSV_TABLE_H
#define WF_PROGRESS_CSV_TABLE_H
/*
 * A table of figures in memory, from a .csv file: plain rows and named columns for the
 * analyses, which want neither colours nor kinds of cell.
 */
#include "wayforward/arena.h"
#include "wayforward/input.h"

typedef struct csv_table {
    wf_str *cells; /* [rows][columns], trimmed; a short row is filled with empty cells */
    size_t rows, columns; /* without the header */
    wf_str *header;       /* [columns] */
    uint32_t *lines;      /* [rows]: the row each stood in, 1-based, the header being 1 */
} csv_table;

/** Read all of `in`; everything in `arena`. Empty rows are skipped, cells beyond the
 * header's are dropped.
 *  @return WF_OK; WF_E_FORMAT without a header; what wf_csv_rows returns. */
wf_status csv_table_read(const wf_input *in, wf_arena *arena, csv_table *out,
                         wf_error *err) WF_MUST_CHECK;

/** The column whose header is `name` (A-Z as a-z), SIZE_MAX where there is none. */
size_t csv_table_column(const csv_table *table, wf_str name);

/** The cell; empty where `column` is SIZE_MAX. */
wf_str csv_table_cell(const csv_table *table, size_t row, size_t column);

#endif
