#include "engine/base/cell_name.h"
#include "tests/support/wf_test.h"
#include "wayforward/diag.h"
#include "wayforward/limits.h"

static void error_describe__file_sheet_and_cell__make_one_line(void **state)
{
    (void)state;
    wf_error err = WF_ERROR_INIT;
    char line[256];
    wf_where where = {.file = "spring.xlsx", .part = WF_STR("Data"), .row = 14, .col = 3};
    assert_int_equal(
        wf_fail(&err, WF_E_FORMAT, &where, "%d is not a percentage (0-100)", 104),
        WF_E_FORMAT);
    assert_string_equal(wf_error_describe(&err, line, sizeof line),
                        "spring.xlsx: \"Data\", C14: 104 is not a percentage (0-100)");
}

static void fail__a_second_cause__does_not_hide_the_first(void **state)
{
    (void)state;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_fail(&err, WF_E_LIMIT, NULL, "first"), WF_E_LIMIT);
    assert_int_equal(wf_fail(&err, WF_E_IO, NULL, "second"), WF_E_IO);
    assert_int_equal(err.code, WF_E_LIMIT);
    assert_string_equal(err.message, "first");
    assert_int_equal(wf_fail(NULL, WF_E_IO, NULL, "nobody listens"), WF_E_IO);
}

static void fail__a_long_name__is_cut_at_a_character(void **state)
{
    (void)state;
    char name[600];
    wf_error err = WF_ERROR_INIT;
    for (size_t i = 0; i + 1 < sizeof name; i += 2)
        memcpy(name + i, "\xC3\xA9", 2);
    name[sizeof name - 2] = '\0';
    (void)wf_fail(&err, WF_E_IO, &(wf_where){.file = name}, "x");
    assert_true(strlen(err.file) == 254); /* 255 would split an accented letter */
}

static void limits_set__by_its_option__and_an_unknown_one(void **state)
{
    (void)state;
    wf_limits limits = *wf_limits_default();
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_limits_set(&limits, WF_STR("cells"), 7, &err), WF_OK);
    assert_int_equal(limits.cells, 7);
    assert_int_equal(wf_limits_set(&limits, WF_STR("celles"), 7, &err), WF_E_ARGUMENT);
    assert_non_null(strstr(err.message, "celles"));
}

static void fail_limit__names_the_option_that_raises_it(void **state)
{
    (void)state;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_fail_limit(&err, NULL, "xml-depth", 64), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "--limit xml-depth="));
}

static void status__each_code__has_a_text_and_an_exit_status(void **state)
{
    (void)state;
    for (int s = WF_OK; s <= WF_E_INTERNAL; s++) {
        assert_true(strlen(wf_status_text((wf_status)s)) > 3);
        assert_in_range(wf_status_exit((wf_status)s), 0, 5);
    }
    assert_int_equal(wf_status_exit(WF_E_STORE), 4);
}

static void cell_name__there_and_back(void **state)
{
    static const struct {
        uint32_t row, column;
        const char *name;
    } rows[] = {{0, 0, "A1"},
                {6, 1, "B7"},
                {9, 25, "Z10"},
                {0, 26, "AA1"},
                {99, 701, "ZZ100"},
                {0, 702, "AAA1"},
                {1048575, 16383, "XFD1048576"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char name[WF_CELL_NAME_MAX];
        uint32_t row, column;
        wf_cell_name(rows[i].row, rows[i].column, name);
        assert_string_equal(name, rows[i].name);
        assert_true(wf_cell_name_parse(wf_str_from(name), &row, &column));
        assert_int_equal(row, rows[i].row);
        assert_int_equal(column, rows[i].column);
    }
    static const char *const bad[] = {"",
                                      "A",
                                      "7",
                                      "A0",
                                      "A1048577",
                                      "XFE1",
                                      "A1B",
                                      "A 1",
                                      "AAAAAAAAAAAA1",
                                      "A99999999999999999999",
                                      "$A$",
                                      "A-1"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        uint32_t row, column;
        assert_false(wf_cell_name_parse(wf_str_from(bad[i]), &row, &column));
    }
}

static void diag_add__more_than_are_kept__are_counted(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_diags diags = {.arena = arena};
    for (int i = 0; i < WF_DIAGS_KEPT + 5; i++)
        wf_diag_add(&diags, WF_D_CELL_BAD, WF_STR("Plan!B2"), "number %d", i);
    assert_int_equal(diags.n, WF_DIAGS_KEPT);
    assert_int_equal(diags.total, WF_DIAGS_KEPT + 5);
    assert_str(diags.items[3].message, "number 3");
    for (int c = 0; c < WF_DIAG_CODES; c++)
        for (int d = 0; d < c; d++)
            assert_string_not_equal(wf_diag_name((wf_diag_code)c),
                                    wf_diag_name((wf_diag_code)d));
    wf_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_describe__file_sheet_and_cell__make_one_line),
        cmocka_unit_test(fail__a_second_cause__does_not_hide_the_first),
        cmocka_unit_test(fail__a_long_name__is_cut_at_a_character),
        cmocka_unit_test(limits_set__by_its_option__and_an_unknown_one),
        cmocka_unit_test(fail_limit__names_the_option_that_raises_it),
        cmocka_unit_test(status__each_code__has_a_text_and_an_exit_status),
        cmocka_unit_test(cell_name__there_and_back),
        cmocka_unit_test(diag_add__more_than_are_kept__are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
