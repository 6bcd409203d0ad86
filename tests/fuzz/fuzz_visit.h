#ifndef WF_FUZZ_VISIT_H
#define WF_FUZZ_VISIT_H
/* What every reader's harness does with a document: touch all that came out, so that the
 * sanitizers see it, and stop where an invariant of wf_document does not hold. */
#include "engine/base/utf8.h"
#include "wayforward/document.h"

#include <stdlib.h>

static inline void fuzz_require(bool holds)
{
    if (!holds)
        abort();
}

static inline void fuzz_visit_cell(const wf_document *doc, const wf_grid *grid,
                                   const wf_cell *cell, wf_arena *scratch)
{
    wf_str text;
    size_t count = 0;
    if (wf_cell_text(doc, cell, scratch, &text) == WF_OK)
        fuzz_require(wf_utf8_valid_prefix(text) == text.n);
    fuzz_require(cell->row < grid->rows && cell->column < grid->columns);
    fuzz_require(wf_document_style(doc, cell->style) != NULL);
    const wf_run *runs = wf_grid_runs(doc, grid, cell, &count);
    for (size_t i = 0; i < count; i++)
        fuzz_require(runs[i].start <= cell->length &&
                     runs[i].length <= cell->length - runs[i].start);
}

static inline void fuzz_visit(const wf_document *doc)
{
    wf_arena *scratch = wf_arena_new(0);
    for (size_t g = 0; scratch && g < wf_document_grid_count(doc); g++) {
        const wf_grid *grid = wf_document_grid(doc, g);
        for (size_t i = 0; i < grid->cell_count; i++) {
            const wf_cell *cell = &grid->cells[i];
            if (i > 0)
                fuzz_require(
                    cell[-1].row < cell->row ||
                    (cell[-1].row == cell->row && cell[-1].column < cell->column));
            wf_arena_mark mark = wf_arena_mark_here(scratch);
            fuzz_visit_cell(doc, grid, cell, scratch);
            wf_arena_reset(scratch, mark);
        }
    }
    for (size_t i = 0; i < wf_document_paragraph_count(doc); i++) {
        const wf_paragraph *p = wf_document_paragraph(doc, i);
        fuzz_require(wf_utf8_valid_prefix(p->text) == p->text.n);
        for (size_t k = 0; k < p->run_count; k++)
            fuzz_require(p->runs[k].start <= p->text.n &&
                         p->runs[k].length <= p->text.n - p->runs[k].start);
    }
    wf_arena_free(scratch);
}

#endif
