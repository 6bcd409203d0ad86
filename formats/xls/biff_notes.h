#ifndef WF_BIFF_NOTES_H
#define WF_BIFF_NOTES_H
/* What lies beside the cells of a sheet: comments and text boxes. They are gathered while
 * the sheet is walked and become paragraphs when its grid has ended. */
#include "formats/xls/biff_book.h"

/* A drawn object: [MS-XLS] Obj, the drawing before it, the text behind it. */
typedef struct biff_shape {
    uint16_t id, row, column;
    bool is_note; /* the box of a comment: its place is in the Note record */
    biff_text text;
} biff_shape;

typedef struct biff_note {
    uint16_t row, column, shape;
    biff_text text; /* BIFF5: here, not in a shape */
} biff_note;

typedef struct biff_beside {
    biff_shape *shapes;
    size_t shape_count, shape_cap;
    biff_note *notes;
    size_t note_count, note_cap;
    uint16_t row, column; /* of the drawing that the next object belongs to */
} biff_beside;

/** MsoDrawing, Obj, TxO and Note records; others are left alone. `walk` stands behind the
 *  record and moves over its CONTINUE records. */
wf_status biff_read_beside(biff_book *book, biff_beside *beside, biff_walk *walk,
                           const biff_record *record, wf_error *err) WF_MUST_CHECK;

/** Add the paragraphs: comments by their cells, then the text boxes in file order. */
wf_status biff_add_beside(biff_book *book, biff_beside *beside, uint32_t grid,
                          wf_error *err) WF_MUST_CHECK;

#endif
