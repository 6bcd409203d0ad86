#include "engine/document/document_build.h"
#include "tests/support/random.h"
#include "tests/support/wf_test.h"

typedef struct fixture {
    wf_document *doc;
    uint32_t grid;
} fixture;

static fixture begin(const wf_limits *limits)
{
    fixture f = {0};
    wf_grid_options options = {.name = WF_STR("Plan"), .parent = WF_NO_INDEX};
    assert_int_equal(wf_document_new(WF_FORMAT_XLSX, "t.xlsx", limits, &f.doc, NULL),
                     WF_OK);
    assert_int_equal(wf_document_grid_begin(f.doc, &options, &f.grid, NULL), WF_OK);
    return f;
}

static void end(const fixture *f)
{
    assert_int_equal(wf_document_grid_end(f->doc, f->grid, NULL), WF_OK);
    assert_int_equal(wf_document_finish(f->doc, NULL), WF_OK);
}

static wf_status add_text(const fixture *f, uint32_t row, uint16_t column,
                          const char *text)
{
    wf_str s;
    assert_int_equal(wf_arena_str(wf_document_arena(f->doc), wf_str_from(text), &s),
                     WF_OK);
    return wf_document_add_cell(f->doc, f->grid,
                                &(wf_cell){.row = row,
                                           .column = column,
                                           .kind = WF_CELL_TEXT,
                                           .length = (uint32_t)s.n,
                                           .as.text = s.p},
                                NULL);
}

static wf_str text_at(const fixture *f, uint32_t row, uint32_t column)
{
    const wf_cell *c = wf_grid_cell(wf_document_grid(f->doc, f->grid), row, column);
    return c ? (wf_str){.p = c->as.text, .n = c->length} : WF_STR("(none)");
}

static void build__cells_out_of_order__are_found_by_address(void **state)
{
    (void)state;
    fixture f = begin(NULL);
    static const struct {
        uint32_t row;
        uint16_t column;
        const char *text;
    } cells[] = {{5, 2, "f"}, {0, 0, "a"}, {5, 1, "e"},
                 {2, 7, "c"}, {2, 3, "b"}, {3, 0, "d"}};
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        assert_int_equal(add_text(&f, cells[i].row, cells[i].column, cells[i].text),
                         WF_OK);
    end(&f);
    const wf_grid *grid = wf_document_grid(f.doc, 0);
    assert_int_equal(grid->cell_count, COUNT_OF(cells));
    for (size_t i = 1; i < grid->cell_count; i++)
        assert_true(grid->cells[i - 1].as.text[0] < grid->cells[i].as.text[0]);
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        assert_str(text_at(&f, cells[i].row, cells[i].column), cells[i].text);
    assert_null(wf_grid_cell(grid, 9, 9));
    assert_int_equal(grid->rows, 6);
    assert_int_equal(grid->columns, 8);
    assert_int_equal(wf_document_content_count(f.doc), COUNT_OF(cells));
    wf_document_free(f.doc);
}

static void build__one_address_twice__keeps_the_last_and_its_runs(void **state)
{
    (void)state;
    fixture f = begin(NULL);
    const wf_run first = {.length = 1, .flags = WF_RUN_BOLD, .font = 1, .fill = 2};
    const wf_run second = {.length = 2, .flags = WF_RUN_STRIKE, .font = 3, .fill = 4};
    assert_int_equal(add_text(&f, 1, 1, "x"), WF_OK);
    assert_int_equal(wf_document_add_cell_runs(f.doc, f.grid, &first, 1, NULL), WF_OK);
    assert_int_equal(add_text(&f, 0, 0, "a"), WF_OK);
    assert_int_equal(add_text(&f, 1, 1, "yy"), WF_OK);
    assert_int_equal(wf_document_add_cell_runs(f.doc, f.grid, &second, 1, NULL), WF_OK);
    end(&f);
    assert_str(text_at(&f, 1, 1), "yy");
    const wf_grid *grid = wf_document_grid(f.doc, 0);
    size_t count = 0;
    const wf_run *runs = wf_grid_runs(f.doc, grid, wf_grid_cell(grid, 1, 1), &count);
    assert_int_equal(count, 1);
    assert_int_equal(runs[0].font, 3);
    assert_null(wf_grid_runs(f.doc, grid, wf_grid_cell(grid, 0, 0), &count));
    assert_int_equal(wf_document_diags(f.doc)->n, 1);
    assert_str(wf_document_diags(f.doc)->items[0].at, "Plan!B2");
    wf_document_free(f.doc);
}

static void build__merges__flag_their_cells_and_overlaps_are_dropped(void **state)
{
    (void)state;
    fixture f = begin(NULL);
    assert_int_equal(add_text(&f, 1, 1, "owner"), WF_OK);
    assert_int_equal(add_text(&f, 2, 2, "covered"), WF_OK);
    assert_int_equal(add_text(&f, 3, 3, "free"), WF_OK);
    const wf_merge merges[] = {{.row = 1, .last_row = 2, .column = 1, .last_column = 2},
                               {.row = 2, .last_row = 4, .column = 2, .last_column = 5},
                               {.row = 9, .last_row = 9, .column = 9, .last_column = 9}};
    for (size_t i = 0; i < COUNT_OF(merges); i++)
        assert_int_equal(wf_document_add_merge(f.doc, f.grid, &merges[i], NULL), WF_OK);
    end(&f);
    const wf_grid *grid = wf_document_grid(f.doc, 0);
    assert_int_equal(grid->merge_count, 1);
    assert_true(wf_grid_cell(grid, 1, 1)->flags & WF_CELL_MERGED);
    assert_true(wf_grid_cell(grid, 2, 2)->flags & WF_CELL_COVERED);
    assert_int_equal(wf_grid_cell(grid, 3, 3)->flags, 0);
    assert_non_null(wf_grid_merge(grid, 2, 1));
    assert_null(wf_grid_merge(grid, 3, 3));
    wf_document_free(f.doc);
}

/* The merge of an address by looking at each: what the quick ways must agree with. */
static const wf_merge *merge_by_all(const wf_grid *grid, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < grid->merge_count; i++) {
        const wf_merge *m = &grid->merges[i];
        if (row >= m->row && row <= m->last_row && column >= m->column &&
            column <= m->last_column)
            return m;
    }
    return NULL;
}

static void expect_flags(const wf_grid *grid)
{
    for (size_t i = 0; i < grid->cell_count; i++) {
        const wf_cell *c = &grid->cells[i];
        const wf_merge *m = merge_by_all(grid, c->row, c->column);
        bool owner = m && m->row == c->row && m->column == c->column;
        int flags = !m ? 0 : owner ? WF_CELL_MERGED : WF_CELL_COVERED;
        assert_int_equal(c->flags & (WF_CELL_MERGED | WF_CELL_COVERED), flags);
    }
    for (uint32_t row = 0; row < 45; row++)
        for (uint32_t column = 0; column < 25; column++)
            assert_ptr_equal(wf_grid_merge(grid, row, column),
                             merge_by_all(grid, row, column));
}

static void build__any_merges__flags_and_searches_agree_with_looking_at_all(void **state)
{
    (void)state;
    wf_random random = wf_random_seeded();
    for (int round = 0; round < 60; round++) {
        fixture f = begin(NULL);
        for (uint32_t i = 0; i < 40 * 20; i++)
            if (wf_random_below(&random, 4) > 0)
                assert_int_equal(add_text(&f, i / 20, (uint16_t)(i % 20), "x"), WF_OK);
        for (int i = 0; i < 40; i++) {
            wf_merge m = {.row = wf_random_below(&random, 40),
                          .column = (uint16_t)wf_random_below(&random, 20)};
            m.last_row = m.row + wf_random_below(&random, round % 2 ? 40 : 4);
            m.last_column =
                (uint16_t)(m.column + wf_random_below(&random, round % 2 ? 2 : 6));
            assert_int_equal(wf_document_add_merge(f.doc, f.grid, &m, NULL), WF_OK);
        }
        end(&f);
        expect_flags(wf_document_grid(f.doc, 0));
        wf_document_free(f.doc);
    }
}

static void build__hidden_rows_and_columns__flag_their_cells(void **state)
{
    (void)state;
    fixture f = begin(NULL);
    for (uint32_t row = 0; row < 6; row++)
        assert_int_equal(add_text(&f, row, (uint16_t)row, "x"), WF_OK);
    assert_int_equal(wf_document_hide_rows(f.doc, f.grid, 4, 4, NULL), WF_OK);
    assert_int_equal(wf_document_hide_rows(f.doc, f.grid, 1, 2, NULL), WF_OK);
    assert_int_equal(wf_document_hide_columns(f.doc, f.grid, 5, 9, NULL), WF_OK);
    end(&f);
    static const bool hidden[] = {false, true, true, false, true, true};
    const wf_grid *grid = wf_document_grid(f.doc, 0);
    for (uint32_t row = 0; row < 6; row++)
        assert_int_equal((wf_grid_cell(grid, row, row)->flags & WF_CELL_HIDDEN) != 0,
                         hidden[row]);
    wf_document_free(f.doc);
}

static void build__blank_cells__stay_only_for_their_fill(void **state)
{
    (void)state;
    fixture f = begin(NULL);
    uint16_t red, red_again;
    wf_style style = {.fill = 0xFF0000, .font = WF_COLOR_NONE};
    assert_int_equal(wf_document_add_style(f.doc, &style, &red, NULL), WF_OK);
    assert_int_equal(wf_document_add_style(f.doc, &style, &red_again, NULL), WF_OK);
    assert_int_equal(red, red_again);
    wf_cell blank = {.row = 1, .column = 1, .kind = WF_CELL_BLANK};
    assert_int_equal(wf_document_add_cell(f.doc, f.grid, &blank, NULL), WF_OK);
    blank.column = 2;
    blank.style = red;
    assert_int_equal(wf_document_add_cell(f.doc, f.grid, &blank, NULL), WF_OK);
    end(&f);
    const wf_grid *grid = wf_document_grid(f.doc, 0);
    assert_int_equal(grid->cell_count, 1);
    assert_int_equal(wf_document_style(f.doc, grid->cells[0].style)->fill, 0xFF0000);
    assert_int_equal(wf_document_content_count(f.doc), 0);
    wf_document_free(f.doc);
}

static void build__limits__are_errors_that_name_the_place(void **state)
{
    (void)state;
    wf_limits limits = *wf_limits_default();
    limits.cells = 2;
    limits.rows = 10;
    limits.string_bytes = 3;
    fixture f = begin(&limits);
    assert_int_equal(add_text(&f, 0, 0, "abcd"), WF_E_LIMIT);
    assert_int_equal(add_text(&f, 10, 0, "a"), WF_E_LIMIT);
    assert_int_equal(add_text(&f, 0, 0, "a"), WF_OK);
    assert_int_equal(add_text(&f, 0, 1, "a"), WF_OK);
    wf_error err = WF_ERROR_INIT;
    wf_cell third = {.row = 3, .column = 2, .kind = WF_CELL_NUMBER, .as.number = 1};
    assert_int_equal(wf_document_add_cell(f.doc, f.grid, &third, &err), WF_E_LIMIT);
    char line[300];
    assert_non_null(strstr(wf_error_describe(&err, line, sizeof line), "\"Plan\", C4"));
    wf_document_free(f.doc);
}

static void cell_text__numbers_and_dates__as_shown(void **state)
{
    (void)state;
    fixture f = begin(NULL);
    static const struct {
        const char *format;
        wf_cell_kind kind;
        double number;
        const char *shown;
    } cells[] = {{"0.0%", WF_CELL_NUMBER, 0.934, "93.4%"},
                 {"dd/mm/yyyy", WF_CELL_DATE, 46266, "01/09/2026"},
                 {"General", WF_CELL_NUMBER, 12.5, "12.5"},
                 {"General", WF_CELL_BOOLEAN, 1, "TRUE"}};
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        wf_style style = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE};
        uint16_t index;
        assert_int_equal(wf_document_add_number_format(f.doc,
                                                       wf_str_from(cells[i].format),
                                                       &style.number_format, NULL),
                         WF_OK);
        assert_int_equal(wf_document_add_style(f.doc, &style, &index, NULL), WF_OK);
        wf_cell c = {.row = (uint32_t)i,
                     .style = index,
                     .kind = (uint8_t)cells[i].kind,
                     .as.number = cells[i].number};
        assert_int_equal(wf_document_add_cell(f.doc, f.grid, &c, NULL), WF_OK);
    }
    end(&f);
    wf_arena *scratch = wf_arena_new(0);
    for (uint32_t i = 0; i < COUNT_OF(cells); i++) {
        wf_str text;
        const wf_cell *c = wf_grid_cell(wf_document_grid(f.doc, 0), i, 0);
        assert_int_equal(wf_cell_text(f.doc, c, scratch, &text), WF_OK);
        assert_str(text, cells[i].shown);
    }
    wf_arena_free(scratch);
    wf_document_free(f.doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(build__cells_out_of_order__are_found_by_address),
        cmocka_unit_test(build__one_address_twice__keeps_the_last_and_its_runs),
        cmocka_unit_test(build__merges__flag_their_cells_and_overlaps_are_dropped),
        cmocka_unit_test(build__any_merges__flags_and_searches_agree_with_looking_at_all),
        cmocka_unit_test(build__hidden_rows_and_columns__flag_their_cells),
        cmocka_unit_test(build__blank_cells__stay_only_for_their_fill),
        cmocka_unit_test(build__limits__are_errors_that_name_the_place),
        cmocka_unit_test(cell_text__numbers_and_dates__as_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
