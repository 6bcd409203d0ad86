/* The quick way and the general way through a workbook give the same document: over every
 * fixture, every plan and every workbook of the outside corpus, where these are at hand.
 */
#include "formats/xlsx/xlsx_parts.h"
#include "tests/support/wf_test.h"

#include <dirent.h>
#include <stdlib.h>

typedef struct tally {
    size_t files, cells;
} tally;

static void assert_same_cell(const wf_document *a, const wf_document *b,
                             const wf_grid *ga, const wf_grid *gb, size_t i)
{
    const wf_cell *x = &ga->cells[i], *y = &gb->cells[i];
    assert_int_equal(x->row, y->row);
    assert_int_equal(x->column, y->column);
    assert_int_equal(x->kind, y->kind);
    assert_int_equal(x->flags, y->flags);
    assert_int_equal(x->length, y->length);
    if (x->kind == WF_CELL_TEXT || x->kind == WF_CELL_ERROR)
        assert_memory_equal(x->as.text, y->as.text, x->length + 1);
    else if (x->kind != WF_CELL_BLANK)
        assert_memory_equal(&x->as.number, &y->as.number, sizeof x->as.number);
    const wf_style *s = wf_document_style(a, x->style),
                   *t = wf_document_style(b, y->style);
    assert_int_equal(s->fill, t->fill);
    assert_int_equal(s->font, t->font);
    assert_int_equal(s->bold, t->bold);
    assert_int_equal(s->strike, t->strike);
    wf_str f = wf_document_number_format(a, s->number_format);
    wf_str g = wf_document_number_format(b, t->number_format);
    assert_int_equal(f.n, g.n);
    assert_memory_equal(f.p, g.p, f.n);
    size_t n = 0, m = 0;
    const wf_run *r = wf_grid_runs(a, ga, x, &n);
    const wf_run *q = wf_grid_runs(b, gb, y, &m);
    assert_int_equal(n, m);
    if (n > 0)
        assert_memory_equal(r, q, n * sizeof *r);
}

static void assert_same(const wf_document *a, const wf_document *b, tally *t)
{
    assert_int_equal(wf_document_grid_count(a), wf_document_grid_count(b));
    for (size_t g = 0; g < wf_document_grid_count(a); g++) {
        const wf_grid *x = wf_document_grid(a, g), *y = wf_document_grid(b, g);
        assert_int_equal(x->cell_count, y->cell_count);
        assert_int_equal(x->merge_count, y->merge_count);
        assert_int_equal(x->rows, y->rows);
        assert_int_equal(x->columns, y->columns);
        assert_int_equal(x->hidden, y->hidden);
        for (size_t i = 0; i < x->cell_count; i++)
            assert_same_cell(a, b, x, y, i);
        if (x->merge_count > 0)
            assert_memory_equal(x->merges, y->merges, x->merge_count * sizeof *x->merges);
        t->cells += x->cell_count;
    }
    assert_int_equal(wf_document_paragraph_count(a), wf_document_paragraph_count(b));
    for (size_t i = 0; i < wf_document_paragraph_count(a); i++) {
        const wf_paragraph *p = wf_document_paragraph(a, i),
                           *q = wf_document_paragraph(b, i);
        assert_int_equal(p->text.n, q->text.n);
        assert_memory_equal(p->text.p, q->text.p, p->text.n);
        assert_int_equal(p->anchor_row, q->anchor_row);
        assert_int_equal(p->anchor_column, q->anchor_column);
    }
    t->files++;
}

static void compare_file(const char *name, tally *t)
{
    wf_input in;
    wf_document *quick = NULL, *general = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_input_open(name, NULL, &in, &err), WF_OK);
    wf_status a = xlsx_read_by(&in, NULL, WF_XML_AUTO, &quick, &err);
    wf_status b = xlsx_read_by(&in, NULL, WF_XML_EXPAT, &general, NULL);
    /* The lexer forgives a little more than expat does, never less. */
    if (b == WF_OK)
        assert_int_equal(a, WF_OK);
    if (a == WF_OK && b == WF_OK && wf_document_diags(general)->n == 0)
        assert_same(quick, general, t);
    wf_document_free(quick);
    wf_document_free(general);
    wf_input_close(&in);
}

static void compare_folder(const char *folder, tally *t)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        char name[1024];
        wf_str file = wf_str_from(e->d_name);
        if (!wf_str_ends_with(file, WF_STR(".xlsx")))
            continue;
        (void)snprintf(name, sizeof name, "%s/%s", folder, e->d_name);
        compare_file(name, t);
    }
    (void)closedir(dir);
}

static void read__both_ways__give_the_same_document(void **state)
{
    (void)state;
    tally t = {0};
    compare_folder(WF_FIXTURES_DIR "/xlsx", &t);
    assert_true(t.files > 0 && t.cells > 0);
    const char *shared = getenv("WF_SHARED");
    char folder[1024];
    static const char *const folders[] = {"plans/dev", "corpus/xlsx", "corpus/damaged"};
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        (void)snprintf(folder, sizeof folder, "%s/%s",
                       shared ? shared : WF_SOURCE_DIR "/../shared", folders[i]);
        compare_folder(folder, &t);
    }
    print_message("%zu workbooks, %zu cells read both ways\n", t.files, t.cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read__both_ways__give_the_same_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
