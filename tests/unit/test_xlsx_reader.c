/* Whole workbooks made in memory; each is read by the quick way and by the general way.
 */
#include "tests/support/book_make.h"

#define DATA(rows) "<worksheet " SHEET_NS "><sheetData>" rows "</sheetData></worksheet>"

static const zip_part strings_part = {
    .name = "xl/sharedStrings.xml",
    .data =
        "<sst " SHEET_NS
        "><si><t>plain</t></si><si><t xml:space=\"preserve\"> &lt;b&gt; </t>"
        "</si><si><r><t>one </t></r><r><rPr><b/><color "
        "rgb=\"FFFF0000\"/></rPr><t>two</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si><si/><si><t>a_x000D_\nb_x0041_"
        "_x005F_x000D_</t></si></sst>"};

static void assert_book(const char *sheet_xml, const char *expected)
{
    static const wf_xml_driver drivers[] = {WF_XML_AUTO, WF_XML_EXPAT};
    zip_made z = book_make(sheet_xml, &strings_part, 1);
    for (size_t i = 0; i < COUNT_OF(drivers); i++) {
        wf_document *doc;
        wf_error err = WF_ERROR_INIT;
        char text[8192];
        if (book_read(&z, drivers[i], &doc, &err) != WF_OK)
            fail_msg("%s", err.message);
        book_describe(doc, text, sizeof text);
        assert_string_equal(text, expected);
        wf_document_free(doc);
    }
    free(z.p);
}

static void read__every_kind__in_usual_form(void **state)
{
    (void)state;
    assert_book(
        DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5</v></c>"
             "<c r=\"C1\" s=\"1\"><v>44105</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>"
             "<c r=\"E1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"F1\" t=\"str\"><f>A1</f>"
             "<v>x &amp; y</v></c><c r=\"G1\" t=\"inlineStr\"><is><t>in</t></is></c>"
             "<c r=\"H1\" s=\"2\"/><c r=\"I1\" s=\"0\"/></row>"),
        "A1tplain;B1n1.5;C1d44105;D1b1;E1e#DIV/0!;F1tx & y;G1tin;H1_;");
}

static void read__shared_texts__trimmed_and_unescaped(void **state)
{
    (void)state;
    assert_book(
        DATA(
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v>"
            "</c><c r=\"C2\" t=\"s\"><v>3</v></c><c r=\"D2\" t=\"s\"><v>4</v></c></row>"),
        "A2t<b>;B2tone two;D2ta\nbA_x000D_;");
}

static void read__missing_addresses__counted(void **state)
{
    (void)state;
    assert_book(
        DATA("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c><v>3</v></c>"
             "<c r=\"D5\"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>"),
        "A1n1;B1n2;A5n3;D5n4;E5n5;A6n6;");
}

static void read__unusual_forms__same_as_usual(void **state)
{
    (void)state;
    /* order and quotes of attributes, white space, comments, CDATA, instructions, unknown
     * elements and attributes, <v> with white space */
    assert_book(
        DATA("\n <row r='1' >\n<c t='s' r='A1' ><v>0</v></c><!-- c --><c cm=\"1\" "
             "r=\"B1\"><v> 2 </v></c><?pi?><c r=\"C1\"><v>3<!-- x -->4</v></c>"
             "<c r=\"D1\" t=\"str\"><v><![CDATA[<5>]]></v></c><c r=\"E1\" t=\"n\" >"
             "<extLst><ext><v>99</v></ext></extLst><v>6</v></c><unknown><c r=\"F1\"><v>7"
             "</v></c></unknown><c r=\"G1\"></c></row >\n"),
        "A1tplain;B1n2;C1n34;D1t<5>;E1n6;");
}

static void read__prefixed_and_strict__same_as_usual(void **state)
{
    (void)state;
    assert_book(
        "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">"
        "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c><x:c "
        "r=\"B1\" t=\"inlineStr\"><x:is><x:r><x:t>a</x:t></x:r><x:r><x:t>b</x:t></x:r>"
        "</x:is></x:c></x:row></x:sheetData></x:worksheet>",
        "A1tplain;B1tab;");
}

static void read__iso_dates__become_serials(void **state)
{
    (void)state;
    assert_book(
        DATA("<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2020-10-01</v></c><c r=\"B1\" t=\"d\">"
             "<v>2020-10-01T12:00:00Z</v></c><c r=\"C1\" t=\"d\"><v>12:00</v></c>"
             "<c r=\"D1\" t=\"d\"><v>soon</v></c></row>"),
        "A1d44105;B1d44105.5;C1n0.5;D1tsoon;");
}

static void read__cells_that_lie__are_kept_as_they_can_be(void **state)
{
    (void)state;
    assert_book(
        DATA("<row r=\"1\"><c r=\"A1\"><v>not a number</v></c><c r=\"B1\" t=\"s\"><v>999"
             "</v></c><c r=\"C1\" t=\"s\"><v>-1</v></c><c r=\"D1\" t=\"zz\"><v>x</v></c>"
             "<c r=\"E1\"><v>1E999</v></c><c r=\"F1\" s=\"77777\"><v>1</v></c>"
             "<c r=\"G1\" s=\"x\"><v>2</v></c><c r=\"H1\" s=\"5\"><v>3</v></c></row>"),
        "A1tnot a number;D1tx;E1t1E999;F1n1;G1n2;H1n3;");
}

static void read__addresses_that_lie__never_leave_the_sheet(void **state)
{
    (void)state;
    assert_book(
        DATA("<row r=\"0\"><c r=\"A0\"><v>1</v></c><c r=\"ZZZZ9\"><v>2</v></c><c r=\"7\">"
             "<v>3</v></c><c r=\"XFE1\"><v>4</v></c></row><row r=\"99999999999\"><c "
             "r=\"A1048577\"><v>5</v></c></row>"),
        "A1n1;B1n2;C1n3;D1n4;A2n5;");
}

static void read__same_cell_twice__last_wins(void **state)
{
    (void)state;
    assert_book(
        DATA("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c><c r=\"B1\">"
             "<v>3</v></c></row>"),
        "A1n2;B1n3;");
}

static void read__styles__resolved(void **state)
{
    (void)state;
    zip_made z =
        book_make(DATA("<row r=\"1\"><c r=\"A1\" s=\"2\"><v>1</v></c><c r=\"B1\" s=\"3\">"
                       "<v>1</v></c><c r=\"C1\" s=\"4\"><v>1</v></c></row>"),
                  NULL, 0);
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    const wf_cell *c = wf_document_grid(doc, 0)->cells;
    const wf_style *a = wf_document_style(doc, c[0].style);
    assert_int_equal(a->fill, 0x92D050);
    assert_int_equal(a->font, 0x0000FF);
    assert_true(a->bold && a->strike && !a->italic);
    /* accent 1, 25 % darker: 366092 in Excel, whose steps are whole numbers on the way */
    uint32_t dark = wf_document_style(doc, c[1].style)->fill;
    for (unsigned shift = 0; shift <= 16; shift += 8)
        assert_in_range(dark >> shift & 255, (0x366092u >> shift & 255) - 1,
                        (0x366092u >> shift & 255) + 1);
    assert_int_equal(wf_document_style(doc, c[2].style)->fill, 0xFF0000);
    wf_document_free(doc);
    free(z.p);
}

static void read__runs__cover_the_text(void **state)
{
    (void)state;
    zip_made z = book_make(DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>"),
                           &strings_part, 1);
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    const wf_grid *grid = wf_document_grid(doc, 0);
    size_t n;
    const wf_run *runs = wf_grid_runs(doc, grid, &grid->cells[0], &n);
    assert_int_equal(n, 2);
    assert_int_equal(runs[0].start, 0);
    assert_int_equal(runs[0].length, 4);
    assert_int_equal(runs[0].font, WF_COLOR_NONE);
    assert_int_equal(runs[1].start, 4);
    assert_int_equal(runs[1].length, 3);
    assert_int_equal(runs[1].font, 0xFF0000);
    assert_int_equal(runs[1].flags, WF_RUN_BOLD);
    wf_document_free(doc);
    free(z.p);
}

static void read__hidden_and_merged__flagged(void **state)
{
    (void)state;
    zip_made z =
        book_make("<worksheet " SHEET_NS "><cols><col min=\"2\" max=\"2\" hidden=\"1\"/>"
                  "<col min=\"0\" max=\"x\" hidden=\"1\"/></cols><sheetData><row r=\"1\">"
                  "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c></row><row r=\"2\" "
                  "hidden=\"1\"><c r=\"A2\"><v>1</v></c></row></sheetData><mergeCells>"
                  "<mergeCell ref=\"A1:A2\"/><mergeCell ref=\"A2:C4\"/><mergeCell "
                  "ref=\"nonsense\"/><mergeCell ref=\"C9:C9\"/></mergeCells></worksheet>",
                  NULL, 0);
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    const wf_grid *grid = wf_document_grid(doc, 0);
    assert_int_equal(grid->cells[0].flags, WF_CELL_MERGED);
    assert_int_equal(grid->cells[1].flags, WF_CELL_HIDDEN);
    assert_int_equal(grid->cells[2].flags, WF_CELL_HIDDEN | WF_CELL_COVERED);
    assert_int_equal(grid->merge_count, 1);
    wf_document_free(doc);
    free(z.p);
}

static uint32_t fill_at(const wf_document *doc, size_t i)
{
    const wf_cell *c = &wf_document_grid(doc, 0)->cells[i];
    const wf_style *style = wf_document_style(doc, c->style);
    return style->fill_conditional ? style->fill : WF_COLOR_NONE;
}

static void read__conditional_formats__give_the_fill_that_shows(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        const char *red; /* which of A1..A5 (5, "Red", "amber", TRUE, 2) turn red */
    } cases[] = {
        {"type=\"cellIs\" operator=\"greaterThan\"><formula>3</formula>", "rrrr."},
        {"type=\"cellIs\" operator=\"equal\"><formula>\"red\"</formula>", ".r..."},
        {"type=\"cellIs\" operator=\"between\"><formula>6</formula><formula>1</formula>",
         "r...r"},
        {"type=\"cellIs\" operator=\"notEqual\"><formula>$A$5</formula>", "rrrr."},
        {"type=\"containsText\" operator=\"containsText\" "
         "text=\"MB\"><formula>x</formula>",
         "..r.."},
        {"type=\"beginsWith\" operator=\"beginsWith\" text=\"re\"><formula>x</formula>",
         ".r..."},
        {"type=\"endsWith\" operator=\"endsWith\" text=\"er\"><formula>x</formula>",
         "..r.."},
        {"type=\"expression\"><formula>A1=\"Red\"</formula>", ".r..."},
        {"type=\"expression\"><formula>$A$2=\"Red\"</formula>", "rrrrr"},
        {"type=\"expression\"><formula>A2=\"Red\"</formula>", "r...."},
        {"type=\"expression\"><formula>SUM(A1)&gt;1</formula>", "....."},
        {"type=\"cellIs\" operator=\"equal\"><formula>A1:A2</formula>", "....."},
        {"type=\"top10\" rank=\"1\"><formula/>", "....."},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char xml[2048];
        (void)snprintf(
            xml, sizeof xml,
            "<worksheet " SHEET_NS "><sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c>"
            "</row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>Red</v></c></row><row r=\"3\">"
            "<c r=\"A3\" t=\"str\"><v>amber</v></c></row><row r=\"4\"><c r=\"A4\" "
            "t=\"b\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\"><v>2</v></c></row>"
            "</sheetData><conditionalFormatting sqref=\"A1:A5 C1:XFD1048576\"><cfRule "
            "dxfId=\"0\" priority=\"1\" %s</cfRule></conditionalFormatting></worksheet>",
            cases[i].rule);
        zip_made z = book_make(xml, NULL, 0);
        wf_document *doc;
        assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
        char red[6] = "";
        for (size_t k = 0; k < 5; k++)
            red[k] = fill_at(doc, k) == 0xFF0000 ? 'r' : '.';
        assert_string_equal(red, cases[i].red);
        bool is_said = wf_document_diags(doc)->n == 1;
        assert_int_equal(is_said, i >= 10); /* those that are not evaluated */
        wf_document_free(doc);
        free(z.p);
    }
}

static void read__comments_threads_and_shapes__are_paragraphs(void **state)
{
    (void)state;
    const zip_part more[] = {
        {.name = "xl/worksheets/_rels/sheet1.xml.rels",
         .data =
             "<Relationships " RELS_NS "><Relationship Id=\"a\" Type=\"" REL_TYPE
             "comments\" Target=\"../comments1.xml\"/><Relationship Id=\"b\" "
             "Type=\"http://"
             "schemas.microsoft.com/office/2017/10/relationships/threadedComment\" "
             "Target=\"../threadedComments/t1.xml\"/><Relationship Id=\"c\" "
             "Type=\"" REL_TYPE "drawing\" Target=\"../drawings/d1.xml\"/><Relationship "
             "Id=\"d\" Type=\"" REL_TYPE
             "drawing\" Target=\"../../../../outside.xml\"/></Relationships>"},
        {.name = "xl/comments1.xml",
         .data =
             "<comments " SHEET_NS "><commentList><comment ref=\"B2\"><text><r><t>Old "
             "</t></r><r><t>form</t></r></text></comment><comment "
             "ref=\"C3\"><text><t>[Threaded "
             "comment] repeated</t></text></comment></commentList></comments>"},
        {.name = "xl/threadedComments/t1.xml",
         .data =
             "<ThreadedComments "
             "xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/"
             "threadedcomments\"><threadedComment ref=\"C3\" id=\"1\"><text>New</text>"
             "</threadedComment><threadedComment ref=\"C3\" "
             "parentId=\"1\"><text>Reply</text>"
             "</threadedComment></ThreadedComments>"},
        {.name = "xl/drawings/d1.xml",
         .data =
             "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/"
             "spreadsheetDrawing\" "
             "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/"
             "main\"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>7</"
             "xdr:row>"
             "</xdr:from><xdr:grpSp><xdr:sp><xdr:txBody><a:p><a:r><a:t>Box</a:t></"
             "a:r><a:br/>"
             "<a:r><a:t>two</a:t></a:r></a:p><a:p/><a:p><a:r><a:t>three</a:t></a:r></a:p>"
             "</xdr:txBody></xdr:sp></xdr:grpSp></xdr:twoCellAnchor></xdr:wsDr>"},
    };
    static const struct {
        const char *text;
        wf_area area;
        uint32_t row, column;
    } expected[] = {{"New", WF_AREA_COMMENT, 2, 2},
                    {"Reply", WF_AREA_COMMENT, 2, 2},
                    {"Old form", WF_AREA_COMMENT, 1, 1},
                    {"Box\ntwo", WF_AREA_TEXT_BOX, 7, 3},
                    {"three", WF_AREA_TEXT_BOX, 7, 3}};
    zip_made z = book_make(DATA(""), more, COUNT_OF(more));
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    assert_int_equal(wf_document_paragraph_count(doc), COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        const wf_paragraph *p = wf_document_paragraph(doc, i);
        assert_str(p->text, expected[i].text);
        assert_int_equal(p->area, expected[i].area);
        assert_int_equal(p->anchor_row, expected[i].row);
        assert_int_equal(p->anchor_column, expected[i].column);
        assert_int_equal(p->anchor, 0);
    }
    wf_document_free(doc);
    free(z.p);
}

static void read__broken_sheet__gives_what_was_good_with_a_warning(void **state)
{
    (void)state;
    zip_made z =
        book_make("<worksheet " SHEET_NS "><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>"
                  "</c></row><row r=\"2\"><c r=\"A2\"><v>2",
                  NULL, 0);
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    assert_int_equal(wf_document_grid(doc, 0)->cell_count, 1);
    assert_int_equal(wf_document_diags(doc)->items[0].code, WF_D_PART_DAMAGED);
    wf_document_free(doc);
    free(z.p);
}

static void assert_refused(zip_made z, wf_status status, const char *word)
{
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, &err), status);
    if (!strstr(err.message, word))
        fail_msg("\"%s\" does not say \"%s\"", err.message, word);
    free(z.p);
}

static void read__hostile_parts__end_in_a_clear_error(void **state)
{
    (void)state;
    const zip_part laughs = {.name = "xl/sharedStrings.xml",
                             .data = "<!DOCTYPE sst [<!ENTITY a 'ha'><!ENTITY b "
                                     "'&a;&a;&a;&a;&a;&a;&a;&a;'>]><sst " SHEET_NS
                                     "><si><t>&b;&b;&b;&b;</t></si></sst>"};
    zip_made z =
        book_make(DATA("<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>"), &laughs, 1);
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL),
                     WF_OK); /* the rest is read */
    char text[256];
    book_describe(doc, text, sizeof text);
    assert_string_equal(text, "B1n1;");
    wf_document_free(doc);
    free(z.p);

    char *deep = malloc(400000);
    size_t n = (size_t)snprintf(deep, 400000, "<worksheet " SHEET_NS ">");
    for (size_t i = 0; i < 100000; i++)
        n += (size_t)snprintf(deep + n, 400000 - n, "<a>");
    assert_refused(book_make(deep, NULL, 0), WF_E_LIMIT, "xml-depth");
    free(deep);
    assert_refused(book_make("<worksheet", NULL, 0), WF_E_FORMAT, "none of its sheets");
    const zip_part no_sheets = {.name = "xl/workbook.xml",
                                .data = "<workbook " SHEET_NS "/>"};
    z = book_make(DATA(""), &no_sheets, 1); /* the sheet's part is found without it */
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    wf_document_free(doc);
    free(z.p);
}

static void read__other_packages__are_named(void **state)
{
    (void)state;
    static const struct {
        const char *part, *said;
    } kinds[] = {{"xl/workbook.bin", ".xlsb"},
                 {"ppt/presentation.xml", "PowerPoint"},
                 {"content.xml", "OpenDocument"}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const zip_part parts[] = {{.name = kinds[i].part, .data = "x"}};
        assert_refused(zip_make(parts, 1), WF_E_UNSUPPORTED, kinds[i].said);
    }
}

static void read__huge_claims__cost_nothing(void **state)
{
    (void)state;
    const zip_part strings = {.name = "xl/sharedStrings.xml",
                              .data =
                                  "<sst " SHEET_NS " count=\"4294967295\" "
                                  "uniqueCount=\"4294967295\"><si><t>x</t></si></sst>",
                              .lie_size = 0x70000000};
    zip_made z = book_make(DATA("<row><c t=\"s\"><v>0</v></c></row>"), &strings, 1);
    wf_document *doc;
    assert_int_equal(book_read(&z, WF_XML_AUTO, &doc, NULL), WF_OK);
    assert_int_equal(wf_document_content_count(doc), 1);
    wf_document_free(doc);
    free(z.p);
}

static void read__limits__are_kept(void **state)
{
    (void)state;
    static const char *const options[] = {"cells",        "string-bytes", "text-bytes",
                                          "strings",      "styles",       "merges",
                                          "memory-bytes", "sheets"};
    zip_made z =
        book_make("<worksheet " SHEET_NS "><sheetData><row><c t=\"s\"><v>0</v></c><c "
                  "s=\"2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell "
                  "ref=\"A1:B2\"/></mergeCells></worksheet>",
                  &strings_part, 1);
    wf_input in = wf_input_from_memory(z.p, z.n, "made.xlsx");
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        wf_limits limits = *wf_limits_default();
        wf_document *doc;
        assert_int_equal(
            wf_limits_set(&limits, wf_str_from(options[i]), i == 6 ? 500 : 0, NULL),
            WF_OK);
        const wf_read_options read_options = {.limits = &limits};
        wf_status status = xlsx_read_by(&in, &read_options, WF_XML_AUTO, &doc, NULL);
        assert_true(status == WF_E_LIMIT || (i == 6 && status == WF_E_MEMORY));
    }
    free(z.p);
}

typedef struct heard {
    wf_cell cells[64];
    char texts[64][64];
    size_t count;
    wf_status answer;
} heard;

static wf_status hear(void *context, const wf_document *doc, uint32_t grid,
                      const wf_cell *cells, size_t count, wf_error *err)
{
    heard *h = context;
    (void)doc, (void)grid, (void)err;
    for (size_t i = 0; i < count; i++) {
        assert_true(h->count < COUNT_OF(h->cells));
        if (cells[i].kind == WF_CELL_TEXT)
            (void)snprintf(h->texts[h->count], sizeof h->texts[0], "%s",
                           cells[i].as.text);
        h->cells[h->count++] = cells[i];
    }
    return h->answer;
}

static void stream__cells_and_rest__are_those_of_a_read(void **state)
{
    (void)state;
    zip_made z = book_make(
        "<worksheet " SHEET_NS
        "><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"2\"><v>2</v></c><c "
        "r=\"C1\"/><c r=\"D1\" s=\"2\"/></row><row r=\"7\" hidden=\"1\"><c r=\"C7\" "
        "t=\"inlineStr\"><is><t>in</t></is></c></row></sheetData><mergeCells><mergeCell "
        "ref=\"A1:A2\"/></mergeCells></worksheet>",
        &strings_part, 1);
    wf_input in = wf_input_from_memory(z.p, z.n, "made.xlsx");
    wf_document *held, *rest;
    heard h = {.answer = WF_OK};
    const wf_cell_sink sink = {.cells = hear, .context = &h};
    assert_int_equal(book_read(&z, WF_XML_AUTO, &held, NULL), WF_OK);
    assert_int_equal(xlsx_stream_by(&in, NULL, WF_XML_AUTO, &sink, &rest, NULL), WF_OK);
    const wf_grid *grid = wf_document_grid(held, 0), *empty = wf_document_grid(rest, 0);
    assert_int_equal(h.count, grid->cell_count);
    assert_int_equal(empty->cell_count, 0);
    assert_int_equal(empty->rows, grid->rows);
    assert_int_equal(empty->columns, grid->columns);
    assert_int_equal(empty->merge_count, 1);
    for (size_t i = 0; i < h.count; i++) {
        const wf_cell *c = &grid->cells[i];
        assert_int_equal(h.cells[i].row, c->row);
        assert_int_equal(h.cells[i].column, c->column);
        assert_int_equal(h.cells[i].kind, c->kind);
        assert_int_equal(h.cells[i].flags,
                         c->flags & ~(WF_CELL_MERGED | WF_CELL_COVERED));
        if (c->kind == WF_CELL_TEXT)
            assert_string_equal(h.texts[i], c->as.text);
    }
    wf_document_free(held);
    wf_document_free(rest);
    h.answer = WF_E_CANCELLED;
    h.count = 0;
    assert_int_equal(xlsx_stream_by(&in, NULL, WF_XML_AUTO, &sink, &rest, NULL),
                     WF_E_CANCELLED);
    free(z.p);
}

/* Every part mangled in many ways: any result, but no fault (the sanitizers watch). */
static void read__mangled_parts__never_fault(void **state)
{
    (void)state;
    static const char sheet[] =
        "<worksheet " SHEET_NS
        "><cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
        "<row r=\"1\" spans=\"1:3\" ht=\"0\"><c r=\"A1\" s=\"2\" t=\"s\"><v>2</v></c><c "
        "r=\"B1\" "
        "t=\"inlineStr\"><is><t>a_x000D_&#65;</t></is></c><c r=\"C1\" "
        "s=\"1\"><f>A1</f><v>44105"
        "</v></c></row><row r=\"2\"><c r=\"A2\" "
        "t=\"d\"><v>2020-10-01T12:30:45.5Z</v></c></row>"
        "</sheetData><mergeCells><mergeCell "
        "ref=\"A1:B2\"/></mergeCells><conditionalFormatting "
        "sqref=\"A1:C9\"><cfRule type=\"expression\" dxfId=\"0\" "
        "priority=\"1\"><formula>$A1=\"x\""
        "</formula></cfRule></conditionalFormatting></worksheet>";
    uint32_t seed = 12345;
    for (unsigned round = 0; round < 3000; round++) {
        char copy[sizeof sheet];
        memcpy(copy, sheet, sizeof sheet);
        for (unsigned k = 0; k < 1 + round % 4; k++) {
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % (sizeof sheet - 1);
            seed = seed * 1664525u + 1013904223u;
            static const char bytes[] = "<>/\"'& =x0Z\n:!-[]\x80\xFF";
            copy[at] = bytes[(seed >> 16) % (sizeof bytes - 1)];
        }
        if (round % 3 == 0)
            copy[(seed >> 4) % sizeof sheet] = '\0';
        zip_made z = book_make(copy[0] ? copy : "x", &strings_part, 1);
        wf_document *doc = NULL;
        if (book_read(&z, round % 5 ? WF_XML_AUTO : WF_XML_EXPAT, &doc, NULL) == WF_OK)
            wf_document_free(doc);
        free(z.p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read__every_kind__in_usual_form),
        cmocka_unit_test(read__shared_texts__trimmed_and_unescaped),
        cmocka_unit_test(read__missing_addresses__counted),
        cmocka_unit_test(read__unusual_forms__same_as_usual),
        cmocka_unit_test(read__prefixed_and_strict__same_as_usual),
        cmocka_unit_test(read__iso_dates__become_serials),
        cmocka_unit_test(read__cells_that_lie__are_kept_as_they_can_be),
        cmocka_unit_test(read__addresses_that_lie__never_leave_the_sheet),
        cmocka_unit_test(read__same_cell_twice__last_wins),
        cmocka_unit_test(read__styles__resolved),
        cmocka_unit_test(read__runs__cover_the_text),
        cmocka_unit_test(read__hidden_and_merged__flagged),
        cmocka_unit_test(read__conditional_formats__give_the_fill_that_shows),
        cmocka_unit_test(read__comments_threads_and_shapes__are_paragraphs),
        cmocka_unit_test(read__broken_sheet__gives_what_was_good_with_a_warning),
        cmocka_unit_test(read__hostile_parts__end_in_a_clear_error),
        cmocka_unit_test(read__other_packages__are_named),
        cmocka_unit_test(read__huge_claims__cost_nothing),
        cmocka_unit_test(read__limits__are_kept),
        cmocka_unit_test(stream__cells_and_rest__are_those_of_a_read),
        cmocka_unit_test(read__mangled_parts__never_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
