/* The .doc reader as a whole, on documents made in memory. */
#include "tests/support/doc_make.h"
#include "tests/support/wf_test.h"

#include "engine/document/document_build.h"

#define CELL     MAKE(0x16, 0x24, 1)                             /* sprmPFInTable */
#define ROW(...) MAKE(0x16, 0x24, 1, 0x17, 0x24, 1, __VA_ARGS__) /* and sprmPFTtp */
/* sprmTDefTable of two cells, 0..1000..2000 twips, TC80s left out */
#define TWO_CELLS 0x08, 0xD6, 8, 0, 2, 0, 0, 0xE8, 0x03, 0xD0, 0x07

static wf_document *read_made(const doc_made *m)
{
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    doc_streams streams = doc_made_streams(m);
    wf_status status = doc_read_streams(&streams, "made.doc", NULL, &doc, &err);
    if (status != WF_OK)
        print_error("%s\n", err.message);
    assert_int_equal(status, WF_OK);
    return doc;
}

static wf_document *read_paragraphs(const make_paragraph *paragraphs, size_t n)
{
    doc_made *m = doc_make(paragraphs, n);
    wf_document *doc = read_made(m);
    free(m);
    return doc;
}

static wf_str paragraph_text(const wf_document *doc, size_t index)
{
    assert_true(index < wf_document_paragraph_count(doc));
    return wf_document_paragraph(doc, index)->text;
}

static wf_str cell_text(const wf_document *doc, size_t grid, uint32_t row,
                        uint32_t column)
{
    assert_true(grid < wf_document_grid_count(doc));
    const wf_cell *cell = wf_grid_cell(wf_document_grid(doc, grid), row, column);
    if (!cell || cell->kind != WF_CELL_TEXT)
        return WF_STR_EMPTY;
    return (wf_str){.p = cell->as.text, .n = cell->length};
}

static uint32_t cell_fill(const wf_document *doc, size_t grid, uint32_t row,
                          uint32_t column)
{
    const wf_cell *cell = wf_grid_cell(wf_document_grid(doc, grid), row, column);
    return cell ? wf_document_style(doc, cell->style)->fill : WF_COLOR_NONE;
}

static bool has_diag(const wf_document *doc, wf_diag_code code)
{
    const wf_diags *diags = wf_document_diags(doc);
    for (size_t i = 0; i < diags->n; i++)
        if (diags->items[i].code == code)
            return true;
    return false;
}

/* ---- text ----------------------------------------------------------------------- */

static void read__plain_paragraphs__come_in_order(void **state)
{
    (void)state;
    const make_paragraph p[] = {PARA(" First ", 0x0D), PARA("", 0x0D),
                                PARA("it\x92s \x80 5", 0x0D)};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_int_equal(wf_document_paragraph_count(doc), 2);
    assert_str(paragraph_text(doc, 0), "First");
    assert_str(paragraph_text(doc, 1), "it\xE2\x80\x99s \xE2\x82\xAC 5");
    assert_int_equal(wf_document_format(doc), WF_FORMAT_DOC);
    wf_document_free(doc);
}

static void read__control_characters__become_what_word_shows(void **state)
{
    (void)state;
    const make_paragraph p[] = {PARA("a\tb\x0B"
                                     "c\x1E"
                                     "d\x1F"
                                     "e\x08\x02\x05 \x0E"
                                     "f",
                                     0x0D)};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_str(paragraph_text(doc, 0), "a\tb\nc-de \nf");
    wf_document_free(doc);
}

static void read__formatted_text__has_runs(void **state)
{
    (void)state;
    /* one paragraph of two character runs needs two entries: its mark comes with the
     * second */
    const make_paragraph p[] = {
        PARA_WITH("all bold", 0x0D, .chpx = MAKE(0x35, 0x08, 1)),
        PARA_WITH("all blue", 0x0D, .chpx = MAKE(0x70, 0x68, 0x00, 0x70, 0xC0, 0x00)),
        PARA_WITH("struck", 0x0D, .chpx = MAKE(0x53, 0x2A, 1)),
        PARA_WITH("marked", 0x0D, .chpx = MAKE(0x0C, 0x2A, 7))};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    const wf_style *style = wf_document_style(doc, wf_document_paragraph(doc, 0)->style);
    assert_true(style->bold);
    assert_int_equal(wf_document_paragraph(doc, 0)->run_count, 0);
    assert_int_equal(wf_document_style(doc, wf_document_paragraph(doc, 1)->style)->font,
                     0x0070C0);
    assert_true(wf_document_style(doc, wf_document_paragraph(doc, 2)->style)->strike);
    assert_int_equal(wf_document_style(doc, wf_document_paragraph(doc, 3)->style)->fill,
                     0xFFFF00);
    wf_document_free(doc);
}

static void read__hidden_and_deleted_text__is_left_out_and_told(void **state)
{
    (void)state;
    const make_paragraph p[] = {PARA("shown", 0x0D),
                                PARA_WITH("hidden", 0x0D, .chpx = MAKE(0x3C, 0x08, 1)),
                                PARA_WITH("gone, ", 0x0D, .chpx = MAKE(0x00, 0x08, 1)),
                                PARA_WITH("new", 0x0D, .chpx = MAKE(0x01, 0x08, 1))};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_int_equal(wf_document_paragraph_count(doc), 2);
    assert_str(paragraph_text(doc, 0), "shown");
    assert_str(paragraph_text(doc, 1), "new");
    assert_true(has_diag(doc, WF_D_HIDDEN_TEXT));
    assert_true(has_diag(doc, WF_D_TRACKED_CHANGES));
    wf_document_free(doc);
}

static void read__fields__show_results_not_codes(void **state)
{
    (void)state;
    const make_paragraph p[] = {
        PARA("see \x13 HYPERLINK \"http://a\" \x14the \x13 PAGE \x14"
             "7\x15 page\x15.",
             0x0D),
        PARA("\x13 MACROBUTTON Click [Type here]\x15!", 0x0D),
        PARA("never \x13 ended", 0x0D), PARA("and on", 0x0D)};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_str(paragraph_text(doc, 0), "see the 7 page.");
    assert_str(paragraph_text(doc, 1), "[Type here]!");
    assert_str(paragraph_text(doc, 2), "never  ended");
    assert_str(paragraph_text(doc, 3), "and on");
    wf_document_free(doc);
}

/* [MS-DOC] 2.9.78 FFData of a check box that is on, and of a list whose second entry is
 * chosen. */
static void read__form_fields__show_their_value(void **state)
{
    (void)state;
    const make_paragraph p[] = {
        PARA_WITH("\x13 FORMCHECKBOX \x01\x15 done", 0x0D,
                  .chpx = MAKE(0x03, 0x6A, 0, 0, 0, 0, 0x06, 0x08, 1, 0x55, 0x08, 1)),
        PARA_WITH("\x13 FORMDROPDOWN \x01\x15", 0x0D,
                  .chpx = MAKE(0x03, 0x6A, 34, 0, 0, 0, 0x06, 0x08, 1, 0x55, 0x08, 1))};
    doc_made *m = doc_make(p, COUNT_OF(p));
    (void)make_data(
        m, MAKE(36, 0, 0, 0, 18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* header */
                0xFF, 0xFF, 0xFF, 0xFF, 1 | 1 << 2, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0));
    (void)make_data(m, MAKE(60, 0, 0, 0, 18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF,
                            0xFF, 0xFF, 0xFF, 2 | 1 << 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                            0xFF, 0xFF, 2, 0, 0, 0, 1, 0, 'A', 0, 2, 0, 'N', 0, 'o', 0));
    wf_document *doc = read_made(m);
    assert_str(paragraph_text(doc, 0), "\xE2\x98\x92 done");
    assert_str(paragraph_text(doc, 1), "No");
    wf_document_free(doc);
    free(m);
}

/* ---- styles --------------------------------------------------------------------- */

/* A style sheet of Normal, heading 2 (bold, on Normal), and two styles based on each
 * other. */
static make_bytes style_sheet(void)
{
    enum {
        KIND = 1 /* paragraph */
    };
    static const uint8_t sheet[] = {
        18,
        0,
        4,
        0,
        10,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        /* Normal */
        20,
        0,
        0,
        0,
        KIND | 0xF0,
        0xFF,
        2,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        2,
        0,
        0,
        0,
        0,
        0,
        /* heading 2 */
        22,
        0,
        2,
        0,
        KIND,
        0,
        2,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        2,
        0,
        1,
        0,
        3,
        0,
        0x35,
        0x08,
        /* a circle: each is the base of the other */
        22,
        0,
        0xFE,
        0x0F,
        KIND | 0x30,
        0,
        2,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        2,
        0,
        2,
        0,
        2,
        0,
        0x37,
        0x08,
        22,
        0,
        0xFE,
        0x0F,
        KIND | 0x20,
        0,
        2,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        2,
        0,
        3,
        0,
        2,
        0,
        0x37,
        0x08,
    };
    static uint8_t fixed[sizeof sheet + 1];
    memcpy(fixed, sheet, 42);
    /* heading 2 has an operand of one byte more */
    memcpy(fixed + 42, sheet + 42, 24);
    fixed[42] = 23;
    fixed[66] = 1;
    memcpy(fixed + 67, sheet + 66, sizeof sheet - 66);
    return (make_bytes){.p = fixed, .n = sizeof fixed};
}

static void read__headings__have_level_and_toggle_their_style(void **state)
{
    (void)state;
    const make_paragraph p[] = {
        PARA_WITH("Heading", 0x0D, .istd = 1),
        PARA_WITH("not bold", 0x0D, .istd = 1, .chpx = MAKE(0x35, 0x08, 0x81)),
        PARA_WITH("outline", 0x0D, .papx = MAKE(0x40, 0x26, 3)),
        PARA_WITH("in a circle", 0x0D, .istd = 3)};
    doc_made *m = doc_make(p, COUNT_OF(p));
    make_part(m, 1, style_sheet());
    wf_document *doc = read_made(m);
    assert_int_equal(wf_document_paragraph(doc, 0)->heading_level, 2);
    assert_true(wf_document_style(doc, wf_document_paragraph(doc, 0)->style)->bold);
    assert_int_equal(wf_document_paragraph(doc, 1)->heading_level, 2);
    assert_false(wf_document_style(doc, wf_document_paragraph(doc, 1)->style)->bold);
    assert_int_equal(wf_document_paragraph(doc, 2)->heading_level, 4);
    assert_str(paragraph_text(doc, 3), "in a circle");
    wf_document_free(doc);
    free(m);
}

/* ---- tables --------------------------------------------------------------------- */

static void read__table__gives_cells_in_their_columns(void **state)
{
    (void)state;
    const make_paragraph p[] = {
        PARA("before", 0x0D),
        PARA_WITH("a", 0x0D, .papx = CELL),
        PARA_WITH("line two", 0x07, .papx = CELL),
        PARA_WITH("b", 0x07, .papx = CELL),
        PARA_WITH("", 0x07, .papx = ROW(TWO_CELLS)),
        PARA_WITH("wide", 0x07, .papx = CELL),
        PARA_WITH("", 0x07, .papx = ROW(0x08, 0xD6, 6, 0, 1, 0, 0, 0xD2, 0x07)),
        PARA("after", 0x0D)};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_int_equal(wf_document_grid_count(doc), 1);
    const wf_grid *grid = wf_document_grid(doc, 0);
    assert_int_equal(grid->rows, 2);
    assert_int_equal(grid->columns, 2);
    assert_str(cell_text(doc, 0, 0, 0), "a\nline two");
    assert_str(cell_text(doc, 0, 0, 1), "b");
    assert_str(cell_text(doc, 0, 1, 0), "wide");
    const wf_merge *merge =
        wf_grid_merge(grid, 1, 0); /* its edge is 2 twips off: the same one */
    assert_non_null(merge);
    assert_int_equal(merge->last_column, 1);
    assert_int_equal(wf_document_block_count(doc), 3);
    assert_int_equal(wf_document_block(doc, 1).kind, WF_BLOCK_GRID);
    wf_document_free(doc);
}

static void read__vertical_merge_and_shading__as_defined(void **state)
{
    (void)state;
    /* TC80s: the first cell of row 1 begins a merge (0x60), in row 2 it goes on (0x20) */
    const make_paragraph p[] = {
        PARA_WITH("down", 0x07, .papx = CELL),
        PARA_WITH("old", 0x07, .papx = CELL),
        PARA_WITH("", 0x07,
                  .papx = ROW(0x08, 0xD6, 28, 0, 2, 0, 0, 0xE8, 0x03, 0xD0, 0x07, 0x60, 0,
                              0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                              0, /* sprmTDefTableShd80: green behind, then red solid */
                              0x09, 0xD6, 4, 0x80, 0x00, 0x06, 0x04)),
        PARA_WITH("", 0x07, .papx = CELL),
        PARA_WITH("new", 0x07, .papx = CELL),
        PARA_WITH("", 0x07,
                  .papx =
                      ROW(0x08, 0xD6, 28, 0, 2, 0, 0, 0xE8, 0x03, 0xD0, 0x07, 0x20, 0, 0,
                          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                          0, /* sprmTSetShd: cell 1 of 2, amber */
                          0x2D, 0xD6, 12, 1, 2, 0, 0, 0, 0xFF, 0xFF, 0xC0, 0, 0, 0, 0))};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    const wf_merge *merge = wf_grid_merge(wf_document_grid(doc, 0), 1, 0);
    assert_non_null(merge);
    assert_int_equal(merge->row, 0);
    assert_int_equal(cell_fill(doc, 0, 0, 0), 0x00FF00);
    assert_int_equal(cell_fill(doc, 0, 0, 1), 0xFF0000);
    assert_int_equal(cell_fill(doc, 0, 1, 1), 0xFFC000);
    wf_document_free(doc);
}

static void read__nested_table__is_a_grid_in_its_cell(void **state)
{
    (void)state;
    const uint8_t deep[] = {0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0, 0x4B, 0x24, 1};
    const uint8_t row[] = {0x16, 0x24, 1,    0x49, 0x66, 2,        0,
                           0,    0,    0x4C, 0x24, 1,    TWO_CELLS};
    const make_bytes inner_cell = {deep, sizeof deep}, inner_row = {row, sizeof row};
    const make_paragraph p[] = {PARA_WITH("left", 0x07, .papx = CELL),
                                PARA_WITH("in 1", 0x0D, .papx = inner_cell),
                                PARA_WITH("in 2", 0x0D, .papx = inner_cell),
                                PARA_WITH("", 0x0D, .papx = inner_row),
                                PARA_WITH("right", 0x07, .papx = CELL),
                                PARA_WITH("", 0x07, .papx = ROW(TWO_CELLS))};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_int_equal(wf_document_grid_count(doc), 2);
    assert_str(cell_text(doc, 0, 0, 1), "right");
    assert_str(cell_text(doc, 1, 0, 1), "in 2");
    const wf_grid *inner = wf_document_grid(doc, 1);
    assert_int_equal(inner->parent, 0);
    assert_int_equal(inner->parent_row, 0);
    assert_int_equal(inner->parent_column, 1);
    wf_document_free(doc);
}

static void read__row_without_end__is_kept_with_a_diagnostic(void **state)
{
    (void)state;
    const make_paragraph p[] = {PARA_WITH("one", 0x07, .papx = CELL),
                                PARA_WITH("two", 0x07, .papx = CELL),
                                PARA("after", 0x0D)};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_str(cell_text(doc, 0, 0, 0), "one");
    assert_str(cell_text(doc, 0, 0, 1), "two");
    assert_true(has_diag(doc, WF_D_PART_DAMAGED));
    wf_document_free(doc);
}

static void read__deleted_row__goes(void **state)
{
    (void)state;
    const make_paragraph p[] = {
        PARA_WITH("kept", 0x07, .papx = CELL),
        PARA_WITH("", 0x07, .papx = ROW(TWO_CELLS)),
        PARA_WITH("gone", 0x07, .papx = CELL, .chpx = MAKE(0x00, 0x08, 1)),
        PARA_WITH("", 0x07, .papx = ROW(TWO_CELLS), .chpx = MAKE(0x00, 0x08, 1))};
    wf_document *doc = read_paragraphs(p, COUNT_OF(p));
    assert_int_equal(wf_document_grid(doc, 0)->rows, 1);
    assert_true(has_diag(doc, WF_D_TRACKED_CHANGES));
    wf_document_free(doc);
}

static void read__table_props_in_data_stream__are_found(void **state)
{
    (void)state;
    const make_paragraph p[] = {PARA_WITH("x", 0x07, .papx = CELL),
                                PARA_WITH("y", 0x07, .papx = CELL),
                                PARA_WITH("", 0x07, .papx = ROW(0x46, 0x66, 0, 0, 0, 0))};
    doc_made *m = doc_make(p, COUNT_OF(p));
    (void)make_data(m, MAKE(11, 0, TWO_CELLS));
    wf_document *doc = read_made(m);
    assert_int_equal(wf_document_grid(doc, 0)->columns, 2);
    assert_str(cell_text(doc, 0, 0, 1), "y");
    wf_document_free(doc);
    free(m);
}

/* Word 6: sprm 24 is in a table, 25 the end of a row, 190 the row itself with TCs of 10
 * bytes, 191 its shading, 85 bold. */
static void read__word_6__has_text_and_tables(void **state)
{
    (void)state;
    const make_paragraph p[] = {
        PARA_WITH("Bold", 0x0D, .chpx = MAKE(85, 1)),
        PARA_WITH("a", 0x07, .papx = MAKE(24, 1)),
        PARA_WITH("b", 0x07, .papx = MAKE(24, 1)),
        PARA_WITH("", 0x07,
                  .papx = MAKE(24, 1, 25, 1, 190, 28, 0, 2, 0, 0, 0xE8, 0x03, 0xD0, 0x07,
                               0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                               191, 4, 0xE0, 0, 0, 0)),
        PARA("caf\xE9 \x96", 0x0D)};
    doc_made *m = doc_make95(p, COUNT_OF(p));
    wf_document *doc = read_made(m);
    assert_true(wf_document_style(doc, wf_document_paragraph(doc, 0)->style)->bold);
    assert_str(paragraph_text(doc, 1), "caf\xC3\xA9 \xE2\x80\x93");
    assert_str(cell_text(doc, 0, 0, 1), "b");
    assert_int_equal(wf_document_grid(doc, 0)->columns, 2);
    assert_int_equal(cell_fill(doc, 0, 0, 0), 0xFFFF00);
    wf_document_free(doc);
    free(m);
}

/* ---- what cannot be read -------------------------------------------------------- */

static wf_status try_read(doc_made *m, wf_error *err)
{
    wf_document *doc = NULL;
    doc_streams streams = doc_made_streams(m);
    wf_status status = doc_read_streams(&streams, "made.doc", NULL, &doc, err);
    assert_true((status == WF_OK) == (doc != NULL));
    wf_document_free(doc);
    return status;
}

static void read__protected_old_or_short__says_so(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint8_t value;
        const char *says;
    } rows[] = {{11, 0x13, "protected by a password"}, {2, 45, "save it as .docx"}};
    const make_paragraph p[] = {PARA("text", 0x0D)};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        doc_made *m = doc_make(p, 1);
        wf_error err = WF_ERROR_INIT;
        m->main[rows[i].at] = rows[i].value;
        assert_int_equal(try_read(m, &err), WF_E_UNSUPPORTED);
        assert_non_null(strstr(err.message, rows[i].says));
        free(m);
    }
    doc_streams empty = {.main = DOC_NO_BYTES,
                         .table = {DOC_NO_BYTES, DOC_NO_BYTES},
                         .data = DOC_NO_BYTES};
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(doc_read_streams(&empty, "e.doc", NULL, &doc, &err), WF_E_FORMAT);
}

static void read__no_table_stream__gives_the_text_with_a_diagnostic(void **state)
{
    (void)state;
    const make_paragraph p[] = {PARA("still here", 0x0D)};
    doc_made *m = doc_make(p, 1);
    m->table_n = 0;
    make_u32(m->main + 24, MAKE_TEXT_AT);
    make_u32(m->main + 28, MAKE_TEXT_AT + m->text_n);
    wf_document *doc = read_made(m);
    assert_str(paragraph_text(doc, 0), "still here");
    assert_true(has_diag(doc, WF_D_PART_DAMAGED));
    wf_document_free(doc);
    free(m);
}

/* A plan-like document with everything that has a length or an offset in it. */
static doc_made *make_rich(void)
{
    const make_paragraph p[] = {
        PARA_WITH("Title", 0x0D, .istd = 1),
        PARA_WITH("\x13 FORMDROPDOWN \x01\x15", 0x0D,
                  .chpx = MAKE(0x03, 0x6A, 0, 0, 0, 0, 0x06, 0x08, 1)),
        PARA_WITH("cell", 0x07, .papx = CELL),
        PARA_WITH("", 0x07,
                  .papx =
                      ROW(TWO_CELLS, 0x09, 0xD6, 4, 0x80, 0, 6, 4, 0x2B, 0xD6, 2, 0, 3)),
        PARA_WITH("item", 0x0D, .papx = MAKE(0x0B, 0x46, 1, 0)),
        PARA_WITH("huge", 0x0D, .papx = MAKE(0x46, 0x66, 0, 0, 0, 0))};
    doc_made *m = doc_make(p, COUNT_OF(p));
    make_part(m, 1, style_sheet());
    uint8_t list[2 + 28 + 28 + 8] = {1, 0, 7};
    list[2 + 26] = 1; /* one level */
    list[30] = 1;
    list[58] = 3;
    list[62] = '.';
    make_part(m, 73, (make_bytes){.p = list, .n = 30});
    memcpy(m->table + m->table_n, list + 30, sizeof list - 30);
    m->table_n += sizeof list - 30;
    uint8_t lfo[4 + 16 + 4 + 8] = {1, 0, 0, 0, 7};
    lfo[16] = 1;
    memset(lfo + 20, 0xFF, 4);
    lfo[28] = 0x10;
    make_part(m, 74, (make_bytes){.p = lfo, .n = sizeof lfo});
    (void)make_data(m, MAKE(11, 0, TWO_CELLS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    return m;
}

/* Every byte that says where or how long something is, in turn, with values at the edges:
 * a document or a clean error, under the sanitizers. */
static void read__any_byte_changed__ends_cleanly(void **state)
{
    (void)state;
    static const uint8_t values[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
    doc_made *m = make_rich();
    const struct {
        uint8_t *p;
        size_t from, n;
    } areas[] = {{m->main, 0, 900},
                 {m->main, MAKE_PAPX_PAGE * 512, 1024},
                 {m->main, MAKE_TEXT_AT, 64},
                 {m->table, 0, m->table_n},
                 {m->data, 0, m->data_n}};
    for (size_t a = 0; a < COUNT_OF(areas); a++)
        for (size_t i = areas[a].from; i < areas[a].from + areas[a].n; i++)
            for (size_t v = 0; v < COUNT_OF(values); v++) {
                uint8_t old = areas[a].p[i];
                wf_error err = WF_ERROR_INIT;
                areas[a].p[i] = values[v];
                wf_status status = try_read(m, &err);
                assert_true(status == WF_OK || err.message[0] != '\0');
                areas[a].p[i] = old;
            }
    free(m);
}

static void read__any_length__ends_cleanly(void **state)
{
    (void)state;
    doc_made *m = make_rich();
    for (size_t n = 0; n <= MAKE_MAIN_SIZE; n += n < 1000 ? 1 : 37) {
        doc_streams streams = doc_made_streams(m);
        /* a copy of exactly that size, so that a byte too far is seen */
        uint8_t *copy = malloc(n > 0 ? n : 1);
        assert_non_null(copy);
        memcpy(copy, m->main, n);
        streams.main = (doc_bytes){.p = copy, .n = n};
        wf_document *doc = NULL;
        wf_error err = WF_ERROR_INIT;
        if (doc_read_streams(&streams, "cut.doc", NULL, &doc, &err) == WF_OK)
            wf_document_free(doc);
        free(copy);
    }
    size_t all = m->table_n;
    for (m->table_n = 0; m->table_n < all; m->table_n++) {
        wf_error err = WF_ERROR_INIT;
        (void)try_read(m, &err);
    }
    free(m);
}

static void read__steps_run_out__names_the_limit(void **state)
{
    (void)state;
    doc_made *m = make_rich();
    wf_limits limits = *wf_limits_default();
    limits.steps = 20;
    doc_streams streams = doc_made_streams(m);
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(doc_read_streams(&streams, "slow.doc", &limits, &doc, &err),
                     WF_E_LIMIT);
    assert_non_null(strstr(err.message, "steps"));
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read__plain_paragraphs__come_in_order),
        cmocka_unit_test(read__control_characters__become_what_word_shows),
        cmocka_unit_test(read__formatted_text__has_runs),
        cmocka_unit_test(read__hidden_and_deleted_text__is_left_out_and_told),
        cmocka_unit_test(read__fields__show_results_not_codes),
        cmocka_unit_test(read__form_fields__show_their_value),
        cmocka_unit_test(read__headings__have_level_and_toggle_their_style),
        cmocka_unit_test(read__table__gives_cells_in_their_columns),
        cmocka_unit_test(read__vertical_merge_and_shading__as_defined),
        cmocka_unit_test(read__nested_table__is_a_grid_in_its_cell),
        cmocka_unit_test(read__row_without_end__is_kept_with_a_diagnostic),
        cmocka_unit_test(read__deleted_row__goes),
        cmocka_unit_test(read__table_props_in_data_stream__are_found),
        cmocka_unit_test(read__word_6__has_text_and_tables),
        cmocka_unit_test(read__protected_old_or_short__says_so),
        cmocka_unit_test(read__no_table_stream__gives_the_text_with_a_diagnostic),
        cmocka_unit_test(read__any_byte_changed__ends_cleanly),
        cmocka_unit_test(read__any_length__ends_cleanly),
        cmocka_unit_test(read__steps_run_out__names_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
