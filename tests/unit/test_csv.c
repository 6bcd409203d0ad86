/* .csv: encodings, delimiters, quotes, what becomes a number, and what is no table. */
#include "formats/registry.h"
#include "wayforward/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A literal that may hold NUL, with its length. */
#define BYTES(literal) literal, sizeof(literal) - 1

/* Everything that was read as one text: cells "kind:text" joined by '|', rows by '/'. */
static const char *shown(const char *bytes, size_t size, char *out, size_t room)
{
    wf_input in = wf_input_from_memory(bytes, size, "folder/Autumn data.csv");
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    if (wf_reader_csv.read(&in, NULL, &doc, &err) != WF_OK)
        return wf_error_describe(&err, out, room);
    wf_arena *arena = wf_arena_new(0);
    const wf_grid *grid = wf_document_grid(doc, 0);
    assert_string_equal(grid->name.p, "Autumn data");
    size_t n = 0;
    uint32_t row = 0;
    out[0] = '\0';
    for (size_t i = 0; i < grid->cell_count; i++) {
        const wf_cell *c = &grid->cells[i];
        wf_str text;
        assert_int_equal(wf_cell_text(doc, c, arena, &text), WF_OK);
        for (; row < c->row; row++)
            n += (size_t)snprintf(out + n, room - n, "/");
        n += (size_t)snprintf(out + n, room - n, "%c%u:%.*s|", ".TNDBE"[c->kind],
                              c -> column, WF_STR_ARG(text));
    }
    wf_arena_free(arena);
    wf_document_free(doc);
    return out;
}

static const struct {
    const char *what, *bytes;
    size_t size;
    const char *expected;
} cases[] = {
    {"plain", BYTES("a,b\nc,d\n"), "T0:a|T1:b|/T0:c|T1:d|"},
    {"no line end at the end", BYTES("a,b\nc,d"), "T0:a|T1:b|/T0:c|T1:d|"},
    {"carriage returns", BYTES("a,b\r\nc,d\re,f"), "T0:a|T1:b|/T0:c|T1:d|/T0:e|T1:f|"},
    {"semicolons", BYTES("a;b, c\nd;e\n"), "T0:a|T1:b, c|/T0:d|T1:e|"},
    {"tabs", BYTES("a\tb;x,y\nd\te\n"), "T0:a|T1:b;x,y|/T0:d|T1:e|"},
    {"sep line", BYTES("sep=;\r\na;b,c,d\ne;f,g,h\n"), "T0:a|T1:b,c,d|/T0:e|T1:f,g,h|"},
    {"quotes", BYTES("\"a,1\",\"say \"\"hi\"\"\"\n\"\",x\n"),
     "T0:a,1|T1:say \"hi\"|/T1:x|"},
    {"line end in quotes", BYTES("\"one\ntwo\",b\nc,d\n"),
     "T0:one\ntwo|T1:b|/T0:c|T1:d|"},
    {"quote inside", BYTES("5\" pipe,b\nc,d\n"), "T0:5\" pipe|T1:b|/T0:c|T1:d|"},
    {"text after quote", BYTES("\"a\"b,c\nd,e\n"), "T0:ab|T1:c|/T0:d|T1:e|"},
    {"unclosed quote", BYTES("a,b\n\"c,d\ne,f\n"), "T0:a|T1:b|/T0:\"c|T1:d|/T0:e|T1:f|"},
    {"ragged", BYTES("a,b,c\nd\ne,f\n"), "T0:a|T1:b|T2:c|/T0:d|/T0:e|T1:f|"},
    {"empty rows count", BYTES("a,b\n\n,\nc,d\n"), "T0:a|T1:b|///T0:c|T1:d|"},
    {"spaces at the ends", BYTES(" a , b\xC2\xA0\nc,d\n"), "T0:a|T1:b|/T0:c|T1:d|"},
    {"UTF-8 with BOM",
     BYTES("\xEF\xBB\xBF"
           "caf\xC3\xA9,b\nc,d\n"),
     "T0:caf\xC3\xA9|T1:b|/T0:c|T1:d|"},
    {"Windows-1252", BYTES("caf\xE9,\x93q\x94\nc,\x80\x35\n"),
     "T0:caf\xC3\xA9|T1:\xE2\x80\x9Cq\xE2\x80\x9D|/T0:c|T1:\xE2\x82\xAC\x35|"},
    {"UTF-16 LE",
     BYTES("\xFF\xFE"
           "a\0,\0\xAC\x20\n\0"
           "b\0,\0"
           "c\0"),
     "T0:a|T1:\xE2\x82\xAC|/T0:b|T1:c|"},
    {"UTF-16 BE", BYTES("\xFE\xFF\0a\0,\xD8\x3D\xDE\x00\0\n\0b\0,\0c"),
     "T0:a|T1:\xF0\x9F\x98\x80|/T0:b|T1:c|"},
    {"numbers", BYTES("1,-2,0,12.50,93.4%,\"1,200\",\"\xC2\xA3\x31,200.00\",-0.5,100%\n"),
     "N0:1|N1:-2|N2:0|N3:12.50|N4:93.4%|N5:1,200|N6:\xC2\xA3\x31,200.00|N7:-0.5|N8:100%"
     "|"},
    {"not numbers",
     BYTES("007,+1,1E5,123456789012,1.2.3,-0,.5,1.,-,\"1,20\",\"1,2000\",12%5,1e-2\n"),
     "T0:007|T1:+1|T2:1E5|T3:123456789012|T4:1.2.3|T5:-0|T6:.5|T7:1.|T8:-|T9:1,20|"
     "T10:1,2000|T11:12%5|T12:1e-2|"},
    {"dates", BYTES("2026-09-01,01/09/2026,2026-02-30,2026-9-1\n"),
     "D0:2026-09-01|T1:01/09/2026|T2:2026-02-30|T3:2026-9-1|"},
    {"words", BYTES("TRUE,FALSE,True,#N/A,#REF!,#ref\n"),
     "B0:TRUE|B1:FALSE|T2:True|E3:#N/A|E4:#REF!|T5:#ref|"},
    {"formulas stay text", BYTES("=1+1,@x,+a,-b\n"), "T0:=1+1|T1:@x|T2:+a|T3:-b|"},
};

static void csv_read__cases__give_these_cells(void **state)
{
    (void)state;
    char out[2048];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = shown(cases[i].bytes, cases[i].size, out, sizeof out);
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s: got %s, expected %s", cases[i].what, got, cases[i].expected);
    }
}

static int probe(const char *bytes, size_t size)
{
    wf_input in = wf_input_from_memory(bytes, size, "x.csv");
    return wf_reader_csv.probe(&in);
}

static void csv_probe__tables__are_taken(void **state)
{
    (void)state;
    assert_true(probe(BYTES("a,b\nc,d\n")) > 0);
    assert_true(probe(BYTES("School;URN;KPI\n")) > 0);
    assert_true(probe(BYTES("\xFF\xFE"
                            "a\0,\0b\0\n\0"
                            "c\0,\0"
                            "d\0")) > 0);
    assert_true(probe(BYTES("sep=;\na;b\n")) > 0);
    assert_true(probe(BYTES("\"Name, first\",\"x\ny\"\n\"a, b\",\"c\"\n")) > 0);
}

static void csv_probe__anything_else__is_left_alone(void **state)
{
    (void)state;
    assert_int_equal(probe(BYTES("")), 0);
    assert_int_equal(probe(BYTES("   \n")), 0);
    assert_int_equal(probe(BYTES("just one word")), 0);
    assert_int_equal(probe(BYTES("Dear Sir, thank you.\nAll is well, I hope.\n")), 0);
    assert_int_equal(probe(BYTES("PK\x03\x04,,\n\0,,\n")), 0);
    assert_int_equal(probe(BYTES("<html>,\n<p>,\n")), 0);
    assert_int_equal(probe(BYTES("{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n")), 0);
    assert_int_equal(probe(BYTES("%PDF-1.4,\n,\n")), 0);
    assert_int_equal(probe(BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1,\n,\n")), 0);
    assert_int_equal(probe(BYTES("a,b\nc,\1\n")), 0);
}

struct tally {
    uint64_t rows, fields, last;
};

static wf_status count_row(void *context, uint64_t row, const wf_str *fields,
                           size_t count, wf_error *err)
{
    struct tally *t = context;
    (void)fields;
    t->rows++;
    t->fields += count;
    t->last = row;
    return row == 1000000 ? wf_fail(err, WF_E_CANCELLED, NULL, "enough") : WF_OK;
}

static void csv_rows__long_file__streams(void **state)
{
    (void)state;
    static const char line[] =
        "100123,KS2 reading,\"2025/26\",3,71.5%,30,\"a \"\"b\"\"\"\r\n";
    size_t n = sizeof line - 1, lines = 50000;
    char *bytes = malloc(n * lines);
    for (size_t i = 0; i < lines; i++)
        memcpy(bytes + i * n, line, n);
    wf_input in = wf_input_from_memory(bytes, n * lines, "big.csv");
    struct tally t = {0};
    wf_csv_facts facts = {0};
    assert_int_equal(wf_csv_rows(&in, NULL, count_row, &t, &facts, NULL), WF_OK);
    assert_int_equal(t.rows, lines);
    assert_int_equal(t.fields, lines * 7);
    assert_int_equal(facts.delimiter, ',');
    assert_int_equal(facts.rows, lines);
    free(bytes);
}

static void csv_rows__callback_fails__stops_with_its_status(void **state)
{
    (void)state;
    char *bytes = malloc(4 * 1000002);
    for (size_t i = 0; i < 1000002; i++)
        memcpy(bytes + 4 * i, "a,b\n", 4);
    wf_input in = wf_input_from_memory(bytes, (size_t)4 * 1000002, "big.csv");
    struct tally t = {0};
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_csv_rows(&in, NULL, count_row, &t, NULL, &err), WF_E_CANCELLED);
    assert_string_equal(err.message, "enough");
    assert_int_equal(t.last, 1000000);
    free(bytes);
}

static void csv_rows__limits__are_named(void **state)
{
    (void)state;
    wf_limits limits = *wf_limits_default();
    wf_csv_options options = {.limits = &limits, .delimiter = ','};
    struct tally t = {0};
    wf_error err = WF_ERROR_INIT;
    wf_input in = wf_input_from_memory("a,b,c\n", 6, "x.csv");
    limits.columns = 2;
    assert_int_equal(wf_csv_rows(&in, &options, count_row, &t, NULL, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "columns"));
    limits.columns = 100;
    limits.string_bytes = 3;
    err = (wf_error)WF_ERROR_INIT;
    in = wf_input_from_memory("a,bbbb\n", 7, "x.csv");
    assert_int_equal(wf_csv_rows(&in, &options, count_row, &t, NULL, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "string-bytes"));
}

/* Quotes that nothing closes, one a field: work stays linear. */
static void csv_rows__many_unclosed_quotes__stays_quick(void **state)
{
    (void)state;
    size_t n = 4000000;
    char *bytes = malloc(n);
    for (size_t i = 0; i < n; i += 4)
        memcpy(bytes + i, "\"a\n,", 4);
    bytes[n - 1] = 'x';
    memset(bytes + n / 2, 'y', n / 2);
    for (size_t i = n / 2; i < n; i += 1000)
        bytes[i] = '\n';
    wf_input in = wf_input_from_memory(bytes, n, "x.csv");
    wf_csv_options options = {.delimiter = ','};
    struct tally t = {0};
    wf_error err = WF_ERROR_INIT;
    wf_status status = wf_csv_rows(&in, &options, count_row, &t, NULL, &err);
    assert_true(status == WF_OK || status == WF_E_LIMIT);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_read__cases__give_these_cells),
        cmocka_unit_test(csv_probe__tables__are_taken),
        cmocka_unit_test(csv_probe__anything_else__is_left_alone),
        cmocka_unit_test(csv_rows__long_file__streams),
        cmocka_unit_test(csv_rows__callback_fails__stops_with_its_status),
        cmocka_unit_test(csv_rows__limits__are_named),
        cmocka_unit_test(csv_rows__many_unclosed_quotes__stays_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
