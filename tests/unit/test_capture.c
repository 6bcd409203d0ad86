/* Captures: what a form carries, what comes back, what is refused and what is doubted. */
#include "engine/capture/capture_private.h"
#undef COUNT_OF
#include "tests/support/capture_scene.h"

#include "engine/document/document_build.h"

static void capture_identity__both_texts__read_back(void **state)
{
    wf_arena *arena = wf_arena_new(0);
    (void)state;
    const wf_capture_issue issue = {.id = WF_STR("WF-2026-27-T2-900002-0a1b2c3d"),
                                    .trust = WF_STR("A | B Trust"),
                                    .school = WF_STR("Oak & Ash | Infant School"),
                                    .urn = WF_STR("900002"),
                                    .period = WF_STR("2026-27/T2"),
                                    .issued = wf_date_from_ymd(2026, 11, 20),
                                    .deadline = wf_date_from_ymd(2026, 12, 11)};
    wf_str record, line;
    wf_capture_issue back;
    assert_int_equal(capture_record(&issue, arena, &record), WF_OK);
    assert_int_equal(capture_line_for_people(&issue, arena, &line), WF_OK);
    assert_true(capture_read_record(record, &back));
    assert_str(back.id, "WF-2026-27-T2-900002-0a1b2c3d");
    assert_str(back.school, "Oak & Ash   Infant School");
    assert_str(back.period, "2026-27/T2");
    assert_int_equal(back.deadline, issue.deadline);
    assert_true(capture_read_line(line, arena, &back));
    assert_str(back.id, "WF-2026-27-T2-900002-0a1b2c3d");
    assert_str(back.school, "Oak & Ash   Infant School");
    assert_str(back.urn, "900002");
    assert_str(back.period, "2026-27/T2");
    assert_false(capture_read_record(WF_STR("wayforward-capture/1|x"), &back));
    assert_false(capture_read_line(WF_STR("Form for the school"), arena, &back));
    wf_arena_free(arena);
}

static void capture_prepare__term_and_phase__choose(void **state)
{
    scene *s = *state;
    wf_capture_form first = scene_form(s, 0, "2026-27/T1");
    wf_capture_form second = scene_form(s, 0, "2026-27/T2");
    wf_capture_form high = scene_form(s, 2, "2026-27/T2");
    assert_true(first.line_count > 5 && first.line_count < second.line_count);
    for (size_t i = 0; i < high.line_count; i++)
        assert_false(wf_str_starts_with(high.lines[i].kpi->code, WF_STR("KS2")));
    const wf_capture_line *attendance = &first.lines[0];
    assert_str(attendance->kpi->code, "ATT01");
    assert_float_equal(attendance->last.value, 93.8, 1e-9);
    assert_float_equal(attendance->year_ago.value, 92.3, 1e-9);
    assert_float_equal(attendance->target.value, 95, 1e-9);
    /* a sixth of the way from 92 at the end of last year to 95 */
    assert_float_equal(attendance->expected.value, 92.5, 1e-9);
    assert_true(attendance->tolerance.value >= 0.5 - 1e-9);
    assert_str(attendance->last_period, "2025-26/T6");
    assert_true(wf_str_starts_with(first.issue.id, WF_STR("WF-2026-27-T1-900001-")));
    /* the same contents give the same number, other contents another */
    assert_true(wf_str_eq(first.issue.id, scene_form(s, 0, "2026-27/T1").issue.id));
}

static void capture_read__filled_form__gives_every_value(void **state)
{
    scene *s = *state;
    for (size_t school = 0; school < SCENE_SCHOOLS; school++) {
        wf_capture_form form = scene_form(s, school, "2026-27/T2");
        wf_capture_reply filled = scene_fill(s, &form, 7 + school);
        wf_capture_file file;
        wf_str path = scene_write(s, &form, &filled, "renamed (2).xlsx", 1795000000);
        must(wf_capture_open(path.p, NULL, &s->trust, s->arena, &file, e));
        assert_int_equal(file.reply_count, 1);
        assert_int_equal(file.source.saved, 1795000000);
        const wf_capture_reply *reply = &file.replies[0];
        assert_int_equal(reply->findings.n, 0);
        assert_int_equal(reply->value_count, form.line_count);
        for (size_t i = 0; i < form.line_count; i++) {
            assert_ptr_equal(reply->values[i].kpi, form.lines[i].kpi);
            assert_float_equal(reply->values[i].value.value, filled.values[i].value.value,
                               1e-9);
            assert_float_equal(reply->values[i].cohort, 40, 0);
        }
        assert_str(reply->values[0].at, "Dashboard!J9");
        assert_str(reply->values[0].comment, "As counted on the day");
    }
}

/* ---- wrong cells, in a document made by hand ------------------------------------- */

typedef struct sheet {
    wf_document *doc;
    uint32_t grid;
} sheet;

static sheet new_sheet(void)
{
    sheet s = {0};
    must(wf_document_new(WF_FORMAT_XLSX, "made", wf_limits_default(), &s.doc, e));
    wf_grid_options options = {
        .name = WF_STR("Dashboard"), .kind = WF_GRID_SHEET, .parent = WF_NO_INDEX};
    must(wf_document_grid_begin(s.doc, &options, &s.grid, e));
    return s;
}

static void put_text(sheet *s, uint32_t row, uint16_t column, const char *text)
{
    wf_str kept = WF_STR_EMPTY;
    assert_int_equal(wf_arena_str(wf_document_arena(s->doc), wf_str_from(text), &kept),
                     WF_OK);
    wf_cell cell = {.row = row,
                    .column = column,
                    .kind = WF_CELL_TEXT,
                    .length = (uint32_t)kept.n,
                    .as.text = kept.p};
    must(wf_document_add_cell(s->doc, s->grid, &cell, e));
}

static void put_cell(sheet *s, uint32_t row, uint16_t column, wf_cell cell)
{
    cell.row = row;
    cell.column = column;
    must(wf_document_add_cell(s->doc, s->grid, &cell, e));
}

/* A form with its columns in another order and one row for ATT04. */
static sheet form_with(const char *record_school, const char *line_school)
{
    char text[300];
    sheet s = new_sheet();
    (void)snprintf(text, sizeof text,
                   CAPTURE_RECORD "|WF-2026-27-T2-900001-00000000|900001|2026-27/T2|"
                                  "2026-11-20|2026-12-11|%s|Harrowmere Learning Trust",
                   record_school);
    put_text(&s, 0, 0, text);
    (void)snprintf(
        text, sizeof text,
        "Form WF-2026-27-T2-900001-00000000 \u00B7 %s \u00B7 URN 900001 \u00B7 "
        "Term 2 of 2026-27 \u00B7 Harrowmere Learning Trust",
        line_school);
    put_text(&s, 1, 0, text);
    put_text(&s, 3, 0, "Comment");
    put_text(&s, 3, 1, "Pupils");
    put_text(&s, 3, 2, "Value now");
    put_text(&s, 3, 4, "Code");
    put_text(&s, 4, 4, "ATT04");
    return s;
}

static wf_capture_reply read_form(scene *s, sheet *made)
{
    wf_capture_reply reply;
    must(wf_document_grid_end(made->doc, made->grid, e));
    must(wf_document_finish(made->doc, e));
    must(wf_capture_read(made->doc, &s->trust, s->arena, &reply, e));
    wf_document_free(made->doc);
    return reply;
}

static wf_cell number_cell(double number)
{
    return (wf_cell){.kind = WF_CELL_NUMBER, .as.number = number};
}

static void capture_read__wrong_cells__refused_by_name(void **state)
{
    scene *s = *state;
    static const struct {
        wf_cell value;
        const char *text; /* instead of the value */
        double cohort;
        const char *code; /* NULL: taken */
        bool is_kept;     /* the value is, all the same */
    } cases[] = {
        {.value = {.kind = WF_CELL_NUMBER, .as.number = 104}, .code = "out-of-range"},
        {.value = {.kind = WF_CELL_NUMBER, .as.number = -1}, .code = "out-of-range"},
        {.value = {.kind = WF_CELL_NUMBER, .flags = WF_CELL_FORMULA, .as.number = 12},
         .code = "formula"},
        {.value = {.kind = WF_CELL_DATE, .as.number = 46000}, .code = "date"},
        {.value = {.kind = WF_CELL_ERROR, .length = 7, .as.text = "#DIV/0!"},
         .code = "error-value"},
        {.value = {.kind = WF_CELL_BOOLEAN, .as.number = 1}, .code = "not-a-number"},
        {.text = "see the office", .code = "not-a-number"},
        {.text = "<5%", .code = "not-a-number"},
        {.text = "\u00A312", .code = "not-a-number"},
        {.text = "12.5%", .cohort = 30, .code = "text-number", .is_kept = true},
        {.value = {.kind = WF_CELL_NUMBER, .as.number = 12},
         .cohort = 20.5,
         .code = "cohort",
         .is_kept = true},
        {.value = {.kind = WF_CELL_NUMBER, .as.number = 12},
         .code = "no-cohort",
         .is_kept = true},
        {.value = {.kind = WF_CELL_NUMBER, .as.number = 12},
         .cohort = 200,
         .is_kept = true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        sheet made = form_with("Marrowby Primary School", "Marrowby Primary School");
        if (cases[i].text != NULL)
            put_text(&made, 4, 2, cases[i].text);
        else
            put_cell(&made, 4, 2, cases[i].value);
        if (cases[i].cohort > 0)
            put_cell(&made, 4, 1, number_cell(cases[i].cohort));
        wf_capture_reply reply = read_form(s, &made);
        assert_int_equal(reply.value_count, cases[i].is_kept);
        if (cases[i].code == NULL) {
            assert_int_equal(reply.findings.n, 0);
            continue;
        }
        assert_true(reply.findings.n >= 1);
        assert_string_equal(reply.findings.items[0].code, cases[i].code);
        assert_str(reply.findings.items[0].kpi, "ATT04");
        assert_true(wf_str_eq(reply.findings.items[0].at, WF_STR("Dashboard!C5")) ||
                    wf_str_eq(reply.findings.items[0].at, WF_STR("Dashboard!B5")));
        assert_true(cases[i].is_kept ||
                    reply.findings.items[0].level == WF_CAPTURE_REFUSED);
    }
}

static void capture_read__not_collected__is_an_answer(void **state)
{
    scene *s = *state;
    sheet made = form_with("Marrowby Primary School", "Marrowby Primary School");
    put_text(&made, 4, 0, "N/A: new system");
    wf_capture_reply reply = read_form(s, &made);
    assert_int_equal(reply.value_count, 1);
    assert_true(reply.values[0].not_collected);
    made = form_with("Marrowby Primary School", "Marrowby Primary School");
    put_text(&made, 4, 2, "c");
    reply = read_form(s, &made);
    assert_int_equal(reply.value_count, 1);
    assert_false(reply.values[0].value.present || reply.values[0].not_collected);
}

static void capture_read__same_kpi_twice__only_equals_kept(void **state)
{
    scene *s = *state;
    for (int same = 0; same < 2; same++) {
        sheet made = form_with("Marrowby Primary School", "Marrowby Primary School");
        put_cell(&made, 4, 2, number_cell(12));
        put_cell(&made, 4, 1, number_cell(200));
        put_text(&made, 5, 4, "PA"); /* another name of it */
        put_cell(&made, 5, 2, number_cell(same ? 12 : 13));
        put_cell(&made, 5, 1, number_cell(200));
        put_text(&made, 6, 4, "NO99");
        put_cell(&made, 6, 2, number_cell(1));
        wf_capture_reply reply = read_form(s, &made);
        assert_int_equal(reply.value_count, same);
        assert_string_equal(reply.findings.items[0].code, "unknown-kpi");
        assert_string_equal(reply.findings.items[1].code, "twice");
        assert_int_equal(reply.findings.items[1].level,
                         same ? WF_CAPTURE_NOTE : WF_CAPTURE_REFUSED);
    }
}

static void capture_read__another_schools_name__refused_whole(void **state)
{
    scene *s = *state;
    static const struct {
        const char *record, *line, *code;
    } cases[] = {
        {"Marrowby Primary School", "Harrowmere High School", "wrong-school"},
        {"Nowhere School", "Nowhere School", NULL}, /* found by its URN */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        sheet made = form_with(cases[i].record, cases[i].line);
        put_cell(&made, 4, 2, number_cell(12));
        wf_capture_reply reply = read_form(s, &made);
        assert_int_equal(reply.refused, cases[i].code != NULL);
        if (cases[i].code != NULL)
            assert_string_equal(reply.findings.items[0].code, cases[i].code);
    }
}

/* ---- doubts ---------------------------------------------------------------------- */

static const wf_capture_finding *finding_of(const wf_capture_reply *reply,
                                            const char *code)
{
    for (size_t i = 0; i < reply->findings.n; i++)
        if (strcmp(reply->findings.items[i].code, code) == 0)
            return &reply->findings.items[i];
    return NULL;
}

static wf_capture_reply doubted(scene *s, double attendance, double cohort,
                                const char *issue, const char *file)
{
    wf_panel panel = {0};
    wf_capture_value value = {.kpi = wf_trust_find_kpi(&s->trust, WF_STR("ATT01")),
                              .school = s->trust.schools[0].name,
                              .period = WF_STR("2026-27/T2"),
                              .value = {attendance, true},
                              .cohort = cohort,
                              .comment = WF_STR_EMPTY,
                              .at = WF_STR("Dashboard!J7")};
    wf_capture_reply reply = {.kind = WF_CAPTURE_FORM, .value_count = 1};
    wf_store_decision issued = {.kind = WF_STR("capture-issued"),
                                .school = value.school,
                                .key = value.period,
                                .value = WF_STR("WF-new")};
    wf_capture_known known = {.trust = &s->trust,
                              .panel = &panel,
                              .issues = &issued,
                              .issue_count = 1,
                              .saved = WF_DATE_NONE};
    reply.values = wf_arena_alloc(s->arena, sizeof value);
    reply.values[0] = value;
    reply.issue.id = wf_str_from(issue);
    reply.issue.school = value.school;
    reply.issue.period = value.period;
    must(wf_store_panel(s->store, NULL, s->arena, &panel, e));
    must(wf_capture_doubt(&reply, wf_str_from(file), &known, s->arena, e));
    return reply;
}

static void capture_doubt__history_and_copy__told(void **state)
{
    scene *s = *state;
    wf_capture_reply usual = doubted(s, 93.5, 205, "WF-new", "marrowby.xlsx");
    assert_int_equal(usual.findings.n, 0);
    wf_capture_reply jump = doubted(s, 61, 205, "WF-new", "marrowby.xlsx");
    assert_non_null(finding_of(&jump, "jump"));
    wf_capture_reply share = doubted(s, 0.934, 205, "WF-new", "marrowby.xlsx");
    assert_non_null(finding_of(&share, "jump"));
    /* five pupils: 93.8 and 80 are no more than chance apart */
    wf_capture_reply few = doubted(s, 80, 5, "WF-new", "marrowby.xlsx");
    assert_null(finding_of(&few, "jump"));
    wf_capture_reply many = doubted(s, 93.5, 400, "WF-new", "marrowby.xlsx");
    assert_non_null(finding_of(&many, "cohort-over-roll"));
    wf_capture_reply stale = doubted(s, 93.5, 205, "WF-old", "marrowby.xlsx");
    assert_non_null(finding_of(&stale, "stale-copy"));
    wf_capture_reply named =
        doubted(s, 93.5, 205, "WF-new", "in/Harrowmere High School dashboard.xlsx");
    assert_non_null(finding_of(&named, "file-name"));
}

/* ---- tables ---------------------------------------------------------------------- */

static void capture_table__rows__checked_one_by_one(void **state)
{
    scene *s = *state;
    static const char csv[] = "School,KPI,Period,Value,Cohort\n"
                              "Marrowby Primary,Attendance,2026-27/T2,94.1,208\n"
                              "900003,Attendance,2026-27/T2,91%,930\n"
                              "Nowhere,Attendance,2026-27/T2,90,10\n"
                              "Marrowby Primary,Happiness,2026-27/T2,90,10\n"
                              "Marrowby Primary,Attendance,Christmas,90,10\n"
                              "Marrowby Primary,Persistent absence,2026-27/T2,120,10\n";
    wf_str path = scene_path(s, "values.csv");
    FILE *file = fopen(path.p, "w");
    wf_capture_file read;
    assert_non_null(file);
    assert_int_equal(fputs(csv, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
    must(wf_capture_open(path.p, NULL, &s->trust, s->arena, &read, e));
    const wf_capture_reply *reply = &read.replies[0];
    assert_int_equal(reply->kind, WF_CAPTURE_TABLE);
    assert_non_null(finding_of(reply, "unknown-school"));
    assert_non_null(finding_of(reply, "unknown-kpi"));
    assert_non_null(finding_of(reply, "unknown-period"));
    assert_non_null(finding_of(reply, "out-of-range"));
    assert_int_equal(reply->value_count, 2);
    assert_str(reply->values[0].school, "Marrowby Primary School");
    assert_float_equal(reply->values[0].cohort, 208, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capture_identity__both_texts__read_back),
        cmocka_unit_test(capture_prepare__term_and_phase__choose),
        cmocka_unit_test(capture_read__filled_form__gives_every_value),
        cmocka_unit_test(capture_read__wrong_cells__refused_by_name),
        cmocka_unit_test(capture_read__not_collected__is_an_answer),
        cmocka_unit_test(capture_read__same_kpi_twice__only_equals_kept),
        cmocka_unit_test(capture_read__another_schools_name__refused_whole),
        cmocka_unit_test(capture_doubt__history_and_copy__told),
        cmocka_unit_test(capture_table__rows__checked_one_by_one),
    };
    return cmocka_run_group_tests(tests, scene_begin, scene_end);
}
