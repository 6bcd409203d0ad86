/* The last resort of recognition: a plan of family `unknown` with everything kept as
 * unmapped. recognise.c calls on the families first; until it is there this is the whole
 * of it. */
#include "engine/model/ledger.h"
#include "wayforward/recognise.h"

static wf_status list_grid(const wf_document *doc, const wf_grid *grid, wf_plan *plan,
                           size_t *n)
{
    for (size_t i = 0; i < grid->cell_count; i++) {
        const wf_cell *cell = &grid->cells[i];
        if (cell->kind == WF_CELL_BLANK)
            continue;
        wf_ledger_entry *e = &plan->ledger.entries[(*n)++];
        wf_str text;
        WF_TRY(wf_grid_address(grid, cell->row, cell->column, plan->arena, &e->at));
        WF_TRY(wf_cell_text(doc, cell, plan->arena, &text));
        WF_TRY(wf_arena_str(plan->arena, text, &e->text));
        e->hidden = (cell->flags & WF_CELL_HIDDEN) != 0;
    }
    return WF_OK;
}

static wf_status list_all(const wf_document *doc, wf_plan *plan)
{
    size_t n = 0;
    WF_TRY(wf_ledger_init(&plan->ledger, plan->arena, wf_document_content_count(doc)));
    WF_TRY(wf_arena_str(plan->arena, wf_document_file(doc), &plan->file));
    plan->format = wf_document_format(doc);
    for (size_t i = 0; i < wf_document_block_count(doc); i++) {
        wf_block block = wf_document_block(doc, i);
        if (block.kind == WF_BLOCK_GRID) {
            WF_TRY(list_grid(doc, wf_document_grid(doc, block.index), plan, &n));
            continue;
        }
        const wf_paragraph *p = wf_document_paragraph(doc, block.index);
        wf_ledger_entry *e = &plan->ledger.entries[n++];
        WF_TRY(wf_arena_printf(plan->arena, &e->at, "Para%u", p->number));
        WF_TRY(wf_arena_str(plan->arena, p->text, &e->text));
    }
    return WF_OK;
}

wf_status wf_recognise(const wf_document *doc, const wf_recognise_options *options,
                       wf_plans *out, wf_error *err)
{
    wf_plans plans = {0};
    (void)options;
    WF_TRY(wf_plans_new(1, &plans, err));
    if (list_all(doc, plans.items[0]) != WF_OK) {
        wf_plans_free(&plans);
        return wf_fail_memory(err);
    }
    *out = plans;
    return WF_OK;
}
