#ifndef WF_DOCUMENT_BUILD_H
#define WF_DOCUMENT_BUILD_H
/*
 * How a reader builds a wf_document. The order of calls: new, then per grid: grid_begin,
 * cells in any order (row order is fastest), merges, hidden rows and columns, grid_end;
 * paragraphs between grids; finish. Every call checks limits. On failure the reader frees
 * the document.
 */
#include "wayforward/document.h"

/** An empty document with its arena. `file` is copied. */
wf_status wf_document_new(wf_format format, const char *file, const wf_limits *limits,
                          wf_document **out, wf_error *err) WF_MUST_CHECK;

/** The arena that owns all of the document, for texts that the reader decodes. */
wf_arena *wf_document_arena(wf_document *doc);
wf_diags *wf_document_diags_mutable(wf_document *doc);
const wf_limits *wf_document_limits(const wf_document *doc);
void wf_document_set_1904(wf_document *doc, bool is_1904);
/** Seconds since 1970; 0: the file does not say. */
void wf_document_set_saved(wf_document *doc, int64_t saved);

/** Index of an equal style, added where there is none. Style 0 is the plain style and
 * always there. WF_E_LIMIT past limits->styles. */
wf_status wf_document_add_style(wf_document *doc, const wf_style *style, uint16_t *out,
                                wf_error *err) WF_MUST_CHECK;

/** Index of an equal format code; 0 is "General". The code is copied. */
wf_status wf_document_add_number_format(wf_document *doc, wf_str code, uint16_t *out,
                                        wf_error *err) WF_MUST_CHECK;

typedef struct wf_grid_options {
    wf_str name; /* copied; empty for a table: it is named "Table<n>" */
    wf_grid_kind kind;
    wf_area area;
    bool hidden;
    uint32_t parent; /* WF_NO_INDEX, or the index of the grid that holds it */
    uint32_t parent_row;
    uint16_t parent_column;
} wf_grid_options;

/** Begin a grid; nested tables may begin before their parent has ended. *index_out names
 * it. Its block stands where it begins. */
wf_status wf_document_grid_begin(wf_document *doc, const wf_grid_options *options,
                                 uint32_t *index_out, wf_error *err) WF_MUST_CHECK;

/** Add one cell. cell->as.text must live in the document's arena and be valid UTF-8
 * without NUL and without white space at the ends; an empty TEXT becomes BLANK, and a
 * BLANK without fill is dropped. The second cell at one address replaces the first, with
 * a diagnostic. The flags HIDDEN, COVERED and MERGED are set at grid_end. */
wf_status wf_document_add_cell(wf_document *doc, uint32_t grid, const wf_cell *cell,
                               wf_error *err) WF_MUST_CHECK;

/** Add several: as wf_document_add_cell for each. */
wf_status wf_document_add_cells(wf_document *doc, uint32_t grid, const wf_cell *cells,
                                size_t count, wf_error *err) WF_MUST_CHECK;

/** Runs for the cell last added to this grid; copied. Sets WF_CELL_RUNS. */
wf_status wf_document_add_cell_runs(wf_document *doc, uint32_t grid, const wf_run *runs,
                                    size_t count, wf_error *err) WF_MUST_CHECK;

/** A merged range, inclusive. One that overlaps another, or is a single cell, is dropped
 *  (with a diagnostic where it overlaps). */
wf_status wf_document_add_merge(wf_document *doc, uint32_t grid, const wf_merge *merge,
                                wf_error *err) WF_MUST_CHECK;

/** Rows or columns first..last (inclusive, 0-based) are hidden. */
wf_status wf_document_hide_rows(wf_document *doc, uint32_t grid, uint32_t first,
                                uint32_t last, wf_error *err) WF_MUST_CHECK;
wf_status wf_document_hide_columns(wf_document *doc, uint32_t grid, uint32_t first,
                                   uint32_t last, wf_error *err) WF_MUST_CHECK;

/** Set the grid's extent when it is larger than its cells tell (Word tables know theirs).
 */
void wf_document_set_extent(wf_document *doc, uint32_t grid, uint32_t rows,
                            uint32_t columns);
void wf_document_set_header_rows(wf_document *doc, uint32_t grid, uint16_t rows);

/** Sort, flag and freeze a grid. */
wf_status wf_document_grid_end(wf_document *doc, uint32_t grid,
                               wf_error *err) WF_MUST_CHECK;

/** The cells of a grid that has ended, in their final order, so that their styles can
 * change (conditional formats apply to what stands in the cells). NULL where there are
 * none. */
wf_cell *wf_document_grid_cells(wf_document *doc, uint32_t grid, size_t *count_out);

/** Add a paragraph as the next block. Empty text: nothing happens. `number` is given by
 * the document; text must live in the arena; runs are copied. */
wf_status wf_document_add_paragraph(wf_document *doc, const wf_paragraph *paragraph,
                                    wf_error *err) WF_MUST_CHECK;

/** Last step: checks that all grids have ended. */
wf_status wf_document_finish(wf_document *doc, wf_error *err) WF_MUST_CHECK;

#endif
