#ifndef WF_DOCUMENT_PARTS_H
#define WF_DOCUMENT_PARTS_H
/* The inside of a wf_document, for the files of this folder only. */
#include "wayforward/document.h"

typedef struct hidden_span {
    uint32_t first, last;
} hidden_span;

/* A grid while it is being built; `grid` is what the world sees. */
typedef struct grid_build {
    wf_grid grid;
    wf_cell *cells;
    size_t cell_count, cell_cap;
    wf_merge *merges;
    size_t merge_count, merge_cap;
    wf_cell_runs *runs;
    size_t runs_count, runs_cap;
    hidden_span *hidden_rows, *hidden_columns;
    size_t hidden_row_count, hidden_row_cap, hidden_column_count, hidden_column_cap;
    bool sorted; /* cells came in order so far */
    bool ended;
} grid_build;

typedef struct format_code {
    wf_str code;
} format_code;

struct wf_document {
    wf_arena *arena;
    wf_limits limits;
    wf_format format;
    wf_str file;
    bool is_1904, finished;
    int64_t saved; /* seconds since 1970; 0: not said */
    grid_build *grids;
    size_t grid_count, grid_cap;
    size_t table_count;
    wf_paragraph *paragraphs;
    size_t paragraph_count, paragraph_cap;
    wf_block *blocks;
    size_t block_count, block_cap;
    wf_style *styles;
    size_t style_count, style_cap;
    uint32_t *style_index; /* open addressing: style + 1, 0 = free */
    size_t style_index_size;
    format_code *formats;
    size_t format_count, format_cap;
    wf_run *runs;
    size_t run_count, run_cap;
    size_t cell_total, content_total, text_bytes;
    wf_diags diags;
};

#endif
