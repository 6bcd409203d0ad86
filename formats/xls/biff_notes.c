#include "formats/xls/biff_notes.h"

#include "engine/base/ckd.h"
#include "formats/xls/biff_sheet.h"

#include <stdlib.h>

enum {
    DRAWING_CONTAINER = 0x0F, /* the low four bits of a container's first word */
    DRAWING_ANCHOR = 0xF010,  /* [MS-XLS] 2.5.193 OfficeArtClientAnchorSheet */
    OBJECT_COMMON = 0x15,     /* FtCmo */
    OBJECT_NOTE = 0x19,
    RUN_BYTES = 8,
    NOTE_CONTINUED = 0xFFFF
};

/* The anchor of the last shape in a drawing record: containers are entered, all else is
 * stepped over. */
static void read_drawing(biff_beside *b, wf_cursor c)
{
    while (c.n >= 8) {
        unsigned version = wf_cursor_u16(&c) & 0xF;
        unsigned type = wf_cursor_u16(&c);
        size_t size = wf_cursor_u32(&c);
        if (version == DRAWING_CONTAINER)
            continue;
        wf_cursor atom = wf_cursor_sub(&c, wf_min_size(size, c.n));
        if (type != DRAWING_ANCHOR || atom.n < 18)
            continue;
        wf_cursor_skip(&atom, 2);
        b->column = wf_cursor_u16(&atom);
        wf_cursor_skip(&atom, 2);
        b->row = wf_cursor_u16(&atom);
    }
}

/* [MS-XLS] 2.4.181 Obj, 2.5.143 FtCmo */
static wf_status read_object(biff_book *book, biff_beside *b, wf_cursor c, wf_error *err)
{
    unsigned type = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 2);
    unsigned kind = wf_cursor_u16(&c);
    biff_shape shape = {.id = wf_cursor_u16(&c),
                        .row = b->row,
                        .column = b->column,
                        .is_note = kind == OBJECT_NOTE,
                        .text = {.text = WF_STR_EMPTY}};
    if (c.bad || type != OBJECT_COMMON || !book->texts.is_unicode)
        return WF_OK;
    biff_shape *shapes = wf_arena_push_room(book->scratch, b->shapes, b->shape_count,
                                            &b->shape_cap, sizeof *shapes);
    if (!shapes)
        return wf_fail_memory(err);
    b->shapes = shapes;
    shapes[b->shape_count++] = shape;
    return WF_OK;
}

/* [MS-XLS] 2.4.329 TxO: the text and its runs stand in the CONTINUE records behind. */
static wf_status read_shape_text(biff_book *book, biff_beside *b, biff_walk *walk,
                                 wf_cursor c, wf_error *err)
{
    wf_cursor_skip(&c, 10);
    size_t count = wf_cursor_u16(&c), run_bytes = wf_cursor_u16(&c);
    if (c.bad || count == 0 || b->shape_count == 0)
        return WF_OK;
    biff_chunks chunks = {.walk = walk, .c = wf_cursor_over(c.p, 0)};
    biff_text text;
    if (biff_read_shape_text(&book->texts, &chunks, count, run_bytes / RUN_BYTES,
                             &text) != WF_OK)
        return wf_fail_memory(err);
    b->shapes[b->shape_count - 1].text = text;
    return WF_OK;
}

/* [MS-XLS] 2.4.179 Note. In BIFF5 it holds the text itself, in pieces of 2,048 bytes. */
static wf_status read_note(biff_book *book, biff_beside *b, biff_walk *walk, wf_cursor c,
                           wf_error *err)
{
    biff_note note = {.row = wf_cursor_u16(&c),
                      .column = wf_cursor_u16(&c),
                      .text = {.text = WF_STR_EMPTY}};
    size_t count = wf_cursor_u16(&c);
    if (book->texts.is_unicode)
        note.shape = wf_cursor_u16(&c);
    if (c.bad || note.row == NOTE_CONTINUED)
        return WF_OK;
    if (!book->texts.is_unicode) {
        biff_chunks chunks = {.walk = walk, .c = c};
        if (biff_read_bytes(&book->texts, &chunks, wf_min_size(count, c.n), &note.text) !=
            WF_OK)
            return wf_fail_memory(err);
    }
    biff_note *notes = wf_arena_push_room(book->scratch, b->notes, b->note_count,
                                          &b->note_cap, sizeof *notes);
    if (!notes)
        return wf_fail_memory(err);
    b->notes = notes;
    notes[b->note_count++] = note;
    return WF_OK;
}

wf_status biff_read_beside(biff_book *book, biff_beside *beside, biff_walk *walk,
                           const biff_record *record, wf_error *err)
{
    switch (record->type) {
    case BIFF_MSODRAWING:
        read_drawing(beside, record->body);
        return WF_OK;
    case BIFF_OBJ:
        return read_object(book, beside, record->body, err);
    case BIFF_TXO:
        return read_shape_text(book, beside, walk, record->body, err);
    case BIFF_NOTE:
        return read_note(book, beside, walk, record->body, err);
    default:
        return WF_OK;
    }
}

static wf_status add_paragraph(biff_book *book, const biff_text *text, wf_area area,
                               uint32_t grid, const biff_note *at, wf_error *err)
{
    wf_paragraph p = {.area = area,
                      .list_level = -1,
                      .text = text->text,
                      .anchor = grid,
                      .anchor_row = at->row,
                      .anchor_column = at->column};
    wf_arena_mark mark = wf_arena_mark_here(book->scratch);
    wf_run *runs = NULL;
    WF_TRY(biff_make_runs(book, text, biff_font_at(book, 0), &runs, &p.run_count, err));
    p.runs = runs;
    WF_TRY(wf_document_add_paragraph(book->doc, &p, err));
    wf_arena_reset(book->scratch, mark);
    return WF_OK;
}

/* A text box gives a paragraph a line, as in .xlsx. */
static wf_status add_lines(biff_book *book, const biff_shape *shape, uint32_t grid,
                           wf_error *err)
{
    biff_note at = {.row = shape->row, .column = shape->column};
    wf_str all = shape->text.text;
    for (size_t from = 0; from < all.n;) {
        size_t end = wf_str_find(all, WF_STR("\n"), from);
        if (end == SIZE_MAX)
            end = all.n;
        biff_text line = {.text = WF_STR_EMPTY};
        wf_str trimmed = wf_str_trim(wf_str_sub(all, from, end - from));
        if (wf_arena_str(book->arena, trimmed, &line.text) != WF_OK)
            return wf_fail_memory(err);
        if (trimmed.n > 0) {
            size_t start = (size_t)(trimmed.p - all.p);
            if (biff_cut_runs(book->scratch, &shape->text, start, &line) != WF_OK)
                return wf_fail_memory(err);
        }
        WF_TRY(add_paragraph(book, &line, WF_AREA_TEXT_BOX, grid, &at, err));
        from = end + 1;
    }
    return WF_OK;
}

static int by_id(const void *a, const void *b)
{
    const biff_shape *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_place(const void *a, const void *b)
{
    const biff_note *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

wf_status biff_add_beside(biff_book *book, biff_beside *beside, uint32_t grid,
                          wf_error *err)
{
    for (size_t i = 0; i < beside->shape_count; i++)
        if (!beside->shapes[i].is_note)
            WF_TRY(add_lines(book, &beside->shapes[i], grid, err));
    if (beside->note_count == 0)
        return WF_OK;
    if (beside->shape_count > 0)
        qsort(beside->shapes, beside->shape_count, sizeof *beside->shapes, by_id);
    qsort(beside->notes, beside->note_count, sizeof *beside->notes, by_place);
    for (size_t i = 0; i < beside->note_count; i++) {
        const biff_note *note = &beside->notes[i];
        biff_shape key = {.id = note->shape};
        const biff_shape *shape = beside->shape_count > 0
                                      ? bsearch(&key, beside->shapes, beside->shape_count,
                                                sizeof *beside->shapes, by_id)
                                      : NULL;
        const biff_text *text = &note->text;
        if (book->texts.is_unicode && shape && shape->is_note)
            text = &shape->text;
        WF_TRY(add_paragraph(book, text, WF_AREA_COMMENT, grid, note, err));
    }
    return WF_OK;
}
