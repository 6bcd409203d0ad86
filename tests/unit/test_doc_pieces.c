/* Piece tables: pieces out of order, of both widths, with properties of their own, and
 * bad ones. */
#include "tests/support/doc_make.h"
#include "tests/support/wf_test.h"

#include "engine/document/document_build.h"
#include "formats/doc/doc_pieces.h"

typedef struct piece_row {
    uint32_t cp_end, fc; /* fc as it stands in the file */
    uint16_t prm;
} piece_row;

/* A document of one paragraph "one two " + UTF-16 text, cut as the rows say; `prc` is the
 * one grpprl. */
static doc_made *make_pieces(const piece_row *rows, size_t n, make_bytes prc)
{
    const make_paragraph p[] = {PARA("one two three", 0x0D)};
    doc_made *m = doc_make(p, 1);
    uint8_t clx[512] = {0};
    size_t at = 0;
    if (prc.n > 0) {
        clx[at++] = 1;
        make_u16(clx + at, (unsigned)prc.n);
        memcpy(clx + at + 2, prc.p, prc.n);
        at += 2 + prc.n;
    }
    clx[at++] = 2;
    make_u32(clx + at, (uint32_t)(4 + n * 12));
    at += 4;
    for (size_t i = 0; i < n; i++) {
        make_u32(clx + at + 4 + i * 4, rows[i].cp_end);
        make_u32(clx + at + (n + 1) * 4 + i * 8 + 2, rows[i].fc);
        make_u16(clx + at + (n + 1) * 4 + i * 8 + 6, rows[i].prm);
    }
    make_part(m, 33, (make_bytes){.p = clx, .n = at + 4 + n * 12});
    make_u32(m->main + 76, rows[n - 1].cp_end);
    /* UTF-16 behind the text */
    memcpy(m->main + MAKE_TEXT_AT + 64, "\x16\x20\xE9\0", 4);
    return m;
}

static wf_document *read_made(const doc_made *m)
{
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    doc_streams streams = doc_made_streams(m);
    assert_int_equal(doc_read_streams(&streams, "made.doc", NULL, &doc, &err), WF_OK);
    return doc;
}

#define NARROW(at) (0x40000000u | (uint32_t)(at)*2u)

static void pieces__saved_fast__come_in_their_order(void **state)
{
    (void)state;
    const piece_row rows[] = {
        {6, NARROW(MAKE_TEXT_AT + 8), 0}, /* "three" and the mark... */
        {8, MAKE_TEXT_AT + 64, 0},        /* ...two wide ones */
        {11, NARROW(MAKE_TEXT_AT), 0},
        {12, NARROW(MAKE_TEXT_AT + 13), 0}};
    doc_made *m = make_pieces(rows, COUNT_OF(rows), (make_bytes){0});
    wf_document *doc = read_made(m);
    assert_int_equal(wf_document_paragraph_count(doc), 2);
    assert_str(wf_document_paragraph(doc, 0)->text, "three");
    assert_str(wf_document_paragraph(doc, 1)->text, "\xE2\x80\x96\xC3\xA9one");
    wf_document_free(doc);
    free(m);
}

static void pieces__with_properties__change_their_text(void **state)
{
    (void)state;
    /* a Prc that makes bold, and a Prm0 (isprm 0x56: italic) */
    const piece_row rows[] = {
        {4, NARROW(MAKE_TEXT_AT), 0x0001},
        {8, NARROW(MAKE_TEXT_AT + 4), 0x56 << 1 | 1 << 8},
        {14, NARROW(MAKE_TEXT_AT + 8), 0x0003}}; /* no such Prc: nothing */
    doc_made *m = make_pieces(rows, COUNT_OF(rows), MAKE(0x35, 0x08, 1));
    wf_document *doc = read_made(m);
    const wf_paragraph *p = wf_document_paragraph(doc, 0);
    assert_str(p->text, "one two three");
    assert_int_equal(p->run_count, 3);
    assert_int_equal(p->runs[0].flags, WF_RUN_BOLD);
    assert_int_equal(p->runs[1].flags, WF_RUN_ITALIC);
    assert_int_equal(p->runs[2].flags, 0);
    wf_document_free(doc);
    free(m);
}

static void pieces__outside_the_stream__are_cut_with_a_diagnostic(void **state)
{
    (void)state;
    const piece_row rows[] = {{4, NARROW(MAKE_TEXT_AT), 0},
                              {400, NARROW(MAKE_MAIN_SIZE - 2), 0},
                              {500, 0x3FFFFFFE, 0}};
    doc_made *m = make_pieces(rows, COUNT_OF(rows), (make_bytes){0});
    wf_document *doc = read_made(m);
    assert_true(wf_str_starts_with(wf_document_paragraph(doc, 0)->text, WF_STR("one")));
    assert_int_equal(wf_document_diags(doc)->items[0].code, WF_D_PART_DAMAGED);
    wf_document_free(doc);
    free(m);
}

static void pieces__that_share_bytes_too_often__are_refused(void **state)
{
    (void)state;
    /* 40 pieces, each of the whole stream's 9 KiB, are fine; a million of them are a bomb
     */
    enum {
        PIECES = 2000
    };
    const make_paragraph p[] = {PARA("x", 0x0D)};
    doc_made *m = doc_make(p, 1);
    uint8_t *clx = calloc(1, 9 + (size_t)PIECES * 12);
    assert_non_null(clx);
    clx[0] = 2;
    make_u32(clx + 1, 4 + PIECES * 12);
    for (uint32_t i = 0; i < PIECES; i++) {
        make_u32(clx + 9 + i * 4, (i + 1) * 9000);
        make_u32(clx + 5 + (PIECES + 1) * 4 + i * 8 + 2, NARROW(0));
    }
    m->table_n = 0;
    make_pair(m, 33, 0, 9 + PIECES * 12);
    doc_streams streams = doc_made_streams(m);
    streams.table[1] = (doc_bytes){.p = clx, .n = 9 + PIECES * 12};
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(doc_read_streams(&streams, "bomb.doc", NULL, &doc, &err),
                     WF_E_LIMIT);
    assert_non_null(strstr(err.message, "expansion-ratio"));
    free(clx);
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces__saved_fast__come_in_their_order),
        cmocka_unit_test(pieces__with_properties__change_their_text),
        cmocka_unit_test(pieces__outside_the_stream__are_cut_with_a_diagnostic),
        cmocka_unit_test(pieces__that_share_bytes_too_often__are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
