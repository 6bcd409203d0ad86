#ifndef WF_BIFF_SHEET_H
#define WF_BIFF_SHEET_H
/* A sheet while it is read, for biff_sheet.c and biff_notes.c. */
#include "formats/xls/biff_conditions.h"
#include "formats/xls/biff_notes.h"

/* A formula whose result is a text that has not come yet. */
struct biff_formula {
    uint16_t row, column, xf;
    bool awaits_text;
};

typedef struct biff_sheet {
    biff_book *book;
    wf_str name;
    size_t start; /* of its substream */
    uint32_t grid;
    biff_walk walk;
    struct biff_formula formula;
    biff_beside beside;
    biff_conditions conditions;
    uint16_t next_xf;    /* BIFF2: of the IXFE record */
    bool has_own_styles; /* fonts and formats stand in the sheet: BIFF2 to 4 */
} biff_sheet;

/** Runs for the document from the fonts of a text's parts; `font` is that of the first
 * part where none is given. *count_out is 0 where all is alike and as `font`. In
 * book->scratch. */
wf_status biff_make_runs(biff_book *book, const biff_text *text, const biff_font *font,
                         wf_run **out, size_t *count_out, wf_error *err) WF_MUST_CHECK;

/** Runs counted in characters to runs counted in bytes, in order; returns how many. */
uint32_t biff_order_runs(biff_run *runs, size_t n, const biff_text *text);

#endif
