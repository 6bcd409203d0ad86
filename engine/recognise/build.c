#include "engine/model/ledger.h"
#include "engine/recognise/recogniser.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void *wf_rec_grow(wf_recogniser *r, void *items, size_t n, size_t item_size)
{
    if (n != 0 && (n < 4 || (n & (n - 1)) != 0))
        return items;
    size_t cap = n == 0 ? 4 : 2 * n;
    void *grown = wf_arena_array(r->arena, cap, item_size);
    if (grown == NULL) {
        r->failed = true;
        return NULL;
    }
    if (n > 0)
        memcpy(grown, items, n * item_size);
    return grown;
}

void wf_rec_push(wf_recogniser *r, wf_strs *list, wf_str item)
{
    if (item.n == 0)
        return;
    /* lists are read-only for those who hold them: this is their builder */
    union {
        const wf_str *held;
        wf_str *built;
    } items = {.held = list->items};
    items.built = wf_rec_grow(r, items.built, list->n, sizeof *items.built);
    if (items.built == NULL)
        return;
    items.built[list->n] = item;
    list->items = items.built;
    list->n++;
}

void wf_rec_append(wf_recogniser *r, wf_str *text, wf_str more)
{
    if (more.n == 0)
        return;
    if (text->n == 0) {
        *text = more;
        return;
    }
    if (wf_arena_printf(r->arena, text, "%.*s\n%.*s", WF_STR_ARG(*text),
                        WF_STR_ARG(more)) != WF_OK)
        r->failed = true;
}

wf_str wf_rec_copy(wf_recogniser *r, wf_str text)
{
    wf_str copy = WF_STR_EMPTY;
    if (wf_arena_str(r->arena, text, &copy) != WF_OK)
        r->failed = true;
    return copy;
}

void wf_rec_mark(wf_recogniser *r, uint32_t entry, wf_role role)
{
    if (entry != WF_NO_INDEX && r->roles[entry] == WF_ROLE_UNMAPPED)
        r->roles[entry] = (uint8_t)role;
}

void wf_rec_field(wf_recogniser *r, uint32_t entry, int32_t priority, int32_t action,
                  const char *name)
{
    if (entry == WF_NO_INDEX)
        return;
    wf_field_ref *refs =
        wf_arena_push_room(r->scratch, r->refs, r->ref_count, &r->ref_cap, sizeof *refs);
    if (refs == NULL) {
        r->failed = true;
        return;
    }
    r->refs = refs;
    refs[r->ref_count++] = (wf_field_ref){
        .entry = entry, .priority = priority, .action = action, .name = name};
    r->roles[entry] = WF_ROLE_FIELD;
}

void wf_rec_item_field(wf_recogniser *r, uint32_t entry, const char *list, size_t index,
                       const char *name)
{
    wf_str path = WF_STR_EMPTY;
    if (wf_arena_printf(r->arena, &path, "%s[%zu].%s", list, index, name) != WF_OK) {
        r->failed = true;
        return;
    }
    wf_rec_field(r, entry, -1, -1, path.p);
}

void wf_rec_reworded(wf_recogniser *r, uint32_t entry)
{
    if (entry != WF_NO_INDEX)
        r->plan->ledger.entries[entry].reworded = true;
}

void wf_rec_warn(wf_recogniser *r, wf_diag_code code, uint32_t entry, const char *what,
                 wf_str text)
{
    wf_str at = entry == WF_NO_INDEX ? WF_STR_EMPTY : r->plan->ledger.entries[entry].at;
    wf_diag_add(&r->plan->warnings, code, at, "%s: %.*s", what,
                WF_STR_ARG(wf_str_sub(text, 0, 120)));
}

void wf_rec_explain(wf_recogniser *r, const char *fmt, ...)
{
    char line[400];
    va_list args;
    if (!r->explain)
        return;
    va_start(args, fmt);
    int n = vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    if (n > 0)
        wf_rec_push(r, &r->plan->explanation, wf_rec_copy(r, wf_str_from(line)));
}

/* ---- begin: the ledger ---- */

static wf_status enter(wf_recogniser *r, uint32_t entry, wf_str text, wf_str at,
                       bool hidden)
{
    wf_ledger_entry *e = &r->plan->ledger.entries[entry];
    WF_TRY(wf_arena_str(r->arena, text, &e->text));
    e->at = at;
    e->hidden = hidden;
    return WF_OK;
}

static wf_status enter_grid(wf_recogniser *r, uint32_t index, uint32_t *next)
{
    const wf_grid *grid = wf_document_grid(r->doc, index);
    uint32_t *entries = wf_arena_array(r->scratch, grid->cell_count, sizeof *entries);
    if (entries == NULL)
        return WF_E_MEMORY;
    r->cell_entries[index] = entries;
    for (size_t i = 0; i < grid->cell_count; i++) {
        const wf_cell *cell = &grid->cells[i];
        entries[i] = WF_NO_INDEX;
        if (cell->kind == WF_CELL_BLANK)
            continue;
        wf_arena_mark mark = wf_arena_mark_here(r->scratch);
        wf_str text, at;
        WF_TRY(wf_cell_text(r->doc, cell, r->scratch, &text));
        WF_TRY(wf_grid_address(grid, cell->row, cell->column, r->arena, &at));
        bool hidden = grid->hidden || (cell->flags & WF_CELL_HIDDEN) != 0;
        WF_TRY(enter(r, *next, text.n > 0 ? text : WF_STR(" "), at, hidden));
        wf_arena_reset(r->scratch, mark);
        entries[i] = (*next)++;
    }
    return WF_OK;
}

static wf_status enter_paragraph(wf_recogniser *r, uint32_t index, uint32_t *next)
{
    const wf_paragraph *paragraph = wf_document_paragraph(r->doc, index);
    wf_str at;
    WF_TRY(wf_arena_printf(r->arena, &at, "Para%u", paragraph->number));
    WF_TRY(enter(r, *next, paragraph->text, at, false));
    r->paragraph_entries[index] = (*next)++;
    return WF_OK;
}

static size_t count_content(const wf_recogniser *r)
{
    size_t count = 0;
    for (size_t b = 0; b < r->block_count; b++) {
        if (r->blocks[b].kind == WF_BLOCK_PARAGRAPH) {
            count++;
            continue;
        }
        const wf_grid *grid = wf_document_grid(r->doc, r->blocks[b].index);
        for (size_t i = 0; i < grid->cell_count; i++)
            count += grid->cells[i].kind != WF_CELL_BLANK;
    }
    return count;
}

wf_status wf_rec_begin(wf_recogniser *r)
{
    size_t count = count_content(r);
    if (count >= WF_NO_INDEX)
        return WF_E_LIMIT;
    WF_TRY(wf_ledger_init(&r->plan->ledger, r->arena, count));
    r->roles = wf_arena_array(r->scratch, count + 1, sizeof *r->roles);
    r->cell_entries = wf_arena_array(r->scratch, wf_document_grid_count(r->doc) + 1,
                                     sizeof *r->cell_entries);
    r->paragraph_entries =
        wf_arena_array(r->scratch, wf_document_paragraph_count(r->doc) + 1,
                       sizeof *r->paragraph_entries);
    if (r->roles == NULL || r->cell_entries == NULL || r->paragraph_entries == NULL)
        return WF_E_MEMORY;
    uint32_t next = 0;
    for (size_t b = 0; b < r->block_count; b++) {
        wf_block block = r->blocks[b];
        WF_TRY(block.kind == WF_BLOCK_GRID ? enter_grid(r, block.index, &next)
                                           : enter_paragraph(r, block.index, &next));
    }
    r->priority = r->action = -1;
    r->grid_index = WF_NO_INDEX;
    r->last_column = UINT16_MAX;
    r->title_entry = WF_NO_INDEX;
    return WF_OK;
}

/* ---- finish: priorities, paths, ledger ---- */

/* A priority without content stays only where the plan's other priorities do not name it:
 * a list of contents is no second set, and a blank form has none. */
static bool keep_priority(const wf_recogniser *r, size_t index, bool any_content)
{
    const wf_priority_build *b = &r->priorities[index];
    if (b->has_content)
        return true;
    if (!b->is_numbered || b->p.title.n == 0 || !any_content)
        return false;
    for (size_t i = 0; i < r->priority_count; i++)
        if (i != index && r->priorities[i].has_content &&
            wf_str_eq(r->priorities[i].p.code, b->p.code))
            return false;
    return true;
}

static wf_status name_field(wf_recogniser *r, const wf_field_ref *ref,
                            const int32_t *renumbered)
{
    wf_ledger *ledger = &r->plan->ledger;
    wf_str path = wf_str_from(ref->name);
    if (ref->priority >= 0) {
        int32_t p = renumbered[ref->priority];
        if (p < 0)
            return WF_OK; /* the priority was dropped: its text stays unmapped */
        if (ref->action >= 0)
            WF_TRY(wf_arena_printf(r->arena, &path, "priorities[%d].actions[%d].%s", p,
                                   ref->action, ref->name));
        else
            WF_TRY(wf_arena_printf(r->arena, &path, "priorities[%d].%s", p, ref->name));
    }
    return wf_ledger_add_field(ledger, r->arena, ref->entry, path);
}

static wf_status finish_ledger(wf_recogniser *r, const int32_t *renumbered)
{
    wf_ledger *ledger = &r->plan->ledger;
    for (size_t i = 0; i < r->ref_count; i++)
        if (r->roles[r->refs[i].entry] == WF_ROLE_FIELD)
            WF_TRY(name_field(r, &r->refs[i], renumbered));
    for (size_t i = 0; i < ledger->count; i++)
        if (r->roles[i] != WF_ROLE_FIELD)
            wf_ledger_mark(ledger, i, (wf_role)r->roles[i]);
    return WF_OK;
}

wf_status wf_rec_finish(wf_recogniser *r, wf_error *err)
{
    bool any_content = false;
    for (size_t i = 0; i < r->priority_count; i++)
        any_content |= r->priorities[i].has_content;
    int32_t *renumbered =
        wf_arena_array(r->scratch, r->priority_count + 1, sizeof *renumbered);
    wf_priority *kept = wf_arena_array(r->arena, r->priority_count + 1, sizeof *kept);
    if (renumbered == NULL || kept == NULL)
        return wf_fail_memory(err);
    size_t n = 0;
    for (size_t i = 0; i < r->priority_count; i++) {
        renumbered[i] = keep_priority(r, i, any_content) ? (int32_t)n : -1;
        if (renumbered[i] < 0)
            continue;
        kept[n] = r->priorities[i].p;
        if (kept[n].title.n == 0) /* actions without any heading */
            kept[n].title = r->plan->title.n > 0 ? r->plan->title : WF_STR("Actions");
        n++;
    }
    r->plan->priorities = kept;
    r->plan->priority_count = n;
    if (r->failed || finish_ledger(r, renumbered) != WF_OK)
        return wf_fail_memory(err);
    return wf_ledger_check(&r->plan->ledger, r->plan->ledger.count, err);
}
