#include "engine/recognise/parts.h"
#include "engine/recognise/labels.h"
#include "engine/recognise/names.h"

/* A school is named near the top of a sheet or table. */
enum {
    ROWS_AT_TOP = 12,
    KEY_MAX = WF_LABEL_MAX
};

typedef struct finder {
    const wf_document *doc;
    const wf_templates *templates;
    wf_arena *arena;
} finder;

static wf_str copy_key(const finder *f, wf_str name)
{
    char key[KEY_MAX];
    wf_str out = WF_STR_EMPTY;
    wf_str made = {.p = key, .n = wf_label_key(name, key)};
    return wf_arena_str(f->arena, made, &out) == WF_OK ? out : WF_STR_EMPTY;
}

/* "School: X" in one text. */
static wf_str school_in_text(const finder *f, wf_str text)
{
    wf_pair pairs[4];
    size_t n = wf_pairs_of(f->templates, text, pairs, 4);
    for (size_t i = 0; i < n; i++)
        if (pairs[i].field == WF_FIELD_SCHOOL && pairs[i].value.n > 0)
            return pairs[i].value;
    return WF_STR_EMPTY;
}

static wf_str text_of(const wf_cell *cell)
{
    return cell->kind == WF_CELL_TEXT
               ? wf_str_trim((wf_str){.p = cell->as.text, .n = cell->length})
               : WF_STR_EMPTY;
}

/* A column of actions or indicators: what stands below it is no name of the plan's
 * school.
 */
static bool heads_table(const finder *f, wf_str text)
{
    char key[KEY_MAX];
    if (text.n >= KEY_MAX)
        return false;
    wf_str made = {.p = key, .n = wf_label_key(text, key)};
    const wf_synonym *s = wf_templates_find(f->templates, WF_SCOPE_COLUMN, made);
    return s != NULL && (s->field == WF_FIELD_ACTION || s->field == WF_FIELD_SUCCESS ||
                         (s->field == WF_FIELD_INDICATOR && s->weight == 100));
}

/* The school that a grid names by a label; else, for a sheet, by its first line or its
 * name. */
static wf_str school_of_grid(const finder *f, const wf_grid *grid)
{
    wf_str by_title = WF_STR_EMPTY;
    bool after_label = false;
    for (size_t i = 0; i < grid->cell_count && grid->cells[i].row < ROWS_AT_TOP; i++) {
        wf_str text = text_of(&grid->cells[i]);
        if (text.n == 0 || (grid->cells[i].flags & WF_CELL_COVERED) != 0)
            continue;
        if (after_label)
            return text;
        if (heads_table(f, text))
            break;
        wf_str inline_school = school_in_text(f, text);
        if (inline_school.n > 0)
            return inline_school;
        after_label = wf_label_of(f->templates, text) == WF_FIELD_SCHOOL;
        if (by_title.n == 0 && grid->cells[i].row < 3)
            by_title = wf_names_school(text) ? text : wf_school_in_title(text);
    }
    if (grid->kind != WF_GRID_SHEET)
        return WF_STR_EMPTY;
    return by_title.n > 0 || !wf_names_school(grid->name) ? by_title : grid->name;
}

static wf_str school_of_block(const finder *f, wf_block block)
{
    if (block.kind == WF_BLOCK_PARAGRAPH)
        return school_in_text(f, wf_document_paragraph(f->doc, block.index)->text);
    const wf_grid *grid = wf_document_grid(f->doc, block.index);
    bool aside = grid->hidden ||
                 (grid->kind == WF_GRID_SHEET && wf_is_aside(f->templates, grid->name));
    return aside ? WF_STR_EMPTY : school_of_grid(f, grid);
}

/* A school's stretch of a document begins with the title above its label. */
static size_t start_of_stretch(const finder *f, size_t block)
{
    size_t start = block;
    while (start > 0) {
        wf_block above = wf_document_block(f->doc, start - 1);
        if (above.kind != WF_BLOCK_PARAGRAPH)
            break;
        const wf_paragraph *p = wf_document_paragraph(f->doc, above.index);
        if (!p->title && p->heading_level != 1)
            break;
        start--;
    }
    return start;
}

/* The part of each block: numbers in order of the schools' first mention. */
static wf_status number_blocks(const finder *f, uint32_t *part_of, size_t n,
                               size_t *parts_out)
{
    wf_str *keys = wf_arena_array(f->arena, n + 1, sizeof *keys);
    size_t parts = 0;
    uint32_t current = 0;
    if (keys == NULL)
        return WF_E_MEMORY;
    for (size_t b = 0; b < n; b++) {
        wf_str school = school_of_block(f, wf_document_block(f->doc, b));
        part_of[b] = current;
        if (school.n == 0)
            continue;
        wf_str key = copy_key(f, school);
        size_t at = 0;
        while (at < parts && !wf_str_eq(keys[at], key))
            at++;
        if (at == parts)
            keys[parts++] = key;
        if (at == current)
            continue;
        current = (uint32_t)at;
        for (size_t s = start_of_stretch(f, b); s <= b; s++)
            part_of[s] = current;
    }
    *parts_out = parts > 0 ? parts : 1;
    return WF_OK;
}

wf_status wf_parts_find(const wf_document *doc, const wf_templates *templates,
                        wf_arena *arena, wf_parts *out)
{
    finder f = {.doc = doc, .templates = templates, .arena = arena};
    size_t n = wf_document_block_count(doc), parts = 1;
    uint32_t *part_of = wf_arena_array(arena, n + 1, sizeof *part_of);
    if (part_of == NULL)
        return WF_E_MEMORY;
    WF_TRY(number_blocks(&f, part_of, n, &parts));
    wf_part *items = wf_arena_array(arena, parts, sizeof *items);
    wf_block *blocks = wf_arena_array(arena, n + 1, sizeof *blocks);
    if (items == NULL || blocks == NULL)
        return WF_E_MEMORY;
    size_t next = 0;
    for (size_t p = 0; p < parts; p++) {
        items[p].blocks = blocks + next;
        for (size_t b = 0; b < n; b++)
            if (part_of[b] == p)
                blocks[next++] = wf_document_block(doc, b);
        items[p].count = (size_t)(blocks + next - items[p].blocks);
    }
    *out = (wf_parts){.items = items, .n = parts};
    return WF_OK;
}
