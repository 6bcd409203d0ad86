/* .xls: workbooks made here record by record, without a container: what each record
 * means, and what damage does. */
#include "formats/registry.h"
#include "tests/support/biff_make.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void shared_strings(struct stream *s)
{
    begin(s, 0xFC);
    u32(s, 4);
    u32(s, 4);
    u16(s, 5); /* 0: "plain" */
    u8(s, 0);
    text(s, "plain");
    u16(s, 3); /* 1: rich: "a", then "bc" in font 2 */
    u8(s, 8);
    u16(s, 1);
    text(s, "abc");
    u16(s, 1);
    u16(s, 2);
    u16(s, 10); /* 2: "caf\u00E9 " in bytes, then over the seam in words */
    u8(s, 0);
    text(s, "caf");
    u8(s, 0xE9);
    u8(s, ' ');
    end(s);
    begin(s, 0x3C);
    u8(s, 1);
    u16(s, 0x2013);
    u16(s, 0xD83D);
    u16(s, 0xDE00);
    u16(s, '\r');
    u16(s, '\n');
    u16(s, 2); /* 3: phonetic data behind the text */
    u8(s, 5);
    u32(s, 6);
    u16(s, 'h');
    u16(s, 'i');
    end(s);
    begin(s, 0x3C); /* which goes on over a seam */
    u32(s, 0);
    u16(s, 0);
    end(s);
}

/* A workbook of two sheets and a chart sheet with most records. */
static void make_workbook(struct stream *s)
{
    memset(s, 0, sizeof *s);
    bof(s, 0x600, 5);
    looks(s);
    size_t first = bound_sheet(s, "Plan", 0, 0);
    size_t chart = bound_sheet(s, "Chart", 0, 2);
    size_t second = bound_sheet(s, "Old", 1, 0);
    shared_strings(s);
    empty(s, 0x0A);

    point_to_here(s, first);
    bof(s, 0x600, 0x10);
    begin(s, 0x7D); /* column C hidden */
    u16(s, 2);
    u16(s, 2);
    u16(s, 2560);
    u16(s, 0);
    u16(s, 1);
    u16(s, 0);
    end(s);
    begin(s, 0x208); /* row 5 hidden */
    u16(s, 4);
    for (int i = 0; i < 5; i++)
        u16(s, 0);
    u16(s, 0x20);
    u16(s, 0);
    end(s);
    label_sst(s, 0, 0, XF_PLAIN, 0);
    label_sst(s, 0, 1, XF_RED_BOLD, 1);
    label_sst(s, 0, 2, XF_GREEN_FILL, 2);
    label_sst(s, 0, 3, XF_PLAIN, 3);
    label_sst(s, 0, 4, XF_PLAIN, 99);
    number(s, 1, 0, XF_DATE, 45536.5);
    number(s, 1, 1, XF_PERCENT, 0.93);
    number(s, 1, 2, XF_MONEY, 1200);
    rk(s, 2, 0, (uint32_t)(-7 * 4) | 2);
    rk(s, 2, 1, 12345u << 2 | 3);
    rk(s, 2, 2, 0x3FF80000); /* 1.5 */
    cell(s, 0xBD, 3, 0, XF_PLAIN);
    u32(s, 5u << 2 | 2);
    u16(s, XF_PLAIN);
    u32(s, 6u << 2 | 2);
    u16(s, 1);
    end(s);
    cell(s, 0xBE, 3, 2, XF_GREEN_FILL); /* C4 filled, D4 not */
    u16(s, XF_PLAIN);
    u16(s, 3);
    end(s);
    cell(s, 0x205, 4, 0, XF_PLAIN);
    u8(s, 1);
    u8(s, 0);
    end(s);
    cell(s, 0x205, 4, 1, XF_PLAIN);
    u8(s, 0x2A);
    u8(s, 1);
    end(s);
    formula(s, 5, 0, 0, 0);
    empty(s, 0x4BC);
    begin(s, 0x207);
    u16(s, 3);
    u8(s, 0);
    text(s, "sum");
    end(s);
    formula(s, 5, 1, 1, 1);
    formula(s, 5, 2, 2, 0x07);
    formula(s, 5, 3, 3, 0);
    formula(s, 5, 4, 0, 0); /* its text is missing */
    cell(s, 0x06, 5, 5, XF_PLAIN);
    f64(s, 2.5);
    u16(s, 0);
    u32(s, 0);
    u16(s, 0);
    end(s);
    bof(s, 0x600, 0x20); /* a chart in the sheet, with copies of numbers */
    number(s, 0, 0, XF_PLAIN, 666);
    empty(s, 0x0A);
    begin(s, 0xE5);
    u16(s, 2);
    u16(s, 7);
    u16(s, 8);
    u16(s, 0);
    u16(s, 3);
    u16(s, 9);
    u16(s, 9);
    u16(s, 0);
    u16(s, 0);
    end(s);
    number(s, 7, 0, XF_PLAIN, 8);
    empty(s, 0x0A);

    point_to_here(s, chart);
    bof(s, 0x600, 0x20);
    number(s, 0, 0, XF_PLAIN, 667);
    empty(s, 0x0A);

    point_to_here(s, second);
    bof(s, 0x600, 0x10);
    number(s, 0, 0, XF_PLAIN, 1);
    empty(s, 0x0A);
}

static wf_document *open_bytes(const uint8_t *bytes, size_t n, wf_error *err)
{
    wf_document *doc = NULL;
    wf_input in = wf_input_from_memory(bytes, n, "made.xls");
    return wf_reader_xls.read(&in, NULL, &doc, err) == WF_OK ? doc : NULL;
}

static wf_document *must_open(const struct stream *s)
{
    wf_error err = WF_ERROR_INIT;
    wf_document *doc = open_bytes(s->bytes, s->n, &err);
    if (!doc)
        fail_msg("%s", err.message);
    return doc;
}

static void expect(const wf_document *doc, uint32_t row, uint32_t column,
                   wf_cell_kind kind, const char *shown)
{
    const wf_cell *c = wf_grid_cell(wf_document_grid(doc, 0), row, column);
    wf_arena *arena = wf_arena_new(0);
    wf_str t;
    if (!c)
        fail_msg("no cell at row %u column %u", row, column);
    assert_int_equal(c->kind, kind);
    assert_int_equal(wf_cell_text(doc, c, arena, &t), WF_OK);
    assert_string_equal(t.p, shown);
    wf_arena_free(arena);
}

static size_t count_diags(const wf_document *doc, wf_diag_code code)
{
    const wf_diags *diags = wf_document_diags(doc);
    size_t n = 0;
    for (size_t i = 0; i < diags->n; i++)
        n += diags->items[i].code == code;
    return n;
}

static void xls_read__texts__over_seams_and_rich(void **state)
{
    (void)state;
    struct stream *s = malloc(sizeof *s);
    make_workbook(s);
    wf_document *doc = must_open(s);
    expect(doc, 0, 0, WF_CELL_TEXT, "plain");
    expect(doc, 0, 1, WF_CELL_TEXT, "abc");
    expect(doc, 0, 2, WF_CELL_TEXT, "caf\xC3\xA9 \xE2\x80\x93\xF0\x9F\x98\x80");
    expect(doc, 0, 3, WF_CELL_TEXT, "hi");
    assert_null(wf_grid_cell(wf_document_grid(doc, 0), 0, 4));
    assert_int_equal(count_diags(doc, WF_D_CELL_BAD), 1);
    size_t n = 0;
    const wf_grid *grid = wf_document_grid(doc, 0);
    const wf_run *runs = wf_grid_runs(doc, grid, wf_grid_cell(grid, 0, 1), &n);
    assert_int_equal(n, 2);
    assert_int_equal(runs[0].length, 1);
    assert_int_equal(runs[0].font, 0xFF0000);
    assert_int_equal(runs[0].flags, WF_RUN_BOLD | WF_RUN_STRIKE);
    assert_int_equal(runs[1].start, 1);
    assert_int_equal(runs[1].length, 2);
    assert_int_equal(runs[1].font, 0x0000FF);
    assert_int_equal(runs[1].flags, WF_RUN_ITALIC);
    wf_document_free(doc);
    free(s);
}

static void xls_read__values__of_every_record(void **state)
{
    (void)state;
    struct stream *s = malloc(sizeof *s);
    make_workbook(s);
    wf_document *doc = must_open(s);
    expect(doc, 1, 0, WF_CELL_DATE, "01/09/2024");
    expect(doc, 1, 1, WF_CELL_NUMBER, "93%");
    expect(doc, 1, 2, WF_CELL_NUMBER,
           "\xC2\xA3"
           "1,200.0");
    expect(doc, 2, 0, WF_CELL_NUMBER, "-7");
    expect(doc, 2, 1, WF_CELL_NUMBER, "123.45");
    expect(doc, 2, 2, WF_CELL_NUMBER, "1.5");
    expect(doc, 3, 0, WF_CELL_NUMBER, "5");
    expect(doc, 3, 1, WF_CELL_NUMBER, "6");
    expect(doc, 3, 2, WF_CELL_BLANK, "");
    assert_null(wf_grid_cell(wf_document_grid(doc, 0), 3, 3));
    expect(doc, 4, 0, WF_CELL_BOOLEAN, "TRUE");
    expect(doc, 4, 1, WF_CELL_ERROR, "#N/A");
    expect(doc, 5, 0, WF_CELL_TEXT, "sum");
    expect(doc, 5, 1, WF_CELL_BOOLEAN, "TRUE");
    expect(doc, 5, 2, WF_CELL_ERROR, "#DIV/0!");
    assert_null(wf_grid_cell(wf_document_grid(doc, 0), 5, 3));
    assert_null(wf_grid_cell(wf_document_grid(doc, 0), 5, 4));
    assert_int_equal(count_diags(doc, WF_D_FORMULA_NO_VALUE), 1);
    expect(doc, 5, 5, WF_CELL_NUMBER, "2.5");
    assert_true(wf_grid_cell(wf_document_grid(doc, 0), 5, 5)->flags & WF_CELL_FORMULA);
    wf_document_free(doc);
    free(s);
}

static void xls_read__looks__merges_and_hidden(void **state)
{
    (void)state;
    struct stream *s = malloc(sizeof *s);
    make_workbook(s);
    wf_document *doc = must_open(s);
    assert_int_equal(wf_document_grid_count(doc), 2); /* no chart sheet */
    assert_false(wf_document_grid(doc, 0)->hidden);
    assert_true(wf_document_grid(doc, 1)->hidden);
    assert_string_equal(wf_document_grid(doc, 1)->name.p, "Old");
    const wf_grid *grid = wf_document_grid(doc, 0);
    const wf_style *style = wf_document_style(doc, wf_grid_cell(grid, 0, 1)->style);
    assert_int_equal(style->font, 0xFF0000);
    assert_true(style->bold && style->strike && !style->italic);
    assert_int_equal(style->fill, WF_COLOR_NONE);
    assert_int_equal(wf_document_style(doc, wf_grid_cell(grid, 3, 2)->style)->fill,
                     0x00FF00);
    assert_true(wf_grid_cell(grid, 0, 2)->flags & WF_CELL_HIDDEN);
    assert_true(wf_grid_cell(grid, 4, 0)->flags & WF_CELL_HIDDEN);
    assert_false(wf_grid_cell(grid, 0, 0)->flags & WF_CELL_HIDDEN);
    assert_int_equal(grid->merge_count, 1);
    assert_int_equal(grid->merges[0].last_row, 8);
    assert_int_equal(grid->merges[0].last_column, 3);
    expect(doc, 7, 0, WF_CELL_NUMBER, "8");
    wf_document_free(doc);
    free(s);
}

static void xls_read__wrong_directory__sheets_in_file_order(void **state)
{
    (void)state;
    struct stream *s = malloc(sizeof *s);
    make_workbook(s);
    static const uint8_t mark[] = {0x85, 0, 12, 0};
    for (size_t i = 0; i + 8 < s->n; i++)
        if (memcmp(s->bytes + i, mark, sizeof mark) == 0)
            memset(s->bytes + i + 4, 0x7F, 4);
    wf_document *doc = must_open(s);
    expect(doc, 0, 0, WF_CELL_TEXT, "plain");
    assert_int_equal(count_diags(doc, WF_D_PART_DAMAGED), 1);
    wf_document_free(doc);
    free(s);
}

static void xls_read__password__says_so(void **state)
{
    (void)state;
    struct stream *s = calloc(1, sizeof *s);
    wf_error err = WF_ERROR_INIT;
    bof(s, 0x600, 5);
    begin(s, 0x2F);
    u16(s, 1);
    u16(s, 1);
    u16(s, 1);
    end(s);
    assert_null(open_bytes(s->bytes, s->n, &err));
    assert_int_equal(err.code, WF_E_UNSUPPORTED);
    assert_non_null(strstr(err.message, "protected by a password"));
    free(s);
}

/* BIFF5: texts in the code page, 1904 dates, a sheet whose XF records have 16 bytes. */
static void xls_read__biff5__code_page_and_1904(void **state)
{
    (void)state;
    struct stream *s = calloc(1, sizeof *s);
    bof(s, 0x500, 5);
    begin(s, 0x42);
    u16(s, 1250);
    end(s);
    begin(s, 0x22);
    u16(s, 1);
    end(s);
    font(s, 0x7FFF, 400, 0);
    font(s, 10, 700, 0);
    for (unsigned i = 0; i < 2; i++) {
        begin(s, 0xE0);
        u16(s, i);
        u16(s, i ? FORMAT_DATE : 0);
        u32(s, 0);
        u32(s, i ? 13u | 65u << 7 | 1u << 16 : 0);
        u32(s, 0);
        end(s);
    }
    begin(s, 0x85);
    size_t at = s->n;
    u32(s, 0);
    u16(s, 0);
    u8(s, 2);
    u8(s, 0x8C); /* S with caron, as 0x8A, is not the same letter in 1252 */
    u8(s, 'x');
    end(s);
    empty(s, 0x0A);
    point_to_here(s, at);
    bof(s, 0x500, 0x10);
    cell(s, 0x204, 0, 0, 0);
    u16(s, 2);
    u8(s, 0xE8);
    u8(s, 'a');
    end(s);
    cell(s, 0xD6, 0, 1, 0);
    u16(s, 3);
    text(s, "abc");
    u8(s, 1);
    u8(s, 2);
    u8(s, 1);
    end(s);
    number(s, 1, 0, 1, 0);
    empty(s, 0x0A);
    wf_document *doc = must_open(s);
    assert_string_equal(wf_document_grid(doc, 0)->name.p, "\xC5\x9Ax");
    expect(doc, 0, 0, WF_CELL_TEXT,
           "\xC4\x8D"
           "a");
    expect(doc, 0, 1, WF_CELL_TEXT, "abc");
    expect(doc, 1, 0, WF_CELL_DATE, "01/01/1904");
    const wf_grid *grid = wf_document_grid(doc, 0);
    assert_int_equal(wf_document_style(doc, wf_grid_cell(grid, 1, 0)->style)->fill,
                     0xFFFF00);
    size_t n = 0;
    const wf_run *runs = wf_grid_runs(doc, grid, wf_grid_cell(grid, 0, 1), &n);
    assert_int_equal(n, 2);
    assert_int_equal(runs[1].start, 2);
    assert_int_equal(runs[1].font, 0xFF0000);
    wf_document_free(doc);
    free(s);
}

static void xls_read__biff2__single_sheet(void **state)
{
    (void)state;
    struct stream *s = calloc(1, sizeof *s);
    begin(s, 0x09);
    u16(s, 2);
    u16(s, 0x10);
    end(s);
    begin(s, 0x04);
    u16(s, 0);
    u16(s, 0);
    u8(s, 0);
    u16(s, 0);
    u8(s, 3);
    text(s, "old");
    end(s);
    begin(s, 0x02);
    u16(s, 0);
    u16(s, 1);
    u8(s, 0);
    u16(s, 0);
    u16(s, 42);
    end(s);
    empty(s, 0x0A);
    wf_document *doc = must_open(s);
    expect(doc, 0, 0, WF_CELL_TEXT, "old");
    expect(doc, 0, 1, WF_CELL_NUMBER, "42");
    wf_document_free(doc);
    free(s);
}

/* A comment whose box has a text with fonts, and a text box of two lines. */
static void xls_read__comments_and_text_boxes__are_paragraphs(void **state)
{
    (void)state;
    struct stream *s = calloc(1, sizeof *s);
    bof(s, 0x600, 5);
    looks(s);
    size_t at = bound_sheet(s, "Plan", 0, 0);
    empty(s, 0x0A);
    point_to_here(s, at);
    bof(s, 0x600, 0x10);
    for (unsigned id = 1; id <= 2; id++) {
        begin(s, 0xEC);
        u16(s, 0x0F);
        u16(s, 0xF004);
        u32(s, 26);
        u16(s, 0);
        u16(s, 0xF010);
        u32(s, 18);
        for (unsigned i = 0; i < 9; i++)
            u16(s, i == 1 ? 2 : i == 3 ? 6 : 0); /* C7 */
        end(s);
        begin(s, 0x5D);
        u16(s, 0x15);
        u16(s, 0x12);
        u16(s, id == 1 ? 0x19 : 6);
        u16(s, id);
        u32(s, 0);
        end(s);
        begin(s, 0x1B6);
        for (int i = 0; i < 5; i++)
            u16(s, 0);
        u16(s, 7);
        u16(s, 16);
        u32(s, 0);
        end(s);
        begin(s, 0x3C);
        u8(s, 0);
        text(s, id == 1 ? "See DfE" : "one\ntwo");
        end(s);
        begin(s, 0x3C);
        u16(s, 4);
        u16(s, 2);
        u32(s, 0);
        u16(s, 7);
        u16(s, 0);
        u32(s, 0);
        end(s);
    }
    begin(s, 0x1C);
    u16(s, 3);
    u16(s, 1);
    u16(s, 0);
    u16(s, 1);
    u16(s, 0);
    u8(s, 0);
    end(s);
    empty(s, 0x0A);
    wf_document *doc = must_open(s);
    assert_int_equal(wf_document_paragraph_count(doc), 3);
    const wf_paragraph *p = wf_document_paragraph(doc, 0);
    assert_string_equal(p->text.p, "one");
    assert_int_equal(p->area, WF_AREA_TEXT_BOX);
    assert_int_equal(p->anchor_row, 6);
    assert_int_equal(p->anchor_column, 2);
    p = wf_document_paragraph(doc, 1);
    assert_string_equal(p->text.p, "two");
    assert_int_equal(p->run_count, 1);
    assert_int_equal(p->runs[0].font, 0x0000FF);
    p = wf_document_paragraph(doc, 2);
    assert_string_equal(p->text.p, "See DfE");
    assert_int_equal(p->area, WF_AREA_COMMENT);
    assert_int_equal(p->anchor_row, 3);
    assert_int_equal(p->anchor_column, 1);
    assert_int_equal(p->run_count, 2);
    assert_int_equal(p->runs[1].start, 4);
    wf_document_free(doc);
    free(s);
}

static void must_not_fail_badly(const uint8_t *bytes, size_t n)
{
    uint8_t *own = malloc(n ? n : 1); /* its own block: over-reads show */
    wf_error err = WF_ERROR_INIT;
    memcpy(own, bytes, n);
    wf_document *doc = open_bytes(own, n, &err);
    assert_true(doc || err.code != WF_OK);
    wf_document_free(doc);
    free(own);
}

static void xls_read__every_truncation__gives_what_there_is(void **state)
{
    (void)state;
    struct stream *s = malloc(sizeof *s);
    make_workbook(s);
    for (size_t n = 0; n < s->n; n++)
        must_not_fail_badly(s->bytes, n);
    /* A file cut within its last sheet still gives the first, and says so. */
    s->n -= 10;
    wf_document *doc = must_open(s);
    expect(doc, 0, 0, WF_CELL_TEXT, "plain");
    assert_true(count_diags(doc, WF_D_TRUNCATED) > 0);
    wf_document_free(doc);
    free(s);
}

static void xls_read__every_byte_broken__never_fails_badly(void **state)
{
    (void)state;
    static const uint8_t values[] = {0x00, 0x01, 0x7F, 0x80, 0xFF, 0x3C};
    struct stream *s = malloc(sizeof *s);
    make_workbook(s);
    for (size_t i = 0; i < s->n; i++) {
        uint8_t was = s->bytes[i];
        for (size_t k = 0; k < sizeof values; k++) {
            s->bytes[i] = values[k];
            must_not_fail_badly(s->bytes, s->n);
        }
        s->bytes[i] = was;
    }
    free(s);
}

/* Many sheets that all point to the same long substream: work stays within twice the
 * file. */
static void xls_read__overlapping_sheets__are_an_error(void **state)
{
    (void)state;
    struct stream *s = calloc(1, sizeof *s);
    size_t at[600];
    wf_error err = WF_ERROR_INIT;
    bof(s, 0x600, 5);
    for (size_t i = 0; i < 600; i++)
        at[i] = bound_sheet(s, "x", 0, 0);
    empty(s, 0x0A);
    for (size_t i = 0; i < 600; i++)
        point_to_here(s, at[i]);
    bof(s, 0x600, 0x10);
    for (unsigned i = 0; i < 2000; i++)
        number(s, i, 0, 0, 1);
    empty(s, 0x0A);
    assert_null(open_bytes(s->bytes, s->n, &err));
    assert_non_null(strstr(err.message, "overlap"));
    free(s);
}

/* Comparisons, "between" and a formula with a fixed column, as LibreOffice writes them.
 */
static void xls_read__conditional_formats__give_the_fill(void **state)
{
    (void)state;
    static const struct {
        uint32_t row;
        uint16_t column;
        uint32_t fill;
    } expected[] = {
        {1, 1, 0x00B050},      {2, 1, 0xFFC000},      {3, 1, 0xFF0000},
        {1, 2, 0x00FF00},      {2, 2, 0xFFFF00},      {3, 2, WF_COLOR_NONE},
        {4, 2, WF_COLOR_NONE}, {1, 0, WF_COLOR_NONE}, {3, 0, 0xFF99CC},
    };
    wf_document *doc = NULL;
    assert_int_equal(
        wf_document_read(WF_FIXTURES_DIR "/xls/rag-by-condition.xls", NULL, &doc, NULL),
        WF_OK);
    const wf_grid *grid = wf_document_grid(doc, 0);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const wf_cell *c = wf_grid_cell(grid, expected[i].row, expected[i].column);
        const wf_style *style = wf_document_style(doc, c->style);
        assert_int_equal(style->fill, expected[i].fill);
        assert_int_equal(style->fill_conditional, expected[i].fill != WF_COLOR_NONE);
    }
    assert_int_equal(wf_document_paragraph_count(doc), 1);
    assert_int_equal(wf_document_paragraph(doc, 0)->anchor_row, 2);
    wf_document_free(doc);
}

static void xls_probe__other_bytes__are_left_alone(void **state)
{
    (void)state;
    static const char *const others[] = {"", "PK\x03\x04", "a,b\nc,d\n", "\x09\x08",
                                         "%PDF-1.4"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        wf_input in = wf_input_from_memory(others[i], strlen(others[i]), "x.xls");
        assert_int_equal(wf_reader_xls.probe(&in), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xls_read__texts__over_seams_and_rich),
        cmocka_unit_test(xls_read__values__of_every_record),
        cmocka_unit_test(xls_read__looks__merges_and_hidden),
        cmocka_unit_test(xls_read__wrong_directory__sheets_in_file_order),
        cmocka_unit_test(xls_read__password__says_so),
        cmocka_unit_test(xls_read__biff5__code_page_and_1904),
        cmocka_unit_test(xls_read__biff2__single_sheet),
        cmocka_unit_test(xls_read__comments_and_text_boxes__are_paragraphs),
        cmocka_unit_test(xls_read__every_truncation__gives_what_there_is),
        cmocka_unit_test(xls_read__every_byte_broken__never_fails_badly),
        cmocka_unit_test(xls_read__overlapping_sheets__are_an_error),
        cmocka_unit_test(xls_read__conditional_formats__give_the_fill),
        cmocka_unit_test(xls_probe__other_bytes__are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
